"""Which words of an outcome to mark, and lines of section E that only speak of the outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ehcp_lint.grammar.outcome_words import verbs

# "Unless another date is shown these are to be reached by the end of Year 5": how to read the outcomes below, not one of them.
_ABOUT_OUTCOMES = re.compile(
    r"\W*(?:(?:unless|except where|where) [^.]{3,60}?,? )?"
    r"(?:each(?: (?:one|outcome|of these))?|these(?: outcomes)?|all(?: (?:of )?(?:these|(?:the )?outcomes))?|"
    r"(?:the |our |long[- ]term |short[- ]term |end of (?:key )?stage )?(?:outcomes|targets|dates?|steps|goals))"
    r"(?: below| above| in this section| set out here)? "
    r"(?:is|are|have|has|will|may|should|was|were|apply|run|cover|say|show)\b",
    re.IGNORECASE,
)


def about_outcomes(text: str) -> bool:
    """Whether a line of section E says how the outcomes are to be read, and is none itself."""
    return bool(_ABOUT_OUTCOMES.match(text))


_WEAK_ALONE = re.compile(
    r"(?:be|is|are|been|being|have|has|had|make|makes|feel|feels|get|gets|become|becomes|do|does|take|takes|keep|"
    r"keeps|spoken|written|"
    r"know|knows|show|shows|find|finds)$",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:will|to|can|should|shall)(?: (?:be able|have the (?:ability|skills)) to)? ", re.IGNORECASE)
_STOP = re.compile(r"[.;:()]|,(?! [\w-]+(?:,| and ))|\b(?:so|in order|by|and (?:will|be|s?he|they)|when|while|that)\b")
_LOOSE_END = re.compile(r"(?: (?:and|or|of|in|on|at|to|with|from|for|her|his|their|the|a|an|use))+$")
MOST_WORDS = 10


def weak_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The words to mark for a weak verb at `start` to `end`: itself where it says enough ("improve"), else with "
    "its object ("make
    progress in maths"), from the verb after "will" on."""
    if not _WEAK_ALONE.match(text[start:end]):
        return start, end
    modals = [found.end() for found in _MODAL.finditer(text, 0, start)]
    begin = modals[-1] if modals and len(text[modals[-1] : start].split()) <= MOST_WORDS - 2 else start
    stop = _STOP.search(text, end)
    close = stop.start() if stop else len(text)
    words = list(re.finditer(r"\S+", text[begin:close]))[:MOST_WORDS]
    phrase = _LOOSE_END.sub("", text[begin : begin + words[-1].end()]) if words else ""
    return begin, max(end, begin + len(phrase))


_TWO_WILLS = re.compile(
    r"\bwill\b[^.;]{12,}?(?:,|;)? (?P<and>and (?:(?:s?he|they|[A-Z][a-z]+) )?will\b)"
    r"|\bwill\b[^.]{12,}?; (?P<semi>(?:s?he|they|[A-Z][a-z]+) will\b)"
    r"|\b(?:feel|have|be|improve|develop|increase|gain|build)\b[^.;]{8,}? (?P<aims>and (?:have|be|develop|improve|"
    r"gain|build|feel|"
    r"understand|show) (?:better|improved|increased|more|appropriate|good|positive|others')(?!\w))"
)
# "... and will be understood by two people who are not family": how well the first is done, and no second aim.
_HOW_WELL = re.compile(
    r" (?:then |always |also )?(?:be (?:clearly |well |fully )?(?:understood|seen|heard|counted|observed|noted|"
    r"recorded|right|correct|"
    r"accurate|successful)\b|(?:do|manage|keep|achieve|repeat|sustain|maintain|show) (?:this|so|it|these|them|that)\b|"
    r"(?:need|require|have|get) (?:no|only|fewer|less|at most|no more|not more)\b|(?:get|reach|score) (?:\d|at least|it right))"
)
# "... and will use 20 of them", "and will have met them twice": the second is done with what the first speaks of.
_OF_THE_SAME = re.compile(r" [^.;]{3,60}? (?:of (?:it|them|these)|with them)\b(?! [a-z]+ing)")
_AND_VERB = re.compile(r", (?P<and>and (?P<verb>[a-z]+)\b)")
_BRACKETS = re.compile(r"\([^()]*\)")


def joined(text: str, measured: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where a second aim begins: another "will", another direction ("and have better "
    "friendships"), or another verb when a measure
    stands on both sides of it. `measured` are the places of the outcome's measures."""
    found = _TWO_WILLS.search(text)
    after = found.end(found.lastgroup or 0) if found else 0
    if found and not (found.lastgroup != "aims" and (_HOW_WELL.match(text, after) or _OF_THE_SAME.match(text, after))):
        return found.span(found.lastgroup or 0)
    for found in _AND_VERB.finditer(text):
        before = any(end <= found.start() for _, end in measured)
        after = any(start >= found.end() for start, _ in measured)
        listed = "," in _BRACKETS.sub("", text[: found.start()]).partition(" will ")[2] if " will " in text else False
        if before and after and not listed and found["verb"] in verbs():
            return found.span("and")
    return None
