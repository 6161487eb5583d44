"""Children behind the fence that have imported the readers before their file comes, for a page on which a person waits.

Each still reads one file and ends: nothing of one plan is left for the next."""

from __future__ import annotations

import subprocess
import threading

from ehcp_lint.parsers.fence import WATCHES, Handle, begin, hand_over
from ehcp_lint.parsers.limits import DEFAULT, Limits


class WarmReaders:
    """Keeps `ready` children waiting. Safe to use from several threads; `close` leaves no process behind."""

    def __init__(self, ready: int = 2) -> None:
        self._ready = ready
        self._idle: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()
        self._closed = False

    def fill(self) -> None:
        """Start as many children as are missing."""
        with self._lock:
            while not self._closed and len(self._idle) < self._ready:
                self._idle.append(begin(warm=True))

    def start(self, data: bytes, name: str, limits: Limits = DEFAULT) -> Handle:
        """Start reading `data`; the next child is started at once. Ask the handle for the result."""
        with self._lock:
            waiting = [self._idle.pop(0) for _ in range(len(self._idle))]
            alive = [process for process in waiting if process.poll() is None]
            process = alive.pop(0) if alive else begin()
            self._idle.extend(alive)
        handle = hand_over(process, data, name, None, limits, WATCHES)
        self.fill()
        return handle

    def close(self) -> None:
        """End the children that wait."""
        with self._lock:
            self._closed = True
            waiting, self._idle = self._idle, []
        for process in waiting:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
