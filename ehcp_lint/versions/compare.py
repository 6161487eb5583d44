"""Two versions of one plan set side by side: points mended, left and new, and what changed in the plan's own items.

A comparison asks, it does not judge: where a line promises less than before, the question is whether that was agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Literal

from ehcp_lint.case import Case
from ehcp_lint.decisions.fingerprints import bare_words
from ehcp_lint.engine import lint, where
from ehcp_lint.grades import reference
from ehcp_lint.plan import NOT_ANSWERS, Details, Fact, Item, Kind, Letter, Plan, Span
from ehcp_lint.report import Finding, OutcomeGrades, Report
from ehcp_lint.settings.profile import DEFAULT, Profile, load_profile
from ehcp_lint.versions.matching import Entry, Match, match_items
from ehcp_lint.versions.models import (
    Change,
    Comparison,
    DetailChange,
    FindingPair,
    GradeMove,
    ItemChange,
    SectionChange,
    Side,
    SlotChange,
    Version,
)
from ehcp_lint.versions.slots import SLOTS, Said, said, slot_changes

__all__ = ["Comparison", "compare_plans"]

LESS = "This says less than before. Was this agreed with the family and the adviser?"
GONE = "This is not in the new version. Was this agreed with the family and the adviser?"
OTHER = "This says otherwise who gives it. Was this agreed with the family and the adviser?"
MOVED = "This stands in another section now, which can change who must provide it. Was this agreed with the family?"
_LETTERS: tuple[Literal["S", "M", "T"], ...] = ("S", "M", "T")


def compare_plans(old: Plan, new: Plan, profile: str | Profile = DEFAULT) -> Comparison:
    """What changed from `old` to `new`, two versions of one child's plan, checked with the same profile."""
    settings = profile if isinstance(profile, Profile) else load_profile(profile)
    reports = lint(old, settings), lint(new, settings)
    matches = match_items(old, new)
    points = _Points(old, new, *reports, matches)
    return Comparison(
        old=_version(old, reports[0]),
        new=_version(new, reports[1]),
        same_child=same_child(old.details, new.details),
        fixed=points.fixed,
        remaining=points.remaining,
        appeared=points.appeared,
        unclear=points.unclear,
        items=_items(Case(old, settings), Case(new, settings), *reports, matches),
        sections=_sections(old, new),
        details=_details(old.details, new.details),
        versions=reports[1].versions,
    )


def _version(plan: Plan, report: Report) -> Version:
    return Version(
        plan_status=report.plan_status,
        complete=plan.complete,
        points=sum(not finding.trial for finding in report.findings),
        unread=report.unread,
    )


# --- points ------------------------------------------------------------------------------------------------------------------


class _Points:
    """The findings of both versions paired: by fingerprint, then in items that changed, then the only one of a section."""

    def __init__(self, old: Plan, new: Plan, before: Report, after: Report, matches: Iterable[Match]) -> None:
        silent = [{entry.check for entry in report.not_run} for report in (before, after)]
        known = {finding.fingerprint: finding for finding in after.findings}
        pairs: dict[str, FindingPair] = {}
        for finding in before.findings:
            if other := known.get(finding.fingerprint):
                pairs[finding.fingerprint] = FindingPair(old=finding, new=other, by="fingerprint")
        gone = [f for f in before.findings if f.fingerprint not in pairs]
        come = [f for f in after.findings if f.fingerprint not in pairs]
        same = {match.old.item.span: match.new.item.span for match in matches if match.old and match.new}
        for one, other in _by_item(old, new, gone, come, same):
            pairs[other.fingerprint] = FindingPair(old=one, new=other, by="item")
            gone.remove(one)
            come.remove(other)
        for one, other in _alone_of_their_kind(gone, come):
            pairs[other.fingerprint] = FindingPair(old=one, new=other, by="section")
            gone.remove(one)
            come.remove(other)
        self.remaining = tuple(pairs[f.fingerprint] for f in after.findings if f.fingerprint in pairs)
        self.fixed = tuple(f for f in gone if f.check not in silent[1])
        self.appeared = tuple(f for f in come if f.check not in silent[0])
        self.unclear = (
            *(FindingPair(old=f) for f in gone if f.check in silent[1]),
            *(FindingPair(new=f) for f in come if f.check in silent[0]),
        )


_Pairs = list[tuple[Finding, Finding]]


def _by_item(old: Plan, new: Plan, gone: list[Finding], come: list[Finding], same: dict[Span, Span]) -> _Pairs:
    """Points of one check that say the same of two items that are one and the same."""
    waiting: dict[tuple[str, str, Span], list[Finding]] = defaultdict(list)
    for finding in come:
        if item := _item_of(new, finding):
            waiting[finding.check, finding.message, item.span].append(finding)
    found = []
    for finding in gone:
        item = _item_of(old, finding)
        others = waiting[finding.check, finding.message, same[item.span]] if item and item.span in same else []
        if others:
            found.append((finding, others.pop(0)))
    return found


def _item_of(plan: Plan, finding: Finding) -> Item | None:
    """The item of a finding, which knows its words but not its place; or the one that its place is in."""
    at = Span(*finding.span)
    about = finding.item
    if about is None:
        return next((item for item in plan.items if item.span.holds(at) and len(at)), None)
    alike = [i for i in plan.items if i.kind == about.kind and plan.quote(i.span) == about.text]
    return min(alike, key=lambda item: (abs(item.span.end - at.end), item.span), default=None)


def _alone_of_their_kind(gone: list[Finding], come: list[Finding]) -> _Pairs:
    """Points outside items, such as "See report." in section D: where each version has one of them, it is the same."""
    sides: list[dict[tuple[str, str | None, str], list[Finding]]] = []
    for findings in (gone, come):
        side: dict[tuple[str, str | None, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.item is None:
                side[finding.check, finding.section, finding.message].append(finding)
        sides.append(side)
    return [(ones[0], sides[1][key][0]) for key, ones in sides[0].items() if len(ones) == len(sides[1].get(key, ())) == 1]


# --- items -------------------------------------------------------------------------------------------------------------------


def _items(old: Case, new: Case, before: Report, after: Report, matches: tuple[Match, ...]) -> tuple[ItemChange, ...]:
    grades = [{Span(*graded.span): graded for graded in report.grades} for report in (before, after)]
    read: tuple[dict[Span, Said], dict[Span, Said]] = ({}, {})
    added: set[str] = set()
    for match in matches:
        for case, entry, into in ((old, match.old, read[0]), (new, match.new, read[1])):
            if entry and entry.item.kind is Kind.PROVISION:
                into[entry.item.span] = said(case, entry.item)
        if match.new and not match.old and match.new.item.kind is Kind.PROVISION:
            told = read[1][match.new.item.span].slots
            added |= {bare_words(words) for name in SLOTS for words in told[name]}
    changes = []
    for match in matches:
        slots: tuple[SlotChange, ...] = ()
        moves: tuple[GradeMove, ...] = ()
        if match.old and match.new:
            places = match.old.item.span, match.new.item.span
            if match.new.item.kind is Kind.PROVISION and match.alike != 1:
                slots = slot_changes(read[0][places[0]], read[1][places[1]], added)
            moves = _moves(grades[0].get(places[0]), grades[1].get(places[1]))
        changes.append(_change(old, new, match, slots, moves))
    return tuple(changes)


def _change(old: Case, new: Case, match: Match, slots: tuple[SlotChange, ...], moves: tuple[GradeMove, ...]) -> ItemChange:
    change = _became(match, new.plan.complete)
    entry = match.new or match.old
    assert entry is not None  # a match has at least one side
    weaker = any(slot.direction == "weakened" for slot in slots)
    another = any(slot.slot == "who" and slot.direction == "changed" for slot in slots)
    ask = {"dropped": GONE, "moved": MOVED}.get(change)
    if change == "moved" and match.old and match.new and match.old.item.letter is match.new.item.letter:
        ask = None  # an outcome among the steps is owed by no one else
    return ItemChange(
        kind=entry.item.kind.value,
        change=change,
        reworded=bool(match.old and match.new and match.alike != 1),
        old=_side(old, match.old),
        new=_side(new, match.new),
        alike=match.alike,
        near=_side(old if match.new else new, match.near),
        slots=slots,
        grades=moves,
        ask=LESS if weaker else ask or (OTHER if another else None),
    )


def _became(match: Match, complete: bool) -> Change:
    if not match.old:
        return "added"
    if not match.new:
        return "dropped" if complete else "not_found"
    one, other = match.old.item, match.new.item
    if (one.letter, one.kind) != (other.letter, other.kind):
        return "moved"
    return "kept" if match.alike == 1 else "reworded"


def _side(case: Case, entry: Entry | None) -> Side | None:
    if entry is None:
        return None
    span = entry.item.span
    letter = entry.item.letter.value
    place = where(case.plan, span, letter)
    return Side(item=reference(case, entry.item), section=letter, place=place, span=(span.start, span.end))


def _moves(old: OutcomeGrades | None, new: OutcomeGrades | None) -> tuple[GradeMove, ...]:
    if old is None or new is None:
        return ()
    both = [(letter, old.grades[letter].level, new.grades[letter].level) for letter in _LETTERS]
    return tuple(GradeMove(letter=letter, old=one, new=other) for letter, one, other in both if one != other)


# --- sections and the front page ---------------------------------------------------------------------------------------------


def _sections(old: Plan, new: Plan) -> tuple[SectionChange, ...]:
    states = [(letter.value, old.state(letter).value, new.state(letter).value) for letter in Letter]
    changed = ((letter, one, other) for letter, one, other in states if one != other)
    return tuple(
        SectionChange(letter=letter, name=new.rules.label(letter), old=one, new=other) for letter, one, other in changed
    )


def _details(old: Details, new: Details) -> tuple[DetailChange, ...]:
    found = []
    for name in (field.name for field in fields(Details) if field.name not in ("all_statuses", *NOT_ANSWERS)):
        one, other = _answer(getattr(old, name)), _answer(getattr(new, name))
        if one == other:
            continue
        found.append(
            DetailChange(
                detail=name, change="given" if one is None else "gone" if other is None else "changed", old=one, new=other
            )
        )
    return tuple(found)


def _answer(fact: Fact[object] | None) -> str | None:
    if fact is None or fact.value is None:
        return None
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    return fact.value.isoformat() if isinstance(fact.value, date) else " ".join(str(fact.value).split())


def same_child(old: Details, new: Details) -> bool | None:
    """By the date of birth, and by the name: one name may be shorter than the other."""
    answers = []
    births = [fact.value for fact in (old.date_of_birth, new.date_of_birth) if fact and fact.value]
    if len(births) == 2:
        answers.append(births[0] == births[1])
    names: list[set[str]] = [set(bare_words(" ".join(details.names)).split()) for details in (old, new)]
    if all(names):
        answers.append(bool(names[0] & names[1]))
    return all(answers) if answers else None
