"""Who gives the help, and whether they give it themselves: somebody less specialised, or only advice to others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.advice.less import Less
from ehcp_lint.statements.subjects import roles_in

_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, re.compile(r"\b(?:psychologists?|therapists?|physios?|physiotherapists?|psychiatrists?|paediatricians?|"
        r"consultants?|audiologists?|orthoptists?|"
        r"dietitians?|nurses?|teachers? of the deaf|qtvi|qtod|tod|social workers?|habilitation \w+|speechie|specialist "
        r"teachers?|advisory teachers?|"
        r"(?:sensory integration|play|theraplay|autism|specialist) practitioners?|clinicians?|counsellors?|"
        r"psychotherapists?|camhs)\b")),
    (3, re.compile(r"\b(?:teachers?|senco|sendco|head of year|tutors?|lecturers?|virtual school head|headteacher|deputy "
        r"head|instructors?|"
        r"(?:communication|bsl|sign) support workers?|interpreters?|intervenors?|trainers?|elsas?|emotional literacy "
        r"support assistants?|hltas?|higher level teaching assistants?|(?:learning|academic|behaviour)? ?mentors?)\b")),
    (2, re.compile(r"\b(?:teaching assistants?|tas?|lsas?|learning support assistants?|support assistants?|key "
        r"(?:workers?|persons?|adults?)|"
        r"technicians?|support workers?|nursery nurses?|midday supervisors?|escorts?|passenger assistants?|befrienders?)\b")),
    (1, re.compile(r"\b(?:staff|adults?|practitioners?|members? of staff|someone|somebody|volunteers?|parents?|peers?|a "
        r"person|school)\b")),
)  # fmt: skip
_SHORT_ROLES = (("ep", 4), ("slt", 4), ("salt", 4), ("ot", 4), ("pt", 4), ("dsn", 4), ("cpn", 4))


def _ranks(text: str, low: str) -> list[tuple[int, str]]:
    """Everybody named, with how specialised they are: 4 a profession, 3 a teacher or trained post, 2 an assistant, 1
    anybody."""
    found: list[tuple[int, str]] = []
    rest = low
    for rank, pattern in _RANKS:
        found += [(rank, match.group()) for match in pattern.finditer(rest)]
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    for short, rank in _SHORT_ROLES:
        if re.search(rf"\b{short.upper()}s?\b", text) or re.search(r"\bSaLT\b", text):
            found.append((rank, short.upper()))
    return found


_STRICT = re.compile(
    r"\b(?:(?:suitably |fully |appropriately )?qualified|registered|accredited|chartered|certified|licen[cs]ed|"
    r"specialist|level \d|diploma|qualifications?|"
    r"(?:hcpc|bapt|ambda|apc|patoss)|expert(?:ise)?|trained|training in|experience (?:of|in|with)|experienced|knowledge of)\b"
)
_LOOSE = re.compile(
    r"\b(?:some (?:knowledge|experience|understanding|training)|experienced|familiar with|aware(?:ness)?|confident|"
    r"interested|understanding of)\b"
)


def lesser_giver(advice: str, plan: str, low: str, low_plan: str) -> Iterator[Less]:
    """Somebody less specialised gives it, or the training that was asked for is gone."""
    others_told = _TRAINED_BY.sub(lambda match: " " * len(match.group()), low_plan) if not _TRAINED_BY.search(low) else low_plan
    ones, others = _ranks(advice, low), _ranks(" " * len(plan) if others_told != low_plan else plan, others_told)
    if others_told != low_plan and ones and others and max(others)[0] < max(ones)[0]:
        yield Less("expertise", "somebody less specialised gives it now", max(ones)[1], max(others)[1])
        return
    general = _ANYBODY.search(low_plan)
    if general and not _ANYBODY.search(low):
        yield Less("expertise", "somebody less specialised gives it now", ones[0][1] if ones else None, general.group())
        return
    known = roles_in(advice), roles_in(plan)
    top = max(ones, default=(0, ""))
    new = [(rank, word) for rank, word in others if word.rstrip("s") not in {w.rstrip("s") for _, w in ones}]
    kept = known[0] & known[1] or any(rank == top[0] for rank, _ in others) or _HELP_NAMES.search(low_plan)
    if top[0] >= 2 and new and not kept and max(rank for rank, _ in others) < top[0]:
        lower = max(new)
        yield Less("expertise", "somebody less specialised gives it now", top[1], lower[1])
        return
    strict = _STRICT.search(low)
    if strict and others and (ones or _BY.search(low)):
        told = _STRICT.search(low_plan)
        loose = _LOOSE.search(low_plan)
        if (not told and not _TRAIN.search(low_plan) and not _same_top(known)) or (
            loose and not _LOOSE.search(low) and (told is None or told.group() in loose.group())
        ):
            yield Less(
                "expertise", "the training or qualification is no longer said", strict.group(), loose.group() if loose else None
            )


_TRAINED_BY = re.compile(
    r"\b(?:trained|supervised|advised|guided|shown|overseen|monitored|(?:set|designed|written|planned|drawn up)(?: "
    r"out)?) by (?:the |a |an )?(?:[\w-]+ ){0,4}?"
    r"(?:therapists?|psychologists?|specialists?|nurses?|physiotherapists?|teachers?|service|team|ep|slt|ot|therapy)\b"
)
_ANYBODY = re.compile(
    r"\b(?:general|volunteer|unqualified|any available|another) (?:teaching assistant|ta|assistant|adult|member of "
    r"staff|readers?|staff)\b|\bvolunteers?\b"
)


def _same_top(known: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether both name the same profession: a therapist is qualified though the plan does not say so again."""
    return bool(known[0] & known[1])


_HELP_NAMES = re.compile(
    r"\b(?:physiotherapy|speech (?:and|&) language therapy|occupational therapy|psychology|individual (?:ot|slt|salt)|"
    r"hydrotherapy|counselling)\b"
)
_TRAIN = re.compile(r"\btrain|\btaught (?:about|by the)\b|\bshown (?:how|by)\b|\bwhom the\b|\bspeciali[sz]|\bqualif")
_BY = re.compile(r"\b(?:by|with|from|who|teacher|adult|staff|worker|person)\b")


# --- given, or only advised --------------------------------------------------------------------------------------------------

_DIRECT = re.compile(
    r"\b(?:direct(?:ly)?|individual(?:ly)?|one[- ]to[- ]one|1:1|in person|personally|face to face|sessions?|work with|"
    r"work individually|see (?:him|her|them|\w+) |"
    r"therapy|teach \w+|treat)\b"
)
_INDIRECT = re.compile(
    r"\b(?:advice|programme|program|leaflet|consultation|consult|suggestions|guidance|information|handout|booklet|pack|"
    r"strategies|signpost\w*|drop[- ]in|"
    r"on request|be (?:available|contactable)|oversee|telephone|remotely|supply a|email|website|worksheet|list of "
    r"(?:ideas|exercises|activities)|video of)\b"
)


_ADVISES = re.compile(
    r"\b(?:advise|guide|support|coach|show|train) (?:\w+ ){0,2}?(?:staff|adults|teachers|school|team|tas?)\b(?: on| how| to)"
)


def only_advised(advice: str, plan: str) -> Iterator[Less]:
    """Direct work that became a programme, a leaflet or advice to others."""
    told = _ADVISES.search(plan)
    if told and not _ADVISES.search(advice):
        yield Less("direct", "direct work became advice or a programme for others", None, told.group())
        return
    found = _INDIRECT.search(plan)
    if found and _DIRECT.search(advice) and not _INDIRECT.search(advice) and not _DIRECT.search(plan):
        yield Less("direct", "direct work became advice or a programme for others", None, found.group())


_IN_PERSON = re.compile(r"\b(?:in person|face[- ]to[- ]face|visit(?:or)?|call upon|own|not shared|direct|see|meet|talk with)\b")
_REMOTE = re.compile(r"\b(?:video call|online|remote(?:ly)?|virtual(?:ly)?|by (?:phone|telephone|email)|telephone|shared)\b")


def at_a_distance(advice: str, plan: str) -> Iterator[Less]:
    """What was to happen in person, or for the child alone, happens at a distance or is shared."""
    found = _REMOTE.search(plan)
    if (
        found
        and _IN_PERSON.search(advice)
        and not re.search(rf"\b{re.escape(found.group())}\b", re.sub(r"not shared", "", advice))
    ):
        yield Less("where", "in person or for the child alone; now at a distance or shared", None, found.group())
