"""Many damaged files, one after the other, on fenced workers: `make fuzz`, or

    PYTHONPATH=tests python -m fuzzing --files 10000 --seed 7 --workers 1 --minutes 60 --keep out/fuzz

Case number N of seed S is the same file on every machine. `--only N` makes and tries one case and says where it goes wrong.
Exit code 1 where an error of ours was found: its smallest file then lies under --keep, and belongs into tests/test_fuzzing.py."""

from __future__ import annotations

import argparse
import base64
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from random import SystemRandom

from ehcp_lint.batch.pool import FencedPool, WorkerLost
from ehcp_lint.parsers.limits import Limits
from fuzzing.cases import DOCUMENTS, Case, case, documents_in, smallest
from fuzzing.work import attempt, place_of_fault

_SPREAD = 1_000_000_007  # the cases of two seeds are apart


def cases(seed: int, files: int, folder: Path | None = None) -> Iterator[Case]:
    """So many cases of a seed, from our own documents or from those in a folder."""
    documents = documents_in(folder) if folder else DOCUMENTS
    return (case(seed * _SPREAD + number, documents) for number in range(files))


def run(tried: Iterable[Case], seed: int, *, workers: int, minutes: float, limits: Limits, keep: Path | None) -> int:
    """Tries the cases and prints what came of them. Gives the number of faults."""
    started = time.monotonic()
    statuses: Counter[str] = Counter()
    lost: list[str] = []
    faults: dict[str, list[Case]] = {}
    slowest = 0.0
    print(f"seed {seed}: {workers} workers, {limits.seconds:g} s and {limits.megabytes} MB a file", flush=True)
    pool = FencedPool(workers, "fuzzing.work", "fuzzing.work:warm", limits=limits)
    running: dict[Future[dict[str, str]], tuple[Case, float]] = {}

    def take() -> None:
        nonlocal slowest
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            one, since = running.pop(future)
            slowest = max(slowest, time.monotonic() - since)
            try:
                answer = future.result()
            except WorkerLost as error:
                statuses[f"stopped ({error.why}{f' {error.kind}' if error.kind else ''})"] += 1
                lost.append(f"{one.number} ({one.told}): {error}")
                if error.why == "error":
                    faults.setdefault(f"worker: {error.kind}", []).append(one)
                continue
            statuses[answer["status"]] += 1
            if answer["fault"]:
                if answer["fault"] not in faults:
                    print(f"fault in case {one.number} ({one.told}): {answer['fault']}", flush=True)
                faults.setdefault(answer["fault"], []).append(one)

    number = 0
    try:
        for one in tried:
            if time.monotonic() - started > minutes * 60:
                break
            while len(running) >= workers + 1:
                take()
            data = base64.b64encode(one.made()).decode("ascii")
            running[pool.submit(attempt, data, one.name)] = one, time.monotonic()
            number += 1
            if number % 500 == 0:
                print(
                    f"{number:,} tried, {sum(map(len, faults.values()))} faults, {time.monotonic() - started:.0f} s", flush=True
                )
        while running:
            take()
    finally:
        pool.shutdown(cancel_futures=True)
    print(f"{number:,} files in {time.monotonic() - started:.0f} s; slowest {slowest:.1f} s (with waiting); seed {seed}")
    print(", ".join(f"{name} {many:,}" for name, many in sorted(statuses.items())))
    print(f"{sum(statuses.values()):,} rows of {number:,} files")
    for words in lost:
        print(f"stopped: {words}")
    for fault, found in sorted(faults.items(), key=lambda entry: -len(entry[1])):
        print(f"{len(found)} x {fault}\n    first: case {found[0].number} ({found[0].told})")
        if keep and not fault.startswith("worker"):
            _keep(keep, fault, found[0])
    return sum(map(len, faults.values()))


def _keep(folder: Path, fault: str, found: Case) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / found.name).write_bytes(smallest(found, lambda data: place_of_fault(data, found.name) == fault))


def main() -> int:
    """The command."""
    asked = argparse.ArgumentParser(
        prog="python -m fuzzing", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--files", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=None, help="any number; otherwise a new one, which is printed")
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--minutes", type=float, default=240.0)
    asked.add_argument("--seconds", type=float, default=30.0, help="for one file")
    asked.add_argument("--megabytes", type=int, default=1024, help="for one file")
    asked.add_argument("--keep", type=Path, default=None, help="a folder for the smallest files that show a fault")
    asked.add_argument("--documents", type=Path, default=None, help="damage the documents of this folder, not our own")
    asked.add_argument("--only", type=int, default=None, help="try this one case, in this process")
    given = asked.parse_args()
    if given.only is not None:
        one = case(given.only, documents_in(given.documents) if given.documents else DOCUMENTS)
        data = one.made()
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / one.name).write_bytes(data)
        print(
            f"case {one.number}, {one.told}, {len(data):,} bytes: {attempt(base64.b64encode(data).decode('ascii'), one.name)}"
        )
        return 0
    seed = SystemRandom().randrange(1_000_000) if given.seed is None else given.seed
    limits = Limits(given.seconds, given.megabytes)
    tried = cases(seed, given.files, given.documents)
    faults = run(tried, seed, workers=given.workers, minutes=given.minutes, limits=limits, keep=given.keep)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
