"""The golden thread (T1): what the plan's own areas, numbers and rows say of needs, outcomes and provision.

Pairs by words alone never make a finding: they are shown as questions in the thread table (docs/decisions/threads.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import CODE, REGS, place_of
from ehcp_lint.links import By
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Item, Kind, Letter, Plan
from ehcp_lint.smart import OutcomeKind

THREAD = (Source("practice", "golden thread"),)
ANSWERED = 0.6  # share of a plan's items that its numbers or rows must pair before a gap among the rest means anything


def area_of(name: str | None, plan: Plan) -> str | None:
    """Which of the broad areas of need a heading belongs to; None for another heading or none."""
    low = (name or "").lower()
    return next((area.name for area in plan.rules.areas if any(word in low for word in area.words)), None)


def _areas(plan: Plan, kind: Kind, letter: Letter) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in plan.items_of(kind, letter):
        area = area_of(item.area, plan)
        if area:
            found.setdefault(area, []).append(item)
    return found


_NONE = Pattern(r"\b(?:no|not|none|nothing)\b[^.]{0,60}\b(?:need|identified|concern|difficult|known)", flags=re.IGNORECASE)


_STRENGTH = Pattern(r"\W*(?:what [\w'-]+ (?:does well|can do|enjoys|likes|is good at)|strengths?)\b", flags=re.IGNORECASE)


def _unanswered(plan: Plan, kind: Kind, letter: Letter) -> Iterator[str]:
    """Areas of B that hold needs and have nothing in a section which is itself arranged by area."""
    answers = _areas(plan, kind, letter)
    if len(answers) < 2 or any(area_of(item.area, plan) is None for item in plan.items_of(kind, letter)):
        return  # not arranged by area, or not all of it
    for area, needs in _areas(plan, Kind.NEED, Letter.B).items():
        if area not in answers and not all(_NONE.search(plan.quote(need.span)) for need in needs):
            yield area


_TWO_AREAS = (
    "...\nB [Communication and interaction]: Ines finds it hard to join in.\nB [Cognition and learning]: Ines reads "
    "single words.\n"
    "B [Social, emotional and mental health]: Ines worries about new rooms.\n"
    "B [Sensory and/or physical needs]: No needs were identified.\n"
)
_E = (
    "E [Communication and interaction]: By July 2027 Ines will start a game with a friend once a day.\n"
    "E [Cognition and learning]: By July 2027 Ines will read 100 words on sight.\n"
)
_E3 = "E [Social, emotional and mental health]: By July 2027 Ines will walk into the hall alone on four days a week.\n"
_F = (
    "F [Communication and interaction]: A teaching assistant leads a group of three for 40 minutes twice a week.\n"
    "F [Cognition and learning]: A teacher reads with Ines for 20 minutes each day.\n"
)
_F3 = "F [Social, emotional and mental health]: A teaching assistant walks the new room with Ines for 10 minutes each Monday.\n"


@check(
    id="T101",
    name="area-without-outcome",
    title="Each area of need has an outcome",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Add an outcome for this area, or say which one covers it.",
    why="Needs that no outcome speaks of may be left behind.",
    sources=(Source(CODE, "9.69"), *THREAD),
    bad=(Example(_TWO_AREAS + _E, ""), Example(_TWO_AREAS + _E + _F + _F3, "")),
    good=(Example("..."), Example(_TWO_AREAS + _E + _E3), Example(_TWO_AREAS + "E1: By July 2027 Ines will swim ten metres.")),
    dismiss="When an outcome under another area covers this one too.",
)
def area_without_outcome(plan: Subject) -> Iterator[Hit]:
    """An area of need in B for which E has no outcome, when E itself is arranged by areas."""
    for area in _unanswered(plan.plan, Kind.OUTCOME, Letter.E):
        yield plan.missing(f"Add an outcome for {area}, or say what covers it.", at=place_of(plan.plan, Letter.F))


@check(
    id="T102",
    name="area-without-provision",
    title="Each area of need has provision",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Set out provision for this area, or say which line covers it.",
    why="Provision has to be set out for each and every need.",
    sources=(Source(REGS, "12(1)(f)"), Source("case-ex-p-e", "")),
    bad=(Example(_TWO_AREAS + _F, ""), Example(_TWO_AREAS + _E + _E3 + _F, "")),
    good=(Example("..."), Example(_TWO_AREAS + _F + _F3)),
    dismiss="When provision under another area covers this one too.",
)
def area_without_provision(plan: Subject) -> Iterator[Hit]:
    """An area of need in B for which F has no provision, when F itself is arranged by areas."""
    for area in _unanswered(plan.plan, Kind.PROVISION, Letter.F):
        yield plan.missing(f"Set out provision for {area}, or say what covers it.", at=place_of(plan.plan, Letter.G))


def _unpaired(plan: Subject, kind: Kind, letter: Letter, other: Kind) -> Iterator[Item]:
    """Items that the plan's numbers and rows pair with nothing of the other kind, where they do pair most of their fellows."""
    items = plan.plan.items_of(kind, letter)
    if 2 * sum(bool(item.number) for item in items) > len(items):  # what has no number among numbered ones is a note
        items = tuple(item for item in items if item.number)
    sure = [link for link in plan.case.links if link.by is not By.WORDS]
    paired = {a.span for link in sure for a, b in ((link.one, link.other), (link.other, link.one)) if b.kind is other}
    left = [item for item in items if item.span not in paired]
    if len(items) - len(left) < max(2, ANSWERED * len(items)):
        return
    tables = [item.rows[0] for item in items if item.rows and item.span in paired]
    by_rows = 2 * len(tables) > len(items) - len(left)
    # Where needs stand beside their provision in tables, what stands before the tables is the fuller account of the same needs.
    yield from (item for item in left if not by_rows or (item.rows and item.rows[0] in tables))


_PAIRED = (
    "...\nB1: Ines finds it hard to join in.\nB2: Ines reads single words.\nB3: Ines worries about new rooms.\n"
    "E1: By July 2027 Ines will start a game once a day.\nE2: By July 2027 Ines will read 100 words on sight.\n"
    "E3: By July 2027 Ines will walk into the hall alone on four days a week.\n"
    "F1 (B1, E1): A teaching assistant leads a group of three for 40 minutes twice a week.\n"
    "F2 (B2, E2): A teacher reads with Ines for 20 minutes each day.\n"
)
_THIRD = "F3 (B3, E3): A teaching assistant walks the new room with Ines for 10 minutes each Monday."


# "Column 1 is what he finds hard (Section B)": how to read a table, not a need.
_GUIDE = re.compile(r"\bcolumns?\b|\btables? below\b|\(?\bsections? [A-K]\b", re.IGNORECASE)


@check(
    id="T103",
    name="need-without-provision",
    title="Each numbered need is answered by provision",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Set out provision for this need, or name its number beside the provision.",
    why="The plan pairs its other needs with provision by number or row; this one has none.",
    sources=(Source(REGS, "12(1)(f)"), Source("case-ex-p-e", "")),
    bad=(
        Example(_PAIRED, "Ines worries about new rooms."),
        Example(
            _PAIRED + "F3 (E3): A teaching assistant walks the new room with Ines for 10 minutes each Monday.",
            "Ines worries about new rooms.",
        ),
    ),
    good=(Example("..."), Example(_PAIRED + _THIRD)),
    dismiss="When a line of provision covers this need without naming it.",
)
def need_without_provision(plan: Subject) -> Iterator[Hit]:
    """A need that no number and no table row joins to provision, when most of the plan's needs are joined so."""
    for item in _unpaired(plan, Kind.NEED, Letter.B, Kind.PROVISION):
        text = plan.plan.quote(item.span)
        block = plan.plan.block_at(item.span.start)
        title = text.isupper() or (block is not None and block.level is not None) or bool(_GUIDE.search(text))
        if not title and not _NONE.search(text) and not _STRENGTH.match(text):
            yield Hit(item.span)


@check(
    id="T104",
    name="outcome-without-provision",
    title="Each numbered outcome has provision working towards it",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say which provision works towards this outcome.",
    why="The plan pairs its other outcomes with provision by number or row; this one has none.",
    sources=(Source(CODE, "9.69, Section F"), *THREAD),
    bad=(
        Example(_PAIRED, "By July 2027 Ines will walk into the hall alone on four days a week."),
        Example(
            _PAIRED + "F3 (B3): A teaching assistant walks the new room with Ines for 10 minutes each Monday.",
            "By July 2027 Ines will walk into the hall alone on four days a week.",
        ),
    ),
    good=(Example("..."), Example(_PAIRED + _THIRD)),
    dismiss="When a line of provision serves this outcome without naming it.",
)
def outcome_without_provision(plan: Subject) -> Iterator[Hit]:
    """An outcome that no number and no table row joins to provision, when most of the plan's outcomes are joined so."""
    for item in _unpaired(plan, Kind.OUTCOME, Letter.E, Kind.PROVISION):
        if plan.case.outcome(item).kind is OutcomeKind.OUTCOME:
            yield Hit(item.span)


@check(
    id="T105",
    name="provision-without-outcome",
    title="Each line of provision works towards an outcome",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say which outcome this provision works towards.",
    why="The plan pairs its other provision with outcomes by number or row; this line has none.",
    sources=THREAD,
    bad=(
        Example(_PAIRED + "F3: The hall has a quiet corner.", "The hall has a quiet corner."),
        Example(
            _PAIRED + "F3 (B3): A teaching assistant walks the new room with Ines for 10 minutes each Monday.",
            "A teaching assistant walks the new room with Ines for 10 minutes each Monday. (B3)",
        ),
    ),
    good=(Example("..."), Example(_PAIRED + _THIRD)),
    dismiss="When the line serves all outcomes, such as training for all staff.",
)
def provision_without_outcome(plan: Subject) -> Iterator[Hit]:
    """A line of provision that no number and no table row joins to an outcome, when most of the plan's lines are joined so."""
    for item in _unpaired(plan, Kind.PROVISION, Letter.F, Kind.OUTCOME):
        yield Hit(item.span)


_REFERENCE = Pattern(
    r"\b(?:(?P<noun>need|outcome|provision)\s+(?:no\.?\s*)?|(?P<letter>[BEF]))(?P<number>\d{1,2})\b", flags=re.IGNORECASE
)
_KINDS = {"need": Kind.NEED, "outcome": Kind.OUTCOME, "provision": Kind.PROVISION}
_LETTERS = {"B": Kind.NEED, "E": Kind.OUTCOME, "F": Kind.PROVISION}


@check(
    id="T106",
    name="reference-broken",
    title="What the plan refers to is there",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Check this number: nothing in the plan has it.",
    why="A reference that leads nowhere leaves the reader guessing which need or outcome is meant.",
    sources=(Source("practice", "consistency of details"),),
    bad=(
        Example(_PAIRED + "F3: This group also serves outcome 7.", "outcome 7"),
        Example(_PAIRED + "F3 (E9): The hall has a quiet corner.", "E9"),
    ),
    good=(Example("..."), Example(_PAIRED + _THIRD), Example("F1: A teacher helps Ines (E7) each day for an hour.")),
    dismiss="When the number is that of another document.",
)
def reference_broken(plan: Subject) -> Iterator[Hit]:
    """'Outcome 7' or 'F9' in a plan whose own numbers end before that."""
    numbers = {kind: _numbers(plan.plan, kind) for kind in _KINDS.values()}
    for item in plan.plan.items:
        for found in _REFERENCE.finditer(plan.plan.quote(item.span)):
            if found["letter"] and not found["letter"].isupper():
                continue
            known = numbers[_KINDS[found["noun"].lower()] if found["noun"] else _LETTERS[found["letter"]]]
            if len(known) > 1 and int(found["number"]) > max(known):
                yield Subject(plan.case, item.span, item).mark(found)


def _numbers(plan: Plan, kind: Kind) -> set[int]:
    """The numbers of the items of a kind, if all of them are numbered plainly 1, 2, 3; else none."""
    items = [item for item in plan.items_of(kind) if item.letter in (Letter.B, Letter.E, Letter.F)]
    found = [re.fullmatch(r"\W*[A-Z]{0,2}(\d{1,2})\W*", item.number) for item in items]
    return {int(m[1]) for m in found if m} if items and all(found) else set()
