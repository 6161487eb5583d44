"""The lines of a report or a plan, one statement each, with the part of the document that each stands in.

A statement is a sentence, a list item or a table row: reports put recommendations in any of them. Reports of other services
have
headings of their own, so the part is told by wording (data/advice_headings.csv) wherever the reader placed no section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from ehcp_lint.language import plain, sentences
from ehcp_lint.language.letters import BULLET
from ehcp_lint.plan import Block, Layer, Letter, Plan, Span
from ehcp_lint.resources import table


class Where(StrEnum):
    """What a part of a report is for. UNKNOWN: no heading has said so."""

    ADVICE = "advice"
    OUTCOMES = "outcomes"
    NEEDS = "needs"
    FACTS = "facts"
    HOME = "home"
    END = "end"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement. `group` is that of the paragraph or row that it stands in, so that "Each session lasts an hour" is
    read with
    what stands before it; `listed` says that it is a list item or a row. `letter` is the section of a plan."""

    span: Span
    text: str = field(repr=False)
    group: int
    where: Where = Where.UNKNOWN
    listed: bool = False
    letter: Letter | None = None


_LETTERS = {
    Letter.A: Where.FACTS,
    Letter.B: Where.NEEDS,
    Letter.C: Where.NEEDS,
    Letter.D: Where.NEEDS,
    Letter.E: Where.OUTCOMES,
    Letter.F: Where.ADVICE,
    Letter.G: Where.ADVICE,
    Letter.H: Where.ADVICE,
    Letter.H1: Where.ADVICE,
    Letter.H2: Where.ADVICE,
    Letter.I: Where.FACTS,
    Letter.J: Where.FACTS,
    Letter.K: Where.FACTS,
}


def lines_of(plan: Plan) -> tuple[Line, ...]:
    """Every statement of the body, in reading order. Headings, labels of tables and empty rows are none."""
    found: list[Line] = []
    where = Where.UNKNOWN
    letter: Letter | None = None
    for group, blocks in enumerate(_groups(plan)):
        first = blocks[0]
        if first.cell is None and (run_in := _LETTER.match(first.text)) and not plan.section(Letter(run_in[1])):
            letter, where = (
                Letter(run_in[1]),
                _LETTERS.get(Letter(run_in[1]), Where.UNKNOWN),
            )  # "F. Ravi will sit at the front."
            found += _lines(plan, blocks, group, where, letter)
            continue
        section = plan.section_at(first.span.start)
        if section and section.letter is not letter:
            letter, where = section.letter, _LETTERS.get(section.letter, Where.UNKNOWN)
        elif section is None:
            letter = None
        if first.cell is None and len(blocks) == 1:
            title, rest = _title(first)
            known = part_named(title) if title else None
            if known and group and rest and known is not Where.ADVICE:
                found += _lines(plan, blocks, group, known, letter)  # "Outcome: ...": a label of this one line
                continue
            if _SIGNED.match(first.text):
                where = Where.END
            if title and not known and where is Where.UNKNOWN and first.level is not None and group:
                known = Where.FACTS  # a heading of the report's own, before anything is advised
            if known and group:  # the first paragraph is the report's own title
                where = known
                letter = None if section is None else letter
            if title and not rest:
                continue
            if opened := _opens_list(first.text):
                where = opened
                continue
        found += _lines(plan, blocks, group, where, letter)
    return tuple(found)


def _groups(plan: Plan) -> Iterator[list[Block]]:
    """The body's paragraphs, and the cells of each table row together."""
    row: list[Block] = []
    for block in plan.blocks:
        if block.layer is not Layer.BODY or not block.text.strip():
            continue
        cell = block.cell
        if row and (cell is None or row[0].cell is None or (cell.table, cell.row) != (row[0].cell.table, row[0].cell.row)):
            yield row
            row = []
        if cell is None:
            yield [block]
        else:
            row.append(block)
    if row:
        yield row


_TITLE = re.compile(r"^[\W_]*(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s+)?(?P<title>[^\n]{2,90}?)[\s:.–—-]*$")
_RUN_IN = re.compile(
    r"^[\W_]*(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s+)?(?P<title>[A-Z][\w'’&/, ]{2,48}?)\s*[:–—]\s+(?P<rest>\S.*)$", re.DOTALL
)
_LONGEST_TITLE = 9


def _title(block: Block) -> tuple[str, bool]:
    """The words of a heading, or of a label that the paragraph begins with ("Background: ..."), and whether more follows."""
    text = plain(block.text)
    if (run_in := _RUN_IN.match(text)) and len(run_in["title"].split()) <= 5 and part_named(run_in["title"]):
        return run_in["title"], True
    found = _TITLE.match(text)
    if not found or (BULLET.match(text) and not text[:1].isdigit() and block.level is None):
        return "", False
    title, words = found["title"], found["title"].split()
    if block.level is not None or (block.strong and len(words) <= _LONGEST_TITLE):
        return title, False
    ends = text.rstrip()[-1:] in ".;!?"
    if _SECTION_TITLE.match(title) and len(words) <= _LONGEST_TITLE and not ends:
        return title, False
    if title.isupper() and len(words) <= 4 and not ends and not re.search(r"\d", title):
        return title, False
    named = part_named(title) is not None and not _SENTENCE.search(title)
    return (title, False) if len(words) <= _LONGEST_TITLE and not ends and named else ("", False)


_SIGNED = re.compile(r"\W*(?:signed|signature|yours (?:sincerely|faithfully))\b", re.I)
_OPENS = re.compile(
    r"\b(?:recommend\w*|advis\w+|suggest\w*|propos\w+|needs?|needed|help\w*|would like|like (?:to see|more of)|wish "
    r"?list|thoughts|"
    r"required?|requires|should|benefit|put in place|support\w*|so|plan|asks?|asking)\b",
    re.I,
)


def _opens_list(text: str) -> Where | None:
    """What an introduction of a list opens: "So, what would I like to see?", "Things that'll help:"."""
    flat = plain(text).strip()
    if flat[-1:] not in ":?" or len(flat.split()) > 30 or BULLET.match(flat):
        return None
    last = re.split(r"(?<=[.!?])\s+(?=\S+\s)", flat)[-1]
    if _NEEDED.search(last) or _DO.fullmatch(last):
        return Where.ADVICE
    return Where.ADVICE if _OPENS.search(last) and not _PAST_LIST.search(last) else part_named(last)


_NEEDED = re.compile(r"\bwhat (?:[\w'-]+ ){1,4}(?:needs?|requires?|should|would|will)\b", re.I)
_DO = re.compile(r"(?:please )?(?:do|try|try this|things to do)\W*", re.I)
_PAST_LIST = re.compile(
    r"\b(?:currently|in place|already|so far|assess\w*|scores?|results?|tests?|told|reports?|at home)\b", re.I
)
_SECTION_TITLE = re.compile(
    r"(?:section|part) [A-K][12]?\b|(?:social, emotional and mental health|communication and interaction|"
    r"cognition and learning|sensory (?:and|and/or) physical)\b[\w /]*$",
    re.I,
)
_SENTENCE = re.compile(r"\b(?:will|should|must|is to|are to|would|could|has|have|requires?)\b", re.I)


@cache
def _wordings() -> tuple[tuple[str, Where], ...]:
    rows = [(row["wording"], Where(row["part"])) for row in table("advice_headings.csv", ("wording", "part"))]
    return tuple(sorted(rows, key=lambda row: (-len(row[0].split()), -len(row[0]), row[0])))


def part_named(title: str) -> Where | None:
    """What part a heading opens: the longest wording of data/advice_headings.csv that it begins or ends with."""
    if _NEEDED.search(plain(title)):
        return Where.ADVICE
    words = " " + " ".join(re.findall(r"[a-z']+", plain(title).lower())) + " "
    at_an_end = (
        (wording, where) for wording, where in _wordings() if words.startswith(f" {wording} ") or words.endswith(f" {wording} ")
    )
    return next((where for _, where in at_an_end), None)


# --- statements --------------------------------------------------------------------------------------------------------------

_HEADER = frozenset(
    "need needs area areas outcome outcomes recommendation recommendations provision support strategy action what who "
    "how often "
    "frequency when by whom delivered provider amount duration number no review reviewed date intervention resources "
    "staff group "
    "target targets where setting lead responsible and of time hours level expertise ratio type".split()
)


def _lines(plan: Plan, blocks: list[Block], group: int, where: Where, letter: Letter | None) -> Iterator[Line]:
    if blocks[0].cell is not None or "|" in blocks[0].text:
        span = Span(blocks[0].span.start, blocks[-1].span.end)
        cells = [cell.strip() for block in blocks for cell in re.split(r"\s*\|\s*|\t|\n", block.text) if cell.strip()]
        words = re.findall(r"[a-z]+", " ".join(cells).lower())
        if several := _several(blocks):  # a cell that is a list of its own
            for block in several:
                yield Line(block.span, block.text.strip(), group, where, listed=True, letter=letter)
            return
        if words and not set(words) <= _HEADER:
            yield Line(span, " | ".join(cells), group, where, listed=True, letter=letter)
        return
    block = blocks[0]
    if lettered := _lettered(block.text):
        for start, end in lettered:
            span = Span(block.span.start + start, block.span.start + end)
            yield Line(span, plan.quote(span), group, where, True, letter)
        return
    listed = bool(block.number.strip()) or bool(_LISTED.match(plain(block.text)))
    pieces = _merged(plan.quote(block.span), sentences(block.text), listed)
    for start, end in pieces:
        span = Span(block.span.start + start, block.span.start + end)
        yield Line(span, plan.quote(span), group, where, listed, letter)


_LETTER = re.compile(r"(?:Section )?(H[12]|[B-J])[.:)] (?=[A-Z])")


def _several(blocks: list[Block]) -> list[Block]:
    """The paragraphs of a cell that holds two or more statements; empty where no cell of the row does."""
    columns: dict[int, list[Block]] = {}
    for block in blocks:
        if block.cell and len(block.text.split()) > _LABEL_WORDS:
            columns.setdefault(block.cell.column, []).append(block)
    return next((column for column in columns.values() if len(column) > 1), [])


_LISTED = re.compile(
    r"\s*(?:[•>–-]\s?(?=\S)|(?:\(?(?:[A-H]\.?)?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):/]{0,2}|"
    r"\(?[A-H]?\(?(?:[a-z]|[ivx]{1,4})[.):]{1,2}|->)\s+(?=\S))",
    re.I,
)
_LETTERED = re.compile(r"(?:^|(?<=[.;:])\s+)(?P<letter>[a-z])[.)]? (?=[A-Z0-9])")


def _lettered(text: str) -> list[tuple[int, int]]:
    """The items of a list whose letters run on in one paragraph: "a Signing ... b Visits ... c A quiet room"."""
    found = list(_LETTERED.finditer(text))
    letters = "".join(match["letter"] for match in found)
    if len(found) < 2 or letters not in "abcdefghijklmnopqrstuvwxyz":
        return []
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [(match.end(), end) for match, end in zip(found, ends, strict=True)]


_GOES_ON = re.compile(
    r"(?:th(?:is|ese|at|ose|ey)|each|every|it(?! (?:is|would|seems)\b)|sessions?|both|all of (?:this|these)|an? "
    r"(?:total|session)|they|to (?:include|be)|"
    r"including|in total|which|not)\b|(?:the )?(?:aim|focus|sessions?|work|group|programme|training|blocks?)\b"
    r"(?= (?:is|are|will (?:be|last|focus|include|cover|run|take)|should (?:be|last|focus|include|cover|run|take)|lasts?))",
    re.I,
)
_LABEL_WORDS = 4
_ONE_ITEM = 50  # words: a list item of no more is one statement


def _merged(text: str, found: list[tuple[int, int]], listed: bool) -> list[tuple[int, int]]:
    """Sentences with what only goes on from them: "Individual therapy. A therapist will ...", "Each session lasts ..."."""
    merged: list[tuple[int, int]] = []
    for start, end in found:
        words = text[start:end]
        label = (
            merged and len(text[slice(*merged[-1])].split()) <= _LABEL_WORDS and not _SENTENCE.search(text[slice(*merged[-1])])
        )
        short = merged and (
            (listed and len(text.split()) <= _ONE_ITEM) or (len(words.split()) <= _LABEL_WORDS and not _ASKS.search(words))
        )
        if merged and (label or short or _GOES_ON.match(words)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


_ASKS = re.compile(r"\b(?:should|must|will need|recommend\w*|requires?|needs?|to be|please|will)\b", re.I)
