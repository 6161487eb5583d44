"""What a person put in a cell: a mark, ticks, a code, a time. Taken as it stands, or told of; nothing is guessed.

What is said of a cell never holds its words: a person may have written a name where a code belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from ehcp_lint.rubric.headers import even
from ehcp_lint.rubric.models import Rubric

Cell = str | int | float | bool | datetime | date | None
_LONGEST = 10_000  # characters of a cell
_NOT_APPLICABLE = ("n/a", "na", "n.a", "not applicable", "does not apply")
_NUMBERED = re.compile(r"^(\d{1,2})(?:\.0+)?\s*(?:[-.:)=(]+\s*(.*?)\)?)?$")
_ISO = re.compile(
    r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm)?)?", re.IGNORECASE
)
_CODE = re.compile(r"[^\W_][\w ./-]{0,39}")
_NUMBER_OF_PERSON = re.compile(r"(?:\d[ -]?){10}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


class Answers:
    """The answers of one form, with a council's own words for them."""

    def __init__(self, rubric: Rubric, own: Mapping[str, int | None]) -> None:
        self._scale = rubric.scale
        named = dict.fromkeys(_NOT_APPLICABLE) | {_plain(words): mark for words, mark in rubric.scale.answers.items()}
        self._known: dict[str, int | None] = named | {_plain(words): mark for words, mark in own.items()}

    def mark(self, cell: Cell) -> tuple[bool, int | None, str]:
        """Whether the cell was answered, its mark (None: does not apply), and what is the matter with it ("" for nothing)."""
        if isinstance(cell, (bool, datetime, date)):
            return False, None, "a date or a tick stands where a mark belongs"
        if isinstance(cell, (int, float)):
            whole = int(cell) if float(cell).is_integer() else None
            if whole in self._scale.marks:
                return True, whole, ""
            return False, None, f"{cell:g} is no mark of the form ({_range(self._scale.marks)}, {self._scale.not_applicable})"
        said = _plain(cell or "")
        if not said:
            return False, None, ""
        if said in self._known:
            return True, self._known[said], ""
        if numbered := _NUMBERED.match(said):
            return self._numbered(int(numbered[1]), _plain(numbered[2] or ""))
        near = get_close_matches(said, list(self._known), n=1, cutoff=0.7)
        hint = f". Did you mean '{near[0]}'?" if near else ""
        offered = ", ".join(self._scale.options)
        return False, None, f"an answer of {len(said)} characters is none of {offered}{hint}"

    def _numbered(self, mark: int, name: str) -> tuple[bool, int | None, str]:
        if mark not in self._scale.marks:
            return False, None, f"{mark} is no mark of the form ({_range(self._scale.marks)}, {self._scale.not_applicable})"
        if name in self._known and self._known[name] != mark:
            return False, None, f"the number says {mark} and the word says otherwise"
        return True, mark, ""


def ticked(cell: Cell, options: Mapping[str, str], none: str) -> tuple[tuple[str, ...], bool]:
    """The ids whose words are ticked in a cell of several answers, and whether anything else stands there too.

    The answers are joined by ";" (with one at the end), or by ", " although their own words hold commas, or as a list in
    brackets: so they are looked for, the longest first, rather than cut apart."""
    rest = _plain_ticks(cell)
    found = []
    for words, id in sorted(options.items(), key=lambda option: -len(option[0])):
        plain = _plain_ticks(words).strip(" .")
        if plain and re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", rest):
            found.append(id)
            rest = rest.replace(plain, " ")
    rest = rest.replace(_plain_ticks(none).strip(" ."), " ") if none else rest
    order = list(dict.fromkeys(options.values()))
    return tuple(sorted(set(found), key=order.index)), bool(re.sub(r"[\s;,.\[\]\"']", "", rest))


def code(cell: Cell) -> tuple[str, str]:
    """A plan or moderator code, and what is the matter with it: what may be a name, an address or a number of a person is
    not taken."""
    if isinstance(cell, (datetime, date)):
        return "", "a date stands where a code belongs (the workbook may have turned the code into one)"
    text = f"{cell:g}" if isinstance(cell, (int, float)) and not isinstance(cell, bool) else str(cell or "")
    said = " ".join(text.replace("\u00a0", " ").split()).rstrip(";").strip()
    if not said:
        return "", ""
    if "@" in said:
        return "", "an address stands where a code belongs; it was not taken"
    if _NUMBER_OF_PERSON.fullmatch(said):
        return "", "it may be a date of birth or an NHS number; it was not taken"
    if not _CODE.fullmatch(said) or (len(said.split()) > 1 and not any(map(str.isdigit, said))):
        return "", "it may be a name and not a code; it was not taken"
    return said, ""


def role(cell: Cell, known: Iterable[str] = ()) -> tuple[str, str]:
    """A moderator's code or role, or an agency; `known` are those that the form offers. Two words with capitals that the form
    does not offer ("Ada Lovelace") may be a name, so they are not taken."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    said = " ".join(str(cell or "").replace("\u00a0", " ").split()).rstrip(";").strip()
    if said.casefold() in {one.casefold() for one in known}:
        return said, ""
    if "@" in said:
        return "", "an address stands where a code belongs; it was not taken"
    if len(said) > 60:
        return "", "it is too long for a code or a role; it was not taken"
    if len(said.split()) > 1 and all(word.isalpha() and word.istitle() for word in re.split(r"[ '’-]+", said.rstrip("."))):
        return "", "it may be a name and not a code; it was not taken"
    return said, ""


def moment(cell: Cell) -> tuple[datetime | None, bool]:
    """When a form was sent, and whether something stands there that cannot be told: 9/10/2026 is two days."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None), False
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day), False
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(cell)
    said = str(cell or "").strip()
    if found := _ISO.match(said):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        half = (found[7] or "").lower()
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
        try:
            return datetime(year, month, day, hour, minute, second), False
        except ValueError:
            return None, True
    return None, bool(said)


def _serial(number: float) -> tuple[datetime | None, bool]:
    """Excel's days since 1900, where the cell has lost its format."""
    from openpyxl.utils.datetime import from_excel

    made = from_excel(number) if 40_000 <= number <= 80_000 else None  # 2009 to 2119
    return (made, False) if isinstance(made, datetime) else (None, True)


def _plain(words: Any) -> str:
    return even(str(words)).strip(" ;.")


def _plain_ticks(words: Any) -> str:
    return even(str(words or ""), _LONGEST)  # a cell with many ticks is longer than any name


def _range(marks: Iterable[int]) -> str:
    return ", ".join(map(str, marks))
