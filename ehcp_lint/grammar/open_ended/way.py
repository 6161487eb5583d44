"""What is known of one way in which wording leaves provision open."""

from __future__ import annotations

from dataclasses import dataclass

from ehcp_lint.patterns import Pattern


@dataclass(frozen=True, slots=True, eq=False)
class OpenEnded:
    """One way of leaving provision open: its family in data/vague_terms.csv, what to ask, and how it runs.

    A text has at least one of the words `needs`, or need not be searched (this spares most texts the patterns)."""

    family: str
    ask: str
    needs: tuple[str, ...]
    pattern: Pattern
