"""The evidence beside each question: never a mark, never clean where it was not checked, no words where none were asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ehcp_lint import lint, load_profile
from ehcp_lint.outputs.rubric.evidence_sheet import evidence_rows
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Notice, Plan
from ehcp_lint.report import Dismissed, NotRun, Report
from ehcp_lint.rubric import Evidence, PlanEvidence, gather, load_rubric
from ehcp_lint.settings.profile import Profile

RUBRIC = load_rubric()
WEAK = (
    '...\nF1: Access to a quiet space.\nE1: To improve his reading.\nA: Kofi said "I hate the bus". We asked him with pictures.'
)


def found(notation: str = WEAK, profile: str | Profile = "caseworker", *, quotes: bool = True) -> PlanEvidence:
    settings = profile if isinstance(profile, Profile) else load_profile(profile)
    plan = read_notation(notation)
    return gather(RUBRIC, lint(plan, settings), plan=plan, profile=settings, quotes=quotes)


def about(question: str, evidence: PlanEvidence) -> Evidence:
    one = evidence.of(question)
    assert one is not None
    return one


def test_points_of_a_check_stand_beside_every_question_that_names_it() -> None:
    evidence = found()
    assert {"F201"} <= {point.check for point in about("Q11", evidence).points}
    assert {"E202", "E204"} <= {point.check for point in about("Q9", evidence).points}
    assert about("Q9", evidence).state == "points"


def test_what_is_there_is_shown_too() -> None:
    evidence = found(
        "...\nF1: A teaching assistant reads with Kofi for 20 minutes every school day, one to one.\nF2: Access to a quiet space."
    )
    said = [thing.what for thing in about("Q11", evidence).found]
    assert said == [
        "Lines of provision in which nothing was found missing or vague: 1 of 2",
        "Says who, how long and how often, as far as this kind of help needs it",
    ]
    quotes = [thing.quote for thing in about("Q2", found()).found if thing.quote]
    assert any("I hate the bus" in quote for quote in quotes)


def test_only_a_person_can_say_is_a_state_of_its_own() -> None:
    one = about("Q20", found())
    assert (one.state, one.said, one.points, one.found) == ("human_only", "Only a person can say.", (), ())
    assert one.note == RUBRIC.questions[19].human_note


def test_a_question_whose_checks_did_not_run_is_not_checked_and_not_clean() -> None:
    """The moderation profile leaves out what is on trial; which checks are is measured anew with each round of plans."""
    one = next(one for one in found("...", "moderation").questions if one.asked and not one.ran)
    assert (one.state, one.said) == ("not_checked", "Not checked.")
    assert one.could_not_check[0].startswith(f"{one.asked} checks (")
    assert "): on trial" in one.could_not_check[0]


def test_a_question_of_which_some_checks_ran_says_how_many() -> None:
    one = about("Q17", found("...", "moderation"))
    assert one.state == "partly_checked"
    assert one.said == "Nothing found to check by the 4 of 5 checks that ran."


def test_a_check_that_broke_is_told_with_its_reason() -> None:
    plan, profile = read_notation("..."), load_profile()
    report = lint(plan, profile).model_copy(
        update={"not_run": (NotRun(check="K101", reason="stopped by an error (KeyError)"),)}
    )
    one = about("Q18", gather(RUBRIC, report, plan=plan, profile=profile))
    assert "1 check (K101): stopped by an error (KeyError)." in one.could_not_check
    assert one.state == "partly_checked"


def test_without_the_plan_it_is_not_known_what_ran() -> None:
    evidence = gather(RUBRIC, lint(read_notation("...")))
    assert {one.state for one in evidence.questions} <= {"not_known", "points", "human_only"}
    assert about("Q4", evidence).said == "No points in the report; which checks ran is not known."
    assert about("Q2", evidence).could_not_check == (
        "The child's own words were not looked for: only the report was given, not the plan.",
    )


def test_a_file_that_was_not_checked_has_no_clean_question() -> None:
    report = Report(status="unreadable", message="the file has no text.")
    evidence = gather(RUBRIC, report)
    states = {one.state for one in evidence.questions}
    assert states == {"not_checked", "human_only"}
    assert about("Q1", evidence).could_not_check == ("The file was not checked: the file has no text.",)


def test_lost_words_are_told_at_every_question() -> None:
    plan: Plan = replace(read_notation("..."), unread=(Notice("pages_without_text", 2, lost=True),))
    profile = load_profile()
    evidence = gather(RUBRIC, lint(plan, profile), plan=plan, profile=profile)
    for one in evidence.questions:
        if one.state != "human_only":
            assert any(told.startswith("2 pages without text") for told in one.could_not_check), one.question


def test_the_year_from_which_a_question_is_asked_is_told_and_left_to_the_person() -> None:
    young = about("Q14", found("...\nYear group: Year 3"))
    older = about("Q14", found("...\nDate of birth: 14 May 2010"))
    unknown = about("Q14", found("...\nno Date of birth"))
    assert (young.applies, young.note) == (False, "Asked from Year 9. The plan is for Year 3.")
    assert (older.applies, unknown.applies) == (True, None)
    assert unknown.note == "Asked from Year 9. The plan's year group is not known."
    assert young.state != "human_only"


def test_what_points_at_a_cap_is_shown_and_confirms_nothing() -> None:
    evidence = found("...\nno H2")
    assert [cap.cap for cap in evidence.caps] == ["section-missing"]
    assert evidence.caps[0].points[0].check == "S101"


def test_what_a_person_set_aside_is_shown_beside_its_question() -> None:
    plan, profile = read_notation("..."), load_profile()
    aside = Dismissed(check="F203", fingerprint="abc", reason="Kofi's plan is new", by="A. Senior")
    report = lint(plan, profile).model_copy(update={"dismissed": (aside,)})
    shown = about("Q11", gather(RUBRIC, report, plan=plan, profile=profile, quotes=True)).set_aside[0]
    hidden = about("Q11", gather(RUBRIC, report, plan=plan, profile=profile)).set_aside[0]
    assert (shown.reason, shown.by) == ("Kofi's plan is new", "A. Senior")
    assert (hidden.reason, hidden.by) == (None, None)


def test_without_quotes_no_word_of_the_plan_is_in_the_evidence() -> None:
    canary = "Zebulon Quartz"
    notation = (
        f'...\nName: {canary}\nA: "I want a zeppelin", said {canary}. We asked with pictures.\n'
        f"E1: {canary} will improve his zeppelins.\nF1: Access to zeppelins for {canary} as required.\nB: {canary} needs zeppelins."
    )
    for profile in ("caseworker", "moderation"):
        told = found(notation, profile, quotes=False)
        rows = " ".join(cell for row in evidence_rows(told, RUBRIC) for cell in row.cells)
        for text in (told.model_dump_json(), rows, repr(told)):
            assert not any(word in text.lower() for word in ("zebulon", "quartz", "zeppelin")), profile
    assert "zeppelin" in found(notation).model_dump_json()
    assert "zeppelin" not in repr(found(notation))


def test_the_evidence_never_proposes_a_mark() -> None:
    words = " ".join(cell.lower() for row in evidence_rows(found(), RUBRIC) for cell in row.cells)
    for option in (*RUBRIC.scale.options[:4], *(value.name for value in RUBRIC.scale.values), "inadequate", "outstanding"):
        assert option not in words.replace("partly", "")


@pytest.mark.parametrize("kind", ["To check", "Counted", "There", "Not checked", "A person says"])
def test_the_kinds_are_told_apart_in_words(kind: str) -> None:
    kinds = {row.cells[2] for row in evidence_rows(found(WEAK, "moderation"), RUBRIC)} | {
        row.cells[2] for row in evidence_rows(found("...", "caseworker"), RUBRIC)
    }
    assert kind in kinds
