"""Loose items judged, for `score` and the HTTP interface: one JSON object a line in, one answer with the same `id` out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any


class What(StrEnum):
    """What the items are."""

    OUTCOMES = "outcomes"
    PROVISIONS = "provisions"
    VOICE = "voice"
    HEALTH_SOCIAL = "health-social"


def score_lines(raw: bytes, what: What) -> tuple[str, list[tuple[int, str]]]:
    """The answers, and the number of each line that could not be judged with what is the matter with it (never its words)."""
    judge = _judge(what)
    answers, faults = [], []
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        record = _record(line)
        if isinstance(record, str):
            faults.append((number, record))
            continue
        answer = {"id": record.get("id"), **judge(record)}
        answers.append(json.dumps(answer, ensure_ascii=False, sort_keys=False) + "\n")
    return "".join(answers), faults


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
