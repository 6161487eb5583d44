"""What stands where an outcome should: an outcome, a step, provision, a wish, a need, something for others, or paperwork.

The gate of docs/guideline.md 1 (Code of Practice 9.66: an outcome is a benefit or difference for the child, not a service).
Where a sentence mixes the two its main statement decides: the child's end state with support as a condition is an outcome,
support with a "so that" behind it is provision."""

from __future__ import annotations

from ehcp_lint.grammar.clauses import Clause, Doer, Mood, Reading
from ehcp_lint.grammar.outcome_words import pattern, whole
from ehcp_lint.grammar.verb_phrase import Act
from ehcp_lint.outcomes.judgement import OutcomeKind

BECAUSE = {
    OutcomeKind.OUTCOME: "It tells of a change or benefit for the child.",
    OutcomeKind.STEP: "It is labelled as a step or short-term target.",
    OutcomeKind.PROVISION: "It reads as provision: what is given or what adults do.",
    OutcomeKind.ASPIRATION: "It reads as a wish for the future; those belong in section A.",
    OutcomeKind.NEED: "It describes a need or difficulty, not what will change.",
    OutcomeKind.FOR_OTHERS: "It speaks of what other people will do or feel.",
    OutcomeKind.ADMIN: "It is about paperwork or reviews, not the child.",
}

_ADMIN = pattern(
    r"\W*(?:£ ?\d[\d,]*|(?:(?:partially|partly|fully|not|now) )?(?:met|achieved)(?=\W*(?:$|[.:;/,-]))|"
    r"carr(?:y|ied) (?:over|forward)|"
    r"(?:each|all|these|outcomes|the outcomes)(?: (?:of (?:these|them)|outcomes))? (?:is|are) (?:for|to be|dated|by|set)\b|"
    r"short[- ]term (?:steps|targets|outcomes) (?:are|is|will be) |there (?:is|are) (?:one|a) table|"
    r"(?:outcome|e) ?\d{1,2} (?:to follow|tbc|not|deleted|removed)|"
    r"n/?a|none|nil|tb[cad]|to follow|not applicable|as above|as per|"
    r"see (?:also )?(?:section|attached|appendix|above|below|separate|report|iep|pep)|"
    r"to be (?:reviewed|confirmed|discussed|agreed|completed|updated|added|advised)|"
    r"review(?:ed)? (?:annually|termly|date|every|at|in|by)|"
    r"(?:(?:the|this|these|his|her|their|all|[\w█]+'s) )?(?:ehcp?|plan|ehc plan|outcome|target|progress|section|iep)s? "
    r"(?:will|to|should|must|is|are|can) be (?:\w+ly )?"
    r"(?:reviewed|monitored|updated|amended|discussed|shared|evaluated|completed|agreed|set|ceased|finalised|issued)|"
    # "the psychologist's advice shall have been shared"
    r"(?:[\w█'-]+ ){0,4}?(?:recommendations|advice|reports?|profiles?|passports?|information|referrals?|risk assessments?) "
    r"(?:will|shall|should|must|to|is|are|has|have) (?:have )?(?:be|been )?(?:shared|updated|circulated|implemented|completed|"
    r"submitted|made|in place|on file))\b"
)
_POINTS_BACK = pattern(
    r"(?:(?:this|that|these|it|which|doing so) (?:\w+ )?(?:will|would|should|can|may) (?:\w+ )?"
    r"(?:help|enable|allow|support|mean|ensure|lead|give|make|let)|"
    r"(?:this|these|that) (?:is|are|shows?|demonstrates?|helps?|enables?|allows?|means?|includes?|may)|for example)\b"
)
_TO_CHILD = pattern(
    r" ?(?:that )?(?:█+(?!')|him|them|her(?= (?:to|with|in|at|for|by|on|as)\b)|"
    r"the (?:child|young person|pupil|student|learner)|"
    r"(?:his|her|their|█+'s) (?:progress|needs|behaviour|learning|development|attendance|well-?being|emotions|strengths)|"
    r"[a-z'-]+ (?:to|is|are|has|can|feels)\b|(?:access|opportunities|support)\b)"
)
_ATTENDING = pattern(
    r"attend|access|join|engage|participate|take|have|complete|continue|work|receive|visit|do|use|undertake|spend|follow|go|"
    r"start"
)
_THERE = pattern(r"there (?:will|is|are|should|must)\b")
# "Weekly visits from the portage worker to help with ...": what is given, and how often, with nobody doing anything.
_GIVEN = pattern(
    r"\W*(?:(?:an?|one|two|three|\d+) )?(?:daily|weekly|fortnightly|monthly|(?:half[- ])?termly|regular|(?:twice|"
    r"three times)[- ]"
    r"(?:a[- ]week|weekly|daily)) (?:(?!attendance|exercise)[\w:/'-]+ ){0,4}?(?:visits?|sessions?|support|input|therapy|"
    r"teaching|"
    r"tuition|lessons?|groups?|mentoring|counselling|programmes?|interventions?|phonics|coaching|monitoring|check[- ]ins?|"
    r"tutorials?)\b(?=,? (?:from|with|by|of|to|for|at|in|on|using)\b| *$| *[.;])"
)
_HEARD = pattern(
    r" ?(?:\w+ly |always )?(?:heard|listened to|taken (?:in)?to (?:account|consideration)|respected|acted (?:up)?on)\b(?! to)"
)
_RATE = (
    r"(?:daily|weekly|fortnightly|(?:once|twice|\w+ times|\w+ sessions?) (?:a|per|each|every) (?:day|week|fortnight)|"
    r"(?:each|every) (?:day|week))"
)
_OFTEN = pattern(rf"\b{_RATE}\b")
_WHO = r"with (?:(?:an?|the|his|her|their|my|key|trained|familiar|specialist) )*@adult@"
# "Messy play twice a week with an adult": what is done with the child, and how often.
_AT_A_RATE = pattern(
    rf"(?![^.;]*\b(?:peers?|children|friends?|pupils?)\b)[^.;]*?(?:\b{_RATE}\b[^.;]*?\b{_WHO}\b|\b{_WHO}\b[^.;]*?\b{_RATE}\b)"
    r"(?! (?:watching|nearby|close|present|\d))"
)
_EQUIPMENT = pattern(
    r" ?(?:in |on )?(?:an?|the|his|her|their|my) (?:[\w-]+ )?(?:standing frame|stander|splints?|gaiters?|afos?|orthoses|"
    r"orthotics|"
    r"sleep system|side lyer|tilt table|prone board|standing programme|exercises)\b[^.;]*?\bfor (?:at least )?[\w-]+ "
    r"(?:minutes?|mins?|hours?)\b"
)
_SERVED_BY = pattern(
    r" ?(?:in )?(?:with )?(?:(?:the|his|her|their|a|an) )?(?:camhs|cypmhs|social care|early help|youth offending|"
    r"(?:speech (?:and|&) language|occupational|music|art|play|drama) therap(?:y|ist)|physio(?:therapy|therapist)?|ot|slt|salt|"
    r"psycholog(?:y|ist)|counsell(?:or|ing)|social worker|youth worker|mental health \w+|outreach)"
    r"(?: (?:team|service|services|worker|sessions?|appointments?|input|support))*\W*$"
)
_PLACED_IN = pattern(
    r" ?(?:in|part of) (?:an? )(?:[\w-]+ )?(?:class|group|base|unit|setting|school|provision|placement)\b"
    r"| ?on (?:an? )(?:[\w-]+ ){0,2}?(?:timetable|waiting list|programme|pathway)\b"
)
_WITH_ADULT = pattern(
    r" ?(?:[a-z]+ly )?(?:[\w.]+ (?:minutes|mins|hours?|sessions?) (?:(?:a|per|each|every) \w+ )?)?"
    r"with (?:(?:an?|the|his|her|their|my) )?(?:(?!and\b|or\b)[\w-]+ ){0,3}?@adult@\b"
)
_PORTRAIT = pattern(
    r" ?(?:an? )(?:[\w,-]+ ){0,6}?(?:boy|girl|child|young (?:man|woman|person|lady|adult)|pupil|student|learner|teenager)\b"
)
_DONE_TO_THINGS = frozenset("send book provide keep give arrange make put order print set share complete deliver be".split())
_BY_ADULTS = pattern(r"\bby (?:(?:the|his|her|their|my|class|ward|senior|key) )*(?:school|nursery|college|@adult@)\b")
_DONE = pattern(r" ?(?:\w+ly )?[a-z-]+(?:ed|en|wn|ught|pt|ld|ne|de|nt|ut|id)\b")  # "will be shared by staff"
_GOING = pattern(r"(?:going|attending|visiting|doing|having|joining|accessing)\b")
# "Three sessions of learning a week": the child's own schooling, taken part in, and no intervention.
_OWN_LEARNING = pattern(
    r"\b(?:sessions?|hours?|mornings?|afternoons?|blocks?|periods?) (?:of|in) (?:(?:his|her|their|a|the) )?"
    r"(?:learning|lessons?|school(?:work)?|class(?:room)?|classes|study|college|education)\b(?! support)"
    r"|\b(?:learning|lesson|school|class|study|college) sessions?\b"
)
_NEAR = pattern(r"(?:[\w:-]+ ?){1,8}")
_TAKING_PART = frozenset("participate engage do have complete practise follow".split())
# "Use his zones cards to say how he feels": the child's own doing, and to what end.
_TO_AN_END = pattern(
    r"\b(?:to (?!the\b|his\b|her\b|a\b)[a-z]+|when|before|after|without|independently|on (?:his|her|their) own|if)\b"
)
_VISITS = pattern(
    r"\W*(?:visits?|sessions?|meetings?|lessons?|trips?|groups?|input|teaching|tuition|support|therapy) (?:to|with|from|"
    r"in|at|by|"
    r"for|of|on)\b[^.;]*?\b(?:(?:each|every|a|per) (?:day|week|fortnight|month|term)|daily|weekly|fortnightly|monthly|termly)\b"
)


def gate(reading: Reading, clause: Clause) -> OutcomeKind | None:
    """What one sentence is; None where it holds no statement that can be told."""
    low, phrase = reading.low, clause.phrase
    if _ADMIN.match(low, *clause.core):
        return OutcomeKind.ADMIN
    if clause.label in ("provision", "need", "aspiration"):
        return OutcomeKind(clause.label)
    given = _GIVEN.match(low, *clause.core) or _VISITS.match(low, *clause.core)
    if _THERE.match(low, *clause.core) or (clause.doer is not Doer.CHILD and given):
        return OutcomeKind.PROVISION
    points_back = _POINTS_BACK.match(low, *clause.core) and not (clause.doer is Doer.CHILD and clause.mood is Mood.WILL)
    if clause.label == "measure" or points_back:
        return None
    if clause.mood is Mood.NEED:
        return OutcomeKind.NEED
    if clause.doer is Doer.ADULTS:
        return OutcomeKind.FOR_OTHERS if phrase.act in (Act.INNER, Act.STATE) else OutcomeKind.PROVISION
    if clause.doer is Doer.SERVICE or phrase.act is Act.SERVICE:
        return OutcomeKind.PROVISION
    to_things = phrase.lemma in _DONE_TO_THINGS and (phrase.lemma != "be" or _DONE.match(low, *phrase.object))
    if to_things and clause.doer is not Doer.CHILD and _BY_ADULTS.search(low, *clause.core):
        return OutcomeKind.PROVISION
    if clause.doer is Doer.OTHERS:
        return OutcomeKind.FOR_OTHERS
    if clause.mood is Mood.WANT:
        return OutcomeKind.ASPIRATION
    if phrase.act is Act.NONE:
        return None
    if clause.mood is Mood.LIST and clause.doer is Doer.NOBODY:
        adults_act = phrase.adult and _TO_CHILD.match(low, phrase.object[0], clause.core[1])
        if adults_act or _activity(reading, clause):
            return OutcomeKind.PROVISION
    rest = phrase.object[0], clause.core[1]  # what is said after the verb, without purpose and cause
    if phrase.lemma in ("work", "spend") and _WITH_ADULT.match(low, *rest):
        return OutcomeKind.PROVISION
    if phrase.lemma in ("engage", "work", "meet", "see", "attend") and _SERVED_BY.match(low, *rest):
        return OutcomeKind.PROVISION
    if phrase.lemma == "practise" and _OFTEN.search(low, *rest):
        return OutcomeKind.PROVISION
    if phrase.lemma in _TAKING_PART and _AT_A_RATE.match(low, *rest):
        return OutcomeKind.PROVISION
    if phrase.lemma in ("use", "wear", "be", "stand", "do", "complete") and _EQUIPMENT.match(low, *rest):
        return OutcomeKind.PROVISION
    if phrase.lemma == "be" and _HEARD.match(low, *rest):
        return OutcomeKind.FOR_OTHERS
    if phrase.lemma == "be" and _PLACED_IN.match(low, *phrase.object):
        return OutcomeKind.PROVISION
    if clause.mood is Mood.IS and phrase.lemma == "be" and _PORTRAIT.match(low, *phrase.object):
        return OutcomeKind.NEED
    own_use = phrase.lemma == "use" and _TO_AN_END.search(low, phrase.object[0], clause.span[1])
    if _ATTENDING.fullmatch(phrase.lemma) and not own_use and _intervention(low, *phrase.object):
        return OutcomeKind.PROVISION
    return OutcomeKind.STEP if clause.label == "step" else OutcomeKind.OUTCOME


def _activity(reading: Reading, clause: Clause) -> bool:
    """Whether a few words name only something to go to or do ("going swimming"), with no one, no end and no measure."""
    few = len(reading.low[clause.core[0] : clause.core[1]].split()) <= 4
    return few and not reading.times and bool(_GOING.match(reading.low, *clause.core))


def _intervention(low: str, start: int, end: int) -> bool:
    """Whether the first thing named after "attend", "access" or "work with" is an intervention."""
    near = _NEAR.match(low, start, end)
    if near is None:
        return False
    own = _OWN_LEARNING.search(low, start, near.end())
    named = list(whole("intervention").finditer(low, start, near.end()))
    return any(not own or not own.start() <= found.start() < own.end() for found in named)
