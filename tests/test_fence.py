"""The fence, with real child processes that hang, eat memory, die and lie (`fenced_readers.py`)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from fenced_readers import fine

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers import fence, wire
from ehcp_lint.parsers.fence import Handle
from ehcp_lint.parsers.limits import DEFAULT, Limits
from ehcp_lint.parsers.transcript import Reading

LINUX = sys.platform.startswith("linux")
HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _child_finds_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))


def launch(
    reader: str, data: bytes = b"Section A", *, password: str | None = None, limits: Limits = DEFAULT, watch: bool = False
) -> Handle:
    return fence._launch(f"fenced_readers:{reader}", data, "draft.docx", password, limits, watch)


def refusal(reader: str, data: bytes = b"", *, limits: Limits = DEFAULT, watch: bool = False) -> CannotRead:
    with launch(reader, data, limits=limits, watch=watch) as handle, pytest.raises(CannotRead) as caught:
        handle.result()
    assert not psutil.pid_exists(handle.pid)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_reading_comes_through_the_fence_unchanged() -> None:
    data = "Section E: Ödön’s outcomes".encode()
    assert launch("fine", data, password="pass").result() == fine(data, "draft.docx", "pass")


def test_a_large_file_goes_in_and_a_large_reading_comes_out() -> None:
    data = b"word " * 300_000
    reading = launch("fine", data).result()
    assert reading.text.startswith("word word")
    assert len(reading.text) > 1_400_000


def test_a_text_many_times_longer_than_a_plan_is_refused() -> None:
    error = refusal("fine", b"word " * 500_000)
    assert (error.status, "longer than any plan" in str(error)) == ("refused", True)


def test_a_reader_that_hangs_is_stopped() -> None:
    error = refusal("hangs", limits=Limits(seconds=0.5))
    assert error.status == "timed_out"
    assert "0.5 seconds" in str(error)


def test_a_reader_that_never_yields_is_stopped() -> None:
    assert refusal("spins", limits=Limits(seconds=0.5)).status == "timed_out"


@pytest.mark.skipif(not LINUX, reason="only Linux enforces a limit on address space")
def test_a_reader_that_eats_memory_is_stopped_by_the_system() -> None:
    error = refusal("eats_memory", limits=Limits(megabytes=300))
    assert (error.status, "300 MB" in str(error)) == ("crashed", True)


def test_a_reader_that_eats_memory_is_stopped_by_its_parent_where_the_system_has_no_limit() -> None:
    error = refusal("eats_memory_slowly", limits=Limits(megabytes=200), watch=True)
    assert (error.status, "200 MB" in str(error)) == ("crashed", True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_reader_that_dies_is_reported_and_leaves_no_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal("dies").status == "crashed"
    assert list(tmp_path.iterdir()) == []


def test_a_child_that_is_killed_from_outside_is_reported() -> None:
    handle = launch("hangs")
    psutil.Process(handle.pid).kill()
    with pytest.raises(CannotRead, match="without an answer") as caught:
        handle.result()
    assert caught.value.status == "crashed"


def test_a_readers_bug_is_named_by_its_type_alone() -> None:
    error = refusal("raises")
    assert error.status == "crashed"
    assert "KeyError" in str(error)
    assert "Okafor" not in str(error)


def test_a_refusal_keeps_its_words_and_status_without_control_characters() -> None:
    error = refusal("refuses")
    assert error.status == "unreadable"
    assert str(error) == "it is a picture. Scan it again [31m as text."


def test_what_a_reader_prints_does_not_disturb_the_answer() -> None:
    assert launch("talks", b"words").result().text.startswith("words")


@pytest.mark.parametrize("reader", ["lies", "floods"])
def test_an_answer_of_another_shape_or_size_is_no_reading(reader: str) -> None:
    assert refusal(reader).status == "crashed"


@pytest.mark.parametrize("reader", ["connects", "starts_a_program"])
def test_a_reader_can_reach_no_network_and_start_no_program(reader: str) -> None:
    assert "PermissionError" in str(refusal(reader))


def test_a_reader_can_write_no_file(tmp_path: Path) -> None:
    assert "PermissionError" in str(refusal("writes", str(tmp_path / "left.txt").encode()))
    assert list(tmp_path.iterdir()) == []


def test_stopping_ends_the_child_at_once() -> None:
    with launch("hangs") as handle:
        child = psutil.Process(handle.pid)
    assert not child.is_running()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_in_the_parent_leaves_no_child() -> None:
    handle = launch("hangs")
    threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        handle.result()
    assert not psutil.pid_exists(handle.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_child_ends_when_its_parent_is_killed() -> None:
    code = (
        "from ehcp_lint.parsers import fence\n"
        "print(fence._launch('fenced_readers:hangs', b'x', 'x', None, fence.DEFAULT, False).pid, flush=True)\n"
        "import time; time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=fence.ROOT) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_the_child_imports_neither_the_checks_nor_what_they_need() -> None:
    names = launch("modules").result().text.split()
    for heavy in ("spacy", "pydantic", "typer", "jinja2", "rich", "ehcp_lint.checks", "ehcp_lint.engine", "psutil"):
        assert heavy not in names


def test_a_wire_that_is_no_reading_is_refused() -> None:
    good = json.loads(wire.dumps(wire.encode(fine(b"words", "n", None))))
    assert isinstance(wire.decode(good), Reading)
    for key, value in (("text", 3), ("blocks", [[[0, 99], [1, None, None, None], "body", "", None, "", False, None]])):
        with pytest.raises((TypeError, ValueError, KeyError)):
            wire.decode({**good, key: value})


def test_half_characters_are_replaced_so_that_outputs_can_be_written() -> None:
    wired = wire.encode(fine(b"x", "n", None))
    assert wire.decode(json.loads(wire.dumps({**wired, "text": "a\ud800b\nn\n-"}))).text == "a\ufffdb\nn\n-"
