"""What an outcome says, in slots: who does what, to what, when, with what help, and what is only said around it.

The slots are facts about the words (domain/judging.md 3.3); `smart` grades them. All offsets are into the outcome's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ehcp_lint import outcome_grammar as g
from ehcp_lint.language import MASK, lower, mask, plain, sentence_case, sentences
from ehcp_lint.outcome_words import noun_pattern, verbs
from ehcp_lint.timing import TimePhrase, find_times
from ehcp_lint.verb_phrase import Act, Phrase, read_phrase


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


def read_outcome(text: str, names: Sequence[str] = (), times_of: Callable[[str], Sequence[TimePhrase]] = find_times) -> Reading:
    """`text` in slots; `names` are masked first, `times_of` finds the end points in the masked text."""
    shown = mask(sentence_case(plain(text)), names, wide=False)
    times = tuple(times_of(shown))
    chars = list(lower(shown))
    for time in times:
        chars[time.start : time.end] = " " * (time.end - time.start)
    low = "".join(chars)
    baseline, clauses, purpose, support = [], [], [], []
    for start, end in sentences(shown):
        if g.BASELINE.search(low[start:end]) and not g.WILL.search(low[start:end]):
            baseline.append((start, end))
            continue
        for aside in g.ASIDE.finditer(low, start, end):
            baseline.append(aside.span())
            low = low[: aside.start()] + " " * len(aside.group()) + low[aside.end() :]
        clause = _clause(low, start, end)
        clauses.append(clause)
        if clause.core[1] < end and g.PURPOSE.match(low, clause.core[1], end):
            purpose.append((clause.core[1], end))
        support.extend(m.span() for m in g.SUPPORT.finditer(low, *clause.core))
    return Reading(low, tuple(clauses), times, tuple(baseline), tuple(purpose), tuple(support))


def _clause(low: str, start: int, end: int) -> Clause:
    """The main statement between two offsets."""
    label = ""
    if found := g.LABEL.match(low[start:end]):
        label = next(name for name, words in found.groupdict().items() if words)
        start += found.end()
    start += len(low[start:end]) - len(low[start:end].lstrip(" ,.;:()[]{}-•|/\"'"))
    stop = _core_end(low, start, end)
    doer, mood, phrase = _statement(low, start, stop)
    return Clause((start, end), (start, stop), doer, mood, phrase, label, _further(low, phrase, stop))


def _core_end(low: str, start: int, end: int) -> int:
    """Where the statement stops and its purpose, cause or way of measuring begins."""
    stop = end
    for pattern in (g.PURPOSE, g.CAUSE):
        for m in pattern.finditer(low, start, stop):
            if pattern is g.PURPOSE and g.CRITERION.match(low, m.start()):
                continue
            if low[start : m.start()].strip(" ,") and (len(low[start : m.start()].split()) > 2 or pattern is g.PURPOSE):
                stop = m.start()
                break
    return stop


def _statement(low: str, start: int, end: int) -> tuple[Doer, Mood, Phrase]:
    """Who does it, how it is put, and what is done."""
    s = low[start:end]
    wants = g.WANTS.search(s)
    if (wish := g.WISH.match(s)) and not g.WILL.search(s):
        act = Act.CHANGE if g.COMPARATIVE.match(s, wish.end()) else Act.STATE
        return (
            Doer.CHILD,
            Mood.WANT,
            Phrase(act, (start + wish.start(1), start + wish.end(1)), (start + wish.end(), end), weak=True),
        )
    modal = _modal(s)
    if wants and (modal is None or wants.start() <= modal[0].start()) and not g.SUBORDINATE.search(s, 0, wants.start()):
        return _doer(s[: wants.start()]), Mood.WANT, read_phrase(low, start + _skip(s, wants.end()), end)
    if modal:
        found, mood = modal
        return _doer(s[: found.start()]), mood, read_phrase(low, start + _skip(s, found.end()), end)
    if found := _TO.match(s):
        doer = _doer(found["who"] or "")
        return doer, Mood.LIST, read_phrase(low, start + found.end(), end)
    need = g.NEEDS.search(s)
    if need and _NEEDER.search(s, 0, need.start()) and not _verb_before(s, need.start()):
        return _doer(s[: need.start()]), Mood.NEED, read_phrase(low, start + need.start(), end)
    return _bare(low, start, end)


_TO = re.compile(
    r"(?:(?:the |an? |our |my |his |her )?(?:outcome|aim|goal|target|objective|hope|plan|intention|priority|long[- ]term \w+) (?:is|are|will be) )?"
    r"(?:for (?P<who>(?:[\w█'-]+ ){1,5}?))?to (?=[a-z█])"
)
_HEADLINE = re.compile(r"(?P<who>(?:[\w█'-]+ ){1,5}?)to (?=(?:be|have|\w+)\b)")


_NEEDER = re.compile(r"[\w█'\]-]+(?: (?:[a-z]+ly|also|still|often))*\s*$")


def _verb_before(s: str, at: int) -> bool:
    """Whether a finite verb stands before `at`: "understands the health needs" says no need."""
    return any(w in verbs() and w != verbs()[w].lemma and not w.endswith("ing") for w in re.findall(r"[a-z-]+", s[:at])[1:])


def _skip(s: str, at: int) -> int:
    return at + len(s[at:]) - len(s[at:].lstrip(" ,"))


def _modal(s: str) -> tuple[re.Match[str], Mood] | None:
    """The "will" or "can" of the main statement, not of a side one ("when he can see it", "a game that will last")."""
    fallback = None
    for pattern, mood in ((g.WILL, Mood.WILL), (g.CAN, Mood.IS)):
        for m in pattern.finditer(s):
            if g.RELATIVE.search(s, 0, m.start()):
                continue
            if not g.SUBORDINATE.search(s, 0, m.start()):
                return m, mood
            fallback = fallback or (m, mood)
        if fallback and mood is Mood.WILL:
            return fallback
    return None


def _doer(before: str) -> Doer:
    """Who the words before the verb name: the first that is not merely an owner ("his teacher")."""
    words = re.sub(r"^.*[,;:](?=.*\w)", "", before) if re.search(r"[,;:]", before) else before
    words = words.strip(" ,") or before.strip(" ,;:")
    if not words:
        return Doer.NOBODY
    owner = bool(re.search(r"\b(?:his|her|their|my)\b|[\w█]+'s?\b", words))
    hits: list[tuple[int, int, Doer]] = []
    for kind, doer in (("child", Doer.CHILD), ("adult", Doer.ADULTS), ("other", Doer.OTHERS), ("service", Doer.SERVICE)):
        for m in noun_pattern(kind).finditer(words):
            if not words.startswith(("'s", "s'"), m.end()):
                hits.append((m.start(), -m.end(), doer))
                break
    named = re.search(rf"{MASK}+(?!{MASK}|')", words)
    if named:
        hits.append((named.start(), -named.end(), Doer.CHILD))
    whose = _OF.search(words)  # "interactions with peers": the first noun counts, not whom it concerns
    hits = [hit for hit in hits if not whose or hit[0] < whose.start()]
    if hits:
        return min(hits)[2]
    return Doer.TRAIT if owner or len(words.split()) < 7 else Doer.NOBODY


_OF = re.compile(
    r"(?<!all)(?<!members)(?<!member)(?<!some)(?<!team)(?<!both)(?<!one)(?<!each)(?<!most) (?:with|of|between|towards?|in|at|for|to|from|about|around) "
)


def _bare(low: str, start: int, end: int) -> tuple[Doer, Mood, Phrase]:
    """A sentence without "will" or "to": the present tense, a list item, or a noun."""
    s = low[start:end]
    nothing = Phrase(Act.NONE, (start, start), (start, end))
    if g.GIVEN_NOUN.match(s) or _only_service(s):
        return Doer.NOBODY, Mood.NOUN, Phrase(Act.SERVICE, (start, start), (start, end))
    first = re.match(rf"{g.ADVERBS.pattern}([\w█'-]+)", s)
    word = first.group(1) if first else ""
    verb = verbs().get(word)
    if g.CHANGE_NOUN.match(s) and not (verb and verb.lemma == word and verb.kind == "observable"):
        if not (verb and word == verb.lemma):
            return Doer.NOBODY, Mood.NOUN, Phrase(Act.CHANGE, (start, start), (start, end), weak=True)
    if verb and first and (word == verb.lemma or word.endswith("ing")):
        return Doer.NOBODY, Mood.LIST, read_phrase(low, start + first.start(1), end)
    if verb and first and word.endswith("s") and word not in _ALSO_NOUNS:
        return Doer.NOBODY, Mood.IS, read_phrase(low, start + first.start(1), end)
    if found := _HEADLINE.match(s):
        return _doer(found["who"]), Mood.LIST, read_phrase(low, start + found.end(), end)
    for m in re.finditer(r"[\w█'-]+", s):
        known = verbs().get(m.group())
        if m.start() and known and m.group() != known.lemma and not m.group().endswith("ing"):
            doer = _doer(s[: m.start()])
            if doer is not Doer.NOBODY:
                return doer, Mood.IS, read_phrase(low, start + m.start(), end)
        if m.start() > 60:
            break
    if first and word.startswith(MASK) and (after := re.match(rf"{MASK}+ {g.ADVERBS.pattern}(?P<verb>[a-z]+s)\b", s)):
        return Doer.CHILD, Mood.IS, read_phrase(low, start + after.start("verb"), end)
    return Doer.NOBODY, Mood.NONE, nothing


def _only_service(s: str) -> bool:
    """Whether a few words name nothing but a service: "short breaks", "weekly hydrotherapy"."""
    told = s.strip(" .;,")
    found = noun_pattern("service").search(told)
    return bool(found) and found.end() == len(told) and len(told.split()) <= 5 and not g.WILL.search(told)


_ALSO_NOUNS = frozenset(
    "needs changes visits breaks plans plays supports works marks helps tests records reports reviews prompts cues signs sounds words checks "
    "aims answers calls cooks copies counts displays drops exercises experiences fears films games groups hands hopes increases interests labels "
    "lists loves matches measures models offers orders paints parks points presses programmes pushes races results ropes rows rules scores "
    "searches sets shares shops shows skips sleeps speeches stages starts states steps stops stores switches talks targets tastes touches toys "
    "traces trades trains transfers transitions travels turns uses views votes walks washes watches waves wishes worries".split()
)


def _further(low: str, phrase: Phrase, end: int) -> tuple[Phrase, ...]:
    """Verbs joined to the main one by "and", a comma or "by ...ing"."""
    found = []
    for pattern in (g.AND_VERB, g.MEANS):
        for m in pattern.finditer(low, phrase.object[0], end):
            word = re.compile(r"[a-z-]+").match(low, m.end())
            known = verbs().get(word.group()) if word else None
            if known is None or (pattern is g.AND_VERB and word and word.group() != known.lemma):
                continue
            found.append(read_phrase(low, m.end(), end))
            if len(found) > 5:
                break
    return tuple(found)
