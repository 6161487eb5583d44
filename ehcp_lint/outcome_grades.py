"""The rules for S, M and T on an outcome's slots (domain/judging.md 2.1-2.3; eval/items/GUIDELINE.md for the yes-or-no reading)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ehcp_lint import outcome_grammar as g
from ehcp_lint.judgement import Grade, Level
from ehcp_lint.outcome_measures import THRESHOLDS, Found, Measure
from ehcp_lint.outcome_slots import Clause, Reading
from ehcp_lint.outcome_words import FUNCTION, abstract, nouns
from ehcp_lint.plan import Span
from ehcp_lint.timing import TimeKind, TimePhrase
from ehcp_lint.verb_phrase import Act, Phrase


class Object(NamedTuple):
    """What a verb is done to: its telling words, whether they can be pictured, and whether it is one thing or any number."""

    words: tuple[str, ...]
    concrete: bool
    plural: bool


_NAMEABLE = re.compile(
    r"(?:communicat|express|shar|tell|voic|convey|indicat|show|state|say|identif|mak|recognis|nam|label|describ|explain|ask|request|choos|seek|signal|talk|discuss)"
)
_NAMED_THINGS = frozenset(
    "needs wants feelings emotions views opinions preferences choices ideas thoughts wishes friends decisions help worries news likes dislikes "
    "pain hunger name".split()
)


def look(reading: Reading, phrase: Phrase, stop: int) -> Object:
    """The object of a verb phrase, without the support it is done with."""
    start, end = phrase.object[0], min(phrase.object[1], stop)
    text = reading.low[start:end]
    for a, b in reading.support:
        if a < end and start < b:
            a, b = max(a, start) - start, min(b, end) - start
            text = text[:a] + " " * (b - a) + text[b:]
    text = g.DEGREE.sub(" ", text)
    told = [w for w in re.findall(r"[a-z█][a-z█'-]*|\d[\d.:/]*", text) if w not in FUNCTION and not w.endswith("ly")]
    goes = phrase.lemma in _GOING
    real = [
        w
        for w in told
        if not abstract(w) and not g.COMPARATIVE.fullmatch(w) and w[0] != "█" and (goes or w not in nouns("place"))
    ]
    reflexive = bool(re.match(r" ?(?:him|her|them|my)sel(?:f|ves)\b", text)) and phrase.once
    someone = phrase.lemma in _TO_PEOPLE and bool(told)
    return Object(tuple(told), bool(real) or reflexive or someone, _any_number(text))


_TO_PEOPLE = frozenset(
    "ask tell greet hit kick bite push thank invite approach hug phone text email message call scratch spit".split()
)


_GOING = frozenset("attend go travel walk arrive enter leave visit come get sit transfer return cycle run move wheel".split())
_HEAD = re.compile(
    r" ?((?:(?!(?:of|in|on|at|to|for|with|from|by|when|that|and|or|using|as|into|about|during|without|so|between) )[\w'-]+ ){0,5}?[\w'-]+)"
    r"(?= (?:of|in|on|at|to|for|with|from|by|when|that|and|or|using|as|into|about|during|without|so|between|independently|appropriately)\b|[.,;:()]| *$)"
)


def _any_number(text: str) -> bool:
    """Whether the object is bare and in the plural ("instructions", "meaningful choices"): a habit, not one thing done."""
    head = _HEAD.match(text)
    if not head:
        return False
    told = head.group(1).split()
    owned = told[0] in ("his", "her", "their", "my", "the", "its", "both", "these") or bool(re.match(r"\d|█", told[0]))
    return not owned and told[-1] not in FUNCTION and bool(re.search(r"[^s'iu]s$|people$|children$", told[-1]))


def specific(reading: Reading, clause: Clause, found: Sequence[Found]) -> tuple[Grade, bool]:
    """The grade for S, and whether two readers would picture the same thing."""
    phrase, stop = clause.phrase, clause.core[1]
    level, because, rule = _picture(reading, phrase, stop, found)
    spot = Span(*phrase.verb)
    if level is Level.NOT_MET:
        for other in clause.further:
            got, _, _ = _picture(reading, other, stop, ())
            if other.act is Act.OBSERVABLE and got is not Level.NOT_MET and look(reading, other, stop).concrete:
                level, because, rule, spot = (
                    Level.PARTLY,
                    "A visible action stands behind a broad aim.",
                    "S.means",
                    Span(*other.verb),
                )
                break
    return Grade(level, because, (rule,), (spot,)), level is not Level.NOT_MET and rule != "S.inner-bounded"


def _picture(reading: Reading, phrase: Phrase, stop: int, found: Sequence[Found]) -> tuple[Level, str, str]:
    """How well a verb phrase can be pictured."""
    thing = look(reading, phrase, stop)
    where = bool(g.CONTEXT.search(reading.low, phrase.verb[1], stop))
    number = any(f.kind in THRESHOLDS or f.kind is Measure.LEVEL for f in found)
    alone = any(f.kind is Measure.INDEPENDENCE for f in found)
    if phrase.act is Act.CHANGE:
        if number:
            return Level.PARTLY, "A direction, but with a target to reach.", "S.change-to-target"
        return Level.NOT_MET, "It says a direction, not what the child will be seen to do.", "S.change"
    if phrase.act is Act.STATE:
        when = re.search(r"\b(?:when|whenever|while|during|if|after|before) ", reading.low[phrase.verb[1] : stop])
        if when and thing.concrete:
            return Level.MET, "A state tied to a situation that can be watched.", "S.state-in-context"
        if ((thing.concrete and where) or number) and not phrase.weak:
            return Level.PARTLY, "A state; say what others would see.", "S.state-bounded"
        return Level.NOT_MET, "A state no one can see; say what the child will do.", "S.state"
    if phrase.act is Act.INNER:
        if thing.concrete and not phrase.weak:
            return Level.PARTLY, "It is known or felt; say what would show it.", "S.inner-bounded"
        if number:
            return Level.PARTLY, "It is known or felt, with a target.", "S.inner-target"
        return Level.NOT_MET, "It is known or felt and broad; say what would show it.", "S.inner"
    bounded = thing.concrete or phrase.event or number
    if not bounded:
        if set(thing.words[:3]) & _NAMED_THINGS and _NAMEABLE.match(phrase.lemma) and not phrase.weak:
            return Level.PARTLY, "A skill one can name; say where, when or with whom.", "S.nameable"
        if phrase.once and not thing.words and not phrase.weak:
            return (Level.MET if where else Level.PARTLY), "A visible action.", "S.bare-action"
        if where and alone and not phrase.weak:
            return Level.PARTLY, "An action with a setting but no clear object.", "S.setting-only"
        return Level.NOT_MET, "It names an area, not what the child will do.", "S.broad-object"
    if phrase.weak or phrase.felt:
        return Level.PARTLY, "A visible skill, put as a direction or a feeling.", "S.weakened"
    if where or number or alone:
        return Level.MET, "It says what the child will do, and where, when, with whom or how much.", "S.action-in-context"
    return Level.PARTLY, "A visible skill; say where, when, with whom or with what help.", "S.action"


def measurable(reading: Reading, clause: Clause, found: Sequence[Found], pictured: bool) -> tuple[Grade, bool]:
    """The grade for M, and whether a third party could decide met or not met."""
    phrase = clause.phrase
    spans = {kind: tuple(Span(f.start, f.end) for f in found if f.kind in kind) for kind in (THRESHOLDS,)}[THRESHOLDS]
    if spans:
        return Grade(Level.MET, "It has a threshold that two strangers could check.", ("M.threshold",), spans), True
    level = tuple(Span(f.start, f.end) for f in found if f.kind is Measure.LEVEL)
    if level and not phrase.weak:
        return Grade(Level.PARTLY, "It names a test or level; say which result.", ("M.level",), level), True
    once = _shown_once(reading, clause, pictured)
    criterion = tuple(Span(f.start, f.end) for f in found if f.kind is Measure.CRITERION)
    if once or criterion:
        because = "Met or not met can be seen; say how often or how well."
        return Grade(
            Level.PARTLY, because, ("M.shown-once" if once else "M.criterion",), criterion or (Span(*phrase.verb),)
        ), True
    alone = tuple(Span(f.start, f.end) for f in found if f.kind is Measure.INDEPENDENCE)
    if alone and pictured:
        return Grade(Level.PARTLY, "It says how much help, but not how often or how well.", ("M.independence",), alone), False
    compared = g.COMPARATIVE.search(reading.low, *clause.core)
    if compared:
        because = "It compares without saying from what to what."
        return Grade(Level.NOT_MET, because, ("M.comparative",), (Span(*compared.span()),)), False
    return Grade(Level.NOT_MET, "It does not say how often, how many, how long or how well.", ("M.none",)), False


def _shown_once(reading: Reading, clause: Clause, pictured: bool) -> bool:
    """Whether doing it one time would show it: "count to 20" does, "make choices" and "follow instructions" are habits."""
    phrase = clause.phrase
    if not pictured or phrase.act is not Act.OBSERVABLE or phrase.weak or phrase.felt:
        return False
    if phrase.event:
        return True
    thing = look(reading, phrase, clause.core[1])
    return phrase.once and thing.concrete and not thing.plural


def timely(times: Sequence[TimePhrase]) -> Grade:
    """The grade for T: the best of the end points found."""
    if not times:
        return Grade(Level.NOT_MET, "It does not say by when.", ("T.none",))
    fixed = tuple(Span(t.start, t.end) for t in times if t.resolved)
    if fixed:
        return Grade(Level.MET, "It has an end point with a date.", ("T.resolved",), fixed)
    first = times[0]
    because = {
        TimeKind.REVIEW: "The end point moves with the review.",
        TimeKind.PERIOD: "It names a period, not its end.",
        TimeKind.BLANK: "The date is left blank.",
    }.get(first.kind, f"The end point has no date: {first.reason}.")
    return Grade(Level.PARTLY, because, ("T.unresolved",), tuple(Span(t.start, t.end) for t in times))
