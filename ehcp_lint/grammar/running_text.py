"""A text as it would be read aloud, for counting: wrapped lines joined, capitals and spaces made alike, names alike.

Nothing here is for quoting: `low` only has the same words in the same order, and `place` knows where each stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ehcp_lint.language import lower, mask, sentences, shouted, squeeze
from ehcp_lint.language.letters import BULLET

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_GAP = "\u200b"
_LINE_ENDS = str.maketrans({"\r": _GAP, **dict.fromkeys("\v\f\u2028\u2029\x85", "\n")})
_PARAGRAPH = re.compile(r"(?:[^\S\n]*\S[^\n]*\n)+[^\S\n]*\S[^\n]*")
_NARROWEST = 30
_INNER_STOP = re.compile(r"[.!?][\"'”’)]* +[\"'“‘(]*[A-ZÀ-Þ]")
_STOP_AT_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_SHORT_FORM = re.compile(
    r"\b(?:dr|mrs?|ms|mx|prof|e\.g|i\.e|approx|no|p\.[wad]|etc|hrs?|mins?|yrs?|wks?|incl|max|min)\.$", re.I
)
_TITLE = re.compile(r"\b(?:dr|mrs?|ms|mx|prof)\.$", re.I)
_SPLIT_WORD = re.compile(r"[^\W\d_]-$")

_AFTER_STOP = re.compile(r"(?:^|[.!?]+[\"')\]]*\s+)[\"'(\[•\s]*([^\W\d_])")
_MAY_GO_ON = re.compile(r"(?:\betc|\b[ap]\.m|\bp\.[wadt]|\bw\.e|\bal|\bhrs?|\bmins?|\bsecs?|\bwks?|\bltd|\bco)\.\s+$")

_QUOTED = re.compile(
    r"(?<!\w)\"(?=[^\s\"])(?:[^\"\n]|\n(?![\s•])){1,600}\"(?!\w)"
    r"|(?<!\w)'(?=[^\W\d_█])(?:[^'\n]|\n(?![\s•])|'(?=\w)){2,600}'(?!\w)"
)


@dataclass(frozen=True)
class Running:
    """The text made alike: `written` keeps its capitals, `low` has neither capitals nor names; both are of one length.

    `sentences` and `quoted` are offsets into them."""

    written: str = field(repr=False)
    low: str = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(repr=False)
    quoted: tuple[tuple[int, int], ...] = field(repr=False)
    _places: tuple[Sequence[int], ...] = field(repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `low[start:end]` stood in the text that was given."""
        last = end - 1
        for places in self._places:
            start, last = places[start], places[last]
        return start, last + 1


def running(text: str, names: Iterable[str] = ()) -> Running:
    """`text` made ready for counting, the given names and those after a title overwritten."""
    flat = _unwrapped(text.translate(_LINE_ENDS))
    places: list[Sequence[int]] = []
    if _INVISIBLE.search(flat):
        kept = [n for n, c in enumerate(flat) if not _INVISIBLE.match(c)]
        flat = "".join(flat[n] for n in kept)
        places.insert(0, kept)
    flat, moved = squeeze(flat)
    if moved is not None:
        places.insert(0, moved)
    masked = mask(flat, names, wide=False)
    cased = _recased(masked)
    quoted = tuple(m.span() for m in _QUOTED.finditer(flat))
    return Running(flat, lower(cased), tuple(sentences(cased)), quoted, tuple(places))


def _unwrapped(flat: str) -> str:
    """The text with the line ends that only wrap a paragraph made spaces.

    A line end wraps if the next word would not have fitted on the line, in a paragraph that shows elsewhere that it runs on
    (a line begins with a small letter, or a sentence ends inside one). Headings and list items fail one or the other."""
    if "\n" not in flat:
        return flat
    out = list(flat)
    for paragraph in _PARAGRAPH.finditer(flat):
        lines = [(m.start(), m.group().strip()) for m in re.finditer(r"[^\n]+", paragraph.group())]
        width = max(len(line) for _, line in lines)
        if width < _NARROWEST or not _runs_on([line for _, line in lines]):
            continue
        for (_, line), (start, after) in pairwise(lines):
            if len(line) + 1 + len(after.split()[0]) > width and _joins(line, after):
                split = _SPLIT_WORD.search(line) and after[0].islower()
                out[paragraph.start() + start - 1] = _GAP if split else " "
    return "".join(out)


def _runs_on(lines: list[str]) -> bool:
    following = (a[0].islower() and not _STOP_AT_END.search(b) for b, a in pairwise(lines))
    return any(following) or any(_INNER_STOP.search(line) for line in lines)


def _joins(line: str, after: str) -> bool:
    if BULLET.match(after):
        return False
    if not _STOP_AT_END.search(line):
        return True
    return bool(_TITLE.search(line)) or (after[0].islower() and bool(_SHORT_FORM.search(line)))


def _recased(flat: str) -> str:
    """The text with sentence capitals where its capitals say nothing: ALL CAPITALS line by line, or none in the whole."""
    if not any(c.isupper() for c in flat):
        return _capitals(flat)
    if not any(shouted(line) for line in flat.split("\n")):
        return flat
    return "\n".join(_capitals(lower(line)) if shouted(line) else line for line in flat.split("\n"))


def _capitals(low: str) -> str:
    """A small capital after each full stop that ends a sentence; after "p.w." or "etc." it may go on, so none there."""

    def rise(m: re.Match[str]) -> str:
        if m.start() and _MAY_GO_ON.search(low, max(0, m.start() - 6), m.start(1)):
            return m.group()
        big = m.group(1).upper()
        return m.group()[:-1] + (big if len(big) == 1 else m.group(1))

    return _AFTER_STOP.sub(rise, low)


def outside(start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of `start` to `end` that are not quoted, `quoted` being in order."""
    for a, b in quoted[max(0, bisect_right(quoted, (start, 0)) - 1) :]:
        if a >= end:
            break
        if b <= start:
            continue
        if a > start:
            yield start, a
        start = b
    if start < end:
        yield start, end
