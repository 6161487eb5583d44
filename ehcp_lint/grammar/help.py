"""What kind of help a text speaks of: data/kinds_of_help.csv, found as whole words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ehcp_lint.grammar.text import Text, WordList
from ehcp_lint.resources import table

# Words that name a kind of help, or only say that there is some.
NAMED = frozenset(("intervention", "equipment", "environment", "training", "monitoring", "transport", "care", "break"))


@dataclass(frozen=True, slots=True)
class Help:
    """One mention of a kind of help ("generic" and "area" name none), with offsets into the folded text."""

    kind: str
    start: int
    end: int


def find_help(text: Text) -> tuple[Help, ...]:
    """All kinds of help that a text mentions, in order of place."""
    return tuple(Help(*found) for found in _word_list().find(text.low, text.tokens))


@cache
def _word_list() -> WordList[str]:
    phrases: dict[str, str] = {}
    for row in table("kinds_of_help.csv", ("thing", "kind")):
        for form in (row["thing"].lower(), _plural(row["thing"].lower())):
            phrases.setdefault(form, row["kind"])
    return WordList(phrases)


def _plural(thing: str) -> str:
    if thing.endswith("y") and thing[-2:-1] not in "aeiou":
        return f"{thing[:-1]}ies"
    return f"{thing}es" if thing.endswith(("s", "ch", "sh", "x")) else f"{thing}s"
