"""What a report says of every item, found fault with or not: the grades, the provision grid and the golden thread."""

from __future__ import annotations

from ehcp_lint.case import Case
from ehcp_lint.links import Link
from ehcp_lint.plan import Item, Kind, Letter, Plan, Span
from ehcp_lint.provision import Mark
from ehcp_lint.readability import SCORING
from ehcp_lint.report import Grade, ItemRef, OutcomeGrades, Partner, ProvisionRow, SpanPair, Thread

EVIDENCE = ("baseline", "support", "aspiration", "need", "purpose")
SLOTS = ("what", "who", "expertise", "amount", "frequency", "group", "where", "until")
PAIRED = (Kind.VIEW, Kind.NEED, Kind.OUTCOME, Kind.PROVISION)
PROVISION = (Letter.F, Letter.G, Letter.H, Letter.H1, Letter.H2)


def outcome_grades(case: Case) -> tuple[OutcomeGrades, ...]:
    """S, M and T of each outcome, and the evidence for A and R, which are never graded (docs/decisions).

    A plan that labels none of its sections is not graded: what stands there may not be its outcomes."""
    labelled = any(section.labelled for section in case.plan.section(Letter.E))
    return tuple(_graded(case, item) for item in case.plan.items_of(Kind.OUTCOME)) if labelled else ()


def _graded(case: Case, item: Item) -> OutcomeGrades:
    judged = case.outcome(item)
    letters = {"S": judged.specific, "M": judged.measurable, "T": judged.timely}
    return OutcomeGrades(
        item=reference(case, item),
        kind=judged.kind.value if judged.kind else "cannot_tell",
        section=item.letter.value,
        span=(item.span.start, item.span.end),
        grades={
            letter: Grade(level=grade.level.value, because=grade.because, by=grade.by, evidence=_pairs(item, grade.evidence))
            for letter, grade in letters.items()
        },
        evidence={name: _pairs(item, getattr(judged.evidence, name)) for name in EVIDENCE},
    )


def _pairs(item: Item, spans: tuple[Span, ...]) -> tuple[SpanPair, ...]:
    return tuple((item.span.start + span.start, item.span.start + span.end) for span in spans)


def provision_grid(case: Case) -> tuple[ProvisionRow, ...]:
    """Each line of provision with what it says of each slot; None where it does not say."""
    return tuple(_row(case, item) for item in case.plan.items_of(Kind.PROVISION, *PROVISION))


def _row(case: Case, item: Item) -> ProvisionRow:
    read = case.provision(item)
    return ProvisionRow(
        item=reference(case, item),
        section=item.letter.value,
        span=(item.span.start, item.span.end),
        kind=read.kind.value if read.kind else "cannot_tell",
        slots={name: _said(case, item, getattr(read, name)) for name in SLOTS},
        missing=read.missing,
    )


def _said(case: Case, item: Item, marks: tuple[Mark, ...]) -> str | None:
    if not marks:
        return None
    places = [place for mark in marks if (place := case.where(item, mark))]
    return "; ".join(case.plan.quote(place) for place in places) or "stated"


def threads(case: Case) -> tuple[Thread, ...]:
    """Each need, outcome and line of provision with the items it is paired with, in the order of the plan."""
    partners: dict[Span, dict[Kind, list[Partner]]] = {}
    items = [item for item in case.plan.items if item.kind in PAIRED]
    named = {item.span: reference(case, item) for item in items}
    for link in case.links:
        for item, other in ((link.one, link.other), (link.other, link.one)):
            partners.setdefault(item.span, {}).setdefault(other.kind, []).append(_partner(other, named[other.span], link))
    shown = (item for item in items if item.kind is not Kind.VIEW)
    return tuple(_thread(item, named[item.span], partners.get(item.span, {})) for item in shown)


def _thread(item: Item, named: ItemRef, partners: dict[Kind, list[Partner]]) -> Thread:
    return Thread(
        item=named,
        section=item.letter.value,
        span=(item.span.start, item.span.end),
        hopes=tuple(partners.get(Kind.VIEW, ())),
        needs=tuple(partners.get(Kind.NEED, ())),
        outcomes=tuple(partners.get(Kind.OUTCOME, ())),
        provisions=tuple(partners.get(Kind.PROVISION, ())),
    )


def _partner(item: Item, named: ItemRef, link: Link) -> Partner:
    return Partner(
        item=named,
        section=item.letter.value,
        span=(item.span.start, item.span.end),
        by=link.by.value,
        likely=link.likely,
        themes=link.themes,
    )


def measures(case: Case) -> dict[str, int | float | str | None]:
    """Counts, and how hard sections B to H2 are to read (section A holds the child's own words, which are never scored).

    `reading_age_low` and `_high` are the range of five formulas in years; None under five sentences."""
    plan = case.plan
    read = case.readability
    low, high = read.reading_age or (None, None)
    return {
        "words": len(plan.text.split()),
        "outcomes": len(plan.items_of(Kind.OUTCOME)),
        "provisions": len(plan.items_of(Kind.PROVISION)),
        "reading_age_low": low,
        "reading_age_high": high,
        "reading_age_from": read.status.value,
        "sentences": read.sentences,
        "words_per_sentence": read.words_per_sentence,
        "long_sentences": read.long_sentences,
        "passives": read.passives,
        "readability_scoring": SCORING,
    }


def reference(case: Case, item: Item) -> ItemRef:
    """An item as a report names it."""
    known = case.once(_named)
    key = (item.kind, item.span, item.number)
    if key not in known:
        known[key] = ItemRef(kind=item.kind.value, number=item.number, text=case.plan.quote(item.span))
    return known[key]


def _named(_: Plan) -> dict[tuple[Kind, Span, str], ItemRef]:
    """The references made so far: a report names an item in several places."""
    return {}
