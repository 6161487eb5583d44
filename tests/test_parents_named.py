"""Parents and carers who are called by their names in section A. The children and the wording are invented."""

from __future__ import annotations

import pytest
from layouts import Part, plan

from ehcp_lint import lint
from ehcp_lint.plan import Plan
from ehcp_lint.voice import read_voice

OWN = '"I like wolves," Wren said to her teacher with her picture book. She wants to be a vet.'


def read(front: Part, told: str) -> Plan:
    return plan(
        "Name: Wren Ashby\nDate of birth: 3 October 2017",
        front,
        f"# Section A: Views\n{OWN}\n{told}\n# Section B: Needs\nWren is deaf.",
    )


def a102(found: Plan) -> bool:
    return any(finding.check == "A102" for finding in lint(found).findings)


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (
            "Parents: Mr Kofi Ashby and Ms Denise Bell (both have PR)",
            "Mr Ashby and Ms Bell want her to leave school with real friends.",
        ),
        ([["Parent/carer", "Ms Kerry Bell"], ["Also PR", "Mr Lee Ashby"]], "Kerry told the review that mornings are a battle."),
        ([["Shazia Ashby", "Mother"], ["Adeel Ashby", "Father"]], "Shazia feels that time was wasted."),
        ("Family: Agnieszka and Piotr Ashby; Tomek, 16", "Piotr is worried about the eleven teachers at the new school."),
        ("Lives with: Kerra Ashby (mum) and Elowen, aged 3", "Kerra describes a sunny little soul."),
        ([["Who has parental responsibility", "Maureen Bell"]], "Mrs Bell said that she sleeps badly."),
        ([["Maureen Bell", "Paternal grandmother"]], "Maureen hopes that she will go on a bus alone."),
        ("Home: Marle", "Her carer, Joan Pike, was there. Joan says that she is happiest outside."),
        ("Home: Marle", "Denise (mum) came too. Denise would like her to have a friend to tea."),
    ],
)
def test_a_parent_called_by_name_has_a_view(front: Part, told: str) -> None:
    found = read(front, told)
    assert not a102(found)
    told_by = read_voice(f"{OWN}\n{told}", name="Wren Ashby", parents=found.details.parents)
    assert told_by.parent


def test_a_row_that_asks_for_one_name_a_column_gives_no_name() -> None:
    header = ["Person", "Parental responsibility", "Lives with", "Contact"]
    found = read([header, ["Denise Bell", "Yes", "Yes", "By phone"]], "She sings.")
    assert not set(found.details.parents) & {"Lives", "Contact", "Yes", "By"}


@pytest.mark.parametrize(
    "told",
    [
        "Mr Osei and Ms Bell want her to read like the other girls.",
        "Mrs Pike told us that she is happiest at home.",
        "Ms Bell hopes she will sign.",
    ],
)
def test_where_nobody_says_who_speaks_it_is_not_called_missing(told: str) -> None:
    found = read("Home: Marle", told)
    assert not a102(found)
    assert [entry.reason for entry in lint(found).not_run if entry.check == "A102"] == [
        "could not tell whether those who speak in section A are the parents"
    ]


@pytest.mark.parametrize("told", ["Her teacher was glad.", "She sits beside the window.", "Wren chose six photographs."])
def test_where_nobody_else_speaks_it_is_missing(told: str) -> None:
    assert a102(read("Parents: Mr Kofi Ashby and Ms Denise Bell", told))


def test_the_childs_own_first_name_is_no_parents() -> None:
    found = read("Parents: Wren Ashby and Denise Bell", "Wren wants to sing.")
    assert "Wren" not in found.details.parents
    assert "Denise" in found.details.parents


def test_the_places_of_a_reading_are_those_of_the_text() -> None:
    text = f"{OWN}\nMs Bell said that she sleeps badly."
    (span,) = read_voice(text, name="Wren Ashby", parents=("Ms Bell",)).parent
    assert text[span.start : span.end].strip().startswith(("Ms Bell", "Bell", "ell", "said", "l said"))
