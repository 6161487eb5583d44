"""What people answered: the export of a form service, or our own workbook filled in, read into marks.

Columns are found by their names. What could not be read is told by row and column and the rest is kept; names and addresses
of the people who answered are dropped here and go no further."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import Field

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Frozen
from ehcp_lint.rubric import answers, headers
from ehcp_lint.rubric.answers import Answers, Cell
from ehcp_lint.rubric.arithmetic import OverallGrade, work_out
from ehcp_lint.rubric.headers import COMMENT, Column, ColumnMap, load_map, map_columns
from ehcp_lint.rubric.models import Rubric
from ehcp_lint.rubric.sheets import Sheet, read_sheets

MARKS_SHEET = "Marks"
ANSWER_COLUMNS = ("Question", "Weight", "Answer", "Comment")
GRADE_TITLE = "The grade"  # below it stand formulas, which are worked out anew
CONFIRMED = "Confirmed"
ANONYMOUS = "anonymous"
_HEADER_ROWS = 15  # a person may have put a title above the names of the columns
_MOST_WORDS = 4_000  # characters of one comment


class Response(Frozen):
    """One form about one plan. `row` is its row in the file, `form_id` the number that the form service gave it.

    `moderator` is the code or role that was asked for; "anonymous 7" (with the form's own number, or the row's) where there is
    none. `marks` maps question ids to marks, None for "does not apply"; a question left blank, or answered in a way that could
    not be read, is not in it. `comments` are by question id or open question, in the moderator's own words."""

    row: int
    form_id: str | None = None
    plan_code: str
    moderator: str
    anonymous: bool = False
    agency: str | None = None
    completed: datetime | None = None
    marks: dict[str, int | None] = Field(default_factory=dict)
    comments: dict[str, str] = Field(default_factory=dict, repr=False)
    caps: tuple[str, ...] = ()
    override: str | None = None
    override_note: str | None = Field(default=None, repr=False)


class Problem(Frozen):
    """Something that could not be read: in which row and column (None: in the whole file or row). It holds no one's words."""

    row: int | None = None
    column: str | None = None
    what: str


class Unmapped(Frozen):
    """A column that is none of ours, with what it may be meant to be: for a person to settle in a map."""

    column: str
    near: str | None = None


class Responses(Frozen):
    """All that a file holds. `dropped` counts the columns of names and addresses that were left out.

    `mapped` says of each column that was read what it was read as."""

    rubric: str
    fingerprint: str
    responses: tuple[Response, ...] = ()
    problems: tuple[Problem, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    mapped: dict[str, str] = Field(default_factory=dict)
    dropped: int = 0

    @property
    def clean(self) -> bool:
        """Whether everything was read and every column is known."""
        return not self.problems and not self.unmapped


def grade_of(rubric: Rubric, response: Response) -> OverallGrade:
    """The grade that one response makes. A grade of the moderator's own without a reason does not count, as on the form."""
    noted = response.override_note
    return work_out(rubric, response.marks, response.caps, noted, override=response.override if noted else None)


def read_responses(data: bytes, name: str, rubric: Rubric, map: str | Path | ColumnMap | None = None) -> Responses:
    """The responses in an exported workbook (.xlsx), a CSV file, or our own workbook with its marks filled in.

    `map` is a council's own map of columns (a TOML file or its `ColumnMap`). Raises `CannotRead` for what is no table at all,
    and `BadConfig` for a map that is not right. Of two responses by one moderator about one plan the first is kept."""
    own = map if isinstance(map, ColumnMap) else _own_map(map, rubric)
    sheets = read_sheets(data, name)
    if marks := _filled_in(sheets):
        return _from_workbook(marks, rubric, own)
    return _from_export(sheets, rubric, own)


def _own_map(named: str | Path | None, rubric: Rubric) -> ColumnMap:
    if named is None:
        return ColumnMap()
    path = Path(named)
    try:
        return load_map(path.read_text(encoding="utf-8-sig"), path.name, rubric)
    except OSError as error:
        raise BadConfig(f"{path.name} cannot be read ({error.strerror}). Check the name and the folder.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path.name} is not UTF-8 text. Save it again as plain text in UTF-8.") from None


# --- the export of a form service --------------------------------------------------------------------------------------------


def _from_export(sheets: Sequence[Sheet], rubric: Rubric, own: ColumnMap) -> Responses:
    found = [(sheet, at, columns) for sheet in sheets for at, columns in [_headed(sheet, rubric, own)] if columns]
    if len(found) > 1:
        names = ", ".join(f"'{sheet.name}'" for sheet, _, _ in found)
        what = f"{len(found)} sheets have a column of plan codes ({names}), so none was read. Delete all but one"
        return _nothing(rubric, [Problem(what=what)])
    if not found:
        return _without_codes(sheets, rubric, own)
    sheet, at, columns = found[0]
    problems = [Problem(column=column.told, what=column.problem) for column in columns if column.problem]
    if sheet.cut:
        problems.append(Problem(what=f"only the first {len(sheet.rows):,} rows were read. Export one round at a time"))
    place = {column.means: column.place for column in columns if column.means}
    if missing := [question.id for question in rubric.questions if question.id not in place]:
        problems.append(Problem(what=f"no column was found for {', '.join(missing)}"))
    if headers.MODERATOR not in place:
        problems.append(Problem(what="no column was found for the moderator's code; responses are kept as anonymous"))
    reader = _Reader(rubric, own, columns)
    responses: list[Response] = []
    for number, cells in enumerate(sheet.rows[at + 1 :], at + 2):
        if any(cell not in (None, "") for cell in cells):
            response, told = reader.read(number, cells)
            problems += told
            if response:
                responses.append(response)
    kept, twice = _once(responses)
    return Responses(
        rubric=rubric.name,
        fingerprint=rubric.fingerprint,
        responses=kept,
        problems=(*problems, *twice),
        unmapped=_unmapped(columns),
        mapped={column.told: column.means for column in columns if column.means not in ("", headers.PERSONAL, headers.IGNORE)},
        dropped=sum(column.means == headers.PERSONAL for column in columns),
    )


def _headed(sheet: Sheet, rubric: Rubric, own: ColumnMap) -> tuple[int, tuple[Column, ...]]:
    """The row that names the columns, and what they are; no columns where none of the first rows has the plan's code."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        names = [str(cell) if cell is not None else "" for cell in row]
        if sum(bool(name.strip()) for name in names) > 1:
            columns = map_columns(names, rubric, own)
            if any(column.means == headers.PLAN_CODE for column in columns):
                return at, columns
    return 0, ()


def _without_codes(sheets: Sequence[Sheet], rubric: Rubric, own: ColumnMap) -> Responses:
    """What is told where no column has the plan's code: nothing can be kept, but a person can see what the columns are."""
    what = f"no column was found for '{rubric.form.plan_code}', so no row was read. Name it in a map (--map)"
    best: tuple[Column, ...] = ()
    for sheet in sheets:
        for row in sheet.rows[:_HEADER_ROWS]:
            columns = map_columns([str(cell) if isinstance(cell, str) else "" for cell in row], rubric, own)
            if sum(bool(c.means) for c in columns) > sum(bool(c.means) for c in best) or not best:
                best = columns
    return _nothing(rubric, [Problem(what=what)], _unmapped(best))


def _unmapped(columns: Sequence[Column]) -> tuple[Unmapped, ...]:
    unknown = (column for column in columns if not column.means and not column.problem)
    return tuple(Unmapped(column=column.told, near=column.near or None) for column in unknown)


def _nothing(rubric: Rubric, problems: list[Problem], unmapped: tuple[Unmapped, ...] = ()) -> Responses:
    return Responses(rubric=rubric.name, fingerprint=rubric.fingerprint, problems=tuple(problems), unmapped=unmapped)


def _once(responses: Sequence[Response]) -> tuple[tuple[Response, ...], tuple[Problem, ...]]:
    """The first response of each moderator about each plan, and the others told of. Two anonymous people may be two."""
    first: dict[tuple[str, str], Response] = {}
    twice = []
    for response in responses:
        key = (response.plan_code.casefold(), response.moderator.casefold())
        if key in first:
            same = first[key].model_dump(exclude={"row", "form_id", "completed"}) == response.model_dump(
                exclude={"row", "form_id", "completed"}
            )
            how = "the same answers" if same else "other answers"
            told = f"row {first[key].row} is about the same plan by the same moderator, with {how}. The first was kept"
            twice.append(Problem(row=response.row, what=told))
        else:
            first[key] = response
    return tuple(first.values()), tuple(twice)


class _Reader:
    """Reads the rows of one table whose columns are known."""

    def __init__(self, rubric: Rubric, own: ColumnMap, columns: Sequence[Column]) -> None:
        self._rubric = rubric
        self._answers = Answers(rubric, own.answers)
        self._columns = {column.means: column for column in columns if column.means}
        self._caps = {words: cap.id for cap in rubric.caps for words in (cap.reason, cap.id)}
        self._bands = {words: band.letter for band in rubric.bands for words in (band.option, band.letter, band.name)}

    def read(self, row: int, cells: Sequence[Cell]) -> tuple[Response | None, list[Problem]]:
        """One response and what could not be read of it; None where the plan is not known."""
        told: list[Problem] = []

        def cell(means: str) -> Cell:
            column = self._columns.get(means)
            return cells[column.place - 1] if column and column.place <= len(cells) else None

        def tell(means: str, what: str) -> None:
            told.append(Problem(row=row, column=self._columns[means].told, what=what))

        code, why = answers.code(cell(headers.PLAN_CODE))
        if not code:
            tell(headers.PLAN_CODE, f"{why or 'no plan code'}; the row was not read")
            return None, told
        moderator, why = answers.role(cell(headers.MODERATOR), self._rubric.agencies)
        if headers.MODERATOR in self._columns and not moderator:
            tell(headers.MODERATOR, why or "no moderator code; the response is kept as anonymous")
        form_id = self._form_id(cell(headers.ID))
        agency, why = answers.role(cell(headers.AGENCY), self._rubric.agencies)
        if why:
            tell(headers.AGENCY, why)
        completed, unsure = answers.moment(cell(headers.COMPLETED))
        if unsure:
            tell(headers.COMPLETED, "the time cannot be told (day and month may be either way round); it was left out")
        marks: dict[str, int | None] = {}
        for question in self._rubric.questions:
            answered, mark, why = self._answers.mark(cell(question.id))
            if why:
                tell(question.id, f"{why}. It was left out")
            if answered:
                marks[question.id] = mark
        caps, more = answers.ticked(cell(headers.CAPS), self._caps, self._rubric.form.caps_none)
        if more:
            tell(headers.CAPS, "something stands there that is none of the answers offered; the rest was read")
        override, why = self._override(cell(headers.OVERRIDE))
        note = _words(cell(headers.OVERRIDE_NOTE)) or None
        if why:
            tell(headers.OVERRIDE, why)
        if override and not note:
            tell(headers.OVERRIDE, "another grade without a reason; the grade that the marks give stands")
        response = Response(
            row=row,
            form_id=form_id,
            plan_code=code,
            moderator=moderator or f"{ANONYMOUS} {form_id or row}",
            anonymous=not moderator,
            agency=agency or None,
            completed=completed,
            marks=marks,
            comments=dict(self._comments(cell)),
            caps=caps,
            override=override,
            override_note=note,
        )
        return response, told

    def _comments(self, cell: Callable[[str], Cell]) -> Iterator[tuple[str, str]]:
        for question in self._rubric.questions:
            if words := _words(cell(question.id + COMMENT)):
                yield question.id, words
        for one in self._rubric.open_questions:
            if words := _words(cell(one.id)):
                yield one.id, words

    def _override(self, cell: Cell) -> tuple[str | None, str]:
        said = headers.even(str(cell or "")).strip(" ;.")
        if not said:
            return None, ""
        for words, letter in self._bands.items():
            if said == headers.even(words):
                return letter, ""
        return None, f"another grade that is none of {', '.join(band.letter for band in self._rubric.bands)}. It was left out"

    @staticmethod
    def _form_id(cell: Cell) -> str | None:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return f"{cell:g}"
        said = str(cell or "").strip()
        return said if said.isalnum() and len(said) <= 20 else None


def _words(cell: Cell) -> str:
    return "" if cell is None or isinstance(cell, bool) else str(cell).strip()[:_MOST_WORDS]


# --- our own workbook --------------------------------------------------------------------------------------------------------


def _filled_in(sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet with the marks, if this is our own workbook: there the questions stand under each other."""
    for sheet in sheets:
        if sheet.name == MARKS_SHEET and sheet.rows:
            names = [headers.even(str(cell or "")) for cell in sheet.rows[0]]
            if {"question", "answer", "comment"} <= set(names):
                return sheet
    return None


def _from_workbook(sheet: Sheet, rubric: Rubric, own: ColumnMap) -> Responses:
    """The one response of our own workbook, as if it were a row of an export."""
    names = [headers.even(str(cell or "")) for cell in sheet.rows[0]]
    asked, answered, noted = (names.index(name) for name in ("question", "answer", "comment"))
    titles: list[str] = []
    cells: list[Cell] = []
    ticks: list[str] = []
    reasons = {headers.even(cap.reason): cap for cap in rubric.caps}
    for row in sheet.rows[1:]:
        title = _at(row, asked)
        if title == GRADE_TITLE:
            break
        if not isinstance(title, str) or not title.strip() or headers.even(title) == headers.even(rubric.form.caps):
            continue
        if cap := reasons.get(headers.even(title)):
            if headers.even(str(_at(row, answered) or "")) == CONFIRMED.casefold():
                ticks.append(cap.id)
            continue
        titles.append(title)
        cells.append(_at(row, answered))
        if _words(_at(row, noted)):
            titles.append(f"Comment on {title}")
            cells.append(_at(row, noted))
    titles.append(rubric.form.caps)
    cells.append(";".join(ticks))
    return _from_export([Sheet(sheet.name, (tuple(titles), tuple(cells)))], rubric, own)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None
