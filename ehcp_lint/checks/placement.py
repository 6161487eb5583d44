"""Placement, budget and advice (I, J, K)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, sections, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, FINALS, REGS, place_of, status_of
from ehcp_lint.plan import Letter, Span, State, Status

# A proper name that ends as the names of settings do; "a mainstream school" is a type, not a name.
_SETTING_NAME = re.compile(
    r"\b(?:[A-Z][\w'.-]*\s+(?:(?:of|the|and|for|at|in)\s+)*){1,6}"
    r"(?:School|College|Academy|Nursery|Pre-?school|Playgroup|Centre|Unit|University|Provision|Hub|Base)\b"
)
_TYPE = re.compile(
    r"\b(?:mainstream|(?:maintained |non-maintained |independent )?special|maintained|independent|residential|specialist)\s+"
    r"(?:\w+\s+){0,2}(?:school|college|academy|nursery|setting|placement|unit|provision|institution)\b"
    r"|\bresource(?:d)? (?:base|provision)\b|\b(?:further education|sixth form) college\b",
    re.IGNORECASE,
)
# "Blank in the draft plan", "to be named after consultation": the section speaks of itself, and names nothing.
_ABOUT_ITSELF = re.compile(
    r"\b(?:blank|draft|consult|to be named|named in the final|not named|will be named|name and type)", re.IGNORECASE
)


@check(
    id="I101",
    name="draft-names-school",
    title="A draft names no school and no type of school",
    duty=Duty.MUST,
    over=sections(Letter.I, states=(State.FILLED,)),
    message="Leave this section blank until the final plan.",
    why="The Act forbids naming a school or type in a draft, so that the family's choice stays open.",
    sources=(Source(ACT, "s.38(5)(a),(b)"),),
    bad=(
        Example("...\nI: Harrow Lane Primary School", "Harrow Lane Primary School"),
        Example("...\nI: A mainstream primary school.", "mainstream primary school"),
    ),
    good=(
        Example("..."),
        Example("...\nStatus: Final\nI: Harrow Lane Primary School, a mainstream school."),
        Example("...\nStatus: Proposed amended plan\nI: Harrow Lane Primary School"),
    ),
    dismiss="When the plan is a proposed amendment after a review: the rule is for a first draft and after a re-assessment.",
    needs_status=True,
)
def draft_names_school(section: Subject) -> Iterator[Hit]:
    """The name of a school or a type of school in section I of a draft."""
    if status_of(section.plan) is not Status.DRAFT or section.section is None:
        return
    for span in section.section.content:
        text = section.plan.quote(span)
        if _ABOUT_ITSELF.search(text):
            continue
        match = _SETTING_NAME.search(text) or _TYPE.search(text)
        if match:
            yield Hit(Span(span.start + match.start(), span.start + match.end()))
            return


_EOTAS = re.compile(
    r"\b(?:eotas|eotis|education otherwise|otherwise than (?:at|in) (?:a |an )?(?:school|college|post-16))", re.IGNORECASE
)


@check(
    id="I102",
    name="final-names-no-school",
    title="A final plan names the school or its type",
    duty=Duty.MUST,
    over=whole_plan,
    message="Name the school and its type, or the type alone.",
    why="In a final plan the family must see where the provision will be made.",
    sources=(Source(REGS, "12(1)(i)"),),
    bad=(Example("...\nStatus: Final\nI: -", ""), Example("...\nStatus: Final\nI: TBC", "")),
    good=(
        Example("..."),
        Example("...\nStatus: Final\nI: Harrow Lane Primary School, a mainstream primary school."),
        Example(
            "...\nStatus: Final\nI: -\nF1: A tutor teaches Ines at home (education otherwise than at school), 15 hours a week."
        ),
    ),
    dismiss="When education is arranged otherwise than at school and section F says so in other words.",
    needs_status=True,
)
def final_names_no_school(plan: Subject) -> Iterator[Hit]:
    """An empty section I in a final plan. Education otherwise than at school, in so many words, is left alone."""
    if status_of(plan.plan) not in FINALS or plan.plan.state(Letter.I) not in (State.EMPTY, State.PLACEHOLDER):
        return
    if not _EOTAS.search(plan.text):
        section = plan.plan.section(Letter.I)[0]
        yield plan.missing(at=section.spans[-1].end)


_PAYMENT = re.compile(r"\bdirect payments?\b", re.IGNORECASE)
_NOT_MADE = re.compile(
    r"\b(?:no|not|none|never|declined|without|decided against|n/a|nor|neither)\b"
    r"|\b(?:may|can) (?:ask|request)\b|\bhow to\b",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\b(?:agreed|receives?|is paid|are paid|will be (?:paid|made|used)|will receive|£\s?\d)", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(?:needs?|outcomes?|section [bcdefgh]|to (?:meet|help|support|pay for|buy|employ)|for)\b", re.IGNORECASE
)


@check(
    id="J101",
    name="direct-payment-unexplained",
    title="A direct payment says which needs and outcomes it serves",
    duty=Duty.MUST,
    over=sections(Letter.J, states=(State.FILLED,)),
    message="Say which needs and outcomes the direct payment will meet.",
    why="Where provision is bought with a direct payment, the plan must show what it is for.",
    sources=(Source(REGS, "12(1)(j)"),),
    bad=(
        Example("...\nJ: A direct payment of £40 has been agreed.", "A direct payment of £40 has been agreed."),
        Example("...\nJ: Mrs Calder receives a direct payment.", "Mrs Calder receives a direct payment."),
    ),
    good=(
        Example("..."),
        Example(
            "...\nJ: A direct payment has been agreed for the swimming teacher in section F, to meet need 2 and outcome 3."
        ),
        Example("...\nJ: The family may ask for a direct payment at any time."),
    ),
    dismiss="When the payment is for health or social care only; the rule is about special educational provision.",
)
def direct_payment_unexplained(section: Subject) -> Iterator[Hit]:
    """A direct payment that was agreed, with no need, outcome or purpose in section J."""
    paid = _PAYMENT.search(section.text) and _AGREED.search(section.text)
    if paid and not _NOT_MADE.search(section.text) and not _PURPOSE.search(section.text):
        yield section.mark()


@check(
    id="K101",
    name="advice-not-listed",
    title="The advice that the plan rests on is listed",
    duty=Duty.MUST,
    over=whole_plan,
    message="List the advice and information the plan is based on, and attach it.",
    why="The family and the tribunal need to see which advice each part of the plan comes from.",
    sources=(Source(CODE, "9.77"), Source(CODE, "9.62")),
    bad=(Example("...\nK: -", ""), Example("...\nK: TBC", "")),
    good=(Example("..."), Example("...\nK: School report, Mr Adeyemi, 4 February 2026, attached.")),
    dismiss="When the list is a separate appendix that goes out with the plan.",
)
def advice_not_listed(plan: Subject) -> Iterator[Hit]:
    """A heading for section K without any list under it."""
    state = plan.plan.state(Letter.K)
    if state in (State.EMPTY, State.PLACEHOLDER, State.NIL):
        yield plan.missing(at=max(place_of(plan.plan, Letter.K), plan.plan.section(Letter.K)[-1].spans[-1].end))


_BESIDE_PLACEMENT = re.compile(
    r"\b(?:subject to|on condition|provided that|until a (?:place|space)|parents? (?:will|are to|must|have agreed to) "
    r"(?:provide|fund|pay|transport|arrange|be responsible)|transport|parental preference|hours? (?:a|per) week|"
    r"funding|top[- ]up)\b",
    re.IGNORECASE,
)


@check(
    id="I103",
    name="words-beyond-placement",
    title="Section I names the placement and nothing else",
    duty=Duty.COULD,
    over=sections(Letter.I, states=(State.FILLED,)),
    message="Take these words out: section I is for the name and type alone.",
    why="Conditions and extra words do not belong in section I.",
    sources=(Source("ukut-2021-220", "paras 43, 47"),),
    bad=(
        Example("...\nStatus: Final\nI: Harrow Lane Primary School, subject to funding.", "subject to"),
        Example("...\nStatus: Final\nI: A mainstream primary school. Parents will provide transport.", "Parents will provide"),
    ),
    good=(Example("..."), Example("...\nStatus: Final\nI: Harrow Lane Primary School, a mainstream primary school.")),
    dismiss="When the parents asked for a school further away and agreed in writing to bring the child there.",
)
def words_beyond_placement(section: Subject) -> Iterator[Hit]:
    """Conditions, transport, hours or funding in section I of a final plan."""
    if status_of(section.plan) in FINALS and (found := _BESIDE_PLACEMENT.search(section.text)):
        yield section.mark(found)


_BUDGET = re.compile(r"\bpersonal budget\b", re.IGNORECASE)
_DETAIL = re.compile(
    r"£|\d|\b(?:section|outcome|need|provision|for (?:the|a|his|her|their)|to (?:pay|buy|fund|meet))\b", re.IGNORECASE
)


@check(
    id="J102",
    name="personal-budget-unexplained",
    title="A personal budget says what it is for",
    duty=Duty.SHOULD,
    over=sections(Letter.J, states=(State.FILLED,)),
    message="Say what the personal budget is for, how much, and how it is used.",
    why="A family can only use a budget, or ask about it, if the plan says what it is for.",
    sources=(Source(CODE, "9.69"), Source("pb-regs-2014", "")),
    bad=(
        Example("...\nJ: A personal budget has been agreed.", "A personal budget has been agreed."),
        Example("...\nJ: The family will receive a personal budget.", "The family will receive a personal budget."),
    ),
    good=(
        Example("..."),
        Example("...\nJ: No personal budget was requested."),
        Example("...\nJ: A personal budget of £1,200 has been agreed for the swimming teacher in section F."),
    ),
    dismiss="When the details stand in an agreement that goes with the plan.",
)
def personal_budget_unexplained(section: Subject) -> Iterator[Hit]:
    """A personal budget that was agreed, with no sum, need, outcome or purpose in section J."""
    agreed = _BUDGET.search(section.text) and _AGREED.search(section.text)
    if agreed and not _NOT_MADE.search(section.text) and not _DETAIL.search(section.text):
        yield section.mark()
