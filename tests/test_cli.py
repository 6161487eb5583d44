"""The command line as scripts meet it: exit codes, one-line refusals, files left alone. Real processes, real files."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from ehcp_lint import cli
from ehcp_lint.check import Duty
from ehcp_lint.checks import catalogue
from ehcp_lint.outputs.exports.json import report_schema
from ehcp_lint.parsers.notation import transcribe
from ehcp_lint.report import FOOTER

ROOT = Path(__file__).parents[1]
VAGUE = "F1: Regular access to a quiet space for Ines, as and when required."
CHILD = ("Ines", "Calder", "quiet space", "horses")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `ehcp-lint` in a process of its own, in the test's folder."""

    def go(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}
        return subprocess.run(
            [sys.executable, "-m", "ehcp_lint", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            **options,  # type: ignore[call-overload]
        )

    return go


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A Word plan that is complete but for some vague provision."""
    return write_plan(tmp_path / "Ines Calder draft.docx", f"...\n{VAGUE}")


def write_plan(path: Path, notation: str) -> Path:
    document = Document()
    for block in transcribe(notation).blocks:
        if block.level:
            document.add_heading(block.text, block.level)
        else:
            document.add_paragraph(f"{block.number} {block.text}".strip())
    document.save(str(path))
    return path


def one_line(run: subprocess.CompletedProcess[str]) -> str:
    """The only line on standard error, which shows no traceback and no word of the plan."""
    assert run.stderr.endswith("\n")
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("ehcp-lint: ")
    assert "Traceback" not in run.stderr
    return run.stderr.strip()


def fingerprint(path: Path) -> tuple[str, int]:
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


def test_a_plan_is_checked_and_shown(run: Run, draft: Path) -> None:
    done = run("check", draft.name, "--fail-on", "never")
    assert (done.returncode, done.stderr) == (0, "")
    assert "»Regular«" in done.stdout or "»Regular access to«" in done.stdout or "»Access to«".lower() in done.stdout.lower()
    assert "\x1b" not in done.stdout
    assert " ".join(done.stdout.split()).endswith(FOOTER)


def test_exit_codes_follow_the_duty_asked_for(run: Run, draft: Path) -> None:
    answer = json.loads(run("check", draft.name, "--format", "json", "--fail-on", "never").stdout)
    duties = {Duty(f["duty"]) for f in answer["findings"] if not f["trial"]}
    assert Duty.SHOULD in duties
    assert Duty.MUST not in duties
    assert run("check", draft.name, "--format", "json").returncode == 0
    assert run("check", draft.name, "--format", "json", "--fail-on", "should").returncode == 1
    assert run("check", draft.name, "--format", "json", "--fail-on", "never").returncode == 0


def test_json_holds_what_scripts_rely_on(run: Run, draft: Path) -> None:
    answer = json.loads(run("check", draft.name, "--format", "json").stdout)
    assert answer["file"] == draft.name
    assert answer["status"] == "checked"
    assert answer["schema"] == "ehcp-lint/report/1"
    finding = answer["findings"][0]
    keys = "check name duty trial section item quote message why sources place confidence fingerprint span"
    assert set(finding) == set(keys.split())
    for key in "grades provision_grid threads measures dismissed stale not_run unread versions footer".split():
        assert key in answer


def test_without_quotes_no_word_of_the_plan_is_given(run: Run, draft: Path) -> None:
    for form in ("json", "text", "html"):
        out = f"out.{form}"
        run("check", draft.name, "--format", form, "--no-quotes", "-o", out)
        told = (draft.parent / out).read_text(encoding="utf-8")
        assert not [words for words in CHILD if words in told]
    assert '"quote"' not in (draft.parent / "out.json").read_text(encoding="utf-8")


def test_several_files_give_a_list_and_one_that_cannot_be_read_costs_no_other(run: Run, draft: Path) -> None:
    (draft.parent / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    second = write_plan(draft.parent / "second.docx", "...")
    done = run("check", draft.name, "broken.docx", second.name, "--format", "json", "--fail-on", "never")
    assert done.returncode == 3
    assert one_line(done).startswith("ehcp-lint: broken.docx: ")
    answers = json.loads(done.stdout)
    assert [a["status"] for a in answers] == ["checked", "refused", "checked"]
    assert answers[1]["message"]
    assert answers[1]["findings"] == []


def test_in_text_a_file_that_was_not_checked_never_looks_clean(run: Run, draft: Path) -> None:
    (draft.parent / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    done = run("check", draft.name, "broken.docx", "--fail-on", "never")
    assert done.returncode == 3
    assert "broken.docx\n  NOT CHECKED (refused): " in done.stdout
    assert "2 files: 1 checked, 1 not checked; " in done.stdout
    assert " ".join(done.stdout.split()).count(FOOTER) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.docx", None),
        ("empty.docx", b""),
        ("scan.png", b"\x89PNG\r\n\x1a\n"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("cut.pdf", b"%PDF-1.7\n"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_3(run: Run, tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    for command in (["check"], ["read"], ["check", "--format", "html"], ["check", "--format", "json"]):
        done = run(*command, name)
        assert done.returncode == 3, command
        assert one_line(done).startswith(f"ehcp-lint: {name}: ")
        assert one_line(done).count(". ") >= 1
    assert {path.name for path in tmp_path.iterdir()} <= {name}


def test_a_folder_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert done.returncode == 3
    one_line(done)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Did you mean 'check'"),
        (["check"], "Missing argument"),
        (["check", "x.docx", "--format", "pdf"], "'pdf' is not one of 'text', 'json', 'html'"),
        (["check", "x.docx", "--fail-on", "maybe"], "is not one of"),
        (["check", "x.docx", "--colour"], "No such option"),
        (["check", "a.docx", "b.docx", "--format", "html"], "one plan"),
        (["explain", "Q999"], "No check is called 'Q999'."),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in one_line(done)
    assert done.stdout == ""


def test_unknown_checks_and_profiles_are_refused_with_a_near_miss(run: Run, draft: Path) -> None:
    first = catalogue()[0]
    for option, given in (("--only", first.name[:-1]), ("--skip", first.name + "s"), ("--profile", "casework")):
        done = run("check", draft.name, option, given)
        assert done.returncode == 2
        assert "Did you mean '" in one_line(done)


def test_only_and_skip_choose_the_checks(run: Run, draft: Path) -> None:
    def found(*options: str) -> set[str]:
        done = run("check", draft.name, "--format", "json", "--fail-on", "never", *options)
        return {f["check"] for f in json.loads(done.stdout)["findings"]}

    everything = found()
    letters = {check[0] for check in everything}
    assert len(letters) > 1
    assert {check[0] for check in found("--only", "F")} == {"F"}
    assert found("--skip", "F") == {check for check in everything if check[0] != "F"}


def test_the_status_can_be_told(run: Run, draft: Path) -> None:
    answer = json.loads(run("check", draft.name, "--format", "json", "--status", "final", "--fail-on", "never").stdout)
    assert answer["plan_status"] == "final"


def test_an_output_file_is_whole_private_and_never_the_plan(run: Run, draft: Path) -> None:
    before = fingerprint(draft)
    for name in (draft.name, f"./{draft.name}", str(draft)):
        for command in ("check", "comment", "read"):
            done = run(command, draft.name, "-o", name)
            assert done.returncode == 2
            assert "never changed" in one_line(done)
    assert run("check", draft.name, "-o", "report.txt", "--fail-on", "never").returncode == 0
    report = draft.parent / "report.txt"
    assert FOOTER in " ".join(report.read_text(encoding="utf-8").split())
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
        os.link(draft, draft.parent / "link.docx")
        assert run("check", draft.name, "-o", "link.docx").returncode == 2
    assert fingerprint(draft) == before
    assert not list(draft.parent.glob("*.part")) + list(draft.parent.glob(".*"))


def test_a_report_is_not_replaced_by_one_that_says_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("yesterday's")
    done = run("check", "missing.docx", "--format", "json", "-o", "report.json")
    assert done.returncode == 3
    assert (tmp_path / "report.json").read_text() == "yesterday's"


def test_nothing_can_be_written_where_there_is_no_folder(run: Run, draft: Path) -> None:
    done = run("check", draft.name, "-o", "nowhere/report.txt")
    assert done.returncode == 2
    assert "nothing can be written there" in one_line(done)


def test_names_with_spaces_and_leading_dashes_work(run: Run, draft: Path) -> None:
    dashed = draft.with_name("-draft.docx")
    dashed.write_bytes(draft.read_bytes())
    assert run("check", "--fail-on", "never", "--", "-draft.docx").returncode == 0
    assert run("read", "--", "-draft.docx").returncode == 0


def test_read_shows_sections_items_and_details(run: Run, draft: Path) -> None:
    answer = json.loads(run("read", draft.name, "--format", "json").stdout)
    assert {s["letter"] for s in answer["sections"]} >= {"A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"}
    assert set(answer["sections"][0]) >= {"letter", "heading", "area", "state", "text"}
    assert set(answer["outcomes"][0]) >= {"text", "area", "kind", "number"}
    assert set(answer["provisions"][0]) >= {"section", "text", "who", "frequency", "area"}
    assert answer["provisions"][0]["section"] == "F"
    assert answer["absent"] == []
    for key in ("needs", "steps", "details", "unread"):
        assert key in answer
    assert answer["details"]["date_of_birth"] == "2017-05-14"
    shown = run("read", draft.name)
    assert "Section F: Special educational provision" in shown.stdout
    assert shown.returncode == 0


def test_read_says_of_a_bad_file_that_it_was_not_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"")
    answer = json.loads(run("read", "bad.docx", "--format", "json").stdout)
    assert answer["status"] == "unreadable"
    assert "sections" not in answer


def test_comment_writes_a_copy_beside_the_plan_and_never_over_one(run: Run, draft: Path) -> None:
    before = fingerprint(draft)
    names = []
    for _ in range(2):
        done = run("comment", draft.name)
        assert (done.returncode, done.stderr) == (0, "")
        names.append(done.stdout.split(":")[0].removeprefix("Wrote "))
    assert names == ["Ines Calder draft.checked.docx", "Ines Calder draft.checked-2.docx"]
    copies = [(draft.parent / name).read_bytes() for name in names]
    assert copies[0] == copies[1]
    assert len(Document(str(draft.parent / names[0])).comments) > 1
    assert fingerprint(draft) == before
    again = run("comment", names[0])
    assert again.stdout.startswith("Wrote Ines Calder draft.checked-3.docx")
    texts = [[p.text for p in Document(str(draft.parent / n)).paragraphs] for n in (draft.name, names[0])]
    assert texts[0] == texts[1]


def test_comment_refuses_what_is_no_plan_in_one_line_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "a.txt").write_text("Section F: Special educational provision\nRegular help.\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    for name, words in (("a.pdf", "this PDF is damaged"), ("a.txt", "Word files only, highlights into PDFs")):
        done = run("comment", name)
        assert done.returncode == 3
        assert words in one_line(done)
    assert sorted(tmp_path.iterdir()) == before


def test_every_check_has_a_page(run: Run) -> None:
    listed = json.loads(run("checks", "--format", "json").stdout)
    assert [entry["id"] for entry in listed] == [check.id for check in catalogue()]
    shown = run("checks").stdout
    assert all(check.id in shown for check in catalogue())
    page = run("explain", catalogue()[0].name.upper())
    assert page.returncode == 0
    for words in (catalogue()[0].id, "Why", "Source", "Instead of"):
        assert words in page.stdout


def test_doctor_reads_a_sample_and_reaches_no_network(run: Run) -> None:
    done = run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("pydantic", "sources.toml", "read in a process of its own", "0 attempts to reach a network"):
        assert words in done.stdout


@pytest.mark.parametrize("group", ["rubric", "moderate"])
def test_a_group_by_itself_lists_its_commands(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([group]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith(f"Usage: ehcp-lint {group} ")
    assert len(shown.out.splitlines()) > 8


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("ehcp-lint ")
    assert "check" in run("--help").stdout
    assert "Exit code 0" in run("check", "--help").stdout
    assert run().returncode == 0


def test_a_reader_that_stops_listening_is_no_error(draft: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ehcp_lint", "check", str(draft), "--fail-on", "never"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_is_one_line(draft: Path) -> None:
    code = "import os, signal; from ehcp_lint import cli, engine\n"
    code += "engine.lint = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT)\n"
    code += f"raise SystemExit(cli.run(['check', {str(draft)!r}]))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "ehcp-lint: stopped.\n")


def test_a_fault_of_ours_is_one_line_without_the_plans_words(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Ines Calder lives here")

    monkeypatch.setattr("ehcp_lint.parsers.assemble", breaks)
    assert cli.run(["check", str(draft), "--format", "json"]) == 4
    shown = capsys.readouterr()
    assert "RuntimeError" in shown.err
    assert shown.err.count("\n") == 1
    assert "lives here" not in shown.err + shown.out
    assert json.loads(shown.out)["status"] == "crashed"
    assert cli.run(["check", str(draft), "--debug"]) == 4
    assert "Traceback" in capsys.readouterr().err


def test_a_refusal_shows_no_control_characters(run: Run, tmp_path: Path) -> None:
    done = run("check", "\x1b[31mred\u202e.docx")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_the_schema_in_docs_is_the_one_reports_follow() -> None:
    assert (ROOT / "docs" / "report-schema.json").read_text(encoding="utf-8") == report_schema()


def test_reports_follow_the_schema(run: Run, draft: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(report_schema())
    Draft202012Validator.check_schema(schema)
    for options in ([], ["--no-quotes"]):
        answer = json.loads(run("check", draft.name, "--format", "json", "--fail-on", "never", *options).stdout)
        Draft202012Validator(schema).validate(answer)


def test_at_a_terminal_a_written_file_is_named(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = draft.with_suffix(".html")
    command = ["check", str(draft), "--no-settings", "--format", "html", "-o", str(out)]
    assert cli.run(command) in (0, 1)
    assert capsys.readouterr().out == ""  # a script reads the exit code
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert cli.run([*command, "--status", "draft"]) in (0, 1)
    assert capsys.readouterr().out == f"Wrote {out}.\n"
