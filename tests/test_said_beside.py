"""What stands right beside a word and answers for it: a name, a list, hours, a service, a measure, the words spelled out."""

from __future__ import annotations

import pytest
from layouts import plan

from ehcp_lint import lint
from ehcp_lint.parsers.notation import read_notation


def marked(text: str, *checks: str) -> list[str]:
    return [f.quote for f in lint(read_notation(text)).findings if f.check in checks]


@pytest.mark.parametrize(
    "line",
    [
        "An EBSA worker (Tracey Pike) will visit Dev for an hour each week.",
        "An adult (Mrs Bell) will read with Dev for 15 minutes each day.",
        "The worker (currently Jo Ann Poe) meets Dev for 20 minutes each Monday.",
        "A reading session of 15 minutes each day with an adult, Mrs Bell.",
        "Travel training: one trainer, ten journeys of 40 minutes in the summer term.",
        "Swimming lessons of 30 minutes each week with the same instructor.",
    ],
)
def test_a_name_or_a_trade_beside_the_word_says_who(line: str) -> None:
    assert marked(f"F1: {line}", "F204") == []


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Staff (see the table) read with Dev for 15 minutes each day.", "Staff"),
        ("School staff will read with Dev for 15 minutes each day.", "School staff"),
        ("A worker will visit Dev for an hour each week.", "worker"),
    ],
)
def test_brackets_without_a_name_do_not(line: str, quote: str) -> None:
    assert marked(f"F1: {line}", "F204") == [quote]


@pytest.mark.parametrize(
    "line",
    [
        "A named learning support assistant (at present Leanne Poe) trained in signing works with Dev",
        "A teaching assistant trained by the therapist works with Dev on his sounds",
        "Reading practice with a qualified teacher",
        "Coaching by an experienced and trained mentor",
    ],
)
def test_a_place_beside_a_trained_role_is_no_gap(line: str) -> None:
    rows = [["Provision", "Who", "How often"], [line, "College", "30 minutes each day"]]
    report = lint(plan("# Section F: Provision", rows))
    assert [f.quote for f in report.findings if f.check == "F204"] == []


def test_a_place_beside_no_role_at_all_is() -> None:
    rows = [["Provision", "Who", "How often"], ["Reading practice with Dev", "College", "30 minutes each day"]]
    report = lint(plan("# Section F: Provision", rows))
    assert [f.quote for f in report.findings if f.check == "F204"] == ["College"]


@pytest.mark.parametrize(
    "line",
    [
        'A teaching assistant uses indirect words ("some people might like the slide") for ten minutes each day.',
        "A teaching assistant asks 'could you show me how' for ten minutes each day.",
        'A teacher asks "would more support help you today" at the start of each lesson.',
        'A teacher says "we will do it later if needed" before each change.',
        "All teachers use the strategies below in every lesson.",
        "All teachers use the strategies listed above in every lesson.",
        "A teaching assistant uses the strategies set out in F3 for 20 minutes each day.",
        "All teachers know the strategies described in the table.",
        "Dev has 15 hours of additional support from a teaching assistant each week.",
        "Dev has 10 hours a week of extra support from a teaching assistant.",
    ],
)
def test_examples_of_speech_and_words_told_beside_are_not_vague(line: str) -> None:
    assert marked(f"F1: {line}", "F201", "F202", "F205") == []


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("A teaching assistant might read with Dev for ten minutes each day.", "might"),
        ("A teacher uses strategies with Dev.", "strategies"),
        ("Dev has additional support in class.", "additional support"),
        ('A teacher gives Dev "regular" help in class.', "regular"),
    ],
)
def test_the_same_words_alone_still_are(line: str, quote: str) -> None:
    assert quote in marked(f"F1: {line}", "F201", "F202", "F205")


@pytest.mark.parametrize(
    "line",
    [
        "Ring the community team: 01000 555 871.",
        "Ring home first and the epilepsy nurse second: 01000 555 871.",
        "If it goes on, call the ward on 01000 555 871.",
        "The out of hours line is 01000 555 871.",
        "Tell mum and then the duty desk, 01000 555 871.",
    ],
)
def test_the_number_of_a_service_is_not_the_family_s(line: str) -> None:
    assert marked(f"...\nB: {line}", "X302") == []


@pytest.mark.parametrize(
    "line",
    ["Her mum can be reached on 01000 555 871.", "The nurse rings mum: 01000 555 871.", "Ines has the number 01000 555 871."],
)
def test_the_number_of_a_relative_is(line: str) -> None:
    assert marked(f"...\nB: {line}", "X302") == ["01000 555 871"]


@pytest.mark.parametrize(
    "second",
    [
        "will be understood by two people who are not family.",
        "will do this on four days out of five.",
        "will need no more than one prompt each time.",
        "he will keep this up for a full half term.",
        "will get it right in eight turns out of ten.",
    ],
)
def test_how_well_the_first_is_done_is_no_second_outcome(second: str) -> None:
    assert (
        marked(f'E1: By July 2027 Dev will use his switch to say "more" or "stop" in three games, and {second}', "E301") == []
    )


@pytest.mark.parametrize(
    "second", ["will swim ten metres without a float.", "he will tie his own laces.", "will use his spoon."]
)
def test_another_thing_to_do_is(second: str) -> None:
    assert marked(f"E1: By July 2027 Dev will use his switch in three games a day, and {second}", "E301")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Qualified Teacher of Vision Impaired", "QTVI"),
        ("Applied Behaviour Analysis", "ABA"),
        ("Child and Adolescent Mental Health Service", "CAMHS"),
        ("Learning Support Assistant", "LSA"),
    ],
)
def test_an_acronym_spelled_out_in_the_cell_before_is_known(full: str, short: str) -> None:
    rows = [["Provision", "Who", "How often"], ["Advice and a lesson watched", full, f"{short} 3 visits a year of 2 hours"]]
    report = lint(plan("# Section F: Provision", rows))
    assert [f.quote for f in report.findings if f.check == "P201"] == []


def test_other_words_in_the_cell_before_do_not_spell_it_out() -> None:
    rows = [["Provision", "Who", "How often"], ["Advice and a lesson watched", "The sensory team", "QTVI 3 visits a year"]]
    report = lint(plan("# Section F: Provision", rows))
    assert [f.quote for f in report.findings if f.check == "P201"] == ["QTVI"]


@pytest.mark.parametrize(
    "text",
    [
        "D: A level access shower and a hoist: disabled facilities grant.",
        "D: A disabled facilities grant paid for the ramp at the back door.",
        "D: Carer's assessment done for her mother, who has six hours a week of sitting from the fund.",
        "D: The carer's assessment led to a break of one weekend a term.",
        "C: Nil by mouth. A feed of 200 ml at noon.",
        "B: Dev has sensory processing differences. He is upset by smells and by some clothes.",
    ],
)
def test_a_legal_name_that_the_row_explains_is_no_jargon(text: str) -> None:
    assert marked(text, "P203") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("D: A disabled facilities grant was asked for.", "disabled facilities grant"),
        ("D: A carer's assessment took place in May.", "carer's assessment"),
        ("B: Dev has sensory processing differences.", "sensory processing"),
    ],
)
def test_without_a_word_on_what_it_is_for_it_is(text: str, quote: str) -> None:
    assert marked(text, "P203") == [quote]
