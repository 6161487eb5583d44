"""A first look over the whole body: which letters are labelled, what is a contents list, and whether bold says anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ehcp_lint.parsers.content import is_contents_line
from ehcp_lint.parsers.headings import Headings
from ehcp_lint.plan import Block, Letter

LONGEST_LABELLED = 700  # characters
_LISTED = 4  # letters that a list of contents names at least
_AGAIN = 0.8  # of them that come again as headings: some may have a title of the council's own there
LETTERED = 6  # from this many labelled letters on, a title without its letter is a sub-heading, not a section


class Survey:
    """What is known of a body before it is walked. Blocks are told apart by identity: two may read the same."""

    def __init__(self, body: list[Block], headings: Headings) -> None:
        self.headings = headings
        headings.learn(block.text for block in body if len(block.text) < LONGEST_LABELLED)
        self.after = {id(block): after for block, after in pairwise(body)}
        self.outer = _outer_tables(body)
        self.office = _office_boxes(body)
        self.contents = _contents(body, headings)
        running = [block for block in body if len(block.text.split()) > 8]
        self.bold_tells = 2 * sum(block.strong for block in running) <= len(running)
        self.labelled = _labelled_letters((block for block in body if id(block) not in self.contents), headings)
        if headings.bare:  # a letter alone in its cell beside each title
            self.labelled |= {letter for block in body if block.cell for letter in headings.alone(block.text)}
        self.lettered = len(self.labelled) >= LETTERED

    def taken(self, letter: Letter) -> bool:
        """Whether a title alone cannot open this section, because the plan labels its sections, this one among them."""
        return self.lettered and any(letter[0] == known[0] for known in self.labelled)


_OFFICE = re.compile(r"\W*(?:for )?(?:office|internal|official|admin|local authority|send? team) use\b", re.IGNORECASE)


def _office_boxes(body: list[Block]) -> set[int]:
    """The blocks (by identity) of boxes that the office fills in for itself: the row of a table, all of one that begins so,
    or the line alone."""
    first = [block for block in body if _OFFICE.match(block.text)]
    tables = {b.cell.table for b in first if b.cell and b.cell.row == 0}
    rows = {(b.cell.table, b.cell.row) for b in first if b.cell}
    found = {id(block) for block in first}
    return found | {
        id(block) for block in body if block.cell and (block.cell.table in tables or (block.cell.table, block.cell.row) in rows)
    }


def _outer_tables(body: list[Block]) -> dict[int, int]:
    """Tables that stand within a cell of another, by number, and that other one."""
    reach: dict[int, tuple[int, int]] = {}
    for index, block in enumerate(body):
        if block.cell:
            reach[block.cell.table] = (reach.get(block.cell.table, (index, 0))[0], index)
    outer: dict[int, int] = {}
    open_tables: list[int] = []
    for table, (first, last) in reach.items():  # in the order in which they begin
        open_tables = [known for known in open_tables if reach[known][1] > last]
        if open_tables and reach[open_tables[-1]][0] < first:
            outer[table] = open_tables[-1]
        open_tables.append(table)
    return outer


def looks_like_heading(block: Block) -> bool:
    """Whether a block's style or weight says that it is a heading."""
    words = len(block.text.split())
    if block.level is not None or block.style.lower().startswith(("heading", "title", "subtitle")):
        return True
    return block.strong and words <= 60 and not (words > 12 and block.text.rstrip().endswith("."))


def _labelled_letters(body: Iterable[Block], headings: Headings) -> set[Letter]:
    found: set[Letter] = set()
    for block in body:
        label = headings.label(block.text, block.number) if len(block.text) < LONGEST_LABELLED else None
        if label and label.sure:
            found.update(label.letters)
    return found


def _contents(body: list[Block], headings: Headings) -> set[int]:
    """The blocks (by identity) of contents lists: a run of labels with next to nothing between, each of which comes again."""
    found = {id(block) for block in body if block.style.upper().startswith("TOC")}
    labels = [
        (i, label.letters[0])
        for i, block in enumerate(body)
        if (label := headings.label(block.text, block.number)) and label.sure
    ]
    runs: list[list[tuple[int, Letter]]] = []
    for i, letter in labels:
        close = runs and all(_slight(body[k]) for k in range(runs[-1][-1][0] + 1, i)) and i - runs[-1][-1][0] <= 14
        if close and letter not in {known for _, known in runs[-1]}:
            runs[-1].append((i, letter))
        else:
            runs.append([(i, letter)])
    found |= _contents_tables(body, headings)
    for run in runs:
        first, last = run[0][0], run[-1][0]
        letters = {letter for _, letter in run}
        again = {letter for i, letter in labels if i > last}
        announced = any(_is_contents_title(body[k], headings) for k in range(max(0, first - 4), first))
        lines = sum(is_contents_line(body[i].text) for i, _ in run)
        if (
            len(letters) >= _LISTED
            and len(letters & again) >= _AGAIN * len(letters)
            and (announced or lines * 2 >= len(run) or len(letters) >= 6)
        ):
            found.update(id(body[k]) for k in range(first, last + 1))
            found.update(id(block) for block in body[last + 1 : last + 3] if block.text.strip(" .").isdigit())
            if announced:
                found.update(id(body[k]) for k in range(max(0, first - 4), first) if _is_contents_title(body[k], headings))
    return found


def _contents_tables(body: list[Block], headings: Headings) -> set[int]:
    """The blocks of tables that list where the sections are: short cells only, and nearly every letter comes again outside
    of it."""
    tables: dict[int, list[Block]] = {}
    outside: dict[int, set[Letter]] = {}
    for block in body:
        if block.cell:
            tables.setdefault(block.cell.table, []).append(block)
    slight = {table for table, blocks in tables.items() if len(blocks) >= _LISTED and all(map(_slight, blocks))}
    if not slight:
        return set()
    beside = _lists_of_letters({table: tables[table] for table in slight}, body, headings)
    for block in body:
        label = headings.label(block.text, block.number) if len(block.text) < LONGEST_LABELLED else None
        if label and label.sure:
            outside.setdefault(block.cell.table if block.cell and block.cell.table in slight else -1, set()).update(
                label.letters
            )
    elsewhere = {letter[0] for letter in outside.get(-1, set())}
    lists = {
        t
        for t in slight
        if len(named := {x[0] for x in outside.get(t, set())}) >= _LISTED and len(named & elsewhere) >= _AGAIN * len(named)
    }
    return {id(block) for table in lists | beside for block in tables[table]}


def _lists_of_letters(tables: dict[int, list[Block]], body: list[Block], headings: Headings) -> set[int]:
    """The tables that give each title of the plan its letter ("BLUE | Special educational needs | B"): letters alone in their
    cells, and titles that come again. They are told to `headings`."""
    found: set[int] = set()
    for table, blocks in tables.items():
        rows: dict[int, list[Block]] = {}
        for block in blocks:
            assert block.cell is not None
            rows.setdefault(block.cell.row, []).append(block)
        titles: dict[str, tuple[Letter, ...]] = {}
        for row in rows.values():
            names: list[str] = []
            for block in row:
                letters = headings.alone(block.text)
                titles |= dict.fromkeys(names, letters) if letters else {}
                names = [] if letters else [*names, block.text.strip().lower()]
        letters_named = {letter[0] for letters in titles.values() for letter in letters}
        if len(letters_named) <= _LISTED:
            continue
        texts = {block.text.strip().lower() for block in body if not (block.cell and block.cell.table in tables)}
        again = {x[0] for title, letters in titles.items() for x in letters if any(t.startswith(title) for t in texts)}
        if len(again) >= _AGAIN * len(letters_named):
            found.add(table)
            headings.learn_names(titles)
    return found


def _slight(block: Block) -> bool:
    return len(block.text.split()) <= 12


def _is_contents_title(block: Block, headings: Headings) -> bool:
    known = headings.wording(block.text)
    return bool(known and known.means == "contents" and known.share >= 0.5)
