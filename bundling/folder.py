"""The folder that a caseworker double-clicks: Python as python.org packs it for Windows to be carried along ("embeddable"),
the packages unpacked beside it, and three small command files. No installation, no administrator, no registry.

python.org's file cannot be fetched from a package index; whoever makes the bundle names it. Without it all else is made and the
folder says what is missing."""

from __future__ import annotations

import compileall
import io
import py_compile
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from bundling.lock import Pin
from bundling.wheelhouse import text, write_zip
from bundling.wheels import System, checked

_EMBEDDED = re.compile(r"python(\d)(\d+)\._pth")
_NOT_NEEDED = ("scripts", "headers", "data")  # of a wheel: programs for a folder on the PATH, C headers, manual pages

_PAGE = """\
@echo off
rem Opens the page of ehcp_lint in the browser. Close this window, or choose "Close and forget everything" there, to stop it.
title ehcp_lint
"%~dp0python\\python.exe" -B -m ehcp_lint serve %*
if errorlevel 1 pause
"""

_CHECK = """\
@echo off
rem Drop plans on this file, or choose it under "Send to": it writes a copy with comments (Word) or highlights (PDF)
rem beside each plan. The plans themselves are not changed.
title ehcp_lint
if "%~1"=="" (
  echo Drop one or more plans on this file.
  pause
  exit /b 2
)
:next
if "%~1"=="" goto done
"%~dp0python\\python.exe" -B -m ehcp_lint comment "%~1"
echo.
shift
goto next
:done
pause
"""

_SEND_TO = """\
@echo off
rem Puts "Check with ehcp_lint" into the menu Send to, for this user only. Nothing else is changed.
rem To take it out again, delete that one file: type shell:sendto into the address bar of the Explorer.
> "%APPDATA%\\Microsoft\\Windows\\SendTo\\Check with ehcp_lint.cmd" echo @call "%~dp0Check plans.cmd" %%*
if errorlevel 1 (
  echo It could not be written. Make a shortcut to "Check plans.cmd" and move it into shell:sendto yourself.
) else (
  echo Done. Right-click a plan, then Send to, then Check with ehcp_lint.
)
pause
"""

_READ_ME = """\
ehcp_lint @VERSION@ for Windows (64 bit), to be used without installing
====================================================================

Open the page            Double-click "ehcp_lint.cmd". Your browser opens a page on this computer. Drop plans on it.
Check from the Explorer  Drop plans on "Check plans.cmd", or double-click "Add to Send to.cmd" once and then
                         right-click a plan, Send to, Check with ehcp_lint. A copy with comments appears beside the plan.
Command line             python\\python.exe -m ehcp_lint --help

What it does not do      It asks no network for anything, changes no plan, writes nothing outside the folder of the plan,
                         needs no administrator and writes nothing to the registry.
Update                   Unpack the new folder, then delete this one.
Remove                   Delete this folder and, if you added it, shell:sendto\\Check with ehcp_lint.cmd.

Before unpacking a zip that was downloaded: right-click it, Properties, Unblock.
Put the folder where programs may be started from. Some councils allow that in certain folders only; ask IT.
Its path should be short (fewer than 110 characters).
@NOTE@
Automated checks to help a person review a plan. They can be wrong in both directions. They do not decide whether a plan is
lawful or good; the named officer does.
"""

_MISSING = """
NOT READY: the folder "python" is missing. Get "Windows embeddable package (64-bit)" of Python @PYTHON@ from
https://www.python.org/downloads/windows/ and make the bundle again with PYTHON_EMBED=FILE.zip, or unpack that file into a
folder "python" here and put the three lines of "python-path.txt" into python\\python@SHORT@._pth.
"""

_RUNTIME = """
Some packages need Microsoft's Visual C++ runtime, which Office and most programs bring along:
@NAMES@.
If a message names one of these files, ask IT for the "Microsoft Visual C++ Redistributable".
"""


def lay_out(
    own: Path, wheels: Iterable[Path], pins: Iterable[Pin], system: System, version: str, target: Path, embedded: Path | None
) -> Path:
    """Writes the folder as a zip and gives its path; `embedded` is python.org's embeddable package, None without it.

    Raises ValueError where the wheels are not those of the lock or `embedded` is not that package for the right version."""
    allowed = checked(wheels, system.needed(pins))
    short = system.python.replace(".", "")
    files: dict[str, bytes] = {}
    for wheel in (own, *(path for _, path in allowed)):
        files |= {f"site-packages/{name}": content for name, content in unpacked(wheel)}
    files = compiled(files, system.python)
    path_file = "\r\n".join((f"python{short}.zip", ".", r"..\site-packages")) + "\r\n"
    note = ""
    if embedded is None:
        note = _MISSING.replace("@PYTHON@", system.python).replace("@SHORT@", short)
        files["python-path.txt"] = path_file.encode()
    else:
        files |= {f"python/{name}": content for name, content in _python(embedded, short)}
        files[f"python/python{short}._pth"] = path_file.encode()
    there = {PurePosixPath(name).name.lower() for name in files}
    if wanted := sorted(runtime_needed(files) - there):
        note += _RUNTIME.replace("@NAMES@", ", ".join(wanted))
    facts = {"VERSION": version, "NOTE": note}
    files |= {
        "ehcp_lint.cmd": text(_PAGE, facts, windows=True),
        "Check plans.cmd": text(_CHECK, facts, windows=True),
        "Add to Send to.cmd": text(_SEND_TO, facts, windows=True),
        "READ ME.txt": text(_READ_ME, facts, windows=True),
    }
    ready = "" if embedded else "-without-python"
    return write_zip(files, target, f"ehcp_lint-{version}-{system.name}{ready}")


def unpacked(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel where an installer would put them in site-packages. Raises ValueError for a name that leads out."""
    with zipfile.ZipFile(wheel) as package:
        for entry in package.infolist():
            if entry.is_dir():
                continue
            parts = PurePosixPath(entry.filename).parts
            if ".." in parts or entry.filename.startswith("/") or "\\" in entry.filename or ":" in entry.filename:
                raise ValueError(f"{wheel.name}: a name leads out of the folder")
            if parts[0].endswith(".data"):
                if parts[1] in _NOT_NEEDED:
                    continue
                parts = parts[2:]
            yield "/".join(parts), package.read(entry)


def compiled(files: dict[str, bytes], python: str) -> dict[str, bytes]:
    """The files with Python's compiled ones beside them, if the Python that runs now is the bundle's: then nothing is written
    into the folder at the first start, and that is as quick as the second. No path of this computer gets into them."""
    if python != f"{sys.version_info.major}.{sys.version_info.minor}":
        return files
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name, content in files.items():
            if name.endswith(".py"):
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(root, quiet=2, stripdir=str(root), invalidation_mode=mode, maxlevels=30)
        made = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.pyc")}
        shutil.rmtree(root / "site-packages", ignore_errors=True)
    return {**files, **made}


def _python(embedded: Path, short: str) -> Iterator[tuple[str, bytes]]:
    """The files of python.org's embeddable package but the list of its paths, in whose place ours comes."""
    try:
        with zipfile.ZipFile(io.BytesIO(embedded.read_bytes())) as package:
            names = package.namelist()
            kinds = [found.group(1) + found.group(2) for name in names if (found := _EMBEDDED.fullmatch(name))]
            if kinds != [short] or not {"python.exe", f"python{short}.zip"} <= set(names):
                raise ValueError(f"{embedded.name}: not python.org's embeddable package of Python {short[0]}.{short[1:]}")
            for name in names:
                if not (name.endswith("/") or _EMBEDDED.fullmatch(name)):
                    yield name, package.read(name)
    except (zipfile.BadZipFile, OSError):
        raise ValueError(f"{embedded.name}: it cannot be read as a zip file") from None


def runtime_needed(files: dict[str, bytes]) -> set[str]:
    """The files of Microsoft's C++ runtime that compiled packages name, in small letters."""
    wanted: set[str] = set()
    for name, content in files.items():
        if name.endswith((".pyd", ".dll")):
            found = re.findall(rb"(?i)(?:msvcp|vcruntime|vcomp|concrt)\d+(?:_\d+)?\.dll", content)
            wanted |= {one.decode("ascii").lower() for one in found}
    return wanted
