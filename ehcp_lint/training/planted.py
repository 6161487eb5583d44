"""Faults put into whole plans on purpose, so that checks which good plans never wake can be measured too.

Each fault is one edit of a plan that was read without it, and the check that has to see it. A new finding of that check counts
as right, any further one as wrong; a fault that is not seen is "missed", which says nothing of how right the findings are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ehcp_lint.case import Case
from ehcp_lint.check import Check, Hit
from ehcp_lint.checks import shipped
from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Block, Fact, Kind, Layer, Letter, Notice, Plan, Span, State, Status
from ehcp_lint.settings.profile import load_profile

Edit = Callable[[Plan], "Plan | None"]  # None where the plan gives no room for this fault


@dataclass(frozen=True, slots=True)
class Fault:
    """A check, and the edit that puts in what it has to see."""

    check: str
    edit: Edit


def tallies(plans: Iterable[Plan]) -> dict[str, Counter[str]]:
    """How many planted faults each check saw ("right") or did not ("missed"), and what it said besides ("wrong")."""
    checks = {check.id: check for check in shipped()}
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    profile = load_profile()
    for plan in plans:
        whole = Case(plan, profile)  # what the plan tells is told once for all faults
        for fault in FAULTS:
            changed = fault.edit(plan)
            if changed is None:
                continue
            before = Counter(_said(checks[fault.check], whole))
            new = Counter(_said(checks[fault.check], Case(changed, profile))) - before
            tally[fault.check]["right" if new else "missed"] += 1
            tally[fault.check]["wrong"] += max(0, new.total() - 1)
    return tally


def _said(check: Check, case: Case) -> Iterator[tuple[str, str | None]]:
    hits: Iterator[Hit] = (hit for _, hit in check.hits(case))
    return ((case.plan.quote(hit.span), hit.message) for hit in hits)


# --- editing a plan ----------------------------------------------------------------------------------------------------------


def _again(plan: Plan, blocks: Sequence[Block], *notices: Notice) -> Plan:
    """The plan read anew from other blocks, its front page answers kept."""
    transcript = Transcript(plan.source)
    for b in blocks:
        transcript.add(
            b.text, b.place, layer=b.layer, style=b.style, level=b.level, number=b.number, strong=b.strong, cell=b.cell
        )
    read = transcript.finish()
    return assemble(Reading(read.text, read.blocks, (*plan.unread, *notices), read.source), plan.rules)


def _without(plan: Plan, spans: Iterable[Span]) -> Plan:
    gone = tuple(spans)
    return _again(plan, [block for block in plan.blocks if not any(block.span.meets(span) for span in gone)])


def _no_section(letter: Letter) -> Edit:
    def edit(plan: Plan) -> Plan | None:
        stretches = plan.section(letter)
        changed = _without(plan, (span for s in stretches for span in s.spans))
        left = {s.letter for s in plan.sections} - {letter}
        return changed if stretches and {s.letter for s in changed.sections} == left else None  # not where headings are shared

    return edit


def _emptied(letter: Letter, status: Status | None = None) -> Edit:
    def edit(plan: Plan) -> Plan | None:
        plan = _held_as(plan, status)
        if plan.state(letter) is not State.FILLED:
            return None
        changed = _without(plan, (span for s in plan.section(letter) for span in s.content))
        return _held_as(changed, status) if changed.state(letter) in (State.EMPTY, State.ABSENT) else None

    return edit


def _held_as(plan: Plan, status: Status | None) -> Plan:
    if status is None:
        return plan
    fact = Fact(status, Span(0, 0))
    return replace(plan, details=replace(plan.details, status=fact, all_statuses=(fact,)))


def _added(letter: Letter, words: str) -> Edit:
    """One more paragraph at the end of a section, in the words of this plan: {name} is the child's first name."""

    def edit(plan: Plan) -> Plan | None:
        content = [span for s in plan.section(letter) if s.state is State.FILLED for span in s.content]
        name = (plan.details.names or ("",))[-1].split()
        last = plan.block_at(content[-1].end - 1) if content else None
        if last is None or not name or last.cell is not None:
            return None
        at = plan.blocks.index(last) + 1
        new = replace(last, text=words.format(name=name[0]), number="", strong=False, level=None)
        changed = _again(plan, [*plan.blocks[:at], new, *plan.blocks[at:]])
        return changed if len(changed.sections) == len(plan.sections) else None

    return edit


def _instead(letter: Letter, words: str, status: Status | None = None) -> Edit:
    """These words in place of all that a section says."""

    def edit(plan: Plan) -> Plan | None:
        content = [b for s in plan.section(letter) for span in s.content for b in plan.blocks_in(span)]
        headings = {s.heading for s in plan.section(letter)}
        if not content or any(span and block.span.meets(span) for span in headings for block in content):
            return None
        words_here = words.format(name=(plan.details.names or ("The child",))[-1].split()[0])
        kept = [
            replace(b, text=words_here) if b is content[0] else b for b in plan.blocks if b is content[0] or b not in content
        ]
        return _held_as(_again(plan, kept), status)

    return edit


_LETTERED = re.compile(r"\b(?:section|part) [A-K]", re.IGNORECASE)


def _renamed(letter: Letter, heading: str) -> Edit:
    """Another heading over the first stretch of a section, the old one gone."""

    def edit(plan: Plan) -> Plan | None:
        stretches = plan.section(letter)
        at = stretches[0].heading if len(stretches) == 1 else None
        if at is None or sum(s.heading == at for s in plan.sections) > 1 or plan.quote(at).count("\n"):
            return None
        if any(b.span.holds(at) and len(_LETTERED.findall(b.text)) > 1 for b in plan.blocks):
            return None  # "Section E and Section F": its going takes away two letters
        blocks = [replace(b, text=heading, number="") if b.span.holds(at) else b for b in plan.blocks]
        return _again(plan, blocks)

    return edit


def _undivided(plan: Plan) -> Plan | None:
    first, second = plan.section(Letter.H1), plan.section(Letter.H2)
    if len(first) != 1 or len(second) != 1 or not first[0].heading or not second[0].heading:
        return None
    one, other = first[0].heading, second[0].heading
    if one == other or any(plan.quote(h).count("\n") for h in (one, other)):
        return None
    kept = [b for b in plan.blocks if not b.span.meets(other)]
    changed = _again(
        plan, [replace(b, text="Section H: Social care provision", number="") if b.span.holds(one) else b for b in kept]
    )
    return changed if changed.section(Letter.H) else None


def _with_notice(what: str, *, lost: bool = False) -> Edit:
    def edit(plan: Plan) -> Plan | None:
        return None if any(n.what == what for n in plan.unread) else _again(plan, plan.blocks, Notice(what, 3, lost))

    return edit


def _answered(question: str, answer: Callable[[Plan], object | None]) -> Edit:
    """Another answer on the front page; None for a question left open."""

    def edit(plan: Plan) -> Plan | None:
        fact = getattr(plan.details, question)
        if fact is None or fact.value is None:
            return None
        value = answer(plan)
        changes: dict[str, Any] = {question: Fact(value, fact.span)}
        return replace(plan, details=replace(plan.details, **changes))

    return edit


def _years_on(plan: Plan) -> date | None:
    made = plan.details.plan_date.value if plan.details.plan_date else None
    return date(made.year + 2, made.month, 1) if made else None


def _after_the_plan(plan: Plan) -> date | None:
    made = plan.details.plan_date.value if plan.details.plan_date else None
    return date(made.year + 1, 1, 1) if made else None


def _twice(plan: Plan) -> Plan | None:
    """A long paragraph of section B once more, as copying leaves it."""
    long = [
        block
        for section in plan.section(Letter.B)
        for span in section.content
        for block in plan.blocks_in(span)
        if block.layer is Layer.BODY and block.cell is None and len(block.text.split()) > 25
    ]
    if len(long) < 3:
        return None
    at = plan.blocks.index(long[-1]) + 1
    return _again(plan, [*plan.blocks[:at], long[0], *plan.blocks[at:]])


def _without_styles(plan: Plan) -> Plan:
    """Every heading as bold text without a style."""
    return _again(plan, [replace(b, level=None, style="", strong=b.strong or b.level is not None) for b in plan.blocks])


def _long(plan: Plan) -> Plan | None:
    """The plan's own paragraphs of section B so often that nobody reads to the end."""
    told = [b for s in plan.section(Letter.B) for span in s.content for b in plan.blocks_in(span) if b.cell is None]
    words = sum(len(b.text.split()) for b in told)
    if words < 100:
        return None
    at = plan.blocks.index(told[-1]) + 1
    return _again(plan, [*plan.blocks[:at], *(told * (13_000 // words)), *plan.blocks[at:]])


def _outcome_twice(plan: Plan) -> Plan | None:
    """One outcome once more at the end of the others."""
    blocks = [b for item in plan.items_of(Kind.OUTCOME, Letter.E) if (b := plan.block_at(item.span.start)) and not b.cell]
    if len(blocks) < 2 or len(blocks[0].text.split()) < 8:
        return None
    at = plan.blocks.index(blocks[-1]) + 1
    return _again(plan, [*plan.blocks[:at], blocks[0], *plan.blocks[at:]])


def _years_out(plan: Plan) -> int | None:
    year = plan.details.year_group
    return None if year is None or year.value is None else (year.value + 4 if year.value < 8 else year.value - 4)


def _other_pronoun(plan: Plan) -> Plan | None:
    """A sentence about the child with the pronoun that the plan never uses for them."""
    text = "\n".join(plan.quote(span) for s in plan.section(Letter.B) for span in s.content)
    he, she = len(re.findall(r"\bhe\b", text, re.IGNORECASE)), len(re.findall(r"\bshe\b", text, re.IGNORECASE))
    if max(he, she) < 5 or min(he, she) > 0:
        return None
    return _added(Letter.B, f"{{name}} needs time to think. {'She' if he else 'He'} reads slowly.")(plan)


_unsigned = _answered("signed_on", lambda _: None)

FAULTS: tuple[Fault, ...] = (
    Fault("A101", _instead(Letter.A, "{name} was born at term and has a diagnosis. The assessment found delayed language.")),
    Fault("A101", _instead(Letter.A, "The parents report that sleep is difficult. A referral was made by the school.")),
    Fault("A103", _instead(Letter.A, '"I like the sea and my dog." Mum hopes that {name} will have friends.')),
    Fault("A104", _instead(Letter.A, '{name} told the teacher with picture cards: "I like the sea." Mum agreed.')),
    *(Fault("S101", _no_section(letter)) for letter in Letter if letter is not Letter.H),
    *(Fault("S102", _renamed(letter, title)) for letter, title in ((Letter.E, "Outcomes"), (Letter.C, "Health needs"))),
    Fault("S103", _undivided),
    *(Fault("S104", _emptied(letter)) for letter in (Letter.B, Letter.C, Letter.D, Letter.G)),
    Fault("E101", _emptied(Letter.E)),
    Fault("F101", _emptied(Letter.F)),
    Fault("K101", _emptied(Letter.K)),
    Fault("I101", _instead(Letter.I, "Larkfield Academy, a mainstream secondary school.", Status.DRAFT)),
    Fault("I102", _emptied(Letter.I, Status.FINAL)),
    Fault("J101", _instead(Letter.J, "A direct payment of £60 a month has been agreed.")),
    Fault("S105", _added(Letter.B, "[insert summary of the psychologist's advice]")),
    Fault("S105", _added(Letter.G, "TBC")),
    Fault("E203", _added(Letter.E, "By July 2015, {name} will swim ten metres without a float.")),
    Fault("F304", _added(Letter.F, "Home-to-school transport for {name} is by taxi.")),
    Fault("F302", _added(Letter.F, "A teaching assistant reads with {name} for 15 to 60 minutes each day.")),
    Fault("K103", _added(Letter.K, "Report of the speech and language therapist, attached.")),
    Fault("K104", _added(Letter.K, "Report of the occupational therapist, 3 May 2041, attached.")),
    Fault("P204", _added(Letter.G, "The CCG will pay for the wheelchair of {name}.")),
    Fault("P205", _added(Letter.B, "{name} suffers from autism.")),
    Fault("S201", _answered("date_of_birth", lambda _: None)),
    Fault("S204", _answered("status", lambda _: None)),
    Fault("S301", _other_pronoun),
    Fault("S302", _added(Letter.F, "Thaddeus will be given a quiet place to work for 20 minutes each day.")),
    Fault("S206", lambda plan: _unsigned(_held_as(plan, Status.FINAL))),
    Fault("S207", _long),
    Fault("S304", _answered("year_group", _years_out)),
    Fault("E303", _outcome_twice),
    Fault("K105", _added(Letter.K, "Report of the occupational therapist, 3 May 2011, attached.")),
    Fault("S202", _answered("review_date", lambda _: None)),
    Fault("S203", _answered("review_date", _years_on)),
    Fault("S305", _answered("date_of_birth", _after_the_plan)),
    Fault("S306", _twice),
    Fault("S307", _added(Letter.B, "Certainly! Here is a revised version of the paragraph about {name}:")),
    Fault("S308", _added(Letter.F, "A teaching assistant works with {name} for 45 hours each week.")),
    Fault("X101", _with_notice("insertions")),
    Fault("X102", _with_notice("comments")),
    Fault("X103", _with_notice("hidden")),
    Fault("X104", _with_notice("pages_without_text", lost=True)),
    Fault("X401", _without_styles),
    Fault("X301", _added(Letter.C, "NHS number 943 476 5919.")),
    Fault("X302", _added(Letter.D, "Her aunt can be reached on 07700 900123.")),
)
