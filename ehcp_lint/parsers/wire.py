"""A `Reading` as plain JSON and back, for the pipe out of the fence.

JSON and not pickle: whatever a file made of the process that read it, what comes back is data, and of the expected shape."""

from __future__ import annotations

import json
import re
from typing import Any

from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.plan import NOTICES, Access, Block, Cell, Layer, Notice, Place, Span

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no output could be written with one in it


def encode(reading: Reading) -> dict[str, Any]:
    """What `decode` takes; a block's words are not repeated, they are the text at its span."""
    return {
        "text": reading.text,
        "source": reading.source,
        "unread": [[n.what, n.count, n.lost, list(n.pages)] for n in reading.unread],
        "blocks": [
            [
                [b.span.start, b.span.end],
                [b.place.paragraph, b.place.page, b.place.box, b.place.part],
                b.layer.value,
                b.style,
                b.level,
                b.number,
                b.strong,
                _cell_out(b.cell),
            ]
            for b in reading.blocks
        ],
        "access": None if reading.access is None else [reading.access.bare_pictures, reading.access.sizes],
    }


def decode(wire: Any) -> Reading:
    """The reading that `wire` describes. Raises ValueError, TypeError or KeyError where it describes none."""
    text = _text(wire["text"])
    blocks = []
    for span, place, layer, style, level, number, strong, cell in wire["blocks"]:
        where = Span(_int(span[0]), _int(span[1]))
        if where.end > len(text):
            raise ValueError("a block beyond the text")
        blocks.append(
            Block(
                text[where.start : where.end],
                where,
                _place(*place),
                Layer(layer),
                _text(style),
                _maybe_int(level),
                _text(number),
                bool(strong),
                _cell_in(cell),
            )
        )
    unread = tuple(
        Notice(_known(what), _int(count), bool(lost), tuple(_int(page) for page in pages))
        for what, count, lost, pages in wire["unread"]
    )
    return Reading(text, tuple(blocks), unread, _text(wire["source"]), _access(wire["access"]))


def dumps(wire: dict[str, Any]) -> bytes:
    """`wire` as bytes for the pipe."""
    return json.dumps(wire, separators=(",", ":")).encode("ascii")


def _cell_out(cell: Cell | None) -> list[Any] | None:
    if cell is None:
        return None
    return [cell.table, cell.row, cell.column, cell.rows, cell.columns, cell.header, _cell_out(cell.outer)]


def _cell_in(cell: Any, depth: int = 0) -> Cell | None:
    if cell is None:
        return None
    if depth > 200:
        raise ValueError("tables too deep")
    table, row, column, rows, columns, header, outer = cell
    numbers = (_int(table), _int(row), _int(column), _int(rows), _int(columns))
    return Cell(*numbers, header=bool(header), outer=_cell_in(outer, depth + 1))


def _access(wire: Any) -> Access | None:
    if wire is None:
        return None
    bare_pictures, sizes = wire
    return Access(_int(bare_pictures), tuple((None if points is None else float(points), _int(many)) for points, many in sizes))


def _place(paragraph: Any, page: Any, box: Any, part: Any) -> Place:
    corners = None
    if box is not None:
        left, top, right, bottom = map(float, box)
        corners = (left, top, right, bottom)
    return Place(_maybe_int(paragraph), _maybe_int(page), corners, None if part is None else _text(part))


def _int(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("not a number")
    return value


def _maybe_int(value: Any) -> int | None:
    return None if value is None else _int(value)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("not text")
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)


def _known(what: Any) -> str:
    if what not in NOTICES:
        raise ValueError("not a notice")
    return str(what)
