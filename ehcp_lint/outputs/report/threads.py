"""The golden thread and the provision grid on their own: for a terminal, as one HTML page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.report import tables
from ehcp_lint.outputs.report.html import tables_of, template
from ehcp_lint.outputs.report.tables import GAP, NOT_LOOKED_FOR, SLOTS, UNFILLED, GridRow, Named, ThreadRow
from ehcp_lint.outputs.terminal import Line, line
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, FileStatus, ItemRef, Partner, ProvisionRow, Report, SpanPair, Unread, Versions

SCHEMA = "ehcp-lint/threads/1"
LEGEND = (
    "Pairs “by number” and “same row” are the plan's own; pairs “by its words” are suggestions to look at, and half of the "
    "true pairs cannot be seen that way. A gap (?) is a question, not a fault."
)
COUNTED = "Items are counted in the order of the plan."


class ThreadView(Frozen):
    """One need with what belongs to it; or an outcome or line of provision that nothing above it is paired with.

    `missing` names what no pair was found of ("outcomes", "provisions"); outcomes are looked for with the needs of B only.
    `hopes` are those that the outcomes serve. Without quotes `item` has no words and `area` only if it is a known one."""

    kind: str
    section: str
    area: str | None = Field(default=None, repr=False)
    item: ItemRef
    span: SpanPair
    hopes: tuple[Partner, ...] = ()
    needs: tuple[Partner, ...] = ()
    outcomes: tuple[Partner, ...] = ()
    provisions: tuple[Partner, ...] = ()
    missing: tuple[str, ...] = ()


class Threads(Answer):
    """The answer for one file: needs in the order of the plan by area, then what stands alone, then the provision grid."""

    file: str | None = Field(default=None, repr=False)
    status: FileStatus = "checked"
    message: str | None = None
    summary: str = ""
    threads: tuple[ThreadView, ...] = ()
    provision_grid: tuple[ProvisionRow, ...] = ()
    unread: tuple[Unread, ...] = ()
    versions: Versions | None = None
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")


def threads_json(report: Report, plan: Plan | None = None, *, quotes: bool = True) -> str:
    """The threads as one JSON object; without quotes no word of the plan is in it."""
    told = Threads(
        file=report.file if quotes else None,
        status=report.status,
        message=report.message,
        summary=tables.counted(tables.arranged(report, plan)) if report.status == "checked" else "",
        threads=tuple(_view(row, quotes) for row in tables.arranged(report, plan)),
        provision_grid=report.provision_grid if quotes else report.without_quotes({}).provision_grid,
        unread=report.unread,
        versions=report.versions,
        footer=report.footer,
    )
    return told.model_dump_json(indent=2) + "\n"


def _view(row: tables.Arranged, quotes: bool) -> ThreadView:
    thread = row.thread
    found = {"outcomes": thread.outcomes, "provisions": thread.provisions}
    sought = [("outcomes", row.wants_outcome), ("provisions", row.is_need or thread.section == "E")]
    return ThreadView(
        kind=thread.item.kind,
        section=thread.section,
        area=row.area if row.area and (quotes or row.area in tables.known_areas()) else None,
        item=thread.item if quotes else _wordless(thread.item),
        span=thread.span,
        hopes=_partners(row.hopes, quotes),
        needs=_partners(thread.needs, quotes),
        outcomes=_partners(thread.outcomes, quotes),
        provisions=_partners(thread.provisions, quotes),
        missing=tuple(name for name, wanted in sought if wanted and not found[name]),
    )


def _partners(partners: tuple[Partner, ...], quotes: bool) -> tuple[Partner, ...]:
    return partners if quotes else tuple(p.model_copy(update={"item": _wordless(p.item)}) for p in partners)


def _wordless(item: ItemRef) -> ItemRef:
    return item.model_copy(update={"text": None, "number": ""})


def threads_page(report: Report, plan: Plan | None = None, *, quotes: bool = True) -> str:
    """One HTML page with both tables; no script, nothing fetched, prints on A4."""
    page: str = template("threads_page.html.j2").render(
        report=report,
        name=one_line((report.file if quotes else None) or "the plan"),
        checked=report.status == "checked",
        summary=tables.counted(tables.arranged(report, plan)),
        not_checked=phrases.not_checked(report),
        not_checked_means=phrases.NOT_CHECKED_MEANS,
        unread=phrases.unread(report),
        **tables_of(report, plan, quotes=quotes),
    )
    return page


def threads_text(report: Report, plan: Plan | None = None, *, quotes: bool = True) -> list[Line]:
    """The threads and the grid as paragraphs that stay readable in a narrow terminal."""
    name = one_line((report.file if quotes else None) or "the plan")
    lines = [line((name, "title")), line((tables.counted(tables.arranged(report, plan)), "summary")), line((LEGEND, "quiet"))]
    if not quotes:
        lines.append(line((COUNTED, "quiet")))
    if notes := phrases.unread(report):
        lines += [line(), line(("Notes on what was read", "title"))]
        lines += [line(f"- {note}", indent=2, hanging=2) for note in notes]
    for group in tables.together(tables.thread_rows(report, plan, quotes=quotes)):
        lines += [line(), line((group.title or "Needs", "section"))]
        for row in group.rows:
            lines += [line(), *_row(row)]
    grid = tables.grid_rows(report, quotes=quotes)
    if grid:
        lines += [line(), line(("Provision at a glance", "section"))]
        for entry in grid:
            lines += [line(), *_grid(entry)]
    return [*lines, line(), line((report.footer, "quiet"))]


_LABEL = 11  # columns of "Provision  "


def _row(row: ThreadRow) -> Iterator[Line]:
    if row.need:
        yield line((f"{row.section:<3} ", "title"), (row.need.words, "title"), hanging=4)
        yield from _cell("Outcomes", row.outcomes, row.gap, "for this need")
        yield from _cell("Hopes", row.hopes, NOT_LOOKED_FOR, "")
        yield from _cell("Provision", row.provisions, GAP, "for this need")
    elif row.section == "E":
        yield line((f"{row.section:<3} ", "title"), (row.outcomes[0].words, "title"), hanging=4)
        yield from _cell("Hopes", row.hopes, NOT_LOOKED_FOR, "")
        yield from _cell("Provision", row.provisions, GAP, "for this outcome")
    else:
        yield line((f"{row.section:<3} ", "title"), (row.provisions[0].words, "title"), hanging=4)
        yield from _cell("Outcomes", row.outcomes, NOT_LOOKED_FOR, "")


def _cell(label: str, items: tuple[Named, ...], gap: str, of: str) -> Iterator[Line]:
    """What stands beside an item under one label; a gap is said, and what was not looked for is passed over."""
    for place, item in enumerate(items):
        told = f" ({item.rests_on})" if item.rests_on else ""
        yield line((f"{'' if place else label:<{_LABEL}}", "quiet"), item.words, (told, "quiet"), indent=4, hanging=_LABEL)
    if not items and gap != NOT_LOOKED_FOR:
        yield line((f"{label:<{_LABEL}}", "quiet"), (f"? {gap} {of}", "should"), indent=4, hanging=_LABEL)


def _grid(row: GridRow) -> Iterator[Line]:
    yield line((f"{row.section:<3} ", "title"), (row.words, "title"), hanging=4)
    for title, said in zip(SLOTS.values(), row.slots, strict=True):
        if said and title != SLOTS["what"]:
            yield line((f"{title:<{_LABEL}}", "quiet"), said, indent=4, hanging=_LABEL)
        elif title in row.missing:
            yield line((f"{title:<{_LABEL}}", "quiet"), (f"? {UNFILLED}", "should"), indent=4, hanging=_LABEL)
