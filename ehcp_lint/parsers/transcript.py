"""What every reader of files fills in: blocks in reading order, handed out with their offsets, and what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ehcp_lint.parsers.limits import refuse_longer
from ehcp_lint.parsers.text import normalise
from ehcp_lint.plan import Access, Block, Cell, Layer, Notice, Place, Span

# What a block is besides its words, where they stand and its layer: style, level, number, strong and cell.
_Looks = tuple[str, int | None, str, bool, Cell | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read, before anyone asks what its sections are."""

    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    unread: tuple[Notice, ...]
    source: str
    access: Access | None = None


class Transcript:
    """Collects the blocks of one file. Body blocks come first in the text, then furniture, then notes."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._kept: dict[Layer, list[tuple[str, Place, _Looks]]] = {layer: [] for layer in Layer}
        self._counts: Counter[str] = Counter()
        self._pages: dict[str, list[int]] = {}
        self._lost: set[str] = set()
        self._blocks = self._characters = 0

    def add(
        self,
        raw: str,
        place: Place,
        *,
        layer: Layer = Layer.BODY,
        style: str = "",
        level: int | None = None,
        number: str = "",
        strong: bool = False,
        cell: Cell | None = None,
    ) -> bool:
        """Normalise and keep one paragraph; False where nothing visible is left of it.

        Raises `CannotRead` once there is far more than a plan holds: the rest of such a file need not be read."""
        text = normalise(raw)
        if not text:
            return False
        self._blocks += 1
        self._characters += len(text)
        refuse_longer(self._blocks, self._characters)
        self._kept[layer].append((text, place, (style, level, number, strong, cell)))
        return True

    def notice(self, what: str, count: int = 1, *, lost: bool = False, pages: Iterable[int] = ()) -> None:
        """Count something that is not in the text as read (`what` is a key of `plan.NOTICES`)."""
        if count:
            self._counts[what] += count
            self._pages.setdefault(what, []).extend(pages)
            if lost:
                self._lost.add(what)

    def finish(self, access: Access | None = None) -> Reading:
        """The reading, with every block's offsets into one text."""
        blocks: list[Block] = []
        offset = 0
        for layer in Layer:
            for text, place, looks in self._kept[layer]:
                blocks.append(Block(text, Span(offset, offset + len(text)), place, layer, *looks))
                offset += len(text) + 1
        notices = tuple(
            Notice(what, count, what in self._lost, tuple(sorted(set(self._pages[what]))))
            for what, count in sorted(self._counts.items())
        )
        return Reading("\n".join(block.text for block in blocks), tuple(blocks), notices, self._source, access)
