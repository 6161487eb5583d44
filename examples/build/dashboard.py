"""Writes the sample files of `dashboard` (examples/dashboard): a case list of invented children, and files in the shape of
those that the Department for Education publishes. Run: python examples/build/dashboard.py

Every number in them is invented, but for England's of 2019 in the timeliness file, which are the published ones."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "dashboard"
ON = date(2026, 3, 31)
NEEDS = (
    "Autistic spectrum disorder",
    "Speech, language and communication",
    "Social, emotional and mental health",
    "Moderate learning difficulty",
    "Severe learning difficulty",
    "Physical disability",
    "Hearing impairment",
)
PHASES = ("Early years", "Primary", "Secondary", "Post-16")
SETTINGS = ("Mainstream school", "Resourced provision", "Special school", "Further education college", "Awaiting a place")
AREAS = (
    ("Northshire", "E10000991", "991"),
    ("Eastmere", "E10000992", "992"),
    ("Westhaven", "E10000993", "993"),
    ("Southdown Vale", "E10000994", "994"),
    ("Midmoor", "E10000995", "995"),
)
HEAD = (
    "Case ref",
    "Pupil name",
    "Date request received",
    "Decision to assess date",
    "Agreed to assess",
    "Advice requested",
    "School closed from",
    "School reopens",
    "Absent from",
    "Absent to",
    "Exception reason",
    "Refusal to issue date",
    "Draft plan sent",
    "Final plan issued",
    "Ceased",
    "Last annual review",
    "AR meeting date",
    "Annual review decision date",
    "Review outcome",
    "Proposed amendments sent",
    "Amended final plan",
    "Phase transfer",
    "Transfer year",
    "Phase transfer plan issued",
    "Primary need",
    "Phase",
    "Placement type",
)


def case(n: int, chance: random.Random) -> dict[str, str]:
    """One invented child."""
    row = {
        "Case ref": f"NS-{n:04d}",
        "Pupil name": "dropped",
        "Primary need": chance.choices(NEEDS, (30, 22, 18, 12, 8, 6, 2))[0],
        "Phase": chance.choices(PHASES, (15, 45, 30, 10))[0],
        "Placement type": chance.choices(SETTINGS, (50, 8, 27, 10, 5))[0],
    }
    request = date(2024, 4, 1) + timedelta(days=chance.randrange(730))
    row["Date request received"] = _written(request, n)
    later = lambda low, high: request + timedelta(days=chance.randrange(low, high))  # noqa: E731
    decided = later(20, 56)
    if decided > ON:
        return row
    row["Decision to assess date"] = decided.strftime("%d/%m/%Y")
    row["Agreed to assess"] = "Yes" if chance.random() > 0.22 else "No"
    if row["Agreed to assess"] == "No":
        return row
    asked = decided + timedelta(days=3)
    row["Advice requested"] = asked.strftime("%d/%m/%Y")
    if (asked.month, asked.day) >= (7, 14) and (asked.month, asked.day) <= (8, 26):
        row["School closed from"], row["School reopens"] = f"22/07/{asked.year}", f"02/09/{asked.year}"
    elif chance.random() < 0.04:
        gone = later(10, 60)
        row["Absent from"], row["Absent to"] = gone.isoformat(), (gone + timedelta(days=chance.randrange(20, 50))).isoformat()
    elif chance.random() < 0.05:
        row["Exception reason"] = chance.choice(("Exceptional personal circumstances", "Missed appointment"))
    final = later(110, 230)
    if chance.random() < 0.06 and later(90, 130) <= ON:
        row["Refusal to issue date"] = later(90, 130).strftime("%d/%m/%Y")
        return row
    draft = final - timedelta(days=chance.randrange(14, 50))
    if draft <= ON:
        row["Draft plan sent"] = draft.strftime("%d/%m/%Y")
    if final > ON:
        return row
    row["Final plan issued"] = final.strftime("%d/%m/%Y")
    if final < ON - timedelta(days=330):
        _review(row, final, chance)
    if chance.random() < 0.12:
        row["Phase transfer"], row["Transfer year"] = chance.choice(("Primary to secondary", "Secondary to post-16")), "2026"
        ready = date(2026, 1, 10) + timedelta(days=chance.randrange(80))
        if ready <= ON:
            row["Phase transfer plan issued"] = ready.strftime("%d/%m/%Y")
    return row


def _review(row: dict[str, str], final: date, chance: random.Random) -> None:
    meeting = final + timedelta(days=chance.randrange(310, 390))
    if meeting > ON:
        return
    row["AR meeting date"] = meeting.strftime("%d/%m/%Y")
    decided = meeting + timedelta(days=chance.randrange(10, 50))
    if decided > ON:
        return
    row["Annual review decision date"] = decided.strftime("%d/%m/%Y")
    row["Review outcome"] = chance.choice(("Amend", "Maintain", "Maintain"))
    if row["Review outcome"] == "Amend":
        row["Proposed amendments sent"] = row["Annual review decision date"]
        sent = meeting + timedelta(days=chance.randrange(60, 110))
        if sent <= ON:
            row["Amended final plan"] = sent.strftime("%d/%m/%Y")


def _written(day: date, n: int) -> str:
    """A day as the several hands of a case system write it."""
    if n % 40 == 7:
        return f"{day.day} {day:%b %Y}"
    if n % 40 == 19:
        return str((day - date(1899, 12, 30)).days)
    return {97: day.strftime("%d/%m/%y"), 151: "31/02/2025", 233: "tbc soon"}.get(n, day.strftime("%d/%m/%Y"))


def _write(name: str, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def _areas(chance: random.Random, years: range, kinds: tuple[str, str], numbers: object) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    places = [("National", "", "", "", "", "", 300), ("Regional", "E12000099", "Example region", "", "", "", 10)]
    places += [("Local authority", "E12000099", "Example region", code, old, name, 1) for name, code, old in AREAS]
    for year in years:
        for level, region_code, region, code, old, name, size in places:
            about = (year, "Calendar year", level, "E92000001", "England", region_code, region, code, old, name, *kinds)
            rows.append((*about, *numbers(chance, size, level, year)))  # type: ignore[operator]
    return rows


WHERE = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "new_la_code",
    "old_la_code",
    "la_name",
    "breakdown_topic",
    "breakdown",
)


def timeliness(chance: random.Random, size: int, level: str, year: int) -> tuple[object, ...]:
    """The counts and percentages of one row of the timeliness file."""
    if (level, year) == ("National", 2019):
        return (53327, 49519, 31313, 29895, 58.7, 60.4, "x", "x")
    of = size * chance.randrange(280, 420)
    less, part = round(of * 0.94), round(of * chance.uniform(0.36, 0.62))
    good, long = round(part * 0.97), round(of * 0.06)
    return (of, less, part, good, round(100 * part / of, 1), round(100 * good / less, 1), long, round(100 * long / of, 1))


def main() -> None:
    """Writes all files anew."""
    HERE.mkdir(exist_ok=True)
    chance = random.Random(20260331)
    cases = [case(n, chance) for n in range(1, 421)]
    _write("cases.csv", HEAD, [tuple(row.get(name, "") for name in HEAD) for row in cases])
    _write(
        "timeliness.csv",
        (
            *WHERE,
            "plans_issued_den",
            "plans_issued_den_ex",
            "plans_issued_within_20_weeks",
            "plans_issued_20_weeks_ex",
            "pc_plans_issued_within_20_weeks",
            "pc_plans_issued_20_weeks_ex",
            "plans_issued_gt_1_year",
            "pc_plans_issued_gt_1_year",
        ),
        _areas(chance, range(2019, 2026), ("All EHC plans", "All EHC plans"), timeliness),
    )

    def requests(chance: random.Random, size: int, _level: str, _year: int) -> tuple[object, ...]:
        of = size * chance.randrange(400, 600)
        no, soon = round(of * 0.23), round(of * chance.uniform(0.6, 0.9))
        return (of, 0, of - no, no, 0, 0, soon, of - soon)

    _write(
        "requests.csv",
        (
            *WHERE,
            "requests_received_in_year",
            "requests_ryar",
            "requests_decided_to_assess",
            "requests_decided_not_to_assess",
            "requests_decision_not_made",
            "requests_withdrawn",
            "request_outcome_six_weeks",
            "request_outcome_over_6_weeks",
        ),
        _areas(chance, range(2024, 2026), ("All requests for an EHC needs assessment",) * 2, requests),
    )

    def reviews(chance: random.Random, size: int, _level: str, _year: int) -> tuple[object, ...]:
        of = size * chance.randrange(900, 1400)
        due = round(of * 0.8)
        done = round(due * chance.uniform(0.5, 0.8))
        soon = round(done * chance.uniform(0.4, 0.7))
        return (of, due, of - due, done, due - done, soon, done - soon)

    _write(
        "annual-reviews.csv",
        (
            *WHERE,
            "total_ehc_plans",
            "review_expected_2025",
            "review_not_expected_2025",
            "review_completed_2025",
            "review_not_completed",
            "decision_4_weeks",
            "decision_over_4_weeks",
        ),
        [
            row
            for age in ("Aged 10", "Aged 11", "Aged 12")
            for row in _areas(chance, range(2025, 2026), ("Age at 31 August 2025", age), reviews)
        ],
    )
    old = tuple(name for name in WHERE[:-2])
    _write(
        "older-years.csv",
        (*old, "InreqEHC", "TotIncExcEHC", "IncExc20weekEHC", "IncExc20weekRate", "TotNoExcEHC", "NoExc20weekEHC"),
        [
            (*row[:10], "z", row[12], row[14], row[16], row[13], row[15])
            for row in _areas(chance, range(2017, 2019), ("", ""), timeliness)
        ],
    )
    (HERE / "neighbours.txt").write_text(
        "# Statistical neighbours, one a line: name or code as in the published files\nEastmere\nWesthaven\nE10000994\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
