"""Section K: the advice and information that the plan rests on, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import CODE, REGS
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.plan import Kind, Letter, Plan, Span, State

FAMILY = "the parents or the young person"
ADVISERS = {
    FAMILY: r"parent|carer|famil|mother|father|mum\b|dad\b|young person|child's views|pupil|student",
    "the school or other setting": r"school|nursery|college|head ?teacher|senco|teacher|setting|tutor|educational advice",
    "health": r"health|paediatric|medical|doctor|nurse|\bgp\b|nhs|therap|camhs|hospital|clinic",
    "an educational psychologist": r"psycholog|\bep\b|\bep'?s\b",
    "social care": r"social (?:care|work)|disab\w+ (?:children|team)|children with disabilit|children's disab|\bcwd\b|"
    r"\bcare act\b|"
    r"social services|children's services|early help|\bcsc\b|child(?:ren)?(?:'s)? (?:and|&) famil(?:y|ies) assessment",
}
ENOUGH = 3  # lines in K: a list of fewer may stand for "see attached"
LONGEST = 20  # words: a longer paragraph is a note below the list, not a line of it


@dataclass(frozen=True, slots=True)
class Entry:
    """One line or table row of K: where it stands, its words and the dates written in it."""

    span: Span
    text: str
    dates: tuple[date, ...]


def entries(plan: Plan) -> tuple[Entry, ...]:
    """The lines of K that name a report or an author; a table row is one line, and rows of headings are left out."""
    rows: dict[tuple[int, int] | int, list[Span]] = {}
    held = {s.start for section in plan.section(Letter.K) for span in section.content for s in _blocks(plan, span)}
    there = {(c.table, c.row) for b in plan.blocks if (c := b.cell) and b.span.start in held}
    for block in plan.blocks:  # all cells of a row: "Speech and language therapy" may look like an area of need
        cell = block.cell
        if block.span.start in held or (cell and (cell.table, cell.row) in there):
            rows.setdefault((cell.table, cell.row) if cell else block.span.start, []).append(block.span)
    found = []
    for spans in rows.values():
        text = " | ".join(plan.quote(span) for span in spans)
        note = "|" not in text and len(text.split()) > LONGEST
        if len(re.findall(r"[^\W\d_]{2,}", text)) > 1 and not note and not _SIGNED.match(text):
            found.append(Entry(Span(spans[0].start, spans[-1].end), text, tuple(d for _, d in written_dates(text))))
    return tuple(found)


# Lines that sign the plan, or say that what follows is attached: no advice themselves.
_SIGNED = re.compile(
    r"\W*(?:(?:signed|signature|approved by)\b|(?:the following|all (?:of )?(?:the )?(?:advice|reports?)|these (?:reports?|"
    r"documents?)|copies of)\b[^|]*$)",
    re.IGNORECASE,
)


def _blocks(plan: Plan, span: Span) -> list[Span]:
    return [block.span for block in plan.blocks_in(span)]


def _end(plan: Plan) -> int:
    return plan.section(Letter.K)[-1].spans[-1].end


@check(
    id="K102",
    name="adviser-missing",
    title="All the advice that the regulations name is listed",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="List this advice too, or say why it was not needed.",
    why="The council has to seek advice from parents, school, health, an educational psychologist and social care.",
    sources=(Source(REGS, "6(1)(a)-(h)"),),
    bad=(
        Example(
            "...\nK: School report, 4 February 2026.\n> Paediatric report, Dr Okafor, 12 January 2026.\n"
            "> Parents' views, 3 February 2026.\n> Social care advice, 20 January 2026.",
            "",
        ),
        Example(
            "...\nK: Head teacher's advice, 4 February 2026.\n> Educational psychologist, Dr Nwosu, 15 January 2026.\n"
            "> Mother's letter, 3 February 2026.",
            ("", ""),
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nK: School report, 4 February 2026.\n> Paediatrician, 12 January 2026.\n> Parents' views, 3 February 2026.\n"
            "> Social care: not known to the service, 20 January 2026.\n> Educational psychologist, 15 January 2026."
        ),
    ),
    dismiss="When earlier advice was still sufficient and the plan says which.",
    wordless=True,
)
def adviser_missing(plan: Subject) -> Iterator[Hit]:
    """Each adviser whom the regulations name, in a list of three lines or more. A list that lacks three or more is taken as one
    that was not understood."""
    listed = plan.case.once(entries)
    if len(listed) < ENOUGH:
        return
    text = "\n".join(entry.text for entry in listed)
    missing = [who for who, words in ADVISERS.items() if not re.search(words, text, re.IGNORECASE)]
    if FAMILY in missing and any(_by_family(plan.plan, entry.text) for entry in listed):
        missing.remove(FAMILY)  # "Ada (form)", "Mrs H Quill": there by name
    if len(missing) < ENOUGH:  # more: K is written in a way that was not understood
        for who in missing:
            yield plan.missing(f"List the advice from {who}, or say why there is none.", at=_end(plan.plan))


_PARTS = re.compile(r"\s*\|\s*|\n")
_NUMBER_FIRST = re.compile(
    r"\W*(?:(?:(?i:appendix|annex|app\.?|doc(?:ument)?) )?[A-Z]{0,4}\d{1,2}[a-z]?[.):]?\s+|(?i:letter|views|form|"
    r"statement|notes?|e-?mail) (?:from|by|of) )?"
)
_WHAT_THEY_GAVE = re.compile(
    r"'s? (?:own )?(?:[a-z-]+ ){0,2}?(?:page|sheet|words|views?|form|letter|voice|drawings?|video|film|booklet|profile|"
    r"questionnaire|recording|statement|"
    r"contribution|message|poster|diary|wishes)\b",
    re.IGNORECASE,
)
_TITLE_OR_INITIALS = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?:(?:and|&) (?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?)?(?:[A-Z]\.? ?){0,2}(?=[A-Z][a-z])"
)


def _by_family(plan: Plan, text: str) -> bool:
    """Whether a line of K is the child's or a parent's own, by a name that it begins with (or a cell of it)."""
    own = {name for full in plan.details.names for name in (full, *full.split()[:1]) if name}
    surnames = {name.split()[-1] for name in plan.details.parents if name.startswith(("Mr ", "Mrs ", "Ms ", "Miss ", "Mx "))}
    for cell in _PARTS.split(text):
        number = _NUMBER_FIRST.match(cell)
        said = cell[number.end() if number else 0 :]
        titled = _TITLE_OR_INITIALS.match(said)
        after = said[titled.end() :] if titled and titled.end() else ""
        names = {*own, *plan.details.parents} if not after else surnames
        for name in names:
            here = after or said
            if here.startswith(name) and not here[len(name) : len(name) + 1].isalpha():
                rest = here[len(name) :]
                if not rest.startswith(("'", "’")) or _WHAT_THEY_GAVE.match(rest.replace("’", "'")):
                    return True
    return False


@check(
    id="K103",
    name="advice-undated",
    title="Each piece of advice carries its date",
    duty=Duty.COULD,
    over=whole_plan,
    message="Give the date of this advice.",
    why="Without a date nobody can tell whether the advice still describes the child.",
    sources=(Source("practice", "advice in date"), Source(CODE, "9.62")),
    bad=(
        Example(
            "...\nK: School report, Mrs Bell, 4 February 2026.\n> Paediatric report, Dr Okafor.\n> Parents' views, 3 "
            "February 2026.",
            "Paediatric report, Dr Okafor.",
        ),
        Example(
            "...\nK: Educational psychologist, Dr Nwosu, 15.01.2026\n> Speech therapist, Mr Lowe\n> Social worker, Ms "
            "Ray, 20/1/26",
            "Speech therapist, Mr Lowe",
        ),
    ),
    good=(Example("..."), Example("...\nK: The reports listed in the appendix.\n> They are attached.")),
    dismiss="When the date stands on the attached report and the council's form has no place for it.",
)
def advice_undated(plan: Subject) -> Iterator[Hit]:
    """A report without a date in a list where most others have one. Advice that is still to come is left alone."""
    listed = plan.case.once(entries)
    dated = [entry for entry in listed if entry.dates]
    undated = [e for e in listed if not e.dates and _names_a_report(e.text)]
    if len(dated) >= max(2, len(undated)):
        for entry in undated:
            yield Hit(entry.span)


def _names_a_report(text: str) -> bool:
    if _TO_COME.search(text) or _SHORT_DATE.search(text) or not set(_WORDS.findall(text.lower())) - _HEADER_WORDS:
        return False
    return bool(_REPORT.search(text))


_TO_COME = re.compile(
    r"\b(?:await\w*|pending|requested|to follow|tbc|none|nil|dated?|declined|vacant)\b|\bn/?a\b|"  # "Date": a row of headings
    r"\bno (?:[\w-]+ ){0,3}(?:reports?|responses?|repl(?:y|ies)|advice|letters?|input|involvement|information|assessments?)\b|"
    r"\bnot (?:yet |been |currently )*(?:sent|received|provided|given|available|sought|known|involved|needed|required|"
    r"asked|done|"
    r"returned|in|applicable|attached|seen|assessed)\b|\|\s*[-–—]+\s*(?:\||$)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z]+")
_HEADER_WORDS = frozenset(
    "advice report reports name names role roles author authors from by who what when title organisation service agency source "
    "professional professionals document documents type of and the or given provided received job profession contact details "
    "app appendix ref reference no number page information person body sought list kind position format note notes comments "
    "assessment letter school attached enclosed".split()
)
_SHORT_DATE = re.compile(
    r"(?<![\d/.])(?:0?[1-9]|1[0-2])[/.]20\d\d\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? '?\d\d\b|"
    r"\b(?:spring|summer|autumn)(?: term)? '?(?:20)?\d\d\b|"
    r"(?<![\w/.-])20\d\d(?:[/-]\d\d)?(?![\w/-])",
    re.IGNORECASE,
)  # "Nov 25", "summer 2025", "2023": a date of a sort
_REPORT = re.compile(
    r"report|advice|assessment|views|letter|psycholog|therap|paediatric|nurse|teacher|social work|senco", re.IGNORECASE
)


@check(
    id="K104",
    name="advice-after-plan",
    title="The advice is older than the plan",
    duty=Duty.COULD,
    over=whole_plan,
    message="Check the date: this advice is later than the plan.",
    why="A plan cannot rest on advice that did not yet exist; one of the two dates is probably mistaken.",
    sources=(Source("practice", "consistency of details"),),
    bad=(
        Example("...\nK: School report, Mrs Bell, 4 May 2026.", "School report, Mrs Bell, 4 May 2026."),
        Example("...\nK: Paediatrician, Dr Okafor, 12/01/2027.", "Paediatrician, Dr Okafor, 12/01/2027."),
    ),
    good=(Example("..."), Example("...\nK: School report, Mrs Bell, 4 February 2026. Review due 4 May 2026.")),
    dismiss="When the plan's date is that of the first draft and newer advice was added since.",
)
def advice_after_plan(plan: Subject) -> Iterator[Hit]:
    """A date in the list of advice that is later than the plan's own date."""
    made = plan.plan.details.plan_date
    if made is None or made.value is None:
        return
    dated = [entry for entry in plan.case.once(entries) if entry.dates]
    tables = [_table(plan.plan, entry) for entry in dated]
    reached = {table for table, entry in zip(tables, dated, strict=True) if min(entry.dates) <= made.value}
    dated = [e for t, e in zip(tables, dated, strict=True) if t in reached or tables.count(t) == 1 or not reached]
    later = [entry for entry in dated if min(entry.dates) > made.value]  # a table all of whose days lie ahead is a timetable
    if (
        2 * len(later) <= len(dated) or len(dated) < ENOUGH
    ):  # else it is the plan's date that was misread, or is of an older plan
        yield from (Hit(entry.span) for entry in later)


def _table(plan: Plan, entry: Entry) -> int | None:
    block = plan.block_at(entry.span.start)
    return block.cell.table if block and block.cell else None


@check(
    id="K105",
    name="advice-old",
    title="The advice is no older than a year",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say why advice from more than a year ago still holds.",
    why="A child can change much in a year; a reader needs to know that the advice still fits.",
    sources=(Source("practice", "advice in date"),),
    bad=(
        Example("...\nK: School report, Mrs Bell, 4 February 2024.", "School report, Mrs Bell, 4 February 2024."),
        Example("...\nK: Paediatrician, Dr Okafor, 12/01/2023.", "Paediatrician, Dr Okafor, 12/01/2023."),
        Example("...\nK: Speech and language therapist, Ms Ray, 2023.", "Speech and language therapist, Ms Ray, 2023."),
    ),
    good=(
        Example("..."),
        Example("...\nStatus: Proposed amended plan\nK: School report, Mrs Bell, 4 February 2024."),
    ),
    dismiss="When the adviser has confirmed that the older report is still right.",
)
def advice_old(plan: Subject) -> Iterator[Hit]:
    """A date in the list of advice that is more than twelve months before the plan's own date. Amended plans are left alone."""
    details = plan.plan.details
    made = details.plan_date.value if details.plan_date else None
    months = plan.profile.thresholds.advice_months or plan.rules.timescales.advice_months
    amended = details.status and details.status.value and "amended" in details.status.value
    if made and not amended:  # an amended plan rests on its reviews, and keeps the first advice in its list
        for entry in plan.case.once(entries):
            dates = entry.dates or tuple(date(int(year), 12, 31) for year in _YEAR.findall(entry.text))
            if dates and _months(max(dates), made) > months and not _STILL_HOLDS.search(entry.text):
                yield Hit(entry.span)


_STILL_HOLDS = re.compile(
    r"\bno (?:new|further|updated?|fresh|more recent) (?:one|advice|report|assessment)s? (?:was|were|is|are)? ?"
    r"(?:needed|required|necessary|sought)|\bno (?:update|change) (?:was |is )?(?:needed|required|necessary)"
    r"|\b(?:still|remains?|considered|thought|agreed)(?: to be)? (?:current|valid|relevant|accurate|right|sufficient|"
    r"up to date)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w/.-])20\d\d(?![\w/-])")  # "J. Oduya, 2023": at the latest the end of that year


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


_SENSES = (
    (
        r"\b(?:hearing (?:impairment|loss)|deaf(?:ness)?|cochlear implants?|hearing aids?)\b",
        r"deaf|hearing|\btod\b|\bqtod\b|sensory|audiolog",
        "a teacher of the deaf",
    ),
    (
        r"\b(?:visual(?:ly)? impair(?:ment|ed)|vision impair(?:ment|ed)|sight impair(?:ment|ed)|registered blind|braille)\b",
        r"visual|vision|sight|\bqtvi\b|\bvi\b|sensory",
        "a teacher of vision-impaired children",
    ),
)


@check(
    id="K106",
    name="sensory-advice-missing",
    title="A hearing or vision impairment has advice from a qualified teacher",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="List the advice of a teacher qualified in this impairment.",
    why="For a hearing or vision impairment the school's advice must be given with a teacher qualified in it.",
    sources=(Source(REGS, "6(2)"),),
    bad=(
        Example(
            "...\nB: Ines has a severe hearing loss in both ears.\nK: School report, 4 February 2026.\n"
            "> Parents' views, 3 February 2026.\n> Dr Nwosu, psychologist, 15 January 2026.",
            "",
        ),
        Example(
            "...\nB: Ines is registered blind.\nK: School report, 4 February 2026.\n> Parents' views, 3 February 2026.\n"
            "> Dr Nwosu, psychologist, 15 January 2026.",
            "",
        ),
    ),
    good=(
        Example("..."),
        Example(
            "...\nB: Ines has a severe hearing loss in both ears.\nK: School report, 4 February 2026.\n"
            "> Teacher of the deaf, 3 February 2026.\n> Dr Nwosu, psychologist, 15 January 2026."
        ),
    ),
    dismiss="When the loss is slight or put right by glasses, and no such teacher is needed.",
)
def sensory_advice_missing(plan: Subject) -> Iterator[Hit]:
    """A hearing or vision impairment in section B, with no teacher of the deaf or of vision-impaired children in section K."""
    listed = plan.case.once(entries)
    if len(listed) < ENOUGH or plan.plan.state(Letter.K) is not State.FILLED:
        return
    text = "\n".join(entry.text for entry in listed)
    needs = [plan.plan.quote(item.span) for item in plan.plan.items_of(Kind.NEED, Letter.B)]
    for impaired, adviser, who in _SENSES:
        said = any(re.search(impaired, need, re.IGNORECASE) and not _NO.search(need) for need in needs)
        if said and not re.search(adviser, text, re.IGNORECASE):
            yield plan.missing(f"List the advice of {who}, or say why none.", at=_end(plan.plan))


_NO = re.compile(r"\b(?:no|not|without|never|normal|mild|glue ear|resolved)\b", re.IGNORECASE)
