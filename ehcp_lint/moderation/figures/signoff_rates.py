"""How often a rule of sign-off is right: the chance that it is met within so many plans, by the officer's true rate.

Worked out exactly, plan by plan, over every value the sum can take; a simulation in the tests agrees. The usual rules stand in
data/signoff_rates.csv, so that the table can be shown, and checked, without working it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ehcp_lint.moderation.figures.signoff import Rule
from ehcp_lint.resources import table

TRUE_RATES = (0.05, 0.10, 0.25, 0.40)
WITHIN = 20
USUAL = (
    Rule(in_a_row=3),
    Rule(in_a_row=5),
    Rule(in_a_row=8),
    Rule(in_a_row=10),
    Rule(limit=2.0),
    Rule(limit=2.5),
)
COLUMNS = ("rule", *(f"true_{rate * 100:g}" for rate in TRUE_RATES))


@dataclass(frozen=True, slots=True)
class Rates:
    """One rule: the chance (0 to 1) of sign-off within `WITHIN` plans at each of `TRUE_RATES`."""

    rule: str
    chances: tuple[float, ...]


def chance_of_sign_off(rule: Rule, true_rate: float, plans: int = WITHIN) -> float:
    """The chance that the rule is met within so many plans of an officer of whose plans `true_rate` do not meet the standard.

    Plans that lack a statutory section are not in it."""
    return sum(_steps(rule, true_rate, plans))


def plans_until(rule: Rule, true_rate: float, share: float = 0.5, most: int = 500) -> int | None:
    """By how many plans the rule is met for this share of such officers (the median); None if not within `most`."""
    return _by_when(_steps(rule, true_rate, most), share)


def plans_until_look_again(rule: Rule, true_rate: float, share: float = 0.5, most: int = 2000) -> int | None:
    """The same for the chart after sign-off: by how many sampled plans it says to look again."""
    return _by_when(_first_reached(-rule.not_met, -rule.met, rule.limit_after, true_rate, most), share)


def usual_rates() -> tuple[Rates, ...]:
    """The shipped table."""
    return tuple(
        Rates(row["rule"], tuple(float(row[column]) for column in COLUMNS[1:])) for row in table("signoff_rates.csv", COLUMNS)
    )


def rates_of(rule: Rule) -> Rates:
    """The line of the table for any rule."""
    return Rates(rule.name, tuple(chance_of_sign_off(rule, rate) for rate in TRUE_RATES))


def _steps(rule: Rule, true_rate: float, plans: int) -> Iterator[float]:
    """The chance that the rule is first met at plan 1, 2, ..."""
    if rule.in_a_row:
        return _first_reached(-float(rule.in_a_row), 1.0, float(rule.in_a_row), true_rate, plans)
    return _first_reached(rule.not_met, rule.met, rule.limit, true_rate, plans)


def _by_when(chances: Iterator[float], share: float) -> int | None:
    reached = 0.0
    for number, chance in enumerate(chances, 1):
        reached += chance
        if reached >= share:
            return number
    return None


def _first_reached(not_met: float, met: float, limit: float, true_rate: float, plans: int) -> Iterator[float]:
    sums: dict[float, float] = {0.0: 1.0}
    for _ in range(plans):
        following: dict[float, float] = defaultdict(float)
        for value, chance in sums.items():
            following[round(max(0.0, value + met), 9)] += chance * (1 - true_rate)
            following[round(max(0.0, value + not_met), 9)] += chance * true_rate
        yield sum(chance for value, chance in following.items() if value >= limit - 1e-9)
        sums = {value: chance for value, chance in following.items() if value < limit - 1e-9}
