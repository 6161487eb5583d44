"""Which files a batch is about, what its index says of them, and what the store keeps of a run that was stopped."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ehcp_lint.batch.index import asked, read_index
from ehcp_lint.batch.progress import Progress, line, span
from ehcp_lint.batch.rows import Row, facts_in, key_of, keyed
from ehcp_lint.batch.sources import find
from ehcp_lint.batch.store import Store, rows_in, sketches_in
from ehcp_lint.errors import BadConfig, CannotRead


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def called(named: list[str], index: str | None = None, never: Path = Path("nowhere")) -> list[str]:
    return [source.called for source in find(named, index, never=never).files]


# --- sources


def test_a_folder_is_walked_and_what_is_no_plan_is_left_out_and_counted(tmp_path: Path) -> None:
    touch(
        tmp_path, "b.docx", "a/c.pdf", "~$b.docx", "._b.docx", "Thumbs.db", ".git/x", "ehcp-lint.toml", "b.docx.decisions.toml"
    )
    (tmp_path / "link.docx").symlink_to(tmp_path / "b.docx")
    os.mkfifo(tmp_path / "pipe.docx")
    found = find([str(tmp_path)], None, never=tmp_path / "out")
    assert [source.called for source in found.files] == ["a/c.pdf", "b.docx"]
    assert found.left_out == {"clutter": 3, "devices": 1, "hidden": 1, "links": 1, "ours": 2}


def test_the_folder_of_results_is_no_source(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "out/results.xlsx")
    assert called([str(tmp_path)], never=tmp_path / "out") == ["a.docx"]


def test_patterns_lists_and_files_are_understood_and_each_file_counts_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "b.docx", "c.pdf", "deep/d.docx")
    (tmp_path / "list.txt").write_text("a.docx\n\ndeep\n", encoding="utf-8")
    named = [str(tmp_path / "*.docx"), str(tmp_path / "a.docx"), f"@{tmp_path / 'list.txt'}"]
    assert len(find(named, None, never=Path("nowhere")).files) == 3


def test_two_files_of_one_name_are_told_apart_in_a_fixed_order(tmp_path: Path) -> None:
    touch(tmp_path, "one/plan.docx", "two/plan.docx")
    forth, back = [str(tmp_path / "one"), str(tmp_path / "two")], [str(tmp_path / "two"), str(tmp_path / "one")]
    assert called(forth) == called(back) == ["plan.docx", "plan.docx#2"]


@pytest.mark.parametrize("named", ["missing.docx", "*.docx", "@missing.txt"])
def test_a_name_that_means_nothing_is_refused_in_a_line(named: str, tmp_path: Path) -> None:
    name = f"@{tmp_path / named[1:]}" if named[0] == "@" else str(tmp_path / named)
    with pytest.raises(BadConfig, match=r"\.$"):
        find([name], None, never=tmp_path)


# --- the index


def test_columns_are_known_by_many_names_and_near_misses_are_told(tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    path.write_text(
        "File name;Plan ref;Case Oficer;Key stage;New/amended;Shoe size\nplan.docx;P-17;Jo Bloggs;KS2;Annual review;9\n;P-18;;;;\n",
        encoding="cp1252",
    )
    index = read_index(path)
    (row,) = index.rows
    assert (row.path, row.code) == (tmp_path / "plan.docx", "P-17")
    assert row.facts == {"officer": "Jo Bloggs", "phase": "KS2", "kind": "amended"}
    assert index.notes == (
        "index.csv: the column 'Case Oficer' was taken for 'officer'.",
        "index.csv: not used: Shoe size.",
        "index.csv: 1 rows name no file and were left out.",
    )


def test_an_index_without_files_is_refused_with_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text("flie,officer\n", encoding="utf-8")
    with pytest.raises(BadConfig, match=r"no column names the files.*it has: flie, officer\. Did you mean 'file'"):
        read_index(tmp_path / "index.csv")


def test_an_index_alone_names_the_files_also_those_that_are_gone(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    (tmp_path / "index.csv").write_text("file,plan code\na.docx,P-1\ngone.docx,P-2\n", encoding="utf-8")
    assert called([str(tmp_path / "index.csv")]) == ["P-1", "P-2"]


def test_an_index_is_joined_by_path_or_by_a_name_that_stands_once(tmp_path: Path) -> None:
    touch(tmp_path, "plans/a.docx", "plans/b.docx", "plans/c.docx")
    (tmp_path / "index.csv").write_text("file,plan code\nplans/a.docx,P-1\nb.docx,P-2\nelsewhere.docx,P-9\n", encoding="utf-8")
    found = find([str(tmp_path / "plans")], str(tmp_path / "index.csv"), never=Path("nowhere"))
    assert [source.called for source in found.files] == ["P-1", "P-2", "c.docx"]
    assert found.notes == (
        "1 rows of the index are about files that are not among those named.",
        "1 files are not in the index; they stand under 'not given'.",
    )


def test_an_unknown_column_of_by_gets_the_nearest_name() -> None:
    assert asked("officer, phase") == ("officer", "phase")
    with pytest.raises(BadConfig, match=r"no column 'oficer'\. Did you mean 'officer'"):
        asked("oficer")


def test_people_stand_in_rows_only_when_asked_for() -> None:
    facts = {"officer": "Jo Bloggs", "agency": "NHS", "phase": "KS2"}
    assert facts_in(facts, ()) == {"phase": "KS2"}
    assert facts_in(facts, ("officer",)) == {"officer": "Jo Bloggs", "phase": "KS2"}


# --- the store


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {"id": f"{number:016x}", "key": f"{number:032x}", "status": "checked", "points": [], **changes}


def sketch_of(text: str = "t") -> dict[str, Any]:
    return {"text": text, "lines": {}, "near": {}}


def test_a_half_line_left_by_a_kill_is_cut_off_and_only_that_file_is_done_again(tmp_path: Path) -> None:
    with Store(tmp_path / "out") as store:
        for number in range(3):
            store.add(row(number), sketch_of())
    log = tmp_path / "out" / "results.jsonl"
    log.write_bytes(log.read_bytes()[:-20])
    with Store(tmp_path / "out") as store:
        assert [store.has(f"{n:016x}", f"{n:032x}") for n in range(3)] == [True, True, False]
        store.add(row(2), sketch_of())
        store.finish({f"{n:016x}": {"phase": "KS2"} for n in range(3)})
    rows = list(rows_in(tmp_path / "out"))
    assert [one.id for one in rows] == [f"{n:016x}" for n in range(3)]
    assert rows[0].facts == {"phase": "KS2"}


def test_a_row_whose_sketch_was_lost_is_done_again(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.add(row(1), sketch_of())
    (tmp_path / "sketches.jsonl").write_bytes(b"")
    with Store(tmp_path) as store:
        assert not store.has(f"{1:016x}", f"{1:032x}")


def test_a_changed_file_is_done_again_and_a_timed_out_one_when_asked(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.add(row(1, status="timed_out", reason="stopped."), None)
        store.flush()
        assert store.has(f"{1:016x}", f"{1:032x}")
        assert not store.has(f"{1:016x}", f"{1:032x}", again=True)
        assert not store.has(f"{1:016x}", f"{2:032x}")


def test_results_are_in_one_order_and_files_that_left_the_sources_drop_out(tmp_path: Path) -> None:
    made = []
    for order in ([2, 0, 1, 5], [5, 1, 0, 2]):
        folder = tmp_path / str(len(made))
        with Store(folder) as store:
            for number in order:
                store.add(row(number), sketch_of())
            store.finish({f"{n:016x}": {} for n in range(3)})
        made.append((folder / "results.jsonl").read_bytes() + (folder / "sketches.jsonl").read_bytes())
    assert made[0] == made[1]
    assert len(list(sketches_in(folder))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands in for a full disk")
def test_a_full_disk_keeps_what_was_written_and_the_next_run_goes_on(tmp_path: Path) -> None:
    import resource
    import signal

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    written = 0

    def fill() -> None:
        nonlocal written
        with Store(tmp_path) as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
            for number in range(100):
                store.add(row(number), sketch_of())
                store.flush()
                written += 1

    try:
        with pytest.raises(CannotRead, match=r"the disk is full or gone\. What was written stays"):
            fill()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert 0 < written < 100
    for written_line in (tmp_path / "results.jsonl").read_bytes().splitlines():
        Row.model_validate(json.loads(written_line))
    with Store(tmp_path) as store:
        assert sum(store.has(f"{n:016x}", f"{n:032x}") for n in range(100)) == written
        store.add(row(99), sketch_of())
        store.finish({f"{n:016x}": {} for n in range(100)})
    assert len(list(rows_in(tmp_path))) == written + 1


def test_only_one_run_writes_to_a_folder(tmp_path: Path) -> None:
    with Store(tmp_path), pytest.raises(BadConfig, match="another batch is writing there"):
        Store(tmp_path)


def test_what_a_worker_could_smuggle_into_a_row_is_refused(tmp_path: Path) -> None:
    smuggled = row(1, points=[{"check": "F203", "section": "Kofi finds it hard to wait!", "duty": "must", "n": 1}])
    with Store(tmp_path) as store, pytest.raises(ValueError, match="section"):
        store.add(smuggled, None)


def test_ids_and_keys_mean_nothing_without_the_salt() -> None:
    assert keyed(b"a" * 32, "id", "plan.docx") != keyed(b"b" * 32, "id", "plan.docx")
    one = key_of(b"a" * 32, b"bytes", ".docx", "settings")
    assert one == key_of(b"a" * 32, b"bytes", ".DOCX", "settings")
    assert len({one, key_of(b"a" * 32, b"bytes", ".pdf", "settings"), key_of(b"a" * 32, b"bytes", ".docx", "others")}) == 3


def test_a_salt_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "salt").write_text("pepper")
    with pytest.raises(BadConfig, match="this is no salt"):
        Store(tmp_path / "out", tmp_path / "salt")


# --- how far it is


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_piped_progress_is_a_plain_line_now_and_then() -> None:
    told = io.StringIO()
    with Progress(500, told, each=0) as progress:
        progress(120, 20, Counter(checked=97, refused=3))
    assert re.fullmatch(r"120 of 500 files, [\d.]+ a second, about .* left, 3 not checked\.\n", told.getvalue())
    assert line(500, 500, 14.2, 0) == "500 of 500 files, 14.2 a second."
    assert [span(40), span(720), span(12_000)] == ["40 s", "12 min", "3 h 20 min"]


def test_a_terminal_gets_a_bar_with_rate_and_time_left() -> None:
    told = Terminal()
    with Progress(500, told) as progress:
        progress(120, 20, Counter(checked=97, refused=3))
        progress._bar.refresh()
    assert "120/500" in told.getvalue()
    assert "a second" in told.getvalue()
    assert "3 not checked" in told.getvalue()
