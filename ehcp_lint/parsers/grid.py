"""Tables: letters in column headers, labels in the first cell of a row, areas in rows of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ehcp_lint.parsers.content import ends_sentence
from ehcp_lint.parsers.flow import LAST, Flow
from ehcp_lint.parsers.grid_columns import Columns, Table
from ehcp_lint.parsers.grid_headers import (
    AREA_ASKED,
    HEADER_ASIDE,
    LONGEST_HEADER,
    column_meanings,
    explains_words,
    heads_advice,
    lists_words,
    role_first,
)
from ehcp_lint.parsers.grid_rows import CODE, cells_of, is_form_row, is_row_label, refers
from ehcp_lint.parsers.headings import AREA, GROUPS, ROLES, initials
from ehcp_lint.parsers.placed import MAIN, Part, Placed, Standing, Stretch
from ehcp_lint.parsers.survey import Survey
from ehcp_lint.plan import Block, Letter, Span


class Grid:
    """Places the blocks of tables, row by row; a cell that no column speaks for is placed as running text is."""

    def __init__(self, survey: Survey, here: Standing, flow: Flow, body: list[Block]) -> None:
        self.survey = survey
        self.here = here
        self.flow = flow
        self.headings = survey.headings
        self._rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
        for block in body:
            if block.cell:
                self._rows[block.cell.table, block.cell.row].append(block)
        self._tables: dict[int, Table] = defaultdict(Table)
        told: set[int] = set()  # tables whose text says "H1:" or "H2:"
        for (table, _), row in self._rows.items():
            known = self._tables[table]
            if any("H" in b.text[:4] and _HALF_TOLD.match(b.text) for b in row):
                told.add(table)
            known.width = max(known.width, *(b.cell.column + b.cell.columns for b in row if b.cell))
            known.labels += self._is_labelled(row)
            known.numbered |= {
                b.cell.column for b in row if b.cell and len(b.text) <= _LONGEST_NUMBER and _PAST_H2.fullmatch(b.text)
            }
            known.form = known.form or known.labels >= _LABELLED or is_form_row(row)
            known.days |= {
                b.text.strip().lower()[:3] for b in row if len(b.text) <= _LONGEST_DAY and _DAY.fullmatch(b.text.strip())
            }
        for number, known in self._tables.items():
            if number not in told:
                known.numbered.clear()
            cells = [cells_of(row) for (table, _), row in self._rows.items() if table == number] if known.width == 2 else []
            known.words = bool(cells) and explains_words(cells, self.headings)
        self._columns = Columns(survey, here, self._rows)
        self._begun: set[tuple[int, int]] = set()
        self._row_parts: dict[int, Placed] = {}
        self._lettered_rows: dict[tuple[int, int], int] = {}  # rows that say which of two joint sections they are of

    def place(self, block: Block) -> Placed:
        """Where a block of a table cell belongs."""
        assert block.cell is not None
        key = (block.cell.table, block.cell.row)
        if self.here.now < 0 and self.here.beyond == "glossary" and self._tables[block.cell.table].words:
            return self.here.out(block)  # "Outcome | What will be different"
        if key not in self._begun:
            self._begun.add(key)
            self._begin_row(self._rows[key], self._tables[block.cell.table])
        return self._in_table(block)

    def _begin_row(self, row: list[Block], table: Table) -> None:
        """Reads a row for what it says of itself: column headers, or a label in its first cell."""
        cells = cells_of(row)
        numbered = table.columns and any(at in table.numbered and CODE.fullmatch(b[0].text.strip()) for at, b in cells.items())
        if len(cells) < 2 or numbered or self._names_its_section(cells, table) or self._lettered_corner(cells, table):
            return
        if lists_words(cells):
            self.here.leave(Part.OUTSIDE, "glossary")
            table.columns.clear()
            return
        if self._signs_off(cells):
            self.here.leave(Part.FRONT)
            table.columns.clear()
            return
        if self.here.letter is Letter.K and heads_advice(cells):
            for block in row:
                self._row_parts[id(block)] = self.here.at(block, Part.LABEL, self.here.now)
            return
        if meanings := column_meanings(cells, self.headings, self.here.scope, form=table.form):
            self._row_parts |= self._columns.open(cells, meanings, table)
        elif not table.columns:
            self._row_label(cells, table)
        else:
            self._review_row(cells)

    def _review_row(self, cells: dict[int, list[Block]]) -> None:
        """ "How and when reviewed | The teacher keeps ..." below rows with columns: how all of them are watched."""
        first = cells[min(cells)]
        known = self.headings.wording(" ".join(block.text for block in first)) if self.here.now >= 0 else None
        if known and known.means == "review" and known.share >= _MOSTLY and len(cells) == 2 and is_row_label(cells, min(cells)):
            self._beside_label(cells, min(cells), "review")

    def _names_its_section(self, cells: dict[int, list[Block]], table: Table) -> bool:
        """ "H2" alone in a cell of a table of H1 and H2 together: the row is of that section."""
        if (
            not (set(self.here.scope) >= _DIVIDED or Letter.H in self.here.scope)
            or sum(bool(_OF_H.fullmatch(b[0].text)) for b in cells.values()) != 1
        ):
            return False  # "D Need | H1 | H2" are the headers of columns
        for blocks in cells.values():
            cell, found = blocks[0].cell, _OF_H.fullmatch(blocks[0].text)
            if cell and found and len(blocks) == 1 and cell.column not in table.numbered:
                label = Letter(found[1].upper())
                stretch = self.here.open(label, True, None, keep_now=bool(table.columns))
                self._lettered_rows[cell.table, cell.row] = stretch
                self._row_parts[id(blocks[0])] = self.here.at(blocks[0], Part.LABEL, stretch)
                return True
        return False

    def _lettered_corner(self, cells: dict[int, list[Block]], table: Table) -> bool:
        """ "G" in the corner of a row below the columns, where the plan's letters stand alone: the row is of G."""
        first = cells[min(cells)]
        letters, code = self.headings.corner(first[0].text) if self.headings.bare and table.columns else ((), 0)
        others = sum(bool(self.headings.corner(blocks[0].text)[0]) for blocks in cells.values())
        if len(letters) != 1 or others != 1 or self.here.letter is Letter.K or first[0].cell is None:
            return False
        own = next((stretch for _, _, stretch in table.columns.values() if stretch >= 0), -1)
        same = own >= 0 and self.here.stretches[own].letter is letters[0]
        stretch = own if same else self.here.open(letters[0], True, first[0].span, keep_now=True)
        self._lettered_rows[first[0].cell.table, first[0].cell.row] = stretch
        head = (
            self.here.at(first[0], Part.CONTENT, stretch, role="number", start=code)
            if code
            else self.here.at(first[0], Part.HEADING, stretch)
        )
        self._row_parts[id(first[0])] = head
        for block in first[1:]:
            if CODE.fullmatch(block.text.strip()):
                self._row_parts[id(block)] = self.here.at(block, self.flow.part_of(block), stretch, role="number")
        return True

    def _is_labelled(self, row: list[Block]) -> bool:
        cells = cells_of(row)
        if len(cells) != 2:
            return False
        first, second = (self.headings.wording(blocks[0].text) for _, blocks in sorted(cells.items()))
        told = first and (first.share >= 0.6 or (role_first(first) and is_row_label(cells, min(cells))))
        return bool(first and told and first.means in ROLES and not (second and second.means in ROLES and second.share >= 0.6))

    def _signs_off(self, cells: dict[int, list[Block]]) -> bool:
        """ "Signed", "Agreed by" in the first cell of a row after the last sections: the sign-off begins, bold or not."""
        known = self.headings.wording(cells[min(cells)][0].text) if self.here.letter in LAST or self.here.beyond else None
        return known is not None and known.means == "signoff" and known.leads and known.share >= _HALF

    def _row_label(self, cells: dict[int, list[Block]], table: Table) -> None:
        """A label in the first cell or cells of a row ("E - Outcomes | Long term | ...") opens or names its section."""
        columns = sorted(cells)
        first = cells[columns[0]]
        text = "\n".join(block.text for block in first)
        number = first[0].number
        listed = self.here.letter is Letter.K and len(columns) > 2  # "A1 | Parents' views | ...": the number of an appendix
        letters = () if listed else self.headings.alone(text)
        if letters and self.headings.bare and self.headings.letters:
            self.here.begin(letters, True, first[0], in_table=True)
            self.here.title_due = True
            self._row_parts[id(first[0])] = self.here.at(first[0], Part.HEADING, self.here.now)
            return
        second = self.headings.wording(cells[columns[1]][0].text)
        last = self.headings.label(cells[columns[-1]][0].text) if len(columns) == 2 and not letters else None
        if last and last.sure and not last.title and len(cells[columns[-1]]) == 1 and len(text.split()) <= LONGEST_HEADER:
            self.here.begin(last.letters, True, first[0], title=text)  # "What I find hard | section b"
            for block in (*first, *cells[columns[-1]]):
                self._row_parts[id(block)] = self.here.at(block, Part.HEADING, self.here.now)
            return
        if letters and second and second.leads and set(initials(second.letters)) & set(initials(letters)):
            self.here.begin(letters, True, first[0], in_table=True)
            for block in (*first, *cells[columns[1]]):
                self._row_parts[id(block)] = self.here.at(block, Part.HEADING, self.here.now)
            return
        label = self.headings.label(text, number) or (self.headings.scoped(text, self.here.scope) if first[0].strong else None)
        believed = label and (label.sure or (set(label.letters) <= set(self.here.scope) and all(b.strong for b in first)))
        if label and believed and len(text.split()) <= 70 and not self.flow.holds_text(label, first[0]):
            self.here.begin(label.letters, True, first[0], in_table=True, title=label.title)
            own = self.headings.label(first[0].text, number)  # what stands below a whole label in its cell is text
            whole = bool(own and own.sure) or bool(self.headings.alone(first[0].text))
            for block in first:
                titled = ":" not in block.text and self.headings.titles(block.text, label.letters)
                if block is not first[0] and whole and not titled:
                    continue
                self._row_parts[id(block)] = self.here.at(block, Part.HEADING, self.here.now)
            if label.code and (at := first[0].text.rfind(label.code)) >= 0 and not label.title:
                self._row_parts[id(first[0])] = self.here.at(first[0], Part.CONTENT, self.here.now, role="number", start=at)
            self._label_cells(cells, columns[1:-1])
            return
        self._label_cells(cells, columns[:-1], form=table.labels >= _LABELLED)

    def _label_cells(self, cells: dict[int, list[Block]], columns: list[int], *, form: bool = False) -> None:
        """Row labels without a letter ("Strengths", "Need", "Long term outcome", "By whom") left of the row's text."""
        for column in columns:
            text = " ".join(block.text for block in cells[column])
            if self.here.letter is Letter.K and not all(block.strong for block in cells[column]):
                return  # who advised ("Social care"), not what the row is
            known = self.headings.wording(text)
            if self.here.now >= 0 and known is None and (role := refers(cells, column)):
                self._beside_label(cells, column, role)
                return
            beside = form and self.here.letter in _PROVIDES and not _WHAT.match(text)
            if self.here.now >= 0 and known is None and beside and is_row_label(cells, column):
                self._beside_label(cells, column, "beside")  # "Where and ratio", on a card that says who and how often
                return
            sure = known is not None and (known.share >= 0.6 or (role_first(known) and is_row_label(cells, column)))
            if self.here.now < 0 or known is None or not sure or len(text.split()) > 10:
                continue
            letter = next((x for x in known.letters if x in self.here.scope or self._is_outcome_row(x)), None)
            if letter and letter is not self.here.stretches[self.here.now].letter:
                self.here.now = self.here.open(letter, False, cells[column][0].span)
            if known.means in GROUPS or known.letters:
                self.here.group = known.means if known.means in GROUPS else ""
            role = "aside" if known.means == "signoff" else known.means if known.means in ROLES else ""
            numbers = (block for c in cells if c < column for block in cells[c] if not any(map(str.isalpha, block.text)))
            for block in (*numbers, *cells[column]):
                self._row_parts[id(block)] = self.here.at(block, Part.LABEL, self.here.now)
            for right in (c for c in cells if c > column):
                for block in cells[right]:
                    if known.means == AREA and known.name in AREA_ASKED and not block.strong:
                        named = self.headings.wording(block.text)
                        self.here.area = named.name if named and named.means == AREA else block.text
                        self._row_parts[id(block)] = self.here.at(block, Part.LABEL, self.here.now)
                    if role:
                        self._row_parts[id(block)] = self.here.at(block, self.flow.part_of(block), self.here.now, role=role)
            return

    def _beside_label(self, cells: dict[int, list[Block]], column: int, role: str) -> None:
        """A label of unknown wording, and the cells right of it in this role."""
        for at, blocks in cells.items():
            for block in blocks:
                part = Part.LABEL if at <= column else self.flow.part_of(block)
                self._row_parts[id(block)] = self.here.at(block, part, self.here.now, role=role if at > column else "")

    def _is_outcome_row(self, letter: Letter) -> bool:
        """ "Outcomes" as a row label beside needs opens E; beside provision it only says which outcome is served."""
        return letter is Letter.E and self.here.stretches[self.here.now].letter in (Letter.B, Letter.C, Letter.D)

    def _in_table(self, block: Block) -> Placed:
        assert block.cell is not None
        if id(block) in self._row_parts:
            return self._row_parts[id(block)]
        table = self._tables[block.cell.table]
        if len(table.days) >= _WEEK and self.here.now >= 0:  # a timetable repeats what stands elsewhere, by the day
            part = Part.HEADING if block.cell.row == 0 else self.flow.part_of(block)
            return self.here.at(block, part, self.here.now, role="aside")
        if not table.columns or (block.cell.columns >= table.width and table.width > 1):
            if table.columns and (first := table.columns[min(table.columns)][2]) >= 0:
                self.here.now = first
            before, now = self.here.area, self.here.now
            placed = self.flow.place(block)
            if placed.part is Part.GUIDANCE and self._says_when(block):
                placed = replace(placed, part=Part.CONTENT)
            if table.columns and (self.here.area, self.here.now) == (before, now) and self._is_own_title(block):
                self.here.area = HEADER_ASIDE.sub("", block.text).strip()
                placed = self.here.at(block, Part.HEADING, self.here.now)
            if table.columns and self.here.area != before:
                self._split_by_area(table)
            return placed
        column = max((c for c in table.columns if c <= block.cell.column), default=min(table.columns))
        role, group, stretch = table.columns[column]
        if role == MAIN and stretch >= 0 and (again := self._labelled_again(block, stretch)):
            return again
        stretch = self._lettered_rows.get((block.cell.table, block.cell.row), stretch)
        if stretch < 0:
            return self.here.out(block)
        if role == "aside" and CODE.fullmatch(block.text.strip()) and any(c.isdigit() for c in block.text):
            role = "number"  # "Community" with "E7" below it
        part = self.flow.part_of(block)
        if part is Part.GUIDANCE and role not in ("", MAIN):
            part = Part.CONTENT  # "By December 2026" under "How often": alone it would be the date of all rows below
        prefixed = self.flow.prefixed(block, stretch) if part is Part.CONTENT and role == MAIN else None
        return prefixed or self.here.at(block, part, stretch, role=role, group=group)

    def _says_when(self, block: Block) -> bool:
        """Whether a block is the date of its row ("By July 2026 | Three key words"), and none for all that stands below."""
        assert block.cell is not None
        row = self._rows[block.cell.table, block.cell.row]
        return len(block.text.split()) <= _LONGEST_DATE and len({b.cell.column for b in row if b.cell}) > 1

    def _labelled_again(self, block: Block, stretch: int) -> Placed | None:
        """ "H2. Two nights each month ..." in a cell below "H1 and H2": the letter is written once more before the text."""
        label = self.headings.label(block.text, block.number)
        own = self.here.stretches[stretch].letter
        if not label or len(label.letters) != 1 or not initials(label.letters) & initials((own,)):
            return None
        if not _HALF_TOLD.match(block.text) and not (label.sure and self.flow.holds_text(label, block)):
            return None
        start = block.text.rfind(label.title)
        heading = Span(block.span.start, block.span.start + len(block.text[:start].rstrip()))
        at = stretch if label.letters[0] is own else self.here.open(label.letters[0], True, heading, keep_now=True)
        if at != stretch and block.cell:
            self._lettered_rows[block.cell.table, block.cell.row] = at  # who gives it and how often are of that section too
        return self.here.at(block, self.flow.part_of(block, start), at, start=start)

    def _is_own_title(self, block: Block) -> bool:
        """A full-width row that is a title in the council's own words ("TALKING AND JOINING IN (needs T1, T2)"): short, bold or
        in capitals, no sentence, and not a wording that is known to mean something else."""
        words = HEADER_ASIDE.sub("", block.text)
        known = self.headings.wording(words)
        emphatic = block.strong or words.isupper()
        few = len(words.split()) <= _LONGEST_TITLE and not ends_sentence(words) and not _ACTS.search(words)
        return emphatic and few and (known is None or known.share < _HALF or known.means == AREA)

    def _split_by_area(self, table: Table) -> None:
        """A full-width row that names an area starts a new stretch in every lettered column."""
        renewed: dict[int, int] = {}
        for column, (role, group, stretch) in table.columns.items():
            if stretch >= 0 and stretch not in renewed:
                old = self.here.stretches[stretch]
                self.here.stretches.append(Stretch(old.letter, old.labelled, None, self.here.area))
                renewed[stretch] = len(self.here.stretches) - 1
            table.columns[column] = (role, group, renewed.get(stretch, stretch))


_LABELLED = 2  # rows
_WHAT = re.compile(r"\W*(?:what|provision|support|help|activity|intervention|description|teaching|programme)\b", re.IGNORECASE)
_PROVIDES = {Letter.F, Letter.G, Letter.H, Letter.H1, Letter.H2}
_OF_CARE = {Letter.C, Letter.D, Letter.G, Letter.H, Letter.H1, Letter.H2}
_DIVIDED = {Letter.H1, Letter.H2}
_OF_H = re.compile(r"\W*(?:(?:section|part) )?(H[12])\W*", re.IGNORECASE)
_PAST_H2 = re.compile(r"H(?:[3-9]|1\d)\.?", re.IGNORECASE)  # where rows are numbered H1 to H5, "H2" is a number
_HALF_TOLD = re.compile(r"\W*H[12]\s*:\s+(?=[A-Z])")  # "H2: Weekly work" in a row of both halves
_DAY = re.compile(r"(?:mon|tue|wed|thu|fri)(?:s|nes|rs|urs)?(?:day)?s?\.?", re.IGNORECASE)
_WEEK = 3  # days
_LONGEST_NUMBER = 5  # letters
_LONGEST_DATE = 5  # words
_LONGEST_DAY = 12  # letters


_LONGEST_TITLE = 9  # words
_ACTS = re.compile(r"\b(?:will|is|are|can|should|has|have|to|by)\b", re.IGNORECASE)
_HALF, _MOSTLY = 0.5, 0.6
