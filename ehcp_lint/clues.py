"""What can be told of a pattern's matches before it is tried: strings of which one stands in each, and letters they begin with.

Most patterns find nothing in most lines. To look for a dozen strings in a line takes two microseconds, to try a long pattern at
each of its letters thirty, and to compile it five hundred. The clues are read off the pattern itself, so that whoever changes a
pattern need not think of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

MOST = 32  # strings: beyond, looking for them takes as long as trying the pattern
SHORTEST = 2  # letters: a single one stands in nearly every line
DIGIT = r"\d"  # stands among the strings and letters for any digit
_LONG = 4  # letters: a string this long stands in few lines
_RARE = '%&/:?+@_"([{<'
_ANY = "."

_SIGN = re.compile(
    r"(?P<plain>[^\\()\[|*+?.^${]+(?![*+?{])|\\\W|[^\\()\[|*+?.^$](?=[*+?{]))"
    r"|(?P<digit>\\d|\[[\d-]+\])"
    r"|(?P<few>\[[^\\\]^-]+\])"
    r"|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*\]|\.|\\[DsSwWnrtfv]|\(\?P=\w+\))"
    r"|(?P<times>[*+?][?+]?|\{(?P<least>\d*),?\d*\}[?+]?)"
    r"|(?P<group>\((?:\?:|\?P<\w+>|(?!\?)))"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<edge>\\[bBAZ]|[\^$])"
    r"|(?P<bar>\|)"
    r"|(?P<close>\))"
    r"|(?P<unknown>.)",  # flags, conditions, groups that do not give back
    re.DOTALL,
)
_CAPITALS = re.compile(r"\[(A-Z[^\\\]^-]*)\]")
_Signs = Iterator[re.Match[str]]
_Strings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clues:
    """`strings`: each match holds at least one of them (`DIGIT`: any digit). `first`: what a match begins with, as it is
    written between the brackets of a set. Empty where that is not known or would not help."""

    strings: tuple[str, ...] = ()
    first: str = ""


class _Part(NamedTuple):
    """What is known of a part of a pattern: strings of which it holds one, what it begins with, whether it may be nothing."""

    strings: _Strings
    first: frozenset[str]
    empty: bool


def clues(source: str) -> Clues:
    """The clues of a regular expression that is not spread out over lines (flag `x`).

    With the flag `i` they are clues too, if letters are compared without regard to their case."""
    try:
        whole, closed_by = _alternatives(_SIGN.finditer(source))
    except _CannotTell:
        return Clues()
    if closed_by:
        return Clues()
    first = "" if whole.empty or _ANY in whole.first else "".join(sorted(whole.first))
    return Clues(whole.strings if len(whole.strings) <= MOST else (), first)


class _CannotTell(Exception):
    """A sign stands in the pattern that is not read here."""


def _alternatives(signs: _Signs) -> tuple[_Part, str]:
    """What is known of several alternatives, and the sign that closes them: each of them must hold something."""
    parts = []
    kind = "bar"
    while kind == "bar":
        part, kind = _sequence(signs)
        parts.append(part)
    strings = {string for part in parts for string in part.strings} if all(part.strings for part in parts) else ()
    first = frozenset().union(*[part.first for part in parts])
    return _Part(_without_longer(strings), first, any(part.empty for part in parts)), kind


_NOTHING = _Part((), frozenset(), empty=True)


def _sequence(signs: _Signs) -> tuple[_Part, str]:
    """What is known of one alternative, its most telling strings, and the sign that ends it."""
    strings: _Strings = ()
    first: frozenset[str] = frozenset()
    empty = True
    run = ""  # letters that stand side by side in every match
    last = _NOTHING  # the part just read, until the next sign says whether it may be missing
    ended_by = ""
    for sign in signs:
        kind = str(sign.lastgroup)
        if kind == "times":
            least = int(sign["least"] or 0) if sign[0][0] == "{" else int(sign[0][0] == "+")
            if least:
                run += run[-1:] * (least - 1)
            else:
                run, last = run[:-1], _Part((), last.first, empty=True)
            strings, run = _better(strings, (run,)), ""
            continue
        strings = _better(strings, last.strings)
        if empty:
            first, empty = first | last.first, last.empty
        last = _NOTHING
        if kind == "plain":
            letters = sign[0].removeprefix("\\")
            run += letters
            last = _Part((), frozenset((re.escape(letters[0]),)), empty=False)
        elif kind == "look":
            _alternatives(signs)
        elif kind != "edge":
            strings, run = _better(strings, (run,)), ""
            if kind in ("bar", "close"):
                ended_by = kind
                break
            last = _alternatives(signs)[0] if kind == "group" else _letter(sign)
    strings = _better(_better(strings, last.strings), (run,))
    if empty:
        first, empty = first | last.first, last.empty
    return _Part(strings, first, empty), ended_by


def _letter(sign: re.Match[str]) -> _Part:
    """What is known of one letter of a set."""
    if sign.lastgroup == "digit":
        return _Part((DIGIT,), frozenset((DIGIT,)), empty=False)
    if sign.lastgroup == "few":
        letters = sign[0][1:-1]
        return _Part(tuple(letters), frozenset(map(re.escape, letters)), empty=False)
    if sign.lastgroup == "any":
        capitals = _CAPITALS.fullmatch(sign[0])
        return _Part((), frozenset((capitals[1] if capitals else _ANY,)), empty=False)
    raise _CannotTell


def _better(one: _Strings, other: _Strings) -> _Strings:
    """Long strings stand in few lines, and few strings are quickly looked for."""
    length = min(map(_rarity, other), default=0)
    if length < SHORTEST:
        return one
    return other if (min(length, _LONG), -len(other)) > (min(map(_rarity, one), default=0), -len(one)) else one


def _rarity(string: str) -> int:
    """Its letters, up to what is long enough; a sign such as "%" is as rare as a word of three."""
    string = string.strip()
    return 3 if len(string) == 1 and (string in _RARE or not string.isascii()) else min(len(string), _LONG)


def _without_longer(found: Iterable[str]) -> _Strings:
    """Without strings that hold another of them: "groups" where "group" is looked for."""
    kept: list[str] = []
    for string in sorted(found, key=len):
        if not any(map(string.__contains__, kept)):
            kept.append(string)
    return tuple(sorted(kept))
