"""Which words of the plan a copy marks for a finding: its own, or, for something missing, those that it should stand after."""

from __future__ import annotations

import re

from ehcp_lint.plan import Plan, Span
from ehcp_lint.report import Finding

_SHORT = 60  # a block up to this long is marked whole where something is missing from it


def words_to_mark(plan: Plan, finding: Finding) -> Span:
    """The words of a finding; where a section lacks something, its heading; where a line does, the line or the last word
    before the gap. Empty only where the plan has no words at that place."""
    span = Span(*finding.span)
    if len(span):
        return span
    if finding.item is None and (heading := _heading(plan, finding)) is not None:
        return heading
    block = plan.block_at(span.start)
    if block is None:
        return span
    start, end = _where_missing(block.text, span.start - block.span.start)
    return Span(block.span.start + start, block.span.start + end)


def _heading(plan: Plan, finding: Finding) -> Span | None:
    """The heading of the stretch of the finding's section that holds its place, or is the last before it."""
    headings = [s.heading for s in plan.sections if s.letter.value == finding.section and s.heading is not None]
    before = [heading for heading in headings if heading.start <= finding.span[0]]
    return before[-1] if before else headings[0] if headings else None


def _where_missing(text: str, at: int) -> tuple[int, int]:
    """What to mark in a block where something is missing at an offset: a short block whole, else the word before."""
    if len(text) <= _SHORT:
        return 0, len(text)
    words = [word.span() for word in re.finditer(r"\S+", text)]
    return next((word for word in reversed(words) if word[1] <= at), words[0])
