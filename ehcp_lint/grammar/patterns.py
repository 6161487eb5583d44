"""Patterns that are compiled when first used, so that importing a room of grammar costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Words = Callable[[str], str]


class Pattern:
    """A regular expression in parts; "@kind@" in it stands for the words of that kind. Compiled on first use.

    The methods are those of `re.Pattern`, offsets included: `^` and `$` hold at the bounds given."""

    def __init__(self, *parts: str, words: Words | None = None, flags: int = 0) -> None:
        self._source = "".join(parts)
        self._words = words
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        source, words = self._source, self._words
        if words is not None:
            source = re.sub(r"@([a-z ]+)@", lambda m: f"(?:{words(m.group(1))})", source)
        return re.compile(source, self._flags)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between two offsets."""
        return self._compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self._compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches between two offsets."""
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def sub(self, by: str, text: str) -> str:
        """The text with every match replaced."""
        return self._compiled.sub(by, text)
