"""The rules for S, M and T on what was read in an outcome (docs/guideline.md 1).

Each also gives the yes-or-no reading of docs/guideline.md: would two readers picture the same; could a third party
decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ehcp_lint.grammar import outcome_patterns as g
from ehcp_lint.grammar.clauses import Clause, Reading
from ehcp_lint.grammar.outcome_measures import THRESHOLDS, Found, Measure
from ehcp_lint.grammar.outcome_words import abstract, pattern, verbs, words_of
from ehcp_lint.grammar.verb_phrase import Act, Phrase
from ehcp_lint.outcomes.judgement import Grade, Level
from ehcp_lint.outcomes.timing import TimeKind, TimePhrase
from ehcp_lint.plan import Span


class Object(NamedTuple):
    """What a verb is done to: its telling words, whether they can be pictured, whether it is a plural without "his" or "the",
    and whether nothing stands before the setting ("lines up with his class")."""

    words: tuple[str, ...]
    concrete: bool
    plural: bool
    bare: bool


_PAUSE = re.compile(
    r"\b(?:in|at|on|with|to|for|during|when|while|after|before|by|from|if|without|using|into|around|across|through|towards?|"
    r"under)\b"
)
_TOLD = re.compile(r"[a-z█][a-z█'-]*|\d[\d.:/]*")
_REFLEXIVE = re.compile(r" ?(?:him|her|them|my)sel(?:f|ves)\b")
_NAMEABLE = re.compile(
    r"communicat|express|shar|tell|voic|convey|indicat|show|state|say|identif|mak|recognis|nam|label|describ|explain|ask|"
    r"request|choos|seek|signal|talk|discuss|have"
)
_JOINS = (
    r"of|in|on|at|to|for|with|from|by|when|that|and|or|using|as|into|about|during|without|so|between|such|including|like|if|"
    r"because|"
    r"what|how|where|who|which|independently|appropriately"
)
_HEAD = re.compile(rf" ?(?:[a-z]+ly )*((?:(?!(?:{_JOINS}) )[\w'-]+ ){{0,5}}?[\w'-]+)(?= (?:{_JOINS})\b|[.,;:()]| *$)")
_SINGLED = pattern(r" ?(?:an?|the|his|her|their|my|█+'s|one|two|three|\d+|both|this|that)\b|[^,.;]*\bto (?:[a-z]+ly )*[a-z]+")
_BY_DEGREE = pattern(r"\b@degree@\b")
_OWNED = re.compile(r"(?:his|her|their|my|the|its|both|these|\d.*|█+.*)")
_PLURAL = re.compile(r".*[^s'iu]s|.*people|.*children")
_WHEN = pattern(r"\b(?:when|whenever|while|during|if|after|before) ")


def look(reading: Reading, phrase: Phrase, stop: int) -> Object:
    """The object of a verb phrase, without the support it is done with."""
    start, end = phrase.object[0], min(phrase.object[1], stop)
    text = reading.low[start:end]
    for a, b in reading.support:
        if a < end and start < b:
            a, b = max(a, start) - start, min(b, end) - start
            text = text[:a] + " " * (b - a) + text[b:]
    text = g.DEGREE.sub(" ", text)
    told = _telling(text)
    goes = phrase.lemma in words_of("going")
    real = any(
        not abstract(w) and w[0] != "█" and w not in words_of("comparative") and (goes or w not in words_of("place"))
        for w in told
    )
    itself = phrase.once and bool(_REFLEXIVE.match(text))
    someone = phrase.lemma in words_of("to people") and bool(told)
    seen = phrase.lemma == "be done by"
    pause = _PAUSE.search(text)
    bare = not _telling(text[: pause.start()] if pause else text)
    return Object(told, real or itself or someone or seen, _any_number(text), bare)


def _telling(text: str) -> tuple[str, ...]:
    """The words that carry content; not the second of two verbs ("listen and respond")."""
    every = _TOLD.findall(text)
    return tuple(
        w
        for before, w in zip(["", *every], every, strict=False)
        if w not in words_of("function") and not w.endswith("ly") and not (before in ("and", "or") and w in verbs())
    )


def _any_number(text: str) -> bool:
    """Whether the object is bare and in the plural ("instructions", "meaningful choices"): a habit, not one thing done."""
    head = _HEAD.match(text)
    if not head:
        return False
    told = head.group(1).split()
    return not _OWNED.fullmatch(told[0]) and told[-1] not in words_of("function") and bool(_PLURAL.fullmatch(told[-1]))


# --- specific --------------------------------------------------------------------------------------------------------------


def specific(reading: Reading, clause: Clause, found: Sequence[Found]) -> tuple[Grade, bool]:
    """The grade for S, and whether two readers would picture the same thing."""
    phrase, stop = clause.phrase, clause.core[1]
    level, because, rule = _picture(reading, phrase, stop, found)
    spot = Span(*phrase.verb)
    if level is Level.NOT_MET or rule == "S.inner-bounded":
        for other in clause.further:
            if other.act is Act.OBSERVABLE and _picture(reading, other, other.object[1], ())[2] in _VISIBLE:
                level, because, rule = Level.PARTLY, "A visible action stands behind a broad aim.", "S.means"
                spot = Span(*other.verb)
                break
    return Grade(level, because, (rule,), (spot,)), level is not Level.NOT_MET and rule != "S.inner-bounded"


_VISIBLE = ("S.nameable", "S.action", "S.action-in-context", "S.weakened")


def _picture(reading: Reading, phrase: Phrase, stop: int, found: Sequence[Found]) -> tuple[Level, str, str]:
    """How well a verb phrase can be pictured: the level, why, and the rule."""
    number = any(f.kind in THRESHOLDS or f.kind is Measure.LEVEL for f in found)
    if phrase.act is Act.CHANGE:
        if number:
            return Level.PARTLY, "A direction, but with a target to reach.", "S.change-to-target"
        return Level.NOT_MET, "It says a direction, not what the child will be seen to do.", "S.change"
    thing = look(reading, phrase, stop)
    where = bool(g.CONTEXT.search(reading.low, phrase.verb[1], stop))
    if phrase.act is Act.STATE:
        if thing.concrete and _WHEN.search(reading.low, phrase.verb[1], stop):
            return Level.MET, "A state tied to a situation that can be watched.", "S.state-in-context"
        if ((thing.concrete and where) or number) and not phrase.weak:
            return Level.PARTLY, "A state; say what others would see.", "S.state-bounded"
        return Level.NOT_MET, "A state no one can see; say what the child will do.", "S.state"
    if phrase.act is Act.INNER:
        if _known_fact(reading, phrase, thing):
            return Level.PARTLY, "A fact to know; say what would show it.", "S.known-fact"
        if number:
            return Level.PARTLY, "It is known or felt, with a target.", "S.inner-target"
        if thing.concrete and not phrase.weak:
            return Level.PARTLY, "It is known or felt; say what would show it.", "S.inner-bounded"
        return Level.NOT_MET, "It is known or felt and broad; say what would show it.", "S.inner"
    alone = any(f.kind is Measure.INDEPENDENCE for f in found)
    if not (thing.concrete or phrase.event or number):
        return _unbounded(phrase, thing, where, alone)
    if phrase.weak and thing.plural and not number:
        return Level.NOT_MET, "A habit, put as a direction; say what, how often or how well.", "S.weak-habit"
    if phrase.weak or phrase.felt:
        return Level.PARTLY, "A visible skill, put as a direction or a feeling.", "S.weakened"
    if where or number or alone:
        return Level.MET, "It says what the child will do, and where, when, with whom or how much.", "S.action-in-context"
    return Level.PARTLY, "A visible skill; say where, when, with whom or with what help.", "S.action"


def _known_fact(reading: Reading, phrase: Phrase, thing: Object) -> bool:
    """Whether what is known can be asked in one question: "her address", "the days of the week"; not "how to stay safe"."""
    owned = _OWNED.match(reading.low[phrase.object[0] : phrase.object[1]].lstrip())
    return phrase.lemma in ("know", "remember") and thing.concrete and bool(owned)


def _unbounded(phrase: Phrase, thing: Object, where: bool, alone: bool) -> tuple[Level, str, str]:
    """An action on nothing that can be pictured: "make choices", "swim", "engage in learning"."""
    if not phrase.weak:
        if words_of("nameable").intersection(thing.words[:3]) and _NAMEABLE.match(phrase.lemma):
            return Level.PARTLY, "A skill one can name; say where, when or with whom.", "S.nameable"
        if phrase.once and thing.bare:
            return (Level.MET if where else Level.PARTLY), "A visible action.", "S.bare-action"
        if where and alone:
            return Level.PARTLY, "An action with a setting but no clear object.", "S.setting-only"
    return Level.NOT_MET, "It names an area, not what the child will do.", "S.broad-object"


# --- measurable ------------------------------------------------------------------------------------------------------------


def measurable(reading: Reading, clause: Clause, found: Sequence[Found], pictured: bool) -> tuple[Grade, bool]:
    """The grade for M, and whether a third party could decide met or not met."""

    def spans(*kinds: Measure) -> tuple[Span, ...]:
        return tuple(Span(f.start, f.end) for f in found if f.kind in kinds)

    if marks := spans(*THRESHOLDS):
        return Grade(Level.MET, "It has a threshold that two strangers could check.", ("M.threshold",), marks), True
    if (marks := spans(Measure.LEVEL)) and not clause.phrase.weak:
        return Grade(Level.PARTLY, "It names a test or level; say which result.", ("M.level",), marks), True
    criterion = spans(Measure.CRITERION)
    if _shown_once(reading, clause, pictured) or criterion:
        rule, marks = ("M.criterion", criterion) if criterion else ("M.shown-once", (Span(*clause.phrase.verb),))
        return Grade(Level.PARTLY, "Met or not met can be seen; say how often or how well.", (rule,), marks), True
    if (marks := spans(Measure.INDEPENDENCE)) and pictured:
        because = "It says how much help, but not how often or how well."
        return Grade(Level.PARTLY, because, ("M.independence",), marks), False
    if compared := g.COMPARATIVE.search(reading.low, *clause.core):
        because = "It compares without saying from what to what."
        return Grade(Level.NOT_MET, because, ("M.comparative",), (Span(*compared.span()),)), False
    return Grade(Level.NOT_MET, "It does not say how often, how many, how long or how well.", ("M.none",)), False


def _shown_once(reading: Reading, clause: Clause, pictured: bool) -> bool:
    """Whether doing it one time would show it: "count to 20" does, "make choices" and "follow instructions" are habits."""
    phrase = clause.phrase
    if not pictured or phrase.weak or phrase.felt:
        return False
    thing = look(reading, phrase, clause.core[1])
    if phrase.event or (phrase.act is Act.INNER and _known_fact(reading, phrase, thing)):
        return True
    if phrase.act is not Act.OBSERVABLE or not phrase.once or thing.plural or _BY_DEGREE.search(reading.low, *clause.core):
        return False
    if phrase.lemma == "use" and not _SINGLED.match(reading.low, phrase.object[0]):
        return False  # "use Makaton": any amount of it
    return thing.concrete or thing.bare


# --- timely ----------------------------------------------------------------------------------------------------------------


def timely(times: Sequence[TimePhrase]) -> Grade:
    """The grade for T: the best of the end points found."""
    if not times:
        return Grade(Level.NOT_MET, "It does not say by when.", ("T.none",))
    if fixed := tuple(Span(t.start, t.end) for t in times if t.resolved and t.certain):
        return Grade(Level.MET, "It has an end point with a date.", ("T.resolved",), fixed)
    because = {
        TimeKind.REVIEW: "The end point moves with the review.",
        TimeKind.PERIOD: "It names a period, not its end.",
        TimeKind.BLANK: "The date is left blank.",
    }.get(times[0].kind, f"The end point has no date: {times[0].reason}.")
    return Grade(Level.PARTLY, because, ("T.unresolved",), tuple(Span(t.start, t.end) for t in times))
