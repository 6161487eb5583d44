"""What two short texts have in common: telling words by their stems, and the themes of data/themes.csv they belong to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.resources import table

Matrix = NDArray[np.float64]


class Likeness(NamedTuple):
    """How much each text of one list (rows) shares with each of another (columns): rare words, and themes, from 0 to 1."""

    words: Matrix
    themes: Matrix


@dataclass(frozen=True, slots=True)
class _Bag:
    stems: frozenset[str]
    themes: Mapping[str, int]


class Likenesses:
    """Compares texts of one plan: a word or theme that most of its items have tells little of any two.

    Weights are whole numbers, whose sums are the same in whatever order and on whatever machine they are added."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = _Words()
        bags = {text: words.bag(text) for text in dict.fromkeys(texts)}
        many = len(bags)
        seen = Counter(stem for bag in bags.values() for stem in bag.stems)
        rarity = {stem: round(1e6 * math.log(1 + many / count) ** 2) for stem, count in seen.items()}
        theme_seen = Counter(theme for bag in bags.values() for theme in bag.themes)
        theme_rarity = {theme: math.log(1 + many / count) for theme, count in theme_seen.items()}
        self._themes = {
            text: {theme: round(1e3 * min(hits, _MOST_HITS) * theme_rarity[theme]) for theme, hits in bag.themes.items()}
            for text, bag in bags.items()
        }
        self._rows = {text: row for row, text in enumerate(bags)}
        common = sorted(stem for stem, count in seen.items() if count > 1)  # what only one text has is shared with none
        self._weights = np.array([rarity[stem] for stem in common], dtype=np.int64)
        self._has = _matrix((dict.fromkeys(bag.stems, 1) for bag in bags.values()), common, many)
        self._told = _matrix(self._themes.values(), sorted(theme_rarity), many)
        self._stem_sizes = np.array([sum(rarity[stem] for stem in bag.stems) for bag in bags.values()], dtype=np.int64)
        self._theme_sizes = (self._told**2).sum(axis=1)

    def between(self, ones: Sequence[str], others: Sequence[str]) -> Likeness:
        """What texts of two lists share: cosines over rare words and over themes."""
        rows, columns = ([self._rows[text] for text in texts] for texts in (ones, others))
        words = (self._has[rows] * self._weights) @ self._has[columns].T
        themes = self._told[rows] @ self._told[columns].T
        sizes = ((size[rows], size[columns]) for size in (self._stem_sizes, self._theme_sizes))
        return Likeness(*(_cosine(shared, *pair) for shared, pair in zip((words, themes), sizes, strict=True)))

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """The themes that both have, the most telling first."""
        first, second = self._themes[one], self._themes[other]
        return tuple(sorted(first.keys() & second.keys(), key=lambda theme: (-first[theme] * second[theme], theme)))


_MOST_HITS = 3


def _matrix(rows: Iterable[Mapping[str, int]], columns: Sequence[str], many: int) -> NDArray[np.int64]:
    place = {name: column for column, name in enumerate(columns)}
    matrix = np.zeros((many, len(columns)), dtype=np.int64)
    for row, held in enumerate(rows):
        for name, value in held.items():
            if name in place:
                matrix[row, place[name]] = value
    return matrix


def _cosine(shared: NDArray[np.int64], ones: NDArray[np.int64], others: NDArray[np.int64]) -> Matrix:
    lengths = np.sqrt(np.outer(ones.astype(np.float64), others.astype(np.float64)))
    return np.divide(shared, lengths, out=np.zeros(shared.shape), where=lengths > 0)


_WORD = re.compile(r"[a-z/]+(?:['-][a-z]+)*")
Hits = tuple[tuple[str, str], ...]


class _Words:
    """What is known of the words of one plan. Kept no longer than its `Likenesses`: they are the plan's."""

    def __init__(self) -> None:
        self._hits: dict[str, Hits] = {}
        self._stems: dict[str, str] = {}
        self._exact, self._beginnings = _themes()

    def bag(self, text: str) -> _Bag:
        words = [w for w in _WORD.findall(text.lower()) if w != "/"]
        different, firsts = set(words), _firsts()
        stems = frozenset([self._stem(w) for w in different if w not in _COMMON and len(w) > 2])
        found = set(chain.from_iterable(map(self._themed, different)))
        found.update(*[self._themed(f"{one}-{other}") for one, other in pairwise(words) if one in firsts])
        themes = Counter(theme for theme, _ in found)
        return _Bag(stems, dict(sorted(themes.items())))

    def _stem(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = _stem(word)
        return self._stems[word]

    def _themed(self, word: str) -> Hits:
        """The themes that a word (or two in a row, joined by a hyphen) belongs to, each with the beginning it was known by."""
        if word not in self._hits:
            starts = [start for start in self._beginnings.get(word[:2], ()) if word.startswith(start[1])]
            exact = [(theme, word) for theme in self._exact.get(word, ())]
            self._hits[word] = (*starts, *exact)
        return self._hits[word]


@cache
def _themes() -> tuple[dict[str, tuple[str, ...]], dict[str, Hits]]:
    """The themes of whole words ("pe="), and by their first two letters the beginnings of words with the theme of each."""
    exact: dict[str, tuple[str, ...]] = {}
    beginnings: dict[str, Hits] = {}
    for row in table("themes.csv", ("theme", "words")):
        for word in row["words"].split():
            key, theme = word.removesuffix("="), row["theme"]
            if word.endswith("="):
                exact[key] = (*exact.get(key, ()), theme)
            else:
                beginnings[key[:2]] = (*beginnings.get(key[:2], ()), (theme, key))
    return exact, beginnings


@cache
def _firsts() -> frozenset[str]:
    """The first words of what is only known as two words in a row ("low-mood")."""
    exact, beginnings = _themes()
    starts = (*exact, *(start for hits in beginnings.values() for _, start in hits))
    return frozenset(start.partition("-")[0] for start in starts if "-" in start)


_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ness", "ies", "ed", "ly", "es", "s")


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    return word.removesuffix(ending)


_SHORTEST_STEM = 3
# Words that stand in any need, outcome or provision and say nothing of what it is about.
_COMMON = frozenset(
    (
        "a an the and or but if so that this these those he she they his her their him them it its who which what when "
        "where how will would can could may might should must shall be been being is are was were has have had having do "
        "does did not no nor of to in on at by for from with into over under about after before during between through "
        "than then there here as also each every all any some more most other such only own same very just need needs "
        "support supports supported help helps helped able ability difficulty difficulties difficult hard school day days "
        "week weeks weekly daily term terms year years minute minutes hour hours time times month months annual end key "
        "stage adult adults staff teaching assistant teacher trained qualified specialist child young person provision "
        "programme session sessions outcome step small using use used uses including include includes within across "
        "because one two three four five six seven eight nine ten out per"
    ).split()
)
