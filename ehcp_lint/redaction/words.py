"""What a word can be: a given name, a family name, an ordinary word, or several. Letters with accents count as plain."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache

from ehcp_lint.language.letters import plain
from ehcp_lint.language.names import capital_words, names_also_words
from ehcp_lint.resources import data_file

_OPENS = re.compile(r"\[(?P<kind>\w[\w ,-]*)\]")
_BASES = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "ð": "d", "ß": "s", "æ": "a", "œ": "o"}
)


def fold(text: str) -> str:
    """`text` with plain quotes and spaces and without accents, at the same length: "Siân" is found as "Sian"."""
    flat = plain(text)
    if flat.isascii():
        return flat
    return "".join(_base(c) for c in flat.translate(_BASES))


@cache
def _base(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] if len(parts) > 1 and parts[0].isalpha() and all(map(unicodedata.combining, parts[1:])) else letter


def _lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of a file by their headings."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in data_file(name).read_text(encoding="utf-8").splitlines():
        if opened := _OPENS.fullmatch(line):
            words = found.setdefault(opened["kind"], set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def given_names() -> frozenset[str]:
    """Given names, in small letters without accents."""
    return (
        _simple_given()
        | names_also_words()
        | frozenset[str]().union(*(w for kind, w in _people().items() if kind.startswith("given")))
    )


@cache
def family_names() -> frozenset[str]:
    """Family names, in small letters without accents."""
    return frozenset[str]().union(*(words for kind, words in _people().items() if kind.startswith("family")))


@cache
def _people() -> dict[str, frozenset[str]]:
    return _lists("people_names.txt")


@cache
def _simple_given() -> frozenset[str]:
    lines = data_file("given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@cache
def _ordinary() -> frozenset[str]:
    lines = data_file("ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _no_people() -> frozenset[str]:
    return frozenset[str]().union(*_lists("not_people.txt").values())


@cache
def _of_places() -> frozenset[str]:
    return _lists("not_people.txt")["places"]


@cache
def _also_words() -> frozenset[str]:
    """Given names that are guarded: they are also words that plans use."""
    return names_also_words() | _people()["given also_words"]


class Kind(Enum):
    """What a word is by the lists alone."""

    NAME = "name"  # a given or family name, and no word
    GIVEN = "given or word"  # a given name that is also a word or a place
    FAMILY = "family or word"
    WORD = "word"
    UNKNOWN = "unknown"


@cache
def kind_of(low: str) -> Kind:
    """What a word in small letters, folded, can be."""
    given, family = low in given_names(), low in family_names()
    guarded = low in _also_words() or low in _no_people() or low in capital_words()
    if given and not guarded and (low in _simple_given() or low not in _ordinary()):
        return Kind.NAME
    if family and not guarded and low not in _ordinary():
        return Kind.NAME
    if given:
        return Kind.GIVEN
    if family:
        return Kind.FAMILY
    return Kind.WORD if guarded or low in _ordinary() or _derived(low) else Kind.UNKNOWN


def is_place(low: str) -> bool:
    """Whether a word is a town, county or country."""
    return low in _of_places()


def only_word(low: str) -> bool:
    """Whether a word is in the dictionary and nowhere else: it may be a family name that no list has ("Brace")."""
    return low in _ordinary() and low not in capital_words() and low not in _no_people()


def in_dictionary(low: str) -> bool:
    """Whether a word stands in the dictionary."""
    return low in _ordinary()


def is_word(low: str) -> bool:
    """Whether a word stands in a dictionary, whatever else it is."""
    return low in _ordinary() or low in capital_words() or low in _no_people() or low in _also_words()


_ENDINGS = ("s", "d", "ed", "ing", "ly", "er", "ers", "ness", "ment", "ments", "ally", "ism", "ist", "ists", "ity")
_BEGINNINGS = ("un", "re", "non", "pre", "dis", "over", "under", "self", "multi", "inter", "co", "mis", "out", "bi", "tri")
_SHORTEST = 4  # letters of a stem


def _derived(low: str) -> bool:
    """Whether a word is made from one of the list: "timetabled", "unscripted"."""
    words = _ordinary()
    for ending in _ENDINGS:
        stem = low[: -len(ending)]
        if not low.endswith(ending) or len(stem) < _SHORTEST or (ending == "d") != (ending[0] == "d" and stem[-1] == "e"):
            continue
        if ending[0] in "ei" and stem[-1] == "e":
            continue  # "Lamees" is not made from "lame"
        if stem in words or (ending[0] in "ei" and f"{stem}e" in words):
            return True
    return any(low.startswith(b) and len(low) - len(b) >= _SHORTEST and low[len(b) :] in words for b in _BEGINNINGS)
