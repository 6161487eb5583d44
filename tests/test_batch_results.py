"""What a batch writes: numbers without words, small ones hidden, copied text, the workbook, the page, trends."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import batch_plans as b
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint import read_plan
from ehcp_lint.batch.charts import Bar, bars
from ehcp_lint.batch.copies import Copies, find_copies
from ehcp_lint.batch.rows import Row
from ehcp_lint.batch.sketch import bare, signed, sketch
from ehcp_lint.batch.store import rows_in
from ehcp_lint.batch.summary import Summary, spread, summarise
from ehcp_lint.batch.suppress import FEWEST, hide, small
from ehcp_lint.batch.trend import chart, limits, newcombe, shifts
from ehcp_lint.cli import run

SALT = b"s" * 32
OFFICER = "Jo =Bloggs"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of 14 plans with an index and reports, run by the command with two workers."""
    folder = tmp_path_factory.mktemp("batch")
    paths = b.write(folder / "plans", 12)
    (folder / "plans" / "Kofi Example again.docx").write_bytes(paths[0].read_bytes())
    (folder / "plans" / "copied.docx").write_bytes(b.plan(77, name="Ruby", view=b.VIEWS[1] + " too."))
    (folder / "plans" / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with (folder / "index.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("file", "plan code", "officer", "new or amended", "phase"))
        for number, path in enumerate(paths):
            table.writerow((f"plans/{path.name}", f"=P-{number:02}", (OFFICER, "Al Smith")[number % 2], "new", "KS2"))
    code = run(
        ["batch", str(folder / "plans"), "--index", str(folder / "index.csv"), "--out", str(folder / "out"), "--jobs", "2",
         "--by", "officer,phase", "--reports", "html,docx,json", "--as-of", "2026-03-31", "--no-settings"]
    )  # fmt: skip
    assert code == 3
    return folder / "out"


def test_each_file_has_one_row_and_the_numbers_add_up(batch: Path) -> None:
    rows = list(rows_in(batch))
    assert Counter(row.status for row in rows) == {"checked": 14, "refused": 1}
    summary = json.loads((batch / "summary.json").read_bytes())
    assert (summary["files"], summary["plans"]) == (15, 14)
    assert sum(summary["points"].values()) == sum(points.n for row in rows for points in row.points)


def test_no_word_name_or_file_name_stands_anywhere_but_where_it_was_asked_for(
    batch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    may = {"files.csv", "results.xlsx"}
    secrets = [
        *(name.encode() for name in b.NAMES),
        b"Example",
        b"rabbit",
        b"quiet space",
        b"plan 0",
        b"Bloggs",
        b"copied.docx",
    ]
    for path in (path for path in batch.iterdir() if path.is_file()):
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = str(pq.read_table(path).to_pydict()).encode()
        for secret in secrets:
            examples = path.name == "index.html" and secret in (
                b"Kofi",
                b"Tariq",
                b"Ines",
                b"Mei",
                b"Example",
            )  # the checks' own
            asked = path.name == "index.html" and secret == b"Bloggs"  # --by officer
            rows = secret == b"Bloggs" and path.name in ("results.jsonl", "results.parquet", "summary.json")
            assert path.name in may or examples or asked or rows or secret not in data, (path.name, secret)


def test_everything_is_for_its_owner_only(batch: Path) -> None:
    assert {oct(path.stat().st_mode & 0o777) for path in batch.rglob("*") if path.is_file()} == {"0o600"}


def test_files_csv_leads_from_an_id_to_its_file_and_holds_no_formula(batch: Path) -> None:
    with (batch / "files.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == {row.id for row in rows_in(batch)}
    assert all(Path(row["path"]).exists() for row in rows)
    assert {row["code"] for row in rows if row["code"]} == {f"'=P-{n:02}" for n in range(12)}


def test_the_workbook_is_typed_and_names_plans_by_code(batch: Path) -> None:
    book = openpyxl.load_workbook(batch / "results.xlsx")
    assert book.sheetnames == [
        "Summary", "By check", "By section", "By officer", "By phase", "Plans", "Copied", "Same text", "Not checked",
    ]  # fmt: skip
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    plans = book["Plans"]
    assert plans.max_row == 15
    assert {row[1].value for row in plans.iter_rows(min_row=2)} >= {"=P-00", "=P-11"}
    groups = [[cell.value for cell in row] for row in book["By officer"].iter_rows(min_row=3)]
    assert [group[:2] for group in groups] == [["Al Smith", 6], [OFFICER, 6], ["not given", 2]]
    assert [row[2].value for row in book["Not checked"].iter_rows(min_row=2)] == [
        "refused: another kind of file, protected, or too large"
    ]
    assert "=P-00" in book["Same text"]["D2"].value


def test_parquet_has_the_rows_with_their_points_and_nothing_for_files_not_checked(batch: Path) -> None:
    rows = pq.read_table(batch / "results.parquet").to_pylist()
    by_id = {row.id: row for row in rows_in(batch)}
    for row in rows:
        own = by_id[row["id"]]
        assert row["must"] == (
            sum(p.n for p in own.points if p.duty == "must" and not p.trial) if own.status == "checked" else None
        )
        assert len(row["points"] or ()) == len(own.points)


def test_reports_of_single_plans_are_linked_by_code_and_the_word_copy_is_made_of_word_files(batch: Path) -> None:
    page = (batch / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(plans/[0-9a-f]{16}\.(?:html|docx|json))"', page)
    assert len(links) == 14 * 3
    assert all((batch / link).exists() for link in links)
    assert "Points to check" in (batch / next(link for link in links if link.endswith("html"))).read_text(encoding="utf-8")


def test_another_run_keeps_all_and_writes_the_same_bytes(batch: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in batch.iterdir() if path.is_file() and path.name != "run.json"}
    folder = batch.parent
    code = run(
        ["batch", str(folder / "plans"), "--index", str(folder / "index.csv"), "--out", str(batch), "--jobs", "1",
         "--by", "officer,phase", "--reports", "html,docx,json", "--as-of", "2026-03-31", "--no-settings"]
    )  # fmt: skip
    out, _ = capfd.readouterr()
    assert code == 3
    assert "15 files: 14 checked, 1 not checked;" in out
    assert "15 kept from before" in out
    assert before == {path.name: path.read_bytes() for path in batch.iterdir() if path.is_file() and path.name != "run.json"}


def test_the_page_says_n_everywhere_ranks_nobody_and_judges_nobody(batch: Path) -> None:
    page = (batch / "index.html").read_text(encoding="utf-8")
    assert page.index("Al Smith") < page.index("Jo =Bloggs")
    assert "This is no ranking" in page
    assert page.count("<svg") == page.count('role="img"') == page.count("</desc>") == 3
    assert not re.search(
        r"\b(fail\w*|non-compliant|inadequate|poor|wrong)\b",
        re.sub(r'<svg.*?</svg>|<div class="pair">.*?</div>|went wrong|They can be wrong', "", page, flags=re.S),
    )
    assert "<script" not in page
    assert "not given" in page


# --- refusals


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["batch", "."], "Say where the results go: --out DIR."),
        (["batch", "--out", "x"], "Name folders, files, patterns"),
        (["batch", ".", "--out", "x", "--by", "oficer"], "Did you mean 'officer'?"),
        (["batch", ".", "--out", "x", "--reports", "htm"], "Did you mean 'html'?"),
        (["batch", ".", "--out", "x", "--as-of", "31.3.2026"], "give the day as 2026-03-31"),
        (["batch", "nowhere", "--out", "x"], "there is no such file or folder"),
        (["batch", ".", "--out", "x", "--tls-ca", "ca.pem"], "belong to --cluster"),
        (["batch", ".", "--out", "x", "--by", "officer"], "the index has no such column"),
        (["trend", "nowhere", "-o", "t.html"], "there are no results of a finished batch there"),
        (["trend", "nowhere", "-o", "t.html", "--measures", "F20"], "there is no 'F20'"),
        (["trend", "nowhere", "-o", "t.csv"], "Give it a name that ends in .html"),
    ],
)
def test_wrong_use_is_one_line_with_the_next_step(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    _, err = capfd.readouterr()
    assert said in err
    assert err.count("\n") == 1


def test_a_workbook_that_somebody_worked_in_is_not_written_over(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "plan.txt").write_text("x")
    openpyxl.Workbook().save(tmp_path / "out" / "results.xlsx")
    assert run(["batch", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "out")]) == 2
    assert "a document of that name is there already" in capfd.readouterr().err


# --- copied text


def copies_of(*plans: bytes) -> Copies:
    sketches = [{"id": f"p{n}", **signed(sketch(read_plan(data), SALT))} for n, data in enumerate(plans)]
    return find_copies(lambda: iter(sketches))


def test_a_name_a_date_or_a_pronoun_does_not_hide_a_copy() -> None:
    assert bare("By July 2027 Sam shows her 3 friends that she can wait.") == bare(
        "By March 2026 Ines shows his 4 friends that he can wait."
    )


def test_section_a_that_was_copied_from_plan_to_plan_shows() -> None:
    view = "{} likes the number seven bus and always sits upstairs at the very front with somebody when they go to town."
    plans = [b.plan(n, view=view.format(name)) for n, name in enumerate(("Kofi", "Ines", "Tariq"))]
    copies = copies_of(*plans, b.plan(31))
    assert [(c.section, c.ids, c.near) for c in copies.copied if c.section == "A"] == [("A", ("p0", "p1", "p2"), False)]
    assert copies.lines_of["p0"]["A"] == (1, 1)
    assert copies.lines_of["p3"]["A"] == (0, 1)


def test_a_copy_that_was_changed_a_little_shows_as_near() -> None:
    changed = (
        b.VIEWS[1].replace("slowly", "gently") + " because then it is easier to breathe and to think about the lesson again."
    )
    as_ever = b.VIEWS[1] + " because then it is easier to breathe and to think about the lesson again."
    copies = copies_of(b.plan(1, view=as_ever), b.plan(2, view=changed), b.plan(3))
    assert [(c.ids, c.near) for c in copies.copied if c.section == "A"] == [(("p0", "p1"), True)]


def test_one_text_in_two_files_is_one_plan_for_copied_lines() -> None:
    copies = copies_of(b.plan(4), b.plan(4), b.plan(5))
    assert copies.same_text == (("p0", "p1"),)
    assert not [copied for copied in copies.copied if copied.section == "F"]
    assert all("p1" not in copied.ids for copied in copies.copied)


# --- small numbers


@given(st.lists(st.integers(0, 40), max_size=12))
def test_what_is_hidden_cannot_be_worked_out_from_the_rest_and_the_sum(numbers: list[int]) -> None:
    gone = hide(numbers)
    hidden = [number for number, hides in zip(numbers, gone, strict=True) if hides]
    assert all(hides for number, hides in zip(numbers, gone, strict=True) if small(number))
    assert not any(hides for number, hides in zip(numbers, gone, strict=True) if not number)
    if hidden and sum(numbers) > sum(hidden):
        assert len(hidden) > 1
        assert sum(hidden) >= FEWEST


def summary_of(rows: list[dict[str, Any]], **changes: Any) -> Summary:
    made = [
        Row.model_validate({"id": f"{n:016x}", "key": f"{n:032x}", "status": "checked", **row}) for n, row in enumerate(rows)
    ]
    return summarise(made, (), Copies(), **changes)


def points(check: str, n: int = 1, section: str = "F", duty: str = "should") -> dict[str, Any]:
    return {"check": check, "section": section, "duty": duty, "n": n}


def test_few_plans_and_nearly_all_are_hidden_and_so_is_what_gives_them_away() -> None:
    rows = [
        {"points": [points("F201"), *([points("F202")] if n < 12 else []), *([points("E201", section="E")] if n < 3 else [])]}
        for n in range(20)
    ]
    rows[0]["points"].append(points("F203"))
    shown = {row.check: row for row in summary_of(rows).to_pass_on().by_check}
    assert (shown["F201"].plans, shown["F202"].plans) == (20, None)
    assert [shown[check].about for check in ("E201", "F203", "F202")] == ["few", "few", "hidden"]


def test_fewer_than_five_plans_give_no_numbers_at_all() -> None:
    shown = summary_of([{"points": [points("F201")]}] * 4).to_pass_on()
    assert (shown.plans, shown.by_check, shown.points) == (4, (), {})
    assert "fewer than 5 plans" in shown.small_numbers


def test_small_groups_are_hidden_with_the_next_smallest() -> None:
    facts = {f"{n:016x}": {"officer": "Al" if n < 3 else "Bo" if n < 10 else "Cy"} for n in range(30)}
    shown = summary_of([{"points": []}] * 30, by=("officer",), facts=facts).to_pass_on()
    assert [(group.value, group.plans) for group in shown.groups["officer"]] == [("Al", None), ("Bo", None), ("Cy", 20)]


def test_a_check_that_could_not_tell_is_not_counted_as_clean() -> None:
    rows = [{"points": [points("F201")], "not_run": []}] * 6 + [{"points": [], "not_run": ["F201"]}] * 4
    (row,) = summary_of(rows).by_check
    assert (row.plans, row.of) == (6, 6)


def test_quartiles_are_those_of_numpy() -> None:
    import numpy as np

    values = [3, 9, 9, 12, 40, 41, 77]
    found = spread(Counter(values))
    assert [found.lower_quartile, found.median, found.upper_quartile] == list(np.quantile(values, [0.25, 0.5, 0.75]))


# --- charts and trends


def test_a_chart_is_the_same_bytes_each_time_and_its_words_are_words() -> None:
    made = bars("Plans <by> section", "One bar & more", [Bar("Section F: <b>", 3, "3 of 9"), Bar("G", None, "hidden")])
    assert made == bars("Plans <by> section", "One bar & more", [Bar("Section F: <b>", 3, "3 of 9"), Bar("G", None, "hidden")])
    assert "<title id=" in made
    assert "Plans &lt;by&gt; section" in made
    assert "<b>" not in made
    assert "Section F: &lt;b&gt;" in made
    assert len(set(re.findall(r'id="([^"]+)"', made))) == len(re.findall(r'id="([^"]+)"', made))


def test_the_limits_of_the_p_chart_follow_the_size_of_each_batch() -> None:
    low, high = limits(0.4, 60)
    assert (low, high) == (pytest.approx(0.4 - 3 * math.sqrt(0.24 / 60)), pytest.approx(0.4 + 3 * math.sqrt(0.24 / 60)))
    assert limits(0.01, 10)[0] == 0.0


def test_a_difference_of_shares_has_the_interval_that_statsmodels_gives() -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    for before, after in (((56, 70), (48, 80)), ((9, 10), (3, 10)), ((0, 12), (10, 29))):
        theirs = confint_proportions_2indep(after[0], after[1], before[0], before[1], method="newcomb", compare="diff")
        assert newcombe(before, after) == pytest.approx(theirs, abs=1e-9)


def test_six_on_one_side_of_the_median_are_a_shift_and_five_are_not() -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    values = [0.2] * 6 + [0.4] * 6
    assert shifts(list(zip(days, values, strict=True)), 0.3) == ((days[0], days[5]), (days[6], days[11]))
    assert shifts(list(zip(days[:5], values[:5], strict=True)), 0.3) == ()


def test_a_batch_beyond_the_limits_is_told_and_small_ones_are_hidden() -> None:
    days = [date(2026, month, 1) for month in range(1, 7)]
    made = chart("must", days, [(30, 100), (28, 100), (33, 100), (90, 100), (31, 100), (2, 100)], since=date(2026, 4, 1))
    assert made.outside == (days[3],)
    assert [share.part for share in made.shares] == [30, 28, 33, 90, None, None]
    assert made.change is not None
    assert made.change.before == (91, 300)


def test_trends_stand_in_a_page_and_a_table_with_new_against_amended(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for month in range(1, 4):
        folder = tmp_path / f"b{month}"
        folder.mkdir()
        (folder / "run.json").write_text(json.dumps({"as_of": f"2026-0{month}-28"}))
        rows = [
            {"id": f"{n:016x}", "status": "checked", "facts": {"kind": ("new", "amended")[n % 2]},
             "points": [points("F201", 3, duty="must")] if n < 8 * month else []}
            for n in range(40)
        ]  # fmt: skip
        (folder / "results.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    page = tmp_path / "trend.html"
    folders = [str(tmp_path / f"b{month}") for month in (3, 1, 2)]
    assert run(["trend", *folders, "-o", str(page), "--measures", "must,F201", "--since", "2026-02-01"]) == 0
    html = page.read_text(encoding="utf-8")
    assert "3 batches from 28 Jan 2026 to 28 Mar 2026, 120 plans." in html
    assert "Before 1 Feb 2026: 8 of 40 plans (20%); from then on: 40 of 80 (50%)." in html
    table = list(csv.DictReader(io.StringIO(page.with_suffix(".csv").read_text(encoding="utf-8"))))
    must = [(row["kind"], row["plans_with_point"], row["plans"]) for row in table if row["measure"] == "must"]
    assert must == [
        ("all", "8", "40"), ("new", "", "20"), ("amended", "", "20"),
        ("all", "16", "40"), ("new", "8", "20"), ("amended", "8", "20"),
        ("all", "24", "40"), ("new", "12", "20"), ("amended", "12", "20"),
    ]  # fmt: skip
