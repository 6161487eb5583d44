"""The command that judges reports and traces their recommendations into a plan: advice."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, answer, complain, show
from ehcp_lint.cli.files import Reader, plan_of, plan_or_none
from ehcp_lint.cli.options import Debug, NoSettings, Out, Password, Redact, Settings, taking
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import free_name, refuse_inputs, write_file
from ehcp_lint.parsers.transcript import Reading

if TYPE_CHECKING:
    from ehcp_lint.advice import Judged
    from ehcp_lint.plan import Plan
    from ehcp_lint.settings.profile import Profile

PROFILE = "advice"


class Format(StrEnum):
    """How `advice` shows its judgement."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"


def advice(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Reports, Word or PDF.", show_default=False)],
    plan: Annotated[str | None, taking("--plan", "PLAN", "The plan to trace the recommendations into.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to show it; docx and html: a feedback sheet.")] = Format.TEXT,
    out: Out = None,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="No words of the reports or the plan in the answer.")] = False,
    redact: Redact = False,
    settings: Settings = None,
    no_settings: NoSettings = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Judge a professional's report before it is sent, and trace its recommendations into a plan: kept, weakened, dropped.

    It asks and proposes no amounts. What is shown quotes the reports and the plan: personal data of a child.
    Exit code 0: judged; 2: wrong use; 3: a file could not be read; 4: our error."""
    files = [*reports, *([plan] if plan else [])]
    target = _target(format, out, reports[0])
    if target:
        refuse_inputs(target, files)
    own = Choice(settings=settings, no_settings=no_settings)
    with Reader(files, password, choice=own, debug=debug) as reader:
        from ehcp_lint.advice.models import Advice
        from ehcp_lint.report import Unread

        of_reports = Choice(PROFILE, settings=settings, no_settings=no_settings).profile_for(reports[0])
        readings = list(reader)
    codes: set[Code] = set()
    traced = plan_or_none(plan, readings[-1][1], own.profile_for(plan).pack) if plan else None
    if plan and not traced:
        codes.add(Code.NOT_CHECKED)
    hidden = redact and not no_quotes
    judged = tuple(
        _judged(path, reading, traced, of_reports, codes, number if hidden else 0)
        for number, (path, reading) in enumerate(readings[: len(reports)], 1)
    )
    found = Advice(
        reports=judged,
        plan=one_line(Path(plan).name) if plan and traced else None,
        plan_complete=traced.complete if traced else None,
        unread=tuple(Unread(what=n.what, count=n.count, text=str(n), pages=n.pages, lost=n.lost) for n in traced.unread)
        if traced
        else (),
    )
    if no_quotes:
        found = found.without_quotes()
    elif redact:
        from ehcp_lint.outputs.redacted import note, safe_name

        found = found.model_copy(
            update={"plan": safe_name(found.plan) if found.plan else None, "footer": f"{found.footer} {note()}"}
        )
    _put(found, format, target, files)
    return max(codes, default=Code.CLEAR)


def _target(format: Format, out: str | None, first: str) -> Path | None:
    target = Path(out) if out else None
    if format is Format.DOCX:
        target = target or free_name(Path(first).with_suffix(".docx"), ".feedback")
        if target.suffix.lower() != ".docx":
            raise BadConfig(f"{target}: the sheet is a Word file. Give it a name that ends in .docx.")
    elif target and target.suffix.lower() == ".docx":
        raise BadConfig(f"{target}: for a sheet in Word, add --format docx.")
    return target


def _judged(
    path: str, reading: Reading | CannotRead, plan: Plan | None, profile: Profile, codes: set[Code], hidden: int = 0
) -> Judged:
    """One report judged; redacted where `hidden` is its number among the reports."""
    from datetime import date

    from ehcp_lint.advice import Judged, judge_advice

    name = one_line(Path(path).name)
    try:
        report = plan_of(reading, profile.pack)
        judged = judge_advice(report, plan, profile=profile, on=date.today())
        if hidden:
            from ehcp_lint.outputs.redacted import redacted_answer, safe_name

            judged = redacted_answer(judged, *([report, plan] if plan else [report]))
            name = safe_name(name, hidden).replace("plan", "report")
        return judged.model_copy(update={"file": name})
    except CannotRead as refusal:
        complain(str(refusal), path)
        codes.add(Code.NOT_CHECKED)
        return Judged(file=name, status=refusal.status, message=str(refusal))


def _put(found: object, format: Format, target: Path | None, never: list[str]) -> None:
    from ehcp_lint.advice.models import Advice
    from ehcp_lint.outputs.terminal import Line, line

    assert isinstance(found, Advice)
    if format is Format.DOCX and target:
        from ehcp_lint.outputs.advice.sheet import advice_sheet

        if not any(judged.status == "checked" for judged in found.reports):
            return
        write_file(target, advice_sheet(found), never=never)
        show([line(f"Wrote {one_line(str(target))}."), line(), line((found.footer, "quiet"))])
        return
    made: str | list[Line]
    if format is Format.JSON:
        made = found.model_dump_json(indent=2) + "\n"
    elif format is Format.HTML:
        from ehcp_lint.outputs.advice.sheet import advice_page

        made = advice_page(found)
    else:
        from ehcp_lint.outputs.advice.text import advice_text

        made = advice_text(found)
    answer(made, target, never)
