"""The feedback sheet for whoever wrote a report: one page of HTML, or of Word. Strengths first; then questions, never
amounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ehcp_lint.advice.models import FATES, Advice, Judged
from ehcp_lint.outputs.advice import text as words
from ehcp_lint.outputs.clean import clean, one_line
from ehcp_lint.outputs.copies.word import package_bytes
from ehcp_lint.outputs.report.html import template
from ehcp_lint.parsers.word import AUTHOR

TITLE = "Feedback on a report for an Education, Health and Care Plan"
MOST_POINTS = 10  # of a page; the other outputs have them all
THANKS = (
    "Thank you for this report. Please look at these questions before it is sent, "
    "and answer in your own professional judgement."
)
SAFE = "This sheet holds words of a child's report. Please send it in a way that is safe for personal data."


def advice_page(advice: Advice) -> str:
    """One HTML page, a sheet for each report; no script, nothing fetched, prints on A4."""
    names = ", ".join(one_line(judged.file or "the report") for judged in advice.reports)
    page: str = template("outputs/advice/sheet.html.j2").render(
        name=names,
        report={"footer": advice.footer, "versions": advice.versions},
        checked=any(judged.status == "checked" for judged in advice.reports),
        reports=[_sheet(judged) for judged in advice.reports],
        title=TITLE,
        thanks=THANKS,
        no_numbers=words.NO_NUMBERS,
        caution=words.CAUTION,
        lost=words.WORDS_LOST if advice.plan_complete is False else "",
        safe=SAFE,
    )
    return page


def _sheet(judged: Judged) -> dict[str, Any]:
    """What the page says of one report."""
    points = [
        {
            "about": f"{point.about[0].upper()}{point.about[1:]}",
            "ask": point.ask,
            "quotes": [words.quote(place) for place in point.places[:2]],
            "more": max(0, len(point.places) - 2),
        }
        for point in judged.points
    ]
    traced = [
        {
            "title": words.TITLES[fate],
            "rows": [
                {
                    "advice": words.quote(one.advice),
                    "plan": words.quote(one.plan),
                    "section": (one.plan and one.plan.section) or "",
                    "ask": list(one.ask),
                }
                for one in judged.trace or ()
                if one.fate == fate
            ],
        }
        for fate in FATES
    ]
    return {
        "name": one_line(judged.file or "The report"),
        "status": judged.status,
        "message": judged.message,
        "headline": words.headline(judged) if judged.status == "checked" else "",
        "written": words.written_by(judged),
        "listed": words.listed(judged),
        "other_child": words.OTHER_CHILD if judged.same_child is False else "",
        "agency": judged.author.agency or "adviser",
        "strengths": list(judged.strengths),
        "points": points[:MOST_POINTS],
        "left": max(0, len(points) - MOST_POINTS),
        "traced": [part for part in traced if part["rows"]] if judged.trace is not None else None,
    }


def advice_sheet(advice: Advice) -> bytes:
    """A Word file with a sheet for each report. The same judgement gives the same bytes."""
    from docx import Document

    document = Document()
    _page(document)
    for number, judged in enumerate(judged for judged in advice.reports if judged.status == "checked"):
        _write(document, judged, advice, first=number == 0)
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title = "Feedback on reports"
    properties.comments = ""
    properties.created = properties.modified = datetime(2000, 1, 1)  # the same for everyone: it says nothing of when
    return package_bytes(document.part.package)


def _page(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name, size in (("Normal", 10.5), ("Heading 1", 14), ("Heading 2", 11.5), ("List Bullet", 10.5), ("List Number", 10.5)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Arial")
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(3)
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = None
        document.styles[name].paragraph_format.space_before = Pt(6)


def _write(document: Any, judged: Judged, advice: Advice, *, first: bool) -> None:
    title = document.add_heading(TITLE, 1)
    title.paragraph_format.page_break_before = not first
    document.add_paragraph(clean(f"To the {judged.author.agency or 'adviser'}. {words.written_by(judged)}"))
    document.add_paragraph(words.headline(judged)).runs[0].bold = True
    if told := words.listed(judged):
        document.add_paragraph(told)
    if judged.same_child is False:
        document.add_paragraph(words.OTHER_CHILD).runs[0].bold = True
    if judged.strengths:
        document.add_heading("What the report does well", 2)
        for strength in judged.strengths:
            document.add_paragraph(strength, style="List Bullet")
    document.add_heading("Questions before it is sent", 2)
    document.add_paragraph(f"{THANKS} {words.NO_NUMBERS}" if judged.points else words.NOTHING_TO_ASK)
    for point in judged.points[:MOST_POINTS]:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(clean(f"{point.about[0].upper()}{point.about[1:]}: ")).bold = True
        paragraph.add_run(clean(point.ask))
        if point.places:
            paragraph.add_run(clean(f" {words.quote(point.places[0])}")).italic = True
        if len(point.places) > 1:
            paragraph.add_run(f" and {len(point.places) - 1} more")
    if len(judged.points) > MOST_POINTS:
        document.add_paragraph(f"And {len(judged.points) - MOST_POINTS} more questions in the full list.")
    if judged.trace is not None:
        _trace(document, judged, advice)
    _small(document, SAFE)
    _small(document, advice.footer)


def _trace(document: Any, judged: Judged, advice: Advice) -> None:
    document.add_heading("What became of the recommendations in the plan", 2)
    if advice.plan_complete is False:
        document.add_paragraph(words.WORDS_LOST).runs[0].bold = True
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, label in zip(table.rows[0].cells, ("The report says", "The plan says", "To settle"), strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    for fate in FATES:
        for one in judged.trace or ():
            if one.fate == fate and fate != "kept":
                cells = table.add_row().cells
                cells[0].paragraphs[0].add_run(clean(words.quote(one.advice)))
                near = "" if fate == "weakened" else "Nearest: "
                cells[1].paragraphs[0].add_run(clean(f"{near}{words.quote(one.plan)}" if one.plan else "Nothing was found."))
                cells[2].paragraphs[0].add_run(clean(" ".join(one.ask)))
    document.add_paragraph(f"Kept: {judged.count('kept')} of {len(judged.trace or ())}.")
    _small(document, words.CAUTION)


def _small(document: Any, text: str) -> None:
    from docx.shared import Pt

    document.add_paragraph().add_run(text).font.size = Pt(8.5)
