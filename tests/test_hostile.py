"""Hostile Word and PDF files: each is refused or read, with a plain next step, and costs a worker at most.

Every file is made here (`hostile_files.py`) and goes the way that `batch` and `check` send it: behind the fence."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import hostile_files as h
import pdf_files as d
import pytest
import word_files as w
from fuzzing.work import attempt

from ehcp_lint.batch.pool import FencedPool, WorkerLost
from ehcp_lint.parsers import limits
from ehcp_lint.parsers.fence import why_stopped
from ehcp_lint.parsers.limits import Limits

LIMITS = Limits(seconds=60, megabytes=600)
Maker = Callable[[], bytes]


@pytest.fixture(scope="module")
def pool() -> Iterator[FencedPool]:
    with pytest.MonkeyPatch.context() as patch, pool_of_one(patch) as pool:
        yield pool


def pool_of_one(patch: pytest.MonkeyPatch) -> FencedPool:
    """One warm worker, which finds the modules of the tests."""
    patch.setenv("PYTHONPATH", str(Path(__file__).parent))
    return FencedPool(1, "fuzzing.work", "fuzzing.work:warm", limits=LIMITS)


def tried(pool: FencedPool, data: bytes, name: str) -> tuple[str, str]:
    """The file's status and what is said of it; no error of ours may be behind it."""
    future = pool.submit(attempt, base64.b64encode(data).decode("ascii"), name)
    error = future.exception()
    if isinstance(error, WorkerLost):
        assert error.why in ("late", "memory", "ended")
        refusal = why_stopped(error.why, LIMITS)
        return refusal.status, str(refusal)
    answer = future.result()
    assert answer["fault"] == ""
    return answer["status"], answer["reason"]


REFUSED: tuple[tuple[str, Maker, str], ...] = (
    ("a billion words", h.laughs, "document type declaration"),
    ("an entity many times", lambda: h.quadratic(200_000, 2_000), "document type declaration"),
    ("an entity a thousand times", lambda: h.quadratic(5_000, 1_000), "document type declaration"),
    ("a picture of 2 GB", lambda: h.swelling_part("word/media/x.png", 2_048), "unpacks to far more"),
    ("styles of 500 MB", lambda: h.swelling_part("word/styles.xml", 500), "unpacks to far more"),
    ("20 MB of paragraphs", lambda: h.paragraphs(20), "unpacks to far more"),
    ("100 MB in one text", lambda: h.swelling_part("word/zz.xml", 100), "unpacks to far more"),
    ("300 nested tables", lambda: h.nested(300), "too deeply"),
    ("5,000 nested tables", lambda: h.nested(5_000), "too deeply"),
    ("30 million columns", h.grid_span, "more than 1,000 columns"),
    ("45,000 cells", h.many_cells, "longer than any plan"),
    ("3,000 linked parts", lambda: h.chain_of_parts(3_000), "more than 2,000 parts"),
    ("two documents in one", h.twice_the_document, "not put together as it should be"),
    ("names that lead outside", h.leads_outside, "not put together as it should be"),
    ("cut short", lambda: w.docx(w.p("Sam"))[:500], "damaged or was cut short"),
    ("with a password", h.locked_word, "password-protected Word file"),
)


@pytest.mark.parametrize(("make", "says"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_hostile_word_file_is_refused_with_a_next_step(pool: FencedPool, make: Maker, says: str) -> None:
    status, reason = tried(pool, make(), "plan.docx")
    assert status == "refused"
    assert says in reason
    assert reason.count(". ") >= 1  # what it is, and then what to do


def test_an_empty_file_is_told_apart(pool: FencedPool) -> None:
    assert tried(pool, b"", "plan.docx")[0] == tried(pool, b"", "plan.pdf")[0] == "unreadable"


@pytest.mark.parametrize(
    "make",
    [lambda: h.nested(40), lambda: h.nested(80), lambda: h.chain_of_parts(900)],
    ids=["40 nested tables", "80 nested tables", "900 linked parts"],
)
def test_an_odd_word_file_is_read(pool: FencedPool, make: Maker) -> None:
    assert tried(pool, make(), "plan.docx") == ("checked", "")


READ_OR_STOPPED: tuple[tuple[str, Maker, tuple[str, ...]], ...] = (
    ("1 MB that inflates to 1 GB", lambda: h.inflates(1_024), ("crashed", "timed_out")),
    ("3 KB that inflates to 1 GB", lambda: h.inflates(1_024, twice=True), ("crashed", "timed_out")),
    ("2^30 drawings of a form", lambda: h.forms(30), ("crashed", "timed_out")),
    ("a form that draws itself", lambda: h.forms(1, itself=True), ("crashed", "timed_out", "checked")),
    ("300,000 strings on a page", h.operators, ("refused", "crashed")),  # near the limit of memory: a warm worker may reach it
    ("a page that is itself", h.points_to_itself, ("refused",)),
    ("a stream that is as long as it is", h.own_length, ("checked",)),
    ("a table of places that follows itself", h.loop_of_tables, ("checked",)),
    ("a page 200,000 times", h.many_kids, ("checked",)),
    ("a list of pages within itself", h.own_kid, ("checked", "refused")),
    ("60,000 rectangles", h.rectangles, ("checked",)),
    ("one word of 20 MB", h.long_token, ("unreadable",)),
    ("scripts and programs", h.runs_things, ("checked",)),
    ("100,000 lists in each other", h.deep_arrays, ("checked", "refused")),
    ("garbage", h.garbage, ("refused",)),
    ("cut short", lambda: d.raw()[:200], ("refused",)),
)


@pytest.mark.parametrize(("make", "statuses"), [row[1:] for row in READ_OR_STOPPED], ids=[row[0] for row in READ_OR_STOPPED])
def test_a_hostile_pdf_is_read_refused_or_stopped(pool: FencedPool, make: Maker, statuses: tuple[str, ...]) -> None:
    status, reason = tried(pool, make(), "plan.pdf")
    assert status in statuses
    assert bool(reason) is (status != "checked")
    assert (
        make is not h.operators or status == "crashed" or "more text than a page of a plan" in reason
    )  # and not that it has none
    assert tried(pool, b"Section A: Views", "next.txt")[0] == "checked"  # the next file has its worker


# --- nothing outside the file is opened


def test_an_entity_of_another_file_is_refused_and_nothing_of_it_is_said(pool: FencedPool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(h.CANARY, encoding="utf-8")
    status, reason = tried(pool, h.entity_of_a_file(str(secret)), "plan.docx")
    assert (status, h.CANARY in reason) == ("refused", False)


def test_what_a_word_file_points_to_outside_is_counted_and_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from ehcp_lint import read_plan

    opened: list[str] = []
    watching = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching[0] and (event.startswith("socket.") or (event == "open" and "hostname" in str(arguments[0]))):
            opened.append(event)

    sys.addaudithook(watch)
    plan = read_plan(h.points_outside("http://127.0.0.1:9"), name="plan.docx")
    watching[0] = False
    assert opened == []
    assert {(notice.what, notice.count) for notice in plan.unread} == {("external", 2), ("inserted_documents", 1)}
    assert "I like maps" in plan.text


# --- limits are settings, and over a limit is not checked


def test_a_reading_longer_than_any_plan_is_refused_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from ehcp_lint import read_plan
    from ehcp_lint.errors import CannotRead

    monkeypatch.setattr(limits, "MOST_BLOCKS", 10)
    read_plan(b"one\n\n" * 10, name="plan.txt")
    for name, data in (("plan.txt", b"one.\n\n" * 11), ("plan.docx", w.docx(w.p("one") * 11))):
        with pytest.raises(CannotRead, match="longer than any plan"):
            read_plan(data, name=name)
