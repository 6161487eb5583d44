"""What a line of a plan promises less than the recommendation it comes from, slot by slot, and what it adds of its own.

The slots are compared as two versions of a plan are (`versions.slots`); here the two texts come from different pens, so a slot that is
only worded otherwise says nothing, and a few things are looked at that a second version never changes: who may give the help, whether
it is still given or only advised, and on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ehcp_lint.fingerprints import bare_words
from ehcp_lint.grammar.text import fold
from ehcp_lint.provision import read_provision
from ehcp_lint.statements.likeness import quantities
from ehcp_lint.statements.subjects import roles_in
from ehcp_lint.versions.numbers import number_of
from ehcp_lint.versions.slots import Said, said_in, slot_changes


@dataclass(frozen=True, slots=True)
class Less:
    """One slot of a recommendation that the plan weakens: which, why, and the words of both (None where it has none)."""

    slot: str
    because: str
    advice: str | None = field(default=None, repr=False)
    plan: str | None = field(default=None, repr=False)


def what_is_less(advice: str, plan: str) -> tuple[Less, ...]:
    """Where the plan's words promise less than the report's; empty where nothing that can be compared is less."""
    if bare_words(advice) == bare_words(plan):
        return ()
    one, other = said_in(advice), said_in(plan)
    low = fold(advice).low.replace("thrice", "three times"), fold(plan).low.replace("thrice", "three times")
    found = [*_slots(one, other, *low), *_measures(*low), *_promise(*low), *_condition(advice, plan, *low)]
    found += [*_giver(advice, plan, *low), *_only_advice(*low), *_remote(*low), *_ends(*low)]
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
    r"\d|\b(?:once|twice|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|half|an hour|weekly|daily|fortnightly)\b",
    re.I,
)

# --- the slots of provision --------------------------------------------------------------------------------------------------

_WHOLE = re.compile(r"\b(?:all|every|each|always|throughout|whole|whenever|any|never|daily|at the start|starts|mornings?)\b")
_OFTEN = re.compile(
    r"\b(?:daily|weekly|wkly|fortnightly|monthly|termly|half[- ]termly|yearly|annually|once|twice|times|per|pw|days?|weeks?|months?|terms?|year|"
    r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|/ ?day|/ ?week)\b"
)
_VAGUE_RATE = re.compile(
    r"\b(?:regular(?:ly)?|from time to time|some|occasional(?:ly)?|frequent(?:ly)?|periodic(?:ally)?|as (?:needed|required|tolerated|appropriate)|"
    r"when(?:ever)? (?:needed|required|appropriate|possible)|often|a range|ad hoc|at intervals|sufficient|appropriate|adequate|flexible)\b"
)


def _slots(one: Said, other: Said, advice: str, plan: str) -> Iterator[Less]:
    numbers = _numbers(advice), _numbers(plan)
    for change in slot_changes(one, other):
        if change.direction != "weakened" or change.slot not in ("amount", "frequency", "group"):
            continue
        gone = change.new is None
        mine = _numbers((change.old or "").lower())
        if change.slot == "amount":
            if gone and ((mine and mine <= numbers[1]) or not mine or _SAME_LENGTH.search(change.old or "")):
                continue
            if not gone and "smaller" not in change.because and "most" not in change.because:
                continue
            lengths = _counted(advice).get("minute"), _counted(plan).get("minute")
            if not gone and lengths[0] and lengths[1] and lengths[0] <= lengths[1]:
                continue  # "three quarters of an hour" is 45 minutes
        if change.slot == "frequency":
            if gone and (not _OFTEN.search((change.old or "").lower()) or _WHOLE.search(plan) or _OFTEN.search(plan)):
                continue
            if not gone and "less often" not in change.because:
                continue
            apart = _apart(advice), _apart(plan)
            if (apart[0] and apart[1] and apart[1][0] <= apart[0][0] * 1.05) or "at all times" in (change.old or "").lower():
                continue
            if not gone and mine - {1.0} and mine <= numbers[1]:
                continue  # "2 daily" is "two sessions per day"
        if change.slot == "group" and gone and (mine <= numbers[1] or _VAGUE_GROUP.search(plan) is None):
            continue
        yield Less(change.slot, change.because, change.old, change.new)


_SAME_LENGTH = re.compile(r"\b(?:extra time|all|whole|full[- ]time)\b", re.I)
_VAGUE_GROUP = re.compile(r"\b(?:group|class|shared|general|additional|some)\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty|thirty|forty[- ]five|forty|fifty|sixty|"
    r"once|twice|quarter|half)\b"
)
_SAID = {"once": 1.0, "twice": 2.0, "quarter": 15.0, "half": 30.0}


def _numbers(low: str) -> frozenset[float]:
    """The numbers that a text holds, in figures or words, half an hour as 30."""
    found = {float(digits) for digits in _NUMBER.findall(low)}
    for word in _WORD_NUMBER.findall(low):
        value = _SAID.get(word) or number_of(word)
        if value is not None:
            found.add(value)
    return frozenset(found)


# --- numbers that no slot holds ----------------------------------------------------------------------------------------------

_LEFT_OUT = ("year", "child", "pupil", "adult", "degree", "point", "metre")


def _measures(advice: str, plan: str) -> Iterator[Less]:
    """Numbers of one kind in both: fewer minutes, sessions or weeks; a larger group; a longer time between two times."""
    ones, others = _counted(advice), _counted(plan)
    for unit in ones.keys() & others.keys():
        one, other = ones[unit], others[unit]
        if len(one) == len(other) == 1 and max(other) < min(one):
            yield Less("amount", "the number is smaller", f"{min(one):g} {unit}", f"{max(other):g} {unit}")
    one_apart, other_apart = _apart(advice), _apart(plan)
    if one_apart and other_apart and other_apart[0] > one_apart[0] * 1.05:
        yield Less("frequency", "less often", one_apart[1], other_apart[1])
    lasts = _lasts(advice), _lasts(plan)
    if lasts[0] and lasts[1] and lasts[1][0] < 0.9 * lasts[0][0]:
        yield Less("amount", "it goes on for less long", lasts[0][1], lasts[1][1])
    sizes = _size(advice), _size(plan)
    if sizes[0] and sizes[1] and sizes[1][0] > sizes[0][0]:
        yield Less("group", "shared by more", sizes[0][1], sizes[1][1])
    extra = _extra(advice), _extra(plan)
    if extra[0] and extra[1] and extra[1][0] < extra[0][0]:
        yield Less("amount", "the number is smaller", extra[0][1], extra[1][1])


_LASTS = re.compile(
    r"\b(?:for|over|during|across|throughout|lasting|of|extending over)(?: the| a| an| one| whole| full| first| course of| period of| all| space of)*"
    r"(?: (?P<n>\d{1,2}|two|three|four|five|six|eight|nine|ten|twelve|eighteen))?[ -](?:school |academic )?(?P<unit>week|half[- ]term|month|term|year)s?\b"
)


def _lasts(low: str) -> tuple[float, str] | None:
    """For how many weeks help goes on, and the words; None where none or several lengths are named."""
    found = []
    for match in _LASTS.finditer(low):
        number = number_of(match["n"]) if match["n"] else 1.0
        if number:
            found.append((number * _UNIT[match["unit"].replace("-", " ")], match.group()))
    return found[0] if len({round(weeks, 1) for weeks, _ in found}) == 1 else None


def _counted(low: str) -> dict[str, set[float]]:
    """Numbers by their unit, those of "every six weeks" left out."""
    found: dict[str, set[float]] = {}
    for quantity in quantities(_BETWEEN.sub(" ", low)):
        number, _, unit = quantity.partition(" ")
        if not unit or unit in _LEFT_OUT:
            continue
        if unit == "day":
            number, unit = str(float(number) * 360), "minute"
        if unit == "hour":
            number, unit = str(float(number) * 60), "minute"
        if unit == "month":
            number, unit = str(float(number) * 4.3), "week"
        found.setdefault(unit, set()).add(float(number))
    return found


_UNIT = {
    "day": 0.2,
    "week": 1.0,
    "fortnight": 2.0,
    "month": 4.33,
    "half term": 6.3,
    "half-term": 6.3,
    "term": 13.0,
    "year": 39.0,
    "quarter": 13.0,
}
_ADVERBS = {"daily": 0.2, "weekly": 1.0, "wkly": 1.0, "fortnightly": 2.0, "monthly": 4.33, "termly": 13.0, "half-termly": 6.3, "half termly": 6.3,
    "yearly": 39.0, "annually": 39.0, "yrly": 39.0, "quarterly": 13.0}  # fmt: skip
_N = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|other|second)"
_BETWEEN = re.compile(
    rf"\b(?:every|each|once (?:in|every)|one in) (?P<n>{_N})[- ]?(?P<unit>day|week|wk|month|term|year)s?\b"
    rf"|\b(?P<hyphen>{_N})-(?P<adverb>weekly|monthly)\b|\b(?P<short>\d{{1,2}}) ?/ ?(?P<of>52|12)\b"
)
_RATE = re.compile(
    rf"\b(?:(?P<times>once|twice|three times|four times|five times|six times|{_N} times) )?(?:(?:a|an|per|each|every|in the) )"
    r"(?:school |academic |single )?(?P<unit>day|week|fortnight|month|half[- ]term|term|year|quarter)\b"
    r"|\b(?P<adverb>half[- ]termly|daily|wkly|weekly|fortnightly|monthly|termly|yrly|yearly|annually|quarterly)\b"
)


_SESSIONS = re.compile(
    rf"\b(?P<n>{_N}) (?:sessions?|visits?|times|occasions?|mornings?|afternoons?|lessons?|meetings|days)(?: of [^.;,]{{1,30}})?,? "
    r"(?:(?:a|per|each|every|in (?:the|each|every)) (?:school )?(?P<unit>day|week|fortnight|month|half[- ]term|term|year)"
    r"|(?P<adverb>daily|weekly|monthly|termly|yearly))\b"
)


def _apart(low: str) -> tuple[float, str] | None:
    """How many weeks lie between two times, and the words; None where none or several rates are named."""
    found: list[tuple[float, str]] = []
    for match in _BETWEEN.finditer(low):
        if match["short"]:
            unit = "week" if match["of"] == "52" else "month"
            number: float | None = float(match["short"])
        else:
            unit = (match["unit"] or match["adverb"]).removesuffix("ly").replace("wk", "week")
            word = match["n"] or match["hyphen"]
            number = 2.0 if word in ("other", "second") else number_of(word)
        if number:
            found.append((number * _UNIT[unit], match.group()))
    rest = _BETWEEN.sub(" ", low)
    for match in _SESSIONS.finditer(rest):
        number = number_of(match["n"])
        unit = (match["unit"] or match["adverb"] or "").removesuffix("ly").replace("dai", "day").replace("-", " ")
        if number and unit in _UNIT:
            found.append((_UNIT[unit] / number, match.group()))
    rest = _SESSIONS.sub(" ", rest.replace("thrice", "three times"))
    for match in _RATE.finditer(rest):
        weeks = _ADVERBS[match["adverb"]] if match["adverb"] else _UNIT[match["unit"]]
        times = match["times"]
        many = {"once": 1.0, "twice": 2.0}.get(times or "") or (number_of(times.split()[0]) if times else 1.0) or 1.0
        found.append((weeks / many, match.group()))
    different = {round(weeks, 2) for weeks, _ in found}
    return found[0] if len(different) == 1 else None


_GROUP = re.compile(
    rf"\b(?:group|grp|gp|class|set|pairs?)s?(?: size)?(?: of| with|,| \()?(?: [a-z]+){{0,3}}? (?:(?:no|not) (?:bigger|larger|more) than|not exceed(?:ing)?|up to|"
    rf"max\.?(?:imum)?(?: of)?|of|no more than|at most|numbering)? ?(?:{_N} or, at the outside, )?(?P<n>{_N}|fourteen|fifteen|sixteen|twenty|thirty)"
    r"(?! ?(?:minutes?|mins?|hours?|hrs?|weeks?|wks?|times|sessions?|days?|mornings?|afternoons?|terms?|months?|x\b|%|years?|-))"
    rf"|\b(?P<of>{_N}|fourteen|fifteen) (?:other )?(?:pupils|children|learners|students|peers|people)\b(?! staff)|\b(?P<more>{_N}) in (?:a )?group\b"
)


def _size(low: str) -> tuple[float, str] | None:
    """How many share the help, and the words."""
    found = [(number_of(match["n"] or match["of"] or match["more"]), match.group()) for match in _GROUP.finditer(low)]
    sizes = [(number, words.strip()) for number, words in found if number]
    return max(sizes) if sizes else None


_EXTRA = re.compile(r"(?P<percent>\d{1,3}) ?%|\btime and a half\b|\bdouble time\b")


def _extra(low: str) -> tuple[float, str] | None:
    match = _EXTRA.search(low)
    if not match:
        return None
    return (float(match["percent"]) if match["percent"] else 50.0 if "half" in match.group() else 100.0), match.group()


# --- the promise -------------------------------------------------------------------------------------------------------------

_MAY = re.compile(
    r"\b(?:might|could|can|may)(?! not\b)(?: also| then)? (?:be |have |take|work|attend|join|ask|receive|use|see|organi[sz]e|provide|offer|arrange|practi[sc]e|"
    r"visit|meet|run|help|support|go|\w+)\b"
    r"|\bshould (?:try|consider|aim|seek|endeavour)\b|\b(?:will|would|to|should|can|may) (?:try|consider|aim|seek|endeavour|explore) "
    r"|\b(?:consideration|thought) (?:will|should|may|is to) be given\b|\bit is hoped\b|\bhopes? to\b|\bmay wish\b|\b(?:be )?(?:encouraged|invited|welcomed?) "
    r"|\bwill be (?:considered|explored|looked into|offered the opportunity)\b|\b(?:desirable|ideally|recommended|suggested|advised)\b"
    r"|\bwould (?:benefit|be (?:helpful|useful|good))\b|\bif (?:he|she|they) (?:wish|want|choose)"
)
_LET = re.compile(
    r"\b(?:may|can|could|might|let|allow\w*|permit\w*|able to|whenever|free to|liberty|leave to|choose|wish|want to|if (?:he|she|they))\b"
)


def _promise(advice: str, plan: str) -> Iterator[Less]:
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
    r"\b(?:if|where|when|whenever|wherever|provided(?: that)?|subject to|depending (?:up)?on|dependent (?:up)?on|as long as|so long as|unless|should|as far as|"
    r"in so far as|to the extent)\b[^.;]{0,40}?\b(?:capacity|available|availability|possible|practicable|allows?|permits?|permitting|funds?|funding|funded|"
    r"caseloads?|needed|necessary|appropriate|staffing|staff are|resources?|budgets?|can be (?:found|released|spared|made)|is able|are able|deemed|felt|"
    r"convenient|feasible|timetable|arises?|there is (?:time|room)|rota|agrees?)\b"
    r"|\bon days when\b|\bonly (?:if|on)\b|\bif the \w+ is free\b|\bif (?:he|she|they) (?:is|are) (?:visibly|clearly)\b"
    r"|\bas (?:and when|required|needed|appropriate|necessary)\b|\bresources permitting\b|\b(?:capacity|time|staffing|weather) permitting\b"
)
_SAME_CONDITION = re.compile(
    r"\b(?:wherever|whenever|where|when|if) (?:we|they|you|he|she|it) can\b|\bwhere(?:ver)? possible\b"
)
_FAMILIES = ("condition", "promise", "rate", "dilution", "delegated", "funding", "changing")


def _condition(advice: str, plan: str, low: str, low_plan: str) -> Iterator[Less]:
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


# --- who gives it ------------------------------------------------------------------------------------------------------------

_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, re.compile(r"\b(?:psychologists?|therapists?|physios?|physiotherapists?|psychiatrists?|paediatricians?|consultants?|audiologists?|orthoptists?|"
        r"dietitians?|nurses?|teachers? of the deaf|qtvi|qtod|tod|social workers?|habilitation \w+|speechie|specialist teachers?|advisory teachers?|"
        r"(?:sensory integration|play|theraplay|autism|specialist) practitioners?|clinicians?|counsellors?|psychotherapists?|camhs)\b")),
    (3, re.compile(r"\b(?:teachers?|senco|sendco|head of year|tutors?|lecturers?|virtual school head|headteacher|deputy head|instructors?|"
        r"(?:communication|bsl|sign) support workers?|interpreters?|intervenors?|trainers?|elsas?|emotional literacy support assistants?|hltas?|higher level teaching assistants?|(?:learning|academic|behaviour)? ?mentors?)\b")),
    (2, re.compile(r"\b(?:teaching assistants?|tas?|lsas?|learning support assistants?|support assistants?|key (?:workers?|persons?|adults?)|"
        r"technicians?|support workers?|nursery nurses?|midday supervisors?|escorts?|passenger assistants?|befrienders?)\b")),
    (1, re.compile(r"\b(?:staff|adults?|practitioners?|members? of staff|someone|somebody|volunteers?|parents?|peers?|a person|school)\b")),
)  # fmt: skip
_SHORT_ROLES = (("ep", 4), ("slt", 4), ("salt", 4), ("ot", 4), ("pt", 4), ("dsn", 4), ("cpn", 4))


def _ranks(text: str, low: str) -> list[tuple[int, str]]:
    """Everybody named, with how specialised they are: 4 a profession, 3 a teacher or trained post, 2 an assistant, 1 anybody."""
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
    r"\b(?:(?:suitably |fully |appropriately )?qualified|registered|accredited|chartered|certified|licen[cs]ed|specialist|level \d|diploma|qualifications?|"
    r"(?:hcpc|bapt|ambda|apc|patoss)|expert(?:ise)?|trained|training in|experience (?:of|in|with)|experienced|knowledge of)\b"
)
_LOOSE = re.compile(
    r"\b(?:some (?:knowledge|experience|understanding|training)|experienced|familiar with|aware(?:ness)?|confident|interested|understanding of)\b"
)


def _giver(advice: str, plan: str, low: str, low_plan: str) -> Iterator[Less]:
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
    r"\b(?:trained|supervised|advised|guided|shown|overseen|monitored|(?:set|designed|written|planned|drawn up)(?: out)?) by (?:the |a |an )?(?:[\w-]+ ){0,4}?"
    r"(?:therapists?|psychologists?|specialists?|nurses?|physiotherapists?|teachers?|service|team|ep|slt|ot|therapy)\b"
)
_ANYBODY = re.compile(
    r"\b(?:general|volunteer|unqualified|any available|another) (?:teaching assistant|ta|assistant|adult|member of staff|readers?|staff)\b|\bvolunteers?\b"
)


def _same_top(known: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether both name the same profession: a therapist is qualified though the plan does not say so again."""
    return bool(known[0] & known[1])


_HELP_NAMES = re.compile(
    r"\b(?:physiotherapy|speech (?:and|&) language therapy|occupational therapy|psychology|individual (?:ot|slt|salt)|hydrotherapy|counselling)\b"
)
_TRAIN = re.compile(r"\btrain|\btaught (?:about|by the)\b|\bshown (?:how|by)\b|\bwhom the\b|\bspeciali[sz]|\bqualif")
_BY = re.compile(r"\b(?:by|with|from|who|teacher|adult|staff|worker|person)\b")


# --- given, or only advised --------------------------------------------------------------------------------------------------

_DIRECT = re.compile(
    r"\b(?:direct(?:ly)?|individual(?:ly)?|one[- ]to[- ]one|1:1|in person|personally|face to face|sessions?|work with|work individually|see (?:him|her|them|\w+) |"
    r"therapy|teach \w+|treat)\b"
)
_INDIRECT = re.compile(
    r"\b(?:advice|programme|program|leaflet|consultation|consult|suggestions|guidance|information|handout|booklet|pack|strategies|signpost\w*|drop[- ]in|"
    r"on request|be (?:available|contactable)|oversee|telephone|remotely|supply a|email|website|worksheet|list of (?:ideas|exercises|activities)|video of)\b"
)


_ADVISES = re.compile(
    r"\b(?:advise|guide|support|coach|show|train) (?:\w+ ){0,2}?(?:staff|adults|teachers|school|team|tas?)\b(?: on| how| to)"
)


def _only_advice(advice: str, plan: str) -> Iterator[Less]:
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


def _remote(advice: str, plan: str) -> Iterator[Less]:
    """What was to happen in person, or for the child alone, happens at a distance or is shared."""
    found = _REMOTE.search(plan)
    if (
        found
        and _IN_PERSON.search(advice)
        and not re.search(rf"\b{re.escape(found.group())}\b", re.sub(r"not shared", "", advice))
    ):
        yield Less("where", "in person or for the child alone; now at a distance or shared", None, found.group())


# --- until when --------------------------------------------------------------------------------------------------------------

_END = re.compile(
    r"\b(?:until|till|to|by|through to|up to)(?: the)?(?: end of)?(?: the)?(?: (?P<term>autumn|spring|summer)(?: term)?(?: of| in)?)?"
    r"(?: the)?(?: end of)? ?(?:year|y|yr) ?(?P<year>\d{1,2})\b"
)
_TERMS = {"autumn": 0, "spring": 1, "summer": 2}


def _ends(advice: str, plan: str) -> Iterator[Less]:
    """Help that is to end earlier than the report asks for, where both name a school year."""
    one, other = _END.search(advice), _END.search(plan)
    if one and other and _when(other) < _when(one):
        yield Less("until", "it ends earlier", one.group(), other.group())


def _when(match: re.Match[str]) -> int:
    return 3 * int(match["year"]) + _TERMS.get(match["term"] or "summer", 2)
