"""The plan beside the reports that were handed over with it (`check --advice`): needs that it does not hold, advice not
listed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.advice import ENOUGH, entries
from ehcp_lint.checks.structure import CODE, REGS
from ehcp_lint.plan import Kind, Letter, Plan

# What reads a report is imported where it is used: most plans are checked without their reports.
NEEDS = (Letter.B, Letter.C, Letter.D)
# A need is called absent only where hardly any of its telling words, and none of their neighbours, stand in any line of B,
# C or D.
FOUND, ALIKE, THEMED = 0.42, 0.62, 0.3
FEWEST_WORDS = 6
SHOWN = 7  # words of the report's line that a message quotes


def needs_of(report: Plan) -> list[str]:
    """The needs that a report names, one for each line of its part on needs; strengths and recommendations are none."""
    from ehcp_lint.statements.lines import Where, lines_of
    from ehcp_lint.statements.recommendations import asks_for_help

    strengths = [item.span for item in report.items_of(Kind.STRENGTH)]
    lines = [line for line in lines_of(report) if line.where is Where.NEEDS and not asks_for_help(line)]
    return [line.text for line in lines if not any(span.meets(line.span) for span in strengths)]


@check(
    id="B207",
    name="need-of-report-missing",
    title="Needs named in the advice are in the plan",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say whether this need from the advice belongs in the plan.",
    why="The plan must set out all of the child's special educational needs, and the advice is where they are found.",
    sources=(Source(REGS, "12(1)(a)-(j)"), Source(CODE, "9.69")),
    bad=(
        Example(
            "...",
            "",
            advice="B: Ines cannot yet fasten buttons, zips or shoe laces without an adult.\n"
            "> Ines finds it hard to join a conversation that has already begun.",
        ),
        Example(
            "...",
            "",
            advice="B: Ines wakes several times each night and is exhausted by the afternoon.\n"
            "> Ines needs more time than her classmates to learn a new word.",
        ),
    ),
    good=(
        Example("..."),
        Example("...", advice="B: Ines finds it difficult to join in with a conversation that others have begun."),
    ),
    dismiss="When the need is in the plan in other words, or is no longer there.",
    trial=True,
)
def need_of_report_missing(plan: Subject) -> Iterator[Hit]:
    """A need of a report (handed over with --advice) that no line of sections B, C and D is about. Needs put into other words
    altogether are found wanting too."""
    if not plan.case.advice:
        return
    from ehcp_lint.statements.likeness import FEATURES, likeness
    from ehcp_lint.statements.lines import lines_of
    from ehcp_lint.statements.subjects import subjects

    lines = [line.text for line in lines_of(plan.plan) if line.letter in NEEDS and len(line.text.split()) > 2]
    ends = [section.spans[-1].end for section in plan.plan.section(Letter.B)]
    if not lines or not ends:
        return
    for report in plan.case.advice:
        names = (*plan.plan.details.names, *report.details.names)
        needs = [text for text in needs_of(report) if len(text.split()) >= FEWEST_WORDS]
        if not needs:
            continue
        told = subjects(needs, names, [False] * len(needs)), subjects(lines, names, [False] * len(lines))
        seen = likeness(*told)
        for row, text in enumerate(needs):
            most = {name: float(seen[row, :, FEATURES.index(name)].max()) for name in ("advice found", "meaning", "themes")}
            if most["advice found"] < FOUND and (most["meaning"] < ALIKE or most["themes"] < THEMED):
                words = " ".join(text.split())
                shown = words if len(words.split()) <= SHOWN else f"{' '.join(words.split()[:SHOWN])}…"
                message = f"Say where this need from the advice stands: “{shown}”."
                yield Hit(plan.missing(at=ends[-1]).span, message, absent=True, known_by=words)


@check(
    id="K107",
    name="report-not-listed",
    title="The advice that was handed over is listed",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="List this report too, with its date.",
    why="A family has to be able to see on whose advice the plan rests, and of which date.",
    sources=(Source(CODE, "9.62"),),
    bad=(
        Example(
            "...\nK: School report, 4 February 2026.\n> Paediatrician, 12 January 2026.\n> Parents' views, 3 February 2026.",
            "",
            advice="| Written by: Priya Menon, speech and language therapist\n| Date of report: 4 March 2026\nB: Ines "
            "speaks unclearly.",
        ),
        Example(
            "...\nK: Speech and language therapist, 4 March 2024.\n> Paediatrician, 12 January 2026.\n> Parents' views, "
            "3 February 2026.",
            "",
            advice="| Written by: Priya Menon, speech and language therapist\n| Date of report: 4 March 2026\nB: Ines "
            "speaks unclearly.",
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nK: Speech and language therapist, 4 March 2026.\n> Paediatrician, 12 January 2026.\n> Parents' views, "
            "3 February 2026.",
            advice="| Written by: Priya Menon, speech and language therapist\n| Date of report: 4 March 2026\nB: Ines "
            "speaks unclearly.",
        ),
    ),
    dismiss="When the report came after the plan, or its advice is listed under another name.",
    trial=True,
)
def report_not_listed(plan: Subject) -> Iterator[Hit]:
    """A report (handed over with --advice) of a profession that section K does not list, or not with the report's date."""
    listed = plan.case.once(entries)
    if len(listed) < ENOUGH or not plan.case.advice:
        return
    from ehcp_lint.statements.author import find_author, find_date
    from ehcp_lint.statements.subjects import roles_in

    for report in plan.case.advice:
        author, written = find_author(report), find_date(report)
        if author.agency is None:
            continue
        mine = [entry for entry in listed if author.agency in roles_in(entry.text)]
        dates: list[date] = [day for entry in mine for day in entry.dates]
        if not mine or (written and dates and written not in dates):
            day = f" of {written.day} {written:%B %Y}" if written else ""
            end = plan.plan.section(Letter.K)[-1].spans[-1].end
            message = f"List the report of the {author.agency}{day}."
            yield Hit(plan.missing(at=end).span, message, absent=True, known_by=f"{author.agency} {written}")
