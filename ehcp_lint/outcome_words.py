"""The word lists of outcomes as Python reads them: verbs with their forms, and the nouns that decide how they read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ehcp_lint.errors import BadConfig
from ehcp_lint.resources import table

VERB_KINDS = ("observable", "inner", "change", "service")
NOUN_KINDS = ("child", "adult", "other", "service", "intervention", "broad", "inner", "state", "place")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of data/outcome_verbs.csv. `once`: doing it one time shows it can be done; `adult`: staff do it."""

    lemma: str
    kind: str
    once: bool
    adult: bool


@cache
def verbs() -> dict[str, Verb]:
    """Each form of each listed verb ("reads", "reading", "read") to the verb."""
    forms: dict[str, Verb] = {}
    base: dict[str, Verb] = {}
    for row in table("outcome_verbs.csv", ("verb", "kind", "shows", "adult", "forms")):
        if row["kind"] not in VERB_KINDS:
            raise BadConfig(f"outcome_verbs.csv: the kind of '{row['verb']}' must be one of {', '.join(VERB_KINDS)}.")
        verb = Verb(row["verb"], row["kind"], row["shows"] == "once", row["adult"] == "yes")
        base[verb.lemma] = verb
        for form in (*inflect(verb.lemma), *row["forms"].split()):
            forms.setdefault(form, verb)
    return forms | base


def inflect(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb: plays playing played, tries tried, stops stopping stopped, dances dancing danced."""
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies", lemma + "ing", lemma[:-1] + "ied"
    third = lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else "s")
    if lemma.endswith("ie"):
        return third, lemma[:-2] + "ying", lemma + "d"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return third, lemma[:-1] + "ing", lemma + "d"
    if lemma.endswith("e"):
        return third, lemma + "ing", lemma + "d"
    if re.search(r"^[^aeiou]*[aeiou][bdgklmnprtv]$|(?:mit|fer|gin|put|get|set|lel|vel|pel|rol|gram)$", lemma):
        return third, lemma + lemma[-1] + "ing", lemma + lemma[-1] + "ed"
    return third, lemma + "ing", lemma + "ed"


@cache
def nouns(kind: str) -> frozenset[str]:
    """The listed words of one kind that are a single word."""
    return frozenset(term for term in _terms(kind) if " " not in term)


@cache
def _terms(kind: str) -> tuple[str, ...]:
    rows = table("outcome_nouns.csv", ("term", "kind"))
    stray = next((row["kind"] for row in rows if row["kind"] not in NOUN_KINDS), None)
    if stray:
        raise BadConfig(f"outcome_nouns.csv: there is no kind '{stray}'; it must be one of {', '.join(NOUN_KINDS)}.")
    return tuple(row["term"] for row in rows if row["kind"] == kind)


_ABSTRACT = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ness|ity|ities|ances?|ences?|ships?|isms?|hood|ful|ive|ous|ible|ional|ical|ially?|ual|wise)"
    r"|.{4,}(?:able|ated|ised|ized|ured|ired|ined|eted)"
)
_YET_REAL = re.compile(
    r"(?:sta|elec|medica|condi|invita|addi|multiplica|subtrac|punctua|instruc|ques|conversa|fric|loca|direc|presenta|applica|sec|cap|atten|men|"
    r"illustra|frac|equa|calcula|abbrevia|competi|exhibi|vaca)tions?|(?:televi|divi|provi|deci|man)sions?|(?:apart|docu|pave|instru|appoint|"
    r"equip|frag|medica|orna|pay|argu|com|experi|seg|base|gar|judge|pig|ele|state)ments?|universit(?:y|ies)|cit(?:y|ies)|sentences?|"
    r"ambulances?|fences?|dances?|sciences?|audiences?|entrances?|distances?|references?|advances?|olives?|natives?|archives?|detectives?|"
    r"(?:ta|vegeta|ca|sta|sylla|time|por)[bt]ables?|electricity|currents?|friendships?|reliefs?|adjectives?|menus?"
)


@cache
def abstract(word: str) -> bool:
    """Whether a word gives nothing to picture: an area or a quality of the list, or one by its ending ("participation")."""
    if word in nouns("broad") or word in nouns("inner") or word in nouns("state"):
        return True
    return bool(_ABSTRACT.fullmatch(word)) and not _YET_REAL.fullmatch(word)


@cache
def noun_pattern(kind: str) -> re.Pattern[str]:
    """A pattern for all listed terms of one kind, the longest first, on whole words."""
    terms = sorted(_terms(kind), key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?![\w-])")


FUNCTION = frozenset(
    "a an the his her their my your our its this that these those some any each every both all more most less few many much and or "  # noqa: SIM905
    "but nor to of in on at by for from with within without into onto over under through across around about as than then so such "
    "him them me us he she they i we it who which what when where while if how be is are was were been being am has have had do does "
    "did will would can could should may might must shall not no very too also just only own up out off down back away other another "
    "same there here during between before after until per via using least own one's himself herself themselves myself itself".split()
)
"""Words that carry no content of an outcome."""
