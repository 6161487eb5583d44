"""Who gave or gives the help that a line speaks of, and so whom to ask: by role, by name, by the kind of help, by the section.

The words are data/advisers.csv. Section K is read for who gave advice, when, and whether it is still awaited; a name is only
taken where K puts exactly one person beside that adviser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property

from ehcp_lint.checks.advice import entries
from ehcp_lint.grammar.help import find_help
from ehcp_lint.grammar.people import Part, find_people
from ehcp_lint.grammar.text import Text, WordList, fold
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.language.names import capital_words
from ehcp_lint.plan import Item, Letter, Plan, Span
from ehcp_lint.resources import table

__all__ = ["HEALTH", "PSYCHOLOGIST", "SETTING", "SOCIAL_CARE", "Advice", "Advisers", "Because", "Found", "order"]

COLUMNS = ("wording", "adviser", "kind")
SETTING = "setting"
HEALTH = "health service"
SOCIAL_CARE = "social care service"
PSYCHOLOGIST = "educational psychologist"
DOCTOR = "paediatrician or other doctor"
_SOCIAL = (Letter.D, Letter.H, Letter.H1, Letter.H2)
_HEALTHY = (Letter.C, Letter.G)


class Because(StrEnum):
    """Why this adviser is the one to ask."""

    ROLE = "the line names this adviser"
    NAME = "the line names a person whom section K lists"
    HELP = "the line names no adviser; this is by the kind of help"
    SECTION = "the line names no adviser; this is by the section"
    LISTED = "section K lists this advice"
    LINKED = "the provision for this outcome names this adviser"
    UNKNOWN = "the line names no adviser"


@dataclass(frozen=True, slots=True)
class Found:
    """An adviser of data/advisers.csv and why it is the one to ask."""

    adviser: str
    because: Because


@dataclass(frozen=True, slots=True)
class Advice:
    """One line of section K: whose advice it is, the one person it names (or ""), its dates as written, and whether the
    plan says that it has not come yet."""

    span: Span
    text: str = field(repr=False)
    advisers: tuple[str, ...] = ()
    name: str = field(default="", repr=False)
    dates: tuple[str, ...] = ()
    awaited: bool = False


class Advisers:
    """Who can be asked about a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """The lines of section K that name a report or an author."""
        return tuple(_advice(self._plan, entry.span) for entry in entries(self._plan))

    def listed(self, adviser: str) -> tuple[Advice, ...]:
        """The lines of section K that are this adviser's."""
        return tuple(advice for advice in self.advice if adviser in advice.advisers)

    def name(self, adviser: str) -> str | None:
        """The person whom section K names for this adviser; None where it names nobody or more than one."""
        lines = [advice for advice in self.listed(adviser) if advice.name or advice.dates or advice.awaited]  # no mere notes
        names = {advice.name.split()[-1]: advice.name for advice in lines if advice.name}
        return next(iter(names.values())) if len(names) == 1 and all(advice.name for advice in lines) else None

    def of_item(self, item: Item) -> Found:
        """Whom to ask about a need, an outcome or a line of provision."""
        who = " ".join(self._plan.quote(span) for role, span in item.columns if role == "who")
        return self.of_words(self._plan.quote(item.span), who, item.letter, item.area or "")

    def of_section(self, letter: Letter) -> Found:
        """Whom to ask about a section as a whole, or about a line in it that names nobody."""
        if letter in _SOCIAL:
            return Found(SOCIAL_CARE, Because.SECTION)
        if letter in _HEALTHY:
            return Found(DOCTOR if self.listed(DOCTOR) else HEALTH, Because.SECTION)
        return Found(SETTING, Because.UNKNOWN)

    def of_words(self, text: str, who: str, letter: Letter, area: str = "") -> Found:
        """Whom to ask about words of one line; `who` is its column of that name. Social care answers for all of H."""
        if letter in _SOCIAL:
            return Found(SOCIAL_CARE, Because.SECTION)
        passages = [fold(passage) for passage in (who, text) if passage.strip()]
        for passage in passages:
            if adviser := self._by_role(passage, area):
                return Found(adviser, Because.ROLE)
        if adviser := next((a for a in map(self._by_name, (who, text)) if a), None):
            return Found(adviser, Because.NAME)
        for passage in reversed(passages):
            for mention in find_help(passage):
                if adviser := _forms("help").get(passage.low[mention.start : mention.end].replace("-", " ")):
                    return Found(adviser, Because.HELP)
        return self.of_section(letter)

    def _by_role(self, passage: Text, area: str) -> str | None:
        """The adviser whom a passage names: the one it opens with ("CAMHS: ..."), else those who give or plan the help before
        those it only mentions."""
        people = sorted(find_people(passage), key=lambda person: (person.start > 2, _PARTS.index(person.part)))
        for person in people:
            role = passage.low[person.start : person.end].replace("-", " ")
            adviser = self._therapist(area) if role.removesuffix("s") == "therapist" else _forms("role").get(role)
            if adviser and adviser != SETTING and person.part is not Part.RECEIVES:
                return adviser
        return None

    def _therapist(self, area: str) -> str | None:
        """Which of the therapists "the therapist" is: the only one in section K, or the one for the area of need."""
        listed = {a for advice in self.advice if "therap" in advice.text.lower() for a in advice.advisers}
        if len(listed) == 1:
            return next(iter(listed))
        return "speech and language therapist" if area.lower().startswith("communication") else None

    def _by_name(self, text: str) -> str | None:
        """The adviser whose surname, as section K has it, stands in a text after a title or a first name."""
        for advice in self.advice:
            surname = advice.name.split()[-1] if advice.name else ""
            outside = next((a for a in advice.advisers if a != SETTING), None)
            if outside and surname and re.search(rf"[A-Z][\w.'-]* {re.escape(surname)}\b", text):
                return outside
        return None


_PARTS = (Part.GIVES, Part.DESIGNS, Part.ADVISES, Part.UNCLEAR, Part.RECEIVES)


def order(adviser: str) -> int:
    """Where an adviser stands among all of data/advisers.csv; the setting comes last."""
    return list(dict.fromkeys(row["adviser"] for row in table("advisers.csv", COLUMNS))).index(adviser)


@cache
def _forms(kind: str) -> dict[str, str]:
    """The wordings of one kind with their plurals, in small letters and without hyphens, each with its adviser."""
    found: dict[str, str] = {}
    for row in table("advisers.csv", COLUMNS):
        if row["kind"] == kind:
            for form in (row["wording"], _plural(row["wording"])):
                found.setdefault(form.lower().replace("-", " "), row["adviser"])
    return found


def _plural(wording: str) -> str:
    first, of, rest = wording.partition(" of ")
    return f"{first}s{of}{rest}" if first[-1] not in "sy" else wording


# --- section K ---------------------------------------------------------------------------------------------------------------


@cache
def _titles(kind: str) -> tuple[WordList[str], WordList[str]]:
    """Words that say whose advice a line of K is: those in small letters, and short forms that need their capitals."""
    words: dict[str, str] = {}
    short: dict[str, str] = {}
    for row in table("advisers.csv", COLUMNS):
        if row["kind"] == kind:
            for form in (row["wording"], _plural(row["wording"])):
                bare = _POSSESSIVE.sub("", form)
                (words if form == form.lower() else short).setdefault(bare, row["adviser"])
    return WordList(words), WordList(short)


_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’]s\b")  # "the speech therapist's report" is as good as the therapist
_AWAITED = re.compile(
    r"\b(?:awaited|awaiting|pending|outstanding|to follow|tbc|not (?:yet )?(?:been )?received)\b", re.IGNORECASE
)
_FAMILY = re.compile(
    r"\b(?:views|child|children|pupil|parents?|parental|mum|mother|dad|father|famil\w+|carers?|guardians?|young person|"
    r"student)\b",
    re.IGNORECASE,
)
# Who made the plan and signed it stands below the list, in the same section of many forms.
_SIGNED = re.compile(
    r"\b(?:signed|on behalf|countersigned|prepared|checked|authorised|agreed by|case officer|plan writer|ehc co-?ordinator)\b",
    re.IGNORECASE,
)


def _advice(plan: Plan, span: Span) -> Advice:
    text = " | ".join(_row(plan, span))
    names = list(_names(text, plan.details.names))
    found = _of_line(text, plan.details.names)
    return Advice(
        span,
        text,
        found[:1] if len(names) == 1 else found,
        names[0] if len(names) == 1 else "",
        tuple(match.group() for match, _ in written_dates(text)),
        bool(_AWAITED.search(text)),
    )


def _of_line(text: str, child: tuple[str, ...]) -> tuple[str, ...]:
    """Whose advice a line of K is, in the order in which it says so; empty for the family's, the child's, and signatures."""
    if _SIGNED.search(text):
        return ()
    passage = fold(_POSSESSIVE.sub("", text))
    for kind in ("role", "advice"):
        small, short = _titles(kind)
        found = [*small.find(passage.low, passage.tokens)]
        found += short.find(passage.same, [(passage.same[a:b], a, b) for _, a, b in passage.tokens])
        advisers = [adviser for adviser, _, _ in sorted(found, key=lambda hit: hit[1]) if adviser != SETTING]
        if advisers:
            return tuple(dict.fromkeys(advisers))
        own = any(re.search(rf"\b{re.escape(word)}\b", text) for name in child for word in name.split("(")[0].split())
        if found and not own and not _FAMILY.search(text):
            return (SETTING,)
    return ()


def _row(plan: Plan, span: Span) -> list[str]:
    """The words of a line of K, all cells of a table's row among them."""
    first = plan.block_at(span.start)
    if first is None or first.cell is None:
        return [plan.quote(span)]
    cell = first.cell
    return [b.text for b in plan.blocks if b.cell and (b.cell.table, b.cell.row) == (cell.table, cell.row)]


_PARTS_OF_LINE = re.compile(r"\s*(?:[|,;:()&/]|\s[–—-]\s|\band\b|\bwith\b|\bby\b)\s*")
_TITLES = frozenset(("Dr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Prof", "Professor", "Rev", "Sister"))
_NAME = re.compile(r"[A-ZÀ-Þ]\.?|[A-ZÀ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*")  # an initial, or a word like "Adeyinka-Rowe"
_PLACES = frozenset(
    "academy approved avenue boxing centre clinic club college council county education eps exam garden green hall hospital "
    "house kindergarten lane letter nursery outreach park pre-school primary road school sensory service services signed "
    "street support team transition trust virtual work yes no".split()
)


def _names(text: str, child: tuple[str, ...]) -> Iterator[str]:
    """What stands in a line as nobody but a person can: a title with a surname, or a first name with a surname."""
    own = {word for name in child for word in name.lower().split()}
    for part in _PARTS_OF_LINE.split(text):
        words = part.strip().rstrip(".").split()
        titled = bool(words) and words[0].rstrip(".") in _TITLES
        named = words[1:] if titled else words
        plain = [word.strip(".").lower() for word in named]
        if not named or len(plain[-1]) < 2 or not (titled or len(named) > 1) or set(plain) <= own:
            continue
        if all(map(_is_name, named)):
            yield " ".join(words)


def _is_name(word: str) -> bool:
    plain = word.strip(".")
    letters = plain.isupper() and len(plain) > 1  # "EPS"
    return bool(_NAME.fullmatch(word)) and not letters and plain.lower() not in _PLACES | capital_words()
