"""Reads Word files: everything a person sees in the document, once, in reading order, with where it stands.

One walk (`walk`) serves two ends. `read_word` gives the `Reading`. `trace_word` gives the same `Reading` and, for each
block, the XML elements that its words come from, for a renderer that writes into the document.

No library that opens Word files is used: python-docx leaves out content controls, text boxes, tracked insertions and list
numbers without a word, opens every picture and takes several times as long (docs/decisions/reading-word.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.package import Element, Package
from ehcp_lint.parsers.text import normalise
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.parsers.word.numbering import Numbering
from ehcp_lint.parsers.word.ooxml import R, Relationship, W, on, relationships, styles_xml, word_xml
from ehcp_lint.parsers.word.paragraph import Paragraph, Piece
from ehcp_lint.parsers.word.styles import Styles
from ehcp_lint.parsers.word.walk import Walk
from ehcp_lint.plan import Access, Layer

AUTHOR = "ehcp_lint"
"""Who our own comments in a commented copy are by; they are no reviewer's, and are not counted when it is read again."""
# Below this many characters a document with pictures is taken for a scan with a cover line.
_HARDLY_ANY_TEXT = 200


@dataclass(frozen=True, slots=True)
class Trace:
    """A reading and where in the XML each of its blocks comes from.

    `pieces[i]` belongs to `reading.blocks[i]`: the elements that its words come from, in order, each with its characters.
    Joined, the characters are the raw text that `normalise` made the block's text of, so that
    `normalise_map("".join(text for _, text in pieces[i]))` leads from an offset in the block's text to one in the raw text,
    and so to the element and the character in it. For a `w:t` the characters are as many as its text has; other elements
    (`w:tab`, `w:br`, `w:sym`, a form's check box) stand for the characters given. A piece's run is its nearest `w:r`.

    `document` is the root of the main part, `part` its name; blocks of that part have `place.part` None. A document in
    Strict names has been given Transitional ones (`ooxml.word_xml`); write it back so, with the rest of the package."""

    reading: Reading
    pieces: tuple[tuple[Piece, ...], ...] = field(repr=False)
    document: Element = field(repr=False)
    part: str


def read_word(data: bytes) -> Reading:
    """The text of a .docx, .docm, .dotx or .dotm file. Raises `CannotRead`."""
    return trace_word(data).reading


def trace_word(data: bytes, document: Element | None = None) -> Trace:
    """The text of a Word file and the elements it comes from. Raises `CannotRead`.

    `document` is the root of the main part where the caller has parsed it already and is going to change it: then the pieces
    are elements of that tree and not of one of our own."""
    package = Package(data, "Word file")
    package.weigh()
    try:
        return _Document(package).trace(document)
    except RecursionError:
        raise CannotRead("this Word file nests its tables or fields too deeply. Copy its text into a new document.") from None


class _Document:
    """The parts of one Word file, and what is gathered from them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        if "[Content_Types].xml" not in package:
            raise CannotRead("this Word file lacks its list of parts, so it is damaged. Ask for it again.")
        starts = [r.target for r in relationships(package, "") if r.kind == "officeDocument" and r.target in package]
        self._main = starts[0] if starts else "word/document.xml"
        if self._main not in package:
            raise CannotRead("this Word file lacks the part that holds its text, so it is damaged. Ask for it again.")
        self._relationships = relationships(package, self._main)
        self._styles = Styles(styles_xml(package, self._name("styles")) if self._name("styles") else None)
        self._numbering = self._part("numbering")
        self._tables = 0
        self._transcript = Transcript("word")
        self._access = Access()
        self._pieces: dict[Layer, list[tuple[Piece, ...]]] = {layer: [] for layer in Layer}

    def trace(self, document: Element | None) -> Trace:
        root = word_xml(self._package, self._main) if document is None else document
        if root is None or root.find(W + "body") is None:
            raise CannotRead("this Word file lacks the part that holds its text, so it is damaged. Ask for it again.")
        counts = self._read_body(root)
        self._read_headers(root, counts)
        self._read_notes(counts)
        for what, count in counts.items():
            self._transcript.notice(what, count, lost=what in ("inserted_documents", "diagrams"))
        self._count_parts()
        pieces = tuple(p for layer in Layer for p in self._pieces[layer])
        return Trace(self._transcript.finish(self._access), pieces, root, self._main)

    def _read_body(self, root: Element) -> Counter[str]:
        walk = self._walk(root, None)
        letters = 0
        for paragraph in walk.paragraphs:
            if self._keep(paragraph, Layer.BODY):
                letters += sum(len(text) for _, text in paragraph.pieces)
        if not letters:
            raise CannotRead(_why_empty(walk.counts), "unreadable")
        self._access = Access(walk.bare_pictures, walk.sizes)
        if pictures := walk.counts.pop("pictures", 0):
            self._transcript.notice("pictures", pictures, lost=letters < _HARDLY_ANY_TEXT)
        return walk.counts

    def _read_headers(self, root: Element, counts: Counter[str]) -> None:
        """Headers and footers that are shown: each text once, however many sections repeat it. Their logos do not count."""
        known: set[str] = set()
        for part in dict.fromkeys(self._shown_headers(root)):
            header = word_xml(self._package, part)
            if header is None:
                continue
            walk = self._walk(header, part)
            counts.update({what: count for what, count in walk.counts.items() if what != "pictures"})
            for paragraph in walk.paragraphs:
                text = normalise(paragraph.raw)
                if text not in known:
                    known.add(text)
                    self._keep(paragraph, Layer.FURNITURE)

    def _shown_headers(self, root: Element) -> Iterator[str]:
        """Part names. A first-page or even-page header stays in the file when its switch is off, out of everyone's sight."""
        by_id = {r.id: r for r in self._relationships}
        settings = self._part("settings")
        even = settings is not None and on(settings.find(W + "evenAndOddHeaders"))
        for section in root.iter(W + "sectPr"):
            first = on(section.find(W + "titlePg"))
            for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
                found = by_id.get(reference.get(R + "id", ""))
                shown = {"first": first, "even": even}.get(reference.get(W + "type", "default"), True)
                if found and shown and not found.external:
                    yield found.target

    def _read_notes(self, counts: Counter[str]) -> None:
        for kind in ("footnotes", "endnotes"):
            root = self._part(kind)
            if root is None:
                continue
            walk = self._walk(root, self._name(kind))
            for paragraph in walk.paragraphs:
                self._keep(paragraph, Layer.NOTE)
            counts.update(walk.counts)

    def _count_parts(self) -> None:
        """What the file holds besides text. It is counted, never opened.

        Hyperlinks are not among the outside links: their words are in the text, and what they lead to is not in the plan."""
        comments = self._part("comments")
        if comments is not None:
            authors = [comment.get(W + "author") for comment in comments.iterchildren(W + "comment")]
            self._transcript.notice("comments", sum(author != AUTHOR for author in authors))
        kinds = Counter(r.kind for r in self._relationships if not r.external)
        self._transcript.notice("macros", kinds["vbaProject"])
        self._transcript.notice("external", sum(r.external and r.kind != "hyperlink" for r in self._relationships))

    def _walk(self, root: Element, part: str | None) -> Walk:
        walk = self._walk_once(root, part, True)
        if walk.broken_fields:
            walk = self._walk_once(root, part, False)
        self._tables = walk.tables
        return walk

    def _walk_once(self, root: Element, part: str | None, trust_fields: bool) -> Walk:
        numbering = Numbering(self._numbering, self._styles.list_of)
        return Walk(root, self._styles, numbering, part=part, tables=self._tables, trust_fields=trust_fields)

    def _keep(self, paragraph: Paragraph, layer: Layer) -> bool:
        kept = self._transcript.add(
            paragraph.raw,
            paragraph.place,
            layer=layer,
            style=paragraph.style,
            level=paragraph.level,
            number=paragraph.number,
            strong=paragraph.strong,
            cell=paragraph.cell,
        )
        if kept:
            self._pieces[layer].append(tuple(paragraph.pieces))
        return kept

    def _name(self, kind: str) -> str:
        found: Relationship | None = next((r for r in self._relationships if r.kind == kind and not r.external), None)
        return found.target if found else ""

    def _part(self, kind: str) -> Element | None:
        name = self._name(kind)
        return word_xml(self._package, name) if name else None


def _why_empty(counts: Counter[str]) -> str:
    if counts["pictures"]:
        return "this Word file has no text, only pictures, such as a scan. Ask for the Word file that was scanned."
    if counts["inserted_documents"]:
        return "this Word file has no text of its own, only inserted documents. Open it in Word and save it again."
    return "this Word file has no text. Check that it is the right file and that it was saved."
