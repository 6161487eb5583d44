"""The tables beside the points: every need, outcome and line of provision stands in them once, and gaps are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ehcp_lint import lint, read_plan
from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.outputs.report.tables import GAP, SLOTS, UNFILLED, grid_rows, thread_rows

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize("name", ["weak-draft", "good-final"])
def test_nothing_of_the_thread_is_lost(name: str) -> None:
    report = lint(read_plan(EXAMPLES / f"{name}.docx"))
    rows = thread_rows(report)
    needs = [thread for thread in report.threads if thread.section in "BCD"]
    assert sum(row.need is not None for row in rows) == len(needs)
    shown = {named.words for row in rows for named in (*row.outcomes, *row.provisions)}
    assert len(shown) == len({thread.item.text for thread in report.threads if thread.section not in "BCD"})


def test_the_grid_says_what_is_missing_where_the_kind_of_help_needs_it() -> None:
    report = lint(read_plan(EXAMPLES / "weak-draft.docx"))
    rows = grid_rows(report)
    assert len(rows) == len(report.provision_grid)
    assert any(row.missing for row in rows)
    assert all(len(row.slots) == len(SLOTS) and set(row.missing) <= set(SLOTS.values()) for row in rows)


def test_the_page_shows_both_tables_and_a_report_without_quotes_neither() -> None:
    plan = read_plan(EXAMPLES / "weak-draft.docx")
    report = lint(plan)
    page = html_report(report, plan)
    assert "How needs, outcomes and provision hang together" in page
    assert "by its words" in page
    assert GAP in page
    assert UNFILLED in page
    bare = html_report(report.without_quotes({}))
    assert "hang together" not in bare
    assert "at a glance" not in bare
