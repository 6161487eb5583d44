"""What a judgement of advice says: frozen, typed, versioned. `Advice.model_dump_json()` is `advice --format json`.

It lays the report beside the plan and asks; whether a change was right is for people to say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.report import FOOTER, FileStatus, SpanPair, Unread, Versions, Where

SCHEMA = "ehcp-lint/advice/1"

Fate = Literal["kept", "weakened", "dropped", "cannot_tell"]
FATES: tuple[Fate, ...] = ("dropped", "weakened", "cannot_tell", "kept")


class Passage(Frozen):
    """Words of a report or of a plan, and where they stand."""

    text: str | None = Field(default=None, repr=False)
    section: str | None = None
    place: Where
    span: SpanPair


class Change(Frozen):
    """One slot in which the plan promises less than the report: the words of both, None where it has none."""

    slot: str
    because: str
    advice: str | None = Field(default=None, repr=False)
    plan: str | None = Field(default=None, repr=False)


class Traced(Frozen):
    """One recommendation and what became of it in the plan.

    `plan` is the line that it was found in, for "dropped" and "cannot_tell" the nearest there is (`likely` says how near, 0
    to 1).
    `ask` are questions to settle, never verdicts; `added` are amounts that the plan gives and the report does not."""

    fate: Fate
    advice: Passage
    plan: Passage | None = None
    likely: float = Field(description="How likely it is that the plan's line answers this recommendation, 0 to 1")
    changes: tuple[Change, ...] = ()
    added: tuple[str, ...] = Field(default=(), repr=False)
    ask: tuple[str, ...] = Field(default=(), repr=False)
    because: str


class Point(Frozen):
    """One thing to add or to make clear before the report is sent, worded as a question to whoever wrote it."""

    about: str
    ask: str = Field(repr=False)
    checks: tuple[str, ...] = ()
    places: tuple[Passage, ...] = ()


class Recommended(Frozen):
    """One recommendation and what it says: the slots that are filled and those that are open."""

    passage: Passage
    said: tuple[str, ...]
    open: tuple[str, ...]
    wording: tuple[str, ...] = Field(default=(), repr=False)


class Author(Frozen):
    """Who wrote a report, as far as it says so. `agency` is one of data/advisers.csv."""

    name: str | None = Field(default=None, repr=False)
    role: str | None = None
    agency: str | None = None


class Judged(Frozen):
    """One report judged on its own. `months` is how old it is at the plan's date, or at the day it is asked."""

    file: str | None = Field(default=None, repr=False)
    status: FileStatus = "checked"
    message: str | None = None
    author: Author = Author()
    written: str | None = None
    months: int | None = None
    has: dict[str, bool] = Field(default_factory=dict)
    strengths: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    recommendations: tuple[Recommended, ...] = ()
    trace: tuple[Traced, ...] | None = None
    listed: bool | None = Field(
        default=None, description="Whether section K of the plan lists it; None where that cannot be told"
    )
    same_child: bool | None = Field(default=None, description="By name and date of birth; None where neither is known twice")
    unread: tuple[Unread, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many recommendations came to this."""
        return sum(traced.fate == fate for traced in self.trace or ())


class Advice(Answer):
    """The answer for one or more reports, and for the plan that they were traced into."""

    reports: tuple[Judged, ...]
    plan: str | None = Field(default=None, repr=False)
    plan_complete: bool | None = None
    unread: tuple[Unread, ...] = ()
    versions: Versions | None = None
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")

    def without_quotes(self) -> Advice:
        """The same with no word of the reports or the plan in it."""
        return self.model_copy(update={"reports": tuple(map(_wordless, self.reports)), "plan": None})


def _wordless(judged: Judged) -> Judged:
    def bare(passage: Passage | None) -> Passage | None:
        return passage and passage.model_copy(update={"text": None})

    def change(one: Change) -> Change:
        return one.model_copy(update={"advice": one.advice and "stated", "plan": one.plan and "stated"})

    trace = judged.trace and tuple(
        traced.model_copy(
            update={
                "advice": bare(traced.advice),
                "plan": bare(traced.plan),
                "changes": tuple(map(change, traced.changes)),
                "added": tuple("stated" for _ in traced.added),
                "ask": (),
            }
        )
        for traced in judged.trace
    )
    points = tuple(p.model_copy(update={"places": tuple(bare(place) for place in p.places)}) for p in judged.points)
    lines = tuple(
        r.model_copy(update={"passage": bare(r.passage), "wording": tuple("stated" for _ in r.wording)})
        for r in judged.recommendations
    )
    author = judged.author.model_copy(update={"name": None})
    return judged.model_copy(
        update={"file": None, "author": author, "trace": trace, "points": points, "recommendations": lines}
    )
