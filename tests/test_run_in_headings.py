"""Headings that go on into the section's text, labels in brackets after a title, tables of rows with one "Who" for several, and
lists of where the sections are. The children and the wording are invented."""

from __future__ import annotations

import pytest
from layouts import content, plan, texts
from test_labels import TITLES

from ehcp_lint import lint
from ehcp_lint.parsers.content import is_guidance
from ehcp_lint.parsers.page_notes import explains_the_page
from ehcp_lint.plan import Kind, Letter, Plan, State

RUN_IN = """
Section A. Views, wishes and feelings. Bashir likes goats, gears and going uphill.
Section B. Special educational needs. Bashir stammers when he is hurried. He reads two years below his age.
Section C. Health needs. None known.
Section E. Outcomes. These are the things that we want for Bashir. They are to be achieved by the end of Key Stage 3, unless stated.
1) Bashir will read a bus timetable aloud to a classmate on three days out of five.
Section F. Special educational provision.
A teaching assistant reads with Bashir for 20 minutes each day.
Section G. Health provision: a nurse shows staff the inhaler once a year.
"""


def checks(read: Plan) -> set[str]:
    return {finding.check for finding in lint(read).findings}


def test_text_after_a_title_in_one_paragraph_is_the_sections_own() -> None:
    read = plan(RUN_IN)
    assert content(read, "A") == "Bashir likes goats, gears and going uphill."
    assert content(read, "B").startswith("Bashir stammers")
    assert read.state(Letter.C) is State.NIL
    assert read.state(Letter.G) is State.FILLED
    assert [read.quote(s.heading) for s in read.section(Letter.B) if s.heading] == ["Section B. Special educational needs."]
    assert "S104" not in checks(read)


def test_what_introduces_the_outcomes_is_no_outcome_and_dates_them() -> None:
    read = plan("Date of birth: 3 March 2013\nDate of plan: 9 September 2025", RUN_IN)
    assert texts(read, Kind.OUTCOME) == ["Bashir will read a bus timetable aloud to a classmate on three days out of five."]
    assert "E202" not in checks(read)


@pytest.mark.parametrize(
    "heading",
    [
        "Section F. The special educational provision required by the young person.",
        "Section B: The child or young person's special educational needs.",
        "Section H1. Any social care provision which must be made for a child under 18.",
        "Section E. Outcomes. This section should say what will change.",
    ],
)
def test_a_title_that_is_all_title_holds_no_text(heading: str) -> None:
    read = plan(f"{heading}\n- Noor takes turns at the till.")
    assert [read.quote(span) for section in read.sections for span in section.content] == ["Noor takes turns at the till."]


PATHWAYS = """
# Section A: Views
Ottilie wants to work with engines.
# WORK
* What Ottilie can do and what she needs (Section B)
Ottilie strips a bicycle hub by herself.
Outcome W1 (Section E). By July 2028 Ottilie will fit a tyre alone in 30 minutes on four days out of five.
Provision (Section F): A job coach works with Ottilie for two hours each week.
Outcome W2 (Section E). By July 2028 Ottilie will ring the garage by herself when she is late.
Provision [Section F]: A tutor practises calls with her for 15 minutes every Monday.
* Health needs (Section C)
Ottilie has asthma.
"""


def test_labels_in_brackets_after_a_title_open_their_sections() -> None:
    read = plan(PATHWAYS)
    assert [s.letter for s in read.sections] == ["A", "B", "E", "F", "E", "F", "C"]
    assert [text[:22] for text in texts(read, Kind.OUTCOME)] == ["By July 2028 Ottilie w"] * 2
    assert [text.split()[1] for text in texts(read, Kind.PROVISION)] == ["job", "tutor"]


def test_a_section_that_is_only_mentioned_in_brackets_opens_nothing() -> None:
    read = plan("# Section B: Needs\nPip finds change hard. Help with this is set out later (Section F). He also tires.")
    assert {section.letter for section in read.sections} == {"B"}


def stacked(*rows: tuple[str, str]) -> Plan:
    return plan("# Sections B, E and F: Needs, outcomes and provision", [[a, b] for a, b in rows], "# Section G: Health\nNone.")


def test_who_and_how_often_below_several_rows_of_provision_are_said_of_each() -> None:
    read = stacked(
        ("Need (Section B)", "Ayo loses his place on the page."),
        (
            "Outcome (Section E)",
            "By July 2028 Ayo will read a page aloud to his tutor, with no more than two slips, twice a week.",
        ),
        (
            "Provision – school (Section F)",
            "A ruler with a window for every page.\nA reading group of four pupils for 20 minutes.",
        ),
        ("Provision – therapy (Section F)", "An eye-tracking programme for 10 minutes."),
        ("Who", "Specialist teacher for dyslexia"),
        ("How often", "Every Tuesday and Thursday"),
        ("Funding", "School"),
    )
    assert texts(read, Kind.PROVISION) == [
        "A ruler with a window for every page.",
        "A reading group of four pupils for 20 minutes.",
        "An eye-tracking programme for 10 minutes.",
    ]
    for item in read.items:
        if item.kind is Kind.PROVISION:
            assert {role for role, _ in item.columns} >= {"who", "frequency"}
    assert not checks(read) & {"F203", "F204"}


def test_a_row_with_its_own_who_does_not_borrow_the_next_ones() -> None:
    read = stacked(
        ("Provision – school (Section F)", "A reading group of four pupils for 20 minutes."),
        ("Who", "Class teacher"),
        ("Provision – therapy (Section F)", "An eye-tracking programme for 10 minutes."),
        ("Who", "Orthoptist"),
    )
    said = [[read.quote(span) for role, span in item.columns if role == "who"] for item in read.items]
    assert said == [["Class teacher"], ["Orthoptist"]]


def test_a_table_of_where_the_sections_are_is_a_list_of_contents() -> None:
    read = plan(
        "Where the statutory sections are",
        [
            ["Section", "Where it is in this plan"],
            ["A Views, interests and aspirations", "After this page"],
            ["B Special educational needs", "First part of each pathway"],
            ["C Health needs", "Health pathway"],
            ["E Outcomes", "Each pathway"],
            ["I Placement and K Advice", "Last page"],
        ],
        PATHWAYS,
        "# Section I: Placement\nA college of further education.\n# Section K: Advice\nCollege report, 3 May 2026.",
    )
    assert [s.letter for s in read.sections if s.letter in "IK"] == ["I", "K"]


def test_an_initial_and_a_surname_in_the_list_of_advice_are_no_section() -> None:
    heads = "\n".join(
        f"# Section {x}: {t}\nSaid." for x, t in (("A", "Views"), ("B", "Special educational needs"), ("C", "Health needs"))
    )
    more = "\n".join(f"# Section {x}\nSaid here." for x in ("D", "E", "F", "G", "H1", "H2", "I"))
    read = plan(
        heads, more, "# Section K: Advice", [["From", "Author", "Date"], ["Speech therapy", "H. Ferrand", "3 May 2026"]]
    )
    assert read.sections[-1].letter == "K"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("AMENDED DRAFT after annual review", "proposed-amended"),
        ("Amended draft following the meeting of 3 May 2026", "proposed-amended"),
        (
            "Final plan issued under the Children and Families Act 2014. Issued by the team at Corn House, Market Street.",
            "final",
        ),
        ("Amended final EHC plan", "amended-final"),
        ("Status: Draft / Amended draft / Final", None),
    ],
)
def test_the_status_of_a_line_without_a_question(line: str, status: str | None) -> None:
    found = plan(f"{line}\n# Section A: Views\nPip likes tin.").details.status
    assert (found.value if found else None) == status


@pytest.mark.parametrize(
    "line",
    ["Preparing for adulthood edition (Year 12 and above)", "For pupils in Years 7 to 9", "School form for Year 9 onwards"],
)
def test_the_years_that_a_form_is_for_are_no_year_group(line: str) -> None:
    found = plan(f"{line}\nDate of birth: 9 March 2007\n# Section A: Views\nPip likes tin.").details.year_group
    assert found is None or found.value is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("One table for each outcome.", True),
        ("The information below was used to write this plan.", True),
        ("They were agreed at the meeting and are to be achieved by July 2028 unless stated.", True),
        ("The following provision is to be made by the college.", True),
        ("This is hard for Rosa.", False),
        ("They were taken to hospital in May.", False),
        ("These are for Rosa and her cat.", False),
        ("It is given by a nurse each day.", False),
    ],
)
def test_sentences_about_the_page_are_told_from_the_plans_own(text: str, about: bool) -> None:
    assert explains_the_page(text) is about


def test_a_review_that_was_held_is_not_the_review_to_come() -> None:
    front = "Date of annual review meeting: 12 November 2025\nDate of this amended draft: 6 January 2026\n"
    assert "S203" not in checks(plan(front, "# Section A: Views\nPip likes tin."))


GUIDANCE = 'Provision must be exact: what, who, how often. Do not use "access to" or "regular". Use one box for each area.'


def test_what_the_form_tells_its_writer_is_no_provision() -> None:
    read = plan("# Section F", [[GUIDANCE], ["For outcomes O1 and O2"], ["A tutor reads with Imre for 20 minutes each day."]])
    assert texts(read, Kind.PROVISION) == ["A tutor reads with Imre for 20 minutes each day."]


@pytest.mark.parametrize(
    "line", ["Say who will check progress, how and when.", "Do not copy the report here.", "Be specific about the hours."]
)
def test_an_order_to_the_writer_is_guidance(line: str) -> None:
    assert is_guidance(line)
    assert not is_guidance("Imre can say who will help him.")


def test_letters_written_again_in_the_cells_under_joint_headers_say_whose_the_text_is() -> None:
    read = plan(
        "# A. Views\nImre likes ferries.\n# C. Health needs\nNone known.",
        "# D and H. Social care",
        [
            ["D. Social care needs", "H1 and H2. Social care provision"],
            [
                "D. Imre needs an adult with him whenever he is near water, and his aunt gets no rest at weekends.",
                "H1. A personal assistant takes Imre out for four hours each Saturday under the 1970 Act.\n"
                "H2. Two nights each month at the short-break house, at his own wish and with his cousin.",
            ],
        ],
        "I. School. A mainstream school.\nJ. Personal budget. None was asked for.\nK. Advice. The school report of 3 May 2026.",
    )
    assert content(read, "D").startswith("Imre needs an adult")
    assert content(read, "H1").startswith("A personal assistant")
    assert content(read, "H2").startswith("Two nights")
    assert not checks(read) & {"S104", "S103"}


def test_the_titles_of_the_regulations_head_a_column_however_long() -> None:
    statutory = (
        "H1 – Any social care provision which must be made for a child or young person under 18 resulting from section 2 of the "
        "Chronically Sick and Disabled Persons Act 1970"
    )
    other = "H2 – Any other social care provision reasonably required by the learning difficulties or disabilities of Imre"
    read = plan("# Social care", [[statutory, other], ["A carer sits with Imre each Friday.", "A club on Saturdays."]])
    assert (content(read, "H1"), content(read, "H2")) == ("A carer sits with Imre each Friday.", "A club on Saturdays.")


def test_a_title_line_that_goes_on_below_a_letter_alone() -> None:
    read = plan(
        "Date of plan: 24 October 2025\n* SECTION E",
        "Outcomes. Themes are shown by (Em) employment and (H) health. Save where stated they are to be achieved by July 2027.",
        "[W1] (Em) Imre will weigh out ten orders by himself, with no slip, on four days out of five.",
    )
    assert len(texts(read, Kind.OUTCOME)) == 1
    assert "E202" not in checks(read)


def test_a_birth_date_in_the_answer_that_gives_the_name() -> None:
    read = plan([["Child", "Imre Katona, boy, date of birth 17.04.2022. He is 3."]], "# Section A: Views\nImre likes ferries.")
    assert (read.details.name.value, str(read.details.date_of_birth.value)) == ("Imre Katona", "2022-04-17")  # type: ignore[union-attr]


def test_the_next_review_told_in_a_sentence() -> None:
    read = plan(
        "The next review, which is the Year 9 review, is to be held by 25 June 2026.", "# Section A: Views\nImre likes ferries."
    )
    assert str(read.details.review_date.value) == "2026-06-25"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "note",
    [
        "Everything below was written at one long meeting. All outcomes are to be achieved by July 2027.",
        "We thought hard about these. They are expected to be met by the end of Year 9.",
        "His aunt asked for them. These outcomes run until summer 2027, when he leaves.",
    ],
)
def test_a_day_for_all_outcomes_is_read_among_other_sentences(note: str) -> None:
    read = plan(
        "Date of birth: 3 May 2012\nDate of plan: 24 October 2025\n# Section E: Outcomes",
        note,
        "1. Imre will weigh out ten orders by himself, with no slip, on four days out of five.",
        "2. Imre will ring his aunt from the harbour before each of three ferry trips.",
    )
    assert "E202" not in checks(read)


LETTERS = "\n".join(f"# Section {x}: {TITLES[x]}\nImre says so." for x in TITLES if x != "F")


def test_a_section_that_the_text_names_is_not_called_missing() -> None:
    assert "S101" in checks(plan(LETTERS))
    report = lint(plan(LETTERS.replace("Imre says so.", "Help is set out in Section F.", 1)))
    assert "S101" not in {finding.check for finding in report.findings}
    assert [one.reason for one in report.not_run if one.check == "S101"] == [
        "could not tell where Section F, which the text names, begins"
    ]


def test_many_words_in_a_heading_are_not_called_an_empty_section() -> None:
    told = "Imre has an adult with him near water and goes to a club by bus with his cousin on each Saturday of the year. " * 3
    report = lint(plan(LETTERS.replace("# Section D: Social care needs\nImre says so.", f"# Section D: {told}")))
    assert "S104" not in {finding.check for finding in report.findings}
    assert "S104" in {one.check for one in report.not_run}
