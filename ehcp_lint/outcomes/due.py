"""When an outcome is due where its own words do not say so: the cell beside it, its column header, or what stands over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from ehcp_lint.outcomes.grades import timely
from ehcp_lint.outcomes.judgement import Grade, Level
from ehcp_lint.outcomes.timing import TimePhrase, find_times
from ehcp_lint.parsers.page_notes import explains_the_page
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Block, Item, Plan, Span

BESIDE = ("review", "frequency", "beside")  # a column "By when" is read as one of the review
LONGEST_LABEL, LONGEST_HEADING = 14, 25  # words
_FOR_ALL = re.compile(
    r"\b(?:each|all|these|they|every one|everything|outcomes)(?: (?:of (?:these|them|those)|outcomes?|here|below))?,? "
    r"(?:is|are|run|runs|last|should be|will be|has|have)(?: all| each)? "
    r"(?:for|by|until|dated|(?:(?:to be|expected to be|meant to be|intended to be|set to be|planned to be) )?"
    r"(?:met|reached|achieved|completed|worked towards|set|expected|intended|sought)(?: by| for| at| until| before)) "
    r"[^.]{0,40}\b(?:end|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"easter|christmas|20\d\d|stage|year)\b",
    re.IGNORECASE,
)
_OF_STEPS = re.compile(r"\b(?:steps?|targets?|milestones?)\b", re.IGNORECASE)
_TITLE = re.compile(r"^outcomes?[.:]\s+(?=[A-Z])", re.IGNORECASE)
_LEADS = Pattern(
    r"\bunless\b|\b(?:save|except) (?:where|as|when)\b|"
    r"\b(?:all|these|outcomes|each)\b[^.]{0,40}\b(?:is|are) (?:for|to be|by|due)\b",
    flags=re.IGNORECASE,
)
_OUTCOMES = re.compile(r"\b(?:outcomes?|aims?|what we (?:want|hope)|section e|part e)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|before|until|within)\b", re.IGNORECASE)
_MAY_DATE = Pattern(f"{_BY.pattern}|{_FOR_ALL.pattern}", flags=re.IGNORECASE)
_MOST_ABOVE = 400  # lines that may date an outcome below them: no plan has so many


def due(plan: Plan, item: Item) -> Grade | None:
    """The grade for T that the outcome's surroundings give it; None where they give no end point. Its evidence lies outside the
    outcome's own words, so no spans are named."""
    known = _known(plan)
    for because, text in _surroundings(plan, item):
        grade = timely(find_times(text if _BY.search(text) else f"By {text}", *known))
        if grade.level is not Level.NOT_MET:
            return replace(grade, because=because, evidence=())
    return None


def dates_in_cell(plan: Plan, span: Span) -> tuple[TimePhrase, ...]:
    """The end points that a cell beside an outcome gives; their offsets are of no use outside."""
    text = plan.quote(span)
    return tuple(find_times(text if _BY.search(text) else f"By {text}", *_known(plan)))


def _known(plan: Plan) -> tuple[date | None, date | None, int | None]:
    details = plan.details
    return (
        details.plan_date.value if details.plan_date else None,
        details.date_of_birth.value if details.date_of_birth else None,
        details.year_group.value if details.year_group else None,
    )


def _surroundings(plan: Plan, item: Item) -> Iterator[tuple[str, str]]:
    """What may date it, the nearest first, each with how the grade is then explained."""
    for role, span in item.columns:
        if role in BESIDE and len(plan.quote(span).split()) <= LONGEST_LABEL:
            yield "The cell beside it says by when.", plan.quote(span)
    section = plan.section_at(item.span.start)
    if section is None:
        return
    first = plan.section(section.letter)[0]
    # What stands right under the letter leads to the outcomes of all areas.
    opening = [] if first is section else list(islice(plan.blocks_in(first.spans[0]), 1, 2))
    before = (block for block in reversed(plan.blocks_like(_MAY_DATE)) if block.span.end <= item.span.start)
    above = (block for block in before if any(span.meets(block.span) for span in section.spans))
    own = plan.block_at(item.span.start)
    for block in (*islice(above, _MOST_ABOVE), *opening):
        lead = _lead_in(block.text)
        longest = LONGEST_LABEL if section.heading is None or block.span != section.heading else LONGEST_HEADING
        label = len(lead.split()) <= longest and not plan.has_item_in(block, section.letter)
        other_column = block.cell and own and own.cell and block.cell.column != own.cell.column
        if (label and _BY.search(lead) and not other_column and not _OF_STEPS.search(lead)) or _FOR_ALL.search(block.text):
            yield "The heading over it says by when.", lead if label else block.text
    for block in reversed(plan.blocks_like(_LEADS)):
        if block.span.end <= item.span.start and (note := _note_on(plan, block, item)):
            yield "What stands before the outcomes says by when.", note


def _lead_in(text: str) -> str:
    """What leads to the list below: the last sentence of a paragraph that ends in a colon, else all of it."""
    return re.split(r"(?<=[.!?])\s+", text.rstrip())[-1] if text.rstrip().endswith(":") else text


def _note_on(plan: Plan, block: Block, item: Item) -> str:
    """The sentence of a note on the page that dates all outcomes, also under a heading of several sections or areas."""
    section = plan.section_at(block.span.start)
    if section is None:
        return ""
    run_in = section.heading and section.heading.start == block.span.start
    text = plan.text[section.heading.end if run_in and section.heading else block.span.start : block.span.end]
    text = _TITLE.sub("", text.lstrip(" .:"))
    return next(
        (
            piece
            for piece in re.split(r"(?<=[.!?])\s+", text)
            if _LEADS.search(piece) and explains_the_page(piece) and (section.letter is item.letter or _OUTCOMES.search(piece))
        ),
        "",
    )
