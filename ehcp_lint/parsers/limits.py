"""How much one file may be and may cost. What is over a limit is not checked, and said not to be: never taken for a clean plan.

A council may set those of `Limits` ([limits] in ehcp-lint.toml). The others guard the readers themselves and have no setting:
those of a zip of XML parts are in `package`, those of a PDF's page in `pdf.words` and `pdf.rules`."""

from __future__ import annotations

from dataclasses import dataclass

from ehcp_lint.errors import CannotRead

MOST_BLOCKS, MOST_CHARACTERS = 30_000, 2_000_000  # a plan of 60 pages has some 1,500 blocks and 200,000 characters


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one file may take to read, by the clock, and how much memory; how large it may be; how many pages of a PDF are
    read."""

    seconds: float = 45.0
    megabytes: int = 1024
    file_megabytes: int = 25
    pages: int = 300


DEFAULT = Limits()


def refuse_longer(blocks: int, characters: int) -> None:
    """Raises `CannotRead` for a reading of so many blocks and characters that it is no plan."""
    if blocks > MOST_BLOCKS or characters > MOST_CHARACTERS:
        raise CannotRead("it is many times longer than any plan. Check that it is the right file, or split it.")


def refuse_larger(size: int, limits: Limits = DEFAULT) -> None:
    """Raises `CannotRead` for a file of so many bytes."""
    if size > limits.file_megabytes * 1_000_000:
        raise CannotRead(
            f"the file is larger than {limits.file_megabytes} MB. Make its pictures smaller in Word (Compress Pictures)."
        )
