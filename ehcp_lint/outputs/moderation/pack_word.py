"""The meeting pack as a Word file, A4 across: to be filled in while the meeting talks. It holds what the page holds."""

from __future__ import annotations

from typing import Any

from ehcp_lint.moderation.meeting.pack import ABOUT_STATISTICS, STATISTICS, Line, Pack, PlanPart
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.moderation.pack import (
    HOW,
    action_rows,
    no_evidence,
    statistics,
    summary,
    talk_about,
    theme_rows,
    trend_chart,
)
from ehcp_lint.outputs.moderation.page import day
from ehcp_lint.outputs.moderation.word import (
    SHADE,
    TOOL,
    finish,
    new_document,
    put,
    put_chart,
    put_table,
    repeat,
    say,
    set_widths,
    shade,
    whole,
)  # fmt: skip

WIDTH = 26.9  # centimetres between the margins
WRITE = "Reason:\nAction:\nOwner and date:"


def pack_word(pack: Pack) -> bytes:
    """The whole pack."""
    title = f"Moderation meeting: round {pack.round.code}"
    document = new_document(title, landscape=True, size=10)
    document.add_heading(title, 1)
    form = f"Opened {day(pack.round.opened)}. {one_line(pack.rubric.title)} (form “{pack.rubric.name}”)."
    say(document, form + (" A peer round: shown by area, no moderator is named by code." if pack.areas else ""))
    say(document, summary(pack), bold=True)
    say(document, HOW)
    if pack.quotes:
        say(
            document,
            "This pack quotes plans. It holds personal data of children: share and destroy it as the plans.",
            bold=True,
        )
    if pack.unmarked:
        say(document, f"No marks yet for {', '.join(pack.unmarked)}.")
    overview = [
        (
            f"{plan.code}{' (anchor)' if plan.anchor else ''}",
            ", ".join(person.code for person in plan.readers),
            ", ".join(plan.grades),
            str(len(plan.talk)),
        )
        for plan in pack.plans
    ]
    if overview:
        say(document, "Plans, the widest disagreement first", bold=True)
        put_table(document, ("Plan", "Read by", "Grade by each form", "To talk about"), overview, (5, 6, 8, 3))
    for plan in pack.plans:
        _plan(document, plan)
    _statistics(document, pack)
    return finish(document)


def _plan(document: Any, plan: PlanPart) -> None:
    heading = document.add_heading(f"Plan {plan.code}{' (anchor plan)' if plan.anchor else ''}", 2)
    heading.paragraph_format.page_break_before = True
    say(document, talk_about(plan))
    if no_evidence(plan):
        say(document, no_evidence(plan), small=True)
    readers = len(plan.readers)
    mark = min(2.0, 8.0 / max(readers, 1))
    asked, agreed = 4.6, 1.7
    left = WIDTH - asked - agreed - mark * readers
    widths = (asked, *(mark for _ in plan.readers), left * 0.52, agreed, left * 0.48)
    columns = (
        "Question",
        *(f"{p.code}\n{p.agency}" if p.agency and p.agency != p.code else p.code for p in plan.readers),
        "Evidence by the tool, not a mark",
        "Agreed",
        "Reason, action, owner, date",
    )
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        put(cell, words, bold=True, size=8.5)
        shade(cell, SHADE)
    repeat(table.rows[0])
    _cells(table, ("Grade by each form", *plan.grades, "", "", ""), bold=True)
    for line in plan.talk:
        _line(table, line, readers, WRITE)
    if plan.rest:
        row = table.add_row()
        merged = row.cells[0].merge(row.cells[-1])
        put(merged, "Close, the same, or read by one: settle unless somebody asks", bold=True)
        shade(merged, SHADE)
    for line in plan.rest:
        _line(table, line, readers, "")
    set_widths(table, widths)
    for asked_words, comments in plan.comments:
        say(document, one_line(asked_words), bold=True)
        for comment in comments:
            say(document, f"{comment.moderator}: {one_line(comment.text)}", style="List Bullet")


def _line(table: Any, line: Line, readers: int, blank: str) -> None:
    why = f"\n{line.row.why}" if line.row.why else ""
    row = table.add_row()
    whole(row)
    cells = row.cells
    put(cells[0], f"{line.question.id} {line.question.short}{why}")
    for number, words in enumerate(line.cells, 1):
        put(cells[number], words, bold=True, size=11, centre=True)
    put(cells[readers + 1], "\n".join(one_line(words) for words in line.evidence), size=8)
    shade(cells[readers + 1], TOOL)
    put(cells[readers + 2], line.agreed, bold=True, size=11, centre=True)
    put(cells[readers + 3], one_line(line.reason) if line.agreed else blank, size=8.5)


def _cells(table: Any, words: tuple[str, ...], *, bold: bool) -> None:
    row = table.add_row()
    for cell, one in zip(row.cells, words, strict=True):
        put(cell, one, bold=bold)


def _statistics(document: Any, pack: Pack) -> None:
    heading = document.add_heading("How far the readers agree", 2)
    heading.paragraph_format.page_break_before = True
    put_table(document, STATISTICS, statistics(pack), (4.8, 1.9, 3.2, 3.2, 3.9, 3.9, 3, 3), size=8.5)
    say(document, f"Rounds of the last twelve months: {', '.join(pack.year_rounds)}. {ABOUT_STATISTICS}", small=True)
    document.add_heading("What is marked low most often in this round", 2)
    low = theme_rows(pack.rubric, pack.themes)
    if low:
        put_table(document, ("Question", "Plans marked low", "Plans with a mark"), low, (9, 4, 4))
    else:
        say(document, "No question has a mark in the lower half of the scale.")
    document.add_heading("Actions that are open", 2)
    actions = action_rows(pack)
    if actions:
        put_table(document, ("Due", "Owner", "What", "Plan", "From round"), actions, (5, 4.5, 10.4, 4, 3))
    else:
        say(document, "No action is open.")
    document.add_heading("Over the rounds", 2)
    say(document, pack.run.words)
    put_chart(document, trend_chart(pack), 17, (5, 4, 4, 4))
