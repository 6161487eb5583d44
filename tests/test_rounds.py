"""A round of moderation: forms come in row by row and nothing is overwritten; what was agreed, decided and approved is kept."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from moderation_rounds import BY, RUBRIC, TODAY, a_form, a_round, a_sample, all_marks, settle, take
from openpyxl import load_workbook

from ehcp_lint import cli
from ehcp_lint.agreed_wording import load_register
from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.packing import packing_lists
from ehcp_lint.moderation.figures.signoff import Rule, advise
from ehcp_lint.moderation.keeping.actions import add_action, close_action
from ehcp_lint.moderation.keeping.approvals import (
    Standing,
    approvals,
    approve,
    approved_register,
    find_wording,
    standing_of,
    withdraw,
)
from ehcp_lint.moderation.keeping.consensus import AgreedMark, conclude, record_agreed
from ehcp_lint.moderation.keeping.forms import take_responses
from ehcp_lint.moderation.keeping.good_practice import agree_good, good_practice, mark_good, remove_good
from ehcp_lint.moderation.keeping.reading import read_actions, read_round, read_rounds
from ehcp_lint.moderation.keeping.responding import Given
from ehcp_lint.moderation.keeping.rounds import close_round, start_round
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.meeting.officers import decisions_of, record_decision, results_of, signed_after, standard_of
from ehcp_lint.moderation.redaction import redact, role_of, round_code
from ehcp_lint.parsers.notation import read_notation, transcribe
from ehcp_lint.plan import Letter
from ehcp_lint.rubric import load_rubric, work_out
from ehcp_lint.rubric.loading import make_rubric
from ehcp_lint.rubric.responses import read_responses


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_round(tmp_path / "moderation.sqlite")


# --- starting ----------------------------------------------------------------------------------------------------------------


def test_a_round_is_started_once(store: Store) -> None:
    with pytest.raises(BadConfig, match="The round 2026-11 was started before"):
        a_round(store)


def test_a_round_is_of_a_kind_and_has_moderators(store: Store) -> None:
    with pytest.raises(BadConfig, match=r"one of moderation, peer, training\. Did you mean 'training'"):
        a_round(store, "T1", kind="trainig")
    bare = a_sample().model_copy(update={"moderators": ()})
    with pytest.raises(BadConfig, match="names no moderators"):
        a_round(store, "T1", bare)


def test_the_packing_lists_do_not_tell_which_plan_is_the_anchor() -> None:
    sample = a_sample()
    anchored = sample.model_copy(update={"plans": tuple(p.model_copy(update={"anchor": p.code == "P2"}) for p in sample.plans)})
    assert packing_lists("2026-11", anchored) == packing_lists("2026-11", sample)
    lists = packing_lists("2026-11", sample)
    assert sorted(lists) == ["2026-11-M1.csv", "2026-11-M2.csv", "2026-11-M3.csv"]
    rows = list(csv.reader(lists["2026-11-M1.csv"].decode("utf-8-sig").splitlines()))
    assert {row[2] for row in rows[1:]} == {plan.code for plan in sample.plans if "M1" in plan.readers}


@pytest.mark.parametrize("code", ["", "a/b", "Ines", "2026 11", "x" * 40])
def test_the_code_of_a_round_is_no_name_and_no_path(code: str) -> None:
    with pytest.raises(BadConfig, match="The code of a round has"):
        round_code(code)


# --- importing ---------------------------------------------------------------------------------------------------------------


def test_the_same_forms_again_change_nothing(store: Store) -> None:
    forms = (a_form(2, "P1", "M1"), a_form(3, "P1", "M2", 2), a_form(4, "p1 ", "m3", None))
    assert take(store, *forms).new == 3
    before = read_round(store, "2026-11")
    again = take(store, *forms)
    assert (again.new, again.added, again.unchanged, again.replaced, again.problems) == (0, 0, 3, 0, ())
    assert read_round(store, "2026-11") == before


def test_what_is_not_right_is_listed_by_row_and_the_rest_is_taken(store: Store) -> None:
    done = take(
        store,
        a_form(2, "P1", "M1"),
        a_form(3, "Ines Calder", "M1"),
        a_form(4, "P11", "M1"),
        a_form(5, "P1", "Mrs Calder"),
        a_form(6, "P2", "M2", Q3=7, Q99=1),
        Given(7, "P3", "M1", {}),
        a_form(8, "P3", "M2", 3),
        a_form(9, "P3", "M2", 2),
        Given(10, "P3", "M3", {"Q1": 3}, caps=("no-such-cap",), override="Z"),
    )
    assert done.new == 3
    assert [(p.row, p.what) for p in done.problems] == [
        (3, "the plan code is none of this round's"),
        (4, "the plan code is none of this round's. Did you mean 'P1'?"),
        (5, "the moderator code is none of this round's"),
        (6, "Q3 is off the scale (4, 3, 2, 1). It was left out"),
        (6, "a question that the form does not have. It was left out"),
        (7, "no question is answered. Nothing was taken"),
        (8, "rows 8 and 9 are by one moderator about one plan, and differ. Leave the right one in the file"),
        (9, "rows 8 and 9 are by one moderator about one plan, and differ. Leave the right one in the file"),
        (10, "something is ticked that the form does not have. It was left out"),
        (10, "the other grade is none of the form's. It was left out"),
    ]
    one = read_round(store, "2026-11")
    assert "Q3" not in one.responses[1].marks
    assert one.responses[1].marks["Q4"] == 3
    assert take(store, a_form(6, "P2", "M2", Q3=2)).added == 1
    assert read_round(store, "2026-11").given("P2", "Q3") == {"M2": 2}


def test_a_mark_that_differs_is_taken_only_with_a_reason(store: Store) -> None:
    take(store, a_form(2, "P1", "M1", Q9=4))
    listed = take(store, a_form(2, "P1", "M1", Q9=2))
    assert [p.what for p in listed.problems] == ["Q9 is 2 here and 4 in the store. To take it, add --replace with a reason"]
    assert read_round(store, "2026-11").given("P1", "Q9") == {"M1": 4}
    done = take(store, a_form(2, "P1", "M1", Q9=2), replace="M1 had read the wrong line.")
    assert (done.replaced, done.problems) == (1, ())
    one = read_round(store, "2026-11")
    assert one.given("P1", "Q9") == {"M1": 2}
    assert [(c.plan, c.moderator, c.question, c.before, c.after, c.reason) for c in one.corrections] == [
        ("P1", "M1", "Q9", "4", "2", "M1 had read the wrong line.")
    ]
    with pytest.raises(BadConfig, match="reason for --replace is empty"):
        take(store, a_form(2, "P1", "M1", Q9=1), replace="  ")


def test_a_form_by_someone_who_was_not_asked_counts_and_is_told(store: Store) -> None:
    free = next(m for m in ("M1", "M2", "M3") if m not in read_round(store, "2026-11").plans[0].readers)
    done = take(store, a_form(2, "P1", free))
    assert (done.new, done.notes) == (
        1, ("1 form is by a moderator who was not asked to read that plan. They count all the same.",)
    )  # fmt: skip


def test_marks_of_another_form_are_refused(store: Store) -> None:
    other = make_rubric({**json.loads(RUBRIC.model_dump_json()), "name": "other"}, "other.toml")
    with pytest.raises(BadConfig, match=r"marked on the form 'default' \(\w+\); this is 'other'"):
        take(store, a_form(2, "P1", "M1"), rubric=other)


def test_a_grade_of_the_moderators_own_counts_though_its_reason_is_not_kept(store: Store) -> None:
    form = Given(2, "P1", "M1", all_marks(), override="RI", note="Ines is not in it at all.")
    assert take(store, form).new == 1
    assert take(store, form).unchanged == 1
    (kept,) = read_round(store, "2026-11").responses
    assert (kept.override, kept.note) == ("RI", "A reason was given on the form; this round does not keep it.")
    assert work_out(RUBRIC, kept.marks, kept.caps, kept.note, override=kept.override).grade == "RI"


def test_an_unknown_round_is_told_with_the_ones_that_are_there(store: Store) -> None:
    with pytest.raises(BadConfig, match=r"Did you mean '2026-11'\? Rounds: 2026-11\."):
        take(store, a_form(2, "P1", "M1"), code="2026-1")


def test_anonymous_forms_count_under_their_number_and_are_found_again(store: Store) -> None:
    titles = ["ID", "Email", "Name", RUBRIC.form.plan_code, *(question.header for question in RUBRIC.questions)]
    rows = [titles, *([str(n), "anonymous", "", "P1", *["3 - sound"] * 20] for n in (7, 8))]
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
    read = read_responses(data, "forms.csv", RUBRIC)
    first = take_responses(store, "2026-11", read, RUBRIC, by=BY, on=TODAY)
    assert first.new == 2
    assert take_responses(store, "2026-11", read, RUBRIC, by=BY, on=TODAY).unchanged == 2
    assert read_round(store, "2026-11").given("P1", "Q1") == {"ANON-7": 3, "ANON-8": 3}


# --- agreeing ----------------------------------------------------------------------------------------------------------------


def test_a_mark_that_not_all_gave_needs_its_reason(store: Store) -> None:
    take(store, a_form(2, "P1", "M1", Q9=4), a_form(3, "P1", "M2", Q9=2))
    agreed = [
        AgreedMark(2, "P1", "Q9", 3),
        AgreedMark(3, "P1", "Q1", 3),
        AgreedMark(4, "P7", "Q1", 3),
        AgreedMark(5, "P1", "Q1", 9),
    ]
    done = record_agreed(store, "2026-11", agreed, RUBRIC, by=BY, on=TODAY)
    assert done.new == 1
    assert [(p.row, p.what.split(".")[0]) for p in done.problems] == [
        (2, "Q9 needs a reason: not all who marked it gave 3"),
        (4, "the plan code is none of this round's"),
        (5, "Q1 is off the scale (4, 3, 2, 1)"),
    ]
    (kept,) = read_round(store, "2026-11").agreed
    assert (kept.question, kept.mark, kept.reason) == ("Q1", 3, "All who marked it gave this mark.")


def test_before_and_after_consensus_are_both_kept_and_an_agreed_mark_is_not_overwritten(store: Store) -> None:
    take(store, a_form(2, "P1", "M1", Q9=4), a_form(3, "P1", "M2", Q9=2))
    assert settle(store, "P1", {"Q9": 3}).new == 1
    assert settle(store, "P1", {"Q9": 3}).unchanged == 1
    assert [p.what for p in settle(store, "P1", {"Q9": 2}).problems] == [
        "Q9 was agreed as 3, here it is 2. To take it, add --replace with a reason"
    ]
    assert settle(store, "P1", {"Q9": 2}, replace="The chair misheard.").replaced == 1
    one = read_round(store, "2026-11")
    assert (one.given("P1", "Q9"), one.agreed_marks("P1")) == ({"M1": 4, "M2": 2}, {"Q9": 2})
    assert [(c.moderator, c.before, c.after) for c in one.corrections] == [(None, "3", "2")]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"caps": ["section-misssing"]}, "no cap of that name. Did you mean 'section-missing'"),
        ({"override": "X"}, "must be one of O, G, RI, I"),
        ({"override": "G"}, "needs a note"),
        ({"plan": "P9", "caps": []}, "none of this round's"),
    ],
)
def test_a_conclusion_that_cannot_be_is_told(store: Store, more: dict[str, object], told: str) -> None:
    asked: dict[str, object] = {"plan": "P1", **more}
    with pytest.raises(BadConfig, match=told):
        conclude(store, "2026-11", rubric=RUBRIC, by=BY, on=TODAY, **asked)  # type: ignore[arg-type]


def test_the_same_conclusion_twice_is_one(store: Store) -> None:
    for changed in (True, False):
        assert conclude(store, "2026-11", "P1", RUBRIC, caps=["data-breach"], by=BY, on=TODAY) is changed
    assert conclude(store, "2026-11", "P1", RUBRIC, by=BY, on=TODAY)
    assert read_round(store, "2026-11").conclusions[0].caps == ()


# --- actions -----------------------------------------------------------------------------------------------------------------


def test_an_action_stays_open_until_it_is_closed(store: Store) -> None:
    more = {"owner": "SEND team", "by": BY, "on": TODAY}
    late = add_action(store, "Add amounts to the template.", due=date(2026, 12, 24), round_code="2026-11", plan="p1", **more)  # type: ignore[arg-type]
    soon = add_action(store, "Ask health for a date.", due=date(2026, 12, 3), **more)  # type: ignore[arg-type]
    again = add_action(store, "Ask health for a date.", due=date(2026, 12, 3), **more)  # type: ignore[arg-type]
    assert again == soon
    assert [(a.number, a.round, a.plan) for a in read_actions(store)] == [(soon, None, None), (late, "2026-11", "P1")]
    assert read_actions(store)[0].overdue(date(2026, 12, 4))
    assert close_action(store, soon, by=BY, on=TODAY)
    assert not close_action(store, soon, by=BY, on=TODAY)
    assert [a.number for a in read_actions(store)] == [late]
    assert len(read_actions(store, closed=True)) == 2
    with pytest.raises(BadConfig, match="There is no action 99"):
        close_action(store, 99, by=BY, on=TODAY)
    with pytest.raises(BadConfig, match="looks like a person's name"):
        add_action(store, "Ask health.", owner="Priya Shah", due=TODAY, by=BY, on=TODAY)


# --- officers ----------------------------------------------------------------------------------------------------------------


def test_an_officers_results_are_what_people_settled(store: Store) -> None:
    take(store, a_form(2, "P1", "M1"), a_form(3, "P1", "M2"))  # all sound: good
    take(store, a_form(4, "P2", "M1", 2), a_form(5, "P2", "M2", 2))  # below
    take(store, a_form(6, "P3", "M1"), a_form(7, "P3", "M2", Q9=1))  # not agreed
    found = results_of(read_rounds(store), "SEN-1", RUBRIC, "G")
    assert [(r.plan, r.met, r.second_marker) for r in found.results] == [("P1", True, True), ("P2", False, True)]
    assert found.waiting == (("P3", "nothing is agreed on Q9"),)
    settle(store, "P3", {"Q9": 3})
    conclude(store, "2026-11", "P3", RUBRIC, caps=["section-missing"], by=BY, on=TODAY)
    found = results_of(read_rounds(store), "SEN-1", RUBRIC, "G")
    assert [(r.plan, r.met, r.critical) for r in found.results] == [
        ("P1", True, False),
        ("P2", False, False),
        ("P3", False, True),
    ]
    assert results_of(read_rounds(store), "SEN-2", RUBRIC, "G").results == ()


def test_a_cap_that_only_a_reader_ticked_waits_for_the_meeting(store: Store) -> None:
    ticked = Given(2, "P1", "M1", all_marks(), caps=("data-breach",))
    take(store, ticked)
    assert results_of(read_rounds(store), "SEN-1", RUBRIC, "G").waiting[0][1].startswith("a reader ticked what would cap")
    conclude(store, "2026-11", "P1", RUBRIC, caps=[], by=BY, on=TODAY)
    assert [r.met for r in results_of(read_rounds(store), "SEN-1", RUBRIC, "G").results] == [True]


def test_a_senior_decides_in_writing_and_the_chart_goes_on_from_there(store: Store) -> None:
    plans = [f"P{n}" for n in range(1, 13)]
    a_round(store, "2027-01", a_sample(plans, officer="SEN-7"))
    take(store, *(a_form(n, plan, moderator) for n, plan in enumerate(plans, 2) for moderator in ("M1", "M2")), code="2027-01")
    found = results_of(read_rounds(store), "SEN-7", RUBRIC, standard_of(RUBRIC))
    advice = advise(found.results, Rule())
    assert advice.call == "ready for a decision"
    assert signed_after(decisions_of(store, "SEN-7"), 12) is None
    with pytest.raises(BadConfig, match="a sentence of five words or more"):
        record_decision(store, "SEN-7", "signed-off", rule="r", figures={}, text="Fine.", by=BY, on=TODAY)
    with pytest.raises(BadConfig, match="one of signed-off, not-yet, withdrawn"):
        record_decision(
            store, "SEN-7", "passed", rule="r", figures={}, text="Twelve plans in a row were good.", by=BY, on=TODAY
        )
    for decision in ("signed-off", "not-yet"):
        record_decision(
            store,
            "SEN-7",
            decision,
            rule="LC-CUSUM",
            figures={"plans": 12},
            text="Twelve plans in a row were good.",
            by=BY,
            on=TODAY,
        )
    assert signed_after(decisions_of(store, "SEN-7"), 15) == 12
    record_decision(
        store,
        "SEN-7",
        "withdrawn",
        rule="LC-CUSUM",
        figures={"plans": 14},
        text="Two plans since lack an amount.",
        by=BY,
        on=TODAY,
    )
    assert signed_after(decisions_of(store, "SEN-7"), 15) is None


# --- approvals ---------------------------------------------------------------------------------------------------------------

NIL_C = (
    "C: The assessment found no health needs related to Ines's special educational needs. "
    "Health advice was given by Dr Okafor on 12 January 2026."
)


def test_an_approval_holds_until_its_day_and_for_its_words(store: Store) -> None:
    register = load_register()
    last = approve(store, find_wording(register, "C-nil"), by="DCO", on=date(2026, 2, 28))
    assert last == date(2027, 2, 28)
    plan = read_notation(f"...\n{NIL_C}")

    def section_c(on: date) -> tuple[Standing, str | None, date | None]:
        approved = approved_register(register, approvals(store, register))
        (found,) = (one for one in standing_of(plan, approved, on) if one.letter is Letter.C)
        return found.standing, found.wording, found.until

    assert section_c(date(2026, 12, 1)) == (Standing.APPROVED, "C-nil", last)
    assert section_c(date(2027, 3, 1)) == (Standing.EXPIRED, "C-nil", last)
    assert section_c(date(2026, 2, 1))[0] is Standing.NOT_APPROVED
    assert withdraw(store, "C-nil", by="DCO", on=TODAY) == 1
    assert section_c(date(2026, 12, 1))[0] is Standing.NOT_APPROVED
    with pytest.raises(BadConfig, match="Did you mean 'C-nil'"):
        find_wording(register, "C-nill")


def test_a_sentence_that_was_changed_is_not_approved_any_more(store: Store) -> None:
    from dataclasses import replace

    register = load_register()
    wording = find_wording(register, "C-nil")
    approve(store, wording, by="DCO", on=TODAY)
    changed = type(register)(
        tuple(replace(w, text=w.text + " Nothing else.") if w.id == "C-nil" else w for w in register.wordings)
    )
    (found,) = approvals(store, changed)
    assert not found.current
    assert find_wording(approved_register(changed, [found]), "C-nil").status == "draft"


@pytest.mark.parametrize(
    ("notation", "letter", "standing"),
    [
        ("...\nC: Ines has epilepsy and needs to rest after a seizure.", "C", Standing.OWN_WORDS),
        ("...\nC: No health needs were identified.", "C", Standing.NO_SENTENCE),
        ("...\nG: -", "G", Standing.NOTHING),
        ("A: I like drawing.\nC: Ines has epilepsy and needs to rest after a seizure.", "D", Standing.ABSENT),
    ],
)
def test_where_a_section_stands(notation: str, letter: str, standing: Standing) -> None:
    found = {one.letter: one.standing for one in standing_of(read_notation(notation), load_register(), TODAY)}
    assert found[Letter(letter)] is standing


# --- good practice -----------------------------------------------------------------------------------------------------------


def test_a_good_passage_is_shown_once_another_role_agreed(store: Store) -> None:
    words = "Ines Calder reads with a teaching assistant for 20 minutes each day, and Mrs Okafor checks each Friday."
    made = mark_good(store, words, section="f", kind="provision", check="F201", by="panel chair", on=TODAY)
    assert made.text == "[name] reads with a teaching assistant for 20 minutes each day, and Mrs [name] checks each Friday."
    assert good_practice(store) == ()
    with pytest.raises(BadConfig, match="Another role"):
        agree_good(store, made.number, by="Panel chair", on=TODAY)
    agree_good(store, made.number, by="parent carers", on=TODAY)
    assert [item.number for item in good_practice(store, check="F201")] == [made.number]
    assert good_practice(store, check="E203") == ()
    remove_good(store, made.number, by=BY)
    assert good_practice(store, agreed_only=False) == ()


# --- words and roles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("The amounts are missing in two lines; settled on 2.", "The amounts are missing in two lines; settled on 2."),
        ("Ines likes swimming; ask Ines's mum, Mrs Calder.", "[name] likes swimming; ask [name] mum, Mrs [name]."),
        ("ines said so", "[name] said so"),
        ("NHS 943 476 5919, tel. (07700 900123), SE1 9GF", "NHS [number], tel. ([number]), [address]"),
        ('It says "access to a quiet space as required" here.', "It says [words of the plan] here."),
        ('The word "regular" says nothing.', 'The word "regular" says nothing.'),
        ("See Ines Calder draft.docx or nan@example.org", "See [name] or [address]"),
        ("Speech and Language Therapy gave hours, SALT did not.", "Speech and Language Therapy gave hours, SALT did not."),
        ("tab\tand\x00nul and \ud800 half", "tab andnul and half"),
    ],
)
def test_names_numbers_and_quotations_are_taken_out_of_what_people_type(typed: str, kept: str) -> None:
    assert redact(typed) == kept
    assert redact(kept) == kept


@pytest.mark.parametrize(
    "role", ["SEND team manager", "SEND Team Manager", "DCO", "Designated Clinical Officer", "parent carers", "Chair"]
)
def test_a_role_is_taken(role: str) -> None:
    assert role_of(role) == role


@pytest.mark.parametrize("name", ["Priya Shah", "ines", "J. Smith", "Smith", "a.shah@example.org", "", "x" * 90])
def test_a_name_is_no_role_and_is_not_repeated(name: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        role_of(name)
    assert not name or name not in str(refusal.value)


# --- the commands ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council's folder with six plans, each of them a file with a child's name in its name and in its words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EHCP_LINT_ROLE", BY)
    (tmp_path / "plans").mkdir()
    for n in range(6):
        document = Document()
        for block in transcribe(
            f"...\n{NIL_C}\nF1: Regular access to a quiet space {n} for Ines, as and when required."
        ).blocks:
            document.add_paragraph(block.text)
        document.save(str(tmp_path / "plans" / f"Ines Calder {n}.docx"))
    return tmp_path


def export(folder: Path, name: str = "forms.csv", **changed: str) -> list[list[str]]:
    """An export of the form with every answer that was asked for; `changed` are cells of the first row by question."""
    sample = json.loads((folder / "sample.json").read_text())
    form = load_rubric()
    titles = ["ID", "Email", "Name", form.form.plan_code, form.form.moderator, *(q.header for q in form.questions)]
    titles.append(form.open_questions[0].text)
    rows = [titles]
    for plan in sample["plans"]:
        for reader in plan["readers"]:
            marks = ["3 - sound" if reader != "M1" or n % 5 else "1 - weak" for n in range(20)]
            rows.append([str(len(rows)), "ines@example.org", "Ines Calder", plan["code"], reader, *marks, "Ines likes horses"])
    for question, value in changed.items():
        rows[1][next(n for n, title in enumerate(titles) if title.startswith(f"{question}."))] = value
    with (folder / name).open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(rows)
    return rows


def test_a_round_from_sample_to_purge_by_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str, code: int = 0) -> str:
        found = cli.run(list(arguments))
        told = capsys.readouterr()
        assert found == code, told.err
        return told.out + told.err

    run(
        "sample",
        "plans",
        "-n",
        "5",
        "--seed",
        "2026-11",
        "--moderators",
        "M1:education,M2:health,M3:social care,M4:parent carers,M5:education",
    )
    assert "10 forms to come" in run(
        "moderate", "start", "2026-11", "sample.json", "--packing", "packing", "--on", "2026-11-02"
    )
    assert (folder / "moderation.sqlite").stat().st_mode & 0o777 == 0o600
    rows = export(folder)
    assert "10 new forms, 0 there already." in run("moderate", "import", "2026-11", "forms.csv")
    assert "0 new forms, 10 there already." in run("moderate", "import", "2026-11", "forms.csv")
    export(folder, "wrong.csv", Q2="7", Q3="4 - strong")
    told = run("moderate", "import", "2026-11", "wrong.csv", code=3)
    assert "row 2: Q3 is 4 here and 3 in the store" in told or "row 2: Q3 is 4 here and 1 in the store" in told
    assert "7 is no mark of the form" in told
    assert "10 of 10 forms are in" in run("moderate", "show", "2026-11")
    run("moderate", "agree", "2026-11", "--blank", "agreed.xlsx")
    book = load_workbook(folder / "agreed.xlsx")
    sheet = book["Agreed"]
    differing = sheet.max_row - 1
    assert differing > 0
    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, 5).value, sheet.cell(number, 6).value = 2, "Both read the line again, said Ines Calder."
    sheet.cell(2, 5).value = "9"
    book.save(folder / "agreed.xlsx")
    told = run("moderate", "agree", "2026-11", "agreed.xlsx", code=3)
    assert f"{differing - 1} agreed marks kept" in told
    plan, question = sheet.cell(2, 1).value, sheet.cell(2, 2).value
    run(
        "moderate",
        "agree",
        "2026-11",
        "--plan",
        plan,
        "--question",
        question,
        "--mark",
        "N/A",
        "--reason",
        "It does not apply to this age.",
    )
    run("moderate", "agree", "2026-11", "--plan", plan, "--cap", "data-breach")
    assert "0 questions on which moderators differ" in run("moderate", "show")
    run("moderate", "actions", "--add", "Add amounts.", "--owner", "SEND team", "--due", "2026-11-20", "--round", "2026-11")
    assert "(overdue)  SEND team. 2026-11: Add amounts." in run("moderate", "actions", "--on", "2026-12-01")
    run("moderate", "actions", "--close", "1")
    assert json.loads(run("moderate", "show", "2026-11", "--format", "json"))[0]["code"] == "2026-11"
    run("moderate", "close", "2026-11", "--on", "2026-12-01")
    held = b"".join(file.read_bytes() for file in folder.glob("moderation.sqlite*"))
    assert [
        w for w in ("Ines", "Calder", "horses", "quiet space", "forms.csv", ".docx", "example.org") if w.encode() in held
    ] == []
    assert b"Both read the line again" in held
    assert "Would delete" in run("moderate", "purge", "--older-than", "12 months", "--on", "2028-01-01")
    assert "Deleted what is older than 2027-01-01: 1 round (2026-11)" in run(
        "moderate", "purge", "--older-than", "12 months", "--on", "2028-01-01", "--really"
    )
    assert "No round yet" in run("moderate", "show")
    assert len(rows) == 11


def test_an_officers_chart_and_a_decision_by_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "index.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("plan", "officer"), *((f"EHC-{n}", "SEN-1") for n in range(6))])
    assert (
        cli.run(["sample", "index.csv", "-n", "6", "--seed", "s", "--by", "officer", "--moderators", "M2:health,M3:education"])
        == 0
    )
    assert cli.run(["moderate", "start", "R1", "sample.json"]) == 0
    export(folder)
    assert cli.run(["moderate", "import", "R1", "forms.csv"]) == 0
    capsys.readouterr()
    assert cli.run(["moderate", "signoff"]) == 0
    assert "SEN-1: 6 plans with a grade." in capsys.readouterr().out
    assert cli.run(["moderate", "signoff", "sen-1", "--decide", "not-yet", "--text", "Six plans are too few to tell."]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Advice: go on checking. After 6 plans the rule is not met." in told
    assert "not-yet, by the SEND team manager (LC-CUSUM, limit 2): Six plans are too few to tell." in told
    assert cli.run(["moderate", "signoff", "SEN-9"]) == 2
    assert "Officers: SEN-1" in capsys.readouterr().err


def test_approvals_and_plans_that_lack_one_by_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["moderate", "approve", "C-nil", "--by", "DCO", "--until", "2099-06-30"]) == 0
    assert "C-nil is approved by the DCO until 2099-06-30." in capsys.readouterr().out
    assert cli.run(["moderate", "approve", "--plans", "plans/Ines Calder 0.docx"]) == 1
    told = capsys.readouterr().out
    assert "C: in a sentence that is approved (C-nil until 2099-06-30)." in told
    assert "G: says that there is nothing, in no sentence of the register." in told
    assert cli.run(["moderate", "approve", "-o", "ours.toml"]) == 0
    (folder / "ehcp-lint.toml").write_text('[files]\nagreed_wording = "ours.toml"\n')
    capsys.readouterr()
    assert cli.run(["moderate", "approve"]) == 0
    assert "C-nil: approved" in capsys.readouterr().out
    found = find_wording(load_register(folder / "ours.toml"), "C-nil")
    assert (found.status, found.approved_by, found.valid_to) == ("approved", "DCO", date(2099, 6, 30))


def test_a_decision_needs_a_role_and_a_store_that_is_damaged_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("EHCP_LINT_ROLE")
    assert cli.run(["moderate", "approve", "C-nil"]) == 2
    assert "--by ROLE" in capsys.readouterr().err
    (folder / "moderation.sqlite").write_bytes(b"no store " * 1000)
    assert cli.run(["moderate", "show"]) == 3
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("ehcp-lint: moderation.sqlite: the store is damaged")


def test_what_was_written_well_is_shown_with_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", "F201"]) == 0
    before = capsys.readouterr().out
    assert cli.run(["sample", "plans", "-n", "3", "--seed", "s", "--moderators", "M1:health,M2:education"]) == 0
    assert cli.run(["moderate", "start", "R1", "sample.json"]) == 0
    assert (
        cli.run(
            [
                "moderate",
                "good",
                "--add",
                "A teaching assistant reads with Ines for 20 minutes each day.",
                "--section",
                "F",
                "--check",
                "F201",
            ]
        )
        == 0
    )
    assert cli.run(["moderate", "good", "--agree", "1", "--by", "parent carers"]) == 0
    capsys.readouterr()
    assert cli.run(["explain", "F201"]) == 0
    assert (
        capsys.readouterr().out
        == before + "\nWritten well here\n  - A teaching assistant reads with [name] for 20 minutes each day.\n"
    )


def test_closing_a_round_twice_changes_nothing(store: Store) -> None:
    assert close_round(store, "2026-11", by=BY, on=TODAY)
    assert not close_round(store, "2026-11", by=BY, on=TODAY)
    assert read_round(store, "2026-11").closed == TODAY


def test_a_round_is_not_half_started_where_its_sample_is_not_right(store: Store) -> None:
    sample = a_sample(("P8",))
    stray = sample.model_copy(update={"plans": (sample.plans[0].model_copy(update={"readers": ("M1", "M9")}),)})
    with pytest.raises(BadConfig, match="a moderator M9 that it does not name"):
        start_round(store, "R2", stray, rubric="default", rubric_hash="x", by=BY, on=TODAY)
    assert [one.code for one in read_rounds(store)] == ["2026-11"]
