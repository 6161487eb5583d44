"""How alike a recommendation and a line of a plan are in what they are about, whatever words each of them uses.

Plans put advice into other words, so shared words alone would find too little, and two shared words prove nothing. Words
are made
one where data/same_words.csv says that they mean the same, weighed by how rare they are in English, and words that differ are
compared by the company they keep (data/models/words.npz: GloVe, public domain; see its card)."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.resources import data_file
from ehcp_lint.statements.words import Token, tokens

Matrix = NDArray[np.float64]

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
    if token.key[:1].isdigit():
        return None
    for word in (token.word, token.key, token.word.removesuffix("s"), token.key.split()[0]):
        if word in rows:
            return rows[word]
    return None


_UNKNOWN_RANK = 60_000
_NUMBER_RARITY = 4.0


def _rarity(token: Token) -> float:
    row = _row(token)
    if token.key[:1].isdigit():
        return _NUMBER_RARITY
    rank = _UNKNOWN_RANK if row is None else int(_table()[2][row])
    return math.log(2 + rank / 100)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared of one line: its words with the names masked, whether it says what the child will do, and who is
    named."""

    masked: str = field(repr=False)
    outcome: bool = False
    roles: frozenset[str] = frozenset()


def likeness(advice: Sequence[Subject], plan: Sequence[Subject]) -> Matrix:
    """What is looked at for each pair (advice, plan, features), in the order of FEATURES."""
    found = np.zeros((len(advice), len(plan), len(FEATURES)))
    if not advice or not plan:
        return found
    bags = [tokens(line.masked) for line in advice], [tokens(line.masked) for line in plan]
    weights = _weights(bags)
    near = _Nearness({token.key: token for side in bags for bag in side for token in bag})
    for i, j in np.ndindex(found.shape[:2]):
        if bags[0][i] and bags[1][j]:
            found[i, j, : len(_OF_WORDS)] = _of_words(bags[0][i], bags[1][j], weights, near)
    at = {name: place for place, name in enumerate(FEATURES)}
    lists = [[" ".join(token.word for token in bag) or "-" for bag in side] for side in bags]
    found[..., at["themes"]] = Likenesses([*lists[0], *lists[1]]).between(*lists).themes
    found[..., at["letters"]] = _letters(*lists)
    found[..., at["meaning"]] = _meaning(bags[0], weights) @ _meaning(bags[1], weights).T
    total = (
        found[..., at["advice found"]] + found[..., at["plan found"]] + found[..., at["same words"]] + found[..., at["meaning"]]
    )
    found[..., at["leads advice"]], found[..., at["leads plan"]] = _lead(total), _lead(total.T).T
    for i, j in np.ndindex(found.shape[:2]):
        found[i, j, at["same numbers"]], found[i, j, at["other numbers"]] = _numbers(bags[0][i], bags[1][j])
        found[i, j, at["roles"]] = _roles(advice[i].roles, plan[j].roles)
        found[i, j, at["outcome"]] = float(advice[i].outcome != plan[j].outcome)
    return np.round(found, 6)


def _of_words(one: tuple[Token, ...], other: tuple[Token, ...], weights: dict[str, float], near: _Nearness) -> list[float]:
    """What two lines share of their words, in the order of `_OF_WORDS`."""
    close = near.between(one, other)
    ones, others = (np.array([weights[token.key] for token in bag]) for bag in (one, other))
    forth, back = close.max(axis=1), close.max(axis=0)
    keys = [token.key for token in one], [token.key for token in other]
    shared = [weights[key] for key in keys[0] if key in keys[1]]
    return [
        float(ones @ forth / ones.sum()),
        float(others @ back / others.sum()),
        float(np.square(shared).sum() / math.sqrt(np.square(ones).sum() * np.square(others).sum())),
        max(shared, default=0.0) / _MOST,
        float(np.square(ones) @ forth / np.square(ones).sum()),
        float(np.square(others) @ back / np.square(others).sum()),
        float((ones * (1 - forth)).max()) / _MOST,
        float((others * (1 - back)).max()) / _MOST,
        math.log1p(len(shared)),
        _together(*keys, weights),
        float(ones @ forth) / 20,
    ]


_OF_WORDS = (
    "advice found",
    "plan found",
    "same words",
    "rarest word",
    "rare advice found",
    "rare plan found",
    "advice missing",
    "plan missing",
    "how many",
    "together",
    "mass",
)
FEATURES = (
    *_OF_WORDS,
    "themes",
    "letters",
    "meaning",
    "leads advice",
    "leads plan",
    "same numbers",
    "other numbers",
    "roles",
    "outcome",
)
_MOST = 8.0


def _together(ones: list[str], others: list[str], weights: dict[str, float]) -> float:
    """Shared words that stand close together in both lines: "core vocabulary board"."""
    total = 0.0
    place = {key: n for n, key in enumerate(others)}
    for a, first in enumerate(ones):
        for second in ones[a + 1 : a + 3]:
            if first in place and second in place and abs(place[first] - place[second]) <= 2:
                total += min(weights[first], weights[second])
    return total / 10


def _numbers(one: tuple[Token, ...], other: tuple[Token, ...]) -> tuple[float, float]:
    """The share of the advice's numbers that the plan has too (one half where there is none), and whether any is not there."""
    ones, others = ({token.key for token in bag if token.key[:1].isdigit()} for bag in (one, other))
    return (len(ones & others) / len(ones), float(bool(ones - others))) if ones else (0.5, 0.0)


def _roles(ones: frozenset[str], others: frozenset[str]) -> float:
    if not ones or not others:
        return 0.0
    return 1.0 if ones & others else -1.0


def _meaning(bags: Sequence[tuple[Token, ...]], weights: dict[str, float]) -> Matrix:
    """One vector of length one for each line: those of its words, weighed."""
    vectors = _table()[1]
    made = np.zeros((len(bags), vectors.shape[1]))
    for n, bag in enumerate(bags):
        for token in bag:
            if (row := _row(token)) is not None:
                made[n] += weights[token.key] * vectors[row]
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return np.asarray(np.divide(made, lengths, out=np.zeros_like(made), where=lengths > 0))


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
    grams = [
        [Counter(f" {word} "[k : k + 4] for word in text.split() for k in range(max(1, len(word) - 1))) for text in side]
        for side in (ones, others)
    ]
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
    return np.asarray(np.round(sides[0] @ sides[1].T, 6))


def _lead(likeness: Matrix) -> Matrix:
    """How far each is ahead of the best of the others in its row."""
    padded = np.concatenate([likeness, np.zeros((len(likeness), 2))], axis=1)
    best = np.sort(padded, axis=1)[:, -2:]
    return np.asarray(likeness - np.where(likeness == best[:, 1:], best[:, :1], best[:, 1:]))
