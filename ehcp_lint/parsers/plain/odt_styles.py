"""What the styles of an OpenDocument text say: names as shown, look, heading levels, and the numbers of lists."""

from __future__ import annotations

import re

from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.text import normalise
from ehcp_lint.parsers.word.numbering import BULLET, counted
from ehcp_lint.parsers.word.styles import level_of_name

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_HOPS = 32
_LONGEST = 100
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
_COUNTING = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
Look = tuple[bool, bool, bool]  # hidden, struck, bold


class ListStyle:
    """One list style and how far each of its levels has counted."""

    def __init__(self, levels: dict[int, Element]) -> None:
        self.levels = levels
        self._counts: dict[int, int] = {}

    def restart(self, level: int) -> None:
        """A new list begins at this level (1 the outermost) and counts from its start."""
        for deeper in [n for n in self._counts if n >= level]:
            del self._counts[deeper]

    def label(self, level: int, start: str | None = None) -> str:
        """Counts one item on and returns its number as shown, "•" for a bullet."""
        style = self.levels.get(level)
        if style is None:
            return ""
        own = _whole(start, -1)
        if own >= 0:
            self._counts[level] = own
        else:
            self._counts[level] = self._counts[level] + 1 if level in self._counts else self._start(level)
        self.restart(level + 1)
        if style.tag == TEXT + "list-level-style-bullet":
            return BULLET
        if not style.get(STYLE + "num-format"):
            return ""
        first = max(level - min(_whole(style.get(TEXT + "display-levels"), 1), 10) + 1, 1)
        shown = (self._shown(n) for n in range(first, level + 1))
        numbers = ".".join(number for number in shown if number)
        return normalise(
            f"{style.get(STYLE + 'num-prefix', '')[:_LONGEST]}{numbers}{style.get(STYLE + 'num-suffix', '')[:_LONGEST]}"
        )

    def _shown(self, level: int) -> str:
        style = self.levels.get(level)
        if style is None:
            return ""
        return counted(
            self._counts.get(level, self._start(level)), _COUNTING.get(style.get(STYLE + "num-format", ""), "decimal")
        )

    def _start(self, level: int) -> int:
        return _whole(self.levels[level].get(TEXT + "start-value"), 1)


class Styles:
    """The styles of one document: those of its content, and those of `styles.xml`."""

    def __init__(self, content: Element | None, more: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, ListStyle] = {}
        self._last_lists: dict[str, ListStyle] = {}
        self._looks: dict[tuple[str, ...], Look] = {}
        self._headings = ListStyle({})
        for root in (content, more):
            if root is None:
                continue
            for style in root.iter(STYLE + "style"):
                self._styles.setdefault(style.get(STYLE + "name", ""), style)
            for style in root.iter(TEXT + "list-style"):
                self._lists.setdefault(style.get(STYLE + "name", ""), ListStyle(_levels(style)))
            for style in root.iter(TEXT + "outline-style"):
                self._headings = ListStyle(_levels(style))

    def level(self, element: Element) -> int | None:
        """The heading level of a `text:h`, or of a paragraph whose style is named for one."""
        if element.tag != TEXT + "h":
            return level_of_name(self.shown_name(element.get(TEXT + "style-name", "")))
        return min(max(_whole(element.get(TEXT + "outline-level"), 1), 1), 9)

    def heading_number(self, level: int) -> str:
        """Counts one heading on and returns its number, "" where headings have none."""
        return self._headings.label(level)

    def list_style(self, element: Element, outer: ListStyle | None) -> ListStyle:
        """The style of a `text:list`, set to go on counting or to start again as the list says."""
        name = element.get(TEXT + "style-name")
        if name is None:
            if outer is not None:
                return outer
            return ListStyle({})
        style = self._lists.get(name) or ListStyle({})
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list") is not None
        if outer is None and not goes_on:
            style.restart(1)
        return style

    def shown_name(self, name: str) -> str:
        """The name a person sees; of a style made for one paragraph ("P1"), that of the style behind it."""
        for _ in range(_HOPS):
            style = self._styles.get(name)
            if style is None:
                break
            if shown := style.get(STYLE + "display-name"):
                return str(shown)[:_LONGEST]
            parent = style.getparent()
            if parent is None or parent.tag != OFFICE + "automatic-styles":
                break
            name = style.get(STYLE + "parent-style-name", "")
        return _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), name)[:_LONGEST]

    def look(self, names: list[str]) -> Look:
        """Whether text is hidden, struck through and bold in a paragraph and the spans in it, by their styles' names."""
        key = tuple(names)
        if key not in self._looks:
            said: list[bool | None] = [None, None, None]
            for name in names:
                for which, answer in enumerate(self._says(name)):
                    said[which] = said[which] if answer is None else answer
            self._looks[key] = (bool(said[0]), bool(said[1]), bool(said[2]))
        return self._looks[key]

    def _says(self, name: str) -> list[bool | None]:
        said: list[bool | None] = [None, None, None]
        for _ in range(_HOPS):
            style = self._styles.get(name)
            if style is None:
                break
            for properties in style.iterchildren(STYLE + "text-properties"):
                weight, line = properties.get(FO + "font-weight"), properties.get(STYLE + "text-line-through-style")
                found = (
                    _is(properties.get(TEXT + "display"), "none"),
                    None if line is None else line != "none",
                    None if weight is None else weight == "bold" or (weight.isdigit() and len(weight) == 3 and weight >= "600"),
                )
                said = [new if old is None else old for old, new in zip(said, found, strict=True)]
            name = style.get(STYLE + "parent-style-name", "")
        return said


def _is(value: str | None, wanted: str) -> bool | None:
    return None if value is None else value == wanted


def _levels(style: Element) -> dict[int, Element]:
    return {_whole(level.get(TEXT + "level"), 1): level for level in style}


def _whole(text: str | None, default: int) -> int:
    return min(int(text), 32_767) if text and text.isascii() and text.isdigit() and len(text) < 10 else default
