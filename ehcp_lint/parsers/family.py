"""The names of the child's parents and carers as the front page and section A give them, so that "Mr Osei and Ms Bell want her
to read" is known for what it is: the view of her parents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ehcp_lint.plan import Block

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?"
_WORD = r"[A-ZÀ-Þ][\w'-]*[a-zà-ÿ][\w'-]*"
_NAME = rf"(?:{_TITLE} )?{_WORD}(?: {_WORD}){{0,2}}"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,? and |, | & |/){_NAME})*)"
_OF_WHOM = r"(?:step-?|foster |adoptive |grand|paternal grand|maternal grand|paternal |maternal |great-?aunt |special )"
_WORDS = (
    r"(?:mum|mam|mom|mummy|dad|daddy|ma|pa|(?:step-?|grand)?(?:mother|father|mum|dad|parents?|ma|pa)|nan|nana|nanny|gran|granny|"
    r"carers?|guardians?|aunt|auntie|uncle)"
)
_RELATION = rf"(?:{_OF_WHOM}?{_WORDS})"
_RELATED = re.compile(rf"\b{_WORDS}\b", re.IGNORECASE)  # every pattern below is tried only around such a word
_OPEN_BRACKET = re.compile(r"\(\s*[^()]{0,30}$")
_NAMES_END = re.compile(rf"{_NAMES},?\s*$")
_WHOSE = re.compile(rf"(?:\b(?:his|her|their|the child's)|'s) {_OF_WHOM}?$", re.IGNORECASE)
_NAMES_NEXT = re.compile(rf"(?:,| \(| )\s*{_NAMES}")
_NAMES_BRACKETED = re.compile(rf"\s*\(\s*{_NAMES}\s*\)")
_NEAR = 90  # characters
_ASKED = re.compile(
    rf"\W*(?:(?:name|names|details) of (?:the )?)?(?:(?:who has |with )?parental responsibility(?: held by)?|also pr|pr|family|"
    rf"(?:parents? ?(?:/|and|or) ?carers?|{_RELATION}|lives with)(?: ?\([^)]*\)|'?s?'? (?:names?|details))?)\W*",
    re.IGNORECASE,
)
_IS_RELATION = re.compile(rf"\W*{_RELATION}\W*(?:\([^)]*\))?\W*", re.IGNORECASE)
_TITLED = re.compile(rf"{_TITLE} ")
_NO_NAMES = """
Mum Dad Mam Nan Parents Parent Carer Carers Mother Father Family Both Yes No None Also Address Contact Email Telephone Mobile
Phone English Polish See As Same The They She He Letters By Held Special Guardianship Order Section Children Act Local Authority
Council Social Worker Shared At Lives Not
"""
_NOT_A_NAME = frozenset(_NO_NAMES.split())


def parents_in(front: Sequence[Block], told: str, child: Iterable[str]) -> tuple[str, ...]:
    """Every way in which the parents and carers may be named: in full, by first name, by title and surname.

    `front` are the blocks of the front page, `told` is the text of section A, `child` the child's own names, which are no
    parent's."""
    full = list(dict.fromkeys([*_in_rows(front), *(name for block in front for name in _in_text(block.text)), *_in_text(told)]))
    own = {part for name in child for part in name.split()[:1]}
    found: dict[str, None] = {}
    for name in full:
        for alias in _aliases(name):
            if not {alias, alias.split()[0]} & own and not set(alias.split()) & _NOT_A_NAME:
                found[alias] = None
    return tuple(found)


def _in_rows(front: Sequence[Block]) -> Iterator[str]:
    """The names beside a label ("Parents: ...", "Also PR | ...") and beside a relation ("Shazia Chaudhry | Mother")."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in front:
        if block.cell:
            rows[block.cell.table, block.cell.row].append(block)
        else:
            label, colon, said = block.text.partition(":")
            if colon and _ASKED.fullmatch(label):
                yield from _names_at_start(said)
    for row in rows.values():
        for one, after in pairwise(row):
            if _ASKED.fullmatch(one.text):
                yield from _names_at_start(after.text)
            elif _IS_RELATION.fullmatch(after.text):
                yield from _names_at_start(one.text)


def _names_at_start(text: str) -> Iterator[str]:
    """The names that an answer begins with; a single word is none unless a surname follows in the same list."""
    match = re.match(rf"\s*{_NAMES}", text)
    names = list(_apart(match["names"])) if match else []
    if any(len(name.split()) > 1 for name in names):
        yield from names


def _in_text(text: str) -> Iterator[str]:
    """The names beside a word for a parent: "Kerra Pike (mum)", "her carer, Joan Pike", "Kerry, his mother", "Dad (Lee)"."""
    for related in _RELATED.finditer(text):
        before, after = text[max(0, related.start() - _NEAR) : related.start()], text[related.end() : related.end() + _NEAR]
        bracket, whose = _OPEN_BRACKET.search(before), _WHOSE.search(before)
        found = _NAMES_BRACKETED.match(after)
        if bracket:
            found = _NAMES_END.search(before[: bracket.start()])
        elif whose:
            found = _NAMES_NEXT.match(after) or (
                _NAMES_END.search(before[: whose.start()]) if _COMMA.search(before[: whose.start()]) else None
            )
        if found:
            yield from _apart(found["names"])


_COMMA = re.compile(r",\s*(?:\w+)?$")  # "Kerry, his mother", "Kerry, Wren's mother"


def _apart(names: str) -> Iterator[str]:
    yield from re.split(r",? and |, | & |/", names)


def _aliases(name: str) -> Iterator[str]:
    titled = _TITLED.match(name)
    words = name[titled.end() :].split() if titled else name.split()
    if not words:
        return
    yield name
    if len(words) > 1:
        yield words[0]
        yield " ".join(words)
        yield from (f"{title} {words[-1]}" for title in ("Mr", "Mrs", "Ms", "Miss"))
