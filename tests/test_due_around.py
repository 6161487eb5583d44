"""The date, the measure and the helper of an outcome that stand in rows below it, or for all outcomes in a note on the page. The
children and the wording are invented."""

from __future__ import annotations

import pytest
from layouts import Part, plan

from ehcp_lint import lint
from ehcp_lint.plan import Kind, Plan

FRONT = "Date of birth: 19 October 2021\nYear group: Reception\nDate of plan: 23 January 2026"
AIM = "Omar will ask for a drink with a sign at every snack."


def undated(found: Plan) -> list[str]:
    return [f.quote or AIM for f in lint(found).findings if f.check == "E202"]


@pytest.mark.parametrize(
    "note",
    [
        "Unless another date is shown these are to be reached by the end of Key Stage 1.",
        "Outcomes are for the end of the key stage (July 2028) unless it says otherwise.",
        "All outcomes are for July 2028 unless an earlier date is given.",
        "These outcomes are to be met by July 2028.",
        "These are for the end of Year 2 unless a different date is stated.",
        "We look at each outcome once a year with the family. By the end of the key stage:",
        "The school breaks them down into smaller targets. By July 2028 Omar:",
    ],
)
def test_a_note_before_the_outcomes_dates_them_all_across_areas(note: str) -> None:
    found = plan(
        f"{FRONT}\n# Section E: Outcomes\n{note}\n## Communication and interaction\n- {AIM}\n## Cognition and learning\n- {AIM}"
    )
    assert undated(found) == []


@pytest.mark.parametrize(
    "note",
    [
        "Read across the page: column 1 is what Omar finds hard, column 2 what we want for him by the end of the Foundation Stage "
        "unless a different date is given (Section E), column 3 what must be put in place.",
        "Each table below covers one area. All outcomes are for July 2028 unless another date is given.",
    ],
)
def test_a_note_under_a_heading_of_several_sections_dates_the_outcomes(note: str) -> None:
    table = [["* B. Needs", "* E. Outcomes", "* F. Provision"], ["Omar is deaf.", AIM, "A lesson each day."]]
    found = plan(f"{FRONT}\n# Sections B, E and F – Needs, outcomes and provision\n{note}", table)
    assert undated(found) == []


@pytest.mark.parametrize(
    "note",
    [
        "The steps are what we expect to see by July 2027.",
        "These outcomes are looked at each term.",
        "The needs that each outcome serves are shown in brackets.",
        "Omar left nursery by July 2025.",
        "By July 2027 we will see these steps:",
    ],
)
def test_a_note_without_a_date_for_the_outcomes_dates_none(note: str) -> None:
    assert undated(plan(f"{FRONT}\n# Section E: Outcomes\n{note}\n- {AIM}")) != []


BOXES: list[list[list[str]]] = [
    [["* Outcome 1", AIM], ["* By when", "July 2028"], ["* How we will know", "Counted at snack each Monday"]],
    [["* Part E – CL1", AIM], ["* Steps", "A picture first."], ["* Who will help", "School"], ["* Due by", "July 2028"]],
    [["* Outcome", AIM], ["* Target date", "End of Year 2 (July 2028)"], ["* Measured by", "A tally"]],
]


@pytest.mark.parametrize("box", BOXES)
def test_the_rows_below_an_outcome_in_its_own_box_belong_to_it(box: list[list[str]]) -> None:
    heads = "\n".join(f"# Part {x}\nSome words." for x in "ABCD")
    other: Part = [["* Outcome 2", "Omar will sit at the table."], ["* Measured by", "A tally"]]
    found = plan(f"{FRONT}\n{heads}\n# Part E", box, other)
    first, second = (item for item in found.items if item.kind is Kind.OUTCOME)
    assert found.quote(first.span) == AIM
    assert any("2028" in found.quote(span) for _, span in first.columns)
    assert not any("2028" in found.quote(span) for _, span in second.columns)
    assert len(undated(found)) == 1


def test_two_outcomes_in_one_table_keep_their_own_rows() -> None:
    table: Part = [
        ["* Outcome 1", AIM],
        ["* By when", "July 2028"],
        ["* Outcome 2", "Omar will sit at the table."],
        ["* By when", "July 2027"],
    ]
    found = plan(f"{FRONT}\n# Section E: Outcomes", table)
    dates = [[found.quote(span) for _, span in item.columns] for item in found.items if item.kind is Kind.OUTCOME]
    assert dates == [["July 2028"], ["July 2027"]]


def test_the_row_that_names_the_area_is_no_outcome() -> None:
    found = plan("# Section E: Outcomes", [["* Outcome 1", AIM], ["* Area", "Independence"], ["* By when", "July 2028"]])
    assert [found.quote(item.span) for item in found.items if item.kind is Kind.OUTCOME] == [AIM]
