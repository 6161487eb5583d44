"""What a finding is known by from one version of a plan to the next, so that an edit elsewhere does not lose a decision.

The key is the check, the section's letter, the marked words and, since "regular" stands in many lines, the words of the line
they stand in. A thing missing is known by its line, or by its message. Only true twins are told apart by counting."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from ehcp_lint.check import Check, Hit, Subject
from ehcp_lint.plan import Plan, Span

SHORTEST = 6  # characters of a fingerprint that a person is shown
_TELLING = 6  # words: a mark this long tells by itself where it stands
# A number typed before a line is no word of it: "3.", "a)", "(ii)", "2.1.", "F1:". "1.5 hours" and "2 adults" stay.
_TYPED_NUMBER = re.compile(r"^\W*(?:\(?(?:[a-h]?\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.):](?!\d)\W*)+(?=\w)")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_COUNT = re.compile(r"(?<!\w)\d[\d.,]*(?:-\d+)?")


class Fingerprints:
    """Gives the findings of one plan, handed over in the order of the plan, their fingerprints."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, check: Check, subject: Subject, hit: Hit) -> str:
        """The fingerprint of the next finding: 16 hexadecimal digits."""
        key = self._key(check, subject, hit)
        self._seen[key] += 1
        return _digest(*key, str(self._seen[key]))

    def _key(self, check: Check, subject: Subject, hit: Hit) -> tuple[str, ...]:
        plan, item = self._plan, subject.item
        if hit.known_by is not None:
            return (check.id, "", "", hit.known_by.casefold())
        quote = plan.quote(hit.span)
        marked = bare_words(quote) or "".join(quote.split())  # "____" is a mark too
        section = subject.section or (plan.section_at(hit.span.start) if marked else None)
        letter = item.letter if item else section.letter if section else ""
        if item:
            line = bare_words(plan.quote(item.span))
        elif not marked:
            line = (section.area if section else None) or ""
        else:
            line = "" if len(marked.split()) >= _TELLING else self._paragraph(hit.span)
        return (check.id, letter, line, marked or _without_counts(hit.message or ""))

    def _paragraph(self, span: Span) -> str:
        block = self._plan.block_at(span.start)
        return bare_words(block.text) if block else ""


def bare_words(text: str) -> str:
    """The words of `text` without letter case, white space, punctuation and a list number before them."""
    flat = text.casefold().replace("’", "'")
    return " ".join(_WORD.findall(_TYPED_NUMBER.sub("", flat)))


def _without_counts(message: str) -> str:
    """ "Delete 3 comments" and "Delete 1 comment" are the same point."""
    return re.sub(r"s\b", "", _COUNT.sub("#", message))


def _digest(*key: str) -> str:
    """Keyed, so that short words cannot be looked up from a list of plain hashes kept beside a plan."""
    packed = "\0".join(key).encode()
    return hashlib.blake2b(packed, digest_size=8, key=b"ehcp_lint fingerprint 2").hexdigest()
