"""Words, sentences and names as offsets into the text they came from; the only room that knows spaCy.

Everything here is a pure function of its text, and every position it gives back is a character offset into that text:
`plain`, `sentence_case` and `mask` change characters but never the length. spaCy costs a second to import and
three times as long per text as our own word index, so it loads only when `spacy_phrases` is first called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from ehcp_lint.resources import table

MASK = "█"
"""What stands for each character of a name after `mask`: a run of it is one word to everything in this room."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " "),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("·∙⁃‣◦▪▫●○◼◻■□➢➤✓✔✗✘\uf0b7\uf0a7\uf0d8*", "•"),
        **dict.fromkeys("\r\v\f\u2028\u2029\x85", "\n"),
        "⁄": "/",
        "∕": "/",
    }
)

WORD = re.compile(r"█+|[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b|\d+|[^\w\s]|_+", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` with one kind of space, quote, dash and bullet; the same length, so offsets into one hold in the other."""
    return text if text.isascii() and "*" not in text and "`" not in text else text.translate(_PLAIN)


def lower(text: str) -> str:
    """`text` in small letters at the same length (a Turkish İ becomes two characters under `str.lower`, and is left alone)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def shouted(text: str) -> bool:
    """Whether all letters are capitals, and there are enough of them for that to be a habit and not an acronym."""
    return text.isupper() and sum(c.isalpha() for c in text) > 8


def sentence_case(text: str) -> str:
    """Text written ALL IN CAPITALS in small letters but for each sentence's first; any other text as it is."""
    if not shouted(text):
        return text
    low = lower(text)
    return re.sub(r"(?:^|[.!?:\n]\s+)[a-z]", lambda m: m.group().upper(), low)


# --- sentences -------------------------------------------------------------------------------------------------------------

# A full stop after one of these never ends a sentence; after one of `_MAY_END` it does when a capital follows.
_NEVER_END = re.compile(
    r"dr|m(?:r|rs|s|x)|miss|prof|revd?|fr|[sj]r|hon|cllr|st|nos?|figs?|paras?|sect?|vol|e\.?g|i\.?e|viz|cf|vs|incl?|excl|"
    r"approx|ca?|"
    r"refs?|tel|ext|dob|min|max|pp?|pg|yrs?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_MAY_END = re.compile(r"etc|[ap]\.m|p\.[wadt]|w\.e|al|hrs?|mins?|secs?|wks?|ltd|co")
_BULLET = re.compile(r"[ \t]*(?:[•>]+|-(?=[\s█A-Za-z])|(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s))[ \t]*", re.IGNORECASE)
_STOP = re.compile(
    r"[.!?]+[\"')\]]*(?=\s+[\"'(\[]*[A-Z0-9█•À-Þ]|\s*$)"  # a full stop and a capital, or the end
    r"|(?<=[a-z]{3})[.!?](?=[A-Z][a-z])"  # "daily.He": the space forgotten
    r"|\s[•|]\s|\t+|;\s+(?=\(?[a-z]\)\s)"  # "• read • write", table cells, "a) read; b) write"
)
_LETTERED = re.compile(r"\b(?:plan|section|part|group|band|set|class|vitamin)\s+\w$", re.I)  # else an initial: "A. Smith"
_LAST_WORD = re.compile(r"(\S+)$")
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|on|at|by|with|and|or|for|from|will|his|her|their|my|is|are|be|as|that|so|mr|mrs|ms|dr|"
    r"miss))\s*$",
    re.I,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` starts and ends (bullets, list numbers and outer spaces left out).

    A line that ends without a full stop is a sentence of its own (list items, table cells), unless the next line carries
    on in small letters or the line breaks off at a word such as "the"."""
    flat = plain(text)
    found: list[tuple[int, int]] = []
    for start, end in _lines(flat):
        found.extend(_split(flat, start, end))
    return found


def _lines(flat: str) -> Iterator[tuple[int, int]]:
    """The stretches between line ends that mean something: wrapped lines are joined."""
    start = 0
    for brk in re.finditer(r"\n\s*", flat):
        if flat[start : brk.start()].strip() and carries_on(flat, brk.start(), brk.end()):
            continue
        yield start, brk.start()
        start = brk.end()
    yield start, len(flat)


def carries_on(flat: str, start: int, end: int) -> bool:
    """Whether the line end at `start` to `end` only wraps: small letters follow, or the line breaks off at "the" or "to"."""
    before, after = flat[max(0, start - 12) : start].rstrip(), flat[end : end + 12]
    if _BULLET.match(after):
        return False
    if after[:1].islower() and before[-1:] not in set(".!?:;"):
        return True
    return flat.count("\n", start, end) == 1 and bool(_OPEN_END.search(before))


_RUN = re.compile(r"\s+")


def squeeze(text: str) -> tuple[str, tuple[int, ...] | None]:
    """`plain(text)` with every run of spaces and wrapped line ends made one space, and where each character stood in `text`
    (None where nothing moved). Line ends and tabs that end a sentence stay."""
    flat = plain(text)
    runs = [m for m in _RUN.finditer(flat) if m.group() != " " or m.start() == 0 or m.end() == len(flat)]
    if not runs:
        return flat, None
    out: list[str] = []
    places: list[int] = []
    here = 0
    for run in runs:
        out.append(flat[here : run.start()])
        places.extend(range(here, run.start()))
        here = run.end()
        if run.start() == 0 or here == len(flat):
            continue
        kept = "\n" in run.group() and not carries_on(flat, run.start(), here)
        out.append("\n" if kept else "\t" if "\t" in run.group() else " ")
        places.append(run.start())
    out.append(flat[here:])
    places.extend(range(here, len(flat)))
    return "".join(out), tuple(places)


def _split(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    here = start
    bullet = _BULLET.match(flat, start, end)
    if bullet and bullet.end() < end:
        here = bullet.end()
    for stop in _STOP.finditer(flat, here, end):
        if stop.group()[0] == "." and not _ends(flat, here, stop.start(), stop.end()):
            continue
        cut = stop.end() if stop.group()[0] in ".!?;" else stop.start()
        yield from _trim(flat, here, cut)
        here = stop.end()
        bullet = _BULLET.match(flat, here, end)
        if bullet and bullet.end() < end:
            here = bullet.end()
    yield from _trim(flat, here, end)


def _ends(flat: str, start: int, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` ends a sentence: not after "Dr", an initial, "e.g." or a list number."""
    last = _LAST_WORD.search(flat, start, stop)
    if not last:
        return True
    word = last.group().strip("\"'([").lower()
    if _MAY_END.fullmatch(word):
        return not flat[after : after + 40].lstrip()[:1].isdigit()
    if _NEVER_END.fullmatch(word):
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return bool(_LETTERED.search(flat, start, stop))
    only = flat[start:stop].strip()
    return not (only.isdigit() and len(only) <= 2)


def _trim(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without outer spaces, if any letter, digit or mask stands in it."""
    while start < end and flat[start].isspace():
        start += 1
    while start < end and flat[end - 1].isspace():
        end -= 1
    if any(c.isalnum() or c == MASK for c in flat[start:end]):
        yield start, end


# --- words and phrases -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or sign of a text: where it stands and how it reads in small letters."""

    start: int
    end: int
    low: str = field(repr=False)


def words(text: str) -> list[Word]:
    """The words of `text` in order. "can't", "self-care", "12.5", "10:30" and a masked name are one word each."""
    low = lower(plain(text))
    return [Word(m.start(), m.end(), m.group()) for m in WORD.finditer(low)]


class Matcher(Protocol):
    """Finds a word list in a text."""

    def __call__(self, text: str) -> list[tuple[int, int, str]]:
        """Where each term stands (start, end, the term as listed): left to right, the longest of two, none overlapping."""


def phrases(terms: Iterable[str]) -> Matcher:
    """A matcher for `terms`, on whole words only: "OT" is not in "other", "ODD" not in "toddler".

    A term written in capitals (an acronym: two or more, none small) is sought in just these letters; any other in any case.
    Hyphens, spaces and line ends between the words of a term match each other ("one to one", "one-to-one")."""
    index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for term in terms:
        key = tuple(_pieces(lower(plain(term))))
        if key:
            index.setdefault(key[0], []).append((key, term, _acronym(term)))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))

    def find(text: str) -> list[tuple[int, int, str]]:
        flat = plain(text)
        places = [(m.start(), m.end()) for m in _PIECE.finditer(flat)]
        low = [lower(flat[a:b]) for a, b in places]
        found: list[tuple[int, int, str]] = []
        free = 0
        for at, piece in enumerate(low):
            if at < free or piece not in index:
                continue
            for key, term, exact in index[piece]:
                size = len(key)
                if tuple(low[at : at + size]) != key:
                    continue
                start, end = places[at][0], places[at + size - 1][1]
                if exact and flat[start:end] != plain(term):
                    continue
                found.append((start, end, term))
                free = at + size
                break
        return found

    return find


_PIECE = re.compile(r"[^\W_]+|[^\w\s-]")


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _acronym(term: str) -> bool:
    """Capitals that make an acronym: SALT, OT, ADHD, EHCP; not "I" and not "Year 4"."""
    letters = [c for c in term if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


@cache
def english() -> Any:
    """spaCy's blank English pipeline: its tokeniser and nothing else. Loaded on first use, once a process."""
    import spacy

    return spacy.blank("en")


def spacy_phrases(terms: Iterable[str]) -> Matcher:
    """The same as `phrases` on spaCy's tokens with its PhraseMatcher, for who already holds spaCy in memory.

    Its matching is faster once a text is tokenised, its tokenising slower: on 6,500 words and 900 terms 17 ms against 5 ms."""
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = english()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    by_id = {}
    for term in dict.fromkeys(terms):
        forms = {plain(term), plain(term).replace("-", " "), plain(term).replace(" ", "-")}
        matcher.add(term, [nlp.make_doc(form) for form in sorted(forms)])
        by_id[nlp.vocab.strings[term]] = term

    def find(text: str) -> list[tuple[int, int, str]]:
        flat = plain(text)
        doc = nlp.make_doc(flat)
        spans = []
        for which, first, last in matcher(doc):
            span = doc[first:last]
            span.label = which
            if not _acronym(by_id[which]) or span.text == by_id[which]:
                spans.append(span)
        return [(s.start_char, s.end_char, by_id[s.label]) for s in filter_spans(spans)]

    return find


# --- names -----------------------------------------------------------------------------------------------------------------

_AFTER_NAME = r"(?:\s+(?:will|can|is|are|has|have|should|shall|could|would|needs|must|does|was|had|may|might)\b|'s\b|'ll\b)"
_MODAL_NEXT = re.compile(_AFTER_NAME, re.I)
_FOR_BEFORE, _TO_NEXT = re.compile(r"\bfor\s+$", re.I), re.compile(r"\s+to\b", re.I)
_VERB_NEXT = re.compile(r"\s+(?!(?:is|as|his|this|us|its|plus|less|class|process)\b)[a-z]{2,}s\b")
_JOINED_NEXT = re.compile(r"\s*(?:,|\s(?:and|or|to|who|with|himself|herself|themselves)\b)")
_DATE_BEFORE = re.compile(
    r"\b(?:by|in|until|till|since|from|before|after|during|(?:end|start|beginning|middle) of|early|late|mid|next|last|each|"
    r"every|"
    r"this|\d{1,2}(?:st|nd|rd|th)?(?: of)?)[ -]+(?:the )?$",
    re.I,
)
_DATE_AFTER = re.compile(r",?\s*(?:\d|'\d|terms?\b|half|holiday|break\b|exam)", re.I)
_CALENDAR = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"summer|autumn|spring|winter|easter"
)
_PARTICLE = re.compile(r"d[eaiu]|del|van|von|de[rn]|bin|ibn|al|el|l[ae]|mac|ap|[yeo]|mrs?|ms|miss|mx|dr")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Aunt(?:ie|y)?|Uncle)\.?\s+((?:[A-Z]\.?\s+)?[A-Z][\w'-]+)")
_FOR_TO = re.compile(r"\b[Ff]or\s+([A-ZÀ-Þ][\w'-]+)(?=\s+to\b)")
_SUBJECT = re.compile(r"(?<![\w█'])([A-ZÀ-Þ][^\W\d_]*(?:['-][A-ZÀ-Þ]?[^\W\d_]+)*)" + f"(?={_AFTER_NAME})")
_SUBJECT_VERB = re.compile(r"(?:^|(?<=[.:;,\n•]\s)|(?<=\n))([A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?)(?=\s+[a-z]{2,}s\b)", re.M)
_CAPITAL = re.compile(r"(?<![\w█'.@/-])([A-ZÀ-Þ][a-zß-ÿ][^\W\d_]*(?:['-][A-ZÀ-Þ][^\W\d_]+)*)")
_COMMON_END = re.compile(r"(?:ing|tion|sion|ment|ness|ity|ships?|ology|ed|ly|ings|tions|ments)$")


@cache
def capital_words() -> frozenset[str]:
    """Words that may stand with a capital letter and are no one's name (data/capital_words.csv)."""
    return frozenset(row["word"] for row in table("capital_words.csv", ("word", "kind")))


@cache
def names_also_words() -> frozenset[str]:
    """Given names that are also words, in small letters (data/names_also_words.csv)."""
    return frozenset(row["name"] for row in table("names_also_words.csv", ("name",)))


def mask(text: str, names: Iterable[str] = (), *, wide: bool = True) -> str:
    """`text` with people's names overwritten by `MASK`, one for each character, so that every offset still holds.

    `names` are the plan's own (given, preferred, full). Beyond them, words that only a name can be are masked: after a title,
    or before "will" and the like; with `wide`, also any capitalised word inside a sentence that is not a known one
    (right for what leaves the machine or trains a model, too much for reading a sentence)."""
    flat = plain(text)
    hidden = [span for pattern in _given(tuple(names)) for span in _named(flat, pattern)]
    if not flat.isupper() and not flat.islower():
        hidden += [m.span(1) for pattern in (_TITLED, _FOR_TO, _SUBJECT) for m in pattern.finditer(flat) if _stranger(m)]
        hidden += [m.span(1) for m in _SUBJECT_VERB.finditer(flat) if _only_name(m.group(1).lower())]
        if wide and not flat.istitle():
            inner = (
                m for m in _CAPITAL.finditer(flat) if _inside(flat, m.start()) and not _CALENDAR.fullmatch(m.group(1).lower())
            )
            hidden += [m.span(1) for m in inner if _stranger(m)]
    if not hidden:
        return text
    out = list(text)
    for start, end in hidden:
        out[start:end] = [MASK if c.isalnum() else c for c in out[start:end]]
    return "".join(out)


@cache
def _given(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """One pattern for each word of the names given, longest first."""
    parts = {part.strip(".,;:()[]\"'") for name in names for part in plain(name).split()}
    parts |= {half for part in parts for half in part.split("-") if len(half) > 2}
    parts = {part for part in parts if len(part) > 1 and part[0].isalpha() and not _PARTICLE.fullmatch(part.lower())}
    order = sorted(parts, key=lambda part: (-len(part), part))
    return tuple(re.compile(rf"(?<![\w█]){re.escape(part)}(?![^\W_])", re.I) for part in order)


def _named(flat: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a given name stands as a name: not "will" the verb, "May" the month or "Grace" the virtue."""
    one_case = flat.isupper() or flat.islower()
    for m in pattern.finditer(flat):
        low = m.group().lower()
        if not one_case and not m.group()[0].isupper():
            continue
        if low in names_also_words() and not _as_name(flat, m, low, one_case):
            continue
        yield m.span()


def _as_name(flat: str, m: re.Match[str], low: str, one_case: bool) -> bool:
    """Whether a name that is also a word is the name here."""
    before, after = flat[max(0, m.start() - 24) : m.start()], flat[m.end() : m.end() + 24]
    subject = bool(_MODAL_NEXT.match(after) or (_FOR_BEFORE.search(before) and _TO_NEXT.match(after)))
    if _CALENDAR.fullmatch(low) and not subject and (_DATE_AFTER.match(after) or _DATE_BEFORE.search(before)):
        return bool(re.search(r"\b(?:before|until|when)\s+$", before, re.I) and _VERB_NEXT.match(after))
    if subject or one_case:
        return subject
    if _inside(flat, m.start()):
        return True
    return bool(_VERB_NEXT.match(after) or _JOINED_NEXT.match(after))


def _only_name(low: str) -> bool:
    """Whether a word that opens a sentence before a verb ("Mark reads", "Will eats") can be nothing but a name there."""
    return low in ("will", "may") or (low in names_also_words() and low not in capital_words())


def _inside(flat: str, at: int) -> bool:
    """Whether the word at `at` stands inside a sentence, where a capital means something."""
    before = flat[:at].rstrip(" \"'([")
    return bool(before) and before[-1] not in ".!?:;\n•-/" and not _BULLET.fullmatch(before)


def _stranger(m: re.Match[str]) -> bool:
    """Whether a capitalised word is none that plans write with a capital."""
    low = m.group(1).lower()
    # "Will will read", "May can sign": nothing but a name stands before the verb; "Will is" opens no statement either.
    if low in names_also_words() and low not in ("reading", "art"):
        return low not in ("summer", "autumn", "spring", "winter", "easter") or " to" not in m.group()
    return low not in capital_words() and not _COMMON_END.search(low)
