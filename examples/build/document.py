"""Shared helpers: a document is a list of blocks, written to Word and then printed to PDF.

Content stays data so that each example reads like the plan it becomes, and the same bytes come out of every
build: a linter's examples must not change by themselves, because tests and documentation quote them.

Text may carry four marks, the first three borrowed from CriticMarkup:
`{--deleted--}`, `{++inserted++}`, `{==words==}{>>comment on them<<}` and `**bold**`.
Inside a table cell, a line break starts a new paragraph and a leading "- " makes it a bullet.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

AUTHOR = "ehcp_lint examples"
A4_SHORT, A4_LONG = Cm(21.0), Cm(29.7)
TAGGED_PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
MARK = re.compile(
    r"\{--(?P<deleted>.+?)--\}"
    r"|\{\+\+(?P<inserted>.+?)\+\+\}"
    r"|\{==(?P<anchor>.+?)==\}\{>>(?P<comment>.+?)<<\}"
    r"|\*\*(?P<bold>.+?)\*\*"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The document's own title, in Word's Title style."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A real Word heading, so that navigation and section finding have styles to go by."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of prose."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bulleted list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list numbered by Word itself: the numbers are not in the text, as in most real plans."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; `title` and `header` repeat on each page, `band` is one full-width row below them.

    `labels` shades the first column as headings; `together` keeps a short table on one page.
    """

    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    header: Sequence[str] = ()
    title: str = ""
    band: str = ""
    labels: bool = False
    together: bool = False


Block = Title | Heading | Text | Bullets | Numbered | Table


@dataclass(frozen=True, slots=True)
class Look:
    """How one council's documents look, apart from what they say."""

    size: float = 11
    colour: str = "1F3864"
    shade: str = "D9E2F3"
    landscape: bool = False
    margin: float = 2.2
    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One finished document: what it says, how it looks, and who marked it up, when."""

    title: str
    blocks: Sequence[Block]
    look: Look
    made: datetime
    reviser: str = AUTHOR
    initials: str = "EX"


@dataclass(slots=True)
class Pen:
    """Writes marked text into paragraphs; `printed` leaves the reviser's marks out, as a clean print does."""

    document: DocumentObject
    story: Story
    printed: bool
    _revisions: Iterator[int] = field(default_factory=lambda: iter(range(101, 1000)))

    def write(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
        """Write `text` into `paragraph`, turning each mark into the Word construct it stands for."""
        end = 0
        for mark in MARK.finditer(text):
            self._plain(paragraph, text[end : mark.start()], bold)
            self._marked(paragraph, mark, bold)
            end = mark.end()
        self._plain(paragraph, text[end:], bold)

    def _plain(self, paragraph: Paragraph, text: str, bold: bool) -> Run | None:
        if not text:
            return None
        run = paragraph.add_run(text)
        run.bold = True if bold else None
        return run

    def _marked(self, paragraph: Paragraph, mark: re.Match[str], bold: bool) -> None:
        words = mark.groupdict()
        if words["bold"]:
            self._plain(paragraph, words["bold"], bold=True)
        elif words["anchor"]:
            run = self._plain(paragraph, words["anchor"], bold)
            if run is not None and not self.printed:
                self._comment(run, words["comment"])
        elif words["inserted"]:
            run = self._plain(paragraph, words["inserted"], bold)
            if run is not None and not self.printed:
                self._revise(run, "w:ins")
        elif not self.printed:
            run = self._plain(paragraph, words["deleted"], bold)
            if run is not None:
                self._revise(run, "w:del")

    def _comment(self, run: Run, words: str) -> None:
        comment = self.document.add_comment(run, text=words, author=self.story.reviser, initials=self.story.initials)
        comment._comment_elm.set(qn("w:date"), _stamp(self.story.made))

    def _revise(self, run: Run, kind: str) -> None:
        """Wrap `run` in a tracked insertion or deletion, which python-docx cannot write itself."""
        change = OxmlElement(kind)
        change.set(qn("w:id"), str(next(self._revisions)))
        change.set(qn("w:author"), self.story.reviser)
        change.set(qn("w:date"), _stamp(self.story.made))
        run._r.addprevious(change)
        change.append(run._r)
        if kind == "w:del":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")


def build(story: Story, path: Path) -> None:
    """Write `story` to `path` (.docx) and print it beside itself as .pdf."""
    compose(story, path, printed=False)
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / path.name
        compose(story, clean, printed=True)
        print_pdf(clean, path.with_suffix(".pdf"), story.made)


def compose(story: Story, path: Path, *, printed: bool) -> None:
    """Write `story` as a Word file with nothing in it that depends on the day or the machine."""
    document = Document()
    pen = Pen(document, story, printed)
    _set_page(document, story.look)
    _set_styles(document, story.look)
    _set_furniture(document, story.look)
    for block in story.blocks:
        _place(pen, block)
    _set_properties(document, story)
    document.save(str(path))
    _freeze_zip(path, story.made)


def print_pdf(source: Path, target: Path, made: datetime) -> None:
    """Print `source` with LibreOffice to `target`; its clock and random parts are replaced by fixed ones."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                TAGGED_PDF,
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
            env={**os.environ, "TZ": "UTC"},
        )
        target.write_bytes(_freeze_pdf((Path(folder) / f"{source.stem}.pdf").read_bytes(), made))


def _place(pen: Pen, block: Block) -> None:
    document = pen.document
    match block:
        case Title(text):
            pen.write(document.add_paragraph(style="Title"), text)
        case Heading(text, level, new_page):
            paragraph = document.add_paragraph(style=f"Heading {level}")
            paragraph.paragraph_format.page_break_before = True if new_page else None
            pen.write(paragraph, text)
        case Text(text):
            pen.write(document.add_paragraph(), text)
        case Bullets(items):
            for item in items:
                pen.write(document.add_paragraph(style="List Bullet"), item)
        case Numbered(items):
            numbering = _new_numbering(document)
            for item in items:
                paragraph = document.add_paragraph(style="List Number")
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering
                pen.write(paragraph, item)
        case Table():
            _place_table(pen, block)


def _place_table(pen: Pen, block: Table) -> None:
    table = pen.document.add_table(rows=0, cols=len(block.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_margins(table)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Cm(width)
    if block.title:
        _full_row(pen, table, block, block.title, title=True)
    if block.header:
        row = _add_row(table, block, repeat=True)
        for cell, words in zip(row.cells, block.header, strict=True):
            _shade(cell, pen.story.look.shade)
            _fill(pen, cell, words, bold=True, keep=True)
    if block.band:
        _full_row(pen, table, block, block.band, title=False)
    for number, words_of_row in enumerate(block.rows, start=1):
        row = _add_row(table, block)
        for place, (cell, words) in enumerate(zip(row.cells, words_of_row, strict=True)):
            label = block.labels and place == 0
            if label:
                _shade(cell, pen.story.look.shade)
            _fill(pen, cell, words, bold=label, keep=block.together and number < len(block.rows))
    _set_apart(pen.document.add_paragraph())


def _add_row(table: WordTable, block: Table, *, repeat: bool = False) -> _Row:
    """Add a row that is not split over pages; `repeat` makes it a heading row, seen again on each page."""
    row = table.add_row()
    for cell, width in zip(row.cells, block.widths, strict=True):
        cell.width = Cm(width)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if repeat:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return row


def _full_row(pen: Pen, table: WordTable, block: Table, words: str, *, title: bool) -> None:
    """Write one row over the full width: the table's title (white on the council's colour) or its band."""
    cells = _add_row(table, block, repeat=title).cells
    cell = cells[0].merge(cells[-1])
    _fill(pen, cell, words, bold=title, keep=True)
    if title:
        _shade(cell, pen.story.look.colour)
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _fill(pen: Pen, cell: _Cell, words: str, *, bold: bool = False, keep: bool = False) -> None:
    """Fill a cell; `keep` ties its row to the next. An empty cell keeps the one paragraph it must have."""
    for number, line in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if line.startswith("- "):
            paragraph.style = pen.document.styles["List Bullet"]
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.keep_with_next = True if keep else None
        pen.write(paragraph, line.removeprefix("- "), bold=bold)


def _set_apart(paragraph: Paragraph) -> None:
    """Keep the empty line that Word needs after a table small, or it starts a page of its own."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(9)


def _set_margins(table: WordTable) -> None:
    """Give each cell room above and below its words, which Word's plain grid does not."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 50), ("left", 100), ("bottom", 30), ("right", 100)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def _new_numbering(document: DocumentObject) -> int:
    """Start a fresh numbered list: Word would otherwise count on from the list before."""
    root = document.part.numbering_part.element
    linked = document.styles["List Number"].element.find(".//" + qn("w:numId"))
    pattern = root.num_having_numId(int(linked.get(qn("w:val")))).abstractNumId.val
    number = root.add_num(pattern)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _set_page(document: DocumentObject, look: Look) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (A4_LONG, A4_SHORT) if look.landscape else (A4_SHORT, A4_LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if look.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(look.margin)
    section.top_margin = section.bottom_margin = Cm(1.8)
    section.header_distance = section.footer_distance = Cm(0.8)


def _set_styles(document: DocumentObject, look: Look) -> None:
    """Set one font throughout; the template's theme fonts would win over it, so they are taken out."""
    sizes = {"Normal": 0, "Title": 9, "Heading 1": 4, "Heading 2": 2, "Heading 3": 1}
    for name, more in sizes.items():
        style = document.styles[name]
        style.font.name = "Arial"
        style.font.size = Pt(look.size + more)
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[key]
        fonts.set(qn("w:cs"), "Arial")
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(look.colour)
            style.paragraph_format.space_before = Pt(12)
            style.paragraph_format.space_after = Pt(6)
            style.paragraph_format.keep_with_next = True
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    document.styles["List Number"].paragraph_format.space_after = Pt(3)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _set_furniture(document: DocumentObject, look: Look) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = look.header
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(f"{look.footer}   Page " if look.footer else "Page ")
    _add_field(line, "PAGE")
    line.add_run(" of ")
    _add_field(line, "NUMPAGES")
    for paragraph in (section.header.paragraphs[0], line):
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _add_field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            part = OxmlElement("w:instrText")
            part.text = f" {code} "
            run._r.append(part)
        elif kind == "shown":
            run.text = "1"
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            run._r.append(part)


def _set_properties(document: DocumentObject, story: Story) -> None:
    properties = document.core_properties
    properties.title = story.title
    properties.author = properties.last_modified_by = AUTHOR
    properties.subject = "Fictional example: every person, place and service in it is invented"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = story.made
    properties.revision = 1
    properties.language = "en-GB"


def _freeze_zip(path: Path, made: datetime) -> None:
    """Rewrite the package with one fixed time for every entry; python-docx stamps them with the clock."""
    with zipfile.ZipFile(path) as package:
        entries = [(name, package.read(name)) for name in package.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, blob in entries:
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, blob)


def _freeze_pdf(data: bytes, made: datetime) -> bytes:
    """Replace the time, and the identifiers made from it, by as many bytes, so that offsets still hold."""
    time = b"/CreationDate(D:" + made.strftime("%Y%m%d%H%M%S").encode()
    data = re.sub(rb"/CreationDate\(D:\d{14}", time, data)
    mark = re.compile(rb"(?<=[</])[0-9A-F]{32}(?=[>\s])")
    steady = md5(mark.sub(b"", data), usedforsecurity=False).hexdigest().upper().encode()
    return mark.sub(steady, data)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
