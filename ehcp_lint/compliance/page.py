"""The dashboard as a page for the partnership board: figures with numerator and denominator, a chart over each table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ehcp_lint.batch.charts import Bar, bars
from ehcp_lint.batch.page import Page, Part, Table, render
from ehcp_lint.batch.summary import ByCheck, Summary
from ehcp_lint.check import Duty
from ehcp_lint.compliance.cases import Cases
from ehcp_lint.compliance.figures import VOLUMES, Board, Figure
from ehcp_lint.compliance.published import Beside
from ehcp_lint.compliance.timescales import timescales
from ehcp_lint.outputs.phrases import COUNTED, count

FOOTER = (
    "Counted from the case system's list: the figures are as right as its dates. Whether an exception made it impractical to "
    "keep a limit is a judgement on each case, which no list can make."
)
HIDDEN = "hidden"
GROUPS = {
    "requests": "Requests",
    "plans": "New plans",
    "reviews": "Annual reviews",
    "transfers": "Moves to another phase",
}
_MOST_REASONS = 20
_MOST_ROWS = 12
_CHECKS = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page or a workbook shows; the boards are those that may be passed on."""

    now: Board
    before: Board
    cases: Cases
    beside: tuple[Beside, ...] = ()
    notes: tuple[str, ...] = ()
    batch: Summary | None = None
    edition: str = ""
    titles: dict[str, str] = field(default_factory=dict)


def dashboard_page(shown: Shown) -> str:
    """The page as HTML."""
    parts = [
        *(_group(shown, group) for group in GROUPS),
        _open(shown),
        _compared(shown),
        _past(shown),
        _volumes(shown),
        _plans(shown),
        _limits(),
        _list(shown),
    ]
    period = shown.now.period
    return render(
        Page(
            heading="Requests, plans and reviews: are they on time?",
            lead=f"{count(shown.now.cases, 'case')}, from {day(period.first)} to {day(period.last)}.",
            told=tuple(headlines(shown)),
            parts=tuple(part for part in parts if part),
            when=day(period.last),
            small_numbers=shown.now.small_numbers,
            footer=FOOTER,
            made_by=f"Made by ehcp_lint {shown.edition}; {timescales().title}.",
        )
    )


def headlines(shown: Shown) -> Iterable[str]:
    """What a board reads first; the command prints the same."""
    for name in ("final", "decide", "review_decision"):
        figure = shown.now.figure(name)
        if figure and figure.of:
            england = next((b for b in shown.beside if b.figure == name and b.area == "England"), None)
            than = f" England, {england.year}: {england.part / england.of:.0%}." if england and england.of else ""
            yield f"{figure.title}: {said(figure)}.{than}"
    for one in shown.now.open:
        parts = [f"{_n(number)} {name}" for name, number in one.parts[:3] if number != 0]
        if one.of != 0:
            yield f"{one.title}: {_n(one.of)}" + (f", of these {', '.join(parts)}." if parts else ".")


def said(figure: Figure) -> str:
    """ "46 of 88 (52%)"."""
    if figure.of == 0:
        return "none in this period"
    if figure.of is None:
        return "fewer than 5"
    return (
        f"{HIDDEN}, of {figure.of:,}" if figure.part is None else f"{figure.part:,} of {figure.of:,} ({figure.share or 0:.0%})"
    )


def day(when: date) -> str:
    """ "3 March 2026"."""
    return f"{when.day} {when:%B %Y}"


def period_name(board: Board) -> str:
    """ "1 Apr 2025 to 31 Mar 2026"."""
    first, last = board.period.first, board.period.last
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"


def _n(number: int | None) -> str:
    return HIDDEN if number is None else f"{number:,}"


def _bar(label: str, figure: Figure) -> Bar:
    return Bar(label, None if figure.share is None else 100 * figure.share, said(figure))


def _group(shown: Shown, group: str) -> Part | None:
    figures = [figure for figure in shown.now.figures if figure.group == group]
    if not any(figure.of != 0 for figure in figures):
        return None
    rows = [
        (f.title, _n(f.part) if f.of != 0 else "0", "fewer than 5" if f.of is None else f"{f.of:,}", _share(f), f.source or "-")
        for f in figures
    ]
    counted = [figure for figure in figures if figure.of != 0]
    lines = [f"{figure.title}: {figure.note}" for figure in figures if figure.note]
    if group == "plans":
        weeks, n = shown.now.weeks
        lines += [f"From request to final plan: {weeks:g} weeks on average (n = {n:,})."] if weeks is not None else []
        lines += _exceptions(shown.now)
    chart = bars(
        f"{GROUPS[group]}: share in each figure",
        f"Bars for {len(counted)} figures; the table below has the numbers.",
        [_bar(figure.title, figure) for figure in counted],
        most=100,
        axis="%",
    )
    heads = ("Figure", "Number", "Of", "Share", "Limit set by")
    table: Table = (f"{GROUPS[group]}, {period_name(shown.now)}", heads, rows, (1, 2, 3))
    return Part(group, GROUPS[group], tuple(lines), chart, (table,))


def _share(figure: Figure) -> str:
    return "-" if figure.of == 0 else HIDDEN if figure.share is None else f"{figure.share:.0%}"


def _exceptions(board: Board) -> list[str]:
    titles = {rule.id: rule.title.lower() for rule in timescales().exceptions} | {"unnamed": "kind not recorded"}
    lines = []
    if board.exceptions:
        kinds = ", ".join(f"{titles.get(name, name)} {_n(number)}" for name, number in board.exceptions)
        lines.append(f"Lawful exceptions among the new plans (a plan may have several): {kinds}.")
    if board.unknown_exceptions != 0:
        lines.append(
            f"Cases whose recorded exception is none that the law lists: {_n(board.unknown_exceptions)}; counted without."
        )
    return lines


def _open(shown: Shown) -> Part | None:
    rows, entries = [], []
    for one in shown.now.open:
        rows.append((one.title, "fewer than 5" if one.of is None else f"{one.of:,}", one.source))
        rows += [(f"- {name}", _n(number), "") for name, number in one.parts]
        entries += [
            Bar(f"{name}: {_short(one.title)}", float(number or 0), _n(number))
            for name, number in one.parts
            if not name.startswith(("due later", "more time", "reviewed"))
        ]
    if not any(one.of != 0 for one in shown.now.open):
        return None
    told = f"As on {day(shown.now.period.last)}. At risk: the last day is {timescales().at_risk_days} days away or fewer."
    chart = bars("What is overdue or at risk", "Bars for each kind; the table below has the numbers.", entries, axis="cases")
    return Part(
        "open", "Overdue and at risk", (told,), chart, (("Open cases", ("Standing", "Cases", "Limit set by"), rows, (1,)),)
    )


def _short(title: str) -> str:
    return {
        "Requests and assessments without a final plan": "final plan",
        "Requests without a decision whether to assess": "decision to assess",
        "Annual reviews of the plans in force": "annual review",
    }.get(title, "phase move")


def _compared(shown: Shown) -> Part | None:
    tables: list[Table] = []
    drawn = ""
    for name in dict.fromkeys(one.figure for one in shown.beside):
        own = shown.now.figure(name)
        others = [one for one in shown.beside if one.figure == name and not one.area.endswith(", published")]
        if own is None or not others or own.of == 0:
            continue
        rows = [("This list", period_name(shown.now), *_cells(own)), *(_row(one) for one in others)]
        tables.append((own.title, ("Area", "Time", "Number", "Of", "Share"), rows, (2, 3, 4)))
        if name == "final":
            entries = [_bar("This list", own)]
            entries += [
                Bar(f"{_area(one)}, {one.year}", 100 * one.part / one.of, f"{one.part / one.of:.1%}")
                for one in others
                if one.of
            ]
            drawn = bars(
                own.title, "Bars for areas; the table below has the numbers.", entries, most=100, axis="% of new plans"
            )
    if not tables:
        return None
    told = ("Published figures are for calendar years; the list's own time may differ.", *shown.notes)
    return Part("compared", "Compared", told, drawn, tuple(tables))


def _area(one: Beside) -> str:
    return f"{one.area} ({one.areas})" if one.areas > 1 else one.area


def _row(one: Beside) -> tuple[str, ...]:
    return (_area(one), str(one.year), f"{one.part:,.0f}", f"{one.of:,.0f}", f"{one.part / one.of:.1%}" if one.of else "-")


def _cells(figure: Figure) -> tuple[str, str, str]:
    return (_n(figure.part), "fewer than 5" if figure.of is None else f"{figure.of:,}", _share(figure))


def _past(shown: Shown) -> Part | None:
    rows = []
    for figure in shown.now.figures:
        old = shown.before.figure(figure.id)
        if old and old.of != 0 and figure.of != 0:
            rows.append((figure.title, said(old), said(figure)))
    tables: list[Table] = []
    if rows:
        tables.append(("This list", ("Figure", period_name(shown.before), period_name(shown.now)), rows, ()))
    published = [one for one in shown.beside if one.area.endswith(", published")]
    if published:
        heads = ("Figure", "Year", "Number", "Of", "Share")
        titles = {figure.id: figure.title for figure in shown.now.figures}
        tables.append(
            ("As published", heads, [(titles.get(one.figure, one.figure), *_row(one)[1:]) for one in published], (2, 3, 4))
        )
    return Part("past", "Own past", (), "", tuple(tables)) if tables else None


def _volumes(shown: Shown) -> Part | None:
    tables: list[Table] = [
        (
            f"By {VOLUMES[column]}",
            (VOLUMES[column].capitalize(), "Requests in the period", f"Plans in force on {day(shown.now.period.last)}"),
            [(row.value, _n(row.requests), _n(row.plans)) for row in rows],
            (1, 2),
        )
        for column, rows in shown.now.volumes.items()
    ]
    return Part("volumes", "Volumes by need, phase and setting", (), "", tuple(tables)) if tables else None


def _plans(shown: Shown) -> Part | None:
    summary = shown.batch
    if summary is None:
        return None
    must = summary.plans_with.get(Duty.MUST.value)
    lines = [
        f"{count(summary.plans, 'plan')} checked by `batch`; "
        + (
            f"{must:,} of {summary.plans:,} ({must / summary.plans:.0%})"
            if must is not None and summary.plans
            else "a hidden number"
        )
        + f" have a point that {COUNTED[Duty.MUST]}.",
        "What the checks found in the words of the plans; it is no judgement on a plan.",
    ]
    rows = [
        (f"{row.check} {row.title}", _of(row), "hidden" if row.points is None else f"{row.points:,}") for row in _asked(summary)
    ]
    table: Table = ("What the law asks of a plan: plans with a point", ("The good state", "Plans", "Points"), rows, (1, 2))
    return Part("plans-own", "The plans themselves", tuple(lines), "", (table,) if rows else ())


def _asked(summary: Summary) -> list[ByCheck]:
    return [row for row in summary.by_check if row.duty is Duty.MUST and not row.trial][:_CHECKS]


def _of(row: ByCheck) -> str:
    if row.plans is not None:
        return f"{row.plans:,} of {row.of:,}"
    return "1 to 4" if row.about == "few" else f"all but 1 to 4 of {row.of:,}" if row.about == "nearly all" else HIDDEN


def _limits() -> Part:
    rules = timescales()
    rows = [
        (
            limit.title,
            ("at least " if limit.at_least else "") + limit.length,
            _FROM[limit.start],
            limit.cited or "practice, no law",
            "yes" if limit.exceptions else "no",
        )
        for limit in rules.limits
    ]
    moves = [
        (
            rule.title,
            f"{int(rule.last_day[3:])} {_MONTH[rule.last_day[:2]]}" if rule.last_day else "5 months before",
            rule.cited,
        )
        for rule in rules.transfers
    ]
    lifts = [(rule.title, rule.says, rule.effect, rule.cited) for rule in rules.exceptions]
    told = "Weeks are weeks of the calendar: weekends and bank holidays do not move a last day."
    heads = ("What", "Time", "From", "Set by", "Exceptions")
    return Part(
        "limits",
        "The limits, and what lifts them",
        (told,),
        "",
        (
            ("Time limits", heads, rows, ()),
            ("Moves between phases", ("Move", "Plan amended by", "Set by"), moves, ()),
            ("Exceptions", ("Exception", "When", "Effect", "Set by"), lifts, ()),
        ),
    )


_FROM = {
    "request": "the request",
    "draft": "the draft's day of service",
    "last_review": "the plan, or its last review",
    "review_meeting": "the review meeting",
    "amendment_notice": "the notice of amendments",
}
_MONTH = {"02": "February", "03": "March"}


def _list(shown: Shown) -> Part:
    cases = shown.cases
    lines = [f"{count(len(cases.cases), 'row')} used, {len(cases.refused):,} not used: dates that cannot be read or cannot be."]
    lines += cases.notes
    rows = []
    for why, number in cases.reasons[:_MOST_REASONS]:
        numbers = [str(one.row) for one in cases.refused if one.why == why]
        rest = f" and {len(numbers) - _MOST_ROWS} more" if len(numbers) > _MOST_ROWS else ""
        rows.append((why, f"{number:,}", ", ".join(numbers[:_MOST_ROWS]) + rest))
    if len(cases.reasons) > _MOST_REASONS:
        lines.append(f"{len(cases.reasons) - _MOST_REASONS} further reasons are in the workbook.")
    used = [(column.replace("_", " "), heading) for column, heading in cases.columns.items()]
    tables: list[Table] = (
        [("Rows that were not used", ("Reason", "Rows", "Which (the headings are row 1)"), rows, (1,))] if rows else []
    )
    tables.append(("Columns, as they were understood", ("What it is", "Heading in the list"), used, ()))
    return Part("list", "The list", tuple(lines), "", tuple(tables))
