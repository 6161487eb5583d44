"""Whether hours of help can be given and are the same throughout (S3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Subject, check, items, whole_plan
from ehcp_lint.checks.consistency import CONSISTENT
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Kind, Letter, Span

_WEEKLY = Pattern(
    r"\b(?P<hours>\d{1,3}(?:\.\d+)?)\s*(?:hours|hrs)\b[^.;]{0,40}?\b(?:per|a|each|every)\s+week\b|"
    r"\b(?P<before>\d{1,3}(?:\.\d+)?)\s*(?:hours|hrs)\s+weekly\b",
    flags=re.IGNORECASE,
)
_NIGHT = Pattern(
    r"\bresidential|\bwaking|\bnights?\b|24[- ]hour|\bhome\b|\bweekend|\bboarding|\bcurriculum|\bextended\b",
    flags=re.IGNORECASE,
)
SCHOOL_WEEK = 35  # hours: longer than the longest usual school week


@check(
    id="S308",
    name="hours-beyond-week",
    title="Hours of help fit into a school week",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Check these hours: a school week has fewer.",
    why="Hours that cannot be given make the whole line doubtful.",
    sources=CONSISTENT,
    bad=(
        Example("A teaching assistant helps Kofi for 40 hours a week.", "40 hours a week"),
        Example("Kofi has 325 hours of one-to-one help per week.", "325 hours of one-to-one help per week"),
    ),
    good=(
        Example("A teaching assistant helps Kofi for 32.5 hours a week."),
        Example("A residential placement gives Kofi 52 hours a week of a waking-day curriculum."),
    ),
    dismiss="When the help also covers evenings or a residential setting.",
)
def hours_beyond_week(item: Subject) -> Iterator[Hit]:
    """More than 35 hours a week in one line of section F that does not speak of nights, home or a residential setting."""
    for found in _WEEKLY.finditer(item.text):
        if float(found["hours"] or found["before"]) > SCHOOL_WEEK and not _NIGHT.search(item.text):
            yield item.mark(found)


_TOTAL = Pattern(
    r"\b(?P<hours>\d{1,2}(?:\.\d+)?)\s*(?:hours|hrs)(?:\s+(?:per|a|each)\s+week|\s+weekly)?(?:\s+of)?\s+"
    r"(?:(?:individual|dedicated|additional|full)\s+)?(?P<what>(?:1:1|one[- ]to[- ]one)(?:\s+(?:support|adult support|"
    r"ta support|lsa support))?|"
    r"(?:ta|lsa|teaching assistant|adult)\s+(?:support|time))\b|"
    r"\b(?:the|his|her|their)\s+(?P<named>\d{1,2}(?:\.\d+)?)\s*(?:hours|hrs)\s+(?:of\s+)?(?:weekly\s+)?support\b",
    flags=re.IGNORECASE,
)


@check(
    id="S309",
    name="hours-disagree",
    title="The same help has the same hours throughout",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Check these hours: elsewhere the plan gives another number.",
    why="With two numbers in one plan, nobody knows which one has to be given.",
    sources=CONSISTENT,
    bad=(
        Example(
            "...\nF1: Ines has 20 hours a week of 1:1 support.\nF2: Within her 25 hours a week of 1:1 support she reads.",
            "25 hours a week of 1:1 support",
        ),
        Example(
            "...\nF1: 15 hours of TA support a week is given.\nJ: The 12 hours of TA support are paid by the school.",
            "12 hours of TA support",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nF1: Ines has 20 hours a week of 1:1 support.\nF2: The 20 hours of 1:1 support include lunch."),
        Example("...\nF1: 15 hours a week of teaching assistant time.\nJ: Top-up equal to 15 hours TA support per week."),
        Example("...\nF1: 2 hours of 1:1 support a week for reading.\nF2: 3 hours of 1:1 support a week for swimming."),
    ),
    dismiss="When the two numbers are for different times or subjects.",
)
def hours_disagree(plan: Subject) -> Iterator[Hit]:
    """Two different weekly totals, each of ten hours or more, for one-to-one or assistant support."""
    every = [(float(m["hours"] or m["named"]), m) for m in _TOTAL.finditer(plan.plan.text)]
    found = [(hours, m) for hours, m in every if hours >= 10]
    usual = Counter(hours for hours, _ in found).most_common(1)
    seen = set()
    for hours, match in found:
        here = plan.plan.section_at(match.start())
        if here and hours != found[0][0] and usual and hours not in seen:
            seen.add(hours)
            yield Hit(Span(*match.span()))
