"""Reads the store: whole rounds, open actions, decisions and approvals, as values of `moderation.records`."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.records import (
    ActionRecord,
    AgreedRecord,
    ConclusionRecord,
    CorrectionRecord,
    ModeratorRecord,
    PlanRecord,
    ResponseRecord,
    RoundRecord,
    in_number,
)
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.resources import did_you_mean


def round_codes(store: Store) -> tuple[str, ...]:
    """The codes of all rounds, the oldest first."""
    with store.reading() as session:
        return tuple(session.scalars(select(t.Round.code).order_by(t.Round.opened, t.Round.id)))


def read_round(store: Store, code: str) -> RoundRecord:
    """One round with all that is in it. Raises `BadConfig` with the nearest right code."""
    with store.reading() as session:
        return _round(session, find_round(session, code))


def read_rounds(store: Store) -> tuple[RoundRecord, ...]:
    """All rounds, the oldest first: for the trend and for an officer's chart."""
    with store.reading() as session:
        return tuple(_round(session, one) for one in session.scalars(select(t.Round).order_by(t.Round.opened, t.Round.id)))


def read_actions(store: Store, *, closed: bool = False) -> tuple[ActionRecord, ...]:
    """Open actions of all rounds, the first due first; with `closed` those too that are done."""
    with store.reading() as session:
        wanted = select(t.Action).order_by(t.Action.due, t.Action.id)
        if not closed:
            wanted = wanted.where(t.Action.closed.is_(None))
        rounds = {row.id: row.code for row in session.execute(select(t.Round.id, t.Round.code))}
        plans = {row.id: row.code for row in session.execute(select(t.Plan.id, t.Plan.code))}
        return tuple(_action(one, rounds, plans) for one in session.scalars(wanted))


def find_round(session: Session, code: str) -> t.Round:
    """The row of a round. Raises `BadConfig` with the nearest right code; the one that was asked for is not repeated."""
    found = session.scalar(select(t.Round).where(t.Round.code == code))
    if found is None:
        known = list(session.scalars(select(t.Round.code)))
        rounds = f" Rounds: {', '.join(sorted(known))}." if known else " `ehcp-lint moderate start` makes the first."
        raise BadConfig(f"There is no round of that code in {_the(session)}.{did_you_mean(code, known)}{rounds}")
    return found


def _the(session: Session) -> str:
    return "the store" if session.bind is None else f"the {session.get_bind().dialect.name} store"


def _round(session: Session, one: t.Round) -> RoundRecord:
    plans = {plan.id: plan for plan in one.plans}
    moderators = {moderator.id: moderator for moderator in one.moderators}
    asked = session.scalars(select(t.Assignment).where(t.Assignment.plan_id.in_(plans)))
    readers: dict[int, list[str]] = {}
    for assignment in asked:
        readers.setdefault(assignment.plan_id, []).append(moderators[assignment.moderator_id].code)
    responses = session.scalars(select(t.Response).where(t.Response.plan_id.in_(plans))).all()
    answers: dict[int, list[t.Answer]] = {}
    for answer in session.scalars(select(t.Answer).where(t.Answer.response_id.in_([r.id for r in responses]))):
        answers.setdefault(answer.response_id, []).append(answer)
    actions = session.scalars(select(t.Action).where(t.Action.round_id == one.id).order_by(t.Action.due, t.Action.id))
    codes = {id: plan.code for id, plan in plans.items()}
    return RoundRecord(
        **{name: getattr(one, name) for name in _OF_ROUND},
        plans=tuple(_plan(plan, readers.get(plan.id, [])) for plan in one.plans),
        moderators=tuple(ModeratorRecord(m.code, m.agency, m.role, m.panel) for m in one.moderators),
        responses=tuple(
            sorted(
                (_response(r, codes, moderators[r.moderator_id], answers.get(r.id, [])) for r in responses),
                key=lambda r: (r.plan, r.moderator),
            )
        ),
        agreed=_agreed(session, codes),
        conclusions=_conclusions(session, codes),
        actions=tuple(_action(action, {one.id: one.code}, codes) for action in actions),
        corrections=_corrections(session, codes, {id: m.code for id, m in moderators.items()}),
    )


_OF_ROUND = (
    *("code", "kind", "rubric", "rubric_hash", "blind", "seed", "frame_hash", "frame_size", "design", "opened", "closed"),
    "keep_comments",
)


def _plan(plan: t.Plan, readers: list[str]) -> PlanRecord:
    return PlanRecord(
        code=plan.code,
        file_hash=plan.file_hash,
        values=dict(plan.values),
        always=plan.always,
        always_reason=plan.always_reason,
        anchor=plan.anchor,
        stratum=plan.stratum,
        in_frame=plan.in_frame,
        drawn=plan.drawn,
        readers=tuple(sorted(readers)),
    )


def _response(r: t.Response, plans: dict[int, str], moderator: t.Moderator, answers: list[t.Answer]) -> ResponseRecord:
    return ResponseRecord(
        plan=plans[r.plan_id],
        moderator=moderator.code,
        agency=moderator.agency,
        marks={a.question: a.mark for a in sorted(answers, key=lambda a: in_number(a.question))},
        caps=tuple(r.caps),
        override=r.override,
        note=r.note,
        comments=dict(r.comments),
        received=r.received,
    )


def _agreed(session: Session, codes: dict[int, str]) -> tuple[AgreedRecord, ...]:
    found = session.scalars(select(t.Agreed).where(t.Agreed.plan_id.in_(codes)))
    made = (AgreedRecord(codes[a.plan_id], a.question, a.mark, a.reason, a.agreed_on, a.by) for a in found)
    return tuple(sorted(made, key=lambda a: (a.plan, in_number(a.question))))


def _conclusions(session: Session, codes: dict[int, str]) -> tuple[ConclusionRecord, ...]:
    found = session.scalars(select(t.Conclusion).where(t.Conclusion.plan_id.in_(codes)))
    made = (ConclusionRecord(codes[c.plan_id], tuple(c.caps), c.override, c.note, c.agreed_on, c.by) for c in found)
    return tuple(sorted(made, key=lambda c: c.plan))


def _corrections(session: Session, codes: dict[int, str], moderators: dict[int, str]) -> tuple[CorrectionRecord, ...]:
    found = session.scalars(select(t.Correction).where(t.Correction.plan_id.in_(codes)).order_by(t.Correction.id))
    return tuple(
        CorrectionRecord(
            plan=codes[c.plan_id],
            moderator=moderators.get(c.moderator_id) if c.moderator_id is not None else None,
            question=c.question,
            before=c.before,
            after=c.after,
            reason=c.reason,
            on=c.corrected_on,
            by=c.by,
        )
        for c in found
    )


def _action(action: t.Action, rounds: dict[int, str], plans: dict[int, str]) -> ActionRecord:
    return ActionRecord(
        number=action.id,
        round=rounds.get(action.round_id) if action.round_id is not None else None,
        plan=plans.get(action.plan_id) if action.plan_id is not None else None,
        text=action.text,
        owner=action.owner,
        due=action.due,
        opened=action.opened,
        closed=action.closed,
    )
