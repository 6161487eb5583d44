"""The command that shows the golden thread and the provision grid: threads."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, answer, complain, put_data
from ehcp_lint.cli.files import Reader, plan_of
from ehcp_lint.cli.options import Debug, NoSettings, OneFile, Out, Password, Redact, Settings
from ehcp_lint.errors import CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import refuse_inputs


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
        from ehcp_lint.report import Report

        profile = choice.profile_for(file)
        _, reading = next(iter(reader))
    name = one_line(Path(file).name)
    try:
        plan = plan_of(reading, profile.pack)
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
    if format is Format.TEXT:
        answer(threads_text(report, plan, quotes=quotes), out, [file])
    else:
        answer((threads_page if format is Format.HTML else threads_json)(report, plan, quotes=quotes), out, [file])
    return Code.CLEAR
