"""The Word reader: what a person sees, once, in order; and what it leaves out, counted."""

from __future__ import annotations

import re

import pytest
import word_files as w
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.text import normalise, normalise_map
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.parsers.word import read_word, trace_word
from ehcp_lint.plan import Block, Cell, Layer

HEADING = w.style("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')


def lines(data: bytes, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in read_word(data).blocks if block.layer is layer]


def body(*content: str, **parts: str) -> list[str]:
    return lines(w.docx(*content, **parts))


def only(*content: str, **parts: str) -> Block:
    [block] = read_word(w.docx(*content, **parts)).blocks
    return block


def notices(*content: str, **parts: str) -> dict[str, int]:
    return {notice.what: notice.count for notice in read_word(w.docx(*content, w.p("Sam"), **parts)).unread}


# --- every carrier of text that other readers lose (domain notes, e1)

CARRIERS = {
    "plain": w.p("{}"),
    "heading": w.p("{}", style="Heading1"),
    "list": w.numbered("{}"),
    "table cell": w.table(w.row("{}", "b")),
    "nested table cell": w.table(w.row(w.cell(w.table(w.row("{}")), w.p()))),
    "block control": w.control(w.p("{}")),
    "inline control": w.p("A ", w.control(w.r("{}")), " b"),
    "cell control": w.table(w.row(w.control(w.cell("{}")), "b")),
    "row control": w.table(w.control(w.row("{}", "b"))),
    "text box": w.p("Anchor", w.text_box(w.p("{}"))),
    "tracked insertion": w.p("A ", w.inserted(w.r("{}"))),
    "move": w.p('<w:moveTo w:id="1">' + w.r("{}") + "</w:moveTo>"),
    "smart tag": w.p("<w:smartTag><w:smartTagPr/>" + w.r("{}") + "</w:smartTag>"),
    "custom XML": w.p("<w:customXml>" + w.r("{}") + "</w:customXml>"),
    "hyperlink": w.p("<w:hyperlink>" + w.r("{}") + "</w:hyperlink>"),
    "simple field": w.p('<w:fldSimple w:instr="AUTHOR">' + w.r("{}") + "</w:fldSimple>"),
    "complex field": w.p(w.field("MERGEFIELD Name", w.r("{}"))),
    "right-to-left run": w.p('<w:bdo w:val="rtl">' + w.r("{}") + "</w:bdo>"),
    "unknown wrapper": w.p("<w:invented>" + w.r("{}") + "</w:invented>"),
    "ruby base": w.p(
        "<w:r><w:ruby><w:rubyPr/><w:rt>" + w.r("guide") + "</w:rt><w:rubyBase>" + w.r("{}") + "</w:rubyBase></w:ruby></w:r>"
    ),
    "formula": w.p("<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>"),
    "old text box": w.p(
        w.r("<w:pict><v:shape><v:textbox><w:txbxContent>" + w.p("{}") + "</w:txbxContent></v:textbox></v:shape></w:pict>")
    ),
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_text_is_read_once_whatever_carries_it(carrier: str) -> None:
    reading = read_word(w.docx(CARRIERS[carrier].replace("{}", "sentinel"), styles=HEADING))
    assert reading.text.count("sentinel") == 1


def test_all_carriers_together_come_in_document_order() -> None:
    content = [carrier.replace("{}", f"sentinel{n:02}") for n, carrier in enumerate(CARRIERS.values())]
    found = re.findall(r"sentinel\d\d", read_word(w.docx(*content, styles=HEADING)).text)
    assert found == [f"sentinel{n:02}" for n in range(len(CARRIERS))]


@st.composite
def nested(draw: st.DrawFn) -> tuple[str, int]:
    """Runs with sentinels inside random wrappers, and how many there are."""
    count = 0

    def runs(depth: int) -> str:
        nonlocal count
        made = []
        for _ in range(draw(st.integers(1, 2))):
            kind = draw(st.sampled_from(["run", "ins", "sdt", "smart", "link", "field", "choice", "box"])) if depth else "run"
            if kind == "run":
                made.append(w.r(f"sentinel{count} "))
                count += 1
                continue
            inside = runs(depth - 1)
            made.append(
                {
                    "ins": w.inserted(inside),
                    "sdt": w.control(inside),
                    "smart": f"<w:smartTag>{inside}</w:smartTag>",
                    "link": f"<w:hyperlink>{inside}</w:hyperlink>",
                    "field": w.field("REF x", inside),
                    "choice": f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>",
                    "box": w.text_box(w.p(inside)),
                }[kind]
            )
        return "".join(made)

    def blocks(depth: int) -> str:
        made = []
        for _ in range(draw(st.integers(1, 2))):
            kind = draw(st.sampled_from(["p", "table", "sdt", "custom"])) if depth else "p"
            inside = w.p(runs(2)) if kind == "p" else blocks(depth - 1)
            wrapped = {
                "p": inside,
                "table": w.table(w.row(w.cell(inside + w.p()), w.control(w.cell()))),
                "sdt": w.control(inside),
                "custom": f"<w:customXml><w:customXmlPr/>{inside}</w:customXml>",
            }
            made.append(wrapped[kind])
        return "".join(made)

    return blocks(3), count


@given(nested())
@settings(max_examples=60, deadline=None)
def test_no_nesting_of_wrappers_loses_or_doubles_text(made: tuple[str, int]) -> None:
    content, count = made
    reading = read_word(w.docx(content))
    assert sorted(map(int, re.findall(r"sentinel(\d+)", reading.text))) == list(range(count))
    assert all(reading.text[b.span.start : b.span.end] == b.text for b in reading.blocks)


# --- what is not content


def test_a_prompt_nobody_has_filled_in_is_left_out_and_counted() -> None:
    content = [
        w.p("Name: ", w.prompt(w.r("Click to enter text"))),
        w.prompt(w.p("Choose")),
        w.table(w.row("a", w.prompt(w.cell("Choose")))),
    ]
    assert body(*content) == ["Name:", "a"]
    assert notices(*content) == {"prompts": 3}


def test_a_list_that_shows_its_entry_without_value_is_not_filled_in() -> None:
    choices = '<w:dropDownList><w:listItem w:displayText="Choose" w:value=""/><w:listItem w:displayText="Year 4" w:value="4"/></w:dropDownList>'
    assert body(w.control(w.p("Choose"), choices), w.control(w.p("Year 4"), choices)) == ["Year 4"]


def test_a_list_or_date_that_is_filled_in_is_read() -> None:
    choices = '<w:dropDownList><w:listItem w:displayText="Year 4" w:value="4"/></w:dropDownList>'
    assert body(w.p(w.control(w.r("Year 4"), choices), ", ", w.control(w.r("3 May 2026"), "<w:date/>"))) == [
        "Year 4, 3 May 2026"
    ]


def test_a_button_of_an_old_template_is_a_prompt() -> None:
    button = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MACROBUTTON NoMacro [Click and type]</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert body(w.p("Name: ", button)) == ["Name:"]
    assert notices(w.p(button)) == {"prompts": 1}


@pytest.mark.parametrize(("checked", "mark"), [(True, "☒"), (False, "☐")])
def test_a_check_box_is_read_by_its_state(checked: bool, mark: str) -> None:
    assert body(w.p(w.check_box(checked, w.r("\u2610")), "Yes")) == [f"{mark} Yes"]
    assert body(w.check_box(checked, w.p("\u2610"))) == [mark]
    assert body(w.p(w.check_box(checked, w.r('<w:sym w:font="Wingdings" w:char="F0A8"/>')), "Yes")) == [f"{mark} Yes"]
    old = f'<w:ffData><w:checkBox><w:default w:val="0"/><w:checked w:val="{int(checked)}"/></w:checkBox></w:ffData>'
    assert body(w.p(w.field("FORMCHECKBOX", "", old), "Yes")) == [f"{mark} Yes"]


def test_the_answer_of_an_old_list_field_stands_in_its_data() -> None:
    data = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Draft"/><w:listEntry w:val="Final"/></w:ddList></w:ffData>'
    assert body(w.p("Status: ", w.field("FORMDROPDOWN", "", data))) == ["Status: Final"]


def test_hidden_and_struck_text_is_left_out_and_counted_by_the_stretch() -> None:
    paragraph = w.p(
        "Sam ",
        w.hidden("never "),
        w.hidden("ever "),
        "likes ",
        w.r("no ", props="<w:strike/>"),
        w.r("not ", props="<w:dstrike/>"),
        "maps",
    )
    assert body(paragraph) == ["Sam likes maps"]
    assert notices(paragraph) == {"hidden": 1, "struck": 1}


def test_text_is_hidden_by_its_style_too_and_shown_again_by_its_run() -> None:
    styles = (
        w.style("Note", inside="<w:rPr><w:vanish/></w:rPr>")
        + w.style("Sub", inside='<w:basedOn w:val="Note"/>')
        + w.style("Gone", inside="<w:rPr><w:vanish/></w:rPr>", kind="character")
    )
    shown = w.r("shown", props='<w:vanish w:val="0"/>')
    assert body(
        w.p("gone", style="Note"),
        w.p("gone", shown, style="Sub"),
        w.p(w.r("gone", props='<w:rStyle w:val="Gone"/>'), "here"),
        styles=styles,
    ) == ["shown", "here"]


def test_text_hidden_on_the_web_only_is_read() -> None:
    assert body(w.p(w.r("Sam", props="<w:webHidden/>"))) == ["Sam"]


def test_a_hidden_text_box_is_not_read() -> None:
    box = w.text_box(w.p("secret")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
    assert body(w.p("Sam", box)) == ["Sam"]
    assert notices(w.p("Sam", box)) == {"hidden": 1}


def test_comments_are_counted_and_never_read() -> None:
    made = w.docx(w.p("Sam"), comments=f'<w:comment w:id="0">{w.p("check this")}</w:comment>' * 2)
    assert read_word(made).text == "Sam"
    assert [str(notice) for notice in read_word(made).unread] == ["2 comments not read"]


# --- tracked changes: as if accepted


def test_changes_are_read_as_accepted_and_counted() -> None:
    content = w.p("Sam ", w.deleted("sees "), w.inserted(w.r("meets ")), "Jo")
    assert body(content) == ["Sam meets Jo"]
    assert notices(content) == {"deletions": 1, "insertions": 1}


def test_a_move_is_read_at_its_new_place_only() -> None:
    moved = [
        '<w:p><w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr><w:moveFrom w:id="2">' + w.r("Moved") + "</w:moveFrom></w:p>",
        w.p("Stays"),
        w.p('<w:moveTo w:id="3">' + w.r("Moved") + "</w:moveTo>"),
    ]
    assert body(*moved) == ["Stays", "Moved"]
    assert notices(*moved) == {"moves": 1}


GONE = "<w:rPr><w:del/></w:rPr>"


def test_a_paragraph_whose_mark_is_deleted_runs_on_into_the_next() -> None:
    first, second = read_word(
        w.docx(w.p("Weekly ", props=GONE), w.p("sessions", style="Heading1"), w.p("Next"), styles=HEADING)
    ).blocks
    assert (first.text, first.style, first.place.paragraph) == ("Weekly sessions", "Heading 1", 1)
    assert second.place.paragraph == 3
    assert notices(w.p("Weekly ", props=GONE), w.p("sessions")) == {"deletions": 1}


def test_a_wholly_deleted_paragraph_leaves_nothing_and_counts_once() -> None:
    gone = w.p(w.deleted("All of it"), props=GONE)
    assert body(w.p("Before"), gone, w.p("After")) == ["Before", "After"]
    assert notices(gone) == {"deletions": 1}


def test_a_deleted_mark_does_not_run_out_of_its_cell() -> None:
    assert body(w.table(w.row(w.cell(w.p("one", props=GONE)), "two")), w.p("three")) == ["one", "two", "three"]


def test_deleted_rows_and_cells_are_left_out_and_counted() -> None:
    content = w.table(w.row("one"), w.row("gone", props="<w:del/>"), w.row(w.cell("gone", props="<w:cellDel/>"), "two"))
    assert body(content) == ["one", "two"]
    assert notices(content) == {"deletions": 2}


def test_deleted_list_items_do_not_count_in_the_list() -> None:
    gone = w.p(w.deleted("b"), props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + GONE)
    made = w.docx(w.numbered("a"), gone, w.table(w.row("x")), w.numbered("c"), numbering=w.one_list("decimal"))
    assert [block.number for block in read_word(made).blocks] == ["1.", "", "2."]


# --- characters


def test_breaks_tabs_hyphens_and_line_ends_become_plain_characters() -> None:
    runs = w.r(
        "one",
        "<w:tab/>",
        "two",
        "<w:br/>",
        "three",
        "<w:cr/>",
        "four",
        "<w:noBreakHyphen/>",
        "five",
        "<w:softHyphen/>",
        "six",
        '<w:ptab w:alignment="right"/>',
        "seven\neight",
    )
    assert body(w.p(runs)) == ["one two\nthree\nfour-fivesix seven eight"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Symbol", "F0B7", "•"),
        ("Wingdings 2", "F052", "☒"),
        ("Arial", "00BD", "½"),
        ("Wingdings", "F04A", "☺"),
    ],
)
def test_a_symbol_is_read_as_the_character_it_shows(font: str, code: str, shown: str) -> None:
    assert body(w.p(w.r(f'<w:sym w:font="{font}" w:char="{code}"/>', " Sam"))) == [f"{shown} Sam"]


def test_a_symbol_nobody_knows_is_counted() -> None:
    assert notices(w.p(w.r('<w:sym w:font="Elvish" w:char="F012"/>'))) == {"symbols": 1}
    assert notices(w.p(w.r('<w:sym w:font="Wingdings" w:char="bad"/>'), "\uf012")) == {"symbols": 2}


def test_picture_font_characters_in_text_are_read_too() -> None:
    assert body(w.p("\uf0b7 Sam")) == ["• Sam"]


def test_a_fraction_set_as_a_formula_keeps_its_stroke() -> None:
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    assert body(w.p("for ", half, " hour")) == ["for 1/2 hour"]


# --- fields


def test_of_a_field_the_result_is_read_and_the_instruction_is_not() -> None:
    inner = w.field("DATE", w.r("never shown"))
    nested = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{w.r("result")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert body(w.p("A ", nested, " b")) == ["A result b"]
    assert body(w.p(w.field("MERGEFIELD Child_Name", w.r("«Child_Name»")))) == ["«Child_Name»"]


def test_a_field_that_never_ends_loses_no_text() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    reading = read_word(w.docx(w.p(begun, "one"), w.p("two")))
    assert [(b.text, b.style) for b in reading.blocks] == [("one", ""), ("two", "")]


def test_the_lines_of_a_table_of_contents_have_one_style() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = w.p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    gallery = w.control(w.p("In the gallery"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>')
    made = w.docx(
        w.p(begin, "Section A", w.field("PAGEREF a", w.r("4"))),
        w.p("Section B"),
        end,
        gallery,
        w.p("By style", style="TOC1"),
        w.p("Section A"),
        styles=w.style("TOC1", "toc 1"),
    )
    assert [(b.text, b.style) for b in read_word(made).blocks] == [
        ("Section A4", "TOC"),
        ("Section B", "TOC"),
        ("In the gallery", "TOC"),
        ("By style", "TOC"),
        ("Section A", ""),
    ]


# --- styles


def test_a_heading_is_known_by_its_style_by_the_style_behind_it_and_by_its_outline() -> None:
    styles = (
        HEADING
        + w.style("Council", "Council Heading", '<w:basedOn w:val="Heading1"/>')
        + w.style("Body", "Body", '<w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
        + w.style("Title", "Title")
    )
    blocks = read_word(
        w.docx(
            w.p("a", style="Heading1"), w.p("b", style="Council"), w.p("c", style="Body"), w.p("d", style="Title"), w.p("e", props='<w:outlineLvl w:val="1"/>'), w.p("f", style="Heading2"), w.p("g", style="Heading1", props='<w:outlineLvl w:val="9"/>'),
            styles=styles,
        )
    ).blocks  # fmt: skip
    assert [(b.style, b.level) for b in blocks] == [
        ("Heading 1", 1),
        ("Council Heading", 1),
        ("Body", None),
        ("Title", None),
        ("", 2),
        ("Heading 2", 2),
        ("Heading 1", None),
    ]


def test_a_paragraph_without_style_has_the_default_one() -> None:
    assert only(w.p("Sam"), styles=w.style("Standard", "Normal", default=True)).style == "Normal"


LOOKS = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
FIRST_ROW = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr>{LOOKS}</w:tblStylePr>'
CHANGED = f'<w:tblPr><w:tblPrChange w:id="1">{LOOKS}</w:tblPrChange></w:tblPr>'
ODD = CHANGED.replace("<w:tblPr><w:tblBorders>", '<w:tblPr w:x="1"><w:tblBorders>')


@pytest.mark.parametrize("looks", [LOOKS, FIRST_ROW, LOOKS + FIRST_ROW, CHANGED, ODD, f"<!-- {FIRST_ROW[:30]} -->"])
def test_how_a_table_style_looks_hides_no_other_style(looks: str) -> None:
    grid, other = (
        w.style(name, inside=f'{looks}<w:rPr><w:sz w:val="28"/></w:rPr>', kind="table") for name in ("Grid", "Other")
    )
    block = only(w.p("Views", style="H"), styles=grid + w.style("H", "heading 1", "<w:rPr><w:b/></w:rPr>") + other)
    assert (block.text, block.level, block.strong) == ("Views", 1, True)


def test_a_style_based_on_itself_does_no_harm() -> None:
    assert only(w.p("Sam", style="A"), styles=w.style("A", "Loop", '<w:basedOn w:val="A"/>')).style == "Loop"


def test_strong_means_that_all_visible_text_is_bold() -> None:
    bold_style = w.style("B", inside="<w:rPr><w:b/></w:rPr>") + w.style("S", inside="<w:rPr><w:b/></w:rPr>", kind="character")
    made = w.docx(
        w.p(w.bold("all"), " ", w.bold("bold")), w.p(w.bold("some"), " bold"), w.p("by style", style="B"), w.p(w.r("not", props='<w:b w:val="0"/>'), style="B"), w.p(w.r("twice is plain", props='<w:rStyle w:val="S"/>'), style="B"), w.p(w.hidden("plain"), w.bold("seen")),
        styles=bold_style,
    )  # fmt: skip
    assert [b.strong for b in read_word(made).blocks] == [True, False, True, False, False, True]


# --- tables


def cells(*content: str) -> list[tuple[str, Cell | None]]:
    return [(block.text, block.cell) for block in read_word(w.docx(*content)).blocks]


def test_a_cell_knows_its_table_row_and_column_and_whether_it_is_a_header() -> None:
    found = cells(w.table(w.row("Need", "Provision", props="<w:tblHeader/>"), w.row("a", "b")), w.table(w.row("c")))
    assert found == [
        ("Need", Cell(0, 0, 0, header=True)),
        ("Provision", Cell(0, 0, 1, header=True)),
        ("a", Cell(0, 1, 0)),
        ("b", Cell(0, 1, 1)),
        ("c", Cell(1, 0, 0)),
    ]


def test_a_merged_cell_comes_once_with_its_extent() -> None:
    first = w.row(w.cell("Area", props='<w:gridSpan w:val="2"/>'), "x")
    second = w.row(w.cell("Need", props='<w:vMerge w:val="restart"/>'), "one", "1")
    third = w.row(w.cell(props="<w:vMerge/>"), "two", "2")
    assert cells(w.table(first, second, third)) == [
        ("Area", Cell(0, 0, 0, 1, 2)), ("x", Cell(0, 0, 2)), ("Need", Cell(0, 1, 0, 2, 1)), ("one", Cell(0, 1, 1)), ("1", Cell(0, 1, 2)), ("two", Cell(0, 2, 1)), ("2", Cell(0, 2, 2)),
    ]  # fmt: skip


def test_text_left_in_a_merged_part_is_read_with_the_cell_it_belongs_to() -> None:
    merged = w.table(
        w.row(w.cell("a", props='<w:vMerge w:val="restart"/>')),
        w.row(w.cell("b", props="<w:vMerge/>")),
        w.row(w.cell("c", props='<w:hMerge w:val="restart"/>'), w.cell("d", props="<w:hMerge/>")),
    )
    assert cells(merged) == [
        ("a", Cell(0, 0, 0, 2)),
        ("b", Cell(0, 0, 0, 2)),
        ("c", Cell(0, 2, 0, 1, 2)),
        ("d", Cell(0, 2, 0, 1, 2)),
    ]


def test_a_merge_that_begins_nowhere_is_a_cell_of_its_own() -> None:
    assert cells(w.table(w.row(w.cell("a", props="<w:vMerge/>")))) == [("a", Cell(0, 0, 0))]


def test_columns_left_out_before_a_row_are_counted() -> None:
    assert cells(w.table(w.row("a", props='<w:gridBefore w:val="2"/>'))) == [("a", Cell(0, 0, 2))]


def test_a_table_in_a_cell_knows_that_cell() -> None:
    inner = w.table(w.row("in"))
    outer = Cell(0, 0, 1)
    assert cells(w.table(w.row("a", w.cell(w.p("before"), inner, w.p("after"))))) == [
        ("a", Cell(0, 0, 0)),
        ("before", outer),
        ("in", Cell(1, 0, 0, outer=outer)),
        ("after", outer),
    ]


def test_a_text_box_in_a_cell_belongs_to_the_cell() -> None:
    assert cells(w.table(w.row(w.cell(w.p("a", w.text_box(w.p("b"))))))) == [("a", Cell(0, 0, 0)), ("b", Cell(0, 0, 0))]


# --- text boxes, drawings, objects


def test_a_text_box_is_read_right_after_the_paragraph_that_anchors_it() -> None:
    assert body(w.p("be", w.text_box(w.p("box one"), w.p("box two")), "fore"), w.p("after")) == [
        "before",
        "box one",
        "box two",
        "after",
    ]


def test_the_words_of_word_art_are_read_such_as_a_watermark() -> None:
    art = w.r('<w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict>')
    made = w.docx(
        w.p("Sam"), headers={"h1": w.p(art)}, tail='<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
    )
    assert lines(made, Layer.FURNITURE) == ["DRAFT"]


def test_what_is_not_text_is_counted() -> None:
    objects = "<w:object/><w:object><w:control/></w:object>"
    drawn = "<w:drawing><a:graphicData><c:chart/></a:graphicData></w:drawing><w:drawing><a:graphicData><dgm:relIds/></a:graphicData></w:drawing>"
    assert notices(w.p(w.r(w.PICTURE, objects, drawn, "<w:pict><v:imagedata/></w:pict>")), "<w:altChunk/>") == {
        "pictures": 3,
        "embedded": 1,
        "form_fields": 1,
        "diagrams": 1,
        "inserted_documents": 1,
    }


def test_words_that_may_be_missing_forbid_saying_that_something_is_missing() -> None:
    long = w.p("Sam likes maps and trains. " * 12)
    assert not any(n.lost for n in read_word(w.docx(long, w.p(w.r(w.PICTURE)))).unread)
    assert [n.lost for n in read_word(w.docx(w.p("Sam"), w.p(w.r(w.PICTURE)))).unread] == [True]
    assert [n.lost for n in read_word(w.docx(long, "<w:altChunk/>")).unread] == [True]


def test_macros_and_outside_links_are_counted_and_hyperlinks_are_not() -> None:
    rels = (
        w.relationship("vbaProject", "vbaProject.bin")
        + w.relationship("image", "https://example.org/x.png", external=True)
        + w.relationship("hyperlink", "https://example.org", external=True)
    )
    assert notices(relationships=rels) == {"macros": 1, "external": 1}


# --- headers, footers, notes


def test_headers_and_footers_come_after_the_text_each_once() -> None:
    sections = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr></w:pPr></w:p>'
    made = w.docx(
        w.p("Body"),
        sections,
        headers={"h1": w.p("Plan of Sam"), "h2": w.p("Plan of Sam") + w.table(w.row("Page 1"))},
        tail='<w:sectPr><w:headerReference w:type="default" r:id="h2"/></w:sectPr>',
    )
    blocks = read_word(made).blocks
    assert [(b.text, b.layer, b.place.part) for b in blocks] == [
        ("Body", Layer.BODY, None),
        ("Plan of Sam", Layer.FURNITURE, "word/h1.xml"),
        ("Page 1", Layer.FURNITURE, "word/h2.xml"),
    ]


def test_tables_in_headers_do_not_share_a_number_with_those_in_the_text() -> None:
    made = w.docx(
        w.table(w.row("a")), headers={"h1": w.table(w.row("b"))}, tail='<w:sectPr><w:headerReference r:id="h1"/></w:sectPr>'
    )
    assert [b.cell.table for b in read_word(made).blocks if b.cell] == [0, 1]


@pytest.mark.parametrize(
    ("kind", "switch", "settings_xml", "shown"),
    [
        ("first", "", "", False),
        ("first", "<w:titlePg/>", "", True),
        ("even", "", "", False),
        ("even", "", "<w:evenAndOddHeaders/>", True),
    ],
)
def test_a_first_or_even_header_is_read_only_where_it_is_shown(kind: str, switch: str, settings_xml: str, shown: bool) -> None:
    tail = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="h1"/>{switch}</w:sectPr>'
    made = w.docx(w.p("Body"), headers={"h1": w.p("Left over")}, tail=tail, settings=settings_xml)
    assert lines(made, Layer.FURNITURE) == (["Left over"] if shown else [])


def test_foot_and_endnotes_are_read_apart_without_their_separators() -> None:
    foot = f'<w:footnote w:type="separator" w:id="-1">{w.p("line")}</w:footnote><w:footnote w:id="1">{w.p("See report")}</w:footnote>'
    made = w.docx(
        w.p("Body", w.r('<w:footnoteReference w:id="1"/>')),
        footnotes=foot,
        endnotes=f'<w:endnote w:id="1">{w.p("Also")}</w:endnote>',
    )
    assert [(b.text, b.place.part) for b in read_word(made).blocks if b.layer is Layer.NOTE] == [
        ("See report", "word/footnotes.xml"),
        ("Also", "word/endnotes.xml"),
    ]


# --- places


def test_a_paragraph_is_counted_among_all_of_its_part() -> None:
    blocks = read_word(w.docx(w.p(), w.p("a", w.text_box(w.p("b"))), w.table(w.row("c")))).blocks
    assert [(b.text, b.place.paragraph) for b in blocks] == [
        ("a", 2),
        ("b", 3),
        ("c", 5),
    ]  # 4 is the box's copy for old programs


def test_the_page_is_a_hint_from_the_breaks_that_word_left() -> None:
    rendered = w.p(w.r("<w:lastRenderedPageBreak/>", "two"))
    typed = w.p(w.r('<w:br w:type="page"/>'))
    assert [b.place.page for b in read_word(w.docx(w.p("one"), typed, rendered)).blocks] == [1, 2]
    assert [b.place.page for b in read_word(w.docx(w.p("one"), typed, w.p("two"))).blocks] == [1, 2]
    assert only(w.p("no break at all")).place.page is None


# --- the trace


def test_the_trace_leads_from_every_word_to_its_element() -> None:
    styles = HEADING
    made = w.docx(
        *(carrier.replace("{}", f"so\u00adcial\u00a0 “care{n}”") for n, carrier in enumerate(CARRIERS.values())), styles=styles
    )
    trace = trace_word(made)
    assert trace.reading == read_word(made)
    assert len(trace.pieces) == len(trace.reading.blocks)
    for block, pieces in zip(trace.reading.blocks, trace.pieces, strict=True):
        raw = "".join(text for _, text in pieces)
        text, offsets = normalise_map(raw)
        assert text == block.text
        assert all(
            len(text) == len(element.text)
            for element, text in pieces
            if element.tag.endswith("}t") and "math" not in element.tag
        )
        start = block.text.find("care")
        assert start < 0 or raw[offsets[start] :].startswith("care")
        assert all(element.getroottree().getroot() is trace.document for element, _ in pieces)


def test_the_trace_can_be_of_a_tree_the_caller_has() -> None:
    made = w.docx(w.p("Sam ", w.bold("likes"), " maps"))
    mine = etree.fromstring(w.document(w.p("Sam ", w.bold("likes"), " maps")).encode())
    trace = trace_word(made, mine)
    assert trace.document is mine
    assert [text for _, text in trace.pieces[0]] == ["Sam ", "likes", " maps"]
    assert trace.pieces[0][1][0].getparent().find(f"{{{w.NAMESPACES['w']}}}rPr") is not None


def test_a_trace_shows_no_words() -> None:
    assert "Sam" not in repr(trace_word(w.docx(w.p("Sam"))))


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x0b\x0c", exclude_categories=["Cc", "Cs"]), max_size=20),
        max_size=6,
    )
)
@settings(max_examples=80, deadline=None)
def test_every_quote_equals_its_span(texts: list[str]) -> None:
    reading: Reading = read_word(w.docx(w.p("Sam"), *(w.p(w.r(w.t(text))) for text in texts)))
    assert all(reading.text[b.span.start : b.span.end] == b.text == normalise(b.text) for b in reading.blocks)


# --- files


def test_strict_documents_are_read_like_others() -> None:
    content = w.document(w.p("Sam", style="Heading1"), w.table(w.row("a", "b")))
    strict = content.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert strict != content
    assert lines(w.docx(main=strict.encode())) == ["Sam", "a", "b"]


def test_a_document_in_utf_16_is_read() -> None:
    assert lines(w.docx(main=('<?xml version="1.0" encoding="UTF-16"?>' + w.document(w.p("Sam"))).encode("utf-16"))) == ["Sam"]


def test_the_main_part_may_have_another_name() -> None:
    start = w.START.replace("word/document.xml", "/word/document2.xml")
    made = w.docx(w.p("old"), parts={"_rels/.rels": start.encode(), "word/document2.xml": w.document(w.p("Sam")).encode()})
    assert lines(made) == ["Sam"]


def test_an_empty_document_says_so() -> None:
    with pytest.raises(CannotRead, match="has no text") as caught:
        read_word(w.docx(w.p(), w.table(w.row(w.cell()))))
    assert caught.value.status == "unreadable"


def test_a_scan_in_a_word_file_says_so() -> None:
    with pytest.raises(CannotRead, match=r"only pictures.*Ask for the Word file") as caught:
        read_word(w.docx(w.p(w.r(w.PICTURE))))
    assert caught.value.status == "unreadable"


def test_a_document_that_only_inserts_others_says_so() -> None:
    with pytest.raises(CannotRead, match="inserted documents"):
        read_word(w.docx("<w:altChunk/>"))
