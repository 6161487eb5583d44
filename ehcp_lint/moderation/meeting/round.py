"""One round of moderation as plain values: what the meeting pack, the trend and the feedback sheets are made from.

`from_record` fills it from what the store gives (`records.RoundRecord`). Plans and people go by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median_low

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.figures.marks import Mark
from ehcp_lint.moderation.keeping.records import RoundRecord
from ehcp_lint.rubric.arithmetic import OverallGrade, work_out
from ehcp_lint.rubric.models import Rubric

MODERATION, PEER, TRAINING = "moderation", "peer", "training"


@dataclass(frozen=True, slots=True)
class Person:
    """A moderator by code. In a peer round `agency` is the area or council that they come from."""

    code: str
    agency: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A plan by code. An anchor plan has marks that were agreed beforehand; `always`: it was put in, not drawn (a complaint,
    a tribunal). Neither of them is in a trend."""

    code: str
    anchor: bool = False
    always: bool = False

    @property
    def drawn(self) -> bool:
        """Whether it stands for other plans."""
        return not (self.anchor or self.always)


@dataclass(frozen=True, slots=True)
class Comment:
    """An answer in words to an open question of the form, as far as the round keeps them."""

    plan: str
    moderator: str
    question: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the meeting agreed on one question about one plan; `value` None: it does not apply."""

    plan: str
    question: str
    value: int | None
    reason: str = field(default="", repr=False)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What a moderator, or the meeting (`moderator` ""), put over the marks of a plan: confirmed caps, another grade."""

    plan: str
    moderator: str = ""
    caps: tuple[str, ...] = ()
    override: str | None = None
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody is to do until it is closed. The owner is a role."""

    text: str = field(repr=False)
    owner: str
    due: date
    plan: str = ""
    opened: date | None = None
    closed: date | None = None
    round: str = ""


@dataclass(frozen=True)
class Round:
    """One round. `marks` hold what was answered; a question left blank has none, None is "does not apply"."""

    code: str
    rubric: Rubric
    opened: date
    kind: str = MODERATION
    plans: tuple[RoundPlan, ...] = ()
    moderators: tuple[Person, ...] = ()
    marks: tuple[Mark, ...] = ()
    forms: tuple[Form, ...] = ()
    comments: tuple[Comment, ...] = ()
    agreed: tuple[Settled, ...] = ()
    conclusions: tuple[Form, ...] = ()
    actions: tuple[Task, ...] = ()

    def person(self, code: str) -> Person:
        """The moderator of this code."""
        return next((one for one in self.moderators if one.code == code), Person(code, ""))

    def marked_by(self, plan: str, moderator: str) -> dict[str, int | None]:
        """One moderator's answers about one plan, by question."""
        return {m.question: m.value for m in self.marks if (m.plan, m.moderator) == (plan, moderator)}

    def readers(self, plan: str) -> tuple[str, ...]:
        """Who marked a plan, by agency and code."""
        codes = {mark.moderator for mark in self.marks if mark.plan == plan}
        return tuple(sorted(codes, key=lambda code: (self.person(code).agency, code)))

    def settled(self, plan: str) -> dict[str, int | None]:
        """What the meeting agreed about one plan, by question."""
        return {one.question: one.value for one in self.agreed if one.plan == plan}

    def grade_by(self, plan: str, moderator: str) -> OverallGrade:
        """The grade that one moderator's form makes."""
        form = next((one for one in self.forms if (one.plan, one.moderator) == (plan, moderator)), Form(plan))
        return grade_of(self.rubric, self.marked_by(plan, moderator), form)

    def best_known(self, plan: str) -> dict[str, int | None]:
        """The agreed marks, and for questions without one the (lower) median of the marks given."""
        given: dict[str, list[int | None]] = {}
        for mark in self.marks:
            if mark.plan == plan:
                given.setdefault(mark.question, []).append(mark.value)
        known: dict[str, int | None] = {}
        for question in self.rubric.questions:
            if question.id in given:
                scored = [value for value in given[question.id] if value is not None]
                known[question.id] = median_low(scored) if scored else None
        return known | self.settled(plan)


def grade_of(rubric: Rubric, marks: Mapping[str, int | None], form: Form) -> OverallGrade:
    """The grade that marks make under what a form puts over them. Another grade counts though its reason was not kept."""
    note = (form.note or "The reason was not kept.") if form.override else None
    return work_out(rubric, marks, form.caps, note, override=form.override)


def by_area(given: Round) -> Round:
    """A peer round as it may be shown: areas in place of people, "North 1" and "North 2" where two of an area read a plan.

    Nobody's code is left in it."""
    names: dict[tuple[str, str], str] = {}
    for plan in {mark.plan for mark in given.marks} | {form.plan for form in given.forms} | {c.plan for c in given.comments}:
        readers = {m.moderator for m in given.marks if m.plan == plan}
        readers |= {f.moderator for f in given.forms if f.plan == plan} | {
            c.moderator for c in given.comments if c.plan == plan
        }
        of_area: dict[str, list[str]] = {}
        for code in sorted(readers):
            of_area.setdefault(given.person(code).agency or "area not said", []).append(code)
        for area, codes in of_area.items():
            for number, code in enumerate(codes, 1):
                names[plan, code] = area if len(codes) == 1 else f"{area} {number}"
    people = {name: Person(name, given.person(code).agency or "area not said") for (_, code), name in sorted(names.items())}
    return replace(
        given,
        moderators=tuple(people[name] for name in sorted(people)),
        marks=tuple(sorted((replace(m, moderator=names[m.plan, m.moderator]) for m in given.marks), key=_by_unit)),
        forms=tuple(replace(form, moderator=names[form.plan, form.moderator]) for form in given.forms),
        comments=tuple(replace(one, moderator=names[one.plan, one.moderator]) for one in given.comments),
    )


def _by_unit(mark: Mark) -> tuple[str, str, str]:
    return (mark.plan, mark.question, mark.moderator)


def pooled(rounds: Iterable[Round]) -> tuple[Mark, ...]:
    """The marks of several rounds together. An anchor plan that was read in two of them counts as two plans."""
    return tuple(replace(mark, plan=f"{one.code}/{mark.plan}") for one in rounds for mark in one.marks)


def agreed_anywhere(rounds: Iterable[Round]) -> dict[str, dict[str, Settled]]:
    """The agreed marks of every plan, by question; of several meetings the last one's. Anchor plans recur in many rounds."""
    found: dict[str, dict[str, Settled]] = {}
    for one in sorted(rounds, key=lambda r: (r.opened, r.code)):
        for settled in one.agreed:
            found.setdefault(settled.plan, {})[settled.question] = settled
    return found


# --- from the store -----------------------------------------------------------------------------------------------------------


def from_record(record: RoundRecord, rubric: Rubric) -> Round:
    """A round as the store gives it. Raises BadConfig for one that was marked on another form: marks of two forms are never
    mixed."""
    if record.rubric_hash != rubric.fingerprint:
        raise BadConfig(
            f"Round {record.code} was marked on the form '{record.rubric}' ({record.rubric_hash}), not on '{rubric.name}' "
            f"({rubric.fingerprint}). Name its file with --rubric."
        )
    return Round(
        record.code,
        rubric,
        record.opened,
        record.kind,
        tuple(RoundPlan(plan.code, plan.anchor, plan.always) for plan in record.plans),
        tuple(Person(person.code, person.agency, person.role) for person in record.moderators),
        tuple(sorted((Mark(*answer) for answer in record.answers()), key=_by_unit)),
        tuple(Form(one.plan, one.moderator, one.caps, one.override, one.note) for one in record.responses),
        tuple(
            Comment(one.plan, one.moderator, question, text)
            for one in record.responses
            for question, text in sorted(one.comments.items())
            if text.strip()
        ),
        tuple(Settled(one.plan, one.question, one.mark, one.reason, one.on) for one in record.agreed),
        tuple(Form(one.plan, "", one.caps, one.override, one.note) for one in record.conclusions),
        tuple(
            Task(one.text, one.owner, one.due, one.plan or "", one.opened, one.closed, one.round or "")
            for one in record.actions
        ),
    )


def on_this_form(records: Iterable[RoundRecord], rubric: Rubric) -> tuple[Round, ...]:
    """The rounds that were marked on this form, oldest first."""
    found = [from_record(record, rubric) for record in records if record.rubric_hash == rubric.fingerprint]
    return tuple(sorted(found, key=lambda one: (one.opened, one.code)))
