"""The commands that put a round before people: moderate pack, trend, feedback, practice, leaning, chart, export-labels."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, complain, put_data, show
from ehcp_lint.cli.stores import Form, On, RoundCode, StorePlace, day, open_the_store, the_form
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.moderation.drift import DriftPoint
    from ehcp_lint.moderation.meeting import Round
    from ehcp_lint.outputs.sheet import Sheet
    from ehcp_lint.outputs.text import Line
    from ehcp_lint.rubric import PlanEvidence, Rubric


class PackFormat(StrEnum):
    """What the pack is written as."""

    HTML = "html"
    DOCX = "docx"


class SheetFormat(StrEnum):
    """What a sheet is shown as."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"


Reports = Annotated[
    str | None,
    typer.Option(
        "--reports", metavar="FOLDER", help="Reports as PLANCODE.json (of `check --format json`).", show_default=False
    ),
]
AsSheet = Annotated[SheetFormat, typer.Option("--format", help="How to show it.")]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write here.", show_default=False)]


def pack(
    round_code: RoundCode,
    format: Annotated[
        PackFormat, typer.Option("--format", help="A page to print, or a Word file to fill in.")
    ] = PackFormat.HTML,
    out: Output = None,
    reports: Reports = None,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Quote the plans in the evidence: personal data of children.")
    ] = False,
    rubric: Form = None,
    on: On = None,
    store: StorePlace = None,
) -> int:
    """Make the meeting pack of a round: plans by disagreement, evidence beside, boxes for what is agreed, statistics, actions.

    A peer round is shown by area. Statistics below twenty plans read twice are left to raw agreement. Exit code 3 where a
    report could not be used.
    """
    from ehcp_lint.moderation.pack import make_pack
    from ehcp_lint.outputs.pack import pack_html, summary

    form = the_form(rubric)
    found, history = _round(store, round_code, form)
    evidence, problems = _evidence(Path(reports), found, form, quotes=quotes) if reports else ({}, [])
    made = make_pack(found, today=day(on), history=history, evidence=evidence, quotes=quotes)
    target = Path(out or f"{found.code}.pack.{format.value}")
    if format is PackFormat.DOCX:
        from ehcp_lint.outputs.pack_word import pack_word

        data = pack_word(made)
    else:
        data = pack_html(made).encode("utf-8")
    _write(target, data, format.value)
    for problem in problems:
        complain(problem)
    show([_line(f"Wrote {one_line(str(target))}: {summary(made)}")])
    return Code.NOT_CHECKED if problems else Code.CLEAR


def trend(format: AsSheet = SheetFormat.TEXT, out: Output = None, rubric: Form = None, store: StorePlace = None) -> int:
    """Show how plans fare over the rounds: grades, and the questions marked low most often, none of under five plans."""
    from ehcp_lint.outputs.sheets import trend_sheet

    return _show(trend_sheet(_rounds(store, the_form(rubric))), format, out)


def feedback(
    round_code: RoundCode,
    plan: Annotated[
        str | None, typer.Argument(metavar="PLAN", help="A plan's code; all if not said.", show_default=False)
    ] = None,
    format: AsSheet = SheetFormat.TEXT,
    out: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE|FOLDER", help="A file, or a folder for all plans.")
    ] = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Make the page of feedback on a plan for whoever wrote it: strengths first, then what to work on."""
    from ehcp_lint.moderation.feedback import feedback as feedback_on
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.sheets import feedback_sheet
    from ehcp_lint.resources import did_you_mean

    found, _ = _round(store, round_code, the_form(rubric))
    marked = [one.code for one in found.plans if found.readers(one.code)]
    if plan is not None:
        if plan not in marked:
            raise BadConfig(f"No plan of round {found.code} that has marks is called so.{did_you_mean(plan, marked)}")
        return _show(feedback_sheet(feedback_on(found, plan)), format, out)
    if format is SheetFormat.TEXT:
        for code in marked:
            show(_text(feedback_sheet(feedback_on(found, code))))
        return Code.CLEAR
    if out is None:
        raise BadConfig("Name the folder for the pages with -o, or one plan by its code.")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for code in marked:
        name = folder / f"{code}.feedback.{format.value}"
        _write(name, _made(feedback_sheet(feedback_on(found, code)), format), format.value)
    show([_line(f"Wrote {count(len(marked), 'page')} to {one_line(out)}.")])
    return Code.CLEAR


def practice(
    round_code: RoundCode,
    moderator: Annotated[str, typer.Option("--moderator", metavar="CODE", help="Whose marks.", show_default=False)],
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show a new officer their marks on anchor plans beside those agreed for them, with the reasons. For learning; no test."""
    from ehcp_lint.moderation.meeting import agreed_anywhere
    from ehcp_lint.moderation.practice import practice as practise
    from ehcp_lint.outputs.sheets import practice_sheet

    found, others = _round(store, round_code, the_form(rubric))
    agreed = agreed_anywhere([*others, found])
    return _show(practice_sheet(practise(found, moderator, agreed)), format, out)


def leaning(
    moderator: Annotated[
        str | None, typer.Option("--moderator", metavar="CODE", help="Only one's own; for the chair all.", show_default=False)
    ] = None,
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show whether moderators lean lenient or strict, and drift: to the one concerned and the chair only. No mark is changed.

    From the rounds of the monthly kind; peer rounds are compared by area only (see `pack`)."""
    from ehcp_lint.moderation.agreement import pairs
    from ehcp_lint.moderation.leniency import leniency
    from ehcp_lint.moderation.meeting import MODERATION, pooled
    from ehcp_lint.outputs.sheets import leanings_sheet
    from ehcp_lint.resources import did_you_mean

    form = the_form(rubric)
    rounds = [one for one in _rounds(store, form) if one.kind == MODERATION]
    marks, scale = pooled(rounds), form.scale.marks
    leans = leniency(marks, scale)
    known = [one.moderator for one in leans.moderators]
    if moderator is not None and moderator not in known:
        raise BadConfig(f"No moderator with that code has marked a plan.{did_you_mean(moderator, known)}")
    drifts = _drifts(rounds, leans.within)
    wanted = () if moderator else pairs(marks, scale)
    return _show(leanings_sheet(leans, wanted, drifts, only=moderator), format, out)


def chart(
    officer: Annotated[str, typer.Argument(metavar="OFFICER", help="The officer's code.", show_default=False)],
    in_a_row: Annotated[
        int | None,
        typer.Option("--in-a-row", metavar="N", help="The plain rule: so many plans in a row, such as 10.", show_default=False),
    ] = None,
    standard: Annotated[
        str | None,
        typer.Option("--standard", metavar="LETTER", help="The lowest grade that meets it.", show_default="the second best"),
    ] = None,
    acceptable: Annotated[
        float, typer.Option("--acceptable", help="Share of plans below the standard that is accepted.")
    ] = 0.10,
    unacceptable: Annotated[float, typer.Option("--unacceptable", help="The share that is not.")] = 0.25,
    wrong_no: Annotated[
        float, typer.Option("--wrong-no", help="Share of good plans that markers wrongly hold below the standard, as measured.")
    ] = 0.0,
    wrong_yes: Annotated[float, typer.Option("--wrong-yes", help="Share of the others that they wrongly pass.")] = 0.0,
    format: AsSheet = SheetFormat.TEXT,
    out: Output = None,
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Show an officer's own chart, the rule in words, how often it errs, and what it advises; `signoff` keeps the decision."""
    from ehcp_lint.moderation.officers import decisions_of, officers_in, results_of, signed_after, standard_of
    from ehcp_lint.moderation.reading import read_rounds
    from ehcp_lint.moderation.signoff import Rule, advise, allow_for_markers
    from ehcp_lint.outputs.sheets import signoff_sheet
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
    return _show(signoff_sheet(code, advise(found.results, rule, signed_after=held), found.waiting), format, out)


def export_labels(
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to (.jsonl); - for the screen.")] = "-",
    rubric: Form = None,
    store: StorePlace = None,
) -> int:
    """Write the marks that meetings agreed, one a line, by code: no name, no text, no reason. For `train --feedback`."""
    from ehcp_lint.moderation.labels import labels, labels_jsonl
    from ehcp_lint.outputs.phrases import count

    found = labels(_rounds(store, the_form(rubric)))
    if out == "-":
        put_data(labels_jsonl(found))
        return Code.CLEAR
    _write(Path(out), labels_jsonl(found).encode("utf-8"), "jsonl")
    show([_line(f"Wrote {one_line(out)}: {count(len(found), 'agreed mark')} of whole plans.")])
    return Code.CLEAR


COMMANDS = (
    ("pack", pack, "Make the meeting pack."),
    ("trend", trend, "Show how plans fare over the rounds."),
    ("feedback", feedback, "Make the page of feedback on a plan."),
    ("practice", practice, "Show one's marks beside agreed ones."),
    ("leaning", leaning, "Show who leans lenient or strict, for the chair."),
    ("chart", chart, "An officer's own chart, to show and print."),
    ("export-labels", export_labels, "Write the agreed marks, without names or text."),
)


# --- what they share ----------------------------------------------------------------------------------------------------------


def _rounds(store: str | None, form: Rubric) -> tuple[Round, ...]:
    """All rounds on this form, oldest first; says how many there are on others."""
    from ehcp_lint.moderation.meeting import on_this_form
    from ehcp_lint.moderation.reading import read_rounds
    from ehcp_lint.outputs.phrases import count

    with open_the_store(store) as opened:
        records = read_rounds(opened)
    found = on_this_form(records, form)
    if len(found) < len(records):
        complain(f"{count(len(records) - len(found), 'round')} marked on another form left out; --rubric names the form.")
    return found


def _round(store: str | None, code: str, form: Rubric) -> tuple[Round, tuple[Round, ...]]:
    """One round, and the others on its form."""
    from ehcp_lint.moderation.meeting import from_record, on_this_form
    from ehcp_lint.moderation.reading import read_round, read_rounds

    with open_the_store(store) as opened:
        record, records = read_round(opened, code), read_rounds(opened)
    found = from_record(record, form)
    return found, tuple(one for one in on_this_form(records, form) if one.code != found.code)


def _evidence(folder: Path, found: Round, form: Rubric, *, quotes: bool) -> tuple[dict[str, PlanEvidence], list[str]]:
    """The tool's evidence by plan code, and what could not be used. Files of other plans are left alone."""
    from ehcp_lint.moderation.plan_reports import evidence_from

    if not folder.is_dir():
        raise BadConfig(f"--reports: {folder.name} is no folder. Name the one that holds the reports as PLANCODE.json.")
    given: dict[str, PlanEvidence] = {}
    problems = []
    for plan in found.plans:
        try:
            evidence = evidence_from(folder, plan.code, form, quotes=quotes)
        except CannotRead as refusal:
            problems.append(str(refusal))
            continue
        if evidence is not None:
            given[plan.code] = evidence
    return given, problems


def _drifts(rounds: list[Round], within: float) -> dict[str, tuple[DriftPoint, ...]]:
    from ehcp_lint.moderation.drift import drift
    from ehcp_lint.moderation.meeting import agreed_anywhere

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


def _show(sheet: Sheet, format: SheetFormat, out: str | None) -> int:
    if format is SheetFormat.TEXT and out is None:
        show(_text(sheet))
        return Code.CLEAR
    if out is None and format is SheetFormat.DOCX:
        raise BadConfig("A Word file needs a name: -o FILE.docx.")
    if out is None:
        put_data(_made(sheet, format).decode("utf-8"))
        return Code.CLEAR
    _write(Path(out), _made(sheet, format), "txt" if format is SheetFormat.TEXT else format.value)
    show([_line(f"Wrote {one_line(out)}.")])
    return Code.CLEAR


def _made(sheet: Sheet, format: SheetFormat) -> bytes:
    from ehcp_lint.outputs.sheet import sheet_html, sheet_word
    from ehcp_lint.outputs.text import plain

    if format is SheetFormat.DOCX:
        return sheet_word(sheet)
    return (sheet_html(sheet) if format is SheetFormat.HTML else plain(_text(sheet))).encode("utf-8")


def _text(sheet: Sheet) -> list[Line]:
    from ehcp_lint.outputs.sheet import sheet_text

    return sheet_text(sheet)


def _line(words: str) -> Line:
    from ehcp_lint.outputs.text import line

    return line(words)


def _write(target: Path, data: bytes, ending: str) -> None:
    from ehcp_lint.outputs.write import write_file

    if ending in ("docx", "html") and target.suffix.lower() != f".{ending}":
        raise BadConfig(f"{target.name}: give it a name that ends in .{ending}, or choose another --format.")
    write_file(target, data)
