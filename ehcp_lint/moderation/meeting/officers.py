"""The results of an officer's plans, for the chart, and a senior's written decision about the officer.

Only what people marked counts, as it stands after the meeting (`disagreement.grade_or_why`). What the checks find is no part of
it, and the store does not hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.figures.signoff import Advice, Result
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.records import RoundRecord
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.meeting.disagreement import grade_or_why
from ehcp_lint.moderation.meeting.round import from_record
from ehcp_lint.moderation.redaction import code_of, role_of, typed
from ehcp_lint.resources import did_you_mean
from ehcp_lint.rubric import Rubric

STATUTORY = ("section-missing",)  # caps that mean that a statutory section is missing


@dataclass(frozen=True)
class OfficerResults:
    """An officer's plans with a settled grade, oldest first, and those that cannot be counted yet, each with why."""

    officer: str
    results: tuple[Result, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DecisionRecord:
    """What a senior decided about an officer, on which rule and figures."""

    officer: str
    decision: str
    rule: str
    figures: dict[str, Any]
    text: str = field(repr=False)
    by: str
    on: date


def standard_of(rubric: Rubric, letter: str | None = None) -> str:
    """The lowest grade that meets the standard: the one named, else the second best of the form. Raises `BadConfig`."""
    letters = [band.letter for band in rubric.bands]
    if letter is None:
        return letters[1]
    if letter not in letters:
        raise BadConfig(f"--standard must be one of {', '.join(letters)}.{did_you_mean(letter, letters)}")
    return letter


def results_of(rounds: Iterable[RoundRecord], officer: str, rubric: Rubric, standard: str) -> OfficerResults:
    """The results of an officer's plans in these rounds, oldest first. Anchor plans are nobody's; a plan that was moderated
    twice counts where it was last."""
    letters = [band.letter for band in rubric.bands]
    statutory = {cap.id for cap in rubric.caps} & set(STATUTORY) or {cap.id for cap in rubric.caps}
    results: dict[str, Result] = {}
    waiting: dict[str, str] = {}
    for one in rounds:
        given = from_record(one, rubric) if one.rubric_hash == rubric.fingerprint else None
        for plan in one.plans:
            if plan.anchor or plan.officer != officer:
                continue
            results.pop(plan.code, None)
            waiting.pop(plan.code, None)
            if given is None:
                waiting[plan.code] = f"marked on another form ({one.rubric})"
                continue
            grade = grade_or_why(given, plan.code)
            if isinstance(grade, str):
                waiting[plan.code] = grade
            elif grade.grade is not None:
                readers = sum(response.plan == plan.code for response in one.responses)
                results[plan.code] = Result(
                    plan=plan.code,
                    met=letters.index(grade.grade) <= letters.index(standard),
                    critical=any(cap.id in statutory for cap in grade.caps),
                    second_marker=readers > 1,
                )
    return OfficerResults(officer, tuple(results.values()), tuple(sorted(waiting.items())))


def officers_in(rounds: Iterable[RoundRecord]) -> tuple[str, ...]:
    """The codes of all officers whose plans were moderated."""
    return tuple(sorted({plan.officer for one in rounds for plan in one.plans if plan.officer and not plan.anchor}))


def figures_of(advice: Advice, results: OfficerResults, standard: str) -> dict[str, Any]:
    """What lay before the senior, as it is kept beside the decision."""
    last = advice.points[-1].value if advice.points else 0.0
    return {
        "plans": len(results.results),
        "met": sum(result.met for result in results.results),
        "waiting": len(results.waiting),
        "standard": standard,
        "value": round(last, 3),
        "limit": advice.limit,
        "reached": advice.reached,
        "advice": advice.call,
    }


def record_decision(
    store: Store, officer: str, decision: str, *, rule: str, figures: dict[str, Any], text: str, by: str, on: date
) -> None:
    """Keep a senior's decision. It is theirs: it may differ from what the chart advises, and says why. Raises `BadConfig`."""
    if decision not in t.DECISIONS:
        raise BadConfig(f"A decision is one of {', '.join(t.DECISIONS)}.{did_you_mean(decision, t.DECISIONS)}")
    words = typed(text, "The decision's reason")
    if len(words.split()) < 5:
        raise BadConfig("The decision needs its reason in a sentence of five words or more: --text TEXT.")
    with store.writing() as session:
        made = t.OfficerDecision(
            officer=code_of(officer, "The officer"),
            decision=decision,
            rule=rule,
            figures=figures,
            text=words,
            by=role_of(by),
            decided_on=on,
        )
        session.add(made)
        session.flush()
        audit(session, made.by, "officer decision", decision=made.id)


def decisions_of(store: Store, officer: str | None = None) -> tuple[DecisionRecord, ...]:
    """The decisions about an officer, or about all, the oldest first."""
    with store.reading() as session:
        wanted = select(t.OfficerDecision).order_by(t.OfficerDecision.decided_on, t.OfficerDecision.id)
        if officer is not None:
            wanted = wanted.where(t.OfficerDecision.officer == officer)
        return tuple(
            DecisionRecord(d.officer, d.decision, d.rule, dict(d.figures), d.text, d.by, d.decided_on)
            for d in session.scalars(wanted)
        )


def signed_after(decisions: Iterable[DecisionRecord], plans: int) -> int | None:
    """How many plans the senior had seen when signing the officer off; None where that does not hold (any more)."""
    last = next((d for d in reversed(tuple(decisions)) if d.decision != "not-yet"), None)
    return min(int(last.figures.get("plans", 0)), plans) if last and last.decision == "signed-off" else None
