"""Small numbers are hidden in whatever is passed on: one to four plans could be recognised by those who know them.

A number that could be worked out from the others and their total is hidden too (secondary suppression), until what is hidden
adds up to enough. Zero is shown: it is about nobody."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 5
EXPLAINED = (
    f"Numbers of 1 to {FEWEST - 1} plans, and of all plans but 1 to {FEWEST - 1}, are hidden, as are further numbers from "
    "which those could be worked out."
)


def small(number: int) -> bool:
    """Whether a number of plans is too small to be shown."""
    return 0 < number < FEWEST


def telling(number: int, of: int) -> bool:
    """Whether a part, or the rest, of so many plans is too small to be shown."""
    return small(number) or small(of - number)


def hide(numbers: Sequence[int], hidden: Sequence[bool] | None = None) -> list[bool]:
    """Which of numbers that add up to a known total must be hidden; `hidden` says which are so for another reason.

    The smallest others follow until at least two are hidden and together they make `FEWEST` or more."""
    chosen = list(hidden) if hidden is not None else [small(number) for number in numbers]
    if not any(chosen):
        return chosen
    others = sorted((number, at) for at, number in enumerate(numbers) if not chosen[at] and number)
    while others and (sum(chosen) < 2 or sum(n for n, gone in zip(numbers, chosen, strict=True) if gone) < FEWEST):
        chosen[others.pop(0)[1]] = True
    return chosen
