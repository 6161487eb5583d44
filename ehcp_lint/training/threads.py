"""How well pairs by words agree with the links that the writers of the mini-cases made; and the weights that decide them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from ehcp_lint import links
from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.training.corpus import Entry
from ehcp_lint.training.measures import Figure

PAIRS = (("need", "outcome"), ("need", "provision"), ("outcome", "provision"), ("aspiration", "outcome"))


@dataclass(frozen=True, slots=True)
class Pair:
    """One possible pair of a mini-case, what is looked at, and whether its writer linked the two."""

    case: str
    writer: str
    kinds: tuple[str, str]
    places: tuple[int, int]
    values: tuple[float, ...]
    linked: bool


def pairs(entries: Sequence[Entry]) -> list[Pair]:
    """Every possible pair of every case."""
    found = []
    for entry in entries:
        lists = {kind: entry.record[f"{kind}s"] for kind in ("need", "outcome", "provision", "aspiration")}
        alike = Likenesses(text for texts in lists.values() for text in texts)
        said = {tuple(link) for link in entry.record["links"]}
        for one, other in PAIRS:
            looked_at = links.features(lists[one], lists[other], alike) if lists[one] and lists[other] else np.zeros((6, 0, 0))
            for i, j in np.ndindex(looked_at.shape[1:]):
                values = tuple(float(value) for value in looked_at[:, i, j])
                found.append(Pair(entry.id, entry.writer, (one, other), (i, j), values, (one, i, other, j) in said))
    return found


def fitted(some: Sequence[Pair]) -> tuple[float, ...]:
    """Weights for `links.WEIGHTS`, to two decimals, by logistic regression on all pairs but those of hopes."""
    taught = [pair for pair in some if pair.kinds[0] != "aspiration"]
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
    model.fit(np.array([pair.values for pair in taught]), np.array([pair.linked for pair in taught]))
    return tuple(round(float(weight), 2) for weight in model.coef_[0])


def likely(weights: Iterable[float], pair: Pair) -> bool:
    """Whether a pair is claimed with these weights."""
    chance = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, pair.values, strict=True))))
    return chance >= links.THRESHOLD and bool(pair.values[1] or pair.values[2])


def crossed(some: Sequence[Pair]) -> list[bool]:
    """Whether each pair is claimed by weights fitted on the other writers."""
    writers = sorted({pair.writer for pair in some})
    weights = {writer: fitted([pair for pair in some if pair.writer != writer]) for writer in writers}
    return [likely(weights[pair.writer], pair) for pair in some]


def figures(some: Sequence[Pair], claimed: Sequence[bool]) -> dict[str, Figure]:
    """Precision and recall of the pairs of each kind, and of "this need has no provision"."""
    found: dict[str, Figure] = {}
    for kinds in PAIRS:
        here = [(claim, pair.linked) for claim, pair in zip(claimed, some, strict=True) if pair.kinds == kinds]
        found |= _both("-".join(kinds), here)
    needs: dict[tuple[str, int], list[tuple[bool, bool]]] = {}
    for claim, pair in zip(claimed, some, strict=True):
        if pair.kinds == ("need", "provision"):
            needs.setdefault((pair.case, pair.places[0]), []).append((claim, pair.linked))
    alone = [(not any(c for c, _ in own), not any(t for _, t in own)) for own in needs.values()]
    return found | _both("need without provision", alone)


def _both(name: str, answers: Sequence[tuple[Any, Any]]) -> dict[str, Figure]:
    right = sum(bool(claim and truth) for claim, truth in answers)
    said, true = sum(bool(claim) for claim, _ in answers), sum(bool(truth) for _, truth in answers)
    return {
        f"precision {name}": Figure(right / said if said else None, said),
        f"recall {name}": Figure(right / true if true else None, true),
    }
