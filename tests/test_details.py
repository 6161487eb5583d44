"""The front page and the sign-off, in the ways that councils lay them out."""

from __future__ import annotations

from datetime import date

import pytest
from layouts import plan

from ehcp_lint import lint
from ehcp_lint.parsers.days import parse_date
from ehcp_lint.parsers.front_questions import question
from ehcp_lint.plan import Status


def test_answers_stand_in_the_next_cell_of_the_row() -> None:
    details = plan(
        [["Name:", "Ada Quill", "Date of Birth:", "03/09/2014"], ["School year", "Year 7", "Known to social care:", "No"]],
        "# Section A: Views\nHello.",
    ).details
    assert details.name is not None
    assert details.name.value == "Ada Quill"
    assert details.date_of_birth is not None
    assert details.date_of_birth.value == date(2014, 9, 3)
    assert details.year_group is not None
    assert details.year_group.value == 7
    assert details.social_care is not None
    assert details.social_care.value is False


def test_one_line_may_ask_several_things() -> None:
    details = plan(
        "Name: Zofia Brandt Date of Birth: 22.06.2021 NHS No: 1\nD.O.B.: 1.1.2020\n# Section A: Views\nHello."
    ).details
    assert details.name is not None
    assert details.name.value == "Zofia Brandt"
    assert details.date_of_birth is not None
    assert details.date_of_birth.value == date(2021, 6, 22)
    assert question("D.O.B.") == "date_of_birth"
    assert question("Date of original plan") == "-"


def test_a_question_without_an_answer_is_not_a_missing_question() -> None:
    details = plan([["Review date:", ""]], "* Date of Birth:", "# Section A: Views").details
    assert details.review_date is not None
    assert details.review_date.value is None
    assert details.date_of_birth is not None
    assert details.date_of_birth.value is None
    assert details.plan_date is None


def test_the_answer_may_stand_on_the_next_line() -> None:
    details = plan("* I like to be known as:\nBillie\n# Section A: Views").details
    assert details.preferred_name is not None
    assert details.preferred_name.value == "Billie"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Status: Draft", Status.DRAFT),
        ("Plan status: Amended Final", Status.AMENDED_FINAL),
        ("Final or Draft Plan? Final", Status.FINAL),
        ("Proposed amended Education, Health and Care Plan", Status.PROPOSED_AMENDED),
        ("☐ Draft ☒ Final", Status.FINAL),
        ("DRAFT Education, Health and Care Plan", Status.DRAFT),
    ],
)
def test_the_status_is_read_wherever_it_stands(line: str, status: Status) -> None:
    found = plan(f"{line}\n# Section A: Views\nHello.").details.status
    assert found is not None
    assert found.value is status


@pytest.mark.parametrize("line", ["Draft/Proposed/Amended/Final Plan", "Status: Draft / Final", "The drafty final whistle"])
def test_a_choice_that_nobody_made_is_no_status(line: str) -> None:
    found = plan(f"{line}\n# Section A: Views\nHello.").details.status
    assert found is None or found.value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14/03/2016", date(2016, 3, 14)),
        ("1.9.14", date(2014, 9, 1)),
        ("3rd of June 2027", date(2027, 6, 3)),
        ("12 Sept 2026", date(2026, 9, 12)),
        ("2027-05-01", date(2027, 5, 1)),
        ("March 2027", date(2027, 3, 1)),
        ("31/02/2026", None),
        ("soon", None),
    ],
)
def test_dates_are_read_in_british_order(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


def test_a_label_is_known_by_its_longest_wording() -> None:
    assert question("Date of next annual review:") == "review_date"
    assert question("Name of child or young person") == "name"
    assert question("Year 3") is None
    assert question("Date by which this plan must be reviewed") == "review_date"
    assert question("Date of this draft") == "plan_date"
    assert question("Date of request for an assessment for a plan") is None
    assert question("Name the places you like to visit most of all") is None
    assert question("First review to be held by") == question("Next review due by") == "review_date"
    assert question("Annual review held") is None
    assert question("Review meeting this follows") in (None, "-")


def test_a_gap_may_stand_between_a_question_and_its_answer() -> None:
    details = plan(
        "Issued under section 37 of the Act\nYoung person Odile Marchbank-Rao\nDate of birth 5 July 2004 (aged 20)\n"
        "Status Amended final plan\nNext review to be completed by 22 January 2026\n# Section A: Views\nHello."
    ).details
    assert details.names == ("Odile Marchbank-Rao",)
    assert details.date_of_birth is not None
    assert details.date_of_birth.value == date(2004, 7, 5)
    assert details.status is not None
    assert details.status.value is Status.AMENDED_FINAL
    assert details.review_date is not None
    assert details.review_date.value == date(2026, 1, 22)
    assert details.plan_date is None


@pytest.mark.parametrize(
    "said",
    [
        "First issued 27.03.2019; this version 26.11.2026",
        "Original 3 May 2018, amended 26 November 2026",
        "1/9/2020 (first plan), 14/1/2025 (amended), 26/11/2026 (current version)",
        "1/9/2020 (first plan), 26/11/2026 (amended)",
        "Amended final 26 November 2026. Previous version 4 May 2025. Next review due by 26 November 2027",
        "26 November 2026",
    ],
)
def test_of_several_days_in_one_answer_that_of_this_version_is_the_plans(said: str) -> None:
    details = plan([["Name", "Ada Quill"], ["Date made", said]], "# Section A: Views\nHello.").details
    assert details.plan_date is not None
    assert details.plan_date.value == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("made", "year", "marked"),
    [
        ("First issued 27.03.2019; this version 26.11.2026", 11, []),
        ("27.03.2019, looked at again on 26.11.2026", 11, []),
        ("31 August 2026", 10, []),
        ("1 September 2026", 11, []),
        ("1 September 2026", 12, []),  # within a year: taught with others, or counted otherwise
        ("26 November 2026", 8, ["Year 8"]),
        ("First issued 27.03.2019; this version 26.11.2026", 7, ["Year 7"]),
    ],
)
def test_the_year_group_is_held_against_each_day_that_the_plan_may_be_of(made: str, year: int, marked: list[str]) -> None:
    front = [["Name", "Ada Quill"], ["Date of birth", "12 October 2010"], ["Date made", made], ["Year group", f"Year {year}"]]
    report = lint(plan(front, "# Section A: Views\nAda likes drawing.\n# Section B: Needs\nAda needs time to answer."))
    assert [f.quote for f in report.findings if f.check == "S304"] == marked


def test_the_last_version_is_this_plan_whatever_led_to_it() -> None:
    table = [
        ["Version", "Date", "Reason"],
        ["First final plan", "18 March 2020", "Assessment"],
        ["Amended (this plan)", "12 February 2025", "Annual review of 7 November 2024"],
    ]
    details = plan(table, "# Section A: Views\nHello.").details
    assert details.plan_date is not None
    assert details.plan_date.value == date(2025, 2, 12)


def test_a_letter_is_of_its_own_day_and_not_of_the_plan_that_it_takes_the_place_of() -> None:
    letter = "Our ref: TC/85\nDate: 8 September 2025"
    details = plan(letter, "This letter takes the place of the plan dated 14 July 2023.", "# Section A: Views\nHello.").details
    assert details.plan_date is not None
    assert details.plan_date.value == date(2025, 9, 8)


def test_the_first_annual_review_due_is_the_review() -> None:
    details = plan([["First annual review due by", "09/10/2026"]], "# Section A: Views\nHello.").details
    assert details.review_date is not None
    assert details.review_date.value == date(2026, 10, 9)


def test_the_name_may_stand_below_the_line_that_signs() -> None:
    signed = "Signed on behalf of the Council\nName: Prue Ackerley, Principal SEND Officer Date: 10/10/2025"
    found = plan("Status: Final", "# Section J: Personal budget", "None.", *signed.split("\n"))
    assert not [finding for finding in lint(found).findings if finding.check == "S206"]


def test_a_row_of_stages_over_their_dates_dates_the_plan_and_its_review() -> None:
    stages = ["* Assessment asked for", "* Draft sent to family", "* Final plan", "* First review must be finished by"]
    dates = ["12 May 2025 (school)", "28 August 2025", "29 September 2025", "28 September 2026"]
    found = plan([stages, dates], "# Section A: Views", "Ada likes maps.").details
    assert found.plan_date
    assert found.plan_date.value == date(2025, 9, 29)
    assert found.review_date
    assert found.review_date.value == date(2026, 9, 28)
    told = plan([stages, ["May", "June", "July", "next year"]], "# Section A: Views", "Ada likes maps.").details
    assert told.review_date is None or told.review_date.value is None
