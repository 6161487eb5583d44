"""Patterns that are compiled when first used, so that importing a room of word patterns costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise, zip_longest
from typing import Any, Protocol

from ehcp_lint.patterns.clues import DIGIT, Clues, clues

Words = Callable[[str], str]
OFTEN = 112  # calls of a method: few get there with one plan, most with five
_LINES = 512  # letters: so much of a text takes about as long to search as five lines do


class _One(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> re.Match[str] | None: ...


class _All(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> Iterator[re.Match[str]]: ...


class Pattern:
    """A regular expression in parts; "@kind@" in it stands for the words of that kind. Compiled on first use.

    The methods are those of `re.Pattern` itself, offsets included: `^` and `$` hold at the bounds given. One that is called
    often looks for a clue to a match first (`ehcp_lint.patterns.clues`); who reads one plan and goes need not wait
    for the clues."""

    search: _One
    match: _One
    fullmatch: _One
    finditer: _All
    findall: Callable[[str], list[Any]]
    sub: Callable[[str, str], str]

    def __init__(self, *parts: str, words: Words | None = None, flags: int = 0) -> None:
        self._parts = "".join(parts)
        self._words = words
        self._flags = flags

    @cached_property
    def source(self) -> str:
        """The regular expression, the words of each kind filled in."""
        words = self._words
        return self._parts if words is None else re.sub(r"@([a-z ]+)@", lambda m: f"(?:{words(m.group(1))})", self._parts)

    @cached_property
    def clues(self) -> Clues:
        """What can be told of its matches before it is tried."""
        return Clues() if self._flags & ~_KNOWN_FLAGS else clues(self.source)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(_sharing_boundaries(self.source), self._flags)

    @cached_property
    def _searcher(self) -> re.Pattern[str]:
        """The same, made for finding the place: `re` passes over letters that no match begins with, and tries nothing there."""
        first = self.clues.first
        if first and len(first) <= _FEW:
            return re.compile(f"(?=[{first}])(?:{_sharing_throughout(self.source)})", self._flags)
        return re.compile(_sharing_throughout(_with_firsts(self.source, self.clues.firsts)), self._flags)

    def __getattr__(self, name: str) -> Any:
        """Readies a method when it is asked for the first time; from then on it is the pattern's own."""
        if name.startswith("_") or name not in Pattern.__annotations__:
            raise AttributeError(name)
        method = getattr(self._compiled, name)
        if name in _NOTHING:
            method = self._until_often(name, method)
        setattr(self, name, method)
        return method

    def _until_often(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        """The method as it is for so many calls, a long text being as good as many; then the clues are worth their making."""
        calls = 0

        def search(text: str, *bounds: int) -> Any:
            nonlocal calls
            before, calls = calls, calls + (1 if bounds else 1 + len(text) // _LINES)
            if before < OFTEN <= calls:
                setattr(self, name, self.with_clues(name))
            return method(text, *bounds)

        return search

    def with_clues(self, name: str) -> Callable[..., Any]:
        """The method that looks for the clues first; with bounds given it searches at once, for they are close."""
        method, nothing = getattr(self._searcher, name), _NOTHING[name]
        if not self.clues.strings:
            return method  # type: ignore[no-any-return]  # a method of `re.Pattern`
        any_case = bool(self._flags & re.IGNORECASE)
        strings = tuple(string.lower() if any_case else string for string in self.clues.strings if string != DIGIT)
        odd = _odd(DIGIT in self.clues.strings, any_case)

        def search(text: str, *bounds: int) -> Any:
            if bounds or any(map((text.lower() if any_case else text).__contains__, strings)) or (odd and odd(text)):
                return method(text, *bounds)
            return nothing()

        return search


def _odd(digits: bool, any_case: bool) -> Callable[[str], object] | None:
    """Tells whether a text holds what no plain string tells: a digit, or letters that have no certain capitals."""
    if digits and any_case:
        return lambda text: _DIGIT.search(text) or (not text.isascii() and _FAR_LETTER.search(text))
    if digits:
        return _DIGIT.search
    return (lambda text: not text.isascii() and _FAR_LETTER.search(text)) if any_case else None


_KNOWN_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL
_DIGIT = re.compile(r"\d")
# All but Western letters, punctuation and signs: elsewhere `re` and `str.lower` do not always agree which letters are the same.
_FAR_LETTER = re.compile("[^\x00-\xb4\xb6-\xfe\u2010-\u2027\u2500-\u25ff]")
# What a method gives back where it finds nothing.
_NOTHING: dict[str, Callable[[], Any]] = {"search": lambda: None, "finditer": lambda: iter(()), "findall": list}


_MARK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)  # an escape, a set or a sign of structure


_FEW = 16  # letters: of more, nearly each word begins with one


def _with_firsts(source: str, firsts: tuple[str, ...]) -> str:
    """`source`, where each alternative says first which letters it begins with, if that is not plain to see for `re`."""
    told = []
    for alternative, first in zip_longest(_alternatives(source), firsts, fillvalue=""):
        edge, rest = (r"\b", alternative[2:]) if alternative.startswith(r"\b") else ("", alternative)
        tells = first and len(first) <= _FEW and rest[:1] in ("(", "[")
        told.append(f"{edge}(?=[{first}])(?:{rest})" if tells else alternative)
    return "|".join(told)


def _sharing_boundaries(source: str) -> str:
    """`source`, where neighbours among its alternatives that begin with `\\b` share one: `\\ba|\\bb|^c` is `\\b(?:a|b)|^c`.

    Else `re` enters each of them at every letter of the text. Where all begin so, it sees to that itself."""
    alternatives = _alternatives(source)
    at_a_word = [alternative.startswith(r"\b") for alternative in alternatives]
    if all(at_a_word) or not any(at_a_word):
        return source
    shared = []
    for word, run in groupby(alternatives, lambda alternative: alternative.startswith(r"\b")):
        neighbours = list(run)
        shared += [rf"\b(?:{'|'.join(one[2:] for one in neighbours)})"] if word else neighbours
    return "|".join(shared)


def _sharing_throughout(source: str) -> str:
    """The same in all groups of `source` too, and also for neighbours whose `\\b` stands in groups of their own."""
    open_groups = [_Group()]
    done = 0
    for mark in _MARK.finditer(source):
        here, sign = open_groups[-1], mark.group()
        here.add(source[done : mark.start()])
        done = mark.end()
        if sign == "(":
            opening = _OPENING.match(source, mark.start())
            open_groups.append(_Group(opening.group() if opening else "(", tells=opening is not None))
            done = opening.end() if opening else done
        elif sign == "|":
            here.alternatives.append("")
            here.edges.append(None)
        elif sign == ")":
            open_groups.pop()
            open_groups[-1].add(
                f"{here.opening}{here.shared()})", here.edge(needed=source[done : done + 1] not in _MAY_BE_NONE)
            )
        else:
            here.add(sign, edge=sign == r"\b")
    open_groups[0].add(source[done:])
    return open_groups[0].shared()


@dataclass(slots=True)
class _Group:
    """A group while it is read: its alternatives, and for each whether `\\b` is the first that it asks (None: nothing yet).

    `tells` is False for what only looks ahead or back, which says nothing of where the match begins."""

    opening: str = ""
    tells: bool = True
    alternatives: list[str] = field(default_factory=lambda: [""])
    edges: list[bool | None] = field(default_factory=lambda: [None])

    def add(self, part: str, edge: bool | None = False) -> None:
        """Takes a part into the last alternative."""
        if part:
            self.alternatives[-1] += part
            if self.edges[-1] is None:
                self.edges[-1] = edge

    def edge(self, *, needed: bool) -> bool | None:
        """What it is as the first part of an alternative; None for a look at the first letter, as `_with_firsts` writes it."""
        if not self.tells:
            return None if _FIRST_LETTER.fullmatch("|".join(self.alternatives)) else False
        return needed and all(self.edges)

    def shared(self) -> str:
        """Its inside, where neighbours share the edge of a word."""
        if len(self.alternatives) < 2 or all(alternative.startswith(r"\b") for alternative in self.alternatives):
            return "|".join(self.alternatives)
        written = []
        for edge, run in groupby(zip(self.edges, self.alternatives, strict=True), lambda pair: bool(pair[0])):
            neighbours = [alternative for _, alternative in run]
            if edge and all(alternative.startswith(r"\b") for alternative in neighbours):
                neighbours = [alternative[2:] for alternative in neighbours]
            elif not edge or len(neighbours) == 1:
                written += neighbours
                continue
            written.append(rf"\b(?:{'|'.join(neighbours)})")
        return "|".join(written)


_OPENING = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_MAY_BE_NONE = ("?", "*", "{")
_FIRST_LETTER = re.compile(r"\?=\[(?:\\.|[^\]\\])*\]")


def _alternatives(source: str) -> list[str]:
    """A pattern cut at the bars that stand in no group."""
    cuts, depth = [-1], 0
    for mark in _MARK.finditer(source):
        sign = mark.group()
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            cuts.append(mark.start())
    return [source[start + 1 : end] for start, end in pairwise([*cuts, len(source)])]
