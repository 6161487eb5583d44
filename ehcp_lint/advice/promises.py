"""Whether help is still promised: "will" made "may", a condition or open wording added, an earlier end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.advice.less import Less
from ehcp_lint.provision import read_provision
from ehcp_lint.versions.slots import said_in

_VAGUE_RATE = re.compile(
    r"\b(?:regular(?:ly)?|from time to time|some|occasional(?:ly)?|frequent(?:ly)?|periodic(?:ally)?|as (?:needed|"
    r"required|tolerated|appropriate)|"
    r"when(?:ever)? (?:needed|required|appropriate|possible)|often|a range|ad hoc|at intervals|sufficient|appropriate|"
    r"adequate|flexible)\b"
)
_MAY = re.compile(
    r"\b(?:might|could|can|may)(?! not\b)(?: also| then)? (?:be |have |take|work|attend|join|ask|receive|use|see|"
    r"organi[sz]e|provide|offer|arrange|practi[sc]e|"
    r"visit|meet|run|help|support|go|\w+)\b"
    r"|\bshould (?:try|consider|aim|seek|endeavour)\b|\b(?:will|would|to|should|can|may) (?:try|consider|aim|seek|"
    r"endeavour|explore) "
    r"|\b(?:consideration|thought) (?:will|should|may|is to) be given\b|\bit is hoped\b|\bhopes? to\b|\bmay wish\b|"
    r"\b(?:be )?(?:encouraged|invited|welcomed?) "
    r"|\bwill be (?:considered|explored|looked into|offered the opportunity)\b|\b(?:desirable|ideally|recommended|"
    r"suggested|advised)\b"
    r"|\bwould (?:benefit|be (?:helpful|useful|good))\b|\bif (?:he|she|they) (?:wish|want|choose)"
)
_LET = re.compile(
    r"\b(?:may|can|could|might|let|allow\w*|permit\w*|able to|whenever|free to|liberty|leave to|choose|wish|want to|if "
    r"(?:he|she|they))\b"
)


def only_possible(advice: str, plan: str) -> Iterator[Less]:
    """ "Will" made "may": what was to be given is only possible now."""
    found = _MAY.search(plan)
    if not found or found.group().strip() in advice or (_LET.search(advice) and not _TRY.match(found.group())):
        return
    if (
        re.match(r"(?:can|may)\b", found.group())
        and _CHILD_MAY.search(plan[: found.start()])
        and not re.match(r"may ask", found.group())
    ):
        return
    yield Less("promise", "what was to be given is now only possible", None, found.group().strip())


_TRY = re.compile(r"should|will|would|to ")
_CHILD_MAY = re.compile(r"(?:so that|what|which|that|whom|where|when|if|until)\b[^.;,]{0,60}$")

_CONDITION = re.compile(
    r"\b(?:if|where|when|whenever|wherever|provided(?: that)?|subject to|depending (?:up)?on|dependent (?:up)?on|as "
    r"long as|so long as|unless|should|as far as|"
    r"in so far as|to the extent)\b[^.;]{0,40}?\b(?:capacity|available|availability|possible|practicable|allows?|"
    r"permits?|permitting|funds?|funding|funded|"
    r"caseloads?|needed|necessary|appropriate|staffing|staff are|resources?|budgets?|can be (?:found|released|spared|"
    r"made)|is able|are able|deemed|felt|"
    r"convenient|feasible|timetable|arises?|there is (?:time|room)|rota|agrees?)\b"
    r"|\bon days when\b|\bonly (?:if|on)\b|\bif the \w+ is free\b|\bif (?:he|she|they) (?:is|are) (?:visibly|clearly)\b"
    r"|\bas (?:and when|required|needed|appropriate|necessary)\b|\bresources permitting\b|\b(?:capacity|time|staffing|"
    r"weather) permitting\b"
)
_SAME_CONDITION = re.compile(
    r"\b(?:wherever|whenever|where|when|if) (?:we|they|you|he|she|it) can\b|\bwhere(?:ver)? possible\b"
)
_FAMILIES = ("condition", "promise", "rate", "dilution", "delegated", "funding", "changing")


def on_condition(advice: str, plan: str, low: str, low_plan: str) -> Iterator[Less]:
    """A condition or an open wording that the report does not have."""
    found = _CONDITION.search(low_plan)
    if found and not _CONDITION.search(low) and not _SAME_CONDITION.search(low):
        yield Less("condition", "a condition was added", None, found.group().strip())
        return
    if _SAME_CONDITION.search(low):
        return
    own = {term.family for term in read_provision(advice).vague}
    for term in read_provision(plan).open_wording:
        words = plan[term.mark.span.start : term.mark.span.end]
        if (
            term.family in _FAMILIES
            and term.tier >= 3
            and words.lower() != "the usual"
            and term.family not in own
            and not term.mark.column
        ):
            yield Less("wording", "wording that leaves it open was added", None, words)
            return
    rate = _VAGUE_RATE.search(low_plan)
    counted = said_in(advice)
    if (
        rate
        and not _VAGUE_RATE.search(low)
        and (counted.slots["amount"] or counted.slots["frequency"])
        and not said_in(plan).slots["amount"]
    ):
        gone = "; ".join(counted.slots["amount"] or counted.slots["frequency"])
        yield Less("wording", "a number became wording that leaves it open", gone, rate.group())


_END = re.compile(
    r"\b(?:until|till|to|by|through to|up to)(?: the)?(?: end of)?(?: the)?(?: (?P<term>autumn|spring|summer)(?: "
    r"term)?(?: of| in)?)?"
    r"(?: the)?(?: end of)? ?(?:year|y|yr) ?(?P<year>\d{1,2})\b"
)
_TERMS = {"autumn": 0, "spring": 1, "summer": 2}


def ends_earlier(advice: str, plan: str) -> Iterator[Less]:
    """Help that is to end earlier than the report asks for, where both name a school year."""
    one, other = _END.search(advice), _END.search(plan)
    if one and other and _when(other) < _when(one):
        yield Less("until", "it ends earlier", one.group(), other.group())


def _when(match: re.Match[str]) -> int:
    return 3 * int(match["year"]) + _TERMS.get(match["term"] or "summer", 2)
