"""The command that lists what to ask which adviser: queries."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, answer, complain, put_data, show
from ehcp_lint.cli.files import Reader, plan_of
from ehcp_lint.cli.options import Debug, NoSettings, OneFile, Out, Password, PlanStatus, ProfileName, Redact, Settings
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import free_name, refuse_inputs, write_file


class Format(StrEnum):
    """How `queries` shows its list."""

    TEXT = "text"
    DOCX = "docx"
    JSON = "json"


def queries(
    file: OneFile,
    format: Annotated[Format, typer.Option("--format", help="How to show it; docx: one letter an adviser.")] = Format.TEXT,
    out: Out = None,
    redact: Redact = False,
    profile: ProfileName = None,
    status: PlanStatus = None,
    settings: Settings = None,
    no_settings: NoSettings = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """List what to ask which adviser before the plan can be finished, with the lines it is about. No amount is suggested.

    List and letters quote the plan: they hold personal data of a child.
    """
    target = Path(out) if out else None
    if format is Format.DOCX:
        target = target or free_name(Path(file).with_suffix(".docx"), ".queries")
        if target.suffix.lower() != ".docx":
            raise BadConfig(f"{target}: the letters are a Word file. Give it a name that ends in .docx.")
    elif target and target.suffix.lower() == ".docx":
        raise BadConfig(f"{target}: for letters in Word, add --format docx.")
    if target:
        refuse_inputs(target, [file])
    choice = Choice(profile, settings=settings, no_settings=no_settings)
    with Reader([file], password, choice=choice, debug=debug) as reader:
        from ehcp_lint.engine import lint
        from ehcp_lint.outputs.queries.text import for_writer, queries_json, queries_text, summary
        from ehcp_lint.outputs.terminal import line
        from ehcp_lint.queries.find import Queries, find_queries

        chosen = choice.profile_for(file)
        _, reading = next(iter(reader))
    name = one_line(Path(file).name)
    try:
        plan = plan_of(reading, chosen.pack)
        report = lint(plan, chosen, status=status).model_copy(update={"file": name})
        found = find_queries(plan, report, chosen)
        if redact:
            from ehcp_lint.outputs.redacted import note, redacted_answer, safe_name

            found = redacted_answer(found, plan).model_copy(
                update={"file": safe_name(name), "footer": f"{found.footer} {note()}"}
            )
    except CannotRead as refusal:
        complain(str(refusal), file)
        if format is Format.JSON and not target:
            refused = {"file": name, "status": refusal.status, "message": str(refusal)}
            put_data(queries_json(Queries.model_validate(refused)))
        return Code.NOT_CHECKED
    if format is Format.DOCX:
        told = summary(found)
        if not found.advisers or target is None:
            show([line(f"{told} No letter was written."), line(), line((found.footer, "quiet"))])
            return Code.CLEAR
        from ehcp_lint.outputs.queries.letters import letters

        write_file(target, letters(found), never=[file])
        mine = f" {for_writer(len(found.writer))} and in no letter; see --format text." if found.writer else ""
        many = "1 letter" if len(found.advisers) == 1 else f"{len(found.advisers)} letters"
        wrote = f"Wrote {one_line(str(target))}: {many}, {told.split(';')[0].rstrip('.')}.{mine}"
        show([line(wrote), line(), line((found.footer, "quiet"))])
    elif format is Format.JSON:
        answer(queries_json(found), target, [file])
    else:
        answer(queries_text(found, path=None if redact else file), target, [file])
    return Code.CLEAR
