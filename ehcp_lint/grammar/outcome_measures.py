"""How an outcome says that it is met: thresholds two strangers could check, named tests and levels, degrees of independence.

Numbers that name things ("Year 4 texts", "bus 47", "two-step instructions", "Section F") and the amounts of help ("20 hours of
support", "with two prompt cards") are not measures of what the child does (docs/guideline.md 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ehcp_lint.grammar import outcome_patterns as g
from ehcp_lint.grammar.outcome_words import pattern


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


_N = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|"
    r"(?:a |one )?hundred|a dozen|half a)"
)
_ABOUT = (
    r"(?:(?:at least|a minimum of|minimum|up to|over|more than|no more than|no less than|no fewer than|fewer than|less than|"
    r"not more than|about|around|approximately|a total of|exactly) )?"
)
_SOME = _ABOUT + _N
_EACH = r"(?:a|per|each|every)"
# What a number counts in a name, a material or a part and not as a target ("two-step", "3 key words", "the 47 bus").
_NO_COUNT = (
    r"(?!(?:step|part|word|stage|way|key|day|page|digit|syllable|letter|item|year|month|week|hour|minute|time|to|of|other|"
    r"another|hand|"
    r"or|and|in|on|is|will|he|she|at|a|the|per|person|adult|peer|child|friend|place|thing|area|class|side|bus|gcses|"
    r"news)\b)"
)
_NO_NAME = (
    r"(?<!with )(?<!using )(?<!by )(?<!year )(?<!stage )(?<!bus )(?<!number )(?<!section )(?<!group of )(?<!with at least )"
)
_PATTERNS = {
    Measure.PERCENT: rf"{_N} ?(?:%|per ?cent\b)",
    Measure.LEVEL: (
        r"\b(?:@named level@\b|(?:entry|pre-?key stage|p|nc|national curriculum|pivats?|b squared|toolkit|uls|wellcomm) "
        r"?(?:level|standard|scale|stage|band|section)?s? ?\d"
        r"|(?:level|grade|stage|band|standard|phase|milestone|section|entry|step) [\d][\w.]*\b(?! (?:ta|words|texts?|books?))"
        r"|grade [a-g]\b|food hygiene certificate|(?:cat|ravens?|wiat|bpvs|celf|derbyshire|blank'?s?|year \d+) "
        r"(?:level|score|standard|expectations))"
    ),
    Measure.PROPORTION: (
        rf"{_N} ?(?:/|out of(?: every)?|in(?: every)?|of(?: the| every| his| her| their)?|from) ?{_N}(?: @occasion@)?"
        r"(?! ?(?:words? (?:sentence|phrase)s?\b|step\b))"
        r"|\b(?:half|a third|two thirds|three quarters|a quarter|all) of (?:the|his|her|their|all) (?:\w+ )?@occasion@"
    ),
    Measure.RATE: (
        rf"{_SOME} (?:\w+ )?times? (?:{_EACH}|in (?:a|one|each|every|any)|during (?:a|the|each)|across (?:a|the)|over (?:a|"
        rf"the)) "
        r"(?:\w+[ -])?@period@"
        rf"|\b(?:once|twice)(?: or twice)? (?:{_EACH}|in) (?:\w+ )?@period@|\b(?:once|twice) (?:daily|weekly|termly|monthly)"
        rf"|{_SOME} [\w-]+(?: [\w-]+)? (?:{_EACH}|/) (?:\w+ )?@period@\b|\b{_N} @period@s? (?:a|per|each|out of) @period@"
    ),
    Measure.EACH: (
        r"\b(?:each|every) (?:[a-z-]+ ){0,2}?@ever@\b|\ball (?:of the )?(?:occasions|opportunities|attempts|trials|the time)\b"
        r"|\b(?:daily|weekly|nightly|fortnightly|termly|monthly)\b(?! (?:routines?|living|life|tasks?|timetables?|activities|"
        r"physical|"
        r"exercise|mile|news|lives|basis of|skills|care|needs|challenges|demands))"
    ),
    Measure.DURATION: (
        r"(?:\b(?:for|within|in under|in|under|last(?:s|ing)?|of|to) )?"
        r"(?:(?:at least|up to|a minimum of|a maximum of|no more than|more than|less than|under|over|around|about|"
        r"approximately|"
        rf"periods? of|a full|a) )*{_N}(?: ?(?:-|to) ?{_N})?[ -]?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)\b"
        r"(?! (?:of )?(?:support|1:1|ta\b|session|therapy|input|slots?|breaks?))"
        rf"|\bfor (?:at least |up to )?(?:{_N}|a) (?:consecutive )?(?:days?|weeks?|half[- ]terms?|terms?|months?|lessons?|"
        rf"sessions?)\b"
        r"|\bfor (?:the|a) (?:whole|full|entire|duration of the) (?:(?:\w+ )?@period@|of )"
    ),
    Measure.DISTANCE: (rf"{_N} ?(?:metres?|meters?|m\b|miles?|km\b|kilometres?|cm\b|feet|steps\b|lengths?|widths?|stairs)"),
    Measure.SCORE: (
        r"\b(?:increase|rise|go up|grow|improve|reduce|fall|drop|decrease|raise|change|extend)[a-z]* (?:[\w'-]+ ){0,10}? *"
        rf"to {_ABOUT}{_N}\b|\bby {_ABOUT}{_N} (?:months|years|points|levels?|marks|grades?|sub-?levels?|words|steps)\b"
        r"|\b\d+(?:st|nd|rd|th) (?:per)?centile\b"
        r"|\b(?:score|scoring|scores?|rating|rated) (?:of |at |above |below |at least |over )*\d+"
        r"|\b(?:to|of|at|above|below) \d{1,3}(?: ?points?| ?words per minute| ?wpm)\b"
        r"|\b(?:age|level) (?:of|to) (?:at least )?\d+(?:[.:]\d+)?|\b\d+ (?:or (?:above|below))\b"
    ),
    Measure.COUNT: (
        rf"{_NO_NAME}\b{_SOME} {_NO_COUNT}(?:[a-z'-]+ ){{0,3}}?[a-z'-]{{2,}}s\b"
        r"|\b(?:count|counts|counting|numbers?|up|add|adding|subtract|quantit\w+) (?:\w+ ){0,3}?(?:to|up to|within|"
        r"from \d+ to) \d+"
        rf"|\b(?!one\b|1\b){_N} or (?:more|fewer|less)\b"
        rf"|\b(?:at least|a minimum of|no more than|fewer than|more than|less than) (?:{_N}|once|twice)\b"
        r"|\b(?:no|zero) (?:more )?(?:exclusions?|incidents?|absences?|outbursts?|unauthorised|suspensions?)"
    ),
}
_ALL = pattern("|".join(f"(?P<{kind.name}>{source})" for kind, source in _PATTERNS.items()))
_NAMES_A_THING = pattern(
    r"\b(?:year|key stage|ks|stage|phase|bus|route|platform|room|group|set|band|section|no\.?|number|page|chapter|zone|unit|"
    r"table|bay|"
    r"line|outcome|target|part|step|class|y|age|aged) ?$"
)
_HELP_AFTER = pattern(
    r"(?: of| a day of| a week of| per week of| each week of)? (?:\w+ ){0,2}?(?:support|1:1|ta\b|teaching assistant|therapy|"
    r"input|"
    r"intervention|sessions?\b|tuition|provision)"
)
_TARGET_AFTER = pattern(r" ?(?:of|at|level|grade|grades|score of|:|\()? ?(?:at least |grade |level )?\d")
_COUNTED = frozenset((Measure.COUNT, Measure.DURATION, Measure.RATE, Measure.EACH, Measure.LEVEL))
_NEVER_HELP = frozenset((Measure.LEVEL, Measure.PERCENT, Measure.PROPORTION))  # "92% of sessions": how many he is at
_CEILING = pattern(r"(?:no|not) more than|fewer than|less than|a maximum of|at most")  # "with no more than one prompt"
_USED, _TO_DO = pattern(r"\bus(?:e|es|ing) $"), pattern(r" to [a-z]")
_NAMELY = frozenset((Measure.COUNT, Measure.DURATION, Measure.DISTANCE, Measure.RATE))
_RECORDED = frozenset((Measure.EACH, Measure.RATE, Measure.DURATION))


def measures(low: str, start: int, end: int, without: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The measures between two offsets of a text in small letters; counts inside the stretches of `without` are left out."""
    seen = g.HOW_SEEN.search(low, start, end)
    recorded = seen.start() if seen else end  # "recorded by staff daily": how often they record, not how often it is done
    found = []
    for m in _ALL.finditer(low, start, end):
        kind = Measure[m.lastgroup or "COUNT"]
        if m.start() >= recorded and kind in _RECORDED:
            continue
        if kind not in _NEVER_HELP and _HELP_AFTER.match(low, m.end(), end):
            continue
        if m.group()[0].isdigit() and kind in _NAMELY and _NAMES_A_THING.search(low, max(start, m.start() - 16), m.start()):
            continue
        if kind is Measure.COUNT and _USED.search(low, start, m.start()) and _TO_DO.match(low, m.end(), end):
            continue  # "use two symbols to ask": what it is done with
        if kind in _COUNTED and not _CEILING.match(m.group()) and any(a < m.end() and m.start() < b for a, b in without):
            continue
        if kind is Measure.LEVEL and (any(map(str.isdigit, m.group())) or _TARGET_AFTER.match(low, m.end(), end)):
            kind = Measure.SCORE
        found.append(Found(kind, *m.span()))
    found.extend(Found(Measure.INDEPENDENCE, *m.span()) for m in g.INDEPENDENT.finditer(low, start, end))
    found.extend(Found(Measure.CRITERION, *m.span()) for m in g.CRITERION.finditer(low, start, end))
    return found
