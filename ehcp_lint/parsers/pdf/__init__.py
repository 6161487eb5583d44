"""Reads PDF files: what a person sees on the pages, as the blocks that the Word file of the same plan would give.

PDFium (through pypdfium2) finds the characters and lines, pdfplumber the cells between the lines. The rest is in the rooms
beside this one, in the order in which a file passes through them: `words`, `tags`, `rules` and `forms` (what
is on the page), `page` (a page, upright), `struck` (words that are crossed out), `tables`, `furniture` (running lines),
`notes`, `lines`, `paragraphs`, `flow` (reading order, page breaks), `spread` (tables over pages) and `blocks`. PDFium can be
made to crash by a file built for it: who does not know where a file comes from reads it behind `parsers.fence`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import DEFAULT
from ehcp_lint.parsers.pdf.blocks import body_size, write_blocks
from ehcp_lint.parsers.pdf.flow import Flow
from ehcp_lint.parsers.pdf.forms import Extras, extras_of, form_of, needs_adobe
from ehcp_lint.parsers.pdf.furniture import set_aside
from ehcp_lint.parsers.pdf.notes import take_notes
from ehcp_lint.parsers.pdf.page import Sheet, Word, read_sheet
from ehcp_lint.parsers.pdf.struck import leave_out, mark_struck
from ehcp_lint.parsers.pdf.tables import Grid, find_grids
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.parsers.word.symbols import without_private
from ehcp_lint.plan import Layer

_FEW_CHARACTERS = 50  # a scan with a stamped page number is a scan
_FEW_WORDS = 100  # so little text beside scanned pages is not a plan that can be checked
_PICTURE = 36.0  # points: smaller pictures are signs and lines
_MANY_SYMBOLS = 100  # from here on they are letters in a broken font rather than ornaments
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_*

_SCAN = (
    "this PDF is a scan: pictures of pages without text. Run text recognition (OCR) on it, or export the plan from Word as PDF."
)
_DAMAGED = "this PDF is damaged or is no PDF. Open it in the program that made it and save it again as PDF."
_LOCKED = "this PDF needs a password to open. Save a copy without one, or check it alone with --password."
_WRONG = "the password does not open this PDF. Check it, or save a copy without a password."
_CIPHER = "this PDF is protected in a way that this tool cannot open. Save a copy without protection."
_ADOBE = "this PDF is a form that only Adobe's programs can show. Print it to a new PDF there, and check that one."
_SYMBOLS = "the letters of this PDF cannot be turned into text. Export the plan from Word as PDF again."
_OVERFULL = "a page of this PDF holds many times more text than a page of a plan. Export the plan from Word as PDF again."
_EMPTY = "this PDF has no text on any page. Check that it is the right file."


@dataclass(frozen=True, slots=True)
class PdfTrace:
    """A reading and what each of its blocks was made of, for a renderer that marks words on the pages.

    `sources[i]` belongs to `reading.blocks[i]`: the raw text that `normalise` made the block's text of, and its words in
    order, each with its page from 1 on. Where a line end divided a word, the text lacks the hyphen that the words have."""

    reading: Reading
    sources: tuple[tuple[str, list[tuple[int, Word]]], ...] = field(repr=False)


def read_pdf(data: bytes, password: str | None = None, most_pages: int = DEFAULT.pages) -> Reading:
    """The blocks of a PDF, of its first `most_pages` pages; the others are counted as not read.

    Raises `CannotRead` for files that are damaged, locked, scanned or set in unreadable fonts."""
    return trace_pdf(data, password, most_pages).reading


def trace_pdf(data: bytes, password: str | None = None, most_pages: int = DEFAULT.pages) -> PdfTrace:
    """The blocks of a PDF and the words they come from. Raises `CannotRead` as `read_pdf` does."""
    import pypdfium2.raw as c  # loads PDFium: 40 ms that a Word file need not pay

    script = Transcript("pdf")
    with open_document(c, data, password) as document:
        sheets, extras = _read_pages(c, document, script, most_pages)
        script.notice("embedded", max(c.FPDFDoc_GetAttachmentCount(document), 0) + sum(e.attached for e in extras))
    _judge(sheets)
    _note_what_is_unread(script, sheets, extras)
    script.notice("struck", sum(map(mark_struck, sheets)))
    grids = _find_tables(script, sheets)
    running = set_aside(sheets, grids, body_size(sheets, grids))
    size = body_size(sheets, grids)
    notes = take_notes(sheets, grids, size)
    flow = Flow(sheets, grids)
    flow.parts = leave_out(flow.parts)
    sources = write_blocks(script, flow, sheets, running, notes, size)
    return PdfTrace(script.finish(), tuple(source for layer in Layer for source in sources[layer]))


@contextmanager
def open_document(c: Any, data: bytes, password: str | None) -> Iterator[Any]:
    """PDFium's handle on the document, closed at the end. Files that only forbid copying open without a password.

    `c` is the module `pypdfium2.raw`."""
    tries = [None] + [password.encode(code) for code in ("utf-8", "latin-1") if password and _encodes(password, code)]
    document = None
    for key in dict.fromkeys(tries):
        document = c.FPDF_LoadMemDocument64(data, len(data), key)
        if document or c.FPDF_GetLastError() != _PASSWORD:
            break
    if not document:
        error = c.FPDF_GetLastError()
        if error == _PASSWORD:
            raise CannotRead(_WRONG if password else _LOCKED)
        raise CannotRead(_CIPHER if error == _SECURITY else _DAMAGED)
    try:
        yield document
    finally:
        c.FPDF_CloseDocument(document)


def _encodes(password: str, code: str) -> bool:
    try:
        password.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def _read_pages(c: Any, document: Any, script: Transcript, most_pages: int) -> tuple[list[Sheet], list[Extras]]:
    """All pages up to the limit, one open at a time."""
    count = c.FPDF_GetPageCount(document)
    if count <= 0:
        raise CannotRead(_DAMAGED)
    if needs_adobe(c, document):
        raise CannotRead(_ADOBE, "unreadable")
    tagged = bool(c.FPDFCatalog_IsTagged(document))
    sheets: list[Sheet] = []
    extras: list[Extras] = []
    lost = list(range(most_pages + 1, count + 1))
    with form_of(c, document) as form:
        for number in range(1, min(count, most_pages) + 1):
            page = c.FPDF_LoadPage(document, number - 1)
            if not page:
                lost.append(number)
                continue
            try:
                extra = extras_of(c, page, form)
                sheet = read_sheet(c, page, number, extra.filled, tagged=tagged)
            finally:
                c.FPDF_ClosePage(page)
            if sheet.overfull:
                lost.append(number)
            sheets.append(sheet)
            extras.append(extra)
    if not sheets:
        raise CannotRead(_DAMAGED)
    script.notice("pages_not_read", len(lost), lost=True, pages=lost[:1000])
    return sheets, extras


def _judge(sheets: Sequence[Sheet]) -> None:
    """Refuses a file that holds nothing to check: a scan, unreadable letters, or no text at all."""
    words = [word for sheet in sheets for word in sheet.words] + [w for s in sheets for ws in s.turned.values() for w in ws]
    scanned = sum(_without_text(sheet) and _shows_something(sheet) for sheet in sheets)
    if scanned and (not words or (len(words) < _FEW_WORDS and 2 * scanned > len(sheets))):
        raise CannotRead(_SCAN, "unreadable")
    if not words:
        raise CannotRead(_OVERFULL) if any(sheet.overfull for sheet in sheets) else CannotRead(_EMPTY, "unreadable")
    characters = Counter(_is_symbol(character) for word in words for character in word.text)
    if characters[True] > 0.3 * characters.total() and characters.total() > _FEW_CHARACTERS:
        raise CannotRead(_SYMBOLS, "unreadable")


def _is_symbol(character: str) -> bool:
    """Whether a character has no meaning outside its font."""
    return "\ue000" <= character <= "\uf8ff" or character in "\ufffd\ufffe\uffff" or character < " "


def _without_text(sheet: Sheet) -> bool:
    """Whether a page has no text, or only a page number or the like over a picture of the page."""
    characters = sum(len(word.text) for word in sheet.words) + sum(len(w.text) for ws in sheet.turned.values() for w in ws)
    if not characters:
        return True
    area = sheet.width * sheet.height
    return characters < _FEW_CHARACTERS and any((b[2] - b[0]) * (b[3] - b[1]) > 0.5 * area for b in sheet.pictures)


def _shows_something(sheet: Sheet) -> bool:
    """Whether a person sees more on the page than paper: a picture, or letters drawn as shapes."""
    return bool(sheet.drawings) or any(_is_picture(box) for box in sheet.pictures)


def _is_picture(box: tuple[float, float, float, float]) -> bool:
    return box[2] - box[0] >= _PICTURE and box[3] - box[1] >= _PICTURE


def _note_what_is_unread(script: Transcript, sheets: Sequence[Sheet], extras: Sequence[Extras]) -> None:
    blank = [sheet for sheet in sheets if _without_text(sheet) and not sheet.overfull]
    for lost in (True, False):
        pages = [sheet.number for sheet in blank if _shows_something(sheet) is lost]
        script.notice("pages_without_text", len(pages), lost=lost, pages=pages)
    script.notice("comments", sum(extra.comments + extra.typed for extra in extras), lost=any(e.typed for e in extras))
    script.notice("form_fields", sum(extra.unread for extra in extras), lost=True)
    script.notice("hidden", sum(1 for sheet in sheets if sheet.outside))
    places = Counter(tuple(round(edge / 8) for edge in box) for sheet in sheets for box in sheet.pictures if _is_picture(box))
    logos = sum(count for count in places.values() if count > 1 and 2 * count > len(sheets))
    scans = sum(sum(map(_is_picture, sheet.pictures)) for sheet in blank)
    script.notice("pictures", max(places.total() - logos - scans, 0))
    unknown = sum(without_private(word.text)[1] for sheet in sheets for word in sheet.words if not word.text.isascii())
    script.notice("symbols", unknown, lost=unknown > _MANY_SYMBOLS)


def _find_tables(script: Transcript, sheets: Sequence[Sheet]) -> list[list[Grid]]:
    """The tables of each page; pages with too many lines are read without."""
    found: list[list[Grid]] = []
    busy: list[int] = []
    for sheet in sheets:
        grids = None if sheet.busy else find_grids(sheet)
        if grids is None:
            busy.append(sheet.number)
        found.append(grids or [])
    script.notice("tables_not_sought", len(busy), pages=busy)
    return found
