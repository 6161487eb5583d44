"""School time: "by the end of Key Stage 2" to a date, given the plan's date and the child's date of birth or year group.

Only end points are found (by when an outcome should be reached). A start ("from Year 11"), a rate ("in one minute"), a
frequency ("each week"), a standard ("within 18 months of his chronological age"), a thing that bears a year's name ("Year 4
texts") and the date of a baseline are not end points. Patterns, dates and
arithmetic stand in `grammar`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from ehcp_lint.grammar import school_year as school
from ehcp_lint.grammar import times as g
from ehcp_lint.grammar.dates import TimeKind, date_of, number_of, span_from, term_of_year_group
from ehcp_lint.grammar.school_year import Child
from ehcp_lint.language import lower, plain

__all__ = ["TimeKind", "TimePhrase", "after_last", "beyond_phase", "contradicts_birth", "find_times", "past"]


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """One end point: where it stands (with its "by the end of"), what it is counted in, and the date it comes to.

    `resolved` is None where the plan's details do not give the date without guessing; `reason` says why in plain words, or
    how the date was reached. A review moves, a period ("this year", "during Year 5") names no end: neither is resolved.
    `number` is the key stage, year group or age that the phrase names. `certain` is False for a term or month without its year
    ("by Easter"): the date is the next one, which moves on each time the outcome is copied into a new plan. `marked`: "by",
    "before", "until" or "within" says that it is an end, so that it counts wherever it stands."""

    start: int
    end: int
    kind: TimeKind
    resolved: date | None = field(default=None)
    reason: str = ""
    number: int | None = None
    certain: bool = True
    marked: bool = False


def find_times(
    text: str,
    plan_date: date | None = None,
    date_of_birth: date | None = None,
    year_group: int | None = None,
) -> list[TimePhrase]:
    """The end points that `text` names, left to right, none overlapping; offsets are into `text`.

    `year_group` is the child's on the plan's date (Reception is 0). Mask names first (`language.mask`) where a child may be
    called May, April or Summer."""
    flat = plain(text)
    low = lower(flat).replace("\n", " ").replace("\t", " ")
    child = Child(plan_date, date_of_birth, year_group)
    found = [phrase for m in g.WHOLE.finditer(low) if (phrase := _whole(m, low, child))]
    taken = [(p.start, p.end) for p in found]
    for m in g.CORE.finditer(low):
        if any(m.start() < end and start < m.end() for start, end in taken):
            continue
        if phrase := _framed(m, low, flat, child):
            found.append(phrase)
            taken.append((phrase.start, phrase.end))
    return [replace(phrase, marked=bool(_ENDS.match(low, phrase.start))) for phrase in _apart(found)]


_ENDS = re.compile(r"(?:by|before|until|till|within|between now and|no later than)\b")


def _apart(found: Iterable[TimePhrase]) -> list[TimePhrase]:
    """Without those that overlap an earlier or longer one."""
    kept: list[TimePhrase] = []
    for phrase in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


# --- what stands for an end point by itself --------------------------------------------------------------------------------


def _whole(m: re.Match[str], low: str, child: Child) -> TimePhrase | None:
    """An age, a span from the plan's date, a review, "this year" or a blank; None where it only looks like one."""
    start, end, groups = m.start(), m.end(), m.groupdict()
    before, after = low[max(0, start - 40) : start], low[end : end + 40]
    for name in ("age1", "age2", "age3", "age4"):
        if groups[name]:
            return _age(m, groups["n" + name[-1]], before, child)
    if groups["within"]:
        return _within(m, before, after, child)
    if groups["heading"]:
        return _span(m.start("count3"), end, groups["count3"], groups["unit3"], child)
    if groups["notes"]:
        return _span(start, end, groups["count4"], "month" if groups["unit4"] == "12" else "week", child)
    if groups["course"]:
        return TimePhrase(start, end, TimeKind.PHASE, None, "when it ends is not said")
    if groups["later"]:
        return _span(start, end, groups["count2"] or "one", groups["unit2"] or "year", child)
    if groups["review"]:
        at_start = not low[:start].strip(" [(-•") or low[:start].rstrip()[-1:] in "[("
        if groups["rlead"] in ("at", "on", "for") and not (at_start and (groups["which"] or "next" in m.group())):
            return None
        if g.REVIEWED.search(_clause(low, start)[: start - _clause_start(low, start)]) and "by" not in m.group()[:3]:
            return None
        return TimePhrase(start, end, TimeKind.REVIEW, None, "moves with the date of the review")
    if groups["inline"]:
        if before.endswith(("of ", "since ", "from ", "each ", "by ", "before ", "until ")):
            return None
        return TimePhrase(start, end, TimeKind.PERIOD, None, "names a period, not its end")
    if groups["event"]:
        moved = g.REVIEWED.search(_clause(low, start)[: start - _clause_start(low, start)])
        if m.group().split(" ", 1)[0] in ("at", "on", "upon") and (moved or before.strip()):
            return None  # "seen at clinic" says where
        return TimePhrase(start, end, TimeKind.PHASE, None, "moves with what it names")
    if groups["hence"]:
        return _span(start, end, groups["count5"], groups["unit5"], child)
    if groups["stay"]:
        if " end of " not in m.group() and g.CORE.search(low, start, end):
            return None  # what begins then is named
        return TimePhrase(start, end, TimeKind.PHASE, None, "the day is not said")
    if groups["itsend"]:
        return TimePhrase(start, end, TimeKind.PHASE, None, "the end of what is named before it")
    return TimePhrase(start, end, TimeKind.BLANK, None, "the date is left blank")


def _age(m: re.Match[str], number: str, before: str, child: Child) -> TimePhrase | None:
    """By an age or a birthday."""
    age = number_of(number)
    if age is None or not 1 <= age <= 30 or g.NOT_AN_AGE.search(before):
        return None
    when = school.birthday(age, child)
    reason = "from the date of birth" if when else "needs the date of birth"
    return TimePhrase(m.start(), m.end(), TimeKind.AGE, when, reason, age)


def _within(m: re.Match[str], before: str, after: str, child: Child) -> TimePhrase | None:
    """ "Within 12 months", "in two terms", "over the next year": not a rate, a standard or a length of time."""
    words = m.group()
    coming, count, unit = m["coming"] or "", m["count"], m["unit"]
    next_one = bool(re.search(r"next|coming|following", coming))
    if g.STANDARD_AFTER.match(after) or g.RATE_BEFORE.search(before) or re.match(r"\s*(?:each|every|per|a day|old)\b", after):
        return None
    lead = words.split(" ", 1)[0]
    the_year = (
        lead in ("within", "inside") and coming == "the " and unit.endswith(("year", "term")) and g.OPEN_AFTER.match(after)
    )
    if not count and not the_year and (not next_one or lead in ("at", "by")):
        return None
    if lead in ("for", "during", "across") and not next_one:
        return None
    if lead == "over" and not next_one and (unit.startswith("week") or "period" in words):
        return None  # "on 4 of 5 days over two weeks": how it is measured
    if lead == "after" and not next_one and count in ("an", "one") and not unit.startswith("year"):
        return None
    return _span(m.start(), m.end(), count or "one", unit, child)


def _span(start: int, end: int, count: str, unit: str, child: Child) -> TimePhrase:
    """So many weeks, months, terms or years after the plan's date."""
    return TimePhrase(start, end, TimeKind.WITHIN, *span_from(count, unit, child))


# --- what needs a frame ----------------------------------------------------------------------------------------------------


def _framed(m: re.Match[str], low: str, flat: str, child: Child) -> TimePhrase | None:
    """A date, term, year, key stage, phase or exam, if the words around it make it an end point."""
    kind = m.lastgroup or ""
    start, end = m.span(kind)
    left = low[max(0, start - 90) : start]
    offset = start - len(left)
    after = low[end : end + 32]
    dated = kind in ("iso", "slashed", "academic", "mmyyyy", "dmy", "mdy", "my") or (
        kind in ("term", "holiday") and _has_year(m.group())
    )
    if kind == "year" and not re.search(r"\b(?:by|before|until|end of|start of|middle of) $", left):
        return None
    if kind == "month" and not (
        flat[start].isupper() or re.search(r"\b(?:by|before|until|end of) (?:(?:the|next|this) )?$", left)
    ):
        return None
    if (
        kind in ("yr", "ks", "phase", "exam")
        and g.NOUN_AFTER.match(after)
        and not re.search(r"\bend of (?:the |his |her )?$", left)
    ):
        return None
    if kind == "phase" and re.match(r" (?:day|nurse|run|trip|holiday)", after):
        return None
    frame, role = _frame(left, kind, dated, low, start, end, after)
    if not role or (kind in ("yr", "ks", "phase") and frame and g.LEVEL_BEFORE.search(left, 0, frame.start())):
        return None
    if role != "lead" and kind in ("yr", "ks") and not g.OPEN_AFTER.match(after) and not flat[end + 1 : end + 2].isupper():
        return None
    if dated and role != "lead" and _baseline(low, start, m.group(), kind, child):
        return None
    begin = offset + frame.start() if frame else start
    begin += len(low[begin:start]) - len(low[begin:start].lstrip(" :;,-•[("))
    tail = g.END_AFTER.match(low, end)
    stop = tail.end() if tail else end
    year = g.OF_YEAR_GROUP.match(low, stop) if kind in ("term", "holiday", "month") and not dated else None
    if year:
        got = term_of_year_group(m.group(), number_of(year["n"]) or 0, child)
        stop = year.end()
    else:
        got = date_of(kind, m.group(), low[begin:start], child)
    if role == "period":
        return TimePhrase(begin, stop, TimeKind.PERIOD, None, "names a period, not its end", got.number)
    return TimePhrase(begin, stop, got.kind, got.when, got.reason, got.number, got.certain)


def _frame(left: str, kind: str, dated: bool, low: str, start: int, end: int, after: str) -> tuple[re.Match[str] | None, str]:
    """The words to the left that make a core an end point, and the role they give it: lead, point, period, head or none."""
    broad = kind in ("phase", "generic")
    if frame := g.LEADS.search(left):
        last = kind == "generic" and re.search(r"\b(?:his|her|their|my|the) (?:final|last) $", left)
        if broad and not (frame["point"] or frame["next"] or last or g.NAMED_PHASE.match(low, start)):
            return None, ""
        return frame, "lead"
    if frame := g.TIME_THAT.search(left):
        plain_school = kind == "phase" and re.fullmatch(r"school(?:ing)?|nursery|college|reception(?: class)?", low[start:end])
        moving = re.search(r"leave|start|begin|move|transfer|transition|finish|complet|enter|join|go(?:es)? up", frame.group())
        if kind == "generic" and not re.search(
            r"leave|finish|complet|end of|(?:start|begin)s? \w+ (?:second|third|final|next) $", frame.group()
        ):
            return None, ""
        if not plain_school or moving or frame.group().startswith("by the time"):
            return frame, "lead"
        return None, ""
    frame = g.TRANSFER.search(left)
    if frame and not (kind == "generic" and re.search(r"start|enter|join|entry", frame.group())):
        return frame, "lead"
    if g.STARTS.search(left):
        return None, ""
    if g.END_AFTER.match(low, end):
        return None, "lead"
    if frame := g.POINTS.search(left):
        ending = (
            bool(re.search(r"end|close|completion|conclusion|finish|last|final|half|mid", frame["point"])) or kind == "year"
        )
        daily = kind == "phase" and low[start:end] in ("school", "nursery", "college")
        if (ending and not daily) or (frame["at"] and not broad) or dated:
            return frame, "lead"
    if kind == "exam":
        return None, ""
    if (frame := g.PERIODS.search(left)) and not re.match(r" ?(?:'s|sats|gcse)", after):
        if dated or kind in ("month", "term", "holiday"):
            return frame, "period" if kind in ("month", "holiday") else "point"
        if kind in ("yr", "ks") or (kind == "generic" and (frame["next"] or re.search(r"\b(?:this|current)\b", frame.group()))):
            return frame, "period"
        return None, ""
    alone = bool(g.ALONE_BEFORE.search(left) and g.ALONE_AFTER.match(after))
    if alone and kind in ("term", "holiday"):
        return None, "head"
    if dated and (alone or g.HEADING.search(left) or g.RANGE.search(left) or not after.strip() or re.match(r" ?[\])]", after)):
        return g.RANGE.search(left) if g.RANGE.search(left) else None, "head"
    return None, ""


def _baseline(low: str, start: int, words: str, kind: str, child: Child) -> bool:
    """Whether a date stands in a sentence about how things were: "In March 2026 he could ...", "(assessed June 2025)"."""
    clause = _clause(low, start)
    if g.PAST.search(clause) and not g.FUTURE.search(clause.replace("at the end", "")):
        return True
    if g.PAST.search(low[max(0, start - 40) : start].rpartition(". ")[2].rpartition(", ")[2]) and not re.search(
        r"\bto be [a-z]+ |\bachieved (?:by|in) ", low[max(0, start - 24) : start]
    ):
        return True
    when = date_of(kind, words, "", child).when
    return bool(when and child.plan_date and when < child.plan_date and kind != "academic")


def _clause_start(low: str, at: int) -> int:
    return max(low.rfind(". ", 0, at), low.rfind("; ", 0, at), low.rfind("(", 0, at), low.rfind("  ", 0, at)) + 1


def _clause(low: str, at: int) -> str:
    """The sentence or bracket around `at`."""
    stops = [stop for mark in (". ", "; ", ")", "  ") if (stop := low.find(mark, at)) >= 0]
    return low[_clause_start(low, at) : min(stops, default=len(low))]


def _has_year(words: str) -> bool:
    return bool(re.search(r"20\d\d|'\d\d|\b[2-4]\d$", words))


# --- what a date is at odds with -------------------------------------------------------------------------------------------


def past(time: TimePhrase, plan_date: date | None) -> bool | None:
    """Whether the end point lies before the plan's date; None where either is not known."""
    return None if time.resolved is None or plan_date is None else time.resolved < plan_date


def after_last(time: TimePhrase, date_of_birth: date | None, age: int = 25) -> bool | None:
    """Whether the end point lies after the last day a plan could run to: the end of the academic year of this birthday."""
    last = school.end_of_plans(Child(date_of_birth=date_of_birth), age)
    return None if time.resolved is None or last is None else time.resolved > last


def beyond_phase(
    time: TimePhrase,
    plan_date: date | None = None,
    date_of_birth: date | None = None,
    year_group: int | None = None,
    *,
    among: Iterable[TimePhrase] = (),
) -> bool | None:
    """Whether a date lies after the end of the phase: the one that the same text names (`among` its other end points), else
    the key stage that the child is in on the plan's date (Code of Practice 9.68). None where that is not known."""
    if time.resolved is None:
        return None
    named = [t.resolved for t in among if t is not time and t.kind in _PHASES and t.resolved]
    last = min(named) if named else school.end_of_phase(Child(plan_date, date_of_birth, year_group))
    return None if last is None else time.resolved > last


def contradicts_birth(
    time: TimePhrase, date_of_birth: date | None, plan_date: date | None = None, *, among: Iterable[TimePhrase] = ()
) -> bool | None:
    """Whether the year, key stage or age that the phrase names does not fit the date of birth: by it that end lies before the
    plan's date (the child has left that stage), or more than a year from a date written beside it. None where not known."""
    if date_of_birth is None or time.number is None or time.kind not in _PHASES:
        return None
    born = Child(plan_date=plan_date, date_of_birth=date_of_birth)
    if time.kind is TimeKind.AGE:
        when = school.birthday(time.number, born)
    else:
        year = school.KEY_STAGE_ENDS.get(time.number) if time.kind is TimeKind.KEY_STAGE else time.number
        when = None if year is None else school.end_of_year_group(year, Child(date_of_birth=date_of_birth))
    if when is None:
        return None
    written = [t.resolved for t in among if t.kind in (TimeKind.DATE, TimeKind.MONTH, TimeKind.TERM) and t.resolved]
    if any(abs((when - day).days) > 366 for day in written):
        return True
    return None if plan_date is None and not written else bool(plan_date and when < plan_date)


_PHASES = (TimeKind.KEY_STAGE, TimeKind.YEAR_GROUP, TimeKind.AGE, TimeKind.PHASE, TimeKind.EXAM)
