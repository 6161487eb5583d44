"""F204: who gives the help, and lines that nobody in particular gives."""

from __future__ import annotations

import pytest

from ehcp_lint import lint
from ehcp_lint.grammar.misspelt import misspelt_role
from ehcp_lint.parsers.notation import read_notation


def marked(line: str) -> list[str]:
    return [f.quote for f in lint(read_notation(f"F1: {line}")).findings if f.check == "F204"]


@pytest.mark.parametrize(
    "line",
    [
        "Staff to keep instructions short and wait ten seconds for an answer.",
        "Adults always introduce themselves by name before they touch Dev.",
        "Staff who teach Dev should use his signs in every lesson.",
        "Teachers and staff will give Dev time to answer in lessons.",
        "All adults avoid sudden noise in the work room.",
        "Staff challenge unkind words and log them.",
        "Staff should tell Dev what comes next in group work.",
        "The school will use its notional budget and top-up for this support.",
        "Support is arranged by the college except where another body is named.",
        "A weekly game session of 20 minutes, led by a practitoner trained in play.",
        "A weekly session of 20 minutes with a speech and language therapsit.",
        "A shopping trip of an hour each week, two students to one assistant.",
    ],
)
def test_a_rule_for_everyone_or_a_misspelt_role_is_not_marked(line: str) -> None:
    assert marked(line) == []


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Staff read with Dev for 15 minutes each day.", "Staff"),
        ("School staff will check on Dev for 5 minutes after lunch each day.", "School staff"),
        ("A reading session of 15 minutes each day with an adult.", "adult"),
        ("A reading session of 15 minutes each day.", ""),
        ("Staff will deliver the programme for 20 minutes each day.", "Staff"),
    ],
)
def test_help_that_takes_somebody_s_time_needs_a_role(line: str, quote: str) -> None:
    assert marked(line) == [quote]


@pytest.mark.parametrize("word", ["practitoner", "practitionner", "thearpist", "therapisst", "psycholgist", "assisstant"])
def test_a_role_word_one_letter_off_is_known(word: str) -> None:
    assert misspelt_role(f"a {word} comes")


@pytest.mark.parametrize("word", ["therapist", "practice", "assistance", "assisted", "psychology", "mentoring"])
def test_a_right_word_is_no_misspelling(word: str) -> None:
    assert not misspelt_role(f"the {word} comes")


def test_those_who_are_advised_are_not_taken_for_those_who_give_it() -> None:
    assert marked("Input from a psychologist twice a term, with advice to the adults who work with Dev.") == []
