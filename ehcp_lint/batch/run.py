"""Runs the jobs of a batch on an executor, a few ahead of the workers, and keeps each answer as it comes.

Nothing here knows which executor it is: the pool of this machine and a Dask cluster are given the same function."""

from __future__ import annotations

import base64
import queue
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from ehcp_lint.batch.rows import key_of, keyed
from ehcp_lint.batch.sketch import signed
from ehcp_lint.batch.sources import Source
from ehcp_lint.batch.store import Store
from ehcp_lint.batch.work import job, outcome
from ehcp_lint.decisions.file import file_text, sidecar
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.write import write_file
from ehcp_lint.parsers import file_bytes
from ehcp_lint.parsers.limits import Limits

PLANS = "plans"
_TICK = 0.5  # seconds between two signs of life
_ANY_SIZE = Limits(file_megabytes=100)  # the worker holds the file to the limit that the council set


class Teller(Protocol):
    """Who is told how far the run is."""

    def __call__(self, done: int, kept: int, statuses: Counter[str]) -> None:
        """`done` files have a row now, of which `kept` had one before this run."""


@dataclass(frozen=True)
class Asked:
    """What is the same for all files of a batch. `settings_for` gives a file's profile as JSON, and what answers under it
    depend on; `children` is how many files one worker process of a cluster works on at a time."""

    settings_for: Callable[[Path], tuple[str, str]] = field(repr=False)
    reports: tuple[str, ...] = ()
    send_bytes: bool = False
    decisions: bool = True
    retry: bool = False
    today: date = field(default_factory=date.today)
    children: int = 1
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Done:
    """How a run went. `worked` files were checked now, `kept` had their row from before."""

    worked: int
    kept: int
    statuses: dict[str, int]
    seconds: float


def ids_of(sources: Iterable[Source], salt: bytes) -> dict[str, Source]:
    """Each file by its id: a hash, keyed with the salt, of what it is called in the batch."""
    return {keyed(salt, "id", source.called): source for source in sources}


def run(
    sources: dict[str, Source],
    store: Store,
    executor: Executor,
    work: Callable[[dict[str, Any]], dict[str, Any]],
    asked: Asked,
    *,
    ahead: int,
    told: Teller,
) -> Done:
    """Check every file that is not done yet, at most `ahead` of them submitted at a time.

    Raises `CannotRead` where the disk is full or the workers are gone: what was written stays, the next run goes on."""
    started = time.monotonic()
    ended: queue.SimpleQueue[tuple[dict[str, Any], Future[dict[str, Any]]]] = queue.SimpleQueue()
    statuses: Counter[str] = Counter()
    running = worked = kept = 0

    def take(*, block: bool) -> bool:
        nonlocal running, worked
        try:
            given, future = ended.get(block, _TICK)
        except queue.Empty:
            told(worked + kept, kept, statuses)
            return False
        running -= 1
        answer = _answer(given, future, asked.limits)
        _keep(store, answer)
        statuses[answer["row"]["status"]] += 1
        worked += 1
        told(worked + kept, kept, statuses)
        return True

    for source_id, source in sources.items():
        made = _job(source_id, source, store, asked)
        if made is None:
            kept += 1
            told(worked + kept, kept, statuses)
            continue
        while running >= ahead:
            take(block=True)
        future = _submitted(executor, work, made)
        running += 1
        future.add_done_callback(lambda future, made=made: ended.put((made, future)))  # type: ignore[misc]
        while running and not ended.empty():
            take(block=False)
    while running:
        take(block=True)
    store.flush()
    return Done(worked, kept, dict(sorted(statuses.items())), time.monotonic() - started)


def _submitted(
    executor: Executor, work: Callable[[dict[str, Any]], dict[str, Any]], made: dict[str, Any]
) -> Future[dict[str, Any]]:
    try:
        return executor.submit(work, made)
    except BrokenExecutor as broken:
        raise CannotRead(str(broken)) from None


def _answer(given: dict[str, Any], future: Future[dict[str, Any]], limits: Limits) -> dict[str, Any]:
    if future.cancelled():
        raise CannotRead("the workers are gone. What was written stays; run the same again, and it goes on there.")
    try:
        if isinstance(error := future.exception(), BrokenExecutor):
            raise CannotRead(str(error))
    except CancelledError:
        raise CannotRead("the workers are gone. What was written stays; run the same again, and it goes on there.") from None
    return outcome(given, future, limits)


def _job(source_id: str, source: Source, store: Store, asked: Asked) -> dict[str, Any] | None:
    """The job for one file, or None where it is done."""
    profile, settings = asked.settings_for(source.path)
    status = source.listed.status if source.listed else None
    decisions = _decisions(source.path) if asked.decisions else ""
    about = [settings, status or "", decisions, asked.today.isoformat() if decisions else ""]
    settings = "\n".join(about)
    data = None
    if asked.send_bytes or store.has_seen(source_id):
        try:
            data = file_bytes(source.path, _ANY_SIZE)
        except CannotRead:
            data = None  # the worker says why
    if data is not None and store.has_seen(source_id):
        key = key_of(store.salt, data, source.path.suffix, settings)
        if store.has(source_id, key, again=asked.retry) and _has_reports(store, source_id, asked.reports):
            return None
    made = job(
        source_id,
        source.path,
        profile=profile,
        settings=settings,
        salt=store.salt,
        status=status,
        decisions=decisions,
        today=asked.today,
        reports=asked.reports,
        data=data if asked.send_bytes else None,
    )
    return {**made, "limits": [asked.limits.seconds, asked.limits.megabytes], "children": asked.children}


def _decisions(plan: Path) -> str:
    file = sidecar(plan)
    try:
        return file_text(file) if file.exists() else ""
    except BadConfig:
        return "?"  # no file of decisions reads so: the plan's row says that there is a mistake


def _keep(store: Store, answer: dict[str, Any]) -> None:
    """Reports first: a row says that all that was asked for is there."""
    folder = store.folder / PLANS
    for kind, made in answer["reports"].items():
        folder.mkdir(mode=0o700, exist_ok=True)
        write_file(folder / f"{answer['row']['id']}.{kind}", base64.b64decode(made))
    store.add(answer["row"], None if answer["sketch"] is None else signed(answer["sketch"]))


def _has_reports(store: Store, source_id: str, reports: Sequence[str]) -> bool:
    """Whether each report that can be made of the file is there."""
    wanted = store.reports_of(source_id, reports)
    return all((store.folder / PLANS / f"{source_id}.{kind}").exists() for kind in wanted)
