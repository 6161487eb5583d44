"""A text as it would be read aloud, for counting: wrapped lines joined, capitals and spaces made alike, names alike.

Nothing here is for quoting: `low` only has the same words in the same order, and `place` knows where each stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from ehcp_lint.language import MASK, Places, lower, mask, plain, sentences, shouted, squeeze
from ehcp_lint.language.letters import BULLET
from ehcp_lint.language.sentences import is_squeezed
from ehcp_lint.plan import Span

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_GAP = "\u200b"
_APART, _ITEM = "\n\n", "• "  # with its bullet, a part begins a sentence whatever stands before it
_LINE_ENDS = str.maketrans({"\r": _GAP, **dict.fromkeys("\v\f\u2028\u2029\x85", "\n")})
_ODD_LINE_END = re.compile("[\r\v\f\u2028\u2029\x85]")
_EDGES = " \t\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PARAGRAPH = re.compile(r"(?:[^\S\n]*\S[^\n]*\n)+[^\S\n]*\S[^\n]*")
_LINE = re.compile(r"[^\n]+")
_NARROWEST = 30
_INNER_STOP = re.compile(r"[.!?][\"'”’)]* +[\"'“‘(]*[A-ZÀ-Þ]")
_STOP_AT_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_NEVER_ENDS = re.compile(r"\b(?:dr|mrs?|ms|mx|prof|e\.g|i\.e|approx|nos?|incl|(?:dr|mrs?|ms|mx|prof)\.?\s[a-z])\.$", re.I)
_MAY_END = re.compile(r"\b(?:p\.[wad]|[ap]\.m|etc|hrs?|mins?|yrs?|wks?|max|min)\.$", re.I)
_NUMBER_NEXT = re.compile(
    r"\b(?:year|stage|phase|level|grade|step|aged?|term|section|of|to|than|least|under|over|and|or)$", re.I
)
_SPLIT_WORD, _SECOND_HALF = re.compile(r"[^\W\d_]-$"), re.compile(r"(?!(?:and|or|to)\b)[^\W\d_]", re.I)

_NAME_PART = re.compile(r"[^\W\d_]+")
_MASKED = re.compile(f"{MASK}+")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]{1,40})[ -]$")
_LONGEST_NAME = 42
_TITLED = re.compile(
    r"[DMPdmp](?<!\w.)(?i:(?<=d)r|(?<=m)(?:rs?|s|x)|(?<=p)rof(?:essor)?)\.?\s+"
    r"(?i:(?!(?:and|or|to|for|at|in|on|who|will|is|has|was|says|said|the)\b)"
    r"((?:[a-z]\.?\s+)?[^\W\d_][^\W\d_'-]+(?:['-][^\W\d_]{2,})*))"
)
_AFTER_STOP = re.compile(r"(?:^|[.!?]+[\"')\]]*\s+)[\"'(\[•\s]*([^\W\d_])")
_MAY_GO_ON = re.compile(r"(?:\betc|\b[ap]\.m|\bp\.[wadt]|\bw\.e|\bal|\bhrs?|\bmins?|\bsecs?|\bwks?|\bltd|\bco)\.\s+$")

_QUOTED = re.compile(
    r"\"(?<!\w.)(?=[^\s\"])(?:[^\"\n]|\n(?![\s•])){1,600}\"(?!\w)"
    r"|'(?<!\w.)(?=[^\W\d_█])(?:[^'\n]|\n(?![\s•])|'(?=\w)){2,600}'(?!\w)"
)


@dataclass(frozen=True)
class Running:
    """The text made alike: `written` keeps its capitals, `low` has neither capitals nor names; both are of one length.

    `sentences` and `quoted` are offsets into them."""

    written: str = field(repr=False)
    low: str = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(repr=False)
    quoted: tuple[tuple[int, int], ...] = field(repr=False)
    _places: tuple[Sequence[int] | Places, ...] = field(repr=False)
    _starts: Sequence[int] = field(repr=False)
    _shifts: Sequence[int] = field(repr=False)

    def place(self, start: int, end: int) -> Span:
        """Where `low[start:end]` stood in the text that was given."""
        last = end - 1
        for places in self._places:
            start, last = places[start], places[last]
        part = bisect_right(self._starts, start) - 1
        return Span(start + self._shifts[part], last + 1 + self._shifts[part])


def running(text: str, names: Iterable[str] = (), parts: Iterable[Span] | None = None) -> Running:
    """`text` made ready for counting, the given names and those after a title overwritten.

    With `parts`, only these stretches are read, and each is a paragraph of its own, whatever letter it begins with."""
    text = text.translate(_LINE_ENDS) if _ODD_LINE_END.search(text) else text
    stretches = [Span(0, len(text))] if parts is None else sorted(parts)
    pieces = [_unwrapped(text[part.start : part.end]) for part in stretches]
    marks = [_ITEM if parts is not None and not BULLET.match(piece) else "" for piece in pieces]
    tidy = all(pieces) and all(map(is_squeezed, pieces))  # then a single line end is all that is left between them
    apart = _APART[:1] if tidy else _APART
    flat = apart.join([mark + piece for mark, piece in zip(marks, pieces, strict=True)])
    starts = [0, *accumulate([len(mark) + len(piece) + len(apart) for mark, piece in zip(marks, pieces, strict=True)])]
    shifts = [part.start - start - len(mark) for part, start, mark in zip(stretches, starts, marks, strict=False)]
    places: list[Sequence[int] | Places] = []
    if _INVISIBLE.search(flat):
        kept = [n for n, c in enumerate(flat) if not _INVISIBLE.match(c)]
        flat = "".join(flat[n] for n in kept)
        places.append(kept)
    flat, moved = (plain(flat), None) if tidy else squeeze(flat)
    if moved is not None:
        places.insert(0, moved)
    cased = _recased(_without_names(flat, tuple(names)))
    quoted = tuple(m.span() for m in _QUOTED.finditer(flat))
    return Running(flat, lower(cased), tuple(sentences(cased)), quoted, tuple(places), starts, shifts)


def _unwrapped(flat: str) -> str:
    """The text with the line ends that only wrap a paragraph made spaces.

    A line end wraps if the next word would not have fitted on the line, in a paragraph that shows elsewhere that it runs on
    (a line begins with a small letter, or a sentence ends inside one). Headings and list items fail one or the other."""
    if "\n" not in flat:
        return flat
    out = list(flat)
    for paragraph in _PARAGRAPH.finditer(flat):
        lines = list(_lines(flat, *paragraph.span()))
        written = [flat[start:end] for start, end in lines]
        width = max(len(line) for line in written)
        if width < _NARROWEST or not _runs_on(written):
            continue
        for (line, after), ((_, end), (start, _)) in zip(pairwise(written), pairwise(lines), strict=True):
            if len(line) + 1 + len(after.partition(" ")[0]) > width and _joins(line, after):
                split = _SPLIT_WORD.search(line) and _SECOND_HALF.match(after)
                out[end:start] = (_GAP if split else " ") * (start - end)
    return "".join(out)


def _lines(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each line stands, without the blanks and invisible letters at its ends."""
    for line in _LINE.finditer(flat, start, end):
        inner = line.group().strip(_EDGES)
        if inner:
            at = line.start() + line.group().index(inner)
            yield at, at + len(inner)


def _runs_on(lines: list[str]) -> bool:
    following = (a[0].islower() and not _STOP_AT_END.search(b) for b, a in pairwise(lines))
    return any(following) or any(_INNER_STOP.search(line) for line in lines)


def _joins(line: str, after: str) -> bool:
    if _NEVER_ENDS.search(line):
        return True
    if BULLET.match(after) and not (after[0].isdigit() and _NUMBER_NEXT.search(line)):
        return False
    if not _STOP_AT_END.search(line):
        return True
    return bool(_MAY_END.search(line)) and (after[0].islower() or line.isupper())


def _without_names(flat: str, names: tuple[str, ...]) -> str:
    """The text with the given names overwritten, and whatever follows "Dr" or "Mrs".

    Strangers that only their capitals betray stay: the same words must weigh the same in a text without capitals."""
    given = {part.lower() for name in names for part in _NAME_PART.findall(plain(name))}
    masked = mask(flat, names, wide=False)
    out = list(masked)
    runs = [(run.span(), flat[run.start() : run.end()]) for run in _MASKED.finditer(masked)]
    strangers = {
        word
        for word in {word for _, word in runs}
        if word[0] not in "[<({" and not {part.lower() for part in _NAME_PART.findall(word)} <= given
    }
    for (start, end), word in runs:
        if word in strangers:
            out[start:end] = word
    one_case = flat.isupper() or flat.islower()
    for m in _TITLED.finditer(flat):
        if one_case or m.group(1)[0].isupper():
            out[m.start(1) : m.end(1)] = [c if c.isspace() else MASK for c in m.group(1)]
    flat = "".join(out)
    ours = tuple(given)
    for run in _MASKED.finditer(flat):  # "Grace Adeyemi", where "Grace" alone may open a sentence as a word
        near = max(0, run.start() - _LONGEST_NAME)
        if not flat[near : run.start()][:-1].lower().endswith(ours):
            continue
        before = _LAST_WORD.search(flat, near, run.start())
        if before and before.group(1).lower() in given:
            flat = flat[: before.start(1)] + MASK * len(before.group(1)) + flat[before.end(1) :]
    return flat


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
