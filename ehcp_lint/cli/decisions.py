"""The command about decisions, dismiss, and what the commands that check plans share with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, complain, put
from ehcp_lint.cli.files import Reader, plan_of
from ehcp_lint.cli.options import Debug, NoPlugins, NoSettings, OneFile, Password, PlanStatus, ProfileName, Settings, taking
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import write_file
from ehcp_lint.plan import Plan

if TYPE_CHECKING:
    from ehcp_lint.decisions.file import Decision
    from ehcp_lint.report import Finding, Report
    from ehcp_lint.settings.profile import Profile

FEWEST = 4  # characters of a fingerprint
_MOST_LISTED = 8

NoDecisions = Annotated[bool, typer.Option("--no-decisions", help="Show the points that a person set aside too.")]
DecisionsFile = Annotated[
    str | None, taking("--decisions", "FILE", "Decisions, if not in FILE.decisions.toml beside the plan.")
]


def decisions_about(files: Sequence[str], named: str | None = None, *, none: bool = False) -> dict[str, tuple[Decision, ...]]:
    """What was decided about each file, all read before any plan is: a mistake in one is told at once. Raises `BadConfig`."""
    from ehcp_lint.decisions.file import load_decisions, sidecar

    if named and none:
        raise BadConfig("--decisions and --no-decisions exclude each other. Give one of them.")
    if named and len(files) > 1:
        raise BadConfig("--decisions is for one plan. Name one plan, or put each file of decisions beside its plan.")
    if none:
        return {}
    found = {path: Path(named) if named else sidecar(path) for path in files}
    return {path: load_decisions(file) for path, file in found.items() if named or file.exists()}


def settled(report: Report, decisions: Sequence[Decision], profile: Profile, plan: Plan) -> Report:
    """The report with today's decisions. Those about checks that the profile leaves out, or turns off somewhere, are not
    called stale: nothing is known of their findings."""
    from ehcp_lint.decisions.file import settle_under

    return settle_under(report, decisions, profile, plan, on=date.today()) if decisions else report


def dismiss(
    file: OneFile,
    fingerprint: Annotated[
        str,
        typer.Argument(
            metavar="FINGERPRINT",
            help=f"The point: what stands beside its check ([F201 3fa9c2]), {FEWEST} characters or more; "
            "or the check alone, where it marks one point.",
            show_default=False,
        ),
    ],
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="TEXT", help="Why it is right to set it aside. Do not name the child or quote the plan."
        ),
    ] = "",
    by: Annotated[str | None, taking("--by", "WHO", "Who decided.")] = None,
    until: Annotated[str | None, taking("--until", "DATE", "The last day on which it holds, as 2027-03-09.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the decision back.")] = False,
    decisions: DecisionsFile = None,
    profile: ProfileName = None,
    status: PlanStatus = None,
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_plugins: NoPlugins = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Set a point aside with a reason, or take that back. The decision stands in a file beside the plan, FILE.decisions.toml.

    The file holds no words of the plan. `check` and `comment` then leave the point out, and list it with its reason."""
    from ehcp_lint.decisions.file import sidecar

    target = Path(decisions) if decisions else sidecar(file)
    if undo:
        if reason or by or until:
            raise BadConfig("--undo takes a decision back and needs no --reason, --by or --until. Leave them out.")
        return _take_back(file, target, fingerprint)
    today = date.today()
    why, last = _reason(reason), _until(until, today)
    choice = Choice(profile, "", "", settings, no_settings, no_plugins)
    with Reader([file], password, choice=choice, debug=debug) as reader:
        from ehcp_lint.engine import lint
        from ehcp_lint.outputs.decided import day

        chosen = choice.profile_for(file)
        _, reading = next(iter(reader))
    try:
        plan = plan_of(reading, chosen.pack)
        report = lint(plan, chosen, status=status)
    except CannotRead as refusal:
        complain(str(refusal), file)
        return Code.NOT_CHECKED
    finding = _wanted(report, fingerprint, file)
    replaced = _record(target, file, finding, why, plan.details.names, by, today, last)
    asks = " The law asks for this; it stays visible with your reason." if finding.duty.value == "must" else ""
    holds = f" until {day(last.isoformat())}" if last else ""
    short = _short(report, finding)
    put(
        f"{'Set aside anew' if replaced else 'Set aside'}{holds}: {finding.check} {short}, {finding.place.text}: "
        f"{one_line(finding.message)}{asks}\nWritten to {one_line(str(target))}. The plan itself was not changed.\n"
        f"To take it back: ehcp-lint dismiss {_typed(file)} {short}{_elsewhere(decisions)} --undo\n"
    )
    return Code.CLEAR


def _typed(path: str) -> str:
    from ehcp_lint.outputs.terminal import shell_name

    return shell_name(path)


def _elsewhere(decisions: str | None) -> str:
    return f" --decisions {_typed(decisions)}" if decisions else ""


def _reason(words: str) -> str:
    from ehcp_lint.decisions.file import SAY_WHY, reason_of

    if not words.strip():
        raise BadConfig(f'A point is set aside with a reason. {SAY_WHY}: --reason "..."')
    try:
        return reason_of(one_line(words))
    except ValueError as fault:
        raise BadConfig(f"--reason: {fault}.") from None


def _until(given: str | None, today: date) -> date | None:
    if given is None:
        return None
    try:
        last = date.fromisoformat(given)
    except ValueError:
        raise BadConfig(f"--until: '{one_line(given)}' is no day. Write it as 2027-03-09.") from None
    if last < today:
        raise BadConfig(f"--until: {last.isoformat()} is over. Give a day to come, or leave it out.")
    return last


def _record(
    target: Path, file: str, finding: Finding, why: str, names: Sequence[str], by: str | None, today: date, until: date | None
) -> bool:
    """Writes the decision, in place of an earlier one about the same point; says whether there was one."""
    from ehcp_lint.checks import catalogue
    from ehcp_lint.decisions.file import Decision, file_text, names_the_child, read_decisions, with_decision, without_decision

    if names_the_child(why, names):
        raise BadConfig("--reason: it holds a name of the child. Say it without the name; the file may be read by others.")
    text = file_text(target) if target.exists() else ""
    replaced = any(known.fingerprint == finding.fingerprint for known in read_decisions(text, str(target)))
    if replaced:
        text = without_decision(text, finding.fingerprint, str(target))
    who = one_line(by or "") or None
    decision = Decision(check=finding.check, fingerprint=finding.fingerprint, reason=why, by=who, date=today, until=until)
    title = next((check.title for check in catalogue() if check.id == finding.check), "")
    made = with_decision(text, decision, title)
    read_decisions(made, str(target))  # what stood in it by hand may not take another entry: then it stays as it was
    _write(target, made, file)
    return replaced


def _write(target: Path, text: str, plan: str) -> None:
    try:
        write_file(target, text.encode("utf-8"), never=[plan])
    except BadConfig:
        raise BadConfig(
            f"{target}: the decision could not be written there. Copy the plan to a folder of your own, or name another file "
            "with --decisions."
        ) from None


def _take_back(file: str, target: Path, wanted: str) -> int:
    from ehcp_lint.decisions.file import file_text, read_decisions, without_decision

    if not target.exists():
        raise BadConfig(f"{target}: there are no decisions about this plan to take back.")
    text = file_text(target)
    known = read_decisions(text, str(target))
    found = [entry for entry in known if entry.check == wanted] or [
        entry for entry in known if len(wanted) >= FEWEST and entry.fingerprint.startswith(wanted.lower())
    ]
    if len(found) != 1:
        listed = _some([f"{entry.check} {entry.fingerprint[:8]}" for entry in found or known])
        what = "are several decisions" if found else "is no decision"
        end = f" Choose one of: {listed}." if listed else ""
        raise BadConfig(f"{target}: there {what} named '{one_line(wanted)}'.{end}")
    decision = found[0]
    _write(target, without_decision(text, decision.fingerprint, str(target)), file)
    put(
        f"Taken back: {decision.check} {decision.fingerprint[:8]}. The point counts again wherever it is found.\n"
        f"Written to {one_line(str(target))}.\n"
    )
    return Code.CLEAR


# --- which point is meant ----------------------------------------------------------------------------------------------------


def _wanted(report: Report, given: str, file: str) -> Finding:
    """The one finding that `given` names. Raises `BadConfig`, which says what to give instead."""
    from ehcp_lint.checks import catalogue
    from ehcp_lint.resources import did_you_mean

    ids = [check.id for check in catalogue()]
    said, name = one_line(given), one_line(Path(file).name)
    of_check = [f for f in report.findings if f.check == given.upper()]
    begun = [f for f in report.findings if len(given) >= FEWEST and f.fingerprint.startswith(given.lower())]
    if given in ids or (given.upper() in ids and not begun):
        if len(of_check) == 1:
            return of_check[0]
        if of_check:
            raise BadConfig(
                f"{given.upper()} marks {len(of_check)} points in {name}. Choose one of: {_listed(report, of_check)}."
            )
        if not begun:
            raise BadConfig(f"{given.upper()} marks no point in {name}. See its points: ehcp-lint check {_typed(file)}")
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise BadConfig(f"'{said}' begins {len(begun)} points. Choose one of: {_listed(report, begun)}.")
    if len(given) < FEWEST:
        raise BadConfig(f"'{said}' is too short. Give {FEWEST} characters or more of what stands beside the check.")
    near = [f.fingerprint[: len(given)] for f in report.findings]
    hint = did_you_mean(given.lower(), near) or did_you_mean(given.upper(), ids)
    raise BadConfig(f"No point in {name} is named '{said}'.{hint} See its points: ehcp-lint check {_typed(file)}")


def _short(report: Report, finding: Finding) -> str:
    from ehcp_lint.outputs.decided import short_names

    return short_names(report)[finding.fingerprint]


def _listed(report: Report, found: Sequence[Finding]) -> str:
    return _some([f"{_short(report, finding)} ({finding.place.text})" for finding in found])


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
