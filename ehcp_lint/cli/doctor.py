"""The command about the installation: doctor. It says what it has tried and looked at just now, not what ought to be so."""

from __future__ import annotations

import os
import platform
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ehcp_lint import __version__
from ehcp_lint.cli.console import Code, show
from ehcp_lint.errors import BadConfig, EhcpLintError
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.outputs.terminal import Line

PACKAGES = (
    "spacy", "python-docx", "lxml", "pypdfium2", "pdfplumber", "pydantic", "textstat", "numpy", "jinja2",
    "typer", "rich", "psutil", "openpyxl", "xlsxwriter",
)  # fmt: skip
EXTRAS = {
    "moderation": ("sqlalchemy", "alembic", "statsmodels"),
    "postgresql": ("psycopg",),
    "batch": ("datasketch", "matplotlib", "pyarrow"),
    "cluster": ("distributed",),
    "web": ("fastapi", "uvicorn", "python-multipart"),
    "pdf": ("pikepdf",),
}
DATA = (
    "headings.csv", "front_page.csv", "sources.toml", "vague_terms.csv", "jargon_lexicon.csv", "check_precision.csv",
    "profiles",
)  # fmt: skip
OFFLINE = (
    "No part of ehcp_lint downloads anything or sends anything to anyone. There is no telemetry and no look for updates.",
    "It connects only where you name the place: a PostgreSQL server as the moderation store (--store), a Dask cluster for a "
    "batch (--cluster). The page of `serve` listens on 127.0.0.1, which no other computer reaches.",
    "How that is tested: every automated test runs with network sockets switched off, and the process that reads a file "
    "refuses to open one.",
    "Installed packages that could if a program told them to: spacy and nltk have downloaders. ehcp_lint calls neither.",
)
KEPT = (
    "A command writes the files that you ask it for and no others, in full or not at all, readable by your account alone "
    "where the disk knows such rights. A plan itself is never changed.",
    "The page of `serve` keeps what is dropped on it in memory and forgets it after half an hour without a look.",
    "Error messages name the file that you named and never quote it. With --debug they may.",
)
_SAMPLE = b"""Section A: Views, interests and aspirations
I like drawing and I want to learn to swim.
Section E: Outcomes
By July 2027 Sam will swim ten metres.
Section F: Special educational provision
A teaching assistant will support Sam regularly.
"""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def doctor() -> int:
    """Show what is installed and as it was shipped, what reading a file is kept from, and what is left on the disk."""
    from ehcp_lint.outputs.terminal import line

    lines = [line((f"ehcp_lint {__version__}", "title")), line(f"Python {platform.python_version()}, {platform.platform()}")]
    lines += [line(f"{sys.executable}", indent=0)]
    for title, part in (
        ("Installed", _packages),
        ("Extras", _extras),
        ("Data files", _data),
        ("Models", _models),
        ("Checks of other packages", _plugins),
        ("Limits on files of this folder", _limits),
        ("A plan read and checked just now", _trial_run),
        ("What the process that reads a file was kept from just now", _fence),
        ("What stays on this computer", _kept),
    ):
        lines += [line(), line((title, "section")), *part()]
    lines += [line(), line(("Network", "section")), *(line(words, indent=2) for words in OFFLINE)]
    show(lines)
    return Code.CLEAR


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _packages() -> list[Line]:
    from ehcp_lint.outputs.terminal import line

    found = {name: _version(name) for name in PACKAGES}
    missing = ("not installed. Install ehcp_lint again.", "alarm")
    return [
        line(f"{name:<14}{found[name]}" if found[name] else (f"{name:<14}"), *([] if found[name] else [missing]), indent=2)
        for name in PACKAGES
    ]


def _extras() -> list[Line]:
    from ehcp_lint.outputs.terminal import line

    lines = []
    for extra, names in EXTRAS.items():
        found = {name: _version(name) for name in names}
        if all(found.values()):
            words = ", ".join(f"{name} {version}" for name, version in found.items())
        else:
            words = f"not installed; what needs it says so: pip install 'ehcp-lint[{extra}]'"
        lines.append(line(f"{extra:<14}{words}", indent=2, hanging=14))
    return lines


def _data() -> list[Line]:
    from ehcp_lint.outputs.terminal import line
    from ehcp_lint.resources import data_file

    lines = []
    for name in DATA:
        try:
            lines.append(line(f"{name:<22}{data_file(name)}", indent=2, whole=True))
        except BadConfig:
            lines.append(line(f"{name:<22}", ("missing. Install ehcp_lint again.", "alarm"), indent=2))
    return lines


def _models() -> list[Line]:
    from ehcp_lint.outputs.terminal import line
    from ehcp_lint.training.model_files import model_files

    try:
        found = model_files()
    except (BadConfig, OSError):
        return [line(("their list of hashes is missing. Install ehcp_lint again.", "alarm"), indent=2)]
    other = [name for name, same in found.items() if not same]
    if other:
        return [
            line(f"{name:<22}", ("not as it was shipped. Fitted anew here, or damaged.", "alarm"), indent=2) for name in other
        ]
    return [
        line(
            f"all {len(found)} files are as they were shipped (SHA-256); numbers and text only, nothing that can run", indent=2
        )
    ]


def _plugins() -> list[Line]:
    """The packages that add checks. What such a package does is its authors' to answer for, so it is named."""
    from collections import Counter

    from ehcp_lint.checks import added
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    found = added()
    several = Counter(check.origin for check in found.checks)
    lines = [
        line(f"{one_line(name)}: {count(number, 'check')}, written by others", indent=2) for name, number in several.items()
    ]
    for left in found.not_loaded:
        words = f"{left.origin}: {left.reason}{': ' if left.detail else ''}{left.detail}"
        lines.append(line((one_line(words), "alarm"), indent=2, hanging=2))
    return lines or [line("none installed", indent=2)]


def _limits() -> list[Line]:
    from ehcp_lint.cli.choice import Choice
    from ehcp_lint.outputs.terminal import line

    here = str(Path.cwd() / "any")  # settings are looked for from the folder of a file
    try:
        found, where = Choice().limits_for(here), Choice().where(here)
    except EhcpLintError as error:
        return [line((str(error), "alarm"), indent=2, hanging=2)]
    words = (
        f"{found.file_megabytes} MB a file, {found.pages} pages of a PDF, {found.seconds:g} seconds and "
        f"{found.megabytes:,} MB of memory to read it; what is over a limit is not checked, and said not to be"
    )
    return [line(words, indent=2), line(f"settings: {one_line(str(where)) if where else 'as shipped'}", indent=2)]


def _trial_run() -> list[Line]:
    """Reads and checks a plan of six lines, counting every attempt of this process to reach a network or write a file."""
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    reached: list[str] = []
    written: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
            reached.append(event)
        elif watching and event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            path = str(arguments[0])
            if path != os.devnull and "__pycache__" not in path and not isinstance(arguments[0], int):
                written.append(path)

    sys.addaudithook(watch)
    lines = []
    try:
        from ehcp_lint.engine import lint
        from ehcp_lint.parsers import assemble
        from ehcp_lint.parsers.fence import read_fenced
        from ehcp_lint.plugins import PACKAGE

        report = lint(assemble(read_fenced(_SAMPLE, "sample.txt")), status="draft")
        points = sum(1 for finding in report.findings)
        lines.append(line(f"read in a process of its own and checked: {count(points, 'point')}", indent=2))
        silent = [entry for entry in report.not_run if not entry.check.startswith(PACKAGE)]
        if silent:
            lines.append(line((f"{count(len(silent), 'check')} gave no answer", "alarm"), indent=2))
    except EhcpLintError as error:
        lines.append(line((f"did not work: {error}", "alarm"), indent=2))
    watching = False
    lines.append(line(f"{count(len(reached), 'attempt')} to reach a network", indent=2))
    lines.append(line(f"{count(len(written), 'file')} written", indent=2))
    return lines


def _fence() -> list[Line]:
    from ehcp_lint.errors import CannotRead
    from ehcp_lint.outputs.terminal import line
    from ehcp_lint.parsers import fence, probe

    aim = os.fsencode(Path(tempfile.gettempdir()) / f"ehcp-lint-doctor-{os.getpid()}")
    try:
        with fence.start(aim, "probe", reader="ehcp_lint.parsers.probe:probe") as handle:
            could = handle.result().text.splitlines()[1:]
    except CannotRead as error:
        return [line((f"could not be tried: {error}", "alarm"), indent=2)]
    lines = [
        line(f"{words}: ", ("not refused. Report this.", "alarm") if words in could else "refused", indent=2)
        for words in probe.TRIED
    ]
    if fence.WATCHES:
        lines.append(line("take more memory than it may: it is watched from outside and ended", indent=2))
    else:
        lines.append(
            line(f"{probe.MEMORY}: ", ("not refused. Report this.", "alarm") if probe.MEMORY in could else "refused", indent=2)
        )
    return lines


def _kept() -> list[Line]:
    from ehcp_lint.outputs.terminal import line

    lines = [line(words, indent=2) for words in KEPT]
    if left := [path.name for path in sorted(Path.cwd().glob(".ehcp-lint-*.part"))]:
        words = f"{len(left)} unfinished in this folder, left by a command that was killed. Delete: {', '.join(left[:3])}"
        lines.append(line((words, "alarm"), indent=2, hanging=2))
    if _version("matplotlib"):
        lines.append(line(f"matplotlib, which draws the charts of `batch` and `dashboard`, {_fonts()}", indent=2))
    lines.append(line(_store(), indent=2))
    return lines


def _fonts() -> str:
    """Where matplotlib keeps its list of this computer's fonts: the one file that is written without being asked for."""
    linux = sys.platform.startswith(("linux", "freebsd"))
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") if linux else Path.home()
    folder = Path(os.environ.get("MPLCONFIGDIR") or home / ("matplotlib" if linux else ".matplotlib"))
    now = "there now" if folder.is_dir() and any(folder.glob("fontlist-*.json")) else "not there now"
    return f"keeps a list of this computer's fonts in {one_line(str(folder))} ({now}). It holds no word of a plan."


def _store() -> str:
    named = os.environ.get("EHCP_LINT_STORE", "")
    if "://" in named:
        return "EHCP_LINT_STORE names a database server as the moderation store. Its rights are set there."
    file = Path(named or "moderation.sqlite")
    if not file.exists():
        return "There is no moderation store in this folder. A store holds codes, marks and grades, and no names or text."
    mode = stat.S_IMODE(file.stat().st_mode)
    rights = (
        "readable by your account alone"
        if sys.platform == "win32" or not mode & 0o077
        else f"readable by others (mode {mode:o}): chmod 600"
    )
    return f"The moderation store {one_line(file.name)} is {rights}."
