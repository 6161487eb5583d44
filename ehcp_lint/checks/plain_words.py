"""Plain words (P): sentences, acronyms and terms that a parent may not follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import CODE
from ehcp_lint.grammar.hard_sentences import joined_parts
from ehcp_lint.jargon import OUT_OF_DATE, TONE, Jargon
from ehcp_lint.language import plain, sentences
from ehcp_lint.plan import Letter, Plan, Span

PLAIN = (Source(CODE, "9.61"),)


# An outcome says by when, who, what, where, how often and why in one sentence; that needs more words than others do.
OUTCOME_ALLOWANCE = 15


@check(
    id="P101",
    name="sentence-too-long",
    title="Sentences are short enough to follow",
    duty=Duty.COULD,
    over=whole_plan,
    message="Make this two or three shorter sentences.",
    why="A long sentence hides what will be done; the plan has to be clear to parents and to those who carry it out.",
    sources=PLAIN,
    bad=(
        Example(
            "B: Tariq, who moved to this school in the spring after a time at home, finds it hard to start his work without an "
            "adult beside him because he worries that he will be wrong, and he then leaves the room and waits in the corridor.",
            "Tariq, who moved to this school in the spring after a time at home, finds it hard to start his work without an "
            "adult beside him because he worries that he will be wrong, and he then leaves the room and waits in the corridor.",
        ),
        Example(
            "D: Since the family moved in the summer his mother has cared for him and for his two younger sisters on her own, "
            "without a car, in a flat on the third floor where the lift often breaks down, and she has had no break at all.",
            "Since the family moved in the summer his mother has cared for him and for his two younger sisters on her own, "
            "without a car, in a flat on the third floor where the lift often breaks down, and she has had no break at all.",
        ),
    ),
    good=(
        Example("B: Tariq finds it hard to start his work. He worries that he will be wrong, e.g. in maths. He then leaves."),
        Example("F1: Ms. R. Osei works with Tariq for 12.5 hrs p.w. in class.\nF2: She has 2 x 15 minutes for planning."),
        Example(
            "E1: By the end of Key Stage 2, Tariq will start a piece of writing within five minutes of the class being asked "
            "to, without an adult beside him, in four lessons out of five, so that he can finish what he wants to say."
        ),
    ),
    dismiss="When the words are quoted, or the sentence lists things in a row that reads easily.",
)
def sentence_too_long(plan: Subject) -> Iterator[Hit]:
    """Sentences in sections B to H2 of more than 40 words, or of 36 without a stop in them that join three statements;
    15 words more in outcomes. Words in brackets, short items after a colon, quotations and guides to columns do not count."""
    for span in plan.case.paragraphs:
        if len(span) <= 4 * plan.profile.thresholds.long_sentence_words:
            continue
        text = plan.plan.quote(span)
        section = plan.plan.section_at(span.start)
        if section is not None and section.letter is Letter.A:
            continue  # the family's own words, and lists of likes
        outcome = section is not None and section.letter is Letter.E
        limit = plan.profile.thresholds.long_sentence_words + (OUTCOME_ALLOWANCE if outcome else 0)
        flat = plain(text)
        for start, end in sentences(text):
            quoted = '"' in flat[start:end] or flat.count('"', 0, start) % 2  # also within a report that is quoted at length
            if end - start > 4 * limit and not quoted and _too_long(text[start:end], limit):
                yield Hit(Span(span.start + start, span.start + end))


_IN_BRACKETS = re.compile(r"\([^()]*\)")
_STOP = re.compile(r"[;:.]\s")
_GUIDE = re.compile(r"\bcolumns?\b", re.IGNORECASE)  # "column 1 is what he finds easy": how to read the page
PARTS = 3
HOWEVER_BUILT = 5  # words above the limit from which a sentence is long however it is built
ITEM = 15  # words of an item in a list after a colon that is still taken in at a glance


def _too_long(sentence: str, limit: int) -> bool:
    bare = _without_list(_IN_BRACKETS.sub("", sentence))
    if len(bare.split()) <= limit or _GUIDE.search(bare):
        return False
    if max(len(part.split()) for part in bare.split(". ")) > limit + HOWEVER_BUILT:
        return True
    return any(len(part.split()) > limit and joined_parts(part) >= PARTS for part in _STOP.split(bare))


def _without_list(sentence: str) -> str:
    """The sentence without a list of three or more short things after its colon."""
    head, _, tail = sentence.partition(": ")
    items = re.split(r", |; ", tail)
    return head if len(items) >= PARTS and all(len(item.split()) <= ITEM for item in items) else sentence


@check(
    id="P201",
    name="acronym-unexplained",
    title="Each acronym is spelled out where it is first used",
    duty=Duty.COULD,
    over=whole_plan,
    message="Spell this out where it first stands.",
    why="A parent who does not know the letters cannot tell what is promised.",
    sources=PLAIN,
    bad=(Example("B: Kofi has DLD.", "DLD"), Example("F1: A trained TA reads with Kofi.\nF2: The EP sees Kofi.", ("TA", "EP"))),
    good=(
        Example("B: Kofi has a developmental language disorder (DLD). His DLD affects his reading."),
        Example("B: Kofi has DLD (a lasting difficulty with language).\nF1: Other toddlers stand and cascade."),
    ),
    dismiss="When the family uses the short form every day.",
)
def acronym_unexplained(plan: Subject) -> Iterator[Hit]:
    """The first use of an acronym of the word list that is not spelled out or explained there or before."""
    for span, found in plan.case.unexplained_terms:
        in_code = re.match(r"-\d\d", plan.plan.text[span.end : span.end + 3])  # "SEMH-01"
        if found.term.short_form and not found.term.ambiguous and found.term.category != OUT_OF_DATE and not in_code:
            yield Hit(span, f"Spell this out where it first stands: {_meaning(found)}.", known_by=found.term.term)


@check(
    id="P202",
    name="acronym-ambiguous",
    title="No acronym is left open to two readings",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say which of its two meanings this has.",
    why="The same letters mean different things to health, education and social care.",
    sources=PLAIN,
    bad=(Example("F1: The SLT sees Kofi on Tuesdays.", "SLT"), Example("B: Kofi has CP.", "CP")),
    good=(Example("F1: A speech and language therapist (SLT) sees Kofi."), Example("B: Kofi has cerebral palsy (CP).")),
    dismiss="When the section before says which is meant.",
)
def acronym_ambiguous(plan: Subject) -> Iterator[Hit]:
    """The first use of an acronym that has two common meanings, when neither is given."""
    for span, found in plan.case.unexplained_terms:
        if found.term.short_form and found.term.ambiguous:
            yield Hit(span, f"Say which is meant: {found.term.note.removeprefix('ambiguous: ')}.", known_by=found.term.term)


# "Regional neurology service", "emotional literacy assistant": a word within the name of a service or a job stays.
_SERVICE_NAME = re.compile(
    r"(?:,? (?:and )?[\w'-]+){0,2} "
    r"(?:teams?|services?|clinics?|units?|departments?|wards?|hospice|hospital|programme(?= [A-Z(/]|\n|$)|"
    r"assistants?|therapists?|specialists?|nurses?|consultants?|advis[eo]rs?|officers?|workers?|co-?ordinators?)\b",
    re.IGNORECASE,
)
# "WISC-V Fluid Reasoning 96", "Cochlear Implant Programme": capitals on each word beside another capital or a score are a name.
_CAPITALS_BEFORE = re.compile(r"(?:\b[A-Z][\w'-]* ?[\dIVX]* |\d, )$")
_CAPITALS_AFTER = re.compile(r" (?:[A-Z][a-z]+|\d)")
_SIGNS = re.compile(r" (?:signs?|signing|symbols?)\b", re.IGNORECASE)  # "Makaton signs": the next word says what it is
# "They hope that ... the radio aid": what parents are reported to say, in the words that they use every day.
_FAMILY_SAYS = re.compile(
    r"\b(?:they|mum|mam|mom|dad|parents?|mother|father|both|family|mrs? [a-z'-]+|ms [a-z'-]+|gran\w*|nan) (?:[a-z]+ )?"
    r"(?:hopes?|hoped|says?|said|tells?|told|wants?|wanted|wish(?:es)?|feels?|felt|learn(?:ed|t)|worr(?:y|ies|ied)|asks?|asked|"
    r"explain(?:s|ed)?|describe[sd]?|would like|thinks?|thought)\b",
    re.IGNORECASE,
)


def _is_name(text: str, span: Span) -> bool:
    """Whether the term is part of a name: of a service, a job, a clinic or the index of a test."""
    if _SERVICE_NAME.match(text, span.end) or _SIGNS.match(text, span.end):
        return True
    words = re.findall(r"[A-Za-z]+", text[span.start : span.end])
    capitals = all(word[0].isupper() for word in words)
    before = _CAPITALS_BEFORE.search(text[max(0, span.start - 30) : span.start])
    return capitals and bool(before) and bool(_CAPITALS_AFTER.match(text, span.end))


def _reported(subject: Subject, span: Span) -> bool:
    """Whether the family is reported to use the word: a sentence of section A that says what they hope or told."""
    section = subject.plan.section_at(span.start)
    if section is None or section.letter is not Letter.A:
        return False
    block = subject.plan.block_at(span.start)
    if block is None:
        return False
    at = span.start - block.span.start
    return any(a <= at < b and _FAMILY_SAYS.search(block.text, a, b) for a, b in sentences(block.text))


@check(
    id="P203",
    name="jargon",
    title="Professional words are explained or replaced",
    duty=Duty.COULD,
    over=whole_plan,
    message="Explain this in plain words, or use plain words instead.",
    why="The plan belongs to the child and family as much as to professionals.",
    sources=PLAIN,
    bad=(
        Example("B: Kofi has difficulties with proprioception.", "proprioception"),
        Example("F1: The teacher will facilitate the group each day.", "facilitate"),
    ),
    good=(
        Example("B: Kofi finds it hard to feel where his arms and legs are (proprioception)."),
        Example('A: "My proprioception is rubbish," Kofi said.'),
        Example("B: His working memory is weak. He holds one instruction in mind.\nG: The regional dysphagia service helps."),
    ),
    dismiss="When the family knows and uses the word.",
)
def jargon(plan: Subject) -> Iterator[Hit]:
    """The first use of a professional word of the word list that is not explained there. Quotations are left alone."""
    for span, found in plan.case.unexplained_terms:
        if found.term.short_form or found.term.category in (OUT_OF_DATE, TONE):
            continue
        own = _reported(plan, span) or _in_letter(plan.plan, span)
        if not own and not _is_name(plan.plan.text, span) and not _is_title(plan.plan, span):
            yield Hit(span, f"Say it in plain words: {_meaning(found)}.", known_by=found.term.term)


@check(
    id="P204",
    name="out-of-date-term",
    title="Bodies, laws and levels of support carry today's names",
    duty=Duty.COULD,
    over=whole_plan,
    message="Use today's name for this.",
    why="An old name suggests text carried over from an older plan, and the body may no longer exist.",
    sources=(Source("practice", "up-to-date terms"),),
    bad=(
        Example("C: The CCG pays for Kofi's wheelchair.", "CCG"),
        Example("B: Kofi was at School Action Plus.", "at School Action"),
    ),
    good=(Example("C: The integrated care board pays for Kofi's wheelchair."), Example('A: "I had a statement," Kofi said.')),
    dismiss="When the history of the child names a body as it was called then.",
)
def out_of_date_term(plan: Subject) -> Iterator[Hit]:
    """Bodies, laws and levels of support that no longer exist under that name."""
    for span, found in plan.case.unexplained_terms:
        if found.term.category == OUT_OF_DATE:
            yield Hit(span, f"Use today's name: {_meaning(found)}.", known_by=found.term.term)


def _is_title(plan: Plan, span: Span) -> bool:
    """Whether a word is the whole of a sub-heading or of a run-in title, over what explains it."""
    block = plan.block_at(span.start)
    if block is None or block.cell:
        return False  # in a table it may be all that a row says
    before, after = block.text[: span.start - block.span.start], block.text[span.end - block.span.start :]
    return not _LETTERS.search(before) and (not _LETTERS.search(after) or bool(_TELLS_MORE.match(after)))


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TELLS_MORE = re.compile(r"\s*[:.]\s+(?=\S+(?:\s+\S+){5})")


def _in_letter(plan: Plan, span: Span) -> bool:
    """Whether a word stands in a letter that section A gives as it was written: it is the family's own."""
    section = plan.section_at(span.start)
    if section is None or section.letter is not Letter.A:
        return False
    before = [b for part in section.spans for b in plan.blocks_in(part) if b.span.end <= span.start and (b.strong or b.level)]
    return bool(before) and "letter" in before[-1].text.lower()


def _meaning(found: Jargon) -> str:
    return found.term.plain.removeprefix("say ").rstrip(".")


_BEFORE = 40  # characters
# "Pain may be mistaken for poor behaviour": the plan warns of the judgement and does not make it.
_MISTAKEN = re.compile(
    r"\b(?:(?:mis)?taken (?:for|as)|misread as|misunderstood as|misinterpreted as|seen (?:only )?as|rather than|"
    r"not)(?: (?:being|just|simply|a|an|as))*\s+$",
    re.IGNORECASE,
)


@check(
    id="P205",
    name="judging-words",
    title="The child is described with respect",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say what was seen, without judging.",
    why="The child and the family will read these words for years.",
    sources=(Source("practice", "positive wording"), *PLAIN),
    bad=(
        Example("B: Kofi is wheelchair bound.", "wheelchair bound"),
        Example("B: Kofi is attention-seeking.", "attention-seeking"),
    ),
    good=(
        Example("B: Kofi uses a wheelchair."),
        Example("B: His pain can be mistaken for attention-seeking."),
        Example('A: "They call me naughty," Kofi said.'),
    ),
    dismiss="When the family or the young person chose the word.",
)
def judging_words(plan: Subject) -> Iterator[Hit]:
    """Words of the word list that judge a child or name the child by a condition. Quotations are left alone."""
    for span, found in plan.case.unexplained_terms:
        if found.term.category == TONE and not _MISTAKEN.search(plan.plan.text, max(0, span.start - _BEFORE), span.start):
            yield Hit(span, f"Say it without judging: {_meaning(found)}.", known_by=found.term.term)


@check(
    id="P102",
    name="hard-to-read",
    title="Sections B to H2 can be read by most adults",
    duty=Duty.COULD,
    over=whole_plan,
    message="Use shorter sentences and plainer words throughout.",
    why="All five formulas agree that these sections ask for more schooling than most readers have had.",
    sources=PLAIN,
    bad=(
        Example(
            "...\nB: " + "Considerable difficulties regarding phonological discrimination necessitate individually "
            "differentiated literacy "
            "intervention programmes incorporating systematic multisensory reinforcement opportunities. " * 8,
            "",
        ),
        Example(
            "...\nF: "
            + "Comprehensive occupational therapy recommendations concerning proprioceptive regulation accommodations require "
            "continuous interdisciplinary implementation throughout educational environments. " * 8,
            "",
        ),
    ),
    good=(Example("..."), Example("...\nB: " + "Ines reads a page. She likes it. She stops to ask. " * 8)),
    dismiss="When most of the hard words are names that the family uses every day.",
)
def hard_to_read(plan: Subject) -> Iterator[Hit]:
    """A reading age for sections B to H2 above 17 by all five formulas. Short plans are left alone."""
    age = plan.case.readability.reading_age
    if age and age[0] > plan.profile.thresholds.oldest_reading_age:
        yield plan.note()
