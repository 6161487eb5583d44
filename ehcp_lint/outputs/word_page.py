"""A new Word document as all of ours are made: A4, Arial, and nothing of this computer, its user or its clock in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ehcp_lint.parsers.word import AUTHOR

SIZES = (("Normal", 11), ("Heading 1", 15), ("Heading 2", 12))


def new_document(title: str) -> Any:
    """An empty document with its page, its styles and its properties set."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for name, size in SIZES:
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(6)
    for name, before in (("Heading 1", 0), ("Heading 2", 12)):
        document.styles[name].font.color.rgb = None
        document.styles[name].paragraph_format.space_before = Pt(before)
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title = title
    properties.comments = ""
    properties.created = properties.modified = datetime(2000, 1, 1)  # the same for everyone: it says nothing of when
    return document
