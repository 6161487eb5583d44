"""The tool's evidence for the plans of a round, from a folder of reports by plan code: K7QM-2F9T.json.

A file is what `check --format json` wrote, or evidence gathered before (`PlanEvidence`). The name is the plan's code in the
round, so that no file name of a plan is needed."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from ehcp_lint.errors import CannotRead
from ehcp_lint.report import Report
from ehcp_lint.rubric.evidence import SCHEMA, EvidencePoint, PlanEvidence, gather
from ehcp_lint.rubric.models import Rubric

MOST_BYTES = 20_000_000


def evidence_from(folder: Path, code: str, rubric: Rubric, *, quotes: bool) -> PlanEvidence | None:
    """The evidence for one plan; None where the folder has no file for it. Without `quotes` no word of the plan is in it.

    Raises CannotRead, by plan code."""
    path = folder / f"{code}.json"
    if not path.is_file():
        return None
    given = _read(path, code)
    try:
        if given.get("schema") != SCHEMA:
            return gather(rubric, Report.model_validate(given), quotes=quotes)
        found = PlanEvidence.model_validate(given)
    except ValidationError:
        raise CannotRead(
            f"{code}.json: not a report of this version. Write it anew with: ehcp-lint check --format json"
        ) from None
    if found.fingerprint != rubric.fingerprint:
        raise CannotRead(f"{code}.json: this evidence was gathered for another form. Gather it anew.")
    return found if quotes else without_quotes(found)


def report_from(folder: Path, code: str) -> Report | None:
    """The report of one plan, where the folder has one. Raises CannotRead."""
    path = folder / f"{code}.json"
    if not path.is_file():
        return None
    try:
        return Report.model_validate(_read(path, code))
    except ValidationError:
        raise CannotRead(
            f"{code}.json: not a report of this version. Write it anew with: ehcp-lint check --format json"
        ) from None


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


def _read(path: Path, code: str) -> dict[str, object]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotRead(f"{code}.json: too large for a report. Write it anew with: ehcp-lint check --format json")
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CannotRead(f"{code}.json: no JSON that can be read. Write it anew with: ehcp-lint check --format json") from None
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if not isinstance(given, dict):
        raise CannotRead(f"{code}.json: one report was expected. Write it anew with: ehcp-lint check --format json")
    return given
