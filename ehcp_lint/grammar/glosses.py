"""Whether a text itself says what a professional word means: beside it, in the next words, or by saying the same again.

Each way is one that a reader would take as an explanation: a meaning in brackets ("DLD (developmental language disorder)",
"Phonological awareness weak (does not hear rhyme)"), a word that opens one ("that is", "means"), a colon or semicolon with what
it is, examples ("such as"), or the content words of its plain meaning in the same sentence or the next one ("Working memory is
weak. He holds one instruction in mind")."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENS_MEANING = re.compile(
    r"\s*(?:\((?=[^()]*[a-z]{3})"  # DLD (developmental language disorder)
    r"|[,:–—-]+\s*(?:which (?:means?|is)|meaning|that is|i\.?e\.?|in other words|or\b|an?\s|the\s)"
    r"|,?\s(?:such as|for example|e\.g\.?|for instance)\s"
    r"|\s(?:means?|stands? for)\b|,?\s(?:is|are) (?:an?|the|when|where|how)\s)",
    re.IGNORECASE,
)
_SPELLED_OUT_BELOW = re.compile(r"(?:,?(?:\s[\w-]+){0,3}:|\s?;)\s+(?:[\w'(\"-]+[\s,]+){3}")
# "weak (does not hear rhyme)", "with effusion (glue ear)": words in brackets before the sentence ends, and no score or source.
_BRACKET_LATER = re.compile(
    r"(?:\s[\w'-]+){1,4}\s\((?=[^()]*[a-z]{3})(?![^()]*\d)(?!see\b|[A-Z]\.)(?:[^()\s]+\s){1,12}[^()\s]+\)"
)
_BEFORE_BRACKET = re.compile(
    r"[\w']++(?:[ -][\w'&]++){1,12}\s*\((?:[^()]{0,12}[\s/,])?$"
)  # developmental language disorder (DLD
_ENDS_BRACKET = re.compile(r"(?: [\w-]+){1,2}\)")  # "Reduced balance (vestibular function)"
_MEANING_BEFORE = re.compile(r"\b(?:called|known as|termed|namely|the term)\s+[\"'(]?$", re.IGNORECASE)
_MEANS_LATER = re.compile(r"[^.;\n]{0,60}?(?:, (?:which|and this|so this) means|\. (?:This|It|That) means)\b")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_OPENS_SENTENCE = re.compile(r"^\W*(?:[\w'-]+\W+){0,2}$")


def glossed(text: str, start: int, end: int, plain: str, short_form: bool = False) -> bool:
    """Whether the words about a term at `start` to `end` say what it means; `plain` is its meaning in plain words."""
    before, after = text[max(0, start - 120) : start], text[end : end + 80]
    if _OPENS_MEANING.match(after) or _SPELLED_OUT_BELOW.match(after) or _MEANS_LATER.match(after):
        return True
    if (after[:1] in ")/," or _ENDS_BRACKET.match(after)) and _BEFORE_BRACKET.search(before):
        return True
    if _MEANING_BEFORE.search(before):
        return True
    return not short_form and (bool(_BRACKET_LATER.match(text, end)) or _said_again(text, start, end, plain))


_SMALL = frozenset("a an and as at by for from in of on or the to with".split())
_LETTERS_ENOUGH = 3


def initials_before(before: str, short: str) -> bool:
    """Whether words just before an acronym of three letters or more begin with its letters ("Qualified Teacher of Vision
    Impaired" and then QTVI); the first of them has a capital."""
    letters = [c for c in short if c.isalpha()]
    if len(letters) < _LETTERS_ENOUGH or not short.isupper():
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", before) if word not in _SMALL]
    runs = (words[n : n + len(letters)] for n in range(len(words) - len(letters) + 1))
    return any(
        run[0][0].isupper() and all(w[0].upper() == c and len(w) > 1 for w, c in zip(run, letters, strict=True)) for run in runs
    )


def _said_again(text: str, start: int, end: int, plain: str) -> bool:
    """Whether the same sentence or the next one uses the content words of the plain meaning: two of them, or one where the term
    opens its sentence, so that what follows is about it."""
    opening = 0
    for found in _SENTENCE_END.finditer(text, 0, start):
        opening = found.end()
    ends = [found.end() for found in _SENTENCE_END.finditer(text, end)][:2]
    closing = ends[-1] if len(ends) == 2 else len(text)
    own = _content(text[start:end])
    wanted = _content(plain) - own
    after = wanted & _content(text[end:closing])
    examples = _content(" ".join(re.findall(r"\(([^)]*)\)", plain)))
    if examples & (after or _content(text[opening:start])):
        return True  # "a score compared with others (100 is average)", "money to change the home (a ramp, a hoist)"
    if not after:
        return False
    return bool(_OPENS_SENTENCE.match(text[opening:start])) or len(after | (wanted & _content(text[opening:start]))) >= 2


# Too common in plans to show that a term is being explained.
_COMMON = frozenset(
    "with when what where which that this from into than other others more most some many them they their have does "
    "about using used uses need needs needed help helps helping support people person child children young family "
    "school schools work works working good make making things someone something difficulty difficulties skills skill "
    "learning learn language plan time extra part parts level case very being also ways like small large teacher test "
    "same different pupil pupils staff adult adults take taking kind each list service hospital council health care "
    "education money between their after before special without".split()
)
_WORD = re.compile(r"[a-z]{4,}")


@lru_cache(maxsize=1024)
def _content(text: str) -> frozenset[str]:
    """The stems of the words of four letters or more that are not common in every plan."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
