"""How often each check is right: the figures on the pages are those that the judged plans and lines give today."""

from __future__ import annotations

from functools import cache

import pytest

from ehcp_lint.check import Duty
from ehcp_lint.checks import Precision, precision_of, shipped
from ehcp_lint.resources import data_file
from ehcp_lint.training import precision


@cache
def measured() -> dict[str, dict[str, int]]:
    return precision.figures()


def test_the_figures_are_those_of_today() -> None:
    written = data_file("check_precision.csv").read_text(encoding="utf-8")
    assert precision.table(measured()) == written, "run: python -m ehcp_lint.training.precision, then make docs"


@pytest.mark.parametrize("check", [c for c in shipped() if c.duty is Duty.MUST], ids=lambda c: c.id)
def test_what_is_called_law_is_nearly_always_right(check) -> None:
    known = precision_of(check.id)
    assert known is not None
    assert known.judged >= 14
    assert known.right / known.judged >= 0.98


def test_all_findings_together_are_right_often_enough() -> None:
    counted = [measured()[check.id] for check in shipped() if not check.trial and check.id in measured()]
    assert sum(row["plans_right"] for row in counted) / sum(row["plans"] for row in counted) >= 0.85


def test_a_check_is_on_trial_where_too_little_is_known_or_too_much_was_wrong() -> None:
    for check in shipped():
        known = precision_of(check.id)
        assert check.trial == (known is None or not known.measured)


@pytest.mark.parametrize(
    ("counts", "counts_for_something"),
    [
        ((8, 10, 10, 0, 0, 8), True),
        ((7, 10, 10, 0, 0, 7), False),
        ((107, 110, 10, 0, 100, 7), False),  # planted faults do not outweigh whole plans
        ((4, 5, 5, 0, 0, 4), True),
        ((3, 3, 3, 0, 0, 3), True),
        ((2, 2, 2, 0, 0, 2), False),
        ((3, 4, 4, 0, 0, 3), False),  # fewer than five: all must be right
        ((20, 20, 0, 0, 20, 0), True),
        ((41, 50, 0, 50, 0, 0), True),
        ((39, 50, 0, 50, 0, 0), False),
    ],
)
def test_what_it_takes_for_a_check_to_count(counts: tuple[int, ...], counts_for_something: bool) -> None:
    assert Precision(*counts, 0, 0).measured == counts_for_something
