"""Quantities of help: how long or how much, how often, in what group; and what only looks like one.

Every quantity has a head word ("minutes", "week", "daily", "sessions", "pupils"): the heads are found first, then what stands
before each is read. Guideline: docs/guideline.md 2: a count per week says how often; a count per term or
year can be checked and is an amount too; "at all times" is full coverage, an amount and a frequency in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ehcp_lint.grammar.measures import KIND_OF, NAMES_A_THING, NUMBER, RANGE, UP_TO, Measure, Quantity, is_wide
from ehcp_lint.grammar.periods import EACH, read_adverb, read_period
from ehcp_lint.grammar.shorthand import is_asked, read_shorthand
from ehcp_lint.grammar.text import tree
from ehcp_lint.patterns import Pattern


def find_quantities(low: str, column: str = "") -> tuple[Quantity, ...]:
    """All quantities in a folded text, in order of place; `column` names the cell of a table row it is, "" its own text."""
    if is_asked(low, column):
        return ()
    found = [*_fixed(low), *_groups(low), *read_shorthand(low, column)]
    for head in _heads().finditer(low):
        found += _READERS[_KIND[head.group().replace("-", " ")]](low, head)
    return tuple(sorted(set(found), key=lambda q: (q.start, q.end, q.measure)))


# --- the clock: "2 x 30 minutes", "half an hour" -----------------------------------------------------------------------------

_BEFORE_CLOCK = Pattern(
    rf"(?P<times>(?<![\w.:/]){NUMBER}\)? ?(?:x|times|lots of) ?)?(?P<range>{RANGE}|\b(?:half|quarter of|"
    rf"three quarters of) an?|\bhalf|\ban|\ba|\bone and a half)"
    r"(?P<gap>[ -]?(?:(?:full|whole|direct|contact|clock|teaching|taught|consecutive)[ -])*)$"
)
_EVERY_BEFORE = Pattern(r"\b(?:every|each)(?: approximately| about| roughly| at least)? $")
_LIMIT_BEFORE = Pattern(
    r"\b(?:within(?: the)?(?: next| first)?|after(?: the first)?|last|past|previous|for more than|aged?|every few|in under) $"
)


def _clock(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    start = max(0, head.start() - 70)
    before = low[start : head.start()]
    number = _BEFORE_CLOCK.search(before)
    if not number and head.group() == "hour" and (every := _EVERY_BEFORE.search(before)):
        yield Quantity(Measure.FREQUENCY, start + every.start(), head.end())
    if not number or (number["range"] in ("a", "an") and head.group() != "hour"):
        return
    lead = before[: number.start()]
    if every := _EVERY_BEFORE.search(lead):
        yield Quantity(Measure.FREQUENCY, start + every.start(), head.end())
    elif _LIMIT_BEFORE.search(lead):
        return
    elif ceiling := UP_TO.search(lead):
        yield Quantity(Measure.CEILING, start + ceiling.start(), head.end())
    else:
        yield Quantity(Measure.DURATION, start + number.start(), head.end(), is_wide(number["range"]))


# --- occasions: "in all lessons", "before every transition" ------------------------------------------------------------------


_SOMEBODY_AFTER = Pattern(r" (?:teachers?|tutors?|staff|leaders?|leads?|groups?)\b")


def _occasion(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    start = max(0, head.start() - 60)
    each = EACH.search(low[start : head.start()])
    if each and (each.group().split()[0] != "all" or head.group().endswith("s")) and not _SOMEBODY_AFTER.match(low, head.end()):
        yield Quantity(Measure.FREQUENCY, start + each.start(), head.end())


# --- counts: "six sessions", "three visits a year" ---------------------------------------------------------------------------

_COUNT_BEFORE = Pattern(
    rf"(?P<n>{RANGE}) (?:x )?(?:(?!(?:minutes?|mins?|hours?|hrs?|weeks?|days?|x|to|times?|years?|terms?|of|per|pupils|"
    rf"children|or|in|with)\b)[\w':-]+ ){{0,4}}$"
)
_SHORT_RATE = Pattern(
    rf"(?:[^.;]{{0,45}}?)(?:\b(?:per|each|every|a|/) ?{KIND_OF}(?:day|week|fortnight|month)\b|/ ?week|\bweekly\b|"
    rf"\bdaily\b|\bp\.?w\b|\bfortnightly\b|\bmonthly\b)"
)
_SHORT_RATE_BEFORE = Pattern(r"(?:\b(?:each|every) (?:day|week|fortnight|month),? |weekly: |daily: )[^.;]{0,30}$")


def _count(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    start = max(0, head.start() - 70)
    before = low[start : head.start()]
    number = _COUNT_BEFORE.search(before)
    if not number or number["n"] in ("1", "one") or NAMES_A_THING.search(before[: number.start()]):
        return
    if _SHORT_RATE.match(low, head.end()) or _SHORT_RATE_BEFORE.search(before[: number.start()]):
        return
    ceiling = UP_TO.search(before[: number.start()])
    measure = Measure.CEILING if ceiling else Measure.TOTAL
    yield Quantity(measure, start + (ceiling or number).start(), head.end(), is_wide(number["n"]))


# --- fixed forms and groups --------------------------------------------------------------------------------------------------

# What "each" or "every" may stand before without saying how often: a session of some rate, a person, a part of something.
_EACH_OF = (
    r"(?!(?:sessions?|visits?|meetings?|blocks?|child|children|pupils?|students?|young|members?|staff|adults?|teachers?|"
    r"person|parents?|area|aspect|needs?|steps?|stages?|one|of|other|"
    r"with|lasting|effort|opportunity|case|class|groups?|item|part|individual|outcomes?|targets?|side|end|by|from|for|in|"
    r"at|on|and|or|to|using|including|led|delivered|run|taking|being|focus\w+|"
    r"new|key|learner|participant|report|few|day|week|weekly|month|term|half|year|fortnight|single|school|academic|alternate|"
    r"second|third|two|three|four|five|six|eight|ten|twelve|professional|setting|level)\b)[a-z]{3,}"
)
_FIXED = Pattern(
    r"(?P<coverage>\bat all(?: other| school)? times\b|\bfull[ -]?time\b|\b24/7\b|\b24 hours (?:a|per) day\b|"
    r"\bround[ -]the[ -]clock\b|\ball (?:of )?the time\b|"
    r"\bwaking day\b|\bcontinuous(?:ly)? (?:1:1|one[ -]to[ -]one|supervis\w+)|\bconstant(?:ly)? (?:1:1|one[ -]to[ -]one|"
    r"supervis\w+|adult supervision)|\bevery school day, all day\b)"
    r"|(?P<share>(?:(?<![\w.])\d+(?:\.\d+)?|\b(?:ten|fifteen|twenty|twenty[ -]five|thirty|fifty)) ?(?:%|"
    r"per ?cent)(?= (?:extra|additional|more|of (?:the |his |her |their |each |"
    r"every )?(?:[\w'-]+ )?(?:time|day|week|lessons?|timetable)\b))|(?<=extra time of )\d+ ?(?:%|per ?cent)|"
    r"(?<=extra time \()\d+ ?(?:%|per ?cent)|(?<=extra time )\d+ ?%|(?<=additional time of )\d+ ?%|"
    r"(?<![\w.])\d?\.\d+ ?fte\b)"
    r"|(?P<duration>(?<![\w.])\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)? ?(?:-|to|until) ?\d{1,2}(?:[.:]\d\d ?(?:am|pm)?|"
    r"(?:[.:]\d\d)? ?(?:am|pm))(?![\w%]|\.\d))"
    rf"|(?P<frequency>\b(?:on|every|each)(?: a| other)? (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:every|"
    rf"each) (?:january|february|march|april|may|june|july|september|october|november|december|autumn|spring|summer)\b|"
    rf"\bmon(?:day)?s? (?:to|-) fri(?:day)?s?\b|\b(?:every|each) time\b|"
    rf"\bmorning and (?:[\w ]{{1,25}} )?(?:in the )?afternoon\b|\b(?:each|every) (?:other )?{_EACH_OF}|"
    rf"\bon each occasion\b|"
    rf"\b(?:pw|p\.w)\b|\bacross all (?:his |her |their )?(?:subjects|lessons)\b|\bonce (?:a|per|each|every) (?!week|day|month|"
    rf"term|year|half|fortnight|school|academic|other|few|two|three|four|five|six|\d)\w+\b)"
)


def _fixed(low: str) -> Iterator[Quantity]:
    for match in _FIXED.finditer(low):
        yield Quantity(Measure(str(match.lastgroup)), *match.span())


_RATIO = Pattern(
    r"(?<![\w.:/])(?:\d ?: ?\d{1,2}|[12] ?- ?1|[12] ?to ?1|(?:one|two)[ -](?:to|on)[ -](?:one|two|three|four)|1on1)(?![\w:])"
)
_UNCOUNTED = r"\b(?:individual|1:1|one[ -]to[ -]one) basis\b|\bin pairs\b|\bindividually\b"
_SIZE = Pattern(
    rf"\b(?:groups?|class(?:es)?|pairs?|ratio|sizes?)(?: sizes?)?,? ?\(?(?:(?:of|with|containing|a|size|is|are|be|"
    rf"comprising|maximum|max\.?|no|not|more|less|fewer|than|up|to|at|most|between|about|"
    rf"the) ?)*(?P<n>{RANGE})(?: and {NUMBER})?"
    r"(?! ?(?:minutes?|mins?|hours?|hrs?|weeks?|times|x|sessions?|days?|%|years?|and above))"
    rf"|(?:\b(?:max(?:imum)?\.?(?: of)?|no more than|not more than|up to|at most|fewer than|less than|with|of|"
    rf"alongside) )?{RANGE}(?:[ -](?:other|or fewer|selected|named|familiar|trusted|of his|of her|similar|matched|"
    rf"typical\w*))*"
    r"[ -](?:pupils?|children|child|peers?|students?|learners|young people|classmates|others|friends|participants)\b(?!')"
    rf"|{_UNCOUNTED}"
)
_NUMBERLESS = Pattern(_UNCOUNTED)
_ANY_NUMBER = Pattern(rf"\b{NUMBER}")


def _groups(low: str) -> Iterator[Quantity]:
    # Where no number stands, nothing else of the two can be found; most lines have none.
    for pattern in (_RATIO, _SIZE) if _ANY_NUMBER.search(low) else (_NUMBERLESS,):
        yield from (Quantity(Measure.GROUP, *match.span()) for match in pattern.finditer(low))


# --- the heads ---------------------------------------------------------------------------------------------------------------

_READERS = {"clock": _clock, "period": read_period, "adverb": read_adverb, "occasion": _occasion, "count": _count}
_WORDS = {
    "clock": ("second,seconds,minute,minutes,min,mins,hour,hours,hr,hrs",),
    "period": (
        "day,days,week,weeks,wk,fortnight,month,months,term,terms,half term,half terms,year,years,annum,quarter,morning",
        "mornings,afternoon,afternoons,evening,evenings,night,nights,weekend,weekends,lesson,lessons,period,periods",
    ),
    "adverb": (
        "daily,weekly,fortnightly,monthly,termly,half termly,annually,yearly,quarterly,hourly,nightly,biweekly,bi weekly",
        "bimonthly,bi monthly,bi annually,biannually,annual,biannual,bi annual,half yearly,everyday",
    ),
    "occasion": (
        "classes,class,subject,subjects,transition,transitions,break,breaks,break time,break times,breaktime,breaktimes",
        "playtime,playtimes,play times,lunchtime,lunchtimes,lunch times,mealtime,mealtimes,meal times,meal,meals,exam,exams",
        "examination,examinations,test,tests,assessments,task,tasks,activity,activities,assembly,assemblies,trip,trips",
        "holiday,holidays,snack times,outings,unstructured times,journey,journeys,feed,feeds,changes,school trips",
        "written work,homework,swimming lessons,lectures,tutorials,seminars,practicals",
    ),
    "count": (
        "session,sessions,visit,visits,appointment,appointments,consultation,consultations,meetings,contacts,reviews",
        "workshops,blocks,observations,clinics,stays,phone calls,home visits,check ins,outreach visits",
    ),
}
_KIND = {word: kind for kind, lines in _WORDS.items() for line in lines for word in line.split(",")}


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z'])(?:{tree(_KIND)})(?!\w|'(?!s)\w)")
