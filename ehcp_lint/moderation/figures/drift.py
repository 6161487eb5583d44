"""Whether a moderator's marks move over time: anchor plans marked again each term, against the marks agreed for them.

A two-sided CUSUM (Page 1954; Montgomery, Introduction to Statistical Quality Control, ch. 9) adds up the signed differences
beyond half a deviation. It is a reason to read a plan together again, and nothing more: two anchors a term show a large shift
within a year, not a small one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SLACK, LIMIT = 0.5, 4.0  # in deviations: a shift of one is found in about 8 anchors, a false alarm comes in about 170
DEVIATION = 0.3  # of a grade, of one plan's mean difference: what we assume where a round has not measured it


@dataclass(frozen=True, slots=True)
class DriftPoint:
    """One anchor plan: the mean signed difference in grades, and how much has added up on each side, in deviations."""

    when: str
    plan: str
    questions: int
    difference: float
    above: float
    below: float
    signal: str  # "", "more lenient" or "stricter"


def difference(marks: Mapping[str, int | None], agreed: Mapping[str, int | None]) -> tuple[float, int] | None:
    """The mean of mark less agreed mark over the questions that have both, and how many; None without any."""
    apart = [
        mark - settled
        for question, mark in sorted(marks.items())
        if mark is not None and (settled := agreed.get(question)) is not None
    ]
    return (sum(apart) / len(apart), len(apart)) if apart else None


def drift(
    anchors: Sequence[tuple[str, str, Mapping[str, int | None], Mapping[str, int | None]]], deviation: float = DEVIATION
) -> tuple[DriftPoint, ...]:
    """One moderator's anchor plans in the order they were marked: (when, plan code, marks, agreed marks), by question.

    `deviation` is in grades: of one plan's mean difference, as measured (`Leans.within`) or assumed. A signal starts the sums
    again. Plans without a question in common with their agreed marks are left out."""
    if deviation <= 0:
        raise ValueError("the deviation of a plan's mean difference must be more than 0")
    above = below = 0.0
    points = []
    for when, plan, marks, agreed in anchors:
        found = difference(marks, agreed)
        if found is None:
            continue
        step = found[0] / deviation
        above, below = max(0.0, above + step - SLACK), max(0.0, below - step - SLACK)
        signal = "more lenient" if above >= LIMIT else "stricter" if below >= LIMIT else ""
        points.append(DriftPoint(when, plan, found[1], found[0], above, below, signal))
        if signal:
            above = below = 0.0
    return tuple(points)
