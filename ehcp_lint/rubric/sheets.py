"""A workbook or CSV file as tables of cells, guarded, because it comes from outside. Formulas are never evaluated and
links never followed."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.package import Package
from ehcp_lint.rubric.answers import Cell

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 25_000_000, 20_000, 700
_OLE = b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # XML in UTF-16, where a DTD would not be seen
_SAVE = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and try that."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, its rows from the first; `cut` says that it goes on beyond what is read."""

    name: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    cut: bool = False


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx workbook, or the one of a CSV file, by the file's bytes; text must have a name that says CSV.
    Raises `CannotRead`."""
    if len(data) > MOST_BYTES:
        raise CannotRead(f"the file is larger than {MOST_BYTES // 1_000_000} MB. Export the answers of one round at a time.")
    if not data.strip(b"\0 \r\n\t"):
        raise CannotRead("the file is empty. Export the answers again.", "unreadable")
    if data.startswith(b"PK"):
        return _workbook(data)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        what = "a workbook with a password" if locked else "an old Excel file (.xls)"
        raise CannotRead(f"this is {what}. {_SAVE}")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRead(f"this is neither a workbook nor a CSV file, or it is damaged. {_SAVE}")
    if not re.search(r"\.(?:csv|tsv|txt)$", name, re.IGNORECASE):
        raise CannotRead(
            f"this holds plain text, which its name does not say. If it is a CSV file, give it a name in .csv. {_SAVE}"
        )
    return (_csv(data),)


def _workbook(data: bytes) -> tuple[Sheet, ...]:
    package = Package(data, "workbook")
    if "xl/workbook.xml" not in package.names():
        raise CannotRead(f"this is no Excel workbook. {_SAVE}")
    for part in package.names():
        words = (package.read(part) or b"") if part.endswith((".xml", ".rels", ".vml")) else b""
        if b"<!DOCTYPE" in words or words.startswith(_WIDE):
            raise CannotRead(f"the workbook holds what no spreadsheet program writes (a DTD or UTF-16). {_SAVE}")
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and drop-downs that it leaves out
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return tuple(
                    _sheet(sheet.title, sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))
                    for sheet in book.worksheets
                )
            finally:
                book.close()
    except CannotRead:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged workbook raises anything; its words are not shown
        raise CannotRead(f"the workbook cannot be read ({type(error).__name__}). {_SAVE}", "unreadable") from None


def _sheet(name: str, rows: Iterable[tuple[object, ...]]) -> Sheet:
    kept: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = [cell if _is_cell(cell) else str(cell) for cell in row]  # type: ignore[misc]
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        kept.append(tuple(cells))
    while kept and not kept[-1]:
        kept.pop()
    return Sheet(name, tuple(kept[:MOST_ROWS]), len(kept) > MOST_ROWS)


def _is_cell(cell: object) -> bool:
    from datetime import date

    return cell is None or isinstance(cell, (str, int, float, date))


def _csv(data: bytes) -> Sheet:
    """A CSV file, its separator the one by which every row has most cells: commas stand in questions too."""
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        raise CannotRead("the text of the CSV file cannot be read. Save it again as CSV UTF-8.", "unreadable")
    if re.match(r"\s*<(?:!doctype|html|\?xml)", text, re.IGNORECASE):
        raise CannotRead(f"this is a web page and not a table. {_SAVE}")
    separator = max((",", ";", "\t"), key=lambda mark: _fewest_cells(text, mark))
    try:
        rows = list(zip(range(MOST_ROWS + 1), csv.reader(io.StringIO(text, newline=""), delimiter=separator), strict=False))
    except csv.Error:
        raise CannotRead("the CSV file is damaged. Export the answers again.", "unreadable") from None
    return _sheet("", [tuple(cells[:MOST_COLUMNS]) for _, cells in rows])


def _fewest_cells(text: str, separator: str) -> int:
    try:
        rows = [row for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 20) if row]
    except csv.Error:
        return 0
    return min(map(len, rows), default=0)
