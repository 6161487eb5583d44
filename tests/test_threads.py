"""The golden thread on its own: every item once, gaps said, the plan's own pairs apart from suggestions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from test_html import assert_inert

from ehcp_lint import lint, read_plan
from ehcp_lint.outputs.report.tables import arranged, counted, together
from ehcp_lint.outputs.report.threads import threads_json, threads_page, threads_text
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, Report

ROOT = Path(__file__).parent.parent
NUMBERED = """B1 [Communication and interaction]: Ines speaks in sentences of two words.
B2 [Cognition and learning]: Ines reads ten words on sight.
E1 (B1): By July 2027, Ines will ask for help in a sentence of four words.
E2: By July 2027, Ines will swim ten metres.
F1 (B1): A speech and language therapist works with Ines for 30 minutes each week.
F2: A lunchtime club for chess, 20 minutes on Fridays.
C: Ines has asthma.
D: No social care needs were identified by Ms Ray, social worker, on 20 January 2026."""


def seen(notation: str) -> tuple[Report, Plan]:
    plan = read_notation(notation)
    return lint(plan, checks=()), plan


def text(notation: str, width: int = 80, *, quotes: bool = True) -> str:
    report, plan = seen(notation)
    return plain(threads_text(report, plan, quotes=quotes), width)


def test_needs_stand_by_area_with_what_belongs_to_them() -> None:
    told = text(NUMBERED)
    assert (
        "Communication and interaction\n\n"
        "B   1. Ines speaks in sentences of two words.\n"
        "    Outcomes   1. By July 2027, Ines will ask for help in a sentence of four\n"
        "               words. (B1) (by number)\n"
        "    Provision  1. A speech and language therapist works with Ines for 30 minutes\n"
        "               each week. (B1) (by number)\n"
    ) in told


def test_gaps_are_said_and_what_no_need_is_paired_with_follows() -> None:
    told = text(NUMBERED)
    assert (
        "B   2. Ines reads ten words on sight.\n    Outcomes   ? none found for this need\n    Provision  ? none found for this need"
    ) in told
    assert "Outcomes that no need is paired with\n\nE   2. By July 2027, Ines will swim ten metres." in told
    assert "Other provision that no need is paired with\n\nF   2. A lunchtime club for chess" in told
    assert told.index("Health needs") < told.index("Outcomes that no need")


def test_no_outcome_is_missed_for_a_health_need() -> None:
    told = text(NUMBERED)
    after = told[told.index("C   Ines has asthma.") :]
    assert after.startswith("C   Ines has asthma.\n    Provision  ? none found for this need\n")


def test_the_count_says_how_many_needs_are_answered() -> None:
    report, plan = seen("B1: Ines speaks little.\nB2: Ines reads little.\nE1 (B1): Ines will talk.\nF1 (B1): Talking, weekly.")
    assert counted(arranged(report, plan)) == (
        "Provision was found for 1 of 2 needs, an outcome for 1; pairs by words are suggestions."
    )
    report, plan = seen(NUMBERED)
    assert counted(arranged(report, plan)).startswith("Provision was found for 1 of ")
    assert "an outcome for 1 of the 2 in section B" in counted(arranged(report, plan))
    report, plan = seen("F1: Talking, weekly.")
    assert counted(arranged(report, plan)) == "No needs were read from this plan, so nothing could be paired with them."


def test_a_hope_stands_with_the_need_whose_outcome_serves_it() -> None:
    told = text(
        "A: I want to swim in the big pool with my friends.\nB1: Ines cannot swim.\n"
        "E1 (B1): By July 2027, Ines will swim in the big pool with her friends.\nF1: A coach, weekly."
    )
    assert "Hopes      I want to swim in the big pool with my friends. (by its words)" in told


def test_the_grid_says_what_is_stated_and_what_is_not() -> None:
    told = text("F1: A teaching assistant works with Ines for 20 minutes in the library.")
    assert "Provision at a glance\n\nF   1. A teaching assistant works with Ines for 20 minutes in the library." in told
    assert "    Who        teaching assistant\n" in told
    assert "    How long   20 minutes\n    How often  ? not found\n" in told


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("name", ["examples/weak-draft.docx", "tests/plans/coast-3-Beatriz.docx"])
def test_every_line_fits_the_terminal(name: str, width: int) -> None:
    plan = read_plan(ROOT / name)
    told = plain(threads_text(lint(plan, checks=()), plan), width)
    assert max(map(len, told.splitlines())) <= width
    assert " ".join(told.split()).endswith(FOOTER)


def test_without_quotes_items_are_counted_and_no_word_of_the_plan_is_shown() -> None:
    report, plan = seen(NUMBERED)
    report = report.model_copy(update={"file": "Ines Calder.docx"})
    shown = [
        plain(threads_text(report, plan, quotes=False)),
        threads_page(report, plan, quotes=False),
        threads_json(report, plan, quotes=False),
    ]
    for told in shown:
        assert not [word for word in ("Ines", "Calder", "therapist", "asthma", "swim", "chess", "30 minutes") if word in told]
    assert "B   need 2\n    Outcomes   ? none found for this need" in shown[0]
    assert "    Outcomes   outcome 1 (by number)\n    Provision  provision 1 (by number)" in shown[0]
    assert "Items are counted in the order of the plan." in shown[0]
    assert "    How long   stated" in shown[0]


def test_a_heading_of_the_councils_own_is_not_shown_without_quotes() -> None:
    plan = read_plan(ROOT / "examples" / "weak-draft.docx")
    own = plan.items[0].__class__
    items = tuple(own(i.kind, i.letter, i.span, i.number, "Idris at home", i.columns, i.rows) for i in plan.items)
    plan = Plan(plan.text, plan.blocks, plan.sections, items, plan.details)
    report = lint(plan, checks=())
    assert "Idris at home" in plain(threads_text(report, plan))
    assert "Idris" not in plain(threads_text(report, plan, quotes=False))
    assert "Idris" not in threads_json(report, plan, quotes=False)


def test_the_page_is_inert_and_shows_both_tables() -> None:
    report, plan = seen(NUMBERED + "\nF3: <script>alert(1)</script> for 20 minutes.")
    page = threads_page(report, plan)
    root = html.document_fromstring(page)
    for emphasis in root.xpath("//em"):
        emphasis.drop_tag()
    assert_inert(root)
    assert [h.text for h in root.xpath("//h1")] == ["Needs, outcomes and provision"]
    assert [h.text for h in root.xpath("//h2")] == ["How needs, outcomes and provision hang together", "Provision at a glance"]
    areas = [cell.text for cell in root.xpath("//th[@scope='rowgroup']")]
    assert areas[:2] == ["Communication and interaction", "Cognition and learning"]
    assert root.xpath("//caption")[1].text.startswith("What each line of provision says")


def test_the_json_names_what_is_missing() -> None:
    report, plan = seen(NUMBERED)
    told = json.loads(threads_json(report, plan))
    assert told["schema"] == "ehcp-lint/threads/1"
    first, second, health = told["threads"][:3]
    assert (first["area"], first["missing"], first["provisions"][0]["by"]) == ("Communication and interaction", [], "number")
    assert second["missing"] == ["outcomes", "provisions"]
    assert (health["section"], health["missing"]) == ("C", ["provisions"])
    assert told["summary"] == counted(arranged(report, plan))
    assert len(told["provision_grid"]) == len(report.provision_grid)


def test_a_file_that_was_not_read_is_not_a_plan_without_needs() -> None:
    refused = Report.model_validate({"file": "x.docx", "status": "unreadable", "message": "it is scanned."})
    told = json.loads(threads_json(refused))
    assert (told["status"], told["summary"], told["threads"]) == ("unreadable", "", [])
    assert "NOT CHECKED (unreadable): it is scanned." in threads_page(refused)


def test_rows_of_one_area_stand_together_though_the_plan_parts_them() -> None:
    report, plan = seen(
        "B1 [Cognition and learning]: Ines reads.\nB2 [Communication and interaction]: Ines talks.\n"
        "B3 [Cognition and learning]: Ines counts."
    )
    from ehcp_lint.outputs.report.tables import thread_rows

    assert [(group.title, len(group.rows)) for group in together(thread_rows(report, plan))] == [
        ("Cognition and learning", 2),
        ("Communication and interaction", 1),
    ]
