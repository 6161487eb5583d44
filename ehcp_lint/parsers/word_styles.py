"""What a Word style says of the paragraphs and runs that have it: name, heading level, look and list.

Styles are resolved when first asked for: a template brings hundreds of them and a plan uses a dozen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ehcp_lint.parsers.numbering import NumberedAs, numbered_as
from ehcp_lint.parsers.ooxml import VAL, W, on, whole
from ehcp_lint.parsers.package import Element

_HOPS = 32  # basedOn; a damaged file goes in circles
_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc(?: heading| ?[1-9])", re.IGNORECASE)
CONTENTS = "TOC"  # the style that every line of a table of contents is given


class Look(NamedTuple):
    """Whether text is bold, hidden or struck through."""

    bold: bool = False
    hidden: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the name a person sees in Word, and what all its paragraphs inherit."""

    name: str
    level: int | None
    numbered: NumberedAs
    lists: tuple[str, ...]  # the style and those it is based on: a list knows its levels by the style's id


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self.default = ""
        for element in () if root is None else root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements.setdefault(style_id, element)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self.default = self.default or style_id
        self._styles: dict[str, Style] = {}
        self._looks: dict[tuple[str, str], Look] = {}

    def paragraph(self, style_id: str) -> Style:
        """The paragraph style with this id, "" for the default."""
        style_id = style_id or self.default
        if style_id not in self._styles:
            self._styles[style_id] = self._resolve(style_id)
        return self._styles[style_id]

    def look(self, paragraph_style: str, run_style: str = "") -> Look:
        """How text looks by its styles alone. Bold in both is not bold: these properties toggle (ECMA-376 part 1, 17.7.3)."""
        key = (paragraph_style or self.default, run_style)
        if key not in self._looks:
            of_paragraph, of_run = self._own_look(key[0]), self._own_look(run_style)
            self._looks[key] = Look(*(one != other for one, other in zip(of_paragraph, of_run, strict=True)))
        return self._looks[key]

    def list_of(self, style_id: str) -> str | None:
        """The list that a (list) style stands for."""
        return next((n.list_id for _, e in self._chain(style_id) if (n := numbered_as(e.find(W + "pPr"))).list_id), None)

    def _chain(self, style_id: str) -> Iterator[tuple[str, Element]]:
        """A style and those it is based on, nearest first."""
        for _ in range(_HOPS):
            element = self._elements.get(style_id)
            if element is None:
                return
            yield style_id, element
            base = element.find(W + "basedOn")
            style_id = "" if base is None else base.get(VAL, "")

    def _resolve(self, style_id: str) -> Style:
        chain = list(self._chain(style_id))
        name = _name(chain[0][1]) if chain else style_id
        level, list_id, list_level = None, None, None
        for _, element in chain:
            properties = element.find(W + "pPr")
            level = outline_level(properties) if level is None else level
            level = _level_of_name(_name(element)) if level is None else level
            numbered = numbered_as(properties)
            list_id = numbered.list_id if list_id is None else list_id
            list_level = numbered.level if list_level is None else list_level
        if not chain:  # some writers leave the built-in styles out of styles.xml
            level = _level_of_name(name)
        return Style(_shown_name(name), level or None, NumberedAs(list_id, list_level), tuple(key for key, _ in chain))

    def _own_look(self, style_id: str) -> Look:
        bold = hidden = struck = None
        for _, element in self._chain(style_id):
            properties = element.find(W + "rPr")
            if properties is None:
                continue
            bold, hidden, struck = (
                found if known is None else known
                for known, found in zip((bold, hidden, struck), direct_look(properties), strict=True)
            )
        return Look(bool(bold), bool(hidden), bool(struck))


def direct_look(properties: Element) -> tuple[bool | None, bool | None, bool | None]:
    """What `w:rPr` itself says of bold, hidden and struck through; None where it is silent."""
    bold = hidden = struck = None
    for element in properties:
        match element.tag:
            case _Tags.BOLD:
                bold = on(element)
            case _Tags.HIDDEN:
                hidden = on(element)
            case _Tags.STRUCK | _Tags.STRUCK_TWICE:
                struck = on(element) or bool(struck)
    return bold, hidden, struck


def outline_level(properties: Element | None) -> int | None:
    """The heading level that `w:pPr` gives, 1 the highest; 0 where it says "body text", None where it is silent."""
    outline = None if properties is None else properties.find(W + "outlineLvl")
    if outline is None:
        return None
    level = whole(outline.get(VAL), 9)
    return level + 1 if 0 <= level <= 8 else 0


class _Tags:
    BOLD = W + "b"
    HIDDEN = W + "vanish"
    STRUCK = W + "strike"
    STRUCK_TWICE = W + "dstrike"


def _name(element: Element) -> str:
    name = element.find(W + "name")
    return str(element.get(W + "styleId", "")) if name is None else str(name.get(VAL, ""))


def _shown_name(name: str) -> str:
    """styles.xml says "heading 1" where Word shows "Heading 1"; the lines of a table of contents are all one to a reader."""
    if _CONTENTS.fullmatch(name):
        return CONTENTS
    heading = _HEADING.fullmatch(name)
    return f"Heading {heading.group(1)}" if heading else name


def _level_of_name(name: str) -> int | None:
    heading = _HEADING.fullmatch(name)
    return int(heading.group(1)) if heading else None
