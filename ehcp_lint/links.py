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

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.patterns import Pattern
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
    sure = list(stated.pairs(ones, others))
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
    if not ones or not others:
        return {}
    found = features(ones, others, alike)
    total = sum(weight * values for weight, values in zip(WEIGHTS, found, strict=True))
    shown = (total >= _CUT) & ((found[1] > 0) | (found[2] > 0))
    return {(int(i), int(j)): 1 / (1 + math.exp(-total[i, j])) for i, j in np.argwhere(shown)}


def features(ones: Sequence[str], others: Sequence[str], alike: Likenesses) -> NDArray[np.float64]:
    """What is looked at for each pair (features, ones, others), in the order of WEIGHTS.

    A constant, words and themes in common, the lead over the next best of its row and of its column (below 0: it is not the
    best), and how far apart the two stand in their lists."""
    words, themes = alike.between(ones, others)
    likeness = words + themes
    apart = np.abs(_places(len(ones))[:, None] - _places(len(others))[None, :])
    if min(words.shape) < 2:
        apart = np.full(words.shape, 0.5)
    return np.stack([np.ones(words.shape), words, themes, _lead(likeness), _lead(likeness.T).T, apart])


def _lead(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each is ahead of the best of the others in its row."""
    padded = np.concatenate([likeness, np.zeros((len(likeness), 2))], axis=1)
    best = np.sort(padded, axis=1)[:, -2:]
    return likeness - np.where(likeness == best[:, 1:], best[:, :1], best[:, 1:])


def _places(many: int) -> NDArray[np.float64]:
    """Where each stands in its list, from 0 to 1."""
    return np.arange(many) / max(1, many - 1)


# --- by the plan's own numbers and rows --------------------------------------------------------------------------------------


_NOUNS = {Kind.NEED: "need", Kind.OUTCOME: "outcome", Kind.PROVISION: "provision"}
_LISTED = Pattern(
    r"\b(?P<noun>need|outcome|provision)s?\s*(?:no\.?\s*|number\s*)?(?P<numbers>\d[\d.]*(?:\s*(?:,|and|&|/)\s*\d[\d.]*)*)"
    r"|\b(?P<letter>[BCDEFGH])\s?(?P<number>\d[\d.]*)\b",
    flags=re.IGNORECASE,
)
_FIGURE = Pattern(r"\d")
_NUMBER = Pattern(r"(?<![\w.])\d+(?:\.\d+)*(?![\w%])")


class _Stated:
    """Which items name which by number: "(E1)", "Outcomes 1 and 3", or in a column such as "which need does this meet"."""

    def __init__(self, plan: Plan, items: Sequence[Item]) -> None:
        self._names = {item.span: (frozenset(_named_in(plan, item)), _names_of(item)) for item in items}
        self._anything = any(named for named, _ in self._names.values()) or any(item.rows for item in items)

    def pairs(self, ones: Sequence[Item], others: Sequence[Item]) -> Iterator[Link]:
        """The pairs of two lists that the plan itself states, in their order."""
        if not self._anything:
            return
        known = [(other, *self._names[other.span]) for other in others]
        for one in ones:
            named, own = self._names[one.span]
            for other, named_there, theirs in known:
                if (named and not named.isdisjoint(theirs)) or (named_there and not named_there.isdisjoint(own)):
                    yield Link(one, other, By.NUMBER)
                elif one.rows and one.beside(other):
                    yield Link(one, other, By.ROW)


def _names_of(item: Item) -> frozenset[tuple[str, str]]:
    """What another item calls this one by: "need 2" and "B2"; nothing where it has no number."""
    number = item.number.strip(" .):").lstrip("ABCDEFGH")
    return frozenset({(_NOUNS.get(item.kind, ""), number), (item.letter.value, number)} if number else ())


def _named_in(plan: Plan, item: Item) -> Iterator[tuple[str, str]]:
    for role, span in item.columns:
        if role in _NOUNS.values():
            yield from ((role, number) for number in _NUMBER.findall(plan.quote(span)))
    text = plan.quote(item.span)
    for found in _LISTED.finditer(text) if _FIGURE.search(text) else ():
        if found["letter"]:
            yield found["letter"].upper(), found["number"].rstrip(".")
        else:
            noun = found["noun"].lower()
            yield from ((noun, number.rstrip(".")) for number in re.findall(r"\d[\d.]*", found["numbers"]))
