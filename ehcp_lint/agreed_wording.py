"""The agreed-wording register: sentences that those who answer for health and social care approved, and wording not to use.

The register is data (data/agreed_wording.toml, or a council's own file). A sentence of a plan counts as an agreed one when its
words agree in a stated ratio, the words that stand for {slots} left out, and both say yes or both say no."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar.text import Text, fold, words_of
from ehcp_lint.plan import Letter, Span
from ehcp_lint.resources import did_you_mean, read_toml, toml

KINDS = ("nil", "statement", "forbidden")
STATUSES = ("draft", "approved", "withdrawn")
_SLOT = re.compile(r"\{(\w+)\}")
_SLOT_OF = re.compile(r"\{\w+\}(?:'s)?")
_SLOT_WORDS = 14  # how many words of the plan one slot may stand for
_NO = frozenset(("no", "not", "none", "nil", "never", "nor", "neither", "without", "cannot"))


@dataclass(frozen=True)
class Wording:
    """One entry of the register; what each field means stands at the head of data/agreed_wording.toml."""

    id: str
    kind: str
    sections: tuple[Letter, ...]
    text: str
    match: float = 0.85
    advise: str = ""
    approved_by: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = "draft"

    def in_force(self, on: date) -> bool:
        """Whether it is approved, and `on` lies in the time it was approved for."""
        begun = self.valid_from is None or self.valid_from <= on
        return self.status == "approved" and begun and (self.valid_to is None or on <= self.valid_to)

    @cached_property
    def literal(self) -> tuple[str, ...]:
        """Its words, "{}" for each slot."""
        low = _SLOT_OF.sub(" xslotx ", self.text.replace("’", "'")).lower()
        return tuple("{}" if w.startswith("xslotx") else w for w, _, _ in words_of(low))

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots, in order."""
        return tuple(_SLOT.findall(self.text))


@dataclass(frozen=True, slots=True)
class WordingMatch:
    """A stretch of a plan that is an agreed (or a forbidden) wording: how alike the two are, and what stands in its slots."""

    wording: Wording
    ratio: float
    span: Span
    slots: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True)
class Register:
    """All agreed wording, in the order of the file."""

    wordings: tuple[Wording, ...]
    source: str = field(default="agreed_wording.toml")

    def of(self, letter: Letter, *kinds: str) -> tuple[Wording, ...]:
        """The entries for a section, of these kinds if any are named."""
        return tuple(w for w in self.wordings if letter in w.sections and (not kinds or w.kind in kinds))

    def find(self, text: str, letter: Letter) -> tuple[WordingMatch, ...]:
        """Every entry for the section that a passage uses, the most alike first; each at its most alike place."""
        passage = fold(text)
        stretches = _stretches(passage)
        found = []
        for wording in self.of(letter):
            best = max((_compared(wording, passage, words) for words in stretches), key=lambda m: m.ratio, default=None)
            if best and best.ratio >= wording.match:
                found.append(best)
        return tuple(sorted(found, key=lambda m: (-m.ratio, m.wording.id)))


@cache
def load_register(path: Path | None = None) -> Register:
    """The shipped register, or a council's own file. Raises `BadConfig` for an entry it does not understand."""
    if path is None:
        return make_register(toml("agreed_wording.toml"), "agreed_wording.toml")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadConfig(f"{path} cannot be read. Check the name and that it is a text file.") from None
    return make_register(read_toml(text, str(path)), str(path))


def make_register(settings: Mapping[str, Any], source: str) -> Register:
    """A register from settings as read; `source` is for the message of a refusal."""
    defaults = settings.get("defaults", {})
    entries = settings.get("wording", [])
    if not isinstance(entries, list) or not isinstance(defaults, Mapping):
        raise BadConfig(f"{source}: write each sentence under its own [[wording]].")
    wordings = tuple(_wording({**defaults, **entry}, n, source) for n, entry in enumerate(entries, 1))
    doubled = [name for name, count in Counter(w.id for w in wordings).items() if count > 1]
    if doubled:
        raise BadConfig(f"{source}: the id '{doubled[0]}' is used twice. Give each wording its own.")
    return Register(wordings, source)


_FIELDS = ("id", "kind", "sections", "text", "match", "advise", "approved_by", "valid_from", "valid_to", "status")


def _wording(entry: dict[str, Any], number: int, source: str) -> Wording:
    where = f"{source}, wording {number}"
    for name in entry:
        if name not in _FIELDS:
            raise BadConfig(f"{where}: there is no setting '{name}'.{did_you_mean(name, _FIELDS)}")
    for name in ("id", "kind", "sections", "text"):
        if not entry.get(name):
            raise BadConfig(f"{where}: '{name}' is missing.")
    for name, known in (("kind", KINDS), ("status", STATUSES)):
        if (value := str(entry.get(name, known[0]))) not in known:
            raise BadConfig(f"{where}: {name} must be one of {', '.join(known)}.{did_you_mean(value, known)}")
    letters = [str(letter).upper() for letter in entry["sections"]]
    if unknown := next((letter for letter in letters if letter not in Letter.__members__), None):
        raise BadConfig(f"{where}: there is no section '{unknown}'.")
    for name in ("valid_from", "valid_to"):
        if name in entry and not isinstance(entry[name], date):
            raise BadConfig(f"{where}: {name} must be a date without quotation marks, such as 2026-09-01.")
    match = entry.get("match", 0.85)
    if not isinstance(match, (int, float)) or not 0.5 <= match <= 1:
        raise BadConfig(f"{where}: match must be a number from 0.5 to 1.")
    return Wording(**{**entry, "sections": tuple(Letter(letter) for letter in letters), "match": float(match)})


# --- comparing ---------------------------------------------------------------------------------------------------------------

_Words = tuple[tuple[str, int, int], ...]


def _stretches(text: Text) -> list[_Words]:
    """The passage as a whole, each sentence, and each two sentences that follow each other, as words with offsets."""
    if len(text.tokens) > 2000:
        return []
    single = [tuple(t for t in text.tokens if a <= t[1] < b) for a, b in text.clauses]
    pairs = [a + b for a, b in pairwise(single)]
    return [words for words in (*single, *pairs, text.tokens) if words]


def _compared(wording: Wording, text: Text, words: _Words) -> WordingMatch:
    ours = wording.literal
    theirs = tuple(w for w, _, _ in words)
    span = text.span(words[0][1], words[-1][2])
    if wording.kind == "forbidden" and (at := _inside(ours, theirs)) is not None:
        return WordingMatch(wording, 1.0, text.span(words[at][1], words[at + len(ours) - 1][2]))
    literal = [w for w in ours if w != "{}"]
    if 2 * len(set(literal) & set(theirs)) < len(set(literal)) or _says_no(literal) != _says_no(theirs):
        return WordingMatch(wording, 0.0, span)
    blocks = [b for b in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks() if b.size]
    matched = sum(b.size for b in blocks)
    ends = {n for n, (_, at, _) in enumerate(words) if any(at == first for first in _firsts(text))}
    extra, slots = _between(wording, blocks, len(theirs), ends)
    ratio = 2 * matched / (len(literal) + matched + extra)
    places = tuple((name, text.span(words[a][1], words[b - 1][2])) for name, a, b in slots if b > a)
    return WordingMatch(wording, round(ratio, 3), span, places)


def _says_no(words: Sequence[str]) -> bool:
    """So that "found needs" never passes for "found no needs"."""
    return any(word in _NO or word.endswith("n't") for word in words)


def _inside(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int | None:
    """Where a wording without slots stands whole in a longer sentence."""
    size = len(ours)
    return next((n for n in range(len(theirs) - size + 1) if theirs[n : n + size] == ours), None)


def _firsts(text: Text) -> frozenset[int]:
    """Where each sentence's first word begins."""
    return frozenset(next((at for _, at, _ in text.tokens if a <= at < b), a) for a, b in text.clauses)


def _between(wording: Wording, blocks: list[Any], length: int, firsts: set[int]) -> tuple[int, list[tuple[str, int, int]]]:
    """How many words of the plan neither match nor stand where a slot is; and what stands in each slot.

    Two slots with nothing but a full stop between them are parted at the first word of the next sentence."""
    extra = 0
    slots: list[tuple[str, int, int]] = []
    names = iter(wording.slots)
    edges = [(0, 0), *((b.a + b.size, b.b + b.size) for b in blocks)]
    starts = [*((b.a, b.b) for b in blocks), (len(wording.literal), length)]
    for (a_from, b_from), (a_to, b_to) in zip(edges, starts, strict=True):
        here = [next(names, "") for w in wording.literal[a_from:a_to] if w == "{}"]
        if here and b_to - b_from <= _SLOT_WORDS * len(here):
            cuts = [b_from, *(n for n in range(b_from + 1, b_to) if n in firsts), b_to]
            whole = [b_from, b_to] if len(cuts) != len(here) + 1 else cuts
            slots += zip(here, whole, whole[1:], strict=False)
        else:
            extra += b_to - b_from
    return extra, slots
