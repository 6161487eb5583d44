"""results.xlsx: the batch for the officers who hold the plans. Exact numbers, small ones too: not for passing on.

Every cell that is text is written as text, so that nothing in an index or a list becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ehcp_lint.batch.copies import Copies
from ehcp_lint.batch.page import COLUMNS, STATUSES, share
from ehcp_lint.batch.rows import Row
from ehcp_lint.batch.sources import Source
from ehcp_lint.batch.summary import Spread, Summary
from ehcp_lint.check import Duty
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import ASKS, section_title

HELD = (
    "For the officers who hold these plans. Small numbers are not hidden here: pass on index.html, not this workbook. "
    "Which file a plan's id means is in files.csv."
)
MOST_ROWS = 1_000_000  # Excel takes 1,048,576
_MOST_COPIED = 5_000
_MOST_IDS = 200  # of one copied line that are listed
_OF_A_PLAN = (
    "Law", "Code", "Good practice", "On trial", "Set aside", "Words", "Reading age", "Outcomes", "Provision",
    "Section A: copied lines", "Section A: lines", "Not read",
)  # fmt: skip
Cell = str | int | float | None


def workbook(
    summary: Summary,
    rows: Iterable[Row],
    sources: Mapping[str, Source],
    copies: Copies,
    folder: Path,
    *,
    by: Sequence[str] = (),
    when: str = "",
) -> bytes:
    """The workbook: Summary, By check, By section, (by group), Plans, Copied, Not checked.

    Its sheets are put together in files of `folder`, so that a hundred thousand plans take no more memory than ten."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(folder)}
    book: Any = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Points to check across the plans", "author": "ehcp_lint", "created": _NO_DATE})
    sheets = _Sheets(book)
    sheets.add("Summary", (52, 30), ("What", "Number"), _summary(summary, when), note=HELD)
    sheets.add(
        "By check",
        (9, 60, 16, 9, 10, 10, 10, 9, 60),
        ("Check", "The good state", "Asked by", "On trial", "Plans", "Of plans", "Share", "Points", "What to do"),
        (
            (
                c.check,
                c.title,
                ASKS[c.duty],
                "yes" if c.trial else "",
                c.plans,
                c.of,
                share(c.plans or 0, c.of),
                c.points,
                c.message,
            )
            for c in summary.by_check
        ),
    )
    sheets.add(
        "By section",
        (56, 10, 10, 10, 10),
        ("Section", "Plans", "Of plans", "Share", "Points"),
        (
            (section_title(s.section), s.plans, summary.plans, share(s.plans or 0, summary.plans), s.points)
            for s in summary.by_section
        ),
    )
    for column in by:
        sheets.add(
            f"By {COLUMNS[column]}",
            (40, 12, 22, 30),
            (COLUMNS[column].capitalize(), "Plans (n)", "Points in the middle", "Plans with a point the law asks for"),
            ((g.value, g.plans, g.median_points, g.with_must) for g in summary.groups.get(column, ())),
            note="In the order of the alphabet; no ranking. Few plans say little.",
        )
    missed: list[Sequence[Cell]] = []
    codes = {id: source.code for id, source in sources.items()}
    facts = [column for column in COLUMNS if any(s.listed and column in s.listed.facts for s in sources.values())]
    facts = [column for column in facts if column not in ("officer", "agency") or column in by]
    heads = ("Id", "Plan code", *(COLUMNS[column].capitalize() for column in facts), *_OF_A_PLAN)
    plans = sheets.add("Plans", (18, 16, *(16 for _ in facts), *(11 for _ in heads[2 + len(facts) :])), heads, ())
    for row in rows:
        source = sources.get(row.id)
        if row.status != "checked":
            missed.append((row.id, codes.get(row.id, ""), STATUSES[row.status], row.reason))
            continue
        copied, lines = copies.lines_of.get(row.id, {}).get("A", (None, None))
        given = source.listed.facts if source and source.listed else {}
        plans.write(
            (
                row.id,
                codes.get(row.id, ""),
                *(given.get(column, "") for column in facts),
                *(row.count(duty) for duty in Duty),
                sum(points.n for points in row.points if points.trial),
                row.set_aside,
                *(row.measures.get(name) for name in ("words", "reading_age_high", "outcomes", "provisions")),
                copied,
                lines,
                "; ".join(f"{what.replace('_', ' ')}: {n}" for what, n in row.unread.items()),
            )
        )
    plans.finish()
    sheets.add(
        "Copied",
        (56, 10, 10, 90),
        ("Section", "Plans", "Near copy", "Plans by code, or by id"),
        (
            (section_title(c.section), len(c.ids), "yes" if c.near else "", _named(c.ids, codes))
            for c in copies.copied[:_MOST_COPIED]
        ),
        note="One line each that stands in several plans, compared without names, dates and numbers.",
    )
    same = [("the same text", len(ids), "", _named(ids, codes)) for ids in copies.same_text]
    sheets.add("Same text", (20, 10, 4, 90), ("What", "Files", "", "Plans by code, or by id"), same)
    sheets.add("Not checked", (18, 16, 50, 100), ("Id", "Plan code", "Status", "Why, and what to do"), missed)
    book.close()
    return out.getvalue()


def _named(ids: Sequence[str], codes: Mapping[str, str]) -> str:
    named = ", ".join(codes.get(id) or id for id in ids[:_MOST_IDS])
    return f"{named}, and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else named


def _summary(summary: Summary, when: str) -> Iterable[tuple[Cell, Cell]]:
    yield "As of", when
    yield "Files", summary.files
    for status, number in summary.statuses.items():
        yield f"Files {STATUSES[status]}", number
    for duty in Duty:
        yield f"Points: {ASKS[duty]}", summary.points.get(duty.value, 0)
        yield f"Plans with a point: {ASKS[duty]}", summary.plans_with[duty.value]
    yield "Points of checks on trial", summary.points.get("trial", 0)
    for name, values in (
        ("Points a plan", summary.points_a_plan),
        ("Words", summary.words),
        ("Reading age", summary.reading_age),
    ):
        yield from _spread(name, values)
    yield "Files that hold the same bytes as another", summary.same_file
    yield "Further plans with the same words as another", summary.same_text
    yield "Profile", ", ".join(summary.profiles)
    yield "Made by ehcp_lint", summary.edition
    yield summary.footer, None


def _spread(name: str, values: Spread) -> Iterable[tuple[Cell, Cell]]:
    yield f"{name}, lower quartile", values.lower_quartile
    yield f"{name}, median", values.median
    yield f"{name}, upper quartile", values.upper_quartile


class _Sheets:
    """The sheets of a workbook, all made alike: a heading that stays in view, filters, typed cells."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._note = book.add_format({"italic": True})

    def add(
        self, name: str, widths: Sequence[int], heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, note: str = ""
    ) -> _Sheet:
        """A sheet with its rows; more may be written to it until `finish`."""
        sheet = self._book.add_worksheet(name.replace("/", " ")[:31])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        made = _Sheet(sheet, self._head, self._text, len(heads))
        if note:
            sheet.write_string(0, 0, note, self._note)
            made.at = 1
        made.begin(heads)
        for row in rows:
            made.write(row)
        if name != "Plans":
            made.finish()
        return made


class _Sheet:
    def __init__(self, sheet: Any, head: Any, text: Any, columns: int) -> None:
        self._sheet, self._head, self._text, self._columns = sheet, head, text, columns
        self.at = 0
        self._top = 0

    def begin(self, heads: Sequence[str]) -> None:
        """The line of headings; it is repeated on each printed page."""
        self._top = self.at
        for column, head in enumerate(heads):
            self._sheet.write_string(self.at, column, head, self._head)
        self._sheet.freeze_panes(self.at + 1, 0)
        self._sheet.repeat_rows(self.at)
        self.at += 1

    def write(self, row: Sequence[Cell]) -> None:
        """One more row; what no sheet of Excel can hold is left out."""
        if self.at >= MOST_ROWS:
            return
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                self._sheet.write_string(self.at, column, one_line(cell)[:32_000], self._text)
            elif cell is not None:
                self._sheet.write_number(self.at, column, cell)
        self.at += 1

    def finish(self) -> None:
        """Filters over all that was written."""
        if self.at > self._top + 1:
            self._sheet.autofilter(self._top, 0, self.at - 1, self._columns - 1)


def _no_date() -> Any:
    from datetime import UTC, datetime

    return datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same rows give the same bytes


_NO_DATE = _no_date()
