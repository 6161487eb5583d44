"""The promises of the README, each held to: offline, the original untouched, nothing stored, Word and PDF alike."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ehcp_lint import lint, read_plan
from ehcp_lint.plan import Kind

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
NETWORK = {"socket", "ssl", "http", "urllib", "urllib3", "requests", "ftplib", "smtplib", "asyncio", "aiohttp", "httpx", "nltk"}
# Ends the process the moment anything looks up a name or connects, in our process or in the one that reads the file.
GUARD = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        os._exit(99)
sys.addaudithook(watch)
from ehcp_lint.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("module", sorted((ROOT / "ehcp_lint").rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_imports_anything_that_reaches_a_network(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
        # The fence takes sockets away from the reading process; the page that a person starts listens on this computer only;
        # the probe that `doctor` runs behind the fence tries whether a socket to this computer is refused.
        allowed = {"socket"} if module.name in ("fence.py", "server.py", "probe.py") else set()
        allowed |= {"asyncio"} if module.parent.name == "web" else set()
        reached = {name.split(".")[0] for name in names if name != "urllib.parse"}  # that takes addresses apart and opens none
        assert not reached & (NETWORK - allowed)


@pytest.mark.parametrize("name", ["weak-draft.docx", "weak-draft.pdf"])
@pytest.mark.parametrize("command", ["check", "read"])
def test_a_command_never_looks_up_a_name_or_connects(command: str, name: str) -> None:
    done = subprocess.run([sys.executable, "-c", GUARD, command, str(EXAMPLES / name)], capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize("name", ["weak-draft.docx", "weak-draft.pdf"])
def test_a_copy_is_made_without_looking_up_a_name_or_connecting(name: str, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        GUARD,
        "comment",
        str(EXAMPLES / name),
        "-o",
        str(tmp_path / f"copy.{name[-4:].strip('.')}"),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs Linux's unshare to take the network away")
def test_a_plan_is_checked_with_the_network_taken_away() -> None:
    try:
        subprocess.run(["unshare", "-rn", "true"], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        pytest.skip("this machine does not let a user take the network away")
    command = ["unshare", "-rn", sys.executable, "-m", "ehcp_lint", "check", str(EXAMPLES / "weak-draft.docx")]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 1, done.stderr


def test_the_original_is_untouched_and_nothing_else_is_written(tmp_path: Path) -> None:
    home, plan = tmp_path / "home", tmp_path / "work" / "draft plan.docx"
    home.mkdir()
    plan.parent.mkdir()
    shutil.copy(EXAMPLES / "weak-draft.docx", plan)
    before = hashlib.sha256(plan.read_bytes()).hexdigest(), plan.stat().st_mtime_ns
    environment = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for arguments in (["check", str(plan)], ["read", str(plan)], ["comment", str(plan), "-o", str(tmp_path / "copy.docx")]):
        subprocess.run([sys.executable, "-m", "ehcp_lint", *arguments], check=False, cwd=plan.parent, env=environment)
    assert (hashlib.sha256(plan.read_bytes()).hexdigest(), plan.stat().st_mtime_ns) == before
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.name for path in left) == ["copy.docx", "draft plan.docx"]


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    results = set()
    for seed in ("0", "1", "77"):
        command = [sys.executable, "-m", "ehcp_lint", "check", str(EXAMPLES / "weak-draft.docx"), "--format", "json"]
        done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})
        results.add(done.stdout)
    assert len(results) == 1


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


@pytest.mark.parametrize("name", ["weak-draft", "good-final"])
def test_word_and_pdf_of_one_plan_give_the_same_sections_items_and_findings(name: str) -> None:
    word, pdf = read_plan(EXAMPLES / f"{name}.docx"), read_plan(EXAMPLES / f"{name}.pdf")
    assert [section.letter for section in word.sections] == [section.letter for section in pdf.sections]
    for kind in (Kind.OUTCOME, Kind.PROVISION):
        assert [_plain(word.quote(i.span)) for i in word.items_of(kind)] == [
            _plain(pdf.quote(i.span)) for i in pdf.items_of(kind)
        ]
    ours, theirs = (
        Counter((f.check, f.section, _plain(f.quote or "")) for f in lint(plan).findings if not f.check.startswith("X"))
        for plan in (word, pdf)
    )
    same = sum((ours & theirs).values())
    assert same >= 0.95 * max(sum(ours.values()), sum(theirs.values()))


def test_the_good_example_has_nothing_the_law_asks_for() -> None:
    for name in ("good-final.docx", "good-final.pdf"):
        assert [f.check for f in lint(read_plan(EXAMPLES / name)).findings if f.duty == "must"] == []


def test_the_weak_example_shows_the_faults_that_were_planted_in_it() -> None:
    findings = lint(read_plan(EXAMPLES / "weak-draft.docx")).findings
    found = {(f.check, _plain(f.quote or "")) for f in findings}
    planted = [
        ("F201", "access to"), ("F201", "as required"), ("F201", "opportunities for"), ("F205", "would benefit from"),
        ("F202", "on a regular basis"), ("F206", "to be determined by the setting"), ("P204", "ccg"), ("D101", "not known to this service"),
        ("G101", "n a"), ("I101", "pennywort lane primary school"), ("S105", "tbc"), ("E203", "by july 2026"),
    ]  # fmt: skip
    assert [fault for fault in planted if fault not in found] == []
    assert {"S101", "S202", "X101", "X102", "A103", "B101", "E201", "E202", "E204", "G102"} <= {f.check for f in findings}
