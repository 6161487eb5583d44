"""Checks of other packages: found, named with their origin, and when something is the matter with one, told and left out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_checks import marked

from ehcp_lint import lint
from ehcp_lint.check import Check, Duty, Source
from ehcp_lint.checks import shipped
from ehcp_lint.outputs import phrases
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plugins import NotLoaded, Plugins, load_plugins
from ehcp_lint.settings.profile import Profile, load_profile

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "plugin_example"
PLAN = """Section A: Views, interests and aspirations
I like drawing.
Section F: Special educational provision
A teaching assistant runs Quick Readers for 20 minutes each day.
"""
ONE_CHECK = """
from harbour_checks import programme_named
from dataclasses import replace
mine = replace(programme_named, id="{id}", name="{name}")
del programme_named
"""


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the example package as `pip install` would leave it: built by its own pyproject.toml, unpacked."""
    source = tmp_path_factory.mktemp("harbour")
    shutil.copytree(EXAMPLE, source / "package", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(source)],
        cwd=source / "package",
        check=True,
        capture_output=True,
    )
    (wheel,) = source.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(source / "site")
    return source / "site"


def install(folder: Path, name: str, code: str | None, points_at: str | None = None) -> None:
    """A package as it lies in an environment: one module (or none) and the words by which it is found."""
    module = name.replace("-", "_")
    folder.mkdir(exist_ok=True)
    if code is not None:
        (folder / f"{module}.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[ehcp_lint.checks]\n{name} = {points_at or module}\n", encoding="utf-8")


def run(folder: Path, where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`ehcp-lint` in a process of its own, with `folder` among the installed packages."""
    path = os.pathsep.join((str(folder), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "ehcp_lint", *arguments],
        cwd=where,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


# --- a package that is as it should be ---------------------------------------------------------------------------------------


def test_the_check_of_a_package_finds_what_it_looks_for_in_a_plan(harbour: Path, plan: Path) -> None:
    answer = json.loads(run(harbour, plan.parent, "check", plan.name, "--format", "json").stdout)
    (finding,) = [finding for finding in answer["findings"] if finding["check"] == "F901"]
    assert (finding["quote"], finding["duty"]) == ("Quick Readers", "could")
    assert finding["sources"][0] == {
        "key": "harbour-2026",
        "cite": "Harbour Council, Writing plans, page 4",
        "link": "https://harbour.example/writing-plans",
    }
    assert finding["sources"][1]["cite"] == "SEND Code of Practice 2015, 9.61"
    assert answer["versions"]["plugins"] == ["harbour-checks 1.2.0"]
    assert "Checks of other packages took part: harbour-checks 1.2.0." in run(harbour, plan.parent, "check", plan.name).stdout


def test_a_run_without_plugins_is_the_run_of_an_environment_that_has_none(harbour: Path, plan: Path) -> None:
    arguments = ("check", plan.name, "--format", "json", "--no-plugins")
    with_it, without = run(harbour, plan.parent, *arguments), run(plan.parent, plan.parent, *arguments)
    assert with_it.stdout == without.stdout
    answer = json.loads(with_it.stdout)
    assert answer["versions"]["plugins"] == []
    assert "F901" not in with_it.stdout


def test_the_same_plan_gives_the_same_bytes_with_a_plugin_too(harbour: Path, plan: Path) -> None:
    first, second = (run(harbour, plan.parent, "check", plan.name, "--format", "json").stdout for _ in range(2))
    assert first == second


def test_a_check_of_a_package_shows_its_origin_wherever_it_is_told_of(harbour: Path, tmp_path: Path) -> None:
    assert "F901  Good practice  Provision says what a programme does (from harbour-checks 1.2.0)" in " ".join(
        run(harbour, tmp_path, "checks").stdout.splitlines()
    ).replace("  Good practice    ", "  Good practice  ")
    listed = json.loads(run(harbour, tmp_path, "checks", "--format", "json").stdout)
    assert {entry["origin"] for entry in listed} == {None, "harbour-checks 1.2.0"}
    for wanted in ("F901", "f901", "programme-named"):
        page = run(harbour, tmp_path, "explain", wanted).stdout
        assert "Package harbour-checks 1.2.0; not a check of ehcp_lint." in " ".join(page.split())
        assert "https://harbour.example/writing-plans" in page
    html = run(harbour, tmp_path, "checks", "--format", "html").stdout
    assert "Package harbour-checks 1.2.0; not a check of ehcp_lint." in html
    assert "harbour-checks 1.2.0: 1 check, written by others" in run(harbour, tmp_path, "doctor").stdout


def test_without_plugins_its_check_is_not_known(harbour: Path, tmp_path: Path) -> None:
    done = run(harbour, tmp_path, "explain", "programme-named", "--no-plugins")
    assert done.returncode == 2
    assert "No check is called 'programme-named'" in done.stderr
    assert "F901" not in run(harbour, tmp_path, "checks", "--no-plugins").stdout


def test_its_examples_hold_as_ours_do(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (check,) = loaded(monkeypatch, harbour).checks
    for example in check.bad:
        assert marked(check, example) == list(example.marks)
    for example in check.good:
        assert marked(check, example) == []


# --- a package with which something is the matter ----------------------------------------------------------------------------


def loaded(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> Plugins:
    """What is found with these folders on the path; their modules are forgotten afterwards."""
    for name in [name for name in sys.modules if name.endswith("_checks")]:
        monkeypatch.delitem(sys.modules, name)
    for folder in folders:
        monkeypatch.syspath_prepend(str(folder))
    return load_plugins(shipped())


def told(found: Plugins) -> list[tuple[str, str]]:
    return [(left.origin, left.reason) for left in found.not_loaded]


@pytest.mark.parametrize(
    ("code", "points_at", "reason"),
    [
        ("import a_module_that_is_nowhere", None, "its checks could not be loaded (ModuleNotFoundError)"),
        ("1 / 0", None, "its checks could not be loaded (ZeroDivisionError)"),
        ("raise SystemExit(3)", None, "its checks could not be loaded (SystemExit)"),
        (None, None, "its checks could not be loaded (ModuleNotFoundError)"),
        ("", None, "it offers no check under 'odd-checks'"),
        ("CHECKS = ['F901']", "odd_checks:CHECKS", "its checks could not be loaded (TypeError)"),
        ("CHECKS = 7", "odd_checks:CHECKS", "its checks could not be loaded (TypeError)"),
        ("", "odd_checks:CHECKS", "its checks could not be loaded (AttributeError)"),
        ("from ehcp_lint.checks.provision import provision_missing", None, "it offers no check under 'odd-checks'"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str | None, points_at: str | None, reason: str
) -> None:
    install(tmp_path, "odd-checks", code, points_at)
    found = loaded(monkeypatch, tmp_path)
    assert (found.checks, told(found)) == ((), [("package odd-checks 0.1", reason)])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("id='F201'", "its check F201 was left out: 'F201' is taken by a check of ehcp_lint"),
        ("id='F902', name='jargon'", "its check F902 was left out: 'jargon' is taken by a check of ehcp_lint"),
        ("id='Q1'", "its check Q1 was left out: an id is a letter of the plan (or S, P, T, X) and three digits"),
        ("name='Two Words'", "its check F901 was left out: a name is small letters with hyphens between words"),
        ("duty='must'", "its check F901 was left out: its duty is not must, should or could"),
        ("sources=()", "its check F901 was left out: it cites no source"),
        (
            "sources=(Source('harbour-2026', 'page 4'),)",
            "its check F901 was left out: source 'harbour-2026' is not in sources.toml and has no title",
        ),
        (
            "sources=(Source('cfa2014', 's.37', title='Our own Act'),)",
            "its check F901 was left out: source 'cfa2014' is in sources.toml; give the new one another key",
        ),
        (
            "sources=(Source('odd', title='Odd', link='javascript:alert(1)'),)",
            "its check F901 was left out: the link of source 'odd' is no web address",
        ),
    ],
)
def test_a_check_that_cannot_stand_beside_the_others_is_left_out_and_told(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, reason: str
) -> None:
    code = (
        "from dataclasses import replace\nfrom ehcp_lint.check import Source\nimport harbour_checks\n"
        f"CHECKS = [replace(harbour_checks.programme_named, {change})]\n"
    )
    install(tmp_path, "odd-checks", code, "odd_checks:CHECKS")
    shutil.copy(harbour / "harbour_checks.py", tmp_path)
    found = loaded(monkeypatch, tmp_path)
    assert (found.checks, told(found)) == ((), [("package odd-checks 0.1", reason)])


def test_of_two_packages_that_claim_one_id_the_first_by_name_has_it(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package, name in (("b-checks", "later"), ("a-checks", "earlier")):
        install(tmp_path, package, ONE_CHECK.format(id="F901", name=name))
    shutil.copy(harbour / "harbour_checks.py", tmp_path)
    found = loaded(monkeypatch, tmp_path)
    assert [(check.id, check.name, check.origin) for check in found.checks] == [("F901", "earlier", "a-checks 0.1")]
    assert told(found) == [("package b-checks 0.1", "its check F901 was left out: 'F901' is taken by package a-checks 0.1")]


def test_one_check_left_out_costs_its_package_no_other(harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = ONE_CHECK.format(id="F201", name="clash") + "other = replace(mine, id='F902', name='fine')\n"
    install(tmp_path, "odd-checks", code)
    shutil.copy(harbour / "harbour_checks.py", tmp_path)
    found = loaded(monkeypatch, tmp_path)
    assert [check.id for check in found.checks] == ["F902"]
    assert len(found.not_loaded) == 1


def test_a_plan_is_still_checked_and_the_report_names_the_package(plan: Path, tmp_path: Path) -> None:
    install(tmp_path / "site", "odd-checks", "raise RuntimeError('/home/somebody/secret')")
    done = run(tmp_path / "site", tmp_path, "check", plan.name, "--format", "json", "--fail-on", "never")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    reason = "its checks could not be loaded (RuntimeError)"
    assert {"check": "package odd-checks 0.1", "reason": reason} in answer["not_run"]
    assert answer["findings"]
    assert "somebody" not in done.stdout + done.stderr
    shown = run(tmp_path / "site", tmp_path, "check", plan.name, "--fail-on", "never").stdout
    assert f"- Package odd-checks 0.1: {reason}" in shown
    assert reason not in run(tmp_path / "site", tmp_path, "check", plan.name, "--no-plugins").stdout


def test_the_list_of_checks_and_the_doctor_say_what_was_not_loaded(tmp_path: Path) -> None:
    install(tmp_path, "odd-checks", "raise RuntimeError('no key')")
    line = "package odd-checks 0.1: its checks could not be loaded (RuntimeError)"
    assert line in run(tmp_path, tmp_path, "checks").stdout
    done = run(tmp_path, tmp_path, "checks", "--format", "json")
    assert done.stderr == f"ehcp-lint: {line}\n"
    assert len(json.loads(done.stdout)) == len(shipped())
    doctor = " ".join(run(tmp_path, tmp_path, "doctor").stdout.split())
    assert f"{line}: no key" in doctor
    assert "gave no answer" not in doctor
    assert "Some checks of other packages were not loaded." in run(tmp_path, tmp_path, "explain", "programme-named").stderr


# --- the library -------------------------------------------------------------------------------------------------------------


def test_a_profile_can_leave_the_checks_of_packages_out(monkeypatch: pytest.MonkeyPatch) -> None:
    left = NotLoaded("package odd-checks 0.1", "its checks could not be loaded (ImportError)")
    monkeypatch.setattr("ehcp_lint.engine.added", lambda: Plugins((), (left,)))
    plan = read_notation("...")
    assert [n.check for n in lint(plan).not_run] == ["package odd-checks 0.1"]
    assert lint(plan, load_profile(plugins=False)).not_run == ()
    assert lint(plan, checks=shipped()).not_run == ()
    assert Profile().fingerprint != Profile(plugins=False).fingerprint


def test_a_package_that_was_not_loaded_is_not_counted_as_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    left = NotLoaded("package odd-checks 0.1", "its checks could not be loaded (ImportError)")
    monkeypatch.setattr("ehcp_lint.engine.added", lambda: Plugins((), (left,)))
    report = lint(read_notation("..."))
    assert phrases.summary(report.model_copy(update={"findings": ()})) == phrases.NOTHING_FOUND
    assert phrases.cannot_tell(report) == ["Package odd-checks 0.1: its checks could not be loaded (ImportError)"]


def test_a_must_of_another_package_is_its_authors_to_answer_for_and_counts(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Allowed, because a council may hold a thing to be binding; the origin stands beside it wherever the check is told of."""
    from dataclasses import replace

    (check,) = loaded(monkeypatch, harbour).checks
    strict: Check = replace(check, duty=Duty.MUST)
    report = lint(read_notation("...\nF1: A teacher runs Number Steps for 10 minutes each day."), checks=(strict,))
    assert report.reaches(Duty.MUST)
    assert report.versions is not None
    assert report.versions.plugins == ("harbour-checks 1.2.0",)


def test_our_own_checks_leave_the_numbers_from_900_on_to_others() -> None:
    assert all(int(check.id[1:]) < 900 for check in shipped())
    assert not any(source.title for check in shipped() for source in check.sources)
    assert Source("harbour-2026").link == ""
