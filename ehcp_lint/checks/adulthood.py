"""Growing up (T2): preparing for adulthood from Year 9, and the years in which a child moves on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.advice import ENOUGH, entries
from ehcp_lint.checks.structure import CODE, REGS, place_of
from ehcp_lint.grammar.school_year import year_group_on
from ehcp_lint.plan import Kind, Letter, Plan, State

LAST_SCHOOL_YEAR = 13
PATHWAYS = {
    "employment": r"\bjobs?\b|\bemploy|work experience|\bwork (?:placement|shadow)|\bcareer|apprentic|internship|volunteer|"
    r"\bpaid work|\bcv\b|interview|vocational|college|qualification|gcse|functional skills|university|level [123]\b|enterprise|"
    r"business|workplace",
    "independent living": r"\bindependen|\btravel|\bbus\b|\btrain\b|\bcook|\bmeal|\bmoney\b|\bbudget|\bshop|\blaundry|\bwash|"
    r"\bdress|\bown (?:flat|home|room)|\bliving\b|\bmanage (?:his|her|their) (?:day|time)|timetable|\bhousehold|\bphone\b",
    "friends and community": r"\bfriend|\bclub\b|\bcommunit|\bsocial|\bpeers?\b|\bgroup of|\bteam\b|\brelationship|\bleisure|"
    r"\bgym\b|\byouth|\bhobb|\bclassmate|\bconversation",
    "health": r"\bhealth|\bmedic|\bgp\b|\bdoctor|\bnurse|\bdiet|\beat(?:s|ing)?\b|\bexercise|\bsleep|\banxi|\bemotion|"
    r"\bwellbeing|"
    r"\bwell-being|\bself-care|\bhygiene|\binhaler|\bcalm|\bmood|\bfitness|\bappointment|\bswim",
}
_ADULT = re.compile(
    "|".join(PATHWAYS.values()) + r"|\badult|\bpost-16\b|\bsixth form\b|\bbenefits\b|\btransition", re.IGNORECASE
)


def year_group(plan: Plan) -> int | None:
    """The year group on the plan's date, as stated or by date of birth; None where neither is known."""
    details = plan.details
    if details.year_group and details.year_group.value is not None:
        return details.year_group.value
    born = details.date_of_birth.value if details.date_of_birth else None
    made = details.plan_date.value if details.plan_date else None
    return year_group_on(made, born) if born and made else None


def _preparing(plan: Plan) -> bool:
    year = year_group(plan)
    return year is not None and year >= plan.rules.timescales.adulthood_from_year


def _outcomes(plan: Plan) -> str:
    return "\n".join(plan.quote(item.span) for item in plan.items if item.letter is Letter.E)


@check(
    id="T201",
    name="adulthood-provision-missing",
    title="From Year 9 there is provision that prepares for adulthood",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Add what helps the young person towards work, home, friends and health.",
    why="From Year 9 on a plan has to prepare the young person for adult life.",
    sources=(Source(CODE, "1.40"), Source(CODE, "8.9")),
    bad=(
        Example("...\nDate of birth: 14 May 2010\nF1: A teacher reads with Ines for 20 minutes each day.", ""),
        Example("...\nYear group: 10\nF1: A teacher marks the register each day.", ""),
    ),
    good=(
        Example("..."),
        Example("...\nDate of birth: 14 May 2010\nF1: A travel trainer rides the bus with Ines twice a week for 45 minutes."),
    ),
    dismiss="When that provision stands in an attached transition plan that the section names.",
)
def adulthood_provision_missing(plan: Subject) -> Iterator[Hit]:
    """From Year 9: any provision on work, travel, money, home, friends, community or health."""
    items = plan.plan.items_of(Kind.PROVISION)
    if _preparing(plan.plan) and items and not any(_ADULT.search(plan.plan.quote(item.span)) for item in items):
        yield plan.missing(at=place_of(plan.plan, Letter.G))


@check(
    id="T202",
    name="adulthood-pathways-few",
    title="From Year 9 the outcomes look at more than one part of adult life",
    duty=Duty.COULD,
    over=whole_plan,
    message="Ask whether work, home, friends and health are all thought of.",
    why="Preparing for adulthood looks at work, living independently, taking part in the community and health.",
    sources=(Source(CODE, "8.10"), Source(CODE, "9.64")),
    bad=(
        Example(
            "...\nYear group: 10\nE1: By July 2027 Ines will read a page aloud to her teacher on four days out of five.", ""
        ),
        Example("...\nYear group: 12\nE1: By July 2027 Ines will pass GCSE maths at grade 4.", ""),
    ),
    good=(
        Example("..."),
        Example(
            "...\nYear group: 10\nE1: By July 2027 Ines will catch the bus to college alone on three days a week.\n"
            "E2: By July 2027 Ines will meet a friend outside school twice a month."
        ),
    ),
    dismiss="When the young person and family have chosen to work on one thing first.",
)
def adulthood_pathways_few(plan: Subject) -> Iterator[Hit]:
    """From Year 9: outcomes on at least two of work, independent living, friends and community, and health."""
    text = _outcomes(plan.plan)
    if _preparing(plan.plan) and text and sum(bool(re.search(p, text, re.IGNORECASE)) for p in PATHWAYS.values()) < 2:
        yield plan.missing(at=place_of(plan.plan, Letter.F))


@check(
    id="T203",
    name="adulthood-advice-missing",
    title="From Year 9 there is advice on preparing for adulthood",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="List the advice on preparing for adulthood and independent living.",
    why="From Year 9 on the council has to seek advice on what will help the young person prepare for adulthood.",
    sources=(Source(REGS, "6(1)(g)"),),
    bad=(
        Example(
            "...\nYear group: 10\nK: Teacher's report, 4 February 2026.\n> Dr Nwosu, psychologist, 15 January 2026.\n"
            "> Parents' views, 3 February 2026.",
            "",
        ),
        Example(
            "...\nDate of birth: 14 May 2010\nK: Teacher's report, 4 February 2026.\n> Paediatrician, 15 January 2026.\n"
            "> Parents' views, 3 February 2026.",
            "",
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nYear group: 10\nK: Teacher's report, 4 February 2026.\n> Careers adviser, 15 January 2026.\n"
            "> Parents' views, 3 February 2026."
        ),
    ),
    dismiss="When one of the listed reports covers it; say which.",
)
def adulthood_advice_missing(plan: Subject) -> Iterator[Hit]:
    """From Year 9: advice in section K on careers, transition, independence or adult life."""
    listed = entries(plan.plan)
    if _preparing(plan.plan) and len(listed) >= ENOUGH and not any(_LATER_ADVICE.search(entry.text) for entry in listed):
        yield plan.missing(at=plan.plan.section(Letter.K)[-1].spans[-1].end)


_LATER_ADVICE = re.compile(
    r"adult|\bpfa\b|career|transition|post-16|connexions|employ|college|independen|review|youth|job|travel", re.IGNORECASE
)
_MOVING_ON = re.compile(
    r"\btransition|\btransfer|\bmov(?:e|es|ing) (?:on|to|up|into)|\bsecondary\b|\bnew (?:school|setting|college)|\bnext "
    r"(?:school|setting|class|phase|stage)|\bcollege\b|\bpost-16\b|\bsixth form\b|\breception\b|\bprimary school\b|\bjunior|"
    r"\bemploy|\bapprentic|\bleav(?:e|es|ing) school\b|\badult|\bstarts? (?:at )?(?:school|reception)|"
    r"\bkey stage [345]\b|\bks[345]\b",
    re.IGNORECASE,
)
LAST_YEARS = {-1: "school", 6: "secondary school", 11: "the years after 16"}


@check(
    id="T204",
    name="moving-on-missing",
    title="In a last year of a phase, the plan prepares the move",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say how the move to the next phase will be prepared.",
    why="Forward plans for key changes, such as a new school, belong with the outcomes.",
    sources=(Source(CODE, "9.69"), Source(CODE, "9.64")),
    bad=(
        Example(
            "...\nYear group: 6\nE1: By July 2026, Ines will read a page aloud on four days out of five.\n"
            "F1: A teacher reads with Ines for 20 minutes each day.",
            "",
        ),
        Example(
            "...\nYear group: 11\nE1: By July 2026, Ines will read a page aloud on four days out of five.\n"
            "F1: A teacher reads with Ines for 20 minutes each day.",
            "",
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nYear group: 6\nF1: In June a teaching assistant takes Ines to three visits of an hour to her new school."
        ),
    ),
    dismiss="When the child stays in an all-age setting, or a transition plan goes with this one.",
)
def moving_on_missing(plan: Subject) -> Iterator[Hit]:
    """In the year before school, in Year 6 and in Year 11: a word in B, E or F about the move that comes next."""
    phase = LAST_YEARS.get(year_group(plan.plan) or 0)
    spans = [item.span for item in plan.plan.items if item.letter in (Letter.E, Letter.F, Letter.B)]
    helped = plan.plan.state(Letter.F) is State.FILLED and plan.plan.items_of(Kind.OUTCOME)
    if phase and helped and not any(_MOVING_ON.search(plan.plan.quote(span)) for span in spans):
        yield plan.missing(f"Say how the move to {phase} will be prepared.", at=place_of(plan.plan, Letter.G))
