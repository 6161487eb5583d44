"""Every command that the documentation shows is one that works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from doc_commands import PAGES, POINTS, ROOT, Block, Shell, blocks, folder, printed, programs

from ehcp_lint.cli import application

WITH_BLOCKS = [page for page in PAGES if any(blocks(page))]
NOT_RUN = [block for page in PAGES for block in blocks(page) if block.not_run]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


def where(block: Block) -> str:
    return f"{block.page.relative_to(ROOT)}:{block.line}"


def refusal(words: list[str]) -> str:
    """Why `ehcp-lint WORDS` cannot be what it says: no such command, or no such option. Nothing is run."""
    at: Any = typer.main.get_command(application())
    while hasattr(at, "commands") and words and not words[0].startswith("-"):
        if words[0] not in at.commands:
            return f"there is no command {words[0]}"
        at, *words = at.commands[words[0]], *words[1:]
    known = {"--help", "-h", "--version"} | {name for one in at.params for name in (*one.opts, *one.secondary_opts)}
    unknown = [word.partition("=")[0] for word in words if re.fullmatch(r"-{1,2}[a-z][\w-]*(=.*)?", word)]
    return next((f"no option {word}" for word in unknown if word not in known), "")


def test_every_command_that_a_page_shows_works_and_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One walk through all pages in one folder, so that no command is run twice; what is not right is told all at once."""
    monkeypatch.setenv("EHCP_LINT_ROLE", "SEND team manager")
    monkeypatch.setenv("COLUMNS", "100")
    told: list[str] = []
    output = ""
    done: set[str] = set()
    shell = Shell(folder(tmp_path / "here"))
    for block in (block for page in WITH_BLOCKS for block in blocks(page) if not block.not_run):
        for number, command in enumerate(block.commands, 1):
            plain = " ".join(shlex.split(command, comments=True))
            if plain in done:
                continue
            done.add(plain)
            code = shell.run(command)
            output += shell.printed
            wanted = block.ends_with if number == len(block.commands) else POINTS
            if code not in wanted or "Traceback" in shell.printed:
                told.append(f"{where(block)}: {command}\nended with {code}\n{shell.printed}")
        shell.go_home()
    flat = " ".join(output.split())
    for page in WITH_BLOCKS:
        told += [f"{page.name}: not printed: {line}" for line in printed(page) if " ".join(line.split()) not in flat]
        if page.parent.name == "docs":  # the README's and CONTRIBUTING's programs have tests of their own
            told += [f"{page.name}: {raised}" for code in programs(page) if (raised := shell.program(code))]
    assert told == [], "\n\n".join(told)
    assert len(done) > 30


@pytest.mark.parametrize("block", NOT_RUN, ids=where)
def test_a_block_that_is_not_run_says_why_and_names_what_there_is(block: Block) -> None:
    assert len(block.not_run) > 10
    for command in block.commands:
        words = shlex.split(command, comments=True)
        if words[0].endswith("ehcp-lint"):
            assert refusal(words[1:]) == "", command
        if words[0] == "make":
            assert set(words[1:]) <= TARGETS, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_command_stands_where_nobody_runs_it(page: Path) -> None:
    """Not in an indented block, nor in a block of another kind."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        text = text.replace(f"\n{block.text}\n", "\n")
    code = [found[1] for found in re.finditer(r"^```.*?\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)]
    code += re.findall(r"^(?:    |\t).*$", text, flags=re.MULTILINE)
    for line in "\n".join(code).splitlines():
        command = re.match(r"\s*(?:\$ )?(?:\S*[/\\])?(?:ehcp-lint|pip|make|dask|curl) \S", line)
        assert not command, f"put it into a block that begins with ```sh: {line}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_command_named_in_a_sentence_is_one_that_there_is(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for code in re.findall(r"`ehcp-lint ([^`]+)`", text):
        words = code.replace("[", " ").replace("]", " ").split()
        assert refusal(words) == "", f"{page.name}: ehcp-lint {code}"
    for code in re.findall(r"`make ([^`]+)`", text):
        assert {word for word in code.split() if "=" not in word} <= TARGETS, f"{page.name}: make {code}"


def test_the_pages_for_the_three_users_show_commands() -> None:
    shown = {page.name: sum(len(block.commands) for block in blocks(page) if not block.not_run) for page in WITH_BLOCKS}
    assert shown["README.md"] >= 10
    assert min(shown["caseworker.md"], shown["officer.md"], shown["moderation-rounds.md"]) >= 7
