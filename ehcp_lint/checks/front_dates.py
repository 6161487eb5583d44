"""What the dates of the front page say about the law's time limits (S2): 20 weeks for a plan, 12 after a review meeting.

The dates are the plan's own; nothing is worked out from a date that the page does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import REGS, status_of
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.plan import Block, Plan, Span, Status

WEEKS_FOR_A_PLAN, WEEKS_AFTER_A_MEETING = 20, 12
_LIKELY = 60  # weeks: a longer time is that of another plan
_LONGEST = 10  # words of a label
_REQUEST = re.compile(
    r"\b(?:requested|request (?:received|made)|date (?:of )?(?:the )?(?:ehc |initial |needs )*(?:assessment )?request|"
    r"request for (?:an? )?(?:ehc |education|statutory |needs )*(?:needs )?assessment|assessment request\w*)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:annual |early |last )?review (?:meeting )?(?:held|took place|meeting)\b|\bmeeting (?:held|date)\b", re.IGNORECASE
)
_COMING = re.compile(r"\b(?:next|first|due|by|future)\b", re.IGNORECASE)


@check(
    id="S208",
    name="later-than-limit",
    title="The plan was finished within the law's time",
    duty=Duty.COULD,
    over=whole_plan,
    message="Keep with the plan why it was later than the law allows.",
    why="The family waits; the team needs to know, and a lawful exception should stand in the file.",
    sources=(Source(REGS, "13(2)"), Source("case-devon")),
    bad=(
        Example("...\nStatus: Final\nDate of request: 2 June 2025", "2 June 2025"),
        Example("...\nStatus: Amended final\nReview meeting held: 3 November 2025", "3 November 2025"),
    ),
    good=(
        Example("..."),
        Example("...\nStatus: Final\nDate of request: 3 November 2025"),
        Example("...\nStatus: Amended final\nReview meeting held: 12 January 2026"),
    ),
    dismiss="When an exception of the Regulations applied and the file says which.",
)
def later_than_limit(plan: Subject) -> Iterator[Hit]:
    """A final plan more than 20 weeks after the request that its front page names; an amended final one more than 12 weeks
    after the review meeting."""
    fact, status = plan.plan.details.plan_date, status_of(plan.plan)
    if fact is None or fact.value is None or plan.plan.details.open_dates:
        return
    asked, weeks = {
        Status.FINAL: (_REQUEST, WEEKS_FOR_A_PLAN),
        Status.AMENDED_FINAL: (_MEETING, WEEKS_AFTER_A_MEETING),
    }.get(status or Status.DRAFT, (None, 0))
    found = _dated(plan.plan, asked) if asked else None
    if found and 7 * weeks < (fact.value - found[1]).days <= 7 * _LIKELY:
        yield Hit(found[0])


def _dated(plan: Plan, asked: re.Pattern[str]) -> tuple[Span, date] | None:
    """The one day that the front page gives for a label, in the same line or in the next cell; None where there are several."""
    blocks = [block for span in plan.preamble for block in plan.blocks_in(span)]
    days: dict[date, Span] = {}
    for block, after in pairwise([*blocks, None]):
        if block is None or not (label := asked.search(block.text)) or _COMING.search(block.text[: label.end()]):
            continue
        where, start = (block, label.end()) if any(written_dates(block.text[label.end() :])) else (_beside(block, after), 0)
        if where is None or (where is block and len(block.text[: label.start()].split()) > _LONGEST):
            continue
        if given := next(iter(written_dates(where.text[start:])), None):
            match, day = given
            days.setdefault(day, Span(where.span.start + start + match.start(), where.span.start + start + match.end()))
    return next(((span, day) for day, span in days.items()), None) if len(days) == 1 else None


def _beside(block: Block, after: Block | None) -> Block | None:
    """The next cell of the row, for a short label in a cell of its own."""
    same_row = block.cell and after and after.cell and (block.cell.table, block.cell.row) == (after.cell.table, after.cell.row)
    return after if same_row and len(block.text.split()) <= _LONGEST else None
