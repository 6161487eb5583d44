"""Pages to one flow: paragraphs and tables in reading order, rejoined where a page or column broke them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ehcp_lint.parsers.pdf.lines import Line, lines_of
from ehcp_lint.parsers.pdf.page import Sheet, Word
from ehcp_lint.parsers.pdf.paragraphs import Pace, Paragraph, continues, paragraphs_of
from ehcp_lint.parsers.pdf.rules import Box
from ehcp_lint.parsers.pdf.spread import Table, TableCell, join
from ehcp_lint.parsers.pdf.tables import Grid, GridCell
from ehcp_lint.parsers.pdf.unruled import rows_as_tables

_CELL_PADDING = 6.0  # points: Word's and LibreOffice's cells leave 5.4 beside the text
_DROP = 8.0  # points: a table that begins further down than the page does is not the rest of one
_NEAR = 30.0  # points: full pages end within two lines of each other
_FILLED = 0.75  # of its height: a page whose text ends higher up is not full
_PROSE_ROWS = 4  # so many lines beside each other, most of them full, are columns of running text

Part = Paragraph | Table


@dataclass(slots=True, eq=False)
class Region:
    """A cell, or a stretch of page between two tables: its lines, and the tables that stand in it."""

    bands: list[list[Line] | Grid] = field(default_factory=list)


def _lines_in(regions: Iterable[Region]) -> list[list[Line]]:
    return [band for region in regions for band in region.bands if isinstance(band, list)]


class Flow:
    """The whole file as a sequence of paragraphs and tables."""

    def __init__(self, sheets: Sequence[Sheet], grids: Sequence[list[Grid]]) -> None:
        self._cells: dict[int, Region] = {}
        self._rights = _right_margins(sheets)
        pages = [self._page(sheet, tables) for sheet, tables in zip(sheets, grids, strict=True)]
        self.pace = Pace(_lines_in(pages), _lines_in(self._cells.values()))
        self._ceiling, self._floor = _edges(sheets, grids)
        self.parts: list[Part] = []
        for sheet, region in zip(sheets, pages, strict=True):
            self._append(sheet, self._parts(region, sheet, in_cell=False) + _turned_parts(sheet, self.pace))

    # --- first pass: lines

    def _page(self, sheet: Sheet, grids: list[Grid]) -> Region:
        return self._region(sheet.words, grids, self._rights[round(sheet.width)])

    def _region(self, words: list[Word], grids: list[Grid], right: float) -> Region:
        """The lines between the tables of a region, and, kept by cell, those within."""
        region = Region()
        for grid in sorted(grids, key=lambda g: g.box[1]):
            above = [word for word in words if word.base <= grid.box[1] + 1]
            if above:
                words = [word for word in words if word.base > grid.box[1] + 1]
                region.bands.append(lines_of(above, right))
            region.bands.append(grid)
            for cell in grid.cells:
                if cell.words or cell.inner:
                    self._cells[id(cell)] = self._region(cell.words, cell.inner, _cell_right(cell))
        if words:
            region.bands.append(lines_of(words, right))
        return region

    # --- second pass: paragraphs

    def _parts(self, region: Region, sheet: Sheet, *, in_cell: bool) -> list[Part]:
        parts: list[Part] = []
        for band in region.bands:
            if isinstance(band, Grid):
                parts.append(self._table(band, sheet))
            else:
                parts += in_reading_order(paragraphs_of(band, sheet.number, self.pace, in_cell=in_cell))
        return parts

    def _table(self, grid: Grid, sheet: Sheet) -> Table:
        cells = []
        for cell in grid.cells:
            region = self._cells.get(id(cell))
            parts = self._parts(region, sheet, in_cell=True) if region else []
            cells.append(TableCell(cell.box[0], cell.box[2], cell.row, cell.rows, parts))
        heights = [b - a for a, b in zip(grid.ys, grid.ys[1:], strict=False)]
        return Table(cells, len(heights), sheet.number, grid.box, heights)

    def _append(self, sheet: Sheet, parts: list[Part]) -> None:
        """Adds a page to the flow, its first part to the last one before where it goes on with that."""
        _put_turned(parts)
        if parts and self.parts:
            last, first = self.parts[-1], parts[0]
            room = self._floor[last.last_page] - last.bottom if isinstance(last, Table) else 0.0
            at_top = isinstance(first, Paragraph) or first.box[1] <= self._ceiling[sheet.number] + _DROP
            if at_top and last.last_page == sheet.number - 1 and join(last, first, room):
                parts = parts[1:]
        self.parts += parts


def in_reading_order(paragraphs: list[Paragraph]) -> list[Part]:
    """Paragraphs that stand beside each other, in the order in which a person reads them.

    Columns of running text come one after the other; paragraphs that the file itself has row by row are a table without
    lines; all else comes in the order of the file, if that runs down the page in each column, or row by row."""
    if not _stand_beside(paragraphs):
        return list(paragraphs)
    by_file = sorted(paragraphs, key=lambda paragraph: paragraph.order)
    gutter = _prose_columns(paragraphs)
    if gutter is not None:
        down = _runs_down(by_file) and not _alternates(paragraphs, gutter)
        return joined(by_file if down else _column_by_column(paragraphs, gutter))
    rows = rows_as_tables(paragraphs)
    return rows if list(_flat(rows)) == by_file or not _runs_down(by_file) else joined(by_file)


def _flat(parts: list[Part]) -> Iterator[Paragraph]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield part
        else:
            for cell in part.cells:
                yield from _flat(cell.parts)


def _stand_beside(paragraphs: list[Paragraph]) -> bool:
    """Whether any two paragraphs stand next to each other."""
    for i, one in enumerate(paragraphs):
        for other in paragraphs[i + 1 : i + 13]:
            height = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
            if height > 2 and (one.box[2] <= other.box[0] or other.box[2] <= one.box[0]):
                return True
    return False


def _runs_down(paragraphs: list[Paragraph]) -> bool:
    """Whether the paragraphs, in this order, hardly ever go back up within a column."""
    back = 0
    for upper, lower in pairwise(paragraphs):
        overlap = min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0])
        back += overlap > 0 and lower.box[3] <= upper.box[1]
    return back <= 0.05 * len(paragraphs)


def _prose_columns(paragraphs: list[Paragraph]) -> float | None:
    """Where the right one of two columns of running text begins; None if there are none."""
    pairs: dict[float, list[tuple[Line, Line]]] = defaultdict(list)
    lines = sorted((line for p in paragraphs for line in p.lines if line.beside), key=lambda line: (line.base, line.x0))
    for left, right in pairwise(lines):
        if abs(left.base - right.base) < 0.3 * left.size and left.x1 < right.x0:
            pairs[round(right.x0 / 8)].append((left, right))
    if not pairs:
        return None
    best = max(pairs.values(), key=len)
    if len(best) < _PROSE_ROWS:
        return None
    for side in (0, 1):
        widths = sorted(pair[side].x1 - pair[side].x0 for pair in best)
        if widths[len(widths) // 2] < 0.75 * widths[-1] or sum(len(pair[side].words) for pair in best) < 4 * len(best):
            return None
    return min(right.x0 for _, right in best) - 4


def _alternates(paragraphs: list[Paragraph], gutter: float) -> bool:
    """Whether the file goes from column to column with every line."""
    lines = sorted((line for p in paragraphs for line in p.lines if line.beside), key=lambda line: line.order)
    sides = [line.x0 >= gutter for line in lines]
    return sum(a != b for a, b in pairwise(sides)) > 0.5 * len(sides)


def _column_by_column(paragraphs: list[Paragraph], gutter: float) -> list[Paragraph]:
    """Left before right, between paragraphs that run over both."""
    ordered: list[Paragraph] = []
    left: list[Paragraph] = []
    right: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.box[0] < gutter < paragraph.box[2] - 8:
            ordered += [*left, *right, paragraph]
            left, right = [], []
        else:
            (right if paragraph.box[0] >= gutter else left).append(paragraph)
    return [*ordered, *left, *right]


def joined(paragraphs: list[Paragraph]) -> list[Part]:
    """Paragraphs of a page with those rejoined that a column's end broke."""
    kept: list[Part] = []
    for paragraph in paragraphs:
        last = kept[-1] if kept else None
        if isinstance(last, Paragraph) and _next_column(last, paragraph) and continues(last, paragraph):
            last.joined.append(paragraph)
        else:
            kept.append(paragraph)
    return kept


def _next_column(last: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands higher than the end of the one before it, and to its right."""
    return paragraph.box[3] < last.last.base - 2 * last.size and paragraph.box[0] > last.box[2]


# --- text that runs in another direction than the page


def _turned_parts(sheet: Sheet, pace: Pace) -> list[Part]:
    """Paragraphs that are set sideways or upside down, with their boxes on the page."""
    found: list[Part] = []
    for turns, words in sheet.turned.items():
        right = max(word.x1 for word in words)
        for paragraph in paragraphs_of(lines_of(words, right), sheet.number, pace):
            paragraph.turned = True
            paragraph.box = sheet.turn(paragraph.box, turns)
            found.append(paragraph)
    return found


def _put_turned(parts: list[Part]) -> None:
    """Moves text set sideways into the cell it stands in, or to its height on the page."""
    turned = [part for part in parts if isinstance(part, Paragraph) and part.turned]
    for paragraph in turned:
        parts.remove(paragraph)
        x, y = (paragraph.box[0] + paragraph.box[2]) / 2, (paragraph.box[1] + paragraph.box[3]) / 2
        table = next((part for part in parts if isinstance(part, Table) and _holds(part.box, x, y)), None)
        if table is None or not table.take(paragraph, x, y):
            place = next((i for i, part in enumerate(parts) if part.box[1] > paragraph.box[1]), len(parts))
            parts.insert(place, paragraph)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


# --- margins


def _cell_right(cell: GridCell) -> float:
    left = min((word.x0 for word in cell.words), default=cell.box[0])
    return cell.box[2] - min(max(left - cell.box[0], 1.0), _CELL_PADDING)


def _right_margins(sheets: Sequence[Sheet]) -> dict[int, float]:
    """How far right running text goes on pages of each width."""
    words: dict[int, list[Word]] = defaultdict(list)
    for sheet in sheets:
        words[round(sheet.width)] += sheet.words
    margins: dict[int, float] = {round(sheet.width): sheet.width for sheet in sheets}
    for width, seen in words.items():
        if not seen:
            continue
        ends = sorted(word.x1 for word in seen)
        furthest = ends[-1 - len(ends) // 500]
        full = sum(1 for end in ends[-400:] if end > furthest - 30)
        margins[width] = furthest if full >= 12 else max(furthest, width - max(ends[0], min(word.x0 for word in seen)))
    return margins


def _edges(sheets: Sequence[Sheet], grids: Sequence[list[Grid]]) -> tuple[dict[int, float], dict[int, float]]:
    """How far up and down pages of each height are filled when they are full, by page number."""
    tops: dict[int, list[float]] = defaultdict(list)
    bottoms: dict[int, list[float]] = defaultdict(list)
    for sheet, tables in zip(sheets, grids, strict=True):
        boxes = [(word.top, word.bottom) for word in sheet.words] + [(grid.box[1], grid.box[3]) for grid in tables]
        if boxes:
            tops[round(sheet.height)].append(min(top for top, _ in boxes))
            bottoms[round(sheet.height)].append(-max(bottom for _, bottom in boxes))
    ceiling = {sheet.number: _reached_twice(tops[round(sheet.height)]) for sheet in sheets}
    floor = {sheet.number: -_reached_twice(bottoms[round(sheet.height)]) for sheet in sheets}
    return ceiling, {sheet.number: max(floor[sheet.number], _FILLED * sheet.height) for sheet in sheets}


def _reached_twice(edges: list[float]) -> float:
    """The outermost of these that more than one page comes near to; one page may have a stray line."""
    ordered = sorted(edges)
    return next((a for a, b in pairwise(ordered) if b - a <= _NEAR), ordered[0] if ordered else 0.0)
