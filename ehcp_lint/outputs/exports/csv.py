"""Points as CSV, one a row: UTF-8 with the mark by which Excel knows it, every cell in quotation marks.

A spreadsheet takes what begins with =, +, -, @ for a formula, also in a file of text (CWE-1236). Such cells, and what follows a
semicolon in one (some spreadsheets part columns there), begin with an apostrophe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ehcp_lint.outputs.exports.point_rows import HEADINGS, cells, point_rows
from ehcp_lint.report import Report

_FORMULA = re.compile("^(?=[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])|(?<=;)(?=\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])")


def csv_report(reports: Sequence[Report]) -> str:
    """The table with its headings. Without quotes the cells of the plan's words are empty."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS.values())
    for row in point_rows(reports):
        writer.writerow([guarded(words) for words in cells(row)])
    return "\ufeff" + file.getvalue()


def guarded(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", words)
