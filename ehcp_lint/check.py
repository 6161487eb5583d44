"""What a check is: a value that says what it looks for, why, on whose authority and with which examples.

    @check(id="F201", name="provision-unquantified", ..., over=items(Kind.PROVISION, Letter.F))
    def provision_unquantified(item: Subject) -> Iterator[Hit]: ...

From that one declaration come its page in docs/checks.md, `ehcp-lint explain`, its example tests and the JSON catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ehcp_lint.case import Case
from ehcp_lint.plan import Item, Kind, Letter, Plan, Section, Span, State
from ehcp_lint.rules import RulePack
from ehcp_lint.settings.profile import Local, Profile

FAMILIES = {
    "S": "Structure: the plan as a whole",
    "A": "Section A: views, interests and aspirations",
    "B": "Section B: special educational needs",
    "C": "Section C: health needs",
    "D": "Section D: social care needs",
    "E": "Section E: outcomes",
    "F": "Section F: special educational provision",
    "G": "Section G: health provision",
    "H": "Sections H1 and H2: social care provision",
    "I": "Section I: placement",
    "J": "Section J: personal budget and direct payments",
    "K": "Section K: advice and information",
    "P": "Plain words",
    "T": "Threads between the sections",
    "X": "Hygiene of the file",
}
"""What the first letter of a check's id says, in the order in which checks are listed."""


class Duty(StrEnum):
    """How binding the point is: MUST (the law says so), SHOULD (the Code's "should", case law), COULD (good practice)."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


@dataclass(frozen=True, slots=True)
class Source:
    """On whose authority: a document of data/sources.toml and the place in it ("regulation 12(1)(f)").

    A check of another package that rests on another document gives that document's `title` and `link` itself."""

    key: str
    at: str = ""
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A plan in the tiny notation (`ehcp_lint.parsers.notation`), or for a check over items just the item's words.

    `marks` are the exact words that the check marks, in order, for a bad example; "" is a thing missing. `local` are the
    council's own settings (`ehcp_lint.settings.profile.Local`) under which it is one, `advice` a report handed over with
    the plan."""

    text: str
    marks: tuple[str, ...] = ()
    local: Local = field(default_factory=Local)
    advice: str = ""

    def __init__(
        self, text: str, marks: str | Iterable[str] | None = None, local: Local | None = None, advice: str = ""
    ) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "local", local or Local())
        object.__setattr__(self, "advice", advice)
        marked = () if marks is None else (marks,) if isinstance(marks, str) else tuple(marks)
        object.__setattr__(self, "marks", marked)

    @property
    def reports(self) -> tuple[Plan, ...]:
        """The report that the example comes with, read as one."""
        from ehcp_lint.parsers import assemble
        from ehcp_lint.parsers.notation import transcribe

        return (assemble(transcribe(self.advice), "advice-report"),) if self.advice else ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where, and (only if it says more than the check's own message) what to tell the writer.

    `absent` says that something is missing: its span is empty and stands where the thing should, and where words of the
    file could not be read the engine withholds it. `duty` replaces the check's own where the law asks more of a final
    plan, `sources` the check's own where this very thing has a rule of its own. `known_by` is what tells this point from
    others of its check where its place does not: a term marked at its first use. `doubt` says why it could not be told from
    this file ("whether section J is there"): then it is no finding, and the report says what could not be checked."""

    span: Span
    message: str | None = None
    confidence: float | None = None
    absent: bool = False
    duty: Duty | None = None
    sources: tuple[Source, ...] = ()
    known_by: str | None = field(default=None, repr=False)
    doubt: str = ""


@dataclass(frozen=True)
class Subject:
    """What a rule is shown: a plan, and of it one item, one section or the whole."""

    case: Case
    span: Span
    item: Item | None = None
    section: Section | None = None

    @property
    def plan(self) -> Plan:
        """The plan that the subject is of."""
        return self.case.plan

    @property
    def profile(self) -> Profile:
        """The settings that the plan is checked with."""
        return self.case.profile

    @property
    def rules(self) -> RulePack:
        """The rules of the document that the plan was read by."""
        return self.case.plan.rules

    @cached_property
    def text(self) -> str:
        """The subject's own words."""
        return self.plan.quote(self.span)

    def mark(self, found: re.Match[str] | tuple[int, int] | None = None, message: str | None = None) -> Hit:
        """A hit on words found in `text` (offsets into it), or on all of the subject."""
        if found is None:
            return Hit(self.span, message)
        start, end = found if isinstance(found, tuple) else found.span()
        return Hit(Span(self.span.start + start, self.span.start + end), message)

    def missing(self, message: str | None = None, at: int | None = None, duty: Duty | None = None) -> Hit:
        """A hit that says something is missing: after the subject, or at an offset of the plan."""
        where = self.span.end if at is None else at
        return Hit(Span(where, where), message, absent=True, duty=duty)

    def unsure(self, what: str) -> Hit:
        """No finding: `what` could not be told from the file ("whether section J is there")."""
        return Hit(Span(0, 0), doubt=what)

    def note(self, message: str | None = None) -> Hit:
        """A hit about the file rather than about words in it."""
        return Hit(Span(0, 0), message)


Lens = Callable[[Case], Iterator[Subject]]
Rule = Callable[[Subject], Iterable[Hit]]


def items(kind: Kind, *letters: Letter) -> Lens:
    """Shows the rule each item of this kind, one at a time; in these sections only if any are named."""

    def lens(case: Case) -> Iterator[Subject]:
        if (kind, letters) not in case.shown:  # many checks are over the same items
            found = case.plan.items_of(kind, *letters)
            case.shown[kind, letters] = tuple([Subject(case, item.span, item=item) for item in found])
        return iter(case.shown[kind, letters])

    lens.home = letters[0] if letters else _HOME[kind]  # type: ignore[attr-defined]  # where an example item is put
    return lens


def sections(*letters: Letter, states: tuple[State, ...] = tuple(State)) -> Lens:
    """Shows the rule each stretch of the plan under these letters that is in one of these states."""

    def lens(case: Case) -> Iterator[Subject]:
        for section in case.plan.section(*(letters or tuple(Letter))):
            if section.state in states:
                spans = section.content or section.spans
                yield Subject(case, Span(spans[0].start, spans[-1].end), section=section)

    return lens


def whole_plan(case: Case) -> Iterator[Subject]:
    """Shows the rule the plan as a whole, once."""
    yield Subject(case, Span(0, len(case.plan.text)))


_HOME = {
    Kind.NEED: Letter.B,
    Kind.STRENGTH: Letter.B,
    Kind.OUTCOME: Letter.E,
    Kind.STEP: Letter.E,
    Kind.PROVISION: Letter.F,
    Kind.VIEW: Letter.A,
}


_NOTATION = re.compile(r"\.\.\.|[#|]|[A-K]\d*( [([\w].*)?: |[A-Z][a-z]+( \w+){0,3}: ")


@dataclass(frozen=True)
class Check:
    """One rule with all that is said about it. `message` tells the writer what to do, in under 15 plain words.

    `title` is the good state, for a dashboard; `dismiss` says when it is right to set a finding aside; `trial` marks a
    check whose precision has not been measured yet, reported apart. `policy` is the council's setting that turns the check on
    (a field of `ehcp_lint.settings.profile.Local`); `needs_status`: it cannot tell while nobody has said what status the plan
    has; `wordless`: what it says at one place is put together of letters and fixed words, never of the plan's, so that it may
    be shown where those may not. `origin` is the package and version that a check comes from, "" for our own; it is set when
    the package is loaded (`ehcp_lint.plugins`)."""

    id: str
    name: str
    title: str
    duty: Duty
    message: str
    why: str
    sources: tuple[Source, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    over: Lens = field(repr=False)
    rule: Rule = field(repr=False)
    dismiss: str = ""
    trial: bool = False
    policy: str = ""
    needs_status: bool = False
    wordless: bool = False
    origin: str = ""

    @property
    def looks_for(self) -> str:
        """What the rule looks for: its docstring, on one line."""
        return " ".join((self.rule.__doc__ or "").split())

    def wrap(self, example: str) -> str:
        """An example in the notation: the words of an item alone get the letter of the items that the check is over."""
        home: Letter | None = getattr(self.over, "home", None)
        return f"{home}1: {example}" if home and not _NOTATION.match(example) else example

    def hits(self, case: Case) -> Iterator[tuple[Subject, Hit]]:
        """All that the rule finds in the case's plan, each with the subject it was shown."""
        for subject in self.over(case):
            for hit in self.rule(subject):
                yield subject, hit


def check(
    *,
    id: str,
    name: str,
    title: str,
    duty: Duty,
    over: Lens,
    message: str,
    why: str,
    sources: tuple[Source, ...],
    bad: tuple[Example, ...],
    good: tuple[Example, ...],
    dismiss: str = "",
    trial: bool = False,
    policy: str = "",
    needs_status: bool = False,
    wordless: bool = False,
) -> Callable[[Rule], Check]:
    """Declares a check; the decorated function becomes its `rule` and the name it had becomes the `Check`."""

    def declare(rule: Rule) -> Check:
        said = (id, name, title, duty, message, why, sources, bad, good)
        return Check(*said, over, rule, dismiss, trial, policy, needs_status, wordless)

    return declare
