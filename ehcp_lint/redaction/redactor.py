"""Takes what points at a person out of a plan, and out of every text about it, with one label for one person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from ehcp_lint.plan import Block, Details, Fact, Plan, Span
from ehcp_lint.redaction.find import NAME, Found, find
from ehcp_lint.redaction.names import places
from ehcp_lint.redaction.numbers import A_DATE, numbers
from ehcp_lint.redaction.people import CHILD, People
from ehcp_lint.redaction.words import fold

SAID = "name-redacted, still personal data"
"""What an output that was redacted says it is."""

T = TypeVar("T")
_SMALL = re.compile(r"(?<![\w@.'-])[a-z]+(?![\w@])")
_IN_BRACKETS = re.compile(rf"\s?\(({A_DATE.pattern})\)", re.IGNORECASE)  # "Sahra (14.3.2019)"
_INITIALS = re.compile(r"(?<![\w.])([A-Z])\. ?([A-Z])\.(?!\w)")
_LABEL = re.compile(
    r"\[(?:child|parent \d+|person \d+|name|date of birth|NHS number|UPN|phone|postcode|email|address|number|reference)\]"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a text and what stands in its place."""

    start: int
    end: int
    label: str


class Moved:
    """Where the offsets of a text are after its cuts were made."""

    def __init__(self, cuts: Iterable[Cut]) -> None:
        self._starts: list[int] = []
        self._cuts: list[tuple[Cut, int]] = []  # and where its label begins in the new text
        shift = 0
        for cut in cuts:
            self._starts.append(cut.start)
            self._cuts.append((cut, cut.start + shift))
            shift += len(cut.label) - (cut.end - cut.start)

    def start(self, offset: int) -> int:
        """Where something that began at `offset` begins; inside a cut, at its label."""
        return self._at(offset, end=False)

    def end(self, offset: int) -> int:
        """Where something that ended at `offset` ends; inside a cut, after its label."""
        return self._at(offset, end=True)

    def span(self, span: Span) -> Span:
        """A stretch of the old text in the new one."""
        if span.start == span.end:
            at = self.end(span.end)
            return Span(at, at)
        return Span(self.start(span.start), self.end(span.end))

    def _at(self, offset: int, *, end: bool) -> int:
        place = bisect_right(self._starts, offset - 1 if end else offset) - 1
        if place < 0:
            return offset
        cut, at = self._cuts[place]
        if offset >= cut.end:
            return at + len(cut.label) + offset - cut.end
        if offset == cut.start:
            return at
        return at + len(cut.label) if end else at


class Redactor:
    """What it knows of a plan's people, and how it takes them out. `names` are further names of the child, `also` are other
    versions of the plan, whose words may stand in the same texts."""

    def __init__(self, plan: Plan | None = None, names: Iterable[str] = (), also: Iterable[Plan] = ()) -> None:
        others = tuple(also)
        details = plan.details if plan else None
        self._people = People(details, (*names, *(name for other in others for name in other.details.names)))
        facts = [known.details for known in (*([plan] if plan else []), *others)]
        self._born = frozenset(f.date_of_birth.value for f in facts if f.date_of_birth and f.date_of_birth.value)
        self._references = frozenset(f.reference.value for f in facts if f.reference and f.reference.value)
        self._words: frozenset[str] = frozenset()
        if plan:
            texts = [block.text for known in (plan, *others) for block in known.blocks]
            self._words = _small_words(texts) | _towns(texts)
            self._people.learn(texts, self._words)

    def text(self, words: str) -> str:
        """`words` with labels in place of what points at a person."""
        return _made(words, self.cuts(words))

    def cuts(self, text: str, label: str = "") -> tuple[Cut, ...]:
        """What is to be taken out of `text`; `label` is what the cell beside or above it asks."""
        held = [m.span() for m in _LABEL.finditer(text)]
        found = find(text, self._people.known, declared=self._people.declared, label=label, born=self._born, words=self._words)
        cuts = [Cut(one.start, one.end, self._label(one)) for one in found]
        for one in found:
            if one.kind == NAME and (beside := _IN_BRACKETS.match(text, one.end)):
                cuts.append(Cut(*beside.span(1), "[date of birth]"))
        cuts += [Cut(*m.span(), CHILD) for m in _INITIALS.finditer(fold(text)) if m[1] + m[2] in self._people.initials]
        for reference in self._references:
            cuts += _every(fold(text), fold(reference))
        cuts = [cut for cut in cuts if not any(a < cut.end and cut.start < b for a, b in held)]
        return _apart(sorted(cuts, key=lambda cut: (cut.start, -cut.end)))

    def _label(self, found: Found) -> str:
        return self._people.label(found.name) if found.kind == NAME and found.name else f"[{found.kind}]"

    def plan(self, plan: Plan) -> tuple[Plan, Moved]:
        """The plan without them, and where its offsets are now."""
        asked = _labels(plan.blocks)
        cuts: list[Cut] = []
        blocks = []
        shift = 0
        for block in plan.blocks:
            own = self.cuts(block.text, asked.get(id(block), ""))
            text = _made(block.text, own)
            start = block.span.start + shift
            blocks.append((block, text, Span(start, start + len(text))))
            cuts += [Cut(block.span.start + cut.start, block.span.start + cut.end, cut.label) for cut in own]
            shift += len(text) - len(block.text)
        moved = Moved(cuts)
        facts = {
            field.name: _moved(getattr(plan, field.name), moved)
            for field in fields(plan)
            if field.name in ("sections", "items", "preamble", "unplaced", "prompts", "glossary")
        }
        return replace(
            plan,
            text=_made(plan.text, cuts),
            blocks=tuple(replace(block, text=text, span=span, number=self.text(block.number)) for block, text, span in blocks),
            details=self._details(plan.details, moved),
            **facts,
        ), moved

    def _details(self, details: Details, moved: Moved) -> Details:
        """The front page's answers: names and numbers as their labels, a date of birth as no answer, all others as they are."""
        changed: dict[str, Any] = {}
        for field in fields(details):
            fact = getattr(details, field.name)
            if not isinstance(fact, Fact):
                continue
            value = fact.value
            if field.name in ("name", "preferred_name"):
                value = CHILD if value else value
            elif field.name == "reference":
                value = "[reference]" if value else value
            elif field.name == "date_of_birth":
                value = None
            elif isinstance(value, str):
                value = self.text(value)
            changed[field.name] = Fact(value, moved.span(fact.span))
        statuses = tuple(Fact(fact.value, moved.span(fact.span)) for fact in details.all_statuses)
        return replace(details, **changed, all_statuses=statuses, parents=())

    def model(self, value: T, keep: frozenset[str] = frozenset()) -> T:
        """A model of pydantic, or a list, tuple or dictionary, with every text in it redacted but those under `keep`."""
        made: T = self._inside(value, keep)
        return made

    def _inside(self, value: Any, keep: frozenset[str]) -> Any:
        if isinstance(value, str):
            return self.text(value) if type(value) is str else value  # a word of a fixed list is nobody's
        if isinstance(value, Mapping):
            return {key: inner if key in keep else self._inside(inner, keep) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            made = [self._inside(inner, keep) for inner in value]
            return type(value)(made) if type(value) in (list, tuple) else value
        if hasattr(value, "model_copy"):
            names = type(value).model_fields
            return value.model_copy(update={n: self._inside(getattr(value, n), keep) for n in names if n not in keep})
        if is_dataclass(value) and not isinstance(value, (type, Span)):
            return replace(
                value,
                **{f.name: self._inside(getattr(value, f.name), keep) for f in fields(value) if f.init and f.name not in keep},
            )
        return value


def _moved(value: Any, moved: Moved) -> Any:
    """Sections, items and spans with their offsets in the new text."""
    if isinstance(value, Span):
        return moved.span(value)
    if isinstance(value, tuple):
        return tuple(_moved(inner, moved) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), moved) for f in fields(value)})
    return value


def _made(text: str, cuts: Iterable[Cut]) -> str:
    parts, at = [], 0
    for cut in cuts:
        parts += [text[at : cut.start], cut.label]
        at = cut.end
    return "".join([*parts, text[at:]])


def _apart(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    kept: list[Cut] = []
    for cut in cuts:
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return tuple(kept)


def _every(text: str, words: str) -> list[Cut]:
    return (
        [Cut(*m.span(), "[reference]") for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
        if len(words) > 2
        else []
    )


def _small_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand in small letters in a plan: no names, also where they begin a sentence."""
    found: set[str] = set()
    for text in texts:
        flat = fold(text)
        taken = [(n.start, n.end) for n in numbers(flat)]
        found.update(m.group() for m in _SMALL.finditer(flat) if not any(a <= m.start() < b for a, b in taken))
    return frozenset(found)


def _towns(texts: Iterable[str]) -> frozenset[str]:
    """Words that are a place in this plan and nobody's name."""
    shown = [places(text) for text in texts]
    return frozenset[str]().union(*(towns for towns, _ in shown)) - frozenset[str]().union(*(people for _, people in shown))


def _labels(blocks: Iterable[Block]) -> dict[int, str]:
    """What is asked by the cell before a block's cell in its row, and by the first row of its column."""
    heads: dict[tuple[int, int], str] = {}
    asked: dict[int, str] = {}
    before: tuple[int, int, int, str] = (-1, -1, -1, "")
    for block in blocks:
        cell = block.cell
        if cell is None:
            continue
        if cell.row == 0:
            heads.setdefault((cell.table, cell.column), block.text)
        beside = before[3] if before[:2] == (cell.table, cell.row) and before[2] < cell.column else ""
        above = heads.get((cell.table, cell.column), "") if cell.row else ""
        asked[id(block)] = f"{beside}\n{above}"[:200]
        before = (cell.table, cell.row, cell.column, block.text)
    return asked
