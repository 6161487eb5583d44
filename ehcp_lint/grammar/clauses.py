"""What an outcome says, in slots: who does what, to what, when, with what help, and what is only said around it.

The slots are facts about the words (docs/guideline.md 1); `smart` grades them. All offsets are into the outcome's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ehcp_lint.grammar import outcome_patterns as g
from ehcp_lint.grammar.outcome_words import pattern, verbs, whole, words_of
from ehcp_lint.grammar.verb_phrase import Act, Phrase, read_phrase
from ehcp_lint.language import MASK, lower, mask, plain, sentence_case, sentences

if TYPE_CHECKING:
    from ehcp_lint.outcomes.timing import TimePhrase


class Doer(StrEnum):
    """Who does it. A trait is the child's own something ("her speech will be clear"); nobody: the sentence names no one."""

    CHILD = "child"
    TRAIT = "trait"
    ADULTS = "adults"
    OTHERS = "others"
    SERVICE = "service"
    NOBODY = "nobody"


class Mood(StrEnum):
    """How it is put: what will be, what is, what is wanted or needed, a list item, a noun alone, how things stand now."""

    WILL = "will"
    IS = "is"
    WANT = "want"
    NEED = "need"
    LIST = "list"
    NOUN = "noun"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clause:
    """The main statement of one sentence; `core` are its words without purpose, cause and label."""

    span: tuple[int, int]
    core: tuple[int, int]
    doer: Doer
    mood: Mood
    phrase: Phrase
    label: str = ""
    further: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One outcome text read: `low` is the text in small letters, names masked, end points and asides blanked."""

    low: str = field(repr=False)
    clauses: tuple[Clause, ...]
    times: tuple[TimePhrase, ...]
    baseline: tuple[tuple[int, int], ...]
    purpose: tuple[tuple[int, int], ...]
    support: tuple[tuple[int, int], ...]


_AMERICAN = re.compile(r"(?<=[a-z]{3}i)z(?=(?:e[sd]?|ing|ation)\b)")  # "recognize" is looked up as "recognise"; no offset moves


def read_outcome(text: str, names: Sequence[str], times_of: Callable[[str], Sequence[TimePhrase]]) -> Reading:
    """`text` in slots; `names` are masked first, `times_of` finds the end points in the masked text."""
    shown = sentence_case(mask(_settled(plain(text)), names, wide=False))
    times = tuple(times_of(shown))
    low = _AMERICAN.sub("s", lower(shown))
    for time in times:
        low = _blank(low, time.start, time.end)
    baseline: list[tuple[int, int]] = []
    clauses: list[Clause] = []
    purpose: list[tuple[int, int]] = []
    support: list[tuple[int, int]] = []
    told = any(re.search(rf"\b{re.escape(name.split()[0])}\b", text) for name in names if name.split())  # by an adult
    for start, end in sentences(shown):
        said = low[start:end]
        if g.BASELINE.search(said) and not g.WILL.search(said):
            baseline.append((start, end))
            continue
        for aside in g.ASIDE.finditer(low, start, end):
            baseline.append(aside.span())
            low = _blank(low, *aside.span())
        clause = _clause(low, start, end)
        if told and _ADULT_I.match(low, *clause.core):
            clause = replace(clause, doer=Doer.ADULTS)
        clauses.append(clause)
        if clause.core[1] < end and g.PURPOSE.match(low, clause.core[1], end):
            purpose.append((clause.core[1], end))
        support.extend(m.span() for m in g.SUPPORT.finditer(low, *clause.core))
    return Reading(low, tuple(clauses), times, tuple(baseline), tuple(purpose), tuple(support))


_STRUCK = re.compile(r"~~[^~]{1,400}~~|\*\*|__(?=\S)|(?<=\S)__")


def _settled(text: str) -> str:
    """The text with words that are marked as struck out, and the marks of bold type, overwritten by blanks."""
    return _STRUCK.sub(lambda m: " " * len(m.group()), text)


def _blank(low: str, start: int, end: int) -> str:
    """The text with a stretch overwritten by spaces."""
    return low[:start] + " " * (end - start) + low[end:]


def _clause(low: str, start: int, end: int) -> Clause:
    """The main statement between two offsets."""
    label = ""
    if found := g.LABEL.match(low, start, end):
        label = next(name for name, words in found.groupdict().items() if words)
        start = found.end()
    start = _next_word(low, start, end, " ,.;:()[]{}-•|/\"'")
    if found := _THAT.match(low, start, end):
        start = found.end()
    stop = _core_end(low, start, end)
    doer, mood, phrase = _statement(low, start, stop)
    further = _further(low, phrase, stop) + _aimed(low, stop, end)
    return Clause((start, end), (start, stop), doer, mood, phrase, label, further)


_THAT = pattern(
    r"that (?=(?:he|she|they|█[█'-]*|his|her|their|the) (?:[\w█'-]+ ){0,3}?(?:will|shall|should|can|is|are|has|have)\b)"
)


def _core_end(low: str, start: int, end: int) -> int:
    """Where the statement stops and its purpose or cause begins."""
    stop = end
    for m in g.PURPOSE.finditer(low, start, stop):
        if low[start : m.start()].strip(" ,") and not g.CRITERION.match(low, m.start()):
            stop = m.start()
            break
    causes = (m for m in g.CAUSE.finditer(low, start, stop) if not _is_named(low, m))
    cause = next((m for m in causes if len(low[start : m.start()].split()) > 2), None)
    return cause.start() if cause else stop


def _is_named(low: str, m: re.Match[str]) -> bool:
    """Whether a word only stands there as a word to be used: "joining words (because, if)"."""
    return low[m.start() - 1 : m.start()] in tuple("(\"'") or low[m.end() : m.end() + 1] in tuple(",)\"'")


# --- who, how put, what ----------------------------------------------------------------------------------------------------

_TO = pattern(
    r"(?:(?:the |an? |our |my |his |her )?(?:outcome|aim|goal|target|objective|hope|plan|intention|priority|long[- ]term \w+) "
    r"(?:is|are|will be) )?(?:for (?P<who>(?:[\w█'-]+ ){1,5}?))?to (?=[a-z█])"
)
_HEADLINE = pattern(r"(?P<who>(?:[\w█'-]+ ){1,5}?)to (?=(?:be|have|\w+)\b)")
_TO_BE = pattern(r"(?P<who>(?:[\w█'(),-]+ ){1,6}?)to (?=be )")
_ADULT_I = pattern(r"\W*(?:i|we)(?:'ll|'d|'m|'re|'ve)? ")
_ANY_WORD = re.compile(r"[\w█'-]+")
_BEFORE_LAST_PAUSE = re.compile(r"^.*[,;:](?=.*[\w█])")
_OWNER = pattern(r"\b(?:his|her|their|my)\b|[\w█]+'s?\b")
_NAMED = re.compile(rf"{MASK}+(?!{MASK}|')")
_WHOSE = pattern(  # "interactions with peers": the first noun counts, not whom it concerns; "members of staff" are staff
    r"(?<!all)(?<!members)(?<!member)(?<!some)(?<!team)(?<!both)(?<!one)(?<!each)(?<!most) "
    r"(?:with|of|between|towards?|in|at|for|to|from|about|around) "
)
_OPENS = pattern(
    r"(?:with|through|given|using|by|after|following|in|at|on|during|from|via|when|while|if|once|where|before|until)\b "
)
_DOERS = (("child", Doer.CHILD), ("adult", Doer.ADULTS), ("other", Doer.OTHERS), ("service", Doer.SERVICE))
_DETERMINED = pattern(r" (?:the|an?|his|her|their|its|my|own|up|on|off|out|to)\b")
_SO_CAN = pattern(
    r"(?:so (?:that )?|in order that )(?:he|she|they|i|█+|the \w+) (?:can|will|could|is able to|are able to|may) "
)
_LOOK_SO_FAR = 60  # characters into a sentence that a subject may run before its verb in the present tense


def _statement(low: str, start: int, end: int) -> tuple[Doer, Mood, Phrase]:
    """Who does it, how it is put, and what is done."""
    modal = _modal(low, start, end)
    if (wish := g.WISH.match(low, start, end)) and not (modal and modal[1] is Mood.WILL):
        act = Act.CHANGE if g.COMPARATIVE.match(low, wish.end(), end) else Act.STATE
        return Doer.CHILD, Mood.WANT, Phrase(act, wish.span(1), (wish.end(), end), weak=True)
    wants = g.WANTS.search(low, start, end)
    if wants and (modal is None or wants.start() <= modal[0].start()) and not g.SUBORDINATE.search(low, start, wants.start()):
        return _doer(low[start : wants.start()]), Mood.WANT, _phrase_after(low, wants, end)
    if modal:
        return _doer(low[start : modal[0].start()]), modal[1], _phrase_after(low, modal[0], end)
    if found := _TO.match(low, start, end):
        return _doer(found["who"] or ""), Mood.LIST, read_phrase(low, found.end(), end)
    need = g.NEEDS.search(low, start, end)
    if need and _is_subject(low[start : need.start()].strip()):
        return _doer(low[start : need.start()]), Mood.NEED, read_phrase(low, need.start(), end)
    return _bare(low, start, end)


def _phrase_after(low: str, found: re.Match[str], end: int) -> Phrase:
    return read_phrase(low, _next_word(low, found.end(), end, " ,"), end)


def _next_word(low: str, at: int, end: int, skip: str) -> int:
    while at < end and low[at] in skip:
        at += 1
    return at


def _is_subject(before: str) -> bool:
    """Whether the words before "needs" or "has difficulty" are whom it is said of: "she still", "his speech"."""
    every = before.split()
    told = [w for w in every if not w.endswith("ly") and w not in ("also", "still", "often")] or every[:1]
    if not told or _verb_before(before):
        return False
    last = whole("child").search(told[-1]) or told[-1].startswith(MASK)
    return (
        bool(last)
        or (len(told) == 1 and told[0] not in verbs())
        or (len(told) <= 3 and told[0] in ("his", "her", "their", "my"))
    )


def _verb_before(before: str) -> bool:
    """Whether a finite verb stands there already: "understands the health needs" says no need."""
    told = _ANY_WORD.findall(before)[1:]
    return any(w in verbs() and w != verbs()[w].lemma and not w.endswith("ing") for w in told)


def _modal(low: str, start: int, end: int) -> tuple[re.Match[str], Mood] | None:
    """The "will" or "can" of the main statement, not of a side one ("when he can see it", "a game that will last")."""
    fallback = None
    for words, mood in ((g.WILL, Mood.WILL), (g.CAN, Mood.IS)):
        for m in words.finditer(low, start, end):
            if g.RELATIVE.search(low, start, m.start()):
                continue
            if not g.SUBORDINATE.search(low, start, m.start()):
                return m, mood
            fallback = fallback or (m, mood)
        if fallback and mood is Mood.WILL:
            return fallback
    return None


def _doer(before: str) -> Doer:
    """Who the words before the verb name: the first that is not merely an owner ("his teacher")."""
    said = _BEFORE_LAST_PAUSE.sub("", before).strip(" ,") or before.strip(" ,;:")
    if not said:
        return Doer.NOBODY
    hits = [
        (m.start(), m.end(), doer)
        for kind, doer in _DOERS
        for m in whole(kind).finditer(said)
        if not said.startswith(("'s", "s'"), m.end()) and not (m.group() == "her" and m.end() < len(said))
    ]
    hits += [(*named.span(), Doer.CHILD) for named in _NAMED.finditer(said)]
    if _OPENS.match(said):  # "with help from a TA he": the nearest to the verb
        return max(hits, key=lambda hit: (hit[0], hit[1]))[2] if hits else Doer.NOBODY
    if whose := _WHOSE.search(said):
        hits = [hit for hit in hits if hit[0] < whose.start()]
    if hits:
        return min(hits, key=lambda hit: (hit[0], -hit[1]))[2]
    return Doer.TRAIT if _OWNER.search(said) or len(said.split()) < 7 else Doer.NOBODY


def _bare(low: str, start: int, end: int) -> tuple[Doer, Mood, Phrase]:
    """A sentence without "will" or "to": the present tense, a list item, or a noun."""
    nothing, everything = (start, start), (start, end)
    if g.GIVEN_NOUN.match(low, start, end) or _only_service(low[start:end]):
        return Doer.NOBODY, Mood.NOUN, Phrase(Act.SERVICE, nothing, everything)
    first = g.FIRST_WORD.match(low, start, end)
    word = first.group(1) if first else ""
    verb = verbs().get(word)
    base = verb is not None and word == verb.lemma
    if g.CHANGE_NOUN.match(low, start, end) and not base:
        return Doer.NOBODY, Mood.NOUN, Phrase(Act.CHANGE, nothing, everything, weak=True)
    if (served := _TO_BE.match(low, start, end)) and not _verb_before(served["who"]):
        return _doer(served["who"]), Mood.LIST, read_phrase(low, served.end(), end)
    if verb and first and (base or word.endswith("ing")):
        return Doer.NOBODY, Mood.LIST, read_phrase(low, first.start(1), end)
    if verb and first and word.endswith("s") and word not in words_of("also noun"):
        return Doer.NOBODY, Mood.IS, read_phrase(low, first.start(1), end)
    if (found := _HEADLINE.match(low, start, end)) and not _verb_before(found["who"]):
        return _doer(found["who"]), Mood.LIST, read_phrase(low, found.end(), end)
    if first and (whole("child").match(word) or word[:1] == MASK) and _is_base(low, first.end(), end):
        return Doer.CHILD, Mood.IS, read_phrase(low, _next_word(low, first.end(), end, " "), end)
    for m in _ANY_WORD.finditer(low, start + len(word) + 1, min(end, start + _LOOK_SO_FAR)):
        known = verbs().get(m.group())
        if known and m.group() != known.lemma and not m.group().endswith("ing"):
            doer = _doer(low[start : m.start()])
            if doer is not Doer.NOBODY:
                return doer, Mood.IS, read_phrase(low, m.start(), end)
    if doing := g.MASKED_DOING.match(low, start, end):
        return Doer.CHILD, Mood.LIST, read_phrase(low, doing.start("verb"), end)
    if does := g.MASKED_DOES.match(low, start, end):
        return Doer.CHILD, Mood.IS, read_phrase(low, does.start("verb"), end)
    return Doer.NOBODY, Mood.NONE, Phrase(Act.NONE, nothing, everything)


def _is_base(low: str, at: int, end: int) -> bool:
    """Whether the next word is a verb in its base form ("she understand": not everyone writes the s)."""
    after = g.FIRST_WORD.match(low, _next_word(low, at, end, " "), end)
    return bool(after and after.group(1) in verbs() and verbs()[after.group(1)].lemma == after.group(1))


def _only_service(said: str) -> bool:
    """Whether a few words name nothing but a service: "short breaks", "weekly hydrotherapy"."""
    told = said.strip(" .;,:\"'()[]")
    found = whole("service").search(told)
    return found is not None and found.end() == len(told) and len(told.split()) <= 5


def _further(low: str, phrase: Phrase, end: int) -> tuple[Phrase, ...]:
    """Verbs joined to the main one by "and", a comma or "by ...ing"."""
    found: list[Phrase] = []
    for joint in (g.AND_VERB, g.MEANS):
        for m in joint.finditer(low, phrase.object[0], end):
            word = _ANY_WORD.match(low, m.end())
            known = verbs().get(word.group()) if word else None
            if not known or not word or len(found) > 4:
                continue
            present = word.group().endswith("s") and _DETERMINED.match(low, word.end())
            if joint is g.MEANS or word.group() == known.lemma or present:
                found.append(read_phrase(low, m.end(), end))
    return tuple(found)


def _aimed(low: str, start: int, end: int) -> tuple[Phrase, ...]:
    """What the child will do by a purpose clause: "so that she can walk to the classroom"."""
    aim = _SO_CAN.match(low, start, end)
    return (read_phrase(low, aim.end(), end),) if aim else ()
