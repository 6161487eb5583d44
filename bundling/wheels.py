"""The packages as files: fetched by pip for one system, each checked against the lock; and ehcp_lint's own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.utils import parse_wheel_filename

from bundling.lock import Pin, same_name

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class System:
    """What a bundle is for: its name in file names, what pip calls its files, and what markers say of it."""

    name: str
    python: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]

    def needed(self, pins: Iterable[Pin]) -> list[Pin]:
        """The packages that this system needs."""
        return [pin for pin in pins if pin.needed(self.markers)]


def windows(python: str = "3.11") -> System:
    """64-bit Windows, whatever this computer is."""
    markers = {
        **{key: str(value) for key, value in default_environment().items()},
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return System("windows", python, ("win_amd64",), markers)


def this_system() -> System:
    """The system and the Python that run now."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return System(
        sys.platform.replace("darwin", "macos"), python, (), {key: str(value) for key, value in default_environment().items()}
    )


def fetch(pins: Iterable[Pin], system: System, folder: Path) -> list[Path]:
    """Every package that the system needs, as wheels in `folder`. pip refuses a file whose hash is not in the lock.

    Raises subprocess.CalledProcessError where pip cannot have them; its words went to the terminal."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        wanted = Path(temporary) / "requirements.txt"
        wanted.write_text("\n".join(pin.line() for pin in system.needed(pins)) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--require-hashes", "--only-binary=:all:", "--requirement", str(wanted), "--dest", str(folder)]
        for tag in system.tags:
            command += ["--platform", tag]
        if system.tags:
            command += ["--python-version", system.python, "--implementation", "cp"]
        subprocess.run(command, check=True)
    return sorted(folder.glob("*.whl"))


def build_own(folder: Path) -> Path:
    """ehcp_lint as a wheel, made from this checkout; the same checkout gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return max(folder.glob("ehcp_lint-*.whl"), key=lambda path: path.stat().st_mtime)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked(wheels: Iterable[Path], pins: Iterable[Pin]) -> list[tuple[Pin, Path]]:
    """Each wheel with the pin that allows it, in the order of names. Raises ValueError for a wheel that none allows, and for
    a package without a wheel."""
    by_name = {same_name(pin.name): pin for pin in pins}
    found: dict[str, tuple[Pin, Path]] = {}
    for wheel in wheels:
        name, version, _, _ = parse_wheel_filename(wheel.name)
        pin = by_name.get(same_name(name))
        if pin is None or str(version) != pin.version:
            raise ValueError(f"{wheel.name}: the lock does not name it")
        if sha256(wheel) not in pin.hashes:
            raise ValueError(f"{wheel.name}: its hash is not in the lock")
        found[same_name(name)] = pin, wheel
    if missing := sorted(by_name.keys() - found.keys()):
        raise ValueError(f"no wheel of {', '.join(missing)}")
    return [found[name] for name in sorted(found)]
