"""Reads PDF files: what a person sees on the pages, as the blocks that the Word file of the same plan would give.

PDFium (through pypdfium2) finds the characters and lines, pdfplumber the cells between the lines; the rest is in the rooms
beside this one: `pdf_page` (one page as it is), `pdf_tables`, `pdf_furniture` (running lines), `pdf_lines`, `pdf_paragraphs`,
`pdf_flow` (reading order and page breaks), `pdf_spread` (tables over pages), `pdf_forms` (filled-in fields, comments)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.pdf_flow import Flow, Part
from ehcp_lint.parsers.pdf_furniture import set_aside
from ehcp_lint.parsers.pdf_page import Sheet, read_sheet
from ehcp_lint.parsers.pdf_paragraphs import Paragraph, Vocabulary, text_of
from ehcp_lint.parsers.pdf_spread import Table
from ehcp_lint.parsers.pdf_tables import Grid, find_grids
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Cell, Layer, Place

MAX_PAGES = 300
