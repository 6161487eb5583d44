"""What to ask which adviser before a plan can be finished: the points that only somebody outside the council can settle.

Every question comes from a finding (or from advice that section K still awaits), so the list shrinks as the plan is mended.
A question never proposes a number, an amount or any other content; a line is asked about once, and of one adviser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import Field

from ehcp_lint.case import Case
from ehcp_lint.engine import where
from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.grammar.nil import NilKind
from ehcp_lint.links import By
from ehcp_lint.plan import Item, Kind, Letter, Plan, Section, Span, State
from ehcp_lint.queries.advisers import PSYCHOLOGIST, SETTING, Advisers, Because, Found, order
from ehcp_lint.queries.questions import (
    ADVICE,
    HEADINGS,
    INSTRUCTION,
    KINDS,
    LINES,
    LONG,
    MISSING_ADVICE,
    NEED_FOR,
    NEEDS,
    OFTEN,
    OFTEN_AND_LONG,
    OUTCOMES,
    PROVISION_FOR,
    SECTIONS,
    SLOTS,
    SOCIAL,
    WHOLE,
    WORDINGS,
    Question,
    merged,
    topics,
)
from ehcp_lint.report import FOOTER, FileStatus, Finding, ItemRef, Report, SpanPair, Unread, Versions, Where
from ehcp_lint.settings.profile import Profile, load_profile

__all__ = ["AUTHOR", "Queries", "Query", "Question", "ToAdviser", "find_queries"]

SCHEMA = "ehcp-lint/queries/1"
AUTHOR = "the writer of the plan"
UNKNOWN = "the setting or whoever advised it"


class Query(Frozen):
    """All questions about one line of the plan. `text` is the line, `row` what stands beside it in its table (who, how often);
    `because` says why this adviser is asked."""

    section: str | None
    item: ItemRef | None = None
    text: str = Field(repr=False)
    row: tuple[str, ...] = Field(default=(), repr=False)
    place: Where
    because: str
    questions: tuple[Question, ...]
    fingerprints: tuple[str, ...] = ()
    span: SpanPair


class ToAdviser(Frozen):
    """What one adviser is asked. `name` is the person whom section K names, None where it names nobody or several;
    `advice` are the dates of this adviser's advice as section K writes them, `listed` whether it lists any."""

    adviser: str
    name: str | None = Field(default=None, repr=False)
    listed: bool = False
    advice: tuple[str, ...] = Field(default=(), repr=False)
    queries: tuple[Query, ...]


class AboutChild(Frozen):
    """What a letter says the plan is of: the front page's own answers, None where it has none."""

    name: str | None = Field(default=None, repr=False)
    date_of_birth: str | None = Field(default=None, repr=False)
    reference: str | None = Field(default=None, repr=False)


class Queries(Answer):
    """The answer for one file: what each adviser is asked, and what is left for the writer of the plan."""

    file: str | None = Field(default=None, repr=False)
    status: FileStatus = "checked"
    message: str | None = None
    about: AboutChild = AboutChild()
    advisers: tuple[ToAdviser, ...] = ()
    writer: tuple[Query, ...] = ()
    unread: tuple[Unread, ...] = ()
    versions: Versions | None = None
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")

    @property
    def lines(self) -> int:
        """How many lines of the plan an adviser is asked about."""
        return sum(len(adviser.queries) for adviser in self.advisers)


def find_queries(plan: Plan, report: Report, profile: Profile | None = None) -> Queries:
    """What to ask whom about `plan`, from the findings that `report` holds of it (those on trial too: a question costs little).

    `profile` is the one that the report was made with."""
    asked = _Asked(plan, report, profile or load_profile())
    by_adviser: dict[str, list[Query]] = {}
    for line in sorted(asked.lines.values(), key=lambda line: line.span):
        by_adviser.setdefault(line.found.adviser, []).append(_query(asked.case, line))
    writer = tuple(by_adviser.pop(AUTHOR, ()))
    return Queries(
        file=report.file,
        about=_about(plan),
        advisers=tuple(_to(asked.advisers, name, by_adviser[name]) for name in sorted(by_adviser, key=order)),
        writer=writer,
        unread=report.unread,
        versions=report.versions,
    )


def _to(advisers: Advisers, adviser: str, queries: list[Query]) -> ToAdviser:
    listed = advisers.listed(adviser)
    return ToAdviser(
        adviser=UNKNOWN if adviser == SETTING else f"the {adviser}",
        name=advisers.name(adviser),
        listed=bool(listed),
        advice=tuple(dict.fromkeys(date for advice in listed for date in advice.dates)),
        queries=tuple(queries),
    )


def _about(plan: Plan) -> AboutChild:
    details = plan.details
    born = details.date_of_birth
    return AboutChild(
        name=details.name.value if details.name else None,
        date_of_birth=plan.quote(born.span) if born and born.value else None,
        reference=details.reference.value if details.reference else None,
    )


# --- the lines that are asked about ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """One line of the plan while its questions are gathered."""

    span: Span
    letter: Letter | None
    item: Item | None
    found: Found
    questions: list[Question] = field(default_factory=list)
    fingerprints: list[str] = field(default_factory=list)


class _Asked:
    """Goes through the findings and gathers the questions of each line."""

    def __init__(self, plan: Plan, report: Report, profile: Profile) -> None:
        self.plan = plan
        self.case = Case(plan, profile)
        self.advisers = Advisers(plan)
        self.lines: dict[Span, _Line] = {}
        self._child = _first_name(plan)
        for finding in report.findings:
            self._ask(finding)
        for advice in self.advisers.advice:
            if advice.awaited and advice.advisers:
                line = self._line(advice.span, Letter.K, None, Found(advice.advisers[0], Because.LISTED))
                line.questions.append(Question(text="When can this advice be expected? What is known so far?"))

    def _ask(self, finding: Finding) -> None:
        span, letter = Span(*finding.span), Letter(finding.section) if finding.section else None
        item = self._item(span, finding)
        line: _Line | None = None
        if item and (finding.check in OUTCOMES or finding.check in NEEDS):
            line = self._of_judgement(finding, item)
        elif item and (finding.check in LINES or finding.check in WORDINGS or finding.check == "S105"):
            line = self._line(item.span, item.letter, item, self.advisers.of_item(item))
        elif finding.check in SECTIONS and letter in WHOLE:
            section = self.plan.section_at(span.start)
            line = self._line(_words_of(section, span), letter, None, self.advisers.of_section(letter))
        elif finding.check in ADVICE:
            line = self._of_advice(finding, span)
        if line is None:
            return
        texts = [text.format(child=self._child) for text in self._texts(finding, line)]
        words = (finding.quote,) if finding.quote and finding.quote.strip() != self.plan.quote(line.span).strip() else ()
        line.questions += [Question(text=text, words=words, checks=(finding.check,)) for text in texts]
        line.fingerprints += [finding.fingerprint] if texts else []
        if not line.questions:
            del self.lines[line.span]

    def _line(self, span: Span, letter: Letter | None, item: Item | None, found: Found) -> _Line:
        return self.lines.setdefault(span, _Line(span, letter, item, found))

    def _item(self, span: Span, finding: Finding) -> Item | None:
        """The item that a finding is about; for a placeholder, also the line of provision in whose row it stands."""
        kinds = KINDS.get(finding.check[0], (Kind.PROVISION,))
        items = [item for item in self.plan.items if item.kind in kinds]
        held = next((i for i in items if i.span.holds(span) or any(cell.holds(span) for _, cell in i.columns)), None)
        if held or finding.check != "S105":
            return held
        block = self.plan.block_at(span.start)
        cell = block.cell if block else None
        rows = (i for i in items if cell and i.rows and i.rows[0] == cell.table and i.rows[1] <= cell.row <= i.rows[2])
        return next(rows, None)

    def _of_judgement(self, finding: Finding, item: Item) -> _Line | None:
        """A need or an outcome: asked of an adviser only where the plan says whose it is; an outcome is else the writer's."""
        found = self.advisers.of_item(item)
        if found.because in (Because.SECTION, Because.UNKNOWN):
            outcome = finding.check in OUTCOMES
            linked = self._linked(item) if outcome else None
            if linked is None and not outcome:
                return None
            found = linked or Found(AUTHOR, Because.UNKNOWN)
        return self._line(item.span, item.letter, item, found)

    def _linked(self, outcome: Item) -> Found | None:
        """The one adviser of all the provision that the plan itself puts beside an outcome, by number or by row."""
        sure = [link for link in self.case.links if link.by is not By.WORDS and outcome in (link.one, link.other)]
        others = [link.other if link.one is outcome else link.one for link in sure]
        named = {self.advisers.of_item(other) for other in others if other.kind is Kind.PROVISION}
        advisers = {found.adviser for found in named if found.because in (Because.ROLE, Because.NAME)}
        return Found(advisers.pop(), Because.LINKED) if len(advisers) == 1 and len(named) == 1 else None

    def _of_advice(self, finding: Finding, span: Span) -> _Line:
        """A line of section K, or one that is missing from it."""
        listed = next((advice for advice in self.advisers.advice if advice.span == span), None)
        if listed:
            adviser = listed.advisers[0] if listed.advisers else AUTHOR
            return self._line(span, Letter.K, None, Found(adviser, Because.LISTED))
        adviser = next((who for words, who in MISSING_ADVICE if words in finding.message), AUTHOR)
        return self._missing(adviser, span)

    def _missing(self, adviser: str, span: Span) -> _Line:
        """Advice that section K lacks: each adviser is a line of its own though all stand at the end of the section."""
        while (taken := self.lines.get(span)) is not None and taken.found.adviser != adviser:
            span = Span(span.start, span.end + 1) if span.end < len(self.plan.text) else Span(span.start - 1, span.end)
        return self._line(span, Letter.K, None, Found(adviser, Because.LISTED))

    def _texts(self, finding: Finding, line: _Line) -> Iterator[str]:
        """The questions that a finding gives rise to."""
        check = finding.check
        if check in WORDINGS and line.item:
            yield from self._wording(line.item, Span(*finding.span))
        elif check == "F203":
            often, long = "how often" in finding.message.lower(), "how long" in finding.message.lower()
            yield OFTEN_AND_LONG if often and long else LONG if long else OFTEN
        elif check == "S105" and (line.item or self._says_more(line)):
            yield from self._placeholder(line, Span(*finding.span))
        elif check in SECTIONS and line.letter:
            yield from self._section(check, line)
        elif check == "K102" and line.found.adviser == AUTHOR:
            yield "Have the parents or the young person given their advice? If yes, when was it written?"
        else:
            yield from (LINES | OUTCOMES | NEEDS | ADVICE).get(check, ())

    def _wording(self, item: Item, span: Span) -> Iterator[str]:
        for term in self.case.provision(item).open_wording:
            if self.case.where(item, term.mark) == span and term.ask:
                yield INSTRUCTION.sub("", term.ask)
                return

    def _placeholder(self, line: _Line, span: Span) -> Iterator[str]:
        """What belongs where the plan has "TBC": the slots that this line lacks, or the finding of a whole section."""
        missing = self.case.provision(line.item).missing if line.item and line.item.kind is Kind.PROVISION else ()
        heading = self._heading(span)
        slots = [
            text for slot, text in SLOTS.items() if slot in missing or (slot in HEADINGS and HEADINGS[slot].search(heading))
        ]
        yield from slots or ["What belongs here?"]

    def _says_more(self, line: _Line) -> bool:
        """Whether the section of a placeholder holds other words too."""
        section = self.plan.section_at(line.span.start)
        return section is not None and section.state is State.FILLED

    def _heading(self, span: Span) -> str:
        """The wording of the column that a place in a table stands in, where the table has headings."""
        block = self.plan.block_at(span.start)
        cell = block.cell if block else None
        if cell is None:
            return ""
        column = [b for b in self.plan.blocks if b.cell and (b.cell.table, b.cell.column) == (cell.table, cell.column)]
        return next((b.text for b in column if b.cell and (b.cell.header or b.cell.row == 0)), "")

    def _section(self, check: str, line: _Line) -> Iterator[str]:
        letter = line.letter
        assert letter is not None
        whose = "social care" if letter in SOCIAL else "health"
        needs = letter in (Letter.C, Letter.D)
        if check in ("G102", "H102"):
            told = NEED_FOR[letter] if needs else PROVISION_FOR["D" if letter in SOCIAL else "C"]
            yield line.questions[-1].text if line.questions else told  # "what will be given?" has been asked already
            return
        if check == "C201":
            yield "Does this condition matter for learning? If so, how?"
            return
        section = self.plan.section_at(line.span.start)
        kind = self.case.content(section).nil_kind if section and section.content else None
        if kind is NilKind.AWAITING:
            yield "When can the advice be expected?"
        if needs:
            yield f"What was the finding: are there {whose} needs, yes or no?"
            yield "Who looked at this, and when?"
        else:
            yield f"What was the finding: is {whose} provision needed, yes or no?"
            yield "If yes: what will be given, by whom, how often and for how long?"


def _first_name(plan: Plan) -> str:
    """The child as a question names them; "the child" where the front page gives no plain name."""
    fact = plan.details.preferred_name or plan.details.name
    first = (fact.value or "").split()[:1] if fact else []
    return first[0] if first and re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", first[0]) else "the child"


def _words_of(section: Section | None, span: Span) -> Span:
    """The content of a section as one span; where there is none, its heading."""
    if section is None:
        return span
    spans = section.content or section.spans
    return Span(spans[0].start, spans[-1].end)


# --- one line, asked once ----------------------------------------------------------------------------------------------------

_SEASONAL = re.compile(
    r"\bterms?\b|\btermly\b|\bholidays?\b|\byear[- ]round\b|\blessons?\b|\bschool (?:day|week|year)\b", re.IGNORECASE
)
_TERM = "Is it needed in term time only?"
_IN_SCHOOL = (SETTING, AUTHOR, PSYCHOLOGIST, "specialist teacher", "careers adviser", "virtual school")


def _query(case: Case, line: _Line) -> Query:
    plan = case.plan
    text = plan.quote(line.span) if line.letter is not Letter.K or line.found.because is Because.LISTED else ""
    questions = sorted(merged(line.questions), key=lambda question: not question.text.startswith("By when"))
    row = " ".join([plan.quote(line.span), *(_beside(plan, line.item) if line.item else ())])
    asked_when = any(topics(question.text)[0] & {"often", "amount"} for question in questions)
    if (
        asked_when
        and line.item
        and line.letter in _GIVEN
        and line.found.adviser not in _IN_SCHOOL
        and not _SEASONAL.search(row)
    ):
        questions.append(Question(text=_TERM, checks=tuple(dict.fromkeys(c for q in questions for c in q.checks))))
    item = line.item
    return Query(
        section=line.letter.value if line.letter else None,
        item=ItemRef(kind=item.kind.value, number=item.number, text=plan.quote(item.span)) if item else None,
        text=text,
        row=_beside(plan, item) if item else (),
        place=where(plan, line.span, line.letter.value if line.letter else None),
        because=line.found.because.value,
        questions=tuple(questions),
        fingerprints=tuple(dict.fromkeys(line.fingerprints)),
        span=(line.span.start, line.span.end),
    )


_GIVEN = (Letter.F, Letter.G, Letter.H, Letter.H1, Letter.H2)


def _beside(plan: Plan, item: Item) -> tuple[str, ...]:
    """What the other cells of an item's row say of it, without the needs and outcomes it is for."""
    return tuple(plan.quote(span) for role, span in item.columns if role in ("who", "frequency", "amount", "beside"))
