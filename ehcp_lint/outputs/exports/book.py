"""A report as an Excel workbook: the points and everything beside them, each on a sheet of its own, for an officer who sorts
and filters. Every cell is text, so that nothing in a plan becomes a formula, link or number; each sheet prints on A4 across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ehcp_lint.outputs import decided, phrases
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.excel import Book, cell_text, fit_row
from ehcp_lint.outputs.exports.point_rows import HEADINGS, STATUSES, named, point_rows
from ehcp_lint.outputs.report import tables
from ehcp_lint.outputs.report.reading_rows import hard_rows, measure_rows
from ehcp_lint.outputs.report.smart_rows import LETTERS, smart_rows
from ehcp_lint.outputs.report.tables import SLOTS, Named
from ehcp_lint.plan import Plan
from ehcp_lint.report import Report

_POINTS = {
    "file": 18, "number": 7, "asks": 12, "section": 9, "message": 36, "words": 30, "place": 18, "why": 40, "source": 28,
    "check": 8, "state": 11, "trial": 8, "item": 13, "name": 22, "reason": 26, "decided": 22, "fingerprint": 19,
}  # fmt: skip
_PRINTED = list(_POINTS).index("state") + 1  # columns of the points that go on paper; the rest are for sorting and looking up
_FILE = 20
Texts = Sequence[str]


def report_book(reports: Sequence[Report], plans: Sequence[Plan | None] = ()) -> bytes:
    """The workbook's bytes. `plans` are those of the reports, in the same order, where their words may be shown."""
    alone = len(reports) == 1
    of = [*plans, *([None] * (len(reports) - len(plans)))]
    told = [(named(report, number, alone=False), report, plan) for number, (report, plan) in enumerate(zip(reports, of), 1)]  # noqa: B905 - made equal
    with Book("Points to check") as book:
        _points(book, reports, alone)
        sheet = _Sheets(book, alone)
        sheet.add(
            "Outcomes",
            {
                "Section": 9,
                "No.": 6,
                "Outcome": 50,
                **dict.fromkeys(LETTERS.values(), 15),
                "Words it rests on": 40,
                "What is not found, and why": 40,
                "Evidence for A and R (not graded)": 38,
            },
            ((file, row) for file, report, plan in told for row in _outcomes(report, plan)),
        )
        sheet.add(
            "Provision",
            {"Section": 9, "Provision": 46, **dict.fromkeys(SLOTS.values(), 17), "Not found": 18},
            ((file, row) for file, report, _ in told for row in _provision(report)),
        )
        sheet.add(
            "Threads",
            {"Section": 9, "Area": 20, "Need": 40, "Outcomes": 40, "Hopes": 30, "Provision": 44},
            ((file, row) for file, report, plan in told for row in _threads(report, plan)),
        )
        sheet.add(
            "Reading",
            {"What": 34, "Section": 9, "Figure or sentence": 66, "Why it is hard": 34, "Plainer words": 46},
            ((file, row) for file, report, plan in told for row in _reading(report, plan)),
        )
        sheet.add(
            "Not read or not run",
            {"What": 34, "Which": 30, "Why": 90},
            ((file, row) for file, report, _ in told for row in _gaps(report)),
        )
        sheet.add(
            "Versions", {"What": 34, "Value": 100}, ((file, row) for file, report, _ in told for row in _versions(report))
        )
    return book.data


class _Sheets:
    """Sheets made alike; the file's name stands first where there are several files."""

    def __init__(self, book: Book, alone: bool) -> None:
        self._book = book
        self._alone = alone

    def add(self, name: str, columns: dict[str, float], rows: Iterable[tuple[str, Texts]]) -> None:
        """One sheet, whether it has rows or not: an empty one says that there is nothing."""
        first = {} if self._alone else {"File": float(_FILE)}
        write_sheet(self._book, name, {**first, **columns}, (row if self._alone else (file, *row) for file, row in rows))


def write_sheet(book: Book, name: str, columns: dict[str, float], rows: Iterable[Texts], *, printed: int = 0) -> None:
    """A sheet of texts with a frozen heading, filters, wrapped cells, A4 across, as wide as one page.

    `printed` is how many columns, from the first, go on paper (0: all)."""
    widths = tuple(columns.values())
    sheet: Any = book.sheet(name, tuple(columns), widths)
    sheet.set_landscape()
    sheet.set_footer("&L&9&A&R&9&P of &N")
    fit_row(sheet, 0, [(head, width - 3) for head, width in columns.items()])  # room for the arrow of the filter
    style, at = book.style(bottom=1, bottom_color="#C3C8CC"), 0
    for at, row in enumerate(rows, 1):
        for column, words in enumerate(row):
            sheet.write_string(at, column, cell_text(words), style)
        fit_row(sheet, at, list(zip(row, widths, strict=True)))
    if at:
        sheet.autofilter(0, 0, at, len(columns) - 1)
    if printed:
        sheet.print_area(0, 0, at, printed - 1)


def _points(book: Book, reports: Sequence[Report], alone: bool) -> None:
    left_out = {"file"} if alone else set[str]()
    if not any(report.dismissed for report in reports):
        left_out |= {"reason", "decided"}
    kept = [name for name in _POINTS if name not in left_out]
    columns = {HEADINGS[name]: float(_POINTS[name]) for name in kept}
    rows = ([getattr(row, name) for name in kept] for row in point_rows(reports))
    write_sheet(book, "Points", columns, rows, printed=_PRINTED - alone)


def _outcomes(report: Report, plan: Plan | None) -> Iterator[Texts]:
    for row in smart_rows(report, plan, length=2000):
        said = {letter.title: letter for letter in row.letters}
        yield (
            row.section,
            row.number,
            f"{row.words} ({row.aside})" if row.aside else row.words,
            *(said[title].said if title in said else "" for title in LETTERS.values()),
            "\n".join(f"{letter.title}: {'; '.join(letter.words)}" for letter in row.letters if letter.words),
            "\n".join(f"{letter.title}: {letter.because}" for letter in row.letters if letter.level != "met"),
            "\n".join(f"{what}: {words}" for what, words in row.evidence),
        )


def _provision(report: Report) -> Iterator[Texts]:
    for row in tables.grid_rows(report):
        yield row.section, row.words, *row.slots, ", ".join(row.missing)


def _threads(report: Report, plan: Plan | None) -> Iterator[Texts]:
    for row in tables.thread_rows(report, plan):
        yield (
            row.section,
            row.area,
            row.need.words if row.need else tables.GAP,
            _listed(row.outcomes, row.gap),
            _listed(row.hopes, tables.NOT_LOOKED_FOR),
            _listed(row.provisions, tables.GAP),
        )


def _listed(items: Sequence[Named], gap: str) -> str:
    return "\n".join(f"{one.words} ({one.rests_on})" if one.rests_on else one.words for one in items) or gap


def _reading(report: Report, plan: Plan | None) -> Iterator[Texts]:
    if report.status != "checked":
        return
    for title, value in measure_rows(report):
        yield title, "", value, "", ""
    for number, row in enumerate(hard_rows(plan), 1):
        plainer = "\n".join(f"{term}: {words}" for term, words in row.plainer)
        yield f"Hard sentence {number}", row.section, row.words, "\n".join(row.reasons), plainer


def _gaps(report: Report) -> Iterator[Texts]:
    if report.status != "checked":
        yield "The whole file", STATUSES[report.status], one_line(report.message or "")
    for entry in report.unread:
        yield "Not read from the file", entry.what.replace("_", " "), phrases.told_unread(entry)
    for silent in report.not_run:
        yield "Check that gave no answer", silent.check, one_line(silent.reason)
    for told in decided.stale(report):
        yield "Decision that no longer matches", told.check, " ".join(filter(None, (told.because, told.reason)))


def _versions(report: Report) -> Iterator[Texts]:
    yield "Summary", phrases.summary(report) if report.status == "checked" else phrases.not_checked(report)
    yield "Read", phrases.was_read(report)
    if report.versions:
        for name, value in report.versions.model_dump(mode="json", exclude_none=True).items():
            yield name.replace("_", " "), ", ".join(value) if isinstance(value, list) else str(value)
    yield "Please note", report.footer
