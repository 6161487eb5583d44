"""The word lists of outcomes as Python reads them: verbs with their forms, and the terms that decide how an outcome reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar.text import tree
from ehcp_lint.patterns import Pattern
from ehcp_lint.resources import did_you_mean, table

VERB_KINDS = ("observable", "inner", "change", "service")


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
            hint = did_you_mean(row["kind"], VERB_KINDS)
            raise BadConfig(f"outcome_verbs.csv: '{row['verb']}' has the kind '{row['kind']}', which is none.{hint}")
        verb = Verb(row["verb"], row["kind"], row["shows"] == "once", row["adult"] == "yes")
        base[verb.lemma] = verb
        for form in (*inflect(verb.lemma), *row["forms"].split()):
            forms.setdefault(form, verb)
    return forms | base


_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprtv]$|(?:mit|fer|gin|put|get|set|lel|vel|pel|rol|gram)$")


def inflect(lemma: str) -> tuple[str, str, str]:
    """The regular forms of a verb: plays playing played, tries trying tried, stops stopping stopped, dances dancing danced."""
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies", lemma + "ing", lemma[:-1] + "ied"
    third = lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else "s")
    if lemma.endswith("ie"):
        return third, lemma[:-2] + "ying", lemma + "d"
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]
        return third, stem + "ing", lemma + "d"
    stem = lemma + lemma[-1] if _DOUBLES.search(lemma) else lemma
    return third, stem + "ing", stem + "ed"


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for row in table("outcome_terms.csv", ("term", "kind")):
        kinds.setdefault(row["kind"], []).append(row["term"])
    # who gives help is no doer of an outcome; short words of the list ("tutor") could also be a class or a friend's part
    named = [row["role"].lower() for row in table("roles.csv", ("role", "kind")) if row["kind"] == "role"]
    kinds["adult"] += [role for role in named if " " in role and role not in kinds["adult"] and role not in kinds["other"]]
    return {kind: tuple(terms) for kind, terms in kinds.items()}


def terms(kind: str) -> tuple[str, ...]:
    """The terms of one kind in data/outcome_terms.csv."""
    if kind not in _kinds():
        raise BadConfig(f"outcome_terms.csv has no terms of the kind '{kind}'. Restore the shipped file.")
    return _kinds()[kind]


@cache
def words_of(kind: str) -> frozenset[str]:
    """The terms of one kind as a set."""
    return frozenset(terms(kind))


@cache
def either(kind: str) -> str:
    """A pattern for any term of one kind, the longest first."""
    return tree(sorted(terms(kind), key=lambda term: (-len(term), term)))


def pattern(*parts: str) -> Pattern:
    """A pattern in which "@where@" stands for the terms of that kind."""
    return Pattern(*parts, words=either)


@cache
def whole(kind: str) -> Pattern:
    """A pattern for any term of one kind on whole words."""
    return pattern(rf"(?<![\w-])@{kind}@(?![\w-])")


_ABSTRACT = Pattern(
    r".{3,}(?:tions?|sions?|ments?|ness|ity|ities|ances?|ences?|ships?|isms?|hood|ful|ive|ous|ible|ional|ical|ially?|ual|wise)"
    r"|.{4,}(?:able|ated|ised|ized|ured|ired|ined|eted)"
)
_YET_REAL = Pattern(  # things one can point at for all their endings
    r"(?:sta|elec|medica|condi|invita|addi|multiplica|subtrac|punctua|instruc|ques|conversa|frac|loca|direc|presenta|applica|"
    r"sec|cap|"
    r"men|illustra|equa|calcula|abbrevia|competi|exhibi|vaca)tions?|(?:televi|divi|man)sions?|(?:apart|docu|pave|instru|"
    r"appoint|equip|"
    r"frag|orna|pay|argu|com|experi|seg|base|gar|judge|pig|ele|state)ments?|universit(?:y|ies)|cit(?:y|ies)|sentences?|"
    r"ambulances?|"
    r"fences?|dances?|sciences?|audiences?|entrances?|distances?|references?|olives?|archives?|detectives?|"
    r"(?:ta|vegeta|ca|sylla|time)bles?|timetables?|electricity|(?:intern|apprentice|member|scholar|relation)ships?|adjectives?"
)


@cache
def abstract(word: str) -> bool:
    """Whether a word gives nothing to picture: an area or a quality of the lists, or one by its ending ("participation")."""
    if word in words_of("broad") or word in words_of("inner") or word in words_of("state"):
        return True
    verb = verbs().get(word)
    if verb and (word.endswith("ed") or (word == verb.lemma and verb.kind in ("inner", "change"))):
        return True  # "agreed", "want": no thing to picture
    return bool(_ABSTRACT.fullmatch(word)) and not _YET_REAL.fullmatch(word)
