"""Provision read into what, who, how much, how often, in what group, where and until when; and where it stays open.

Reading only: what it means for the plan is for the checks to say. Guideline: docs/guideline.md 2 (Code 9.69: detailed,
specific, normally quantified); which of the slots a line should fill depends on the kind of help it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ehcp_lint.grammar.cells import IN_A_PLACE, Cell, HelpKind, is_quantified, is_specific, kind_of, named_help
from ehcp_lint.grammar.measures import AMOUNTS, FREQUENCIES, Measure
from ehcp_lint.grammar.people import Part
from ehcp_lint.grammar.text import fold, unreadable
from ehcp_lint.grammar.vague import Rows, Vague
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Span

__all__ = ["HelpKind", "Mark", "ProvisionReading", "VagueTerm", "read_provision", "score_provision"]

MOST_WORDS = 1500

# The slots that each kind should fill. Equipment and the way a class is run are rightly without hours (docs/guideline.md 2).
NEEDED: Mapping[HelpKind, tuple[str, ...]] = {
    HelpKind.INTERVENTION: ("what", "who", "amount", "frequency"),
    HelpKind.EQUIPMENT: ("what",),
    HelpKind.ENVIRONMENT: ("what",),
    HelpKind.TRAINING: ("what", "who"),
    HelpKind.MONITORING: ("who", "frequency"),
    HelpKind.TRANSPORT: ("what",),
    HelpKind.OTHER: ("what",),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something is said: offsets into the text that was read, or into the row's cell that `column` names."""

    span: Span
    column: str = ""


@dataclass(frozen=True, slots=True)
class VagueTerm:
    """Vague wording: the list's own entry (never the plan's words), where it stands, what to ask, and what cures it here."""

    phrase: str
    family: str
    tier: int
    mark: Mark
    ask: str
    cured_by: str | None = None

    @property
    def open(self) -> bool:
        """Whether it leaves the provision open: not cured, and more than a matter of style."""
        return self.cured_by is None and self.tier >= 2


@dataclass(frozen=True, slots=True)
class ProvisionReading:
    """What one line of provision says. `unjudged` names why it could not be read at all; then every answer is None or empty."""

    unjudged: str | None = None
    kind: HelpKind | None = None
    what: tuple[Mark, ...] = ()
    who: tuple[Mark, ...] = ()
    unnamed: tuple[Mark, ...] = ()
    expertise: tuple[Mark, ...] = ()
    amount: tuple[Mark, ...] = ()
    frequency: tuple[Mark, ...] = ()
    group: tuple[Mark, ...] = ()
    where: tuple[Mark, ...] = ()
    until: tuple[Mark, ...] = ()
    wide_ranges: tuple[Mark, ...] = ()
    vague: tuple[VagueTerm, ...] = ()
    specific: bool | None = None
    quantified: bool | None = None
    missing: tuple[str, ...] = ()

    @property
    def open_wording(self) -> tuple[VagueTerm, ...]:
        """Vague wording that nothing beside it makes clear."""
        return tuple(term for term in self.vague if term.open)

    def of(self, *families: str) -> tuple[VagueTerm, ...]:
        """Open wording of these families: "tentative" is advice, "dilution" gives way to staffing, "delegated" is left
        to others."""
        return tuple(term for term in self.open_wording if term.family in families)

    @property
    def grade(self) -> int | None:
        """2 = what, how much, how often and who; 1 = what and any two; 0 otherwise; None = cannot tell
        (docs/guideline.md 2)."""
        if self.unjudged:
            return None
        filled = sum(map(bool, (self.amount, self.frequency, self.who, self.expertise, self.group)))
        if self.what and self.amount and self.frequency and self.who:
            return 2
        return 1 if self.what and filled >= 2 else 0


CellsSeen = dict[tuple[str, str, str], "_Read"]


def read_provision(
    text: str,
    *,
    who: str | None = None,
    frequency: str | None = None,
    amount: str | None = None,
    section: str = "F",
    seen: CellsSeen | None = None,
    own: Rows = (),
) -> ProvisionReading:
    """What a line of provision says. `who`, `frequency` and `amount` are other cells of the same table row, judged with it.

    `seen` keeps cells from one line of a plan to the next: "Teaching assistant, weekly" stands in many rows, and what is done
    in more than one of them too.
    `own` are a council's own vague wordings (rows of data/vague_terms.csv)."""
    kept = {} if seen is None else seen
    known = kept.get((text, "", section))
    passage = known.text if known else fold(text)
    cells = [
        (name, cell) for name, cell in (("who", who), ("frequency", frequency), ("amount", amount)) if cell and cell.strip()
    ]
    why = known.unjudged if known else unreadable(passage, MOST_WORDS)
    if why and (why != "empty" or not cells):
        return ProvisionReading(unjudged=why)
    if not known:
        kept[text, "", section] = _Read(passage, "", section, own)
        kept[text, "", section].unjudged = why
    for name, cell in cells:
        if (cell, name, section) not in kept:
            kept[cell, name, section] = _Read(fold(cell), name, section, own)
    return _assembled([kept[text, "", section], *(kept[cell, name, section] for name, cell in cells)], section)


def score_provision(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of `score provisions` for one record with `text` (and `who`, `frequency`, `amount`, `section` if known)."""
    text = str(record.get("text") or "")
    cells = {name: str(record[name]) for name in ("who", "frequency", "amount") if record.get(name)}
    section = str(record.get("section") or "F")
    reading = read_provision(
        text, who=cells.get("who"), frequency=cells.get("frequency"), amount=cells.get("amount"), section=section
    )
    if reading.unjudged:
        return dict.fromkeys(("specific", "quantified", "who", "frequency", "duration_or_amount", "vague_terms", "slots"))
    in_text = (term.mark.span for term in reading.open_wording if not term.mark.column)
    return {
        "specific": int(bool(reading.specific)),
        "quantified": int(bool(reading.quantified)),
        "who": int(bool(reading.who)),
        "frequency": int(bool(reading.frequency)),
        "duration_or_amount": int(bool(reading.amount)),
        "vague_terms": [text[span.start : span.end] for span in in_text],
        "slots": {
            "kind": reading.kind,
            **{name: [_plain(mark) for mark in getattr(reading, name)] for name in SLOTS},
            "missing": list(reading.missing),
        },
    }


SLOTS = ("what", "who", "expertise", "amount", "frequency", "group", "where", "until")


def _plain(mark: Mark) -> dict[str, Any]:
    place = {"start": mark.span.start, "end": mark.span.end}
    return {**place, "column": mark.column} if mark.column else place


# --- the row together --------------------------------------------------------------------------------------------------------

_UNTIL = Pattern(
    r"\b(?:until|by the end of|for the (?:first|duration|whole|remainder)|from (?:september|january|april)"
    r"|throughout (?:the |key stage|year))[^.;,]{3,50}"
    r"|\b(?:to be |will be |be )?(?:reviewed|evaluated|monitored)\b[^.;]{0,50}"
    r"|\bat (?:the|each|every) (?:annual |termly |half[ -]termly |interim )?review\b"
)
_FULL_TIME = Pattern(r"\bfull[ -]?time\b|\b24 hours a day\b|\b24/7\b")
_TIMED = (AMOUNTS - {Measure.COVERAGE}) | {Measure.CEILING}
_OFTEN_OR_REVIEWED = FREQUENCIES | {Measure.REVIEW}


class _Read(Cell):
    """A cell with what it says by itself, as marks: read once, though the cell stands in many rows of a plan."""

    unjudged: str | None = None

    @cached_property
    def says(self) -> dict[str, tuple[Mark, ...]]:
        """The slots that it fills in whatever row it stands."""
        unclear = (p for p in self.people if p.part is Part.UNCLEAR and p.kind == "person")
        full_time = (found.span() for found in _FULL_TIME.finditer(self.text.low))
        return {
            "who": self.marks((p.start, p.end) for p in self.gives),
            "unnamed": self.marks((p.start, p.end) for p in unclear),
            "expertise": self.marks(self.expertise),
            "amount": self.marks(sorted([*((q.start, q.end) for q in self.of(_TIMED)), *full_time])),
            "group": self.marks((q.start, q.end) for q in self.of((Measure.GROUP,))),
            "wide_ranges": self.marks((q.start, q.end) for q in self.quantities if q.wide),
        }

    @cached_property
    def often(self) -> tuple[Mark, ...]:
        """How often."""
        return self.marks((q.start, q.end) for q in self.of(FREQUENCIES))

    @cached_property
    def often_or_reviewed(self) -> tuple[Mark, ...]:
        """How often, reviews too."""
        return self.marks((q.start, q.end) for q in self.of(_OFTEN_OR_REVIEWED))

    @cached_property
    def where(self) -> tuple[Mark, ...]:
        """Where the help is given."""
        return self.marks(found.span() for found in IN_A_PLACE.finditer(self.text.low))

    @cached_property
    def until(self) -> tuple[Mark, ...]:
        """Until when."""
        return self.marks(found.span() for found in _UNTIL.finditer(self.text.low))

    def mark(self, start: int, end: int) -> Mark:
        """The mark of a stretch of its folded text."""
        return Mark(self.text.span(start, end), self.column)

    def marks(self, places: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
        """Marks in the order of `places`, overlapping ones joined."""
        spans: list[Span] = []
        for start, end in places:
            span = self.text.span(start, end)
            if spans and span.meets(last := spans[-1]):
                spans[-1] = Span(min(last.start, span.start), max(last.end, span.end))
            else:
                spans.append(span)
        return tuple([Mark(span, self.column) for span in spans])


def _assembled(row: list[_Read], section: str) -> ProvisionReading:
    own = row[0]
    hits = [cell.vague(frozenset().union(*[c.cures for c in row if c is not cell])) for cell in row]
    kind = kind_of(row)
    quantified = is_quantified(row, kind)
    specific = is_specific(own, row, hits[0], quantified)
    slots: dict[str, Any] = {name: tuple([mark for cell in row for mark in cell.says[name]]) for name in own.says}
    often = [cell.often_or_reviewed if kind is HelpKind.MONITORING else cell.often for cell in row]
    slots |= {
        "what": own.marks((h.start, h.end) for h in named_help(own, hits[0])),
        "frequency": tuple([mark for marks in often for mark in marks]),
        "where": own.where,
        "until": own.until,
    }
    filled = {name for name, marks in slots.items() if marks}
    filled |= {"what"} if specific else set()
    filled |= {"amount"} if any(cell.of((Measure.COVERAGE,)) for cell in row) else set()
    needed = NEEDED[kind] + (("who",) if kind is HelpKind.EQUIPMENT and section != "F" else ())
    return ProvisionReading(
        kind=kind,
        **slots,
        vague=tuple([_term(cell, hit) for cell, found in zip(row, hits, strict=True) for hit in found]),
        specific=specific,
        quantified=quantified,
        missing=tuple([name for name in needed if name not in filled]),
    )


def _term(cell: _Read, hit: Vague) -> VagueTerm:
    wording = hit.wording
    return VagueTerm(wording.phrase, wording.family, wording.tier, cell.mark(hit.start, hit.end), wording.ask, hit.cure)
