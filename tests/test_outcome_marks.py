"""Section E: which words of an outcome are marked, which lines are none, and measures that count."""

from __future__ import annotations

import pytest

from ehcp_lint import lint
from ehcp_lint.checks.outcome_marks import about_outcomes, weak_phrase
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.smart import Level, grade_outcome


def marked(line: str, check: str) -> list[str]:
    return [f.quote for f in lint(read_notation(f"E1: {line}")).findings if f.check == check]


@pytest.mark.parametrize(
    ("text", "verb", "phrase"),
    [
        ("By May, Dev will be calm and content at home.", "be", "be calm and content at home"),
        ("Dev will make progress in spelling, sums and science.", "make", "make progress in spelling, sums and science"),
        ("Dev will have better friendships so that he is asked to parties.", "have", "have better friendships"),
        ("Dev will improve his social skills.", "improve", "improve"),
        ("Dev to feel more secure in himself, and to trust adults.", "feel", "feel more secure in himself"),
        ("Dev will get better at the use of his", "get", "get better"),
    ],
)
def test_a_weak_verb_is_marked_with_what_it_is_about(text: str, verb: str, phrase: str) -> None:
    start = text.index(verb)
    begin, end = weak_phrase(text, start, start + len(verb))
    assert text[begin:end] == phrase


@pytest.mark.parametrize(
    "line",
    [
        "Unless another date is given, these are to be met by the end of Year 6.",
        "Unless a line says otherwise these are to be met by July 2028.",
        "Each is for the end of Key Stage 3 unless it says otherwise.",
        "Outcomes are for the end of the phase; steps are for the next review.",
        "All of the outcomes below have been agreed with the family.",
        "The targets set out here will be looked at in May 2027.",
    ],
)
def test_a_line_on_how_to_read_the_outcomes_is_no_outcome(line: str) -> None:
    assert about_outcomes(line)
    assert [check for check in ("E202", "E204", "E206") if marked(line, check)] == []


@pytest.mark.parametrize(
    "line",
    [
        "All his buttons will be done up by Dev himself each morning.",
        "Each morning Dev will greet a friend.",
        "Dev will reach his targets.",
        "These days Dev sleeps well.",
    ],
)
def test_a_line_about_the_child_is_not_taken_for_a_note(line: str) -> None:
    assert not about_outcomes(line)


@pytest.mark.parametrize(
    "text",
    [
        "Dev will be at 90% of his sessions.",
        "Dev will come to four out of five sessions.",
        "Dev's weight will stay at the 25th centile.",
        "Dev will eat three more foods.",
        "Dev will learn two more strokes in the pool.",
        "Dev will name a colour 6 times in a session.",
        "Dev will write a note that another person can read.",
        "Dev will say his address to be understood, in a way that a stranger can understand.",
    ],
)
def test_what_two_people_could_check_is_a_measure(text: str) -> None:
    assert grade_outcome(text, name="Dev").measurable.level is not Level.NOT_MET


@pytest.mark.parametrize(
    "text", ["Dev will have 20 hours of support.", "Dev will be more settled.", "Dev will read more books."]
)
def test_help_and_comparisons_are_no_measure(text: str) -> None:
    assert grade_outcome(text, name="Dev").measurable.level is Level.NOT_MET


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("By May 2027 Dev will say his address to a shopkeeper; he will cross the road with one reminder.", "he will"),
        ("By May 2027 Dev will have better sleep and have more energy.", "and have more"),
        ("By May 2027 Dev will feel part of his class and develop positive friendships.", "and develop positive"),
        ("By May 2027 Dev will read 60 words on sight, and go to school by bus twice a week.", "and go"),
        ("By May 2027 Dev will swim ten metres, and eat lunch in the hall on four days in five.", "and eat"),
    ],
)
def test_two_aims_in_one_outcome_are_marked_where_the_second_begins(line: str, quote: str) -> None:
    assert marked(line, "E301") == [quote]


@pytest.mark.parametrize(
    "line",
    [
        "By May 2027 Dev will wash, dress and feed himself on four days in five.",
        "By May 2027 Dev will start a page, read it through, and hand it in, on four days in five.",
        "By May 2027 Dev will tell two friends what he wants, and that he is cross, in 4 of 5 games.",
        "By May 2027 Dev will go to the shop and back on his own once a week.",
        "By May 2027 Dev will ask for help; this is a step towards living on his own.",
    ],
)
def test_one_aim_with_several_parts_is_one_outcome(line: str) -> None:
    assert marked(line, "E301") == []


@pytest.mark.parametrize(
    "line",
    [
        "To close gaps in spelling so that by July 2027 Dev can spell 90% of the Year 4 words.",
        "By May 2027 Dev will build his confidence so that he will ask for help in 4 out of 5 lessons.",
        "By May 2027 Dev will improve his balance so he can walk 50 metres on grass.",
    ],
)
def test_a_broad_aim_with_its_measure_behind_so_that_is_not_marked(line: str) -> None:
    assert [check for check in ("E204", "E206") if marked(line, check)] == []


def test_a_broad_aim_with_another_broad_aim_behind_so_that_is_marked() -> None:
    assert marked("By May 2027 Dev will improve his confidence so that he can join in more.", "E206") == [""]
