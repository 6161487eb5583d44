"""How far a batch is: a bar with the rate and the time left on a terminal, a plain line now and then where it is piped."""

from __future__ import annotations

import sys
import time
from collections import Counter
from types import TracebackType
from typing import Any, TextIO

_EACH = 10.0  # seconds between two plain lines


class Progress:
    """Tells on standard error. Use as a context manager; call it with how many files are done."""

    def __init__(self, total: int, to: TextIO | None = None, *, each: float = _EACH) -> None:
        self._total = total
        self._to = to or sys.stderr
        self._each = each
        self._bar: Any = None
        self._task: Any = None
        self._start = self._last = time.monotonic()

    def __enter__(self) -> Progress:
        if self._to.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("Checking"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[lost]}"),
                console=Console(file=self._to),
                transient=True,
            )
            self._task = self._bar.add_task("", total=self._total, rate="", lost="")
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, kept: int, statuses: Counter[str]) -> None:
        """`done` files have a row, `kept` of them from an earlier run."""
        now = time.monotonic()
        rate = (done - kept) / max(now - self._start, 1e-9)
        lost = done - kept - statuses["checked"]
        if self._bar is not None:
            told = f"{lost} not checked" if lost else ""
            self._bar.update(self._task, completed=done, rate=f"{rate:.1f} a second", lost=told)
        elif now - self._last >= self._each:
            self._last = now
            print(line(done, self._total, rate, lost), file=self._to, flush=True)


def line(done: int, total: int, rate: float, lost: int) -> str:
    """ "120 of 500 files, 14.2 a second, about 27 s left." """
    parts = [f"{done:,} of {total:,} files", f"{rate:.1f} a second"]
    if rate > 0 and done < total:
        parts.append(f"about {span((total - done) / rate)} left")
    if lost:
        parts.append(f"{lost:,} not checked")
    return ", ".join(parts) + "."


def span(seconds: float) -> str:
    """ "40 s", "12 min", "3 h 20 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
