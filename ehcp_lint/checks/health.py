"""Sections C and G: health needs and health provision. What a passage holds is `wording`'s to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.case import Case
from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, sections, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, REGS
from ehcp_lint.grammar.nil import NilKind
from ehcp_lint.parsers.content import points_within
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Kind, Letter, Plan, Span, State
from ehcp_lint.wording import Content, ContentReading

ROWS = (Source(CODE, "9.69"), Source(REGS, "12(1)(c)"))
SILENT = {
    NilKind.NOT_APPLICABLE: "Say what was looked at and by whom, not just that nothing applies.",
    NilKind.NOT_KNOWN: "Say what the assessment found; not being known to a service is no finding.",
    NilKind.AWAITING: "Fill this in when the advice has come, or say what is known so far.",
    NilKind.SEE_REPORT: "Put the words here; a reader of the plan may not have the report.",
    NilKind.LOCAL_OFFER: "Say what this child needs or will get; the Local Offer is for everyone.",
    NilKind.UNIVERSAL: "Say what this child needs or will get beyond what everyone gets.",
}
_REASON = Pattern(
    r"\b(?:because|since|as (?:the|his|her|their|no)|after|following|considered|looked at|reviewed|confirmed)\b",
    flags=re.IGNORECASE,
)


_MEASURED = Pattern(
    r"\b(?:\d+(?:\.\d+)?|one|two|three|four|five|six|ten) ?(?:hours?|hrs?|minutes?|mins?|nights?|days?|sessions?|"
    r"visits?|times)\b",
    flags=re.IGNORECASE,
)


def silent(section: Subject) -> Iterator[Hit]:
    """A hit on the words by which a whole section says nothing that answers the question."""
    assert section.section is not None
    read = section.case.content(section.section)
    if read.nil_kind is NilKind.NOT_APPLICABLE and NilKind.NONE_IDENTIFIED in read.nil_kinds:
        return  # "Not applicable. No needs were identified by ...": it does say so
    if read.nil_kind in SILENT and read.content is not Content.SUBSTANTIVE:
        spans = section.section.content
        if read.nil_kind is NilKind.LOCAL_OFFER and _MEASURED.search(section.plan.quote(Span(spans[0].start, spans[-1].end))):
            return  # a measured promise that only names the panel or the page
        if points_within(section.plan.quote(Span(spans[0].start, spans[-1].end))):
            return  # the words stand in another section
        yield Hit(spans[0], SILENT[read.nil_kind])  # of a column only its first cell: others' cells stand between


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
    """A section C that is filled and says nothing: 'N/A', 'not known to the service', 'see report', 'awaiting advice', the
    Local Offer."""
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
    """A section G that is filled and says nothing: 'N/A', 'see report', 'awaiting advice', the Local Offer."""
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
    """Health needs in C with nothing in G, or provision in G with no need in C, where no reason is given."""
    yield from unmatched(
        plan,
        Letter.C,
        (Letter.G,),
        "Say which health need the provision in section G is for.",
        "Say which provision meets the health need in section C, or why none does.",
    )


_CONDITION = Pattern(
    r"\b(?:epilep\w+|seizures?|diabet\w+|gastrostomy|tracheostomy|cystic fibrosis|cerebral palsy|muscular dystrophy|"
    r"hydrocephalus|"
    r"anaphyla\w+|epi-?pen|sickle cell|heart (?:condition|defect|surgery)|hearing loss|tube[- ]fed|catheter\w*|insulin)\b",
    flags=re.IGNORECASE,
)
_NOT_THIS = Pattern(
    r"\b(?:no|not|never|without|ruled out|mum|mother|dad|father|brother|sister|parent|nan|grand\w+|family history|"
    r"has? mother's|uncle|"
    r"aunt|past|as a baby|resolved)\b",
    flags=re.IGNORECASE,
)


@check(
    id="C201",
    name="condition-elsewhere",
    title="A condition named elsewhere is spoken of in section C",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say in section C whether this condition matters for learning.",
    why="Section C says there are no health needs, while another section names a condition.",
    sources=(Source(CODE, "9.69"), Source("practice", "consistency of details")),
    bad=(
        Example("...\nB: Ines has epilepsy and sleeps after a seizure.", "epilepsy"),
        Example("...\nA: Ines showed us her insulin pump. Her mother hopes that she can swim.", "insulin"),
    ),
    good=(
        Example("..."),
        Example("...\nA: Ines told us about her mother's diabetes. Her father hopes that she can swim."),
        Example("...\nB: Ines has epilepsy.\nC: Ines has epilepsy, with about two seizures a month."),
    ),
    dismiss="When health advice says that the condition has no bearing on learning.",
)
def condition_elsewhere(plan: Subject) -> Iterator[Hit]:
    """A condition such as epilepsy or diabetes in A, B or F where section C says that there are no health needs."""
    if says(plan.case, Letter.C) is not False:
        return
    for span in plan.case.paragraphs_of(Letter.A, Letter.B, Letter.F):
        text = plan.plan.quote(span)
        for found in _CONDITION.finditer(text):
            start = max(text.rfind(".", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
            if not _NOT_THIS.search(text[start : found.end()]):
                yield Hit(Span(span.start + found.start(), span.start + found.end()))
                return


_SPEECH = Pattern(
    r"\b(?:speech and language therap(?:y|ists?)|speech therap(?:y|ists?)|salt\b(?! and)|slt\b)",
    flags=re.IGNORECASE,
)


@check(
    id="G201",
    name="education-in-health",
    title="Help that educates or trains stands in section F",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.G),
    message="Ask whether this educates or trains; then it belongs in section F.",
    why="Health provision that educates or trains is special educational provision by law; speech therapy usually is.",
    sources=(Source(ACT, "s.21(5)"), Source(CODE, "9.74")),
    bad=(
        Example(
            "...\nG: A speech and language therapist sees Ines once a term for 45 minutes.", "speech and language therapist"
        ),
        Example("...\nG: Speech therapy twice a term for an hour.", "Speech therapy"),
    ),
    good=(
        Example("..."),
        Example("...\nG: An epilepsy nurse trains the four staff who work with Ines for two hours each September."),
    ),
    dismiss="When the therapy is for feeding or swallowing only, or was agreed to be health provision.",
)
def education_in_health(item: Subject) -> Iterator[Hit]:
    """Speech and language therapy in section G. Swallowing, eating and drinking are left alone."""
    found = _SPEECH.search(item.text)
    if found and not re.search(
        r"\b(?:swallow\w*|dysphagia|feeding|eating|drinking|saliva|no\b|not\b|section f)", item.text, re.IGNORECASE
    ):
        yield item.mark(found)


_DOSE = Pattern(r"\b\d+(?:\.\d+)?\s?(?:mg|mcg|micrograms?|milligrams?|ml|mls|millilitres?|units)\b", flags=re.IGNORECASE)


@check(
    id="C202",
    name="medicine-dose",
    title="Doses of medicine are left to the care plan",
    duty=Duty.COULD,
    over=whole_plan,
    message="Leave the dose to the health care plan; it will change sooner.",
    why="Doses change between reviews, and an old dose in a plan can do harm.",
    sources=(Source("practice", "local policy"),),
    bad=(
        Example("...\nC: Ines takes 5 mg of melatonin at night.", "5 mg"),
        Example("...\nG: A nurse gives Ines 10ml of her medicine at noon.", "10ml"),
    ),
    good=(Example("..."), Example("...\nC: Ines takes a medicine at night that makes her drowsy in the morning.")),
    dismiss="When the dose is fixed for good and the family asked for it to stand there.",
    policy="no_medicine_doses",
)
def medicine_dose(plan: Subject) -> Iterator[Hit]:
    """A number with mg, ml or units in sections C and G. Water, milk and feeds are left alone."""
    for span in plan.case.paragraphs_of(Letter.C, Letter.G):
        text = plan.plan.quote(span)
        for found in _DOSE.finditer(text):
            if not re.search(r"\b(?:water|fluid|drink|feed|milk)", text[found.end() : found.end() + 30], re.IGNORECASE):
                yield Hit(Span(span.start + found.start(), span.start + found.end()))


_CARE_PLAN = Pattern(
    r"\b(?:individual |emergency |seizure |epilepsy |asthma |allergy )?(?:health ?care|medical|healthcare|emergency|"
    r"seizure|asthma|allergy|"
    r"epilepsy|feeding|eating and drinking) (?:care )?plan\b|\b(?:ip|ihp|icp|ihcp)\b(?=.{0,15}\b(?:is|in place|held|follow))",
    flags=re.IGNORECASE,
)
_NOT_YET = Pattern(
    r"\b(?:no|not|written|writes?|draws? up|drawn up|to be (?:agreed|made|written|completed|finished|updated|in place)|"
    r"to follow)\b",
    flags=re.IGNORECASE,
)
_THIS_PLAN = Pattern(r"education,? health", flags=re.IGNORECASE)


def _row_text(plan: Plan, span: Span) -> str:
    """The text at `span`, or of its whole row where it stands in a table."""
    cell = own.cell if (own := plan.block_at(span.start)) else None
    if cell is None:
        return plan.quote(span)
    return " ".join(b.text for b in plan.blocks if b.cell and (b.cell.table, b.cell.row) == (cell.table, cell.row))


@check(
    id="G202",
    name="care-plan-not-listed",
    title="A health care plan that is referred to is listed in K",
    duty=Duty.COULD,
    over=whole_plan,
    message="List this plan in section K and attach it.",
    why="Where a plan leans on another document, the family needs to have that document too.",
    sources=(Source(CODE, "9.69"), Source(CODE, "9.77")),
    bad=(
        Example("...\nG: Staff follow the individual healthcare plan when Ines has a seizure.", "individual healthcare plan"),
        Example("...\nC: Ines has a seizure plan.", "seizure plan"),
    ),
    good=(
        Example("..."),
        Example(
            "...\nG: Staff follow the healthcare plan.\nK: School report, 4 February 2026.\n> Healthcare plan, 3 March 2026."
        ),
    ),
    dismiss="When the plan is kept elsewhere and the family has it.",
)
def care_plan_not_listed(plan: Subject) -> Iterator[Hit]:
    """A health care, seizure, allergy or feeding plan named in C, F or G, when section K lists no such plan."""
    if plan.plan.state(Letter.K) is not State.FILLED:
        return
    listed = " ".join(plan.plan.quote(span) for section in plan.plan.section(Letter.K) for span in section.content)
    if re.search(r"\bplan\b|\bih?c?p\b", listed, re.IGNORECASE):
        return
    for span in plan.case.paragraphs_of(Letter.C, Letter.F, Letter.G):
        text = plan.plan.quote(span)
        found = _CARE_PLAN.search(text)
        if (
            found
            and not _THIS_PLAN.search(text[max(0, found.start() - 15) : found.end()])
            and not _NOT_YET.search(_row_text(plan.plan, span))
        ):
            yield Hit(Span(span.start + found.start(), span.start + found.end()))
            return
