"""The form as data, its refusals, its hooks into the checks, and the arithmetic from marks to a grade."""

from __future__ import annotations

import doctest
import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint import load_profile
from ehcp_lint.checks import shipped
from ehcp_lint.errors import BadConfig
from ehcp_lint.resources import data_file
from ehcp_lint.rubric import Rubric, load_rubric, make_rubric, rubric_names, rubric_of, work_out
from ehcp_lint.rubric.headers import load_map, targets
from ehcp_lint.rubric.loading import rubric_text
from ehcp_lint.settings.council import load_settings, show_settings

DEFAULT = load_rubric()
IDS = [question.id for question in DEFAULT.questions]


def settings_of(**changes: Any) -> dict[str, Any]:
    """The default form's settings, changed."""
    return {**tomllib.loads(rubric_text()[0]), **changes}


def small(**changes: Any) -> Rubric:
    """A form of two questions."""
    settings: dict[str, Any] = {
        "name": "small",
        "title": "Two questions",
        "scale": {"values": [{"mark": 4, "name": "strong"}, {"mark": 1, "name": "weak"}]},
        "questions": [
            {"id": "Q1", "text": "Is it clear?", "short": "Clear", "weight": 3, "checks": ["F203"]},
            {"id": "Q2", "text": "Is it kind?", "short": "Kind", "weight": 1, "human_only": True},
        ],
        "bands": [{"letter": "G", "name": "Good", "at_least": 3}, {"letter": "I", "name": "Inadequate", "at_least": 0}],
    }
    return make_rubric({**settings, **changes}, "small.toml")


# --- the default form --------------------------------------------------------------------------------------------------------


def test_the_default_form_has_twenty_questions_with_the_weights_that_were_agreed() -> None:
    weights = "2 3 2 2 1 3 2 2 3 2 3 3 2 2 2 2 1 1 2 0"
    assert [f"Q{number}" for number in range(1, 21)] == IDS
    assert [question.weight for question in DEFAULT.questions] == [float(one) for one in weights.split()]
    assert DEFAULT.scale.options == ("4 - strong", "3 - sound", "2 - partly", "1 - weak", "N/A")
    assert [(band.letter, band.at_least) for band in DEFAULT.bands] == [("O", 3.5), ("G", 2.75), ("RI", 2.0), ("I", 0.0)]
    assert all({4, 1} == set(question.looks_like) for question in DEFAULT.questions)


def test_every_check_feeds_a_question_or_is_named_with_the_reason_why_not() -> None:
    for check in shipped():
        fed = DEFAULT.fed_by(check.id, check.name)
        assert bool(fed) != (check.id in DEFAULT.feeds_none), (
            f"{check.id}: name it in the `checks` of one question in data/rubrics/default.toml, or under [feeds_none]"
        )
    assert all(len(reason) > 20 for reason in DEFAULT.feeds_none.values())


def test_every_question_has_checks_or_says_why_only_a_person_can_answer_it() -> None:
    for question in DEFAULT.questions:
        assert bool(question.checks) != question.human_only
        assert bool(question.human_note) == question.human_only
    assert [question.id for question in DEFAULT.questions if question.human_only] == ["Q19", "Q20"]


def test_what_the_law_asks_for_points_at_a_cap_or_is_judged_by_marks_alone() -> None:
    """MUST checks that point at no cap would be lost to the person who confirms caps."""
    law = {check.id for check in shipped() if check.duty == "must"}
    assert {id for id in law if not DEFAULT.points_at(id, "")} == {"A104"} & law


def test_titles_of_columns_are_told_apart_once_spaces_and_case_are_evened_out() -> None:
    titles = [re.sub(r"\W+", " ", t.lower()) for q in DEFAULT.questions for t in {q.text, q.quick, q.short}]
    assert len(set(titles)) == len(titles)


# --- a council's own form ----------------------------------------------------------------------------------------------------


def test_a_councils_form_is_named_in_its_settings(tmp_path: Path) -> None:
    (tmp_path / "our-form.toml").write_text(
        rubric_text()[0].replace('title = "Is this', 'title = "Harbour: is this', 1), "utf-8"
    )
    (tmp_path / "ehcp-lint.toml").write_text('[files]\nrubric = "our-form.toml"\n', "utf-8")
    profile = load_settings(tmp_path / "ehcp-lint.toml")
    assert rubric_of(profile).title == "Harbour: is this a good plan?"
    assert "# rubric: our-form.toml" in show_settings(profile)
    assert rubric_of(load_profile()) == DEFAULT


def test_a_councils_form_does_not_change_the_hash_that_findings_are_compared_by(tmp_path: Path) -> None:
    (tmp_path / "our-form.toml").write_text(rubric_text()[0], "utf-8")
    for name, text in (("with.toml", '[files]\nrubric = "our-form.toml"\n'), ("without.toml", "")):
        (tmp_path / name).write_text(text, "utf-8")
    hashes = {
        load_settings(tmp_path / name).model_copy(update={"name": ""}).fingerprint for name in ("with.toml", "without.toml")
    }
    assert len(hashes) == 1


def test_a_changed_form_has_another_hash() -> None:
    assert small().fingerprint != small(title="Two questions!").fingerprint
    assert load_rubric().fingerprint == make_rubric(settings_of(), "x").fingerprint


QUESTION = {"id": "Q1", "text": "Is it clear?", "short": "Clear", "weight": 3, "checks": ["F203"]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bandes": []}, "there is no setting 'bandes'. Did you mean 'bands'?"),
        ({"questions": [{**QUESTION, "wieght": 2}]}, "there is no setting 'questions.1.wieght'. Did you mean 'weight'?"),
        ({"questions": [{**QUESTION, "weight": -1}]}, "questions.1.weight: must be greater than or equal to 0"),
        ({"questions": [{**QUESTION, "weight": float("nan")}]}, "questions.1.weight: must be"),
        ({"questions": [{**QUESTION, "checks": ["F20E"]}]}, "Q1: no check is called 'F20E'. Did you mean 'F20"),
        ({"questions": [{**QUESTION, "checks": ["jargn"]}]}, "Q1: no check is called 'jargn'. Did you mean 'jargon'?"),
        ({"questions": [{**QUESTION, "sections": ["Z"]}]}, "Q1: sections: there is no 'Z'. Choose from: A, B, C"),
        ({"questions": [{**QUESTION, "sections": ["h3"]}]}, "Q1: sections: there is no 'h3'. Did you mean 'H"),
        ({"questions": [{**QUESTION, "shows": ["outcome"]}]}, "Q1: shows: there is no 'outcome'. Did you mean 'outcomes'?"),
        ({"questions": [{**QUESTION, "checks": []}]}, "Q1 names no checks. Name those that feed it, or set human_only = true"),
        ({"questions": [{**QUESTION, "human_only": True}]}, "Q1 is human_only, so no check can feed it"),
        ({"questions": [{**QUESTION, "weight": 0}]}, "every question has the weight 0"),
        ({"questions": [QUESTION, QUESTION]}, "two questions have the id 'Q1'"),
        ({"questions": [QUESTION, {**QUESTION, "id": "Q2", "text": "Is it  CLEAR"}]}, "two questions ask 'is it clear'"),
        ({"questions": [{**QUESTION, "looks_like": {"5": "x"}}]}, "Q1 says what 5 looks like, which is no mark of the scale"),
        ({"questions": [{**QUESTION, "id": "1"}]}, "questions.1.id:"),
        (
            {"bands": [{"letter": "I", "name": "x", "at_least": 0}, {"letter": "G", "name": "y", "at_least": 3}]},
            "bands must go down, the best first: G stands below I",
        ),
        (
            {"bands": [{"letter": "G", "name": "x", "at_least": 3}, {"letter": "I", "name": "y", "at_least": 2}]},
            "a mean of 1 would have no grade: I starts at 2",
        ),
        ({"caps": [{"id": "x", "reason": "y", "band": "Q"}]}, "the cap 'x' holds the grade at 'Q', which is none of G, I"),
        ({"caps": [{"id": "x", "reason": "y", "band": "I", "checks": ["S999"]}]}, "caps.x: no check is called 'S999'."),
        ({"feeds_none": {"S999": "because"}}, "feeds_none: no check is called 'S999'."),
        ({"scale": {"values": [{"mark": 1, "name": "a"}, {"mark": 2, "name": "b"}]}}, "scale: the marks must go down"),
        (
            {"scale": {"values": [{"mark": 4, "name": "a"}, {"mark": 1, "name": "A"}]}},
            "scale: two different answers are called 'A'",
        ),
        (
            {
                "scale": {
                    "values": [{"mark": 4, "name": "a"}, {"mark": 1, "name": "b"}],
                    "quick": [{"word": "Yes", "marks": [4], "counts_as": 1}],
                }
            },
            "scale: the quick answer 'Yes' counts as 1, which is not one of its marks",
        ),
    ],
)
def test_a_slip_in_a_form_is_refused_in_one_line_with_the_nearest_right_name(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        small(**changes)
    assert str(refusal.value).startswith("small.toml: ")
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_form_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"There is no form 'defualt'\. Did you mean 'default'\?"):
        load_rubric("defualt")
    with pytest.raises(BadConfig, match=r"none\.toml cannot be read"):
        load_rubric(tmp_path / "none.toml")
    (tmp_path / "broken.toml").write_text("name = ", "utf-8")
    with pytest.raises(BadConfig, match=r"broken\.toml is not valid TOML"):
        load_rubric(tmp_path / "broken.toml")
    assert rubric_names() == ("default",)


# --- from marks to a grade ---------------------------------------------------------------------------------------------------


def test_the_grade_is_the_weighted_mean_of_what_was_marked() -> None:
    grade = work_out(small(), {"Q1": 4, "Q2": 1})
    assert (grade.mean, grade.grade) == (3.25, "G")
    assert work_out(small(), {"Q1": 1, "Q2": 4}).mean == 1.75


def test_what_does_not_apply_and_what_was_left_blank_are_two_things_and_both_are_left_out() -> None:
    grade = work_out(DEFAULT, {"Q1": 4, "Q14": None})
    assert (grade.mean, grade.grade, grade.scored, grade.not_applicable) == (4.0, "O", ("Q1",), ("Q14",))
    assert len(grade.unanswered) == 18
    assert not grade.complete


def test_nothing_marked_makes_no_grade_whatever_was_confirmed() -> None:
    for marks in ({}, {"Q1": None}, {"Q20": 1}):  # Q20 has no weight
        grade = work_out(DEFAULT, marks, ["data-breach"])
        assert (grade.mean, grade.by_marks, grade.grade) == (None, None, None)
    assert work_out(DEFAULT, {}, override_note="The file was lost.", override="I").grade == "I"


def test_a_cap_lowers_the_grade_in_sight_and_never_raises_it() -> None:
    good, weak = dict.fromkeys(IDS, 3), dict.fromkeys(IDS, 1)
    held = work_out(DEFAULT, good, ["placement-in-draft"])
    assert (held.by_marks, held.grade, held.caps[0].lowers) == ("G", "RI", True)
    assert held.caps[0].reason == "A first draft names a school, college or type of placement."
    both = work_out(DEFAULT, good, ["placement-in-draft", "data-breach"])
    assert both.grade == "I"
    low = work_out(DEFAULT, weak, ["placement-in-draft"])
    assert (low.grade, low.caps[0].lowers) == ("I", False)


def test_a_person_may_let_another_grade_stand_with_a_note() -> None:
    good = dict.fromkeys(IDS, 3)
    own = work_out(DEFAULT, good, ["data-breach"], "The details were the child's own.", override="RI")
    assert (own.grade, own.capped, own.by_marks, own.overridden) == ("RI", "I", "G", True)
    assert work_out(DEFAULT, good, ["data-breach"], "The details were the child's own.").grade == "G"
    assert "child's own" not in repr(own)
    with pytest.raises(BadConfig, match="needs a note"):
        work_out(DEFAULT, good, override="O")


def test_what_the_form_does_not_have_is_refused() -> None:
    for marks, said in (
        ({"Q21": 3}, "no question 'Q21'"),
        ({"Q1": 5}, "Q1: the mark must be one of 4, 3, 2, 1"),
        ({"Q1": True}, "Q1:"),
    ):
        with pytest.raises(BadConfig, match=said):
            work_out(DEFAULT, marks)
    with pytest.raises(BadConfig, match=r"no cap 'data-breech'\. Did you mean 'data-breach'\?"):
        work_out(DEFAULT, {}, ["data-breech"])
    with pytest.raises(BadConfig, match="no grade 'X'"):
        work_out(DEFAULT, {}, override_note="because", override="X")


def test_a_mean_on_the_line_belongs_to_the_better_grade_whatever_the_weights() -> None:
    """0.1 + 0.2 is not 0.3 in binary numbers, and 3 must be 3 all the same."""
    tenths = [{**QUESTION, "id": f"Q{n}", "text": f"Number {n}?", "weight": w} for n, w in enumerate((0.1, 0.2, 0.6), 1)]
    grade = work_out(small(questions=tenths), {"Q1": 1, "Q2": 4, "Q3": 4})
    assert grade.mean == float(Fraction(33, 9))
    line = work_out(small(questions=tenths[:2]), {"Q1": 1, "Q2": 4})
    assert (line.mean, line.grade) == (3.0, "G")


MARKS = st.dictionaries(st.sampled_from(IDS), st.none() | st.sampled_from(DEFAULT.scale.marks))
CAPS = st.sets(st.sampled_from([cap.id for cap in DEFAULT.caps]))


@given(MARKS, CAPS)
def test_laws_of_the_grade(marks: dict[str, int | None], caps: set[str]) -> None:
    grade = work_out(DEFAULT, marks, caps)
    order = [band.letter for band in DEFAULT.bands]
    assert {*grade.scored, *grade.not_applicable, *grade.unanswered} == set(IDS)
    if grade.mean is None:
        assert grade.grade is None
        return
    assert 1 <= grade.mean <= 4
    assert grade.by_marks is not None
    assert grade.grade is not None
    assert order.index(grade.grade) >= order.index(grade.by_marks)
    assert any(cap.lowers for cap in grade.caps) == (grade.grade != grade.by_marks)
    better = {id: mark and min(4, mark + 1) for id, mark in marks.items()}
    raised = work_out(DEFAULT, better)
    assert raised.mean is not None
    assert raised.mean >= grade.mean
    without = {id: mark for id, mark in marks.items() if mark is not None}
    assert work_out(DEFAULT, without, caps).mean == grade.mean


def test_the_examples_of_the_page_on_moderation_are_true(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "moderation.md").read_text("utf-8")
    examples = doctest.DocTestParser().get_doctest(page.replace("```", ""), {}, "moderation.md", "moderation.md", 0)
    assert len(examples.examples) >= 5
    told: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=told.append).failed == 0, "".join(told)
    (columns,) = (block for block in re.findall(r"```toml\n(.*?)```", page, flags=re.S) if "[columns]" in block)
    assert load_map(columns, "map.toml", DEFAULT).columns["e-mail"] == "personal"


def test_the_page_names_everything_that_a_column_may_be() -> None:
    page = (Path(__file__).parents[1] / "docs" / "moderation.md").read_text("utf-8")
    head = data_file("form_columns.toml").read_text("utf-8").split('[columns]\n"ID"')[0]
    for means in targets(DEFAULT):
        if not re.match(r"Q(?!2\b)", means) and means not in ("change", "comments"):
            assert f"`{means}`" in page, means
            assert means in head, means
