"""Leaning lenient or strict, drifting, and the checks beside people: measured with an interval, told with care."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from ehcp_lint.moderation.figures.drift import difference, drift
from ehcp_lint.moderation.figures.leniency import FEWEST, LEAST_SPREAD, Lean, Leans, leniency
from ehcp_lint.moderation.figures.marks import Mark
from ehcp_lint.moderation.figures.tool_and_people import beside


def read_in_pairs(
    seed: int, *, moderators: int = 8, plans: int = 60, spread: float = 0.35, noise: float = 0.3, wide: bool = True
):
    """Marks of plans each read by a random pair, with the moderators' true leans. A fine scale keeps rounding out of it."""
    rng = np.random.default_rng(seed)
    true = rng.normal(0, spread, moderators)
    marks = []
    for plan in range(plans):
        level = rng.normal(0, 0.7)
        for reader in rng.choice(moderators, 2, replace=False):
            value = 2.5 + level + true[reader] + rng.normal(0, noise)
            marks.append(Mark(f"P{plan:03}", f"M{reader}", "Q1", round(value * 1000) if wide else min(4, max(1, round(value)))))
    return marks, true


def in_grades(found: Leans) -> Leans:
    """Leans of marks that were given in thousandths of a grade."""
    cut = tuple(
        Lean(o.moderator, o.plans, o.group, o.difference / 1000, o.lean / 1000, o.low / 1000, o.high / 1000)
        for o in found.moderators
        if o.lean is not None
    )
    return Leans(cut, found.between / 1000, found.within / 1000, found.groups)


def test_the_leans_equal_statsmodels_mixed_model():
    import statsmodels.api as sm

    scale = range(-6000, 12000)
    for seed in range(3):
        marks, _ = read_in_pairs(seed)
        found = in_grades(leniency(marks, scale))
        plans = sorted({m.plan for m in marks})
        plan_columns = np.array([[m.plan == plan for plan in plans] for m in marks], float)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fit = sm.MixedLM(np.array([m.value / 1000 for m in marks]), plan_columns, groups=[m.moderator for m in marks]).fit(
                reml=True
            )
        assert found.between == pytest.approx(float(np.sqrt(np.asarray(fit.cov_re)[0, 0])), rel=1e-3)
        assert found.within == pytest.approx(float(np.sqrt(fit.scale)), rel=1e-3)
        for one in found.moderators:
            assert one.lean == pytest.approx(float(fit.random_effects[one.moderator].iloc[0]), abs=1e-3)


def test_true_leans_lie_in_the_intervals_about_as_often_as_they_say():
    inside = told = 0
    scale = range(-6000, 12000)
    for seed in range(60):
        marks, true = read_in_pairs(100 + seed, moderators=10, plans=45)
        centred = true - true.mean()
        for one in in_grades(leniency(marks, scale)).moderators:
            told += 1
            inside += one.low <= centred[int(one.moderator[1:])] <= one.high
    assert told > 550
    assert 0.90 <= inside / told <= 0.99


def test_true_leans_are_recovered_from_marks_of_one_to_four():
    marks, true = read_in_pairs(7, moderators=10, plans=180, wide=False)
    found = leniency(marks)
    assert np.corrcoef([one.lean for one in found.moderators], true)[0, 1] > 0.8


def pair(plan: int, one: int, other: int, first: str = "A", second: str = "B") -> list[Mark]:
    return [Mark(f"P{plan:02}", first, "Q1", one), Mark(f"P{plan:02}", second, "Q1", other)]


def test_a_lean_is_the_mean_difference_shrunk_towards_none():
    marks = [mark for plan in range(12) for mark in pair(plan, 3 + plan % 2, 2 + plan % 2 + (plan % 4 == 0))]
    lenient, strict = leniency(marks).moderators
    assert lenient.difference == pytest.approx(0.75)
    assert strict.difference == pytest.approx(-0.75)
    assert 0 < lenient.lean < 0.75 / 2 + 1e-9  # half of the difference belongs to each of two who know no third
    assert lenient.lean == pytest.approx(-strict.lean)


def test_the_words_say_how_much_with_the_interval_and_the_plans():
    assert Lean("A", 12, 1, 0.4, 0.31, 0.1, 0.52).words == "leans lenient by 0.3 of a grade (+0.1 to +0.5; 12 plans)"
    assert Lean("A", 12, 1, -0.4, -0.31, -0.52, -0.1).words == "leans strict by 0.3 of a grade (-0.5 to -0.1; 12 plans)"
    assert Lean("A", 12, 1, 0.1, 0.05, -0.2, 0.3).words == "no lean that chance would not explain (-0.2 to +0.3; 12 plans)"
    assert Lean("A", 3, 1, 0.9, None, None, None).words == "too few plans read with others to say (3; 5 are needed)"


def test_nothing_is_said_of_a_moderator_with_too_few_plans_in_common():
    marks = [mark for plan in range(FEWEST - 1) for mark in pair(plan, 4, 1)]
    assert [(one.lean, one.low) for one in leniency(marks).moderators] == [(None, None)] * 2


def test_plans_read_alone_say_nothing_of_a_lean():
    marks = [mark for plan in range(6) for mark in pair(plan, 3, 3)]
    alone = [Mark(f"Z{n}", "C", "Q1", 4) for n in range(9)]
    found = {one.moderator: one for one in leniency(marks + alone).moderators}
    assert (found["C"].plans, found["C"].lean, found["C"].difference) == (0, None, None)
    assert found["A"].lean == pytest.approx(0)


def test_perfect_agreement_leaves_an_interval_that_is_not_closed():
    found = leniency([mark for plan in range(8) for mark in pair(plan, 3, 3)])
    assert (found.between, found.within) == (LEAST_SPREAD, LEAST_SPREAD)
    assert all(one.low < 0 < one.high for one in found.moderators)


def test_moderators_who_share_no_plan_stand_in_groups_of_their_own():
    marks = [m for n in range(6) for m in (*pair(n, 4, 3), *pair(50 + n, 2, 3, "C", "D"))]
    found = leniency(marks)
    assert found.groups == 2
    assert [one.group for one in found.moderators] == [1, 1, 2, 2]


def test_questions_that_only_one_of_two_marked_do_not_move_the_lean():
    marks = [mark for plan in range(8) for mark in pair(plan, 3, 3 - plan % 2)]
    extra = [Mark(f"P{n:02}", "A", "Q2", 4) for n in range(8)]
    assert leniency(marks + extra) == leniency(marks)


def test_no_marks_give_no_leans():
    assert leniency([]).moderators == ()


# --- drift ----------------------------------------------------------------------------------------------------------------------

AGREED = {"Q1": 3, "Q2": 2, "Q3": 3, "Q4": None}


def test_the_difference_is_over_the_questions_both_have():
    assert difference({"Q1": 4, "Q2": 2, "Q4": 1, "Q9": 1}, AGREED) == (0.5, 2)
    assert difference({"Q4": 1}, AGREED) is None


def marked(*values: int) -> dict[str, int | None]:
    return {f"Q{n}": value for n, value in enumerate(values, 1)}


def test_steady_marks_give_no_signal_and_a_shift_gives_one_with_its_direction():
    steady = [(f"2026-{n:02}", "A1", marked(3, 2, 3), AGREED) for n in range(1, 9)]
    assert {point.signal for point in drift(steady)} == {""}
    lenient = [(f"2026-{n:02}", "A1", marked(4, 2, 4), AGREED) for n in range(1, 5)]
    points = drift(lenient)
    assert [round(point.above, 2) for point in points] == [1.72, 3.44, 5.17, 1.72]
    assert [point.signal for point in points] == ["", "", "more lenient", ""]
    assert [point.signal for point in drift([("t", "A1", marked(1, 1, 1), AGREED)] * 2)] == ["stricter", "stricter"]


def test_a_false_alarm_of_drift_is_rare():
    rng = np.random.default_rng(3)
    first = []
    for _ in range(150):
        anchors = [(str(n), "A", {"Q1": round(float(d) * 1000)}, {"Q1": 0}) for n, d in enumerate(rng.normal(0, 0.3, 400))]
        at = next((n for n, point in enumerate(drift(anchors, deviation=300), 1) if point.signal), 400)
        first.append(at)
    assert 120 < np.mean(first) < 210  # the textbook's mean run is 168


def test_the_deviation_must_be_more_than_none():
    with pytest.raises(ValueError, match="more than 0"):
        drift([], deviation=0)


# --- the checks beside people ---------------------------------------------------------------------------------------------------


def test_points_found_stand_beside_the_marks_and_a_plan_without_a_report_is_counted_apart():
    marks = [
        Mark("P1", "A", "Q11", 1),
        Mark("P1", "B", "Q11", 2),
        Mark("P2", "A", "Q11", 4),
        Mark("P3", "A", "Q11", 3),
        Mark("P1", "A", "Q2", 4),
    ]
    (table,) = beside(marks, {"P1": {"Q11": 7}, "P2": {"Q11": 0}}, ["Q11"])
    assert (table.marks, table.without_report) == (3, 1)
    assert table.cells == ((0, 0, 0, 1), (0, 0, 0, 0), (0, 0, 0, 0), (1, 1, 0, 0))


def test_a_question_that_no_check_feeds_is_not_told_as_none_found():
    (table,) = beside([Mark("P1", "A", "Q20", 4)], {"P1": {"Q11": 7}}, ["Q20"])
    assert (table.marks, table.without_report) == (0, 1)
