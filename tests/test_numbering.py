"""The numbers that Word shows and does not write down."""

from __future__ import annotations

import pytest
import word_files as w

from ehcp_lint.parsers.word import read_word


def numbers(*content: str, numbering: str, styles: str = "") -> list[str]:
    return [block.number for block in read_word(w.docx(*content, numbering=numbering, styles=styles)).blocks]


@pytest.mark.parametrize(
    ("counting", "first_three"),
    [
        ("decimal", ["1.", "2.", "3."]),
        ("lowerLetter", ["a.", "b.", "c."]),
        ("upperLetter", ["A.", "B.", "C."]),
        ("lowerRoman", ["i.", "ii.", "iii."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("decimalZero", ["01.", "02.", "03."]),
        ("ordinal", ["1st.", "2nd.", "3rd."]),
        ("cardinalText", ["One.", "Two.", "Three."]),
        ("ordinalText", ["First.", "Second.", "Third."]),
        ("bullet", ["•", "•", "•"]),
        ("none", [".", ".", "."]),
    ],
)
def test_each_way_of_counting(counting: str, first_three: list[str]) -> None:
    assert numbers(*(w.numbered(word) for word in "abc"), numbering=w.one_list(counting)) == first_three


@pytest.mark.parametrize(
    ("counting", "start", "shown"),
    [("upperLetter", 27, "AA."), ("lowerLetter", 53, "aaa."), ("upperRoman", 1994, "MCMXCIV."), ("ordinal", 112, "112th."), ("ordinal", 21, "21st."), ("ordinalText", 40, "40th."), ("cardinalText", 40, "40."), ("upperLetter", 0, "0.")],
)  # fmt: skip
def test_counting_far(counting: str, start: int, shown: str) -> None:
    assert numbers(w.numbered("a"), numbering=w.one_list((counting, "%1.", f'<w:start w:val="{start}"/>'))) == [shown]


def test_a_label_may_hold_words_such_as_a_section_letter() -> None:
    assert numbers(w.numbered("Views"), w.numbered("Needs"), numbering=w.one_list(("upperLetter", "Section %1:", ""))) == [
        "Section A:",
        "Section B:",
    ]


def test_levels_count_within_each_other_and_start_again() -> None:
    two = w.one_list("decimal", ("decimal", "%1.%2", ""))
    content = [w.numbered("a"), w.numbered("b", level=1), w.numbered("c", level=1), w.numbered("d"), w.numbered("e", level=1)]
    assert numbers(*content, numbering=two) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_a_level_above_that_was_never_used_counts_from_its_start() -> None:
    assert numbers(w.numbered("a", level=1), numbering=w.one_list("decimal", ("decimal", "%1.%2", ""))) == ["1.1"]


def test_a_level_may_go_on_after_the_one_above() -> None:
    going_on = w.one_list("decimal", ("decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    content = [w.numbered("a"), w.numbered("b", level=1), w.numbered("c"), w.numbered("d", level=1)]
    assert numbers(*content, numbering=going_on) == ["1.", "1)", "2.", "2)"]


def test_a_level_may_start_again_only_after_a_certain_one() -> None:
    after_first = w.one_list("decimal", "decimal", ("decimal", "%3)", '<w:lvlRestart w:val="1"/>'))
    content = [
        w.numbered("a"),
        w.numbered("b", level=1),
        w.numbered("c", level=2),
        w.numbered("d", level=1),
        w.numbered("e", level=2),
        w.numbered("f"),
        w.numbered("g", level=2),
    ]
    assert numbers(*content, numbering=after_first) == ["1.", "1.", "1)", "2.", "2)", "2.", "1)"]


def test_lists_of_one_kind_count_on_unless_one_says_where_it_starts() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    kinds = w.abstract(0, w.levels("decimal")) + w.num(1, 0) + w.num(2, 0) + w.num(3, 0, start)
    content = [w.numbered("a", 1), w.numbered("b", 2), w.numbered("c", 3), w.numbered("d", 3), w.numbered("e", 1)]
    assert numbers(*content, numbering=kinds) == ["1.", "2.", "1.", "2.", "3."]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{w.levels(("upperLetter", "(%1)", ""))}</w:lvlOverride>'
    assert numbers(w.numbered("a", 2), numbering=w.abstract(0, w.levels("decimal")) + w.num(2, 0, own)) == ["(A)"]


def test_all_levels_may_be_shown_as_digits() -> None:
    legal = w.one_list("upperRoman", ("decimal", "%1.%2", "<w:isLgl/>"))
    assert numbers(w.numbered("a"), w.numbered("b", level=1), numbering=legal) == ["I.", "1.1"]


def test_a_heading_style_brings_its_number_and_a_paragraph_may_refuse_it() -> None:
    styles = w.style("Heading1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    content = [
        w.p("Views", style="Heading1"),
        w.p("Contents", style="Heading1", props='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        w.p("Needs", style="Heading1"),
    ]
    assert numbers(*content, numbering=w.one_list("upperLetter"), styles=styles) == ["A.", "", "B."]


def test_the_list_knows_which_level_a_style_is() -> None:
    styles = "".join(w.style(f"H{n}", f"heading {n}", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') for n in (1, 2))
    styles += w.style("Own", "Own", '<w:basedOn w:val="H2"/>')
    linked = w.one_list(("decimal", "%1", '<w:pStyle w:val="H1"/>'), ("decimal", "%1.%2", '<w:pStyle w:val="H2"/>'))
    content = [w.p("a", style="H1"), w.p("b", style="H2"), w.p("c", style="Own")]
    assert numbers(*content, numbering=linked, styles=styles) == ["1", "1.1", "1.2"]


def test_a_list_may_stand_for_the_list_of_a_style() -> None:
    styles = w.style("Plan", "Plan List", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    linked = (
        w.abstract(0, w.levels("upperRoman") + '<w:styleLink w:val="Plan"/>')
        + w.abstract(1, '<w:numStyleLink w:val="Plan"/>')
        + w.num(1, 0)
        + w.num(2, 1)
    )
    assert numbers(w.numbered("a", 2), w.numbered("b", 2), numbering=linked, styles=styles) == ["I.", "II."]


def test_an_empty_paragraph_counts_and_a_hidden_one_does_not() -> None:
    hidden = w.p(w.hidden("b"), props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>')
    assert numbers(w.numbered("a"), w.numbered(""), hidden, w.numbered("c"), numbering=w.one_list("decimal")) == ["1.", "3."]


def test_a_counting_of_later_words_has_one_that_all_know_beside_it() -> None:
    both = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    made = w.one_list("decimal").replace('<w:numFmt w:val="decimal"/>', both)
    assert numbers(w.numbered("a"), numbering=made) == ["1."]


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        w.num(1, 7),
        '<w:num w:numId="1"/>',
        w.abstract(0, "") + w.num(1, 0),
        w.abstract(0, '<w:numStyleLink w:val="Plan"/>') + w.num(1, 0),
        w.abstract(0, '<w:lvl w:ilvl="x"><w:start w:val="y"/></w:lvl>') + w.num(1, 0),
    ],
)
def test_a_list_that_is_not_there_gives_no_number(numbering: str) -> None:
    assert numbers(
        w.numbered("a"),
        numbering=numbering,
        styles=w.style("Plan", inside='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    ) == [""]


def test_a_label_without_end_is_cut() -> None:
    [label] = numbers(w.numbered("a"), numbering=w.one_list(("decimal", "x" * 5_000, "")))
    assert len(label) <= 100
