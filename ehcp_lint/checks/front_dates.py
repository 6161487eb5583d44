"""What the dates of the front page say about the law's time limits (S2): a review within twelve months, 20 weeks
for a plan, 12 after a review meeting.

The dates are the plan's own; nothing is worked out from a date that the page does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, REGS, status_of
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Block, Plan, Span, Status


@check(
    id="S202",
    name="review-date-missing",
    title="The plan gives its review date",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Give the date by which the plan will be reviewed.",
    why="The plan must be reviewed within twelve months; the date tells everyone when.",
    sources=(Source(CODE, "9.61"), Source(ACT, "s.44(1)")),
    bad=(Example("...\nno Review date", ""), Example("...\nReview date:", "")),
    good=(
        Example("..."),
        Example("...\nReview date: March 2027"),
        Example("...\nNext review: within 12 months of the final plan"),
    ),
    dismiss="In a first draft, where the council sets the date with the final plan.",
)
def review_date_missing(plan: Subject) -> Iterator[Hit]:
    """A review date on the front page; 'within 12 months' is an answer too. An extract of fewer than three sections is left
    alone."""
    fact = plan.plan.details.review_date
    if fact and _IN_MONTHS.search(plan.plan.quote(fact.span)):
        return
    said = plan.plan.blocks_like(_REVIEWED)
    if any(_WILL_BE_REVIEWED.search(block.text) or _BESIDE_REVIEW.search(_near(plan.plan, block)) for block in said):
        return
    if len({section.letter for section in plan.plan.sections}) >= 3 and (fact is None or fact.value is None):
        if fact is None and plan.plan.details.open_dates:
            yield plan.unsure("whether a day on the front page is that of the review")
            return
        yield plan.missing(at=fact.span.end if fact else 0)


_FIRST_AR = r"(?:next|early|first|interim) (?:annual |early |plan )?"
_REVIEWED = Pattern(rf"\breview|\b{_FIRST_AR}AR\b|\blook (?:again )?at", flags=re.IGNORECASE)
_A_DAY = (
    r"(?:the )?(?:end of )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ ./-]{1,2}(?:\d{1,2}|[A-Z][a-z]{2,8})[ ./-]{1,2}(?:20)?\d\d\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} 20\d\d\b)"
)
_BY_WHEN = rf"[^.\n]{{0,60}}?(?<![\w-])(?:by|before|due|on|in|no later than|for|is|:)\W{{0,3}}(?:or before )?{_A_DAY}"
# A sentence anywhere in the plan that says when it will be reviewed: "Annual review by 20 February 2027", "we will look at the
# plan after six months (by January 2026)". What was reviewed, and what is no plan (a chair, medicine), says nothing.
_WILL_BE_REVIEWED = re.compile(
    rf"\b{_FIRST_AR}(?:review|AR)\b{_BY_WHEN}"
    rf"|\b(?:annual|six[- ]month(?:ly)?|statutory) review\W{{1,3}}(?:must |will |should |is to |shall )?(?:be |"
    rf"take place |happen )?"
    rf"(?:held |completed |due |expected )?(?:by|before|due|no later than)\W{{0,3}}(?:on or before )?{_A_DAY}"
    rf"|\bplan (?:will|must|is to|should|shall|is due to) (?:next |first |then )?be (?:formally )?(?:reviewed|"
    rf"looked at){_BY_WHEN}"
    rf"|\b(?:will|must|shall|to) (?:formally )?(?:review|look (?:again )?at) (?:the|this|his|her|their|your|\w+'s) "
    rf"(?:EHC )?plan\b{_BY_WHEN}",
    re.IGNORECASE,
)
# In two cells of a row: "Review | on or before 2 July 2026", "By 24/09/2026 | Next review".
_BESIDE_REVIEW = re.compile(
    rf"\breview\W{{1,6}}(?:due )?(?:by|on or before|no later than|before)\W{{1,3}}{_A_DAY}"
    rf"|\b(?:by|before|due)\W{{1,3}}{_A_DAY}\W{{1,3}}(?:next|annual|early|plan) review\b",
    re.IGNORECASE,
)
_CELL = 40  # letters


def _near(plan: Plan, block: Block) -> str:
    """A block of the front page with what stands in the cells beside it; "" where it stands in none."""
    if block.cell is None or plan.section_at(block.span.start):
        return ""
    return plan.text[max(0, block.span.start - _CELL) : block.span.end + _CELL]


_IN_MONTHS = re.compile(r"\b(?:\d+|six|twelve) months\b|\bone year\b|\ba year\b", re.IGNORECASE)


_HELD = re.compile(r"\b(?:meeting|held|took place|led to)\b[^\n]*\n?[^\n]*$", re.IGNORECASE)


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, 28 if month == 1 else 30))


@check(
    id="S203",
    name="review-date-late",
    title="The review falls within twelve months of the plan",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Set the review within twelve months after the plan's date.",
    why="The first review is due within twelve months of the plan; a later or past date cannot be kept.",
    sources=(Source(ACT, "s.44(1)"), Source(CODE, "9.169")),
    bad=(Example("...\nReview date: 30 June 2027", "30 June 2027"), Example("...\nReview date: 1 May 2025", "1 May 2025")),
    good=(Example("..."), Example("...\nReview date: 9 September 2026")),
    dismiss="When the date belongs to an earlier plan and the review has been held since.",
)
def review_date_late(plan: Subject) -> Iterator[Hit]:
    """A review date before the plan's own date, or more than twelve months after it."""
    details = plan.plan.details
    if details.review_date is None or details.plan_date is None:
        return
    review, made = details.review_date.value, details.plan_date.value
    months = plan.profile.thresholds.review_months or plan.rules.timescales.review_months
    asked = plan.plan.text[max(0, details.review_date.span.start - 60) : details.review_date.span.start]
    if review and made and review < made and _HELD.search(asked):
        return  # the meeting that led to this plan, not the one to come
    if review and made and review < made and any(_WILL_BE_REVIEWED.search(b.text) for b in plan.plan.blocks_like(_REVIEWED)):
        return  # another place says when
    if review and made and not made <= review <= _months_after(made, months):
        yield Hit(details.review_date.span)


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
