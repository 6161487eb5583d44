"""The child's words stand nowhere but where a person asked for them: thirty strings, every command, every way to end."""

from __future__ import annotations

import csv
import hashlib
import json
import signal
import sys
from pathlib import Path

import canaries as c
import pytest
from private_place import ROOT, Place, place  # noqa: F401 - a fixture

from ehcp_lint import read_plan

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of POSIX")
pytestmark = POSIX
PLAN = {"plan.docx": c.word_plan, "plan.pdf": c.pdf_plan}


@pytest.fixture(params=sorted(PLAN))
def plan(request: pytest.FixtureRequest, place: Place) -> Path:  # noqa: F811
    """The plan as a Word file, and again as a PDF."""
    return place.put(request.param, PLAN[request.param]())


def state(path: Path) -> tuple[str, int]:
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


def test_the_plans_hold_all_thirty_strings() -> None:
    assert len(set(c.CANARIES)) == 30
    assert c.found_in(c.word_plan()) == set(c.CANARIES)
    assert c.found_in(read_plan(c.pdf_plan(), name="plan.pdf").text) == set(c.CANARIES)


# --- success


def test_checking_keeps_the_words_to_what_was_asked_for(place: Place, plan: Path) -> None:  # noqa: F811
    before = state(plan)
    done = place.go("check", plan.name, "--fail-on", "never")
    assert (done.code, done.err) == (0, "")
    assert len(c.found_in(done.out)) > 2  # the points quote, as they should
    place.is_kept()
    done = place.go("check", plan.name, "--format", "html", "-o", "report.html", "--fail-on", "never")
    assert (done.out, done.err) == ("", "")
    place.is_kept("report.html", words="report.html")
    done = place.go("check", plan.name, "--format", "json", "--no-quotes", "--fail-on", "never")
    assert len(json.loads(done.out)["findings"]) > 10
    assert (c.found_in(done.out), plan.name in done.out, done.err) == (set(), False, "")
    place.is_kept()
    assert state(plan) == before


@pytest.mark.parametrize("kind", ["sarif", "junit", "csv", "xlsx"])
def test_an_export_without_quotes_holds_no_words(place: Place, kind: str) -> None:  # noqa: F811
    place.put(f"{c.FILE}.docx", c.word_plan())
    done = place.go("check", f"{c.FILE}.docx", "--format", kind, "--no-quotes", "-o", f"report.{kind}", "--fail-on", "never")
    assert (done.code, done.out, done.err) == (0, "", "")
    place.is_kept(f"report.{kind}")


def test_a_copy_of_a_pdf_with_highlights_adds_nobodys_name(place: Place) -> None:  # noqa: F811
    pytest.importorskip("pikepdf")
    plan = place.put("plan.pdf", c.pdf_plan())
    before = state(plan)
    done = place.go("comment", "plan.pdf", "-o", "copy.pdf")
    assert (done.code, done.err, c.found_in(done.out)) == (0, "", set())
    place.is_kept("copy.pdf", words="copy.pdf")
    assert state(plan) == before


def test_reading_and_listing_keep_the_words_to_what_was_asked_for(place: Place) -> None:  # noqa: F811
    place.put("plan.docx", c.word_plan())
    for command in ("read", "queries", "threads"):
        done = place.go(command, "plan.docx")
        assert (done.code, done.err) == (0, ""), command
        place.is_kept()
    place.go("read", "plan.docx", "--format", "json", "-o", "read.json")
    place.is_kept("read.json", words="read.json")


def test_comparing_and_tracing_keep_the_words_to_what_was_asked_for(place: Place) -> None:  # noqa: F811
    place.put("new.docx", c.word_plan())
    place.put("old.docx", c.word_plan(c.LINES[:-6]))
    place.put(
        "report.docx",
        c.word_plan((f"Report by {c.PSYCHOLOGIST}", "Recommendations", f"{c.CHILD} should have {c.PROVISION} each week.")),
    )
    for command in (["compare", "old.docx", "new.docx"], ["advice", "report.docx", "--plan", "new.docx"]):
        done = place.go(*command)
        assert done.err == "", command
        place.is_kept()


def test_a_commented_copy_adds_nobodys_name(place: Place) -> None:  # noqa: F811
    plan = place.put("plan.docx", c.word_plan())
    before = state(plan)
    done = place.go("comment", "plan.docx", "-o", "copy.docx")
    assert (done.code, done.err, c.found_in(done.out)) == (0, "", set())
    place.is_kept("copy.docx", words="copy.docx")
    assert state(plan) == before


def test_setting_a_point_aside_keeps_the_reason_and_no_words(place: Place) -> None:  # noqa: F811
    plan = place.put("plan.docx", c.word_plan())
    found = json.loads(place.go("check", "plan.docx", "--format", "json").out)["findings"]
    done = place.go(
        "dismiss", "plan.docx", found[0]["fingerprint"], "--reason", "The panel agreed this wording", "--by", "Team manager"
    )
    assert (done.code, done.err) == (0, "")
    assert place.new.keys() == {"plan.docx.decisions.toml"}
    place.is_kept("plan.docx.decisions.toml")
    assert plan.exists()


def test_a_batch_names_no_child_in_anything_it_keeps(place: Place) -> None:  # noqa: F811
    place.put(f"plans/{c.FILE}.docx", c.word_plan())
    place.put(f"plans/{c.SURNAME}.pdf", c.pdf_plan())
    place.put(f"plans/{c.CHILD} old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + c.SURNAME.encode() * 100)
    done = place.go("batch", "plans", "--out", "out", "--jobs", "1", "--reports", "html", "--no-settings")
    assert done.code == 3
    assert c.found_in(done.out + done.err) == set()
    place.is_kept(
        "out", words="out/files.csv out/plans/"
    )  # files.csv says which id is which file, for the officers who hold them
    assert c.found_in((place.work / "out" / "files.csv").read_bytes()) <= {c.CHILD, c.SURNAME}
    assert c.found_in((place.work / "out" / "results.xlsx").read_bytes()) == set()


def test_the_marking_workbook_and_its_evidence_name_no_child(place: Place) -> None:  # noqa: F811
    place.put(f"{c.FILE}.docx", c.word_plan())
    done = place.go("rubric", "workbook", f"{c.FILE}.docx", "--code", "P01", "-o", "P01.xlsx")
    assert (done.code, done.err) == (0, "")
    assert len(place.new) == 2
    place.is_kept(*place.new)
    assert place.go("rubric", "form", "-o", "form.docx").code == 0
    place.is_kept("form.docx")


def test_a_round_of_moderation_keeps_codes_and_marks_only(place: Place) -> None:  # noqa: F811
    from ehcp_lint.rubric import load_rubric

    for number in range(3):
        place.put(f"plans/{c.CHILD} {number}.docx", c.other_plan(number))
    place.put(f"plans/{c.FILE}.docx", c.word_plan())
    done = place.go(
        "sample",
        "plans",
        "-n",
        "2",
        "--seed",
        "2026-11",
        "--moderators",
        "M1:education,M2:health",
        "--per-moderator",
        "2",
        "--copy",
        "copies",
    )
    assert done.code == 0, done.err
    assert c.found_in(done.out + done.err) == set()
    place.is_kept("sample.json", "sample.csv", "sample.key.csv", "moderation.key", "copies", words="sample.key.csv copies/")
    done = place.go("moderate", "start", "2026-11", "sample.json", "--by", "SEND team manager")
    assert done.code == 0, done.err
    place.is_kept("moderation.sqlite")
    rubric = load_rubric()
    codes = [plan["code"] for plan in json.loads((place.work / "sample.json").read_bytes())["plans"]]
    with (place.work / "export.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        open_questions = [question.text for question in rubric.open_questions]
        table.writerow(
            [
                "ID",
                "Email",
                "Name",
                rubric.form.plan_code,
                rubric.form.moderator,
                rubric.form.agency,
                *(q.header for q in rubric.questions),
                *open_questions,
            ]
        )
        option = rubric.scale.values[0].option
        for number, code in enumerate(codes, 1):
            told = [f"{c.CHILD} told of {c.TOLD}; ask {c.WORKER}" for _ in open_questions]
            table.writerow([number, c.EMAIL, c.WORKER, code, "M1", "education", *(option for _ in rubric.questions), *told])
        table.writerow(
            [99, c.EMAIL, c.WORKER, f"{c.CHILD} {c.SURNAME}", c.WORKER, "education", *(c.TOLD for _ in rubric.questions)]
        )
    done = place.go("moderate", "import", "2026-11", "export.csv", "--by", "SEND team manager")
    assert c.found_in(done.out + done.err) == set(), done.out + done.err
    place.is_kept("moderation.sqlite")
    for command in (["pack", "2026-11", "-o", "pack.html"], ["show"], ["trend"], ["good"]):
        done = place.go("moderate", *command)
        assert c.found_in(done.out + done.err) == set(), command
        place.is_kept("pack.html", "moderation.sqlite")


def test_the_dashboard_shows_no_child(place: Place) -> None:  # noqa: F811
    lines = (ROOT / "examples" / "dashboard" / "cases.csv").read_text(encoding="utf-8").splitlines()[:120]
    named = [
        lines[0],
        *(line.replace("dropped", f"{c.CHILD} {c.SURNAME}", 1) for line in lines[1:]),
        f"{c.CASE},{c.CHILD},not a day,{c.TOLD}",
    ]
    place.put("cases.csv", "\n".join(named).encode())
    done = place.go("dashboard", "cases.csv", "-o", "board.html", "--on", "2026-03-31")
    assert done.code in (0, 3), done.err
    assert c.found_in(done.out + done.err) == set()
    place.is_kept("board.html", "board.xlsx")


def test_scoring_tells_of_a_bad_line_by_its_number(place: Place) -> None:  # noqa: F811
    good = json.dumps({"id": "1", "text": f"By July 2027, {c.CHILD} will {c.OUTCOME}.", "name": c.CHILD})
    place.put("items.jsonl", f'{good}\n{{"id": "2", "text": "{c.TOLD} {c.CHILD}"\n'.encode())
    done = place.go("score", "outcomes", "--in", "items.jsonl", "--out", "scores.jsonl")
    assert c.found_in(done.out + done.err) == set(), done.err
    assert "line 2" in done.err
    place.put("items.jsonl", good.encode() + b"\n")
    assert place.go("score", "outcomes", "--in", "items.jsonl", "--out", "scores.jsonl").code == 0
    place.is_kept("scores.jsonl")


# --- refusal


def test_what_is_said_of_a_file_that_is_refused_holds_none_of_its_words(place: Place) -> None:  # noqa: F811
    whole = c.word_plan()
    place.put("cut.docx", whole[: len(whole) // 2])
    place.put(
        "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + " ".join(c.CANARIES).encode() * 20
    )
    place.put("cut.pdf", c.pdf_plan()[:900])
    place.put("words.html", f"<html>{' '.join(c.CANARIES)}</html>".encode())
    place.put("broken.rtf", b"{\\rtf1 " + " ".join(c.CANARIES).encode())
    names = ["cut.docx", "old.doc", "cut.pdf", "words.html", "broken.rtf"]
    done = place.go("check", *names, "--format", "json", "-o", "report.json")
    assert done.code == 3
    assert done.err.count("\n") == len(names)
    assert c.found_in(done.out + done.err) == set()
    place.is_kept()
    for command in ("comment", "queries"):
        done = place.go(command, "cut.docx")
        assert (done.code, c.found_in(done.out + done.err)) == (3, set())
        place.is_kept()
    place.put("ehcp-lint.toml", f'[limits]\nseconds = "{c.TOLD}"\n'.encode())
    done = place.go("check", "cut.docx")
    assert (done.code, c.found_in(done.err)) == (2, set())


# --- crash


def test_a_reader_that_raises_the_words_is_told_of_by_its_type(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    place.put("plan.docx", c.word_plan())
    place.put(f"plans/{c.FILE}.docx", c.word_plan())
    monkeypatch.setenv("SPY_ACT", "raise-in-reader")
    done = place.go("check", "plan.docx", "--format", "json", "-o", "report.json")
    assert (done.code, c.found_in(done.out + done.err), "(ValueError)" in done.err) == (3, set(), True)
    place.is_kept()
    done = place.go("batch", "plans", "--out", "out", "--jobs", "1", "--no-settings")
    assert (done.code, c.found_in(done.out + done.err)) == (3, set()), done.err
    assert "(ValueError)" in place.new["out/results.jsonl"].decode()
    place.is_kept("out", words="out/files.csv")


def _raises(*given: object, **more: object) -> object:
    plan = getattr(given[-1], "plan", None)
    raise ValueError(f"{given!r} {getattr(plan, 'text', '')} {' '.join(c.CANARIES)}")


def test_a_check_that_raises_the_words_is_told_of_by_its_type(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    from ehcp_lint.check import Check

    place.put("plan.docx", c.word_plan())
    monkeypatch.setattr(Check, "hits", _raises)
    done = place.go("check", "plan.docx", "--format", "json", "-o", "report.json")
    assert (done.code, done.out, done.err) == (0, "", "")
    report = json.loads(place.new["report.json"])
    assert report["findings"] == []
    assert {entry["reason"] for entry in report["not_run"]} >= {"stopped by an error (ValueError)"}
    assert c.found_in(json.dumps(report["not_run"])) == set()
    place.is_kept("report.json", words="report.json")


@pytest.mark.parametrize("step", ["parsers.assemble", "engine.lint", "outputs.exports.json.json_report"])
def test_any_step_that_raises_the_words_is_told_of_by_its_type(
    place: Place,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    place.put("plan.docx", c.word_plan())
    monkeypatch.setattr(f"ehcp_lint.{step}", _raises)
    done = place.go("check", "plan.docx", "--format", "json", "-o", "report.json")
    assert (done.code, done.out, c.found_in(done.err)) == (4, "", set())
    assert (done.err.count("\n"), "(ValueError)" in done.err) == (1, True)
    place.is_kept()


# --- stopped


@pytest.mark.parametrize(("where", "how"), [("reader", signal.SIGKILL), ("check", signal.SIGINT), ("reader", signal.SIGTERM)])
def test_a_command_that_is_stopped_leaves_nothing_behind(place: Place, where: str, how: signal.Signals) -> None:  # noqa: F811
    place.put("plan.docx", c.word_plan())
    process = place.start("check", "plan.docx", "--format", "html", "-o", "report.html", act=f"hang-in-{where}")
    done = place.stopped(process, how)
    assert done.code != 0
    assert c.found_in(done.out + done.err) == set()
    assert "Traceback" not in done.err
    assert place.new == {}
    place.is_kept()


def test_a_batch_that_is_killed_leaves_no_words_and_no_process(place: Place) -> None:  # noqa: F811
    place.put(f"plans/{c.FILE}.docx", c.word_plan())
    done = place.stopped(
        place.start("batch", "plans", "--out", "out", "--jobs", "1", "--no-settings", act="hang-in-reader"), signal.SIGKILL
    )
    assert c.found_in(done.out + done.err) == set()
    place.is_kept("out")


# --- the page


@pytest.mark.enable_socket
@pytest.mark.parametrize("how", ["closed", "killed"])
def test_the_page_keeps_and_says_nothing_of_what_is_dropped_on_it(place: Place, how: str) -> None:  # noqa: F811
    import re

    import httpx

    process = place.start("serve", "--no-browser", "--no-settings")
    try:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(4)]
        home, token = re.search(r"http://127\.0\.0\.1:\d+/", said[1])[0], said[3].split("Bearer ")[1].strip()  # type: ignore[index]
        with httpx.Client(base_url=home, headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=60) as asks:
            files = {"file": (f"{c.FILE}.docx", c.word_plan())}
            answer = asks.post("/api/v1/check", files=files)
            assert answer.status_code == 200
            assert len(c.found_in(answer.content)) > 5
            broken = asks.post("/api/v1/check", files={"file": (f"{c.FILE}.docx", c.word_plan()[:5000])})
            assert len(c.found_in(broken.content)) == 0 or broken.status_code in (200, 422)
            assert asks.get(f"/{c.SURNAME}").status_code in (403, 404)
    finally:
        process.send_signal(signal.SIGINT if how == "closed" else signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    assert c.found_in("".join(said) + out + err) == set()
    assert err in ("", "ehcp-lint: stopped.\n")
    assert place.new == {}
    made = [what for event, what in place.told() if event == "socket.bind"]
    assert made == [] or all("127.0.0.1" in what or "socket" in what for what in made)
    assert c.files_below(place.home) == c.files_below(place.tmp) == {}
    assert not any(event == "open" for event, what in place.told() if what not in ("/dev/null", str(place.log)))
