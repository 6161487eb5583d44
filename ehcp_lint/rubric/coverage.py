"""Which checks looked at a plan and which did not, with the reason: so that what was not checked never reads as clean."""

from __future__ import annotations

from dataclasses import dataclass, field

from ehcp_lint.check import Check
from ehcp_lint.checks import catalogue
from ehcp_lint.letters import Letter
from ehcp_lint.plan import Plan
from ehcp_lint.selection import choose
from ehcp_lint.settings.profile import Profile, names

ON_TRIAL = "on trial, and the profile leaves out what is not measured yet"
OWN_RULE = "a council's own rule that is turned off"
OTHER_DOCUMENT = "not made for this kind of document"
NEEDS_STATUS = "the plan's status is not known"
LEFT_OUT = "left out by the settings"
TURNED_OFF = "turned off in the settings"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The checks that were run, by id, and why the others were not; `partly` were turned off in some sections only."""

    ran: frozenset[str]
    left_out: dict[str, str] = field(default_factory=dict)
    partly: dict[str, str] = field(default_factory=dict)


def coverage(plan: Plan, profile: Profile) -> Coverage:
    """What `lint(plan, profile)` runs. What stopped by an error, or needed to know whether the plan is a draft, is counted as
    run here: the report's `not_run` tells of it."""
    checks = catalogue(profile.plugins)
    chosen, _ = choose(checks, profile, plan)
    ran, left, partly = set(), {}, {}
    for check in checks:
        if check not in chosen and not (check.needs_status and _why(check, profile, plan) == NEEDS_STATUS):
            left[check.id] = _why(check, profile, plan)
        elif profile.held(check.id, check.name, None, check.duty.value) == "off":
            left[check.id] = TURNED_OFF
        else:
            ran.add(check.id)
            off = [one for one in Letter if profile.held(check.id, check.name, one, check.duty.value) == "off"]
            if off:
                partly[check.id] = f"turned off for {', '.join(off)} in the settings"
    return Coverage(frozenset(ran), left, partly)


def _why(check: Check, profile: Profile, plan: Plan) -> str:
    limits = plan.rules.checks
    here = not limits.only or any(names(wanted, check.id, check.name) for wanted in limits.only)
    if not here or any(names(wanted, check.id, check.name) for wanted in limits.skip):
        return OTHER_DOCUMENT
    if check.policy and not getattr(profile.local, check.policy):
        return OWN_RULE
    if check.trial and not profile.trial:
        return ON_TRIAL
    return NEEDS_STATUS if check.needs_status and profile.runs(check.id, check.name) else LEFT_OUT
