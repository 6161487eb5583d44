"""The plan as it was read: one text, its blocks, its sections, the items in them and what could not be read.

Every position is a `Span` into `Plan.text`, the one coordinate system. This module knows no files and holds no opinions.
Reprs never show the plan's words: they end up in logs and tracebacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from ehcp_lint.letters import Letter as Letter
from ehcp_lint.letters import Status as Status

if TYPE_CHECKING:
    from ehcp_lint.patterns import Pattern
    from ehcp_lint.rules import RulePack

T = TypeVar("T")


class Kind(StrEnum):
    """What an item is. A view is one thing said or shown in section A."""

    NEED = "need"
    STRENGTH = "strength"
    OUTCOME = "outcome"
    STEP = "step"
    PROVISION = "provision"
    VIEW = "view"


class Layer(StrEnum):
    """Where a block stands: the plan's own text, running headers and footers, or foot- and endnotes."""

    BODY = "body"
    FURNITURE = "furniture"
    NOTE = "note"


class State(StrEnum):
    """What a section holds. Empty (a heading with nothing under it), placeholder ("TBC", a template's prompt), nil wording
    ("N/A", "None identified") and absent (no such section) are four different answers."""

    FILLED = "filled"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    NIL = "nil"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into `Plan.text`; zero-length where something should stand and does not."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in its table. A merged cell appears once, at its first row and column, with its extent.

    `table` counts tables in document order, nested ones included; `outer` is the cell that a nested table stands in."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    outer: Cell | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is in the source file, as a person would look for it.

    Word: `paragraph` is the 1-based ordinal among all `w:p` of the part in document order; Word keeps no pages, so `page` is
    a hint at best (last rendered page break). PDF: `page` is 1-based and `box` is left, top, right, bottom in points from
    the page's top left corner. `part` names the Word part when it is not the main document."""

    paragraph: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or table-cell paragraph: `text` equals `Plan.text` at `span`.

    `number` is the computed list or heading number or bullet ("1.", "a)", "•", "Section A:") and is not part of `text`;
    `level` is the heading level (1 = highest) where the source says so by style or outline, else None; `strong` says that
    all of the visible text is bold."""

    text: str = field(repr=False)
    span: Span
    place: Place
    layer: Layer = Layer.BODY
    style: str = ""
    level: int | None = None
    number: str = ""
    strong: bool = False
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of the plan under one letter; a letter recurs where the plan interleaves its sections.

    `spans` cover the section's own blocks, heading included, in reading order; no two sections share a character.
    `content` are those of them that are the section's content (no heading, prompt or guidance text).
    `labelled` says whether the letter itself was written; False means that the title's wording placed the text."""

    letter: Letter
    heading: Span | None
    spans: tuple[Span, ...]
    content: tuple[Span, ...]
    state: State
    labelled: bool
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One need, strength, outcome, step, provision or view, whatever carried it (bullet, table row or prose).

    `columns` are further cells of the same table row that belong to the item, keyed by their role: "who", "frequency",
    "amount", "need", "outcome", "review", "aside" (why it matters), or "beside" where the table has no headings. `rows` are
    the table and its first and last row that the item's cell covers."""

    kind: Kind
    letter: Letter
    span: Span
    number: str = ""
    area: str | None = None
    columns: tuple[tuple[str, Span], ...] = ()
    rows: tuple[int, int, int] | None = None

    def beside(self, other: Item) -> bool:
        """Whether the two stand in the same row of a table (merged cells reach over several)."""
        if self.rows is None or other.rows is None or self.rows[0] != other.rows[0]:
            return False
        return self.rows[1] <= other.rows[2] and other.rows[1] <= self.rows[2]

    def column(self, role: str) -> Span | None:
        """The first cell of the item's row that has this role."""
        return next((span for name, span in self.columns if name == role), None)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One front-page answer: `value` is None where the question stands in the plan and has no answer that can be read."""

    value: T | None = field(repr=False)
    span: Span


@dataclass(frozen=True, slots=True)
class Details:
    """What the front page and sign-off say; None where the plan has no such question at all.

    `parents` are all ways in which its parents and carers may be named. `open_dates` counts the days that stand there, or in
    running headers, of which the words do not say what they are; `open_name` and `open_status` say that a name or a word such
    as "final" stands there that may be the plan's."""

    name: Fact[str] | None = None
    preferred_name: Fact[str] | None = None
    date_of_birth: Fact[date] | None = None
    year_group: Fact[int] | None = None
    status: Fact[Status] | None = None
    plan_date: Fact[date] | None = None
    review_date: Fact[date] | None = None
    signed_by: Fact[str] | None = None
    signed_on: Fact[date] | None = None
    looked_after: Fact[bool] | None = None
    social_care: Fact[bool] | None = None
    setting: Fact[str] | None = None
    reference: Fact[str] | None = None
    all_statuses: tuple[Fact[Status], ...] = ()
    parents: tuple[str, ...] = field(default=(), repr=False)
    open_dates: int = 0
    open_name: bool = False
    open_status: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The child's names as the plan gives them, full and preferred."""
        return tuple(fact.value for fact in (self.name, self.preferred_name) if fact and fact.value)


NOT_ANSWERS = ("parents", "open_dates", "open_name", "open_status")
"""The fields of `Details` that are no answers of the front page."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the file that is not in the text as read, counted: nothing is silently lost.

    `lost` says that words a reader of the document sees may be missing from `Plan.text` (pages without text, text in
    pictures); then nothing may be called missing. `what` is one of the names in `NOTICES`."""

    what: str
    count: int
    lost: bool = False
    pages: tuple[int, ...] = ()

    def __str__(self) -> str:
        one, many = NOTICES[self.what]
        words = f"{self.count} {one if self.count == 1 else many}"
        if self.pages:
            words += f" (page{'s' if len(self.pages) > 1 else ''} {_ranges(self.pages)})"
        return words


NOTICES: dict[str, tuple[str, str]] = {
    "comments": ("comment not read", "comments not read"),
    "insertions": ("tracked insertion read as accepted", "tracked insertions read as accepted"),
    "deletions": ("tracked deletion left out", "tracked deletions left out"),
    "moves": ("tracked move read at its new place", "tracked moves read at their new places"),
    "hidden": ("stretch of hidden text left out", "stretches of hidden text left out"),
    "struck": ("stretch of struck-through text left out", "stretches of struck-through text left out"),
    "prompts": ("unfilled form prompt left out", "unfilled form prompts left out"),
    "pictures": ("picture not read", "pictures not read"),
    "embedded": ("embedded file not opened", "embedded files not opened"),
    "macros": ("macro project not opened", "macro projects not opened"),
    "external": ("outside link not followed", "outside links not followed"),
    "inserted_documents": ("inserted document not read", "inserted documents not read"),
    "pages_without_text": ("page without text", "pages without text"),
    "pages_not_read": ("page beyond the limit not read", "pages beyond the limit not read"),
    "form_fields": ("form field not read", "form fields not read"),
    "unplaced": ("paragraph in no section", "paragraphs in no section"),
    "tables_not_sought": ("page too busy to look for tables", "pages too busy to look for tables"),
    "formulas": ("formula not read", "formulas not read"),
    "symbols": ("symbol that could not be read", "symbols that could not be read"),
    "diagrams": ("diagram whose words were not read", "diagrams whose words were not read"),
}


def _ranges(pages: tuple[int, ...]) -> str:
    """(1, 3, 4, 5) -> "1, 3-5"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _plan_rules() -> RulePack:
    from ehcp_lint.rules import load_rules  # not at the top: the process that reads a file needs no rules, and is quick

    return load_rules()


@dataclass(frozen=True, slots=True)
class Access:
    """How a Word file is made, as far as it decides who can read it.

    `bare_pictures` counts the body's pictures that have no alternative text and are not marked as decorative. `sizes` says how
    many characters of the body are of which size in points; None where the file leaves the size to the program."""

    bare_pictures: int = 0
    sizes: tuple[tuple[float | None, int], ...] = ()


_NESTED = 8  # items that begin before a block's end and may reach into it


@dataclass(frozen=True)
class Plan:
    """An EHC plan as read. Sections and items refer to `text` by span; `blocks` are in reading order, body blocks first.

    `preamble` is what stands outside the sections and is understood (front page, contents, sign-off); `unplaced` is what is
    not; `glossary` is where it says what its words mean; `named` are all letters that stand in its labels, also in those of
    several sections whose text is not divided and in those that were not believed; `prompts` are placeholders left inside
    sections ("TBC", "[insert name]"). `rules` are those it was read by. `access` is None for files whose make is not looked at
    (all but Word)."""

    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    details: Details = field(default_factory=Details)
    preamble: tuple[Span, ...] = field(default=(), repr=False)
    unplaced: tuple[Span, ...] = field(default=(), repr=False)
    prompts: tuple[Span, ...] = field(default=(), repr=False)
    unread: tuple[Notice, ...] = ()
    source: str = "word"
    rules: RulePack = field(default_factory=_plan_rules, repr=False)
    access: Access | None = None
    named: frozenset[Letter] = frozenset()
    glossary: tuple[Span, ...] = field(default=(), repr=False)

    def quote(self, span: Span) -> str:
        """The words at `span`."""
        return self.text[span.start : span.end]

    @property
    def complete(self) -> bool:
        """Whether all text that a reader sees was read; if not, nothing may be called missing."""
        return not any(notice.lost for notice in self.unread)

    def section(self, *letters: Letter) -> tuple[Section, ...]:
        """All stretches under these letters, in reading order."""
        return tuple(section for section in self.sections if section.letter in letters)

    def state(self, letter: Letter) -> State:
        """The best that any stretch under `letter` holds: filled before nil, placeholder, empty; absent if there is none."""
        found = {section.state for section in self.section(letter)}
        return next((s for s in (State.FILLED, State.NIL, State.PLACEHOLDER, State.EMPTY) if s in found), State.ABSENT)

    def items_of(self, kind: Kind, *letters: Letter) -> tuple[Item, ...]:
        """Items of one kind, in reading order; in these sections only if any are named."""
        of_kind = self._by_kind.get(kind, ())
        return tuple([item for item in of_kind if item.letter in letters]) if letters else of_kind

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`, or the nearest before it."""
        at = bisect_right(self._starts, offset)
        return self.blocks[at - 1] if at else None

    def blocks_in(self, span: Span) -> Iterator[Block]:
        """The blocks that share characters with `span`, in reading order."""
        first, last = bisect_right(self._starts, span.start) - 1, bisect_left(self._starts, span.end)
        return (block for block in self.blocks[max(0, first) : last] if block.span.meets(span))

    def blocks_before(self, offset: int) -> Iterator[Block]:
        """The blocks that begin before `offset`, the nearest first."""
        return (self.blocks[at] for at in range(bisect_left(self._starts, offset) - 1, -1, -1))

    def blocks_like(self, pattern: Pattern) -> tuple[Block, ...]:
        """The blocks in whose text `pattern` is found, in reading order; looked for once."""
        if pattern not in self._found:
            self._found[pattern] = tuple(block for block in self.blocks if pattern.search(block.text))
        return self._found[pattern]

    def has_item_in(self, block: Block, letter: Letter | None) -> bool:
        """Whether an item of that section shares characters with `block`."""
        spans = self._item_spans.get(letter, ())
        at = bisect_left(spans, block.span.end, key=lambda span: span.start)
        return any(span.meets(block.span) for span in spans[max(0, at - _NESTED) : at])

    def section_at(self, offset: int) -> Section | None:
        """The section whose blocks hold `offset`."""
        for section in self.sections:
            for span in section.spans:
                if span.start <= offset <= span.end:
                    return section
        return None

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Item, ...]]:
        return {kind: tuple(item for item in self.items if item.kind is kind) for kind in Kind}

    @cached_property
    def _found(self) -> dict[Pattern, tuple[Block, ...]]:
        return {}

    @cached_property
    def _item_spans(self) -> dict[Letter | None, tuple[Span, ...]]:
        by_letter: dict[Letter | None, list[Span]] = {}
        for item in self.items:
            by_letter.setdefault(item.letter, []).append(item.span)
        return {letter: tuple(sorted(spans, key=lambda span: span.start)) for letter, spans in by_letter.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]
