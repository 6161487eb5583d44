"""How hard a text is to read: a range of school grades and reading ages, and the five hardest sentences with the reasons.

The figures are the published formulas over our own sentences and syllables. White space, wrapped lines, bullets, capitals,
names and full stops after list items do not move them, because they are gone before anything is counted. A grade is context
and not a verdict: formulas differ by three grades on one text, and readers by more (docs/decisions/readability.md)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from math import sqrt
from typing import NamedTuple

from ehcp_lint.grammar.hard_sentences import LONG_SENTENCE, Reason, passives, reasons, spelt_out, weight
from ehcp_lint.grammar.running_text import Running, outside, running
from ehcp_lint.grammar.syllables import syllables
from ehcp_lint.language import MASK
from ehcp_lint.plan import Span

SCORING = "ehcp-lint/readability/1"
"""Names formulas, counting rules and tables: it changes when a figure could, so that only like is compared with like."""

SCORED, INDICATIVE, WORST = 10, 5, 5
_FRAGMENT = 3  # "SENCO", "Twice weekly": a label or a cell is no sentence (nor is it one for textstat)
_FRAME = 4  # what is left round a quotation ("Sam said") is none either
_YOUNGEST, _ADULT = 5, 18


class Status(StrEnum):
    """Whether there is text enough for a figure: ten sentences, five, or fewer (then there is none)."""

    SCORED = "scored"
    INDICATIVE = "indicative"
    TOO_SHORT = "too short"


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas are made of. Long words have three syllables; hard ones are those of them that Gunning counts."""

    sentences: int = 0
    words: int = 0
    letters: int = 0
    syllables: int = 0
    long_words: int = 0
    hard_words: int = 0


@dataclass(frozen=True, slots=True)
class Formulas:
    """The figures, to one decimal. Reading ease falls as text gets harder (60 to 70 is plain English); the others are
    grades of American schools."""

    reading_ease: float
    flesch_kincaid: float
    smog: float
    gunning_fog: float
    coleman_liau: float
    automated_readability: float

    @property
    def grades(self) -> tuple[float, ...]:
        """The five formulas that give a grade."""
        return (self.flesch_kincaid, self.smog, self.gunning_fog, self.coleman_liau, self.automated_readability)


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One of the hardest sentences: where it stands, how many words it has and why it is hard."""

    span: Span
    words: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard a text is to read; `formulas` is None where it is too short to say.

    `quotations` and `fragments` were left out: a person's quoted words, and lines of one or two words. `long_sentences` have
    more than 25 words; `passives` say that something is done and not by whom."""

    status: Status
    counts: Counts
    formulas: Formulas | None
    worst: tuple[HardSentence, ...] = ()
    long_sentences: int = 0
    passives: int = 0
    quotations: int = 0
    fragments: int = 0

    @property
    def sentences(self) -> int:
        """The sentences that were counted."""
        return self.counts.sentences

    @property
    def words(self) -> int:
        """The words in them; a name is one."""
        return self.counts.words

    @property
    def words_per_sentence(self) -> float | None:
        """How long sentences are on average, or None where there is too little text."""
        return round(self.words / self.sentences, 1) if self.formulas else None

    @property
    def grades(self) -> tuple[float, float] | None:
        """The lowest and the highest school grade that the formulas give."""
        return (min(self.formulas.grades), max(self.formulas.grades)) if self.formulas else None

    @property
    def reading_age(self) -> tuple[int, int] | None:
        """The same as ages of readers in years, grade and five, not under 5 nor over 18 (which stands for adults)."""
        if not self.grades:
            return None
        low, high = (min(_ADULT, max(_YOUNGEST, round(grade + 5))) for grade in self.grades)
        return low, high

    def __str__(self) -> str:
        if not self.reading_age:
            return f"too short to score: {_number(self.sentences)}, at least {INDICATIVE} are needed"
        low, high = self.reading_age
        age = f"{low} to {high}" if low < high else f"{low}"
        age += " or over" if high == _ADULT else ""
        sure = ", too few to be sure" if self.status is Status.INDICATIVE else ""
        return f"reading age about {age}, from {_number(self.sentences)}{sure}"


def measure_readability(
    text: str,
    *,
    names: Iterable[str] = (),
    quoted: bool = False,
    parts: Iterable[Span] | None = None,
    worst: bool = True,
) -> Readability:
    """How hard `text` is to read.

    `names` are the plan's own and weigh alike, however long. `quoted` says that all of it is a person's own words, which are
    never scored; words between quotation marks are left out in any case. With `parts`, only these stretches are read, each a
    paragraph or cell of its own; without `worst` no sentences are picked out, which is quicker. The spans that come back are
    offsets into `text`."""
    if quoted:
        return Readability(Status.TOO_SHORT, Counts(), None, quotations=1)
    read = running(text, (names,) if isinstance(names, str) else names, parts)
    every = list(_sentences(read))
    kept = [sentence for sentence in every if sentence.counted]
    used = Counter(chain.from_iterable(sentence.words for sentence in kept))
    weights = {word: _weight(word) for word in used}
    counts = _counts(len(kept), used, weights)
    status = _status(counts.sentences)
    return Readability(
        status,
        counts,
        None if status is Status.TOO_SHORT else _formulas(counts),
        worst=tuple(_worst(read, kept, weights)) if worst else (),
        long_sentences=sum(len(sentence.words) > LONG_SENTENCE for sentence in kept),
        passives=sum(times * passives(said) for said, times in Counter(sentence.said for sentence in kept).items()),
        quotations=len(read.quoted),
        fragments=len(every) - len(kept),
    )


def _number(sentences: int) -> str:
    return f"{sentences} sentence{'' if sentences == 1 else 's'}"


# --- counting ----------------------------------------------------------------------------------------------------------------

_WORD = re.compile(
    r"[a-z]+(?=[ ,])"  # what most words are: nothing below would find more or less there
    r"|(?:https?://|www\.)\S+"
    rf"|{MASK}+(?:[ '-]+{MASK}+)*(?:'s\b)?"  # a name, of however many words
    r"|[^\W\d_](?:\.[^\W\d_])+\b"  # p.w., e.g.
    r"|\d+(?:[.,:/x-]\d+)*[^\W\d_]*"  # 12.5, 1:1, 31/8/2027, 2x30, 3rd
    r"|[^\W_]+(?:['-][^\W_]+)*|&"
)


class _Sentence(NamedTuple):
    """One sentence without what is quoted in it: as written, and in small letters with its words."""

    start: int
    end: int
    written: str
    said: str
    words: tuple[str, ...]
    quotes: bool

    @property
    def counted(self) -> bool:
        """Whether it is more than a label, or more than the frame round a quotation."""
        return len(self.words) >= (_FRAME if self.quotes else _FRAGMENT)


def _sentences(read: Running) -> Iterator[_Sentence]:
    words_of = cache(lambda said: tuple(_WORD.findall(said)))  # a table's cells repeat themselves
    for start, end in read.sentences:
        written, said, quotes = read.written[start:end], read.low[start:end], False
        if read.quoted and (stretches := list(outside(start, end, read.quoted))) != [(start, end)]:
            written, said = (" ".join(form[a:b] for a, b in stretches) for form in (read.written, read.low))
            quotes = True
        yield _Sentence(start, end, written, said, words_of(said), quotes)


class _Weight(NamedTuple):
    """What one word adds to the counts."""

    letters: int
    syllables: int
    long: bool
    hard: bool


_NAME = _Weight(letters=4, syllables=1, long=False, hard=False)  # every name weighs like "Jack"


def _weight(word: str) -> _Weight:
    if word[0] == MASK or word.startswith(("http:", "https:", "www.")):
        return _NAME
    if word == "&":
        word = "and"
    beats = len(word.replace(".", "")) if "." in word and word[0].isalpha() else syllables(word)
    return _Weight(sum(c.isalnum() for c in word), beats, beats >= 3, _hard(word, beats))


_ADDED = re.compile(r"(?:[td]ed|(?:[sxzcg]|[cs]h)es|ing)$")


def _hard(word: str, beats: int) -> bool:
    """Whether Gunning counts it: three syllables, not by an ending nor by joining short words with a hyphen."""
    if "-" in word:
        return any(_hard(half, syllables(half)) for half in word.split("-") if half)
    return beats - bool(_ADDED.search(word)) >= 3


def _counts(kept: int, used: Counter[str], weights: dict[str, _Weight]) -> Counts:
    letters, beats, long, hard = (sum(weights[word][n] * times for word, times in used.items()) for n in range(4))
    return Counts(kept, used.total(), letters, beats, long, hard)


def _status(sentences: int) -> Status:
    if sentences < INDICATIVE:
        return Status.TOO_SHORT
    return Status.INDICATIVE if sentences < SCORED else Status.SCORED


def _formulas(n: Counts) -> Formulas:
    """Flesch 1948; Kincaid and others 1975; McLaughlin 1969; Gunning 1952; Coleman and Liau 1975; Smith and Senter 1967."""
    length, beats, letters = n.words / n.sentences, n.syllables / n.words, n.letters / n.words
    return Formulas(
        reading_ease=round(206.835 - 1.015 * length - 84.6 * beats, 1),
        flesch_kincaid=round(0.39 * length + 11.8 * beats - 15.59, 1),
        smog=round(1.043 * sqrt(30 * n.long_words / n.sentences) + 3.1291, 1),
        gunning_fog=round(0.4 * (length + 100 * n.hard_words / n.words), 1),
        coleman_liau=round(5.88 * letters - 29.6 / length - 15.8, 1),
        automated_readability=round(4.71 * letters + 0.5 * length - 21.43, 1),
    )


# --- the hardest -------------------------------------------------------------------------------------------------------------


def _worst(read: Running, kept: list[_Sentence], weights: dict[str, _Weight]) -> Iterator[HardSentence]:
    """The five hardest sentences that have a reason, the hardest first, as offsets into the text that was given."""
    explained = spelt_out(read.written)
    found = []
    for sentence in kept:
        long = sum(weights[word].long for word in sentence.words)
        why = reasons(sentence.written, sentence.said, len(sentence.words), long, explained)
        if why:
            found.append((-weight(why), sentence.start, sentence, why))
    for _, _, sentence, why in sorted(found, key=lambda entry: entry[:2])[:WORST]:
        yield HardSentence(read.place(sentence.start, sentence.end), len(sentence.words), why)
