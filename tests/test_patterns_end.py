"""Every regular expression of the package, used as the package uses it, ends on texts made to take long.

Nothing here measures time: a pattern that tries two ways at each of thirty places does not end, and neither does its test."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ehcp_lint
from ehcp_lint.patterns import Pattern

ROOT = Path(ehcp_lint.__file__).parent
PIECES = (
    *("a ", "a", "and ", "A ", "Aa ", "B1 ", "1 ", "1.", "1, ", "☐ x ", "☒ Yes ☐ No ", "Mat. ☐ ", "- ", "• a ", "(a) ", '"a" '),
    *("'a' ", "E1, F2 ", "he will ", "the ", "will be ", "support ", "with ", ": ", "; ", "a: ", "a, ", "Mr A ", "section A "),
    *("\t", "\n", "a\n", "20 minutes ", "each week ", "x 30 ", "[a] ", "_", ". ", "word-word ", "I like ", "by ", "of the "),
    *(
        "not ",
        "to ",
        "Jan 2026 ",
        "1/2 ",
        "£1 ",
        "one ",
        "two or three ",
        "A. ",
        "B and C ",
        "a-",
        "a/",
        "? ",
        "in the ",
        "mum ",
    ),
)
TIMES, TAILS = 30, (".", "☐", "\x00!")
_USED = re.compile(r"\b(\w+)\.(search|match|fullmatch|finditer|findall|sub|split)\(")


def used() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Each pattern that a module holds, with each way in which any module uses one of that name."""
    for found in pkgutil.walk_packages(ehcp_lint.__path__, "ehcp_lint."):
        if not re.search(r"\.(?:web|training|migrations?|__main__)\b", found.name):
            importlib.import_module(found.name)
    ways: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        for name, way in _USED.findall(path.read_text(encoding="utf-8")):
            ways.setdefault(name, set()).add("search" if way in ("finditer", "findall", "sub", "split") else way)
    for module in [m for name, m in sorted(sys.modules.items()) if name.startswith("ehcp_lint")]:
        for name, value in vars(module).items():
            pattern = re.compile(value.source, value._flags) if isinstance(value, Pattern) else value
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                for way in sorted(ways.get(name, set())):
                    yield f"{module.__name__}.{name}.{way}", way, pattern


def once() -> dict[tuple[str, int, str], tuple[str, str, re.Pattern[str]]]:
    return {(pattern.pattern, pattern.flags, way): (name, way, pattern) for name, way, pattern in used()}


def test_there_are_patterns_to_look_at() -> None:
    assert len(once()) > 500


@pytest.mark.parametrize("tail", TAILS)
def test_every_pattern_ends_on_pieces_that_repeat(tail: str) -> None:
    for _, way, pattern in once().values():
        for piece in PIECES:
            getattr(pattern, way)(piece * TIMES + tail)
