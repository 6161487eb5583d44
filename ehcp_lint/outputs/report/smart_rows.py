"""Each outcome with what was found for S, M and T, the words that say so, and the evidence beside A and R, not graded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.plan import Plan, Span
from ehcp_lint.report import Grade, OutcomeGrades, Report, SpanPair

LETTERS = {"S": "Specific", "M": "Measurable", "T": "Time-bound"}
LEVELS = {"met": "found", "partly": "found in part", "not_met": "not found", "cannot_tell": "cannot tell"}
EVIDENCE = {
    "baseline": "where the child is now",
    "support": "who helps",
    "aspiration": "the child's hope",
    "need": "the need",
    "purpose": "what it is for",
}
MEANS = (
    "“Found” means that the words say it, not that the outcome is a good one. Whether it is achievable and realistic (A, R) is "
    "for people who know the child: the table lists only the words that may help to judge it."
)
LENGTH = 240  # characters of an outcome in a table
_WORDS = 90  # of one piece of evidence


@dataclass(frozen=True, slots=True)
class Letter:
    """What was found for one letter: in words, why, and the outcome's words that say so (none: nothing says it)."""

    title: str
    level: str
    said: str
    because: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmartRow:
    """One outcome: its number and words (or "outcome 3" without quotes), the three letters, the evidence for A and R.

    `aside` says what the line reads as where it is no outcome."""

    section: str
    number: str
    words: str
    aside: str
    letters: tuple[Letter, ...]
    evidence: tuple[tuple[str, str], ...]


def smart_rows(report: Report, plan: Plan | None = None, *, length: int = LENGTH) -> tuple[SmartRow, ...]:
    """A row for each outcome, in the order of the plan."""
    return tuple(_row(graded, number, plan, length) for number, graded in enumerate(report.grades, 1))


def _row(graded: OutcomeGrades, place: int, plan: Plan | None, length: int) -> SmartRow:
    quoted = graded.item.text is not None
    said = _Words(graded, plan)
    number = one_line(graded.item.number).rstrip(".") if quoted else ""
    evidence = ((EVIDENCE[name], words) for name, spans in graded.evidence.items() for words in said.of(spans))
    return SmartRow(
        graded.section,
        number,
        shorten(graded.item.text or "", length) if quoted else f"outcome {place}",
        "" if graded.kind in ("outcome", "step") else f"reads as {_KINDS.get(graded.kind, 'something else')}",
        tuple(_letter(letter, graded.grades[letter], said) for letter in LETTERS if letter in graded.grades),
        tuple(evidence),
    )


_KINDS = {
    "provision": "provision",
    "aspiration": "a hope",
    "need": "a need",
    "for_others": "something that others will do",
    "admin": "office work",
    "cannot_tell": "something that could not be told",
}


def _letter(letter: str, grade: Grade, said: _Words) -> Letter:
    return Letter(LETTERS[letter], grade.level, LEVELS[grade.level], one_line(grade.because), tuple(said.of(grade.evidence)))


class _Words:
    """The words at offsets of the plan, taken from the outcome's own text where no plan is given."""

    def __init__(self, graded: OutcomeGrades, plan: Plan | None) -> None:
        self._text = graded.item.text
        self._span = Span(*graded.span)
        self._plan = plan

    def of(self, spans: Iterable[SpanPair]) -> Iterator[str]:
        for start, end in spans:
            if self._text is None or start == end:
                continue
            if self._span.holds(Span(start, end)):
                yield shorten(self._text[start - self._span.start : end - self._span.start], _WORDS)
            elif self._plan:
                yield shorten(self._plan.quote(Span(start, end)), _WORDS)
