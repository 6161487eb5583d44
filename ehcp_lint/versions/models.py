"""What a comparison of two versions says: frozen, typed, versioned. `Comparison.model_dump_json()` is `compare --format json`.

It says what changed and asks whether that was agreed; whether a change is right is for people to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.report import FOOTER, Finding, ItemRef, Level, SpanPair, Unread, Versions, Where

SCHEMA = "ehcp-lint/compare/1"

Change = Literal["kept", "reworded", "moved", "added", "dropped", "not_found"]
Direction = Literal["weakened", "strengthened", "changed"]


class FindingPair(Frozen):
    """One point in both versions, or in one of them. `by` is how the two were known to be the same: by their fingerprint, by
    the item they are in, or as the only one of their check in a section."""

    old: Finding | None = None
    new: Finding | None = None
    by: Literal["fingerprint", "item", "section"] | None = None


class Side(Frozen):
    """An item as one version has it."""

    item: ItemRef
    section: str
    place: Where
    span: SpanPair


class SlotChange(Frozen):
    """What a slot of a line of provision said before and not now, and the other way round; None where that is nothing.

    "weakened" is said only where less is promised in words or numbers; "changed" where that cannot be told. "wording" is
    vague wording: `new` is what was added, `old` what was taken out. "number" is a number that no other slot has."""

    slot: str
    direction: Direction
    because: str
    old: str | None = Field(default=None, repr=False)
    new: str | None = Field(default=None, repr=False)


class GradeMove(Frozen):
    """A letter of an outcome whose grade is another one now."""

    letter: Literal["S", "M", "T"]
    old: Level
    new: Level


class ItemChange(Frozen):
    """A need, outcome, step or line of provision and what became of it.

    "moved": it stands in another section, or an outcome became a step; `reworded` says whether its words changed as well.
    "not_found": it was not found, but words of the new file were not read. `near` is, for one added or dropped, the item of
    the other version that has most of its telling words. `ask` is a question to settle, never a verdict."""

    kind: str
    change: Change
    reworded: bool = False
    old: Side | None = None
    new: Side | None = None
    alike: float | None = Field(default=None, description="How alike the words are, 0 to 1")
    near: Side | None = None
    slots: tuple[SlotChange, ...] = ()
    grades: tuple[GradeMove, ...] = ()
    ask: str | None = None

    @property
    def weakened(self) -> bool:
        """Whether some slot promises less than before."""
        return any(slot.direction == "weakened" for slot in self.slots)


class SectionChange(Frozen):
    """A section whose state is another one now; `name` is what a reader calls it ("Section F")."""

    letter: str
    name: str
    old: str
    new: str


class DetailChange(Frozen):
    """A front-page answer that is another one now; None where there is none that can be read."""

    detail: str
    change: Literal["given", "gone", "changed"]
    old: str | None = Field(default=None, repr=False)
    new: str | None = Field(default=None, repr=False)


class Version(Frozen):
    """One of the two files. `complete` is False where words that a reader sees were not read."""

    file: str | None = Field(default=None, repr=False)
    plan_status: str | None = None
    complete: bool = True
    points: int = 0
    unread: tuple[Unread, ...] = ()


class Comparison(Answer):
    """The answer for two versions of a plan. `unclear` are points of checks that gave no answer on one of the two."""

    old: Version
    new: Version
    same_child: bool | None = Field(default=None, description="By name and date of birth; None where neither is known twice")
    fixed: tuple[Finding, ...] = ()
    remaining: tuple[FindingPair, ...] = ()
    appeared: tuple[Finding, ...] = ()
    unclear: tuple[FindingPair, ...] = ()
    items: tuple[ItemChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    details: tuple[DetailChange, ...] = ()
    versions: Versions | None = None
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")

    def count(self, change: Change) -> int:
        """How many items this became of."""
        return sum(1 for item in self.items if item.change == change)

    def without_quotes(self, messages: Mapping[str, str | None]) -> Comparison:
        """The same with no word of the plan in it; `messages` are `ehcp_lint.checks.messages_without_words`."""

        def bare(finding: Finding) -> Finding:
            item = _wordless(finding.item) if finding.item else None
            return finding.model_copy(update={"quote": None, "item": item, "message": finding.without_words(messages)})

        def pair(both: FindingPair) -> FindingPair:
            sides = {"old": both.old and bare(both.old), "new": both.new and bare(both.new)}
            return both.model_copy(update=sides)

        return self.model_copy(
            update={
                "old": self.old.model_copy(update={"file": None}),
                "new": self.new.model_copy(update={"file": None}),
                "fixed": tuple(map(bare, self.fixed)),
                "remaining": tuple(map(pair, self.remaining)),
                "appeared": tuple(map(bare, self.appeared)),
                "unclear": tuple(map(pair, self.unclear)),
                "items": tuple(map(_without_words, self.items)),
                "details": tuple(d.model_copy(update={"old": None, "new": None}) for d in self.details),
            }
        )


def _without_words(item: ItemChange) -> ItemChange:
    sides = {name: _side(getattr(item, name)) for name in ("old", "new", "near")}
    slots = tuple(s.model_copy(update={"old": s.old and "stated", "new": s.new and "stated"}) for s in item.slots)
    return item.model_copy(update={**sides, "slots": slots})


def _side(side: Side | None) -> Side | None:
    return side and side.model_copy(update={"item": _wordless(side.item)})


def _wordless(item: ItemRef) -> ItemRef:
    return item.model_copy(update={"text": None, "number": ""})
