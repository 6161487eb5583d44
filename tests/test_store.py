"""The moderation store: SQLite and PostgreSQL alike, upgraded with a copy first, never half written, and without a child's words."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from moderation_rounds import BY, RUBRIC, TODAY, a_form, a_round, a_sample, all_marks, settle, take
from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.moderation.keeping import tables as t
from ehcp_lint.moderation.keeping import upgrade
from ehcp_lint.moderation.keeping.actions import add_action, close_action
from ehcp_lint.moderation.keeping.consensus import conclude
from ehcp_lint.moderation.keeping.good_practice import mark_good
from ehcp_lint.moderation.keeping.purge import age, purge
from ehcp_lint.moderation.keeping.reading import read_actions, read_round, read_rounds, round_codes
from ehcp_lint.moderation.keeping.rounds import close_round
from ehcp_lint.moderation.keeping.store import Store, open_store
from ehcp_lint.moderation.meeting.officers import record_decision

ROOT = Path(__file__).resolve().parent.parent


def audit_of(store: Store) -> list[tuple[str, str, dict[str, object]]]:
    with store.reading() as session:
        return [(line.by, line.what, line.about) for line in session.scalars(select(t.Audit).order_by(t.Audit.id))]


def whole_round(place: str | Path) -> Store:
    """A round with everything in it."""
    store = a_round(place)
    take(store, a_form(2, "P1", "M1", Q9=4), a_form(3, "P1", "M2", Q9=2), a_form(4, "P2", "M1"), a_form(5, "P2", "M3", None))
    settle(store, "P1", {"Q9": 3})
    conclude(
        store,
        "2026-11",
        "P1",
        RUBRIC,
        caps=["section-missing"],
        override="G",
        note="The meeting saw it otherwise.",
        by=BY,
        on=TODAY,
    )
    add_action(
        store,
        "Add amounts to the template.",
        owner="SEND team",
        due=date(2026, 12, 18),
        by=BY,
        on=TODAY,
        round_code="2026-11",
        plan="P1",
    )
    return store


# --- both databases ----------------------------------------------------------------------------------------------------------


def test_a_round_is_read_as_it_was_written(place: str | Path) -> None:
    with whole_round(place) as store:
        one = read_round(store, "2026-11")
        assert [plan.code for plan in one.plans] == ["P1", "P2", "P3"]
        assert one.given("P1", "Q9") == {"M1": 4, "M2": 2}
        assert one.given("P2", "Q1") == {"M1": 3, "M3": None}
        assert one.agreed_marks("P1") == {"Q9": 3}
        assert one.settled_marks("P1") == ({**all_marks(), "Q9": 3}, ())
        (held,) = one.conclusions
        assert (held.plan, held.caps, held.override) == ("P1", ("section-missing",), "G")
        assert [(a.plan, a.owner, a.due, a.closed) for a in one.actions] == [("P1", "SEND team", date(2026, 12, 18), None)]
        assert round_codes(store) == ("2026-11",)
        assert read_rounds(store) == (one,)


def test_sqlite_and_postgresql_hold_the_same(tmp_path: Path, postgresql: str) -> None:
    with whole_round(tmp_path / "a.sqlite") as one, whole_round(postgresql) as other:
        assert read_rounds(one) == read_rounds(other)
        assert audit_of(one) == audit_of(other)
        assert read_actions(one, closed=True) == read_actions(other, closed=True)


def test_the_migrations_make_the_tables_that_the_program_works_with(place: str | Path) -> None:
    with open_store(place, create=True) as store, store.reading() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), t.Base.metadata) == []


def test_the_audit_trail_cannot_be_changed(place: str | Path) -> None:
    with whole_round(place) as store:
        before = audit_of(store)
        for change in ("UPDATE audit SET what = 'nothing'", "DELETE FROM audit"):
            with pytest.raises(CannotRead, match="audit trail cannot be changed"), store.writing() as session:
                session.execute(text(change))
        assert audit_of(store) == before
        assert [what for _, what, _ in before] == [
            "round started",
            "forms imported",
            "marks agreed",
            "plan concluded",
            "action opened",
        ]


def test_what_is_raised_half_way_leaves_nothing(place: str | Path) -> None:
    with whole_round(place) as store:
        before = read_rounds(store)

        def broken(session: Session) -> None:
            session.execute(text("DELETE FROM answers"))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), store.writing() as session:
            broken(session)
        assert read_rounds(store) == before


def test_a_foreign_key_holds(place: str | Path) -> None:
    with whole_round(place) as store, pytest.raises(Exception, match=r"(?i)foreign key"), store.writing() as session:
        session.execute(insert(t.Assignment).values(plan_id=999, moderator_id=999))


def test_a_newer_store_is_left_alone(place: str | Path) -> None:
    with open_store(place, create=True) as store, store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(BadConfig, match=r"newer version .* \(revision 0999\)"):
        open_store(place)


def test_an_older_store_is_upgraded_with_all_that_is_in_it(place: str | Path) -> None:
    older_store(place)
    with open_store(place) as store:
        assert upgrade_revision(store) == upgrade.newest()
        one = read_round(store, "2025-01")
        assert (one.keep_comments, one.plans[0].code) == (True, "P1")
        assert (store.copied is None) == isinstance(place, str)
    with open_store(place) as store:
        assert store.copied is None


def test_somebody_elses_database_is_refused(place: str | Path) -> None:
    engine = engine_of(place)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (id INTEGER)"))
    with pytest.raises(BadConfig, match="a database of something else"):
        open_store(place, create=True)


def engine_of(place: str | Path):  # type: ignore[no-untyped-def]
    address = place.replace("postgresql://", "postgresql+psycopg://") if isinstance(place, str) else f"sqlite:///{place}"
    return create_engine(address, poolclass=NullPool)


def upgrade_revision(store: Store) -> str | None:
    with store.reading() as session:
        return upgrade.revision_of(session.connection())


def older_store(place: str | Path) -> None:
    """A store of revision 1 with a round in it."""
    with engine_of(place).begin() as connection:
        upgrade.upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO rounds (id, code, kind, rubric, rubric_hash, blind, seed, frame_hash, frame_size, design, opened) "
                "VALUES (1, '2025-01', 'moderation', 'default', 'abc', true, 's', 'f', 10, 'pairs', '2025-01-31')"
            )
        )
        connection.execute(
            text(
                'INSERT INTO plans (id, round_id, code, "values", always, anchor, stratum) '
                "VALUES (1, 1, 'P1', '{}', false, false, 'all')"
            )
        )


# --- SQLite files ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "moderation.sqlite"


def test_only_the_owner_can_read_the_file_and_its_copy(file: Path) -> None:
    older_store(file)
    file.chmod(0o600)
    with open_store(file) as store:
        assert store.copied is not None
        assert store.copied.name == "moderation.before-0002.sqlite"
        assert stat.S_IMODE(store.copied.stat().st_mode) == 0o600
        with sqlite3.connect(store.copied) as copy:
            assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        copy.close()
    new = file.with_name("new.sqlite")
    with whole_round(new) as store, store.reading() as session:
        session.execute(text("SELECT 1"))
        modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in new.parent.glob("new.sqlite*")}
    assert set(modes.values()) == {0o600}


def test_without_a_store_nothing_is_made(file: Path) -> None:
    with pytest.raises(BadConfig, match="there is no store yet"):
        open_store(file)
    assert not file.exists()


def test_an_upgrade_that_breaks_off_leaves_the_store_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older_store(file)
    real = upgrade.upgrade

    def breaks(connection, to="head"):  # type: ignore[no-untyped-def]
        real(connection, to)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(upgrade, "upgrade", breaks)
    with pytest.raises(CannotRead, match="the disk is full or cannot be read"):
        open_store(file)
    with sqlite3.connect(file) as found:
        tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert found.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    found.close()
    assert "approvals" not in tables


def test_a_damaged_store_is_told_in_one_line(file: Path) -> None:
    file.write_bytes(b"this is no store at all" * 500)
    before = file.read_bytes()
    with pytest.raises(CannotRead, match="is damaged and was left as it is") as refusal:
        open_store(file)
    assert "\n" not in str(refusal.value)
    assert file.read_bytes() == before


def test_a_store_with_a_torn_page_is_told_in_one_line(file: Path) -> None:
    whole_round(file).close()
    data = bytearray(file.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 200] = os.urandom(200)
    file.write_bytes(data)
    with pytest.raises(CannotRead, match="damaged"):
        open_store(file)
    assert file.read_bytes() == bytes(data)


def test_a_locked_store_waits_and_then_says_so(file: Path) -> None:
    whole_round(file).close()
    with open_store(file, wait=0.2) as store:
        with store.reading() as session:
            assert session.execute(text("PRAGMA busy_timeout")).scalar_one() == 200  # milliseconds
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotRead, match=r"another program is writing to the store\. Nothing was changed"):
            take(store, a_form(2, "P3", "M1"))
        assert len(read_round(store, "2026-11").responses) == 4  # reading goes on meanwhile
        other.execute("ROLLBACK")
        other.close()
        assert take(store, a_form(2, "P3", "M1")).new == 1


def test_a_locked_server_waits_and_then_says_so(postgresql: str) -> None:
    whole_round(postgresql).close()
    with open_store(postgresql, wait=0.2) as store, open_store(postgresql) as other:
        with other.writing(), pytest.raises(CannotRead, match="another program is writing to the store"):
            take(store, a_form(2, "P3", "M1"))
        assert take(store, a_form(2, "P3", "M1")).new == 1


def test_a_reader_sees_one_state(place: str | Path) -> None:
    with whole_round(place) as store, store.reading() as session:
        before = session.scalar(select(func.count()).select_from(t.Response))
        take(store, a_form(2, "P3", "M1"))
        assert session.scalar(select(func.count()).select_from(t.Response)) == before == 4


def test_readers_see_the_store_as_it_was_while_one_writes(file: Path) -> None:
    with whole_round(file) as store:
        seen: list[int] = []
        with store.writing() as session:
            session.execute(text("DELETE FROM answers"))
            session.flush()

            def look() -> None:
                with open_store(file) as mine:
                    seen.append(sum(1 for _ in read_round(mine, "2026-11").answers()))

            readers = [threading.Thread(target=look) for _ in range(4)]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            session.rollback()
        assert seen == [80, 80, 80, 80]


def test_two_writers_take_turns(place: str | Path) -> None:
    with a_round(place) as store:
        wrong: list[Exception] = []

        def write(moderator: str) -> None:
            try:
                with open_store(place) as mine:
                    for plan in ("P1", "P2", "P3"):
                        take(mine, a_form(2, plan, moderator))
            except Exception as error:  # noqa: BLE001 - told by the test below
                wrong.append(error)

        writers = [threading.Thread(target=write, args=(f"M{n}",)) for n in (1, 2, 3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert wrong == []
        assert len(read_round(store, "2026-11").responses) == 9


def test_an_import_that_is_killed_leaves_the_store_as_it_was(file: Path) -> None:
    whole_round(file).close()
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from ehcp_lint.moderation.keeping import responding\n"
        "from ehcp_lint.moderation.keeping.store import open_store\n"
        "from moderation_rounds import a_form, take\n"
        "real = responding.audit\n"
        "def wait(*arguments, **more):\n"
        "    real(*arguments, **more)\n"
        "    arguments[0].flush()\n"
        "    print('written', flush=True)\n"
        "    time.sleep(60)\n"
        "responding.audit = wait\n"
        "take(open_store(Path(sys.argv[1])), a_form(2, 'P3', 'M1'), a_form(3, 'P3', 'M2'))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    running = subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE, env=environment)
    assert running.stdout is not None
    assert running.stdout.readline() == b"written\n"
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    with open_store(file) as store:
        assert len(read_round(store, "2026-11").responses) == 4
        assert take(store, a_form(2, "P3", "M1"), a_form(3, "P3", "M2")).new == 2
    with sqlite3.connect(file) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found.close()


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("mysql://somewhere/rounds", "name a SQLite file, or a PostgreSQL address"),
        ("postgresql://user:secret@/nowhere?host=/tmp/there-is-no-such-folder", "the server cannot be reached"),
        ("rounds.docx", "a store is a file that ends in .sqlite"),
        ("nowhere/at/all/moderation.sqlite", "cannot be opened there"),
    ],
)
def test_a_place_that_cannot_be_a_store_is_told_without_a_password(place: str, told: str) -> None:
    with pytest.raises((BadConfig, CannotRead), match=told) as refusal:
        open_store(place, create=True)
    assert "secret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


# --- retention ---------------------------------------------------------------------------------------------------------------


def test_purge_shows_first_and_then_leaves_nothing_but_a_line_of_the_audit(place: str | Path) -> None:
    with whole_round(place) as store:
        close_action(store, 1, by=BY, on=TODAY)
        close_round(store, "2026-11", by=BY, on=TODAY)
        a_round(store, "2027-01", a_sample(("P8", "P9")), on=date(2027, 1, 31))
        record_decision(
            store,
            "SEN-1",
            "not-yet",
            rule="10 in a row",
            figures={"plans": 2},
            text="Two plans are not enough yet.",
            by=BY,
            on=TODAY,
        )
        record_decision(
            store,
            "SEN-1",
            "signed-off",
            rule="10 in a row",
            figures={"plans": 12},
            text="Twelve plans in a row were good.",
            by=BY,
            on=TODAY,
        )
        before = read_rounds(store)
        shown = purge(store, date(2028, 1, 1), by=BY)
        assert (shown.rounds, shown.done, shown.decisions) == (("2026-11",), False, 1)
        assert shown.kept == (("2027-01", "it was never closed"),)
        assert read_rounds(store) == before
        assert purge(store, date(2028, 1, 1), by=BY, really=True).done
        assert round_codes(store) == ("2027-01",)
        with store.reading() as session:
            plans = {plan.code for plan in session.scalars(select(t.Plan))}
            for table in (t.Response, t.Answer, t.Agreed, t.Conclusion, t.Correction, t.Action):
                assert session.scalars(select(table)).all() == []
        assert plans == {"P8", "P9"}
        assert audit_of(store)[-1] == (
            BY,
            "purged",
            {"before": "2028-01-01", "rounds": 1, "decisions": 1, "approvals": 0, "actions": 0},
        )
        assert purge(store, date(2028, 1, 1), by=BY, really=True).nothing


def test_a_round_with_an_open_action_is_not_purged(place: str | Path) -> None:
    with whole_round(place) as store:
        close_round(store, "2026-11", by=BY, on=TODAY)
        found = purge(store, date(2030, 1, 1), by=BY, really=True)
        assert (found.rounds, found.kept) == ((), (("2026-11", "1 action is open"),))
        assert round_codes(store) == ("2026-11",)


def test_what_is_purged_is_in_no_byte_of_the_file_and_its_copies_go(file: Path) -> None:
    with whole_round(file) as store:
        copy = upgrade.copy_before(file, "0002")
        close_action(store, 1, by=BY, on=TODAY)
        close_round(store, "2026-11", by=BY, on=TODAY)
        assert b"Add amounts to the template" in everything(file.parent)
        found = purge(store, date(2028, 1, 1), by=BY, really=True)
        assert found.copies == (copy,)
        assert not copy.exists()
        assert b"Add amounts to the template" not in everything(file.parent)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("24 months", date(2024, 11, 30)),
        ("1 year", date(2025, 11, 30)),
        ("9 months", date(2026, 2, 28)),
        ("2 weeks", date(2026, 11, 16)),
    ],
)
def test_an_age_is_counted_back_from_today(words: str, before: date) -> None:
    assert age(words, TODAY) == before


@pytest.mark.parametrize("words", ["", "0 months", "two years", "24", "9999 years"])
def test_an_age_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(BadConfig, match="--older-than"):
        age(words, TODAY)


# --- no child in the store -----------------------------------------------------------------------------------------------------


def everything(folder: Path) -> bytes:
    """Every byte of the store and what stands beside it."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.glob("moderation*")) if file.is_file())


CANARIES = (
    "Ines",
    "Calder",
    "943 476 5919",
    "9434765919",
    "quiet space",
    "ines.calder@example.org",
    "07700 900123",
    "SE1 9GF",
    "draft.docx",
)
WORDS = (
    "Ines Calder (NHS 943 476 5919, ines.calder@example.org, 07700 900123, SE1 9GF): the plan, Ines Calder draft.docx, says "
    '"Regular access to a quiet space for Ines, as and when required." and gives no amount.'
)


@pytest.mark.parametrize("keep", [False, True])
def test_nothing_of_a_child_reaches_the_store(place: str | Path, tmp_path: Path, keep: bool) -> None:
    store = a_round(place, keep_comments=keep)
    form = a_form(2, "P1", "M1", 4)
    form = type(form)(**{**form.__dict__, "override": "G", "note": WORDS, "comments": {"strength": WORDS, "Q9": WORDS}})
    take(store, form, a_form(3, "P1", "M2", 2))
    take(store, type(form)(4, "Ines Calder", "M1", {"Q1": 3}), type(form)(5, "P1", "Mrs Calder", {"Q1": 3}))
    take(store, a_form(6, "P1", "M1", 3), replace=WORDS)
    settle(store, "P1", {"Q1": 3})
    settle(store, "P1", {"Q1": 2}, replace=WORDS)
    conclude(store, "2026-11", "P1", RUBRIC, override="RI", note=WORDS, by=BY, on=TODAY)
    add_action(store, WORDS, owner="SEND team", due=TODAY, by=BY, on=TODAY, round_code="2026-11")
    record_decision(store, "SEN-1", "not-yet", rule="10 in a row", figures={}, text=WORDS, by=BY, on=TODAY)
    mark_good(
        store,
        "Ines Calder reads with Mrs Calder for 20 minutes each day.",
        section="F",
        kind="provision",
        check=None,
        by=BY,
        on=TODAY,
    )
    one = read_round(store, "2026-11")
    (response,) = (r for r in one.responses if r.moderator == "M1")
    assert bool(response.comments) == keep
    if isinstance(place, Path):
        with store.reading() as session:  # while it is open, the write-ahead log stands beside it
            session.execute(text("SELECT 1"))
            held = everything(place.parent)
            assert (place.parent / "moderation.sqlite-wal").exists()
    else:
        held = dumped(store)
    store.close()
    assert [canary for canary in CANARIES if canary.encode() in held] == []
    assert b"gives no amount" in held


def dumped(store: Store) -> bytes:
    with store.reading() as session:
        return repr([list(map(tuple, session.execute(select(table)))) for table in t.Base.metadata.sorted_tables]).encode()
