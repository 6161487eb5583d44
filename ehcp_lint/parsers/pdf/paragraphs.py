"""Lines to paragraphs. A PDF has no paragraphs: a line ends either because it was full or because its writer ended it.

What tells the two apart, best first: whether the first word of the next line would have found room; the space between the
lines against that of lines that surely belong together; bullets and numbers; indents; size and weight; how the sentence
stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ehcp_lint.parsers.pdf.lines import Line, fits, slack
from ehcp_lint.parsers.pdf.page import Word
from ehcp_lint.parsers.pdf.rules import Box
from ehcp_lint.parsers.word.symbols import without_private

_USUAL_PACE = 1.22  # base line to base line, of the font size, where the document does not show its own
_LOOSER = 0.2  # of the font size: what space between paragraphs adds at least
_CLEAR = 0.3  # of the font size: room that a line must leave to have been ended on purpose
_ENOUGH = 3  # measurements before their median is believed
_PARTED = 1.75  # times the pace: no two lines of one paragraph are so far apart
_ENDS = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_STOPS = re.compile(r"[.!?…][\"'’”)\]]*$")
_HYPHEN = re.compile(r"(?:^|.*[^\w'’])?([^\W\d_]+)[-\xad\x02]$", re.DOTALL)
_TYPED = re.compile(r"\(?[A-Z]{0,2}\d{1,3}[a-z]?[.):]")
_UNBREAKABLE = re.compile(r"[_@]|//|[^\W\d]\.[^\W\d]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CLOSING = frozenset(",.;:!?)]’”%")  # never the first on a line but where a column is too narrow
# Words that follow others everywhere: no parts of a word that a narrow column broke.
_COMMON = frozenset(
    "a about across after all an and any are as at be been but by can do each for from had has have he her him his how if in "
    "into is it its may more most must need needs no not of on one or other our out over own part she should so some such "
    "support than that the their them then there they this through time to two up use used using very was we were what when "
    "where which who will with within without work would you your".split()
)


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
    def last_page(self) -> int:
        return self.joined[-1].last_page if self.joined else self.page

    def all_lines(self) -> Iterator[Line]:
        yield from self.lines
        for part in self.joined:
            yield from part.all_lines()

    @property
    def size(self) -> float:
        """The font size of most of its characters."""
        first = self.lines[0].size
        if all(line.size == first for line in self.all_lines()):
            return first
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
    """How far apart the lines of one paragraph stand, over the font size, learned from lines that surely go on.

    Cells and pages keep their own, and so does each font size: tables are often set tighter than running text."""

    def __init__(self, pages: Iterable[Sequence[Line]], cells: Iterable[Sequence[Line]]) -> None:
        seen: dict[tuple[bool | None, float | None], list[float]] = defaultdict(list)
        for in_cell, regions in ((False, pages), (True, cells)):
            for lines in regions:
                for size, pace in _sure_paces(lines):
                    for key in ((in_cell, size), (in_cell, None), (None, None)):
                        seen[key].append(pace)
        self._known = {key: median(paces) for key, paces in seen.items() if len(paces) >= _ENOUGH}

    def of(self, in_cell: bool, size: float) -> float:
        """The usual distance for text of this size here, else for text of any size, else what is usual anywhere."""
        known = self._known
        elsewhere = max(known.get((None, None), 0.0), _USUAL_PACE)
        return known.get((in_cell, size)) or known.get((in_cell, None)) or elsewhere


def _sure_paces(lines: Sequence[Line]) -> Iterator[tuple[float, float]]:
    """Font size and distance, over that size, of a full line and one below it that begins in the middle of a sentence."""
    for upper, lower in pairwise(lines):
        if not (upper.words and lower.words) or upper.beside or lower.beside or lower.number or upper.size != lower.size:
            continue
        pace = (lower.base - upper.base) / upper.size
        if 0.8 < pace < 3 and _goes_on(upper, lower) and not fits(upper, lower.words[0]):
            yield upper.size, pace


def paragraphs_of(lines: Sequence[Line], page: int, pace: Pace, *, in_cell: bool = False) -> list[Paragraph]:
    """The paragraphs of a region, each column by itself, in the order in which they begin."""
    own: dict[float, list[float]] = defaultdict(list)
    for size, distance in _sure_paces(lines):
        own[size].append(distance)
    labelled = sum(_is_labelled(line) for line in lines) > 1
    paragraphs: list[Paragraph] = []
    new_row = False  # the line's neighbour to the left begins a paragraph
    for before, line in zip([None, *lines], lines, strict=False):
        same_row = before is not None and line.beside and before.beside and abs(before.base - line.base) < 0.3 * line.size
        usual = min(median(own[line.size]), 2.5) if len(own[line.size]) > 1 else pace.of(in_cell, line.size)
        above = _above(paragraphs, line)
        if labelled and _is_labelled(line):
            above = None
        if above and _belongs(above, line, usual, new_row=same_row and new_row):
            above.lines.append(line)
            new_row = same_row and new_row
        else:
            paragraphs.append(Paragraph([line], page))
            new_row = True
    for paragraph in paragraphs:
        paragraph.box = _around(line.box for line in paragraph.lines)
    return paragraphs


def _is_labelled(line: Line) -> bool:
    """Whether a line begins with a label that its writer typed: "E2.", "12)", "F1:"."""
    return len(line.words) > 1 and bool(_TYPED.fullmatch(line.words[0].text)) and line.words[1].text[:1].isupper()


def _above(paragraphs: list[Paragraph], line: Line) -> Paragraph | None:
    """The paragraph right above a line in its own column."""
    best: Paragraph | None = None
    for paragraph in reversed(paragraphs[-12:]):
        last = paragraph.last
        higher = best is not None and last.base <= best.last.base
        if not higher and last.base < line.base - 0.3 * line.size and _share_column(paragraph, line):
            best = paragraph
    return best


def _share_column(paragraph: Paragraph, line: Line) -> bool:
    left, right = min(part.x0 for part in paragraph.lines), max(part.x1 for part in paragraph.lines)
    return left - line.size < line.x1 and line.x0 < right


def _belongs(paragraph: Paragraph, line: Line, usual: float, *, new_row: bool) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = paragraph.last
    if line.number or not line.words:
        return False
    gap = line.base - last.base
    if not last.words:
        return gap < 1.6 * usual * line.size  # text set below its bullet
    if abs(line.size - last.size) > 0.12 * last.size and not (_small_run(last, line) or _goes_on_small(last, line)):
        return False
    pace = _own_pace(paragraph) or usual * max(last.size, line.size)
    goes_on = _goes_on(last, line)
    if gap > _PARTED * pace or (new_row and not goes_on):
        return False
    if gap > pace + _LOOSER * line.size and not (goes_on and gap < 1.35 * pace and not fits(last, line.words[0])):
        return False
    return not _ended_on_purpose(last, line, goes_on) and not _new_by_indent(paragraph, line, goes_on)


def _ended_on_purpose(last: Line, line: Line, goes_on: bool) -> bool:
    """Whether a line stops short of where it could have stopped. The more its sentence seems to go on, the more it takes."""
    room = slack(last, line.words[0])
    width = max(last.limit - last.x0, 1.0)
    if goes_on:
        return room > 0.25 * width
    if not _ENDS.search(last.words[-1].text):
        return room > max(_CLEAR * last.size, 0.02 * width)
    return room > _CLEAR * last.size


def _own_pace(paragraph: Paragraph) -> float | None:
    """The line distance of a paragraph that already has some lines."""
    lines = paragraph.lines[-3:]
    return min(b.base - a.base for a, b in pairwise(lines)) if len(lines) == 3 else None


def _new_by_indent(paragraph: Paragraph, line: Line, goes_on: bool) -> bool:
    """Whether a line begins further in or out than the paragraph would go on."""
    if goes_on:
        return False
    last = paragraph.last
    ended = bool(_ENDS.search(last.words[-1].text))
    if paragraph.number:
        hangs = paragraph.first.indent > paragraph.first.x0 + 0.6 * line.size
        return ended and hangs and line.x0 < paragraph.first.x0 + 0.3 * line.size
    if len(paragraph.lines) > 1:
        return (ended and line.x0 - last.x0 > 0.8 * line.size) or last.x0 - line.x0 > 0.8 * line.size
    return ended and line.x0 - last.x0 > 0.8 * line.size


def _small_run(last: Line, line: Line) -> bool:
    """Whether one of two lines is a few characters only, so that its size says little."""
    return min(sum(len(word.text) for word in part.words) for part in (last, line)) <= 3


def _goes_on_small(last: Line, line: Line) -> bool:
    """Whether a line goes on in the size that the line above ends in: a heading and "(Sections E / and F)" in smaller type."""
    return abs(line.size - last.words[-1].look.size) < 0.02 * line.size and _goes_on(last, line)


def _goes_on(upper: Line, lower: Line) -> bool:
    """Whether a sentence runs from one line into the next: no full stop, and a small letter."""
    first = lower.words[0].text.lstrip("([\"'“‘")
    return first[:1].islower() and not _STOPS.search(upper.words[-1].text)


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
    if not ends_sentence(upper):
        return True
    return len(upper.lines) > 1 and len(lower.lines) > 1 and (_has_sentences(upper) or _has_sentences(lower))


def _has_sentences(paragraph: Paragraph) -> bool:
    """Whether a sentence ends within a paragraph, so that one that ends with its page need not be its last."""
    words = [word.text for line in paragraph.lines for word in line.words]
    return any(_STOPS.search(word) and after[:1].isupper() for word, after in pairwise(words))


def ends_sentence(paragraph: Paragraph) -> bool:
    """Whether a paragraph ends in a full stop or the like."""
    words = paragraph.last.words
    return bool(words and _ENDS.search(words[-1].text) and not words[-1].text.endswith(";"))


def begins_small(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a small letter, as only the rest of a sentence does."""
    words = paragraph.first.words
    return not paragraph.number and bool(words) and words[0].text.lstrip("([\"'“‘")[:1].islower()


def _around(boxes: Iterable[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


class LineEnds:
    """Rejoins words that a line end divides, by the words that stand undivided elsewhere in the document.

    A hyphen may belong to its word ("half-" + "termly") or be made by the line end ("provi-" + "sion"); Word divides no
    words unless it is told to, so a hyphen stays unless this document shows that it divides. A word too long for its column
    is broken without a hyphen ("communic" + "ation")."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        words: Counter[str] = Counter()
        breaks: list[tuple[str, str]] = []
        for paragraph in paragraphs:
            before: Line | None = None
            for line in paragraph.all_lines():
                if not line.words:
                    continue
                words.update(_bare(word.text) for word in _whole_words(before, line))
                if before and (pair := _divided(before.words[-1].text, line.words[0].text)):
                    breaks.append(pair)
                before = line
        self._words = words
        self._parts = Counter(part for word in words for part in word.split("-"))
        whole = sum(f"{left}{right}" in words and f"{left}-{right}" not in words for left, right in breaks)
        self._divides = whole >= 2 or (whole == 1 and len(breaks) <= 3)

    def join(self, text: str, line: Line, after: Line) -> str:
        """`text`, which ends with `line`, and then the words of `after`."""
        own = " ".join(word.text for word in after.words)
        if text[-1] == "\xad":
            return text[:-1] + own
        if text[-1] in "-\x02" and len(text) > 1 and not text[-2].isspace() and text[-2] not in "-–—":
            parts = _divided(line.words[-1].text, own)
            return (text[:-1] if parts and not self._hyphen_stays(*parts) else text) + own
        if (text[-1] == "/" and len(text) > 1 and not text[-2].isspace()) or own[0] in _CLOSING:
            return text + own
        return text + own if self._is_broken(line, after) else f"{text} {own}"

    def _hyphen_stays(self, left: str, right: str) -> bool:
        if f"{left}-{right}" in self._words:
            return True
        if f"{left}{right}" in self._words:
            return False
        return not self._divides or (self._parts[left] > 0 and self._parts[right] > 0)

    def _is_broken(self, line: Line, after: Line) -> bool:
        """Whether the line breaks off within a word that is longer than the column is wide, or within a web address."""
        if not _is_brimful(line):
            return False
        left, right = line.words[-1].text, after.words[0].text
        if len(left) >= 12 and _UNBREAKABLE.search(left[:-1]):
            return True
        if len(line.words) > 1 or "-" in left or not left[-1:].isalpha() or not right[:1].isalpha():
            return False
        if right[:1].isupper() and not left.isupper():
            return False
        whole, first, rest = _bare(left + right), _bare(left), _bare(right)
        if whole in self._words or (len(rest) == 1 and rest not in "ai"):
            return True
        return not (self._words[first] or self._words[rest] or rest in _COMMON)


def _whole_words(before: Line | None, line: Line) -> list[Word]:
    """The words of a line without those that may be parts of a word that is too long for its column."""
    first = 1 if before and len(before.words) == 1 and _is_brimful(before) else 0
    return [] if len(line.words) == 1 and _is_brimful(line) else line.words[first:]


def _is_brimful(line: Line) -> bool:
    """Whether not one more letter would have found room on the line."""
    return bool(line.words) and line.x1 + 0.6 * line.size > line.limit


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]\"'‘’“”").lower().replace("\x02", "-")


def _divided(before: str, after: str) -> tuple[str, str] | None:
    """The two parts of a word that a line end divides, if it does."""
    left, right = _HYPHEN.match(before), _LETTERS.match(after)
    return (left.group(1).lower(), right.group().lower()) if left and right else None


def paged_words(paragraph: Paragraph) -> Iterator[tuple[int, Word]]:
    """The words of a paragraph, each with the page that it stands on."""
    for line in paragraph.lines:
        for word in line.words:
            yield paragraph.page, word
    for part in paragraph.joined:
        yield from paged_words(part)


def text_of(paragraph: Paragraph, line_ends: LineEnds) -> str:
    """The words of a paragraph, its lines rejoined; the bullet or number is not among them."""
    text = ""
    before: Line | None = None
    for line in paragraph.all_lines():
        if line.words:
            text = line_ends.join(text, before, line) if before else " ".join(word.text for word in line.words)
            before = line
    text = text.replace("\x02", "-")
    return text if text.isascii() else without_private(text)[0]
