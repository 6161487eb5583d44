"""The grid of a Word table: which cell stands where, what is merged, and what tracked changes have taken away.

Read from the XML itself: a library that hands out a grid makes one object for each grid column, and a file of 900 bytes can
claim 30 million of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.word.forms import is_prompt
from ehcp_lint.parsers.word.ooxml import VAL, W, on, whole

MAX_COLUMNS = 1_000

_ROW, _CELL = W + "tr", W + "tc"
_CONTROL, _CONTROL_CONTENT = W + "sdt", W + "sdtContent"
_WRAPPERS = {W + "customXml", W + "ins", W + "moveTo", W + "smartTag"}
_CELL_PROPERTIES, _SPAN, _DELETED = W + "tcPr", W + "gridSpan", W + "cellDel"
_ACROSS, _DOWN = W + "hMerge", W + "vMerge"


@dataclass(slots=True)
class GridCell:
    """A cell of the table as drawn. `elements` are the `w:tc` it is made of: several where cells are merged."""

    row: int
    column: int
    columns: int
    header: bool
    elements: list[Element] = field(default_factory=list)
    rows: int = 1
    prompt: bool = False


@dataclass(slots=True)
class Grid:
    """The cells of a table in reading order, and how many rows and cells a tracked change has deleted."""

    cells: list[GridCell]
    deleted: int


def read_grid(table: Element) -> Grid:
    """The grid of one table; nested tables are in its cells' elements."""
    grid = Grid([], 0)
    above: dict[int, GridCell] = {}  # for each column, the cell that a vertical merge would go on from
    number = 0
    for row, prompt in _unwrapped(table, _ROW):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            grid.deleted += 1
            continue
        above = _read_row(grid, row, prompt, number, properties, above)
        number += 1
    return grid


def _read_row(
    grid: Grid, row: Element, prompt: bool, number: int, properties: Element | None, above: dict[int, GridCell]
) -> dict[int, GridCell]:
    header = properties is not None and on(properties.find(W + "tblHeader"))
    column = _extent(properties, "gridBefore", 0)
    here: dict[int, GridCell] = {}
    before: GridCell | None = None
    for element, prompt_here in _unwrapped(row, _CELL, prompt):
        says = _cell_says(element)
        columns = says.columns
        if column + columns > MAX_COLUMNS:
            raise CannotRead(
                f"this Word file has a table of more than {MAX_COLUMNS:,} columns. Copy its text into a new document."
            )
        if says.deleted:
            grid.deleted += 1
        elif before is not None and says.from_left:
            before.columns += columns
            before.elements.append(element)
        elif says.from_above and (origin := above.get(column)) is not None:
            origin.rows = number - origin.row + 1
            origin.elements.append(element)
            here[column] = before = origin
        else:
            before = GridCell(number, column, columns, header, [element], prompt=prompt_here)
            here[column] = before
            grid.cells.append(before)
        column += columns
    if column + _extent(properties, "gridAfter", 0) > MAX_COLUMNS:
        raise CannotRead(f"this Word file has a table of more than {MAX_COLUMNS:,} columns. Copy its text into a new document.")
    return here


def _unwrapped(parent: Element, wanted: str, prompt: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows of a table or cells of a row, also those inside content controls and other wrappers."""
    for child in parent:
        if child.tag == wanted:
            yield child, prompt
        elif child.tag == _CONTROL:
            content = child.find(_CONTROL_CONTENT)
            if content is not None:
                yield from _unwrapped(content, wanted, prompt or is_prompt(child))
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, wanted, prompt)


def _extent(properties: Element | None, name: str, default: int) -> int:
    found = None if properties is None else properties.find(W + name)
    return default if found is None else max(whole(found.get(VAL), default), 0)


class _CellSays(NamedTuple):
    """What a `w:tc` says of itself: how many columns it covers, and whether it goes on from the cell beside or above it."""

    columns: int = 1
    from_left: bool = False
    from_above: bool = False
    deleted: bool = False


_SILENT = _CellSays()


def _cell_says(cell: Element) -> _CellSays:
    """One pass over `w:tcPr`."""
    first = cell[0] if len(cell) else None  # where it stands in all but odd files, and quickly asked
    properties = first if first is not None and first.tag == _CELL_PROPERTIES else cell.find(_CELL_PROPERTIES)
    if properties is None:
        return _SILENT
    columns, from_left, from_above, deleted = _SILENT
    for element in properties:
        tag = element.tag
        if tag == _SPAN:
            columns = max(whole(element.get(VAL), 1), 1)
        elif tag == _ACROSS:
            from_left = element.get(VAL, "continue") == "continue"
        elif tag == _DOWN:
            from_above = element.get(VAL, "continue") == "continue"
        elif tag == _DELETED:
            deleted = True
    return _CellSays(columns, from_left, from_above, deleted)
