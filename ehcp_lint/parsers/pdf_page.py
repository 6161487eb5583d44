"""One page as PDFium sees it: words with their boxes and look, ruling lines, filled boxes and pictures.

PDFium keeps the order of the content stream, which in a PDF made by Word or LibreOffice is the order of the document, and
sets the spaces that a file leaves out. Everything here is in the page's *reading frame*: points from the top left corner
after turning the page so that most of its text runs from left to right. Loops call the C functions directly: through the
helper classes of pypdfium2 the same page takes five times as long."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MAX_CHARACTERS = 200_000  # on one page; a plan's fullest pages have 6,000

_WORD = re.compile("[^\\s\x02\x00]+\x02?")  # PDFium writes \x02 for a hyphen that ends a line
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ASCENT, _DESCENT = 0.75, 0.22  # of the font size: a box that hugs the letters of any text font
_SIDEWAYS = 0.1  # radians off the horizontal or vertical from which text is slanted (a watermark)

Box = tuple[float, float, float, float]
Turn = Callable[[float, float], tuple[float, float]]


class Look(NamedTuple):
    """How a stretch of text is set. `quarter` counts the quarter turns (anticlockwise) of its base line on the paper."""

    size: float
    bold: bool
    quarter: int = 0
    slanted: bool = False
    aside: bool = False  # marked by the maker of the file as a running header or footer
    content: int = -1  # the marked-content id that the structure tree refers to
    drawn: bool = True  # False for the invisible layer that text recognition puts over a scan


class Word(NamedTuple):
    """Characters without white space between them, on one line. `order` counts words in the order of the file."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    look: Look
    order: int


class Rule(NamedTuple):
    """A straight line, as a person sees it: a stroke or a thin filled rectangle. Upright if x0 equals x1."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        return self.x0 == self.x1


@dataclass(slots=True)
class Sheet:
    """A page, read: `turned` are words that run in another direction than most, `slanted` those of a watermark."""

    number: int
    width: float
    height: float
    quarter: int = 0
    paper: int = 0  # quarter turns that a viewer gives the page
    words: list[Word] = field(default_factory=list)
    turned: list[Word] = field(default_factory=list)
    slanted: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawings: int = 0
    symbols: int = 0
    outside: int = 0
    busy: bool = False
    headings: dict[int, int] = field(default_factory=dict)  # marked-content id -> heading level

    def on_paper(self, box: Box) -> Box:
        """`box` of the reading frame in points from the top left corner of the page as a viewer shows it."""
        for _ in range((self.quarter - self.paper) % 4):
            box = (box[1], 0.0, box[3], 0.0)  # replaced below
        return box


class Raw(NamedTuple):
    """One word before anyone knows which way the page is read: base line start and end in PDF coordinates."""

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    look: Look


def raw_words(c: Any, textpage: Any) -> tuple[list[Raw], int]:
    """All words of the page in the order of the file, and how many characters have no meaning (no Unicode value)."""
    count = c.FPDFText_CountChars(textpage)
    if count <= 0:
        return [], 0
    text = _characters(c, textpage, count)
    looks = _Looks(c, textpage)
    words: list[Raw] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    box = c.FS_RECTF()
    origin, loose, object_at = c.FPDFText_GetCharOrigin, c.FPDFText_GetLooseCharBox, c.FPDFText_GetTextObject
    for match in _WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        look = looks.of(object_at(textpage, first), first)
        origin(textpage, first, x, y)
        loose(textpage, last, box)
        end = _far_end(box, x.value, y.value, look.quarter)
        word = Raw(match.group(), (x.value, y.value), end, look)
        if last > first and _broken(word, last - first + 1):
            words.extend(_mended(c, textpage, text, first, last, look))
        else:
            words.append(word)
    return words, sum(map(text.count, "\x00\ufffd\ufffe\uffff"))
