"""Forms that name their sections in a list, put boxes side by side or one in another, or number rows as the law letters its
sections. The children are invented."""

from __future__ import annotations

import pytest
from layouts import content, letters, plan, texts

from ehcp_lint import lint
from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.content import is_guidance
from ehcp_lint.parsers.transcript import Transcript
from ehcp_lint.plan import Cell, Kind, Place, Plan

NAMES = {"GOLD": "A", "BLUE": "B", "RED": "C", "PLUM": "D", "GREEN": "E", "AMBER": "F", "GREY": "I"}


def findings(found: Plan, check: str) -> list[str]:
    return [f.quote or "" for f in lint(found).findings if f.check == check]


# --- lists of contents -----------------------------------------------------------------------------------------------------


def test_a_list_of_contents_with_letters_alone_says_what_the_sections_are_called() -> None:
    listed = [["* Colour", "* What it covers", "* Letter"], *([name, f"About {name}", x] for name, x in NAMES.items())]
    boxes = [[[f"* {name} SECTION"], [f"Ada has a {name.lower()} coat."]] for name in NAMES]
    found = plan("* Contents", listed, *boxes)
    assert letters(found) == "A B C D E F I"
    assert content(found, "B") == "Ada has a blue coat."


def test_a_table_of_letters_whose_names_never_come_again_is_no_list_of_contents() -> None:
    listed = [[name, x] for name, x in NAMES.items()]
    found = plan("# Section K: Advice and information", listed)
    assert "GOLD" in content(found, "K")


def test_what_the_office_fills_in_for_itself_is_no_part_of_the_plan() -> None:
    table = [["* What", "* How often"], ["A reading lesson", "Daily"], [("FOR OFFICE USE Code EY-D ☐ £ ______", 1, 2)]]
    box = [["Office use only"], ["Finance ref: ______"]]
    found = plan("# Section F: Special educational provision", table, box)
    assert texts(found, "provision") == ["A reading lesson"]
    assert not findings(found, "S105")


def test_a_person_at_the_office_is_no_office_box() -> None:
    found = plan("# Section F: Special educational provision", "The office manager rings Ada's mother each Friday.")
    assert texts(found, "provision") == ["The office manager rings Ada's mother each Friday."]


@pytest.mark.parametrize(
    "heading", ["What is Ada good at, and what is hard for her at school and at home? (Section B)", "What is hard? (Section B)"]
)
def test_a_question_may_be_a_heading_with_its_letter_at_the_end(heading: str) -> None:
    found = plan("# Section A: Views", "Ada likes maps.", f"* {heading}", "Ada reads slowly.")
    assert texts(found, "need", "B") == ["Ada reads slowly."]


# --- boxes -----------------------------------------------------------------------------------------------------------------


def test_boxes_with_titles_of_their_own_stand_side_by_side() -> None:
    boxes = [["* Work\nBy July 2027 Ada will do a shift.", "* Home\nBy July 2027 Ada will cook rice for four people."]]
    found = plan("# Section E: Outcomes", boxes)
    assert texts(found, "outcome") == [
        "By July 2027 Ada will do a shift.",
        "By July 2027 Ada will cook rice for four people.",
    ]


def test_steps_in_a_table_within_the_cell_of_an_outcome_are_its_steps() -> None:
    transcript = Transcript("sketch")
    outer, inner = Cell(0, 1, 0, 1, 1), [Cell(1, row, 0, 1, 1) for row in range(2)]
    said = [
        ("Section E: Outcomes", None, 1),
        ("Outcome E1. By July 2027 Ada will tell a story in order.", Cell(0, 0, 0, 1, 1), None),
        ("Steps for this year", outer, None),
        ("Ada tells it with cards, 7 times out of 10.", inner[0], None),
        ("Ada tells it without cards, 7 times out of 10.", inner[1], None),
        ("How we will know: the teacher's record.", outer, None),
    ]
    for number, (text, cell, level) in enumerate(said):
        bold = text.startswith("Steps")
        style = f"Heading {level}" if level else ""
        transcript.add(text, Place(paragraph=number), style=style, level=level, cell=cell, strong=bold)
    found = assemble(transcript.finish())
    assert texts(found, "outcome") == ["By July 2027 Ada will tell a story in order."]
    assert len(texts(found, "step")) == 2


@pytest.mark.parametrize("lead", ["This year", "By Christmas", "This term", "By half term"])
def test_what_is_due_this_year_is_a_step(lead: str) -> None:
    found = plan("# Section E: Outcomes", "By July 2027 Ada will swim a length.", f"{lead}: three strokes without a float.")
    assert [item.kind for item in found.items] == [Kind.OUTCOME, Kind.STEP]


def test_an_outcome_may_open_the_next_table_of_a_joint_section() -> None:
    def table(n: int) -> list[list[str]]:
        return [[f"Outcome E{n}. By July 2027 Ada will read {n} pages."], ["* Provision"], [f"A reading lesson, part {n}."]]

    parts = [
        [[(cells[0], 1, 2)] for cells in table(n)[:1]] + [["* Provision", "* Who"], [table(n)[2][0], "Teacher"]] for n in (1, 2)
    ]
    found = plan("# Sections E and F: Outcomes and provision", *parts)
    assert texts(found, "outcome", "E") == ["By July 2027 Ada will read 1 pages.", "By July 2027 Ada will read 2 pages."]
    assert texts(found, "provision", "F") == ["A reading lesson, part 1.", "A reading lesson, part 2."]


# --- cells -----------------------------------------------------------------------------------------------------------------


def test_rows_numbered_h1_to_h3_are_of_the_half_that_their_text_says() -> None:
    head = ["* No.", "* Provision", "* Who"]
    rows = [
        ["H1", "H1: A carer at tea-time.", "Carer"],
        ["H2", "H1: A hoist.", "Team"],
        ["H3", "H2: A swimming group.", "Club"],
    ]
    found = plan("# Section H1 and H2: Social care provision", [head, *rows])
    assert (texts(found, "provision", "H1"), texts(found, "provision", "H2")) == (
        ["A carer at tea-time.", "A hoist."],
        ["A swimming group."],
    )
    assert [found.quote(span) for item in found.items for role, span in item.columns if role == "who"] == [
        "Carer",
        "Team",
        "Club",
    ]


def test_a_date_alone_in_a_cell_of_the_row_is_kept() -> None:
    table = [["* Provision", "* How often"], ["An assessment of Ada's seat by an occupational therapist", "By December 2026"]]
    found = plan("# Section F: Special educational provision", table)
    assert [found.quote(span) for role, span in found.items[0].columns if role == "frequency"] == ["By December 2026"]
    assert not findings(found, "F203")


def test_the_section_that_money_is_for_is_no_heading() -> None:
    table = [["* For", "* Section", "* Amount"], ["Travel", "F", "£640"], ["Health", "G", "None"]]
    found = plan("# Section I: Placement", "Hill School.", "# Section J: Personal budget", table, "# Section K: Advice", "Mum.")
    assert letters(found) == "I J K"


@pytest.mark.parametrize(
    "area", ["Self-help and independence", "Behaviour for learning", "Social, emotional and mental health"]
)
def test_a_field_for_the_area_of_need_is_a_label(area: str) -> None:
    found = plan("# Section E: Outcomes", f"Area of need: {area}", "By July 2027 Ada will dress for PE in five minutes.")
    assert texts(found, "outcome") == ["By July 2027 Ada will dress for PE in five minutes."]


def test_a_field_that_is_answered_no_is_no_provision() -> None:
    found = plan("# Section F: Special educational provision", "Therapies that educate or train: No", "A lesson each day.")
    assert texts(found, "provision") == ["A lesson each day."]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("All of the child or young person's needs must be specified.", True),
        ("State where views have been given by another on his or her behalf.", True),
        ("Set out here what the child or young person has said.", True),
        ("Specify and quantify provision agreed with the board.", True),
        ("Provision in Section F must be secured by the council.", True),
        ("The child sits beside Ada each morning.", False),
        ("This section of the bus route is hard for her.", False),
    ],
)
def test_words_to_whoever_writes_the_plan_are_told_from_the_plan(text: str, is_one: bool) -> None:
    assert is_guidance(text) is is_one


def test_the_row_that_says_how_provision_is_watched_is_no_provision() -> None:
    table = [
        ["* Provision", "* Who"],
        ["A reading lesson each day", "Teacher"],
        ["* How and when reviewed", "A test each term."],
    ]
    found = plan("# Section F: Special educational provision", table)
    assert texts(found, "provision") == ["A reading lesson each day"]


def test_a_bold_cell_under_by_whom_is_still_who() -> None:
    table = [["* Provision", "* By whom"], ["Practice of the route to college", "* Personal tutor"], ["A club", "Teacher"]]
    found = plan("# Section F: Special educational provision", table)
    assert [found.quote(span) for item in found.items for _, span in item.columns] == ["Personal tutor", "Teacher"]
    assert not findings(found, "F204")


def test_a_date_for_all_outcomes_may_be_said_over_needs_outcomes_and_provision() -> None:
    note = "Each need is numbered. Outcomes are set to the end of Key Stage 3 (July 2029) unless a date is given."
    head = ["* Need (B)", "* Outcome (E)", "* Provision (F)"]
    found = plan("# Sections B, E and F", note, [head, ["Ada reads slowly.", "Ada will read a page aloud.", "A lesson."]])
    assert not findings(found, "E202")


# --- questions, strands and what is for all areas --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    ["What speech therapy or literacy support will Ada have?", "Who will help at lunch?", "What will be done about travel?"],
)
def test_a_numbered_question_in_a_row_of_its_own_is_no_provision(asked: str) -> None:
    found = plan("# Section F: Special educational provision", [["* 25", f"* {asked}"], [("A reading lesson each day.", 1, 2)]])
    assert texts(found, "provision") == ["A reading lesson each day."]


def test_a_question_that_names_an_area_of_need_is_its_heading() -> None:
    asked = [
        "What are Ada's needs in communication and interaction?",
        "What are Ada's needs in cognition and learning?",
        "What are Ada's needs in social, emotional and mental health matters?",
        "What are Ada's needs in the sensory and physical area, if there are any?",
    ]
    found = plan("# Section B: Special educational needs", *[x for q in asked for x in (f"* {q}", "Ada reads slowly.")])
    assert not findings(found, "B101")


def test_the_strand_of_an_outcome_is_no_outcome() -> None:
    card = [["* Outcome 1"], ["* What we want", "Ada will travel by bus."], ["* Preparing for adulthood strand", "Good health"]]
    found = plan("# Section E: Outcomes", card)
    assert texts(found, "outcome") == ["Ada will travel by bus."]


def test_further_provision_under_a_joint_heading_is_provision() -> None:
    rows = [["* Outcome (Section E)", "* Provision (Section F)"], ["Ada will read.", "A lesson each day."]]
    found = plan(
        "# Sections E and F: Outcomes and provision",
        rows,
        [["* Further provision – all areas"], ["Staff are trained each May."]],
    )
    assert texts(found, "provision") == ["A lesson each day.", "Staff are trained each May."]


def test_needs_that_stand_before_the_tables_are_not_said_to_have_no_provision() -> None:
    rows = [["* Need (Section B)", "* Provision (Section F)"]]
    rows += [
        [f"Finds {thing} hard", f"Practice in {thing}, 20 minutes a day with a teacher."]
        for thing in ("maths", "music", "sport")
    ]
    found = plan("# Section B: Needs", "Ada forgets what she hears within an hour of it.", "# Section F: Provision", rows)
    assert len(texts(found, "need")) == 4
    assert not findings(found, "T103")


def test_where_letters_stand_alone_in_their_cells_a_school_on_the_front_is_no_section() -> None:
    front = [["* Name", "Ada Vale"], ["* School", "Marsh Road School"], ["* Review by", "12 March 2027"]]
    boxes = [[f"* {x}", f"* About {x}"] for x in "ABCDEFGIJK"]
    found = plan(front, *[[row, [(f"Ada has {n} coats.", 1, 2)]] for n, row in enumerate(boxes, 2)])
    assert found.sections[0].letter == "A"
    assert found.details.review_date is not None
