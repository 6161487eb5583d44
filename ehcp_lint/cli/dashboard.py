"""The command for the level 1 picture: dashboard."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint import __version__
from ehcp_lint.cli.console import Code, complain, put
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import write_file

if TYPE_CHECKING:
    from ehcp_lint.batch.summary import Summary
    from ehcp_lint.compliance.published import Beside, Published


def dashboard(
    cases: Annotated[
        str, typer.Argument(metavar="CASES.csv", help="The case system's list, one row a case.", show_default=False)
    ],
    out: Annotated[
        str, typer.Option("-o", "--output", metavar="OUT.html", help="The page; a workbook of the same name beside it.")
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="As on this day; without it, as on today.")] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="First day of the period; without it, 12 months up to --on.")
    ] = "",
    national: Annotated[
        list[str] | None,
        typer.Option("--national", metavar="FILE", help="A data file of the Department for Education; may be repeated."),
    ] = None,
    authority: Annotated[
        str, typer.Option("--authority", metavar="NAME", help="The own authority in the published files, by name or code.")
    ] = "",
    neighbours: Annotated[
        str, typer.Option("--neighbours", metavar="LIST", help="Statistical neighbours: a file, or names with commas.")
    ] = "",
    batch: Annotated[str, typer.Option("--batch", metavar="DIR", help="Results of batch: the plans' own points.")] = "",
    map_file: Annotated[
        str, typer.Option("--map", metavar="TOML", help="Which column is what; written if it is not there yet.")
    ] = "",
    open_list: Annotated[
        str, typer.Option("--open", metavar="OUT.xlsx", help="Also list the open cases by code, for officers.")
    ] = "",
) -> int:
    """Show whether requests, plans and reviews are on time, for the partnership board.

    Counts what the case system's list holds against the law's time limits, beside the published figures. Numbers of fewer than
    5 children are hidden. Exit code 3 where rows of the list could not be used; the page lists them.
    """
    target = Path(out)
    if target.suffix.lower() not in (".html", ".htm"):
        raise BadConfig(f"{one_line(out)}: the dashboard is a page. Give it a name that ends in .html.")
    from ehcp_lint.compliance.cases import map_text, read_cases, read_map
    from ehcp_lint.compliance.figures import Period, board
    from ehcp_lint.compliance.page import Shown, dashboard_page, headlines
    from ehcp_lint.compliance.workbook import dashboard_workbook, open_cases
    from ehcp_lint.grammar.school_year import months_later

    last = _day(on, "--on") or date.today()
    first = _day(since, "--since") or months_later(last + timedelta(days=1), -12) or last
    if first > last:
        raise BadConfig(f"--since {since}: the period begins after its last day, {last}.")
    saved = Path(map_file) if map_file else None
    found = read_cases(Path(cases), read_map(saved) if saved and saved.exists() else None)
    period = Period(first, last)
    beside, notes = _published(national or [], authority, neighbours, last.year)
    now, before = board(found, period), board(found, period.before())
    shown = Shown(
        now.to_pass_on(),
        before.to_pass_on(),
        found,
        tuple(beside),
        tuple(notes),
        _batch(batch) if batch else None,
        __version__,
    )
    never = [cases, *(national or [])]
    write_file(target, dashboard_page(shown).encode("utf-8"), never=never)
    write_file(target.with_suffix(".xlsx"), dashboard_workbook(shown), never=never)
    if open_list:
        write_file(open_list, open_cases(found, last), never=never)
    if saved and not saved.exists():
        write_file(saved, map_text(found.columns).encode("utf-8"), never=never)
    for line in (*headlines(shown), *found.notes):
        put(f"{line}\n")
    put(f"Wrote {one_line(str(target))} and {one_line(target.with_suffix('.xlsx').name)}, as on {last.day} {last:%B %Y}.\n")
    if not found.refused:
        return Code.CLEAR
    why, number = found.reasons[0]
    complain(
        f"{len(found.refused)} of {len(found.refused) + len(found.cases)} rows were not used, most often ({number}) because: "
        f"{why}. The page and the workbook list them.",
        one_line(Path(cases).name),
    )
    return Code.NOT_CHECKED


def _published(files: list[str], authority: str, neighbours: str, until: int) -> tuple[list[Beside], list[str]]:
    """What is set beside the own figures, and what to tell of it."""
    from ehcp_lint.compliance.published import beside, read_neighbours, read_published

    if not files:
        if neighbours or authority:
            raise BadConfig("--neighbours and --authority need --national: a data file of the Department for Education.")
        return [], []
    rows: list[Published] = []
    notes: list[str] = []
    for file in files:
        more, told = read_published(Path(file))
        rows += more
        notes += told
    made, told = beside(rows, authority, read_neighbours(neighbours) if neighbours else [], until)
    return made, [*notes, *told]


def _batch(folder: str) -> Summary:
    from pydantic import ValidationError

    from ehcp_lint.batch.finish import SUMMARY
    from ehcp_lint.batch.summary import Summary

    path = Path(folder) / SUMMARY
    try:
        return Summary.model_validate_json(path.read_bytes()).to_pass_on()
    except OSError:
        raise BadConfig(f"--batch {one_line(folder)}: there is no {SUMMARY}. Give the folder that batch --out wrote.") from None
    except ValidationError:
        raise BadConfig(f"--batch {one_line(folder)}: {SUMMARY} is of another edition. Run batch again.") from None


def _day(given: str, option: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise BadConfig(f"{option} {one_line(given)}: give the day as 2026-03-31.") from None
