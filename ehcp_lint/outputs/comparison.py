"""A comparison of two versions for a person: what to ask about first, then the other changes, then the points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ehcp_lint.decisions.fingerprints import SHORTEST
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.decided import day
from ehcp_lint.outputs.phrases import LONGEST_QUOTE, count
from ehcp_lint.outputs.report.tables import SLOTS as SLOT_TITLES
from ehcp_lint.outputs.terminal import TIED, Line, Piece, line
from ehcp_lint.report import Finding
from ehcp_lint.versions.compare import Comparison
from ehcp_lint.versions.models import DetailChange, ItemChange, Side, Version

MOST_POINTS = 40  # of one list of points; the JSON has them all
CHANGES = {
    "kept": "in the same words",
    "reworded": "in other words",
    "moved": "stands elsewhere",
    "added": "new",
    "dropped": "not in the new version",
    "not_found": "not found: words of the new file were not read",
}
DIRECTIONS = {"weakened": "says less", "strengthened": "says more", "changed": "differs"}
TITLES = {**SLOT_TITLES, "where": "Where", "until": "Until", "wording": "Wording", "number": "Number"}
GRADES = {"S": "Specific", "M": "Measurable", "T": "Timely"}
LEVELS = {"met": "met", "partly": "partly", "not_met": "not met", "cannot_tell": "cannot tell"}
STATES = {
    "filled": "filled",
    "nil": "says that there is nothing",
    "placeholder": "a placeholder",
    "empty": "empty",
    "absent": "not found",
}
OTHER_CHILD = "The names or dates of birth in the two files differ. Check that both are plans of the same child."
_SLOT_WIDTH = max(map(len, TITLES.values())) + 2


def comparison_text(found: Comparison) -> list[Line]:
    """The comparison as paragraphs."""
    lines = [
        line((f"{_name(found.old, 'the old version')} and {_name(found.new, 'the new version')}", "title")),
        line((points_said(found), "summary")),
        line((items_said(found), "summary")),
    ]
    if found.same_child is False:
        lines.append(line((OTHER_CHILD, "alarm")))
    lines += _unread(found)
    asked = [item for item in found.items if item.ask]
    others = [item for item in found.items if not item.ask and (item.change != "kept" or item.grades)]
    lines += _items("To ask about", asked)
    lines += _items("Other changes in needs, outcomes and provision", others)
    sections = [line(f"{entry.name}: ", STATES[entry.old], " -> ", STATES[entry.new], indent=2) for entry in found.sections]
    lines += _titled("Sections", sections)
    lines += _titled("Front page", [_detail(entry) for entry in found.details])
    unclear = [pair.new or pair.old for pair in found.unclear]
    for title, points in (
        ("New points", found.appeared),
        ("Points that remain", [pair.new for pair in found.remaining]),
        ("Points of the old version that are not there any more", found.fixed),
        ("Cannot tell: points whose check gave no answer on the other version", unclear),
    ):
        lines += _titled(title, _points(points), len(points))
    return [*lines, line(), line((found.footer, "quiet"))]


def points_said(found: Comparison) -> str:
    """ "Points: 12 gone, 5 remain, 2 new." """
    words = f"Points: {len(found.fixed)} gone, {len(found.remaining)} remain, {len(found.appeared)} new"
    return words + (f", {len(found.unclear)} cannot be compared." if found.unclear else ".")


def items_said(found: Comparison) -> str:
    """ "Needs, outcomes, steps and provision: 40 kept, 3 reworded, 1 added. 2 lines of provision say less." """
    parts = [f"{number} {name.replace('_', ' ')}" for name in CHANGES if (number := sum(i.change == name for i in found.items))]
    words = f"Needs, outcomes, steps and provision: {', '.join(parts) or 'none found'}."
    weaker = sum(item.weakened for item in found.items)
    return words + (f" {count(weaker, 'line of provision says', 'lines of provision say')} less." if weaker else "")


def _name(version: Version, otherwise: str) -> str:
    return one_line(version.file or otherwise) + (f" ({version.plan_status})" if version.plan_status else "")


def _unread(found: Comparison) -> Iterator[Line]:
    entries = [(name, entry) for name, side in (("old", found.old), ("new", found.new)) for entry in side.unread]
    if entries:
        yield line()
        yield line(("Notes on what was read", "title"))
    for name, entry in entries:
        lost = " (words may be missing)" if entry.lost else ""
        yield line(f"- {name} version: {one_line(entry.text)}{lost}", indent=2, hanging=2)


def _titled(title: str, lines: Iterable[Line], many: int | None = None) -> Iterator[Line]:
    told = list(lines)
    if told:
        yield line()
        yield line((title, "section"), f"  {count(many, 'point')}" if many else "")
        yield from told


def _items(title: str, items: list[ItemChange]) -> Iterator[Line]:
    if not items:
        return
    yield line()
    yield line((title, "section"), f"  {count(len(items), 'item')}")
    for item in items:
        yield line()
        yield from _item(item)


def _item(item: ItemChange) -> Iterator[Line]:
    now = item.new or item.old
    where = one_line(now.place.text) if now else ""
    also = ", in other words" if item.change == "moved" and item.reworded else ""
    kind = f"{item.kind.capitalize()} {one_line(now.item.number).rstrip('.') if now else ''}".rstrip()
    yield line((f"{kind}: {CHANGES[item.change]}{also}", "title"), f"  {where}", indent=2, hanging=2)
    sides = [("Was", item.old), ("Now", item.new)]
    if item.old and item.new and item.old.item.text == item.new.item.text:
        sides = [("", item.new)]
    for name, side in sides:
        if side and side.item.text:
            at = f"  ({one_line(side.place.text)})" if item.change == "moved" and name == "Was" else ""
            yield line((f"{name:<6}", "quiet"), f'"{shorten(side.item.text, LONGEST_QUOTE)}"{at}', indent=6, hanging=6)
    if item.near:
        yield from _near(item.near, "old" if item.new else "new")
    for slot in item.slots:
        if slot.old == slot.new:
            sides_told = ""
        else:
            sides_told = f"{_said(slot.old)} -> {_said(slot.new)}: "
        style = "title" if slot.direction == "weakened" else ""
        told = f"{sides_told}{slot.because}"
        yield line(
            (f"{TITLES[slot.slot]:<{_SLOT_WIDTH}}", "quiet"),
            (f"{DIRECTIONS[slot.direction]}  ", style),
            told,
            indent=6,
            hanging=_SLOT_WIDTH,
        )
    for grade in item.grades:
        yield line((f"{GRADES[grade.letter]}  ", "quiet"), f"{LEVELS[grade.old]} -> {LEVELS[grade.new]}", indent=6)
    if item.ask:
        yield line((f"{'Ask':<6}", "quiet"), (item.ask, "title"), indent=6, hanging=6)


def _near(side: Side, version: str) -> Iterator[Line]:
    words = f': "{shorten(side.item.text, LONGEST_QUOTE)}"' if side.item.text else ""
    yield line(
        ("Like  ", "quiet"),
        f"most of its words stand in {one_line(side.place.text)} of the {version} version{words}",
        indent=6,
        hanging=6,
    )


def _said(words: str | None) -> str:
    return shorten(words, LONGEST_QUOTE // 2) if words else "nothing"


def _detail(entry: DetailChange) -> Line:
    name = entry.detail.replace("_", " ").capitalize()
    if entry.old is None and entry.new is None:
        told = {"given": "now given", "gone": "no longer given", "changed": "another one now"}[entry.change]
    else:
        told = f"{_answer(entry, entry.old)} -> {_answer(entry, entry.new)}"
    return line((f"{name}: ", "quiet"), told, indent=2, hanging=4)


def _answer(entry: DetailChange, words: str | None) -> str:
    if words is None:
        return "not given"
    dated = entry.detail.endswith(("_date", "_on", "_birth"))
    return day(words) if dated and words[:1].isdigit() else shorten(words, LONGEST_QUOTE // 2)


def _points(findings: Iterable[Finding | None]) -> Iterator[Line]:
    told = [finding for finding in findings if finding]
    for finding in told[:MOST_POINTS]:
        pieces: list[str | Piece] = ["- ", one_line(finding.message)]
        if finding.quote:
            pieces += ["  ", (f"»{shorten(finding.quote, 70)}«", "mark")]
        pieces += [f"  {one_line(finding.place.text)}", (f"  [{finding.check}{TIED}{finding.fingerprint[:SHORTEST]}]", "quiet")]
        yield line(*pieces, indent=2, hanging=2)
    if len(told) > MOST_POINTS:
        yield line(f"and {len(told) - MOST_POINTS} more: --format json has them all.", indent=2)
