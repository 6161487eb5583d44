"""The commands about the tool itself: checks, explain, doctor."""

from __future__ import annotations

import json
import platform
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehcp_lint import __version__
from ehcp_lint.cli.console import Code, put_data, show
from ehcp_lint.errors import BadConfig, EhcpLintError
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.check import Check, Example
    from ehcp_lint.outputs.text import Line, Piece

PACKAGES = (
    "spacy", "python-docx", "lxml", "pypdfium2", "pdfplumber", "pydantic", "textstat", "numpy", "jinja2",
    "typer", "rich", "psutil",
)  # fmt: skip
DATA = ("headings.csv", "front_page.csv", "sources.toml", "vague_terms.csv", "jargon_lexicon.csv", "profiles")
OFFLINE = (
    "No part of ehcp_lint opens a network connection, downloads anything or sends anything.",
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


def checks(format: Annotated[ListFormat, typer.Option("--format", help="How to list them.")] = ListFormat.TABLE) -> int:
    """List every check: its id, how binding it is, and what it asks of a plan."""
    from ehcp_lint.checks import catalogue
    from ehcp_lint.cli.pages import FAMILIES
    from ehcp_lint.outputs.phrases import ASKS, ON_TRIAL, count
    from ehcp_lint.outputs.text import line

    if format is ListFormat.JSON:
        put_data(json.dumps([_as_object(check) for check in catalogue()], indent=2, ensure_ascii=False) + "\n")
        return Code.CLEAR
    lines: list[Line] = [line((count(len(catalogue()), "check"), "title"))]
    chapter = ""
    for check in sorted(catalogue(), key=lambda check: (list(FAMILIES).index(check.id[0]), check.id)):
        letter = check.id[0]
        if letter != chapter:
            chapter = letter
            lines += [line(), line((FAMILIES[letter], "section"))]
        trial = " (on trial)" if check.trial else ""
        lines.append(
            line((f"{check.id}  ", "title"), (f"{ASKS[check.duty]:<15}", check.duty.value), check.title + trial, hanging=21)
        )
    if any(check.trial for check in catalogue()):
        lines += [line(), line((ON_TRIAL, "quiet"))]
    show([*lines, line(), line("Read one:"), line(("ehcp-lint explain ID", "command"), indent=8)])
    return Code.CLEAR


def _as_object(check: Check) -> dict[str, Any]:
    from ehcp_lint.engine import cite

    return {
        "id": check.id,
        "name": check.name,
        "title": check.title,
        "duty": check.duty.value,
        "trial": check.trial,
        "message": check.message,
        "why": check.why,
        "sources": [cite(source).model_dump() for source in check.sources],
        "bad": [{"text": example.text, "marks": example.marks} for example in check.bad],
        "good": [{"text": example.text} for example in check.good],
        "dismiss": check.dismiss,
    }


def explain(check: Annotated[str, typer.Argument(metavar="ID", help="A check's id or name.", show_default=False)]) -> int:
    """Show one check's page: what it looks for, why, on whose authority, and what to write instead."""
    show(page(_find(check)))
    return Code.CLEAR


def _find(wanted: str) -> Check:
    from ehcp_lint.checks import catalogue
    from ehcp_lint.resources import did_you_mean

    for check in catalogue():
        if wanted.upper() == check.id or wanted.lower() == check.name:
            return check
    known = [text for check in catalogue() for text in (check.id, check.name)]
    hint = did_you_mean(wanted.upper(), known) or did_you_mean(wanted.lower(), known)
    family = [check.id for check in catalogue() if check.id.startswith(wanted.upper())]
    if family:
        hint = f" Choose one of {', '.join(family)}."
    raise BadConfig(f"No check is called '{one_line(wanted)}'.{hint} See: ehcp-lint checks")


def page(check: Check) -> list[Line]:
    """One check's page."""
    from ehcp_lint.cli.pages import DUTIES
    from ehcp_lint.engine import cite
    from ehcp_lint.outputs.phrases import ON_TRIAL
    from ehcp_lint.outputs.text import line

    lines = [
        line((f"{check.id} {check.name}", "title")),
        line(check.title),
        line((DUTIES[check.duty], check.duty.value)),
        *([line((ON_TRIAL, "quiet"))] if check.trial else []),
        line(),
        *_told("What to do", check.message),
        *_told("What it looks for", check.rule.__doc__ or ""),
        *_told("Why", check.why),
    ]
    for source in check.sources:
        cited = cite(source)
        lines += _told("Source", cited.cite)
        if cited.link:
            lines.append(line((cited.link, "quiet"), indent=19, whole=True))
    for bad, good in zip(check.bad, (*check.good, *[None] * len(check.bad)), strict=False):
        lines += [line(), *_told("Instead of", *_example(bad))]
        if good:
            lines += _told("Write", *_example(good))
    for spare in check.good[len(check.bad) :]:
        lines += [line(), *_told("Also good", *_example(spare))]
    if check.dismiss:
        lines += [line(), *_told("Set it aside when", check.dismiss)]
    return lines


def _told(label: str, *words: str | Piece) -> list[Line]:
    from ehcp_lint.outputs.text import line

    if not any(piece if isinstance(piece, str) else piece[0] for piece in words):
        return []
    flat = [" ".join(piece.split()) if isinstance(piece, str) and len(words) == 1 else piece for piece in words]
    return [line((f"{label:<19}", "quiet"), *flat, hanging=19)]


def _example(example: Example) -> list[str | Piece]:
    """An example's words with what the check marks in them."""
    pieces: list[str | Piece] = []
    text, done = " / ".join(part.strip() for part in example.text.strip().splitlines()), 0
    for mark in example.marks:
        at = text.find(mark, done) if mark else -1
        if at >= 0:
            pieces += [text[done:at], (f"»{mark}«", "mark")]
            done = at + len(mark)
    return [*pieces, text[done:]]


def doctor() -> int:
    """Show what is installed, which data files were found, and that nothing reaches the network."""
    from ehcp_lint.outputs.text import line

    lines = [line((f"ehcp_lint {__version__}", "title")), line(f"Python {platform.python_version()}, {platform.platform()}")]
    lines += [line(f"{sys.executable}", indent=0)]
    lines += [line(), line(("Installed", "section")), *_packages()]
    lines += [line(), line(("Data files", "section")), *_data()]
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

        report = lint(assemble(read_fenced(_SAMPLE, "sample.txt")))
        points = sum(1 for finding in report.findings)
        lines.append(line(f"read in a process of its own and checked: {count(points, 'point')}", indent=2))
        if report.not_run:
            lines.append(line((f"{count(len(report.not_run), 'check')} gave no answer", "alarm"), indent=2))
    except EhcpLintError as error:
        lines.append(line((f"did not work: {error}", "alarm"), indent=2))
    watching = False
    lines.append(line(f"{count(len(attempts), 'attempt')} to reach a network", indent=2))
    return lines
