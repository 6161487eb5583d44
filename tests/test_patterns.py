"""Patterns compiled on first use: what they find is what `re` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint.patterns.pattern import Pattern, _sharing_throughout

ALTERNATIVES = st.sampled_from(
    [
        r"\bneeds?\b",
        r"\bno (?:needs|help|none)",
        r"^\W*none\W*$",
        r"(?<!no )\bhelp",
        r":\W*$",
        r"[|()]",
        r"\|n",
        r"\b\(",
        r"\bn",
    ]
)
TEXTS = st.lists(st.sampled_from(["no", "none", "need", "needs", "help", " ", ":", ".", "|", "(", ")", "n"])).map("".join)


@given(st.lists(ALTERNATIVES, min_size=1, max_size=6).map("|".join), TEXTS)
def test_alternatives_find_the_same_however_they_are_compiled(source: str, text: str) -> None:
    pattern = Pattern(source)
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in re.finditer(source, text)]


GROUPED = st.sampled_from(
    [r"(?P<{n}>\bneeds?\b|\bno )", r"(?:\bhelp|\bn)?", r"(?:(?:\bno)|n\b)", r"(?=[n])(?:\bno)", r"(?:\bno|\bhelp)+ n"]
)


@given(st.lists(ALTERNATIVES | GROUPED, min_size=1, max_size=6), TEXTS)
def test_alternatives_in_groups_find_the_same_however_they_are_compiled(parts: list[str], text: str) -> None:
    source = "|".join(part.replace("{n}", f"group{number}") for number, part in enumerate(parts))
    found = Pattern(source).with_clues("finditer")(text)
    assert [(m.span(), m.groupdict()) for m in found] == [(m.span(), m.groupdict()) for m in re.finditer(source, text)]


@pytest.mark.parametrize(
    ("source", "shared"),
    [
        (r"(?P<a>\bx|\by)|(?:\bz)+|^c", r"\b(?:(?P<a>\bx|\by)|(?:\bz)+)|^c"),
        (r"(?<!n)(?:\ba|\bb|c)", r"(?<!n)(?:\b(?:a|b)|c)"),
        (r"(?:\ba)?|(?:\bb|c)", r"(?:\ba)?|(?:\b(?:b)|c)"),
    ],
)
def test_neighbours_share_the_edge_of_a_word(source: str, shared: str) -> None:
    assert _sharing_throughout(source) == shared


def test_the_words_of_a_kind_stand_for_it() -> None:
    pattern = Pattern(r"\b@giver@ (?:helps|reads)|^none$", words={"giver": "teacher|therapist"}.__getitem__)
    assert [m.group() for m in pattern.finditer("The teacher helps. A therapist reads.")] == [
        "teacher helps",
        "therapist reads",
    ]


def test_a_pattern_has_the_methods_of_a_pattern_only() -> None:
    with pytest.raises(AttributeError):
        Pattern("a").split  # noqa: B018
