"""Words of a plan on their way to a screen: nothing in them may act on it."""

from __future__ import annotations

import re

# Escape sequences whole, then every other control character (C0, C1), the marks that turn the direction of writing or hide
# characters, and half characters that no encoding has.
_ESCAPE = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|\x9b[0-?]*[ -/]*[@-~]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_BREAKS = re.compile("[\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without terminal escapes, control and direction characters; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", _CONTROL.sub("", _ESCAPE.sub("", text.replace("\r\n", "\n"))))
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`clean` text on a single line with single spaces."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """The beginning of `text` on one line, cut between words, with an ellipsis where something was cut."""
    flat = one_line(text)
    if len(flat) <= limit:
        return flat
    cut = flat.rfind(" ", 0, limit)
    return flat[: cut if cut > limit // 2 else limit].rstrip(" ,;:") + "…"
