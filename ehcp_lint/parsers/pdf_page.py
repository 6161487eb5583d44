"""One page as PDFium sees it: its words with their boxes and look, its ruling lines, filled boxes and pictures.

PDFium keeps the order of the file, which in a PDF made by Word or LibreOffice is the order of the document, and sets the
spaces that a file leaves out. Everything in a `Sheet` is in its *reading frame*: points from the top left corner once the
page is turned so that most of its text runs from left to right. Loops call the C functions themselves: through the helper
classes of pypdfium2 the same page takes five times as long."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ehcp_lint.parsers.pdf_forms import Filled
from ehcp_lint.parsers.pdf_rules import Box, Marks, Rule, marks_of

MAX_CHARACTERS = 200_000  # on one page; the fullest pages of a plan have 6,000

_WORD = re.compile("[^\\s\x00\x02]+\x02?")  # PDFium writes \x02 for a hyphen that ends a line
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SYMBOLIC = re.compile(r"symbol|dings|courier", re.IGNORECASE)
_STROKED = 2  # text render mode "fill and stroke": how makers of PDFs fake a bold face
_INVISIBLE = 3  # text render mode of the layer that text recognition puts over a scan
_ASCENT, _DESCENT = 0.75, 0.22  # of the font size: a box that hugs the letters of any text font
_SLANT = 0.1  # radians off the horizontal or vertical from which text is slanted (a watermark)
_ARTIFACT = "Artifact"

Point = tuple[float, float]


class Look(NamedTuple):
    """How a stretch of text is set. `quarter` counts the quarter turns, anticlockwise, of its base line on the paper."""

    size: float
    bold: bool
    quarter: int
    slanted: bool
    drawn: bool
    symbolic: bool  # set in a font of signs, whose letters are no letters
    aside: bool  # the maker of the file says that it is a running header or footer
    content: int  # the marked-content id that the structure tree refers to, -1 for none


class Word(NamedTuple):
    """Characters of one line with no white space between them. `order` counts words in the order of the file."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    look: Look
    order: int


class Raw(NamedTuple):
    """A word while nobody knows yet which way the page is read: its base line in the coordinates of the file."""

    text: str
    start: Point
    end: Point
    look: Look


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
    words, overfull = _raw_words(c, page, tagged)
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
        sheet.headings = _tagged_headings(c, page)
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
    word = Word(raw.text, x0, base - _ASCENT * size, x1, base + _DESCENT * size, base, raw.look, order)
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


# --- words


def _raw_words(c: Any, page: Any, tagged: bool) -> tuple[list[Raw], bool]:
    """All words of the page in the order of the file, and whether there are too many characters to read them."""
    textpage = c.FPDFText_LoadPage(page)
    if not textpage:
        return [], False
    try:
        count = c.FPDFText_CountChars(textpage)
        if count > MAX_CHARACTERS:
            return [], True
        return (_words_in(c, textpage, count, tagged) if count > 0 else []), False
    finally:
        c.FPDFText_ClosePage(textpage)


def _words_in(c: Any, textpage: Any, count: int, tagged: bool) -> list[Raw]:
    text = _characters(c, textpage, count)
    looks = _Looks(c, textpage, tagged)
    words: list[Raw] = []
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    origin, loose = c.FPDFText_GetCharOrigin, c.FPDFText_GetLooseCharBox
    for match in _WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        look = looks.at(first)
        origin(textpage, first, x, y)
        loose(textpage, last, box)
        start = (x.value, y.value)
        if last > first and _broken(start, box, last - first, look):
            words += _mended(c, textpage, text, first, last, look)
        else:
            words.append(Raw(match.group(), start, _far_end(start, box, look.quarter), look))
    return words


def _characters(c: Any, textpage: Any, count: int) -> str:
    """The characters of the page, one for each that PDFium counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = c.FPDFText_GetText(textpage, 0, count, buffer) - 1
    if written == count:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return text.replace("\ufffe", "\x02")  # what PDFium makes of a hyphen at a line end
    code = c.FPDFText_GetUnicode  # characters beyond the first 65,536 or without a meaning: one by one
    return "".join(chr(u) if 0 < (u := code(textpage, i)) < 0x110000 else "\x00" for i in range(count))


def _far_end(start: Point, box: Any, quarter: int) -> Point:
    """Where the base line of a word ends, given the box of its last character."""
    if quarter == 0:
        return box.right, start[1]
    if quarter == 1:
        return start[0], box.top
    if quarter == 2:
        return box.left, start[1]
    return start[0], box.bottom


def _broken(start: Point, box: Any, steps: int, look: Look) -> bool:
    """Whether the last character of a word stands too far from its first: two lines, or a space that was lost."""
    if look.quarter % 2:
        along, across = box.top - start[1], (box.left + box.right) / 2 - start[0]
    else:
        along, across = box.right - start[0], (box.bottom + box.top) / 2 - start[1]
    if look.quarter >= 2:
        along = -along
    return not look.slanted and (abs(across) > look.size or not -look.size < along < (steps + 2) * 1.5 * look.size)


def _mended(c: Any, textpage: Any, text: str, first: int, last: int, look: Look) -> list[Raw]:
    """The words that the characters from `first` to `last` make when they are looked at one by one."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    words: list[Raw] = []
    for index in range(first, last + 1):
        c.FPDFText_GetCharOrigin(textpage, index, x, y)
        c.FPDFText_GetLooseCharBox(textpage, index, box)
        start = (x.value, y.value)
        end = _far_end(start, box, look.quarter)
        before = words[-1] if words else None
        if before and math.dist(before.end, start) < look.size * 0.6:
            words[-1] = Raw(before.text + text[index], before.start, end, look)
        else:
            words.append(Raw(text[index], start, end, look))
    return words


class _Looks:
    """The look of each text object of a page, asked for once."""

    def __init__(self, c: Any, textpage: Any, tagged: bool) -> None:
        self._c, self._textpage, self._tagged = c, textpage, tagged
        self._known: dict[int, Look] = {}
        self._faces: dict[int, tuple[bool, bool]] = {}
        self._matrix = c.FS_MATRIX()

    def at(self, index: int) -> Look:
        """The look of the character at `index`."""
        handle = self._c.FPDFText_GetTextObject(self._textpage, index)
        key = ctypes.addressof(handle.contents) if handle else -1 - index
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = self._look(index, handle)
        return look

    def _look(self, index: int, handle: Any) -> Look:
        c, matrix = self._c, self._matrix
        size = c.FPDFText_GetFontSize(self._textpage, index)
        angle = 0.0
        if c.FPDFText_GetMatrix(self._textpage, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            angle = math.atan2(matrix.b, matrix.a)
        quarter = round(angle / (math.pi / 2))
        slanted = abs(angle - quarter * math.pi / 2) > _SLANT
        mode = c.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
        bold, symbolic = self._face(c.FPDFTextObj_GetFont(handle)) if handle else (False, False)
        content, aside = self._mark(handle) if self._tagged and handle else (-1, False)
        size = min(max(abs(size), 0.5), 500.0)
        return Look(round(size, 1), bold or mode == _STROKED, quarter % 4, slanted, mode != _INVISIBLE, symbolic, aside, content)

    def _face(self, font: Any) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it is one of signs."""
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._faces:
            buffer = ctypes.create_string_buffer(128)
            name = buffer.value.decode("latin-1") if font and self._c.FPDFFont_GetBaseFontName(font, buffer, 128) else ""
            heavy = bool(font) and self._c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            self._faces[key] = (heavy or bool(_BOLD.search(name)), bool(_SYMBOLIC.search(name)))
        return self._faces[key]

    def _mark(self, handle: Any) -> tuple[int, bool]:
        """The marked-content id of a text object, and whether it is marked as no part of the document's text."""
        content = self._c.FPDFPageObj_GetMarkedContentID(handle)
        if content >= 0:
            return content, False
        name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
        for index in range(min(self._c.FPDFPageObj_CountMarks(handle), 8)):
            mark = self._c.FPDFPageObj_GetMark(handle, index)
            if self._c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length):
                if bytes(name)[: max(length.value, 2) - 2].decode("utf-16-le", "replace") == _ARTIFACT:
                    return -1, True
        return -1, False


# --- the structure tree of a tagged PDF


def _tagged_headings(c: Any, page: Any, limit: int = 20_000) -> dict[int, int]:
    """The heading level of each marked content that the structure tree calls a heading ("H", "H1" to "H6")."""
    tree = c.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    levels: dict[int, int] = {}
    name = (ctypes.c_ushort * 8)()
    try:
        stack = [(c.FPDF_StructTree_GetChildAtIndex(tree, i), 0, 0) for i in range(min(c.FPDF_StructTree_CountChildren(tree), limit))]
        while stack and limit > 0:
            element, level, depth = stack.pop()
            limit -= 1
            if not element or depth > 60:
                continue
            size = c.FPDF_StructElement_GetType(element, name, ctypes.sizeof(name))
            kind = bytes(name)[: size - 2].decode("utf-16-le", "replace") if 2 < size <= ctypes.sizeof(name) else ""
            if kind[:1] == "H" and (kind == "H" or kind[1:].isdigit()):
                level = int(kind[1:] or 1)
            if level:
                for i in range(min(c.FPDF_StructElement_GetMarkedContentIdCount(element), 1000)):
                    levels[c.FPDF_StructElement_GetMarkedContentIdAtIndex(element, i)] = level
            children = min(max(c.FPDF_StructElement_CountChildren(element), 0), limit)
            stack += [(c.FPDF_StructElement_GetChildAtIndex(element, i), level, depth + 1) for i in range(children)]
    finally:
        c.FPDF_StructTree_Close(tree)
    levels.pop(-1, None)
    return levels
