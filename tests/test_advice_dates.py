"""Section K: which advice counts as old or undated, by the ways people write dates; and sums left open."""

from __future__ import annotations

import pytest

from ehcp_lint import lint
from ehcp_lint.notation import read_notation


def marked(check: str, *lines: str) -> list[str]:
    """What `check` marks in section K of a plan of 2 March 2026 or thereabouts that lists these reports."""
    return [f.quote for f in lint(read_notation("...\nK: " + "\n> ".join(lines))).findings if f.check == check]


@pytest.mark.parametrize("when", ["2023", "June 2023", "12.06.2023", "12/6/23", "12 June 2023", "2023-06-12"])
def test_old_advice_is_known_in_whatever_way_its_date_is_written(when: str) -> None:
    line = f"Speech and language therapist, Ms Ray, {when}"
    assert marked("K105", line) == [line]


@pytest.mark.parametrize("when", ["January 2026", "12.01.2026", "2025", "12 January 2026"])
def test_advice_of_the_last_year_is_not_marked(when: str) -> None:
    assert marked("K105", f"Speech and language therapist, Ms Ray, {when}") == []


@pytest.mark.parametrize(
    "line", ["Advice from, name, role, dated", "Therapist report, Ms Ray, Nov 25", "Nurse's letter, autumn term 2025"]
)
def test_a_row_of_headings_or_a_short_date_is_not_called_undated(line: str) -> None:
    assert marked("K103", "Psychologist's report, 3 January 2026", "School report, 5 January 2026", line) == []


@pytest.mark.parametrize("sum_", ["£??", "£?", "£ ??", "£XX", "£___"])
def test_a_sum_left_open_is_a_placeholder(sum_: str) -> None:
    plan = read_notation(f"...\nJ: A payment of {sum_} a year is made for swimming.")
    assert [f.quote for f in lint(plan).findings if f.check == "S105"] == [sum_]


def test_a_sum_is_no_placeholder() -> None:
    assert [f for f in lint(read_notation("...\nJ: A payment of £900 a year is made.")).findings if f.check == "S105"] == []
