"""What a Word style says of the paragraphs and runs that have it: name, heading level, look and list.

Styles are resolved when first asked for: a template brings hundreds of them and a plan uses a dozen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.word.numbering import NumberedAs, numbered_as
from ehcp_lint.parsers.word.ooxml import VAL, W, on, whole

_LONGEST_NAME = 100
_HOPS = 32  # basedOn; a damaged file goes in circles
_SIZE_VALUE = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)(pt)?")
_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc(?: heading| ?[1-9])", re.IGNORECASE)
_PARAGRAPH_STYLE, _NUMBERED, _OUTLINE, _MARK = W + "pStyle", W + "numPr", W + "outlineLvl", W + "rPr"
_RUN_STYLE, _BOLD, _HIDDEN, _STRUCK = W + "rStyle", W + "b", W + "vanish", (W + "strike", W + "dstrike")
_SIZE = W + "sz"
CONTENTS = "TOC"  # the style that every line of a table of contents is given


class Look(NamedTuple):
    """Whether text is bold, hidden or struck through, and its size in points; None where nothing says it."""

    bold: bool = False
    hidden: bool = False
    struck: bool = False
    size: float | None = None


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
        default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.size = run_says(default).size  # of text whose own styles say none
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
            self._looks[key] = Look(
                of_paragraph.bold != of_run.bold,
                of_paragraph.hidden != of_run.hidden,
                of_paragraph.struck != of_run.struck,
                of_run.size or of_paragraph.size,
            )
        return self._looks[key]

    def size_in(self, table_style: str) -> float | None:
        """The size that a table's style gives text whose own styles say none, in points."""
        return self._own_look(table_style).size

    def list_of(self, style_id: str) -> str | None:
        """The list that a (list) style stands for."""
        said = (paragraph_says(element.find(W + "pPr")).numbered.list_id for _, element in self._chain(style_id))
        return next((list_id for list_id in said if list_id), None)

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
        name = _name(chain[0][1]) if chain else style_id[:_LONGEST_NAME]
        level, list_id, list_level = None, None, None
        for _, element in chain:
            said = paragraph_says(element.find(W + "pPr"))
            level = said.level if level is None else level
            level = level_of_name(_name(element)) if level is None else level
            list_id = said.numbered.list_id if list_id is None else list_id
            list_level = said.numbered.level if list_level is None else list_level
        if not chain:  # some writers leave the built-in styles out of styles.xml
            level = level_of_name(name)
        return Style(shown_name(name), level or None, NumberedAs(list_id, list_level), tuple(key for key, _ in chain))

    def _own_look(self, style_id: str) -> Look:
        properties = (element.find(W + "rPr") for _, element in self._chain(style_id))
        said = [RunSays("", False, False, False), *map(run_says, reversed(list(properties)))]
        _, bold, hidden, struck, sizes = zip(*said, strict=True)
        size = next((size for size in reversed(sizes) if size), None)
        return Look(_last_said(bold), _last_said(hidden), _last_said(struck), size)


class ParagraphSays(NamedTuple):
    """What `w:pPr` itself says. `level`: the heading level, 1 the highest; 0 for "body text", None where it is silent."""

    style: str = ""
    level: int | None = None
    numbered: NumberedAs = NumberedAs(None, None)
    mark: Element | None = None  # the properties of the paragraph's mark


class RunSays(NamedTuple):
    """What `w:rPr` itself says; None where it is silent."""

    style: str = ""
    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    size: float | None = None


def paragraph_says(properties: Element | None) -> ParagraphSays:
    """One pass over `w:pPr`: asking it for each child in turn takes a third of the whole reading."""
    if properties is None:
        return _SILENT
    style, level, numbered, mark = _SILENT
    for element in properties:
        tag = element.tag
        if tag == _PARAGRAPH_STYLE:
            style = element.get(VAL, "")
        elif tag == _NUMBERED:
            numbered = numbered_as(element)
        elif tag == _OUTLINE:
            outline = whole(element.get(VAL), 9)
            level = outline + 1 if 0 <= outline <= 8 else 0
        elif tag == _MARK:
            mark = element
    return ParagraphSays(style, level, numbered, mark)


def run_says(properties: Element | None) -> RunSays:
    """One pass over `w:rPr`."""
    style, bold, hidden, struck, size = _NOTHING_SAID
    for element in () if properties is None else properties:
        tag = element.tag
        if tag == _BOLD:
            bold = on(element)
        elif tag == _HIDDEN:
            hidden = on(element)
        elif tag in _STRUCK:
            struck = on(element) or bool(struck)
        elif tag == _SIZE:
            size = _points(element.get(VAL, ""))
        elif tag == _RUN_STYLE:
            style = element.get(VAL, "")
    return RunSays(style, bold, hidden, struck, size)


def _points(size: str) -> float | None:
    """Word counts in half points; other programs may write "11pt"."""
    found = _SIZE_VALUE.fullmatch(size)
    return None if found is None else (float(found[1]) if found[2] else float(found[1]) / 2) or None


_SILENT = ParagraphSays()
_NOTHING_SAID = RunSays()


def _last_said(answers: Iterable[bool | None]) -> bool:
    """The answer of the nearest style that gives one; the farthest comes first."""
    return [answer for answer in answers if answer is not None][-1]


def _name(element: Element) -> str:
    name = element.find(W + "name")
    return str(element.get(W + "styleId", "") if name is None else name.get(VAL, ""))[:_LONGEST_NAME]


def shown_name(name: str) -> str:
    """styles.xml says "heading 1" where Word shows "Heading 1"; the lines of a table of contents are all one to a reader."""
    if _CONTENTS.fullmatch(name):
        return CONTENTS
    heading = _HEADING.fullmatch(name)
    return f"Heading {heading.group(1)}" if heading else name


def level_of_name(name: str) -> int | None:
    """The level in the name of a built-in heading style, with or without its blank."""
    heading = _HEADING.fullmatch(name)
    return int(heading.group(1)) if heading else None
