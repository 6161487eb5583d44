"""The case system's list: one row a child or young person, columns known by their headings (data/case_columns.csv).

Only the columns named there are kept. Names, dates of birth and addresses are not: a column that looks like one is dropped, and
that is told. A row that cannot be used is listed with its number and the reason, never with what stands in it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ehcp_lint.compliance.dates import Column, read_column
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.resources import did_you_mean, read_toml, table

DATES = (
    "request", "assess_decision", "advice_requested", "closed_from", "reopens", "absent_from", "absent_to", "refusal", "draft",
    "final", "closed", "last_review", "review_meeting", "review_decision", "amendment_notice", "amended_final", "transfer_date",
    "transfer_final",
)  # fmt: skip
WORDS = ("case", "assess_outcome", "exception", "review_outcome", "transfer", "transfer_year", "need", "phase", "setting")
NEEDED = ("request", "final")
_NEAR = 0.8
_LONGEST = 60  # characters of a need, phase or setting
_MOST_ROWS = 200_000
_PERSONAL = re.compile(
    r"\b(?:name|names|forenames?|surname|firstname|lastname|fullname|child|pupil|young person|parents?|carer|mother|father|dob|"
    r"birth|address|postcode|e ?mail|phone|mobile|upn|uln|nhs|gender|sex|ethnicity)\b"
)
_ORDER = (
    ("request", "assess_decision"), ("request", "refusal"), ("request", "draft"), ("request", "final"), ("draft", "final"),
    ("closed_from", "reopens"), ("absent_from", "absent_to"), ("review_meeting", "review_decision"),
    ("review_meeting", "amendment_notice"), ("amendment_notice", "amended_final"), ("review_meeting", "amended_final"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One row that can be used. `row` is its number in the file, the headings being row 1."""

    row: int
    code: str = field(repr=False)
    days: Mapping[str, date] = field(repr=False)
    words: Mapping[str, str] = field(repr=False)

    def day(self, name: str, on: date | None = None) -> date | None:
        """When something happened; what lies after `on` has not happened yet."""
        found = self.days.get(name)
        return None if found and on and found > on else found


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not used, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Cases:
    """The list as it was understood; `notes` and `refused` hold nothing of a child."""

    cases: tuple[Case, ...]
    refused: tuple[Refused, ...]
    columns: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why rows were not used, the most frequent reason first, with how many."""
        return Counter(one.why for one in self.refused).most_common()


def read_cases(path: Path, chosen: Mapping[str, str] | None = None) -> Cases:
    """The case list in a CSV file (commas, semicolons or tabs; UTF-8 or Windows). `chosen`: our column = the file's heading.

    Raises `BadConfig` with the nearest heading where a column that is needed is missing."""
    name = one_line(path.name)
    header, rows = read_csv(path)
    placed, notes = _columns(header, dict(chosen or {}), name)
    if len(rows) > _MOST_ROWS:
        raise BadConfig(f"{name}: more than {_MOST_ROWS:,} rows. Split the list by year or by area.")
    columns = {column: read_column([_cell(cells, at) for _, cells in rows]) for column, at in placed.items() if column in DATES}
    notes += [_mixed(name, header[placed[column]], found) for column, found in columns.items() if found.mixed]
    cases: list[Case] = []
    refused: list[Refused] = []
    seen: dict[str, int] = {}
    unlike = 0
    for at, (row, cells) in enumerate(rows):
        wrong = [f"{header[placed[c]]}: {found.cells[at].why}" for c, found in columns.items() if found.cells[at].why]
        days = {column: day for column, found in columns.items() if (day := found.cells[at].day)}
        if not (why := "; ".join(wrong)):
            why = _against(days, header, placed)
        code = one_line(_cell(cells, placed.get("case")))[:_LONGEST]
        if " " in code and not re.search(r"\d", code):
            code, unlike = "", unlike + 1
        if not why and code and code in seen:
            why = "the same case code as a row before it"
        if why:
            refused.append(Refused(row, why))
            continue
        if code:
            seen[code] = row
        words = {c: w[:_LONGEST] for c in WORDS if c in placed and c != "case" and (w := one_line(_cell(cells, placed[c])))}
        cases.append(Case(row, code or f"row {row}", days, words))
    if unlike:
        notes.append(f"{name}: {unlike} case codes look like names and were not kept; those cases go by their row.")
    return Cases(tuple(cases), tuple(refused), {column: header[at] for column, at in placed.items()}, tuple(notes))


def read_csv(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The headings of a CSV file, and its rows that are not empty, each with its number. Raises `BadConfig`."""
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise BadConfig(f"{one_line(path.name)}: the file is empty. Its first line names the columns: request, final ...")
    try:
        reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
        rows = [(number, cells) for number, cells in enumerate(reader, 1) if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise BadConfig(f"{one_line(path.name)}: the file is no table. Save it from Excel as CSV.") from None
    return [one_line(cell) for cell in rows[0][1]], rows[1:]


def read_map(path: Path) -> dict[str, str]:
    """A saved map: [columns], our column = "the heading". Raises `BadConfig`."""
    try:
        given = read_toml(path.read_text(encoding="utf-8"), one_line(path.name)).get("columns", {})
    except (OSError, UnicodeDecodeError):
        raise BadConfig(f"{one_line(str(path))}: the map cannot be opened. Check the name and the folder.") from None
    for column in given:
        if column not in (*DATES, *WORDS):
            raise BadConfig(f"{one_line(path.name)}: there is no column '{column}'.{did_you_mean(column, (*DATES, *WORDS))}")
    return {column: str(heading) for column, heading in given.items()}


def map_text(columns: Mapping[str, str]) -> str:
    """A map to save, in TOML."""
    lines = [
        "# Which column of the case list is what. Change the headings on the right to those of your case system.",
        "[columns]",
    ]
    quoted = {column: heading.replace("\\", "\\\\").replace('"', '\\"') for column, heading in columns.items()}
    return "\n".join([*lines, *(f'{column} = "{heading}"' for column, heading in quoted.items())]) + "\n"


def _columns(header: Sequence[str], chosen: dict[str, str], name: str) -> tuple[dict[str, int], list[str]]:
    known = _wordings()
    placed: dict[str, int] = {}
    notes: list[str] = []
    flat = [_flat(heading) for heading in header]
    for column, heading in chosen.items():
        if _flat(heading) not in flat:
            raise BadConfig(f"{name}: the map says '{heading}', which is no heading of it.{did_you_mean(heading, header)}")
        placed[column] = flat.index(_flat(heading))
    for at, heading in enumerate(flat):
        if at not in placed.values() and (known_as := known.get(heading)) and known_as not in placed:
            placed[known_as] = at
    personal = [header[at] for at, heading in enumerate(flat) if at not in placed.values() and _PERSONAL.search(heading)]
    strange = []
    for at, heading in enumerate(flat):
        if at in placed.values() or not heading or header[at] in personal:
            continue
        near = get_close_matches(heading, known, n=1, cutoff=_NEAR)
        if near and known[near[0]] not in placed:
            placed[known[near[0]]] = at
            notes.append(f"{name}: the column '{header[at]}' was taken for '{known[near[0]]}'.")
        else:
            strange.append(header[at])
    for column in NEEDED:
        if column not in placed:
            hint = _nearest(column, header, known)
            has = ", ".join(heading for heading in header if heading not in personal)
            raise BadConfig(f"{name}: the column '{column}' is missing.{hint} It has: {has}. Say which it is with --map.")
    if personal:
        notes.append(f"{name}: dropped, because they look like personal data: {', '.join(personal)}.")
    if strange:
        notes.append(f"{name}: not used: {', '.join(strange)}.")
    return placed, notes


def _nearest(column: str, header: Sequence[str], known: Mapping[str, str]) -> str:
    """ " Is it 'Reqest dat'?" for the heading that comes nearest to a wording of a column."""
    wordings = [wording for wording, of in known.items() if of == column]
    near = [(heading, get_close_matches(_flat(heading), wordings, n=1, cutoff=0.55)) for heading in header]
    return next((f" Is it '{heading}'?" for heading, found in near if found), "")


def _against(days: Mapping[str, date], header: Sequence[str], placed: Mapping[str, int]) -> str:
    """What is impossible about the dates of a row: an order that cannot be, or no date to begin with."""
    if not {"request", "final", "last_review"} & set(days):
        return "no date of request, of the final plan or of the last review"
    for before, after in _ORDER:
        if before in days and after in days and days[after] < days[before]:
            return f"{header[placed[after]]} is before {header[placed[before]]}"
    return ""


def _mixed(name: str, heading: str, column: Column) -> str:
    forms = ", ".join(f"{form} ({number})" for form, number in column.forms.items())
    return f"{name}: the column '{heading}' holds dates in several formats: {forms}."


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _flat(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", words.casefold()))


@cache
def _wordings() -> dict[str, str]:
    return {_flat(row["wording"]): row["column"] for row in table("case_columns.csv", ("column", "wording"))}


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        raise BadConfig(f"{one_line(str(path))}: the file cannot be opened. Check the name and the folder.") from None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadConfig(f"{one_line(path.name)}: the file is no text. Save it from Excel as CSV (UTF-8).")
