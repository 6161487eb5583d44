"""The form as a workbook for one plan: answers from drop-downs, the grade by formulas that Excel and LibreOffice both work out.

The evidence is a workbook of its own, so that people can mark before they see it: a sheet in the same file would be one click
away, and hiding it would only hide it from those who do not know how to show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ehcp_lint.outputs.excel import Book, cell_text, fit_row
from ehcp_lint.outputs.rubric.evidence_sheet import HEADINGS, Row, evidence_rows
from ehcp_lint.outputs.rubric.marks_sheet import MarksSheet
from ehcp_lint.report import FOOTER
from ehcp_lint.rubric.evidence import PlanEvidence
from ehcp_lint.rubric.models import Rubric

_EVIDENCE_WIDTHS = (5.0, 14.0, 11.0, 18.0, 30.0, 28.0)


def marks_workbook(
    rubric: Rubric,
    code: str,
    *,
    quick: bool = False,
    moderator: str = "",
    evidence: PlanEvidence | None = None,
    quotes: bool = False,
) -> bytes:
    """A workbook to mark the plan with this code in. With `evidence` its last sheet holds it; leave it out for blind marking.

    The same form and code give the same bytes."""
    with Book(f"{rubric.title} - {code}") as book:
        MarksSheet(book, rubric, code, moderator, quick=quick).write()
        if evidence is not None:
            _evidence_sheet(book, evidence, rubric, quotes)
        _how_to(book, rubric, quick=quick, blind=evidence is None)
    return book.data


def evidence_workbook(rubric: Rubric, code: str, evidence: PlanEvidence, *, quotes: bool = False) -> bytes:
    """The evidence for the plan with this code, to be opened once it is marked. Words of the plan only with `quotes`."""
    with Book(f"Evidence - {code}") as book:
        _evidence_sheet(book, evidence, rubric, quotes)
    return book.data


def _evidence_sheet(book: Book, evidence: PlanEvidence, rubric: Rubric, quotes: bool) -> None:
    columns = len(HEADINGS) if quotes else len(HEADINGS) - 1
    widths = list(_EVIDENCE_WIDTHS[:columns])
    if not quotes:
        widths[4] += 20
    sheet = book.sheet("Evidence", HEADINGS[:columns], widths)
    styles = {"": book.style(border=1), "part": book.part, "alarm": book.style(border=1, bold=True)}
    for number, row in enumerate(evidence_rows(evidence, rubric), 1):
        _write_row(sheet, number, row, widths, styles[row.style])
    sheet.set_header('&L&"Arial"Evidence: for a person to read, after marking&R&"Arial"It never sets a mark')
    sheet.set_footer('&C&"Arial"Page &P of &N')


def _write_row(sheet: Any, number: int, row: Row, widths: list[float], style: Any) -> None:
    cells = [cell_text(words) for words in row.cells[: len(widths)]]
    fit_row(sheet, number, list(zip(cells, widths, strict=True)))
    for column, words in enumerate(cells):
        sheet.write_string(number, column, words, style)


def _how_to(book: Book, rubric: Rubric, *, quick: bool, blind: bool) -> None:
    widths = (22, 82)
    sheet = book.sheet("How to", ("Step", "What to do"), widths)
    plain, strong = book.style(border=1), book.style(border=1, bold=True)
    for number, (title, words) in enumerate(_steps(rubric, quick=quick, blind=blind), 1):
        fit_row(sheet, number, [(title, widths[0] - 3), (words, widths[1])])
        sheet.write_string(number, 0, cell_text(title), strong)
        sheet.write_string(number, 1, cell_text(words), plain)
    sheet.protect("", {"format_columns": True, "format_rows": True})


MARKS = (
    "Choose an answer from the list in each yellow cell. Stand on the cell to see what a high and a low mark look like. "
    "A blank question is left out of the grade, and told as blank."
)
BLIND = (
    "The evidence is in a file of its own. Open it when all your marks are in; change a mark only where you overlooked "
    "something in the plan, and say so in the comment."
)
BESIDE = (
    "Mark first. The sheet 'Evidence' tells what the tool found, what it could not check and what only a person can say. "
    "It never sets a mark."
)
GRADE = (
    "Weighted mean of the questions that were marked: the sum of weight times mark, divided by the sum of those weights. "
    "{bands}. What you confirm holds the grade down, with the reason shown. You may let another grade stand with a reason; "
    "a reason alone sets aside what holds it down."
)


def _steps(rubric: Rubric, *, quick: bool, blind: bool) -> Iterator[tuple[str, str]]:
    scale, form = rubric.scale, rubric.form
    yield "About this form", " ".join(rubric.about.split())
    yield "1. Codes", f"{form.plan_code_help} {form.moderator_help}".strip()
    yield "2. Marks", MARKS
    yield "3. Evidence", BLIND if blind else BESIDE
    if rubric.caps:
        yield "4. What holds it down", form.caps_help
    yield "5. The grade", GRADE.format(bands="; ".join(f"{band.option}: from {band.at_least:g}" for band in rubric.bands))
    if quick and scale.quick:
        yield from ((f"Answer: {one.word}", f"Counts as {one.counts_as}") for one in scale.quick)
    else:
        yield from ((f"Mark: {value.option}", value.means) for value in scale.values)
    yield f"Answer: {scale.not_applicable}", scale.not_applicable_means
    for question in rubric.questions:
        looks = sorted(question.looks_like.items(), reverse=True)
        if looks:
            yield f"{question.id} {question.short}", "\n".join(f"{mark}: {words}" for mark, words in looks)
    yield "Please note", FOOTER
