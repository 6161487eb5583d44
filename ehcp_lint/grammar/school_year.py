"""The school year in England as arithmetic: year groups, key stages, terms and ages to dates.

A year group runs from 1 September to 31 August. NC year = age on the last 31 August minus 4, so Reception is 0 and a child
of 13 on that day is in Year 9. Key stages end with Reception (early years), Year 2, 6, 9, 11 and 13."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from ehcp_lint.resources import table

RECEPTION = 0
NURSERY = -1
KEY_STAGE_ENDS = {0: RECEPTION, 1: 2, 2: 6, 3: 9, 4: 11, 5: 13}
"""The last year group of each key stage; 0 is the early years foundation stage."""

PHASE_ENDS = {"nursery": NURSERY, "reception": RECEPTION, "infant": 2, "primary": 6, "secondary": 11, "sixth form": 13}
"""The last year group of each phase that ends in the same year everywhere."""

LAST_BIRTHDAY = 25
"""A plan can run to the end of the academic year of this birthday (Children and Families Act 2014, s.46)."""


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of the child whose plan it is: enough to turn "the end of Year 6" into a date.

    `year_group` is the one on `plan_date` (Reception 0, nursery -1); where it is stated it wins over the date of birth,
    because children are taught out of their year."""

    plan_date: date | None = None
    date_of_birth: date | None = None
    year_group: int | None = None


def academic_year(day: date) -> int:
    """The calendar year in which the academic year of `day` began."""
    return day.year if day.month >= 9 else day.year - 1


def year_group_on(day: date, born: date) -> int:
    """The year group that a child born on `born` is in on `day`, taught in their own year."""
    return academic_year(day) - _age_year(born) - 4


def _age_year(born: date) -> int:
    """The year whose 31 August is the child's age 0: birth year, or the next for those born from September on."""
    return born.year if (born.month, born.day) <= (8, 31) else born.year + 1


def end_of_year_group(year: int, child: Child) -> date | None:
    """The 31 August on which the child's Year `year` ends; None where neither year group nor date of birth is known."""
    if child.year_group is not None and child.plan_date is not None:
        return _day(academic_year(child.plan_date) + 1 + year - child.year_group, 8, 31)
    if child.date_of_birth is not None:
        return _day(_age_year(child.date_of_birth) + year + 5, 8, 31)
    return None


def birthday(age: int, child: Child) -> date | None:
    """The day on which the child turns `age`."""
    born = child.date_of_birth
    if born is None:
        return None
    leap = (born.month, born.day) == (2, 29)
    return _day(born.year + age, 3 if leap else born.month, 1 if leap else born.day)


def end_of_plans(child: Child, age: int = LAST_BIRTHDAY) -> date | None:
    """The last day a plan could run to: the end of the academic year of the 25th (or another last) birthday."""
    last = birthday(age, child)
    return _day(academic_year(last) + 1, 8, 31) if last else None


def end_of_phase(child: Child) -> date | None:
    """When the key stage that the child is in on the plan's date ends; after Year 13 there is none."""
    year = child.year_group
    if year is None and child.plan_date and child.date_of_birth:
        year = year_group_on(child.plan_date, child.date_of_birth)
    if year is None:
        return None
    last = next((end for end in sorted(KEY_STAGE_ENDS.values()) if year <= end), None)
    return None if last is None else end_of_year_group(last, child)


@cache
def term_ends() -> dict[str, tuple[int, int]]:
    """The month and day that each term, half-term or holiday is taken to end on (data/school_terms.csv)."""
    rows = table("school_terms.csv", ("term", "ends"))
    return {row["term"]: (int(row["ends"][:2]), int(row["ends"][3:])) for row in rows}


def end_of_term(term: str, half: str, year: int) -> date | None:
    """The last day of a term in the calendar year `year`: "autumn", "spring" or "summer", and "1", "2" or "" for its half."""
    ends = term_ends().get(f"{term} {half}".strip())
    return _day(year, *ends) if ends else None


def next_term_end(term: str, half: str, after: date) -> date | None:
    """The first end of that term on or after a day."""
    ends = (end_of_term(term, half, year) for year in (after.year, after.year + 1))
    return next((end for end in ends if end and end >= after), None)


def end_of_academic_year(day: date) -> date:
    """The 31 August that closes the academic year of `day`."""
    return date(academic_year(day) + 1, 8, 31)


def end_of_month(year: int, month: int) -> date | None:
    """The last day of a month."""
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and 1900 <= year <= 2200 else None


def months_later(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(year: int, month: int, day: int) -> date | None:
    """That day if it exists within the reach of a plan."""
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, min(day, monthrange(year, month)[1]))
    except ValueError:
        return None
