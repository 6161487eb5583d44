"""The list of plans for each moderator of a round: codes only. Anchor plans stand among the others, and are not marked as
such."""

from __future__ import annotations

import csv
import io

from ehcp_lint.moderation.drawing.sample import Sample
from ehcp_lint.moderation.drawing.sampling import chance


def packing_lists(round_code: str, sample: Sample) -> dict[str, bytes]:
    """A CSV for each moderator by its name (2026-11-M3.csv), the plans in an order of chance."""
    lists = {}
    for one in sample.moderators:
        plans = [plan.code for plan in sample.plans if one.code in plan.readers]
        plans.sort(key=lambda code: chance(sample.seed, f"packing\n{one.code}\n{code}"))
        made = io.StringIO(newline="")
        writer = csv.writer(made)
        writer.writerow(("round", "moderator code", "plan code"))
        writer.writerows((round_code, one.code, code) for code in plans)
        lists[f"{round_code}-{one.code}.csv"] = made.getvalue().encode("utf-8-sig")
    return lists
