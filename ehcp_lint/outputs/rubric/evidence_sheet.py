"""The evidence for one plan as rows of a table, by question: what to check, what is there, what could not be checked.

The three are told apart in words in a column of their own, and "only a person can say" from all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.phrases import ASKS, LONGEST_QUOTE, NOT_CHECKED_MEANS
from ehcp_lint.rubric.evidence import Evidence, EvidencePoint, FoundThing, PlanEvidence
from ehcp_lint.rubric.models import Rubric

HEADINGS = ("No.", "Question", "Kind", "Where", "What", "Words of the plan")
TO_CHECK, TRIAL, COUNTED, THERE, NOT_CHECKED, ASIDE, PERSON, NOTE = (
    "To check",
    "To check (on trial)",
    "Counted",
    "There",
    "Not checked",
    "Set aside",
    "A person says",
    "Note",
)
FIRST = (
    "Read this after you have marked the plan. It is evidence for a person and never sets a mark. "
    "Where nothing was found, something may still be there."
)
_MOST = 12  # rows of one kind under one question
_PLACES = 6  # places named for what one check says without words


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each of HEADINGS, and how it is shown ("part" opens a question, "alarm" must be seen)."""

    cells: tuple[str, ...] = field(repr=False)
    style: str = ""


def evidence_rows(evidence: PlanEvidence, rubric: Rubric) -> Iterator[Row]:
    """All rows, in the order of the form; at the end what points at a cap, what was not read, and the footer."""
    yield _row(what=FIRST)
    if evidence.status != "checked":
        yield _row(kind=NOT_CHECKED, what=f"{evidence.message or ''} {NOT_CHECKED_MEANS}".strip(), style="alarm")
    for one in evidence.questions:
        question = rubric.question(one.question)
        yield from _question(one, question.short if question else "")
    for capped in evidence.caps:
        cap = rubric.cap(capped.cap)
        if cap:
            yield _row(short="Before you confirm", what=f"Points to look at first: {cap.reason}", style="part")
            yield from _points(capped.points)
    for words in evidence.unread:
        yield _row(kind=NOTE, what=f"About the file: {one_line(words)}")
    yield _row(what=evidence.footer)


def _question(one: Evidence, short: str) -> Iterator[Row]:
    kind = PERSON if one.state == "human_only" else ""
    yield _row(one.question, short, kind, what=f"{one.said} {one.note}".strip(), style="part")
    yield from _points(one.points)
    yield from _things(one.found)
    for reason in one.could_not_check:
        yield _row(kind=NOT_CHECKED, what=one_line(reason))
    for aside in one.set_aside:
        who = f" by {one_line(aside.by)}" if aside.by else ""
        why = f": {one_line(aside.reason)}" if aside.reason else ""
        yield _row(kind=ASIDE, where=one_line(aside.place), what=f"{aside.check}: set aside{who}{why}")


def _points(points: Iterable[EvidencePoint]) -> Iterator[Row]:
    """Points of one check together; with the words of the plan each in its own row, without them once with all places."""
    together: dict[tuple[str, bool], list[EvidencePoint]] = {}
    for point in points:
        together.setdefault((point.check, point.trial), []).append(point)
    for (_, trial), found in together.items():
        kind = TRIAL if trial else TO_CHECK
        if any(point.quote for point in found):
            rows = [_row(kind=kind, where=one_line(p.place), what=_said(p), words=_quoted(p.quote)) for p in found]
            yield from _cut(rows, kind)
            continue
        messages = list(dict.fromkeys(_said(point) for point in found))
        for message in messages:
            places = [one_line(point.place) for point in found if _said(point) == message]
            yield _row(kind=kind, where=_places(places), what=message + (f" ({len(places)} times)" if len(places) > 1 else ""))


def _things(found: Iterable[FoundThing]) -> Iterator[Row]:
    """What is there: with the words of the plan each in its own row, without them once with all places."""
    things = list(found)
    for thing in things:
        if thing.counted:
            yield _row(kind=COUNTED, where=one_line(thing.place), what=one_line(thing.what))
    single = [thing for thing in things if not thing.counted]
    if any(thing.quote for thing in single):
        rows = [_row(kind=THERE, where=one_line(t.place), what=one_line(t.what), words=_quoted(t.quote)) for t in single]
        yield from _cut(rows, THERE)
        return
    together: dict[str, list[str]] = {}
    for thing in single:
        together.setdefault(one_line(thing.what), []).append(one_line(thing.place))
    for what, places in together.items():
        yield _row(kind=THERE, where=_places(places), what=what)


def _said(point: EvidencePoint) -> str:
    """ "Say how often. (F203, the Code asks)" """
    return f"{one_line(point.message)} ({point.check}, {ASKS[point.duty].lower().replace('code', 'Code')})"


def _places(places: list[str]) -> str:
    named = list(dict.fromkeys(places))
    more = f"; and {len(named) - _PLACES} more" if len(named) > _PLACES else ""
    return "; ".join(named[:_PLACES]) + more


def _cut(rows: list[Row], kind: str) -> Iterator[Row]:
    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield _row(kind=kind, what=f"and {len(rows) - _MOST} more of the same kind")


def _quoted(words: str | None) -> str:
    return f"“{shorten(words, LONGEST_QUOTE)}”" if words else ""


def _row(
    number: str = "", short: str = "", kind: str = "", where: str = "", what: str = "", words: str = "", style: str = ""
) -> Row:
    return Row((number, short, kind, where, what, words), style)
