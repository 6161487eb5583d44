"""Tables: what their headers, row labels and cells of their own make of the rows. The children are invented."""

from __future__ import annotations

import pytest
from layouts import content, letters, plan, texts

from ehcp_lint.plan import Item, Kind, Letter, Plan


@pytest.mark.parametrize(
    "heading", ["Annual review 2026: record", "Appendix B: actions agreed", "Annex 2 - minutes of the meeting"]
)
def test_the_table_of_a_review_that_was_held_holds_no_outcomes(heading: str) -> None:
    table = [["Outcome", "Provision", "Met?"], ["Kai will swim a width", "Swimming each week", "Yes"]]
    found = plan(f"# Section E: Outcomes\nBy July 2027 Kai will read.\n# {heading}", table)
    assert texts(found, "outcome") == ["By July 2027 Kai will read."]
    assert texts(found, "provision") == []


def test_who_advised_in_a_table_of_section_k_may_have_the_name_of_an_area() -> None:
    table = [["Advice", "Date"], ["Communication and interaction", "3 May 2026"], ["Social care", "4 May 2026"]]
    found = plan("# Section K: Advice and information", table)
    assert content(found, "K").split("\n") == [cell for row in table[1:] for cell in row]


def test_a_word_or_two_in_the_first_row_name_the_table_and_are_no_item() -> None:
    def found(*rows: str) -> list[str]:
        return texts(plan("# Section F: Special educational provision", [[row] for row in rows]), "provision")

    line, more = "A TA reads with Kai each day.", "A teacher writes with Kai each day."
    assert found("Literacy", line) == [line]
    assert found("Literacy.", line) == ["Literacy.", line]
    assert found(line, "Literacy", more) == [line, "Literacy", more]


def test_a_few_words_left_of_a_view_are_its_label() -> None:
    table = [["Buses and trains", "I know each bus of the town."], ["At my gran's", "I feed the hens."]]
    assert texts(plan("# Section A: Views", table), "view") == ["I know each bus of the town.", "I feed the hens."]


def test_a_row_of_outcomes_below_the_needs_opens_their_section() -> None:
    found = plan([["Section B: needs", "Kai stammers."], ["Outcomes", "Kai will order lunch."]])
    assert (texts(found, "need", "B"), texts(found, "outcome", "E")) == (["Kai stammers."], ["Kai will order lunch."])


def test_of_two_cells_of_one_length_the_first_is_the_item() -> None:
    found = plan("# Section F: Special educational provision", [["Reading aloud", "Teacher Reed1"]])
    assert texts(found, "provision") == ["Reading aloud"]


def test_a_letter_in_a_cell_beside_its_title_opens_the_section() -> None:
    found = plan(
        [["B", "Special educational needs"], ["Kai reads slowly.", None]],
        [["E", "Outcomes"], ["By July 2027 Kai will read.", None]],
        [["F", "Special educational provision"], ["A TA reads with Kai each day.", None]],
    )
    assert letters(found) == "B E F"
    assert all(section.labelled for section in found.sections)
    assert found.named == {Letter.B, Letter.E, Letter.F}
    assert texts(found, "outcome") == ["By July 2027 Kai will read."]


def test_a_column_of_two_sections_has_its_header_as_heading() -> None:
    header = ["B – Special Educational Needs", "F – Special Educational Provision"]
    found = plan([header, ["Kai reads slowly.", "A TA reads with Kai."]])
    assert [found.quote(s.heading) for s in found.sections if s.heading] == header


def test_a_column_of_needs_by_number_says_which_need_is_met() -> None:
    table = [["Provision", "Need"], ["A TA reads with Kai.", "1"], ["A TA writes with Kai.", "2"]]
    found = plan("# Section F: Special educational provision", table)
    assert [[(role, found.quote(span)) for role, span in item.columns] for item in found.items] == [
        [("need", "1")],
        [("need", "2")],
    ]


def test_strengths_and_needs_may_be_rows_of_one_table() -> None:
    found = plan("# Section B: Special educational needs", [["Strengths", "Kai knows maps."], ["Needs", "Kai reads slowly."]])
    assert texts(found, "strength") == ["Kai knows maps."]
    assert texts(found, "need") == ["Kai reads slowly."]


def test_signatures_in_a_table_after_the_last_section_are_no_advice() -> None:
    for table in (
        [["Signature", "Name", "Date"], ["", "Mo Adeyemi", "3 May 2026"]],
        [["Agreed by", "The panel of the council"], ["Name", "Mo Adeyemi"]],
    ):
        assert content(plan("# Section K: Advice and information\nSchool report.", table), "K") == "School report."


def test_the_cell_that_says_which_section_a_row_is_of_is_none_of_its_text() -> None:
    rows = [["H1", "Nothing is provided under section 2 of the 1970 Act."], ["H2", "A personal assistant for swimming"]]
    found = plan("# Section H1 and H2: Social care provision", rows)
    assert [content(found, label) for label, _ in rows] == [text for _, text in rows]


# --- who and how often, below several rows ---------------------------------------------------------------------------------

HELP = [
    ["Provision – school (Section F)", "A reading group of four pupils for 20 minutes."],
    ["Provision – therapy (Section F)", "An eye-tracking programme for 10 minutes."],
    ["Who", "Orthoptist"],
]
JOINT = "# Sections B, E and F: Needs, outcomes and provision"


def who(found: Plan, kind: Kind) -> list[list[str]]:
    """Who is said beside each item of a kind."""

    def said(item: Item) -> list[str]:
        return [found.quote(span) for role, span in item.columns if role == "who"]

    return [said(item) for item in found.items_of(kind)]


def test_only_provision_shares_the_rows_that_say_who() -> None:
    goals = [
        ["Outcome – reading (Section E)", "By July 2027 Kai will read."],
        ["Outcome – bus (Section E)", "By July 2027 Kai will ride."],
    ]
    assert who(plan(JOINT, HELP), Kind.PROVISION) == [["Orthoptist"], ["Orthoptist"]]
    assert who(plan(JOINT, [*goals, ["Who", "Orthoptist"]]), Kind.OUTCOME) == [[], ["Orthoptist"]]


def test_a_table_is_read_the_same_whatever_table_follows() -> None:
    goals = [[f"Outcome {n} (Section E)", f"By July 2027 Kai will read {n} pages."] for n in range(1, 5)]
    assert who(plan(JOINT, HELP, JOINT, goals), Kind.PROVISION) == who(plan(JOINT, HELP), Kind.PROVISION)
