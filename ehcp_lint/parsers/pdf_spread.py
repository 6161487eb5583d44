"""Tables that go on over the page: one table again, rows that the page cut rejoined, repeated header rows dropped.

Two tables with the same columns may also simply follow each other, so a table goes on only if the page was full: its next
row would not have found room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ehcp_lint.parsers.pdf_paragraphs import Paragraph, begins_small, continues, ends_sentence
from ehcp_lint.parsers.pdf_rules import Box

_SAME = 4.0  # points: the lines of a table may move so far from page to page
_LABEL = re.compile(r"\(?[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,2})*[.):]?(?=\s|$)")


@dataclass(slots=True, eq=False)
class TableCell:
    """A cell by its left and right edge; columns are counted once all pages of the table are known."""

    x0: float
    x1: float
    row: int
    rows: int
    parts: list[Paragraph | Table] = field(default_factory=list)
    header: bool = False

    @property
    def text(self) -> str:
        """Its words, to compare it with another."""
        return " ".join(_words(self.parts))


@dataclass(slots=True, eq=False)
class Table:
    """A table with all its pages. `box`, `page` and `heights` are of its first page; `bottom` is on its last page."""

    cells: list[TableCell]
    rows: int
    page: int
    box: Box
    heights: list[float]
    last_page: int = 0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        self.last_page, self.bottom = self.page, self.box[3]

    def columns(self) -> list[float]:
        """Where its columns begin, and where the last one ends."""
        edges: list[float] = []
        for x in sorted(x for cell in self.cells for x in (cell.x0, cell.x1)):
            if not edges or x - edges[-1] > _SAME:
                edges.append(x)
        return edges

    def row(self, number: int) -> list[TableCell]:
        """The cells that begin in this row."""
        return [cell for cell in self.cells if cell.row == number]

    def take(self, paragraph: Paragraph, x: float, y: float) -> bool:
        """Puts a paragraph into the cell at this place of the table's own page."""
        top = self.box[1]
        for number, height in enumerate(self.heights):
            if top <= y <= top + height:
                here = [c for c in self.cells if c.row <= number < c.row + c.rows and c.x0 <= x <= c.x1]
                if here:
                    here[0].parts.append(paragraph)
                return bool(here)
            top += height
        return False


def go_on(upper: Table, lower: Table, room: float) -> bool:
    """Adds `lower`, at the top of the next page, to `upper` if it goes on with it; `room` is what was left of the page."""
    if not _same_columns(upper, lower):
        return False
    repeated = _repeated_rows(upper, lower)
    if repeated >= lower.rows:
        repeated = 0
    if not repeated and (room >= lower.heights[0] + _SAME or _begins_anew(upper, lower)):
        return False
    if repeated:
        for cell in upper.cells:
            cell.header = cell.header or cell.row < repeated
    _append(upper, lower, repeated)
    return True


def _same_columns(upper: Table, lower: Table) -> bool:
    a, b = upper.columns(), lower.columns()
    if abs(a[0] - b[0]) > _SAME or abs(a[-1] - b[-1]) > _SAME:
        return False
    few, many = sorted((a, b), key=len)
    shared = sum(any(abs(x - y) <= _SAME for y in many) for x in few)
    return shared == len(few) or shared >= max(4, 0.7 * len(few))


def _begins_anew(upper: Table, lower: Table) -> bool:
    """Whether the next page begins with a title row of the kind that this table began with: one cell, all bold."""
    return all(_title_row(table) for table in (upper, lower)) and len(upper.columns()) > 2


def _title_row(table: Table) -> bool:
    row = table.row(0)
    paragraphs = [part for cell in row for part in cell.parts if isinstance(part, Paragraph)]
    return len(row) == 1 and bool(paragraphs) and all(paragraph.strong for paragraph in paragraphs)


def _repeated_rows(upper: Table, lower: Table) -> int:
    """How many rows at the head of the table stand again at the head of its next page."""
    count = 0
    while count < min(upper.rows, lower.rows, 4):
        above, below = upper.row(count), lower.row(count)
        texts = [cell.text for cell in below]
        if not any(texts) or [cell.text for cell in above] != texts or any(cell.rows > 1 for cell in below if cell.text):
            break
        count += 1
    return count


def _append(upper: Table, lower: Table, skip: int) -> None:
    """Puts the rows of `lower` after those of `upper`, leaving out the first `skip`."""
    first = [cell for cell in lower.cells if cell.row == skip]
    pairs = [(_last_cell(upper, cell), cell) for cell in first]
    split = bool(pairs) and _is_split(upper, lower, pairs)
    shift = upper.rows - skip - (1 if split else 0)
    for before, cell in pairs:
        empty_span = not cell.parts and before is not None and (cell.rows > 1 or before.rows > 1)
        if before is not None and (split or empty_span):
            before.rows += cell.rows - (1 if split else 0)
            _rejoin(before.parts, cell.parts)
        else:
            upper.cells.append(TableCell(cell.x0, cell.x1, cell.row + shift, cell.rows, cell.parts))
    for cell in lower.cells:
        if cell.row > skip:
            upper.cells.append(TableCell(cell.x0, cell.x1, cell.row + shift, cell.rows, cell.parts))
    upper.rows += lower.rows - skip - (1 if split else 0)
    upper.last_page, upper.bottom = lower.last_page, lower.bottom


def _last_cell(table: Table, below: TableCell) -> TableCell | None:
    """The cell of the last row with the same edges as one on the next page."""
    for cell in reversed(table.cells):
        if cell.row + cell.rows == table.rows and abs(cell.x0 - below.x0) <= _SAME and abs(cell.x1 - below.x1) <= _SAME:
            return cell
    return None


def _is_split(upper: Table, lower: Table, pairs: list[tuple[TableCell | None, TableCell]]) -> bool:
    """Whether the first row of the next page is the rest of the last row of this one.

    It is if a sentence goes on in any cell, and it is not if a cell begins with a number of its own. Without either, it is
    if the first cell is empty though hardly any other row of the table begins with an empty cell."""
    if any(before is None for before, cell in pairs if cell.parts):
        return False
    known = [(before, cell) for before, cell in pairs if before is not None]
    if not any(cell.parts for _, cell in known):
        return _is_remainder(upper, lower, known)
    ends = [(_last(before.parts), _first(cell.parts)) for before, cell in known]
    if any(a and b and begins_small(b) and not ends_sentence(a) for a, b in ends):
        return True
    if any(b and _numbered(b) for _, b in ends):
        return False
    if any(b and a is None for a, b in ends):
        return False
    if any(a and b and not ends_sentence(a) and continues(a, b) for a, b in ends):
        return True
    before, cell = min(known, key=lambda pair: pair[1].x0)
    return not cell.parts and bool(before.parts) and _column_is_filled(upper, cell)


def _is_remainder(upper: Table, lower: Table, known: list[tuple[TableCell, TableCell]]) -> bool:
    """Whether an empty row at the top of a page is what is left of a row, such as the space below its last paragraph: the
    rows before and after it are filled."""
    filled_before = any(before.parts for before, _ in known)
    row = max((cell.row for _, cell in known), default=0) + 1
    return filled_before and any(cell.parts for cell in lower.cells if cell.row == row)


def _numbered(paragraph: Paragraph) -> bool:
    words = paragraph.first.words
    return bool(words and _LABEL.match(words[0].text))


def _column_is_filled(table: Table, below: TableCell) -> bool:
    """Whether the cells of this column are hardly ever empty."""
    column = [cell for cell in table.cells if abs(cell.x0 - below.x0) <= _SAME and abs(cell.x1 - below.x1) <= _SAME]
    empty = Counter(bool(cell.parts) for cell in column)[False]
    return len(column) > 1 and empty <= 0.1 * len(column)


def _rejoin(parts: list[Paragraph | Table], more: list[Paragraph | Table]) -> None:
    """Adds what stands in a cell on the next page to what stands in it on this one."""
    if parts and more:
        last, first = parts[-1], more[0]
        if isinstance(last, Paragraph) and isinstance(first, Paragraph):
            if continues(last, first):
                last.joined.append(first)
                more = more[1:]
        elif isinstance(last, Table) and isinstance(first, Table) and go_on(last, first, 0.0):
            more = more[1:]
    parts += more


def _last(parts: list[Paragraph | Table]) -> Paragraph | None:
    """The last paragraph in a cell, that of a table in it included."""
    for part in reversed(parts):
        if isinstance(part, Paragraph):
            return part
        for cell in reversed(part.cells):
            if found := _last(cell.parts):
                return found
    return None


def _first(parts: list[Paragraph | Table]) -> Paragraph | None:
    for part in parts:
        if isinstance(part, Paragraph):
            return part
        for cell in part.cells:
            if found := _first(cell.parts):
                return found
    return None


def _words(parts: list[Paragraph | Table]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Paragraph):
            for line in part.all_lines():
                yield line.number
                yield from (word.text for word in line.words)
        else:
            for cell in part.cells:
                yield from _words(cell.parts)
