"""Numbers of a recommendation beside those of a plan's line: how much, how often, how long, for how many.

Only what can be told for certain; None wherever the words leave more than one reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.advice.less import Less
from ehcp_lint.statements.words import quantities
from ehcp_lint.versions.numbers import number_of

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty|thirty|"
    r"forty[- ]five|forty|fifty|sixty|"
    r"once|twice|quarter|half)\b"
)
_SAID = {"once": 1.0, "twice": 2.0, "quarter": 15.0, "half": 30.0}


def numbers_in(low: str) -> frozenset[float]:
    """The numbers that a text holds, in figures or words, half an hour as 30."""
    found = {float(digits) for digits in _NUMBER.findall(low)}
    for word in _WORD_NUMBER.findall(low):
        value = _SAID.get(word) or number_of(word)
        if value is not None:
            found.add(value)
    return frozenset(found)


_LEFT_OUT = ("year", "child", "pupil", "adult", "degree", "point", "metre")


def fewer_or_longer(advice: str, plan: str) -> Iterator[Less]:
    """Numbers of one kind in both: fewer minutes, sessions or weeks; a larger group; a longer time between two times."""
    ones, others = counted(advice), counted(plan)
    for unit in ones.keys() & others.keys():
        one, other = ones[unit], others[unit]
        if len(one) == len(other) == 1 and max(other) < min(one):
            yield Less("amount", "the number is smaller", f"{min(one):g} {unit}", f"{max(other):g} {unit}")
    one_apart, other_apart = weeks_apart(advice), weeks_apart(plan)
    if one_apart and other_apart and other_apart[0] > one_apart[0] * 1.05:
        yield Less("frequency", "less often", one_apart[1], other_apart[1])
    lasts = _lasts(advice), _lasts(plan)
    if lasts[0] and lasts[1] and lasts[1][0] < 0.9 * lasts[0][0]:
        yield Less("amount", "it goes on for less long", lasts[0][1], lasts[1][1])
    sizes = _size(advice), _size(plan)
    if sizes[0] and sizes[1] and sizes[1][0] > sizes[0][0]:
        yield Less("group", "shared by more", sizes[0][1], sizes[1][1])
    extra = _extra(advice), _extra(plan)
    if extra[0] and extra[1] and extra[1][0] < extra[0][0]:
        yield Less("amount", "the number is smaller", extra[0][1], extra[1][1])


_LASTS = re.compile(
    r"\b(?:for|over|during|across|throughout|lasting|of|extending over)(?: the| a| an| one| whole| full| first| course "
    r"of| period of| all| space of)*"
    r"(?: (?P<n>\d{1,2}|two|three|four|five|six|eight|nine|ten|twelve|eighteen))?[ -](?:school |academic "
    r")?(?P<unit>week|half[- ]term|month|term|year)s?\b"
)


def _lasts(low: str) -> tuple[float, str] | None:
    """For how many weeks help goes on, and the words; None where none or several lengths are named."""
    found = []
    for match in _LASTS.finditer(low):
        number = number_of(match["n"]) if match["n"] else 1.0
        if number:
            found.append((number * _UNIT[match["unit"].replace("-", " ")], match.group()))
    return found[0] if len({round(weeks, 1) for weeks, _ in found}) == 1 else None


def counted(low: str) -> dict[str, set[float]]:
    """Numbers by their unit, those of "every six weeks" left out."""
    found: dict[str, set[float]] = {}
    for quantity in quantities(_BETWEEN.sub(" ", low)):
        number, _, unit = quantity.partition(" ")
        if not unit or unit in _LEFT_OUT:
            continue
        if unit == "day":
            number, unit = str(float(number) * 360), "minute"
        if unit == "hour":
            number, unit = str(float(number) * 60), "minute"
        if unit == "month":
            number, unit = str(float(number) * 4.3), "week"
        found.setdefault(unit, set()).add(float(number))
    return found


_UNIT = {
    "day": 0.2,
    "week": 1.0,
    "fortnight": 2.0,
    "month": 4.33,
    "half term": 6.3,
    "half-term": 6.3,
    "term": 13.0,
    "year": 39.0,
    "quarter": 13.0,
}
_ADVERBS = {
    "daily": 0.2,
    "weekly": 1.0,
    "wkly": 1.0,
    "fortnightly": 2.0,
    "monthly": 4.33,
    "termly": 13.0,
    "half-termly": 6.3,
    "half termly": 6.3,
    "yearly": 39.0,
    "annually": 39.0,
    "yrly": 39.0,
    "quarterly": 13.0,
}
_N = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|other|second)"
_BETWEEN = re.compile(
    rf"\b(?:every|each|once (?:in|every)|one in) (?P<n>{_N})[- ]?(?P<unit>day|week|wk|month|term|year)s?\b"
    rf"|\b(?P<hyphen>{_N})-(?P<adverb>weekly|monthly)\b|\b(?P<short>\d{{1,2}}) ?/ ?(?P<of>52|12)\b"
)
_RATE = re.compile(
    rf"\b(?:(?P<times>once|twice|three times|four times|five times|six times|{_N} times) )?(?:(?:a|an|per|each|every|in the) )"
    r"(?:school |academic |single )?(?P<unit>day|week|fortnight|month|half[- ]term|term|year|quarter)\b"
    r"|\b(?P<adverb>half[- ]termly|daily|wkly|weekly|fortnightly|monthly|termly|yrly|yearly|annually|quarterly)\b"
)


_SESSIONS = re.compile(
    rf"\b(?P<n>{_N}) (?:sessions?|visits?|times|occasions?|mornings?|afternoons?|lessons?|meetings|days)(?: of "
    rf"[^.;,]{{1,30}})?,? "
    r"(?:(?:a|per|each|every|in (?:the|each|every)) (?:school )?(?P<unit>day|week|fortnight|month|half[- ]term|term|year)"
    r"|(?P<adverb>daily|weekly|monthly|termly|yearly))\b"
)


def weeks_apart(low: str) -> tuple[float, str] | None:
    """How many weeks lie between two times, and the words; None where none or several rates are named."""
    found: list[tuple[float, str]] = []
    for match in _BETWEEN.finditer(low):
        if match["short"]:
            unit = "week" if match["of"] == "52" else "month"
            number: float | None = float(match["short"])
        else:
            unit = (match["unit"] or match["adverb"]).removesuffix("ly").replace("wk", "week")
            word = match["n"] or match["hyphen"]
            number = 2.0 if word in ("other", "second") else number_of(word)
        if number:
            found.append((number * _UNIT[unit], match.group()))
    rest = _BETWEEN.sub(" ", low)
    for match in _SESSIONS.finditer(rest):
        number = number_of(match["n"])
        unit = (match["unit"] or match["adverb"] or "").removesuffix("ly").replace("dai", "day").replace("-", " ")
        if number and unit in _UNIT:
            found.append((_UNIT[unit] / number, match.group()))
    rest = _SESSIONS.sub(" ", rest.replace("thrice", "three times"))
    for match in _RATE.finditer(rest):
        weeks = _ADVERBS[match["adverb"]] if match["adverb"] else _UNIT[match["unit"]]
        times = match["times"]
        many = {"once": 1.0, "twice": 2.0}.get(times or "") or (number_of(times.split()[0]) if times else 1.0) or 1.0
        found.append((weeks / many, match.group()))
    different = {round(weeks, 2) for weeks, _ in found}
    return found[0] if len(different) == 1 else None


_GROUP = re.compile(
    rf"\b(?:group|grp|gp|class|set|pairs?)s?(?: size)?(?: of| with|,| \()?(?: [a-z]+){{0,3}}? (?:(?:no|not) (?:bigger|"
    rf"larger|more) than|not exceed(?:ing)?|up to|"
    rf"max\.?(?:imum)?(?: of)?|of|no more than|at most|numbering)? ?(?:{_N} or, at the outside, )?(?P<n>{_N}|fourteen|"
    rf"fifteen|sixteen|twenty|thirty)"
    r"(?! ?(?:minutes?|mins?|hours?|hrs?|weeks?|wks?|times|sessions?|days?|mornings?|afternoons?|terms?|months?|x\b|%|"
    r"years?|-))"
    rf"|\b(?P<of>{_N}|fourteen|fifteen) (?:other )?(?:pupils|children|learners|students|peers|people)\b(?! staff)|"
    rf"\b(?P<more>{_N}) in (?:a )?group\b"
)


def _size(low: str) -> tuple[float, str] | None:
    """How many share the help, and the words."""
    found = [(number_of(match["n"] or match["of"] or match["more"]), match.group()) for match in _GROUP.finditer(low)]
    sizes = [(number, words.strip()) for number, words in found if number]
    return max(sizes) if sizes else None


_EXTRA = re.compile(r"(?P<percent>\d{1,3}) ?%|\btime and a half\b|\bdouble time\b")


def _extra(low: str) -> tuple[float, str] | None:
    match = _EXTRA.search(low)
    if not match:
        return None
    return (float(match["percent"]) if match["percent"] else 50.0 if "half" in match.group() else 100.0), match.group()
