"""Who is who in one plan, so that the same person has the same label throughout: [child], [parent 1], [person 1]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ehcp_lint.plan import Details
from ehcp_lint.redaction.names import Mention, mentions
from ehcp_lint.redaction.words import Kind, fold, is_word, kind_of

CHILD = "[child]"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_TITLED = re.compile(r"(?i)^(?:mr|mrs|ms|miss|mx|dr)\.?\s+")
_PARTICLES = frozenset(
    "de da di du del della van von der den bin ibn bint al el al- the and or not given tbc na known as of none".split()
)
_NOT_NAMES = frozenset(
    "date birth role position nhs number person section meaning within is plan child name pupil school year address upn "
    "dob".split()
)
"""Words of a form that a name may have been read with: "Name: Ada Quill Date of birth:"."""
_CALLED = re.compile(
    r"(?:\b(?:known|referred to|addressed) as|\b(?:prefers?|likes?|wants?|asked|wishes) to be (?:called|known as)|"
    r"\bprefers? the name|\bcalls? (?:him|her|them)sel(?:f|ves)|\bnicknamed?:?|\bpreferred name:?|\bcalled|\bshortened to|"
    r"\bgoes by(?: the name(?: of)?)?|\ba\.?k\.?a\.?)\s+[\"'(]?([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)


def parts_of(name: str) -> list[str]:
    """The words of a name as it is written, folded and in small letters; "D'Arcy-Smith" also by its halves."""
    found = []
    for word in _WORD.findall(fold(_TITLED.sub("", name))):
        low = word.lower()
        if low.endswith("'s") and len(low) > 3:
            low = low[:-2]
        if low in _PARTICLES or low in _NOT_NAMES or len(low) < 2:
            continue
        found.append(low)
        if "-" in low:
            found += [half for half in low.split("-") if len(half) > 2 and half not in _PARTICLES]
    return found


class People:
    """The names of one plan with their labels. `known` are all words of them."""

    def __init__(self, details: Details | None = None, names: Iterable[str] = ()) -> None:
        self._labels: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        self._count = {"parent": 0, "person": 0}
        child = [*(details.names if details else ()), *names]
        self.initials = frozenset(pair for name in child if len(name.split()) > 1 for pair in _initials(name))
        for name in child:
            for part in parts_of(name):
                self._labels.setdefault(part, CHILD)
        if details:
            self._add_parents(details.parents)
            if details.signed_by and details.signed_by.value:
                for mention in mentions(details.signed_by.value.split(",")[0]):
                    self.label(mention)

    @property
    def declared(self) -> frozenset[str]:
        """The words of the names of the child and the parents."""
        return frozenset(part for part, label in self._labels.items() if label == CHILD or label.startswith("[parent"))

    @property
    def known(self) -> frozenset[str]:
        """Every word of a known name."""
        return frozenset(self._labels)

    def _add_parents(self, aliases: Sequence[str]) -> None:
        """Parents as `Details.parents` has them: each in full, then by first name, then by titles and surname."""
        whole: list[str] = []
        for alias in aliases:
            words = set(parts_of(alias))
            if not words or (whole and words <= set(whole)):
                continue
            whole = parts_of(alias)
            own = [part for part in whole if self._labels.get(part) != CHILD]
            label = next((self._labels[part] for part in own if part in self._labels), "") or self._new("parent")
            for part in own:
                self._labels.setdefault(part, label)
            self._titled.setdefault(whole[-1], label)

    def learn(self, texts: Iterable[str], words: frozenset[str]) -> None:
        """The child's other names ("known as Bee") and everybody else who is named in these texts."""
        told = list(texts)
        for text in told:
            self._nicknames(fold(text))
        known = self.known
        for text in told:
            for mention in mentions(text, known, words=words):
                self.label(mention)

    def _nicknames(self, flat: str) -> None:
        for m in _CALLED.finditer(flat):
            before = flat[max(0, m.start() - 60) : m.start()]
            child = any(self._labels.get(word.lower()) == CHILD for word in _WORD.findall(before))
            about_self = re.search(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I)\b[^.]*$", before) and not re.search(
                r"\b(?:dog|cat|pet|hamster|rabbit|school|class|team|game|book|show)\b[^.]*$", before
            )
            if not (child or about_self):
                continue
            for part in parts_of(m[1]):
                if not is_word(part) or child:
                    self._labels.setdefault(part, CHILD)

    def label(self, mention: Mention) -> str:
        """The label of a name as it stands; a new person's where nobody known has it."""
        parts = [part for part in mention.parts if part not in _PARTICLES and not part.endswith(".") and len(part) > 1]
        if not parts:
            return "[name]"
        formal = mention.title in ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor")
        if formal and len(parts) == 1:
            label = self._titled.get(parts[0]) or self._labels.get(parts[0])
            if label is None or label == CHILD:
                label = self._titled[parts[0]] = self._new("person")
            if _tells(parts[0]):
                self._labels.setdefault(parts[0], label)
            return label
        label = self._labels.get(parts[0])
        if label is None or (label == CHILD and len(parts) > 1 and all(p not in self._labels for p in parts[1:])):
            others = [self._labels[part] for part in parts[1:] if part in self._labels]
            if label is None and len(parts) > 1 and others and others[0] != CHILD and not formal:
                label = None  # a brother or sister of somebody known has the surname, not the label
            label = label or self._new("person")
        for part in parts:
            if _tells(part) or (mention.firm and kind_of(part) is Kind.GIVEN and part == parts[0]):
                self._labels.setdefault(part, label)
        if len(parts) > 1:
            self._titled.setdefault(parts[-1], label)
        return label

    def _new(self, kind: str) -> str:
        self._count[kind] += 1
        return f"[{kind} {self._count[kind]}]"


def _initials(name: str) -> set[str]:
    """ "IC" for "Ines Maria Calder"; both for "Ines Calder-Moss"."""
    words = fold(name).split()
    return {(words[0][0] + half[0]).upper() for half in words[-1].split("-") if half}


def _tells(part: str) -> bool:
    """Whether a word that was found to be a name once may be looked for everywhere."""
    return kind_of(part) in (Kind.NAME, Kind.UNKNOWN) or (kind_of(part) is not Kind.WORD and not is_word(part))
