"""The front page and the sign-off: name, dates, status and the other answers a plan gives about itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from ehcp_lint.parsers.content import is_prompt
from ehcp_lint.parsers.placed import Part, Placed
from ehcp_lint.plan import Block, Details, Fact, Layer, Span, Status
from ehcp_lint.resources import table
from ehcp_lint.rules import RulePack

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:[/.\-]\s*(?P<number>\d{1,2})\s*[/.\-]|(?:of\s+)?(?P<name>[A-Za-z]{3,9})\.?,?)\s*"
    r"(?P<year>\d{4}|'?\d{2})\b"
    r"|(?P<iso>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})"
)
_MONTH_YEAR = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})\b")
_TICKED = re.compile(r"(?:☒|☑|✓|✔|\[x\])\s*([^☐☒☑✓✔\[\n]{2,40})", re.IGNORECASE)
_PLAN_WORDS = re.compile(r"\b(?:plan|ehcp?|education,? health)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A question's field, the span of its answer (or of the question), and the answer's words if there are any."""

    field: str
    span: Span
    value: str | None


def details(placed: Sequence[Placed], furniture: Sequence[Block], rules: RulePack) -> Details:
    """What the front page, sign-off and running headers say; of several answers to one question the first is taken.

    Of several dates of the plan or its review the latest is taken."""
    front = [entry.block for entry in placed if entry.part in (Part.FRONT, Part.OUTSIDE)]
    found: dict[str, _Answer] = {}
    for answer in _answers(front, rules):
        known = found.get(answer.field)
        if known is None or (not _answered(known, rules) and _answered(answer, rules)) or _later(known, answer):
            found[answer.field] = answer
    facts: dict[str, Any] = {
        name: Fact(_value(name, answer.value, rules), answer.span) for name, answer in found.items() if name in _VALUES
    }
    if "name" not in facts and (name := _name_alone(placed)):
        facts["name"] = name
    if facts.get("plan_date") is None and (dated := _date_alone(front)):
        facts["plan_date"] = dated
    statuses = tuple(_statuses(front, furniture, found.get("status"), rules))
    own = facts.pop("status", None)
    if own is None or own.value is None:
        own = statuses[0] if statuses else own
    return Details(**facts, status=own, all_statuses=statuses)


_FIRST_LINES = 15  # of the front page


def _name_alone(placed: Sequence[Placed]) -> Fact[str] | None:
    """The child's name where it stands at the head of the front page without a label: a name whose first part comes again and
    again in the plan."""
    front = [entry.block for entry in placed if entry.part in (Part.FRONT, Part.OUTSIDE)][:_FIRST_LINES]
    told = " ".join(entry.block.text for entry in placed if entry.letter)
    for block in front:
        if _A_NAME.fullmatch(block.text.strip()) and len(re.findall(rf"\b{re.escape(block.text.split()[0])}\b", told)) >= 5:
            return Fact(block.text.strip(), block.span)
    return None


def _date_alone(front: Sequence[Block]) -> Fact[date] | None:
    """The plan's date where the front page only says "Date 28 March 2025"."""
    for block in front[:_FIRST_LINES]:
        found = re.fullmatch(r"\W*date\W{1,3}(.{6,20})", block.text, re.IGNORECASE)
        if found and (day := parse_date(found[1])):
            return Fact(day, Span(block.span.start + found.start(1), block.span.end))
    return None


def _later(known: _Answer, answer: _Answer) -> bool:
    """Of several plan dates the latest counts (first plan, final plan, this amended plan), and so of review dates."""
    if answer.field not in ("plan_date", "review_date") or known.value is None or answer.value is None:
        return False
    one, other = parse_date(known.value), parse_date(answer.value)
    return one is not None and other is not None and other > one


def _answered(answer: _Answer, rules: RulePack) -> bool:
    if answer.value is None:
        return False
    return answer.field not in _VALUES or _value(answer.field, answer.value, rules) is not None


def parse_date(text: str) -> date | None:
    """The first date in British order in `text` ("14/03/2016", "1st May 2027", "2027-05-01"); two-digit years are 20xx."""
    match = _DATE.search(text)
    if match is None:
        month_year = _MONTH_YEAR.search(text)
        month = _MONTH.get(month_year["name"][:3].lower()) if month_year else None
        return date(int(month_year["year"]), month, 1) if month_year and month else None
    if match["iso"]:
        year, month, day = int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])
    else:
        year = int(match["year"].lstrip("'"))
        year += 2000 if year < 100 else 0
        month = int(match["number"]) if match["number"] else _MONTH.get(match["name"][:3].lower(), 0)
        day = int(match["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_group(text: str) -> int | None:
    if re.search(r"\breception\b", text, re.IGNORECASE):
        return 0
    match = re.search(r"\b(\d{1,2})\b", text)
    return int(match[1]) if match and int(match[1]) <= 14 else None


def _yes_no(text: str) -> bool | None:
    ticked = _TICKED.search(text)
    match = re.match(r"\W*(yes|no|y|n|not|none)\b", ticked[1] if ticked else text, re.IGNORECASE)
    return match[1].lower().startswith("y") if match else None


def _status(text: str, rules: RulePack) -> Status | None:
    ticked = _TICKED.search(text)
    if ticked:
        text = ticked[1]
    said = {status: found for status, pattern in rules.says_status if (found := pattern.search(text))}
    if not ticked:  # "Amended final" names one status; "Draft / Proposed / Final" is the question, not an answer
        rest = text.replace(said[Status.AMENDED_FINAL].group(), "") if Status.AMENDED_FINAL in said else text
        if sum(bool(pattern.search(rest)) for _, pattern in rules.says_status) > 1:
            return None
    return next(iter(said), None)


def _words(text: str) -> str | None:
    plain = text.strip(" \t\n.:;-–")
    return plain if any(c.isalpha() for c in plain) else None


_VALUES: dict[str, Callable[[str, RulePack], Any]] = {
    "name": lambda v, _: _words(v),
    "preferred_name": lambda v, _: _words(v),
    "signed_by": lambda v, _: _words(v),
    "setting": lambda v, _: _words(v),
    "reference": lambda v, _: v.strip(),
    "date_of_birth": lambda v, _: parse_date(v),
    "plan_date": lambda v, _: parse_date(v),
    "review_date": lambda v, _: parse_date(v),
    "signed_on": lambda v, _: parse_date(v),
    "year_group": lambda v, _: _year_group(v),
    "looked_after": lambda v, _: _yes_no(v),
    "social_care": lambda v, _: _yes_no(v),
    "status": lambda v, rules: _status(v, rules),
}


def _value(field: str, written: str | None, rules: RulePack) -> Any:
    return None if written is None else _VALUES[field](written, rules)


@cache
def _questions() -> dict[tuple[str, ...], str]:
    rows = table("front_page.csv", ("wording", "field"))
    return {tuple(row["wording"].split()): row["field"] for row in rows}


@cache
def question(text: str) -> str | None:
    """The field that a label asks for, by the longest known wording it begins with; None if it is no such label."""
    plain = re.sub(r"\b(\w)\.(?=\w\b|\W|$)", r"\1", text.lower())  # D.O.B. is DOB
    words = re.sub(r"\([^()]*\)|[^\w' ]", " ", plain).split()
    known = _questions()
    for start in (0, 1):
        if start and not (words and words[0] in ("my", "the", "child's", "pupil's")):
            break
        for length in range(min(8, len(words) - start), 0, -1):
            field = known.get(tuple(words[start : start + length]))
            rest = words[start + length :]
            if field and len(rest) <= 3 and not any(word.isdigit() for word in rest):
                return field
    if words[:1] == ["date"] and len(words) <= 9:
        return _date_question(set(words))
    if set(words[:2]) & {"this"} and len(words) <= 5 and set(words) <= _THIS_PLAN and set(words) & {"plan", "version"}:
        return "plan_date"  # "This amended final plan", beside its date
    if words[-1:] == ["issued"] and len(words) <= 4 and {"plan", "ehcp", "version"} & set(words):
        return "plan_date"  # "Final plan issued 17 October 2024"
    said = set(words)
    gone = said & _GONE or ("held" in said and "be" not in said) or ("meeting" in said and not said & {"next", "first"})
    coming = said & _REVIEW_WORDS and said & _COMING and not gone
    return "review_date" if coming and len(words) <= 9 else None


_THIS_PLAN = {"this", "ehc", "amended", "final", "draft", "proposed", "plan", "version", "date", "of"}
_REVIEW_WORDS = {"review", "reviewed", "reviews"}
_COMING = {"next", "first", "due", "by", "date", "annual", "finished", "completed", "and"}
_GONE = {"last", "previous", "follows", "led", "following", "after", "request", "requested", "report", "notes", "chair"}


def _date_question(words: set[str]) -> str | None:
    """ "Date by which this plan must be reviewed", "Date of this draft": a date is asked for, in words of the council's own."""
    if words & {"review", "reviewed"}:
        return None if "meeting" in words and not words & {"next", "first"} else "review_date"
    if words & {
        "birth",
        "original",
        "previous",
        "first",
        "request",
        "requested",
        "assessment",
        "meeting",
        "received",
        "appended",
    }:
        return None
    return "plan_date" if words & {"plan", "draft", "final", "issued", "issue", "version"} else None


def _answers(front: list[Block], rules: RulePack) -> Iterator[_Answer]:
    """Questions with their answers: in the next cell of the row, after a colon, or in the next paragraph."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in front:
        if block.cell:
            rows[block.cell.table, block.cell.row].append(block)
    seen: set[tuple[int, int]] = set()
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


_A_DATE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.-]{1,2}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-|"
    rf"(?:{'|'.join(_MONTHS)}) \d{{4}}",
    re.IGNORECASE,
)
_A_NAME = re.compile(r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){1,3}")
_LONGEST_LINE = 16  # words


def _set_apart(block: Block, rules: RulePack) -> _Answer | None:
    """A label and its answer with no more than a gap between them ("Date of birth    5 July 2004")."""
    words = block.text.split()
    if not 1 < len(words) <= _LONGEST_LINE:
        return None
    for length in range(min(9, len(words) - 1), 0, -1):
        if any(word[0].isdigit() for word in words[:length]):
            continue
        field, value = question(" ".join(words[:length])), " ".join(words[length:])
        exact = tuple(word.lower() for word in words[:length]) in _questions()
        fits = (
            (field in ("date_of_birth", "plan_date", "review_date", "signed_on") and _A_DATE.match(value))
            or (field == "status" and exact and len(value.split()) <= 5 and _status(value, rules))
            or (field == "name" and exact and _A_NAME.fullmatch(value))
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


def _statuses(
    front: Iterable[Block], furniture: Iterable[Block], own: _Answer | None, rules: RulePack
) -> Iterator[Fact[Status]]:
    """Every place that says what the plan is: the status question, a title line, a running header or watermark."""
    if own and own.value and (status := _status(own.value, rules)):
        yield Fact(status, own.span)
    for block in [*list(front)[:12], *(b for b in furniture if b.layer is Layer.FURNITURE)]:
        short = len(block.text.split()) <= 14
        says_plan = (
            _TICKED.search(block.text)
            or _PLAN_WORDS.search(block.text)
            or block.text.strip(" *-").lower() in ("draft", "final")
        )
        if own and own.span.meets(block.span):
            continue
        if short and says_plan and question(block.text.partition(":")[0]) is None and (status := _status(block.text, rules)):
            yield Fact(status, block.span)
