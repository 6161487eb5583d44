"""docs/for-it.md: what it says that commands write is what they write, and what it names is there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ehcp_lint.cli import run
from ehcp_lint.cli.stores import KEY, STORE
from ehcp_lint.outputs.write import write_file
from ehcp_lint.parsers.fence import Limits
from ehcp_lint.settings.place import NAME

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PAGE = (ROOT / "docs" / "for-it.md").read_text(encoding="utf-8")
NOTHING = re.search(r"^\| (.*) \| nothing; with `-o FILE` that file \|$", PAGE, re.MULTILINE)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[str]]:
    """Runs a command in a folder with a plan and a report, and gives the names of the files that are new anywhere."""
    for name in ("weak-draft.docx", "weak-draft.pdf", "advice-report.docx"):
        shutil.copy(EXAMPLES / name, tmp_path)
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path)

    def new_files(*arguments: str) -> set[str]:
        before = set(tmp_path.rglob("*"))
        assert run(list(arguments)) in (0, 1)
        return {path.relative_to(tmp_path).as_posix() for path in set(tmp_path.rglob("*")) - before}

    return new_files


PLAIN = [
    ("check", "weak-draft.docx"),
    ("read", "weak-draft.pdf"),
    ("threads", "weak-draft.docx"),
    ("compare", "weak-draft.docx", "weak-draft.pdf"),
    ("queries", "weak-draft.docx"),
    ("advice", "advice-report.docx"),
    ("checks",),
    ("explain", "F201"),
    ("score", "outcomes", "--in", "items.jsonl"),
    ("doctor",),
]


def test_every_command_that_the_page_says_writes_nothing_is_tried() -> None:
    assert NOTHING
    assert re.findall(r"`(\w+)`", NOTHING[1]) == [command for command, *_ in PLAIN]


@pytest.mark.parametrize("command", PLAIN, ids=lambda command: command[0])
def test_commands_write_nothing_that_was_not_asked_for(written: Callable[..., set[str]], command: tuple[str, ...]) -> None:
    Path("items.jsonl").write_text('{"id": "1", "text": "Ines will read a page aloud."}\n', encoding="utf-8")
    assert written(*command) == set()


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("comment", "weak-draft.docx"), "weak-draft.checked.docx"),
        (("comment", "weak-draft.pdf"), "weak-draft.checked.pdf"),
        (("queries", "weak-draft.docx", "--format", "docx"), "weak-draft.queries.docx"),
        (("advice", "advice-report.docx", "--format", "docx"), "advice-report.feedback.docx"),
        (("check", "weak-draft.docx", "-o", "page.html", "--format", "html"), "page.html"),
    ],
    ids=["comment", "comment a PDF", "queries", "advice", "check"],
)
def test_commands_write_the_one_file_that_the_page_names(
    written: Callable[..., set[str]], command: tuple[str, ...], file: str
) -> None:
    assert written(*command) == {file}
    ending = file.partition(".")[2].rpartition(".")
    assert f".{ending[0]}" in PAGE or command[0] == "check"


def test_a_point_that_is_set_aside_is_written_beside_the_plan(
    written: Callable[..., set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", "weak-draft.docx"])
    name = re.findall(r"\[[A-Z]\d+ ([0-9a-f]+)\]", capsys.readouterr().out)[0]
    assert written("dismiss", "weak-draft.docx", name, "--reason", "Agreed with the family") == {
        "weak-draft.docx.decisions.toml"
    }
    assert "`PLAN.docx.decisions.toml`" in PAGE


def test_files_and_limits_that_the_page_names_are_the_ones_there_are(tmp_path: Path) -> None:
    assert NAME in PAGE
    assert {STORE, KEY} == {"moderation.sqlite", "moderation.key"}
    assert f"limits of time ({Limits().seconds:g} s), memory ({Limits().megabytes / 1024:g} GB)" in PAGE
    write_file(tmp_path / "page.html", b"x")
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o600
    for file in re.findall(r"`((?:tests/)?test_\w+\.py)`", PAGE):
        assert (ROOT / "tests" / Path(file).name).is_file()
