"""How an outcome says that it is met: thresholds two strangers could check, named tests and levels, degrees of independence.

Numbers that name things ("Year 4 texts", "bus 47", "two-step instructions", "Section F") and the amounts of help ("20 hours of
support", "with two prompt cards") are not measures of what the child does (domain/judging.md 2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ehcp_lint import outcome_grammar as g

_N = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"a hundred|one hundred|hundred|a dozen|half a)"
)
_SOME = rf"(?:(?:at least|a minimum of|minimum|up to|over|more than|no more than|no less than|no fewer than|fewer than|less than|not more than|about|around|approximately|a total of|exactly) )?{_N}"
_TURN = (
    r"(?:occasions?|opportunit(?:y|ies)|times?|trials?|attempts?|sessions?|lessons?|days?|mornings?|afternoons?|weeks?|instances?|situations?|"
    r"interactions?|activities|activity|tasks?|school days?|transitions?|meals?|mealtimes?|break ?times?|playtimes?|lunch ?times?|observations?|nights?|games?|turns?|questions?|words?|sentences?|instructions?|visits?|journeys?)"
)
_PERIOD = r"(?:day|week|fortnight|month|term|half[ -]?term|year|session|lesson|hour|morning|afternoon|minute|night|evening|playtime|lunchtime|school day|school week|weekend|activity|game|break)"


class Measure(StrEnum):
    """What kind of measure it is."""

    PROPORTION = "proportion"
    PERCENT = "percent"
    RATE = "count per period"
    EACH = "each or every"
    DURATION = "duration"
    DISTANCE = "distance"
    COUNT = "count"
    SCORE = "score"
    LEVEL = "test or level"
    INDEPENDENCE = "independence"
    CRITERION = "criterion"


THRESHOLDS = frozenset(Measure) - {Measure.LEVEL, Measure.INDEPENDENCE, Measure.CRITERION}
"""The kinds that two strangers could check without knowing the child."""


@dataclass(frozen=True, slots=True)
class Found:
    """One measure and where it stands."""

    kind: Measure
    start: int
    end: int


_PATTERNS = re.compile(
    "|".join(
        (
            rf"(?P<PERCENT>{_N} ?(?:%|per ?cent\b))",
            r"(?P<LEVEL>\b(?:gcses?\b|functional skills\b|btec\b|nvq\b|asdan\b|a[- ]levels?\b|t[- ]levels?\b|driving theory\b|cscs\b|food hygiene certificate|"
            r"phonics screening|screening check|sats\b|(?:entry|pre-?key stage|p|nc|national curriculum|pivats?|b squared|toolkit|uls|wellcomm) ?(?:level|standard|scale|stage|band|section)?s? ?\d|"
            r"(?:level|grade|stage|band|standard|phase|milestone|section|entry|step) [\d][\w.]*\b(?! (?:ta|words|texts?|books?))|grade [a-g]\b|expected (?:standard|level|outcome)s?|greater depth|age[- ]related expectations|"
            r"age[- ]expected (?:level|standard)s?|early learning goals?|elgs?\b|good level of development|reading age|spelling age|standard(?:ised)? score|"
            r"boxall|strengths and difficulties|sdq|(?:cat|ravens?|wiat|bpvs|celf|toal|derbyshire|blank'?s?|blank level|year \d+) (?:level|score|standard|expectations)|"
            r"accredited|qualifications?\b|certificate\b|diploma\b|award\b|apprenticeship\b|degree\b|portage checklist))",
            rf"(?P<PROPORTION>{_N} ?(?:/|out of(?: every)?|in(?: every)?|of(?: the| every| his| her| their)?|from) ?{_N}(?: {_TURN})?(?! ?(?:words? (?:sentence|phrase)s?\b|step\b))|\b(?:half|a third|two thirds|three quarters|a quarter|all) of (?:the|his|her|their|all) (?:\w+ )?{_TURN})",
            rf"(?P<RATE>{_SOME} (?:\w+ )?times? (?:a|per|each|every|in (?:a|one|each|every|any)|during (?:a|the|each)|across (?:a|the)|over (?:a|the)) (?:\w+[ -])?{_PERIOD}|\b(?:once|twice)(?: or twice)? (?:a|per|each|every|in) (?:\w+ )?{_PERIOD}|"
            rf"\b(?:once|twice) (?:daily|weekly|termly|monthly)|{_SOME} [\w-]+(?: [\w-]+)? (?:a|per|each|every|/) (?:\w+ )?{_PERIOD}\b|\b{_N} {_PERIOD}s? (?:a|per|each|out of) {_PERIOD}|\b(?:per|a) (?:day|week|minute|session|lesson)\b(?<=\d.{{20}}))",
            rf"(?P<EACH>\b(?:each|every|all) (?:[a-z-]+ ){{0,2}}?(?:day|days|week|weeks|lessons?|sessions?|mornings?|nights?|mealtimes?|times?|occasions?|playtimes?|transitions?|schooldays?|term|evening|lunchtime|break|attempts?|opportunit(?:y|ies)|opportunities|sentences?|english|maths)\b|\b(?:daily|weekly|nightly|fortnightly|termly|monthly)\b(?! (?:routines?|living|life|tasks?|timetables?|activities|physical|exercise|mile|news|lives|basis of|skills|care|needs|challenges|demands)))",
            rf"(?P<DURATION>(?:\b(?:for|within|in under|in|under|last(?:s|ing)?|of|to) )?(?:(?:at least|up to|a minimum of|a maximum of|no more than|more than|less than|under|over|around|about|approximately|periods? of|a full|a) )*{_N}(?: ?(?:-|to|–) ?{_N})?[ -]?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)\b(?! (?:of )?(?:support|1:1|ta\b|session|therapy|input|slots?|breaks?))|\bfor (?:at least |up to )?(?:{_N}|a) (?:consecutive )?(?:days?|weeks?|half[- ]terms?|terms?|months?|lessons?|sessions?)\b|\bfor (?:the|a) (?:whole|full|entire|duration of the) (?:\w+ )?{_PERIOD})",
            rf"(?P<DISTANCE>{_N} ?(?:metres?|meters?|m\b|miles?|km\b|kilometres?|cm\b|feet|steps\b|lengths?|widths?|stairs))",
            rf"(?P<SCORE>\bby (?:at least |a minimum of |around )?{_N} (?:months|years|points|levels?|marks|grades?|sub-?levels?|words|steps)\b|\b(?:score|scoring|scores?|rating|rated) (?:of |at |above |below |at least |over )*\d+|\b(?:to|of|at|above|below) \d{{1,3}}(?: ?points?| ?words per minute| ?wpm)\b|\b(?:age|level) (?:of|to) (?:at least )?\d+(?:[.:]\d+)?|\b\d+ (?:or (?:more|fewer|less|above|below))\b)",
            rf"(?P<COUNT>(?<!with )(?<!using )(?<!by )(?<!year )(?<!stage )(?<!bus )(?<!number )(?<!section )(?<!group of )(?<!with at least )\b{_SOME} (?!(?:step|part|word|stage|way|key|day|page|digit|syllable|letter|item|year|month|week|hour|minute|time|to|of|other|another|hand|or|and|in|on|is|will|he|she|at|a|the|per|more|person|adult|peer|child|friend|place|thing|area|class|side|bus|gcses|news)\b)(?:[a-z'-]+ ){{0,3}}?[a-z'-]{{2,}}s\b|\b(?:count|counts|counting|numbers?|up|add|adding|subtract|quantit\w+) (?:\w+ ){{0,3}}?(?:to|up to|within|from \d+ to) \d+|\b(?:at least|a minimum of|no more than|fewer than|more than|less than) (?:{_N}|once|twice)\b|\b(?:no|zero) (?:more )?(?:exclusions?|incidents?|absences?|outbursts?|unauthorised|suspensions?))",
        )
    )
)
_NAMES_A_THING = re.compile(
    r"\b(?:year|key stage|ks|stage|phase|bus|route|platform|room|group|set|band|section|no\.?|number|page|chapter|zone|unit|table|bay|line|outcome|target|part|step|class|y|age|aged) ?$"
)
_TARGET_AFTER = re.compile(r" ?(?:of|at|level|grade|grades|score of|:|\()? ?(?:at least |grade |level )?\d")
_HELP_AFTER = re.compile(
    r"(?: of| a day of| a week of| per week of| each week of)? (?:\w+ ){0,2}?(?:support|1:1|ta\b|teaching assistant|therapy|input|intervention|sessions?\b|tuition|provision)"
)


def measures(low: str, start: int, end: int, without: tuple[tuple[int, int], ...] = ()) -> list[Found]:
    """The measures between two offsets of a text in small letters, those inside the stretches of `without` left out."""
    stop = end
    if seen := g.HOW_SEEN.search(low, start, end):
        stop = seen.start()  # "recorded by staff daily": how often they record is not how often the child does it
    found = []
    for m in _PATTERNS.finditer(low, start, end):
        kind = Measure[m.lastgroup or "COUNT"]
        if m.start() >= stop and kind in (Measure.EACH, Measure.RATE, Measure.DURATION):
            continue
        if kind is not Measure.LEVEL and (
            _NAMES_A_THING.search(low, max(start, m.start() - 16), m.start()) or _HELP_AFTER.match(low, m.end(), end)
        ):
            continue
        if any(a < m.end() and m.start() < b for a, b in without) and kind in (
            Measure.COUNT,
            Measure.DURATION,
            Measure.RATE,
            Measure.EACH,
            Measure.LEVEL,
        ):
            continue
        if kind is Measure.LEVEL and (re.search(r"\d", m.group()) or _TARGET_AFTER.match(low, m.end(), end)):
            kind = Measure.SCORE
        found.append(Found(kind, *m.span()))
    found.extend(Found(Measure.INDEPENDENCE, *m.span()) for m in g.INDEPENDENT.finditer(low, start, end))
    found.extend(Found(Measure.CRITERION, *m.span()) for m in g.CRITERION.finditer(low, start, end))
    return found
