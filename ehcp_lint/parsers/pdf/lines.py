"""Words to lines: which words of a region stand on one line, where a line is really two columns, what marks a list item.

A region is a cell or a stretch of page between tables. The order of the file is trusted where it speaks: words that follow
each other in the file on one line are one line, words that do not are two columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ehcp_lint.parsers.pdf.page import Word
from ehcp_lint.parsers.pdf.rules import Box
from ehcp_lint.parsers.word.symbols import without_private

_SPACE = 0.28  # of the font size: an ordinary space
_CLEAR = 0.3  # of the font size: widths and margins are known no better
_COLUMN_GAP = 0.5  # of the font size: between words that do not follow each other in the file
_TAB_GAP = 1.8  # of the font size: between words that do
_ALIGNED = 2.0  # points: starts no further apart are one column

_BULLET = "•"  # what the Word reader gives for every bullet
_BULLETS = frozenset("•●○◦▪▫■□◆◇►▶▸▹➢➤❖‣⁃∙·➔⇨→✓✗★")
_THIN_BULLETS = frozenset("-–—*>")  # a bullet only with a gap after it
_LETTER_BULLETS = frozenset("oØü§vqlnu")  # Wingdings and Courier signs that lost their font's meaning
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,6})\)|(?:\d{1,3}|[A-Za-z]|[ivx]{1,6}|[IVX]{1,6})\.|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
)
_GLUED = re.compile(r"\d{1,3}[.)](?=[A-Z])")
_DIGITS = re.compile(r"\d+(?=\D*$)")
_SPELT = re.compile(r"\w", re.UNICODE)


@dataclass(slots=True, eq=False)
class Line:
    """Words of one line in one column. `limit` is how far right its column reaches; `beside` says that another column
    stands on the same line. `number` is a bullet or list number, `indent` where the text after it begins."""

    words: list[Word]
    limit: float
    beside: bool = False
    number: str = ""
    x0: float = field(init=False)
    x1: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)
    indent: float = field(init=False)
    order: int = field(init=False)

    def __post_init__(self) -> None:
        words = self.words
        self.x0, self.x1, self.order = words[0].x0, max(word.x1 for word in words), words[0].order
        sizes: Counter[float] = Counter()
        bold = 0
        for word in words:
            sizes[word.look.size] += len(word.text)
            bold += len(word.text) if word.look.bold else 0
        total = sum(sizes.values())
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        self.base = next((word.base for word in words if word.look.size == self.size), words[0].base)
        self.bold = bold == total
        self._split_mark()

    def _split_mark(self) -> None:
        """Takes a bullet or list number off the front of the line."""
        words = self.words
        self.indent = self.x0
        first = words[0]
        sign = _sign(first.text[:1])
        flush = len(words) == 2 and words[1].x1 > self.limit - 2  # set flush: the gap may be a space
        if len(words) > 1 and _is_mark(words) and not (flush and _NUMBER.fullmatch(first.text)):
            self.number = first.text if _NUMBER.fullmatch(first.text) else _BULLET
            self.words = words[1:]
        elif len(first.text) > 1 and sign in _BULLETS and _SPELT.search(first.text):
            self.number = _BULLET
            width = (first.x1 - first.x0) / len(first.text)
            self.words = [first._replace(text=first.text[1:], x0=first.x0 + width, at=first.at[1:]), *words[1:]]
        elif len(words) == 1 and sign in _BULLETS and len(first.text) == 1:
            self.number, self.words = _BULLET, []
        elif glued := _GLUED.match(first.text):
            self.number = glued.group()
            width = (first.x1 - first.x0) * glued.end() / len(first.text)
            end = glued.end()
            self.words = [first._replace(text=first.text[end:], x0=first.x0 + width, at=first.at[end:]), *words[1:]]
        self._text_begins()

    def _text_begins(self) -> None:
        if self.words:
            self.indent = self.words[0].x0
            self.bold = all(word.look.bold for word in self.words)

    def number_first(self) -> None:
        """Takes the first word for a list number, because the lines of its list say so."""
        self.number, self.words = self.words[0].text, self.words[1:]
        self._text_begins()

    @property
    def box(self) -> Box:
        words = self.words
        if not words:
            return self.x0, self.base - self.size, self.x1, self.base
        return self.x0, min(w.top for w in words), self.x1, max(w.bottom for w in words)


def _is_mark(words: Sequence[Word]) -> bool:
    """Whether the first word of a line is a bullet or a list number rather than text."""
    first, second = words[0], words[1]
    text, size = first.text, first.look.size
    gap = second.x0 - first.x1
    if len(text) == 1:
        sign = _sign(text)
        if sign in _BULLETS:
            return True
        if sign in _LETTER_BULLETS and first.look.symbolic:
            return gap > 0.3 * size
        return sign in _THIN_BULLETS and gap > _wide(words)
    return bool(_NUMBER.fullmatch(text)) and gap > _wide(words)


def _wide(words: Sequence[Word]) -> float:
    """From where on the gap after the first word is a tab: wider than a space, also than one that justified text has."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words[1:]))
    return max(0.5 * words[0].look.size, 1.5 * gaps[len(gaps) // 2] if gaps else 0.0)


def _sign(character: str) -> str:
    """The character that a sign of Word's picture fonts shows."""
    return character if character.isascii() else without_private(character)[0]


def lines_of(words: Sequence[Word], right: float) -> list[Line]:
    """The lines of a region from top to bottom, columns beside each other from left to right. `right` is the region's
    right margin."""
    rows = rows_of(words)
    cuts = _cuts(rows, right)
    starts = _starts([row[i].x0 for row, cut in zip(rows, cuts, strict=True) for i in cut])
    lines: list[Line] = []
    for row, cut in zip(rows, cuts, strict=True):
        parts = [row[a:b] for a, b in zip([0, *cut], [*cut, len(row)], strict=True)]
        lines += [Line(part, right, len(parts) > 1) for part in map(_letters_joined, parts)]
    if starts:
        _set_limits(lines, starts, right)
    _number_alike(lines)
    return lines


def _number_alike(lines: list[Line]) -> None:
    """Numbers that stand too close to their text ("10." where "9." has a tab), recognised by the one before in their list."""
    lists = {(line.number, line.size, round(line.indent / _ALIGNED)) for line in lines if line.number[-1:] in (".", ")")}
    for line in lines if lists else ():
        if line.number or len(line.words) < 2 or not _NUMBER.fullmatch(line.words[0].text):
            continue
        before = _DIGITS.sub(lambda digits: str(int(digits.group()) - 1), line.words[0].text)
        at = round(line.words[1].x0 / _ALIGNED)
        if any((before, line.size, at + d) in lists for d in (-1, 0, 1)):
            line.number_first()
            lists.add((line.number, line.size, at))


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words whose letters stand at one height, each row from left to right."""
    rows: list[tuple[Word, list[Word]]] = []  # the largest word of the row leads it
    for word in sorted(words, key=lambda w: w.base):
        if rows and _level(rows[-1][0], word):
            lead, row = rows[-1]
            row.append(word)
            if word.look.size > lead.look.size:
                rows[-1] = (word, row)
        else:
            rows.append((word, [word]))
    for _, row in rows:
        row.sort(key=lambda w: (w.x0, w.order))
    return [row for _, row in rows]


def _level(a: Word, b: Word) -> bool:
    small = min(a.look.size, b.look.size)
    if abs(a.base - b.base) <= 0.25 * small:
        return True
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap >= 0.6 * small and (a.look.size != b.look.size or overlap >= 0.75 * small)


def _cuts(rows: list[list[Word]], right: float) -> list[list[int]]:
    """For each row the places where one column ends and the next begins."""
    sure: list[list[int]] = []
    maybe: list[list[int]] = []
    ends = Counter(round(row[-1].x1) for row in rows)
    for row in rows:
        sure.append([])
        maybe.append([])
        justified = row[-1].x1 > right - 2 or sum(ends[round(row[-1].x1) + d] for d in (-1, 0, 1)) > 2
        for i in range(1, len(row)):
            a, b = row[i - 1], row[i]
            gap, size = b.x0 - a.x1, max(a.look.size, b.look.size)
            marked = (i == 1 and _is_mark(row)) or _page_number(row[i:])
            if gap >= _COLUMN_GAP * size and b.order != a.order + 1:
                sure[-1].append(i)
            elif gap >= _TAB_GAP * size and not marked and not (justified and _stretched(row, gap)):
                maybe[-1].append(i)
    if any(maybe):
        starts = Counter(round(row[i].x0 / _ALIGNED) for row, s, m in zip(rows, sure, maybe, strict=True) for i in (*s, *m))
        for n, row in enumerate(rows):
            below = rows[n + 1] if n + 1 < len(rows) else []
            kept = [i for i in maybe[n] if _is_column(row, i, below, starts)]
            sure[n] = sorted({*sure[n], *kept})
    return sure


def _stretched(row: list[Word], gap: float) -> bool:
    """Whether a gap is as wide as the others of its line, as in text that is set flush on both sides."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(row))
    return gap <= 1.6 * gaps[(len(gaps) - 1) // 2]


def _is_column(row: list[Word], i: int, below: list[Word], starts: Counter[int]) -> bool:
    """Whether a wide gap parts two columns: the next line goes on below the right part, or other lines are parted there.

    A label and its answer on one line ("Name:    Sam") are one line unless the answer goes on below itself."""
    x = row[i].x0
    hangs = bool(below) and abs(below[0].x0 - x) <= _ALIGNED and below[0].base - row[i].base < 2.2 * row[i].look.size
    if hangs:
        return True
    here = round(x / _ALIGNED)
    aligned = starts[here] + starts[here - 1] + starts[here + 1] > 1
    return aligned and not row[i - 1].text.endswith(":")


def _page_number(words: list[Word]) -> bool:
    """The last part of a line in a list of contents."""
    return len(words) == 1 and words[0].text.isdigit()


def _starts(xs: list[float]) -> list[float]:
    """Where columns begin, one value for starts that are close together."""
    starts: list[float] = []
    for x in sorted(xs):
        if not starts or x - starts[-1] > 4 * _ALIGNED:
            starts.append(x)
    return starts


def _set_limits(lines: list[Line], starts: list[float], right: float) -> None:
    """How far each line of a region with columns could have gone: to the longest line of its column."""
    column = [sum(1 for start in starts if start <= line.x0 + _ALIGNED) for line in lines]
    reach: dict[int, float] = {}
    for line, n in zip(lines, column, strict=True):
        inside = n == len(starts) or line.x1 < starts[n]
        if inside and (line.beside or n):
            reach[n] = max(reach.get(n, 0.0), line.x1)
    for i, (line, n) in enumerate(zip(lines, column, strict=True)):
        near = lines[max(i - 3, 0) : i + 4]
        narrow = n > 0 or any(other.beside or other.x0 >= line.x1 + line.size for other in near)
        if narrow and n in reach and line.x1 <= reach[n] + _ALIGNED:
            line.limit = min(right, reach[n])


def _letters_joined(words: list[Word]) -> list[Word]:
    """Letter-spaced headings ("S E C T I O N   A") as words: single letters joined, wider gaps kept."""
    if len(words) < 5 or sum(len(word.text) == 1 and word.text.isalpha() for word in words) < 0.8 * len(words):
        return words
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    space = gaps[len(gaps) // 2] * 1.6 + 0.1
    joined = [words[0]]
    for word in words[1:]:
        last = joined[-1]
        if word.x0 - last.x1 <= space:
            joined[-1] = last._replace(text=last.text + word.text, x1=word.x1, at=(*last.at, *word.at))
        else:
            joined.append(word)
    return joined


def slack(line: Line, word: Word) -> float:
    """How much room there is left at the end of a line after putting `word` there too; negative if it does not fit."""
    return line.limit - line.x1 - _SPACE * line.size - (word.x1 - word.x0)


def fits(line: Line, word: Word) -> bool:
    """Whether `word` would clearly have found room at the end of `line`: then the line was ended on purpose."""
    return slack(line, word) > _CLEAR * line.size
