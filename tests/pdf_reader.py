"""Reads highlighted PDFs for the tests: annotations with pikepdf, the words under them with PDFium's own search by place."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Mark:
    """An annotation: where it is, by whom, what it says, and the words under each of its boxes."""

    page: int
    kind: str
    author: str
    says: str
    words: tuple[str, ...]
    keys: frozenset[str]


def marks(data: bytes, password: str = "") -> list[Mark]:
    """All annotations but the windows that belong to others, in the order of the file."""
    found = []
    with pikepdf.open(BytesIO(data), password=password) as pdf:
        document = pypdfium2.PdfDocument(data, password or None)
        for number, page in enumerate(pdf.pages):
            words = document[number].get_textpage()
            for entry in page.obj.get("/Annots", []):
                if entry.Subtype in ("/Popup", "/Link", "/Widget"):
                    continue
                corners = [float(c) for c in entry.get("/QuadPoints", [])]
                quads = [corners[n : n + 8] for n in range(0, len(corners), 8)]
                found.append(
                    Mark(
                        number + 1,
                        str(entry.Subtype),
                        str(entry.get("/T", "")),
                        str(entry.get("/Contents", "")),
                        tuple(_under(words, quad) for quad in quads),
                        frozenset(entry.keys()),
                    )
                )
            words.close()
        document.close()
    return found


def _under(textpage: Any, quad: list[float]) -> str:
    """The characters whose middle lies in a box, in the order of the file."""
    left, right = min(quad[0::2]), max(quad[0::2])
    bottom, top = min(quad[1::2]), max(quad[1::2])
    said = ""
    for index in range(textpage.count_chars()):
        box = textpage.get_charbox(index, loose=True)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if left - 0.01 <= x <= right + 0.01 and bottom - 0.01 <= y <= top + 0.01:
            said += textpage.get_text_range(index, 1)
    return said.strip()


def contents(data: bytes, password: str = "", *, unpacked: bool = False) -> list[bytes]:
    """What each page draws, packed as it stands in the file unless `unpacked`."""
    drawn = []
    with pikepdf.open(BytesIO(data), password=password) as pdf:
        for page in pdf.pages:
            found = page.obj.get("/Contents")
            streams = list(found) if isinstance(found, pikepdf.Array) else [found]
            drawn.append(b"|".join(s.read_bytes() if unpacked else s.read_raw_bytes() for s in streams if s is not None))
    return drawn
