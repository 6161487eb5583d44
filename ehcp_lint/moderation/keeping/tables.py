"""The tables of the moderation store. Plans and people go by code: no name, no word of a plan and no file name has a column.

The migrations (moderation/migrations) make these tables; a test compares the two. Words that people type (reasons, actions,
comments where they are kept) go through `moderation.redaction` first, and the audit trail holds ids only."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, DateTime, Dialect, ForeignKey, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

CODE, WORD, TEXT = 32, 80, 2000  # characters: a code; a role, a column's value, a rule's name; what a person typed
KINDS = ("moderation", "peer", "training")
DECISIONS = ("signed-off", "not-yet", "withdrawn")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the time zone, so it is put back; PostgreSQL keeps it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as SQLAlchemy calls it
        """UTC, whatever zone it came in."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as above
        """UTC, with the zone said."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What the tables share: constraint names that do not depend on the database, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        dict[str, str]: JSON,
        list[str]: JSON,
        dict[str, Any]: JSON,
    }


class Round(Base):
    """One round: plans, those who read them, and the rubric that they were marked on."""

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE), unique=True)
    kind: Mapped[str] = mapped_column(String(CODE))
    rubric: Mapped[str] = mapped_column(String(WORD))
    rubric_hash: Mapped[str] = mapped_column(String(64))
    blind: Mapped[bool]
    seed: Mapped[str] = mapped_column(String(WORD))
    frame_hash: Mapped[str] = mapped_column(String(64))
    frame_size: Mapped[int]
    design: Mapped[str] = mapped_column(String(CODE))
    opened: Mapped[date]
    closed: Mapped[date | None]
    keep_comments: Mapped[bool]

    plans: Mapped[list[Plan]] = relationship(back_populates="round", order_by="Plan.code", passive_deletes=True)
    moderators: Mapped[list[Moderator]] = relationship(back_populates="round", order_by="Moderator.code", passive_deletes=True)


class Plan(Base):
    """One plan of a round, by code. `file_hash` is a keyed hash of the file: it tells whether a file is this one, no more."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("round_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(CODE), index=True)
    file_hash: Mapped[str | None] = mapped_column(String(64))
    values: Mapped[dict[str, str]] = mapped_column(JSON)
    always: Mapped[bool]
    always_reason: Mapped[str | None] = mapped_column(String(TEXT))
    anchor: Mapped[bool]
    stratum: Mapped[str] = mapped_column(String(TEXT))
    in_frame: Mapped[int | None]
    drawn: Mapped[int | None]

    round: Mapped[Round] = relationship(back_populates="plans")


class Moderator(Base):
    """Who reads in a round: a code, an agency and a role; never a name or an address."""

    __tablename__ = "moderators"
    __table_args__ = (UniqueConstraint("round_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(CODE), index=True)
    agency: Mapped[str] = mapped_column(String(WORD))
    role: Mapped[str] = mapped_column(String(WORD))
    panel: Mapped[int]

    round: Mapped[Round] = relationship(back_populates="moderators")


class Assignment(Base):
    """Which moderator is asked to read which plan."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("plan_id", "moderator_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("moderators.id", ondelete="CASCADE"), index=True)


class Response(Base):
    """One moderator's form about one plan, as it was before anybody talked about it.

    `comments` are the answers to open questions, redacted, and only where the round keeps them; so is `note`."""

    __tablename__ = "responses"
    __table_args__ = (UniqueConstraint("plan_id", "moderator_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("moderators.id", ondelete="CASCADE"), index=True)
    received: Mapped[date]
    caps: Mapped[list[str]] = mapped_column(JSON)
    override: Mapped[str | None] = mapped_column(String(CODE))
    note: Mapped[str | None] = mapped_column(String(TEXT))
    comments: Mapped[dict[str, str]] = mapped_column(JSON)

    answers: Mapped[list[Answer]] = relationship(order_by="Answer.id", passive_deletes=True)


class Answer(Base):
    """The answer to one question of a form. No mark: it does not apply to this plan. A question left blank has no row."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("response_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("responses.id", ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(String(CODE))
    mark: Mapped[int | None]


class Correction(Base):
    """A mark that was put in place of another, with the reason. No moderator: it was one that the meeting agreed."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("moderators.id", ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(String(CODE))
    before: Mapped[str] = mapped_column(String(CODE))
    after: Mapped[str] = mapped_column(String(CODE))
    reason: Mapped[str] = mapped_column(String(TEXT))
    corrected_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(WORD))


class Agreed(Base):
    """What the meeting agreed on one question about one plan, and why."""

    __tablename__ = "agreed"
    __table_args__ = (UniqueConstraint("plan_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(String(CODE))
    mark: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(TEXT))
    agreed_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(WORD))


class Conclusion(Base):
    """What stands over the agreed marks of one plan: caps that people confirmed, and a grade in place of the computed one."""

    __tablename__ = "conclusions"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), unique=True)
    caps: Mapped[list[str]] = mapped_column(JSON)
    override: Mapped[str | None] = mapped_column(String(CODE))
    note: Mapped[str | None] = mapped_column(String(TEXT))
    agreed_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(WORD))


class Action(Base):
    """Something that somebody is to do, until it is closed. The owner is a role."""

    __tablename__ = "actions"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(TEXT))
    owner: Mapped[str] = mapped_column(String(WORD))
    due: Mapped[date]
    opened: Mapped[date]
    closed: Mapped[date | None]


class OfficerDecision(Base):
    """A senior's written decision about an officer, with the rule and the figures that lay before them."""

    __tablename__ = "officer_decisions"
    __table_args__ = (CheckConstraint("decision in ('signed-off', 'not-yet', 'withdrawn')", name="known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(String(CODE), index=True)
    decision: Mapped[str] = mapped_column(String(CODE))
    rule: Mapped[str] = mapped_column(String(WORD))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(String(TEXT))
    by: Mapped[str] = mapped_column(String(WORD))
    decided_on: Mapped[date]


class Approval(Base):
    """A sentence of the agreed-wording register that the DCO or DSCO approved. The hash is of the sentence: another wording
    under the same id is not approved by it."""

    __tablename__ = "approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    wording: Mapped[str] = mapped_column(String(WORD), index=True)
    text_hash: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(WORD))
    approved_on: Mapped[date]
    valid_to: Mapped[date]
    withdrawn: Mapped[date | None]


class GoodPractice(Base):
    """A passage that people marked as good, names removed. It is shown once a second role has approved it.

    The one place where words of a plan may stand, because somebody chose them; nothing says which plan they are from."""

    __tablename__ = "good_practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[str] = mapped_column(String(CODE))
    kind: Mapped[str] = mapped_column(String(CODE))
    check: Mapped[str | None] = mapped_column(String(CODE), index=True)
    text: Mapped[str] = mapped_column(String(TEXT))
    by: Mapped[str] = mapped_column(String(WORD))
    marked_on: Mapped[date]
    approved_by: Mapped[str | None] = mapped_column(String(WORD))
    approved_on: Mapped[date | None]


class Audit(Base):
    """Who (a role) did what and when, with ids of rows and counts; never content. The database itself refuses to change it."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(WORD))
    what: Mapped[str] = mapped_column(String(WORD))
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
