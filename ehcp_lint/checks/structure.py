"""Structure (S): whether the plan has its lettered sections, each apart and filled, and is short enough."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, sections, whole_plan
from ehcp_lint.plan import Letter, Plan, Section, State, Status

REGS = "send-regs-2014"
CODE = "send-cop-2015"
ACT = "cfa2014"
PLAIN_PLAN = (Source(CODE, "9.61"),)
FINALS = (Status.FINAL, Status.AMENDED_FINAL)


def status_of(plan: Plan) -> Status | None:
    """What kind of plan it says it is; None where it does not say."""
    return plan.details.status.value if plan.details.status else None


def place_of(plan: Plan, letter: Letter) -> int:
    """Where a missing section should have stood: after the nearest earlier letter that is there."""
    order = list(Letter)
    before = [s for s in plan.sections if order.index(s.letter) < order.index(letter)]
    return max((s.spans[-1].end for s in before), default=0)


@check(
    id="S101",
    name="section-missing",
    title="Every section A to K is there",
    duty=Duty.MUST,
    over=whole_plan,
    message="Add this section with its letter and title.",
    why="The regulations list what every plan must set out; a family can only rely on a section that is there.",
    sources=(Source(REGS, "12(1)"), Source(CODE, "9.62")),
    bad=(
        Example("...\nno H2", ""),
        Example("...\nno K", ""),
        Example("# Speech and language therapy advice\n> Kofi says ten words.", ""),
    ),
    good=(Example("..."), Example("...\nG: -")),
    dismiss="Never for a plan. If the section is in the file under another heading, add that heading to headings.csv.",
    wordless=True,
)
def section_missing(plan: Subject) -> Iterator[Hit]:
    """Each of the sections A to K is looked for by letter and title. If few carry a letter, the missing ones are one
    question, not a point each. A letter that stands in a heading of several sections is not called missing."""
    found = {section.letter for section in plan.plan.sections}
    if _is_advice(plan.plan):
        told = "Check an adviser's report with ehcp-lint advice: this does not read like a plan."
        yield plan.missing(told, at=0, duty=Duty.SHOULD)
        return
    if not found:
        yield plan.missing("No section of a plan was found. Check that this file is an EHC plan.", at=0)
        return
    labelled = {section.letter for section in plan.plan.sections if section.labelled}
    spoken_of = plan.plan.named - found
    if 2 * len(labelled) < len(found):
        known = found | spoken_of
        missing = [x.letter for x in plan.rules.required if x.letter not in known and not _undivided(x.letter, known)]
        if missing:  # titles alone were read: a section may be there under a name we do not know
            names = ", ".join(missing)
            yield plan.missing(f"Check that these are there, and give each its letter: {names}.", at=0, duty=Duty.SHOULD)
        return
    for part in plan.rules.required:
        if part.letter not in found and (part.letter in spoken_of or _undivided(part.letter, spoken_of)):
            yield plan.unsure(f"whether {plan.rules.label(part.letter)} stands by itself under a heading of several")
        elif part.letter not in found and not _undivided(part.letter, found):
            if _spoken_of(plan.plan, part.letter):
                yield plan.unsure(f"where {plan.rules.label(part.letter)}, which the text names, begins")
                continue
            named = plan.rules.label(part.letter)
            at = place_of(plan.plan, part.letter)
            hit = plan.missing(f"Add {named[:1].lower()}{named[1:]} with its heading: {part.title}.", at=at)
            yield replace(hit, sources=(Source(part.source, part.at),) if part.source else ())


def _is_advice(plan: Plan) -> bool:
    """Whether a file whose sections have no letters calls itself advice or a report in its first lines."""
    if any(section.labelled for section in plan.sections):
        return False
    titles = [block.text for block in plan.blocks[:_FIRST_LINES] if len(block.text.split()) <= _LONGEST_TITLE]
    return any(_ADVICE.search(text) for text in titles) and not any(_A_PLAN.search(text) for text in titles)


_FIRST_LINES, _LONGEST_TITLE = 4, 14  # words
_ADVICE = re.compile(
    r"\b(?:psycholog\w+|therap\w+|paediatric\w*|medical|health|social care|school|educational|teacher of the deaf|professional|"
    r"nurse\w*|camhs)\b.{0,30}\b(?:advice|report|assessment)\b|^\W*advice (?:for|to|towards) ",
    re.IGNORECASE,
)
_A_PLAN = re.compile(r"\b(?:ehcp|(?:ehc|education,? health (?:and|&) care) plan|my plan)\b", re.IGNORECASE)


def _spoken_of(plan: Plan, letter: Letter) -> bool:
    """Whether the plan's words name a section anywhere ("see Section F", "Provision (F)", "☒ H2"), or a line begins with its
    letter ("A  My story", "H2. A short break"): it may stand there unread."""
    either = rf"(?:{letter.value}|{letter.value.lower()})"
    written = either if len(letter.value) > 1 else rf"{either}(?![\w'’])"
    capital = letter.value if len(letter.value) > 1 else rf"{letter.value}(?![\w'’])"  # "(a)" may be the first of a list
    noun = r"(?i:\b(?:sections?|parts?)\s+)(?:\d{1,2}\s*[(\[])?(?:[A-Ka-k][12]?(?:,? (?:and |& )?|/|-))*"
    begins = rf"(?m:^[^\S\n]*{letter.value}(?:[12]?[.:)–—-]|\s+[A-Z]|\s*$))"
    alone = rf"|\b{letter.value}\b" if len(letter.value) > 1 else ""
    return bool(re.search(rf"{noun}{written}|[(\[☒☑]\s*{capital}|{begins}{alone}", plan.text))


def _undivided(letter: Letter, found: Set[Letter]) -> bool:
    return letter in (Letter.H1, Letter.H2) and Letter.H in found


def _unlabelled(plan: Plan) -> Iterator[Section]:
    """The first stretch of each section whose letter is written nowhere."""
    labelled = {section.letter for section in plan.sections if section.labelled}
    seen = set()
    for section in plan.sections:
        if section.letter not in labelled and section.letter not in seen:
            seen.add(section.letter)
            yield section


_TELLING = (Letter.B, Letter.C, Letter.D, Letter.E, Letter.F, Letter.G, Letter.J, Letter.K)  # A and I are words too
_MOST_UNREAD = 4


@check(
    id="S102",
    name="section-unlabelled",
    title="Every section carries its letter",
    duty=Duty.MUST,
    over=whole_plan,
    message="Label this section with its letter.",
    why="Each section must be separately identified, so that everyone means the same part of the plan.",
    sources=(Source(REGS, "12(1)"), Source(CODE, "9.62")),
    bad=(
        Example("...\nno E\n# Outcomes\n> By July 2027 Ines will walk to the shop alone.", "Outcomes"),
        Example("# My special educational needs\n> Kofi needs more time to answer.", "My special educational needs"),
        Example("# All about me\n> I like jam.\n# Outcomes\n> By July 2027 Kofi will swim.", "All about me"),
    ),
    good=(Example("..."), Example("B: Kofi needs more time to answer.")),
    dismiss="When the letter stands in the printed plan and only the copy that was read has lost it.",
)
def section_unlabelled(plan: Subject) -> Iterator[Hit]:
    """A section that was recognised by its title or its column and whose letter stands nowhere. If no section has a letter,
    that is one point."""
    unlabelled = [] if _is_advice(plan.plan) else list(_unlabelled(plan.plan))
    if len(unlabelled) > 1 and not any(section.labelled for section in plan.plan.sections):
        first = unlabelled[0]
        if sum(_spoken_of(plan.plan, letter) for letter in _TELLING) >= _MOST_UNREAD:
            yield plan.unsure("how the plan writes the letters of its sections")
            return
        yield Hit(first.heading or first.spans[0], "Label every section with its letter, A to K; none has one.")
        return
    for section in unlabelled:
        if section.letter in plan.plan.named or _spoken_of(plan.plan, section.letter):
            yield plan.unsure(f"which text {plan.rules.label(section.letter)} labels")
            continue
        yield Hit(section.heading or section.spans[0], f"Label this section with its letter, {section.letter}.")


_SECTION_2 = re.compile(r"\b(?:section|s\.?) ?2\b|\bCSDPA\b|\bChronically Sick\b", re.IGNORECASE)


@check(
    id="S103",
    name="social-care-undivided",
    title="Social care provision is divided into H1 and H2",
    duty=Duty.MUST,
    over=sections(Letter.H),
    message="Divide section H into H1 and H2.",
    why="H1 must be made by law for under-18s; a family has to see which provision that is.",
    sources=(Source(REGS, "12(1)(h)(i),(ii)"), Source("cfa2014-notes", "paras 218-219")),
    bad=(
        Example(
            "...\nno H1\nno H2\nH: A support worker visits each Tuesday for two hours.", "Section H: Social care provision"
        ),
        Example("H: None.", "Section H: Social care provision"),
    ),
    good=(Example("..."), Example("H1: None.\nH2: None.")),
    dismiss="When H1 and H2 are told apart inside the section in words that the reader did not recognise.",
)
def social_care_undivided(section: Subject) -> Iterator[Hit]:
    """A heading for section H with neither H1 nor H2 anywhere in the plan."""
    found = {known.letter for known in section.plan.sections}
    first = section.plan.section(Letter.H)[0]
    held = "\n".join(section.plan.quote(span) for one in section.plan.section(Letter.H) for span in one.spans)
    if not found & {Letter.H1, Letter.H2} and section.section is first and not _SECTION_2.search(held):
        if re.search(r"\bH ?[12]\b", section.plan.text):
            yield section.unsure("where H1 and H2, which the text names, begin")
            return
        yield Hit(first.heading or first.spans[0])


def _blank(plan: Plan, letter: Letter) -> bool:
    """Whether the section may stand empty: I in a draft (the Act forbids naming a school there), J where nobody asked."""
    return letter is Letter.J or (letter is Letter.I and status_of(plan) not in FINALS)


_LONGEST_HEADING = 45  # words: the longest title of the Regulations has 29; more words than that are no heading


def _in_final(plan: Plan) -> Duty | None:
    return Duty.MUST if status_of(plan) in FINALS else None


_SAYS_NONE = re.compile(r"[:.–-]\s*(?:none|nil|not applicable|n/a|not required)\b", re.IGNORECASE)


@check(
    id="S104",
    name="section-empty",
    title="No section is left empty",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Fill this section, or say that there is nothing and how you know.",
    why="A blank can mean nothing is needed or nobody looked; a family cannot tell which.",
    sources=(Source(REGS, "12(1)"),),
    bad=(Example("...\nG: -", ""), Example("...\nStatus: Final\nB: -", "")),
    good=(
        Example("..."),
        Example("...\nI: -\nJ: -"),
        Example("...\nG: No health provision is required, as Dr Okafor's advice of 12 January 2026 confirms."),
    ),
    dismiss="While a draft waits for advice that has been asked for; say which and since when.",
    wordless=True,
)
def section_empty(plan: Subject) -> Iterator[Hit]:
    """A section with a heading and nothing under it. J may be blank, and so may I in a draft; in a final plan the law asks."""
    found = {section.letter for section in plan.plan.sections}
    for letter in Letter:
        if letter is Letter.H and found & {Letter.H1, Letter.H2}:
            continue  # a heading over both
        if plan.plan.state(letter) is State.EMPTY and not _blank(plan.plan, letter):
            stretches = plan.plan.section(letter)
            section = stretches[0]
            if any(_SAYS_NONE.search(plan.plan.quote(span)) for one in stretches for span in one.spans):
                continue  # "H1: None. H2: None." in one line
            if sum(len(plan.plan.quote(span).split()) for one in stretches for span in one.spans) > _LONGEST_HEADING:
                yield plan.unsure(f"whether what stands in the heading of section {letter} is its text")
                continue
            message = f"Fill section {letter}, or say that there is nothing and how you know."
            yield plan.missing(message, at=section.spans[0].end, duty=_in_final(plan.plan))


@check(
    id="S105",
    name="placeholder-left",
    title="No placeholder or template prompt is left in",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Replace this placeholder with the plan's own words.",
    why="A prompt left in the text tells the family that the plan is not finished.",
    sources=(Source(REGS, "12(1)"), Source("practice", "document hygiene")),
    bad=(
        Example("...\nG: TBC", "TBC"),
        Example("...\nH2: [insert provision here]", "[insert provision here]"),
        Example("...\nJ: A direct payment of £?? a year for swimming.", "£??"),
    ),
    good=(Example("..."), Example("...\nG: The nurse will meet Ines (see the table [page 4]).")),
    dismiss="When the bracketed words are the child's or the family's own.",
)
def placeholder_left(plan: Subject) -> Iterator[Hit]:
    """Words that wait to be replaced, such as 'TBC' or '[insert name]'. In section I of a draft they are left alone; in a final
    plan the law asks."""
    for span in plan.plan.prompts:
        section = plan.plan.section_at(span.start)
        if section and not (section.letter is Letter.I and status_of(plan.plan) not in FINALS):
            yield Hit(span, duty=_in_final(plan.plan))


@check(
    id="S207",
    name="plan-too-long",
    title="The plan is short enough to be read",
    duty=Duty.COULD,
    over=whole_plan,
    message="Shorten the plan: say each thing once, and leave reports in the appendix.",
    why="A plan that nobody reads to its end helps nobody; most good ones have ten to fifteen pages.",
    sources=(Source("practice", "plan length"), *PLAIN_PLAN),
    bad=(Example("...\nB: " + "Ines reads slowly. " * 4001, ""), Example("...\nA: " + "I like jam on bread. " * 2500, "")),
    good=(Example("..."), Example("...\nB: " + "Ines reads slowly. " * 1000)),
    dismiss="When the child's needs are so many that every page is used.",
)
def plan_too_long(plan: Subject) -> Iterator[Hit]:
    """More words than the profile allows (12,000 as shipped)."""
    if len(plan.text.split()) > plan.profile.thresholds.longest_plan_words:
        yield plan.note()
