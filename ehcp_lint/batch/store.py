"""The folder of a batch while it runs: rows are appended as files finish, so that a killed run goes on where it was.

`results.jsonl` and `sketches.jsonl` are logs until `finish` puts their lines in order; a half line at their end, left by a kill
or a full disk, is cut off. A file is done when both have a line with its key. Only places in the logs are kept in memory."""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from ehcp_lint.batch.rows import Row
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.write import whole_file

ROWS, SKETCHES, SALT, LOCK = "results.jsonl", "sketches.jsonl", "salt", ".lock"
_MANY, _LONG = 64, 2.0  # rows, seconds: the most that a kill may cost
AGAIN = ("timed_out", "crashed")


@dataclass(frozen=True, slots=True)
class _Line:
    """Where the row of one file stands in the log, what it was made from, and where its sketch stands (-1: it has none)."""

    start: int
    key: str | None
    status: str
    sketch: int = -1
    not_made: tuple[str, ...] = ()


class Store:
    """The results of one batch. Use as a context manager: only one run may write to a folder at a time."""

    def __init__(self, folder: Path, salt: Path | None = None) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            raise BadConfig(f"{folder}: the folder for the results cannot be made. Choose another with --out.") from None
        with ExitStack() as opened:  # what is open is closed where the next cannot be
            self._lock = opened.enter_context(_locked(folder / LOCK))
            self.salt = _salt(salt or folder / SALT)
            self._rows = opened.enter_context(_log(folder / ROWS))
            self._sketches = opened.enter_context(_log(folder / SKETCHES))
            opened.pop_all()
        sketches = {line["id"]: (line["key"], at) for at, line in _lines(self._sketches)}
        self._at: dict[str, _Line] = {}
        for at, line in _lines(self._rows):
            key, sketch = sketches.get(line["id"], (None, -1))
            own = sketch if key is not None and key == line.get("key") else -1
            if own >= 0 or line["status"] != "checked":
                self._at[line["id"]] = _Line(at, line.get("key"), line["status"], own, tuple(line.get("not_made", ())))
        self._waiting: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
        self._since = time.monotonic()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if self._waiting and not isinstance(error, CannotRead):
                self.flush()
        finally:
            self._rows.close()
            self._sketches.close()
            self._lock.close()

    def has_seen(self, id: str) -> bool:
        """Whether there is a row of this file, made from whatever it held then."""
        return id in self._at

    def reports_of(self, id: str, kinds: Iterable[str]) -> list[str]:
        """Which of these kinds of report there must be of a file that is done: none of one that was not checked."""
        line = self._at[id]
        return [kind for kind in kinds if line.status == "checked" and kind not in line.not_made]

    def has(self, id: str, key: str, *, again: bool = False) -> bool:
        """Whether this file is done; with `again`, one that timed out or crashed is not."""
        line = self._at.get(id)
        return line is not None and line.key == key and not (again and line.status in AGAIN)

    def add(self, row: Mapping[str, Any], sketch: Mapping[str, Any] | None) -> None:
        """Keep the answer for one file; it reaches the disk with the next few. Raises `CannotRead` where the disk is full."""
        checked = Row.model_validate(row)
        own = None if sketch is None else {"id": checked.id, "key": checked.key, **sketch}
        self._waiting.append((checked.model_dump(mode="json"), own))
        if len(self._waiting) >= _MANY or time.monotonic() - self._since >= _LONG:
            self.flush()

    def flush(self) -> None:
        """Write what waits: sketches first, so that a row is never there without its own."""
        waiting, self._waiting, self._since = self._waiting, [], time.monotonic()
        places = _append(self._sketches, [sketch for _, sketch in waiting if sketch is not None])
        starts = _append(self._rows, [row for row, _ in waiting])
        found = iter(places)
        for start, (row, sketch) in zip(starts, waiting, strict=True):
            own = -1 if sketch is None else next(found)
            self._at[row["id"]] = _Line(start, row["key"], row["status"], own, tuple(row["not_made"]))

    def finish(self, facts: Mapping[str, dict[str, str]]) -> None:
        """Put the rows of the files in `facts` (by id, with what the index says of them) in order, and drop all others."""
        self.flush()
        wanted = sorted(id for id in facts if id in self._at)
        with whole_file(self.folder / SKETCHES) as sketches:
            for id in wanted:
                if (at := self._at[id].sketch) >= 0:
                    sketches.write(_line_at(self._sketches, at))
        with whole_file(self.folder / ROWS) as rows:
            for id in wanted:
                row = json.loads(_line_at(self._rows, self._at[id].start))
                rows.write(_dumped({**row, "facts": facts[id]}))


def rows_in(folder: Path) -> Iterator[Row]:
    """The rows of a batch that is finished, one at a time. Raises `BadConfig` where the folder holds none."""
    for line in _read(folder / ROWS):
        yield Row.model_validate(line)


def sketches_in(folder: Path) -> Iterator[dict[str, Any]]:
    """The sketches of a batch that is finished."""
    yield from _read(folder / SKETCHES)


def _read(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield json.loads(line)
                except ValueError:
                    raise BadConfig(f"{path}, line {number}: it is not whole. Run the batch again; it goes on there.") from None
    except OSError:
        raise BadConfig(f"{path}: there are no results of a batch there. Name the folder given to batch --out.") from None


def _salt(path: Path) -> bytes:
    """The salt in a file, made now where there is none. With one salt for several batches a plan keeps its id."""
    try:
        if not path.exists():
            with whole_file(path) as file:
                file.write(secrets.token_hex(32).encode("ascii") + b"\n")
        found = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        raise BadConfig(f"{path}: this is no salt. Leave --salt out, or name a file that batch made.") from None
    if len(found) < 16:
        raise BadConfig(f"{path}: this salt is too short. Leave --salt out, or name a file that batch made.")
    return found


# --- logs -------------------------------------------------------------------------------------------------------------------


def _log(path: Path) -> IO[bytes]:
    """A log opened for reading and appending, without the half line that a kill may have left."""
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        file = os.fdopen(number, "r+b", buffering=0)
    except OSError:
        raise BadConfig(f"{path}: nothing can be written there. Choose another folder with --out.") from None
    end = file.seek(0, os.SEEK_END)
    while end > 0:
        step = min(end, 1 << 16)
        file.seek(end - step)
        cut = file.read(step).rfind(b"\n")
        if cut >= 0:
            end = end - step + cut + 1
            break
        end -= step
    file.truncate(end)
    return file


def _lines(file: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line with where it starts. One that is no row of ours is passed over: its file is done again."""
    file.seek(0)
    at = 0
    with os.fdopen(os.dup(file.fileno()), "rb") as lines:
        for line in lines:
            with suppress(ValueError, TypeError):
                found = json.loads(line)
                if isinstance(found, dict) and isinstance(found.get("id"), str) and ("status" in found or "text" in found):
                    yield at, found
            at += len(line)


def _append(file: IO[bytes], entries: list[dict[str, Any]]) -> list[int]:
    """Where each entry came to stand. Where the disk is full, what was whole stays whole and `CannotRead` is raised."""
    end = start = file.seek(0, os.SEEK_END)
    places, lines = [], []
    for entry in entries:
        line = _dumped(entry)
        places.append(end)
        lines.append(line)
        end += len(line)
    view = memoryview(b"".join(lines))
    try:
        while view:
            view = view[os.write(file.fileno(), view) :]
        os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            file.truncate(start)
        raise CannotRead(
            "the results could not be written: the disk is full or gone. What was written stays; make room and run it again."
        ) from None
    return places


def _line_at(file: IO[bytes], start: int) -> bytes:
    file.seek(start)
    taken = bytearray()
    while (cut := taken.find(b"\n")) < 0:
        chunk = file.read(1 << 14)
        if not chunk:
            break
        taken += chunk
    return bytes(taken[: cut + 1])


def _dumped(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, separators=(",", ":"), sort_keys=True).encode("ascii") + b"\n"


def _locked(path: Path) -> IO[bytes]:
    """The lock of a folder, which the system lets go when the run ends, however it ends. Raises `BadConfig` if it is held."""
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError:
        raise BadConfig(f"{path.parent}: nothing can be written there. Choose another folder with --out.") from None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise BadConfig(f"{path.parent}: another batch is writing there. Wait for it, or choose another folder.") from None
    return file
