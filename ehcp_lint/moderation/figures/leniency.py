"""Whether a moderator leans lenient or strict beside those who read the same plans: shown to the moderator and the chair only.

No mark is ever adjusted by it. A lean is a mean signed difference from co-readers, shrunk towards none by how much there is to
go on (empirical Bayes), with an interval. The model is the usual mixed one, fitted by restricted maximum likelihood:

    mark(plan, moderator) = plan + lean(moderator) + chance,   lean ~ N(0, t2),   chance ~ N(0, s2)

where the plan's own level is free and a plan's marks enter as one figure a moderator: the mean, over the questions that two or
more moderators marked, of the mark less the mean mark. With that reduction the fit is a few lines of linear algebra and one
search in one number, always the same and never failing to converge; it equals statsmodels' MixedLM in the tests.

Laird & Ware (1982), "Random-effects models for longitudinal data"; Harville (1977) for the likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ehcp_lint.moderation.figures.marks import SCALE, Floats, Mark, Table, tabulate

FEWEST = 5  # plans read with others, below which nothing is said of a moderator
LEAST_SPREAD = 0.1  # of a grade: both deviations are held at this or more, so that no interval closes for want of plans
WIDE = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Lean:
    """How far a moderator marks above (+) or below (-) co-readers, in grades, with a 95 % interval.

    `plans` were read by the moderator and by another. `lean` and the interval are None under five of them. `group` numbers the
    moderators who are linked by plans in common: leans of different groups cannot be compared."""

    moderator: str
    plans: int
    group: int
    difference: float | None  # the plain mean, before shrinking
    lean: float | None
    low: float | None
    high: float | None

    @property
    def words(self) -> str:
        """ "leans lenient by 0.3 of a grade (0.1 to 0.5; 12 plans)" """
        if self.lean is None or self.low is None or self.high is None:
            return f"too few plans read with others to say ({self.plans}; {FEWEST} are needed)"
        span = f"({self.low:+.1f} to {self.high:+.1f}; {self.plans} plans)"
        if self.low <= 0 <= self.high:
            return f"no lean that chance would not explain {span}"
        return f"leans {'lenient' if self.lean > 0 else 'strict'} by {abs(self.lean):.1f} of a grade {span}"


@dataclass(frozen=True, slots=True)
class Leans:
    """All leans, and the model's deviations in grades: between moderators, and of one plan's mean mark."""

    moderators: tuple[Lean, ...]
    between: float
    within: float
    groups: int


def leniency(marks: Iterable[Mark], scale: Sequence[int] = SCALE) -> Leans:
    """The lean of each moderator, by code."""
    table = tabulate(marks, scale)
    plan_of, moderator_of, figure = _figures(table)
    several = len(table.moderators)
    centre = np.eye(len(figure))
    for plan in set(plan_of):
        rows = [row for row, one in enumerate(plan_of) if one == plan]
        centre[np.ix_(rows, rows)] -= 1 / len(rows)
    member = np.zeros((len(figure), several))
    member[np.arange(len(figure)), moderator_of] = 1
    links: Floats = member.T @ centre @ member
    pull: Floats = member.T @ centre @ figure
    between, within = _deviations(links, pull, float(figure @ centre @ figure), len(figure) - len(set(plan_of)))
    precision = links + np.eye(several) * (within / between) ** 2
    lean, cover = np.linalg.solve(precision, pull), np.linalg.inv(precision) * within**2
    group = _groups(links)
    found = []
    for column, code in enumerate(table.moderators):
        mine = [row for row, one in enumerate(moderator_of) if one == column]
        enough = len(mine) >= FEWEST
        half = WIDE * math.sqrt(cover[column, column])
        value = float(lean[column])
        found.append(
            Lean(
                code,
                len(mine),
                group[column],
                _mean_difference(mine, plan_of, figure) if mine else None,
                value if enough else None,
                value - half if enough else None,
                value + half if enough else None,
            )
        )
    return Leans(tuple(found), between, within, len(set(group)))


def _figures(table: Table) -> tuple[list[str], list[int], Floats]:
    """One figure a plan and moderator, for plans that at least two moderators marked on a question in common."""
    shared = table.counts.sum(axis=1) >= 2
    values = table.values[shared]
    plans = [plan for plan, kept in zip(table.plans, shared, strict=True) if kept]
    apart = values - np.nanmean(values, axis=1, keepdims=True) if len(values) else values
    plan_of: list[str] = []
    moderator_of: list[int] = []
    figures: list[float] = []
    for plan in sorted(set(plans)):
        rows = [row for row, one in enumerate(plans) if one == plan]
        for column in range(len(table.moderators)):
            mine = apart[rows, column]
            mine = mine[~np.isnan(mine)]
            if len(mine):
                plan_of.append(plan)
                moderator_of.append(column)
                figures.append(float(mine.mean()))
    return plan_of, moderator_of, np.array(figures)


def _mean_difference(mine: list[int], plan_of: list[str], figure: Floats) -> float:
    """The mean, over a moderator's plans, of the figure less the mean figure of the co-readers."""
    apart = []
    for row in mine:
        others = [figure[other] for other, plan in enumerate(plan_of) if plan == plan_of[row] and other != row]
        apart.append(figure[row] - sum(others) / len(others))
    return float(np.mean(apart))


def _deviations(links: Floats, pull: Floats, total: float, freedom: int) -> tuple[float, float]:
    """The standard deviations between moderators and of a figure, by restricted maximum likelihood.

    With the eigenvalues d of `links` and the squares c of `pull` along them, the likelihood of the ratio p = t2/s2 is that of
    independent normals of variance s2 (1 + p d); s2 is found in closed form for each p."""
    if freedom < 1:
        return LEAST_SPREAD, LEAST_SPREAD
    roots, vectors = np.linalg.eigh(links)
    real = roots > 1e-9
    along, size = (vectors.T @ pull)[real] ** 2 / roots[real], roots[real]
    rest = max(0.0, total - float(along.sum()))

    def variance(ratio: float) -> float:
        return max(1e-12, (rest + float((along / (1 + ratio * size)).sum())) / freedom)

    def cost(ratio: float) -> float:
        return freedom * math.log(variance(ratio)) + float(np.log1p(ratio * size).sum())

    best = _lowest(cost)
    within = math.sqrt(variance(best))
    return max(LEAST_SPREAD, within * math.sqrt(best)), max(LEAST_SPREAD, within)


def _lowest(cost: Callable[[float], float]) -> float:
    """The ratio of least cost: the best of a grid from 0 to 10,000, then thirds of the stretch around it."""
    grid: list[float] = [0.0, *np.logspace(-4, 4, 161).tolist()]
    at = min(range(len(grid)), key=lambda n: (cost(grid[n]), n))
    low, high = grid[max(0, at - 1)], grid[min(len(grid) - 1, at + 1)]
    for _ in range(80):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        if cost(one) <= cost(other):
            high = other
        else:
            low = one
    return float(low + high) / 2


def _groups(links: Floats) -> list[int]:
    """For each moderator the number of its group, from 1: those who are linked by plans in common."""
    several = len(links)
    group = [0] * several
    for start in range(several):
        if group[start]:
            continue
        group[start] = max(group) + 1
        waiting = [start]
        while waiting:
            here = waiting.pop()
            for other in range(several):
                if not group[other] and links[here, other] < -1e-12:
                    group[other] = group[start]
                    waiting.append(other)
    return group
