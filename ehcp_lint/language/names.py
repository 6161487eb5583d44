"""People's names found and overwritten, the given ones and those that nothing but a name can be, in place and length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ehcp_lint.language.letters import BULLET, MASK, plain
from ehcp_lint.resources import table

_AFTER_NAME = r"(?:\s+(?:will|can|is|are|has|have|should|shall|could|would|needs|must|does|was|had|may|might)\b|'s\b|'ll\b)"
_MODAL_NEXT = re.compile(_AFTER_NAME, re.I)
_FOR_BEFORE, _TO_NEXT = re.compile(r"\bfor\s+$", re.I), re.compile(r"\s+to\b", re.I)
_VERB_NEXT = re.compile(r"\s+(?!(?:is|as|his|this|us|its|plus|less|class|process)\b)[a-z]{2,}s\b")
_JOINED_NEXT = re.compile(r"\s*(?:,|\s(?:and|or|to|who|with|himself|herself|themselves)\b)")
_DATE_BEFORE = re.compile(
    r"\b(?:by|in|until|till|since|from|before|after|during|(?:end|start|beginning|middle) of|early|late|mid|next|last|each|"
    r"every|"
    r"this|\d{1,2}(?:st|nd|rd|th)?(?: of)?)[ -]+(?:the )?$",
    re.I,
)
_DATE_AFTER = re.compile(r",?\s*(?:\d|'\d|terms?\b|half|holiday|break\b|exam)", re.I)
_CALENDAR = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"summer|autumn|spring|winter|easter"
)
_PARTICLE = re.compile(r"d[eaiu]|del|van|von|de[rn]|bin|ibn|al|el|l[ae]|mac|ap|[yeo]|mrs?|ms|miss|mx|dr")
# These begin with a plain set of letters and only then look back: `re` passes over all other places at once.
_TITLED = re.compile(
    r"[ADMPU](?<!\w.)(?:(?<=M)(?:rs?|s|iss|x)|(?<=D)r|(?<=P)rof(?:essor)?|(?<=A)unt(?:ie|y)?|(?<=U)ncle)\.?\s+"
    r"((?:[A-Z]\.?\s+)?[A-Z][\w'-]+)"
)
_PLACEHOLDER = re.compile(
    r"[\[<({](?:insert )?(?:the )?(?:child|pupil|young person|student|learner|yp|cyp|first|preferred)?(?:'s)? ?name[\])>}]",
    re.I,
)
_FOR_TO = re.compile(r"[Ff](?<!\w.)or\s+([A-ZÀ-Þ][\w'-]+)(?=\s+to\b)")
_SUBJECT = re.compile(r"([A-ZÀ-Þ](?<![\w█'].)[^\W\d_]*(?:['-][A-ZÀ-Þ]?[^\W\d_]+)*)" + f"(?={_AFTER_NAME})")
_SUBJECT_VERB = re.compile(r"([A-ZÀ-Þ](?:(?<=^.)|(?<=[.:;,\n•]\s.))[^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?)(?=\s+[a-z]{2,}s\b)", re.M)
_CAPITAL = re.compile(r"([A-ZÀ-Þ](?<![\w█'.@/-].)[a-zß-ÿ][^\W\d_]*(?:['-][A-ZÀ-Þ][^\W\d_]+)*)")
_COMMON_END = re.compile(r"(?:ing|tion|sion|ment|ness|ity|ships?|ology|ed|ly|ings|tions|ments)$")


_TAKEN_FOR = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}


@cache
def capital_words() -> frozenset[str]:
    """Words that may stand with a capital letter and are no one's name (data/capital_words.csv)."""
    return frozenset(row["word"] for row in table("capital_words.csv", ("word", "kind")))


@cache
def names_also_words() -> frozenset[str]:
    """Given names that are also words, in small letters (data/names_also_words.csv)."""
    return frozenset(row["name"] for row in table("names_also_words.csv", ("name",)))


def mask(text: str, names: Iterable[str] = (), *, wide: bool = True) -> str:
    """`text` with people's names overwritten by `MASK`, one for each character, so that every offset still holds.

    `names` are the plan's own (given, preferred, full). Beyond them, words that only a name can be are masked: after a title,
    or before "will" and the like; with `wide`, also any capitalised word inside a sentence that is not a known one
    (right for what leaves the machine or trains a model, too much for reading a sentence)."""
    flat = plain(text)
    hidden = [span for pattern in _given(tuple(names)) for span in _named(flat, pattern)]
    if not flat.isupper() and not flat.islower():
        hidden += [m.span(1) for pattern in (_TITLED, _FOR_TO, _SUBJECT) for m in pattern.finditer(flat) if _stranger(m)]
        hidden += [m.span(1) for m in _SUBJECT_VERB.finditer(flat) if _only_name(m.group(1).lower())]
        if wide and not flat.istitle():
            inner = (
                m for m in _CAPITAL.finditer(flat) if _inside(flat, m.start()) and not _CALENDAR.fullmatch(m.group(1).lower())
            )
            hidden += [m.span(1) for m in inner if _stranger(m)]
    blanks = [m.span() for m in _PLACEHOLDER.finditer(flat)]  # "[Name]", as templates have it
    if not hidden and not blanks:
        return text
    out = list(text)
    for start, end in hidden:
        out[start:end] = [MASK if c.isalnum() else c for c in out[start:end]]
    for start, end in blanks:
        out[start:end] = MASK * (end - start)
    return "".join(out)


@lru_cache(maxsize=2)  # a plan asks for its own names again and again; nobody else's are kept
def _given(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """One pattern for each word of the names given, longest first."""
    parts = {part.strip(".,;:()[]\"'") for name in names for part in plain(name).split()}
    parts |= {half for part in parts for half in part.split("-") if len(half) > 2}
    parts = {part for part in parts if len(part) > 1 and part[0].isalpha() and not _PARTICLE.fullmatch(part.lower())}
    order = sorted(parts, key=lambda part: (-len(part), part))
    return tuple(re.compile(rf"{_either_case(part[0])}(?<![\w█].)(?i:{re.escape(part[1:])})(?![^\W_])") for part in order)


def _either_case(letter: str) -> str:
    """A set of what `re.IGNORECASE` takes for `letter`: a set is found faster."""
    if letter.isascii():
        low = letter.lower()
        return f"[{low}{low.upper()}{_TAKEN_FOR.get(low, '')}]"
    return f"(?i:{letter})"


def _named(flat: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a given name stands as a name: not "will" the verb, "May" the month or "Grace" the virtue."""
    one_case = flat.isupper() or flat.islower()
    for m in pattern.finditer(flat):
        low = m.group().lower()
        if not one_case and not m.group()[0].isupper():
            continue
        if low in names_also_words() and not _as_name(flat, m, low, one_case):
            continue
        yield m.span()


def _as_name(flat: str, m: re.Match[str], low: str, one_case: bool) -> bool:
    """Whether a name that is also a word is the name here."""
    before, after = flat[max(0, m.start() - 24) : m.start()], flat[m.end() : m.end() + 24]
    subject = bool(_MODAL_NEXT.match(after) or (_TO_NEXT.match(after) and _FOR_BEFORE.search(before)))
    if _CALENDAR.fullmatch(low) and not subject and (_DATE_AFTER.match(after) or _DATE_BEFORE.search(before)):
        return bool(re.search(r"\b(?:before|until|when)\s+$", before, re.I) and _VERB_NEXT.match(after))
    if subject or one_case:
        return subject
    return _inside(flat, m.start()) or bool(_VERB_NEXT.match(after) or _JOINED_NEXT.match(after))


def _only_name(low: str) -> bool:
    """Whether a word that opens a sentence before a verb ("Mark reads", "Will eats") can be nothing but a name there."""
    return low in ("will", "may") or (low in names_also_words() and low not in capital_words())


_NEAR = 40  # letters before a word that can tell; more blanks than these stand nowhere


def _inside(flat: str, at: int) -> bool:
    """Whether the word at `at` stands inside a sentence, where a capital means something."""
    before = flat[max(0, at - _NEAR) : at].rstrip(" \"'([")
    if not before:
        return at > _NEAR
    return before[-1] not in ".!?:;\n•-/" and not (at <= _NEAR and BULLET.fullmatch(before))


def _stranger(m: re.Match[str]) -> bool:
    """Whether a capitalised word is none that plans write with a capital."""
    low = m.group(1).lower()
    if m.group(1).isupper() and len(low) > 1:
        return False  # "TA", "SENCO": capitals throughout are an acronym
    # "Will will read", "May can sign": nothing but a name stands before the verb; "Will is" opens no statement either.
    if low in names_also_words() and low not in ("reading", "art"):
        return low not in ("summer", "autumn", "spring", "winter", "easter") or " to" not in m.group()
    return low not in capital_words() and not _COMMON_END.search(low)
