"""Running text: what labels, titles, groups and lead words make of the paragraphs around them. The children are invented."""

from __future__ import annotations

from typing import Any

import pytest
from layouts import content, letters, plan, texts

from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.headings import Headings
from ehcp_lint.parsers.transcript import Transcript
from ehcp_lint.plan import Kind, Letter, Place, Plan, State
from ehcp_lint.rules import load_rules

HEADING: dict[str, Any] = {"style": "Heading 1", "level": 1}


def blocks(*parts: str | tuple[str, dict[str, Any]]) -> Plan:
    """A plan of whole blocks, whose text may hold line breaks as Word's soft returns do."""
    transcript = Transcript("sketch")
    for number, part in enumerate(parts, 1):
        text, known = part if isinstance(part, tuple) else (part, {})
        transcript.add(text, Place(paragraph=number), **known)
    return assemble(transcript.finish())


# --- labels and titles -------------------------------------------------------------------------------------------------------


def test_a_label_and_its_title_may_share_a_paragraph_of_two_lines() -> None:
    found = blocks(
        ("Section B\nSpecial educational needs", HEADING), "Kai reads slowly.", ("What Kai will do\n(Section E)", HEADING)
    )
    assert letters(found) == "B E"
    assert texts(found, "need") == ["Kai reads slowly."]
    assert found.state(Letter.E) is State.EMPTY


def test_text_below_a_label_in_one_paragraph_is_the_sections_and_begins_with_its_first_word() -> None:
    found = blocks(
        "Section B\nKai reads slowly and needs time to think about each word.",
        ("Section E: Outcomes\nKai will read the bus times by July 2027.", HEADING),
        ("Section G\nNone.", HEADING),
    )
    assert texts(found, "need") == ["Kai reads slowly and needs time to think about each word."]
    assert texts(found, "outcome") == ["Kai will read the bus times by July 2027."]
    assert (content(found, "G"), found.state(Letter.G)) == ("None.", State.NIL)


def test_the_label_may_be_the_number_of_its_list() -> None:
    found = blocks(
        ("Who Kai is", {"number": "Section A", **HEADING}),
        "I like trains.",
        ("Needs", {"number": "Section B:", **HEADING}),
        "Kai stammers.",
    )
    assert [(s.letter.value, found.quote(s.heading) if s.heading else None) for s in found.sections] == [
        ("A", "Who Kai is"),
        ("B", "Needs"),
    ]


def test_guidance_between_a_label_and_its_title_is_passed_over() -> None:
    found = plan(
        "* Section A\nThis section must be written with the child.\nI like trains.\n* Section B\n"
        "Special educational needs: Kai reads slowly and needs time to think about it."
    )
    assert content(found, "A") == "I like trains."
    assert texts(found, "need") == ["Kai reads slowly and needs time to think about it."]


def test_the_line_below_a_letter_alone_is_its_title_only_if_it_says_so() -> None:
    found = plan(
        "* Section A\nI like trains\n* Section B\nSpecial educational needs. Kai reads slowly and needs time.\n"
        "* Section E\nOutcomes. This section must say what Kai will do."
    )
    assert (content(found, "A"), content(found, "B")) == ("I like trains", "Kai reads slowly and needs time.")
    assert found.state(Letter.E) is State.EMPTY


def test_a_letter_on_a_line_of_its_own_is_a_label_where_its_title_follows() -> None:
    found = plan(
        "B\nSpecial educational needs\nKai reads slowly.\nE\nOutcomes\nBy July 2027 Kai will read.\nF\nThe bus is late."
    )
    assert letters(found) == "B E"
    assert texts(found, "need") == ["Kai reads slowly."]
    assert "F\nThe bus is late." in content(found, "E")


def test_box_and_boxes_are_one_word_for_a_lettered_part() -> None:
    known, few = Headings(load_rules()), Headings(load_rules())
    known.learn(["Box A: Who Kai is", "Box B: Why", "Boxes E and F: What"])
    few.learn(["Box A: Who Kai is", "Box B: Why", "Box E: What"])
    found, unknown = known.label("Box A: Who Kai is"), few.label("Box A: Who Kai is")
    assert found is not None
    assert found.sure
    assert unknown is None


@pytest.mark.parametrize(
    ("text", "title", "sure"),
    [
        ("Section E1", "", True),
        ("Section E1 Outcomes for reading", "Outcomes for reading", True),
        ("Section E1: Kai and the bus", "Kai and the bus", True),
        ("Section E1 Kai and the bus", "Kai and the bus", False),
        ("Section B1 Communication and interaction", "Communication and interaction", True),
    ],
)
def test_a_label_with_an_items_code_is_sure_by_its_mark_or_its_title(text: str, title: str, sure: bool) -> None:
    found = Headings(load_rules()).label(text)
    assert found is not None
    assert (found.code, found.title, text[found.title_start :], found.sure) == ("1", title, title, sure)


def test_a_long_title_of_the_councils_own_is_a_heading_where_it_looks_like_one() -> None:
    found = plan("# Section B: What Kai finds hard and how all of us know it\nKai reads slowly.")
    assert content(found, "B") == "Kai reads slowly."


def test_a_key_to_short_forms_within_a_section_is_none_of_its_content() -> None:
    key = "Key: TA = teaching assistant; EP = educational psychologist"
    found = plan(f"# Section F: Special educational provision\nA TA reads with Kai.\n{key}")
    assert content(found, "F") == "A TA reads with Kai."
    assert [found.quote(span) for span in found.glossary] == [key]


def test_an_area_named_above_the_first_section_is_its_area() -> None:
    found = plan("# Communication and interaction\n# Section B: Special educational needs\nKai stammers.")
    assert [(item.letter, item.area) for item in found.items] == [(Letter.B, "Communication and interaction")]


def test_each_area_of_the_first_section_is_a_stretch_of_its_own() -> None:
    areas = ["Communication and interaction", "Cognition and learning"]
    found = plan("# Section B: Special educational needs\n## {}\nKai stammers.\n## {}\nKai reads slowly.".format(*areas))
    assert [(s.letter, s.area) for s in found.sections] == [(Letter.B, area) for area in areas]


@pytest.mark.parametrize("stop", [".", "?", "!"])
def test_the_name_of_an_area_with_a_stop_is_a_sentence(stop: str) -> None:
    told = "# Section B: Special educational needs\nKai stammers.\nCognition and learning{}\nKai reads slowly."
    assert texts(plan(told.format(stop)), "need") == ["Kai stammers.", f"Cognition and learning{stop}", "Kai reads slowly."]
    assert [item.area for item in plan(told.format("")).items] == [None, "Cognition and learning"]


@pytest.mark.parametrize(
    ("heading", "is_glossary"),
    [("Glossary", True), ("Appendix A: Glossary", True), ("Appendix", False), ("Appendix 2: bus times", False)],
)
def test_what_stands_under_glossary_explains_words_and_an_annex_does_not(heading: str, is_glossary: bool) -> None:
    found = plan(f"# Section E: Outcomes\nBy July 2027 Kai will read.\n# {heading}\nTA means teaching assistant.")
    assert content(found, "E") == "By July 2027 Kai will read."
    assert [found.quote(span) for span in found.glossary] == ([heading, "TA means teaching assistant."] if is_glossary else [])


def test_a_label_that_nobody_can_be_sure_of_opens_nothing_and_is_remembered() -> None:
    before = "# Section A: Views\nI like trains.\n"
    found = plan(f"{before}Section B Who we asked\nKai reads slowly.")
    assert letters(found) == "A"
    assert Letter.B in found.named
    assert Letter.B not in plan(f"{before}Kai reads slowly.").named


@pytest.mark.parametrize("text", ["SectionBKai likes trains", "SectionBe kind to Kai", "SectionHolding on"])
def test_words_that_only_run_on_from_section_are_no_label(text: str) -> None:
    assert Headings(load_rules()).label(text) is None


def test_a_second_label_after_a_title_of_the_councils_own_is_not_believed() -> None:
    headings = Headings(load_rules())
    known, own = headings.label("Section E Outcomes / Section F Provision"), headings.label("Section D Notes / Section F Help")
    assert known is not None
    assert own is not None
    assert (known.letters, own.letters) == ((Letter.E, Letter.F), (Letter.D,))


# --- joint sections ----------------------------------------------------------------------------------------------------------


def test_labels_and_boxes_below_a_joint_heading_each_have_their_section() -> None:
    lines = plan(
        "# Sections B, E and F: Cognition and learning\nNeeds: Kai reads slowly.\nOutcomes: Kai will read a page by July 2027.\n"
        "Provision: A TA reads with Kai each day."
    )
    boxes = plan(
        "# Sections B, E and F: Cognition and learning\n## Needs\nKai reads slowly.\n## Outcomes\n"
        "Kai will read a page by July 2027.\n## Provision\nA TA reads with Kai each day."
    )
    for found in (lines, boxes):
        assert letters(found) == "B E F"
        assert texts(found, "need", "B") == ["Kai reads slowly."]
        assert texts(found, "outcome", "E") == ["Kai will read a page by July 2027."]
        assert texts(found, "provision", "F") == ["A TA reads with Kai each day."]
        assert {item.area for item in found.items} == {"Cognition and learning"}


def test_the_next_box_of_a_joint_heading_goes_back_to_its_section() -> None:
    found = plan(
        "# Sections B, E and F: Cognition and learning\n## Outcomes\nKai will read a page.\n## Provision\nA TA reads with Kai.\n"
        "## Shorter term targets\nKai will read a line.\n## Provision\nA TA listens.\n## Strengths\nKai knows maps.\n"
        "## Needs\nKai is slow to write."
    )
    assert [(i.kind, i.letter) for i in found.items] == [
        (Kind.OUTCOME, Letter.E),
        (Kind.PROVISION, Letter.F),
        (Kind.STEP, Letter.E),
        (Kind.PROVISION, Letter.F),
        (Kind.STRENGTH, Letter.B),
        (Kind.NEED, Letter.B),
    ]
    assert letters(found) == "B E F E F B"  # the heading itself stands under B


# --- under an outcome, a need, a line of provision -------------------------------------------------------------------------


def test_how_a_box_of_provision_is_reviewed_stays_with_it() -> None:
    found = plan(
        "# Sections B, E and F: Cognition and learning\n## Outcomes\nKai will read a page.\n## Provision\nA TA reads with Kai.\n"
        "## Review\nThe SENCO looks at it each term."
    )
    assert letters(found) == "B E F"
    assert texts(found, "provision") == ["A TA reads with Kai."]


def test_how_an_outcome_is_reached_is_a_step_and_how_it_is_watched_is_neither() -> None:
    found = plan(
        "# Section E: Outcomes\nBy July 2027 Kai will swim a width.\nTo get there he needs to put his face in the water.\n"
        "Monitoring. The class teacher keeps a tally.\nBy July 2027 Kai will dive."
    )
    assert texts(found, "outcome") == ["By July 2027 Kai will swim a width.", "By July 2027 Kai will dive."]
    assert texts(found, "step") == ["To get there he needs to put his face in the water."]


def test_strengths_may_be_said_after_the_label_of_the_section() -> None:
    parts = "Part A - My views. I like trains.\n{}\nPart C - Health needs. None.\nPart D - Social care needs. None."
    found = plan(parts.format("Part B - Strengths. Kai reads maps well and knows each bus."))
    assert texts(found, "strength") == ["Kai reads maps well and knows each bus."]


def test_strengths_may_be_said_in_a_long_paragraph_after_their_word() -> None:
    long = "Kai reads maps well and knows each bus of the town by its number and its driver. " * 5
    assert texts(plan(f"# Section B: Special educational needs\nStrengths: {long}"), "strength") == [long.strip()]


def test_a_sentence_that_begins_with_the_word_for_a_group_is_text() -> None:
    needs = "Needs a quiet room to read in at the end of each long day at school."
    assert texts(plan(f"# Section B: Special educational needs\nKai stammers.\n{needs}"), "need") == ["Kai stammers.", needs]


def test_who_and_how_often_on_lines_of_their_own_are_no_provision() -> None:
    found = plan("# Section F: Special educational provision\nA TA reads with Kai.\nBy whom: the class TA\nHow often: each day")
    assert texts(found, "provision") == ["A TA reads with Kai."]


def test_a_line_that_goes_on_with_a_figure_or_a_bracket_belongs_to_the_line_before() -> None:
    found = plan(
        "# Section F: Special educational provision\nA TA reads with Kai in the small room for\n20 minutes each day.\n"
        "A laptop for every lesson at all\n(with a mouse)\n- A timer\nhe can see"
    )
    assert texts(found, "provision") == [
        "A TA reads with Kai in the small room for\n20 minutes each day.",
        "A laptop for every lesson at all\n(with a mouse)",
        "A timer",
        "he can see",
    ]


# --- the two kinds of H ------------------------------------------------------------------------------------------------------


def test_section_h_before_h2_is_h1() -> None:
    found = plan(
        "# Section H: Social care provision\nA befriender takes Kai out each Saturday.\n"
        "# Section H2: Other social care provision\nTwo nights of short breaks each month."
    )
    assert letters(found) == "H1 H2"
    assert [item.letter for item in found.items] == [Letter.H1, Letter.H2]


def test_section_h_alone_and_section_h_beside_h1_stay_what_they_are() -> None:
    alone = plan("# Section H: Social care provision\nA befriender takes Kai out each Saturday.")
    all_three = plan(
        "# Section H: Social care provision\nSee below.\n# Section H1: For those under 18\nA befriender.\n"
        "# Section H2: Other social care provision\nTwo nights of short breaks each month."
    )
    assert letters(alone) == "H"
    assert letters(all_three) == "H H1 H2"
