"""The command that judges loose items: score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.console import Code, answer, complain
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.exports.scores import What, score_lines


def score(
    what: Annotated[What, typer.Argument(help="What the items are.", show_default=False)],
    source: Annotated[Path | None, typer.Option("--in", metavar="F.jsonl", help="Read items here, not from the input.")] = None,
    output: Annotated[
        Path | None, typer.Option("--out", metavar="F.jsonl", help="Write answers here, not to the screen.")
    ] = None,
) -> int:
    """Judge loose items: one JSON object a line with `id` and `text` in, one answer a line with the same `id` out."""
    try:
        raw = source.read_bytes() if source else sys.stdin.buffer.read()
    except OSError as error:
        raise BadConfig(f"{source}: could not be opened ({error.strerror}). Check the name.") from None
    text, faults = score_lines(raw, what)
    for number, matter in faults:
        complain(f"line {number}: {matter} Mend the line; the others were judged.", str(source) if source else None)
    answer(text, output, [source] if source else [])
    return Code.NOT_CHECKED if faults else Code.CLEAR
