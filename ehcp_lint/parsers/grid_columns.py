"""The headers of columns: what each opens or says, over one row or two."""

from __future__ import annotations

from dataclasses import dataclass, field

from ehcp_lint.parsers.grid_headers import asks_for_area, only_area
from ehcp_lint.parsers.grid_rows import only_codes
from ehcp_lint.parsers.headings import GROUPS
from ehcp_lint.parsers.placed import MAIN, Part, Placed, Standing
from ehcp_lint.parsers.survey import Survey
from ehcp_lint.plan import Block, Letter, Span

Cells = dict[int, list[Block]]
_MOSTLY = 0.6
_ALSO = {Letter.B: (Letter.C, Letter.D), Letter.F: (Letter.G, Letter.H, Letter.H1, Letter.H2)}  # in words for both
_REFERENCE = {"E": "outcome", "B": "need", "C": "need", "D": "need"}


@dataclass(slots=True)
class Table:
    """What is known of one table while it is walked: the meaning of each column once a header row was seen."""

    columns: dict[int, tuple[str, str, int]] = field(default_factory=dict)  # column -> role, group, stretch
    width: int = 0
    labels: int = 0  # of its rows of two cells, those whose first cell is a label and whose second is none
    form: bool = False  # its first column holds the labels of its rows
    days: set[str] = field(default_factory=set)  # the weekdays that stand alone in its cells
    numbered: set[int] = field(default_factory=set)  # its columns of rows' numbers "H1", "H2", "H3"
    headed: int = -1  # its last row of column headers
    words: bool = False  # two columns, the first of short terms without a section's label: a list of words, below that heading


class Columns:
    """Reads header rows and moves the standing on; `rows` are all rows of the document's tables."""

    def __init__(self, survey: Survey, here: Standing, rows: dict[tuple[int, int], list[Block]]) -> None:
        self.survey, self.here, self.headings, self._rows = survey, here, survey.headings, rows

    def open(self, cells: Cells, meanings: dict[int, tuple[str, bool]], table: Table) -> dict[int, Placed]:
        """Opens one stretch per lettered column; the other columns belong to the nearest letter before them. Gives where the
        blocks of the header row belong, by their ids."""
        placed: dict[int, Placed] = {}
        own = self._own(cells, table)
        self.here.title_due = False
        steps = self.here.group == "steps"
        self.here.group = ""
        owner = self.here.now
        coded = [c for c in cells if c not in meanings or (meanings[c][0] in _REFERENCE and not meanings[c][1])]
        for column in (c for c in coded if (codes := self._codes_below(cells, c))):
            known = meanings.get(column, ("", False))[0]
            role = "number" if column == min(cells) and not known else "need" if codes[0] in "BCDN" else "outcome"
            meanings = meanings | {column: (_REFERENCE.get(known, role), False)}
        lettered = [c for c in cells if meanings.get(c, ("", False))[0][:1].isupper()]
        for column, blocks in cells.items():
            meaning, labelled = meanings.get(column, ("", False))
            if not meaning and asks_for_area(self.headings, blocks):
                meaning = "aside"  # "Being well": which area the row is about, and no outcome
            if meaning == "E" and not labelled and steps:
                meaning = "outcome"  # under "Shorter term targets" the column names what they lead to
            role = "" if meaning[:1].isupper() else meaning
            if meaning[:1].isupper():
                letter = self._column_letter(self._of_scope(Letter(meaning), labelled), labelled)
                if letter is None:
                    role = _REFERENCE.get(meaning, "")
                else:
                    heading = Span(blocks[0].span.start, blocks[-1].span.end)
                    owner = self._under_column(letter, labelled, heading, keep_now=len(lettered) > 1)
            if not meaning and any(c in lettered for c in cells if c < column) and not only_area(self.headings, blocks):
                role = "beside"  # "Sign-off", "Ofsted area": what such a column says belongs to the item left of it
            group = role if role in GROUPS else ""
            if column in own:
                table.columns[column] = (MAIN if group or not role else role, group, owner)
            for block in blocks:
                if owner >= 0:
                    placed[id(block)] = self.here.at(block, Part.HEADING, owner, role=role)
        if owner >= 0 and self.here.now < 0:
            self.here.now = owner
        return placed

    def _own(self, cells: Cells, table: Table) -> set[int]:
        """The columns that this row gives a meaning; of a header of two rows ("Provision | Arrangements" over "Who | When") the
        others keep theirs, and so does "Checked" over "when"."""
        row = next(block.cell.row for block in cells[min(cells)] if block.cell)
        above = table.columns if table.headed == row - 1 >= 0 else self._reaching_down(cells, row)
        spans = {b.cell.column: b.cell.columns for b in self._above(cells) if b.cell} if above else {}
        own = {c for c in cells if c not in spans or spans[c] > 1 or above.get(c, (MAIN,))[0] in ("", MAIN)}
        table.columns, table.headed = {c: known for c, known in above.items() if c not in own}, row
        return own

    def _reaching_down(self, cells: Cells, row: int) -> dict[int, tuple[str, str, int]]:
        """The columns of header cells above that reach down beside this row, where the row above was not known as a header:
        "Provision" and "Out-come" beside "Who | How often"."""
        found: dict[int, tuple[str, str, int]] = {}
        for block in self._above(cells) if self.here.now >= 0 else ():
            at = block.cell
            if at and at.column not in cells and (at.row + at.rows > row or at.header):
                known = self.headings.wording(block.text) or self.headings.wording(block.text.replace("-", ""))
                means = known.means.split("+")[0] if known and known.share >= _MOSTLY else "beside"
                own = means == self.here.stretches[self.here.now].letter
                role = MAIN if own else _REFERENCE.get(means, means)
                found[at.column] = (role, "", self.here.now)
        return found if any(role == MAIN for role, _, _ in found.values()) else {}

    def _above(self, cells: Cells) -> list[Block]:
        """The blocks of the row above."""
        at = cells[min(cells)][0].cell
        return self._rows[at.table, at.row - 1] if at else []

    def _codes_below(self, cells: Cells, column: int) -> str:
        """The cells under a header where they hold nothing but codes ("E1", "B4 B7 / E2"): they say which outcome or need is
        served, and are none themselves."""
        at = cells[column][0].cell
        below = [
            block.text.strip()
            for (table, row), blocks in self._rows.items()
            if at and table == at.table and row > at.row
            for block in blocks
            if block.cell and block.cell.column == column and block.text.strip(" –—-")
        ]
        return " ".join(below) if all(only_codes(text) for text in below) else ""

    def _under_column(self, letter: Letter, labelled: bool, heading: Span, *, keep_now: bool) -> int:
        """The stretch of a lettered column: a heading just above that has nothing under it yet names the same one."""
        if self.here.now >= 0 and self.here.stretches[self.here.now].letter is letter and self.here.now not in self.here.filled:
            return self.here.now
        return self.here.open(letter, labelled, heading, keep_now=keep_now)

    def _of_scope(self, letter: Letter, labelled: bool) -> Letter:
        """ "Need" and "What will be provided" under "Sections C and G" are those of health."""
        if labelled or letter in self.here.scope or letter not in _ALSO:
            return letter
        return next((other for other in self.here.scope if other in _ALSO[letter]), letter)

    def _column_letter(self, letter: Letter, labelled: bool) -> Letter | None:
        """The letter a column stands for; None where its title only refers to another section's items.

        A column "Outcome" in a table under "Section F" repeats what section E says, unless no E is labelled anywhere."""
        if self.here.past and not labelled:
            return None
        if labelled or not self.here.scope or letter in self.here.scope or self.here.now < 0:
            return letter
        family = {known[0] for known in self.survey.labelled}
        return (
            None if letter[0] in family and not (set(self.here.scope) - {self.here.stretches[self.here.now].letter}) else letter
        )
