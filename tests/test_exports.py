"""SARIF, JUnit, CSV and Excel: valid by the formats' own schemas, whole, and the same points as everywhere else."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from lxml import etree
from sample_report import PARTLY_READ, point, sample_plan, sample_report

from ehcp_lint import lint, read_plan
from ehcp_lint.check import Duty
from ehcp_lint.checks import catalogue, messages_without_words
from ehcp_lint.cli import run
from ehcp_lint.engine import cite
from ehcp_lint.outputs.exports.book import report_book
from ehcp_lint.outputs.exports.csv import csv_report, guarded
from ehcp_lint.outputs.exports.junit import junit_report
from ehcp_lint.outputs.exports.sarif import FINGERPRINT, sarif_report
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, Dismissed, Report, Where

ROOT = Path(__file__).parent.parent
WEAK = ROOT / "examples" / "weak-draft.docx"
SCHEMAS = Path(__file__).parent / "schemas"
REFUSED = Report(file="b.pdf", status="timed_out", message="reading it took too long. Save it anew.")
DECIDED = {
    "dismissed": (
        Dismissed(
            check="F202",
            fingerprint="ab12cd34ef56ab12",
            reason="Agreed with the panel.",
            by="K. Moss",
            date="2026-03-09",
            duty=Duty.SHOULD,
            section="F",
            message="Say when, in place of these words.",
            place=Where(text="Section F, paragraph 9", paragraph=9),
        ),
    ),
    "stale": (Dismissed(check="E203", fingerprint="0011223344556677", state="no_match", reason="Mended.", date="2026-03-09"),),
}


@cache
def real() -> tuple[Report, Plan]:
    plan = read_plan(WEAK)
    return lint(plan).model_copy(update={"file": WEAK.name}), plan


@cache
def sarif_schema() -> Any:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


@cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


def sarif(*reports: Report) -> dict[str, Any]:
    log = json.loads(sarif_report(reports))
    assert not [error.message for error in sarif_schema().iter_errors(log)]
    return log["runs"][0]


def junit(*reports: Report, fail_on: Duty | None = Duty.MUST) -> etree._Element:
    root = etree.fromstring(junit_report(reports, fail_on=fail_on).encode())
    assert junit_schema().validate(root), junit_schema().error_log
    return root


def book(*reports: Report, plans: tuple[Plan | None, ...] = ()) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(report_book(reports, plans)))


def table(sheet: Any) -> list[dict[str, str]]:
    heads, *rows = ([cell or "" for cell in row] for row in sheet.iter_rows(values_only=True))
    return [dict(zip(heads, row, strict=True)) for row in rows]


# --- SARIF -------------------------------------------------------------------------------------------------------------------


def test_sarif_of_a_real_plan_is_valid_and_holds_every_point_once() -> None:
    report, _ = real()
    log = sarif(report)
    assert [r["partialFingerprints"][FINGERPRINT] for r in log["results"]] == [f.fingerprint for f in report.findings]
    for result, finding in zip(log["results"], report.findings, strict=True):
        rule = log["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == finding.check
        levels = {"must": "error", "should": "warning", "could": "note"}
        assert result["level"] == ("note" if finding.trial else levels[finding.duty])
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["charOffset"], region["charOffset"] + region["charLength"]) == finding.span


def test_each_rule_says_what_its_declaration_says() -> None:
    log = sarif(real()[0])
    declared = {check.id: check for check in catalogue()}
    for rule in log["tool"]["driver"]["rules"]:
        check = declared[rule["id"]]
        assert rule["name"] == check.name
        assert rule["shortDescription"]["text"] == check.title
        assert check.why in rule["help"]["text"]
        links = [source.link for source in map(cite, check.sources) if source.link]
        assert rule.get("helpUri") == (links[0] if links else None)
    assert sum("helpUri" in rule for rule in log["tool"]["driver"]["rules"]) > 20


def test_a_file_is_named_as_a_relative_address_and_only_with_quotes() -> None:
    report = sample_report(sample_plan(), file="Ines Ünal #2: draft.docx")
    log = sarif(report)
    address = log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address == {"uri": "Ines%20%C3%9Cnal%20%232%3A%20draft.docx", "index": 0}
    assert log["artifacts"][0]["location"]["uri"] == address["uri"]
    plain = sarif(report.without_quotes({}))
    assert plain["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"index": 0}
    assert "location" not in plain["artifacts"][0]


def test_what_was_set_aside_is_kept_and_marked() -> None:
    log = sarif(sample_report(sample_plan(), **DECIDED))
    *found, aside = log["results"]
    assert all("suppressions" not in result for result in found)
    assert aside["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Agreed with the panel.",
            "properties": {"date": "2026-03-09", "by": "K. Moss"},
        }
    ]
    (stale,) = log["invocations"][0]["toolExecutionNotifications"]
    assert stale["descriptor"]["id"] == "decision-no-longer-matches"


def test_what_was_not_checked_not_run_and_not_read_is_notified() -> None:
    log = sarif(sample_report(sample_plan(), **PARTLY_READ), REFUSED)
    (invocation,) = log["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [
        (n["descriptor"]["id"], n["level"], n["associatedRule"]["id"] if "associatedRule" in n else None)
        for n in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("not-read", "warning", None),
        ("check-gave-no-answer", "warning", "S101"),
        ("check-gave-no-answer", "warning", "S102"),
        ("file-not-checked", "error", None),
    ]
    assert {n["id"] for n in log["tool"]["driver"]["notifications"]} == {name for name, *_ in told}
    assert invocation["toolExecutionNotifications"][-1]["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
    assert sarif(sample_report(sample_plan()))["invocations"][0]["executionSuccessful"] is True


def test_words_in_a_message_are_no_link_and_no_blank() -> None:
    plan = sample_plan()
    finding = point(plan, "Regular", message="Say [here](https://example.org) and {0}.")
    (result,) = sarif(sample_report(plan, [finding]))["results"]
    assert result["message"]["text"] == r"Say \[here\](https://example.org) and {{0}}."


def test_a_check_that_is_not_installed_here_is_listed_all_the_same() -> None:
    plan = sample_plan()
    log = sarif(sample_report(plan, [point(plan, "Regular", check="F999")]))
    assert log["tool"]["driver"]["rules"] == [
        {"id": "F999", "name": "name-of-f999", "shortDescription": {"text": "name of f999"}}
    ]


@pytest.mark.parametrize("made", [sarif_report, junit_report, csv_report, report_book])
def test_the_same_report_gives_the_same_bytes(made: Any) -> None:
    assert made([real()[0]]) == made([real()[0]])


WORDS = ("quiet", "drawing", "Ines", "reading", "Moss's son")


@pytest.mark.parametrize(
    "made",
    [sarif_report, junit_report, csv_report, lambda reports: "\n".join(str(table(s)) for s in book(*reports).worksheets)],
)
def test_without_quotes_no_word_of_the_plan_is_left(made: Any) -> None:
    changes = {**DECIDED, "dismissed": (DECIDED["dismissed"][0].model_copy(update={"reason": "Moss's son is away."}),)}
    report = sample_report(sample_plan(), **changes)
    words = made([report])
    assert all(word in words for word in WORDS[:1])
    wordless = made([report.without_quotes(messages_without_words())])
    assert not [word for word in WORDS if word in wordless]


# --- JUnit -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("duty", [Duty.MUST, Duty.SHOULD, Duty.COULD, None])
def test_junit_is_red_where_the_exit_code_is_not_0(duty: Duty | None) -> None:
    for report in (real()[0], sample_report(sample_plan()), sample_report(sample_plan(), [])):
        root = junit(report, fail_on=duty)
        order = list(Duty)
        counted = [f for f in report.findings if duty and not f.trial and order.index(f.duty) <= order.index(duty)]
        assert len(root.findall(".//failure")) == int(root.get("failures")) == len(counted)
        assert bool(counted) is report.reaches(duty)
        assert int(root.get("tests")) == len(root.findall(".//testcase"))


def test_junit_tells_refused_set_aside_and_unsure_apart() -> None:
    root = junit(sample_report(sample_plan(), **PARTLY_READ, **DECIDED), REFUSED)
    first, second = root.findall("testsuite")
    assert (first.get("errors"), first.get("skipped")) == ("0", "3")
    assert [s.get("type") for s in first.iter("skipped")] == ["set aside", "cannot tell", "cannot tell"]
    assert (second.get("tests"), second.get("errors"), second.get("failures")) == ("1", "1", "0")
    assert "NOT CHECKED (timed out)" in second.find(".//error").get("message")
    assert FOOTER in first.find("system-out").text


def test_every_point_is_a_case_with_its_own_name() -> None:
    root = junit(real()[0])
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 1 + len(real()[0].findings) + len({n.check for n in real()[0].not_run})


# --- CSV ---------------------------------------------------------------------------------------------------------------------


def rows_of(words: str) -> list[dict[str, str]]:
    assert words.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(words.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_each_point_set_aside_point_and_refused_file() -> None:
    report = sample_report(sample_plan(), **DECIDED)
    rows = rows_of(csv_report([report, REFUSED]))
    assert [row["State"] for row in rows] == ["to check"] * 8 + ["set aside", "not checked: took too long"]
    assert [row["Point"] for row in rows[:8]] == ["1", "2", "3", "3.2", "3.3", "4", "4.2", "T1"]
    assert (rows[8]["Reason given"], rows[8]["Duty"]) == ("Agreed with the panel.", "should")
    assert [row["File"] for row in rows] == ["Ines draft.docx"] * 9 + ["b.pdf"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+44 7700 900123", "'+44 7700 900123"),
        ("-2 steps", "'-2 steps"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1dcmd", "'\uff1dcmd"),
        ("reads;=1+1", "reads;'=1+1"),
        ("reads; - and writes", "reads;' - and writes"),
        ("2 + 2 = 4; good", "2 + 2 = 4; good"),
        ("", ""),
    ],
)
def test_no_cell_of_csv_begins_like_a_formula(words: str, kept: str) -> None:
    assert guarded(words) == kept


# --- Excel -------------------------------------------------------------------------------------------------------------------

SHEETS = ["Points", "Outcomes", "Provision", "Threads", "Reading", "Not read or not run", "Versions"]


def test_the_workbook_has_all_sheets_with_every_cell_as_text() -> None:
    report, plan = real()
    made = book(report, plans=(plan,))
    assert made.sheetnames == SHEETS
    for sheet in made.worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.auto_filter.ref or sheet.max_row == 1
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row)


def test_the_workbook_says_what_the_report_says() -> None:
    report, plan = real()
    made = book(report, plans=(plan,))
    assert len(table(made["Points"])) == len(report.findings)
    outcomes = table(made["Outcomes"])
    assert [row["Specific"] for row in outcomes[:3]] == ["not found", "found", "found"]
    assert outcomes[1]["Words it rests on"].split("\n")[-1] == "Time-bound: By the end of Year 4"
    assert len(table(made["Provision"])) == len(report.provision_grid)
    assert any("words in one sentence" in row["Why it is hard"] for row in table(made["Reading"]))
    gaps = book(sample_report(sample_plan(), **PARTLY_READ))["Not read or not run"]
    told = ["Not read from the file", "Check that gave no answer", "Check that gave no answer"]
    assert [row["What"] for row in table(gaps)] == told
    assert table(made["Versions"])[-1] == {"What": "Please note", "Value": FOOTER}


def test_several_files_stand_in_one_workbook_each_by_its_name() -> None:
    made = book(sample_report(sample_plan()), REFUSED)
    assert [row["File"] for row in table(made["Points"])] == ["Ines draft.docx"] * 8 + ["b.pdf"]
    assert [row["File"] for row in table(made["Not read or not run"])] == ["b.pdf"]
    nameless = book(sample_report(sample_plan()).without_quotes({}), REFUSED.without_quotes({}))
    assert {row["File"] for row in table(nameless["Points"])} == {"plan 1", "plan 2"}


# --- the command -------------------------------------------------------------------------------------------------------------

FORMATS = ["text", "json", "sarif", "junit", "html", "xlsx", "csv"]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small plan that is quick to read."""
    file = tmp_path_factory.mktemp("plans") / "Ines.txt"
    file.write_text(
        "Name: Ines Calder\nSection A: Views\nI like drawing.\nSection E: Outcomes\nInes will read more.\n", encoding="utf-8"
    )
    return file


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_goes_into_a_file(format: str, checked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"points.{format}"
    assert run(["check", str(checked), "--format", format, "-o", str(out), "--fail-on", "never"]) == 0
    assert out.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("format", FORMATS)
def test_what_cannot_be_written_is_told_in_one_line_and_nothing_is_left(
    format: str, checked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    out = tmp_path / f"points.{format}"
    assert run(["check", str(checked), "--format", format, "-o", str(out), "--fail-on", "never"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "the disk is full" in printed.err
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_needs_a_place_and_its_own_ending(checked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(checked), "--format", "xlsx"]) == 2
    assert "-o POINTS.xlsx" in capsys.readouterr().err
    assert run(["check", str(checked), "--format", "xlsx", "-o", "points.csv"]) == 2
    assert run(["check", str(checked), "--format", "csv", "-o", "points.xlsx"]) == 2


def test_programs_are_told_of_a_file_that_could_not_be_checked(
    checked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert run(["check", str(broken), str(checked), "--format", "sarif"]) == 3
    log = json.loads(capsys.readouterr().out)
    assert [a["properties"]["status"] for a in log["runs"][0]["artifacts"]] == ["refused", "checked"]
    assert run(["check", str(broken), "--format", "junit"]) == 3
    assert etree.fromstring(capsys.readouterr().out.encode()).get("errors") == "1"
