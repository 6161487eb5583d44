"""Signing off a new officer: the rule's arithmetic, its error rates, what stands in its way, and that people decide."""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.figures.signoff import CAVEAT, Advice, Result, Rule, advise, allow_for_markers, seen_rate
from ehcp_lint.moderation.figures.signoff_rates import (
    TRUE_RATES,
    USUAL,
    chance_of_sign_off,
    plans_until,
    plans_until_look_again,
    rates_of,
    usual_rates,
)

AGREED_TABLE = {  # domain research, by simulation
    "3 in a row": (1.00, 1.00, 1.00, 0.92),
    "5 in a row": (1.00, 0.99, 0.84, 0.48),
    "8 in a row": (0.97, 0.86, 0.39, 0.10),
    "10 in a row": (0.90, 0.70, 0.19, 0.03),
    "LC-CUSUM, limit 2": (0.89, 0.66, 0.15, 0.02),
    "LC-CUSUM, limit 2.5": (0.78, 0.47, 0.05, 0.00),
}


def plans(pattern: str, first: int = 1) -> list[Result]:
    """One plan a letter: y met, n did not (confirmed by a second marker), u did not (not confirmed), c lacks a section."""
    return [
        Result(f"P{n:02}", mark == "y", critical=mark == "c", second_marker=mark in "nc")
        for n, mark in enumerate(pattern, first)
    ]


def values(found: Advice) -> list[float]:
    return [round(point.value, 3) for point in found.points]


# --- the arithmetic --------------------------------------------------------------------------------------------------------------


def test_the_weights_are_the_log_likelihood_ratios_of_the_two_rates():
    assert Rule().met == pytest.approx(0.182, abs=5e-4)
    assert Rule().not_met == pytest.approx(-0.916, abs=5e-4)
    assert Rule(acceptable=0.2, unacceptable=0.4).met == pytest.approx(math.log(0.8 / 0.6))


def test_the_sum_grows_with_each_met_plan_and_never_falls_below_nothing():
    assert values(advise(plans("yyynny"))) == [0.182, 0.365, 0.547, 0, 0, 0.182]


def test_eleven_met_plans_are_enough_and_ten_are_not():
    assert advise(plans("y" * 10)).call == "go on checking"
    found = advise(plans("y" * 11))
    assert (found.call, found.reached) == ("ready for a decision", 11)
    assert "A senior officer decides" in found.words


def test_the_advice_says_how_many_more_plans_it_would_take():
    assert (
        advise(plans("y" * 9)).words
        == "After 9 plans the rule is not met. It would be after 2 plans more that meet the standard."
    )
    assert "after 8 plans more" in advise(plans("yyny" + "yy"), Rule(in_a_row=11)).words


def test_ten_in_a_row_starts_again_after_a_plan_that_did_not_meet_the_standard():
    rule = Rule(in_a_row=10)
    assert advise(plans("y" * 9 + "n" + "y" * 9), rule).reached is None
    assert advise(plans("y" * 9 + "n" + "y" * 10), rule).reached == 20
    assert rule.words.startswith("10 plans one after another")


def test_a_plan_that_lacks_a_statutory_section_among_the_last_five_stands_in_the_way():
    almost = "y" * 15 + "c" + "yyyy"
    rule = Rule(limit=1.0)
    assert advise(plans("yyyyyc" + "y" * 5), Rule(in_a_row=4)).reached == 4
    early = plans("c" + "y" * 4)
    assert advise(early, Rule(in_a_row=4)).call == "go on checking"
    assert "lacks a statutory section" in advise(early, Rule(in_a_row=4)).words
    assert advise(plans("c" + "y" * 5), Rule(in_a_row=4)).reached == 6
    assert advise(plans(almost), rule).reached == 6


def test_what_came_after_the_rule_was_met_is_told_before_anyone_decides():
    found = advise(plans("y" * 11 + "yn"))
    assert found.call == "ready for a decision"
    assert "Since then 1 plan did not meet the standard: read P13 first." in found.words


def test_a_result_without_a_second_marker_is_told_by_plan():
    found = advise(plans("yyuyun"))
    assert any("P03, P05" in caution for caution in found.cautions)
    assert not any("P06" in caution for caution in found.cautions)
    assert CAVEAT in found.cautions


def test_no_plans_is_not_a_good_record():
    found = advise([])
    assert (found.call, found.points) == ("go on checking", ())
    assert "No plan of this officer has a result yet" in found.words


# --- after sign-off --------------------------------------------------------------------------------------------------------------


def test_after_sign_off_the_chart_adds_up_what_did_not_meet_the_standard():
    found = advise(plans("y" * 11 + "yynnn"), signed_after=11)
    assert values(found)[11:] == [0, 0, 0.916, 1.833, 2.749]
    assert found.call == "look again"
    assert "at plan 16" in found.words
    assert found.limit == 2.5


def test_after_sign_off_a_single_plan_is_no_alarm():
    found = advise(plans("y" * 11 + "nyyyy"), signed_after=11)
    assert found.call == "checking can be thinned"
    assert found.words == "Signed off after 11 plans; 5 plans sampled since, and no reason to look again."


def test_a_senior_may_sign_off_before_the_rule_is_met_and_the_chart_says_it_was_not():
    found = advise(plans("yyyy"), signed_after=4)
    assert (found.reached, found.call) == (None, "checking can be thinned")


def test_signed_after_counts_plans_of_the_officer():
    with pytest.raises(ValueError, match="counts plans"):
        advise(plans("yy"), signed_after=3)


# --- error rates -----------------------------------------------------------------------------------------------------------------


def test_the_shipped_table_is_what_the_rules_give():
    assert [rates.rule for rates in usual_rates()] == [rule.name for rule in USUAL]
    for shipped, rule in zip(usual_rates(), USUAL, strict=True):
        assert shipped.chances == pytest.approx(rates_of(rule).chances, abs=5e-5)


def test_the_table_is_the_research_table_within_its_rounding_and_noise():
    for rates in usual_rates():
        assert rates.chances == pytest.approx(AGREED_TABLE[rates.rule], abs=0.011)


@pytest.mark.parametrize("rule", USUAL, ids=lambda rule: rule.name)
def test_a_simulation_of_the_charts_themselves_gives_the_same_rates(rule: Rule):
    rng = np.random.default_rng(20)
    for true, exact in zip(TRUE_RATES, rates_of(rule).chances, strict=True):
        runs = 400
        signed = sum(
            advise([Result("P", bool(met), second_marker=True) for met in rng.random(20) >= true], rule).reached is not None
            for _ in range(runs)
        )
        noise = 4 * math.sqrt(exact * (1 - exact) / runs) + 0.005
        assert signed / runs == pytest.approx(exact, abs=noise)


def test_a_strong_officer_needs_eleven_plans_in_the_middle_case():
    assert plans_until(Rule(), 0.05) == 11


def test_after_sign_off_false_alarms_are_rare_and_true_ones_come_soon():
    assert plans_until_look_again(Rule(), 0.10) == pytest.approx(135, abs=5)
    assert plans_until_look_again(Rule(), 0.25) == pytest.approx(17, abs=1)
    assert plans_until_look_again(Rule(), 0.40) == pytest.approx(9, abs=1)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.01, 0.9), st.floats(0.01, 0.9), st.integers(1, 25))
def test_a_better_officer_is_never_less_likely_to_be_signed_off(one: float, other: float, within: int):
    better, worse = min(one, other), max(one, other)
    assert chance_of_sign_off(Rule(), better, within) >= chance_of_sign_off(Rule(), worse, within) - 1e-9


# --- markers make mistakes ---------------------------------------------------------------------------------------------------------


def test_with_markers_who_say_no_to_some_good_plans_the_rates_are_set_from_their_error():
    assert seen_rate(0.10, wrong_no=0.15) == pytest.approx(0.235)
    allowed = allow_for_markers(Rule(), wrong_no=0.15)
    assert (allowed.acceptable, allowed.unacceptable) == (pytest.approx(0.235), pytest.approx(0.3625))
    plain, fair = chance_of_sign_off(Rule(), 0.235), chance_of_sign_off(allowed, 0.235, 60)
    assert plain < 0.2 < fair


@pytest.mark.parametrize(("wrong_no", "wrong_yes"), [(1.0, 0), (0.5, 0.5), (-0.1, 0)])
def test_markers_who_cannot_tell_plans_apart_are_refused(wrong_no: float, wrong_yes: float):
    with pytest.raises(BadConfig, match="share"):
        allow_for_markers(Rule(), wrong_no=wrong_no, wrong_yes=wrong_yes)


@pytest.mark.parametrize(
    "settings", [{"acceptable": 0.3}, {"acceptable": 0}, {"unacceptable": 1}, {"limit": 0}, {"in_a_row": 0}]
)
def test_a_rule_that_makes_no_sense_is_refused(settings: dict):
    with pytest.raises(BadConfig, match="Sign-off"):
        Rule(**settings)


def test_only_what_people_found_is_asked_for():
    assert [field.name for field in fields(Result)] == ["plan", "met", "critical", "second_marker"]
