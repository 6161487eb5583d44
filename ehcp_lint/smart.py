"""An outcome's SMART grades: what it is, whether it is specific, measurable and timely; evidence on achievable and realistic.

The grades follow docs/guideline.md 1 (three levels and "cannot tell"). A and R are never graded: nobody has shown that they can
be judged from a text alone, so only the evidence is collected. These are the rules; a fitted model may later disagree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from ehcp_lint.grammar.clauses import Clause, Doer, Mood, Reading, read_outcome
from ehcp_lint.grammar.outcome_measures import Found, measures
from ehcp_lint.grammar.outcome_words import verbs, words_of
from ehcp_lint.language import Places, capital_words, lower, plain, squeeze
from ehcp_lint.outcomes.combine import combine
from ehcp_lint.outcomes.features import Kinds, Seen, see
from ehcp_lint.outcomes.gate import BECAUSE, gate
from ehcp_lint.outcomes.grades import measurable, specific, timely
from ehcp_lint.outcomes.judgement import Evidence, Grade, Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.outcomes.model import shipped
from ehcp_lint.outcomes.timing import TimePhrase, find_times
from ehcp_lint.plan import Span

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
    rules_only: bool = False,
) -> OutcomeJudgement:
    """Judges one outcome as it stands. `name`: the child's (one or several); dates and year group resolve the end points.

    With `rules_only` the fitted model is not asked."""
    names = (name,) if isinstance(name, str) else tuple(name or ())
    if reason := _unreadable(text):
        return _nothing(reason)
    tidy, places = squeeze(text)
    found = _judge(tidy, names, plan_date, date_of_birth, year_group)
    model = None if rules_only else shipped()
    judged = found.judgement
    if model:
        seen = found.seen()
        judged = combine(judged, found.kinds, model.opinion(seen), len(seen.words))
    return judged if places is None else _moved(judged, places)


class Judged(NamedTuple):
    """What the rules say of a text without stray spaces, and what they read in it; offsets are into that text."""

    judgement: OutcomeJudgement
    reading: Reading
    kinds: Kinds

    def seen(self) -> Seen:
        """What a fitted model may know of it."""
        return see(self.judgement, self.reading, self.kinds)


def by_rules_known(record: Mapping[str, Any]) -> Judged | None:
    """The rules' judgement of one record as `score_outcome` takes it; None where the text cannot be judged at all."""
    text, known = str(record.get("text") or ""), known_facts(record)
    name = known.pop("name")
    names = (name,) if isinstance(name, str) else tuple(name or ())
    return None if _unreadable(text) else _judge(squeeze(text)[0], names, **known)


def _judge(
    text: str, names: tuple[str, ...], plan_date: date | None, date_of_birth: date | None, year_group: int | None
) -> Judged:
    """What the rules say of a text without stray spaces."""
    reading = read_outcome(text, names, lambda shown: find_times(shown, plan_date, date_of_birth, year_group))
    kinds = [(clause, gate(reading, clause)) for clause in reading.clauses]
    return Judged(_by_rules(reading, kinds), reading, kinds)


def _by_rules(reading: Reading, kinds: Kinds) -> OutcomeJudgement:
    """The judgement by rules of what was read."""
    times = _times(reading, kinds)
    when, evidence = timely(times), _evidence(reading, kinds)
    graded = [_grades(reading, clause, kind, kinds) for clause, kind in kinds if kind]
    if not graded:
        if reading.baseline:
            return _as_it_is(when, evidence, times)
        blank = _nothing("No statement of what the child will do was found.")
        return replace(blank, timely=when if times else blank.timely, evidence=evidence, times=times)
    ours = [one for one in graded if one.kind in (OutcomeKind.OUTCOME, OutcomeKind.STEP)]
    if not ours or (graded[0] not in ours and not any(one.said for one in ours)):
        first = graded[0]
        none = Grade(Level.NOT_MET, BECAUSE[first.kind], (f"gate.{first.kind.value}",))
        return OutcomeJudgement(
            first.kind, BECAUSE[first.kind], none, none, when, evidence, times, first.found, first.identifiable, first.decidable
        )
    kind = ours[0].kind
    s = max(ours, key=lambda one: (_RANK[one.specific.level], one.identifiable))
    m = max(ours, key=lambda one: (_RANK[one.measurable.level], one.decidable))
    found = tuple(f for one in ours for f in one.found)
    return OutcomeJudgement(
        kind, BECAUSE[kind], s.specific, m.measurable, when, evidence, times, found, s.identifiable, m.decidable
    )


def _moved(judged: OutcomeJudgement, places: Places) -> OutcomeJudgement:
    """The same judgement with offsets into the text as it was given."""

    def at(start: int, end: int) -> tuple[int, int]:
        return (places[start], places[end - 1] + 1) if end > start else (places[min(start, len(places) - 1)],) * 2

    def spans(some: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(*at(span.start, span.end)) for span in some)

    def grade(one: Grade) -> Grade:
        return replace(one, evidence=spans(one.evidence))

    found = judged.evidence
    return replace(
        judged,
        specific=grade(judged.specific),
        measurable=grade(judged.measurable),
        timely=grade(judged.timely),
        evidence=Evidence(*map(spans, (found.baseline, found.support, found.aspiration, found.need, found.purpose))),
        times=tuple(replace(t, start=at(t.start, t.end)[0], end=at(t.start, t.end)[1]) for t in judged.times),
        measures=tuple(Found(m.kind, *at(m.start, m.end)) for m in judged.measures),
    )


_RANK = {Level.CANNOT_TELL: -1, Level.NOT_MET: 0, Level.PARTLY: 1, Level.MET: 2}


class _Graded(NamedTuple):
    """One sentence judged."""

    kind: OutcomeKind
    specific: Grade
    identifiable: bool
    measurable: Grade
    decidable: bool
    found: tuple[Found, ...]
    said: bool  # in so many words, that the child will or can; not a note that may be read either way


def _grades(reading: Reading, clause: Clause, kind: OutcomeKind, kinds: Kinds) -> _Graded:
    """S, M and their yes-or-no readings for one sentence, with the measures that bear on it."""
    found = measures(reading.low, *clause.core, without=reading.support)
    for other, what in kinds:
        if other.label == "measure" and what is None:
            found += measures(reading.low, *other.span)
    s, identifiable = specific(reading, clause, found)
    m, decidable = measurable(reading, clause, found, identifiable)
    said = clause.doer in (Doer.CHILD, Doer.TRAIT) and clause.mood in (Mood.WILL, Mood.IS, Mood.LIST)
    return _Graded(kind, s, identifiable, m, decidable, tuple(found), said)


def _as_it_is(when: Grade, evidence: Evidence, times: tuple[TimePhrase, ...]) -> OutcomeJudgement:
    """A text that only says how things stand now."""
    because = "It says how things are now, not what will change."
    none = Grade(Level.NOT_MET, because, ("gate.baseline",), evidence.baseline)
    return OutcomeJudgement(OutcomeKind.NEED, because, none, none, when, evidence, times, (), False, False)


def _times(reading: Reading, kinds: Kinds) -> tuple[TimePhrase, ...]:
    """The end points, without those in a sentence about paperwork or about how things stand now."""
    other = [clause.span for clause, kind in kinds if kind is OutcomeKind.ADMIN] if len(kinds) > 1 else []
    away = [*other, *(span for span in reading.baseline if span[1] - span[0] > 30)]
    return tuple(t for t in reading.times if not any(a <= t.start and t.end <= b for a, b in (other if t.marked else away)))


def _evidence(reading: Reading, kinds: Kinds) -> Evidence:
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
        known = sum(map(_english().__contains__, found))
        if known < 0.25 * len(found):
            return "The text does not seem to be in English."
    return ""


@cache
def _english() -> frozenset[str]:
    """Words that English texts of any kind hold."""
    return words_of("function").union(verbs(), capital_words(), words_of("broad"))


def _nothing(reason: str) -> OutcomeJudgement:
    grade = Grade(Level.CANNOT_TELL, reason, ("unreadable",))
    return OutcomeJudgement(None, reason, grade, grade, grade, Evidence())


def score_outcome(record: Mapping[str, Any], *, rules_only: bool = False) -> dict[str, Any]:
    """One record of `score outcomes` (`id`, `text`, and if known `name`, `plan_date`, `date_of_birth`, `year_group`) judged.

    The yes-or-no keys follow docs/guideline.md; None means that it cannot be told. What is no outcome is neither
    specific nor measurable as one, but a wish is read by its words."""
    judged = grade_outcome(str(record.get("text") or ""), **known_facts(record), rules_only=rules_only)
    by_words = judged.kind in (OutcomeKind.OUTCOME, OutcomeKind.STEP, OutcomeKind.ASPIRATION)
    t = judged.timely.level
    unread = t is Level.CANNOT_TELL and judged.ends is None
    ends = t in (Level.MET, Level.PARTLY) if judged.ends is None else judged.ends
    return {
        "id": record.get("id"),
        "specific": None if judged.identifiable is None else int(by_words and judged.identifiable),
        "measurable": None if judged.decidable is None else int(by_words and judged.decidable),
        "time_bound": None if unread else int(ends),
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


def known_facts(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says of the child and the plan (all but its text), in the types of `grade_outcome`."""
    year = record.get("year_group")
    return {
        "name": record.get("name"),
        "plan_date": _date(record.get("plan_date")),
        "date_of_birth": _date(record.get("date_of_birth")),
        "year_group": year if isinstance(year, int) else None,
    }


def _date(value: Any) -> date | None:
    """A date, or one written as YYYY-MM-DD; anything else counts as not known."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
