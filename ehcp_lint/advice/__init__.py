"""Advice for a plan: a report judged before it is sent, and its recommendations traced into the plan."""

from ehcp_lint.advice.judge import judge_advice
from ehcp_lint.advice.models import Advice, Judged

__all__ = ["Advice", "Judged", "judge_advice"]
