"""Tables that go on over the page: one table again, rows that the page cut rejoined, repeated header rows dropped.

Two tables with the same columns may also simply follow each other, so a table goes on only if the page was full: its next
row would not have found room."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from ehcp_lint.parsers.pdf.lines import fits
from ehcp_lint.parsers.pdf.paragraphs import Paragraph, begins_small, continues, ends_sentence
from ehcp_lint.parsers.pdf.rules import Box

_SAME = 4.0  # points: the lines of a table may move so far from page to page
_PACE = 1.25  # line distance over font size
_KEPT_WHOLE = 3.5  # lines: more room than a page leaves that breaks within a row
# How often the cells of a row that a page cut look so: estimates, the rest of each column's own cells tells.
_DONE = 0.5  # all of the text stood above the break
_FILLED_LATE = 0.02  # none did
_BETWEEN = 0.35  # of breaks in a cell of several paragraphs fall between two of them
_IN_LIST = 0.6  # of breaks in a list fall between two of its points
# where within a paragraph a break fell, by how the text above ends and whether that below begins with a small letter
_WITHIN = {("stop", False): 0.04, ("open", True): 0.54, ("phrase", True): 0.29, ("open", False): 0.07, ("phrase", False): 0.05}
_INSIDE = frozenset(
    "a an and are as at be by for from her his in is of on or than that the their to which who will with".split()
)
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
    _append(upper, lower, repeated, room)
    return True


def _same_columns(upper: Table, lower: Table) -> bool:
    if len(upper.cells) == 1 and len(lower.row(0)) > 1 and not _title_row(upper):
        return False
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


def _append(upper: Table, lower: Table, skip: int, room: float) -> None:
    """Puts the rows of `lower` after those of `upper`, leaving out the first `skip`."""
    first = [cell for cell in lower.cells if cell.row == skip]
    pairs = [(_last_cell(upper, cell), cell) for cell in first]
    split = bool(pairs) and _is_split(upper, pairs, room)
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


def _is_split(upper: Table, pairs: list[tuple[TableCell | None, TableCell]], room: float) -> bool:
    """Whether the first row of the next page is the rest of the last row of this one, by the odds of what each cell shows
    against what the other cells of its column look like. `room` is what the table left of the page above."""
    if len(upper.cells) == len(pairs) == 1:
        return True  # a box of one cell
    if any(before is None for before, cell in pairs if cell.parts):
        return False
    known = [(before, cell) for before, cell in pairs if before is not None]
    if not known or _has_own_number(known):
        return False
    return _odds_of_place(upper, room) + sum(_odds(upper, before, cell) for before, cell in known) > 0


def _odds_of_place(table: Table, room: float) -> float:
    """The logarithm of how much likelier a page ends within a row than after it: rows have more lines than ends.

    A row that may be cut is cut where the page is full, so room left for more lines says that rows are kept whole."""
    sizes = [part.size for cell in table.cells[:40] for part in cell.parts if isinstance(part, Paragraph)]
    line = _PACE * (sum(sizes) / len(sizes) if sizes else 11.0)
    if room > _KEPT_WHOLE * line:
        return -3.0
    return math.log(min(max(median(table.heights) / line - 1, 0.5), 8.0))


def _odds(table: Table, before: TableCell, cell: TableCell) -> float:
    """The logarithm of how much likelier a pair of cells above and below the page break is in one row than in two."""
    if not cell.parts and (before.rows > 1 or cell.rows > 1):
        return 0.0  # a merged cell goes on over the page with nothing more in it
    column = [c for c in table.cells if abs(c.x0 - cell.x0) <= _SAME and abs(c.x1 - cell.x1) <= _SAME]
    filled = [c for c in column if c.parts]
    empty = (0.3 + len(column) - len(filled)) / (1 + len(column))
    if not before.parts:
        return math.log(_FILLED_LATE / (1 - empty)) if cell.parts else 0.0
    if not cell.parts:
        return math.log(_DONE / empty)
    last, first = _last([before]), _first([cell])
    if last is None or first is None or not (last.last.words and first.first.words):
        return 0.0
    end, start = _end(last), begins_small(first)
    same_end = sum(_end(p) == end for c in filled if (p := _last([c])))
    same_start = sum(begins_small(p) == start for c in filled if (p := _first([c])))
    full = sum(not fits(p.last, first.first.words[0]) for c in filled if (p := _last([c])) and p.last.words)
    by_chance = (0.2 + same_end) / (0.8 + len(filled)) * (0.5 + same_start) / (1 + len(filled))
    by_chance *= (0.5 + full) / (2 + len(filled))
    several = (1 + sum(len(c.parts) > 1 for c in filled)) / (2 + len(filled))
    between = _BETWEEN * several + _BETWEEN / 4
    if first.number and any(isinstance(part, Paragraph) and part.number for part in before.parts):
        between = max(between, _IN_LIST)
    within = (1 - between) * _WITHIN.get((end, start), 0.0) if _may_go_on(last, first) else 0.0
    return math.log((1 - _DONE) * (between + within / by_chance) / (1 - empty))


def _may_go_on(upper: Paragraph, lower: Paragraph) -> bool:
    """Whether the page may have broken a paragraph here: the line above is full or its sentence goes on."""
    return begins_small(lower) or (not lower.number and not fits(upper.last, lower.first.words[0]))


def _end(paragraph: Paragraph) -> str:
    """How a paragraph ends: with a full stop, in the middle of a phrase ("and", "the"), or open."""
    if ends_sentence(paragraph):
        return "stop"
    word = paragraph.last.words[-1].text if paragraph.last.words else ""
    return "phrase" if word.endswith(",") or word.lower() in _INSIDE else "open"


def _has_own_number(known: list[tuple[TableCell, TableCell]]) -> bool:
    """Whether the first column begins with a number in both rows: "E7" above, "E8" below."""
    before, cell = min(known, key=lambda pair: pair[1].x0)
    return all(_LABEL.match(part.text.strip()) for part in (before, cell))


def _rejoin(parts: list[Paragraph | Table], more: list[Paragraph | Table]) -> None:
    """Adds what stands in a cell on the next page to what stands in it on this one."""
    if parts and more and join(parts[-1], more[0], 0.0):
        more = more[1:]
    parts += more


def join(upper: Paragraph | Table, lower: Paragraph | Table, room: float) -> bool:
    """Adds to the last part before a page's end the first one after it, if that goes on with it. `room` is what a table
    left of its page."""
    if isinstance(lower, Table):
        return isinstance(upper, Table) and go_on(upper, lower, room)
    above = upper if isinstance(upper, Paragraph) else _left_open(upper, lower)
    if above and above.last_page == lower.page - 1 and continues(above, lower):
        above.joined.append(lower)
        return True
    return False


def _left_open(table: Table, lower: Paragraph) -> Paragraph | None:
    """The last paragraph of a table without lines, if its sentence goes on in the same column of the next page."""
    above = _last([cell for cell in table.cells if abs(cell.x0 - lower.first.x0) <= _SAME][-1:])
    return above if above and begins_small(lower) and not ends_sentence(above) else None


def _last(cells: list[TableCell]) -> Paragraph | None:
    """The last paragraph in these cells, that of a table in one of them included."""
    for cell in reversed(cells):
        for part in reversed(cell.parts):
            if found := part if isinstance(part, Paragraph) else _last(part.cells):
                return found
    return None


def _first(cells: list[TableCell]) -> Paragraph | None:
    for cell in cells:
        for part in cell.parts:
            if found := part if isinstance(part, Paragraph) else _first(part.cells):
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
