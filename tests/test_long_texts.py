"""Texts that are within every limit and made to take long: each once took the checks minutes or gigabytes, and takes no time now.

Nothing here measures time: where one of these takes its square again, the test does not end."""

from __future__ import annotations

import pytest

from ehcp_lint import lint, read_plan
from ehcp_lint.checks.provision import _LONGEST_LIST, lead_of
from ehcp_lint.grammar import misspelt
from ehcp_lint.language.sentences import sentences
from ehcp_lint.parsers.content import prompts_in
from ehcp_lint.plan import Kind
from ehcp_lint.settings.profile import Local, load_profile

HEADINGS = {
    "A": "Section A: Views",
    "B": "Section B: Special educational needs",
    "E": "Section E: Outcomes",
    "F": "Section F: Special educational provision",
}
LONG: tuple[tuple[str, str, str, int], ...] = (
    ("initials without end", "F", "A. ", 20_000),
    ("one word", "F", "a", 60_000),
    ("placeholders", "F", "{{ name }} ", 5_000),
    ("prompts", "F", "<NAME> ", 8_000),
    ("titles", "F", "Mr ", 20_000),
    ("ands", "F", "and ", 20_000),
    ("pronouns", "F", "he she they ", 5_000),
    ("a number without end", "B", "1.", 30_000),
    ("brackets that never close", "A", "(a", 40_000),
    ("tick boxes and full stops", "F", "Laptop ☐ Timer ☒ Mat. ", 12),
    ("lines of figures", "F", "-1\n\n", 3_000),
    ("outcomes without numbers", "E", "Ines will wait for her turn in the game with her friends at school.\n\n", 500),
)


@pytest.mark.parametrize(("letter", "part", "times"), [row[1:] for row in LONG], ids=[row[0] for row in LONG])
def test_a_text_made_to_take_long_is_checked(letter: str, part: str, times: int) -> None:
    text = f"Name: Ines Calder\n\nDate of birth: 14 May 2017\n\nStatus: Draft\n\n{HEADINGS[letter]}\n\n{part * times}"
    plan = read_plan(text.encode(), name="plan.txt")
    profile = load_profile(plugins=False).model_copy(update={"local": Local(no_acts_cited=True, no_first_person=True)})
    report = lint(plan, profile)
    assert [entry for entry in report.not_run if "stopped by an error" in entry.reason] == []
    assert report.findings


# --- what is not looked at any more changes nothing that is said


def test_the_line_that_a_list_hangs_on_is_found_from_below() -> None:
    from ehcp_lint.case import Case
    from ehcp_lint.check import Subject

    lines = [f"Help of kind {number}, from an assistant." for number in range(_LONGEST_LIST + 30)]
    text = "\n\n".join([HEADINGS["F"], "Tuition by qualified teachers, 15 hours a week:", *lines])
    plan = read_plan(text.encode(), name="plan.txt")
    case = Case(plan, load_profile())
    leads = [lead_of(Subject(case, item.span, item=item)) for item in plan.items_of(Kind.PROVISION)]
    found = [lead is not None and lead.quantified for lead in leads]
    assert len(found) > _LONGEST_LIST
    assert all(found[1 : _LONGEST_LIST - 1])
    assert not found[-1]  # no list is so long


def test_a_sentence_ends_after_a_lettered_thing_and_not_after_an_initial() -> None:
    for text, ends in (
        ("He is in set A. She reads.", 2),
        ("A. Smith reads to him. She reads.", 2),
        (f"{'word ' * 60}in class B. She reads.", 2),
        (f"{'word ' * 60}by J. Smith. She reads.", 2),
        ("12. She reads.", 1),
    ):
        assert len(sentences(text)) == ends, text


def test_a_line_to_sign_is_no_prompt_however_long_the_text_before() -> None:
    assert prompts_in(f"{'word ' * 60}Signed: ________") == []
    assert prompts_in(f"Signed {'word ' * 60}________") != []


def test_a_role_with_a_slip_of_the_pen_is_known_and_a_word_too_long_for_any_is_passed_over() -> None:
    assert misspelt.misspelt_role("the thearpist visits")
    assert not misspelt.misspelt_role("therapist" * 1_000)
