"""What Word's XML is called, and the two ways it writes a value that everyone who reads it must know."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from lxml import etree

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.package import Element, Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
VML = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = W + "val"

# ISO 29500 Strict ("Strict Open XML Document" in Word's Save As) has other names for the same things.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = tuple(
    (_STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"drawingml/main", b"drawingml/2006/main"),
        (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
        (b"drawingml/picture", b"drawingml/2006/picture"),
        (b"drawingml/chart", b"drawingml/2006/chart"),
        (b"drawingml/diagram", b"drawingml/2006/diagram"),
    )
)
_TABLE_LOOKS = ((b"<w:tblStylePr ", b"</w:tblStylePr>"), (b"<w:tblPr>", b"</w:tblPr>"))
_NUMBER = re.compile(r"\s*(-?\d{1,9})")


def word_xml(package: Package, name: str) -> Element | None:
    """The root of a part, its Strict names made Transitional; None where there is no such part."""
    data = package.read(name)
    return package.parse(_transitional(data)) if data else None


def _transitional(data: bytes) -> bytes:
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    return data


def styles_xml(package: Package, name: str) -> Element | None:
    """The root of the part of styles, without what table styles say of borders, first rows and bands.

    Nothing is read from that, and in documents of some programs it is four fifths of the part."""
    data = package.read(name)
    if not data:
        return None
    data = _transitional(data)
    try:
        return package.parse(_without_table_looks(data))
    except CannotRead:  # it nests such things as nobody does, or is damaged indeed
        return package.parse(data)


def _without_table_looks(data: bytes) -> bytes:
    """Cut out as text. A comment may hold such a tag that is none: then all is left as it is."""
    if b"<!" in data or data.count(b"<?") > 1:
        return data
    for begin, end in _TABLE_LOOKS:
        *pieces, rest = data.split(end)
        cut = ((piece, *piece.rpartition(begin)) for piece in pieces)
        data = b"".join([before if begins else piece + end for piece, before, begins, _ in cut]) + rest
    return data


def is_strict(data: bytes) -> bool:
    """Whether a main part's bytes use the Strict names."""
    return _STRICT + b"wordprocessingml/main" in data


def word_bytes(root: Element, *, strict: bool = False) -> bytes:
    """A part as it is written; with `strict`, in the names that `word_xml` took from it."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if strict:
        for old, new in _TRANSITIONAL:
            data = data.replace(new, old)
    return data


def on(element: Element | None) -> bool:
    """Whether a switch such as `w:b` is on: present without a value means yes."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off")


def whole(text: str | None, default: int) -> int:
    """A whole number as Word writes it, kept within nine digits; `default` where there is none."""
    found = _NUMBER.match(text or "")
    return int(found.group(1)) if found else default


def has_text(element: Element, *tags: str) -> bool:
    """Whether any element with one of these tags inside has more than white space."""
    return any(e.text and not e.text.isspace() for e in element.iter(*tags))


def on_one_line(formula: Element) -> str:
    """The characters of a formula, a fraction as "1/2"."""
    if formula.tag == M + "t":
        return formula.text or ""
    if formula.tag == M + "f":
        return "/".join(on_one_line(part) for part in formula.iterchildren(M + "num", M + "den"))
    return "".join(map(on_one_line, formula))


class Relationship(NamedTuple):
    """One line of a part's list of what belongs to it: `kind` is the last word of its type ("header", "hyperlink")."""

    id: str
    kind: str
    target: str
    external: bool


def relationships(package: Package, part: str) -> list[Relationship]:
    """What belongs to `part` ("" for the package itself), with targets as part names."""
    folder, name = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return []
    found = []
    for line in root:
        target = line.get("Target", "")
        external = line.get("TargetMode", "").lower() == "external"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relationship(line.get("Id", ""), line.get("Type", "").rsplit("/", 1)[-1], target, external))
    return found
