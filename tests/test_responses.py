"""The export of a form is read by the names of its columns, in every shape that form services give it, and nothing is guessed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ehcp_lint.cli import run
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.rubric import load_rubric
from ehcp_lint.rubric.responses import Response, Responses, grade_of, read_responses

RUBRIC = load_rubric()
QUESTIONS = RUBRIC.questions
FORM = RUBRIC.form
CAPS = {cap.id: cap.reason for cap in RUBRIC.caps}
STRENGTH = RUBRIC.open_questions[0]
WHEN = datetime(2026, 3, 9, 14, 5)
MARKS: dict[str, int | None] = {q.id: (None if q.id == "Q14" else 4 - q.number % 4) for q in QUESTIONS}
OLD = ["ID", "Start time", "Completion time", "Email", "Name"]
NEW = [*OLD, "Last modified time"]
OF_PERSON = ["imogen.rowe@harbour.gov.uk", "Imogen Adeyinka-Rowe"]

Row = list[Any]


def book(
    headers: Sequence[Any], *rows: Row, sheet: str = "Form1", more: dict[str, list[Row]] | None = None, above: int = 0
) -> bytes:
    """A real .xlsx, as a form service writes it."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for number in range(above):
        page.append([f"Moderation, round {number + 1}"])
    for row in (headers, *rows):
        page.append(list(row))
    for name, others in (more or {}).items():
        extra = made.create_sheet(name)
        for row in others:
            extra.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def said(mark: int | None) -> str:
    return "N/A" if mark is None else next(v.option for v in RUBRIC.scale.values if v.mark == mark)


ASKED = [FORM.plan_code, FORM.moderator, FORM.agency]
ANSWERED: Row = ["P07", "M3", "Health"]
ANSWERS: Row = [said(MARKS[q.id]) for q in QUESTIONS]
HEADERS = [q.header for q in QUESTIONS]
META: Row = [1, WHEN, WHEN, *OF_PERSON]


def table(
    service: Sequence[str], meta: Row, rename: Callable[[str], str] = str, answers: Row = ANSWERS
) -> tuple[list[str], Row]:
    """The columns of a form service, then ours, renamed."""
    return [*service, *(rename(title) for title in (*ASKED, *HEADERS))], [*meta, *ANSWERED, *answers]


def the_one(found: Responses) -> Response:
    assert [problem.what for problem in found.problems] == []
    assert [column.column for column in found.unmapped] == []
    assert len(found.responses) == 1
    return found.responses[0]


def quiz() -> bytes:
    headers, row = table([*NEW, "Total points", "Quiz feedback", "Grade posted time"], [*META, WHEN, 12, "Well done", None])
    for title, answer in zip(HEADERS, ANSWERS, strict=True):
        headers += [f"Points - {title}", f"Feedback - {title}"]
        row += [3, "" if answer == "N/A" else "Imogen wrote this"]
    return book(headers, row)


def numbered_as_the_form_shows_them() -> bytes:
    headers, row = table(NEW, [*META, WHEN])
    return book([*headers[:6], *(f"{n}. {title}" for n, title in enumerate(headers[6:], 1))], row)


def with_titles_above() -> bytes:
    return book(*table(NEW, [*META, WHEN]), above=2)


def with_pivot_beside() -> bytes:
    return book(*table(OLD, META), more={"Sheet2": [["Count of Q1", 3], ["Total", 3]]})


VARIANTS: dict[str, Callable[[], bytes]] = {
    "old Forms export": lambda: book(*table(OLD, META)),
    "new Forms export, with the time of the last change": lambda: book(*table(NEW, [*META, WHEN])),
    "newest, with language and no start": lambda: book(
        *table(["Id", "Submission time", "Email", "Name", "Language"], [1, WHEN, *OF_PERSON, "English (United Kingdom)"])
    ),
    "quiz": quiz,
    "anonymous": lambda: book(*table(OLD, [1, WHEN, WHEN, "anonymous", None])),
    "non-breaking spaces": lambda: book(*table(OLD, META, lambda t: t.replace(" ", "\u00a0") + "\u00a0")),
    "trailing spaces and line breaks": lambda: book(*table(OLD, META, lambda t: t.replace(", ", ",\n ") + "  ")),
    "curly quotation marks and long dashes": lambda: book(
        *table(OLD, META, lambda t: t.replace("'", "’").replace("-", "–")), sheet="Sheet1"
    ),
    "capitals": lambda: book(*table(OLD, META, str.upper)),
    "zero-width spaces and soft hyphens": lambda: book(*table(OLD, META, lambda t: t.replace("a", "a\u200b\u00ad", 1))),
    "numbered again by the service": numbered_as_the_form_shows_them,
    "without our numbers": lambda: book(*table(OLD, META, lambda t: t.split(". ", 1)[-1])),
    "the number alone": lambda: book(*table(OLD, META, lambda t: t.split(". ")[0] if t.startswith("Q") else t)),
    "without the question mark, marked as required": lambda: book(*table(OLD, META, lambda t: t.rstrip("?") + " *")),
    "short names": lambda: book([*OLD, *ASKED, *(f"{q.id} {q.short}" for q in QUESTIONS)], [*META, *ANSWERED, *ANSWERS]),
    "tick form": lambda: book(
        [*OLD, *ASKED, *(q.quick_header for q in QUESTIONS)], [*META, *ANSWERED, *({4: "Yes", 3: "Yes", 2: "Partly", 1: "No"}.get(MARKS[q.id] or 0, "N/A") for q in QUESTIONS)]
    ),
    "grid, with its title in front": lambda: book(*table(OLD, META, lambda t: f"How good is it.{t}" if t.startswith("Q") else t)),
    "grid, rows in brackets": lambda: book(*table(["Timestamp"], [WHEN], lambda t: f"How good is it [{t}]" if t.startswith("Q") else t)),
    "answers with the semicolon of a choice": lambda: book(*table(OLD, META, answers=[f"{a};" for a in ANSWERS])),
    "rating, as numbers": lambda: book(*table(OLD, META, answers=[MARKS[q.id] if MARKS[q.id] else "N/A" for q in QUESTIONS])),
    "rating, as decimal numbers": lambda: book(*table(OLD, META, answers=[float(m) if m else "n/a" for m in MARKS.values()])),
    "titles above the table": with_titles_above,
    "a sheet of sums beside it": with_pivot_beside,
    "a name asked for although it should not be": lambda: book(
        [*OLD, *ASKED, *HEADERS, "Name2", "Email2", "Full name"], [*META, *ANSWERED, *ANSWERS, *OF_PERSON, "Imogen"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_shape_of_an_export_gives_the_same_marks(variant: str) -> None:
    found = read_responses(VARIANTS[variant](), "round.xlsx", RUBRIC)
    response = the_one(found)
    expected = {id: 3 if variant == "tick form" and mark == 4 else mark for id, mark in MARKS.items()}
    assert response.marks == expected
    assert (response.plan_code, response.moderator, response.agency, response.anonymous) == ("P07", "M3", "Health", False)
    assert response.completed == WHEN
    for dump in (found.model_dump_json(), repr(found)):
        assert not any(word in dump for word in ("imogen", "Imogen", "Adeyinka", "harbour.gov"))


def test_at_least_fourteen_shapes_are_real_workbooks() -> None:
    assert sum(VARIANTS[name]()[:2] == b"PK" for name in VARIANTS) >= 14


def as_csv(headers: Sequence[str], *rows: Row, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([headers, *rows])
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp1252")])
def test_a_google_like_csv_is_read(separator: str, encoding: str) -> None:
    headers, row = table(
        ["Timestamp", "Username"], ["2026/03/09 2:05:00 PM GMT+1", OF_PERSON[0]], lambda t: t.replace("'", "’")
    )
    response = the_one(read_responses(as_csv(headers, row, separator=separator, encoding=encoding), "round.csv", RUBRIC))
    assert (response.marks, response.completed) == (MARKS, WHEN)


def test_translated_columns_and_answers_are_read_with_a_map(tmp_path: Path) -> None:
    service = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail-Adresse", "Vorname Nachname"]
    headers, row = table(service, META, lambda t: t.replace("Plan code", "Plankürzel").replace("Q2.", "Zwei:"))
    row = ["stark" if cell == "4 - strong" else cell for cell in row]
    found = read_responses(book(headers, row), "round.xlsx", RUBRIC)
    assert found.responses == ()
    assert found.problems[0].what.startswith("no column was found for 'Plan code', so no row was read.")
    names = [column.column for column in found.unmapped]
    assert any("Startzeit" in name for name in names)
    assert any("Plankürzel" in name for name in names)
    (tmp_path / "map.toml").write_text(
        '[columns]\n"Startzeit" = "ignore"\n"Fertigstellungszeit" = "completed"\n"E-Mail-Adresse" = "personal"\n'
        '"vorname  NACHNAME" = "personal"\n"Plankürzel" = "plan_code"\n'
        f'"{headers[len(service) + 4]}" = "Q2"\n[answers]\nstark = 4\n',
        "utf-8",
    )
    read = read_responses(book(headers, row), "round.xlsx", RUBRIC, tmp_path / "map.toml")
    assert the_one(read).marks == MARKS
    assert read.dropped == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[colums]\n"A" = "Q1"', "there is no table 'colums'. Did you mean 'columns'?"),
        ('[columns]\n"A" = "Q21"', "'A': there is no 'Q21'. Did you mean 'Q2'"),
        ('[columns]\n"A" = "plan-code"', "there is no 'plan-code'. Did you mean 'plan_code'?"),
        ('[answers]\n"stark" = 5', "'5' is no answer of the form"),
        ("columns = 3", "columns must be a table"),
    ],
)
def test_a_slip_in_a_map_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "map.toml").write_text(text, "utf-8")
    with pytest.raises(BadConfig) as refusal:
        read_responses(book(*table(OLD, META)), "round.xlsx", RUBRIC, tmp_path / "map.toml")
    assert str(refusal.value).startswith("map.toml: ")
    assert said.removesuffix("'") in str(refusal.value)


# --- nothing is guessed ------------------------------------------------------------------------------------------------------


def test_a_name_that_is_only_near_is_proposed_and_not_taken() -> None:
    headers, row = table(OLD, META, lambda t: t.replace("Are the outcomes SMART, personal", "Are outcomes SMART and personal"))
    found = read_responses(book(headers, row), "round.xlsx", RUBRIC)
    assert [(column.near, "SMART and personal" in column.column) for column in found.unmapped] == [("Q9", True)]
    assert "Q9" not in found.responses[0].marks
    assert [problem.what for problem in found.problems] == ["no column was found for Q9"]


@pytest.mark.parametrize(
    ("title", "near"), [("Health", "Q7"), ("Advice", "Q18"), ("Comments", "comments"), ("Moderator", "moderator")]
)
def test_a_short_name_that_may_be_anything_is_proposed_and_not_taken(title: str, near: str) -> None:
    headers, row = table(OLD, META, lambda t: title if near in ("moderator",) and t == FORM.moderator else t)
    more = [] if near == "moderator" else [title]
    found = read_responses(book([*headers, *more], [*row, *(["Yes"] if more else [])]), "round.xlsx", RUBRIC)
    assert [(column.near, title in column.column) for column in found.unmapped] == [(near, True)]
    assert found.responses[0].marks == MARKS
    assert found.responses[0].comments == {}


def test_a_number_and_words_that_disagree_are_told_and_not_taken() -> None:
    headers, row = table(OLD, META, lambda t: t.replace("Q4. Are", "Q5. Are") if t.startswith("Q4.") else t)
    found = read_responses(book(headers, row), "round.xlsx", RUBRIC)
    assert found.problems[0].what == "its number says Q5 and its words say Q4"
    assert "Q4" not in found.responses[0].marks
    assert found.responses[0].marks["Q5"] == MARKS["Q5"]


def test_a_reworded_question_is_not_taken_by_its_number_alone() -> None:
    headers, row = table(OLD, META, lambda t: "Q7. What about the weather?" if t.startswith("Q7.") else t)
    found = read_responses(book(headers, row), "round.xlsx", RUBRIC)
    assert [column.near for column in found.unmapped] == ["Q7"]
    assert "Q7" not in found.responses[0].marks


@pytest.mark.parametrize("copy", ["{}2", "{} 2", "{}"])
def test_a_question_that_stands_there_twice_is_read_once_and_told(copy: str) -> None:
    headers, row = table(OLD, META)
    again = copy.format(HEADERS[2])
    found = read_responses(book([*headers, again], [*row, "1 - weak"]), "round.xlsx", RUBRIC)
    assert found.responses[0].marks["Q3"] == MARKS["Q3"]
    assert "asked a second time" in found.problems[0].what


def test_an_unknown_question_is_listed_and_the_rest_is_read() -> None:
    headers, row = table(OLD, META)
    found = read_responses(book([*headers, "How was the biscuit?"], [*row, "Crisp"]), "round.xlsx", RUBRIC)
    assert [(column.column, column.near) for column in found.unmapped] == [("column 29 (“How was the biscuit?”)", None)]
    assert found.responses[0].marks == MARKS
    assert not found.clean


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("4", 4), ("4 - strong", 4), ("4 – Strong", 4), ("4: strong", 4), ("4. strong", 4), ("4 (strong)", 4), ("4 = strong", 4),
        ("STRONG", 4), (" strong; ", 4), (4, 4), (4.0, 4), ("Yes", 3), ("partly", 2), ("No", 1), ("3 - sound\n", 3),
        ("N/A", None), ("n/a;", None), ("NA", None), ("Not applicable", None), ("4\u00a0-\u00a0strong", 4),
    ],
)  # fmt: skip
def test_marks_are_understood_as_people_and_programs_write_them(cell: Any, mark: int | None) -> None:
    found = read_responses(book([*ASKED, HEADERS[0]], [*ANSWERED, cell]), "round.xlsx", RUBRIC)
    assert found.responses[0].marks == {"Q1": mark}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (5, "5 is no mark of the form (4, 3, 2, 1, N/A)"),
        ("0", "0 is no mark of the form"),
        (2.5, "2.5 is no mark of the form"),
        ("4 - weak", "the number says 4 and the word says otherwise"),
        (
            "strnog",
            "an answer of 6 characters is none of 4 - strong, 3 - sound, 2 - partly, 1 - weak, N/A. Did you mean 'strong'?",
        ),
        ("Idris cannot do it", "an answer of 18 characters is none of"),
        (10**300, "is no mark of the form"),
        (WHEN, "a date or a tick stands where a mark belongs"),
        (True, "a date or a tick stands where a mark belongs"),
    ],
)
def test_a_mark_off_the_scale_is_told_by_row_and_the_rest_of_the_row_is_kept(cell: Any, said: str) -> None:
    found = read_responses(book([*ASKED, *HEADERS[:2]], [*ANSWERED, cell, 3]), "round.xlsx", RUBRIC)
    assert found.responses[0].marks == {"Q2": 3}
    told = [problem for problem in found.problems if problem.row == 2]
    assert len(told) == 1
    assert said in told[0].what
    assert "Q1." in (told[0].column or "")
    assert "Idris" not in str(found.problems)


def test_a_question_left_blank_is_not_one_that_does_not_apply() -> None:
    found = read_responses(book([*ASKED, *HEADERS[:3]], [*ANSWERED, None, "", "N/A"]), "round.xlsx", RUBRIC)
    assert found.responses[0].marks == {"Q3": None}


def test_two_answers_for_one_plan_by_one_moderator_are_told_by_row_and_the_first_is_kept() -> None:
    rows = [["P07", "M3", "", 4], ["P08", "M3", "", 3], ["p07", "m3 ", "", 1], ["P07", "M4", "", 2], ["P08", "M3", "", 3]]
    found = read_responses(book([*ASKED, HEADERS[0]], *rows), "round.xlsx", RUBRIC)
    assert [(r.row, r.plan_code, r.moderator, r.marks["Q1"]) for r in found.responses] == [
        (2, "P07", "M3", 4),
        (3, "P08", "M3", 3),
        (5, "P07", "M4", 2),
    ]
    told = [(p.row, p.what) for p in found.problems if p.row]
    assert told == [
        (4, "row 2 is about the same plan by the same moderator, with other answers. The first was kept"),
        (6, "row 3 is about the same plan by the same moderator, with the same answers. The first was kept"),
    ]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Efua Mensah", "it may be a name and not a code"),
        ("a@b.uk", "an address stands where a code belongs"),
        ("943 476 5919", "it may be a date of birth or an NHS number"),
        ("03/05/2018", "it may be a date of birth or an NHS number"),
        (WHEN, "a date stands where a code belongs"),
        ("", "no plan code; the row was not read"),
    ],
)
def test_what_may_be_a_person_is_not_taken_for_a_plan_code(cell: Any, said: str) -> None:
    found = read_responses(book([*ASKED, HEADERS[0]], [cell, "M3", "", 4]), "round.xlsx", RUBRIC)
    assert found.responses == ()
    assert said in found.problems[-1].what
    assert not any(word in found.model_dump_json() for word in ("Efua", "a@b", "943"))


def test_codes_are_taken_as_they_are_written() -> None:
    rows = [[code, "M3", "", 4] for code in ("P07", 7, 7.0, "Plan 7", "2026-03/7", "ALPHA")]
    found = read_responses(book([*ASKED, HEADERS[0]], *rows), "round.xlsx", RUBRIC)
    assert [r.plan_code for r in found.responses] == ["P07", "7", "Plan 7", "2026-03/7", "ALPHA"]
    assert [p.row for p in found.problems if p.row] == [4]  # 7 and 7.0 are one plan


def test_without_a_code_a_moderator_stays_anonymous_by_the_forms_own_number() -> None:
    rows = [[11, "P07", "", 4], [12, "P07", None, 3], [13, "P07", "imogen@harbour.gov.uk", 3]]
    found = read_responses(book(["ID", *ASKED[:2], HEADERS[0]], *rows), "round.xlsx", RUBRIC)
    assert [(r.moderator, r.anonymous) for r in found.responses] == [(f"anonymous {n}", True) for n in (11, 12, 13)]
    assert len([p for p in found.problems if p.row]) == 3
    assert "imogen" not in found.model_dump_json()


@pytest.mark.parametrize("cell", ["Imogen Rowe", "Imogen Adeyinka-Rowe", "imogen@harbour.gov.uk", "x" * 61])
def test_what_may_be_a_name_is_not_taken_for_a_moderators_code(cell: str) -> None:
    found = read_responses(book(["ID", *ASKED[:2], HEADERS[0]], [7, "P07", cell, 3]), "round.xlsx", RUBRIC)
    assert found.responses[0].moderator == "anonymous 7"
    assert [p.what.endswith("it was not taken") for p in found.problems if p.row] == [True]
    assert cell not in found.model_dump_json()


@pytest.mark.parametrize("cell", ["M3", "Health 2", "SEND team", "Parent carer", "Social care", "headteacher", 3, 3.0])
def test_roles_and_codes_of_moderators_are_taken(cell: Any) -> None:
    found = read_responses(book([*ASKED[:2], HEADERS[0]], ["P07", cell, 3]), "round.xlsx", RUBRIC)
    assert (found.responses[0].moderator, found.responses[0].anonymous) == (str(cell).removesuffix(".0"), False)


@pytest.mark.parametrize("joined", ["{};{};", "{}; {}", "{}, {}", '["{}","{}"]', "{}\n{}"])
def test_ticks_are_read_however_they_are_joined(joined: str) -> None:
    cell = joined.format(CAPS["data-breach"], CAPS["placement-in-draft"])
    found = read_responses(book([*ASKED, HEADERS[0], FORM.caps], [*ANSWERED, 3, cell]), "round.xlsx", RUBRIC)
    response = found.responses[0]
    assert response.caps == ("placement-in-draft", "data-breach")
    assert grade_of(RUBRIC, response).grade == "I"
    assert [p for p in found.problems if p.row] == []


def test_a_tick_that_is_not_on_the_form_is_told_and_none_of_these_is_none() -> None:
    headers = [*ASKED, HEADERS[0], FORM.caps]
    rows = [[*ANSWERED, 3, "None of these;"], ["P08", "M3", "", 3, f"{CAPS['section-missing']};The cat sat on it;"]]
    found = read_responses(book(headers, *rows), "round.xlsx", RUBRIC)
    assert [r.caps for r in found.responses] == [(), ("section-missing",)]
    assert [(p.row, "none of the answers offered" in p.what) for p in found.problems if p.row] == [(3, True)]


def test_another_grade_needs_its_reason() -> None:
    headers = [*ASKED, HEADERS[0], FORM.override, FORM.override_note]
    rows = [
        [*ANSWERED, 3, "RI - Requires improvement", "It was rewritten"],
        ["P08", "M3", "", 3, "I", None],
        ["P09", "M3", "", 3, "Q", "x"],
    ]
    found = read_responses(book(headers, *rows), "round.xlsx", RUBRIC)
    assert [grade_of(RUBRIC, r).grade for r in found.responses] == ["RI", "G", "G"]
    told = [(p.row, p.what) for p in found.problems if p.row]
    assert told[0][1] == "another grade without a reason; the grade that the marks give stands"
    assert told[1][1].startswith("another grade that is none of O, G, RI, I.")


def test_comments_are_kept_by_question_and_not_shown_in_a_repr() -> None:
    headers = [*ASKED, HEADERS[2], "Q3 comment", "Comment on Q4", f"Comment: {QUESTIONS[4].text}", STRENGTH.text]
    found = read_responses(book(headers, [*ANSWERED, 3, "See page 2", "none", "=1+1", "Warm tone"]), "round.xlsx", RUBRIC)
    assert found.unmapped == ()
    assert found.responses[0].comments.keys() >= {"Q3", "Q4", "strength"}
    assert "page 2" not in repr(found)


def test_times_that_may_be_two_days_are_left_out_and_told() -> None:
    headers = ["Completion time", *ASKED, HEADERS[0]]
    rows = [["9/10/2026 8:01", "P01", "M3", "", 3], [46090.5, "P02", "M3", "", 3], ["2026-03-09T14:05:00Z", "P03", "M3", "", 3]]
    found = read_responses(book(headers, *rows), "round.xlsx", RUBRIC)
    assert [r.completed for r in found.responses] == [None, datetime(2026, 3, 9, 12), WHEN]
    assert [(p.row, "day and month" in p.what) for p in found.problems if p.row] == [(2, True)]


def test_of_two_sheets_with_plan_codes_none_is_read() -> None:
    headers, row = table(OLD, META)
    found = read_responses(book(headers, row, more={"Copy": [headers, row]}), "round.xlsx", RUBRIC)
    assert found.responses == ()
    assert "2 sheets have a column of plan codes ('Form1', 'Copy')" in found.problems[0].what


# --- files that are no export ------------------------------------------------------------------------------------------------


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.xlsx", "the file is empty"),
        (b"PK\x03\x04 broken", "a.xlsx", ""),
        (zipped(**{"word/document.xml": b"<a/>"}), "a.xlsx", "this is no Excel workbook"),
        (zipped(**{"xl/workbook.xml": b"<!DOCTYPE x><a/>"}), "a.xlsx", "a DTD"),
        (zipped(**{"xl/workbook.xml": "<a/>".encode("utf-16")}), "a.xlsx", "UTF-16"),
        (zipped(**{"xl/workbook.xml": b"<a/>"}), "a.xlsx", "the workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "an old Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "a workbook with a password"),
        (b"Plan code,Q1\nP07,4\n", "a.docx", "plain text, which its name does not say"),
        (b"<!doctype html><p>", "a.csv", "this is a web page"),
        (b"\x00\x01\x02\x03", "a.csv", "neither a workbook nor a CSV file"),
    ],
)
def test_what_is_no_table_is_refused_with_a_next_step(data: bytes, name: str, said: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        read_responses(data, name, RUBRIC)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_export_without_answers_is_read_as_none() -> None:
    headers, _ = table(OLD, META)
    found = read_responses(book(headers), "round.xlsx", RUBRIC)
    assert (found.responses, found.problems, found.unmapped) == ((), (), ())


CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 99)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.text(max_size=12)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8), st.lists(st.lists(CELLS, max_size=12), max_size=5))
def test_no_table_stops_the_reader(names: list[str], rows: list[list[Any]]) -> None:
    """Through CSV, which takes any words; what it holds is a response, a problem or a column that is not known."""
    headers = [*ASKED[:2], HEADERS[0], FORM.caps, *names]
    found = read_responses(as_csv(headers, *rows, encoding="utf-16"), "round.csv", RUBRIC) if not _bare(headers, rows) else None
    if found:
        assert len(found.responses) <= len(rows)
        for response in found.responses:
            assert set(response.marks) <= {"Q1"}
            grade_of(RUBRIC, response)


def _bare(headers: list[str], rows: list[list[Any]]) -> bool:
    """Half characters, which no encoding has."""
    return any("\ud800" <= letter <= "\udfff" for cell in (*headers, *(c for row in rows for c in row)) for letter in str(cell))


# --- the command -------------------------------------------------------------------------------------------------------------


def test_the_command_shows_what_was_read_and_what_was_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headers, row = table(NEW, [*META, WHEN])
    clean, other = tmp_path / "clean.xlsx", tmp_path / "other.xlsx"
    clean.write_bytes(book(headers, row))
    other.write_bytes(book([*headers, "How was the biscuit?"], [*row[:9], 7, *row[10:], "Crisp"]))
    assert run(["rubric", "read", str(clean), "--no-settings"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 response about 1 plan.\n2 columns of names or addresses were not read.")
    assert "Row 2: P07 by M3: 2." in out
    assert run(["rubric", "read", str(other), "--no-settings"]) == 3
    out = " ".join(capsys.readouterr().out.split())
    assert "7 is no mark of the form" in out
    assert "column 30 (“How was the biscuit?”)." in out
    assert "Crisp" not in out
    assert run(["rubric", "read", str(clean), "--no-settings", "--format", "json"]) == 0
    assert Responses.model_validate_json(capsys.readouterr().out).responses[0].marks == MARKS
    assert run(["rubric", "read", str(tmp_path / "none.xlsx")]) == 3
    assert json.dumps(capsys.readouterr().err).count("\\n") == 1
