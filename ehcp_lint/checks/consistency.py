"""Whether the plan agrees with itself (S3): one child, one name, one age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.grammar.school_year import year_group_on
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Item, Kind, Letter, Plan, Span
from ehcp_lint.resources import data_file

CONSISTENT = (Source("practice", "consistency of details"),)
TOLD = (Kind.NEED, Kind.STRENGTH, Kind.OUTCOME, Kind.STEP, Kind.PROVISION)
OFTEN = 6  # pronouns of one kind before a stray one of the other means anything
STRAY = 0.15  # share of all pronouns up to which the rarer ones may be strays
_PRONOUN = Pattern(r"\b(?:(?P<he>he|him|his|himself)|(?P<she>she|her|hers|herself))\b", flags=re.IGNORECASE)
_OTHER_PERSON = Pattern(
    r"\b(?:mum|mam|dad|mother|father|parents?|brother|sister|sibling|twin|nan|nana|gran\w*|aunt\w*|uncle|cousin|carer|"
    r"foster|friend|"
    r"peer|classmate|teacher|assistant|ta|lsa|senco|therapist|psychologist|nurse|doctor|paediatrician|worker|mentor|"
    r"tutor|coach|"
    r"adult|boy|girl|child who|pupil|person who|partner|husband|wife|stepdad|stepmum|mrs?|ms|miss|dr)s?\b",
    flags=re.IGNORECASE,
)


def _first_names(plan: Plan) -> set[str]:
    return {name.split()[0] for name in plan.details.names if name.split()}


_BY_LETTERS = re.compile(r"\b(?:EP|SALT|SaLT|SLT|OT|TA|LSA|HLTA|ELSA|SENCO|SENCo|SENDCo|GP|HV|ToD|QToD|QTVI|PT|HCA)s?\b")


def _strangers(plan: Plan, text: str) -> bool:
    """Whether the text may speak of anyone but the child: a role, a relative, a role by its letters ("the EP"), a given
    name, or a capitalised word inside a sentence."""
    known = {part for name in plan.details.names for part in name.split()}
    capitals = re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", text)
    if _OTHER_PERSON.search(text) or _BY_LETTERS.search(text) or any(word not in known for word in capitals):
        return True
    opening = re.findall(r"(?:^|[.!?:;] |\n)([A-Z][a-z]+)", text)
    return any(word not in known and word.lower() in _given_names() for word in opening)


def _line_before(plan: Plan, item: Item) -> str:
    """The line above an item in its section: "Dr Obi visited. / She found ..." may go over two."""
    block = plan.block_at(item.span.start - 1) if item.span.start else None
    section = plan.section_at(item.span.start)
    if block is None or section is None or plan.section_at(block.span.start) is not section:
        return ""
    return block.text


def _told(plan: Plan) -> Iterator[tuple[Item, str]]:
    for item in plan.items:
        if item.kind in TOLD:
            yield item, plan.quote(item.span)


@check(
    id="S301",
    name="pronoun-stray",
    title="The child is 'he' or 'she' or 'they' throughout",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Check this word: elsewhere the plan speaks of the child otherwise.",
    why="A stray 'he' or 'she' often shows that the words came from another child's plan.",
    sources=CONSISTENT,
    bad=(
        Example(
            "...\nB: She reads her book. She draws. She helps her class. She signs.\nB: Ines finds his shoes hard to tie.\n"
            "F1: A teaching assistant helps Ines with her shoes each day for ten minutes.",
            "his",
        ),
        Example(
            "...\nB: He reads his book. He draws. He helps his class. He signs.\nB: Ines counts to ten. She counts "
            "back too.\nE1: By July 2027 Ines will swim.",
            "She",
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nB: She reads her book. She draws. She helps her class. She signs.\nB: Ines plays with her brother "
            "and his dog."
        ),
        Example("...\nB: He reads his book. He draws. He helps his class. He signs.\nB: The EP saw Ines. It was her view too."),
    ),
    dismiss="When the word means somebody else.",
)
def pronoun_stray(plan: Subject) -> Iterator[Hit]:
    """A rare 'he' among many 'she', or the other way round, in a sentence that speaks of nobody but the child."""
    found: dict[str, list[Span]] = {"he": [], "she": []}
    alone: set[Span] = set()
    for item, text in _told(plan.plan):
        matches = list(_PRONOUN.finditer(text))
        spans = [Span(item.span.start + match.start(), item.span.start + match.end()) for match in matches]
        for match, span in zip(matches, spans, strict=True):
            found["he" if match["he"] else "she"].append(span)
        if not spans or '"' in text or _strangers(plan.plan, text) or _strangers(plan.plan, _line_before(plan.plan, item)):
            continue
        alone.update(spans)
    rare, usual = sorted(found.values(), key=len)
    if len(usual) >= OFTEN and len(rare) <= STRAY * (len(rare) + len(usual)):
        yield from (Hit(span) for span in rare if span in alone)


_ACTING = Pattern(
    r"(?:^|[.;:]\s+|[•\n]\s*|[\"“]|,\s|\bthat\s|\bso\s)(?P<name>[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)(?:'s (?:needs?|speech|"
    r"communication|"
    r"behaviour|difficulties|attention|learning|reading|progress)\b| (?:will|can|cannot|has|is|needs|requires|finds|struggles|"
    r"benefits|(?:would|will|may|might|should) (?:also )?(?:benefit|need|have|be|find|like)|also|"
    r"enjoys|likes|becomes|gets|shows|feels|tends|prefers|works|plays|attends|makes|takes|does|responds|understands|uses|"
    r"reads|presents|displays)\b)"
    r"|\b(?:discuss|review|monitor|share|of|on|about|support|with) (?P<whose>[A-Z][a-z]{2,})'s (?:progress|"
    r"special educational needs|"
    r"needs|plan|ehcp?|outcomes|targets|learning|provision)\b"
    # "a place in the club for Jayden would help", "please do not make Tyler wait", "to enable Ben to join in"
    r"|\bfor (?P<for>[A-Z][a-z]{2,})(?= (?:to (?!be )[a-z]+|would|will|is to|and (?:his|her|their) family)\b)"
    r"|\b(?:do not|don't|please|(?:staff|adults?|teachers?) (?:to|will|should|must|can)|to) (?:not )?(?:make|enable|"
    r"allow|encourage|"
    r"remind|prompt|reassure) (?P<done>[A-Z][a-z]{2,})\b(?! (?:and|or|[A-Z]))"
)
_A_NAME = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?")

_CAPITALISED = re.compile(r"[A-Z][a-z]{2,}")


@cache
def _given_names() -> frozenset[str]:
    """Names that a child may have, in small letters."""
    lines = data_file("given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@check(
    id="S302",
    name="other-name",
    title="Only one child's name stands where the child is meant",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Check this name: the plan is for another child.",
    why="Another child's name breaks a confidence, and makes the family doubt that the words are theirs.",
    sources=(Source("practice", "data protection hygiene"), *CONSISTENT),
    bad=(
        Example("...\nE2: By July 2027, Oliver will be able to swim ten metres without a float.", "Oliver"),
        Example("...\nB: Ines reads single words. Priya finds it hard to sit for long.", "Priya"),
        Example("...\nA: Priya enjoys trampolining. Ines told us that she likes dogs.", "Priya"),
        Example("...\nF1: School and family meet each term for an hour to discuss Priya's progress.", "Priya"),
    ),
    good=(
        Example("..."),
        Example("...\nB: Ines plays with her brother Oliver. Oliver has difficulties of his own."),
        Example("...\nA: Ines goes to drama with Priya. Priya likes singing too."),
        Example("...\nB: Reading needs time. Maths requires counters."),
    ),
    dismiss="When the name is that of a brother, sister or friend, or a name the child also goes by.",
)
def other_name(plan: Subject) -> Iterator[Hit]:
    """A given name that is not the child's, where the child acts ('Ben will ...') and the plan says nowhere who that is."""
    own = {part.lower() for name in plan.plan.details.names for part in re.findall(r"[^\W\d_]+", name)}
    text = plan.plan.text
    if not own or not any(re.search(rf"\b{re.escape(first)}\b", text) for first in _first_names(plan.plan)):
        return
    known = _people_told_of(plan.plan)
    if not any(name.lower() in _given_names() and name not in known for name in set(_CAPITALISED.findall(text))):
        return  # nobody else is named: no line need be looked at
    for item in plan.plan.items:
        for found in _ACTING.finditer(plan.plan.quote(item.span)):
            name = found[found.lastgroup or "name"]
            low = name.lower()
            if low not in _given_names() or name in known or any(_alike(low, other) for other in own):
                continue
            if not re.search(rf"\b{low}\b", text) and not _introduced(text, name):  # "Will", "will": rather a word
                yield Subject(plan.case, item.span, item).mark(found.span(found.lastgroup or "name"))


_SHORTEST = 3  # letters of a name that may be part of another


def _people_told_of(plan: Plan) -> set[str]:
    """Capitalised words of the front page, sections I, J and K, and the headings: family, friends, staff and places; and
    those of section A, but for names that only ever begin a sentence there as a child's does ("Priya enjoys ...")."""
    letters = (Letter.I, Letter.J, Letter.K)
    spans = [*plan.preamble, *plan.unplaced, *(span for section in plan.section(*letters) for span in section.spans)]
    spans += [section.heading for section in plan.sections if section.heading]
    known = {word for span in spans for word in _A_NAME.findall(plan.quote(span))}
    views = [plan.quote(span) for section in plan.section(Letter.A) for span in section.content]
    told = Counter(word for text in views for word in _A_NAME.findall(text))
    acting = Counter(found[found.lastgroup or "name"] for text in views for found in _ACTING.finditer(text))
    return known | {word for word, count in told.items() if count > acting[word]}  # a friend or teacher who is told of


def _alike(one: str, other: str) -> bool:
    """Short and long forms of one name: "Liv" and "Olivia", "Sam" and "Samira"."""
    return one[:3] == other[:3] or (min(len(one), len(other)) >= _SHORTEST and (one in other or other in one))


def _introduced(text: str, name: str) -> bool:
    """Whether the plan says who that is: "his brother Oliver", "Mrs Oliver", "Oliver, her friend"."""
    return bool(
        re.search(
            rf"(?:{_OTHER_PERSON.source}|\b(?:dog|cat|horse|pony|pet|Mr|Mrs|Ms|Miss|Dr))[,:]?(?: called| named| is|"
            rf" \()? ?{name}\b|"
            rf"\b{name}[,(]? ?(?:\(|is |her |his |the |a )*(?:{_OTHER_PERSON.source})|\b{name} (?:[A-Z][a-z]+)\b|"
            rf"\b[A-Z][a-z]+ {name}\b",
            text,
        )
    )


_AHEAD = re.compile(r"\b(?:until|till|when|once|before|by the time|after|if)\b[^.;,]*$", re.IGNORECASE)
_AGE = Pattern(
    r"\b(?:is|aged|now|currently)\s+(?:an? )?(?P<age>\d{1,2})(?:[- ]years?[- ]old\b| years? of age\b|(?=,? (?:and|who|"
    r"years)\b))"
)


@check(
    id="S303",
    name="age-disagrees",
    title="The child's age agrees with the date of birth",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Check this age against the date of birth.",
    why="An age that does not fit was probably carried over from an older plan or another child's.",
    sources=CONSISTENT,
    bad=(
        Example("...\nB: Ines is 11 years old and reads single words.", "is 11 years old"),
        Example(
            "...\nA: Ines is 6 years old. She showed us her books. Her mother told us that she sleeps well.", "is 6 years old"
        ),
    ),
    good=(
        Example("..."),
        Example("...\nB: Ines is 8 years old and reads single words."),
        Example("...\nB: Her brother is 3 years old."),
    ),
    dismiss="When the age is that of somebody else, or of the time that a report describes.",
)
def age_disagrees(plan: Subject) -> Iterator[Hit]:
    """'Ines is 12' or 'aged 12' where the date of birth and the plan's date give another age, by more than a year."""
    born, made = _dates(plan.plan)
    if not born or not made:
        return
    age = made.year - born.year - ((made.month, made.day) < (born.month, born.day))
    for span in plan.case.paragraphs:
        text = plan.plan.quote(span)
        for found in _AGE.finditer(text):
            start = max(text.rfind(".", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
            before = text[start : found.start()]
            if abs(int(found["age"]) - age) > 1 and _about_the_child(plan.plan, before) and not _AHEAD.search(before):
                yield Hit(Span(span.start + found.start(), span.start + found.end()))


def _dates(plan: Plan) -> tuple[date | None, date | None]:
    details = plan.details
    return (
        details.date_of_birth.value if details.date_of_birth else None,
        details.plan_date.value if details.plan_date else None,
    )


def _about_the_child(plan: Plan, before: str) -> bool:
    """Whether the words before name the child, and nobody and nothing else."""
    words = before.split()
    named = bool(words) and words[-1].strip(",") in {*_first_names(plan), "I"}
    return named and not _OTHER_PERSON.search(before) and '"' not in before


_LAST_SCHOOL_YEAR, _LAST_OF_COURSE = 11, 4


@check(
    id="S304",
    name="year-group-disagrees",
    title="The year group agrees with the date of birth",
    duty=Duty.COULD,
    over=whole_plan,
    message="Check the year group against the date of birth.",
    why="If the child is taught outside their own year, the plan should say so; else one of the two is a slip.",
    sources=CONSISTENT,
    bad=(Example("...\nYear group: 7", "7"), Example("...\nYear group: Year 1", "Year 1")),
    good=(Example("..."), Example("...\nYear group: 4"), Example("...\nYear group: 3")),
    dismiss="When the child is taught with another year group.",
)
def year_group_disagrees(plan: Subject) -> Iterator[Hit]:
    """A year group on the front page that is more than a year away from what the date of birth gives, on each day that the plan
    may be of."""
    born, made = _dates(plan.plan)
    stated = plan.plan.details.year_group
    if not (born and made and stated and stated.value is not None) or plan.plan.details.open_dates:
        return
    if stated.value <= _LAST_OF_COURSE and year_group_on(made, born) > _LAST_SCHOOL_YEAR:
        return  # "yr 3" of a course at college
    fact = plan.plan.details.plan_date
    given = [day for _, day in written_dates(plan.plan.quote(fact.span))] if fact else []
    if all(abs(stated.value - year_group_on(day, born)) > 1 for day in (made, *given)):  # else it is held against another issue
        yield Hit(stated.span)


@check(
    id="S305",
    name="birth-after-plan",
    title="The dates on the front page are possible",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Check these dates: nobody with a plan was born then.",
    why="Every date that follows, such as the end of a key stage, is worked out from the date of birth.",
    sources=CONSISTENT,
    bad=(Example("...\nDate of birth: 14 May 2026", "14 May 2026"), Example("...\nDate of birth: 14 May 1997", "14 May 1997")),
    good=(Example("..."), Example("...\nDate of birth: 14 May 2006")),
    dismiss="Never; a plan is for somebody between birth and 25.",
)
def birth_after_plan(plan: Subject) -> Iterator[Hit]:
    """A date of birth after the plan's date, or more than 26 years before it."""
    born, made = _dates(plan.plan)
    if born and made and not 0 <= (made - born).days <= 26 * 366:
        fact = plan.plan.details.date_of_birth
        assert fact is not None
        yield Hit(fact.span)


LONG_ENOUGH = 25  # words: shorter sentences may well be meant twice


@check(
    id="S306",
    name="paragraph-repeated",
    title="No paragraph about the child's views or needs stands there twice",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say it once: these words also stand further up.",
    why="Repeated words make a plan long and hide what is said only once.",
    sources=(Source("practice", "repeated text"),),
    bad=(
        Example(
            "...\nB: Ines reads single words that she has met many times, and she needs more time than most children "
            "of her age to "
            "learn a new one and to remember it the next day.\nC: Ines reads single words that she has met many times, and she "
            "needs more time than most children of her age to learn a new one and to remember it the next day.",
            "Ines reads single words that she has met many times, and she needs more time than most children of her "
            "age to learn a "
            "new one and to remember it the next day.",
        ),
        Example(
            "...\nD: Ines lives with her mother, her father and two older brothers in a flat on the third floor, and "
            "she goes out "
            "with them to the park each Saturday to feed the ducks there.\nB: Ines lives with her mother, her father "
            "and two older "
            "brothers in a flat on the third floor, and she goes out with them to the park each Saturday to feed the "
            "ducks there.",
            "Ines lives with her mother, her father and two older brothers in a flat on the third floor, and she goes out with "
            "them to the park each Saturday to feed the ducks there.",
        ),
    ),
    good=(Example("..."), Example("...\nC: Ines is well.\nD: Ines is well.")),
    dismiss="When the council's form asks for the same words in both places.",
)
def paragraph_repeated(plan: Subject) -> Iterator[Hit]:
    """A paragraph of 25 words or more in sections A to D that stands word for word further up."""
    seen: set[str] = set()
    for span in plan.case.paragraphs_of(Letter.A, Letter.B, Letter.C, Letter.D):
        words = re.findall(r"[^\W_]+", plan.plan.quote(span).lower())
        key = " ".join(words)
        if len(words) >= LONG_ENOUGH and key in seen:
            yield Hit(span)
        seen.add(key)
