"""How much a sample of so many plans can tell: intervals for a share, for a frame that is finite, and how many plans it takes.

Sources: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209, with z squared times (N - n) / (N - 1)
for a frame of N plans (Cochran, Sampling Techniques, 2.6); L. Kish, Survey Sampling, 11.7, for the weight of unequal chances.
All levels are 95 %."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z = 1.959963984540054  # the 97.5 % point of the normal distribution
RISK = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1 with its 95 % interval; `n` plans were read, of `frame` (None: of very many)."""

    share: float
    low: float
    high: float
    n: int
    frame: int | None = None


def interval(met: float, n: float, frame: int | None = None) -> tuple[float, float]:
    """Wilson's interval for `met` of `n` plans out of a frame of `frame`. Where all were read there is nothing to guess."""
    if n <= 0:
        return 0.0, 1.0
    if frame is not None and n >= frame:
        return met / n, met / n
    square = Z * Z if frame is None else Z * Z * (frame - n) / (frame - 1)
    middle = (met + square / 2) / (n + square)
    half = math.sqrt(square) / (n + square) * math.sqrt(max(0.0, met * (n - met) / n) + square / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def plans_needed(half_width: float, frame: int | None = None, share: float = 0.5) -> int:
    """How many plans it takes to tell a share to within `half_width` either way, if it is about `share` (a half is the most
    that is ever needed)."""
    many = Z * Z * share * (1 - share) / half_width**2
    return math.ceil(many if frame is None else many / (1 + (many - 1) / frame))


def most_missed(n: int, frame: int | None = None) -> float:
    """The largest share of plans with a fault that is still believable (one-sided 95 %) when none of `n` had it."""
    if n <= 0:
        return 1.0
    if frame is None:
        return float(1 - RISK ** (1 / n))
    faulty = 0
    # The chance to see none of `faulty + 1` faulty plans, by the hypergeometric distribution.
    while faulty + 1 <= frame - n and math.comb(frame - faulty - 1, n) / math.comb(frame, n) >= RISK:
        faulty += 1
    return faulty / frame


def estimate(strata: Iterable[tuple[int, int, int]]) -> Share:
    """The share in the whole frame from a stratified draw: (plans in the stratum, plans read, plans that met it) for each.

    Each plan weighs as many plans as it stands for; unequal weights make the sample count for less (Kish's effective size).
    Strata of which no plan was read are left out, and the share is then that of the others."""
    read = [(size, n, met) for size, n, met in strata if n]
    frame, n = sum(size for size, _, _ in read), sum(n for _, n, _ in read)
    if not n:
        return Share(math.nan, 0.0, 1.0, 0, None)
    share = sum(size * met / n for size, n, met in read) / frame
    effective = frame**2 / sum(size * size / n for size, n, _ in read)
    # A frame that was read whole has no error; the correction is for the plans really read.
    left = frame if n < frame else n
    low, high = (share, share) if left == n else _wilson(share, effective, n, frame)
    return Share(share, low, high, n, frame)


def _wilson(share: float, effective: float, n: int, frame: int) -> tuple[float, float]:
    square = Z * Z * (frame - n) / (frame - 1)
    middle = (share * effective + square / 2) / (effective + square)
    half = math.sqrt(square) / (effective + square) * math.sqrt(effective * share * (1 - share) + square / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def advice(n: int, frame: int) -> tuple[str, ...]:
    """What a sample of `n` plans out of `frame` can and cannot tell, in sentences for whoever draws it."""
    if n >= frame:
        return (f"All {frame} plans are read: what is found is so, and not an estimate.",)
    low, high = interval(n / 2, n, frame)
    ten, fifteen = plans_needed(0.10, frame), plans_needed(0.15, frame)
    said = [
        f"{n} of {frame} plans: if half of them are good, the share among all {frame} may be anything from "
        f"{low:.0%} to {high:.0%}."
    ]
    if n < fifteen:
        said.append(
            "One such sample says nothing about a month by itself. Put 6 to 12 months together, and show the figure with "
            "its range."
        )
    if n < ten:
        said.append(f"To tell a share to within 10 points takes {ten} plans; to within 15 points, {fifteen}.")
    said.append(f"If no plan has a certain fault, up to {most_missed(n, frame):.0%} of all may still have it.")
    return tuple(said)
