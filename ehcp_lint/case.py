"""One plan under one profile, with what has been judged of it so far: several checks ask the same of the same item."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from ehcp_lint.agreed_wording import Register, load_register, make_register
from ehcp_lint.grammar.glosses import initials_before
from ehcp_lint.jargon import KNOWN, Jargon, Term, find_jargon
from ehcp_lint.links import Link, find_links
from ehcp_lint.outcomes.due import due
from ehcp_lint.plan import Item, Kind, Letter, Plan, Section, Span
from ehcp_lint.provision import CellsSeen, Mark, ProvisionReading, read_provision
from ehcp_lint.readability import Readability, measure_readability
from ehcp_lint.settings.profile import Profile
from ehcp_lint.smart import Level, OutcomeJudgement, grade_outcome
from ehcp_lint.voice import VoiceReading, read_voice
from ehcp_lint.wording import ContentReading, read_content

_T = TypeVar("_T")
PROSE = tuple(letter for letter in Letter if letter not in (Letter.I, Letter.J, Letter.K))  # K lists titles of reports
SCORED = (Letter.B, Letter.C, Letter.D, Letter.E, Letter.F, Letter.G, Letter.H, Letter.H1, Letter.H2)
JUST_BEFORE = 200  # characters: the cell or sentence before an acronym
ROLES = ("who", "frequency", "amount")
MOST_OUTCOMES = 10  # where more stand under E and no section F is found, the reading has gone wrong


@dataclass(frozen=True)
class Case:
    """What the checks look at; `advice` are the reports that were handed over with the plan. Judgements are made on first
    asking and kept for the rest of this one run."""

    plan: Plan = field(repr=False)
    profile: Profile
    advice: tuple[Plan, ...] = field(default=(), repr=False)
    _outcomes: dict[Span, OutcomeJudgement] = field(default_factory=dict, repr=False)
    _provisions: dict[Span, ProvisionReading] = field(default_factory=dict, repr=False)

    _paragraphs: dict[tuple[Letter, ...], tuple[Span, ...]] = field(default_factory=dict, repr=False)
    _cells_seen: CellsSeen = field(default_factory=dict, repr=False)
    _rows_read: dict[tuple[str | None, ...], ProvisionReading] = field(default_factory=dict, repr=False)
    shown: dict[tuple[Kind, tuple[Letter, ...]], tuple[Any, ...]] = field(default_factory=dict, repr=False)
    _made: dict[Callable[[Plan], Any], Any] = field(default_factory=dict, repr=False)
    _contents: dict[Span, ContentReading] = field(default_factory=dict, repr=False)

    def outcome(self, item: Item) -> OutcomeJudgement:
        """What an item of section E is and its grades; spans are offsets into the item's own words."""
        judged = self._outcomes.get(item.span)
        if judged is None:
            details = self.plan.details
            judged = grade_outcome(
                self.plan.quote(item.span),
                name=details.names,
                plan_date=details.plan_date.value if details.plan_date else None,
                date_of_birth=details.date_of_birth.value if details.date_of_birth else None,
                year_group=details.year_group.value if details.year_group else None,
            )
            if judged.timely.level is Level.NOT_MET and (dated := due(self.plan, item)):
                judged = replace(judged, timely=dated)
            self._outcomes[item.span] = judged
        return judged

    def provision(self, item: Item) -> ProvisionReading:
        """What a line of provision says, read together with the other cells of its row."""
        read = self._provisions.get(item.span)
        if read is None:
            cells = {role: " ".join(self._cells(item, role)) or None for role in ROLES}
            if beside := self._cells(item, "beside"):
                cells["amount"] = " ".join(filter(None, [cells["amount"], *beside]))
            row = (self.plan.quote(item.span), cells["who"], cells["frequency"], cells["amount"], item.letter.value)
            if row not in self._rows_read:  # plans repeat themselves
                text, who, frequency, amount, section = row
                self._rows_read[row] = read_provision(
                    text,
                    who=who,
                    frequency=frequency,
                    amount=amount,
                    section=section,
                    seen=self._cells_seen,
                    own=self.profile.words.vague,
                )
            read = self._provisions[item.span] = self._rows_read[row]
        return read

    def once(self, reads: Callable[[Plan], _T]) -> _T:
        """What `reads` makes of the plan, for several checks that start from the same."""
        if reads not in self._made:
            self._made[reads] = reads(self.plan)
        return cast(_T, self._made[reads])

    def content(self, section: Section) -> ContentReading:
        """What a stretch of C, D, G, H1 or H2 holds; spans are not offsets into the plan."""
        key = section.spans[0]
        if key not in self._contents:
            text = "\n".join(self.plan.quote(span) for span in section.content)
            self._contents[key] = read_content(text, section.letter.value)
        return self._contents[key]

    @cached_property
    def agreed(self) -> Register:
        """The agreed wording: the council's own, or what ships with ehcp_lint."""
        own = self.profile.words.agreed
        return make_register(own, "agreed wording") if own is not None else load_register()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Which items belong together, by number, row or words."""
        return find_links(self.plan)

    @cached_property
    def readability(self) -> Readability:
        """How hard sections B to H2 are to read; section A holds the child's own words, which are never scored."""
        return measure_readability(
            self.plan.text, names=self.plan.details.names, parts=self.paragraphs_of(*SCORED), worst=False
        )

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The content of sections A to H2, one paragraph each, so that no sentence runs on into the next list item."""
        return self.paragraphs_of(*PROSE)

    def paragraphs_of(self, *letters: Letter) -> tuple[Span, ...]:
        """The content of these sections, one paragraph each."""
        if letters not in self._paragraphs:
            found = []
            for section in self.plan.section(*letters):
                for span in section.content:
                    for block in self.plan.blocks_in(span):
                        whole = span.holds(block.span)
                        found.append(
                            block.span if whole else Span(max(span.start, block.span.start), min(span.end, block.span.end))
                        )
            self._paragraphs[letters] = tuple(found)
        return self._paragraphs[letters]

    @cached_property
    def unexplained_terms(self) -> tuple[tuple[Span, Jargon], ...]:
        """The first use of each term that is not explained at or before it; a person's quoted words do not count."""
        settled: set[str] = set()
        found = []
        terms_in = cache(lambda text: find_jargon(text, self.profile.words.lexicon))  # a table's cells repeat themselves
        for span in self.paragraphs:
            for term in terms_in(self.plan.quote(span)):
                if term.quoted or not settled.isdisjoint(term.term.keys):
                    continue
                settled.update(term.term.keys)
                told = term.explained or term.term.mode == KNOWN or self._spelled_out_before(term, span.start)
                if not told and not self._in_glossary(term.term):
                    found.append((Span(span.start + term.start, span.start + term.end), term))
        return tuple(found)

    def _in_glossary(self, term: Term) -> bool:
        """Whether the plan's own list of words, wherever it stands, has the term; an acronym also in the singular."""
        if not self._glossary:
            return False
        word = term.term.lower().removesuffix("s") if term.short_form else term.term.lower().replace("-", " ")
        if re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", self._glossary):
            return True
        stem = word.rpartition(" ")[0]  # "eye gaze", for an eye gaze device
        return " " in stem and bool(re.search(rf"^\W*{re.escape(stem)}\W", self._glossary, re.MULTILINE))

    @cached_property
    def blurred(self) -> frozenset[Letter]:
        """Sections of which it cannot be told where they end: where no section F is found in a plan, what stands under E is
        probably more than outcomes."""
        plan = self.plan
        found = {section.letter for section in plan.sections}
        outcomes = [item for item in plan.items if item.kind is Kind.OUTCOME and item.letter is Letter.E]
        required = {part.letter for part in plan.rules.required}
        if Letter.F in found or not {Letter.E, Letter.F} <= required or len(outcomes) <= MOST_OUTCOMES:
            return frozenset()
        return frozenset((Letter.E,))

    @cached_property
    def _glossary(self) -> str:
        return "\n".join(self.plan.quote(span) for span in self.plan.glossary).lower().replace("-", " ")

    def _spelled_out_before(self, term: Jargon, at: int) -> bool:
        """Whether the full words of an acronym stand anywhere before it, if not right beside it."""
        if not term.term.short_form:
            return False
        place = at + term.start
        if any(self._low.find(words, 0, place) >= 0 for words in term.term.expansions):
            return True
        if re.search(rf"\b{re.escape(term.term.term)}s?\s*(?:=|means\b|stands for\b|is short for\b)", self.plan.text):
            return True  # in a list of short forms, wherever it stands
        return initials_before(self.plan.text[max(0, place - JUST_BEFORE) : place], term.term.term)

    @cached_property
    def _low(self) -> str:
        return self.plan.text.lower()

    @cached_property
    def voice(self) -> VoiceReading:
        """Whose voice section A holds, read as one passage with its sub-headings; spans are not offsets into the plan."""
        name = self.plan.details.preferred_name or self.plan.details.name
        return read_voice(self.voice_text, name=name.value if name else None, parents=self.plan.details.parents)

    @cached_property
    def voice_text(self) -> str:
        """All of section A but its headings, sub-headings in."""
        stretches = self.plan.section(Letter.A)
        titles = {section.heading for section in stretches}
        blocks = [b for s in stretches for span in s.spans for b in self.plan.blocks_in(span) if b.span not in titles]
        return "\n".join(block.text for block in blocks)

    def _cells(self, item: Item, role: str) -> list[str]:
        return [self.plan.quote(span) for name, span in item.columns if name == role]

    def where(self, item: Item, mark: Mark) -> Span | None:
        """The place in the plan of a mark in an item's words or in a cell of its row; None where cells were joined."""
        home = item.column(mark.column) if mark.column else item.span
        if home is None:
            return None
        span = Span(home.start + mark.span.start, home.start + mark.span.end)
        return span if home.holds(span) else None
