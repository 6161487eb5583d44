"""What was read from a file, as `ehcp-lint read` shows it: sections, items, details, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import count, section_title
from ehcp_lint.outputs.terminal import Line, line
from ehcp_lint.plan import NOT_ANSWERS, Fact, Item, Kind, Letter, Plan, Section, State

SCHEMA = "ehcp-lint/read/1"
_SAID = {None: "(asked, no answer read)", True: "yes", False: "no"}
STATES = {
    State.FILLED: "",
    State.EMPTY: "empty: the heading stands there with nothing under it",
    State.PLACEHOLDER: "not filled in: a placeholder or a prompt",
    State.NIL: "says that there is nothing, in a few words",
    State.ABSENT: "not found",
}


def read_object(plan: Plan, file: str) -> dict[str, Any]:
    """The plan as read, for `read --format json`."""
    return {
        "schema": SCHEMA,
        "file": one_line(file),
        "status": "checked",
        "sections": [_section(plan, section) for section in plan.sections],
        "needs": [_item(plan, i) for i in plan.items_of(Kind.NEED)],
        "strengths": [_item(plan, i) for i in plan.items_of(Kind.STRENGTH)],
        "outcomes": [_item(plan, i) for i in plan.items_of(Kind.OUTCOME)],
        "steps": [_item(plan, i) for i in plan.items_of(Kind.STEP)],
        "provisions": [_provision(plan, i) for i in plan.items_of(Kind.PROVISION)],
        "views": [_item(plan, i) for i in plan.items_of(Kind.VIEW)],
        "details": details(plan),
        "absent": absent(plan),
        "outside": [plan.quote(span) for span in plan.unplaced],
        "unread": [{"what": n.what, "count": n.count, "text": str(n), "pages": n.pages, "lost": n.lost} for n in plan.unread],
        "complete": plan.complete,
    }


def unread_object(file: str, status: str, message: str) -> dict[str, Any]:
    """What `read --format json` says of a file that gave no plan."""
    return {"schema": SCHEMA, "file": one_line(file), "status": status, "message": message}


def absent(plan: Plan) -> list[str]:
    """The letters that were not found; H stands for H1 and H2 where a plan has not split it."""
    found = {section.letter for section in plan.sections}
    halves = {Letter.H1, Letter.H2}
    expected = [letter for letter in Letter if letter is not Letter.H and not (letter in halves and Letter.H in found)]
    return [letter.value for letter in expected if letter not in found]


def details(plan: Plan) -> dict[str, Any]:
    """The front page's answers by question: None where the question stands there without an answer that can be read,
    no key where there is no such question."""
    found: dict[str, Any] = {}
    for entry in (field for field in fields(plan.details) if field.name not in NOT_ANSWERS):
        answer = getattr(plan.details, entry.name)
        if isinstance(answer, Fact):
            found[entry.name] = _value(answer.value)
        elif isinstance(answer, tuple) and len(answer) > 1:
            found[entry.name] = [_value(fact.value) for fact in answer]
    return found


def _value(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _section(plan: Plan, section: Section) -> dict[str, Any]:
    return {
        "letter": section.letter.value,
        "heading": plan.quote(section.heading) if section.heading else None,
        "area": section.area,
        "state": section.state.value,
        "labelled": section.labelled,
        "text": _all_text(plan, section),
        "content": "\n".join(plan.quote(span) for span in section.content),
    }


def _all_text(plan: Plan, section: Section) -> str:
    """All that stands under the section's heading, sub-headings, prompts and guidance too."""
    blocks = (block for span in section.spans for block in plan.blocks_in(span))
    own = [
        b.text[section.heading.end - b.span.start :] if section.heading and b.span.meets(section.heading) else b.text
        for b in blocks
    ]
    return "\n".join(text.strip() for text in own if text.strip())


def _item(plan: Plan, item: Item) -> dict[str, Any]:
    return {
        "section": item.letter.value,
        "text": plan.quote(item.span),
        "area": item.area,
        "kind": item.kind.value,
        "number": item.number,
        "span": [item.span.start, item.span.end],
    }


def _provision(plan: Plan, item: Item) -> dict[str, Any]:
    columns = {}
    for role in ("who", "frequency", "amount"):
        span = item.column(role)
        columns[role] = plan.quote(span) if span else None
    return {**_item(plan, item), **columns}


def read_text(plan: Plan, file: str) -> list[Line]:
    """The plan as read, for a person."""
    items = [
        count(len(plan.items_of(kind)), kind.value) for kind in (Kind.NEED, Kind.OUTCOME, Kind.STEP, Kind.PROVISION)
    ]  # fmt: skip
    lines = [line((one_line(file), "title")), line(f"{count(len(plan.text.split()), 'word')}; {', '.join(items)}.")]
    answers = details(plan)
    if answers:
        lines += [line(), line(("Front page", "section"))]
        for name, answer in answers.items():
            shown = ", ".join(map(str, answer)) if isinstance(answer, list) else answer
            said = _SAID[shown] if shown is None or isinstance(shown, bool) else one_line(str(shown))
            lines.append(line((f"{name.replace('_', ' ').capitalize()}: ", "quiet"), said, indent=2, hanging=4))
    for section in plan.sections:
        lines += _section_lines(plan, section)
    gone = absent(plan)
    if gone:
        lines += [line(), line(("Not found: ", "title"), ", ".join(f"section {letter}" for letter in gone))]
    if plan.unplaced:
        lines += [line(), line((f"In no section: {count(len(plan.unplaced), 'paragraph')}", "title"))]
        lines += [line(one_line(plan.quote(span)), indent=2, hanging=2) for span in plan.unplaced]
    if plan.unread:
        lines += [line(), line(("Notes on what was read", "title"))]
        lines += [line(f"- {notice}", indent=2, hanging=2) for notice in plan.unread]
    return lines


def _section_lines(plan: Plan, section: Section) -> Iterator[Line]:
    yield line()
    area = f" [{one_line(section.area)}]" if section.area else ""
    yield line(
        (section_title(section.letter.value, plan.rules) + area, "section"), *([] if section.labelled else ["  (by its title)"])
    )
    if STATES[section.state]:
        yield line((STATES[section.state], "quiet"), indent=2)
    known = {item.span.start: item for item in plan.items}
    for span in section.content:
        for block in plan.blocks_in(span):
            item = known.get(block.span.start)
            told = (f"{item.kind.value} {item.number}".strip() + ": ") if item else ""
            yield line((told, "quiet"), one_line(block.text), indent=2, hanging=4)
