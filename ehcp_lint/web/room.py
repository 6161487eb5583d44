"""What the parts of the page share while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ehcp_lint.web.checking import Checker
from ehcp_lint.web.desk import Desk, Open


class NotOpen(Exception):
    """A plan that is not open, or not any more."""


@dataclass
class Room:
    """The open plans, who checks them, and how to stop."""

    desk: Desk
    checker: Checker
    stop: Callable[[], None]

    def open(self, id: str) -> Open:
        """The plan with this id, once it is checked. Raises `NotOpen`."""
        plan = self.desk.plan(id)
        if plan is None or plan.state != "checked":
            raise NotOpen
        return plan
