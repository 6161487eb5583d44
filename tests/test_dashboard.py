"""The level 1 dashboard: time limits to the day, lists with all their faults, figures that add up, small numbers hidden."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint.batch.suppress import small
from ehcp_lint.cli import run
from ehcp_lint.compliance.cases import Case, Cases, read_cases
from ehcp_lint.compliance.dates import read_column, read_date
from ehcp_lint.compliance.figures import Board, Period, board
from ehcp_lint.compliance.page import FOOTER
from ehcp_lint.compliance.published import beside, read_published
from ehcp_lint.compliance.standing import standing
from ehcp_lint.compliance.timescales import bank_holidays, easter, last_working_day, timescales
from ehcp_lint.errors import BadConfig
from ehcp_lint.resources import toml

EXAMPLES = Path(__file__).parent.parent / "examples" / "dashboard"
ON = date(2026, 3, 31)
DAY = timedelta(days=1)
DATES = ("final", "closed", "refusal", "advice_requested", "closed_from", "reopens", "absent_from", "absent_to")


def authored() -> list[dict[str, str]]:
    text = (Path(__file__).parent / "compliance" / "twenty_weeks.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def as_case(row: dict[str, str]) -> Case:
    days = {name: date.fromisoformat(row[name]) for name in ("request", *DATES) if row.get(name)}
    return Case(2, "NS-1", days, {"exception": row["exception"]} if row.get("exception") else {})


def walked(start: date, weeks: int) -> date:
    """The last day of so many weeks, found by walking one day after another; the day it runs from is not counted."""
    day, counted = start, 0
    while counted < weeks * 7:
        day = day.fromordinal(day.toordinal() + 1)
        counted += 1
    return day


def slowly(case: Case, on: date) -> tuple[date, str, set[str]]:
    """The twenty weeks of a case by walking through its days: last day, standing, exceptions. It shares no code with the product."""
    days, request = dict(case.days), case.days["request"]
    last = walked(request, 20)
    happened = {name: day for name, day in days.items() if day <= on}
    found = set()
    if {"advice_requested", "closed_from", "reopens"} <= set(days):
        shut, day = 0, days["closed_from"]
        while day < days["reopens"]:
            shut, day = shut + 1, day + DAY
        counted, day = set(), days["closed_from"] - 7 * DAY
        while day <= days["reopens"] - 7 * DAY:
            counted.add(day)
            day += DAY
        if shut >= 28 and days["advice_requested"] in counted and days["advice_requested"] <= min(last, on):
            found.add("closure")
    if "absent_from" in happened:
        away, day = 0, request
        while day <= min(last, on):
            away += happened["absent_from"] <= day <= days.get("absent_to", on)
            day += DAY
        if away >= 28:
            found.add("absence")
    said = case.words.get("exception", "")
    if "circumstances" in said:
        found.add("circumstances")
    if "oliday" in said and "reopens" not in days:
        found.add("closure")
    if said == "Yes" and not found:
        found.add("unnamed")
    if "final" in happened:
        state = "late"
        day = request
        while day <= last:
            state = "in time" if day == happened["final"] else state
            day += DAY
    elif {"closed", "refusal"} & set(happened):
        state = "ended"
    else:
        left, day = 0, on
        while day < last:
            left, day = left + 1, day + DAY
        state = "overdue" if on > last else "at risk" if left <= 28 else "to come"
    return last, state, found


@pytest.mark.parametrize("row", authored(), ids=lambda row: row["name"])
def test_the_twenty_weeks_of_a_case_come_out_as_worked_out_by_hand_and_by_walking_through_the_days(row: dict[str, str]) -> None:
    case, on = as_case(row), date.fromisoformat(row["on"])
    found = standing(case, timescales().limit("final"), on, ends=("closed", "refusal"))
    assert found is not None
    hand = (date.fromisoformat(row["last_day"]), row["state"], {name for name in row["exceptions"].split("+") if name})
    assert (found.last_day, found.state.value, set(found.exceptions)) == hand
    assert slowly(case, on) == hand
    assert last_working_day(found.last_day) == date.fromisoformat(row["last_working_day"])


def test_there_are_forty_authored_cases_with_every_exception() -> None:
    rows = authored()
    assert len(rows) >= 40
    named = {name for row in rows for name in row["exceptions"].split("+") if name}
    assert {rule.id for rule in timescales().exceptions if rule.lifts} <= named


def near(low: int, high: int) -> Any:
    return st.none() | st.integers(low, high)


@settings(max_examples=150, deadline=None)
@given(
    request=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    on=st.integers(0, 400),
    final=near(0, 400),
    closed=near(0, 400),
    asked=near(0, 160),
    shut=near(-40, 200),
    shut_for=st.integers(0, 60),
    away=near(-60, 200),
    away_for=st.integers(0, 80),
)
def test_two_computations_of_the_twenty_weeks_agree_on_any_dates(
    request: date, on: int, final: int | None, closed: int | None, asked: int | None, shut: int | None, shut_for: int,
    away: int | None, away_for: int,
) -> None:  # fmt: skip
    given_days = {"request": 0, "final": final, "closed": closed, "advice_requested": asked, "closed_from": shut,
                  "reopens": None if shut is None else shut + shut_for, "absent_from": away,
                  "absent_to": None if away is None else away + away_for}  # fmt: skip
    days = {name: request + number * DAY for name, number in given_days.items() if number is not None}
    case = Case(2, "NS-1", days, {})
    found = standing(case, timescales().limit("final"), request + on * DAY, ends=("closed", "refusal"))
    assert found is not None
    assert (found.last_day, found.state.value, set(found.exceptions)) == slowly(case, request + on * DAY)


@given(start=st.dates(date(2015, 1, 1), date(2040, 12, 31)))
def test_every_limit_in_weeks_is_found_by_walking_too(start: date) -> None:
    for limit in timescales().limits:
        if limit.weeks:
            assert limit.last_day(start) == walked(start, limit.weeks)
            assert limit.last_day(start).weekday() == start.weekday()


@pytest.mark.parametrize(
    ("start", "last"),
    [("2024-02-29", "2025-02-28"), ("2023-03-01", "2024-02-29"), ("2025-09-01", "2026-08-31"), ("2023-02-28", "2024-02-27")],
)
def test_twelve_months_that_start_with_a_day_end_the_day_before_it(start: str, last: str) -> None:
    assert timescales().limit("review").last_day(date.fromisoformat(start)) == date.fromisoformat(last)


def test_fifteen_days_beginning_with_the_day_of_service_count_that_day() -> None:
    assert timescales().limit("comments").last_day(date(2026, 3, 1)) == date(2026, 3, 15)


def test_bank_holidays_are_those_that_the_government_lists() -> None:
    listed = {  # gov.uk/bank-holidays, England and Wales
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    }
    for year, days in listed.items():
        assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in days.split()}


def test_easter_agrees_with_another_implementation() -> None:
    dateutil = pytest.importorskip("dateutil.easter")
    assert all(easter(year) == dateutil.easter(year) for year in range(1900, 2200))


def test_each_limit_cites_a_source_that_was_confirmed() -> None:
    sources = toml("sources.toml")
    confirmed = {(one["source"], one["at"]) for one in sources["pinpoint"] if one["confirmed"]}
    rules = timescales()
    cited = [(one.source, one.at) for one in (*rules.limits, *rules.exceptions, *rules.transfers) if one.source]
    assert len(cited) > 12
    assert set(cited) <= confirmed


@pytest.mark.parametrize(
    "cell",
    ["31/03/2026", "31.3.2026", "2026-03-31", "31 Mar 2026", "31st March 2026", "Tuesday 31 March 2026", "46112", "31-Mar-2026",
     "2026-03-31T00:00:00", "31/03/2026 14:05", "46112.5", "2026/03/31"],
)  # fmt: skip
def test_a_date_is_read_however_it_was_written(cell: str) -> None:
    assert read_date(cell).day == ON


@pytest.mark.parametrize(
    ("cell", "why"),
    [("31/03/26", "has a year of two digits"), ("3 Mar 26", "has a year of two digits"), ("03/31/2026", "has its month before its day"),
     ("31/02/2026", "is a day that does not exist"), ("soon", "is no date"), ("2006-13-01", "is a day that does not exist"),
     ("31/03/1926", "lies before 2000 or after 2099")],
)  # fmt: skip
def test_a_date_that_is_none_or_could_be_two_is_refused_with_the_reason(cell: str, why: str) -> None:
    assert (read_date(cell).day, read_date(cell).why) == (None, why)


def test_beside_a_date_with_its_month_first_those_that_could_be_either_are_refused() -> None:
    found = read_column(["03/25/2026", "03/04/2026", "05/05/2026", "25/03/2026", "2026-03-04"])
    assert [cell.day is None for cell in found.cells] == [True, True, False, False, False]
    assert "month first" in found.cells[1].why


@given(st.text(max_size=30))
def test_any_cell_is_a_day_or_has_a_reason_or_is_empty(cell: str) -> None:
    found = read_date(cell)
    assert found.day is None or not found.why


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back_from_every_format(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    for cell in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day.day} {day:%b %Y}", str(number)):
        assert read_date(cell).day == day


def listed(folder: Path, head: str, *rows: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_rows_that_cannot_be_used_are_listed_by_number_with_the_reason_and_never_with_what_stands_in_them(
    tmp_path: Path,
) -> None:
    path = listed(
        tmp_path, "case,request,final", "A1,06/01/2025,26/05/2025", "A2,06/01/25,", "A3,tbc later,", "A4,06/01/2025,01/01/2025",
        "A1,06/01/2025,", "A6,,", "",
    )  # fmt: skip
    found = read_cases(path)
    assert [case.row for case in found.cases] == [2]
    assert [(one.row, one.why) for one in found.refused] == [
        (3, "request: has a year of two digits"),
        (4, "request: is no date"),
        (5, "final is before request"),
        (6, "the same case code as a row before it"),
        (7, "no date of request, of the final plan or of the last review"),
    ]
    assert not any("06/01" in one.why or "later" in one.why for one in found.refused)


def test_a_missing_column_is_named_with_the_nearest_heading(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"the column 'final' is missing\. Is it 'EHCP final'\?"):
        read_cases(listed(tmp_path, "case,request,EHCP final", "A1,06/01/2025,"))


def test_near_misses_of_headings_are_taken_and_told_and_formats_that_differ_are_told(tmp_path: Path) -> None:
    found = read_cases(listed(tmp_path, "Case ID;Date of requst;Final issued", "A1;06/01/2025;", "A2;7 Jan 2025;", "A3;45664;"))
    assert [case.days["request"] for case in found.cases] == [date(2025, 1, 6), date(2025, 1, 7), date(2025, 1, 7)]
    assert "list.csv: the column 'Date of requst' was taken for 'request'." in found.notes
    assert any("several formats" in note and "Excel's day number (1)" in note for note in found.notes)


def test_names_and_birthdays_are_dropped_and_told_and_never_kept(tmp_path: Path) -> None:
    path = listed(
        tmp_path, "Child's name,DOB,Surname,Case,Request,Final", "Sam Poole,01/02/2015,Poole,Sam Poole,06/01/2025,26/05/2025"
    )
    found = read_cases(path)
    assert "list.csv: dropped, because they look like personal data: Child's name, DOB, Surname." in found.notes
    assert found.cases[0].code == "row 2"
    kept = str((found.cases[0].code, found.cases[0].days, found.cases[0].words, found.notes, found.columns))
    assert "Poole" not in kept
    assert "2015" not in kept


def test_a_saved_map_says_which_column_is_what(tmp_path: Path) -> None:
    path = listed(tmp_path, "ref,Datum A,Datum B", "A1,06/01/2025,26/05/2025")
    saved = tmp_path / "map.toml"
    saved.write_text('[columns]\nrequest = "Datum A"\nfinal = "Datum B"\n', encoding="utf-8")
    out = tmp_path / "out.html"
    assert run(["dashboard", str(path), "--on", "2025-07-01", "--map", str(saved), "-o", str(out)]) == 0
    saved.write_text('[columns]\nrequst = "Datum A"\n', encoding="utf-8")
    assert run(["dashboard", str(path), "--map", str(saved), "-o", str(out)]) == 2


def made(rows: Sequence[str], folder: Path) -> Board:
    head = "case,request,assess decision,agreed to assess,exception,draft,final,review meeting,review decision,review outcome,amendment notice,amended final,phase transfer,transfer year,transfer final,need"
    return board(read_cases(listed(folder, head, *rows)), Period(date(2025, 4, 1), ON))


def test_figures_count_what_happened_in_the_period_with_numerator_and_denominator(tmp_path: Path) -> None:
    found = made(
        [
            "1,06/01/2025,17/02/2025,yes,,28/04/2025,26/05/2025,,,,,,,,,X",  # 140 days: in time; decided before the period
            "2,06/01/2025,,yes,,12/05/2025,27/05/2025,,,,,,,,,X",  # 141 days: late; 15 days and a day for comments
            "3,06/01/2025,,yes,School holidays,13/05/2025,27/05/2025,,,,,,,,,X",  # late with an exception; a day short for comments
            "4,01/12/2025,12/01/2026,no,,,,,,,,,,,,X",  # 42 days: decided in time not to assess
            "5,01/12/2025,13/01/2026,yes,,,,,,,,,,,,X",  # 43 days: late; 20 weeks on 20 April: at risk
            "6,01/03/2026,,,,,,,,,,,,,,X",  # undecided, time left
            "7,01/01/2024,,yes,,,10/05/2024,01/05/2025,29/05/2025,amend,29/05/2025,24/07/2025,primary to secondary,2026,14/02/2026,X",
            "8,01/01/2024,,yes,,,10/05/2024,10/05/2025,08/06/2025,amend,08/06/2025,04/08/2025,secondary to post-16,2026,,X",
            "9,01/04/2026,,,,,,,,,,,,,,X",  # after the day
        ],
        tmp_path,
    )
    of = {figure.id: (figure.part, figure.of) for figure in found.figures}
    assert found.cases == 8
    assert of["final"] == (1, 3)
    assert of["final_without"] == (1, 2)
    assert of["comments"] == (2, 3)
    assert of["decide"] == (1, 2)
    assert of["not_assessed"] == (1, 2)
    assert of["review_held"] == (1, 2)  # due by 9 May 2025: held on 1 May, and on 10 May
    assert of["review"] == (0, 2)
    assert of["review_done"] == (2, 2)
    assert of["review_decision"] == (1, 2)  # 28 and 29 days
    assert of["amended_8"] == (1, 2)  # 56 and 57 days after the notice
    assert of["amended_12"] == (1, 2)  # 84 and 86 days after the meeting
    assert of["transfer-other"] == (1, 1)
    assert of["transfer-post-16"] == (0, 1)
    assert dict(found.open[0].parts) == {
        "past 20 weeks": 0, "past 20 weeks, exception recorded": 0, "at risk: 4 weeks or less are left": 1, "more time is left": 1,
    }  # fmt: skip
    assert dict(found.open[2].parts) == {"overdue": 0, "due within 4 weeks": 0, "due later": 5}


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_small_number_of_children_leaves_and_none_can_be_worked_out_from_a_total(counts: list[int]) -> None:
    days = {"request": date(2025, 12, 1)}
    cases = [Case(n, str(n), days, {"need": str(at)}) for at, number in enumerate(counts) for n in range(number)]
    found = Cases(tuple(cases), (), {})
    shown = board(found, Period(date(2025, 4, 1), ON)).to_pass_on()
    for rows in shown.volumes.values():
        numbers = [row.requests for row in rows]
        assert not any(small(number) for number in numbers if number is not None)
        gone = sum(counts) - sum(number or 0 for number in numbers)
        assert gone == 0 or gone >= 5 or sum(counts) == gone
    for one in shown.open:
        assert not any(small(number) for _, number in one.parts if number is not None)
    for figure in shown.figures:
        assert figure.part is None or not (small(figure.part) or small((figure.of or 0) - figure.part))


def test_published_files_of_several_years_are_read_by_their_columns() -> None:
    new, _ = read_published(EXAMPLES / "timeliness.csv")
    old, _ = read_published(EXAMPLES / "older-years.csv")
    england = next(one for one in new if (one.figure, one.year, one.level) == ("final", 2019, "country"))
    assert (england.part, england.of) == (31313, 53327)
    without = next(one for one in new if (one.figure, one.year, one.level) == ("final_without", 2019, "country"))
    assert (without.part, without.of) == (29895, 49519)
    assert not any(one.figure == "final_over_year" and one.year == 2019 and one.level == "country" for one in new)  # "x"
    assert {one.year for one in old} == {2017, 2018}
    reviews, _ = read_published(EXAMPLES / "annual-reviews.csv")
    rows = list(csv.DictReader((EXAMPLES / "annual-reviews.csv").read_text(encoding="utf-8").splitlines()))
    due = sum(int(row["review_expected_2025"]) for row in rows if row["geographic_level"] == "National")
    assert next(one.of for one in reviews if one.figure == "review_done" and one.level == "country") == due
    made_beside, _ = beside([*new, *old], "Northshire", ["Eastmere", "993"], 2026)
    near = next(one for one in made_beside if one.figure == "final" and one.areas == 2)
    two = [one for one in new if one.figure == "final" and one.year == 2025 and one.area in ("Eastmere", "Westhaven")]
    assert (near.part, near.of) == (sum(one.part for one in two), sum(one.of for one in two))
    with pytest.raises(BadConfig, match="Did you mean 'Northshire'"):
        beside(new, "Northshir", [], 2026)


def test_a_near_miss_of_a_published_column_is_taken_and_told_but_never_its_percentage(tmp_path: Path) -> None:
    text = (EXAMPLES / "timeliness.csv").read_text(encoding="utf-8")
    path = tmp_path / "t.csv"
    path.write_text(text.replace(",plans_issued_within_20_weeks,", ",plans_issued_within_20_week,", 1), encoding="utf-8")
    found, notes = read_published(path)
    assert notes == ["t.csv: the column 'plans_issued_within_20_week' was taken for 'plans_issued_within_20_weeks'."]
    assert max(one.part for one in found if one.figure == "final") > 30_000
    path.write_text(text.replace("plans_issued_within_20_weeks,", "something_else,", 1), encoding="utf-8")
    assert {one.figure for one in read_published(path)[0]} == {"final_without", "final_over_year"}
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadConfig, match="no data file of the Department"):
        read_published(path)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("board")
    national = [
        word
        for name in ("timeliness", "requests", "annual-reviews", "older-years")
        for word in ("--national", str(EXAMPLES / f"{name}.csv"))
    ]
    options = ["--on", "2026-03-31", "--authority", "Northshire", "--neighbours", str(EXAMPLES / "neighbours.txt")]
    files = ["--open", str(folder / "open.xlsx"), "--map", str(folder / "map.toml"), "-o", str(folder / "board.html")]
    assert run(["dashboard", str(EXAMPLES / "cases.csv"), *national, *options, *files]) == 3  # rows were not used
    return folder


def test_the_page_says_its_day_every_figure_its_whole_and_the_same_files_come_again(results: Path, tmp_path: Path) -> None:
    page = (results / "board.html").read_text(encoding="utf-8")
    assert "As of 31 March 2026." in page
    assert FOOTER.split(".")[0].split("'")[0] in page
    assert "NS-0" not in page
    again = tmp_path / "board.html"
    assert (
        run(
            [
                "dashboard",
                str(EXAMPLES / "cases.csv"),
                "--on",
                "2026-03-31",
                "--map",
                str(results / "map.toml"),
                "-o",
                str(again),
            ]
        )
        == 3
    )
    first = again.read_bytes()
    run(["dashboard", str(EXAMPLES / "cases.csv"), "--on", "2026-03-31", "-o", str(again)])
    assert again.read_bytes() == first


def test_the_workbook_holds_the_same_figures_and_no_formula_and_the_list_for_officers_the_days(results: Path) -> None:
    book = openpyxl.load_workbook(results / "board.xlsx")
    assert book.sheetnames == ["Figures", "Open", "Volumes", "Published", "Not used"]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    numbers = [row[2].value for row in book["Figures"].iter_rows(min_row=2)]
    assert not any(small(number) for number in numbers if isinstance(number, int))
    rows = list(openpyxl.load_workbook(results / "open.xlsx")["Open cases"].iter_rows(min_row=2, values_only=True))
    assert rows == sorted(rows, key=lambda row: row[3])
    no = {
        row["Case ref"]
        for row in csv.DictReader((EXAMPLES / "cases.csv").read_text(encoding="utf-8").splitlines())
        if row["Agreed to assess"] == "No"
    }
    assert len(no) > 50
    assert no.isdisjoint(row[0] for row in rows)  # nothing is left to be done for them
    assert all(row[4] <= row[3] and (row[3].date() - ON).days == row[5] for row in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "31/03/2026"], "give the day as 2026-03-31"),
        (["--since", "2027-01-01", "--on", "2026-03-31"], "begins after its last day"),
        (["--neighbours", "Eastmere"], "need --national"),
        (["--batch", "nowhere"], "Give the folder that batch --out wrote"),
        (["--national", str(EXAMPLES / "timeliness.csv"), "--neighbours", "Eastmer"], "Did you mean 'Eastmere'"),
    ],
)
def test_a_wrong_option_is_one_line_and_code_2(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["dashboard", str(EXAMPLES / "cases.csv"), *words, "-o", str(tmp_path / "o.html")]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_the_plans_own_points_stand_beside_from_the_results_of_batch(tmp_path: Path) -> None:
    from ehcp_lint.batch.copies import Copies
    from ehcp_lint.batch.rows import Row
    from ehcp_lint.batch.summary import summarise
    from ehcp_lint.check import Duty
    from ehcp_lint.checks import catalogue

    check = next(check for check in catalogue() if check.duty is Duty.MUST and not check.trial)
    point = {"check": check.id, "section": None, "duty": "must", "trial": False, "n": 1}
    rows = [
        Row.model_validate({"id": f"{n:016x}", "key": f"{n:032x}", "status": "checked", "points": [point] if n < 9 else []})
        for n in range(20)
    ]
    summary = summarise(rows, catalogue(), Copies())
    (tmp_path / "summary.json").write_text(summary.to_pass_on().model_dump_json(), encoding="utf-8")
    out = tmp_path / "board.html"
    run(["dashboard", str(EXAMPLES / "cases.csv"), "--on", "2026-03-31", "--batch", str(tmp_path), "-o", str(out)])
    page = out.read_text(encoding="utf-8")
    assert "20 plans checked by" in page
    assert "9 of 20 (45%) have a point that the law asks for" in page
    assert check.id in page


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6))
def test_any_table_is_read_or_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["request", "final", "need"], *rows])
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(out.getvalue(), encoding="utf-8", errors="replace", newline="")
    said, counted = "", 0
    try:
        counted = board(read_cases(path), Period(date(2025, 4, 1), ON)).to_pass_on().cases
    except BadConfig as refusal:
        said = str(refusal)
    assert "\n" not in said
    assert counted <= len(rows) * 12


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the page was not tried in a browser")
def test_axe_finds_nothing_and_the_page_prints_on_a4(results: Path, tmp_path: Path) -> None:
    sync = pytest.importorskip("playwright.sync_api")
    from axe_playwright_python.sync_playwright import Axe

    address, paper = (results / "board.html").as_uri(), tmp_path / "page.pdf"
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        page = browser.new_context(bypass_csp=True).new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response
        assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found["violations"]] == []
        assert asked == [address]
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.pdf(path=paper, prefer_css_page_size=True)
        browser.close()
    document = pypdfium2.PdfDocument(paper)
    assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} <= {
        (595, 842),
        (596, 842),
        (594, 842),
        (595, 841),
    }
    assert len(document) <= 12
    document.close()
