"""What the tool lays beside each question of the form: points, what is there, and what could not be checked. Never a mark.

Nothing found, not checked and "only a person can say" are three different states. Without `quotes` no word of the plan is in
it, nor a reason that a person wrote: both may name the child."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from ehcp_lint.check import Duty
from ehcp_lint.checks import catalogue
from ehcp_lint.checks.adulthood import year_group
from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, FileStatus, Finding, Report, Versions
from ehcp_lint.rubric.coverage import OWN_RULE, Coverage, coverage
from ehcp_lint.rubric.found import Read, Shown, show
from ehcp_lint.rubric.models import Question, Rubric
from ehcp_lint.settings.profile import Profile

SCHEMA = "ehcp-lint/evidence/1"
State = Literal["points", "nothing_found", "partly_checked", "not_checked", "not_known", "human_only"]
_WHOLE = ("rules", "package ")  # entries of `not_run` that are no check's


class EvidencePoint(Frozen):
    """One finding beside a question. `message` is the check's own where words of the plan may not be shown."""

    check: str
    name: str
    duty: Duty
    trial: bool = False
    place: str
    message: str = Field(repr=False)
    quote: str | None = Field(default=None, repr=False)


class FoundThing(Frozen):
    """Something that the plan has, or (`counted`) how many such things there are, which may be none."""

    what: str
    place: str = ""
    counted: bool = False
    quote: str | None = Field(default=None, repr=False)


class SetAside(Frozen):
    """A point that a person set aside; the reason is theirs, and shown only where quotes are."""

    check: str
    place: str = ""
    by: str | None = None
    reason: str | None = Field(default=None, repr=False)


class Evidence(Frozen):
    """What the tool has for one question.

    `ran` of `asked` checks looked (None: not known). `applies` is False where the plan's year group lies below the year from
    which the question is asked, None where the year group is not known or the question is for everyone."""

    question: str
    state: State
    points: tuple[EvidencePoint, ...] = ()
    found: tuple[FoundThing, ...] = ()
    could_not_check: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    ran: int | None = None
    asked: int = 0
    applies: bool | None = None
    note: str = ""

    @property
    def said(self) -> str:
        """The state in one sentence: "Nothing found to check by the 3 of 5 checks that ran." """
        if self.state == "human_only":
            return "Only a person can say."
        if self.state == "not_checked":
            return "Not checked."
        if self.state == "not_known":
            return "No points in the report; which checks ran is not known."
        settled = sum(not point.trial for point in self.points)
        trial = len(self.points) - settled
        ran = "the checks" if self.ran is None else f"the {self.ran} of {self.asked} checks"
        more = f"{_count(trial, 'point')} from checks on trial" if trial else ""
        if not settled:
            nothing = f"Nothing found to check by {ran} that ran"
            return f"{nothing}, but {more}." if more else f"{nothing}."
        by = "" if self.ran in (None, self.asked) else f", by {ran} that ran"
        return f"{_count(settled, 'point')} to check{by}{f', and {more}' if more else ''}."


class CapEvidence(Frozen):
    """Points that a person may want to look at before confirming a cap. They never set it."""

    cap: str
    points: tuple[EvidencePoint, ...]


class PlanEvidence(Answer):
    """The evidence for one plan, by the questions of one form (`rubric`, with its `fingerprint`)."""

    rubric: str
    fingerprint: str
    status: FileStatus
    message: str | None = None
    questions: tuple[Evidence, ...]
    caps: tuple[CapEvidence, ...] = ()
    unread: tuple[str, ...] = ()
    versions: Versions | None = None
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")

    def of(self, question: str) -> Evidence | None:
        """The evidence for the question with this id."""
        return next((one for one in self.questions if one.question == question), None)


def gather(
    rubric: Rubric, report: Report, *, plan: Plan | None = None, profile: Profile | None = None, quotes: bool = False
) -> PlanEvidence:
    """What `report` holds for each question of `rubric`.

    `plan` and `profile` are those that the report was made with; without them it is not known which checks ran, and so no
    question is said to have nothing. `quotes` lets words of the plan in."""
    messages = {check.id: check.message for check in catalogue()}
    covered = coverage(plan, profile) if plan and profile else None
    read = Read(report, plan, profile)
    points = tuple((finding, _point(finding, messages, quotes)) for finding in report.findings)
    capped = ((cap.id, tuple(p for f, p in points if cap in rubric.points_at(f.check, f.name))) for cap in rubric.caps)
    return PlanEvidence(
        rubric=rubric.name,
        fingerprint=rubric.fingerprint,
        status=report.status,
        message=report.message,
        questions=tuple(_about(question, rubric, read, covered, points, quotes) for question in rubric.questions),
        caps=tuple(CapEvidence(cap=id, points=found) for id, found in capped if found),
        unread=tuple(entry.text for entry in report.unread),
        versions=report.versions,
        footer=report.footer,
    )


def _about(
    question: Question,
    rubric: Rubric,
    read: Read,
    covered: Coverage | None,
    points: tuple[tuple[Finding, EvidencePoint], ...],
    quotes: bool,
) -> Evidence:
    report = read.report
    if question.human_only:
        return Evidence(question=question.id, state="human_only", note=question.human_note)
    if report.status != "checked":
        why = report.message or "no reason is known"
        return Evidence(question=question.id, state="not_checked", could_not_check=(f"The file was not checked: {why}",))
    feeding = {check.id: check.name for check in catalogue() if question in rubric.fed_by(check.id, check.name)}
    here = tuple(point for finding, point in points if question in rubric.fed_by(finding.check, finding.name))
    reasons = _reasons(feeding, report, covered)
    asked = [id for id in feeding if covered is None or covered.left_out.get(id) != OWN_RULE]
    ran = None if covered is None else sum(id not in reasons for id in asked)
    shown = [show(kind, question, read) for kind in question.shows]
    applies, note = _applies(question, read.plan)
    return Evidence(
        question=question.id,
        state=_state(here, ran, len(asked), bool(reasons)),
        points=tuple(sorted(here, key=lambda point: (point.trial, list(Duty).index(point.duty)))),
        found=_found(shown, quotes),
        could_not_check=(
            *_by_reason(reasons),
            *_general(report),
            *(told for one in shown for told in one.cannot_tell),
        ),
        set_aside=tuple(
            SetAside(
                check=entry.check,
                place=entry.place.text if entry.place else "",
                by=entry.by if quotes else None,
                reason=entry.reason if quotes else None,
            )
            for entry in report.dismissed
            if entry.check in feeding
        ),
        ran=ran,
        asked=len(asked),
        applies=applies,
        note=note,
    )


def _found(shown: Iterable[Shown], quotes: bool) -> tuple[FoundThing, ...]:
    """What is there; without its words, what differs in nothing else is told once."""
    things = (thing for one in shown for thing in one.things if quotes or not thing.quoted)
    made = (
        FoundThing(what=t.what, place=t.place, counted=t.counted, quote=(t.text or None) if quotes else None) for t in things
    )
    return tuple(dict.fromkeys(made))


def _point(finding: Finding, messages: dict[str, str], quotes: bool) -> EvidencePoint:
    return EvidencePoint(
        check=finding.check,
        name=finding.name,
        duty=finding.duty,
        trial=finding.trial,
        place=finding.place.text,
        message=finding.message if quotes else messages.get(finding.check, finding.name),
        quote=(finding.quote or None) if quotes else None,
    )


def _reasons(feeding: Iterable[str], report: Report, covered: Coverage | None) -> dict[str, str]:
    """Why checks of a question gave no answer, or not all of it: what the report says first, then what was left out."""
    told = {entry.check: entry.reason for entry in report.not_run}
    left = {id: why for id, why in covered.left_out.items() if why != OWN_RULE} if covered else {}
    return {id: told.get(id) or left[id] for id in feeding if id in told or id in left}


def _by_reason(reasons: dict[str, str]) -> list[str]:
    """ "4 checks (T101, T102, T103, T104): on trial ..." """
    together: dict[str, list[str]] = {}
    for id, why in reasons.items():
        together.setdefault(why, []).append(id)
    return [f"{_count(len(ids), 'check')} ({', '.join(ids)}): {why}." for why, ids in together.items()]


def _general(report: Report) -> list[str]:
    """What holds for every question: words that were not read, rules that do not fit, packages that could not be loaded."""
    told = [f"{entry.text}: words may be missing." for entry in report.unread if entry.lost]
    return told + [f"{entry.check}: {entry.reason}." for entry in report.not_run if entry.check.startswith(_WHOLE)]


def _state(points: tuple[EvidencePoint, ...], ran: int | None, asked: int, silent: bool) -> State:
    if points:
        return "points"
    if ran is None:
        return "not_known"
    if not ran:
        return "not_checked"
    return "partly_checked" if silent or ran < asked else "nothing_found"


def _applies(question: Question, plan: Plan | None) -> tuple[bool | None, str]:
    """Whether the plan is of a year from which the question is asked. It stays the reader's to answer N/A."""
    if question.from_year is None:
        return None, ""
    year = year_group(plan) if plan else None
    asked = f"Asked from Year {question.from_year}."
    if year is None:
        return None, f"{asked} The plan's year group is not known."
    name = f"Year {year}" if year > 0 else "Reception" if year == 0 else "a year before Reception"
    return year >= question.from_year, f"{asked} The plan is for {name}."


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
