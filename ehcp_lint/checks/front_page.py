"""The front page (S2): whose plan it is, whether it is a draft or final, and who signed it. Its dates are `front_dates`'s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import ACT, CODE, FINALS, status_of
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Fact

_QUESTIONS = (
    ("name", "child's name"),
    ("date_of_birth", "date of birth"),
    ("plan_date", "date of the plan"),
)


@check(
    id="S201",
    name="identity-incomplete",
    title="The front page says whose plan it is and of when",
    duty=Duty.COULD,
    over=whole_plan,
    message="Give this answer on the front page.",
    why="A plan without a name or date can be mistaken for another child's or for an older version.",
    sources=(Source("practice", "completeness of identity details"),),
    bad=(Example("...\nno Date of birth", ""), Example("...\nName:", "")),
    good=(Example("..."), Example("...\nno Reference")),
    dismiss="When names or dates were taken out of this copy on purpose.",
)
def identity_incomplete(plan: Subject) -> Iterator[Hit]:
    """The child's name, the date of birth and the date of the plan, on the front page. An extract of fewer than three sections
    is left alone."""
    if len({section.letter for section in plan.plan.sections}) < 3:
        return  # an extract, which has no front page
    for field, words in _QUESTIONS:
        fact: Fact[object] | None = getattr(plan.plan.details, field)
        if field == "plan_date" and fact is None and plan.plan.details.open_dates:
            yield plan.unsure("which of the days on the front page is that of the plan")
        elif field == "name" and fact is None and plan.plan.details.open_name:
            yield plan.unsure("which of the names on the front page is the child's")
        elif fact is None or fact.value is None:
            yield plan.missing(f"Give the {words} on the front page.", at=fact.span.end if fact else 0)


@check(
    id="S204",
    name="status-missing",
    title="The plan says whether it is a draft or final",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say whether this is a draft, proposed amended or final plan.",
    why="Rights to comment and to appeal depend on whether the plan is a draft or final.",
    sources=(Source("practice", "completeness of identity details"), Source(ACT, "s.38(5)(a),(b)")),
    bad=(Example("...\nno Status", ""), Example("...\nStatus: Draft / Proposed / Final", "")),
    good=(Example("..."), Example("...\nStatus: Amended final plan")),
    dismiss="When the status was given with --status.",
)
def status_missing(plan: Subject) -> Iterator[Hit]:
    """The word draft, proposed, amended or final on the front page. An extract of fewer than three sections is left alone."""
    fact = plan.plan.details.status
    if len({section.letter for section in plan.plan.sections}) >= 3 and (fact is None or fact.value is None):
        if fact is None and plan.plan.details.open_status:
            yield plan.unsure("whether the front page says what kind of plan this is")
            return
        yield plan.missing(at=fact.span.end if fact else 0)


@check(
    id="S205",
    name="status-contradictory",
    title="The plan says only one thing about its status",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say one status: this disagrees with the rest of the plan.",
    why="Rights to comment and to appeal depend on whether the plan is a draft or final.",
    sources=(Source("practice", "document hygiene"), Source(ACT, "s.38(5)(a),(b)")),
    bad=(
        Example("...\n| Draft EHC plan\nStatus: Final", "Draft EHC plan"),
        Example("...\n| FINAL EHC PLAN", "FINAL EHC PLAN"),
    ),
    good=(Example("..."), Example("...\nStatus: Final\nDate of final plan: 9 March 2026")),
    dismiss="When a final plan names its own draft on purpose.",
)
def status_contradictory(plan: Subject) -> Iterator[Hit]:
    """Two words about the status that exclude each other, such as a heading 'Draft' over the answer 'Final'."""
    details = plan.plan.details
    for fact in details.all_statuses:
        if details.status and fact.value is not details.status.value and {fact.value, details.status.value} != set(FINALS):
            yield Hit(fact.span)  # an amended final plan is a final one too


@check(
    id="S206",
    name="sign-off-missing",
    title="A final plan is signed and dated by the officer responsible",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Have the officer responsible sign and date the plan.",
    why="A final plan must be signed and dated by the officer who is responsible for it.",
    sources=(Source(CODE, "9.125"),),
    bad=(
        Example("...\nStatus: Final\nSigned:\nDate signed:", ""),
        Example("...\nStatus: Final\nSigned: Ruth Bell\nDate signed:", ""),
    ),
    good=(
        Example("..."),
        Example("...\nStatus: Final\nSigned: Ruth Bell, SEN manager\nDate signed: 9 March 2026"),
        Example("...\nStatus: Draft\nSigned:"),
    ),
    dismiss="When the signature stands on the letter that goes with the plan, or is a picture that was not read.",
    needs_status=True,
)
def sign_off_missing(plan: Subject) -> Iterator[Hit]:
    """An empty line for the signature or its date in a final plan. A signature may be a picture, so a plan with pictures is
    left alone."""
    details = plan.plan.details
    asked = [fact for fact in (details.signed_by, details.signed_on) if fact]
    pictured = any(notice.what == "pictures" for notice in plan.plan.unread)
    if status_of(plan.plan) not in FINALS or pictured:
        return
    blank = next((fact.span.end for fact in asked if fact.value is None), None)
    if blank is not None:
        if not _NAMED_BELOW.match(plan.plan.text, blank):
            yield plan.missing(at=blank)
        return
    for block in plan.plan.blocks_like(_SIGNED):
        line = _BLANK.search(block.text)
        if line and not _SOMEBODY.search(block.text) and plan.plan.section_at(block.span.start) is None:
            yield plan.missing(at=block.span.start + line.end())
            return


_SIGNED = Pattern(r"\b(?:signed|signature)\b(?! by (?:the )?(?:parents?|young person))", flags=re.IGNORECASE)
_BLANK = re.compile(r"\b(?:signed|signature)\b[^\n_.…]{0,70}[\s:](?:_{4,}|\.{6,}|…{2,})", re.IGNORECASE)
# "Signed on behalf of the Council", and on the next line "Name: Ruth Bell, SEN manager  Date: 9 March 2026"
_NAMED_BELOW = re.compile(r"\W*(?:print(?:ed)? )?name:? (?=[A-Z])[^\n]{5,80}?\bdate:? ?\W{0,3}\d", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b[A-Z]\.? ?[A-Z][a-z]+|\b(?:Mrs?|Ms|Miss|Mx|Dr)\.? [A-Z]")  # "R. Bell", "Mrs Bell" under the line
