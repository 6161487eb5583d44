"""The commands that read plans: check, read, comment."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, FailOn, answer, complain, internal_error, put, put_data, show
from ehcp_lint.cli.decisions import DecisionsFile, NoDecisions, decisions_about, settled
from ehcp_lint.cli.exports import FOR_PROGRAMS, Format, export, refuse_format
from ehcp_lint.cli.files import Reader, plan_of, plan_or_none
from ehcp_lint.cli.options import (
    Debug,
    Files,
    NoPlugins,
    NoSettings,
    OneFile,
    Only,
    Out,
    Password,
    PlanStatus,
    ProfileName,
    Redact,
    Settings,
    Skip,
    taking,
)
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import free_name, refuse_inputs, write_file
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.plan import Plan, Status

if TYPE_CHECKING:
    from ehcp_lint.check import Duty
    from ehcp_lint.outputs.terminal import Line
    from ehcp_lint.report import Report

    _Answer = tuple[str | None, Report, Plan | None]  # path, report, plan; only the report where no words may be shown


class ReadFormat(StrEnum):
    """How `read` shows what it read."""

    TEXT = "text"
    JSON = "json"


def check(
    files: Files,
    profile: ProfileName = None,
    status: PlanStatus = None,
    format: Annotated[Format, typer.Option("--format", help="How to show the points.")] = Format.TEXT,
    out: Out = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit code 1 from this duty on.")] = FailOn.MUST,
    only: Only = "",
    skip: Skip = "",
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="No words of the plan in the report.")] = False,
    redact: Redact = False,
    advice: Annotated[list[str] | None, taking("--advice", "FILE", "A report that the plan rests on; again for each.")] = None,
    show_config: Annotated[bool, typer.Option("--show-config", help="Show the settings for the files; check nothing.")] = False,
    no_plugins: NoPlugins = False,
    no_decisions: NoDecisions = False,
    decisions: DecisionsFile = None,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Show where plans are vague, silent or mislabelled, each with the words, the reason and the source.

    Exit code 0: nothing at or above --fail-on; 1: there is; 2: wrong use; 3: a file could not be checked; 4: our error.
    """
    refuse_format(format, out, files)
    if out:
        for path in (*files, *(advice or ())):
            refuse_inputs(Path(out), [path])
    if advice and len(files) > 1:
        raise BadConfig("Reports belong to one plan. Name one file with --advice.")
    choice = Choice(profile, only, skip, settings, no_settings, no_plugins)
    if show_config:
        put("\n".join(choice.shown(path) for path in files))
        return Code.CLEAR
    with Reader([*(advice or ()), *files], password, choice=choice, debug=debug) as reader:  # imports go on while it reads
        decided = decisions_about(files, decisions, none=no_decisions)
        choice.refuse_early(files[0])
        answers: list[_Answer] = []
        codes: set[Code] = set()
        readings = iter(reader)
        reports_given = [_given(*next(readings), codes) for _ in advice or ()]
        given = tuple(report for report in reports_given if report)
        for path, reading in readings:
            asked = status or (ASK if _may_ask(format, out) else None)
            report, plan = _answer(path, reading, choice, asked, codes, debug, given)
            if plan:
                report = settled(report, decided.get(path, ()), choice.profile_for(path), plan)
            if no_quotes:
                answers.append((None, _wordless(report), None))
            elif redact:
                answers.append((None, *_redacted(report, plan, len(answers) + 1, format)))
            else:
                answers.append((path, report, plan))
    reports = [report for _, report, _ in answers]
    checked = [report for report in reports if report.status == "checked"]
    if any(report.reaches(_duty(fail_on)) for report in checked):
        codes.add(Code.POINTS)
    if out and not checked:
        return max(codes)  # what stood at OUT is worth more than a file that says "not checked"
    if format is Format.TEXT:
        lines = _text(answers, alone=len(files) == 1)
        if not out:
            if len(files) > 1 or checked:
                show(lines)
            return max(codes, default=Code.CLEAR)
        from ehcp_lint.outputs.terminal import plain

        made = plain(lines).encode("utf-8")
    else:
        made = export(format, reports, [plan for *_, plan in answers], quotes=not no_quotes, fail_on=_duty(fail_on))
    if out:
        write_file(out, made, never=files)
        if sys.stdout.isatty():  # a person waits for a word; a script reads the exit code
            put(f"Wrote {one_line(out)}.\n")
    elif format in FOR_PROGRAMS or checked:
        put_data(made.decode("utf-8"))
    return max(codes, default=Code.CLEAR)


def _answer(
    path: str,
    reading: Reading | CannotRead,
    choice: Choice,
    status: Status | str | None,
    codes: set[Code],
    debug: bool,
    advice: tuple[Plan, ...] = (),
) -> tuple[Report, Plan | None]:
    """One file's report. A fault of ours in one file is told and costs no other file its answer."""
    from ehcp_lint.engine import lint
    from ehcp_lint.report import Report

    name = one_line(Path(path).name)
    try:
        profile = choice.profile_for(path)
        plan = plan_of(reading, profile.pack)
        if status == ASK:
            status = None if plan.details.status and plan.details.status.value else _ask_status(name)
        return lint(plan, profile, status=status, advice=advice).model_copy(update={"file": name}), plan
    except BadConfig:
        raise
    except CannotRead as refusal:
        complain(str(refusal), path)
        codes.add(Code.NOT_CHECKED)
        return Report.model_validate({"file": name, "status": refusal.status, "message": str(refusal)}), None
    except Exception as error:
        if debug:
            raise
        complain(internal_error(error), path)
        codes.add(Code.OUR_ERROR)
        return Report(file=name, status="crashed", message=internal_error(error)), None


def _given(path: str, reading: Reading | CannotRead, codes: set[Code]) -> Plan | None:
    """A report handed over with the plan. One that cannot be read costs the plan no other check."""
    report = plan_or_none(path, reading, "advice-report")
    if report is None:
        codes.add(Code.NOT_CHECKED)
    return report


def _refuse_ending(target: Path, file: str) -> None:
    """Raises `BadConfig` where a copy would get a name that no program opens it by."""
    if Path(file).suffix.lower() == ".pdf":
        if target.suffix.lower() != ".pdf":
            raise BadConfig(f"{target}: the copy is a PDF. Give it a name that ends in .pdf.")
    elif target.suffix.lower() not in (".docx", ".docm"):
        raise BadConfig(f"{target}: the copy is a Word file. Give it a name that ends in .docx.")


ASK = "ask"


def _may_ask(format: Format, out: str | None) -> bool:
    """Whether a person sits at the terminal and nothing but words for them is being made."""
    return format is Format.TEXT and not out and sys.stdin.isatty() and sys.stdout.isatty()


def _ask_status(name: str) -> Status | None:
    """What the plan is, asked of the person at the terminal; None where they do not say."""
    words = ", ".join(status.value for status in Status)
    sys.stderr.write(f"{name} does not say what it is. Type one of {words}; or press Enter to go on without.\n> ")
    sys.stderr.flush()
    said = sys.stdin.readline().strip().lower().replace(" ", "-")
    near = [status for status in Status if said and status.value.startswith(said)]
    return near[0] if near else None


def _duty(fail_on: FailOn) -> Duty | None:
    from ehcp_lint.check import Duty

    return None if fail_on is FailOn.NEVER else Duty(fail_on.value)


def _wordless(report: Report) -> Report:
    from ehcp_lint.checks import messages_without_words

    return report.without_quotes(messages_without_words())


def _redacted(report: Report, plan: Plan | None, number: int, format: Format) -> tuple[Report, Plan | None]:
    """The report and the plan without names; for programs with the offsets into the text as it was read."""
    from ehcp_lint.outputs.redacted import redacted

    found = redacted(report, plan, number)
    return (found.data if format in FOR_PROGRAMS else found.page), found.plan


def _text(answers: list[_Answer], *, alone: bool) -> list[Line]:
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.report.text import text_report
    from ehcp_lint.outputs.terminal import line

    lines = []
    for number, (path, report, plan) in enumerate(answers, 1):
        told = text_report(report, plan, path=path)
        if not alone:
            told = [*told[:-2], line()]  # the footer comes once, at the end
        lines += [*told, *([line()] if number < len(answers) else [])]
    if not alone:
        reports = [report for _, report, _ in answers]
        checked = sum(report.status == "checked" for report in reports)
        points = sum(not finding.trial for report in reports for finding in report.findings)
        missed = f", {len(reports) - checked} not checked" if checked < len(reports) else ""
        lines.append(
            line((f"{count(len(reports), 'file')}: {checked} checked{missed}; {count(points, 'point')} to check.", "title"))
        )
        lines += [line(), line((reports[0].footer, "quiet"))]
    return lines


def read(
    file: OneFile,
    format: Annotated[ReadFormat, typer.Option("--format", help="How to show it.")] = ReadFormat.TEXT,
    out: Out = None,
    redact: Redact = False,
    settings: Settings = None,
    no_settings: NoSettings = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Show what was read: sections, needs, outcomes, provision, front page, and what was not read."""
    if out:
        refuse_inputs(Path(out), [file])
    choice = Choice(settings=settings, no_settings=no_settings)
    with Reader([file], password, choice=choice, debug=debug) as reader:
        import json

        from ehcp_lint.outputs.read import read_object, read_text, unread_object
        from ehcp_lint.outputs.terminal import line

        pack = choice.profile_for(file).pack
        _, reading = next(iter(reader))
    try:
        plan = plan_of(reading, pack)
    except CannotRead as refusal:
        complain(str(refusal), file)
        if format is ReadFormat.JSON and not out:
            put_data(json.dumps(unread_object(Path(file).name, refusal.status, str(refusal)), indent=2) + "\n")
        return Code.NOT_CHECKED
    name, told = Path(file).name, ""
    if redact:
        from ehcp_lint.outputs.redacted import note, safe_name
        from ehcp_lint.redaction import Redactor

        name, told, (plan, _) = safe_name(name), note(), Redactor(plan).plan(plan)
    if format is ReadFormat.JSON:
        found = {**read_object(plan, name), **({"note": told} if told else {})}
        answer(json.dumps(found, indent=2, ensure_ascii=False) + "\n", out, [file])
    else:
        answer([*read_text(plan, name), *([line(), line((told, "quiet"))] if told else [])], out, [file])
    return Code.CLEAR


def comment(
    file: OneFile,
    out: Out = None,
    profile: ProfileName = None,
    status: PlanStatus = None,
    only: Only = "",
    skip: Skip = "",
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_plugins: NoPlugins = False,
    no_decisions: NoDecisions = False,
    decisions: DecisionsFile = None,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Write a copy with the points beside the words: comments in a Word file, highlights with notes in a PDF.

    The plan itself is never changed. Highlights need the pdf extra."""
    if out:
        refuse_inputs(Path(out), [file])
        _refuse_ending(Path(out), file)
    choice = Choice(profile, only, skip, settings, no_settings, no_plugins)
    with Reader([file], password, choice=choice, debug=debug) as reader:
        decided = decisions_about([file], decisions, none=no_decisions)
        chosen = choice.profile_for(file)
        from ehcp_lint.engine import lint
        from ehcp_lint.parsers import file_bytes

        _, reading = next(iter(reader))
    try:
        plan = plan_of(reading, chosen.pack)
        report = settled(lint(plan, chosen, status=status), decided.get(file, ()), chosen, plan)
        data = file_bytes(Path(file), chosen.limits.as_limits)
        if plan.source == "pdf":
            from ehcp_lint.outputs.copies.pdf import highlighted_copy

            copy = highlighted_copy(data, plan, report, password, chosen.limits.as_limits.pages)
        else:
            from ehcp_lint.outputs.copies.word import commented_copy

            copy = commented_copy(data, plan, report)
    except CannotRead as refusal:
        complain(str(refusal), file)
        return Code.NOT_CHECKED
    target = Path(out) if out else free_name(file)
    write_file(target, copy.data, never=[file])
    from ehcp_lint.outputs.phrases import summary

    put(f"Wrote {one_line(str(target))}: {copy.said} The plan itself was not changed.\n{summary(report)}\n\n{report.footer}\n")
    return Code.CLEAR
