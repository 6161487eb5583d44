"""What stands beside a plan's words in a copy of it, in Word as comments and in a PDF as notes: which points, in what words.

Lines are (lead, words): the lead is the part to be set off, "" for none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.phrases import ASKS, Point
from ehcp_lint.report import Report

Line = tuple[str, str]

MOST = 30  # beside the summary: more than that and no one reads them
LONGEST = 160  # characters of the plan's words that one of our lines repeats
_REST = 12  # lines of the summary that name points which are not comments
_LONGEST_MESSAGE = 110


Note = tuple[Point, ...]  # points about the same words, told in one comment


def chosen_points(report: Report) -> tuple[list[Note], list[Point]]:
    """The points that go into a copy, in the order of the plan, in at most `MOST` notes; and those that are only counted.

    What is said of the same words, or is missing at the same place, is one note: two comments on one word hide each other."""
    notes: dict[tuple[int, int], list[Point]] = {}
    rest = []
    for point in phrases.worst_first(phrases.points(report)):
        if point.finding.span in notes or len(notes) < MOST:
            notes.setdefault(point.finding.span, []).append(point)
        else:
            rest.append(point)
    return [tuple(sorted(notes[span], key=phrases.order_of)) for span in sorted(notes)], rest


def on_trial(notes: Sequence[Note], rest: Sequence[Point]) -> int:
    """How many of the points, in notes or only counted, are of checks on trial."""
    return sum(point.finding.trial for point in (*(point for note in notes for point in note), *rest))


def about(note: Note, told: dict[str, str]) -> list[Line]:
    """The points of a note: each its duty and what to do, then why and on what source, the first time its check speaks.

    `told` says which point told that for a check; it is added to."""
    lines: list[Line] = []
    for point in note:
        finding = point.finding
        duty = ("On trial. " if finding.trial else "") + ASKS[finding.duty]
        lines.append((f"{duty}:", one_line(finding.message)))
        first = told.setdefault(finding.check, point.number)
        if first == point.number:
            lines += [("Why:", one_line(finding.why)), ("Source:", phrases.cites(finding))]
        told_there = "" if first == point.number else f" Why and source: see point {first}."
        lines.append(("", f"Point {point.number}, check {finding.check}.{told_there}"))
    return lines


def overview(report: Report, rest: list[Point]) -> list[Line]:
    """The first comment: how many points, which of them have none of their own, what was not read, what to do."""
    lines: list[Line] = [("ehcp_lint:", phrases.summary(report))]
    if notes := phrases.unread(report):
        lines.append(("Notes on what was read:", "; ".join(notes) + "."))
    if silent := phrases.cannot_tell(report):
        lines.append(("Cannot tell:", "; ".join(silent) + "."))
    if report.findings:
        lines.append(
            ("What to do:", "mend the words in your plan, or set a point aside if it is right to. Then check it again.")
        )
    if rest:
        lines.append(("Not marked in this copy:", f"{len(rest)} more places, less binding or like those that are marked."))
        lines += _gathered(rest)
        lines.append(("", "Marked are the most binding, each kind once before any twice. The report has all."))
    return [*lines, ("", report.footer)]


def _gathered(rest: Iterable[Point]) -> list[Line]:
    """Points that are not marked, by check: "Say it exactly. 12 places, sections F and G (F202)." """
    together: dict[str, list[Point]] = defaultdict(list)
    for point in sorted(rest, key=phrases.order_of):
        together[point.finding.check].append(point)
    lines: list[Line] = []
    for check, points in list(together.items())[:_REST]:
        places = f"{phrases.count(len(points), 'place')}, {_sections(points)} ({check})."
        lines.append(("", f"- {_in_common([one_line(point.finding.message) for point in points])} {places}"))
    if left := list(together.values())[_REST:]:
        lines.append(("", f"- and {phrases.count(sum(map(len, left)), 'more place')} of {len(left)} kinds."))
    return lines


def _in_common(messages: list[str]) -> str:
    """The message if there is only one; else the first sentence that they share, or the first message."""
    begins = {message.partition(". ")[0].rstrip(".") + "." for message in messages}
    several = len(set(messages)) > 1
    return shorten(begins.pop() if several and len(begins) == 1 else messages[0], _LONGEST_MESSAGE)


def _sections(points: Iterable[Point]) -> str:
    """ "section F", "sections B, F and G", "the plan as a whole"."""
    letters = sorted({point.finding.section for point in points if point.finding.section})
    if not letters:
        return "the plan as a whole"
    if len(letters) == 1:
        return f"section {letters[0]}"
    return f"sections {', '.join(letters[:-1])} and {letters[-1]}"
