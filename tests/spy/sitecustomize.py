"""Put before everything else in a process of a test: writes down every file it opens for writing, every connection it tries and
every program it starts, and misbehaves where the test asks for it.

    SPY_LOG   where to write it down
    SPY_ACT   raise-in-reader | hang-in-reader | hang-in-check | hang-in-writing

Python imports a module of this name by itself when it starts."""

from __future__ import annotations

import builtins
import os
import sys
import time
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OTHERS = ("subprocess.Popen", "os.system", "os.exec", "urllib.Request", "tempfile.mkstemp", "tempfile.mkdtemp")
_WHERE = {
    "reader": ("ehcp_lint.parsers.word", "read_word"),
    "check": ("ehcp_lint.check", "Check"),
    "writing": ("os", "fsync"),
}


def tell(log: int, event: str, arguments: tuple[Any, ...]) -> None:
    """One line for an event that matters. Nothing here opens a file: that would be an event of its own."""
    if event == "open":
        path, mode, flags = arguments
        writes = (isinstance(flags, int) and flags & _WRITING) or (isinstance(mode, str) and set(mode) & set("wax+"))
        if not writes or not isinstance(path, (str, bytes)) or "__pycache__" in os.fsdecode(path):
            return
        what = os.fsdecode(path)
    elif event.startswith("socket.") or event in _OTHERS:
        what = repr(arguments[:1])
    else:
        return
    os.write(log, f"{event}\t{what}\n".encode("utf-8", "replace"))


def _misbehave(act: str, log: int) -> None:
    """Replaces the function that the act names once its module is there."""
    what, _, where = act.partition("-in-")
    module, name = _WHERE[where]
    inner = builtins.__import__

    def bad(*given: Any, **more: Any) -> Any:
        if what == "hang":
            os.write(log, b"hanging\t\n")
            time.sleep(120)
        raise ValueError(repr(given))

    def watched(named: str, *rest: Any, **more: Any) -> Any:
        found = inner(named, *rest, **more)
        loaded = sys.modules.get(module)
        if loaded is not None and hasattr(loaded, name):
            builtins.__import__ = inner
            if where == "check":
                loaded.Check.hits = bad
            else:
                setattr(loaded, name, bad)
        return found

    builtins.__import__ = watched


def _start() -> None:
    if path := os.environ.get("SPY_LOG"):
        log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        sys.addaudithook(lambda event, arguments: tell(log, event, arguments))
        if act := os.environ.get("SPY_ACT"):
            _misbehave(act, log)


if __name__ == "sitecustomize":
    _start()
