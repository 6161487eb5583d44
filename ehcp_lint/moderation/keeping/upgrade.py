"""Bring a store to the shape that this version of the program works with, all of it or nothing.

A SQLite file is copied first, beside itself; PostgreSQL changes its tables within the one transaction. A store that a newer
version has been at is left alone."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from ehcp_lint.errors import BadConfig, CannotRead

_PLACE = Path(__file__).parent / "migrations"
_PATIENCE = 60.0  # seconds that an upgrade waits for another one
_LOCK = 0x45484350  # "EHCP": what two programs that open one PostgreSQL store at once wait for each other on


def newest() -> str:
    """The revision that this version of the program works with."""
    return str(_scripts().get_current_head())


def revision_of(connection: Connection) -> str | None:
    """The revision that a store is at; None where there are no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_foreign(connection: Connection, name: str) -> None:
    """Raises `BadConfig` for a database of something else, and for a store of a newer version."""
    revision = revision_of(connection)
    if revision is None:
        if inspect(connection).get_table_names():
            raise BadConfig(f"{name}: this is a database of something else. Name another place with --store.")
    elif revision not in {script.revision for script in _scripts().walk_revisions()}:
        raise BadConfig(f"{name}: a newer version of ehcp-lint wrote this store (revision {revision}). Install that version.")


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take all steps that are still to take. The caller holds the transaction, and commits it."""
    if connection.dialect.name == "postgresql":
        take_turn(connection, _PATIENCE)
    config = Config()
    config.set_main_option("script_location", str(_PLACE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise CannotRead(
            "The store could not be brought up to date: something in it refers to what is not there. It is as it was."
        )


def take_turn(connection: Connection, wait: float) -> None:
    """Wait for the right to write to a PostgreSQL store until the transaction ends: one writes at a time, as with SQLite."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{int(wait * 1000)}ms'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def copy_before(path: Path, revision: str) -> Path:
    """A copy of a SQLite store as it is, readable by its owner only, beside it: moderation.before-0002.sqlite."""
    target = path.with_name(f"{path.stem}.before-{revision}{path.suffix}")
    number = 2
    while target.exists():
        target, number = path.with_name(f"{path.stem}.before-{revision}-{number}{path.suffix}"), number + 1
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with sqlite3.connect(path) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    return target


def copies(path: Path) -> tuple[Path, ...]:
    """The copies that `copy_before` made of a store."""
    pattern = re.compile(rf"{re.escape(path.stem)}\.before-\d+(?:-\d+)?{re.escape(path.suffix)}")
    return tuple(sorted(file for file in path.parent.iterdir() if pattern.fullmatch(file.name)))


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_PLACE))
