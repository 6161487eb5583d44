"""How every file of ours reaches the disk: whole or not at all, readable by its owner only, never over the plan itself.

A program that is killed while it writes leaves the file that was there, or none, and a `.ehcp-lint-*.part` beside it. That may
hold words of a plan, so the next program that writes into the folder takes it away."""

from __future__ import annotations

import errno
import os
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO

from ehcp_lint.errors import BadConfig


def write_file(path: str | Path, data: bytes, *, never: Iterable[str | Path] = ()) -> None:
    """Write `data` to a new file beside `path` and put it in its place. Raises `BadConfig`.

    `never` are files that must not be replaced: the plans that were read."""
    with whole_file(path, never=never) as file:
        file.write(data)


@contextmanager
def whole_file(path: str | Path, *, never: Iterable[str | Path] = ()) -> Iterator[IO[bytes]]:
    """A file to write piece by piece, put in the place of `path` once it is whole. Raises `BadConfig`."""
    target = Path(path)
    refuse_inputs(target, never)
    _clear_leftovers(target.parent)
    try:
        number, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    except OSError:
        raise BadConfig(f"{target}: nothing can be written there. Choose another place with -o.") from None
    try:
        with os.fdopen(number, "wb") as file:  # mkstemp made it with mode 0600
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except OSError as error:
        if error.errno in FULL:
            raise BadConfig(f"{target}: it could not be written: the disk is full. Make room and run the same again.") from None
        raise BadConfig(f"{target}: it could not be written. Close it in Word, or choose another name with -o.") from None
    finally:
        Path(temporary).unlink(missing_ok=True)


_PREFIX, _SUFFIX = ".ehcp-lint-", ".part"
_LEFT = 3600.0  # seconds after which nobody is writing it any more


@lru_cache(maxsize=64)  # once a folder: a batch writes thousands of files into one
def _clear_leftovers(folder: Path) -> None:
    """Takes away what killed programs left unfinished in a folder."""
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _LEFT:
                    path.unlink()


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The error numbers of a disk, or a share of one, that takes no more."""


def refuse_inputs(target: Path, inputs: Iterable[str | Path]) -> None:
    """Raises `BadConfig` where writing `target` would change one of `inputs`, by whatever name or link."""
    there = _reached(target)
    if there and target.is_dir():
        raise BadConfig(f"{target}: that is a folder. Name a file with -o.")
    for source in map(Path, inputs):
        if source.absolute() == target.absolute() or (there and _reached(source) and target.samefile(source)):
            raise BadConfig(f"{target}: that is the plan itself, which is never changed. Choose another name with -o.")
    if there and _is_somebodys(target):
        raise BadConfig(f"{target}: a document of that name is there already, and may be a plan. Choose another name with -o.")


def _reached(path: Path) -> bool:
    """Whether there is such a file and we get to it: in a folder that is closed to us nothing is replaced."""
    try:
        return path.exists()
    except OSError:
        return False


_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def _is_somebodys(target: Path) -> bool:
    """Whether `target` is a document that we did not write ourselves, or a workbook of ours that has been changed since."""
    try:
        with target.open("rb") as file:
            begin = file.read(8)
            if not begin.startswith(_DOCUMENTS):
                return False
            from ehcp_lint.parsers.word import AUTHOR  # only asked of a file that is there already

            if begin.startswith(b"%PDF-"):
                return f"/T ({AUTHOR})".encode() not in file.read()
        with zipfile.ZipFile(target) as package:
            if "xl/workbook.xml" in package.namelist():
                return f"<cp:lastModifiedBy>{AUTHOR}<".encode() not in package.read("docProps/core.xml")
            return f'w:author="{AUTHOR}"'.encode() not in package.read("word/comments.xml")
    except FileNotFoundError:
        return False
    except (OSError, KeyError, zipfile.BadZipFile):
        return True


def free_name(source: str | Path, mark: str = ".checked") -> Path:
    """Where a copy of `source` goes if no one says: plan.checked.docx, or plan.checked-2.docx where that name is taken,
    because someone may have gone on writing in the first copy."""
    path = Path(source)
    stem = path.stem.split(mark)[0] if mark in path.stem else path.stem
    candidate, number = path.with_name(f"{stem}{mark}{path.suffix}"), 2
    while os.path.lexists(candidate):
        candidate, number = path.with_name(f"{stem}{mark}-{number}{path.suffix}"), number + 1
    return candidate
