"""Reads a file in a process of its own, which is killed when it takes too long or too much memory.

A thread inside one process cannot be killed, and files exist that keep every reader busy for ever (a PDF of 420 bytes) or
fill the memory (a Word file of 2 MB). So the file's bytes go to a child's standard input and the reading comes back on its
standard output as JSON. `start` returns at once: the caller imports what it needs meanwhile, so the fence costs no time.

The child limits itself where the system can (Linux: address space, CPU, size of files, no core dump); elsewhere the parent
watches its memory. It may neither open a connection nor start a program nor write a file. When the parent dies, the child's
standard input ends and so does the child; no signal is used for that, because the one Linux has (PR_SET_PDEATHSIG) goes by
the thread that started the child."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NoReturn

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import DEFAULT, Limits, refuse_longer
from ehcp_lint.parsers.transcript import Reading

READER = "ehcp_lint.parsers:read_bytes"
ROOT = str(Path(__file__).resolve().parents[2])
WATCHES = not sys.platform.startswith("linux")  # whether the parent must watch a child's memory
LARGEST_ANSWER = 96 << 20  # bytes of JSON: many times what the longest plan gives
_SAVE_ANEW = "Open it in the program that made it, save a new copy, and try that."
_MAKE_SMALLER = "Take out pictures or split it, and try again."
_EACH_LOOK = 0.05  # seconds between two looks at a child's memory


class Handle:
    """A file being read. Use as a context manager, or call `result` or `stop`: nothing is left running then."""

    def __init__(
        self, process: subprocess.Popen[bytes], frame: tuple[bytes, bytes], limits: Limits, watch_memory: bool
    ) -> None:
        self._process = process
        self._limits = limits
        self._answer = bytearray()
        self._stopped = ""
        self._finished = threading.Event()
        self._talk = threading.Thread(target=self._converse, args=frame, daemon=True)
        self._guard = threading.Thread(target=self._watch, args=(watch_memory,), daemon=True)
        self._talk.start()
        self._guard.start()

    def result(self) -> Reading:
        """The reading, once it is there. Raises `CannotRead`."""
        try:
            while self._talk.is_alive() or self._guard.is_alive():
                self._talk.join(0.1)  # in short waits: on Windows Ctrl-C does not end a long one
                self._guard.join(0.1)
        except BaseException:  # Ctrl-C above all: leave no child behind
            self.stop()
            raise
        self.stop()
        return self._read_answer()

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self._kill("stopped")
        self._finished.set()
        self._process.wait()
        self._talk.join(5)  # its pipes have ended with the child
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe and not self._talk.is_alive():
                _close(pipe)

    def __enter__(self) -> Handle:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def _kill(self, why: str) -> None:
        if self._process.poll() is None:
            self._stopped = self._stopped or why
            self._process.kill()

    def _converse(self, head: bytes, data: bytes) -> None:
        """Hands over the file, then collects the answer until the child ends; standard input stays open meanwhile."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        with suppress(OSError):  # the child has ended already; what it said, if anything, is in its answer
            into.write(head)
            into.write(data)
            into.flush()
        while chunk := os.read(out.fileno(), 1 << 16):
            self._answer += chunk
            if len(self._answer) > LARGEST_ANSWER:
                self._kill("talkative")
                break
        self._process.wait()
        self._finished.set()

    def _watch(self, memory: bool) -> None:
        deadline = time.monotonic() + self._limits.seconds
        while not self._finished.wait(max(0.0, min(_EACH_LOOK if memory else 1e6, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                self._kill("late")
            elif memory and _memory_of(self._process.pid) > self._limits.megabytes << 20:
                self._kill("memory")
            if self._stopped:
                return

    def _read_answer(self) -> Reading:
        if self._stopped:
            raise self._why_stopped()
        from ehcp_lint.parsers import wire  # not needed until now, and the first moments count

        try:
            answer = json.loads(self._answer)
            if "text" in answer:
                refuse_longer(len(answer["blocks"]), len(answer["text"]))
                return wire.decode(answer)
            problem, status = _one_line(str(answer["problem"])), str(answer["status"])
        except (ValueError, TypeError, KeyError, RecursionError):
            raise _crashed("stopped without an answer") from None
        finally:
            self._answer.clear()
        if status == "memory":
            raise self._too_big()
        if status == "bug":
            raise _crashed(f"stopped by an error ({problem})")
        raise CannotRead(problem, status if status in ("refused", "unreadable", "crashed") else "crashed")

    def _why_stopped(self) -> CannotRead:
        return why_stopped(self._stopped, self._limits)

    def _too_big(self) -> CannotRead:
        return why_stopped("memory", self._limits)


def why_stopped(why: str, limits: Limits) -> CannotRead:
    """What is said of a file whose reader was ended: "late", out of "memory", or for another reason."""
    if why == "late":
        return CannotRead(f"reading it was stopped after {limits.seconds:g} seconds. {_SAVE_ANEW}", "timed_out")
    if why == "memory":
        return CannotRead(f"reading it needs more than {limits.megabytes:,} MB of memory. {_MAKE_SMALLER}", "crashed")
    return _crashed("was stopped")


def start(
    data: bytes,
    name: str,
    password: str | None = None,
    *,
    limits: Limits = DEFAULT,
    watch_memory: bool | None = None,
    debug: bool = False,
    reader: str = READER,
) -> Handle:
    """Start reading `data`, a file called `name`, in a child process. Returns at once; ask the handle for the result.

    `watch_memory` is for systems where a process cannot limit its own memory (all but Linux); `debug` shows the child's
    standard error, which may hold words of the plan."""
    if watch_memory is None:
        watch_memory = WATCHES
    return _launch(reader, data, name, password, limits, watch_memory, debug)


def _launch(
    reader: str, data: bytes, name: str, password: str | None, limits: Limits, watch_memory: bool, debug: bool = False
) -> Handle:
    return hand_over(begin(debug=debug), data, name, password, limits, watch_memory, reader=reader, debug=debug)


def begin(*, warm: bool = False, debug: bool = False) -> subprocess.Popen[bytes]:
    """A child that waits for its one file; `warm`: it imports the readers meanwhile. It ends when its standard input does."""
    code = (
        f"import sys; sys.path.insert(0, {ROOT!r}) if {ROOT!r} not in sys.path else None; "
        f"from ehcp_lint.parsers import fence; fence.child(warm={warm})"
    )
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debug else subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def hand_over(
    process: subprocess.Popen[bytes],
    data: bytes,
    name: str,
    password: str | None,
    limits: Limits,
    watch_memory: bool,
    *,
    reader: str = READER,
    debug: bool = False,
) -> Handle:
    """Gives a child that `begin` made its file."""
    request = {
        "reader": reader,
        "name": name,
        "password": password,
        "size": len(data),
        "debug": debug,
        "seconds": limits.seconds,
        "megabytes": 0 if watch_memory else limits.megabytes,
        "file_megabytes": limits.file_megabytes,
        "pages": limits.pages,
    }
    head = json.dumps(request).encode("ascii")
    return Handle(process, (len(head).to_bytes(4, "big") + head, data), limits, watch_memory)


def read_fenced(
    source: str | Path | bytes,
    name: str | None = None,
    password: str | None = None,
    *,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a file, or its bytes, behind the fence. Raises `CannotRead`."""
    if not isinstance(source, bytes):
        from ehcp_lint.parsers import file_bytes

        path = Path(source)
        name, source = name or path.name, file_bytes(path, limits)
    with start(source, name or "plan", password, limits=limits) as handle:
        return handle.result()


def _crashed(what: str) -> CannotRead:
    return CannotRead(f"reading it {what}. {_SAVE_ANEW}", "crashed")


def _one_line(words: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", words)[:400]


def _close(pipe: IO[bytes]) -> None:
    with suppress(OSError):  # bytes that the child never took
        pipe.close()


def _memory_of(pid: int) -> int:
    """Resident bytes of a process and its children (a virtual environment's python.exe on Windows is only a launcher)."""
    import psutil  # where rlimits do their work it is never needed

    try:
        process = psutil.Process(pid)
        return sum(int(p.memory_info().rss) for p in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


# --- in the child ---------------------------------------------------------------------------------------------------------


def child(*, warm: bool = False) -> NoReturn:
    """Reads the request and the file from standard input, answers on standard output, ends."""
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not look like an answer
    if warm:
        _import_readers()
    size = int.from_bytes(_take(4), "big")
    request = json.loads(_take(size))
    _limit(request["seconds"], request["megabytes"])
    data = _take(request["size"])
    threading.Thread(target=_wait_for_end, daemon=True).start()
    sys.addaudithook(_forbid)
    answer = _answer(request, data)
    with open(out, "wb", closefd=False) as pipe:
        pipe.write(answer)
    os._exit(0)


def _import_readers() -> None:
    from importlib import import_module

    for reader in ("word", "pdf", "plain"):
        import_module(f"ehcp_lint.parsers.{reader}")


def _answer(request: dict[str, Any], data: bytes) -> bytes:
    from importlib import import_module

    from ehcp_lint.parsers import wire

    module, _, function = request["reader"].partition(":")
    limits = Limits(request["seconds"], request["megabytes"], request["file_megabytes"], request["pages"])
    try:
        reading = getattr(import_module(module), function)(data, request["name"], request["password"], limits)
        return wire.dumps(wire.encode(reading))
    except CannotRead as error:
        said = {"problem": str(error), "status": error.status}
    except MemoryError:
        said = {"problem": "", "status": "memory"}
    except Exception as error:  # noqa: BLE001 - the parent says that it crashed; the text may hold the plan's words
        if request["debug"]:
            sys.excepthook(type(error), error, error.__traceback__)
        said = {"problem": type(error).__name__, "status": "bug"}
    return wire.dumps(said)


def _take(size: int) -> bytes:
    """Exactly `size` bytes of standard input."""
    taken = bytearray()
    while len(taken) < size:
        chunk = os.read(0, min(size - len(taken), 1 << 20))
        if not chunk:
            os._exit(1)  # the parent has gone
        taken += chunk
    return bytes(taken)


def _wait_for_end() -> None:
    """Standard input ends when the parent does."""
    os.read(0, 1)
    os._exit(1)


def _limit(seconds: float, megabytes: int) -> None:
    """Takes away what reading a file does not need. `megabytes` 0: the parent watches."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then kills this process
    if sys.platform == "win32":
        import msvcrt

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)  # no dialogue box when it crashes
    else:
        import resource

        wanted = {"RLIMIT_CORE": 0, "RLIMIT_CPU": int(seconds) + 5, "RLIMIT_FSIZE": 1 << 20}
        if megabytes:
            wanted["RLIMIT_AS"] = megabytes << 20
        for name, value in wanted.items():
            which = getattr(resource, name)
            hard = resource.getrlimit(which)[1]
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            try:
                resource.setrlimit(which, (least, least))
            except (ValueError, OSError):
                continue  # macOS refuses some; the parent watches there


_FORBIDDEN = re.compile(
    r"socket\.(?:connect|bind|sendto|sendmsg|getaddrinfo|gethostby\w+)|subprocess\.Popen"
    r"|os\.(?:system|exec|posix_spawn|spawn|fork|forkpty|startfile|remove|rename|rmdir|truncate|link|symlink|chmod)"
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Reading needs no connection, no program and no file of its own (compiled Python beside our modules is let be)."""
    if event == "open":
        path, _, flags = arguments
        writes = isinstance(path, (str, bytes)) and isinstance(flags, int) and flags & _WRITING
        if writes and path != os.devnull and "__pycache__" not in str(path):
            raise PermissionError("a reader may not write files")
    elif _FORBIDDEN.fullmatch(event) and not any("__pycache__" in str(a) for a in arguments):
        raise PermissionError(f"a reader may not use {event}")
