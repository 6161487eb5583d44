"""What became of each recommendation of a report in the plan: kept, weakened, dropped, or cannot tell.

A line of the plan is taken for the answer to a recommendation only where it is like it in what it is about, more so than
the other lines
are and more so than to other recommendations; numbers from data/models/advice.json (fitted by ehcp_lint.training.advice)
weigh that.
Where words of the plan's file were not read nothing is called dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.advice.models import Fate
from ehcp_lint.advice.weaker import Less, what_is_added, what_is_less
from ehcp_lint.language import sentences
from ehcp_lint.plan import Kind, Letter, Plan, Span
from ehcp_lint.resources import data_file
from ehcp_lint.statements.likeness import FEATURES, likeness
from ehcp_lint.statements.lines import Line, Where, lines_of
from ehcp_lint.statements.recommendations import find_recommendations
from ehcp_lint.statements.subjects import speaks_of_goal, subjects

SECOND = (*FEATURES, "score", "lead", "taken")
TAKEN = 2.0  # how much less likely a line is once it answers another recommendation that it is liker to
_NO_ANSWER = frozenset((Letter.A, Letter.I, Letter.J, Letter.K))
_NEED_LETTERS = frozenset((Letter.B, Letter.C, Letter.D))


@dataclass(frozen=True)
class Weights:
    """Two sets of weights: which line is the likeliest answer, and whether the likeliest is one; and the two limits between
    which it cannot be told. `first` and `second` begin with the constant."""

    first: NDArray[np.float64]
    second: NDArray[np.float64]
    low: float
    high: float

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Weights:
        """From the numbers of data/models/advice.json."""
        return cls(np.array(held["first"]), np.array(held["second"]), float(held["low"]), float(held["high"]))


@cache
def shipped() -> Weights:
    """The weights that ship with the library."""
    return Weights.of(json.loads(data_file("models/advice.json").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Answer:
    """One recommendation, the likeliest line of the plan with what goes on from it, how likely that is, and what came of it."""

    advice: Line
    plan: Line | None
    plan_text: str = field(repr=False)
    likely: float
    fate: Fate
    less: tuple[Less, ...] = ()
    added: tuple[str, ...] = field(default=(), repr=False)


def answering_lines(plan: Plan) -> tuple[Line, ...]:
    """The lines of a plan that may answer a recommendation: not views, placement, money or the list of advice. Descriptions
    of needs answer only what a report asks to be described."""
    loose = [line for line in lines_of(plan) if line.letter or not plan.sections]  # outside the sections is the front page
    items = [item for item in plan.items if item.kind not in (Kind.VIEW, Kind.STRENGTH)]
    found: list[Line] = []
    for number, item in enumerate(items):
        group = len(plan.blocks) + number
        cells = [plan.quote(span) for role, span in item.columns if role in _BESIDE]
        text = plan.quote(item.span)
        if cells:
            found.append(Line(item.span, " | ".join([text, *cells]), group, listed=True, letter=item.letter))
            continue
        for start, end in sentences(text):
            span = Span(item.span.start + start, item.span.start + end)
            found.append(Line(span, plan.quote(span), group, letter=item.letter))
    taken = [item.span for item in items] + [span for item in items for _, span in item.columns]
    found += [line for line in loose if "|" not in line.text and not any(span.meets(line.span) for span in taken)]
    if not items or {line.letter for line in loose} - {section.letter for section in plan.sections}:
        found = loose  # no items, or "F. Ravi will sit ..." in a section that was read as another
    found = [line for line in found if line.letter not in _NO_ANSWER and len(line.text.split()) > 1]
    return tuple(sorted(found, key=lambda line: line.span))


_BESIDE = ("who", "frequency", "amount", "beside")


def trace(report: Plan, plan: Plan, weights: Weights | None = None) -> tuple[Answer, ...]:
    """Every recommendation of `report` in reading order, with its answer in `plan`."""
    names = tuple(dict.fromkeys((*report.details.names, *plan.details.names)))
    advice = [found.line for found in find_recommendations(report, names)]
    return trace_lines(advice, answering_lines(plan), names, complete=plan.complete, weights=weights)


def trace_lines(
    advice: Sequence[Line],
    lines: Sequence[Line],
    names: Sequence[str] = (),
    *,
    complete: bool = True,
    weights: Weights | None = None,
) -> tuple[Answer, ...]:
    """The same for lines that have been found already."""
    used = weights or shipped()
    answers: dict[int, Answer] = {}
    for of_needs in (True, False):
        rows = [row for row, line in enumerate(advice) if bool(_NEED_SPOKEN_OF.search(line.text)) is of_needs]
        near = [line for line in lines if not of_needs or line.letter in _NEED_LETTERS] if of_needs else _provided(lines)
        near = near or list(lines)
        if rows and near:
            answers |= dict(zip(rows, _traced([advice[row] for row in rows], near, names, used, complete), strict=True))
    fate: Fate = "dropped" if complete else "cannot_tell"
    return tuple(answers.get(row) or Answer(line, None, "", 0.0, fate) for row, line in enumerate(advice))


_NEED_SPOKEN_OF = re.compile(
    r"\bsect(?:ion|\.)? ?[BCD]\b|\b(?:record|list|describe|state|include|note)\w* (?:\w+ ){0,4}as (?:a |an )?needs?\b", re.I
)


def _provided(lines: Sequence[Line]) -> list[Line]:
    """The lines outside the descriptions of needs."""
    return [line for line in lines if line.letter not in _NEED_LETTERS]


def _traced(advice: Sequence[Line], lines: Sequence[Line], names: Sequence[str], used: Weights, complete: bool) -> list[Answer]:
    seen = compared(advice, lines, names)
    scores = seen @ used.first[1:] + used.first[0]
    best, taken = assigned(scores)
    answers = []
    for row, line in enumerate(advice):
        looked_at = second_features(seen[row], scores[row], int(best[row]), bool(taken[row]))
        chance = _chance(looked_at @ used.second[1:] + used.second[0])
        answers.append(_answer(line, lines, best, row, chance, used, complete))
    return answers


def compared(advice: Sequence[Line], lines: Sequence[Line], names: Sequence[str]) -> NDArray[np.float64]:
    """What is looked at for each pair: (advice, lines, features)."""
    ones = subjects(
        [line.text for line in advice], names, [line.where is Where.OUTCOMES or speaks_of_goal(line.text) for line in advice]
    )
    others = subjects([line.text for line in lines], names, [line.letter is Letter.E for line in lines])
    return likeness(ones, others)


def assigned(scores: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The line of each recommendation, the surest first, and whether another had taken it: a plan seldom answers two in one
    line."""
    best = np.zeros(len(scores), dtype=np.int64)
    taken = np.zeros(len(scores), dtype=bool)
    used = np.zeros(scores.shape[1])
    for row in np.argsort(-scores.max(axis=1), kind="stable"):
        best[row] = int((scores[row] - TAKEN * used).argmax())
        taken[row] = bool(used[best[row]])
        used[best[row]] = 1
    return best, taken


def second_features(seen: NDArray[np.float64], scores: NDArray[np.float64], at: int, taken: bool) -> NDArray[np.float64]:
    """What is looked at of the line that one recommendation is assigned, in the order of `SECOND`."""
    others = np.delete(scores, at)
    lead = float(np.clip(scores[at] - others.max(), -3, 6)) if len(others) else 3.0
    return np.concatenate([seen[at], [float(scores[at]), lead, float(taken)]])


def _chance(score: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def _answer(
    line: Line, lines: Sequence[Line], best: NDArray[np.int64], row: int, chance: float, weights: Weights, complete: bool
) -> Answer:
    at = int(best[row])
    found, likely = lines[at], round(chance, 2)
    text = _with_rest(lines, at, frozenset(int(other) for place, other in enumerate(best) if place != row))
    if " ".join(line.text.split()).lower() == " ".join(found.text.split()).lower():
        return Answer(line, found, text, 1.0, "kept")
    if chance < weights.low:
        return Answer(line, found, text, likely, "dropped" if complete else "cannot_tell")
    if chance < weights.high:
        return Answer(line, found, text, likely, "cannot_tell")
    alone, whole = what_is_less(line.text, found.text), what_is_less(line.text, text)
    less = alone if len(alone) <= len(whole) else whole  # what the next sentence says is not missing
    return Answer(line, found, text, likely, "weakened" if less else "kept", less, what_is_added(line.text, found.text))


def _with_rest(lines: Sequence[Line], at: int, taken: frozenset[int]) -> str:
    """A line with the sentences of its paragraph that answer no other recommendation."""
    group = lines[at].group
    near = [place for place in range(max(0, at - 2), min(len(lines), at + 3)) if lines[place].group == group]
    return " ".join(lines[place].text for place in near if place == at or place not in taken)
