"""Quantities of help: how long or how much, how often, in what group; and what only looks like one.

Every quantity has a head word ("minutes", "week", "daily", "sessions", "pupils"): the heads are found first, then what stands
before each is read. Guideline: eval/items/GUIDELINE.md, provisions: a count per week says how often; a count per term or
year can be checked and is an amount too; "at all times" is full coverage, an amount and a frequency in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ehcp_lint.grammar.text import tree


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


def find_quantities(low: str) -> tuple[Quantity, ...]:
    """All quantities in a folded text, in order of place."""
    found = [*_fixed(low), *_groups(low)]
    for head in _heads().finditer(low):
        found += _READERS[_KIND[head.group().replace("-", " ")]](low, head)
    return tuple(sorted(set(found), key=lambda q: (q.start, q.end, q.measure)))


# --- numbers -----------------------------------------------------------------------------------------------------------------

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty(?:[ -](?:four|five))?|"
    "thirty(?:[ -]two)?|forty(?:[ -]five)?|fifty|sixty|ninety"
)
NUMBER = rf"(?:\d+(?:[.,]\d+)?(?: ?[½¼¾]| 1/2)?|[½¼¾]|(?:{_NUMBER_WORDS})(?: \(\d+\))?(?: and a half)?)"
_RANGE = rf"(?<![\w.:/£])(?:{NUMBER} ?(?:-|to|or|/) ?)?{NUMBER}"
# A number that names a thing is no count: Year 4, Stage 2, Level 3, the number 47 bus.
_NAMES_A_THING = re.compile(r"\b(?:year|yr|stage|ks|level|phase|tier|band|step|wave|section|outcome|number|no\.?|set|unit|grade|age|aged) $")

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def _is_wide(words: str) -> bool:
    ends = [float(n.replace(",", ".")) for n in _DIGITS.findall(words)]
    return len(ends) == 2 and ends[0] > 0 and ends[1] / ends[0] > 1.5 and not re.search(r"x|\(", words)


# --- the clock: "2 x 30 minutes", "half an hour" -------------------------------------------------------------------------------

_BEFORE_CLOCK = re.compile(
    rf"(?P<times>(?<![\w.:/]){NUMBER}\)? ?(?:x|times|lots of) ?)?(?P<range>{_RANGE}|\b(?:half|quarter of|three quarters of) an?|\bhalf|\ban|\ba|\bone and a half)"
    r"(?P<gap>[ -]?(?:(?:full|whole|direct|contact|clock|teaching|taught|consecutive)[ -])*)$"
)
_UP_TO = re.compile(r"\bup to (?:a (?:maximum|total) of |approximately |about )?$")
_EVERY_BEFORE = re.compile(r"\b(?:every|each)(?: approximately| about| roughly| at least)? $")
_LIMIT_BEFORE = re.compile(r"\b(?:within(?: the)?(?: next| first)?|after(?: the first)?|last|past|previous|for more than|aged?|every few|in under) $")


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
    elif ceiling := _UP_TO.search(lead):
        yield Quantity(Measure.CEILING, start + ceiling.start(), head.end())
    else:
        yield Quantity(Measure.DURATION, start + number.start(), head.end(), _is_wide(number["range"]))


# --- periods: "per week", "each half-term", "throughout the school day", "for six weeks", "half a day" ---------------------------

_KIND_OF = r"(?:(?:school|academic|working|calendar|college|nursery|teaching|school's|full) )?"
_LONG = frozenset(("half term", "term", "year", "annum", "quarter", "half terms", "terms", "years", "academic year", "school year"))
_RATE = re.compile(
    rf"(?P<times>\b(?:once|twice|thrice|{NUMBER} ?(?:times|x)))?"
    rf"(?: ?(?:(?:\b(?:per|each|every|in any|in any one|every single)|/) ?|\b(?:every|each)(?: (?:other|second|third|alternate)| {NUMBER}| half) )|"
    rf"(?<!for)(?<!\bin)(?<!within)(?<!over)(?<!than)(?<!half)(?<!lasting)(?<!about)(?<!\bof)(?<!\bhas)(?<!have)(?<!\bon)(?<!with)(?<!such)(?<!\bis)(?<!\bas)(?<!\bat) an? ){_KIND_OF}$"
)
_MONEY = re.compile(r"£ ?[\d,.]+k? ?$")
_ALSO_OCCASIONS = frozenset(("lesson", "morning", "afternoon", "evening", "night", "weekend", "period"))
_RATE_OVER = re.compile(rf"\b(?:over|across|during|in|within) (?:the|a|an|one|each|every) {_KIND_OF}$")
_COVERED = re.compile(
    rf"\b(?:throughout(?: (?:the|each|every|his|her|their|all))?(?: (?:whole|entire|full|complete|remainder|rest))?(?: of the)? |all(?: of the)? |"
    rf"(?:whole|entire|entirety|duration|full length)(?: of)?(?: (?:the|each|every|his|her|their))? |for the (?:whole|full|entire) |every minute of the ){_KIND_OF}$"
)
_PART_OF = re.compile(rf"(?P<by>\b(?:by|until|before|from) (?:the )?)?\b(?P<which>start|beginning|end|finish|close)(?: and (?:the )?(?:end|finish))? of (?P<det>the|each|every) {_KIND_OF}$")
_SPELL = re.compile(rf"\b(?:for|over|across|lasting|of)(?: (?:a|an|the|at least|first|minimum|total|maximum|period|block|course|initial|of))*? (?P<n>{_RANGE})[ -](?:full |school |consecutive )?$")
_NUMBERED = re.compile(rf"(?P<n>{_RANGE}|\bhalf a|\bone|\ba)[ -](?:(?P<whole>full|whole|half)[ -])?(?:(?:school|overnight|sleepover) )?$")
_WHOLE_DAY = re.compile(r"\b(?:half|full|whole)[ -](?:a )?(?:school )?$")
_BLOCK_AFTER = re.compile(r"[ -](?:long )?(?:blocks?|programmes?|courses?|interventions?|cycles?|groups?|periods?|placements?)\b")
_RATE_AFTER = re.compile(rf" ?(?:\b(?:a|an|per|each|every|out of|of the|in the|in every|in each) |/ ?){_KIND_OF}(?:week|fortnight|month|term|half[ -]term|year|annum|weekend)\b")
_DAY_THING = re.compile(r" (?:trip|trips|centre|center|care|service|services|nursery|school|placement|room|off|out|surgery|group|groups|book|ahead|job)\b")


def _period(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    word = head.group().replace("-", " ")
    start = max(0, head.start() - 70)
    before = low[start : head.start()]
    if (rate := _RATE.search(before)) and _MONEY.search(before, 0, rate.start()):
        return
    if rate:
        bare = before[rate.start() :].lstrip().startswith(("a ", "an "))
        if not (bare and (_DAY_THING.match(low, head.end()) or not rate.start())):
            measure = _yearly_or(Measure.FREQUENCY, word)
            yield Quantity(_if_review(low, measure, start + rate.start(), head.end()), _trim(low, start + rate.start()), head.end())
        return
    if word.rstrip("s") in _ALSO_OCCASIONS and (each := _EACH.search(before)):
        yield Quantity(Measure.FREQUENCY, start + each.start(), head.end())
        return
    if word in ("day", "days", "week", "night") and (covered := _COVERED.search(before)):
        if not _DAY_THING.match(low, head.end()):
            yield Quantity(Measure.COVERAGE, start + covered.start(), head.end())
        return
    if part := _PART_OF.search(before):
        small = word in ("day", "morning", "afternoon", "week", "evening")
        if not part["by"] and (part["det"] != "the" or small):
            measure = _yearly_or(Measure.FREQUENCY, word)
            yield Quantity(_if_review(low, measure, start + part.start(), head.end()), start + part.start(), head.end())
        return
    if over := _RATE_OVER.search(before):
        if word in _LONG and re.search(rf"\b(?:once|twice|thrice|{NUMBER} (?:times|[\w ]{{0,30}}))\s?$", before[: over.start()].rstrip()):
            yield Quantity(Measure.YEARLY, start + over.start(), head.end())
        return
    yield from _length(low, head, before, start)


def _length(low: str, head: re.Match[str], before: str, start: int) -> Iterator[Quantity]:
    """ "for six weeks", "a 10-week programme", "two mornings a week", "half a day"."""
    word = head.group()
    if (spell := _SPELL.search(before)) and not low.startswith(" old", head.end()):
        yield Quantity(Measure.TOTAL, start + spell.start("n"), head.end(), _is_wide(spell["n"]))
    elif number := _NUMBERED.search(before):
        at = start + number.start()
        if word.rstrip("s") in ("week", "term", "month", "half term", "half-term"):
            if _BLOCK_AFTER.match(low, head.end()):
                yield Quantity(Measure.TOTAL, at, head.end())
        elif word.startswith(("lesson", "period")) and not number["whole"]:
            return  # "one lesson a week" is a rate: how long a lesson is, it does not say
        elif number["n"] == "half a" or number["whole"]:
            yield Quantity(Measure.DURATION, at, head.end())
        elif _RATE_AFTER.match(low, head.end()) and not re.search(r"\bon $", before[: number.start()]):
            ceiling = _UP_TO.search(before[: number.start()])
            yield Quantity(Measure.CEILING if ceiling else Measure.DURATION, start + ceiling.start() if ceiling else at, head.end())
    elif word.rstrip("s") in ("day", "morning", "afternoon") and (whole := _WHOLE_DAY.search(before)):
        yield Quantity(Measure.DURATION, start + whole.start(), head.end())


# --- adverbs: "twice weekly", "half-termly" -----------------------------------------------------------------------------------

_TIMES_BEFORE = re.compile(rf"\b(?:once|twice|thrice|{NUMBER} ?(?:times|x)|{NUMBER})[ -]?(?:a )?$")
_NOT_A_RATE = re.compile(
    r" (?:living|life|lives|routines?|timetables?|schedules?|planners?|activities|tasks|needs|care needs|skills|basis of|challenges|"
    r"occurrences?|situations?|reviews? (?:meeting|process|paperwork)|functioning|demands|hygiene)\b"
)
_THE_ANNUAL_REVIEW = re.compile(r" reviews?\b(?! (?:by|with|from|of (?:his|her|their|equipment))\b)")
_OR_VAGUE = re.compile(r"(?:/| or | and/or )(?:(?:more|less) (?:often|frequently) )?(?:regular|frequent|as |when|where|ongoing|periodic|on request)")
_VAGUE_OR = re.compile(r"(?:regular|frequent|ongoing)(?:ly)?(?:/| or | and/or )$")


def _adverb(low: str, head: re.Match[str]) -> Iterator[Quantity]:
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
    yield Quantity(_if_review(low, measure, begin, head.end()), begin, head.end())


_YEARLY_WORDS = frozenset(
    ("termly", "half termly", "annually", "annual", "yearly", "quarterly", "half yearly", "bi annually", "biannually", "biannual", "bi annual")
)

# --- occasions: "in all lessons", "before every transition" --------------------------------------------------------------------

_EACH = re.compile(
    r"\b(?:each|every|all|any)(?: of)?(?: (?!(?:staff|adults?|teachers?|children|pupils|with|in|on|during|for|by|to|at|who|will|from|the time|areas|aspects|other|session)\b)[\w'-]+){0,4} $"
)


_SOMEBODY_AFTER = re.compile(r" (?:teachers?|tutors?|staff|leaders?|leads?|groups?)\b")


def _occasion(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    start = max(0, head.start() - 60)
    each = _EACH.search(low[start : head.start()])
    if each and (each.group().split()[0] != "all" or head.group().endswith("s")) and not _SOMEBODY_AFTER.match(low, head.end()):
        yield Quantity(Measure.FREQUENCY, start + each.start(), head.end())


# --- counts: "six sessions", "three visits a year" -----------------------------------------------------------------------------

_COUNT_BEFORE = re.compile(
    rf"(?P<n>{_RANGE}) (?:x )?(?:(?!(?:minutes?|mins?|hours?|hrs?|weeks?|days?|x|to|times?|years?|terms?|of|per|pupils|children|or|in|with)\b)[\w':-]+ ){{0,4}}$"
)
_SHORT_RATE = re.compile(
    rf"(?:[^.;]{{0,45}}?)(?:\b(?:per|each|every|a|/) ?{_KIND_OF}(?:day|week|fortnight|month)\b|/ ?week|\bweekly\b|\bdaily\b|\bp\.?w\b|\bfortnightly\b|\bmonthly\b)"
)
_SHORT_RATE_BEFORE = re.compile(r"(?:\b(?:each|every) (?:day|week|fortnight|month),? |weekly: |daily: )[^.;]{0,30}$")


def _count(low: str, head: re.Match[str]) -> Iterator[Quantity]:
    start = max(0, head.start() - 70)
    before = low[start : head.start()]
    number = _COUNT_BEFORE.search(before)
    if not number or number["n"] in ("1", "one") or _NAMES_A_THING.search(before[: number.start()]):
        return
    if _SHORT_RATE.match(low, head.end()) or _SHORT_RATE_BEFORE.search(before[: number.start()]):
        return
    ceiling = _UP_TO.search(before[: number.start()])
    measure = Measure.CEILING if ceiling else Measure.TOTAL
    yield Quantity(measure, start + (ceiling or number).start(), head.end(), _is_wide(number["n"]))


# --- fixed forms and groups ----------------------------------------------------------------------------------------------------

# What "each" or "every" may stand before without saying how often: a session of some rate, a person, a part of something.
_EACH_OF = (
    r"(?!(?:sessions?|visits?|meetings?|blocks?|child|children|pupils?|students?|young|members?|staff|adults?|teachers?|person|parents?|area|aspect|needs?|steps?|stages?|one|of|other|"
    r"with|lasting|effort|opportunity|case|class|groups?|item|part|individual|outcomes?|targets?|side|end|by|from|for|in|at|on|and|or|to|using|including|led|delivered|run|taking|being|focus\w+|"
    r"new|key|learner|participant|few|day|week|weekly|month|term|half|year|fortnight|single|school|academic|alternate|second|third|two|three|four|five|six|eight|ten|twelve|professional|setting|level)\b)[a-z]{3,}"
)
_FIXED = re.compile(
    r"(?P<coverage>\bat all(?: other| school)? times\b|\bfull[ -]?time\b|\b24/7\b|\b24 hours (?:a|per) day\b|\bround[ -]the[ -]clock\b|\ball (?:of )?the time\b|"
    r"\bwaking day\b|\bcontinuous(?:ly)? (?:1:1|one[ -]to[ -]one|supervis\w+)|\bconstant(?:ly)? (?:1:1|one[ -]to[ -]one|supervis\w+|adult supervision)|\bevery school day, all day\b)"
    r"|(?P<share>(?<![\w.])\d+(?:\.\d+)? ?(?:%|per ?cent)(?= (?:extra|additional|more|of (?:the |his |her |their |each |every )?(?:[\w-]+ )?(?:time|day|week|lessons?|timetable)\b))|(?<=extra time of )\d+ ?(?:%|per ?cent)|(?<=extra time \()\d+ ?(?:%|per ?cent)|(?<=extra time )\d+ ?%|(?<=additional time of )\d+ ?%|(?<![\w.])\d?\.\d+ ?fte\b)"
    r"|(?P<duration>(?<![\w.])\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)? ?(?:-|to|until) ?\d{1,2}(?:[.:]\d\d ?(?:am|pm)?|(?:[.:]\d\d)? ?(?:am|pm))(?![\w%]|\.\d))"
    rf"|(?P<frequency>\b(?:on|every|each)(?: a| other)? (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:every|each) (?:january|february|march|april|may|june|july|september|october|november|december|autumn|spring|summer)\b|\bmon(?:day)?s? (?:to|-) fri(?:day)?s?\b|\b(?:every|each) time\b|\bmorning and (?:[\w ]{{1,25}} )?(?:in the )?afternoon\b|\b(?:each|every) (?:other )?{_EACH_OF}|\bon each occasion\b|"
    rf"\bp\.?w\b|\bacross all (?:his |her |their )?(?:subjects|lessons)\b|\bonce (?:a|per|each|every) (?!week|day|month|term|year|half|fortnight|school|academic|other|few|two|three|four|five|six|\d)\w+\b)"
)


def _fixed(low: str) -> Iterator[Quantity]:
    for match in _FIXED.finditer(low):
        yield Quantity(Measure(str(match.lastgroup)), *match.span())


_RATIO = re.compile(r"(?<![\w.:/])(?:\d ?: ?\d{1,2}|[12] ?- ?1|[12] ?to ?1|(?:one|two)[ -](?:to|on)[ -](?:one|two|three|four)|1on1)(?![\w:])")
_SIZE = re.compile(
    rf"\b(?:groups?|class(?:es)?|pairs?|ratio|sizes?)(?: sizes?)?,? ?\(?(?:(?:of|with|containing|a|size|is|are|be|comprising|maximum|max\.?|no|not|more|less|fewer|than|up|to|at|most|between|about|the) ?)*(?P<n>{_RANGE})(?: and {NUMBER})?"
    r"(?! ?(?:minutes?|mins?|hours?|hrs?|weeks?|times|x|sessions?|days?|%|years?|and above))"
    rf"|(?:\b(?:max(?:imum)?\.?(?: of)?|no more than|not more than|up to|at most|fewer than|less than|with|of|alongside) )?{_RANGE}(?:[ -](?:other|or fewer|selected|named|familiar|trusted|of his|of her|similar|matched|typical\w*))*"
    r"[ -](?:pupils?|children|child|peers?|students?|learners|young people|classmates|others|friends|participants)\b(?!')"
    r"|\b(?:individual|1:1|one[ -]to[ -]one) basis\b|\bin pairs\b|\bindividually\b"
)


def _groups(low: str) -> Iterator[Quantity]:
    for pattern in (_RATIO, _SIZE):
        yield from (Quantity(Measure.GROUP, *match.span()) for match in pattern.finditer(low))


# --- the heads ---------------------------------------------------------------------------------------------------------------

_REVIEW_BEFORE = re.compile(
    r"\b(?:reviewed|monitored|evaluated|updated|re-?assessed|revisited|refreshed|reviews?|monitoring|review and \w+|reviewed and \w+)"
    r"(?: (?:by|with|at|of|for|in) [\w' ]{1,45}?)?(?:,? (?:at least|once|twice|at|on a|a minimum of|no less than|formally|every|each|the))*,? ?$"
)
_REVIEW_AFTER = re.compile(r" (?:(?:progress|target|team|formal|programme|progress and|joint|school|ehcp|plan) )*(?:reviews?|monitoring|evaluations?|updates?)\b|,? (?:review|reviewed|monitored) ")


def _if_review(low: str, measure: Measure, start: int, end: int) -> Measure:
    """REVIEW where the rate belongs to a review of the help: "reviewed termly by the SENCO", "half-termly progress reviews"."""
    reviewed = _REVIEW_BEFORE.search(low[max(0, start - 70) : start]) or _REVIEW_AFTER.match(low, end)
    return Measure.REVIEW if reviewed else measure


def _yearly_or(measure: Measure, word: str) -> Measure:
    return Measure.YEARLY if word in _LONG else measure


def _trim(low: str, start: int) -> int:
    while start < len(low) and low[start] == " ":
        start += 1
    return start


_READERS = {"clock": _clock, "period": _period, "adverb": _adverb, "occasion": _occasion, "count": _count}
_WORDS = {
    "clock": "second,seconds,minute,minutes,min,mins,hour,hours,hr,hrs",
    "period": "day,days,week,weeks,wk,fortnight,month,months,term,terms,half term,half terms,year,years,annum,quarter,morning,mornings,"
    "afternoon,afternoons,evening,evenings,night,nights,weekend,weekends,lesson,lessons,period,periods",
    "adverb": "daily,weekly,fortnightly,monthly,termly,half termly,annually,yearly,quarterly,hourly,nightly,biweekly,bi weekly,bimonthly,"
    "bi monthly,bi annually,biannually,annual,biannual,bi annual,half yearly,everyday",
    "occasion": "classes,class,subject,subjects,transition,transitions,break,breaks,break time,break times,breaktime,breaktimes,playtime,playtimes,"
    "play times,lunchtime,lunchtimes,lunch times,mealtime,mealtimes,meal times,meal,meals,exam,exams,examination,examinations,test,tests,"
    "assessments,task,tasks,activity,activities,assembly,assemblies,trip,trips,holiday,holidays,snack times,outings,unstructured times,"
    "journey,journeys,feed,feeds,changes,school trips,written work,homework,swimming lessons",
    "count": "session,sessions,visit,visits,appointment,appointments,consultation,consultations,meetings,contacts,reviews,workshops,blocks,"
    "observations,clinics,stays,phone calls,home visits,check ins,outreach visits",
}
_KIND = {word: kind for kind, words in _WORDS.items() for word in words.split(",")}


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z'])(?:{tree(_KIND)})(?!\w|'(?!s)\w)")
