"""The mistakes that other tools make on these plans, each as small as it comes: none of them is ours."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from ehcp_lint.engine import lint
from ehcp_lint.jargon import find_jargon
from ehcp_lint.language import sentences
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.provision import read_provision
from ehcp_lint.report import Finding


def findings(plan: str) -> list[Finding]:
    return list(lint(read_notation(plan)).findings)


def marked(plan: str) -> list[tuple[str, str | None]]:
    return [(finding.check, finding.quote) for finding in findings(plan)]


@pytest.mark.parametrize(
    "word", ["toddler", "cascade", "ascends", "handsome", "standard", "another", "salt", "pip", "moth", "ace", "camp"]
)
def test_a_short_form_is_not_found_inside_a_word(word: str) -> None:
    assert find_jargon(f"The {word} stood by the {word.capitalize()}, and {word}s too.") == ()


@pytest.mark.parametrize("words", ["as required", "As required", "AS REQUIRED", "As Required"])
def test_vague_wording_is_found_in_any_letter_case(words: str) -> None:
    assert [term.phrase for term in read_provision(f"Movement breaks {words}.").open_wording] != []


def test_the_word_support_alone_is_not_vague() -> None:
    reading = read_provision("A teaching assistant gives Kofi support with his coat for 5 minutes each morning.")
    assert reading.open_wording == ()


def test_she_and_her_are_never_marked() -> None:
    plan = "...\nB: She likes her teacher. She finds her shoes by herself. He told his mother that they are her shoes."
    assert not any((quote or "").lower() in ("she", "her", "he", "his", "herself") for _, quote in marked(plan))


def test_bullets_with_and_without_full_stops_are_the_same() -> None:
    lines = ["Ola reads single words and needs a picture beside each new one"] * 5
    bare = "...\nB: " + "\n> ".join(lines)
    stopped = "...\nB: " + "\n> ".join(f"{line}." for line in lines)
    assert [check for check, _ in marked(bare)] == [check for check, _ in marked(stopped)]


def test_abbreviations_and_figures_do_not_end_a_sentence() -> None:
    text = "A specialist, e.g. Dr. A. Smith, will see Kofi for 12.5 hrs p.w. at St. Mary's, i.e. 1:1, by 3 p.m. on Mondays."
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    "amount",
    [
        "no more than 4 pupils, 20 minutes daily",
        "at least 30 minutes each day",
        "1:1 for 15 minutes daily",
        "2 x 30 minutes each week",
        "one hour half-termly",
        "15 hours a week (25 in the first term)",
        "for 32.5 hours a week",
        "for 20 minutes in each lesson",
    ],
)
def test_quantities_are_quantities(amount: str) -> None:
    assert read_provision(f"A teaching assistant works with Kofi on his reading, {amount}.").quantified


@pytest.mark.parametrize("amount", ["up to 30 minutes", "in a small group", "regularly", "frequently", "for some of the week"])
def test_these_are_not(amount: str) -> None:
    assert not read_provision(f"A teaching assistant works with Kofi on his reading, {amount}.").quantified


def test_vague_words_in_a_childs_quotation_are_left_alone() -> None:
    plan = '...\nA: "I want access to the regular trains as required," Ines told her key worker with her talker. Mum agreed.'
    assert not any(check.startswith("F") for check, _ in marked(plan))


def test_an_absent_section_an_empty_one_and_n_a_are_three_different_findings() -> None:
    assert [c for c, _ in marked("...\nno G") if c in ("S101", "S104", "G101")] == ["S101"]
    assert [c for c, _ in marked("...\nG: -") if c in ("S101", "S104", "G101")] == ["S104"]
    assert [c for c, _ in marked("...\nG: N/A") if c in ("S101", "S104", "G101")] == ["G101"]


def test_outcomes_are_never_checked_for_vague_provision() -> None:
    plan = "...\nE1: By July 2027, Ines will have regular access to the climbing wall on two days a week, climbing to the top."
    assert not any(check.startswith("F2") for check, _ in marked(plan))


def test_access_to_a_thing_in_a_need_is_not_vague_provision() -> None:
    assert not any(check.startswith("F2") for check, _ in marked("...\nB: Ines finds access to the upper floor hard."))


def test_neither_textstat_nor_nltk_is_needed_to_check_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.split(".")[0] in ("textstat", "nltk", "spacy"):
            raise ImportError(name)
        return real(name, *rest, **named)

    for name in [name for name in sys.modules if name.split(".")[0] in ("textstat", "nltk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    assert len(findings("...\nF1: Access to support as required.")) >= 1


# --- what a judge of whole plans took back -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "wrong", "right"),
    [
        ("F202", "F1: A radio aid is available in all lessons.", "F1: A radio aid is available."),
        ("F202", "H2: A direct payment with payroll support.", "H2: A direct payment with support."),
        ("F202", "H2: The social worker writes an outline of support at home.", "H2: The social worker arranges support."),
        ("F202", "F1: A part-time timetable is not to be used as a sanction.", "F1: A part-time timetable until he settles."),
        ("F205", "F1: Advice on whether an app would help, by the therapist.", "F1: An app would help him."),
        ("F203", "F1: A mentor works with Kofi for all hours on site.", "F1: A mentor works with Kofi on his reading."),
        ("F203", "F1: A mentor is with Kofi the whole day.", "F1: A mentor works with Kofi each day in the library."),
        (
            "F203",
            "F1: A therapist gives Kofi 12 sessions of 45 minutes on his sounds over two terms.",
            "F1: A therapist gives Kofi practice on his sounds for 45 minutes.",
        ),
        ("P205", "B: Pain may be mistaken for poor behaviour.", "B: Kofi shows poor behaviour."),
        ("P202", "F1: The row PA/F1 is read with Kofi.", "F1: A PA is with Kofi each Friday."),
        ("G202", "C: Kofi has asthma. Health care plan in place: No", "C: Kofi has asthma and a health care plan."),
    ],
)
def test_wording_is_marked_only_where_it_means_what_the_check_is_about(check: str, wrong: str, right: str) -> None:
    assert check in [found for found, _ in marked(f"...\n{right}")]
    assert check not in [found for found, _ in marked(f"...\n{wrong}")]


def test_what_follows_a_colon_explains_the_words_before_it() -> None:
    told, bare = "Trauma-informed, calm approach: private correction, few words.", "Trauma-informed work with Kofi."
    assert ("P203", "Trauma-informed") not in marked(f"...\nF1: {told}")
    assert ("P203", "Trauma-informed") in marked(f"...\nF1: {bare}")


def test_the_name_of_a_test_with_its_number_is_still_a_short_form() -> None:
    assert [found.term.term for found in find_jargon("On the CELF-5 in May she scored 70.")] == ["CELF"]


@pytest.mark.parametrize(("status", "quiet"), [("Proposed amended plan", True), ("Draft", False)])
def test_a_proposed_amended_plan_may_show_its_changes(status: str, quiet: bool) -> None:
    found = {check for check, _ in marked(f"...\nStatus: {status}\n~ insertions 2\n~ struck 3")}
    assert ({"X101", "X103"} & found == set()) is quiet


def test_a_word_list_explains_the_device_too() -> None:
    plan = "...\nB: Kofi writes with an eye gaze device.\n# Words in this plan\n> Eye gaze: a screen that knows where he looks."
    assert ("P203", "eye gaze device") not in marked(plan)
    assert ("P203", "eye gaze device") in marked("...\nB: Kofi writes with an eye gaze device.")


def test_the_line_over_the_list_of_advice_is_no_advice() -> None:
    listed = "...\nK: The following reports were obtained and are attached.\n> School report, 4 February 2026.\n> Paediatric report, 3 May 2026."
    assert "K103" not in [check for check, _ in marked(listed)]


def test_an_aim_that_goes_on_about_the_same_things_is_one() -> None:
    one = "By July 2027 Ola will know three children in her club by name and will have played with them twice a week."
    two = "By July 2027 Ola will know three children in her club by name and will swim ten metres twice a week."
    assert "E301" not in [check for check, _ in marked(f"...\nE1: {one}")]
    assert "E301" in [check for check, _ in marked(f"...\nE1: {two}")]


def test_a_report_quoted_over_several_sentences_is_not_the_writers_to_shorten() -> None:
    long = "He cannot yet use what he knows about " + ", ".join(["the old mill and its big wheel"] * 9) + " without help"
    quoted = f'...\nB: The report says: "Ola is kind. {long}. He tires."'
    assert "P101" not in [check for check, _ in marked(quoted)]
    assert "P101" in [check for check, _ in marked(f"...\nB: {long}.")]


@pytest.mark.parametrize(
    "line", ["College study programme: 16 hours a week.", "A plan setting out his triggers, read each term."]
)
def test_a_place_that_is_part_of_a_name_or_a_verb_gives_no_help(line: str) -> None:
    assert "F204" not in [check for check, quote in marked(f"...\nF1: {line}") if quote]


def test_an_assessment_of_child_and_family_is_advice_from_social_care() -> None:
    listed = (
        "K: Letter from Dr Osei, paediatrician, 3 May 2025.\n> School report, 4 May 2025.\n> Psychologist's report, 5 May 2025."
    )
    listed += "\n> Views of parents, 6 May 2025."
    with_it = f"...\n{listed}\n> Child and Family Assessment, B. Osei, 9 May 2025."
    assert "K102" in [check for check, _ in marked(f"...\n{listed}")]
    assert "K102" not in [check for check, _ in marked(with_it)]


def test_extra_time_whose_share_is_written_in_words_is_exact() -> None:
    assert read_provision("Twenty-five per cent extra time in all tasks.").open_wording == ()


@pytest.mark.parametrize(
    "left", ["[month]", "[Termly / half-termly – delete as applicable]", "(weekly/daily - delete as appropriate)"]
)
def test_what_the_template_leaves_to_choose_is_found(left: str) -> None:
    assert ("S105", left) in marked(f"...\nF1: A teacher meets Ola's mother {left} for half an hour.")


@pytest.mark.parametrize("kept", ["[the blue room]", "(daily)", "[see F2]"])
def test_other_brackets_are_nothing_left_to_choose(kept: str) -> None:
    assert "S105" not in [check for check, _ in marked(f"...\nF1: A teacher meets Ola's mother {kept} for half an hour.")]


def test_another_childs_name_is_found_where_things_are_done_for_it() -> None:
    for line in ("F1: A place in the club for Oliver would help.", "A: When you read to her, do not make Oliver wait."):
        assert ("S302", "Oliver") in marked(f"...\n{line}")
    assert not [q for check, q in marked("...\nB: Her brother Oliver swims. A toy for Oliver would help.") if check == "S302"]
