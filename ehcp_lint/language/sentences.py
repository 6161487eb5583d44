"""Where sentences start and end in text as plans hold it: list items, table cells, abbreviations, wrapped lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ehcp_lint.language.letters import BULLET, MASK, plain

# A full stop after one of these never ends a sentence; after one of `_MAY_END` it does when a capital follows.
_NEVER_END = re.compile(
    r"dr|m(?:r|rs|s|x)|miss|prof|revd?|fr|[sj]r|hon|cllr|st|nos?|figs?|paras?|sect?|vol|e\.?g|i\.?e|viz|cf|vs|incl?|excl|"
    r"approx|ca?|"
    r"refs?|tel|ext|dob|min|max|pp?|pg|yrs?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_MAY_END = re.compile(r"etc|[ap]\.m|p\.[wadt]|w\.e|al|hrs?|mins?|secs?|wks?|ltd|co")
# The first character of every alternative is a plain set, which `re` rules out at most places without trying the rest.
_STOP = re.compile(
    r"[.!?](?:[.!?]*[\"')\]]*(?=\s+[\"'(\[]*[A-Z0-9█•À-Þ]|\s*$)"  # a full stop and a capital, or the end
    r"|(?<=[a-z]{3}.)(?=[A-Z][a-z]))"  # "daily.He": the space forgotten
    r"|\s[•|]\s|\t\t*|;\s+(?=\(?[a-z]\)\s)"  # "• read • write", table cells, "a) read; b) write"
)
_LETTERED = re.compile(r"\b(?:plan|section|part|group|band|set|class|vitamin)\s+\w$", re.I)  # else an initial: "A. Smith"
_NEAR = 80  # characters before a full stop that say what it is: looking farther back costs a long line its square
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|on|at|by|with|and|or|for|from|will|his|her|their|my|is|are|be|as|that|so|mr|mrs|ms|dr|"
    r"miss))\s*$",
    re.I,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` starts and ends (bullets, list numbers and outer spaces left out).

    A line that ends without a full stop is a sentence of its own (list items, table cells), unless the next line carries
    on in small letters or the line breaks off at a word such as "the"."""
    flat = plain(text)
    found: list[tuple[int, int]] = []
    for start, end in _lines(flat):
        found.extend(_split(flat, start, end))
    return found


_LINE_END = re.compile(r"\n\s*")
_STOPS = frozenset(".!?:;")


def _lines(flat: str) -> Iterator[tuple[int, int]]:
    """The stretches between line ends that mean something: wrapped lines are joined."""
    start = 0
    for brk in _LINE_END.finditer(flat) if "\n" in flat else ():
        if flat[start : brk.start()].strip() and carries_on(flat, brk.start(), brk.end()):
            continue
        yield start, brk.start()
        start = brk.end()
    yield start, len(flat)


def carries_on(flat: str, start: int, end: int) -> bool:
    """Whether the line end at `start` to `end` only wraps: small letters follow, or the line breaks off at "the" or "to"."""
    before, after = flat[max(0, start - 12) : start].rstrip(), flat[end : end + 12]
    if BULLET.match(after):
        return False
    if after[:1].islower() and before[-1:] not in _STOPS:
        return True
    return flat.count("\n", start, end) == 1 and bool(_OPEN_END.search(before))


_RUN = re.compile(r"\s(?:\s+|(?<! )|(?<=\A )|\Z)")  # all but one blank between words


class Places:
    """Where each character of a squeezed text stood in the text that was given: one shift for all between two runs."""

    def __init__(self, starts: list[int], shifts: list[int], length: int) -> None:
        self._starts, self._shifts, self._length = starts, shifts, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> int:
        if not 0 <= at < self._length:
            raise IndexError(at)
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def is_squeezed(flat: str) -> bool:
    """Whether a text is plainly as `squeeze` leaves it: no tab, no line end, no blank too many."""
    return flat.isprintable() and "  " not in flat and not flat.startswith(" ") and not flat.endswith(" ")


def squeeze(text: str) -> tuple[str, Places | None]:
    """`plain(text)` with every run of spaces and wrapped line ends made one space, and where each character stood in `text`
    (None where nothing moved). Line ends and tabs that end a sentence stay."""
    flat = plain(text)
    if is_squeezed(flat):
        return flat, None
    runs = list(_RUN.finditer(flat))
    if not runs:
        return flat, None
    out: list[str] = []
    starts, shifts = [0], [0]
    here = length = 0
    for run in runs:
        start, end = run.span()
        out.append(flat[here:start])
        length += start - here
        here = end
        if start and end < len(flat):
            kept = "\n" in run.group() and not carries_on(flat, start, end)
            out.append("\n" if kept else "\t" if "\t" in run.group() else " ")
            length += 1
        starts.append(length)
        shifts.append(end - length)
    out.append(flat[here:])
    return "".join(out), Places(starts, shifts, length + len(flat) - here)


def _split(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    here = start
    bullet = BULLET.match(flat, start, end)
    if bullet and bullet.end() < end:
        here = bullet.end()
    for stop in _STOP.finditer(flat, here, end):
        at, after = stop.span()
        sign = flat[at]
        if sign == "." and not _ends(flat, here, at, after):
            continue
        yield from _trim(flat, here, after if sign in ".!?;" else at)
        here = after
        bullet = BULLET.match(flat, here, end)
        if bullet and bullet.end() < end:
            here = bullet.end()
    yield from _trim(flat, here, end)


def _ends(flat: str, start: int, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` ends a sentence: not after "Dr", an initial, "e.g." or a list number."""
    before = flat[max(start, stop - _NEAR) : stop].removesuffix("\n")
    if not before or before[-1].isspace():
        return True
    word = before.rsplit(None, 1)[-1].strip("\"'([").lower()
    if _MAY_END.fullmatch(word):
        return not flat[after : after + 40].lstrip()[:1].isdigit()
    if _NEVER_END.fullmatch(word):
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return bool(_LETTERED.search(flat, max(start, stop - _NEAR), stop))
    only = before.strip() if stop - start <= _NEAR else ""
    return not (only.isdigit() and len(only) <= 2)


def _trim(flat: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretch without outer spaces, if any letter, digit or mask stands in it."""
    piece = flat[start:end]
    end -= len(piece) - len(piece.rstrip())
    piece = piece.strip()
    if piece[:1].isalnum() or any(c.isalnum() or c == MASK for c in piece):
        return ((end - len(piece), end),)
    return ()
