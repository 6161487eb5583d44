"""Prints the tables: one plan cold and warm, Word and PDF; then many plans (`--quick`: not; `--long`: 5,000 for memory)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import many, reference
from ehcp_lint import lint, read_plan

RUNS = 7
BEFORE = 5  # runs that are not counted: a process is warm once its patterns have been used often (docs/decisions/speed.md)


def timed(work: Callable[[], object], runs: int = RUNS, before: int = BEFORE) -> tuple[float, float]:
    """The least and the median of the wall times, in seconds, after a few runs that are not counted."""
    for _ in range(before):
        work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times), statistics.median(times)


def cold(path: Path, compiled: Path) -> Callable[[], object]:
    """One whole run of the command, from starting the process to the last byte.

    Python finds our modules compiled, as pip leaves them where it installs a package; here they are kept in `compiled`, whatever
    the environment says. A checkout of which nothing may be kept (PYTHONDONTWRITEBYTECODE) compiles all of it at each start."""
    command = [sys.executable, "-m", "ehcp_lint", "check", str(path), "--format", "json", "--fail-on", "never"]
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(compiled)
    return lambda: subprocess.run(command, check=True, capture_output=True, env=kept)


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf = Path(folder) / "reference.docx", Path(folder) / "reference.pdf"
        docx.write_bytes(reference.word())
        pdf.write_bytes(reference.pdf())
        plan = read_plan(docx)
        words = len(plan.text.split())
        print(
            f"Reference plan: {words:,} words, {len(plan.items)} items, {len(lint(plan).findings)} findings; {RUNS} runs each\n"
        )
        rows = [
            ("python -c pass", lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), ""),
            ("check, cold, .docx", cold(docx, Path(folder) / "compiled"), "1.5 s, stretch 1.0"),
            ("check, cold, .pdf", cold(pdf, Path(folder) / "compiled"), ""),
            ("read, warm, .docx", lambda: read_plan(docx), ""),
            ("read and lint, warm, .docx", lambda: lint(read_plan(docx)), "0.120 s"),
            ("read, warm, .pdf", lambda: read_plan(pdf), ""),
            ("read and lint, warm, .pdf", lambda: lint(read_plan(pdf)), "0.400 s"),
        ]
        print(f"| {'what':28} | {'least s':>8} | {'median s':>8} | {'words/s':>10} | target |")
        print(f"| {'-' * 28} | {'-' * 8} | {'-' * 8} | {'-' * 10} | --- |")
        for what, work, target in rows:
            least, median = timed(work, before=BEFORE if "warm" in what else 1)
            print(f"| {what:28} | {least:8.3f} | {median:8.3f} | {words / least:10,.0f} | {target} |")
        if "--quick" not in sys.argv:
            batch(Path(folder), long="--long" in sys.argv)


def batch(folder: Path, *, long: bool) -> None:
    """Plans a second with one and two workers, and a worker's memory; `long` is 5,000 plans, some minutes."""
    print(f"\nSynthetic plans, varied; {many.load()}\n")
    print("| what         | workers | plans/s | CPU s/plan | target |")
    print("| ------------ | ------- | ------- | ---------- | --- |")
    for what, workers, rate, used in many.speeds(folder):
        target = "15 plans/s, 1.8 times one worker" if (what, workers) == ("batch, .docx", 2) else ""
        print(f"| {what:12} | {workers:7} | {rate:7.1f} | {used:10.3f} | {target} |")
    print()
    first = 0.0
    for plan, megabytes in many.memory(folder, (500, 5000) if long else (100, 300)):
        first = first or megabytes
        print(f"One worker after {plan:,} plans: {megabytes:.0f} MB ({megabytes / first - 1:+.1%})")


if __name__ == "__main__":
    main()
