"""What stands in and after the sections and is not their content: sentences that explain the page, records of reviews, annexes,
sign-offs, timetables, and the columns that only refer. The children and the wording are invented."""

from __future__ import annotations

import pytest
from layouts import content, letters, plan, texts

from ehcp_lint.parsers.page_notes import explains_the_page
from ehcp_lint.plan import Kind, Letter

AIM = "By July 2029 Omar will sign a whole story."


@pytest.mark.parametrize(
    "text",
    [
        "Each table below covers one broad area of need. Read across the page: column 1 is what Omar finds hard, column 2 what we "
        "want for him by the end of Year 6 unless a different date is given, column 3 what must be put in place.",
        "Unless another date is shown these are to be reached by July 2029. The steps are what we expect to see by the first review.",
        "Outcomes are for the end of the key stage unless it says otherwise.",
        "All outcomes are for July 2029 unless an earlier date is stated.",
        "These are to be met by the end of Year 6.",
        "The needs that each outcome serves are shown in brackets.",
        "The left-hand column gives the need and the last column who will help.",
        "Read each row from left to right.",
        "Needs are numbered, and the numbers in brackets show which outcome they lead to.",
        "Steps in italics are for the school to change each term.",
        "Under each area you will find the need and then what must be provided.",
    ],
)
def test_a_sentence_about_the_page_is_no_need_and_no_outcome(text: str) -> None:
    assert explains_the_page(text)
    found = plan(f"# Section B: Special educational needs\n{text}\nOmar is deaf.\n# Section E: Outcomes\n{text}\n{AIM}")
    assert texts(found, "need") == ["Omar is deaf."]
    assert texts(found, "outcome") == [AIM]


@pytest.mark.parametrize(
    "text",
    [
        "Omar will read across the line without losing his place.",
        "By July 2029 Omar will fill in each row of his reading record.",
        "Omar needs a table by the window.",
        "All staff wear the microphone.",
        "Omar is given a box of numbers to sort.",
        "He cannot copy columns of figures. The first column on a page is often left out.",
        "Needs are numbered. All staff: Omar's name first, face to the light.",
        "Provision is made by the school.",
    ],
)
def test_a_sentence_about_the_child_that_has_the_same_words_stays(text: str) -> None:
    assert not explains_the_page(text)


@pytest.mark.parametrize(
    "heading",
    [
        "# Annex 1 – Record of annual review, 14 October 2025",
        "# Annex B: What happened at the meeting",
        "* Record of the annual review, 19 May 2026",
        "* ANNUAL REVIEW – progress recorded on 22 September 2026",
        "* Annual review held on 4 March 2026",
        "* What people said at the review",
        "* Actions from the review",
        "* Outcomes in the last plan",
        "* Risk and safety (not part of the statutory plan)",
        "# Appendix 2: Timetable",
        "# Words used here",
        "# Key to abbreviations",
        "* Key",
        "* List of abbreviations",
    ],
)
def test_what_follows_the_sections_belongs_to_none_of_them(heading: str) -> None:
    found = plan(
        f"# Section F: Special educational provision\nA lesson each day.\n{heading}\nA lesson was given.",
        [["* What", "* Progress"], ["Speech therapy as needed", "Partly met"]],
        "# Section G: Health provision\nA hearing test each year.",
    )
    assert letters(found) == "F G"
    assert texts(found, "provision") == ["A lesson each day.", "A hearing test each year."]


@pytest.mark.parametrize(
    "heading", ["* Annual review", "* Key adult", "* Key skills", "* Appendicitis", "* Targets and actions", "* Signed English"]
)
def test_a_sub_heading_that_begins_alike_leaves_no_section(heading: str) -> None:
    found = plan(
        f"# Section F: Special educational provision\nA lesson each day.\n{heading}\nA second lesson each day for Omar."
    )
    assert "A second lesson each day for Omar." in content(found, "F")


@pytest.mark.parametrize(
    "line",
    [
        "Signed for the London Borough of Marle: R. Tamplin, Head of SEND 27 February 2026",
        "Signed on behalf of Marle Council by R. Tamplin",
        "Issued for Marle County Council by P. Ellerby. Signature: P. Ellerby. Date: 14 July 2026.",
        "Signed: R. Tamplin",
        "Signature ______",
        "Authorised by R. Tamplin, Head of SEND",
    ],
)
def test_the_line_that_signs_the_plan_is_no_advice(line: str) -> None:
    found = plan(f"# Section J: Personal budget\nNone asked for.\n# Section K: Advice\nSchool report, 3 May 2026\n{line}")
    assert content(found, "K") == "School report, 3 May 2026"


def test_a_sign_off_table_after_the_last_section_is_no_advice() -> None:
    found = plan(
        "# Section J: Personal budget\nNone.\n# Section K: Advice",
        [["Advice", "From", "Date"], ["School", "A. Reed", "3 May 2026"]],
        [
            ["Signed on behalf of Marle Council", "", "Date", "4 May 2026"],
            ["Name and role", "R. Tamplin", "First review due", "3 May 2027"],
        ],
    )
    assert "Tamplin" not in content(found, "K")
    assert found.details.review_date is not None


def test_signing_in_the_middle_of_the_plan_is_the_childs() -> None:
    found = plan("# Section A: Views\nSigned by Omar with his teacher: I like kites.\n# Section B: Needs\nOmar is deaf.")
    assert content(found, "A") == "Signed by Omar with his teacher: I like kites."


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ["Ref", "By", "Outcome", "Steps this year", "How we will know", "Needs"],
            ["O1", "July 2029", AIM, "A page.", "Log", "N1, N4"],
        ),
        (
            ["No.", "By when", "Omar will...", "Steps on the way (next 12 months)", "How we'll all know"],
            ["E1", "July 2029", AIM, "A page.", "Log"],
        ),
        (["Code", "Target date", "Outcome", "Milestones", "Success measure"], ["E1", "July 2029", AIM, "A page.", "Log"]),
        (
            ["Outcome", "Due by", "Small steps", "Checked by", "Meets need"],
            [AIM, "July 2029", "A page.", "Miss Reed", "B1 / B2"],
        ),
        (["Outcome", "Steps", "Who", "By when", "For"], [AIM, "A page.", "Miss Reed", "July 2029", "B1"]),
    ],
)
def test_the_columns_beside_an_outcome_are_no_outcomes(header: list[str], row: list[str]) -> None:
    found = plan("# Section E: Outcomes", [[f"* {cell}" for cell in header], row])
    assert texts(found, "outcome") == [AIM]
    assert texts(found, "step") == ["A page."]


def test_a_table_of_targets_that_names_outcomes_by_code_holds_steps() -> None:
    found = plan(
        "# Sections B, E and F – Needs, outcomes and provision",
        [["* B. Needs", "* E. Outcomes", "* F. Provision"], ["Omar is deaf.", f"E1 {AIM}", "A lesson each day."]],
        [[("* Shorter term targets (Section E continued)", 1, 4)]],
        [["* Outcome", "* Target", "* Who", "* By when"], ["E1", "Omar signs his name.", "Miss Reed", "May 2027"]],
    )
    assert texts(found, "outcome") == [AIM]
    assert texts(found, "step") == ["Omar signs his name."]
    assert {item.letter.value for item in found.items if item.kind == "step"} == {"E"}


def test_what_a_health_row_is_for_is_an_outcome_too() -> None:
    found = plan(
        f"# Section E: Outcomes\n{AIM}\n# Sections C and G – Health",
        [
            ["* Section C: Health needs", "* Outcome", "* Section G: Health provision"],
            ["Glue ear.", "Omar's hearing will be known.", "A hearing test each year."],
        ],
    )
    assert texts(found, "outcome") == [AIM, "Omar's hearing will be known."]
    assert texts(found, "provision", "G") == ["A hearing test each year."]


@pytest.mark.parametrize("days", [("Mon", "Tue", "Wed", "Thu"), ("Monday", "Tuesday", "Wednesday", "Friday")])
def test_a_timetable_is_no_outcome_and_no_provision(days: tuple[str, ...]) -> None:
    table = [["* Day", "* AM", "* PM"], *([day, "Tutor at home", "Swim with nan"] for day in days)]
    found = plan(
        f"# Section E: Outcomes\n{AIM}", table, "# Section F: Special educational provision\nA lesson each day.", table
    )
    assert texts(found, "outcome") == [AIM]
    assert texts(found, "provision") == ["A lesson each day."]


def test_numbered_needs_after_the_strengths_are_needs() -> None:
    found = plan(
        "# Section B: Special educational needs\n## Communication and interaction\nStrengths: tells a good story.\n"
        "B1. Omar is deaf.\nB2. He misses jokes."
    )
    assert texts(found, "strength") == ["tells a good story."]
    assert texts(found, "need") == ["Omar is deaf.", "He misses jokes."]


TITLE_ROWS = [
    ["* E: Outcome", "* F: Special educational provision", "* Who", "* How often"],
    [("* TALKING AND JOINING IN (needs T1, T2)", 1, 4)],
    [
        "By July 2027 Ines will ask for help with a card in every lesson.",
        "A card on her desk.",
        "Class teacher",
        "Every lesson",
    ],
    [("* Feeling safe and making friends", 1, 4)],
    [
        "By July 2027 Ines will play a game with one other child twice a week.",
        "A games club.",
        "Learning mentor",
        "Twice weekly",
    ],
]


def test_a_title_row_in_the_councils_own_words_is_no_outcome() -> None:
    found = plan("# Sections E and F", TITLE_ROWS)
    outcomes = [found.quote(item.span) for item in found.items if item.kind is Kind.OUTCOME]
    assert outcomes == [TITLE_ROWS[2][0], TITLE_ROWS[4][0]]
    assert [section.area for section in found.sections if section.letter is Letter.E][-1] == "Feeling safe and making friends"


@pytest.mark.parametrize("header", ["PART F What will be done", "Section F: How we will help", "Part F - The help"])
def test_a_header_row_within_a_table_opens_its_section_whatever_its_title(header: str) -> None:
    one = "By July 2027 Ines will take part in fifteen hours of learning a week."
    table = [
        [("* PART E Outcome 1: Learning", 1, 3)],
        [(one, 1, 3)],
        [f"* {header}", "* Who", "* How often"],
        ["A tutor at home", "Tutor", "Daily"],
    ]
    found = plan("# Parts E and F: Outcomes and provision\n# Part A\n# Part B\n# Part C\n# Part D\n# Parts E and F", table)
    assert [found.quote(item.span) for item in found.items if item.kind is Kind.OUTCOME] == [one]
    assert [found.quote(item.span) for item in found.items if item.kind is Kind.PROVISION] == ["A tutor at home"]


def test_a_column_of_codes_that_nobody_explains_is_no_outcome() -> None:
    table = [
        ["* No.", "* Outcome (by July 2029)", "* Step on the way (by July 2028)", "* From"],
        ["O1", "Omar will sign a whole story.", "Half a story.", "N1, N2"],
    ]
    found = plan("# Section E: Outcomes", table)
    assert texts(found, "outcome") == ["Omar will sign a whole story."]
    assert texts(found, "step") == ["Half a story."]


def test_a_column_of_areas_is_no_area_by_itself_and_leaves_the_strengths_behind() -> None:
    table = [
        ["* Area", "* Special educational needs"],
        ["Communication and interaction", "Omar is deaf."],
        ["Vision", "He sees well."],
    ]
    found = plan("# Section B: Special educational needs\n* Strengths\nOmar is kind.", table)
    assert texts(found, "need") == ["Omar is deaf.", "He sees well."]
    assert texts(found, "strength") == ["Omar is kind."]


def test_a_first_column_of_codes_numbers_the_items() -> None:
    table = [["* Our code", "* Outcome", "* Steps"], ["E1", "Omar will sign a whole story.", "Half a story."]]
    found = plan("# Section E: Outcomes", table)
    assert [item.number for item in found.items if item.kind == "outcome"] == ["E1"]


def test_who_advised_is_advice_whatever_the_words_mean_elsewhere() -> None:
    rows = [
        ["Social care", "A. Reed", "3 May 2026"],
        ["Annual review report", "B. Pike", "4 May 2026"],
        ["Health", "C. Lowe", "5 May 2026"],
    ]
    found = plan(
        "# Section J: Personal budget\nNone.\n# Section K: Advice and information", [["Advice", "Author", "Date"], *rows]
    )
    assert content(found, "K") == "\n".join(cell for row in rows for cell in row)
