"""The commands queries and threads as scripts meet them: exit codes, one-line refusals, files left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from test_cli import CHILD, Run, draft, fingerprint, one_line, run, write_plan

from ehcp_lint.report import FOOTER

__all__ = ["draft", "run"]  # fixtures


@pytest.mark.parametrize("command", ["queries", "threads"])
def test_both_read_a_plan_and_leave_it_alone(run: Run, draft: Path, command: str) -> None:
    before = fingerprint(draft)
    done = run(command, draft.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert " ".join(done.stdout.split()).endswith(FOOTER)
    assert json.loads(run(command, draft.name, "--format", "json").stdout)["schema"] == f"ehcp-lint/{command}/1"
    assert fingerprint(draft) == before


@pytest.mark.parametrize("command", ["queries", "threads"])
def test_a_file_that_cannot_be_read_ends_with_code_3_and_one_line(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    done = run(command, "broken.docx", "--format", "json")
    assert done.returncode == 3
    assert "broken.docx" in one_line(done)
    answer = json.loads(done.stdout)
    assert answer["status"] in ("refused", "unreadable")
    assert answer["message"]
    done = run(command, "broken.docx")
    assert (done.returncode, done.stdout) == (3, "")


@pytest.mark.parametrize("command", ["queries", "threads"])
def test_neither_writes_over_the_plan(run: Run, draft: Path, command: str) -> None:
    before = fingerprint(draft)
    done = run(command, draft.name, "--format", "json", "-o", draft.name)
    assert done.returncode == 2
    one_line(done)
    assert fingerprint(draft) == before


def test_the_letters_go_beside_the_plan_and_never_over_older_ones(run: Run, draft: Path) -> None:
    for name in ("Ines Calder draft.queries.docx", "Ines Calder draft.queries-2.docx"):
        done = run("queries", draft.name, "--format", "docx")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"Wrote {name}: 1 letter, 1 line to ask 1 adviser about.")
        words = "\n".join(paragraph.text for paragraph in Document(str(draft.parent / name)).paragraphs)
        assert "To: the setting or whoever advised it" in words
    done = run("queries", draft.name, "--format", "docx", "-o", "Ines Calder draft.queries.docx")
    assert done.returncode == 2  # answers may have been written into it
    assert "is there already" in one_line(done)


def test_letters_need_a_name_for_word_and_word_needs_letters(run: Run, draft: Path) -> None:
    done = run("queries", draft.name, "--format", "docx", "-o", "letters.txt")
    assert (done.returncode, one_line(done).endswith("Give it a name that ends in .docx.")) == (2, True)
    done = run("queries", draft.name, "-o", "letters.docx")
    assert (done.returncode, one_line(done).endswith("for letters in Word, add --format docx.")) == (2, True)


def test_where_there_is_nothing_to_ask_no_letter_is_written(run: Run, tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.docx", "...")
    done = run("queries", "plan.docx", "--format", "docx")
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing to ask an adviser, by the checks that ran. No letter was written.")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.docx"]


def test_the_list_can_be_written_to_a_file(run: Run, draft: Path) -> None:
    assert run("queries", draft.name, "-o", "list.txt").stdout == ""
    assert "“Regular access to a quiet space for Ines, as and when required.”" in (draft.parent / "list.txt").read_text("utf-8")
    assert "hold personal data of a child" in " ".join(run("queries", "--help").stdout.split())


def test_threads_without_quotes_have_no_word_of_the_plan(run: Run, draft: Path) -> None:
    for form in ("text", "html", "json"):
        assert run("threads", draft.name, "--format", form, "--no-quotes", "-o", f"out.{form}").returncode == 0
        told = (draft.parent / f"out.{form}").read_text(encoding="utf-8")
        assert not [words for words in CHILD if words in told]
        assert told == run("threads", draft.name, "--format", form, "--no-quotes").stdout or form == "text"


def test_the_page_of_threads_is_one_html_file(run: Run, draft: Path) -> None:
    told = run("threads", draft.name, "--format", "html").stdout
    assert told.startswith("<!DOCTYPE html>")
    assert "How needs, outcomes and provision hang together" in told
    assert "<script" not in told
