"""Patterns that are compiled when first used, so that importing a room of grammar costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import Any, Protocol

Words = Callable[[str], str]


class _One(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> re.Match[str] | None: ...


class _All(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> Iterator[re.Match[str]]: ...


class Pattern:
    """A regular expression in parts; "@kind@" in it stands for the words of that kind. Compiled on first use.

    The methods are those of `re.Pattern` itself, offsets included: `^` and `$` hold at the bounds given."""

    search: _One
    match: _One
    fullmatch: _One
    finditer: _All
    sub: Callable[[str, str], str]

    def __init__(self, *parts: str, words: Words | None = None, flags: int = 0) -> None:
        self._source = "".join(parts)
        self._words = words
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compiles the pattern when one of its methods is asked for the first time; from then on they are its own."""
        if name.startswith("_") or name not in Pattern.__annotations__:
            raise AttributeError(name)
        source, words = self._source, self._words
        if words is not None:
            source = re.sub(r"@([a-z ]+)@", lambda m: f"(?:{words(m.group(1))})", source)
        compiled = re.compile(_sharing_boundaries(source), self._flags)
        for method in Pattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


_MARK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)  # an escape, a set or a sign of structure


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


def _alternatives(source: str) -> list[str]:
    """A pattern cut at the bars that stand in no group."""
    cuts, depth = [-1], 0
    for mark in _MARK.finditer(source):
        sign = mark.group()
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            cuts.append(mark.start())
    return [source[start + 1 : end] for start, end in pairwise([*cuts, len(source)])]
