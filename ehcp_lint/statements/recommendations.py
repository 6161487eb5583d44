"""Which statements of a report are recommendations: help that somebody is to give, not facts, results, or advice for home.

Reports recommend in lists, tables and running prose ("would benefit from", "requires", "I'd like him to have"). In a part
that its
heading opens for advice, every statement counts unless it only tells a fact; elsewhere it must ask for something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ehcp_lint.grammar.help import find_help
from ehcp_lint.grammar.quantity import find_quantities
from ehcp_lint.grammar.text import fold
from ehcp_lint.language import mask, plain
from ehcp_lint.plan import Plan
from ehcp_lint.statements.lines import Line, Where, lines_of

Pattern = re.Pattern[str]


def _any(*words: str) -> Pattern:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


# Asks for help in any part of a report.
_RECOMMENDS = _any(
    r"recommend(?:s|ed|ation is)?",
    r"(?:I|we|would|strongly) (?:also |therefore |strongly |would )*(?:advise|suggest|propose|request|urge)",
    r"(?:is|are|be) (?:\w+ )?(?:advised|suggested|proposed|requested)",
    r"(?:should|must|ought(?: not)? to|shall)",
    r"(?:is|are|has|have) to (?!date)\w+",
    r"(?:in|it is|is|have|has|there is) need of",
    r"(?:would|will|could|might) (?:also |greatly |really |particularly |likely )*(?:benefit|be helped|do well|profit)",
    r"(?:will|would|does|do|to) (?:also |still |continue to )*(?:need|require)",
    r"(?:needs?|requires?|require) (?:to (?:be|have|get|see|use|work|receive|attend|access)|an?|the|one|two|three|"
    r"access|support|"
    r"help|regular|daily|weekly|direct|specialist|\d+|individual|adult|small|continued|ongoing|someone|somebody|his|her|their)",
    r"(?:is|are|be|remains?|seems?) (?:absolutely |very |really |also |all )?(?:essential|necessary|needed|required|"
    r"important|crucial|vital|imperative)",
    r"(?:I|we)(?:'d| would) (?:really |also |very much |dearly )*(?:like|love|want|have|expect|prefer|hope|say|put|look|"
    r"see|ask|wish)",
    r"(?:I|we) want",
    r"(?:can|could) (?:we|he|she|they|you|someone|somebody|staff|school)",
    r"let's|let (?:him|her|them)",
    r"please",
    r"it is (?:my|our) (?:view|opinion|advice|recommendation)",
    r"(?:it is|(?:my|our)(?: \w+)? (?:request|wish|advice|suggestion|recommendation)) (?:\w+ )?(?:asked|that)",
    r"(?:greatest|great|utmost|particular|some) (?:importance|value|help|benefit) (?:that|if|for|to|in)",
    r"that (?:[\w'’-]+ ){1,5}be (?:\w+ly )?\w+(?:ed|en|ught|t|n|e)",
    r"what (?:\w+ ){1,3}(?:needs|require)s?",
    r"to be (?:provided|given|offered|delivered|supplied|available|made|taught|seen|supported|reviewed|trained|allowed|seated)",
)
# A weaker sign, enough in a part for advice or in a list.
_ASKS = _any(
    r"will|'ll|shall|needs?|requires?|needed|required|to (?:be|have|receive|get|use|come|go|see|visit|provide|deliver|run|work|"
    r"support|teach|train|review|attend|continue|keep|give|make|help|ensure|meet|join|do|complete|carry|take|offer|set|sit|lead)",
    r"i'd|we'd|nobody's|nobody|never|always|don't|do not|avoid",
)
_IMPERATIVE = re.compile(
    r"^(?:and |also |then |finally |next |please |always |never |do not |don't |do )*(?:provide|use|give|offer|allow|"
    r"ensure|make|keep|"
    r"teach|set|let|get|put|pop|arrange|consider|continue|create|develop|encourage|establish|have|help|implement|include|increase|introduce|"
    r"limit|maintain|minimi[sz]e|model|monitor|pair|plan|pre-?teach|prepare|present|reduce|reinforce|repeat|review|run|seat|sit|"
    r"support|train|work|break|check|adapt|avoid|build|chunk|praise|simplify|speak|supply|fund|build|name|appoint|assign|add|adopt|ask|"
    r"bring|deliver|explain|explore|find|follow|hold|link|meet|move|place|practi[sc]e|record|refer|replace|send|share|show|start|"
    r"stop|swap|take|tell|try|write)\b",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:he|she|they|it|i|we|his|her|their|my|our|the (?:child|pupil|student|young person|family|class|school|report|"
    r"test|assessment|parents|mother|father)|mum|dad|mother|father|parents|school|staff|teachers?|there)"
)
_NAME = (
    r"(?-i:(?!(?:An?|The|Some|No|Any|Each|Every|All|One|Two|Three)\b)[A-Z][\w-]+(?:'s(?: \w+){0,3})?"
    r"(?: [A-Z][\w-]+| Year \d+ \w+)?)"
)
_STATE = (
    r"(?:was|were|had|has|have|is|are|isn't|wasn't|can|cannot|can't|could|did|didn't|does|doesn't|do|don't|likes?|enjoys?|loves?|lives?|"
    r"hates?|prefers?|wants?|finds?|feels?|says?|said|told|thinks?|thought|knows?|knew|made|came|went|goes|gets?|got|took|takes?|uses?|"
    r"used|wears?|wore|attends?|walks?|sleeps?|eats?|reads?|writes?|speaks?|understands?|scored|presents?|remains?|began|grew|gave|saw|met|"
    r"left|lost|won|ran|wrote|spoke|slept|ate|felt|found|kept|brought|showed|shows?|receives?|currently \w+|also \w+ed|"
    r"\w{3,}ed)"
)
_FACT = re.compile(
    rf"^(?:{_NAME}|he|she|they)'s (?:now |still |also )?\w+ing\b|^(?:[^.;:]{{0,40}}?[,:] |[\w ]{{2,20}}\. "
    rf")?(?:{_SUBJECT}(?: (?!will|should|must|needs?|requires?|to )\w[\w'’-]*){{0,4}}?|{_NAME}) (?:already |now |still |"
    rf"also |often |usually |"
    rf"never |currently |really |just |clearly |only |not |n't )*{_STATE}\b",
    re.IGNORECASE,
)
_PAST = _any(
    r"scored",
    r"centile",
    r"percentile",
    r"standard score",
    r"currently",
    r"at present",
    r"to date",
    r"last (?:year|term|month|week)",
    r"was (?:seen|born|assessed|referred|diagnosed|discharged|observed)",
    r"has been (?:seen|known|diagnosed|discharged|referred|under)",
    r"years? ago",
    r"(?:back|away) from \w+",
    r"\d+ (?:in|on) (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)",
    r"in the past",
    r"previously",
    r"baseline",
)
_PARENT = r"(?:mum|mummy|dad|mother|father|parents?|carers?|family|grandma|grandmother|nan|guardians?|mrs?|miss|ms)"
_HOME = re.compile(
    rf"^(?:[•\W]*)(?:(?:the|his|her|their|\w+'s?) )?{_PARENT}(?: [\w-]+)*,? (?:"
    r"may|might|could|can|should|will|would|is|are|to|you|keep|please|try|do|has|have|need|needs)\b"
    rf"|\bat home\b|\bparents? (?:at home|could|may|might|can) \b|^(?-i:[A-Z][a-z]+(?<!ly)), (?:keep|you|please|try|do|"
    rf"carry|don't|well|just|maybe)\b"
    rf"|\b(?:advised|encourage|ask|would like|suggested|reminded|asked) (?:the |his |her |their )?{_PARENT}\b"
    r"|\b(?:at bedtime|before bed|bedtime|screens? off|his bedroom|her bedroom|the bedroom|their bedroom)\b",
    re.IGNORECASE,
)
_AT_SCHOOL = _any(
    r"school",
    r"college",
    r"nursery",
    r"class(?:room)?",
    r"lessons?",
    r"come in",
    r"setting",
    r"worker",
    r"service",
    r"therapist",
    r"respite",
    r"short breaks?",
    r"direct payments?",
    r"carer's assessment",
    r"support worker",
    r"tutor",
    r"teacher",
    r"practitioner",
    r"nurse",
    r"team",
    r"hours?",
    r"provided",
    r"funded",
    r"personal assistant",
)
_ADMIN = re.compile(
    r"^here(?:'s| is| are)\b|\b(?:yours (?:sincerely|faithfully)|thank you|thanks for|happy to (?:discuss|talk|be "
    r"contacted)|do not hesitate|don't hesitate|"
    r"contact (?:me|us|the office)|enclosed|copy to|copied to|cc\b|^signed|hcpc (?:number|no)|registration number|"
    r"(?:be |is |are )?recorded in section|should the amounts|amounts above|decided at a review|hcpc|health and care "
    r"professions council|"
    r"report (?:was|is|has|should be read|may not|must not)|this (?:report|advice|letter)|read in conjunction|confidential|"
    r"kind regards|best wishes|date of (?:report|birth)|telephone:|email:|dear \w+|re:|"
    r"following (?:recommendations?|provision|advice|support|are|is|would)|as follows|set out below|listed below)\b",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"^(?:name|child|pupil|student|date|dob|d\.o\.b|address|school|author|written by|completed by|report (?:by|date)|"
    r"year group|class|nhs|upn|ref|"
    r"reference|setting|phone|tel|to|from|re|subject|role|service|team|languages?|school year|seen|tests?|sources|"
    r"advice asked|no\.?|nhs number|"
    r"placement|diagnos[ei]s|gp|parents?|carers?|lives with|contact)\b[^:|]{0,30}[:|]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of a report: its line, and its words with the names in them overwritten."""

    line: Line
    text: str = field(repr=False)
    masked: str = field(repr=False)


def find_recommendations(report: Plan, names: Sequence[str] = ()) -> tuple[Recommendation, ...]:
    """The recommendations of a report in reading order; `names` are the child's, beyond those that the report gives."""
    known = (*report.details.names, *names)
    lines = lines_of(report)
    masked = [mask(line.text, known) for line in lines]
    asks = [asks_for_help(line) for line in lines]
    near = {place + step for place, yes in enumerate(asks) if yes for step in (-1, 1)}
    first = lines[0].group if lines else 0
    if any(yes and line.group > first for line, yes in zip(lines, asks, strict=True)):
        asks = [
            yes and (line.listed or line.group > first) for line, yes in zip(lines, asks, strict=True)
        ]  # it opens the report
    found = []
    for place, (line, words, yes) in enumerate(zip(lines, masked, asks, strict=True)):
        beside = place in near and any(
            asks[other] and lines[other].group == line.group for other in (place - 1, place + 1) if 0 <= other < len(lines)
        )
        if yes or (beside and _is_named_help(line)):
            found.append(Recommendation(line, line.text, words))
    return tuple(found)


def _is_named_help(line: Line) -> bool:
    """ "A safe base that Jesse can use": no sentence, but among sentences that recommend it is one more recommendation."""
    words = _bare(line.text)
    if line.where in (Where.END, Where.HOME) or len(words.split()) < 3:
        return False
    told = _FACT.match(words) or _PAST.search(words) or _ADMIN.search(words) or _HOME.search(words)
    return not told and not _FINITE.search(words) and not _TELLS.search(words)


_TELLS = _any("told", "was", "were", "is", "has", "have", "had", "said", "saw", "did")
_FINITE = re.compile(r"^(?:\w[\w'’-]* ){1,4}(?:is|are|was|were|has|have|had|can|does|did|scored|shows?|finds?)\b", re.I)


def _bare(text: str) -> str:
    words = plain(text).strip(" \t•->*–")
    return re.sub(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.):/]\s+", "", words, flags=re.IGNORECASE)


def asks_for_help(line: Line) -> bool:
    """Whether a statement of a report is a recommendation to those who teach, treat or pay."""
    words = _bare(line.text)
    if line.where in (Where.END, Where.HOME) or len(re.findall(r"[^\W\d_]{2,}", words)) < 2:
        return False
    if _ADMIN.search(words) or _DETAIL.match(words) or words.endswith(":"):
        return False
    if _HOME.search(words) and not _AT_SCHOOL.search(words):
        return False
    recommends = bool(_RECOMMENDS.search(words))
    asks = recommends or bool(_ASKS.search(words)) or bool(_IMPERATIVE.match(words))
    fact = bool(_FACT.match(words)) or bool(_PAST.search(words))
    match line.where:
        case Where.ADVICE:
            return asks or not fact
        case Where.OUTCOMES:
            return not _PAST.search(words)
        case Where.FACTS | Where.NEEDS:
            return recommends and not (fact and line.where is Where.FACTS and _PAST.search(words))
    if "|" in line.text:
        return asks or bool(find_help(fold(words))) or bool(find_quantities(fold(words).low, ""))
    if line.listed:
        return asks or not fact
    return recommends or bool(_IMPERATIVE.match(words) and not fact)
