"""Raw characters to the plan's characters: one rule for Word, PDF and every other source, with the way back."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "′": "'", "″": '"'}
_DASHES = {"‐": "-", "‑": "-", "−": "-"}  # hyphens and minus; en and em dashes separate things and stay
# Soft hyphen, zero-width marks, bidi controls, the byte-order mark: invisible, and they split words for a matcher.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def normalise(raw: str) -> str:
    """`raw` with compatibility forms, quotes, hyphens and white space made plain; line breaks inside a block are kept.

    Equal to `"".join` over `normalise_map(raw)`, by a faster path for the common case of plain ASCII."""
    if raw.isascii() and not _CONTROL.search(raw):
        text = raw
    else:
        text = "".join(map(_plain, _CLUSTER.findall(raw)))
    text = _SPACES.sub(" ", text)
    return re.sub(r" ?\n[ \n]*", "\n", text).strip()


def normalise_map(raw: str) -> tuple[str, list[int]]:
    """`normalise(raw)` and, for each of its characters, the offset in `raw` that it came from.

    >>> normalise_map("so\\u00adcial\\u00a0 care")
    ('social care', [0, 1, 3, 4, 5, 6, 7, 9, 10, 11, 12])
    """
    characters: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(raw):
        for character in _plain(cluster.group()):
            if _SPACES.fullmatch(character):
                character = " "
            previous = characters[-1] if characters else "\n"
            if character == " " and previous in " \n":
                continue
            if character == "\n":
                if previous == "\n":
                    continue
                if previous == " ":
                    characters.pop()
                    offsets.pop()
                    if not characters or characters[-1] == "\n":
                        continue
            characters.append(character)
            offsets.append(cluster.start())
    while characters and characters[-1] in " \n":
        characters.pop()
        offsets.pop()
    return "".join(characters), offsets


def _plain(cluster: str) -> str:
    """One base character with its accents, made plain."""
    if cluster.isascii():
        cluster = cluster.replace("\x0b", "\n").replace("\x0c", "\n").replace("\r", "\n")
        return _CONTROL.sub("", cluster)
    cluster = cluster.translate(_TRANSLATION)
    return _CONTROL.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", cluster))).translate(_TRANSLATION)


_TRANSLATION = str.maketrans(_QUOTES | _DASHES)
