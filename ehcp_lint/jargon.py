"""Words that a parent may not know: where they stand, plain words for them, and whether the text explains them there.

The words are data/jargon_lexicon.csv, which a council edits. A short form is matched by its capitals ("OT" is not in
"other", nor "PIP" in "pip"), anything else in any letter case, whole words only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ehcp_lint.errors import BadConfig
from ehcp_lint.language import Matcher, phrases
from ehcp_lint.resources import did_you_mean, read_table, table

COLUMNS = ("term", "plain", "category", "mode", "note")
MODES = ("explain", "replace", "off")
Rows = tuple[tuple[str, ...], ...]
OUT_OF_DATE = "OLD"
TONE = "TONE"


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the lexicon. `mode` is "explain" (keep it and say what it means) or "replace" (write the plain words)."""

    term: str
    plain: str
    category: str
    mode: str
    note: str

    @property
    def short_form(self) -> bool:
        """Whether it is written in capitals, as acronyms are."""
        return any(sum(c.isupper() for c in word) >= 2 for word in re.split(r"[\s-]", self.term))

    @property
    def ambiguous(self) -> bool:
        """Whether it has two common meanings, so that the plan must say which."""
        return self.note.startswith("ambiguous")


@dataclass(frozen=True, slots=True)
class Jargon:
    """A lexicon term in a text: offsets, the term, and whether the text says there what it means or a person is quoted."""

    start: int
    end: int
    term: Term = field(repr=False)
    explained: bool
    quoted: bool


def find_jargon(text: str, own: Rows = ()) -> tuple[Jargon, ...]:
    """Every lexicon term in `text`, in order, the longest where two overlap.

    `own` are rows of a council's own lexicon (`read_lexicon`), laid over the shipped one."""
    found = []
    lexicon, matcher = _lexicon(own)
    quotes = _quotations(text)
    for start, end, key in matcher(text):
        term = lexicon[key]
        written = text[start:end]
        if term.short_form and sum(c.isupper() for c in written) < 2:
            continue
        quoted = any(a <= start and end <= b for a, b in quotes)
        found.append(Jargon(start, end, term, _explained(text, start, end), quoted))
    return tuple(found)


def read_lexicon(text: str, name: str) -> Rows:
    """The rows of a council's own lexicon: the columns of data/jargon_lexicon.csv, with the mode "off" for a shipped term that
    it does not want marked. Raises `BadConfig` for another mode; `name` is for the message."""
    rows = read_table(text, name, COLUMNS)
    for row in rows:
        if row["mode"] not in MODES:
            raise BadConfig(f"{name}, '{row['term']}': the mode must be {', '.join(MODES)}.{did_you_mean(row['mode'], MODES)}")
    return tuple(tuple(row[column] for column in COLUMNS) for row in rows)


@lru_cache(maxsize=8)
def _lexicon(own: Rows = ()) -> tuple[dict[str, Term], Matcher]:
    terms: dict[str, Term] = {}
    shipped = (tuple(row[column] for column in COLUMNS) for row in table("jargon_lexicon.csv", COLUMNS))
    for row in (*shipped, *own):
        term = Term(*row)
        for key in (term.term.lower(), f"{term.term.lower()}s")[: 1 + term.short_form]:
            if term.mode == "off":
                terms.pop(key, None)
            elif key == term.term.lower():
                terms[key] = term
            else:
                terms.setdefault(key, term)
    return terms, phrases(terms)


_OPENS_MEANING = re.compile(
    r"\s*(?:\((?=[^()]*[a-z]{3})"  # DLD (developmental language disorder)
    r"|[,:–—-]+\s*(?:which (?:means?|is)|meaning|that is|i\.?e\.?|in other words|or\b|an?\s|the\s)"
    r"|\s(?:means?|stands? for)\b|,?\s(?:is|are) (?:an?|the|when|where|how)\s)",
    re.IGNORECASE,
)
_SPELLED_OUT_BELOW = re.compile(r"(?:\s[\w-]+){0,2}:\s+(?:[\w'(\"-]+[\s,]+){3}")
_BEFORE_BRACKET = re.compile(
    r"[\w'-]+(?:[ -][\w'&-]+){1,9}\s*\((?:[^()]{0,12}[\s/,])?$"
)  # developmental language disorder (DLD
_MEANING_BEFORE = re.compile(r"\b(?:called|known as|termed|namely|the term)\s+[\"'(]?$", re.IGNORECASE)


def _explained(text: str, start: int, end: int) -> bool:
    """Whether the words about a term say what it means ("echolalia, which means repeating ...", "... disorder (DLD)")."""
    before, after = text[max(0, start - 120) : start], text[end : end + 80]
    if _OPENS_MEANING.match(after) or _SPELLED_OUT_BELOW.match(after):
        return True
    if after[:1] in ")/," and _BEFORE_BRACKET.search(before):
        return True
    return bool(_MEANING_BEFORE.search(before))


def _quotations(text: str) -> Sequence[tuple[int, int]]:
    """Stretches between double quotation marks on one line: a person's own words."""
    return [m.span() for m in re.finditer(r'"[^"\n]{2,400}"', text)]
