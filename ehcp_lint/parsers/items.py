"""The needs, strengths, outcomes, steps, provisions and views that placed blocks hold: one item each, whatever carried it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ehcp_lint.parsers.content import ends_sentence, is_choice, is_codes, is_nil, names_outcomes, points_within
from ehcp_lint.parsers.item_rows import label_rows, plain_number, role_cells, with_columns, without_aside
from ehcp_lint.parsers.placed import MAIN, Part, Placed
from ehcp_lint.plan import Item, Kind, Letter, Span

KINDS: dict[Letter, Kind] = {
    Letter.A: Kind.VIEW,
    Letter.B: Kind.NEED,
    Letter.C: Kind.NEED,
    Letter.D: Kind.NEED,
    Letter.E: Kind.OUTCOME,
    Letter.F: Kind.PROVISION,
    Letter.G: Kind.PROVISION,
    Letter.H: Kind.PROVISION,
    Letter.H1: Kind.PROVISION,
    Letter.H2: Kind.PROVISION,
}
_NAMES = r"(?:outcome|provision|need|strength|step|target|aim|objective|view)s?"
# "Outcome 1:", "E1.", "3)", "1.2 " before an item; a bare number is one only before a tab or a gap ("15 minutes each day").
_NUMBERED = re.compile(
    rf"(?:{_NAMES}\s*(?:no\.?|number)?\s*(?P<named>[A-H]?\d{{1,2}}(?:\.\d+)?[a-z]?)\s*"
    r"(?:\([^()\d]{2,40}\)[.:]\s+|[.):–—-]\s*|\s+|$)"  # "Outcome 4 (writing). Emi will ..."
    r"|(?P<coded>[A-H]\d{1,2}(?:\.\d+)?[a-z]?)\s*(?:[.):–—-]\s*|\s+|$)"
    r"|(?P<plain>\d{1,2}(?:\.\d+){0,2}[a-z]?)(?:[.)]\s+|\s*$|(?=\t|  )\s+(?=\D)|(?<=\.[1-9])\s(?=\D)))",
    re.IGNORECASE,
)
_UNLISTED = re.compile(r"[^\W\d_]")


def items(placed: Iterable[Placed], text: str) -> tuple[Item, ...]:
    """All items in reading order, each with the further cells of its table row."""
    placed = _without_labels(_rows_joined(list(placed)))
    found: list[Item] = []
    for unit in _units(placed):
        kind = _kind(unit)
        if kind:
            found += _split(unit, kind)
    rows = label_rows(placed, Part.LABEL), label_rows(placed, Part.LABEL, Part.HEADING)
    bullets = {entry.block.span.end for entry in placed if entry.block.number.startswith("•")}
    found = _without_headings(found, text)
    whole = with_columns(_without_notes(_steps_below(found, bullets)), role_cells(placed), *rows)
    said = _with_lines_below(list(whole), placed)
    return tuple(without_aside(item, text[item.span.start : item.span.end]) for item in said)


def _without_headings(found: list[Item], text: str) -> list[Item]:
    """Without the numbered titles of what follows: "F.1 Teaching and learning." over F.1.1, F.1.2."""
    following: list[Item | None] = [*found[1:], None]
    return [
        item
        for item, after in zip(found, following, strict=False)
        if not (
            item.number
            and after
            and after.number.startswith(f"{item.number}.")
            and len((words := text[item.span.start : item.span.end]).split()) <= _LONGEST_TITLE
            and not _VERB.search(words)
        )
    ]


_LONGEST_TITLE = 6  # words


def _with_lines_below(found: list[Item], placed: list[Placed]) -> list[Item]:
    """Items of running text with the lines below that say who and how often: "Who: a teacher", "How much: an hour"."""
    at = [item.span.start for item in found]
    added: dict[int, list[tuple[str, Span]]] = {}
    for entry in placed:
        start = entry.block.span.start + entry.start
        index = bisect_right(at, start) - 1
        if entry.block.cell or entry.part is not Part.CONTENT or entry.role not in _SAID_BELOW or index < 0:
            continue
        if found[index].letter is entry.letter and found[index].rows is None:
            added.setdefault(index, []).append((entry.role, Span(start, entry.block.span.end)))
    for index, said in added.items():
        found[index] = replace(found[index], columns=(*found[index].columns, *said))
    return found


_SAID_BELOW = ("who", "frequency", "amount", "review")


def _steps_below(found: list[Item], bullets: set[int]) -> list[Item]:
    """Bullets without a number below outcomes that have one ("Outcome 3. ...") are the steps to them."""
    numbered = [i for i in found if i.kind is Kind.OUTCOME and i.number and i.span.end not in bullets]
    if len(numbered) < _SERIES:
        return found
    above: Item | None = None  # the numbered outcome whose cell, or whose running text, goes on
    made = []
    for item in found:
        bullet = item.span.end in bullets and not item.number
        if item.kind is Kind.OUTCOME and not bullet:
            above = item if item.number else None
        step = bullet and item.kind is Kind.OUTCOME and above is not None and above.rows == item.rows
        made.append(replace(item, kind=Kind.STEP) if step else item)
    return made


_SERIES = 2  # numbered outcomes


def _without_notes(found: list[Item]) -> list[Item]:
    """Without the paragraphs that introduce the outcomes of tables: they are no outcomes themselves."""
    outcomes = [item for item in found if item.kind is Kind.OUTCOME]
    in_tables = [item for item in outcomes if item.rows]
    if len(in_tables) < 2 or 2 * len(in_tables) <= len(outcomes):
        return found
    return [item for item in found if item.kind is not Kind.OUTCOME or item.rows or item.number]


def _rows_joined(placed: list[Placed]) -> list[Placed]:
    """Rows of a table without headings: the longest cell is the item, the others stand beside it."""
    lengths: dict[tuple[int, int], dict[int, int]] = {}
    stretches: dict[tuple[int, int], set[int]] = {}
    titled: dict[tuple[int, int], set[int]] = {}  # of the boxes that stand side by side, those with a title of their own
    for entry in placed:
        key = _plain_row(entry)
        if entry.part is Part.LABEL and entry.block.cell and entry.block.strong:
            titled.setdefault((entry.block.cell.table, entry.block.cell.row), set()).add(entry.block.cell.column)
        if key and entry.block.cell:
            columns = lengths.setdefault(key, {})
            columns[entry.block.cell.column] = columns.get(entry.block.cell.column, 0) + len(entry.block.text)
            stretches.setdefault(key, set()).add(entry.stretch)
    joined = []
    for entry in placed:
        key = _plain_row(entry)
        boxes = key and set(lengths[key]) <= titled.get(key, set())
        if key and entry.block.cell and len(lengths[key]) > 1 and len(stretches[key]) == 1 and not boxes:
            main = max(lengths[key], key=lambda column: (lengths[key][column], -column))
            if entry.block.cell.column != main:
                entry = replace(entry, role="beside")
        joined.append(entry)
    return joined


def _plain_row(entry: Placed) -> tuple[int, int] | None:
    """The table row of a cell that no column header speaks for."""
    cell = entry.block.cell
    plain = entry.part is Part.CONTENT and cell and not entry.role and entry.letter is not Letter.A
    return (cell.table, cell.row) if plain and cell else None


def _without_labels(placed: list[Placed]) -> list[Placed]:
    """Takes out the labels that only a table's shape shows: a few words, no verb, no full stop, in a row of their own."""
    following: list[Placed | None] = [*placed[1:], None]
    return [replace(e, part=Part.LABEL) if _is_label(e, after) else e for e, after in zip(placed, following, strict=False)]


def _is_label(entry: Placed, after: Placed | None) -> bool:
    text = entry.block.text[entry.start :]
    if entry.part is not Part.CONTENT or entry.block.number or after is None or after.stretch != entry.stretch:
        return False
    if entry.role not in ("", MAIN):
        return False  # "Personal tutor" in bold under "By whom"
    cell, next_cell = entry.block.cell, after.block.cell
    if cell and next_cell and cell.table == next_cell.table:
        heads = cell.row == 0 and next_cell.row > 0 and not entry.role and len(text.split()) <= 3
        shaped = (heads or entry.block.strong or entry.letter is Letter.A) and cell != next_cell
    else:
        shaped = entry.block.strong and not cell
    return shaped and len(text.split()) <= 6 and not ends_sentence(text) and not _VERB.search(text)


def _kind(unit: list[Placed]) -> Kind | None:
    first = unit[0]
    kind = KINDS.get(first.letter) if first.letter else None
    if kind is None or first.role not in ("", MAIN, "steps") or first.group in ("review", "aside"):
        return None
    if first.role == "steps" or first.group == "steps":
        return Kind.STEP
    return Kind.STRENGTH if kind is Kind.NEED and first.group == "strengths" else kind


def _units(placed: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Runs of neighbouring content blocks of one stretch, role, group and cell: what may hold one item or several."""
    run: list[Placed] = []
    for entry in placed:
        if entry.part is not Part.CONTENT or entry.letter is None:
            if run:
                yield run
            run = []
            continue
        if run and not _same_place(run[-1], entry):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _same_place(one: Placed, other: Placed) -> bool:
    return (one.stretch, one.role, one.group, one.area, one.block.cell) == (
        other.stretch,
        other.role,
        other.group,
        other.area,
        other.block.cell,
    )


def _split(unit: list[Placed], kind: Kind) -> Iterator[Item]:
    """The items of one run; a paragraph that goes on from the one before belongs to it."""
    number = ""
    grown: Item | None = None
    for before, entry in zip([None, *unit], unit, strict=False):
        text = entry.block.text[entry.start :]
        listed = entry.block.number.strip()
        if len(points := _typed_points(text)) > 1:
            if grown:
                yield grown
            grown = None
            yield from (_item(kind, entry, start, end, number) for start, end in points)
            continue
        match = _NUMBERED.match(text, _tag_end(text, 0))
        cut = match.end() if match and (match.end() == len(text) or _starts_item(text[match.end() :])) else 0
        cut = cut or (points[0][0] if points else 0)
        if match and cut and match["plain"] and (named := _NUMBERED.match(text, cut)) and named["named"]:
            match, cut = named, named.end()  # "17. Outcome 1 (reading). By July ..."
        cut = _tag_end(text, cut)
        own = plain_number(listed) or (_matched(match) if match and cut else "")
        if cut == len(text):
            number = own
            continue
        if kind is not Kind.VIEW and (
            is_nil(text[cut:]) or points_within(text[cut:]) or is_choice(text[cut:]) or names_outcomes(text) or is_codes(text)
        ):
            continue
        span = Span(entry.block.span.start + entry.start + cut, entry.block.span.end)
        if grown and before and not own and not listed and not points and _goes_on(before, text, kind):
            grown = replace(grown, span=Span(grown.span.start, span.end))
            continue
        if grown:
            yield grown
        grown = _item(kind, entry, cut, len(text), own or number)
        number = ""
    if grown:
        yield grown


def _item(kind: Kind, entry: Placed, start: int, end: int, number: str) -> Item:
    """The item that a stretch of a block's text is."""
    cell = entry.block.cell
    at = entry.block.span.start + entry.start
    rows = (cell.table, cell.row, cell.row + cell.rows - 1) if cell else None
    assert entry.letter is not None
    return Item(kind, entry.letter, Span(at + start, at + end), number, entry.area, rows=rows)


_POINT = re.compile(r"(?:^|\n)[^\S\n]*[•●▪◦‣·][^\S\n]*(?=\S)")


def _typed_points(text: str) -> list[tuple[int, int]]:
    """The points of a list that was typed into one paragraph: a bullet before each, a line for each."""
    marks = list(_POINT.finditer(text)) if "\n" in text or text[:1] in "•●▪◦‣·" else []
    if not marks or (text[: marks[0].start()].strip() and len(marks) == 1):
        return []
    lead = text[: marks[0].start()].rstrip()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [(mark.end(), mark.end() + len(text[mark.end() : end].rstrip())) for mark, end in zip(marks, ends, strict=True)]
    return found if not lead or lead.endswith(":") else [(0, len(lead)), *found]


# "[NEW] 7. Sam will ...", "3. (amended) ...": what became of an item at a review, and none of its words.
_TAG = re.compile(
    r"\W{0,2}[\[(*<{]{1,2}(?:new|amended|added|revised|updated|changed|unchanged|no change|kept|(?:not |partly )?met|"
    r"achieved|carried (?:over|"
    r"forward)|proposed|"
    r"continued|ongoing|reworded|moved|n|a)(?:[ ,:-]+(?:at|in|on|by|from|for|after|following|review|outcome|provision|"
    r"need|wording|"
    r"text|item|the|early|late|annual|\w{3,9} 20\d\d|[\d./]{4,10}|"
    r"20\d\d))*[\])*>}]{1,2}:?(?:\s+|$)|(?:NEW|AMENDED|ADDED|REVISED) ?[:–-] ?",
    re.IGNORECASE,
)


def _tag_end(text: str, at: int) -> int:
    """Where a tag at this place ends; the place itself where there is none."""
    tag = _TAG.match(text, at)
    return tag.end() if tag else at


def _matched(match: re.Match[str]) -> str:
    return match["named"] or match["coded"] or match["plain"] or ""


def _starts_item(rest: str) -> bool:
    """After a number an item starts with a capital, a quotation or a bracket; "E1 and E2 are met" does not."""
    return rest[:1].isupper() or rest[:1] in "\"'[(" or rest[:1].isdigit()


def _goes_on(before: Placed, text: str, kind: Kind) -> bool:
    """Whether a paragraph continues the one before it in the same cell or run of text.

    It does when the one before stops mid-sentence or this one starts in lower case; within a table cell of provision, a
    short piece without a verb ("Weekly", "SENCO and therapist") also belongs to what stands above it."""
    if before.block.number and before.block.cell is None:
        return False
    previous = before.block.text
    if text[:1].islower():
        return True
    if not ends_sentence(previous) and len(previous.split()) > 4 and not _UNLISTED.match(text[:1]):
        return True
    return before.block.cell is not None and kind is Kind.PROVISION and len(text.split()) <= 8 and not _VERB.search(text)


_VERB = re.compile(
    r"\b(?:will|is|are|has|have|to|should|must|can|may|needs?|provides?|receives?|attends?|works?|supports?|uses?|us(?:e|"
    r"ing))\b",
    re.IGNORECASE,
)
