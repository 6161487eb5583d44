"""The hardest sentences of a plan with the reasons and plain words for what is in them: worked out when an output asks for it.

They are picked anew here, because no check needs them and a check of a plan should not wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ehcp_lint.case import SCORED, Case
from ehcp_lint.jargon import KNOWN, find_jargon
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.plan import Plan
from ehcp_lint.readability import measure_readability
from ehcp_lint.report import Report
from ehcp_lint.settings.profile import Profile

MEANS = (
    "Sections B to H2, without the child's own words. Formulas differ by three years on one text and readers by more: mend the "
    "sentences, and look at the figure last."
)
MEASURES = {
    "reading_age": "Reading age in years, as a range of five formulas",
    "sentences": "Sentences counted",
    "words_per_sentence": "Words in a sentence, on average",
    "long_sentences": "Sentences of more than 25 words",
    "passives": "Verbs that do not say who does it",
    "words": "Words in the whole plan",
}
_LENGTH = 600  # characters of a sentence
_MOST_WORDS = 6  # alternatives for one sentence


@dataclass(frozen=True, slots=True)
class HardRow:
    """One hard sentence: its section, its words, why it is hard, and plain words for terms in it (term, plain words)."""

    section: str
    words: str
    reasons: tuple[str, ...]
    plainer: tuple[tuple[str, str], ...]


def hard_rows(plan: Plan | None) -> tuple[HardRow, ...]:
    """The five hardest sentences of sections B to H2 that have a reason, the hardest first; none without the plan."""
    if plan is None:
        return ()
    case = Case(plan, Profile())
    read = measure_readability(plan.text, names=plan.details.names, parts=case.paragraphs_of(*SCORED))
    return tuple(
        HardRow(
            section.letter.value if (section := plan.section_at(hard.span.start)) else "",
            _cut(plan.quote(hard.span)),
            tuple(str(reason) for reason in hard.reasons),
            tuple(_plainer(plan.quote(hard.span))),
        )
        for hard in read.worst
    )


def _cut(words: str) -> str:
    flat = one_line(words)
    return flat if len(flat) <= _LENGTH else f"{flat[:_LENGTH].rsplit(' ', 1)[0]} …"


def _plainer(sentence: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for found in find_jargon(sentence):
        if found.explained or found.quoted or found.term.mode == KNOWN or found.term.ambiguous or found.term.family in seen:
            continue
        seen.add(found.term.family)
        if len(seen) > _MOST_WORDS:
            return
        yield one_line(sentence[found.start : found.end]), one_line(found.term.plain.removeprefix("say ").rstrip("."))


def measure_rows(report: Report) -> tuple[tuple[str, str], ...]:
    """What was measured, in words; a figure that could not be had says so."""
    told = []
    for name, title in MEASURES.items():
        if name == "reading_age":
            low, high = report.measures.get("reading_age_low"), report.measures.get("reading_age_high")
            value = (
                "too few sentences to say" if low is None or high is None else f"{low} to {high}" if low != high else f"{low}"
            )
            if report.measures.get("reading_age_from") == "indicative":
                value += " (too few sentences to be sure)"
        else:
            found = report.measures.get(name)
            value = f"{found:,}" if isinstance(found, int) else "not known" if found is None else str(found)
        told.append((title, value))
    return tuple(told)
