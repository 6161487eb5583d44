"""Sections D, H1 and H2: social care needs and provision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, sections, whole_plan
from ehcp_lint.checks.health import says, silent, unmatched
from ehcp_lint.checks.structure import ACT, CODE, REGS
from ehcp_lint.checks.voice import age
from ehcp_lint.plan import Kind, Letter

ADULT = 18  # years
PROVISION = (Letter.H, Letter.H1, Letter.H2)


@check(
    id="D101",
    name="social-care-needs-not-stated",
    title="Section D says what the social care needs are, or that there are none",
    duty=Duty.SHOULD,
    over=sections(Letter.D),
    message="Say what the assessment found, by whom and when.",
    why="'Not known to this service' says that nobody looked, not that nothing is needed.",
    sources=(Source(CODE, "9.69"), Source(REGS, "12(1)(d)")),
    bad=(Example("D: Not known to this service.", "Not known to this service."), Example("D: n/a", "n/a")),
    good=(
        Example("D: No social care needs were identified in the assessment by Ms Lindqvist on 20 January 2026."),
        Example("D: Ola cannot be left alone. Her parents have not had an evening out together for two years."),
    ),
    dismiss="When the words are the council's agreed wording for nothing found.",
)
def social_care_needs_not_stated(section: Subject) -> Iterator[Hit]:
    """A section D that is filled and says nothing: 'N/A', 'not known to the service', 'see report', 'awaiting advice', the
    Local Offer."""
    yield from silent(section)


@check(
    id="H101",
    name="social-care-provision-not-stated",
    title="Sections H1 and H2 say what social care there is, or that none is needed",
    duty=Duty.SHOULD,
    over=sections(*PROVISION),
    message="Say what social care is needed, or that none is and how you know.",
    why="A pointer to the Local Offer or 'N/A' does not tell the family what they can expect.",
    sources=(Source(CODE, "9.69"), Source(REGS, "12(1)(h)(i),(ii)")),
    bad=(
        Example("H1: N/A", "N/A"),
        Example("H2: The family can look at the Local Offer website.", "The family can look at the Local Offer website."),
    ),
    good=(
        Example("H1: No social care provision under section 2 of the 1970 Act is required."),
        Example("H2: A support worker takes Ola swimming for two hours each Saturday in term time."),
    ),
    dismiss="When the words are the council's agreed wording for nothing needed.",
)
def social_care_provision_not_stated(section: Subject) -> Iterator[Hit]:
    """A section H1 or H2 that is filled and says nothing: 'N/A', 'see report', 'awaiting advice', the Local Offer."""
    letter = section.section.letter if section.section else None
    if letter is Letter.H1 and (age(section.plan) or 0) >= ADULT:
        return  # section 2 of the 1970 Act is for children: the reason is right
    yield from silent(section)


@check(
    id="H102",
    name="social-care-need-unmatched",
    title="Social care needs and provision answer each other",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say which provision meets the social care need, or why none is needed.",
    why="A need without provision, or provision without a need, leaves the family guessing which is right.",
    sources=(Source(CODE, "9.69"), Source(REGS, "12(1)(h)(i),(ii)")),
    bad=(
        Example("...\nD: Ola cannot be left alone and her parents get no rest.\nH1: None.\nH2: None.", "None."),
        Example(
            "...\nD: No social care needs have been identified.\n"
            "H2: A support worker takes Ola swimming for two hours each Saturday.",
            "No social care needs have been identified.",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nD: Ola cannot be left alone.\nH1: A carer sits with Ola for three hours each Friday evening."),
    ),
    dismiss="When the need is met by ordinary services and section H says so.",
)
def social_care_need_unmatched(plan: Subject) -> Iterator[Hit]:
    """Social care needs in D with nothing in H, or provision in H with no need in D, where no reason is given."""
    yield from unmatched(
        plan,
        Letter.D,
        PROVISION,
        "Say which social care need the provision in section H is for.",
        "Say which provision meets the need in section D, or why none does.",
    )


_NOTES = (Source("cfa2014-notes", "paras 218-219"), Source(REGS, "12(1)(h)(i),(ii)"))


@check(
    id="D102",
    name="known-child-without-needs",
    title="A child known to social care has words in D or H",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say what social care found: the front page says it knows the child.",
    why="The front page says that social care is involved, and D and H say nothing of it.",
    sources=(Source("practice", "consistency of details"), Source(REGS, "12(1)(d)")),
    bad=(
        Example(
            "...\nLooked after: Yes",
            "No social care needs were identified in the assessment by Ms Lindqvist, social worker, on 20 January 2026.",
        ),
        Example("...\nLooked after child: Yes\nD: Not known to social care.", "Not known to social care."),
    ),
    good=(
        Example("..."),
        Example("...\nLooked after: Yes\nD: Ines lives with foster carers and sees her brother twice a month."),
    ),
    dismiss="When the social care assessment found no needs beyond the care the child already has.",
)
def known_child_without_needs(plan: Subject) -> Iterator[Hit]:
    """A front page that says social care is involved or the child is looked after, and sections D and H that say there is
    nothing."""
    details = plan.plan.details
    known = any(fact and fact.value for fact in (details.looked_after, details.social_care))
    if known and says(plan.case, Letter.D) is False and says(plan.case, *PROVISION) is False:
        first = next((span for section in plan.plan.section(Letter.D) for span in section.content), None)
        if first:
            yield Hit(first)


_OVERNIGHT = re.compile(
    r"\b(?:overnight (?:short breaks?|respite|stays?)|residential (?:short breaks?|respite|care|placement)|"
    r"respite (?:nights?|stays?))\b|"
    r"\bnights? (?:a|per|each) (?:month|week|year)[^.]{0,30}\b(?:respite|short breaks?)\b",
    re.IGNORECASE,
)


@check(
    id="H201",
    name="overnight-break-misplaced",
    title="Residential short breaks stand in H2",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.H1),
    message="Ask the social worker whether this belongs in H2.",
    why="H1 is for help under section 2 of the 1970 Act; residential short breaks usually belong in H2.",
    sources=_NOTES,
    bad=(
        Example("...\nH1: Ines has overnight short breaks two nights a month at Hazel House.", "overnight short breaks"),
        Example("...\nH1: Residential respite for six nights a year.", "Residential respite"),
    ),
    good=(Example("..."), Example("...\nH1: A support worker takes Ines swimming on Saturdays for two hours.")),
    dismiss="When the social worker has confirmed that the 1970 Act is the ground for it.",
)
def overnight_in_h1(item: Subject) -> Iterator[Hit]:
    """Overnight short breaks or residential respite in H1."""
    found = _OVERNIGHT.search(item.text)
    if found and not re.search(r"\b(?:no|not|none)\b", item.text, re.IGNORECASE):
        yield item.mark(found)


ADULT = 18


@check(
    id="H202",
    name="adult-in-childrens-section",
    title="From 18 on, social care provision stands in H2",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Move this to H2: H1 is for those under 18.",
    why="H1 is for children under 18; an adult's care comes under the Care Act.",
    sources=(Source(ACT, "s.37(2)(e)"),),
    bad=(
        Example(
            "...\nDate of birth: 14 May 2006\nH1: A support worker takes Ines swimming on Saturdays for two hours.",
            "A support worker takes Ines swimming on Saturdays for two hours.",
        ),
        Example(
            "...\nDate of birth: 2 January 2004\nH1: A ramp was fitted at the front door.\n> A carer visits each "
            "evening for an hour.",
            "A ramp was fitted at the front door.\nA carer visits each evening for an hour.",
        ),
    ),
    good=(Example("..."), Example("...\nDate of birth: 14 May 2006\nH1: Not required.")),
    dismiss="When the young person turned 18 after the plan was made and a review is booked.",
)
def h1_for_an_adult(plan: Subject) -> Iterator[Hit]:
    """Provision in H1 when the date of birth gives an age of 18 or more."""
    years = age(plan.plan)
    if years is not None and years >= ADULT and says(plan.case, Letter.H1) is True:
        yield Hit(plan.plan.section(Letter.H1)[0].content[0])


_AT_HOME = re.compile(
    r"\b(?:stair ?lift|grab rails?|ramps?|level-access shower|wet ?room|home adaptations?|adaptations? to the (?:home|"
    r"house|flat)|"
    r"(?:practical|personal) (?:help|care|assistance) (?:at|in the) home)\b",
    re.IGNORECASE,
)


@check(
    id="H203",
    name="home-help-misplaced",
    title="Practical help at home for under-18s stands in H1",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.H2),
    message="Ask the social worker whether this belongs in H1.",
    why="Practical help and adaptations at home come under section 2 of the 1970 Act, and so under H1.",
    sources=(Source("csdpa1970", "s.2(1)"), *_NOTES),
    bad=(
        Example("...\nH2: A stairlift was fitted in April.", "stairlift"),
        Example("...\nH2: A carer gives personal care at home for an hour each evening.", "personal care at home"),
    ),
    good=(Example("..."), Example("...\nDate of birth: 14 May 2006\nH2: A stairlift was fitted in April.")),
    dismiss="When the social worker has confirmed another ground for it.",
)
def home_help_in_h2(item: Subject) -> Iterator[Hit]:
    """Adaptations or practical and personal help at home in H2, when the date of birth gives an age under 18."""
    years, found = age(item.plan), _AT_HOME.search(item.text)
    if found and years is not None and years < ADULT and not re.search(r"\b(?:no|not|none)\b", item.text, re.IGNORECASE):
        yield item.mark(found)
