"""Hygiene of the file (X): what was left in it that the family should not receive, and what could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import status_of
from ehcp_lint.plan import Block, Cell, Plan, Status

_HYGIENE = (Source("practice", "document hygiene"),)
_ACCESSIBLE = (Source("practice", "accessible files"), Source("send-cop-2015", "9.61"))
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
    """Insertions, deletions and moves that Word still keeps as tracked changes. A proposed amended plan may show them."""
    if status_of(plan.plan) is Status.PROPOSED_AMENDED:
        return
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
    """Text that is formatted as hidden or struck through. A proposed amended plan may strike out what it takes away."""
    hidden, struck = _count(plan.plan, "hidden"), _count(plan.plan, "struck")
    struck = 0 if status_of(plan.plan) is Status.PROPOSED_AMENDED else struck
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
    sources=_ACCESSIBLE,
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
    if plan.plan.access and len(lettered) >= 3 and not any(block.level for block in lettered):
        yield plan.note()


@check(
    id="X402",
    name="table-headers-unmarked",
    title="Tables have a header row that screen readers know",
    duty=Duty.COULD,
    over=whole_plan,
    message="Mark the header row of this table: Layout, Repeat Header Rows.",
    why="A screen reader can only say which column a cell is in when the header row is marked.",
    sources=_ACCESSIBLE,
    bad=(
        Example("...\n~ table F: Provision | Who\nF1: Ines works on reading for 20 minutes a day. | Mr Adeyemi", "Provision"),
        Example(
            "...\n~ table E: Outcome | By when\n~ table G: Provision | Who\nE1: Ines will swim ten metres. | July 2027\n"
            "G1: An eye test once a year. | The orthoptist",
            "Outcome",
        ),
    ),
    good=(
        Example("...\n~ headed table F: Provision | Who\nF1: Ines works on reading for 20 minutes a day. | Mr Adeyemi"),
        Example("...\n~ table E: Outcome 1 | Ines will swim by July 2027.\nE: Outcome 2 | Ines will bake by May 2028."),
    ),
    dismiss="When the table only sets out the page and its first row does not name columns.",
)
def table_headers_unmarked(plan: Subject) -> Iterator[Hit]:
    """Tables whose top row names two or more columns of plan content and is not marked as a header row, in a Word file."""
    found = list(_unmarked_headers(plan.plan)) if plan.plan.access else []
    if found:
        which = "row of this table" if len(found) == 1 else f"rows of {len(found)} tables"
        yield Hit(found[0].span, f"Mark the header {which}: Layout, Repeat Header Rows.")


def _unmarked_headers(plan: Plan) -> Iterator[Block]:
    """The first cell of the top row of each table, where that row names columns and is not marked as the header row.

    A name is a cell outside the section's content over cells that are content: a label column has labels all the way down.
    A row across the whole table may stand above, as its title; Word cannot mark a row further down."""
    content = {block.span for section in plan.sections for span in section.content for block in plan.blocks_in(span)}
    tables: dict[int, list[tuple[Block, Cell]]] = defaultdict(list)
    for block in plan.blocks:
        if block.cell:
            tables[block.cell.table].append((block, block.cell))
    for cells in tables.values():
        width = max(cell.column + cell.columns for _, cell in cells)
        top = min((cell.row for _, cell in cells if cell.columns < width), default=0)
        filled = {cell.column for block, cell in cells if cell.row > top and block.span in content}
        row = [(block, cell) for block, cell in cells if cell.row == top]
        names = {cell.column for block, cell in row if cell.column in filled and block.span not in content}
        names -= {cell.column for block, cell in row if block.span in content}  # a box with its label and its list
        if top <= 1 and len(names) >= 2 and not any(cell.header for _, cell in cells if cell.row <= top):
            yield row[0][0]


@check(
    id="X403",
    name="pictures-without-words",
    title="Pictures have alternative text",
    duty=Duty.COULD,
    over=whole_plan,
    message="Say in words what the picture shows: right-click it, Alt Text.",
    why="A person who cannot see a picture hears its alternative text instead, or nothing.",
    sources=_ACCESSIBLE,
    bad=(Example("...\n~ bare pictures 1", ""), Example("...\n~ bare pictures 12", "")),
    good=(Example("..."), Example("...\n~ pictures 3")),
    dismiss="When the pictures only decorate the page; mark them as decorative in Word.",
)
def pictures_without_words(plan: Subject) -> Iterator[Hit]:
    """Pictures in the body of a Word file that have no alternative text and are not marked as decorative."""
    bare = plan.plan.access.bare_pictures if plan.plan.access else 0
    if bare:
        which, each = ("the picture shows", "it") if bare == 1 else (f"{bare} pictures show", "each")
        yield plan.note(f"Say in words what {which}: right-click {each}, Alt Text.")


SMALLEST_POINTS, SMALL_SHARE = 11, 0.1


@check(
    id="X404",
    name="small-text",
    title="The text is 11 point or larger",
    duty=Duty.COULD,
    over=whole_plan,
    message="Make all text 11 point or larger.",
    why="Many parents and young people cannot read small print, and a printed plan cannot be made larger.",
    sources=_ACCESSIBLE,
    bad=(Example("...\n~ 9 point 40", ""), Example("...\n~ 10.5 point 100", "")),
    good=(Example("...\n~ 11 point 100"), Example("...\n~ 8 point 5")),
    dismiss="When the family has asked for this size.",
)
def small_text(plan: Subject) -> Iterator[Hit]:
    """A tenth of the characters or more: a legend under a table or a line of small print is less, a table's text is not."""
    sizes = plan.plan.access.sizes if plan.plan.access else ()
    small = sum(count for points, count in sizes if points is not None and points < SMALLEST_POINTS)
    share = small / max(sum(count for _, count in sizes), 1)
    if share >= SMALL_SHARE:
        yield plan.note(f"Make all text {SMALLEST_POINTS} point or larger: {share:.0%} of it is smaller.")
