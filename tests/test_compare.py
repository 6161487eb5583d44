"""Two versions of a plan: which points and items are the same, and what a line of provision promises now."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from test_cli import write_plan
from test_decisions import Run, run  # noqa: F401 - a fixture

from ehcp_lint import Comparison, compare_plans, read_plan
from ehcp_lint.checks import messages_without_words
from ehcp_lint.outputs.comparison import comparison_text
from ehcp_lint.outputs.exports.json import comparison_schema
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.versions.models import ItemChange
from ehcp_lint.versions.numbers import amount_of, people_in_group, times_a_week

ROOT = Path(__file__).parents[1]
PLANS = sorted((ROOT / "tests" / "plans").glob("*.docx"))
THERAPY = "A speech and language therapist works with Ines one to one for 30 minutes twice each week."


def compared(old: str, new: str) -> Comparison:
    return compare_plans(read_notation(f"...\n{old}"), read_notation(f"...\n{new}"))


def lines(old: str, new: str) -> ItemChange:
    """What became of one line of provision."""
    found = [item for item in compared(f"F1: {old}", f"F1: {new}").items if item.kind == "provision" and item.change != "kept"]
    assert len(found) == 1
    return found[0]


def slots(old: str, new: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(slot.slot, slot.direction, slot.old, slot.new) for slot in lines(old, new).slots]


def said(found: Comparison) -> str:
    return " ".join(plain(comparison_text(found)).split())


# --- what a line of provision promises


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("30 minutes", "20 minutes", ("amount", "weakened", "30 minutes", "20 minutes")),
        ("20 minutes", "30 minutes", ("amount", "strengthened", "20 minutes", "30 minutes")),
        ("for 30 minutes ", "", ("amount", "weakened", "30 minutes", None)),
        ("twice each week", "weekly", ("frequency", "weakened", "twice each week", "weekly")),
        ("twice each week", "once a fortnight", ("frequency", "weakened", "twice each week", "once a fortnight")),
        ("twice each week", "daily", ("frequency", "strengthened", "twice each week", "daily")),
        ("one to one", "in a group of four", ("group", "weakened", "one to one", "group of four")),
        ("in a group of four", "one to one", ("group", "strengthened", "group of four", "one to one")),
        ("A speech and language therapist", "Staff", ("who", "weakened", "speech and language therapist", None)),
        ("A speech and language therapist", "A therapist", ("who", "weakened", "speech and language therapist", "therapist")),
        (
            "A speech and language therapist",
            "A teaching assistant",
            ("who", "changed", "speech and language therapist", "teaching assistant"),
        ),
    ],
)
def test_one_slot_changed_is_told_with_both_words(before: str, now: str, expected: tuple[str, ...]) -> None:
    old = THERAPY.replace("30 minutes", before) if before.endswith("minutes") else THERAPY
    old = old.replace("one to one", before) if before == "in a group of four" else old
    assert slots(old, old.replace(before, now)) == [expected]


def test_up_to_some_minutes_is_less_than_these_minutes() -> None:
    found = lines(THERAPY, THERAPY.replace("30 minutes", "up to 30 minutes"))
    assert [(s.slot, s.direction, s.because) for s in found.slots] == [
        ("amount", "weakened", "now a most; it was an amount"),
        ("wording", "weakened", "wording that leaves it open was added"),
    ]


def test_a_line_that_says_less_is_a_question_and_no_verdict() -> None:
    found = lines(THERAPY, THERAPY.replace("twice each week", "as required"))
    assert [(s.slot, s.direction, s.new) for s in found.slots] == [
        ("frequency", "weakened", None),
        ("wording", "weakened", "as required"),
    ]
    assert found.weakened
    assert found.ask == "This says less than before. Was this agreed with the family and the adviser?"


def test_another_role_is_asked_about_and_not_called_less() -> None:
    found = lines(THERAPY, THERAPY.replace("A speech and language therapist", "A teaching assistant"))
    assert not found.weakened
    assert found.ask == "This says otherwise who gives it. Was this agreed with the family and the adviser?"


@pytest.mark.parametrize(
    ("now", "directions"),
    [
        ("60 minutes each week", [("amount", "changed"), ("frequency", "changed")]),
        ("45 minutes each week", [("amount", "changed"), ("frequency", "weakened")]),
        ("90 minutes each week", [("amount", "strengthened"), ("frequency", "changed")]),
        ("20 minutes three times a week", [("amount", "changed"), ("frequency", "changed")]),
        ("10 minutes daily", [("amount", "weakened"), ("frequency", "changed")]),
    ],
)
def test_longer_but_rarer_is_weighed_by_the_time_in_all(now: str, directions: list[tuple[str, str]]) -> None:
    found = lines(THERAPY, THERAPY.replace("30 minutes twice each week", now))
    assert [(s.slot, s.direction) for s in found.slots] == directions


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A teaching assistant reads with Ines for 20 minutes daily.", "A teaching assistant reads with Ines for twenty minutes every day."),
        ("A teaching assistant meets Ines for half an hour weekly.", "A teaching assistant meets Ines for 30 minutes once a week."),
        ("Teaching assistants read with Ines one to one each day.", "A teaching assistant reads with Ines 1:1 each day."),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_no_change_of_a_slot(old: str, new: str) -> None:
    assert slots(old, new) == []


def test_training_that_is_gone_is_told_once() -> None:
    old = "A teaching assistant trained in Makaton works with Ines daily."
    assert [(s, d) for s, d, *_ in slots(old, old.replace(" trained in Makaton", ""))] == [("expertise", "weakened")]


def test_help_that_is_gone_from_a_list_is_named() -> None:
    assert slots("A laptop with speech software for writing.", "A laptop for writing.") == [
        ("what", "weakened", "software", None)
    ]


def test_a_number_that_no_slot_holds_is_shown_and_not_weighed() -> None:
    old = "Group size no bigger than 8, with a teacher and a teaching assistant."
    assert slots(old, old.replace("8", "12")) == [("number", "changed", "8", "12")]


def test_what_moved_to_a_line_of_its_own_is_not_called_gone() -> None:
    old = "A teaching assistant reads with Ines for 20 minutes daily and the educational psychologist visits termly."
    new = "F1: A teaching assistant reads with Ines for 20 minutes daily.\nF2: The educational psychologist visits Ines termly."
    found = [item for item in compared(f"F1: {old}", new).items if item.change == "reworded" and item.kind == "provision"]
    assert [(s.slot, s.direction) for s in found[0].slots] == [("who", "changed"), ("frequency", "changed")]
    assert found[0].ask is None or "otherwise who gives it" in found[0].ask


def test_vague_wording_taken_out_says_more() -> None:
    found = slots("A teaching assistant reads with Ines daily, as required.", "A teaching assistant reads with Ines daily.")
    assert found == [("wording", "strengthened", "as required", None)]


# --- the numbers


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("30 minutes", 30), ("half an hour", 30), ("an hour", 60), ("1½ hours", 90), ("one and a half hours", 90), ("2 x 30 minutes", 60),
        ("3 x 20m", 60), ("10-15 minutes", 10), ("45 minute", 45), ("1.5 hours", 90), ("forty-five minutes", 45), ("six sessions", 6),
        ("two 30 minute", None), ("at all times", None), ("", None),
    ],
)  # fmt: skip
def test_an_amount_is_its_least_in_one_unit(words: str, number: float | None) -> None:
    found = amount_of(words)
    if words == "two 30 minute":
        assert found is None or found.number in (30, 60)
    else:
        assert (found.number if found else None) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("daily", 5), ("every day", 5), ("weekly", 1), ("once a week", 1), ("twice weekly", 2), ("3 x weekly", 3), ("three times a week", 3),
        ("fortnightly", 0.5), ("every other week", 0.5), ("every two weeks", 0.5), ("on Mondays and Thursdays", 2), ("each Friday", 1),
        ("per week", 1), ("each morning", 5), ("half-termly", round(1 / 6, 4)), ("termly", round(3 / 38, 4)), ("once a year", round(1 / 38, 4)),
        ("every lesson", None), ("daily or weekly", None), ("biweekly", None), ("before each exam", None),
    ],
)  # fmt: skip
def test_how_often_is_told_for_a_week_where_it_is_certain(words: str, number: float | None) -> None:
    assert times_a_week(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1:1", 1), ("one-to-one", 1), ("1 to 1", 1), ("2:1", 0.5), ("1:3", 3), ("individually", 1), ("in pairs", 2), ("group of 3-4", 4),
        ("group of no more than six", 6), ("two other children", 3), ("small group", None),
    ],
)  # fmt: skip
def test_how_many_share_the_help(words: str, number: float | None) -> None:
    assert people_in_group(words) == number


# --- items


def became(found: Comparison, kind: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (item.change, item.old.item.text if item.old else None, item.new.item.text if item.new else None)
        for item in found.items
        if item.kind == kind
    ]


def test_items_are_kept_reworded_added_and_dropped() -> None:
    old = "B: Ines finds it hard to wait.\n> Ines is upset by the noise of the dining hall."
    new = "B: Ines is upset by the noise of the dining hall at lunch.\n> Ines cannot yet tie her laces."
    assert became(compared(old, new), "need") == [
        ("dropped", "Ines finds it hard to wait.", None),
        (
            "reworded",
            "Ines is upset by the noise of the dining hall.",
            "Ines is upset by the noise of the dining hall at lunch.",
        ),
        ("added", None, "Ines cannot yet tie her laces."),
    ]


def test_order_and_numbers_do_not_matter() -> None:
    old = f"F1: {THERAPY}\nF2: A laptop for writing.\nF3: The occupational therapist visits termly."
    new = f"F1: The occupational therapist visits termly.\nF2: {THERAPY}\nF3: A laptop for writing."
    assert {change for change, *_ in became(compared(old, new), "provision")} == {"kept"}


def test_a_vague_line_written_out_anew_is_still_that_line() -> None:
    found = lines("Regular access to a therapist for speech and language.", THERAPY)
    assert (found.change, found.weakened) == ("reworded", False)
    assert ("who", "strengthened") in [(s.slot, s.direction) for s in found.slots]


def test_provision_that_moves_to_another_section_is_asked_about() -> None:
    found = compared(f"F1: {THERAPY}\nF2: A laptop for writing.", f"F1: A laptop for writing.\nG1: {THERAPY}")
    moved = next(item for item in found.items if item.change == "moved")
    assert moved.old is not None
    assert moved.new is not None
    assert (moved.old.section, moved.new.section, moved.reworded) == ("F", "G", False)
    assert moved.ask == (
        "This stands in another section now, which can change who must provide it. Was this agreed with the family?"
    )
    assert 'Was "A speech and language therapist' not in said(found)
    assert "Provision 1: stands elsewhere Section G" in said(found)


def test_twins_are_told_apart_by_their_count() -> None:
    found = compared("F1: A laptop for writing.\nF2: A laptop for writing.", "F1: A laptop for writing.")
    assert Counter(change for change, *_ in became(found, "provision")) == {"kept": 1, "dropped": 1}


def test_a_cell_of_the_row_is_part_of_the_line() -> None:
    def row(often: str) -> bytes:
        document = Document()
        document.add_heading("Section F: Special educational provision", 1)
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Provision", "Who", "How often"), strict=True):
            cell.text = text
        for cell, text in zip(
            table.rows[1].cells,
            ("Speech and language therapy for 30 minutes.", "Speech and language therapist", often),
            strict=True,
        ):
            cell.text = text
        made = BytesIO()
        document.save(made)
        return made.getvalue()

    found = compare_plans(read_plan(row("Weekly"), name="a.docx"), read_plan(row("Termly"), name="b.docx"))
    (item,) = [item for item in found.items if item.kind == "provision"]
    assert [(s.slot, s.direction, s.old, s.new) for s in item.slots] == [("frequency", "weakened", "Weekly", "Termly")]


def test_grades_of_an_outcome_that_moved_are_shown() -> None:
    old = "E1: By July 2027 Ines will read a page aloud to her teacher on 4 of 5 days."
    found = compared(old, old.replace("By July 2027 ", "").replace(" on 4 of 5 days", ""))
    (item,) = [item for item in found.items if item.kind == "outcome"]
    moves = {move.letter: (move.old, move.new) for move in item.grades}
    assert moves["T"] == ("met", "not_met")
    assert moves["M"][0] == "met" != moves["M"][1]
    assert "Timely met -> not met" in said(found)


def test_what_was_not_found_in_a_file_that_was_not_read_whole_is_not_called_gone() -> None:
    found = compared(f"F1: {THERAPY}\nF2: A laptop for writing.", f"F1: {THERAPY}\n~ lost pages_without_text 2")
    assert ("not_found", "A laptop for writing.", None) in became(found, "provision")
    assert "dropped" not in {item.change for item in found.items}
    assert "not found: words of the new file were not read" in said(found)
    assert "new version: 2 pages without text (words may be missing)" in said(found)


# --- points


def test_points_are_gone_remaining_and_new() -> None:
    old = "F1: A teaching assistant reads with Ines daily, as required.\nF2: Access to a laptop."
    found = compared(old + "\nno H2", old.replace(", as required", " for 20 minutes") + "\nno K")
    assert {f.check for f in found.fixed} >= {"F201", "S101"}
    assert [f.message.split()[2] for f in found.appeared if f.check == "S101"] == ["K"]
    assert {pair.by for pair in found.remaining} == {"fingerprint"}
    assert {pair.new.check for pair in found.remaining if pair.new} >= {"F201"}


def test_a_point_in_a_line_that_changed_elsewhere_remains() -> None:
    found = compared("F1: Access to a laptop for writing.", "F1: Access to a laptop for writing and reading.")
    assert [(p.by, p.old.quote, p.new.quote) for p in found.remaining if p.old and p.new and p.new.check == "F201"] == [
        ("item", "Access to", "Access to")
    ]
    assert not found.fixed


def test_the_only_point_of_a_section_remains_when_its_words_change() -> None:
    found = compared("H1: N/A", "H1: Not applicable.")
    assert [p.by for p in found.remaining if p.new and p.new.check == "H101"] == ["section"]


def test_a_word_explained_and_another_left_unexplained_are_two_points() -> None:
    found = compared("B: Ines has difficulties with proprioception.", "B: Ines has difficulties with pragmatics.")
    assert "proprioception" in [f.quote for f in found.fixed]
    assert all(pair.by != "item" for pair in found.remaining if pair.new and pair.new.check.startswith("P2"))


def test_a_point_is_not_called_gone_where_its_check_gave_no_answer() -> None:
    found = compared("no H2", "no H2\n~ lost pages_without_text 1")
    assert [p.old.check for p in found.unclear if p.old] == ["S101"]
    assert "S101" not in [f.check for f in found.fixed]
    assert "1 cannot be compared." in said(found)


# --- sections, front page


def test_sections_and_front_page_answers_that_changed_are_shown() -> None:
    found = compared(
        "Status: Draft\nG: -", "Status: Final\nG: The school nurse sees Ines each term.\nPlan date: 1 June 2026\nno Reference"
    )
    assert [(s.letter, s.old, s.new) for s in found.sections] == [("G", "empty", "filled")]
    assert [(d.detail, d.change, d.old, d.new) for d in found.details] == [
        ("status", "changed", "draft", "final"),
        ("plan_date", "changed", "2026-03-09", "2026-06-01"),
        ("reference", "gone", "CAL-0417", None),
    ]
    text = said(found)
    assert "Section G: empty -> filled" in text
    assert "Plan date: 9 March 2026 -> 1 June 2026" in text
    assert "Reference: CAL-0417 -> not given" in text


def test_two_children_are_told() -> None:
    found = compared("Name: Ines Calder", "Name: Kofi Mensah\nDate of birth: 1 May 2015")
    assert found.same_child is False
    assert "Check that both are plans of the same child." in said(found)
    assert compared("Name: Ines Calder", "Name: Ines").same_child is True
    none = "no Name\nno Date of birth"
    assert compared(none, none).same_child is None


# --- laws


@pytest.mark.parametrize("path", PLANS[::3], ids=lambda path: path.stem)
def test_a_plan_beside_itself_has_not_changed(path: Path) -> None:
    plan = read_plan(path)
    found = compare_plans(plan, plan)
    assert {item.change for item in found.items} <= {"kept"}
    assert [item for item in found.items if item.slots or item.grades or item.ask] == []
    assert (found.fixed, found.appeared, found.unclear, found.sections, found.details) == ((), (), (), (), ())
    assert found.old == found.new


def test_the_other_way_round_says_the_opposite() -> None:
    other = {"added": "dropped", "dropped": "added", "weakened": "strengthened", "strengthened": "weakened"}
    old = f"F1: {THERAPY}\nF2: A laptop for writing.\nE1: Ines will be happier."
    new = f"F1: {THERAPY.replace('30', '20')}\nF2: The school nurse sees Ines each term.\nE1: Ines will be happier at lunch."
    there, back = compared(old, new), compared(new, old)
    assert Counter(other.get(i.change, i.change) for i in there.items) == Counter(i.change for i in back.items)
    slots_there = [(s.slot, other[s.direction], s.new, s.old) for i in there.items for s in i.slots]
    assert slots_there == [(s.slot, s.direction, s.old, s.new) for i in back.items for s in i.slots] != []
    assert {f.fingerprint for f in there.fixed} == {f.fingerprint for f in back.appeared}


def test_every_item_and_point_is_told_once() -> None:
    old, new = read_plan(PLANS[0]), read_plan(PLANS[1])
    found = compare_plans(old, new)
    for side, plan in (("old", old), ("new", new)):
        told = Counter(getattr(item, side).span for item in found.items if getattr(item, side))
        kinds = ("need", "outcome", "step", "provision")
        assert told == Counter((i.span.start, i.span.end) for i in plan.items if i.kind in kinds)
    assert found.same_child is False
    assert found.new.points <= len(found.remaining) + len(found.appeared) + len(found.unclear)


# --- real files


def edited(path: Path, changes: Mapping[str, str | None]) -> bytes:
    """A copy of a Word plan with words replaced, a paragraph taken out (None) or one added after it ("+...")."""
    document = Document(str(path))
    left = dict(changes)
    for element in list(document.element.body.iter(qn("w:p"))):
        paragraph = Paragraph(element, document)
        for old in [old for old in left if old in paragraph.text]:
            new = left.pop(old)
            if new is None:
                element.getparent().remove(element)
            elif new.startswith("+"):
                more = copy.deepcopy(element)
                element.addnext(more)
                Paragraph(more, document).text = new[1:]
            else:
                paragraph.text = paragraph.text.replace(old, new)
    assert not left
    made = BytesIO()
    document.save(made)
    return made.getvalue()


DARIUS = ROOT / "tests" / "plans" / "city-2-Darius.docx"
EDITS: dict[str, str | None] = {
    "12 sessions of 45 minutes": "6 sessions of 45 minutes",
    "3 x 20 minutes weekly": "weekly",
    "Barbering bench": None,
    "By July 2026 he will use 60 words": "By July 2026 he will use some words",
    "Asthma review and inhaler plan": "Yearly asthma review by the practice nurse; inhaler plan",
    "Life skills lesson weekly": "+A driving theory lesson of one hour each Friday with the careers adviser.",
}


def test_an_edited_copy_of_a_whole_plan_shows_the_edits_and_nothing_else() -> None:
    found = compare_plans(read_plan(DARIUS), read_plan(edited(DARIUS, EDITS), name="new.docx"))
    assert Counter(item.change for item in found.items if item.change != "kept") == {"reworded": 4, "dropped": 1, "added": 1}
    weaker = [slot for item in found.items if item.weakened for slot in item.slots]
    assert [(s.slot, s.direction, s.old, s.new) for s in weaker] == [
        ("amount", "weakened", "12 sessions", "6 sessions"),
        ("amount", "weakened", "3 x 20 minutes", None),
    ]
    moved = [(g.letter, g.old) for item in found.items for g in item.grades]
    assert ("M", "met") in moved
    assert found.same_child is True
    assert (found.sections, found.details) == ((), ())
    kept = [p for p in found.remaining if p.by == "fingerprint"]
    assert len(kept) >= 0.85 * found.old.points


def test_a_draft_beside_another_childs_final_plan() -> None:
    found = compare_plans(read_plan(ROOT / "examples/weak-draft.docx"), read_plan(ROOT / "examples/good-final.docx"))
    assert found.same_child is False
    assert ("status", "draft", "final") in [(d.detail, d.old, d.new) for d in found.details]
    assert not [item for item in found.items if item.change == "kept"]


# --- the command


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    write_plan(tmp_path / "old.docx", f"...\nF1: {THERAPY}\nF2: A laptop for Ines.")
    write_plan(tmp_path / "new.docx", f"...\nStatus: Final\nF1: {THERAPY.replace('30', '20')}\nF2: Regular breaks for Ines.")
    return "old.docx", "new.docx"


def test_the_command_asks_first_and_ends_with_0(run: Run, two: tuple[str, str]) -> None:  # noqa: F811
    done = run("compare", *two)
    assert (done.code, done.err) == (0, "")
    text = " ".join(done.out.split())
    assert "old.docx (draft) and new.docx (final)" in text
    assert "How long says less 30 minutes -> 20 minutes: the number is smaller" in text
    assert "1 line of provision says less." in text
    assert text.index("To ask about") < text.index("Front page") < text.index("New points")
    assert "Status: draft -> final" in text


def test_its_json_follows_its_schema(run: Run, two: tuple[str, str], tmp_path: Path) -> None:  # noqa: F811
    assert run("compare", *two, "--format", "json", "-o", "c.json").code == 0
    found = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert found["schema"] == "ehcp-lint/compare/1"
    jsonschema.validate(found, json.loads(comparison_schema()))
    assert found == json.loads(run("compare", *two, "--format", "json").out)


def test_without_quotes_no_word_of_either_plan_is_given(run: Run, two: tuple[str, str]) -> None:  # noqa: F811
    for form in ("text", "json"):
        out = run("compare", *two, "--no-quotes", "--format", form).out
        for words in ("Ines", "Calder", "laptop", "30 minutes", "Regular breaks", "old.docx", "CAL-0417", "2017"):
            assert words not in out
    assert "How long says less the number is smaller" in " ".join(run("compare", *two, "--no-quotes").out.split())


def test_a_file_that_cannot_be_read_is_told_and_ends_with_3(run: Run, two: tuple[str, str], tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "a.pdf").write_bytes(b"nothing")
    for pair in ((two[0], "a.pdf"), ("a.pdf", two[1])):
        done = run("compare", *pair)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("ehcp-lint: a.pdf: ")
        assert done.err.count("\n") == 1


def test_neither_plan_is_written_over(run: Run, two: tuple[str, str]) -> None:  # noqa: F811
    assert run("compare", *two, "-o", two[0]).code == 2
    assert run("compare", *two, "--profile", "casework").code == 2


def test_words_do_not_stand_in_reprs(two: tuple[str, str]) -> None:
    found = compared(f"F1: {THERAPY}", "F1: A laptop for Ines.")
    assert "laptop" not in repr(found)
    assert "laptop" not in repr(found.without_quotes(messages_without_words()))
