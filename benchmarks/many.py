"""How fast a batch is, and whether a worker's memory grows: plans a second with one and two workers, .docx and .pdf."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from benchmarks import plans
from ehcp_lint.batch.pool import FencedPool
from ehcp_lint.batch.work import check_job, job
from ehcp_lint.engine import edition
from ehcp_lint.settings.profile import load_profile


def jobs(paths: list[Path]) -> list[dict[str, Any]]:
    """The jobs for these files under the shipped profile."""
    profile = load_profile()
    settings = f"{profile.fingerprint} {edition()}"
    given: dict[str, Any] = {
        "profile": profile.model_dump_json(),
        "settings": settings,
        "salt": b"s" * 32,
        "today": date(2026, 3, 1),
    }
    return [job(f"{number:016x}", path, **given) for number, path in enumerate(paths)]


def timed(work: list[dict[str, Any]], workers: int) -> tuple[float, float]:
    """Wall and CPU seconds for the jobs on warm workers."""
    with FencedPool(workers, warm="ehcp_lint.batch.work:warm") as pool:
        list(pool.map(check_job, work[: 2 * workers]))
        before = cpu(pool)
        start = time.perf_counter()
        statuses = {answer["row"]["status"] for answer in pool.map(check_job, work)}
        wall, used = time.perf_counter() - start, cpu(pool) - before
    if statuses != {"checked"}:
        raise SystemExit(f"not all plans were checked: {sorted(statuses)}")
    return wall, used


def cpu(pool: FencedPool) -> float:
    """CPU seconds that the workers have used."""
    return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in pool.pids)


def speeds(folder: Path, docx: int = 60, pdf: int = 16) -> Iterator[tuple[str, int, float, float]]:
    """Rows of the table: what, workers, plans a second, CPU seconds a plan. One and two workers take turns, so that what
    else the machine does falls on both."""
    for kind, make, many in ((".docx", plans.word, docx), (".pdf", plans.pdf, pdf)):
        work = jobs(list(plans.write(folder / kind[1:], many, make, kind)))
        halves = [work[: many // 2], work[many // 2 :]]
        walls, used = {1: 0.0, 2: 0.0}, {1: 0.0, 2: 0.0}
        for half in halves:
            for workers in (1, 2):
                wall, spent = timed(half, workers)
                walls[workers] += wall
                used[workers] += spent
        for workers in (1, 2):
            yield f"batch, {kind}", workers, many / walls[workers], used[workers] / many


def memory(folder: Path, at: tuple[int, ...] = (500, 5000), distinct: int = 500) -> Iterator[tuple[int, float]]:
    """Megabytes of one worker, never replaced, after so many plans; `distinct` plans are given again and again."""
    work = jobs(list(plans.write(folder / "memory", distinct)))
    with FencedPool(1, warm="ehcp_lint.batch.work:warm", recycle=sys.maxsize) as pool:
        done = 0
        for until in at:
            for number in range(done, until):
                pool.submit(check_job, work[number % distinct]).result()
            done = until
            yield until, psutil.Process(pool.pids[0]).memory_info().rss / 2**20


def load() -> str:
    """How busy the machine is, for whoever reads the figures."""
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} processors"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
