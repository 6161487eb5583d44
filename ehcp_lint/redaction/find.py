"""Names and numbers of one text together, without overlaps."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import NamedTuple

from ehcp_lint.redaction.names import Mention, mentions
from ehcp_lint.redaction.numbers import numbers

NAME = "name"


class Found(NamedTuple):
    """One thing found: where, what kind it is ("name", "phone", ...), and the name it is, where it is one."""

    start: int
    end: int
    kind: str
    name: Mention | None = None


def find(
    text: str,
    known: Container[str] = (),
    *,
    declared: Container[str] = (),
    label: str = "",
    born: Container[date] = (),
    words: Container[str] = (),
    openings: bool = True,
    small: bool = False,
) -> tuple[Found, ...]:
    """Everything in `text` that points at a person, in order. See `mentions` and `numbers` for what the rest says."""
    counted = numbers(text, label, born)
    taken = [(number.start, number.end) for number in counted]
    named = mentions(text, known, declared=declared, words=words, openings=openings, small=small, taken=taken)
    found = [Found(*number) for number in counted] + [Found(m.start, m.end, NAME, m) for m in named]
    return tuple(sorted(found, key=lambda one: one.start))
