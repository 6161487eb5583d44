"""Provision beyond its wording (F3): who is fit to give it, what may take it away, and what does not belong in F."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, whole_plan
from ehcp_lint.checks.provision import WORDED, reading
from ehcp_lint.checks.structure import CODE
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Kind, Letter
from ehcp_lint.provision import HelpKind

_ASSISTANT = Pattern(
    r"\b(?:teaching assistants?|tas?|lsas?|learning support assistants?|support assistants?|key ?(?:worker|adult|person)|"
    r"support workers?|higher level teaching assistants?|hltas?)\b",
    flags=re.IGNORECASE,
)


@check(
    id="F301",
    name="training-not-stated",
    title="Provision says what training the people who give it have",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say what training or experience the assistant has for this.",
    why="Section F should say what level of expertise is needed; an assistant may be trained in this or not.",
    sources=(Source(CODE, "9.69, Section F"),),
    bad=(
        Example("...\nF1: A teaching assistant leads a group of three for 40 minutes twice a week.", "teaching assistant"),
        Example(
            "...\nF1: A TA practises sounds with Ines for ten minutes each day.\nF2: An LSA helps Ines with sums for "
            "20 minutes "
            "each day.",
            "TA",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nF1: A speech and language therapist sees Ines for 40 minutes each month."),
    ),
    dismiss="When the help needs no training, such as walking with the child to the gate.",
)
def training_not_stated(plan: Subject) -> Iterator[Hit]:
    """An assistant who leads an intervention, in a section F that speaks of nobody's training. It is one point for a plan."""
    found = []
    for item in plan.plan.items_of(Kind.PROVISION, Letter.F):
        read = plan.case.provision(item)
        if read.expertise or "train" in plan.plan.quote(item.span).lower():
            return  # the plan speaks of training somewhere
        who = [span for mark in read.who if (span := plan.case.where(item, mark))]
        named = next((span for span in who if _ASSISTANT.search(plan.plan.quote(span))), None)
        if named and read.kind is HelpKind.INTERVENTION:
            found.append(named)
    if found:
        yield Hit(found[0], known_by="")  # once for a plan: it is one question to one agency


@check(
    id="F302",
    name="range-too-wide",
    title="A range of time is narrow enough to be relied on",
    duty=Duty.COULD,
    over=items(Kind.PROVISION, *WORDED),
    message="Narrow this range: its lower end is all that has to be given.",
    why="Of a range, only the lower end can be relied on.",
    sources=(Source(CODE, "9.69, Section F"), Source("ukut-2020-323", "paras 16 on")),
    bad=(
        Example("A teaching assistant trained in phonics reads with Kofi for 10-30 minutes each day.", "10-30 minutes"),
        Example("A teacher sees Kofi for 20 to 60 minutes each week.", "20 to 60 minutes"),
    ),
    good=(
        Example("A teacher sees Kofi for 20 to 25 minutes each week."),
        Example("A teaching assistant reads with Kofi for at least 15 minutes each day."),
    ),
    dismiss="When the range rises in steps that the line sets out.",
)
def range_too_wide(item: Subject) -> Iterator[Hit]:
    """A range of time whose upper end is far above its lower end, such as '5 to 20 hours'."""
    assert item.item is not None
    for mark in reading(item).wide_ranges:
        if span := item.case.where(item.item, mark):
            yield Hit(span)


_TAKEN = Pattern(
    r"(?<!not )(?<!never )\b(?:may|can|could|will|to|should) be (?:gradually |slowly |then )?"
    r"(?:changed|reduced|withdrawn|removed|stopped|faded(?: out)?|phased out|cut|eased|ended|varied)\b|"
    r"\bwith a view to (?:reducing|easing|fading|withdrawing|ending)\b|"
    r"\bfad(?:e|ing) (?:of |out )?(?:the |this |his |her |their )?(?:support|help)\b",
    flags=re.IGNORECASE,
)
_AT_REVIEW = Pattern(
    r"\breview|\bamend|\bprompt|\bcue|\bscaffold|\bhand[- ]over[- ]hand|"
    r"\b(?:tasks?|work|homework|worksheets?|texts?|demands?|language|pictures?|photos?|symbols?|objects?|cards?|vocabulary|"
    r"noise|clutter|distractions?|quantity|volume) (?:\w+ ){0,2}(?:should|will|may|can|to) be (?:reduced|changed|"
    r"removed|faded)|"
    r"\bonce (?:he|she|they)\b.{0,60}\b\d",
    flags=re.IGNORECASE,
)


@check(
    id="F303",
    name="provision-may-be-withdrawn",
    title="Provision changes only through a review",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, *WORDED),
    message="Say that this changes only after a review of the plan.",
    why="Provision in a plan may not be changed outside a proper review.",
    sources=(Source("case-rotherham", ""), Source(CODE, "9.69, Section F")),
    bad=(
        Example("Kofi has 15 hours of support a week, which may be reduced as he settles.", "may be reduced"),
        Example("A teaching assistant helps for an hour each day; this can be withdrawn by the school.", "can be withdrawn"),
    ),
    good=(
        Example("Kofi has 15 hours of support a week. Any change will be made at the annual review."),
        Example("Visual prompts will be faded as Kofi learns each step."),
    ),
    dismiss="When it is a way of teaching, such as giving fewer prompts as the child learns.",
)
def provision_may_be_withdrawn(item: Subject) -> Iterator[Hit]:
    """'May be reduced', 'will be withdrawn', 'fading support' and the like, without a word of a review. Prompts and cues are
    left alone."""
    found = _TAKEN.search(item.text)
    if found and not _AT_REVIEW.search(item.text):
        yield item.mark(found)


_TRANSPORT = Pattern(
    r"\b(?:home[- ]to[- ](?:school|college) transport|(?:school|council|la|local authority) (?:transport|taxi)|"
    r"transport (?:to and from|to|between "
    r"home and) (?:school|college|nursery)|(?:taxi|minibus) to (?:and from )?(?:school|college))\b",
    flags=re.IGNORECASE,
)


@check(
    id="F304",
    name="transport-in-provision",
    title="Travel to school is arranged outside section F",
    duty=Duty.COULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Arrange travel to school outside section F, unless it trains the child.",
    why="Travel between home and school is generally neither a need nor special educational provision.",
    sources=(Source("ukut-2016-246", ""),),
    bad=(
        Example("Kofi will have home-to-school transport with a passenger assistant.", "home-to-school transport"),
        Example("The council provides a taxi to and from school each day.", "taxi to and from school"),
    ),
    good=(
        Example("A travel trainer teaches Kofi to take the bus to school, for an hour twice a week for a term."),
        Example("A teaching assistant meets Kofi at the gate for ten minutes each day."),
    ),
    dismiss="When the tribunal ordered it, or travel training is what is meant.",
)
def transport_in_provision(item: Subject) -> Iterator[Hit]:
    """A taxi, minibus or other transport between home and school, in a line that does not teach travelling."""
    found = _TRANSPORT.search(item.text)
    if found and not re.search(r"\btrain(?:er|ing|s)\b|\blearn|\btaught|\bteach|\bnot\b", item.text, re.IGNORECASE):
        yield item.mark(found)


_MEDICAL = Pattern(
    r"\b(?:administer(?:ing|s|ed)? (?:\w+ ){0,3}(?:medication|medicine|insulin|inhaler|epi-?pen)|gastrostomy feeds?|"
    r"suction(?:ing)?|"
    r"catheteri[sz]ation|insulin injections?|tube feed(?:s|ing)?|changing (?:a |the )?(?:stoma|tracheostomy))\b",
    flags=re.IGNORECASE,
)


@check(
    id="F305",
    name="health-in-education",
    title="Health care stands in section G",
    duty=Duty.COULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Ask whether this is health provision; then it belongs in section G.",
    why="Health provision in section F is not arranged by the health service, which is named only for section G.",
    sources=(Source("ukut-2016-9", ""), Source(CODE, "9.75")),
    bad=(
        Example("A nurse gives Kofi his gastrostomy feeds at 10 am and noon.", "gastrostomy feeds"),
        Example("Staff carry out suctioning when needed, two adults each time.", "suctioning"),
    ),
    good=(
        Example("A teaching assistant reads with Kofi for ten minutes each day."),
        Example("A nurse trains the two assistants each September for two hours."),
    ),
    dismiss="When it is done so that the child can learn and the commissioner agreed to it in F.",
)
def health_in_education(item: Subject) -> Iterator[Hit]:
    """Giving medicine, tube feeding, suction and other medical care in section F."""
    if found := _MEDICAL.search(item.text):
        yield item.mark(found)


_NAMED = Pattern(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][\w'-]+")


@check(
    id="F306",
    name="staff-named",
    title="Provision names roles, not persons",
    duty=Duty.COULD,
    over=whole_plan,
    message="Name the role and training, since this person may leave.",
    why="When a named person leaves, it is open whether the help goes on.",
    sources=(Source("practice", "local policy"),),
    bad=(
        Example("...\nF1: Mrs Osei reads with Ines for 20 minutes each day.", "Mrs Osei"),
        Example(
            "...\nF1: Dr Nwosu sees Ines once a term for an hour.\nF2: Mr Lowe swims with her on Fridays for an hour.",
            "Dr Nwosu",
        ),
    ),
    good=(Example("..."), Example("...\nF1: A teacher reads with Ines for 20 minutes each day.")),
    dismiss="When the help depends on this person, and the plan says what happens when they leave.",
    policy="no_staff_names",
)
def staff_named(plan: Subject) -> Iterator[Hit]:
    """A person by title and name, such as 'Mrs Hall', in a line of section F. It is one point for a plan."""
    for item in plan.plan.items_of(Kind.PROVISION, Letter.F):
        if found := _NAMED.search(plan.plan.quote(item.span)):
            yield Subject(plan.case, item.span, item).mark(found)
            return
