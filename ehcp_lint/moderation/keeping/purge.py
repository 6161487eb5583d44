"""Deletes what the retention rule says has been kept long enough: rounds with all that hangs on them, old decisions and
approvals.

The audit trail keeps that something was purged, with counts; it never held content. What is deleted is overwritten (SQLite),
the file is made anew, and copies that were made before an upgrade go too: they would hold what was purged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.redaction import role_of

_AGE = re.compile(r"(\d{1,4})\s*(day|week|month|year)s?")


@dataclass(frozen=True)
class Purge:
    """What is, or would be, purged; rounds that are old and stay, each with the reason; copies beside the store."""

    before: date
    rounds: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    decisions: int = 0
    approvals: int = 0
    actions: int = 0
    copies: tuple[Path, ...] = ()
    done: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to purge."""
        return not (self.rounds or self.decisions or self.approvals or self.actions)


def age(words: str, today: date) -> date:
    """The day before which something is older than "24 months", "2 years", "90 days". Raises `BadConfig`."""
    found = _AGE.fullmatch(words.strip().lower())
    if not found or not int(found[1]):
        raise BadConfig("--older-than must be an age such as '24 months', '2 years' or '90 days'.")
    number, unit = int(found[1]), found[2]
    try:
        if unit in ("day", "week"):
            return date.fromordinal(today.toordinal() - number * (7 if unit == "week" else 1))
        months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        for day in range(today.day, today.day - 4, -1):
            try:
                return date(year, month + 1, day)
            except ValueError:
                if year < 1:
                    raise
    except ValueError:
        pass
    raise BadConfig("--older-than reaches back too far. Give an age such as '24 months'.")


def purge(store: Store, before: date, *, by: str, really: bool = False) -> Purge:
    """Delete rounds that were closed before a day, and what else is older; without `really` only say what would go.

    A round that was never closed stays, and so does one with an open action: close them first."""
    by = role_of(by)
    if not really:
        with store.reading() as session:
            return _found(session, store, before)
    with store.writing() as session:
        found = _found(session, store, before)
        if found.nothing:
            return found
        session.execute(delete(t.Round).where(t.Round.code.in_(found.rounds)))
        session.execute(delete(t.OfficerDecision).where(t.OfficerDecision.id.in_(_old_decisions(session, before))))
        session.execute(delete(t.Approval).where(_old_approval(before)))
        session.execute(delete(t.Action).where(_old_action(before)))
        audit(
            session,
            by,
            "purged",
            before=before.isoformat(),
            rounds=len(found.rounds),
            decisions=found.decisions,
            approvals=found.approvals,
            actions=found.actions,
        )
    store.vacuum()
    for copy in found.copies:
        copy.unlink(missing_ok=True)
    return Purge(**{**found.__dict__, "done": True})


def _found(session: Session, store: Store, before: date) -> Purge:
    rounds, kept = [], []
    for one in session.scalars(select(t.Round).where(t.Round.opened < before).order_by(t.Round.opened, t.Round.id)):
        open_actions = session.scalar(
            select(func.count()).select_from(t.Action).where(t.Action.round_id == one.id, t.Action.closed.is_(None))
        )
        if one.closed is None:
            kept.append((one.code, "it was never closed"))
        elif one.closed >= before:
            continue
        elif open_actions:
            kept.append((one.code, "1 action is open" if open_actions == 1 else f"{open_actions} actions are open"))
        else:
            rounds.append(one.code)
    return Purge(
        before=before,
        rounds=tuple(rounds),
        kept=tuple(kept),
        decisions=len(_old_decisions(session, before)),
        approvals=_count(session, t.Approval, _old_approval(before)),
        actions=_count(session, t.Action, _old_action(before)),
        copies=store.copies(),
    )


def _old_decisions(session: Session, before: date) -> list[int]:
    """Decisions from before the day, but for the last one about each officer: it still holds."""
    last = select(func.max(t.OfficerDecision.id)).group_by(t.OfficerDecision.officer)
    old = select(t.OfficerDecision.id).where(t.OfficerDecision.decided_on < before, t.OfficerDecision.id.not_in(last))
    return list(session.scalars(old))


def _old_approval(before: date) -> ColumnElement[bool]:
    return func.coalesce(t.Approval.withdrawn, t.Approval.valid_to) < before


def _old_action(before: date) -> ColumnElement[bool]:
    """Closed actions of no round; those of a round go with it."""
    return and_(t.Action.round_id.is_(None), t.Action.closed < before)


def _count(session: Session, table: type[t.Base], where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(where)) or 0
