"""Whether a round keeps comments; decisions about officers, approvals of agreed wording, the register of good practice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them. Rounds from before kept what they were given, so they go on keeping it until it is purged."""
    with op.batch_alter_table("rounds") as rounds:
        rounds.add_column(sa.Column("keep_comments", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("rounds") as rounds:
        rounds.alter_column("keep_comments", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    op.create_table(
        "officer_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.String(32), nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("rule", sa.String(80), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.CheckConstraint("decision in ('signed-off', 'not-yet', 'withdrawn')", name=op.f("ck_officer_decisions_known")),
        sa.PrimaryKeyConstraint("id", name="pk_officer_decisions"),
    )
    op.create_index("ix_officer_decisions_officer", "officer_decisions", ["officer"])
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(80), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_wording", "approvals", ["wording"])
    op.create_table(
        "good_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("check", sa.String(32), nullable=True),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(80), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_good_practice"),
    )
    op.create_index("ix_good_practice_check", "good_practice", ["check"])
