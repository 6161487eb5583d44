"""Provision read into what, who, how much, how often, in what group, where and until when; and where it stays open.

Reading only: what it means for the plan is for the checks to say. Guideline: judging.md 2.6 (Code of Practice 9.69: detailed,
specific, normally quantified); which of the slots a line should fill depends on the kind of help it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ehcp_lint.grammar.help import NAMED, Help, find_help
from ehcp_lint.grammar.measures import AMOUNTS, FREQUENCIES, Measure, Quantity
from ehcp_lint.grammar.patterns import Pattern
from ehcp_lint.grammar.people import Part, Person, find_expertise, find_people, who_gives
from ehcp_lint.grammar.quantity import find_quantities
from ehcp_lint.grammar.text import Text, fold, unreadable
from ehcp_lint.grammar.vague import Around, Cure, Vague, find_vague
from ehcp_lint.plan import Span

MOST_WORDS = 1500


class HelpKind(StrEnum):
    """What kind of help a line of provision is; a whole-class strategy is part of the environment."""

    INTERVENTION = "intervention"
    EQUIPMENT = "equipment"
    ENVIRONMENT = "environment"
    TRAINING = "training"
    MONITORING = "monitoring"
    TRANSPORT = "transport"
    OTHER = "other"


# The slots that each kind should fill. Equipment and the way a class is run are rightly without hours (judging.md 2.6).
NEEDED: Mapping[HelpKind, tuple[str, ...]] = {
    HelpKind.INTERVENTION: ("what", "who", "amount", "frequency"),
    HelpKind.EQUIPMENT: ("what",),
    HelpKind.ENVIRONMENT: ("what",),
    HelpKind.TRAINING: ("what", "who"),
    HelpKind.MONITORING: ("who", "frequency"),
    HelpKind.TRANSPORT: ("what",),
    HelpKind.OTHER: ("what",),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something is said: offsets into the text that was read, or into the row's cell that `column` names."""

    span: Span
    column: str = ""


@dataclass(frozen=True, slots=True)
class VagueTerm:
    """Vague wording: the list's own entry (never the plan's words), where it stands, what to ask, and what cures it here."""

    phrase: str
    family: str
    tier: int
    mark: Mark
    ask: str
    cured_by: str | None = None

    @property
    def open(self) -> bool:
        """Whether it leaves the provision open: not cured, and more than a matter of style."""
        return self.cured_by is None and self.tier >= 2


@dataclass(frozen=True, slots=True)
class ProvisionReading:
    """What one line of provision says. `unjudged` names why it could not be read at all; then every answer is None or empty."""

    unjudged: str | None = None
    kind: HelpKind | None = None
    what: tuple[Mark, ...] = ()
    who: tuple[Mark, ...] = ()
    unnamed: tuple[Mark, ...] = ()
    expertise: tuple[Mark, ...] = ()
    amount: tuple[Mark, ...] = ()
    frequency: tuple[Mark, ...] = ()
    group: tuple[Mark, ...] = ()
    where: tuple[Mark, ...] = ()
    until: tuple[Mark, ...] = ()
    wide_ranges: tuple[Mark, ...] = ()
    vague: tuple[VagueTerm, ...] = ()
    specific: bool | None = None
    quantified: bool | None = None
    missing: tuple[str, ...] = ()

    @property
    def open_wording(self) -> tuple[VagueTerm, ...]:
        """Vague wording that nothing beside it makes clear."""
        return tuple(term for term in self.vague if term.open)

    def of(self, *families: str) -> tuple[VagueTerm, ...]:
        """Open wording of these families: "tentative" is advice, "dilution" gives way to staffing, "delegated" is left "
        "to others."""
        return tuple(term for term in self.open_wording if term.family in families)

    @property
    def grade(self) -> int | None:
        """2 = what, how much, how often and who; 1 = what and any two; 0 otherwise (judging.md 2.6); None = cannot tell."""
        if self.unjudged:
            return None
        filled = sum(map(bool, (self.amount, self.frequency, self.who, self.expertise, self.group)))
        if self.what and self.amount and self.frequency and self.who:
            return 2
        return 1 if self.what and filled >= 2 else 0


def read_provision(
    text: str, *, who: str | None = None, frequency: str | None = None, amount: str | None = None, section: str = "F"
) -> ProvisionReading:
    """What a line of provision says. `who`, `frequency` and `amount` are other cells of the same table row, judged with it."""
    passage = fold(text)
    cells = {
        name: fold(cell) for name, cell in (("who", who), ("frequency", frequency), ("amount", amount)) if cell and cell.strip()
    }
    if why := unreadable(passage, MOST_WORDS):
        if why != "empty" or not cells:
            return ProvisionReading(unjudged=why)
    parts = [_Part(passage, "", section), *(_Part(cell, name, section) for name, cell in cells.items())]
    return _assembled(parts, section)


def score_provision(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of `score provisions` for one record with `text` (and `who`, `frequency`, `amount`, `section` if known)."""
    text = str(record.get("text") or "")
    cells = {name: str(record[name]) for name in ("who", "frequency", "amount") if record.get(name)}
    reading = read_provision(text, section=str(record.get("section") or "F"), **cells)
    if reading.unjudged:
        return dict.fromkeys(("specific", "quantified", "who", "frequency", "duration_or_amount", "vague_terms", "slots"))
    in_text = (term.mark.span for term in reading.open_wording if not term.mark.column)
    return {
        "specific": int(bool(reading.specific)),
        "quantified": int(bool(reading.quantified)),
        "who": int(bool(reading.who)),
        "frequency": int(bool(reading.frequency)),
        "duration_or_amount": int(bool(reading.amount)),
        "vague_terms": [text[span.start : span.end] for span in in_text],
        "slots": {
            "kind": reading.kind,
            **{name: [_plain(mark) for mark in getattr(reading, name)] for name in SLOTS},
            "missing": list(reading.missing),
        },
    }


SLOTS = ("what", "who", "expertise", "amount", "frequency", "group", "where", "until")


def _plain(mark: Mark) -> dict[str, Any]:
    place = {"start": mark.span.start, "end": mark.span.end}
    return {**place, "column": mark.column} if mark.column else place


# --- one cell ----------------------------------------------------------------------------------------------------------------


class _Part:
    """One cell of the row, taken apart; `column` is empty for the provision's own text."""

    def __init__(self, text: Text, column: str, section: str) -> None:
        self.text, self.column = text, column
        self.quantities = find_quantities(text.low)
        people = find_people(text)
        self.people = _column_people(people) if column == "who" else people
        self.gives = who_gives(self.people, text.low)
        self.help = tuple(h for h in find_help(text) if self._is_help(h))
        self.section = section

    def _is_help(self, found: Help) -> bool:
        """Not "meeting his needs", nor the teaching in "teaching assistant"."""
        inside = any(p.kind == "role" and p.start <= found.start and found.end < p.end for p in self.people)
        return not inside and not _NO_HELP.match(self.text.low, found.start)

    def mark(self, start: int, end: int) -> Mark:
        return Mark(self.text.span(start, end), self.column)

    def of(self, measures: Iterable[Measure]) -> list[Quantity]:
        return [q for q in self.quantities if q.measure in measures]

    def cures(self) -> set[Cure]:
        """What this cell, standing beside the provision, makes clear."""
        found = {Cure.WHO} if self.gives else set()
        if self.of(AMOUNTS):
            found.add(Cure.AMOUNT)
        if self.of(FREQUENCIES):
            found.add(Cure.FREQUENCY)
        if self.of((Measure.GROUP,)):
            found.add(Cure.GROUP)
        return found

    def vague(self, beside: frozenset[Cure]) -> list[VagueTerm]:
        around = Around(self.quantities, tuple((p.start, p.end) for p in self.gives), beside)
        expert = find_expertise(self.text.low)
        hits = find_vague(self.text, around, self.section)
        kept = (h for h in hits if h.wording.family != "bare" or not any(a < h.start and h.end <= b for a, b in expert))
        return [self._term(hit) for hit in kept]

    def _term(self, hit: Vague) -> VagueTerm:
        wording = hit.wording
        return VagueTerm(wording.phrase, wording.family, wording.tier, self.mark(hit.start, hit.end), wording.ask, hit.cure)


_NO_HELP = Pattern(
    r"meeting (?:his|her|their|the|its|all|individual|need)|prompt (?:response|action)|work (?:with|towards|on|together|"
    r"closely)"
)


def _column_people(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """In a column headed "who", a service or a recipient named is who gives it."""
    giving = (Person(Part.GIVES, p.kind, p.start, p.end) if p.kind in ("role", "service") else p for p in people)
    return tuple(giving)


# --- the row together --------------------------------------------------------------------------------------------------------

_WHERE = Pattern(
    r"\b(?:in|within|at|during|outside(?: of)?|on|before|after)(?: (?:the|a|an|his|her|their|all|school|quiet|separate|"
    r"designated|named|small|whole|mainstream|each|every|any))*"
    r" (?:class(?:room|es)?|lessons?|hall|room|space|area|playground|assembl(?:y|ies)|break ?times?|break|lunch ?times?|"
    r"lunch|play ?times?|playtime|home|school|nursery|college|corridor|library|hub|base|"
    r"unit|community|pool|workstation|meal ?times?|registration|tutor time|unstructured times?|transitions?|pe|exams?|"
    r"holidays?|weekends?|term[ -]time|school hours|base room|gym|clinic)\b"
)
_UNTIL = Pattern(
    r"\b(?:until|by the end of|for the (?:first|duration|whole|remainder)|from (?:september|january|april)|"
    r"throughout (?:the |key stage|year))[^.;,]{3,50}"
    r"|\b(?:to be |will be |be )?(?:reviewed|evaluated|monitored)\b[^.;]{0,50}|\bat (?:the|each|every) (?:annual |termly |"
    r"half[ -]termly |interim )?review\b"
)


def _assembled(parts: list[_Part], section: str) -> ProvisionReading:
    own = parts[0]
    beside = [frozenset().union(*(p.cures() for p in parts if p is not part)) for part in parts]
    vague = tuple(term for part, cures in zip(parts, beside, strict=True) for term in part.vague(cures))
    kind = _kind(parts)
    frequencies = FREQUENCIES | ({Measure.REVIEW} if kind is HelpKind.MONITORING else set())
    found: dict[str, tuple[Mark, ...]] = {
        "who": _marks((p, g.start, g.end) for p in parts for g in p.gives),
        "unnamed": _marks(
            (p, g.start, g.end) for p in parts for g in p.people if g.part is Part.UNCLEAR and g.kind == "person"
        ),
        "expertise": _marks((p, *place) for p in parts for place in find_expertise(p.text.low)),
        "amount": _marks((p, q.start, q.end) for p in parts for q in p.of((AMOUNTS - {Measure.COVERAGE}) | {Measure.CEILING})),
        "frequency": _marks((p, q.start, q.end) for p in parts for q in p.of(frequencies)),
        "group": _marks((p, q.start, q.end) for p in parts for q in p.of((Measure.GROUP,))),
        "where": _marks((own, *m.span()) for m in _WHERE.finditer(own.text.low)),
        "until": _marks((own, *m.span()) for m in _UNTIL.finditer(own.text.low)),
    }
    full_time = [(p, *m.span()) for p in parts for m in _FULL_TIME.finditer(p.text.low)]
    found["amount"] += _marks(full_time)
    quantified = _is_quantified(parts, kind)
    found["what"] = _what(own, vague)
    specific = _is_specific(own, found, vague, quantified)
    filled = {name for name, marks in found.items() if marks}
    if any(p.of((Measure.COVERAGE,)) for p in parts):
        filled.add("amount")
    if specific:
        filled.add("what")
    needed = NEEDED[kind] + (("who",) if kind is HelpKind.EQUIPMENT and section != "F" else ())
    return ProvisionReading(
        kind=kind,
        wide_ranges=_marks((p, q.start, q.end) for p in parts for q in p.quantities if q.wide),
        vague=vague,
        specific=specific,
        quantified=quantified,
        missing=tuple(name for name in needed if name not in filled),
        **found,
    )


_FULL_TIME = Pattern(r"\bfull[ -]?time\b|\b24 hours a day\b|\b24/7\b")


def _marks(found: Iterable[tuple[_Part, int, int]]) -> tuple[Mark, ...]:
    """Marks in order, overlapping ones of one cell joined."""
    marks: list[Mark] = []
    for part, start, end in found:
        mark = part.mark(start, end)
        last = marks[-1] if marks else None
        if last and last.column == mark.column and mark.span.start < last.span.end and last.span.start <= mark.span.start:
            marks[-1] = Mark(Span(last.span.start, max(last.span.end, mark.span.end)), last.column)
        else:
            marks.append(mark)
    return tuple(marks)


def _is_quantified(parts: list[_Part], kind: HelpKind) -> bool:
    """An amount that lets delivery be checked: time, a total, full coverage, events counted per term or year, or a group
    of known size with a frequency (GUIDELINE.md, provisions). A ceiling ("up to 5 hours") can be met by nothing at all."""
    measures = {q.measure for p in parts for q in p.quantities}
    if measures & AMOUNTS or Measure.YEARLY in measures:
        return True
    if kind is HelpKind.MONITORING and Measure.REVIEW in measures:
        return any(_LONG_RATE.search(p.text.low, q.start, q.end) for p in parts for q in p.of((Measure.REVIEW,)))
    sized = any(_SIZED.search(p.text.low, q.start, q.end) for p in parts for q in p.of((Measure.GROUP,)))
    return sized and bool(measures & FREQUENCIES)


_LONG_RATE = Pattern(r"term|year|annual|quarter")
_SIZED = Pattern(r"(?<![:\d-])(?<!: )(?:[2-9]|\d\d|two|three|four|five|six|seven|eight|nine|ten|twelve)(?![:\d]|-to-)")


# --- what kind of help, and is it named? ---------------------------------------------------------------------------------------

_TRAINS = Pattern(
    r"\b(?:to|will|must|should|are|is) be (?:\w+ )?trained\b|\b(?:will|to) (?:receive|have|undertake|attend|be given|"
    r"complete) (?:[\w-]+ ){0,4}training\b|\bwill train\b|\bto train\b"
)
_WATCHES = Pattern(
    r"\b(?:will|to|must|should) be (?:\w+ )?(?:reviewed|monitored|evaluated|assessed)\b|\breviewed\b|\bmonitor(?:s|ed)?\b"
)
_TEACHES = Pattern(
    r"\b(?:staff|adults?|teachers?|the school|class teacher|ta|teaching assistants?)\b[^.;]{0,25}\b(?:will|to|should|"
    r"must)? ?(?:give|use|check|keep|speak|allow|break|repeat|simplify|model|provide|present|say|wait|avoid|face|warn|"
    r"prepare|praise|chunk|cue)\w*\b"
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


def _kind(parts: list[_Part]) -> HelpKind:
    own = parts[0]
    named = [h for h in own.help if h.kind in NAMED]
    first = _KIND_OF[named[0].kind] if named else None
    if first is HelpKind.TRAINING or _TRAINS.search(own.text.low):
        return HelpKind.TRAINING
    if any(p.of(_GIVES_TIME) for p in parts) and any(h.kind in ("intervention", "form", "care", "break") for h in own.help):
        return HelpKind.INTERVENTION
    if first is None and _WATCHES.search(own.text.low) and not any(p.of(_GIVES_TIME) for p in parts):
        return HelpKind.MONITORING
    if first:
        return first
    if _TEACHES.search(own.text.low) and not any(p.of(_GIVES_TIME) for p in parts):
        return HelpKind.ENVIRONMENT
    generic = any(h.kind in ("generic", "form") for h in own.help)
    return HelpKind.INTERVENTION if generic or any(p.gives or p.quantities for p in parts) else HelpKind.OTHER


def _what(own: _Part, vague: tuple[VagueTerm, ...]) -> tuple[Mark, ...]:
    taken = [term.mark.span for term in vague if term.open and not term.mark.column]
    marks = _marks((own, h.start, h.end) for h in own.help if h.kind in NAMED)
    return tuple(mark for mark in marks if not any(span.meets(mark.span) for span in taken))


_FILLER = frozenset(
    "child children pupil pupils student students young person people he she they him her them his hers their it its the "
    "a an and or of to in for with by on at from as "
    "is are be been being was were will shall should must may can could would not no that this these those which who "
    "when where if so there has have had having do does "
    "need needs needed require requires required receive receives provide provided provides providing provision give "
    "given deliver delivered delivering include includes "
    "including support supports supported supporting help helps helped helping develop developing development improve "
    "improving increase increasing progress meet "
    "meeting special educational sen needs level levels staff adult adults school setting class classroom high low "
    "appropriate suitable ratio place put ensure ensures "
    "ensured made make use used using focus focused focusing skills skill learning able continue further also all any "
    "some other such more most both each every through "
    "across within into out up work working group groups small individual whole approach area areas part environment aware awareness independence confidence positive consistent same last year term day week well good made available".split()
)


def _is_specific(own: _Part, found: Mapping[str, tuple[Mark, ...]], vague: tuple[VagueTerm, ...], quantified: bool) -> bool:
    """Whether a reader knows what will happen (GUIDELINE.md, provisions): named help, an identifiable arrangement
    ("1:1, 20 hours a week"), or somebody doing a described thing; not "support", "a programme" or "access to" alone."""
    if _only_reviews(own, found):
        return False
    if found["what"] or quantified:
        return True
    if any(t.open and t.family in _EMPTY for t in vague):
        return False
    slots = [m for name in ("amount", "frequency", "group", "who") for m in found[name]]
    if found["who"] and (found["frequency"] or any(_PROFESSION.search(own.text.low, g.start, g.end) for g in own.gives)):
        return True
    places = [(m.span.start, m.span.end) for m in slots if not m.column]
    places += [(t.mark.span.start, t.mark.span.end) for t in vague if t.open and not t.mark.column]
    hollow = [(h.start, h.end) for h in own.help if h.kind in ("generic", "area", "form")]
    words = [
        w
        for w, a, b in own.text.tokens
        if w not in _FILLER and not w.isdigit() and not any(s <= a and b <= e for s, e in places + hollow)
    ]
    return len(words) >= (2 if slots or found["where"] else 3)


# Posts whose name says what the help is.
_PROFESSION = Pattern(
    r"therapist|psychologist|counsellor|instructor|tutor|coach|interpreter|scribe|reader|mentor|nurse|interven[eo]r|"
    r"trainer|befriender"
)
_EMPTY = frozenset(("bare", "tailored", "universal", "degree", "promise", "funding", "delegated"))


def _only_reviews(own: _Part, found: Mapping[str, tuple[Mark, ...]]) -> bool:
    kinds = {h.kind for h in own.help if h.kind in NAMED}
    return kinds == {"monitoring"} and not found["frequency"] and not found["amount"]
