"""Builds the blocks of a document from a sketch, so that a test shows the layout it is about.

Lines: "# heading 1", "## heading 2", "* bold line", "- bullet", "1. numbered", plain text. A list of lists is a table; a cell is
text (line breaks make paragraphs), None for a cell that a merged neighbour covers, or ("text", rows, columns)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Cell, Place, Plan

CellSketch = str | None | tuple[str, int, int]
Part = str | Sequence[Sequence[CellSketch]]


def reading(*parts: Part) -> Reading:
    """The blocks of the sketched document."""
    transcript = Transcript("sketch")
    paragraph = tables = 0

    def line(text: str, cell: Cell | None = None, strong: bool = False) -> None:
        nonlocal paragraph
        paragraph += 1
        place = Place(paragraph=paragraph)
        if match := re.match(r"(#+) (.*)", text):
            level = len(match[1])
            transcript.add(match[2], place, style=f"Heading {level}", level=level, cell=cell)
        elif text.startswith("* "):
            transcript.add(text[2:], place, strong=True, cell=cell)
        elif text.startswith("- "):
            transcript.add(text[2:], place, number="•", cell=cell, style="List Bullet")
        elif match := re.match(r"(\d+\.|Section \w+:) (.*)", text):
            transcript.add(match[2], place, number=match[1], cell=cell, strong=strong)
        else:
            transcript.add(text, place, cell=cell, strong=strong)

    for part in parts:
        if isinstance(part, str):
            for text in part.strip().splitlines():
                line(text.strip())
            continue
        for row, cells in enumerate(part):
            column = 0
            for sketch in cells:
                text, rows, columns = sketch if isinstance(sketch, tuple) else (sketch, 1, 1)
                if text is not None:
                    cell = Cell(tables, row, column, rows, columns)
                    for paragraph_text in text.splitlines():
                        line(paragraph_text, cell)
                column += columns
        tables += 1
    return transcript.finish()


def plan(*parts: Part) -> Plan:
    """The plan that the sketched document is read as."""
    return assemble(reading(*parts))


def letters(found: Plan) -> str:
    """The letters of the sections in reading order, neighbours of the same letter once: "A B E F"."""
    order = [section.letter.value for section in found.sections]
    return " ".join(letter for before, letter in zip(["", *order], order, strict=False) if letter != before)


def texts(found: Plan, kind: str, letter: str | None = None) -> list[str]:
    """The words of the items of one kind (and section), in order."""
    return [found.quote(i.span) for i in found.items if i.kind == kind and letter in (None, i.letter.value)]


def content(found: Plan, letter: str) -> str:
    """All content under one letter."""
    return "\n".join(found.quote(span) for s in found.sections if s.letter == letter for span in s.content)
