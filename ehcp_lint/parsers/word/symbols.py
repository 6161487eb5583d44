"""The characters of Word's picture fonts that plans use: ticks, boxes, bullets, arrows, faces. One character for one."""

from __future__ import annotations

import re

CHECKED, UNCHECKED = "☒", "☐"

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: UNCHECKED, 0x71: UNCHECKED, 0x72: UNCHECKED,
    0x78: CHECKED, 0xA1: "○", 0xA7: "▪", 0xA8: UNCHECKED, 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: CHECKED, 0xFE: CHECKED,
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: CHECKED, 0x52: CHECKED, 0x53: CHECKED, 0x54: CHECKED, 0xA3: UNCHECKED},
    "webdings": {0x61: "✓", 0x63: UNCHECKED, 0x72: "✗"},
    "symbol": {
        0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    },
}  # fmt: skip
# Such characters typed into ordinary text: the font is not known there, and these two are what it nearly always is.
_EITHER = {**_FONTS["symbol"], **_WINGDINGS, 0xB7: "•"}
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(font: str, code: str) -> str | None:
    """The character of `w:sym`; None where it is not known what it shows."""
    try:
        number = int(code[:8], 16)
    except ValueError:
        return None
    known = _FONTS.get(font.strip().lower())
    if known is not None:
        return known.get(number & 0xFF)
    if 0x20 <= number < 0xD800 or 0xF900 <= number <= 0x10FFFF:
        return chr(number)
    return _EITHER.get(number & 0xFF)


def without_private(text: str) -> tuple[str, int]:
    """`text` with picture-font characters replaced, one for one, and how many of them are not known (a space each)."""
    unknown = 0

    def known(found: re.Match[str]) -> str:
        nonlocal unknown
        character = _EITHER.get(ord(found.group()) & 0xFF)
        unknown += character is None
        return character or " "

    return _PRIVATE.sub(known, text), unknown
