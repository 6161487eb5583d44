"""Reports and what else quotes a plan, with names and numbers that point at a person taken out (`--redact`).

A report for people to read goes with the redacted plan: its offsets are into that. One for programs keeps the offsets into
the text as it was read, by which they find the place again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any, TypeVar

from ehcp_lint.plan import Plan, Span
from ehcp_lint.redaction import Redactor
from ehcp_lint.redaction.redactor import SAID, Moved
from ehcp_lint.report import (
    FOOTER,
    Dismissed,
    Finding,
    Grade,
    ItemRef,
    OutcomeGrades,
    Partner,
    ProvisionRow,
    Report,
    SpanPair,
    Thread,
)
from ehcp_lint.resources import data_file

T = TypeVar("T")
SOMEBODY = "[name]"
_KEPT = frozenset(
    "why sources because versions footer schema_ check checks fingerprint status place parts document document_note unread "
    "not_run kind adviser duty section letter".split()
)


@cache
def note() -> str:
    """What a redacted output says of itself: how much was found on made-up plans, and that it is personal data still."""
    figures = json.loads(data_file("redaction_figures.json").read_text(encoding="utf-8"))
    made, held = figures["made"], figures["held out"]
    declared, other = made["recall"]["declared"], made["recall"]["other"]
    return (
        f"This is {SAID}. Measured recall on {made['plans']} made-up plans: {_share(declared['recall'])} of the names of the "
        f"child and the parents (n = {declared['n']:,}), {_share(other['recall'])} of other people's (n = {other['n']:,}); on "
        f"{held['plans']} more in other words {_share(held['recall']['declared']['recall'])} and "
        f"{_share(held['recall']['other']['recall'])}. Read it through before you pass it on: a diagnosis, a school or a town "
        "can name a child too."
    )


def _share(share: float) -> str:
    return "all" if share == 1 else f"{share * 100:.1f} %"


def safe_name(file: str | None, number: int = 1) -> str:
    """What a file is called where its own name may be the child's: "plan 1.docx"."""
    return f"plan {number}{PurePath(file or '').suffix.lower()}"


@dataclass(frozen=True)
class Redacted:
    """A report without names: for pages, with the plan that its offsets are into; for programs, with the offsets as read."""

    page: Report
    data: Report
    plan: Plan | None


def redacted(report: Report, plan: Plan | None, number: int = 1) -> Redacted:
    """The report on the `number`th file of a command, redacted."""
    if plan is None:
        bare = report.model_copy(update={"file": safe_name(report.file, number), "footer": f"{FOOTER} {note()}"})
        return Redacted(bare, bare, None)
    redactor = Redactor(plan)
    made, moved = redactor.plan(plan)
    work = _Work(redactor, plan, made, moved)
    changes: dict[str, Any] = {
        "file": safe_name(report.file, number),
        "dismissed": tuple(work.decision(entry) for entry in report.dismissed),
        "stale": tuple(work.decision(entry) for entry in report.stale),
        "footer": f"{FOOTER} {note()}",
    }
    data = report.model_copy(
        update={
            **changes,
            "findings": tuple(work.finding(one) for one in report.findings),
            "grades": tuple(work.graded(one) for one in report.grades),
            "provision_grid": tuple(work.row(one) for one in report.provision_grid),
            "threads": tuple(work.thread(one) for one in report.threads),
        }
    )
    return Redacted(_moved(data, moved), data, made)


class _Work:
    """One report's texts: the words of a stretch as the redacted plan has them, any other text by itself."""

    def __init__(self, redactor: Redactor, plan: Plan, made: Plan, moved: Moved) -> None:
        self._redactor = redactor
        self._plan = plan
        self._made = made
        self._moved = moved
        self._items = {plan.quote(item.span): made.quote(moved.span(item.span)) for item in plan.items}

    def words(self, text: str, span: SpanPair | None = None) -> str:
        """A text; `span` is where it stands in the plan, if it does."""
        if span is not None and self._plan.quote(Span(*span)) == text:
            return self._made.quote(self._moved.span(Span(*span)))
        return self._items.get(text) or self._redactor.text(text)

    def item(self, item: ItemRef, span: SpanPair | None = None) -> ItemRef:
        text = None if item.text is None else self.words(item.text, span)
        return item.model_copy(update={"text": text, "number": self._redactor.text(item.number)})

    def finding(self, one: Finding) -> Finding:
        return one.model_copy(
            update={
                "item": self.item(one.item) if one.item else None,
                "quote": one.quote and self.words(one.quote, one.span),
                "message": self._redactor.text(one.message),
            }
        )

    def graded(self, one: OutcomeGrades) -> OutcomeGrades:
        return one.model_copy(update={"item": self.item(one.item, one.span)})

    def row(self, one: ProvisionRow) -> ProvisionRow:
        slots = {name: said and self._redactor.text(said) for name, said in one.slots.items()}
        return one.model_copy(update={"item": self.item(one.item, one.span), "slots": slots})

    def thread(self, one: Thread) -> Thread:
        sides = {side: tuple(map(self.partner, getattr(one, side))) for side in ("hopes", "needs", "outcomes", "provisions")}
        return one.model_copy(update={"item": self.item(one.item, one.span), **sides})

    def partner(self, one: Partner) -> Partner:
        return one.model_copy(update={"item": self.item(one.item, one.span)})

    def decision(self, entry: Dismissed) -> Dismissed:
        return entry.model_copy(
            update={
                "reason": entry.reason and self._redactor.text(entry.reason),
                "message": entry.message and self._redactor.text(entry.message),
                "by": SOMEBODY if entry.by else None,
            }
        )


def _moved(report: Report, moved: Moved) -> Report:
    """The same report with offsets into the redacted plan."""

    def pair(span: SpanPair) -> SpanPair:
        there = moved.span(Span(*span))
        return there.start, there.end

    def grade(one: Grade) -> Grade:
        return one.model_copy(update={"evidence": tuple(map(pair, one.evidence))})

    def graded(one: OutcomeGrades) -> OutcomeGrades:
        return one.model_copy(
            update={
                "span": pair(one.span),
                "grades": {letter: grade(found) for letter, found in one.grades.items()},
                "evidence": {name: tuple(map(pair, spans)) for name, spans in one.evidence.items()},
            }
        )

    def spanned(one: Any) -> Any:
        return one.model_copy(update={"span": pair(one.span)})

    def thread(one: Thread) -> Thread:
        sides = {side: tuple(map(spanned, getattr(one, side))) for side in ("hopes", "needs", "outcomes", "provisions")}
        return one.model_copy(update={"span": pair(one.span), **sides})

    return report.model_copy(
        update={
            "findings": tuple(map(spanned, report.findings)),
            "grades": tuple(map(graded, report.grades)),
            "provision_grid": tuple(map(spanned, report.provision_grid)),
            "threads": tuple(map(thread, report.threads)),
        }
    )


def redacted_answer(answer: T, *plans: Plan) -> T:
    """Any other answer about plans (queries, a comparison), with every text in it redacted. The last plan's child is meant."""
    return Redactor(plans[-1], also=plans[:-1]).model(answer, _KEPT)
