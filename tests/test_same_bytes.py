"""The same bytes in, the same bytes out: whatever the hash seed, the time, the number of workers, and whoever asks."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import batch_plans as b
import pytest
from web_page import application, program

from ehcp_lint import lint, read_plan
from ehcp_lint.batch.store import _salt
from ehcp_lint.batch.work import check_job, job
from ehcp_lint.cli import run
from ehcp_lint.outputs.exports.json import json_report
from ehcp_lint.settings.profile import load_profile

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
INPUTS = [str(EXAMPLES / name) for name in ("weak-draft.docx", "good-final.docx", "advice-report.docx", "dashboard/cases.csv")]
CODE = "import json, sys, test_same_bytes; test_same_bytes.write_all(json.loads(sys.argv[1]))"


def write_all(inputs: list[str]) -> None:
    """Everything that a command can write of one plan, into this folder."""
    draft, final, report, cases = inputs
    for words in (
        ["check", draft, "--format", "json", "-o", "report.json"],
        ["check", draft, "--format", "html", "-o", "report.html"],
        ["check", draft, final, "--format", "sarif", "-o", "report.sarif"],
        ["check", draft, final, "--format", "junit", "-o", "report.xml"],
        ["check", draft, final, "--format", "csv", "-o", "report.csv"],
        ["check", draft, final, "--format", "xlsx", "-o", "points.xlsx"],
        ["check", draft, "--redact", "--format", "html", "-o", "redacted.html"],
        ["read", draft, "--format", "json", "-o", "read.json"],
        ["comment", draft, "-o", "copy.docx"],
        ["queries", draft, "--format", "docx", "-o", "letters.docx"],
        ["compare", draft, final, "--format", "json", "-o", "compared.json"],
        ["advice", report, "--plan", draft, "--format", "json", "-o", "advice.json"],
        ["rubric", "workbook", draft, "--code", "P01", "-o", "P01.xlsx"],
        ["rubric", "form", "-o", "form.docx"],
        ["dashboard", cases, "--on", "2026-03-31", "-o", "board.html"],
    ):
        code = run(words)
        assert code in (0, 1, 3), (words, code)


def test_every_output_is_the_same_for_other_hash_seeds_at_another_time_in_another_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    monkeypatch.chdir(one)
    began = time.time()
    write_all(INPUTS)
    time.sleep(max(0.0, began + 3 - time.time()))  # a zip counts time in steps of two seconds
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "PYTHONPATH": path}
    command = [sys.executable, "-c", CODE, json.dumps(INPUTS)]
    done = subprocess.run(command, cwd=other, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in (one, other)]
    assert len(made[0]) >= 12
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    b.write(tmp_path / "plans", 4)
    (tmp_path / "plans" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old")
    _salt(tmp_path / "salt")
    made = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}"
        words = ["batch", str(tmp_path / "plans"), "--out", str(out), "--jobs", jobs, "--salt", str(tmp_path / "salt")]
        assert run([*words, "--as-of", "2026-03-31", "--no-settings", "--reports", "json,docx"]) == 3
        files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        timing = json.loads(files.pop("run.json"))
        assert timing["workers"] == int(jobs)
        for log in [name for name in files if name.endswith(".jsonl")]:  # answers are kept as they come
            files[log] = b"".join(sorted(files[log].splitlines(keepends=True)))
        made.append(files)
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_library_command_batch_and_page_give_the_same_bytes(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from datetime import date

    name = "good-final.pdf"
    file = EXAMPLES / name
    report = lint(read_plan(file)).model_copy(update={"file": name})
    by_library = json_report([report], several=False).encode()
    assert run(["check", str(file), "--format", "json", "--no-settings", "--fail-on", "never"]) == 0
    by_command = capfdbinary.readouterr().out
    asked = job(
        "0" * 16,
        file,
        profile=load_profile().model_dump_json(),
        settings="",
        salt=b"",
        today=date(2026, 3, 31),
        reports=("json",),
    )
    by_batch = base64.b64decode(check_job(asked)["reports"]["json"])
    app, secrets = application()
    with program(app, secrets) as asks:
        by_page = asks.post("/api/v1/check", files=[("file", (name, file.read_bytes()))]).content
    assert len(by_library) > 20_000
    assert by_library == by_command == by_batch == by_page
