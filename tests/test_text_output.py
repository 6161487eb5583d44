"""The report as text: what a caseworker reads at a terminal."""

from __future__ import annotations

import re

import pytest
from sample_report import PARTLY_READ, point, sample_plan, sample_report

from ehcp_lint.check import Duty
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.clean import clean, one_line, shorten
from ehcp_lint.outputs.report.text import text_report
from ehcp_lint.outputs.terminal import line, plain, shell_name, styled, wrap
from ehcp_lint.report import FOOTER, NotRun, Report

FORBIDDEN = re.compile(r"\b(fail\w*|non-compliant|inadequate|poor|wrong|error)\b", re.IGNORECASE)


def said(report: Report, **options: object) -> str:
    return plain(text_report(report, sample_plan(), **options))  # type: ignore[arg-type]


def test_the_summary_counts_points_by_duty_and_leaves_trials_out() -> None:
    plan = sample_plan()
    assert phrases.summary(sample_report(plan)) == (
        "4 points to check, in 7 places: 1 the law asks for, 3 the Code asks for. 1 more point from checks on trial is listed apart."
    )
    one = sample_report(plan, [point(plan, "regular", duty=Duty.COULD)])
    assert phrases.summary(one) == "1 point to check: 1 good practice."


def test_the_most_binding_points_come_first_and_have_the_lowest_numbers() -> None:
    text = said(sample_report(sample_plan()))
    titles = [
        "What the law asks for",
        "\n   1  The law asks",
        "What the Code asks for",
        "\n   2  The Code asks",
        "On trial",
        "\n  T1  ",
    ]
    assert sorted(titles, key=text.index) == titles


def test_repeats_of_a_point_count_once_and_keep_its_number() -> None:
    numbered = phrases.points(sample_report(sample_plan()))
    assert sorted(point.number for point in numbered) == ["1", "2", "3", "3.2", "3.3", "4", "4.2", "T1"]
    assert [point.finding.span for point in numbered] == sorted(point.finding.span for point in numbered)


def test_a_finding_gives_duty_message_words_place_reason_source_and_check() -> None:
    text = said(sample_report(sample_plan()))
    told = text[text.index("   3  The Code asks") : text.index("   4  The Code asks")]
    for words in ("Say how much", '"»Regular« access to a quiet space', "Section F, paragraph 8", "Why ", "9.69", "[F201 "):
        assert words in told


def test_repeats_of_a_check_are_told_briefly_with_their_places() -> None:
    text = said(sample_report(sample_plan()))
    assert re.search(r"and 2 more like this:\n {7}3\.2  Section F, paragraph 9  »regular«  \[[0-9a-f]{6}\]\n {7}3\.3  ", text)
    assert text.count("Say how much, how often and for how long.") == 1


def test_nothing_found_not_checked_and_cannot_tell_are_three_answers() -> None:
    plan = sample_plan()
    nothing = said(sample_report(plan, []))
    refused = said(Report(file="a.pdf", status="unreadable", message="it holds pictures. Ask for the Word file."))
    unsure = said(sample_report(plan, [], **PARTLY_READ))
    assert phrases.NOTHING_FOUND in nothing
    assert "NOT CHECKED (unreadable): it holds pictures." in refused
    assert phrases.NOTHING_FOUND not in refused
    assert "2 checks could not tell." in unsure
    assert "Cannot tell" in unsure
    assert "Cannot tell" not in nothing


def test_what_was_not_read_is_said() -> None:
    text = said(sample_report(sample_plan(), **PARTLY_READ))
    assert "2 pages without text (pages 3-4) (words may be missing)" in text
    assert "2 checks (S101, S102): could not tell what is missing" in text


def test_it_says_what_to_do_next_with_commands_that_can_be_copied() -> None:
    text = said(sample_report(sample_plan()), path="plans/Ines draft.docx")
    assert "Start with what the law asks for: point 1." in text
    assert "\n        ehcp-lint comment 'plans/Ines draft.docx'\n" in text
    assert "\n        ehcp-lint check 'plans/Ines draft.docx' --format html -o 'Ines draft.html'\n" in text


def test_a_pdf_is_not_offered_word_comments() -> None:
    assert "ehcp-lint comment" not in said(sample_report(sample_plan()), path="a.pdf")


def test_every_report_ends_with_the_footer() -> None:
    for report in (sample_report(sample_plan()), Report(status="crashed", message="stopped.")):
        assert " ".join(said(report).split()).endswith(FOOTER)


def test_words_of_the_plan_cannot_act_on_the_terminal() -> None:
    plan = sample_plan()
    evil = "red \x1b[31m\x1b]8;;http://x\x07link\x9b2J \u202ebackwards\u2066 \x07bell"
    finding = point(plan, "regular").model_copy(update={"quote": evil, "message": evil})
    text = said(sample_report(plan, [finding], file=f"{evil}.docx"))
    assert clean(text) == text
    assert "red link backwards bell" in text


def test_a_report_without_quotes_shows_no_word_of_the_plan() -> None:
    plan = sample_plan()
    report = sample_report(plan).without_quotes({"F201": "Say how much."})
    text = plain(text_report(report, None))
    for words in ("quiet space", "Ines", "as and when"):
        assert words not in text


def test_our_own_words_judge_no_one() -> None:
    report = sample_report(sample_plan(), **PARTLY_READ)
    text = " ".join(said(report, path="a.docx").split())
    assert not FORBIDDEN.search(text.replace(FOOTER, ""))


def test_points_are_ranked_by_duty_and_no_check_twice_before_each_once() -> None:
    ranked = phrases.worst_first(phrases.points(sample_report(sample_plan())))
    assert [p.number for p in ranked] == ["1", "2", "3", "4", "3.2", "4.2", "3.3", "T1"]


@pytest.mark.parametrize("width", [30, 60, 88])
def test_lines_are_no_wider_than_asked_and_lose_nothing(width: int) -> None:
    lines = text_report(sample_report(sample_plan()), sample_plan())
    assert "".join(plain(lines, width).split()) == "".join(plain(lines, 500).split())
    for paragraph in lines:
        for row in wrap(paragraph, width):
            words = "".join(text for text, _ in row).split()
            assert len("".join(text for text, _ in row).rstrip()) <= width or len(words) == 1 or paragraph.whole


def test_styled_output_has_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_report(sample_report(sample_plan()), sample_plan())
    styled(lines, 88)
    shown = "\n".join(row.rstrip() for row in capsys.readouterr().out.splitlines())
    assert shown + "\n" == plain(lines, 88)


def test_long_quotes_are_cut_between_words_and_markup_is_not_read_as_style(capsys: pytest.CaptureFixture[str]) -> None:
    assert shorten("one two three four", 10) == "one two…"
    assert one_line("a\n b\t c\u2028d") == "a b c d"
    styled([line("[bold]not bold[/bold] :smile:")], 88)
    assert capsys.readouterr().out == "[bold]not bold[/bold] :smile:\n"


@pytest.mark.skipif("sys.platform == 'win32'")
def test_file_names_are_shown_as_they_must_be_typed() -> None:
    assert shell_name("-draft.docx") == "./-draft.docx"
    assert shell_name("a b.docx") == "'a b.docx'"


def test_many_silent_checks_share_one_line() -> None:
    report = sample_report(sample_plan(), [], not_run=tuple(NotRun(check=f"S10{n}", reason="stopped") for n in range(3)))
    assert phrases.cannot_tell(report) == ["3 checks (S100, S101, S102): stopped"]


def test_how_hard_the_plan_is_to_read_is_said_as_a_range_with_what_it_rests_on() -> None:
    from ehcp_lint.outputs.phrases import reading_age
    from ehcp_lint.report import Report

    def said(**measures: int | str | None) -> str:
        given: dict[str, int | float | str | None] = {"reading_age_from": "scored", **measures}
        return reading_age(Report(measures=given))

    full = said(reading_age_low=10, reading_age_high=14, sentences=162, long_sentences=22)
    assert full == "Sections B to H2: reading age about 10 to 14, from 162 sentences; 22 have more than 25 words."
    few = said(reading_age_low=9, reading_age_high=9, sentences=6, long_sentences=0, reading_age_from="indicative")
    assert few == "Sections B to H2: reading age about 9, from 6 sentences, too few to be sure."
    assert "too few to say" in said(reading_age_low=None, reading_age_high=None, sentences=2, long_sentences=0)
    assert said(sentences=0, long_sentences=0) == said() == ""
