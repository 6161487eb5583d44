"""The table that a rich text reader is in. Its columns are known only when it ends: each row says where its cells end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ehcp_lint.plan import Cell, Layer, Place

_MAX_COLUMNS = 1_000


class Done(NamedTuple):
    """A finished paragraph; in a table, its row and which of the row's cells."""

    raw: str
    place: Place
    layer: Layer
    style: str
    level: int | None
    number: str
    strong: bool
    row: int = 0
    cell: int = 0


@dataclass(slots=True)
class Table:
    """Its paragraphs, and for each row so far the right edges of its cells and whether it is a header."""

    paragraphs: list[Done] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    header: bool = False
    cell: int = 0
    _rows: list[tuple[list[int], bool]] = field(default_factory=list)

    def add(self, paragraph: Done) -> None:
        """Takes a paragraph of the present cell."""
        self.paragraphs.append(paragraph._replace(row=len(self._rows), cell=self.cell))

    def end_column(self, edge: int) -> None:
        """The present row has a cell that ends here."""
        if len(self.edges) < _MAX_COLUMNS:
            self.edges.append(edge)

    def end_row(self) -> None:
        """The present row is complete."""
        self._rows.append((self.edges, self.header))
        self.cell = 0

    def placed(self, number: int) -> Iterator[tuple[Done, Cell]]:
        """Every paragraph with its cell. A column is a stretch between two neighbouring edges of any of the rows."""
        rows = [*self._rows, (self.edges, self.header)]  # the last: a row that was cut short
        column_after = {edge: n for n, edge in enumerate(sorted({edge for row, _ in rows for edge in row}), 1)}
        for paragraph in self.paragraphs:
            edges, header = rows[paragraph.row]
            begins = [0, *(column_after[edge] for edge in edges)]
            if paragraph.cell < len(edges):
                first, after = begins[paragraph.cell : paragraph.cell + 2]
            else:  # more cells than the row has said it has
                first = max(begins[-1], paragraph.cell)
                after = first + 1
            yield paragraph, Cell(number, paragraph.row, first, 1, max(after - first, 1), header)
