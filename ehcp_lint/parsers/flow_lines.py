"""What a single line of running text is by its words: a title or text, a step, a line that only leads to others."""

from __future__ import annotations

import re

from ehcp_lint.parsers.content import ends_sentence
from ehcp_lint.plan import Block

_TEXT, SENTENCE = 8, 4  # words


def is_title(text: str) -> bool:
    """Whether a line that begins "Outcome 3" only names what the outcome is about: "Outcome 3 Using my hands"."""
    text = _LINKED.sub("", text)
    return len(text.split()) <= _TEXT + 2 and not ends_sentence(text) and not _CHANGES.search(text)


_LINKED = re.compile(r"\W*\b(?:linked|links?) to\b.*$", re.IGNORECASE)  # "OUTCOME O-01 linked to N-01"


_CHANGES = re.compile(
    r"\b(?:will|can|to|be|able|improves?d?|develops?|increases?|makes?|achieves?|gains?|learns?|builds?|maintains?|reduces?|"
    r"has|have|is able)\b",
    re.IGNORECASE,
)


def is_text(title: str) -> bool:
    """Whether what follows a label is the section's own text and no title."""
    words = len(title.split())
    return words >= _TEXT or (words >= SENTENCE and ends_sentence(title))


_ON_THE_WAY = re.compile(
    r"\W*to (?:get|do|achieve|reach|meet|manage|work towards) (?:there|this|that|it|these)\b", re.IGNORECASE
)
_WATCHED = re.compile(
    r"\W*(?:monitoring|review(?:ing)?|how (?:it|this) will be (?:reviewed|monitored))\.\s+(?=[A-Z])", re.IGNORECASE
)


_NOW = re.compile(
    r"\W*(?:where [\w' -]{1,30} (?:is|are|am) (?:now|at present|currently|at the moment)|now|at present|currently|"
    r"(?:current )?baseline|starting point)(?: \([^()]*\))?\s*[:–-]\s",
    re.IGNORECASE,
)


# "This year: two visits by December", "By Christmas: ..."
_THIS_YEAR = re.compile(
    r"\W*(?:this|next|first|by the end of this|by) (?:school |academic |autumn |spring |summer |half[- ])?"
    r"(?:year|term|christmas|easter|half[- ]term)\s*[:–]\s",
    re.IGNORECASE,
)


def beside_outcome(text: str) -> str:
    """What a paragraph under an outcome is that says how it will be reached ("To get there he needs to ...", "This year: ...")
    or watched ("Monitoring. The class teacher keeps ..."); "" for an outcome."""
    if _ON_THE_WAY.match(text) or _THIS_YEAR.match(text):
        return "steps"
    return "review" if _WATCHED.match(text) or _NOW.match(text) else ""


# "Outcome E2. By July Sam will ...", in a table of "E and F" that began with provision
_OUTCOME_TOLD = re.compile(r"\W*outcome\s+[EO]?\s?\d{1,2}[a-z]?\s*(?:[.:)–—-]+\s*|\s)(?=[A-Z])", re.IGNORECASE)


def tells_an_outcome(text: str) -> bool:
    """Whether a line says "Outcome", its number and then what it is: more than a title over the outcome's box."""
    told = _OUTCOME_TOLD.match(text)
    return told is not None and not is_title(text[told.end() :])


_CODED = re.compile(r"\W*(?:outcome )?(?P<code>[A-Z]{0,3}\d{1,2})\b[.:)]?\s", re.IGNORECASE)


def leads_coded(text: str, after: Block | None) -> bool:
    """Whether a short line with a code only leads to those below it: "O1 Work. Goal: a paid job", then "O1.1 By July ..."."""
    code = _CODED.match(text)
    if code is None or after is None or len(text.split()) > _LONGEST_LEAD:
        return False
    return after.text.lstrip(" *•").startswith(f"{code['code']}.1")


_LONGEST_LEAD = 24  # words
