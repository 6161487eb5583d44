"""Patterns that are compiled when first used, so that importing a room of grammar costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

Words = Callable[[str], str]


class _One(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> re.Match[str] | None: ...


class _All(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> Iterator[re.Match[str]]: ...


class Pattern:
    """A regular expression in parts; "@kind@" in it stands for the words of that kind. Compiled on first use.

    Where only some alternatives begin at a word, let neighbours share one `\\b(?:...|...)`: else `re` enters every one of them
    at every letter. (Where all do, it sees to that itself.)

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
        compiled = re.compile(source, self._flags)
        for method in Pattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
