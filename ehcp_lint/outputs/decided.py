"""How every output tells of decisions: the short name of a point, what was set aside, and what no longer holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ehcp_lint.decisions.fingerprints import SHORTEST
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.report import Dismissed, Report

SET_ASIDE = "Set aside by a person"
SET_ASIDE_MEANS = "These points were found too. They are not counted above, because somebody decided so and said why."
STALE = "Decisions that no longer match"
STATES = {
    "expired": "its time is over, so the point counts again",
    "no_match": "no such point was found: it was mended, or its line has changed",
    "not_checked": "cannot tell: its check gave no answer",
}
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Told:
    """One decision in words: `what` the point says and `where` ("" where it is not known), why, by whom and when, and why it
    does not hold ("" where it does)."""

    check: str
    short: str
    entry: Dismissed
    what: str
    where: str
    reason: str
    decided: str
    because: str


def short_names(report: Report) -> dict[str, str]:
    """Each fingerprint of the report with the beginning that is enough to name it."""
    known = sorted({f.fingerprint for f in report.findings} | {d.fingerprint for d in (*report.dismissed, *report.stale)})
    needed = dict.fromkeys(known, SHORTEST)
    for one, other in pairwise(known):
        shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        needed[one], needed[other] = max(needed[one], shared + 1), max(needed[other], shared + 1)
    return {fingerprint: fingerprint[:length] for fingerprint, length in needed.items()}


def set_aside(report: Report) -> tuple[Told, ...]:
    """What a person set aside, in the order of the plan."""
    return _all_told(report, report.dismissed)


def stale(report: Report) -> tuple[Told, ...]:
    """The decisions that no longer hold, in the order of their file."""
    return _all_told(report, report.stale)


def _all_told(report: Report, entries: tuple[Dismissed, ...]) -> tuple[Told, ...]:
    names = short_names(report) if entries else {}
    return tuple(_told(entry, names[entry.fingerprint]) for entry in entries)


def _told(entry: Dismissed, short: str) -> Told:
    decided = f"{day(entry.date)} by {one_line(entry.by) if entry.by else 'somebody who gave no name'}"
    if entry.until:
        decided += f", until {day(entry.until)}"
    return Told(
        check=entry.check,
        short=short,
        entry=entry,
        what=one_line(entry.message or ""),
        where=one_line(entry.place.text) if entry.place else "",
        reason=one_line(entry.reason or ""),
        decided=decided,
        because=STATES.get(entry.state, ""),
    )


def day(iso: str | None) -> str:
    """ "9 March 2026" for "2026-03-09"."""
    if not iso:
        return "on a day not recorded,"
    known = date.fromisoformat(iso)
    return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"
