"""What the plan does have, for the question that asks about it: the child's own words, outcomes that are met, whole lines of
provision, needs with both their partners. Counted against all there are, with what could not be told apart from both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ehcp_lint.case import Case
from ehcp_lint.check import Duty
from ehcp_lint.engine import where
from ehcp_lint.letters import Letter
from ehcp_lint.plan import Plan, Span, State
from ehcp_lint.report import OutcomeGrades, Report, SpanPair, Thread
from ehcp_lint.rubric.models import Question
from ehcp_lint.settings.profile import Profile

NEEDS_PLAN = "not looked for: only the report was given, not the plan"
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n")
_SMT = {"S": "specific", "M": "measurable", "T": "time-bound"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is there; `text` are the plan's own words, "" where `what` says it all. `counted`: it counts such things.
    `quoted`: without its words it says nothing that the count does not."""

    what: str
    place: str = ""
    text: str = field(default="", repr=False)
    counted: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What one kind of evidence gives: things that are there, and what could not be told."""

    things: tuple[Thing, ...] = ()
    cannot_tell: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """All that evidence is taken from: the report, and the plan and profile that it was made with where they are at hand."""

    report: Report
    plan: Plan | None = field(default=None, repr=False)
    profile: Profile | None = None
    sections: tuple[Letter, ...] = ()  # those that the question is about; none: all

    def place(self, span: SpanPair, section: str) -> str:
        """Where something stands, as findings say it."""
        return where(self.plan, Span(*span), section).text if self.plan else f"Section {section}"


def show(kind: str, question: Question, read: Read) -> Shown:
    """What there is of one of `models.SHOWS` for this question."""
    return _KINDS[kind](replace(read, sections=question.sections))


def _quotes(read: Read) -> Shown:
    """Passages of section A that are the child's: said, told by others as the child's, or observed."""
    if read.plan is None or read.profile is None:
        return Shown(cannot_tell=(f"The child's own words were {NEEDS_PLAN}.",))
    case = Case(read.plan, read.profile)
    if read.plan.state(Letter.A) is not State.FILLED:
        return Shown(cannot_tell=("There is no text in section A to look for the child's own words in.",))
    if case.voice.unjudged:
        return Shown(cannot_tell=(f"Whose voice section A holds could not be told: {case.voice.unjudged}.",))
    kinds = (
        ("The child's own words", case.voice.own_words),
        ("The child's views, told by others", case.voice.reported),
        ("What the child was seen to do or choose", case.voice.observed),
    )
    found = [Thing(f"{name}: {_many(len(spans), 'passage')}", "Section A", counted=True) for name, spans in kinds if spans]
    for name, spans in kinds:
        found += [Thing(name, "Section A", words, quoted=True) for words in _sentences(case.voice_text, spans)]
    return Shown(tuple(found))


def _sentences(text: str, spans: Iterable[Span]) -> list[str]:
    """The sentences that hold the spans, each once: a span may be no more than the word that tells whose voice it is."""
    found: dict[str, None] = {}
    for span in spans:
        start = max((cut.end() for cut in _SENTENCE.finditer(text, 0, span.start)), default=0)
        end = next((cut.start() + 1 for cut in _SENTENCE.finditer(text, span.end)), len(text))
        found.setdefault(" ".join(text[start:end].split()))
    return list(found)


def _outcomes(read: Read) -> Shown:
    """How many outcomes are specific, measurable and time-bound, which are all three, and which could not be told."""
    graded = read.report.grades
    if not graded:
        return Shown(cannot_tell=("No outcome was found to look at, or section E carries no label.",))
    whole = [g for g in graded if all(grade.level == "met" for grade in g.grades.values())]
    things = [
        Thing(
            f"{len(whole)} of {_many(len(graded), 'outcome')} {_is(len(whole))} specific, measurable and time-bound",
            counted=True,
        )
    ]
    order = {g.span: number for number, g in enumerate(graded, 1)}
    things += [
        Thing(f"Outcome {order[g.span]}: specific, measurable and time-bound", read.place(g.span, g.section), g.item.text or "")
        for g in whole
    ]
    unsure = [f"{name}: outcome {_listed(order[g.span] for g in _told(graded, letter))}" for letter, name in _letters(graded)]
    return Shown(tuple(things), tuple(f"Could not tell whether {one}" for one in unsure))


def _letters(graded: Iterable[OutcomeGrades]) -> list[tuple[str, str]]:
    return [(letter, name) for letter, name in _SMT.items() if _told(graded, letter)]


def _told(graded: Iterable[OutcomeGrades], letter: str) -> list[OutcomeGrades]:
    return [g for g in graded if any(one == letter and grade.level == "cannot_tell" for one, grade in g.grades.items())]


def _provisions(read: Read) -> Shown:
    """How many lines of provision in the question's sections say all that their kind of help should say, with no point of what
    the law or the Code asks for in them."""
    letters = {letter.value for letter in read.sections}
    rows = [row for row in read.report.provision_grid if not letters or row.section in letters]
    if not rows:
        return Shown(cannot_tell=("No line of provision was found there to look at.",))
    marked = [finding.span for finding in read.report.findings if finding.duty is not Duty.COULD]
    sure = [row for row in rows if row.kind != "cannot_tell"]
    whole = [row for row in sure if not (row.missing or any(_within(span, row.span) for span in marked))]
    things = [
        Thing(f"Lines of provision in which nothing was found missing or vague: {len(whole)} of {len(rows)}", counted=True)
    ]
    name = "Says who, how long and how often, as far as this kind of help needs it"
    things += [Thing(name, read.place(row.span, row.section), row.item.text or "") for row in whole]
    left = len(rows) - len(sure)
    told = f"Could not tell what kind of help {_many(left, 'line')} of provision {_is(left)}."
    return Shown(tuple(things), (told,) if left else ())


def _within(one: SpanPair, other: SpanPair) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _threads(read: Read) -> Shown:
    """How many needs were found with outcome and provision, and on what the pairs rest."""
    needs = [thread for thread in read.report.threads if thread.section == "B"]
    if not needs:
        return Shown(cannot_tell=("No need was found in section B to follow from.",))
    both = [thread for thread in needs if thread.outcomes and thread.provisions]
    own = [thread for thread in both if _own(thread)]
    things = [
        Thing(
            f"{len(both)} of {_many(len(needs), 'need')} of section B {_is(len(both))} found with an outcome and provision: "
            f"{len(own)} by the plan's own numbers or rows, {len(both) - len(own)} by words alone",
            counted=True,
        )
    ]
    things += [Thing("Need with outcome and provision", read.place(t.span, t.section), t.item.text or "") for t in own]
    left = len(needs) - len(both)
    told = f"{_many(left, 'need')} without a pair that could be seen: half of the true pairs cannot be seen by words."
    return Shown(tuple(things), (told,) if left else ())


def _own(thread: Thread) -> bool:
    """Whether outcome and provision are tied to the need by the plan itself."""
    return all(any(p.by != "words" for p in partners) for partners in (thread.outcomes, thread.provisions))


def _reading(read: Read) -> Shown:
    """The reading age of sections B to H2 as a range, as context: worst sentences are points of the checks."""
    measures = read.report.measures
    low, high, sentences = (measures.get(key) for key in ("reading_age_low", "reading_age_high", "sentences"))
    if low is None or high is None:
        return Shown(cannot_tell=("Too few sentences in sections B to H2 to say how hard they are to read.",))
    age = f"{low}" if low == high else f"{low} to {high}"
    unsure = "" if measures.get("reading_age_from") == "scored" else ", too few to be sure"
    return Shown(
        (Thing(f"Sections B to H2 read at an age of about {age} years, from {sentences} sentences{unsure}", counted=True),)
    )


def _sections(read: Read) -> Shown:
    """Which sections hold text, which say that there is nothing, and which hold neither."""
    if read.plan is None:
        return Shown(cannot_tell=(f"Which sections hold text was {NEEDS_PLAN}.",))
    states: dict[State, list[str]] = {}
    for part in read.plan.rules.required:
        states.setdefault(read.plan.state(part.letter), []).append(part.letter.value)
    said = {State.FILLED: "Hold text", State.NIL: "Say that there is nothing"}
    return Shown(
        tuple(Thing(f"{words}: {', '.join(states[state])}", counted=True) for state, words in said.items() if state in states)
    )


_KINDS: dict[str, Callable[[Read], Shown]] = {
    "quotes": _quotes,
    "outcomes": _outcomes,
    "provisions": _provisions,
    "threads": _threads,
    "reading": _reading,
    "sections": _sections,
}


def _many(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
