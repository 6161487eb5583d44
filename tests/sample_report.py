"""A small plan and a report on it, made by hand: the outputs' tests depend on no check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ehcp_lint.check import Duty
from ehcp_lint.engine import where
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan, Span
from ehcp_lint.report import Citation, Finding, ItemRef, NotRun, Report, Unread, Versions

PLAN = """
Name: Ines Calder
A: I like drawing & painting. <b>I</b> want a friend.
E1: Ines will make progress with her reading.
E2: By July 2027 Ines will read a page aloud.
F1 (E1): Regular access to a quiet space, as and when required.
F2 (E1): A teaching assistant will support Ines with regular reading, as appropriate.
F3 (E2): Regular support from the speech and language therapist.
G: -
"""
LAW = Citation(key="send-regulations-2014", cite="SEND Regulations 2014, regulation 12(1)(f)", link="https://example.org/regs")
CODE = Citation(key="send-code-2015", cite="SEND Code of Practice 2015, paragraph 9.69", link="https://example.org/code")


def sample_plan() -> Plan:
    """The plan of `PLAN`."""
    return read_notation(PLAN)


def point(
    plan: Plan,
    words: str,
    *,
    nth: int = 0,
    check: str = "F201",
    duty: Duty = Duty.SHOULD,
    message: str = "Say how much, how often and for how long.",
    missing: bool = False,
    trial: bool = False,
) -> Finding:
    """A finding on the nth place where `words` stand in the plan (ignoring case); `missing` puts it after them."""
    start = -1
    for _ in range(nth + 1):
        start = plan.text.lower().index(words.lower(), start + 1)
    span = Span(start + len(words), start + len(words)) if missing else Span(start, start + len(words))
    section = plan.section_at(span.start)
    item = next((i for i in plan.items if i.span.start <= span.start <= i.span.end), None)
    return Finding(
        check=check,
        name=f"name-of-{check.lower()}",
        duty=duty,
        trial=trial,
        section=section.letter if section else None,
        item=ItemRef(kind=item.kind, number=item.number, text=plan.quote(item.span)) if item else None,
        quote=plan.quote(span),
        message=message,
        why="A family cannot tell whether vague provision was delivered, and no one can enforce it.",
        sources=(LAW,) if duty is Duty.MUST else (CODE,),
        place=where(plan, span, section.letter if section else None),
        fingerprint=hashlib.blake2b(f"{check}-{start}".encode(), digest_size=8).hexdigest(),
        span=(span.start, span.end),
    )


def sample_findings(plan: Plan) -> tuple[Finding, ...]:
    """Seven settled points and one on trial, in the order of the plan."""
    health = "Say what health provision there is."
    found = [
        point(plan, "Section G: Health provision", check="G101", duty=Duty.MUST, message=health, missing=True),
        point(plan, "Ines will make progress with her reading", check="E203", message="Say by when.", missing=True),
        point(plan, "regular", nth=0),
        point(plan, "as and when required", check="F202", message="Say when, in place of these words."),
        point(plan, "regular", nth=1),
        point(plan, "as appropriate", check="F202", message="Say when, in place of these words."),
        point(plan, "regular", nth=2),
        point(plan, "quiet space", check="P301", duty=Duty.COULD, message="Explain these words.", trial=True),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda f: f.span))


def sample_report(plan: Plan, findings: Iterable[Finding] | None = None, **changes: object) -> Report:
    """A checked report; `changes` are laid over it."""
    facts: dict[str, object] = {
        "file": "Ines draft.docx",
        "findings": sample_findings(plan) if findings is None else tuple(findings),
        "measures": {"words": len(plan.text.split()), "outcomes": 2, "provisions": 3},
        "versions": Versions(tool="0", rules="r", data="d", profile="caseworker", config="c"),
    }
    return Report.model_validate({**facts, **changes})


PARTLY_READ = {
    "unread": (Unread(what="pages_without_text", count=2, text="2 pages without text (pages 3-4)", pages=(3, 4), lost=True),),
    "not_run": (
        NotRun(check="S101", reason="could not tell what is missing: 2 pages without text (pages 3-4)"),
        NotRun(check="S102", reason="could not tell what is missing: 2 pages without text (pages 3-4)"),
    ),
}
