"""What the templates show: the plan's text in stretches with the points beside it, filters, and the shared words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ehcp_lint.check import Duty
from ehcp_lint.extras import can_highlight
from ehcp_lint.outputs import comparison, decided, phrases
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.phrases import ASKS, ELSEWHERE, Point
from ehcp_lint.outputs.report.html import Row, rows, tables_of
from ehcp_lint.outputs.templates import templates
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, Finding, Report
from ehcp_lint.settings.profile import profile_names, shipped
from ehcp_lint.web.desk import Open

MOST_AT_TOP = 6  # points
WHOLE = "whole"  # the filter's word for points about the plan as a whole


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of the plan's text and the points that begin in the first of them."""

    rows: tuple[Row, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which points are asked for; "" is any."""

    section: str = ""
    duty: str = ""
    check: str = ""

    def __bool__(self) -> bool:
        return bool(self.section or self.duty or self.check)

    def lets(self, finding: Finding) -> bool:
        """Whether a finding is asked for. Checks on trial are asked for as "trial"."""
        duty = "trial" if finding.trial else finding.duty.value
        return (
            self.section in ("", finding.section or WHOLE)
            and self.duty in ("", duty)
            and self.check in ("", finding.check)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    value: str
    words: str


def findings_of(open_plan: Open, chosen: Filter) -> dict[str, Any]:
    """Everything on the page of one plan."""
    plan, report = open_plan.ready
    numbered = phrases.points(report)
    shown = tuple(p for p in numbered if chosen.lets(p.finding))
    whole = [p for p in shown if not p.finding.quote and p.finding.section is None]
    stretches = _stretches(rows(plan, tuple(p for p in shown if p not in whole)))
    if chosen:
        stretches = [Stretch(s.rows[:1], s.points) for s in stretches if s.points]
    return {
        "report": report,
        "summary": phrases.summary(report),
        "was_read": phrases.was_read(report),
        "reading_age": phrases.reading_age(report),
        "unread": phrases.unread(report),
        "cannot_tell": phrases.cannot_tell(report),
        "on_trial": phrases.ON_TRIAL if any(p.finding.trial for p in numbered) else "",
        "points": numbered,
        "shown": shown,
        "whole": whole,
        "top": phrases.worst_first([p for p in numbered if not p.finding.trial] or numbered)[:MOST_AT_TOP],
        "stretches": stretches,
        "why": _told(shown),
        "names": decided.short_names(report),
        "aside": decided.set_aside(report),
        "stale": decided.stale(report),
        "decided": decided,
        "choices": _choices(numbered, report),
        "is_word": plan.source == "word",
        "is_pdf": plan.source == "pdf" and can_highlight(),
    }


def threads_of(open_plan: Open) -> dict[str, Any]:
    """The golden thread and the provision grid."""
    plan, report = open_plan.ready
    return {"report": report, **tables_of(report, plan)}


def _stretches(found: Iterable[Row]) -> list[Stretch]:
    """Rows gathered so that points may take the height of the rows below them that have none."""
    gathered: list[Stretch] = []
    for row in found:
        if row.points or not gathered:
            gathered.append(Stretch((row,), row.points))
        else:
            last = gathered[-1]
            gathered[-1] = Stretch((*last.rows, row), last.points)
    return gathered


def _told(shown: tuple[Point, ...]) -> dict[str, str]:
    """For each point the number of the one that tells the reason: the first of its check on this page."""
    first: dict[str, str] = {}
    return {p.number: first.setdefault(p.finding.check, p.number) for p in shown}


def _choices(numbered: tuple[Point, ...], report: Report) -> dict[str, list[Choice]]:
    sections = Counter(p.finding.section or WHOLE for p in numbered)
    checks = Counter(p.finding.check for p in numbered)
    duties = Counter("trial" if p.finding.trial else p.finding.duty.value for p in numbered)
    title = {p.finding.check: p.finding.name.replace("-", " ") for p in numbered}
    named = {**{duty.value: ASKS[duty] for duty in Duty}, "trial": "On trial"}
    by_letter = sorted(sections, key=lambda letter: (letter != WHOLE, letter))
    return {
        "section": [Choice(s, f"{ELSEWHERE if s == WHOLE else report.parts.get(s, s)} ({sections[s]})") for s in by_letter],
        "duty": [Choice(d, f"{words} ({duties[d]})") for d, words in named.items() if duties[d]],
        "check": [Choice(c, f"{c} {title[c]} ({checks[c]})") for c in sorted(checks)],
    }


# --- the templates -----------------------------------------------------------------------------------------------------------


def render(name: str, **facts: Any) -> str:
    """A page of ours. Everything in it is escaped; nothing is marked safe."""
    page: str = _room().get_template(f"{name}.html.j2").render(footer=FOOTER, **{"errors": (), "refresh": 0, **facts})
    return page


@cache
def profiles() -> tuple[Choice, ...]:
    """The shipped profiles, the caseworker's first."""
    found = [Choice(name, str(shipped(name).get("title", name))) for name in profile_names() if name != "advice"]
    return tuple(sorted(found, key=lambda choice: choice.value != "caseworker"))


@cache
def _room() -> Any:
    return templates(
        "web/templates",
        ASKS=ASKS,
        ELSEWHERE=ELSEWHERE,
        comparison=comparison,
        one_line=one_line,
        shorten=shorten,
        cites=phrases.cites,
        count=phrases.count,
        made_by=phrases.made_by,
        day=decided.day,
        summary_of=phrases.summary,
        style_of=lambda finding: "trial" if finding.trial else finding.duty.value,
        STATES=comparison.STATES,
    )


def of_plan(plan: Plan) -> str:
    """What the plan says it is: "final", or "" where it does not."""
    fact = plan.details.status
    return fact.value.value if fact and fact.value else ""
