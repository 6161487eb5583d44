"""The commands about the form by which people judge a plan: rubric form, workbook, show, read."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, answer, complain, put
from ehcp_lint.cli.decisions import NoDecisions, decisions_about, settled
from ehcp_lint.cli.files import Reader, plan_of
from ehcp_lint.cli.options import Debug, NoPlugins, NoSettings, Out, Password, PlanStatus, Redact, Settings, taking
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import refuse_inputs, write_file
from ehcp_lint.parsers.transcript import Reading

if TYPE_CHECKING:
    from ehcp_lint.decisions.file import Decision
    from ehcp_lint.plan import Status
    from ehcp_lint.rubric import PlanEvidence, Rubric
    from ehcp_lint.settings.profile import Profile

MODERATION = "moderation"  # the profile whose points are laid beside the questions
EVIDENCE = ".evidence"

RubricFile = Annotated[str | None, taking("--rubric", "FILE", "The council's form (TOML), not that of its settings.")]
Quick = Annotated[bool, typer.Option("--quick", help="As a tick form: Yes, Partly, No.")]


class ShowFormat(StrEnum):
    """How `rubric show` shows the form."""

    TEXT = "text"
    JSON = "json"
    TOML = "toml"


class ReadFormat(StrEnum):
    """How `rubric read` shows what an export holds."""

    TEXT = "text"
    JSON = "json"


def group() -> typer.Typer:
    """`ehcp-lint rubric` with its commands."""
    app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="The form by which people judge a plan.")
    for command, about in (
        (form, "Write the questions, to build a form from."),
        (workbook, "Write a workbook to mark each plan in."),
        (show_form, "Show the form."),
        (read, "Show what a form's export holds."),
    ):
        app.command(command.__name__.removesuffix("_form"), short_help=about)(command)
    return app


def form(
    out: Out = None,
    rubric: RubricFile = None,
    quick: Quick = False,
    comments: Annotated[bool, typer.Option("--comments", help="Ask for a comment after each question.")] = False,
    settings: Settings = None,
    no_settings: NoSettings = False,
) -> int:
    """Write the questions as a Word document from which somebody builds the form by hand, in Microsoft Forms or elsewhere.

    It says of each question what to call it, its answers, its help and whether it is required. The plan's code comes first,
    and no name is asked for."""
    target = Path(out or "form.docx")
    if target.suffix.lower() != ".docx":
        raise BadConfig(f"{target}: the question document is a Word file. Give it a name that ends in .docx.")
    refuse_inputs(target, [])
    chosen = _chosen(rubric, settings, no_settings)
    _can_be_quick(chosen, quick)
    from ehcp_lint.outputs.rubric.question_document import question_document
    from ehcp_lint.rubric.form import asked

    write_file(target, question_document(chosen, quick=quick, comments=comments))
    count = sum(1 for _ in asked(chosen, quick=quick, comments=comments))
    put(f"Wrote {one_line(str(target))}: {count} questions to build the form from, and how to build it.\n")
    return Code.CLEAR


def workbook(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="PLAN...", help="Plans; none: one empty workbook for each --code.", show_default=False),
    ] = None,
    out: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="The workbook, or a folder for several.")
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code", metavar="CODE", help="The plan's code; once for each plan, in their order.", show_default="P01, P02"
        ),
    ] = None,
    moderator: Annotated[str, typer.Option("--moderator", metavar="CODE", help="Fill in the moderator's code.")] = "",
    rubric: RubricFile = None,
    quick: Quick = False,
    with_evidence: Annotated[
        bool, typer.Option("--with-evidence", help="Put the evidence into the workbook itself, not into a file of its own.")
    ] = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="Words of the plan in the evidence.")] = False,
    redact: Redact = False,
    profile: Annotated[str, typer.Option("--profile", metavar="NAME", help="Whose points are the evidence.")] = MODERATION,
    status: PlanStatus = None,
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_plugins: NoPlugins = False,
    no_decisions: NoDecisions = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Write a workbook to mark each plan in: answers from lists, weights, and a grade that the workbook works out by formulas.

    The evidence goes into a second workbook, so that people mark first and look after. It never sets a mark. Files are named
    by the plan's code, never by the plan: keep the list of codes apart."""
    paths = list(files or ())
    codes = _codes(paths, list(code or ()))
    targets = _targets(out, codes, with_evidence=with_evidence, plans=bool(paths))
    for target in (file for pair in targets for file in pair if file):
        refuse_inputs(target, paths)
        if os.path.lexists(target):  # also one of ours: somebody may have begun to fill it in
            raise BadConfig(f"{target}: a document of that name is there already. Choose another place with -o.")
    choice = Choice(profile, settings=settings, no_settings=no_settings, no_plugins=no_plugins)
    decided = decisions_about(paths, none=no_decisions)
    from ehcp_lint.outputs.rubric.workbook import evidence_workbook, marks_workbook

    worst = Code.CLEAR
    if not paths:
        chosen = _chosen(rubric, settings, no_settings)
        _can_be_quick(chosen, quick)
        for name, (target, _) in zip(codes, targets, strict=True):
            write_file(target, marks_workbook(chosen, name, quick=quick, moderator=moderator))
            put(f"Wrote {one_line(str(target))}.\n")
        return worst
    with Reader(paths, password, choice=choice, debug=debug) as reader:
        for (path, reading), name, (target, beside) in zip(reader, codes, targets, strict=True):
            settled_profile = choice.profile_for(path)
            chosen = _rubric_for(rubric, settled_profile)
            _can_be_quick(chosen, quick)
            evidence, read_it = _evidence(path, reading, settled_profile, chosen, status, decided.get(path, ()), quotes, redact)
            worst = worst if read_it else Code.NOT_CHECKED
            inside = evidence if with_evidence else None
            made = marks_workbook(chosen, name, quick=quick, moderator=moderator, evidence=inside, quotes=quotes)
            write_file(target, made, never=paths)
            if beside:
                write_file(beside, evidence_workbook(chosen, name, evidence, quotes=quotes), never=paths)
            more = f"; evidence, to open after marking: {one_line(str(beside))}" if beside else ""
            put(f"{name}: {one_line(path)}. Marks: {one_line(str(target))}{more}.\n")
    return worst


def show_form(
    format: Annotated[ShowFormat, typer.Option("--format", help="How to show it; toml: to copy and change.")] = ShowFormat.TEXT,
    out: Out = None,
    rubric: RubricFile = None,
    settings: Settings = None,
    no_settings: NoSettings = False,
) -> int:
    """Show the form: its questions, weights, marks, grades and what holds a grade down, and which checks feed each question."""
    from ehcp_lint.outputs.rubric.text import rubric_text as as_text
    from ehcp_lint.rubric.loading import rubric_text

    chosen = _chosen(rubric, settings, no_settings)
    if format is ShowFormat.TOML:
        answer(rubric_text(rubric or _own_file(settings, no_settings))[0], out)
    elif format is ShowFormat.JSON:
        answer(chosen.model_dump_json(indent=2) + "\n", out)
    else:
        answer(as_text(chosen), out)
    return Code.CLEAR


def read(
    file: Annotated[
        str, typer.Argument(metavar="EXPORT", help="The export (.xlsx, .csv), or a workbook filled in.", show_default=False)
    ],
    map: Annotated[str | None, taking("--map", "FILE", "What the columns are called here (TOML).")] = None,
    format: Annotated[ReadFormat, typer.Option("--format", help="How to show it.")] = ReadFormat.TEXT,
    out: Out = None,
    rubric: RubricFile = None,
    settings: Settings = None,
    no_settings: NoSettings = False,
) -> int:
    """Show what people answered, and every row and column that could not be read. Names and addresses are not read.

    Exit code 0: all was read; 3: something was not, and is listed; the rest is shown."""
    chosen = _chosen(rubric, settings, no_settings)
    from ehcp_lint.outputs.rubric.responses import responses_text
    from ehcp_lint.parsers import file_bytes
    from ehcp_lint.rubric.responses import read_responses

    if out:
        refuse_inputs(Path(out), [file])
    try:
        found = read_responses(file_bytes(Path(file)), Path(file).name, chosen, map)
    except CannotRead as refusal:
        complain(str(refusal), file)
        return Code.NOT_CHECKED
    if format is ReadFormat.JSON:
        answer(found.model_dump_json(indent=2) + "\n", out, [file])
    else:
        answer(responses_text(found, chosen), out, [file])
    return Code.CLEAR if found.clean else Code.NOT_CHECKED


def _chosen(named: str | None, settings: str | None, no_settings: bool) -> Rubric:
    """The form that is named, or that of the settings in this folder or above."""
    from ehcp_lint.rubric import load_rubric

    if named:
        return load_rubric(named)
    here = str(Path.cwd() / "any")  # settings are looked for from the folder of a file
    return _rubric_for(None, Choice(settings=settings, no_settings=no_settings).profile_for(here))


def _rubric_for(named: str | None, profile: Profile) -> Rubric:
    from ehcp_lint.rubric import load_rubric, rubric_of

    return load_rubric(named) if named else rubric_of(profile)


def _own_file(settings: str | None, no_settings: bool) -> str | None:
    """The file of the council's form, to be shown as it stands."""
    choice = Choice(settings=settings, no_settings=no_settings)
    here = str(Path.cwd() / "any")
    where, own = choice.where(here), choice.profile_for(here).words.rubric
    return str(where.parent / own.file) if where and own else None


def _can_be_quick(rubric: Rubric, quick: bool) -> None:
    if quick and not rubric.scale.quick:
        raise BadConfig(
            f"The form '{rubric.name}' has no tick form. Leave --quick out, or give its scale [[scale.quick]] answers."
        )


def _codes(paths: list[str], given: list[str]) -> list[str]:
    """The codes of the plans, each once and fit for the name of a file."""
    from ehcp_lint.rubric.answers import code

    if given and paths and len(given) != len(paths):
        raise BadConfig(f"{len(paths)} plans and {len(given)} codes. Give --code once for each plan, or not at all.")
    if not given and not paths:
        raise BadConfig("Name a plan, or give --code for an empty workbook.")
    codes = given or [f"P{number:02d}" for number in range(1, len(paths) + 1)]
    for one in codes:
        _, why = code(one)
        if why or not one.strip() or not all(letter.isalnum() or letter in "-_." for letter in one):
            raise BadConfig(f"A plan code is made of letters, digits, - and _, such as P07; {why or 'this one is not'}.")
    if twice := next((one for one in codes if codes.count(one) > 1), None):
        raise BadConfig(f"The code {twice} is given twice. Each plan needs its own.")
    return codes


def _targets(out: str | None, codes: list[str], *, with_evidence: bool, plans: bool) -> list[tuple[Path, Path | None]]:
    """Where each workbook goes, and its evidence (None where it has none of its own)."""
    place = Path(out or ".")
    if place.suffix.lower() == ".xlsx" and not place.is_dir():
        if len(codes) > 1:
            raise BadConfig(f"{place}: there are {len(codes)} workbooks to write. Name a folder with -o.")
        files = [place]
    elif not place.is_dir():
        raise BadConfig(f"{place}: there is no such folder. Make it first, or name one workbook in .xlsx.")
    else:
        files = [place / f"{code}.xlsx" for code in codes]
    return [(file, file.with_suffix(f"{EVIDENCE}.xlsx") if plans and not with_evidence else None) for file in files]


def _evidence(
    path: str,
    reading: Reading | CannotRead,
    profile: Profile,
    rubric: Rubric,
    status: Status | None,
    decisions: tuple[Decision, ...],
    quotes: bool,
    redact: bool,
) -> tuple[PlanEvidence, bool]:
    """The evidence for one plan, and whether it could be read: people can mark a plan that the tool cannot read."""
    from ehcp_lint.engine import lint
    from ehcp_lint.report import Report
    from ehcp_lint.rubric import gather

    try:
        plan = plan_of(reading, profile.pack)
        report = settled(lint(plan, profile, status=status), decisions, profile, plan)
        if redact and quotes:
            from ehcp_lint.outputs.redacted import redacted

            made = redacted(report, plan)
            report, plan = made.page, made.plan or plan
        return gather(rubric, report, plan=plan, profile=profile, quotes=quotes), True
    except CannotRead as refusal:
        complain(str(refusal), path)
        report = Report.model_validate({"status": refusal.status, "message": str(refusal)})
        return gather(rubric, report, quotes=quotes), False
