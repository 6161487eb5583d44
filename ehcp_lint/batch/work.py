"""What one worker does with one file: read it, check it, count. The same function on every executor.

A job is plain JSON: where the file is (or its bytes), under which settings, and what is asked for besides the row. The answer
is plain JSON too and holds words of the plan only in the reports that a person asked for."""

from __future__ import annotations

import base64
import json
from concurrent.futures import Future
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ehcp_lint import errors
from ehcp_lint.batch.rows import key_of, refused, row_of
from ehcp_lint.batch.sketch import sketch
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.parsers import assemble, fence, file_bytes, read_bytes, wire
from ehcp_lint.parsers.limits import Limits, refuse_longer
from ehcp_lint.parsers.transcript import Reading

if TYPE_CHECKING:
    from ehcp_lint.plan import Plan
    from ehcp_lint.report import Report
    from ehcp_lint.settings.profile import Profile

REPORTS = ("html", "docx", "json")


def job(
    id: str,
    path: Path,
    *,
    profile: str,
    settings: str,
    salt: bytes,
    status: str | None = None,
    decisions: str = "",
    today: date,
    reports: tuple[str, ...] = (),
    data: bytes | None = None,
) -> dict[str, Any]:
    """The job for one file; with `data` the file goes with it, else the worker opens `path`.

    `profile` is a `Profile` as JSON, `settings` what it and everything else that an answer depends on is known by;
    `decisions` the text of the plan's file of decisions, which hold as on `today`."""
    return {
        "id": id,
        "path": str(path),
        "name": path.name,
        "profile": profile,
        "settings": settings,
        "salt": salt.hex(),
        "status": status,
        "decisions": decisions,
        "today": today.isoformat(),
        "reports": list(reports),
        "data": None if data is None else base64.b64encode(data).decode("ascii"),
    }


def check_job(job: dict[str, Any]) -> dict[str, Any]:
    """The answer: "row" (see `rows.Row`), "sketch" (None where nothing was read) and "reports" (base64 by kind)."""
    salt, key = bytes.fromhex(job["salt"]), None
    answer: dict[str, Any] = {"row": {}, "sketch": None, "reports": {}}
    try:
        data = _bytes_of(job)
        key = key_of(salt, data, Path(job["name"]).suffix, job["settings"])
        plan, report = _checked(job, data)
        answer["row"] = row_of(report, plan.source)
        answer["sketch"] = sketch(plan, salt)
        made = {kind: _made(kind, data, plan, report) for kind in job["reports"]}
        answer["row"]["not_made"] = [kind for kind, report in made.items() if report is None]
        answer["reports"] = {kind: report for kind, report in made.items() if report is not None}
    except CannotRead as refusal:
        answer["row"] = refused(refusal)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one plan's trouble is told in its row
        answer["row"] = {"status": "crashed", "reason": errors.internal_error(type(error).__name__)}
    answer["row"] |= {"id": job["id"], "key": key}
    return answer


def outcome(job: dict[str, Any], future: Future[dict[str, Any]], limits: Limits) -> dict[str, Any]:
    """The answer of a job that has ended, by whatever executor: also when its worker was lost over it."""
    from ehcp_lint.batch.pool import WorkerLost

    error = future.exception()
    if error is None:
        return future.result()
    why = error.why if isinstance(error, WorkerLost) else "ended"
    row = refused(fence.why_stopped(why, limits))
    if isinstance(error, WorkerLost) and why == "error":
        row = {"status": "crashed", "reason": errors.internal_error(error.kind)}
    key = None
    with suppress(CannotRead):  # gone meanwhile; without a key it is tried again next time
        data = _bytes_of(job)
        key = key_of(bytes.fromhex(job["salt"]), data, Path(job["name"]).suffix, job["settings"])
    return {"row": {**row, "id": job["id"], "key": key}, "sketch": None, "reports": {}}


def warm() -> None:
    """Loads what the first plan would load, so that no plan is slower than others for it."""
    from ehcp_lint.engine import lint
    from ehcp_lint.parsers.notation import COMPLETE, read_notation

    plan = read_notation(COMPLETE)
    lint(plan)
    sketch(plan, b"")
    _readers()


def _readers() -> None:
    import pdfplumber  # noqa: F401
    import pypdfium2  # noqa: F401

    import ehcp_lint.parsers.pdf
    import ehcp_lint.parsers.word  # noqa: F401


def _bytes_of(job: dict[str, Any]) -> bytes:
    if job["data"] is None:
        return file_bytes(Path(job["path"]), _profile(job["profile"]).limits.as_limits)
    return base64.b64decode(job["data"])


def _checked(job: dict[str, Any], data: bytes) -> tuple[Plan, Report]:
    from ehcp_lint.decisions.file import read_decisions, settle_under
    from ehcp_lint.engine import lint

    profile = _profile(job["profile"])
    reading = _as_fenced(read_bytes(data, job["name"], limits=profile.limits.as_limits))
    plan = assemble(reading, profile.pack)
    report = lint(plan, profile, status=job["status"])
    if job["decisions"]:
        try:
            decided = read_decisions(job["decisions"], "decisions")
        except BadConfig:  # what it says of the file may hold somebody's words
            raise CannotRead("its file of decisions has a mistake. See which with: ehcp-lint check FILE") from None
        report = settle_under(report, decided, profile, plan, on=date.fromisoformat(job["today"]))
    return plan, report.model_copy(update={"file": job["name"]})


def _as_fenced(reading: Reading) -> Reading:
    """The reading as it comes out of the fence for one file: too long is refused, half characters are replaced."""
    refuse_longer(len(reading.blocks), len(reading.text))
    try:
        reading.text.encode()
    except UnicodeEncodeError:
        return wire.decode(json.loads(wire.dumps(wire.encode(reading))))
    return reading


@lru_cache(maxsize=32)
def _profile(settings: str) -> Profile:
    from ehcp_lint.settings.profile import Profile

    return Profile.model_validate_json(settings)


def _made(kind: str, data: bytes, plan: Plan, report: Report) -> str | None:
    """One report as base64; None where there is none of this kind (comments go into Word files only)."""
    if kind == "html":
        from ehcp_lint.outputs.report.html import html_report

        made = html_report(report, plan).encode("utf-8")
    elif kind == "json":
        from ehcp_lint.outputs.exports.json import json_report

        made = json_report([report], several=False).encode("utf-8")
    elif plan.source != "word":
        return None
    else:
        from ehcp_lint.outputs.copies.word import commented_copy

        try:
            made = commented_copy(data, plan, report).data
        except CannotRead:
            return None
    return base64.b64encode(made).decode("ascii")
