"""Reports as JUnit XML, for the programs that collect the results of tests: a suite for each file, a case for each point.

JUnit knows only passed, failed, in error and skipped. A point at or above `--fail-on` is a failure, any other point a case that
passes and says what it found; a file that could not be checked is an error; what a person set aside, and a check that gave no
answer, are skipped. So a suite is red where the command's exit code is not 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ehcp_lint.check import Duty
from ehcp_lint.outputs import decided, phrases
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import ASKS, Point
from ehcp_lint.report import Report

_STATES = ("failure", "error", "skipped")


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: where it belongs, what it is called, what became of it ("" for passed), and what it says."""

    group: str
    name: str
    became: str = ""
    kind: str = ""
    message: str = ""
    told: str = ""


def junit_report(reports: Sequence[Report], *, fail_on: Duty | None = Duty.MUST) -> str:
    """The results of all files; `fail_on` is the duty from which on a point is a failure (None: no point is)."""
    root = etree.Element("testsuites", name="ehcp_lint")
    sums: Counter[str] = Counter()
    for number, report in enumerate(reports, 1):
        cases = list(_cases(report, fail_on))
        states = Counter(case.became for case in cases)
        sums += Counter({"tests": len(cases), "failure": states["failure"], "error": states["error"]})
        name = one_line(report.file or "") or f"plan {number}"
        suite = etree.SubElement(
            root,
            "testsuite",
            name=_text(name),
            tests=str(len(cases)),
            failures=str(states["failure"]),
            errors=str(states["error"]),
            skipped=str(states["skipped"]),
            time="0",
        )
        _properties(suite, report)
        for case in cases:
            _write(suite, case)
        etree.SubElement(suite, "system-out").text = _text(_said(report))
    root.set("tests", str(sums["tests"]))
    root.set("failures", str(sums["failure"]))
    root.set("errors", str(sums["error"]))
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made.decode("utf-8")


def _cases(report: Report, fail_on: Duty | None) -> Iterator[_Case]:
    if report.status != "checked":
        yield _Case("file", "The file was checked", "error", report.status, phrases.not_checked(report))
        return
    yield _Case("file", "The file was checked", told=phrases.was_read(report))
    names = decided.short_names(report)
    for point in sorted(phrases.points(report), key=phrases.order_of):
        yield _point(point, names[point.finding.fingerprint], report, fail_on)
    for told in decided.set_aside(report):
        name = f"{told.check} {told.what} [{told.short}]"
        reason = f": {told.reason}" if told.reason else ""
        yield _Case(_group(report, told.entry.section), name, "skipped", "set aside", f"Set aside by a person{reason}")
    for check, reasons in phrases.silent(report).items():
        yield _Case("checks that gave no answer", check, "skipped", "cannot tell", "; ".join(reasons))


def _point(point: Point, short: str, report: Report, fail_on: Duty | None) -> _Case:
    finding = point.finding
    order = list(Duty)
    counts = fail_on is not None and not finding.trial and order.index(finding.duty) <= order.index(fail_on)
    told = [
        f"{ASKS[finding.duty]}{' (on trial)' if finding.trial else ''}: {one_line(finding.message)}",
        f"Where: {one_line(finding.place.text)}",
        *([f"Words: {one_line(finding.quote)}"] if finding.quote else []),
        f"Why: {one_line(finding.why)}",
        f"Source: {phrases.cites(finding)}",
        f"Fingerprint: {finding.fingerprint}",
    ]
    return _Case(
        _group(report, finding.section),
        f"{finding.check} {finding.name} [{short}]",
        "failure" if counts else "",
        finding.duty.value,
        one_line(finding.message),
        "\n".join(told),
    )


def _group(report: Report, section: str | None) -> str:
    """The class of a case: the section it is about. Some readers take a full stop for a folder, so there is none."""
    return one_line(report.parts.get(section or "", phrases.section_title(section))).replace(".", "")


def _properties(suite: etree._Element, report: Report) -> None:
    if report.versions is None:
        return
    listed = etree.SubElement(suite, "properties")
    for name, value in report.versions.model_dump(mode="json", exclude_none=True).items():
        told = ", ".join(value) if isinstance(value, list) else str(value)
        etree.SubElement(listed, "property", name=name, value=_text(told))


def _write(suite: etree._Element, case: _Case) -> None:
    made = etree.SubElement(suite, "testcase", classname=_text(case.group), name=_text(case.name), time="0")
    if case.became in _STATES:
        state = etree.SubElement(made, case.became, type=_text(case.kind), message=_text(case.message))
        state.text = _text(case.told) or None
    elif case.told:
        etree.SubElement(made, "system-out").text = _text(case.told)


def _said(report: Report) -> str:
    unread = "".join(f"\nNot read: {entry}" for entry in phrases.unread(report)) if report.status == "checked" else ""
    summary = phrases.summary(report) if report.status == "checked" else phrases.NOT_CHECKED_MEANS
    return f"{summary}{unread}\n{report.footer}"


def _text(words: str) -> str:
    """Words as XML takes them: `one_line` has taken the control characters out; these two are no characters either."""
    return words.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
