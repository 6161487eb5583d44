"""What is open on the page: the plans a person dropped, in memory only, each forgotten after half an hour without a look.

Nothing here writes to the disk or prints a plan's name or words."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ehcp_lint.errors import CannotRead

if TYPE_CHECKING:
    from ehcp_lint.decisions.file import Decision
    from ehcp_lint.plan import Plan
    from ehcp_lint.report import Report
    from ehcp_lint.settings.profile import Profile
    from ehcp_lint.versions.compare import Comparison
    from ehcp_lint.web.marks import Marks

IDLE = 30 * 60.0  # seconds after which a plan that nobody looks at is forgotten
MOST_BYTES = 250_000_000  # of all the files that are open


def _id() -> str:
    return secrets.token_urlsafe(12)


@dataclass
class Open:
    """One file that was dropped, and what came of it. `state` is "waiting", "checked" or "refused"."""

    name: str
    data: bytes = field(repr=False)
    profile: Profile = field(repr=False)
    status: str | None = None
    id: str = field(default_factory=_id)
    state: str = "waiting"
    problem: str = field(default="", repr=False)
    plan: Plan | None = field(default=None, repr=False)
    found: Report | None = field(default=None, repr=False)  # before decisions
    report: Report | None = field(default=None, repr=False)  # with them
    decisions: tuple[Decision, ...] = field(default=(), repr=False)
    comparison: Comparison | None = field(default=None, repr=False)
    marks: Marks | None = field(default=None, repr=False)

    @property
    def ready(self) -> tuple[Plan, Report]:
        """The plan and its report with decisions; only once it is checked."""
        assert self.plan is not None
        assert self.report is not None
        return self.plan, self.report


@dataclass
class Drop:
    """Files that were dropped together; `problems` are those that were refused at the door."""

    plans: tuple[Open, ...]
    id: str = field(default_factory=_id)

    @property
    def done(self) -> bool:
        """Whether nothing is being read any more."""
        return all(plan.state != "waiting" for plan in self.plans)


class Desk:
    """The plans that are open. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._drops: dict[str, Drop] = {}
        self._plans: dict[str, tuple[Open, str]] = {}
        self._looked: dict[str, float] = {}

    def put(self, plans: Iterable[Open]) -> Drop:
        """Open what was dropped together. Raises `CannotRead` where it is too much."""
        drop = Drop(tuple(plans))
        if sum(len(plan.data) for plan in (*self.plans(), *drop.plans)) > MOST_BYTES:
            raise CannotRead(
                f"more than {MOST_BYTES // 1_000_000} MB would be open. Forget some plans, then choose these again."
            )
        self._drops[drop.id] = drop
        self._looked[drop.id] = self._clock()
        self._plans.update({plan.id: (plan, drop.id) for plan in drop.plans})
        return drop

    def drop(self, id: str) -> Drop | None:
        """What was dropped together, by its id."""
        self.sweep()
        if found := self._drops.get(id):
            self._looked[id] = self._clock()
        return found

    def plan(self, id: str) -> Open | None:
        """One plan by its id."""
        self.sweep()
        if id not in self._plans:
            return None
        plan, drop = self._plans[id]
        self._looked[drop] = self._clock()
        return plan

    def drop_of(self, plan: Open) -> Drop:
        """What a plan was dropped with."""
        return self._drops[self._plans[plan.id][1]]

    def plans(self) -> Iterator[Open]:
        """All that is open, in the order in which it came."""
        return (plan for plan, _ in self._plans.values())

    def forget(self, plan: Open) -> None:
        """Forget one plan."""
        _, drop_id = self._plans.pop(plan.id)
        drop = self._drops[drop_id]
        drop.plans = tuple(other for other in drop.plans if other is not plan)
        if not drop.plans:
            self._forget_drop(drop_id)

    def forget_all(self) -> None:
        """Forget everything."""
        for id in tuple(self._drops):
            self._forget_drop(id)

    def sweep(self) -> None:
        """Forget what nobody has looked at for half an hour."""
        now = self._clock()
        for id in [id for id, looked in self._looked.items() if now - looked > IDLE]:
            self._forget_drop(id)

    def _forget_drop(self, id: str) -> None:
        for plan in self._drops.pop(id).plans:
            self._plans.pop(plan.id, None)
        self._looked.pop(id)
