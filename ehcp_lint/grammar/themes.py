"""What two short texts have in common: telling words by their stems, and the themes of data/themes.csv they belong to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ehcp_lint.resources import table


class Likeness(NamedTuple):
    """How much two texts share: rare words, and themes, each from 0 to 1."""

    words: float
    themes: float


@dataclass(frozen=True, slots=True)
class _Bag:
    stems: frozenset[str]
    themes: Mapping[str, int]


class Likenesses:
    """Compares texts of one plan: a word or theme that most of its items have tells little of any two."""

    def __init__(self, texts: Iterable[str]) -> None:
        bags = {text: _bag(text) for text in texts}
        many = len(bags)
        stems = Counter(stem for bag in bags.values() for stem in bag.stems)
        themes = Counter(theme for bag in bags.values() for theme in bag.themes)
        self._stems = {stem: math.log(1 + many / seen) ** 2 for stem, seen in stems.items()}
        rarity = {theme: math.log(1 + many / seen) for theme, seen in themes.items()}
        self._themes = {
            text: {theme: min(hits, _MOST_HITS) * rarity[theme] for theme, hits in bag.themes.items()}
            for text, bag in bags.items()
        }
        self._bags = bags
        self._sizes = {text: (self._square(bag.stems), _length(self._themes[text].values())) for text, bag in bags.items()}

    def of(self, one: str, other: str) -> Likeness:
        """What two of the texts share: cosines over rare words and over themes."""
        first, second = self._themes[one], self._themes[other]
        shared = self._bags[one].stems & self._bags[other].stems
        if not shared and first.keys().isdisjoint(second):
            return _NOTHING
        (stems, size), (others, another) = self._sizes[one], self._sizes[other]
        words = self._square(shared) / math.sqrt(stems * others) if shared else 0.0
        both = first.keys() & second.keys()
        return Likeness(words, math.fsum(first[t] * second[t] for t in both) / (size * another) if both else 0.0)

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """The themes that both have, the most telling first."""
        first, second = self._themes[one], self._themes[other]
        return tuple(sorted(first.keys() & second.keys(), key=lambda theme: (-first[theme] * second[theme], theme)))

    def _square(self, stems: Iterable[str]) -> float:
        return math.fsum(self._stems[stem] for stem in stems)


_NOTHING = Likeness(0.0, 0.0)
_MOST_HITS = 3


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights))


@lru_cache(maxsize=4096)
def _bag(text: str) -> _Bag:
    words = [w for w in _WORD.findall(text.lower()) if w != "/"]
    stems = frozenset(_stem(w) for w in words if w not in _COMMON and len(w) > 2)
    found = {hit for word in words for hit in _themed(word)}
    found.update(hit for one, other in pairwise(words) if one in _firsts() for hit in _themed(f"{one}-{other}"))
    themes = Counter(theme for theme, _ in found)
    return _Bag(stems, dict(sorted(themes.items())))


_WORD = re.compile(r"[a-z/]+(?:['-][a-z]+)*")


@lru_cache(maxsize=65536)
def _themed(word: str) -> tuple[tuple[str, str], ...]:
    """The themes that a word (or two in a row, joined by a hyphen) belongs to, each with the beginning it was known by."""
    exact, beginnings, lengths = _themes()
    starts = [(start, beginnings[start]) for n in lengths if n <= len(word) and (start := word[:n]) in beginnings]
    return tuple((theme, start) for start, themes in [*starts, (word, exact.get(word, ()))] for theme in themes)


@cache
def _themes() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], tuple[int, ...]]:
    """Whole words ("pe=") and beginnings with the themes of each, and the lengths that beginnings have."""
    exact: dict[str, tuple[str, ...]] = {}
    beginnings: dict[str, tuple[str, ...]] = {}
    for row in table("themes.csv", ("theme", "words")):
        for word in row["words"].split():
            into = exact if word.endswith("=") else beginnings
            key = word.removesuffix("=")
            into[key] = (*into.get(key, ()), row["theme"])
    return exact, beginnings, tuple(sorted({len(start) for start in beginnings}))


@cache
def _firsts() -> frozenset[str]:
    """The first words of what is only known as two words in a row ("low-mood")."""
    exact, beginnings, _ = _themes()
    return frozenset(start.partition("-")[0] for start in (*exact, *beginnings) if "-" in start)


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
