"""Several batches over time: points a plan and the share of plans with a point, with median and limits.

- Run chart: the median of the batches; six or more in a row on one side of it are a shift (Perla, Provost and Murray, "The run
  chart: a simple analytical tool for learning from variation in healthcare processes", BMJ Quality and Safety 2011, 20:46-51).
- p-chart: limits at three standard errors around the share of all plans, for each batch by its own n (Shewhart 1931;
  Montgomery, Introduction to Statistical Quality Control, 7.3).
- Before and after a day: the difference of two shares with its 95% interval (Newcombe 1998, Statistics in Medicine 17:873-890,
  method 10).

What is told is that something changed, never why. Small numbers are hidden (`suppress`)."""

from __future__ import annotations

import json
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

from ehcp_lint.batch.rows import Row
from ehcp_lint.batch.store import rows_in
from ehcp_lint.batch.summary import spread
from ehcp_lint.batch.suppress import FEWEST, hide, telling
from ehcp_lint.errors import BadConfig

SHIFT = 6
_SIGMAS, _Z = 3.0, 1.959963984540054
KINDS = ("new", "amended")


@dataclass(frozen=True, slots=True)
class Moment:
    """One batch: its day, how many plans, their points in the middle, and in how many something was found, of how many.

    `found` is by measure ("must", "should" or a check's id), `by_kind` by kind of plan and measure."""

    day: date
    plans: int
    points: float | None
    found: dict[str, tuple[int, int]]
    points_by_kind: dict[str, tuple[int, float | None]] = field(default_factory=dict)
    by_kind: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """The share of plans with a point in one batch: None where it is hidden, with the limits of its p-chart."""

    day: date
    part: int | None
    of: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share; None where it may not be shown or there are no plans."""
        return None if self.part is None or not self.of else self.part / self.of


@dataclass(frozen=True, slots=True)
class Change:
    """Before and after a day: the share on each side and the difference with its interval; None where there are too few."""

    before: tuple[int, int] | None
    after: tuple[int, int] | None
    difference: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure over the batches. `outside` are the days beyond the limits, `shifts` the runs on one side of the median."""

    measure: str
    shares: tuple[Share, ...]
    median: float | None
    all_plans: float | None
    outside: tuple[date, ...]
    shifts: tuple[tuple[date, date], ...]
    change: Change | None = None


def moments(folders: Sequence[Path], measures: Sequence[str]) -> tuple[Moment, ...]:
    """The batches in the order of their days. Raises `BadConfig` where a folder holds none, or two are of one day."""
    found = sorted((_moment(folder, measures) for folder in folders), key=lambda moment: moment.day)
    for one, other in pairwise(found):
        if one.day == other.day:
            raise BadConfig(f"Two batches stand for {one.day}. Run one of them again with --as-of DAY.")
    return tuple(found)


def _moment(folder: Path, measures: Sequence[str]) -> Moment:
    try:
        day = date.fromisoformat(json.loads((folder / "run.json").read_text(encoding="ascii"))["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BadConfig(
            f"{folder}: there are no results of a finished batch there. Name the folder given to batch --out."
        ) from None
    totals: Counter[int] = Counter()
    kinds: dict[str, Counter[int]] = {kind: Counter() for kind in KINDS}
    part: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for row in rows_in(folder):
        if row.status != "checked":
            continue
        totals[row.total] += 1
        groups = ["", *(kind for kind in KINDS if row.facts.get("kind") == kind)]
        for kind in groups[1:]:
            kinds[kind][row.total] += 1
        for measure in measures:
            has = _has(row, measure)
            if has is not None:
                of.update((group, measure) for group in groups)
                part.update((group, measure) for group in groups if has)
    return Moment(
        day,
        sum(totals.values()),
        spread(totals).median,
        {measure: (part["", measure], of["", measure]) for measure in measures},
        {kind: (sum(found.values()), spread(found).median) for kind, found in kinds.items()},
        {kind: {measure: (part[kind, measure], of[kind, measure]) for measure in measures} for kind in KINDS},
    )


def _has(row: Row, measure: str) -> bool | None:
    """Whether a plan has a point; None where the check could not tell."""
    if measure in ("must", "should", "could"):
        return any(points.duty == measure and not points.trial for points in row.points)
    if any(points.check == measure for points in row.points):
        return True
    return None if measure in row.not_run else False


def chart(measure: str, days: Sequence[date], counts: Sequence[tuple[int, int]], since: date | None = None) -> Chart:
    """One measure: `counts` are (plans with a point, plans) of each batch."""
    part, of = sum(x for x, _ in counts), sum(n for _, n in counts)
    mean = part / of if of else None
    sides = [day >= since for day in days] if since else [False] * len(days)
    hidden = _hidden(counts, sides)
    shares = []
    for day, (x, n), gone in zip(days, counts, hidden, strict=True):
        low, high = limits(mean or 0.0, n)
        shares.append(Share(day, None if gone else x, n, low, high))
    shown = [share.value for share in shares if share.value is not None]
    median = statistics.median(shown) if shown else None
    return Chart(
        measure,
        tuple(shares),
        median,
        mean,
        tuple(s.day for s in shares if s.value is not None and not s.low <= s.value <= s.high),
        shifts([(share.day, share.value) for share in shares], median),
        _change(counts, sides) if since else None,
    )


def _hidden(counts: Sequence[tuple[int, int]], sides: Sequence[bool]) -> list[bool]:
    """Before and after stand with their sums, so each side is hidden by itself."""
    gone = [False] * len(counts)
    for side in set(sides):
        places = [at for at, other in enumerate(sides) if other is side]
        few = [telling(*counts[at]) or counts[at][1] < FEWEST for at in places]
        for at, hides in zip(places, hide([counts[at][0] for at in places], few), strict=True):
            gone[at] = hides
    return gone


def limits(mean: float, n: int) -> tuple[float, float]:
    """The limits of a p-chart for a batch of n plans, within 0 and 1."""
    if not n:
        return 0.0, 1.0
    reach = _SIGMAS * math.sqrt(mean * (1 - mean) / n)
    return max(0.0, mean - reach), min(1.0, mean + reach)


def shifts(values: Iterable[tuple[date, float | None]], median: float | None) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each run of `SHIFT` or more on one side of the median; values on it do not count."""
    if median is None:
        return ()
    sided = [(day, value > median) for day, value in values if value is not None and value != median]
    runs = [[day for day, _ in run] for _, run in groupby(sided, key=lambda entry: entry[1])]
    return tuple((run[0], run[-1]) for run in runs if len(run) >= SHIFT)


def _change(counts: Sequence[tuple[int, int]], sides: Sequence[bool]) -> Change:
    def pooled(side: bool) -> tuple[int, int] | None:
        chosen = [count for count, other in zip(counts, sides, strict=True) if other is side]
        x, n = sum(x for x, _ in chosen), sum(n for _, n in chosen)
        return None if n < FEWEST or telling(x, n) else (x, n)

    before, after = pooled(False), pooled(True)
    if before is None or after is None:
        return Change(before, after, None, None)
    return Change(before, after, after[0] / after[1] - before[0] / before[1], newcombe(before, after))


def newcombe(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float]:
    """The 95% interval of the difference after - before of two shares (Newcombe 1998, method 10)."""
    (x1, n1), (x2, n2) = after, before
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = wilson(x1, n1), wilson(x2, n2)
    return p1 - p2 - math.hypot(p1 - l1, u2 - p2), p1 - p2 + math.hypot(u1 - p1, p2 - l2)


def wilson(x: int, n: int) -> tuple[float, float]:
    """The 95% score interval of a share (Wilson 1927)."""
    p, z2 = x / n, _Z * _Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    reach = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def kinds_shown(moment: Moment, measure: str) -> dict[str, tuple[int | None, int]]:
    """New against amended in one batch: what of one could be worked out from the other and the whole is hidden with it."""
    whole = moment.found[measure]
    counts = [moment.by_kind[kind][measure] for kind in KINDS]
    rest = (whole[0] - sum(x for x, _ in counts), whole[1] - sum(n for _, n in counts))
    cells = [*counts, rest]
    gone = hide([x for x, _ in cells], [n > 0 and (telling(x, n) or n < FEWEST) for x, n in cells])
    return {kind: (None if gone[at] else counts[at][0], counts[at][1]) for at, kind in enumerate(KINDS)}
