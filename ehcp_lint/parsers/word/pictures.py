"""Whether a picture has words for someone who cannot see it: the alternative text that a screen reader says instead."""

from __future__ import annotations

import re

from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.word.ooxml import DECORATIVE, WP, W

_DRAWINGS = (WP + "inline", WP + "anchor")
_YES = ("1", "true")
# What programs write there by themselves tells nobody what the picture shows.
_FILE_NAME = re.compile(r"\S.*\.(?:png|jpe?g|gif|bmp|tiff?|[ew]mf|svg|webp|heic)", re.IGNORECASE)


def lacks_words(picture: Element) -> bool:
    """Whether a drawing (`wp:inline`, `wp:anchor`) or an older picture's shape should have alternative text and has none.

    A drawing has one text for all the pictures in it; the older shapes have it in any of the groups they stand in."""
    if picture.tag not in _DRAWINGS:
        groups = [picture, *picture.iterancestors()]
        depth = next((n for n, group in enumerate(groups) if group.tag == W + "pict"), len(groups))
        return not any(_says(group.get("alt")) for group in groups[:depth])
    properties = picture.find(WP + "docPr")
    if properties is None:
        return True
    if properties.get("hidden") in _YES or any(mark.get("val") in _YES for mark in properties.iter(DECORATIVE)):
        return False
    return not (_says(properties.get("descr")) or _says(properties.get("title")))


def _says(words: str | None) -> bool:
    return bool(words and words.strip() and not _FILE_NAME.fullmatch(words.strip()))
