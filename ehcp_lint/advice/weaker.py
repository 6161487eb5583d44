"""What a line of a plan promises less than the recommendation it comes from, slot by slot, and what it adds of its own.

The slots are compared as two versions of a plan are (`versions.slots`); here the two texts come from different pens, so a
slot that is
only worded otherwise says nothing, and a few things are looked at that a second version never changes: who may give the
help, whether
it is still given or only advised, and on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.advice.amounts import counted, fewer_or_longer, numbers_in, weeks_apart
from ehcp_lint.advice.givers import at_a_distance, lesser_giver, only_advised
from ehcp_lint.advice.less import Less
from ehcp_lint.advice.promises import ends_earlier, on_condition, only_possible
from ehcp_lint.decisions.fingerprints import bare_words
from ehcp_lint.grammar.text import fold
from ehcp_lint.statements.words import quantities
from ehcp_lint.versions.slots import Said, said_in, slot_changes

__all__ = ["Less", "what_is_added", "what_is_less"]


def what_is_less(advice: str, plan: str) -> tuple[Less, ...]:
    """Where the plan's words promise less than the report's; empty where nothing that can be compared is less."""
    if bare_words(advice) == bare_words(plan):
        return ()
    one, other = said_in(advice), said_in(plan)
    low = fold(advice).low.replace("thrice", "three times"), fold(plan).low.replace("thrice", "three times")
    found = [*_slots(one, other, *low), *fewer_or_longer(*low), *only_possible(*low), *on_condition(advice, plan, *low)]
    found += [*lesser_giver(advice, plan, *low), *only_advised(*low), *at_a_distance(*low), *ends_earlier(*low)]
    once: dict[str, Less] = {}
    for less in found:
        once.setdefault(less.slot, less)
    return tuple(once.values())


def what_is_added(advice: str, plan: str) -> tuple[str, ...]:
    """Amounts and rates that the plan gives where the report gives no number at all."""
    if re.search(r"\d", advice) or quantities(fold(advice).low):
        return ()
    one, other = said_in(advice), said_in(plan)
    if one.slots["amount"] or one.slots["frequency"]:
        return ()
    return tuple(words for name in ("amount", "frequency") for words in other.slots[name] if _COUNTED.search(words))


_COUNTED = re.compile(
    r"\d|\b(?:once|twice|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|half|an hour|"
    r"weekly|daily|fortnightly)\b",
    re.I,
)

# --- the slots of provision --------------------------------------------------------------------------------------------------

_WHOLE = re.compile(r"\b(?:all|every|each|always|throughout|whole|whenever|any|never|daily|at the start|starts|mornings?)\b")
_OFTEN = re.compile(
    r"\b(?:daily|weekly|wkly|fortnightly|monthly|termly|half[- ]termly|yearly|annually|once|twice|times|per|pw|days?|"
    r"weeks?|months?|terms?|year|"
    r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|/ ?day|/ ?week)\b"
)


def _slots(one: Said, other: Said, advice: str, plan: str) -> Iterator[Less]:
    numbers = numbers_in(advice), numbers_in(plan)
    for change in slot_changes(one, other):
        if change.direction != "weakened" or change.slot not in ("amount", "frequency", "group"):
            continue
        gone = change.new is None
        mine = numbers_in((change.old or "").lower())
        if change.slot == "amount":
            if gone and ((mine and mine <= numbers[1]) or not mine or _SAME_LENGTH.search(change.old or "")):
                continue
            if not gone and "smaller" not in change.because and "most" not in change.because:
                continue
            lengths = counted(advice).get("minute"), counted(plan).get("minute")
            if not gone and lengths[0] and lengths[1] and lengths[0] <= lengths[1]:
                continue  # "three quarters of an hour" is 45 minutes
        if change.slot == "frequency":
            if gone and (not _OFTEN.search((change.old or "").lower()) or _WHOLE.search(plan) or _OFTEN.search(plan)):
                continue
            if not gone and "less often" not in change.because:
                continue
            apart = weeks_apart(advice), weeks_apart(plan)
            if (apart[0] and apart[1] and apart[1][0] <= apart[0][0] * 1.05) or "at all times" in (change.old or "").lower():
                continue
            if not gone and mine - {1.0} and mine <= numbers[1]:
                continue  # "2 daily" is "two sessions per day"
        if change.slot == "group" and gone and (mine <= numbers[1] or _VAGUE_GROUP.search(plan) is None):
            continue
        yield Less(change.slot, change.because, change.old, change.new)


_SAME_LENGTH = re.compile(r"\b(?:extra time|all|whole|full[- ]time)\b", re.I)
_VAGUE_GROUP = re.compile(r"\b(?:group|class|shared|general|additional|some)\b")
