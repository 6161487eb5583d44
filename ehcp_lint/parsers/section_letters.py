"""Letters of sections as they are written: one or a list, capital or small, after a word for a lettered part."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ehcp_lint.plan import Letter

LETTER = r"(?:H\s?\(?[12]\)?|A[12]|[A-K])"
# What councils call a lettered part of the plan. Letters stand in capitals, so "part time" and "Part of the day" are none.
NOUN = r"(?:(?i:sections?|parts?|sects?\b\.?|secs?\b\.?|box(?:es)?|panels?)|§{1,2})"
LIST = rf"{LETTER}(?:(?:\s*,?\s*(?:(?i:and|to|then)\b|[,/&+–—-])\s*)(?:{NOUN}\s*)?{LETTER}(?![\w'])(?!\.\w))*"
# Small letters, where a plan writes its letters so: "section b", "Part 6 (f) HOW", "What is hard (b)", "My health c and g".
_SMALL = r"(?:h\s?[12]|[a-k])"
_SMALL_LIST = rf"{_SMALL}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*[&+/]\s*){_SMALL})*"
_IN_SMALL = (
    re.compile(rf"\W*(?i:sections?|parts?)\s+(?P<letters>{_SMALL_LIST})\W*(?P<rest>)"),
    re.compile(
        rf"\W*(?i:sections?|parts?)\s+\d{{1,2}}\s*[(\[](?P<letters>{_SMALL_LIST})[)\]][\s:.–—-]*(?P<rest>\S.*)", re.DOTALL
    ),
    re.compile(rf"(?P<title>[^()\n]{{3,90}}?)\s*[(\[](?P<letters>{_SMALL_LIST})[)\]]\W*"),
    re.compile(rf"(?P<title>[^.?!:;\n]{{3,120}}?)\s(?P<letters>{_SMALL_LIST})(?: together)?\s*"),
)
_ONE = re.compile(LETTER)
_NOUNS = re.compile(NOUN)
_RANGE = re.compile(rf"\s*{LETTER}\s*(?P<mark>(?i:to)|[–—-])\s*(?:{NOUN}\s*)?{LETTER}\s*")
_TITLED = re.compile(rf"\s*\([^()]*\)\s*(?:,|and|&)\s*(?={LETTER}\b)")


def letters_in(written: str) -> tuple[Letter, ...]:
    """The sections that "B", "H1 and H2" or "Parts I-K" name, each once, in the order written."""
    found = []
    for match in _ONE.finditer(_NOUNS.sub(" ", written)):  # no letters of "SECTION" in "H1 / SECTION H2"
        plain = re.sub(r"[\s()]", "", match.group())
        found.append(Letter("A" if plain[0] == "A" else plain))
    first, *rest = dict.fromkeys(found)
    if len(rest) == 1 and (mark := _RANGE.fullmatch(written)):
        order = list(Letter)
        between = order[order.index(first) : order.index(rest[0]) + 1]
        letters = [x for x in between if x is not Letter.H or rest[0] is Letter.H]
        if mark["mark"].lower() == "to" or len({x[0] for x in letters}) == 3 or first is Letter.A:
            return tuple(letters) or (first, *rest)  # "Parts I-K"; "B-F" and "C-G" are pairs
    return (first, *rest)


def family(noun: str) -> str:
    """ "SECTIONS", "Sec." and the sign are one word for a lettered part, "Parts" another."""
    plain = noun.lower().strip(".")
    return "section" if plain[0] in "s§" else plain.rstrip("s").removesuffix("e")


def small_label(text: str) -> re.Match[str] | None:
    """The section label in small letters that a text is, begins with or ends in."""
    return next((match for pattern in _IN_SMALL if (match := pattern.fullmatch(text))), None)


def small_letters(written: str) -> tuple[Letter, ...]:
    """The sections that "c and g" names."""
    return letters_in(re.sub(r"\band\b", "&", written).upper())


def through(letters: set[str]) -> bool:
    """Whether bare letters are those of a plan and not of a list: most of them, and some of the last ones."""
    return len(letters) >= 6 and len(letters & set("GHIJK")) >= 2


def names_more(rest: str) -> bool:
    """ "Sections C (health needs) and G (health provision)": the list of letters is broken by their titles."""
    return bool(_TITLED.match(rest))


def letters_between(first: str, rest: str) -> tuple[Letter, ...]:
    """The sections of a list whose letters have their titles between them."""
    return letters_in(first + " " + re.sub(r"\([^()]*\)|[a-z]+", " ", rest))


def initials(letters: Iterable[Letter]) -> set[str]:
    """The letters without H's number: H1 and H2 count as H."""
    return {letter[0] for letter in letters}
