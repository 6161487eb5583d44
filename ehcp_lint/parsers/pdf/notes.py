"""Footnotes: small print below a short line at the foot of a page, so that it does not part a sentence that goes on."""

from __future__ import annotations

from collections.abc import Sequence

from ehcp_lint.parsers.pdf.lines import rows_of
from ehcp_lint.parsers.pdf.page import Sheet, Word
from ehcp_lint.parsers.pdf.rules import Rule
from ehcp_lint.parsers.pdf.tables import Grid

_LOWER = 0.4  # of the page's height: no footnote stands higher
_SHORT = 0.5  # of the page's width: the line above footnotes is shorter, lines of tables are longer
_SMALL = 0.93  # of the size of the text


def take_notes(sheets: Sequence[Sheet], grids: Sequence[list[Grid]], size: float) -> list[tuple[Sheet, list[Word]]]:
    """Takes the footnotes off the sheets."""
    notes = []
    for sheet, tables in zip(sheets, grids, strict=True):
        for rule in sorted(sheet.rules, key=lambda rule: rule.top):
            below = [word for word in sheet.words if word.top >= rule.top - 1]
            if below and _is_separator(rule, sheet, tables) and _are_notes(below, size):
                sheet.words = [word for word in sheet.words if word.top < rule.top - 1]
                notes.append((sheet, below))
                break
    return notes


def _is_separator(rule: Rule, sheet: Sheet, tables: list[Grid]) -> bool:
    level = rule.top == rule.bottom and rule.top > _LOWER * sheet.height
    left = min((word.x0 for word in sheet.words), default=0.0)
    in_table = any(grid.box[1] - 2 <= rule.top <= grid.box[3] + 2 or grid.box[1] > rule.top for grid in tables)
    return level and not in_table and rule.x1 - rule.x0 < _SHORT * sheet.width and abs(rule.x0 - left) < 12


def _are_notes(words: list[Word], size: float) -> bool:
    """Whether all of the words are small and the first of them is a note's number or sign."""
    first = rows_of(words)[0][0]
    marked = first.text.strip("[]().").isdecimal() or first.text[:1].isdecimal() or first.text[:1] in "*†‡"
    return marked and all(word.look.size <= _SMALL * size for word in words)
