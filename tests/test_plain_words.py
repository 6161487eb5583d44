"""Plain words: when a text explains a professional word itself, which words need no explaining, and when a sentence is too long."""

from __future__ import annotations

import pytest

from ehcp_lint import find_jargon, lint
from ehcp_lint.jargon import read_lexicon
from ehcp_lint.parsers.notation import read_notation


def marked(letter: str, words: str, check: str = "P203") -> list[str]:
    """What the check marks in one section that says only this."""
    return [
        f.quote
        for f in lint(read_notation("\n".join(f"{letter}: {line}" for line in words.splitlines()))).findings
        if f.check == check
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Dysphagia is being watched (he swallows badly and coughs at meals).",
        "Idioms, such as 'over the moon', puzzle Dev.",
        "Inference; working out what a story does not say is hard for Dev.",
        "Executive functioning: planning his morning and getting started are hard.",
        "Working memory is weak. Dev can hold one instruction in mind.",
        "Processing speed is low, which means that Dev needs longer to answer.",
        "Joint attention is short. Dev looks at one book for a minute.",
        "A standard score of 71 was found (the average range is 85 to 115).",
    ],
)
def test_a_word_that_the_text_explains_is_not_marked(words: str) -> None:
    assert marked("B", words) == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Dysphagia was found at the clinic (Dr A. Osei, 2024).", "Dysphagia"),
        ("Working memory is weak. Dev is kind to his friends.", "Working memory"),
        ("Dev has dyspraxia and proprioception is hard for him.", "proprioception"),
        ("Inference is at the level of a child of six (72).", "Inference"),
        ("Dev was seen for dysarthria at home.", "dysarthria"),
    ],
)
def test_a_word_that_the_text_leaves_unexplained_is_marked(words: str, quote: str) -> None:
    assert quote in marked("B", words)


@pytest.mark.parametrize(
    "words",
    [
        "The Fenwick Cochlear Implant Programme checks his device.",
        "On the WISC-V Fluid Reasoning 88 was found.",
        "The school's emotional literacy assistant greets Dev.",
        "He knows 30 Makaton signs.",
        "The regional nystagmus clinic sees Dev.",
        "The paediatric dysphagia specialist sees Dev.",
    ],
)
def test_a_word_within_a_name_is_not_marked(words: str) -> None:
    assert marked("B", words) == []


@pytest.mark.parametrize("word", ["Audiology", "Early Help", "Dev's reading is age-appropriate", "A multi-agency plan"])
def test_a_word_that_most_readers_of_a_plan_know_is_listed_and_not_marked(word: str) -> None:
    words = f"{word} was looked at in May."
    assert marked("B", words) == []
    assert [found.term.mode for found in find_jargon(words)] == ["known"]


def test_a_council_can_have_a_known_word_marked_again() -> None:
    own = read_lexicon("term,plain,category,mode,note\naudiology,the hearing clinic,HEA,explain,\n", "our words")
    assert [found.term.mode for found in find_jargon("Audiology saw Dev.", own)] == ["explain"]


def test_what_the_family_is_reported_to_say_is_left_in_its_words() -> None:
    assert marked("A", "Mum hopes that the radio aid will be mended soon.") == []
    assert marked("F", "The radio aid will be mended.") == ["radio aid"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hypermobile fingers", "hypermobility"),
        ("a dysregulated hour", "dysregulation"),
        ("a score at the 3rd centile", "the 5th percentile"),
        ("over-learning", "overlearning"),
        ("co-production", "coproduction"),
    ],
)
def test_one_word_is_marked_once_in_whatever_form(first: str, second: str) -> None:
    assert len(marked("B", f"Dev had {first}.\nThe report speaks of {second}.")) == 1


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("A speech and language therapist came.", "SALT"),
        ("A teacher of the deaf came.", "ToD"),
        ("The educational psychologist came.", "EP"),
        ("A higher level teaching assistant came.", "HLTA"),
        ("An occupational therapist came.", "OT"),
    ],
)
def test_an_acronym_whose_words_stand_before_it_is_not_marked(full: str, short: str) -> None:
    assert marked("B", f"{full}\nThen the {short} saw Dev.", "P201") == []
    assert marked("B", f"Then the {short} saw Dev.", "P201") == [short]


PLAIN = "Dev likes the park and the river and the old bridge by the mill "


@pytest.mark.parametrize(
    "words",
    [
        PLAIN + "at the end of the long lane; he goes there with his dad on most days of the week, rain or shine.",
        PLAIN + "(which is the one behind the old school, near the shop with the green door and the two dogs).",
        "In the room there will be for Dev and for each of the other children of his group on each day of the week: a slope for "
        "writing, a timer, a chair with arms, a tray with his own pens, and a lamp.",
        "Read across the page from left to right: column 1 says what Dev finds hard, column 2 says what he will be able to do by the "
        "end of the year, and column 3 says who does what with him.",
        PLAIN + "and the long lane with the tall trees and the small farm with the dogs and the cats and the geese.",
    ],
)
def test_a_long_sentence_that_reads_easily_is_not_marked(words: str) -> None:
    assert marked("B", words, "P101") == []


@pytest.mark.parametrize(
    "words",
    [
        PLAIN
        + "because he went there with his dad, and he asks to go when he is sad, which he now says in words to his aunt on "
        "most days of the week.",
        PLAIN
        + "and the long lane with the tall trees and the small farm with the dogs and the cats and the geese and the two old "
        "horses that stand at the gate.",
    ],
)
def test_a_sentence_of_many_parts_or_words_is_marked(words: str) -> None:
    assert marked("B", words, "P101") == [words]
