"""What the front page, the sign-off and the running headers say in words of their own, without a question and its answer.

"This is the final plan for Ada Quill", "Amended final 13.02.2026", "To be reviewed on or before 26 February 2027": each is read
by the words just before it. Where they do not say what a date is, nothing is read; it is counted as open, because what is open
may not be called missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ehcp_lint.parsers.days import A_NAME, DATE, parse_date
from ehcp_lint.plan import Block, Fact, Span

_CLAUSE = re.compile(r"[;|·•\n]|\.\s|,\s(?=(?:and|reviewed|to be|must|first|last|issued)\b)", re.IGNORECASE)
_BIRTH = re.compile(
    r"^\W*(?:(?:i|he|she|they|was|were|child|date|of|my) )*(?:born|birth|d\.?o\.?b\.?)(?: on)?\W*$", re.IGNORECASE
)
_BORN = re.compile(r"^\W*[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}(?: \([^)]*\))?,? (?:was )?born(?: on)?\W*$")  # "Ada Quill, born"
_OF_WHOM = re.compile(r"\b(?:in respect of|concerning|plan for|re:) [^,;:]{3,60},\s*born(?: on)?\W*$", re.IGNORECASE)
_REVIEW = re.compile(r"\breview(?:ed|s)?\b", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:to be|must be|will be|shall be|should be|is due|due|next|first|by|before|no later than|within|on or around)\b",
    re.IGNORECASE,
)
_OTHER_REVIEW = re.compile(
    r"\b(?:(?<!be )held|took|taken|last|previous|follow\w*|after|since|meetings?|of|medic\w*|dose|melatonin|clinic|hearing|"
    r"therapy|health|care plan|child in need|pep|lac|looked|risk|policy|template)\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:request\w*|assess\w*|first|original\w*|previous\w*|old|earlier|last|former|replaces?|supersedes?|medic\w*|report\w*|"
    r"advice|started|starts|since|from|until|seen|received|meeting|panel|review\w*|following|after|diagnos\w*|printed|exported|"
    r"template|policy|agreed|act|signed|sibling|brother|sister|born|birth|comments?|respond\w*|reply|return)\b",
    re.IGNORECASE,
)
# An earlier plan, or the day by which somebody is to answer.
_OTHER_PLAN = re.compile(
    r"\b(?:first|original\w*|previous\w*|old|last|earlier|former|replac\w+|supersed\w+|instead of|(?:in|takes?|"
    r"taking) (?:the )?place of|comments?|respond\w*|reply)\b"
    r"|\b(?:by|before|within|until)\W*$",
    re.IGNORECASE,
)
_OF_PLAN = re.compile(
    r"\b(?:issued?|re-?issued|finalised|final|amended|amendment|draft|version|dated|date of (?:this )?plan|plan date|made)\b",
    re.IGNORECASE,
)
# The name after "plan for" and the like, or a stretch of a title line that is a name and nothing else.
_PLAN_FOR = re.compile(
    r"(?i:\b(?:plan|ehcp?)\b[^.:;]{0,30}?\b(?:for|of|belongs to|about)|^\W*for|\bbelongs to|\bthis is|\bmy name is|"
    r"\bconcerning|\bin respect of)\s+(?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){1,3})"
)
_STRETCH = re.compile(r"[^–—|·•:;,()\n]+")
_NO_NAME = re.compile(
    r"\b(?:Council|School|Academy|College|Nursery|Service|Services|Team|Borough|County|City|Plan|Care|Health|Education|Special|Primary|"
    r"Section|Part|Draft|Final|Amended|Proposed|Official|Sensitive|Confidential|Page|Version|Annual|Review|Family|Families|"
    r"Children|Learning|Together|Act|Year|Reception|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|EHC|EHCP|SEND|SEN|Assessment|Department|Trust|Unit|London|North|South|East|West)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_OFTEN = 5  # times that a child's first name stands in the plan at least
_NAME_IN_LINE = re.compile(r"[A-ZÀ-Þ][\w'-]*[a-zà-ÿ][\w'-]*(?: [A-ZÀ-Þ][\w'-]+){1,3}")


@dataclass(slots=True)
class Told:
    """What was told in words: facts by field, how many dates stand there of which nobody can tell what they are, and whether a
    name does that may be the child's."""

    dates: dict[str, Fact[date]] = field(default_factory=dict)
    name: Fact[str] | None = None
    open_dates: int = 0
    open_name: bool = False


def told(front: Sequence[Block], furniture: Sequence[Block], body: str | None, spoken_for: Sequence[Span]) -> Told:
    """The dates and the name that `front` and `furniture` tell in words. `body` is the text of the sections, by which a name is
    known (None: no name is asked for); `spoken_for` are the answers to questions, which are read elsewhere."""
    found = Told()
    for block in (*front, *furniture):
        if any(span.meets(block.span) for span in spoken_for) and not _OF_PLAN.search(block.text):
            continue
        _read_dates(block, found, spoken_for)
    if body is None:
        return found
    words = Counter(_LETTERS.findall(body))
    candidates = max(_names_in(front, words), default=None), max(_names_in(furniture, words), default=None)
    for often, at, name in filter(None, candidates):
        if often >= _OFTEN:
            found.name = found.name or Fact(name, Span(-at, -at + len(name)))
        found.open_name = found.open_name or often > 0
    return found


def _read_dates(block: Block, found: Told, spoken_for: Iterable[Span]) -> None:
    end = 0
    what: str | None = None
    for match in DATE.finditer(block.text):
        day = parse_date(match.group())
        between = block.text[end : match.start()]
        before = _CLAUSE.split(between)[-1]
        end = match.end()
        span = Span(block.span.start + match.start(), block.span.start + match.end())
        if day is None or any(known.holds(span) for known in spoken_for):
            continue
        listed = what == "plan_date" and _LISTED.fullmatch(between)  # "Amended: 14 March 2025; 20 November 2026"
        what = what if listed else _what(before, _CLAUSE.split(block.text[end : end + 60])[0])
        if what == "":
            found.open_dates += block.cell is None  # in a table the cell beside it says what it is
        elif what and (what not in found.dates or day > (found.dates[what].value or day)):
            found.dates[what] = Fact(day, span)


_LISTED = re.compile(r"\s*(?:[;,&]|and)\s*(?:and )?")


def _what(before: str, after: str) -> str | None:
    """What the words before a date say it is; None for a day of something else, "" where they do not say."""
    if _BIRTH.search(before) or _BORN.search(before) or _OF_WHOM.search(before):
        return "date_of_birth"
    if review := _REVIEW.search(before):
        other = _OTHER_REVIEW.search(before)
        return "review_date" if _COMING.search(before) and not other else None if other or review else ""
    cue = max((m.end() for m in _OF_PLAN.finditer(before)), default=-1)
    other_cue = max((m.end() for m in _OTHER_DAY.finditer(before)), default=-1)
    if other_cue > cue or _OTHER_PLAN.search(before):
        return None
    if cue >= 0:
        return "plan_date"
    alone = not re.search(r"[^\W\d_]", before)
    if alone and re.match(r"\W*(?:draft|final|amended|proposed)\b", after, re.IGNORECASE):
        return "plan_date"  # "13.02.2026 Amended final"
    return "" if alone or re.search(r"\bplan\b|\behcp?\b", before, re.IGNORECASE) else None


def _names_in(blocks: Sequence[Block], words: Counter[str]) -> Iterator[tuple[int, int, str]]:
    """What may be the child's name in a title line, a sentence or a running header: after "plan for", between dashes, or
    in the midst of a header. Each with how often its first word comes in the plan, the child's most of all."""
    for block in blocks:
        if len(block.text.split()) > _LONGEST:
            continue
        places = [(m.start("name"), m["name"]) for m in _PLAN_FOR.finditer(block.text)]
        places += [
            (m.start() + len(m.group()) - len(m.group().lstrip()), m.group().strip())
            for m in _STRETCH.finditer(block.text)
            if A_NAME.fullmatch(m.group().strip()) and ":" not in block.text
        ]
        if block.layer != "body":
            places += [
                (m.start(), m.group()) for m in _NAME_IN_LINE.finditer(_NO_NAME.sub(lambda w: w.group().lower(), block.text))
            ]
        for start, name in places:
            if not _NO_NAME.search(name):
                often = words[_LETTERS.findall(name)[0]]
                yield often, -(block.span.start + start), name


_LONGEST = 30  # words
