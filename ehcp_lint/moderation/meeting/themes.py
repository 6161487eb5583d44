"""What recurs: the questions that are marked low most often, over plans and over rounds; open actions; run charts.

Figures that leave the meeting are of five plans or more: in a small council fewer are a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from ehcp_lint.moderation.meeting.disagreement import settled_grade
from ehcp_lint.moderation.meeting.round import MODERATION, Round, Task
from ehcp_lint.rubric.models import Rubric

FEWEST = 5  # plans behind any figure that leaves the meeting
SHIFT, RUNS_NEED = 6, 10  # points on one side of the median; points without which a run chart says nothing (Perla et al. 2011)


@dataclass(frozen=True, slots=True)
class Theme:
    """One question: how many of the plans that have a mark on it are marked in the lower half of the scale."""

    question: str
    low: int
    plans: int

    @property
    def share(self) -> float:
        """The share of low plans, 0 to 1."""
        return self.low / self.plans


def themes(rounds: Iterable[Round]) -> tuple[Theme, ...]:
    """The questions with a low mark, the most frequent first. Each plan counts once a round, with its agreed mark, or, where
    nothing was agreed, the lower median of its marks. Anchor plans are left out: they are read to compare the readers."""
    low: dict[str, int] = {}
    of: dict[str, int] = {}
    order: dict[str, int] = {}
    for one in rounds:
        half = lower_half(one.rubric)
        order |= {question.id: question.number for question in one.rubric.questions}
        for plan in one.plans:
            for question, value in one.best_known(plan.code).items() if not plan.anchor else ():
                if value is not None:
                    of[question] = of.get(question, 0) + 1
                    low[question] = low.get(question, 0) + (value in half)
    found = [Theme(question, low[question], plans) for question, plans in of.items() if low[question]]
    return tuple(sorted(found, key=lambda theme: (-theme.share, -theme.low, order[theme.question])))


def lower_half(rubric: Rubric) -> frozenset[int]:
    """The marks of the lower half of the scale: 1 and 2 of 4; the middle one of an odd scale is not low."""
    marks = sorted(rubric.scale.marks)
    return frozenset(marks[: len(marks) // 2])


def open_actions(rounds: Iterable[Round]) -> tuple[Task, ...]:
    """What is still to be done, the most urgent first."""
    waiting = {action for one in rounds for action in one.actions if action.closed is None}
    return tuple(sorted(waiting, key=lambda action: (action.due, action.owner, action.plan, action.text)))


def overdue(action: Task, today: date) -> bool:
    """Whether the day on which it should have been done is over."""
    return action.closed is None and action.due < today


@dataclass(frozen=True, slots=True)
class RunPoint:
    """One round on a run chart. `value` (0 to 100) is None where it had fewer than five plans."""

    round: str
    when: date
    plans: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """A run chart: percentages by round, their median, and what may be said of it."""

    name: str
    points: tuple[RunPoint, ...]
    middle: float | None
    words: str


def grade_run(rounds: Sequence[Round], letters: Sequence[str]) -> Run:
    """The share of plans that have one of these grades (such as O and G) after the meeting, by round."""
    names = [band.name for band in rounds[0].rubric.bands if band.letter in letters] if rounds else list(letters)
    points = []
    for one in _counted(rounds):
        grades = [settled_grade(one, plan.code) for plan in one.plans if plan.drawn]
        known = [made.grade for made in grades if made and made.grade]
        points.append(_point(one, sum(grade in letters for grade in known), len(known)))
    return _run(f"Plans graded {' or '.join(names)}", points)


def question_run(rounds: Sequence[Round], question: str) -> Run:
    """The share of plans whose mark on this question lies in the upper half of the scale, by round."""
    points = []
    for one in _counted(rounds):
        half = lower_half(one.rubric)
        values = [one.best_known(plan.code).get(question) for plan in one.plans if plan.drawn]
        known = [value for value in values if value is not None]
        points.append(_point(one, sum(value not in half for value in known), len(known)))
    asked = rounds[0].rubric.question(question) if rounds else None
    return _run(f"{question} {asked.short}" if asked else question, points)


def _counted(rounds: Sequence[Round]) -> list[Round]:
    """Rounds of the monthly kind: plans of peer and training rounds are drawn in other ways and are not to be mixed in."""
    return sorted((one for one in rounds if one.kind == MODERATION), key=lambda one: (one.opened, one.code))


def _point(one: Round, good: int, plans: int) -> RunPoint:
    return RunPoint(one.code, one.opened, plans, 100 * good / plans if plans >= FEWEST else None)


def _run(name: str, points: Sequence[RunPoint]) -> Run:
    values = [point.value for point in points if point.value is not None]
    middle = median(values) if values else None
    return Run(name, tuple(points), middle, _said(values, middle))


def _said(values: Sequence[float], middle: float | None) -> str:
    """What a run chart allows: a shift is six points or more in a row on one side of the median (points on it do not count)."""
    if middle is None:
        return f"No round has {FEWEST} plans or more, so that there is nothing to show."
    if len(values) < RUNS_NEED:
        return f"{len(values)} of the {RUNS_NEED} rounds that a run chart needs: read nothing into ups and downs yet."
    sides = [value > middle for value in values if value != middle]
    run = longest = 0
    last: bool | None = None
    upward = False
    for side in sides:
        run = run + 1 if side == last else 1
        last = side
        if run >= longest:
            longest, upward = run, side
    if longest >= SHIFT:
        where = "above" if upward else "below"
        return f"A shift: {longest} rounds in a row {where} the median. Ask what changed."
    return "No shift: the ups and downs are no more than chance would give."
