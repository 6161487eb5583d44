"""Vague wording, where it stands, and whether something beside it makes it clear.

The wordings and what cures each are data (data/vague_terms.csv); here is how they are found, and when they mean something
else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from operator import itemgetter

from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar.measures import AMOUNTS, FREQUENCIES, NUMBER, Measure, Quantity
from ehcp_lint.grammar.open_ended import OPEN_ENDED, OpenEnded, find_open_ended
from ehcp_lint.grammar.text import Text, WordList, spread, words_of
from ehcp_lint.grammar.vague_senses import speaks_of_other
from ehcp_lint.patterns import Pattern
from ehcp_lint.resources import did_you_mean, read_table, table

Rows = tuple[tuple[str, ...], ...]


class Cure(StrEnum):
    """What can make a vague wording clear."""

    AMOUNT = "amount"
    HOURS = "hours"
    FREQUENCY = "frequency"
    GROUP = "group"
    WHO = "who"
    LIST = "list"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of data/vague_terms.csv; tier 0 is fine and only keeps a shorter wording from being found."""

    phrase: str
    family: str
    tier: int
    scope: frozenset[str]
    cures: frozenset[Cure]
    ask: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A vague wording found, with offsets into the folded text; `cure` is what makes it clear here, None where nothing does."""

    wording: Wording
    start: int
    end: int
    cure: Cure | None = None

    @property
    def open(self) -> bool:
        """Whether it leaves the provision open: not cured, and more than a matter of style."""
        return self.cure is None and self.wording.tier >= 2


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a wording that could cure it: in the text itself, and (`beside`) in other cells of its row."""

    quantities: tuple[Quantity, ...] = ()
    people: tuple[tuple[int, int], ...] = ()
    beside: frozenset[Cure] = frozenset()


def find_vague(text: Text, around: Around, section: str = "F", own: Rows = ()) -> tuple[Vague, ...]:
    """All vague wording of a text that counts in `section`, cured or not, in order of place; `own` are a council's wordings."""
    return cure_vague(locate_vague(text, section, own), text, around)


def locate_vague(text: Text, section: str = "F", own: Rows = ()) -> tuple[Vague, ...]:
    """Where vague wording stands, before anything beside it is looked at."""
    letter = "H1" if section == "H" else section
    listed = list(_listed(text, own))
    starts = {hit.start for hit in listed if hit.wording.tier}  # the list knows the smallest wording
    found = [*(hit for hit in _regular(text) if hit.wording.family != "dilution" or hit.start not in starts), *listed]
    quoted = list(_spoken(text.low))
    kept = [
        hit
        for hit in found
        if letter in hit.wording.scope
        and not _swallowed(hit, found)
        and not any(a < hit.start and hit.end < b for a, b in quoted)
        and not _told_beside(text.low, hit)
    ]
    return tuple(sorted(kept, key=lambda hit: hit.start))


def cure_vague(located: tuple[Vague, ...], text: Text, around: Around) -> tuple[Vague, ...]:
    """The same wording, each with what stands around it and makes it clear."""
    return tuple(_judged(hit, text, around) for hit in located)


_QUOTED = Pattern(r"\"[^\"\n]{5,90}\"|(?<!\w)'[^'\n]{5,90}'(?!\w)")
_EXAMPLE_WORDS = range(3, 13)  # of what to say; fewer are a word set apart, more are a passage of advice


def _spoken(low: str) -> Iterator[tuple[int, int]]:
    """Short quotations that give an example of what to say ("some people might ...")."""
    if '"' in low or "'" in low:
        yield from (found.span() for found in _QUOTED.finditer(low) if len(found.group().split()) in _EXAMPLE_WORDS)


_SET_OUT = Pattern(
    r"s? (?:(?:which|that) (?:is|are) )?(?:(?:set out|listed|given|described|shown|named|detailed|written) )?"
    r"(?:below|above|overleaf|at [a-h]\d|in (?:[a-h]\d|section [a-h]|the (?:table|list|box|row|column)))(?!\w)"
)
_HOURS_OF = Pattern(r"\d ?(?:hours?|hrs?|minutes?|mins?)(?: (?:(?:a|per|each|every) )?\w+)? (?:of|in) (?:\w+ )?$")


def _told_beside(low: str, hit: Vague) -> bool:
    """ "The strategies below", "15 hours of additional support": the plan says which, or how much, right beside it."""
    if hit.wording.family == "bare" and _SET_OUT.match(low, hit.end):
        return True
    return low.startswith(("additional", "extra"), hit.start) and bool(_HOURS_OF.search(low, max(0, hit.start - 50), hit.start))


# --- the list ----------------------------------------------------------------------------------------------------------------

COLUMNS = ("phrase", "family", "tier", "scope", "cured_by", "ask")


def read_vague(text: str, name: str) -> Rows:
    """The rows of a council's own list, with the columns of data/vague_terms.csv; tier 0 says that a wording is fine.

    Raises `BadConfig` for a row that is not one; `name` is for the message."""
    rows = read_table(text, name, COLUMNS)
    for row in rows:
        _wording(row, name)
    return tuple(tuple(row[column] for column in COLUMNS) for row in rows)


@cache
def wordings() -> tuple[Wording, ...]:
    """The rows of data/vague_terms.csv."""
    return tuple(_wording(row) for row in table("vague_terms.csv", COLUMNS))


def _wording(row: dict[str, str], name: str = "vague_terms.csv") -> Wording:
    known = [c.value for c in Cure]
    for cure in row["cured_by"].replace("-", "").split():
        if cure not in known:
            raise BadConfig(f"{name}, '{row['phrase']}': there is no cure '{cure}'.{did_you_mean(cure, known)}")
    if row["tier"] not in ("0", "1", "2", "3"):
        raise BadConfig(f"{name}, '{row['phrase']}': the tier must be 0, 1, 2 or 3.")
    cures = frozenset(Cure(c) for c in row["cured_by"].replace("-", "").split())
    scope = frozenset(row["scope"].split()) or frozenset(("F", "G", "H1", "H2"))
    return Wording(row["phrase"], row["family"], int(row["tier"]), scope, cures, row["ask"])


@lru_cache(maxsize=8)
def _word_list(own: Rows = ()) -> WordList[tuple[Wording, int, int]]:
    """Each wording with the first and last of its words that are marked, where not all are."""
    phrases: dict[str, tuple[Wording, int, int]] = {}
    for wording in (*(_wording(dict(zip(COLUMNS, row, strict=True))) for row in own), *wordings()):
        words = wording.phrase.split()
        first = next((n for n, w in enumerate(words) if w.startswith("[")), 0)
        last = next((n for n, w in enumerate(words) if w.endswith("]")), len(words) - 1)
        for phrase in spread(wording.phrase.replace("[", "").replace("]", "")):
            if "[" not in wording.phrase:
                phrases.setdefault(phrase, (wording, 0, 0))
                continue
            counts = [len(words_of(word)) for word in phrase.split()]
            phrases.setdefault(phrase, (wording, sum(counts[:first]), sum(counts[: last + 1]) - 1))
    return WordList(phrases)


def _listed(text: Text, own: Rows = ()) -> Iterator[Vague]:
    for (wording, first, last), start, end in _word_list(own).find(text.low, text.tokens):
        begin, stop = start, end
        if "[" in wording.phrase:
            at = bisect_left(text.tokens, start, key=itemgetter(1))
            begin, stop = text.tokens[at + first][1], text.tokens[at + last][2]
        if text.low.startswith("e.g.", begin):
            stop = begin + 4
        if text.low.startswith("or equivalent", begin) and _A_QUALIFICATION.search(text.same, max(0, begin - 12), begin):
            continue
        if wording.tier == 0 or _means_it(text.low, wording, begin, stop):
            yield Vague(wording, begin, stop)


_A_QUALIFICATION = Pattern(
    r"(?:\b(?:AMBDA|APC|CCET|HLTA|NVQ|PGCE|QTS|QTMSI|QTVI|SpLD)|\b[Ll]evel \d)\)? $"
)  # "AMBDA or equivalent"


# --- wordings that follow a pattern ------------------------------------------------------------------------------------------

_EVERYWHERE, _NOT_HEALTH = frozenset(("F", "G", "H1", "H2")), frozenset(("F", "G"))
_CURED_BY = {
    "degree": frozenset((Cure.AMOUNT, Cure.FREQUENCY)),
    "bare": frozenset((Cure.AMOUNT, Cure.FREQUENCY, Cure.LIST)),
    "pointer": frozenset((Cure.AMOUNT, Cure.LIST)),
    "rate": frozenset((Cure.AMOUNT, Cure.FREQUENCY, Cure.LIST)),
    "tailored": frozenset((Cure.AMOUNT, Cure.FREQUENCY, Cure.LIST)),
    "who": frozenset((Cure.WHO,)),
}


@cache
def _pattern_wordings() -> dict[OpenEnded, Wording]:
    def wording(one: OpenEnded) -> Wording:
        scope = _NOT_HEALTH if one.family == "funding" else _EVERYWHERE
        return Wording(f"({one.family})", one.family, 3, scope, _CURED_BY.get(one.family, frozenset()), one.ask)

    return {one: wording(one) for one in OPEN_ENDED}


def _regular(text: Text) -> Iterator[Vague]:
    for way, found in find_open_ended(text.low):
        if not speaks_of_other(text.low, way.family, found.group(), *found.span()):
            yield Vague(_pattern_wordings()[way], *found.span())


def _swallowed(hit: Vague, found: Iterable[Vague]) -> bool:
    """Inside a longer hit, or fine, or "available" right before the condition that says why it is not sure."""
    if hit.wording.tier == 0:
        return True
    for other in found:
        if other is hit:
            continue
        if other.start <= hit.start and hit.end <= other.end and (other.end - other.start > hit.end - hit.start):
            return True
        if hit.wording.phrase == "local offer" and other.wording.family == "universal" and other.start < hit.start:
            return True  # "signposted to the local offer" is one
        if hit.wording.family == "bare" and other.wording.family == "choice" and other.end + 1 == hit.start:
            return True  # "or equivalent intervention"
        if hit.wording.phrase == "available" and other.wording.tier and other.start == hit.end + 1:
            return True
        if hit.wording.family in ("bare", "degree") and other.wording.family == "degree" and 0 < hit.start - other.end <= 4:
            return True  # "a high level of adult support" is one vagueness
    return False


# --- what only looks vague ---------------------------------------------------------------------------------------------------

_NUMBERED = Pattern(
    rf"\.? (?:a (?:maximum|total) of )?(?:{NUMBER}|half an?|an?)\)?(?: ?(?:-|to|or) ?{NUMBER})?[ -]?(?:x |full |direct |"
    rf"extra |whole )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|times|sessions|visits|nights|terms|months|lessons|%|"
    rf"half)\b"
)
_RATED = Pattern(rf" (?:every|each|once|twice|{NUMBER})\b")
_AFTER_PURPOSE = Pattern(
    r"\b(?:so(?: that)?|in order that|if|in case|what|how|when|until|before|why|who|which|that|because|"
    r"as)(?: [\w'\[\]-]+){0,3} $"
)
_CLEARLY_VERB = Pattern(
    r"\b(?:to|will|can|could|would|should|may|might|must|shall|who|that|which|staff|adults?|teachers?|and then|they|he|"
    r"she|parents) $"
)
_OBJECT_NEXT = Pattern(
    r" (?:him|her|them|me|us|you|his|their|my|the|a|an|this|all|each|every|pupils?|children|students?|learners|\[|"
    r"generali[sz]\w+|learning|understanding|progress|access|communication|independence|engagement|development|regulation|"
    r"transitions?|self|positive|good|social|emotional|language)\b|\["
)
_NOUN_NEXT = Pattern(
    r" ?(?:$|[.,;:()/\n\"&+]|- |(?:for|to|from|in|with|as|at|and|or|on|when|where|if|during|throughout|across|by|around|"
    r"regarding|will|is|are|should|would|could|may|which|that|using|of|through|via|available|within|after|before|outside|"
    r"over|per|so|until|beyond|whenever|wherever|into|include|includes|including|e\.g|such)\b)"
)
_FOR_ACCESS = Pattern(
    r"\b(?:enable|enables|allow|allows|improve|increase|facilitate|promote|widen|restrict|limit|gain|physical|wheelchair|"
    r"public|full|equal|support|ensure|easy)(?: (?:his|her|their|him|them|full|equal|good|physical))? $"
)
_LEVELLED = Pattern(r"\b(?:level|grade|qualification|diploma|degree)s?(?: \d| [a-z])? $")
_NEVER = Pattern(r"\b(?:not|never|nor|cannot|without)(?: \w+)? $")
_ON_TOP = Pattern(
    r"\b(?:within|alongside|beyond|above|in addition to|on top of|as well as|over and above|more than) (?:\w+ )?$"
)
_BARE_WORK = frozenset(("support", "help", "assistance", "input", "guidance"))
_OF_A_SERVICE = Pattern(r"\b(?:payroll|technical|it|ict|legal|tenancy|debt|managed account) $")  # what it is, by its name
_PLANNED = Pattern(
    r"\b(?:an? )?(?:outline|plan|record|list|description|summary|schedule|statement) of (?:the |her |his |their )?$"
)
_SENSED = Pattern(
    r"\b(?:auditory|visual|sensory|vestibular|proprioceptive|tactile|verbal|language|movement|pressure|oral|olfactory|touch) $"
)
_OF_A_POST = Pattern(r"\b(?:ot|salt|slt|ep|pt|physio|camhs|ta|lsa|nhs|la|send|sen)[ -]+$")
_PROPER = Pattern(r"(?:^|[\s(])(?:[A-Z][a-z]+|[A-Z]{3,})(?: (?:of|and|for|to) [A-Z][a-z]+)?[ -]+$")


def _means_it(low: str, wording: Wording, start: int, end: int) -> bool:
    words = low[start:end]
    before = low[max(0, start - 60) : start]
    if speaks_of_other(low, wording.family, words, start, end):
        return False
    if wording.family == "number":
        return bool(_NUMBERED.match(low, end) or (words not in ("up to", "about", "around") and _RATED.match(low, end)))
    if words in ("could", "might", "could be", "might be", "may have"):
        return not _AFTER_PURPOSE.search(before) and not low.startswith((" not", "n't"), end)
    if words.endswith(" help") and words.split()[0] in ("would", "may", "might", "could"):
        return not before.endswith(("what ", "which ", "who ", "anything ", "whatever "))  # "to hear what would help"
    if wording.family == "bare" and words in _BARE_WORK:
        if words == "input" and _SENSED.search(before):
            return False  # what the child hears, sees or feels
        if _OF_A_SERVICE.search(before) or _PLANNED.search(before):
            return False
        if before.endswith(("in ", "of ", "trained in ")) and words == "support" and low.startswith(" of", end):
            return False
        return not _CLEARLY_VERB.search(before) and not _OBJECT_NEXT.match(low, end) and bool(_NOUN_NEXT.match(low, end))
    if wording.family == "changing":
        return not _NEVER.search(before)
    if wording.family in ("universal", "delegated"):
        return not _ON_TOP.search(before)
    if words == "access to" and _WAY_IN.search(before):
        return False
    if words == "access to":
        return not _FOR_ACCESS.search(before) and not _SCHEME.match(low, end)
    if words == "or equivalent":
        return not _LEVELLED.search(before) and not low.startswith((" qualification", " level", " training", " accredit"), end)
    return True


_SCHEME = Pattern(r" (?:work|learning)\b(?! (?:experience|placements?|opportunit|shadowing|outside|inside))")  # two schemes
# "Level access to the yard" is a way in, and no promise of a thing.
_WAY_IN = Pattern(r"\b(?:level|step[- ]free|ramped|wheelchair|disabled|lift|hoist|easy|vehicle|side|adapted|accessible) $")

# --- cures -------------------------------------------------------------------------------------------------------------------

_ANAPHOR = Pattern(
    r"\s*(?:this|these|each|sessions?|it|they|the (?:sessions?|programme|intervention|group|support)|to be delivered|"
    r"delivered|frequency|duration|amount|at least|a minimum of|\d)\b"
)
_LIST_AFTER = Pattern(r"(?: [\w'-]+){0,4}? ?(?:\((?!e\.?g)|: ?\S|including (?!but)|namely |i\.e|to include )")
_SUCH_AS = Pattern(r",? (?:such as|like|e\.?g\.?|for example|including)")
_TRAINED_IN = Pattern(
    r"(?: (?:adults?|staff|members? of staff|person|people|professionals?|teachers?|teaching assistants?|tas?|"
    r"practitioners?|assistants?|therapists?|and|\w+ed)){0,3},? "
    r"(?:in (?!the |place)|to (?:use|deliver|teach|support|work|meet|manage|give)|as an? |at level)"
)
_DATE = Pattern(
    r"\b(?:by|from|until|before|on)\b[^.;]{0,20}\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|20\d\d|end of (?:year|key stage|ks|reception|the \w+ term))\b"
)
_ONE_TO_ONE = Pattern(
    r"^(?:1 ?: ?1|1 ?-? ?(?:to)?-? ?1|one[ -]to[ -]one|1on1|individual\w*|(?:individual|1:1|one[ -]to[ -]one) basis)$"
)


def _judged(hit: Vague, text: Text, around: Around) -> Vague:
    """The hit with what cures it, sought in its own sentence, the next one if that goes on about it, and the row's
    other cells."""
    wording = hit.wording
    for cure in Cure:
        if cure in wording.cures and (cure in around.beside or _cured(cure, hit, text, around)):
            return Vague(wording, hit.start, hit.end, cure)
    return hit


def _reach(text: Text, start: int) -> tuple[int, int]:
    a, b = text.clause_at(start)
    for c, d in text.clauses:
        if c >= b:
            if not _ANAPHOR.match(text.low, c, d) and len(text.low[c:d].split()) > _FRAGMENT:
                break
            b = d
    return a, b


_FRAGMENT = 6  # "School staff. Throughout the day.": cells of a row written one after the other


def _cured(cure: Cure, hit: Vague, text: Text, around: Around) -> bool:
    a, b = _reach(text, hit.start)
    near = [q for q in around.quantities if a <= q.start < b]
    if cure is Cure.AMOUNT:
        return any(q.measure in AMOUNTS for q in near)
    if cure is Cure.HOURS:  # an amount that is no mere "all day": how high the level is, that leaves open
        return any(q.measure in AMOUNTS and q.measure is not Measure.COVERAGE for q in near)
    if cure is Cure.FREQUENCY:
        timed = FREQUENCIES - {Measure.COVERAGE} if hit.wording.family == "rate" else FREQUENCIES  # "regular breaks all day"
        return any(q.measure in timed or q.measure is Measure.REVIEW for q in near)
    if cure is Cure.GROUP:
        sized = "group" in hit.wording.phrase or "class" in hit.wording.phrase or "small" in hit.wording.phrase
        groups = (text.low[q.start : q.end] for q in near if q.measure is Measure.GROUP)
        return any(not (sized and _ONE_TO_ONE.match(words)) for words in groups)
    if cure is Cure.WHO:
        return any(a <= start < b for start, _ in around.people)
    if cure is Cure.DATE:
        return bool(_DATE.search(text.low, a, b))
    if hit.wording.family == "who":
        return bool(_TRAINED_IN.match(text.low, hit.end, b))
    if hit.wording.family == "bare" and _SUCH_AS.match(text.low, hit.end, b):
        return True
    named = hit.wording.family == "bare" and _PROPER.search(text.same, max(a, hit.start - 40), hit.start)
    if named and _OF_A_POST.search(text.low, max(a, hit.start - 20), hit.start):
        return False  # "OT programme": whose it is, and not what it is called
    return bool(
        _LIST_AFTER.match(text.low, hit.end, b) or (named and text.same != text.same.upper() and not _first_word(text, a, hit))
    )


def _first_word(text: Text, a: int, hit: Vague) -> bool:
    """Whether only one word stands between the start of the sentence and the hit: its capital says nothing."""
    return sum(any(map(str.isalpha, piece)) for piece in text.low[a : hit.start].split()) <= 1  # "In-class help" too
