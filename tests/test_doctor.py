"""`doctor` says what it has tried and looked at, and says so when something is not as it should be."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ehcp_lint.cli import doctor
from ehcp_lint.cli import run as run_command
from ehcp_lint.parsers import fence, probe
from ehcp_lint.parsers.limits import Limits
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.training import model_files

LINUX = sys.platform.startswith("linux")
Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Runs `doctor` in an empty folder and gives its words on one line."""
    monkeypatch.chdir(tmp_path)

    def run() -> str:
        assert run_command(["doctor"]) == 0
        return " ".join(capsys.readouterr().out.split())

    return run


@pytest.mark.skipif(not LINUX, reason="only Linux holds a process to its memory itself")
def test_the_process_that_reads_is_kept_from_all_that_is_tried(said: Said) -> None:
    words = said()
    for tried in (*probe.TRIED, probe.MEMORY):
        assert f"{tried}: refused" in words
    for more in (
        "0 attempts to reach a network",
        "0 files written",
        "all 6 files are as they were shipped",
        "settings: as shipped",
    ):
        assert more in words
    assert "Report this" not in words


def test_without_the_fence_the_same_attempts_succeed_so_that_they_prove_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "_connect", lambda: None)  # the tests themselves may not connect
    aim = tmp_path / "written"
    could = probe.probe(os.fsencode(aim), "probe", None, Limits(megabytes=0)).text.splitlines()
    assert could == ["tried", *probe.TRIED]
    assert aim.exists()


def test_what_is_not_refused_is_said_loudly(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    class Handle:
        def __enter__(self) -> Handle:
            return self

        def __exit__(self, *_: object) -> None: ...

        def result(self) -> Reading:
            return Reading(f"tried\n{probe.FILE}", (), (), "text")

    monkeypatch.setattr(fence, "start", lambda *_, **__: Handle())
    monkeypatch.setattr(doctor, "_trial_run", list)
    words = said()
    assert f"{probe.FILE}: not refused. Report this." in words
    assert f"{probe.PROGRAM}: refused" in words


def test_a_model_file_that_is_not_as_it_was_shipped_is_named(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "sums", lambda: {"outcomes.npz": "0" * 64, "gone.npz": "1" * 64})
    words = said()
    assert "outcomes.npz not as it was shipped" in words
    assert "gone.npz not as it was shipped" in words


def test_the_limits_and_their_settings_are_shown(said: Said, tmp_path: Path) -> None:
    (tmp_path / "ehcp-lint.toml").write_text("[limits]\npdf_pages = 77\n", encoding="utf-8")
    assert "77 pages of a PDF" in said()
    (tmp_path / "ehcp-lint.toml").write_text("[limits]\npdf_pages = 0\n", encoding="utf-8")
    assert "limits.pdf_pages: must be" in said()


def test_what_is_left_in_the_folder_is_told(said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".ehcp-lint-abc.part").write_bytes(b"half a report")
    store = tmp_path / "moderation.sqlite"
    store.touch(mode=0o644)
    store.chmod(0o644)
    words = said()
    assert "1 unfinished in this folder" in words
    assert sys.platform == "win32" or "readable by others (mode 644)" in words
    store.chmod(0o600)
    assert "moderation.sqlite is readable by your account alone" in said()
    monkeypatch.setenv("EHCP_LINT_STORE", "postgresql://someone:secret@server/rounds")
    words = said()
    assert "a database server" in words
    assert "secret" not in words
