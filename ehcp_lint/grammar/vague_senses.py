"""When wording that reads like vague provision speaks of something else: of nothing at all, of the child, of exams, of a name.

"No ongoing follow up" promises nothing; "words that she forgets for a few days" describes her; "extra time" in an exam is a
right of its own; "training in trauma-informed practice" names what is learnt. Each is a sense that the words around show."""

from __future__ import annotations

from ehcp_lint.patterns import Pattern

# Wording that the senses below may take away; the others (as required, to be agreed) leave provision open wherever they stand.
_OF_AMOUNT = frozenset(("rate", "degree", "promise", "number", "named"))

_NONE_OF_IT = Pattern(r"\b(?:no|not|nor|without|never|none)(?: [\w-]+)?(?: (?:is|are|was|were))?,? $")
_NIL_BEFORE = Pattern(r"\b(?:none|nothing|no \w+|not) (?:\w+ )?(?:assessed|identified|seen|thought|considered|found|judged) $")
_AS_MANY = Pattern(r"\bas (?:many|much|often|long|few)(?: [\w-]+){0,3} $")
_OF_THE_CHILD = Pattern(
    r"\b(?:as|because|since|although|though|when|whenever|which|that) (?:he|she|they|it|██+) [^.;:]*$"
    r"|\b(?:he|she|they|██+) (?:often |sometimes )?(?:forgets?|tires?|sleeps?|wakes?|worr(?:y|ies)|finds?|needs? longer|"
    r"was|were|has been|had) [^.;:]*$"
)
_EXAM_BEFORE = Pattern(
    r"\b(?:exams?|examinations?|tests?|assessments?|access arrangements|sats|gcses?|reader|scribe|rest breaks)\b[^.;]*$"
)
_EXAM_AFTER = Pattern(
    r"[^.;]{0,60}\b(?:exams?|examinations?|tests|sats|gcses?|reader|scribe|rest breaks|word processor|access arrangements)\b"
    r"|(?: of)? ?\(?\d+ ?%"
)
_TOPIC_BEFORE = Pattern(
    r"\b(?:train(?:ed|ing)|qualified|qualifications?|experienced?|courses?|sessions?|workshops?|skilled|knowledge|"
    r"understanding|"
    r"awareness|specialis\w+) (?:in|on|about|of|with|for)(?: (?:the|both|using|delivering))?(?: [\w-]+,?){0,3}?(?: and)? $"
)
_RISING = Pattern(
    r"\b(?:go(?:es|ing)?|ris(?:es?|ing)|build(?:s|ing)?|increas(?:es?|ing|ed)|work(?:s|ing)?|grow(?:s|ing)?|mov(?:es?|ing)) $"
)
_EACH_AT_MOST = Pattern(r"\b(?:sessions?|visits?|lessons?|slots?|blocks?|turns?|each|parts?) (?:lasting |of )$")
_SUCCESSOR = Pattern(r" (?:is|are|has|takes?|follows|replaces|covers|holds|does|becomes|then|comes|works)\b")


_FORBIDDEN = Pattern(r" (?:is|are|will|must|should|may|can) not\b")

# "Advice on whether an app would help": what is asked, and no hedge on the advice.
_WEIGHED = Pattern(
    r"\b(?:advice|advises?|assess(?:es|ment)?|decides?|finds? out|tests?|checks?|tries out|trials?|reviews?|reports?|shows?|"
    r"see|sees|agree|agrees|report) (?:on |of |about )?(?:whether|if|which|what|how) [^.;:]{0,60}$"
)

# "available in 10 working days", "on request and at four set times": the words after say when.
_WHEN_SAID = Pattern(
    r" at (?:any|all) times?\b| (?:every|each|all) (?:lesson|day|session|break|week)\b"
    r"| (?:in|on|at|across|during|throughout|for) (?:all|every|each|both)\b"
    r"| (?:(?:with)?in (?:\d+|one|two|three|four|five|six|seven|ten) (?:working |school )?(?:days?|weeks?|hours?)\b"
    r"|and (?:at|for|on) (?:least )?(?:\d+|one|two|three|four|five|six) )"
)


# "Noise is to be reduced": less of that is the help itself.
_NOISE = Pattern(
    r"\b(?:noise|glare|clutter|distractions?|echo|reverberation|demands?|pressure|traffic|stress|waiting)\b[^.;]*$"
)
# "A Band 6 physiotherapist": the grade of a post in the health service, and no money.
_HEALTH_POST = Pattern(
    r"\b(?:physio\w*|therap\w+|ot|salt|slt|nurs\w+|psychologist\w*|dietit\w+|dietic\w+|clinicians?|specialist|practitioners?)\b"
)


# "replaced as needed (usually every eight weeks)"
_HOW_OFTEN_BESIDE = Pattern(
    r"[ ,]*\((?:[a-z]+ ){0,3}?(?:every|each|once|twice|weekly|fortnightly|monthly|termly|daily|\d+|two|three|four|six)\b"
)


def speaks_of_other(low: str, family: str, words: str, start: int, end: int) -> bool:
    """Whether wording of this family at `start` to `end` leaves no provision open in this place."""
    before = low[max(0, start - 90) : start]
    if family == "condition" and _HOW_OFTEN_BESIDE.match(low, end):
        return True
    if words in ("as needed", "as required", "as necessary"):
        return bool(_NIL_BEFORE.search(before) or _AS_MANY.search(before))
    if words in ("available", "on request") and _WHEN_SAID.match(low, end):
        return True
    if words in ("or whoever", "or whatever"):
        return bool(_SUCCESSOR.match(low, end))
    if family == "funding" and words.startswith("band") and not words.endswith("funding"):
        return bool(_HEALTH_POST.search(low[max(0, start - 45) : end + 45]))
    if family == "changing" and words == "to be reduced":
        return bool(_NOISE.search(before))
    if family == "tailored":
        return bool(_TOPIC_BEFORE.search(before))
    if family == "tentative":
        return bool(_WEIGHED.search(before))
    if family not in _OF_AMOUNT:
        return False
    if words == "up to":
        return bool(_RISING.search(before) or _EACH_AT_MOST.search(before))
    if words == "extra time":
        return bool(_EXAM_AFTER.match(low, end) or _EXAM_BEFORE.search(before))
    if words in ("part-time timetable", "part time timetable") and _FORBIDDEN.match(low, end):
        return True
    if words in ("increased", "reduced") and low.startswith(" from ", end):
        return True
    if family in ("rate", "promise") and _NONE_OF_IT.search(before[-30:]):
        return True
    return family in ("rate", "degree") and bool(_OF_THE_CHILD.search(before))
