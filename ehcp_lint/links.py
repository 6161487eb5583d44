"""The golden thread: which hopes, needs, outcomes and provision of a plan belong together, each pair with what it rests on.

The plan's own numbers come first ("for need 2", "(E1)"), then rows of one table, then what the words have in common and where
the two stand in their lists. A pair by words is a suggestion to look at: on the corpus nine in ten of them were right and half
of the true pairs were not found, so an item without a pair is a question to the writer, never an accusation
(Code of Practice 9.66 and 9.69; docs/decisions/threads.md)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.plan import Item, Kind, Letter, Plan

__all__ = ["By", "Link", "find_links"]


class By(StrEnum):
    """What a pair rests on, surest first."""

    NUMBER = "number"
    ROW = "row"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of items. `likely` is 1 for numbers and rows, else how likely the pair is by its words (0 to 1); `themes` are
    the names of data/themes.csv that both have, the most telling first."""

    one: Item
    other: Item
    by: By
    likely: float = 1.0
    themes: tuple[str, ...] = ()


# Which provision may answer a need: education answers special educational needs, health health needs, social care the rest.
ANSWERS: dict[Letter, tuple[Letter, ...]] = {
    Letter.B: (Letter.F,),
    Letter.C: (Letter.G,),
    Letter.D: (Letter.H, Letter.H1, Letter.H2),
}
THRESHOLD = 0.6  # nine in ten of the pairs that are claimed by words are right


def find_links(plan: Plan) -> tuple[Link, ...]:
    """Every pair that the plan's own numbers, rows or words claim, in reading order of the first and then the second item."""
    needs, outcomes = plan.items_of(Kind.NEED), plan.items_of(Kind.OUTCOME)
    provisions, views = plan.items_of(Kind.PROVISION), plan.items_of(Kind.VIEW, Letter.A)
    texts = {item.span: plan.quote(item.span) for item in (*needs, *outcomes, *provisions, *views)}
    alike, stated = Likenesses(texts.values()), _Stated(plan, (*needs, *outcomes, *provisions, *views))
    found: list[Link] = []
    for letter, answers in ANSWERS.items():
        mine = [need for need in needs if need.letter is letter]
        found += _pairs(plan, mine, [p for p in provisions if p.letter in answers], alike, stated)
    found += _pairs(plan, [need for need in needs if need.letter is Letter.B], outcomes, alike, stated)
    found += _pairs(plan, outcomes, provisions, alike, stated)
    found += _pairs(plan, views, outcomes, alike, stated)
    return tuple(sorted(found, key=lambda link: (link.one.span, link.other.span)))


def _pairs(plan: Plan, ones: Sequence[Item], others: Sequence[Item], alike: Likenesses, stated: _Stated) -> list[Link]:
    """The pairs between two lists. An item that numbers or rows pair is not paired by words as well."""
    sure = [Link(one, other, by) for one in ones for other in others if (by := stated.by(one, other))]
    settled = {link.one.span for link in sure} | {link.other.span for link in sure}
    found = list(sure)
    for area in dict.fromkeys(one.area for one in ones):
        rows = [one for one in ones if one.area == area and one.span not in settled]
        columns = [o for o in others if (area is None or o.area in (None, area)) and o.span not in settled]
        texts = ([plan.quote(item.span) for item in rows], [plan.quote(item.span) for item in columns])
        for (i, j), likely in likely_pairs(*texts, alike).items():
            themes = alike.shared(texts[0][i], texts[1][j])
            found.append(Link(rows[i], columns[j], By.WORDS, round(likely, 2), themes))
    return found


# --- by words ----------------------------------------------------------------------------------------------------------------

# Logistic regression on the unfrozen threads of the corpus (ehcp_lint.training.threads, which writes these figures).
_CUT = math.log(THRESHOLD / (1 - THRESHOLD))  # the same on the scale of the sums
WEIGHTS = (0.32, 1.51, 0.14, 2.03, 3.09, -2.46)


def likely_pairs(ones: Sequence[str], others: Sequence[str], alike: Likenesses) -> dict[tuple[int, int], float]:
    """The pairs of two lists of texts, by position, that are likely enough to show, and how likely; none that share nothing."""
    found = features(ones, others, alike)
    sums = ((place, sum(map(mul, WEIGHTS, values))) for place, values in found.items() if values[1] or values[2])
    return {place: 1 / (1 + math.exp(-total)) for place, total in sums if total >= _CUT}


def features(ones: Sequence[str], others: Sequence[str], alike: Likenesses) -> dict[tuple[int, int], tuple[float, ...]]:
    """What is looked at for each pair, in the order of WEIGHTS: a constant, words and themes in common, the lead over the next
    best of its row and of its column (below 0: it is not the best), and how far apart the two stand in their lists."""
    shared = {(i, j): alike.of(one, other) for i, one in enumerate(ones) for j, other in enumerate(others)}
    likeness = {place: s.words + s.themes for place, s in shared.items()}
    rows = [_two_best([likeness[i, j] for j in range(len(others))]) for i in range(len(ones))]
    columns = [_two_best([likeness[i, j] for i in range(len(ones))]) for j in range(len(others))]
    found: dict[tuple[int, int], tuple[float, ...]] = {}
    for (i, j), s in shared.items():
        own, apart = likeness[i, j], _apart(i, len(ones), j, len(others))
        found[i, j] = (1.0, s.words, s.themes, _lead(own, rows[i]), _lead(own, columns[j]), apart)
    return found


def _two_best(some: list[float]) -> tuple[float, float]:
    second, first = sorted([0.0, 0.0, *some])[-2:]
    return first, second


def _lead(own: float, best: tuple[float, float]) -> float:
    """How far `own` is ahead of the best of the others."""
    return own - (best[1] if own == best[0] else best[0])


def _apart(i: int, many: int, j: int, others: int) -> float:
    """How far apart two items stand in their lists: 0 the same place, 1 opposite ends."""
    return abs(i / (many - 1) - j / (others - 1)) if many > 1 and others > 1 else 0.5


# --- by the plan's own numbers and rows --------------------------------------------------------------------------------------


_NOUNS = {Kind.NEED: "need", Kind.OUTCOME: "outcome", Kind.PROVISION: "provision"}
_LISTED = re.compile(
    r"\b(?P<noun>need|outcome|provision)s?\s*(?:no\.?\s*|number\s*)?(?P<numbers>\d[\d.]*(?:\s*(?:,|and|&|/)\s*\d[\d.]*)*)"
    r"|\b(?P<letter>[BCDEFGH])\s?(?P<number>\d[\d.]*)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)*(?![\w%])")


class _Stated:
    """Which items name which by number: "(E1)", "Outcomes 1 and 3", or in a column such as "which need does this meet"."""

    def __init__(self, plan: Plan, items: Sequence[Item]) -> None:
        self._named = {item.span: frozenset(_named_in(plan, item)) for item in items}
        self._anything = any(self._named.values()) or any(item.rows for item in items)

    def by(self, one: Item, other: Item) -> By | None:
        """What the plan itself says of the two, if anything."""
        if not self._anything:
            return None
        if self._names(one, other) or self._names(other, one):
            return By.NUMBER
        return By.ROW if one.beside(other) else None

    def _names(self, one: Item, other: Item) -> bool:
        named = self._named[one.span]
        if not named:
            return False
        number = other.number.strip(" .):").lstrip("ABCDEFGH")
        return bool(number) and ((_NOUNS.get(other.kind, ""), number) in named or (other.letter.value, number) in named)


def _named_in(plan: Plan, item: Item) -> Iterator[tuple[str, str]]:
    for role, span in item.columns:
        if role in _NOUNS.values():
            yield from ((role, number) for number in _NUMBER.findall(plan.quote(span)))
    for found in _LISTED.finditer(plan.quote(item.span)):
        if found["letter"]:
            yield found["letter"].upper(), found["number"].rstrip(".")
        else:
            noun = found["noun"].lower()
            yield from ((noun, number.rstrip(".")) for number in re.findall(r"\d[\d.]*", found["numbers"]))
