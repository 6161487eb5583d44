"""Letters made alike, one for one: kinds of space, quote and dash, capitals. The length never changes, so offsets hold."""

from __future__ import annotations

import re

MASK = "█"
"""What stands for each character of a name after `mask`: a run of it is one word to everything that reads it."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " "),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("·∙⁃‣◦▪▫●○◼◻■□➢➤✓✔✗✘\uf0b7\uf0a7\uf0d8*", "•"),
        "\r": " ",  # of "\r\n"
        **dict.fromkeys("\v\f\u2028\u2029\x85", "\n"),
        "⁄": "/",
        "∕": "/",
    }
)

BULLET = re.compile(r"[ \t]*(?:[•>]+|-(?=[\s█A-Za-z])|(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s))[ \t]*", re.IGNORECASE)
"""A bullet, dash or list number at the start of a line."""


_ODD = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")
_ODD_ASCII = tuple(chr(code) for code in _PLAIN if code < 128)


def plain(text: str) -> str:
    """`text` with one kind of space, quote, dash and bullet; the same length, so offsets into one hold in the other."""
    odd = any(map(text.__contains__, _ODD_ASCII)) if text.isascii() else _ODD.search(text)
    return text.translate(_PLAIN) if odd else text


def lower(text: str) -> str:
    """`text` in small letters at the same length (a Turkish İ becomes two characters under `str.lower`, and is left alone)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def shouted(text: str) -> bool:
    """Whether all letters are capitals, and there are enough of them for that to be a habit and not an acronym."""
    return text.isupper() and sum(c.isalpha() for c in text) > 8


def sentence_case(text: str) -> str:
    """Text written ALL IN CAPITALS in small letters but for each sentence's first; any other text as it is."""
    if not shouted(text):
        return text
    low = lower(text)
    return re.sub(r"(?:^|[.!?:\n]\s+)[a-z]", lambda m: m.group().upper(), low)
