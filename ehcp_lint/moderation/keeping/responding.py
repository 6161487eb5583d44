"""Moderators' forms on their way into the store: each row by itself, and nothing that is there is overwritten.

What is refused is listed by its row and never repeats what was typed: a plan code that is none may be a child's name. The same
file again changes nothing. A mark that differs from the one in the store is listed, and taken only with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.reading import find_round
from ehcp_lint.moderation.keeping.records import in_number
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.keeping.tables import TEXT
from ehcp_lint.moderation.redaction import redact, role_of, typed
from ehcp_lint.resources import did_you_mean
from ehcp_lint.rubric import Rubric

# Beside another grade than the marks give there is always a reason, or why there is none: a grade without one does not count.
NOT_KEPT = "A reason was given on the form; this round does not keep it."
NO_REASON = "No reason was given."


@dataclass(frozen=True)
class Given:
    """One row of the forms' export: what one moderator answered about one plan. `marks` by question, None: does not apply."""

    row: int
    plan: str = field(repr=False)
    moderator: str = field(repr=False)
    marks: Mapping[str, int | None]
    caps: tuple[str, ...] = ()
    override: str | None = None
    note: str | None = field(default=None, repr=False)
    comments: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, order=True)
class Problem:
    """Something in a row that was not taken, and what to do."""

    row: int
    what: str


@dataclass(frozen=True)
class Imported:
    """What became of a file: forms that are new, those that brought something more, those that were there already, marks put in
    place of others, and what was not taken."""

    new: int = 0
    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def record_responses(
    store: Store,
    code: str,
    given: Sequence[Given],
    rubric: Rubric,
    *,
    by: str,
    on: date,
    replace: str | None = None,
    anonymous: Mapping[str, str] | None = None,
) -> Imported:
    """Take the rows that can be taken, all in one transaction. `anonymous` are codes (with agencies) of people who did not say
    who they are, and who are added to the round as they come. `replace` is the reason why marks that differ from those in the
    store are to take their place; without it they are listed. Raises `BadConfig` where the round or the form is another."""
    by = role_of(by)
    reason = typed(replace, "The reason for --replace") if replace is not None else None
    with store.writing() as session:
        found = find_round(session, code)
        refuse_other_form(found, rubric)
        taker = _Taker(session, found, rubric, by, on, reason, anonymous or {})
        for row in taker.usable(given):
            taker.take(row)
        session.flush()
        result = taker.result()
        if result.new or result.added or result.replaced:
            audit(
                session,
                by,
                "forms imported",
                round=found.code,
                new=result.new,
                added=result.added,
                replaced=result.replaced,
                problems=len(result.problems),
            )
        return result


def refuse_other_form(found: t.Round, rubric: Rubric) -> None:
    """Raises `BadConfig` where marks of one form would be mixed with those of another."""
    if found.rubric_hash != rubric.fingerprint:
        raise BadConfig(
            f"The round {found.code} is marked on the form '{found.rubric}' ({found.rubric_hash}); "
            f"this is '{rubric.name}' ({rubric.fingerprint}). Name the round's form with --rubric."
        )


def plan_key(code: str) -> str:
    """A plan code as it is compared: capitals, and no spaces around or within it."""
    return "".join(code.split()).upper().replace("–", "-").replace("‑", "-")


class _Taker:
    """One import: what the round has, and what has become of the rows so far."""

    def __init__(
        self,
        session: Session,
        found: t.Round,
        rubric: Rubric,
        by: str,
        on: date,
        reason: str | None,
        anonymous: Mapping[str, str],
    ) -> None:
        self._anonymous = anonymous
        self._session, self._round, self._rubric = session, found, rubric
        self._by, self._on, self._reason = by, on, reason
        self._plans = {plan.code: plan for plan in found.plans}
        self._people = {one.code: one for one in found.moderators}
        asked = session.execute(
            select(t.Assignment.plan_id, t.Assignment.moderator_id).where(
                t.Assignment.plan_id.in_([plan.id for plan in found.plans])
            )
        )
        self._asked = {tuple(pair) for pair in asked}
        self._counts: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._unasked = 0

    def usable(self, given: Iterable[Given]) -> list[tuple[Given, t.Plan, t.Moderator]]:
        """The rows that are of this round, one for each plan and moderator; the others are listed."""
        rows: dict[tuple[int, int], list[tuple[Given, t.Plan, t.Moderator]]] = {}
        for one in given:
            plan = self._plans.get(plan_key(one.plan))
            person = self._person(plan_key(one.moderator)) if plan else None
            if plan is None:
                self._stray(one.row, "plan code", plan_key(one.plan), self._plans)
            elif person is None:
                self._stray(one.row, "moderator code", plan_key(one.moderator), self._people)
            else:
                rows.setdefault((plan.id, person.id), []).append((one, plan, person))
        kept = []
        for same in rows.values():
            contents = {self._content(one) for one, _, _ in same}
            if len(contents) > 1:
                numbers = " and ".join(str(one.row) for one, _, _ in same)
                what = f"rows {numbers} are by one moderator about one plan, and differ. Leave the right one in the file"
                self._problems += [Problem(one.row, what) for one, _, _ in same]
            else:
                kept.append(same[0])
        return sorted(kept, key=lambda row: row[0].row)

    def _person(self, code: str) -> t.Moderator | None:
        if code not in self._people and code in self._anonymous:
            made = t.Moderator(
                round_id=self._round.id, code=code, agency=self._anonymous[code], role="did not say who", panel=1
            )
            self._session.add(made)
            self._session.flush()
            self._people[code] = made
        return self._people.get(code)

    def take(self, row: tuple[Given, t.Plan, t.Moderator]) -> None:
        """Put one form into the store, or what is new of it."""
        one, plan, person = row
        marks = self._marks(one)
        caps, override = self._caps(one), self._override(one)
        kept = self._round.keep_comments
        note = ((redact(one.note)[:TEXT] if kept else NOT_KEPT) if one.note else NO_REASON) if override else None
        comments = {name: told for name, words in one.comments.items() if kept and (told := redact(words)[:TEXT])}
        if (plan.id, person.id) not in self._asked:
            self._unasked += 1
        there = self._session.scalar(
            select(t.Response).where(t.Response.plan_id == plan.id, t.Response.moderator_id == person.id)
        )
        if there is None:
            if not (marks or caps or override or comments):
                self._problems.append(Problem(one.row, "no question is answered. Nothing was taken"))
                return
            made = t.Response(
                plan_id=plan.id,
                moderator_id=person.id,
                received=self._on,
                caps=caps,
                override=override,
                note=note,
                comments=comments,
            )
            self._session.add(made)
            self._session.flush()
            self._add(made.id, marks)
            self._counts["new"] += 1
            return
        self._merge(one.row, there, plan, marks, {"caps": caps, "override": override, "note": note, "comments": comments})

    def _merge(self, row: int, there: t.Response, plan: t.Plan, marks: dict[str, int | None], rest: dict[str, object]) -> None:
        have = {answer.question: answer for answer in there.answers}
        new = {question: mark for question, mark in marks.items() if question not in have}
        other = {q: mark for q, mark in marks.items() if q in have and have[q].mark != mark}
        filled = {name: value for name, value in rest.items() if value and not getattr(there, name)}
        differ = {name: v for name, v in rest.items() if v and getattr(there, name) and getattr(there, name) != v}
        self._add(there.id, new)
        for name, value in filled.items():
            setattr(there, name, value)
        for question, mark in other.items():
            before, after = said(have[question].mark), said(mark)
            if self._reason is None:
                what = f"{question} is {after} here and {before} in the store. To take it, add --replace with a reason"
                self._problems.append(Problem(row, what))
                continue
            have[question].mark = mark
            self._correct(there, plan, question, before, after)
        for name, value in differ.items():
            if self._reason is None:
                what = f"the {_SAID[name]} differ from the store. To take them, add --replace with a reason"
                self._problems.append(Problem(row, what))
                continue
            setattr(there, name, value)
            self._correct(there, plan, name, "another", "this")
        if new or filled:
            self._counts["added"] += 1
        elif not (other or differ):
            self._counts["unchanged"] += 1

    def _correct(self, there: t.Response, plan: t.Plan, question: str, before: str, after: str) -> None:
        self._session.add(
            t.Correction(
                plan_id=plan.id,
                moderator_id=there.moderator_id,
                question=question,
                before=before,
                after=after,
                reason=self._reason,
                corrected_on=self._on,
                by=self._by,
            )
        )
        self._counts["replaced"] += 1

    def _add(self, response: int, marks: Mapping[str, int | None]) -> None:
        for question in sorted(marks, key=in_number):
            self._session.add(t.Answer(response_id=response, question=question, mark=marks[question]))

    def _marks(self, one: Given) -> dict[str, int | None]:
        """The marks that the form has; those off the scale, and questions that it does not ask, are listed."""
        good: dict[str, int | None] = {}
        for question, mark in one.marks.items():
            if self._rubric.question(question) is None:
                self._problems.append(Problem(one.row, "a question that the form does not have. It was left out"))
            elif mark is not None and mark not in self._rubric.scale.marks:
                scale = ", ".join(map(str, self._rubric.scale.marks))
                self._problems.append(Problem(one.row, f"{question} is off the scale ({scale}). It was left out"))
            else:
                good[question] = mark
        return good

    def _caps(self, one: Given) -> list[str]:
        known = [cap for cap in one.caps if self._rubric.cap(cap) is not None]
        if len(known) < len(one.caps):
            self._problems.append(Problem(one.row, "something is ticked that the form does not have. It was left out"))
        return sorted(set(known))

    def _override(self, one: Given) -> str | None:
        if one.override is not None and self._rubric.band(one.override) is None:
            self._problems.append(Problem(one.row, "the other grade is none of the form's. It was left out"))
            return None
        return one.override

    def _content(self, one: Given) -> tuple[object, ...]:
        return tuple(sorted(one.marks.items())), tuple(sorted(one.caps)), one.override, tuple(sorted(one.comments.items()))

    def _stray(self, row: int, what: str, value: str, known: Iterable[str]) -> None:
        near = did_you_mean(value, known)
        self._problems.append(
            Problem(row, f"the {what} is none of this round's.{near}" if near else f"the {what} is none of this round's")
        )

    def result(self) -> Imported:
        """What has become of the rows."""
        notes: tuple[str, ...] = ()
        if self._unasked:
            forms = "1 form is" if self._unasked == 1 else f"{self._unasked} forms are"
            notes = (f"{forms} by a moderator who was not asked to read that plan. They count all the same.",)
        return Imported(
            new=self._counts["new"],
            added=self._counts["added"],
            unchanged=self._counts["unchanged"],
            replaced=self._counts["replaced"],
            problems=tuple(sorted(self._problems)),
            notes=notes,
        )


_SAID = {"caps": "ticks", "override": "other grade and its reason", "note": "reasons for another grade", "comments": "comments"}


def said(mark: int | None) -> str:
    """A mark in words: "3", or "N/A"."""
    return "N/A" if mark is None else str(mark)
