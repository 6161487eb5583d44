"""The further cells of an item's row, or rows, that belong to it: who, how often, which need it serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ehcp_lint.parsers.placed import MAIN, Part, Placed
from ehcp_lint.plan import Item, Kind, Span


def plain_number(listed: str) -> str:
    """The number of a list mark without its marks; empty for a bullet."""
    return "" if not listed or not any(c.isalnum() for c in listed) else listed.strip(" .():")


def role_cells(placed: Iterable[Placed]) -> dict[tuple[int, int], list[Placed]]:
    """The content of role columns, by table and row, for every row that the cell covers."""
    cells: dict[tuple[int, int], list[Placed]] = {}
    for entry in placed:
        cell = entry.block.cell
        if entry.part is Part.CONTENT and cell and entry.role not in ("", MAIN, "steps"):
            for row in range(cell.row, cell.row + cell.rows):
                cells.setdefault((cell.table, row), []).append(entry)
    return cells


def label_rows(placed: Iterable[Placed], *parts: Part) -> set[tuple[int, int]]:
    """The rows of tables that begin with a label of their own ("By when | July 2028"), or with a section's ("Help (F)")."""
    return {
        (entry.block.cell.table, entry.block.cell.row)
        for entry in placed
        if entry.block.cell and entry.part in parts and entry.block.cell.column == 0
    }


def _rows_of(item: Item, first_rows: dict[int, list[int]], labelled: set[tuple[int, int]]) -> range:
    """The item's rows, and those below it whose label says what they add to it, up to the next item of the table."""
    assert item.rows is not None
    table, first, last = item.rows
    following = min((row for row in first_rows.get(table, ()) if row > last), default=None)
    end = last + 1
    while (table, end) in labelled and (following is None or end < following):
        end += 1
    return range(first, end)


def with_columns(
    found: list[Item],
    cells: dict[tuple[int, int], list[Placed]],
    labelled: set[tuple[int, int]],
    headed_rows: set[tuple[int, int]],
) -> Iterator[Item]:
    first_rows: dict[int, list[int]] = {}
    for item in found:
        if item.rows and item.kind is not Kind.STEP:
            first_rows.setdefault(item.rows[0], []).append(item.rows[1])
    for item in found:
        if item.rows is None:
            yield item
            continue
        beside: dict[tuple[str, int, int], Span] = {}
        number = item.number
        rows = range(item.rows[1], item.rows[2] + 1) if item.kind is Kind.STEP else _rows_of(item, first_rows, labelled)
        for row in (*rows, *_shared_rows(item, rows, found, cells, headed_rows)):
            for entry in cells.get((item.rows[0], row), ()):
                if entry.letter is not item.letter and entry.role not in ("need", "outcome", "number"):
                    continue
                if entry.role == "number":
                    number = number or plain_number(entry.block.text[entry.start :])
                    continue
                assert entry.block.cell is not None
                key = (entry.role, entry.block.cell.row, entry.block.cell.column)
                known = beside.get(key)
                beside[key] = Span(known.start, entry.block.span.end) if known else entry.block.span
        yield replace(item, number=number, columns=tuple((role, span) for (role, *_), span in beside.items()))


def _shared_rows(
    item: Item,
    rows: range,
    found: list[Item],
    cells: dict[tuple[int, int], list[Placed]],
    headed_rows: set[tuple[int, int]],
) -> range:
    """The rows that say who and how often of several rows of provision together: "School | ...", "Therapy | ...", "Who | ...".

    Only in tables whose rows begin with labels, and only for an item that has no such row of its own."""
    assert item.rows is not None
    table = item.rows[0]
    if item.kind is not Kind.PROVISION or not {(table, row) for row in rows} <= headed_rows:
        return range(0)
    if any(_tells(entry, item) for row in rows for entry in cells.get((table, row), ())):
        return range(0)
    kinds = {row: other.kind for other in found if other.rows and other.rows[0] == table for row in (other.rows[1],)}
    row = rows.stop
    while (table, row) in headed_rows and kinds.get(row, item.kind) is item.kind:
        if any(_tells(entry, item) for entry in cells.get((table, row), ())):
            start = row
            while (table, row) in headed_rows and row not in kinds:
                row += 1
            return range(start, row)
        row += 1
    return range(0)


def _tells(entry: Placed, item: Item) -> bool:
    return entry.letter is item.letter and entry.role in ("who", "frequency", "amount")


_ASIDE = re.compile(r"\s*\((?P<aside>[^()]{3,120};[^()]{3,60})\)\.?$")


def without_aside(item: Item, text: str) -> Item:
    """ "Pre-teaching of new words (Class teacher; Daily)": who and how often, in brackets after the provision."""
    match = _ASIDE.search(text) if item.kind is Kind.PROVISION and ")" in text[-3:] else None
    if match is None or match.start() < 12:
        return item
    start = item.span.start
    aside = Span(start + match.start("aside"), start + match.end("aside"))
    return replace(item, span=Span(start, start + match.start()), columns=(*item.columns, ("beside", aside)))
