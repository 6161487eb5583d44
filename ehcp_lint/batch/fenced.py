"""The batch's function for executors that have no fence of their own, a Dask worker above all.

Each such worker process keeps a small fenced pool, so that a file that hangs or fills the memory costs a child of the worker
and not the worker. The children end with it: their input ends."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from ehcp_lint.batch.pool import FencedPool
from ehcp_lint.batch.work import check_job, outcome
from ehcp_lint.parsers.limits import Limits


def check_fenced(job: dict[str, Any]) -> dict[str, Any]:
    """`work.check_job` in a child of this process; the answer also where the child was lost over it."""
    limits = Limits(*job["limits"])
    future = _pool(os.getpid(), limits, int(job.get("children", 1))).submit(check_job, job)
    future.exception()  # waits
    return outcome(job, future, limits)


@lru_cache(maxsize=1)
def _pool(_process: int, limits: Limits, children: int) -> FencedPool:
    """One pool a process; by its id, so that a forked copy of the process has its own."""
    return FencedPool(children, warm="ehcp_lint.batch.work:warm", limits=limits)


def edition_here() -> str:
    """What results of this process are made by: the workers of a cluster must agree."""
    from ehcp_lint.engine import edition

    return edition()
