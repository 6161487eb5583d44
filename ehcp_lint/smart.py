"""An outcome's SMART grades: what is it, is it specific, measurable, timely; and evidence for a person on achievable, realistic.

The grades follow domain/judging.md 2 (three levels and "cannot tell"). A and R are never graded: nobody has shown that they can
be judged from a text alone, so only the evidence is collected. These are the rules; a fitted model may later disagree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ehcp_lint.judgement import Evidence, Grade, Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.language import capital_words, lower, plain
from ehcp_lint.outcome_gate import BECAUSE, gate
from ehcp_lint.outcome_grades import measurable, specific, timely
from ehcp_lint.outcome_measures import THRESHOLDS, measures
from ehcp_lint.outcome_slots import Clause, Mood, Reading, read_outcome
from ehcp_lint.outcome_words import FUNCTION, nouns, verbs
from ehcp_lint.plan import Span
from ehcp_lint.timing import TimePhrase, find_times
from ehcp_lint.verb_phrase import Act

__all__ = ["Evidence", "Grade", "Level", "OutcomeJudgement", "OutcomeKind", "grade_outcome", "score_outcome"]

LONGEST = 600
"""A text of more words than this is no single outcome; nothing is graded then."""


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
    kinds = [(clause, gate(reading, clause)) for clause in reading.clauses]
    times = _times(reading, kinds)
    when = timely(times)
    evidence = _evidence(reading, kinds)
    graded = [(kind, *_grades(reading, clause, kinds)) for clause, kind in kinds if kind]
    if not graded:
        if reading.baseline:
            return _as_it_is(reading, when, evidence, times)
        blank = _nothing("No statement of what the child will do was found.")
        return replace(blank, timely=when if times else blank.timely, evidence=evidence, times=times)
    ours = [one for one in graded if one[0] in (OutcomeKind.OUTCOME, OutcomeKind.STEP)]
    if not ours:
        return _other(graded, when, evidence, times)
    kind = ours[0][0]
    s, pictured = max(((one[1], one[2]) for one in ours), key=lambda pair: (_RANK[pair[0].level], pair[1]))
    m, decidable = max(((one[3], one[4]) for one in ours), key=lambda pair: (_RANK[pair[0].level], pair[1]))
    found = tuple(f for one in ours for f in one[5])
    return OutcomeJudgement(kind, BECAUSE[kind], s, m, when, evidence, times, found, pictured, decidable)


_RANK = {Level.NOT_MET: 0, Level.PARTLY: 1, Level.MET: 2, Level.CANNOT_TELL: -1}


def _grades(reading: Reading, clause: Clause, kinds: Sequence[tuple[Clause, OutcomeKind | None]]) -> tuple[Any, ...]:
    """S, M and their yes-or-no readings for one sentence, with the measures that bear on it."""
    found = measures(reading.low, *clause.core, without=reading.support)
    for other, kind in kinds:
        if other.label == "measure" and kind is None:
            found += measures(reading.low, *other.span)
    s, pictured = specific(reading, clause, found)
    m, decidable = measurable(reading, clause, found, pictured)
    return s, pictured, m, decidable, tuple(found)


def _other(
    graded: Sequence[tuple[Any, ...]], when: Grade, evidence: Evidence, times: tuple[TimePhrase, ...]
) -> OutcomeJudgement:
    """What is no outcome: S and M are not met, with the reason; the words alone are still read."""
    kind, _, pictured, _, decidable, found = graded[0]
    because = BECAUSE[kind]
    none = Grade(Level.NOT_MET, because, (f"gate.{kind.value}",))
    return OutcomeJudgement(kind, because, none, none, when, evidence, times, found, pictured, decidable)


def _as_it_is(reading: Reading, when: Grade, evidence: Evidence, times: tuple[TimePhrase, ...]) -> OutcomeJudgement:
    """A text that only says how things stand now."""
    because = "It says how things are now, not what will change."
    none = Grade(Level.NOT_MET, because, ("gate.baseline",), evidence.baseline)
    return OutcomeJudgement(OutcomeKind.NEED, because, none, none, when, evidence, times, (), False, False)


def _times(reading: Reading, kinds: Sequence[tuple[Clause, OutcomeKind | None]]) -> tuple[TimePhrase, ...]:
    """The end points, without those in a sentence about paperwork or about how things stand now."""
    other = [clause.span for clause, kind in kinds if kind is OutcomeKind.ADMIN] if len(kinds) > 1 else []
    away = [*other, *(span for span in reading.baseline if span[1] - span[0] > 30)]
    return tuple(t for t in reading.times if not any(a <= t.start and t.end <= b for a, b in away))


def _evidence(reading: Reading, kinds: Sequence[tuple[Clause, OutcomeKind | None]]) -> Evidence:
    """What bears on achievable and realistic."""
    return Evidence(
        baseline=tuple(Span(*span) for span in reading.baseline),
        support=tuple(Span(*span) for span in reading.support),
        aspiration=tuple(Span(*clause.core) for clause, kind in kinds if kind is OutcomeKind.ASPIRATION),
        need=tuple(Span(*clause.core) for clause, kind in kinds if kind is OutcomeKind.NEED),
        purpose=tuple(Span(*span) for span in reading.purpose),
    )


def _unreadable(text: str) -> str:
    """Why a text cannot be judged at all, or nothing."""
    found = re.findall(r"[^\W\d_]+", lower(plain(text[: LONGEST * 16])))
    if not found:
        return "There are no words to judge."
    if len(found) > LONGEST or len(text) > LONGEST * 16:
        return "The text is too long to be one outcome."
    if len(found) >= 5:
        known = sum(w in FUNCTION or w in verbs() or w in capital_words() or w in nouns("broad") for w in found)
        if known < 0.25 * len(found):
            return "The text does not seem to be in English."
    return ""


def _nothing(reason: str) -> OutcomeJudgement:
    grade = Grade(Level.CANNOT_TELL, reason, ("unreadable",))
    return OutcomeJudgement(None, reason, grade, grade, grade, Evidence())


def score_outcome(record: Mapping[str, Any]) -> dict[str, Any]:
    """One record of `score outcomes` (`id`, `text`, and if known `name`, `plan_date`, `date_of_birth`, `year_group`) judged.

    The yes-or-no keys follow eval/items/GUIDELINE.md; None means that it cannot be told. What is no outcome is neither
    specific nor measurable as one, but a wish is read by its words."""
    judged = grade_outcome(
        str(record.get("text") or ""),
        name=record.get("name"),
        plan_date=_date(record.get("plan_date")),
        date_of_birth=_date(record.get("date_of_birth")),
        year_group=record.get("year_group") if isinstance(record.get("year_group"), int) else None,
    )
    by_words = judged.kind in (OutcomeKind.OUTCOME, OutcomeKind.STEP, OutcomeKind.ASPIRATION)
    t = judged.timely.level
    return {
        "id": record.get("id"),
        "specific": None if judged.identifiable is None else int(by_words and judged.identifiable),
        "measurable": None if judged.decidable is None else int(by_words and judged.decidable),
        "time_bound": None if t is Level.CANNOT_TELL else int(t in (Level.MET, Level.PARTLY)),
        "is_outcome_not_provision": None if judged.is_outcome is None else int(judged.is_outcome),
        "kind": judged.kind.value if judged.kind else None,
        "grades": {
            letter: {
                "level": grade.level.value,
                "because": grade.because,
                "evidence": [[s.start, s.end] for s in grade.evidence],
            }
            for letter, grade in (("S", judged.specific), ("M", judged.measurable), ("T", judged.timely))
        },
        "evidence": {
            part: [[s.start, s.end] for s in getattr(judged.evidence, part)]
            for part in ("baseline", "support", "aspiration", "need", "purpose")
        },
    }


def _date(value: Any) -> date | None:
    """A date, or one written as YYYY-MM-DD; anything else counts as not known."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
