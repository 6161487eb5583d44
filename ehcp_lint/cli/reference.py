"""The commands about the checks: checks and explain."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, answer, complain, show
from ehcp_lint.cli.options import NoPlugins, Out
from ehcp_lint.errors import BadConfig, EhcpLintError
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.check import Check
    from ehcp_lint.outputs.terminal import Line


class ListFormat(StrEnum):
    """How `checks` lists the catalogue."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def checks(
    format: Annotated[ListFormat, typer.Option("--format", help="How to list them.")] = ListFormat.TABLE,
    out: Out = None,
    no_plugins: NoPlugins = False,
) -> int:
    """List every check: its id, how binding it is, and what it asks of a plan."""
    from ehcp_lint.checks import added, catalogue
    from ehcp_lint.outputs.checks.pages import as_object, in_order, listing

    listed = catalogue(not no_plugins)
    not_loaded = () if no_plugins else added().not_loaded
    made: str | list[Line]
    if format is ListFormat.TABLE:
        made = listing(listed, not_loaded)
    elif format is ListFormat.JSON:
        made = json.dumps([as_object(check) for check in listed], indent=2, ensure_ascii=False) + "\n"
    else:
        from ehcp_lint.outputs.checks.html import checks_html

        made = checks_html(in_order(listed))
    if format is not ListFormat.TABLE:
        for left in not_loaded:
            complain(f"{left.origin}: {left.reason}")
    answer(made, out)
    return Code.CLEAR


def explain(
    check: Annotated[str, typer.Argument(metavar="ID", help="A check's id or name.", show_default=False)],
    no_plugins: NoPlugins = False,
) -> int:
    """Show one check's page: what it looks for, why, on whose authority, and what to write instead."""
    from ehcp_lint.outputs.checks.pages import page

    found = find_check(check, plugins=not no_plugins)
    show([*page(found), *_good_practice(found.id)])
    return Code.CLEAR


def _good_practice(check: str) -> list[Line]:
    """What people here marked as good and agreed to show, if there is a moderation store; nothing where there is none."""
    from ehcp_lint.cli.stores import STORE, council_folder
    from ehcp_lint.outputs.terminal import line

    place = os.environ.get("EHCP_LINT_STORE") or council_folder() / STORE
    if isinstance(place, Path) and not place.is_file():
        return []
    try:
        from ehcp_lint.moderation.keeping.good_practice import good_practice
        from ehcp_lint.moderation.keeping.store import open_store

        with open_store(place) as store:
            items = good_practice(store, check=check)
    except EhcpLintError as error:
        complain(str(error))
        return []
    if not items:
        return []
    return [line(), line(("Written well here", "section")), *(line(f"- {item.text}", indent=2, hanging=2) for item in items)]


def find_check(wanted: str, *, plugins: bool = True) -> Check:
    """The check of that id or name, in any letter case. Raises `BadConfig` with the nearest ones."""
    from ehcp_lint.checks import added, catalogue

    offered = catalogue(plugins)
    given = wanted.strip()
    for check in offered:
        if given.upper() == check.id or given.lower() == check.name:
            return check
    near = _near(given, offered)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    if plugins and added().not_loaded:
        hint += " Some checks of other packages were not loaded."
    raise BadConfig(f"No check is called '{one_line(wanted)}'.{hint} See: ehcp-lint checks")


_MOST_NEAR = 8


def _near(given: str, offered: tuple[Check, ...]) -> list[str]:
    """Ids that begin so, else names that hold the word, else what is written nearly so."""
    family = [check.id for check in offered if given and check.id.startswith(given.upper())]
    if family:
        return family if len(family) <= _MOST_NEAR else [*family[: _MOST_NEAR - 1], "another"]
    held = [f"{check.id} ({check.name})" for check in offered if given and given.lower() in check.name]
    if held:
        return held[:3]
    ids = get_close_matches(given.upper(), [check.id for check in offered], n=3, cutoff=0.7)
    names = get_close_matches(given.lower(), [check.name for check in offered], n=3, cutoff=0.6)
    return ids + [f"{check.id} ({check.name})" for name in names for check in offered if check.name == name]
