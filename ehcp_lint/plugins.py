"""Checks of other packages: what they offer under the entry-point group `ehcp_lint.checks`, each with where it comes from.

A package that cannot be loaded, or a check that cannot stand beside the others, is told of in one line and stops nothing.
Which packages are installed decides, never an environment variable; `Profile.plugins` leaves them all out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from ehcp_lint.check import FAMILIES, Check, Duty
from ehcp_lint.resources import toml

GROUP = "ehcp_lint.checks"
PACKAGE = "package "
_ID, _NAME = re.compile(rf"[{''.join(FAMILIES)}]\d{{3}}"), re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST = 120  # characters of an error's own words


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """What a package offers and does not run. `reason` is the same every time; `detail` is the error's own words, which hold
    paths and belong on a screen, not in a report."""

    origin: str
    reason: str
    detail: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Plugins:
    """The checks of other packages, and what of them does not run."""

    checks: tuple[Check, ...] = ()
    not_loaded: tuple[NotLoaded, ...] = ()


def load_plugins(shipped: tuple[Check, ...]) -> Plugins:
    """What installed packages offer beside the `shipped` checks. Of two that claim one id or name the package that comes
    first in the alphabet has it, and ours before any."""
    taken = {key: "a check of ehcp_lint" for check in shipped for key in (check.id, check.name)}
    found: list[Check] = []
    left: list[NotLoaded] = []
    for origin, entry in sorted(_offers(), key=lambda offer: (offer[0], offer[1].name, offer[1].value)):
        whose = f"{PACKAGE}{origin}"
        try:
            offered = [check for check in _checks(entry) if check not in shipped]
            unfit = [_unfit(check) for check in offered]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code must not cost our own checks
            words = " ".join(str(error).split())[:_LONGEST]
            left.append(NotLoaded(whose, f"its checks could not be loaded ({type(error).__name__})", words))
            continue
        if not offered:
            left.append(NotLoaded(whose, f"it offers no check under '{entry.name}'"))
        for check, fault in zip(offered, unfit, strict=True):
            if why := fault or _claimed(check, taken):
                left.append(NotLoaded(whose, f"its check {check.id} was left out: {why}"))
                continue
            found.append(replace(check, origin=origin))
            taken |= dict.fromkeys((check.id, check.name), f"package {origin}")
    return Plugins(tuple(found), tuple(left))


def _offers() -> Iterator[tuple[str, EntryPoint]]:
    for entry in entry_points(group=GROUP):
        yield f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.name, entry


def _checks(entry: EntryPoint) -> list[Check]:
    value = entry.load()
    if isinstance(value, ModuleType):
        return [found for found in vars(value).values() if isinstance(found, Check)]
    if not isinstance(value, Iterable):
        raise TypeError(f"{entry.value} is neither a module nor a collection of checks")
    offered = list(value)
    if not all(isinstance(found, Check) for found in offered):
        raise TypeError(f"{entry.value} holds something that is not a check")
    return offered


def _claimed(check: Check, taken: dict[str, str]) -> str:
    return next((f"'{key}' is taken by {taken[key]}" for key in (check.id, check.name) if key in taken), "")


def _unfit(check: Check) -> str:
    """Why a check cannot be listed, told of or cited, or ""."""
    if not _ID.fullmatch(check.id):
        return "an id is a letter of the plan (or S, P, T, X) and three digits"
    if not _NAME.fullmatch(check.name):
        return "a name is small letters with hyphens between words"
    if not isinstance(check.duty, Duty):
        return "its duty is not must, should or could"
    if not check.sources:
        return "it cites no source"
    for source in check.sources:
        known = source.key in toml("sources.toml") and source.key != "pinpoint"
        if known and source.title:
            return f"source '{source.key}' is in sources.toml; give the new one another key"
        if not known and not source.title:
            return f"source '{source.key}' is not in sources.toml and has no title"
        if source.link and not source.link.startswith(("https://", "http://")):
            return f"the link of source '{source.key}' is no web address"
    return ""
