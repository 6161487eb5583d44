"""The command that judges loose items: score."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ehcp_lint.cli.console import Code, complain, put_data
from ehcp_lint.errors import BadConfig


class What(StrEnum):
    """What the items are."""

    OUTCOMES = "outcomes"
    PROVISIONS = "provisions"
    VOICE = "voice"
    HEALTH_SOCIAL = "health-social"


def score(
    what: Annotated[What, typer.Argument(help="What the items are.", show_default=False)],
    source: Annotated[Path | None, typer.Option("--in", metavar="F.jsonl", help="Read items here, not from the input.")] = None,
    output: Annotated[
        Path | None, typer.Option("--out", metavar="F.jsonl", help="Write answers here, not to the screen.")
    ] = None,
) -> int:
    """Judge loose items: one JSON object a line with `id` and `text` in, one answer a line with the same `id` out."""
    judge = _judge(what)
    try:
        raw = source.read_bytes() if source else sys.stdin.buffer.read()
    except OSError as error:
        raise BadConfig(f"{source}: could not be opened ({error.strerror}). Check the name.") from None
    answers, faults = [], 0
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        record = _record(line)
        if isinstance(record, str):
            faults += 1
            complain(f"line {number}: {record} Mend the line; the others were judged.", str(source) if source else None)
            continue
        answer = {"id": record.get("id"), **judge(record)}
        answers.append(json.dumps(answer, ensure_ascii=False, sort_keys=False) + "\n")
    text = "".join(answers)
    if output:
        from ehcp_lint.outputs.write import write_file

        write_file(output, text.encode("utf-8"), never=[source] if source else [])
    else:
        put_data(text)
    return Code.NOT_CHECKED if faults else Code.CLEAR


def _record(line: bytes) -> dict[str, Any] | str:
    """The object on a line, or what is the matter with it; never its words."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "this is not UTF-8 text."
    except (ValueError, RecursionError):
        return "this is not JSON."
    if not isinstance(record, dict):
        return "this is not a JSON object."
    if not isinstance(record.get("text"), str):
        return "the object has no `text`."
    return record


def _judge(what: What) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    match what:
        case What.OUTCOMES:
            from ehcp_lint.smart import score_outcome

            return score_outcome
        case What.PROVISIONS:
            from ehcp_lint.provision import score_provision

            return score_provision
        case What.VOICE:
            from ehcp_lint.voice import score_voice

            return score_voice
        case What.HEALTH_SOCIAL:
            from ehcp_lint.wording import score_health_social

            return score_health_social
