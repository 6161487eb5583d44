"""The points of a report as rows of short texts, for tables that other programs open: CSV and Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from ehcp_lint.outputs import decided, phrases
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import ASKS
from ehcp_lint.report import Report

STATUSES = {
    "checked": "checked",
    "refused": "not checked: refused",
    "timed_out": "not checked: took too long",
    "crashed": "not checked: stopped by an error",
    "unreadable": "not checked: could not be read",
}
OPEN, SET_ASIDE = "to check", "set aside"


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point, set-aside point or file that was not checked; "" for what is not known or not to be shown.

    `state` is "to check", "set aside" or why the file was not checked; `number` is the point's number in every output."""

    file: str = ""
    number: str = ""
    state: str = ""
    asks: str = ""
    duty: str = ""
    trial: str = ""
    section: str = ""
    message: str = ""
    words: str = ""
    item: str = ""
    place: str = ""
    why: str = ""
    source: str = ""
    check: str = ""
    name: str = ""
    reason: str = ""
    decided: str = ""
    fingerprint: str = ""


HEADINGS = {
    "file": "File",
    "number": "Point",
    "state": "State",
    "asks": "Who asks",
    "duty": "Duty",
    "trial": "On trial",
    "section": "Section",
    "message": "What to do",
    "words": "Words of the plan",
    "item": "Item",
    "place": "Where",
    "why": "Why",
    "source": "Source",
    "check": "Check",
    "name": "Name of the check",
    "reason": "Reason given",
    "decided": "Decided",
    "fingerprint": "Fingerprint",
}


def point_rows(reports: Sequence[Report]) -> Iterator[PointRow]:
    """The points of each file in the order of their numbers, then what was set aside; a row for a file that was not checked."""
    for number, report in enumerate(reports, 1):
        file = named(report, number, alone=len(reports) == 1)
        if report.status != "checked":
            yield PointRow(file=file, state=STATUSES[report.status], message=one_line(report.message or ""))
            continue
        for point in sorted(phrases.points(report), key=phrases.order_of):
            finding = point.finding
            item = finding.item
            yield PointRow(
                file=file,
                number=point.number,
                state=OPEN,
                asks=ASKS[finding.duty],
                duty=finding.duty.value,
                trial="yes" if finding.trial else "",
                section=finding.section or "",
                message=one_line(finding.message),
                words=one_line(finding.quote or ""),
                item=one_line(f"{item.kind} {item.number}") if item else "",
                place=one_line(finding.place.text),
                why=one_line(finding.why),
                source=phrases.cites(finding),
                check=finding.check,
                name=finding.name,
                fingerprint=finding.fingerprint,
            )
        for told in decided.set_aside(report):
            entry = told.entry
            yield PointRow(
                file=file,
                state=SET_ASIDE,
                asks=ASKS[entry.duty] if entry.duty else "",
                duty=entry.duty.value if entry.duty else "",
                trial="yes" if entry.trial else "",
                section=entry.section or "",
                message=told.what,
                place=told.where,
                check=told.check,
                reason=told.reason,
                decided=told.decided,
                fingerprint=entry.fingerprint,
            )


def named(report: Report, number: int, *, alone: bool) -> str:
    """A file in a table: by its name, or by its place among several where names may not be shown."""
    return one_line(report.file or "") or ("" if alone else f"plan {number}")


def cells(row: PointRow) -> tuple[str, ...]:
    """A row's texts in the order of `HEADINGS`."""
    return tuple(getattr(row, field.name) for field in fields(row))
