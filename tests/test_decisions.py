"""Decisions: what a person set aside, where that stands, and what becomes of it when the plan changes."""

from __future__ import annotations

import json
import stat
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import PARTLY_READ, point, sample_plan, sample_report
from test_cli import write_plan

from ehcp_lint import BadConfig, cli, lint, load_decisions, settle
from ehcp_lint.checks import messages_without_words
from ehcp_lint.decisions.file import HEADER, Decision, read_decisions, sidecar, with_decision, without_decision
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.decided import short_names
from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.outputs.report.text import text_report
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.report import Finding, Report

TODAY = date(2026, 3, 9)
REASON = "The school counts these minutes itself."
PLAN = "...\nF1: Regular access to a quiet space for Ines, as and when required.\nF2: A laptop for Ines, as required."


def decision(finding: Finding | str, **changes: object) -> Decision:
    check, fingerprint = ("F201", finding) if isinstance(finding, str) else (finding.check, finding.fingerprint)
    facts = {"check": check, "fingerprint": fingerprint, "reason": REASON, "by": "A. Reeve", "date": TODAY}
    return Decision.model_validate({**facts, **changes})


def first(report: Report, check: str) -> Finding:
    return next(finding for finding in report.findings if finding.check == check)


# --- what the report makes of them


def test_a_point_set_aside_leaves_the_findings_and_stands_apart_with_all_that_a_senior_officer_asks() -> None:
    report = lint(read_notation(PLAN))
    wanted = first(report, "F201")
    found = settle(report, [decision(wanted, until=date(2026, 7, 1))], on=TODAY)
    assert found.findings == tuple(f for f in report.findings if f != wanted)
    (told,) = found.dismissed
    assert (told.check, told.reason, told.by, told.date, told.until) == ("F201", REASON, "A. Reeve", "2026-03-09", "2026-07-01")
    assert (told.duty, told.section, told.message, told.place) == (wanted.duty, "F", wanted.message, wanted.place)
    assert told.state == "set_aside"
    assert found.stale == ()


def test_a_point_set_aside_does_not_count() -> None:
    report = lint(read_notation("...\nno H2"))
    wanted = first(report, "S101")
    assert report.reaches(wanted.duty)
    assert not settle(report, [decision(wanted)], on=TODAY).reaches(wanted.duty)


def test_a_decision_holds_to_the_end_of_its_last_day() -> None:
    report = lint(read_notation(PLAN))
    wanted = decision(first(report, "F201"), until=TODAY)
    assert settle(report, [wanted], on=TODAY).dismissed
    after = settle(report, [wanted], on=date(2026, 3, 10))
    assert after.findings == report.findings
    assert [(entry.state, entry.message) for entry in after.stale] == [("expired", first(report, "F201").message)]


def test_a_decision_whose_line_was_mended_is_told_as_stale_and_others_hold() -> None:
    before = lint(read_notation(PLAN))
    both = [decision(f) for f in before.findings if f.check == "F201"]
    assert len(both) >= 2
    after = settle(lint(read_notation(PLAN.replace("Regular access to a", "A"))), both, on=TODAY)
    assert {entry.state for entry in after.stale} == {"no_match"}
    assert len(after.dismissed) == 1
    assert len(after.dismissed) + len(after.stale) == len(both)


def test_nothing_is_said_of_decisions_about_checks_that_did_not_run() -> None:
    report = lint(read_notation(PLAN))
    other = decision("0123456789abcdef", check="P201")
    assert settle(report, [other], on=TODAY, ran={"F201"}).stale == ()
    assert settle(report, [other], on=TODAY, ran={"F201", "P201"}).stale[0].state == "no_match"


def test_where_a_check_gave_no_answer_its_decision_is_not_called_done() -> None:
    report = sample_report(sample_plan(), **PARTLY_READ)
    (told,) = settle(report, [decision("0123456789abcdef", check="S101")], on=TODAY).stale
    assert told.state == "not_checked"


def test_a_file_that_was_not_checked_stays_not_checked() -> None:
    refused = Report(status="refused", message="a password.")
    assert settle(refused, [decision("0123456789abcdef")], on=TODAY) == refused


# --- what a person reads


def told(report: Report) -> str:
    return " ".join(plain(text_report(report, sample_plan())).split())


def settled_sample(**changes: object) -> Report:
    plan = sample_plan()
    report = sample_report(plan)
    finding = first(report, "G101")
    return settle(report, [decision(finding, **changes), decision("0123456789abcdef")], on=TODAY)


def test_the_text_lists_what_was_set_aside_and_what_no_longer_matches() -> None:
    text = told(settled_sample())
    short = short_names(settled_sample())[settled_sample().dismissed[0].fingerprint]
    assert "Set aside by a person" in text
    assert f"The law asks Say what health provision there is. [G101 {short}] Where Section G" in text
    assert f"Reason {REASON} Decided 9 March 2026 by A. Reeve" in text
    assert "Decisions that no longer match [F201 012345]" in text
    assert "Now no such point was found: it was mended, or its line has changed" in text
    assert "3 points to check, in 6 places: 3 the Code asks for." in text
    assert "1 point set aside by a person, with the reason." in text


def test_an_expired_decision_says_so() -> None:
    text = told(settled_sample(until=date(2026, 1, 1)))
    assert "until 1 January 2026 Now its time is over, so the point counts again" in text


def test_a_plan_whose_points_are_all_set_aside_is_not_one_with_nothing_found() -> None:
    plan = sample_plan()
    report = sample_report(plan, [point(plan, "regular")])
    summary = phrases.summary(settle(report, [decision(report.findings[0])], on=TODAY))
    assert summary == "Nothing left to check, by the checks that ran. 1 point set aside by a person, with the reason."


def test_the_page_shows_the_same_without_a_script_or_a_fold() -> None:
    page = html_report(settled_sample(), sample_plan())
    for words in ("Set aside by a person", REASON, "A. Reeve", "Decisions that no longer match", "G101"):
        assert words in page
    assert "<details" not in page
    assert "<script" not in page


def test_a_reason_is_shown_as_words_only() -> None:
    page = html_report(settled_sample(reason="<script>alert(1)</script> is not run here"), sample_plan())
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_without_quotes_the_reason_is_left_out_and_the_rest_stays() -> None:
    bare = settled_sample().without_quotes(messages_without_words())
    assert [(entry.reason, entry.by, entry.date) for entry in bare.dismissed] == [(None, "A. Reeve", "2026-03-09")]
    assert REASON not in told(bare)
    assert REASON not in html_report(bare)
    assert REASON not in repr(settled_sample())


def test_every_point_shows_a_short_name_of_its_own() -> None:
    plan = sample_plan()
    alike = [
        point(plan, "regular", nth=n).model_copy(update={"fingerprint": f"abcdef12{n}0000000"}) for n in range(3)
    ]  # fmt: skip
    report = sample_report(plan, alike)
    assert list(short_names(report).values()) == ["abcdef120", "abcdef121", "abcdef122"]
    text, page = plain(text_report(report, plan), 60), html_report(report, plan)
    for short in short_names(report).values():
        assert short in text
        assert f"F201 {short}" in page
    assert "[F201 abcdef120]" in text


# --- the file


def test_what_is_written_is_read_again() -> None:
    made = with_decision("", decision("0123456789abcdef", until=date(2026, 7, 1)), "Provision says how much")
    assert made.startswith("# Points of one plan that a person set aside")
    assert 'check = "F201"  # Provision says how much\n' in made
    assert read_decisions(made, "x") == (decision("0123456789abcdef", until=date(2026, 7, 1)),)
    assert tomllib.loads(made)["decision"][0]["date"] == TODAY


@given(st.text(max_size=60).map(lambda s: f"one two three {s}"), st.none() | st.text(min_size=1, max_size=30))
def test_any_words_can_be_written_and_read(reason: str, by: str | None) -> None:
    who = " ".join((by or "").split()) or None
    given_ = decision("0123456789abcdef", reason=" ".join(reason.encode("utf-8", "ignore").decode().split()), by=who)
    if who is not None and not who.isprintable():
        return
    if not given_.reason.isprintable():
        return
    assert read_decisions(with_decision(HEADER, given_), "x") == (given_,)


KEPT = """\
# What Ada keeps at the top
schema = "ehcp-lint/decisions/1"

# about the laptop
[[decision]]
check = "F201"
fingerprint = "00000000000000aa"
reason = "The laptop is the school's own."
date = 2026-01-05

# about the room
[[decision]]
check = "F202"
fingerprint = "00000000000000bb"
reason = '''
Two lines
of a reason.'''
by = "Ada"
date = 2026-01-06
"""


def test_what_somebody_wrote_by_hand_is_kept() -> None:
    more = with_decision(KEPT, decision("00000000000000cc"))
    assert more.startswith(KEPT.rstrip())
    assert len(read_decisions(more, "x")) == 3
    assert without_decision(more, "00000000000000cc", "x") == KEPT
    less = without_decision(KEPT, "00000000000000aa", "x")
    assert [d.fingerprint for d in read_decisions(less, "x")] == ["00000000000000bb"]
    assert "# What Ada keeps at the top" in less
    assert "# about the room\n[[decision]]" in less


def test_an_entry_that_cannot_be_found_in_the_text_is_left_to_the_person() -> None:
    inline = 'decision = [{check="F201", fingerprint="00000000000000aa", reason="It is the school\'s.", date=2026-01-05}]\n'
    with pytest.raises(BadConfig, match="entry 1: it cannot be taken out safely"):
        without_decision(inline, "00000000000000aa", "x")


ENTRY = '[[decision]]\ncheck = "F201"\nfingerprint = "00000000000000aa"\nreason = "The school has it."\ndate = 2026-01-05\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY.replace("reason", "raeson"), "a.toml, entry 1: there is no setting 'raeson'. Did you mean 'reason'?"),
        (ENTRY + ENTRY.replace("aa", "bb").replace("until", "x") + "untill = 2026-01-01", "entry 2: there is no setting 'untill'. Did you mean 'until'?"),
        (ENTRY.replace("[[decision]]", "[[decisions]]"), "there is no setting 'decisions'. Did you mean 'decision'?"),
        (ENTRY.replace("[[decision]]", "[decision]"), "must begin with [[decision]]"),
        (ENTRY.replace('reason = "The school has it."\n', ""), "entry 1: `reason` is missing."),
        (ENTRY.replace("The school has it.", "fine"), "entry 1: `reason`: the reason is too short."),
        (ENTRY.replace("aa", "a"), "entry 1: `fingerprint`: it has 16 characters"),
        (ENTRY.replace("2026-01-05", '"last week"'), "entry 1: `date`: write the day as 2026-03-09"),
        (ENTRY + ENTRY, "entry 1: another entry has the same fingerprint."),
        ("[[decision", "a.toml is not valid TOML"),
        ('schema = "ehcp-lint/decisions/9"', "`schema` must be"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_told_in_one_line_with_what_is_near(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfig) as refusal:
        load_decisions(file)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert file.read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="could not be opened"):
        load_decisions(tmp_path / "none.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadConfig, match="not UTF-8"):
        load_decisions(tmp_path / "b.toml")


# --- the commands


@dataclass
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in the test's folder."""
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str) -> Done:
        capsys.readouterr()
        code = cli.run(list(arguments))
        out, err = capsys.readouterr()
        return Done(int(code), out, err)

    return go


@pytest.fixture
def draft(tmp_path: Path) -> str:
    write_plan(tmp_path / "draft.docx", PLAN + "\nno H2")
    return "draft.docx"


def answer(run: Run, *arguments: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(run("check", "draft.docx", "--format", "json", *arguments).out)
    return found


def names(run: Run, check: str) -> list[str]:
    return [str(f["fingerprint"]) for f in answer(run)["findings"] if f["check"] == check]


def test_a_point_is_set_aside_shown_and_taken_back(run: Run, draft: str, tmp_path: Path) -> None:
    assert run("check", draft).code == 1
    done = run("dismiss", draft, "S101", "--reason", REASON, "--by", "A. Reeve")
    assert done.code == 0
    assert done.err == ""
    assert "Add section H2 with its heading: Other social care provision. The law asks for this; it stays visible" in done.out
    file = tmp_path / "draft.docx.decisions.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_decisions(file)[0].by == "A. Reeve"
    checked = run("check", draft)
    assert checked.code == 0
    assert REASON in checked.out
    assert [entry["check"] for entry in answer(run)["dismissed"]] == ["S101"]
    assert answer(run, "--no-decisions")["dismissed"] == []
    assert run("check", draft, "--no-decisions").code == 1
    back = run("dismiss", draft, "S101", "--undo")
    assert back.code == 0
    assert load_decisions(file) == ()
    assert run("check", draft).code == 1


def test_the_file_holds_no_word_of_the_plan(run: Run, draft: str, tmp_path: Path) -> None:
    for fingerprint in {*names(run, "F201"), *names(run, "F202")}:
        assert run("dismiss", draft, fingerprint, "--reason", REASON).code == 0
    text = sidecar(tmp_path / draft).read_text(encoding="utf-8")
    for words in ("Ines", "Calder", "quiet", "Regular", "laptop", "as required"):
        assert words not in text


def test_read_is_not_changed_by_decisions(run: Run, draft: str) -> None:
    before = run("read", draft, "--format", "json").out
    run("dismiss", draft, "S101", "--reason", REASON)
    assert run("read", draft, "--format", "json").out == before


def test_comments_leave_out_what_was_set_aside(run: Run, draft: str) -> None:
    before = run("comment", draft, "-o", "a.docx").out
    run("dismiss", draft, "S101", "--reason", REASON)
    after = run("comment", draft, "-o", "b.docx").out
    assert "1 the law asks for" in before
    assert "the law asks for" not in after
    assert "1 point set aside by a person" in after
    assert "1 the law asks for" in run("comment", draft, "--no-decisions", "-o", "c.docx").out


def test_the_page_and_a_report_without_quotes_honour_them(run: Run, draft: str, tmp_path: Path) -> None:
    run("dismiss", draft, "S101", "--reason", REASON)
    run("check", draft, "--format", "html", "-o", "a.html")
    assert REASON in (tmp_path / "a.html").read_text(encoding="utf-8")
    for form in ("json", "html", "text"):
        run("check", draft, "--format", form, "--no-quotes", "-o", f"b.{form}")
        text = (tmp_path / f"b.{form}").read_text(encoding="utf-8")
        assert REASON not in text
        assert "2 the law" not in text
    bare = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert "reason" not in bare["dismissed"][0]
    assert bare["dismissed"][0]["duty"] == "must"


def test_a_second_decision_replaces_the_first_and_leaves_the_others(run: Run, draft: str, tmp_path: Path) -> None:
    laptop = names(run, "F201")[-1]
    run("dismiss", draft, laptop, "--reason", REASON)
    run("dismiss", draft, "S101", "--reason", REASON)
    done = run("dismiss", draft, laptop[:6], "--reason", "Another and better reason.", "--until", "2999-01-01")
    assert "Set aside anew until 1 January 2999: F201" in done.out
    kept = load_decisions(sidecar(tmp_path / draft))
    assert [(d.check, d.reason) for d in kept] == [("S101", REASON), ("F201", "Another and better reason.")]


def test_decisions_may_stand_elsewhere(run: Run, draft: str, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    run("dismiss", draft, "S101", "--reason", REASON, "--decisions", "kept/d.toml")
    assert not sidecar(tmp_path / draft).exists()
    assert run("check", draft, "--decisions", "kept/d.toml").code == 0
    assert run("check", draft).code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["S101"], "A point is set aside with a reason."),
        (["S101", "--reason", "  "], "A point is set aside with a reason."),
        (["S101", "--reason", "not needed"], "--reason: the reason is too short. Say why in 3 words or more"),
        (["S101", "--reason", "Agreed with Calder family at home"], "--reason: it holds a name of the child."),
        (["S101", "--reason", REASON, "--until", "soon"], "--until: 'soon' is no day. Write it as 2027-03-09."),
        (["S101", "--reason", REASON, "--until", "2020-01-01"], "--until: 2020-01-01 is over."),
        (["F201", "--reason", REASON], "points in draft.docx. Choose one of: "),
        (["K101", "--reason", REASON], "K101 marks no point in draft.docx."),
        (["S1O1", "--reason", REASON], "No point in draft.docx is named 'S1O1'. Did you mean 'S101'?"),
        (["ab", "--reason", REASON], "'ab' is too short. Give 4 characters or more"),
        (
            ["zzzzzz", "--reason", REASON],
            "No point in draft.docx is named 'zzzzzz'. See its points: ehcp-lint check draft.docx",
        ),
        (["S101", "--undo"], "there are no decisions about this plan to take back."),
        (["S101", "--undo", "--reason", REASON], "--undo takes a decision back and needs no --reason"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(run: Run, draft: str, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run("dismiss", draft, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "Ines" not in done.err
    assert not sidecar(tmp_path / draft).exists()


def test_a_beginning_that_several_points_share_is_told_with_longer_ones(
    run: Run, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ehcp_lint.cli.decisions import _wanted

    plan = sample_plan()
    alike = [point(plan, "regular", nth=n).model_copy(update={"fingerprint": f"abcdef12{n}0000000"}) for n in range(2)]
    with pytest.raises(BadConfig, match=r"begins 2 points. Choose one of: abcdef120 \(Section F, paragraph 8\), abcdef121"):
        _wanted(sample_report(plan, alike), "abcd", "x.docx")
    assert _wanted(sample_report(plan, alike), "ABCDEF121", "x.docx") == alike[1]
    near = "No point in x.docx is named 'abcdef129'. Did you mean 'abcdef12"
    with pytest.raises(BadConfig, match=near):
        _wanted(sample_report(plan, alike), "abcdef129", "x.docx")


def test_a_fingerprint_that_looks_like_a_check_is_found_in_small_letters() -> None:
    from ehcp_lint.cli.decisions import _wanted

    plan = sample_plan()
    one = point(plan, "regular").model_copy(update={"fingerprint": "e203aaaaaaaaaaaa"})
    other = point(plan, "as appropriate", check="E203")
    report = sample_report(plan, [one, other])
    assert _wanted(report, "e203", "x.docx") == one
    assert _wanted(report, "E203", "x.docx") == other
    assert _wanted(sample_report(plan, [other]), "e203", "x.docx") == other


def test_taking_back_names_what_there_is(run: Run, draft: str) -> None:
    run("dismiss", draft, "S101", "--reason", REASON)
    done = run("dismiss", draft, "F201", "--undo")
    assert done.code == 2
    assert "there is no decision named 'F201'. Choose one of: S101 " in done.err


def test_a_mistake_in_the_file_stops_the_check_before_any_plan_is_read(run: Run, draft: str, tmp_path: Path) -> None:
    sidecar(tmp_path / draft).write_text(ENTRY.replace("reason", "raeson"), encoding="utf-8")
    for command in (["check", draft], ["comment", draft], ["dismiss", draft, "S101", "--reason", REASON]):
        done = run(*command)
        assert (done.code, done.out) == (2, "")
        assert "draft.docx.decisions.toml, entry 1: there is no setting 'raeson'. Did you mean 'reason'?" in done.err
    assert sidecar(tmp_path / draft).read_text(encoding="utf-8") == ENTRY.replace("reason", "raeson")
    assert run("check", draft, "--no-decisions").code == 1


def test_decisions_are_never_written_over_the_plan(run: Run, draft: str, tmp_path: Path) -> None:
    before = (tmp_path / draft).read_bytes()
    done = run("dismiss", draft, "S101", "--reason", REASON, "--decisions", draft)
    assert done.code == 2
    assert (tmp_path / draft).read_bytes() == before


def test_named_decisions_are_for_one_plan(run: Run, draft: str, tmp_path: Path) -> None:
    assert "--decisions is for one plan." in run("check", draft, draft, "--decisions", "d.toml").err
    assert "exclude each other" in run("check", draft, "--decisions", "d.toml", "--no-decisions").err
    assert "could not be opened" in run("check", draft, "--decisions", "d.toml").err


def test_a_plan_that_cannot_be_read_gives_no_decision(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"not a pdf")
    done = run("dismiss", "a.pdf", "S101", "--reason", REASON)
    assert done.code == 3
    assert not sidecar(tmp_path / "a.pdf").exists()


def test_the_text_shows_the_name_that_dismiss_takes(run: Run, draft: str) -> None:
    checked = run("check", draft).out
    short = checked[checked.index("[S101 ") + 6 :].split("]")[0]
    assert run("dismiss", draft, short, "--reason", REASON).code == 0
    assert "ehcp-lint dismiss draft.docx" in checked


def test_decisions_about_checks_left_out_are_not_called_mended(run: Run, draft: str, tmp_path: Path) -> None:
    laptop = names(run, "F201")[-1]
    run("dismiss", draft, laptop, "--reason", REASON)
    run("dismiss", draft, "S101", "--reason", REASON)
    assert [entry["state"] for entry in answer(run, "--only", "E")["stale"]] == ["not_checked"]  # S101: the law asks
    assert answer(run, "--skip", "F201")["stale"] == []
    (tmp_path / "ehcp-lint.toml").write_text('[duty]\nF201 = { F = "off" }\n', encoding="utf-8")
    found = answer(run)
    assert ([entry["check"] for entry in found["dismissed"]], found["stale"]) == (["S101"], [])
