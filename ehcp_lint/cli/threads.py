"""The command that shows the golden thread and the provision grid: threads."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, complain, put_data, show
from ehcp_lint.cli.files import Reader
from ehcp_lint.cli.options import Debug, NoSettings, OneFile, Out, Password, Redact, Settings
from ehcp_lint.errors import CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import refuse_inputs, write_file
from ehcp_lint.parsers.transcript import Reading


class Format(StrEnum):
    """How `threads` shows its tables."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def threads(
    file: OneFile,
    format: Annotated[Format, typer.Option("--format", help="How to show them.")] = Format.TEXT,
    out: Out = None,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="Items by number; no words of the plan.")] = False,
    redact: Redact = False,
    settings: Settings = None,
    no_settings: NoSettings = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Show each need with its outcomes, hopes and provision, the gaps, and what each line of provision says."""
    if out:
        refuse_inputs(Path(out), [file])
    choice = Choice(settings=settings, no_settings=no_settings)
    with Reader([file], password, choice=choice, debug=debug) as reader:
        from ehcp_lint.engine import lint
        from ehcp_lint.outputs.report.threads import threads_json, threads_page, threads_text
        from ehcp_lint.outputs.terminal import plain
        from ehcp_lint.parsers import assemble
        from ehcp_lint.report import Report

        profile = choice.profile_for(file)
        _, reading = next(iter(reader))
    name = one_line(Path(file).name)
    try:
        if not isinstance(reading, Reading):
            raise reading
        plan = assemble(reading, profile.pack)
        report = lint(plan, profile, checks=()).model_copy(update={"file": name})
    except CannotRead as refusal:
        complain(str(refusal), file)
        if format is Format.JSON and not out:
            refused = Report.model_validate({"file": name, "status": refusal.status, "message": str(refusal)})
            put_data(threads_json(refused, quotes=not no_quotes))
        return Code.NOT_CHECKED
    if redact:
        from ehcp_lint.outputs.redacted import redacted

        found = redacted(report, plan)
        report, plan = found.page, found.plan or plan
    quotes = not no_quotes
    if format is Format.TEXT and not out:
        show(threads_text(report, plan, quotes=quotes))
        return Code.CLEAR
    if format is Format.TEXT:
        made = plain(threads_text(report, plan, quotes=quotes))
    else:
        made = (threads_page if format is Format.HTML else threads_json)(report, plan, quotes=quotes)
    if out:
        write_file(out, made.encode("utf-8"), never=[file])
    else:
        put_data(made)
    return Code.CLEAR
