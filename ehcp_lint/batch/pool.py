"""Warm worker processes behind a fence, as a `concurrent.futures.Executor`.

A process pool of the standard library is broken for good when one worker dies, and none can stop a call that hangs. Here each
worker is a fresh interpreter watched from outside: a call that takes too long or too much memory costs that worker, which is
replaced, and its future ends with `WorkerLost`. Pipes carry JSON, never pickles. Children are plain programs, so that a
daemonic process (a Dask worker under its nanny) may have them too."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from ehcp_lint.batch.worker import read_frame, write_frame
from ehcp_lint.parsers.fence import ROOT
from ehcp_lint.parsers.limits import Limits

T = TypeVar("T")

DEFAULT = Limits(seconds=60.0, megabytes=1024)
RECYCLE = 1000  # calls after which a worker is replaced: a fresh start costs less than one plan in a hundred
_EACH_LOOK = 0.05  # seconds between two looks at the workers
_START = 120.0  # seconds that a worker may take to start, on a busy machine
_MOST_STARTS = 3  # in a row without an answer in between


class WorkerLost(Exception):
    """The worker was lost over a call. `why`: "late", "memory", "ended", or "error" with the type of a fault of ours."""

    def __init__(self, why: str, kind: str = "") -> None:
        super().__init__(f"{why} {kind}".strip())
        self.why = why
        self.kind = kind

    def __reduce__(self) -> tuple[type[WorkerLost], tuple[str, str]]:
        return WorkerLost, (self.why, self.kind)


@dataclass(frozen=True, slots=True)
class _Task:
    call: bytes
    future: Future[Any]


class FencedPool(Executor):
    """`workers` processes that import `module` and run `warm` ("module:function") before their first call.

    Functions are named by module and name; arguments and results must be JSON-able. `watch_memory` is for systems where a
    process cannot limit its own memory, but it is done everywhere: what native code takes in one step is seen outside."""

    def __init__(
        self,
        workers: int,
        module: str = "ehcp_lint.batch.work",
        warm: str = "",
        *,
        limits: Limits = DEFAULT,
        recycle: int = RECYCLE,
        debug: bool = False,
    ) -> None:
        self.limits = limits
        self.lost = 0
        self._recycle = recycle
        self._first = json.dumps(
            {"module": module, "warm": warm, "seconds": limits.seconds, "megabytes": limits.megabytes, "debug": debug}
        ).encode("ascii")
        self._debug = debug
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._broken = False
        self._seats = [_Seat(self._launch) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._serve, args=(seat,), daemon=True) for seat in self._seats]
        self._watch = threading.Thread(target=self._look, daemon=True)
        for thread in (*self._threads, self._watch):
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run a function of a module in a worker."""
        if kwargs:
            raise TypeError("arguments go by position")
        if self._broken:
            raise BrokenExecutor(_NO_START)
        if self._closing.is_set():
            raise RuntimeError("the pool is closed")
        future: Future[T] = Future()
        call = json.dumps({"call": f"{fn.__module__}:{fn.__qualname__}", "args": args}, separators=(",", ":"))
        self._tasks.put(_Task(call.encode("ascii"), future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let what was submitted finish, or with `cancel_futures` stop it; then end the workers."""
        self._closing.set()
        if cancel_futures:
            self._empty(lambda future: future.cancel())
            for seat in self._seats:
                seat.kill("stopped")
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                while thread.is_alive():
                    thread.join(0.1)  # in short waits: on Windows Ctrl-C does not end a long one

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers that are up."""
        return [seat.process.pid for seat in self._seats if seat.process is not None]

    def _empty(self, end: Callable[[Future[Any]], object]) -> None:
        with suppress(queue.Empty):
            while True:
                task = self._tasks.get_nowait()
                if task is not None:
                    end(task.future)

    def _launch(self) -> subprocess.Popen[bytes]:
        path = f"import sys; sys.path.insert(0, {ROOT!r}) if {ROOT!r} not in sys.path else None; "
        one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", path + "from ehcp_lint.batch import worker; worker.main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if self._debug else subprocess.DEVNULL,
            env={**os.environ, **one_thread},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdin is not None
        with suppress(OSError):
            write_frame(process.stdin.fileno(), self._first)
        return process

    def _serve(self, seat: _Seat) -> None:
        """Gives one worker its calls, and its place to another when it is lost or has done enough."""
        while (task := self._tasks.get()) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                answer = self._ask(seat, task)
            except (WorkerLost, BrokenExecutor) as lost:
                task.future.set_exception(lost)
                if isinstance(lost, BrokenExecutor):
                    self._broken = True
                    self._empty(lambda future: future.set_exception(BrokenExecutor(_NO_START)))
            else:
                task.future.set_result(answer)
        seat.end()

    def _ask(self, seat: _Seat, task: _Task) -> Any:
        if seat.calls >= self._recycle:
            seat.end()
        failed = 0
        while not seat.ready():
            failed += 1
            if failed >= _MOST_STARTS or self._closing.is_set():
                raise BrokenExecutor(_NO_START)
        try:
            said = json.loads(seat.ask(task.call, self.limits.seconds))
            if "answer" in said:
                return said["answer"]
            why, kind = ("error", str(said["error"])) if "error" in said else (str(said["lost"]), "")
        except (OSError, ValueError, KeyError, TypeError):
            why, kind = seat.why or "ended", ""
        if why != "error":
            self.lost += 1
            seat.end()
            if not self._closing.is_set():
                seat.start()
        raise WorkerLost(why, kind)

    def _look(self) -> None:
        while any(thread.is_alive() for thread in self._threads):
            time.sleep(_EACH_LOOK)
            for seat in self._seats:
                seat.look(self.limits.megabytes << 20)


_NO_START = "no worker process could be started. Run it again with --debug to see why."


class _Seat:
    """The place of one worker process, which may be taken by several one after the other."""

    def __init__(self, launch: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._launch = launch
        self._lock = threading.Lock()  # a worker is never killed for a call that it has just answered
        self.process: subprocess.Popen[bytes] | None = None
        self.calls = 0
        self.why = ""
        self._deadline: float | None = None
        self._base = 0
        self._memory: _Memory | None = None
        self._is_ready = False

    def start(self) -> None:
        """A new process; what it imports is not waited for."""
        self.calls, self.why, self._base, self._is_ready = 0, "", 0, False
        self.process = self._launch()

    def ready(self) -> bool:
        """Whether a worker is up, started now if there was none; False when it ended over starting."""
        if self.process is None:
            self.start()
        assert self.process is not None
        if not self._is_ready:
            self._is_ready = self._read(_START) is not None
            if self._is_ready:
                self._memory = _Memory(self.process.pid)
                self._base = self._memory()
            else:
                self.end()
        return self._is_ready

    def ask(self, call: bytes, seconds: float) -> bytes:
        """The answer to one call. Raises OSError where the worker has ended."""
        assert self.process is not None
        assert self.process.stdin is not None
        self.calls += 1
        write_frame(self.process.stdin.fileno(), call)
        answer = self._read(seconds)
        if answer is None or self.why:
            raise BrokenPipeError
        return answer

    def look(self, most: int) -> None:
        """Ends the worker where its call is late or has taken more than `most` bytes."""
        with self._lock:
            if self.process is None or self._deadline is None:
                return
            if time.monotonic() > self._deadline:
                self.kill("late")
            elif self._base and self._memory and self._memory() > self._base + most:
                self.kill("memory")

    def kill(self, why: str) -> None:
        """Ends the process at once, whatever it is doing."""
        process = self.process
        if process is not None and process.poll() is None:
            self.why = self.why or why
            process.kill()

    def end(self) -> None:
        """Ends the process and forgets it."""
        process, self.process, self._is_ready, self.calls = self.process, None, False, 0
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            process.wait(2)  # its input has ended
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _read(self, seconds: float) -> bytes | None:
        assert self.process is not None
        assert self.process.stdout is not None
        with self._lock:
            self._deadline = time.monotonic() + seconds
        try:
            return read_frame(self.process.stdout.fileno())
        except (OSError, ValueError):
            return None
        finally:
            with self._lock:
                self._deadline = None


class _Memory:
    """Looks at how many resident bytes a process holds; 0 where that cannot be told."""

    def __init__(self, pid: int) -> None:
        import psutil

        self._gone: type[Exception] = psutil.Error
        try:
            self._process = psutil.Process(pid)  # made once: making it takes longer than a look
        except psutil.Error:
            self._process = None

    def __call__(self) -> int:
        if self._process is None:
            return 0
        try:
            children = self._process.children() if sys.platform == "win32" else []  # there python.exe is a launcher
            return sum(int(process.memory_info().rss) for process in (self._process, *children))
        except self._gone:
            return 0
