"""The verb that carries an outcome, found through those one looks through ("begin to", "be able to"), and what it amounts to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ehcp_lint import outcome_grammar as g
from ehcp_lint.outcome_words import FUNCTION, noun_pattern, nouns, verbs


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
    direction or a degree ("better able to", "develop the ability to"); `adult`: a verb of staff when no child is named."""

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


_EVENT = re.compile(
    r"(?:(?:fully|reliably|completely|still|now|also) )*(?:toilet[- ]trained|continent|dry\b|clean and dry|potty[- ]trained|(?:in|into) (?:\w+[- ]){0,2}?(?:employment|work\b|a job|education|"
    r"an apprenticeship|an internship)|employed|living (?:in|with|on)|a member of|enrolled|registered|on roll|dressed|punctual|on time|present (?:in|at|for)|"
    r"at school|in school|back (?:in|at)|attending|in full[- ]time|at (?:college|university)|weaned|fed orally|seated)"
)
_LEVEL = re.compile(
    r"(?:working |reading |writing |operating |performing |functioning )?(?:at|within|in line with|on|above|secure (?:at|in)) .{0,30}\b(?:level|stage|expect\w+|standard|age|band|phase|grade)"
)
_INDEPENDENT_IN = re.compile(r"(?:\w+ly |more |as )*independent (?:as possible )?(?:in|with|when|at|for) ")
_PASSIVE = re.compile(r"(?:\w+ly )*[a-z-]+(?:ed|en|wn|ood|eard|ught|pt|ld|ne) (?:by|in|to|from|for|with|at)\b")


def read_phrase(low: str, start: int, end: int) -> Phrase:
    """What the words from `start` (where a verb phrase begins) to `end` say is done; offsets are into `low`."""
    at, weak, felt, negative, done = start, False, False, False, False
    for _ in range(8):  # each turn looks through one verb
        adverbs = g.ADVERBS.match(low, at, end)
        if adverbs and adverbs.end() > at:
            words = adverbs.group()
            negative |= "not " in words or "never " in words
            weak |= "more " in words or "increasingly " in words
            at = adverbs.end()
        if served := g.SERVED.match(low, at, end):
            return Phrase(Act.SERVICE, (at, served.end()), (served.end(), end), served["done"])
        if able := g.ABLE.match(low, at, end):
            following = _word(low, able.end(), end)
            if following and (following in verbs() or not following.endswith("s")):
                weak |= bool(re.search(r"\b(?:more|better|increasingly)\b", able["degree"]))
                felt |= able["how"] in _FEELINGS
                at = able.end()
                continue
        if g.MADE_PROGRESS.match(low, at, end) or g.VAGUE_ACHIEVE.match(low, at, end):
            stop = _word_end(low, at, end)
            return Phrase(Act.CHANGE, (at, stop), (stop, end), low[at:stop], weak=True, negative=negative)
        if ability := g.ABILITY.match(low, at, end):
            following = _word(low, ability.end(), end)
            if following in verbs():
                lead, noun = ability["lead"], ability["noun"]
                if noun.startswith("opportunit"):
                    return Phrase(Act.SERVICE, (at, ability.end("noun")), (ability.end(), end), noun)
                held = re.match(r"(?:have|has|having|show|shows|demonstrate|demonstrates|display|possess|with)\b", lead)
                weak |= not held or bool(g.COMPARATIVE.search(ability.group()))
                felt |= bool(re.match(r"confiden|understand|knowl|resil|motiv|awaren|self|courage|strength", noun))
                at = ability.end()
                continue
        if (
            (tries := g.TRY.match(low, at, end))
            and _is_verb(low, tries.end(), end)
            and tries.group().rstrip().endswith(("to", "can", "heard", "observed", "seen"))
        ):
            at = tries.end()
            continue
        if gerund := g.GERUND.match(low, at, end):
            at = gerund.end()
            continue
        if (perfect := g.PERFECT.match(low, at, end)) and _is_verb(low, perfect.end(), end):
            at, done = perfect.end(), True
            continue
        if progressive := g.PROGRESSIVE.match(low, at, end):
            at = progressive.end()
            continue
        break
    phrase = _head(low, at, end)
    once = phrase.once or (done and phrase.act is Act.OBSERVABLE)  # "will have met the careers adviser"
    compared = phrase.act is Act.OBSERVABLE and bool(g.COMPARATIVE.search(low, *phrase.object))
    return replace(phrase, weak=phrase.weak or weak or compared, felt=felt, negative=negative, once=once)


_FEELINGS = frozenset("confident comfortable ready willing prepared motivated keen happy brave relaxed safe equipped".split())  # noqa: SIM905


def _word(low: str, at: int, end: int) -> str:
    found = re.compile(r"(?:[a-z]+ly )*([a-z█][a-z█'-]*)").match(low, at, end)
    return found.group(1) if found else ""


def _is_verb(low: str, at: int, end: int) -> bool:
    return _word(low, at, end) in verbs()


def _word_end(low: str, at: int, end: int) -> int:
    found = re.compile(r"[\w█'-]+").match(low, at, end)
    return found.end() if found else at


def _head(low: str, at: int, end: int) -> Phrase:
    """The verb that stands at `at` with what follows it."""
    stop = _word_end(low, at, end)
    word = low[at:stop]
    joined = f"{word}-{_word(low, stop + 1, end)}"
    if joined in verbs() or word == "problem":  # "self regulate", "problem solve"
        word, stop = joined, _word_end(low, stop + 1, end)
    known = verbs().get(word)
    rest = (min(stop + 1, end), end)
    spot = (at, stop)
    if not word:
        return Phrase(Act.NONE, (at, at), (at, end))
    lemma = known.lemma if known else word
    adult = bool(known and known.adult)
    if lemma == "be":
        return _be(low, spot, rest)
    if lemma in ("have", "get", "receive", "need", "require") and g.HAVE_GIVEN.match(low, at, end):
        return Phrase(Act.SERVICE, spot, rest, lemma)
    if known and known.kind == "service":
        return Phrase(Act.SERVICE, spot, rest, lemma, adult=adult)
    tail = low[rest[0] : end]
    content = [w for w in re.findall(r"[a-z█][a-z█'-]*", tail)[:6] if w not in FUNCTION]
    if lemma in ("stay", "remain", "keep", "become", "grow", "feel") and content and content[0] in nouns("state"):
        return Phrase(Act.STATE, spot, rest, lemma, weak=bool(g.COMPARATIVE.match(tail)))
    if lemma in ("work", "move", "aim") and re.match(r"(?:towards?|on|at)\b", tail):
        return Phrase(Act.CHANGE, spot, rest, lemma, weak=True)
    if lemma == "take" and re.match(r"(?:an? )?(?:\w+ )?part\b", tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "participate")
    if lemma in _SHOWING and content:
        if g.COMPARATIVE.match(tail.lstrip()) or set(content[:2]) & {
            "improvement",
            "improvements",
            "increase",
            "progress",
            "reduction",
        }:
            return Phrase(Act.CHANGE, spot, rest, lemma, weak=True)
        if set(content[:2]) & nouns("inner"):
            return Phrase(Act.INNER, spot, rest, lemma)
    if (
        lemma
        in (
            "have",
            "get",
            "keep",
            "maintain",
            "find",
            "take",
            "make",
            "build",
            "form",
            "gain",
            "establish",
            "achieve",
            "obtain",
            "secure",
            "feel",
        )
        and content
    ):
        if (
            lemma in ("have", "make", "form", "maintain", "keep", "build", "establish")
            and (g.COMPARATIVE.match(tail) or re.match(r"(?:a |an )?(?:good|positive|strong|secure|healthy) ", tail))
            and set(content[:3]) & (nouns("broad") | nouns("inner"))
        ):
            return Phrase(Act.CHANGE if g.COMPARATIVE.match(tail) else Act.INNER, spot, rest, lemma, weak=True)
        if lemma in ("have", "gain", "take", "find", "get") and set(content[:2]) & nouns("inner"):
            return Phrase(Act.INNER, spot, rest, lemma, weak=lemma == "gain")
        if lemma == "have" and set(content[:2]) & {"skills", "strategies", "tools", "techniques", "relationships", "voice"}:
            return Phrase(Act.INNER, spot, rest, lemma)
    if known is None:
        return Phrase(Act.OBSERVABLE, spot, rest, lemma, once=True)
    return Phrase(Act(known.kind), spot, rest, lemma, once=known.once, weak=known.kind == "change", adult=adult)


_SHOWING = frozenset("show demonstrate display exhibit express present see".split())  # noqa: SIM905 - a list reads worse


def _be(low: str, spot: tuple[int, int], rest: tuple[int, int]) -> Phrase:
    """ "Be" with its complement: an event, a level, a doing, or a way to feel."""
    tail = low[rest[0] : rest[1]]
    if _EVENT.match(tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", once=True, event=True)
    if _LEVEL.match(tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", once=True)
    if independent := _INDEPENDENT_IN.match(tail):
        weak = bool(re.search(r"\bmore\b|\bas\b|increasingly", independent.group()))
        return Phrase(Act.OBSERVABLE, spot, (rest[0] + independent.end(), rest[1]), "independent", weak=weak)
    words = [w for w in re.findall(r"[a-z][a-z'-]*", tail)[:4] if w not in FUNCTION and not w.endswith("ly")]
    if _PASSIVE.match(tail) and (re.match(r"(?:\w+ly )*[a-z-]+ by ", tail) or not (words and words[0] in nouns("state"))):
        return Phrase(Act.OBSERVABLE, spot, rest, "be")
    compared = bool(g.COMPARATIVE.match(tail)) or bool(
        words and re.match(r"\w{3,}er\b", tail) and words[0] not in nouns("child")
    )
    if words and (words[0] in nouns("state") or compared):
        return Phrase(Act.STATE, spot, rest, "be", weak=compared)
    if re.match(r"(?:\w+ ){0,3}?\d|(?:at least|over|above|below) ", tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", once=True)
    if words and words[0] not in nouns("broad") and re.match(r"(?:a|an|the|on|in|at) ", tail):
        return Phrase(Act.OBSERVABLE, spot, rest, "be", event=not noun_pattern("state").search(tail))
    return Phrase(Act.STATE, spot, rest, "be")
