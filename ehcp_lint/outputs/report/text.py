"""A report for a person at a terminal: the points by how binding they are, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from ehcp_lint.check import Duty
from ehcp_lint.outputs import decided, phrases
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.decided import Told
from ehcp_lint.outputs.phrases import ASKS, Group, Point
from ehcp_lint.outputs.terminal import TIED, Line, Piece, line, shell_name
from ehcp_lint.plan import Plan
from ehcp_lint.report import Finding, Report

ASKED = {Duty.MUST: "What the law asks for", Duty.SHOULD: "What the Code asks for", Duty.COULD: "Good practice"}
MOST_REPEATS = 12
_ASK_WIDTH = max(map(len, ASKS.values())) + 2


def text_report(report: Report, plan: Plan | None = None, *, path: str | None = None) -> list[Line]:
    """The report as paragraphs. `path` is the file as the user named it, for the commands that come next."""
    name = one_line(report.file or "the plan")
    if report.status != "checked":
        return [
            line((name, "title")),
            line((phrases.not_checked(report), "alarm"), indent=2, hanging=2),
            line(phrases.NOT_CHECKED_MEANS, indent=2),
            line(),
            line((report.footer, "quiet")),
        ]
    numbered = phrases.points(report)
    settled = [p for p in numbered if not p.finding.trial]
    trial = [p for p in numbered if p.finding.trial]
    lines = [line((name, "title")), line((phrases.summary(report), "summary")), line((phrases.was_read(report), "quiet"))]
    if age := phrases.reading_age(report):
        lines.append(line((age, "quiet")))
    if others := phrases.others_took_part(report):
        lines.append(line((others, "quiet")))
    lines += _list("Notes on what was read", phrases.unread(report))
    lines += _list("Cannot tell (these checks gave no answer)", phrases.cannot_tell(report))
    names = decided.short_names(report)
    for duty in Duty:
        lines += _told([p for p in settled if p.finding.duty is duty], ASKED[duty], plan, names)
    lines += _told(trial, phrases.ON_TRIAL, plan, names)
    lines += _decisions(decided.SET_ASIDE, decided.SET_ASIDE_MEANS, decided.set_aside(report))
    lines += _decisions(decided.STALE, "", decided.stale(report))
    steps = next_steps(report, settled or trial, path)
    if steps:
        lines += [line(), line(("What to do next", "section")), line(phrases.summary(report), indent=2)]
        for number, (words, command) in enumerate(steps, 1):
            lines.append(line(f"{number}. {words}", indent=2, hanging=3))
            if command:
                lines.append(line((command, "command"), indent=8, whole=True))
    if report.versions:
        lines += [line(), line((phrases.made_by(report.versions), "quiet"))]
    return [*lines, line(), line((report.footer, "quiet"))]


def next_steps(report: Report, listed: Iterable[Point], path: str | None) -> list[tuple[str, str]]:
    """What the reader can do now, most useful first, each with the command that does it (or "")."""
    ranked = phrases.worst_first(listed)
    steps = []
    must = [p.number for p in ranked if p.finding.duty is Duty.MUST and not p.finding.trial]
    if must:
        steps.append((f"Start with what the law asks for: {_numbers(must)}.", ""))
    elif ranked:
        steps.append((f"Start with {_numbers([p.number for p in ranked[:3]])}.", ""))
    if path and ranked:
        if PurePath(path).suffix.lower() in (".docx", ".docm", ".dotx"):
            steps.append(("See the points as comments in a copy for Word:", f"ehcp-lint comment {shell_name(path)}"))
        page = shell_name(f"{PurePath(path).stem}.html")
        steps.append(
            ("See them beside the plan's text, in a browser:", f"ehcp-lint check {shell_name(path)} --format html -o {page}")
        )
    if ranked:
        steps.append(
            (f"Read more about a point, here about {ranked[0].number}:", f"ehcp-lint explain {ranked[0].finding.check}")
        )
    if path and ranked:
        short = decided.short_names(report)[ranked[-1].finding.fingerprint]
        command = f"ehcp-lint dismiss {shell_name(path)} {short} --reason WHY"
        steps.append((f"Set a point aside, where that is right, with the reason; here point {ranked[-1].number}:", command))
    if any(entry.lost for entry in report.unread):
        steps.append(("Ask for a copy with all of its text (Word, or a PDF that is not scanned) and check that.", ""))
    return steps


def _numbers(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"point {numbers[0]}"
    shown = numbers[:8]
    more = f" and {len(numbers) - len(shown)} more" if len(numbers) > len(shown) else ""
    if more:
        return f"points {', '.join(shown)}{more}"
    return f"points {', '.join(shown[:-1])} and {shown[-1]}"


def _list(title: str, entries: list[str]) -> Iterator[Line]:
    if entries:
        yield line()
        yield line((title, "title"))
        yield from (line(f"- {entry}", indent=2, hanging=2) for entry in entries)


def _decisions(title: str, means: str, entries: Iterable[Told]) -> Iterator[Line]:
    for number, told in enumerate(entries):
        if not number:
            yield line()
            yield line((title, "title"))
            if means:
                yield line((means, "quiet"), indent=2)
        yield line()
        duty = told.entry.duty
        asks = [(f"{ASKS[duty]:<{_ASK_WIDTH}}", duty.value)] if duty else []
        trial = "  (on trial)" if told.entry.trial else ""
        tag = (f"  [{told.check}{TIED}{told.short}]", "quiet")
        yield line(*asks, (told.what, "title"), trial, tag, indent=6, hanging=_ASK_WIDTH if asks else 0)
        for name, words in (("Where", told.where), ("Reason", told.reason), ("Decided", told.decided), ("Now", told.because)):
            if words:
                yield line((f"{name:<8}", "quiet"), words, indent=6, hanging=8)


def _told(chosen: Sequence[Point], title: str, plan: Plan | None, names: Mapping[str, str]) -> Iterator[Line]:
    """Points under a heading that says how binding they are, each with its repeats."""
    if not chosen:
        return
    yield line()
    yield line((title, "section"))
    for group in phrases.groups(chosen):
        yield line()
        yield from _group(group, plan, names)


def _group(group: Group, plan: Plan | None, names: Mapping[str, str]) -> Iterator[Line]:
    finding = group.first.finding
    duty = finding.duty.value
    yield line(
        f"{group.first.number:>4}  ", (f"{ASKS[finding.duty]:<{_ASK_WIDTH}}", duty), (one_line(finding.message), "title"),
        hanging=6 + _ASK_WIDTH,
    )  # fmt: skip
    quoted = _quoted(finding, plan)
    if quoted:
        yield line(*quoted, indent=6)
    yield line(("Where   ", "quiet"), one_line(finding.place.text), indent=6, hanging=8)
    yield line(("Why     ", "quiet"), one_line(finding.why), indent=6, hanging=8)
    yield line(
        ("Source  ", "quiet"),
        phrases.cites(finding),
        (f"  [{finding.check}{TIED}{names[finding.fingerprint]}]", "quiet"),
        indent=6,
        hanging=8,
    )
    if group.rest:
        yield line((f"and {len(group.rest)} more like this:", "quiet"), indent=6)
        for point in group.rest[:MOST_REPEATS]:
            yield line(*_repeat(point, finding, names), indent=6, hanging=6)
        left = group.rest[MOST_REPEATS:]
        if left:
            yield line(f"      {_numbers([p.number for p in left])}: the report in HTML or JSON has them all.", indent=6)


def _repeat(point: Point, first: Finding, names: Mapping[str, str]) -> list[str | Piece]:
    finding = point.finding
    pieces: list[str | Piece] = [f"{point.number:>4}  ", one_line(finding.place.text)]
    if finding.quote:
        pieces += ["  ", (f"»{shorten(finding.quote, 70)}«", "mark")]
    elif finding.item and finding.item.text:
        pieces += ["  ", f'"{shorten(finding.item.text, 70)}"']
    if finding.message != first.message:
        pieces += ["  ", one_line(finding.message)]
    return [*pieces, (f"  [{names[finding.fingerprint]}]", "quiet")]


def _quoted(finding: Finding, plan: Plan | None) -> list[str | Piece]:
    before, marked, after = phrases.context(finding, plan)
    if not (before or marked):
        return []
    return ['"', before, *([(f"»{marked}«", "mark")] if marked else []), after, '"']
