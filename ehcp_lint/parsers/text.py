"""Raw characters to the plan's characters: one rule for Word, PDF and every other source, with the way back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "′": "'", "″": '"'}
_DASHES = {"‐": "-", "‑": "-", "−": "-"}  # hyphens and minus; en and em dashes separate things and stay
_BREAKS = {"\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
# NFKC would make "2½ hours" into "21⁄2 hours", so the one-character fractions stay as they are.
_FRACTIONS = re.compile("[\u00bc-\u00be\u2150-\u215e\u2189]")
# Soft hyphen, zero-width marks, bidi controls, the byte-order mark, the place of an object: invisible, and they split words
# for a matcher.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufffc\ufffe\uffff"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_UNSEEN = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
# What is not itself already: a character with accents, any beyond ASCII, and the controls. The rest needs no second look.
# Something invisible may stand between a character and its accent.
_CLUSTER = re.compile(
    f"[^\u0300-\u036f{_INVISIBLE}{_CONTROL}](?:[{_INVISIBLE}{_CONTROL}]*[\u0300-\u036f]+)+"
    f"|[\u0300-\u036f]+|[^\x00-\x7f]|[{_CONTROL}]",
    re.DOTALL,
)
_SPACE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"(?:[{_SPACE}]| [ {_SPACE}])[ {_SPACE}]*")  # all but a single plain space
_LINE_ENDS = re.compile(r" ?\n[ \n]*")
_TRANSLATION = str.maketrans(_QUOTES | _DASHES | _BREAKS)


def normalise(raw: str) -> str:
    """`raw` with compatibility forms, quotes, hyphens and white space made plain; line breaks inside a block are kept.

    Equal to the characters of `normalise_map(raw)`, by a shorter way for plain ASCII."""
    plain = raw.isascii() and raw.isprintable()
    if plain and "  " not in raw:
        return raw.strip(" ")
    text = _SPACES.sub(" ", raw if plain else _CLUSTER.sub(lambda cluster: _plain(cluster.group()), raw))
    return (_LINE_ENDS.sub("\n", text) if "\n" in text else text).strip(" \n")


def normalise_map(raw: str) -> tuple[str, list[int]]:
    """`normalise(raw)` and, for each of its characters, the offset in `raw` that it came from.

    >>> normalise_map("so\\u00adcial\\u00a0 care")
    ('social care', [0, 1, 3, 4, 5, 6, 7, 9, 10, 11, 12])
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in _plain_characters(raw):
        if _SPACES.fullmatch(character):
            character = " "
        previous = characters[-1] if characters else "\n"
        if character == " " and previous in " \n":
            continue
        if character == "\n":
            if previous == " ":
                characters.pop()
                offsets.pop()
                previous = characters[-1] if characters else "\n"
            if previous == "\n":
                continue
        characters.append(character)
        offsets.append(offset)
    while characters and characters[-1] in " \n":
        characters.pop()
        offsets.pop()
    return "".join(characters), offsets


def _plain_characters(raw: str) -> list[tuple[int, str]]:
    """Every plain character with the offset of the character or cluster that it came from."""
    found: list[tuple[int, str]] = []
    end = 0
    for cluster in _CLUSTER.finditer(raw):
        found.extend(enumerate(raw[end : cluster.start()], end))
        found.extend((cluster.start(), character) for character in _plain(cluster.group()))
        end = cluster.end()
    found.extend(enumerate(raw[end:], end))
    return found


@lru_cache(maxsize=1024)
def _plain(cluster: str) -> str:
    """One character with its accents, made plain. A plan uses few different ones, so the answers are kept."""
    if _FRACTIONS.match(cluster):
        return cluster
    if "\ud800" <= cluster[0] <= "\udfff":
        return "\ufffd"  # half of a character: no output could write it
    cluster = unicodedata.normalize("NFKC", _UNSEEN.sub("", cluster.translate(_TRANSLATION)))
    return _UNSEEN.sub("", cluster).translate(_TRANSLATION)
