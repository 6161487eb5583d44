"""Agreed marks as labels: what people settled about plans, to measure the judgements against. No name, no text, no reason.

What they can and cannot teach: a mark is about one question of one whole plan. "Are the outcomes SMART?" marked 2 does not say
which of nine outcomes has no date, so it is no label for any of them and never enters the fit of the model. It can tell whether
what the tool counts in a plan goes with what people think of it (`training.council`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from ehcp_lint.moderation.meeting.round import Round

SCHEMA = "ehcp-lint/labels/1"


@dataclass(frozen=True, slots=True)
class Label:
    """One agreed mark. `before` are the marks that were given before anyone talked, lowest first, without whose they are."""

    schema: str
    level: str
    round: str
    rubric: str
    rubric_hash: str
    scale: tuple[int, ...]
    plan: str
    anchor: bool
    question: str
    mark: int
    before: tuple[int, ...]


def labels(rounds: Iterable[Round]) -> tuple[Label, ...]:
    """One label for every mark that a meeting agreed, by round, plan and question; "does not apply" is none."""
    found = []
    for one in rounds:
        anchors = {plan.code for plan in one.plans if plan.anchor}
        order = {question.id: question.number for question in one.rubric.questions}
        for settled in sorted(one.agreed, key=lambda s: (s.plan, order[s.question])):
            if settled.value is None:
                continue
            given = [
                mark.value
                for mark in one.marks
                if (mark.plan, mark.question) == (settled.plan, settled.question) and mark.value is not None
            ]
            found.append(
                Label(
                    SCHEMA,
                    "plan",
                    one.code,
                    one.rubric.name,
                    one.rubric.fingerprint,
                    tuple(sorted(one.rubric.scale.marks)),
                    settled.plan,
                    settled.plan in anchors,
                    settled.question,
                    settled.value,
                    tuple(sorted(given)),
                )
            )
    return tuple(found)


def labels_jsonl(found: Iterable[Label]) -> str:
    """The labels, one JSON object a line."""
    return "".join(json.dumps(asdict(label), ensure_ascii=False) + "\n" for label in found)
