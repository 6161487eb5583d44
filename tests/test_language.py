"""Sentences, word lists and masking: offsets into the text as it was given."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint.language import MASK, mask, phrases, plain, sentence_case, sentences, spacy_phrases, squeeze, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He reads. She writes.", ["He reads.", "She writes."]),
        ("Dr. A. Smith will see Kit for 12.5 hours p.w. at 1:1.", ["Dr. A. Smith will see Kit for 12.5 hours p.w. at 1:1."]),
        ("Two hours p.w. A TA helps.", ["Two hours p.w.", "A TA helps."]),
        ("Use symbols, e.g. Widgit, at snack.", ["Use symbols, e.g. Widgit, at snack."]),
        ("By 31.07.2027 he will swim 2.5 widths.", ["By 31.07.2027 he will swim 2.5 widths."]),
        ("Pens, paper, etc. Then he draws.", ["Pens, paper, etc.", "Then he draws."]),
        ("• Read ten words\n• Write his name\n3. Tie laces", ["Read ten words", "Write his name", "Tie laces"]),
        ("a) read; b) write", ["read;", "write"]),
        ("Who\tHow often\tTA", ["Who", "How often", "TA"]),
        ("By the end of the\nyear he will\nread.", ["By the end of the\nyear he will\nread."]),
        ("Daily help.He gets it at 9.", ["Daily help.", "He gets it at 9."]),
        ("Outcome\nKit will swim", ["Outcome", "Kit will swim"]),
        ("“I like cats.” He said so.", ["“I like cats.”", "He said so."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=200))
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    here = 0
    for start, end in sentences(text):
        assert here <= start < end <= len(text)
        here = end


@given(st.text(max_size=200))
def test_plain_mask_and_capitals_keep_the_length(text: str) -> None:
    assert len(plain(text)) == len(mask(text, ["Kit"])) == len(sentence_case(text)) == len(text)


@given(st.text(alphabet="ab \n\t.A•\u00a0", max_size=60))
def test_squeezed_text_remembers_where_each_character_stood(text: str) -> None:
    short, places = squeeze(text)
    if places is None:
        assert short == plain(text)
    else:
        assert len(short) == len(places)
        assert all(short[n].isspace() or short[n] == plain(text)[place] for n, place in enumerate(places))
        assert list(places) == sorted(set(places))


@pytest.mark.parametrize("build", [phrases, spacy_phrases])
def test_word_lists_match_whole_words_and_acronyms_as_written(build) -> None:  # type: ignore[no-untyped-def]
    find = build(["OT", "ODD", "SALT", "speech therapist", "one to one"])
    text = "The other toddler had odd salt; the OT/SALT, an ODD case, one-to-one with a Speech therapist."
    assert [(text[a:b], term) for a, b, term in find(text)] == [
        ("OT", "OT"),
        ("SALT", "SALT"),
        ("ODD", "ODD"),
        ("one-to-one", "one to one"),
        ("Speech therapist", "speech therapist"),
    ]


def test_the_longest_term_wins_and_none_overlap() -> None:
    find = phrases(["therapy", "speech therapy", "speech and language therapy"])
    text = "speech  therapy and Speech and Language Therapy"
    assert [text[a:b] for a, b, _ in find(text)] == ["speech  therapy", "Speech and Language Therapy"]


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Sam Jones", "Sam likes Mr Jones, sam", "███ likes Mr █████, sam"),
        ("Will", "Will will read to Will.", "████ will read to ████."),
        ("Will", "WILL WILL READ", "████ WILL READ"),
        ("May", "By May 2027 May will read; in May she may go.", "By May 2027 ███ will read; in May she may go."),
        ("Summer", "By Summer 2027 Summer will swim.", "By Summer 2027 ██████ will swim."),
        ("Grace", "Grace will show grace. Ask Grace.", "█████ will show grace. Ask █████."),
        ("Hope", "Hope to see progress. Hope reads.", "████ to see progress. ████ reads."),
        ("Mark", "Mark's book. Mark work daily.", "████'s book. Mark work daily."),
        ("Jo", "Jo and Joanna", "██ and Joanna"),
        ("Anne-Marie", "Anne-Marie and Anne", "████-█████ and ████"),
    ],
)
def test_given_names_are_masked_where_they_stand_as_names(name: str, text: str, masked: str) -> None:
    assert mask(text, [name], wide=False) == masked


def test_strangers_are_masked_and_known_capitals_are_not() -> None:
    text = "Zofia will ask Mrs Khan for Makaton in English on Monday, and Omar for PECS."
    assert mask(text) == "█████ will ask Mrs ████ for Makaton in English on Monday, and ████ for PECS."


def test_words_keep_numbers_hyphens_and_masks_together() -> None:
    assert [w.low for w in words(f"{MASK * 3} can't do self-care at 10:30, 12.5%")] == [
        "███",
        "can't",
        "do",
        "self-care",
        "at",
        "10:30",
        ",",
        "12.5",
        "%",
    ]


def test_judging_an_outcome_does_not_load_spacy() -> None:
    code = "import sys; from ehcp_lint.smart import grade_outcome; grade_outcome('Kit will read.'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_word_repr_hides_the_word() -> None:
    assert "kit" not in repr(words("Kit")).lower()
