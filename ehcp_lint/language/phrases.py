"""Words and word lists found in a text by offsets; the only room that imports spaCy, and that only when asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from ehcp_lint.language.letters import lower, plain

WORD = re.compile(r"█+|[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b|\d+|[^\w\s]|_+", re.IGNORECASE)


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
        plainly = flat.isascii()
        low = _ASCII_PIECE.findall(flat.lower()) if plainly else [lower(piece) for piece in _PIECE.findall(flat)]
        begins = [at for at, piece in enumerate(low) if piece in index]  # few words begin a term
        if not begins:
            return []
        pieces = list(_ASCII_PIECE.finditer(flat.lower()) if plainly else _PIECE.finditer(flat))
        found: list[tuple[int, int, str]] = []
        free = 0
        for at in begins:
            if at < free:
                continue
            for key, term, exact in index[low[at]]:
                size = len(key)
                if tuple(low[at : at + size]) != key:
                    continue
                start, end = pieces[at].start(), pieces[at + size - 1].end()
                if exact and flat[start:end] != plain(term):
                    continue
                found.append((start, end, term))
                free = at + size
                break
        return found

    return find


_PIECE = re.compile(r"[^\W_]+|[^\w\s-]")
_ASCII_PIECE = re.compile(r"[a-z0-9]+|[^\w\s-]")  # the same in small letters, found faster


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
