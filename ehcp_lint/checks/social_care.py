"""Sections D, H1 and H2: social care needs and provision."""

from __future__ import annotations

from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, sections, whole_plan
from ehcp_lint.checks.health import silent, unmatched
from ehcp_lint.checks.structure import CODE, REGS
from ehcp_lint.plan import Letter

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
    yield from unmatched(
        plan,
        Letter.D,
        PROVISION,
        "Say which social care need the provision in section H is for.",
        "Say which provision meets the social care need in section D, or why none does.",
    )
