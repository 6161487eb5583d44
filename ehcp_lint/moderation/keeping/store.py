"""Where rounds of moderation are remembered: a SQLite file, or a PostgreSQL database by its address.

A store is written in whole transactions: a program that is stopped in the middle leaves it as it was. SQLite writes ahead
(WAL), so people can read while one writes, and overwrites what is deleted. Everything that can be the matter with the place
itself (it is locked, damaged, newer, out of reach) is told in one line that names no address with a password."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from ehcp_lint.errors import BadConfig, CannotRead

try:
    from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
    from sqlalchemy.orm import Session
    from sqlalchemy.pool import NullPool

    from ehcp_lint.moderation.keeping import upgrade
except ImportError:
    raise BadConfig("The moderation store needs the moderation extra: pip install 'ehcp-lint[moderation]'.") from None

NAME = "moderation.sqlite"
WAIT = 5.0  # seconds that a writer waits for another one
_FILE = re.compile(r"(?i)(?:\.sqlite3?|\.db)$")
_URL = re.compile(r"^[a-z][a-z0-9+]*://")


class Store:
    """An open store. `reading()` and `writing()` give a session each; nothing is kept between two of them.

    `copied` is the copy that was made before the store was brought up to date, if it was."""

    def __init__(
        self, engine: Engine, name: str, path: Path | None = None, copied: Path | None = None, wait: float = WAIT
    ) -> None:
        self._engine = engine
        self._wait = wait
        self._path = path
        self.name = name
        self.copied = copied

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading. It sees the store as it was when it began, whatever others write."""
        # SQLite's readers see one state by themselves; PostgreSQL's would see what others commit between two questions.
        engine = self._engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with told(self.name), Session(engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction, kept if all goes well and undone if anything is raised."""
        engine = self._engine.execution_options(writes=True)
        with told(self.name), Session(engine, expire_on_commit=False) as session, session.begin():
            if engine.dialect.name == "postgresql":
                upgrade.take_turn(session.connection(), self._wait)
            yield session

    def vacuum(self) -> None:
        """Give the room of what was deleted back, so that nothing of it stays in the file. SQLite only: PostgreSQL does so
        by itself, in time."""
        with told(self.name), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def copies(self) -> tuple[Path, ...]:
        """The copies that were made before upgrades, beside a SQLite store."""
        return upgrade.copies(self._path) if self._path else ()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_store(place: str | Path, *, create: bool = False, wait: float = WAIT) -> Store:
    """The store at `place`, a SQLite file or an address (postgresql://...), brought up to date if it is older.

    `create` makes a new one where there is none. Raises `BadConfig` for a place that cannot be a store, `CannotRead` for one
    that is locked, damaged or out of reach; then nothing has been changed."""
    address = str(place)
    if not _URL.match(address):
        return _open_file(Path(place), create, wait)
    engine, name = _server(address)
    if engine.dialect.name == "sqlite":
        return _open_file(Path(str(engine.url.database or "")), create, wait)
    return _opened(engine, name, None, create, wait)


def _server(address: str) -> tuple[Engine, str]:
    """An engine for an address, and how it may be named: without who asks and with what password."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise BadConfig("--store: the address is not written as postgresql://HOST/DATABASE.") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("postgresql", "sqlite"):
        raise BadConfig("--store: name a SQLite file, or a PostgreSQL address such as postgresql://HOST/DATABASE.")
    try:
        engine = create_engine(url, poolclass=NullPool)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise BadConfig("A PostgreSQL store needs the postgresql extra: pip install 'ehcp-lint[postgresql]'.") from None
    return engine, f"the store '{url.database or ''}' at {url.host or 'this machine'}"


def _open_file(path: Path, create: bool, wait: float) -> Store:
    name = path.name
    if not _FILE.search(name):
        raise BadConfig(f"{name}: a store is a file that ends in .sqlite, or an address. Name another place with --store.")
    try:
        if not path.exists():
            if not create:
                raise BadConfig(
                    f"{name}: there is no store yet. `ehcp-lint moderate start` makes one; --store names its place."
                )
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CannotRead(f"{name}: the store cannot be opened there ({error.strerror}). Name another place.") from None
    engine = create_engine("sqlite://", creator=_connector(path, wait), poolclass=NullPool)
    _begin_ourselves(engine)
    return _opened(engine, name, path, create, wait)


def _opened(engine: Engine, name: str, path: Path | None, create: bool, wait: float) -> Store:
    try:
        with told(name):
            copied = _up_to_date(engine, name, path, create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, name, path, copied, wait)


def _up_to_date(engine: Engine, name: str, path: Path | None, create: bool) -> Path | None:
    with engine.connect() as connection:
        if path is not None and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise CannotRead(_DAMAGED.format(name=name))
        upgrade.refuse_foreign(connection, name)
        now = upgrade.revision_of(connection)
    if now == upgrade.newest():
        return None
    if now is None and not create:
        raise BadConfig(f"{name}: there is no store yet. `ehcp-lint moderate start` makes one; --store names its place.")
    copied = upgrade.copy_before(path, upgrade.newest()) if path is not None and now is not None else None
    with engine.execution_options(writes=True).connect() as connection:
        if path is not None:
            # A table is changed by making it anew, and dropping the old one would delete all that refers to it. The switch
            # does nothing within a transaction, so it comes before; `upgrade` looks at the end whether all references hold.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            if upgrade.revision_of(connection) != upgrade.newest():  # somebody else may just have done it
                upgrade.upgrade(connection)
    return copied


# --- SQLite ------------------------------------------------------------------------------------------------------------------


def _connector(path: Path, wait: float) -> Any:
    import sqlite3

    def connect() -> sqlite3.Connection:
        # Without isolation_level=None Python begins transactions by itself, too late and not for changes of tables.
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    return connect


def _begin_ourselves(engine: Engine) -> None:
    """A writer asks for the right to write when it begins, so that it never finds out half-way that somebody else has it."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


# --- what can be the matter --------------------------------------------------------------------------------------------------

_DAMAGED = (
    "{name}: the store is damaged and was left as it is. Put a copy of it in its place, and keep this one for whoever helps."
)
_TROUBLES = (
    ("locked", "{name}: another program is writing to the store. Nothing was changed; try again in a minute."),
    ("lock timeout", "{name}: another program is writing to the store. Nothing was changed; try again in a minute."),
    ("busy", "{name}: another program is writing to the store. Nothing was changed; try again in a minute."),
    ("not a database", _DAMAGED),
    ("malformed", _DAMAGED),
    ("readonly", "{name}: the store may only be read. Ask for the right to write to the file and its folder."),
    ("read-only", "{name}: the store may only be read. Ask for the right to write to it."),
    ("unable to open", "{name}: the store cannot be opened. Check the folder and your rights to it."),
    ("disk", "{name}: the disk is full or cannot be read. Nothing was changed; free some room and try again."),
    ("unique", "{name}: somebody else has just written the same. Nothing was changed; look at the round and try again."),
    ("append only", "{name}: the audit trail cannot be changed."),
    ("permission denied", "{name}: the server gives no right to do this. Ask whoever looks after it."),
    ("password", "{name}: the server refused the user or password."),
    ("does not exist", "{name}: there is no such database, user or table on the server. Ask whoever looks after it."),
    ("connect", "{name}: the server cannot be reached. Check the address and that the server runs."),
)


@contextmanager
def told(name: str) -> Iterator[None]:
    """What a database says, in one line of ours: its own may hold values or an address with a password."""
    import sqlite3

    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", error)).lower()
        for sign, line in _TROUBLES:
            if sign in said:
                raise CannotRead(line.format(name=name)) from None
        raise


def server_version(store: Store) -> str:
    """What the store runs on, for `doctor`."""
    with store.reading() as session:
        bind = session.connection()
        if bind.dialect.name == "sqlite":
            return f"SQLite {bind.execute(text('select sqlite_version()')).scalar()}"
        return f"PostgreSQL {bind.execute(text('show server_version')).scalar()}"
