"""Paragraphs for a person at a terminal, broken into lines: styled there, plain when piped or where NO_COLOR is set."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ehcp_lint.outputs.clean import one_line

STYLES = {
    "": "",
    "title": "bold",
    "summary": "bold",
    "section": "bold underline",
    "must": "bold red",
    "should": "bold yellow",
    "could": "bold cyan",
    "mark": "bold underline",
    "command": "bold",
    "quiet": "dim",
    "alarm": "bold red",
}
WIDEST = 100
TIED = "\u00a0"  # a space at which no line breaks

Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of output: pieces of text with the name of their style, how far it is indented, and whether it must
    stay on one line (a command to be copied)."""

    pieces: tuple[Piece, ...]
    indent: int = 0
    hanging: int = 0
    whole: bool = False


def line(*pieces: str | Piece, indent: int = 0, hanging: int = 0, whole: bool = False) -> Line:
    """A `Line` from pieces, plain text among them."""
    return Line(tuple((p, "") if isinstance(p, str) else p for p in pieces), indent, hanging, whole)


def shell_name(path: str) -> str:
    """A file name as it must be typed."""
    shown = one_line(path)
    if shown.startswith("-"):
        shown = f"./{shown}"
    if sys.platform == "win32":
        return f'"{shown}"' if re.search(r"[\s&()^;,]", shown) else shown
    return shlex.quote(shown)


def wrap(paragraph: Line, width: int) -> list[list[Piece]]:
    """A paragraph broken into lines no wider than `width` where its words allow it; pieces keep their style."""
    rows: list[list[Piece]] = [[(" " * paragraph.indent, "")]]
    if paragraph.whole:
        return [[*rows[0], *paragraph.pieces]]
    used = paragraph.indent
    for gap, word in _words(paragraph.pieces):
        size = sum(len(text) for text, _ in word)
        if used + len(gap[0]) + size > width and len(rows[-1]) > 1:
            used = paragraph.indent + paragraph.hanging
            rows.append([(" " * used, "")])
            gap = ("", "")
        rows[-1] += [gap, *word]
        used += len(gap[0]) + size
    return rows


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """What stands between two places where a line may break, each with the space before it. No line breaks at `TIED`."""
    gap, word = ("", ""), list[Piece]()
    for text, style in pieces:
        for part in re.findall(rf"[^\S{TIED}]+|[\S{TIED}]+", text):
            if not part.isspace():
                word.append((part.replace(TIED, " "), style))
                continue
            if word:
                yield gap, word
                gap, word = ("", ""), []
            gap = (gap[0] + part, style)
    if word:
        yield gap, word


def plain(paragraphs: Iterable[Line], width: int = 88) -> str:
    """The paragraphs as plain text."""
    wrapped = (row for paragraph in paragraphs for row in wrap(paragraph, width))
    return "\n".join("".join(text for text, _ in row).rstrip() for row in wrapped) + "\n"


def styled(paragraphs: Iterable[Line], width: int | None = None) -> None:
    """Print the paragraphs on the terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    columns = min(width or console.width, WIDEST)
    for paragraph in paragraphs:
        for row in wrap(paragraph, columns):
            pieces = (
                ("".join(t for t, _ in alike), STYLES[style]) for style, alike in groupby(row, key=lambda piece: piece[1])
            )
            console.print(Text.assemble(*pieces), no_wrap=True, crop=False)
