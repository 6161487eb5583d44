"""What a quantity measures, and the numbers and words that all quantities are read with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ehcp_lint.patterns import Pattern


class Measure(StrEnum):
    """What a quantity measures. CEILING ("up to 5 hours") promises nothing; SHARE is an amount without a clock ("25% extra
    time"); TOTAL is a length or count in all ("six sessions", "for 10 weeks"); YEARLY is a frequency of counted events per
    term or year; REVIEW is how often the help is looked at, not how often it is given."""

    DURATION = "duration"
    TOTAL = "total"
    SHARE = "share"
    COVERAGE = "coverage"
    CEILING = "ceiling"
    FREQUENCY = "frequency"
    YEARLY = "yearly"
    REVIEW = "review"
    GROUP = "group"


AMOUNTS = frozenset((Measure.DURATION, Measure.TOTAL, Measure.SHARE, Measure.COVERAGE))
FREQUENCIES = frozenset((Measure.FREQUENCY, Measure.YEARLY, Measure.COVERAGE))


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity and where it stands in the folded text; `wide` marks a range that ends above 1.5 times its start."""

    measure: Measure
    start: int
    end: int
    wide: bool = False


# --- numbers -----------------------------------------------------------------------------------------------------------------

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty(?:[ -](?:four|five))?|"
    "thirty(?:[ -]two)?|forty(?:[ -]five)?|fifty|sixty|ninety"
)
_NUMBER_BEGINS = r"(?=[\d½¼¾efnost])"  # rules out most words without trying each number word
NUMBER = rf"(?:{_NUMBER_BEGINS}(?:\d+(?:[.,]\d+)?(?: ?[½¼¾]| 1/2)?|[½¼¾]|(?:{_NUMBER_WORDS})(?: \(\d+\))?(?: and a half)?))"
RANGE = rf"(?<![\w.:/£])(?:{NUMBER} ?(?:-|to|or|/) ?)?{NUMBER}"
# A number that names a thing is no count: Year 4, Stage 2, Level 3, the number 47 bus.
NAMES_A_THING = Pattern(
    r"\b(?:year|yr|stage|ks|level|phase|tier|band|step|wave|section|outcome|number|no\.?|set|unit|grade|age|aged) $"
)

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def is_wide(words: str) -> bool:
    ends = [float(n.replace(",", ".")) for n in _DIGITS.findall(words)]
    return len(ends) == 2 and ends[0] > 0 and ends[1] / ends[0] > 1.5 and not ("x" in words or "(" in words)


UP_TO = Pattern(r"\bup to (?:a (?:maximum|total) of |approximately |about )?$")
KIND_OF = r"(?:(?:school|academic|working|calendar|college|nursery|teaching|school's|full) )?"
LONG = frozenset(
    ("half term", "term", "year", "annum", "quarter", "half terms", "terms", "years", "academic year", "school year")
)


# --- reviews ---------------------------------------------------------------------------------------------------------------

_REVIEW_BEFORE = Pattern(
    r"\b(?:reviewed|monitored|evaluated|updated|re-?assessed|revisited|refreshed|reviews?|monitoring|review and \w+|"
    r"reviewed and \w+)"
    r"(?: (?:by|with|at|of|for|in) [\w' ]{1,45}?)?(?:,? (?:at least|once|twice|at|on a|a minimum of|no less than|formally|"
    r"every|each|the))*,? ?$"
)
_REVIEW_AFTER = Pattern(
    r" (?:(?:progress|target|team|formal|programme|progress and|joint|school|ehcp|plan) )*(?:reviews?|monitoring|"
    r"evaluations?|updates?)\b|,? (?:review|reviewed|monitored) "
)


def if_review(low: str, measure: Measure, start: int, end: int) -> Measure:
    """REVIEW where the rate belongs to a review of the help: "reviewed termly by the SENCO", "half-termly progress reviews"."""
    reviewed = _REVIEW_BEFORE.search(low[max(0, start - 70) : start]) or _REVIEW_AFTER.match(low, end)
    return Measure.REVIEW if reviewed else measure


def yearly_or(measure: Measure, word: str) -> Measure:
    return Measure.YEARLY if word in LONG else measure
