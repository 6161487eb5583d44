"""Section F, and the wording of provision in G, H1 and H2. What a line of provision says is `provision`'s to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, REGS, place_of
from ehcp_lint.plan import Kind, Letter, Span, State
from ehcp_lint.provision import ProvisionReading, VagueTerm, read_provision

WORDED = (Letter.F, Letter.G, Letter.H, Letter.H1, Letter.H2)
SPECIFIC = (Source(CODE, "9.69, Section F"), Source("case-clarke", "para 27"))
REASONABLE = (Source(CODE, "9.69, Section F"), Source("ukut-2020-323", "paras 16 on"))
OWN_CHECK = ("tentative", "delegated", "funding", "who", "universal")  # wording that another check speaks of


def reading(item: Subject) -> ProvisionReading:
    """What was read of the item and its row."""
    assert item.item is not None
    return item.case.provision(item.item)


_RUN_IN_TITLE = re.compile(
    r"(?!(?:access|opportunit\w*|as|when|where|if|regular\w*|"
    r"ongoing)\b)[A-Z][\w'&/-]*(?: [\w'&/-]+){0,3}[.:]\s+(?=[A-Z\d])(?=(?:\S+\s+){7})",
)


def _hits(item: Subject, terms: list[VagueTerm]) -> Iterator[Hit]:
    """A hit on each term, with the list's own question as what to do next."""
    assert item.item is not None
    title = _RUN_IN_TITLE.match(item.text) if terms else None
    for term in terms:
        span = item.case.where(item.item, term.mark)
        if span and title and term.family in ("bare", "named") and span.end <= item.span.start + title.end():
            continue  # "Adult support. A teaching assistant ...": the title of what follows
        if span:
            yield Hit(span, f"Say it exactly. Ask: {term.ask[:1].lower()}{term.ask[1:]}" if term.ask else None)


@check(
    id="F101",
    name="provision-missing",
    title="Section F sets out provision",
    duty=Duty.MUST,
    over=whole_plan,
    message="Set out the special educational provision in section F.",
    why="Section F is the part that the council must secure; empty, it secures nothing.",
    sources=(Source(REGS, "12(1)(f)"), Source(ACT, "s.37(2)")),
    bad=(Example("...\nF: -", ""), Example("...\nF: N/A", "")),
    good=(Example("..."), Example("...\nno F")),
    dismiss="Never for a plan that is sent out.",
)
def provision_missing(plan: Subject) -> Iterator[Hit]:
    """A heading for section F without any provision under it."""
    if plan.plan.state(Letter.F) not in (State.ABSENT, State.FILLED):
        section = plan.plan.section(Letter.F)[-1]
        yield plan.missing(at=max(place_of(plan.plan, Letter.F), section.spans[-1].end))


@check(
    id="F201",
    name="provision-conditional",
    title="Provision is promised, not made to depend",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, *WORDED),
    message="Say what will be given, how much and how often.",
    why="'Access to' or 'as required' leaves it to someone else to decide whether anything happens.",
    sources=SPECIFIC,
    bad=(
        Example("Access to a quiet room as required.", ("Access to", "as required")),
        Example("F1: Opportunities to practise his sounds with an adult.", "Opportunities to"),
    ),
    good=(
        Example("Kofi uses the quiet room for 15 minutes after lunch each day, with a teaching assistant."),
        Example("F1: A speech and language therapist works with Kofi for 30 minutes each week on his sounds."),
    ),
    dismiss="When the flexibility is for the child's sake, is meant, and the plan says who decides and by what.",
)
def provision_conditional(item: Subject) -> Iterator[Hit]:
    """'Access to', 'as required', 'where appropriate', 'opportunities for' and the like in lines of provision."""
    yield from _hits(item, [t for t in reading(item).open_wording if t.tier == 3 and t.family not in OWN_CHECK])


@check(
    id="F202",
    name="provision-unquantified-word",
    title="Words such as 'regular' stand beside a number",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, *WORDED),
    message="Put a number or a name to this word.",
    why="A family cannot tell whether 'regular' or 'small' was delivered, and no one can enforce it.",
    sources=REASONABLE,
    bad=(
        Example("Regular sessions with a speech and language therapist for 30 minutes.", "Regular"),
        Example("F1: A teaching assistant works with Kofi in a small group for 20 minutes each day.", "small group"),
    ),
    good=(
        Example("Regular fortnightly sessions of 30 minutes with a speech and language therapist."),
        Example("F1: A teaching assistant works with Kofi in a small group (4 pupils) for 20 minutes each day."),
    ),
    dismiss="When the number stands in another line of the plan that this one names.",
)
def provision_unquantified_word(item: Subject) -> Iterator[Hit]:
    """'Regular', 'small group', 'additional' and the like in lines of provision, with no number or name beside them."""
    yield from _hits(item, [t for t in reading(item).open_wording if t.tier == 2 and t.family not in OWN_CHECK])


# Help that takes a stretch of time set aside for it; sitting beside someone or changing a worksheet does not.
_TIMED = re.compile(
    r"\b(?:sessions?|therap\w+|programmes?|groups?|interventions?|tuition|tutor\w*|taught|teach(?:es|ing)?(?! assistant)|"
    r"works? (?:with|on)|"
    r"practi[sc]\w+|reads? with|reading|mentor\w*|counsel\w*|exercises?|check-?ins?|meetings?|massage|lessons? (?:in|of))\b",
    re.IGNORECASE,
)
# "Monday to Thursday", "half a day in each of the three terms": how often, by name.
_ON_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:each|every one) of the\b|\bin the (?:autumn|spring|summer) term\b",
    re.IGNORECASE,
)
# "Assessment by an occupational therapist, by the end of May 2027": done once, by a day that is given.
_ONCE = re.compile(
    r"\b(?:assessment|referral|audit|observation|purchase|supply|fitting|installation|trial|extended|set up|"
    r"written|drawn up)\b",
    re.IGNORECASE,
)
_BY_A_DAY = re.compile(
    r"\b(?:by|before|no later than) (?:the )?(?:end (?:of )?)?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|autumn|spring|summer|easter|christmas|half[- ]term|\d{1,2}[./])",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"day|daily|week|fortnight|month|term|year|annual", re.IGNORECASE)


def _bound_to_occasions(item: Subject, read: ProvisionReading) -> bool:
    """Whether how often is given by occasions ("at every break", "in each practical"), which last as long as they last."""
    assert item.item is not None
    places = [place for mark in read.frequency if (place := item.case.where(item.item, mark))]
    return bool(places) and not any(_CALENDAR.search(item.plan.quote(place)) for place in places)


# What holds in every lesson or is no session at all, whatever words of teaching stand in it.
WAY_OF_WORKING = re.compile(
    r"\bquality[- ]first\b|\bdifferentiated curriculum\b|"
    r"\bin (?:all|every|each)(?: of)?(?: [\w']+){0,2} (?:sessions?|lessons?)\b|"
    r"\b(?:listening |physical |learning )?environment\b|^\W*(?:any |all of (?:this|the) |this provision |provision )|"
    r"\b(?:below|above) (?:are|is|unless)\b|\b(?:before|prior to) (?:any|each|every)\b|\bto link with\b|"
    r"\bto call (?:a )?meeting\b|\bin place of\b|\bchoir\b",
    re.IGNORECASE,
)
# "Three follow-up visits of an hour and a half": how many and how long say how often well enough.
_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: [\w-]+){0,2} "
    r"(?:visits|sessions|lessons|meetings|blocks)\b",
    re.IGNORECASE,
)
# "12 sessions of 45 minutes over two terms"
_COUNTED_OVER = re.compile(
    _COUNTED.pattern + r"[^.;]{0,40}\b(?:over|across|within|during|spread) [\w ]{1,16}(?:weeks?|months?|terms?|year)\b",
    re.IGNORECASE,
)
# "All hours on site": from beginning to end, so neither how often nor how long is open.
_THROUGHOUT = re.compile(
    r"\ball (?:of )?(?:the |his |her |their )?(?:\w+ )?hours\b(?! of)|\ball the time (?:that |when |while )?(?:he|she|they)\b|"
    r"\b(?:for )?the whole (?:\w+ )?day\b",
    re.IGNORECASE,
)


_MISSING = {
    ("amount", "frequency"): "Say how often, and for how long each time.",
    ("amount",): "Say for how long each time.",
    ("frequency",): "Say how often.",
}


@check(
    id="F203",
    name="provision-unquantified",
    title="Provision says how much and how often",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Say how often, and for how long each time.",
    why="A family cannot tell whether provision without an amount was delivered, and no one can enforce it.",
    sources=SPECIFIC,
    bad=(
        Example("A speech and language therapist works with Kofi on his sounds.", ""),
        Example("A teaching assistant reads with Amina for 15 minutes.", ""),
    ),
    good=(
        Example("A speech and language therapist works with Kofi on his sounds for 30 minutes each week."),
        Example("Amina has a laptop with a screen reader in every lesson."),
        Example("A teaching assistant is on duty beside Amina at every break and lunchtime."),
        Example("Kofi practises touch-typing with a teaching assistant for 15 minutes, Monday to Thursday."),
        Example("The class teacher meets Kofi at the side gate at 8.40 each morning and walks in with him."),
        Example("A learning mentor works with Kofi for all hours on site."),
    ),
    dismiss="When the kind of help has no hours, such as the way a room is set up.",
    wordless=True,
)
def provision_unquantified(item: Subject) -> Iterator[Hit]:
    """Sessions, teaching, therapy and programmes without how often or without how long. Other cells of the row, and the line
    above a list, count."""
    read = reading(item)
    lacking = tuple(slot for slot in ("amount", "frequency") if slot in read.missing)
    if not lacking:
        return
    spoken_of = any(
        t.family in ("condition", "rate", "promise", "degree", "tentative", "delegated", "funding") for t in read.open_wording
    )
    counted = read.quantified and "frequency" not in lacking  # "in every lesson", "2 questions": an amount of another kind
    if _is_once(item):
        return
    if not _TIMED.search(item.text) or (lacking == ("amount",) and _bound_to_occasions(item, read)):
        return
    whole = " ".join((item.text, *_cells_of(item)))
    if (
        WAY_OF_WORKING.search(item.text)
        or (lacking == ("frequency",) and _COUNTED.search(item.text))
        or _THROUGHOUT.search(whole)
    ):
        return
    if "frequency" in lacking and (_ON_DAYS.search(item.text) or _COUNTED_OVER.search(whole)):
        lacking = tuple(slot for slot in lacking if slot != "frequency")
    lead = lead_of(item) if lacking else None
    led = lead is not None and bool(lead.quantified)
    if lacking and not spoken_of and not counted and not led:
        yield Hit(Span(item.span.end, item.span.end), _MISSING[lacking])


def _is_once(item: Subject) -> bool:
    """Whether the line, or the cells beside it, say by which day something is done that is done once."""
    return bool(_ONCE.search(item.text)) and any(_BY_A_DAY.search(text) for text in (item.text, *_cells_of(item)))


def _cells_of(item: Subject) -> list[str]:
    """What stands in the cells beside the item."""
    return [item.plan.quote(span) for _, span in item.item.columns] if item.item else []


_LONGEST_LIST = 100  # lines above a line that are looked through for the one that it hangs on
_GOES_ON = re.compile(r":\s*$|\bas follows\b|\bthe following\b", re.IGNORECASE)


def heading_of(item: Subject) -> ProvisionReading | None:
    """What the sub-heading over an item says ("Class teacher", where provision is arranged by who gives it), if any."""
    section, own = item.plan.section_at(item.span.start), item.plan.block_at(item.span.start)
    if section is None or own is None:
        return None
    for block in islice(item.plan.blocks_before(item.span.start), _LONGEST_TABLE):
        if not any(block.span.meets(span) for span in section.spans):
            return None
        if block.cell is None and (block.strong or block.level is not None):
            return read_provision(block.text)
    return None


_LONGEST_TABLE = 60  # lines between a sub-heading and the last row under it


def lead_of(item: Subject) -> ProvisionReading | None:
    """What the line says that a list of provision hangs on ("Tuition by qualified teachers, 15 hours a week:"), if any."""
    section, own = item.plan.section_at(item.span.start), item.plan.block_at(item.span.start)
    if section is None or own is None:
        return None
    for block in islice(item.plan.blocks_before(item.span.start), _LONGEST_LIST):
        if not any(block.span.meets(span) for span in section.spans):
            continue
        if block.level is not None or block.strong or block.cell != own.cell:
            return None
        if _GOES_ON.search(block.text):
            return read_provision(block.text)
    return None


@check(
    id="F205",
    name="provision-tentative",
    title="Provision is stated, not suggested",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, *WORDED),
    message="Write 'will' and say what; or leave it out.",
    why="'Would benefit from' is advice to the council; the plan has to say what was decided.",
    sources=(Source(CODE, "9.69, Section F"), Source(ACT, "s.42")),
    bad=(
        Example("Kofi would benefit from a daily check-in with a teaching assistant for 10 minutes.", "would benefit from"),
        Example("F1: A sensory diet should be considered.", "should be considered"),
    ),
    good=(
        Example("Kofi has a daily check-in of 10 minutes with a teaching assistant."),
        Example("A teaching assistant checks each morning that Kofi could hear the instruction, for 5 minutes."),
    ),
    dismiss="When the words are quoted from advice and the next sentence says what was decided.",
)
def provision_tentative(item: Subject) -> Iterator[Hit]:
    """'Would benefit from', 'should be considered', 'it is recommended that' and the like in lines of provision."""
    yield from _hits(item, list(reading(item).of("tentative")))


@check(
    id="F206",
    name="provision-left-to-others",
    title="The plan decides, not the setting",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, *WORDED),
    message="Say what was decided, not who will decide it.",
    why="The council has to specify the provision; it may not leave that to the school.",
    sources=(Source("case-greenwich"), Source(CODE, "9.69, Section F")),
    bad=(
        Example("A reading programme, to be determined by the school.", "to be determined by the school"),
        Example("F1: Support at lunchtime at the discretion of the setting.", "at the discretion of"),
    ),
    good=(
        Example("A teaching assistant leads a reading programme for 20 minutes each day; the school chooses the books."),
        Example("A teaching assistant sits with Kofi for all of lunchtime."),
    ),
    dismiss="When only a detail is left open that a teacher rightly decides from day to day.",
)
def provision_left_to_others(item: Subject) -> Iterator[Hit]:
    """Words that leave the decision to the school or a service: 'at the discretion of', 'as the school sees fit'."""
    yield from _hits(item, list(reading(item).of("delegated")))


@check(
    id="F207",
    name="funding-instead-of-provision",
    title="Section F names help, not money",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Say what help the money buys.",
    why="A band or a sum does not tell the family what the child will get.",
    sources=(Source("case-cumbria"), Source(CODE, "9.69, Section F")),
    bad=(
        Example("Top-up funding at band 4 will be provided to the school.", "Top-up funding at band 4"),
        Example("F1: Funding of £6,000 a year.", "Funding of £6,000 a year"),
    ),
    good=(
        Example("A teaching assistant works with Kofi for 15 hours each week."),
        Example("An occupational therapist assesses Kofi's seating for two hours each term."),
    ),
    dismiss="When the help is set out beside the sum.",
)
def funding_instead_of_provision(item: Subject) -> Iterator[Hit]:
    """A band, a sum or top-up funding where the help should stand. In a section that sets out measured help, a sentence on who
    pays for it is left alone."""
    hits = list(_hits(item, list(reading(item).of("funding"))))
    if not hits:
        return
    others = (other for other in item.plan.items_of(Kind.PROVISION, Letter.F) if other is not item.item)
    if sum(bool(item.case.provision(other).quantified) for other in others) < MEASURED:
        yield hits[0]


MEASURED = 3  # lines of provision with an amount: from here on a sum is not all that the section gives
