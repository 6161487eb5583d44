"""A council's own settings: found above the plan, refused with a near miss, and never able to silence what the law asks for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ehcp_lint import lint, load_profile
from ehcp_lint.engine import Report
from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.settings.council import load_settings, show_settings
from ehcp_lint.settings.place import NAME, find_settings
from ehcp_lint.settings.profile import Profile, shipped

ROOT = Path(__file__).parents[1]
WEAK = "...\nno H2\nF1: Access to a quiet space.\nG: Regular visits from a nurse.\nB: Kofi finds echolalia tiring."


def council(folder: Path, text: str, **files: str) -> Path:
    """A settings file with the files that it names."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def held(folder: Path, text: str, plan: str = WEAK, **files: str) -> Report:
    return lint(read_notation(plan), load_settings(council(folder, text, **files)))


def duties(report: Report, check: str) -> list[tuple[str | None, str]]:
    return [(finding.section, finding.duty.value) for finding in report.findings if finding.check == check]


# --- where they are found ----------------------------------------------------------------------------------------------------


def test_settings_are_found_upward_from_the_plan_and_the_nearest_wins(tmp_path: Path) -> None:
    plan = tmp_path / "cases" / "spring" / "draft.docx"
    plan.parent.mkdir(parents=True)
    assert find_settings(plan) is None or tmp_path not in find_settings(plan).parents  # type: ignore[union-attr]
    far = council(tmp_path, "")
    assert find_settings(plan) == far
    near = council(plan.parent, "")
    assert find_settings(plan) == near


def test_settings_lie_over_the_profile_that_they_name(tmp_path: Path) -> None:
    profile = load_settings(council(tmp_path, 'profile = "moderation"\n[thresholds]\nmost_outcomes = 5\n'))
    assert profile.skip == ("X",)
    assert profile.thresholds.most_outcomes == 5
    assert profile.name == "moderation with ehcp-lint.toml"
    assert load_settings(tmp_path / NAME, "compliance").skip == ("P",)  # the command line names another


def test_what_one_council_sets_does_not_reach_the_next(tmp_path: Path) -> None:
    """A shipped profile is read from its file once; what is laid over it stays with who laid it."""
    before = load_profile("moderation")
    load_settings(council(tmp_path, 'profile = "moderation"\nskip = ["F"]\n[thresholds]\nmost_outcomes = 5\n'))
    shipped("moderation")["skip"].append("E")
    assert load_profile("moderation") == before


def test_another_setting_is_another_hash_and_a_comment_is_not(tmp_path: Path) -> None:
    one = load_settings(council(tmp_path, "[thresholds]\nmost_outcomes = 5\n")).fingerprint
    assert load_settings(council(tmp_path, "# ours\n[thresholds]\nmost_outcomes = 5\n")).fingerprint == one
    assert load_settings(council(tmp_path, "[thresholds]\nmost_outcomes = 6\n")).fingerprint != one


def test_own_words_count_in_the_hash(tmp_path: Path) -> None:
    text = '[files]\nlexicon = "own.csv"\n'
    header = "term,plain,category,mode,note\n"
    one = load_settings(council(tmp_path, text, own_csv=header + "brain gym,short exercises,EDU,explain,\n")).fingerprint
    other = load_settings(council(tmp_path, text, own_csv=header + "brain gym,exercises,EDU,explain,\n")).fingerprint
    assert one != other


# --- how binding -------------------------------------------------------------------------------------------------------------


def test_a_check_can_be_held_less_binding_in_one_section_only(tmp_path: Path) -> None:
    assert duties(lint(read_notation(WEAK)), "F202") == [("G", "should")]
    assert duties(held(tmp_path, '[duty]\nF202 = { G = "could" }\n'), "F202") == [("G", "could")]
    assert duties(held(tmp_path, '[duty]\nF202 = { F = "could" }\n'), "F202") == [("G", "should")]
    assert duties(held(tmp_path, '[duty]\nF202 = { G = "off" }\n'), "F202") == []


def test_the_longest_id_named_wins(tmp_path: Path) -> None:
    assert duties(held(tmp_path, '[duty]\nF = "could"\nF202 = "should"\n'), "F202") == [("G", "should")]


def test_what_the_law_asks_for_cannot_be_left_out_or_lowered(tmp_path: Path) -> None:
    for text in (
        'skip = ["S101"]',
        '[duty]\nS101 = "could"',
        '[duty]\nsection-missing = "off"',
        '[duty]\nS101 = { C = "should" }',
    ):
        with pytest.raises(BadConfig, match="S101 is what the law asks for"):
            held(tmp_path, text)


def test_what_the_law_asks_for_stays_when_its_neighbours_are_left_out(tmp_path: Path) -> None:
    for text in ('skip = ["S"]', '[duty]\nS = "off"'):
        report = held(tmp_path, text)
        assert duties(report, "S101") == [("H1", "must")]
        assert {f.check for f in report.findings if f.check.startswith("S")} == {"S101"}


def test_a_rule_of_practice_cannot_be_called_law(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="does not rest on the law alone"):
        held(tmp_path, '[duty]\nP201 = "must"')


def test_checks_of_the_law_that_were_not_asked_for_are_told() -> None:
    report = lint(read_notation(WEAK), load_profile(only=("F",)))
    assert {"S101", "A101"} <= {entry.check for entry in report.not_run}


# --- refusals ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("skipp = []", "there is no setting 'skipp'. Did you mean 'skip'?"),
        ("[thresholds]\nmost_outcome = 4", "no setting 'thresholds.most_outcome'. Did you mean 'most_outcomes'?"),
        ("[local]\nno_staff_name = true", "no setting 'local.no_staff_name'. Did you mean 'no_staff_names'?"),
        ("[files]\nlexikon = 'x.csv'", "no setting 'files.lexikon'. Did you mean 'lexicon'?"),
        ("[files]\nlexicon = 'gone.csv'", "gone.csv cannot be read"),
        ("[files]\nlexicon = 4", "files.lexicon must be the name of a file"),
        ("files = 4", "files must be a table"),
        ("profile = 'casework'", "There is no profile 'casework'. Did you mean 'caseworker'?"),
        ("profile = 4", "profile must be the name"),
        ("rules = 'ehcp-2041'", "Did you mean 'ehcp-2014'?"),
        ("[words]\nlexicon = []", "there is no setting 'words'"),
        ("skip = 4", "skip: must be a valid tuple"),
        ("= 4", "not valid TOML"),
    ],
)
def test_what_is_not_known_is_refused_in_one_line_with_the_nearest_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        load_settings(council(tmp_path, text))
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("skip = ['F999']", "skip: no check is called 'F999'."),
        ("[duty]\nprovision-tentativ = 'could'", "Did you mean 'provision-tentative'?"),
    ],
)
def test_a_check_that_is_not_there_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        held(tmp_path, text)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lexicon", "term,plain,category,mode,note\nTAC,a meeting,EDU,explane,\n", "Did you mean 'explain'?"),
        ("lexicon", "term,plain\n", "the columns must be term, plain, category, mode, note"),
        ("vague", "phrase,family,tier,scope,cured_by,ask\nsome input,bare,7,,-,How much?\n", "the tier must be"),
        ("headings", "wording,means,name\nmy story,Q,\n", "'Q' is no section letter"),
        ("agreed_wording", "[[wording]]\nid = 'x'\n", "'kind' is missing"),
    ],
)
def test_an_own_list_is_refused_by_file_and_line(tmp_path: Path, name: str, content: str, said: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        load_settings(council(tmp_path, f'[files]\n{name} = "own.csv"\n', own_csv=content))
    assert said in str(refusal.value)


# --- own words ---------------------------------------------------------------------------------------------------------------


def marked(report: Report, check: str) -> list[str | None]:
    return [finding.quote for finding in report.findings if finding.check == check]


def test_an_own_term_is_marked_and_a_shipped_one_can_be_let_be(tmp_path: Path) -> None:
    rows = "term,plain,category,mode,note\nbrain gym,short exercises,EDU,explain,\necholalia,,EDU,off,\n"
    plan = "B: Kofi finds echolalia tiring and does brain gym."
    assert "echolalia" in marked(lint(read_notation(plan)), "P203")
    report = held(tmp_path, '[files]\nlexicon = "own.csv"\n', plan, own_csv=rows)
    assert marked(report, "P203") == ["brain gym"]


def test_an_own_vague_wording_is_marked_and_a_shipped_one_can_be_let_be(tmp_path: Path) -> None:
    rows = "phrase,family,tier,scope,cured_by,ask\ngo-to time,bare,3,F,-,How much and when?\nquiet space,bare,0,F,-,\naccess to,promise,0,F,-,\n"
    plan = "...\nF1: Access to a quiet space.\nF2: A teaching assistant gives go-to time for 20 minutes each day."
    report = held(tmp_path, '[files]\nvague = "own.csv"\n', plan, own_csv=rows)
    quotes = [f.quote for f in report.findings if f.check in ("F201", "F202")]
    assert quotes == ["go-to time"]


def test_an_own_heading_opens_its_section(tmp_path: Path) -> None:
    profile = load_settings(
        council(tmp_path, '[files]\nheadings = "own.csv"\n', own_csv="wording,means,name\nmy one page story,A,\n")
    )
    text = b"My one page story\nI like jam and long walks by the sea.\nSection E: Outcomes\nBy July 2027 Kofi will swim.\n"
    from ehcp_lint import read_plan

    assert [s.letter.value for s in read_plan(text, name="plan.txt").sections] == ["E"]
    docx = _headed("My one page story", "I like jam and long walks by the sea.")
    assert [s.letter.value for s in read_plan(docx, name="a.docx", rules=profile.pack).sections] == ["A"]


def _headed(heading: str, *lines: str) -> bytes:
    import io

    from docx import Document

    made = Document()
    made.add_heading(heading, level=1)
    for line in lines:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_own_agreed_wording_is_what_counts_as_agreed(tmp_path: Path) -> None:
    register = "[[wording]]\nid = 'C-nil'\nkind = 'nil'\nsections = ['C']\ntext = 'We asked {service} and no health needs were found.'\n"
    text = '[local]\nagreed_wording_only = true\n[files]\nagreed_wording = "own.toml"\n'
    ours = "...\nC: We asked the school nursing team and no health needs were found."
    assert marked(held(tmp_path, text, ours, own_toml=register), "C301") == []
    assert marked(held(tmp_path, text, own_toml=register), "C301") != []
    assert marked(lint(read_notation(WEAK)), "C301") == []  # off until a council turns it on


def test_local_policy_is_off_until_a_council_turns_it_on(tmp_path: Path) -> None:
    plan = "...\nF1: Mrs Osei reads with Ines for 20 minutes each day.\nC: Ines takes 5 mg of melatonin at night."
    assert not {"F306", "C202"} & {f.check for f in lint(read_notation(plan)).findings}
    report = held(tmp_path, "[local]\nno_staff_names = true\nno_medicine_doses = true\n", plan)
    assert marked(report, "F306") == ["Mrs Osei"]
    assert marked(report, "C202") == ["5 mg"]


# --- shown, and on the command line ------------------------------------------------------------------------------------------


def test_the_settings_shown_are_toml_with_every_threshold_and_switch(tmp_path: Path) -> None:
    profile = load_settings(
        council(tmp_path, '[duty]\nF202 = { G = "off" }\n[local]\nsection_order = ["A", "E"]\noutcome_stem = \'By "then"\'\n')
    )
    shown = tomllib.loads(show_settings(profile))
    assert shown["duty"] == {"F202": {"G": "off"}}
    assert shown["local"]["section_order"] == ["A", "E"]
    assert shown["local"]["outcome_stem"] == 'By "then"'
    assert set(shown["local"]) == set(type(profile.local).model_fields)
    assert profile.fingerprint in show_settings(profile)
    assert set(shown) | {"words"} == set(Profile.model_fields)


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "ehcp_lint", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("Section F: Special educational provision\nAccess to regular reading with Mrs Osei.\n", encoding="utf-8")
    return path


def checks_found(done: subprocess.CompletedProcess[str]) -> set[str]:
    return {finding["check"] for finding in json.loads(done.stdout)["findings"]}


def test_the_command_uses_the_settings_beside_the_plan_and_prints_their_hash(tmp_path: Path, plan_file: Path) -> None:
    assert "F306" not in checks_found(command(tmp_path, "check", "draft.txt", "--format", "json"))
    path = council(tmp_path, "[local]\nno_staff_names = true\n")
    assert "F306" in checks_found(command(tmp_path, "check", "draft.txt", "--format", "json"))
    assert "F306" not in checks_found(command(tmp_path, "check", "draft.txt", "--format", "json", "--no-settings"))
    assert load_settings(path).fingerprint in command(tmp_path, "check", "draft.txt").stdout


def test_another_settings_file_can_be_named(tmp_path: Path, plan_file: Path) -> None:
    (tmp_path / "ours.toml").write_text("[local]\nno_staff_names = true\n", encoding="utf-8")
    assert "F306" in checks_found(command(tmp_path, "check", "draft.txt", "--format", "json", "--settings", "ours.toml"))
    gone = command(tmp_path, "check", "draft.txt", "--settings", "gone.toml")
    assert (gone.returncode, gone.stderr.count("\n")) == (2, 1)
    assert "gone.toml cannot be read" in gone.stderr


def test_a_slip_in_the_settings_stops_before_anything_is_said_of_the_plan(tmp_path: Path, plan_file: Path) -> None:
    council(tmp_path, "[thresholds]\nlong_sentence_word = 20\n")
    done = command(tmp_path, "check", "draft.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'long_sentence_words'?" in done.stderr


def test_show_config_shows_where_the_settings_come_from_and_checks_nothing(tmp_path: Path, plan_file: Path) -> None:
    council(tmp_path, "[thresholds]\nmost_outcomes = 5\n")
    done = command(tmp_path, "check", "draft.txt", "--show-config")
    assert done.returncode == 0
    assert NAME in done.stdout.splitlines()[1]
    assert tomllib.loads(done.stdout)["thresholds"]["most_outcomes"] == 5


# --- what the plan is --------------------------------------------------------------------------------------------------------


def test_where_nobody_said_what_the_plan_is_the_checks_that_must_know_say_so() -> None:
    told = {entry.check: entry.reason for entry in lint(read_notation("...\nno Status")).not_run}
    assert set(told) == {"I101", "I102", "S206"}
    assert all("--status" in reason for reason in told.values())
    assert lint(read_notation("...\nno Status"), status="draft").not_run == ()
