"""Where one case stands against its limits on a day: in time, late, to come, at risk, overdue, with or without an exception."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ehcp_lint.compliance.cases import Case
from ehcp_lint.compliance.timescales import Limit, absence_counts, closure_counts, timescales

UNNAMED, UNKNOWN = "unnamed", "unknown"


class State(StrEnum):
    """Where a case stands against one limit."""

    IN_TIME = "in time"
    LATE = "late"
    TO_COME = "to come"
    AT_RISK = "at risk"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """A case against one limit: the last day, when it was done if it was, and which exceptions lift the limit."""

    state: State
    last_day: date
    done: date | None = None
    exceptions: tuple[str, ...] = ()


def standing(case: Case, limit: Limit, on: date, *, ends: tuple[str, ...] = ("closed",)) -> Standing | None:
    """The case on a day; None where the time has not begun. `ends` are events after which it need not be done any more."""
    start = case.day(limit.start, on)
    if start is None or not limit.holds(start):
        return None
    last = limit.last_day(start)
    done = case.day(limit.to, on)
    lifted = exceptions(case, limit, start, last, on) if limit.exceptions else ()
    if done and done >= start:
        return Standing(State.IN_TIME if done <= last else State.LATE, last, done, lifted)
    if any(case.day(event, on) for event in ends):
        return Standing(State.ENDED, last, None, lifted)
    if on > last:
        return Standing(State.OVERDUE, last, None, lifted)
    soon = last - on <= timedelta(days=timescales().at_risk_days)
    return Standing(State.AT_RISK if soon else State.TO_COME, last, None, lifted)


def exceptions(case: Case, limit: Limit, start: date, last: date, on: date) -> tuple[str, ...]:
    """The exceptions that lift a limit for this case. Its dates decide where they are known, otherwise the word recorded.

    That one is recorded does not say that keeping the limit was impractical because of it: that stays a judgement."""
    rules = {rule.id: rule for rule in timescales().exceptions}
    said = recorded(case)
    found = []
    for name in limit.exceptions:
        rule = rules[name]
        asked, closed, opens = (case.day(one) for one in ("advice_requested", "closed_from", "reopens"))
        first, until = case.day("absent_from", on), case.day("absent_to") or on
        if name == "closure" and asked and closed and opens:
            holds = asked <= min(last, on) and closure_counts(asked, closed, opens, rule)
        elif name == "absence" and first:
            holds = absence_counts(first, min(until, on), start, last, rule)
        else:
            holds = name in said
        if holds:
            found.append(name)
    return (*found, UNNAMED) if UNNAMED in said and not found else tuple(found)


def recorded(case: Case) -> frozenset[str]:
    """The exceptions that the case system records by a word. A bare "yes" is `UNNAMED` and counts; words that the law does not
    know ("awaiting advice") are `UNKNOWN` and lift nothing."""
    said = " ".join(re.findall(r"[a-z0-9]+", case.words.get("exception", "").casefold()))
    if said in ("", "n", "none", "0", "false", "na", "n a") or said.split()[0] in ("no", "not"):
        return frozenset()
    if said in ("yes", "y", "1", "true", "x", "exception", "exceptions apply", "exception applied"):
        return frozenset({UNNAMED})
    found = {
        rule.id
        for rule in timescales().exceptions
        if any(re.search(rf"\b{re.escape(word.replace('-', ' '))}\b", said) for word in rule.words)
    }
    return frozenset(found or {UNKNOWN})


def yes(words: str) -> bool | None:
    """Whether a cell says yes; None where it says neither yes nor no."""
    said = words.strip().casefold()
    if said in ("no", "n", "0", "false", "refused", "not agreed", "declined", "do not assess", "no assessment"):
        return False
    return True if said in ("yes", "y", "1", "true", "agreed", "assess", "accepted") else None
