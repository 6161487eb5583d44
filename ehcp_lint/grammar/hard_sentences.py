"""What makes one sentence hard to read: its length, long words, parts joined together, nobody named as doing it, initials."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ehcp_lint.patterns import Pattern


class Fault(StrEnum):
    """Why a sentence is hard to read."""

    LONG = "long"
    LONG_WORDS = "long words"
    CLAUSES = "clauses"
    PASSIVE = "passive"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault of a sentence and how much of it: words, long words, parts, verbs or sets of initials."""

    fault: Fault
    count: int

    def __str__(self) -> str:
        one, many = _IN_WORDS[self.fault]
        return (one if self.count == 1 else many).format(n=self.count)


_IN_WORDS = {
    Fault.LONG: ("{n} word in one sentence", "{n} words in one sentence"),
    Fault.LONG_WORDS: ("1 long word", "{n} long words"),
    Fault.CLAUSES: ("{n} part joined together", "{n} parts joined together"),
    Fault.PASSIVE: ("does not say who does it", "does not say who does it ({n} times)"),
    Fault.INITIALS: ("1 set of initials not spelled out", "{n} sets of initials not spelled out"),
}

# Where a fault begins. 25 words: Nottinghamshire's and GOV.UK's advice to split; three parts: house rule for plans.
LONG_SENTENCE = 25
_LONG_WORDS, _LONG_WORD_SHARE = 5, 0.2
_CLAUSES = 4
_INITIALS = 3
_LIMITS = {
    Fault.LONG: LONG_SENTENCE,
    Fault.LONG_WORDS: _LONG_WORDS,
    Fault.CLAUSES: _CLAUSES,
    Fault.INITIALS: _INITIALS,
    Fault.PASSIVE: 3,
}

_PERSON = r"(?:he|she|they|it|we|i|you|this|these|who|█+)"
_JOIN = Pattern(
    r"\b(?:because|although|though|while|whilst|when|whenever|which|who|whose|whom|where|whereas|if|unless|until|despite|"
    r"however|so that|in order (?:to|that)|as well as|such that|provided that)\b"
    rf"|;(?=\s)|,(?= (?:and|but|or|so|yet|then)\b)|(?<!,) (?:and|but|so|or)(?= {_PERSON}\b)"
    rf"|\b(?:as|since|after|before)(?= {_PERSON} )"
)
_BE = r"(?:is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't)"
_IRREGULAR = (
    r"given|taken|made|done|seen|kept|held|set|put|taught|told|shown|sent|met|read|written|chosen|brought|bought|found|"
    r"paid|built|led|left|drawn|spoken|undertaken|overseen|withdrawn|broken|known|heard|fed|run|begun|sought|understood"
)
# "is tired", "was born", "be supposed to": states, which nobody does.
_STATES = (
    r"tired|interested|worried|excited|frightened|scared|bored|confused|pleased|delighted|motivated|engaged|distressed|"
    r"upset|overwhelmed|relaxed|embarrassed|ashamed|supposed|allowed|used|based|born|called|named|aged|concerned|involved|"
    r"married|separated|divorced|disabled|impaired|limited|delayed|advanced|settled|determined|talented|gifted|skilled|"
    r"experienced|qualified|trained|related|aged|blessed|annoyed|frustrated|isolated|dysregulated|toilet-trained|need|indeed"
)
_PASSIVE = Pattern(
    rf"\b{_BE}(?: (?:not|also|then|now|always|often|never|only|currently|being|first|all|both|[a-z]+ly))*"
    rf" (?!(?:{_STATES})\b)([a-z]{{2,}}(?:ed|ised)|(?:re-?|un)?(?:{_IRREGULAR}))\b"
)
_BY_WHOM = Pattern(
    r"\b(?:by|from)(?! (?:\d|the end|then|next|using|means|[a-z]+ing\b|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|autumn|spring|summer|easter|christmas))"
)
_INITIAL = Pattern(r"(?<![\w.])[A-Z]{1,5}[a-z]?[A-Z]{1,3}s?(?![\w.]|'[a-z]{2})")
_EVERYONES = frozenset(
    "TV UK OK PE IT GP GPs NHS DVD CD PC BBC ID PJs AM PM USB UNO VIP USA EU ICT RE DT PIN LEGO GCSE GCSEs II III IV VI "
    "VII".split()
)
_SPELT_OUT = Pattern(r"\(([A-Z][A-Za-z&]{1,7})\)|(?<![\w.])([A-Z][A-Za-z]{0,2}[A-Z]{1,4}s?) \((?=[a-z]{3,}|[A-Z][a-z]{2,})")


def spelt_out(text: str) -> frozenset[str]:
    """The initials that a text explains: "developmental language disorder (DLD)", "DLD (a lasting difficulty ...)"."""
    return frozenset((m.group(1) or m.group(2)).rstrip("s") for m in _SPELT_OUT.finditer(text))


def reasons(written: str, low: str, words: int, long_words: int, explained: frozenset[str]) -> tuple[Reason, ...]:
    """Why a sentence is hard, worst kind first; none where it is not. `written` has its capitals, `low` has names masked."""
    found = []
    if words > LONG_SENTENCE:
        found.append(Reason(Fault.LONG, words))
    if long_words >= _LONG_WORDS and long_words >= words * _LONG_WORD_SHARE:
        found.append(Reason(Fault.LONG_WORDS, long_words))
    if words > LONG_SENTENCE // 2:
        parts = joined_parts(low)
        if parts >= _CLAUSES:
            found.append(Reason(Fault.CLAUSES, parts))
    if initials := _initials(written, explained):
        found.append(Reason(Fault.INITIALS, initials))
    if found and (agentless := passives(low)):
        found.append(Reason(Fault.PASSIVE, agentless))
    return tuple(found)


def joined_parts(low: str) -> int:
    """How many statements a sentence in small letters joins: clauses, and what "and", "but" or "so" adds after a comma."""
    return 1 + sum(1 for _ in _JOIN.finditer(low))


def passives(low: str) -> int:
    """How often a sentence says that something is done without saying by whom."""
    return sum(1 for m in _PASSIVE.finditer(low) if not _BY_WHOM.search(low, m.end()))


def _initials(written: str, explained: frozenset[str]) -> int:
    if written.isupper():
        return 0
    found = {m.group().rstrip("s") for m in _INITIAL.finditer(written) if m.group() not in _EVERYONES}
    return len(found - explained) if len(found - explained) >= _INITIALS else 0


def weight(found: tuple[Reason, ...]) -> float:
    """How hard the reasons make a sentence, to put the worst first: each counts by how far it goes beyond its limit."""
    return sum(reason.count / _LIMITS[reason.fault] for reason in found)
