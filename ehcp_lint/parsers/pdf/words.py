"""The words of a PDF page as PDFium finds them, in the order of the file and in its coordinates."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from ehcp_lint.parsers.pdf.tags import content_of

MAX_CHARACTERS = 200_000  # on one page; the fullest pages of a plan have 6,000

_WORD = re.compile("[^\\s\x00\x02]+\x02?")  # PDFium writes \x02 for a hyphen that ends a line
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SYMBOLIC = re.compile(r"symbol|dings|courier", re.IGNORECASE)
_STROKED = 2  # text render mode "fill and stroke": how makers of PDFs fake a bold face
_INVISIBLE = 3  # text render mode of the layer that text recognition puts over a scan
_SLANT = 0.1  # radians off the horizontal or vertical from which text is slanted (a watermark)

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


class Raw(NamedTuple):
    """A word while nobody knows yet which way the page is read: its base line in the coordinates of the file.

    `at` are the numbers that PDFium gives its characters, one for each; none for the value of a form field."""

    text: str
    start: Point
    end: Point
    look: Look
    at: Sequence[int] = ()


def raw_words(c: Any, page: Any, tagged: bool) -> tuple[list[Raw], bool]:
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
            words.append(Raw(match.group(), start, _far_end(start, box, look.quarter), look, range(first, last + 1)))
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
            words[-1] = Raw(before.text + text[index], before.start, end, look, range(before.at[0], index + 1))
        else:
            words.append(Raw(text[index], start, end, look, range(index, index + 1)))
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
        content, aside = content_of(c, handle) if self._tagged and handle else (-1, False)
        size = min(max(abs(size), 0.5), 500.0)
        return Look(
            round(size, 1), bold or mode == _STROKED, quarter % 4, slanted, mode != _INVISIBLE, symbolic, aside, content
        )

    def _face(self, font: Any) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it is one of signs."""
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._faces:
            buffer = ctypes.create_string_buffer(128)
            name = buffer.value.decode("latin-1") if font and self._c.FPDFFont_GetBaseFontName(font, buffer, 128) else ""
            heavy = bool(font) and self._c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            self._faces[key] = (heavy or bool(_BOLD.search(name)), bool(_SYMBOLIC.search(name)))
        return self._faces[key]
