"""The dashboard's data as a workbook: the page's figures for further use, small numbers hidden; and open cases for officers.

The workbook beside the page may be passed on with it. The list of open cases names them by code: it stays with officers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ehcp_lint.compliance.cases import Case, Cases
from ehcp_lint.compliance.figures import VOLUMES, Board, in_force, next_review, not_to_assess, transfer_due
from ehcp_lint.compliance.page import HIDDEN, Shown, period_name
from ehcp_lint.compliance.standing import State, recorded, standing
from ehcp_lint.compliance.timescales import last_working_day, timescales
from ehcp_lint.outputs.excel import Book, cell_text, fit_row

Cell = str | int | float | date | None
FEWER = "fewer than 5"
_FORMATS = {"Share": "0.0%", "Year": "0", "Row": "0", "Row of the list": "0"}  # years and rows have no comma for thousands


def dashboard_workbook(shown: Shown) -> bytes:
    """The workbook: Figures, Open, Volumes, Compared, Not used."""
    with Book("Requests, plans and reviews: are they on time?") as book:
        heads = ("Figure", "Time", "Number", "Of", "Share", "Limit set by", "Note")
        rows: list[Sequence[Cell]] = []
        for board in (shown.now, shown.before):
            for figure in board.figures:
                of = figure.of if figure.of is not None else FEWER
                part = figure.part if figure.part is not None else HIDDEN
                rows.append((figure.title, period_name(board), part, of, figure.share, figure.source, figure.note))
        _sheet(book, "Figures", heads, (44, 26, 10, 12, 9, 28, 40), rows)
        _sheet(book, "Open", ("What", "Standing", "Cases", "As on"), (52, 40, 12, 14), _open(shown.now))
        volumes = [
            (VOLUMES[column], row.value, _shown(row.requests), _shown(row.plans))
            for column, found in shown.now.volumes.items()
            for row in found
        ]
        _sheet(book, "Volumes", ("By", "Value", "Requests in the period", "Plans in force"), (16, 48, 24, 18), volumes)
        if shown.beside:
            titles = {figure.id: figure.title for figure in shown.now.figures}
            compared = [
                (
                    titles.get(one.figure, one.figure),
                    one.area,
                    one.areas,
                    one.year,
                    one.part,
                    one.of,
                    one.part / one.of if one.of else None,
                )
                for one in shown.beside
            ]
            _sheet(
                book,
                "Published",
                ("Figure", "Area", "Areas", "Year", "Number", "Of", "Share"),
                (48, 34, 8, 8, 12, 12, 9),
                compared,
            )
        if shown.cases.refused:
            _sheet(book, "Not used", ("Row", "Why"), (8, 110), [(one.row, one.why) for one in shown.cases.refused])
    return book.data


def open_cases(found: Cases, on: date) -> bytes:
    """The open cases by code, the nearest last day first, with the last working day before weekends and bank holidays."""
    rows = sorted(_todo(found.cases, on), key=lambda row: (row[3], str(row[0])))
    with Book("Open cases by their last day") as book:
        heads = (
            "Case",
            "Row of the list",
            "What has to be done",
            "Last day",
            "Last working day",
            "Days left",
            "Standing",
            "Exception",
        )
        _sheet(book, "Open cases", heads, (18, 12, 44, 14, 16, 12, 13, 30), rows)
    return book.data


def _todo(cases: Iterable[Case], on: date) -> Iterable[tuple[str, int, str, date, date, int, str, str]]:
    rules = timescales()
    titles = {rule.id: rule.title for rule in rules.exceptions}
    waiting = (State.TO_COME, State.AT_RISK, State.OVERDUE)
    for case in cases:
        for name in ("decide", "final"):
            limit = rules.limit(name)
            found = standing(case, limit, on, ends=("closed", "refusal", "final"))
            if found and found.state in waiting and not not_to_assess(case, on):
                why = ", ".join(titles.get(one, "recorded, kind not said") for one in found.exceptions)
                yield _row(case, limit.title, found.last_day, on, found.state, why)
        if in_force(case, on):
            if last := next_review(case, on):
                yield _row(case, rules.limit("review").title, last, on, _state(last, on), "")
            for name in ("review_decision", "amended_12"):
                limit = rules.limit(name)
                wanted = name == "review_decision" or "amend" in case.words.get("review_outcome", "").casefold()
                found = standing(case, limit, on) if wanted else None
                if found and found.state in waiting:
                    yield _row(case, limit.title, found.last_day, on, found.state, "")
            if (move := transfer_due(case)) and not case.day("transfer_final", on):
                yield _row(case, "Amend the plan before the move to another phase", move[1], on, _state(move[1], on), "")


def _state(last: date, on: date) -> State:
    left = (last - on).days
    return State.OVERDUE if left < 0 else State.AT_RISK if left <= timescales().at_risk_days else State.TO_COME


def _row(
    case: Case, what: str, last: date, on: date, state: State, why: str
) -> tuple[str, int, str, date, date, int, str, str]:
    said = why or ("recorded, but it lifts nothing" if recorded(case) and what == timescales().limit("final").title else "")
    return case.code, case.row, what, last, last_working_day(last), (last - on).days, state.value, said


def _open(board: Board) -> Iterable[Sequence[Cell]]:
    for one in board.open:
        yield one.title, "all", FEWER if one.of is None else one.of, board.period.last
        for name, number in one.parts:
            yield one.title, name, _shown(number), board.period.last


def _shown(number: int | None) -> Cell:
    return HIDDEN if number is None else number


def _sheet(book: Book, name: str, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[Cell]]) -> None:
    """A sheet with typed cells: whole numbers, shares as percentages, days as dates, and text that is never a formula."""
    sheet = book.sheet(name, heads, widths)
    sheet.set_landscape()
    fit_row(sheet, 0, [(head, width - 3) for head, width in zip(heads, widths, strict=True)])  # room for the filter's arrow
    text, when = book.style(), book.style(num_format="d mmm yyyy", align="left")
    at = 0
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            number = book.style(num_format=_FORMATS.get(heads[column], "#,##0"), align="right", indent=1)
            if isinstance(cell, date):
                sheet.write_datetime(at, column, cell, when)
            elif isinstance(cell, str):
                hidden = cell in (HIDDEN, FEWER)
                sheet.write_string(at, column, cell_text(cell), number if hidden else text)
            elif cell is not None:
                sheet.write_number(at, column, cell, number)
        fit_row(sheet, at, [(cell, widths[column]) for column, cell in enumerate(row) if isinstance(cell, str)])
    if at:
        sheet.autofilter(0, 0, at, len(heads) - 1)
