"""The marks that people gave: one a plan, moderator and question; not applicable and not marked are both no mark.

Plans and moderators go by code. Nothing here knows a name or a word of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

SCALE = (1, 2, 3, 4)  # the default rubric's: 4 strong, 3 sound, 2 partly, 1 weak or absent

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What one moderator gave one plan on one question; `value` is None for not applicable and for not marked."""

    plan: str
    moderator: str
    question: str
    value: int | None


@dataclass(frozen=True)
class Table:
    """Marks as a table of units by moderators. A unit is one plan on one question; a missing mark is not a number.

    `values` has one row a unit and one column a moderator, and no row without a mark. `plans[row]` and `questions[row]` say
    which unit it is. Rows, and columns, stand in the order of their codes: the same marks give the same table."""

    plans: tuple[str, ...]
    questions: tuple[str, ...]
    moderators: tuple[str, ...]
    values: Floats
    scale: tuple[int, ...] = SCALE

    def of(self, question: str) -> Table:
        """The rows of one question."""
        return self._rows([row for row, asked in enumerate(self.questions) if asked == question])

    def between(self, moderators: Sequence[str]) -> Table:
        """The columns of these moderators, and the rows that any of them marked."""
        columns = [self.moderators.index(code) for code in moderators]
        values = self.values[:, columns]
        kept = [row for row in range(len(values)) if not np.isnan(values[row]).all()]
        return Table(
            tuple(self.plans[row] for row in kept),
            tuple(self.questions[row] for row in kept),
            tuple(moderators),
            values[kept],
            self.scale,
        )

    def _rows(self, rows: list[int]) -> Table:
        plans, questions = tuple(self.plans[row] for row in rows), tuple(self.questions[row] for row in rows)
        return Table(plans, questions, self.moderators, self.values[rows], self.scale)

    @cached_property
    def counts(self) -> Whole:
        """How many moderators gave each grade of the scale, a row a unit."""
        return np.stack([(self.values == grade).sum(axis=1) for grade in self.scale], axis=1).astype(np.int64)

    @cached_property
    def double_marked(self) -> tuple[str, ...]:
        """The plans that at least two moderators marked on the same question."""
        twice = self.counts.sum(axis=1) >= 2
        return tuple(sorted({plan for plan, shared in zip(self.plans, twice, strict=True) if shared}))


def tabulate(marks: Iterable[Mark], scale: Sequence[int] = SCALE) -> Table:
    """The marks as a table.

    Raises ValueError for a grade off the scale and for two marks of one moderator on one unit: the import of the forms refuses
    both by row, so here they are a fault of the program."""
    given = [mark for mark in marks if mark.value is not None]
    twice = [key for key, times in Counter((m.plan, m.question, m.moderator) for m in given).items() if times > 1]
    if twice:
        raise ValueError(f"two marks by one moderator for one plan and question: {twice[0]}")
    grades = tuple(sorted(scale))
    off = [mark.value for mark in given if mark.value not in grades]
    if off:
        raise ValueError(f"grade {off[0]} is not on the scale {grades}")
    units = sorted({(mark.plan, mark.question) for mark in given})
    moderators = tuple(sorted({mark.moderator for mark in given}))
    row = {unit: number for number, unit in enumerate(units)}
    column = {code: number for number, code in enumerate(moderators)}
    values = np.full((len(units), len(moderators)), np.nan)
    for mark in given:
        assert mark.value is not None
        values[row[mark.plan, mark.question], column[mark.moderator]] = mark.value
    return Table(tuple(plan for plan, _ in units), tuple(question for _, question in units), moderators, values, grades)
