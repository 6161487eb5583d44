"""How far the people who marked agree, with what may be said of it at this number of plans. Never one number alone.

Kappa and alpha punish agreement where nearly all plans get the same grade, AC2 flatters it: with the same moderators, 85 % of
plans "good" moved alpha from .79 to .51 and AC2 from .92 to .95 in simulation. So both stand beside each other, with the share
of each grade, the number of plans and an interval; and what is said is said of the lower end of the interval.

The interval is a percentile bootstrap over plans, because plans are what was drawn: the questions of one plan go together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from ehcp_lint.moderation.figures import coefficients
from ehcp_lint.moderation.figures.marks import SCALE, Mark, Table, Whole, tabulate

TOO_FEW, ENOUGH = 20, 50  # double-marked plans: below the first raw agreement only, from the second a report
FIRM, TENTATIVE = 0.80, 0.667  # Krippendorff's customary limits, held against the lower end of the interval
DRAWS, SEED = 1000, 20140901
MOST_LOST = 0.10  # of the draws: with more of them undefined the interval says nothing and is not shown


class Standing(StrEnum):
    """What the number of double-marked plans allows to be shown."""

    TOO_FEW = "too few"
    PROVISIONAL = "provisional"
    REPORT = "report"


class Reading(StrEnum):
    """What the lower end of alpha's interval allows to be concluded."""

    FIRM = "firm"
    TENTATIVE = "tentative"
    DO_NOT_COMPARE = "do not compare officers"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its 95 % interval; `value` is None where the marks do not define it.

    `lost` counts the draws of the bootstrap that did not define it (all marks the same in that draw). Where they are more than
    a tenth, or there are no draws, there is no interval."""

    value: float | None
    low: float | None = None
    high: float | None = None
    draws: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two named moderators on the plans both marked: for them and the chair. Kappa only where the plans suffice."""

    first: str
    second: str
    plans: int
    exact: float | None
    within_one: float | None
    kappa: Estimate | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on one question, or on all of them (`question` None).

    `plans` were marked by two moderators or more; `marks` counts their marks. `alpha` and `ac2` are None where the plans are
    too few: then only the raw agreement may be shown. `spread` is the share of each grade, from the lowest."""

    question: str | None
    plans: int
    marks: int
    scale: tuple[int, ...]
    spread: tuple[float, ...] | None
    exact: Estimate
    within_one: Estimate
    alpha: Estimate | None
    ac2: Estimate | None

    @property
    def standing(self) -> Standing:
        """What may be shown."""
        return standing(self.plans)

    @property
    def reading(self) -> Reading:
        """What may be concluded, by the lower end of alpha's interval."""
        return reading(self.alpha.low if self.alpha else None)


def standing(plans: int) -> Standing:
    """What this number of double-marked plans allows: under 20 raw agreement only, 20 to 49 provisional, then a report."""
    if plans < TOO_FEW:
        return Standing.TOO_FEW
    return Standing.PROVISIONAL if plans < ENOUGH else Standing.REPORT


def reading(lower: float | None) -> Reading:
    """What a lower end of alpha's interval allows to be concluded; None where there is no interval."""
    if lower is None:
        return Reading.CANNOT_TELL
    if lower >= FIRM:
        return Reading.FIRM
    return Reading.TENTATIVE if lower >= TENTATIVE else Reading.DO_NOT_COMPARE


def agreement(marks: Iterable[Mark], scale: Sequence[int] = SCALE, *, draws: int = DRAWS, seed: int = SEED) -> list[Agreement]:
    """The agreement on all questions together (first) and on each question, in the order of their codes.

    `draws` resamples of the plans from `seed` make the intervals: the same marks give the same figures. Taken together, one
    unit is one plan on one question; questions that differ in how hard they are lift alpha there, so read it beside each
    question's own."""
    table = tabulate(marks, scale)
    questions = sorted(set(table.questions))
    return [_of(table, None, draws, seed), *(_of(table.of(question), question, draws, seed) for question in questions)]


def _of(table: Table, question: str | None, draws: int, seed: int) -> Agreement:
    counts, scale, plans = table.counts, table.scale, len(table.double_marked)
    show = standing(plans) is not Standing.TOO_FEW
    resamples = list(_resamples(table, draws if show else 0, seed))

    def estimate(statistic: Callable[[Whole], float | None]) -> Estimate:
        return _interval(statistic(counts), [statistic(counts[rows]) for rows in resamples])

    shared = counts[counts.sum(axis=1) >= 2]
    spread = coefficients.marginals(shared)
    return Agreement(
        question,
        plans,
        int(shared.sum()),
        scale,
        None if spread is None else tuple(float(share) for share in spread),
        estimate(lambda c: coefficients.raw(c, scale)),
        estimate(lambda c: coefficients.raw(c, scale, within=1)),
        estimate(lambda c: coefficients.alpha(c, scale)) if show else None,
        estimate(lambda c: coefficients.ac2(c, scale)) if show else None,
    )


def pairs(marks: Iterable[Mark], scale: Sequence[int] = SCALE, *, draws: int = DRAWS, seed: int = SEED) -> list[Pair]:
    """Every two moderators who marked a plan in common, all questions together."""
    table = tabulate(marks, scale)
    found = []
    for first, second in combinations(table.moderators, 2):
        both = table.between((first, second))
        rows = np.flatnonzero(~np.isnan(both.values).any(axis=1))
        if not len(rows):
            continue
        ours = Table(tuple(both.plans[r] for r in rows), (), both.moderators, both.values[rows], both.scale)
        found.append(_pair(ours, draws, seed))
    return found


def _pair(table: Table, draws: int, seed: int) -> Pair:
    plans, scale = len(set(table.plans)), table.scale
    grades = table.values.astype(int)

    def kappa(rows: Sequence[int] | slice = slice(None)) -> float | None:
        return coefficients.weighted_kappa(grades[rows, 0].tolist(), grades[rows, 1].tolist(), scale)

    found = None
    if standing(plans) is not Standing.TOO_FEW:
        found = _interval(kappa(), [kappa(rows) for rows in _resamples(table, draws, seed)])
    exact, within = coefficients.raw(table.counts, scale), coefficients.raw(table.counts, scale, within=1)
    first, second = table.moderators
    return Pair(first, second, plans, exact, within, found)


def _resamples(table: Table, draws: int, seed: int) -> Iterable[list[int]]:
    """The rows of each draw: plans with replacement, as many as there are, each with all of its rows."""
    names = sorted(set(table.plans))
    rows: dict[str, list[int]] = {name: [] for name in names}
    for row, plan in enumerate(table.plans):
        rows[plan].append(row)
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        drawn = rng.integers(0, len(names), len(names))
        yield [row for number in drawn for row in rows[names[number]]]


def _interval(value: float | None, drawn: list[float | None]) -> Estimate:
    """The 2.5th and 97.5th percentile of the draws that define the coefficient."""
    defined = [draw for draw in drawn if draw is not None]
    lost = len(drawn) - len(defined)
    if value is None or not defined or lost > MOST_LOST * len(drawn):
        return Estimate(value, draws=len(drawn), lost=lost)
    low, high = np.percentile(defined, [2.5, 97.5])
    return Estimate(value, float(low), float(high), len(drawn), lost)
