"""Advice: a report is judged by what it says, and its recommendations are found in the plan, weaker in it, or not there."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from ehcp_lint import lint, load_profile, read_plan
from ehcp_lint.advice import Advice, judge_advice
from ehcp_lint.advice.models import Traced
from ehcp_lint.advice.tracing import SECOND, shipped, trace
from ehcp_lint.advice.weaker import what_is_added, what_is_less
from ehcp_lint.cli import run
from ehcp_lint.outputs.advice.sheet import advice_page, advice_sheet
from ehcp_lint.outputs.advice.text import advice_text
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan
from ehcp_lint.statements.author import find_author, find_date
from ehcp_lint.statements.likeness import FEATURES
from ehcp_lint.statements.recommendations import find_recommendations
from ehcp_lint.statements.words import tokens

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
REPORT = """Speech and language therapy advice
Name: Ines Calder
Written by: Priya Menon, speech and language therapist
Date of report: 4 March 2026

Background
Ines was seen at school on 2 March 2026. She likes horses.

Recommendations
1. A speech and language therapist will work with Ines one to one for 45 minutes every week.
2. All lessons should use a visual timetable.
3. A play therapist will see Ines for 12 sessions of 50 minutes.
4. Sentence practice with a teaching assistant for ten minutes each day.
5. Her mother could read to her at bedtime.
"""
PLAN = """Name: Ines Calder
Section E: Outcomes
By July 2027 Ines will tell a story of five sentences to a classmate.
Section F: Special educational provision
A speech and language therapist will work with Ines one to one for 30 minutes every week.
A visual timetable will be used in all lessons.
A teaching assistant may practise sentences with Ines regularly.
A quiet space will be open to Ines at lunch time.
"""


def report(text: str) -> Plan:
    return read_plan(text.encode(), name="report.txt", rules="advice-report")


def plan(text: str) -> Plan:
    return read_plan(text.encode(), name="plan.txt")


def fates(report_text: str, plan_text: str) -> list[tuple[str, str]]:
    return [(answer.advice.text, answer.fate) for answer in trace(report(report_text), plan(plan_text))]


# --- recommendations ---------------------------------------------------------------------------------------------------------


def asked_for(text: str) -> list[str]:
    return [found.text for found in find_recommendations(report(text))]


def test_recommendations_stand_in_lists() -> None:
    assert [text.split()[-1] for text in asked_for(REPORT)] == ["week.", "timetable.", "minutes.", "day."]


def test_recommendations_stand_in_running_prose_and_facts_beside_them_are_none() -> None:
    text = (
        "Report on Ines\n\nInes is eight and lives with her father.\n\n"
        "On the reading test she scored at the 4th percentile. Ines requires a phonics programme for 20 minutes a day. "
        "She would benefit from a reading pen. It is recommended that exam papers are read to her. She goes to a dance class."
    )
    assert asked_for(text) == [
        "Ines requires a phonics programme for 20 minutes a day.",
        "She would benefit from a reading pen.",
        "It is recommended that exam papers are read to her.",
    ]


def test_recommendations_stand_in_table_rows_without_the_row_of_headings() -> None:
    text = "Advice\n\nRecommendation | Who | How often\nTeach Braille | QTVI | 5 hours a week\nCane training | Habilitation officer | weekly\n"
    assert asked_for(text) == ["Teach Braille | QTVI | 5 hours a week", "Cane training | Habilitation officer | weekly"]


@pytest.mark.parametrize(
    "line",
    [
        "Parents may wish to keep screens out of the bedroom.",
        "Mum could share his sound book at home.",
        "Ines had her hearing tested in June.",
        "He scored in the average range.",
        "Please contact me if you would like to discuss this report.",
    ],
)
def test_what_is_said_to_the_family_a_fact_or_a_courtesy_is_no_recommendation(line: str) -> None:
    assert asked_for(f"Advice\n\nRecommendations\n1. A teacher will read with Ines daily.\n2. {line}\n") == [
        "A teacher will read with Ines daily."
    ]


# --- the trace ---------------------------------------------------------------------------------------------------------------


def test_each_recommendation_is_kept_weakened_or_dropped() -> None:
    assert [fate for _, fate in fates(REPORT, PLAN)] == ["weakened", "kept", "dropped", "weakened"]


def test_both_texts_and_the_slot_are_shown_and_a_question_asked() -> None:
    judged = judge_advice(report(REPORT), plan(PLAN), on=date(2026, 6, 1))
    assert judged.trace is not None
    first: Traced = judged.trace[0]
    assert first.plan is not None
    assert first.plan.text == "A speech and language therapist will work with Ines one to one for 30 minutes every week."
    assert [(change.slot, change.advice, change.plan) for change in first.changes] == [
        ("how long or how much", "45 minutes", "30 minutes")
    ]
    assert first.ask == ("The plan says “30 minutes” where the report says “45 minutes”. Was this agreed?",)


def test_a_plan_in_the_words_of_the_report_keeps_everything() -> None:
    lines = [text for text, _ in fates(REPORT, PLAN)]
    copied = "Section F: Special educational provision\n" + "\n".join(lines) + "\n"
    assert {fate for _, fate in fates(REPORT, copied)} == {"kept"}


def test_an_empty_plan_has_dropped_everything() -> None:
    assert {fate for _, fate in fates(REPORT, "Section F: Special educational provision\n")} == {"dropped"}


def test_nothing_is_called_dropped_where_words_of_the_plan_were_not_read() -> None:
    lost = read_notation("F1: A teaching assistant plays football with Ines.\n~ lost pages_without_text 1")
    empty = read_notation("~ lost pages_without_text 1")
    for made in (lost, empty):
        answers = trace(report(REPORT), made)
        assert answers
        assert not any(answer.fate == "dropped" for answer in answers)


def test_two_shared_words_are_not_a_match() -> None:
    text = (
        "Advice\n\nRecommendations\n1. A counsellor will see Ines about the loss of her grandmother.\n2. A visual timetable.\n"
    )
    made = PLAN + "The school council will see to lost property for Ines.\n"
    assert [fate for _, fate in fates(text, made)] == ["dropped", "kept"]


@pytest.mark.parametrize("name", ["Olu", "Grace", "Anne-Marie", "Zbigniew", "May"])
def test_another_name_changes_no_fate(name: str) -> None:
    other = [fate for _, fate in fates(REPORT.replace("Ines", name), PLAN.replace("Ines", name))]
    assert other == [fate for _, fate in fates(REPORT, PLAN)]


def test_the_order_of_the_plan_changes_no_fate() -> None:
    head, lines = PLAN.split("provision\n", 1)
    turned = head + "provision\n" + "\n".join(reversed(lines.strip().split("\n"))) + "\n"
    assert fates(REPORT, turned) == fates(REPORT, PLAN)


def test_spaces_and_bullets_change_no_fate() -> None:
    spaced = PLAN.replace(" will ", "  will ").replace("\nA ", "\n• A ")
    assert [fate for _, fate in fates(REPORT, spaced)] == [fate for _, fate in fates(REPORT, PLAN)]


def test_views_and_the_list_of_advice_answer_nothing() -> None:
    made = read_notation(
        "A: I want to work with a speech and language therapist.\nK: Speech and language therapist, 4 March 2026."
    )
    assert {answer.fate for answer in trace(report(REPORT), made)} == {"dropped"}


# --- weaker ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("advice", "in_plan", "slot"),
    [
        ("A therapist will see her for 45 minutes a week.", "A therapist will see her for 30 minutes a week.", "amount"),
        ("Nine hours of support a week.", "Six hours of support a week.", "amount"),
        ("A course of 24 sessions of theraplay.", "Theraplay, 12 sessions.", "amount"),
        ("A programme for one year.", "A programme over one term.", "amount"),
        ("A therapist will visit weekly.", "A therapist will visit once a fortnight.", "frequency"),
        ("The programme is reviewed every six weeks.", "The programme is reviewed each term.", "frequency"),
        ("A group of no more than four.", "A group of up to nine.", "group"),
        ("The school will provide a laptop.", "The school may provide a laptop.", "promise"),
        ("Staff must give him a handout.", "Staff should consider giving him a handout.", "promise"),
        ("A therapist will visit each term.", "If the service has capacity, a therapist will visit each term.", "condition"),
        ("A nurse will train two adults each year.", "The SENCO will train two adults each year.", "expertise"),
        ("Reading is taught by a qualified teacher each day.", "Reading is taught by a class teacher each day.", "expertise"),
        (
            "The therapist will work directly with her for an hour.",
            "The therapist will send a leaflet of suggestions.",
            "direct",
        ),
        (
            "Lego group twice a week until the end of Year 4.",
            "Lego group twice a week until the autumn term of Year 4.",
            "until",
        ),
    ],
)
def test_what_promises_less_is_seen_in_its_slot(advice: str, in_plan: str, slot: str) -> None:
    assert slot in [less.slot for less in what_is_less(advice, in_plan)]
    assert what_is_less(in_plan, in_plan) == ()


@pytest.mark.parametrize(
    ("advice", "in_plan"),
    [
        ("A therapist will visit twice a week for half an hour.", "Two visits a week of 30 minutes by a therapist."),
        ("Three lots of 15 minutes a week.", "Three quarter-hour sessions every week."),
        ("He should have a break every half hour.", "He will have a break every 30 minutes."),
        ("A therapist should visit every half term.", "Six times a year a therapist will visit."),
        ("Let him leave the room when he wants.", "He may leave the room whenever he wants."),
        ("Progress reviewed 6-weekly.", "Progress will be reviewed every six weeks."),
        ("Join up the meetings where possible.", "Where possible there will be one meeting."),
        ("A group of three children.", "A group of three children."),
    ],
)
def test_the_same_in_other_words_is_not_weaker(advice: str, in_plan: str) -> None:
    assert what_is_less(advice, in_plan) == ()


def test_a_number_that_the_report_does_not_give_is_asked_about() -> None:
    assert what_is_added("A therapist should work with Ines.", "A therapist will work with Ines for 20 minutes a week.") == (
        "20 minutes",
        "a week",
    ) or what_is_added("A therapist should work with Ines.", "A therapist will work with Ines for 20 minutes a week.") == (
        "20 minutes",
    )
    assert what_is_added("A therapist should work with Ines for an hour.", "A therapist will work with Ines weekly.") == ()


# --- the report on its own ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "agency", "written"),
    [
        (REPORT, "Priya Menon", "speech and language therapist", date(2026, 3, 4)),
        (
            "Advice\nName: Sam\nDOB 3/4/2015\nCompleted by: Joanne Pike, Social Worker, 20 January 2026\nText of some kind.",
            "Joanne Pike",
            "social care",
            date(2026, 1, 20),
        ),
        ("Letter\nNothing else.\n", None, None, None),
    ],
)
def test_who_wrote_it_and_when(text: str, name: str | None, agency: str | None, written: date | None) -> None:
    author = find_author(report(text))
    assert (author.name, author.agency) == (name, agency) or (agency == "social care" and author.agency is not None)
    assert find_date(report(text)) == written


def test_old_advice_a_named_school_and_means_are_asked_about() -> None:
    text = REPORT + "6. Ines should attend a special school.\n7. A tutor for 2 hours a week, subject to funding.\n"
    judged = judge_advice(report(text), on=date(2027, 6, 1))
    about = {point.about: point.ask for point in judged.points}
    assert judged.months == 14
    assert "age" in about
    assert about["placement"].startswith("Can this say what the child needs")
    assert "condition" in about


def test_open_lines_are_asked_about_and_no_question_holds_a_number() -> None:
    judged = judge_advice(
        report("Advice\n\nRecommendations\n1. Regular speech and language therapy.\n2. Access to a quiet space.\n")
    )
    asked = [point.ask for point in judged.points]
    assert any(question.startswith("How often") for question in asked)
    assert all(question.endswith("?") for question in asked)
    assert not any(character.isdigit() for question in asked for character in question)


def test_strengths_come_first() -> None:
    lines = plain(advice_text(Advice(reports=(judge_advice(report(REPORT), plan(PLAN), on=date(2026, 6, 1)),))))
    assert (
        lines.index("What the report does well")
        < lines.index("To ask before it is sent")
        < lines.index("Not found in the plan")
    )


def test_section_k_is_asked_whether_it_lists_the_report() -> None:
    listed = "Section K: Advice and information\nSpeech and language therapist, Priya Menon, 4 March 2026\nSchool report, 1 March 2026\n"
    other = listed.replace("Speech and language therapist, Priya Menon", "Paediatrician, Dr Okafor")
    assert judge_advice(report(REPORT), plan(PLAN + listed)).listed is True
    assert judge_advice(report(REPORT), plan(PLAN + other)).listed is False


def test_no_word_of_the_child_is_in_reprs_or_in_the_wordless_answer() -> None:
    judged = judge_advice(report(REPORT), plan(PLAN), on=date(2026, 6, 1))
    answer = Advice(reports=(judged.model_copy(update={"file": "Ines.docx"}),), plan="Ines plan.docx")
    for told in (repr(answer), answer.without_quotes().model_dump_json()):
        assert "Ines" not in told
        assert "timetable" not in told
        assert "Menon" not in told


# --- outputs and commands ----------------------------------------------------------------------------------------------------


def test_the_page_and_the_word_sheet_escape_what_the_report_says() -> None:
    judged = judge_advice(report(REPORT.replace("visual timetable", "<b>visual</b> timetable & =SUM(A1)")), plan(PLAN))
    page = advice_page(Advice(reports=(judged,)))
    assert "<b>visual" not in page
    assert "&lt;b&gt;visual" in page
    sheet = advice_sheet(Advice(reports=(judged,)))
    assert sheet == advice_sheet(Advice(reports=(judged,)))
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(sheet)).namelist()


def test_the_command_traces_an_example_into_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "advice.json"
    code = run(
        [
            "advice",
            str(EXAMPLES / "advice-report.docx"),
            "--plan",
            str(EXAMPLES / "good-final.docx"),
            "--format",
            "json",
            "-o",
            str(out),
        ]
    )
    told = json.loads(out.read_text())
    assert code == 0
    assert told["reports"][0]["author"]["agency"] == "speech and language therapist"
    assert told["reports"][0]["same_child"] is False
    assert {traced["fate"] for traced in told["reports"][0]["trace"]} <= {"kept", "weakened", "dropped", "cannot_tell"}
    assert capsys.readouterr().err == ""


def test_a_report_that_cannot_be_read_costs_the_others_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.docx"
    good.write_text(REPORT)
    bad.write_bytes(b"no Word file")
    code = run(["advice", str(good), str(bad)])
    told = capsys.readouterr()
    assert code == 3
    assert "What the report does well" in told.out
    assert told.err.count("\n") == 1


def test_a_sheet_needs_a_word_file_to_be_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.txt"
    good.write_text(REPORT)
    assert run(["advice", str(good), "--format", "docx", "-o", str(tmp_path / "sheet.pdf")]) == 2
    assert run(["advice", str(good), "--format", "docx", "-o", str(tmp_path / "sheet.docx")]) == 0
    assert "Wrote" in capsys.readouterr().out


def test_check_with_advice_asks_after_a_need_that_the_plan_does_not_hold() -> None:
    given = report("Advice\n\nNeeds\nInes wakes several times each night and is exhausted by the afternoon.\n")
    made = read_notation("...")
    with_it, without = (lint(made, load_profile("caseworker"), advice=advice) for advice in ((given,), ()))
    assert [finding.check for finding in with_it.findings if finding.check in ("B207", "K107")] == ["B207"]
    assert all(finding.trial for finding in with_it.findings if finding.check == "B207")
    assert not [finding for finding in without.findings if finding.check in ("B207", "K107")]


# --- the weights and their figures -------------------------------------------------------------------------------------------


def test_the_shipped_weights_fit_what_is_looked_at() -> None:
    weights = shipped()
    assert len(weights.first) == 1 + len(FEATURES)
    assert len(weights.second) == 1 + len(SECOND)
    assert 0 < weights.low <= weights.high < 1


def test_numbers_are_one_word_in_figures_and_in_letters() -> None:
    for text in ("25 minutes", "twenty-five mins"):
        assert "25 minute" in [token.key for token in tokens(text)]


def test_the_floor_of_the_trace_on_the_labelled_pairs() -> None:
    pytest.importorskip("sklearn")
    from ehcp_lint.training.corpus import load
    from ehcp_lint.training.traces import RULE_WRITER, claims, figures

    entries = [entry for entry in load("traces") if entry.writer != RULE_WRITER][::4]
    found = figures(claims(entries))
    assert (found["F1 weakened"].value or 0) >= 0.7
    assert (found["F1 kept"].value or 0) >= 0.7
    assert (found["F1 dropped"].value or 0) >= 0.4
