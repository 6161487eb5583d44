"""What the commands share: one line for every refusal, results on standard output, and the exit codes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ehcp_lint import errors
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.outputs.terminal import Line


class Code(IntEnum):
    """The exit codes that scripts rely on."""

    CLEAR = 0
    POINTS = 1
    USAGE = 2
    NOT_CHECKED = 3
    OUR_ERROR = 4


class FailOn(StrEnum):
    """From which duty on a point makes the exit code 1."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    NEVER = "never"


def complain(message: str, name: str | None = None) -> None:
    """One line on standard error: "ehcp-lint: NAME: what. What next." """
    words = one_line(f"{name}: {message}" if name else message)
    if sys.stderr is not None:
        print(f"ehcp-lint: {words}", file=sys.stderr, flush=True)


def internal_error(error: BaseException) -> str:
    """What is said of a fault of ours. The error's own words may be the plan's, so only its type is named."""
    return errors.internal_error(type(error).__name__)


def show(lines: Iterable[Line]) -> None:
    """Paragraphs on standard output: styled on a terminal, plain where piped or where NO_COLOR is set."""
    from ehcp_lint.outputs.terminal import WIDEST, plain, styled

    terminal = sys.stdout.isatty()
    if terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        styled(lines)
    else:
        width = min(shutil.get_terminal_size().columns, WIDEST) if terminal else 88
        put(plain(lines, width))


def put(text: str) -> None:
    """Text on standard output, with a question mark for what its encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def put_data(text: str) -> None:
    """Text for programs on standard output, always UTF-8 (Windows would use a code page)."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8"))
        buffer.flush()


def answer(made: str | list[Line], out: str | Path | None, never: Sequence[str | Path] = ()) -> None:
    """What a command made, text for programs or paragraphs for people, in the file that was named or else on standard output.

    The files of `never` are those that it was made from."""
    if not out:
        if isinstance(made, str):
            put_data(made)
        else:
            show(made)
        return
    from ehcp_lint.outputs.terminal import plain
    from ehcp_lint.outputs.write import write_file

    write_file(out, (made if isinstance(made, str) else plain(made)).encode("utf-8"), never=never)
