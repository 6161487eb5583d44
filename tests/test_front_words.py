"""Facts that the front page, the headers and the sign-off give in sentences, titles, rows of versions and columns, and the
look-alikes: another child's birthday, a report's date, an earlier plan. The children and the wording are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from layouts import Part, reading
from layouts import plan as plan_of

from ehcp_lint import lint
from ehcp_lint.parsers import assemble
from ehcp_lint.plan import Layer, Plan, Status

BODY = (
    "# Section A: Views\nCallum likes kites. Callum has a dog.\n# Section B: Special educational needs\nCallum is deaf. Callum tires."
    "\n# Section E: Outcomes\nBy July 2029 Callum will sign. Callum will read.\n# Section F: Special educational provision\n"
    "Callum has a lesson each day."
)


def plan(*front: Part, header: str = "", end: str = "") -> Plan:
    read = reading(*front, BODY, end, header)
    last = read.blocks[-1]
    blocks = (*read.blocks[:-1], replace(last, layer=Layer.FURNITURE)) if header else read.blocks
    return assemble(replace(read, blocks=blocks))


def value(found: Plan, name: str) -> object:
    fact = getattr(found.details, name)
    return fact.value if fact else None


@pytest.mark.parametrize(
    "line",
    [
        "This is the FINAL plan for Callum Reid, made under section 37 of the Children and Families Act 2014.",
        "for Callum Reid",
        "Education, Health and Care Plan for Callum Reid",
        "Amended final EHC plan – Callum Reid – 13.02.2026",
        "EHC PLAN | Callum Reid",
        "This plan belongs to Callum Reid",
        "This plan belongs to: Callum Reid",
        "This plan is about Callum Reid",
        "My name is Callum Reid",
        "Pupil's name: Callum Reid",
        "Callum Reid",
    ],
)
def test_the_name_stands_in_a_sentence_or_a_title(line: str) -> None:
    assert value(plan(line), "name") == "Callum Reid"


@pytest.mark.parametrize(
    "header",
    [
        "OFFICIAL – SENSITIVE Callum Reid DRAFT issued 23/01/2026",
        "EHC plan: Callum Reid 14.09.2020 Final Page of",
        "Marle Council · EHC plan · Callum Reid · page",
        "EHCP ref TX/24871 Callum Reid Amended Final 13.02.2026 Page of",
        "Callum Reid – confidential",
    ],
)
def test_the_name_stands_in_a_running_header(header: str) -> None:
    assert value(plan(header=header), "name") == "Callum Reid"


@pytest.mark.parametrize(
    "line",
    [
        "Marle Children's Services",
        "Written by Marcus Holt, SEND Officer",
        "Brother: Kofi Reid",
        "Plan for the Year",
        "Hill End Primary School",
        "London Borough of Marle",
    ],
)
def test_another_name_on_the_front_page_is_not_the_childs(line: str) -> None:
    assert value(plan(line), "name") is None


PLAN_DAY = [
    "DRAFT issued 23/01/2026",
    "Draft plan, issued on 23 January 2026",
    "Amended Final 23.01.2026",
    "Status of this plan: FINAL, issued 23 January 2026",
    "Amended final EHC plan – Callum Reid – 23.01.2026",
    "Version 3: Amended Final following annual review of 19 May 2025; issued on 23 January 2026",
    "This plan was finalised on 23rd January 2026.",
    "This plan is dated 23 Jan 2026 and replaces the plan of 4 March 2024.",
    "23.01.2026 Amended final",
    "Final plan: 23/1/26",
    "Date this draft was made: 23 January 2026",
]


@pytest.mark.parametrize("line", PLAN_DAY)
def test_the_day_of_the_plan_stands_in_words(line: str) -> None:
    assert value(plan(line), "plan_date") == date(2026, 1, 23)


@pytest.mark.parametrize("line", PLAN_DAY[:3])
def test_the_day_of_the_plan_stands_in_a_running_header(line: str) -> None:
    assert value(plan(header=f"OFFICIAL Callum Reid {line} page"), "plan_date") == date(2026, 1, 23)


@pytest.mark.parametrize(
    "line",
    [
        "First issued 8 June 2018",
        "Replaces the final plan of 3 May 2024",
        "Comments on this draft by 30 January 2026",
        "Request for assessment received: 4 July 2026",
        "Educational psychology report, 17 November 2025",
        "EHC plan template September 2023, version 7.3",
        "Melatonin started 3 February 2025",
        "Printed 06/03/2026",
        "Amended following annual review on 19 May 2026",
        "Sibling: Ella, born 3 May 2019",
        "Previous plan: Final, 3 May 2024",
    ],
)
def test_another_day_is_not_that_of_the_plan(line: str) -> None:
    found = plan(line)
    assert value(found, "plan_date") is None
    assert value(found, "date_of_birth") is None


@pytest.mark.parametrize(
    "line",
    [
        "To be reviewed on or before: 26 February 2027",
        "Must be reviewed on or before 26 February 2027",
        "This plan must be reviewed by 26 February 2027 at the latest.",
        "The next review is due no later than 26/02/2027",
        "Next review by: Spring term 2027, no later than 26 February 2027",
        "Next annual review: before 26.2.2027",
        "First review due 26 February 2027",
        "Review before: 26 February 2027",
        "It will be reviewed on 26 February 2027.",
    ],
)
def test_the_day_of_the_review_stands_in_words(line: str) -> None:
    assert value(plan(line), "review_date") == date(2027, 2, 26)
    assert value(
        plan("Name: Callum Reid", end=f"# Section K: Advice\nSchool, 3 May 2026\nSigned: A. Reed\n{line}"), "review_date"
    ) == date(2027, 2, 26)


@pytest.mark.parametrize(
    "line",
    [
        "Last annual review: 14 October 2025",
        "Reviewed at a meeting held on 14 October 2025",
        "His medicine is to be reviewed by 14 October 2026",
        "Following the review of 14 October 2025",
        "Child in need review due 14 October 2026",
        "This policy is to be reviewed by 14 October 2026",
    ],
)
def test_another_review_is_not_that_of_the_plan(line: str) -> None:
    assert value(plan(line), "review_date") is None


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("This is the FINAL plan for Callum Reid, made under section 37 of the Children and Families Act 2014.", Status.FINAL),
        (
            "This is a draft, and you have fifteen days in which to tell us what you think of it and of the school.",
            Status.DRAFT,
        ),
        ("Status of plan: Draft – not yet finalised. Parents have 15 days to comment.", Status.DRAFT),
        ("Amended final EHC plan – Callum Reid – 13.02.2026", Status.AMENDED_FINAL),
        ("Version status: Final, second issue", Status.FINAL),
    ],
)
def test_the_status_stands_in_a_sentence(line: str, status: Status) -> None:
    assert value(plan(line), "status") is status


def test_the_status_stands_in_a_running_header_beside_its_day() -> None:
    assert value(plan(header="Callum Reid DRAFT issued 23/01/2026"), "status") is Status.DRAFT


@pytest.mark.parametrize(
    "line", ["Previous plan: Final, 2019", "The old final plan is kept on file", "Draft / Final plan (delete one)"]
)
def test_an_earlier_plan_or_a_choice_is_no_status(line: str) -> None:
    assert value(plan(line), "status") is None


FACTS = {
    "name": "Callum Reid",
    "date_of_birth": date(2014, 11, 11),
    "status": Status.FINAL,
    "plan_date": date(2026, 1, 23),
    "review_date": date(2027, 1, 22),
    "year_group": 6,
}


@pytest.mark.parametrize(
    "table",
    [
        [  # the label above its answer
            ["Name", "Date of birth", "Year group"],
            ["Callum Reid", "11/11/2014", "Year 6"],
            ["Status", "Date of plan", "Review by"],
            ["Final", "23/01/2026", "22/01/2027"],
        ],
        [  # four columns of labels and answers
            ["Surname", "Reid", "First names", "Callum"],
            ["D.O.B", "11.11.2014", "Age / NC year", "11 yrs / Year 6"],
            ["Status", "Final", "Final plan issued", "23.01.2026"],
            ["Last annual review", "14 October 2025", "Next review by", "Spring term, no later than 22 January 2027"],
        ],
        [  # several facts in a cell
            ["Child's details", "Name: Callum Reid\nDate of birth: 11 November 2014\nYear group: 6"],
            ["The plan", "Status: Final\nDate of this plan: 23 January 2026\nNext review no later than: 22 January 2027"],
        ],
        [  # six columns
            ["Name", "Callum Reid", "Born", "11 November 2014", "School year", "6 (Year 7 from September)"],
            ["Stage of plan", "Final", "Made on", "23 January 2026", "To be reviewed by", "22 January 2027"],
        ],
    ],
)
def test_tables_of_facts_in_the_ways_they_are_laid_out(table: list[list[str]]) -> None:
    found = plan(table)
    assert {name: value(found, name) for name in FACTS} == FACTS


@pytest.mark.parametrize(
    "table",
    [
        [["Version", "Date", "Status"], ["1", "3 May 2025", "Draft"], ["2", "23 January 2026", "Final"]],
        [["Issue", "Stage", "Issued"], ["1", "Draft", "3 May 2025"], ["2", "Final", "23/01/2026"]],
        [
            ["Version no.", "Date issued", "Written by", "Type"],
            ["2", "23.01.2026", "A. Reed", "Final"],
            ["1", "3.5.2025", "A. Reed", "Draft"],
        ],
    ],
)
def test_of_a_table_of_versions_the_latest_is_this_plan(table: list[list[str]]) -> None:
    found = plan(["* Version control"][0], table)
    assert value(found, "plan_date") == date(2026, 1, 23)
    assert value(found, "status") is Status.FINAL


@pytest.mark.parametrize(
    "front",
    [
        "School at the date of this plan: Hill End Primary School, Year 3",
        [["Age / NCY", "8 yrs Year 3"]],
        [["DOB / age / NCY", "02/02/2017 8 yrs Year 3"]],
        "School year: Year 3",
        [["Year group", "3 (moving from infants in September 2025); Year 4 from September 2026"]],
    ],
)
def test_the_year_group_stands_beside_another_answer(front: Part) -> None:
    assert value(plan(front), "year_group") == 3


def test_what_a_record_of_the_review_says_is_no_answer_of_the_front_page() -> None:
    record = "# Record of the annual review\nDate of birth: 1 January 2001\nStatus: Draft\nReview date: 1 May 2020"
    found = plan(end=record)
    assert [value(found, name) for name in ("date_of_birth", "status", "review_date")] == [None, None, None]


def silent(found: Plan) -> dict[str, str]:
    return {entry.check: entry.reason for entry in lint(found).not_run}


def test_a_day_that_nobody_can_tell_is_not_called_missing() -> None:
    found = plan("Callum Reid", "Date of birth: 11 November 2014", "23 January 2026")
    assert found.details.open_dates == 1
    report = lint(found)
    assert not [f for f in report.findings if f.check in ("S201", "S202")]
    assert "front page" in silent(found)["S201"]


def test_where_no_day_stands_it_is_missing() -> None:
    found = plan("Callum Reid", "Date of birth: 11 November 2014")
    assert len([f for f in lint(found).findings if f.check in ("S201", "S202")]) == 2


GLOSSARIES: list[tuple[Part, ...]] = [
    ("# Words used here\nELSA: emotional literacy support assistant. HLTA: higher level teaching assistant.",),
    ("# Annex 2 – Key", [["ELSA", "Emotional literacy support assistant", "HLTA", "Higher level teaching assistant"]]),
    ("* Key to abbreviations\nELSA – emotional literacy support assistant\nHLTA – higher level teaching assistant",),
    (
        [
            ["* Abbreviation", "* Meaning"],
            ["ELSA", "Emotional literacy support assistant"],
            ["HLTA", "Higher level teaching assistant"],
        ],
    ),
    ([["Short form", "What it means"], ["ELSA", "a helper for feelings"], ["HLTA", "a senior assistant"]],),
    ("* What the letters stand for\nELSA means emotional literacy support assistant, HLTA higher level teaching assistant.",),
    ("* Glossary of terms\nELSA = emotional literacy support assistant; HLTA = higher level teaching assistant",),
    ("Key: ELSA = emotional literacy support assistant; HLTA = higher level teaching assistant",),
    ("Abbreviations used: ELSA – emotional literacy support assistant; HLTA – higher level teaching assistant",),
]
USES = "# Section B: Special educational needs\nCallum is deaf.\n# Section F: Special educational provision\nThe ELSA and the HLTA help Callum."


@pytest.mark.parametrize("glossary", GLOSSARIES)
@pytest.mark.parametrize("first", [True, False])
def test_a_list_of_words_explains_them_wherever_it_stands(glossary: tuple[Part, ...], first: bool) -> None:
    if first and len(glossary) == 1 and isinstance(glossary[0], str) and not glossary[0].startswith(("#", "*")):
        glossary = ("# Section A: Views\nI like kites.", *glossary)  # a line of a section
    found = plan_of(*glossary, USES) if first else plan_of(USES, "# Section K: Advice\nSchool report.", *glossary)
    assert found.glossary
    assert not [f.quote for f in lint(found).findings if f.check in ("P201", "P202")]


def test_without_the_list_they_are_asked_for() -> None:
    assert {f.quote for f in lint(plan_of(USES)).findings if f.check == "P201"} == {"ELSA", "HLTA"}


@pytest.mark.parametrize(
    "line", ["Key adult: Mrs Odgers meets Callum: each day: at the gate.", "Key: Callum needs a key for the gate."]
)
def test_a_line_that_begins_with_key_is_no_list_of_words(line: str) -> None:
    found = plan_of(f"# Section F: Special educational provision\n{line}")
    assert not found.glossary


def test_a_name_or_a_status_that_nobody_can_tell_is_not_called_missing() -> None:
    found = plan(
        "For Ada Quill",
        "Date of birth: 11 November 2014",
        "Everybody agreed to the final wording of it at the meeting in the hall.",
    )
    assert value(found, "name") is None
    assert value(found, "status") is None
    assert "S204" in silent(found)
    body = plan("Concerning Wren Ashby", "Wren was met at home.").details
    assert body.name is None
