"""The sheet on which a meeting writes what it agreed: the questions still open, with what each moderator gave, and two
columns to fill in. It holds codes and marks only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.keeping.consensus import AgreedMark
from ehcp_lint.moderation.keeping.records import RoundRecord, in_number
from ehcp_lint.moderation.keeping.responding import Problem, said
from ehcp_lint.rubric import Rubric
from ehcp_lint.rubric.answers import Answers
from ehcp_lint.rubric.headers import even
from ehcp_lint.rubric.sheets import read_sheets

TITLES = ("Plan code", "Question", "About", "Marks given", "Agreed mark", "Reason (no names, no words of the plan)")
_PLAN, _QUESTION, _AGREED, _REASON = "plan code", "question", "agreed mark", "reason"


@dataclass(frozen=True)
class Filled:
    """What a sheet says, and the lines that could not be read."""

    agreed: tuple[AgreedMark, ...]
    problems: tuple[Problem, ...]


def lines_to_agree(one: RoundRecord, rubric: Rubric, *, all_questions: bool = False) -> list[tuple[str, ...]]:
    """The lines of the sheet, the largest disagreement first: those on which moderators differ and nothing is agreed yet, or
    all."""
    lines = []
    for plan in one.plans:
        marks, differing = one.settled_marks(plan.code)
        asked = sorted({*marks, *differing}, key=in_number) if all_questions else differing
        for question in asked:
            given = one.given(plan.code, question)
            numbers = [mark for mark in given.values() if mark is not None]
            gap = max(numbers) - min(numbers) if numbers else 0
            agreed = one.agreed_marks(plan.code)
            short = found.short if (found := rubric.question(question)) else ""
            told = ", ".join(f"{code} {said(mark)}" for code, mark in sorted(given.items()))
            done = said(agreed[question]) if question in agreed else ""
            lines.append((-gap, plan.code, in_number(question), (plan.code, question, short, told, done, "")))
    return [cells for *_, cells in sorted(lines)]


def read_agreed(data: bytes, name: str, rubric: Rubric) -> Filled:
    """What a filled sheet (.csv or .xlsx) says; lines without an agreed mark are passed over. Raises `BadConfig`,
    `CannotRead`."""
    for sheet in read_sheets(data, name):
        for at, row in enumerate(sheet.rows[:15]):
            titles = [even(str(cell or "")) for cell in row]
            if {_PLAN, _QUESTION, _AGREED} <= set(titles):
                return _read(sheet.rows[at + 1 :], at + 2, titles, rubric)
    raise BadConfig(
        f"{name}: there are no columns 'Plan code', 'Question' and 'Agreed mark'. `moderate agree ROUND --blank FILE` "
        "writes them."
    )


def _read(rows: Sequence[Sequence[object]], first: int, titles: list[str], rubric: Rubric) -> Filled:
    places = {name: titles.index(name) for name in (_PLAN, _QUESTION, _AGREED)}
    reason_at = next((place for place, title in enumerate(titles) if title.startswith(_REASON)), None)
    answers = Answers(rubric, {})
    agreed, problems = [], []
    for number, row in enumerate(rows, first):
        cells = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if cells[_AGREED] in (None, ""):
            continue
        answered, mark, why = answers.mark(cells[_AGREED])  # type: ignore[arg-type]
        if why or not answered:
            problems.append(Problem(number, why or "no mark"))
            continue
        reason = row[reason_at] if reason_at is not None and reason_at < len(row) else None
        question = str(cells[_QUESTION] or "").strip().upper().split(".")[0]
        agreed.append(AgreedMark(number, str(cells[_PLAN] or ""), question, mark, str(reason or "")))
    return Filled(tuple(agreed), tuple(problems))
