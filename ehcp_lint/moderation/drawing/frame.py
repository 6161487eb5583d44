"""The sampling frame: every plan that could be drawn, from a folder of files or from a CSV index.

The frame's hash is that of its plans and their values in a canonical order. Whoever has the same frame and the same seed draws
the same plans, on any machine, in whatever order the index or the disk lists them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ehcp_lint.errors import BadConfig
from ehcp_lint.resources import did_you_mean

SUFFIXES = (".docx", ".docm", ".dotx", ".pdf", ".odt", ".rtf", ".txt")
NOT_SAID = "not said"  # the value of a plan whose index leaves it open: a stratum of its own, never guessed
# What councils call the columns that have a meaning here; every other column keeps its own name.
_MEANS = {
    "plan_code": "plan",
    "code": "plan",
    "reference": "plan",
    "case": "plan",
    "case_number": "plan",
    "filename": "file",
    "file_name": "file",
    "path": "file",
    "caseworker": "officer",
    "case_officer": "officer",
    "coordinator": "officer",
    "plan_coordinator": "officer",
    "writer": "officer",
    "key_stage": "phase",
    "primary_need": "need",
    "setting_type": "setting",
    "new_or_amended": "new",
    "new/amended": "new",
}


@dataclass(frozen=True)
class Entry:
    """One plan of the frame. `reference` is what it is known by here: the index's own code, or the hash of the file.

    Neither the reference nor the file's name leaves the machine it was read on; outputs hold codes made of them."""

    reference: str = field(repr=False)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    digest: str | None = field(default=None, repr=False)
    file: Path | None = field(default=None, repr=False)

    def without_values(self) -> Entry:
        """The same plan, with nothing said of it."""
        return replace(self, values={})


@dataclass(frozen=True)
class Left:
    """A plan left out of the frame, and why. `file` is where there is no other reference."""

    reference: str = field(repr=False)
    reason: str


@dataclass(frozen=True)
class Frame:
    """The plans that can be drawn, in the order of their references, those that cannot, and the columns that are known."""

    entries: tuple[Entry, ...]
    left: tuple[Left, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """SHA-256 of the plans, one JSON line each: reference, hash of the file if there is one, values."""
        lines = (json.dumps([e.reference, e.digest, dict(sorted(e.values.items()))], ensure_ascii=False) for e in self.entries)
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

    def keeping(self, columns: Iterable[str]) -> Frame:
        """The frame with these columns only: what no one asked for is not carried along (an index may hold names)."""
        kept = [column for column in self.columns if column in set(columns)]
        entries = (replace(e, values={column: e.values[column] for column in kept}) for e in self.entries)
        return Frame(tuple(entries), self.left, tuple(kept))

    def column(self, name: str) -> str:
        """The column that is meant by a name. Raises `BadConfig` with the nearest right one."""
        wanted = column_name(name)
        if wanted not in self.columns:
            known = ", ".join(self.columns) or "none (a folder has no columns: give an index as CSV)"
            raise BadConfig(f"There is no column '{name}'.{did_you_mean(wanted, self.columns)} Columns: {known}.")
        return wanted


def column_name(title: str) -> str:
    """A column's title as it is known here: small letters, "_" between words, one name for one meaning."""
    name = re.sub(r"[\s_-]+", "_", _tidy(title).lower()).strip("_")
    return _MEANS.get(name, name)


def read_frame(source: str | Path, index: str | Path | None = None) -> Frame:
    """The frame of a folder or of a CSV index; with both, the index names files of the folder. Raises `BadConfig`."""
    path = Path(source)
    if index is not None:
        if not path.is_dir():
            raise BadConfig(f"{path.name} is no folder. With --index, name the folder that holds the files.")
        return frame_of_index(Path(index), path)
    if path.is_dir():
        return frame_of_folder(path)
    if not path.exists():
        raise BadConfig(f"{path.name}: there is no such folder or file. Check the name.")
    if path.suffix.lower() != ".csv":
        raise BadConfig(f"{path.name}: the index must be a CSV file (in Excel: Save as, CSV UTF-8), or name a folder of plans.")
    return frame_of_index(path)


def frame_of_folder(folder: Path) -> Frame:
    """Every plan file in a folder and below it, known by its bytes: renaming or moving it changes nothing."""
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    entries, left = [], []
    seen: set[str] = set()
    for file in found:
        if why := _no_plan(file, folder):
            left.append(Left(file.name, why))
            continue
        digest = digest_of(file)
        if digest is None or digest in seen:
            left.append(Left(file.name, "the same bytes as another file" if digest else "it cannot be opened"))
            continue
        seen.add(digest)
        entries.append(Entry(digest, {}, digest, file))
    return Frame(_in_order(entries), tuple(left))


def frame_of_index(path: Path, folder: Path | None = None) -> Frame:
    """The plans that a CSV index lists, one a line: `plan` (a code) or `file`, and any columns to spread the draw over.

    Files are looked for in `folder`, or beside the index."""
    rows = list(read_index(path))
    columns = tuple(rows[0][1]) if rows else ()
    if not {"plan", "file"} & set(columns):
        raise BadConfig(f"{path.name}: there is no column 'plan' (a code) or 'file'. Name the columns in the first line.")
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    left = []
    for number, row in rows:
        file = _file(folder or path.parent, row["file"]) if row.get("file") else None
        digest = digest_of(file) if file else None
        if file and digest is None:
            left.append(Left(row.get("plan") or row["file"], "its file is not there or cannot be opened"))
            continue
        reference = row.get("plan") or digest
        if not reference:
            left.append(Left(f"line {number}", "no code and no file"))
            continue
        values = {name: value or NOT_SAID for name, value in row.items() if name not in ("plan", "file")}
        entry = Entry(reference, values, digest, file)
        if reference in entries:
            if (entries[reference].values, entries[reference].digest) != (values, digest):
                raise BadConfig(
                    f"{path.name}, line {number}: the plan of line {lines[reference]} again, with other values. Mend one."
                )
            left.append(Left(reference, "listed twice"))
            continue
        entries[reference], lines[reference] = entry, number
    return Frame(_in_order(entries.values()), tuple(left), tuple(c for c in columns if c not in ("plan", "file")))


def read_index(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a CSV file by column, with their numbers. Commas or semicolons; UTF-8. Raises `BadConfig`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadConfig(f"{path.name} cannot be read ({error.strerror}). Check the name and the folder.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path.name} is not UTF-8 text. In Excel: Save as, CSV UTF-8.") from None
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        titles = [column_name(title) for title in next(reader, [])]
        doubled = next((title for title in titles if title and titles.count(title) > 1), None)
        if doubled:
            raise BadConfig(f"{path.name}: two columns mean '{doubled}'. Rename one of them.")
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) > len(titles):
                raise BadConfig(f"{path.name}, line {reader.line_num}: more cells than columns. Check the quotes.")
            cells += [""] * (len(titles) - len(cells))
            yield reader.line_num, {title: _tidy(cell) for title, cell in zip(titles, cells, strict=True) if title}
    except csv.Error:
        raise BadConfig(f"{path.name}, line {reader.line_num}: this is not CSV. Check the quotes.") from None


def _tidy(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value.replace("\ufeff", "")).split())


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.reference))


def _no_plan(file: Path, folder: Path) -> str | None:
    parts = file.relative_to(folder).parts
    if any(part.startswith((".", "~$")) for part in parts):
        return "a hidden or temporary file"
    if re.search(r"\.(?:checked|queries)(?:-\d+)?$", file.stem):
        return "written by ehcp-lint"
    return None


def _file(folder: Path, name: str) -> Path:
    return folder / name.replace("\\", os.sep)


def digest_of(file: Path) -> str | None:
    """SHA-256 of a file's bytes; None where it cannot be opened."""
    try:
        with file.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return None
