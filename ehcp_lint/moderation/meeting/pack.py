"""The meeting pack as values: what HTML and Word both show, in the order in which the meeting takes it.

The tool's evidence stands apart from people's marks, and never in the statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ehcp_lint.moderation.figures.agreement import DRAWS, TOO_FEW, Agreement, Estimate, Standing, agreement
from ehcp_lint.moderation.meeting.disagreement import Row, matrices
from ehcp_lint.moderation.meeting.round import PEER, Comment, Person, Round, Task, by_area, pooled
from ehcp_lint.moderation.meeting.themes import Run, Theme, grade_run, open_actions, themes
from ehcp_lint.rubric.evidence import PlanEvidence
from ehcp_lint.rubric.models import Question, Rubric

WINDOW = timedelta(days=366)  # the rounds of a year go into the statistics: one month's plans are too few for most of them
MOST_THEMES = 8
MOST_POINTS = 3  # of one question, beside a row of the matrix; the rest are counted


@dataclass(frozen=True)
class Line:
    """One question about one plan, as it stands in the pack. `evidence` are the tool's lines, in a column of their own."""

    row: Row
    question: Question
    cells: tuple[str, ...]
    evidence: tuple[str, ...] = field(default=(), repr=False)
    agreed: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class PlanPart:
    """One plan: who read it, the grade each form makes, what to talk about, and the rest."""

    code: str
    anchor: bool
    readers: tuple[Person, ...]
    grades: tuple[str, ...]
    talk: tuple[Line, ...]
    rest: tuple[Line, ...]
    comments: tuple[tuple[str, tuple[Comment, ...]], ...] = field(default=(), repr=False)
    has_report: bool = False
    report_note: str = ""


@dataclass(frozen=True)
class Pack:
    """All that the meeting has before it. `year` are the statistics over the rounds of the last twelve months."""

    round: Round
    today: date
    quotes: bool
    plans: tuple[PlanPart, ...]
    unmarked: tuple[str, ...]
    this_round: Agreement
    year: tuple[Agreement, ...]
    year_rounds: tuple[str, ...]
    themes: tuple[Theme, ...]
    actions: tuple[Task, ...]
    run: Run
    areas: bool = False

    @property
    def rubric(self) -> Rubric:
        """The form that the plans were marked on."""
        return self.round.rubric

    @property
    def to_talk_about(self) -> int:
        """How many questions, over all plans, go to the meeting."""
        return sum(len(plan.talk) for plan in self.plans)


def make_pack(
    given: Round,
    *,
    today: date,
    history: Sequence[Round] = (),
    evidence: Mapping[str, PlanEvidence] | None = None,
    quotes: bool = False,
    draws: int = DRAWS,
) -> Pack:
    """The pack of one round. `history` are other rounds on the same form; `evidence` is by plan code.

    A peer round is shown by area: nobody's code is in it."""
    areas = given.kind == PEER
    alike = [one for one in history if one.kind == given.kind and one.code != given.code]
    rounds = sorted([given, *alike], key=lambda one: (one.opened, one.code))
    shown = by_area(given) if areas else given
    recent = [one for one in rounds if given.opened - WINDOW < one.opened <= given.opened]
    recent = [by_area(one) if areas else one for one in recent]
    scale = given.rubric.scale.marks
    found = matrices(shown)
    earlier = [one for one in (*history, given) if one.opened <= given.opened]
    return Pack(
        shown,
        today,
        quotes,
        tuple(_plan(shown, one.plan, one.readers, one.rows, (evidence or {}).get(one.plan)) for one in found),
        tuple(plan.code for plan in shown.plans if plan.code not in {one.plan for one in found}),
        agreement(shown.marks, scale, draws=draws)[0],
        tuple(agreement(pooled(recent), scale, draws=draws)),
        tuple(one.code for one in recent),
        themes([shown])[:MOST_THEMES],
        open_actions(earlier),
        grade_run(rounds, [band.letter for band in given.rubric.bands[:2]]),
        areas,
    )


def _plan(given: Round, code: str, readers: tuple[str, ...], rows: tuple[Row, ...], evidence: PlanEvidence | None) -> PlanPart:
    lines = [_line(given, code, readers, row, evidence) for row in rows]
    grades = []
    for reader in readers:
        made = given.grade_by(code, reader)
        mean = f" {made.mean:.2f}" if made.mean is not None else ""
        grades.append(f"{made.grade or '–'}{mean}")
    plan = next(one for one in given.plans if one.code == code)
    opened = [
        (question.text, tuple(c for c in given.comments if (c.plan, c.question) == (code, question.id)))
        for question in given.rubric.open_questions
    ]
    note = "" if evidence is None or evidence.status == "checked" else (evidence.message or "The plan could not be checked.")
    return PlanPart(
        code,
        plan.anchor,
        tuple(given.person(reader) for reader in readers),
        tuple(grades),
        tuple(line for line in lines if line.row.to_meeting),
        tuple(line for line in lines if not line.row.to_meeting),
        tuple((asked, comments) for asked, comments in opened if comments),
        evidence is not None and evidence.status == "checked",
        note,
    )


def _line(given: Round, code: str, readers: tuple[str, ...], row: Row, evidence: PlanEvidence | None) -> Line:
    question = next(one for one in given.rubric.questions if one.id == row.question)
    settled = next((one for one in given.agreed if (one.plan, one.question) == (code, row.question)), None)
    return Line(
        row,
        question,
        tuple(cell(given.rubric, row.marks, reader) for reader in readers),
        evidence_lines(evidence, row.question, short=not row.to_meeting),
        "" if settled is None else given.rubric.scale.not_applicable if settled.value is None else str(settled.value),
        settled.reason if settled else "",
    )


def cell(rubric: Rubric, marks: Mapping[str, int | None], reader: str) -> str:
    """A mark as it is shown: "3", "N/A", or a dash where the question was left blank."""
    if reader not in marks:
        return "–"
    value = marks[reader]
    return rubric.scale.not_applicable if value is None else str(value)


def evidence_lines(evidence: PlanEvidence | None, question: str, *, short: bool = False) -> tuple[str, ...]:
    """What the tool has beside a question, in lines: its state, its first points, what the plan has, what was not checked.

    `short`: the state alone, for questions that nobody will talk about."""
    if evidence is None or evidence.status != "checked":
        return ()
    one = evidence.of(question)
    if one is None:
        return ("Not asked of the tool.",)
    if short:
        return (one.said,)
    lines = [one.said]
    for point in one.points[:MOST_POINTS]:
        words = f"“{point.quote}” " if point.quote else ""
        lines.append(f"{point.place}: {words}{point.message} [{point.check}{', on trial' if point.trial else ''}]")
    if len(one.points) > MOST_POINTS:
        lines.append(f"and {len(one.points) - MOST_POINTS} more in the report.")
    lines += [f"{thing.what}." for thing in one.found if not thing.quote and not thing.place][:1]
    lines += list(one.could_not_check[:1])
    return tuple(line for line in lines if line)


# --- statistics in words -----------------------------------------------------------------------------------------------------


def shown_figures(one: Agreement) -> tuple[str, ...]:
    """One line of the table of statistics: plans, exact, within one, alpha, AC2, shares of the grades, what it allows.

    Below twenty double-marked plans alpha and AC2 are not there to be shown."""
    few = f"too few plans ({one.plans} of {TOO_FEW})"
    alpha = _figure(one.alpha) if one.alpha else few
    ac2 = _figure(one.ac2) if one.ac2 else few
    spread = "" if one.spread is None else " / ".join(f"{share * 100:.0f}" for share in reversed(one.spread))
    return (str(one.plans), _percent(one.exact), _percent(one.within_one), alpha, ac2, spread, verdict(one))


def verdict(one: Agreement) -> str:
    """What may be concluded: judged on the lower end of alpha's interval, and called provisional under fifty plans."""
    if one.standing is Standing.TOO_FEW:
        return "raw agreement only"
    told = str(one.reading)
    return f"provisional: {told}" if one.standing is Standing.PROVISIONAL else told


def _figure(estimate: Estimate) -> str:
    if estimate.value is None:
        return "not defined: all marks the same"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.2f} (no interval: {estimate.lost} of {estimate.draws} draws undefined)"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"


def _percent(estimate: Estimate) -> str:
    if estimate.value is None:
        return "–"
    told = f"{estimate.value * 100:.0f} %"
    if estimate.low is not None and estimate.high is not None:
        told += f" ({estimate.low * 100:.0f} to {estimate.high * 100:.0f})"
    return told


STATISTICS = (
    "Question", "Plans read twice", "Same mark", "Within one", "Alpha (95 % interval)", "AC2 (95 % interval)",
    "Share of marks, best first (%)", "What it allows",
)  # fmt: skip
ABOUT_STATISTICS = (
    "Same mark and within one: pairs of marks on the same plan. Alpha (Krippendorff, ordinal) falls where nearly all marks are "
    "the same grade; AC2 (Gwet, quadratic weights) rises there: read them together, with the shares. Below 20 plans only raw "
    "agreement is shown; 20 to 49 are provisional. Conclusions rest on the lower end of alpha's interval: 0.80 firm, 0.667 "
    "tentative, below that officers are not to be compared. Intervals: bootstrap over plans. All questions together look more "
    "alike than they are, where questions differ in how hard they are."
)
