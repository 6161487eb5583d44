"""What stands in each sheet about moderation: the trend, one plan's feedback, a moderator's own marks, an officer's chart."""

from __future__ import annotations

from collections.abc import Sequence

from ehcp_lint.moderation.figures.agreement import Pair
from ehcp_lint.moderation.figures.drift import LIMIT, DriftPoint
from ehcp_lint.moderation.figures.leniency import Leans
from ehcp_lint.moderation.figures.signoff import Advice
from ehcp_lint.moderation.figures.signoff_rates import TRUE_RATES, WITHIN, rates_of, usual_rates
from ehcp_lint.moderation.figures.tool_and_people import NOTE, Beside
from ehcp_lint.moderation.meeting.feedback import Feedback, Said
from ehcp_lint.moderation.meeting.practice import Practice
from ehcp_lint.moderation.meeting.round import Round
from ehcp_lint.moderation.meeting.themes import FEWEST, Run, Theme, grade_run, question_run, themes
from ehcp_lint.outputs.charts import run_chart, signoff_chart
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.moderation.page import day
from ehcp_lint.outputs.moderation.sheet import Part, Sheet
from ehcp_lint.outputs.phrases import count
from ehcp_lint.rubric.models import Rubric

MOST_QUESTIONS = 4  # run charts of single questions in the trend
LONGEST = 140  # characters of a comment or reason on a feedback sheet: a full one still fits on a page of A4


def trend_sheet(rounds: Sequence[Round]) -> Sheet:
    """How the plans fare over the rounds of the monthly kind: grades, and the questions that are marked low most often.

    Nothing in it is of fewer than five plans."""
    monthly = [one for one in rounds if one.kind == "moderation"]
    if not monthly:
        return Sheet("Moderation over the rounds", ("There is no round of the monthly kind yet.",))
    low = [theme for theme in themes(monthly) if theme.plans >= FEWEST]
    best = [band.letter for band in monthly[0].rubric.bands[:2]]
    runs = [("grades", grade_run(monthly, best))]
    runs += [(theme.question.lower(), question_run(monthly, theme.question)) for theme in low[:MOST_QUESTIONS]]
    plans = sum(plan.drawn for one in monthly for plan in one.plans)
    said = (
        f"{count(len(monthly), 'round')}, {count(plans, 'plan')}, {day(monthly[0].opened)} to {day(monthly[-1].opened)}; "
        f"form “{monthly[0].rubric.name}”. Marks are people's.",
        f"Rounds with fewer than {FEWEST} plans are not shown by themselves. Left out: anchor plans, plans that were put in "
        "and not drawn, peer and training rounds.",
    )
    return Sheet("Moderation over the rounds", said, (*(_run(name, run) for name, run in runs), _low(monthly, low)))


def _run(name: str, run: Run) -> Part:
    heading = run.name if name == "grades" else f"{run.name}: plans marked in the upper half"
    middle = f"Median {run.middle:.0f} %. " if run.middle is not None else ""
    return Part(heading, (f"{middle}{run.words}",), chart=run_chart(run, name))


def _low(rounds: Sequence[Round], low: Sequence[Theme]) -> Part:
    rows = []
    for theme in low:
        question = rounds[0].rubric.question(theme.question)
        named = f"{theme.question} {question.short if question else ''}"
        rows.append((named, f"{theme.share * 100:.0f} %", str(theme.plans)))
    caption = "Plans marked in the lower half of the scale, all rounds together"
    if not rows:
        return Part("What is marked low most often", (f"No question is marked low in {FEWEST} plans or more.",))
    columns = ("Question", "Marked low", "Plans with a mark")
    return Part("What is marked low most often", caption=caption, columns=columns, rows=tuple(rows), widths=(10, 4, 4))


# --- feedback ----------------------------------------------------------------------------------------------------------------


def feedback_sheet(found: Feedback) -> Sheet:
    """One plan's page for whoever wrote it: strengths first."""
    said = [f"Round {found.round.code}, {day(found.round.opened)}. Read by {count(found.readers, 'person', 'people')}."]
    if found.open_questions:
        are = "is" if found.open_questions == 1 else "are"
        said.append(f"{count(found.open_questions, 'question')} {are} still to be talked about: marks below may change.")
    said += [f"Grade: {found.grade}."] if found.grade else []
    said += [f"The grade is held there because: {reason}" for reason in found.held]
    parts = [
        Part("What is good in this plan", _none(found.strengths, "No question was marked in the upper half of the scale."))
    ]
    if found.strengths:
        more = (f"And {count(found.more_strengths, 'more question')} marked well.",) if found.more_strengths else ()
        parts = [Part("What is good in this plan", more, tuple(_said(one) for one in found.strengths))]
    if found.kind_words:
        parts.append(Part("What readers said is strong", points=tuple(("", shorten(one, LONGEST)) for one in found.kind_words)))
    if found.work_on:
        more = (f"And {count(found.more_work, 'more question')} marked low: these come first.",) if found.more_work else ()
        parts.append(Part("What to work on", more, tuple(_said(one) for one in found.work_on)))
    if found.changes:
        points = tuple(("", shorten(one, LONGEST)) for one in found.changes)
        parts.append(Part("The change that readers think would help most", points=points))
    if found.actions:
        points = tuple((shorten(a.text, LONGEST), f"({one_line(a.owner)}, by {day(a.due)})") for a in found.actions)
        more = (f"And {count(found.more_actions, 'more action')}: these are due first.",) if found.more_actions else ()
        parts.append(Part("Agreed actions", more, points))
    return Sheet(f"Feedback on plan {found.plan}", tuple(said), tuple(parts), small=True)


def _none(found: Sequence[object], words: str) -> tuple[str, ...]:
    return () if found else (words,)


def _said(one: Said) -> tuple[str, str]:
    words = f": {shorten(one.words, LONGEST)}" if one.words else ""
    return f"{one.question.short} ({one.mark})", f"{one.question.text if not words else ''}{words.removeprefix(': ')}"


# --- one's own marks ---------------------------------------------------------------------------------------------------------


def practice_sheet(found: Practice) -> Sheet:
    """A new officer's marks beside the agreed ones."""
    rows = tuple(
        (
            row.plan,
            f"{row.question} {_short(found, row.question)}",
            _mark(found, row.own),
            _mark(found, row.agreed),
            "–" if row.apart is None else f"{row.apart:+d}" if row.apart else "the same",
            shorten(row.reason, LONGEST),
        )
        for row in found.rows
    )
    said = [found.words, "This is for learning the form by. It is no test, and nothing of it enters sign-off."]
    said += [f"No agreed marks yet for {', '.join(found.without_agreed)}."] if found.without_agreed else []
    columns = ("Plan", "Question", "You", "Agreed", "Apart", "Why it was agreed")
    widths = (2.6, 4.4, 1.4, 1.7, 1.9, 6)
    part = Part("Question by question, the widest apart first", (), (), "Your marks and the agreed ones", columns, rows, widths)
    return Sheet(f"Anchor plans of round {found.round}: marks of {found.moderator}", tuple(said), (part,) if rows else ())


def _short(found: Practice, question: str) -> str:
    asked = found.rubric.question(question)
    return asked.short if asked else ""


def _mark(found: Practice, mark: int | None) -> str:
    return found.rubric.scale.not_applicable if mark is None else str(mark)


def leanings_sheet(
    leans: Leans,
    pairs: Sequence[Pair] = (),
    drifts: dict[str, tuple[DriftPoint, ...]] | None = None,
    *,
    only: str | None = None,
) -> Sheet:
    """How moderators lean beside those who read the same plans: all for the chair, or one's own."""
    who = f"of {only}" if only else "for the chair"
    mine = [one for one in leans.moderators if only in (None, one.moderator)]
    said = [
        "For the moderator concerned and the chair only. No mark is changed by it, and it is no judgement of anybody: a lean "
        "is the mean difference from those who read the same plans, shrunk towards none by how little there is to go on.",
    ]
    if leans.groups > 1 and not only:
        said.append(f"There are {leans.groups} groups who share no plan: leans of different groups cannot be compared.")
    rows = tuple((one.moderator, str(one.plans), one.words) for one in mine)
    parts = [
        Part("Lenient or strict", (), (), "By moderator", ("Moderator", "Plans", "Lean (95 % interval)"), rows, (3, 2, 13))
    ]
    if pairs and not only:
        parts.append(_pairs(pairs))
    for code, points in sorted((drifts or {}).items()):
        if points and only in (None, code):
            parts.append(_drift(code, points))
    return Sheet(f"Leaning and drift {who}", tuple(said), tuple(parts) if mine else ())


def _pairs(pairs: Sequence[Pair]) -> Part:
    rows = []
    for one in pairs:
        kappa = "too few plans"
        if one.kappa is not None and one.kappa.value is not None and one.kappa.low is not None:
            kappa = f"{one.kappa.value:.2f} ({one.kappa.low:.2f} to {one.kappa.high:.2f})"
        elif one.kappa is not None:
            kappa = "not defined"
        exact, close = (f"{share * 100:.0f} %" if share is not None else "–" for share in (one.exact, one.within_one))
        rows.append((f"{one.first} and {one.second}", str(one.plans), exact, close, kappa))
    columns = ("Pair", "Plans", "Same mark", "Within one", "Weighted kappa (95 % interval)")
    return Part("Pairs who read the same plans", (), (), "Quadratic weights", columns, tuple(rows), (4, 2, 3, 3, 6))


def _drift(code: str, points: Sequence[DriftPoint]) -> Part:
    rows = tuple(
        (one.when, one.plan, f"{one.difference:+.2f}", f"{one.above:.1f}", f"{one.below:.1f}", one.signal or "–")
        for one in points
    )
    last = next((one for one in reversed(points) if one.signal), None)
    told = f"Marks have become {last.signal} by {last.when}: read an anchor plan together." if last else "No drift seen."
    columns = ("When", "Anchor plan", "Difference", "Sum above", "Sum below", "Signal")
    caption = f"Against the agreed marks; a sum of {LIMIT:g} is a signal"
    return Part(f"Anchor plans marked by {code}", (told,), (), caption, columns, rows, (3, 4, 3, 2.5, 2.5, 3))


# --- the checks beside people -------------------------------------------------------------------------------------------------


def beside_sheet(tables: Sequence[Beside], rubric: Rubric) -> Sheet:
    """What the checks found beside what people marked, for whoever keeps the checks."""
    parts = []
    for table in tables:
        question = rubric.question(table.question)
        grades = [str(grade) for grade in reversed(table.scale)]
        columns = ("Points found", *(f"marked {grade}" for grade in grades))
        rows = tuple(
            (row, *(str(cell) for cell in reversed(cells))) for row, cells in zip(table.rows, table.cells, strict=True)
        )
        left = f" {count(table.without_report, 'mark')} left out: not checked there." if table.without_report else ""
        told = f"{count(table.marks, 'mark')}.{left}"
        heading = f"{table.question} {question.short if question else ''}"
        parts.append(Part(heading, (told,), (), "Marks by points found", columns, rows if table.marks else ()))
    said = (NOTE, "A check that finds much where people see nothing is to be mended.")
    return Sheet("The checks beside people's marks", said, tuple(parts))


# --- sign-off ----------------------------------------------------------------------------------------------------------------


def signoff_sheet(officer: str, advice: Advice, waiting: Sequence[tuple[str, str]] = ()) -> Sheet:
    """The officer's own chart, the rule in words, how often it errs, and what it advises. Shown to the officer too."""
    parts = [
        Part("What the chart advises", (advice.words, *advice.cautions)),
        Part("The chart", chart=signoff_chart(advice, "chart")) if advice.points else Part("The chart", ("No plan yet.",)),
        Part("The rule", (advice.rule.words, advice.rule.words_after)),
        _rates(advice),
    ]
    if waiting:
        parts.insert(1, Part("Plans that are not counted yet", points=tuple((f"{plan}:", why) for plan, why in waiting)))
    said = (
        "Only what people marked counts here; what the tool found is no part of it. A senior officer decides, in writing, and "
        "may decide otherwise than the chart advises.",
    )
    return Sheet(f"Sign-off: officer {officer}", said, tuple(parts))


def _rates(advice: Advice) -> Part:
    known = {rates.rule: rates for rates in usual_rates()}
    mine = known.get(advice.rule.name) if (advice.rule.acceptable, advice.rule.unacceptable) == (0.10, 0.25) else None
    rules = [mine or rates_of(advice.rule), *(rates for rates in known.values() if rates.rule != advice.rule.name)]
    rows = tuple((rates.rule, *(f"{chance * 100:.0f}" for chance in rates.chances)) for rates in rules)
    columns = ("Rule", *(f"at {rate * 100:.0f} in 100" for rate in TRUE_RATES))
    said = (
        f"Of 100 officers, how many each rule would advise to sign off within {WITHIN} plans, by how many of their plans do "
        f"not meet the standard as markers see it. A rate of {advice.rule.acceptable * 100:.0f} in 100 is held acceptable, "
        f"{advice.rule.unacceptable * 100:.0f} in 100 is not. The first line is this rule.",
    )
    caption = f"Signed off within {WITHIN} plans, of 100 officers"
    return Part("How often the rule errs", said, (), caption, columns, rows, (5.2, 3.2, 3.2, 3.2, 3.2))
