"""Who gives the help: roles, services and expertise, apart from those who are only advised, trained or told.

Guideline: "who" is a role, a profession or named expertise that delivers; "staff", "adults" or "the school" is nobody yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ehcp_lint.grammar.text import Text, WordList
from ehcp_lint.patterns import Pattern
from ehcp_lint.resources import table


class Part(StrEnum):
    """What a person does with the help. UNCLEAR: somebody is meant ("staff"), nobody is named."""

    GIVES = "gives"
    DESIGNS = "designs"
    ADVISES = "advises"
    RECEIVES = "receives"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of somebody, and where it stands in the folded text. `kind` is that of data/roles.csv, or "expertise"."""

    part: Part
    kind: str
    start: int
    end: int


def find_people(text: Text) -> tuple[Person, ...]:
    """Everybody a text mentions, in order of place."""
    found = [
        Person(_part(text.low, kind, a, b), kind, a, b) for kind, a, b in _mentions(text) if not _only_looks(text.low, a, b)
    ]
    found += [
        Person(Part.GIVES, "expertise", *m.span()) for m in _EXPERT.finditer(text.low) if not _UNTRAINED.search(m.group())
    ]
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def who_gives(people: tuple[Person, ...], low: str) -> tuple[Person, ...]:
    """Those who deliver; a designer counts only where nobody unnamed is said to deliver."""
    gives = tuple(p for p in people if p.part is Part.GIVES)
    if gives or _BY_UNNAMED.search(low):
        return gives
    return tuple(p for p in people if p.part is Part.DESIGNS)


def find_expertise(low: str) -> tuple[tuple[int, int], ...]:
    """Where training, a qualification or experience is named: "qualified", "trained in Makaton", "HCPC registered"."""
    return tuple(m.span() for m in _EXPERTISE.finditer(low) if not _UNTRAINED.search(m.group()))


# --- mentions ----------------------------------------------------------------------------------------------------------------


_LED = ("led", "delivered", "directed", "supported", "run")


@cache
def _roles() -> tuple[WordList[str], WordList[str]]:
    """The people of data/roles.csv: those in small letters, and the short forms that need their capitals."""
    words: dict[str, str] = {}
    short: dict[str, str] = {}
    for row in table("roles.csv", ("role", "kind")):
        for form, kind in _forms(row):
            (words if form == form.lower() else short)[form] = kind
    return WordList(words, suffixes=_LED), WordList(short, suffixes=_LED)


@cache
def _short_small() -> WordList[str]:
    forms = {form: kind for row in table("roles.csv", ("role", "kind")) for form, kind in _forms(row) if form != form.lower()}
    return WordList({form.lower(): kind for form, kind in forms.items() if form.lower() not in _WORDS_TOO}, suffixes=_LED)


_WORDS_TOO = frozenset(("it", "its", "pas", "ed", "eds", "cans", "can", "st", "sa", "ha", "la", "las", "hi", "dos", "do"))


def _forms(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((form, row["kind"]) for form in (row["role"], _plural(row["role"])))


def _plural(role: str) -> str:
    first, of, rest = role.partition(" of ")
    return f"{first}s{of}{rest}" if not first.endswith("y") else f"{first[:-1]}ies{of}{rest}"


def _mentions(text: Text) -> Iterator[tuple[str, int, int]]:
    words, short = _roles()
    yield from words.find(text.low, text.tokens)
    if text.same == text.low:  # written without capitals: then short forms have none either
        yield from _short_small().find(text.low, text.tokens)
    else:
        yield from short.find(text.same, [(text.same[a:b], a, b) for _, a, b in text.tokens])


# A reader of exams, not a child who reads; a teacher, not the teacher's training.
_EXAM = Pattern(
    r"scribe|exam|test|assess|access arr|prompter|amanuensis|(?:need|use of|provided?|have|access to|given|"
    r"with) (?:with )?a reader"
)
_OTHER_READER = Pattern(r"\b(?:screen|reluctant|confident|fluent|able|early|weak|good|struggling|keen|competent) $")
_PART_OF_NAME = Pattern(r" (?:training course|pens?\b|software|centred)")


def _only_looks(low: str, start: int, end: int) -> bool:
    word = low[start:end]
    if word == "scribe" and low[:start].endswith("to "):
        return True
    if word in ("reader", "readers") and (not _EXAM.search(low) or _OTHER_READER.search(low, max(0, start - 14), start)):
        return True
    return bool(_PART_OF_NAME.match(low, end))


# --- what they do ------------------------------------------------------------------------------------------------------------

_LEAD = Pattern(
    r"(?P<word>(?<![\w-])(?:for|to|by|from|with|of|via|through|between|and|or|using|,|/|is|as|per|at|in|who|the use of))?[ ]?"
    r"(?:(?!(?:for|to|by|from|with|of|via|through|between|using|is|as|per|in)\b)[\w'-]++[ ]){0,5}+$"
)
_LEAD_BLANKS = 8  # two in "the use of", one after it, and five words
_SERVICE_ACTS = Pattern(r"s?(?: \([\w ]+\))? (?:will|to|visits?|provides?|delivers?|offers?|reviews?|who)\b")
_SERVICE_WORK = Pattern(
    r"(?: |-)(?:and (?:ot|salt|slt|ep|camhs) )?(?:therapy|input|programmes?|support|sessions?|assessments?|interventions?|"
    r"targets?|advice|service|groups?|work|exercises?|equipment|report|"
    r"plans?|strateg\w+|recommend\w+|involvement|provision|activities|resources|referral|guidance|needs|care plan|"
    r"consultation|reviews?)\b"
)
_WITH_TRAINING = Pattern(
    r" (?:with|who (?:has|is)|holding|trained|qualified)\b[^.;:,]{0,40}\b(?:training|trained|qualif\w+|experience|registered|"
    r"accredit\w+|certificate|diploma|level \d)\b(?! (?:for|to|of)\b)"
)
_GIVEN_TO = Pattern(
    r"\b(?:training|trained|advice|advise|guidance|briefings?|workshops?|information|drop[ -]in|consultation|coaching|"
    r"modelling|inset|support|resources|strategies|feedback|"
    r"provided|given|offered|available|referral|referred|liaison|liaise|report|reports|explained|shared|circulated|"
    r"upskilling|sessions?|input|passport|copies|copy)\b"
)
_ACCESS = Pattern(r"\b(?:access|reports|exposure|accesses|check[ -]?ins?) to (?:[\w'-]+ ){0,4}$")
_RECEIVES = Pattern(
    r"(?:s|\(s\))?(?: (?:working|who work|supporting|teaching|involved|in|at|across) (?:[\w'\[\]-]+ ){0,5})? ?(?:to|will|"
    r"should|must|need to|needs to|are to|is to|have to)? ?(?:all )?"
    r"\b(?:receive|be trained|have training|have (?:\w+ )?training|attend|undertake|be given|be provided with|be briefed|"
    r"be offered|undergo|training|be made aware|be aware|understand|know about|be supported|access training)\b"
)
_ADVISED = Pattern(
    r"\b(?:recommended|advised|suggested|requested|directed|identified|specified|agreed|determined|decided|chosen|as per|"
    r"in line with|in accordance with|according to|following|based on|informed by|under)"
    r"(?: the| any| all)?(?: (?:advice|recommendations?|guidance|assessments?|reports?|specifications?|programmes?|"
    r"targets?))*(?: (?:of|from|by|set by|given by|made by|with))? (?:the |a |an |his |her |their |school'?s? |qualified |"
    r"named |specialist |relevant )*$"
)
_ADVISES_NEXT = Pattern(r"(?: has| have| also)* (?:recommend(?:s|ed)?|advis(?:es|ed)|suggest(?:s|ed)?)\b")
# "As the headteacher sees fit": who decides, and not who helps.
_DECIDES = Pattern(r" (?:sees?|thinks?|considers?|judges?|decides?|feels?|deems?|determines?)\b")
_AS_BEFORE = Pattern(r"\b(?:as|where|if|when|whenever|whatever|however|unless) (?:the |his |her |their |each )?$")
_DESIGNED = Pattern(
    r"\b(?:devised|designed|written|set|set up|planned|overseen|drawn up|created|prepared|monitored|developed|reviewed|"
    r"evaluated|updated|modelled|directed|supervised|agreed|assessed)(?: and \w+)? by (?:the |a |an |his |her |their |"
    r"school |qualified |named |specialist |relevant )*$"
)
_MET = Pattern(r"\bmeet(?:ing|s)? (?:[\w-]+ ){0,3}(?:and |or )$")  # "to meet other deaf children and adults"
_CELL_BEFORE = Pattern(r"\|\W*(?:(?:paediatric|children's|community|school|nhs|specialist|highly) )*$")
_CELL_AFTER = Pattern(r"s? *(?:\||$|\(|/|,)")
_MET_BY_CHILD = Pattern(
    r"\b(?:facing|near|beside|next to|close to|nearest|opposite|towards|in front of|behind|sight of|proximity to|ask|tell|"
    r"show|approach|inform|alert|signal to|"
    r"listen to|look at|attend to|trust|hand (?:it )?to|relationships? with|attention of|liaise with|"
    r"liaison with|availability of|choice of) (?:the |a |an |his |her |their |class |subject )*$"
)
_BY_UNNAMED = Pattern(
    r"\b(?:delivered|carried out|implemented|provided|led|run|given|undertaken|supported|followed|facilitated|"
    r"practised)(?: daily| weekly| in \w+)? by (?:[\w-]+ ){0,3}?(?:staff|adults?|the school|school|setting|the team|"
    r"someone|professionals?|nursery|college)\b"
)


def _part(low: str, kind: str, start: int, end: int) -> Part:
    before = low[max(0, start - 90) : start]
    if _RECEIVES.match(low, end):
        return Part.RECEIVES
    if kind in ("person", "family"):
        return Part.RECEIVES if _MET.search(before) else Part.UNCLEAR
    if _DECIDES.match(low, end) and _AS_BEFORE.search(before):
        return Part.ADVISES
    if _ADVISED.search(before) or _ADVISES_NEXT.match(low, end):
        return Part.ADVISES
    if _MET_BY_CHILD.search(before):
        return Part.RECEIVES
    if _DESIGNED.search(before):
        return Part.DESIGNS
    lead = _LEAD.search(before, _last_blanks(before))
    word = (lead["word"] or "") if lead else ""
    if word in ("to", "for") and not _ACCESS.search(before) and _GIVEN_TO.search(before):
        return Part.RECEIVES
    if kind == "service" and _CELL_BEFORE.search(before) and _CELL_AFTER.match(low, end):
        return Part.GIVES  # "| paediatric OT (trained) |": alone in its cell
    if kind == "service":
        return Part.GIVES if _service_gives(low, end, word) else Part.UNCLEAR
    return Part.GIVES


def _last_blanks(before: str) -> int:
    """Where the last words of a text begin: as many as `_LEAD` may span."""
    at = len(before)
    for _ in range(_LEAD_BLANKS + 1):
        at = before.rfind(" ", 0, at)
        if at < 0:
            return 0
    return at


def _service_gives(low: str, end: int, lead: str) -> bool:
    """A service is who gives the help where it acts ("by OT", "CAMHS will"); "OT input" names the help, not the giver."""
    if _WITH_TRAINING.match(low, end):
        return True  # "paediatric OT with sensory integration training": a therapist, not the therapy
    work = _SERVICE_WORK.match(low, end)
    if lead in ("by", "from", "via"):
        return not work or work.group().strip() in ("service", "support")
    return not work and (lead in ("with", "between") or bool(_SERVICE_ACTS.match(low, end)))


# --- expertise ---------------------------------------------------------------------------------------------------------------

_SOMEBODY = (
    r"(?:adults?|staff|members? of staff|staff members?|someone|person|people|practitioners?|professionals?|"
    r"individuals?|workers?|specialists?|assistants?|team|carers?)"
)
_EXPERT = Pattern(
    rf"\b{_SOMEBODY}(?: (?:who|in|at|within|the|school|setting|is|are|has|have|been|already|fully|specifically|specially|"
    rf"both|all|1:1))*,? \(?"
    r"(?:(?:trained|qualified|experienced|skilled|accredited|certificated|fluent|proficient|competent) (?:in|to use|"
    r"to deliver|at|as|with)|"
    r"(?:with|has|have|holding|who has|having) (?:(?!no\b)[\w-]+ ){0,4}?(?:experience|training|qualifications?|expertise|"
    r"knowledge|understanding|skills?) (?:in|of|with|for)) \w+"
    rf"|\b[\w:&]+[- ]trained {_SOMEBODY}"
)
_UNTRAINED = Pattern(
    r"\b(?:appropriately|suitably|well|fully|highly|specially|newly|properly|adequately|the|a|by|from|be|are|been|and|or|"
    r"of|with|necessary|relevant|not|to|all|other|more|other|extra|additional)[- ](?:trained|qualified)\b(?! (?:in|to|"
    r"as)\b)"
)
_EXPERTISE = Pattern(
    r"\b(?:fully |appropriately |suitably |specifically |specially |highly )?(?:trained|qualified|experienced|skilled|"
    r"accredited|registered|certificated)"
    r"(?: (?:in|to|as|with) (?:(?:the )?[\w' -]{2,30}?(?= and |,|\.|;|\)|$| who| for| at| daily| weekly| on| will|\n)|"
    r"(?:the|a|an|his|her|their|our) [\w'-]+(?: [\w'-]+)?|\w+))?"
    r"|\b(?:hcpc|bps|rcslt|rcot)(?:[ -]registered)?\b|\blevel \d(?: qualified| qualification)?|"
    r"\bwith (?:(?!no\b)[\w-]+ ){0,4}(?:experience|training|qualifications?|expertise)(?: (?:in|of|"
    r"with) [\w -]{2,40}?(?=,|\.|;|\)|$| and ))?"
    r"|\b[\w:&]+-trained\b|\bunder the (?:direction|supervision|guidance) of\b|\bpost[- ]?graduate\b|"
    r"\bmandatory qualification\b"
)
