"""Which items of two versions are the same: those in the same words first, then the likeliest pairs, each item once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ehcp_lint.decisions.fingerprints import bare_words
from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.plan import Item, Kind, Plan

COMPARED = (Kind.NEED, Kind.OUTCOME, Kind.STEP, Kind.PROVISION)
SAME = 0.45  # how alike two items must be to be one and the same
REWRITTEN, RENUMBERED = 0.3, 0.15  # share of telling words, among what is left of a section; of those with one number
NEAR = 0.5  # share of an item's words that another must have to be shown beside it
_FAMILIES = ((Kind.NEED,), (Kind.OUTCOME,), (Kind.STEP,), (Kind.OUTCOME, Kind.STEP), (Kind.PROVISION,))
_SAME_NUMBER, _SAME_SECTION, _SAME_AREA = 0.1, 0.05, 0.05


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its words, those of its row among them: "weekly" may stand in a cell of its own."""

    item: Item
    text: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Match:
    """An item of the old version and the same one of the new; None where there is none. `near` is an item of the other
    version that has most of the words of one that stands alone."""

    old: Entry | None
    new: Entry | None
    alike: float | None = None
    near: Entry | None = None


def entries(plan: Plan) -> tuple[Entry, ...]:
    """The items that are compared, in reading order."""
    return tuple(_entry(plan, item) for item in plan.items if item.kind in COMPARED)


def _entry(plan: Plan, item: Item) -> Entry:
    cells = (plan.quote(span) for role, span in item.columns if role in ("who", "frequency", "amount", "beside"))
    text = plan.quote(item.span)
    return Entry(item, text, tuple(" ".join(map(bare_words, (text, *cells))).split()))


def match_items(old: Plan, new: Plan) -> tuple[Match, ...]:
    """Every item of both versions once, in the order of the new one; an item that is gone follows the one it followed."""
    ones, others = entries(old), entries(new)
    alike = Likenesses(" ".join(entry.words) for entry in (*ones, *others))
    paired: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for kinds in _FAMILIES:
        rows = [i for i, entry in enumerate(ones) if entry.item.kind in kinds and i not in paired]
        columns = [j for j, entry in enumerate(others) if entry.item.kind in kinds and j not in taken]
        for i, j, score in _pairs(ones, others, rows, columns, alike):
            paired[i] = (j, score)
            taken.add(j)
    back = {j: (i, score) for i, (j, score) in paired.items()}
    found = []
    for j, entry in enumerate(others):
        if j in back:
            i, score = back[j]
            found.append(Match(ones[i], entry, score))
        else:
            found.append(Match(None, entry, near=_near(entry, ones)))
    before: Entry | None = None
    for i, entry in enumerate(ones):
        if i not in paired:
            after = next((place for place, match in enumerate(found, 1) if before and match.old is before), 0)
            found.insert(after, Match(entry, None, near=_near(entry, others)))
        before = entry
    return tuple(found)


_Pair = tuple[int, int, float]  # places in both lists, how alike


def _pairs(
    ones: Sequence[Entry], others: Sequence[Entry], rows: list[int], columns: list[int], alike: Likenesses
) -> list[_Pair]:
    """Greedy, best first; equal ones in reading order, so that twins pair with their own kind. What is left then of a section
    pairs by its telling words alone: a vague line written out anew keeps few others."""
    if not rows or not columns:
        return []
    texts = [[" ".join(entry.words) for entry in side] for side in ([ones[i] for i in rows], [others[j] for j in columns])]
    telling = alike.between(*texts).words
    close: list[tuple[float, int, _Pair]] = []
    loose: list[tuple[float, int, _Pair]] = []
    for r, i in enumerate(rows):
        for c, j in enumerate(columns):
            share = float(telling[r, c])
            likeness = _likeness(ones[i], others[j], share)
            score = likeness + _bonus(ones[i].item, others[j].item)
            pair = (i, j, round(likeness, 2))
            if likeness == 1 or score >= SAME:
                close.append((-round(score, 6), abs(r - c), pair))
            elif share >= _enough(ones[i].item, others[j].item):
                loose.append((-round(score, 6), abs(r - c), pair))
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    chosen = []
    for *_, (i, j, likeness) in (*sorted(close), *sorted(loose)):
        if i not in used_rows and j not in used_columns:
            used_rows.add(i)
            used_columns.add(j)
            chosen.append((i, j, likeness))
    return chosen


def _likeness(one: Entry, other: Entry, telling: float) -> float:
    """1 for the same words; else half by the order of the words, half by the telling words that both have."""
    if one.words == other.words:
        return 1.0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    if telling < _LITTLE and matcher.quick_ratio() < SAME:
        return 0.0
    return min(0.99, 0.5 * matcher.ratio() + 0.5 * telling)


_LITTLE = 0.15


def _enough(one: Item, other: Item) -> float:
    """The share of telling words from which a line may be another written out anew."""
    if one.letter is not other.letter:
        return 1.0
    return RENUMBERED if _same_number(one, other) else REWRITTEN


def _same_number(one: Item, other: Item) -> bool:
    numbers = one.number.strip(" .)("), other.number.strip(" .)(")
    return numbers[0] == numbers[1] and any(c.isdigit() for c in numbers[0]) and one.letter is other.letter


def _bonus(one: Item, other: Item) -> float:
    return (
        (_SAME_NUMBER if _same_number(one, other) else 0)
        + (_SAME_SECTION if one.letter is other.letter else 0)
        + (_SAME_AREA if one.area and one.area == other.area else 0)
    )


def _near(entry: Entry, others: Iterable[Entry]) -> Entry | None:
    """The item that holds most of the words of `entry`, order kept: where one line was made of two, or two of one."""
    best, found = NEAR, None
    for other in others:
        if other.item.kind is not entry.item.kind or not entry.words:
            continue
        blocks = SequenceMatcher(None, entry.words, other.words, autojunk=False).get_matching_blocks()
        share = sum(block.size for block in blocks if block.size > 1) / len(entry.words)
        if share > best or (share == best and found is None):
            best, found = share, other
    return found
