"""Running headers, footers and page numbers: found by what repeats at one place near the edge of the pages.

Headings at the top of a page repeat too in a plan with a page for each area of need, so what is large or bold must stand
on nearly every page; and the number in a running line must count with the pages: "E7" above "E9" is no page number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ehcp_lint.parsers.pdf.lines import lines_of, rows_of
from ehcp_lint.parsers.pdf.page import Sheet, Word
from ehcp_lint.parsers.pdf.rules import Box
from ehcp_lint.parsers.pdf.tables import Grid

_MARGIN = 0.22  # of the page's height: nothing further in is a running line
_DEEP = 6  # lines that a running header or footer may have
_DRIFT = 5.0  # points that a running line may move between pages
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?(?:[|/–-]\s*)?(\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*[|/–-])?(?:\s*page)?", re.IGNORECASE
)
_NAMED_PAGE = re.compile(r"\bpage\s+\d+\b|\b\d+\s*\|\s*page\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Running:
    """One running line, as its first page shows it."""

    text: str
    page: int
    box: Box
    words: tuple[Word, ...] = ()


@dataclass(slots=True, eq=False)
class _Candidate:
    """A line or small table near the edge of a page, `depth` places in from the edge."""

    sheet: int
    depth: int
    text: str
    edge: float  # how far from the nearer edge
    large: bool
    words: list[Word]
    box: Box
    grid: Grid | None = None


def set_aside(sheets: Sequence[Sheet], grids: Sequence[list[Grid]], body_size: float) -> list[Running]:
    """Takes the running lines off the sheets, and gives each once with its first place."""
    running: list[Running] = []
    known: set[str] = set()
    for top in (True, False):
        candidates = [c for i, sheet in enumerate(sheets) for c in _near_edge(i, sheet, grids[i], top, body_size)]
        for candidate in _repeating(candidates, sheets):
            sheet = sheets[candidate.sheet]
            _remove(candidate, sheet, grids[candidate.sheet])
            key = _NUMBER.sub("#", candidate.text)
            if key not in known:
                known.add(key)
                running.append(Running(candidate.text, sheet.number, sheet.on_paper(candidate.box), tuple(candidate.words)))
    running += _marked(sheets, known)
    return sorted(running, key=lambda line: (line.page, line.box[1], line.box[0]))


def _near_edge(index: int, sheet: Sheet, grids: list[Grid], top: bool, body_size: float) -> list[_Candidate]:
    """What stands near the top (or bottom) of a page, from the edge inwards: lines, and tables of a row or two."""
    reach = _MARGIN * sheet.height
    words = [w for w in sheet.words if (w.bottom <= reach if top else w.top >= sheet.height - reach)]
    found: list[_Candidate] = []
    for row_words in rows_of(words):
        text = " ".join(word.text for word in row_words)
        large = max(w.look.size for w in row_words) > 1.12 * body_size or all(w.look.bold for w in row_words)
        box = (
            min(w.x0 for w in row_words),
            min(w.top for w in row_words),
            max(w.x1 for w in row_words),
            max(w.bottom for w in row_words),
        )
        found.append(_Candidate(index, 0, text, box[1] if top else sheet.height - box[3], large, row_words, box))
    for grid in grids:
        if len(grid.ys) <= 4 and (grid.box[3] <= reach if top else grid.box[1] >= sheet.height - reach):
            inside = [word for cell in grid.cells for word in cell.words]
            edge = grid.box[1] if top else sheet.height - grid.box[3]
            found.append(_Candidate(index, 0, " ".join(w.text for w in inside), edge, True, inside, grid.box, grid))
    found.sort(key=lambda c: c.edge)
    for depth, candidate in enumerate(found):
        candidate.depth = depth
    return found[:_DEEP]


def _repeating(candidates: list[_Candidate], sheets: Sequence[Sheet]) -> list[_Candidate]:
    """The candidates that are running lines, and have only running lines between them and the edge."""
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[_NUMBER.sub("#", candidate.text)].append(candidate)
    good: set[int] = set()
    for group in groups.values():
        for same_place in _by_place(group):
            if _runs(same_place, len(sheets)):
                good.update(map(id, same_place))
    good.update(id(c) for c in candidates if _is_page_number(c, sheets[c.sheet].number))
    kept: list[_Candidate] = []
    blocked: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.sheet, c.depth)):
        if candidate.sheet in blocked:
            continue
        if id(candidate) in good:
            kept.append(candidate)
        else:
            blocked.add(candidate.sheet)
    return kept


def _by_place(group: list[_Candidate]) -> list[list[_Candidate]]:
    places: list[list[_Candidate]] = []
    for candidate in sorted(group, key=lambda c: c.edge):
        if places and candidate.edge - places[-1][-1].edge <= _DRIFT:
            places[-1].append(candidate)
        else:
            places.append([candidate])
    return places


def _runs(group: list[_Candidate], pages: int) -> bool:
    """Whether a line that stands at one place on several pages is a running line."""
    on = sorted({candidate.sheet for candidate in group})
    if len(on) < 2 or not _numbers_run(group):
        return False
    if any(candidate.large for candidate in group):
        needed = max(2.0, 0.9 * (pages - 1))
        return len(on) >= needed and pages > 2
    consecutive = any(on[i + 2] - on[i] == 2 for i in range(len(on) - 2))
    return consecutive or len(on) >= 0.5 * pages


def _numbers_run(group: list[_Candidate]) -> bool:
    """Whether each number in the line is the same on all pages or counts with them."""
    columns = zip(*([int(n[:6]) for n in _NUMBER.findall(c.text)] for c in group), strict=False)
    for numbers in columns:
        steps = {number - candidate.sheet for number, candidate in zip(numbers, group, strict=True)}
        if len(set(numbers)) > 1 and len(steps) > 1:
            return False
    return True


def _is_page_number(candidate: _Candidate, page: int) -> bool:
    """A page number by itself, even if only one page has it: it must be this page's own, or say "page"."""
    match = _PAGE_NUMBER.fullmatch(candidate.text.strip())
    if not match or candidate.grid:
        return False
    return int(match.group(1)) == page or bool(_NAMED_PAGE.search(candidate.text))


def _remove(candidate: _Candidate, sheet: Sheet, grids: list[Grid]) -> None:
    if candidate.grid:
        grids.remove(candidate.grid)
    else:
        gone = {word.order for word in candidate.words}
        sheet.words = [word for word in sheet.words if word.order not in gone]


def _marked(sheets: Sequence[Sheet], known: set[str]) -> list[Running]:
    """Lines that the maker of a tagged PDF marked as running headers and footers, unless it marked nearly everything."""
    aside = Counter(word.look.aside for sheet in sheets for word in sheet.words)
    if not aside[True] or aside[True] > 0.3 * aside.total():
        return []
    running: list[Running] = []
    for sheet in sheets:
        words = [word for word in sheet.words if word.look.aside]
        sheet.words = [word for word in sheet.words if not word.look.aside]
        for line in lines_of(words, sheet.width):
            text = " ".join(word.text for word in line.words)
            key = _NUMBER.sub("#", text)
            if key not in known and text:
                known.add(key)
                running.append(Running(text, sheet.number, sheet.on_paper(line.box), tuple(line.words)))
    return running
