"""Excel workbooks as all of ours are made: in memory, the same bytes for the same content, every text written as text.

Nothing of a plan becomes a formula or a link, whatever it begins with."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ehcp_lint.outputs.clean import clean
from ehcp_lint.parsers.word import AUTHOR

_LINE = 14.25  # points that a line of Arial 11 takes
_MOST_CHARACTERS = 32_000  # of a cell: Excel takes 32,767


class Book:
    """One workbook in memory, with the few formats that all sheets share."""

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self._file = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": "Arial", "font_size": 11},  # what column widths are counted in
            },
        )
        when = datetime(2000, 1, 1)  # the same for everyone: it says nothing of when
        self.book.set_properties({"title": title, "author": AUTHOR, "comments": "", "created": when})
        self.data = b""
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *error: object) -> None:
        self.book.close()
        self.data = self._file.getvalue()

    def style(self, **given: Any) -> Any:
        """A format: Arial 11, wrapped, from the top of the cell, unless something else is given."""
        wanted = {"font_name": "Arial", "font_size": 11, "text_wrap": True, "valign": "top", **given}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]

    @property
    def heading(self) -> Any:
        """The row that names the columns."""
        return self.style(bold=True, bg_color="#1D4F6E", font_color="#FFFFFF", border=1, valign="vcenter")

    @property
    def part(self) -> Any:
        """The row that opens a part of the form."""
        return self.style(bold=True, bg_color="#E7E9EB", border=1)

    def sheet(self, name: str, headings: Sequence[str], widths: Sequence[float]) -> Any:
        """A sheet with its columns named in the first row, which stays in sight and is printed on each page, A4 upright."""
        sheet = self.book.add_worksheet(name)
        for column, (words, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, words, self.heading)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(9)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.hide_gridlines(2)
        return sheet


def fit_row(sheet: Any, row: int, cells: Sequence[tuple[str, float]], *, least: int = 1) -> None:
    """Make a row high enough for its wrapped cells, each given with the width it has: programs do not all do it by themselves.

    A little is added, because letters differ in width and nothing may be cut off."""
    lines = [
        sum(max(1, len(textwrap.wrap(part, max(4, int(width * 1.08))))) for part in words.split("\n")) for words, width in cells
    ]
    sheet.set_row(row, _LINE * max([least, *lines]) + 3)


def cell_text(words: str) -> str:
    """Words as a cell takes them: no control characters, not too long."""
    return clean(words)[:_MOST_CHARACTERS]


def header_text(words: str) -> str:
    """Words for the head of a printed page, where "&" would be a command."""
    return clean(words).replace("&", "&&")[:80]
