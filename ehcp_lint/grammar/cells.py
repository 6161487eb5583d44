"""One cell of a row of provision taken apart, and what the cells of a row say together.

Guideline: docs/guideline.md 2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property

from ehcp_lint.grammar.help import NAMED, Help, find_help
from ehcp_lint.grammar.measures import AMOUNTS, FREQUENCIES, NUMBER, Measure, Quantity
from ehcp_lint.grammar.people import Part, Person, find_expertise, find_people, who_gives
from ehcp_lint.grammar.quantity import find_quantities
from ehcp_lint.grammar.text import Text
from ehcp_lint.grammar.vague import Around, Cure, Rows, Vague, cure_vague, locate_vague
from ehcp_lint.patterns import Pattern


class HelpKind(StrEnum):
    """What kind of help a line of provision is; a whole-class strategy is part of the environment."""

    INTERVENTION = "intervention"
    EQUIPMENT = "equipment"
    ENVIRONMENT = "environment"
    TRAINING = "training"
    MONITORING = "monitoring"
    TRANSPORT = "transport"
    OTHER = "other"


class Cell:
    """The provision's own text (`column` empty) or another cell of its row; all places are offsets into `text.low`."""

    def __init__(self, text: Text, column: str = "", section: str = "F", own: Rows = ()) -> None:
        self.text, self.column, self.section, self.own = text, column, section, own
        self.quantities = find_quantities(text.low, column)
        people = find_people(text)
        self.people = _under_who(people, text) if column == "who" else people
        self.gives = who_gives(self.people, text.low)
        self._cured: dict[frozenset[Cure], tuple[Vague, ...]] = {}  # a cell meets the same beside it in many rows

    @cached_property
    def help(self) -> tuple[Help, ...]:
        """The help named, but not "meeting his needs", nor the teaching in "teaching assistant"."""
        roles = [(p.start, p.end) for p in self.people if p.kind == "role"]
        return tuple(h for h in find_help(self.text) if not self._no_help(h, roles))

    def _no_help(self, found: Help, roles: list[tuple[int, int]]) -> bool:
        inside = any(a <= found.start and found.end < b for a, b in roles)
        return inside or bool(_NO_HELP.match(self.text.low, found.start))

    @cached_property
    def expertise(self) -> tuple[tuple[int, int], ...]:
        """Where training, a qualification or experience is named."""
        return find_expertise(self.text.low)

    def of(self, measures: Iterable[Measure]) -> list[Quantity]:
        """The quantities of these measures."""
        return [q for q in self.quantities if q.measure in measures]

    @cached_property
    def cures(self) -> frozenset[Cure]:
        """What this cell, standing beside another, makes clear there."""
        found = {Cure.WHO} if self.gives else set()
        hours = AMOUNTS - {Measure.COVERAGE}
        for cure, measures in (
            (Cure.AMOUNT, AMOUNTS),
            (Cure.HOURS, hours),
            (Cure.FREQUENCY, FREQUENCIES),
            (Cure.GROUP, {Measure.GROUP}),
        ):
            if self.of(measures):
                found.add(cure)
        return frozenset(found)

    def vague(self, beside: frozenset[Cure]) -> tuple[Vague, ...]:
        """The vague wording; "support" inside "trained in dyslexia support" is none."""
        if beside not in self._cured:
            around = Around(self.quantities, tuple([(p.start, p.end) for p in self.gives]), beside)
            self._cured[beside] = cure_vague(self._located, self.text, around)
        return self._cured[beside]

    @cached_property
    def _located(self) -> tuple[Vague, ...]:
        hits = locate_vague(self.text, self.section, self.own)
        if self.column == "who":  # "Hearing Support", "TA support": there it is part of who, not the help
            return tuple(h for h in hits if h.wording.family != "bare")
        return tuple(h for h in hits if h.wording.family != "bare" or not self._in_expertise(h))

    def _in_expertise(self, hit: Vague) -> bool:
        return any(a < hit.start and hit.end <= b for a, b in self.expertise)


_NO_HELP = Pattern(
    r"meeting (?:his|her|their|the|its|all|individual|need)|prompt (?:response|action)"
    r"|work (?:with|towards|on|together|closely)"
)


def _under_who(people: tuple[Person, ...], text: Text) -> tuple[Person, ...]:
    """In a column headed "who", a service or a recipient named is who gives it; and so is anybody the list of roles does not
    know ("dinner ladies", "Mrs Osei"), unless the cell asks, or names nobody in particular ("staff", "school", "all")."""
    if "?" in text.low:
        return tuple(p for p in people if p.part is not Part.GIVES)
    under = tuple(Person(Part.GIVES, p.kind, p.start, p.end) if p.kind in ("role", "service") else p for p in people)
    helped = _HELPED.search(text.low)
    end = helped.start() if helped else len(text.low)
    named = [(a, b) for word, a, b in text.tokens if word not in _NOBODY and not word.isdigit() and b - a > 1 and b <= end]
    if named and not any(p.part is Part.GIVES for p in under):
        return (*under, Person(Part.GIVES, "named", named[0][0], named[-1][1]))
    return under


_HELPED = Pattern(r"\b(?:working|work|works|who are|who is|involved|living|who see\w*) (?:with|for) ")
# Words of a "who" cell that name nobody: whoever happens to be there, a place, or only that it is somebody trained.
_NOBODY = frozenset(
    (
        "all adult adults staff member members team teams whole entire everyone everybody anyone someone somebody person "
        "people "
        "school schools school's nursery college class setting settings placement provider provision home la local authority "
        "council department service services agency agencies professional professionals specialist specialists panel support "
        "supported learning teaching education educational our her his their daughter's son's child's child children pupil "
        "pupils "
        "working work works with him them she he the an of in at to by for from and or who is be are will was as other others "
        "relevant appropriate suitable suitably appropriately experienced qualified trained skilled named familiar trusted "
        "known "
        "consistent key regular various available identified designated additional extra more us me you tbc tba tbd na none "
        "nobody confirmed confirm agreed identify funded funding element commissioned following consultation resource base "
        "unit "
        "within ehcp ehc plan section not yet see report reports advice any each every both young peer peers family families "
        "any1 "
        "anybody"
    ).split()
)


# --- what kind of help -------------------------------------------------------------------------------------------------------

_TRAINS = Pattern(
    r"\b(?:to|will|must|should|are|is) be (?:\w+ )?trained\b"
    r"|\b(?:will|to) (?:receive|have|undertake|attend|be given|complete) (?:[\w-]+ ){0,4}training\b|\b(?:will|to) train\b"
)
_WATCHES = Pattern(
    r"\b(?:will|to|must|should) be (?:\w+ )?(?:reviewed|monitored|evaluated|assessed)\b|\breviewed\b|\bmonitor(?:s|ed)?\b"
)
_TEACHES = Pattern(
    r"\b(?:staff|adults?|teachers?|the school|class teacher|ta|teaching assistants?)\b[^.;]{0,25}\b(?:will|to|should|must)? ?"
    r"(?:give|use|check|keep|speak|allow|break|repeat|simplify|model|provide|present|say|wait|avoid|face|warn|prepare|praise"
    r"|chunk|cue)\w*\b"
)
_GIVES_TIME = frozenset((Measure.DURATION, Measure.TOTAL))
_KIND_OF = {
    "intervention": HelpKind.INTERVENTION,
    "care": HelpKind.INTERVENTION,
    "break": HelpKind.INTERVENTION,
    "equipment": HelpKind.EQUIPMENT,
    "environment": HelpKind.ENVIRONMENT,
    "training": HelpKind.TRAINING,
    "monitoring": HelpKind.MONITORING,
    "transport": HelpKind.TRANSPORT,
}


def kind_of(cells: Sequence[Cell]) -> HelpKind:
    """What kind of help the row is: the first kind named, but a thing done for a stated time is an intervention."""
    own = cells[0]
    kinds = {h.kind for h in own.help}
    first = next((_KIND_OF[h.kind] for h in own.help if h.kind in NAMED), None)
    timed = any(cell.of(_GIVES_TIME) for cell in cells)
    if first is HelpKind.TRAINING or _TRAINS.search(own.text.low):
        return HelpKind.TRAINING
    if timed and kinds & {"intervention", "form", "care", "break"}:
        return HelpKind.INTERVENTION
    if first is None and not timed:
        if _WATCHES.search(own.text.low):
            return HelpKind.MONITORING
        if _TEACHES.search(own.text.low):
            return HelpKind.ENVIRONMENT
    if first:
        return first
    promised = kinds & {"generic", "form"} or any(cell.gives or cell.quantities for cell in cells)
    return HelpKind.INTERVENTION if promised else HelpKind.OTHER


# --- quantified? -------------------------------------------------------------------------------------------------------------

_COUNT = Pattern(rf"\b(?:once|twice|thrice)\b|{NUMBER}")
_LONG_RATE = Pattern(r"term|year|annual|quarter")
_REVIEWED = Pattern(r"\breview(?:s|ed)?\b|\bevaluated\b")
_EVENT = Pattern(
    r"\b(?:visits?|sessions?|meetings?|briefings?|consultations?|appointments?|workshops?|clinics?|blocks?|observations?|"
    r"tutorials?|interviews?|drop[ -]ins?)\b"
)
_SIZED = Pattern(r"(?<![:\d-])(?<!: )(?:[2-9]|\d\d|two|three|four|five|six|seven|eight|nine|ten|twelve)(?![:\d]|-to-)")


def is_quantified(cells: Sequence[Cell], kind: HelpKind) -> bool:
    """An amount that lets delivery be checked: time, a total, full coverage, events counted per term or year, or a group of
    known size with a frequency. A ceiling ("up to 5 hours") can be met by nothing at all."""
    measures = {q.measure for cell in cells for q in cell.quantities}
    if measures & AMOUNTS:
        return True
    if Measure.YEARLY in measures and (_counted(cells) or _EVENT.search(cells[0].text.low)):
        return True
    if kind is HelpKind.MONITORING and Measure.REVIEW in measures and _REVIEWED.search(cells[0].text.low):
        return any(_found(_LONG_RATE, cell, q) for cell in cells for q in cell.of((Measure.REVIEW,)))
    sized = any(_found(_SIZED, cell, q) for cell in cells for q in cell.of((Measure.GROUP,)))
    return sized and bool(measures & FREQUENCIES)


def _counted(cells: Sequence[Cell]) -> bool:
    """Whether events are counted: "six visits a year", "twice a term", a "termly visit"; "termly" alone says only how often."""
    yearly = ((cell.text.low, q) for cell in cells for q in cell.of((Measure.YEARLY,)))
    return any(_COUNT.search(low, q.start, q.end) or _EVENT.match(low, q.end) for low, q in yearly)


def _found(pattern: Pattern, cell: Cell, quantity: Quantity) -> bool:
    return bool(pattern.search(cell.text.low, quantity.start, quantity.end))


# --- is the help named? ------------------------------------------------------------------------------------------------------


def named_help(own: Cell, vague: Iterable[Vague]) -> tuple[Help, ...]:
    """The kinds of help that are named, outside open vague wording."""
    taken = [(hit.start, hit.end) for hit in vague if hit.open]
    return tuple(h for h in own.help if h.kind in NAMED and not any(a < h.end and h.start < b for a, b in taken))


def is_specific(own: Cell, cells: Sequence[Cell], vague: Sequence[Vague], quantified: bool) -> bool:
    """Whether a reader knows what will happen: named help, an identifiable arrangement ("1:1, 20 hours a week"), or somebody
    doing a described thing; not "support", "a programme" or "access to" alone."""
    named = named_help(own, vague)
    often = any(cell.of(FREQUENCIES) for cell in cells)
    if headed := _HEADED.match(own.text.low):  # "Support with personal care": what the support is for, and not what it is
        named = tuple(h for h in named if h.start < headed.end())
    low = own.text.low
    if named and not often and not quantified and {h.kind for h in named} == {"monitoring"}:
        return False  # "regular review" and no more
    if not quantified and _only_weighed(own, named, vague):
        return False
    weak = all(_WEAK.fullmatch(low, h.start, h.end) for h in named)
    if quantified or (named and (not weak or often or len(_content_words(own, vague)) > 1)):
        return True
    if named and weak:
        return False
    if any(hit.open and hit.wording.family in _EMPTY for hit in vague):
        return False
    gives = any(cell.gives for cell in cells)
    if gives and (often or any(_PROFESSION.search(own.text.low, p.start, p.end) for p in own.gives)):
        return True
    return len(_content_words(own, vague)) >= _TELLING


def _only_weighed(own: Cell, named: Iterable[Help], vague: Iterable[Vague]) -> bool:
    """Whether a sentence only promises to think about help ("counselling to be explored"), and no other names any."""
    thought = {
        own.text.clause_at(hit.start)
        for hit in vague
        if hit.open and hit.wording.family == "tentative" and _THINKING.search(own.text.low, hit.start, hit.end)
    }
    return bool(thought) and all(any(a <= h.start < b for a, b in thought) for h in named)


_THINKING = Pattern(r"consider|explor|investigat|look(?:ed)? (?:at|into)|possibilit|options")


def _content_words(own: Cell, vague: Iterable[Vague]) -> list[str]:
    """The words that are left when quantities, people, vague wording, empty help and everyday words are taken away."""
    places = [(q.start, q.end) for q in own.quantities] + [(p.start, p.end) for p in own.gives]
    places += [(hit.start, hit.end) for hit in vague if hit.open]
    places += [(h.start, h.end) for h in own.help if h.kind not in NAMED]
    words = ((w, a, b) for w, a, b in own.text.tokens if w not in _FILLER and not w.isdigit())
    return [w for w, a, b in words if not any(s <= a and b <= e for s, e in places)]


_TELLING = 3  # words of content by which a reader can picture what will happen
_HEADED = Pattern(
    r"\W*(?:section \w\d?: ?)?(?:an? |the |some |any )?(?:high level of |(?:close|additional|extra|continued|regular|"
    r"ongoing|adult|"
    r"ta|lsa|staff|school|general|flexible|individual|appropriate|relevant) )*(?:support|help|assistance|input|advice|"
    r"guidance)\b"
    r"(?! (?:workers?|staff|groups?|plans?|assistants?|teachers?|base|services?|team|systems?|package)\b)"
)
# Names so broad that they say what will happen only beside more words: "training for staff", "therapies as required".
_WEAK = Pattern(
    r"(?:training|therap(?:y|ies)|assessments?|meetings?|clubs?|liaison|exam access arrangements?|access arrangements?)"
)

# Wording after which the line names no help, whatever else stands in it.
_EMPTY = frozenset(("bare", "tailored", "universal", "degree", "promise", "funding", "delegated", "pointer"))
# Posts whose name says what the help is.
_PROFESSION = Pattern(
    r"therapist|psychologist|counsellor|instructor|tutor|coach|interpreter|scribe|reader|mentor|nurse|interven[eo]r|trainer"
    r"|befriender"
)
IN_A_PLACE = Pattern(
    r"\b(?:in|within|at|during|outside(?: of)?|on|before|after)"
    r"(?: (?:the|a|an|his|her|their|all|school|quiet|separate|designated|named|small|whole|mainstream|each|every|any))*"
    r" (?:class(?:room|es)?|lessons?|hall|room|space|area|playground|assembl(?:y|ies)|break ?times?|break|lunch ?times?|lunch"
    r"|play ?times?|home|school|nursery|college|corridor|library|hub|base|unit|community|pool|workstation|meal ?times?"
    r"|registration|tutor time|unstructured times?|transitions?|pe|exams?|holidays?|weekends?|term[ -]time|school hours"
    r"|base room|gym|clinic)\b"
)
_FILLER = frozenset(
    (
        "child children pupil pupils student students young person people he she they him her them his hers their it its the a "
        "an and or of to in for with by on at from as is are be been being was were will shall should must may can could would "
        "not no that this these those which who when where if so there has have had having do does need needs needed require "
        "requires required receive receives provide provided provides providing provision give given deliver delivered "
        "delivering include includes including support supports supported supporting help helps helped helping develop "
        "developing development improve improving increase increasing progress meet meeting special educational sen level "
        "levels staff adult adults school setting class classroom high low appropriate suitable ratio place put ensure ensures "
        "ensured made make use used using focus focused focusing skills skill learning able continue further also all any some "
        "other such more most both each every through across within into out up work working group groups small individual "
        "whole approach area areas part environment aware awareness independence confidence positive consistent same last year "
        "term day week well good available section encouraged encourage join someone somebody anyone everyone "
        "everybody currently "
        "gets get carried followed delivered"
    ).split()
)
