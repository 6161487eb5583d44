"""Periods and adverbs of time in provision: "per week", "throughout the school day", "for six weeks", "half-termly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.grammar.measures import KIND_OF, LONG, NUMBER, RANGE, UP_TO, Measure, Quantity, if_review, is_wide, yearly_or
from ehcp_lint.patterns import Pattern

# --- periods: "per week", "each half-term", "throughout the school day", "for six weeks", "half a day" -----------------------

_RATE = Pattern(
    rf"(?P<times>\b(?:once|twice|thrice|{NUMBER} ?(?:times|x)))?"
    rf"(?: ?(?:(?:\b(?:per|each|every|in any|in any one|every single)|/) ?|\b(?:every|each)(?: (?:other|second|third|"
    rf"alternate)| {NUMBER}| half) )|"
    rf"(?= an? )(?<!for)(?<!\bin)(?<!within)(?<!over)(?<!than)(?<!half)(?<!lasting)"
    rf"(?<!about)(?<!\bof)(?<!\bhas)(?<!have)(?<!\bon)(?<!with)(?<!such)(?<!\bis)(?<!\bas)(?<!\bat) "
    rf"an? ){KIND_OF}$"
)
_MONEY = Pattern(r"£ ?[\d,.]+k? ?$")
# Which words an "all" or "each" may pass over on its way to an occasion.
EACH = Pattern(
    r"\b(?:each|every|all|(?:in|at|during|for|on|before|after) any)(?: of)?(?: (?!(?:staff|adults?|teachers?|children|pupils|"
    r"with|in|on|during|for|by|to|at|"
    r"who|will|from|the time|areas|aspects|other|session)\b)[\w'-]++){0,4}+ $"
)
_ALSO_OCCASIONS = frozenset(("lesson", "morning", "afternoon", "evening", "night", "weekend", "period"))
_COUNTED = Pattern(rf"\b(?:once|twice|thrice|{NUMBER} (?:times|[\w ]{{0,30}}))$")
_RATE_OVER = Pattern(rf"\b(?:over|across|during|in|within) (?:the|a|an|one|each|every) {KIND_OF}$")
_COVERED = Pattern(
    rf"\b(?:throughout(?: (?:the|each|every|his|her|their|all))?(?: (?:whole|entire|full|complete|remainder|"
    rf"rest))?(?: of the)? |all(?: of the)? |"
    rf"(?:whole|entire|entirety|duration|full length)(?: of)?(?: (?:the|each|every|his|her|their))? |for the (?:whole|full|"
    rf"entire) |every minute of the ){KIND_OF}$"
)
_PART_OF = Pattern(
    rf"(?P<by>\b(?:by|until|before|from) (?:the )?)?\b(?P<which>start|beginning|end|finish|close)(?: and (?:the )?(?:end|"
    rf"finish))? of (?P<det>the|each|every) {KIND_OF}$"
)
_SPELL = Pattern(
    rf"\b(?:for|over|across|lasting|of)(?: (?:a|an|the|at least|first|minimum|total|maximum|period|block|course|initial|"
    rf"of))*? (?P<n>{RANGE})[ -](?:full |school |consecutive )?$"
)
_NUMBERED = Pattern(
    rf"(?P<n>{RANGE}|\bhalf a|\bone|\ba)[ -](?:(?P<whole>full|whole|half)[ -])?(?:(?:school|overnight|sleepover) )?$"
)
_WHOLE_DAY = Pattern(r"\b(?:half|full|whole)[ -](?:a )?(?:school )?$")
_BLOCK_AFTER = Pattern(r"[ -](?:\w+ )?(?:blocks?|programmes?|courses?|interventions?|cycles?|groups?|periods?|placements?)\b")
_RATE_AFTER = Pattern(
    rf" ?(?:\b(?:a|an|per|each|every|out of|of the|in the|in every|in each) |/ ?){KIND_OF}(?:week|fortnight|month|term|"
    rf"half[ -]term|year|annum|weekend)\b"
)
_DAY_THING = Pattern(
    r" (?:trip|trips|centre|center|care|service|services|nursery|school|placement|room|off|out|surgery|group|groups|book|"
    r"ahead|job)\b"
)


def read_period(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    word = head.group().replace("-", " ")
    start = max(0, head.start() - 70)
    before = low[start : head.start()]
    if (rate := _RATE.search(before)) and _MONEY.search(before, 0, rate.start()):
        return
    if rate:
        bare = before[rate.start() :].lstrip().startswith(("a ", "an "))
        if not (bare and (_DAY_THING.match(low, head.end()) or not rate.start())):
            measure = yearly_or(Measure.FREQUENCY, word)
            yield Quantity(
                if_review(low, measure, start + rate.start(), head.end()), _trim(low, start + rate.start()), head.end()
            )
        return
    if word.rstrip("s") in _ALSO_OCCASIONS and (each := EACH.search(before)):
        yield Quantity(Measure.FREQUENCY, start + each.start(), head.end())
        return
    if word in ("day", "days", "week", "night") and (covered := _COVERED.search(before)):
        if not _DAY_THING.match(low, head.end()):
            yield Quantity(Measure.COVERAGE, start + covered.start(), head.end())
        return
    if part := _PART_OF.search(before):
        small = word in ("day", "morning", "afternoon", "week", "evening")
        if not part["by"] and (part["det"] != "the" or small):
            measure = yearly_or(Measure.FREQUENCY, word)
            yield Quantity(if_review(low, measure, start + part.start(), head.end()), start + part.start(), head.end())
        return
    if over := _RATE_OVER.search(before):
        if word in LONG and _COUNTED.search(before[: over.start()].rstrip()):
            yield Quantity(Measure.YEARLY, start + over.start(), head.end())
        return
    yield from _length(low, head, before, start)


def _length(low: str, head: re.Match[str], before: str, start: int) -> Iterator[Quantity]:
    """ "for six weeks", "a 10-week programme", "two mornings a week", "half a day"."""
    word = head.group()
    lasts = word.rstrip("s") in ("week", "day", "month", "term", "half term", "half-term", "year", "night")
    if lasts and (spell := _SPELL.search(before)) and not low.startswith(" old", head.end()):
        yield Quantity(Measure.TOTAL, start + spell.start("n"), head.end(), is_wide(spell["n"]))
    elif number := _NUMBERED.search(before):
        at = start + number.start()
        if word.rstrip("s") in ("week", "term", "month", "half term", "half-term"):
            if _BLOCK_AFTER.match(low, head.end()):
                yield Quantity(Measure.TOTAL, at, head.end())
        elif word.startswith(("lesson", "period")) and not number["whole"]:
            return  # "one lesson a week" is a rate: how long a lesson is, it does not say
        elif number["n"] == "half a" or number["whole"]:
            yield Quantity(Measure.DURATION, at, head.end())
        elif _RATE_AFTER.match(low, head.end()) and not before.endswith("on ", 0, number.start()):
            ceiling = UP_TO.search(before[: number.start()])
            yield Quantity(
                Measure.CEILING if ceiling else Measure.DURATION, start + ceiling.start() if ceiling else at, head.end()
            )
    elif word.rstrip("s") in ("day", "morning", "afternoon") and (whole := _WHOLE_DAY.search(before)):
        yield Quantity(Measure.DURATION, start + whole.start(), head.end())


# --- adverbs: "twice weekly", "half-termly" -----------------------------------------------------------------------------------

_TIMES_BEFORE = Pattern(rf"\b(?:once|twice|thrice|{NUMBER} ?(?:times|x)|{NUMBER})[ -]?(?:a )?$")
_NOT_A_RATE = Pattern(
    r" (?:living|life|lives|routines?|timetables?|schedules?|planners?|activities|tasks|needs|care needs|skills|basis of|"
    r"challenges|objects?|items?|materials|equipment|words?|language|vocabulary|experiences?|"
    r"occurrences?|situations?|reviews? (?:meeting|process|paperwork)|functioning|demands|hygiene)\b"
)
_THE_ANNUAL_REVIEW = Pattern(r" reviews?\b(?! (?:by|with|from|of (?:his|her|their|equipment))\b)")
_OR_VAGUE = Pattern(
    r"(?:/| or | and/or )(?:(?:more|less) (?:often|frequently) )?(?:regular|frequent|as |when|where|ongoing|periodic|"
    r"on request)"
)
_VAGUE_OR = Pattern(r"(?:regular|frequent|ongoing)(?:ly)?(?:/| or | and/or )$")


def read_adverb(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    word = head.group().replace("-", " ")
    start = max(0, head.start() - 40)
    before = low[start : head.start()]
    if _OR_VAGUE.match(low, head.end()) or _VAGUE_OR.search(before):
        return
    if word in ("daily", "weekly", "everyday", "monthly") and _NOT_A_RATE.match(low, head.end()):
        return
    if word == "annual" and _THE_ANNUAL_REVIEW.match(low, head.end()):
        return
    times = _TIMES_BEFORE.search(before)
    begin = start + times.start() if times else head.start()
    measure = Measure.YEARLY if word in _YEARLY_WORDS and not times else Measure.FREQUENCY
    yield Quantity(if_review(low, measure, begin, head.end()), begin, head.end())


_YEARLY_WORDS = frozenset(
    (
        "termly",
        "half termly",
        "annually",
        "annual",
        "yearly",
        "quarterly",
        "half yearly",
        "bi annually",
        "biannually",
        "biannual",
        "bi annual",
    )
)


def _trim(low: str, start: int) -> int:
    while start < len(low) and low[start] == " ":
        start += 1
    return start
