"""Actions: what is to be done, by which role, until when; open until somebody closes them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.reading import find_round
from ehcp_lint.moderation.keeping.responding import plan_key
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.redaction import role_of, typed


def add_action(
    store: Store,
    text: str,
    *,
    owner: str,
    due: date,
    by: str,
    on: date,
    round_code: str | None = None,
    plan: str | None = None,
) -> int:
    """Keep an action, and give its number. One about a plan needs the round. The same action twice is kept once."""
    words, owner, by = typed(text, "The action"), role_of(owner, "The owner"), role_of(by)
    if plan is not None and round_code is None:
        raise BadConfig("An action about a plan needs its round: --round CODE.")
    with store.writing() as session:
        found = find_round(session, round_code) if round_code else None
        row = next((p for p in found.plans if p.code == plan_key(plan)), None) if found and plan else None
        if plan and row is None:
            raise BadConfig("The plan code is none of this round's. See: ehcp-lint moderate show ROUND")
        same = session.scalar(
            select(t.Action).where(
                t.Action.round_id.is_(None) if found is None else t.Action.round_id == found.id,
                t.Action.plan_id.is_(None) if row is None else t.Action.plan_id == row.id,
                t.Action.text == words,
                t.Action.owner == owner,
                t.Action.due == due,
                t.Action.closed.is_(None),
            )
        )
        if same is not None:
            return same.id
        made = t.Action(
            round_id=found.id if found else None,
            plan_id=row.id if row else None,
            text=words,
            owner=owner,
            due=due,
            opened=on,
            closed=None,
        )
        session.add(made)
        session.flush()
        audit(session, by, "action opened", action=made.id)
        return made.id


def close_action(store: Store, number: int, *, by: str, on: date) -> bool:
    """Close an action; False if it was closed before. Raises `BadConfig` for a number that there is not."""
    by = role_of(by)
    with store.writing() as session:
        found = session.get(t.Action, number)
        if found is None:
            raise BadConfig(f"There is no action {number}. See: ehcp-lint moderate actions")
        if found.closed is not None:
            return False
        found.closed = on
        audit(session, by, "action closed", action=number)
        return True
