"""The words of a text with what is known of each by itself: what the lists say, its capitals, whether it opens a sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ehcp_lint.redaction.beside import PARTICLES
from ehcp_lint.redaction.words import Kind, in_dictionary, is_word, kind_of

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|(?<!\w)(?:[A-Z]\.){1,3}(?=\s)")
_BREAK = ".!?:;\n•/|"


@dataclass(slots=True)
class Token:
    start: int
    end: int
    low: str
    written: str
    owns: bool
    kind: Kind
    known: bool
    opening: bool
    capital: bool
    shouted: bool
    accents: bool

    @property
    def sure(self) -> bool:
        """A name by itself, wherever it stands."""
        return self.kind is Kind.NAME and self.capital and not self.shouted

    @property
    def may_join(self) -> bool:
        """May be part of a name that a neighbour proves to be one."""
        return self.capital and self.kind is not Kind.WORD


def tokens_of(
    text: str,
    flat: str,
    known: Container[str],
    declared: Container[str],
    words: Container[str],
    taken: Sequence[tuple[int, int]],
    small: bool,
) -> Iterator[Token]:
    for m in _TOKEN.finditer(flat):
        start, end = m.span()
        if taken and any(a < end and start < b for a, b in taken):
            continue
        written, owns = m.group(), False
        for ending in ("'s", "'S", "'ll", "'d", "'ve"):
            if written.endswith(ending) and len(written) > len(ending):
                written, owns, end = written[: -len(ending)], True, end - len(ending)
        low = written.lower()
        if flat[end : end + 1] == "'" and low.endswith("s"):
            owns = True
        capital = written[0].isupper()
        shouted = capital and len(written) > 1 and written.isupper()
        halves = [half for half in low.split("-") if half] if "-" in low else [low]
        names = known if capital else declared
        is_known = low in names or (len(halves) > 1 and any(half in names and len(half) > 2 for half in halves))
        kind = _kind(low, written, halves, shouted) if capital or small else Kind.WORD
        if kind is Kind.UNKNOWN and low in words and not is_known:
            kind = Kind.WORD
        if (
            kind is Kind.WORD
            and len(low) < 5
            and capital
            and text[start : start + len(written)] != written
            and not in_dictionary(low)
        ):
            kind = Kind.UNKNOWN
        accents = flat is not text and text[start : start + len(written)] != written
        yield Token(start, end, low, written, owns, kind, is_known, _opening(flat, start), capital, shouted, accents)


_INNER = re.compile(
    r"(?:Mc|Mac|De|Di|La|Le|Lo|Fitz|Van|O'|D'|M'|N'|Al-|El-|Ap|Ua|Sh|Ja|Ke|Da|Ni)[A-Z]?[a-z']+(?:[A-Z][a-z]+)?$"
)


def _kind(low: str, written: str, halves: list[str], shouted: bool) -> Kind:
    if low.endswith((".", "'t", "'m", "'re")) or len(low) == 1:
        return Kind.WORD
    if shouted:
        return Kind.NAME if len(low) > 3 and kind_of(low) is Kind.NAME else Kind.WORD
    if len(halves) > 1:
        if any(c.islower() and before in "-'" for before, c in pairwise(written)) and not all(
            kind_of(half) in (Kind.NAME, Kind.GIVEN, Kind.FAMILY) for half in halves
        ):
            return Kind.WORD  # "Lego-based", "Pre-school"
        kinds = {kind_of(half) for half in halves if half not in PARTICLES}
        whole = kind_of(low)
        if whole is not Kind.UNKNOWN:
            return whole
        if Kind.NAME in kinds:
            return Kind.NAME
        return Kind.WORD if all(is_word(half) for half in halves) else Kind.UNKNOWN
    inner = sum(c.isupper() for c in written[1:])
    if inner and "'" not in written and not _INNER.match(written):
        return Kind.WORD  # "SENCo", "ParentPay"
    return kind_of(low)


def _opening(flat: str, at: int) -> bool:
    """Whether a word begins a sentence, a cell or a line, where its capital says nothing."""
    before = flat[max(0, at - 30) : at].rstrip(" \t\"'([")
    return not before or before[-1] in _BREAK or before.endswith((" -", "\n-")) or before == "-"
