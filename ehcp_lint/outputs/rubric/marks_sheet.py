"""The sheet of the workbook that a moderator fills in, and the hidden one that its formulas look things up in.

The formulas are those of `rubric.arithmetic`, written with functions that every Excel since 2007 and LibreOffice know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ehcp_lint.outputs.excel import Book, cell_text, fit_row, header_text
from ehcp_lint.rubric.form import help_for
from ehcp_lint.rubric.models import Question, Rubric
from ehcp_lint.rubric.responses import ANSWER_COLUMNS, CONFIRMED, GRADE_TITLE, MARKS_SHEET

LISTS = "Lists"
# Why the grade is what it is; the first that holds is told.
NO_REASON = "A grade of your own needs a reason. Until then the marks and what you confirmed count."
OWN = "Your own decision, with the reason above."
NOTHING_MARKED = "No question that counts is marked yet."
HELD = "Held down by what you confirmed."
BY_MARKS = "By the marks."
TITLE, WEIGHT, ANSWER, COMMENT = range(4)  # the columns, from 0; formulas call them A to D
_WIDTHS = (50, 8, 19, 26)
_PROMPT_TITLE, _PROMPT = 32, 255  # characters that Excel shows beside a cell


@dataclass(frozen=True, slots=True)
class _Places:
    """The rows (from 1, as formulas name them) of what the formulas look at."""

    questions: tuple[int, int]
    caps: tuple[int, int] | None
    override: int
    note: int


class MarksSheet:
    """The sheet of answers and the hidden one with the lists that its formulas look things up in."""

    def __init__(self, book: Book, rubric: Rubric, code: str, moderator: str, *, quick: bool) -> None:
        self._book, self._rubric, self._code, self._moderator, self._quick = book, rubric, code, moderator, quick
        self._sheet = book.sheet(MARKS_SHEET, ANSWER_COLUMNS, _WIDTHS)
        self._row = 1
        self._plain = book.style(border=1)
        self._input = book.style(border=1, locked=False, bg_color="#FFF9E0")
        scale = rubric.scale
        self._options = scale.quick_options if quick and scale.quick else scale.options

    def write(self) -> None:
        """All of it."""
        form = self._rubric.form
        self._ask(form.plan_code, help=form.plan_code_help, value=self._code)
        self._ask(form.moderator, help=form.moderator_help, value=self._moderator)
        self._ask(form.agency, help=form.agency_help, source=self._list("E", len(self._rubric.agencies)))
        first = self._row + 1
        for question in self._rubric.questions:
            self._question(question)
        questions = (first, self._row)
        caps = self._caps()
        self._ask(form.override, help=form.override_help, source=self._list("H", len(self._rubric.bands)))
        override = self._row
        self._ask(form.override_note, long=True)
        note = self._row
        for one in self._rubric.open_questions:
            self._ask(one.text, help=one.help, long=True)
        places = _Places(questions, caps, override, note)
        self._grade(places)
        self._lists(places)
        sheet = self._sheet
        sheet.print_area(0, 0, self._row - 1, len(_WIDTHS) - 1)
        sheet.set_header(f'&L&"Arial"{header_text(self._rubric.title)}&R&"Arial"{header_text(self._code)}')
        sheet.set_footer('&C&"Arial"Page &P of &N')
        sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": False})
        sheet.activate()
        sheet.set_selection(2, ANSWER, 2, ANSWER)

    def _list(self, column: str, length: int) -> str:
        return f"={LISTS}!${column}$2:${column}${length + 1}" if length else ""

    def _ask(
        self, title: str, *, name: str = "", weight: float | None = None, help: str = "", value: str = "", source: str = "",
        long: bool = False, comment: bool = False,
    ) -> None:  # fmt: skip
        """One row: what is asked, and the cell for its answer, with the help that shows when somebody stands on it."""
        row, sheet = self._row, self._sheet
        sheet.write_string(row, TITLE, cell_text(title), self._plain)
        if weight is None:
            sheet.write_blank(row, WEIGHT, None, self._plain)
        else:
            sheet.write_number(row, WEIGHT, weight, self._book.style(border=1, align="center"))
        fit_row(sheet, row, [(title, _WIDTHS[TITLE])], least=4 if long else 1)
        if long:
            sheet.merge_range(row, ANSWER, row, COMMENT, "", self._input)
        else:
            sheet.write_blank(row, COMMENT, None, self._input if comment else self._plain)
        if value:
            sheet.write_string(row, ANSWER, cell_text(value), self._input)
        elif not long:
            sheet.write_blank(row, ANSWER, None, self._input)
        self._validate(row, name or title, help, source)
        self._row += 1

    def _validate(self, row: int, title: str, help: str, source: str) -> None:
        if not (help or source):
            return
        options: dict[str, Any] = {"validate": "list", "source": source} if source else {"validate": "any"}
        if source:
            options |= {
                "error_title": "Please choose from the list",
                "error_message": "Choose one of the answers in the list, or delete the cell to leave the question blank.",
            }
        if help:
            options |= {"input_title": _cut(title, _PROMPT_TITLE), "input_message": _cut(help, _PROMPT)}
        self._sheet.data_validation(row, ANSWER, row, ANSWER, options)

    def _question(self, question: Question) -> None:
        title = question.quick_header if self._quick else question.header
        source = self._list("A", len(self._options))
        self._ask(
            title,
            name=f"{question.id} {question.short}",
            weight=question.weight,
            help=help_for(question, self._rubric),
            source=source,
            comment=True,
        )

    def _part(self, title: str) -> None:
        for column in range(len(_WIDTHS)):
            self._sheet.write_string(self._row, column, cell_text(title) if column == TITLE else "", self._book.part)
        self._sheet.set_row(self._row, 20)
        self._row += 1

    def _caps(self) -> tuple[int, int] | None:
        """One row for each cap, with what it would do told beside it; None where the form has none."""
        if not self._rubric.caps:
            return None
        self._part(self._rubric.form.caps)
        first = self._row + 1
        for cap in self._rubric.caps:
            band = self._rubric.band(cap.band)
            self._ask(cap.reason, help=self._rubric.form.caps_help, source=self._list("J", 1))
            held = f"Holds the grade at {band.option if band else cap.band} or below"
            self._sheet.write_string(self._row - 1, COMMENT, held, self._plain)
            fit_row(self._sheet, self._row - 1, [(cap.reason, _WIDTHS[TITLE]), (held, _WIDTHS[COMMENT])])
        return first, self._row

    def _grade(self, places: _Places) -> None:
        """The grade in steps that a reader can follow: what was marked, the mean, its band, the caps, a person's own."""
        self._part(GRADE_TITLE)
        first, last = places.questions
        count = last - first + 1
        marks, counted = f"{LISTS}!$L$2:$L${count + 1}", f"{LISTS}!$M$2:$M${count + 1}"
        weights, answers = f"$B${first}:$B${last}", f"$C${first}:$C${last}"
        bands = len(self._rubric.bands)
        options = f"{LISTS}!$H$2:$H${bands + 1}"
        blank = f"{count}"
        na = self._rubric.scale.not_applicable
        self._result(
            "Questions marked",
            f'=SUM({counted})&" marked, "&COUNTIF({LISTS}!$K$2:$K${count + 1},"{_inside(na)}")&" {_inside(na)}, "'
            f'&COUNTBLANK({answers})&" blank"',
            f"0 marked, 0 {na}, {blank} blank",
        )
        mean = self._result(
            f"Weighted mean, {self._rubric.scale.marks[-1]} to {self._rubric.scale.marks[0]}",
            f'=IF(SUMPRODUCT({weights},{counted})=0,"",ROUND(SUMPRODUCT({weights},{marks})/SUMPRODUCT({weights},{counted}),9))',
            "",
            number="0.000",
        )
        rank = f"({bands}+1-MATCH($C${mean},{LISTS}!$F$2:$F${bands + 1},1))"
        by_marks = self._result("Grade by the marks", f'=IF($C${mean}="","",INDEX({options},{rank}))', "")
        if places.caps:
            low, high = places.caps
            ranks = f"{LISTS}!$N$2:$N${high - low + 2}"
            told = "&".join(f'IF($C${row}="{CONFIRMED}",$A${row}&" ","")' for row in range(low, high + 1))
            self._result("Held down by", f"=TRIM({told})", "", lines=2)
            capped = f'IF($C${mean}="","",INDEX({options},MAX({rank},MAX({ranks}))))'
        else:
            capped = f'IF($C${mean}="","",$C${by_marks})'
        with_caps = self._result("Grade with what holds it down", f"={capped}", "")
        noted, chosen = f'TRIM($C${places.note})<>""', f'TRIM($C${places.override})<>""'
        self._result(
            "Grade",
            f"=IF(AND({noted},{chosen}),$C${places.override},IF({noted},$C${by_marks},$C${with_caps}))",
            "",
            strong=True,
        )
        held = f'IF($C${with_caps}<>$C${by_marks},"{HELD}","{BY_MARKS}")'
        marked = f'IF($C${mean}="","{NOTHING_MARKED}",{held})'
        self._result(
            "Why", f'=IF(AND({chosen},NOT({noted})),"{NO_REASON}",IF({noted},"{OWN}",{marked}))', NOTHING_MARKED, lines=2
        )

    def _result(self, title: str, formula: str, value: str, *, number: str = "", strong: bool = False, lines: int = 1) -> int:
        """One line of the outcome; the number of its row, from 1."""
        row, sheet = self._row, self._sheet
        style = self._book.style(border=1, bold=strong, align="left", **({"num_format": number} if number else {}))
        fit_row(sheet, row, [], least=lines)
        sheet.write_string(row, TITLE, title, self._book.style(border=1, bold=strong))
        sheet.write_blank(row, WEIGHT, None, self._plain)
        sheet.merge_range(row, ANSWER, row, COMMENT, "", style)
        sheet.write_formula(row, ANSWER, formula, style, value)
        self._row += 1
        return self._row

    def _lists(self, places: _Places) -> None:
        """What the formulas look things up in, on a sheet that is not shown: A-B answers, E agencies, F-H bands (worst first
        for the search, best first to be chosen), J the tick, K-M marks as numbers, N the caps that hold."""
        sheet = self._book.book.add_worksheet(LISTS)
        scale = self._rubric.scale
        table: list[tuple[str | int, str | int]] = []
        for words in self._options:
            mark = scale.answers[words.casefold()]
            table.append((words, scale.not_applicable if mark is None else mark))
        offered = {words.casefold() for words in self._options}
        table += [(words, mark) for words, mark in scale.answers.items() if mark is not None and words not in offered]
        table += [(mark, mark) for mark in scale.marks]  # typed as a number
        for row, entry in enumerate(table, 1):
            _put(sheet, row, 0, entry[0])
            _put(sheet, row, 1, entry[1])
        for row, agency in enumerate(self._rubric.agencies, 1):
            _put(sheet, row, 4, agency)
        for row, band in enumerate(reversed(self._rubric.bands), 1):
            _put(sheet, row, 5, band.at_least)
        for row, band in enumerate(self._rubric.bands, 1):
            _put(sheet, row, 7, band.option)
        _put(sheet, 1, 9, CONFIRMED)
        end = len(table) + 1
        for row, place in enumerate(range(places.questions[0], places.questions[1] + 1), 1):
            answer = f"{MARKS_SHEET}!$C${place}"
            sheet.write_formula(row, 10, f'=IF({answer}="","",IFERROR(VLOOKUP({answer},$A$2:$B${end},2,FALSE),""))', None, "")
            sheet.write_formula(row, 11, f"=IF(ISNUMBER($K${row + 1}),$K${row + 1},0)", None, 0)
            sheet.write_formula(row, 12, f"=IF(ISNUMBER($K${row + 1}),1,0)", None, 0)
        ranks = {band.letter: rank for rank, band in enumerate(self._rubric.bands, 1)}
        for row, cap in enumerate(self._rubric.caps, 1):
            place = places.caps[0] + row - 1 if places.caps else 0
            sheet.write_formula(row, 13, f'=IF({MARKS_SHEET}!$C${place}="{CONFIRMED}",{ranks[cap.band]},0)', None, 0)
        for column, words in ((0, "Answer"), (1, "Mark"), (4, "Agency"), (5, "From"), (7, "Grade"), (9, "Tick"), (10, "Marked"),
                              (11, "Counts"), (12, "Counted"), (13, "Cap")):  # fmt: skip
            _put(sheet, 0, column, words)
        sheet.hide()


def _put(sheet: Any, row: int, column: int, value: str | float) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, cell_text(value))
    else:
        sheet.write_number(row, column, value)


def _inside(words: str) -> str:
    """Words of the form inside a formula's quotation marks."""
    return words.replace('"', '""')


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
