"""OpenDocument, rich text and plain text give the same blocks as Word would."""

from __future__ import annotations

import pytest
import word_files as w

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.guard import Format
from ehcp_lint.parsers.plain import read_plain, read_text
from ehcp_lint.parsers.plain.odt import read_odt
from ehcp_lint.parsers.plain.rtf import read_rtf
from ehcp_lint.plan import Cell, Layer

ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in ODF.items())
LOOKS = """<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="X" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="List_20_Bullet"/>"""
LISTS = """<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>
<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="A"/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>"""


def odt(body: str, styles: str = "", more: str = "", files: dict[str, bytes] | None = None) -> bytes:
    content = f"<office:document-content {DECLARED}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    made = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    if more:
        made["styles.xml"] = f"<office:document-styles {DECLARED}>{more}</office:document-styles>".encode()
    return w.zipped({**made, **(files or {})})


def tp(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(style: str, *texts: str, more: str = "") -> str:
    return (
        f'<text:list text:style-name="{style}"{more}>'
        + "".join(f"<text:list-item>{t if t.startswith('<') else tp(t)}</text:list-item>" for t in texts)
        + "</text:list>"
    )


def odt_lines(body: str, **parts: str) -> list[str]:
    return [block.text for block in read_odt(odt(body, **parts)).blocks]


def odt_notices(body: str, **parts: str) -> dict[str, int]:
    return {notice.what: notice.count for notice in read_odt(odt(tp("Sam") + body, **parts)).unread}


# --- OpenDocument


def test_paragraphs_and_headings_of_opendocument() -> None:
    body = '<text:h text:style-name="Heading_20_2" text:outline-level="2">Needs</text:h>' + tp(
        "Sam <text:span text:style-name='B'>likes</text:span><text:s text:c='3'/>maps<text:line-break/>and<text:tab/>trains"
    )
    heading, paragraph = read_odt(odt(body, LOOKS)).blocks
    assert (heading.text, heading.level, heading.style, heading.place.paragraph) == ("Needs", 2, "Heading 2", 1)
    assert (paragraph.text, paragraph.level, paragraph.style, paragraph.strong) == (
        "Sam likes maps\nand trains",
        None,
        "Standard",
        False,
    )


def test_a_paragraph_of_opendocument_has_the_name_of_the_style_behind_its_own() -> None:
    [block] = read_odt(
        odt(
            tp("Sam", "P1"),
            LOOKS,
            '<office:styles><style:style style:name="List_20_Bullet" style:display-name="List Bullet"/></office:styles>',
        )
    ).blocks
    assert block.style == "List Bullet"


def test_lists_of_opendocument_are_numbered() -> None:
    body = (
        items("L1", "a", tp("b") + items("L1", "c", "d"), "e")
        + items("L1", "f", more=' text:continue-numbering="true"')
        + items("L1", "g")
        + items("L2", "h")
        + items("L3", "i", tp("j") + items("L3", "k"))
    )
    assert [b.number for b in read_odt(odt(body, LISTS)).blocks] == [
        "1.",
        "2.",
        "(a)",
        "(b)",
        "3.",
        "4.",
        "1.",
        "•",
        "A",
        "B",
        "B.1",
    ]


def test_only_the_first_paragraph_of_a_list_item_is_numbered() -> None:
    body = (
        items("L1", tp("a") + tp("more"), items("L1", "b"))
        + f'<text:list text:style-name="L1"><text:list-header>{tp("c")}</text:list-header></text:list>'
    )
    assert [b.number for b in read_odt(odt(body, LISTS)).blocks] == ["1.", "", "(a)", ""]


def test_headings_of_opendocument_are_numbered_by_the_outline() -> None:
    outline = '<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="A" style:num-prefix="Section " style:num-suffix=":"/></text:outline-style></office:styles>'
    [block] = read_odt(odt('<text:h text:outline-level="1">Views</text:h>', "", outline)).blocks
    assert block.number == "Section A:"


def test_tables_of_opendocument() -> None:
    body = (
        f"<table:table><table:table-header-rows><table:table-row><table:table-cell>{tp('Need')}</table:table-cell><table:table-cell>{tp('Provision')}</table:table-cell></table:table-row></table:table-header-rows>"
        f'<table:table-row><table:table-cell table:number-rows-spanned="2">{tp("a")}</table:table-cell><table:table-cell>{tp("b")}<table:table><table:table-row><table:table-cell>{tp("c")}</table:table-cell></table:table-row></table:table></table:table-cell></table:table-row>'
        f"<table:table-row><table:covered-table-cell/><table:table-cell>{tp('d')}</table:table-cell></table:table-row></table:table>"
    )
    assert [(b.text, b.cell) for b in read_odt(odt(body)).blocks] == [
        ("Need", Cell(0, 0, 0, header=True)), ("Provision", Cell(0, 0, 1, header=True)), ("a", Cell(0, 1, 0, rows=2)), ("b", Cell(0, 1, 1)), ("c", Cell(1, 0, 0, outer=Cell(0, 1, 1))), ("d", Cell(0, 2, 1)),
    ]  # fmt: skip


def test_what_opendocument_does_not_show_is_left_out_and_counted() -> None:
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{tp('gone')}</text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
        + tp(
            "Jo <text:span text:style-name='H'>never</text:span> <text:span text:style-name='X'>not</text:span>meets<office:annotation><text:p>check</text:p></office:annotation> <text:placeholder>&lt;name&gt;</text:placeholder>"
        )
        + f'<text:section text:display="none">{tp("hidden")}</text:section>'
        + tp(
            "<draw:frame><draw:image/></draw:frame><loext:content-control loext:showing-place-holder='true'>Choose</loext:content-control>"
        )
    )
    assert odt_lines(body, styles=LOOKS) == ["Jo meets"]
    assert odt_notices(body, styles=LOOKS) == {
        "deletions": 1,
        "insertions": 1,
        "hidden": 2,
        "struck": 1,
        "comments": 1,
        "prompts": 2,
        "pictures": 1,
    }


def test_check_boxes_of_opendocument() -> None:
    box = '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">{}</field:fieldmark>'
    ticked = box.format('<field:param field:name="Checkbox_Checked" field:value="true"/>')
    assert odt_lines(tp(ticked + "Yes " + box.format("") + "No <loext:content-control>☒</loext:content-control>")) == [
        "☒ Yes ☐ No ☒"
    ]


def test_boxes_notes_and_contents_of_opendocument() -> None:
    body = (
        f"<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template></text:table-of-content-source><text:index-body>{tp('Section A 4')}</text:index-body></text:table-of-content>"
        + tp(f"Sam<draw:frame><draw:text-box>{tp('box')}</draw:text-box></draw:frame> reads<text:note><text:note-citation>1</text:note-citation><text:note-body>{tp('See K1')}</text:note-body></text:note>")
        + "<text:soft-page-break/>" + tp("After")
    )  # fmt: skip
    assert [(b.text, b.style, b.layer, b.place.page) for b in read_odt(odt(body)).blocks] == [
        ("Section A 4", "TOC", Layer.BODY, 1), ("Sam reads", "Standard", Layer.BODY, 1), ("box", "Standard", Layer.BODY, 1), ("After", "Standard", Layer.BODY, 2), ("See K1", "Standard", Layer.NOTE, 1),
    ]  # fmt: skip


def test_headers_of_opendocument_each_once() -> None:
    pages = f"<office:master-styles><style:master-page><style:header>{tp('Plan of Sam')}</style:header><style:footer style:display='false'>{tp('off')}</style:footer></style:master-page><style:master-page><style:header>{tp('Plan of Sam')}</style:header></style:master-page></office:master-styles>"
    assert [(b.text, b.layer, b.place.part) for b in read_odt(odt(tp("Body"), "", pages)).blocks] == [
        ("Body", Layer.BODY, None),
        ("Plan of Sam", Layer.FURNITURE, "styles.xml"),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (odt(""), "has no text"),
        (odt(tp("Sam"), files={"META-INF/manifest.xml": b"<x><manifest:encryption-data/></x>"}), "password-protected"),
        (w.zipped({"mimetype": b"x"}), "lacks the part"),
        (odt(tp("Sam")).replace(b"content.xml", b"content.xmx"), "lacks the part"),
        (w.zipped({"content.xml": b"<!DOCTYPE x><x/>"}), "document type declaration"),
        (
            odt(
                '<table:table><table:table-row><table:table-cell table:number-columns-repeated="1048576"/></table:table-row></table:table>'
            ),
            "more than 1,000 columns",
        ),
    ],
)
def test_opendocument_that_cannot_be_read(data: bytes, says: str) -> None:
    with pytest.raises(CannotRead, match=says):
        read_odt(data)


# --- rich text

STYLES = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\*\cs10 Default;}{\s7 List Paragraph;}}"


def rtf(body: str, head: str = STYLES) -> bytes:
    return (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial;}}"
        + head
        + body
        + "}"
    ).encode("latin-1")


def rtf_lines(body: str) -> list[str]:
    return [block.text for block in read_rtf(rtf(body)).blocks]


def test_paragraphs_and_headings_of_rich_text() -> None:
    blocks = read_rtf(
        rtf(r"\pard\s1\outlinelevel0\b Needs\par\pard\plain\s7 Sam likes\line maps\par\pard\plain Last\par")
    ).blocks
    assert [(b.text, b.level, b.style, b.strong) for b in blocks] == [
        ("Needs", 1, "Heading 1", True),
        ("Sam likes\nmaps", None, "List Paragraph", False),
        ("Last", None, "Normal", False),
    ]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"Sam\rquote s map \endash  caf\'e9", "Sam's map – café"),
        (r"\u8217?s {\uc2\u8212\'97\'97}x", "'s —x"),
        (r"\u-10179?\u-8704?!", "\U0001f600!"),
        (r"A\{b\}\\c\~d\_e\-f", r"A{b}\c d-ef"),
        (r"{\f2 \'cf\'eb}", "Пл"),
        (r"{\f1 \'b7} Sam", "• Sam"),
        ("So\nme", "Some"),
        (r"before{\bin3 {{}after}", "beforeafter"),
    ],
)
def test_characters_of_rich_text(raw: str, shown: str) -> None:
    assert rtf_lines(raw) == [shown]


def test_list_numbers_of_rich_text() -> None:
    body = r"\pard\s7{\listtext\pard\plain\f1 \'b7\tab}one\par{\pntext 2)\tab}two\par{\listtext\u9675\'3f\tab}three\par"
    assert [(b.text, b.number, b.style) for b in read_rtf(rtf(body)).blocks] == [
        ("one", "•", "List Paragraph"),
        ("two", "2)", "List Paragraph"),
        ("three", "•", "List Paragraph"),
    ]


def test_tables_of_rich_text() -> None:
    head = r"\trowd\trhdr\cellx1000\cellx3000\pard\intbl Need\cell Provision\cell\row"
    rest = r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a\par more\cell b\cell c\cell\row\trowd\cellx3000 wide\cell\row\pard after\par\trowd\cellx1000\intbl next\cell\row"
    assert [(b.text, b.cell) for b in read_rtf(rtf(head + rest)).blocks] == [
        ("Need", Cell(0, 0, 0, header=True)), ("Provision", Cell(0, 0, 1, columns=2, header=True)), ("a", Cell(0, 1, 0)), ("more", Cell(0, 1, 0)), ("b", Cell(0, 1, 1)), ("c", Cell(0, 1, 2)), ("wide", Cell(0, 2, 0, columns=3)), ("after", None), ("next", Cell(1, 0, 0)),
    ]  # fmt: skip


def test_a_table_cut_short_or_without_edges_still_gives_its_text() -> None:
    assert rtf_lines(r"\trowd\cellx10\intbl a\cell b\cell c\cell") == ["a", "b", "c"]


def test_what_rich_text_does_not_show_is_left_out_and_counted() -> None:
    body = r"Sam {\deleted gone} {\v hidden}{\v more}{\strike struck}{\revised new}{\*\annotation check}{\pict 00ff}{\object x}{\*\unknown never}{\info title}{\field{\*\fldinst LINK x}{\fldrslt shown}}"
    reading = read_rtf(rtf(body))
    assert reading.text == "Sam newshown"
    assert {n.what: n.count for n in reading.unread} == {
        "deletions": 1,
        "hidden": 1,
        "struck": 1,
        "insertions": 1,
        "comments": 1,
        "pictures": 1,
        "embedded": 1,
    }


@pytest.mark.parametrize(
    ("data", "mark"), [(r"\fftype1\ffres1", "☒"), (r"\fftype1\ffres25\ffdefres1", "☒"), (r"\fftype1\ffres25", "☐")]
)
def test_check_boxes_of_rich_text(data: str, mark: str) -> None:
    assert rtf_lines(r"{\field{\*\fldinst FORMCHECKBOX{\*\formfield{" + data + r"{\*\ffname x}}}}{\fldrslt}}Yes") == [
        f"{mark} Yes"
    ]


def test_headers_notes_and_boxes_of_rich_text() -> None:
    body = r"{\header\pard Plan of Sam\par}Body{\footnote See K1} text{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box\par}}} goes on\par"
    assert [(b.text, b.layer) for b in read_rtf(rtf(body)).blocks] == [
        ("box", Layer.BODY),
        ("Body text goes on", Layer.BODY),
        ("Plan of Sam", Layer.FURNITURE),
        ("See K1", Layer.NOTE),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (rtf(""), "has no text"),
        (rtf("Sam")[:-1], "damaged or was cut short"),
        (rtf("Sam") + b"}", "damaged"),
        (b"{\\rtf1" + b"{" * 1_001, "nests too deeply"),
    ],
)
def test_rich_text_that_cannot_be_read(data: bytes, says: str) -> None:
    with pytest.raises(CannotRead, match=says):
        read_rtf(data)


# --- plain text


def test_each_line_of_plain_text_is_a_block() -> None:
    assert [(b.text, b.place.paragraph) for b in read_text(b"Section A\r\n\r\nSam likes maps.\n- Trains\n").blocks] == [
        ("Section A", 1),
        ("Sam likes maps.", 2),
        ("- Trains", 3),
    ]


def test_lines_broken_for_width_are_joined() -> None:
    text = b"Sam will join in with a small group of friends at\nlunch time by the end of the summer term of the\nyear.\nShort\nbut not wrapped\n"
    assert (
        read_text(text).text
        == "Sam will join in with a small group of friends at lunch time by the end of the summer term of the year.\nShort\nbut not wrapped"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    assert read_text("Sam’s café".encode(encoding)).text == "Sam's café"


def test_plain_text_without_text_says_so() -> None:
    with pytest.raises(CannotRead, match="has no text"):
        read_text(b"\xef\xbb\xbf \n")


def test_every_format_finds_its_reader() -> None:
    assert read_plain(b"Sam", Format.TEXT).source == "text"
    assert read_plain(rtf("Sam"), Format.RTF).source == "rtf"
    assert read_plain(odt(tp("Sam")), Format.ODT).source == "odt"
