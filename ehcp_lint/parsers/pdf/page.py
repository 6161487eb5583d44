"""One page as PDFium sees it: its words with their boxes and look, its ruling lines, filled boxes and pictures.

PDFium keeps the order of the file, which in a PDF made by Word or LibreOffice is the order of the document, and sets the
spaces that a file leaves out. Everything in a `Sheet` is in its *reading frame*: points from the top left corner once the
page is turned so that most of its text runs from left to right. Loops call the C functions themselves: through the helper
classes of pypdfium2 the same page takes five times as long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ehcp_lint.parsers.pdf.forms import Filled
from ehcp_lint.parsers.pdf.rules import Box, Marks, Rule, marks_of
from ehcp_lint.parsers.pdf.tags import tagged_headings
from ehcp_lint.parsers.pdf.words import Look, Point, Raw, raw_words

_ASCENT, _DESCENT = 0.75, 0.22  # of the font size: a box that hugs the letters of any text font


class Word(NamedTuple):
    """Characters of one line with no white space between them. `order` counts words in the order of the file; `at` are the
    numbers of its characters among those of the page (see `Raw`); `struck` says that a line runs through it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    look: Look
    order: int
    at: Sequence[int] = ()
    struck: bool = False


@dataclass(slots=True)
class Sheet:
    """One page, read. `turned` holds words that run in another direction than most, in their own reading frame, keyed by
    the quarter turns between; `slanted` those of a watermark."""

    number: int
    width: float
    height: float
    turns: int = 0  # quarter turns from the reading frame to the page as a viewer shows it
    words: list[Word] = field(default_factory=list)
    turned: dict[int, list[Word]] = field(default_factory=dict)
    slanted: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawings: int = 0
    busy: bool = False  # too many objects to look for tables
    overfull: bool = False  # too many characters to be a page of a plan
    outside: int = 0  # words that stand outside the visible page
    headings: dict[int, int] = field(default_factory=dict)  # marked-content id -> heading level

    def turn(self, box: Box, turns: int) -> Box:
        """`box` of a frame that is `turns` quarter turns from this one, in this one."""
        width, height = (self.width, self.height) if turns % 2 == 0 else (self.height, self.width)
        return _turn_box(box, width, height, turns)

    def on_paper(self, box: Box) -> Box:
        """`box` in points from the top left corner of the page as a viewer shows it."""
        return _turn_box(box, self.width, self.height, self.turns)


def read_sheet(c: Any, page: Any, number: int, filled: Sequence[Filled] = (), *, tagged: bool = False) -> Sheet:
    """The page, whose handle the caller opens and closes, with the values of its form fields among its words.

    `c` is the module `pypdfium2.raw`."""
    left, bottom, right, top = _visible(c, page)
    paper = c.FPDFPage_GetRotation(page) % 4
    words, overfull = raw_words(c, page, tagged)
    for value in filled:
        _fill_in(words, value, paper)
    quarter = _direction(words, paper)
    frame = _Frame(quarter, left, bottom, right, top)
    sheet = Sheet(number, frame.width, frame.height, (quarter - paper) % 4, overfull=overfull)
    for order, raw in enumerate(words):
        _place(sheet, raw, order, frame)
    marks = marks_of(c, page)
    sheet.busy, sheet.drawings = marks.busy, marks.drawings
    _place_marks(sheet, marks, frame)
    if tagged:
        sheet.headings = tagged_headings(c, page)
    return sheet


@dataclass(slots=True)
class _Frame:
    """From the coordinates of the file to those of a reading frame."""

    quarter: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left if self.quarter % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.quarter % 2 == 0 else self.right - self.left

    def point(self, x: float, y: float) -> Point:
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _turn_box(box: Box, width: float, height: float, turns: int) -> Box:
    """`box` of a frame of this width and height after so many quarter turns back towards the upright page."""
    for _ in range(turns % 4):
        x0, y0, x1, y1 = box
        box = (y0, width - x1, y1, width - x0)
        width, height = height, width
    return box


def _visible(c: Any, page: Any) -> Box:
    """What a viewer shows of the page: left, bottom, right, top in the coordinates of the file."""
    box = c.FS_RECTF()
    if c.FPDF_GetPageBoundingBox(page, box) and box.right - box.left > 1 and box.top - box.bottom > 1:
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, 595.0, 842.0


def _direction(words: list[Raw], paper: int) -> int:
    """The quarter turn that most characters of the page share; on a page without text, the page's own."""
    counts: Counter[int] = Counter()
    for word in words:
        if not word.look.slanted:
            counts[word.look.quarter] += len(word.text)
    return max(counts, key=lambda quarter: (counts[quarter], quarter == paper)) if counts else paper


def _place(sheet: Sheet, raw: Raw, order: int, frame: _Frame) -> None:
    """Puts a word on the sheet: among the words, the turned or the slanted ones, or off the page."""
    turns = (raw.look.quarter - frame.quarter) % 4
    if turns:
        frame = _Frame(raw.look.quarter, frame.left, frame.bottom, frame.right, frame.top)
    x0, base = frame.point(*raw.start)
    x1 = max(frame.point(*raw.end)[0], x0)
    size = raw.look.size
    word = Word(raw.text, x0, base - _ASCENT * size, x1, base + _DESCENT * size, base, raw.look, order, raw.at)
    middle, centre = (x0 + x1) / 2, base - size / 4
    if not (-1 <= middle <= frame.width + 1 and -1 <= centre <= frame.height + 1):
        sheet.outside += 1
    elif raw.look.slanted:
        sheet.slanted.append(word)
    elif turns:
        sheet.turned.setdefault(turns, []).append(word)
    else:
        sheet.words.append(word)


def _fill_in(words: list[Raw], value: Filled, paper: int) -> None:
    """Puts the value of a form field among the words, after the word that stands before the field."""
    left, bottom, right, top = value.box
    look = Look(round(value.size, 1), False, paper, False, True, False, False, -1)
    step = value.size * 0.5  # the width of an average letter
    lines = value.text.split("\n")
    many = len(lines) > 1 or top - bottom > 2.2 * value.size
    y = top - 1.1 * value.size if many else (bottom + top) / 2 - 0.3 * value.size
    laid: list[Raw] = []
    for line in lines:
        x = left + 2
        for word in line.split():
            width = step * len(word)
            if many and x > left + 2 and x + width > right:
                x, y = left + 2, y - 1.2 * value.size
            laid.append(Raw(word, (x, y), (x + width, y), look))
            x += width + step * 0.6
        y -= 1.2 * value.size
    words[(at := _place_before(words, left, (bottom + top) / 2, top)) : at] = laid


def _place_before(words: list[Raw], left: float, middle: float, top: float) -> int:
    """Where in the order of the file a field belongs: after the nearest word to its left, else after the last one above."""
    beside = [(raw.end[0], i) for i, raw in enumerate(words) if raw.end[0] <= left + 4 and abs(raw.start[1] - middle) < 9]
    if beside:
        return max(beside)[1] + 1
    above = [(-raw.start[1], i) for i, raw in enumerate(words) if raw.start[1] >= top - 2]
    return max(above)[1] + 1 if above else 0


def _place_marks(sheet: Sheet, marks: Marks, frame: _Frame) -> None:
    for x0, y0, x1, y1 in marks.rules:
        left, top, right, bottom = frame.box(x0, y0, x1, y1)
        sheet.rules.append(Rule(left, top, right, bottom))
    page = (-1.0, -1.0, frame.width + 1, frame.height + 1)
    sheet.fills = [frame.box(*box) for box in marks.fills]
    boxes = (frame.box(*box) for box in marks.pictures)
    sheet.pictures = [box for box in boxes if box[0] < page[2] and box[2] > 0 and box[1] < page[3] and box[3] > 0]
