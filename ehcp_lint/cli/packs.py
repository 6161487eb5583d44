"""The commands for the meeting and what comes of it: moderate pack, trend, feedback, export-labels."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.console import Code, complain, put_data, show
from ehcp_lint.cli.sheets import (
    AsSheet,
    Output,
    Reports,
    SheetFormat,
    a_line,
    all_rounds,
    as_bytes,
    as_text,
    evidence_of,
    one_round,
    show_sheet,
    write_as,
)
from ehcp_lint.cli.stores import Form, On, RoundCode, StorePlace, day, the_form
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line


class PackFormat(StrEnum):
    """What the pack is written as."""

    HTML = "html"
    DOCX = "docx"


def pack(
    round_code: RoundCode,
    format: Annotated[
        PackFormat, typer.Option("--format", help="A page to print, or a Word file to fill in.")
    ] = PackFormat.HTML,
    out: Output = None,
    reports: Reports = None,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Quote the plans in the evidence: personal data of children.")
    ] = False,
    rubric: Form = None,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Make the meeting pack of a round: plans by disagreement, evidence beside, boxes for what is agreed, statistics, actions.

    A peer round is shown by area. Statistics below twenty plans read twice are left to raw agreement. Exit code 3 where a
    report could not be used.
    """
    from ehcp_lint.moderation.meeting.pack import make_pack
    from ehcp_lint.outputs.moderation.pack import pack_html, summary

    form = the_form(rubric)
    found, history = one_round(store, round_code, form)
    evidence, problems = evidence_of(Path(reports), found, form, quotes=quotes) if reports else ({}, [])
    made = make_pack(found, today=day(on), history=history, evidence=evidence, quotes=quotes)
    target = Path(out or f"{found.code}.pack.{format.value}")
    if format is PackFormat.DOCX:
        from ehcp_lint.outputs.moderation.pack_word import pack_word

        data = pack_word(made)
    else:
        data = pack_html(made).encode("utf-8")
    write_as(target, data, format.value)
    for problem in problems:
        complain(problem)
    show([a_line(f"Wrote {one_line(str(target))}: {summary(made)}")])
    return Code.NOT_CHECKED if problems else Code.CLEAR


def trend(format: AsSheet = SheetFormat.TEXT, out: Output = None, rubric: Form = None, store: StorePlace = None) -> int:
    """Show how plans fare over the rounds: grades, and the questions marked low most often, none of under five plans."""
    from ehcp_lint.outputs.moderation.sheets import trend_sheet

    return show_sheet(trend_sheet(all_rounds(store, the_form(rubric))), format, out)


def feedback(
    round_code: RoundCode,
    plan: Annotated[
        str | None, typer.Argument(metavar="PLAN", help="A plan's code; all if not said.", show_default=False)
    ] = None,
    format: AsSheet = SheetFormat.TEXT,
    out: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE|FOLDER", help="A file, or a folder for all plans.")
    ] = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Make the page of feedback on a plan for whoever wrote it: strengths first, then what to work on."""
    from ehcp_lint.moderation.meeting.feedback import feedback as feedback_on
    from ehcp_lint.outputs.moderation.sheets import feedback_sheet
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.resources import did_you_mean

    found, _ = one_round(store, round_code, the_form(rubric))
    marked = [one.code for one in found.plans if found.readers(one.code)]
    if plan is not None:
        if plan not in marked:
            raise BadConfig(f"No plan of round {found.code} that has marks is called so.{did_you_mean(plan, marked)}")
        return show_sheet(feedback_sheet(feedback_on(found, plan)), format, out)
    if format is SheetFormat.TEXT:
        for code in marked:
            show(as_text(feedback_sheet(feedback_on(found, code))))
        return Code.CLEAR
    if out is None:
        raise BadConfig("Name the folder for the pages with -o, or one plan by its code.")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for code in marked:
        name = folder / f"{code}.feedback.{format.value}"
        write_as(name, as_bytes(feedback_sheet(feedback_on(found, code)), format), format.value)
    show([a_line(f"Wrote {count(len(marked), 'page')} to {one_line(out)}.")])
    return Code.CLEAR


def export_labels(
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to (.jsonl); - for the screen.")] = "-",
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Write the marks that meetings agreed, one a line, by code: no name, no text, no reason. For `train --feedback`."""
    from ehcp_lint.moderation.meeting.labels import labels, labels_jsonl
    from ehcp_lint.outputs.phrases import count

    found = labels(all_rounds(store, the_form(rubric)))
    if out == "-":
        put_data(labels_jsonl(found))
        return Code.CLEAR
    write_as(Path(out), labels_jsonl(found).encode("utf-8"), "jsonl")
    show([a_line(f"Wrote {one_line(out)}: {count(len(found), 'agreed mark')} of whole plans.")])
    return Code.CLEAR
