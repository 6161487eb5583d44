"""The register of good practice: passages that people marked as good, to be shown as examples once a second role agreed.

It is the one place of the store that may hold words of a plan, because somebody chose them as an example. Names, numbers and
addresses are taken out first, and nothing says which plan or round they are from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from ehcp_lint.errors import BadConfig
from ehcp_lint.letters import Letter
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.redaction import redact, role_of

LONGEST = 600  # characters: an example is a sentence or two
KINDS = ("need", "outcome", "step", "provision", "view", "wording")


@dataclass(frozen=True)
class GoodPractice:
    """One passage. It is an example for others only once `approved_by` says who agreed."""

    number: int
    section: str
    kind: str
    check: str | None
    text: str = field(repr=False)
    by: str
    marked_on: date
    approved_by: str | None
    approved_on: date | None


def mark_good(store: Store, text: str, *, section: str, kind: str, check: str | None, by: str, on: date) -> GoodPractice:
    """Keep a passage that somebody marked as good, without names. Raises `BadConfig`."""
    if section.upper() not in Letter.__members__:
        raise BadConfig(f"--section must be one of {', '.join(Letter.__members__)}.")
    if kind not in KINDS:
        raise BadConfig(f"--kind must be one of {', '.join(KINDS)}.")
    words = redact(text, quotations=True)
    if len(words.split()) < 3:
        raise BadConfig("The passage is too short to be an example. Give a sentence, without names.")
    if len(words) > LONGEST:
        raise BadConfig(f"The passage is longer than {LONGEST} characters. Give the sentence or two that show it.")
    with store.writing() as session:
        made = t.GoodPractice(
            section=section.upper(),
            kind=kind,
            check=check,
            text=words,
            by=role_of(by),
            marked_on=on,
            approved_by=None,
            approved_on=None,
        )
        session.add(made)
        session.flush()
        audit(session, made.by, "good practice marked", item=made.id)
        return _item(made)


def agree_good(store: Store, number: int, *, by: str, on: date) -> GoodPractice:
    """Let a passage be shown: by another role than the one that marked it. Raises `BadConfig`."""
    by = role_of(by)
    with store.writing() as session:
        found = _find(session.get(t.GoodPractice, number), number)
        if found.by.casefold() == by.casefold():
            raise BadConfig("Another role than the one that marked the passage must agree to it: name it with --by.")
        found.approved_by, found.approved_on = by, on
        audit(session, by, "good practice agreed", item=number)
        return _item(found)


def remove_good(store: Store, number: int, *, by: str) -> None:
    """Take a passage out of the register for good. Raises `BadConfig`."""
    by = role_of(by)
    with store.writing() as session:
        session.delete(_find(session.get(t.GoodPractice, number), number))
        audit(session, by, "good practice removed", item=number)


def good_practice(store: Store, *, check: str | None = None, agreed_only: bool = True) -> tuple[GoodPractice, ...]:
    """The passages that may be shown, or all; those about one check if it is named. By section and number."""
    with store.reading() as session:
        wanted = select(t.GoodPractice).order_by(t.GoodPractice.section, t.GoodPractice.id)
        if check is not None:
            wanted = wanted.where(t.GoodPractice.check == check)
        if agreed_only:
            wanted = wanted.where(t.GoodPractice.approved_by.is_not(None))
        return tuple(_item(row) for row in session.scalars(wanted))


def _find(row: t.GoodPractice | None, number: int) -> t.GoodPractice:
    if row is None:
        raise BadConfig(f"There is no passage {number} in the register. See: ehcp-lint moderate good")
    return row


def _item(row: t.GoodPractice) -> GoodPractice:
    return GoodPractice(
        row.id, row.section, row.kind, row.check, row.text, row.by, row.marked_on, row.approved_by, row.approved_on
    )
