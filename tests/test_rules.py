"""Rule packs: another kind of document is another file of data, and no code."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from ehcp_lint import lint, load_profile, read_plan
from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers.notation import COMPLETE, read_notation
from ehcp_lint.plan import Kind, Letter, Plan, Status
from ehcp_lint.resources import toml
from ehcp_lint.rules import PLAN, load_rules, make_rules, rule_names
from ehcp_lint.settings.profile import Profile

MOCK = str(Path(__file__).parent / "rules" / "national-mock.toml")


def document(*lines: str, table: list[list[str]] | None = None) -> bytes:
    """A Word file; "# " makes a heading, and the table (its first row the headers) stands at the end."""
    made = Document()
    for line in lines:
        if line.startswith("# "):
            made.add_heading(line[2:], level=1)
        else:
            made.add_paragraph(line)
    if table:
        grid = made.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


LATER_PLAN = (
    "National support plan, agreed",
    "Name: Adaeze Bright",
    "Plan date: 3 March 2032",
    "Review date: 3 February 2033",
    "# Part 1: Me and my family",
    'Adaeze told us with her picture cards on 3 January 2032: "I want to cook for my gran."',
    "# Part 2: What is hard for me",
    "Adaeze finds it hard to follow more than one instruction.",
    "# Part 3: Where I want to get to",
    "By July 2033 Adaeze will make a sandwich from four picture cards without help, on three days out of four.",
    "# Part 4: The help I will get",
)


def later_plan(*, without: str = "") -> Plan:
    lines = [line for line in LATER_PLAN if not (without and without in line)]
    rows = [
        ["Help", "Who helps", "How often"],
        ["Cooking with picture cards, 30 minutes", "Teaching assistant trained in the cards", "twice a week"],
        ["Regular time to talk about her day", "Staff", "as required"],
    ]
    return read_plan(document(*lines, table=rows), name="later.docx", rules=MOCK)


def later_profile(**changes: object) -> Profile:
    return load_profile("caseworker", rules=MOCK, **changes)


# --- the packs ---------------------------------------------------------------------------------------------------------------


def test_the_plan_of_today_lists_its_sections_in_the_order_of_the_regulations() -> None:
    pack = load_rules()
    assert [part.letter for part in pack.required] == ["A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"]
    assert pack.heading("F") == "Section F: Special educational provision"


@pytest.mark.parametrize("name", rule_names())
def test_every_source_that_a_pack_names_is_known_with_its_place(name: str) -> None:
    pinned = {(entry["source"], entry["at"]) for entry in toml("sources.toml").get("pinpoint", [])}
    for part in load_rules(name).parts:
        assert not part.source or (part.source, part.at) in pinned, part


def test_a_plan_read_without_a_word_about_rules_is_read_as_a_plan_of_today() -> None:
    assert read_notation(COMPLETE).rules.name == PLAN


# --- a later law's plan, without code ----------------------------------------------------------------------------------------


def test_a_plan_of_another_law_is_placed_by_its_own_titles_and_columns() -> None:
    plan = later_plan()
    assert [section.letter for section in plan.sections] == [Letter.A, Letter.B, Letter.E, Letter.F]
    assert plan.details.status is not None
    assert plan.details.status.value is Status.FINAL  # "agreed" is this law's word
    help_lines = plan.items_of(Kind.PROVISION)
    assert [plan.quote(item.span) for item in help_lines] == [
        "Cooking with picture cards, 30 minutes",
        "Regular time to talk about her day",
    ]
    frequency = help_lines[0].column("frequency")
    assert frequency is not None
    assert plan.quote(frequency) == "twice a week"


def test_its_findings_speak_of_its_own_parts_and_never_of_a_must() -> None:
    report = lint(later_plan(), later_profile())
    places = {finding.quote: finding.place.text for finding in report.findings}
    assert places["Regular"].startswith("Part 4")
    assert {finding.duty for finding in report.findings} <= {"should", "could"}
    assert report.document == "National support plan (invented)"
    assert report.parts["F"] == "Part 4: The help I will get"
    assert not [finding for finding in report.findings if finding.check[0] in "CDGHJK"]  # this law has no such parts


def test_a_part_that_it_must_have_and_lacks_is_named_in_its_own_words_and_by_its_own_source() -> None:
    report = lint(later_plan(without="Part 2"), later_profile(only=("S101",)))
    (finding,) = report.findings
    assert finding.message == "Add part 2 with its heading: What is hard for me."
    assert [source.key for source in finding.sources] == ["practice"]


def test_its_own_timescale_holds_for_the_review() -> None:
    assert [f.quote for f in lint(later_plan(), later_profile(only=("S203",))).findings] == ["3 February 2033"]


def test_a_date_outside_the_time_of_the_rules_is_told() -> None:
    early = read_plan(document(*(line.replace("2032", "2029") for line in LATER_PLAN)), name="early.docx", rules=MOCK)
    told = {entry.check: entry.reason for entry in lint(early, later_profile()).not_run}
    assert told["rules"] == "the plan's date lies outside the time of these rules (national-mock)"


def test_rules_and_profile_must_speak_of_the_same_kind_of_document() -> None:
    with pytest.raises(BadConfig, match="was read as 'ehcp-2014'"):
        lint(read_notation(COMPLETE), later_profile())


# --- an advice report --------------------------------------------------------------------------------------------------------

REPORT = (
    "# Speech and language therapy report",
    "# Reason for involvement",
    "Tariq was seen at the request of his school.",
    "# Views of the child",
    'Tariq pointed to the football and said "me play".',
    "# Summary of needs",
    "Tariq understands sentences with two key words.",
    "# Recommended outcomes",
    "By July 2027 Tariq will follow an instruction with three key words in four of five trials in class.",
    "# Recommendations",
    "Tariq should have access to regular speech and language therapy as required.",
    "A speech and language therapist works with Tariq for 30 minutes each week in term time.",
)


def test_an_advice_report_is_read_by_its_own_headings_and_by_the_measure_of_provision() -> None:
    profile = load_profile("advice")
    plan = read_plan(document(*REPORT), name="report.docx", rules=profile.pack)
    assert [plan.quote(item.span) for item in plan.items_of(Kind.PROVISION)] == list(REPORT[-2:])
    assert len(plan.items_of(Kind.OUTCOME)) == 1
    report = lint(plan, profile)
    marked = {finding.quote for finding in report.findings if finding.section == "F"}
    assert {"access to", "as required"} <= marked
    assert all(finding.place.text.startswith("Recommendations") for finding in report.findings if finding.section == "F")
    assert not [finding for finding in report.findings if finding.duty == "must" or finding.check[0] in "ISK"]


# --- refusals ----------------------------------------------------------------------------------------------------------------

SMALL = {"name": "x", "title": "X", "parts": [{"letter": "A", "title": "Views"}]}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tilte": "X"}, "there is no setting 'tilte'. Did you mean 'title'?"),
        ({"parts": [{"letter": "A", "titel": "Views"}]}, "parts.1.title: Field required."),
        ({"parts": [{"letter": "A", "title": "Views", "requred": True}]}, "'parts.1.requred'. Did you mean 'required'?"),
        ({"parts": [{"letter": "Z", "title": "Views"}]}, "parts.1.letter: must be 'A'"),
        ({"parts": [{"letter": "A", "title": "Views"}] * 2}, "two parts have the same letter"),
        ({"headings": [{"wording": "my life", "means": "Q"}]}, "'Q' is no section letter"),
        ({"statuses": [{"name": "draft", "says": "("}]}, "is not a regular expression"),
        ({"timescales": {"review_weeks": 6}}, "Did you mean 'review_months'?"),
        ({"checks": {"at_most": "law"}}, "must be 'must', 'should' or 'could'"),
    ],
)
def test_a_pack_that_is_not_understood_is_refused_with_the_place_and_the_nearest_name(change: dict, said: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        make_rules({**SMALL, **change}, "mine.toml")
    assert str(refusal.value).startswith("mine.toml: ")
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_rules_that_are_not_there_are_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="Did you mean 'ehcp-2014'"):
        load_rules("ehcp-2015")
    with pytest.raises(BadConfig, match="cannot be read"):
        load_rules(str(tmp_path / "none.toml"))
