"""A council's own list of the plans: one row a file, with what the case system knows of it.

Columns are known by their headings (data/index_columns.csv), near misses included; what could not be placed is told, never
guessed in silence. Paths are taken from the folder of the list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ehcp_lint.errors import BadConfig
from ehcp_lint.letters import Status
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.resources import did_you_mean, table

FACTS = ("officer", "agency", "phase", "need", "setting", "kind")
_NEAR = 0.8
_LONGEST = 80  # characters of a fact; more is no phase and no name of a setting


@dataclass(frozen=True, slots=True)
class Listed:
    """What the index says of one file."""

    path: Path = field(repr=False)
    code: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """The rows of an index, and what is to be told of how it was understood: `notes` are lines without a child's data."""

    rows: tuple[Listed, ...]
    notes: tuple[str, ...] = ()


def read_index(path: Path) -> Index:
    """The index in a CSV file (commas, semicolons or tabs; UTF-8 or Windows). Raises `BadConfig`."""
    text = _text(path)
    lines = text.splitlines()
    if not lines:
        raise BadConfig(f"{path.name}: the index is empty. Its first line names the columns: file, plan code, officer ...")
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=lines[0].count))
    header = [one_line(cell) for cell in next(reader)]
    columns, notes = _columns(header, path.name)
    rows, refused = [], 0
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        given = {name: one_line(cells[at]) for name, at in columns.items() if at < len(cells) and cells[at].strip()}
        if "file" not in given:
            refused += 1
            continue
        rows.append(_listed(given, path.parent))
    if refused:
        notes.append(f"{path.name}: {refused} rows name no file and were left out.")
    strange = sum("kind" in row.facts and row.facts["kind"] not in ("new", "amended") for row in rows)
    if strange:
        notes.append(f"{path.name}: {strange} rows say something else than new or amended; they are shown as they are.")
    return Index(tuple(rows), tuple(notes))


def _listed(given: dict[str, str], folder: Path) -> Listed:
    facts = {name: given[name][:_LONGEST] for name in FACTS if name in given}
    if "kind" in facts:
        facts["kind"] = _kinds().get(_flat(facts["kind"]), facts["kind"])
    named = given["file"].replace("\\", "/") if "\\" in given["file"] and "/" not in given["file"] else given["file"]
    status = _flat(given.get("status", "")).replace(" ", "-")
    known = {one.value for one in Status}
    return Listed(folder / named, given.get("code", "")[:_LONGEST], facts, status if status in known else None)


def _columns(header: list[str], name: str) -> tuple[dict[str, int], list[str]]:
    """Where each column that we know stands, and what to tell of it."""
    known = {_flat(row["wording"]): row["column"] for row in table("index_columns.csv", ("column", "wording"))}
    found: dict[str, int] = {}
    notes, strange = [], []
    for at, heading in enumerate(header):
        if (column := known.get(_flat(heading))) is not None and column not in found:
            found[column] = at
    for at, heading in enumerate(header):
        if at in found.values() or not heading:
            continue
        near = get_close_matches(_flat(heading), known, n=1, cutoff=_NEAR)
        column = known[near[0]] if near else None
        if column and column not in found:
            found[column] = at
            notes.append(f"{name}: the column '{heading}' was taken for '{column}'.")
        else:
            strange.append(heading)
    if "file" not in found:
        hint = next(filter(None, (did_you_mean(heading, ("file", "path")) for heading in header)), "")
        raise BadConfig(f"{name}: no column names the files. Call one 'file'; it has: {', '.join(header)}.{hint}")
    if strange:
        notes.append(f"{name}: not used: {', '.join(strange)}.")
    return found, notes


def _flat(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", words.casefold()))


@cache
def _kinds() -> dict[str, str]:
    return {_flat(row["wording"]): row["kind"] for row in table("index_kinds.csv", ("kind", "wording"))}


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        raise BadConfig(f"{path}: the index cannot be opened. Check the name and the folder.") from None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadConfig(f"{path.name}: the index is no text. Save it from Excel as CSV.")


def asked(by: str) -> tuple[str, ...]:
    """The columns named in `--by officer,phase`. Raises `BadConfig` with the nearest right name."""
    names = tuple(dict.fromkeys(by.replace(",", " ").split()))
    for name in names:
        if name not in FACTS:
            raise BadConfig(f"--by: there is no column '{name}'.{did_you_mean(name, FACTS)} Choose from: {', '.join(FACTS)}.")
    return names


def unknown(by: Iterable[str], index: Index | None) -> list[str]:
    """Columns that were asked for and that no row of the index has."""
    rows = index.rows if index else ()
    return [name for name in by if not any(name in row.facts for row in rows)]
