"""The known wordings of headings, column headers and row labels (data/headings.csv and the rules of the document)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ehcp_lint.plan import Letter

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# Words that may stand before the wording that names a section without being part of it.
_LEAD_WORDS = """
a the any all my our your his her their this its of for about details detail information summary and or to in on child child's
children's young person person's people's parent parents parents' carer carers pupil pupil's student student's i we what is are
you other further additional relevant current identified key main where section part form b c d e f g h j k
"""
LEAD = frozenset(_LEAD_WORDS.split())
WHOLE = "="  # before a wording of data/headings.csv that counts only as the whole of a heading
_Wordings = Mapping[tuple[str, ...], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A known wording found in a text: what it means and how much of the text it is (0 to 1)."""

    means: str
    name: str
    share: float
    leads: bool

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The sections it names; none for a role, area or part."""
        return tuple(Letter(part) for part in self.means.split("+")) if self.means[:1].isupper() else ()


@cache
def known_wordings(
    rows: tuple[tuple[str, str, str], ...],
) -> tuple[_Wordings, _Wordings, Mapping[str, tuple[int, ...]], Mapping[str, tuple[str, ...]]]:
    """The known wordings as words, those that count only as a whole, for each first word how many words its wordings
    have, the longest first, and for each letter the long ones that name its section, written without blanks."""
    known = {tuple(words_of(w)): (means, name or w.capitalize()) for w, means, name in rows if not w.startswith(WHOLE)}
    lengths: dict[str, list[int]] = {}
    for words in known:
        lengths.setdefault(words[0], []).append(len(words))
    whole = {tuple(words_of(w)): (means, name or w[1:].capitalize()) for w, means, name in rows if w.startswith(WHOLE)}
    squeezed: dict[str, set[str]] = {}
    for words, (means, _) in known.items():
        if means[:1].isupper() and len(key := "".join(words)) >= _TELLING:
            squeezed.setdefault(means[0], set()).add(key)
    return (
        known,
        whole,
        {first: tuple(sorted(set(many), reverse=True)) for first, many in lengths.items()},
        {letter: tuple(sorted(keys)) for letter, keys in squeezed.items()},
    )


_TELLING = 12  # letters: what is shorter stands within other words


_SHORT_FORM = re.compile(r"\((?:sen|send|shc|semh|sep)\)")


def words_of(text: str) -> list[str]:
    """The words of a heading, as wordings are compared: small, without marks, figures and short forms."""
    text = text.lower().replace("&", " and ").replace("/", " ")
    return _WORD.findall(_SHORT_FORM.sub(" ", text) if "(" in text else text)
