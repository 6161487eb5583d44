"""The meeting pack, trend, feedback, practice and labels: what is talked about first, what may be shown, and to whom."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from injections import INJECTIONS
from lxml import html as lxml_html
from rounds import PEOPLE, RUBRIC, drawn_round, plan_code, small_round

from ehcp_lint import lint, load_profile
from ehcp_lint.cli import run
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.moderation.figures.leniency import leniency
from ehcp_lint.moderation.figures.marks import Mark
from ehcp_lint.moderation.figures.signoff import advise
from ehcp_lint.moderation.figures.tool_and_people import beside, points_found
from ehcp_lint.moderation.keeping.records import RoundRecord
from ehcp_lint.moderation.meeting.disagreement import matrices, matrix, settled_grade
from ehcp_lint.moderation.meeting.feedback import MOST, feedback
from ehcp_lint.moderation.meeting.labels import labels, labels_jsonl
from ehcp_lint.moderation.meeting.pack import make_pack
from ehcp_lint.moderation.meeting.plan_reports import reports_in, without_quotes
from ehcp_lint.moderation.meeting.practice import practice
from ehcp_lint.moderation.meeting.round import (
    Comment,
    Form,
    Person,
    Round,
    RoundPlan,
    Settled,
    Task,
    agreed_anywhere,
    by_area,
    from_record,
    pooled,
)
from ehcp_lint.moderation.meeting.themes import grade_run, question_run, themes
from ehcp_lint.outputs import charts
from ehcp_lint.outputs.moderation.pack import pack_html, statistics
from ehcp_lint.outputs.moderation.pack_word import pack_word
from ehcp_lint.outputs.moderation.sheet import sheet_html, sheet_text, sheet_word
from ehcp_lint.outputs.moderation.sheets import (
    beside_sheet,
    feedback_sheet,
    leanings_sheet,
    practice_sheet,
    signoff_sheet,
    trend_sheet,
)
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.rubric import gather
from ehcp_lint.training.council import beside_people, read_labels, spearman, told

TODAY = date(2026, 6, 1)
HOSTILE = [
    "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "{{ 7*7 }}", "{% raw %}", "=HYPERLINK(\"http://x\")", "\x1b[31mred\x07",
    "]]><b>", "'\"><svg onload=alert(1)>", "&lt;b&gt;", "\u202ereversed", "$\\frac{1}{2}$", "javascript:alert(1)",
    *INJECTIONS,
]  # fmt: skip


def order(cells: dict[str, dict[str, int | None]]) -> list[tuple[str, str]]:
    """The questions of one plan in the order of the pack, with why each goes to the meeting."""
    rows = matrix(small_round({"P1": cells}), "P1").rows
    return [(row.question, row.why) for row in rows if row.marks]


# --- the largest disagreement first ------------------------------------------------------------------------------------------


def test_the_widest_gap_comes_first_then_split_agencies_then_the_weight_of_the_question():
    found = order({
        "M1": {"Q1": 3, "Q2": 4, "Q3": 4, "Q5": 2, "Q6": 3, "Q9": 4},
        "M2": {"Q1": 3, "Q2": 1, "Q3": 2, "Q5": 3, "Q6": 4, "Q9": 3},
    })  # fmt: skip
    assert found == [
        ("Q2", "3 apart, agencies split"),
        ("Q3", "2 apart, agencies split"),
        ("Q5", "agencies split"),
        ("Q6", ""),
        ("Q9", ""),
        ("Q1", ""),
    ]


def test_a_gap_within_the_upper_half_is_two_apart_only_on_a_longer_scale_and_one_apart_is_no_disagreement():
    assert order({"M1": {"Q2": 4}, "M2": {"Q2": 3}}) == [("Q2", "")]
    assert order({"M1": {"Q2": 2}, "M2": {"Q2": 1}}) == [("Q2", "")]


def test_readers_of_one_agency_on_both_sides_are_no_split_of_agencies():
    team = (Person("M1", "health"), Person("M2", "health"), Person("M3", "send team"))
    rows = matrix(small_round({"P1": {"M1": {"Q2": 3}, "M2": {"Q2": 2}, "M3": {"Q2": 3}}}, people=team), "P1").rows
    assert [row.why for row in rows if row.marks] == [""]
    two = matrix(small_round({"P1": {"M1": {"Q2": 3}, "M2": {"Q2": 3}, "M3": {"Q2": 2}}}, people=team), "P1").rows
    assert [row.why for row in two if row.marks] == ["agencies split"]


def test_a_mark_against_does_not_apply_goes_to_the_meeting_and_left_blank_does_not():
    assert order({"M1": {"Q14": None, "Q2": 3}, "M2": {"Q14": 3}}) == [("Q14", "marked and N/A"), ("Q2", "")]
    assert order({"M1": {"Q14": None}, "M2": {"Q14": None}}) == [("Q14", "")]


def test_plans_stand_by_their_widest_gap_then_by_how_much_there_is_to_talk_about():
    found = matrices(
        small_round({
            "A": {"M1": {"Q1": 3}, "M2": {"Q1": 3}},
            "B": {"M1": {"Q1": 4, "Q2": 1}, "M2": {"Q1": 2, "Q2": 1}},
            "C": {"M1": {"Q1": 4, "Q2": 4}, "M2": {"Q1": 2, "Q2": 2}},
            "D": {"M1": {"Q1": 4}, "M2": {"Q1": 1}},
        })
    )  # fmt: skip
    assert [one.plan for one in found] == ["D", "C", "B", "A"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["M1", "M2", "M3"]), st.sampled_from(["Q1", "Q2", "Q9"]), st.sampled_from([1, 2, 3, 4, None])
        ),
        max_size=12,
    )
)
def test_whatever_the_marks_gaps_never_rise_down_the_list_and_every_question_is_in_it(given_marks):
    cells: dict[str, dict[str, int | None]] = {}
    for who, question, value in given_marks:
        cells.setdefault(who, {})[question] = value
    rows = matrix(small_round({"P1": cells}), "P1").rows
    assert sorted(row.question for row in rows) == sorted(q.id for q in RUBRIC.questions)
    assert [row.gap for row in rows] == sorted((row.gap for row in rows), reverse=True)
    for row in rows:
        scored = [v for v in row.marks.values() if v is not None]
        assert row.gap == (max(scored) - min(scored) if scored else 0)


# --- the grade after the meeting ------------------------------------------------------------------------------------------------

FULL = {q.id: 3 for q in RUBRIC.questions}


def test_a_plan_has_no_grade_while_something_is_to_be_talked_about():
    apart = small_round({"P1": {"M1": FULL, "M2": {**FULL, "Q9": 1}}})
    assert settled_grade(apart, "P1") is None
    settled = replace(apart, agreed=(Settled("P1", "Q9", 2, "no dates"),))
    assert settled_grade(settled, "P1").grade == "G"


def test_close_marks_are_settled_by_a_nod_as_the_lower_one():
    close = small_round({"P1": {"M1": dict.fromkeys(FULL, 4), "M2": FULL}})
    assert settled_grade(close, "P1").mean == 3


def test_a_ticked_cap_waits_for_the_meeting_and_holds_the_grade_once_confirmed():
    ticked = replace(small_round({"P1": {"M1": FULL, "M2": FULL}}), forms=(Form("P1", "M1", ("section-missing",)),))
    assert settled_grade(ticked, "P1") is None
    confirmed = replace(ticked, conclusions=(Form("P1", "", ("section-missing",)),))
    assert settled_grade(confirmed, "P1").grade == "RI"
    dropped = replace(ticked, conclusions=(Form("P1"),))
    assert settled_grade(dropped, "P1").grade == "G"


def test_a_readers_own_grade_counts_though_its_reason_was_not_kept():
    own = replace(small_round({"P1": {"M1": FULL}}), forms=(Form("P1", "M1", (), "RI", None),))
    assert own.grade_by("P1", "M1").grade == "RI"
    assert own.grade_by("P1", "M2").grade is None


# --- the pack -------------------------------------------------------------------------------------------------------------------


def page_of(given: Round, **more) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(pack_html(make_pack(given, today=TODAY, draws=20, **more)))


def test_the_pack_holds_each_plan_with_its_marks_boxes_and_the_tools_column_apart():
    page = page_of(drawn_round())
    tables = page.xpath("//table[contains(@class,'marks')]")
    assert len(tables) == 6
    heads = [" ".join(cell.text_content().split()) for cell in tables[0].xpath(".//thead//th")]
    assert heads[0] == "Question"
    assert heads[-3:] == ["Evidence by the tool, not a mark", "Agreed", "Reason, action, owner, date"]
    assert len(tables[0].xpath(".//tbody/tr")) >= 20
    assert "Owner and date" in tables[0].text_content()


def test_statistics_of_fewer_than_twenty_plans_are_raw_agreement_only():
    rows = statistics(make_pack(drawn_round(), today=TODAY, draws=20))
    assert {row[4] for row in rows} == {"too few plans (6 of 20)", "too few plans (3 of 20)"}
    assert {row[7] for row in rows} == {"raw agreement only"}
    assert all(re.fullmatch(r"\d+ %|–", row[2]) for row in rows)
    page = page_of(drawn_round()).text_content()
    assert not re.search(r"0\.\d\d \(", page)


def test_with_the_rounds_of_a_year_alpha_and_ac2_stand_beside_each_other_with_intervals_and_n():
    history = [drawn_round(f"2026-0{m}", opened=date(2026, m, 1), seed=m, first=20 * m) for m in range(1, 5)]
    rows = statistics(make_pack(drawn_round(), today=TODAY, history=history, draws=30))
    year = rows[1]
    assert year[1] == "30"
    assert re.fullmatch(r"-?0\.\d\d \(-?0\.\d\d to 0\.\d\d\)", year[4])
    assert re.fullmatch(r"-?0\.\d\d \(-?0\.\d\d to 0\.\d\d\)", year[5])
    assert year[7].startswith("provisional: ")
    assert [row[0].split()[0] for row in rows[2:]] == [q.id for q in RUBRIC.questions]


def test_rounds_of_another_kind_or_more_than_a_year_old_are_not_in_the_statistics():
    old = drawn_round("OLD", opened=date(2025, 4, 1), seed=8, first=500)
    training = drawn_round("T1", opened=date(2026, 4, 1), kind="training", seed=9, first=700)
    assert make_pack(drawn_round(), today=TODAY, history=[old, training], draws=5).year_rounds == ("R1",)


def test_the_same_round_gives_the_same_bytes_whatever_the_order_of_its_marks():
    one = drawn_round(plans=2)
    other = replace(one, marks=one.marks[::-1], agreed=one.agreed[::-1])
    packs = [make_pack(r, today=TODAY, draws=20) for r in (one, other)]
    assert pack_html(packs[0]) == pack_html(packs[1])
    assert pack_word(packs[0]) == pack_word(packs[1])


def test_hostile_comments_and_reasons_reach_page_and_word_as_text():
    given_round = drawn_round(plans=2)
    plan = given_round.plans[0].code
    hostile = replace(
        given_round,
        comments=tuple(Comment(plan, "M1", "strength", words) for words in HOSTILE),
        agreed=tuple(Settled(plan, q.id, 2, words) for q, words in zip(RUBRIC.questions, HOSTILE, strict=False)),
        actions=tuple(Task(words, words, date(2026, 7, 1), plan) for words in HOSTILE),
    )
    made = make_pack(hostile, today=TODAY, draws=5)
    text = pack_html(made)
    page = lxml_html.fromstring(text)
    assert not page.xpath("//script | //img | //iframe | //*[starts-with(name(@*[1]),'on')]")
    assert not [
        a for element in page.iter() if isinstance(element.tag, str) for a in element.attrib if a.lower().startswith("on")
    ]
    assert not re.findall(r"(?:src|href)=\"(?!#)", text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "{{ 7*7 }}" in page.text_content()
    assert "<script>alert(1)</script>" in page.text_content()
    for sheet in (feedback_sheet(feedback(hostile, plan)), trend_sheet([hostile])):
        shown = lxml_html.fromstring(sheet_html(sheet))
        assert not shown.xpath("//script | //img")
        assert "\x1b" not in plain(sheet_text(sheet))
    for data in (pack_word(made), sheet_word(feedback_sheet(feedback(hostile, plan)))):
        words = "\n".join(p.text for p in Document(io.BytesIO(data)).element.body.iter() if hasattr(p, "text") and p.text)
        assert "<script>alert(1)</script>" in words
        assert "\x1b" not in words


def test_the_page_fetches_nothing_and_holds_no_script():
    text = pack_html(make_pack(drawn_round(), today=TODAY, draws=5))
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert not re.search(r"https?://", text)


def test_every_chart_has_a_title_a_description_and_its_figures_in_a_table_beneath():
    history = [drawn_round(f"2026-0{m}", opened=date(2026, m, 1), seed=m, first=20 * m, agreed=True) for m in range(1, 5)]
    page = page_of(drawn_round(), history=history)
    (drawing,) = page.xpath("//figure/*[name()='svg']")
    names = drawing.get("aria-labelledby").split()
    assert drawing.get("role") == "img"
    assert all(page.xpath(f"//*[@id='{name}']")[0].text_content().strip() for name in names)
    ids = [element.get("id") for element in page.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))
    assert page.xpath("//figure/following::table")


def test_without_matplotlib_the_table_stands_alone_and_one_line_says_why(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    made = make_pack(drawn_round(plans=2), today=TODAY, draws=5)
    text = pack_html(made)
    assert "<figure>" not in text
    assert "pip install &#39;ehcp-lint[batch]&#39;" in text
    assert "fewer than 5" in text
    assert "ehcp-lint[batch]" in "".join(p.text for p in Document(io.BytesIO(pack_word(made))).paragraphs)


def test_word_and_page_hold_the_same_plans_marks_and_statistics():
    made = make_pack(drawn_round(plans=2), today=TODAY, draws=5)
    document = Document(io.BytesIO(pack_word(made)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert [h.split()[1] for h in headings[:2]] == [plan.code for plan in made.plans]
    first = document.tables[1]
    shown = [tuple(cell.text.strip() for cell in row.cells) for row in first.rows]
    line = made.plans[0].talk[0]
    assert any(row[0].startswith(f"{line.question.id} ") and row[1 : 1 + len(line.cells)] == line.cells for row in shown)
    assert document.sections[0].page_width > document.sections[0].page_height
    properties = document.core_properties
    assert (properties.author, properties.created.year) == ("ehcp_lint", 2000)


# --- evidence beside the marks ----------------------------------------------------------------------------------------------------

PLAN = read_notation("...\nF1: Zebedee has regular access to a therapist for speech and language.")
PROFILE = load_profile("multi-agency")


def evidence(*, quotes: bool):
    return gather(RUBRIC, lint(PLAN, PROFILE), plan=PLAN, profile=PROFILE, quotes=quotes)


def test_evidence_stands_beside_questions_to_talk_about_and_quotes_only_where_asked():
    apart = small_round({"P1": {"M1": {"Q11": 4}, "M2": {"Q11": 1}}})
    for quotes in (True, False):
        made = make_pack(apart, today=TODAY, evidence={"P1": evidence(quotes=quotes)}, quotes=quotes, draws=5)
        text = pack_html(made)
        (line,) = made.plans[0].talk
        assert any("[F201]" in words for words in line.evidence)
        assert ("regular access" in " ".join(line.evidence).lower() or "“regular”" in " ".join(line.evidence)) is quotes
        assert ("This pack quotes plans." in text) is quotes
        assert "Zebedee" not in text or quotes


def test_a_plan_without_a_report_says_so_once_and_has_no_nothing_found():
    text = pack_html(make_pack(small_round({"P1": {"M1": {"Q11": 4}, "M2": {"Q11": 1}}}), today=TODAY, draws=5))
    assert text.count("No report of this plan was given") == 1
    assert "Nothing found" not in text


def test_reports_are_found_by_plan_code_and_refused_by_it(tmp_path: Path):
    report = json.loads(lint(PLAN, PROFILE).model_dump_json())
    other = {**report, "file": "P6.docx"}
    files = {
        "P1.json": json.dumps(report), "P2.json": json.dumps([report]), "P3.json": "{", "P4.json": '{"schema": "other", "Zebedee": 1}',
        "P5.json": evidence(quotes=True).model_dump_json(), "all.json": json.dumps([other, {**report, "file": "zebedee.docx"}, 7]), "Zebedee.json": "{",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = reports_in(tmp_path, [f"P{n}" for n in range(1, 10)])
    assert sorted(found.by_code) == ["P1", "P2", "P4", "P5", "P6"]
    assert (found.unread, found.others) == (("P3",), 1)
    first = found.evidence("P1", RUBRIC, quotes=False)
    assert found.evidence("P2", RUBRIC, quotes=False) == found.evidence("P6", RUBRIC, quotes=False) == first
    assert found.evidence("P9", RUBRIC, quotes=False) is None
    for code in ("P3", "P4"):
        with pytest.raises(CannotRead, match=code) as refused:
            found.evidence(code, RUBRIC, quotes=False)
        assert "Zebedee" not in str(refused.value)
    assert '"quote":"regular' in found.evidence("P5", RUBRIC, quotes=True).model_dump_json().lower()
    assert '"quote":"' not in found.evidence("P5", RUBRIC, quotes=False).model_dump_json()
    with pytest.raises(CannotRead, match="another form"):
        found.evidence("P5", type(RUBRIC).model_validate({**RUBRIC.model_dump(), "title": "Another"}), quotes=True)


def test_evidence_that_was_gathered_with_quotes_loses_every_word_of_the_plan_where_none_are_asked_for():
    bare = without_quotes(evidence(quotes=True)).model_dump_json()
    assert "Zebedee" not in bare
    assert "regular access" not in bare


# --- peer rounds --------------------------------------------------------------------------------------------------------------------


def test_a_peer_round_is_shown_by_area_and_no_code_of_a_person_is_left():
    areas = tuple(replace(person, code=f"OFFICER-{n}", agency="North" if n < 3 else "South") for n, person in enumerate(PEOPLE))
    renamed = {person.code: area.code for person, area in zip(PEOPLE, areas, strict=True)}
    given_round = drawn_round(kind="peer")
    peer = replace(
        given_round,
        moderators=areas,
        marks=tuple(replace(mark, moderator=renamed[mark.moderator]) for mark in given_round.marks),
        forms=tuple(replace(form, moderator=renamed[form.moderator]) for form in given_round.forms),
        comments=tuple(replace(one, moderator=renamed[one.moderator]) for one in given_round.comments),
    )
    text = pack_html(make_pack(peer, today=TODAY, draws=5))
    assert "OFFICER-" not in text
    assert "North" in text
    assert "2 areas" in text
    names = {mark.moderator for mark in by_area(peer).marks}
    assert names <= {"North", "North 1", "North 2", "North 3", "South", "South 1", "South 2"}
    assert len(by_area(peer).marks) == len(peer.marks)


# --- themes and trend ---------------------------------------------------------------------------------------------------------------


def test_themes_are_the_questions_marked_low_most_often_with_n_and_without_anchor_plans():
    cells = {f"P{n}": {"M1": {"Q9": 2 if n < 4 else 3, "Q11": 1 if n < 2 else 4, "Q1": 4}} for n in range(5)}
    one = small_round(cells)
    found = [(theme.question, theme.low, theme.plans) for theme in themes([one])]
    assert found == [("Q9", 4, 5), ("Q11", 2, 5)]
    with_anchor = replace(
        one, plans=(*one.plans[:4], RoundPlan("P4"), RoundPlan("A", anchor=True)), marks=(*one.marks, Mark("A", "M1", "Q1", 1))
    )
    assert [theme.question for theme in themes([with_anchor])] == ["Q9", "Q11"]


def months(number: int, **more) -> list[Round]:
    return [
        drawn_round(f"M{n:02}", opened=date(2025, 1 + n % 12, 1 + n // 12), seed=n, first=20 * n, agreed=True, **more)
        for n in range(number)
    ]


def test_rounds_of_fewer_than_five_plans_are_not_shown_by_themselves():
    few, enough = drawn_round("R1", plans=5, agreed=True), drawn_round("R2", plans=6, agreed=True, opened=date(2026, 6, 1))
    points = grade_run([few, enough], ["O", "G"]).points
    assert [(point.plans, point.value is None) for point in points] == [(4, True), (5, False)]
    sheet = plain(sheet_text(trend_sheet([few, enough])))
    assert "fewer than 5" in sheet
    assert "not shown" in sheet


def test_plans_that_were_put_in_and_not_drawn_are_in_no_trend():
    one = drawn_round(plans=7, agreed=True)
    put_in = replace(one, plans=tuple(replace(plan, always=n == 0) for n, plan in enumerate(one.plans)))
    assert grade_run([one], ["O", "G"]).points[0].plans == 6
    assert grade_run([put_in], ["O", "G"]).points[0].plans == 5


def test_a_run_chart_says_nothing_before_ten_rounds_and_sees_six_in_a_row():
    def rounds_of(levels: list[int]) -> list[Round]:
        made = []
        for n, level in enumerate(levels):
            cells = {f"P{n}-{i}": {"M1": {"Q9": 4 if i < level else 1}} for i in range(5)}
            made.append(replace(small_round(cells), code=f"R{n:02}", opened=date(2025, 1 + n % 12, 1 + n // 12)))
        return made

    assert "of the 10 rounds that a run chart needs" in question_run(rounds_of([2] * 9), "Q9").words
    assert question_run(rounds_of([1, 3, 2, 4, 1, 3, 2, 4, 1, 3, 2, 4]), "Q9").words.startswith("No shift")
    shifted = question_run(rounds_of([1, 1, 1, 1, 1, 1, 4, 4, 4, 4, 4, 4]), "Q9")
    assert shifted.words.startswith("A shift: 6 rounds in a row")
    assert shifted.middle == 50


def test_no_round_at_all_is_said_and_not_drawn():
    assert "no round" in plain(sheet_text(trend_sheet([])))


def test_the_trend_holds_no_plan_and_no_person():
    text = sheet_html(trend_sheet(months(6)))
    assert not [code for n in range(300) if (code := plan_code(n)) in text]
    assert not re.search(r">M[1-5]<", text)


# --- feedback -----------------------------------------------------------------------------------------------------------------------


def test_feedback_puts_strengths_first_and_at_most_five_of_each():
    one = drawn_round(agreed=True)
    found = feedback(one, one.plans[0].code)
    assert len(found.strengths) <= MOST
    assert len(found.work_on) <= MOST
    text = plain(sheet_text(feedback_sheet(found)))
    assert text.index("What is good in this plan") < text.index("What to work on")
    assert text.index("The hopes are in the child's own words.") < text.index("Say who gives the therapy.")
    assert "Ask the therapist how often" in text


def test_feedback_before_the_meeting_says_that_marks_may_change_and_gives_no_grade():
    apart = small_round({"P1": {"M1": FULL, "M2": {**FULL, "Q9": 1}}})
    text = plain(sheet_text(feedback_sheet(feedback(apart, "P1"))))
    assert "1 question is still to be talked about: marks below may change." in text
    assert "Grade:" not in text


def test_feedback_says_what_held_the_grade():
    held = replace(small_round({"P1": {"M1": FULL, "M2": FULL}}), conclusions=(Form("P1", "", ("section-missing",)),))
    text = plain(sheet_text(feedback_sheet(feedback(held, "P1"))))
    assert "Grade: Requires improvement." in text
    assert "A section that the law asks for is missing." in text


def test_feedback_holds_no_more_than_a_page_and_says_how_much_more_there_is():
    one = drawn_round(plans=2, agreed=True)
    plan, long = one.plans[0].code, "a long sentence about the plan " * 20
    full = replace(
        one,
        agreed=tuple(replace(s, value=1 + n % 2 * 2, reason=long) for n, s in enumerate(one.agreed)),
        comments=tuple(Comment(plan, f"M{n}", asked, long) for n in range(1, 6) for asked in ("strength", "change")),
        actions=tuple(Task(f"{n} {long}", "DCO", date(2026, 7, n + 1), plan) for n in range(8)),
    )
    found = feedback(full, plan)
    assert (len(found.strengths), len(found.work_on), len(found.kind_words), len(found.changes), len(found.actions)) == (
        5,
        5,
        2,
        2,
        4,
    )
    text = plain(sheet_text(feedback_sheet(found)))
    assert "And 5 more questions marked low: these come first." in text
    assert "And 4 more actions: these are due first." in text
    assert len(text) < 4500


def test_feedback_names_no_moderator():
    one = drawn_round(agreed=True)
    for plan in one.plans:
        assert not re.search(r"\bM[1-5]\b", plain(sheet_text(feedback_sheet(feedback(one, plan.code)))))


def test_a_plan_that_is_marked_low_throughout_still_has_its_place_for_strengths():
    low = small_round({"P1": {"M1": dict.fromkeys(FULL, 1)}})
    text = plain(sheet_text(feedback_sheet(feedback(low, "P1"))))
    assert "No question was marked in the upper half of the scale." in text


# --- practice, leaning, sign-off ------------------------------------------------------------------------------------------------------


def test_a_new_officer_sees_the_widest_difference_first_with_the_reason():
    anchor = small_round({"A1": {"M1": {"Q1": 4, "Q2": 3, "Q9": 1}}})
    agreed = {
        "A1": {
            "Q1": Settled("A1", "Q1", 2, "two sections merged"),
            "Q2": Settled("A1", "Q2", 3),
            "Q9": Settled("A1", "Q9", None),
        }
    }
    found = practice(anchor, "M1", agreed)
    assert [(row.question, row.apart) for row in found.rows] == [("Q1", 2), ("Q9", None), ("Q2", 0)]
    assert found.words == "Of 2 marks 1 is the agreed one and 1 within one; on average you mark 1.0 above them."
    assert "two sections merged" in plain(sheet_text(practice_sheet(found)))
    assert practice(anchor, "M1", {}).without_agreed == ("A1",)


def test_practice_of_somebody_who_is_not_in_the_round_is_refused():
    with pytest.raises(BadConfig, match="No moderator of round R1"):
        practice(small_round({"A1": {"M1": {"Q1": 4}}}), "M99", {})


def test_of_several_meetings_the_last_ones_marks_hold():
    first = replace(small_round({"A": {"M1": {"Q1": 3}}}), agreed=(Settled("A", "Q1", 2),))
    later = replace(first, code="R2", opened=date(2026, 9, 1), agreed=(Settled("A", "Q1", 3),))
    assert agreed_anywhere([later, first])["A"]["Q1"].value == 3


def test_one_sees_ones_own_lean_only_and_the_pack_holds_none():
    rounds = months(6)
    leans = leniency(pooled(rounds))
    mine = plain(sheet_text(leanings_sheet(leans, only="M2")))
    assert "M2" in mine
    assert not re.search(r"\bM[1345]\b", mine)
    pack = pack_html(make_pack(rounds[-1], today=TODAY, history=rounds[:-1], draws=5))
    assert not re.search(r"lenient|strict|leans", pack)


def test_the_officers_chart_shows_the_rule_its_errors_and_that_a_senior_decides():
    from test_signoff import plans

    sheet = signoff_sheet("SEN-12", advise(plans("yyynyyy")), [("P9", "not marked yet")])
    text = plain(sheet_text(sheet))
    assert "A senior officer decides, in writing" in text.replace("\n", " ").replace("  ", " ")
    assert "LC-CUSUM, limit 2 " in text
    assert "P9: not marked yet" in text
    drawn = charts.svg(sheet.parts[2].chart)
    assert drawn == charts.svg(sheet.parts[2].chart)
    assert "<title" in drawn
    assert "10 in a row" in plain(sheet_text(signoff_sheet("SEN-12", advise([]))))


# --- labels and the council's feedback ------------------------------------------------------------------------------------------------


def test_labels_hold_marks_by_code_and_no_reason_comment_person_or_officer():
    one = drawn_round(agreed=True)
    found = labels([one])
    text = labels_jsonl(found)
    assert len(found) == len([s for s in one.agreed if s.value is not None])
    assert not re.search(r"read together|hopes|therapist|\"M[1-5]\"|SEN-", text)
    assert set(json.loads(text.splitlines()[0])) == set(asdict(found[0]))
    assert found[0].before == tuple(
        sorted(m.value for m in one.marks if (m.plan, m.question) == (found[0].plan, found[0].question))
    )


def test_agreed_marks_are_laid_beside_what_the_tool_counts_and_never_enter_the_fit(tmp_path: Path):
    weak = lint(
        read_notation("...\nF1: Regular access to a therapist for speech and language.\nF2: Support from an adult."), PROFILE
    )
    good = lint(
        read_notation(
            "...\nF1: A speech and language therapist works with Sam one to one for 30 minutes each week in the classroom."
        ),
        PROFILE,
    )
    plans = {f"P{n:02}": (good if n % 2 else weak) for n in range(24)}
    one = replace(
        small_round({code: {"M1": {"Q11": 3}} for code in plans}),
        agreed=tuple(Settled(c, "Q11", 4 if r is good else 1) for c, r in plans.items()),
    )
    file = tmp_path / "labels.jsonl"
    file.write_text(labels_jsonl(labels([one])), encoding="utf-8")
    found = {b.question: b for b in beside_people(read_labels(file), plans, RUBRIC, draws=50) if b.plans}
    assert found["Q11"].plans == 24
    assert found["Q11"].rho == pytest.approx(1)
    few = beside_people(read_labels(file)[:19], plans, RUBRIC)
    assert {b.rho for b in few} == {None}
    lines = told(found.values(), 24)
    assert lines[0] == "24 agreed marks of whole plans; none labels a single item, so none enters the fit."
    assert "rank correlation 1.00 (1.00 to 1.00)" in lines[-1]


def test_labels_of_another_form_are_left_out(tmp_path: Path):
    file = tmp_path / "l.jsonl"
    one = replace(small_round({"P1": {"M1": {"Q11": 3}}}), agreed=(Settled("P1", "Q11", 3),))
    file.write_text(labels_jsonl(labels([one])).replace(RUBRIC.fingerprint, "0" * 12), encoding="utf-8")
    assert {b.plans for b in beside_people(read_labels(file), {"P1": lint(PLAN, PROFILE)}, RUBRIC)} == {0}


@pytest.mark.parametrize("line", ["not json Zebedee", "{}", '{"schema": "x"}', "[1]", '{"schema": "ehcp-lint/labels/1"}'])
def test_a_line_that_is_no_label_is_refused_by_its_number(tmp_path: Path, line: str):
    file = tmp_path / "l.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadConfig, match="line 2") as refused:
        read_labels(file)
    assert "Zebedee" not in str(refused.value)


def test_rank_correlation_equals_scipy():
    import numpy as np
    from scipy.stats import spearmanr

    rng = np.random.default_rng(1)
    for _ in range(50):
        one, other = rng.integers(1, 5, 30).astype(float), rng.random(30).round(1)
        assert spearman(one, other) == pytest.approx(float(spearmanr(one, other)[0]), abs=1e-12)
    assert spearman(np.ones(5), np.arange(5.0)) is None


def test_the_checks_stand_beside_marks_only_where_it_is_known_that_they_looked():
    apart = small_round({"P1": {"M1": {"Q11": 1, "Q20": 4, "Q2": 3}}, "P2": {"M1": {"Q11": 4}}})
    points = {"P1": points_found(evidence(quotes=False))}
    assert points["P1"]["Q11"] > 0
    assert "Q20" not in points["P1"]
    text = plain(sheet_text(beside_sheet(beside(apart.marks, points, ["Q11", "Q20"]), RUBRIC)))
    assert "It feeds no grade" in text
    assert "1 mark. 1 mark left out: not checked there." in text
    report_only = gather(RUBRIC, lint(PLAN, PROFILE))
    unknown = {one.question for one in report_only.questions if one.state == "not_known"}
    assert unknown
    assert not unknown & set(points_found(report_only))


# --- from the store, by the commands --------------------------------------------------------------------------------------------------


def stored(place: Path, rounds: list[Round]) -> None:
    """The rounds in a store of their own."""
    from ehcp_lint.moderation.keeping import tables as t
    from ehcp_lint.moderation.keeping.store import open_store

    with open_store(place, create=True) as store, store.writing() as session:
        for one in rounds:
            row = t.Round(
                code=one.code, kind=one.kind, rubric=RUBRIC.name, rubric_hash=RUBRIC.fingerprint, blind=True, seed="1", frame_hash="0" * 64,
                frame_size=len(one.plans), design="pairs", opened=one.opened, closed=None, keep_comments=True,
            )  # fmt: skip
            session.add(row)
            session.flush()
            plans = {
                p.code: t.Plan(
                    round_id=row.id, code=p.code, file_hash=None, values={"officer": "SEN-12"}, always=p.always, always_reason=None,
                    anchor=p.anchor, stratum="", in_frame=None, drawn=None,
                )
                for p in one.plans
            }  # fmt: skip
            people = {
                m.code: t.Moderator(round_id=row.id, code=m.code, agency=m.agency, role=m.role, panel=1) for m in one.moderators
            }
            session.add_all([*plans.values(), *people.values()])
            session.flush()
            for plan, who in sorted({(m.plan, m.moderator) for m in one.marks}):
                said = {c.question: c.text for c in one.comments if (c.plan, c.moderator) == (plan, who)}
                response = t.Response(
                    plan_id=plans[plan].id,
                    moderator_id=people[who].id,
                    received=one.opened,
                    caps=[],
                    override=None,
                    note=None,
                    comments=said,
                )
                session.add(response)
                session.flush()
                session.add_all(
                    t.Answer(response_id=response.id, question=q, mark=v) for q, v in one.marked_by(plan, who).items()
                )
            session.add_all(
                t.Agreed(
                    plan_id=plans[s.plan].id,
                    question=s.question,
                    mark=s.value,
                    reason=s.reason,
                    agreed_on=one.opened,
                    by="chair",
                )
                for s in one.agreed
            )
            session.add_all(
                t.Action(
                    round_id=row.id,
                    plan_id=plans[a.plan].id if a.plan else None,
                    text=a.text,
                    owner=a.owner,
                    due=a.due,
                    opened=one.opened,
                    closed=None,
                )
                for a in one.actions
            )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store") / "moderation.sqlite"
    anchors = replace(drawn_round("T1", kind="training", opened=date(2026, 5, 20), seed=77), agreed=())
    stored(place, [drawn_round("R1", agreed=True), drawn_round("R2", opened=date(2026, 6, 1), seed=5, first=30), anchors])
    return place


def test_a_round_comes_out_of_the_store_as_it_was_made(store: Path):
    from ehcp_lint.moderation.keeping.reading import read_round
    from ehcp_lint.moderation.keeping.store import open_store

    with open_store(store) as opened:
        found = from_record(read_round(opened, "R1"), RUBRIC)
    made = drawn_round("R1", agreed=True)
    assert (found.marks, found.plans, set(found.comments), found.kind) == (tuple(sorted(made.marks, key=lambda m: (m.plan, m.question, m.moderator))), made.plans, set(made.comments), made.kind)  # fmt: skip
    assert {(s.plan, s.question, s.value) for s in found.agreed} == {(s.plan, s.question, s.value) for s in made.agreed}
    assert matrices(found) == matrices(made)


def test_a_round_of_another_form_is_refused_with_the_form_it_was_marked_on():
    record = RoundRecord("R7", "moderation", "our-form", "abc", True, "1", "0", 0, "pairs", date(2026, 1, 1), None, False)
    with pytest.raises(BadConfig, match=r"our-form.*--rubric"):
        from_record(record, RUBRIC)


def test_the_commands_write_pack_trend_feedback_practice_leaning_chart_and_labels(
    store: Path, tmp_path: Path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    here = ["--store", str(store)]
    assert run(["moderate", "pack", "R2", "-o", "pack.html", "--on", "2026-06-20", *here]) == 0
    assert "6 plans read by 5 moderators" in capsys.readouterr().out
    assert run(["moderate", "pack", "R2", "--format", "docx", "-o", "pack.docx", *here]) == 0
    assert zipfile.is_zipfile("pack.docx")
    assert run(["moderate", "trend", *here]) == 0
    assert "Moderation over the rounds" in capsys.readouterr().out
    plan = plan_code(1)
    assert run(["moderate", "feedback", "R1", plan, *here]) == 0
    assert f"Feedback on plan {plan}" in capsys.readouterr().out
    assert run(["moderate", "feedback", "R1", "--format", "html", "-o", "sheets", *here]) == 0
    assert sorted(p.name for p in Path("sheets").iterdir())[0] == f"{plan}.feedback.html"
    assert run(["moderate", "practice", "T1", "--moderator", "M2", *here]) == 0
    assert "Anchor plans of round T1" in capsys.readouterr().out
    assert run(["moderate", "leaning", "--moderator", "M2", *here]) == 0
    assert run(["moderate", "chart", "sen-12", "--format", "html", "-o", "chart.html", *here]) == 0
    assert "officer SEN-12" in Path("chart.html").read_text(encoding="utf-8")
    assert run(["moderate", "beside", "--reports", ".", *here]) == 0
    assert "The checks beside people's marks" in capsys.readouterr().out
    assert run(["moderate", "export-labels", "-o", "labels.jsonl", *here]) == 0
    assert len(Path("labels.jsonl").read_text(encoding="utf-8").splitlines()) == 120
    capsys.readouterr()


def test_a_report_that_cannot_be_used_is_told_by_plan_code_and_the_pack_is_made(store: Path, tmp_path: Path, capsys):
    plan = plan_code(30)
    (tmp_path / f"{plan}.json").write_text("Zebedee", encoding="utf-8")
    code = run(["moderate", "pack", "R2", "-o", str(tmp_path / "p.html"), "--reports", str(tmp_path), "--store", str(store)])
    told = capsys.readouterr()
    assert code == 3
    assert f"{plan}.json" in told.err
    assert "Zebedee" not in told.err
    assert (tmp_path / "p.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pack", "R9"], "Rounds: R1, R2, T1"),
        (["pack", "R2", "-o", "x.docx"], "ends in .html"),
        (["feedback", "R1", "K999-QX9"], "No plan of round R1"),
        (["leaning", "--moderator", "M9"], "No moderator with that code"),
        (["chart", "SEN-99"], "No plan of an officer"),
        (["chart", "SEN-12", "--acceptable", "0.5"], "acceptable rate"),
        (["trend", "--format", "docx"], "-o FILE.docx"),
        (["pack", "R2", "--reports", "nowhere"], "is no folder"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_line_and_exit_code_2(store: Path, capsys, arguments: list[str], said: str):
    assert run(["moderate", *arguments, "--store", str(store)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
