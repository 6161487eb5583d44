"""What the documents say: their examples run, and their links lead somewhere."""

from __future__ import annotations

import doctest
import re
import shutil
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".venv", ".git", "out", "mutants", "build", "dist", "site", "theme", "node_modules", ".pytest_cache"}
PAGES = sorted(
    file
    for pattern in ("*.md", "*.html")
    for file in ROOT.rglob(pattern)
    if not NOT_OURS & set(file.relative_to(ROOT).parts)
    and not any(part.startswith(".") for part in file.relative_to(ROOT).parts)
)
_FENCE = re.compile(r"^(```|~~~)(.*)$")


def prose(text: str) -> str:
    """Markdown without its fenced and indented code and without code in the line; line numbers stay."""
    kept, inside = [], False
    for line in text.splitlines():
        if _FENCE.match(line.strip()):
            inside = not inside
            kept.append("")
        else:
            kept.append("" if inside or line.startswith("    ") else re.sub(r"`[^`]*`", "", line))
    return "\n".join(kept)


def headings(text: str) -> Iterator[str]:
    """The anchors that a Markdown viewer gives headings, and those set by hand."""
    seen: dict[str, int] = {}
    inside = False
    for line in text.splitlines():
        inside ^= bool(_FENCE.match(line.strip()))
        if not inside and (found := re.match(r"#{1,6} +(.*)", line)):
            words = re.sub(r"<[^>]*>|[`*]", "", found[1])
            anchor = re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")
            number = seen.get(anchor, 0)
            seen[anchor] = number + 1
            yield f"{anchor}-{number}" if number else anchor
    yield from re.findall(r"<a id=\"([^\"]+)\"", text)


class _Anchors(HTMLParser):
    """The ids and the addresses of an HTML page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]


@cache
def anchors(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        return set(headings(text))
    page = _Anchors()
    page.feed(text)
    return set(page.ids)


def links(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        return re.findall(r"(?<!\\)\[[^\]]*\]\(<?([^)\s>]+)>?\)", prose(text))
    page = _Anchors()
    page.feed(text)
    return page.links


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(file: Path) -> None:
    for link in links(file):
        if re.match(r"(?:https?|mailto):", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


def test_there_are_pages_to_look_at() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/checks.md", "docs/checks.html", "docs/library.md"} <= {
        str(file.relative_to(ROOT)).replace("\\", "/") for file in PAGES
    }


def test_the_readme_is_short_and_speaks_to_each_of_its_readers() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    for words in (
        "For a caseworker",
        "For a senior officer",
        "For a developer",
        "For a council that must say yes",
        "it is not",
    ):
        assert words in text


def test_the_examples_of_the_library_are_true() -> None:
    """Fences are blanked, so that a failing example is told by its line of the page."""
    page = ROOT / "docs" / "library.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    text = "\n".join("" if _FENCE.match(line) else line for line in lines)
    examples = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert len(examples.examples) > 40
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(examples, out=told.append)
    assert result.failed == 0, "".join(told)


def test_the_page_on_the_library_names_everything_public() -> None:
    import ehcp_lint
    from ehcp_lint.report import Finding, Report

    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    public = set(ehcp_lint.__all__) - {"Plan", "Profile", "__version__"}
    assert [
        name for name in public if f"`{name}" not in page and f"import {name}" not in page and f", {name}" not in page
    ] == []
    told = set(re.findall(r"`(\w+)`", page))
    assert set(Report.model_fields) - {"file", "plan_status", "schema_"} <= told
    assert set(Finding.model_fields) <= told


def test_the_check_that_contributing_shows_is_one() -> None:
    """The newcomer's first check, as it stands in the page: its examples hold, and its message keeps to the rules of messages."""
    from test_checks import plan_of

    from ehcp_lint import load_profile
    from ehcp_lint.case import Case
    from ehcp_lint.check import Check
    from ehcp_lint.checks import health, shipped

    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(_VISIT = .*?)```", page, flags=re.S)
    names = dict(vars(health))
    exec(compile(code, "CONTRIBUTING.md", "exec"), names)
    new = names["health_visit_undated"]
    assert isinstance(new, Check)
    assert new.id not in {check.id for check in shipped()}, "choose another number for the page"
    for example in (*new.bad, *new.good):
        case = Case(plan_of(new, example), load_profile(), example.reports)
        assert [case.plan.quote(hit.span) for _, hit in new.hits(case)] == list(example.marks)
    assert len(new.message.split()) < 15
    assert new.looks_for


def test_the_example_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "examples" / "weak-draft.docx", tmp_path / "draft.docx")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.S)
    exec(compile(code, "README.md", "exec"), {})
    assert '"schema":"ehcp-lint/report/1"' in capsys.readouterr().out


@pytest.mark.parametrize("name", ["councils.md", "set-up.md"])
def test_the_settings_that_a_page_shows_can_be_read(name: str, tmp_path: Path) -> None:
    """With the files that they name beside them: the lexicon of the page itself, or a shipped list under the page's name."""
    from ehcp_lint.resources import data_file
    from ehcp_lint.settings.council import load_settings

    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    settings = re.findall(r"^```toml\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)[0]
    own = re.findall(r"^```csv\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    shipped = {"lexicon": "jargon_lexicon.csv", "vague": "vague_terms.csv", "headings": "headings.csv"}
    shipped |= {"agreed_wording": "agreed_wording.toml", "rubric": "rubrics/default.toml"}
    for key, file in re.findall(r'^(\w+) = "([\w-]+\.(?:csv|toml))"', settings, flags=re.MULTILINE):
        text = own[0] if own and key == "lexicon" else data_file(shipped[key]).read_text(encoding="utf-8")
        (tmp_path / file).write_text(text, encoding="utf-8")
    (tmp_path / "ehcp-lint.toml").write_text(settings, encoding="utf-8")
    profile = load_settings(tmp_path / "ehcp-lint.toml")
    assert profile.duty["F302"] == "off"
    assert profile.words.lexicon
