"""People's names in running text: by the plan's own names, by lists, by titles, and by where a capital stands.

A capital that begins a sentence says nothing by itself, so a word there must be in a list of names or in no dictionary. Inside
a sentence a capital means a name unless the word is known for something else, a place follows from what stands beside it ("in
Tidewick", "Tidewick Primary School"), or it is a programme ("the Zumos programme"). Better a town too many than a child too
few."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from ehcp_lint.redaction import beside
from ehcp_lint.redaction.tokens import Token, tokens_of
from ehcp_lint.redaction.words import Kind, fold, is_place, is_word, kind_of, only_word


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as it stands: where (without "'s"), its words folded and in small letters, and its title ("mrs") or "".

    It is `firm` where more than a capital says that it is a name."""

    start: int
    end: int
    parts: tuple[str, ...]
    title: str = ""
    firm: bool = True


def mentions(
    text: str,
    known: Container[str] = (),
    *,
    declared: Container[str] = (),
    words: Container[str] = (),
    openings: bool = True,
    small: bool = False,
    taken: Sequence[tuple[int, int]] = (),
) -> list[Mention]:
    """The names in `text`, in order. `known` are the words of names that the plan gives, folded and small; those of them
    that are `declared` are found in small letters too.

    `words` stand in small letters somewhere in the same document, so they are no names; with `openings` a word that no
    dictionary has is a name at the beginning of a sentence too; `small` takes given names without a capital; `taken` are
    stretches to leave alone."""
    flat = fold(text)
    tokens = list(tokens_of(text, flat, known, declared, words, taken, small))
    if not any(token.capital or token.known or token.kind is not Kind.WORD for token in tokens):
        return []
    shouting = sum(c.isupper() for c in flat) > 2 * sum(c.islower() for c in flat)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        run = _run(flat, tokens, at, declared)
        if not run:
            at += 1
            continue
        title, members = run
        chosen = members if title and title in beside.TITLES else _chosen(flat, tokens, members, openings, small, shouting)
        if chosen:
            first, last = tokens[chosen[0]], tokens[chosen[-1]]
            alone = len(chosen) == 1 and not title and not first.known and first.kind in (Kind.GIVEN, Kind.FAMILY)
            firm = not alone or bool(beside.KIN_BEFORE.search(flat[max(0, first.start - 30) : first.start]))
            found.append(Mention(first.start, last.end, tuple(tokens[n].low for n in chosen), title, firm))
        at = members[-1] + 1
    return found


def places(text: str) -> tuple[set[str], set[str]]:
    """Words that this text shows to be a place ("in Tidewick", "Tidewick Council") and those that it shows to be a person's."""
    flat = fold(text)
    tokens = list(tokens_of(text, flat, (), (), (), (), False))
    towns: set[str] = set()
    people: set[str] = set()
    for at, token in enumerate(tokens):
        if not token.capital or token.kind is not Kind.UNKNOWN or token.shouted:
            continue
        before = tokens[at - 1] if at and flat[tokens[at - 1].end : token.start] in (" ", ". ") else None
        if before and before.capital and (before.sure or before.low.rstrip(".") in beside.TITLES):
            people.add(token.low)
        elif not token.owns and (
            beside.INSTITUTION.match(flat, token.end) or beside.IN.search(flat[max(0, token.start - 30) : token.start])
        ):
            towns.add(token.low)
    return towns, people


def _run(flat: str, tokens: Sequence[Token], at: int, declared: Container[str]) -> tuple[str, list[int]] | None:
    """The title and the neighbouring words that may be one name from `at` on."""
    title, at = _title(flat, tokens, at)
    first = tokens[at]
    if not (title in beside.TITLES or first.may_join or first.known or first.kind is Kind.NAME or _initial(flat, tokens, at)):
        return None
    members = [at]
    while members[-1] + 1 < len(tokens) and len(members) < _MOST_WORDS:
        here, after = tokens[members[-1]], tokens[members[-1] + 1]
        if here.owns or flat[here.end : after.start] not in (" ", "-", "  ", ""):
            break
        if not _follows(flat, tokens, members[-1] + 1, title, declared):
            break
        members.append(members[-1] + 1)
    return title, members


def _title(flat: str, tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The title at `at` and where the name after it begins; "" where there is none."""
    token = tokens[at]
    low = token.low.rstrip(".")
    if (low not in beside.TITLES and low not in beside.KIN) or not token.capital or token.owns or at + 1 >= len(tokens):
        return "", at
    after = tokens[at + 1]
    if flat[token.end : after.start] not in (" ", ". ", "."):
        return "", at
    if low in beside.TITLES and _particle(flat, tokens, at + 1):
        return low, at + 1
    written = len(after.low) > 1 and (not after.shouted or after.known or after.kind is Kind.NAME or token.shouted)
    if not after.capital or not (written or _initial(flat, tokens, at + 1)):
        return "", at
    if low in beside.TITLES and not (low == "miss" and after.low in beside.CALENDAR):
        return low, at + 1
    return (low, at + 1) if after.may_join else ("", at)


def _particle(flat: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "ap", "de" or "van" stands here before the rest of a name."""
    if tokens[at].low not in beside.PARTICLES or at + 1 >= len(tokens):
        return False
    beyond = tokens[at + 1]
    return flat[tokens[at].end : beyond.start] in (" ", "-") and beyond.capital and (beyond.may_join or beyond.known)


def _follows(flat: str, tokens: Sequence[Token], at: int, title: str, declared: Container[str]) -> bool:
    """Whether the word at `at` goes on with the name before it."""
    here, after = tokens[at - 1], tokens[at]
    if _particle(flat, tokens, at):
        return True
    if not after.capital:
        return False
    if after.may_join or after.known or _initial(flat, tokens, at):
        return not title or after.sure or after.known or after.kind is not Kind.WORD
    # "Mali Brace": after somebody else's given name, a word that no plan writes with a capital, and no capital after it
    if not (here.sure or (here.known and here.low not in declared)) or not only_word(after.low) or after.shouted:
        return False
    if re.match(r"\s+[A-Z]", flat[after.end : after.end + 3]) or len(flat) < _HEADING:
        return False
    after.kind = Kind.FAMILY
    return True


_MOST_WORDS = 6  # of one name
_HEADING = 30  # characters: in so short a text capitals may be a heading's


def _initial(flat: str, tokens: Sequence[Token], at: int) -> bool:
    """ "J." or "J" before a name."""
    token = tokens[at]
    if not (re.fullmatch(r"(?:[a-z]\.)+|[b-hj-z]", token.low) and token.capital):
        return False
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return (
        flat[token.end : after.start] in (" ", ". ")
        and after.capital
        and not after.shouted
        and (after.sure or after.known or after.kind in (Kind.UNKNOWN, Kind.FAMILY))
    )


def _chosen(flat: str, tokens: Sequence[Token], members: list[int], openings: bool, small: bool, shouting: bool) -> list[int]:
    """Those of neighbouring words that are a name; [] where none is."""
    run = [tokens[n] for n in members]
    if any(token.known and _as_known(flat, token, shouting) for token in run):
        return _around(tokens, members, lambda token: token.known and _as_known(flat, token, shouting))
    first, last = run[0], run[-1]
    before, after = flat[max(0, first.start - 30) : first.start], flat[last.end : last.end + 40]
    placed = not last.owns and bool(beside.INSTITUTION.match(after))
    if last.kind in (Kind.GIVEN, Kind.FAMILY, Kind.UNKNOWN) and beside.PRODUCT.match(after) and not any(t.sure for t in run):
        return []
    if (
        placed
        or beside.SAINT.search(before)
        or (len(run) > 1 and not last.owns and last.kind is not Kind.NAME and _is_place_noun(last, run[0], before))
    ):
        return []
    proved = any(token.sure or (token.kind is Kind.NAME and (small or shouting) and len(token.low) > 2) for token in run)
    if proved:
        return _around(tokens, members, lambda token: token.kind is Kind.NAME)
    names = [n for n in members if tokens[n].kind in (Kind.GIVEN, Kind.FAMILY, Kind.UNKNOWN)]
    if not names or shouting:
        return []
    if len(names) > 1:
        return names if _two([tokens[n] for n in names], before, after, openings) else []
    return names if _single(tokens[names[0]], before, after, openings) else []


def _is_place_noun(last: Token, first: Token, before: str) -> bool:
    """Whether a run ends with what a place is called: "Tidewick Academy"; "Nye Green" is a person, "in Nye Green" is not."""
    if not beside.INSTITUTION.match(f" {last.written}") or kind_of(first.low) is Kind.NAME:
        return False
    return last.kind is Kind.WORD or bool(beside.TO.search(before) and not before.rstrip().endswith(("and", ",", "of", "to")))


def _around(tokens: Sequence[Token], members: list[int], sure: Callable[[Token], bool]) -> list[int]:
    """From the first to the last word of the run that belongs to a name which one of them is."""
    proved = [n for n in members if sure(tokens[n])]
    first, last = proved[0], proved[-1]
    while first - 1 >= members[0] and _joins(tokens[first - 1]) and not _opens_with_word(tokens[first - 1]):
        first -= 1
    while last + 1 <= members[-1] and _joins(tokens[last + 1]):
        last += 1
    return [n for n in members if first <= n <= last]


def _opens_with_word(token: Token) -> bool:
    """Whether a sentence begins with a word that is some people's family name: "See Ines", "Long Ines"."""
    return token.opening and token.kind is Kind.FAMILY and not token.known and is_word(token.low)


def _joins(token: Token) -> bool:
    return (
        token.known
        or token.low in beside.PARTICLES
        or token.kind is not Kind.WORD
        or token.low.endswith(".")
        or len(token.low) == 1
    )


def _as_known(flat: str, token: Token, shouting: bool) -> bool:
    """Whether a word of a name that the plan gives stands as a name here: "Will reads", not "Will he"."""
    word = is_word(token.low)
    if not token.capital:
        return not word and len(token.low) > 2
    before, after = flat[max(0, token.start - 30) : token.start], flat[token.end : token.end + 30]
    if token.low in beside.CALENDAR and not token.owns:
        if beside.SUBJECT_NEXT.match(after) and not beside.OF_TIME.search(before):
            return True
        dated = beside.DATE_NEXT.match(after) or beside.DATED.search(before)
        return not dated or bool(beside.BEFORE_DOING.search(before) and beside.VERB_NEXT.match(after))
    if not word or token.owns or token.accents:
        return True
    if token.shouted:
        return shouting and len(token.low) > 3
    if token.low in beside.FUNCTION:
        opens = token.low not in beside.SUBJECTS and bool(
            beside.SUBJECT_NEXT.match(after) or (token.low == "an" and beside.NO_ARTICLE.match(after))
        )
        return opens if token.opening else not re.match(r"\s+[A-Z]", after)
    if token.opening:
        if token.kind is Kind.GIVEN or token.kind is Kind.NAME:
            return not beside.PRONOUN_NEXT.match(after)
        return bool(
            beside.VERB_NEXT.match(after) or re.match(r"\s*(?:[^\sa-z]|$|\n|and\b|family\b)", after)
        ) and not beside.PRONOUN_NEXT.match(after)
    return True


def _two(run: list[Token], before: str, after: str, openings: bool) -> bool:
    """Whether two or more words that may be names, none of them surely, are one together: "Grace Bell", "Nkiruka Obiorah"."""
    unknown = [token for token in run if token.kind is Kind.UNKNOWN and not token.low.endswith(".")]
    if any(token.low in beside.CALENDAR for token in run) and not unknown:
        return False
    if all(is_place(token.low) for token in run):
        return False
    if unknown:
        return (not run[0].opening or openings) and not (beside.ARTICLE.search(before) and not run[-1].owns)
    if not (run[0].kind is Kind.GIVEN and run[1].kind in (Kind.FAMILY, Kind.GIVEN)):
        return False
    if beside.ARTICLE.search(before):
        return False
    return not (run[0].opening and re.match(r"\s+[a-z]", after) and not beside.VERB_NEXT.match(after))


def _single(token: Token, before: str, after: str, openings: bool) -> bool:
    """Whether one word that may be a name is one here."""
    if token.shouted or not token.capital or len(token.low) < 2 or token.low in beside.KIN:
        return False
    if not token.opening and beside.KIN_BEFORE.search(before) and not re.match(r"\s+[A-Z]", after):
        return token.low not in beside.CALENDAR or not beside.DATE_NEXT.match(after)
    if token.low in beside.FUNCTION and token.opening:
        return token.low not in beside.SUBJECTS and bool(beside.SUBJECT_NEXT.match(after))
    if is_place(token.low) and (beside.TO.search(before) or not token.owns):
        return token.kind is Kind.GIVEN and not beside.TO.search(before) and bool(beside.VERB_NEXT.match(after))
    if beside.IN.search(before) and not token.owns:
        return False
    if beside.ARTICLE.search(before) and not token.owns:
        return False
    if token.kind is Kind.UNKNOWN:
        return openings or not token.opening
    if token.kind is Kind.FAMILY:
        return False
    if token.low in beside.CALENDAR or token.low in beside.SELDOM:
        return bool(beside.SUBJECT_NEXT.match(after)) and not beside.DATED.search(before)
    if re.match(r"\s+(?:[A-Z]|of\b)", after) or beside.CAPITAL_BEFORE.search(before):
        return False
    if token.opening:
        return bool(beside.VERB_NEXT.match(after)) and not beside.PRONOUN_NEXT.match(after)
    return not re.search(r"[\"'(]$", before)
