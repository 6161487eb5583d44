"""The verb that carries an outcome, behind those one looks through ("begin to", "be able to"), and what it amounts to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ehcp_lint.grammar import outcome_patterns as g
from ehcp_lint.grammar.outcome_words import Verb, pattern, verbs, words_of


class Act(StrEnum):
    """What kind of thing is said to happen."""

    OBSERVABLE = "observable"
    INNER = "inner"
    STATE = "state"
    CHANGE = "change"
    SERVICE = "service"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase: its verb and object as offsets, and what it amounts to.

    `once`: done one time, it is shown; `event`: a yes-or-no state of affairs (in employment, toilet trained); `weak`: put as a
    direction or a degree ("better able to", "develop the ability to"); `felt`: a feeling about doing ("confident to"), not the
    doing; `adult`: a verb of staff when no child is named."""

    act: Act
    verb: tuple[int, int]
    object: tuple[int, int]
    lemma: str = field(default="", repr=False)
    once: bool = False
    event: bool = False
    weak: bool = False
    felt: bool = False
    negative: bool = False
    adult: bool = False


_EVENT = pattern(
    r"(?:(?:fully|reliably|completely|still|now|also) )*(?:toilet[- ]trained|continent|dry\b|clean and dry|potty[- ]trained|"
    r"(?:in|into) (?:\w+[- ]){0,2}?(?:employment|work\b|a job|education|an apprenticeship|an internship)|employed|"
    r"living (?:in|with|on)|a member of|enrolled|registered|on roll|dressed|punctual|on time|present (?:in|at|for)|at school|"
    r"in school|"
    r"back (?:in|at)|attending|in full[- ]time|at (?:college|university)|weaned|fed orally|seated)"
)
_LEVEL = pattern(
    r"(?:working |reading |writing |operating |performing |functioning )?(?:at|within|in line with|on|above|secure (?:at|"
    r"in)) .{0,30}\b"
    r"(?:level|stage|expect\w+|standard|age|band|phase|grade)"
)
_INDEPENDENT_IN = pattern(r"(?:\w+ly |more |as )*independent (?:as possible )?(?:in|with|when|at|for) ")
_PASSIVE = pattern(r"(?:\w+ly )*[a-z-]+(?:ed|en|wn|ood|eard|ught|pt|ld|ne) (?:by|in|to|from|for|with|at)\b")
_PASSIVE_BY = pattern(r"(?:\w+ly )*[a-z-]+ by ")
_AMOUNT = pattern(r"(?:\w+ ){0,3}?\d|(?:at least|over|above|below) ")
_HELD = pattern(r"(?:have|has|having|shows?|demonstrates?|display|possess|with)\b")
_TO_TELL = pattern(r".*(?:to|can|heard|observed|seen) ?$")
_HOPEFUL = pattern(r"confiden|understand|knowl|resil|motiv|awaren|self|courage|strength")
_MORE = pattern(r"\b(?:more|better|increasingly)\b")
_NEXT = pattern(r"(?:[a-z]+ly )*([a-z█][a-z█'-]*)")
_WORD = pattern(r"[\w█'-]+")
_TELLING = re.compile(r"[a-z█][a-z█'-]*")
_HARD = pattern(r"(?:[\w█',-]+ ){0,8}?(?:hard|difficult|tricky|challenging|difficult(?:y|ies)|problems?)\b")
_A_THING = pattern(r"(?:an?|the|his|her|their) ")
_PART = pattern(r"(?:an? )?(?:\w+ )?part\b")
_GOOD = pattern(r"(?:an? )?(?:good|positive|strong|secure|healthy) ")
_COMPARED = pattern(r"\w{3,}er\b")
_PLACED = pattern(r"(?:an?|the|on|in|at) ")


def read_phrase(low: str, start: int, end: int) -> Phrase:
    """What the words from `start` (where a verb phrase begins) to `end` say is done; offsets are into `low`."""
    at, weak, felt, negative, done = start, False, False, False, False
    for _ in range(8):  # each turn looks through one verb
        adverbs = g.ADVERBS.match(low, at, end)
        if adverbs and adverbs.end() > at:
            skipped = adverbs.group()
            negative |= "not " in skipped or "never " in skipped
            weak |= "more " in skipped or "increasingly " in skipped
            at = adverbs.end()
        if served := g.SERVED.match(low, at, end):
            return Phrase(Act.SERVICE, (at, served.end()), (served.end(), end), served["done"])
        if g.MADE_PROGRESS.match(low, at, end) or g.VAGUE_ACHIEVE.match(low, at, end):
            stop = _word_end(low, at, end)
            return Phrase(Act.CHANGE, (at, stop), (stop, end), low[at:stop], weak=True, negative=negative)
        able = g.ABLE.match(low, at, end)
        if able and (able["how"] not in words_of("feeling") or _is_verb(low, able.end(), end)):
            weak |= bool(_MORE.search(able["degree"]))
            felt |= able["how"] in words_of("feeling")
            at = able.end()
        elif (ability := g.ABILITY.match(low, at, end)) and _is_verb(low, ability.end(), end):
            if ability["noun"].startswith("opportunit"):
                return Phrase(Act.SERVICE, (at, ability.end("noun")), (ability.end(), end), ability["noun"])
            weak |= not _HELD.match(ability["lead"]) or bool(g.COMPARATIVE.search(ability.group()))
            felt |= bool(_HOPEFUL.match(ability["noun"]))
            at = ability.end()
        elif (tries := g.TRY.match(low, at, end)) and _TO_TELL.match(tries.group()) and _is_verb(low, tries.end(), end):
            at = tries.end()
        elif gerund := g.GERUND.match(low, at, end):
            at = gerund.end()
        elif g.HAVE_MORE.match(low, at, end):
            break
        elif (perfect := g.PERFECT.match(low, at, end)) and _is_participle(_next(low, perfect.end(), end)):
            at, done = perfect.end(), True
        elif progressive := g.PROGRESSIVE.match(low, at, end):
            at = progressive.end()
        else:
            break
    phrase = _head(low, at, end)
    observable = phrase.act is Act.OBSERVABLE
    return replace(
        phrase,
        weak=phrase.weak or weak or (observable and bool(g.COMPARATIVE.search(low, *phrase.object))),
        felt=felt,
        negative=negative,
        once=phrase.once or (done and observable),  # "will have met the careers adviser"
    )


def _next(low: str, at: int, end: int) -> str:
    """The next word that is no adverb."""
    found = _NEXT.match(low, at, end)
    return found.group(1) if found else ""


def _is_verb(low: str, at: int, end: int) -> bool:
    return _next(low, at, end) in verbs()


def _is_participle(word: str) -> bool:
    """Whether a word can follow "have" as its verb: "worked", "put"; not "support"."""
    verb = verbs().get(word)
    return verb is not None and (verb.lemma != word or word in _SAME)


_SAME = frozenset(("put", "cut", "set", "hit", "read", "shut", "come", "become", "run", "split", "spread"))


def _word_end(low: str, at: int, end: int) -> int:
    found = _WORD.match(low, at, end)
    return found.end() if found else at


def _head(low: str, at: int, end: int) -> Phrase:
    """The verb that stands at `at`, with what follows it."""
    stop = _word_end(low, at, end)
    word = low[at:stop]
    joined = f"{word}-{_next(low, stop + 1, end)}"
    if joined in verbs() or word == "problem":  # "self regulate", "problem solve"
        word, stop = joined, _word_end(low, stop + 1, end)
    if not word:
        return Phrase(Act.NONE, (at, at), (at, end))
    known = verbs().get(word)
    lemma = known.lemma if known else word
    spot, rest = (at, stop), (min(stop + 1, end), end)
    if lemma == "be":
        return _be(low, spot, rest)
    given = lemma in ("have", "get", "receive", "need", "require") and g.HAVE_GIVEN.match(low, at, end)
    if given or (lemma in ("have", "get") and (g.HAVE_DONE.match(low, at, end) or g.HAVE_WITH.match(low, at, end))):
        return Phrase(Act.SERVICE, spot, rest, lemma)
    return _light(low, lemma, spot, rest) or _plain(known, lemma, spot, rest)


def _plain(known: Verb | None, lemma: str, spot: tuple[int, int], rest: tuple[int, int]) -> Phrase:
    """A verb as listed; one that is not listed is something one can see done."""
    if known is None:
        return Phrase(Act.OBSERVABLE, spot, rest, lemma, once=True)
    act = Act(known.kind)
    return Phrase(act, spot, rest, lemma, once=known.once, weak=act is Act.CHANGE, adult=known.adult)


_STAYING = frozenset(("stay", "remain", "keep", "become", "grow", "feel"))
_SHOWING = frozenset(("show", "demonstrate", "display", "exhibit", "express", "present", "see"))
_BUILDING = frozenset(("have", "make", "form", "maintain", "keep", "build", "establish"))
_GAINING = frozenset(("have", "gain", "take", "find", "get"))
_BARE_MEANS = frozenset(("skills", "strategies", "tools", "techniques", "relationships", "voice"))


def _light(low: str, lemma: str, spot: tuple[int, int], rest: tuple[int, int]) -> Phrase | None:
    """A verb that says little beside its object: "show resilience", "have friends", "take part", "stay calm"."""
    tail = low[rest[0] : rest[1]]
    told = [w for w in _TELLING.findall(tail)[:6] if w not in words_of("function")]
    if lemma in ("work", "move", "aim") and g.WORKS_TOWARDS.match(tail):
        return Phrase(Act.CHANGE, spot, rest, lemma, weak=True)
    if lemma == "take" and _PART.match(tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "participate")
    if not told:
        return None
    if lemma in ("find", "have", "struggle") and _HARD.match(tail):
        return Phrase(Act.STATE, spot, rest, lemma, weak=True)
    compared = bool(g.COMPARATIVE.match(tail))
    inner = words_of("inner")
    if lemma == "become" and _A_THING.match(tail) and not compared and told[0] not in words_of("state") | words_of("broad"):
        return Phrase(Act.OBSERVABLE, spot, rest, lemma, once=True, event=True)
    if lemma in _STAYING and told[0] in words_of("state"):
        return Phrase(Act.STATE, spot, rest, lemma, weak=compared)
    if lemma in _SHOWING and (compared or {"improvement", "improvements", "increase", "progress", "reduction"} & set(told[:2])):
        return Phrase(Act.CHANGE, spot, rest, lemma, weak=True)
    if lemma in _SHOWING and inner & set(told[:2]):
        return Phrase(Act.INNER, spot, rest, lemma)
    if lemma in _BUILDING and (compared or _GOOD.match(tail)) and (words_of("broad") | inner) & set(told[:3]):
        return Phrase(Act.CHANGE if compared else Act.INNER, spot, rest, lemma, weak=True)
    if lemma in _GAINING and inner & set(told[:2]):
        return Phrase(Act.INNER, spot, rest, lemma, weak=lemma == "gain")
    if lemma == "have" and _BARE_MEANS & set(told[:2]):
        return Phrase(Act.INNER, spot, rest, lemma)
    return None


def _be(low: str, spot: tuple[int, int], rest: tuple[int, int]) -> Phrase:
    """ "Be" with its complement: an event, a level, a doing, or a way to feel."""
    if _EVENT.match(low, *rest):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", once=True, event=True)
    if _LEVEL.match(low, *rest):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", once=True, event=True)
    if independent := _INDEPENDENT_IN.match(low, *rest):
        weak = bool(_MORE.search(independent.group())) or "as " in independent.group()
        return Phrase(Act.OBSERVABLE, spot, (independent.end(), rest[1]), "independent", weak=weak)
    tail = low[rest[0] : rest[1]]
    told = [w for w in _TELLING.findall(tail)[:4] if w not in words_of("function") and not w.endswith("ly")]
    feels = bool(told) and told[0] in words_of("state")
    if told and told[0] in ("aware", "interested", "familiar"):
        return Phrase(Act.INNER, spot, rest, "be")
    by = bool(_PASSIVE_BY.match(tail))
    if _PASSIVE.match(tail) and (by or not feels):
        return Phrase(Act.OBSERVABLE, spot, rest, "be done by" if by else "be")
    compared = bool(g.COMPARATIVE.match(tail) or _COMPARED.match(tail))
    if told and (feels or compared):
        return Phrase(Act.STATE, spot, rest, "be", weak=compared)
    if _AMOUNT.match(tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", once=True)
    if told and told[0] not in words_of("broad") and _PLACED.match(tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", event=not words_of("state") & set(told))
    return Phrase(Act.STATE, spot, rest, "be")
