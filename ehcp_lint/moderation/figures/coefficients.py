"""Coefficients of agreement on plain numbers: raw, quadratic-weighted kappa, Krippendorff's alpha, Gwet's AC2.

None means that the marks do not define the coefficient (no unit was marked twice, or every mark is the same), which is
neither 0 nor 1. What may be shown to people, and how sure it is, is `agreement`'s matter.

All but kappa are worked out from `counts`: a row a unit, a column a grade of the scale, in each cell how many moderators gave
that grade. They take any number of moderators, and moderators who did not mark a unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ehcp_lint.extras import needs_extra
from ehcp_lint.moderation.figures.marks import Floats, Whole

TINY = 1e-12  # below this an expected disagreement is none at all


def raw(counts: Whole, scale: Sequence[int], within: int = 0) -> float | None:
    """The share of pairs of marks on the same unit that are at most `within` grades apart; each unit weighs the same.

    With two moderators this is the everyday percentage agreement (0 to 1); with more it is the observed agreement of
    Fleiss (1971)."""
    place = np.arange(len(scale))
    close = (np.abs(place[:, None] - place) <= within).astype(float)
    return _observed(counts, close)


def weighted_kappa(first: Sequence[int], second: Sequence[int], scale: Sequence[int]) -> float | None:
    """Cohen's kappa of two moderators with quadratic weights (Cohen 1968), by statsmodels.

    `first` and `second` are their grades of the same units, in the same order."""
    with needs_extra("moderation", "Weighted kappa"):
        from statsmodels.stats.inter_rater import cohens_kappa

    place = {grade: number for number, grade in enumerate(scale)}
    table = np.zeros((len(scale), len(scale)))
    for one, other in zip(first, second, strict=True):
        table[place[one], place[other]] += 1
    seen = np.flatnonzero(table.sum(axis=0) + table.sum(axis=1))
    if len(seen) < 2:
        return None  # no marks, or both gave one and the same grade throughout: chance would agree as well
    return float(cohens_kappa(table, weights=np.asarray(scale, float), wt="quadratic", return_results=False))


def alpha(counts: Whole, scale: Sequence[int]) -> float | None:
    """Krippendorff's alpha for ordinal marks. Units with one mark do not count.

    Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, section E: with m(u) marks of unit u, of which n(u,c)
    are the grade c,
        coincidences  o(c,k) = sum over units of  n(u,c) (n(u,k) - [c = k]) / (m(u) - 1)
        marks         n(c) = sum_k o(c,k), and n = sum_c n(c)
        distance      d(c,k) = (n(c) + ... + n(k) - (n(c) + n(k)) / 2)^2, over the grades from c to k in their order
        alpha = 1 - (n - 1) sum o(c,k) d(c,k) / sum n(c) n(k) d(c,k)
    Written out here because the package that has it is under the GPL (docs/supply-chain.md); a test holds the two equal."""
    shared = counts[counts.sum(axis=1) >= 2].astype(float)[:, np.argsort(scale)]
    if len(np.flatnonzero(shared.sum(axis=0))) < 2:
        return None
    pairs = shared / (shared.sum(axis=1, keepdims=True) - 1)
    coincide = pairs.T @ shared - np.diag(pairs.sum(axis=0))
    marks = coincide.sum(axis=1)
    middle = np.cumsum(marks) - marks / 2
    distance = (middle[:, None] - middle) ** 2
    return 1 - float((marks.sum() - 1) * (coincide * distance).sum() / (np.outer(marks, marks) * distance).sum())


def ac2(counts: Whole, scale: Sequence[int], weights: Floats | None = None) -> float | None:
    """Gwet's AC2 for any number of moderators, with missing marks; quadratic weights unless others are given.

    Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 5: with r(i,k) moderators giving unit i the
    grade k, r(i) giving it any, and weights w,
        observed  pa = mean over units with r(i) >= 2 of  sum_k r(i,k) (sum_l w(k,l) r(i,l) - 1) / (r(i) (r(i) - 1))
        share     pi(k) = mean over units with r(i) >= 1 of  r(i,k) / r(i)
        chance    pe = (sum of all w) / (q (q - 1)) * sum_k pi(k) (1 - pi(k))
        AC2 = (pa - pe) / (1 - pe)
    q counts the grades of the scale, used or not."""
    weight = quadratic(scale) if weights is None else weights
    observed = _observed(counts, weight)
    if observed is None:
        return None
    marked = counts[counts.sum(axis=1) >= 1]
    share = (marked / marked.sum(axis=1, keepdims=True)).mean(axis=0)
    grades = len(scale)
    chance = float(weight.sum() / (grades * (grades - 1)) * (share * (1 - share)).sum())
    return (observed - chance) / (1 - chance) if 1 - chance > TINY else None


def quadratic(scale: Sequence[int]) -> Floats:
    """1 on the diagonal, 0 between the ends of the scale, falling with the square of the distance."""
    grade = np.asarray(scale, float)
    distance: Floats = (grade[:, None] - grade) / (grade.max() - grade.min())
    return 1 - distance**2


def marginals(counts: Whole) -> Floats | None:
    """The share of each grade among all marks: without it neither kappa nor AC2 can be read."""
    total = counts.sum()
    return counts.sum(axis=0) / total if total else None


def _observed(counts: Whole, weight: Floats) -> float | None:
    """Observed agreement, weighted: pairs within a unit, then the mean over the units with at least two marks."""
    shared = counts[counts.sum(axis=1) >= 2].astype(float)
    if not len(shared):
        return None
    many = shared.sum(axis=1)
    return float(((shared * (shared @ weight - 1)).sum(axis=1) / (many * (many - 1))).mean())
