"""What the store gives to whoever reads it: frozen values by code, in a settled order. Nothing here knows a database.

This is the interface for the meeting pack, the trend and the statistics (`reading.read_round` and its neighbours)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Marks = Mapping[str, int | None]  # question -> mark; None: does not apply; no entry: left blank


@dataclass(frozen=True)
class PlanRecord:
    """A plan of a round. `in_frame` / `drawn` is how many plans of the frame it stands for; both None for a plan that was not
    drawn (`always`, `anchor`), which is in no estimate. `readers` are those who were asked to read it."""

    code: str
    file_hash: str | None
    values: Mapping[str, str]
    always: bool
    always_reason: str | None
    anchor: bool
    stratum: str
    in_frame: int | None
    drawn: int | None
    readers: tuple[str, ...] = ()

    @property
    def officer(self) -> str | None:
        """The code of the officer who wrote it, where the frame said so."""
        return self.values.get("officer")


@dataclass(frozen=True)
class ModeratorRecord:
    """Who reads in a round."""

    code: str
    agency: str
    role: str
    panel: int


@dataclass(frozen=True)
class ResponseRecord:
    """One moderator's form about one plan, before anybody talked about it. `caps` are those that the moderator ticked."""

    plan: str
    moderator: str
    agency: str
    marks: Marks
    caps: tuple[str, ...]
    override: str | None
    note: str | None = field(repr=False)
    comments: Mapping[str, str] = field(repr=False)
    received: date


@dataclass(frozen=True)
class AgreedRecord:
    """What the meeting agreed on one question about one plan."""

    plan: str
    question: str
    mark: int | None
    reason: str = field(repr=False)
    on: date
    by: str


@dataclass(frozen=True)
class ConclusionRecord:
    """Caps that the meeting confirmed, and a grade that it let stand in place of the computed one."""

    plan: str
    caps: tuple[str, ...]
    override: str | None
    note: str | None = field(repr=False)
    on: date
    by: str


@dataclass(frozen=True)
class ActionRecord:
    """Something to do. `round` and `plan` are codes."""

    number: int
    round: str | None
    plan: str | None
    text: str = field(repr=False)
    owner: str
    due: date
    opened: date
    closed: date | None

    def overdue(self, on: date) -> bool:
        """Whether it is still open after its day."""
        return self.closed is None and self.due < on


@dataclass(frozen=True)
class CorrectionRecord:
    """A mark that was put in place of another; no moderator: an agreed one."""

    plan: str
    moderator: str | None
    question: str
    before: str
    after: str
    reason: str = field(repr=False)
    on: date
    by: str


@dataclass(frozen=True)
class RoundRecord:
    """A whole round, as the store has it."""

    code: str
    kind: str
    rubric: str
    rubric_hash: str
    blind: bool
    seed: str
    frame_hash: str
    frame_size: int
    design: str
    opened: date
    closed: date | None
    keep_comments: bool
    plans: tuple[PlanRecord, ...] = ()
    moderators: tuple[ModeratorRecord, ...] = ()
    responses: tuple[ResponseRecord, ...] = ()
    agreed: tuple[AgreedRecord, ...] = ()
    conclusions: tuple[ConclusionRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()

    def plan(self, code: str) -> PlanRecord | None:
        """The plan with this code."""
        return next((plan for plan in self.plans if plan.code == code), None)

    def answers(self) -> Iterator[tuple[str, str, str, int | None]]:
        """Every answer before consensus: plan, moderator, question, mark."""
        for response in self.responses:
            for question, mark in response.marks.items():
                yield response.plan, response.moderator, question, mark

    def agreed_marks(self, plan: str) -> dict[str, int | None]:
        """What the meeting agreed about a plan, by question."""
        return {one.question: one.mark for one in self.agreed if one.plan == plan}

    def given(self, plan: str, question: str) -> dict[str, int | None]:
        """What each moderator answered to one question about one plan."""
        return {r.moderator: r.marks[question] for r in self.responses if r.plan == plan and question in r.marks}

    def settled_marks(self, plan: str) -> tuple[dict[str, int | None], tuple[str, ...]]:
        """The marks that hold for a plan after the meeting: those agreed, and where nothing was agreed those that all who
        answered gave alike. Second, the questions on which they differ and nothing is agreed."""
        agreed = self.agreed_marks(plan)
        asked = {question for response in self.responses if response.plan == plan for question in response.marks}
        open_questions = []
        for question in sorted(asked - set(agreed), key=in_number):
            marks = set(self.given(plan, question).values())
            if len(marks) == 1:
                agreed[question] = marks.pop()
            else:
                open_questions.append(question)
        return agreed, tuple(open_questions)

    def missing(self) -> tuple[tuple[str, str], ...]:
        """Plans and moderators of whom a form is still awaited."""
        have = {(response.plan, response.moderator) for response in self.responses}
        return tuple((plan.code, code) for plan in self.plans for code in plan.readers if (plan.code, code) not in have)


def in_number(question: str) -> tuple[int, str]:
    """The order of questions: Q2 before Q10."""
    digits = "".join(filter(str.isdigit, question))
    return int(digits or 0), question
