"""The tool's evidence for the plans of a round, from a folder of reports.

A plan's report is K7QM-2F9T.json, or stands in a list that `check to-read/*.docx --format json` wrote of files that are called
by their codes (`sample --copy` makes such files). It is what `check` wrote, or evidence gathered before (`PlanEvidence`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from ehcp_lint.errors import CannotRead
from ehcp_lint.report import Report
from ehcp_lint.rubric.evidence import SCHEMA, EvidencePoint, PlanEvidence, gather
from ehcp_lint.rubric.models import Rubric

MOST_BYTES = 200_000_000
_ANEW = "Write it anew with: ehcp-lint check --format json"


@dataclass(frozen=True)
class PlanReports:
    """What a folder holds, by plan code, as it stands there; `unread` are the codes of files that are no JSON, `others` counts
    such files that are called otherwise, and so may be anybody's."""

    by_code: Mapping[str, dict[str, Any]]
    unread: tuple[str, ...] = ()
    others: int = 0

    def report(self, code: str) -> Report | None:
        """The report of one plan, None where there is none. Raises CannotRead, by plan code."""
        given = self._given(code)
        try:
            return None if given is None else Report.model_validate(given)
        except ValidationError:
            raise CannotRead(f"{code}: not a report of this version. {_ANEW}") from None

    def evidence(self, code: str, rubric: Rubric, *, quotes: bool) -> PlanEvidence | None:
        """The evidence for one plan, None where there is no report. Without `quotes` no word of the plan is in it.

        Raises CannotRead, by plan code."""
        given = self._given(code)
        if given is None or given.get("schema") != SCHEMA:
            report = self.report(code)
            return None if report is None else gather(rubric, report, quotes=quotes)
        try:
            found = PlanEvidence.model_validate(given)
        except ValidationError:
            raise CannotRead(f"{code}: not evidence of this version. Gather it anew.") from None
        if found.fingerprint != rubric.fingerprint:
            raise CannotRead(f"{code}: this evidence was gathered for another form. Gather it anew.")
        return found if quotes else without_quotes(found)

    def _given(self, code: str) -> dict[str, Any] | None:
        if code in self.unread:
            raise CannotRead(f"{code}.json: no report that can be read. {_ANEW}")
        return self.by_code.get(code)


def reports_in(folder: Path, codes: Iterable[str]) -> PlanReports:
    """The reports of these plans in a folder. What is there of other plans is left alone."""
    wanted = set(codes)
    found: dict[str, dict[str, Any]] = {}
    unread, others = [], 0
    for path in sorted(folder.glob("*.json")):
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ValueError
            given = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            if path.stem in wanted:
                unread.append(path.stem)
            else:
                others += 1
            continue
        for one in given if isinstance(given, list) else [given]:
            if not isinstance(one, dict):
                continue
            named = PurePath(str(one.get("file") or "")).stem
            code = path.stem if path.stem in wanted else named
            if code in wanted:
                found.setdefault(code, one)
    return PlanReports(found, tuple(unread), others)


def without_quotes(given: PlanEvidence) -> PlanEvidence:
    """The same evidence without a word of the plan, or of those who set points aside. Messages may hold words of the plan:
    each becomes its check's own."""
    from ehcp_lint.checks import catalogue

    messages = {check.id: check.message for check in catalogue()}

    def bare(points: tuple[EvidencePoint, ...]) -> tuple[EvidencePoint, ...]:
        return tuple(p.model_copy(update={"quote": None, "message": messages.get(p.check, p.name)}) for p in points)

    questions = tuple(
        one.model_copy(
            update={
                "points": bare(one.points),
                "found": tuple(thing.model_copy(update={"quote": None}) for thing in one.found if not thing.quote),
                "set_aside": tuple(aside.model_copy(update={"reason": None}) for aside in one.set_aside),
            }
        )
        for one in given.questions
    )
    caps = tuple(cap.model_copy(update={"points": bare(cap.points)}) for cap in given.caps)
    return given.model_copy(update={"questions": questions, "caps": caps})
