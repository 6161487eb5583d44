"""Alembic runs this file. The connection, with its transaction, comes from `moderation.upgrade`; nothing is read from a
file."""

from __future__ import annotations

from alembic import context

from ehcp_lint.moderation.keeping.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
    transactional_ddl=True,  # all steps or none: also with SQLite, whose transactions we begin ourselves
    transaction_per_migration=False,
)
context.run_migrations()
