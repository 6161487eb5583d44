"""Sixty hostile strings in every field of a plan: in no output do they become anything but words. Outputs are parsed, not searched."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import openpyxl
import pytest
from docx import Document
from injections import INJECTIONS, active
from lxml import etree, html
from rich.console import Console
from web_page import application, browser_of, example

from ehcp_lint import lint, load_profile, read_plan
from ehcp_lint.cli import run
from ehcp_lint.decisions.file import Decision, settle_under
from ehcp_lint.outputs.comparison import comparison_text
from ehcp_lint.outputs.copies.word import commented_copy
from ehcp_lint.outputs.exports.book import report_book
from ehcp_lint.outputs.exports.csv import csv_report
from ehcp_lint.outputs.exports.json import json_report
from ehcp_lint.outputs.exports.junit import junit_report
from ehcp_lint.outputs.exports.sarif import sarif_report
from ehcp_lint.outputs.queries.letters import letters
from ehcp_lint.outputs.queries.text import queries_text
from ehcp_lint.outputs.read import read_object, read_text
from ehcp_lint.outputs.redacted import redacted
from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.outputs.report.text import text_report
from ehcp_lint.outputs.report.threads import threads_page, threads_text
from ehcp_lint.outputs.rubric.workbook import evidence_workbook
from ehcp_lint.outputs.terminal import Line, plain, styled
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan
from ehcp_lint.queries.find import find_queries
from ehcp_lint.report import Dismissed, Report
from ehcp_lint.rubric import gather, load_rubric
from ehcp_lint.versions.compare import compare_plans

SCHEMAS = Path(__file__).parent / "schemas"
TOGETHER = 6  # strings in one plan
CHUNKS = [INJECTIONS[n : n + TOGETHER] for n in range(0, len(INJECTIONS), TOGETHER)]
TODAY = date(2026, 3, 9)


def notation(words: list[str]) -> str:
    """A plan that has each string in a heading, an area, items, cells, the front page and section K."""
    one = words[0].replace("]", ")").replace("[", "(")
    lines = [
        f"Name: Ines {words[0]}",
        f"Preferred name: {words[1]}",
        f"Reference: {words[2]}",
        "Status: Draft",
        f"Parents: Priya {words[3]}",
    ]
    lines += [f"| {word}" for word in words]
    lines += [f"A: Ines likes drawing. {words[0]}", *(f"> {word}" for word in words)]
    lines += [
        f"B [Area {one}]: Ines finds reading hard. {words[0]}",
        *(f"> Ines finds it hard to wait {word}" for word in words),
    ]
    lines += [f"E{n}: Ines will make progress {word}" for n, word in enumerate(words, 1)]
    lines += [f"E{n}: {word}" for n, word in enumerate(words, 11)]
    lines += [f"F{n} (E{n}): Regular help {word} as required." for n, word in enumerate(words, 1)]
    lines += [f"F{n}: {word} regular help" for n, word in enumerate(words, 11)]
    lines += ["~ table G: Provision | Who | How often", *(f"G: {word} regularly | {word} | {word}" for word in words)]
    lines += [f"K: School report, {words[0]}, 4 February 2026.", *(f"> {word}" for word in words)]
    lines += [f"# {word}" for word in words]
    return "\n".join(line.replace("\u2028", " ").replace("\u2029", " ") for line in lines)


@cache
def checked(number: int) -> tuple[Report, Plan]:
    """The report on a plan of the `number`th strings, with decisions and a file name that hold them too."""
    words = CHUNKS[number]
    plan = read_notation(notation(words))
    profile = load_profile()
    report = lint(plan, profile).model_copy(update={"file": f"{words[0]}.docx"})
    marked = report.findings[: len(words)]
    decisions = [
        Decision(check=f.check, fingerprint=f.fingerprint, reason=f"{word} as the panel agreed", by=word, date=TODAY)
        for f, word in zip(marked, words, strict=False)
    ]
    settled = settle_under(report, decisions, profile, plan, on=TODAY)
    assert settled.dismissed
    hostile = tuple(Dismissed(check="F201", fingerprint="00", reason=w, by=w, message=w, state="no_match") for w in words)
    said = tuple(
        f.model_copy(update={"message": words[n % len(words)]}) if n < len(words) else f for n, f in enumerate(settled.findings)
    )
    return settled.model_copy(update={"stale": hostile, "findings": said}), plan


chunks = pytest.mark.parametrize("number", range(len(CHUNKS)))

# --- pages -------------------------------------------------------------------------------------------------------------------


def tags_of(page: str) -> tuple[set[str], set[str], set[str]]:
    """The elements, attributes and addresses of a page."""
    root = html.document_fromstring(page)
    assert not [n for n in root.iter() if not isinstance(n.tag, str) and "!--" not in str(n.tag) and n.tag is not etree.Comment]
    elements = [n for n in root.iter() if isinstance(n.tag, str)]
    addresses = {
        n.get(a, "") for n in elements for a in ("href", "src", "action", "formaction", "data", "xlink:href") if n.get(a)
    }
    return {n.tag for n in elements}, {a for n in elements for a in n.attrib}, addresses


def assert_quiet(page: str, like: str) -> None:
    """A page that has no element, attribute or kind of address that a harmless plan's page has not."""
    tags, attributes, addresses = tags_of(page)
    known_tags, known_attributes, _ = tags_of(like)
    assert tags <= known_tags
    assert attributes <= known_attributes
    assert not [a for a in attributes if a.startswith("on")]
    for address in addresses:
        parts = urlsplit(address)
        assert (parts.scheme, parts.netloc) == ("", ""), address
        assert address.startswith(("#", "/")), address
        assert not address.startswith("//")
    assert active(html.document_fromstring(page).text_content().replace("\n", "")) == ""


@cache
def harmless() -> tuple[Report, Plan]:
    """Words without guile in the same fields, and a plan that shows everything a report can show."""
    plan = read_plan(Path(__file__).parent.parent / "examples" / "weak-draft.docx")
    report = lint(plan)
    first = report.findings[0]
    decided = Dismissed(
        check=first.check, fingerprint="00", reason="Agreed.", by="K", message=first.message, duty=first.duty, trial=True
    )
    return report.model_copy(update={"dismissed": (decided,), "stale": (decided,)}), plan


@cache
def harmless_page() -> str:
    report, plan = harmless()
    return html_report(report, plan)


@chunks
def test_html(number: int) -> None:
    report, plan = checked(number)
    page = html_report(report, plan)
    assert_quiet(page, harmless_page())
    assert_quiet(threads_page(report, plan), threads_page(*harmless()))
    made = redacted(report, plan)
    assert_quiet(html_report(made.page, made.plan), harmless_page())
    text = " ".join(html.document_fromstring(page).text_content().split())
    for word in CHUNKS[number]:
        assert " ".join(_cleaned(word).split())[:40] in text


def _cleaned(word: str) -> str:
    from ehcp_lint.outputs.clean import clean

    return clean(read_notation(f"A: I like {word}").blocks[-1].text.removeprefix("I like "))


@pytest.mark.parametrize("word", INJECTIONS)
def test_a_file_name_and_a_refusal_stay_words(word: str) -> None:
    report = Report(file=f"{word}.pdf", status="refused", message=f"{word} Save it anew.")
    assert_quiet(html_report(report), harmless_page())
    xml_of(junit_report([report]))
    (run_of,) = sarif_of(sarif_report([report]))
    assert_relative(run_of)
    assert active(plain(text_report(report)).replace("\n", "")) == ""
    assert_no_formula(csv_report([report]))
    assert_typed(report_book([report]))


# --- data for programs -------------------------------------------------------------------------------------------------------


@cache
def schema(name: str) -> Any:
    if name.endswith(".xsd"):
        return etree.XMLSchema(etree.parse(SCHEMAS / name))
    return jsonschema.Draft4Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


def sarif_of(words: str) -> list[dict[str, Any]]:
    log = json.loads(words)
    assert not [error.message for error in schema("sarif-2.1.0.json").iter_errors(log)]
    runs: list[dict[str, Any]] = log["runs"]
    return runs


def messages(value: Any) -> Iterator[str]:
    """Every text that SARIF reads links and blanks in."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("message", "justification") and isinstance(inner, dict):
                yield inner["text"]
            else:
                yield from messages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from messages(inner)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for inner in value.values() for s in strings(inner))
    elif isinstance(value, list):
        yield from (s for inner in value for s in strings(inner))


def assert_relative(run_of: dict[str, Any]) -> None:
    for artifact in run_of["artifacts"]:
        uri = artifact["location"]["uri"]
        parts = urlsplit(uri)
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        assert re.fullmatch(r"(?:[\w.~-]|%[0-9A-F]{2})+", uri)


@chunks
def test_sarif_and_json(number: int) -> None:
    report, plan = checked(number)
    (run_of,) = sarif_of(sarif_report([report]))
    assert_relative(run_of)
    for message in messages(run_of["results"] + run_of["invocations"]):
        assert not re.search(r"(?<!\\)[\[\]]", message.replace("\\\\", ""))
        assert not re.search(r"(?<!\{)\{\d+\}(?!\})", message)
    assert active("".join(strings(run_of["results"]))) == ""
    markdown = [rule["help"]["markdown"] for rule in run_of["tool"]["driver"]["rules"] if "help" in rule]
    assert not [words for words in markdown if any(word in words for word in CHUNKS[number] if len(word) > 8)]
    assert json.loads(json_report([report], several=False))["status"] == "checked"
    assert json.loads(json.dumps(read_object(plan, report.file or "")))["schema"].startswith("ehcp-lint/read")


def xml_of(words: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(words.encode(), parser)
    assert schema("junit-10.xsd").validate(root), schema("junit-10.xsd").error_log
    assert root.getroottree().docinfo.doctype == ""
    assert not [n for n in root.iter() if not isinstance(n.tag, str)]
    known = {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped", "system-out"}
    assert {n.tag for n in root.iter()} <= known
    assert active("".join(root.itertext()).replace("\n", "") + "".join(v for n in root.iter() for v in n.attrib.values())) == ""
    return root


@chunks
def test_junit(number: int) -> None:
    xml_of(junit_report([checked(number)[0]]))


def assert_no_formula(words: str) -> None:
    for mark in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(words.removeprefix("\ufeff"), newline=""), delimiter=mark):
            for cell in row:
                assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]", cell.lstrip('"')), (mark, cell)
    assert active(words.removeprefix("\ufeff").replace("\r\n", "")) == ""


@chunks
def test_csv(number: int) -> None:
    assert_no_formula(csv_report([checked(number)[0]]))


# --- workbooks ---------------------------------------------------------------------------------------------------------------


def assert_typed(data: bytes) -> None:
    """No formula, no link, nothing outside: every cell that came from words is a text."""
    made = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
                assert cell.value is None or cell.data_type == "n" or active(str(cell.value).replace("\n", "")) == ""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "external" in name.lower() or "hyperlink" in name.lower()]
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))
                found = {etree.QName(n).localname for n in root.iter() if isinstance(n.tag, str)}
                assert not found & {"f", "hyperlink", "oleObject", "ddeLink", "webPublishItem"}, name
                assert b'TargetMode="External"' not in package.read(name)


@chunks
def test_workbooks(number: int) -> None:
    report, plan = checked(number)
    assert_typed(report_book([report], [plan]))
    rubric = load_rubric()
    evidence = gather(rubric, report, plan=plan, profile=load_profile(), quotes=True)
    with zipfile.ZipFile(io.BytesIO(evidence_workbook(rubric, "M3", evidence, quotes=True))) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        formulas = [n.text or "" for name in sheets for n in etree.fromstring(package.read(name)).iter("{*}f")]
        assert not [f for f in formulas if any(word.strip("\t=") in f for word in CHUNKS[number] if len(word) > 4)]
        assert not [name for name in sheets if list(etree.fromstring(package.read(name)).iter("{*}hyperlink"))]


# --- the terminal ------------------------------------------------------------------------------------------------------------

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def assert_calm(lines: list[Line], monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain text without anything that acts; on a terminal colours of our own and nothing else."""
    assert active(plain(lines).replace("\n", "")) == ""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100, highlight=False, markup=False, emoji=False, soft_wrap=True)
    monkeypatch.setattr("rich.console.Console", lambda **_: console)
    styled(lines, 100)
    assert active(_COLOUR.sub("", screen.getvalue()).replace("\n", "")) == ""


@chunks
def test_the_terminal(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    report, plan = checked(number)
    profile = load_profile()
    queries = find_queries(plan, report, profile).model_copy(update={"file": report.file})
    compared = compare_plans(read_notation("..."), plan, profile)
    for lines in (
        text_report(report, plan, path=report.file),
        read_text(plan, report.file or ""),
        threads_text(report, plan),
        queries_text(queries, path=report.file),
        comparison_text(compared),
    ):
        assert_calm(lines, monkeypatch)
    assert json.loads(compared.model_dump_json())["schema"].startswith("ehcp-lint/compare")


# --- Word files --------------------------------------------------------------------------------------------------------------

_ACTIVE_PARTS = {
    "fldSimple",
    "instrText",
    "fldChar",
    "object",
    "altChunk",
    "control",
    "OLEObject",
    "attachedTemplate",
    "subDoc",
}


def word_file(words: list[str]) -> bytes:
    """A Word file that has each string in a heading, a paragraph, cells and the front page."""
    document = Document()
    legal = [re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]|\x7f|[\x80-\x9f]", "", word) for word in words]
    for label, word in zip(("Name", "Preferred name", "Reference", "Setting"), legal, strict=False):
        document.add_paragraph(f"{label}: {word}")
    for letter, title in (
        ("A", "Views"),
        ("B", "Special educational needs"),
        ("E", "Outcomes"),
        ("F", "Special educational provision"),
    ):
        document.add_heading(f"Section {letter}: {title}", 1)
        for word in legal:
            document.add_heading(word, 3)
            document.add_paragraph(f"Ines will make progress with regular support {word} as required.")
            document.add_paragraph(word)
        table = document.add_table(rows=2, cols=2)
        for cell, word in zip((c for row in table.rows for c in row.cells), legal, strict=False):
            cell.text = f"{word} regularly"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parts_of(data: bytes) -> tuple[set[str], set[tuple[str, str]]]:
    """The names of all elements of a Word file, and where its relations lead."""
    names: set[str] = set()
    relations: set[tuple[str, str]] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".rels"):
                for relation in etree.fromstring(package.read(name)):
                    relations.add((relation.get("TargetMode", ""), relation.get("Target", "")))
            elif name.startswith("word/") and name.endswith(".xml"):
                names |= {
                    etree.QName(n).localname for n in etree.fromstring(package.read(name)).iter() if isinstance(n.tag, str)
                }
    return names, relations


@chunks
def test_word_files(number: int) -> None:
    words = CHUNKS[number]
    data = word_file(words)
    plan = read_plan(data, name="plan.docx")
    report = lint(plan).model_copy(update={"file": f"{words[0]}.docx"})
    assert report.findings
    copy = commented_copy(data, plan, report)
    profile = load_profile()
    queries = find_queries(plan, report, profile).model_copy(update={"file": report.file})
    for made in (copy.data, letters(queries)):
        names, relations = parts_of(made)
        assert not names & _ACTIVE_PARTS
        assert not [target for mode, target in relations if mode == "External"]
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            assert not [name for name in package.namelist() if name.endswith((".bin", ".exe", ".html"))]
            for name in package.namelist():
                if name.startswith("word/") and name.endswith(".xml"):
                    assert active("".join(etree.fromstring(package.read(name)).itertext()).replace("\n", "")) in (
                        "",
                        _own(data, name),
                    )


def _own(data: bytes, name: str) -> str:
    """The hidden characters that the plan itself has: the copy does not change a word of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if name not in package.namelist():
            return ""
        return active("".join(etree.fromstring(package.read(name)).itertext()).replace("\n", ""))


# --- the page and batches ----------------------------------------------------------------------------------------------------


def test_the_local_page() -> None:
    app, secrets = application(ready=1)
    with browser_of(app, secrets, started=True) as page:
        calm = page.opened(example())
        like = [tags_of(page.get(path).text) for path in (calm, f"{calm}/threads", "/")]
        known_tags, known_attributes = (set[str]().union(*(found[n] for found in like)) for n in (0, 1))
        address = page.opened((f"{INJECTIONS[12]}{INJECTIONS[26]}.docx", word_file(INJECTIONS)))
        for part in ("", "/threads"):
            answer = page.get(f"{address}{part}")
            assert answer.status_code == 200
            tags, attributes, addresses = tags_of(answer.text)
            assert tags <= known_tags
            assert attributes <= known_attributes
            assert not [a for a in addresses if urlsplit(a).scheme or urlsplit(a).netloc or not a.startswith(("#", "/", "?"))]
            assert active(html.document_fromstring(answer.text).text_content().replace("\n", "")) == ""


def test_a_batch(tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "out"
    folder.mkdir()
    index = ["file,officer,need,setting"]
    for number, words in enumerate(CHUNKS[:1]):
        name = "=1+1 <script>'\"&{{7}}" + str(number) + ".docx"
        (folder / name).write_bytes(word_file(words))
        quoted = ",".join('"' + word.replace('"', '""').replace("\x1b", "") + '"' for word in (name, *words[1:4]))
        index.append(quoted)
    (tmp_path / "index.csv").write_text("\n".join(index), encoding="utf-8")
    arguments = [
        "batch",
        str(folder),
        "--out",
        str(out),
        "--jobs",
        "1",
        "--index",
        str(tmp_path / "index.csv"),
        "--by",
        "officer,need,setting",
    ]
    assert run([*arguments, "--no-settings", "--reports", "html"]) in (0, 1)
    page = (out / "index.html").read_text(encoding="utf-8")
    tags, attributes, addresses = tags_of(page)
    assert not tags & {"script", "iframe", "img", "object", "embed", "form", "base", "link"}
    assert not [a for a in attributes if a.startswith("on")]
    assert not [a for a in addresses if not re.fullmatch(r"#.*|plans/[0-9a-f]{16}\.html", a)]
    assert_typed((out / "results.xlsx").read_bytes())
    for made in out.rglob("*.html"):
        if made.name != "index.html":
            assert_quiet(made.read_text(encoding="utf-8"), harmless_page())
