"""The draw: each plan at most once, exactly so many, every officer, fair shares, and the same again from seed and frame."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moderation_rounds import KEY

from ehcp_lint import cli
from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.codes import Key, load_key
from ehcp_lint.moderation.drawing.designs import ToRead, connected, share_out
from ehcp_lint.moderation.drawing.frame import Entry, Frame, read_frame
from ehcp_lint.moderation.drawing.moderators import Reader, read_moderators
from ehcp_lint.moderation.drawing.sample import read_sample
from ehcp_lint.moderation.drawing.sampling import ALL, Draw, allocate, chance, draw, systematic
from ehcp_lint.moderation.drawing.sizes import advice, estimate, interval, most_missed, plans_needed


def a_frame(*plans: tuple[str, str, str]) -> Frame:
    """A frame of (reference, officer, phase)."""
    entries = tuple(Entry(reference, {"officer": officer, "phase": phase}) for reference, officer, phase in sorted(plans))
    return Frame(entries, (), ("officer", "phase"))


def references(made: Draw) -> list[str]:
    return [one.entry.reference for one in made.drawn]


OFFICERS = st.sampled_from(["SEN-1", "SEN-2", "SEN-3", "SEN-4"])
PHASES = st.sampled_from(["KS1", "KS2", "KS3"])
FRAMES = st.lists(st.tuples(OFFICERS, PHASES), min_size=1, max_size=60).map(
    lambda rows: a_frame(*((f"P{n:03}", *row) for n, row in enumerate(rows)))
)
SEEDS = st.text("abcdef0123456789-", min_size=1, max_size=8)


# --- laws of the draw --------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(FRAMES, st.integers(1, 70), SEEDS, st.sampled_from([(), ("officer",), ("officer", "phase"), ("phase", "officer")]))
def test_so_many_plans_are_drawn_each_at_most_once(frame: Frame, n: int, seed: str, by: tuple[str, ...]) -> None:
    made = draw(frame, n, seed, by)
    drawn = references(made)
    assert len(drawn) == len(set(drawn)) == min(n, len(frame.entries))
    assert set(drawn) <= {entry.reference for entry in frame.entries}
    assert sum(count for _, count in made.strata.values()) == len(drawn)
    assert sum(size for size, _ in made.strata.values()) == len(frame.entries)
    assert round(sum(one.in_frame / one.drawn for one in made.drawn)) == sum(
        size for size, count in made.strata.values() if count
    )


@settings(max_examples=60, deadline=None)
@given(FRAMES, st.integers(1, 60), SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(frame: Frame, n: int, seed: str, shuffler: random.Random) -> None:
    entries = list(frame.entries)
    shuffler.shuffle(entries)
    shuffled = Frame(tuple(entries), (), frame.columns)
    one, other = draw(frame, n, seed, ("officer", "phase")), draw(shuffled, n, seed, ("officer", "phase"))
    assert references(one) == references(other)
    assert one.frame_hash == other.frame_hash


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 40), min_size=1, max_size=8), st.data())
def test_every_group_has_one_plan_and_its_share(sizes: dict[str, int], data: st.DataObject) -> None:
    n = data.draw(st.integers(len(sizes), sum(sizes.values())))
    quotas = allocate(sizes, n, "seed")
    assert sum(quotas.values()) == n
    assert all(1 <= quotas[name] <= sizes[name] for name in sizes)
    share = {name: n * size / sum(sizes.values()) for name, size in sizes.items()}
    if min(share.values()) >= 1:
        assert all(abs(quotas[name] - share[name]) < 1 for name in sizes)
    # A larger group never has less than a smaller one, but for the one plan that rounding moves.
    assert all(quotas[a] >= quotas[b] - 1 for a in sizes for b in sizes if sizes[a] >= sizes[b])


@settings(max_examples=60, deadline=None)
@given(FRAMES, st.data(), SEEDS)
def test_within_an_officer_each_phase_has_its_share_but_for_less_than_one(frame: Frame, data: st.DataObject, seed: str) -> None:
    n = data.draw(st.integers(1, len(frame.entries)))
    taken = Counter(entry.values["phase"] for entry in systematic(frame.entries, n, seed, "x", ("phase",)))
    sizes = Counter(entry.values["phase"] for entry in frame.entries)
    assert all(abs(taken[phase] - n * size / len(frame.entries)) < 1 for phase, size in sizes.items())


def test_every_plan_has_the_same_chance() -> None:
    frame = a_frame(*((f"P{n:02}", "SEN-1", ("KS1", "KS2", "KS3")[n % 3]) for n in range(20)))
    times = Counter(
        reference for seed in range(2000) for reference in references(draw(frame, 5, str(seed), ("officer", "phase")))
    )
    # 2,000 draws of 5 in 20: 500 expected, standard deviation 19; the bound is 4.7 of them.
    assert all(abs(times[entry.reference] - 500) < 90 for entry in frame.entries)


def test_another_seed_draws_other_plans() -> None:
    frame = a_frame(*((f"P{n:02}", "SEN-1", "KS1") for n in range(40)))
    assert references(draw(frame, 6, "2026-11")) != references(draw(frame, 6, "2026-12"))


def test_the_draw_is_the_same_for_ever() -> None:
    """What was drawn in November must be drawn again in an audit years on: these values never change."""
    frame = a_frame(*((f"P{n:02}", f"SEN-{n % 3}", ("KS1", "KS2")[n % 2]) for n in range(30)))
    assert references(draw(frame, 5, "2026-11", ("officer", "phase"))) == ["P24", "P03", "P19", "P02", "P11"]
    assert (
        frame.hash
        == hashlib.sha256(
            "\n".join(sorted(json.dumps([e.reference, None, dict(sorted(e.values.items()))]) for e in frame.entries)).encode()
        ).hexdigest()
    )
    assert chance("2026-11", "P01") == int(hashlib.sha256(b"ehcp-lint/sample/1\n2026-11\nP01").hexdigest(), 16)


def test_what_is_always_read_or_left_out_is_never_drawn_nor_counted() -> None:
    frame = a_frame(*((f"P{n}", "SEN-1", "KS1") for n in range(8)))
    made = draw(frame, 8, "s", always={"P1": "tribunal"}, exclude={"P2": "read last month"})
    assert references(made).count("P1") == references(made).count("P2") == 0
    assert made.frame_size == 6 == len(made.drawn)
    assert [(entry.reference, why) for entry, why in made.always] == [("P1", "tribunal")]
    assert [(left.reference, left.reason) for left in made.left] == [("P2", "read last month")]
    assert made.warnings == ("8 plans were asked for and 6 can be drawn: all of them are.",)


def test_more_officers_than_plans_is_said_and_the_draw_is_still_fair() -> None:
    frame = a_frame(*((f"P{n:02}", f"SEN-{n % 10}", "KS1") for n in range(40)))
    made = draw(frame, 4, "s", ("officer",))
    assert made.warnings == (
        "10 groups by officer and 4 plans: not every group is in the draw. Draw more, or over several months.",
    )
    assert made.strata == {ALL: (40, 4)}


def test_small_groups_are_warned_of() -> None:
    made = draw(a_frame(*((f"P{n:02}", f"SEN-{n % 3}", "KS1") for n in range(30))), 9, "s", ("officer",))
    assert made.warnings == (
        "3 of 3 groups by officer have fewer than 5 plans in the draw: say nothing about any of them by itself.",
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"n": 0}, "-n must be 1 or more"),
        ({"seed": " "}, "--seed is missing"),
        ({"by": ("oficer",)}, "no column 'oficer'. Did you mean 'officer'"),
        ({"always": {"Ines Calder": "asked"}}, "1 of the plans to be always read or left out are not in the frame"),
        ({"exclude": {f"P{n}": "x" for n in range(8)}}, "no plan to draw from"),
    ],
)
def test_what_cannot_be_drawn_is_told(more: dict[str, object], told: str) -> None:
    frame = a_frame(*((f"P{n}", "SEN-1", "KS1") for n in range(8)))
    asked: dict[str, object] = {"n": 2, "seed": "s", **more}
    with pytest.raises(BadConfig) as refusal:
        draw(frame, **asked)  # type: ignore[arg-type]
    assert told in str(refusal.value)
    assert "Calder" not in str(refusal.value)


# --- frames ------------------------------------------------------------------------------------------------------------------


def test_a_folder_is_known_by_the_bytes_of_its_files(tmp_path: Path) -> None:
    for name, words in {
        "Ines.docx": "one",
        "b/Kofi.pdf": "two",
        "copy.docx": "one",
        ".hidden.docx": "x",
        "a.checked.docx": "y",
        "n.md": "z",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words)
    frame = read_frame(tmp_path)
    assert [entry.reference for entry in frame.entries] == sorted(hashlib.sha256(w).hexdigest() for w in (b"one", b"two"))
    assert {left.reason for left in frame.left} == {
        "the same bytes as another file", "a hidden or temporary file", "written by ehcp-lint"
    }  # fmt: skip
    (tmp_path / "Ines.docx").rename(tmp_path / "z.docx")
    assert read_frame(tmp_path).hash == frame.hash
    assert "Ines" not in repr(frame)


def test_an_index_is_read_by_what_its_columns_mean(tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_bytes(
        "Case number;Key stage;Caseworker;New or amended\r\nEHC-2;KS2;SEN-1;\r\nEHC-1;KS1;SEN-2;new\r\nEHC-1;KS1;SEN-2;new\r\n".encode(
            "utf-8-sig"
        )
    )
    frame = read_frame(index)
    assert frame.columns == ("phase", "officer", "new")
    assert [(e.reference, dict(e.values)) for e in frame.entries] == [
        ("EHC-1", {"phase": "KS1", "officer": "SEN-2", "new": "new"}),
        ("EHC-2", {"phase": "KS2", "officer": "SEN-1", "new": "not said"}),
    ]
    assert [left.reason for left in frame.left] == ["listed twice"]


def test_an_index_names_files_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "one.docx").write_text("one")
    index = tmp_path / "index.csv"
    index.write_text("file,officer\none.docx,SEN-1\ngone.docx,SEN-2\n,SEN-3\n")
    frame = read_frame(folder, index)
    assert [(e.digest, e.values["officer"]) for e in frame.entries] == [(hashlib.sha256(b"one").hexdigest(), "SEN-1")]
    assert [left.reason for left in frame.left] == ["its file is not there or cannot be opened", "no code and no file"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column 'plan'"),
        ("officer\nSEN-1\n", "no column 'plan'"),
        ("plan,case\nA,B\n", "two columns mean 'plan'"),
        ("plan,officer\nA,SEN-1,more\n", "line 2: more cells than columns"),
        ("plan,officer\nA,SEN-1\nA,SEN-2\n", "line 3: the plan of line 2 again, with other values"),
    ],
)
def test_an_index_that_is_not_right_is_told_by_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "index.csv").write_text(text)
    with pytest.raises(BadConfig) as refusal:
        read_frame(tmp_path / "index.csv")
    assert told in str(refusal.value)


# --- codes -------------------------------------------------------------------------------------------------------------------


def test_codes_stay_the_same_under_one_key_and_differ_under_another() -> None:
    other = Key(b"another key, of another council")
    assert KEY.plan("EHC-1") == KEY.plan("EHC-1") != other.plan("EHC-1")
    assert KEY.officer("sen-12") == "SEN-12"
    assert KEY.officer("Priya  Shah") == KEY.officer("priya shah") != KEY.officer("Priya Shaw")
    assert "Shah" not in KEY.officer("Priya Shah")
    assert (KEY.value("need", "SEMH"), KEY.value("need", "Key Stage 2")) == ("SEMH", "Key Stage 2")
    assert KEY.value("setting", "with Ines Calder").startswith("V-")


def test_codes_of_a_whole_council_do_not_meet() -> None:
    codes = {KEY.plan(f"EHC-{n:05}") for n in range(20_000)}
    assert len(codes) == 20_000
    assert not any(set(code) & set("AEIOU01") for code in codes)


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "moderation.key"
    first = load_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_key(path).plan("a") == first.plan("a")
    path.write_text("nonsense")
    with pytest.raises(BadConfig, match="this is no key"):
        load_key(path)


# --- designs -----------------------------------------------------------------------------------------------------------------

AGENCIES = ("education", "health", "social care", "parent carers")


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 24), st.lists(st.sampled_from(AGENCIES), min_size=2, max_size=12), SEEDS)
def test_each_plan_has_a_pair_and_everyone_reads_as_much(plans: int, agencies: list[str], seed: str) -> None:
    readers = [Reader(f"M{n}", agency) for n, agency in enumerate(agencies)]
    made = share_out([ToRead(f"P{n}") for n in range(plans)], readers, seed)
    load = Counter(code for team in made.readers.values() for code in team)
    assert all(len(team) == len(set(team)) == 2 for team in made.readers.values())
    assert max(load.values()) - min(load[reader.code] for reader in readers) <= 1
    agency = {reader.code: reader.agency for reader in readers}
    alike = sum(agency[a] == agency[b] for a, b in made.readers.values())
    if len(set(agencies)) == 1:
        assert alike == plans
    if max(Counter(agencies).values()) * 2 <= len(agencies) and plans >= len(agencies):
        assert alike <= plans // 4  # where no agency has the majority, mixed pairs are the rule
    parts = connected(made.readers.values(), [reader.code for reader in readers])
    assert (len(parts) > 1) == any("share no plan" in warning for warning in made.warnings)
    if plans >= len(readers):
        assert len(parts) == 1


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 15), st.randoms(use_true_random=False), SEEDS)
def test_the_order_of_plans_and_moderators_changes_no_one_s_reading(plans: int, shuffler: random.Random, seed: str) -> None:
    to_read, readers = (
        [ToRead(f"P{n}") for n in range(plans)],
        list(read_moderators("M1:health,M2:education,M3:health,M4:education")),
    )
    one = share_out(to_read, readers, seed, anchors=["A1"])
    shuffler.shuffle(to_read)
    shuffler.shuffle(readers)
    assert share_out(to_read, readers, seed, anchors=["A1"]).readers == one.readers


def test_nobody_reads_a_plan_of_their_own() -> None:
    readers = [Reader("M1", "education", own={"officer": "SEN-1"}), *(Reader(f"M{n}", "health") for n in (2, 3, 4))]
    plans = [ToRead(f"P{n}", {"officer": "SEN-1" if n < 4 else "SEN-2"}) for n in range(8)]
    made = share_out(plans, readers, "s")
    assert all("M1" not in made.readers[f"P{n}"] for n in range(4))
    assert any("M1" in team for team in made.readers.values())


def test_a_plan_that_nobody_may_read_is_told() -> None:
    readers = [Reader("M1", own={"officer": "SEN-1"}), Reader("M2", own={"officer": "SEN-1"})]
    made = share_out([ToRead("P1", {"officer": "SEN-1"})], readers, "s")
    assert made.readers == {}
    assert "1 plans have fewer than 2 moderators who may read them: P1." in made.warnings


def test_anchor_plans_are_read_by_all_and_come_on_top() -> None:
    readers = read_moderators("M1:health,M2:education,M3:health")
    made = share_out([ToRead(code) for code in ("A1", "P1", "P2", "P3")], readers, "s", anchors=["A1"])
    assert made.readers["A1"] == ("M1", "M2", "M3")
    assert Counter(code for plan, team in made.readers.items() if plan != "A1" for code in team) == {"M1": 2, "M2": 2, "M3": 2}


def test_the_anchor_design_has_one_plan_for_all_and_the_distinct_one_says_what_it_cannot_tell() -> None:
    readers = read_moderators("M1:health,M2:education,M3:health")
    plans = [ToRead(f"P{n}") for n in range(7)]
    assert sorted(len(team) for team in share_out(plans, readers, "s", design="anchor").readers.values()) == [1] * 6 + [3]
    (warning,) = share_out(plans, readers, "s", design="distinct").warnings
    assert warning.startswith("Each plan is read once: how far moderators agree cannot be told.")


def test_panels_have_all_agencies_and_need_a_plan_in_common() -> None:
    readers = read_moderators("M1:health,M2:education,M3:health,M4:education")
    made = share_out([ToRead(f"P{n}") for n in range(6)], readers, "s", panels=2)
    agency = {reader.code: reader.agency for reader in readers}
    assert {frozenset(agency[c] for c, p in made.panels.items() if p == panel) for panel in (1, 2)} == {
        frozenset(("health", "education"))
    }
    assert any("share no plan" in warning for warning in made.warnings)
    assert not share_out([ToRead(f"P{n}") for n in range(6)], readers, "s", panels=2, anchors=["A1"]).warnings


def test_too_many_plans_for_the_moderators_is_told_with_what_would_do() -> None:
    made = share_out([ToRead(f"P{n}") for n in range(6)], read_moderators("M1:health,M2:education"), "s", per_moderator=3)
    assert made.warnings[0] == "6 plans and 2 moderators make up to 6 plans each, not 3. 4 moderators would do, or 3 plans."


@pytest.mark.parametrize("given_list", ["Ines Calder:health", "M1,M1", "", "M1:Priya Shah", "ines@example.org"])
def test_a_list_of_moderators_is_of_codes_and_never_repeats_a_name(given_list: str) -> None:
    with pytest.raises(BadConfig) as refusal:
        read_moderators(given_list)
    assert not {"Ines", "Calder", "Priya", "Shah", "@"} & set(str(refusal.value).replace(".", " ").split())


def test_moderators_come_from_a_csv_with_what_keeps_them_apart(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("Code,Agency,Role,Officer\nM2,Health,DCO,\nM1,SEND team,senior officer,SEN-4\n")
    assert read_moderators(str(tmp_path / "m.csv")) == (
        Reader("M1", "send team", "senior officer", {"officer": "SEN-4"}),
        Reader("M2", "health", "DCO", {}),
    )
    (tmp_path / "m.csv").write_text("moderator,agency\nM1,health\nPriya Shah,health\n")
    with pytest.raises(BadConfig, match=r"m\.csv, line 3: a moderator must be a code") as refusal:
        read_moderators(str(tmp_path / "m.csv"))
    assert "Priya" not in str(refusal.value)


# --- how much a sample tells ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("half", "share", "needed"),
    [(0.10, 0.5, (97, 38, 66)), (0.10, 0.8, (62, 31, 48)), (0.15, 0.5, (43, 26, 36))],
)
def test_how_many_plans_it_takes(half: float, share: float, needed: tuple[int, int, int]) -> None:
    assert (plans_needed(half, None, share), plans_needed(half, 60, share), plans_needed(half, 200, share)) == needed


def test_no_fault_found_is_not_no_fault_there() -> None:
    assert [round(most_missed(n), 3) for n in (5, 10, 15, 20, 30)] == [0.451, 0.259, 0.181, 0.139, 0.095]
    assert most_missed(10, 60) < most_missed(10)
    assert most_missed(60, 60) == 0


def test_the_interval_is_wilsons_and_closes_when_all_is_read() -> None:
    low, high = interval(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)  # statsmodels.stats.proportion_confint(8, 10, method="wilson")
    assert interval(8, 10, 12)[0] > low
    assert interval(8, 10, 10) == (0.8, 0.8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_an_estimate_lies_within_its_interval(rows: list[tuple[int, int, int]]) -> None:
    strata = [(size, min(n, size), min(met, n, size)) for size, n, met in rows]
    made = estimate(strata)
    if made.n:
        assert 0 <= made.low <= made.share + 1e-9
        assert made.share - 1e-9 <= made.high <= 1


def test_a_stratum_counts_for_as_many_plans_as_it_has() -> None:
    assert estimate([(90, 3, 3), (10, 3, 0)]).share == pytest.approx(0.9)
    one = estimate([(60, 12, 9)])
    assert (one.low, one.high) == pytest.approx(interval(9, 12, 60))


def test_the_advice_says_what_a_small_sample_cannot_tell() -> None:
    said = " ".join(advice(10, 200))
    assert "from 24% to 76%" in said
    assert "Put 6 to 12 months together" in said
    assert "takes 66 plans; to within 15 points, 36" in said
    assert advice(8, 8) == ("All 8 plans are read: what is found is so, and not an estimate.",)


# --- the command -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "index.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Case number", "Caseworker", "Key stage", "Child", "Tribunal", "New officer"))
        for n in range(30):
            officer = "Priya Shah" if n % 3 == 0 else f"SEN-{n % 3}"
            writer.writerow(
                (f"EHC-{n:03}", officer, f"KS{n % 4}", "Ines Calder", "tribunal" if n == 4 else "", "yes" if n == 5 else "no")
            )
    return tmp_path / "index.csv"


def test_the_command_writes_a_sample_without_names_and_a_key_list(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["sample", "index.csv", "-n", "6", "--seed", "2026-11", "--by", "officer,phase", "--always", "tribunal",
             "--new-officers", "New officer", "--exclude", "EHC-006=Ines Calder's mother objected", "--anchor", "ANCHOR-1",
             "--moderators", "M1:education,M2:health,M3:social care,M4:parent carers"]  # fmt: skip
    assert cli.run(asked) == 0
    sample = read_sample(index.with_name("sample.json"))
    assert len(sample.plans) == 6 + 2 + 1
    assert {plan.always for plan in sample.plans} == {None, "tribunal", "by a new officer"}
    assert all(plan.in_frame is None for plan in sample.plans if plan.always or plan.anchor)
    assert sample.frame_size == 27
    assert all(len(plan.readers) == (4 if plan.anchor else 2) for plan in sample.plans)
    written = index.with_name("sample.json").read_text() + index.with_name("sample.csv").read_text("utf-8-sig")
    assert not any(word in written for word in ("Ines", "Calder", "Priya", "Shah", "EHC-"))
    key = index.with_name("sample.key.csv").read_text("utf-8-sig")
    assert "Priya Shah" in key
    assert all(plan.code in key for plan in sample.plans if not plan.anchor)
    told = capsys.readouterr()
    assert "Drawn: 6 of 27 plans, and 2 plans always read." in told.out
    assert cli.run(asked) == 0  # the same again is no other sample
    assert "The same sample as before" in capsys.readouterr().out
    asked[5] = "2026-12"
    assert cli.run(asked) == 2
    assert "there is another sample already" in capsys.readouterr().err


def test_a_folder_is_drawn_from_and_its_files_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for n in range(9):
        (tmp_path / "plans" / f"child {n}.docx").write_text(f"plan {n}")
    assert (
        cli.run(["sample", "plans", "-n", "3", "--seed", "s", "--always", "child 1.docx", "--anchor", "plans/child 2.docx"])
        == 0
    )
    sample = read_sample(tmp_path / "sample.json")
    assert [plan.always for plan in sample.plans if plan.always] == ["asked for"]
    assert sum(plan.anchor for plan in sample.plans) == 1
    assert sample.frame_size == 7
    assert "child" not in (tmp_path / "sample.json").read_text()
    assert "child 1.docx" in (tmp_path / "sample.key.csv").read_text("utf-8-sig")
    capsys.readouterr()
    assert cli.run(["sample", "plans", "-n", "3", "--seed", "s", "--copy", "to-read", "-o", "third.json"]) == 0
    copies = sorted((tmp_path / "to-read").iterdir())
    assert [file.stem for file in copies] == [plan.code for plan in read_sample(tmp_path / "third.json").plans]
    assert {file.read_text() for file in copies} < {f"plan {n}" for n in range(9)}
    capsys.readouterr()
    assert cli.run(["sample", "plans", "-n", "3", "--seed", "s", "--by", "officer", "-o", "other.json"]) == 2
    assert "a folder has no columns: give an index as CSV" in capsys.readouterr().err
