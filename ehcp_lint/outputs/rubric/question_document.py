"""The form as a Word document from which somebody builds it by hand in Microsoft Forms or a service like it.

No service is called and no link is made: a link that fills in answers would put them into the history of a browser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ehcp_lint.outputs.clean import clean
from ehcp_lint.outputs.copies.word import package_bytes
from ehcp_lint.outputs.word_page import new_document
from ehcp_lint.rubric.form import Asked, Kind, asked
from ehcp_lint.rubric.models import Rubric

TYPES: dict[Kind, str] = {
    "text": "Text, short answer",
    "long text": "Text, long answer",
    "one answer": "Choice, one answer",
    "several answers": "Choice, several answers",
}
STEPS = (
    "Make a new form. Give it the title above.",
    "Settings: do not record names, and collect no email addresses. The form asks for codes.",
    "Add the questions below in their order. Copy each title as it stands, with its number: the answers are found by it.",
    "For a choice, copy the answers one to a line, in the same words. Do not let people write in an answer of their own.",
    "Copy the help into the subtitle of the question. Mark a question as required where it says so.",
    "Make no quiz of it: points would be added up that mean nothing.",
    "Send the link with the plan codes. Never send a link that fills in answers; a plan code may stand in one, nothing else.",
    "When all answers are in, export them to Excel and read the workbook in as it is.",
)


def question_document(rubric: Rubric, *, quick: bool = False, comments: bool = False) -> bytes:
    """The document as bytes. The same form gives the same bytes."""
    document = new_document(rubric.title)
    document.add_heading(clean(rubric.title), 1)
    if rubric.about:
        document.add_paragraph(clean(" ".join(rubric.about.split())))
    document.add_heading("How to build the form", 2)
    for step in STEPS:
        document.add_paragraph(step, style="List Number")
    document.add_heading("How the grade is made", 2)
    for words in _grade(rubric, quick=quick):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("The questions", 1).paragraph_format.page_break_before = True
    for number, one in enumerate(asked(rubric, quick=quick, comments=comments), 1):
        _question(document, number, one)
    return package_bytes(document.part.package)


def _grade(rubric: Rubric, *, quick: bool) -> Iterable[str]:
    scale = rubric.scale
    yield (
        "The weighted mean of the questions that were marked. Weights: "
        + ", ".join(f"{question.id} {question.weight:g}" for question in rubric.questions)
        + "."
    )
    yield "; ".join(f"{band.option} from {band.at_least:g}" for band in rubric.bands) + "."
    if quick and scale.quick:
        yield "; ".join(f"{one.word} counts as {one.counts_as}" for one in scale.quick) + "."
    yield f"{scale.not_applicable}: {scale.not_applicable_means}".strip(": ")
    for cap in rubric.caps:
        band = rubric.band(cap.band)
        yield f"{cap.reason} Holds the grade at {band.option if band else cap.band} or below."


def _question(document: Any, number: int, one: Asked) -> None:
    from docx.shared import Pt

    heading = document.add_heading(clean(one.title), 2)
    required = "Required" if one.required else "Not required"
    kind = document.add_paragraph()
    kind.add_run(f"Question {number} of the form. {TYPES[one.kind]}. {required}.").italic = True
    together = [heading, kind]
    if one.help:
        told = document.add_paragraph()
        told.add_run("Help: ").bold = True
        told.add_run(clean(one.help))
        together.append(told)
    together += [document.add_paragraph(clean(option), style="List Bullet") for option in one.options]
    for paragraph in together[1:]:
        paragraph.paragraph_format.space_after = Pt(1)
    for paragraph in together[:-1]:
        paragraph.paragraph_format.keep_with_next = True
