"""The numbers that Word shows before paragraphs and that stand nowhere in their text: "1.", "b)", "Section A:", "2.1".

What a council's template puts before its headings is often such a number, so a reader without them does not find section A.
Rules: ECMA-376 part 1, 17.9 (numbering) and 17.9.10-11, 17.9.26 (restarts)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.text import normalise
from ehcp_lint.parsers.word.ooxml import VAL, W, on, whole

BULLET = "•"
_HOPS = 16  # from a list to the style that stands for it to that style's list; a damaged file goes in circles
_LAST_LEVEL = 8
_LONGEST = 100  # characters of a label: it is repeated for each paragraph, so a long one would fill the memory
_SHOWN = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list: where it starts, how it counts and what stands around the number."""

    start: int = 1
    counting: str = "decimal"
    text: str = ""
    restarts_after: int | None = None  # 1-based level; 0: never; None: any higher level
    all_decimal: bool = False
    style: str = ""


class NumberedAs(NamedTuple):
    """What a paragraph or style says of its number: a list and a level, each None where it is silent."""

    list_id: str | None
    level: int | None


@dataclass(slots=True)
class _List:
    """One `w:num`: the counters it shares with others of the same `w:abstractNum`, and its levels with its own overrides."""

    shared: str
    levels: dict[int, Level]
    restarts: set[int] = field(default_factory=set)


def numbered_as(numbers: Element) -> NumberedAs:
    """What `w:numPr` in a paragraph's or style's properties says."""
    list_id, level = numbers.find(W + "numId"), numbers.find(W + "ilvl")
    return NumberedAs(
        None if list_id is None else list_id.get(VAL),
        None if level is None else min(max(whole(level.get(VAL), 0), 0), _LAST_LEVEL),
    )


class Numbering:
    """The lists of one document and how far each has counted; ask `label` once for each numbered paragraph, in order."""

    def __init__(self, root: Element | None, list_of_style: Callable[[str], str | None]) -> None:
        self._abstract = {} if root is None else {e.get(W + "abstractNumId"): e for e in root.iterchildren(W + "abstractNum")}
        self._nums = {} if root is None else {e.get(W + "numId"): e for e in root.iterchildren(W + "num")}
        self._list_of_style = list_of_style
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def paragraph(self, own: NumberedAs, inherited: NumberedAs, styles: tuple[str, ...]) -> str:
        """Counts one paragraph on and returns its number, from what it says itself and what its styles do, nearest first."""
        list_id = own.list_id or inherited.list_id
        if not list_id or list_id == "0":  # 0 takes away the number that a style gives
            return ""
        level = inherited.level if own.level is None else own.level
        if level is None and own.list_id is None:
            level = max((self._level_for_style(list_id, style) for style in styles), default=0)
        return self.label(list_id, level or 0)

    def _level_for_style(self, list_id: str, style: str) -> int:
        """The level of a list that belongs to a style: a style names its list, and the list says which level that is."""
        found = self._list(list_id)
        return next((n for n, level in found.levels.items() if level.style == style), 0) if found else 0

    def label(self, list_id: str, level: int) -> str:
        """Counts one paragraph on and returns its number as Word shows it, "•" for a bullet, "" for none."""
        found = self._list(list_id)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.shared, {})
        for restarted in found.restarts:
            counts.pop(restarted, None)
        found.restarts.clear()
        counts[level] = counts[level] + 1 if level in counts else found.levels[level].start
        for lower in range(level + 1, _LAST_LEVEL + 1):
            after = found.levels[lower].restarts_after if lower in found.levels else None
            if after is None or level < after:
                counts.pop(lower, None)
        return _label(found.levels, level, counts)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._resolve(list_id)
        return self._lists[list_id]

    def _resolve(self, list_id: str) -> _List | None:
        num = self._nums.get(list_id)
        if num is None:
            return None
        shared = self._shared(num)
        abstract = self._abstract.get(shared)
        if abstract is None:
            return None
        levels = dict(_read_level(e) for e in abstract.iterchildren(W + "lvl"))
        restarts = set()
        for override in num.iterchildren(W + "lvlOverride"):
            number = whole(override.get(W + "ilvl"), 0)
            if (own := override.find(W + "lvl")) is not None:
                levels[number] = _read_level(own)[1]
            if (start := override.find(W + "startOverride")) is not None:
                levels[number] = levels.get(number, Level())._replace(start=_start(start))
                restarts.add(number)
        return _List(shared, levels, restarts)

    def _shared(self, num: Element) -> str:
        """The abstract list behind a list, also where it only refers to a list style."""
        shared = ""
        for _ in range(_HOPS):
            reference = num.find(W + "abstractNumId")
            shared = "" if reference is None else reference.get(VAL, "")
            abstract = self._abstract.get(shared)
            link = None if abstract is None else abstract.find(W + "numStyleLink")
            behind = None if link is None else self._nums.get(self._list_of_style(link.get(VAL, "")) or "")
            if behind is None:
                break
            num = behind
        return shared


def _read_level(element: Element) -> tuple[int, Level]:
    # A counting of Word 2010 and later stands in mc:AlternateContent, with one that all understand as its fallback.
    formats = [e.get(VAL, "") for e in element.iter(W + "numFmt")]
    start, text = element.find(W + "start"), element.find(W + "lvlText")
    restart, style = element.find(W + "lvlRestart"), element.find(W + "pStyle")
    return whole(element.get(W + "ilvl"), 0), Level(
        start=1 if start is None else _start(start),
        counting=formats[-1] if formats else "decimal",
        text="" if text is None else text.get(VAL, "")[:_LONGEST],
        restarts_after=None if restart is None else whole(restart.get(VAL), 0),
        all_decimal=on(element.find(W + "isLgl")),
        style="" if style is None else style.get(VAL, ""),
    )


def _start(element: Element) -> int:
    return min(max(whole(element.get(VAL), 1), 0), 32_767)  # Word's own limit; letters repeat, so it bounds the label too


def _label(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    here = levels[level]
    if here.counting == "bullet":
        return BULLET

    def number(shown: re.Match[str]) -> str:
        index = int(shown.group(1)) - 1
        if index not in levels:
            return ""
        counting = "decimal" if here.all_decimal and levels[index].counting != "none" else levels[index].counting
        return counted(counts.get(index, levels[index].start), counting)

    return normalise(_SHOWN.sub(number, here.text))[:_LONGEST]


def counted(number: int, counting: str) -> str:
    """`number` in one of Word's ways of counting; those not known here (other scripts) come as digits."""
    match counting:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "upperLetter":
            return _letters(number)
        case "lowerLetter":
            return _letters(number).lower()
        case "upperRoman":
            return _roman(number)
        case "lowerRoman":
            return _roman(number).lower()
        case "ordinal":
            ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
            return f"{number}{ending}"
        case "cardinalText":
            return _CARDINALS[number] if number < len(_CARDINALS) else str(number)
        case "ordinalText":
            return _ORDINALS[number] if number < len(_ORDINALS) else counted(number, "ordinal")
        case _:
            return str(number)


_CARDINALS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_ORDINALS = (
    "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh",
    "Twelfth",
)  # fmt: skip
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _letters(number: int) -> str:
    """A to Z, then AA, BB (Word repeats the letter; a spreadsheet would go on with AB)."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words
