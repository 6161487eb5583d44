"""The adviser query list as letters for Word: one for each adviser, each on pages of its own, with room for the answers.

The letters are made anew from a bare document: nothing of this computer, its user or its clock gets into them."""

from __future__ import annotations

from typing import Any

from ehcp_lint.outputs.clean import clean, one_line
from ehcp_lint.outputs.copies.word import package_bytes
from ehcp_lint.outputs.queries.text import asked, line_of_plan
from ehcp_lint.outputs.word_page import new_document
from ehcp_lint.queries.find import AboutChild, Queries, Query, ToAdviser

TITLE = "Questions about an Education, Health and Care Plan"
COLUMNS = ("Line of the plan", "What it does not say yet", "Your answer")
WIDTHS = (5.9, 5.5, 6.2)  # centimetres, on A4 with margins of 1.7
ASK = (
    "The plan has to set out what you advised, in words that everyone who reads it understands in the same way. "
    "Some lines leave something open. Please answer beside each line, in your own professional judgement. "
    "Nothing is suggested on purpose: only you can say what is needed.",
    "If something is not needed, or you cannot say, please write that. If you did not advise a line, please write who did.",
)
SAFE = "This letter holds words of a child's plan. Please send it, and your answers, in a way that is safe for personal data."
BLANK = "." * 34


def letters(queries: Queries) -> bytes:
    """A Word file with one letter for each adviser. The same list gives the same bytes."""
    document = new_document("Questions for advisers")
    for number, adviser in enumerate(queries.advisers):
        _letter(document, queries, adviser, first=number == 0)
    return package_bytes(document.part.package)


def _letter(document: Any, queries: Queries, adviser: ToAdviser, *, first: bool) -> None:
    from docx.shared import Pt

    title = document.add_heading(TITLE, 1)
    title.paragraph_format.page_break_before = not first
    name = f", {one_line(adviser.name)}" if adviser.name else ""
    _field(document, "To", f"{adviser.adviser}{name}")
    _field(document, "About", about(queries.about))
    _field(document, "From", f"{BLANK}   Date: {BLANK[:22]}")
    _field(document, "Please reply by", BLANK[:22])
    document.add_paragraph("Dear colleague")
    for paragraph in (*ASK, _advice(adviser)):
        if paragraph:
            document.add_paragraph(paragraph)
    _table(document, adviser)
    document.add_paragraph("Thank you for your help.").paragraph_format.space_before = Pt(10)
    _field(document, "Answered by (name, role, date)", BLANK * 2)
    _small(document, SAFE)
    _small(document, queries.footer)


def about(child: AboutChild) -> str:
    """ "Idris Farah, born 3 May 2019, plan FAR-0031": what the front page says, and blanks for what it does not."""
    name = one_line(child.name or "") or BLANK
    born = one_line(child.date_of_birth or "") or BLANK[:22]
    plan = f", plan {one_line(child.reference)}" if child.reference else ""
    return f"{name}, born {born}{plan}"


def _advice(adviser: ToAdviser) -> str:
    dates = [one_line(date) for date in adviser.advice]
    if not dates:
        return ""
    told = f"{', '.join(dates[:-1])} and {dates[-1]}" if len(dates) > 1 else dates[0]
    return f"Section K of the plan lists your advice of {told}."


def _field(document: Any, label: str, words: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(clean(words))


def _small(document: Any, words: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.add_run(words).font.size = Pt(9)


def _table(document: Any, adviser: ToAdviser) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E9EB")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # again on every page
    for query in adviser.queries:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        row.height, row.height_rule = Cm(2.2), WD_ROW_HEIGHT_RULE.AT_LEAST  # room to write by hand
        _line(row.cells[0], query)
        _questions(row.cells[1], query)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Cm(0.08)


def _line(cell: Any, query: Query) -> None:
    from docx.shared import Pt

    told = line_of_plan(query)
    cell.paragraphs[0].add_run(told or "Your advice is not in the list of section K.")
    cell.add_paragraph().add_run(one_line(query.place.text)).font.size = Pt(9)


def _questions(cell: Any, query: Query) -> None:
    for number, question in enumerate(query.questions):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.add_run(asked(question))
