"""Section E: the outcomes sought. What an outcome is and how its letters are graded is `smart`'s to say."""

from __future__ import annotations

from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, REGS, place_of
from ehcp_lint.plan import Kind, Letter, Span, State
from ehcp_lint.smart import Grade, Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.timing import after_25, past

SMART = (Source(CODE, "9.66"),)
DATED = (Source(CODE, "9.66"), Source(CODE, "9.68"))


def judged(item: Subject) -> OutcomeJudgement:
    """What was judged of the item."""
    assert item.item is not None
    return item.case.outcome(item.item)


def _evidence(item: Subject, grade: Grade) -> Hit:
    """A hit on the words that a grade rests on, or on the whole item."""
    spans = grade.evidence
    return item.mark((spans[0].start, spans[-1].end)) if spans else item.mark()


@check(
    id="E101",
    name="outcome-missing",
    title="Section E sets out outcomes",
    duty=Duty.MUST,
    over=whole_plan,
    message="Set out the outcomes sought for the child in section E.",
    why="Without outcomes nobody can tell what the help is meant to achieve.",
    sources=(Source(REGS, "12(1)(e)"), Source(ACT, "s.37(2)")),
    bad=(Example("...\nE: -", ""), Example("...\nE: TBC", "")),
    good=(Example("..."), Example("...\nno E")),
    dismiss="Never for a plan that is sent out.",
)
def outcome_missing(plan: Subject) -> Iterator[Hit]:
    state = plan.plan.state(Letter.E)
    if state not in (State.ABSENT, State.FILLED):
        section = plan.plan.section(Letter.E)[-1]
        yield plan.missing(at=max(place_of(plan.plan, Letter.E), section.spans[-1].end))


@check(
    id="E201",
    name="outcome-is-provision",
    title="Outcomes say what the child will do, not what will be provided",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Say what the child will be able to do; put the help in section F.",
    why="A service or session is the means; the outcome is the difference it makes to the child.",
    sources=SMART,
    bad=(
        Example(
            "Kofi will have access to a speech and language therapist.",
            "Kofi will have access to a speech and language therapist.",
        ),
        Example(
            "To receive 20 hours of support from a teaching assistant.",
            "To receive 20 hours of support from a teaching assistant.",
        ),
    ),
    good=(
        Example("By July 2027, Kofi will ask for help with a sign in 4 out of 5 lessons."),
        Example("By the end of Year 6, Amina will walk to the corner shop and back on her own once a week."),
    ),
    dismiss="When the words describe something the child will do with the help, such as taking part in a club.",
)
def outcome_is_provision(item: Subject) -> Iterator[Hit]:
    if judged(item).kind in (OutcomeKind.PROVISION, OutcomeKind.ADMIN):
        yield item.mark()


def _real(judgement: OutcomeJudgement) -> bool:
    return judgement.kind in (OutcomeKind.OUTCOME, OutcomeKind.STEP, None)


@check(
    id="E202",
    name="outcome-undated",
    title="Outcomes say by when",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Say by when: a date, a term, or the end of a key stage.",
    why="Without a date nobody can say at a review whether the outcome is on course.",
    sources=DATED,
    bad=(
        Example("Kofi will dress himself for PE without help.", ""),
        Example("Amina will join in a game with two friends, over time.", ""),
        Example("E1: By the end of Key Stage 2 Amina will swim ten metres.\nE2: Amina will tie her own laces at home.", ""),
    ),
    good=(
        Example("By the end of Key Stage 2, Kofi will dress himself for PE without help."),
        Example("By her 10th birthday Amina will join in a game with two friends each playtime."),
    ),
    dismiss="When the date stands over a group of outcomes, as in a heading 'By the end of Year 6'.",
)
def outcome_undated(item: Subject) -> Iterator[Hit]:
    judgement = judged(item)
    if _real(judgement) and judgement.timely.level is Level.NOT_MET and not _dated_heading(item):
        yield Hit(Span(item.span.end, item.span.end))


def _dated_heading(item: Subject) -> bool:
    """Whether a heading or row label of the outcome's own stretch gives the time for all under it."""
    section = item.plan.section_at(item.span.start)
    if section is None:
        return False
    held = [other.span for other in item.plan.items if other.letter is section.letter]
    blocks = [b for span in section.spans for b in item.plan.blocks_in(span) if b.span.end <= item.span.start]
    labels = [block.text for block in blocks if not any(span.meets(block.span) for span in held)]
    return any("by the end of" in label.lower() and len(label.split()) <= 14 for label in labels)


@check(
    id="E203",
    name="outcome-date-past",
    title="Outcomes lie ahead, and before the age of 25",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Give a new date: this one cannot be met.",
    why="An outcome whose date has gone, or lies beyond the end of any plan, cannot be worked towards.",
    sources=(Source(CODE, "9.68"), Source(ACT, "s.46")),
    bad=(
        Example("...\nE1: By July 2025, Ines will swim ten metres without a float.", "By July 2025"),
        Example("...\nE1: By the end of Key Stage 1, Ines will read 100 words on sight.", "By the end of Key Stage 1"),
    ),
    good=(
        Example("...\nE1: By July 2027, Ines will swim ten metres without a float."),
        Example("By July 2025, Kofi will swim ten metres without a float."),
    ),
    dismiss="When the outcome was kept on purpose and a new date is being agreed.",
)
def outcome_date_past(item: Subject) -> Iterator[Hit]:
    details = item.plan.details
    made = details.plan_date.value if details.plan_date else None
    born = details.date_of_birth.value if details.date_of_birth else None
    for time in judged(item).times:
        if past(time, made):
            yield item.mark((time.start, time.end))
        elif after_25(time, born):
            yield item.mark((time.start, time.end), "Give an earlier date: a plan ends at 25.")


@check(
    id="E204",
    name="outcome-not-specific",
    title="Outcomes name something that can be seen",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Say what you would see the child do, where and with whom.",
    why="'Improve' and 'develop' mean something different to everyone who reads them.",
    sources=SMART,
    bad=(
        Example("By July 2027, Kofi will improve his social skills.", "improve"),
        Example("By the end of Year 9 Amina will reach her full potential.", "reach"),
    ),
    good=(
        Example("By July 2027, Kofi will ask another child to play at lunchtime, on three days out of five."),
        Example("By the end of Year 9 Amina will buy her own lunch in the canteen on four days a week."),
    ),
    dismiss="When the steps under the outcome say what will be seen.",
)
def outcome_not_specific(item: Subject) -> Iterator[Hit]:
    judgement = judged(item)
    if judgement.kind is OutcomeKind.OUTCOME and judgement.specific.level is Level.NOT_MET:
        yield _evidence(item, judgement.specific)


@check(
    id="E205",
    name="outcome-for-others",
    title="Outcomes are about the child",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Say what the child will do, not what the adults will do.",
    why="An outcome is a benefit for the child; what staff or parents do is provision.",
    sources=SMART,
    bad=(
        Example(
            "By July 2027, staff will understand Kofi's sensory needs.",
            "By July 2027, staff will understand Kofi's sensory needs.",
        ),
        Example("Parents will feel more confident about bedtime.", "Parents will feel more confident about bedtime."),
    ),
    good=(
        Example("By July 2027, Kofi will tell staff when the room is too loud, on four days out of five."),
        Example("By May 2027, Amina will go to bed at eight o'clock on five nights a week."),
    ),
    dismiss="When the family asked for an outcome of their own and one for the child stands beside it.",
)
def outcome_for_others(item: Subject) -> Iterator[Hit]:
    if judged(item).kind is OutcomeKind.FOR_OTHERS:
        yield item.mark()


@check(
    id="E206",
    name="outcome-unmeasurable",
    title="Outcomes say how it will be known that they are met",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Say how often, how many or how far, so that two people would agree.",
    why="Without a measure two people at the review can honestly disagree on whether it was met.",
    sources=SMART,
    bad=(
        Example("By July 2027, Kofi will take turns in class more consistently.", ""),
        Example("By the end of Year 9, Amina will manage changes to her day more calmly.", ""),
    ),
    good=(
        Example("By July 2027, Kofi will put up his hand twice in each lesson."),
        Example("By the end of Year 9, Amina will travel to college on the bus by herself on five days a week."),
    ),
    dismiss="When the steps or the monitoring arrangements beside the outcome give the measure.",
)
def outcome_unmeasurable(item: Subject) -> Iterator[Hit]:
    judgement = judged(item)
    if judgement.kind is OutcomeKind.OUTCOME and judgement.measurable.level is Level.NOT_MET:
        yield Hit(Span(item.span.end, item.span.end))
