"""Who gives the provision of section F (F204): a role, not "staff"; and what nobody in particular gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items
from ehcp_lint.checks.provision import WAY_OF_WORKING, heading_of, lead_of, reading
from ehcp_lint.checks.structure import CODE
from ehcp_lint.grammar.misspelt import misspelt_role
from ehcp_lint.plan import Kind, Letter, Span
from ehcp_lint.provision import HelpKind, Mark

NOBODY_GIVES = (HelpKind.EQUIPMENT, HelpKind.ENVIRONMENT, HelpKind.TRANSPORT, HelpKind.MONITORING, HelpKind.OTHER)
# Help that somebody has to give: without one of these a line is a way of working, a room, or a rule for everyone.
_GIVEN = re.compile(
    r"\b(?:sessions?|groups?|programmes?|therap\w+|teaching|tuition|support|input|mentor\w*|counsel\w*|coaching|check[- ]?ins?|"
    r"practice|interventions?|lessons|work|reading|phonics|swimming|hydrotherapy|one[- ]to[- ]one|1:1|conversations|physio\w*|"
    r"exercises|massage|training)\b",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(r"\b(?:all|whole|every|any|each)(?: [A-Z]\w+| of the| the| school)? $", re.IGNORECASE)
_PLACES = re.compile(r"(?:school|college|setting|nursery|academy|home)\b", re.IGNORECASE)
# "Maya will eat in the library": a way of doing things, which nobody gives.
_CHILD_DOES = re.compile(
    r"\b(?:will|may|can|to) (?:\w+ )?(?:sit|eat|use|wear|leave|arrive|start|go|keep|have (?:his|her|their) own)\b"
    r"|\b(?:enlarged|seated)\b",
    re.IGNORECASE,
)


# "Staff will", "by the school": the ones who act; "forest school", "the school farm" and "represent the school" do not.
_ACTS_NEXT = re.compile(
    r"s?(?: (?:staff|team|members?))?(?:,| \([^)]*\))? (?:will|to|should|must|shall|who|can|are to|is to|need|needs|"
    r"(?!up |and |or |in |at |for |on )[a-z]+(?:s|ing)?\b(?= "
    r"(?:him|her|them|with|to|the|his|their|[A-Z])))"
)
_BY_BEFORE = re.compile(
    r"\b(?:by|from|with|between|through) (?:the |an? |his |her |their |all |any |one |other |"
    r"[\w-]+ed )?(?:\w+ )?$",
    re.IGNORECASE,
)
_COMPOUND_NEXT = re.compile(
    r"(?:[ -](?:led|directed|initiated|child|ratio|the|farm|day|year|level|"
    r"policy|site|hall|library|week|trip|council|uniform|bag|gate|bus|car|holidays?|"
    r"dinners?|building|"
    r"grounds|plan|term|time|life|work|books?|report|(?:study )?programmes?|courses?|place|out))\b",
    re.IGNORECASE,
)
_COMPOUND_BEFORE = re.compile(
    r"\b(?:forest|whole|young|other|after|home|high|primary|secondary|special|represent the|at|in|into|"
    r"around|of|to) $",
    re.IGNORECASE,
)
# A person by name or title: the check asks for a role only where nobody is named at all.
_SOMEBODY = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr)\.? [A-Z]")


# "One assistant to two students", "the SCIL team": half a role, or a team by its name, is an answer to "who?".
_AN_ASSISTANT = re.compile(r"(?:[a-z]+ )?assistants?\b", re.IGNORECASE)
_NAMED_TEAM = re.compile(r"\b(?:[A-Z][\w&'-]*|[a-z]+ing) $")


# "One trainer", "the same instructor": said in the row, if without the training.
_BY_TRADE = re.compile(
    r"\b(?:one|two|three|an?|the same|named|same|his|her|their) (?:[\w-]+ ){0,2}"
    r"(?:trainers?|instructors?|coach(?:es)?|tutors?|mentors?|advis[eo]rs?|facilitators?|practitioners?|specialists?|"
    r"technicians?)\b",
    re.IGNORECASE,
)
_TITLED = r"(?:Mrs?|Ms|Miss|Mx|Dr)\.? [A-ZÀ-Þ]"
_A_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ]\.?(?![\w'])| [A-ZÀ-Þ][\w'’-]+){1,2}"
_SO_CALLED = re.compile(
    rf"(?: [a-z]+)?,? ?\((?:named:? |called |currently |presently |at present |for now |now )?(?:{_TITLED}|{_A_NAME}\))"
    rf"|,? (?:called |named )?{_A_NAME}\b"
)
_ROLE = r"(?:assistant|teacher|tutor|therapist|nurse|instructor|mentor|coach|worker|counsellor|practitioner|intervenor)"
_TRAINED_ROLE = re.compile(
    rf"\b(?:named|trained|qualified|experienced|specialist)[\w, -]{{0,30}} {_ROLE}\b"
    rf"|\b{_ROLE}s?(?: \([^()]*\))? (?:(?:who is|who are|both|is|are) )?(?:trained|qualified|experienced) (?:in|by|to|"
    rf"as|with)\b",
    re.IGNORECASE,
)


def _named_in_row(item: Subject, mark: Mark) -> bool:
    """Whether the one who acts is named beside the word ("worker (Tracey Pike)"), or, where only a place stands in the column
    of who gives it, as a trained or named role in the line itself."""
    if mark.column:
        return bool(_TRAINED_ROLE.search(item.text))
    named = _SO_CALLED.match(item.text, mark.span.end)
    return named is not None and not any(name.split()[0] in named.group() for name in item.plan.details.names)


def _word(item: Subject, mark: Mark) -> str:
    assert item.item is not None
    place = item.case.where(item.item, mark)
    return item.plan.quote(place) if place else ""


def _half_named(item: Subject, mark: Mark) -> bool:
    word = _word(item, mark)
    if _AN_ASSISTANT.match(word):
        return True
    return not mark.column and word.lower().startswith("team") and bool(_NAMED_TEAM.search(item.text[: mark.span.start]))


# How everybody behaves towards the child: a rule for all who are there, which no single role gives.
_MANNER = re.compile(
    r"s?(?: (?:members?|who [\w ]{3,30}?|working with (?:him|her|them|[A-Z]\w+)))?,?(?: (?:to|will|should|must|"
    r"can|need to|are to|"
    r"always|never|all))* (?:not |always |never )?"
    r"(?:keep|use|speak|talk|say|wait|allow|check (?:that|if|by)|get (?:his|her|their|down|[A-Z][\w-]*'s)|leave|"
    r"face|warn|praise|"
    r"remind|introduce|avoid|be (?:aware|calm|patient|clear|consistent)|challenge|repeat|simplify|tell|"
    r"offer choices?|ask|respond|"
    r"listen|stay|remain|know|learn|follow|adapt|slow|sit|stand|refer|give (?:him|her|them|[A-Z]\w+) (?:time|space|"
    r"warning|notice|a choice)|"
    r"make sure|ensure|accept|expect|recogni[sz]e|notice|look out)\b"
)
_CLOCK = re.compile(
    r"\b\d+ ?(?:-|to )?\d* ?(?:min|hour|hr)|\b(?:an|half an|one|two|three|five|ten|fifteen|twenty|"
    r"thirty)[ -](?:hours?|minutes?)\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(r"\W*(?:all|every|whole|everyone|everybody)\b", re.IGNORECASE)
# Money, papers and rules of the institution itself: "the school will use its budget", "arranged by the college except where".
_INSTITUTION = re.compile(
    r"\b(?:budget|funding|(?:curriculum|years|assessment) framework|delegated|notional)\b|\bexcept where\b|"
    r"\bunless (?:stated|said|noted|another|otherwise)\b"
    r"|\b(?:hours?|figures?|amounts?|lines?|provision|staff hours) below\b|\bshould not ask\b",
    re.IGNORECASE,
)


def _for_everyone(item: Subject, mark: Mark) -> bool:
    """Whether this is a way of behaving for all who are there, or all staff are the answer to "who"."""
    assert item.item is not None
    if mark.column:
        cell = item.item.column(mark.column)
        return cell is not None and bool(_EVERYBODY.match(item.plan.quote(cell)))
    return bool(_MANNER.match(item.text, mark.span.end)) and not _CLOCK.search(item.text)


_TOLD = re.compile(
    r"\b(?:advice|training|guidance|feedback|report\w*|explained|shown|known|told|sent) (?:to|for|with) (?:the |all )?$"
)


_RATIO_BEFORE = re.compile(r"\b(?:\d|one|two) $")
_RATIO_AFTER = re.compile(r"s? (?:to|for|per|for every) (?:\d|one|two|three|four|five|six|eight|ten|every|each)\b")


def _acts(item: Subject, mark: Mark) -> bool:
    """Whether an unnamed giver ("staff", "school", "adult") is the one who acts here."""
    if mark.column:
        return True
    before, after = item.text[: mark.span.start], item.text[mark.span.end :]
    if _COMPOUND_NEXT.match(after) or _COMPOUND_BEFORE.search(before) or _FOR_ALL.search(before):
        return False
    if _RATIO_BEFORE.search(before) and _RATIO_AFTER.match(after):
        return False  # "1 adult to 3 pupils"
    if _TOLD.search(before):
        return False  # "with advice to the adults who work with her"
    if _PLACES.match(item.text[mark.span.start :]) and re.search(r"\b(?:with|and|between|through) (?:the )?$", before):
        return False  # "to be agreed with college": a place or a partner, not who gives it
    opens = not before.strip(" \n•-") or before.rstrip()[-1:] in ".;:"
    return opens or bool(_ACTS_NEXT.match(after) or _BY_BEFORE.search(before))


_GOES_ON_FROM_HEADING = re.compile(r"\W*(?:will|to|is to|also|and)\b", re.IGNORECASE)  # "Class teacher": "Will give ..."


@check(
    id="F204",
    name="provision-without-who",
    title="Provision says who gives it",
    duty=Duty.SHOULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Name the role, and its training where that matters.",
    why="'Staff' may be anyone; the level of expertise is part of what the plan promises.",
    sources=(Source(CODE, "9.69, Section F"),),
    bad=(
        Example("Staff read with Kofi for 15 minutes each day.", "Staff"),
        Example("School staff check on Kofi for 5 minutes after each break.", "School staff"),
        Example("Kofi has a 20 minute language session each day.", ""),
    ),
    good=(
        Example("A teaching assistant trained in phonics reads with Kofi for 15 minutes each day."),
        Example("Kofi has a writing slope on his desk in every lesson."),
        Example("Staff keep their sentences short and wait before they ask again."),
    ),
    dismiss="When the role stands in a column or heading that covers this line.",
)
def provision_without_who(item: Subject) -> Iterator[Hit]:
    """'Staff', 'adults', 'the school' or nobody as the one who gives the help. Equipment, rooms and travel are left alone."""
    read = reading(item)
    if item.item is None or read.who or read.kind in NOBODY_GIVES:
        return
    lead = lead_of(item)
    if (lead and lead.who) or (_GOES_ON_FROM_HEADING.match(item.text) and (over := heading_of(item)) and over.who):
        return  # "Tuition by qualified teachers, as follows:" speaks for the lines under it
    unnamed = [mark for mark in read.unnamed if not _half_named(item, mark)]
    if _INSTITUTION.search(item.text) or misspelt_role(item.text.lower()):
        return
    start = next((n for n, mark in enumerate(unnamed) if _acts(item, mark)), None)
    if start is not None and (_for_everyone(item, unnamed[start]) or _named_in_row(item, unnamed[start])):
        return
    if start is not None:
        acting = unnamed[start:]
        first, *rest = acting
        end = first.span.end
        for mark in rest:  # "school staff" is one answer to "who?"
            if mark.column == first.column and mark.span.start == end + 1:
                end = mark.span.end
        span = item.case.where(item.item, Mark(Span(first.span.start, end), first.column))
        if span:
            yield Hit(span)
    elif (
        "who" in read.missing
        and not read.unnamed
        and _GIVEN.search(item.text)
        and not WAY_OF_WORKING.search(item.text)
        and not _SOMEBODY.search(item.text)
        and not _BY_TRADE.search(item.text)
        and not _CHILD_DOES.search(item.text)
    ):
        yield Hit(Span(item.span.end, item.span.end), "Say who gives this: the role, and its training.")
