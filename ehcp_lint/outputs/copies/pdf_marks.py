"""Where on the pages of a PDF words stand: the boxes that a highlight covers, in the coordinates of the file.

PDFium numbers the characters of a page and gives each its box in the file's own coordinates, which are also those of
annotations: neither the turn of a page nor what its crop box cuts off has to be reckoned with."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ehcp_lint.parsers.pdf import PdfTrace, open_document
from ehcp_lint.parsers.pdf.page import Word
from ehcp_lint.parsers.text import normalise_map
from ehcp_lint.plan import Plan, Span

_SAME_LINE = 0.5  # of the height of the lower of two boxes: what they must share to stand on one line
_GAP = 4.0  # times the height of the line: words further apart stand in two columns


class Letter(NamedTuple):
    """A character on a page (from 1 on), by PDFium's number."""

    page: int
    at: int


class Quad(NamedTuple):
    """A stretch of one line: the box, and by how many quarter turns anticlockwise its base line is turned in the file."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    quarter: int


class Letters:
    """Leads from spans of the plan to characters on its pages."""

    def __init__(self, plan: Plan, trace: PdfTrace) -> None:
        self._plan = plan
        self._sources = {block.span.start: source for block, source in zip(plan.blocks, trace.sources, strict=True)}
        self._known: dict[int, list[Letter | None]] = {}

    def of(self, span: Span) -> list[Letter]:
        """The characters of a span that stand on a page, in order; spaces are left out, and what a form field holds."""
        found: list[Letter | None] = []
        block = self._plan.block_at(span.start)
        while block is not None and block.span.start < span.end:
            letters = self._letters(block.span.start)
            found += letters[max(span.start - block.span.start, 0) : span.end - block.span.start]
            after = self._plan.block_at(block.span.end + 1)
            block = after if after is not None and after.span.start > block.span.start else None
        return [letter for letter in found if letter is not None]

    def _letters(self, start: int) -> list[Letter | None]:
        if start not in self._known:
            raw, words = self._sources[start]
            aligned = _aligned(raw, words)
            self._known[start] = [aligned[offset] for offset in normalise_map(raw)[1]]
        return self._known[start]


def _aligned(raw: str, words: Sequence[tuple[int, Word]]) -> list[Letter | None]:
    """For each character of a block's raw text, where it stands on a page.

    The raw text is the words, with spaces between and without the hyphens that line ends had put in."""
    stream = [(page, word, place) for page, word in words for place in range(len(word.text))]
    found: list[Letter | None] = []
    now = 0
    for character in raw:
        if character.isspace():
            found.append(None)
            continue
        at = now
        while at < len(stream) and not _same(stream[at][1].text[stream[at][2]], character):
            at += 1
        if at == len(stream):  # not among the words: the next may be
            found.append(None)
            continue
        page, word, place = stream[at]
        found.append(Letter(page, word.at[place]) if place < len(word.at) else None)
        now = at + 1
    return found


def _same(set_: str, read: str) -> bool:
    return set_ == read or (set_ == "\x02" and read == "-") or unicodedata.category(set_) == "Co"


def quads(data: bytes, password: str | None, marks: Sequence[Sequence[Letter]]) -> list[list[Quad]]:
    """For each of the marks, the boxes of its characters, one for each stretch of a line.

    `data` has been read before: PDFium opens it as it did then."""
    import pypdfium2.raw as c

    wanted = {letter for mark in marks for letter in mark}
    boxes: dict[Letter, Quad] = {}
    with open_document(c, data, password) as document:
        for number in sorted({letter.page for letter in wanted}):
            page = c.FPDF_LoadPage(document, number - 1)
            textpage = c.FPDFText_LoadPage(page)
            try:
                boxes |= {letter: _box(c, textpage, letter) for letter in wanted if letter.page == number}
            finally:
                c.FPDFText_ClosePage(textpage)
                c.FPDF_ClosePage(page)
    return [list(_stretches([boxes[letter] for letter in mark])) for mark in marks]


def _box(c: Any, textpage: Any, letter: Letter) -> Quad:
    box = c.FS_RECTF()
    c.FPDFText_GetLooseCharBox(textpage, letter.at, ctypes.byref(box))
    matrix = c.FS_MATRIX()
    angle = math.atan2(matrix.b, matrix.a) if c.FPDFText_GetMatrix(textpage, letter.at, ctypes.byref(matrix)) else 0.0
    return Quad(letter.page, box.left, box.bottom, box.right, box.top, round(angle / (math.pi / 2)) % 4)


def _stretches(boxes: Sequence[Quad]) -> Iterator[Quad]:
    """Neighbours on one line as one box."""
    now: Quad | None = None
    for box in boxes:
        if now is not None and _follows(now, box):
            now = Quad(
                now.page,
                min(now.left, box.left),
                min(now.bottom, box.bottom),
                max(now.right, box.right),
                max(now.top, box.top),
                now.quarter,
            )
            continue
        if now is not None:
            yield now
        now = box
    if now is not None:
        yield now


def _follows(line: Quad, box: Quad) -> bool:
    """Whether a character goes on with a line: at its height, and not in another column or at the next line's begin."""
    if (box.page, box.quarter) != (line.page, line.quarter):
        return False
    if line.quarter % 2:
        shared = min(line.right, box.right) - max(line.left, box.left)
        height = min(line.right - line.left, box.right - box.left)
        gap = box.bottom - line.top if line.quarter == 1 else line.bottom - box.top
    else:
        shared = min(line.top, box.top) - max(line.bottom, box.bottom)
        height = min(line.top - line.bottom, box.top - box.bottom)
        gap = box.left - line.right if line.quarter == 0 else line.left - box.right
    return shared >= _SAME_LINE * height and abs(gap) <= _GAP * max(height, 1.0)
