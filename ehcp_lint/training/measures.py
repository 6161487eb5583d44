"""The statistics that figures are given in: agreement beyond chance with an interval, F1, and calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the number of items it rests on and its 95% interval, None where it cannot be given."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    coverage: float = 1.0

    def __str__(self) -> str:
        if self.value is None:
            return f"- (n {self.n})"
        interval = f" [{self.low:.2f}, {self.high:.2f}]" if self.low is not None and self.high is not None else ""
        return f"{self.value:.2f}{interval} (n {self.n}, coverage {self.coverage:.2f})"


def weighted_kappa(one: Sequence[int], other: Sequence[int], levels: int = 3) -> float | None:
    """Cohen's kappa with quadratic weights (Cohen 1968); None where chance agreement is complete."""
    if not one:
        return None
    table = np.zeros((levels, levels))
    for a, b in zip(one, other, strict=True):
        table[a, b] += 1
    table /= table.sum()
    grid = np.arange(levels)
    weights = ((grid[:, None] - grid[None, :]) / max(1, levels - 1)) ** 2
    chance = (weights * np.outer(table.sum(axis=1), table.sum(axis=0))).sum()
    return None if chance == 0 else float(1 - (weights * table).sum() / chance)


def cohen_kappa(one: Sequence[object], other: Sequence[object]) -> float | None:
    """Cohen's kappa for classes without an order (Cohen 1960); None where chance agreement is complete."""
    if not one:
        return None
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    chance = sum(one.count(value) * other.count(value) for value in set(one)) / len(one) ** 2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def f1(predicted: Sequence[int], truth: Sequence[int], positive: int = 1) -> float | None:
    """The harmonic mean of precision and recall for one class; None where neither side has it."""
    hit = sum(p == t == positive for p, t in zip(predicted, truth, strict=True))
    total = sum(p == positive for p in predicted) + sum(t == positive for t in truth)
    return None if total == 0 else 2 * hit / total


def figure(
    predicted: Sequence[int | None],
    truth: Sequence[int],
    groups: Sequence[str],
    measure: Callable[[Sequence[int], Sequence[int]], float | None],
) -> Figure:
    """`measure` over the answered items, with an interval by resampling whole groups (items of one writer are alike)."""
    answered = [(p, t, g) for p, t, g in zip(predicted, truth, groups, strict=True) if p is not None]
    coverage = len(answered) / max(1, len(truth))
    value = measure([p for p, _, _ in answered], [t for _, t, _ in answered]) if answered else None
    low, high = _interval(answered, measure) if value is not None else (None, None)
    return Figure(value, len(answered), low, high, coverage)


def _interval(
    answered: list[tuple[int, int, str]], measure: Callable[[Sequence[int], Sequence[int]], float | None]
) -> tuple[float | None, float | None]:
    by_group: dict[str, list[tuple[int, int]]] = {}
    for p, t, g in answered:
        by_group.setdefault(g, []).append((p, t))
    names = sorted(by_group)
    if len(names) < 3:
        return None, None
    generator = np.random.default_rng(SEED)
    values = []
    for _ in range(RESAMPLES):
        drawn = [pair for k in generator.integers(0, len(names), len(names)) for pair in by_group[names[k]]]
        value = measure([p for p, _ in drawn], [t for _, t in drawn])
        if value is not None:
            values.append(value)
    if not values:
        return None, None
    return float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: the mean gap between stated confidence and share right, over equal-width bins."""
    if len(confidence) == 0:
        return 0.0
    edges = np.clip((confidence * bins).astype(int), 0, bins - 1)
    total = 0.0
    for k in range(bins):
        inside = edges == k
        if inside.any():
            total += float(inside.mean() * abs(confidence[inside].mean() - right[inside].mean()))
    return total
