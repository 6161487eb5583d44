"""The form as a list of what is asked, in order: the same for the question document, the workbook and whoever reads answers.

The plan's code comes first, and never a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ehcp_lint.rubric.models import Question, Rubric

Kind = Literal["text", "long text", "one answer", "several answers"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a form has it. `title` is what it is called there, and so its column in an export."""

    title: str
    kind: Kind
    options: tuple[str, ...] = ()
    help: str = ""
    required: bool = False


def asked(rubric: Rubric, *, quick: bool = False, comments: bool = False) -> Iterator[Asked]:
    """Everything that the form asks. `quick`: as a tick form; `comments`: with room for a comment after each question."""
    form, scale = rubric.form, rubric.scale
    yield Asked(form.plan_code, "text", help=form.plan_code_help, required=True)
    yield Asked(form.moderator, "text", help=form.moderator_help, required=True)
    if rubric.agencies:
        yield Asked(form.agency, "one answer", rubric.agencies, form.agency_help, required=True)
    ticks = quick and bool(scale.quick)
    options = scale.quick_options if ticks else scale.options
    for question in rubric.questions:
        title = question.quick_header if ticks else question.header
        yield Asked(title, "one answer", options, help_for(question, rubric), required=True)
        if comments:
            yield Asked(f"{question.id} comment", "long text", help="Where in the plan, and why. No names.")
    if rubric.caps:
        reasons = tuple(cap.reason for cap in rubric.caps)
        yield Asked(form.caps, "several answers", (*reasons, form.caps_none), form.caps_help, required=True)
    yield Asked(form.override, "one answer", tuple(band.option for band in rubric.bands), form.override_help)
    yield Asked(form.override_note, "long text")
    for one in rubric.open_questions:
        yield Asked(one.text, "long text", help=one.help, required=one.required)


def help_for(question: Question, rubric: Rubric) -> str:
    """What the marks look like, and from which year it is asked: "4: every line does; 1: ..." """
    looks = "; ".join(f"{mark}: {words}" for mark, words in sorted(question.looks_like.items(), reverse=True))
    year = f"From Year {question.from_year} on; else {rubric.scale.not_applicable}. " if question.from_year else ""
    return year + looks
