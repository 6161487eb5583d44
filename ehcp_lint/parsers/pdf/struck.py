"""Words with a line through them: what an amended plan takes out, as Word and LibreOffice print deletions.

A line of a table or below a heading never runs between the base line and the tops of small letters; one through the words does.
Struck words keep their place until lines and paragraphs are found, which would come apart where words were taken out before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ehcp_lint.parsers.pdf.flow import Part
from ehcp_lint.parsers.pdf.page import Sheet
from ehcp_lint.parsers.pdf.paragraphs import Paragraph
from ehcp_lint.parsers.pdf.rules import Rule

_LOWEST, _HIGHEST = 0.12, 0.48  # of the font size above the base line: where a line through small letters or capitals stands
_COVERED = 0.7  # of a word's width under the line


def mark_struck(sheet: Sheet) -> int:
    """Marks the struck words of a page and takes their lines out of `sheet.rules`; how many stretches of them there are."""
    level = sorted((rule for rule in sheet.rules if rule.top == rule.bottom), key=lambda rule: rule.top)
    heights = [rule.top for rule in level]
    struck: list[int] = []
    through: set[Rule] = set()
    for index, word in enumerate(sheet.words if level else ()):
        lowest, highest = word.base - _LOWEST * word.look.size, word.base - _HIGHEST * word.look.size
        near = level[bisect_left(heights, highest) : bisect_right(heights, lowest)]
        lines = {rule for rule in near if rule.x0 < word.x1 and rule.x1 > word.x0} if near else ()
        if lines and sum(min(r.x1, word.x1) - max(r.x0, word.x0) for r in lines) >= _COVERED * (word.x1 - word.x0):
            struck.append(index)
            through.update(lines)
    if not struck:
        return 0
    for index in struck:
        sheet.words[index] = sheet.words[index]._replace(struck=True)
    sheet.rules = [rule for rule in sheet.rules if rule not in through]
    return 1 + sum(after != before + 1 for before, after in pairwise(struck))


def leave_out(parts: Sequence[Part]) -> list[Part]:
    """`parts`, cells and all, without the struck words and what they leave empty."""
    return [part for part in parts if _left(part)]


def _left(part: Part) -> bool:
    """Takes the struck words out of a part; whether anything of it is left."""
    if not isinstance(part, Paragraph):
        for cell in part.cells:
            cell.parts = [inner for inner in cell.parts if _left(inner)]
        return True
    struck = False
    for line in part.all_lines():
        if any(word.struck for word in line.words):
            struck = True
            line.words = [word for word in line.words if not word.struck]
    return not struck or any(line.words for line in part.all_lines())
