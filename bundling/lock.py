"""The lock file: which packages, in which versions, with which hashes, on which system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

LOCK = Path(__file__).with_name("requirements.lock")
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)\s*(?:;\s*(?P<marker>[^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package: its name as the index spells it, its version, the SHA-256 of each of its files, and where it is needed."""

    name: str
    version: str
    hashes: tuple[str, ...]
    marker: str = ""

    def needed(self, where: Mapping[str, str]) -> bool:
        """Whether the package is needed in an environment ("sys_platform", "python_version" ...)."""
        return not self.marker or Marker(self.marker).evaluate(dict(where))

    def line(self, hashes: Iterable[str] | None = None) -> str:
        """As pip reads it."""
        chosen = self.hashes if hashes is None else hashes
        return f"{self.name}=={self.version} " + " ".join(f"--hash=sha256:{one}" for one in chosen)


def read_lock(text: str) -> list[Pin]:
    """The packages of a lock file. Raises ValueError, with the line's number, for what is neither a package nor a comment."""
    pins: list[Pin] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if bare.startswith("--hash="):
            if not pins:
                raise ValueError(f"line {number}: a hash of nothing")
            last = pins[-1]
            pins[-1] = Pin(last.name, last.version, (*last.hashes, *_HASH.findall(bare)), last.marker)
            continue
        found = _PIN.match(bare)
        if not found:
            raise ValueError(f"line {number}: not a package with its version")
        pins.append(Pin(found["name"], found["version"], (), (found["marker"] or "").strip()))
    for pin in pins:
        if not pin.hashes:
            raise ValueError(f"{pin.name}: no hash")
    return pins


def same_name(name: str) -> str:
    """A package's name in the one spelling by which names are compared."""
    return canonicalize_name(name)
