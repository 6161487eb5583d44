"""What a worker process does with one damaged file: all that `check`, `read`, `comment` and `batch` would do with it."""

from __future__ import annotations

import base64
import json
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from ehcp_lint.batch.work import check_job, warm
from ehcp_lint.errors import CannotRead
from ehcp_lint.outputs.copies.word import commented_copy
from ehcp_lint.outputs.exports.json import json_report
from ehcp_lint.outputs.read import read_object, read_text
from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.outputs.report.text import text_report
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers import assemble, read_bytes, wire
from ehcp_lint.settings.profile import load_profile

__all__ = ["attempt", "warm"]
_ROOT = str(Path(__file__).resolve().parents[2])


def attempt(data: str, name: str) -> dict[str, str]:
    """ "status" of the file (as in its row), the "reason" where it was not checked, and "fault": "" or what is ours to mend.

    `data` is the file in base64."""
    packed = base64.b64decode(data)
    row = check_job(_job(data, name))["row"]
    status, reason = str(row["status"]), str(row.get("reason") or "")
    fault = ""
    if "error in ehcp-lint" in reason:
        fault = "not known where"
    elif status != "checked" and ("\n" in reason or not reason.endswith(".") or len(reason) < 20):
        fault = f"no plain reason: {reason!r}"
    return {"status": status, "reason": reason, "fault": place_of_fault(packed, name) or fault}


def place_of_fault(data: bytes, name: str) -> str:
    """Where an error of ours is raised, by type and line of code; "" where none is. The error's own words are left out."""
    try:
        reading = wire.decode(json.loads(wire.dumps(wire.encode(read_bytes(data, name)))))
        plan = assemble(reading)
        report = _linted(plan)
        for block in plan.blocks:
            if plan.text[block.span.start : block.span.end] != block.text:
                return "a block whose text is not at its span"
        json.dumps(read_object(plan, name), ensure_ascii=False).encode()
        plain(read_text(plan, name)).encode()
        plain(text_report(report, plan, path=name)).encode()
        json_report([report], several=False).encode()
        html_report(report, plan).encode()
        if plan.source == "word":
            commented_copy(data, plan, report)
    except CannotRead:
        return ""
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        return f"{type(error).__name__} at {_frame(error)}"
    stopped = [f"{entry.check}: {entry.reason}" for entry in report.not_run if "stopped by an error" in entry.reason]
    return f"{_where(plan)}" if stopped else ""


def _linted(plan: Any) -> Any:
    from ehcp_lint.engine import lint

    return lint(plan, load_profile(plugins=False))


def _where(plan: Any) -> str:
    """Where the checks that were stopped raise."""
    from ehcp_lint.case import Case
    from ehcp_lint.checks import catalogue

    found = []
    case = Case(plan, load_profile(plugins=False))
    for check in catalogue(False):
        try:
            list(check.hits(case))
        except Exception as error:  # noqa: BLE001 - as above
            found.append(f"check {check.id}: {type(error).__name__} at {_frame(error)}")
    return "; ".join(found[:3])


def _frame(error: Exception) -> str:
    """The last place of ours on the way to the error, and the last of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if frame.filename.startswith(_ROOT) and "/fuzzing/" not in frame.filename and ".venv" not in frame.filename
    ]
    told = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in (*ours[-1:], frames[-1])]
    return " in ".join(dict.fromkeys(told))


def _job(data: str, name: str) -> dict[str, Any]:
    return {
        "id": "0" * 16,
        "path": name,
        "name": name,
        "profile": load_profile(plugins=False).model_dump_json(),
        "settings": "",
        "salt": "00",
        "status": None,
        "decisions": "",
        "today": date(2026, 11, 30).isoformat(),
        "reports": [],
        "data": data,
    }
