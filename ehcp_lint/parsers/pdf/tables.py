"""Ruled tables of a page: from lines to cells with rows, columns and spans, nested tables in their cells.

pdfplumber's finder turns lines into cells; what it does not do is done here: boxes of one cell, merged cells by their
extent, tables within cells, tables without outer side lines, and words that run over a cell's edge. pdfplumber is imported
on the first page that has lines to look at: the import costs more than reading such a plan."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ehcp_lint.parsers.pdf.page import Sheet, Word
from ehcp_lint.parsers.pdf.rules import Box, Rule

MAX_CROSSINGS = 4_000  # where lines meet on one page; the finder's time grows with the square of it
_SNAP = 3.0  # points: lines no further apart are one line
_MANY_FILLS = 2_000
_FRAME = 0.9  # of the page, both ways: a box this large is a page border, not a table


@dataclass(slots=True, eq=False)
class GridCell:
    """One cell, merged ones once, with the words that stand in it and the tables that stand in it."""

    box: Box
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    words: list[Word] = field(default_factory=list)
    inner: list[Grid] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Grid:
    """One table on one page. `xs` and `ys` are the places of its lines; `cells` are in reading order."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    _at: dict[tuple[int, int], GridCell] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._at[row, column] = cell

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds this point, in a table within a cell if there is one."""
        cell = self._at.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))
        for grid in cell.inner if cell else ():
            if inner := grid.cell_at(x, y):
                return inner
        return cell

    def divides(self, left: float, right: float, y: float) -> bool:
        """Whether an upright line of the table stands between two words of one line."""
        here, there = self.cell_at(left, y), self.cell_at(right, y)
        return here is not there and any(
            left <= x <= right for cell in (here, there) if cell for x in (cell.box[0], cell.box[2])
        )


def find_grids(sheet: Sheet) -> list[Grid] | None:
    """The tables of a page from top to bottom, with the page's words moved into their cells; None if there is too much to
    look at. `sheet.words` keeps the words that stand in no table."""
    cells = _cells(sheet.rules + _between_fills(sheet.fills), sheet)
    if cells is None:
        return None
    grids = _nest([grid for group in _groups(cells) for grid in _apart(_grid(group))])
    grids += _shaded(sheet, grids)
    grids.sort(key=lambda grid: (grid.box[1], grid.box[0]))
    if grids:
        sheet.words = _sort_in(sheet.words, grids)
    return grids


def _between_fills(fills: list[Box]) -> list[Rule]:
    """The lines between coloured cells that touch: table styles may give a header row colours and no lines."""
    if not 1 < len(fills) <= _MANY_FILLS:
        return []
    starts: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for fill in fills:
        starts[round(fill[0]), round(fill[1])].append(fill)
    rules: list[Rule] = []
    for _, top, x1, bottom in fills:
        beside = (f for dx in (-1, 0, 1) for dy in (-1, 0, 1) for f in starts[round(x1) + dx, round(top) + dy])
        if any(abs(f[0] - x1) <= 1 and abs(f[1] - top) <= 1 and abs(f[3] - bottom) <= 1 for f in beside):
            rules.append(Rule(x1, top, x1, bottom))
    return rules


def _cells(rules: Iterable[Rule], sheet: Sheet) -> list[Box] | None:
    """The boxes between lines, as pdfplumber's finder sees them; None if the lines meet too often."""
    level = [_edge(rule, "h") for rule in rules if rule.x0 != rule.x1]
    upright = [_edge(rule, "v") for rule in rules if rule.x0 == rule.x1]
    if len(level) < 2 or not upright:
        return []
    from pdfplumber import table as finder
    from pdfplumber.utils import filter_edges

    edges = finder.merge_edges(level + upright, _SNAP, _SNAP, _SNAP, _SNAP)
    edges += _sides(edges)
    edges += _ends(edges)
    edges = filter_edges(edges, min_length=_SNAP)
    if sum(e["orientation"] == "h" for e in edges) * sum(e["orientation"] == "v" for e in edges) > 100 * MAX_CROSSINGS:
        return None
    crossings = finder.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > MAX_CROSSINGS:
        return None
    boxes: list[Box] = finder.intersections_to_cells(crossings)
    return [b for b in boxes if b[2] - b[0] < _FRAME * sheet.width or b[3] - b[1] < _FRAME * sheet.height]


def _edge(rule: Rule, orientation: str) -> dict[str, Any]:
    """A line in the shape that pdfplumber's functions take."""
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom, "orientation": orientation,
        "width": rule.x1 - rule.x0, "height": rule.bottom - rule.top, "object_type": "line",
    }  # fmt: skip


def _sides(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outer sides of tables that are drawn with inner upright lines only."""
    level: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == "h":
            level[round(edge["x0"] / _SNAP), round(edge["x1"] / _SNAP)].append(edge)
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    sides: list[dict[str, Any]] = []
    for lines in level.values():
        top, bottom = min(e["top"] for e in lines), max(e["top"] for e in lines)
        left, right = min(e["x0"] for e in lines), max(e["x1"] for e in lines)
        beside = [e["x0"] for e in upright if e["top"] < bottom - _SNAP and e["bottom"] > top + _SNAP]
        inner = any(left + _SNAP < x < right - _SNAP for x in beside)
        if len(lines) > 1 and inner:
            for x in (left, right):
                if not any(abs(x - other) <= 2 * _SNAP for other in beside):
                    sides.append(_edge(Rule(x, top, x, bottom), "v"))
    return sides


def _ends(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines that close a table above and below where a page cut it and its maker drew none: upright lines that hang
    from a line of the table, or stand on one, and end at one height."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    found: list[dict[str, Any]] = []
    for end in ("top", "bottom"):
        heights: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for edge in edges:
            if edge["orientation"] == "v":
                heights[round(edge[end] / _SNAP)].append(edge)
        for upright in heights.values():
            left, right, y = min(e["x0"] for e in upright), max(e["x0"] for e in upright), upright[0][end]
            across = [e["top"] for e in level if e["x0"] <= left + _SNAP and e["x1"] >= right - _SNAP]
            closed = any(abs(e["top"] - y) <= 2 * _SNAP and e["x0"] < right and e["x1"] > left for e in level)
            top, bottom = max(e["top"] for e in upright), min(e["bottom"] for e in upright)
            if right - left > _SNAP and not closed and any(top - _SNAP <= h <= bottom + _SNAP for h in across):
                found.append(_edge(Rule(left, y, right, y), "h"))
    return found


def _groups(cells: list[Box]) -> list[list[Box]]:
    """Cells that share corners, directly or through others: one group is one table."""
    parent = list(range(len(cells)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    corners: dict[tuple[float, float], int] = {}
    for index, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            parent[root(index)] = root(corners.setdefault(corner, index))
    groups: dict[int, list[Box]] = defaultdict(list)
    for index, cell in enumerate(cells):
        groups[root(index)].append(cell)
    return list(groups.values())


def _grid(boxes: list[Box]) -> Grid:
    """The rows and columns of one table; a merged cell spans all lines that it crosses."""
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    cells = [GridCell(b, row[b[1]], column[b[0]], row[b[3]] - row[b[1]], column[b[2]] - column[b[0]]) for b in boxes]
    return Grid(xs, ys, sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _apart(grid: Grid) -> list[Grid]:
    """The table, and apart from it the tables within its cells whose outer lines fall on those of the cell.

    Word sets a table in a cell so that its left edge is the cell's. What gives it away: its own upright lines stand in one
    row of the outer table only, within one column, and do not reach from the top of that row to its bottom."""
    full = [y for y in grid.ys if not any(cell.box[1] < y < cell.box[3] for cell in grid.cells)]
    inner: list[list[Box]] = []
    outer: list[Box] = []
    for top, bottom in pairwise(full):
        boxes = [cell.box for cell in grid.cells if top <= cell.box[1] and cell.box[3] <= bottom]
        columns = _columns_of_row(grid, boxes, top, bottom)
        for left, right in pairwise(columns):
            within = [box for box in boxes if left <= box[0] and box[2] <= right]
            small = [box for box in within if box[2] - box[0] < right - left - _SNAP]
            if small and len(columns) > 2:
                outer.append((left, top, right, bottom))
                inner += _groups(small)
            else:
                outer += within
    if not inner or len(outer) < 2:
        return [grid]
    return [_grid(outer), *(_grid(boxes) for boxes in inner)]


def _columns_of_row(grid: Grid, boxes: list[Box], top: float, bottom: float) -> list[float]:
    """Where the columns of one row begin and end: upright lines that other rows have too or that reach from top to bottom."""
    edges = sorted({x for box in boxes for x in (box[0], box[2])})
    partial = {x for x in edges[1:-1] if any(box[0] < x < box[2] for box in boxes)}
    partial -= {x for x in partial if sum(box[3] - box[1] for box in boxes if box[0] == x) >= bottom - top - _SNAP}
    if partial:
        partial -= {x for cell in grid.cells if not top <= cell.box[1] < bottom for x in (cell.box[0], cell.box[2])}
    return [x for x in edges if x not in partial]


def _nest(grids: list[Grid]) -> list[Grid]:
    """The tables that stand in no other; the others are put into the smallest cell around them."""
    outermost: list[Grid] = []
    for grid in grids:
        around = [cell for other in grids if other is not grid for cell in other.cells if _inside(grid.box, cell.box)]
        if around:
            min(around, key=lambda cell: _area(cell.box)).inner.append(grid)
        else:
            outermost.append(grid)
    for grid in grids:
        for cell in grid.cells:
            cell.inner.sort(key=lambda inner: (inner.box[1], inner.box[0]))
    return outermost


def _shaded(sheet: Sheet, grids: list[Grid]) -> list[Grid]:
    """Tables that show by their coloured cells only: at least two columns and two rows of them, outside ruled tables."""
    fills = [f for f in sheet.fills if not any(_meet(f, grid.box) for grid in grids)]
    if not 4 <= len(fills) <= _MANY_FILLS:
        return []
    rules = [Rule(x, top, x, bottom) for x0, top, x1, bottom in fills for x in (x0, x1)]
    rules += [Rule(x0, y, x1, y) for x0, top, x1, bottom in fills for y in (top, bottom)]
    found = [_grid(group) for group in _groups(_cells(rules, sheet) or [])]
    return [grid for grid in found if len(grid.xs) > 2 and len(grid.ys) > 2]


# --- words into cells


def _sort_in(words: list[Word], grids: list[Grid]) -> list[Word]:
    """Moves each word into the cell where it begins; gives back those that stand in none.

    A word that follows another on its line, with no line of the table between the two, goes with it: text may run over the
    edge of a cell that is too narrow for it."""
    loose: list[Word] = []
    before: Word | None = None
    home: tuple[Grid, GridCell] | None = None
    for word in words:
        x, y = word.x0 + min(word.x1 - word.x0, word.look.size * 0.5) / 2, word.base - word.look.size / 4
        if not (before and home and _follows(before, word) and not home[0].divides(before.x1 - 0.5, x, y)):
            home = next(((grid, cell) for grid in grids for cell in _holding(grid, x, y)), None)
        if home:
            home[1].words.append(word)
        else:
            loose.append(word)
        before = word
    return loose


def _holding(grid: Grid, x: float, y: float) -> Iterator[GridCell]:
    x0, top, x1, bottom = grid.box
    if x0 <= x <= x1 and top <= y <= bottom:
        cell = grid.cell_at(x, y)
        if cell:
            yield cell


def _follows(before: Word, word: Word) -> bool:
    """Whether a word stands on the same line as the one before it in the file, an ordinary space away."""
    size = max(before.look.size, word.look.size)
    return abs(before.base - word.base) < 0.3 * size and -0.3 * size < word.x0 - before.x1 < 0.7 * size


def _inside(inner: Box, outer: Box, slack: float = 1.0) -> bool:
    left, top = outer[0] - slack, outer[1] - slack
    return left <= inner[0] and top <= inner[1] and inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
