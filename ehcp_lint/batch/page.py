"""The page of a batch (index.html): what points its plans have, by section and by check, and what to do about them.

It shows numbers only, small ones hidden; the examples are those of the checks' own pages, about invented children."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ehcp_lint.batch.charts import Bar, bars
from ehcp_lint.batch.summary import ByCheck, BySection, Spread, Summary
from ehcp_lint.batch.suppress import FEWEST
from ehcp_lint.check import Check, Duty, Example
from ehcp_lint.outputs.phrases import ASKS, COUNTED, count, section_title

TOP = 10
COLUMNS = {
    "officer": "officer",
    "agency": "agency",
    "phase": "phase",
    "need": "main need",
    "setting": "setting",
    "kind": "new or amended",
}
STATUSES = {
    "checked": "checked",
    "refused": "refused: another kind of file, protected, or too large",
    "unreadable": "unreadable: no text that can be checked, a scan for instance",
    "timed_out": "stopped: reading took too long",
    "crashed": "stopped: reading it went wrong",
}
Link = tuple[str, Sequence[tuple[str, str]]]  # what a plan is called, and its reports: what each is, and where
Table = tuple[str, Sequence[str], Sequence[Sequence[str]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Top:
    """One of the most frequent checks, with what to do and its first examples."""

    check: str
    title: str
    duty: str
    asks: str
    said: str
    message: str
    bad: Example | None = None
    good: Example | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page: sentences, a chart, its tables (caption, heads, rows, columns of numbers), points, links."""

    anchor: str
    title: str
    lines: tuple[str, ...] = ()
    chart: Any = None
    tables: tuple[Table, ...] = ()
    top: tuple[Top, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of figures is made of."""

    heading: str
    lead: str
    told: tuple[str, ...]
    parts: tuple[Part, ...]
    when: str = ""
    small_numbers: str = "shown"
    footer: str = ""
    made_by: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def batch_page(
    summary: Summary,
    checks: Iterable[Check],
    *,
    when: str = "",
    left_out: Sequence[str] = (),
    links: Sequence[Link] = (),
) -> str:
    """The page of a summary that may be passed on. `links` lead to reports of single plans, if those were asked for."""
    known = {check.id: check for check in checks}
    parts = [
        _by_section(summary),
        _by_check(summary, known),
        _top(summary, known),
        _spread(summary),
        *_groups(summary),
        _copied(summary),
        _files(summary, left_out),
    ]
    if links:
        told = "They quote the plans and hold personal data of children. Keep them where the plans are kept."
        parts.append(Part("plans", "The plans", (told,), links=tuple(links)))
    return render(
        Page(
            heading="Points to check across the plans",
            lead=_lead(summary),
            told=tuple(_told(summary)),
            parts=tuple(part for part in parts if part),
            when=when,
            small_numbers=summary.small_numbers,
            footer=summary.footer,
            made_by=f"Made by ehcp_lint {summary.edition}; profile {', '.join(summary.profiles) or 'not known'}.",
        )
    )


def render(page: Page) -> str:
    """The page as HTML. Charts are our own SVG, whose words were escaped when it was drawn; all else is escaped here."""
    from markupsafe import Markup

    from ehcp_lint.outputs.checks.pages import pieces
    from ehcp_lint.outputs.report.html import template

    facts = {name: getattr(page, name) for name in Page.__dataclass_fields__}
    facts["parts"] = [
        {**{name: getattr(part, name) for name in Part.__dataclass_fields__}, "chart": Markup(part.chart) if part.chart else ""}
        for part in page.parts
    ]
    made: str = template("batch/page.html.j2").render(facts, pieces=pieces)
    return made


def _lead(summary: Summary) -> str:
    lead = f"{count(summary.plans, 'plan')} checked"
    missed = summary.files - summary.plans
    return f"{lead}; {count(missed, 'file')} not checked." if missed else f"{lead}."


def _told(summary: Summary) -> Iterable[str]:
    if not summary.points:
        return
    a_plan = summary.points_a_plan
    yield (
        f"{count(sum(summary.points[duty] for duty in Duty), 'point')} to check: {quartiles(a_plan)} a plan (n = {a_plan.n:,})."
    )
    for duty in Duty:
        plans = summary.plans_with[duty.value]
        if plans is not None:
            yield f"{share(plans, summary.plans)} of the plans have a point that {_asked(duty)} (n = {summary.plans:,})."


def _asked(duty: Duty) -> str:
    return "is good practice" if duty is Duty.COULD else COUNTED[duty]


def quartiles(values: Spread) -> str:
    """ "12 (half of them between 8 and 19)"."""
    if values.median is None:
        return "not known"
    low, middle, high = (f"{round(value or 0, 1):g}" for value in (values.lower_quartile, values.median, values.upper_quartile))
    return f"{middle} in the middle (half of them {low} to {high})"


def share(part: int, of: int) -> str:
    """ "45%"."""
    return f"{part / of:.0%}" if of else "none"


def _plans(row: ByCheck | BySection, of: int) -> str:
    if row.plans is not None:
        return f"{row.plans:,} of {of:,} ({share(row.plans, of)})"
    return {"few": "1 to 4", "nearly all": f"all but 1 to 4 of {of:,}"}.get(row.about or "", "hidden")


def _by_section(summary: Summary) -> Part | None:
    if not summary.by_section:
        return None
    rows = [(section_title(row.section), _plans(row, summary.plans), _number(row.points)) for row in summary.by_section]
    chart = bars(
        "Share of plans with points, by section",
        f"Bars for {len(rows)} sections, in the order of the plan; the table below has the numbers.",
        [_bar(section_title(row.section), row, summary.plans) for row in summary.by_section],
        most=100,
        axis=f"% of plans with at least one point in the section (n = {summary.plans:,})",
    )
    told = "Checks on trial are not counted. A plan may have points in several sections."
    return Part(
        "sections",
        "By section",
        (told,),
        chart,
        ((f"Points by section (n = {summary.plans:,} plans)", ("Section", "Plans with a point", "Points"), rows, (1, 2)),),
    )


def _by_check(summary: Summary, known: dict[str, Check]) -> Part | None:
    rows = [
        (
            f"{row.check} {row.title}",
            ASKS[row.duty] + (", on trial" if row.trial else ""),
            _plans(row, row.of),
            _number(row.points),
        )
        for row in summary.by_check
    ]
    if not rows:
        return None
    settled = [row for row in summary.by_check if not row.trial][:TOP]
    chart = bars(
        f"The {len(settled)} checks with points in most plans",
        "Bars in falling order; the table below has the numbers of all checks.",
        [_bar(f"{row.check} {row.title}", row, row.of) for row in settled],
        most=100,
        axis="% of plans with at least one point of the check",
    )
    silent = len([check for check in known.values() if check.id not in {row.check for row in summary.by_check}])
    told = (
        f"{count(silent, 'further check')} found nothing, or could not tell. Plans in which a check could not tell are not "
        "among those that its number is of."
    )
    heads = ("The good state", "Asked by", "Plans with a point", "Points")
    return Part("checks", "By check", (told,), chart, (("Points by check", heads, rows, (2, 3)),))


def _top(summary: Summary, known: dict[str, Check]) -> Part | None:
    shown = [row for row in summary.by_check if not row.trial][:TOP]
    tops = []
    for row in shown:
        check = known.get(row.check)
        tops.append(
            Top(
                row.check,
                row.title,
                row.duty.value,
                ASKS[row.duty],
                f"In {_plans(row, row.of)} plans.",
                row.message,
                *_examples(check),
            )
        )
    told = "The examples are about invented children."
    return Part("top", "What to do about the most frequent", (told,), top=tuple(tops)) if tops else None


def _examples(check: Check | None) -> tuple[Example | None, Example | None]:
    """The first bad and good example that can be read by themselves: no whole plan with something changed in it."""
    found = (check.bad, check.good) if check else ((), ())
    bad, good = (next((one for one in examples if not one.text.startswith("...")), None) for examples in found)
    return bad, good


def _spread(summary: Summary) -> Part | None:
    if summary.points_a_plan.median is None:
        return None
    rows, entries = [], []
    for band in summary.bands:
        label = (
            str(band.least)
            if band.least == band.most
            else f"{band.least} to {band.most}"
            if band.most
            else f"{band.least} or more"
        )
        said = "hidden" if band.plans is None else f"{band.plans:,}"
        rows.append((label, said))
        entries.append(Bar(label, None if band.plans is None else float(band.plans), said))
    chart = bars(
        "How many points the plans have",
        "Bars for numbers of points; the table below has the numbers of plans.",
        entries,
        axis=f"plans (n = {summary.plans:,})",
    )
    measures = [
        ("Points a plan", quartiles(summary.points_a_plan), f"{summary.points_a_plan.n:,}"),
        ("Words", quartiles(summary.words), f"{summary.words.n:,}"),
        ("Reading age (upper end of its range)", quartiles(summary.reading_age), f"{summary.reading_age.n:,}"),
    ]
    tables: list[Table] = [
        (f"Plans by number of points (n = {summary.plans:,})", ("Points", "Plans"), rows, (1,)),
        ("How the plans lie", ("What", "In the middle, and half of the plans", "n"), measures, (2,)),
    ]
    if summary.grades:
        names = {"S": "Specific", "M": "Measurable", "T": "Time-bound"}
        levels = {"met": "Met", "partly": "Partly", "not_met": "Not met", "cannot_tell": "Cannot tell"}
        graded = [
            (names[letter], *(f"{found.get(level, 0):,}" for level in levels), f"{sum(found.values()):,}")
            for letter, found in summary.grades.items()
        ]
        tables.append(("Outcomes, as far as their words can tell", ("Letter", *levels.values(), "n"), graded, (1, 2, 3, 4, 5)))
    return Part("spread", "Points a plan", chart=chart, tables=tuple(tables))


def _groups(summary: Summary) -> Iterable[Part]:
    for column, groups in summary.groups.items():
        rows = [
            (
                group.value,
                _number(group.plans),
                "hidden" if group.median_points is None else f"{group.median_points:g}",
                _number(group.with_must),
            )
            for group in groups
        ]
        told = (
            "In the order of the alphabet. This is no ranking: plans differ in need, in age and in who wrote the advice, and "
            "with few plans a difference says nothing."
        )
        heads = (
            COLUMNS[column].capitalize(),
            "Plans (n)",
            "Points a plan, in the middle",
            "Plans with a point the law asks for",
        )
        yield Part(
            f"by-{column}", f"By {COLUMNS[column]}", (told,), tables=((f"Plans by {COLUMNS[column]}", heads, rows, (1, 2, 3)),)
        )


def _copied(summary: Summary) -> Part | None:
    if not summary.plans or not summary.points:
        return None
    told = [
        "Lines are compared without names, dates and numbers. Agreed wording may well stand in many plans; a child's own views "
        "should not.",
        f"Files that hold the same bytes as another: {_number(summary.same_file)}. "
        f"Further plans with the same words as another: {_number(summary.same_text)}.",
    ]
    if not summary.near_looked_for:
        told.append("There are too many plans to look for near copies; only lines that are the same were counted.")
    rows = [
        (
            section_title(row.section),
            "hidden" if row.plans is None else f"{row.plans:,} of {row.of:,} ({share(row.plans, row.of)})",
            _number(row.largest),
        )
        for row in summary.copied
    ]
    heads = ("Section", "Plans with a line that stands in another plan", "Most plans that one line stands in")
    return Part(
        "copied", "Text that stands in several plans", tuple(told), tables=(("Copied lines by section", heads, rows, (1, 2)),)
    )


def _files(summary: Summary, left_out: Sequence[str]) -> Part:
    rows = [(STATUSES[status], f"{number:,}") for status, number in summary.statuses.items()]
    told = ("A file that was not checked is not a clean plan. Which these are, and why, is in results.xlsx.",)
    lines = (*told, f"Left out: {', '.join(left_out)}.") if left_out else told
    return Part(
        "files",
        "Files",
        lines,
        tables=((f"Files by what became of them (n = {summary.files:,})", ("Status", "Files"), rows, (1,)),),
    )


def _bar(label: str, row: ByCheck | BySection, of: int) -> Bar:
    """The bar of a row. Where all plans but a few are meant, it is drawn open, as far as is sure."""
    if row.plans is None:
        sure = 100 * (of - FEWEST + 1) / of if row.about == "nearly all" else None
        return Bar(label, sure, _plans(row, of), is_open=True)
    return Bar(label, 100 * row.plans / of if of else None, _plans(row, of))


def _number(number: int | None) -> str:
    return "hidden" if number is None else f"{number:,}"
