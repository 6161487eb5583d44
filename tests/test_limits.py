"""The limits on files: settings of a council with safe defaults; over a limit is not checked, and is said not to be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pdf_files as d
import pytest

from ehcp_lint import lint, read_plan
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.parsers.limits import DEFAULT, Limits
from ehcp_lint.settings.council import load_settings
from ehcp_lint.settings.profile import FileLimits, Profile

TEXT = "Section F: Special educational provision\n\nBronwen will have regular access to a quiet space as required.\n"
PAGES = [
    d.say("Section F: Special educational provision", "Bronwen will have regular access to a quiet space."),
    d.say("More"),
    d.say("Last"),
]


def settings(folder: Path, text: str) -> Path:
    path = folder / "ehcp-lint.toml"
    path.write_text(text, encoding="utf-8")
    return path


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ehcp_lint", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_settings_are_the_safe_defaults_unless_set() -> None:
    assert Profile().limits.as_limits == DEFAULT == Limits()


def test_a_council_sets_limits_within_bounds(tmp_path: Path) -> None:
    text = "[limits]\nseconds = 90\nmemory_megabytes = 2048\nfile_megabytes = 40\npdf_pages = 500\n"
    assert load_settings(settings(tmp_path, text)).limits.as_limits == Limits(90.0, 2048, 40, 500)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("seconds = 0", "limits.seconds: must be greater than or equal to 5"),
        ("file_megabytes = 5000", "limits.file_megabytes: must be less than or equal to 100"),
        ("pdf_page = 10", "no setting 'limits.pdf_page'. Did you mean 'pdf_pages'?"),
        ("memory_megabytes = 'all'", "limits.memory_megabytes: must be a valid integer"),
    ],
)
def test_a_limit_out_of_bounds_is_refused_in_one_line(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(BadConfig) as caught:
        load_settings(settings(tmp_path, f"[limits]\n{line}\n"))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_over_its_limit_is_not_checked_by_library_and_command(tmp_path: Path) -> None:
    plan = tmp_path / "draft.txt"
    plan.write_text(TEXT + "and more words\n\n" * 140_000, encoding="utf-8")
    with pytest.raises(CannotRead, match="larger than 1 MB"):
        read_plan(plan, limits=Limits(file_megabytes=1))
    settings(tmp_path, "[limits]\nfile_megabytes = 1\n")
    done = command(tmp_path, "check", "draft.txt", "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["status"] == "refused"
    assert json.loads(done.stdout)["findings"] == []
    assert "larger than 1 MB" in done.stderr
    assert command(tmp_path, "read", "draft.txt", "--no-settings").stderr.count("longer than any plan") == 1  # the next limit


def test_pages_over_the_limit_are_reported_and_nothing_is_called_missing(tmp_path: Path) -> None:
    (tmp_path / "draft.pdf").write_bytes(d.drawn(*PAGES))
    settings(tmp_path, "[limits]\npdf_pages = 2\n")
    report = json.loads(command(tmp_path, "check", "draft.pdf", "--format", "json").stdout)
    assert [(notice["what"], notice["count"], notice["pages"]) for notice in report["unread"]] == [("pages_not_read", 1, [3])]
    whole = lint(read_plan(tmp_path / "draft.pdf"))
    cut = lint(read_plan(tmp_path / "draft.pdf", limits=Limits(pages=2)))
    assert {"S101", "S102"} & {finding.check for finding in whole.findings}
    assert not {"S101", "S102"} & {finding.check for finding in cut.findings}
    assert any("could not tell what is missing" in entry.reason for entry in cut.not_run)


def test_a_paragraph_longer_than_any_is_refused_in_every_format() -> None:
    import word_files as w
    from test_plain import odt, rtf, tp

    long = "word " * 21_000
    for name, data in (
        ("plan.txt", long.encode()),
        ("plan.docx", w.docx(w.p(long))),
        ("plan.odt", odt(tp(long))),
        ("plan.rtf", rtf(long + r"\par")),
    ):
        with pytest.raises(CannotRead, match="paragraph many times longer"):
            read_plan(data, name=name)
    assert read_plan(w.docx(w.p("word " * 19_000)), name="plan.docx").text


def test_more_needs_and_provision_than_any_plan_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from ehcp_lint.parsers import limits

    monkeypatch.setattr(limits, "MOST_ITEMS", 20)
    lines = "Section F: Special educational provision\n\n" + "\n\n".join(
        f"A teaching assistant helps {n} times." for n in range(30)
    )
    with pytest.raises(CannotRead, match="many times more needs"):
        read_plan(lines.encode(), name="plan.txt")


def test_settings_that_say_nothing_of_limits_are_not_loaded_before_the_file_is_read(tmp_path: Path) -> None:
    from ehcp_lint.cli.choice import Choice

    settings(tmp_path, "[thresholds]\nmost_outcomes = 0\n")  # a mistake that is told later, when the settings are needed
    assert Choice().limits_for(str(tmp_path / "draft.txt")) == DEFAULT
    settings(tmp_path, "[limits]\npdf_pages = 7\n")
    assert Choice().limits_for(str(tmp_path / "draft.txt")).pages == 7
    assert Choice(no_settings=True).limits_for(str(tmp_path / "draft.txt")) == DEFAULT
    with pytest.raises(BadConfig, match="most_outcomes"):
        Choice().limits_for(str(settings(tmp_path, "[limits]\n[thresholds]\nmost_outcomes = 0\n")))


def test_a_batch_holds_its_files_to_the_limits(tmp_path: Path) -> None:
    from datetime import date

    from ehcp_lint.batch.work import check_job, job

    plan = tmp_path / "draft.pdf"
    plan.write_bytes(d.drawn(*PAGES))
    profile = Profile(limits=FileLimits(pdf_pages=1))
    asked = {"settings": "", "salt": b"", "today": date(2026, 11, 30)}
    row = check_job(job("0" * 16, plan, profile=profile.model_dump_json(), **asked))["row"]  # type: ignore[arg-type]
    assert row["unread"] == {"pages_not_read": 2}
    plan.write_bytes(d.drawn(*PAGES) + b"\n" * 1_100_000)
    small = Profile(limits=FileLimits(file_megabytes=1))
    row = check_job(job("0" * 16, plan, profile=small.model_dump_json(), **asked))["row"]  # type: ignore[arg-type]
    assert (row["status"], "larger than 1 MB" in row["reason"]) == ("refused", True)
