"""Small plans for the tests of batches, and functions that worker processes run."""

from __future__ import annotations

import io
import os
import time
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import word_files as w
from docx import Document

from ehcp_lint.batch.work import check_job

VIEWS = (
    "I like the number seven bus and I always sit upstairs at the very front with my brother when we go to town",
    "When it is loud in the hall I put my hands over my ears and I need somebody to walk outside with me slowly",
    "I want to bake bread with my grandmother every weekend because the kitchen is warm and nobody there is in a hurry",
    "My rabbit waits for me after school and I tell her everything that went well and everything that did not go well",
)
NAMES = ("Kofi", "Ines", "Tariq", "Mei", "Owain", "Zofia", "Dara", "Priya", "Leo", "Hana")


def plan(number: int, *, name: str | None = None, view: str | None = None, extra: str = "") -> bytes:
    """A whole if short plan as .docx. Two numbers give two texts."""
    who = name or NAMES[number % len(NAMES)]
    lines = [
        f"Name: {who} Example",
        "Date of birth: 14 May 2016",
        "Status: Draft",
        "Date of plan: 9 March 2026",
        "Section A: Views, interests and aspirations",
        view
        or f"{VIEWS[number % len(VIEWS)]}, and that is thing {'abcdefghij'[number // 10 % 10]} and {'abcdefghij'[number % 10]}.",
        "Section B: Special educational needs",
        f"{who} finds it hard to wait, {number} times a day.",
        "Section E: Outcomes",
        f"By July 2027, {who} will wait for {number + 2} minutes without a reminder on four days out of five.",
        "Section F: Special educational provision",
        f"A teaching assistant works with {who} for {number + 5} minutes each day, with picture cards.",
        f"{who} will have regular access to a quiet space as required. {extra}",
    ]
    body = [w.p(line, style="Heading1" if line.startswith("Section") else "") for line in lines]
    return w.zipped({**_empty(), "word/document.xml": w.document(*body).encode()})


@cache
def _empty() -> dict[str, bytes]:
    """The parts of a whole Word file: comments can be put only into such."""
    out = io.BytesIO()
    Document().save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(folder: Path, many: int, start: int = 0) -> list[Path]:
    """Plans `start` to `start + many - 1` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(start, start + many):
        path = folder / f"plan {number:03}.docx"
        path.write_bytes(plan(number))
        paths.append(path)
    return paths


# --- what workers do ---------------------------------------------------------------------------------------------------------


def echo(value: Any) -> Any:
    return value


def pid(_: Any = None) -> int:
    return os.getpid()


def hang(_: Any = None) -> None:
    while True:
        time.sleep(60)


def eat(_: Any = None) -> int:
    held = [bytearray(16 << 20) for _ in range(1000)]
    return len(held)


def die(_: Any = None) -> None:
    os._exit(9)


def raise_words(_: Any = None) -> None:
    raise ValueError("Kofi finds it hard to wait")


def open_connection(_: Any = None) -> None:
    import socket

    socket.create_connection(("127.0.0.1", 9), timeout=1)


def write_file(path: str) -> None:
    Path(path).write_text("x")


def slow_check(job: dict[str, Any]) -> dict[str, Any]:
    """`check_job`, slow enough to be killed in the middle."""
    time.sleep(0.4)
    return check_job(job)


def check_or_worse(job: dict[str, Any]) -> dict[str, Any]:
    """`check_job`, where the file's name can tell the worker to hang, to die or to eat memory."""
    for word, act in (("hang", hang), ("die", die), ("eat", eat)):
        if word in job["name"]:
            act()
    return check_job(job)
