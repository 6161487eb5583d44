"""What the cells of one row of a table are beside each other: a label and its text, or codes of other items."""

from __future__ import annotations

import re
from collections import defaultdict

from ehcp_lint.plan import Block

CODE = re.compile(r"(?:[A-Z]{0,5}\d{1,2}(?:\.\d+)?[a-z]?|all|and|)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/&+–—-]+")
_BEGINS_WITH_CODE = re.compile(
    r"\W*(?:need |outcome )?(?P<letter>[BCDEO])\d{1,2}(?:\.\d+)?[a-z]?(?:[.,;]|\s+(?:and|&)\b|$)", re.IGNORECASE
)


def refers(cells: dict[int, list[Block]], column: int) -> str:
    """What a row of a bold label and a few codes refers to ("Needs this answers | B1, B3"): a need, an outcome or nothing."""
    right = [" ".join(block.text for block in blocks) for at, blocks in cells.items() if at > column]
    if len(right) != 1 or len(right[0].split()) > _FEW_CODES or not all(block.strong for block in cells[column]):
        return ""
    code = _BEGINS_WITH_CODE.match(right[0])
    return "" if code is None else "need" if code["letter"].upper() in "BCD" else "outcome"


_FEW_CODES = 10  # words


def is_row_label(cells: dict[int, list[Block]], column: int) -> bool:
    """A few bold words left of a cell that is not bold."""
    right = [block for at, blocks in cells.items() if at > column for block in blocks]
    few = len(" ".join(block.text for block in cells[column]).split()) <= _FEW_CODES
    return few and bool(right) and all(b.strong for b in cells[column]) and not any(b.strong for b in right)


def only_codes(text: str) -> bool:
    """Whether a cell holds codes of items and nothing else: "E1", "B4 B7 / E2"."""
    return any(c.isdigit() for c in text) and all(CODE.fullmatch(piece) for piece in _BETWEEN.split(text))


def cells_of(row: list[Block]) -> dict[int, list[Block]]:
    """The blocks of a row by the column that their cell begins in."""
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in row:
        if block.cell:
            cells[block.cell.column].append(block)
    return cells


def is_form_row(row: list[Block]) -> bool:
    """A bold label beside plain text: such a table has its labels in the first column."""
    columns = {block.cell.column for block in row if block.cell}
    first = [block for block in row if block.cell and block.cell.column == min(columns)]
    return len(columns) == 2 and all(b.strong for b in first) and not any(b.strong for b in row if b not in first)
