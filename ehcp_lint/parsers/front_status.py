"""What a plan says it is: the answer to its own question, a title line, a sentence, a running header or watermark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from ehcp_lint.parsers.days import DATE, parse_date
from ehcp_lint.parsers.front_questions import question
from ehcp_lint.plan import Block, Fact, Layer, Span, Status
from ehcp_lint.rules import RulePack

TICKED = re.compile(r"(?:☒|☑|✓|✔|\[x\])\s*([^☐☒☑✓✔\[\n]{2,40})", re.IGNORECASE)
_PLAN_WORDS = re.compile(r"\b(?:plan|ehcp?|education,? health)\b", re.IGNORECASE)


def read_status(text: str, rules: RulePack) -> Status | None:
    """The status that an answer or title names; None where it names none, or offers several."""
    text = _NOT_YET.sub("", text)
    ticked = TICKED.search(text)
    if ticked:
        text = ticked[1]
    said = {status: found for status, pattern in rules.says_status if (found := pattern.search(text))}
    if not ticked:  # "Amended final" names one status; "Draft / Proposed / Final" is the question, not an answer
        rest = text
        for status in _OF_TWO_WORDS & set(said):
            rest = rest.replace(said[status].group(), "")
        if sum(bool(pattern.search(rest)) for _, pattern in rules.says_status) + (rest != text) > 1:
            return None
    return next(iter(said), None)


_OF_TWO_WORDS = {Status.AMENDED_FINAL, Status.PROPOSED_AMENDED}
_LONGEST_SENTENCE = 40  # words
_THIS_IS = re.compile(
    r"\bthis (?:plan |document |version )?is (?:a |an |the |my |your )?"
    r"(?P<said>[\w ]{0,20}\b(?:draft|final|amended|proposed)\b[\w ]{0,20})",
    re.IGNORECASE,
)
_DATED_STATUS = re.compile(r"\b(?:draft|final|amended)\b\W{0,3}(?:(?:issued|version|v\d+)\W{0,3}(?:on )?)?\d", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\bnot (?:yet )?(?:been )?final(?:ised)?\b|\b(?:until|when|once) (?:\w+ ){0,3}final(?:ised)?\b", re.IGNORECASE
)
# "AMENDED DRAFT following the annual review of 17 November"; "Final plan issued under the Act. Issued by ..."
_OPENS = re.compile(
    r"\W*(?:(?:amended|proposed) (?:draft|final)|(?:draft|final) amended)\b(?! (?:plan )?(?:due|by|sent|to be))", re.IGNORECASE
)
_FIRST_SENTENCE = re.compile(r"(?P<said>[^.:;?!]{8,110})\.\s+[A-Z]")
_TITLE_LINE = re.compile(r"(?:(?:proposed |amended )?(?:final|draft|amended)) (?:education,? health|ehcp?\b)", re.IGNORECASE)
_OTHER_PLAN = re.compile(
    r"\b(?:previous|old|earlier|former|original) (?:\w+ ){0,2}(?:plan|ehcp?|draft|final|version)\b"
    r"|\b(?:first|last) (?:plan|ehcp?|final)\b|\b(?:plan|draft) (?:of|from) (?:19|20)\d\d\b",
    re.IGNORECASE,
)


_MARKED = re.compile(r"[–—|·-]\s*(?:AMENDED |PROPOSED AMENDED )?(?:FINAL|DRAFT)\b")  # "Ada Quill – FINAL – page 3"
_NAMED = r"(?:proposed |amended )?(?:amended|draft|final)(?: amended)?"
_BEFORE_DAY = re.compile(
    rf"\b(?P<status>{_NAMED})(?: ehcp?)?(?: plan)?(?: date)?(?: (?:was )?issued)?\W{{1,4}}(?:on )?$", re.IGNORECASE
)
_AFTER_DAY = re.compile(rf"\W{{1,3}}(?P<status>{_NAMED})\b", re.IGNORECASE)


def status_of_days(front: Iterable[Block], rules: RulePack) -> Fact[Status] | None:
    """The status that stands with the latest of the front page's days: "Draft 14/08/2025 · Final 17/11/2025", "Date of final
    plan | 4 November 2025", "5 November 2025 (final, amended after the review)"."""
    found: list[tuple[date, Fact[Status]]] = []
    for before, block in pairwise([None, *front]):
        assert block is not None
        lead = ""
        if before and before.cell and block.cell and (before.cell.table, before.cell.row) == (block.cell.table, block.cell.row):
            lead = before.text.replace("\n", " ") + " "
        text, end = lead + block.text, 0
        for day in DATE.finditer(text):
            named = _BEFORE_DAY.search(text[end : day.start()]) or _AFTER_DAY.match(text, day.end())
            end = day.end()
            said = named and read_status(named["status"], rules)
            if said and (when := parse_date(day.group())):
                found.append((when, Fact(said, block.span)))
    return max(found, key=lambda entry: entry[0])[1] if found else None


def statuses(
    front: Iterable[Block], furniture: Iterable[Block], own: tuple[Span, str] | None, rules: RulePack
) -> Iterator[Fact[Status]]:
    """Every place that says what the plan is: the status question, a title line, a running header or watermark."""
    if own and (status := read_status(own[1], rules)):
        yield Fact(status, own[0])
    running = [b for b in furniture if b.layer is Layer.FURNITURE]
    for block in [*list(front)[:12], *running]:
        sentence = _THIS_IS.search(block.text)
        first = _FIRST_SENTENCE.match(block.text)
        text = first["said"] if first and _PLAN_WORDS.search(first["said"]) else block.text
        if "\n" in text:  # a title under the name of an Act, with a line break between
            text = next((line for line in text.split("\n") if _TITLE_LINE.match(line)), text)
        short = len(text.split()) <= 14 or (sentence and len(block.text.split()) <= _LONGEST_SENTENCE)
        says_plan = (
            TICKED.search(block.text)
            or _PLAN_WORDS.search(block.text)
            or _OPENS.match(block.text)
            or block.text.strip(" *-").lower() in ("draft", "final")
            or (block in running and (_DATED_STATUS.search(block.text) or _MARKED.search(block.text)))
        )
        if (own and own[0].meets(block.span)) or _OTHER_PLAN.search(block.text):
            continue
        titled = short and says_plan and question(block.text.partition(":")[0]) is None
        said = sentence["said"] if sentence else text if titled else ""
        if said and (status := read_status(said, rules)):
            yield Fact(status, block.span)
