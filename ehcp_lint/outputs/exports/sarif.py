"""Reports as SARIF 2.1.0, the format in which other tools take in what linters find: one run for all the files of a command.

What is said of a check comes from its declaration; the plan's words stand in snippets and properties, where nothing reads them
as a link. Offsets count characters of the text as `ehcp-lint read` gives it: a Word file has no lines. No time of day is
written, so that equal reports give equal bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ehcp_lint.check import FAMILIES, Check, Duty
from ehcp_lint.checks import catalogue
from ehcp_lint.engine import cite
from ehcp_lint.outputs import decided, phrases
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.plugins import PACKAGE
from ehcp_lint.report import FOOTER, Dismissed, Finding, Report, Versions, Where

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Duty.MUST: "error", Duty.SHOULD: "warning", Duty.COULD: "note"}
FINGERPRINT = "ehcpLintFingerprint/v1"
"""The name of our fingerprint among a result's `partialFingerprints`."""

_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    ".pdf": "application/pdf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
}


def sarif_report(reports: Sequence[Report]) -> str:
    """One log with one run. A report without quotes gives results without any word of its plan, and no name of its file."""
    rules = _Rules(reports)
    notices = [notice for place, report in enumerate(reports) for notice in _notices(report, place, rules)]
    made = next((report.versions for report in reports if report.versions), None)
    run = {
        "tool": {"driver": _driver(made, rules, notices)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(report, number) for number, report in enumerate(reports, 1)],
        "invocations": [
            {
                "executionSuccessful": all(report.status == "checked" for report in reports),
                "toolExecutionNotifications": notices,
            }
        ],
        "results": [result for place, report in enumerate(reports) for result in _results(report, place, rules)],
        "properties": {"note": next((report.footer for report in reports), FOOTER)},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _driver(made: Versions | None, rules: _Rules, notices: Iterable[dict[str, Any]]) -> dict[str, Any]:
    from ehcp_lint import __version__

    told = sorted({notice["descriptor"]["id"] for notice in notices})
    return {
        "name": "ehcp_lint",
        "version": made.tool if made else __version__,
        "shortDescription": {"text": "Points to check in an Education, Health and Care Plan."},
        "fullDescription": {"text": FOOTER},
        "rules": rules.descriptors,
        "notifications": [{"id": name, "shortDescription": {"text": _NOTICES[name]}} for name in told],
    }


# --- the checks --------------------------------------------------------------------------------------------------------------


class _Rules:
    """The checks that anything is said of, in the order of the catalogue, and their places in the list."""

    def __init__(self, reports: Iterable[Report]) -> None:
        named: dict[str, Finding | Dismissed | None] = {}
        for report in reports:
            for finding in report.findings:
                named.setdefault(finding.check, finding)
            for entry in report.dismissed:
                named.setdefault(entry.check, entry)
            for silent in report.not_run:
                if not silent.check.startswith(PACKAGE):
                    named.setdefault(silent.check, None)
        known = {check.id: check for check in catalogue() if check.id in named}
        others = [_unknown(id, one) for id, one in sorted(named.items()) if id not in known]
        self.descriptors = [*(_descriptor(check) for check in known.values()), *others]
        self._places = {rule["id"]: place for place, rule in enumerate(self.descriptors)}

    def reference(self, check: str) -> dict[str, Any]:
        """A check as a notification names it."""
        return {"id": check, "index": self._places[check]} if check in self._places else {"id": check}

    def place(self, check: str) -> int:
        """Where the check stands in the list."""
        return self._places[check]


def _descriptor(check: Check) -> dict[str, Any]:
    cited = [cite(source) for source in check.sources]
    help_uri = next((one.link for one in cited if one.link), None)
    sources = "; ".join(one.cite for one in cited)
    told = {
        "What it looks for": check.looks_for,
        "Why": check.why,
        "What to do": check.message,
        "Source": f"{sources}.",
        "Right to set aside": check.dismiss,
    }
    parts = [(title, one_line(words)) for title, words in told.items() if words]
    rule: dict[str, Any] = {
        "id": check.id,
        "name": check.name,
        "shortDescription": {"text": one_line(check.title)},
        "fullDescription": {"text": one_line(check.looks_for or check.title)},
        "messageStrings": {"default": {"text": _message(check.message)}},
        "help": {
            "text": "\n".join(f"{title}: {words}" for title, words in parts),
            "markdown": "\n\n".join(f"**{title}.** {_in_markdown(words)}" for title, words in parts),
        },
        "defaultConfiguration": {"level": LEVELS[check.duty]},
        "properties": {
            "tags": [FAMILIES.get(check.id[:1], "Other"), *(["on trial"] if check.trial else [])],
            "duty": check.duty.value,
            "trial": check.trial,
            "sources": [one.cite for one in cited],
            **({"origin": check.origin} if check.origin else {}),
        },
    }
    if help_uri:
        rule["helpUri"] = help_uri
    return rule


def _unknown(id: str, one: Finding | Dismissed | None) -> dict[str, Any]:
    """A check that is not installed here: its id, and its name where a finding gives it."""
    name = one_line(one.name) if isinstance(one, Finding) else id
    return {"id": id, "name": name, "shortDescription": {"text": name.replace("-", " ")}}


# --- the findings ------------------------------------------------------------------------------------------------------------


def _results(report: Report, file: int, rules: _Rules) -> Iterator[dict[str, Any]]:
    numbers = {id(point.finding): point.number for point in phrases.points(report)}
    for finding in report.findings:
        properties: dict[str, Any] = {
            "duty": finding.duty.value,
            "trial": finding.trial,
            "number": numbers[id(finding)],
            "sources": [source.cite for source in finding.sources],
        }
        if finding.section:
            properties["section"] = finding.section
        if finding.item:
            properties["item"] = one_line(f"{finding.item.kind} {finding.item.number}")
        if finding.confidence is not None:
            properties["confidence"] = finding.confidence
        yield {
            **_named(finding, finding.duty, finding.message, rules),
            "locations": [_location(report, file, finding.place, finding)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": properties,
        }
    for entry in report.dismissed:
        yield {
            **_named(entry, entry.duty or Duty.COULD, entry.message or "Set aside by a person.", rules),
            "locations": [_location(report, file, entry.place)],
            "partialFingerprints": {FINGERPRINT: entry.fingerprint},
            "suppressions": [_suppression(entry)],
            "properties": {"trial": entry.trial, **({"section": entry.section} if entry.section else {})},
        }


def _named(one: Finding | Dismissed, duty: Duty, message: str, rules: _Rules) -> dict[str, Any]:
    return {
        "ruleId": one.check,
        "ruleIndex": rules.place(one.check),
        "level": "note" if one.trial else LEVELS[duty],  # nobody has measured yet how often it is right
        "message": {"text": _message(message)},
    }


def _suppression(entry: Dismissed) -> dict[str, Any]:
    """A decision: kept in the sidecar file beside the plan, so "external"; the reason is a person's own words."""
    facts = {"date": entry.date, "until": entry.until, "by": entry.by and one_line(entry.by)}
    told: dict[str, Any] = {"kind": "external", "status": "accepted"}
    if entry.reason:
        told["justification"] = one_line(entry.reason)
    if known := {name: value for name, value in facts.items() if value}:
        told["properties"] = known
    return told


def _location(report: Report, file: int, place: Where | None, finding: Finding | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _address(report, file)}
    if finding:
        start, end = finding.span
        region: dict[str, Any] = {"charOffset": start, "charLength": end - start}
        if finding.quote:
            region["snippet"] = {"text": one_line(finding.quote)}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if place:
        numbers = place.model_dump(exclude={"text"}, exclude_none=True, mode="json")
        logical: dict[str, Any] = {"fullyQualifiedName": one_line(place.text), "kind": "section"}
        location["logicalLocations"] = [{**logical, **({"properties": numbers} if numbers else {})}]
    return location


def _address(report: Report, file: int) -> dict[str, Any]:
    return {"uri": _uri(report.file), "index": file} if report.file else {"index": file}


def _uri(name: str) -> str:
    """A file's name as a relative reference; everything that means something in one is written as %XX."""
    return quote(one_line(name).encode("utf-8", "replace"), safe="")


def _artifact(report: Report, number: int) -> dict[str, Any]:
    about: dict[str, Any] = {"status": report.status}
    if report.status == "checked":
        about |= {"summary": phrases.summary(report), "measures": report.measures}
        if report.versions:
            about["versions"] = report.versions.model_dump(mode="json", exclude_none=True)
    artifact: dict[str, Any] = {"roles": ["analysisTarget"], "properties": about}
    if report.file:
        artifact["location"] = {"uri": _uri(report.file)}
        if kind := _KINDS.get(PurePath(report.file).suffix.lower()):
            artifact["mimeType"] = kind
    else:
        artifact["description"] = {"text": f"plan {number}"}
    return artifact


# --- what is no finding ------------------------------------------------------------------------------------------------------

NOT_CHECKED, NOT_RUN, NOT_READ, STALE = "file-not-checked", "check-gave-no-answer", "not-read", "decision-no-longer-matches"
_NOTICES = {
    NOT_CHECKED: "A file could not be checked. Nothing is known about it.",
    NOT_RUN: "A check gave no answer. That is not the same as finding nothing.",
    NOT_READ: "Something in the file is not in the text that was checked.",
    STALE: "A decision to set a point aside no longer matches.",
}


def _notices(report: Report, file: int, rules: _Rules) -> Iterator[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": _address(report, file)}}]

    def notice(name: str, level: str, words: str, check: str = "") -> dict[str, Any]:
        told: dict[str, Any] = {"descriptor": {"id": name}, "level": level, "message": {"text": _message(words)}}
        if check and not check.startswith(PACKAGE):
            told["associatedRule"] = rules.reference(check)
        return {**told, "locations": where}

    if report.status != "checked":
        yield notice(NOT_CHECKED, "error", phrases.not_checked(report))
        return
    for entry in report.unread:
        yield notice(NOT_READ, "warning" if entry.lost else "note", phrases.told_unread(entry))
    for silent in report.not_run:
        yield notice(NOT_RUN, "warning", f"{silent.check}: {silent.reason}", silent.check)
    for told in decided.stale(report):
        yield notice(STALE, "note", f"{told.check} {told.short}: {told.because}", told.check)


# --- words -------------------------------------------------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def _message(words: str) -> str:
    """Words as the text of a message: "[words](address)" would be a link there and "{0}" a blank to fill in (3.11.5, 6)."""
    return _PLACEHOLDER.sub(r"{{\1}}", re.sub(r"([\[\]\\])", r"\\\1", one_line(words)))


def _in_markdown(words: str) -> str:
    """Words that Markdown shows as they are."""
    return re.sub(r"([\\`*_\[\]<>#|!])", r"\\\1", words)
