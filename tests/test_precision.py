"""How often each check is right: the figures on the pages are those that the judged plans and lines give today."""

from __future__ import annotations

from functools import cache

import pytest

from ehcp_lint.check import Duty
from ehcp_lint.checks import precision_of, shipped
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
    plans = precision.on_plans()
    counted = {check.id for check in shipped() if not check.trial}
    right, wrong = (sum(tally[word] for check, tally in plans.items() if check in counted) for word in ("right", "wrong"))
    assert right / (right + wrong) >= 0.85


def test_a_check_is_on_trial_where_too_little_is_known_or_too_much_was_wrong() -> None:
    for check in shipped():
        known = precision_of(check.id)
        assert check.trial == (known is None or known.judged < 3 or known.right < 0.7 * known.judged)
