"""The commands that the documentation shows, and a folder to run them in.

A block of Markdown that begins with ```sh is run, line by line, in the order of its page. Two marks may stand on the line before it:

    <!-- not run: it installs -->          the block is left alone, for this reason
    <!-- ends with 3: rows are left out -->  its last command ends with this code

The shell understood here is small on purpose: what a page shows should be no harder. Commands of ours run in this process."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from ehcp_lint.cli import run
from ehcp_lint.moderation.drawing.sample import read_sample
from ehcp_lint.rubric import load_rubric

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(p for p in (ROOT / "docs").rglob("*.md") if p.name not in ("api.md", "checks.md")),
    ]
)
A_PLAN = "K7QM-2F9T"  # the code of a plan in the pages; a real one stands in its place
POINTS = (0, 1)  # the codes of a command that did its work
_MARK = re.compile(r"<!-- (not run|ends with (\d)): (.+) -->")


@dataclass(frozen=True)
class Block:
    """One block of commands: where it stands, its lines, why it is not run, and the code that its last command ends with."""

    page: Path
    line: int
    text: str
    not_run: str = ""
    ends_with: tuple[int, ...] = POINTS

    @property
    def commands(self) -> list[str]:
        """The commands without comments, each on one line."""
        joined = re.sub(r"\\\n\s*", " ", self.text)
        return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        if lines[at].strip() in ("```sh", "```console", "```bash", "```shell"):
            end = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == "```")
            mark = _MARK.fullmatch(lines[at - 1].strip()) if at else None
            yield Block(
                page,
                at + 1,
                "\n".join(lines[at + 1 : end]),
                mark[3] if mark and mark[1] == "not run" else "",
                (int(mark[2]),) if mark and mark[2] else POINTS,
            )
            at = end
        at += 1


def printed(page: Path) -> list[str]:
    """The lines that a page shows as what its commands print (blocks of text), "..." left out."""
    found = re.findall(r"^```text\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [line for block in found for line in block.splitlines() if line.strip(" .")]


def programs(page: Path) -> list[str]:
    """The Python that a page of commands shows beside them; conversations (>>>) are tested as such elsewhere."""
    found = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [code for code in found if ">>>" not in code]


def folder(at: Path) -> Path:
    """The files that the pages speak of."""
    at.mkdir()
    examples = ROOT / "examples"
    shutil.copytree(examples, at / "examples", ignore=shutil.ignore_patterns("build", "__pycache__"))
    for name, example in (("draft", "weak-draft"), ("final", "good-final"), ("report", "advice-report")):
        shutil.copy(examples / f"{example}.docx", at / f"{name}.docx")
    shutil.copy(examples / "dashboard" / "cases.csv", at / "cases.csv")
    (at / "PLANS").mkdir()
    for name in ("weak-draft", "good-final"):
        shutil.copy(examples / f"{name}.docx", at / "PLANS")
    (at / "files").mkdir()
    with (at / "index.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["plan", "file", "officer", "phase", "new", "tribunal", "new_officer"])
        for number in range(30):
            name = "ANCHOR-1" if number == 29 else f"CASE-{number:02}"
            (at / "files" / f"{name}.txt").write_text(f"Section A\nPlan {number}.\n", encoding="utf-8")
            row = [
                f"SEN-{number % 4 + 1}",
                f"KS{number % 3 + 1}",
                "new" if number % 2 else "amended",
                "yes" if number == 3 else "",
            ]
            table.writerow([name, f"files/{name}.txt", *row, "yes" if number in (5, 9) else ""])
    (at / "moderators.csv").write_text(
        "moderator,agency,role\nM1,education,officer\nM2,health,DCO\nM3,social care,DSCO\nM4,parent carers,forum\n",
        encoding="utf-8",
    )
    write_forms(at, ["P01"])
    return at


def write_forms(at: Path, codes: list[str]) -> None:
    """The export of a form service in which two moderators marked each plan."""
    rubric = load_rubric()
    words = {value.mark: value.option for value in rubric.scale.values}
    book = Workbook()
    sheet = book.active
    sheet.append(["ID", "Completion time", rubric.form.plan_code, rubric.form.moderator, *(q.header for q in rubric.questions)])
    for number, (code, moderator) in enumerate(((code, moderator) for code in codes for moderator in ("M1", "M2")), 1):
        marks = [words[4 - (number + question.number) % 3] for question in rubric.questions]
        sheet.append([number, "2026-11-20 10:00", code, moderator, *marks])
    book.save(at / "forms.xlsx")


def agree_on_all(at: Path) -> None:
    """Fill in the sheet of what the meeting agrees: 3 for each question, with a reason."""
    book = load_workbook(at / "agreed.xlsx")
    sheet = book.worksheets[0]
    header = next(n for n, row in enumerate(sheet.iter_rows(values_only=True), 1) if any("greed" in str(c or "") for c in row))
    names = [str(cell.value or "").lower() for cell in sheet[header]]
    mark, reason = (next(n for n, name in enumerate(names, 1) if word in name) for word in ("agreed", "reason"))
    for row in range(header + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, mark, 3)
            sheet.cell(row, reason, "Both read it again and saw the amounts.")
    book.save(at / "agreed.xlsx")


class Shell:
    """Runs the commands of one page in one folder. Codes of exit are looked at; what was printed is kept for a failing test."""

    def __init__(self, at: Path) -> None:
        self.home = self.at = self.last = at
        self.printed = ""

    def run(self, command: str) -> int:
        words = shlex.split(self._filled_in(command), comments=True)
        name, *rest = words
        match name:
            case "cd":
                self.at = self.last = folder(self.at / rest[0])  # a folder of one's own, with the files that the pages speak of
            case "mkdir":
                (self.at / rest[-1]).mkdir(parents=True)
            case "export":
                key, _, value = rest[0].partition("=")
                os.environ[key] = value
            case "ehcp-lint":
                return self._ours(rest)
            case _:
                raise AssertionError(f"{name}: this shell does not know it; say why the block is not run")
        return 0

    def go_home(self) -> None:
        """At the end of a block: the next one begins where the pages begin."""
        self.at = self.home

    def program(self, code: str) -> str:
        """Runs Python in the folder that was changed into last; gives what it raised, or nothing."""
        before = Path.cwd()
        self.at = self.last
        os.chdir(self.at)
        try:
            exec(compile(self._filled_in(code), "the page's own program", "exec"), {})
        except Exception as error:  # noqa: BLE001 - whatever it is, the page is not right
            return f"{type(error).__name__}: {error}"
        finally:
            os.chdir(before)
            self.go_home()
        return ""

    def _ours(self, words: list[str]) -> int:
        self._prepare(words)
        before = Path.cwd()
        out = StringIO()
        with ExitStack() as stack:
            os.chdir(self.at)
            stack.callback(os.chdir, before)
            if ">" in words:
                place = words.index(">")
                stack.callback(lambda: (self.at / words[place + 1]).write_text(out.getvalue(), encoding="utf-8"))
                arguments = words[:place]
            else:
                arguments = words
            stack.enter_context(redirect_stdout(out))
            stack.enter_context(redirect_stderr(out))
            code = run(arguments)
        self.printed = out.getvalue()
        return code

    def _prepare(self, words: list[str]) -> None:
        """What people do between two commands of a page."""
        if words[:2] == ["moderate", "import"]:
            write_forms(self.at, [plan.code for plan in read_sample(self.at / "sample.json").plans])
        if (
            words[:2] == ["moderate", "agree"]
            and words[-1] == "agreed.xlsx"
            and (self.at / words[-1]).is_file()
            and "--blank" not in words
        ):
            agree_on_all(self.at)

    def _filled_in(self, command: str) -> str:
        if A_PLAN in command:
            return command.replace(A_PLAN, read_sample(self.at / "sample.json").plans[0].code)
        return command
