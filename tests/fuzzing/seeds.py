"""The whole documents that are damaged: small, and between them with one of everything that the readers know.

What they say is an invented child's plan, so that the damage reaches the checks and not only the readers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import batch_plans
import pdf_files as d
import word_files as w

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LINES = (
    "Education, Health and Care Plan", "Name: Bronwen Achterberg", "Date of birth: 14 May 2016", "Status: Draft", "Date of plan: 9 March 2026",
    "Section A: Views, interests and aspirations", "I like the ferry and my aunt's two dogs. I want to work on boats.", "Her mother says that mornings are the hardest part of the day.",
    "Section B: Special educational needs", "Communication and interaction", "Bronwen finds it hard to follow more than one instruction at a time.",
    "Section C: Health needs", "Bronwen has epilepsy and takes medicine twice a day.", "Section D: Social care needs", "None known to this service.",
    "Section E: Outcomes", "1. By July 2027, Bronwen will follow three instructions in class without a reminder on four days out of five.",
    "2. By the end of Key Stage 3 she will travel to school by bus with a friend.", "Steps: by December 2026 she will read the timetable.",
    "Section F: Special educational provision", "A teaching assistant works with Bronwen for 20 minutes each day, with picture cards, until July 2027.",
    "Bronwen will have regular access to a quiet space as and when required. Speech and language therapy: 6 sessions of 45 minutes per term.",
    "Section G: Health provision", "The epilepsy nurse visits each term.", "Section H1: Social care provision under the 1970 Act", "N/A", "Section H2: Other social care provision", "TBC",
    "Section I: Placement", "Mainstream secondary school", "Section J: Personal budget", "There is no personal budget.", "Section K: Advice", "Educational psychology, January 2026; head teacher, 3 February 2026",
)  # fmt: skip


def word_lines() -> bytes:
    """A Word file of lines, whole enough for comments to be put into a copy."""
    return batch_plans.plan(3)


def word_tables() -> bytes:
    """A plan in tables: nested, merged, with lists, controls, boxes, changes, notes, headers, fields and check boxes."""
    head = [w.p(line, style="Heading1" if line.startswith("Section") else "") for line in LINES[:15]]
    outcomes = w.table(
        w.row("Need", "Outcome", "Provision", props="<w:tblHeader/>"),
        w.row(
            w.cell(LINES[10], props='<w:vMerge w:val="restart"/>'),
            w.cell(w.numbered(LINES[16])),
            w.cell(LINES[20], w.table(w.row("Who", "How often"), w.row("Teaching assistant", "daily"))),
        ),
        w.row(w.cell(props="<w:vMerge/>"), w.cell(LINES[17], props='<w:gridSpan w:val="2"/>')),
        w.row(w.control(w.cell(w.control(w.p(LINES[21]))))),
    )
    rest = [
        w.p("Section F: Special educational provision", style="Heading1"),
        w.p(w.inserted(w.r(LINES[20])), w.deleted("weekly"), w.hidden("secret"), w.r("struck", props="<w:strike/>")),
        w.p(w.text_box(w.p(LINES[23]))),
        w.p(w.field("TOC \\o", w.r("Section A 1")), '<w:hyperlink r:id="r9">', w.r("link"), "</w:hyperlink>", w.r(w.PICTURE)),
        w.p(w.check_box(True), w.r(" Draft"), w.r('<w:footnoteReference w:id="2"/>')),
        w.control(w.p(w.prompt(w.r("Click here to enter text")), style="Heading2")),
        *(w.p(line, style="Heading1" if line.startswith("Section") else "") for line in LINES[22:]),
    ]
    return w.docx(
        *head, w.p(LINES[15], style="Heading1"), outcomes, *rest,
        headers={"h1": w.p("Plan of Bronwen")}, tail='<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>',
        numbering=w.one_list("decimal", "lowerLetter"), styles=w.style("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + w.style("Normal", default=True),
        footnotes=f'<w:footnote w:id="2">{w.p("See the report.")}</w:footnote>', comments=f'<w:comment w:id="1" w:author="Officer">{w.p("Check this")}</w:comment>',
    )  # fmt: skip


def opendocument() -> bytes:
    """An OpenDocument text with headings, lists, a table, a note and changes."""
    from test_plain import LISTS, LOOKS, items, odt, tp

    made = [f'<text:h text:outline-level="1">{line}</text:h>' if line.startswith("Section") else tp(line) for line in LINES]
    table = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Need</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        f'<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-columns-repeated="3">{tp(LINES[20])}</table:table-cell><table:covered-table-cell/></table:table-row></table:table>'
    )
    note = '<text:p>With a note<text:note text:note-class="footnote"><text:note-body><text:p>See K1</text:p></text:note-body></text:note><text:s text:c="3"/><text:tab/></text:p>'
    return odt("".join([*made[:16], items("L1", LINES[16], LINES[17]), table, note, *made[18:]]), LOOKS + LISTS)


def rich_text() -> bytes:
    """Rich text with styles, a table, lists, a field and notes."""
    from test_plain import rtf

    lines = [
        rf"\pard\s1\outlinelevel0\b {line}\par\pard\plain" if line.startswith("Section") else rf"\pard {line}\par"
        for line in LINES
    ]
    table = (
        r"\trowd\trhdr\cellx1000\cellx3000\pard\intbl Need\cell Provision\cell\row\trowd\cellx1000\cellx3000\pard\intbl a\par b\cell "
        + LINES[20]
        + r"\cell\row\pard "
    )
    more = r"{\listtext\pard\plain\f1 \'b7\tab}one\par{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffres1{\*\ffname x}}}}{\fldrslt}}Yes{\footnote K1}{\header Plan}\u8217?s\par"
    return rtf("\n".join([*lines[:20], table, more, *lines[20:]]))


def plain_text() -> bytes:
    """The lines alone."""
    return "\n\n".join(LINES).encode()


def pdf_story() -> bytes:
    """A PDF of paragraphs and a ruled table over two pages, with running lines."""
    body = [d.p(line, d.HEAD if line.startswith("Section") else d.BODY) for line in LINES[:20]]
    table = d.grid(
        ("Need", "Provision", "Who"), (LINES[10], LINES[20], "Teaching assistant"), (LINES[10], LINES[21], ""), repeat=1
    )
    rest = [d.p(line, d.HEAD if line.startswith("Section") else d.BODY) for line in LINES[20:]]
    return d.story(
        *body, table, d.p(LINES[17], d.LIST, "•"), *rest, header="Plan of Bronwen", footer="Page {}", pageCompression=0
    )


def pdf_by_hand() -> bytes:
    """A PDF of few objects, with a form field, a note and a form drawn twice."""
    content = "BT /F 12 Tf 72 700 Td (Section E: Outcomes) Tj 0 -20 Td (By July 2027, Sam will wait for 3 minutes on four days out of five.) Tj ET /X Do 50 500 200 100 re S q 0 1 -1 0 300 300 cm /X Do Q"
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /Font << /F 5 0 R >> >> /Length 63 >>\nstream\nBT /F 10 Tf 10 10 Td (Section F: access to a quiet space) Tj ET\nendstream"
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Sam Example) /Rect [72 600 300 620] /P 3 0 R /DA (/F 12 Tf) >>"
    )
    note = "<< /Type /Annot /Subtype /Text /Contents (check) /Rect [10 10 20 20] >>"
    page = "/Annots [7 0 R 8 0 R] /Rotate 0 /StructParents 0"
    made = d.raw(page, "/AcroForm << /Fields [7 0 R] /DR << /Font << /F 5 0 R >> >> >>", form, field, note, content=content)
    return made.replace(b"/Font << /F 5 0 R >> >> /Annots", b"/Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> /Annots", 1)


MAKERS: dict[str, Callable[[], bytes]] = {
    "lines.docx": word_lines,
    "tables.docx": word_tables,
    "story.pdf": pdf_story,
    "hand.pdf": pdf_by_hand,
    "plan.odt": opendocument,
    "plan.rtf": rich_text,
    "plan.txt": plain_text,
}


@cache
def seed(name: str) -> bytes:
    """A document by its name: one of `MAKERS`, a file of the examples, or any file by its path."""
    return MAKERS[name]() if name in MAKERS else (EXAMPLES / name).read_bytes()
