"""A passage made ready for matching: case, quotes, dashes and spaces folded, every offset still the source's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Generic, TypeVar

from ehcp_lint.plan import Span

# One character for one, so that offsets stay: typographer's quotes, dashes and spaces, and digits of forms ("２").
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t\r\x0b\x0c", " "),
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        "×": "x",
    }
)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # the same, found faster
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ODD = re.compile(rf"[ \n]{{2,}}|[{_UNSEEN}]")
_SIGNS_OF_ODD = ("  ", " \n", "\n ", "\n\n", *_UNSEEN)  # one of them stands where `_ODD` is found: looked for faster


@dataclass(frozen=True)
class Text:
    """A passage with its folded forms: `same` keeps capitals and line ends, `low` has neither; both are of one length."""

    source: str = field(repr=False)
    same: str = field(repr=False)
    low: str = field(repr=False)
    places: tuple[int, ...] | None = field(default=None, repr=False)

    def span(self, start: int, end: int) -> Span:
        """The span in the source of `low[start:end]`."""
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start], self.places[end - 1] + 1 if end > start else self.places[start])

    def span_of(self, found: re.Match[str], group: int | str = 0) -> Span:
        """The span in the source of a match in `low` or `same`."""
        return self.span(*found.span(group))

    @cached_property
    def tokens(self) -> tuple[tuple[str, int, int], ...]:
        """The words of `low` with their offsets."""
        return words_of(self.low)

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Sentences, list items and parts between semicolons, as offsets into `low`."""
        cuts = [0, *(m.end() for m in _BOUNDARY.finditer(self.same) if _ends(self.same, m)), len(self.same)]
        return tuple((a, b) for a, b in pairwise(cuts) if _TOKEN.search(self.low, a, b))

    def clause_at(self, offset: int) -> tuple[int, int]:
        """The clause that holds an offset into `low`."""
        return next(((a, b) for a, b in self.clauses if a <= offset < b), (0, len(self.low)))


def fold(source: str) -> Text:
    """`source` made ready for matching."""
    same = source.translate(_FOLD)
    places: tuple[int, ...] | None = None
    if any(map(same.__contains__, _SIGNS_OF_ODD)):
        kept = [(piece, at) for at, piece in _pieces(same)]
        same = "".join(piece for piece, _ in kept)
        places = (*(at + n for piece, at in kept for n in range(len(piece))), len(source))
    low = same.lower()
    if len(low) != len(same):  # "İ".lower() is two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in same)
    return Text(source, same, low.replace("\n", " "), places)


def _pieces(same: str) -> Iterator[tuple[int, str]]:
    """The text without invisible characters and with one blank (or line end, or empty line) for a run of them."""
    last = 0
    for odd in _ODD.finditer(same):
        yield last, same[last : odd.start()]
        yield odd.start(), "\n" * min(odd.group().count("\n"), 2) or " " * (" " in odd.group())
        last = odd.end()
    yield last, same[last:]


_BOUNDARY = re.compile(r"[;!?]+|\.(?=\s|$)|\n(?=\s*(?:[-*•·▪◦‣o]\s|\(?\w{1,2}[.)]\s|[A-Z\n]))|[•▪◦‣]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|approx|no|dr|mr|mrs|ms|st|max|min|incl|inc|p\.w|p\.a|mins?|hrs?|wks?))$", re.I
)


_INITIAL = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.? (?:[A-Z]\.? ?)*[A-Z]$")


def _ends(same: str, mark: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after "e.g.", nor after "mins." when a small letter follows."""
    if mark.group() != ".":
        return True
    if _INITIAL.search(same, max(0, mark.start() - 14), mark.start()):
        return False  # "Dr A. Smith"
    before = _ABBREVIATION.search(same, max(0, mark.start() - 8), mark.start())
    if not before:
        return True
    after = same[mark.end() :].lstrip()
    return before.group().lower()[0] in "mphw" and after[:1].isupper() and before.group().lower() not in ("mr", "mrs", "ms")


# --- is it text that can be judged at all? -----------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")  # the same in small letters, found faster
_ENGLISH = frozenset(
    "the a an and of to in for with by is are will be on at his her their who from as or that this he she they has have "
    "had not "
    "i my it was were all each every per any no should can i'm me we our when which if about into your you him "
    "them than".split()
)
# Frequent small words of languages that families in England write, none of them an English word.
_FOREIGN = frozenset(
    "yn yr ac mae wedi gyda bydd ei eu gan fel neu sydd hoffi i'r o'r dim le les des une est avec pour dans elle qui du "
    "et sera aux "
    "je suis jest się nie na przez dla oraz będzie lubi el los las una con para por que del su der das und ist mit für "
    "ein eine "
    "nicht wird von zu ich și este cu pentru care să în os com não uma ve bir için ile ir yra mano waa iyo oo ka ku në "
    "dhe është "
    "që nga si më di che il per gli sono mi në".split()
) - {"si", "di", "per", "mi"}


def unreadable(text: Text, most_words: int) -> str | None:
    """Why a passage cannot be judged ("empty", "too long", "not English"), or None."""
    if len(text.low) > most_words * 20:
        return "too long"
    words = (_ASCII_WORD if text.low.isascii() else _WORD).findall(text.low)
    if not words:
        return "empty"
    if len(words) > most_words:
        return "too long"
    if not text.low.isascii() and sum(1 for w in words for c in w if ord(c) > 0x24F) > sum(map(len, words)) * 0.4:
        return "not English"
    foreign = sum(map(_FOREIGN.__contains__, words))
    return "not English" if foreign >= 2 and foreign > sum(map(_ENGLISH.__contains__, words)) else None


# --- word lists --------------------------------------------------------------------------------------------------------------

T = TypeVar("T")
_GAPS = re.compile(r"[ -]+")
_LETTER = re.compile(r"[^\W_]")


def words_of(passage: str) -> tuple[tuple[str, int, int], ...]:
    """The words and figures of a passage with their offsets."""
    token = _ASCII_TOKEN if passage.isascii() else _TOKEN
    return tuple([(m[0], m.start(), m.end()) for m in token.finditer(passage)])


_Phrase = tuple[tuple[str, ...], tuple[str, ...], T]  # the words after the first, what stands between all, what is known


class WordList(Generic[T]):
    """Phrases and what is known of each; finds them as whole words, the longest at each place, blanks as good as hyphens."""

    def __init__(self, phrases: Mapping[str, T], *, suffixes: tuple[str, ...] = ()) -> None:
        self._suffixes = suffixes
        # By the first word, then the second (a phrase of one word has "" for it), the longest first: few are left to compare.
        self._by_start: dict[str, dict[str, list[_Phrase[T]]]] = {}
        for phrase, known in phrases.items():
            (first, *rest), gaps = _apart(phrase)
            here = self._by_start.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
            here.append((tuple(rest), gaps, known))
        for seconds in self._by_start.values():
            for choices in seconds.values():
                choices.sort(key=lambda choice: -len(choice[0]))

    def find(self, passage: str, tokens: Sequence[tuple[str, int, int]]) -> Iterator[tuple[T, int, int]]:
        """What is known of each phrase found, with its offsets; `tokens` are the words of `passage` (`Text.tokens`)."""
        last, after, starts = len(tokens), 0, self._by_start
        for at, (word, start, _) in enumerate(tokens):
            if word not in starts or at < after:  # few words begin a phrase
                continue
            seconds = starts[word]
            choices = seconds.get(tokens[at + 1][0], ()) if at + 1 < last else ()
            for rest, gaps, known in (*choices, *seconds[""]) if "" in seconds else choices:
                if at + len(rest) < last and self._fits(passage, tokens, at, rest, gaps):
                    if not (start > 1 and passage[start - 1] == "-" and _LETTER.match(passage[start - 2])):
                        yield known, start, tokens[at + len(rest)][2]
                    after = at + len(rest) + 1
                    break

    def _fits(
        self, passage: str, tokens: Sequence[tuple[str, int, int]], at: int, rest: tuple[str, ...], gaps: tuple[str, ...]
    ) -> bool:
        end = tokens[at][2]
        for place, (word, gap) in enumerate(zip(rest, gaps, strict=True), at + 1):
            found, start, stop = tokens[place]
            if found != word or _gap(passage[end:start]) != gap:
                return False
            end = stop
        joined = passage[end : end + 1] == "-" and _LETTER.match(passage[end + 1 : end + 2])
        return not joined or (bool(self._suffixes) and passage.startswith(self._suffixes, end + 1))


def _apart(phrase: str) -> tuple[Sequence[str], tuple[str, ...]]:
    """The words of a phrase and what stands between them."""
    plain = phrase.split(" ")
    if phrase.isascii() and all(map(str.isalnum, plain)):  # as nearly all are: then the same is told sooner
        return plain, (" ",) * (len(plain) - 1)
    words = words_of(phrase)
    return [word for word, _, _ in words], tuple(_gap(phrase[a[2] : b[1]]) for a, b in pairwise(words))


def _gap(between: str) -> str:
    """What stands between two words: blanks and hyphens are one."""
    return between if between == " " else _GAPS.sub(" ", between)


def spread(phrase: str) -> list[str]:
    """ "as/when needed/required" -> the four phrases it stands for."""
    out = [""]
    for word in phrase.split():
        out = [f"{stem} {choice}".strip() for stem in out for choice in (word.split("/") if len(word) > 1 else [word])]
    return out


def _written(letter: str) -> str:
    """A letter of a phrase in a pattern: a blank is as good as a hyphen."""
    return "[ -]+" if letter == " " else re.escape(letter)


def tree(words: Iterable[str]) -> str:
    """A pattern of alternatives with their common beginnings shared, longest first: many words at the price of a few."""
    heads: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not heads:
        return ""
    parts = [
        _written(head) + (tree(tails) if len(tails) > 1 else "".join(map(_written, tails[0]))) for head, tails in heads.items()
    ]
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{body}?" if ends else body
