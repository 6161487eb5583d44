"""Section A: whose voice it holds. What counts as a voice, a method or a parent's view is `voice`'s to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, REGS
from ehcp_lint.plan import Letter, Plan, State

_PARENT = re.compile(
    r"\b(?:mum|mam|mom|mummy|dad|daddy|mother|father|parents?|carers?|guardian|family|step-?(?:mum|dad|mother|father)"
    r"|(?:grand|god)(?:mother|father|parents?|ma|dad)|nan|nana|aunt|uncle|foster|kinship)(?:'s)?\b",
    re.IGNORECASE,
)
OLD_ENOUGH = 16  # from here on the young person's own views are what the regulations ask for


def age(plan: Plan) -> int | None:
    """The child's age on the plan's date, by date of birth, else about, by year group; None where neither is given."""
    details = plan.details
    born = details.date_of_birth.value if details.date_of_birth else None
    made = details.plan_date.value if details.plan_date else None
    if born and made:
        return made.year - born.year - ((made.month, made.day) < (born.month, born.day))
    year = details.year_group.value if details.year_group else None
    return None if year is None else year + 4


def _end(plan: Plan) -> int:
    return plan.section(Letter.A)[-1].spans[-1].end


@check(
    id="A101",
    name="child-voice-missing",
    title="Section A holds the child's own views",
    duty=Duty.MUST,
    over=whole_plan,
    message="Add what the child said, showed or chose, and how you know.",
    why="The plan must set out the views of the child or young person; here no words or choices of theirs were found.",
    sources=(Source(REGS, "12(1)(a)"), Source(ACT, "s.19")),
    bad=(
        Example("...\nA: The child has a diagnosis of autism. The mother reports that sleep is difficult.", ""),
        Example("...\nA: Assessment shows delayed language. The parents would like more speech therapy.", ""),
    ),
    good=(
        Example("..."),
        Example("...\nA: Ines does not use speech. Her teacher watched which toys she reached for over two weeks. Mum agreed."),
        Example('...\nA: "I hate the bus," said Ines. Her dad told us that she is happiest at home.'),
    ),
    dismiss="When the child's views are recorded in an attachment that the section names.",
)
def child_voice_missing(plan: Subject) -> Iterator[Hit]:
    if plan.plan.state(Letter.A) is not State.FILLED:
        return
    voice = plan.case.voice
    heard = voice.child_voice or voice.first_person or voice.observed or voice.interests or voice.own_words
    if voice.child_voice is not None and not heard:
        yield plan.missing(at=_end(plan.plan))


@check(
    id="A102",
    name="parent-views-missing",
    title="Section A holds the parents' views",
    duty=Duty.MUST,
    over=whole_plan,
    message="Add the views of the child's parents or carers.",
    why="For a child the plan must set out the parents' views, interests and aspirations too.",
    sources=(Source(REGS, "12(1)(a)"),),
    bad=(
        Example('...\nA: "I like the sandpit," Ines told her teacher with her picture book. She wants to swim.', ""),
        Example('...\nno Date of birth\nA: "I like the sandpit," Ines told her teacher. She wants to swim.', ""),
    ),
    good=(
        Example("..."),
        Example('...\nA: "I like the sandpit," said Ines. Her grandmother, who brings her up, told us that she sleeps badly.'),
        Example('...\nDate of birth: 2 May 2008\nA: "I want my own flat," Ines told her tutor.'),
    ),
    dismiss="When the parents were asked and chose not to give their views, and the plan says so elsewhere.",
)
def parent_views_missing(plan: Subject) -> Iterator[Hit]:
    years = age(plan.plan)
    if plan.plan.state(Letter.A) is not State.FILLED or (years is not None and years >= OLD_ENOUGH):
        return
    if not plan.case.voice.parent and not _PARENT.search(plan.case.voice_text):
        yield plan.missing(at=_end(plan.plan), duty=Duty.SHOULD if years is None else None)


@check(
    id="A103",
    name="voice-method-missing",
    title="Section A says how the views were gathered",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say how, when and by whom the child's views were gathered.",
    why="How the child took part must be plain, above all for a child who does not use speech.",
    sources=(Source(CODE, "9.61"), Source(ACT, "s.19")),
    bad=(
        Example("...\nA: I like trains. My favourite food is rice. Mum wants me to have friends.", ""),
        Example("...\nA: Ines likes music and dancing. Her parents hope that she will be happy.", ""),
    ),
    good=(
        Example("..."),
        Example(
            "...\nA: Ines chose photographs of the places she likes, with her key worker, on 3 February 2026. Mum was there."
        ),
        Example(
            "...\nA: Ines does not use speech. Staff watched her at play for two weeks and noted what she chose. Dad helped."
        ),
    ),
    dismiss="When the method is set out on a page of its own that goes with the plan.",
)
def voice_method_missing(plan: Subject) -> Iterator[Hit]:
    voice = plan.case.voice
    if plan.plan.state(Letter.A) is State.FILLED and voice.unjudged is None and not voice.method:
        yield plan.missing(at=_end(plan.plan))
