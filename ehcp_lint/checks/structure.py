"""Structure (S): whether the plan has its lettered sections, each apart and filled, and says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, sections, whole_plan
from ehcp_lint.plan import Block, Fact, Letter, Plan, Section, State, Status

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
    bad=(Example("...\nno H2", ""), Example("...\nno K", "")),
    good=(Example("..."), Example("...\nG: -")),
    dismiss="Never for a plan. If the section is in the file under another heading, add that heading to headings.csv.",
)
def section_missing(plan: Subject) -> Iterator[Hit]:
    """Each of the sections A to K is looked for by letter and title. If few carry a letter, the missing ones are one
    question, not a point each. A letter that stands in a heading of several sections is not called missing."""
    found = {section.letter for section in plan.plan.sections}
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


def _spoken_of(plan: Plan, letter: Letter) -> bool:
    """Whether the plan's words name a section anywhere ("see Section F", "Provision (F)"): it may stand there unread."""
    written = letter.value if len(letter.value) > 1 else rf"{letter.value}(?![\w'’])"
    noun = r"(?i:\b(?:sections?|parts?)\s+)(?:[A-K][12]?(?:,? (?:and |& )?|/|-))*"
    return bool(re.search(rf"{noun}{written}|[(\[]{written}[)\]]", plan.text))


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
    unlabelled = list(_unlabelled(plan.plan))
    if len(unlabelled) > 1 and not any(section.labelled for section in plan.plan.sections):
        first = unlabelled[0]
        yield Hit(first.heading or first.spans[0], "Label every section with its letter, A to K; none has one.")
        return
    for section in unlabelled:
        if section.letter in plan.plan.named:
            yield plan.unsure(f"which text {plan.rules.label(section.letter)} labels")
            continue
        yield Hit(section.heading or section.spans[0], f"Label this section with its letter, {section.letter}.")


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
    if not found & {Letter.H1, Letter.H2} and section.section is first:
        yield Hit(first.heading or first.spans[0])


def _blank(plan: Plan, letter: Letter) -> bool:
    """Whether the section may stand empty: I in a draft (the Act forbids naming a school there), J where nobody asked."""
    return letter is Letter.J or (letter is Letter.I and status_of(plan) not in FINALS)


_LONGEST_HEADING = 45  # words: the longest title of the Regulations has 29; more words than that are no heading


def _in_final(plan: Plan) -> Duty | None:
    return Duty.MUST if status_of(plan) in FINALS else None


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


_QUESTIONS = (
    ("name", "child's name"),
    ("date_of_birth", "date of birth"),
    ("plan_date", "date of the plan"),
)


@check(
    id="S201",
    name="identity-incomplete",
    title="The front page says whose plan it is and of when",
    duty=Duty.COULD,
    over=whole_plan,
    message="Give this answer on the front page.",
    why="A plan without a name or date can be mistaken for another child's or for an older version.",
    sources=(Source("practice", "completeness of identity details"),),
    bad=(Example("...\nno Date of birth", ""), Example("...\nName:", "")),
    good=(Example("..."), Example("...\nno Reference")),
    dismiss="When names or dates were taken out of this copy on purpose.",
)
def identity_incomplete(plan: Subject) -> Iterator[Hit]:
    """The child's name, the date of birth and the date of the plan, on the front page. An extract of fewer than three sections
    is left alone."""
    if len({section.letter for section in plan.plan.sections}) < 3:
        return  # an extract, which has no front page
    for field, words in _QUESTIONS:
        fact: Fact[object] | None = getattr(plan.plan.details, field)
        if field == "plan_date" and fact is None and plan.plan.details.open_dates:
            yield plan.unsure("which of the days on the front page is that of the plan")
        elif field == "name" and fact is None and plan.plan.details.open_name:
            yield plan.unsure("which of the names on the front page is the child's")
        elif fact is None or fact.value is None:
            yield plan.missing(f"Give the {words} on the front page.", at=fact.span.end if fact else 0)


@check(
    id="S202",
    name="review-date-missing",
    title="The plan gives its review date",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Give the date by which the plan will be reviewed.",
    why="The plan must be reviewed within twelve months; the date tells everyone when.",
    sources=(Source(CODE, "9.61"), Source(ACT, "s.44(1)")),
    bad=(Example("...\nno Review date", ""), Example("...\nReview date:", "")),
    good=(
        Example("..."),
        Example("...\nReview date: March 2027"),
        Example("...\nNext review: within 12 months of the final plan"),
    ),
    dismiss="In a first draft, where the council sets the date with the final plan.",
)
def review_date_missing(plan: Subject) -> Iterator[Hit]:
    """A review date on the front page; 'within 12 months' is an answer too. An extract of fewer than three sections is left
    alone."""
    fact = plan.plan.details.review_date
    if fact and _IN_MONTHS.search(plan.plan.quote(fact.span)):
        return
    said = plan.plan.blocks_like(_REVIEWED)
    if any(_WILL_BE_REVIEWED.search(block.text) or _BESIDE_REVIEW.search(_near(plan.plan, block)) for block in said):
        return
    if len({section.letter for section in plan.plan.sections}) >= 3 and (fact is None or fact.value is None):
        if fact is None and plan.plan.details.open_dates:
            yield plan.unsure("whether a day on the front page is that of the review")
            return
        yield plan.missing(at=fact.span.end if fact else 0)


_REVIEWED = re.compile(r"\breview|\bAR\b|\blook (?:again )?at", re.IGNORECASE)
_A_DAY = (
    r"(?:the )?(?:end of )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ ./-]{1,2}(?:\d{1,2}|[A-Z][a-z]{2,8})[ ./-]{1,2}(?:20)?\d\d\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} 20\d\d\b)"
)
_BY_WHEN = rf"[^.\n]{{0,60}}?(?<![\w-])(?:by|before|due|on|in|no later than|for|is|:)\W{{0,3}}(?:or before )?{_A_DAY}"
# A sentence anywhere in the plan that says when it will be reviewed: "Annual review by 20 February 2027", "we will look at the
# plan after six months (by January 2026)". What was reviewed, and what is no plan (a chair, medicine), says nothing.
_WILL_BE_REVIEWED = re.compile(
    rf"\b(?:next|early|first|interim) (?:annual |early |plan )?(?:review|AR)\b{_BY_WHEN}"
    rf"|\b(?:annual|six[- ]month(?:ly)?|statutory) review\W{{1,3}}(?:must |will |should |is to |shall )?(?:be |"
    rf"take place |happen )?"
    rf"(?:held |completed |due |expected )?(?:by|before|due|no later than)\W{{0,3}}(?:on or before )?{_A_DAY}"
    rf"|\bplan (?:will|must|is to|should|shall|is due to) (?:next |first |then )?be (?:formally )?(?:reviewed|"
    rf"looked at){_BY_WHEN}"
    rf"|\b(?:will|must|shall|to) (?:formally )?(?:review|look (?:again )?at) (?:the|this|his|her|their|your|\w+'s) "
    rf"(?:EHC )?plan\b{_BY_WHEN}",
    re.IGNORECASE,
)
# In two cells of a row: "Review | on or before 2 July 2026", "By 24/09/2026 | Next review".
_BESIDE_REVIEW = re.compile(
    rf"\breview\W{{1,6}}(?:due )?(?:by|on or before|no later than|before)\W{{1,3}}{_A_DAY}"
    rf"|\b(?:by|before|due)\W{{1,3}}{_A_DAY}\W{{1,3}}(?:next|annual|early|plan) review\b",
    re.IGNORECASE,
)
_CELL = 40  # letters


def _near(plan: Plan, block: Block) -> str:
    """A block of the front page with what stands in the cells beside it; "" where it stands in none."""
    if block.cell is None or plan.section_at(block.span.start):
        return ""
    return plan.text[max(0, block.span.start - _CELL) : block.span.end + _CELL]


_IN_MONTHS = re.compile(r"\b(?:\d+|six|twelve) months\b|\bone year\b|\ba year\b", re.IGNORECASE)


_HELD = re.compile(r"\b(?:meeting|held|took place|led to)\b[^\n]*\n?[^\n]*$", re.IGNORECASE)


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, 28 if month == 1 else 30))


@check(
    id="S203",
    name="review-date-late",
    title="The review falls within twelve months of the plan",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Set the review within twelve months after the plan's date.",
    why="The first review is due within twelve months of the plan; a later or past date cannot be kept.",
    sources=(Source(ACT, "s.44(1)"), Source(CODE, "9.169")),
    bad=(Example("...\nReview date: 30 June 2027", "30 June 2027"), Example("...\nReview date: 1 May 2025", "1 May 2025")),
    good=(Example("..."), Example("...\nReview date: 9 September 2026")),
    dismiss="When the date belongs to an earlier plan and the review has been held since.",
)
def review_date_late(plan: Subject) -> Iterator[Hit]:
    """A review date before the plan's own date, or more than twelve months after it."""
    details = plan.plan.details
    if details.review_date is None or details.plan_date is None:
        return
    review, made = details.review_date.value, details.plan_date.value
    months = plan.profile.thresholds.review_months or plan.rules.timescales.review_months
    asked = plan.plan.text[max(0, details.review_date.span.start - 60) : details.review_date.span.start]
    if review and made and review < made and _HELD.search(asked):
        return  # the meeting that led to this plan, not the one to come
    if review and made and not made <= review <= _months_after(made, months):
        yield Hit(details.review_date.span)


@check(
    id="S204",
    name="status-missing",
    title="The plan says whether it is a draft or final",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say whether this is a draft, proposed amended or final plan.",
    why="Rights to comment and to appeal depend on whether the plan is a draft or final.",
    sources=(Source("practice", "completeness of identity details"), Source(ACT, "s.38(5)(a),(b)")),
    bad=(Example("...\nno Status", ""), Example("...\nStatus: Draft / Proposed / Final", "")),
    good=(Example("..."), Example("...\nStatus: Amended final plan")),
    dismiss="When the status was given with --status.",
)
def status_missing(plan: Subject) -> Iterator[Hit]:
    """The word draft, proposed, amended or final on the front page. An extract of fewer than three sections is left alone."""
    fact = plan.plan.details.status
    if len({section.letter for section in plan.plan.sections}) >= 3 and (fact is None or fact.value is None):
        if fact is None and plan.plan.details.open_status:
            yield plan.unsure("whether the front page says what kind of plan this is")
            return
        yield plan.missing(at=fact.span.end if fact else 0)


@check(
    id="S205",
    name="status-contradictory",
    title="The plan says only one thing about its status",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say one status: this disagrees with the rest of the plan.",
    why="Rights to comment and to appeal depend on whether the plan is a draft or final.",
    sources=(Source("practice", "document hygiene"), Source(ACT, "s.38(5)(a),(b)")),
    bad=(
        Example("...\n| Draft EHC plan\nStatus: Final", "Draft EHC plan"),
        Example("...\n| FINAL EHC PLAN", "FINAL EHC PLAN"),
    ),
    good=(Example("..."), Example("...\nStatus: Final\nDate of final plan: 9 March 2026")),
    dismiss="When a final plan names its own draft on purpose.",
)
def status_contradictory(plan: Subject) -> Iterator[Hit]:
    """Two words about the status that exclude each other, such as a heading 'Draft' over the answer 'Final'."""
    details = plan.plan.details
    for fact in details.all_statuses:
        if details.status and fact.value is not details.status.value and {fact.value, details.status.value} != set(FINALS):
            yield Hit(fact.span)  # an amended final plan is a final one too


@check(
    id="S206",
    name="sign-off-missing",
    title="A final plan is signed and dated by the officer responsible",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Have the officer responsible sign and date the plan.",
    why="A final plan must be signed and dated by the officer who is responsible for it.",
    sources=(Source(CODE, "9.125"),),
    bad=(
        Example("...\nStatus: Final\nSigned:\nDate signed:", ""),
        Example("...\nStatus: Final\nSigned: Ruth Bell\nDate signed:", ""),
    ),
    good=(
        Example("..."),
        Example("...\nStatus: Final\nSigned: Ruth Bell, SEN manager\nDate signed: 9 March 2026"),
        Example("...\nStatus: Draft\nSigned:"),
    ),
    dismiss="When the signature stands on the letter that goes with the plan, or is a picture that was not read.",
    needs_status=True,
)
def sign_off_missing(plan: Subject) -> Iterator[Hit]:
    """An empty line for the signature or its date in a final plan. A signature may be a picture, so a plan with pictures is
    left alone."""
    details = plan.plan.details
    asked = [fact for fact in (details.signed_by, details.signed_on) if fact]
    pictured = any(notice.what == "pictures" for notice in plan.plan.unread)
    if status_of(plan.plan) in FINALS and not pictured and any(fact.value is None for fact in asked):
        yield plan.missing(at=next(fact.span.end for fact in asked if fact.value is None))


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
