"""Who wrote a report, for which agency, and when, as far as the report says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ehcp_lint.grammar.people import find_people
from ehcp_lint.grammar.text import fold
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.language import plain
from ehcp_lint.plan import Layer, Plan
from ehcp_lint.statements.subjects import agencies_in_order, roles_in


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a report: a name, a role in the report's own words, and the agency as data/advisers.csv calls it."""

    name: str | None = field(default=None, repr=False)
    role: str | None = None
    agency: str | None = None


_LABEL = re.compile(
    r"^(?:report |advice )?(?:author|written by|completed by|prepared by|report by|advice by|from|signed|compiled by|"
    r"assessed by|reported by|"
    r"advice from|report of|name of (?:author|professional|adviser))\b[\s:.|-]*(?P<rest>.*)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:date of (?:the )?(?:report|advice|writing)|report date|date written|date completed|date of completion|dated?|"
    r"completed on|signed)\b"
    r"(?! of birth)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:d\.?o\.?b\.?|born|date of birth)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?)\.? )?(?:[A-Z](?:[\w'’-]+|\.) ){1,3}?[A-Z][\w'’-]+(?=\s*(?:,|\(|\||-|–|$|:))"
)
_EDGE = 8  # paragraphs at the beginning and the end of a report where its author and date may stand


def _edges(report: Plan) -> list[str]:
    texts = [plain(block.text) for block in report.blocks if block.layer is Layer.BODY and block.text.strip()]
    return texts if len(texts) <= 2 * _EDGE else [*texts[:_EDGE], *texts[-_EDGE:]]


def find_author(report: Plan) -> Author:
    """The author by a label such as "Written by", else by the first line at the report's edges that names a profession.

    `agency` is the profession as data/advisers.csv calls it; None where the report names none."""
    lines = _edges(report)
    follows: list[str] = []
    for place, text in enumerate(lines):
        if found := _LABEL.match(text.strip()):
            rest = found["rest"].strip()
            told = rest if rest else " ".join(lines[place + 1 : place + 3])
            follows.append(told if roles_in(told) else f"{told}, {' '.join(lines[place + 1 : place + 2])}")
    spoken = [text for text in lines if len(text.split()) <= _SHORT and (roles_in(text) or _person(text))]
    for text in (*follows, *(text for text in spoken if _person(text) and roles_in(text)), *spoken):
        agencies = roles_in(text)
        if agencies:
            person = _person(text) or next((_person(other) for other in follows if _person(other)), None)
            return Author(name=person, role=_role(text), agency=min(agencies, key=agencies_in_order().index))
    named = next((_person(text) for text in follows if _person(text)), None)
    return Author(name=named)


_SHORT = 25


def _person(text: str) -> str | None:
    found = _PERSON.search(text)
    if (
        not found
        or roles_in(found.group())
        or re.search(r"\b(?:Report|Advice|Service|School|Council|Team|Therapy|Health|Care)\b", found.group())
    ):
        return None
    return found.group().strip()


def _role(text: str) -> str | None:
    passage = fold(text)
    people = [person for person in find_people(passage) if person.kind == "role"]
    return " ".join(passage.same[people[0].start : people[0].end].split()) if people else None


def find_date(report: Plan) -> date | None:
    """When a report was written: a date with a label that says so, else the latest at its edges; never a date of birth."""
    lines = [text for text in _edges(report) if not _BORN.search(text)]
    labelled = []
    for place, text in enumerate(lines):
        if _DATED.search(text):
            labelled += [
                day
                for _, day in written_dates(
                    f"{text} {lines[place + 1] if place + 1 < len(lines) and len(text.split()) < 5 else ''}"
                )
            ]
    found = labelled or [day for text in lines if len(text.split()) <= _SHORT for _, day in written_dates(text)]
    return max(found, default=None)
