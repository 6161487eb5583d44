"""Which files a batch is about: folders (walked), patterns, lists (@list.txt) and the index, each file once, in one order.

What a folder holds beside plans is left out and counted: links, devices, lock files, what systems leave behind, and our own
files. Everything else gets a row, if only one that says why it was not checked."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ehcp_lint.batch.index import Index, Listed, read_index
from ehcp_lint.decisions.file import ENDING
from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers.guard import is_clutter
from ehcp_lint.settings.place import NAME as SETTINGS

LEFT_OUT = {
    "links": ("link", "links"),
    "devices": ("device or pipe", "devices or pipes"),
    "clutter": ("file that a program left behind", "files that a program left behind"),
    "ours": ("file of settings or decisions", "files of settings or decisions"),
    "hidden": ("hidden folder", "hidden folders"),
    "closed": ("folder that may not be opened", "folders that may not be opened"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file: where it is, what it is called in the batch (its plan code, else its path below the source), its facts."""

    path: Path = field(repr=False)
    called: str = field(repr=False)
    listed: Listed | None = None

    @property
    def code(self) -> str:
        """The plan code of the index, "" where there is none."""
        return self.listed.code if self.listed else ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files in the order of their names, what was left out, and lines to tell."""

    files: tuple[Source, ...]
    left_out: dict[str, int]
    index: Index | None
    notes: tuple[str, ...]


def find(named: Sequence[str], index: str | None, *, never: Path) -> Sources:
    """The files that `named` and the index mean; `never` is the folder of results, which may lie among them.

    Raises `BadConfig` where a name means nothing at all."""
    left_out: Counter[str] = Counter()
    found: dict[str, str] = {}  # absolute path -> path below its source
    lists = list(named)
    if index is None and len(lists) == 1 and lists[0].lower().endswith(".csv"):
        index = lists.pop()
    known = read_index(Path(index)) if index else None
    for name in lists:
        for path, below in _meant(name, left_out, os.path.abspath(never)):
            found.setdefault(os.path.abspath(path), below)
    notes = list(known.notes) if known else []
    rows: dict[str, Listed] = {}
    for row in known.rows if known else ():
        rows.setdefault(os.path.abspath(row.path), row)
    if known and not lists:
        found = {path: path for path in rows}
    elif known:
        rows = _joined(rows, found, notes)
    if not found:
        raise BadConfig("There is no file to check there. Name folders, files, patterns in quotes, @list.txt or --index CSV.")
    files = [
        Source(Path(path), rows[path].code if path in rows and rows[path].code else below, rows.get(path))
        for path, below in found.items()
    ]
    return Sources(_told_apart(files), dict(sorted(left_out.items())), known, tuple(notes))


def _told_apart(files: list[Source]) -> tuple[Source, ...]:
    """In order; of several files that are called alike the second is called "#2" and so on."""
    seen: Counter[str] = Counter()
    ordered = []
    for source in sorted(files, key=lambda source: (source.called, str(source.path))):
        seen[source.called] += 1
        number = seen[source.called]
        ordered.append(source if number == 1 else replace(source, called=f"{source.called}#{number}"))
    return tuple(ordered)


def _joined(rows: dict[str, Listed], found: dict[str, str], notes: list[str]) -> dict[str, Listed]:
    """The rows of the index that are about files found: by path, else by a file name that stands only once on both sides."""
    joined = {path: row for path, row in rows.items() if path in found}
    names = Counter(os.path.basename(path) for path in found)
    listed = Counter(os.path.basename(path) for path in rows)
    by_name = {os.path.basename(path): path for path in found}
    missed = 0
    for path, row in rows.items():
        name = os.path.basename(path)
        if path in joined:
            continue
        if names[name] == 1 and listed[name] == 1 and by_name[name] not in joined:
            joined[by_name[name]] = row
        else:
            missed += 1
    if missed:
        notes.append(f"{missed} rows of the index are about files that are not among those named.")
    if len(joined) < len(found):
        notes.append(f"{len(found) - len(joined)} files are not in the index; they stand under 'not given'.")
    return joined


def _meant(name: str, left_out: Counter[str], never: str) -> Iterator[tuple[str, str]]:
    """The files that one SOURCE means, each with its path below it."""
    if name.startswith("@"):
        at = Path(name[1:])
        try:
            lines = at.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise BadConfig(f"{name[1:]}: the list cannot be read. It holds one file or folder a line, as UTF-8.") from None
        for line in filter(None, map(str.strip, lines)):
            yield from _meant(os.path.join(at.parent, line), left_out, never)
    elif os.path.isdir(name):
        yield from _walk(name, name, left_out, never)
    elif os.path.lexists(name) or not glob.has_magic(name):
        if not os.path.lexists(name):
            raise BadConfig(f"{name}: there is no such file or folder. Check the name.")
        yield name, os.path.basename(name)
    else:
        matched = sorted(glob.glob(name, recursive=True))
        if not matched:
            raise BadConfig(f"{name}: nothing has such a name. Check the pattern and the folder.")
        for path in matched:
            if os.path.isdir(path):
                continue
            if (why := _clutter(path)) is not None:
                left_out[why] += 1
            else:
                yield path, path


def _walk(folder: str, root: str, left_out: Counter[str], never: str) -> Iterator[tuple[str, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        left_out["closed"] += 1
        return
    for entry in entries:
        if entry.is_symlink():
            left_out["links"] += 1
        elif entry.is_dir():
            if entry.name.startswith("."):
                left_out["hidden"] += 1
            elif os.path.abspath(entry.path) != never:
                yield from _walk(entry.path, root, left_out, never)
        elif not entry.is_file():
            left_out["devices"] += 1
        elif (why := _clutter(entry.path)) is not None:
            left_out[why] += 1
        else:
            yield entry.path, os.path.relpath(entry.path, root).replace(os.sep, "/")


def _clutter(path: str) -> str | None:
    if os.path.islink(path):
        return "links"
    name = os.path.basename(path)
    if name == SETTINGS or name.endswith(ENDING):
        return "ours"
    return "clutter" if is_clutter(name) else None
