"""What the commands that put a round before people share: rounds and evidence on one form, and sheets as text, page or Word."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, complain, put_data, show
from ehcp_lint.cli.options import taking
from ehcp_lint.cli.stores import open_the_store
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.moderation.meeting.round import Round
    from ehcp_lint.outputs.moderation.sheet import Sheet
    from ehcp_lint.outputs.terminal import Line
    from ehcp_lint.rubric import PlanEvidence, Rubric


class SheetFormat(StrEnum):
    """What a sheet is shown as."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"


Reports = Annotated[
    str | None, taking("--reports", "FOLDER", "Reports (`check --format json`) of files called by plan code, or PLANCODE.json.")
]
AsSheet = Annotated[SheetFormat, typer.Option("--format", help="How to show it.")]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write here.", show_default=False)]


def all_rounds(store: str | None, form: Rubric) -> tuple[Round, ...]:
    """All rounds on this form, oldest first; says how many there are on others."""
    from ehcp_lint.moderation.keeping.reading import read_rounds
    from ehcp_lint.moderation.meeting.round import on_this_form
    from ehcp_lint.outputs.phrases import count

    with open_the_store(store) as opened:
        records = read_rounds(opened)
    found = on_this_form(records, form)
    if len(found) < len(records):
        complain(f"{count(len(records) - len(found), 'round')} marked on another form left out; --rubric names the form.")
    return found


def one_round(store: str | None, code: str, form: Rubric) -> tuple[Round, tuple[Round, ...]]:
    """One round, and the others on its form."""
    from ehcp_lint.moderation.keeping.reading import read_round, read_rounds
    from ehcp_lint.moderation.meeting.round import from_record, on_this_form

    with open_the_store(store) as opened:
        record, records = read_round(opened, code), read_rounds(opened)
    found = from_record(record, form)
    return found, tuple(one for one in on_this_form(records, form) if one.code != found.code)


def evidence_of(folder: Path, found: Round, form: Rubric, *, quotes: bool) -> tuple[dict[str, PlanEvidence], list[str]]:
    """The tool's evidence by plan code, and what could not be used. Files of other plans are left alone."""
    from ehcp_lint.moderation.meeting.plan_reports import reports_in
    from ehcp_lint.outputs.phrases import count

    if not folder.is_dir():
        raise BadConfig(f"--reports: {one_line(str(folder))} is no folder. Name the one that holds the reports.")
    reports = reports_in(folder, [plan.code for plan in found.plans])
    given: dict[str, PlanEvidence] = {}
    problems = []
    for plan in found.plans:
        try:
            evidence = reports.evidence(plan.code, form, quotes=quotes)
        except CannotRead as refusal:
            problems.append(str(refusal))
            continue
        if evidence is not None:
            given[plan.code] = evidence
    if reports.others:
        problems.append(f"{count(reports.others, 'other file')} of the folder cannot be read as a report.")
    return given, problems


def show_sheet(sheet: Sheet, format: SheetFormat, out: str | None) -> int:
    if format is SheetFormat.TEXT and out is None:
        show(as_text(sheet))
        return Code.CLEAR
    if out is None and format is SheetFormat.DOCX:
        raise BadConfig("A Word file needs a name: -o FILE.docx.")
    if out is None:
        put_data(as_bytes(sheet, format).decode("utf-8"))
        return Code.CLEAR
    write_as(Path(out), as_bytes(sheet, format), "txt" if format is SheetFormat.TEXT else format.value)
    show([a_line(f"Wrote {one_line(out)}.")])
    return Code.CLEAR


def as_bytes(sheet: Sheet, format: SheetFormat) -> bytes:
    from ehcp_lint.outputs.moderation.sheet import sheet_html, sheet_word
    from ehcp_lint.outputs.terminal import plain

    if format is SheetFormat.DOCX:
        return sheet_word(sheet)
    return (sheet_html(sheet) if format is SheetFormat.HTML else plain(as_text(sheet))).encode("utf-8")


def as_text(sheet: Sheet) -> list[Line]:
    from ehcp_lint.outputs.moderation.sheet import sheet_text

    return sheet_text(sheet)


def a_line(words: str) -> Line:
    from ehcp_lint.outputs.terminal import line

    return line(words)


def write_as(target: Path, data: bytes, ending: str) -> None:
    from ehcp_lint.outputs.write import write_file

    if ending in ("docx", "html") and target.suffix.lower() != f".{ending}":
        raise BadConfig(f"{target.name}: give it a name that ends in .{ending}, or choose another --format.")
    write_file(target, data)
