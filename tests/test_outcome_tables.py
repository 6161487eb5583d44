"""Section E in tables and lists: columns beside the outcomes, tags of a review, and the child's own lessons."""

from __future__ import annotations

import pytest
from layouts import plan, texts

from ehcp_lint import lint
from ehcp_lint.parsers.notation import read_notation

OUTCOME = "By July 2028 Dev will buy his own lunch on four days out of five."


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Area", "Being well"),
        ("Area of need", "Learning and work"),
        ("Theme", "Friends and going out"),
        ("PfA pathway", "A home of my own"),
        ("Area of life", "Getting about"),
        ("Strand", "Work"),
    ],
)
def test_an_area_in_the_first_cell_is_no_outcome(header: str, label: str) -> None:
    found = plan("# Section E: Outcomes", [[header, "Outcome", "Steps"], [label, OUTCOME, "Two days by May 2027."]])
    assert texts(found, "outcome") == [OUTCOME]


def test_a_code_below_the_area_is_the_outcomes_number() -> None:
    found = plan("# Section E: Outcomes", [["Area", "Outcome", "Steps"], ["Being well\nE8", OUTCOME, "Two days by May 2027."]])
    assert [(item.kind, item.number) for item in found.items if item.kind == "outcome"] == [("outcome", "E8")]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Progress at review", "Doing this well"),
        ("Status", "Achieved"),
        ("Progress so far", "Dev does this on most days with a reminder."),
        ("Met?", "Not yet"),
        ("RAG", "Amber"),
        ("How is it going?", "He has gone there twice."),
    ],
)
def test_what_became_of_a_target_is_no_outcome(header: str, said: str) -> None:
    found = plan("# Section E: Outcomes", [["Outcome", "Who", header], [OUTCOME, "Tutor", said]])
    assert texts(found, "outcome") == [OUTCOME]


@pytest.mark.parametrize(
    "tag", ["[NEW] ", "(amended) ", "*new* ", "[Amended at review May 2026] ", "(Added 12.05.2026) ", "NEW: ", "**REVISED** "]
)
@pytest.mark.parametrize("numbered", [False, True])
def test_a_tag_before_an_outcome_is_none_of_its_words(tag: str, numbered: bool) -> None:
    found = plan("# Section E: Outcomes", f"{tag}{'7. ' if numbered else ''}{OUTCOME}")
    assert texts(found, "outcome") == [OUTCOME]
    assert found.items[0].number == ("7" if numbered else "")


@pytest.mark.parametrize(
    "start", ["(With help) Dev will swim.", "[His own words] Dev will swim.", "New words will be used by Dev."]
)
def test_other_words_before_an_outcome_are_kept(start: str) -> None:
    assert texts(plan("# Section E: Outcomes", start), "outcome") == [start]


@pytest.mark.parametrize(
    "line",
    [
        "By May 2027 Dev will take part in at least three sessions of learning a week of 45 minutes or more.",
        "By May 2027 Dev will attend four sessions of school a week for a full half term.",
        "By May 2027 Dev will join in two class sessions a day from start to end.",
        "By May 2027 Dev will complete five hours of study a week at home.",
    ],
)
def test_the_childs_own_lessons_are_no_provision(line: str) -> None:
    assert [f.quote for f in lint(read_notation(f"E1: {line}")).findings if f.check == "E201"] == []


@pytest.mark.parametrize(
    "line",
    [
        "By May 2027 Dev will attend three sessions of speech therapy a week.",
        "By May 2027 Dev will access two sessions of play therapy a week.",
        "Dev will receive three sessions of learning support a week.",
    ],
)
def test_sessions_of_a_service_stay_provision(line: str) -> None:
    assert [f.quote for f in lint(read_notation(f"E1: {line}")).findings if f.check == "E201"] == [line]


ROWS = [
    ["H1", "Nothing is provided under section 2 of the 1970 Act."],
    ["H2", "A personal assistant for swimming with Dev"],
    ["H2", "Overnight stays with friends at the lodge"],
]


@pytest.mark.parametrize("written", ["{}", "Section {}", "{}:", "Part {}"])
@pytest.mark.parametrize(
    "head", ["# Section H1 / Section H2: Social care provision", "# Section H1 and H2: Social care provision"]
)
@pytest.mark.parametrize("headed", [True, False])
def test_in_a_table_of_h1_and_h2_the_row_says_which(head: str, written: str, headed: bool) -> None:
    top = ["Part", "What", "By whom", "How often"]
    rows = [[written.format(label), text, "Adult social care", "Each month"] for label, text in ROWS]
    found = plan(head, [top, *rows] if headed else rows)
    assert texts(found, "provision", "H2") == [text for label, text in ROWS if label == "H2"]
    assert not set(texts(found, "provision", "H1")) & set(texts(found, "provision", "H2"))


@pytest.mark.parametrize("header", ["Reviewed", "Checked", "When reviewed", "When checked"])
def test_when_a_line_is_looked_at_is_no_provision(header: str) -> None:
    line = "A teaching assistant reads with Dev"
    rows = [
        ["Provision", "Who", "How often", header],
        [line, "Teaching assistant", "15 minutes a day", "Half termly, with Dev"],
    ]
    assert texts(plan("# Section F: Provision", rows), "provision") == [line]
