"""Words that a parent may not know: where they stand, plain words for them, and whether the text explains them there.

The words are data/jargon_lexicon.csv, which a council edits. A short form is matched by its capitals ("OT" is not in
"other", nor "PIP" in "pip"), anything else in any letter case, whole words only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar.glosses import glossed
from ehcp_lint.language import Matcher, phrases
from ehcp_lint.resources import did_you_mean, read_table, table

COLUMNS = ("term", "plain", "category", "mode", "note")
MODES = ("explain", "replace", "known", "off")
Rows = tuple[tuple[str, ...], ...]
OUT_OF_DATE = "OLD"
TONE = "TONE"
KNOWN = "known"


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
    def family(self) -> str:
        """One key for wordings that an explanation of one explains: "hypermobile" and "hypermobility", TA and TAs."""
        if self.short_form:
            return self.term.lower().removesuffix("s")
        if self.category in (OUT_OF_DATE, TONE):
            return self.term.lower()
        letters = re.sub(r"[^a-z0-9]", "", self.term.lower())
        return letters[: 12 if " " in self.term else 8]

    @property
    def keys(self) -> tuple[str, ...]:
        """What an explanation settles: its family, and other words for the very same ("centile", "percentile")."""
        same = self.short_form or self.category in (OUT_OF_DATE, TONE)
        return (self.family,) if same else (self.family, self.plain)

    @property
    def expansions(self) -> tuple[str, ...]:
        """The full words that an acronym stands for, in small letters: "speech and language therapy", "... therapist". As many
        words as it has letters are enough, with or without an article: "teacher of the deaf" for ToD."""
        words = re.split(r"[:;(]", self.plain.lower())[0]
        found = [part.removeprefix("or ").removeprefix("the ").strip() for part in words.split(", ")]
        letters = self.term.lower()
        for part in tuple(found):
            first = part.split()[: len(letters)]
            if "".join(word[0] for word in first) == letters:
                found += [" ".join(first), " ".join(first).replace(" of ", " of the ")]
        return tuple(dict.fromkeys(part for part in found if " " in part))

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
        plural = len(written) > len(term.term)
        if term.short_form and (sum(c.isupper() for c in written) < 2 or (plural and written.endswith("S"))):
            continue  # "pip" is no PIP, and CSCS no plural of CSC
        if term.short_form and _IN_A_CODE.match(text, end):
            continue  # "PA/F1", the code of a line
        quoted = any(a <= start and end <= b for a, b in quotes)
        found.append(Jargon(start, end, term, glossed(text, start, end, term.plain, term.short_form), quoted))
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


_IN_A_CODE = re.compile(r"/[A-Z]{0,2}\d")


def _quotations(text: str) -> Sequence[tuple[int, int]]:
    """Stretches between double quotation marks on one line: a person's own words."""
    return [m.span() for m in re.finditer(r'"[^"\n]{2,400}"', text)]
