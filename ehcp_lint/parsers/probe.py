"""What the process that reads a file can do besides reading it, tried and not claimed: `ehcp-lint doctor` runs this behind the
fence in the place of a reader, and nothing of it should work."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys

from ehcp_lint.parsers.limits import DEFAULT, Limits
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Place

CONNECT, PROGRAM, FILE, MEMORY = "reach a network", "start a program", "write a file", "take more memory than it may"
TRIED = (CONNECT, PROGRAM, FILE)


def probe(data: bytes, _name: str, _password: str | None, limits: Limits = DEFAULT) -> Reading:
    """A reading whose lines are what could be done. `data` is the path of a file to try to write.

    Memory is tried only where the system, and not the parent, holds the process to its limit: there the parent would end it."""
    script = Transcript("text")
    place = Place()
    script.add("tried", place)
    for words, attempt in ((CONNECT, _connect), (PROGRAM, _start), (FILE, lambda: _write(data))):
        with contextlib.suppress(PermissionError):
            attempt()
            script.add(words, place)
    if limits.megabytes and sys.platform.startswith("linux"):
        with contextlib.suppress(MemoryError):
            script.add(MEMORY, place) if bytearray((limits.megabytes + 64) << 20) else None
    return script.finish()


def _connect() -> None:
    """Only to this computer, where nothing listens: it is enough to see whether it would be let."""
    with contextlib.suppress(ConnectionError, TimeoutError):
        socket.create_connection(("127.0.0.1", 9), timeout=1).close()


def _start() -> None:
    subprocess.run([sys.executable, "-c", ""], check=False)


def _write(path: bytes) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
