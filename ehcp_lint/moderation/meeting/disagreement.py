"""Where the moderators of a plan disagree, the largest first: what the meeting is for.

A question goes to the meeting when its marks lie two grades or more apart, or when agencies split: all marks of one agency in
the upper half of the scale, all of another in the lower. With one reader an agency that is "sound" against "partly"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ehcp_lint.moderation.meeting.round import Form, Round, grade_of
from ehcp_lint.rubric.arithmetic import OverallGrade

APART = 2  # grades


@dataclass(frozen=True, slots=True)
class Row:
    """One question about one plan. `marks` has a cell for each reader: a mark, None for "does not apply", or no key where the
    question was left blank. `gap` is in steps of the scale; `agreed` says whether the meeting has settled it."""

    question: str
    marks: Mapping[str, int | None]
    gap: int
    split: bool
    mixed: bool  # some marked it, others said that it does not apply
    agreed: bool = False

    @property
    def to_meeting(self) -> bool:
        """Whether it is to be talked about."""
        return self.gap >= APART or self.split or self.mixed

    @property
    def why(self) -> str:
        """Why it goes to the meeting, in words; "" if it does not."""
        said = []
        if self.gap >= APART:
            said.append(f"{self.gap} apart")
        if self.split:
            said.append("agencies split")
        if self.mixed:
            said.append("marked and N/A")
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All questions about one plan, the largest disagreement first."""

    plan: str
    readers: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def to_meeting(self) -> tuple[Row, ...]:
        """The rows to be talked about."""
        return tuple(row for row in self.rows if row.to_meeting)

    @property
    def rest(self) -> tuple[Row, ...]:
        """The rows on which the readers are close or the same."""
        return tuple(row for row in self.rows if not row.to_meeting)


def matrix(given: Round, plan: str) -> Matrix:
    """The marks of one plan: by gap, then split agencies, then marks against N/A, then how much the question weighs."""
    readers = given.readers(plan)
    scale = sorted(given.rubric.scale.marks)
    settled = given.settled(plan)
    order = {question.id: (-question.weight, question.number) for question in given.rubric.questions}
    answers = {reader: given.marked_by(plan, reader) for reader in readers}
    agency = {reader: given.person(reader).agency for reader in readers}
    rows = []
    for question in given.rubric.questions:
        marks = {reader: answers[reader][question.id] for reader in readers if question.id in answers[reader]}
        scored = {reader: value for reader, value in marks.items() if value is not None}
        steps = [scale.index(value) for value in scored.values()]
        split = _split({reader: scale.index(value) * 2 >= len(scale) for reader, value in scored.items()}, agency)
        gap = max(steps) - min(steps) if steps else 0
        mixed = bool(scored) and len(scored) < len(marks)
        rows.append(Row(question.id, marks, gap, split, mixed, question.id in settled))
    rows.sort(key=lambda row: (-row.gap, not row.split, not row.mixed, order[row.question]))
    return Matrix(plan, readers, tuple(rows))


def _split(upper: Mapping[str, bool], agency: Mapping[str, str]) -> bool:
    """Whether one agency lies wholly in the upper half and another wholly in the lower."""
    sides: dict[str, set[bool]] = {}
    for reader, high in upper.items():
        sides.setdefault(agency[reader], set()).add(high)
    return {True} in sides.values() and {False} in sides.values()


def matrices(given: Round) -> tuple[Matrix, ...]:
    """All marked plans of a round: the widest gap first, then the most to talk about, then by code."""
    found = [matrix(given, plan.code) for plan in given.plans if given.readers(plan.code)]
    return tuple(sorted(found, key=lambda one: (-_widest(one.rows), -len(one.to_meeting), one.plan)))


def _widest(rows: Iterable[Row]) -> int:
    return max((row.gap for row in rows), default=0)


def grade_or_why(given: Round, plan: str) -> OverallGrade | str:
    """The grade of a plan after the meeting, or why it has none yet: nobody marked it, a question that weighs was left blank by
    all, something is to be talked about that has no agreed mark, or a reader ticked what would cap the grade and the meeting
    has not said anything on it.

    Questions on which the readers were close count with the agreed mark or the lower median: that is what a nod settles."""
    known = given.best_known(plan)
    if not known:
        return "not marked yet"
    if waiting := [row.question for row in matrix(given, plan).to_meeting if not row.agreed]:
        return f"nothing is agreed on {', '.join(waiting)}"
    if blank := [question.id for question in given.rubric.questions if question.weight and question.id not in known]:
        return f"not marked: {', '.join(blank)}"
    held = next((one for one in given.conclusions if one.plan == plan), None)
    if held is None and any(form.caps for form in given.forms if form.plan == plan):
        return "a reader ticked what would cap the grade, and the meeting has not said whether it is so"
    return grade_of(given.rubric, known, held or Form(plan))


def settled_grade(given: Round, plan: str) -> OverallGrade | None:
    """The grade of a plan after the meeting; None while it has none (`grade_or_why` says why)."""
    grade = grade_or_why(given, plan)
    return None if isinstance(grade, str) else grade
