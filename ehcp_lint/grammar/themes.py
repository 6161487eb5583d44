"""What two short texts have in common: telling words by their stems, and the themes of data/themes.csv they belong to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
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
        words = _Words()
        bags = {text: words.bag(text) for text in texts}
        many = len(bags)
        stems = Counter(stem for bag in bags.values() for stem in bag.stems)
        themes = Counter(theme for bag in bags.values() for theme in bag.themes)
        # in millionths: whole numbers add up to the same in whatever order this run happens to keep a set
        self._stems = {stem: round(1e6 * math.log(1 + many / seen) ** 2) for stem, seen in stems.items()}
        rarity = {theme: math.log(1 + many / seen) for theme, seen in themes.items()}
        self._themes = {
            text: {theme: round(1e3 * min(hits, _MOST_HITS) * rarity[theme]) for theme, hits in bag.themes.items()}
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
        return Likeness(words, sum([first[theme] * second[theme] for theme in both]) / (size * another) if both else 0.0)

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """The themes that both have, the most telling first."""
        first, second = self._themes[one], self._themes[other]
        return tuple(sorted(first.keys() & second.keys(), key=lambda theme: (-first[theme] * second[theme], theme)))

    def _square(self, stems: Iterable[str]) -> int:
        return sum(map(self._stems.__getitem__, stems))


_NOTHING = Likeness(0.0, 0.0)
_MOST_HITS = 3


def _length(weights: Iterable[int]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))


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
        stems = frozenset(self._stem(w) for w in words if w not in _COMMON and len(w) > 2)
        found = {hit for word in words for hit in self._themed(word)}
        found.update(hit for one, other in pairwise(words) if one in _firsts() for hit in self._themed(f"{one}-{other}"))
        themes = Counter(theme for theme, _ in found)
        return _Bag(stems, dict(sorted(themes.items())))

    def _stem(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = _stem(word)
        return self._stems[word]

    def _themed(self, word: str) -> Hits:
        """The themes that a word (or two in a row, joined by a hyphen) belongs to, each with the beginning it was known by."""
        if word not in self._hits:
            starts = (start for start in self._beginnings.get(word[:2], ()) if word.startswith(start[1]))
            exact = ((theme, word) for theme in self._exact.get(word, ()))
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
