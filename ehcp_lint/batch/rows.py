"""The row of one file in results.jsonl: what was found, in numbers. No words of the plan, no names, no file names.

`id` and `key` are hashes keyed with the batch's salt: without it nobody can tell whether a plan they hold is in the results."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from ehcp_lint.check import Duty
from ehcp_lint.errors import CannotRead
from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.report import FileStatus, Report

SCHEMA = "ehcp-lint/batch/1"
MEASURES = (
    "words",
    "outcomes",
    "provisions",
    "reading_age_low",
    "reading_age_high",
    "sentences",
    "words_per_sentence",
    "long_sentences",
    "passives",
)
_KNOWN = r"^[A-Za-z0-9_. -]{1,60}$"  # what may stand for a name in a row: nothing that could be a sentence of a plan

Known = Annotated[str, Field(pattern=_KNOWN)]


class Points(Frozen):
    """How many points one check has in one section of one plan."""

    check: Known
    section: Known | None = None
    duty: Duty
    trial: bool = False
    n: int = Field(ge=1)


class Row(Answer):
    """One file of a batch. `status` other than "checked" comes with `reason` and nothing else: it is not a clean plan.

    `facts` are what the index says of the plan (phase, need, setting, kind; officer and agency only when asked for)."""

    id: str = Field(pattern=r"^[0-9a-f]{16}$")
    key: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    status: FileStatus
    reason: str | None = Field(default=None, max_length=500)
    source: Known | None = None
    plan_status: Known | None = None
    facts: dict[str, str] = Field(default_factory=dict)
    points: tuple[Points, ...] = ()
    set_aside: int = 0
    grades: dict[Known, dict[Known, int]] = Field(default_factory=dict)
    measures: dict[Known, int | float | None] = Field(default_factory=dict)
    not_run: tuple[Known, ...] = ()
    unread: dict[Known, int] = Field(default_factory=dict)
    not_made: tuple[Known, ...] = Field(default=(), description="Reports that were asked for and cannot be made of such a file")
    schema_: str = Field(default=SCHEMA, alias="schema")

    def count(self, duty: Duty) -> int:
        """How many points are of this duty (checks on trial are not counted)."""
        return sum(points.n for points in self.points if points.duty is duty and not points.trial)

    @property
    def total(self) -> int:
        """All points but those of checks on trial."""
        return sum(points.n for points in self.points if not points.trial)


def keyed(salt: bytes, *parts: str | bytes, size: int = 8) -> str:
    """A hash of `parts` that means nothing without the salt: `size` bytes in hexadecimal digits."""
    packed = b"\0".join(part.encode() if isinstance(part, str) else part for part in parts)
    return hmac.digest(salt, packed, hashlib.sha256)[:size].hex()


def key_of(salt: bytes, data: bytes, suffix: str, settings: str) -> str:
    """What an answer depends on: the file's bytes, the ending of its name, and the settings with the tool's version."""
    return keyed(salt, hashlib.sha256(data).digest(), suffix.lower(), settings, size=16)


def row_of(report: Report, source: str) -> dict[str, Any]:
    """The row of a plan that was checked, without its `id` and `key`."""
    counted = Counter((f.check, f.section, f.duty, f.trial) for f in report.findings)
    grades: dict[str, Counter[str]] = {letter: Counter() for letter in "SMT"}
    for outcome in report.grades:
        for letter, grade in outcome.grades.items():
            grades[letter][grade.level] += 1
    return {
        "status": "checked",
        "source": source,
        "plan_status": report.plan_status,
        "points": [
            {"check": check, "section": section, "duty": duty.value, "trial": trial, "n": n}
            for (check, section, duty, trial), n in sorted(counted.items(), key=lambda entry: _in_order(entry[0]))
        ],
        "set_aside": len(report.dismissed),
        "grades": {letter: dict(sorted(levels.items())) for letter, levels in grades.items() if levels},
        "measures": {name: value for name in MEASURES if isinstance(value := report.measures.get(name), (int, float))},
        "not_run": sorted({entry.check for entry in report.not_run}),
        "unread": _unread(report),
    }


def _in_order(key: tuple[str, str | None, Duty, bool]) -> tuple[str, str, str, bool]:
    check, section, duty, trial = key
    return check, section or "", duty.value, trial


def _unread(report: Report) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for notice in report.unread:
        counted[notice.what] += notice.count
    return dict(sorted(counted.items()))


def refused(refusal: CannotRead) -> dict[str, Any]:
    """The row of a file that was not checked, without its `id` and `key`."""
    return {"status": refusal.status, "reason": str(refusal)[:500]}


def facts_in(facts: dict[str, str], asked: Iterable[str]) -> dict[str, str]:
    """What of the index goes into a row: who wrote or advised only when that was asked for."""
    return {
        name: facts[name]
        for name in ("agency", "kind", "need", "officer", "phase", "setting")
        if name in facts and (name not in PEOPLE or name in asked)
    }


PEOPLE = ("officer", "agency")
