"""The numbers in what a slot of provision says, where they can be told for certain: minutes, times a week, people.

Only for setting an older version beside a newer one; None wherever the words leave more than one reading."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = {
    **{word: float(n) for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},
    "fifteen": 15.0,
    "sixteen": 16.0,
    "eighteen": 18.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "ninety": 90.0,
    "forty-five": 45.0,
    "twenty-five": 25.0,
    "twenty-four": 24.0,
    "a": 1.0,
    "an": 1.0,
    "half a": 0.5,
    "half an": 0.5,
    "half": 0.5,
    "quarter of an": 0.25,
    "three quarters of an": 0.75,
    "½": 0.5,
    "one and a half": 1.5,
    "an and a half": 1.5,
}
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?(?: ?½)?|½|three quarters of an|quarter of an|one and a half|half an?|forty[- ]five|"
    r"twenty[- ](?:five|four)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty|"
    r"thirty|forty|fifty|sixty|ninety)"
)
_LIMIT = re.compile(r"\b(?:up to|no more than|not more than|a maximum of|maximum|max\.?|at most)\b", re.I)
_MINUTES = {"sec": 1 / 60, "min": 1.0, "m": 1.0, "hour": 60.0, "hr": 60.0, "h": 60.0}
_LENGTH = re.compile(
    rf"(?:(?P<times>{_NUMBER}) ?(?:x|times|lots of) ?)?(?P<low>{_NUMBER}|\ban?)(?: ?(?:-|–|to|or) ?(?P<high>{_NUMBER}))?[ -]*"
    r"(?:(?:full|whole|direct|contact|clock|consecutive)[ -])*(?P<unit>sec|min|hour|hr|h\b|m\b)(?:ond|ute)?s?\b",
    re.I,
)
_COUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?: ?(?:-|–|to|or) ?(?P<high>{_NUMBER}))? (?:[\w-]+ ){{0,2}}?(?P<unit>[a-z]+?)s?$", re.I
)


class Amount(NamedTuple):
    """The least that is promised, in one unit, and the most; `ceiling` says that there is no least ("up to")."""

    number: float
    unit: str
    most: float
    ceiling: bool = False


def amount_of(words: str) -> Amount | None:
    """ "2 x 30 minutes" is 60 minutes, "10-15 minutes" 10, "six sessions" 6 of a unit of their own."""
    ceiling = bool(_LIMIT.search(words))
    lengths = list(_LENGTH.finditer(words))
    if len(lengths) == 1:
        found = lengths[0]
        times = number_of(found["times"]) if found["times"] else 1.0
        low, high = number_of(found["low"]), number_of(found["high"] or found["low"])
        if times is None or low is None or high is None:
            return None
        one = times * _MINUTES[found["unit"].lower()]
        return Amount(round(one * low, 2), "minute", round(one * high, 2), ceiling)
    if not lengths and (counted := _COUNT.search(words.strip())) and (number := number_of(counted["low"])) is not None:
        return Amount(number, counted["unit"].lower(), number_of(counted["high"] or "") or number, ceiling)
    return None


_PERIODS = (
    (re.compile(r"\bhalf[- ]?term(?:ly|s)?\b", re.I), 1 / 6),
    (re.compile(r"\bhalf[- ]yearly\b|\bevery six months\b", re.I), 2 / 38),
    (re.compile(r"\bfortnight(?:ly|s)?\b|\bbi-?weekly\b", re.I), 1 / 2),
    (re.compile(r"\b(?:quarter(?:ly)?)\b", re.I), 4 / 38),
    (re.compile(r"\bmonth(?:ly|s)?\b", re.I), 1 / 4),
    (re.compile(r"\bterm(?:ly|s)?\b", re.I), 3 / 38),
    (re.compile(r"\b(?:year(?:ly|s)?|annum|annual(?:ly)?)\b", re.I), 1 / 38),
    (re.compile(r"\b(?:daily|everyday|days?|mornings?|afternoons?)\b", re.I), 5.0),
    (re.compile(r"\b(?:week(?:ly|s)?|wk|wkly|p\.?/?w)\b", re.I), 1.0),
)
_DAYS = re.compile(r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri)(?:day)?s?\b", re.I)
_OFTEN = re.compile(
    rf"\b(?P<word>once|twice|thrice)\b|(?P<number>{_NUMBER})(?: ?(?:-|to|or) ?{_NUMBER})? ?(?:times|x\b|(?=weekly|daily))", re.I
)
_EVERY = re.compile(
    rf"\b(?P<apart>{_NUMBER})-(?=(?:week|month)ly)|\bevery (?:(?P<other>other|second|alternate)|(?P<number>{_NUMBER})) |"
    rf"(?P<alternate>\balternate )",
    re.I,
)
_UNSURE = re.compile(r"\bbi-?(?:weekly|monthly)\b|\bor\b|\b(?:on|each|every) \w+day (?:to|-) ", re.I)


def times_a_week(words: str) -> float | None:
    """ "twice a week" is 2, "every fortnight" half; a term counts as 13 weeks of 38 in a year, which only the order needs."""
    if _UNSURE.search(words):
        return None
    often = _OFTEN.search(words)
    times = 1.0
    if often:
        known = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get((often["word"] or "").lower()) or number_of(
            often["number"] or ""
        )
        if known is None:
            return None
        times = known
    days = {day[:3].lower() for day in _DAYS.findall(words)}
    rest = words
    rates = []
    for pattern, rate in _PERIODS:
        if pattern.search(rest):
            rates.append(rate)
            rest = pattern.sub(" ", rest)
    if days:
        return float(len(days)) if not rates else None
    if len(rates) != 1:
        return None
    every = _EVERY.search(words)
    apart = 1.0
    if every:
        apart = 2.0 if every["other"] or every["alternate"] else number_of(every["number"] or every["apart"] or "") or 1.0
    return round(times * rates[0] / apart, 4)


_RATIO = re.compile(r"(?P<staff>\d|one|two)[ ]?(?::|-| ?to ?|[ -]?on[ -]?)[ ]?(?P<pupils>\d{1,2}|one|two|three|four)\b", re.I)
_ALONE = re.compile(r"\bindividual(?:ly)?\b|\b1on1\b", re.I)
_PAIR = re.compile(r"\bpairs?\b", re.I)


def people_in_group(words: str) -> float | None:
    """How many share the help at most: 1 for one-to-one, 0.5 for two adults to one child, 4 for "a group of 3-4"."""
    if (ratio := _RATIO.search(words)) and not re.search(r"\b(?:groups?|class)\b", words, re.I):
        staff, pupils = number_of(ratio["staff"]), number_of(ratio["pupils"])
        return pupils / staff if staff and pupils else None
    if _ALONE.search(words):
        return 1.0
    if _PAIR.search(words):
        return 2.0
    found = [value for text in re.findall(_NUMBER, words, re.I) if (value := number_of(text)) is not None]
    if not found:
        return None
    return max(found) + (1.0 if re.search(r"\bothers?\b|\bpeers?\b|\bclassmates?\b|\bfriends?\b", words, re.I) else 0.0)


def number_of(words: str) -> float | None:
    flat = " ".join(words.lower().replace("–", "-").split())
    if flat in _WORDS or flat.replace(" ", "-") in _WORDS:
        return _WORDS.get(flat, _WORDS.get(flat.replace(" ", "-")))
    if match := re.fullmatch(r"(\d+(?:[.,]\d+)?) ?(½)?", flat):
        return float(match[1].replace(",", ".")) + (0.5 if match[2] else 0.0)
    return None
