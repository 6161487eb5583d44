"""Section B: the child's special educational needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, whole_plan
from ehcp_lint.checks.structure import CODE, REGS
from ehcp_lint.parsers.content import is_question
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Kind, Letter, State

LONGEST_LABEL = 8  # words
_SCHEMES = ("community and friends", "being healthy", "living independently", "employment")


@check(
    id="B101",
    name="area-of-need-missing",
    title="Section B speaks of all four broad areas of need",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Describe this area of need, or say that no need was identified in it.",
    why="An area that is not mentioned may be forgotten; saying 'none' shows that someone looked.",
    sources=(Source(CODE, "chapter 6"), Source(REGS, "12(1)(b)")),
    bad=(
        Example(
            "...\nB [Communication and interaction]: Kofi signs.\nB [Cognition and learning]: Kofi reads words.\n"
            "B [Social, emotional and mental health]: Kofi worries.",
            "",
        ),
        Example(
            "B [Communication and interaction]: Kofi signs.\nB [Sensory and physical]: Kofi tires.\n"
            "B [Social, emotional and mental health]: Kofi worries.",
            "",
        ),
    ),
    good=(Example("..."), Example("B: Kofi signs and reads single words."), Example("B [Employment]: Kofi wants to work.")),
    dismiss="When the council's form joins areas under other headings, or the area is covered under another one.",
)
def area_of_need_missing(plan: Subject) -> Iterator[Hit]:
    """The four broad areas of need, by the headings and labels of section B. If three or four are not there, the council has
    its own scheme and nothing is said."""
    stretches = plan.plan.section(Letter.B)
    named = {(section.area or "").lower() for section in stretches if section.state not in (State.EMPTY, State.ABSENT)}
    named |= {(item.area or "").lower() for item in plan.plan.items_of(Kind.NEED, Letter.B)}
    if any(area.startswith(_SCHEMES) for area in named):
        return  # the four pathways to adulthood in place of the four areas
    blocks = (block for section in stretches for span in section.spans for block in plan.plan.blocks_in(span))
    named |= {block.text.lower() for block in blocks if len(block.text.split()) <= LONGEST_LABEL or is_question(block.text)}
    missing = [a.name for a in plan.rules.areas if not any(w in name for name in named for w in (*a.words, *a.also))]
    if stretches and len(missing) in (1, 2):
        for area in missing:
            message = f"Describe needs in {area}, or say none was identified."
            yield plan.missing(message, at=stretches[-1].spans[-1].end)


_GOOD = Pattern(
    r"\b(?:strengths?|good at|enjoys?|loves?|likes?|can|able to|kind|caring|gentle|friendly|polite|proud|confident|"
    r"curious|interest\w*|"
    r"keen|talent\w*|skills?|well|best|progress|happy|funny|helpful|creative|motivated)\b",
    flags=re.IGNORECASE,
)


@check(
    id="B102",
    name="strengths-missing",
    title="The plan says what the child does well",
    duty=Duty.COULD,
    over=whole_plan,
    message="Add what the child is good at and enjoys.",
    why="A plan should be positive: help builds on what a child can do.",
    sources=(Source("practice", "strengths first"),),
    bad=(
        Example("...\nA: Mum told us about Ines.\nB: Ines finds it hard to read. She worries in the hall.", ""),
        Example("...\nA: Ines was seen by Mr Lowe.\nB: Ines has a severe delay in speech.", ""),
    ),
    good=(Example("..."), Example("...\nB: Ines enjoys drawing. She finds it hard to read.")),
    dismiss="When a page about the child's strengths goes with the plan.",
)
def strengths_missing(plan: Subject) -> Iterator[Hit]:
    """A strength, or anything the child likes or does well, in sections A and B."""
    if plan.plan.state(Letter.B) is not State.FILLED or plan.plan.items_of(Kind.STRENGTH):
        return
    told = [span for section in plan.plan.section(Letter.A, Letter.B) for span in section.content]
    if not any(_GOOD.search(plan.plan.quote(span)) for span in told):
        yield plan.missing(at=plan.plan.section(Letter.B)[-1].spans[-1].end)


_HELP = Pattern(
    r"\b(?:will|should|must|is to|are to) (?:receive|be (?:given|provided|offered)|have (?:access|\d))[^.;]*"
    r"|\b\d[\d.]{0,8}\s*(?:hours?|hrs?)\s+(?:of|a|per|each)\b[^.;]{0,40}\b(?:support|therapy|help|week|teaching|input)\b",
    flags=re.IGNORECASE,
)
_NOW = Pattern(
    r"\b(?:currently|at present|has been|have been|was|were|had|used to|sleeps?|awake|attends?|screen)\b", flags=re.IGNORECASE
)


@check(
    id="B201",
    name="provision-among-needs",
    title="Section B describes needs, not provision",
    duty=Duty.SHOULD,
    over=items(Kind.NEED, Letter.B),
    message="Say what the need is; put the help in section F.",
    why="Help that stands in section B does not have to be given; each section must be kept apart.",
    sources=(Source(CODE, "9.62"), Source(REGS, "12(1)")),
    bad=(
        Example(
            "Kofi will receive daily phonics from a teaching assistant.", "will receive daily phonics from a teaching assistant"
        ),
        Example("Kofi needs 15 hours of one-to-one support each week.", "15 hours of one-to-one support each week"),
    ),
    good=(
        Example("Kofi reads single words and needs more time than others to learn a new one."),
        Example("Kofi currently has 15 hours of one-to-one support each week and still cannot read alone."),
    ),
    dismiss="When the words tell what was tried already.",
)
def provision_among_needs(item: Subject) -> Iterator[Hit]:
    """'Will receive', 'must be provided' or hours of help in a need. What the child has now or had before is left alone."""
    found = _HELP.search(item.text)
    if found and not _NOW.search(item.text):
        yield item.mark(found)


_DIAGNOSIS = Pattern(
    r"^\W*(?:[\w'-]+\s+){0,3}?(?:has (?:a |an )?(?:\w+ )?diagnos\w+ of|(?:is|was|has been) diagnosed with|"
    r"diagnosis(?: of|:))[^.;]*[.;]?\s*$",
    flags=re.IGNORECASE,
)
_EFFECT = Pattern(
    r"\b(?:which|so|mean(?:s|ing)|affect\w*|impact\w*|find\w*|difficult\w*|cannot|needs?|result\w*|"
    r"because|struggl\w*|and (?:he|she|this))\b",
    flags=re.IGNORECASE,
)


@check(
    id="B202",
    name="diagnosis-without-effect",
    title="A diagnosis comes with what it means for this child",
    duty=Duty.COULD,
    over=items(Kind.NEED, Letter.B),
    message="Say what this means for the child's learning and day.",
    why="A diagnosis is not a need by itself: two children with the same one may need quite different help.",
    sources=(Source(REGS, "12(1)(b)"),),
    bad=(
        Example("Kofi has a diagnosis of autism.", "Kofi has a diagnosis of autism."),
        Example("Amina was diagnosed with dyslexia in 2024.", "Amina was diagnosed with dyslexia in 2024."),
    ),
    good=(
        Example("Kofi has a diagnosis of autism, which means that a change of room can end his day."),
        Example("Amina has dyslexia and finds it hard to copy from the board."),
    ),
    dismiss="When the next line says what it means.",
)
def diagnosis_without_effect(item: Subject) -> Iterator[Hit]:
    """A need that names a diagnosis and ends there, with nothing after it in the same area."""
    if _DIAGNOSIS.search(item.text) and not _EFFECT.search(item.text) and not _followed(item):
        yield item.mark()


def _followed(item: Subject) -> bool:
    """Whether more needs of the same area stand after this one, which may say what it means."""
    assert item.item is not None
    later = [other for other in item.plan.items_of(Kind.NEED, Letter.B) if other.span > item.span]
    return bool(later) and later[0].area == item.item.area


_SCORE = Pattern(
    r"\b(?:standard(?:ised)? scores?|percentiles?|(?:\d+(?:st|nd|rd|th) )?(?:per)?centile|scaled scores?|age[- ]equivalent|"
    r"(?:score|scored)[^.;]{0,20}\b\d{2,3}\b)",
    flags=re.IGNORECASE,
)


@check(
    id="B203",
    name="score-without-meaning",
    title="A test score comes with what it means",
    duty=Duty.COULD,
    over=items(Kind.NEED, Letter.B),
    message="Say in plain words what this score means for the child.",
    why="A number from a test tells a parent nothing about the classroom.",
    sources=(Source("practice", "plain English"),),
    bad=(
        Example("Kofi has a standard score of 72 on the BPVS.", "standard score"),
        Example("Kofi's reading is at the 3rd percentile.", "3rd percentile"),
    ),
    good=(
        Example("Kofi has a standard score of 72 on a test of word knowledge. He finds it hard to follow a story."),
        Example("Kofi scored two goals and was proud."),
    ),
    dismiss="When the lines around it say what it means.",
)
def score_without_meaning(item: Subject) -> Iterator[Hit]:
    """A score, percentile or age equivalent in a need, with no words on what the child can do or finds hard."""
    found = _SCORE.search(item.text)
    if (
        found
        and not _EFFECT.search(item.text)
        and not _followed(item)
        and not re.search(r"\b(?:can|able|like|means|hard|needs)\b", item.text)
    ):
        yield item.mark(found)


_HEDGE = Pattern(
    r"\b(?:may|might) have (?:an? )?(?:difficult\w+|need|autis\w+|adhd|dyslexia|delay|problem)\b|\b(?:query|"
    r"\?)\s?(?:asd|asc|adhd|autism|"
    r"dyslexia)\b|\b(?:possible|suspected|potential) (?:asd|asc|adhd|autism|dyslexia|dyspraxia|learning difficult\w+)\b|"
    r"\b(?:appears|seems) to have (?:an? )?(?:difficult\w+|need|delay|problem)\w*",
    flags=re.IGNORECASE,
)


@check(
    id="B204",
    name="need-hedged",
    title="Needs are stated, not guessed at",
    duty=Duty.COULD,
    over=items(Kind.NEED, Letter.B),
    message="Say what has been seen, and who is finding out the rest.",
    why="'May have' leaves open whether there is a need, and then whether anything has to be done.",
    sources=(Source(REGS, "12(1)(b)"),),
    bad=(
        Example("Kofi may have difficulties with his working memory.", "may have difficulties"),
        Example("Possible ADHD.", "Possible ADHD"),
    ),
    good=(Example("Kofi forgets the second of two instructions."), Example("Kofi may have a rest when he is tired.")),
    dismiss="When an assessment is under way and the plan says by whom.",
)
def need_hedged(item: Subject) -> Iterator[Hit]:
    """'May have', 'possible' or 'query' before a difficulty or a condition."""
    if found := _HEDGE.search(item.text):
        yield item.mark(found)


ONE_BLOCK = 250  # words


@check(
    id="B205",
    name="needs-in-one-block",
    title="Needs are set out one by one",
    duty=Duty.COULD,
    over=whole_plan,
    message="Divide this: one need to a line, with a number.",
    why="Needs that are set out one by one can each be matched with help.",
    sources=(Source("practice", "golden thread"),),
    bad=(
        Example("...\nB: " + "Ines reads slowly. " * 90, ("Ines reads slowly. " * 90).strip()),
        Example("...\nB: " + "She can count, yet not add. " * 50, ("She can count, yet not add. " * 50).strip()),
    ),
    good=(Example("..."), Example("...\nB1: Ines reads slowly.\nB2: She can count, yet not add.")),
    dismiss="When the block is an introduction and the needs follow one by one.",
)
def needs_in_one_block(plan: Subject) -> Iterator[Hit]:
    """A single paragraph of section B with more than 250 words."""
    for span in plan.case.paragraphs_of(Letter.B):
        if len(plan.plan.quote(span).split()) > ONE_BLOCK:
            yield Hit(span)


_HARD = Pattern(
    r"\b(?:struggles?|finds? (?:it |this |that )?(?:very |extremely |really )?(?:hard|difficult)|has difficult\w+|"
    r"cannot|unable to|"
    r"significant(?:ly)? (?:difficult\w+|delay\w*|below))\b",
    flags=re.IGNORECASE,
)
_BUT = Pattern(
    r"\b(?:but|although|though|despite|even|when|yet|while|however|can|enjoys?|loves?|good|able|if)\b", flags=re.IGNORECASE
)


@check(
    id="B206",
    name="need-among-strengths",
    title="Under strengths stand strengths",
    duty=Duty.COULD,
    over=items(Kind.STRENGTH, Letter.B),
    message="Move this to the needs: it says what is hard.",
    why="A need that stands among the strengths is easily left without help.",
    sources=(Source("practice", "strengths first"),),
    bad=(
        Example("...\nB strengths: Ines struggles to sit through assembly.", "Ines struggles to sit through assembly."),
        Example("...\nB strengths: Ines is unable to read a page.", "Ines is unable to read a page."),
    ),
    good=(Example("..."), Example("...\nB strengths: Ines keeps trying even when she finds it hard.")),
    dismiss="When the sentence praises how the child copes.",
)
def need_among_strengths(item: Subject) -> Iterator[Hit]:
    """'Struggles', 'cannot' or 'finds it hard' among the strengths, with nothing good said in the same line."""
    if _HARD.search(item.text) and not _BUT.search(item.text):
        yield item.mark()
