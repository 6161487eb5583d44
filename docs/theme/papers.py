"""The papers for councils as Word files, so that square brackets can be filled in: the same words as the pages.

Headings, tables with a header row that repeats, lists, quotations and code: what the papers have, and no more."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from markdown_it import MarkdownIt
from markdown_it.token import Token

WIDTH = Mm(210 - 2 * 20)
NARROWEST, WIDEST = 9, 45  # letters: between these a column of a table is as wide as its words are long


def word_paper(markdown: str) -> bytes:
    """A .docx of a page. The same page gives the same words; Word's own times of making are left out."""
    document = Document()
    _page(document)
    text = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    at = 0
    while at < len(tokens):
        at = _block(document, tokens, at)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)
    for level in range(1, 4):
        document.styles[f"Heading {level}"].font.name = "Arial"
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = ""


def _block(document: Any, tokens: list[Token], at: int) -> int:
    """Writes the block that begins at `at`; gives where the next begins."""
    token = tokens[at]
    match token.type:
        case "heading_open":
            _words(document.add_heading(level=int(token.tag[1])), tokens[at + 1])
            return at + 3
        case "table_open":
            end = _end(tokens, at, "table_close")
            _table(document, tokens[at:end])
            return end
        case "bullet_list_open" | "ordered_list_open":
            end = _end(tokens, at, token.type.replace("open", "close"))
            style = "List Bullet" if token.type.startswith("bullet") else "List Number"
            for inner in tokens[at:end]:
                if inner.type == "inline":
                    _words(document.add_paragraph(style=style), inner)
            return end
        case "blockquote_open":
            end = _end(tokens, at, "blockquote_close")
            for inner in tokens[at:end]:
                if inner.type == "inline":
                    _words(document.add_paragraph(style="Quote"), inner)
            return end
        case "code_block" | "fence":
            run = document.add_paragraph().add_run(token.content.rstrip())
            run.font.name, run.font.size = "Courier New", Pt(9)
        case "inline":
            _words(document.add_paragraph(), token)
    return at + 1


def _end(tokens: list[Token], at: int, close: str) -> int:
    return next(n for n in range(at, len(tokens)) if tokens[n].type == close and tokens[n].level == tokens[at].level) + 1


def _table(document: Any, tokens: list[Token]) -> None:
    rows: list[list[Token]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token)
    columns = max(map(len, rows))
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    lengths = [sum(len(row[n].content) for row in rows if n < len(row)) / len(rows) for n in range(columns)]
    shares = [min(max(length, NARROWEST), WIDEST) for length in lengths]
    widths = [int(WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, cells in enumerate(rows):
        row = table.add_row()
        for cell, words, width in zip(row.cells, cells, widths, strict=False):
            cell.width = width
            _words(cell.paragraphs[0], words, bold=number == 0)
        if number == 0:
            header = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(header)
    document.add_paragraph()


def _words(paragraph: Any, inline: Token, *, bold: bool = False) -> None:
    for text, look in _runs(inline):
        run = paragraph.add_run(text)
        run.bold = (bold or "strong" in look) or None
        run.italic = "em" in look or None
        if "code" in look:
            run.font.name = "Courier New"
            run.font.size = Pt(9)


def _runs(inline: Token) -> Iterator[tuple[str, set[str]]]:
    """The words of a line with their look; of a link its words, with the address where it leads out of the papers."""
    look: set[str] = set()
    link = ""
    for token in inline.children or ():
        match token.type:
            case "text":
                yield token.content, set(look)
            case "softbreak" | "hardbreak":
                yield " ", set(look)
            case "code_inline":
                yield token.content, {*look, "code"}
            case "link_open":
                link = str(token.attrGet("href"))
            case "link_close":
                if re.match(r"https?:", link):
                    yield f" ({link})", set(look)
            case _:
                name = token.type.removesuffix("_open").removesuffix("_close")
                if name in ("strong", "em"):
                    (look.add if token.type.endswith("open") else look.discard)(name)
