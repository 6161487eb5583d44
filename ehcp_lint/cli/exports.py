"""The formats of `check` that are files or data for other programs: each is made here from the reports of all files."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ehcp_lint.errors import BadConfig

if TYPE_CHECKING:
    from ehcp_lint.check import Duty
    from ehcp_lint.plan import Plan
    from ehcp_lint.report import Report


class Format(StrEnum):
    """How `check` shows its report."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    SARIF = "sarif"
    JUNIT = "junit"
    XLSX = "xlsx"
    CSV = "csv"


FOR_PROGRAMS = (Format.JSON, Format.SARIF, Format.JUNIT, Format.CSV)
"""Formats that are written for a file that was not checked too: a program must see that nothing is known of it."""


def refuse_format(format: Format, out: str | None, files: Sequence[str]) -> None:
    """Raises `BadConfig` where the format does not go with the files or the place."""
    if format is Format.HTML and len(files) > 1:
        raise BadConfig("The HTML page shows one plan. Name one file, or use --format json.")
    if format is Format.XLSX:
        if out is None:
            raise BadConfig("A workbook is a file. Say where it goes: -o POINTS.xlsx")
        if Path(out).suffix.lower() != ".xlsx":
            raise BadConfig(f"{out}: the workbook is an Excel file. Give it a name that ends in .xlsx.")
    elif out and Path(out).suffix.lower() == ".xlsx":
        raise BadConfig(f"{out}: for an Excel workbook, add --format xlsx.")


def export(
    format: Format,
    reports: Sequence[Report],
    plans: Sequence[Plan | None],
    *,
    quotes: bool,
    fail_on: Duty | None,
) -> bytes:
    """The reports in a format other than text. `plans` are those of the reports, None where no words may be shown."""
    if format is Format.XLSX:
        from ehcp_lint.outputs.exports.book import report_book

        return report_book(reports, plans)
    return _words(format, reports, plans, quotes, fail_on).encode("utf-8")


def _words(format: Format, reports: Sequence[Report], plans: Sequence[Plan | None], quotes: bool, fail_on: Duty | None) -> str:
    match format:
        case Format.HTML:
            from ehcp_lint.outputs.report.html import html_report

            return html_report(reports[0], plans[0])
        case Format.SARIF:
            from ehcp_lint.outputs.exports.sarif import sarif_report

            return sarif_report(reports)
        case Format.JUNIT:
            from ehcp_lint.outputs.exports.junit import junit_report

            return junit_report(reports, fail_on=fail_on)
        case Format.CSV:
            from ehcp_lint.outputs.exports.csv import csv_report

            return csv_report(reports)
        case _:
            from ehcp_lint.outputs.exports.json import json_report

            return json_report(reports, several=len(reports) > 1, quotes=quotes)
