"""How alike a recommendation and a line of a plan are in what they are about, whatever words each of them uses.

Plans put advice into other words, so shared words alone would find too little, and two shared words prove nothing. Words are made
one where data/same_words.csv says that they mean the same, weighed by how rare they are in English, and words that differ are
compared by the company they keep (data/models/words.npz: GloVe, public domain; see its card)."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.language import MASK, plain
from ehcp_lint.resources import data_file, table

Matrix = NDArray[np.float64]
FEATURES = ("constant", "advice found", "plan found", "same words", "rarest word", "themes", "letters", "leads advice", "leads plan", "order")

# --- words -------------------------------------------------------------------------------------------------------------------

_SHORT = (
    (re.compile(r"\b(\d+) ?/ ?52\b"), r"\1 weeks"),
    (re.compile(r"\b(\d+) ?/ ?12\b"), r"\1 months"),
    (re.compile(r"\bw/ ?"), "with "),
    (re.compile(r"'s\b"), ""),
    (re.compile(r"(?<=\d)(?=[a-z])"), " "),
)
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*")
_ENDINGS = ("isations", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ness", "ies", "ied", "ed", "ly", "es", "s", "e", "y")
_SHORTEST = 3
# Words of any advice or plan that say nothing of what a line is about; slots (how long, how often) are read elsewhere.
_COMMON = frozenset(
    (
        "a an the and or but if so that this these those he she they his her their him them it its who whom which what when where how will "
        "would can could may might should shall must be been being is are was were has have had having do does did not no nor of to in on at by "
        "for from with into over under about after before during between through than then there here as also each every all any some more most "
        "other such only own same very just need needs needed require requires required recommend recommended recommendation recommends advise "
        "advised suggest suggested propose like love want think consider able essential important necessary benefit week day term year minute "
        "hour time month fortnight once twice one two three four five six seven eight nine ten fifteen twenty thirty forty fifty half quarter "
        "daily weekly termly annual monthly session sessions child person i me my we us our you your please let get got make made give given put "
        "take taken see seen use used using provide provided provision ensure keep kept include including including out up off down back again "
        "across within per plus via re because while until such much many few lot lots way thing things well really far yet now still often "
        "always never always already upon among whether either both another less least own whose since however therefore view opinion "
        "support supports supported help helps helped helping adult school work working available"
    ).split()
)


@cache
def _same() -> tuple[dict[str, str], re.Pattern[str]]:
    """Each wording with the word that stands for it, and a pattern that finds those of several words."""
    known: dict[str, str] = {}
    for row in table("same_words.csv", ("word", "forms")):
        for form in (row["word"], *row["forms"].split(";")):
            known.setdefault(form.strip(), row["word"])
    long = sorted((form for form in known if not form.isalpha()), key=lambda form: (-len(form), form))
    return known, re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, long)) + r")s?(?![\w'])")


@cache
def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST), "")
    return word.removesuffix(ending)


@cache
def _stems() -> dict[str, str]:
    """The stems of single wordings that mean the same, so that "trains" is found as "train"."""
    known, _ = _same()
    found: dict[str, str] = {}
    for form in sorted(known, key=lambda form: (form != known[form], form)):
        if form.isalpha():
            found.setdefault(_stem(form), known[form])
    return found


@dataclass(frozen=True, slots=True)
class Token:
    """A telling word: what stands for it, and the word as written, by which its neighbours are looked up."""

    key: str = field(repr=False)
    word: str = field(repr=False)


def tokens(masked: str) -> tuple[Token, ...]:
    """The telling words of a line whose names are masked, each once, in the order in which they stand."""
    low = plain(masked).lower().replace(MASK, " ")
    for pattern, made in _SHORT:
        low = pattern.sub(made, low)
    known, several = _same()
    found: dict[str, Token] = {}

    def add(key: str, word: str) -> None:
        if key not in _COMMON and word not in _COMMON and len(key) > 1:
            found.setdefault(key, Token(key, word))

    here = 0
    pieces: list[tuple[str, str]] = []
    for match in several.finditer(low):
        pieces += [("", word) for word in _TOKEN.findall(low[here : match.start()])]
        form = match.group() if match.group() in known else match.group().removesuffix("s")
        pieces.append((known[form], known[form].split()[-1]))
        here = match.end()
    pieces += [("", word) for word in _TOKEN.findall(low[here:])]
    for key, word in pieces:
        bare = word.replace("'", "")
        if key:
            add(key, bare)
        elif len(bare) > 2 or bare in known:
            stem = _stem(bare)
            add(known.get(bare) or _stems().get(stem) or stem, bare)
    return tuple(found.values())


# --- neighbours --------------------------------------------------------------------------------------------------------------


@cache
def _table() -> tuple[dict[str, int], Matrix, NDArray[np.int32]]:
    """Words with the row of each, their vectors of length one, and how many English words are more common than each."""
    with np.load(io.BytesIO(data_file("models/words.npz").read_bytes()), allow_pickle=False) as held:
        words = str(held["words"]).split("\n")
        vectors = held["vectors"].astype(np.float64)
        rank = held["rank"]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: row for row, word in enumerate(words)}, vectors, rank


def _row(token: Token) -> int | None:
    rows = _table()[0]
    for word in (token.word, token.key, token.word.removesuffix("s"), token.key.split()[0]):
        if word in rows:
            return rows[word]
    return None


_UNKNOWN_RANK = 60_000


def _rarity(token: Token) -> float:
    row = _row(token)
    rank = _UNKNOWN_RANK if row is None else int(_table()[2][row])
    return math.log(2 + rank / 100)


@dataclass(frozen=True)
class _Side:
    """The lines of one document: for each line which of the words it has, and what each word weighs."""

    bags: tuple[tuple[Token, ...], ...] = field(repr=False)


def likeness(advice: Sequence[str], plan: Sequence[str]) -> Matrix:
    """What is looked at for each pair (features, advice, plan), in the order of FEATURES; both lists have their names masked."""
    if not advice or not plan:
        return np.zeros((len(FEATURES), len(advice), len(plan)))
    bags = [tokens(text) for text in advice], [tokens(text) for text in plan]
    weights = _weights(bags)
    ones, others = ([[weights[token.key] for token in bag] for bag in side] for side in bags)
    shape = (len(advice), len(plan))
    found = np.zeros((len(FEATURES), *shape))
    found[0] = 1
    near = _Nearness({token.key: token for side in bags for bag in side for token in bag})
    for i, j in np.ndindex(shape):
        one, other = bags[0][i], bags[1][j]
        if not one or not other:
            continue
        close = near.between(one, other)
        found[1, i, j] = float(np.dot(ones[i], close.max(axis=1)) / sum(ones[i]))
        found[2, i, j] = float(np.dot(others[j], close.max(axis=0)) / sum(others[j]))
        shared = [weights[token.key] for token in one if any(token.key == t.key for t in other)]
        length = math.sqrt(sum(w * w for w in ones[i]) * sum(w * w for w in others[j]))
        found[3, i, j] = sum(w * w for w in shared) / length
        found[4, i, j] = max(shared, default=0.0) / _MOST
    lists = [[" ".join(token.word for token in bag) or "-" for bag in side] for side in bags]
    alike = Likenesses([*lists[0], *lists[1]])
    found[5] = alike.between(*lists).themes
    found[6] = _letters(*lists)
    total = found[1] + found[2] + found[3]
    found[7], found[8] = _lead(total), _lead(total.T).T
    apart = np.abs(_places(shape[0])[:, None] - _places(shape[1])[None, :])
    found[9] = apart if min(shape) > 2 else 0.3
    return found


_MOST = 8.0


def _weights(bags: tuple[list[tuple[Token, ...]], list[tuple[Token, ...]]]) -> dict[str, float]:
    """How telling each word is: rare in English, and not in most lines of these two documents."""
    weights: dict[str, float] = {}
    seen = [Counter(token.key for bag in side for token in bag) for side in bags]
    for side in bags:
        for bag in side:
            for token in bag:
                share = max(seen[n][token.key] / max(4, len(bags[n])) for n in (0, 1))
                weights[token.key] = round(_rarity(token) * (1 - min(0.9, share)), 6)
    return weights


class _Nearness:
    """How near any two words are: 1 for the same, less for neighbours, 0 for strangers."""

    def __init__(self, known: dict[str, Token]) -> None:
        self._place = {key: place for place, key in enumerate(known)}
        rows = [_row(token) for token in known.values()]
        vectors = _table()[1]
        mine = np.zeros((len(rows), vectors.shape[1]))
        for place, row in enumerate(rows):
            if row is not None:
                mine[place] = vectors[row]
        near = np.clip((mine @ mine.T - FAR) / (1 - FAR), 0, 1) * MOST_NEAR
        np.fill_diagonal(near, 1)
        self._near = np.round(near, 6)

    def between(self, one: tuple[Token, ...], other: tuple[Token, ...]) -> Matrix:
        """For two lines, how near each word of the one is to each of the other."""
        return self._near[np.ix_([self._place[t.key] for t in one], [self._place[t.key] for t in other])]


FAR, MOST_NEAR = 0.35, 0.8


def _letters(ones: list[str], others: list[str]) -> Matrix:
    """Cosine over runs of four letters: compounds and inflections that no list foresees."""
    grams = [[Counter(f" {word} "[k : k + 4] for word in text.split() for k in range(max(1, len(word) - 1))) for text in side] for side in (ones, others)]
    seen = Counter(gram for side in grams for bag in side for gram in bag)
    many = len(ones) + len(others)
    place = {gram: n for n, gram in enumerate(sorted(seen))}
    sides = []
    for side in grams:
        matrix = np.zeros((len(side), len(place)))
        for row, bag in enumerate(side):
            for gram in bag:
                matrix[row, place[gram]] = math.log(1 + many / seen[gram])
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        sides.append(np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0))
    return np.round(sides[0] @ sides[1].T, 6)


def _lead(likeness: Matrix) -> Matrix:
    """How far each is ahead of the best of the others in its row."""
    padded = np.concatenate([likeness, np.zeros((len(likeness), 2))], axis=1)
    best = np.sort(padded, axis=1)[:, -2:]
    return np.asarray(likeness - np.where(likeness == best[:, 1:], best[:, :1], best[:, 1:]))


def _places(many: int) -> NDArray[np.float64]:
    return np.arange(many) / max(1, many - 1)
