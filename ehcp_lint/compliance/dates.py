"""Dates as they stand in a case system's columns. A date that could be two days is refused, never guessed.

Read: 03/03/2026, 3.3.2026, 2026-03-03, 3 Mar 2026, Tuesday 3rd March 2026, Excel's day numbers (46084), each with or without
a time of day. Refused: a year of two digits, a day that does not exist, the month before the day. Where a column holds a date
that can only be month first, those of the same column that could be either are refused too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[ T]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]m)?Z?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_SLASHED = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}", re.IGNORECASE)
_TWO_DIGITS = re.compile(rf"\d{{1,2}}([/.-]| )(?:\d{{1,2}}|[a-z]{{3,9}})\1\d\d{_TIME}", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})" + _TIME,
    re.IGNORECASE,
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL = date(1899, 12, 30)  # day 0 of Excel's numbers, from March 1900 on
_EARLIEST, _LATEST = 2000, 2099
NOTHING = frozenset({"", "-", "n/a", "na", "none", "null", "nil", "tbc", "not yet"})


@dataclass(frozen=True, slots=True)
class Read:
    """One cell: its day, or why there is none. `form` is the format it was written in; `either` that it could be two days."""

    day: date | None = None
    why: str = ""
    form: str = ""
    either: bool = False
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one column, read together, and how many were written in which format."""

    cells: tuple[Read, ...]
    forms: dict[str, int]

    @property
    def mixed(self) -> bool:
        """Whether the column holds several formats."""
        return len(self.forms) > 1


def read_column(cells: Sequence[str]) -> Column:
    """The days of a column."""
    found = [read_date(cell) for cell in cells]
    if any(one.month_first for one in found):
        why = "could be day or month first, and another date of this column has its month first"
        found = [Read(why=why, form=one.form, either=True) if one.either else one for one in found]
    return Column(tuple(found), dict(sorted(Counter(one.form for one in found if one.form).items())))


def read_date(cell: str) -> Read:
    """The day that a cell names."""
    words = " ".join(cell.split())
    if words.casefold() in NOTHING:
        return Read()
    if found := _ISO.fullmatch(words):
        return _day(found[1], found[2], found[3], "2026-03-31")
    if found := _SLASHED.fullmatch(words):
        first, second = int(found[1]), int(found[2])
        if second > 12 >= first:
            return Read(why="has its month before its day", form="03/31/2026", month_first=True)
        return _day(found[3], found[2], found[1], "31/03/2026", either=first != second and first <= 12)
    if found := _NAMED.fullmatch(words):
        month = found[2].lower()[:3]
        if month not in _MONTHS:
            return Read(why="names no month")
        return _day(found[3], str(_MONTHS.index(month) + 1), found[1], "31 March 2026")
    if _TWO_DIGITS.fullmatch(words):
        return Read(why="has a year of two digits")
    if found := _SERIAL.fullmatch(words):
        day = _EXCEL + timedelta(days=int(found[1]))
        return _day(str(day.year), str(day.month), str(day.day), "Excel's day number")
    return Read(why="is no date")


def _day(year: str, month: str, day: str, form: str, *, either: bool = False) -> Read:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return Read(why="is a day that does not exist", form=form)
    if not _EARLIEST <= found.year <= _LATEST:
        return Read(why=f"lies before {_EARLIEST} or after {_LATEST}", form=form)
    return Read(found, form=form, either=either)
