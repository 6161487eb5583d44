"""Files reach the disk whole or not at all: real programs killed at any moment, full disks, folders that may not be written."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.write import free_name, refuse_inputs, whole_file, write_file

ROOT = Path(__file__).resolve().parent.parent
WEAK = ROOT / "examples" / "weak-draft.docx"
SEED = 20261201
unix = pytest.mark.skipif(os.name != "posix", reason="kills, limits and forks as Linux and macOS have them")


@unix
def test_a_program_killed_at_every_line_and_at_random_times_leaves_no_half_file(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "writers.py"), str(tmp_path), str(WEAK), "60", str(SEED)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    lines, kills, whole, _ = map(int, done.stdout.split())
    assert lines > 50  # three files, each with all the lines that write one
    assert kills == 60
    assert whole > 60  # after nearly every kill all three files are there


@unix
@pytest.mark.parametrize("moment", range(2))
def test_the_command_killed_while_it_runs_leaves_the_old_copy_or_a_whole_new_one(tmp_path: Path, moment: int) -> None:
    plan, copy = tmp_path / "plan.docx", tmp_path / "copy.docx"
    shutil.copy(WEAK, plan)
    before = (hashlib.sha256(plan.read_bytes()).hexdigest(), plan.stat().st_mtime_ns)
    subprocess.run([*COMMENT, str(plan), "-o", str(copy), "--only", "F"], check=True, capture_output=True, cwd=ROOT)
    old = copy.read_bytes()
    running = subprocess.Popen(
        [*COMMENT, str(plan), "-o", str(copy)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    time.sleep(random.Random(SEED + moment).uniform(0.2, 1.2))
    running.send_signal(signal.SIGKILL)
    running.wait()
    found = copy.read_bytes()
    if found != old:
        subprocess.run([*COMMENT, str(plan), "-o", str(copy)], check=True, capture_output=True, cwd=ROOT)
        assert found == copy.read_bytes()
    assert (hashlib.sha256(plan.read_bytes()).hexdigest(), plan.stat().st_mtime_ns) == before


COMMENT = [sys.executable, "-m", "ehcp_lint", "comment"]


@unix
@pytest.mark.parametrize("command", [["comment"], ["check", "--format", "html"]])
def test_a_full_disk_is_told_in_one_line_and_nothing_half_written_stays(tmp_path: Path, command: list[str]) -> None:
    """With a limit on the size of files in place of a disk: the system answers as it does for a disk that is full."""
    import resource

    target = tmp_path / ("copy.docx" if command[0] == "comment" else "report")
    done = subprocess.run(
        [sys.executable, "-m", "ehcp_lint", command[0], str(WEAK), *command[1:], "-o", str(target)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000)),
    )
    assert done.returncode == 2
    assert done.stderr == f"ehcp-lint: {target}: it could not be written: the disk is full. Make room and run the same again.\n"
    assert list(tmp_path.iterdir()) == []


@unix
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs Linux's unshare to make a small disk")
def test_a_disk_that_is_really_full_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=64k tmpfs {disk} &&"
    if subprocess.run(["unshare", "-rm", "sh", "-c", f"{mount} true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let a user mount a small disk")
    script = f"{mount} printf '<p>old</p>' > {disk}/page.html && {sys.executable} -m ehcp_lint check {WEAK} --format html -o {disk}/page.html; echo $?; cat {disk}/page.html; ls -A {disk}"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.split("\n")[0] == "2"
    assert done.stdout.split("\n")[1] == "<p>old</p>page.html"
    assert "the disk is full" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@unix
def test_a_folder_that_may_not_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    """Root may write everywhere: as root, a child gives up being root first."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    code = (
        "import os, sys\n"
        "from ehcp_lint.errors import BadConfig\n"
        "from ehcp_lint.outputs.write import write_file\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: write_file(sys.argv[1], b'x')\n"
        "except BadConfig as error: print(error)\n"
    )
    for closed in (True, False):  # first it is not even reached by someone who is not root
        for parent in folder.parents:
            if parent.is_relative_to(tmp_path) or (
                not closed and parent.owner() == tmp_path.owner() and "pytest" in str(parent)
            ):
                parent.chmod(0o700 if closed else 0o755)
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder / "page.html")], capture_output=True, text=True, check=False, cwd=ROOT
        )
        told = f"{folder / 'page.html'}: nothing can be written there. Choose another place with -o.\n"
        assert (done.stdout, done.stderr) == (told, "")
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="nothing can be written there"):
        write_file(tmp_path / "none" / "page.html", b"x")
    with pytest.raises(BadConfig, match="that is a folder"):
        write_file(tmp_path, b"x")


@pytest.mark.parametrize("link", ["same name", "symbolic link", "hard link", "another spelling"])
def test_the_plan_itself_is_never_written_over_by_whatever_name(tmp_path: Path, link: str) -> None:
    plan = tmp_path / "plan.html"
    plan.write_text("the plan", encoding="utf-8")
    other = {"same name": plan, "another spelling": tmp_path / "." / "x" / ".." / "plan.html"}.get(
        link, tmp_path / "other.html"
    )
    (tmp_path / "x").mkdir()
    if link == "symbolic link":
        other.symlink_to(plan)
    elif link == "hard link":
        other.hardlink_to(plan)
    with pytest.raises(BadConfig, match="that is the plan itself, which is never changed"):
        write_file(other, b"x", never=[plan])
    assert plan.read_text(encoding="utf-8") == "the plan"


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"%PDF-1.7 not ours", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_a_document_of_somebody_else_is_never_written_over(tmp_path: Path, begin: bytes) -> None:
    there = tmp_path / "another.docx"
    there.write_bytes(begin)
    with pytest.raises(BadConfig, match="a document of that name is there already"):
        refuse_inputs(there, [])
    assert free_name(tmp_path / "another.docx").name == "another.checked.docx"


def test_an_error_while_it_is_made_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "table"
    write_file(target, b"old")

    def make() -> None:
        with whole_file(target) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("table", b"old")]


def test_what_another_program_is_writing_now_is_left_alone(tmp_path: Path) -> None:
    now, left = tmp_path / ".ehcp-lint-now.part", tmp_path / ".ehcp-lint-left.part"
    for path in (now, left, tmp_path / "mine.part"):
        path.write_bytes(b"x")
    os.utime(left, (0, 0))
    os.utime(tmp_path / "mine.part", (0, 0))
    write_file(tmp_path / "page.html", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ehcp-lint-now.part", "mine.part", "page.html"]
