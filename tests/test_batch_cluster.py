"""A real Dask cluster on this machine: a scheduler and two workers as programs of their own, one of them killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import batch_plans as b
import pytest

pytest.importorskip("distributed")

from ehcp_lint.batch.cluster import Tls, security
from ehcp_lint.cli import run

HERE = Path(__file__).parent


class Cluster:
    """Its address and the workers' processes."""

    def __init__(self, address: str, workers: list[subprocess.Popen[bytes]]) -> None:
        self.address = address
        self.workers = workers


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    env = {**os.environ, "PYTHONPATH": str(HERE), "DASK_LOGGING__DISTRIBUTED": "info"}
    where = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env, "cwd": tmp_path}
    scheduler_options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where)]
    worker_options = ["--scheduler-file", str(where), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with ExitStack() as started:

        def start(module: str, options: list[str]) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([sys.executable, "-m", module, *options], **quiet)  # type: ignore[call-overload]
            started.callback(process.wait)
            started.callback(process.kill)
            return process  # type: ignore[no-any-return]

        start("distributed.cli.dask_scheduler", scheduler_options)
        workers = [start("distributed.cli.dask_worker", worker_options) for _ in range(2)]
        deadline = time.monotonic() + 60
        while not (where.exists() and (found := re.search(r'"address": "(tcp://[^"]+)"', where.read_text()))):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield Cluster(found[1], workers)


def test_a_cluster_gives_the_same_results_also_when_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    """The command runs in a process of its own, where sockets are not blocked. The plans are sent: their paths are hidden."""
    b.write(tmp_path / "plans", 30)
    (tmp_path / "salt").write_text("ab" * 32)
    common = [
        str(tmp_path / "plans"),
        "--salt",
        str(tmp_path / "salt"),
        "--as-of",
        "2026-03-31",
        "--no-settings",
        "--fail-on",
        "never",
    ]
    command = [sys.executable, "-m", "ehcp_lint", "batch", *common, "--cluster", cluster.address, "--send-bytes"]
    out = tmp_path / "out"
    batch = subprocess.Popen([*command, "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 90
    while not (out / "results.jsonl").exists() or not (out / "results.jsonl").stat().st_size:
        assert time.monotonic() < deadline
        assert batch.poll() is None, batch.communicate()[1]
        time.sleep(0.02)
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    was_running = batch.poll() is None
    _, err = batch.communicate(timeout=90)
    assert (batch.returncode, was_running) == (0, True), err
    assert run(["batch", *common, "--out", str(tmp_path / "here"), "--jobs", "1"]) == 0
    for name in (
        "results.jsonl",
        "sketches.jsonl",
        "summary.json",
        "index.html",
        "results.xlsx",
        "results.parquet",
        "files.csv",
    ):
        assert (out / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name


def test_tls_options_reach_dask_as_they_are() -> None:
    made = security(Tls("ca.pem", "cert.pem", "key.pem"))
    assert made.require_encryption
    assert (made.tls_ca_file, made.tls_client_cert, made.tls_client_key) == ("ca.pem", "cert.pem", "key.pem")
    assert security(Tls()) is None


@pytest.mark.enable_socket
def test_a_cluster_that_nobody_answers_at_is_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ehcp_lint.batch.cluster._WAIT", "1s")
    (tmp_path / "plan.txt").write_text("x")
    code = run(["batch", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:9"])
    assert code == 2
    err = capfd.readouterr().err
    assert "no scheduler with workers answers there" in err.splitlines()[-1]
    assert "Traceback" not in err
