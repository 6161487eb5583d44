"""A place of its own for a command under test: home, temporary files and work apart, everything written down by `spy`."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from canaries import files_below, found_in
from spy import sitecustomize as spy

from ehcp_lint.cli import run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PART = ".ehcp-lint-"  # what a file is called while it is written
_listening: list[int] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _listening:
        spy.tell(_listening[-1], event, arguments)


sys.addaudithook(_hear)


@dataclass
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


class Place:
    """Folders `work`, `home` and `tmp`; `before` is what lay in `work` when the last command began."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.work, self.home, self.tmp, self.log = folder / "work", folder / "home", folder / "tmp", folder / "spy.log"
        for made in (self.work, self.home, self.tmp):
            made.mkdir()
        self.log.touch()
        self._capfd = capfd
        self.environment = {
            "HOME": str(self.home),
            "TMPDIR": str(self.tmp),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "MPLCONFIGDIR": os.environ.get("MPLCONFIGDIR", tempfile.gettempdir()),
            "PYTHONPATH": os.pathsep.join((str(HERE / "spy"), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SPY_LOG": str(self.log),
        }
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(tempfile, "tempdir", str(self.tmp))
        monkeypatch.chdir(self.work)
        self.before: dict[str, bytes] = {}
        self._heard = 0  # bytes of the log that are about earlier commands

    def put(self, name: str, data: bytes) -> Path:
        """A file in `work`."""
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def go(self, *arguments: str) -> Done:
        """A command in this process; what it starts may be told to misbehave by SPY_ACT."""
        self._begin()
        self._capfd.readouterr()
        number = os.open(self.log, os.O_WRONLY | os.O_APPEND)
        _listening.append(number)
        try:
            code = run(list(arguments))
        finally:
            _listening.pop()
            os.close(number)
        said = self._capfd.readouterr()
        return Done(code, said.out, said.err)

    def start(self, *arguments: str, act: str = "") -> subprocess.Popen[str]:
        """The same in a process of its own, which may be told to misbehave."""
        self._begin()
        return subprocess.Popen(
            [sys.executable, "-m", "ehcp_lint", *arguments],
            cwd=self.work,
            env={**os.environ, "SPY_ACT": act},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _begin(self) -> None:
        self.before = files_below(self.work)
        self._heard = self.log.stat().st_size

    def ended(self, process: subprocess.Popen[str]) -> Done:
        """What a process that was started said in the end."""
        out, err = process.communicate(timeout=60)
        return Done(process.returncode, out, err)

    def stopped(self, process: subprocess.Popen[str], how: signal.Signals) -> Done:
        """The same, after it was stopped in the middle: when it had told that it hangs. Nothing of it may be left running."""
        deadline = time.monotonic() + 60
        while "hanging" not in self.log.read_text(encoding="utf-8") and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        process.send_signal(how)
        done = self.ended(process)
        _, alive = psutil.wait_procs(family[1:], timeout=30)
        assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []
        return done

    @property
    def new(self) -> dict[str, bytes]:
        """The files of `work` that are new or changed since the last command began."""
        return {name: data for name, data in files_below(self.work).items() if self.before.get(name) != data}

    def told(self) -> list[tuple[str, str]]:
        """What the spies wrote down of the last command: event, and what of."""
        lines = self.log.read_bytes()[self._heard :].decode("utf-8", "replace").splitlines()
        return [(event, what) for event, _, what in (line.partition("\t") for line in lines)]

    def is_kept(self, *asked: str, words: str = "") -> None:
        """No string stands where it was not asked for; no file is there that was not; nothing tried to reach anyone.

        `asked` are the new files there may be, `words` those of them (by the beginning of their names) that may quote."""
        new = self.new
        assert {name for name in new if not any(name == one or name.startswith(f"{one}/") for one in asked)} == set()
        quoting = tuple(words.split())
        for name, data in new.items():
            assert found_in(name) == set()
            assert stat.S_IMODE((self.work / name).stat().st_mode) == 0o600, name
            if not (quoting and name.startswith(quoting)):
                assert (name, found_in(data)) == (name, set())
        assert files_below(self.home) == files_below(self.tmp) == {}
        for event, what in self.told():
            assert not event.startswith(("socket.", "urllib", "os.system", "os.exec")), (event, what)
            if event == "open" and what not in ("/dev/null", str(self.log)):
                assert self._is_asked(self.work / what, asked), what

    def _is_asked(self, path: Path, asked: tuple[str, ...]) -> bool:
        """Whether a path that was opened for writing is one of those asked for, or what it is called while it is written."""
        if path.name.startswith("fontlist-"):  # matplotlib's list of the computer's fonts, in its own folder: see `doctor`
            return True
        if path.parent.is_relative_to(self.work) and path.name.startswith(PART):
            return True
        return path == self.work or any(
            path.is_relative_to(self.work / one) for one in asked
        )  # a folder: a file without a name


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Place:
    return Place(tmp_path, monkeypatch, capfd)
