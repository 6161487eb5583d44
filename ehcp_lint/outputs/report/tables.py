"""The golden thread and the provision grid as rows of short words, for whatever shows a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.plan import Kind, Plan
from ehcp_lint.report import ItemRef, Partner, ProvisionRow, Report, SpanPair, Thread
from ehcp_lint.resources import table

LENGTH = 110  # of an item in a table; the plan's own text stands elsewhere
RESTS_ON = {"number": "by number", "row": "same row", "words": "by its words"}
GAP = "none found"
NOT_LOOKED_FOR = "–"  # outcomes of health and social care needs: the outcomes of a plan answer section B
NEEDS = ("B", "C", "D")
SLOTS = {
    "what": "What",
    "who": "Who",
    "expertise": "Training",
    "amount": "How long",
    "frequency": "How often",
    "group": "Group",
    "where": "Where",
    "until": "Until",
}
UNFILLED = "not found"
ELSEWHERE = {"C": "Health needs", "D": "Social care needs"}  # what stands in place of an area of need


@dataclass(frozen=True, slots=True)
class Arranged:
    """One thread where it is shown: under its area of need, with the hopes that its outcomes serve."""

    thread: Thread
    area: str
    hopes: tuple[Partner, ...]

    @property
    def is_need(self) -> bool:
        """Whether the row is a need's own."""
        return self.thread.section in NEEDS

    @property
    def wants_outcome(self) -> bool:
        """Whether an outcome was looked for: those of a plan answer the needs of section B."""
        return self.thread.section == "B"


@dataclass(frozen=True, slots=True)
class Named:
    """One item in a cell: its words, shortened, and what the pair rests on ("" for the row's own item)."""

    words: str
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One need with its outcomes, the hopes they serve and provision; or, with no need, an outcome or provision that no need
    is paired with. `gap` is what an empty cell of outcomes says."""

    section: str
    need: Named | None
    outcomes: tuple[Named, ...]
    provisions: tuple[Named, ...]
    hopes: tuple[Named, ...] = ()
    area: str = ""
    gap: str = GAP


@dataclass(frozen=True, slots=True)
class Together:
    """Rows under one heading: those of one area of need, or the outcomes or provision that stand alone."""

    title: str
    rows: tuple[ThreadRow, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of provision: its words and what each of SLOTS says; `missing` are those that this kind of help should fill."""

    section: str
    words: str
    slots: tuple[str, ...]
    missing: tuple[str, ...]


def arranged(report: Report, plan: Plan | None = None) -> tuple[Arranged, ...]:
    """Each need by its area, in the order of the plan; then each outcome and line of provision that no one has shown yet.

    Without the plan, areas of need are not known and the needs stand as they come."""
    areas = {(i.span.start, i.span.end): one_line(i.area or "") for i in plan.items} if plan else {}
    hopes = {thread.span: thread.hopes for thread in report.threads}
    needs = _of(report, *NEEDS)
    if plan:
        first: dict[tuple[str, str], int] = {}
        for thread in needs:
            first.setdefault((thread.section, areas.get(thread.span, "")), len(first))
        needs.sort(key=lambda thread: first[thread.section, areas.get(thread.span, "")])
    alone = _unseen(_of(report, "E"), (partner for thread in needs for partner in thread.outcomes))
    helped = (partner for thread in (*needs, *alone) for partner in thread.provisions)
    others = _unseen([t for t in report.threads if t.section not in (*NEEDS, "E")], helped)
    return tuple(
        Arranged(
            thread,
            areas.get(thread.span) or ELSEWHERE.get(thread.section, ""),
            _once(thread.hopes, *(hopes.get(outcome.span, ()) for outcome in thread.outcomes)),
        )
        for thread in (*needs, *alone, *others)
    )


def _once(*found: Iterable[Partner]) -> tuple[Partner, ...]:
    return tuple({partner.span: partner for partners in found for partner in partners}.values())


def thread_rows(report: Report, plan: Plan | None = None, *, quotes: bool = True) -> tuple[ThreadRow, ...]:
    """The threads as rows, in the order of `arranged`; without quotes, items are counted ("need 3") and not quoted."""
    name = Names(report, quotes=quotes)
    return tuple(_thread_row(row, name) for row in arranged(report, plan))


def together(rows: Iterable[ThreadRow]) -> tuple[Together, ...]:
    """Neighbouring rows under one heading each."""
    return tuple(Together(title, tuple(found)) for title, found in groupby(rows, key=_title))


def _title(row: ThreadRow) -> str:
    if row.need:
        return row.area
    if row.section == "E":
        return "Outcomes that no need is paired with"
    return "Other provision that no need is paired with"


def _thread_row(row: Arranged, name: Names) -> ThreadRow:
    thread, own = row.thread, Named(name.of(row.thread.item, row.thread.span))
    outcomes, provisions = name.partners(thread.outcomes), name.partners(thread.provisions)
    alone = thread.section not in (*NEEDS, "E")
    return ThreadRow(
        thread.section,
        own if row.is_need else None,
        (own,) if thread.section == "E" else outcomes,
        (own,) if alone else provisions,
        name.partners(row.hopes),
        row.area if name.quotes or row.area in known_areas() else "",
        GAP if row.wants_outcome or not row.is_need else NOT_LOOKED_FOR,
    )


@cache
def known_areas() -> frozenset[str]:
    """The areas that are not a plan's own words."""
    rows = table("headings.csv", ("wording", "means", "name"))
    return frozenset((*ELSEWHERE.values(), *(row["name"] for row in rows if row["means"] == "area")))


class Names:
    """How items are named: by the plan's own number and words, or without quotes by their place among their kind."""

    def __init__(self, report: Report, *, quotes: bool) -> None:
        self.quotes = quotes
        self._places: dict[SpanPair, int] = {}
        hopes = sorted({(hope.span, hope.item.kind) for thread in report.threads for hope in thread.hopes})
        seen: Counter[str] = Counter()
        for span, kind in (*((t.span, t.item.kind) for t in report.threads), *hopes):
            seen[kind] += 1
            self._places.setdefault(span, seen[kind])

    def of(self, item: ItemRef, span: SpanPair) -> str:
        """One item in a few words."""
        if not self.quotes:
            return f"{'hope' if item.kind == Kind.VIEW else item.kind} {self._places.get(span, '')}".strip()
        number = f"{one_line(item.number).rstrip('.')}. " if item.number else ""
        return number + shorten(one_line(item.text or ""), LENGTH)

    def partners(self, partners: Iterable[Partner]) -> tuple[Named, ...]:
        """The items of a cell, each with what the pair rests on."""
        return tuple(Named(self.of(partner.item, partner.span), RESTS_ON[partner.by]) for partner in partners)


def _unseen(threads: list[Thread], shown: Iterable[Partner]) -> list[Thread]:
    seen = {partner.span for partner in shown}
    return [thread for thread in threads if thread.span not in seen]


def grid_rows(report: Report, *, quotes: bool = True) -> tuple[GridRow, ...]:
    """A row for each line of provision; without quotes it says of each slot only whether it is stated."""
    name = Names(report, quotes=quotes)
    return tuple(_grid_row(row, name) for row in report.provision_grid if row.item.text is not None)


def _of(report: Report, *letters: str) -> list[Thread]:
    return [thread for thread in report.threads if thread.section in letters and thread.item.kind != "strength"]


def _grid_row(row: ProvisionRow, name: Names) -> GridRow:
    found = (row.slots.get(slot) or "" for slot in SLOTS)
    said = tuple(shorten(one_line(words), LENGTH) if name.quotes else "stated" * bool(words) for words in found)
    missing = tuple(SLOTS[slot] for slot in row.missing if slot in SLOTS)
    return GridRow(row.section, name.of(row.item, row.span), said, missing)


def counted(rows: Iterable[Arranged]) -> str:
    """ "Provision was found for 7 of 9 needs, an outcome for 6; pairs by words are suggestions." """
    needs = [row for row in rows if row.is_need]
    if not needs:
        return "No needs were read from this plan, so nothing could be paired with them."
    provided = sum(bool(row.thread.provisions) for row in needs)
    sought = [row for row in needs if row.wants_outcome]
    reached = sum(bool(row.thread.outcomes) for row in sought)
    told = f"Provision was found for {provided} of {len(needs)} {'need' if len(needs) == 1 else 'needs'}"
    if sought:
        told += f", an outcome for {reached}" + (f" of the {len(sought)} in section B" if len(sought) < len(needs) else "")
    return f"{told}; pairs by words are suggestions."
