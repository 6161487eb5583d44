"""An NHS number is known by its check digit, and anything else is none."""

from __future__ import annotations

import pytest

from ehcp_lint.grammar.nhs import nhs_number


@pytest.mark.parametrize("digits", ["9434765919", "4010232137"])
def test_ten_digits_that_fit(digits: str) -> None:
    assert nhs_number(digits)


@pytest.mark.parametrize("digits", ["", "9", "943476591", "94347659190", "9434765918", "07700900123", "9434765910"])
def test_what_is_none(digits: str) -> None:
    assert not nhs_number(digits)
