"""What the Word files about moderation share: the page, tables whose first row comes again on every page, pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs import word_page
from ehcp_lint.outputs.charts import Chart, png
from ehcp_lint.outputs.clean import clean, one_line
from ehcp_lint.outputs.copies.word import package_bytes
from ehcp_lint.outputs.moderation.page import FOOTER

SHADE, TOOL = "E7E9EB", "F4F5F6"
SMALL = 8.5  # points


def new_document(title: str, *, landscape: bool = False, size: float = 11) -> Any:
    """An empty A4 document with narrow margins; `size` is that of its text, in points."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = word_page.new_document(title)
    section = document.sections[0]
    if landscape:
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.4)
    for name, more in (("Normal", 0), ("Heading 1", 6), ("Heading 2", 3)):
        document.styles[name].font.size = Pt(size + more)
        document.styles[name].paragraph_format.space_after = Pt(4)
    return document


def say(document: Any, words: str, *, bold: bool = False, small: bool = False, style: str | None = None) -> Any:
    """A paragraph."""
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(clean(words))
    run.bold = bold
    if small:
        run.font.size = Pt(SMALL)
    return paragraph


def put_table(
    document: Any, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, size: float = 9
) -> Any:
    """A table with `columns` as its heading, shaded and repeated; widths are in centimetres. Cells may hold line breaks."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        put(cell, words, bold=True, size=size)
        shade(cell, SHADE)
    repeat(table.rows[0])
    for row in rows:
        added = table.add_row()
        whole(added)
        for cell, words in zip(added.cells, row, strict=True):
            put(cell, words, size=size)
    set_widths(table, widths)
    return table


def put(cell: Any, words: str, *, bold: bool = False, size: float = 9, centre: bool = False) -> None:
    """Words into an empty cell, a paragraph a line."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for number, part in enumerate(clean(words).split("\n")):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(1)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(one_line(part))
        run.bold = bold
        run.font.size = Pt(size)


def shade(cell: Any, fill: str) -> None:
    """A light ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        made.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(made)


def repeat(row: Any) -> None:
    """The row stands again at the top of every page that the table runs over."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def whole(row: Any) -> None:
    """The row is not torn by a page break."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Widths of the columns in centimetres."""
    from docx.shared import Cm

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = Cm(width)


def put_chart(document: Any, chart: Chart, width: float, widths: Sequence[float]) -> None:
    """A chart, described for those who do not see it, with its table beneath; the table alone where it cannot be drawn."""
    from docx.shared import Cm

    try:
        drawn = png(chart)
    except BadConfig as missing:
        say(document, str(missing), small=True)
    else:
        picture = document.add_picture(io.BytesIO(drawn), width=Cm(width))
        properties = picture._inline.docPr
        properties.set("descr", one_line(f"{chart.title}. {chart.said}"))
        properties.set("title", one_line(chart.title))
    say(document, chart.title, bold=True)
    put_table(document, chart.columns, chart.rows, widths)


def finish(document: Any) -> bytes:
    """The file, with what people and tool each do at its end. The same document gives the same bytes."""
    say(document, FOOTER, small=True)
    return package_bytes(document.part.package)
