"""The meeting pack as one HTML page: no script, nothing fetched, prints on A4. Comments and quotes enter it as text only."""

from __future__ import annotations

from ehcp_lint.moderation.meeting.pack import ABOUT_STATISTICS, STATISTICS, Pack, PlanPart, shown_figures
from ehcp_lint.moderation.meeting.themes import Theme, overdue
from ehcp_lint.outputs.charts import Chart, run_chart
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.moderation.page import day, page
from ehcp_lint.outputs.phrases import count
from ehcp_lint.rubric.models import Rubric

HOW = (
    "Marks were given before anyone talked. Take the plans in this order: talk about the questions at the top, agree a mark "
    "with a reason, write down who does what by when, and settle the rest by a nod. – means left blank."
)


def pack_html(pack: Pack) -> str:
    """The whole pack. The same pack gives the same page."""
    return page(
        "pack.html.j2",
        pack=pack,
        summary=summary,
        talk_about=talk_about,
        no_evidence=no_evidence,
        statistics=statistics(pack),
        themes=theme_rows(pack.rubric, pack.themes),
        actions=action_rows(pack),
        chart=trend_chart(pack),
        HOW=HOW,
        STATISTICS=STATISTICS,
        ABOUT_STATISTICS=ABOUT_STATISTICS,
    )


def summary(pack: Pack) -> str:
    """ "6 plans read by 5 moderators; 23 questions to talk about on 5 of them." """
    plans = len(pack.plans)
    readers = {person.code for plan in pack.plans for person in plan.readers}
    who = count(len(readers), "area") if pack.areas else count(len(readers), "moderator")
    if pack.areas:
        who = count(len({person.agency for plan in pack.plans for person in plan.readers}), "area")
    talked = sum(bool(plan.talk) for plan in pack.plans)
    told = f"{count(pack.to_talk_about, 'question')} to talk about on {talked} of them" if talked else "nothing to talk about"
    return f"{count(plans, 'plan')} read by {who}; {told}."


def talk_about(plan: PlanPart) -> str:
    """What the meeting has to do with a plan."""
    if len(plan.readers) < 2:
        return "Read by one: nothing to compare."
    if not plan.talk:
        return "The readers are close on every question."
    return f"{count(len(plan.talk), 'question')} to talk about, {len(plan.rest)} close or the same."


def no_evidence(plan: PlanPart) -> str:
    """Why the tool's column is empty for this plan; "" where it is not."""
    if plan.report_note:
        return f"The tool could not check this plan: {one_line(plan.report_note)}"
    return "" if plan.has_report else "No report of this plan was given, so that the tool's column is empty."


def statistics(pack: Pack) -> list[tuple[str, ...]]:
    """The table of statistics: this round, the year, and each question over the year."""
    rows = [("This round, all questions", *shown_figures(pack.this_round))]
    for one in pack.year:
        question = pack.rubric.question(one.question or "")
        named = f"{question.id} {question.short}" if question else "Twelve months, all questions"
        rows.append((named, *shown_figures(one)))
    order = {question.id: question.number for question in pack.rubric.questions}
    return rows[:2] + sorted(rows[2:], key=lambda row: order.get(row[0].split(" ")[0], 0))


def theme_rows(rubric: Rubric, themes: tuple[Theme, ...]) -> list[tuple[str, str, str]]:
    """The themes as a table."""
    rows = []
    for theme in themes:
        question = rubric.question(theme.question)
        rows.append((f"{theme.question} {question.short if question else ''}", str(theme.low), str(theme.plans)))
    return rows


def action_rows(pack: Pack) -> list[tuple[str, ...]]:
    """The open actions as a table; those whose day is over say so."""
    return [
        (
            f"{day(action.due)}{' (overdue)' if overdue(action, pack.today) else ''}",
            one_line(action.owner),
            one_line(action.text),
            action.plan or "all",
            action.round,
        )
        for action in pack.actions
    ]


def trend_chart(pack: Pack) -> Chart:
    """The run chart at the end of the pack."""
    return run_chart(pack.run, "grades")
