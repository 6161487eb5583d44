"""Fixtures that several rooms share: a real PostgreSQL server for the moderation store, where the machine has one."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A busy machine is no fault of the code: no example of a law has a time limit.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

_NUMBER = count(1)


def _programs() -> Path | None:
    """Where initdb and pg_ctl are: the newest version that Debian installed, or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _user() -> dict[str, Any]:
    """How to run the server: it refuses to be started by root."""
    if os.name != "posix" or os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    pytest.skip("no user to run PostgreSQL as")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server of our own, which listens on no network."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: the store is tested with SQLite only")
    pytest.importorskip("psycopg", reason="psycopg is not installed: the store is tested with SQLite only")
    folder = Path(tempfile.mkdtemp(prefix="ehcp-pg-", dir="/tmp"))  # a socket's path must be short
    person = _user()
    if person:
        os.chown(folder, person["user"], person["group"])
    data = folder / "data"
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=16MB"
    run: dict[str, Any] = {"check": True, "capture_output": True, "cwd": folder, **person}
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-A", "trust", "-U", "tester", "-E", "UTF8", "--locale=C", "--no-sync"], **run
        )
        subprocess.run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start"], **run)
        try:
            yield str(folder)
        finally:
            subprocess.run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of an empty database."""
    import psycopg

    name = f"rounds{next(_NUMBER)}"
    with psycopg.connect(host=postgresql_server, user="tester", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://tester@/{name}?host={postgresql_server}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a new store can be made: a file, and then a database of a real PostgreSQL server."""
    if request.param == "sqlite":
        return tmp_path / "moderation.sqlite"
    return str(request.getfixturevalue("postgresql"))
