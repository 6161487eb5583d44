"""The golden thread and the provision grid as rows of short words, for whatever shows a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.report import ItemRef, Partner, ProvisionRow, Report, Thread

LENGTH = 110  # of an item in a table; the plan's own text stands elsewhere
RESTS_ON = {"number": "by number", "row": "same row", "words": "by its words"}
GAP = "none found"
NEEDS = ("B", "C", "D")
SLOTS = {
    "what": "What",
    "who": "Who",
    "expertise": "Training",
    "amount": "How long",
    "frequency": "How often",
    "group": "Group",
}
UNFILLED = "not found"


@dataclass(frozen=True, slots=True)
class Named:
    """One item in a cell: its words, shortened, and what the pair rests on ("" for the row's own item)."""

    words: str
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One need with its outcomes and provision; or, with no need, an outcome or provision that no need is paired with."""

    section: str
    need: Named | None
    outcomes: tuple[Named, ...]
    provisions: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of provision: its words and what each of SLOTS says; `missing` are those that this kind of help should fill."""

    section: str
    words: str
    slots: tuple[str, ...]
    missing: tuple[str, ...]


def thread_rows(report: Report) -> tuple[ThreadRow, ...]:
    """A row for each need in the order of the plan, then for each outcome and line of provision that no row has shown yet."""
    needs = _of(report, *NEEDS)
    alone = _unseen(_of(report, "E"), (partner for thread in needs for partner in thread.outcomes))
    helped = (partner for thread in (*needs, *alone) for partner in thread.provisions)
    others = _unseen([t for t in report.threads if t.section not in (*NEEDS, "E")], helped)
    return (
        *(ThreadRow(t.section, _named(t.item), _partners(t.outcomes), _partners(t.provisions)) for t in needs),
        *(ThreadRow(t.section, None, (_named(t.item),), _partners(t.provisions)) for t in alone),
        *(ThreadRow(t.section, None, _partners(t.outcomes), (_named(t.item),)) for t in others),
    )


def _unseen(threads: list[Thread], shown: Iterable[Partner]) -> list[Thread]:
    seen = {partner.span for partner in shown}
    return [thread for thread in threads if thread.span not in seen]


def grid_rows(report: Report) -> tuple[GridRow, ...]:
    """A row for each line of provision."""
    return tuple(_grid_row(row) for row in report.provision_grid if row.item.text is not None)


def _of(report: Report, *letters: str) -> list[Thread]:
    return [thread for thread in report.threads if thread.section in letters and thread.item.kind != "strength"]


def _partners(partners: Iterable[Partner]) -> tuple[Named, ...]:
    return tuple(Named(_named(partner.item).words, RESTS_ON[partner.by]) for partner in partners)


def _named(item: ItemRef) -> Named:
    number = f"{one_line(item.number).rstrip('.')}. " if item.number else ""
    return Named(number + shorten(one_line(item.text or ""), LENGTH))


def _grid_row(row: ProvisionRow) -> GridRow:
    found = tuple(shorten(one_line(row.slots.get(name) or ""), LENGTH) for name in SLOTS)
    return GridRow(row.section, _named(row.item).words, found, tuple(SLOTS[name] for name in row.missing if name in SLOTS))
