"""Raw characters to the plan's characters, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint.parsers.text import normalise, normalise_map

ODD = st.sampled_from(list(" \n\t\r\x0b\u00a0\u00ad\u200be\u0301a'’½…ﬁ¨\u2028\ufe0f"))


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Sam’s “map”", 'Sam\'s "map"'),
        ("so\u00adcial\u00a0\u200b care", "social care"),
        ("one  two\t three", "one two three"),
        (" one \n \n two ", "one\ntwo"),
        ("one\r\ntwo\x0bthree\u2028four", "one\ntwo\nthree\nfour"),
        ("non‑breaking − minus – dash", "non-breaking - minus – dash"),
        ("of\ufb01ce", "office"),
        ("cafe\u0301", "café"),
        ("2½ hours", "2½ hours"),
        ("and so on…", "and so on..."),
        ("m²", "m2"),
        ("a\x00b\x07c", "abc"),
        ("", ""),
    ],
)
def test_characters_become_plain(raw: str, plain: str) -> None:
    assert normalise(raw) == plain


@given(st.text(st.one_of(ODD, st.characters()), max_size=40))
def test_the_way_back_gives_the_same_characters(raw: str) -> None:
    text, offsets = normalise_map(raw)
    assert text == normalise(raw)
    assert len(offsets) == len(text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(raw) for offset in offsets)


@given(st.text(st.one_of(ODD, st.characters(codec="utf-8")), max_size=40))
def test_what_is_plain_stays_so_and_has_no_odd_space(raw: str) -> None:
    text = normalise(raw)
    assert "  " not in text
    assert not {"\t", "\r", "\u00a0", "\u200b", "\x0b"} & set(text)
    assert text == text.strip(" \n")
