"""Text that stands in more than one plan: the same file twice, the same text in two files, lines copied from plan to plan.

Lines are compared by their sketches (`sketch`), near copies of section A and of outcomes by MinHash signatures: all that agree
in one of the bands are compared, as in locality-sensitive hashing (Leskovec et al., Mining of Massive Datasets, 3.4).
datasketch makes the signatures; its index keeps some kilobytes a line, so the bands are sorted with numpy here. Memory has a
bound: hashes go by shares, and beyond `MOST_SIGNATURES` near copies are not looked for, which is told."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ehcp_lint.batch.sketch import FEWEST_WORDS, NEAR, PERMUTATIONS

ALIKE = 0.7  # Jaccard index of runs of three words: about one word in ten is another
MOST_SIGNATURES = 400_000  # 100 MB; some 20,000 plans
_SHARE = 4_000_000  # hashes of lines looked at in one go: 50 MB
_BANDS, _ROWS = 16, 4  # pairs at 0.7 meet in a band with probability 0.99


@dataclass(frozen=True, slots=True)
class Copied:
    """One line that stands in several plans, by their ids; `near` where it was changed a little on the way."""

    section: str
    ids: tuple[str, ...]
    near: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """What stands more than once. `lines_of` says of a plan's section how many of its lines do, and how many it has."""

    same_text: tuple[tuple[str, ...], ...] = ()
    copied: tuple[Copied, ...] = ()
    lines_of: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict, repr=False)
    near_looked_for: bool = True


Sketches = Callable[[], Iterator[dict[str, Any]]]


def find_copies(sketches: Sketches) -> Copies:
    """What the sketches share; `sketches` is called several times and gives them in the same order each time."""
    texts: dict[str, list[str]] = defaultdict(list)
    lines, signatures = 0, 0
    for sketch in sketches():
        texts[sketch["text"]].append(sketch["id"])
        lines += sum(len(found) for found in sketch["lines"].values())
        signatures += sum(len(found) for found in sketch["near"].values())
    same = tuple(sorted(tuple(sorted(ids)) for ids in texts.values() if len(ids) > 1))
    first = {id: min(ids) for ids in texts.values() for id in ids}  # plans with one text count once
    found: list[Copied] = []
    counted: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    near = signatures <= MOST_SIGNATURES
    for section in FEWEST_WORDS:
        alike = _near(sketches, section) if near and section in NEAR else {}
        groups = _groups(sketches, section, first, alike, 1 + lines // _SHARE)
        shared = {name for names, _ in groups for name in names}
        found += [Copied(section, tuple(sorted(ids)), len(names) > 1) for names, ids in groups]
        for sketch in sketches():
            if own := sketch["lines"].get(section):
                counted[sketch["id"]][section] = (sum(name in shared for name in own), len(own))
    found.sort(key=lambda copied: (-len(copied.ids), copied.section, copied.ids))
    return Copies(same, tuple(found), dict(counted), near)


def _groups(
    sketches: Sketches, section: str, first: dict[str, str], alike: dict[str, str], shares: int
) -> list[tuple[set[str], set[str]]]:
    """The lines that stand in two plans or more: their hashes and the plans. `alike` leads a line to one that is like it."""
    found = []
    for share in range(shares):
        plans: dict[str, list[str] | str] = {}
        names: dict[str, set[str]] = defaultdict(set)
        for sketch in sketches():
            for name in sketch["lines"].get(section, ()):
                leader = alike.get(name, name)
                if int(leader[:8], 16) % shares != share:
                    continue
                if leader != name or leader in names:
                    names[leader] |= {leader, name}
                before = plans.get(leader)
                plan = first[sketch["id"]]
                if before is None:
                    plans[leader] = plan  # most lines stand once: a list for each would be many lists
                elif isinstance(before, list):
                    before.append(plan)
                else:
                    plans[leader] = [before, plan]
        for leader, ids in plans.items():
            if isinstance(ids, list) and len(set(ids)) > 1:
                found.append((names.get(leader) or {leader}, set(ids)))
    return found


def _near(sketches: Sketches, section: str) -> dict[str, str]:
    """Each line that is like another, with the line that stands for all that are alike (the least of their hashes)."""
    import numpy as np

    known: dict[str, str] = {}
    for sketch in sketches():
        known.update(sketch["near"].get(section, ()))
    if len(known) < 2:
        return {}
    names = sorted(known)
    table = np.frombuffer(b"".join(base64.b64decode(known[name]) for name in names), dtype=np.uint32)
    table = table.reshape(len(names), PERMUTATIONS)
    known.clear()
    leaders = list(range(len(names)))

    def leader(at: int) -> int:
        while leaders[at] != at:
            leaders[at] = leaders[leaders[at]]
            at = leaders[at]
        return at

    for band in range(_BANDS):
        part = np.ascontiguousarray(table[:, band * _ROWS : (band + 1) * _ROWS])
        packed = part.view([("", part.dtype)] * _ROWS).ravel()
        order = np.argsort(packed, kind="stable")
        equal = packed[order[1:]] == packed[order[:-1]]
        for at in np.flatnonzero(equal):
            one, other = leader(int(order[at])), leader(int(order[at + 1]))
            if one != other and (table[order[at]] == table[order[at + 1]]).mean() >= ALIKE:
                leaders[max(one, other)] = min(one, other)
    return {name: names[leader(at)] for at, name in enumerate(names) if leader(at) != at}


def same_files(keys: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, ...], ...]:
    """The files (id, key) that hold the same bytes."""
    found: dict[str, list[str]] = defaultdict(list)
    for id, key in keys:
        if key is not None:
            found[key].append(id)
    return tuple(sorted(tuple(sorted(ids)) for ids in found.values() if len(ids) > 1))
