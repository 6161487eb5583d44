"""Vague wording that follows a pattern instead of standing in a list: decisions left to others, gaps, money for help.

What cures it and where it counts is for `vague`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.grammar.open_ended.decisions import DECISIONS
from ehcp_lint.grammar.open_ended.way import OpenEnded
from ehcp_lint.grammar.open_ended.wording import WORDING

__all__ = ["OPEN_ENDED", "OpenEnded", "find_open_ended"]

OPEN_ENDED = (*DECISIONS, *WORDING)


def find_open_ended(low: str) -> Iterator[tuple[OpenEnded, re.Match[str]]]:
    """Where a folded text leaves something open in one of these ways, way by way."""
    for one in OPEN_ENDED:
        if any(map(low.__contains__, one.needs)):
            yield from ((one, found) for found in one.pattern.finditer(low))
