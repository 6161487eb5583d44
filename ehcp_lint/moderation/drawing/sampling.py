"""A random draw that anyone can repeat from the frame and the seed, spread over officers and over whatever else is asked for.

How it draws. The first column (officer, if it is among them) makes strata: each has at least one plan, the rest go by size
(largest remainders). Within a stratum the plans stand sorted by the other columns and then in random order, and every N/n-th
is taken from a random start: each plan of the stratum has the same chance, and each group has its share but for less than one
plan.

Chance comes from SHA-256 of the seed and the plan's reference, not from a random number generator: it is the same in every
language, on every machine and in every version, and a colleague can check one plan's place with any tool that hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.frame import Entry, Frame, Left

ALL = "all"
FEWEST = 5  # plans of a group below which nothing is said about the group by itself
_SPACE = 1 << 256


@dataclass(frozen=True)
class Drawn:
    """A plan that was drawn: its stratum, how many plans that has in the frame (N) and how many of them were drawn (n).

    It stands for N/n plans of the frame."""

    entry: Entry
    stratum: str
    in_frame: int
    drawn: int


@dataclass(frozen=True)
class Draw:
    """One draw. `always` are the plans that are read whatever chance says, each with the reason: they are in no estimate, and
    the frame that is estimated is the one without them."""

    drawn: tuple[Drawn, ...]
    always: tuple[tuple[Entry, str], ...]
    left: tuple[Left, ...]
    seed: str
    by: tuple[str, ...]
    frame_hash: str
    frame_size: int
    strata: dict[str, tuple[int, int]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def chance(seed: str, what: str) -> int:
    """A number from 0 to 2^256 - 1 that is a function of seed and `what` alone."""
    return int.from_bytes(hashlib.sha256(f"ehcp-lint/sample/1\n{seed}\n{what}".encode()).digest())


def draw(
    frame: Frame,
    n: int,
    seed: str,
    by: Sequence[str] = (),
    *,
    always: Mapping[str, str] | None = None,
    exclude: Mapping[str, str] | None = None,
) -> Draw:
    """Draw `n` plans of the frame. `always` and `exclude` are references with reasons. Raises `BadConfig`.

    A plan is drawn at most once; one that is always read, or left out, is not drawn."""
    if n < 1:
        raise BadConfig("-n must be 1 or more: how many plans are to be drawn.")
    if not seed.strip():
        raise BadConfig("--seed is missing. Write what others can repeat, such as the month: --seed 2026-11.")
    columns = tuple(dict.fromkeys(frame.column(name) for name in by))
    always, exclude = dict(always or {}), dict(exclude or {})
    known = {entry.reference: entry for entry in frame.entries}
    _refuse_unknown(known, (*always, *exclude))
    left = (*frame.left, *(Left(reference, reason) for reference, reason in exclude.items()))
    fixed = tuple((known[ref], reason) for ref, reason in sorted(always.items()) if ref not in exclude)
    apart = {entry.reference for entry, _ in fixed} | set(exclude)
    pool = [entry for entry in frame.entries if entry.reference not in apart]
    if not pool:
        raise BadConfig("There is no plan to draw from. Check the folder or index, and what is left out.")
    warnings = []
    if n > len(pool):
        warnings.append(f"{n} plans were asked for and {len(pool)} can be drawn: all of them are.")
        n = len(pool)
    main, others = _main(columns)
    groups = _groups(pool, main)
    if len(groups) > n:
        warnings.append(
            f"{len(groups)} groups by {main} and {n} plans: not every group is in the draw. Draw more, or over several months."
        )
        groups, others = {ALL: pool}, columns
    quotas = allocate({name: len(members) for name, members in groups.items()}, n, seed)
    taken = [
        Drawn(entry, name, len(groups[name]), quotas[name])
        for name in sorted(groups)
        for entry in systematic(groups[name], quotas[name], seed, name, others)
    ]
    small = [name for name, quota in quotas.items() if quota < FEWEST]
    if small and len(groups) > 1:
        warnings.append(
            f"{len(small)} of {len(groups)} groups by {main} have fewer than {FEWEST} plans in the draw: "
            "say nothing about any of them by itself."
        )
    return Draw(
        drawn=tuple(taken),
        always=fixed,
        left=left,
        seed=seed,
        by=columns,
        frame_hash=frame.hash,
        frame_size=len(pool),
        strata={name: (len(groups[name]), quotas[name]) for name in sorted(groups)},
        warnings=tuple(warnings),
    )


def allocate(sizes: Mapping[str, int], n: int, seed: str) -> dict[str, int]:
    """How many of `n` plans each group has: one at least, the rest in proportion to size, by largest remainders.

    A group whose share is below one has exactly one, and the others share what is left; each of those has its share rounded
    up or down. Needs as many plans as groups, and no more than there are."""
    assert len(sizes) <= n <= sum(sizes.values())
    single: set[str] = set()
    while True:
        rest = {name: size for name, size in sizes.items() if name not in single}
        left, total = n - len(single), sum(rest.values())
        below = {name for name, size in rest.items() if size * left < total}
        if not below:
            break
        single |= below
    shares = {name: Fraction(size * left, total) for name, size in rest.items()}
    quotas = dict.fromkeys(single, 1) | {name: int(share) for name, share in shares.items()}
    short = n - sum(quotas.values())
    by_remainder = sorted(shares, key=lambda name: (int(shares[name]) - shares[name], chance(seed, f"share\n{name}")))
    for name in by_remainder[:short]:
        quotas[name] += 1
    return quotas


def systematic(members: Iterable[Entry], n: int, seed: str, name: str, by: Sequence[str] = ()) -> list[Entry]:
    """`n` members, every N/n-th from a random start, of the members sorted by the columns `by` and then at random."""
    line = sorted(members, key=lambda e: (*(e.values[column] for column in by), chance(seed, e.reference), e.reference))
    start = chance(seed, f"start\n{name}")
    return [line[(place * _SPACE + start) * len(line) // (n * _SPACE)] for place in range(n)]


def _main(columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The column that makes strata (officer, or the first), and the others."""
    if not columns:
        return "", ()
    main = "officer" if "officer" in columns else columns[0]
    return main, tuple(column for column in columns if column != main)


def _groups(pool: Iterable[Entry], column: str) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in pool:
        groups.setdefault(entry.values[column] if column else ALL, []).append(entry)
    return groups


def _refuse_unknown(known: Mapping[str, Entry], given: Iterable[str]) -> None:
    """The references themselves are not repeated: somebody may have typed a name."""
    strays = sum(reference not in known for reference in given)
    if strays:
        raise BadConfig(
            f"{strays} of the plans to be always read or left out are not in the frame. Check how they are written."
        )
