"""A report as one HTML file: the plan's text with the points beside it. No script, nothing fetched, prints on A4.

The plan's words only ever enter the page as text: the template escapes everything, and nothing is marked safe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from ehcp_lint.check import Duty
from ehcp_lint.outputs import decided, phrases
from ehcp_lint.outputs.clean import clean, one_line, shorten
from ehcp_lint.outputs.phrases import ASKS, ELSEWHERE, Point
from ehcp_lint.outputs.report import tables
from ehcp_lint.outputs.report.reading_rows import MEANS as READING_MEANS
from ehcp_lint.outputs.report.reading_rows import hard_rows, measure_rows
from ehcp_lint.outputs.report.smart_rows import LETTERS, smart_rows
from ehcp_lint.outputs.report.smart_rows import MEANS as SMART_MEANS
from ehcp_lint.outputs.templates import templates
from ehcp_lint.plan import Block, Layer, Letter, Plan, Span
from ehcp_lint.report import Finding, Report

_MOST_AT_TOP = 10
_SHORT, _MOST_BESIDE = 40, 5  # characters of a cell, cells of a row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block: the points that begin before its words, and how the words are marked ("" is not at all).

    `within` says that the mark stands inside a longer one."""

    text: str
    mark: str = ""
    begin: tuple[Point, ...] = ()
    within: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of the plan as it is shown: `role` is "section", "heading", "bullet" or "text"."""

    pieces: tuple[Piece, ...]
    role: str
    number: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """The blocks of one table cell under the wording of its column, or one block outside any table."""

    column: str
    blocks: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: some of the plan's text and the points that begin in it.

    Its points may take the height of `reach` rows, as many as there are up to the next row with points."""

    boxes: tuple[Box, ...]
    points: tuple[Point, ...]
    table: bool = False
    reach: int = 1

    @property
    def side_by_side(self) -> bool:
        """Whether the cells are few and short enough to stand beside each other."""
        sizes = [sum(len(piece.text) for shown in box.blocks for piece in shown.pieces) for box in self.boxes]
        return (len(sizes) == 2 and sizes[0] < _SHORT) or (2 < len(sizes) <= _MOST_BESIDE and max(sizes) < _SHORT)


@dataclass(frozen=True, slots=True)
class Why:
    """Where the reason for a point is told: with itself, or with the first point of its check."""

    told: bool
    by: str


def html_report(report: Report, plan: Plan | None = None) -> str:
    """The page. Without a plan, or for a report without quotes, the points stand alone in the order of the sections."""
    numbered = phrases.points(report)
    quoted = plan if plan and plan.blocks and all(p.finding.quote is not None for p in numbered) else None
    settled = [p for p in numbered if not p.finding.trial]
    whole = [p for p in numbered if quoted and not p.finding.quote and p.finding.section is None]
    facts: dict[str, Any] = {
        "report": report,
        "section_title": lambda letter: report.parts.get(letter or "", ELSEWHERE),
        "name": one_line(report.file or "the plan"),
        "checked": report.status == "checked",
        "summary": phrases.summary(report),
        "was_read": phrases.was_read(report),
        "reading_age": phrases.reading_age(report),
        "not_checked": phrases.not_checked(report),
        "not_checked_means": phrases.NOT_CHECKED_MEANS,
        "unread": phrases.unread(report),
        "cannot_tell": phrases.cannot_tell(report),
        "on_trial": phrases.ON_TRIAL if len(settled) < len(numbered) else "",
        "points": numbered,
        "top": phrases.worst_first(settled or numbered)[:_MOST_AT_TOP],
        "table": list(_table(settled, quoted, report)),
        "why": _whys(numbered),
        "whole": whole,
        "rows": _reaching(rows(quoted, tuple(p for p in numbered if p not in whole))) if quoted else [],
        "chapters": [] if quoted else phrases.chapters(numbered, None, report),
        **tables_of(report, plan),
        "smart": smart_rows(report, plan),
        "smart_letters": list(LETTERS.values()),
        "smart_means": SMART_MEANS,
        "hard": hard_rows(quoted),
        "reading": measure_rows(report) if report.measures.get("sentences") is not None else (),
        "reading_means": READING_MEANS,
        "names": decided.short_names(report),
        "decided": [
            ("aside", decided.SET_ASIDE, decided.SET_ASIDE_MEANS, decided.set_aside(report)),
            ("stale", decided.STALE, "", decided.stale(report)),
        ],
        "sources": _sources(numbered),
    }
    page: str = template("report.html.j2").render(facts)
    return page


def tables_of(report: Report, plan: Plan | None, *, quotes: bool = True) -> dict[str, Any]:
    """What the tables beside the points are made of (threads.html.j2)."""
    return {
        "threads": tables.together(tables.thread_rows(report, plan, quotes=quotes)),
        "grid": tables.grid_rows(report, quotes=quotes),
        "slots": tables.SLOTS,
        "gap": tables.GAP,
        "unfilled": tables.UNFILLED,
    }


def _whys(numbered: tuple[Point, ...]) -> dict[str, Why]:
    first: dict[str, str] = {}
    return {p.number: Why((by := first.setdefault(p.finding.check, p.number)) == p.number, by) for p in numbered}


def _sources(numbered: tuple[Point, ...]) -> list[tuple[str, str]]:
    """Each source cited, with its address in words: the page links to nothing outside itself."""
    cited = {one_line(s.cite): one_line(s.link or "") for p in numbered for s in p.finding.sources}
    return sorted(cited.items())


def _table(settled: list[Point], plan: Plan | None, report: Report) -> Iterator[tuple[str, str, list[int]]]:
    """For each section that has points: its title, its first point, and how many of each duty."""
    for chapter in phrases.chapters(settled, plan, report):
        found = [p for group in chapter.groups for p in (group.first, *group.rest)]
        counts = [sum(p.finding.duty is duty for p in found) for duty in Duty]
        yield chapter.title, min(found, key=lambda p: p.finding.span).number, counts


# --- the plan's text ---------------------------------------------------------------------------------------------------------


def rows(plan: Plan, numbered: tuple[Point, ...]) -> Iterator[Row]:
    """The plan's blocks in reading order, a table row or a paragraph at a time, with the points that begin there."""
    begins: dict[int, list[Point]] = defaultdict(list)
    across: dict[int, list[Point]] = defaultdict(list)
    places = {id(block): place for place, block in enumerate(plan.blocks)}
    for point in numbered:
        span = Span(*point.finding.span)
        first = plan.block_at(span.start)
        at = places[id(first)] if first else 0
        begins[at].append(point)
        while at < len(plan.blocks) and (plan.blocks[at].span.start < span.end or at == places.get(id(first))):
            across[at].append(point)
            at += 1
    headings = {section.heading: section.letter for section in plan.sections if section.heading}
    headers = {(b.cell.table, b.cell.column): b.text for b in plan.blocks if b.cell and b.cell.header}
    opened: set[Letter] = set()
    for where, group in groupby(range(len(plan.blocks)), key=lambda at: _row_of(plan.blocks[at], at)):
        members = list(group)
        boxes = []
        for column, inside in groupby(members, key=lambda at: _column_of(plan.blocks[at])):
            blocks = []
            for at in inside:
                block = plan.blocks[at]
                shown = _shown(block, across[at], headings.get(block.span))
                if letter := headings.get(block.span):
                    if letter not in opened:
                        shown = replace(shown, anchor=f"section-{letter}")
                    opened.add(letter)
                blocks.append(shown)
            cell = plan.blocks[members[0]].cell
            told = headers.get((cell.table, column), "") if cell and not cell.header and column is not None else ""
            boxes.append(Box(shorten(told, 60), tuple(blocks)))
        here = tuple(sorted((p for at in members for p in begins[at]), key=_in_order))
        yield Row(tuple(boxes), here, table=where[0] == "table")


def _reaching(found: Iterable[Row]) -> list[Row]:
    reached, reach = [], 1
    for row in reversed(list(found)):
        reached.append(replace(row, reach=reach))
        reach = 1 if row.points else reach + 1
    return reached[::-1]


def _row_of(block: Block, at: int) -> tuple[str, int, int]:
    """Blocks with the same answer are shown side by side: those of one table row, or a single block."""
    cell = block.cell
    while cell and cell.outer:
        cell = cell.outer
    return ("table", cell.table, cell.row) if cell else ("text", at, 0)


def _column_of(block: Block) -> int | None:
    cell = block.cell
    while cell and cell.outer:
        cell = cell.outer
    return cell.column if cell else None


def _in_order(point: Point) -> tuple[bool, tuple[int, ...]]:
    return phrases.order_of(point)


def _shown(block: Block, marked: list[Point], letter: Letter | None) -> Shown:
    if letter:
        role = "section"
    elif block.level is not None or (block.strong and len(block.text) < 120):
        role = "heading"
    elif block.number and not any(c.isalnum() for c in block.number):
        role = "bullet"
    else:
        role = "furniture" if block.layer is not Layer.BODY else "text"
    number = "" if role == "bullet" else one_line(block.number)
    return Shown(tuple(pieces(block.text, block.span.start, marked)), role, number)


def pieces(text: str, offset: int, marked: list[Point]) -> Iterator[Piece]:
    """`text`, which begins at `offset` of the plan, cut wherever a point begins or ends."""
    end = offset + len(text)
    spans = {p.number: Span(*p.finding.span) for p in marked}
    cuts = {offset, end}
    for span in spans.values():
        cuts |= {min(max(span.start, offset), end), min(max(span.end, offset), end)}
    edges = sorted(cuts)
    for start, stop in zip(edges, [*edges[1:], end], strict=True):
        begin = tuple(p for p in marked if _begins(spans[p.number], start, offset, end))
        over = [p for p in marked if spans[p.number].start <= start < stop <= spans[p.number].end]
        words = clean(text[start - offset : stop - offset])
        if words or begin:
            yield Piece(words, _style(over), tuple(sorted(begin, key=_in_order)), within=len(over) > 1)


def _begins(span: Span, at: int, offset: int, end: int) -> bool:
    return min(max(span.start, offset), end) == at and span.start >= offset


def _style(over: list[Point]) -> str:
    """The mark of the most binding point over some words."""
    if not over:
        return ""
    settled = [p.finding.duty for p in over if not p.finding.trial]
    return min(settled, key=list(Duty).index).value if settled else "trial"


# --- the template ------------------------------------------------------------------------------------------------------------


def template(name: str) -> Any:
    """A template of this folder, or of another one that is named, made ready to render."""
    return _room().get_template(name)


@cache
def _room() -> Any:
    return templates(
        "outputs/report",
        ASKS=ASKS,
        ELSEWHERE=ELSEWHERE,
        one_line=one_line,
        cites=phrases.cites,
        made_by=phrases.made_by,
        others_took_part=phrases.others_took_part,
        count=phrases.count,
        quote_of=_quote_of,
        style_of=lambda finding: "trial" if finding.trial else finding.duty.value,
    )


def _quote_of(finding: Finding) -> str:
    return shorten(finding.quote or "", 90)
