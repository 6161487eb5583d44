"""Agreement of moderators: equal to the reference implementations, hidden where the plans are too few, never one number."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint.moderation.figures import coefficients
from ehcp_lint.moderation.figures.agreement import Agreement, Reading, Standing, agreement, pairs, reading, standing
from ehcp_lint.moderation.figures.marks import Mark, tabulate

GOLDEN = json.loads((Path(__file__).parent / "agreement_golden.json").read_text(encoding="utf-8"))["tables"]

# --- the same statistics from their definitions, slow and written apart from the package --------------------------------------

Units = list[list[int]]  # the marks of each unit, missing ones left out


def slow_alpha(units: Units) -> float | None:
    """Krippendorff: 1 - observed / expected disagreement over all pairable values, ordinal distance by ranks between."""
    pairable = [unit for unit in units if len(unit) >= 2]
    values = [value for unit in pairable for value in unit]
    if len(set(values)) < 2:
        return None

    @cache
    def distance(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(1 for value in values if low <= value <= high)
        return (between - (values.count(low) + values.count(high)) / 2) ** 2

    n = len(values)
    observed = sum(sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in pairable) / n
    expected = sum(distance(a, b) for a, b in permutations(values, 2)) / (n * (n - 1))
    return 1 - observed / expected


def slow_ac2(units: Units, scale: list[int], *, weighted: bool = True) -> float | None:
    """Gwet: pairs of raters one by one; chance from the share of each grade, every unit weighing the same."""

    def weight(one: int, other: int) -> float:
        if not weighted:
            return float(one == other)
        return 1 - (one - other) ** 2 / (scale[-1] - scale[0]) ** 2

    twice = [unit for unit in units if len(unit) >= 2]
    if not twice:
        return None
    observed = 0.0
    for unit in twice:
        both = list(combinations(unit, 2))
        observed += sum(weight(a, b) for a, b in both) / len(both) / len(twice)
    marked = [unit for unit in units if unit]
    shares = [sum(unit.count(grade) / len(unit) for unit in marked) / len(marked) for grade in scale]
    all_weights = sum(weight(a, b) for a in scale for b in scale)
    chance = all_weights * sum(share * (1 - share) for share in shares) / (len(scale) * (len(scale) - 1))
    return (observed - chance) / (1 - chance)


def slow_kappa(first: list[int], second: list[int]) -> float | None:
    """Cohen: 1 - mean squared difference / mean squared difference of every mark of one with every mark of the other."""
    if len({*first, *second}) < 2:
        return None
    observed = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) / len(first)
    return 1 - observed / (sum((a - b) ** 2 for a in first for b in second) / len(first) ** 2)


def counted(units: Units, scale: list[int]) -> np.ndarray:
    return np.array([[unit.count(grade) for grade in scale] for unit in units], dtype=np.int64).reshape(len(units), len(scale))


def near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def golden(table: dict) -> tuple[Units, list[int]]:
    return [[int(mark) for mark in unit if mark != "."] for unit in table["units"]], list(range(1, table["scale"] + 1))


# --- equal to the reference ----------------------------------------------------------------------------------------------------


def test_ac2_equals_irrcac_on_200_tables_with_missing_marks():
    assert len(GOLDEN) == 200
    assert sum("." in unit for table in GOLDEN for unit in table["units"]) > 1000
    for table in GOLDEN:
        units, scale = golden(table)
        assert near(coefficients.ac2(counted(units, scale), scale), table["ac2"]), table
        assert near(coefficients.ac2(counted(units, scale), scale, np.eye(len(scale))), table["ac1"]), table


def test_alpha_and_ac2_equal_their_definitions_on_200_tables_with_missing_marks():
    for table in GOLDEN:
        units, scale = golden(table)
        assert near(coefficients.alpha(counted(units, scale), scale), slow_alpha(units)), table
        assert near(coefficients.ac2(counted(units, scale), scale), slow_ac2(units, scale)), table
        assert near(coefficients.ac2(counted(units, scale), scale, np.eye(len(scale))), slow_ac2(units, scale, weighted=False))


def test_alpha_equals_the_krippendorff_package_on_200_tables():
    package = pytest.importorskip(
        "krippendorff", reason="it is under the GPL and only an oracle here: see docs/supply-chain.md"
    )
    compared = 0
    for table in GOLDEN:
        units, scale = golden(table)
        counts = counted(units, scale)
        if (ours := coefficients.alpha(counts, scale)) is not None:
            shared = counts[counts.sum(axis=1) >= 2]
            theirs = package.alpha(value_counts=shared, value_domain=list(scale), level_of_measurement="ordinal")
            assert near(ours, float(theirs)), table
            assert near(ours, coefficients.alpha(counts[:, ::-1], scale[::-1])), table
            compared += 1
    assert compared > 150


def test_kappa_equals_scikit_learn_and_its_definition_on_200_tables():
    from sklearn.metrics import cohen_kappa_score

    compared = 0
    for table in GOLDEN:
        _, scale = golden(table)
        for one, other in combinations(range(min(3, len(table["units"][0]))), 2):
            both = [(int(u[one]), int(u[other])) for u in table["units"] if "." not in (u[one], u[other])]
            first, second = [a for a, _ in both], [b for _, b in both]
            ours = coefficients.weighted_kappa(first, second, scale)
            assert near(ours, slow_kappa(first, second) if both else None), table
            if ours is not None:
                compared += 1
                assert near(ours, float(cohen_kappa_score(first, second, labels=scale, weights="quadratic"))), table
    assert compared > 200


units_of_marks = st.lists(st.lists(st.integers(1, 4), max_size=5), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(units_of_marks)
def test_whatever_the_marks_the_coefficients_equal_their_definitions(units: Units):
    scale = [1, 2, 3, 4]
    counts = counted(units, scale)
    assert near(coefficients.alpha(counts, scale), slow_alpha(units))
    assert near(coefficients.ac2(counts, scale), slow_ac2(units, scale))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=15))
def test_whatever_the_marks_of_two_moderators_kappa_equals_its_definition(both: list[tuple[int, int]]):
    first, second = [a for a, _ in both], [b for _, b in both]
    assert near(coefficients.weighted_kappa(first, second, [1, 2, 3, 4]), slow_kappa(first, second))


def test_raw_agreement_is_the_share_of_pairs_that_are_the_same_or_one_apart():
    counts = counted([[3, 3], [3, 4], [1, 4], [2]], [1, 2, 3, 4])
    assert coefficients.raw(counts, [1, 2, 3, 4]) == pytest.approx(1 / 3)
    assert coefficients.raw(counts, [1, 2, 3, 4], within=1) == pytest.approx(2 / 3)


def test_within_one_counts_steps_of_the_scale_also_where_its_grades_are_ten_apart():
    counts = counted([[10, 20], [10, 30]], [10, 20, 30])
    assert coefficients.raw(counts, [10, 20, 30], within=1) == 0.5


def test_a_coefficient_that_the_marks_do_not_define_is_none_and_not_a_number():
    same = counted([[3, 3], [3, 3]], [1, 2, 3, 4])
    assert coefficients.alpha(same, [1, 2, 3, 4]) is None
    assert coefficients.weighted_kappa([3, 3], [3, 3], [1, 2, 3, 4]) is None
    assert coefficients.weighted_kappa([], [], [1, 2, 3, 4]) is None
    assert coefficients.ac2(same, [1, 2, 3, 4]) == 1.0
    alone = counted([[3], [2]], [1, 2, 3, 4])
    assert coefficients.raw(alone, [1, 2, 3, 4]) is None
    assert coefficients.alpha(alone, [1, 2, 3, 4]) is None
    assert coefficients.ac2(alone, [1, 2, 3, 4]) is None


# --- what may be shown -----------------------------------------------------------------------------------------------------------


def simulated(
    plans: int, *, right: float = 0.85, questions: int = 1, shares: tuple[float, ...] = (0.25,) * 4, seed: int = 5
) -> list[Mark]:
    """Two moderators a plan, each right at this rate and else one grade off."""
    rng = np.random.default_rng(seed)
    marks = []
    for plan in range(plans):
        for question in range(questions):
            true = int(rng.choice(4, p=shares)) + 1
            for moderator in ("M1", "M2"):
                off = 0 if rng.random() < right else int(rng.choice([-1, 1]))
                marks.append(Mark(f"P{plan:03}", moderator, f"Q{question + 1}", min(4, max(1, true + off))))
    return marks


def overall(marks: list[Mark], **options: int) -> Agreement:
    return agreement(marks, **options)[0]


def test_under_twenty_double_marked_plans_only_raw_agreement_is_there():
    found = overall(simulated(19))
    assert (found.standing, found.plans) == (Standing.TOO_FEW, 19)
    assert (found.alpha, found.ac2, found.exact.low) == (None, None, None)
    assert found.exact.value is not None
    assert found.reading is Reading.CANNOT_TELL
    assert pairs(simulated(19))[0].kappa is None


@pytest.mark.parametrize(
    ("plans", "told"), [(0, "too few"), (19, "too few"), (20, "provisional"), (49, "provisional"), (50, "report")]
)
def test_what_the_number_of_plans_allows(plans: int, told: str):
    assert standing(plans) == told


@pytest.mark.parametrize(
    ("lower", "told"),
    [(0.8, "firm"), (0.799, "tentative"), (0.667, "tentative"), (0.66, "do not compare officers"), (None, "cannot tell")],
)
def test_what_the_lower_end_of_the_interval_allows(lower: float | None, told: str):
    assert reading(lower) == told


def test_plans_read_by_one_moderator_do_not_count_as_double_marked():
    alone = [Mark(f"Z{n}", "M1", "Q1", 3) for n in range(40)]
    assert overall(simulated(10) + alone).plans == 10


def test_not_applicable_is_no_mark():
    marks = simulated(25)
    extra = [Mark("P000", "M3", "Q1", None), Mark("P900", "M1", "Q1", None)]
    assert agreement(marks + extra, draws=50) == agreement(marks, draws=50)


def test_the_judgement_is_of_the_lower_end_not_of_the_figure():
    found = overall(simulated(30, right=0.8))
    assert found.alpha.value > 0.8 > found.alpha.low
    assert found.reading is not Reading.FIRM


def test_the_same_marks_in_another_order_give_the_same_figures():
    marks = simulated(25, questions=2)
    assert agreement(marks, draws=50) == agreement(marks[::-1], draws=50)
    assert agreement(marks, draws=50)[0] != agreement(marks, draws=50, seed=1)[0]


def test_skewed_marks_leave_ac2_high_and_alpha_low_and_both_are_shown_with_the_shares():
    spread, skewed = overall(simulated(400), draws=20), overall(simulated(400, shares=(0.05, 0.05, 0.85, 0.05)), draws=20)
    assert spread.alpha.value - skewed.alpha.value > 0.15
    assert skewed.ac2.value >= spread.ac2.value
    assert skewed.spread[2] > 0.7


def test_draws_in_which_all_marks_are_the_same_are_counted_and_too_many_leave_no_interval():
    one_differs = [Mark(f"P{n:02}", m, "Q1", 3 + (n == 0 and m == "M2")) for n in range(25) for m in ("M1", "M2")]
    found = overall(one_differs, draws=300)
    assert found.alpha.value is not None
    assert 60 < found.alpha.lost < 160  # a plan is left out of a draw with probability (24/25)^25 = .36
    assert (found.alpha.low, found.alpha.high) == (None, None)
    assert found.reading is Reading.CANNOT_TELL
    assert found.ac2.lost == 0


def test_the_interval_is_over_plans_so_more_questions_of_the_same_plans_do_not_make_it_narrow():
    once = simulated(25, right=0.7)
    copied = [Mark(m.plan, m.moderator, f"Q{n}", m.value) for m in once for n in range(1, 9)]
    one, eight = overall(once, draws=400), overall(copied, draws=400)
    assert eight.exact.high - eight.exact.low == pytest.approx(one.exact.high - one.exact.low, abs=0.03)


def test_pairs_are_named_with_their_plans_in_common():
    marks = [Mark("P1", "A", "Q1", 3), Mark("P1", "B", "Q1", 3), Mark("P2", "B", "Q1", 2), Mark("P2", "C", "Q1", 4)]
    assert [(p.first, p.second, p.plans, p.exact, p.within_one, p.kappa) for p in pairs(marks)] == [
        ("A", "B", 1, 1.0, 1.0, None),
        ("B", "C", 1, 0.0, 0.0, None),
    ]


def test_kappa_of_a_named_pair_comes_with_an_interval():
    found = pairs(simulated(60), draws=100)[0].kappa
    assert found.low < found.value < found.high


def test_a_grade_off_the_scale_and_a_second_mark_are_refused():
    with pytest.raises(ValueError, match="not on the scale"):
        tabulate([Mark("P1", "A", "Q1", 5)])
    with pytest.raises(ValueError, match="two marks"):
        tabulate([Mark("P1", "A", "Q1", 3), Mark("P1", "A", "Q1", 4)])


def test_no_marks_at_all_are_too_few():
    found = agreement([])
    assert [(one.question, one.plans, one.standing, one.exact.value) for one in found] == [(None, 0, Standing.TOO_FEW, None)]
