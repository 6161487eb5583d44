"""Advice judged and traced, for a person at a terminal: strengths first, then what to ask before it is sent, then the trace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.advice.models import FATES, Advice, Fate, Judged, Passage, Point, Traced
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.decided import day
from ehcp_lint.outputs.phrases import count
from ehcp_lint.outputs.terminal import Line, line

_ROW_NUMBER = re.compile(r"^\d{1,2}\.? \| ")  # the number of a table row is no word of the line
LONGEST = 160  # letters of a quote; the JSON has all of it
MOST_PLACES = 3
TITLES: dict[Fate, str] = {
    "dropped": "Not found in the plan",
    "weakened": "The plan says less",
    "cannot_tell": "Cannot tell whether the plan answers it",
    "kept": "Kept",
}
SHORT: dict[Fate, str] = {"dropped": "not found", "weakened": "says less", "cannot_tell": "cannot tell", "kept": "kept"}
NOTHING_TO_ASK = "Nothing was found to ask about."
OTHER_CHILD = "The names or dates of birth in the report and the plan differ. Check that both are of the same child."
NO_NUMBERS = "No amount is suggested on purpose: only the adviser can say what is needed."
WORDS_LOST = "Words of the plan's file were not read, so nothing is called missing from it."
CAUTION = (
    "Lines are matched by what they are about. Where the plan puts advice into other words altogether, this can miss "
    "it: read the plan's "
    "line before you ask."
)


def headline(judged: Judged) -> str:
    """ "14 recommendations, 3 things to ask; in the plan: 9 kept, 2 says less, 1 cannot tell, 2 not found"."""
    told = (
        f"{count(len(judged.recommendations), 'recommendation')}, {count(len(judged.points), 'thing')} to ask before it is sent"
    )
    if judged.trace is None:
        return f"{told}."
    found = ", ".join(f"{judged.count(fate)} {SHORT[fate]}" for fate in reversed(FATES) if judged.count(fate))
    goals = len(judged.trace) - len(judged.recommendations)
    also = f" ({count(goals, 'outcome')} among them)" if goals > 0 else ""
    return f"{told}. In the plan{also}: {found or 'nothing to trace'}."


def written_by(judged: Judged) -> str:
    """Who wrote it and when, as far as that was found."""
    author = judged.author
    who = ", ".join(one_line(word) for word in (author.name, author.agency or author.role) if word) or "nobody named"
    age = ""
    if judged.months is not None and judged.months > 12:
        age = f", {count(judged.months, 'month')} old"
    written = day(judged.written) if judged.written else "no date found"
    return f"Written by {who}; {written}{age}."


def listed(judged: Judged) -> str | None:
    """Whether section K lists this advice."""
    if judged.listed is None:
        return None
    return "Section K of the plan lists it." if judged.listed else "Section K of the plan does not seem to list it."


def places(point: Point) -> str:
    """Where a point stands, in words: the first few places, and how many more there are."""
    shown = [one_line(place.place.text) for place in point.places[:MOST_PLACES]]
    more = len(point.places) - len(shown)
    told = "; ".join(dict.fromkeys(shown))
    return f"{told}; and {more} more" if more > 0 else told


def quote(passage: Passage | None) -> str:
    """The words of a passage, shortened; where it stands where no words may be shown."""
    if passage is None:
        return ""
    if passage.text is None:
        return one_line(passage.place.text)
    words = _ROW_NUMBER.sub("", one_line(passage.text))
    return f"“{shorten(words, LONGEST)}”"


def advice_text(advice: Advice) -> list[Line]:
    """All reports as paragraphs."""
    lines: list[Line] = []
    for judged in advice.reports:
        lines += [*_report(judged, advice), line()]
    return [*lines, line((NO_NUMBERS, "quiet")), line((advice.footer, "quiet"))]


def _report(judged: Judged, advice: Advice) -> Iterator[Line]:
    yield line((one_line(judged.file or "the report"), "title"))
    if judged.status != "checked":
        yield line((judged.message or "not read", "alarm"), indent=2, hanging=2)
        return
    yield line((headline(judged), "summary"))
    yield line((written_by(judged), "quiet"))
    if told := listed(judged):
        yield line((told, "quiet"))
    if judged.same_child is False:
        yield line((OTHER_CHILD, "alarm"))
    for unread in judged.unread:
        yield line((f"Not read: {unread.text}", "quiet"))
    if judged.strengths:
        yield line()
        yield line(("What the report does well", "section"))
        for strength in judged.strengths:
            yield line(f"- {strength}", indent=2, hanging=2)
    yield line()
    yield line(("To ask before it is sent", "section"))
    if not judged.points:
        yield line(NOTHING_TO_ASK, indent=2)
    for number, point in enumerate(judged.points, 1):
        about = f"{point.about[0].upper()}{point.about[1:]}: "
        yield line(f"{number:>2}. ", (about, "mark"), point.ask, indent=2, hanging=4)
        for place in point.places[:MOST_PLACES]:
            yield line(
                (f"{one_line(place.place.text)}: {quote(place)}" if place.text else quote(place), "quiet"), indent=6, hanging=2
            )
        if len(point.places) > MOST_PLACES:
            yield line((f"and {len(point.places) - MOST_PLACES} more", "quiet"), indent=6)
    if judged.trace is not None:
        yield from _trace(judged, advice)


def _trace(judged: Judged, advice: Advice) -> Iterator[Line]:
    if advice.plan_complete is False:
        yield line()
        yield line((WORDS_LOST, "alarm"))
    for fate in FATES:
        found = [traced for traced in judged.trace or () if traced.fate == fate]
        if found:
            yield line()
            yield line((f"{TITLES[fate]} ({len(found)})", "section"))
            for traced in found:
                yield from _traced(traced)
    yield line()
    yield line((CAUTION, "quiet"))


def _traced(traced: Traced) -> Iterator[Line]:
    yield line(f"Report  {quote(traced.advice)}", indent=2, hanging=8)
    if traced.plan is not None:
        label = "Plan    " if traced.fate in ("kept", "weakened") else "Nearest "
        section = f" [{traced.plan.section}]" if traced.plan.section else ""
        yield line(f"{label}{quote(traced.plan)}{section}", indent=2, hanging=8)
    for question in traced.ask:
        yield line("        ", (question, "mark"), indent=2, hanging=8)
    yield line()
