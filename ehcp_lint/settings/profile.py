"""A profile: which checks run, how binding each is held to be, and the numbers and words they work with.

Shipped profiles are TOML files in data/profiles; a council lays its own `ehcp-lint.toml` over one of them
(`ehcp_lint.settings.council`). Unknown settings are refused with the nearest right name."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from functools import cache, cached_property
from typing import Any, Literal

from pydantic import Field, ValidationError

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Frozen
from ehcp_lint.parsers.limits import DEFAULT as SAFE
from ehcp_lint.parsers.limits import Limits
from ehcp_lint.resources import data_file, did_you_mean, refusal, toml
from ehcp_lint.rules import PLAN, DutyWord, Heading, Letter, RulePack, load_rules

DEFAULT = "caseworker"
Held = Literal["must", "should", "could", "off"]


class Thresholds(Frozen):
    """The numbers that checks compare with; units in the names. None: the time that the rules of the document give."""

    long_sentence_words: int = Field(35, ge=10, le=100)
    longest_plan_words: int = Field(12_000, ge=1000)
    most_outcomes: int = Field(12, ge=1)
    oldest_reading_age: int = Field(17, ge=8, le=25)
    review_months: int | None = Field(None, ge=1, le=36)
    advice_months: int | None = Field(None, ge=1, le=36)


class Local(Frozen):
    """What councils decide differently, so that it is off until one of them turns it on. Each turns on the check that bears its
    name as `policy`."""

    no_first_person: bool = False
    no_medicine_doses: bool = False
    no_staff_names: bool = False
    no_acts_cited: bool = False
    section_order: tuple[Letter, ...] = ()
    outcome_stem: str = ""
    agreed_wording_only: bool = False


class FileLimits(Frozen):
    """How large a file may be, how long and how much memory reading it may take, and how many pages of a PDF are read. A file
    over a limit is not checked; pages over theirs are reported as not read."""

    seconds: int = Field(int(SAFE.seconds), ge=5, le=600)
    memory_megabytes: int = Field(SAFE.megabytes, ge=256, le=8192)
    file_megabytes: int = Field(SAFE.file_megabytes, ge=1, le=100)
    pdf_pages: int = Field(SAFE.pages, ge=1, le=2000)

    @property
    def as_limits(self) -> Limits:
        """For the readers."""
        return Limits(float(self.seconds), self.memory_megabytes, self.file_megabytes, self.pdf_pages)


class OwnForm(Frozen):
    """A council's own form for people who judge plans, as its file has it; `ehcp_lint.rubric` makes a `Rubric` of it."""

    file: str
    settings: dict[str, Any]


class Words(Frozen):
    """A council's own word lists, as the rows of the files that it named; each is laid over the shipped list. `rubric` is its
    own form: no check works with it."""

    lexicon: tuple[tuple[str, ...], ...] = ()
    vague: tuple[tuple[str, ...], ...] = ()
    headings: tuple[Heading, ...] = ()
    agreed: dict[str, Any] | None = None
    rubric: OwnForm | None = None


class Profile(Frozen):
    """Settings for one reading of a plan. Empty `only` means all checks; `skip` wins over `only`.

    `duty` holds a check (by id, name or the beginning of ids) more or less binding, in all sections ("could") or in some
    ({"G": "could", "H1": "off"}); what the law asks for keeps its duty. `rules` is the rule pack of the document. `plugins`
    says whether the checks of other installed packages take part."""

    name: str = DEFAULT
    title: str = ""
    rules: str = PLAN
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    duty: dict[str, Held | dict[Letter, Held]] = Field(default_factory=dict)
    trial: bool = True
    plugins: bool = True
    thresholds: Thresholds = Thresholds()
    local: Local = Local()
    limits: FileLimits = FileLimits()
    words: Words = Words()

    def runs(self, check_id: str, name: str) -> bool:
        """Whether a check runs; ids, names and id prefixes ("F", "F2") are understood in `only` and `skip`."""
        if any(names(wanted, check_id, name) for wanted in self.skip):
            return False
        return not self.only or any(names(wanted, check_id, name) for wanted in self.only)

    def held(self, check_id: str, name: str, letter: str | None, declared: DutyWord) -> Held:
        """How binding a finding of this check in this section is; the longest id named wins, a section over all sections."""
        if declared == "must":
            return declared
        named = [wanted for wanted in self.duty if names(wanted, check_id, name)]
        for wanted in sorted(named, key=len, reverse=True):
            held = self.duty[wanted]
            if isinstance(held, str):
                return held
            if letter and letter in held:
                return held[Letter(letter)]
        return declared

    @cached_property
    def pack(self) -> RulePack:
        """The rules to read a document by: the pack that is named, with the council's own headings."""
        pack = load_rules(self.rules)
        own = self.words.headings
        return pack.model_copy(update={"headings": (*pack.headings, *own)}) if own else pack

    @property
    def fingerprint(self) -> str:
        """A short hash of every setting that findings depend on, printed with results so that two runs can be compared."""
        return hashlib.sha256(self.model_dump_json(exclude={"words": {"rubric"}}).encode()).hexdigest()[:12]


def names(wanted: str, check_id: str, name: str) -> bool:
    """Whether `wanted` (an id, the beginning of ids, or a name) means this check."""
    return check_id.startswith(wanted.upper()) or name == wanted.lower()


@cache
def profile_names() -> tuple[str, ...]:
    """The shipped profiles."""
    found = (entry.name for entry in data_file("profiles").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def load_profile(name: str = DEFAULT, **changes: Any) -> Profile:
    """A shipped profile by name, with `changes` laid over it. Raises `BadConfig` for an unknown name or setting."""
    return make_profile({**shipped(name), **{k: v for k, v in changes.items() if v is not None}}, f"profile '{name}'")


def shipped(name: str) -> dict[str, Any]:
    """The settings of a shipped profile, as its file gives them; yours to change."""
    if name not in profile_names():
        raise BadConfig(
            f"There is no profile '{name}'.{did_you_mean(name, profile_names())} Choose from: {', '.join(profile_names())}."
        )
    return deepcopy(toml(f"profiles/{name}.toml"))


def make_profile(settings: dict[str, Any], where: str) -> Profile:
    """A profile from settings as read; a refusal names `where` they came from and the nearest right setting."""
    try:
        profile = Profile.model_validate(settings)
    except ValidationError as error:
        raise BadConfig(refusal(error, where, Profile)) from None
    load_rules(profile.rules)
    return profile
