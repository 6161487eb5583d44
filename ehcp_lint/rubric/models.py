"""The form by which people judge a plan: questions, scale, grade bands and caps, as frozen models that a TOML file fills.

People give the marks. Nothing here proposes one: a question only names the checks whose findings are laid beside it."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.letters import Letter
from ehcp_lint.settings.profile import names

SCHEMA = "ehcp-lint/rubric/1"
# What a question can have laid beside it besides the points of its checks (see rubric/evidence.py).
SHOWS = ("quotes", "outcomes", "provisions", "threads", "reading", "sections")
_Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
_Words = Annotated[str, Field(min_length=1, max_length=500)]


class Value(Frozen):
    """One mark of the scale, with its name on the form ("strong") and what it means."""

    mark: int = Field(ge=0, le=10)
    name: _Words
    means: str = ""

    @property
    def option(self) -> str:
        """How the form offers it: "4 - strong"."""
        return f"{self.mark} - {self.name}"


class QuickAnswer(Frozen):
    """One answer of a tick form. `marks` are the marks that it may stand for, `counts_as` the one that is reckoned with.

    A "Yes" does not tell strong from sound, so it counts as the lower of the two: a grade claims no more than was said."""

    word: _Words
    marks: tuple[int, ...] = Field(min_length=1)
    counts_as: int


class Scale(Frozen):
    """The marks, highest first, and how "does not apply" is written. `quick` is the tick form of the same scale."""

    values: tuple[Value, ...] = Field(min_length=2)
    not_applicable: _Words = "N/A"
    not_applicable_means: str = ""
    quick: tuple[QuickAnswer, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        marks = [value.mark for value in self.values]
        if any(after >= before for before, after in pairwise(marks)):
            raise ValueError("the marks must go down, the best first")
        for one in self.quick:
            if stray := set(one.marks) - set(marks):
                raise ValueError(f"the quick answer '{one.word}' stands for {min(stray)}, which is no mark of the scale")
            if one.counts_as not in one.marks:
                raise ValueError(f"the quick answer '{one.word}' counts as {one.counts_as}, which is not one of its marks")
        meant: dict[str, int | None] = {}
        for word, mark in self._named():
            if meant.setdefault(word.casefold(), mark) != mark:
                raise ValueError(f"two different answers are called '{word}'")
        return self

    def _named(self) -> Iterator[tuple[str, int | None]]:
        yield self.not_applicable, None
        yield from ((value.name, value.mark) for value in self.values)
        yield from ((one.word, one.counts_as) for one in self.quick)

    @property
    def marks(self) -> tuple[int, ...]:
        """The marks, highest first."""
        return tuple(value.mark for value in self.values)

    @property
    def options(self) -> tuple[str, ...]:
        """The answers that a form offers: "4 - strong" and so on, and "N/A"."""
        return (*(value.option for value in self.values), self.not_applicable)

    @property
    def quick_options(self) -> tuple[str, ...]:
        """The answers that a tick form offers; empty where the scale has none."""
        return (*(one.word for one in self.quick), self.not_applicable) if self.quick else ()

    @cached_property
    def answers(self) -> dict[str, int | None]:
        """Every way in which an answer may be written, in small letters, with its mark (None: does not apply)."""
        written = {word.casefold(): mark for word, mark in self._named()}
        for value in self.values:
            written |= {str(value.mark): value.mark, value.option.casefold(): value.mark}
        return written


class Question(Frozen):
    """One question of the form. `sections` are the parts of the plan that it is about; none named: the whole plan.

    `checks` are ids, beginnings of ids ("T1") or names of checks whose findings are laid beside it. A question that is
    `human_only` has none, and `human_note` says why no text can answer it. `from_year` is the school year from which it is
    asked. `looks_like` says what a mark looks like ({4: ..., 1: ...}). `short` is its name in tables."""

    id: Annotated[str, Field(pattern=r"^Q[1-9]\d{0,2}$")]
    sections: tuple[Letter, ...] = ()
    text: _Words
    short: Annotated[str, Field(min_length=1, max_length=60)]
    quick: str = Field("", max_length=500, description="How a tick form asks it; empty: as `text`")
    weight: float = Field(ge=0, le=100)
    looks_like: dict[int, str] = Field(default_factory=dict)
    checks: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    human_only: bool = False
    human_note: str = ""
    from_year: int | None = Field(None, ge=1, le=14)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not math.isfinite(self.weight):
            raise ValueError("weight must be a number")
        if self.human_only and (self.checks or self.shows):
            raise ValueError(f"{self.id} is human_only, so no check can feed it. Take out one or the other")
        if not (self.human_only or self.checks):
            raise ValueError(f"{self.id} names no checks. Name those that feed it, or set human_only = true")
        return self

    @property
    def number(self) -> int:
        """12 for Q12."""
        return int(self.id[1:])

    @property
    def header(self) -> str:
        """What the question is called on the form, and so the name of its column in an export: "Q12. Is every need ...?"."""
        return f"{self.id}. {self.text}"

    @property
    def quick_header(self) -> str:
        """The same on a tick form."""
        return f"{self.id}. {self.quick or self.text}"


class OpenQuestion(Frozen):
    """A question that is answered in words: a strength, a change, a comment."""

    id: _Id
    text: _Words
    help: str = ""
    required: bool = False


class Band(Frozen):
    """One grade: given where the weighted mean is at least `at_least`."""

    letter: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{0,3}$")]
    name: _Words
    at_least: float = Field(ge=0, le=10)

    @property
    def option(self) -> str:
        """How the form offers it: "RI - Requires improvement"."""
        return f"{self.letter} - {self.name}"


class Cap(Frozen):
    """Something that a person confirmed and that holds the grade at `band` or below, whatever the marks.

    `checks` only point at it; they never set it."""

    id: _Id
    reason: _Words
    band: str
    checks: tuple[str, ...] = ()


class FormWords(Frozen):
    """What the form asks besides the questions; these are names of columns too. It asks for codes, never for names."""

    plan_code: _Words = "Plan code"
    plan_code_help: str = ""
    moderator: _Words = "Moderator code"
    moderator_help: str = ""
    agency: _Words = "Agency"
    agency_help: str = ""
    caps: _Words = "Confirmed by me in this plan"
    caps_help: str = ""
    caps_none: _Words = "None of these"
    override: _Words = "Grade, if it should be another than the marks give"
    override_help: str = ""
    override_note: _Words = "Why the grade should be another"


class Rubric(Answer):
    """A whole form. `feeds_none` are the checks that no question is about, each with the reason."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*$", max_length=60)]
    title: _Words
    about: str = ""
    scale: Scale
    questions: tuple[Question, ...] = Field(min_length=1, max_length=150)
    open_questions: tuple[OpenQuestion, ...] = ()
    bands: tuple[Band, ...] = Field(min_length=2)
    caps: tuple[Cap, ...] = ()
    agencies: tuple[_Words, ...] = ()
    form: FormWords = FormWords()
    feeds_none: dict[str, str] = Field(default_factory=dict)
    schema_: str = Field(default=SCHEMA, alias="schema")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for what, ids in (
            ("questions have the id", [question.id for question in self.questions]),
            ("questions ask", [_folded(question.text) for question in self.questions]),
            ("open questions have the id", [one.id for one in self.open_questions]),
            ("bands have the letter", [band.letter for band in self.bands]),
            ("caps have the id", [cap.id for cap in self.caps]),
        ):
            if twice := next((one for one in ids if ids.count(one) > 1), None):
                raise ValueError(f"two {what} '{twice}'")
        limits = [band.at_least for band in self.bands]
        for before, after in pairwise(self.bands):
            if after.at_least >= before.at_least:
                raise ValueError(f"bands must go down, the best first: {after.letter} stands below {before.letter}")
        if limits[-1] > self.scale.marks[-1]:
            raise ValueError(
                f"a mean of {self.scale.marks[-1]} would have no grade: {self.bands[-1].letter} starts at {limits[-1]:g}"
            )
        if not any(question.weight for question in self.questions):
            raise ValueError("every question has the weight 0, so that there would be no grade")
        for question in self.questions:
            if stray := set(question.looks_like) - set(self.scale.marks):
                raise ValueError(f"{question.id} says what {min(stray)} looks like, which is no mark of the scale")
        for cap in self.caps:
            if cap.band not in {band.letter for band in self.bands}:
                letters = ", ".join(band.letter for band in self.bands)
                raise ValueError(f"the cap '{cap.id}' holds the grade at '{cap.band}', which is none of {letters}")
        return self

    def question(self, id: str) -> Question | None:
        """The question with this id."""
        return next((question for question in self.questions if question.id == id), None)

    def cap(self, id: str) -> Cap | None:
        """The cap with this id."""
        return next((cap for cap in self.caps if cap.id == id), None)

    def band(self, letter: str) -> Band | None:
        """The band with this letter."""
        return next((band for band in self.bands if band.letter == letter), None)

    def fed_by(self, check_id: str, name: str) -> tuple[Question, ...]:
        """The questions that a check's findings are laid beside."""
        return tuple(q for q in self.questions if any(names(wanted, check_id, name) for wanted in q.checks))

    def points_at(self, check_id: str, name: str) -> tuple[Cap, ...]:
        """The caps that a check's findings point at."""
        return tuple(cap for cap in self.caps if any(names(wanted, check_id, name) for wanted in cap.checks))

    def hooks(self) -> Iterator[tuple[str, str]]:
        """Everything that names a check, with where it stands: ("Q12", "T103"), ("caps.legal-duty", "S101")."""
        yield from ((question.id, wanted) for question in self.questions for wanted in question.checks)
        yield from ((f"caps.{cap.id}", wanted) for cap in self.caps for wanted in cap.checks)
        yield from (("feeds_none", wanted) for wanted in self.feeds_none)

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of the whole form, kept beside marks so that marks of two forms are never mixed."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
