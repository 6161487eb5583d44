"""What the meeting agreed: a mark with its reason for each question, caps that it confirmed, and a grade that it let stand.

A reason may be left out only where all who marked the question gave that mark. Agreed marks stand beside the moderators' own
and never change them: before and after consensus are both kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.reading import find_round
from ehcp_lint.moderation.keeping.responding import Imported, Problem, plan_key, refuse_other_form, said
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.keeping.tables import TEXT
from ehcp_lint.moderation.redaction import redact, role_of, typed
from ehcp_lint.resources import did_you_mean
from ehcp_lint.rubric import Rubric

ALIKE = "All who marked it gave this mark."


@dataclass(frozen=True)
class AgreedMark:
    """One line of the agreed sheet: `mark` None means that the question does not apply to the plan."""

    row: int
    plan: str = field(repr=False)
    question: str
    mark: int | None
    reason: str = field(default="", repr=False)


def record_agreed(
    store: Store,
    code: str,
    given: Sequence[AgreedMark],
    rubric: Rubric,
    *,
    by: str,
    on: date,
    replace: str | None = None,
) -> Imported:
    """Keep what was agreed, all in one transaction; lines that cannot be taken are listed and the others kept.

    A mark that was agreed before is put in place of another only with `replace`, the reason why. Raises `BadConfig`."""
    by = role_of(by)
    why = typed(replace, "The reason for --replace") if replace is not None else None
    problems: list[Problem] = []
    counts = {"new": 0, "unchanged": 0, "replaced": 0}
    with store.writing() as session:
        found = find_round(session, code)
        refuse_other_form(found, rubric)
        plans = {plan.code: plan for plan in found.plans}
        for one in given:
            plan = plans.get(plan_key(one.plan))
            if plan is None:
                near = did_you_mean(plan_key(one.plan), plans)
                problems.append(Problem(one.row, f"the plan code is none of this round's.{near}" if near else _NO_PLAN))
                continue
            refused = _refused(rubric, one.question, one.mark) or _no_reason(session, plan, one)
            if refused:
                problems.append(Problem(one.row, refused))
                continue
            there = session.scalar(select(t.Agreed).where(t.Agreed.plan_id == plan.id, t.Agreed.question == one.question))
            reason = redact(one.reason)[:TEXT] or ALIKE
            if there is None:
                session.add(t.Agreed(plan_id=plan.id, question=one.question, mark=one.mark, reason=reason, agreed_on=on, by=by))
                session.flush()
                counts["new"] += 1
            elif there.mark == one.mark:
                counts["unchanged"] += 1
            elif why is None:
                what = (
                    f"{one.question} was agreed as {said(there.mark)}, here it is {said(one.mark)}. To take it, add --replace"
                )
                problems.append(Problem(one.row, f"{what} with a reason"))
            else:
                _correct(session, plan, there, one, reason, why, by, on)
                counts["replaced"] += 1
        if counts["new"] or counts["replaced"]:
            audit(session, by, "marks agreed", round=found.code, new=counts["new"], replaced=counts["replaced"])
    return Imported(counts["new"], 0, counts["unchanged"], counts["replaced"], tuple(sorted(problems)))


def conclude(
    store: Store,
    code: str,
    plan: str,
    rubric: Rubric,
    *,
    caps: Sequence[str] = (),
    override: str | None = None,
    note: str | None = None,
    by: str,
    on: date,
) -> bool:
    """Keep the caps that the meeting confirmed for a plan, and a grade in place of the computed one, which needs a note.

    What stood there before is replaced as a whole; the audit trail keeps that it was. False if it is the same again."""
    by = role_of(by)
    for cap in caps:
        if rubric.cap(cap) is None:
            known = [one.id for one in rubric.caps]
            raise BadConfig(f"The form has no cap of that name.{did_you_mean(cap, known)} Caps: {', '.join(known)}.")
    if override is not None and rubric.band(override) is None:
        raise BadConfig(f"The grade must be one of {', '.join(band.letter for band in rubric.bands)}.")
    if override is not None and not (note or "").strip():
        raise BadConfig("A grade other than the marks give needs a note that says why: --note TEXT.")
    words = typed(note, "The note") if note else None
    with store.writing() as session:
        found = find_round(session, code)
        refuse_other_form(found, rubric)
        row = next((one for one in found.plans if one.code == plan_key(plan)), None)
        if row is None:
            raise BadConfig(
                f"The plan code is none of this round's.{did_you_mean(plan_key(plan), [p.code for p in found.plans])}"
            )
        there = session.scalar(select(t.Conclusion).where(t.Conclusion.plan_id == row.id))
        wanted = sorted(set(caps))
        if there is None:
            there = t.Conclusion(plan_id=row.id, caps=wanted, override=override, note=words, agreed_on=on, by=by)
            session.add(there)
        elif (there.caps, there.override, there.note) == (wanted, override, words):
            return False
        else:
            there.caps, there.override, there.note, there.agreed_on, there.by = wanted, override, words, on, by
        session.flush()
        audit(
            session,
            by,
            "plan concluded",
            round=found.code,
            conclusion=there.id,
            caps=len(wanted),
            override=override is not None,
        )
        return True


_NO_PLAN = "the plan code is none of this round's"


def _refused(rubric: Rubric, question: str, mark: int | None) -> str:
    if rubric.question(question) is None:
        return f"the form does not ask that.{did_you_mean(question, [one.id for one in rubric.questions])}"
    if mark is not None and mark not in rubric.scale.marks:
        return f"{question} is off the scale ({', '.join(map(str, rubric.scale.marks))})"
    return ""


def _no_reason(session: Session, plan: t.Plan, one: AgreedMark) -> str:
    """Why the line needs a reason; nothing where it has one, or where all gave this mark."""
    if one.reason.strip():
        return ""
    given = set(
        session.scalars(
            select(t.Answer.mark).join(t.Response).where(t.Response.plan_id == plan.id, t.Answer.question == one.question)
        )
    )
    return "" if given == {one.mark} else f"{one.question} needs a reason: not all who marked it gave {said(one.mark)}"


def _correct(
    session: Session, plan: t.Plan, there: t.Agreed, one: AgreedMark, reason: str, why: str, by: str, on: date
) -> None:
    session.add(
        t.Correction(
            plan_id=plan.id,
            moderator_id=None,
            question=one.question,
            before=said(there.mark),
            after=said(one.mark),
            reason=why,
            corrected_on=on,
            by=by,
        )
    )
    there.mark, there.reason, there.agreed_on, there.by = one.mark, reason, on, by
