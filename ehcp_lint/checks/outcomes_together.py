"""Section E as a whole: whether it sets out outcomes, each once, few enough, and watched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, REGS, place_of
from ehcp_lint.plan import Item, Kind, Letter, State
from ehcp_lint.smart import OutcomeKind


@check(
    id="E101",
    name="outcome-missing",
    title="Section E sets out outcomes",
    duty=Duty.MUST,
    over=whole_plan,
    message="Set out the outcomes sought for the child in section E.",
    why="Without outcomes nobody can tell what the help is meant to achieve.",
    sources=(Source(REGS, "12(1)(e)"), Source(ACT, "s.37(2)")),
    bad=(Example("...\nE: -", ""), Example("...\nE: TBC", "")),
    good=(Example("..."), Example("...\nno E")),
    dismiss="Never for a plan that is sent out.",
)
def outcome_missing(plan: Subject) -> Iterator[Hit]:
    """A heading for section E without any outcome under it."""
    state = plan.plan.state(Letter.E)
    if state not in (State.ABSENT, State.FILLED):
        section = plan.plan.section(Letter.E)[-1]
        yield plan.missing(at=max(place_of(plan.plan, Letter.E), section.spans[-1].end))


SAME = 0.9  # share of words in common
ENOUGH_WORDS = 6
_MOST_COMPARED = 200  # outcomes of the same numbers: no plan has so many, and each is compared with each


@check(
    id="E303",
    name="outcome-repeated",
    title="No outcome stands there twice",
    duty=Duty.COULD,
    over=whole_plan,
    message="Keep one of these: another outcome says almost the same.",
    why="The same outcome twice makes a plan longer and its reviews harder.",
    sources=(Source("practice", "repeated text"),),
    bad=(
        Example(
            "...\nE1: By July 2027, Ines will start a game with a friend at playtime once a day.\n"
            "E2: By July 2027, Ines will start a game with a friend at playtime once a day.",
            "By July 2027, Ines will start a game with a friend at playtime once a day.",
        ),
        Example(
            "...\nE1: By July 2027, Ines will start a game with a friend at playtime once every day.\n"
            "E2: By July 2027 Ines will start a game with a friend at playtime once a day.",
            "By July 2027 Ines will start a game with a friend at playtime once a day.",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nE1: By July 2027, Ines will read 100 words.\nE2: By July 2027, Ines will spell 100 words."),
    ),
    dismiss="When the council's form repeats the outcome beside its provision.",
)
def outcome_repeated(plan: Subject) -> Iterator[Hit]:
    """Two outcomes of six words or more that share nine words in ten and have the same numbers."""
    seen: list[tuple[frozenset[str], list[Item]]] = []
    by_numbers: dict[tuple[str, ...], list[tuple[frozenset[str], list[Item]]]] = {}
    for item in plan.plan.items_of(Kind.OUTCOME, Letter.E):
        text = plan.plan.quote(item.span)
        words, numbers = frozenset(re.findall(r"[^\W_]+", text.lower())), tuple(re.findall(r"\d+", text))
        if len(words) < ENOUGH_WORDS:
            continue
        alike = by_numbers.setdefault(numbers, [])
        for other, repeats in alike:
            if len(words & other) >= SAME * len(words | other):
                repeats.append(item)
                break
        else:
            seen.append((words, []))
            if len(alike) < _MOST_COMPARED:
                alike.append(seen[-1])
    for _, repeats in seen:
        if repeats:
            times = f" ({len(repeats)} times more)" if len(repeats) > 1 else ""
            yield Hit(repeats[0].span, f"Keep one of these: another outcome says almost the same{times}.")


_WATCHED = re.compile(
    r"\b(?:review\w*|monitor\w*|short[- ]term|steps?\b|targets?|termly|each term|progress|measured|evidence[ds]?|"
    r"record(?:s|ed)?|"
    r"milestones?|iep|assess plan do review|how will we know|success criteria)",
    re.IGNORECASE,
)


@check(
    id="E304",
    name="monitoring-missing",
    title="The plan says how progress towards the outcomes is watched",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say how, how often and by whom progress will be looked at.",
    why="The Code asks for arrangements to monitor progress, and for shorter-term targets.",
    sources=(Source(CODE, "9.69"),),
    bad=(
        Example(
            "...\nno Review date\nE1: By July 2027, Ines will read 100 words on sight.\nF1: A teacher reads with "
            "Ines for 20 minutes each day.",
            "",
        ),
        Example("...\nE1: By July 2027, Ines will swim ten metres.\nF1: A coach swims with Ines for 20 minutes each week.", ""),
    ),
    good=(
        Example("...\nF1: A teacher reads with Ines for 20 minutes each day. The SENCO looks at progress each half-term."),
        Example("...\nE steps: By December 2026, Ines will read 40 words on sight."),
    ),
    dismiss="When the arrangements stand on a page of their own that goes with the plan.",
)
def monitoring_missing(plan: Subject) -> Iterator[Hit]:
    """Steps under the outcomes, or any word in sections E and F on targets, monitoring, measuring or review."""
    if not plan.plan.items_of(Kind.OUTCOME, Letter.E) or plan.plan.items_of(Kind.STEP):
        return
    told = (span for section in plan.plan.section(Letter.E, Letter.F) for span in section.spans)
    if not any(_WATCHED.search(plan.plan.quote(span)) for span in told):
        yield plan.missing(at=place_of(plan.plan, Letter.F))


@check(
    id="E305",
    name="outcomes-too-many",
    title="There are few enough outcomes to work towards",
    duty=Duty.COULD,
    over=whole_plan,
    message="Ask which outcomes matter most; make the others steps.",
    why="With very many outcomes none of them gets the attention that it needs.",
    sources=(Source("practice", "plan length"), Source("practice", "outcome writing")),
    bad=(
        Example(
            "...\n" + "\n".join(f"E{n}: By July 2027, Ines will read page {n} of her book aloud." for n in range(1, 15)), ""
        ),
        Example("...\n" + "\n".join(f"E{n}: By July 2027, Ines will swim {n}0 metres." for n in range(1, 14)), ""),
    ),
    good=(
        Example("..."),
        Example("...\n" + "\n".join(f"E{n}: By July 2027, Ines will swim {n}0 metres." for n in range(1, 9))),
    ),
    dismiss="When the young person's plan spans several services and each outcome has its own team.",
)
def outcomes_too_many(plan: Subject) -> Iterator[Hit]:
    """More outcomes than the profile allows (12 as shipped)."""
    outcomes = [i for i in plan.plan.items_of(Kind.OUTCOME, Letter.E) if plan.case.outcome(i).kind is OutcomeKind.OUTCOME]
    most = plan.profile.thresholds.most_outcomes
    if len(outcomes) > most:
        yield plan.missing(
            f"Ask which of the {len(outcomes)} outcomes matter most; make the others steps.", at=place_of(plan.plan, Letter.F)
        )
