"""Clues never hide a match: what a pattern finds with them is what `re` finds without."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ehcp_lint
from ehcp_lint.checks import shipped
from ehcp_lint.patterns import OFTEN, Pattern
from ehcp_lint.patterns.clues import DIGIT, clues

LETTERS = st.sampled_from(
    ["a", "b", "ab", "abba", "no", " ", "k", "s", "é", "%", r"\.", r"\d", r"\w", ".", "[ab]", "[12]", "[A-Z]"]
)
EDGES = st.sampled_from([r"\b", "^", "$", "(?=a)", "(?!b)", "(?<=a)", "(?<! )", ""])
TIMES = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}?", "??", "*?"])


def _grouped(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sequences = st.lists(st.tuples(EDGES, parts, TIMES).map("".join), min_size=1, max_size=3).map("".join)
    return st.lists(sequences, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})")


SOURCES = st.recursive(LETTERS, _grouped, max_leaves=8)
TEXTS = st.lists(st.sampled_from([*"abnoABksKS12.% é", "abba", "no", "É", "ı", "İ", "ſ", "\u212a", "x", "\n"]), max_size=8).map(
    "".join
)


def spans(found: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [one.span() for one in found]


@given(SOURCES, TEXTS, st.sampled_from([0, re.IGNORECASE]))
@example("(?:no|is)", "İſ ſ", re.IGNORECASE)
@example("k", "\u212a", re.IGNORECASE)
def test_a_pattern_finds_in_examples_what_it_finds_without_clues(source: str, text: str, flags: int) -> None:
    pattern, alone = Pattern(source, flags=flags), re.compile(source, flags)
    assert spans(pattern.with_clues("finditer")(text)) == spans(alone.finditer(text))
    assert bool(pattern.with_clues("search")(text)) == bool(alone.search(text))


def _patterns() -> list[Pattern]:
    for module in pkgutil.walk_packages(ehcp_lint.__path__, "ehcp_lint."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:  # alembic runs those itself
            importlib.import_module(module.name)
    return [one for one in gc.get_objects() if isinstance(one, Pattern)]


def test_each_pattern_of_the_package_finds_in_examples_what_it_finds_without_clues() -> None:
    every = sorted({text for check in shipped() for one in (*check.bad, *check.good) for text in one.text.split("\n")})
    texts = [text for plain in every[::50] for text in (plain, plain.lower())]
    for pattern in _patterns():
        alone, found = re.compile(pattern.source, pattern._flags), pattern.with_clues("finditer")
        differ = [text for text in texts if spans(found(text)) != spans(alone.finditer(text))]
        assert not differ, pattern.source


@pytest.mark.parametrize(
    ("source", "strings", "first"),
    [
        (r"\b(?:needs?|requires) (?:help|support)\b", ("need", "requires"), "nr"),
        (r"(?:very )?trained in \w+", ("trained in ",), "tv"),
        (r"groups? of \d|pairs?", ("group", "pair"), "gp"),
        (r"\d+ ?(?:%|per ?cent)", ("%", "cent"), DIGIT),
        (r"(?<!no )help|[12] ?to ?1", (DIGIT, "help"), rf"{DIGIT}h"),
        (r"_{3,}|[½¼]", ("___", "¼", "½"), "_¼½"),
        (r"help?|\w+", (), ""),
        (r"(?:a|the)?", (), ""),
        (r"(?i:help)", (), ""),
        (r"(a)(?(1)b|c)", (), ""),
        (r"\x41bc", (), ""),
    ],
)
def test_the_clues_of(source: str, strings: tuple[str, ...], first: str) -> None:
    found = clues(source)
    assert (found.strings, set(re.findall(r"\\?.", found.first))) == (strings, set(re.findall(r"\\?.", first)))


def test_a_long_text_counts_as_many_calls() -> None:
    pattern = Pattern(r"\b(?:trained|qualified) in \w+")
    assert pattern.search("She reads a page aloud. " * 2_000, 12) is None  # where bounds are given, little may lie between
    assert "clues" not in vars(pattern)
    assert pattern.search("She reads a page aloud. " * 5_000) is None
    assert "clues" in vars(pattern)


def test_clues_are_made_when_a_pattern_is_used_often() -> None:
    pattern = Pattern(r"\b(?:trained|qualified) in \w+")
    for call in range(1, OFTEN + 1):
        assert pattern.search("She reads a page aloud.") is None
        assert ("clues" in vars(pattern)) is (call == OFTEN)
    assert pattern.search("She reads a page aloud.") is None
    assert pattern.search("Staff are trained in Makaton.")
    assert pattern.search("Staff are trained in Makaton.", 12) is None
    assert pattern.with_clues("findall")("They are qualified in it.") == ["qualified in it"]
    assert pattern.with_clues("findall")("She reads.") == list(pattern.with_clues("finditer")("She reads.")) == []
