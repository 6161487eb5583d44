"""Which section each block belongs to: by label, title wording, column header and numbering, never by order.

A plan may interleave its sections per area of need, put the letters in table headers only, share a heading between letters
or have no letters at all (Code of Practice 9.62 leaves the format to the council). `place` walks the body once, in reading
order, with one running answer to "which section are we in?", and for each table one answer per column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from ehcp_lint.parsers import headings
from ehcp_lint.parsers.content import is_contents_line, is_guidance, is_lead_in, is_nil, is_prompt
from ehcp_lint.parsers.headings import Label, Wording
from ehcp_lint.plan import Block, Layer, Letter, Section, Span, State

MAIN = "main"  # the role of a column that holds a section's own items
LETTERED = 6  # from this many labelled letters on, a title without its letter is a sub-heading, not a section


class Part(StrEnum):
    """What a block is within its section, or outside the sections."""

    HEADING = "heading"
    LABEL = "label"
    CONTENT = "content"
    GUIDANCE = "guidance"
    PROMPT = "prompt"
    FRONT = "front"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Placed:
    """One body block with its place: section stretch, part, column role, group ("strengths", "steps", ...) and area.

    `start` is where in the block's text its content begins, after a label in the same block."""

    block: Block
    part: Part
    letter: Letter | None = None
    stretch: int = -1
    role: str = ""
    group: str = ""
    area: str | None = None
    start: int = 0


@dataclass(slots=True)
class _Stretch:
    letter: Letter
    labelled: bool
    heading: Span | None
    area: str | None


@dataclass(slots=True)
class _Table:
    """What is known of one table while it is walked: the meaning of each column once a header row was seen."""

    columns: dict[int, tuple[str, str, int]] = field(default_factory=dict)  # column -> role, group, stretch
    width: int = 0


def place(blocks: Sequence[Block]) -> tuple[list[Placed], list[Section]]:
    """Every body block with its place, and the sections they make, in reading order."""
    body = [block for block in blocks if block.layer is Layer.BODY]
    walker = _Walker(body)
    placed = walker.walk()
    return placed, _sections(placed, walker.stretches)


class _Walker:
    """One pass over the body. The state is what a reader keeps in mind: the section, area and group we are in."""

    def __init__(self, body: list[Block]) -> None:
        self._body = body
        self._after = {id(block): after for block, after in pairwise(body)}
        self._rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
        for block in body:
            if block.cell:
                self._rows[block.cell.table, block.cell.row].append(block)
        self._tables: dict[int, _Table] = defaultdict(_Table)
        for (table, _), row in self._rows.items():
            known = self._tables[table]
            known.width = max(known.width, *(b.cell.column + b.cell.columns for b in row if b.cell))
        self._contents = _contents(body)
        running = [block for block in body if len(block.text.split()) > 8]
        self._bold_tells = 2 * sum(block.strong for block in running) <= len(running)
        self._labelled = _labelled_letters(b for b in body if id(b) not in self._contents)
        self._lettered = len(self._labelled) >= LETTERED
        self.stretches: list[_Stretch] = []
        self._now = -1  # the stretch we are in; -1 before the first section and after the last
        self._outside = Part.FRONT
        self._scope: tuple[Letter, ...] = ()  # all letters of the heading we are under
        self._scope_level: int | None = None
        self._area: str | None = None
        self._area_fresh = False
        self._group = ""
        self._area_level: int | None = None
        self._title_due = False  # a label stood alone: its title may follow
        self._filled: set[int] = set()  # the stretches that hold content already

    def walk(self) -> list[Placed]:
        placed: list[Placed] = []
        done: set[tuple[int, int]] = set()
        for block in self._body:
            if id(block) in self._contents:
                placed.append(Placed(block, Part.FRONT))
            elif block.cell:
                key = (block.cell.table, block.cell.row)
                if key not in done:
                    done.add(key)
                    self._begin_row(self._rows[key], self._tables[block.cell.table])
                placed.append(self._in_table(block))
            else:
                placed.append(self._in_flow(block))
        return placed

    # --- tables

    def _begin_row(self, row: list[Block], table: _Table) -> None:
        """Reads a row for what it says of itself: column headers, or a label in its first cell."""
        self._row_parts: dict[int, Placed] = {}
        cells = _cells(row)
        if len(cells) < 2:
            return
        if meanings := _header(cells):
            self._column_headers(cells, meanings, table)
        elif not table.columns:
            self._row_label(cells)

    def _column_headers(self, cells: dict[int, list[Block]], meanings: dict[int, tuple[str, bool]], table: _Table) -> None:
        """Opens one stretch per lettered column; the other columns belong to the nearest letter before them."""
        table.columns.clear()
        self._title_due = False
        self._group = ""
        owner = self._now
        lettered = [c for c in cells if meanings.get(c, ("", False))[0][:1].isupper()]
        for column, blocks in cells.items():
            meaning, labelled = meanings.get(column, ("", False))
            role = "" if meaning[:1].isupper() else meaning
            if meaning[:1].isupper():
                letter = self._column_letter(Letter(meaning), labelled)
                if letter is None:
                    role = _REFERENCE.get(meaning, "")
                else:
                    heading = Span(blocks[0].span.start, blocks[-1].span.end)
                    owner = self._under_column(letter, labelled, heading, keep_now=len(lettered) > 1)
            group = role if role in headings.GROUPS else ""
            table.columns[column] = (MAIN if group or not role else role, group, owner)
            for block in blocks:
                if owner >= 0:
                    self._row_parts[id(block)] = self._at(block, Part.HEADING, owner, role=role)
        if owner >= 0 and self._now < 0:
            self._now = owner

    def _under_column(self, letter: Letter, labelled: bool, heading: Span, *, keep_now: bool) -> int:
        """The stretch of a lettered column: a heading just above that has nothing under it yet names the same one."""
        if self._now >= 0 and self.stretches[self._now].letter is letter and self._now not in self._filled:
            return self._now
        return self._open(letter, labelled, heading, keep_now=keep_now)

    def _column_letter(self, letter: Letter, labelled: bool) -> Letter | None:
        """The letter a column stands for; None where its title only refers to another section's items.

        A column "Outcome" in a table under "Section F" repeats what section E says, unless no E is labelled anywhere."""
        if labelled or not self._scope or letter in self._scope or self._now < 0:
            return letter
        family = {known[0] for known in self._labelled}
        return None if letter[0] in family and not (set(self._scope) - {self.stretches[self._now].letter}) else letter

    def _row_label(self, cells: dict[int, list[Block]]) -> None:
        """A label in the first cell or cells of a row ("E - Outcomes | Long term | ...") opens or names its section."""
        columns = sorted(cells)
        first = cells[columns[0]]
        text = "\n".join(block.text for block in first)
        number = first[0].number
        letters = headings.alone(text)
        second = headings.wording(cells[columns[1]][0].text)
        if letters and second and second.leads and set(_initials(second.letters)) & set(_initials(letters)):
            self._new_section(letters, True, first[0], in_table=True)
            for block in (*first, *cells[columns[1]]):
                self._row_parts[id(block)] = self._at(block, Part.HEADING, self._now)
            return
        label = headings.label(text, number)
        if label and label.sure and len(text.split()) <= 70:
            self._new_section(label.letters, True, first[0], in_table=True, title=label.title)
            for block in first:
                self._row_parts[id(block)] = self._at(block, Part.HEADING, self._now)
            self._label_cells(cells, columns[1:-1])
            return
        self._label_cells(cells, columns[:-1])

    def _label_cells(self, cells: dict[int, list[Block]], columns: list[int]) -> None:
        """Row labels without a letter ("Strengths", "Need", "Long term outcome", "By whom") left of the row's text."""
        for column in columns:
            text = " ".join(block.text for block in cells[column])
            known = headings.wording(text)
            if self._now < 0 or known is None or known.share < 0.6 or len(text.split()) > 10:
                continue
            letter = next((x for x in known.letters if x in self._scope or self._is_outcome_row(x)), None)
            if letter and letter is not self.stretches[self._now].letter:
                self._now = self._open(letter, False, cells[column][0].span)
            if known.means in headings.GROUPS or known.letters:
                self._group = known.means if known.means in headings.GROUPS else ""
            role = known.means if known.means in headings.ROLES else ""
            for block in cells[column]:
                self._row_parts[id(block)] = self._at(block, Part.LABEL, self._now)
            for right in (c for c in cells if c > column):
                for block in cells[right]:
                    if role:
                        self._row_parts[id(block)] = self._at(block, _part(block), self._now, role=role)
            return

    def _is_outcome_row(self, letter: Letter) -> bool:
        """ "Outcomes" as a row label beside needs opens E; beside provision it only says which outcome is served."""
        return letter is Letter.E and self.stretches[self._now].letter in (Letter.B, Letter.C, Letter.D)

    def _in_table(self, block: Block) -> Placed:
        assert block.cell is not None
        if id(block) in self._row_parts:
            return self._row_parts[id(block)]
        table = self._tables[block.cell.table]
        if not table.columns or (block.cell.columns >= table.width and table.width > 1):
            if table.columns and (first := table.columns[min(table.columns)][2]) >= 0:
                self._now = first
            before = self._area
            placed = self._in_flow(block)
            if table.columns and self._area != before:
                self._split_by_area(table)
            return placed
        column = max((c for c in table.columns if c <= block.cell.column), default=min(table.columns))
        role, group, stretch = table.columns[column]
        if stretch < 0:
            return Placed(block, self._outside)
        part = _part(block)
        prefixed = self._under_prefix(block, stretch) if part is Part.CONTENT and role == MAIN else None
        return prefixed or self._at(block, part, stretch, role=role, group=group)

    def _split_by_area(self, table: _Table) -> None:
        """A full-width row that names an area starts a new stretch in every lettered column."""
        renewed: dict[int, int] = {}
        for column, (role, group, stretch) in table.columns.items():
            if stretch >= 0 and stretch not in renewed:
                old = self.stretches[stretch]
                self.stretches.append(_Stretch(old.letter, old.labelled, None, self._area))
                renewed[stretch] = len(self.stretches) - 1
            table.columns[column] = (role, group, renewed.get(stretch, stretch))

    # --- running text and single cells

    def _in_flow(self, block: Block) -> Placed:
        text = block.text
        looks = _looks_like_heading(block)
        label = headings.label(text, block.number) or self._lone_letter(block)
        if label and (label.sure or looks or self._in_series(label, block)) and self._believed(label, block, looks):
            return self._under_label(block, label, looks)
        if self._title_due and (placed := self._due_title(block)):
            return placed
        known = headings.wording(headings.part_title(text)) if len(text.split()) <= 70 and not is_prompt(text) else None
        if known and known.leads:
            placed = self._under_wording(block, known, looks)
            if placed:
                return placed
        if self._now < 0:
            return Placed(block, self._outside)
        part = _part(block)
        if part is Part.CONTENT and (block.level is not None or self._bold_label(block)):
            part = Part.LABEL
            self._group = ""
        if part is Part.CONTENT:
            self._area_fresh = False
            prefixed = self._under_prefix(block, self._now)
            if prefixed:
                return prefixed
        return self._at(block, part, self._now)

    def _bold_label(self, block: Block) -> bool:
        """A few bold words without a full stop, where bold is not the habit of the document: a sub-heading."""
        few = len(block.text.split()) <= 8 and not block.text.rstrip().endswith((".", "!", "?", ",", ";"))
        says = is_nil(block.text) or any(c.isdigit() for c in block.text)  # "None", "Outcome 1"
        return self._bold_tells and block.strong and few and not block.number and not says

    def _lone_letter(self, block: Block) -> Label | None:
        """ "B" on a line of its own with its title on the next."""
        letters = headings.alone(block.text)
        after = self._after.get(id(block)) if letters else None
        return Label(letters, "", len(block.text), sure=True) if after and _titles(after.text, letters) else None

    def _in_series(self, label: Label, block: Block) -> bool:
        """A label whose title is unknown is believed where the plan's other letters are written and this one is missing."""
        few = len(block.text.split()) <= 8 and label.title[:1].isupper()
        return self._lettered and few and not set(label.letters) & self._labelled

    def _believed(self, label: Label, block: Block, looks: bool) -> bool:
        """Guidance may begin with a label too ("Section F must ..."); a long sentence is believed only as a heading."""
        return looks or block.cell is not None or len(block.text.split()) <= 12 or label.sure

    def _under_label(self, block: Block, label: Label, looks: bool) -> Placed:
        head, _, below = block.text.partition("\n")
        title, start = label.title, 0
        if label.title_start > len(head) and below:  # the label stands on a line of its own within the block
            title = below
        inline = (
            title
            and not _titles(title, label.letters)
            and (is_nil(title) or is_prompt(title) or (not looks and len(title.split()) >= 8))
        )
        if inline:
            start = block.text.find(title)
        elif below and label.title_start <= len(head):
            start = len(head) + 1 if not _titles(below, label.letters) else 0
        self._new_section(label.letters, True, block, title=title if not inline else "")
        self._title_due = not title
        if start or inline:
            rest = block.text[start:]
            part = Part.PROMPT if is_prompt(rest) else Part.CONTENT
            return self._at(block, part, self._now, start=start)
        return self._at(block, Part.HEADING, self._now)

    def _due_title(self, block: Block) -> Placed | None:
        """The title line (or lines) below a label that stood alone."""
        letters = self._scope
        if _titles(block.text, letters) and len(block.text.split()) <= 60 and not block.text.rstrip().endswith("."):
            return self._at(block, Part.HEADING, self._now)
        self._title_due = False
        return None

    def _under_wording(self, block: Block, known: Wording, looks: bool) -> Placed | None:
        """A title, area, group or part without a letter, where it looks like a heading."""
        words = len(block.text.split())
        short = words <= 8 and not block.text.rstrip().endswith((".", "!", "?")) and known.share >= 0.6
        if known.means in headings.PARTS and looks and known.share >= 0.5:
            self._now, self._scope, self._area, self._group = -1, (), None, ""
            self._outside = Part.OUTSIDE if known.means in ("annex", "glossary") else Part.FRONT
            return Placed(block, self._outside)
        if known.letters:
            _, colon, after = block.text.partition(":")
            if colon and after.strip() and not looks and self._now >= 0:
                return self._under_prefix(block, self._now)
            return self._under_title(block, known, looks)
        if self._now < 0 and known.means != headings.AREA:
            return None
        if known.means == headings.AREA and ":" in block.text and (inner := headings.wording(block.text.partition(":")[2])):
            known = inner if inner.means == headings.AREA else known
        if known.means == headings.AREA and (looks or short) and known.share >= 0.5 and words <= 16:
            self._area, self._area_fresh, self._group = known.name, True, ""
            self._area_level = block.level
            if self._now < 0:
                return Placed(block, self._outside)
            if self._area != self.stretches[self._now].area:
                self._renew()
            return self._at(block, Part.LABEL, self._now)
        if known.means in headings.GROUPS | {"steps", "review", "who", "frequency", "amount"}:
            return self._under_group(block, known, looks or short)
        return None

    def _under_title(self, block: Block, known: Wording, looks: bool) -> Placed | None:
        new = [x for x in known.letters if x in self._scope or not self._taken(x)]
        if any(c.isdigit() for c in block.text) and self._now >= 0 and self.stretches[self._now].letter in new:
            return None  # "Outcome 2" within section E
        within = known.share == 1 and len(block.text.split()) <= 5 and set(new) <= set(self._scope)
        if not (looks or within) or not new or known.share < 0.5 or len(known.letters) != len(new):
            return None
        deeper = self._scope_level is not None and (block.level or 9) > self._scope_level
        if self._now >= 0 and deeper and not set(new) & set(self._scope):
            return None
        if self._now >= 0 and self.stretches[self._now].letter == new[0] and self._lettered:
            return None
        inside = set(new) <= set(self._scope)
        scope, level = self._scope, self._scope_level
        self._new_section(tuple(new), False, block)
        if inside and deeper:
            self._scope, self._scope_level = scope, level
        return self._at(block, Part.HEADING, self._now)

    def _taken(self, letter: Letter) -> bool:
        """Whether a title alone cannot open this section, because the plan labels its sections, this one among them."""
        return self._lettered and any(letter[0] == known[0] for known in self._labelled)

    def _under_group(self, block: Block, known: Wording, looks: bool) -> Placed | None:
        """ "Strengths", "Needs", "Steps towards the outcome": a label of its own, or before a colon in the same block."""
        _, colon, after = block.text.partition(":")
        if colon and after.strip():
            return self._under_prefix(block, self._now)
        if looks or colon:
            self._group = known.means if known.means in headings.GROUPS | {"steps", "review"} else ""
            return self._at(block, Part.LABEL, self._now)
        return None

    def _under_prefix(self, block: Block, stretch: int) -> Placed | None:
        """ "Strengths: ...", "Step: ...", "By whom: ...": a label and its text in one block."""
        before, colon, after = block.text.partition(":")
        known = headings.wording(before) if colon and after.strip() and len(before) <= 60 else None
        if known is None or known.share < 0.5 or not known.leads:
            return None
        start = len(block.text) - len(after.lstrip())
        letter = next((x for x in known.letters if x in self._scope), None)
        if letter and letter is not self.stretches[stretch].letter and known.share == 1:
            return self._at(block, Part.CONTENT, self._open(letter, False, None), start=start)
        if known.means in headings.GROUPS:
            self._group = known.means
            return self._at(block, Part.CONTENT, stretch, start=start)
        if known.means == "steps":
            return self._at(block, Part.CONTENT, stretch, group="steps", start=start)
        if known.means in headings.ROLES - {"number", "outcome", "need"}:
            return self._at(block, Part.CONTENT, stretch, role=known.means, start=start)
        return None

    # --- state

    def _new_section(
        self, letters: tuple[Letter, ...], labelled: bool, block: Block, *, in_table: bool = False, title: str = ""
    ) -> None:
        known = headings.wording(title) if title else None
        if known and known.means == headings.AREA:
            self._area = known.name
            self._area_level = block.level
        elif not self._area_fresh and not in_table and not self._below_area(block):
            self._area = None
        self._area_fresh = False
        self._group = ""
        self._title_due = False
        self._now = self._open(letters[0], labelled, block.span)
        if not (in_table and set(letters) <= set(self._scope)):
            self._scope, self._scope_level = letters, block.level

    def _below_area(self, block: Block) -> bool:
        """Whether a section's heading stands below the area's own heading ("Communication", then "Section E", "Section F")."""
        return self._area_level is not None and block.level is not None and block.level > self._area_level

    def _open(self, letter: Letter, labelled: bool, heading: Span | None, *, keep_now: bool = False) -> int:
        self.stretches.append(_Stretch(letter, labelled, heading, self._area))
        if not keep_now:
            self._now = len(self.stretches) - 1
        return len(self.stretches) - 1

    def _renew(self) -> None:
        """The same section goes on under a new area: a stretch of its own, unless nothing was put in the old one yet."""
        old = self.stretches[self._now]
        if self._now not in self._filled:
            old.area = self._area
        else:
            self.stretches.append(_Stretch(old.letter, old.labelled, None, self._area))
            self._now = len(self.stretches) - 1

    def _at(
        self, block: Block, part: Part, stretch: int, *, role: str = "", group: str | None = None, start: int = 0
    ) -> Placed:
        known = self.stretches[stretch]
        if part is Part.CONTENT:
            self._filled.add(stretch)
        return Placed(
            block, part, known.letter, stretch, role, self._group if group is None else group, known.area or self._area, start
        )


_REFERENCE = {"E": "outcome", "B": "need", "C": "need", "D": "need"}


def _part(block: Block) -> Part:
    if is_prompt(block.text):
        return Part.PROMPT
    if is_guidance(block.text):
        return Part.GUIDANCE
    if is_lead_in(block.text):
        return Part.LABEL
    return Part.CONTENT


def _looks_like_heading(block: Block) -> bool:
    words = len(block.text.split())
    if block.level is not None or block.style.lower().startswith(("heading", "title", "subtitle")):
        return True
    return block.strong and words <= 60 and not (words > 12 and block.text.rstrip().endswith("."))


def _initials(letters: Iterable[Letter]) -> set[str]:
    return {letter[0] for letter in letters}


def _titles(text: str, letters: tuple[Letter, ...]) -> bool:
    """Whether `text` is the title of one of these sections by its wording."""
    known = headings.wording(text)
    return bool(known and known.leads and _initials(known.letters) & _initials(letters))


def _cells(row: list[Block]) -> dict[int, list[Block]]:
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in row:
        if block.cell:
            cells[block.cell.column].append(block)
    return cells


def _header(cells: dict[int, list[Block]]) -> dict[int, tuple[str, bool]]:
    """What each column of a header row means, and whether its letter is written; empty if the row is not one."""
    meanings: dict[int, tuple[str, bool]] = {}
    unknown = []
    for column, blocks in cells.items():
        text = " ".join(block.text for block in blocks)
        label = headings.label(text)
        known = headings.wording(text)
        if label and label.sure and len(label.letters) == 1:
            meanings[column] = (label.letters[0], True)
        elif (
            known
            and (known.share >= 0.6 or _role_first(known))
            and len(text.split()) <= 12
            and known.means not in headings.PARTS | {headings.AREA}
        ):
            meanings[column] = (known.means.split("+")[0], False)
        else:
            unknown.append(text)
    if len(meanings) < 2 or len(meanings) < 0.6 * len(cells) or any(len(text.split()) > 6 for text in unknown):
        return {}
    if len({meaning for meaning, _ in meanings.values()}) < len(meanings):
        return {}
    row = [block for blocks in cells.values() for block in blocks]
    surely = all(b.strong for b in row) or any(b.cell and (b.cell.header or b.cell.row == 0) for b in row)
    lettered = sum(labelled for _, labelled in meanings.values())
    return {c: (_GROUP_LETTER.get(m, m), lab) for c, (m, lab) in meanings.items()} if surely or lettered or not unknown else {}


def _role_first(known: Wording) -> bool:
    """A column header that begins with a role says no more than that ("Who / how often / where")."""
    return known.means in headings.ROLES and known.leads and known.share >= 0.3


_GROUP_LETTER = {"needs": "B"}  # as a column beside outcomes or provision, "Needs" is section B


def _labelled_letters(body: Iterable[Block]) -> set[Letter]:
    found: set[Letter] = set()
    for block in body:
        label = headings.label(block.text, block.number) if len(block.text) < 700 else None
        if label and label.sure:
            found.update(label.letters)
    return found


def _contents(body: list[Block]) -> set[int]:
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
    for run in runs:
        first, last = run[0][0], run[-1][0]
        letters = {letter for _, letter in run}
        again = {letter for i, letter in labels if i > last}
        announced = any(_is_contents_title(body[k]) for k in range(max(0, first - 4), first))
        lines = sum(is_contents_line(body[i].text) for i, _ in run)
        if (
            len(letters) >= 4
            and len(letters & again) >= 0.8 * len(letters)
            and (announced or lines * 2 >= len(run) or len(letters) >= 6)
        ):
            found.update(id(body[k]) for k in range(first, last + 1))
            found.update(id(block) for block in body[last + 1 : last + 3] if block.text.strip(" .").isdigit())
            if announced:
                found.update(id(body[k]) for k in range(max(0, first - 4), first) if _is_contents_title(body[k]))
    return found


def _slight(block: Block) -> bool:
    return len(block.text.split()) <= 12


def _is_contents_title(block: Block) -> bool:
    known = headings.wording(block.text)
    return bool(known and known.means == "contents" and known.share >= 0.5)


def _sections(placed: list[Placed], stretches: list[_Stretch]) -> list[Section]:
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


def _without_bare_areas(members: dict[int, list[Placed]], stretches: list[_Stretch]) -> dict[int, list[Placed]]:
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


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, neighbours (one line break apart) made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
