"""Sections C and G: health needs and health provision. What a passage holds is `wording`'s to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.case import Case
from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, sections, whole_plan
from ehcp_lint.checks.structure import CODE, REGS
from ehcp_lint.grammar.nil import NilKind
from ehcp_lint.plan import Letter, Span, State
from ehcp_lint.wording import Content, ContentReading

ROWS = (Source(CODE, "9.69"), Source(REGS, "12(1)(c)"))
SILENT = {
    NilKind.NOT_APPLICABLE: "Say what was looked at and by whom, not only that it does not apply.",
    NilKind.NOT_KNOWN: "Say what the assessment found; not being known to a service is no finding.",
    NilKind.AWAITING: "Fill this in when the advice has come, or say what is known so far.",
    NilKind.SEE_REPORT: "Put the words here; a reader of the plan may not have the report.",
    NilKind.LOCAL_OFFER: "Say what this child needs or will get; the Local Offer is for everyone.",
    NilKind.UNIVERSAL: "Say what this child needs or will get beyond what everyone gets.",
}
_REASON = re.compile(
    r"\b(?:because|since|as (?:the|his|her|their|no)|after|following|considered|looked at|reviewed|confirmed)\b", re.IGNORECASE
)


def silent(section: Subject) -> Iterator[Hit]:
    """A hit on the words by which a whole section says nothing that answers the question."""
    assert section.section is not None
    read = section.case.content(section.section)
    if read.nil_kind in SILENT and read.content is not Content.SUBSTANTIVE:
        spans = section.section.content
        yield Hit(Span(spans[0].start, spans[-1].end), SILENT[read.nil_kind])


def says(case: Case, *letters: Letter) -> bool | None:
    """Whether these sections together say something definite (True), nothing (False), or it cannot be told (None)."""
    readings: list[ContentReading] = [case.content(s) for s in case.plan.section(*letters) if s.state is State.FILLED]
    states = {case.plan.state(letter) for letter in letters}
    if any(read.content is Content.SUBSTANTIVE for read in readings):
        return True
    if any(read.content in (None, Content.VAGUE) for read in readings) or states <= {State.ABSENT}:
        return None
    return False


def unmatched(
    plan: Subject, need: Letter, provision: tuple[Letter, ...], need_message: str, provision_message: str
) -> Iterator[Hit]:
    """A hit where needs stand without provision, or provision without needs."""
    needs, provided = says(plan.case, need), says(plan.case, *provision)
    if needs is None or provided is None or needs == provided:
        return
    empty = plan.plan.section(*(provision if needs else (need,)))
    spans = [span for section in empty for span in section.content]
    if any(_REASON.search(plan.plan.quote(span)) for span in spans):
        return
    message = provision_message if needs else need_message
    if spans:
        yield Hit(Span(spans[0].start, spans[0].end), message)
    else:
        yield plan.missing(message, at=empty[0].spans[-1].end)


@check(
    id="C101",
    name="health-needs-not-stated",
    title="Section C says what the health needs are, or that there are none",
    duty=Duty.SHOULD,
    over=sections(Letter.C),
    message="Say what the assessment found, by whom and when.",
    why="'N/A' or 'not known' can mean that there are no needs or that nobody looked.",
    sources=ROWS,
    bad=(Example("C: N/A", "N/A"), Example("C: Ola is not known to health services.", "Ola is not known to health services.")),
    good=(
        Example("C: No health needs were identified by Dr Okafor, paediatrician, on 12 January 2026."),
        Example("C: Ola has epilepsy. She has about two seizures a month and sleeps for an hour afterwards."),
    ),
    dismiss="When the words are the council's agreed wording for nothing found.",
)
def health_needs_not_stated(section: Subject) -> Iterator[Hit]:
    yield from silent(section)


@check(
    id="G101",
    name="health-provision-not-stated",
    title="Section G says what health provision there is, or that none is needed",
    duty=Duty.SHOULD,
    over=sections(Letter.G),
    message="Say what health provision is needed, or that none is and how you know.",
    why="'N/A' or a pointer to a report does not tell the family what they can expect.",
    sources=(Source(CODE, "9.69"), Source(REGS, "12(1)(g)")),
    bad=(Example("G: N/A", "N/A"), Example("G: See paediatrician's report.", "See paediatrician's report.")),
    good=(
        Example("G: No health provision is required, because no health needs were identified."),
        Example("G: An epilepsy nurse trains the four staff who work with Ola for two hours each September."),
    ),
    dismiss="When the words are the council's agreed wording for nothing needed.",
)
def health_provision_not_stated(section: Subject) -> Iterator[Hit]:
    yield from silent(section)


@check(
    id="G102",
    name="health-need-unmatched",
    title="Health needs and health provision answer each other",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say which provision meets the health need, or why none is needed.",
    why="A need without provision, or provision without a need, leaves the family guessing which is right.",
    sources=(Source(CODE, "9.69"), Source(REGS, "12(1)(g)")),
    bad=(
        Example("...\nC: Ola has epilepsy. She has about two seizures a month.\nG: None.", "None."),
        Example(
            "...\nC: No health needs have been identified.\nG: A community nurse trains two staff for an hour each term.",
            "No health needs have been identified.",
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nC: Ola has epilepsy. She has two seizures a month.\nG: A nurse trains two staff for an hour each September."
        ),
        Example(
            "...\nC: Ola has asthma. She carries a blue inhaler.\nG: None is required because Ola uses her inhaler by herself."
        ),
    ),
    dismiss="When the need is met by ordinary services and section G says so.",
)
def health_need_unmatched(plan: Subject) -> Iterator[Hit]:
    yield from unmatched(
        plan,
        Letter.C,
        (Letter.G,),
        "Say which health need the provision in section G is for.",
        "Say which provision meets the health need in section C, or why none does.",
    )
