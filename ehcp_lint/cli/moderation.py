"""The commands of a round of moderation: start, import, show, close, purge. Those of the meeting are in `cli.meeting`, those
about officers and agreed wording in `cli.signoff`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, complain, put_data, show
from ehcp_lint.cli.options import taking
from ehcp_lint.cli.sample import Design, Moderators, Panels, PerModerator
from ehcp_lint.cli.stores import (
    NO_ROLE,
    By,
    Form,
    KeyFile,
    On,
    RoundCode,
    StorePlace,
    day,
    open_the_key,
    open_the_store,
    the_form,
)
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.moderation.keeping.records import RoundRecord
    from ehcp_lint.moderation.keeping.responding import Imported
    from ehcp_lint.outputs.terminal import Line
    from ehcp_lint.rubric.responses import Responses


def start(
    round_code: RoundCode,
    sample: Annotated[str, typer.Argument(metavar="SAMPLE", help="The .json that `sample` wrote.", show_default=False)],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="moderation, peer or training.")] = "moderation",
    moderators: Moderators = None,
    design: Design = "pairs",
    per_moderator: PerModerator = 3,
    panels: Panels = 1,
    rubric: Form = None,
    see_first: Annotated[
        bool, typer.Option("--evidence-first", help="Moderators see the tool's evidence before they mark; not blind.")
    ] = False,
    keep_comments: Annotated[
        bool,
        typer.Option("--keep-comments", help="Keep moderators' comments too, names taken out. They may tell of a child."),
    ] = False,
    packing: Annotated[str | None, taking("--packing", "FOLDER", "Write the list of plans of each moderator there.")] = None,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
    key: KeyFile = None,
) -> int:
    """Start a round from a sample: its plans by code, its moderators, and who reads what. Makes the store if there is none."""
    from ehcp_lint.moderation.drawing.moderators import read_moderators
    from ehcp_lint.moderation.drawing.sample import read_sample, with_readers
    from ehcp_lint.moderation.keeping.rounds import start_round
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    made = read_sample(Path(sample))
    form = the_form(rubric)
    if moderators:
        readers = read_moderators(moderators)
        coder = open_the_key(key) if any(reader.own for reader in readers) else None
        before = len(made.warnings)
        made = with_readers(made, readers, coder, design=design, per_moderator=per_moderator, panels=panels)
        for warning in made.warnings[before:]:
            complain(warning)
    with open_the_store(store, create=True) as opened:
        start_round(
            opened,
            round_code,
            made,
            rubric=form.name,
            rubric_hash=form.fingerprint,
            by=by,
            on=day(on),
            kind=kind,
            blind=not see_first,
            keep_comments=keep_comments,
        )
    reads = sum(len(plan.readers) for plan in made.plans)
    how = "Evidence is shown first." if see_first else "Mark first, evidence after."
    lines = [
        line(
            f"Started the round {one_line(round_code)}: {count(len(made.plans), 'plan')}, "
            f"{count(len(made.moderators), 'moderator')}, {count(reads, 'form')} to come."
        ),
        line(f"Form: {form.name} ({form.fingerprint}). {how}"),
    ]
    if not keep_comments:
        lines.append(line("Comments on the forms are not kept; --keep-comments would keep them, names taken out."))
    if packing:
        from ehcp_lint.moderation.drawing.packing import packing_lists
        from ehcp_lint.outputs.write import write_file

        folder = Path(packing)
        folder.mkdir(parents=True, exist_ok=True)
        lists = packing_lists(round_code, made)
        for name, data in lists.items():
            write_file(folder / name, data)
        lines.append(line(f"Wrote {count(len(lists), 'list')} to {one_line(packing)}: one for each moderator."))
    show(lines)
    return Code.CLEAR


def import_(
    round_code: RoundCode,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Exports of the form (.xlsx, .csv) or filled workbooks.", show_default=False),
    ],
    map: Annotated[
        str | None, typer.Option("--map", metavar="TOML", help="What the columns mean, where the form names them otherwise.")
    ] = None,
    replace: Annotated[str | None, taking("--replace", "REASON", "Take marks that differ from the store's, and why.")] = None,
    rubric: Form = None,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Take moderators' forms into the store. What cannot be taken is listed by row, and nothing that is there is overwritten.

    Importing the same file again changes nothing. Exit code 3 where something was not taken."""
    from ehcp_lint.errors import CannotRead
    from ehcp_lint.moderation.keeping.forms import take_responses
    from ehcp_lint.parsers import file_bytes
    from ehcp_lint.rubric.responses import read_responses

    form = the_form(rubric)
    code = Code.CLEAR
    with open_the_store(store) as opened:
        for file in files:
            try:
                read = read_responses(file_bytes(Path(file)), Path(file).name, form, map)
            except CannotRead as refusal:
                complain(str(refusal), file)
                code = Code.NOT_CHECKED
                continue
            taken = take_responses(opened, round_code, read, form, by=by, on=day(on), replace=replace)
            problems = _problems(read, taken)
            for problem in problems:
                complain(problem, file)
                code = Code.NOT_CHECKED
            show(_imported(file, taken, len(problems)))
    return code


def show_(
    round_code: Annotated[
        str | None, typer.Argument(metavar="ROUND", help="One round; all if not said.", show_default=False)
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    store: StorePlace = None,
) -> int:
    """Show where a round stands: which forms are awaited, what is agreed, what is open."""
    from dataclasses import asdict

    from ehcp_lint.moderation.keeping.reading import read_round, read_rounds

    if format not in ("text", "json"):
        raise BadConfig("--format must be text or json.")
    with open_the_store(store) as opened:
        rounds = (read_round(opened, round_code),) if round_code else read_rounds(opened)
    if format == "json":
        put_data(json.dumps([asdict(one) for one in rounds], indent=2, ensure_ascii=False, default=str) + "\n")
        return Code.CLEAR
    show([words for one in rounds for words in _standing(one, whole=round_code is not None)] or [_none()])
    return Code.CLEAR


def close(round_code: RoundCode, by: By = NO_ROLE, on: On = None, store: StorePlace = None) -> int:
    """Close a round. Open actions stay open; once they are closed, the round can be purged in time."""
    from ehcp_lint.moderation.keeping.rounds import close_round
    from ehcp_lint.outputs.terminal import line

    with open_the_store(store) as opened:
        closed = close_round(opened, round_code, by=by, on=day(on))
    show([line(f"Closed the round {one_line(round_code)}." if closed else "It was closed before. Nothing was changed.")])
    return Code.CLEAR


def purge(
    older_than: Annotated[str, taking("--older-than", "AGE", "The retention rule, such as '24 months'.")],
    really: Annotated[bool, typer.Option("--really", help="Delete. Without it, only what would be deleted is shown.")] = False,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Delete rounds that were closed so long ago, and old decisions and approvals. Shows first what that would be.

    The audit trail keeps that something was purged, and how much; it holds no content."""
    from ehcp_lint.moderation.keeping.purge import age
    from ehcp_lint.moderation.keeping.purge import purge as purge_store
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    before = age(older_than, day(on))
    with open_the_store(store) as opened:
        found = purge_store(opened, before, by=by, really=really)
    verb = "Deleted" if found.done else "Would delete"
    what = [
        count(len(found.rounds), "round") + (f" ({', '.join(found.rounds)})" if found.rounds else ""),
        count(found.decisions, "decision about officers", "decisions about officers"),
        count(found.approvals, "approval"),
        count(found.actions, "closed action"),
    ]
    lines = [
        line(f"Nothing is older than {before}." if found.nothing else f"{verb} what is older than {before}: {', '.join(what)}.")
    ]
    lines += [line(f"Kept {code}: {why}.") for code, why in found.kept]
    if found.copies and not found.nothing:
        copies = ", ".join(copy.name for copy in found.copies)
        lines.append(line(f"{verb} too, because they hold the same: {copies}."))
    if not found.done and not found.nothing:
        lines.append(line("To delete, run it again with --really. It cannot be taken back."))
    show(lines)
    return Code.CLEAR


def _problems(read: Responses, taken: Imported) -> list[str]:
    """All that was not taken, by row."""
    told = [(p.row or 0, f"{p.column}: {p.what}" if p.column else p.what) for p in read.problems]
    told += [(problem.row, problem.what) for problem in taken.problems]
    lines = [f"row {row}: {what.rstrip('.')}." if row else f"{what.rstrip('.')}." for row, what in sorted(told)]
    for column in read.unmapped:
        near = f" It may be {column.near}." if column.near else ""
        lines.append(f"the column '{column.column}' is none of the form's, and was left out.{near} Name it in a map (--map).")
    return lines


def _imported(file: str, taken: Imported, problems: int) -> list[Line]:
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    said = [count(taken.new, "new form")]
    if taken.added:
        said.append(f"{count(taken.added, 'form')} with something more")
    if taken.replaced:
        said.append(f"{count(taken.replaced, 'mark')} replaced")
    said.append(f"{taken.unchanged} there already")
    left = f" {count(problems, 'thing')} could not be taken, listed above." if problems else ""
    return [line(f"{one_line(Path(file).name)}: {', '.join(said)}.{left}"), *(line(note) for note in taken.notes)]


def _standing(one: RoundRecord, *, whole: bool) -> list[Line]:
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    missing = one.missing()
    asked = sum(len(plan.readers) for plan in one.plans)
    opened = sum(action.closed is None for action in one.actions)
    differing = sum(len(one.settled_marks(plan.code)[1]) for plan in one.plans)
    state = f"closed {one.closed}" if one.closed else "open"
    counts = (
        f"{count(len(one.plans), 'plan')} by {count(len(one.moderators), 'moderator')}; "
        f"{asked - len(missing)} of {asked} forms are in; "
        f"{count(differing, 'question')} on which moderators differ and nothing is agreed; {count(opened, 'open action')}."
    )
    lines = [line((f"{one.code}: {one.kind}, {one.opened}, {state}", "title")), line(counts, indent=2)]
    if whole:
        lines += [line(f"Form {one.rubric} ({one.rubric_hash}); seed {one.seed}; frame {one.frame_hash[:16]}.", indent=2)]
        awaited: dict[str, list[str]] = {}
        for code, moderator in missing:
            awaited.setdefault(moderator, []).append(code)
        lines += [
            line(f"awaited from {code}: {', '.join(plans)}", indent=2, hanging=2) for code, plans in sorted(awaited.items())
        ]
        for plan in one.plans:
            if questions := one.settled_marks(plan.code)[1]:
                lines.append(line(f"{plan.code}: to agree on {', '.join(questions)}", indent=2, hanging=2))
    return [*lines, line()]


def _none() -> Line:
    from ehcp_lint.outputs.terminal import line

    return line("No round yet. `ehcp-lint moderate start ROUND SAMPLE` begins one.")
