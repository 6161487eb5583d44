"""What is said of a check, the same in the list, on its page, as JSON, in docs/checks.md and in docs/checks.html."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ehcp_lint.check import FAMILIES, Check, Duty, Example
from ehcp_lint.checks import precision_of
from ehcp_lint.engine import cite
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.phrases import ASKS, ON_TRIAL, count
from ehcp_lint.outputs.terminal import Line, Piece, line
from ehcp_lint.plugins import NotLoaded
from ehcp_lint.rubric import load_rubric

DUTIES = {
    Duty.MUST: "MUST: the law asks for this.",
    Duty.SHOULD: "SHOULD: the Code or case law asks for this.",
    Duty.COULD: "COULD: good practice.",
}
ENOUGH_JUDGED = 20  # findings: below that a share says little
_LONGEST = 500  # characters of an example that are shown
_PASSAGE = 6  # words: fewer may stand in a line twice by chance
_LABEL = 19  # columns that a label and the space after it take


def in_order(checks: Iterable[Check]) -> list[Check]:
    """The checks in the order of the plan."""
    order = list(FAMILIES)
    return sorted(checks, key=lambda check: (order.index(check.id[0]), check.id))


def measured(check: Check) -> str:
    """How often the check is right: "14 of 16 findings were right (88%): 10 on whole plans, 6 on single lines. On plans as
    first read: 8 of 12 right." That last figure is the honest one for plans nobody had looked at."""
    known = None if check.origin else precision_of(check.id)
    if known is None:
        return "Not measured yet: on trial." if check.trial else "Not measured yet."
    share = f"{known.right:,} of {count(known.judged, 'finding')} {'was' if known.right == 1 else 'were'} right"
    where = ((known.plans, "on whole plans"), (known.lines, "on single lines"), (known.planted, "on planted faults"))
    told = ", ".join(f"{number:,} {words}" for number, words in where if number)
    trial = " On trial." if check.trial else ""
    few = "" if known.judged >= ENOUGH_JUDGED else " Few."
    first = f" On plans as first read: {known.first_right:,} of {known.first:,} right." if known.first else ""
    return f"{share} ({known.right / known.judged:.0%}): {told}.{few}{first}{trial}"


def on_form(check: Check) -> str:
    """Which questions of the default form its points are laid beside: "Q11 Provision is specific; Q12 Every need is met." """
    rubric = load_rubric()
    fed = "; ".join(f"{question.id} {question.short}" for question in rubric.fed_by(check.id, check.name))
    if not fed:
        why = next((why for wanted, why in rubric.feeds_none.items() if wanted in (check.id, check.name)), "")
        return f"None. {why}".strip() if why else ""
    caps = rubric.points_at(check.id, check.name)
    return f"{fed}.{' It may show what holds a grade down once a person has confirmed it.' if caps else ''}"


def origin(check: Check) -> str:
    """Where a check of another package comes from; "" for ours."""
    return f"Package {check.origin}; not a check of ehcp_lint." if check.origin else ""


def as_object(check: Check) -> dict[str, Any]:
    """The check for a program."""
    known = None if check.origin else precision_of(check.id)
    return {
        "id": check.id,
        "name": check.name,
        "section": FAMILIES[check.id[0]],
        "title": check.title,
        "duty": check.duty.value,
        "trial": check.trial,
        "origin": check.origin or None,
        "looks_for": check.looks_for,
        "message": check.message,
        "why": check.why,
        "sources": [cite(source).model_dump() for source in check.sources],
        "bad": [{"text": example.text, "marks": example.marks} for example in check.bad],
        "good": [{"text": example.text} for example in check.good],
        "dismiss": check.dismiss,
        "questions": [question.id for question in load_rubric().fed_by(check.id, check.name)],
        "precision": asdict(known) if known else None,
    }


def shown(example: Example) -> str:
    """An example on one line; "..." in front stands for the rest of a complete plan."""
    parts = [one_line(part) for part in example.text.strip().splitlines()]
    return "a complete plan" if parts == ["..."] else " / ".join(p for p in parts if p != "...")


def pieces(example: Example) -> list[Piece]:
    """An example with what the check marks in it: (words, "mark"), and ("missing", "gap") for each thing that is not there.

    A passage that stands twice is marked where it is repeated. Marked words of the plan around the example follow it."""
    text, done = shown(example), 0
    found: list[Piece] = []
    around: list[Piece] = []
    for mark in filter(None, map(one_line, example.marks)):
        at = text.rfind(mark, done) if len(mark.split()) >= _PASSAGE else text.find(mark, done)
        if at >= 0:
            found += [(text[done:at], ""), (mark, "mark")]
            done = at + len(mark)
        else:
            around += [(" … ", ""), (mark, "mark")]
    found += [(text[done:], ""), *around]
    return [(_brief(words), style) for words, style in found if words] + [("missing", "gap")] * example.marks.count("")


def _brief(words: str) -> str:
    """The beginning of what is only there for its length."""
    if len(words) <= _LONGEST:
        return words
    space = " " if words[0] == " " else ""
    return f"{space}{shorten(words, _LONGEST // 2)} ({len(words.split()):,} words in all)"


def listing(checks: Iterable[Check], not_loaded: Iterable[NotLoaded]) -> list[Line]:
    """The list of checks, a line each."""
    ordered = in_order(checks)
    lines: list[Line] = [line((count(len(ordered), "check"), "title"))]
    family = ""
    for check in ordered:
        if check.id[0] != family:
            family = check.id[0]
            lines += [line(), line((FAMILIES[family], "section"))]
        more = f" (on trial){_from(check)}" if check.trial else _from(check)
        asks = f"{ASKS[check.duty]:<15}"
        lines.append(line((f"{check.id}  ", "title"), (asks, check.duty.value), check.title + more, hanging=21))
    if any(check.trial for check in ordered):
        lines += [line(), line((ON_TRIAL, "quiet"))]
    return [
        *lines,
        *told_not_loaded(not_loaded),
        line(),
        line("Read one:"),
        line(("ehcp-lint explain ID", "command"), indent=8),
    ]


def _from(check: Check) -> str:
    return f" (from {check.origin})" if check.origin else ""


def told_not_loaded(not_loaded: Iterable[NotLoaded]) -> list[Line]:
    """What other packages offer and does not run."""
    lines = [line((one_line(f"{left.origin}: {left.reason}"), "alarm"), indent=2, hanging=2) for left in not_loaded]
    return [line(), line(("Not loaded", "section")), *lines] if lines else []


def page(check: Check) -> list[Line]:
    """One check's page."""
    lines = [
        line((f"{check.id} {check.name}", "title")),
        line(check.title),
        line((DUTIES[check.duty], check.duty.value)),
        *([line((ON_TRIAL, "quiet"))] if check.trial else []),
        line(),
        *_told("What to do", check.message),
        *_told("What it looks for", check.looks_for),
        *_told("Why", check.why),
    ]
    for source in check.sources:
        cited = cite(source)
        lines += _told("Source", cited.cite)
        if cited.link:
            lines.append(line((cited.link, "quiet"), indent=4, whole=True))
    lines += [
        *_told("How often right", measured(check)),
        *_told("On the form", on_form(check)),
        *_told("Comes from", origin(check)),
    ]
    for label, examples in (("Instead of", check.bad), ("Write", check.good)):
        lines += [line(), *(told for one in examples for told in _example(label, one))]
    return [*lines, line(), *_told("Set it aside when", check.dismiss)]


def _told(label: str, words: str) -> list[Line]:
    return [line((f"{label:<{_LABEL}}", "quiet"), one_line(words), hanging=_LABEL)] if words else []


_SHAPES = {"": "{}", "mark": "»{}«", "gap": " »{}«"}


def _example(label: str, example: Example) -> list[Line]:
    said = [(_SHAPES[style].format(words), "mark" if style else "") for words, style in pieces(example)]
    return [line((f"{label:<{_LABEL}}", "quiet"), *said, hanging=_LABEL)]
