"""Rounds of moderation for tests, made without files: a sample by code, forms, and what was agreed. Invented plans only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ehcp_lint.moderation.drawing.codes import Key
from ehcp_lint.moderation.drawing.moderators import read_moderators
from ehcp_lint.moderation.drawing.sample import Sample, SampledPlan, with_readers
from ehcp_lint.moderation.keeping.consensus import AgreedMark, record_agreed
from ehcp_lint.moderation.keeping.responding import Given, Imported, record_responses
from ehcp_lint.moderation.keeping.rounds import start_round
from ehcp_lint.moderation.keeping.store import Store, open_store
from ehcp_lint.rubric import Rubric, load_rubric

KEY = Key(b"a key for tests, and no other use")
TODAY = date(2026, 11, 30)
BY = "SEND team manager"
MODERATORS = "M1:education,M2:health,M3:social care"
RUBRIC = load_rubric()


def a_sample(plans: Sequence[str] = ("P1", "P2", "P3"), *, officer: str = "SEN-1", moderators: str = MODERATORS) -> Sample:
    """A sample of these plans, all of one officer, shared out in pairs."""
    made = Sample(
        seed="2026-11",
        by=("officer",),
        frame_hash="0" * 64,
        frame_size=60,
        plans=tuple(
            SampledPlan(
                code=code, file_hash=KEY.file(code), values={"officer": officer}, stratum=officer, in_frame=60, drawn=len(plans)
            )
            for code in plans
        ),
    )
    return with_readers(made, read_moderators(moderators), KEY, design="pairs")


def a_round(place: str | Path | Store, code: str = "2026-11", sample: Sample | None = None, **more: object) -> Store:
    """A store with a round that has just begun."""
    store = place if isinstance(place, Store) else open_store(place, create=True)
    given: dict[str, object] = {"by": BY, "on": TODAY, **more}
    start_round(
        store,
        code,
        sample or a_sample(),
        rubric=RUBRIC.name,
        rubric_hash=RUBRIC.fingerprint,
        **given,  # type: ignore[arg-type]
    )
    return store


def a_form(row: int, plan: str, moderator: str, mark: int | None = 3, **marks: int | None) -> Given:
    """A form on which every question has the same mark, but for those that are named."""
    return Given(row, plan, moderator, {**{question.id: mark for question in RUBRIC.questions}, **marks})


def take(store: Store, *forms: Given, code: str = "2026-11", rubric: Rubric = RUBRIC, **more: object) -> Imported:
    """Import forms."""
    return record_responses(store, code, forms, rubric, by=BY, on=TODAY, **more)  # type: ignore[arg-type]


def settle(store: Store, plan: str, marks: Mapping[str, int | None], code: str = "2026-11", **more: object) -> Imported:
    """Keep agreed marks for one plan."""
    given = [
        AgreedMark(row, plan, question, mark, "Both read it again and saw the amounts.")
        for row, (question, mark) in enumerate(marks.items(), 2)
    ]
    return record_agreed(store, code, given, RUBRIC, by=BY, on=TODAY, **more)  # type: ignore[arg-type]


def all_marks(mark: int = 3) -> dict[str, int | None]:
    """The same mark on every question."""
    return {question.id: mark for question in RUBRIC.questions}
