"""Section K: which advice counts as old or undated, by the ways people write dates; and sums left open."""

from __future__ import annotations

import pytest
from layouts import plan

from ehcp_lint import lint
from ehcp_lint.parsers.notation import read_notation


def marked(check: str, *lines: str) -> list[str]:
    """What `check` marks in section K of a plan of 2 March 2026 or thereabouts that lists these reports."""
    return [f.quote for f in lint(read_notation("...\nK: " + "\n> ".join(lines))).findings if f.check == check]


@pytest.mark.parametrize("when", ["2023", "June 2023", "12.06.2023", "12/6/23", "12 June 2023", "2023-06-12"])
def test_old_advice_is_known_in_whatever_way_its_date_is_written(when: str) -> None:
    line = f"Speech and language therapist, Ms Ray, {when}"
    assert marked("K105", line) == [line]


@pytest.mark.parametrize("when", ["January 2026", "12.01.2026", "2025", "12 January 2026"])
def test_advice_of_the_last_year_is_not_marked(when: str) -> None:
    assert marked("K105", f"Speech and language therapist, Ms Ray, {when}") == []


@pytest.mark.parametrize(
    "line", ["Advice from, name, role, dated", "Therapist report, Ms Ray, Nov 25", "Nurse's letter, autumn term 2025"]
)
def test_a_row_of_headings_or_a_short_date_is_not_called_undated(line: str) -> None:
    assert marked("K103", "Psychologist's report, 3 January 2026", "School report, 5 January 2026", line) == []


@pytest.mark.parametrize("sum_", ["£??", "£?", "£ ??", "£XX", "£___"])
def test_a_sum_left_open_is_a_placeholder(sum_: str) -> None:
    plan = read_notation(f"...\nJ: A payment of {sum_} a year is made for swimming.")
    assert [f.quote for f in lint(plan).findings if f.check == "S105"] == [sum_]


def test_a_sum_is_no_placeholder() -> None:
    assert [f for f in lint(read_notation("...\nJ: A payment of £900 a year is made.")).findings if f.check == "S105"] == []


@pytest.mark.parametrize(
    "line",
    [
        "Careers adviser's report, T Fry, no report received",
        "Occupational therapy report, not yet sent",
        "Speech and language therapy advice, post vacant",
        "Social care assessment, not known to the service",
        "Nurse's letter, declined",
        "Advice from, role, report",
        "Name of professional, job title, type of report",
        "Report, author, organisation",
    ],
)
def test_advice_that_did_not_come_or_a_row_of_headings_is_not_called_undated(line: str) -> None:
    assert marked("K103", "Psychologist's report, 3 January 2026", "School report, 5 January 2026", line) == []


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_in_the_date_column_says_that_nothing_came(dash: str) -> None:
    rows = [["Psychologist's report", "3 January 2026"], ["School report", "5 January 2026"], ["Therapist's report", dash]]
    report = lint(plan("# Section K: Advice", [["Advice", "Date"], *rows]))
    assert [f.quote for f in report.findings if f.check == "K103"] == []


@pytest.mark.parametrize(
    "line", ["Paediatric report, Dr Okafor", "Occupational therapy advice, Ms Ray", "School letter, Mrs Bell"]
)
def test_a_report_without_its_date_is_marked(line: str) -> None:
    assert marked("K103", "Psychologist's report, 3 January 2026", "Social worker, Mr Poe, 5 January 2026", line) == [line]


FRONT = [["Name", "Ada Quill"], ["Parents", "Mrs Hodan Quill; Mr Yusuf Quill (works nights)"]]
OTHERS = [
    ["School, Mrs Bell", "4 February 2026"],
    ["Paediatrician, Dr Okafor", "4 February 2026"],
    ["Educational psychologist, Dr Nwosu", "4 February 2026"],
    ["Social worker, Mr Poe", "4 February 2026"],
]


def lacks(line: str) -> list[str]:
    """What K102 asks for where the family's line of section K is this one."""
    report = lint(plan(FRONT, "# Section A: Views\nHello.\n# Section K: Advice", [*OTHERS, [line, "1 March 2026"]]))
    return [f.message for f in report.findings if f.check == "K102"]


@pytest.mark.parametrize(
    "line",
    [
        "Mrs H Quill",
        "Ada (form, and voice recording)",
        "Hodan and Yusuf Quill",
        "Mr and Mrs Quill",
        "K2 Hodan Quill, letter",
        "Ada's drawing",
        "Letter from Hodan Quill",
    ],
)
def test_the_family_may_stand_in_section_k_by_name(line: str) -> None:
    assert lacks(line) == []


@pytest.mark.parametrize("line", ["Mrs H Quilter", "Physiotherapist, Ms Ray, on Ada", "Ada's hearing test", "Dr Adamson"])
def test_another_name_is_not_the_family_s(line: str) -> None:
    assert lacks(line) == ["List the advice from the parents or the young person, or say why there is none."]


def test_a_timetable_below_the_list_of_advice_is_none() -> None:
    ahead = [["December 2026", "Visit to the college"], ["March 2027", "Taster days"], ["May 2027", "Handover meeting"]]
    front = [["Name", "Ada Quill"], ["Date of plan", "1 June 2026"]]
    late = ["Nurse's letter", "4 February 2027"]
    report = lint(plan(front, "# Section K: Advice", [*OTHERS, late], "Moving on", ahead))
    assert [f.quote for f in report.findings if f.check == "K104"] == ["\n".join(late)]
