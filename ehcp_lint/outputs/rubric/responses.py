"""What an export of a form holds, for a person at a terminal: who marked which plan how, and all that could not be read."""

from __future__ import annotations

from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import count
from ehcp_lint.outputs.terminal import Line, line
from ehcp_lint.rubric.models import Rubric
from ehcp_lint.rubric.responses import Problem, Response, Responses, grade_of


def responses_text(found: Responses, rubric: Rubric) -> list[Line]:
    """The responses a line each, then the problems by row, then the columns that are not known."""
    plans = {response.plan_code.casefold() for response in found.responses}
    told = f"{count(len(found.responses), 'response')} about {count(len(plans), 'plan')}"
    lines = [line((f"{told}.", "title"))]
    if found.dropped:
        one = found.dropped == 1
        lines.append(
            line((f"{count(found.dropped, 'column')} of names or addresses {'was' if one else 'were'} not read.", "quiet"))
        )
    lines += [line()] if found.responses else []
    lines += [line(_response(response, rubric), indent=2, hanging=4) for response in found.responses]
    if found.problems:
        lines += [line(), line((f"Could not be read ({len(found.problems)})", "section"))]
        lines += [line(_problem(problem), indent=2, hanging=4) for problem in found.problems]
    if found.unmapped:
        lines += [line(), line((f"Columns that are not known ({len(found.unmapped)})", "section"))]
        for column in found.unmapped:
            near = f". May be {column.near}; it was not taken" if column.near else ""
            lines.append(line(one_line(column.column) + near + ".", indent=2, hanging=4))
        lines += [line(), line("Say what they are in a file for --map (see docs/moderation.md); 'ignore' leaves one out.")]
    return lines


def _response(response: Response, rubric: Rubric) -> str:
    grade = grade_of(rubric, response)
    blank = f", {len(grade.unanswered)} left blank" if grade.unanswered else ""
    mean = f"{grade.mean:.2f}" if grade.mean is not None else "no mark"
    held = ", held down" if any(cap.lowers for cap in grade.caps) and not grade.overridden else ""
    own = ", the moderator's own" if grade.overridden else ""
    letter = f" {grade.grade}{held}{own}" if grade.grade else ""
    return (
        f"Row {response.row}: {response.plan_code} by {response.moderator}: {mean}{letter} ({len(grade.scored)} marked{blank})"
    )


def _problem(problem: Problem) -> str:
    at = ", ".join(filter(None, (f"row {problem.row}" if problem.row else "", problem.column or "")))
    said = one_line(problem.what)
    return f"{at[:1].upper()}{at[1:]}: {said}." if at else f"{said[:1].upper()}{said[1:]}."
