"""Which packages come with the core and with each extra, found in the metadata of what is installed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
OURS = "ehcp-lint"
# What is asked for by pip where it installs, and is not in any environment here.
PLATFORMS = {
    "this computer": {},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
}


def extras() -> dict[str, list[str]]:
    """The requirements of each extra that is for run time, by name; "" is the core.

    Those are what `all` brings together, and the one for fitting models anew. They are read from pyproject.toml and not from
    what is installed, so that a change counts at once."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    run_time = [*sorted({extra for line in optional["all"] for extra in Requirement(line).extras}), "train"]
    return {"": project["dependencies"]} | {name: optional[name] for name in run_time}


def closure(wanted: Iterable[str], platform: str = "this computer") -> tuple[dict[str, Distribution], set[str]]:
    """Everything that these requirements bring with them: what is installed, by its plain name, and the names of the rest."""
    return _closure(tuple(wanted), platform)


@cache
def _closure(wanted: tuple[str, ...], platform: str) -> tuple[dict[str, Distribution], set[str]]:
    found: dict[str, Distribution] = {}
    unknown: set[str] = set()
    done: set[tuple[str, frozenset[str]]] = set()
    todo = [Requirement(words) for words in wanted]
    while todo:
        one = todo.pop()
        name = str(canonicalize_name(one.name))
        if (name, frozenset(one.extras)) in done:
            continue
        done.add((name, frozenset(one.extras)))
        try:
            found[name] = _installed(name)
        except PackageNotFoundError:
            unknown.add(name)
            continue
        todo += [asked for asked in _asked(name) if _holds(asked, one.extras, platform)]
    return found, unknown


def direct(name: str) -> set[str]:
    """The plain names of what an installed package asks for on this computer, without any extra."""
    return {str(canonicalize_name(asked.name)) for asked in _asked(name) if _holds(asked, (), "this computer")}


@cache
def _installed(name: str) -> Distribution:
    return distribution(name)


@cache
def _asked(name: str) -> tuple[Requirement, ...]:
    return tuple(Requirement(words) for words in _installed(name).requires or ())


def needed_by() -> dict[str, list[str]]:
    """Each package of a run-time closure, and which extras bring it; "" stands for the core."""
    by: dict[str, list[str]] = {}
    for extra, wanted in extras().items():
        for name in closure(wanted)[0]:
            by.setdefault(name, []).append(extra)
    return {name: [""] if "" in found else found for name, found in sorted(by.items())}


def _holds(asked: Requirement, chosen: Iterable[str], platform: str) -> bool:
    if asked.marker is None:
        return True
    return any(asked.marker.evaluate({**PLATFORMS[platform], "extra": extra}) for extra in ("", *chosen))
