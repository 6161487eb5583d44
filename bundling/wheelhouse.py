"""The wheelhouse: a zip with every package as a file, their hashes, and a script that installs them without a network."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from bundling.lock import Pin
from bundling.wheels import System, checked, sha256

_SH = """\
#!/bin/sh
# Installs ehcp_lint into a folder of its own, from the files beside this script. Nothing is fetched from a network.
#   sh install.sh [FOLDER]      (the folder "ehcp_lint" beside this script, if none is named)
# To remove it, delete that folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$here/ehcp_lint"}
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (@MAJOR@, @MINOR@))'; then
  echo "These files are for Python @PYTHON@. Name it so: PYTHON=python@PYTHON@ sh install.sh" >&2
  exit 2
fi
"$python" -m venv "$target"
"$target/bin/python" -m pip --isolated install --quiet --disable-pip-version-check \\
  --no-index --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.txt"
echo "Installed. Check a plan with:  $target/bin/ehcp-lint check PLAN.docx"
echo "Open the page with:            $target/bin/ehcp-lint serve"
"""

_CMD = """\
@echo off
rem Installs ehcp_lint into a folder of its own, from the files beside this script. Nothing is fetched from a network.
rem   install.cmd [FOLDER]      (the folder "ehcp_lint" beside this script, if none is named)
rem To remove it, delete that folder.
setlocal
set "here=%~dp0"
set "target=%~1"
if "%target%"=="" set "target=%here%ehcp_lint"
if "%PYTHON%"=="" set "PYTHON=py -@PYTHON@"
%PYTHON% -c "import sys; sys.exit(sys.version_info[:2] != (@MAJOR@, @MINOR@))"
if errorlevel 1 (
  echo These files are for Python @PYTHON@. Install it, or set PYTHON to where it is, and run this again.
  exit /b 2
)
%PYTHON% -m venv "%target%" || exit /b 1
"%target%\\Scripts\\python.exe" -m pip --isolated install --quiet --disable-pip-version-check ^
  --no-index --find-links "%here%wheels" --require-hashes --requirement "%here%requirements.txt" || exit /b 1
echo Installed. Check a plan with:  "%target%\\Scripts\\ehcp-lint" check PLAN.docx
echo Open the page with:            "%target%\\Scripts\\ehcp-lint" serve
"""

_INSTALL = """\
ehcp_lint @VERSION@ for @SYSTEM@, Python @PYTHON@, without a network
================================================================

What is here
  wheels/            ehcp_lint and the @COUNT@ packages it needs, as files that pip installs. Nothing else is needed.
  requirements.txt   each of them with its version and the SHA-256 of its file
  SHA256SUMS         the SHA-256 of every file here
  @SCRIPT@        installs them

Check the files (optional)
  Linux:    sha256sum --check SHA256SUMS
  Windows:  certutil -hashfile wheels\\NAME.whl SHA256      and compare with SHA256SUMS

Install: two commands
  1. Unpack this zip into a folder.
  2. @RUN@
     It makes a folder "ehcp_lint" beside it. Name another folder after the command if you like.
  By hand, what the script does:
     python -m venv FOLDER
     FOLDER/bin/python -m pip install --no-index --find-links wheels --require-hashes --requirement requirements.txt

Update: unpack the new zip and install into a new folder; then delete the old one.
Remove: delete the folder. Nothing is installed elsewhere.

pip takes no file whose hash is not in requirements.txt, and with --no-index asks no network for anything.
"""


def lay_out(own: Path, wheels: Iterable[Path], pins: Iterable[Pin], system: System, version: str, target: Path) -> Path:
    """Writes the zip and gives its path. Raises ValueError where the wheels are not exactly those of the lock.

    The same files give the same bytes."""
    allowed = checked(wheels, system.needed(pins))
    requirements = [Pin("ehcp-lint", version, (sha256(own),)).line(), *(pin.line([sha256(path)]) for pin, path in allowed)]
    on_windows = system.name == "windows"
    script, run = ("install.cmd", "Double-click install.cmd.") if on_windows else ("install.sh ", "sh install.sh")
    facts = {
        "VERSION": version,
        "SYSTEM": system.name,
        "PYTHON": system.python,
        "MAJOR": system.python.split(".")[0],
        "MINOR": system.python.split(".")[1],
        "COUNT": str(len(allowed)),
        "SCRIPT": script,
        "RUN": run,
    }
    files: dict[str, bytes] = {
        "requirements.txt": text("\n".join(requirements) + "\n", {}, windows=False),
        "INSTALL.txt": text(_INSTALL, facts, windows=on_windows),
        script.strip(): text(_CMD if on_windows else _SH, facts, windows=on_windows),
        **{f"wheels/{path.name}": path.read_bytes() for path in [own, *(path for _, path in allowed)]},
    }
    return write_zip(files, target, f"ehcp_lint-{version}-wheels-{system.name}", programs=("install.sh",))


def text(template: str, facts: dict[str, str], *, windows: bool) -> bytes:
    """A text with its facts filled in, with the line ends of its system."""
    for name, value in facts.items():
        template = template.replace(f"@{name}@", value)
    return template.replace("\n", "\r\n" if windows else "\n").encode("ascii")


def write_zip(files: dict[str, bytes], target: Path, folder: str, *, programs: Iterable[str] = ()) -> Path:
    """Files as a zip with one folder, with a list of their hashes; the same files give the same bytes."""
    import hashlib

    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"{folder}.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in [*sorted(files.items()), ("SHA256SUMS", sums.encode())]:
            entry = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if name in programs else 0o644) << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            made.writestr(entry, content)
    return path
