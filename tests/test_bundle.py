"""The bundles for computers without a network, made of tiny packages: no index is asked and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bundling import folder, wheelhouse
from bundling.lock import LOCK, Pin, read_lock, same_name
from bundling.wheels import checked, sha256, this_system, windows

ROOT = Path(__file__).resolve().parent.parent


def wheel(where: Path, name: str, version: str = "1.0", **files: bytes | str) -> Path:
    """A wheel of one module that says its own name, and of further files ("a/b.py" as a key)."""
    all_files: dict[str, bytes] = {f"{name}/__init__.py": f"NAME = {name!r}\n".encode()}
    all_files |= {key: value.encode() if isinstance(value, str) else value for key, value in files.items()}
    information = f"{name}-{version}.dist-info"
    all_files[f"{information}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    all_files[f"{information}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    lines = [f"{key},sha256={_digest(value)},{len(value)}" for key, value in all_files.items()]
    all_files[f"{information}/RECORD"] = "\n".join([*lines, f"{information}/RECORD,,"]).encode() + b"\n"
    where.mkdir(parents=True, exist_ok=True)
    path = where / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as package:
        for key, value in all_files.items():
            package.writestr(key, value)
    return path


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def pin(path: Path, marker: str = "") -> Pin:
    name, version, *_ = path.name.split("-")
    return Pin(name, version, (sha256(path),), marker)


def inside(made: Path) -> dict[str, bytes]:
    """The files of a zip by their names below its only folder."""
    with zipfile.ZipFile(made) as package:
        assert {name.split("/")[0] for name in package.namelist()} == {made.stem}
        return {name.split("/", 1)[1]: package.read(name) for name in package.namelist()}


EMBEDDED = {
    "python.exe": b"MZ",
    "python311.dll": b"MZ",
    "vcruntime140.dll": b"MZ",
    "python311.zip": b"PK",
    "python311._pth": b"python311.zip\r\n.\r\n",
}


def embedded(where: Path, files: dict[str, bytes] = EMBEDDED) -> Path:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    path = where / "python-3.11.9-embed-amd64.zip"
    path.write_bytes(out.getvalue())
    return path


# --- the lock ----------------------------------------------------------------------------------------------------------------


def test_the_lock_and_the_constraints_name_the_same_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    constraints = {same_name(name): version for name, version in (line.split("==") for line in lines)}
    locked = {same_name(p.name): p.version for p in read_lock(LOCK.read_text(encoding="utf-8"))}
    assert locked == {name: constraints.get(name) for name in locked}


def test_the_lock_holds_what_the_run_time_the_page_and_pdf_copies_ask_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    locked = {same_name(p.name): p for p in read_lock(LOCK.read_text(encoding="utf-8"))}
    for line in (*project["dependencies"], *extras["web"], *extras["pdf"]):
        wanted = Requirement(line)
        assert wanted.specifier.contains(locked[same_name(wanted.name)].version)


def test_every_package_of_the_lock_has_hashes_and_none_is_there_for_testing() -> None:
    pins = read_lock(LOCK.read_text(encoding="utf-8"))
    assert all(len(one) == 64 for p in pins for one in p.hashes)
    assert not {same_name(p.name) for p in pins} & {"pytest", "ruff", "mypy", "hypothesis", "scikit-learn", "playwright"}


def test_what_only_one_system_needs_is_left_out_elsewhere() -> None:
    pins = read_lock(LOCK.read_text(encoding="utf-8"))
    assert "colorama" in {p.name for p in windows().needed(pins)}
    if sys.platform != "win32":
        assert "colorama" not in {p.name for p in this_system().needed(pins)}


@pytest.mark.parametrize("text", ["numpy>=2\n", "    --hash=sha256:" + "0" * 64, "numpy==2.0\n", "-r other.txt\n"])
def test_a_lock_that_locks_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"line 1|no hash"):
        read_lock(text)


# --- the wheelhouse ----------------------------------------------------------------------------------------------------------


def test_a_wheelhouse_names_every_file_with_its_hash_and_is_the_same_each_time(tmp_path: Path) -> None:
    own, one = wheel(tmp_path, "ehcp_lint", "0.1"), wheel(tmp_path, "tiny")
    pins = [pin(one), Pin("other", "2", ("0" * 64,), "sys_platform == 'none'")]
    made = [wheelhouse.lay_out(own, [one], pins, this_system(), "0.1", tmp_path / str(n)) for n in (1, 2)]
    assert made[0].read_bytes() == made[1].read_bytes()
    files = inside(made[0])
    assert files["requirements.txt"].decode().split("\n") == [
        f"ehcp-lint==0.1 --hash=sha256:{sha256(own)}",
        f"tiny==1.0 --hash=sha256:{sha256(one)}",
        "",
    ]
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"}
    assert "0.1" in files["INSTALL.txt"].decode()
    assert "@" not in files["INSTALL.txt"].decode()


def test_the_windows_wheelhouse_has_a_command_file_with_its_own_line_ends(tmp_path: Path) -> None:
    own = wheel(tmp_path, "ehcp_lint", "0.1")
    files = inside(wheelhouse.lay_out(own, [], [], windows(), "0.1", tmp_path))
    script = files["install.cmd"].decode()
    assert script.count("\r\n") == script.count("\n") > 10
    assert "--no-index --find-links" in script
    assert "--require-hashes" in script
    assert "py -3.11" in script
    assert "install.sh" not in files


@pytest.mark.parametrize("fault", ["another file", "not named", "another version", "missing"])
def test_only_exactly_the_files_of_the_lock_go_in(tmp_path: Path, fault: str) -> None:
    one = wheel(tmp_path, "tiny")
    allowed = {
        "another file": Pin("tiny", "1.0", ("0" * 64,)),
        "not named": Pin("else", "1.0", (sha256(one),)),
        "another version": Pin("tiny", "1.1", (sha256(one),)),
        "missing": pin(one),
    }[fault]
    with pytest.raises(ValueError, match=r"its hash is not in the lock|the lock does not name it|no wheel of tiny"):
        checked([] if fault == "missing" else [one], [allowed])


@pytest.mark.skipif(os.name != "posix", reason="install.sh is for Linux and macOS")
def test_the_script_installs_with_the_network_taken_away_and_takes_no_other_file(tmp_path: Path) -> None:
    entry = {"ehcp_lint-0.1.dist-info/entry_points.txt": "[console_scripts]\nehcp-lint = ehcp_lint:say\n"}
    code = {"ehcp_lint/__init__.py": "def say():\n    import tiny\n    print('it is', tiny.NAME)\n"}
    own, one = wheel(tmp_path, "ehcp_lint", "0.1", **entry, **code), wheel(tmp_path, "tiny")
    made = wheelhouse.lay_out(own, [one], [pin(one)], this_system(), "0.1", tmp_path)
    with zipfile.ZipFile(made) as package:
        package.extractall(tmp_path)
    here = tmp_path / made.stem
    alone = ["unshare", "-rn"] if shutil.which("unshare") else []
    if alone and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        alone = []
    environment = {**os.environ, "PYTHON": sys.executable, "PIP_NO_CACHE_DIR": "1"}
    done = subprocess.run([*alone, "sh", "install.sh"], cwd=here, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert (
        subprocess.run([here / "ehcp_lint" / "bin" / "ehcp-lint"], capture_output=True, text=True, check=True).stdout
        == "it is tiny\n"
    )
    with (here / "wheels" / one.name).open("ab") as file:
        file.write(b"x")
    python = here / "ehcp_lint" / "bin" / "python"
    command = [python, "-m", "pip", "--isolated", "install", "--no-index", "--find-links", "wheels", "--require-hashes"]
    command += ["--requirement", "requirements.txt", "--target", "again"]
    done = subprocess.run([*alone, *command], cwd=here, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "do not match the hashes" in done.stderr.lower()


# --- the folder for Windows --------------------------------------------------------------------------------------------------


def test_the_folder_has_python_the_packages_and_files_to_double_click(tmp_path: Path) -> None:
    own, one = (
        wheel(tmp_path, "ehcp_lint", "0.1"),
        wheel(tmp_path, "tiny", **{"tiny-1.0.data/purelib/more.py": "A = 1\n", "tiny-1.0.data/scripts/run": "x"}),
    )
    made = folder.lay_out(own, [one], [pin(one)], windows(), "0.1", tmp_path, embedded(tmp_path))
    assert made.name == "ehcp_lint-0.1-windows.zip"
    files = inside(made)
    assert files["python/python311._pth"] == b"python311.zip\r\n.\r\n..\\site-packages\r\n"
    assert {
        "python/python.exe",
        "python/python311.zip",
        "site-packages/tiny/__init__.py",
        "site-packages/more.py",
    } <= files.keys()
    assert not any("scripts" in name for name in files)
    for name, words in (
        ("ehcp_lint.cmd", "-m ehcp_lint serve"),
        ("Check plans.cmd", '-m ehcp_lint comment "%~1"'),
        ("Add to Send to.cmd", "SendTo"),
    ):
        script = files[name].decode("ascii")
        assert words in script
        assert script.startswith("@echo off\r\n")
        assert script.count("\r\n") == script.count("\n")
        assert '"%~dp0' in script
    assert "NOT READY" not in files["READ ME.txt"].decode()
    again = folder.lay_out(own, [one], [pin(one)], windows(), "0.1", tmp_path / "again", embedded(tmp_path))
    assert again.read_bytes() == made.read_bytes()


def test_without_python_the_folder_says_what_is_missing(tmp_path: Path) -> None:
    own = wheel(tmp_path, "ehcp_lint", "0.1")
    made = folder.lay_out(own, [], [], windows(), "0.1", tmp_path, None)
    assert made.name == "ehcp_lint-0.1-windows-without-python.zip"
    files = inside(made)
    assert 'NOT READY: the folder "python" is missing' in files["READ ME.txt"].decode()
    assert files["python-path.txt"].decode().split("\r\n") == ["python311.zip", ".", r"..\site-packages", ""]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"python.exe": b"MZ"},
        {**{k.replace("311", "312"): v for k, v in EMBEDDED.items()}},
    ],
    ids=["empty", "no list of paths", "another version"],
)
def test_another_file_in_place_of_python_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    own = wheel(tmp_path, "ehcp_lint", "0.1")
    with pytest.raises(ValueError, match=r"not python.org's embeddable package of Python 3\.11"):
        folder.lay_out(own, [], [], windows(), "0.1", tmp_path, embedded(tmp_path, files))
    (tmp_path / "no.zip").write_bytes(b"no zip")
    with pytest.raises(ValueError, match="cannot be read as a zip file"):
        folder.lay_out(own, [], [], windows(), "0.1", tmp_path, tmp_path / "no.zip")


@pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "a/../../evil.py", "C:/evil.py", "a\\evil.py"])
def test_a_wheel_that_would_write_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leads out of the folder"):
        list(folder.unpacked(wheel(tmp_path, "tiny", **{name: "x"})))


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="compiled files are made where the bundle's own Python runs")
def test_packages_are_compiled_and_no_path_of_this_computer_gets_in(tmp_path: Path) -> None:
    own = wheel(tmp_path, "ehcp_lint", "0.1")
    files = inside(folder.lay_out(own, [], [], windows(), "0.1", tmp_path, None))
    made = files["site-packages/ehcp_lint/__pycache__/__init__.cpython-311.pyc"]
    assert made[4:8] == b"\x01\x00\x00\x00"  # by hash, unchecked: right whatever the clock says when it is unpacked
    assert not any(str(place).encode() in content for content in files.values() for place in (tmp_path, ROOT, Path.home()))


def test_compiled_packages_say_which_parts_of_the_system_they_need(tmp_path: Path) -> None:
    needs = {"tiny/fast.pyd": b"MZ...MSVCP140.dll\x00...VCRUNTIME140.dll\x00...KERNEL32.dll"}
    own, one = wheel(tmp_path, "ehcp_lint", "0.1"), wheel(tmp_path, "tiny", **needs)
    said = inside(folder.lay_out(own, [one], [pin(one)], windows(), "0.1", tmp_path, embedded(tmp_path)))["READ ME.txt"]
    assert "msvcp140.dll.\r\n" in said.decode()
    assert "vcruntime140" not in said.decode()  # Python brings that one


@pytest.mark.skipif(os.name != "posix", reason="makes a Python with a path file of the one that runs now")
def test_it_runs_where_nothing_but_a_path_file_says_what_there_is(tmp_path: Path) -> None:
    """As in the folder for Windows: Python isolated, without `site`, and so the process that reads the file too."""
    python = tmp_path / "python" / "python"
    python.parent.mkdir()
    shutil.copy(Path(sys.executable).resolve(), python)
    found = [path for path in sys.path if path and Path(path).is_dir() and Path(path) != ROOT / "tests"]
    (python.parent / "python._pth").write_text("\n".join([*found, str(ROOT)]) + "\n", encoding="utf-8")
    tried = subprocess.run([python, "-c", "import sys; sys.exit(sys.flags.isolated != 1)"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this Python cannot be carried elsewhere")
    command = [python, "-B", "-m", "ehcp_lint", "comment", ROOT / "examples" / "weak-draft.docx", "-o", tmp_path / "copy.docx"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "copy.docx").exists()
