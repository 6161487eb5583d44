"""The form for a person at a terminal."""

from __future__ import annotations

from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.terminal import Line, line
from ehcp_lint.rubric.models import Question, Rubric

_INDENT = 5


def rubric_text(rubric: Rubric) -> list[Line]:
    """Its questions with what feeds them, its marks, its grades and what holds a grade down."""
    scale = rubric.scale
    lines = [line((one_line(rubric.title), "title")), line((f"Form '{rubric.name}', {rubric.fingerprint}", "quiet"))]
    if rubric.about:
        lines += [line(), line(one_line(rubric.about))]
    lines += [line(), line(("Marks", "section"))]
    lines += [line(f"{value.option}: {one_line(value.means)}", indent=2, hanging=4) for value in scale.values]
    lines.append(line(f"{scale.not_applicable}: {one_line(scale.not_applicable_means)}", indent=2, hanging=4))
    if scale.quick:
        ticks = "; ".join(f"{one.word} counts as {one.counts_as}" for one in scale.quick)
        lines.append(line(f"As a tick form: {ticks}.", indent=2))
    lines += [line(), line(("Questions", "section"))]
    for question in rubric.questions:
        lines += _question(question)
    if rubric.open_questions:
        lines += [line(), line(("Answered in words", "section"))]
        lines += [line(one_line(one.text), indent=2) for one in rubric.open_questions]
    lines += [line(), line(("Grades, by the weighted mean", "section"))]
    lines += [line(f"{band.option}: from {band.at_least:g}", indent=2) for band in rubric.bands]
    if rubric.caps:
        lines += [line(), line(("What holds the grade down, once a person has confirmed it", "section"))]
    for cap in rubric.caps:
        pointed = f" Points of {', '.join(cap.checks)} may show it." if cap.checks else ""
        lines.append(line(f"{one_line(cap.reason)} {cap.band} or below.{pointed}", indent=2, hanging=4))
    if rubric.feeds_none:
        lines += [line(), line(("Checks that no question is about", "section"))]
        lines += [line(f"{check}: {one_line(why)}", indent=2, hanging=4) for check, why in rubric.feeds_none.items()]
    return lines


def _question(question: Question) -> list[Line]:
    sections = ", ".join(question.sections) or "the whole plan"
    year = f", from Year {question.from_year}" if question.from_year else ""
    fed = f"Fed by {', '.join(question.checks)}" if question.checks else f"A person says: {one_line(question.human_note)}"
    lines = [
        line((f"{question.id:<{_INDENT - 1}}", "title"), one_line(question.text), hanging=_INDENT),
        line((f"Weight {question.weight:g}; {sections}{year}. {fed}.".replace("..", "."), "quiet"), indent=_INDENT),
    ]
    for mark, words in sorted(question.looks_like.items(), reverse=True):
        lines.append(line(f"{mark}: {one_line(words)}", indent=_INDENT))
    return lines
