"""Role words with one letter wrong ("practitoner", "thearpist"): a slip of the pen that still says who.

Only words of eight letters or more count: there a single edit hardly ever leads to another word. Known by the words that are
left when one letter is taken out (the deletion neighbours of both sides), so that nothing is compared one by one."""

from __future__ import annotations

from functools import cache

from ehcp_lint.grammar.text import words_of
from ehcp_lint.resources import table

SHORTEST = 8


def misspelt_role(low: str) -> bool:
    """Whether a text in small letters holds a word that is a role but for one letter too few, too many, wrong or swapped."""
    roles, neighbours = _roles()
    longest = max(map(len, roles)) + 1  # a longer word is none of them, and its neighbours would be many
    for word, _, _ in words_of(low):
        if not SHORTEST - 1 <= len(word) <= longest or word in roles:
            continue
        if not neighbours.isdisjoint((word, *_shorter(word))):
            return True
    return False


def _shorter(word: str) -> tuple[str, ...]:
    return tuple(word[:at] + word[at + 1 :] for at in range(len(word)))


@cache
def _roles() -> tuple[frozenset[str], frozenset[str]]:
    """The words of eight letters or more that end a role of data/roles.csv, with their plurals; and what is one letter off."""
    rows = table("roles.csv", ("role", "kind"))
    ends = {row["role"].lower().split()[-1] for row in rows if row["kind"] == "role"}
    words = {form for word in ends if len(word) >= SHORTEST for form in (word, f"{word}s")}
    return frozenset(words), frozenset(near for word in words for near in (word, *_shorter(word)))
