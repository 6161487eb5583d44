"""Patterns compiled on first use: what they find is what `re` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint.patterns import Pattern

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


def test_the_words_of_a_kind_stand_for_it() -> None:
    pattern = Pattern(r"\b@giver@ (?:helps|reads)|^none$", words={"giver": "teacher|therapist"}.__getitem__)
    assert [m.group() for m in pattern.finditer("The teacher helps. A therapist reads.")] == [
        "teacher helps",
        "therapist reads",
    ]


def test_a_pattern_has_the_methods_of_a_pattern_only() -> None:
    with pytest.raises(AttributeError):
        Pattern("a").split  # noqa: B018
