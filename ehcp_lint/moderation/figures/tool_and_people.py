"""What the checks found beside what people marked, question by question. For whoever keeps the checks; it feeds no grade.

A check that finds much where people see nothing is for us to mend, and a question that people mark low where no check finds
anything is one that no check can see. Nothing here is a mark, an agreement or a reason to change one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ehcp_lint.moderation.figures.marks import SCALE, Mark
from ehcp_lint.rubric.evidence import PlanEvidence

BINS = ((0, 0, "none"), (1, 2, "1 or 2"), (3, 5, "3 to 5"), (6, None, "6 or more"))
NOTE = "Points the checks found, beside people's marks. It feeds no grade, no agreement and no sign-off."


@dataclass(frozen=True, slots=True)
class Beside:
    """One question: `rows` are the bins of points found, `cells` how many marks of each grade (lowest first) fall in them.

    `marks` without a report of the checks are left out and counted in `without_report`."""

    question: str
    scale: tuple[int, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    marks: int
    without_report: int


def beside(
    marks: Iterable[Mark], points: Mapping[str, Mapping[str, int]], questions: Sequence[str], scale: Sequence[int] = SCALE
) -> tuple[Beside, ...]:
    """The table of each of `questions` that has a mark. `points` says how many points the checks that feed a question found:
    plan code, then question code. A question that no check feeds must not be in it: not looked for is not none."""
    grades = tuple(sorted(scale))
    tables = []
    given = sorted(mark for mark in marks if mark.value is not None)
    for question in questions:
        cells = [[0] * len(grades) for _ in BINS]
        marked = without = 0
        for mark in given:
            if mark.question != question or mark.value is None:
                continue
            found = points.get(mark.plan, {}).get(question)
            if found is None:
                without += 1
                continue
            marked += 1
            row = next(n for n, (low, high, _) in enumerate(BINS) if low <= found and (high is None or found <= high))
            cells[row][grades.index(mark.value)] += 1
        if marked or without:
            rows = tuple(words for _, _, words in BINS)
            tables.append(Beside(question, grades, rows, tuple(map(tuple, cells)), marked, without))
    return tuple(tables)


def points_found(evidence: PlanEvidence) -> dict[str, int]:
    """How many points the checks found for each question that they looked into (those of checks on trial are not counted).

    A question that was not checked, or of which that is not known, is left out: not looked for is not none found."""
    return {
        one.question: sum(not point.trial for point in one.points)
        for one in evidence.questions
        if one.state in ("points", "nothing_found", "partly_checked")
    }
