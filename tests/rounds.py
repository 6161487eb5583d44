"""Rounds of moderation made by hand: invented plans by code, moderators by code, marks drawn from a seed."""

from __future__ import annotations

from datetime import date

import numpy as np

from ehcp_lint.moderation.figures.marks import Mark
from ehcp_lint.moderation.meeting.round import Comment, Form, Person, Round, RoundPlan, Settled, Task
from ehcp_lint.rubric import load_rubric

RUBRIC = load_rubric()
PEOPLE = (
    Person("M1", "send team", "senior officer"),
    Person("M2", "health", "DCO"),
    Person("M3", "social care", "DSCO"),
    Person("M4", "education setting", "SENCo"),
    Person("M5", "parent carer", "forum"),
)


def plan_code(number: int) -> str:
    return f"K{number:03}-QX{number % 10}"


def drawn_round(
    code: str = "R1",
    *,
    plans: int = 6,
    opened: date = date(2026, 5, 4),
    kind: str = "moderation",
    seed: int = 3,
    agreed: bool = False,
    first: int = 1,
) -> Round:
    """Each plan read by a random pair, the last one an anchor read by all; most marks a grade or less apart."""
    rng = np.random.default_rng(seed)
    codes = [plan_code(first + n) for n in range(plans)]
    marks, settled = [], []
    for number, plan in enumerate(codes):
        anchor = number == plans - 1
        readers = range(len(PEOPLE)) if anchor else sorted(rng.choice(len(PEOPLE), 2, replace=False))
        level = rng.uniform(2, 3.6)
        for question in RUBRIC.questions:
            true = int(np.clip(round(level + rng.normal(0, 0.8)), 1, 4))
            for reader in readers:
                if question.id == "Q14" and number % 2:
                    marks.append(Mark(plan, PEOPLE[reader].code, question.id, None))
                    continue
                off = int(rng.choice([-2, -1, 0, 0, 0, 0, 0, 1]))
                marks.append(Mark(plan, PEOPLE[reader].code, question.id, int(np.clip(true + off, 1, 4))))
            if agreed:
                settled.append(Settled(plan, question.id, true, "read together" if true < 3 else "", opened))
    return Round(
        code,
        RUBRIC,
        opened,
        kind,
        tuple(RoundPlan(plan, number == plans - 1) for number, plan in enumerate(codes)),
        PEOPLE,
        tuple(marks),
        tuple(Form(plan, who) for plan, who in sorted({(m.plan, m.moderator) for m in marks})),
        (
            Comment(codes[0], "M1", "strength", "The hopes are in the child's own words."),
            Comment(codes[0], "M1", "change", "Say who gives the therapy."),
        ),
        tuple(settled),
        (),
        (Task("Ask the therapist how often", "SEND manager", date(2026, 5, 20), codes[0], opened, None, code),),
    )


def small_round(cells: dict[str, dict[str, dict[str, int | None]]], **more) -> Round:
    """A round from {plan: {moderator: {question: mark}}}."""
    marks = tuple(Mark(p, m, q, v) for p, by in cells.items() for m, answers in by.items() for q, v in answers.items())
    people = more.pop("people", PEOPLE)
    return Round(
        "R1", RUBRIC, date(2026, 5, 4), plans=tuple(RoundPlan(p) for p in cells), moderators=people, marks=marks, **more
    )
