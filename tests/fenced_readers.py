"""Readers that misbehave, for tests of the fence; run in the child process only."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import DEFAULT, Limits
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Cell, Layer, Place


def fine(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    """Gives back what it was handed, in every kind of block there is."""
    script = Transcript("word")
    script.add(data.decode(), Place(paragraph=1), style="Heading 1", level=1, number="1.", strong=True)
    script.add(name or "-", Place(paragraph=2, page=3, box=(1.0, 2.0, 3.5, 4.0)), layer=Layer.FURNITURE)
    outer = Cell(0, 1, 2, rows=2, columns=3, header=True)
    script.add(password or "-", Place(paragraph=3, part="footnotes"), layer=Layer.NOTE, cell=Cell(1, 0, 0, outer=outer))
    script.notice("pages_without_text", 2, lost=True, pages=(4, 5))
    return script.finish()


def refuses(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    raise CannotRead("it is a picture.\nScan it again\x1b[31m as text.", "unreadable")


def hangs(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    while True:
        time.sleep(60)


def spins(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    while True:
        pass


def eats_memory(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    hoard = []
    while True:
        hoard.append(bytearray(8 << 20))


def dies(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    os.kill(os.getpid(), 6)
    raise AssertionError


def raises(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    raise KeyError("Sam Okafor has a secret")


def talks(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    os.write(os.dup(1), b"not the answer")
    print("not the answer either", flush=True)
    return fine(data, name, password)


def floods(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    return Reading("x" * (200 << 20), (), (), "word")


def lies(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    """A reading whose notice has a name that the parent must not believe."""
    from ehcp_lint.plan import Notice

    return Reading("", (), (Notice("<script>", 1),), "word")


def connects(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    socket.create_connection(("127.0.0.1", 9))
    raise AssertionError


def starts_a_program(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    subprocess.run(["true"], check=False)
    raise AssertionError


def writes(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    Path(data.decode()).write_text("left behind")
    raise AssertionError


def eats_memory_slowly(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    hoard = []
    while True:
        hoard.append(b"x" * (4 << 20))
        time.sleep(0.01)


def modules(data: bytes, name: str, password: str | None, limits: Limits = DEFAULT) -> Reading:
    """What the child has imported after reading a Word file's worth of our own modules."""
    import sys

    import ehcp_lint.parsers.guard  # noqa: F401

    return fine("\n".join(sorted(sys.modules)).encode(), name, password)
