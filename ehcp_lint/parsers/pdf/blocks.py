"""The flow of a PDF as blocks: heading levels from tags or font sizes, cells with rows and columns, places on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ehcp_lint.parsers.pdf.flow import Flow, Part
from ehcp_lint.parsers.pdf.furniture import Running
from ehcp_lint.parsers.pdf.lines import lines_of
from ehcp_lint.parsers.pdf.page import Sheet, Word
from ehcp_lint.parsers.pdf.paragraphs import LineEnds, Paragraph, ends_sentence, paged_words, paragraphs_of, text_of
from ehcp_lint.parsers.pdf.rules import Box
from ehcp_lint.parsers.pdf.spread import Table
from ehcp_lint.parsers.pdf.tables import Grid
from ehcp_lint.parsers.transcript import Transcript
from ehcp_lint.plan import Cell, Layer, Place

Sources = dict[Layer, list[tuple[str, list[tuple[int, Word]]]]]
"""For each block, in the order of the reading: its text as it was put together, and its words, each with its page."""

_LARGER = 1.07  # times the body size, and this many points more, where it is bold too:
_MORE = 0.9
_PLAIN_LARGER = 1.15  # times the body size where it is not
_HEADING_WORDS = 80  # a statutory section title in full has 60
_PLAIN_WORDS = 25
_TITLE = 1.25  # times the size of the section headings
_HEADING_SHARE = 0.25  # of the characters of the document: larger text than that is not headings
_NOT_A_FEW = 0.15  # of all characters
_FEW = 400  # characters, in a short document
_LEVELS = 6


def body_size(sheets: Sequence[Sheet], grids: Sequence[list[Grid]]) -> float:
    """The font size of most characters; of the text outside tables, if that is larger and not just a few lines."""
    loose: Counter[float] = Counter()
    celled: Counter[float] = Counter()
    for sheet, tables in zip(sheets, grids, strict=True):
        for word in sheet.words:
            loose[word.look.size] += len(word.text)
        for word in _words_of(tables):
            celled[word.look.size] += len(word.text)
    most = _commonest(loose + celled)
    outside = _commonest(loose)
    return max(most, outside) if loose[outside] > _NOT_A_FEW * (loose + celled).total() else most


def _commonest(sizes: Counter[float]) -> float:
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _words_of(grids: Sequence[Grid]) -> Iterator[Word]:
    for grid in grids:
        for cell in grid.cells:
            yield from cell.words
            yield from _words_of(cell.inner)


def write_blocks(
    script: Transcript,
    flow: Flow,
    sheets: Sequence[Sheet],
    running: Sequence[Running],
    notes: Sequence[tuple[Sheet, list[Word]]],
    size: float,
) -> Sources:
    """Writes the whole flow, then what runs along the edges of the pages, then the footnotes; gives what each was made of."""
    paragraphs = list(_paragraphs(flow.parts))
    writer = _Writer(script, sheets, LineEnds(paragraphs), _Levels(paragraphs, sheets, size))
    for part in flow.parts:
        writer.write(part, None)
    for line in running:
        text = line.text.replace("\x02", "-")
        if script.add(text, Place(page=line.page, box=line.box), layer=Layer.FURNITURE):
            writer.sources[Layer.FURNITURE].append((text, [(line.page, word) for word in line.words]))
    writer.sources[Layer.FURNITURE] += [(text, []) for text in _write_watermarks(script, sheets)]
    for sheet, words in notes:
        for paragraph in paragraphs_of(lines_of(words, max(word.x1 for word in words)), sheet.number, flow.pace):
            writer.note(paragraph)
    return writer.sources


class _Writer:
    """Hands paragraphs to the transcript; counts tables in the order in which they begin."""

    sources: Sources

    def __init__(self, script: Transcript, sheets: Sequence[Sheet], line_ends: LineEnds, levels: _Levels) -> None:
        self._script, self._line_ends, self._levels = script, line_ends, levels
        self._sheets = {sheet.number: sheet for sheet in sheets}
        self._tables = 0
        self.sources = {layer: [] for layer in Layer}

    def write(self, part: Part, cell: Cell | None) -> None:
        if isinstance(part, Table):
            self._table(part, cell)
            return
        text = text_of(part, self._line_ends)
        kept = self._script.add(
            text,
            self._place(part),
            level=self._levels.of(part),
            number=part.number,
            strong=part.strong,
            cell=cell,
        )
        if kept:
            self.sources[Layer.BODY].append((text, list(paged_words(part))))

    def note(self, paragraph: Paragraph) -> None:
        """A footnote; its number is its list number."""
        text = text_of(paragraph, self._line_ends)
        if self._script.add(text, self._place(paragraph), layer=Layer.NOTE, number=paragraph.number):
            self.sources[Layer.NOTE].append((text, list(paged_words(paragraph))))

    def _place(self, paragraph: Paragraph) -> Place:
        x0, top, x1, bottom = self._sheets[paragraph.page].on_paper(paragraph.box)
        return Place(page=paragraph.page, box=(round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)))

    def _table(self, table: Table, outer: Cell | None) -> None:
        number = self._tables
        self._tables += 1
        edges = table.columns()
        for cell in sorted(table.cells, key=lambda c: (c.row, c.x0)):
            first, last = _nearest(edges, cell.x0), _nearest(edges, cell.x1)
            place = Cell(number, cell.row, first, cell.rows, max(last - first, 1), cell.header, outer)
            for part in cell.parts:
                self.write(part, place)


def _nearest(edges: list[float], x: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - x))


def _paragraphs(parts: Sequence[Part]) -> Iterator[Paragraph]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield part
        else:
            for cell in part.cells:
                yield from _paragraphs(cell.parts)


class _Levels:
    """The heading level of a paragraph: what a tagged PDF says, else the rank of its font size among those of headings.

    Where only the front page has the largest size, that is the title of the document, and the next size is level 1 too."""

    def __init__(self, paragraphs: Sequence[Paragraph], sheets: Sequence[Sheet], size: float) -> None:
        self._tags = {sheet.number: sheet.headings for sheet in sheets}
        self._size = size
        large = [p for p in paragraphs if self._is_large(p)]
        total = sum(_length(p) for p in paragraphs) or 1
        share: Counter[float] = Counter()
        for paragraph in large:
            share[paragraph.size] += _length(paragraph) // (2 if paragraph.strong else 1)
        sizes = sorted((s for s, n in share.items() if n <= _HEADING_SHARE * total or n < _FEW), reverse=True)
        ranks: list[float] = []
        for s in sizes:
            if not ranks or ranks[-1] - s > 0.4:
                ranks.append(s)
        title = len(ranks) > 1 and ranks[0] > _TITLE * ranks[1] and all(p.page == 1 for p in large if p.size >= ranks[0] - 0.4)
        self._level = {s: self._rank(s, ranks, title) for s in sizes}
        for paragraph in large:  # what the tags say of one heading holds for all of its size
            if tagged := self._tagged(paragraph):
                self._level[paragraph.size] = tagged

    @staticmethod
    def _rank(size: float, ranks: list[float], title: bool) -> int:
        rank = sum(1 for r in ranks if r >= size - 0.4)
        return min(max(rank - title, 1), _LEVELS)

    def _is_large(self, paragraph: Paragraph) -> bool:
        words = sum(len(line.words) for line in paragraph.all_lines())
        size = paragraph.size
        if not words or words > _HEADING_WORDS or size < max(self._size * _LARGER, self._size + _MORE):
            return False
        plain = words <= _PLAIN_WORDS and size >= self._size * _PLAIN_LARGER and not ends_sentence(paragraph)
        return paragraph.strong or plain

    def _tagged(self, paragraph: Paragraph) -> int | None:
        words = paragraph.first.words
        return self._tags.get(paragraph.page, {}).get(words[0].look.content) if words else None

    def of(self, paragraph: Paragraph) -> int | None:
        """The level of a heading, 1 for the highest; None for other text."""
        if tagged := self._tagged(paragraph):
            return tagged
        return self._level.get(paragraph.size) if self._is_large(paragraph) else None


def _length(paragraph: Paragraph) -> int:
    return sum(len(word.text) for line in paragraph.all_lines() for word in line.words)


def _write_watermarks(script: Transcript, sheets: Sequence[Sheet]) -> Iterator[str]:
    """Slanted text ("DRAFT" across the page), each wording once; gives what was kept."""
    known: set[str] = set()
    for sheet in sheets:
        text = " ".join(word.text for word in sheet.slanted)
        if text and text not in known:
            known.add(text)
            page: Box = (0.0, 0.0, sheet.width, sheet.height)
            if script.add(text, Place(page=sheet.number, box=sheet.on_paper(page)), layer=Layer.FURNITURE):
                yield text
