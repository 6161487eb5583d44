"""When a new officer's plans need no more checking, and when they need it again: arithmetic for a senior officer's decision.

Only people's results count. What the checks find is never an input: an officer would write for the checks.

Before sign-off, LC-CUSUM (Biau & Porcher 2010, Statistics in Medicine 29:1984): each plan adds a weight to a sum that never
falls below 0, and at the limit the officer is advised to be signed off. The weights are log-likelihood ratios of an acceptable
against an unacceptable rate of plans that did not meet the standard: a met plan log((1 - acceptable) / (1 - unacceptable)),
another log(acceptable / unacceptable). "So many in a row" is the plain option. After sign-off the same weights with their
signs turned (an upper CUSUM on plans that did not meet the standard) say when to look again.

One validation of the method found a sensitivity of 85 % and a specificity of 67 %: advice, never automatic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ehcp_lint.errors import BadConfig

RECENT = 5  # no plan among the last so many may lack a statutory part

Stage = Literal["in training", "signed off"]
Call = Literal["go on checking", "ready for a decision", "checking can be thinned", "look again"]


@dataclass(frozen=True, slots=True)
class Result:
    """What people found of one plan of the officer, oldest first in a list. `met`: it met the standard, by the human rubric.

    `critical`: a statutory section was missing. `second_marker`: whether another person confirmed that it did not meet it
    (asked of each such plan, because one wrong "no" costs about five plans that were right)."""

    plan: str
    met: bool
    critical: bool = False
    second_marker: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of sign-off. `in_a_row` is the plain option and takes the place of the sum; the rest is LC-CUSUM.

    `acceptable` and `unacceptable` are rates of plans that do not meet the standard, as the markers see them."""

    acceptable: float = 0.10
    unacceptable: float = 0.25
    limit: float = 2.0
    in_a_row: int | None = None
    limit_after: float = 2.5

    def __post_init__(self) -> None:
        if not 0 < self.acceptable < self.unacceptable < 1:
            raise BadConfig("Sign-off: the acceptable rate must lie above 0 and below the unacceptable one, and both below 1.")
        if self.limit <= 0 or self.limit_after <= 0 or (self.in_a_row is not None and self.in_a_row < 1):
            raise BadConfig("Sign-off: limits must be above 0, and plans in a row 1 or more.")

    @property
    def met(self) -> float:
        """What a plan that met the standard adds: +0.182 by default."""
        return math.log((1 - self.acceptable) / (1 - self.unacceptable))

    @property
    def not_met(self) -> float:
        """What another adds: -0.916 by default, about five times as much."""
        return math.log(self.acceptable / self.unacceptable)

    @property
    def name(self) -> str:
        """ "LC-CUSUM, limit 2.0" or "10 in a row" """
        return f"{self.in_a_row} in a row" if self.in_a_row else f"LC-CUSUM, limit {self.limit:g}"

    @property
    def words(self) -> str:
        """The rule as one would tell it to the officer."""
        recent = f" None of the last {RECENT} plans may lack a statutory section."
        if self.in_a_row:
            return (
                f"{self.in_a_row} plans one after another that meet the standard; one that does not starts the count again."
                + recent
            )
        plans = math.ceil(self.limit / self.met - 1e-9)
        return (
            f"Each plan that meets the standard adds {self.met:.2f}, each that does not takes off {-self.not_met:.2f} "
            f"(as much as {-self.not_met / self.met:.0f} plans add), and the sum never falls below 0. "
            f"At {self.limit:g} the rule is met: {plans} plans that all meet the standard are enough.{recent}"
        )

    @property
    def words_after(self) -> str:
        """The rule after sign-off."""
        return (
            f"Each sampled plan that does not meet the standard adds {-self.not_met:.2f}, each that does takes off "
            f"{self.met:.2f}, and the sum never falls below 0. At {self.limit_after:g} it is time to look again."
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One plan on the officer's chart: the sum, or the count in a row, after it."""

    number: int
    plan: str
    met: bool
    critical: bool
    value: float
    stage: Stage


@dataclass(frozen=True, slots=True)
class Advice:
    """What the chart advises. A senior officer decides and writes down why; until then nothing has changed.

    `reached` is the number of the plan at which the rule was first met. `cautions` are to be read before deciding."""

    rule: Rule
    call: Call
    words: str
    points: tuple[Point, ...]
    reached: int | None = None
    cautions: tuple[str, ...] = ()

    @property
    def limit(self) -> float:
        """The line on the chart for the stage the officer is in."""
        if self.points and self.points[-1].stage == "signed off":
            return self.rule.limit_after
        return float(self.rule.in_a_row or self.rule.limit)


CAVEAT = (
    "This is advice. One validation of this kind of chart found a sensitivity of 85 % and a specificity of 67 %: "
    "read the plans before deciding."
)


def advise(results: Sequence[Result], rule: Rule | None = None, *, signed_after: int | None = None) -> Advice:
    """The chart of one officer's plans, oldest first, and what it advises.

    `signed_after` is how many of the plans a senior officer had seen when signing the officer off (None: not signed off); the
    plans after them are on the chart for looking again."""
    rule = rule or Rule()
    if signed_after is not None and not 0 <= signed_after <= len(results):
        raise ValueError("signed_after counts plans of this officer")
    training = results if signed_after is None else results[:signed_after]
    points, reached = _in_training(training, rule)
    cautions = [_unconfirmed(results)] if _unconfirmed(results) else []
    if signed_after is None:
        call, words = _before(training, points, reached, rule)
        return Advice(rule, call, words, points, reached, (*cautions, CAVEAT))
    after = _after(results[signed_after:], rule, signed_after)
    again = next((point.number for point in after if point.value >= rule.limit_after), None)
    if again:
        words = (
            f"The chart reached {rule.limit_after:g} at plan {again}: look again at this officer's plans, and talk it through."
        )
        return Advice(rule, "look again", words, points + after, reached, (*cautions, CAVEAT))
    words = f"Signed off after {_plans(signed_after)}; {_plans(len(after))} sampled since, and no reason to look again."
    return Advice(rule, "checking can be thinned", words, points + after, reached, (*cautions, CAVEAT))


def _plans(number: int) -> str:
    return "1 plan" if number == 1 else f"{number} plans"


def _unconfirmed(results: Sequence[Result]) -> str:
    waiting = [result.plan for result in results if not result.met and not result.second_marker]
    if not waiting:
        return ""
    return f"No second marker has confirmed the result of {', '.join(waiting)}: ask for one, a mistaken result costs most."


def _in_training(results: Sequence[Result], rule: Rule) -> tuple[tuple[Point, ...], int | None]:
    value, reached, points = 0.0, None, []
    for number, result in enumerate(results, 1):
        if rule.in_a_row:
            value = value + 1 if result.met else 0.0
        else:
            value = max(0.0, value + (rule.met if result.met else rule.not_met))
        points.append(Point(number, result.plan, result.met, result.critical, value, "in training"))
        enough = value >= (rule.in_a_row or rule.limit) - 1e-9
        if reached is None and enough and not any(one.critical for one in results[max(0, number - RECENT) : number]):
            reached = number
    return tuple(points), reached


def _before(results: Sequence[Result], points: tuple[Point, ...], reached: int | None, rule: Rule) -> tuple[Call, str]:
    if not points:
        return "go on checking", "No plan of this officer has a result yet."
    if reached is None:
        limit = rule.in_a_row or rule.limit
        if points[-1].value >= limit - 1e-9:
            return "go on checking", f"The sum is reached, but one of the last {RECENT} plans lacks a statutory section."
        still = limit - points[-1].value if rule.in_a_row else (limit - points[-1].value) / rule.met
        more = _plans(math.ceil(still - 1e-9))
        return (
            "go on checking",
            f"After {_plans(len(points))} the rule is not met. It would be after {more} more that meet the standard.",
        )
    words = f"The rule was met at plan {reached}. A senior officer decides, and writes down why."
    since = [result for result in results[reached:] if not result.met]
    if since:
        words += (
            f" Since then {_plans(len(since))} did not meet the standard: read {', '.join(one.plan for one in since)} first."
        )
    return "ready for a decision", words


def _after(results: Sequence[Result], rule: Rule, before: int) -> tuple[Point, ...]:
    value, points = 0.0, []
    for number, result in enumerate(results, before + 1):
        value = max(0.0, value - (rule.met if result.met else rule.not_met))
        points.append(Point(number, result.plan, result.met, result.critical, value, "signed off"))
    return tuple(points)


def seen_rate(rate: float, *, wrong_no: float, wrong_yes: float = 0.0) -> float:
    """The rate that markers see of officers whose true rate is `rate`, where they wrongly say no to a share `wrong_no` of plans
    that meet the standard and wrongly yes to a share `wrong_yes` of those that do not."""
    return rate * (1 - wrong_yes) + (1 - rate) * wrong_no


def allow_for_markers(rule: Rule, *, wrong_no: float, wrong_yes: float = 0.0) -> Rule:
    """The rule with both rates as markers with these measured shares of error would see them.

    With markers who wrongly say no to 15 % of good plans a seen rate of 10 % cannot be reached by anyone: so set the rates from
    measured error. Raises BadConfig where the markers' error leaves nothing to tell apart."""
    if not (0 <= wrong_no < 1 and 0 <= wrong_yes < 1) or wrong_no + wrong_yes >= 1:
        raise BadConfig("Sign-off: the markers' shares of error must lie between 0 and 1, and together below 1.")
    return replace(
        rule,
        acceptable=seen_rate(rule.acceptable, wrong_no=wrong_no, wrong_yes=wrong_yes),
        unacceptable=seen_rate(rule.unacceptable, wrong_no=wrong_no, wrong_yes=wrong_yes),
    )
