"""The rules of one kind of document, as data: its parts, the words that place text in them, its statuses, areas and times.

A rule pack is a TOML file of data/rules, or anyone's own. `ehcp-2014` is the plan of the Children and Families Act 2014;
another kind of document (an advice report, the plan of a later law) is another file and needs no code. Its parts are told by
the letters of today's plan, which stand for what a part is for: A views, B needs, E outcomes, F provision and so on."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Frozen
from ehcp_lint.letters import Letter as Letter
from ehcp_lint.letters import Status as Status
from ehcp_lint.resources import data_file, did_you_mean, read_toml, refusal, table

PLAN = "ehcp-2014"
# What a heading may mean besides a section: the role of a column or label, a group within a section, a part outside them.
ROLES = frozenset({"who", "frequency", "amount", "steps", "baseline", "need", "outcome", "review", "number", "aside"})
GROUPS = frozenset({"strengths", "needs"})
PARTS = frozenset({"contents", "glossary", "signoff", "annex", "past"})
AREA = "area"
DutyWord = Literal["must", "should", "could"]


class Part(Frozen):
    """One part of the document: the letter for what it is for, what readers call it, and whose rule asks for it.

    `source` is a key of data/sources.toml and `at` the place in it."""

    letter: Letter
    title: str
    label: str = ""
    required: bool = False
    source: str = ""
    at: str = ""


class Heading(Frozen):
    """One more row of data/headings.csv."""

    wording: str = Field(min_length=2)
    means: str
    name: str = ""

    @field_validator("means")
    @classmethod
    def _known(cls, means: str) -> str:
        others = sorted(ROLES | GROUPS | PARTS | {AREA})
        if means not in others and not all(part in tuple(Letter) for part in means.split("+")):
            raise ValueError(f"'{means}' is no section letter and none of {', '.join(others)}")
        return means


class StatusWords(Frozen):
    """How a document says that it has this status: a regular expression; the first that is found counts."""

    name: Status
    says: str

    @field_validator("says")
    @classmethod
    def _compiles(cls, says: str) -> str:
        try:
            re.compile(says)
        except re.error as error:
            raise ValueError(f"'{says}' is not a regular expression ({error})") from None
        return says


class Area(Frozen):
    """One broad area of need. `words` stand in its heading; `also` are words by which a council's own label speaks of it."""

    name: str
    words: tuple[str, ...]
    also: tuple[str, ...] = ()


class Timescales(Frozen):
    """The times that the checks work with, in months or years; `at` says where each stands."""

    review_months: int = Field(12, ge=1, le=36)
    advice_months: int = Field(12, ge=1, le=36)
    ends_at_age: int = Field(25, ge=18, le=30)
    adulthood_from_year: int = Field(9, ge=6, le=13)


class Limits(Frozen):
    """Which checks speak of this document (ids or their beginnings; none named: all), and how binding they are at most."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    at_most: DutyWord = "must"


class RulePack(Frozen):
    """Everything that is particular to one kind of document.

    `letters`: whether its headings carry the letters A to K. `shared`: whether the wordings of data/headings.csv count too."""

    name: str
    title: str
    document: str = "plan"
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    letters: bool = True
    shared: bool = True
    parts: tuple[Part, ...] = Field(min_length=1)
    headings: tuple[Heading, ...] = ()
    statuses: tuple[StatusWords, ...] = ()
    areas: tuple[Area, ...] = ()
    timescales: Timescales = Timescales()
    checks: Limits = Limits()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        letters = [part.letter for part in self.parts]
        if len(set(letters)) < len(letters):
            raise ValueError("two parts have the same letter")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self

    @cached_property
    def required(self) -> tuple[Part, ...]:
        """The parts that the document must have, in its own order."""
        return tuple(part for part in self.parts if part.required)

    @cached_property
    def says_status(self) -> tuple[tuple[Status, re.Pattern[str]], ...]:
        """The statuses with the pattern that each is known by, in the order in which they are tried."""
        return tuple((words.name, re.compile(words.says, re.IGNORECASE)) for words in self.statuses)

    def part(self, letter: str) -> Part | None:
        """The part that this letter stands for."""
        return next((part for part in self.parts if part.letter == letter), None)

    def label(self, letter: str) -> str:
        """What readers call this part: "Section F", or the document's own word."""
        part = self.part(letter)
        return part.label if part and part.label else f"Section {letter}"

    def heading(self, letter: str) -> str:
        """The part with its title: "Section F: Special educational provision"."""
        part = self.part(letter)
        return f"{self.label(letter)}: {part.title}" if part else self.label(letter)

    def in_force(self, on: date) -> bool:
        """Whether a document of this day falls under these rules."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def wordings(self) -> tuple[tuple[str, str, str], ...]:
        """The heading wordings that place its text: wording, meaning, name. The document's own come last and win."""
        rows = table("headings.csv", ("wording", "means", "name")) if self.shared else ()
        shared = [(row["wording"], row["means"], row["name"]) for row in rows]
        return (*shared, *((h.wording.lower(), h.means, h.name) for h in self.headings))


def rule_names() -> tuple[str, ...]:
    """The shipped rule packs."""
    found = (entry.name for entry in data_file("rules").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def load_rules(name: str = PLAN) -> RulePack:
    """A shipped rule pack by its name, or the one in a TOML file. Raises `BadConfig` for what is not one."""
    if name.endswith(".toml"):
        try:
            return make_rules(read_toml(Path(name).read_text(encoding="utf-8"), name), name)
        except (OSError, UnicodeDecodeError):
            raise BadConfig(f"{name} cannot be read. Check the name and that it is a text file.") from None
    if name not in rule_names():
        raise BadConfig(
            f"There are no rules '{name}'.{did_you_mean(name, rule_names())} Choose from: {', '.join(rule_names())}."
        )
    return make_rules(read_toml(data_file(f"rules/{name}.toml").read_text(encoding="utf-8"), f"rules/{name}.toml"), name)


def make_rules(settings: dict[str, Any], where: str) -> RulePack:
    """A rule pack from settings as read; a refusal names `where` they came from and the nearest right setting."""
    try:
        return RulePack.model_validate(settings)
    except ValidationError as error:
        raise BadConfig(refusal(error, where, RulePack)) from None
