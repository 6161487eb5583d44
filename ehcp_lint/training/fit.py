"""Fitting the model of outcomes on the labelled corpus; needs scikit-learn (the [train] extra), loaded only when it is used.

One regularised logistic regression a question (a gate, two a letter, one a yes-or-no label) and one of several classes for what
is no outcome. How strongly each is held back is chosen by cross-validation over writers; calibration is a sigmoid on scores
that each writer got from a model that had not seen the writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.errors import BadConfig
from ehcp_lint.outcomes.features import Seen, Vector, make_vocabulary
from ehcp_lint.outcomes.model import OTHERS, QUESTIONS, Model, Opinion
from ehcp_lint.smart import Judged, by_rules_known
from ehcp_lint.training.corpus import Entry
from ehcp_lint.training.measures import SEED

STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0)
FOLDS = 5


@dataclass(frozen=True)
class Read:
    """One labelled item as the rules judge it."""

    entry: Entry
    judged: Judged
    seen: Seen


def read_all(entries: Sequence[Entry]) -> list[Read]:
    """Those the rules can read at all; the model never sees the others."""
    found = []
    for entry in entries:
        judged = by_rules_known(entry.record)
        if judged is not None:
            found.append(Read(entry, judged, judged.seen()))
    return found


def truth(entry: Entry, question: str) -> int:
    """The right answer to one of `QUESTIONS`."""
    label = entry.label
    if question == "outcome":
        return int(label["is_outcome"])
    if question in ("specific", "measurable", "time_bound"):
        return int(label[question])
    return int(label[question[0]] >= int(question[1]))


def folds_of(reads: Sequence[Read], *, grouped: bool = True) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Parts of the items to fit on and to ask, by writer or, to see how much that matters, at random."""
    split = _sklearn("model_selection")
    kinds = np.array([read.entry.label["kind"] == "outcome" for read in reads]) * 3
    classes = kinds + np.array([int(read.entry.label["S"]) for read in reads])
    writers = [read.entry.writer for read in reads]
    if grouped:
        folds = split.StratifiedGroupKFold(min(FOLDS, len(set(writers))), shuffle=True, random_state=SEED)
        return list(folds.split(classes, classes, writers))
    return list(split.StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(classes, classes))


@dataclass(frozen=True)
class Crossed:
    """What each item got from models that had not seen its part: an opinion, and the scores before calibration."""

    opinions: list[Opinion]
    scores: Vector
    strengths: dict[str, float]


def cross(reads: Sequence[Read], *, grouped: bool = True, strengths: Mapping[str, float] | None = None) -> Crossed:
    """Cross-validated opinions; the strengths are chosen by their loss where none are given."""
    folds = folds_of(reads, grouped=grouped)
    rows = []
    for fit_on, _ in folds:
        vocabulary = make_vocabulary([reads[i].seen.words for i in fit_on], [reads[i].entry.writer for i in fit_on])
        rows.append(_turned(np.array([vocabulary.vector(read.seen) for read in reads]), fit_on))
    chosen: dict[str, float] = {}
    scores = np.zeros((len(reads), len(QUESTIONS)))
    for k, question in enumerate(QUESTIONS):
        answers = np.array([truth(read.entry, question) for read in reads])
        best: tuple[float, float, Vector] | None = None
        for strength in STRENGTHS if strengths is None else (strengths[question],):
            got = np.zeros(len(reads))
            for (fit_on, ask), x in zip(folds, rows, strict=True):
                got[ask] = _logistic(x[fit_on], answers[fit_on], strength).decision_function(x[ask])
            loss = float(np.log1p(np.exp(-np.where(answers == 1, got, -got))).mean())
            if best is None or loss < best[0]:
                best = (loss, strength, got)
        assert best is not None
        chosen[question], scores[:, k] = best[1], best[2]
    others = np.zeros((len(reads), len(OTHERS)))
    kinds = _other_kinds(reads)
    best_kind: tuple[float, float, Vector] | None = None
    for strength in STRENGTHS if strengths is None else (strengths["other"],):
        got2 = np.zeros_like(others)
        for (fit_on, ask), x in zip(folds, rows, strict=True):
            part = fit_on[kinds[fit_on] >= 0]
            got2[ask] = _several(x[part], kinds[part], strength, x[ask])
        right = kinds >= 0
        loss = -float(np.log(np.maximum(1e-9, got2[right, kinds[right]])).mean())
        if best_kind is None or loss < best_kind[0]:
            best_kind = (loss, strength, got2)
    assert best_kind is not None
    chosen["other"] = best_kind[1]
    yes = np.zeros_like(scores)
    for k, question in enumerate(QUESTIONS):
        answers = np.array([truth(read.entry, question) for read in reads])
        for _, ask in folds:
            away = np.setdiff1d(np.arange(len(reads)), ask)
            slope, shift = _sigmoid(scores[away, k], answers[away])
            yes[ask, k] = 1 / (1 + np.exp(-(slope * scores[ask, k] + shift)))
    opinions = [
        Opinion(dict(zip(QUESTIONS, y.tolist(), strict=True)), dict(zip(OTHERS, o.tolist(), strict=True)))
        for y, o in zip(yes, best_kind[2], strict=True)
    ]
    return Crossed(opinions, scores, chosen)


def _turned(x: Vector, fit_on: NDArray[np.intp]) -> Vector:
    """The rows in as many dimensions as there are items to fit on: the fitted answers are the same, much sooner."""
    axes = np.linalg.svd(x[fit_on], full_matrices=False)[2]
    turned: Vector = x @ axes.T
    return turned


def fit(reads: Sequence[Read], crossed: Crossed) -> Model:
    """The model on all items, with the strengths and the calibration that cross-validation gave."""
    vocabulary = make_vocabulary([read.seen.words for read in reads], [read.entry.writer for read in reads])
    x = np.array([vocabulary.vector(read.seen) for read in reads])
    weights, intercepts, slopes, shifts = [], [], [], []
    for k, question in enumerate(QUESTIONS):
        answers = np.array([truth(read.entry, question) for read in reads])
        fitted = _logistic(x, answers, crossed.strengths[question])
        weights.append(fitted.coef_[0])
        intercepts.append(float(fitted.intercept_[0]))
        slope, shift = _sigmoid(crossed.scores[:, k], answers)
        slopes.append(slope)
        shifts.append(shift)
    kinds = _other_kinds(reads)
    other = _multinomial(x[kinds >= 0], kinds[kinds >= 0], crossed.strengths["other"])
    for k in range(len(OTHERS)):
        at = list(other.classes_).index(k) if k in other.classes_ else None
        weights.append(other.coef_[at] if at is not None else np.zeros(x.shape[1]))
        intercepts.append(float(other.intercept_[at]) if at is not None else -20.0)
    return Model(
        vocabulary,
        np.array(weights),
        np.array(intercepts),
        np.array(slopes),
        np.array(shifts),
        frozenset(read.entry.writer for read in reads),
    )


def _other_kinds(reads: Sequence[Read]) -> NDArray[np.int64]:
    names = [kind.value for kind in OTHERS]
    return np.array([names.index(k) if (k := read.entry.label["kind"]) in names else -1 for read in reads])


def _logistic(x: Vector, answers: NDArray[Any], strength: float) -> Any:
    return _sklearn("linear_model").LogisticRegression(C=strength, max_iter=2000, tol=1e-6).fit(x, answers)


_multinomial = _logistic


def _several(x: Vector, kinds: NDArray[Any], strength: float, ask: Vector) -> Vector:
    """Probabilities of all other kinds, with none for a kind that the part held no example of."""
    fitted = _multinomial(x, kinds, strength)
    found = np.zeros((len(ask), len(OTHERS)))
    found[:, fitted.classes_] = fitted.predict_proba(ask)
    return found


def _sigmoid(scores: Vector, answers: NDArray[Any]) -> tuple[float, float]:
    """Slope and shift that turn scores into probabilities (Platt 1999)."""
    fitted = _sklearn("linear_model").LogisticRegression(C=1e3, max_iter=1000).fit(scores[:, None], answers)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _sklearn(part: str) -> Any:
    from importlib import import_module

    try:
        return import_module(f"sklearn.{part}")
    except ImportError:
        raise BadConfig("scikit-learn is missing. Install it with: pip install 'ehcp-lint[train]'") from None
