"""The time limits of the law as data (data/timescales.toml), and the arithmetic of their last days.

Weeks are weeks of the calendar: the Regulations say working days where they mean them (regulation 15), so neither weekends nor
bank holidays move a limit. An exception lifts a limit; it sets no other date. Bank holidays are here only to say which working
day is the last on which something can be sent."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Frozen
from ehcp_lint.grammar.school_year import months_later
from ehcp_lint.resources import toml

FILE = "timescales.toml"
DAY = timedelta(days=1)


class _Cited(Frozen):
    id: str
    title: str
    source: str = ""
    at: str = ""
    valid_from: date = date(2014, 9, 1)
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether this was the law on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def cited(self) -> str:
        """The source as it is shown: "SEND Regulations 2014, 13(2)"; nothing where there is none."""
        if not self.source:
            return ""
        short = str(toml("sources.toml")[self.source]["short"])
        return f"{short}, {self.at}" if self.at else short


class Limit(_Cited):
    """What has to be done how long after what; exactly one of weeks, months and days is given."""

    start: str
    to: str
    weeks: int = 0
    months: int = 0
    days: int = 0
    first_day_counts: bool = False
    at_least: bool = False
    duty: str = "law"
    note: str = ""
    exceptions: tuple[str, ...] = ()

    def last_day(self, start: date) -> date:
        """The last day of the time that runs from `start`.

        "Within 20 weeks of" a day: that day is not counted. "Starting with" a day: it is, so 12 months end the day before."""
        if self.months:
            same = months_later(start, self.months) or date.max
            # 12 months that start on 29 February end on 28 February, which is the last of its month already
            end = same if self.first_day_counts and same.day < start.day else same - DAY * self.first_day_counts
        else:
            end = start + timedelta(days=7 * self.weeks + self.days) - DAY * self.first_day_counts
        return end

    @property
    def length(self) -> str:
        """ "20 weeks"."""
        return f"{self.weeks} weeks" if self.weeks else f"{self.months} months" if self.months else f"{self.days} days"


class Exemption(_Cited):
    """What lifts a limit where keeping it was impractical because of it."""

    says: str
    effect: str
    words: tuple[str, ...]
    least_days: int = 0
    before_days: int = 0
    lifts: bool = True


class Transfer(_Cited):
    """The last day for a plan to be reviewed and amended before a move between phases."""

    words: tuple[str, ...]
    last_day: str = ""
    months_before: int = 0

    def due(self, year: int | None, moves: date | None) -> date | None:
        """That day, from the year of the move or its date; None where what it takes is not known."""
        if self.months_before:
            return months_later(moves, -self.months_before) if moves else None
        year = year or (moves.year if moves else None)
        return date(year, int(self.last_day[:2]), int(self.last_day[3:])) if year else None


class Timescales(Frozen):
    """All of the file."""

    name: str
    title: str
    at_risk_days: int
    limits: tuple[Limit, ...]
    exceptions: tuple[Exemption, ...]
    transfers: tuple[Transfer, ...]
    moved: tuple[tuple[date, date | None], ...]

    def limit(self, name: str) -> Limit:
        """The limit with this id."""
        return next(limit for limit in self.limits if limit.id == name)


@cache
def timescales() -> Timescales:
    """The time limits that come with ehcp_lint. Raises `BadConfig` where the file was changed into nonsense."""
    from pydantic import ValidationError

    given: dict[str, Any] = toml(FILE)
    try:
        return Timescales(
            name=given["name"],
            title=given["title"],
            at_risk_days=given["at_risk_days"],
            limits=tuple(
                Limit(**{("start" if name == "from" else name): value for name, value in one.items()}) for one in given["limit"]
            ),
            exceptions=tuple(Exemption(**one) for one in given["exception"]),
            transfers=tuple(Transfer(**one) for one in given["transfer"]),
            moved=tuple((one["day"], one.get("instead_of")) for one in given["bank_holiday"]),
        )
    except (ValidationError, KeyError, TypeError) as error:
        raise BadConfig(f"{FILE} is not as it should be: {str(error).splitlines()[0]}. Install ehcp_lint again.") from None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8; the anonymous rule of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year (Banking and Financial Dealings Act 1971, and those proclaimed for one year)."""
    sunday = easter(year)
    found = {sunday - 2 * DAY, sunday + DAY}
    found.add(_monday(year, 5))
    found.add(_monday(year, 5, last=True))
    found.add(_monday(year, 8, last=True))
    for free in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while free.weekday() >= 5 or free in found:  # the next working day instead
            free += DAY
        found.add(free)
    for day, instead in timescales().moved:
        if day.year == year:
            found.add(day)
            found.discard(instead or date.min)
    return frozenset(found)


def _monday(year: int, month: int, *, last: bool = False) -> date:
    first = date(year, month, 1)
    first += DAY * (-first.weekday() % 7)
    while last and (first + 7 * DAY).month == month:
        first += 7 * DAY
    return first


def last_working_day(day: date) -> date:
    """The day itself, or the last one before it that is neither at a weekend nor a bank holiday of England."""
    while day.weekday() >= 5 or day in bank_holidays(day.year):
        day -= DAY
    return day


def closure_counts(asked: date, closed: date, reopens: date, rule: Exemption) -> bool:
    """Whether advice was asked within a closure that is long enough: from a week before it to a week before its end."""
    if (reopens - closed).days < rule.least_days:
        return False
    before = rule.before_days * DAY
    return closed - before <= asked <= reopens - before


def absence_counts(first: date, last: date, start: date, end: date, rule: Exemption) -> bool:
    """Whether an absence (both days counted) takes long enough within the time from `start` to `end`."""
    return (min(last, end) - max(first, start)).days + 1 >= rule.least_days
