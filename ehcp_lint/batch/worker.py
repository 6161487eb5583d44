"""What runs in a worker process of `pool`: takes calls from standard input, answers on standard output, until its input ends.

A call names a function and its arguments as JSON; whatever a hostile file made of this process, what goes back is data. Like
the reader behind `parsers.fence` it may open no connection, start no program and write no file."""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import queue
import signal
import sys
import threading
from importlib import import_module
from typing import Any, NoReturn

from ehcp_lint.parsers import fence

_GRACE = 15  # seconds after which a worker ends by itself where whoever watched it was killed


def main() -> NoReturn:
    """Warms up, says that it is ready, and answers calls one by one."""
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not look like an answer
    first = read_frame(0)
    if first is None:
        os._exit(1)
    settings = json.loads(first)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then kills this process
    import_module(settings["module"])
    if settings["warm"]:
        _function(settings["warm"])()
    gc.collect()
    gc.freeze()  # what is loaded now stays: it need not be looked through again and again
    _limit(settings["megabytes"])
    sys.addaudithook(fence._forbid)
    write_frame(out, b'{"ready":true}')
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(calls,), daemon=True).start()
    while True:
        call = json.loads(calls.get())
        faulthandler.dump_traceback_later(settings["seconds"] + _GRACE, exit=True)  # needs no interpreter lock
        answer = _answer(call, debug=settings["debug"])
        faulthandler.cancel_dump_traceback_later()
        write_frame(out, answer)
        if answer == _FULL:
            os._exit(1)  # after a MemoryError half of what is loaded may be missing


_FULL = b'{"lost":"memory"}'


def _answer(call: dict[str, Any], *, debug: bool) -> bytes:
    try:
        return json.dumps({"answer": _function(call["call"])(*call["args"])}, separators=(",", ":")).encode("ascii")
    except MemoryError:
        return _FULL
    except Exception as error:  # noqa: BLE001 - told by its type only: its text may hold the plan's words
        if debug:
            sys.excepthook(type(error), error, error.__traceback__)
        return json.dumps({"error": type(error).__name__}).encode("ascii")


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def _listen(calls: queue.SimpleQueue[bytes]) -> None:
    """Standard input ends when the parent does, and so does this process, whatever it is doing."""
    while (frame := read_frame(0)) is not None:
        calls.put(frame)
    os._exit(0)


def _limit(megabytes: int) -> None:
    """Beyond what is loaded now a job may take this much address space, where the system can see to it (Linux)."""
    if not sys.platform.startswith("linux"):
        return  # `pool` watches
    import resource

    import psutil

    most = int(psutil.Process().memory_info().vms) + (megabytes << 20)
    for which, value in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 1 << 20)):
        hard = resource.getrlimit(which)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (least, least))


# --- frames: four bytes of length, then JSON ------------------------------------------------------------------------------


def write_frame(number: int, data: bytes) -> None:
    """Send `data` whole."""
    view = memoryview(len(data).to_bytes(4, "big") + data)
    while view:
        view = view[os.write(number, view) :]


def read_frame(number: int) -> bytes | None:
    """The next frame; None where the other side has ended."""
    head = _take(number, 4)
    return None if head is None else _take(number, int.from_bytes(head, "big"))


def _take(number: int, size: int) -> bytes | None:
    taken = bytearray()
    while len(taken) < size:
        chunk = os.read(number, min(size - len(taken), 1 << 20))
        if not chunk:
            return None
        taken += chunk
    return bytes(taken)
