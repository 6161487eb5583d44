"""What every output says the same way: duties in words, the summary, points numbered and gathered by section.

Nothing found, not checked and cannot tell are three different answers and three different wordings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ehcp_lint.check import Duty
from ehcp_lint.grammar.hard_sentences import LONG_SENTENCE
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.plan import Letter, Plan, Span
from ehcp_lint.plugins import PACKAGE
from ehcp_lint.report import Finding, Report, Unread, Versions
from ehcp_lint.rules import PLAN, RulePack, load_rules

ASKS = {Duty.MUST: "The law asks", Duty.SHOULD: "The Code asks", Duty.COULD: "Good practice"}
COUNTED = {Duty.MUST: "the law asks for", Duty.SHOULD: "the Code asks for", Duty.COULD: "good practice"}

ELSEWHERE = "The front page and the plan as a whole"

NOTHING_FOUND = "Nothing found to check, by the checks that ran."
NOTHING_LEFT = "Nothing left to check, by the checks that ran."
ON_TRIAL = "On trial: checks whose hit rate has not been measured yet. Not counted above; look at them with more doubt."
CONTEXT = 60  # characters of the plan shown on each side of the marked words
LONGEST_QUOTE = 220


@dataclass(frozen=True, slots=True)
class Point:
    """A finding with the number it has in every output: 1, 2, 3 ..., or T1, T2 ... for checks on trial."""

    number: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Group:
    """Points of one check in one section: the first is told in full, the rest briefly."""

    first: Point
    rest: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """All the groups of one section, in the order of the plan."""

    letter: str | None
    groups: tuple[Group, ...]
    title: str

    @property
    def points(self) -> int:
        """How many points it holds."""
        return sum(1 + len(group.rest) for group in self.groups)


def section_title(letter: str | None, rules: RulePack | None = None) -> str:
    """A section as a heading names it: "Section F: Special educational provision"."""
    return (rules or load_rules()).heading(letter) if letter else ELSEWHERE


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 point", "2 points", "1,204 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def summary(report: Report) -> str:
    """ "12 points to check, in 20 places: 3 the law asks for, 7 the Code asks for, 2 good practice." """
    numbered = groups(points(report))
    settled = [group for group in numbered if not group.first.finding.trial]
    places = sum(1 + len(group.rest) for group in settled)
    trial = len(numbered) - len(settled)
    if settled:
        counts = Counter(group.first.finding.duty for group in settled)
        parts = ", ".join(f"{counts[duty]} {COUNTED[duty]}" for duty in Duty if counts[duty])
        where = f", in {count(places, 'place')}" if places > len(settled) else ""
        words = f"{count(len(settled), 'point')} to check{where}: {parts}."
    else:
        words = NOTHING_LEFT if report.dismissed else NOTHING_FOUND
        if unsure := [name for name in silent(report) if not name.startswith(PACKAGE)]:
            words += f" {count(len(unsure), 'check')} could not tell."
    if trial:
        words += f" {count(trial, 'more point')} from checks on trial {'is' if trial == 1 else 'are'} listed apart."
    if report.dismissed:
        words += f" {count(len(report.dismissed), 'point')} set aside by a person, with the reason."
    return words


def not_checked(report: Report) -> str:
    """What is said of a file that gave no answer: it must never read as a plan without points."""
    return f"NOT CHECKED ({report.status.replace('_', ' ')}): {one_line(report.message or 'no reason is known.')}"


NOT_CHECKED_MEANS = "Nothing is known about this plan: no check ran on it."


def was_read(report: Report) -> str:
    """ "Read: 6,510 words, 8 outcomes, 33 provisions." """
    parts = []
    for name, one in (("words", "word"), ("outcomes", "outcome"), ("provisions", "provision")):
        number = report.measures.get(name)
        if isinstance(number, int):
            parts.append(count(number, one))
    return f"Read: {', '.join(parts)}.{_read_as(report)}" if parts else ""


def made_by(versions: Versions) -> str:
    """ "ehcp_lint 0.1.0, rules 3f0c..., data 9a1b..., settings caseworker (d0f64c9311c1)." """
    return (
        f"ehcp_lint {versions.tool}, rules {versions.rules}, data {versions.data}, "
        f"settings {versions.profile} ({versions.config})."
    )


def _read_as(report: Report) -> str:
    """What the file was read as, where that is no plan of today."""
    if report.versions is None or report.versions.document == PLAN:
        return ""
    return " ".join(filter(None, (f" Read as: {report.document}.", report.document_note)))


def reading_age(report: Report) -> str:
    """ "Sections B to H2: reading age about 10 to 14, from 162 sentences; 22 have more than 25 words." """
    low, high = report.measures.get("reading_age_low"), report.measures.get("reading_age_high")
    sentences, long = report.measures.get("sentences"), report.measures.get("long_sentences")
    if not isinstance(sentences, int) or not isinstance(long, int):
        return ""
    if low is None or high is None:
        return (
            f"Sections B to H2: {count(sentences, 'sentence')}, too few to say how hard they are to read." if sentences else ""
        )
    age = f"{low}" if low == high else f"{low} to {high}"
    sure = "" if report.measures.get("reading_age_from") == "scored" else ", too few to be sure"
    more = f"; {long} {'has' if long == 1 else 'have'} more than {LONG_SENTENCE} words" if long else ""
    return f"Sections B to H2: reading age about {age}, from {count(sentences, 'sentence')}{sure}{more}."


def unread(report: Report) -> list[str]:
    """What is in the file and not in the text as read, each with what it means for the points."""
    return [told_unread(entry) for entry in report.unread]


def told_unread(entry: Unread) -> str:
    """ "2 pages without text (pages 3-4) (words may be missing)"."""
    return one_line(entry.text) + (" (words may be missing)" if entry.lost else "")


def silent(report: Report) -> dict[str, list[str]]:
    """Checks that gave no answer: check id -> reasons."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in report.not_run:
        found[entry.check].append(one_line(entry.reason))
    return found


def cannot_tell(report: Report) -> list[str]:
    """One line for each reason, with the checks that could not tell because of it."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for check, reasons in silent(report).items():
        for reason in reasons:
            by_reason[reason].append(check)
    return [f"{_counted(checks)}: {reason}" for reason, checks in by_reason.items()]


def _counted(checks: list[str]) -> str:
    """ "2 checks (B101, C101)"; a package whose checks could not be loaded goes by its name."""
    if all(name.startswith(PACKAGE) for name in checks):
        return ", ".join(checks)[:1].upper() + ", ".join(checks)[1:]
    return f"{count(len(checks), 'check')} ({', '.join(checks)})"


def others_took_part(report: Report) -> str:
    """ "Checks of other packages took part: harbour-checks 1.2.0." """
    packages = report.versions.plugins if report.versions else ()
    return one_line(f"Checks of other packages took part: {', '.join(packages)}.") if packages else ""


def points(report: Report) -> tuple[Point, ...]:
    """The findings in the order of the plan, with the numbers that every output uses.

    What one check says several times is one point: "3", then "3.2", "3.3". The most binding points have the lowest numbers,
    so that a reader who starts at 1 spends their patience well; those on trial have a row of their own, "T1"."""
    together: dict[tuple[bool, int, str], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        together[finding.trial, list(Duty).index(finding.duty), finding.check].append(finding)
    ranked = sorted(together.items(), key=lambda entry: (entry[0][:2], entry[1][0].span, entry[0][2]))
    rows = {False: 0, True: 0}
    numbers: dict[int, str] = {}
    for (trial, _, _), found in ranked:
        rows[trial] += 1
        first = f"{'T' if trial else ''}{rows[trial]}"
        for place, finding in enumerate(found, 1):
            numbers[id(finding)] = first if place == 1 else f"{first}.{place}"
    return tuple(Point(numbers[id(finding)], finding) for finding in report.findings)


def order_of(point: Point) -> tuple[bool, tuple[int, ...]]:
    """Where a point stands among the numbers: 2, 2.2, 10, T1."""
    return point.finding.trial, tuple(int(part) for part in point.number.lstrip("T").split("."))


def groups(chosen: Iterable[Point]) -> tuple[Group, ...]:
    """Points with their repeats, in the order of their numbers."""
    together: dict[str, list[Point]] = defaultdict(list)
    for point in sorted(chosen, key=order_of):
        together[point.number.split(".")[0]].append(point)
    return tuple(Group(first, tuple(rest)) for first, *rest in together.values())


def chapters(chosen: Iterable[Point], plan: Plan | None, report: Report) -> tuple[Chapter, ...]:
    """Points by section in the order of the plan, and within a section by check in the order of its first point."""
    sections: dict[str | None, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for point in chosen:
        sections[point.finding.section][point.finding.check].append(point)
    order = _order(plan)
    return tuple(
        Chapter(
            letter,
            tuple(Group(found[0], tuple(found[1:])) for found in sections[letter].values()),
            report.parts.get(letter or "", section_title(letter)),
        )
        for letter in sorted(sections, key=lambda letter: order.get(letter or "", (-1, -1)))
    )


def _order(plan: Plan | None) -> dict[str, tuple[int, int]]:
    """Where each section stands: at its first words, or after the letter before it where the plan has no such section."""
    starts: dict[str, int] = {}
    for section in plan.sections if plan else ():
        if section.spans:
            starts.setdefault(section.letter.value, section.spans[0].start)
    order: dict[str, tuple[int, int]] = {}
    before = -1
    for number, letter in enumerate(Letter):
        before = starts.get(letter.value, before)
        order[letter.value] = (before, number)
    return order


def worst_first(chosen: Iterable[Point]) -> list[Point]:
    """The order in which to spend a reader's patience: settled before trial, by duty, each check once before any twice."""
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    for point in chosen:
        finding = point.finding
        ranked.append(((finding.trial, list(Duty).index(finding.duty), seen[finding.check], finding.span), point))
        seen[finding.check] += 1
    return [point for _, point in sorted(ranked, key=lambda entry: entry[0])]


def context(finding: Finding, plan: Plan | None) -> tuple[str, str, str]:
    """Words before, the marked words, words after; the item's beginning alone where something is missing from it.

    All empty where the report is without quotes."""
    if finding.quote is None:
        return "", "", ""
    if not finding.quote:
        about = finding.item.text if finding.item else None
        return (shorten(about, LONGEST_QUOTE), "", "") if about else ("", "", "")
    marked = _middle_out(one_line(finding.quote))
    if plan is None:
        return "", marked, ""
    span = Span(*finding.span)
    first, last = plan.block_at(span.start), plan.block_at(max(span.start, span.end - 1))
    if first is None or last is None or plan.quote(span) != finding.quote:
        return "", marked, ""
    before = plan.text[first.span.start : span.start]
    after = plan.text[span.end : last.span.end]
    return _tail(before), marked, _head(after)


def _middle_out(text: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    half = LONGEST_QUOTE // 2
    return f"{text[: text.rfind(' ', 0, half) + 1 or half].rstrip()} … {text[-(half // 2) :].split(' ', 1)[-1]}"


def _tail(text: str) -> str:
    flat = one_line(text)
    if len(flat) > CONTEXT:
        flat = "…" + flat[-CONTEXT:].split(" ", 1)[-1]
    return flat + (" " if text[-1:].isspace() and flat else "")


def _head(text: str) -> str:
    flat = one_line(text)
    space = " " if text[:1].isspace() and flat else ""
    return space + (flat if len(flat) <= CONTEXT else flat[:CONTEXT].rsplit(" ", 1)[0] + "…")


def cites(finding: Finding) -> str:
    """The sources of a finding in one line."""
    return one_line("; ".join(source.cite for source in finding.sources))
