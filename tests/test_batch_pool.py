"""The pool of workers, with real processes that hang, eat memory, die and break the rules (`batch_plans.py`)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import batch_plans as b
import psutil
import pytest

from ehcp_lint.batch.pool import FencedPool, WorkerLost
from ehcp_lint.batch.run import Asked, Done, ids_of, run
from ehcp_lint.batch.sources import find
from ehcp_lint.batch.store import Store, rows_in
from ehcp_lint.batch.work import check_job
from ehcp_lint.decisions.file import Decision, with_decision
from ehcp_lint.engine import edition
from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import Limits
from ehcp_lint.settings.profile import load_profile

HERE = Path(__file__).parent
LIMITS = Limits(seconds=2.0, megabytes=200)
FOR_PLANS = Limits(seconds=6.0, megabytes=200)  # a busy machine takes seconds over a plan


@pytest.fixture(autouse=True)
def _workers_find_the_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))


@pytest.fixture
def pool() -> Iterator[FencedPool]:
    with FencedPool(2, "batch_plans", limits=LIMITS) as made:
        yield made
        made.shutdown(cancel_futures=True)


def test_it_is_an_executor(pool: FencedPool) -> None:
    assert list(pool.map(b.echo, ["Zoë", 2, None])) == ["Zoë", 2, None]


def test_a_call_that_hangs_eats_memory_or_dies_costs_one_worker_each_and_nothing_else(pool: FencedPool) -> None:
    bad = [pool.submit(b.hang), pool.submit(b.eat), pool.submit(b.die)]
    good = [pool.submit(b.echo, number) for number in range(20)]
    assert [future.result(30) for future in good] == list(range(20))
    lost = [future.exception(30) for future in bad]
    assert [(type(error), error.why) for error in lost if isinstance(error, WorkerLost)] == [
        (WorkerLost, "late"),
        (WorkerLost, "memory"),
        (WorkerLost, "ended"),
    ]
    assert pool.lost == 3


def test_an_error_is_known_by_its_type_and_keeps_the_worker(pool: FencedPool) -> None:
    error = pool.submit(b.raise_words).exception(30)
    assert isinstance(error, WorkerLost)
    assert str(error) == "error ValueError"
    assert pool.lost == 0


def test_a_worker_opens_no_connection_and_writes_no_file(pool: FencedPool, tmp_path: Path) -> None:
    for future in (pool.submit(b.open_connection), pool.submit(b.write_file, str(tmp_path / "left"))):
        error = future.exception(30)
        assert isinstance(error, WorkerLost)
        assert error.kind == "PermissionError"
    assert not list(tmp_path.iterdir())


def test_a_worker_is_replaced_after_so_many_calls() -> None:
    with FencedPool(1, "batch_plans", limits=LIMITS, recycle=3) as pool:
        pids = [pool.submit(b.pid).result(30) for _ in range(7)]
    assert [count for _, count in Counter(pids).most_common()] == [3, 3, 1]


def test_no_worker_outlives_the_pool_or_whoever_started_it() -> None:
    code = (
        "import batch_plans as b, sys, time; from ehcp_lint.batch.pool import FencedPool; p = FencedPool(1, 'batch_plans'); "
        "print(p.submit(b.pid).result(), flush=True); p.submit(b.hang); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    worker.wait(10)


def test_a_worker_that_cannot_start_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with FencedPool(1, "no_such_module") as pool:
        error = pool.submit(b.echo, 1).exception(30)
        assert "no worker process could be started" in str(error)


# --- runs


def asked() -> Asked:
    profile = load_profile()
    settings = (profile.model_dump_json(), f"{profile.fingerprint} {edition()}")
    return Asked(settings_for=lambda _: settings, today=date(2026, 3, 1), limits=FOR_PLANS)


def quiet(done: int, kept: int, statuses: Counter[str]) -> None:
    pass


def checked(folder: Path, out: Path, pool: object = None, work: object = check_job, told: object = quiet) -> Done:
    """One run over a folder, in this process unless a pool is given, with a salt that is always the same."""
    out.mkdir(exist_ok=True)
    (out / "salt").write_text("ab" * 32)
    sources = find([str(folder)], None, never=out).files
    with Store(out) as store:
        ids = ids_of(sources, store.salt)
        if pool is None:
            with ThreadPoolExecutor(1) as threads:
                done = run(ids, store, threads, work, asked(), ahead=2, told=told)  # type: ignore[arg-type]
        else:
            done = run(ids, store, pool, work, asked(), ahead=8, told=told)  # type: ignore[arg-type]
        store.finish({id: {} for id in ids})
    return done


def lines(out: Path) -> list[bytes]:
    return (out / "results.jsonl").read_bytes().splitlines()


def test_bad_files_get_a_row_each_and_the_others_theirs_as_ever(tmp_path: Path) -> None:
    """In this process without a fence, and with two workers over bad files: the good rows are the same bytes."""
    b.write(tmp_path / "clean", 6)
    b.write(tmp_path / "dirty", 6)
    for name, data in (
        ("hang.docx", b.plan(50)),
        ("eat.docx", b.plan(51)),
        ("die.docx", b.plan(52)),
        ("empty.docx", b""),
        ("scan.pdf", b"%PDF-1.7\n"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(999)),
    ):
        (tmp_path / "dirty" / name).write_bytes(data)
    checked(tmp_path / "clean", tmp_path / "out1")
    with FencedPool(2, "batch_plans", "ehcp_lint.batch.work:warm", limits=FOR_PLANS) as pool:
        done = checked(tmp_path / "dirty", tmp_path / "out2", pool, b.check_or_worse)
    assert done.statuses == {"checked": 6, "crashed": 2, "refused": 2, "timed_out": 1, "unreadable": 1}
    assert set(lines(tmp_path / "out1")) <= set(lines(tmp_path / "out2"))
    told = {row.reason for row in rows_in(tmp_path / "out2") if row.status != "checked"}
    assert "reading it was stopped after 6 seconds. Open it in the program that made it, save a new copy, and try that." in told
    assert "reading it needs more than 200 MB of memory. Take out pictures or split it, and try again." in told
    assert all(reason and reason.endswith(".") for reason in told)
    assert len(told) == 6


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    b.write(tmp_path / "plans", 16)
    script = tmp_path / "run.py"
    script.write_text(
        "import sys, batch_plans as b, test_batch_pool as t\nfrom pathlib import Path\n"
        "from ehcp_lint.batch.pool import FencedPool\n"
        "pool = FencedPool(2, 'batch_plans', 'ehcp_lint.batch.work:warm', limits=t.Limits(60, 500))\n"
        "t.checked(Path(sys.argv[1]), Path(sys.argv[2]), pool, b.slow_check)\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    first = subprocess.Popen([sys.executable, str(script), str(tmp_path / "plans"), str(out)])
    deadline = time.monotonic() + 60
    while not (out / "results.jsonl").exists() or not lines(out):
        assert time.monotonic() < deadline
        assert first.poll() is None
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    kept = sum(line.startswith(b'{"facts"') for line in lines(out))
    done = checked(tmp_path / "plans", out)
    assert (done.kept, done.worked) == (kept, 16 - kept)
    assert 0 < kept < 16
    checked(tmp_path / "plans", tmp_path / "clean")
    assert lines(out) == lines(tmp_path / "clean")


def test_workers_that_are_gone_end_the_run_in_a_line_and_keep_what_is_done(tmp_path: Path) -> None:
    b.write(tmp_path / "plans", 3)
    with FencedPool(1, "no_such_module") as pool, pytest.raises(CannotRead, match="no worker process could be started"):
        checked(tmp_path / "plans", tmp_path / "out", pool)


def test_decisions_beside_a_plan_hold_in_a_batch_too(tmp_path: Path) -> None:
    from ehcp_lint import lint, read_plan

    (path,) = b.write(tmp_path / "plans", 1)
    finding = next(f for f in lint(read_plan(path)).findings if f.check == "F202")
    checked(tmp_path / "plans", tmp_path / "out")
    decided = path.with_name(f"{path.name}.decisions.toml")
    reason = "The timetable beside it says so."
    decision = Decision(check=finding.check, fingerprint=finding.fingerprint, reason=reason, date=date(2026, 2, 1))
    decided.write_text(with_decision("", decision), encoding="utf-8")
    done = checked(tmp_path / "plans", tmp_path / "out")
    (row,) = rows_in(tmp_path / "out")
    assert (done.worked, row.set_aside) == (1, 1)
    decided.write_text("Kofi said no", encoding="utf-8")
    checked(tmp_path / "plans", tmp_path / "out")
    (row,) = rows_in(tmp_path / "out")
    assert row.reason == "its file of decisions has a mistake. See which with: ehcp-lint check FILE"


def test_a_row_says_what_check_says(tmp_path: Path) -> None:
    from ehcp_lint import lint, read_plan
    from ehcp_lint.check import Duty

    (path,) = b.write(tmp_path / "plans", 1)
    report = lint(read_plan(path))
    checked(tmp_path / "plans", tmp_path / "out")
    (row,) = rows_in(tmp_path / "out")
    assert [row.count(duty) for duty in Duty] == [report.count(duty) for duty in Duty]
    assert json.loads(row.model_dump_json())["measures"]["words"] == report.measures["words"]
