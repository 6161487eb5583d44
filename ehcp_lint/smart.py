"""An outcome's SMART grades: what is it, is it specific, measurable, timely; and evidence for a person on achievable, realistic.

The grades follow domain/judging.md 2 (three levels and "cannot tell"). A and R are never graded: nobody has shown that they can
be judged from a text alone, so only the evidence is collected. These are the rules; a fitted model may later disagree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ehcp_lint import outcome_grammar as g
from ehcp_lint.language import plain, words
from ehcp_lint.outcome_measures import THRESHOLDS, Found, Measure, measures
from ehcp_lint.outcome_slots import Clause, Doer, Mood, Reading, read_outcome
from ehcp_lint.outcome_words import FUNCTION, noun_pattern, nouns, verbs
from ehcp_lint.plan import Span
from ehcp_lint.timing import TimeKind, TimePhrase, find_times
from ehcp_lint.verb_phrase import Act, Phrase


class Level(StrEnum):
    """How far an outcome meets one letter of SMART."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


class OutcomeKind(StrEnum):
    """What stands where an outcome should: domain/judging.md 2.0."""

    OUTCOME = "outcome"
    STEP = "step"
    PROVISION = "provision"
    ASPIRATION = "aspiration"
    NEED = "need"
    FOR_OTHERS = "for_others"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grade:
    """One letter's grade: `because` in plain words and without the plan's own, `by` the rules, `evidence` the words it rests on."""

    level: Level
    because: str
    by: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text offers a person who judges whether an outcome is achievable and realistic; an empty tuple: none found."""

    baseline: tuple[Span, ...] = ()
    support: tuple[Span, ...] = ()
    aspiration: tuple[Span, ...] = ()
    need: tuple[Span, ...] = ()
    purpose: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeJudgement:
    """What one text in section E is, its three grades, and the evidence beside them. Its repr holds no word of the plan.

    `kind` is None where it cannot be told. `times` are the end points found, `measures` the measures; `demonstrable` says that
    the performance can be shown once, so that met or not met is plain without a number."""

    kind: OutcomeKind | None
    kind_because: str
    specific: Grade
    measurable: Grade
    timely: Grade
    evidence: Evidence
    times: tuple[TimePhrase, ...] = ()
    measures: tuple[Found, ...] = ()
    demonstrable: bool = False

    @property
    def is_outcome(self) -> bool | None:
        """Whether it tells of a change or benefit for the child; a step does, on the way."""
        return None if self.kind is None else self.kind in (OutcomeKind.OUTCOME, OutcomeKind.STEP)


LONGEST = 1200
"""More words than this are no single outcome; nothing is graded then."""


def grade_outcome(
    text: str,
    *,
    name: str | Sequence[str] | None = None,
    plan_date: date | None = None,
    date_of_birth: date | None = None,
    year_group: int | None = None,
) -> OutcomeJudgement:
    """Judges one outcome as it stands. `name` is the child's (or several names); dates and year group resolve the end points."""
    names = (name,) if isinstance(name, str) else tuple(name or ())
    if reason := _unreadable(text):
        return _nothing(reason)
    reading = read_outcome(text, names, lambda shown: find_times(shown, plan_date, date_of_birth, year_group))
    judged = [(clause, *_gate(reading, clause)) for clause in reading.clauses]
    timely = _timely(reading.times)
    evidence = _evidence(reading)
    ...
