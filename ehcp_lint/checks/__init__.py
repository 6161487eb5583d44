"""The catalogue: every `Check` value that the modules of this package declare, in the order of their ids.

A check is added by writing its declaration in the module of its part of the plan; nothing else has to be touched."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ehcp_lint.check import Check

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
def catalogue() -> tuple[Check, ...]:
    """All shipped checks, ordered by id."""
    modules = [import_module(f"{__name__}.{name}") for name in MODULES]
    found = {value.id: value for module in modules for value in vars(module).values() if isinstance(value, Check)}
    return tuple(found[key] for key in sorted(found))
