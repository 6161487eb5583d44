"""The command for several batches over time: trend."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.console import Code, put
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import write_file

_DUTIES = {
    "must": "Plans with a point the law asks for",
    "should": "Plans with a point the Code asks for",
    "could": "Plans with a point of good practice",
}


def trend(
    folders: Annotated[
        list[str], typer.Argument(metavar="DIR...", help="Folders of results, as given to batch --out.", show_default=False)
    ],
    out: Annotated[
        str, typer.Option("-o", "--output", metavar="PAGE.html", help="The page; a .csv of the same name beside it.")
    ],
    measures: Annotated[
        str, typer.Option("--measures", metavar="IDS", help="must, should, could, or ids of checks; commas.")
    ] = "must,should",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Compare the batches before this day with those from it on.")
    ] = "",
) -> int:
    """Show several batches over time: points a plan and the share of plans with a point, with median and limits.

    New and amended plans stand apart where the batches' index told them. Small numbers are hidden.
    """
    target = Path(out)
    if target.suffix.lower() not in (".html", ".htm"):
        raise BadConfig(f"{target}: the trend is a page. Give it a name that ends in .html.")
    from ehcp_lint.batch.trend import moments
    from ehcp_lint.batch.trend_page import trend_csv, trend_page

    names = _named(measures)
    found = moments([Path(folder) for folder in folders], list(names))
    if not any(moment.plans for moment in found):
        raise BadConfig("No plan was checked in these batches. See why in their results.xlsx.")
    day = _day(since)
    write_file(target, trend_page(found, list(names), names.__getitem__, day).encode("utf-8"))
    write_file(target.with_suffix(".csv"), trend_csv(found, list(names), day).encode("utf-8"))
    put(f"Wrote {one_line(str(target))} and {one_line(target.with_suffix('.csv').name)}: {len(found)} batches.\n")
    return Code.CLEAR


def _named(measures: str) -> dict[str, str]:
    """The measures asked for, each as a heading names it. Raises `BadConfig` for one that is not known."""
    from ehcp_lint.checks import catalogue
    from ehcp_lint.resources import did_you_mean

    known = {**_DUTIES, **{check.id: f"{check.id} {check.title}" for check in catalogue()}}
    wanted = list(dict.fromkeys(measures.replace(",", " ").split()))
    asked = [name.lower() if name.lower() in _DUTIES else name.upper() for name in wanted]
    for name in asked:
        if name not in known:
            raise BadConfig(f"--measures: there is no '{name}'.{did_you_mean(name, known)} See: ehcp-lint checks")
    if not asked:
        raise BadConfig("--measures: name must, should, could or ids of checks.")
    return {name: known[name] for name in asked}


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise BadConfig(f"--since {given}: give the day as 2026-03-31.") from None
