"""What a line of provision promises now beside what it promised before, slot by slot.

"Weakened" is claimed only where the words or numbers promise less: a slot that is gone, a smaller number, a larger group, a
giver no longer named, vague wording added. All else that differs is "changed": only people can tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from ehcp_lint.case import Case
from ehcp_lint.decisions.fingerprints import bare_words
from ehcp_lint.plan import Item
from ehcp_lint.provision import Mark, ProvisionReading, read_provision
from ehcp_lint.versions.models import Direction, SlotChange
from ehcp_lint.versions.numbers import amount_of, people_in_group, times_a_week

SLOTS = ("what", "who", "expertise", "amount", "frequency", "group", "where", "until")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NEUTRAL = frozenset(("where", "until"))  # a place or an end taken out may mean more as well as less


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says: the words of each slot, its open vague wording, and whether somebody unnamed gives it."""

    slots: dict[str, tuple[str, ...]] = field(repr=False)
    beginnings: frozenset[str] = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    vague: tuple[tuple[str, str], ...] = field(repr=False)
    somebody: bool
    judged: bool


def said(case: Case, item: Item) -> Said:
    """The reading of a line of provision in its own words."""

    def words(marks: Sequence[Mark]) -> tuple[str, ...]:
        places = (case.where(item, mark) for mark in marks)
        return tuple(" ".join(case.plan.quote(place).split()) for place in places if place)

    return _said(case.plan.quote(item.span), case.provision(item), words)


def said_in(text: str) -> Said:
    """The reading of loose words as a line of provision."""

    def words(marks: Sequence[Mark]) -> tuple[str, ...]:
        return tuple(" ".join(text[mark.span.start : mark.span.end].split()) for mark in marks)

    return _said(text, read_provision(text), words)


def _said(text: str, read: ProvisionReading, words: Callable[[Sequence[Mark]], tuple[str, ...]]) -> Said:
    slots = {name: words(getattr(read, name)) for name in SLOTS}
    vague = tuple((term.phrase, " ".join(words((term.mark,)))) for term in read.open_wording)
    told = Counter(number for found in slots.values() for number in _NUMBER.findall("; ".join(found)))
    numbers = Counter(_NUMBER.findall(text)) - told
    return Said(slots, _beginnings(text), tuple(numbers.elements()), vague, bool(read.unnamed), read.unjudged is None)


def _beginnings(text: str) -> frozenset[str]:
    """Words cut short, so that a therapy and its therapist are alike."""
    return frozenset(word[:_BEGINNING] for word in bare_words(text).split())


_BEGINNING = 5


def slot_changes(old: Said, new: Said, elsewhere: Collection[str] = ()) -> tuple[SlotChange, ...]:
    """The slots that differ, in their usual order, vague wording last. `elsewhere` are the bare words of slots in lines that
    are new: what stands there now is not gone."""
    if not (old.judged and new.judged):
        return ()
    found = [change for name in SLOTS if (change := _slot(name, old, new, elsewhere))]
    return (*_once(_weighed(found)), *_other_numbers(old, new), *_wording(old, new))


def _slot(name: str, old: Said, new: Said, elsewhere: Collection[str]) -> SlotChange | None:
    gone, come = _differing(old.slots[name], new.slots[name])
    if name == "what":  # help is still named where its giver is: "speech and language therapist" for "therapy"
        gone = [words for words in gone if not _beginnings(words) <= new.beginnings]
        come = [words for words in come if not _beginnings(words) <= old.beginnings]
    if not gone and not come:
        return None
    before, now = bool(old.slots[name]), bool(new.slots[name])

    def change(direction: Direction, because: str) -> SlotChange:
        told = "changed" if name in _NEUTRAL else direction
        sides = {"old": "; ".join(gone) or None, "new": "; ".join(come) or None}
        return SlotChange(slot=name, direction=told, because=because, **sides)

    if not come:
        if all(bare_words(words) in elsewhere for words in gone):
            return change("changed", "these words stand in another line now")
        if now:
            return change("weakened", "some of this is no longer said")
        if name == "who" and new.somebody:
            return change("weakened", "a role was named; now it is only somebody")
        return change("weakened", "this is no longer said")
    if not gone:
        if name == "group" and not before:
            alone = people_in_group(come[0]) if len(come) == 1 else None
            return change("strengthened" if alone is not None and alone <= 1 else "changed", "this was not said before")
        return change("strengthened", "more is said" if before else "this was not said before")
    if len(gone) == 1 and len(come) == 1 and (told := _weigh(name, gone[0], come[0])):
        return None if told == _SAME else change(*told)
    return change("changed", "other words; cannot tell whether it is more or less")


_SAME: tuple[Direction, str] = ("changed", "the same in other words")  # "daily" and "every day": no change at all


def _differing(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    ones, others = ({bare_words(words): words for words in reversed(side)} for side in (old, new))
    gone = [words for words in dict.fromkeys(ones[bare_words(words)] for words in old) if bare_words(words) not in others]
    come = [words for words in dict.fromkeys(others[bare_words(words)] for words in new) if bare_words(words) not in ones]
    return gone, come


def _weigh(name: str, old: str, new: str) -> tuple[Direction, str] | None:
    match name:
        case "amount":
            return _amounts(old, new)
        case "frequency":
            return _numbers(times_a_week(old), times_a_week(new), "less often", "more often")
        case "group":
            sizes = people_in_group(old), people_in_group(new)
            return _numbers(*sizes, "shared by more", "shared by fewer", fewer_is_more=True)
        case "who" | "expertise" | "what":
            return _names(bare_words(old).split(), bare_words(new).split())
    return None


def _amounts(old: str, new: str) -> tuple[Direction, str] | None:
    one, other = amount_of(old), amount_of(new)
    if one is None or other is None or one.unit != other.unit:
        return None
    if other.ceiling and not one.ceiling:
        return "weakened", "now a most; it was an amount"
    if one.ceiling and not other.ceiling and other.number >= one.number:
        return "strengthened", "now an amount; it was a most"
    if one.ceiling != other.ceiling:
        return None
    if one.number == other.number and one.most != other.most:
        return "changed", "the least is the same, the most is not"
    return _numbers(one.number, other.number, "the number is smaller", "the number is larger")


def _numbers(
    old: float | None, new: float | None, less: str, more: str, *, fewer_is_more: bool = False
) -> tuple[Direction, str] | None:
    if old is None or new is None:
        return None
    if old == new:
        return _SAME
    return ("strengthened", more) if (new > old) != fewer_is_more else ("weakened", less)


def _names(old: Sequence[str], new: Sequence[str]) -> tuple[Direction, str] | None:
    """ "specialist teacher" made "teacher" names less; another role altogether is for people to weigh."""
    ones, others = ({word.removesuffix("s") for word in words} for words in (old, new))
    if ones == others:
        return _SAME
    if others < ones:
        return "weakened", "named less exactly"
    if ones < others:
        return "strengthened", "named more exactly"
    return None


def _weighed(found: list[SlotChange]) -> list[SlotChange]:
    """Longer but rarer, or shorter but more often: where the time in all can be reckoned, that decides."""
    at = {change.slot: place for place, change in enumerate(found)}
    if not {"amount", "frequency"} <= at.keys():
        return found
    amount, often = found[at["amount"]], found[at["frequency"]]
    if {amount.direction, often.direction} != {"weakened", "strengthened"}:
        return found
    old, new = (_in_all(getattr(amount, side), getattr(often, side)) for side in ("old", "new"))
    if old is None or new is None:
        return found
    if abs(old - new) < _ROUNDING * old:
        told = [_as(change, "changed", "the same time in all, spread otherwise") for change in (amount, often)]
    else:
        less = new < old
        kept: Direction = "weakened" if less else "strengthened"
        words = "less time in all" if less else "more time in all"
        told = [c if c.direction == kept else _as(c, "changed", words) for c in (amount, often)]
    made = list(found)
    made[at["amount"]], made[at["frequency"]] = told
    return made


_ROUNDING = 0.02


def _once(found: list[SlotChange]) -> list[SlotChange]:
    """Training that is gone is told once, and not again as the help or the giver that it was part of."""
    training = next((change for change in found if change.slot == "expertise"), None)
    told = set(bare_words((training and training.old) or "").split())

    def again(change: SlotChange) -> bool:
        lost = set(bare_words(change.old or "").split()) - set(bare_words(change.new or "").split())
        return change.slot in ("what", "who") and change.direction == "weakened" and bool(lost) and lost <= told

    return [change for change in found if not again(change)]


def _as(change: SlotChange, direction: Direction, because: str) -> SlotChange:
    return change.model_copy(update={"direction": direction, "because": because})


def _in_all(amount: str | None, often: str | None) -> float | None:
    one, rate = amount_of(amount or ""), times_a_week(often or "")
    return one.number * rate if one and rate and one.unit == "minute" else None


def _other_numbers(old: Said, new: Said) -> tuple[SlotChange, ...]:
    gone, come = Counter(old.numbers) - Counter(new.numbers), Counter(new.numbers) - Counter(old.numbers)
    if not (gone and come):
        return ()
    sides = {"old": "; ".join(gone.elements()), "new": "; ".join(come.elements())}
    because = "another number; cannot tell whether it is more or less"
    return (SlotChange(slot="number", direction="changed", because=because, **sides),)


def _wording(old: Said, new: Said) -> tuple[SlotChange, ...]:
    """Vague wording by the list's own entry, so that "regular" for "regularly" is no change."""
    ones, others = (Counter(phrase for phrase, _ in side.vague) for side in (old, new))
    added = [words for phrase, words in new.vague if phrase in others - ones]
    gone = [words for phrase, words in old.vague if phrase in ones - others]
    if added:
        return (_open("weakened", "wording that leaves it open was added", gone, added),)
    if gone:
        return (_open("strengthened", "wording that left it open was taken out", gone, added),)
    return ()


def _open(direction: Direction, because: str, gone: list[str], added: list[str]) -> SlotChange:
    return SlotChange(
        slot="wording", direction=direction, because=because, old="; ".join(gone) or None, new="; ".join(added) or None
    )
