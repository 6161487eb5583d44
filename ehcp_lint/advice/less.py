"""One slot in which a plan promises less than the advice it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Less:
    """One slot of a recommendation that the plan weakens: which, why, and the words of both (None where it has none)."""

    slot: str
    because: str
    advice: str | None = field(default=None, repr=False)
    plan: str | None = field(default=None, repr=False)
