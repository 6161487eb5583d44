"""What the fitted model says of an outcome: numbers in data/models/outcomes.npz, read once, applied with numpy alone.

Fitting stands in `training.fit`; nothing of scikit-learn is needed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.errors import BadConfig
from ehcp_lint.outcomes.features import Seen, Vector, Vocabulary, slot_names
from ehcp_lint.outcomes.judgement import OutcomeKind
from ehcp_lint.resources import data_file

QUESTIONS = ("outcome", "S1", "S2", "M1", "M2", "T1", "T2", "specific", "measurable", "time_bound")
"""What is asked yes or no: is it an outcome, is a letter partly met or better, met, and the yes-or-no labels."""
OTHERS = (OutcomeKind.PROVISION, OutcomeKind.ADMIN, OutcomeKind.ASPIRATION, OutcomeKind.FOR_OTHERS, OutcomeKind.NEED)
FILE = "models/outcomes.npz"


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities: a yes to each of `QUESTIONS`, and for each of `OTHERS` that it is this kind if it is no outcome."""

    yes: Mapping[str, float]
    others: Mapping[OutcomeKind, float]

    def levels(self, letter: str) -> tuple[float, float, float]:
        """How probable not met, partly and met are for a letter."""
        some = self.yes[f"{letter}1"]
        full = min(some, self.yes[f"{letter}2"])
        return 1 - some, some - full, full

    @property
    def other(self) -> OutcomeKind:
        """The most probable kind if it is no outcome."""
        return max(OTHERS, key=lambda kind: self.others[kind])


@dataclass(frozen=True)
class Model:
    """The fitted numbers: a row of weights for each question and each other kind, and what makes the first ones calibrated."""

    vocabulary: Vocabulary
    weights: Vector = field(repr=False)
    intercepts: Vector = field(repr=False)
    slopes: Vector = field(repr=False)
    shifts: Vector = field(repr=False)
    trained_on: frozenset[str] = frozenset()

    def scores(self, seen: Seen) -> Vector:
        """The sum of the weights of what was seen, for each row."""
        scores: Vector = self.weights @ self.vocabulary.vector(seen) + self.intercepts
        return scores

    def opinion(self, seen: Seen) -> Opinion:
        """The probabilities for one outcome."""
        scores = self.scores(seen)
        yes = 1 / (1 + np.exp(-(self.slopes * scores[: len(QUESTIONS)] + self.shifts)))
        rest = np.exp(scores[len(QUESTIONS) :] - scores[len(QUESTIONS) :].max())
        return Opinion(
            dict(zip(QUESTIONS, yes.tolist(), strict=True)), dict(zip(OTHERS, (rest / rest.sum()).tolist(), strict=True))
        )

    def to_bytes(self) -> bytes:
        """The model as a file of numbers and text; nothing in it can run."""
        by_place = [*sorted(self.vocabulary.words, key=self.vocabulary.words.__getitem__)]
        letters = [*sorted(self.vocabulary.letters, key=self.vocabulary.letters.__getitem__)]
        out = BytesIO()
        np.savez_compressed(
            out,
            slots=_packed(slot_names()),
            words=_packed(by_place),
            letters=_packed(letters),
            known=_packed(sorted(self.vocabulary.known)),
            trained_on=_packed(sorted(self.trained_on)),
            rarity=self.vocabulary.rarity,
            weights=self.weights,
            intercepts=self.intercepts,
            slopes=self.slopes,
            shifts=self.shifts,
        )
        return out.getvalue()


def read_model(raw: bytes) -> Model:
    """The model in a file's bytes; refuses one fitted to other slots than those the rules give now."""
    with np.load(BytesIO(raw), allow_pickle=False) as held:
        parts: dict[str, NDArray[Any]] = {name: held[name] for name in held.files}
    if _unpacked(parts["slots"]) != slot_names():
        raise BadConfig("The model of outcomes was fitted to other rules. Run: ehcp-lint train")
    words, letters = _unpacked(parts["words"]), _unpacked(parts["letters"])
    vocabulary = Vocabulary(
        {g: i for i, g in enumerate(words)},
        {g: i + len(words) for i, g in enumerate(letters)},
        parts["rarity"],
        frozenset(_unpacked(parts["known"])),
    )
    return Model(
        vocabulary,
        parts["weights"],
        parts["intercepts"],
        parts["slopes"],
        parts["shifts"],
        frozenset(_unpacked(parts["trained_on"])),
    )


def _packed(texts: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(held: NDArray[Any]) -> tuple[str, ...]:
    text = held.tobytes().decode()
    return tuple(text.split("\n")) if text else ()


@cache
def shipped() -> Model | None:
    """The model that comes with the package; None where none was fitted or the rules' slots have changed since."""
    try:
        return read_model(data_file(FILE).read_bytes())
    except BadConfig:
        return None
