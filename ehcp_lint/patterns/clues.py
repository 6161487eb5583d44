"""What can be told of a pattern's matches before it is tried: strings of which one stands in each, and letters they begin with.

Most patterns find nothing in most lines. To look for a dozen strings in a line takes two microseconds, to try a long pattern at
each of its letters ten or thirty. The clues are read off the pattern itself, so that whoever changes a
pattern need not think of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

MOST = 32  # strings: beyond, looking for them takes as long as trying the pattern
SHORTEST = 2  # letters: a single one stands in nearly every line
DIGIT = r"\d"  # stands among the strings and letters for any digit
_LONG = 6  # letters: a string this long stands in few lines
_RARE = frozenset('%&/:?+@_"([{<£½¼¾«…')
_ANY = "any"

_WORD = r"(?:[\w '-]{2,}\??|[\w '-])"
_SIGN = re.compile(
    r"(?P<plain>[^\\()\[|*+?.^${]+(?![*+?{])|\\\W|[^\\()\[|*+?.^$](?=[*+?{]))"
    r"|(?P<digit>\\d|\[[\d-]+\])"
    r"|(?P<few>\[[^\\\]^-]+\])"
    r"|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*\]|\.|\\[DsSwWnrtfv]|\(\?P=\w+\))"
    r"|(?P<times>[*+?][?+]?|\{(?P<least>\d*),?\d*\}[?+]?)"
    rf"|(?P<group>\((?:\?:|\?P<\w+>|(?!\?))(?:(?P<words>{_WORD}(?:\|{_WORD})*)\))?)"
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
    written between the brackets of a set; `firsts`: the same for each alternative. Empty where not known or no help."""

    strings: tuple[str, ...] = ()
    first: str = ""
    firsts: tuple[str, ...] = ()


_Worth = tuple[int, int]
_NO_WORTH = (0, 0)


class _Part(NamedTuple):
    """What is known of a part of a pattern: strings of which it holds one, what it begins with, whether it may be nothing,
    and how much the strings tell."""

    strings: _Strings
    first: frozenset[str]
    empty: bool
    worth: _Worth = _NO_WORTH


def clues(source: str) -> Clues:
    """The clues of a regular expression that is not spread out over lines (flag `x`).

    With the flag `i` they are clues too, if letters are compared without regard to their case."""
    try:
        parts, closed_by = _each(_SIGN.finditer(source))
    except _CannotTell:
        return Clues()
    if closed_by:
        return Clues()
    whole = _joined(parts)
    return Clues(whole.strings if len(whole.strings) <= MOST else (), _begin(whole), tuple(map(_begin, parts)))


def _begin(part: _Part) -> str:
    """What it begins with as it is written in a set; `DIGIT` and "A-Z" as they are. "" where anything may be."""
    if part.empty or _ANY in part.first:
        return ""
    return "".join([re.escape(letter) if len(letter) == 1 else letter for letter in sorted(part.first)])


class _CannotTell(Exception):
    """A sign stands in the pattern that is not read here."""


def _each(signs: _Signs) -> tuple[list[_Part], str]:
    """What is known of each of several alternatives, and the sign that closes them."""
    parts = []
    kind = "bar"
    while kind == "bar":
        part, kind = _sequence(signs)
        parts.append(part)
    return parts, kind


def _alternatives(signs: _Signs) -> _Part:
    """What is known of several alternatives up to the sign that closes them."""
    return _joined(_each(signs)[0])


def _joined(parts: list[_Part]) -> _Part:
    """What is known where one of these stands: each of them must hold something."""
    strings = _without_longer({string for part in parts for string in part.strings}) if all(p.strings for p in parts) else ()
    first = frozenset().union(*[part.first for part in parts])
    return _Part(strings, first, any(part.empty for part in parts), _worth(strings))


_NOTHING = _Part((), frozenset(), empty=True)


def _sequence(signs: _Signs) -> tuple[_Part, str]:
    """What is known of one alternative, its most telling strings, and the sign that ends it."""
    best = _NOTHING  # of its parts, the one that tells most
    first: frozenset[str] = frozenset()
    empty = True
    run = ""  # letters that stand side by side in every match
    last = _NOTHING  # the part just read, until the next sign says whether it may be missing
    ended_by = ""
    for sign in signs:
        kind = sign.lastgroup
        if kind == "times":
            least = int(sign["least"] or 0) if sign[0][0] == "{" else int(sign[0][0] == "+")
            if least:
                run += run[-1:] * (least - 1)
            else:
                run, last = run[:-1], _Part((), last.first, empty=True)
        else:
            if last.worth > best.worth:
                best = last
            if empty:
                first, empty = first | last.first, last.empty
            last = _NOTHING
            if kind == "plain":
                letters = sign[0].removeprefix("\\")
                run += letters
                last = _Part((), frozenset(letters[0]), empty=False)
                continue
            if kind == "edge":
                continue
            if kind == "look":
                _alternatives(signs)
                continue
        if run:
            best, run = _better(best, run), ""
        if kind in ("bar", "close"):
            ended_by = kind
            break
        if kind == "group":
            last = _words(sign["words"]) if sign["words"] else _alternatives(signs)
        elif kind != "times":
            last = _letter(sign)
    best = _better(last if last.worth > best.worth else best, run)
    return _Part(best.strings, first | last.first if empty else first, empty and last.empty, best.worth), ended_by


def _words(bare: str) -> _Part:
    """What is known of a group of mere words, "helps?|support|care"."""
    words = [word[:-2] if word.endswith("?") else word for word in bare.split("|")]
    strings = _without_longer(words)
    return _Part(strings, frozenset([word[0] for word in words]), empty=False, worth=_worth(strings))


def _letter(sign: re.Match[str]) -> _Part:
    """What is known of one letter of a set."""
    if sign.lastgroup == "digit":
        return _Part((DIGIT,), frozenset((DIGIT,)), empty=False, worth=(2, -1))
    if sign.lastgroup == "few":
        letters = sign[0][1:-1]
        return _Part(tuple(letters), frozenset(letters), empty=False, worth=_worth(tuple(letters)))
    if sign.lastgroup == "any":
        capitals = _CAPITALS.fullmatch(sign[0])
        return _Part((), frozenset((capitals[1] if capitals else _ANY,)), empty=False)
    raise _CannotTell


def _better(part: _Part, run: str) -> _Part:
    """The part, or letters that stand side by side if they tell more."""
    worth = _worth((run,))
    return _Part((run,), frozenset(), empty=False, worth=worth) if worth > part.worth else part


def _worth(strings: _Strings) -> _Worth:
    """How much it tells that one of the strings must be there. Long ones stand in few lines: it is the letters of the shortest
    (a sign such as "%" is as rare as a word) up to what is long enough; and few are quickly looked for."""
    shortest = min([3 if string in _RARE else len(string.strip()) for string in strings], default=0)
    return (min(shortest, _LONG), -len(strings)) if shortest >= SHORTEST else _NO_WORTH


def _without_longer(found: Iterable[str]) -> _Strings:
    """Without strings that hold another of them: "groups" where "group" is looked for."""
    kept: list[str] = []
    for string in sorted(found, key=len):
        if not any(map(string.__contains__, kept)):
            kept.append(string)
    return tuple(sorted(kept))
