"""Every check's own examples: the bad ones mark exactly the words they say, the good ones are left alone."""

from __future__ import annotations

import pytest

from ehcp_lint.case import Case
from ehcp_lint.check import Check, Example
from ehcp_lint.checks import shipped
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan
from ehcp_lint.settings.profile import load_profile


def plan_of(check: Check, example: Example) -> Plan:
    """The plan an example describes; for a check over items its text may be the item alone."""
    return read_notation(check.wrap(example.text))


def marked(check: Check, example: Example) -> list[str]:
    plan = plan_of(check, example)
    return [plan.quote(hit.span) for _, hit in check.hits(Case(plan, load_profile(local=example.local), example.reports))]


CASES = [(check, example) for check in shipped() for example in check.bad]
CLEAN = [(check, example) for check in shipped() for example in check.good]


@pytest.mark.parametrize(("check", "example"), CASES, ids=lambda v: getattr(v, "id", None) or v.text[:40])
def test_a_bad_example_is_marked_on_exactly_its_words(check: Check, example: Example) -> None:
    assert marked(check, example) == list(example.marks)


@pytest.mark.parametrize(("check", "example"), CLEAN, ids=lambda v: getattr(v, "id", None) or v.text[:40])
def test_a_good_example_is_left_alone(check: Check, example: Example) -> None:
    assert marked(check, example) == []


@pytest.mark.parametrize("check", shipped(), ids=lambda c: c.id)
def test_a_check_has_two_bad_and_two_good_examples(check: Check) -> None:
    assert len(check.bad) >= 2
    assert len(check.good) >= 2
    assert all(example.marks for example in check.bad)
