"""How councils label the sections: other words than "Section", codes, joined letters, letters at the end, in cells, alone; and the
look-alikes that are no labels. The children and the wording are invented."""

from __future__ import annotations

import pytest
from layouts import content, letters, plan, texts

from ehcp_lint import lint
from ehcp_lint.parsers.headings import Headings, part_title
from ehcp_lint.plan import Kind, Letter, Plan
from ehcp_lint.rules import load_rules

TITLES = {
    "A": "Views, interests and aspirations",
    "B": "Special educational needs",
    "C": "Health needs",
    "D": "Social care needs",
    "E": "Outcomes",
    "F": "Special educational provision",
    "G": "Health provision",
    "H1": "Social care provision which must be made",
    "H2": "Other social care provision",
    "I": "Placement",
    "J": "Personal budget",
    "K": "Advice and information",
}
ALL = "A B C D E F G H1 H2 I J K"
BODY = "Rosa sings in the choir."


def headings(*texts: str) -> Headings:
    known = Headings(load_rules())
    known.learn(texts)
    return known


@pytest.mark.parametrize(
    "form",
    [
        "Section {}: {title}",
        "Part {} – {title}",
        "PART {}: {title}",
        "Part {}. {title}",
        "Sect. {} {title}",
        "Sec. {}: {title}",
        "§ {} {title}",
        "§{} – {title}",
        "Box {}: {title}",
        "Panel {} – {title}",
        "{}) {title}",
        "({}) {title}",
        "[{}] {title}",
        "{} – {title}",
        "{title} ({})",
        "{title} (Part {})",
        "{title} [Section {}]",
        "{title} – Part {}",
        "{title}: Section {}",
        "{title} | {}",
    ],
)
def test_every_word_for_a_lettered_part_is_understood_through_a_plan(form: str) -> None:
    lines = "\n".join(f"* {form.format(letter, title=title)}\n{BODY}" for letter, title in TITLES.items())
    found = plan(lines)
    assert letters(found) == ALL
    assert all(content(found, letter) == BODY for letter in TITLES)
    assert all(section.labelled for section in found.sections)


@pytest.mark.parametrize("noun", ["Section", "Part", "PART", "Sec.", "§", "Box", "Panel"])
def test_a_label_needs_no_known_title(noun: str) -> None:
    lines = "\n".join(f"* {noun} {letter} – Our page {number}\n{BODY}" for number, letter in enumerate(TITLES))
    assert letters(plan(lines)) == ALL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parts D and H", "D H"),
        ("Parts I, J and K", "I J K"),
        ("Parts I–K", "I J K"),
        ("Sections I to K", "I J K"),
        ("Sections C, D, G and H", "C D G H"),
        ("Sections C, D, G, and H – Health and care", "C D G H"),
        ("Parts D & H1/H2", "D H1 H2"),
        ("Part D / Part H1 / Part H2", "D H1 H2"),
        ("Section C and Section G", "C G"),
        ("C/G Health", "C G"),
        ("Sections B–F: Special educational needs and provision", "B F"),
        ("Boxes E + F: Outcomes and provision", "E F"),
        ("SECTION E – Outcomes / SECTION F – Special educational provision", "E F"),
        ("Section C: Health needs and Section G: Health provision", "C G"),
        ("Part D (social care needs), Part H1 and Part H2", "D H1 H2"),
        ("Parts B, E and F – Needs, outcomes and support", "B E F"),
        ("Health needs and provision (Parts C and G)", "C G"),
        ("Health needs and provision – Sections C & G", "C G"),
    ],
)
def test_several_letters_in_one_heading(text: str, expected: str) -> None:
    found = headings(*(f"{noun} {x}" for noun in ("Part", "Box") for x in "ABCDE")).label(text)
    assert found is not None
    assert found.sure
    assert " ".join(found.letters) == expected


@pytest.mark.parametrize(
    ("text", "letter", "code"),
    [
        ("Part E – CL1", "E", "CL1"),
        ("Part E/CL1", "E", "CL1"),
        ("Section E: SEMH2", "E", "SEMH2"),
        ("Sec. E.1", "E", "1"),
        ("Section E3", "E", "3"),
        ("Outcome E/CL1", "E", "CL1"),
        ("Outcome E – CI2", "E", "CI2"),
        ("Provision F/12", "F", "12"),
        ("Section B1: Communication and interaction", "B", "1"),
    ],
)
def test_a_letter_with_the_code_of_one_item(text: str, letter: str, code: str) -> None:
    found = headings(*(f"Part {x}" for x in "ABCDE")).label(text)
    assert found is not None
    assert found.sure
    assert (" ".join(found.letters), found.code) == (letter, code)


def test_each_outcome_in_a_box_of_its_own_keeps_its_code_and_its_steps() -> None:
    box = [["Part E – CL1", "By July 2029 Omar will read a page aloud."], ["Steps towards it", "By May: a line."]]
    other = [["Part E – CL2", "By July 2028 Omar will write a page."], ["Who will help", "School"], ["By when", "July 2028"]]
    lines = "\n".join(f"# Part {x} – {TITLES[x]}\n{BODY}" for x in "ABCD")
    found = plan(lines, "## Cognition and learning", box, other, f"# Part F – Provision\n{BODY}\n# Part I – School\nHill End.")
    outcomes = [item for item in found.items if item.kind is Kind.OUTCOME]
    assert [item.number for item in outcomes] == ["CL1", "CL2"]
    assert texts(found, "step") == ["By May: a line."]
    assert letters(found) == "A B C D E F I"
    assert content(found, "I") == "Hill End."


@pytest.mark.parametrize(
    "text",
    [
        "Part time attendance",
        "Part of the day is spent outside",
        "PART-TIME TIMETABLE",
        "Part 1: Introduction",
        "Part 2 – Special educational needs",
        "Section 17 of the Children Act 1989",
        "Part A of the form must be signed",
        "Partial hearing",
        "Boxes and panels",
        "Box office",
        "Sections A to K of the plan",
        "Second to none",
        "Secure base",
    ],
)
def test_words_that_look_like_a_label_and_are_none(text: str) -> None:
    found = headings(*(f"Part {x}" for x in "ABCDE")).label(text)
    assert found is None or not found.sure


def test_roman_parts_are_no_letters() -> None:
    found = plan(
        "# Section A: My views\nI like kites.\n# Section B: Special educational needs\nOmar is deaf.\n"
        "* Part I\nFirst notes.\n* Part II\nMore notes.\n* Part III\nLast notes."
    )
    assert letters(found) == "A B"


def test_the_two_parts_of_a_form_in_section_a_are_no_sections() -> None:
    lines = "\n".join(f"# Section {letter}: {title}\n{BODY}" for letter, title in TITLES.items() if letter != "A")
    found = plan(f"# Section A: Views\n* Part A: about me\nI like kites.\n* Part B: my family\nMum likes chess.\n{lines}")
    assert letters(found) == ALL
    assert "Mum likes chess." in content(found, "A")


def test_letters_with_a_colon_that_go_through_the_plan_are_its_sections() -> None:
    lines = "\n".join(f"{letter}: Rosa sings in the choir on Mondays." for letter in TITLES)
    found = plan(lines)
    assert letters(found) == ALL
    assert content(found, "F") == "Rosa sings in the choir on Mondays."


def test_a_lettered_list_inside_a_section_is_no_series_of_sections() -> None:
    lines = "\n".join(f"{letter}) Rosa likes song number {n}." for n, letter in enumerate("ABCDEF"))
    found = plan(f"# Section A: My views\n{lines}\n# Section B: Special educational needs\nRosa is deaf.")
    assert letters(found) == "A B"
    assert content(found, "B") == "Rosa is deaf."


def test_letters_alone_in_the_first_column() -> None:
    found = plan([[letter, BODY] for letter in TITLES])
    assert letters(found) == ALL
    assert content(found, "F") == BODY


def test_the_letter_in_one_cell_and_the_title_in_the_next() -> None:
    found = plan([[letter, title, BODY] for letter, title in TITLES.items()])
    assert letters(found) == ALL
    assert content(found, "H2") == BODY


def test_labels_in_the_first_column_that_reach_over_several_rows() -> None:
    rows = [row for x in TITLES for row in ([(f"Part {x}", 2, 1), BODY], [None, "And so on."])]
    found = plan(rows)
    assert letters(found) == ALL
    assert content(found, "J") == f"{BODY}\nAnd so on."


def test_a_header_row_in_the_middle_of_a_table() -> None:
    needs = [["Part B – Needs", "Part E – Outcomes"], ["Omar is deaf.", "By July 2029 Omar will sign."]]
    help_ = [["Part F – Provision", "Who"], ["A signing lesson each day.", "Teacher of the Deaf"]]
    found = plan("\n".join(f"# Part {x}\n{BODY}" for x in "ACDG"), [*needs, *help_])
    assert texts(found, "outcome") == ["By July 2029 Omar will sign."]
    assert texts(found, "provision", "F") == ["A signing lesson each day."]


def test_one_label_for_the_table_with_two_letters_and_columns_named_by_words() -> None:
    table = [
        [("* SECTION E – Outcomes / SECTION F – Special educational provision", 1, 3)],
        ["* Outcome (what will be different and by when?)", "* Provision (what, how much)", "* Who will provide"],
        ["By July 2029 Omar will sign.", "A signing lesson each day.", "Teacher of the Deaf"],
    ]
    found = plan(table)
    assert texts(found, "outcome") == ["By July 2029 Omar will sign."]
    assert texts(found, "provision") == ["A signing lesson each day."]


@pytest.mark.parametrize("title", ["What is in this plan", "Contents", "List of sections"])
def test_a_table_of_contents_with_the_letters_in_a_column_opens_no_sections(title: str) -> None:
    table = [
        [f"* {title}", "* Part"],
        ["Views", "Part A"],
        ["Needs, outcomes and support", "Parts B, E, F"],
        ["Health", "Parts C, G"],
        ["Care", "Parts D, H1, H2"],
        ["The rest", "Parts I, J, K"],
    ]
    lines = "\n".join(f"# Part {letter} – {TITLES[letter]}\n{BODY}" for letter in TITLES)
    found = plan(table, lines)
    assert letters(found) == ALL
    assert all(content(found, letter) == BODY for letter in TITLES)


def test_a_school_on_the_front_page_is_not_the_placement() -> None:
    lines = "\n".join(f"# Part {letter}\n{BODY}" for letter in TITLES)
    found = plan([["* School", "Hill End Primary"], ["* Year group", "Year 4"]], lines)
    assert letters(found) == ALL
    assert content(found, "I") == BODY
    assert found.details.setting is not None


def said(found: Plan, check: str) -> list[str]:
    return [finding.message for finding in lint(found).findings if finding.check == check]


def test_a_letter_in_a_heading_of_several_is_not_called_missing_but_not_told() -> None:
    lines = "\n".join(f"# Part {x} – {TITLES[x]}\n{BODY}" for x in "ABCDEFG")
    found = plan(lines, f"# Parts H1 and H2 – Social care\n{BODY}\n# Parts I, J and K – The rest\n{BODY}")
    assert found.named >= {Letter.H2, Letter.J, Letter.K}
    assert said(found, "S101") == []
    (silent,) = [entry for entry in lint(found).not_run if entry.check == "S101"]
    assert "Section J" in silent.reason


def test_a_section_that_nothing_names_is_still_missing() -> None:
    lines = "\n".join(f"# Part {x} – {TITLES[x]}\n{BODY}" for x in "ABCDEFG")
    found = plan(lines, f"# Parts I and K\n{BODY}")
    assert len(said(found, "S101")) == 3  # H1, H2, J
    assert any("section J" in message for message in said(found, "S101"))


def test_where_few_letters_were_found_the_missing_ones_are_one_question() -> None:
    found = plan(
        "# Section A: All about me\nI like kites.\n# My special educational needs\nOmar is deaf.\n# Outcomes\n"
        "By July 2029 Omar will sign.\n# Special educational provision\nA lesson each day."
    )
    duties = {finding.duty for finding in lint(found).findings if finding.check == "S101"}
    assert duties == {"should"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Area 1: Cognition and learning", "Cognition and learning"),
        ("AREA 3: SOCIAL, EMOTIONAL AND MENTAL HEALTH", "SOCIAL, EMOTIONAL AND MENTAL HEALTH"),
        ("Area of need 2 – Communication", "Communication"),
        ("Domain II. Sensory", "Sensory"),
        ("Theme B: Learning", "Learning"),
        ("Need one – Hearing", "Hearing"),
        ("Areas of interest", "Areas of interest"),
        ("Need for quiet", "Need for quiet"),
    ],
)
def test_an_area_has_its_title_after_its_number(text: str, title: str) -> None:
    assert part_title(text) == title


@pytest.mark.parametrize(
    "row", ["AREA 2: COGNITION AND LEARNING", "Area B – Cognition and learning", "Domain 2. Cognition and learning"]
)
def test_a_row_that_names_an_area_is_no_need(row: str) -> None:
    found = plan(
        "# Sections B, E and F – Needs, outcomes and provision",
        [
            [(f"* {row}", 1, 3)],
            ["* B. Strengths and needs", "* E. Outcomes sought", "* F. Special educational provision"],
            ["Omar is deaf.", "By July 2029 Omar will sign.", "A lesson each day."],
        ],
    )
    assert texts(found, "need") == ["Omar is deaf."]
    assert {item.area for item in found.items} == {"Cognition and learning"}
