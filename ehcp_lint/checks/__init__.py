"""The catalogue: every `Check` value that the modules of this package declare, and those of other packages.

A check is added by writing its declaration in the module of its part of the plan; nothing else has to be touched."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ehcp_lint.check import Check
from ehcp_lint.errors import BadConfig
from ehcp_lint.plugins import Plugins, load_plugins
from ehcp_lint.resources import data_file, read_table

MODULES = (
    "structure",
    "voice",
    "needs",
    "health",
    "social_care",
    "outcomes",
    "provision",
    "provision_givers",
    "placement",
    "advice",
    "adulthood",
    "thread",
    "consistency",
    "plain_words",
    "hygiene",
    "privacy",
    "local",
)


@cache
def shipped() -> tuple[Check, ...]:
    """Our own checks, ordered by id."""
    modules = [import_module(f"{__name__}.{name}") for name in MODULES]
    found = {value.id: value for module in modules for value in vars(module).values() if isinstance(value, Check)}
    return tuple(found[key] for key in sorted(found))


@cache
def added() -> Plugins:
    """The checks that installed packages add, and what could not be added."""
    return load_plugins(shipped())


@cache
def catalogue(plugins: bool = True) -> tuple[Check, ...]:
    """All checks, ordered by id: our own and, unless `plugins` is False, those of installed packages."""
    return tuple(sorted((*shipped(), *(added().checks if plugins else ())), key=lambda check: check.id))


@cache
def _judged() -> dict[str, tuple[int, int]]:
    name = "check_precision.csv"
    try:
        text = data_file(name).read_text(encoding="utf-8")
    except BadConfig:
        return {}  # a council may leave the file out
    found = {}
    for row in read_table(text, name, ("check", "right", "judged")):
        if not (row["right"].isdecimal() and row["judged"].isdecimal() and 0 <= int(row["right"]) <= int(row["judged"])):
            raise BadConfig(f"{name}: {row['check']} has {row['right']} right of {row['judged']}. Count the findings again.")
        found[row["check"]] = (int(row["right"]), int(row["judged"]))
    return found


def precision_of(check_id: str) -> tuple[int, int] | None:
    """How many findings of a check were right, and how many people judged; None where nobody has yet.

    From data/check_precision.csv. Raises `BadConfig` where that file does not hold such counts."""
    counts = _judged().get(check_id)
    return counts if counts and counts[1] else None
