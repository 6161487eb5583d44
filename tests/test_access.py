"""Whether the Word file itself can be used by everyone: header rows of tables, words for pictures, size of the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import word_files as w
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint import lint, read_plan
from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers import wire
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.parsers.word import read_word
from ehcp_lint.plan import Access
from ehcp_lint.report import Finding

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
F = w.p("Section F: Special educational provision")
HEADERS = ("Provision", "Who", "How often")
LINE = ("Ines works on reading in a group of three.", "Mr Adeyemi", "Twice each week")
MARK = "<w:tblHeader/>"


def access(*content: str, **parts: str) -> Access:
    found = read_word(w.docx(*content, **parts)).access
    assert found is not None
    return found


def points(data: bytes, *checks: str) -> list[Finding]:
    return [finding for finding in lint(read_plan(data, name="plan.docx")).findings if finding.check in checks]


# --- tables


def headers_asked_for(*content: str) -> list[tuple[str, str]]:
    return [(finding.quote, finding.message) for finding in points(w.docx(*content), "X402")]


def test_a_table_whose_column_names_are_not_marked_is_pointed_at() -> None:
    assert headers_asked_for(F, w.table(w.row(*HEADERS), w.row(*LINE))) == [
        ("Provision", "Mark the header row of this table: Layout, Repeat Header Rows.")
    ]


def test_several_such_tables_are_one_point_at_the_first() -> None:
    provision = w.table(w.row(*HEADERS), w.row(*LINE))
    assert headers_asked_for(F, provision, w.p("Section G: Health provision"), provision) == [
        ("Provision", "Mark the header rows of 2 tables: Layout, Repeat Header Rows.")
    ]


def test_a_marked_header_row_is_enough() -> None:
    assert headers_asked_for(F, w.table(w.row(*HEADERS, props=MARK), w.row(*LINE))) == []
    assert headers_asked_for(F, w.table(w.row(*HEADERS, props='<w:tblHeader w:val="0"/>'), w.row(*LINE))) != []


def test_a_title_across_the_table_may_stand_above_the_column_names() -> None:
    title = w.cell("Communication and interaction", props='<w:gridSpan w:val="3"/>')
    assert headers_asked_for(F, w.table(w.row(title), w.row(*HEADERS), w.row(*LINE)))[0][0] == "Provision"
    assert headers_asked_for(F, w.table(w.row(title, props=MARK), w.row(*HEADERS, props=MARK), w.row(*LINE))) == []


def test_a_header_of_two_rows_with_merged_cells_is_one_header() -> None:
    def table(props: str) -> str:
        above = w.row(
            w.cell("Provision", props='<w:vMerge w:val="restart"/>'),
            w.cell("Frequency", props='<w:gridSpan w:val="2"/>'),
            props=props,
        )
        below = w.row(w.cell("", props="<w:vMerge/>"), "How often", "How long", props=props)
        return w.table(above, below, w.row(*LINE))

    assert headers_asked_for(F, table("")) == [("Provision", "Mark the header row of this table: Layout, Repeat Header Rows.")]
    assert headers_asked_for(F, table(MARK)) == []


def test_labels_down_the_side_name_no_columns() -> None:
    outcomes = w.table(
        w.row("Outcome 1", "By July 2027 Ines will swim ten metres."),
        w.row("Steps", "By May 2027 Ines will float."),
        w.row("By whom", "The swimming teacher."),
    )
    assert headers_asked_for(w.p("Section E: Outcomes"), outcomes) == []


def test_tables_without_plan_content_are_left_alone() -> None:
    front = w.table(w.row("Name", "Date of birth"), w.row("Ines Calder", "14 May 2017"))
    assert headers_asked_for(front, F, w.p("A teaching assistant reads with Ines.")) == []


def test_one_column_or_one_row_is_no_table_to_a_listener() -> None:
    assert headers_asked_for(F, w.table(w.row("Provision"), w.row(LINE[0]))) == []
    assert headers_asked_for(F, w.table(w.row(*LINE))) == []


# --- pictures


def drawing(about: str = "", inside: str = "<pic:pic/>", frame: str = "inline", more: str = "") -> str:
    graphic = f"<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic>"
    return (
        f'<w:drawing><wp:{frame}><wp:docPr id="1" name="Picture 1" {about}>{more}</wp:docPr>{graphic}</wp:{frame}></w:drawing>'
    )


def old_picture(shape: str = "", around: str = "{}") -> str:
    picture = f'<v:shape {shape}><v:imagedata r:id="r9"/></v:shape>'
    return f"<w:pict>{around.replace('{}', picture)}</w:pict>"


DECORATIVE = (
    '<a:extLst><a:ext uri="x"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'w:val="{}" val="{}"/></a:ext></a:extLst>'
)
CHART = "<c:chart/>"
BARE = {
    "no words": drawing(),
    "blank words": drawing('descr="  " title=""'),
    "no properties": w.PICTURE,
    "its file's name": drawing('descr="IMG_0417.JPG"'),
    "its path": drawing(r'descr="C:\Users\officer\My Pictures\swimming.png"'),
    "anchored": drawing(frame="anchor"),
    "a chart": drawing(inside=CHART),
    "a diagram": drawing(inside="<dgm:relIds/>"),
    "a group of pictures": drawing(inside="<pic:pic/><pic:pic/>"),
    "said not to be decorative": drawing(more=DECORATIVE.replace("{}", "0")),
    "an old picture": old_picture(),
    "an old picture named as its file": old_picture('alt="logo.gif"'),
}
DESCRIBED = {
    "a description": drawing('descr="Ines on a pony"'),
    "a title": drawing('title="Ines on a pony"'),
    "decorative": drawing(more=DECORATIVE.replace("{}", "1")),
    "switched off": drawing('hidden="1"'),
    "a described chart": drawing('descr="Reading ages from 2023 to 2026"', inside=CHART),
    "an old picture": old_picture('alt="Ines on a pony"'),
    "an old group": old_picture(around='<v:group alt="Ines on a pony">{}</v:group>'),
    "a drawn line": drawing(inside="<wps:wsp/>"),
    "nothing at all": w.t(" "),
}


@pytest.mark.parametrize("picture", BARE)
def test_a_picture_without_words_is_counted_once(picture: str) -> None:
    assert access(w.p("Ines"), w.p(w.r(BARE[picture]))).bare_pictures == 1


@pytest.mark.parametrize("picture", DESCRIBED)
def test_a_picture_with_words_or_without_meaning_is_not_counted(picture: str) -> None:
    assert access(w.p("Ines"), w.p(w.r(DESCRIBED[picture]))).bare_pictures == 0


def test_what_word_writes_twice_for_older_programs_is_one_picture() -> None:
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing()}</mc:Choice><mc:Fallback>{old_picture()}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    assert access(w.p("Ines"), w.p(w.r(both))).bare_pictures == 1


def test_a_picture_in_a_text_box_or_a_cell_is_looked_at() -> None:
    box = w.text_box(w.p("Ines", w.r(drawing())), w.p(w.r(drawing('descr="A pony"'))))
    assert access(w.p("Ines", box)).bare_pictures == 1
    assert access(w.p("Ines"), w.table(w.row(w.cell(w.p(w.r(drawing())))))).bare_pictures == 1


def test_pictures_nobody_sees_need_no_words() -> None:
    assert access(w.p("Ines"), w.p(w.r(drawing(), old_picture(), props="<w:vanish/>"))).bare_pictures == 0
    deleted = f'<w:del w:id="2" w:author="Officer">{w.r(drawing())}</w:del>'
    assert access(w.p("Ines", deleted)).bare_pictures == 0


def test_the_councils_logo_in_the_header_is_not_counted() -> None:
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
    reading = read_word(w.docx(w.p("Ines"), tail=reference, headers={"h1": w.p(w.r(drawing()))}))
    assert reading.access == Access(0, ((None, 4),))


@pytest.mark.parametrize(
    ("pictures", "message"),
    [
        (1, "Say in words what the picture shows: right-click it, Alt Text."),
        (3, "Say in words what 3 pictures show: right-click each, Alt Text."),
    ],
)
def test_pictures_without_words_are_one_point_with_their_number(pictures: int, message: str) -> None:
    data = w.docx(F, w.p("A teaching assistant reads with Ines."), *[w.p(w.r(drawing()))] * pictures)
    assert [finding.message for finding in points(data, "X403")] == [message]


# --- size of the text

NORMAL = w.style("Normal", "Normal", '<w:rPr><w:sz w:val="24"/></w:rPr>', default=True)


def size(half_points: int | str) -> str:
    return f'<w:sz w:val="{half_points}"/>'


def defaults(half_points: int | str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{size(half_points)}</w:rPr></w:rPrDefault></w:docDefaults>"


def based_on(style_id: str, base: str, props: str = "", kind: str = "paragraph") -> str:
    return w.style(style_id, style_id, f'<w:basedOn w:val="{base}"/><w:rPr>{props}</w:rPr>', kind)


def sizes(*content: str, **parts: str) -> dict[float | None, int]:
    return dict(access(*content, **parts).sizes)


def test_the_size_comes_from_the_nearest_that_says_one() -> None:
    styles = (
        defaults(20)
        + NORMAL
        + based_on("Body", "Normal")
        + based_on("Small", "Body", size(19))
        + w.style("Free", "Free")
        + based_on("Fine", "", size(16), "character")
    )
    assert sizes(w.p("a"), styles=styles) == {12: 1}  # the default paragraph style
    assert sizes(w.p("a", style="Body"), styles=styles) == {12: 1}  # what it is based on
    assert sizes(w.p("a", style="Small"), styles=styles) == {9.5: 1}
    assert sizes(w.p("a", style="Free"), styles=styles) == {10: 1}  # the document's defaults
    assert sizes(w.p(w.r("a", props='<w:rStyle w:val="Fine"/>'), style="Small"), styles=styles) == {8: 1}
    assert sizes(w.p(w.r("a", props='<w:rStyle w:val="Fine"/>' + size(28)), style="Small"), styles=styles) == {14: 1}


def test_a_tables_style_speaks_for_text_whose_own_styles_say_nothing() -> None:
    def in_table(paragraph: str) -> str:
        return f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>{w.row(w.cell(paragraph))}</w:tbl>'

    styles = defaults(22) + w.style("Free", "Free") + based_on("Grid", "", size(18), "table")
    assert sizes(in_table(w.p("a", style="Free")), w.p("bc"), styles=styles) == {9: 1, 11: 2}
    assert sizes(in_table(w.p("a")), styles=styles + NORMAL) == {12: 1}
    assert sizes(in_table(w.table(w.row("a"))), styles=styles) == {9: 1}


@pytest.mark.parametrize("nothing", ["", "0", "-4", "huge"])
def test_a_size_that_nothing_says_is_not_known(nothing: str) -> None:
    assert sizes(w.p("Ines"), styles=defaults(nothing)) == {None: 4}


def test_sizes_in_points_of_other_programs_are_understood() -> None:
    assert sizes(w.p(w.r("Ines", props=size("10.5pt")))) == {10.5: 4}


def test_only_the_body_counts_and_of_it_only_what_is_seen() -> None:
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
    small = w.r("small", props=size(12))
    read = read_word(
        w.docx(
            w.p(w.r("Ines", props=size(24)), w.r("hidden", props=size(12) + "<w:vanish/>"), w.deleted("gone")),
            w.p(w.text_box(w.p(w.r("box", props=size(22))))),
            tail=reference,
            headers={"h1": w.p(small)},
            footnotes=f'<w:footnote w:id="2">{w.p(small)}</w:footnote>',
        )
    )
    assert read.access == Access(0, ((11, 3), (12, 4)))


def test_a_mark_in_bold_keeps_the_size_of_its_style() -> None:
    assert sizes(w.p(w.bold("Ines")), styles=NORMAL) == {12: 4}


def text_size_asked_for(small: str, large: str, half_points: int = 19) -> list[str]:
    data = w.docx(F, w.p(large), w.p(w.r(small, props=size(half_points))), styles=defaults(22))
    return [finding.message for finding in points(data, "X404")]


def test_small_text_is_one_point_with_its_share() -> None:
    heading = len("Section F: Special educational provision")
    assert text_size_asked_for("a" * 100, "b" * (100 - heading)) == ["Make all text 11 point or larger: 50% of it is smaller."]


def test_a_legend_under_a_table_is_not_worth_a_point() -> None:
    legend = "Key: TA is a teaching assistant."
    assert text_size_asked_for(legend, "A teaching assistant reads with Ines every day. " * 20) == []


def test_eleven_point_is_large_enough() -> None:
    assert text_size_asked_for("a" * 100, "b", half_points=22) == []
    assert text_size_asked_for("a" * 100, "b", half_points=21) != []


def test_a_size_nobody_knows_is_not_called_small() -> None:
    data = w.docx(F, w.p("A teaching assistant reads with Ines every day."), w.p(w.r("Ines", props=size(16))))
    assert points(data, "X404") == []


# --- on its way to the checks


def test_what_is_not_a_word_file_is_not_judged() -> None:
    plan = read_plan(EXAMPLES / "good-final.pdf")
    assert plan.access is None
    found = [finding.check for finding in lint(plan).findings]
    assert not {"X401", "X402", "X403", "X404"} & set(found)
    text = b"Section F: Special educational provision\n\nA teaching assistant reads with Ines every day.\n"
    assert read_plan(text, name="plan.txt").access is None


def test_the_good_example_can_be_used_by_everyone() -> None:
    report = lint(read_plan(EXAMPLES / "good-final.docx"))
    assert [finding.check for finding in report.findings if finding.check.startswith("X4")] == []


@given(st.builds(Access, st.integers(0, 99), st.lists(st.tuples(st.none() | st.floats(1, 99), st.integers(0))).map(tuple)))
def test_it_passes_the_fence_unchanged(known: Access) -> None:
    reading = Reading("", (), (), "word", known)
    assert wire.decode(json.loads(wire.dumps(wire.encode(reading)))) == reading


@pytest.mark.parametrize("odd", [5, [1], ["1", []], [1, [["x", 2]]], [1, [[11]]], [1.5, []]])
def test_what_is_no_such_thing_does_not_pass(odd: object) -> None:
    good = wire.encode(Reading("", (), (), "word"))
    with pytest.raises((TypeError, ValueError)):
        wire.decode({**good, "access": odd})


def test_the_notation_says_what_a_file_is_like() -> None:
    plan = read_notation("F1: A reads. | B\n~ table F: Provision | Who\n~ bare pictures 2\n~ 9.5 point 40")
    assert plan.access == Access(2, ((9.5, 40), (12.0, 60)))
    assert [block.text for block in plan.blocks if block.cell] == ["Provision", "Who", "A reads.", "B"]
    with pytest.raises(BadConfig):
        read_notation("~ table Z: Provision | Who")
