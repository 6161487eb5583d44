"""Approvals of agreed wording by those who answer for health and social care (DCO, DSCO), each until a day, and what lacks one.

The sentences stand in the agreed-wording register (data/agreed_wording.toml or the council's own file); the store remembers who
approved which sentence, and until when. A sentence that was changed since is not approved: the approval is of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from ehcp_lint.agreed_wording import Register, Wording
from ehcp_lint.errors import BadConfig
from ehcp_lint.letters import Letter
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping.rounds import audit
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.redaction import role_of
from ehcp_lint.plan import Plan
from ehcp_lint.resources import did_you_mean
from ehcp_lint.wording import Content, read_content

SECTIONS = (Letter.C, Letter.D, Letter.G, Letter.H, Letter.H1, Letter.H2)
MONTHS = 12  # how long an approval holds where nobody says: the register is looked at once a year


class Standing(StrEnum):
    """Where a section stands with the DCO or DSCO."""

    APPROVED = "in a sentence that is approved"
    EXPIRED = "in a sentence whose approval has run out"
    NOT_APPROVED = "in a sentence of the register that nobody has approved"
    NO_SENTENCE = "says that there is nothing, in no sentence of the register"
    OWN_WORDS = "in words of its own: the DCO or DSCO looks at these"
    NOTHING = "nothing stands there"
    ABSENT = "the section is not there"


@dataclass(frozen=True)
class ApprovalRecord:
    """One approval. `current` says whether the register's sentence is still the one that was approved."""

    number: int
    wording: str
    by: str
    approved_on: date
    valid_to: date
    withdrawn: date | None
    current: bool


@dataclass(frozen=True)
class SectionStanding:
    """Where one section of a plan stands; the register's id of its sentence, if it uses one, and until when that is
    approved."""

    letter: Letter
    standing: Standing
    wording: str | None = None
    until: date | None = None

    @property
    def lacks(self) -> bool:
        """Whether no approval covers it."""
        return self.standing is not Standing.APPROVED


def words_hash(wording: Wording) -> str:
    """What an approval is of: the sentence, whatever its line breaks."""
    return hashlib.sha256(" ".join(wording.text.split()).encode()).hexdigest()


def a_year_on(day: date) -> date:
    """The last day on which an approval of `day` holds where nobody says another."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def find_wording(register: Register, name: str) -> Wording:
    """A sentence of the register by its id. Raises `BadConfig` with the nearest one."""
    known = {wording.id: wording for wording in register.wordings if wording.kind != "forbidden"}
    if name not in known:
        raise BadConfig(f"The register has no sentence of that id.{did_you_mean(name, known)} Ids: {', '.join(known)}.")
    return known[name]


def approve(store: Store, wording: Wording, *, by: str, on: date, until: date | None = None) -> date:
    """Keep that a sentence is approved, and give the last day on which it is. Approving again prolongs it."""
    until = until or a_year_on(on)
    if until < on:
        raise BadConfig("--until must not lie before the day of the approval.")
    with store.writing() as session:
        made = t.Approval(
            wording=wording.id, text_hash=words_hash(wording), by=role_of(by), approved_on=on, valid_to=until, withdrawn=None
        )
        session.add(made)
        session.flush()
        audit(session, made.by, "wording approved", approval=made.id)
    return until


def withdraw(store: Store, wording: str, *, by: str, on: date) -> int:
    """Take all approvals of a sentence back, and give their number."""
    by = role_of(by)
    with store.writing() as session:
        found = session.scalars(select(t.Approval).where(t.Approval.wording == wording, t.Approval.withdrawn.is_(None))).all()
        for approval in found:
            approval.withdrawn = on
            audit(session, by, "approval withdrawn", approval=approval.id)
        return len(found)


def approvals(store: Store, register: Register) -> tuple[ApprovalRecord, ...]:
    """All approvals, by sentence and day."""
    hashes = {wording.id: words_hash(wording) for wording in register.wordings}
    with store.reading() as session:
        rows = session.scalars(select(t.Approval).order_by(t.Approval.wording, t.Approval.approved_on, t.Approval.id))
        return tuple(
            ApprovalRecord(r.id, r.wording, r.by, r.approved_on, r.valid_to, r.withdrawn, hashes.get(r.wording) == r.text_hash)
            for r in rows
        )


def approved_register(register: Register, given: Iterable[ApprovalRecord]) -> Register:
    """The register with the approvals of the store laid over it; what the file itself says of a sentence is kept where the
    store has nothing. The approval that holds longest counts."""
    best: dict[str, ApprovalRecord] = {}
    for one in given:
        if one.current and one.withdrawn is None and (one.wording not in best or one.valid_to > best[one.wording].valid_to):
            best[one.wording] = one
    return Register(
        tuple(
            replace(wording, status="approved", approved_by=held.by, valid_from=held.approved_on, valid_to=held.valid_to)
            if (held := best.get(wording.id))
            else wording
            for wording in register.wordings
        ),
        register.source,
    )


def standing_of(plan: Plan, register: Register, on: date) -> tuple[SectionStanding, ...]:
    """Where C, D, G and H (or H1 and H2) of a plan stand with the DCO or DSCO on a day. `register` has its approvals."""
    split = bool(plan.section(Letter.H1, Letter.H2))
    letters = [letter for letter in SECTIONS if (letter is not Letter.H if split else letter not in (Letter.H1, Letter.H2))]
    return tuple(_standing(plan, letter, register, on) for letter in letters)


def _standing(plan: Plan, letter: Letter, register: Register, on: date) -> SectionStanding:
    sections = plan.section(letter)
    if not sections:
        return SectionStanding(letter, Standing.ABSENT)
    text = "\n".join(plan.quote(span) for section in sections for span in section.content)
    where = Letter.H1 if letter is Letter.H else letter
    used = [match.wording for match in register.find(text, where) if match.wording.kind != "forbidden"]
    reading = read_content(text, letter)
    if reading.content is Content.SUBSTANTIVE and not used:
        return SectionStanding(letter, Standing.OWN_WORDS)
    in_force = [wording for wording in used if wording.in_force(on)]
    if in_force:
        return SectionStanding(letter, Standing.APPROVED, in_force[0].id, in_force[0].valid_to)
    if used:
        ran_out = used[0].status == "approved" and used[0].valid_to is not None and used[0].valid_to < on
        return SectionStanding(letter, Standing.EXPIRED if ran_out else Standing.NOT_APPROVED, used[0].id, used[0].valid_to)
    if reading.content is Content.NIL:
        return SectionStanding(letter, Standing.NO_SENTENCE)
    if reading.content is Content.BLANK or not text.strip():
        return SectionStanding(letter, Standing.NOTHING)
    return SectionStanding(letter, Standing.OWN_WORDS)
