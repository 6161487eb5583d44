"""Section B: the child's special educational needs."""

from __future__ import annotations

from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import CODE, REGS
from ehcp_lint.plan import Kind, Letter, State

# The four broad areas of the Code, chapter 6, each with the words by which an area heading is known to belong to it.
AREAS: dict[str, tuple[str, ...]] = {
    "communication and interaction": ("communication",),
    "cognition and learning": ("cognition", "learning and work"),
    "social, emotional and mental health": ("social, emotional", "mental health", "emotional"),
    "sensory and/or physical needs": ("sensory", "physical"),
}
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
    stretches = plan.plan.section(Letter.B)
    named = {(section.area or "").lower() for section in stretches if section.state not in (State.EMPTY, State.ABSENT)}
    named |= {(item.area or "").lower() for item in plan.plan.items_of(Kind.NEED, Letter.B)}
    if any(area.startswith(_SCHEMES) for area in named):
        return  # the four pathways to adulthood in place of the four areas
    missing = [area for area, words in AREAS.items() if not any(w in name for name in named for w in words)]
    if stretches and len(missing) in (1, 2):
        for area in missing:
            message = f"Describe needs in {area}, or say none was identified."
            yield plan.missing(message, at=stretches[-1].spans[-1].end)
