"""What the placing of blocks works on: the parts, the stretches of section, and what a reader keeps in mind on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ehcp_lint.parsers.content import is_guidance, is_lead_in, is_prompt, is_question, names_outcomes
from ehcp_lint.parsers.headings import AREA, Headings
from ehcp_lint.plan import Block, Letter, Span

MAIN = "main"  # the role of a column that holds a section's own items


class Part(StrEnum):
    """What a block is within its section, or outside the sections."""

    HEADING = "heading"
    LABEL = "label"
    CONTENT = "content"
    GUIDANCE = "guidance"
    PROMPT = "prompt"
    FRONT = "front"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Placed:
    """One body block with its place: section stretch, part, column role, group ("strengths", "steps", ...) and area.

    Outside the sections the group says "glossary" or "past". `start` is where in the block's text its content begins, after a
    label in the same block."""

    block: Block
    part: Part
    letter: Letter | None = None
    stretch: int = -1
    role: str = ""
    group: str = ""
    area: str | None = None
    start: int = 0


@dataclass(slots=True)
class Stretch:
    """One stretch under one letter as it is being walked."""

    letter: Letter
    labelled: bool
    heading: Span | None
    area: str | None


class Standing:
    """Where we are in the plan: what a reader keeps in mind from one block to the next."""

    def __init__(self, headings: Headings) -> None:
        self.headings = headings
        self.stretches: list[Stretch] = []
        self.filled: set[int] = set()  # the stretches that hold content already
        self.now = -1  # the stretch we are in; -1 before the first section and after the last
        self.outside = Part.FRONT  # what a block is while we are in none
        self.beyond = ""  # "glossary" or "past" while we are in one
        self.scope: tuple[Letter, ...] = ()  # all letters of the heading we are under
        self.scope_level: int | None = None
        self.written: tuple[Letter, ...] = ()  # those of them that stand there as letters
        self.area: str | None = None
        self.area_level: int | None = None
        self.area_fresh = False  # an area heading with nothing under it yet
        self.group = ""  # "strengths", "needs", "steps" or "review" since its label
        self.named: set[Letter] = set()  # every letter that a label names, whether or not text was found for it
        self.title_due = False  # a label stood alone: its title may follow
        self.past = False  # under a heading about an earlier plan: its tables are not this plan's sections

    @property
    def letter(self) -> Letter | None:
        """The letter we are under."""
        return self.stretches[self.now].letter if self.now >= 0 else None

    def leave(self, outside: Part, beyond: str = "") -> None:
        """No section goes on from here; `beyond` is what does: "glossary", "past" (a record of reviews) or nothing known."""
        self.now, self.scope, self.area, self.group = -1, (), None, ""
        self.outside, self.beyond = outside, beyond

    def out(self, block: Block) -> Placed:
        """`block` placed in no section."""
        return Placed(block, self.outside, group=self.beyond)

    def begin(
        self,
        letters: tuple[Letter, ...],
        labelled: bool,
        block: Block,
        *,
        in_table: bool = False,
        title: str = "",
        until: int = 0,
    ) -> None:
        """Opens the section or sections that a heading names; text goes to the first of them until a label says more.

        `until` is where the heading ends in a block that goes on with the section's text."""
        self.named |= set(letters) if labelled else set()
        known = self.headings.wording(title) if title else None
        if known and known.means == AREA:
            self.area = known.name
            self.area_level = block.level
        elif not self.area_fresh and not in_table and not self._below_area(block):
            self.area = None
        self.area_fresh = False
        self.group = ""
        self.title_due = self.past = False
        if labelled or not set(letters) <= set(self.written):  # "Provision" under "E and F" has its letter there
            self.written = letters if labelled else ()
        heading = block.text[:until].rstrip() if until else block.text
        self.now = self.open(letters[0], labelled, Span(block.span.start, block.span.start + len(heading)))
        if not (set(letters) <= set(self.scope) and (in_table or self._inside(block))):
            self.scope, self.scope_level = letters, block.level

    def _inside(self, block: Block) -> bool:
        """Whether a label stands under the joint heading that we are under, by its level or because it is no heading at all."""
        if len(self.scope) < 2 or block.level is None:
            return len(self.scope) > 1
        return self.scope_level is not None and block.level > self.scope_level

    def _below_area(self, block: Block) -> bool:
        """Whether a section's heading stands below the area's own heading ("Communication", then "Section E", "Section F")."""
        return self.area_level is not None and block.level is not None and block.level > self.area_level

    def open(self, letter: Letter, labelled: bool, heading: Span | None, *, keep_now: bool = False) -> int:
        """A new stretch; we are in it from now on unless told otherwise."""
        labelled = labelled or letter in self.written or not self.headings.letters
        if not keep_now and self.now not in self.filled and self.letter is letter:
            self.stretches[self.now].labelled |= labelled  # a heading just above, with nothing under it yet, names the same one
            self.stretches[self.now].area = self.area
            return self.now
        self.stretches.append(Stretch(letter, labelled, heading, self.area))
        if not keep_now:
            self.now = len(self.stretches) - 1
        return len(self.stretches) - 1

    def renew(self) -> None:
        """The same section goes on under a new area: a stretch of its own, unless nothing was put in the old one yet."""
        old = self.stretches[self.now]
        if self.now not in self.filled:
            old.area = self.area
        else:
            self.stretches.append(Stretch(old.letter, old.labelled, None, self.area))
            self.now = len(self.stretches) - 1

    def at(self, block: Block, part: Part, stretch: int, *, role: str = "", group: str | None = None, start: int = 0) -> Placed:
        """`block` placed in a stretch."""
        known = self.stretches[stretch]
        if part is Part.CONTENT:
            self.filled.add(stretch)
        return Placed(
            block, part, known.letter, stretch, role, self.group if group is None else group, known.area or self.area, start
        )


def part_of(text: str) -> Part:
    """What a text within a section is by its own words."""
    if is_prompt(text):
        return Part.PROMPT
    if is_guidance(text):
        return Part.GUIDANCE
    if is_lead_in(text) or names_outcomes(text) or is_question(text):
        return Part.LABEL
    return Part.CONTENT
