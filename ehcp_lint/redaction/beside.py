"""What stands beside a word and tells whether it is a person's name: titles, relations, places, programmes, months, verbs."""

from __future__ import annotations

import re

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lady lord rev reverend mister madam imam rabbi pastor sheikh".split()
)
KIN = frozenset(
    "aunt auntie aunty uncle nan nana nani nanna dada dadi baba babcia ammi abbu nanny gran granny "
    "grandma grandad grandpa grandmother "
    "grandfather cousin brother sister mum mummy dad daddy stepdad stepmum nurse coach captain pc sgt father mother".split()
)
PARTICLES = frozenset(
    "de da di du del della van von der den bin ibn bint al el la le ap ab ferch dos das dela y e ul ur os an na".split()
)
CALENDAR = frozenset(
    "jan january february march april may june july august september october november december summer autumn spring winter "
    "easter".split()
)
FUNCTION = frozenset("an a so he you do my to no we i am be by go me of on or up us as at if in is it she the".split())
"""Small words that are also names (An, So, He, My)."""
SUBJECTS = frozenset("he she it you we i so do they".split())
"""Those of them that begin sentences before a verb."""
SELDOM = frozenset(
    "art trust lane major junior grant duke lady knight christian eve sky sunny story ever love true bay reef cove".split()
)
"""Given names that are words far more often."""


def _words(text: str) -> str:
    return "|".join(text.split())


_PLACES = _words(
    "School Primary Secondary Junior Infants? Academy College Nursery Pre-?school Hospital Clinic Centre "
    "Center Road Street Lane "
    "Avenue Close Drive Way Park House Trust Council Surgery Practice Hub Unit University Borough County "
    "District Church Hall Court "
    "Ward Class FC United City Town Rovers Sixth Special Community Library Theatre Museum Station Farm "
    "Zoo Pool Leisure Housing "
    "Association Care Integrated Board Authority Partnership Catholic Language Team Base Room Group Zone "
    "Foundation Society Services? "
    "Institute Castle Beach Bridge Green Hill"
)
INSTITUTION = re.compile(rf"\s+(?:[A-Z][\w'-]+\s+)?(?:{_PLACES})\b")
_PRODUCTS = _words(
    "[Pp]rogram(?:me)?s? [Ss]chemes? [Aa]pproach(?:es)? [Aa]pps? [Tt]ests? [Aa]ssessments? [Ss]cales? "
    "[Pp]rofiles? [Cc]hecklists? "
    "[Qq]uestionnaires? [Ii]nterventions? [Ss]oftware [Mm]ethods? [Cc]ourses? [Pp]rojects? [Aa]wards? [Ss]yndrome [Dd]isease "
    "[Dd]isorder [Ss]cores? [Cc]urriculum [Ff]ramework [Mm]odel [Bb]atteries [Bb]attery [Ii]nventory "
    "[Ee]dition [Tt]herapy [Cc]ards? "
    "[Gg]ames? [Cc]haracters? [Cc]artoons? [Bb]ooks? [Ss]tories [Ff]igures? [Tt]oys? [Mm]usic [Ss]ongs? [Cc]lub"
)
PRODUCT = re.compile(rf"(?:'s|')?\s+(?:{_PRODUCTS})\b")
_INSIDE = "in|near|around|across|outside|throughout|within|visiting"
IN = re.compile(rf"\b(?:{_INSIDE})\s+$", re.IGNORECASE)
TO = re.compile(rf"\b(?:{_INSIDE}|from|to|at|of|between|and|,)\s+$", re.IGNORECASE)
ARTICLE = re.compile(r"\b(?:the|an?|this|each|every|per|some|any|no)\s+$", re.IGNORECASE)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "christmas|easter|autumn|spring|summer|winter"
)
DATED = re.compile(
    r"(?:\b(?:by|in|until|till|since|from|before|after|during|on|(?:end|start|beginning|middle) of|early|"
    r"late|mid|next|last|each|"
    rf"every|this|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?|(?:{_MONTHS})\b,?(?: and| or|/|-)?)[ -]+(?:the )?)$",
    re.IGNORECASE,
)
DATE_NEXT = re.compile(
    r",?\s*(?:\d|'\d|(?:half[- ])?terms?\b|half|(?:,|and|or) (?:jan|feb|mar|apr|may|june?|july?|aug|sep|"
    r"oct|nov|dec|autumn|spring|"
    r"summer|winter)|holidays?|break\b|exams?|day\b|bank\b|fair\b)",
    re.IGNORECASE,
)
_VERBS = _words(
    "will can is are has have should shall could would needs? must does was had may might also often "
    "says? said likes enjoys loves "
    "told wants lives reads writes uses asks? finds gets goes plays feels knows makes takes gave went came saw"
)
VERB_NEXT = re.compile(
    rf"(?:'s\b|'ll\b|,\s+(?:who|whose|aged)\b|\s+and\s+[A-Z]|\s+(?:{_VERBS}|[a-z]{{3,}}(?<!s)(?:es|s|ed))\b(?!\s+of\b))"
)
SUBJECT_NEXT = re.compile(r"'s\b|\s+(?:likes|enjoys|loves|told|said|wants|lives|can|will|needs|was|is|has)\b")
PRONOUN_NEXT = re.compile(r"\s+(?:he|she|they|i|you|we|it|this|the|his|her|my|your)\b", re.IGNORECASE)
NO_ARTICLE = re.compile(r"\s*,|\s+[b-df-gj-np-tv-z]|\s+(?:uses|asks|eats|answers|enters|opens|attends|also|always)\b")
"""What follows "An" where it is a name: "An moved", "An uses"."""
_RELATIONS = _words(
    "called named sisters? brothers? siblings? twins? friends? cousins? mum dad mother father son "
    "daughter boy girl child pupil baby "
    "partner wife husband stepdad stepmum carers? nephew niece classmate aunt uncle worker"
)
KIN_BEFORE = re.compile(rf"\b(?:{_RELATIONS})[,:]? (?:is |are )?$", re.IGNORECASE)
CAPITAL_BEFORE = re.compile(r"[\w,;)\"']\s+[A-Z][\w'-]*\s$")
"""A capital inside a sentence right before: "Disabled Facilities Grant", but not "Ask Grace"."""
SAINT = re.compile(r"\bSt\.? $")
OF_TIME = re.compile(r"\b(?:in|by|from|of|since|until|during|each|every)\s+$", re.IGNORECASE)
BEFORE_DOING = re.compile(r"\b(?:before|until|when|after)\s+$", re.IGNORECASE)
