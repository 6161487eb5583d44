"""The forms that people fill in: the question document, the workbook and its formulas, worked out anew by LibreOffice."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ehcp_lint import lint, load_profile
from ehcp_lint.cli import run
from ehcp_lint.outputs.rubric.question_document import question_document
from ehcp_lint.outputs.rubric.workbook import evidence_workbook, marks_workbook
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.rubric import Rubric, gather, load_rubric, make_rubric, work_out
from ehcp_lint.rubric.evidence import PlanEvidence
from ehcp_lint.rubric.form import asked
from ehcp_lint.rubric.loading import rubric_text
from ehcp_lint.rubric.responses import CONFIRMED, GRADE_TITLE, grade_of, read_responses

ROOT = Path(__file__).parents[1]
RUBRIC = load_rubric()
OFFICE = shutil.which("soffice")
WEAK = "...\nF1: Access to a quiet space.\nE1: To improve his reading."


def odd() -> Rubric:
    """A form with broken weights, another scale and no caps, so that nothing in the formulas is a constant."""
    changes: dict[str, Any] = {
        "name": "odd",
        "scale": {"values": [{"mark": mark, "name": f"level {mark}"} for mark in (5, 3, 2)], "not_applicable": 'no "mark"'},
        "bands": [{"letter": "A", "name": "Top", "at_least": 4.2}, {"letter": "B", "name": "Rest, or less", "at_least": 0}],
        "caps": [],
    }
    base = tomllib.loads(rubric_text()[0])
    weights = (0.1, 0.2, 0.7, 3)
    questions = [{**q, "weight": weights[n], "looks_like": {}} for n, q in enumerate(base["questions"][:4])]
    return make_rubric({**base, **changes, "questions": questions}, "odd.toml")


def evidence(notation: str = WEAK, *, quotes: bool = False) -> PlanEvidence:
    plan, profile = read_notation(notation), load_profile()
    return gather(RUBRIC, lint(plan, profile), plan=plan, profile=profile, quotes=quotes)


def cells(data: bytes, sheet: str) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


# --- the question document ---------------------------------------------------------------------------------------------------


def test_the_form_asks_for_the_plans_code_first_and_never_for_a_name() -> None:
    titles = [one.title for one in asked(RUBRIC)]
    assert titles[:3] == ["Plan code", "Moderator code", "Agency"]
    assert len(titles) == 3 + 20 + 3 + 3
    text = "\n".join(p.text for p in Document(io.BytesIO(question_document(RUBRIC))).paragraphs)
    assert [title for title in titles if title not in text] == []
    assert not re.search(r"\bYour name\b|\bEmail\b", text)


def test_the_question_document_says_of_each_question_its_type_answers_help_and_whether_it_is_required() -> None:
    lines = [p.text for p in Document(io.BytesIO(question_document(RUBRIC))).paragraphs]
    at = lines.index(RUBRIC.questions[10].header)
    assert lines[at + 1] == "Question 14 of the form. Choice, one answer. Required."
    assert lines[at + 2] == "Help: 4: Every line does; 1: 'Access to', 'as required'"
    assert lines[at + 3 : at + 8] == ["4 - strong", "3 - sound", "2 - partly", "1 - weak", "N/A"]


def test_the_tick_form_asks_yes_partly_or_no() -> None:
    lines = [p.text for p in Document(io.BytesIO(question_document(RUBRIC, quick=True, comments=True))).paragraphs]
    at = lines.index("Q11. Is every line of provision specific and quantified?")
    assert lines[at + 3 : at + 8] == ["Yes", "Partly", "No", "N/A", "Q11 comment"]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert question_document(RUBRIC) == question_document(RUBRIC)
    assert marks_workbook(RUBRIC, "P07") == marks_workbook(RUBRIC, "P07")
    assert evidence_workbook(RUBRIC, "P07", evidence()) == evidence_workbook(RUBRIC, "P07", evidence())


# --- the workbook ------------------------------------------------------------------------------------------------------------


def test_the_workbooks_questions_are_called_as_on_the_form() -> None:
    asked_there = {row[0] for row in cells(marks_workbook(RUBRIC, "P07"), "Marks")}
    ticks = {cap.reason for cap in RUBRIC.caps}
    assert {one.title for one in asked(RUBRIC)} | ticks <= asked_there
    quick = {row[0] for row in cells(marks_workbook(RUBRIC, "P07", quick=True), "Marks")}
    assert {one.title for one in asked(RUBRIC, quick=True)} <= quick


def test_the_workbook_is_blind_unless_asked_otherwise() -> None:
    assert load_workbook(io.BytesIO(marks_workbook(RUBRIC, "P07"))).sheetnames == ["Marks", "Lists", "How to"]
    beside = load_workbook(io.BytesIO(marks_workbook(RUBRIC, "P07", evidence=evidence())))
    assert beside.sheetnames == ["Marks", "Lists", "Evidence", "How to"]
    assert beside["Lists"].sheet_state == "hidden"


def test_answers_can_be_filled_in_and_formulas_cannot() -> None:
    sheet = load_workbook(io.BytesIO(marks_workbook(RUBRIC, "P07")))["Marks"]
    assert sheet.protection.sheet
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2) if row[0].value}
    assert not rows[RUBRIC.questions[0].header][2].protection.locked
    assert not rows[RUBRIC.questions[0].header][3].protection.locked
    for title in ("Grade", "Weighted mean, 1 to 4", RUBRIC.questions[0].header):
        assert rows[title][0].protection.locked
    assert rows["Grade"][2].protection.locked
    assert rows["Grade"][2].data_type == "f"


def test_each_question_has_its_list_of_answers_and_the_help_beside_it() -> None:
    sheet = load_workbook(io.BytesIO(marks_workbook(RUBRIC, "P07")))["Marks"]
    lists = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    found = lists[f"C{rows[RUBRIC.questions[10].header]}"]
    assert (found.type, found.formula1, found.promptTitle) == ("list", "Lists!$A$2:$A$6", "Q11 Provision is specific")
    assert found.prompt == "4: Every line does; 1: 'Access to', 'as required'"
    assert all(len(v.prompt or "") <= 255 and len(v.promptTitle or "") <= 32 for v in lists.values())


def test_a_person_who_reads_with_a_screen_reader_or_on_paper_finds_headings_and_whole_pages() -> None:
    book = load_workbook(io.BytesIO(marks_workbook(RUBRIC, "P07", evidence=evidence(quotes=True), quotes=True)))
    for name in ("Marks", "Evidence", "How to"):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (9, "portrait", 0)
        assert all(sheet.cell(1, column).value for column in range(1, sheet.max_column + 1))
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


DANGEROUS = ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://example.org", "ftp://x"]


def test_nothing_in_a_plan_becomes_a_formula_or_a_link() -> None:
    lines = "\n".join(f"F{n}: {words} access to a quiet space as required." for n, words in enumerate(DANGEROUS, 1))
    told = evidence(f'...\nA: "{DANGEROUS[0]}", said Ines. We asked with pictures.\n{lines}', quotes=True)
    hostile = told.model_copy(update={"questions": tuple(
        one.model_copy(update={"could_not_check": tuple(DANGEROUS), "points": tuple(
            p.model_copy(update={"message": DANGEROUS[0], "quote": DANGEROUS[1], "place": DANGEROUS[3]}) for p in one.points)})
        for one in told.questions)})  # fmt: skip
    data = evidence_workbook(RUBRIC, "P07", hostile, quotes=True)
    types = {cell.data_type for row in load_workbook(io.BytesIO(data))["Evidence"].iter_rows() for cell in row}
    assert types <= {"s", "n"}  # text, and empty cells
    parts = {name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    assert not any(b"<f>" in part or b"hyperlink" in part for part in parts.values())


def test_the_evidence_has_the_words_of_the_plan_only_where_they_were_asked_for() -> None:
    plain = cells(evidence_workbook(RUBRIC, "P07", evidence()), "Evidence")
    quoted = cells(evidence_workbook(RUBRIC, "P07", evidence(quotes=True), quotes=True), "Evidence")
    assert (len(plain[0]), len(quoted[0])) == (5, 6)
    assert "improve" not in str(plain)
    assert "“improve”" in str(quoted)


# --- worked out by LibreOffice -----------------------------------------------------------------------------------------------


Filled = tuple[dict[str, int | None], frozenset[str], str | None, str]


def filled_in(rubric: Rubric, filled: Filled, *, quick: bool = False) -> bytes:
    """A workbook as a moderator would leave it; formulas lose their old results on the way."""
    marks, caps, override, note = filled
    words = {mark: word for word, mark in reversed(rubric.scale.answers.items()) if mark is not None}
    for value in rubric.scale.values:
        words[value.mark] = value.option
    if quick:
        words |= {one.counts_as: one.word for one in rubric.scale.quick}
    book = load_workbook(io.BytesIO(marks_workbook(rubric, "P07", quick=quick, moderator="M3")))
    sheet = book["Marks"]
    at = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value}
    for id, mark in marks.items():
        question = rubric.question(id)
        assert question is not None
        title = question.quick_header if quick else question.header
        sheet.cell(at[title], 3).value = rubric.scale.not_applicable if mark is None else words[mark]
    for id in caps:
        cap = rubric.cap(id)
        assert cap is not None
        sheet.cell(at[cap.reason], 3).value = CONFIRMED
    band = rubric.band(override or "")
    sheet.cell(at[rubric.form.override], 3).value = band.option if band else None
    sheet.cell(at[rubric.form.override_note], 3).value = note or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def worked_out(folder: Path, books: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """What LibreOffice makes of the formulas: for each workbook the lines below "The grade"."""
    made = folder / "made"
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "xlsx", "--outdir", str(made),
         *(str(folder / f"{name}.xlsx") for name in books)],
        check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    results = {}
    for name in books:
        rows = list(load_workbook(made / f"{name}.xlsx", data_only=True)["Marks"].iter_rows(values_only=True))
        start = next(number for number, row in enumerate(rows) if row[0] == GRADE_TITLE)
        results[name] = {str(row[0]): row[2] for row in rows[start + 1 :]}
    return results


def marks_of(rubric: Rubric) -> st.SearchStrategy[Filled]:
    return st.tuples(
        st.dictionaries(st.sampled_from([q.id for q in rubric.questions]), st.none() | st.sampled_from(rubric.scale.marks)),
        st.frozensets(st.sampled_from([cap.id for cap in rubric.caps]), max_size=3) if rubric.caps else st.just(frozenset()),
        st.none() | st.sampled_from([band.letter for band in rubric.bands]),
        st.sampled_from(["", "", "The marks miss that it was rewritten."]),
    )


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed, so the workbook's formulas are not worked out here")
@settings(max_examples=1, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(marks_of(RUBRIC), min_size=6, max_size=6),
    st.lists(marks_of(odd()), min_size=3, max_size=3),
    st.lists(marks_of(RUBRIC), min_size=1, max_size=1),
)
def test_libreoffice_works_out_the_grade_that_we_work_out(
    tmp_path_factory: pytest.TempPathFactory, default: list[Filled], odds: list[Filled], quick: list[Filled]
) -> None:
    ticks = [({id: mark if mark != 4 else 3 for id, mark in marks.items()}, *rest) for marks, *rest in quick]
    everything = [(RUBRIC, one, False) for one in default] + [(odd(), one, False) for one in odds]
    everything += [(RUBRIC, one, True) for one in ticks]  # type: ignore[misc]
    line: dict[str, int | None] = {"Q1": 4, "Q2": 3, "Q20": 1, "Q5": 2}
    everything += [(RUBRIC, (line, frozenset(), None, ""), False), (RUBRIC, ({}, frozenset(), None, ""), False)]
    books = {f"b{n}": filled_in(rubric, one, quick=ticked) for n, (rubric, one, ticked) in enumerate(everything)}
    results = worked_out(tmp_path_factory.mktemp("books"), books)
    for n, (rubric, (marks, caps, override, note), _) in enumerate(everything):
        result = results[f"b{n}"]
        ours = work_out(rubric, marks, caps, note, override=override if note else None)
        means = next(value for title, value in result.items() if title.startswith("Weighted mean"))
        if ours.mean is None:
            assert means in (None, "")
        else:
            assert means == pytest.approx(ours.mean, abs=1e-8)
        for title, letter in (
            ("Grade by the marks", ours.by_marks),
            ("Grade with what holds it down", ours.capped),
            ("Grade", ours.grade),
        ):
            band = rubric.band(letter or "")
            assert (result[title] or None) == (band.option if band else None), (title, marks, caps, override, note)
        counted = (
            f"{len(ours.scored)} marked, {len(ours.not_applicable)} {rubric.scale.not_applicable}, {len(ours.unanswered)} blank"
        )
        assert result["Questions marked"] == counted
        if rubric.caps:
            assert (result["Held down by"] or "") == " ".join(cap.reason for cap in ours.caps)
        back = read_responses(books[f"b{n}"], "P07.xlsx", rubric)
        assert back.responses[0].marks == marks
        assert grade_of(rubric, back.responses[0]).model_dump() == ours.model_dump()


# --- the commands ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_workbooks_are_named_by_code_and_never_by_the_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "examples" / "weak-draft.docx", folder / "Idris Farah.docx")
    assert run(["rubric", "workbook", "Idris Farah.docx", "-o", ".", "--code", "P07"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["Idris Farah.docx", "P07.evidence.xlsx", "P07.xlsx"]
    assert capsys.readouterr().out.startswith("P07: Idris Farah.docx. Marks: P07.xlsx; evidence, to open after marking: P07")
    for name in ("P07.xlsx", "P07.evidence.xlsx"):
        with zipfile.ZipFile(folder / name) as book:
            assert not any(b"Idris" in book.read(part) or b"Farah" in book.read(part) for part in book.namelist())
    assert read_responses((folder / "P07.xlsx").read_bytes(), "P07.xlsx", RUBRIC).responses[0].plan_code == "P07"


def test_a_workbook_that_somebody_filled_in_is_never_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "workbook", "--code", "P07"]) == 0
    before = (folder / "P07.xlsx").read_bytes()
    assert run(["rubric", "workbook", "--code", "P07", "--quick"]) == 2
    assert (folder / "P07.xlsx").read_bytes() == before
    assert "P07.xlsx: a document of that name is there already" in capsys.readouterr().err


def test_a_plan_that_cannot_be_read_still_gets_its_workbook_and_its_evidence_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "scan.pdf").write_bytes(b"\x89PNG\r\n")
    assert run(["rubric", "workbook", "scan.pdf", "-o", "out.xlsx"]) == 3
    rows = cells((folder / "out.evidence.xlsx").read_bytes(), "Evidence")
    assert any(row[2] == "Not checked" and "Nothing is known about this plan" in str(row[4]) for row in rows)
    assert (folder / "out.xlsx").exists()
    assert "this is a picture" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["workbook"], "Name a plan, or give --code for an empty workbook."),
        (["workbook", "--code", "Efua Mensah"], "it may be a name and not a code"),
        (["workbook", "--code", "../P07"], "A plan code is made of letters, digits"),
        (["workbook", "--code", "P07", "--code", "P07"], "The code P07 is given twice."),
        (["workbook", "--code", "P07", "-o", "nowhere"], "there is no such folder"),
        (["workbook", "--code", "P07", "--code", "P08", "-o", "x.xlsx"], "there are 2 workbooks to write"),
        (["form", "-o", "form.pdf"], "Give it a name that ends in .docx"),
        (["show", "--rubric", "none.toml"], "none.toml cannot be read"),
        (["show", "--rubric", "defalt"], "Did you mean 'default'?"),
    ],
)
def test_a_slip_on_the_command_line_is_one_line_and_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["rubric", *arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_a_council_copies_the_form_changes_it_and_names_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "show", "--format", "toml", "-o", "our-form.toml"]) == 0
    text = (folder / "our-form.toml").read_text("utf-8")
    (folder / "our-form.toml").write_text(text.replace('title = "Is this a good plan?"', 'title = "Harbour form"'), "utf-8")
    (folder / "ehcp-lint.toml").write_text('[files]\nrubric = "our-form.toml"\n', "utf-8")
    assert run(["rubric", "form"]) == 0
    assert Document(folder / "form.docx").paragraphs[0].text == "Harbour form"
    capsys.readouterr()
    assert run(["rubric", "show", "--format", "toml"]) == 0
    assert 'title = "Harbour form"' in capsys.readouterr().out
    assert run(["rubric", "show"]) == 0
    assert capsys.readouterr().out.startswith("Harbour form\n")
    assert run(["rubric", "show", "--no-settings"]) == 0
    assert capsys.readouterr().out.startswith("Is this a good plan?\n")


def test_the_form_as_json_makes_the_same_form_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "show", "--format", "json"]) == 0
    assert Rubric.model_validate_json(capsys.readouterr().out) == RUBRIC


def test_no_command_about_plans_loads_a_spreadsheet_library() -> None:
    code = (
        "import sys; from ehcp_lint.cli import application; application(); import ehcp_lint.rubric, ehcp_lint.rubric.responses;"
        "print([m for m in ('openpyxl', 'xlsxwriter', 'docx', 'spacy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
