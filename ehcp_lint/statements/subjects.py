"""What is compared of a line: its words without names, who is named in it, and whether it is what the child will achieve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ehcp_lint.grammar.text import WordList, fold
from ehcp_lint.language import mask, plain
from ehcp_lint.resources import table
from ehcp_lint.statements.likeness import Subject

_GOAL = re.compile(
    r"\b(?:outcomes?|goals?|aims?|targets?|aspirations?|long[- ]term|end point|achieve)\b|\bby (?:the (?:end|close|"
    r"time)|age|july|"
    r"summer|his|her|their|year)\b",
    re.IGNORECASE,
)


def subjects(texts: Iterable[str], names: Sequence[str], outcomes: Iterable[bool]) -> list[Subject]:
    """What is compared of each line; `outcomes` says which lines stand among the outcomes of a plan."""
    return [Subject(mask(text, names), outcome, roles_in(text)) for text, outcome in zip(texts, outcomes, strict=True)]


def speaks_of_goal(text: str) -> bool:
    """Whether a recommendation says what is to be achieved rather than what is to be given."""
    return bool(_GOAL.search(plain(text)))


@cache
def _roles() -> tuple[WordList[str], WordList[str]]:
    """Professions by their wordings in data/advisers.csv: small letters, and short forms that need their capitals."""
    words: dict[str, str] = {}
    short: dict[str, str] = {}
    for row in table("advisers.csv", ("wording", "adviser", "kind")):
        if row["kind"] == "role" and row["adviser"] != "setting":
            for form in (row["wording"], f"{row['wording']}s"):
                (words if form == form.lower() else short).setdefault(form, row["adviser"])
    return WordList(words), WordList(short)


def roles_in(text: str) -> frozenset[str]:
    """The professions that a line names, as data/advisers.csv calls them."""
    passage = fold(text)
    small, short = _roles()
    found = [*small.find(passage.low, passage.tokens)]
    found += short.find(passage.same, [(passage.same[a:b], a, b) for _, a, b in passage.tokens])
    return frozenset(adviser for adviser, _, _ in found)


@cache
def agencies_in_order() -> tuple[str, ...]:
    """All advisers in the order of data/advisers.csv."""
    return tuple(dict.fromkeys(row["adviser"] for row in table("advisers.csv", ("wording", "adviser", "kind"))))
