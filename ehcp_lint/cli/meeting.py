"""The commands of the meeting: agree, actions, good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, complain, show
from ehcp_lint.cli.options import taking
from ehcp_lint.cli.stores import NO_ROLE, By, Form, On, RoundCode, StorePlace, day, open_the_store, said_role, the_form
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.moderation.keeping.consensus import AgreedMark
    from ehcp_lint.moderation.keeping.responding import Problem
    from ehcp_lint.moderation.keeping.store import Store
    from ehcp_lint.rubric import Rubric

Plan = Annotated[str, taking("--plan", "CODE", "The plan that it is about.")]


def agree(
    round_code: RoundCode,
    sheet: Annotated[
        str | None, typer.Argument(metavar="SHEET", help="The filled sheet (.xlsx or .csv).", show_default=False)
    ] = None,
    blank: Annotated[str | None, taking("--blank", "FILE", "Write the sheet to fill in (.xlsx or .csv).")] = None,
    all_questions: Annotated[
        bool, typer.Option("--all", help="With --blank: all questions, not only those on which moderators differ.")
    ] = False,
    plan: Plan = "",
    question: Annotated[str, typer.Option("--question", metavar="ID", help="One question, such as Q9.")] = "",
    mark: Annotated[str, typer.Option("--mark", metavar="MARK", help="The agreed mark, or N/A.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why. No names, and no words of the plan.")] = "",
    cap: Annotated[
        list[str] | None, taking("--cap", "ID", "A cap that the meeting confirmed. May be repeated; 'none' for none.")
    ] = None,
    grade: Annotated[str | None, taking("--grade", "LETTER", "A grade in place of the computed one.")] = None,
    note: Annotated[str | None, taking("--note", "TEXT", "Why that grade.")] = None,
    replace: Annotated[str | None, taking("--replace", "REASON", "Put marks in place of agreed ones, and why.")] = None,
    rubric: Form = None,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Keep what the meeting agreed, each mark with its reason: from a filled sheet, or one plan at a time by options.

    Exit code 3 where a line could not be taken; it is listed, and the others are kept."""
    form = the_form(rubric)
    if sum((bool(sheet), bool(blank), bool(plan))) != 1:
        raise BadConfig("Give a filled SHEET, or --blank FILE for an empty one, or --plan CODE with what was agreed.")
    with open_the_store(store) as opened:
        if blank:
            return _blank(opened, round_code, form, Path(blank), all_questions=all_questions)
        if sheet:
            from ehcp_lint.moderation.keeping.agreed_sheet import read_agreed
            from ehcp_lint.parsers import file_bytes

            filled = read_agreed(file_bytes(Path(sheet)), Path(sheet).name, form)
            return _agreed(opened, round_code, form, filled.agreed, filled.problems, replace, by, on, sheet)
        if not (question or cap or grade):
            raise BadConfig("With --plan, say what was agreed: --question and --mark, or --cap, or --grade.")
        code: int = Code.CLEAR
        if question:
            code = _agreed(opened, round_code, form, [_one(form, plan, question, mark, reason)], (), replace, by, on, None)
        if cap or grade:
            from ehcp_lint.moderation.keeping.consensus import conclude
            from ehcp_lint.outputs.terminal import line

            caps = [name for name in cap or () if name.lower() != "none"]
            changed = conclude(opened, round_code, plan, form, caps=caps, override=grade, note=note, by=by, on=day(on))
            show([line("Kept." if changed else "It stood there already. Nothing was changed.")])
        return code


def _one(form: Rubric, plan: str, question: str, mark: str, reason: str) -> AgreedMark:
    from ehcp_lint.moderation.keeping.consensus import AgreedMark
    from ehcp_lint.rubric.answers import Answers

    answered, value, why = Answers(form, {}).mark(mark)
    if why or not answered:
        raise BadConfig(f"--mark: {why or 'say the mark, or N/A'}.")
    return AgreedMark(0, plan, question.strip().upper(), value, reason)


def _agreed(
    opened: Store,
    code: str,
    form: Rubric,
    given: list[AgreedMark] | tuple[AgreedMark, ...],
    unread: tuple[Problem, ...],
    replace: str | None,
    by: str,
    on: str | None,
    sheet: str | None,
) -> int:
    from ehcp_lint.moderation.keeping.consensus import record_agreed
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    taken = record_agreed(opened, code, given, form, by=by, on=day(on), replace=replace)
    problems = sorted((*unread, *taken.problems))
    for problem in problems:
        complain(f"row {problem.row}: {problem.what}." if problem.row else f"{problem.what}.", sheet)
    more = f", {count(taken.replaced, 'mark')} replaced" if taken.replaced else ""
    show([line(f"{count(taken.new, 'agreed mark')} kept{more}, {taken.unchanged} there already.")])
    return Code.NOT_CHECKED if problems else Code.CLEAR


def _blank(opened: Store, code: str, form: Rubric, target: Path, *, all_questions: bool) -> int:
    from ehcp_lint.moderation.keeping.agreed_sheet import TITLES, lines_to_agree
    from ehcp_lint.moderation.keeping.reading import read_round
    from ehcp_lint.outputs.moderation.agreed_sheet import agreed_csv, agreed_workbook
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line
    from ehcp_lint.outputs.write import write_file

    rows = lines_to_agree(read_round(opened, code), form, all_questions=all_questions)
    if target.suffix.lower() == ".csv":
        data = agreed_csv(TITLES, rows)
    elif target.suffix.lower() == ".xlsx":
        marks = [str(mark) for mark in form.scale.marks]
        data = agreed_workbook(TITLES, rows, [*marks, form.scale.not_applicable], f"Agreed marks, round {code}")
    else:
        raise BadConfig(f"{target.name}: the sheet is an .xlsx or .csv file.")
    write_file(target, data)
    show([line(f"Wrote {one_line(str(target))}: {count(len(rows), 'line')} to agree, the largest disagreement first.")])
    return Code.CLEAR


def actions(
    add: Annotated[str, typer.Option("--add", metavar="TEXT", help="A new action. No names, and no words of the plan.")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="ROLE", help="The role that is to do it.")] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="Until when, as 2026-12-18.")] = "",
    round_code: Annotated[str | None, taking("--round", "ROUND", "The round that it comes from.")] = None,
    plan: Plan = "",
    close: Annotated[list[int] | None, taking("--close", "NUMBER", "Close an action. May be repeated.")] = None,
    all_actions: Annotated[bool, typer.Option("--all", help="List closed actions too.")] = False,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """List what is to be done, the first due first; add an action, or close one. Each has an owner (a role) and a day."""
    from ehcp_lint.moderation.keeping.actions import add_action, close_action
    from ehcp_lint.moderation.keeping.reading import read_actions
    from ehcp_lint.outputs.terminal import line

    today = day(on)
    if add and not (owner and due):
        raise BadConfig("An action needs --owner ROLE and --due DATE.")
    with open_the_store(store) as opened:
        if add:
            number = add_action(
                opened,
                add,
                owner=owner,
                due=day(due, "--due"),
                by=by,
                on=today,
                round_code=round_code,
                plan=plan or None,
            )
            show([line(f"Action {number} is kept.")])
        for number in close or ():
            closed = close_action(opened, number, by=by, on=today)
            show([line(f"Action {number} is closed." if closed else f"Action {number} was closed before.")])
        if add or close:
            return Code.CLEAR
        found = read_actions(opened, closed=all_actions)
    lines = []
    for one in found:
        about = f"{one.round}{f', plan {one.plan}' if one.plan else ''}: " if one.round else ""
        state = f"closed {one.closed}" if one.closed else f"due {one.due}"
        late = (" (overdue)", "alarm") if one.overdue(today) else ""
        lines.append(line(f"{one.number:>4}  {state}", late, f"  {one.owner}. {about}{one.text}", hanging=6))
    show(lines or [line("No action is open.")])
    return Code.CLEAR


def good(
    add: Annotated[
        str, typer.Option("--add", metavar="TEXT", help="A passage that is well written; names are taken out.")
    ] = "",
    section: Annotated[str, typer.Option("--section", metavar="LETTER", help="The section that it is from.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="need, outcome, step, provision, view or wording.")
    ] = "provision",
    check: Annotated[str | None, taking("--check", "ID", "The check beside which it is shown.")] = None,
    agree: Annotated[int | None, taking("--agree", "NUMBER", "Let a passage be shown, as another role.")] = None,
    remove: Annotated[int | None, taking("--remove", "NUMBER", "Take a passage out for good.")] = None,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """The register of good practice: list it, add a passage that people marked as good, agree to one, or take one out.

    A passage is shown with `explain` once another role than the one that added it agreed. Read it for what may name a child:
    names are taken out, as far as they are known, and nothing else is."""
    from ehcp_lint.cli.reference import find_check
    from ehcp_lint.moderation.keeping.good_practice import agree_good, good_practice, mark_good, remove_good
    from ehcp_lint.outputs.terminal import line

    with open_the_store(store) as opened:
        if add:
            named = find_check(check).id if check else None
            made = mark_good(opened, add, section=section, kind=kind, check=named, by=said_role(by), on=day(on))
            show([line(f"Kept as {made.number}: {made.text}"), line("Another role must agree before it is shown: --agree.")])
        elif agree is not None:
            made = agree_good(opened, agree, by=said_role(by), on=day(on))
            show([line(f"{made.number} is shown from now on: {made.text}")])
        elif remove is not None:
            remove_good(opened, remove, by=by)
            show([line(f"{remove} is taken out.")])
        else:
            items = good_practice(opened, agreed_only=False)
            lines = []
            for one in items:
                state = f"agreed by {one.approved_by}" if one.approved_by else "not agreed yet"
                where = f"{one.section}, {one.kind}{f', {one.check}' if one.check else ''}"
                lines.append(line(f"{one.number:>4}  {where}; {state}. {one.text}", hanging=6))
            show(lines or [line("The register is empty.")])
    return Code.CLEAR
