"""A paragraph as the walk puts it together: one `w:p`, or several where the marks between them are deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.word.styles import ParagraphSays
from ehcp_lint.plan import Cell, Place

Piece = tuple[Element, str]


class Paragraph(NamedTuple):
    """One paragraph as walked. `pieces` are the elements its words come from, each with its characters (see `Trace`)."""

    pieces: list[Piece]
    place: Place
    style: str
    level: int | None
    number: str
    strong: bool
    cell: Cell | None

    @property
    def raw(self) -> str:
        """The paragraph's characters before they are normalised."""
        return "".join(text for _, text in self.pieces)


@dataclass(slots=True)
class OpenParagraph:
    """The paragraph being put together."""

    pieces: list[Piece] = field(default_factory=list)
    place: Place | None = None  # where its first visible character stands; None so long as there is none
    strong: bool = True
    contents: bool = False
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in it, to be read after it
    says: ParagraphSays | None = None  # of its last `w:p`; None so long as there was none
    ends_unseen: bool = False  # its last mark is deleted or hidden
