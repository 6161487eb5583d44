"""The agreed sheet as a workbook with a drop-down of marks, or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

WIDTHS = (12, 10, 34, 26, 13, 60)


def agreed_csv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The sheet as CSV that Excel opens as UTF-8."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerows([titles, *rows])
    return made.getvalue().encode("utf-8-sig")


def agreed_workbook(titles: Sequence[str], rows: Sequence[Sequence[str]], marks: Sequence[str], title: str) -> bytes:
    """The sheet as a workbook: the heading stays in view, the columns to fill in are coloured, marks come from a list."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Agreed")
        head = book.add_format({"bold": True, "bg_color": "#e6e6e6", "border": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        fill = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "bg_color": "#fffbe6", "locked": False})
        for place, (words, width) in enumerate(zip(titles, WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, words, head)
        for number, row in enumerate(rows, 1):
            for place, words in enumerate(row):
                sheet.write_string(number, place, words, fill if place >= len(row) - 2 else plain)
        if rows:
            sheet.data_validation(
                1,
                len(titles) - 2,
                len(rows),
                len(titles) - 2,
                {
                    "validate": "list",
                    "source": list(marks),
                    "error_title": "Agreed mark",
                    "error_message": "Choose one of the list.",
                },
            )
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{title}&R&P / &N")
    return made.getvalue()
