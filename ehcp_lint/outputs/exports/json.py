"""Reports for programs: the JSON of `check --format json` and its schema (docs/report-schema.json); the schema of a
comparison (docs/compare-schema.json)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ehcp_lint.report import SCHEMA, Report

# Keys that hold words of the plan, left out altogether when a report goes without them.
_WORDS: dict[str, Any] = {
    "file": True,
    "findings": {"__all__": {"quote": True, "item": {"text", "number"}}},
    "grades": {"__all__": {"item": {"text", "number"}}},
    "provision_grid": {"__all__": {"item": {"text", "number"}}},
    "dismissed": {"__all__": {"reason"}},
    "stale": {"__all__": {"reason"}},
}


def json_report(reports: Sequence[Report], *, several: bool, quotes: bool = True) -> str:
    """One object for a file, a list of them for several; without a word of the plan if `quotes` is off."""
    left_out = None if quotes else _WORDS
    objects = [report.model_dump_json(indent=2, exclude=left_out) for report in reports]
    if not several:
        return objects[0] + "\n"
    return "[\n" + ",\n".join(objects) + "\n]\n"


def report_schema() -> str:
    """The JSON schema of one report, as docs/report-schema.json holds it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **Report.model_json_schema(mode="serialization", by_alias=True),
        "description": "One file's answer from `ehcp-lint check --format json`; several files give a list of these.",
    }
    schema["properties"]["schema"]["const"] = SCHEMA
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def comparison_schema() -> str:
    """The JSON schema of a comparison, as docs/compare-schema.json holds it."""
    from ehcp_lint.versions import models as versions  # not at the top: `check` needs none of it

    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": versions.SCHEMA,
        **versions.Comparison.model_json_schema(mode="serialization", by_alias=True),
        "description": "What changed between two versions of a plan, from `ehcp-lint compare --format json`.",
    }
    schema["properties"]["schema"]["const"] = versions.SCHEMA
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(report_schema(), end="")
