"""Hygiene of the file (X): what was left in it that the family should not receive, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.plan import Plan

_HYGIENE = (Source("practice", "document hygiene"),)
_PRIVACY = (Source("practice", "data protection hygiene"),)


def _count(plan: Plan, *what: str) -> int:
    return sum(notice.count for notice in plan.unread if notice.what in what)


def _times(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


@check(
    id="X101",
    name="tracked-changes-left",
    title="All tracked changes are settled",
    duty=Duty.COULD,
    over=whole_plan,
    message="Accept or reject the tracked changes before the plan is sent.",
    why="The reader may see the old words, the new words or both, depending on a setting.",
    sources=_HYGIENE,
    bad=(Example("...\n~ insertions 2", ""), Example("...\n~ deletions 1", "")),
    good=(Example("..."), Example("...\n~ comments 1")),
    dismiss="While the draft is still being agreed between colleagues.",
)
def tracked_changes_left(plan: Subject) -> Iterator[Hit]:
    """Insertions, deletions and moves that Word still keeps as tracked changes."""
    count = _count(plan.plan, "insertions", "deletions", "moves")
    if count:
        yield plan.note(f"Accept or reject {_times(count, 'tracked change', 'tracked changes')} before the plan is sent.")


@check(
    id="X102",
    name="comments-left",
    title="No reviewers' comments are left in the file",
    duty=Duty.COULD,
    over=whole_plan,
    message="Delete the comments before the plan is sent.",
    why="Comments between colleagues can reach the family with the file.",
    sources=_HYGIENE,
    bad=(Example("...\n~ comments 2", ""), Example("...\n~ comments 1", "")),
    good=(Example("..."), Example("...\n~ insertions 1")),
    dismiss="While the draft is still being agreed between colleagues.",
)
def comments_left(plan: Subject) -> Iterator[Hit]:
    """Comments in the margin of the Word file."""
    count = _count(plan.plan, "comments")
    if count:
        yield plan.note(f"Delete {_times(count, 'comment', 'comments')} before the plan is sent.")


@check(
    id="X103",
    name="hidden-text-left",
    title="No hidden or struck-through text is left in the file",
    duty=Duty.COULD,
    over=whole_plan,
    message="Delete the hidden or struck-through text before the plan is sent.",
    why="Hidden words travel with the file and anyone can show them.",
    sources=_PRIVACY,
    bad=(Example("...\n~ hidden 1", ""), Example("...\n~ struck 3", "")),
    good=(Example("..."), Example("...\n~ comments 1")),
    dismiss="When struck-through words show the family what an amendment takes out.",
)
def hidden_text_left(plan: Subject) -> Iterator[Hit]:
    """Text that is formatted as hidden or struck through."""
    hidden, struck = _count(plan.plan, "hidden"), _count(plan.plan, "struck")
    if hidden:
        yield plan.note(f"Delete {_times(hidden, 'piece', 'pieces')} of hidden text before the plan is sent.")
    if struck:
        yield plan.note(f"Delete {_times(struck, 'piece', 'pieces')} of struck-through text before the plan is sent.")


@check(
    id="X104",
    name="words-not-read",
    title="All words of the file could be read",
    duty=Duty.COULD,
    over=whole_plan,
    message="Check these pages yourself, or export the plan from Word again.",
    why="What is in a scan or picture was not checked, and a screen reader cannot read it aloud either.",
    sources=_HYGIENE,
    bad=(Example("...\n~ lost pages_without_text 3", ""), Example("...\n~ lost pages_not_read 1", "")),
    good=(Example("..."), Example("...\n~ pictures 1")),
    dismiss="When the pages hold only drawings or photographs.",
)
def words_not_read(plan: Subject) -> Iterator[Hit]:
    """Pages and pictures from which no text could be read."""
    for notice in plan.plan.unread:
        if notice.lost:
            yield plan.note(f"Check yourself: {notice}.")


@check(
    id="X401",
    name="headings-without-style",
    title="Section headings are real headings",
    duty=Duty.COULD,
    over=whole_plan,
    message="Give the section headings a heading style of Word.",
    why="A screen reader jumps from heading to heading, and finds none that is only bold.",
    sources=(Source("practice", "readable files"),),
    bad=(
        Example("...\n~ plain headings", ""),
        Example("B: Ines reads.\nE: By July 2027 Ines will swim.\nF: A coach helps.\n~ plain headings", ""),
    ),
    good=(Example("..."), Example("B: Ines reads single words.\nE: By July 2027 Ines will swim.")),
    dismiss="When the plan is only ever sent on paper.",
)
def headings_without_style(plan: Subject) -> Iterator[Hit]:
    """Lettered section headings none of which has a heading style, in a Word file with three or more of them."""
    headings = [plan.plan.block_at(s.heading.start) for s in plan.plan.sections if s.heading and s.labelled]
    lettered = [block for block in headings if block and block.cell is None]
    if plan.plan.source in WORD and len(lettered) >= 3 and not any(block.level for block in lettered):
        yield plan.note()


WORD = ("word", "notation")
