"""The commands about those who mark, and about the checks beside them: moderate practice, leaning, beside, chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, complain
from ehcp_lint.cli.options import taking
from ehcp_lint.cli.sheets import AsSheet, Output, SheetFormat, all_rounds, evidence_of, one_round, show_sheet
from ehcp_lint.cli.stores import Form, InARow, RoundCode, StorePlace, open_the_store, the_form
from ehcp_lint.errors import BadConfig

if TYPE_CHECKING:
    from ehcp_lint.moderation.figures.drift import DriftPoint
    from ehcp_lint.moderation.meeting.round import Round


def practice(
    round_code: RoundCode,
    moderator: Annotated[str, taking("--moderator", "CODE", "Whose marks.")],
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show a new officer their marks on anchor plans beside those agreed for them, with the reasons. For learning; no test."""
    from ehcp_lint.moderation.meeting.practice import practice as practise
    from ehcp_lint.moderation.meeting.round import agreed_anywhere
    from ehcp_lint.outputs.moderation.sheets import practice_sheet

    found, others = one_round(store, round_code, the_form(rubric))
    agreed = agreed_anywhere([*others, found])
    return show_sheet(practice_sheet(practise(found, moderator, agreed)), format, out)


def leaning(
    moderator: Annotated[str | None, taking("--moderator", "CODE", "Only one's own; for the chair all.")] = None,
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show whether moderators lean lenient or strict, and drift: to the one concerned and the chair only. No mark is changed.

    From the rounds of the monthly kind; peer rounds are compared by area only (see `pack`)."""
    from ehcp_lint.moderation.figures.agreement import pairs
    from ehcp_lint.moderation.figures.leniency import leniency
    from ehcp_lint.moderation.meeting.round import MODERATION, pooled
    from ehcp_lint.outputs.moderation.sheets import leanings_sheet
    from ehcp_lint.resources import did_you_mean

    form = the_form(rubric)
    rounds = [one for one in all_rounds(store, form) if one.kind == MODERATION]
    marks, scale = pooled(rounds), form.scale.marks
    leans = leniency(marks, scale)
    known = [one.moderator for one in leans.moderators]
    if moderator is not None and moderator not in known:
        raise BadConfig(f"No moderator with that code has marked a plan.{did_you_mean(moderator, known)}")
    drifts = _drifts(rounds, leans.within)
    wanted = () if moderator else pairs(marks, scale)
    return show_sheet(leanings_sheet(leans, wanted, drifts, only=moderator), format, out)


def beside(
    reports: Annotated[str, taking("--reports", "FOLDER", "Evidence or reports as PLANCODE.json.")],
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show what the checks found beside what people marked, question by question. For whoever keeps the checks; feeds no grade.

    Exit code 3 where a report could not be used."""
    from ehcp_lint.moderation.figures.tool_and_people import beside as tables_of
    from ehcp_lint.moderation.figures.tool_and_people import points_found
    from ehcp_lint.outputs.moderation.sheets import beside_sheet

    form = the_form(rubric)
    rounds = all_rounds(store, form)
    points: dict[str, dict[str, int]] = {}
    problems: list[str] = []
    for one in rounds:
        found, refused = evidence_of(Path(reports), one, form, quotes=False)
        points |= {code: points_found(evidence) for code, evidence in found.items() if evidence.status == "checked"}
        problems += [problem for problem in refused if problem not in problems]
    questions = [question.id for question in form.questions if not question.human_only]
    tables = tables_of([mark for one in rounds for mark in one.marks], points, questions, form.scale.marks)
    for problem in problems:
        complain(problem)
    code = show_sheet(beside_sheet(tables, form), format, out)
    return Code.NOT_CHECKED if problems else code


def chart(
    officer: Annotated[str, typer.Argument(metavar="OFFICER", help="The officer's code.", show_default=False)],
    in_a_row: InARow = None,
    standard: Annotated[
        str | None,
        typer.Option("--standard", metavar="LETTER", help="The lowest grade that meets it.", show_default="the second best"),
    ] = None,
    acceptable: Annotated[
        float, typer.Option("--acceptable", help="Share of plans below the standard that is accepted.")
    ] = 0.10,
    unacceptable: Annotated[float, typer.Option("--unacceptable", help="The share that is not.")] = 0.25,
    wrong_no: Annotated[
        float,
        typer.Option("--wrong-no", help="Share of good plans that markers mistakenly hold below the standard, as measured."),
    ] = 0.0,
    wrong_yes: Annotated[float, typer.Option("--wrong-yes", help="Share of the others that they mistakenly pass.")] = 0.0,
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show an officer's own chart, the rule in words, how often it errs, and what it advises; `signoff` keeps the decision."""
    from ehcp_lint.moderation.figures.signoff import Rule, advise, allow_for_markers
    from ehcp_lint.moderation.keeping.reading import read_rounds
    from ehcp_lint.moderation.meeting.officers import decisions_of, officers_in, results_of, signed_after, standard_of
    from ehcp_lint.outputs.moderation.sheets import signoff_sheet
    from ehcp_lint.resources import did_you_mean

    form, code = the_form(rubric), officer.strip().upper()
    rule = Rule(acceptable=acceptable, unacceptable=unacceptable, in_a_row=in_a_row)
    if wrong_no or wrong_yes:
        rule = allow_for_markers(rule, wrong_no=wrong_no, wrong_yes=wrong_yes)
    with open_the_store(store) as opened:
        rounds = read_rounds(opened)
        known = officers_in(rounds)
        if code not in known:
            raise BadConfig(f"No plan of an officer of that code was moderated.{did_you_mean(code, known)}")
        found = results_of(rounds, code, form, standard_of(form, standard))
        held = signed_after(decisions_of(opened, code), len(found.results))
    return show_sheet(signoff_sheet(code, advise(found.results, rule, signed_after=held), found.waiting), format, out)


def _drifts(rounds: list[Round], within: float) -> dict[str, tuple[DriftPoint, ...]]:
    from ehcp_lint.moderation.figures.drift import drift
    from ehcp_lint.moderation.meeting.round import agreed_anywhere

    agreed = agreed_anywhere(rounds)
    people = sorted({mark.moderator for one in rounds for mark in one.marks})
    found = {}
    for code in people:
        anchors = [
            (one.code, plan.code, one.marked_by(plan.code, code), {q: s.value for q, s in agreed.get(plan.code, {}).items()})
            for one in rounds
            for plan in one.plans
            if plan.anchor
        ]
        found[code] = drift(anchors, within)
    return found
