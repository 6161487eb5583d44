"""A sheet for people: a title, a few sentences, and parts with sentences, lists, tables and charts; as page, Word file or text.

The trend, a plan's feedback, a moderator's own marks and an officer's chart are sheets (`sheets.py`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from ehcp_lint.outputs.charts import Chart
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.moderation.page import FOOTER, page
from ehcp_lint.outputs.terminal import Line, line


@dataclass(frozen=True)
class Part:
    """One part of a sheet. A table is its caption, columns and rows; widths are in centimetres, for Word."""

    heading: str
    said: tuple[str, ...] = field(default=(), repr=False)
    points: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # what stands out (or nothing), and the rest
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    widths: tuple[float, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True)
class Sheet:
    """A whole sheet. `small` sets it in smaller letters, so that it stays on one page."""

    title: str
    said: tuple[str, ...] = field(default=(), repr=False)
    parts: tuple[Part, ...] = ()
    small: bool = False


def sheet_html(sheet: Sheet) -> str:
    """The sheet as one HTML page that prints on A4."""
    return page("sheet.html.j2", sheet=sheet)


def sheet_word(sheet: Sheet) -> bytes:
    """The sheet as a Word file."""
    from ehcp_lint.outputs.moderation.word import finish, new_document, put_chart, put_table, say

    title = one_line(sheet.title)
    document = new_document(title, size=9.5 if sheet.small else 11)
    document.add_heading(title, 1)
    for words in sheet.said:
        say(document, one_line(words))
    for part in sheet.parts:
        document.add_heading(one_line(part.heading), 2)
        for words in part.said:
            say(document, one_line(words))
        for strong, rest in part.points:
            paragraph = document.add_paragraph(style="List Bullet")
            if strong:
                paragraph.add_run(f"{one_line(strong)} ").bold = True
            paragraph.add_run(one_line(rest))
        if part.chart:
            put_chart(document, part.chart, 17, tuple(18 / len(part.chart.columns) for _ in part.chart.columns))
        if part.rows:
            if part.caption:
                say(document, one_line(part.caption), bold=True)
            widths = part.widths or tuple(18 / len(part.columns) for _ in part.columns)
            put_table(document, part.columns, part.rows, widths)
    return finish(document)


def sheet_text(sheet: Sheet) -> list[Line]:
    """The sheet for a terminal; of a chart only its table."""
    lines = [line((one_line(sheet.title), "title")), *(line(one_line(words)) for words in sheet.said)]
    for part in sheet.parts:
        lines += [line(), line((one_line(part.heading), "section"))]
        lines += [line(one_line(words), indent=2) for words in part.said]
        for strong, rest in part.points:
            said = ((one_line(strong), "summary"), f" {one_line(rest)}" if rest else "") if strong else (one_line(rest),)
            lines.append(line("- ", *said, indent=2, hanging=2))
        if part.chart:
            lines += _table(part.chart.columns, part.chart.rows)
        if part.rows:
            lines += _table(part.columns, part.rows)
    return [*lines, line(), line((FOOTER, "quiet"))]


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[Line]:
    """Columns as wide as their widest cell; the last one runs on."""
    flat = [tuple(one_line(cell) for cell in row) for row in (columns, *rows)]
    wide = [max(len(row[n]) for row in flat) for n in range(len(columns) - 1)]
    lines = []
    for number, row in enumerate(flat):
        cells = "  ".join([*(cell.ljust(width) for cell, width in zip(row, wide, strict=False)), row[-1]])
        hanging = sum(wide) + 2 * len(wide)
        lines.append(line((cells.rstrip(), "quiet" if not number else ""), indent=2, hanging=hanging if hanging < 60 else 4))
    return lines
