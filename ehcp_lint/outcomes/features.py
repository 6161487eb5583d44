"""What a fitted model sees of an outcome: slots from the rules' own judgement, and the masked text as words and letter groups.

Names, pronouns, diagnoses, digits, dates, measures, case, bullets and quotes are made one before anything is counted, so that
they cannot change what a model says. A word that the vocabulary does not hold leaves nothing behind but that it was there."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.grammar.clauses import Clause, Doer, Mood, Reading
from ehcp_lint.grammar.outcome_measures import THRESHOLDS, Measure
from ehcp_lint.grammar.outcome_patterns import CONTEXT
from ehcp_lint.grammar.verb_phrase import Act
from ehcp_lint.language import MASK
from ehcp_lint.language.names import names_also_words
from ehcp_lint.outcomes.judgement import Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.outcomes.timing import TimeKind

TEXT_WEIGHT = 0.7
"""What the words weigh together beside the slots."""
WORDS, LETTERS, AT_LEAST = 1200, 1800, 3

Kinds = Sequence[tuple[Clause, OutcomeKind | None]]
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """One outcome as a model sees it: the slots in the order of `slot_names()` and the tidied words."""

    slots: Vector
    words: tuple[str, ...] = field(repr=False)


# --- the slots -------------------------------------------------------------------------------------------------------------

_CUES = {
    "month or season": r"\b(?:jan\w*|feb\w*|march|april|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|spring|summer|autumn|"
    r"winter|xmas|christmas|easter)\b",
    "year": r"\b20\d\d\b|\b\d\d/\d\d\b",
    "school year": r"\b(?:year|yr|y|key stage|ks) ?\d\d?\b",
    "end": r"\b(?:end|by|until|before|within|till)\b",
    "term": r"\b(?:half[- ]?)?terms?\b|\breview(?:ed)?\b",
    "number": r"\d",
    "number word": r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b",
    "now": r"\b(?:now|currently|at present|presently|at the moment|baseline|so far|was|atm)\b",
    "first person": r"\b(?:i|i'm|im|i'd|i'll|my|me|we)\b",
    "would": r"\b(?:would|want|wants|hope|hopes|like to|dream\w*|love to|wish\w*)\b",
    "adult": r"\b(?:staff|teachers?|school|tas?|senco|adults?|parents?|mum|therapists?|salt|slt|ot|ep|nurse)\b",
    "must": r"\b(?:must|should|ought|needs? to|has to|have to)\b",
    "able": r"\b(?:able|can|manages?)\b",
    "cannot": r"\b(?:can't|cannot|not|struggl\w+|difficult\w*|hard|unable|never)\b",
    "help": r"\b(?:support|programme|sessions?|provision|intervention|therapy|equipment|resources?|training)\b",
    "paper": r"\b(?:report|plan|ehcp?|targets?|form|meeting|assessment|refer\w*|attached|email|section|page|previous)\b",
}
_CUE = {name: re.compile(words) for name, words in _CUES.items()}
_MARKS = {
    "question": "?",
    "plus": "+",
    "slash": "/",
    "semicolon": ";",
    "bracket": "(",
    "arrow": ">",
    "dash": " - ",
    "colon": ":",
}
_LENGTHS = (3, 7, 13, 25, 45)


@cache
def slot_names() -> tuple[str, ...]:
    """The slots in the order of `Seen.slots`."""
    return (
        *(f"rules say {kind.value}" for kind in OutcomeKind),
        "rules say nothing",
        *(f"{letter} {level.value}" for letter in "SMT" for level in Level),
        "identifiable",
        "decidable",
        *(f"doer {doer.value}" for doer in Doer if doer is not Doer.TRAIT),
        *(f"mood {mood.value}" for mood in Mood),
        *(f"act {act.value}" for act in Act),
        *(f"first doer {doer.value}" for doer in Doer if doer is not Doer.TRAIT),
        *(f"verb {mark}" for mark in ("once", "event", "weak", "felt", "negative", "adult")),
        *(f"label {label}" for label in ("step", "measure", "other")),
        *(f"measure {name}" for name in ("threshold", "level", "independence", "criterion")),
        *(f"time {name}" for name in ("dated", "review", "period", "blank", "open")),
        *(f"evidence {part}" for part in ("baseline", "support", "aspiration", "need", "purpose")),
        *(f"contexts {n}" for n in (1, 2)),
        *(f"sentences {n}" for n in (3, 5)),
        *(f"words {n}" for n in _LENGTHS),
        "no verb at all",
        "a sentence without a verb",
        *(f"cue {name}" for name in _CUE),
        *(f"mark {name}" for name in _MARKS),
    )


def see(judged: OutcomeJudgement, reading: Reading, kinds: Kinds) -> Seen:
    """What a model may know of an outcome that the rules have judged; all from the reading with its names masked."""
    low = reading.low
    on: set[str] = {f"rules say {judged.kind.value}" if judged.kind else "rules say nothing"}
    for letter, grade in (("S", judged.specific), ("M", judged.measurable), ("T", judged.timely)):
        on.add(f"{letter} {grade.level.value}")
    on |= {name for name, yes in (("identifiable", judged.identifiable), ("decidable", judged.decidable)) if yes}
    for clause, _ in kinds:
        phrase = clause.phrase
        on |= {f"doer {_doer(clause)}", f"mood {clause.mood.value}", f"act {phrase.act.value}"}
        on |= {f"verb {mark}" for mark in ("once", "event", "weak", "felt", "negative", "adult") if getattr(phrase, mark)}
        if clause.label:
            on.add(f"label {clause.label if clause.label in ('step', 'measure') else 'other'}")
    if kinds:
        on.add(f"first doer {_doer(kinds[0][0])}")
    acts = [clause.phrase.act for clause, _ in kinds]
    if all(act is Act.NONE for act in acts):
        on.add("no verb at all")
    elif Act.NONE in acts:
        on.add("a sentence without a verb")
    for found in judged.measures:
        on.add(f"measure {'threshold' if found.kind in THRESHOLDS else _MEASURE[found.kind]}")
    for time in judged.times:
        on.add(f"time {'dated' if time.resolved and time.certain else _TIME.get(time.kind, 'open')}")
    on |= {f"evidence {p}" for p in ("baseline", "support", "aspiration", "need", "purpose") if getattr(judged.evidence, p)}
    contexts = sum(bool(CONTEXT.search(low, *clause.core)) for clause, _ in kinds)
    on |= {f"contexts {n}" for n in (1, 2) if contexts >= n}
    on |= {f"sentences {n}" for n in (3, 5) if len(kinds) >= n}
    for found in judged.measures:
        if found.kind in THRESHOLDS:
            low = f"{low[: found.start]}{'¤' * (found.end - found.start)}{low[found.end :]}"
    for clause, _ in kinds:
        name = _FIRST.match(low, clause.span[0])
        if name and name["word"] in names_also_words():
            low = f"{low[: name.start('word')]}{MASK * len(name['word'])}{low[name.end('word') :]}"
    stretches = sorted({*(clause.span for clause, _ in kinds), *reading.baseline})
    said = " . ".join(low[start:end].strip(" .") for start, end in stretches)
    words = tidy_words(said)
    on |= {f"words {n}" for n in _LENGTHS if len(words) >= n}
    on |= {f"cue {name}" for name, pattern in _CUE.items() if pattern.search(said)}
    on |= {f"mark {name}" for name, mark in _MARKS.items() if mark in said}
    slots = np.fromiter(map(on.__contains__, slot_names()), dtype=np.float64, count=len(slot_names()))
    return Seen(slots, words)


# A child whose name the front page does not give and that is a word too ("Will to use his book"): the model must not know it.
_FIRST = re.compile(r"[ •.:-]*(?P<word>[^\W\d_][\w-]*)(?='s\b| (?:to|will|can|could|should|would|is|has|[a-z]+s)\b)")


def _doer(clause: Clause) -> str:
    """Who does it; the child's own something counts as the child."""
    return (Doer.CHILD if clause.doer is Doer.TRAIT else clause.doer).value


_MEASURE = {Measure.LEVEL: "level", Measure.INDEPENDENCE: "independence", Measure.CRITERION: "criterion"}
_TIME = {TimeKind.REVIEW: "review", TimeKind.PERIOD: "period", TimeKind.BLANK: "blank"}


# --- the words -------------------------------------------------------------------------------------------------------------

_ONE = (  # each to one word
    (re.compile(rf"{MASK}+(?:'s)?(?:[ -]+{MASK}+(?:'s)?)*"), " xxx "),
    (re.compile(r",? who (?:is|has|have|are) (?:an? )?(?:[\w'-]+ ){0,3}?[\w'-]+,"), " "),
    (
        re.compile(
            r"\b(?:autis\w+|asd|asc|adhd|add|pmld|mld|sld|spld|semh|slcn|dyslex\w+|dysprax\w+|dcd|dld|epilep\w+|cerebral palsy|"
            r"down'?s? syndrome|fasd|pda|ocd|diabet\w+|asthma\w*|deaf\w*|blind\w*|stammer\w*|tourette\w*)\b"
        ),
        " ",
    ),
    (re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|himself|herself|themselves|themself)\b"), " hhh "),
    (
        re.compile(
            r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|"
            r"october|november|december|spring|summer|autumn|winter|christmas|xmas|easter)\b(?= ?\d|$|[.,;)])"
        ),
        " ttt ",
    ),
    (re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\b"), " 0 "),
    (re.compile(r"\d+(?:[.,:/]\d+)*"), " 0 "),
)
_TOKEN = re.compile(r"[a-z][a-z'-]*|[0%+=?£]")


def tidy_words(low: str) -> tuple[str, ...]:
    """The words of a masked text in small letters, measures as "¤", with all that may not count made one."""
    text = re.sub(r"¤+(?: (?:of|in|on) (?:the |all |his |her |their |school )?\w+)?", " mmm ", low)
    for pattern, word in _ONE:
        text = pattern.sub(word, text)
    return tuple(word.strip("'-") for word in _TOKEN.findall(text) if word.strip("'-"))


def word_groups(words: Sequence[str]) -> list[str]:
    """Words and pairs of neighbours."""
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]


@cache
def letter_groups(word: str) -> tuple[str, ...]:
    """The runs of three to five letters of a word with its edges marked."""
    edged = f"_{word}_"
    return tuple(edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)) if word.isalpha() else ()


@dataclass(frozen=True)
class Vocabulary:
    """The word groups and letter groups that count, with how rare they are; only words seen while fitting are taken apart."""

    words: Mapping[str, int] = field(repr=False)
    letters: Mapping[str, int] = field(repr=False)
    rarity: Vector = field(repr=False)
    known: frozenset[str] = field(repr=False)

    def __len__(self) -> int:
        return len(self.words) + len(self.letters)

    def vector(self, seen: Seen) -> Vector:
        """Slots and weighted words as one row."""
        row = np.zeros(len(seen.slots) + len(self))
        row[: len(seen.slots)] = seen.slots
        words = [word if word in self.known else "xxx" for word in seen.words]
        at = len(seen.slots)
        for groups, index in (
            (word_groups(words), self.words),
            ([g for word in words if word != "xxx" for g in letter_groups(word)], self.letters),
        ):
            counts = Counter([place for place in map(index.get, groups) if place is not None])
            if counts:
                places = np.fromiter(counts, dtype=np.intp)
                values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * self.rarity[places]
                row[at + places] = TEXT_WEIGHT * values / math.sqrt(float(values @ values))
        return row


def make_vocabulary(texts: Sequence[Sequence[str]], writers: Sequence[str]) -> Vocabulary:
    """The groups in at least three texts; a word counts as known where two writers use it, so no name of one family stays."""
    users: dict[str, set[str]] = {}
    for words, writer in zip(texts, writers, strict=True):
        for word in words:
            users.setdefault(word, set()).add(writer)
    known = frozenset(word for word, by in users.items() if len(by) > 1 and word != "xxx")
    shown = [[word if word in known else "xxx" for word in words] for words in texts]
    chosen: list[tuple[str, int]] = []
    sizes = []
    for groups, most in (
        ([set(word_groups(words)) for words in shown], WORDS),
        ([{g for word in words if word != "xxx" for g in letter_groups(word)} for words in shown], LETTERS),
    ):
        counts = Counter(g for some in groups for g in some)
        kept = sorted(((g, n) for g, n in counts.items() if n >= AT_LEAST), key=lambda pair: (-pair[1], pair[0]))[:most]
        chosen += kept
        sizes.append(len(kept))
    rarity = np.array([math.log((1 + len(texts)) / (1 + n)) + 1 for _, n in chosen])
    names = [g for g, _ in chosen]
    words_at = {g: i for i, g in enumerate(names[: sizes[0]])}
    letters_at = {g: i + sizes[0] for i, g in enumerate(names[sizes[0] :])}
    return Vocabulary(words_at, letters_at, rarity, known)
