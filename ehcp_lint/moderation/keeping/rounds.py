"""Starts a round from a sample, closes it, and writes the audit trail."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.sample import Sample
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.reading import find_round
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.redaction import role_of, round_code
from ehcp_lint.resources import did_you_mean


def audit(session: Session, by: str, what: str, **about: Any) -> None:
    """One line of the audit trail. `about` holds ids of rows, codes of rounds and counts; never a mark, a reason or a plan
    code."""
    session.add(t.Audit(at=datetime.now(UTC), by=by, what=what, about=about))


def start_round(
    store: Store,
    code: str,
    sample: Sample,
    *,
    rubric: str,
    rubric_hash: str,
    by: str,
    on: date,
    kind: str = "moderation",
    blind: bool = True,
    keep_comments: bool = False,
) -> None:
    """Begin a round: its plans, its moderators and who reads what. Raises `BadConfig`.

    `rubric` and `rubric_hash` are the form's name and fingerprint: marks of another form are refused later. Comments are kept
    only with `keep_comments`; without it nothing but marks and ticks is taken from the moderators' forms."""
    code, by = round_code(code), role_of(by)
    if kind not in t.KINDS:
        raise BadConfig(f"The kind of a round must be one of {', '.join(t.KINDS)}.{did_you_mean(kind, t.KINDS)}")
    if not sample.moderators:
        raise BadConfig("The sample names no moderators. Give them with --moderators, such as M1:education,M2:health.")
    with store.writing() as session:
        if session.scalar(select(t.Round.id).where(t.Round.code == code)) is not None:
            raise BadConfig(f"The round {code} was started before. Take another code, or go on with `moderate import {code}`.")
        made = t.Round(
            code=code,
            kind=kind,
            rubric=rubric,
            rubric_hash=rubric_hash,
            blind=blind,
            seed=sample.seed,
            frame_hash=sample.frame_hash,
            frame_size=sample.frame_size,
            design=sample.design,
            opened=on,
            closed=None,
            keep_comments=keep_comments,
        )
        session.add(made)
        session.flush()
        plans = {
            plan.code: t.Plan(
                round_id=made.id,
                code=plan.code,
                file_hash=plan.file_hash,
                values=plan.values,
                always=plan.always is not None,
                always_reason=plan.always,
                anchor=plan.anchor,
                stratum=plan.stratum,
                in_frame=plan.in_frame,
                drawn=plan.drawn,
            )
            for plan in sample.plans
        }
        people = {
            one.code: t.Moderator(
                round_id=made.id,
                code=one.code,
                agency=role_of(one.agency, "An agency"),
                role=role_of(one.role),
                panel=one.panel,
            )
            for one in sample.moderators
        }
        session.add_all([*plans.values(), *people.values()])
        session.flush()
        for plan in sample.plans:
            for reader in plan.readers:
                if reader not in people:
                    raise BadConfig(f"The sample has a plan for a moderator {reader} that it does not name. Draw it again.")
                session.add(t.Assignment(plan_id=plans[plan.code].id, moderator_id=people[reader].id))
        audit(session, by, "round started", round=code, plans=len(plans), moderators=len(people))


def close_round(store: Store, code: str, *, by: str, on: date) -> bool:
    """End a round; it can then be purged in time. False if it was closed before. Open actions stay open."""
    by = role_of(by)
    with store.writing() as session:
        found = find_round(session, code)
        if found.closed is not None:
            return False
        found.closed = on
        audit(session, by, "round closed", round=found.code)
        return True
