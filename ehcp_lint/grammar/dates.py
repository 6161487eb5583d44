"""What date a school time comes to, and where it comes to none, the plain reason why."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ehcp_lint.grammar import school_year as school
from ehcp_lint.grammar.school_year import Child
from ehcp_lint.grammar.times import MONTHS, NUMBERS


class TimeKind(StrEnum):
    """What an end point is counted in."""

    DATE = "date"
    MONTH = "month"
    TERM = "term"
    ACADEMIC_YEAR = "academic year"
    KEY_STAGE = "key stage"
    YEAR_GROUP = "year group"
    PHASE = "phase"
    AGE = "age"
    EXAM = "exam"
    REVIEW = "review"
    WITHIN = "within"
    PERIOD = "period"
    BLANK = "blank"


class When(NamedTuple):
    """What a time is counted in, its date if it has one, how the date was reached or why there is none, and its number."""

    kind: TimeKind
    when: date | None
    reason: str
    number: int | None = None
    certain: bool = True


NEEDS_BIRTH = "needs the date of birth or the year group"
NEEDS_PLAN_DATE = "needs the plan's date"
NO_YEAR = "the year is not given"


def number_of(words: str | None) -> int | None:
    """A number in figures or in words up to twenty-five."""
    if not words:
        return None
    return int(words) if words.isdigit() else NUMBERS.get(words)


def span_from(count: str, unit: str, child: Child) -> tuple[date | None, str]:
    """So many weeks, months, terms or years after the plan's date; a term counts as four months."""
    number = number_of(count) or 1
    unit = re.sub(r"^(?:academic|school) ", "", unit).replace("-", " ").rstrip("s")
    unit = {"wk": "week", "mth": "month", "yr": "year"}.get(unit, unit)
    if child.plan_date is None:
        return None, NEEDS_PLAN_DATE
    if unit == "week":
        return child.plan_date + timedelta(weeks=min(number, 2000)), "counted from the plan's date"
    months = {"month": 1, "year": 12, "term": 4, "half term": 2}[unit] * number
    return school.months_later(child.plan_date, months), "counted from the plan's date"


def date_of(kind: str, words: str, frame: str, child: Child) -> When:
    """The date of the time that `words` name; `kind` is the pattern's name in `times.CORE`, `frame` the words before."""
    starts = bool(
        re.search(
            r"\b(?:start|starts|begins?|beginning|starting|entry|entering|first|moves?|moving|joins?|transition\w*|"
            r"transfer\w*)\b",
            frame,
        )
    )
    if kind in ("ks", "yr"):
        number = number_of(words.rstrip(".").replace("-", " ").split()[-1]) or number_of(re.sub(r"\D", "", words))
        year = school.KEY_STAGE_ENDS.get(number or 99) if kind == "ks" else number
        what = TimeKind.KEY_STAGE if kind == "ks" else TimeKind.YEAR_GROUP
        if number is None or year is None:
            return When(what, None, "there is no such stage")
        if kind == "ks" and starts and number > 0:
            year = school.KEY_STAGE_ENDS[number - 1]
        return When(what, *year_end(year - 1 if kind == "yr" and starts else year, child), number)
    if kind in ("term", "holiday", "termnum"):
        return _term(kind, words, child)
    if kind == "academic":
        first, last = (int(n[-2:]) for n in re.findall(r"\d{2,4}", words)[:2])
        good = last == first + 1
        reason = "as written" if good else "the two years do not follow each other"
        return When(TimeKind.ACADEMIC_YEAR, date(2000 + last, 8, 31) if good else None, reason)
    if kind == "year":
        return When(TimeKind.DATE, date(int(words), 12, 31), "the end of that year")
    if kind == "exam":
        return _exam(words, child)
    if kind == "generic":
        return _generic(words, frame, child)
    if kind == "phase":
        return _phase(words, starts, child)
    return _calendar(kind, words, child)


def year_end(year: int, child: Child) -> tuple[date | None, str]:
    """The end of Year `year` and how it was reached."""
    when = school.end_of_year_group(year, child)
    if when is None:
        return None, NEEDS_BIRTH
    return when, "from the year group" if child.year_group is not None and child.plan_date else "from the date of birth"


def _year(digits: str) -> int:
    """2027, '27 or 27."""
    digits = digits.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _calendar(kind: str, words: str, child: Child) -> When:
    """A day or a month. British order: 03/07 is the third of July, "July 27" is July 2027."""
    month = next((MONTHS[w] for w in re.findall(r"[a-z]+", words) if w in MONTHS), 0)
    figures = re.findall(r"\d+", words)
    if kind in ("iso", "slashed"):
        a, b, c = (int(f) for f in figures[:3])
        year, month, day = (a, b, c) if kind == "iso" else (c if c > 99 else 2000 + c, b, a)
        return _exact(year, month, day)
    if kind == "mmyyyy":
        when = school.end_of_month(int(figures[1]), int(figures[0]))
        return When(TimeKind.MONTH, when, "the end of that month")
    if kind == "my":
        return When(TimeKind.MONTH, school.end_of_month(_year(figures[-1]), month), "the end of that month")
    if kind == "month":
        when = _next(child.plan_date, month)
        return When(TimeKind.MONTH, when, "the next such month after the plan's date" if when else NO_YEAR, None, certain=False)
    day = int(figures[0])
    if len(figures) > 1:
        return _exact(_year(figures[1]), month, day)
    after = _next(child.plan_date, month)
    return _exact(after.year, month, day)._replace(certain=False) if after else When(TimeKind.DATE, None, NO_YEAR)


def _exact(year: int, month: int, day: int) -> When:
    try:
        return When(TimeKind.DATE, date(year, month, day), "as written")
    except ValueError:
        return When(TimeKind.DATE, None, "there is no such date")


def _next(after: date | None, month: int) -> date | None:
    """The end of the next such month on or after a day."""
    if after is None or not month:
        return None
    return school.end_of_month(after.year + (month < after.month), month)


def _term(kind: str, words: str, child: Child) -> When:
    """ "Summer term 2027", "Autumn 1", "spring half-term", "Christmas"; numbered terms differ from council to council."""
    if kind == "termnum":
        return When(TimeKind.TERM, None, "terms are numbered in different ways")
    year = re.search(r"20\d\d|'\d\d|\b[2-4]\d$", words)
    bare = words[: year.start()] if year else words
    name = re.search(r"autumn|spring|summer|michaelmas|lent|trinity|christmas|xmas|easter|whitsun|new year|results day", bare)
    half = re.search(r"\b[12]\b|half", bare)
    first = half and not re.search(r"\b2\b|second|2nd|last", bare)
    term, part = (name.group().replace("xmas", "christmas") if name else ""), ("" if not half else "1" if first else "2")
    if year:
        return When(TimeKind.TERM, school.end_of_term(term, part, _year(year.group())), "the end of that term")
    if child.plan_date is None:
        return When(TimeKind.TERM, None, NO_YEAR)
    when = school.next_term_end(term, part, child.plan_date)
    return When(TimeKind.TERM, when, "the next such term after the plan's date", None, certain=False)


def term_of_year_group(words: str, year: int, child: Child) -> When:
    """ "The spring term of Year 5", "Easter, Year 6"."""
    ends = school.end_of_year_group(year, child)
    if ends is None:
        return When(TimeKind.TERM, None, NEEDS_BIRTH)
    begins = date(ends.year - 1, 9, 1)
    return _term("term", words, Child(begins, child.date_of_birth, child.year_group))._replace(
        reason="that term of the year group", certain=True
    )


def _exam(words: str, child: Child) -> When:
    """GCSEs end with Year 11, A levels with Year 13; SATs may be those of Year 2 or of Year 6."""
    year = 11 if "gcse" in words else 13 if re.match(r"a[- ]level", words) else None
    if year is None:
        return When(TimeKind.EXAM, None, "the year of the tests is not given")
    end, reason = year_end(year, child)
    return When(TimeKind.EXAM, date(end.year, 6, 30) if end else None, reason)


def _generic(words: str, frame: str, child: Child) -> When:
    """The year, term, key stage, course or plan that a text means without naming it."""
    coming = bool(re.search(r"\bnext |\bfollowing |\bcoming ", frame))
    if words == "calendar year":
        when = date(child.plan_date.year + coming, 12, 31) if child.plan_date else None
        return When(TimeKind.DATE, when, "the year of the plan's date" if when else NEEDS_PLAN_DATE)
    if words.endswith("year"):
        if child.plan_date is None:
            return When(TimeKind.ACADEMIC_YEAR, None, NEEDS_PLAN_DATE)
        when = school.end_of_academic_year(child.plan_date)
        when = date(when.year + 1, 8, 31) if coming else when
        return When(
            TimeKind.ACADEMIC_YEAR, when, "the academic year of the plan's date" if not coming else "the year after the plan's"
        )
    if "stage" in words or "phase" in words:
        when = None if coming else school.end_of_phase(child)
        return When(TimeKind.PHASE, when, "the key stage on the plan's date" if when else NEEDS_BIRTH)
    if "term" in words:
        return When(TimeKind.TERM, None, "which term is not said")
    return When(TimeKind.PHASE, None, "when it ends is not said")


def _phase(words: str, starts: bool, child: Child) -> When:
    """Nursery to sixth form by their last year group; college, middle school and university end at different times."""
    last = next((year for name, year in _LAST_YEARS if re.match(name, words)), None)
    if last is None:
        return When(TimeKind.PHASE, None, "it ends at different times")
    if starts or words.startswith("post"):
        last = next(year for name, year in _YEAR_BEFORE if re.match(name, words))
    return When(TimeKind.PHASE, *year_end(last, child))


_LAST_YEARS = (
    (r"nursery|pre-?school", school.NURSERY),
    (r"reception|eyfs|early|foundation", school.RECEPTION),
    (r"infant", 2),
    (r"primary|junior", 6),
    (r"secondary|high|statutory school|compulsory school", 11),
    (r"sixth|6th", 13),
    (r"post[ -]?16", 13),
)
_YEAR_BEFORE = (
    (r"nursery|pre-?school|eyfs|early|foundation", school.NURSERY - 1),
    (r"reception", school.NURSERY),
    (r"infant|primary", school.RECEPTION),
    (r"junior", 2),
    (r"secondary|high|statutory|compulsory", 6),
    (r"sixth|6th|post", 11),
)
