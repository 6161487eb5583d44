"""Where in a Word document the comment on a finding stands: the runs that hold exactly its words, split where need be.

Word shows comments in the body only: "Word ignores this element if it is under a header, footer, text box, footnote, or
endnote" (MS-OI29500, 2.1.315). So a comment on words there stands at the box or the note's mark, and says the words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from ehcp_lint.outputs.copies.marked_words import words_to_mark
from ehcp_lint.outputs.copies.word_comments import Cutter, Element, W, in_text_box
from ehcp_lint.parsers.text import normalise_map
from ehcp_lint.parsers.word import Trace
from ehcp_lint.plan import Block, Layer, Plan
from ehcp_lint.report import Finding

_HEADER = "in the header or footer"
_NOTE = "in this note"
_BOX = "in this box"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment goes over, from the first to the last element; whether that is its words and nothing else, and if
    not, where they are."""

    first: Element
    last: Element
    exact: bool = True
    where: str = ""


class Places:
    """Leads from findings to runs of the document. Runs are split as it goes: one `Places` for one copy."""

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self._plan = plan
        self._document = trace.document
        self._pieces = {block.span.start: pieces for block, pieces in zip(plan.blocks, trace.pieces, strict=True)}
        self._cutter = Cutter()

    def first(self) -> Anchor | None:
        """The document's first words."""
        for block in self._plan.blocks:
            if _in_body(block) and (anchor := self._between(block, 0, block, len(block.text))) is not None:
                return anchor
        return None

    def of(self, finding: Finding) -> Anchor | None:
        """The runs that hold exactly the words of a finding; where something is missing, the heading of the section that it
        is missing from, or the words that it should stand after. The document's first words where nothing else is a place
        for a comment; None where those are not either."""
        found = self._of(finding)
        if found is None and (found := self.first()) is not None:
            return Anchor(found.first, found.last, False)
        return found

    def _of(self, finding: Finding) -> Anchor | None:
        span = words_to_mark(self._plan, finding)
        block = self._plan.block_at(span.start)
        if block is None:
            return None
        if not _in_body(block):
            return self._outside_body(block)
        start, end = span.start - block.span.start, span.end - block.span.start
        last = self._plan.block_at(max(span.end - 1, span.start)) or block
        cut = last is not block and (not _in_body(last) or last.cell != block.cell)
        if last is block or cut:
            last, end = block, min(end, len(block.text))
        else:
            end = span.end - last.span.start
        found = self._between(block, min(start, len(block.text) - 1), last, end)
        return Anchor(found.first, found.last, False, found.where) if found and cut else found

    def _between(self, first: Block, start: int, last: Block, end: int) -> Anchor | None:
        begins = self._find(first, start)
        ends = self._find(last, max(min(end, len(last.text)) - 1, 0))
        if begins is None or ends is None:
            return None
        one, two = self._cutter.run_from(begins[0], begins[1]), self._cutter.run_to(ends[0], ends[2])
        if one.run is None or two.run is None:
            return None
        boxed = in_text_box(begins[0]) or in_text_box(ends[0])
        return Anchor(one.run, two.run, one.exact and two.exact, _BOX if boxed else "")

    def _find(self, block: Block, at: int) -> tuple[Element, int, int] | None:
        """The element that holds a character of a block, and where in the element the character begins and ends."""
        pieces = self._pieces[block.span.start]
        raw = "".join(text for _, text in pieces)
        _, offsets = normalise_map(raw)
        if at >= len(offsets):
            return None
        start = offsets[at]
        end = start + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        passed = 0
        for element, text in pieces:
            if passed <= start < passed + len(text):
                return element, start - passed, min(end - passed, len(text))
            passed += len(text)
        return None

    def _outside_body(self, block: Block) -> Anchor | None:
        """The mark of the note that holds a block; the document's first words for headers and footers."""
        pieces = self._pieces[block.span.start]
        note = next(pieces[0][0].iterancestors(f"{W}footnote", f"{W}endnote"), None) if pieces else None
        mark = self._mark_of(note) if note is not None else None
        if mark is not None:
            begin, end = self._cutter.run_from(mark, 0).run, self._cutter.run_to(mark, 1).run
            if begin is not None and end is not None:
                return Anchor(begin, end, False, _NOTE)
        top = self.first()
        return Anchor(top.first, top.last, False, _HEADER if block.layer is Layer.FURNITURE else _NOTE) if top else None

    def _mark_of(self, note: Any) -> Element | None:
        """Where the body refers to a foot- or endnote."""
        number = note.get(f"{W}id")
        marks = self._document.iter(f"{note.tag}Reference")
        return next((mark for mark in marks if mark.get(f"{W}id") == number), None)


def _in_body(block: Block) -> bool:
    return block.layer is Layer.BODY and block.place.part is None
