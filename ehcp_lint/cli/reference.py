"""The commands about the tool itself: checks, explain, doctor."""

from __future__ import annotations

import json
import os
import platform
import sys
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehcp_lint import __version__
from ehcp_lint.cli.console import Code, complain, put_data, show
from ehcp_lint.cli.options import NoPlugins, Out
from ehcp_lint.errors import BadConfig, EhcpLintError
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.check import Check
    from ehcp_lint.outputs.text import Line

PACKAGES = (
    "spacy", "python-docx", "lxml", "pypdfium2", "pdfplumber", "pydantic", "textstat", "numpy", "jinja2",
    "typer", "rich", "psutil",
)  # fmt: skip
DATA = (
    "headings.csv", "front_page.csv", "sources.toml", "vague_terms.csv", "jargon_lexicon.csv", "check_precision.csv",
    "profiles",
)  # fmt: skip
OFFLINE = (
    "No part of ehcp_lint opens a network connection, downloads anything or sends anything.",
    "One exception: where you name a PostgreSQL server as the moderation store, it connects to that server and to no other.",
    "How that is tested: every automated test runs with network sockets switched off, and the process that reads a file "
    "refuses to open one.",
    "Installed packages that could if a program told them to: spacy and nltk have downloaders. ehcp_lint calls neither.",
)
_SAMPLE = b"""Section A: Views, interests and aspirations
I like drawing and I want to learn to swim.
Section E: Outcomes
By July 2027 Sam will swim ten metres.
Section F: Special educational provision
A teaching assistant will support Sam regularly.
"""


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
    from ehcp_lint.outputs.check_pages import as_object, in_order, listing
    from ehcp_lint.outputs.text import plain

    listed = catalogue(not no_plugins)
    not_loaded = () if no_plugins else added().not_loaded
    if format is ListFormat.TABLE:
        lines = listing(listed, not_loaded)
        if not out:
            show(lines)
            return Code.CLEAR
        made = plain(lines)
    elif format is ListFormat.JSON:
        made = json.dumps([as_object(check) for check in listed], indent=2, ensure_ascii=False) + "\n"
    else:
        from ehcp_lint.outputs.checks_html import checks_html

        made = checks_html(in_order(listed))
    if format is not ListFormat.TABLE:
        for left in not_loaded:
            complain(f"{left.origin}: {left.reason}")
    if out:
        from ehcp_lint.outputs.write import write_file

        write_file(out, made.encode("utf-8"))
    else:
        put_data(made)
    return Code.CLEAR


def explain(
    check: Annotated[str, typer.Argument(metavar="ID", help="A check's id or name.", show_default=False)],
    no_plugins: NoPlugins = False,
) -> int:
    """Show one check's page: what it looks for, why, on whose authority, and what to write instead."""
    from ehcp_lint.outputs.check_pages import page

    found = find_check(check, plugins=not no_plugins)
    show([*page(found), *_good_practice(found.id)])
    return Code.CLEAR


def _good_practice(check: str) -> list[Line]:
    """What people here marked as good and agreed to show, if there is a moderation store; nothing where there is none."""
    from ehcp_lint.cli.stores import STORE, council_folder
    from ehcp_lint.outputs.text import line

    place = os.environ.get("EHCP_LINT_STORE") or council_folder() / STORE
    if isinstance(place, Path) and not place.is_file():
        return []
    try:
        from ehcp_lint.moderation.good_practice import good_practice
        from ehcp_lint.moderation.store import open_store

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


def doctor() -> int:
    """Show what is installed, which data files were found, and that nothing reaches the network."""
    from ehcp_lint.outputs.text import line

    lines = [line((f"ehcp_lint {__version__}", "title")), line(f"Python {platform.python_version()}, {platform.platform()}")]
    lines += [line(f"{sys.executable}", indent=0)]
    lines += [line(), line(("Installed", "section")), *_packages()]
    lines += [line(), line(("Data files", "section")), *_data()]
    lines += [line(), line(("Checks of other packages", "section")), *_plugins()]
    lines += [line(), line(("A plan read and checked just now", "section")), *_trial_run()]
    lines += [line(), line(("Network", "section")), *(line(words, indent=2) for words in OFFLINE)]
    show(lines)
    return Code.CLEAR


def _packages() -> list[Line]:
    from importlib.metadata import PackageNotFoundError, version

    from ehcp_lint.outputs.text import line

    lines = []
    for name in PACKAGES:
        try:
            lines.append(line(f"{name:<14}{version(name)}", indent=2))
        except PackageNotFoundError:
            lines.append(line(f"{name:<14}", ("not installed. Install ehcp_lint again.", "alarm"), indent=2))
    return lines


def _data() -> list[Line]:
    from ehcp_lint.outputs.text import line
    from ehcp_lint.resources import data_file

    lines = []
    for name in DATA:
        try:
            lines.append(line(f"{name:<22}{data_file(name)}", indent=2, whole=True))
        except BadConfig:
            lines.append(line(f"{name:<22}", ("missing. Install ehcp_lint again.", "alarm"), indent=2))
    return lines


def _plugins() -> list[Line]:
    """The packages that add checks. What such a package does is its authors' to answer for, so it is named."""
    from collections import Counter

    from ehcp_lint.checks import added
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.text import line

    found = added()
    several = Counter(check.origin for check in found.checks)
    lines = [
        line(f"{one_line(name)}: {count(number, 'check')}, written by others", indent=2) for name, number in several.items()
    ]
    for left in found.not_loaded:
        words = f"{left.origin}: {left.reason}{': ' if left.detail else ''}{left.detail}"
        lines.append(line((one_line(words), "alarm"), indent=2, hanging=2))
    return lines or [line("none installed", indent=2)]


def _trial_run() -> list[Line]:
    """Reads and checks a plan of six lines, counting every attempt of this process to reach a network."""
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.text import line

    attempts: list[str] = []
    watching = True

    def watch(event: str, _: tuple[Any, ...]) -> None:
        if watching and event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
            attempts.append(event)

    sys.addaudithook(watch)
    lines = []
    try:
        from ehcp_lint.engine import lint
        from ehcp_lint.parsers import assemble
        from ehcp_lint.parsers.fence import read_fenced
        from ehcp_lint.plugins import PACKAGE

        report = lint(assemble(read_fenced(_SAMPLE, "sample.txt")), status="draft")
        points = sum(1 for finding in report.findings)
        lines.append(line(f"read in a process of its own and checked: {count(points, 'point')}", indent=2))
        silent = [entry for entry in report.not_run if not entry.check.startswith(PACKAGE)]
        if silent:
            lines.append(line((f"{count(len(silent), 'check')} gave no answer", "alarm"), indent=2))
    except EhcpLintError as error:
        lines.append(line((f"did not work: {error}", "alarm"), indent=2))
    watching = False
    lines.append(line(f"{count(len(attempts), 'attempt')} to reach a network", indent=2))
    return lines
