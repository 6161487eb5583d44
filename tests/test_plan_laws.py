"""Laws that hold for every document: quotes equal their spans, sections never overlap, nothing is silently lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import Part, reading

from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.text import normalise, normalise_map
from ehcp_lint.plan import Layer, Span

LINES = st.sampled_from(
    [
        "# Section A: Views",
        "# Section B: Special educational needs",
        "* Section E",
        "* Outcomes",
        "## Communication and interaction",
        "Sections C (health) and G (provision)",
        "# Section F: Special educational provision",
        "# Part 3: My health needs",
        "* Contents",
        "# Glossary",
        "Strengths: Ola sings.",
        "- By July 2027 Ola will sing in a choir.",
        "Steps towards the outcome:",
        "N/A",
        "TBC",
        "Name: Ola Brandt",
        "continues in lower case without a stop",
        "A teacher sings with Ola each day.",
    ]
)
CELLS = st.one_of(
    LINES.map(lambda text: text.lstrip("#*- ")),
    st.sampled_from(["E - Outcomes", "Provision", "By whom", "Frequency", "Need", "B – Special Educational Needs", "", "x"]),
    st.tuples(st.just("Cognition and learning"), st.just(1), st.just(3)),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4)
DOCUMENTS = st.lists(st.one_of(LINES, TABLES), max_size=14)


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_every_body_block_is_in_exactly_one_place(parts: list[Part]) -> None:
    plan = assemble(reading(*parts))
    homes = [*(span for section in plan.sections for span in section.spans), *plan.preamble, *plan.unplaced]
    for block in plan.blocks:
        assert plan.quote(block.span) == block.text
        if block.layer is Layer.BODY:
            assert sum(home.holds(block.span) for home in homes) == 1


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_sections_never_overlap_and_hold_their_content_and_items(parts: list[Part]) -> None:
    plan = assemble(reading(*parts))
    spans = sorted(span for section in plan.sections for span in section.spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for section in plan.sections:
        assert all(any(span.holds(piece) for span in section.spans) for piece in section.content)
    for item in plan.items:
        assert len(item.span) > 0
        assert plan.section_at(item.span.start) is not None
        assert all(span.end <= len(plan.text) for _, span in item.columns)
    for one, other in pairwise(plan.items):
        assert not one.span.meets(other.span)


@given(DOCUMENTS)
@settings(max_examples=50, deadline=None)
def test_reading_twice_gives_the_same_plan(parts: list[Part]) -> None:
    assert assemble(reading(*parts)) == assemble(reading(*parts))


@given(st.text(st.sampled_from(list("aé é\u0301e\u0301 \u00a0\u00ad\u200b\n\t‘’“”–-−ﬁ½A.\r\x07\ud83d")), max_size=40))
def test_normalising_is_its_map_joined(raw: str) -> None:
    text, offsets = normalise_map(raw)
    assert text == normalise(raw)
    assert len(offsets) == len(text)
    assert offsets == sorted(offsets)
    assert normalise(text) == text


def test_a_repr_never_shows_the_words() -> None:
    plan = assemble(reading("Name: Ola Brandt", "# Section A: Views", "Ola likes whales."))
    assert "Ola" not in repr(plan)
    assert "Brandt" not in repr(plan.details)
    assert "whales" not in repr(plan.blocks)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="3 to 2"):
        Span(3, 2)
