"""What a plan should not carry about the child and others beyond its front page (X3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.grammar.nhs import nhs_number
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Letter, Span

PRIVACY = (Source("practice", "data protection hygiene"),)
BODY = (Letter.A, Letter.B, Letter.C, Letter.D, Letter.E, Letter.F, Letter.G, Letter.H, Letter.H1, Letter.H2)


def _found(plan: Subject, pattern: Pattern, gate: tuple[str, ...] = ()) -> Iterator[re.Match[str]]:
    """Matches in sections A to H2, with offsets into the plan, which are looked for only if a word of `gate` is there."""
    if gate:
        low = plan.plan.text.lower()
        if not any(map(low.__contains__, gate)):
            return
    for found in pattern.finditer(plan.plan.text):
        section = plan.plan.section_at(found.start())
        if section and section.letter in BODY:
            yield found


# These begin with a plain set of letters and only then look back: `re` passes over all other places at once.
_TEN = Pattern(r"(\d(?<![\d-].)\d\d)[ -]?(\d{3})[ -]?(\d{4})(?![\d-])")


@check(
    id="X301",
    name="nhs-number-in-text",
    title="The NHS number stands on the front page alone",
    duty=Duty.COULD,
    over=whole_plan,
    message="Take the NHS number out of the text.",
    why="Sections of a plan are copied and shared; the number identifies the child wherever they go.",
    sources=PRIVACY,
    bad=(
        Example("...\nC: NHS number 943 476 5919. Ines has epilepsy.", "943 476 5919"),
        Example("...\nG: The nurse sees Ines (4010232137) each month for half an hour.", "4010232137"),
    ),
    good=(Example("..."), Example("...\nC: The clinic's number is 943 476 5918.")),
    dismiss="When the council's form asks for it there.",
)
def nhs_number_in_text(plan: Subject) -> Iterator[Hit]:
    """Ten digits in sections A to H2 whose last one fits as the check digit of an NHS number."""
    for found in _found(plan, _TEN):
        if nhs_number("".join(found.groups())):
            yield Hit(Span(*found.span()))


_EMAIL = Pattern(r"(?<!\w)[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CONTACT = Pattern(
    r"[+0A-Z](?:(?<![\d.].)(?:(?<=\+)44 ?|(?<=0))(?:\d ?){9,10}(?!\d|\.\d)"
    r"|(?<=[A-Z])(?<!\w.)[A-Z]?\d[A-Z\d]? \d[A-Z]{2}(?!\w))"
)


_WHOSE = Pattern(
    r"\b(?:(?P<service>teams?|clinics?|wards?|hospitals?|hospice|service|surgery|helpline|lines?|nurses?|duty|desk|office|reception|"
    r"pharmacy|999|111|unit|department|on[- ]call|samaritans|childline)|mum|mam|mom|dad|mother|father|parents?|home|"
    r"carers?|nan\w*|"
    r"gran\w*|aunt\w*|uncle|brother|sister|family|address|lives?|mobile)\b",
    flags=re.IGNORECASE,
)


def _of_a_service(text: str, at: int) -> bool:
    """Whether what is named last before the number, in its sentence, is a service: "ring the community team on ..."."""
    before = re.split(r"[.!?]\s|\n", text[max(0, at - 80) : at])[-1]
    named = list(_WHOSE.finditer(before))
    return bool(named) and named[-1]["service"] is not None


@check(
    id="X302",
    name="contact-details-in-text",
    title="Addresses and telephone numbers stand on the front page alone",
    duty=Duty.COULD,
    over=whole_plan,
    message="Take these contact details out of the text.",
    why="Sections of a plan are shared with many people, who do not all need to reach the family.",
    sources=PRIVACY,
    bad=(
        Example("...\nD: Ines's father can be reached on 07700 900123.", "07700 900123"),
        Example("...\nA: Her grandmother (nan@example.org) told us that Ines sleeps well at hers.", "nan@example.org"),
    ),
    good=(Example("..."), Example("...\nF1: The 10 minute talk takes place 38 weeks a year in room B12 2.")),
    dismiss="When it is a public number, such as that of a clinic.",
)
def contact_details_in_text(plan: Subject) -> Iterator[Hit]:
    """Telephone numbers, postcodes and email addresses in sections A to H2."""
    for found in sorted([*_found(plan, _EMAIL, ("@",)), *_found(plan, _CONTACT)], key=lambda m: m.start()):
        digits = re.sub(r"\D", "", found.group())
        if not nhs_number(digits) and not _of_a_service(plan.plan.text, found.start()):
            yield Hit(Span(*found.span()))


_TELLING = (
    *(
        "prison",
        "convict",
        "arrest",
        "alcohol",
        "drug",
        "misuse",
        "addict",
        "overdose",
        "suicid",
        "bipolar",
        "schizo",
        "hiv",
        "abus",
    ),
    *("offen", "perpetrator"),
)
_SENSITIVE = Pattern(
    r"\b(?:mother|mum|father|dad|stepfather|stepdad|stepmother|brother|sister|sibling|parent|grandmother|grandfather|"
    r"uncle|aunt)(?:'s|s')? "
    r"(?:\w+ ){0,3}?(?:imprison\w+|in prison|convict\w+|arrest\w+|alcohol\w*|drug (?:use|misuse|addiction)|"
    r"substance misuse|addict\w*|"
    r"overdose\w*|suicid\w+|bipolar|schizophreni\w+|hiv\b|abus(?:ed|ive|er)|sex offen\w+|perpetrator)\b",
    flags=re.IGNORECASE,
)


@check(
    id="X303",
    name="third-party-matters",
    title="Private matters of other people are left out",
    duty=Duty.COULD,
    over=whole_plan,
    message="Ask whether this about another person must be here, and who agreed.",
    why="A plan is read by many; what it tells of a relative needs their agreement and a reason.",
    sources=PRIVACY,
    bad=(
        Example("...\nD: Ines's father is in prison and writes to her.", "father is in prison"),
        Example(
            "...\nA: Her mother's alcohol use worried the school. Ines hopes to swim. Her nan told us so.", "mother's alcohol"
        ),
    ),
    good=(Example("..."), Example("...\nD: Ines's father lives away from home and writes to her each week.")),
    dismiss="When the person agreed and the child's care depends on it.",
)
def third_party_matters(plan: Subject) -> Iterator[Hit]:
    """Prison, addiction, abuse or mental illness of a relative in sections A to H2."""
    for found in _found(plan, _SENSITIVE, _TELLING):
        yield Hit(Span(*found.span()))
