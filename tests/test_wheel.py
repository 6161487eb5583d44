"""The built wheel, installed where nothing of the checkout is, reads and checks a plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # which would bring the checkout back


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and, by a path file, our dependencies but not our checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)],
        check=True,
        capture_output=True,
    )
    where = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    ).stdout.strip()
    Path(where, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_brings_its_data_and_checks_a_plan(installed: Path, tmp_path: Path) -> None:
    home = subprocess.run(
        [installed, "-c", "import ehcp_lint; print(ehcp_lint.__file__)"],
        cwd=tmp_path,
        env=CLEAN,
        check=True,
        capture_output=True,
        text=True,
    )
    assert not Path(home.stdout.strip()).is_relative_to(ROOT)
    done = subprocess.run(
        [installed, "-m", "ehcp_lint", "check", str(ROOT / "examples" / "weak-draft.docx"), "--format", "json"],
        cwd=tmp_path,
        env=CLEAN,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert report["status"] == "checked"
    assert len(report["findings"]) > 20


def test_the_wheel_brings_the_page_of_all_checks(installed: Path, tmp_path: Path) -> None:
    shown = subprocess.run(
        [installed, "-m", "ehcp_lint", "checks", "--format", "html"], cwd=tmp_path, env=CLEAN, check=True, capture_output=True
    )
    assert shown.stdout.startswith(b"<!DOCTYPE html>")
    assert b'id="f203"' in shown.stdout


def test_the_wheel_has_the_command_and_says_that_it_is_typed(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / "ehcp-lint"
    shown = subprocess.run([command, "--version"], cwd=tmp_path, env=CLEAN, check=True, capture_output=True, text=True)
    assert shown.stdout.startswith("ehcp-lint ")
    typed = "from importlib.resources import files; print(files('ehcp_lint').joinpath('py.typed').is_file())"
    assert (
        subprocess.run(
            [installed, "-c", typed], cwd=tmp_path, env=CLEAN, check=True, capture_output=True, text=True
        ).stdout.strip()
        == "True"
    )
