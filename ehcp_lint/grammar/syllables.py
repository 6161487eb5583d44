"""How many syllables a word has: a short rule, and two tables of the words that the rule gets wrong.

data/syllables.txt is drawn from the CMU Pronouncing Dictionary by data/build/syllables.py and holds only what the rule
misses; data/syllables.csv has British and SEND words, which a council may add to. The second wins over the first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from ehcp_lint.resources import data_file, table

COLUMNS = ("word", "syllables")

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[aeiouy])[^aeiouy]*(?:(?<![^aeiouylrw])l|[^aeiouyl])e$"  # make, scale; not table
    r"|(?<=[aeiouy])[^aeiouy]*(?:(?<![^aeiouylrw])l|[^aeiouylcsxzg])(?<![cs]h)es$"  # makes; not boxes
    r"|(?<=[aeiouy])[^aeiouy]*(?:(?<![^aeiouylrw])l|[^aeiouytdl])ed$"  # asked; not wanted
    r"|(?<=[aeiouy])[^aeiouyl]{1,2}e(?=(?:ly|ments?|less|ness|ful|fully|some|man|men|land|ville?|work|time|times)$)"  # safely
    r"|(?<=ic)a(?=lly$)"  # basically
    r"|(?<=[aeiouy])[gq]ue[sd]?$"  # league
)
_TWO = re.compile(
    r"(?<![cstxg])i(?=[ao])|(?<=[cstxg])i(?=[ao](?!n|us|l|b))"  # radio, idea; not nation
    r"|(?<=[aeiouy])ing|sms?$|thm|(?<![gq])ua|uou|iu|eo(?!n$|us$|ns$)|ii|^mc(?![aeiouy])|y[aou]|iety|ieties"
    r"|(?<=[dlnrv])ier$|^rei|^rea(?=[cfwpd][^hkets])|(?<=cr)ea(?=t)"
)
# "carers" from "carer", "paediatrician's" from "paediatrician": an ending, what it adds, what it must not follow.
_ENDINGS = (
    ("s", 0, ("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze", "i", "u")),
    ("ly", 1, ("l", "b")),
    ("ness", 1, ()),
    ("less", 1, ()),
    ("ful", 1, ()),
)


def by_rule(word: str) -> int:
    """The syllables of a word of small plain letters, from its spelling alone; at least one.

    Letters without any vowel among them are read out one by one (SLT, PMLD)."""
    groups = len(_VOWELS.findall(word))
    if not groups:
        return max(1, len(word))
    return max(1, groups - len(_SILENT.findall(word)) + len(_TWO.findall(word)))


def derived(word: str, known: Mapping[str, int]) -> int:
    """The syllables of a word that is not in `known`: from its stem if that is there, else by rule."""
    if word.endswith("'s"):
        stem = word[:-2]
        hisses = stem.endswith(("s", "x", "z", "ch", "sh", "ce", "ge"))
        return (known[stem] if stem in known else by_rule(stem.replace("'", ""))) + hisses
    for ending, more, never in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and stem in known and not stem.endswith(never):
            return known[stem] + more
    return by_rule(word.replace("'", ""))


@cache
def counts() -> Mapping[str, int]:
    """The words whose syllables are listed."""
    listed: dict[str, int] = {}
    for line in data_file("syllables.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, _, words = line.partition(":")
            listed.update(dict.fromkeys(words.split(), int(number)))
    listed.update((row["word"], int(row["syllables"])) for row in table("syllables.csv", COLUMNS))
    return listed


def syllables(word: str) -> int:
    """The syllables of one word in small letters as it stands in a text: with apostrophes, hyphens, accents or figures.

    A figure counts as one, so that "4" and "2027" weigh the same as "four"."""
    known = counts()
    if word in known:
        return known[word]
    if word.isascii() and word.isalpha():
        return derived(word, known)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return sum(_part(part, known) for part in _PARTS.findall(word)) or 1


_PARTS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?")


def _part(part: str, known: Mapping[str, int]) -> int:
    return 1 if part[0].isdigit() else known[part] if part in known else derived(part, known)
