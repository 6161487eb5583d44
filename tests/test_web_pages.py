"""The pages without a browser: they work without script, keep nothing on the disk, and forget."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from web_page import Client, application, browser_of, example

from ehcp_lint.decisions.file import read_decisions
from ehcp_lint.errors import CannotRead
from ehcp_lint.rubric import load_rubric
from ehcp_lint.rubric.responses import read_responses
from ehcp_lint.web import marks
from ehcp_lint.web.app import SERVER_IDLE
from ehcp_lint.web.desk import IDLE, Desk, Open

APP, SECRETS = application(ready=1)
PRESSED = {"button": ""}  # a browser names a kind of content for a form without fields too


@pytest.fixture(scope="module")
def page() -> Iterator[Client]:
    with browser_of(APP, SECRETS, started=True) as found:
        yield found


@pytest.fixture(scope="module")
def weak(page: Client) -> str:
    return page.opened(example())


def points(text: str) -> list[str]:
    return re.findall(r'id="p([T\d.]+)"', text)


# --- points ------------------------------------------------------------------------------------------------------------------


def test_every_point_of_the_json_is_on_the_page_beside_the_plans_text(page: Client, weak: str) -> None:
    found = page.get(f"{weak}/report.json").json()["findings"]
    text = page.get(weak).text
    assert len(points(text)) == len(found) > 20
    assert len(re.findall(r'id="m[T\d.]+"', text)) >= len(found) - 5  # those about the whole plan stand above it
    assert "Idris wants to be a train driver" in text


def test_points_are_filtered_by_section_duty_and_check(page: Client, weak: str) -> None:
    found = page.get(f"{weak}/report.json").json()["findings"]
    for key, value, wanted in (
        ("section", "F", [f for f in found if f["section"] == "F"]),
        ("duty", "must", [f for f in found if f["duty"] == "must" and not f["trial"]]),
        ("check", found[0]["check"], [f for f in found if f["check"] == found[0]["check"]]),
    ):
        text = page.get(f"{weak}?{key}={value}").text
        assert len(points(text)) == len(wanted) > 0
        assert f'value="{value}" selected' in text
        assert "Show all" in text
    assert "No point is left" in page.get(f"{weak}?section=F&duty=must&check=Z1").text


def test_a_point_is_set_aside_with_a_reason_told_and_taken_back(page: Client) -> None:
    plan = page.opened(example())
    before = page.get(f"{plan}/report.json").json()["findings"]
    mark = before[0]["fingerprint"]
    for reason, said in (("", "Say why"), ("no", "too short"), ("Agreed with Idris last week", "name of the child")):
        answer = page.post(f"{plan}/aside", data={"fingerprint": mark, "reason": reason})
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
        assert said in answer.text
    assert page.post(f"{plan}/aside", data={"fingerprint": mark, "reason": "The panel agreed this wording"}).status_code == 303
    text = page.get(plan).text
    assert "The panel agreed this wording" in text
    assert "1 point set aside by a person" in text
    assert len(points(text)) == len(before) - 1
    saved = page.get(f"{plan}/decisions.toml")
    assert "weak-draft.docx.decisions.toml" in saved.headers["content-disposition"]
    (decision,) = read_decisions(saved.text, "decisions")
    assert (decision.fingerprint, decision.reason) == (mark, "The panel agreed this wording")
    again = page.post("/drop", files=[("plans", example()), ("decisions", ("d.toml", saved.content))])
    address = again.headers["location"]
    for _ in range(100):
        if address.startswith("/plan"):
            break
        address = page.get(address).headers.get("location", address)
    assert "1 point set aside by a person" in page.get(address).text
    page.post(f"{plan}/back", data={"fingerprint": mark})
    assert len(points(page.get(plan).text)) == len(before)


def test_what_is_taken_away_opens(page: Client, weak: str) -> None:
    copy = docx.Document(BytesIO(page.get(f"{weak}/comments.docx").content))
    assert len(list(copy.comments)) > 20
    assert page.get(f"{weak}/report.html").text.startswith("<!DOCTYPE html>")
    letters = docx.Document(BytesIO(page.get(f"{weak}/queries.docx").content))
    assert len(letters.paragraphs) > 3
    assert page.get(f"{weak}/decisions.toml").status_code == 404


def test_a_pdf_has_no_commented_copy_and_the_page_offers_none(page: Client) -> None:
    plan = page.opened(example("weak-draft.pdf"))
    assert "comments.docx" not in page.get(plan).text
    assert page.get(f"{plan}/comments.docx").status_code == 422


def test_a_pdf_is_taken_away_with_highlights(page: Client, weak: str) -> None:
    plan = page.opened(example("weak-draft.pdf"))
    assert "PDF copy with the points as highlights" in page.get(plan).text
    answer = page.get(f"{plan}/highlights.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert b"/T (ehcp_lint)" in answer.content
    assert "highlights.pdf" not in page.get(weak).text
    assert page.get(f"{weak}/highlights.pdf").status_code == 404


def test_one_bad_file_costs_no_other(page: Client) -> None:
    address = page.opened(example(), ("child.doc.docx", b"PK nothing"), example("good-final.docx"))
    text = page.get(address).text
    assert "There is a problem" in text
    assert "child.doc.docx was not checked" in text
    assert "2 checked, 1 not checked" in text
    assert len(re.findall(r'<a class="govuk-link" href="/plan/', text)) == 2


def test_while_it_is_read_the_page_asks_again_with_and_without_script(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ehcp_lint.web.pages.PATIENCE", 0.0)
    address = page.post("/drop", files=[("plans", example()), ("plans", example())]).headers["location"]
    text = page.get(address).text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
    assert 'hx-trigger="every 700ms"' in text
    assert 'aria-live="polite"' in text
    part = page.get(f"{address}/progress").text
    assert part.startswith('<div id="progress"')


def test_an_earlier_version_is_compared(page: Client, weak: str) -> None:
    answer = page.post(f"{weak}/compare", files={"earlier": example("good-final.docx")})
    assert answer.headers["location"] == f"{weak}/compare"
    text = page.get(f"{weak}/compare").text
    assert "Points: " in text
    assert "The names or dates of birth in the two files differ" in text
    assert json.loads(page.get(f"{weak}/compare.json").text)["new"]["file"] == "weak-draft.docx"
    for files in ({}, {"earlier": ("a.docx", b"PK nothing")}):
        refused = page.post(f"{weak}/compare", files=files or {"other": ("a", b"b")})
        assert refused.status_code == 422
        assert "There is a problem" in refused.text


def test_needs_outcomes_and_provision_stand_side_by_side(page: Client, weak: str) -> None:
    text = page.get(f"{weak}/threads").text
    assert "Provision at a glance" in text
    assert text.count("<table") == 2


class _Controls(HTMLParser):
    """The ids, labels and controls of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if "id" in facts:
            self.ids.append(str(facts["id"]))
        if tag == "label":
            self.labels.add(str(facts.get("for")))
        if tag in ("select", "textarea") or (tag == "input" and facts.get("type") != "hidden"):
            self.controls.append(str(facts.get("id")))


def test_each_id_stands_once_and_each_control_has_a_label(page: Client, weak: str) -> None:
    page.post(f"{weak}/marks/start", data={"blind": "no"})
    for address in ("/", weak, f"{weak}/compare", f"{weak}/threads", f"{weak}/marks"):
        found = _Controls()
        found.feed(page.get(address).text)
        assert len(found.ids) == len(set(found.ids)), address
        assert set(found.controls) <= found.labels, address


# --- the form ----------------------------------------------------------------------------------------------------------------


def answers(**more: str) -> dict[str, Any]:
    rubric = load_rubric()
    return {
        **{question.id: "3" for question in rubric.questions},
        "Q2": "na",
        "plan_code": "P07",
        "moderator": "M1",
        "agency": rubric.agencies[0],
        "caps": rubric.caps[0].id,
        "comment-Q1": "=HYPERLINK(1) the heading of D",
        **more,
    }


def test_blind_marks_come_before_the_evidence_and_are_kept(page: Client) -> None:
    plan = page.opened(example())
    page.post(f"{plan}/marks/start", data={"blind": "yes"})
    assert "Evidence for" not in page.get(f"{plan}/marks").text
    early = page.post(f"{plan}/marks", data={"plan_code": "P07", "Q1": "2", "then": "reveal"})
    assert early.status_code == 422
    assert "Answer Q2 first" in early.text
    assert "Evidence for" not in early.text
    assert page.post(f"{plan}/marks", data=answers(then="reveal")).status_code == 303
    assert "Evidence for Q1" in page.get(f"{plan}/marks").text
    page.post(f"{plan}/marks", data=answers(Q1="2", then="keep"))
    assert "Changed since the evidence was seen: Q1" in page.get(f"{plan}/marks").text
    saved = page.post(f"{plan}/marks", data=answers(Q1="2", then="json"))
    assert 'filename="P07.marks.json"' in saved.headers["content-disposition"]
    held = saved.json()
    assert (held["before"]["Q1"], held["marks"]["Q1"], held["marks"]["Q2"]) == (3, 2, None)
    assert "Idris" not in saved.text
    page.post(f"{plan}/marks/anew", data=PRESSED)
    page.post(f"{plan}/marks/start", files={"saved": ("P07.marks.json", saved.content)})
    assert 'id="Q1-2" name="Q1" type="radio" value="2" checked' in page.get(f"{plan}/marks").text


def test_marks_for_moderation_are_read_back_as_they_were_given(page: Client) -> None:
    plan = page.opened(example())
    page.post(f"{plan}/marks/start", data={"blind": "yes"})
    saved = page.post(f"{plan}/marks", data=answers(then="xlsx"))
    rubric = load_rubric()
    found = read_responses(saved.content, "P07.marks.xlsx", rubric)
    assert found.clean
    (response,) = found.responses
    assert (response.plan_code, response.moderator, response.agency) == ("P07", "M1", rubric.agencies[0])
    assert response.marks == {question.id: None if question.id == "Q2" else 3 for question in rubric.questions}
    assert response.caps == (rubric.caps[0].id,)
    assert response.comments["Q1"] == "=HYPERLINK(1) the heading of D"
    import openpyxl

    cells = [cell for row in openpyxl.load_workbook(BytesIO(saved.content)).active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    back = marks.brought_back(saved.content, "P07.marks.xlsx", rubric, blind=True)
    assert back.marks == response.marks


def test_a_name_is_no_code_and_another_grade_needs_a_reason(page: Client) -> None:
    plan = page.opened(example())
    page.post(f"{plan}/marks/start", data={"blind": "yes"})
    for given, said in (
        ({"plan_code": "Idris Farah"}, "it may be a name"),
        ({"moderator": "Ada Lovelace"}, "it may be a name"),
        ({"override": load_rubric().bands[0].letter}, "Say why the grade"),
    ):
        answer = page.post(f"{plan}/marks", data=answers(**given))
        assert answer.status_code == 422
        assert said in answer.text


@pytest.mark.parametrize("data", [b"{}", b"{", b'{"rubric": 1}', b'{"marks": {"Q1": 9}}', b"\xff\xfe", b"PK", b""])
def test_a_file_that_holds_no_marks_is_refused(data: bytes) -> None:
    with pytest.raises(CannotRead):
        marks.brought_back(data, "a.json", load_rubric(), blind=True)


def test_marks_of_another_form_are_not_mixed_with_these() -> None:
    rubric = load_rubric()
    other = marks.new_marks(rubric, blind=True).model_copy(update={"fingerprint": "0" * 12})
    with pytest.raises(CannotRead, match="another form"):
        marks.brought_back(marks.as_json(other).encode(), "a.json", rubric, blind=True)


# --- forgetting ----------------------------------------------------------------------------------------------------------------


def test_a_plan_is_forgotten_after_half_an_hour_without_a_look() -> None:
    now = [0.0]
    desk = Desk(lambda: now[0])
    plan = Open("a.docx", b"words", profile=None)  # type: ignore[arg-type]
    desk.put([plan])
    now[0] = IDLE - 1
    assert desk.plan(plan.id) is plan
    now[0] += IDLE - 1
    assert desk.plan(plan.id) is plan
    now[0] += IDLE + 1
    assert desk.plan(plan.id) is None
    assert not list(desk.plans())


def test_more_than_the_memory_is_for_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ehcp_lint.web.desk.MOST_BYTES", 10)
    desk = Desk()
    desk.put([Open("a.docx", b"12345678", profile=None)])  # type: ignore[arg-type]
    with pytest.raises(CannotRead, match="Forget some plans"):
        desk.put([Open("b.docx", b"12345678", profile=None)])  # type: ignore[arg-type]


def test_a_plan_is_in_no_repr() -> None:
    assert "Idris" not in repr(Open("a.docx", b"Idris", profile=None, problem="Idris"))  # type: ignore[arg-type]


def test_forget_and_close_forget() -> None:
    stopped: list[bool] = []
    app, secrets = application(stop=lambda: stopped.append(True))
    with browser_of(app, secrets, started=True) as page:
        one, two = page.opened(example("good-final.docx")), page.opened(example("good-final.docx"))
        page.post(f"{one}/forget", data=PRESSED)
        assert page.get(one).status_code == 404
        assert page.get(two).status_code == 200
        assert "Everything is forgotten" in page.post("/close", data=PRESSED).text
        assert page.get(two).status_code == 404
    assert stopped == [True]


def test_the_server_stops_itself_when_nobody_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    now, stopped = [0.0], []
    monkeypatch.setattr("ehcp_lint.web.app._EACH_LOOK", 0.02)
    app, secrets = application(stop=lambda: stopped.append(True), clock=lambda: now[0])
    with browser_of(app, secrets, started=True) as page:
        page.get("/")
        now[0] = SERVER_IDLE - 1
        time.sleep(0.1)
        assert not stopped
        now[0] = SERVER_IDLE + 1
        time.sleep(0.2)
    assert stopped


def test_nothing_is_written_to_the_disk(page: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload above a megabyte is what form readers put into a temporary file; every open for writing is watched."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written: list[str] = []
    watching = [True]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if watching[0] and event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            written.append(str(arguments[0]))

    sys.addaudithook(hook)
    try:
        name, data = example()
        plan = page.opened((name, data + b"\0" * 3_000_000))
        page.get(plan)
        for file in ("report.json", "report.html"):
            assert page.get(f"{plan}/{file}").status_code in (200, 404)
    finally:
        watching[0] = False
    assert not list(tmp_path.iterdir())
    assert [path for path in written if path not in ("/dev/null",) and "__pycache__" not in path and not path.isdigit()] == []


def test_a_file_above_25_mb_is_refused_and_the_others_are_checked(page: Client) -> None:
    address = page.opened(("big.docx", b"PK" + b"0" * 25_000_001), example("good-final.docx"))
    text = page.get(address).text
    assert "big.docx was not checked: the file is larger than 25 MB" in text
    assert "1 checked, 1 not checked" in text


def test_without_the_extra_one_line_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ehcp_lint.cli import run

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["serve", "--no-browser"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "pip install 'ehcp-lint[web]'" in said
