"""The commands about people who answer: signoff (a senior's decision about an officer) and approve (DCO and DSCO)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, show
from ehcp_lint.cli.files import Reader, plan_or_none
from ehcp_lint.cli.options import taking
from ehcp_lint.cli.stores import (
    NO_ROLE,
    By,
    Form,
    InARow,
    On,
    StorePlace,
    day,
    open_the_store,
    own_settings,
    said_role,
    the_form,
)
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.agreed_wording import Register
    from ehcp_lint.moderation.figures.signoff import Advice
    from ehcp_lint.moderation.keeping.approvals import ApprovalRecord
    from ehcp_lint.moderation.meeting.officers import DecisionRecord, OfficerResults
    from ehcp_lint.outputs.terminal import Line
    from ehcp_lint.settings.profile import Profile


def signoff(
    officer: Annotated[
        str | None, typer.Argument(metavar="OFFICER", help="The officer's code; all if not said.", show_default=False)
    ] = None,
    decide: Annotated[str | None, taking("--decide", "DECISION", "signed-off, not-yet or withdrawn.")] = None,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="The decision's reason, in a sentence. No names.")] = "",
    in_a_row: InARow = None,
    standard: Annotated[
        str | None,
        typer.Option(
            "--standard", metavar="LETTER", help="The lowest grade that meets the standard.", show_default="the second best"
        ),
    ] = None,
    rubric: Form = None,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Show an officer's chart from the grades that people gave, and keep a senior's written decision.

    The chart advises and never decides. What the checks find in a plan is no part of it."""
    from ehcp_lint.moderation.figures.signoff import Rule, advise
    from ehcp_lint.moderation.keeping.reading import read_rounds
    from ehcp_lint.moderation.meeting.officers import (
        decisions_of,
        figures_of,
        officers_in,
        record_decision,
        results_of,
        signed_after,
        standard_of,
    )
    from ehcp_lint.outputs.terminal import line

    form = the_form(rubric)
    letter = standard_of(form, standard)
    rule = Rule(in_a_row=in_a_row)
    with open_the_store(store) as opened:
        rounds = read_rounds(opened)
        known = officers_in(rounds)
        if officer is None:
            if decide:
                raise BadConfig("A decision is about one officer: name the code.")
            lines = []
            for code in known:
                found = results_of(rounds, code, form, letter)
                held = signed_after(decisions_of(opened, code), len(found.results))
                advice = advise(found.results, rule, signed_after=held)
                lines.append(line(f"{code}: {len(found.results)} plans with a grade. {advice.words}", hanging=2))
            show(lines or [line("No plan in the store has an officer's code.")])
            return Code.CLEAR
        code = officer.strip().upper()
        if code not in known:
            raise BadConfig(f"No plan of an officer of that code was moderated. Officers: {', '.join(known) or 'none'}.")
        found = results_of(rounds, code, form, letter)
        decisions = decisions_of(opened, code)
        advice = advise(found.results, rule, signed_after=signed_after(decisions, len(found.results)))
        if decide:
            figures = figures_of(advice, found, letter)
            record_decision(opened, code, decide, rule=rule.name, figures=figures, text=text, by=said_role(by), on=day(on))
            decisions = decisions_of(opened, code)
    show(_chart(code, found, advice, decisions, letter))
    return Code.CLEAR


def _chart(code: str, found: OfficerResults, advice: Advice, decisions: tuple[DecisionRecord, ...], letter: str) -> list[Line]:
    from ehcp_lint.outputs.terminal import line

    lines = [
        line((f"Officer {code}: {len(found.results)} plans with a grade", "title")),
        line(f"A plan meets the standard from grade {letter} on. {advice.rule.words}"),
        line(),
    ]
    for point in advice.points:
        result = "met" if point.met else "not met"
        statutory = "; lacks a statutory section" if point.critical else ""
        lines.append(line(f"{point.number:>3}  {point.plan}  {result}{statutory}  {point.value:.2f} ({point.stage})", indent=2))
    lines += [line(f"{plan}: not counted, {why}.", indent=2) for plan, why in found.waiting]
    lines += [line(), line((f"Advice: {advice.call}. ", "title"), advice.words)]
    lines += [line(caution) for caution in advice.cautions]
    lines += [line(f"Decided {d.on}: {d.decision}, by the {d.by} ({d.rule}): {d.text}") for d in decisions]
    return lines


def approve(
    wordings: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="Sentences of the register to approve.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day of the approval.", show_default="a year on")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the approvals of these sentences back.")] = False,
    plans: Annotated[
        list[str] | None, taking("--plans", "FILE", "List where sections C, D, G and H of a plan lack one.")
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="TOML", help="Write the register with its approvals.", show_default=False),
    ] = None,
    by: By = NO_ROLE,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Record that the DCO or DSCO approved agreed wording, until a day; list approvals, and plans whose health and social care
    sections lack one.

    Exit code 1 where a section lacks an approval, 3 where a plan could not be read."""
    from ehcp_lint.moderation.keeping.approvals import approvals, approved_register, find_wording
    from ehcp_lint.moderation.keeping.approvals import approve as keep
    from ehcp_lint.moderation.keeping.approvals import withdraw as take_back
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    today = day(on)
    register, profile = _register()
    with open_the_store(store, create=True) as opened:
        for name in wordings or ():
            wording = find_wording(register, name)
            if withdraw:
                number = take_back(opened, wording.id, by=said_role(by), on=today)
                show([line(f"{wording.id}: {count(number, 'approval')} taken back.")])
            else:
                last = keep(opened, wording, by=said_role(by), on=today, until=day(until, "--until") if until else None)
                show([line(f"{wording.id} is approved by the {by} until {last}.")])
        given = approvals(opened, register)
    approved = approved_register(register, given)
    if out:
        from ehcp_lint.outputs.moderation.register import register_toml
        from ehcp_lint.outputs.write import write_file

        write_file(out, register_toml(approved).encode("utf-8"))
        show([line(f'Wrote {one_line(out)}. Name it in ehcp-lint.toml: [files] agreed_wording = "{one_line(Path(out).name)}"')])
    if plans:
        return _lacking(plans, approved, profile, today)
    if not (wordings or out):
        show(_approvals(given, today) or [line("No sentence has been approved yet.")])
    return Code.CLEAR


def _register() -> tuple[Register, Profile]:
    """The council's register of agreed wording, or the shipped one, and the settings that named it."""
    from ehcp_lint.agreed_wording import load_register, make_register
    from ehcp_lint.settings.council import load_settings
    from ehcp_lint.settings.profile import load_profile

    found = own_settings()
    profile = load_settings(found) if found else load_profile()
    own = profile.words.agreed
    return (make_register(own, "agreed wording") if own is not None else load_register()), profile


def _approvals(given: tuple[ApprovalRecord, ...], today: date) -> list[Line]:
    from ehcp_lint.outputs.terminal import line

    lines = []
    for one in given:
        if one.withdrawn:
            state = f"taken back {one.withdrawn}"
        elif not one.current:
            state = "the sentence was changed since: it needs a new approval"
        elif one.valid_to < today:
            state = f"ran out {one.valid_to}"
        else:
            state = f"until {one.valid_to}"
        lines.append(line(f"{one.wording}: approved {one.approved_on} by the {one.by}, {state}.", hanging=2))
    return lines


def _lacking(plans: list[str], register: Register, profile: Profile, today: date) -> int:
    from ehcp_lint.moderation.keeping.approvals import Standing, standing_of
    from ehcp_lint.outputs.terminal import line

    code = Code.CLEAR
    lines = []
    with Reader(plans, None) as reader:
        for path, reading in reader:
            plan = plan_or_none(path, reading, profile.pack)
            if plan is None:
                code = Code.NOT_CHECKED
                continue
            lines.append(line((one_line(Path(path).name), "title")))
            for one in standing_of(plan, register, today):
                until = f" until {one.until}" if one.until and one.standing is Standing.APPROVED else ""
                which = f" ({one.wording}{until})" if one.wording else ""
                lines.append(line(f"{one.letter}: {one.standing}{which}.", indent=2, hanging=2))
                if one.lacks and code is Code.CLEAR:
                    code = Code.POINTS
    show(lines)
    return code
