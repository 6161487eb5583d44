"""Tables without lines: paragraphs that begin beside each other become the cells of a row.

Word's layout tables often have no borders ("Who | A teaching assistant"). Which words stand in which column was found when
the lines were made (`lines`); here rows with the same columns are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ehcp_lint.parsers.pdf.paragraphs import Paragraph
from ehcp_lint.parsers.pdf.spread import Table, TableCell

_ALIGNED = 4.0  # points: starts no further apart are one column
_APART = 4.0  # times the font size: rows of one table are no further apart


@dataclass(slots=True, eq=False)
class _Row:
    """Paragraphs that begin on one line, from left to right, each with those below it in its column."""

    cells: list[list[Paragraph]]

    @property
    def starts(self) -> list[float]:
        return [cell[0].first.x0 for cell in self.cells]

    @property
    def bottom(self) -> float:
        return max(paragraph.last.base for cell in self.cells for paragraph in cell)


def rows_as_tables(paragraphs: Sequence[Paragraph]) -> list[Paragraph | Table]:
    """The paragraphs of a region, in reading order from above, with its rows of columns as tables."""
    parts: list[Paragraph | Table] = []
    rows: list[_Row] = []
    for group in _beginning_together(paragraphs):
        first = group[0].first
        near = bool(rows) and first.base - rows[-1].bottom < _APART * first.size
        if len(group) > 1:
            row = _Row([[paragraph] for paragraph in group])
            if not (near and _same_columns(rows[-1], row)):
                parts += _table(rows)
                rows = []
            rows.append(row)
        elif near and (column := _column(rows[-1], group[0])):
            rows[-1].cells[column].append(group[0])
        else:
            parts += _table(rows)
            rows = []
            parts.append(group[0])
    return parts + _table(rows)


def _beginning_together(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The paragraphs from top to bottom, those that begin on one line together and from left to right."""
    groups: list[list[Paragraph]] = []
    for paragraph in sorted(paragraphs, key=lambda p: (p.first.base, p.first.x0)):
        first = paragraph.first
        beside = groups[-1][0].first if groups else None
        if beside and first.beside and beside.beside and abs(first.base - beside.base) < 0.3 * first.size:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return [sorted(group, key=lambda paragraph: paragraph.first.x0) for group in groups]


def _same_columns(above: _Row, row: _Row) -> bool:
    """Whether all columns of the row with fewer of them are columns of the other, the first one included."""
    few, many = sorted((above.starts, row.starts), key=len)
    return abs(few[0] - many[0]) <= _ALIGNED and all(any(abs(x - y) <= _ALIGNED for y in many) for x in few)


def _column(row: _Row, paragraph: Paragraph) -> int | None:
    """The column, other than the first, that a paragraph below a row goes on with."""
    for number, start in enumerate(row.starts):
        if number and abs(paragraph.first.x0 - start) <= _ALIGNED:
            return number
    return None


def _table(rows: list[_Row]) -> list[Paragraph | Table]:
    if not rows:
        return []
    starts: list[float] = []
    for x in sorted(start for row in rows for start in row.starts):
        if not starts or x - starts[-1] > _ALIGNED:
            starts.append(x)
    everything = [paragraph for row in rows for cell in row.cells for paragraph in cell]
    right = max(line.limit for paragraph in everything for line in paragraph.lines)
    edges = [*starts, max(right, max(paragraph.box[2] for paragraph in everything))]
    cells = [
        TableCell(edges[n], edges[m], number, 1, list(cell))
        for number, row in enumerate(rows)
        for cell, n, m in zip(row.cells, *_extents(row, starts), strict=True)
    ]
    tops = [min(cell[0].box[1] for cell in row.cells) for row in rows]
    bottom = max(paragraph.box[3] for paragraph in everything)
    heights = [b - a for a, b in zip(tops, [*tops[1:], bottom], strict=True)]
    return [Table(cells, len(rows), everything[0].page, (edges[0], tops[0], edges[-1], bottom), heights)]


def _extents(row: _Row, starts: list[float]) -> tuple[list[int], list[int]]:
    """For each cell of a row the column where it begins and the one where the next begins."""
    first = [min(range(len(starts)), key=lambda n: abs(starts[n] - x)) for x in row.starts]
    return first, [*first[1:], len(starts)]
