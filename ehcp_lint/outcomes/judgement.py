"""What a judgement of one outcome is made of: levels, grades, evidence. Reprs hold offsets, never the plan's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ehcp_lint.grammar.outcome_measures import Found
from ehcp_lint.outcomes.timing import TimePhrase
from ehcp_lint.plan import Span


class Level(StrEnum):
    """How far an outcome meets one letter of SMART."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


class OutcomeKind(StrEnum):
    """What stands where an outcome should: docs/guideline.md 1."""

    OUTCOME = "outcome"
    STEP = "step"
    PROVISION = "provision"
    ASPIRATION = "aspiration"
    NEED = "need"
    FOR_OTHERS = "for_others"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grade:
    """One letter's grade: `because` in plain words, never the plan's; `by` the rules; `evidence` the words it rests on.

    `confidence` is how probable the fitted model holds it to be ; None: it was not asked."""

    level: Level
    because: str
    by: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float | None = None


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

    `kind` is None where it cannot be told. `identifiable`: two readers would picture the same; `decidable`: a third party could
    say whether it is met, by a number or because the performance can be shown once. They speak of the words alone, whatever
    the kind; None where nothing was graded. `times` are the end points found, `measures` the measures. `ends`: there is an end
    point, where the model was asked too; `kind_confidence`: how sure the model is, where the kind is its answer."""

    kind: OutcomeKind | None
    kind_because: str
    specific: Grade
    measurable: Grade
    timely: Grade
    evidence: Evidence
    times: tuple[TimePhrase, ...] = ()
    measures: tuple[Found, ...] = ()
    identifiable: bool | None = None
    decidable: bool | None = None
    ends: bool | None = None
    kind_confidence: float | None = None

    @property
    def is_outcome(self) -> bool | None:
        """Whether it tells of a change or benefit for the child; a step does, on the way."""
        return None if self.kind is None else self.kind in (OutcomeKind.OUTCOME, OutcomeKind.STEP)
