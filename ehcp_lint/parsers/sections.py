"""Which section each block belongs to: by label, title wording, column header and numbering, never by order.

A plan may interleave its sections per area of need, put the letters in table headers only, share a heading between letters
or have no letters at all (Code of Practice 9.62 leaves the format to the council). The body is walked once, in reading order:
`survey` looks over it first, `flow` places running text, `grid` places tables (its rooms: `grid_columns`, `grid_headers`,
`grid_rows`), `placed` holds what they remember."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from ehcp_lint.parsers.content import is_nil
from ehcp_lint.parsers.flow import Flow
from ehcp_lint.parsers.grid import Grid
from ehcp_lint.parsers.headings import Headings
from ehcp_lint.parsers.placed import Part, Placed, Standing, Stretch
from ehcp_lint.parsers.survey import Survey
from ehcp_lint.plan import Block, Layer, Letter, Section, Span, State


def place(blocks: Sequence[Block], headings: Headings) -> tuple[list[Placed], list[Section], frozenset[Letter]]:
    """Every body block with its place, the sections they make, in reading order, and every letter that a label names."""
    body = [block for block in blocks if block.layer is Layer.BODY]
    survey, here = Survey(body, headings), Standing(headings)
    flow = Flow(survey, here)
    grid = Grid(survey, here, flow, body)
    placed = []
    for block in body:
        if id(block) in survey.contents:
            placed.append(Placed(block, Part.FRONT))
        elif id(block) in survey.office:
            placed.append(Placed(block, Part.OUTSIDE))
        else:
            placed.append(grid.place(block) if block.cell else flow.place(block))
    return *_with_h1(placed, here.stretches), frozenset(here.named)


def _with_h1(placed: list[Placed], stretches: list[Stretch]) -> tuple[list[Placed], list[Section]]:
    """A plan that has H2 and no H1 means H1 by the "Section H" before it."""
    letters = {stretch.letter for stretch in stretches}
    if Letter.H in letters and Letter.H2 in letters and Letter.H1 not in letters:
        for stretch in stretches:
            if stretch.letter is Letter.H:
                stretch.letter = Letter.H1
        placed = [replace(p, letter=Letter.H1) if p.letter is Letter.H else p for p in placed]
    return placed, _sections(placed, stretches)


def _sections(placed: list[Placed], stretches: list[Stretch]) -> list[Section]:
    members: dict[int, list[Placed]] = defaultdict(list)
    for entry in placed:
        if entry.stretch >= 0:
            members[entry.stretch].append(entry)
    sections = []
    for stretch, entries in _without_bare_areas(members, stretches).items():
        known = stretches[stretch]
        content = [e for e in entries if e.part is Part.CONTENT]
        sections.append(
            Section(
                letter=known.letter,
                heading=known.heading,
                spans=_joined(entry.block.span for entry in entries),
                content=_joined(Span(e.block.span.start + e.start, e.block.span.end) for e in content),
                state=_state(content, entries),
                labelled=known.labelled,
                area=known.area,
            )
        )
    return sorted(sections, key=lambda section: section.spans[0])


def _without_bare_areas(members: dict[int, list[Placed]], stretches: list[Stretch]) -> dict[int, list[Placed]]:
    """An area's heading just before the next section's own heading goes with that section, not with the one before."""
    kept: dict[int, list[Placed]] = {}
    waiting: list[Placed] = []
    for stretch, entries in members.items():
        bare = stretches[stretch].heading is None and all(e.part is Part.LABEL for e in entries)
        if bare and stretch != max(members):
            waiting += entries
        else:
            kept[stretch] = [*waiting, *entries]
            waiting = []
    return kept


def _state(content: list[Placed], entries: list[Placed]) -> State:
    if content:
        return State.NIL if all(is_nil(e.block.text[e.start :]) for e in content) else State.FILLED
    return State.PLACEHOLDER if any(e.part is Part.PROMPT for e in entries) else State.EMPTY


_edges = attrgetter("start", "end")  # numbers compare faster than spans do


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, neighbours (one line break apart) made one."""
    joined: list[Span] = []
    for span in sorted(spans, key=_edges):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
