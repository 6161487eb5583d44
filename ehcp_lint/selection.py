"""Which checks run over a plan and how binding each finding is, by the rules of the document and the settings of a council.

What the law asks for is never silenced by a setting: a finding of it is dismissed by a person, with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from ehcp_lint.case import Case
from ehcp_lint.check import Check, Duty, Hit
from ehcp_lint.errors import BadConfig
from ehcp_lint.plan import Plan
from ehcp_lint.report import NotRun
from ehcp_lint.resources import did_you_mean
from ehcp_lint.rules import RulePack, load_rules
from ehcp_lint.settings.profile import Profile, names

NO_STATUS = "could not tell whether this is a draft or a final plan; say so with --status"
_DUTIES = tuple(Duty)


def refuse_settings(profile: Profile, rules: RulePack, checks: Iterable[Check]) -> None:
    """Raises `BadConfig` where a profile names a check that is not there, speaks of another kind of document than the plan was
    read as, or would silence or reword what the law asks for: that is dismissed one by one, with a reason."""
    checks = tuple(checks)
    if load_rules(profile.rules).name != rules.name:
        raise BadConfig(
            f"The profile '{profile.name}' is for '{profile.rules}', and this file was read as '{rules.name}'. "
            f"Read it with rules='{profile.rules}'."
        )
    settings = [("only", wanted, "") for wanted in profile.only] + [("skip", wanted, "off") for wanted in profile.skip]
    for wanted, held in profile.duty.items():
        settings += [("duty", wanted, word) for word in (held.values() if isinstance(held, dict) else (held,))]
    for setting, wanted, word in settings:
        meant = [check for check in checks if names(wanted, check.id, check.name)]
        if not meant:
            known = [text for check in checks for text in (check.id, check.name)]
            hint = did_you_mean(wanted.upper(), known) or did_you_mean(wanted.lower(), known)
            raise BadConfig(f"{setting}: no check is called '{wanted}'.{hint} See: ehcp-lint checks")
        exact = [check for check in meant if wanted.lower() in (check.id.lower(), check.name)]
        if word not in ("", "must") and exact and exact[0].duty is Duty.MUST:
            raise BadConfig(
                f"{setting}: {exact[0].id} is what the law asks for, so it cannot be left out or lowered. "
                "Dismiss a finding of it with a reason: ehcp-lint dismiss"
            )
        if word == "must" and exact and exact[0].duty is not Duty.MUST:
            raise BadConfig(f"{setting}: {exact[0].id} does not rest on the law alone, so it cannot be 'must'. Use 'should'.")


def choose(checks: Iterable[Check], profile: Profile, plan: Plan) -> tuple[list[Check], list[NotRun]]:
    """The checks that run, and why those of the law and those that need to know the plan's status do not."""
    rules, limits = plan.rules, plan.rules.checks
    told = plan.details.status is not None and plan.details.status.value is not None
    chosen, not_run = [], []
    for check in checks:
        here = not limits.only or any(names(wanted, check.id, check.name) for wanted in limits.only)
        if not here or any(names(wanted, check.id, check.name) for wanted in limits.skip):
            continue
        if check.trial and not profile.trial:
            continue
        if check.policy and not getattr(profile.local, check.policy):
            continue
        if not profile.runs(check.id, check.name):
            if check.duty is Duty.MUST and any(names(wanted, check.id, check.name) for wanted in profile.skip):
                chosen.append(check)  # left out with its neighbours ("S"); what the law asks for stays
            elif check.duty is Duty.MUST:
                not_run.append(NotRun(check=check.id, reason="left out: only other checks were asked for"))
            continue
        if check.needs_status and not told:
            not_run.append(NotRun(check=check.id, reason=NO_STATUS))
            continue
        chosen.append(check)
    made = plan.details.plan_date.value if plan.details.plan_date else None
    if made and not rules.in_force(made):
        not_run.append(NotRun(check="rules", reason=f"the plan's date lies outside the time of these rules ({rules.name})"))
    return chosen, not_run


def duty_of(case: Case, check: Check, hit: Hit, letter: str | None) -> Duty | None:
    """How binding a finding is held to be; None where the council has turned the check off for this section."""
    held = case.profile.held(check.id, check.name, letter, (hit.duty or check.duty).value)
    if held == "off":
        return None
    return max(Duty(held), Duty(case.plan.rules.checks.at_most), key=_DUTIES.index)
