"""Section E: each outcome sought. What an outcome is and how its letters are graded is `smart`'s to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items
from ehcp_lint.checks.outcome_marks import about_outcomes, joined, weak_phrase
from ehcp_lint.checks.structure import ACT, CODE
from ehcp_lint.outcomes.due import BESIDE, dates_in_cell
from ehcp_lint.outcomes.timing import after_last, past
from ehcp_lint.plan import Kind, Letter, Span
from ehcp_lint.smart import Grade, Level, OutcomeJudgement, OutcomeKind, grade_outcome

SMART = (Source(CODE, "9.66"),)
DATED = (Source(CODE, "9.66"), Source(CODE, "9.68"))


def judged(item: Subject) -> OutcomeJudgement:
    """What was judged of the item; a line that only says how to read the outcomes is paperwork."""
    assert item.item is not None
    judgement = item.case.outcome(item.item)
    if judgement.kind is OutcomeKind.OUTCOME and about_outcomes(item.text):
        return replace(judgement, kind=OutcomeKind.ADMIN)
    return judgement


def _evidence(item: Subject, grade: Grade) -> Hit:
    """A hit on the words that a grade rests on, or on the whole item."""
    spans = grade.evidence
    return item.mark(weak_phrase(item.text, spans[0].start, spans[-1].end)) if spans else item.mark()


@check(
    id="E201",
    name="outcome-is-provision",
    title="Outcomes say what the child will do, not what will be provided",
    duty=Duty.SHOULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Say what the child will be able to do; put help in section F.",
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
    """An outcome that is really a service, a session or a task for adults, such as 'to receive speech therapy'."""
    kind = judged(item).kind
    numbered = item.item is not None and bool(item.item.number or item.item.columns)  # else it may be a note between outcomes
    if kind is OutcomeKind.PROVISION or (kind is OutcomeKind.ADMIN and numbered):
        yield item.mark()


DATE_WORDS = 5  # a cell that holds a date and nothing else; in more words it may tell of the last review


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
    """An outcome without a date, a term, an age or the end of a phase, where no cell or heading gives one."""
    judgement = judged(item)
    if _real(judgement) and judgement.timely.level is Level.NOT_MET:
        yield Hit(Span(item.span.end, item.span.end))


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
    """A date in an outcome that lies before the plan's date or after the 25th birthday."""
    details = item.plan.details
    made = details.plan_date.value if details.plan_date else None
    born = details.date_of_birth.value if details.date_of_birth else None
    judgement = judged(item)
    for time in judgement.times:
        if past(time, made):
            yield item.mark((time.start, time.end))
        elif after_last(time, born, age := item.rules.timescales.ends_at_age):
            yield item.mark((time.start, time.end), f"Give an earlier date: a plan ends at {age}.")
    if made and item.item and not judgement.times and _real(judgement):
        cells = [
            span for role, span in item.item.columns if role in BESIDE and len(item.plan.quote(span).split()) <= DATE_WORDS
        ]
        yield from (Hit(span) for span in cells if any(past(t, made) for t in dates_in_cell(item.plan, span)))


_SO_THAT = re.compile(
    r"\bso(?: that)? (?P<rest>(?:by [\w ]{3,30}? )?(?:he|she|they|[A-Z][a-z]+) (?:can|will|is able to|are able to) .+)",
    re.DOTALL,
)


def _said_after(item: Subject) -> bool:
    """Whether what the child will be able to do, and how well, stands behind a broad aim: "close gaps, so that she can ... with
    80% accuracy"."""
    found = _SO_THAT.search(item.text)
    return found is not None and grade_outcome(found["rest"], name=item.plan.details.names).measurable.level is Level.MET


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
        Example("All outcomes are for the end of Key Stage 2 unless another date is shown."),
    ),
    dismiss="When the steps under the outcome say what will be seen.",
)
def outcome_not_specific(item: Subject) -> Iterator[Hit]:
    """An outcome built on words such as 'improve' or 'develop', with nothing that could be seen."""
    judgement = judged(item)
    if judgement.kind is OutcomeKind.OUTCOME and judgement.specific.level is Level.NOT_MET and not _said_after(item):
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
    """An outcome in which staff, parents or services act, and not the child."""
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
    """An outcome without how often, how many, how far, with what help, or how two people would know."""
    judgement = judged(item)
    if judgement.kind is OutcomeKind.OUTCOME and judgement.measurable.level is Level.NOT_MET and not _said_after(item):
        yield Hit(Span(item.span.end, item.span.end))


@check(
    id="E301",
    name="outcomes-joined",
    title="Each outcome says one thing",
    duty=Duty.COULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Make two outcomes of this: one can be met without the other.",
    why="When one half is met and the other is not, nobody can say whether the outcome was reached.",
    sources=(Source("practice", "outcome writing"), *SMART),
    bad=(
        Example("By July 2027, Kofi will read 100 words on sight and will swim ten metres without a float.", "and will"),
        Example("By July 2027, Amina will eat lunch in the hall, and she will tie her own laces.", "and she will"),
        Example("By July 2027, Kofi will feel better about school and have more friends.", "and have more"),
    ),
    good=(
        Example("By July 2027, Kofi will start and finish a page of sums on four days out of five."),
        Example("By July 2027, Amina will tell an adult when she is cross, so that she will not have to leave the room."),
    ),
    dismiss="When the two belong together, such as going to a place and coming back.",
)
def outcomes_joined(item: Subject) -> Iterator[Hit]:
    """Two things the child 'will' do, joined by 'and' or a semicolon, or two aims each with its own measure or direction."""
    judgement = judged(item)
    measured = [(found.start, found.end) for found in judgement.measures]
    if _real(judgement) and (found := joined(item.text, measured)):
        yield item.mark(found)


_ABSOLUTE = re.compile(
    r"\b(?:100 ?%|at all times|every (?:single )?time|on every occasion|age[- ]appropriate(?:ly)?|age[- ]related expectations?|"
    r"(?:in line|level|on a par) with (?:his|her|their|the) (?:peers|age|classmates|year)|"
    r"(?:same|as well as|at the level of) (?:as )?(?:his|her|their|other) (?:peers|children|classmates)|catch up|"
    r"clos(?:e|ing) the gap|(?:full|true) potential)(?!\w)",
    re.IGNORECASE,
)


@check(
    id="E302",
    name="outcome-absolute",
    title="Outcomes can be reached from where the child is now",
    duty=Duty.COULD,
    over=items(Kind.OUTCOME, Letter.E),
    message="Ask whether this can be reached; name the next level from today's.",
    why="'Always', or the level of all others of that age, is seldom reached and says nothing of the way there.",
    sources=(Source("practice", "outcome writing"), *SMART),
    bad=(
        Example("By July 2027, Kofi will read in line with his peers.", "in line with his peers"),
        Example("By July 2027, Amina will follow instructions 100% of the time.", "100%"),
    ),
    good=(
        Example("By July 2027, Kofi will read 100 of the first 200 words on sight (he reads 20 now)."),
        Example("By July 2027, Amina will keep her seat belt fastened on each bus ride to school."),
    ),
    dismiss="When the outcome is about safety, where nothing less will do.",
)
def outcome_absolute(item: Subject) -> Iterator[Hit]:
    """'Always', '100%', 'age appropriate', 'catch up' or 'in line with peers' in an outcome."""
    if _real(judged(item)) and (found := _ABSOLUTE.search(item.text)):
        yield item.mark(found)
