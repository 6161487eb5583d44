"""Lines to paragraphs. A PDF has no paragraphs: a line ends either because it was full or because its writer ended it.

What tells the two apart, best first: whether the first word of the next line would have found room; the space between the
lines against that of lines that surely belong together; bullets and numbers; indents; size and weight; how the sentence
stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from ehcp_lint.parsers.pdf_lines import Line, fits
from ehcp_lint.parsers.pdf_rules import Box
from ehcp_lint.parsers.word_symbols import without_private

_USUAL_PACE = 1.22  # base line to base line, of the font size, where the document does not show its own
_LOOSER = 0.15  # of the font size: what space between paragraphs adds at least
_PARTED = 1.75  # times the pace: no two lines of one paragraph are so far apart
_ENDS = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_STOPS = re.compile(r"[.!?…][\"'’”)\]]*$")
_HYPHEN = re.compile(r"(?:^|.*[^\w'’])?([^\W\d_]+)[-\xad\x02]$", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines that belong together, on one page or more. `box` is where its first page shows it."""

    lines: list[Line]
    page: int
    box: Box = (0.0, 0.0, 0.0, 0.0)
    turned: bool = False
    joined: list[Paragraph] = field(default_factory=list)  # its continuation on later pages

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.joined[-1].last if self.joined else self.lines[-1]

    @property
    def number(self) -> str:
        return self.lines[0].number

    @property
    def order(self) -> int:
        return self.lines[0].order

    @property
    def height(self) -> int:
        """How many lines it has on its own page."""
        return len(self.lines)

    def all_lines(self) -> Iterator[Line]:
        yield from self.lines
        for part in self.joined:
            yield from part.all_lines()

    @property
    def size(self) -> float:
        """The font size of most of its characters."""
        sizes: Counter[float] = Counter()
        for line in self.all_lines():
            sizes[line.size] += sum(len(word.text) for word in line.words)
        return max(sizes, key=lambda size: sizes[size])

    @property
    def strong(self) -> bool:
        """Whether all of its text is bold."""
        lines = [line for line in self.all_lines() if line.words]
        return bool(lines) and all(line.bold for line in lines)


class Pace:
    """How far apart the lines of one paragraph stand, learned from lines that surely go on."""

    def __init__(self, usual: float = _USUAL_PACE) -> None:
        self.usual = usual

    @classmethod
    def of(cls, regions: Iterable[Sequence[Line]]) -> Pace:
        seen = [pace for lines in regions for pace in _sure_paces(lines)]
        return cls(median(seen)) if len(seen) >= 3 else cls()

    def of_region(self, lines: Sequence[Line]) -> float:
        seen = list(_sure_paces(lines))
        return min(median(seen), 2.5) if len(seen) >= 2 else self.usual


def _sure_paces(lines: Sequence[Line]) -> Iterator[float]:
    """Distances between a full line and one below it that begins in the middle of a sentence, over the font size."""
    for upper, lower in zip(lines, lines[1:], strict=False):
        if (
            upper.words
            and lower.words
            and not upper.beside
            and not lower.beside
            and not lower.number
            and upper.size == lower.size
            and 0.8 * upper.size < lower.base - upper.base < 3 * upper.size
            and _goes_on(upper, lower)
            and not fits(upper, lower.words[0])
        ):
            yield (lower.base - upper.base) / upper.size


def paragraphs_of(lines: Sequence[Line], page: int, pace: Pace) -> list[Paragraph]:
    """The paragraphs of a region, each column by itself, in the order in which they begin."""
    usual = pace.of_region(lines)
    paragraphs: list[Paragraph] = []
    for line in lines:
        above = _above(paragraphs, line)
        if above and _belongs(above, line, usual):
            above.lines.append(line)
        else:
            paragraphs.append(Paragraph([line], page))
    for paragraph in paragraphs:
        paragraph.box = _around(line.box for line in paragraph.lines)
    return paragraphs


def _above(paragraphs: list[Paragraph], line: Line) -> Paragraph | None:
    """The paragraph right above a line in its own column."""
    best: Paragraph | None = None
    for paragraph in reversed(paragraphs[-12:]):
        last = paragraph.last
        if last.base < line.base - 0.3 * line.size and _share_column(paragraph, line):
            if best is None or last.base > best.last.base:
                best = paragraph
    return best


def _share_column(paragraph: Paragraph, line: Line) -> bool:
    last = paragraph.last
    if not (last.beside or line.beside):
        return True
    left, right = min(l.x0 for l in paragraph.lines), max(l.x1 for l in paragraph.lines)
    return left - line.size < line.x1 and line.x0 < right


def _belongs(paragraph: Paragraph, line: Line, usual: float) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = paragraph.last
    if line.number or not line.words:
        return False
    if not last.words:
        return abs(last.base - line.base) < 1.6 * usual * line.size and not line.number  # text set below its bullet
    if abs(line.size - last.size) > 0.12 * last.size and not _small_run(last, line):
        return False
    gap = line.base - last.base
    pace = _own_pace(paragraph) or usual * max(last.size, line.size)
    goes_on = _goes_on(last, line)
    full = not fits(last, line.words[0])
    if gap > _PARTED * pace:
        return False
    if gap > pace + _LOOSER * line.size and not (goes_on and full and gap < 1.35 * pace):
        return False
    if full:
        return not _new_by_form(paragraph, line, goes_on)
    return goes_on and _nearly_full(last)


def _own_pace(paragraph: Paragraph) -> float | None:
    """The line distance of a paragraph that already has some lines."""
    lines = paragraph.lines
    if len(lines) < 3:
        return None
    return min(b.base - a.base for a, b in zip(lines[-3:], lines[-2:], strict=False))


def _new_by_form(paragraph: Paragraph, line: Line, goes_on: bool) -> bool:
    """Whether the shape says that a new paragraph begins although the line before it is full."""
    last = paragraph.last
    if goes_on:
        return False
    if paragraph.number:
        if line.x0 < paragraph.first.x0 + 0.3 * line.size < paragraph.first.indent - 0.3 * line.size:
            return bool(_ENDS.search(last.words[-1].text))
    elif len(paragraph.lines) > 1 or _ENDS.search(last.words[-1].text):
        left = paragraph.lines[-1].x0 if len(paragraph.lines) > 1 else paragraph.first.x0
        if line.x0 - left > 0.8 * line.size and _ENDS.search(last.words[-1].text):
            return True  # a first-line indent
        if len(paragraph.lines) > 1 and left - line.x0 > 0.8 * line.size:
            return True
    return last.bold and not any(word.look.bold for word in line.words) and all(part.bold for part in paragraph.lines)


def _small_run(last: Line, line: Line) -> bool:
    """Whether one of two lines is a few characters only, so that its size says little."""
    return min(sum(len(w.text) for w in last.words), sum(len(w.text) for w in line.words)) <= 3


def _nearly_full(line: Line) -> bool:
    return line.limit - line.x1 < 0.25 * max(line.limit - line.x0, 1.0)


def _goes_on(upper: Line, lower: Line) -> bool:
    """Whether a sentence runs from one line into the next: no full stop, and a small letter."""
    return lower.words[0].text[:1].islower() and not _STOPS.search(upper.words[-1].text)


def continues(upper: Paragraph, lower: Paragraph) -> bool:
    """Whether `lower`, at the top of a page or column, goes on with `upper` at the end of the one before."""
    last, first = upper.last, lower.first
    if first.number or not first.words or not last.words or lower.turned != upper.turned:
        return False
    if abs(first.size - last.size) > 0.12 * last.size:
        return False
    if _goes_on(last, first):
        return True
    if fits(last, first.words[0]) or last.bold != first.bold:
        return False
    if not _ENDS.search(last.words[-1].text):
        return True
    return len(upper.lines) > 1 and len(lower.lines) > 1


def _around(boxes: Iterable[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


class Vocabulary:
    """The words of a document, to tell a hyphen that belongs to a word ("half-" + "termly") from one that a line end made."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = Counter(word.strip(".,;:!?()\"'‘’“”").lower() for word in words)
        self._parts = Counter(part for word, n in self._words.items() for part in word.split("-") for _ in range(n))

    def keeps_hyphen(self, left: str, right: str) -> bool:
        left, right = left.lower(), right.lower()
        if f"{left}-{right}" in self._words:
            return True
        if f"{left}{right}" in self._words:
            return False
        return bool(self._parts[left] or len(left) <= 2) and bool(self._parts[right] > 1 or len(right) > 3)


def text_of(paragraph: Paragraph, vocabulary: Vocabulary) -> str:
    """The words of a paragraph, its lines rejoined; the bullet or number is not among them."""
    text = ""
    for line in paragraph.all_lines():
        if not line.words:
            continue
        own = " ".join(word.text.replace("\x02", "-") if word is not line.words[-1] else word.text for word in line.words)
        text = _join(text, own, vocabulary) if text else own
    text = text.replace("\x02", "-")
    return text if text.isascii() else without_private(text)[0]


def _join(text: str, line: str, vocabulary: Vocabulary) -> str:
    """Two lines as one: no space after a hyphen or a slash that ends a line within a word."""
    if text[-1] in "-\xad\x02" and len(text) > 1 and not text[-2].isspace() and text[-2] not in "-–—":
        left, right = _HYPHEN.match(text[-60:]), _LETTERS.match(line)
        if text[-1] != "\xad" and not (left and right and not vocabulary.keeps_hyphen(left.group(1), right.group())):
            return text[:-1] + "-" + line
        return text[:-1] + line
    if text[-1] == "/" and len(text) > 1 and not text[-2].isspace():
        return text + line
    return f"{text} {line}"
