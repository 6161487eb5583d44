"""Trends as a page and as a table for other programs."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ehcp_lint.batch.charts import AMBER, BLUE, INK, QUIET, Line, run_chart
from ehcp_lint.batch.page import Page, Part, Table, render, share
from ehcp_lint.batch.suppress import EXPLAINED, FEWEST
from ehcp_lint.batch.trend import KINDS, SHIFT, Chart, Moment, chart, kinds_shown
from ehcp_lint.outputs.phrases import count
from ehcp_lint.report import FOOTER

Named = Callable[[str], str]
READ_SO = (
    "The dashed line is the median of the batches. The dotted lines are limits: chance alone keeps nearly all batches between "
    f"them. {SHIFT} batches in a row on one side of the median, or one beyond the limits, say that something changed; they do "
    "not say why."
)


def charts_of(found: Sequence[Moment], measures: Sequence[str], since: date | None) -> list[Chart]:
    """A chart for each measure."""
    days = [moment.day for moment in found]
    return [chart(measure, days, [moment.found[measure] for moment in found], since) for measure in measures]


def trend_page(found: Sequence[Moment], measures: Sequence[str], named: Named, since: date | None = None) -> str:
    """The page: points a plan, then a chart for each measure, new against amended beneath."""
    charts = charts_of(found, measures, since)
    plans = sum(moment.plans for moment in found)
    parts = [_points(found, since), *(_part(chart, found, named, since) for chart in charts)]
    lead = (
        f"{count(len(found), 'batch', 'batches')} from {_day(found[0].day)} to {_day(found[-1].day)}, {count(plans, 'plan')}."
    )
    return render(
        Page(
            "Points to check over time",
            lead,
            (READ_SO,),
            tuple(parts),
            small_numbers=EXPLAINED,
            footer=FOOTER,
            made_by="Made by ehcp_lint.",
        )
    )


def trend_csv(found: Sequence[Moment], measures: Sequence[str], since: date | None = None) -> str:
    """One line for each batch, measure and kind of plan ("all", "new", "amended"); empty cells are hidden."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("day", "measure", "kind", "plans_with_point", "plans", "share", "low", "high", "median_points"))
    for moment, points in zip(found, _shown_points(found), strict=True):
        table.writerow((moment.day, "points", "all", "", moment.plans, "", "", "", _cell(points)))
    for made in charts_of(found, measures, since):
        for place, (one, moment) in enumerate(zip(made.shares, found, strict=True)):
            table.writerow(
                (
                    one.day,
                    made.measure,
                    "all",
                    _cell(one.part),
                    one.of,
                    _cell(one.value),
                    f"{one.low:.4f}",
                    f"{one.high:.4f}",
                    "",
                )
            )
            for kind, (part, of) in _kinds(made, moment, place).items():
                value = None if part is None or not of else part / of
                table.writerow((one.day, made.measure, kind, _cell(part), of, _cell(value), "", "", ""))
    return out.getvalue()


def _kinds(made: Chart, moment: Moment, place: int) -> dict[str, tuple[int | None, int]]:
    """New against amended; nothing of a batch whose whole is hidden."""
    if not any(moment.by_kind[kind][made.measure][1] for kind in KINDS):
        return {}
    shown = kinds_shown(moment, made.measure)
    return shown if made.shares[place].part is not None else {kind: (None, of) for kind, (_, of) in shown.items()}


def _points(found: Sequence[Moment], since: date | None) -> Part:
    days, values = [_day(moment.day) for moment in found], _shown_points(found)
    known = [value for value in values if value is not None]
    middle = statistics.median(known) if known else None
    lines = [
        Line("points a plan, in the middle", tuple(values)),
        Line("median of the batches", (middle,) * len(found), "--", "", INK),
    ]
    rows = [
        (day, f"{moment.plans:,}", "hidden" if value is None else f"{value:g}")
        for day, moment, value in zip(days, found, values, strict=True)
    ]
    drawn = run_chart(
        "Points a plan, batch by batch", "A line over the batches with their median; the table below has the numbers.",
        days, lines, axis="points a plan", split=_split(found, since),
    )  # fmt: skip
    tables: tuple[Table, ...] = (
        ("Points a plan by batch", ("Batch", "Plans (n)", "Points a plan, in the middle"), rows, (1, 2)),
    )
    return Part("points", "Points a plan", chart=drawn, tables=tables)


def _shown_points(found: Sequence[Moment]) -> list[float | None]:
    return [None if moment.plans < FEWEST else moment.points for moment in found]


def _part(made: Chart, found: Sequence[Moment], named: Named, since: date | None) -> Part:
    days = [_day(moment.day) for moment in found]
    series = [
        Line("share of plans", tuple(_percent(one.value) for one in made.shares)),
        Line("median of the batches", (_percent(made.median),) * len(found), "--", "", INK),
        Line("limits", tuple(_percent(one.low) for one in made.shares), ":", "", QUIET),
        Line("", tuple(_percent(one.high) for one in made.shares), ":", "", QUIET),
    ]
    kinds = [_kinds(made, moment, at) for at, moment in enumerate(found)]
    title = named(made.measure)
    drawn = run_chart(
        f"Share of plans: {title}", "A line over the batches with median and limits; the table below has the numbers.",
        days, series, axis="% of plans", split=_split(found, since),
    )  # fmt: skip
    rows = [
        (day, f"{one.of:,}", _share(one.part, one.of), f"{one.low:.0%} to {one.high:.0%}")
        for day, one in zip(days, made.shares, strict=True)
    ]
    tables: list[Table] = [
        (f"Plans with a point by batch: {title}", ("Batch", "Plans (n)", "With a point", "Limits"), rows, (1, 2, 3))
    ]
    if any(kinds):
        tables.append(_kinds_table(title, days, kinds))
        drawn += _kinds_chart(title, days, kinds)
    return Part(f"m-{made.measure}", title, tuple(_told(made, since)), drawn, tuple(tables))


_Kinds = dict[str, tuple[int | None, int]]


def _kinds_table(title: str, days: Sequence[str], kinds: Sequence[_Kinds]) -> Table:
    rows = []
    for day, shown in zip(days, kinds, strict=True):
        cells = [shown.get(kind, (None, 0)) for kind in KINDS]
        rows.append((day, *(words for part, of in cells for words in (f"{of:,}", _share(part, of)))))
    heads = ("Batch", "New (n)", "New, with a point", "Amended (n)", "Amended, with a point")
    return f"New against amended: {title}", heads, rows, (1, 2, 3, 4)


def _kinds_chart(title: str, days: Sequence[str], kinds: Sequence[_Kinds]) -> str:
    """Two lines; nothing where all of it is hidden."""
    lines = []
    for kind, dash, mark, colour in (("new", "-", "o", BLUE), ("amended", "--", "s", AMBER)):
        values = (shown.get(kind, (None, 0)) for shown in kinds)
        lines.append(Line(kind, tuple(_percent(_value(part, of)) for part, of in values), dash, mark, colour))
    if all(value is None for line in lines for value in line.values):
        return ""
    told = "Two lines over the batches; the table below has the numbers."
    return run_chart(f"New against amended: {title}", told, days, lines, axis="% of plans")


def _told(made: Chart, since: date | None) -> Iterable[str]:
    if made.all_plans is not None and all(one.part is not None for one in made.shares):
        yield f"Over all batches {made.all_plans:.0%} of the plans have such a point."
    for day in made.outside:
        yield f"The batch of {_day(day)} is beyond the limits."
    for first, last in made.shifts:
        yield f"From {_day(first)} to {_day(last)} all batches are on one side of the median."
    change = made.change
    if since and change and change.difference is not None and change.interval and change.before and change.after:
        low, high = change.interval
        yield (
            f"Before {_day(since)}: {change.before[0]:,} of {change.before[1]:,} plans ({share(*change.before)}); from then "
            f"on: {change.after[0]:,} of {change.after[1]:,} ({share(*change.after)}). The difference is "
            f"{_points_of(change.difference)} (95% interval {_points_of(low)} to {_points_of(high)})."
        )
    elif since:
        yield f"Before or after {_day(since)} there are too few plans to compare."


def _points_of(difference: float) -> str:
    return f"{100 * difference:+.1f} percentage points"


def _share(part: int | None, of: int) -> str:
    return "none" if not of else "hidden" if part is None else f"{part:,} ({share(part, of)})"


def _value(part: int | None, of: int) -> float | None:
    return None if part is None or not of else part / of


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _split(found: Sequence[Moment], since: date | None) -> float | None:
    """Where the upright line stands: half a place before the first batch of the later side."""
    if since is None:
        return None
    return next((at - 0.5 for at, moment in enumerate(found) if moment.day >= since and at), None)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
