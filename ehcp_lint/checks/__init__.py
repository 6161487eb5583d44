"""The catalogue: every `Check` value that the modules of this package declare, and those of other packages.

A check is added by writing its declaration in the module of its part of the plan; nothing else has to be touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from ehcp_lint.check import Check
from ehcp_lint.errors import BadConfig
from ehcp_lint.plugins import Plugins, load_plugins
from ehcp_lint.resources import data_file, read_table

COLUMNS = ("check", "right", "judged", "plans", "lines", "planted", "plans_right", "first", "first_right")
MODULES = (
    "structure",
    "front_page",
    "front_dates",
    "voice",
    "needs",
    "health",
    "social_care",
    "outcomes",
    "outcomes_together",
    "provision",
    "provision_who",
    "provision_givers",
    "placement",
    "advice",
    "given_advice",
    "adulthood",
    "thread",
    "consistency",
    "hours",
    "leftovers",
    "plain_words",
    "hygiene",
    "privacy",
    "local",
)


@dataclass(frozen=True, slots=True)
class Precision:
    """How many findings of a check were right of those judged: on whole plans by readers, on single lines by their labels, and
    on faults that were planted in whole plans. `plans_right` are those right on whole plans; `first` and `first_right` are the
    findings on whole plans as readers first judged them, before any cause was mended with these plans in view."""

    right: int
    judged: int
    plans: int
    lines: int
    planted: int
    plans_right: int
    first: int
    first_right: int

    @property
    def measured(self) -> bool:
        """Whether it is enough to count the check's findings: else it is on trial (docs/decisions/whole-plans.md)."""
        if self.plans >= ENOUGH_ON_PLANS:
            return self.plans_right >= GOOD_ENOUGH * self.plans
        none_wrong = self.plans_right == self.plans
        return none_wrong and self.judged >= ENOUGH and self.right >= GOOD_ENOUGH * self.judged


ENOUGH_ON_PLANS, ENOUGH, GOOD_ENOUGH = 5, 3, 0.8  # findings judged on whole plans; judged at all; share that were right


@cache
def shipped() -> tuple[Check, ...]:
    """Our own checks, ordered by id; on trial are those that too few findings were judged of, or too many were wrong."""
    modules = [import_module(f"{__name__}.{name}") for name in MODULES]
    found = {value.id: value for module in modules for value in vars(module).values() if isinstance(value, Check)}
    return tuple(_on_trial(found[key]) for key in sorted(found))


def _on_trial(check: Check) -> Check:
    known = precision_of(check.id)
    return check if known and known.measured else replace(check, trial=True)


@cache
def added() -> Plugins:
    """The checks that installed packages add, and what could not be added."""
    return load_plugins(shipped())


@cache
def catalogue(plugins: bool = True) -> tuple[Check, ...]:
    """All checks, ordered by id: our own and, unless `plugins` is False, those of installed packages."""
    return tuple(sorted((*shipped(), *(added().checks if plugins else ())), key=lambda check: check.id))


@cache
def _judged() -> dict[str, Precision]:
    name = "check_precision.csv"
    try:
        text = data_file(name).read_text(encoding="utf-8")
    except BadConfig:
        return {}  # a council may leave the file out
    found = {}
    for row in read_table(text, name, COLUMNS):
        counts = [int(row[column]) if row[column].isdecimal() else -1 for column in COLUMNS[1:]]
        right, judged, *places = counts[:5]
        if min(counts) < 0 or right > judged or judged != sum(places) or counts[5] > counts[2] or counts[7] > counts[6]:
            raise BadConfig(f"{name}: {row['check']} has {row['right']} right of {row['judged']}. Count the findings again.")
        found[row["check"]] = Precision(*counts)
    return found


def precision_of(check_id: str) -> Precision | None:
    """How often a check is right; None where no finding of it was judged yet.

    From data/check_precision.csv. Raises `BadConfig` where that file does not hold such counts."""
    counts = _judged().get(check_id)
    return counts if counts and counts.judged else None


def messages_without_words() -> dict[str, str | None]:
    """What each check says where the plan's words may not be shown, by its id; None where what it said holds none of them."""
    return {check.id: None if check.wordless else check.message for check in catalogue()}
