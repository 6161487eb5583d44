"""What sections C, D, G, H1 and H2 hold: something definite, something vague, an agreed nil statement, or nothing at all.

Guideline: docs/guideline.md. "No needs identified" and "not known to this service" are both statements
of nil there and told apart here, because the law takes only the first for an answer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Any

from ehcp_lint.agreed_wording import Register, WordingMatch, load_register, make_register
from ehcp_lint.grammar import nil
from ehcp_lint.grammar.measures import AMOUNTS, FREQUENCIES
from ehcp_lint.grammar.nil import NilKind
from ehcp_lint.grammar.people import find_people, who_gives
from ehcp_lint.grammar.quantity import find_quantities
from ehcp_lint.grammar.text import Text, WordList, fold, unreadable
from ehcp_lint.grammar.vague import Around, find_vague
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Span
from ehcp_lint.resources import table

__all__ = [
    "Content",
    "ContentReading",
    "NilKind",
    "Register",
    "WordingMatch",
    "load_register",
    "make_register",
    "read_content",
    "score_health_social",
]

MOST_WORDS = 6000


class Content(StrEnum):
    """What a passage holds (docs/guideline.md)."""

    SUBSTANTIVE = "substantive"
    VAGUE = "vague"
    NIL = "agreed_nil_statement"
    BLANK = "blank_or_see_report"


@dataclass(frozen=True, slots=True)
class ContentReading:
    """What a passage of C, D, G, H1 or H2 holds, and the places that say so.

    `nil_kinds` are all the ways in which sentences of it say nothing, also where others say something; `definite` are the
    words that say something definite. `unjudged` names why it could not be read; then `content` is None."""

    content: Content | None = None
    unjudged: str | None = None
    nil_kinds: tuple[NilKind, ...] = ()
    nil: tuple[Span, ...] = ()
    definite: tuple[Span, ...] = ()
    vague: tuple[Span, ...] = ()

    @property
    def nil_kind(self) -> NilKind | None:
        """The one way in which it says nothing, if nothing is all it says."""
        return self.nil_kinds[0] if self.nil_kinds and self.content is not Content.SUBSTANTIVE else None


def read_content(text: str, section: str | None = None) -> ContentReading:
    """What a passage of section C, D, G, H1 or H2 holds. An empty passage is blank; another language cannot be told."""
    passage = fold(text)
    why = unreadable(passage, MOST_WORDS)
    if why == "empty":
        return ContentReading(Content.BLANK)
    if why:
        return ContentReading(unjudged=why)
    letter = _letter(section)
    lines = [_Line(passage, a, b, letter) for start, end in passage.clauses for a, b in _turns(passage.low, start, end)]
    return _assembled(passage, lines)


def score_health_social(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of `score health-social` for one record with `text` and `section`."""
    section = record.get("section")
    reading = read_content(str(record.get("text") or ""), str(section) if section else None)
    return {"content": reading.content.value if reading.content else None}


def _letter(section: str | None) -> str:
    letter = (section or "").strip().upper().replace(" ", "")
    return "H1" if letter == "H" else letter


_LETTER = Pattern(r"[^\W\d_]|\?")


def _turns(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut where it turns: "no needs identified, however she has eczema"; "none other than asthma"."""
    cuts = [start, *(m.start() for m in nil.LATER.finditer(low, start + 3, end)), end]
    return [(a, b) for a, b in pairwise(cuts) if _LETTER.search(low, a, b)]


# --- one sentence ------------------------------------------------------------------------------------------------------------

_PATTERNS = (
    (NilKind.NOT_KNOWN, nil.NOT_KNOWN),
    (NilKind.AWAITING, nil.AWAITING),
    (NilKind.SEE_REPORT, nil.SEE_REPORT),
    (NilKind.NOT_APPLICABLE, nil.NOT_APPLICABLE),
    (NilKind.NONE_IDENTIFIED, nil.NONE_IDENTIFIED),
    (NilKind.LOCAL_OFFER, nil.LOCAL_OFFER),
    (NilKind.UNIVERSAL, nil.UNIVERSAL),
    (NilKind.HEADING, nil.HEADING),
)
_CLASS = {
    NilKind.NONE_IDENTIFIED: Content.NIL,
    NilKind.NOT_KNOWN: Content.NIL,
    NilKind.NOT_APPLICABLE: Content.BLANK,
    NilKind.AWAITING: Content.BLANK,
    NilKind.SEE_REPORT: Content.BLANK,
    NilKind.HEADING: Content.BLANK,
    NilKind.LOCAL_OFFER: Content.VAGUE,
    NilKind.UNIVERSAL: Content.VAGUE,
}
_TENTATIVE = Pattern(
    r"\b(?:may|might|could|would benefit|should (?:consider|include|be considered|have access)|consider(?:ed|ation)?|"
    r"possibl[ey]|potentially|perhaps|appears? to|would be (?:helpful|useful|beneficial)|would benefit (?:him|her|them)|"
    r"would help)\b"
)
# When, with no day and no amount: "to review as appropriate", "at regular intervals".
_SOME_TIME = Pattern(
    r"\b(?:as|when|where|if) (?:appropriate|required|needed|necessary|indicated|clinically indicated)\b|"
    r"\bat (?:regular )?intervals\b|"
    r"\bsubject to (?:availability|funding|capacity)\b"
)
_MAY_BE = Pattern(r"\b(?:may|might|could) (?:be|have|also)\b")
_GOAL = Pattern(
    r"\bneeds? to (?:develop|improve|learn|have|be|make|increase|gain|build|become|access)\b|\b(?:develop|improve|"
    r"increase|promote) (?:his|her|their)\b"
)
_TOLD = re.compile(
    r"\b(?:because|so that|due to|as a result|which means|meaning that|when(?:ever)?|after|since|until|unless|cannot|"
    r"can't|can not|unable|not able|refuses?|avoids?|runs|hits|bites|struggles?|finds? (?:it )?(?:hard|difficult)|"
    r"difficulty|difficult|hard|every (?:day|night|week)|at night|affects?|impacts?|limits?|prevents?|causes?|leads? to|"
    r"needs (?:two|an adult|someone|constant|help (?:to|with)|support (?:to|with) (?:wash|dress|eat|feed|toilet|cross))|"
    r"attends?|goes to|lives with|cares? for|receives?|takes?|uses?|wears?|wakes?|sleeps?|is (?:tired|scared|frightened|"
    r"exhausted|isolated|at risk|unsafe)|without supervision|supervision|danger|unaware)\b"
)
_DONE = Pattern(
    r"\b(?:under the care of|is (?:seen|reviewed|monitored|supported) by|reviews?|clinic|will (?:train|review|visit|"
    r"provide|see|check|give|deliver|attend|take|write)|will be (?:fitted|installed|supplied|given)|care plan|in place|"
    r"emergency|held|kept)\b"
)


_EDGES = " .,;:-\n"


class _Line:
    """One sentence or part of one, with how it says nothing, and what it says that is definite or vague."""

    def __init__(self, text: Text, start: int, end: int, section: str) -> None:
        self.text, self.start, self.end = text, start, end
        self.low = text.low[start:end]
        self.nil = self._nil()
        first = bisect_left(text.tokens, start, key=itemgetter(1))
        tokens = text.tokens[first : bisect_right(text.tokens, end, lo=first, key=itemgetter(2))]
        self.words = len(tokens)
        self.terms = [(kind, a, b) for kind, a, b in _terms().find(text.low, tokens)]
        self.process = bool(nil.PROCESS.search(self.low))
        self.section = section

    @property
    def offers(self) -> bool:
        """Whether it promises something, if only vaguely; else it may stand beside "nothing is needed" without denying it."""
        return (
            not self.process
            and not nil.LATER_ON.search(self.low)
            and (bool(_TENTATIVE.search(self.low)) or self.open_words > 0)
        )

    @cached_property
    def part(self) -> Text:
        """The sentence by itself."""
        return fold(self.low)

    @cached_property
    def measured(self) -> bool:
        """Whether it says how much or how often."""
        return any(q.measure in AMOUNTS | FREQUENCIES for q in find_quantities(self.low))

    @cached_property
    def people(self) -> bool:
        """Whether it says who gives something."""
        return bool(who_gives(find_people(self.part), self.low))

    @cached_property
    def open_words(self) -> int:
        """How much vague wording it has that matters."""
        return sum(hit.wording.tier >= 2 for hit in find_vague(self.part, Around(), "G"))

    def _nil(self) -> tuple[NilKind, int, int] | None:
        for kind, pattern in _PATTERNS:
            found = pattern.search(self.low)
            if found and not (_CLASS[kind] is Content.NIL and _MAY_BE.search(self.low, 0, found.start() + 1)):
                words = found.group()
                head, tail = len(words) - len(words.lstrip(_EDGES)), len(words) - len(words.rstrip(_EDGES))
                return kind, self.start + found.start() + head, self.start + found.end() - min(tail, len(words) - head)
        return None

    @cached_property
    def content(self) -> Content:
        """What this sentence alone would make of the passage."""
        kind = self.nil[0] if self.nil else None
        rest = self._rest()
        if kind is NilKind.UNIVERSAL and rest:
            kind = None
        if kind in (NilKind.SEE_REPORT, NilKind.AWAITING, NilKind.NOT_APPLICABLE) and rest and self.words > 12:
            kind = None
        if kind:
            return _CLASS[kind]
        if nil.INVOLVED.match(self.low) and not self.measured:
            return Content.VAGUE
        if self.process and not self.terms and not _TOLD.search(self.low):
            return Content.VAGUE
        return Content.SUBSTANTIVE if self._says_something(self.section) else Content.VAGUE

    def _rest(self) -> bool:
        """Whether a definite term stands outside the words that say nothing."""
        return bool(self.nil) and any(b <= self.nil[1] or a >= self.nil[2] for _, a, b in self.terms if self.nil)

    def _says_something(self, section: str) -> bool:
        if section in ("G", "H1", "H2"):
            if _TENTATIVE.search(self.low) and not self.measured:
                return False
            done = bool(_DONE.search(self.low))
            definite = (bool(self.terms) and (done or self.people or len(self.terms) > 1)) or (done and self.people)
            return (
                self.measured
                or (definite and not self.open_words)
                or (bool(self.terms) and self.people and self.open_words < 2 and not _SOME_TIME.search(self.low))
            )
        if any(kind in ("condition", "sign", "treatment", "duty") for kind, _, _ in self.terms):
            return not (_TENTATIVE.search(self.low) and len(self.terms) < 2 and self.words < 8)
        if _TENTATIVE.search(self.low):
            return False
        told = len(_TOLD.findall(self.low)) >= (2 if section == "C" and not self.terms else 1)
        if self.open_words:
            return told and (self.measured or bool(self.terms)) and self.open_words < 3
        if _GOAL.search(self.low) and not self.terms:
            return False
        return told or bool(self.terms) or self.measured or self.words > _NARRATIVE


_NARRATIVE = 9  # words of plain description without a vague or a tentative one


@cache
def _terms() -> WordList[str]:
    phrases: dict[str, str] = {}
    for row in table("health_and_care_terms.csv", ("term", "kind")):
        term = row["term"].lower()
        for form in (term, term if term.endswith("s") else f"{term[:-1]}ies" if term.endswith("y") else f"{term}s"):
            phrases[form] = row["kind"]
    return WordList(phrases)


# --- the passage -------------------------------------------------------------------------------------------------------------


def _assembled(text: Text, lines: list[_Line]) -> ContentReading:
    """Something definite anywhere makes it substantive; else nil with no more than universal services beside it is nil."""
    kinds = tuple(dict.fromkeys(line.nil[0] for line in lines if line.nil))
    content = _content(lines)
    rest = (
        () if content is Content.SUBSTANTIVE else lines
    )  # where something definite is said, nobody asks which words are vague
    return ContentReading(
        content,
        nil_kinds=kinds,
        nil=tuple(text.span(line.nil[1], line.nil[2]) for line in lines if line.nil),
        definite=tuple(text.span(a, b) for line in lines for _, a, b in line.terms),
        vague=tuple(text.span(line.start, line.end) for line in rest if line.content is Content.VAGUE),
    )


# "There are no health needs that ..." sums up, whatever was looked at and found well before it.
_NO_NEEDS = Pattern(
    r"\b(?:there are|has|have|had|with|identified) no (?:[\w-]+ ){0,2}(?:health|medical|social care|care) needs\b"
)
_AS_IT_SHOULD_BE = Pattern(r"\b(?:fine|normal|well|good|in the past|previously|declined|up to date|no concerns?)\b")


def _content(lines: list[_Line]) -> Content:
    if any(line.content is Content.SUBSTANTIVE for line in lines):
        if not any(_NO_NEEDS.search(line.low) for line in lines):
            return Content.SUBSTANTIVE
        definite = [line for line in lines if line.content is Content.SUBSTANTIVE]
        none = any(_NO_NEEDS.search(line.low) for line in lines if line.content is not Content.SUBSTANTIVE)
        known = all(not line.terms or _AS_IT_SHOULD_BE.search(line.low) for line in definite)
        return Content.NIL if none and known and len(definite) == 1 else Content.SUBSTANTIVE
    found = [line.content for line in lines]
    if Content.NIL in found and not any(line.content is Content.VAGUE and not line.nil and line.offers for line in lines):
        return Content.NIL
    if Content.VAGUE in found and not (Content.BLANK in found and all(line.nil or line.process for line in lines)):
        return Content.VAGUE
    return Content.BLANK
