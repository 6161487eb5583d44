"""The front page and the sign-off: name, dates, status and the other answers a plan gives about itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from ehcp_lint.parsers.content import is_prompt
from ehcp_lint.parsers.days import A_DATE, A_NAME, DATE, parse_date, plan_day
from ehcp_lint.parsers.family import parents_in
from ehcp_lint.parsers.front_questions import question, questions
from ehcp_lint.parsers.front_status import TICKED, read_status, status_of_days, statuses
from ehcp_lint.parsers.front_words import told
from ehcp_lint.parsers.placed import Part, Placed
from ehcp_lint.plan import Block, Details, Fact, Layer, Letter, Span
from ehcp_lint.rules import RulePack


@dataclass(frozen=True, slots=True)
class _Answer:
    """A question's field, the span of its answer (or of the question), and the answer's words if there are any."""

    field: str
    span: Span
    value: str | None


def details(placed: Sequence[Placed], furniture: Sequence[Block], rules: RulePack) -> Details:
    """What the front page, sign-off and running headers say; of several answers to one question the first is taken.

    Of several dates of the plan or its review the latest is taken."""
    front = [entry.block for entry in placed if entry.part in (Part.FRONT, Part.OUTSIDE) and entry.group != "past"]
    running = [block for block in furniture if block.layer is Layer.FURNITURE]
    found: dict[str, _Answer] = {}
    for answer in _answers(front, rules):
        known = found.get(answer.field)
        if known is None or (not _answered(known, rules) and _answered(answer, rules)) or _later(known, answer):
            found[answer.field] = answer
    facts: dict[str, Any] = {
        name: Fact(_value(name, answer.value, rules), answer.span) for name, answer in found.items() if name in _VALUES
    }
    _with_surname(facts, found.get("surname"))
    named = _known(facts, "name")
    body = None if named else " ".join(entry.block.text for entry in placed if entry.letter)
    in_words = told(
        front,
        running,
        body,
        [a.span for n, a in found.items() if n in _IN_WORDS and _answered(a, rules)],
    )
    if body is not None and (name := _name_alone(front, body) or in_words.name):
        facts["name"] = name
    if facts.get("plan_date") is None and (dated := _date_alone(front)):
        facts["plan_date"] = dated
    facts |= {name: fact for name, fact in in_words.dates.items() if not _known(facts, name)}
    if not _known(facts, "date_of_birth") and (born := _birth_beside(found.get("name"))):
        facts["date_of_birth"] = born
    if not _known(facts, "year_group") and (year := _year_beside(front)):
        facts["year_group"] = year
    asked = found.get("status")
    said = tuple(statuses(front, furniture, (asked.span, asked.value) if asked and asked.value else None, rules))
    own = facts.pop("status", None)
    if own is None or own.value is None:
        own = said[0] if said else status_of_days(front, rules) or own
    told_in_a = "\n".join(entry.block.text for entry in placed if entry.letter is Letter.A)
    child = [facts[name].value for name in ("name", "preferred_name") if _known(facts, name)]
    return Details(
        **facts,
        parents=parents_in(front, told_in_a, child),
        status=own,
        all_statuses=said,
        open_dates=in_words.open_dates,
        open_name=in_words.open_name,
        open_status=own is None and any(read_status(block.text, rules) for block in (*front[: 2 * _FIRST_LINES], *running)),
    )


_FIRST_LINES = 15  # of the front page
_BORN = re.compile(r"\b(?:date of birth|d\.?o\.?b\.?|born)(?: on| is)?\W{0,3}", re.IGNORECASE)


def _birth_beside(name: _Answer | None) -> Fact[date] | None:
    """The date of birth in the answer that gives the name ("Ada Quill, a girl, date of birth 3 May 2019")."""
    text = (name.value or "") if name else ""
    asked = _BORN.search(text)
    given = DATE.search(text, asked.end()) if asked else None
    if not name or not asked or not given or given.start() > asked.end() or (day := parse_date(given.group())) is None:
        return None
    return Fact(day, Span(name.span.start + given.start(), name.span.start + given.end()))


_IN_WORDS = ("name", "date_of_birth", "plan_date", "review_date", "signed_on")


def _known(facts: dict[str, Any], name: str) -> bool:
    return name in facts and facts[name].value is not None


def _with_surname(facts: dict[str, Any], surname: _Answer | None) -> None:
    """The first names and the surname, where the page asks for them apart."""
    given = facts.get("name")
    if surname and surname.value and given and given.value and surname.value.lower() not in given.value.lower():
        facts["name"] = Fact(f"{given.value} {surname.value.strip()}", given.span)
    elif surname and surname.value and given is None:
        facts["name"] = Fact(surname.value.strip(), surname.span)


_YEAR_ASKED = re.compile(r"\b(?:age|year|ncy|school|setting|class|attends)\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\W*(\d{1,2})\b(?! ?(?:yrs?|years?|months?|/|\.))")
_YEAR_NUMBER = re.compile(r"\b(\d{1,2})\b(?! ?(?:yrs?|years?|months?)\b)")
# "Pathways to Work, year 1 of 2"; "edition for Year 12 and above", "Years 7 to 9": no child's own year
_OF_COURSE = re.compile(
    r" of (?:\d|two|three|four|the course)|\+| ?(?:-|–|to) ?\d|"
    r" (?:and|or) (?:above|over|up|older|later)\b| on?wards?\b| upwards?\b"
)
_YEAR_SAID = re.compile(
    r"\b(?:(?:NC )?Y(?:ea)?r\.?|NCY) ?(?:group:? )?(\d{1,2})\b|\b(Reception)\b(?! class teacher)", re.IGNORECASE
)


def _year_beside(front: Sequence[Block]) -> Fact[int] | None:
    """The year group in an answer to another question: "Age / year", "School at the date of this plan: Hill End, Year 3"."""
    for before, block in pairwise([None, *front]):
        asked = before.text if before and block and block.cell and before.cell and before.cell.row == block.cell.row else ""
        if (
            block
            and _YEAR_ASKED.search(f"{asked} {block.text.partition(':')[0]}")
            and (said := _YEAR_SAID.search(block.text))
            and not _OF_COURSE.match(block.text, said.end())
        ):
            year = int(said[1]) if said[1] else 0
            if year <= 14:
                return Fact(year, Span(block.span.start + said.start(), block.span.start + said.end()))
    return None


def _name_alone(front: Sequence[Block], told: str) -> Fact[str] | None:
    """The child's name where it stands at the head of the front page without a label: a name whose first part comes again and
    again in the plan."""
    for block in front[:_FIRST_LINES]:
        if block.cell is not None and len(block.text.split()) < 2:
            continue
        if A_NAME.fullmatch(block.text.strip()) and len(re.findall(rf"\b{re.escape(block.text.split()[0])}\b", told)) >= 5:
            return Fact(block.text.strip(), block.span)
    return None


def _date_alone(front: Sequence[Block]) -> Fact[date] | None:
    """The plan's date where the front page only says "Date 28 March 2025"."""
    for block in front[:_FIRST_LINES]:
        found = re.search(r"^\W*date[^\w\n]{1,3}([^\n]{6,20})$", block.text, re.IGNORECASE | re.MULTILINE)
        if found and (day := parse_date(found[1])):
            return Fact(day, Span(block.span.start + found.start(1), block.span.start + found.end(1)))
    return None


def _later(known: _Answer, answer: _Answer) -> bool:
    """Of several plan dates the latest counts (first plan, final plan, this amended plan), and so of review dates."""
    if answer.field not in ("plan_date", "review_date") or known.value is None or answer.value is None:
        return False
    read = plan_day if answer.field == "plan_date" else parse_date
    one, other = read(known.value), read(answer.value)
    return one is not None and other is not None and other > one


def _answered(answer: _Answer, rules: RulePack) -> bool:
    if answer.value is None:
        return False
    return answer.field not in _VALUES or _value(answer.field, answer.value, rules) is not None


def _year_group(text: str) -> int | None:
    if re.search(r"\breception\b", text, re.IGNORECASE):
        return 0
    match = _YEAR_FIRST.match(text) or _YEAR_SAID.search(text) or _YEAR_NUMBER.search(text)
    if match is None or match[1] is None:
        return None
    return int(match[1]) if int(match[1]) <= 14 else None


def _yes_no(text: str) -> bool | None:
    ticked = TICKED.search(text)
    match = re.match(r"\W*(yes|no|y|n|not|none)\b", ticked[1] if ticked else text, re.IGNORECASE)
    return match[1].lower().startswith("y") if match else None


def _name(text: str) -> str | None:
    """A name without what stands in brackets or is told after it ("Ada Quill (known as Addie)", "Ada Quill, a girl")."""
    return _words(re.split(r"\s*[(;\n]|,\s+(?=[a-z\d])|(?<=[a-z]{3})\.\s", text)[0]) or _words(text)


def _words(text: str) -> str | None:
    plain = text.strip(" \t\n.:;-–")
    return plain if any(c.isalpha() for c in plain) else None


_VALUES: dict[str, Callable[[str, RulePack], Any]] = {
    "name": lambda v, _: _name(v),
    "preferred_name": lambda v, _: _name(re.split(r",| or ", v)[0]),
    "signed_by": lambda v, _: _words(v),
    "setting": lambda v, _: _words(v),
    "reference": lambda v, _: v.strip(),
    "date_of_birth": lambda v, _: parse_date(v),
    "plan_date": lambda v, _: plan_day(v),
    "review_date": lambda v, _: parse_date(v),
    "signed_on": lambda v, _: parse_date(v),
    "year_group": lambda v, _: _year_group(v),
    "looked_after": lambda v, _: _yes_no(v),
    "social_care": lambda v, _: _yes_no(v),
    "status": lambda v, rules: read_status(v, rules),
}


def _value(field: str, written: str | None, rules: RulePack) -> Any:
    return None if written is None else _VALUES[field](written, rules)


def _answers(front: list[Block], rules: RulePack) -> Iterator[_Answer]:
    """Questions with their answers: in the next cell of the row, after a colon, or in the next paragraph."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in front:
        if block.cell:
            rows[block.cell.table, block.cell.row].append(block)
    seen: set[tuple[int, int]] = set()
    for key in rows:
        below = rows.get((key[0], key[1] + 1), [])
        if key not in seen and (down := list(_column_answers(rows[key], below, rows))):
            seen |= {key, (key[0], key[1] + 1)}
            yield from down
    for position, block in enumerate(front):
        if block.cell:
            key = (block.cell.table, block.cell.row)
            if key not in seen:
                seen.add(key)
                yield from _row_answers(rows[key])
            continue
        yield from _line_answers(block, front[position + 1] if position + 1 < len(front) else None)
        if ":" not in block.text and (answer := _set_apart(block, rules)):
            yield answer


_VERSION = re.compile(r"\b(?:version|issue|edition|draft|stage)\b", re.IGNORECASE)
_NO_ISSUE = re.compile(
    r"\b(?:next|due|notice|request\w*|statement|transfer\w*|meeting|(?:annual )?review(?! final))\b", re.IGNORECASE
)
_ISSUE = re.compile(r"\b(?:final|draft|amended|proposed|issued|version|plan)\b", re.IGNORECASE)
_STAGE = re.compile(r"\b(?:status|stage|type|version|plan)\b", re.IGNORECASE)


def _column_answers(row: list[Block], below: list[Block], rows: dict[tuple[int, int], list[Block]]) -> Iterator[_Answer]:
    """A row of questions with the answers in the row below, or a table of versions, the latest of which is this plan."""
    asked = {b.cell.column: b for b in row if b.cell}
    answers = {b.cell.column: b for b in below if b.cell}
    if len(asked) < 2 or not below or set(answers) - set(asked) or any(len(b.text.split()) > 8 for b in asked.values()):
        return
    dated = next((c for c, b in asked.items() if re.search(r"\bdates?\b|\bissued\b", b.text, re.IGNORECASE)), None)
    if dated is not None and any(_VERSION.search(b.text) for b in asked.values()):
        table, first = next((b.cell.table, b.cell.row) for b in row if b.cell)
        lines = [{b.cell.column: b for b in r if b.cell} for (t, n), r in rows.items() if t == table and n > first]
        days = [(day, n) for n, line in enumerate(lines) if dated in line and (day := parse_date(line[dated].text))]
        stages = [c for c, b in asked.items() if c != dated and (_VERSION.search(b.text) or _STAGE.search(b.text))]
        said = [" ".join(b.text for c, b in line.items() if c in stages) for line in lines]  # not why it was amended
        issued = [(day, n) for day, n in days if _ISSUE.search(said[n]) and not _NO_ISSUE.search(said[n])]
        days = issued or days  # a table of stages tells of reviews and notices too
        if days:
            last = lines[max(days)[1]]
            yield _Answer("plan_date", last[dated].span, last[dated].text)
            for column in (c for c, b in asked.items() if c != dated and c in last and _STAGE.search(b.text)):
                yield _Answer("status", last[column].span, last[column].text)
        return
    fields = {column: question(b.text) for column, b in asked.items()}
    days_below = len(answers) > 1 and all(_dated(b.text) for b in answers.values())  # a row of stages over their dates
    if days_below:
        fields = {c: field if field in _DATES else _final(asked[c].text) for c, field in fields.items()}
    if (days_below or all(fields.values())) and not any(question(b.text) for b in answers.values()):
        for column, block in answers.items():
            if (field := fields[column]) and not is_prompt(block.text):
                yield _Answer(field, block.span, block.text)


_DATES = ("plan_date", "review_date", "date_of_birth")


def _final(text: str) -> str | None:
    """ "Final plan", over the date on which it was made."""
    return "plan_date" if re.fullmatch(r"\W*(?:amended )?final (?:ehc )?(?:plan|ehcp)\W*", text, re.IGNORECASE) else None


def _dated(text: str) -> bool:
    """Whether a cell is a date, with a word or two in brackets after it."""
    return parse_date(re.sub(r"\([^()]*\)\s*$", "", text).strip()) is not None


def _row_answers(row: list[Block]) -> Iterator[_Answer]:
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in row:
        assert block.cell is not None
        cells[block.cell.column].append(block)
    columns = sorted(cells)
    for position, column in enumerate(columns):
        block = cells[column][0]
        inline = list(_line_answers(block, None)) if ":" in block.text.rstrip(" :") or "\n" in block.text else []
        answered = [answer for answer in inline if answer.value is not None]
        if answered or len(cells[column]) > 1:
            for one, after in zip(cells[column], [*cells[column][1:], None], strict=True):
                yield from _line_answers(one, after)
            continue
        field = question(block.text) if len(block.text.split()) <= 14 else None
        if field is None:
            continue
        following = cells[columns[position + 1]] if position + 1 < len(columns) else []
        near = following and following[0].cell and block.cell and following[0].cell.column == column + block.cell.columns
        text = "\n".join(b.text for b in following)
        if near and question(text) is None and not is_prompt(text):
            yield _Answer(field, Span(following[0].span.start, following[-1].span.end), text)
        else:
            yield _Answer(field, Span(block.span.end, block.span.end), None)


def _line_answers(block: Block, after: Block | None) -> Iterator[_Answer]:
    offset = block.span.start
    for line in (piece for whole in block.text.split("\n") for piece in _questions_in(whole)):
        before, mark, rest = re.match(r"([^:?]*)([:?]?)(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        field = question(before) if len(before.split()) <= 12 else None
        if field and mark:
            value = rest.strip(" :")
            start = offset + len(line) - len(rest.lstrip(" :"))
            if value and not is_prompt(value):
                yield _Answer(field, Span(start, offset + len(line)), value)
            elif (
                after is not None
                and question(after.text.partition(":")[0]) is None
                and not is_prompt(after.text)
                and (len(after.text.split()) <= 12)
            ):
                yield _Answer(field, after.span, after.text)
            else:
                yield _Answer(field, Span(offset + len(line), offset + len(line)), None)
        offset += len(line) + 1


_LONGEST_LINE = 24  # words


def _set_apart(block: Block, rules: RulePack) -> _Answer | None:
    """A label and its answer with no more than a gap between them ("Date of birth    5 July 2004")."""
    words = block.text.split()
    if not 1 < len(words) <= _LONGEST_LINE:
        return None
    for length in range(min(9, len(words) - 1), 0, -1):
        if any(word[0].isdigit() for word in words[:length]):
            continue
        field, value = question(" ".join(words[:length])), " ".join(words[length:])
        exact = tuple(word.lower() for word in words[:length]) in questions()
        fits = (
            (field in ("date_of_birth", "plan_date", "review_date", "signed_on") and A_DATE.match(value))
            or (field == "status" and exact and len(value.split()) <= 5 and read_status(value, rules))
            or (field == "name" and exact and A_NAME.fullmatch(value))
        )
        if field and fits:
            start = block.text.index(words[length], len(" ".join(words[:length])))
            return _Answer(field, Span(block.span.start + start, block.span.end), value)
    return None


_LATER_QUESTION = re.compile(r" (?=(?:[A-Z][\w.']*)(?: [\w'/.]+){0,5}:)")


def _questions_in(line: str) -> list[str]:
    """A line that asks several things ("Name: Zofia Date of birth: 22.06.2021") as one piece for each."""
    cuts = [m.start() for m in _LATER_QUESTION.finditer(line) if question(line[m.end() :].partition(":")[0])]
    edges = [-1, *cuts, len(line)]
    return [line[a + 1 : b] for a, b in pairwise(edges)]
