"""From a number to a damaged file. The same number always gives the same file: it is all that a report of a fault needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fuzzing import packages, pdfs, raw, words
from fuzzing.seeds import seed

Way = Callable[[bytes, Random], bytes]
LARGEST = 3_000_000  # bytes: a file that has grown beyond this is damaged no further
_OF_WORD = (*packages.WAYS_OF_PACKAGES, *raw.WAYS[:3])
_OF_PDF = (*pdfs.WAYS_OF_PDFS, *raw.WAYS[:4])
# How often each document is taken, and what is done to it. The examples are long, so that they are taken seldom.
DOCUMENTS: tuple[tuple[str, int, tuple[Way, ...]], ...] = (
    ("lines.docx", 24, _OF_WORD),
    ("tables.docx", 30, _OF_WORD),
    ("story.pdf", 18, _OF_PDF),
    ("hand.pdf", 12, _OF_PDF),
    ("plan.odt", 8, (*packages.WAYS_OF_PACKAGES, *raw.WAYS[:2])),
    ("plan.rtf", 6, (words.rtf_otherwise, words.rtf_otherwise, words.lines_otherwise, *raw.WAYS[:6])),
    ("plan.txt", 6, (words.lines_otherwise, words.lines_otherwise, words.lines_otherwise, *raw.WAYS[:6])),
    ("weak-draft.docx", 1, _OF_WORD),
    ("weak-draft.pdf", 1, raw.WAYS),
)
SMALL = DOCUMENTS[:7]
_BY_ENDING: dict[str, tuple[Way, ...]] = {
    ".docx": _OF_WORD,
    ".docm": _OF_WORD,
    ".pdf": _OF_PDF,
    ".odt": DOCUMENTS[4][2],
    ".rtf": DOCUMENTS[5][2],
    ".txt": DOCUMENTS[6][2],
}


def documents_in(folder: Path) -> tuple[tuple[str, int, tuple[Way, ...]], ...]:
    """The documents below a folder that are small enough to be damaged often, as `DOCUMENTS` has them."""
    files = [
        path for path in sorted(folder.rglob("*")) if path.suffix in _BY_ENDING and 0 < path.stat().st_size < LARGEST // 10
    ]
    return tuple((str(path.resolve()), 1, _BY_ENDING[path.suffix]) for path in files)


@dataclass(frozen=True)
class Case:
    """One damaged file: from which document, by which ways, each with a number of its own."""

    number: int
    document: str
    ways: tuple[tuple[Way, int], ...]

    @property
    def name(self) -> str:
        return f"case{self.number}.{self.document.rsplit('.', 1)[-1]}"

    @property
    def told(self) -> str:
        return f"{Path(self.document).name}: {', '.join(way.__name__ for way, _ in self.ways)}"

    def made(self, ways: tuple[tuple[Way, int], ...] | None = None) -> bytes:
        """The file; with `ways`, as damaged by these alone."""
        data = seed(self.document)
        for way, number in self.ways if ways is None else ways:
            if len(data) < LARGEST:
                data = way(data, Random(number))
        return data


def case(number: int, documents: tuple[tuple[str, int, tuple[Way, ...]], ...] = DOCUMENTS) -> Case:
    """The case of that number."""
    chance = Random(number)
    name, _, ways = chance.choices(documents, [often for _, often, _ in documents])[0]
    many = chance.choice((1, 1, 1, 2, 2, 3, 5))
    return Case(number, name, tuple((chance.choice(ways), chance.getrandbits(48)) for _ in range(many)))


def smallest(found: Case, still: Callable[[bytes], bool]) -> bytes:
    """The file of as few of the case's ways as still show the fault."""
    ways = found.ways
    for at in reversed(range(len(ways))):
        fewer = ways[:at] + ways[at + 1 :]
        if fewer and still(found.made(fewer)):
            ways = fewer
    return found.made(ways)
