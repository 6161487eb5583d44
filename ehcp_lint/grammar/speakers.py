"""Who is speaking, sentence by sentence: the child, a parent, a professional, or nobody in particular.

Grammar is not voice: "I" may be a mother's, and a child may be heard in "Kofi told us". Guideline: docs/guideline.md 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ehcp_lint.grammar.text import Text
from ehcp_lint.patterns import Pattern


class Voice(StrEnum):
    """Whose words or views a stretch of text gives."""

    CHILD = "child"
    PARENT = "parent"
    PROFESSIONAL = "professional"


PARENT = (
    r"(?:(?:mum|mummy|mam|mom|mother|dad|daddy|father|parent|step-?(?:mum|mother|dad|father|parent)|foster (?:carer|"
    r"mother|father|mum|dad|parent|family)|adoptive (?:mother|father|parent)|"
    r"carer|guardian|grand(?:mother|father|parent|ma|dad|mum)|nan|nana|nanny|granny|gran|gramps|auntie|aunt|uncle|"
    r"big sister|family|parents/carer)s?)"
)
PROFESSIONAL = (
    r"(?:teachers?|staff|school|nursery|college|senco|ta|tas|teaching assistants?|professionals?|adults?|psychologist|"
    r"therapists?|paediatrician|doctor|social worker|key ?worker|"
    r"key person|tutor|keyworker|assistant|nurse|ep|salt|setting|team|practitioners?|assessor|mentor|head ?teacher|peers|"
    r"friends?|classmates)"
)
SENTENCE = Pattern(r"[.!?]+[\"']?(?=\s|$)|\n+|[•▪◦]|;(?=\s)")
FIRST_PERSON = Pattern(
    r"(?<![\w.(/'])(?:i(?:'m|'ve|'d|'ll)?(?![\w.)'/-])|im (?=\w)|ive |my(?!\w|-)|(?<!about )me(?![\w'-])|myself|mine(?!\w))"
)
_WE = Pattern(r"(?<!\w)(?:we(?:'d|'ve|'re|'ll)?|our|us)(?!\w)")
QUOTE = Pattern(r"\"([^\"\n]{2,600})\"|(?<![\w])'([^'\n]{3,400}(?:'\w[^'\n]{0,200})*)'(?!\w)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with what decides who speaks in it."""

    start: int
    end: int
    low: str
    same: str
    label: Voice | None
    quotes: tuple[tuple[int, int], ...]


def sentences(text: Text) -> tuple[Sentence, ...]:
    """The sentences of a text; a heading such as "Parents' views:" labels those after it until the next one."""
    cuts = [0, *(m.end() for m in SENTENCE.finditer(text.same)), len(text.same)]
    quotes = [m.span() for m in QUOTE.finditer(text.same)]
    out, label = [], None
    for a, b in _joined(cuts, quotes):
        low = text.low[a:b]
        if not low.strip():
            continue
        label = _label(low, label)
        out.append(Sentence(a, b, low, text.same[a:b], label, tuple((s - a, e - a) for s, e in quotes if a <= s and e <= b)))
    return tuple(out)


def _joined(cuts: list[int], quotes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches between cuts; a cut inside a quotation does not count unless it ends it."""
    kept = [c for c in cuts if not any(s < c < e for s, e in quotes)]
    yield from ((a, b) for a, b in pairwise(kept) if b > a)


_LABELS = (
    (
        Voice.PARENT,
        re.compile(
            rf"^\W*(?:(?:the )?views of (?:the )?(?:{PARENT})|(?:(?:his|her|their|my|\w+'s|"
            rf"\w+s') )?(?:{PARENT})'?s?'?(?:/(?:{PARENT})'?s?'?)*(?: (?:views?|voice|comments?|hopes|aspirations?|wishes|"
            rf"says?|concerns?|priorities|input|report|worries|and \w+'s views?))?(?: and (?:aspirations|wishes|hopes))?|"
            rf"(?:views? of the family)|parental views?|family views?) ?[:-]"
        ),
    ),
    (
        Voice.CHILD,
        re.compile(
            r"^\W*(?:(?:my|the child's|child's|pupil's|student's|young person's|\w+'s|\w+s') (?:own )?(?:views?|voice|"
            r"words|wishes|hopes|interests|likes|aspirations|wishes and feelings)(?: (?:and|&) \w+)?|what (?:i|"
            r"\w+) (?:like|likes|say|says|want|wants|think|thinks)[^:]{0,30}|child's views?|in (?:his|her|their|"
            r"my) (?:own )?words) ?[:-]"
        ),
    ),
)


def _label(low: str, before: Voice | None) -> Voice | None:
    for voice, pattern in _LABELS:
        if pattern.match(low):
            return voice
    return None if _OTHER_LABEL.match(low) else before


_OTHER_LABEL = Pattern(r"^\W*[\w' ]{3,40}:(?=\s|$)")


# --- first person ------------------------------------------------------------------------------------------------------------

_OWN_CHILD = Pattern(
    r"\b(?:my|our) (?:[\w-]+ ){0,4}(?:son|daughter|child|children|boy|girl|little (?:boy|girl|one|man)|eldest|youngest|"
    r"twins?|grandson|granddaughter|grandchild|stepson|stepdaughter|toddler|baby|teenager|foster (?:son|daughter|"
    r"child))\b(?! (?:friend|band|cousin|brother|sister|niece|nephew))"
)
_AS_PARENT = Pattern(
    rf"\b(?:i(?:'m| am)|im|we(?:'re| are)) (?:the |a |an |his |her |their |\w+'s )?(?:[\w-]+ )?{PARENT}\b|\bas (?:his|her|"
    rf"their|a|\w+'s) {PARENT}\b|\bbeing (?:his|her|a) {PARENT}\b"
)
_FEEL = (
    r"(?:think|feel|felt|worry|hope|want|wish|would like|would love|'d like|'d love|admire|believe|find|noticed?|"
    r"have noticed|need|see|expect|appreciate|know|love|am proud|am so proud|am worried|am concerned|am pleased|"
    r"are proud|are worried|are concerned|are pleased|are happy|ask|request|have concerns|understand|fear)"
)
_ABOUT_THIRD = Pattern(
    rf"\b(?:i|we)(?: \w+ly| do| also| both| really| just| always| have always)* ?{_FEEL}(?: (?:that|for|of|about|how|if|"
    rf"when))* (?:him|her|he|she|his|\[?name\]?)\b"
)
_WE_FEEL = Pattern(rf"\bwe(?: \w+ly| do| also| both| really| just| all| have always)* ?{_FEEL}\b")
_PRAISE = Pattern(
    r"\b(?:i|we)(?: \w+){0,2} (?:admire|am (?:so |very )?proud of|are (?:so |very )?proud of|adore|love) (?!my|our|"
    r"the)[\w-]+(?:'s)\b[^.]{0,60}\b(?:he|she|his|her)\b"
)
_ANTECEDENT = Pattern(
    rf"\b(?:my|our|the) (?:[\w-]+ ){{0,2}}(?:{PARENT}|{PROFESSIONAL}|brother|sister|cousin|dog|cat|pet|rabbit|hamster|"
    rf"horse|pony|baby|friend|best friend)s?\b|\b(?:mr|mrs|miss|ms) \w+"
)
_AS_PROFESSIONAL = Pattern(
    r"\bi (?:have |also )?(?:observed|assessed|carried out|administered|recommend|consulted|met with|reviewed (?:his|her)"
    r"|(?:spoke (?:to|with)|visited|asked|discussed with) (?:him|her|them|the|staff|parents))\b"
    r"|\bwe (?:have |also |then )?(?:asked|gave|showed|offered|used|noted|recorded|completed|observed|visited|assessed|met"
    r"|spoke|carried out|reviewed|recommend|consulted|discussed|played|watched)\b"
    r"|\bour (?:visits?|observations?|assessment|service|team|session|meeting|class|school|setting|nursery|college|classroom)\b"
    r"|\bin my (?:professional )?(?:opinion|view|judgement)\b|\bmy (?:assessment|observations?|report|involvement)\b"
)


_MY_PEOPLE = Pattern(r"\bmy (?:mum|dad|teacher|ta|friend)")
_LATER_CHILDREN = Pattern(r"\b(?:have|having|get|raise|want|look after|with) my (?:own )?(?:child|baby|children|son|daughter)")


def narrator(lines: tuple[Sentence, ...], name: str | None) -> Voice | None:
    """Who tells the passage and would be its "I": a parent who says so ("my son"), an adult who speaks of the child in the
    third
    person, else nobody known (then an "I" is the child's)."""
    if any((_OWN_CHILD.search(x.low) and not _LATER_CHILDREN.search(x.low)) or _AS_PARENT.search(x.low) for x in lines):
        return Voice.PARENT
    first = re.escape(name.split()[0].lower()) if name and name.split() else None
    if first and any(re.search(rf"\bour {first}\b", x.low) for x in lines):
        return Voice.PARENT
    if any(_PARENT_WRITES.search(x.low) for x in lines):
        return Voice.PARENT
    if first and any(re.search(rf"\b(?:i'm|i am|im|my names?(?: is|'s)?|name is|me) {first}\b", x.low) for x in lines):
        return Voice.CHILD
    by_name = first is not None and any(_names(x, first) for x in lines)
    told = sum(bool(_THIRD.match(x.low)) and (by_name or not FIRST_PERSON.search(x.low)) for x in lines if x.label is None)
    return Voice.PROFESSIONAL if told + by_name >= _TOLD_BY_AN_ADULT else None


_TOLD_BY_AN_ADULT = 2  # sentences whose subject is the child in the third person
_PARENT_WRITES = Pattern(
    rf"^\W*{PARENT} writes?\b|^\W*(?:(?:the |an? |his |her )?(?:letter|note|e-?mail|message|text|call) from )?(?:(?:his|"
    rf"her|their|"
    rf"\w+'s) )?{PARENT}(?: \([^()]*\))? (?:wrote|said|told us|e-?mailed|phoned|rang|texted|adds?)\b[^.:]{{0,30}}:"
    r"|\bmine is (?:that|for) (?:he|she|they|him|her|them)\b|\bwhat (?:they|you) see at (?:school|college|nursery)\b"
    r"|\bfrom me, (?:his|her|their) \w+\b|\b(?:i'm|i am) speaking for (?:him|her|them)\b"
    r"|\bi (?:teach|home[- ]educate) (?:him|her)\b|\bthis is (?:his|her) (?:mum|dad|mother|father)\b"
)
_THIRD = Pattern(
    r"^\W*(?:(?:and|but|then|at \w+|when|now),? )?(?:(?:he|she)(?:'s|'d|'ll)?|"
    r"(?:this|the) (?:young|little) \w+|(?:the |this )?(?:pupil|child|student|young person|patient|learner|boy|girl|"
    r"y\.?p)(?! voice|'s|s\b))\b"
)


def _names(line: Sentence, first: str) -> bool:
    """Whether the sentence speaks of the child by name: as its subject, or as the one met."""
    subject = re.match(rf"^\W*(?:(?:for|to|with|like) )?{first}(?:'s)?\b ?(?P<next>\w*)", line.low)
    if subject:
        return subject["next"] not in ("", "i") or line.low.startswith("with")
    return bool(re.search(rf"\b(?:met|saw|visited|observed|know|known|asked|teach|with) {first}\b", line.low))


# "He told me": somebody writes down what the child said; the "me" is not the child's.
_TOLD_ME = re.compile(
    r"\b\w+(?: \w+ly| has| have| had)? (?:told|tells|showed|shows|asked|gave|said to|explained to|shared with) (?:me|us)\b"
)
_OUR = Pattern(r"(?<!\w)our(?!\w)")
_HIM_OR_HER = Pattern(r"\b(?:he|she|him|her|his)\b")
_WHEN_GONE = Pattern(r"\bwhen (?:we|i)(?: are| am|'re|'m) (?:gone|no longer|too old|dead|not here)\b")


def first_person(sentence: Sentence, name: str | None, told_by: Voice | None) -> Voice | None:
    """Who says "I" or "we" in the sentence outside of others' speech; None where nobody does. `told_by` is the narrator."""
    low = sentence.low
    if _TOLD_ME.search(low):
        low = _TOLD_ME.sub(lambda m: " " * len(m.group()), low)
    has_i = FIRST_PERSON.search(low)
    has_we = _WE.search(low)
    if not has_i and not has_we:
        return None
    if (_OWN_CHILD.search(low) and not _LATER_CHILDREN.search(low)) or _AS_PARENT.search(low):
        return Voice.PARENT
    if _AS_PROFESSIONAL.search(low) and not _MY_PEOPLE.search(low):
        return Voice.PROFESSIONAL
    if sentence.label is Voice.PARENT:
        return Voice.PARENT
    if sentence.label is Voice.CHILD:
        return Voice.CHILD
    about = _ABOUT_THIRD.search(low) or _PRAISE.search(low) or (name and _about_name(low, name))
    if about and not _ANTECEDENT.search(low):
        return Voice.PARENT
    of_ours = told_by is not Voice.PROFESSIONAL and _OUR.search(low) and _HIM_OR_HER.search(low)
    if (_WE_FEEL.search(low) or of_ours) and not has_i:
        return Voice.PARENT
    if _WHEN_GONE.search(low):
        return Voice.PARENT
    if told_by is Voice.PARENT:
        return Voice.PARENT
    if told_by is Voice.PROFESSIONAL and not _CHILDLIKE.search(low):
        return Voice.PROFESSIONAL
    return Voice.CHILD if has_i else None


# In a passage told by an adult, an "I" is the child's only in a sentence that cannot well be the adult's.
_CHILDLIKE = Pattern(
    r"(?<!\w)i(?:'m)? (?:(?:really|also|do|don't|do not|always|sometimes|just|am|never) )*(?:like|love|enjoy|hate|dislike|"
    r"good at|"
    r"want to be)\b(?! (?:that|how|the way))|\bmy (?:favourite|best friend|mum|dad|teacher|school)\b|\bwhen i (?:grow up|"
    r"am older|leave school)\b"
)


def _about_name(low: str, name: str) -> bool:
    first = re.escape(name.lower().split()[0])
    return bool(re.search(rf"\b(?:i|we)(?: [\w']+){{0,3}} {_FEEL}(?: (?:that|for|of|about|how))* {first}\b", low))
