"""ehcp_lint reads an Education, Health and Care Plan and shows where it is vague, silent or hard to read.

    from ehcp_lint import lint, read_plan

    plan = read_plan("draft.docx")
    report = lint(plan, profile="caseworker")

Everything is offline and in memory; nothing is printed and no global state is kept. Names load when they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ehcp_lint.advice import Judged, judge_advice
    from ehcp_lint.decisions.file import load_decisions, settle
    from ehcp_lint.engine import lint
    from ehcp_lint.errors import BadConfig, CannotRead, EhcpLintError, NoModel
    from ehcp_lint.jargon import find_jargon
    from ehcp_lint.parsers import read_plan
    from ehcp_lint.plan import Plan
    from ehcp_lint.provision import read_provision
    from ehcp_lint.readability import measure_readability
    from ehcp_lint.report import Report
    from ehcp_lint.settings.profile import Profile, load_profile
    from ehcp_lint.smart import grade_outcome
    from ehcp_lint.versions.compare import Comparison, compare_plans
    from ehcp_lint.voice import read_voice

__all__ = [
    "BadConfig",
    "CannotRead",
    "Comparison",
    "EhcpLintError",
    "Judged",
    "NoModel",
    "Plan",
    "Profile",
    "Report",
    "__version__",
    "compare_plans",
    "find_jargon",
    "grade_outcome",
    "judge_advice",
    "lint",
    "load_decisions",
    "load_profile",
    "measure_readability",
    "read_plan",
    "read_provision",
    "read_voice",
    "settle",
]

_HOMES = {
    "BadConfig": "errors",
    "CannotRead": "errors",
    "Comparison": "versions.compare",
    "EhcpLintError": "errors",
    "Judged": "advice",
    "NoModel": "errors",
    "Plan": "plan",
    "Profile": "settings.profile",
    "Report": "report",
    "compare_plans": "versions.compare",
    "find_jargon": "jargon",
    "grade_outcome": "smart",
    "judge_advice": "advice",
    "lint": "engine",
    "load_decisions": "decisions.file",
    "load_profile": "settings.profile",
    "measure_readability": "readability",
    "read_plan": "parsers",
    "read_provision": "provision",
    "read_voice": "voice",
    "settle": "decisions.file",
}


def __getattr__(name: str) -> Any:
    """Loads a public name on first use, so that importing one room does not cost the others' seconds."""
    if name in _HOMES:
        return getattr(import_module(f"ehcp_lint.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'ehcp_lint' has no attribute '{name}'")
