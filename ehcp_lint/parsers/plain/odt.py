"""Reads OpenDocument text (.odt), as LibreOffice writes it, with the same answers as the Word reader gives.

Tracked deletions stand apart in OpenDocument, so the text is as if all changes were accepted. Unknown elements are walked
through; hidden and struck-through text, prompts, comments and pictures are left out and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.package import Element, Package
from ehcp_lint.parsers.plain.odt_styles import DRAW, FIELD, LOEXT, OFFICE, STYLE, TABLE, TEXT, ListStyle, Styles
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.parsers.word.styles import CONTENTS
from ehcp_lint.parsers.word.symbols import CHECKED, UNCHECKED
from ehcp_lint.parsers.word.tables import MAX_COLUMNS
from ehcp_lint.plan import Cell, Layer, Place

_SPACE = re.compile(r"\s+")
_HARDLY_ANY_TEXT = 200
_SHAPES = ("frame", "custom-shape", "rect", "ellipse", "circle", "line", "connector", "g", "polygon", "path", "caption")
_PASSED_OVER = (
    TEXT + "tracked-changes", TEXT + "note-citation", TEXT + "ruby-text", TEXT + "table-of-content-source",
    TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "user-field-decls", TEXT + "hidden-text", OFFICE + "forms",
    OFFICE + "annotation-end", "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
)  # fmt: skip


class _Said(NamedTuple):
    """One paragraph as walked."""

    raw: str
    place: Place
    layer: Layer
    style: str
    level: int | None
    number: str
    strong: bool
    cell: Cell | None


class _Item(NamedTuple):
    """A list item. It counts when its first paragraph comes: one that holds only an inner list has no number."""

    style: ListStyle
    level: int
    start: str | None


def read_odt(data: bytes) -> Reading:
    """The text of an .odt file. Raises `CannotRead`."""
    package = Package(data, "OpenDocument file")
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise CannotRead("this OpenDocument file is password-protected. Open it, save it without a password and try again.")
    content = package.xml("content.xml")
    if content is None or content.find(f"{OFFICE}body/{OFFICE}text") is None:
        raise CannotRead("this OpenDocument file lacks the part that holds its text, so it is damaged. Ask for it again.")
    more = package.xml("styles.xml")
    try:
        return _read(content, more)
    except RecursionError:
        raise CannotRead("this OpenDocument file nests too deeply. Copy its text into a new document.") from None


def _read(content: Element, more: Element | None) -> Reading:
    transcript = Transcript("odt")
    walk = _Walk(Styles(content, more), Layer.BODY, None, 0)
    walk.read(content.find(f"{OFFICE}body/{OFFICE}text"))
    walk.counts["deletions"] += sum(1 for _ in content.iter(TEXT + "deletion"))
    walk.counts["insertions"] += sum(1 for _ in content.iter(TEXT + "insertion"))
    letters = sum(len(said.raw) for said in walk.said if said.layer is Layer.BODY)
    said = [*walk.said, *_furniture(Styles(more, None), more, walk.tables)]
    kept = [transcript.add(**paragraph._asdict()) for paragraph in said]
    if not any(is_kept and paragraph.layer is Layer.BODY for is_kept, paragraph in zip(kept, said, strict=True)):
        raise CannotRead("this OpenDocument file has no text. Check that it is the right file.", "unreadable")
    for what, count in walk.counts.items():
        transcript.notice(what, count, lost=what == "pictures" and letters < _HARDLY_ANY_TEXT)
    return transcript.finish()


def _furniture(styles: Styles, root: Element | None, tables: int) -> list[_Said]:
    """Headers and footers of all page styles, each text once."""
    known: dict[str, _Said] = {}
    for page in () if root is None else root.iter(STYLE + "master-page"):
        for part in page:
            if part.get(STYLE + "display", "true") != "false":
                walk = _Walk(styles, Layer.FURNITURE, "styles.xml", tables)
                walk.read(part)
                tables = walk.tables
                for said in walk.said:
                    known.setdefault(said.raw, said)
    return list(known.values())


class _Walk:
    """Walks one body, header or footer in document order."""

    def __init__(self, styles: Styles, layer: Layer, part: str | None, tables: int) -> None:
        self.said: list[_Said] = []
        self.counts: Counter[str] = Counter()
        self.tables = tables
        self._styles, self._layer, self._part = styles, layer, part
        self._ordinals: dict[Element, int] = {}
        self._page: int | None = None
        self._cell: Cell | None = None
        self._contents = 0
        self._lists: list[ListStyle] = []
        self._item: _Item | None = None  # the list item that has begun and has no paragraph yet
        self._characters: list[str] = []
        self._spans: list[str] = []  # names of the styles of the spans we are in
        self._strong = True
        self._stretch = ""
        self._boxes: list[Element] = []
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_PASSED_OVER, lambda _: None),
            **dict.fromkeys((DRAW + shape for shape in _SHAPES), self._shape),
            TEXT + "p": self._paragraph,
            TEXT + "h": self._paragraph,
            TEXT + "span": self._span,
            TEXT + "s": lambda _: self._say(" "),
            TEXT + "tab": lambda _: self._say(" "),
            TEXT + "line-break": lambda _: self._say("\n"),
            TEXT + "soft-page-break": self._page_break,
            TEXT + "list": self._list,
            TEXT + "note": self._note,
            TEXT + "section": self._section,
            TEXT + "hidden-paragraph": lambda _: None,
            TEXT + "table-of-content": self._table_of_contents,
            TEXT + "placeholder": lambda _: self._count("prompts"),
            FIELD + "fieldmark": self._field_mark,
            LOEXT + "content-control": self._control,
            TABLE + "table": self._table,
            OFFICE + "annotation": lambda _: self._count("comments"),
            DRAW + "image": lambda _: self._count("pictures"),
            DRAW + "object": lambda _: self._count("embedded"),
            DRAW + "object-ole": lambda _: self._count("embedded"),
            DRAW + "control": lambda _: self._count("form_fields"),
        }

    def read(self, root: Element) -> None:
        """Walks all of `root`."""
        self._ordinals = {p: n for n, p in enumerate(root.iter(TEXT + "p", TEXT + "h"), 1)}
        self._page = 1 if next(root.iter(TEXT + "soft-page-break"), None) is not None else None
        self._inside(root)

    def _inside(self, element: Element) -> None:
        for child in element:
            self._handlers.get(child.tag, self._inside)(child)

    def _text_inside(self, element: Element) -> None:
        """All of an element whose characters are text: between its children, too."""
        if element.text:
            self._say(_SPACE.sub(" ", element.text))
        for child in element:
            self._handlers.get(child.tag, self._text_inside)(child)
            if child.tail:
                self._say(_SPACE.sub(" ", child.tail))

    def _paragraph(self, element: Element) -> None:
        style = element.get(TEXT + "style-name", "")
        outer = self._characters, self._spans, self._strong, self._boxes
        self._characters, self._spans, self._strong, self._boxes = [], [style], True, []
        self._stretch = ""
        page = self._page
        self._text_inside(element)
        raw, strong, boxes = "".join(self._characters), self._strong, self._boxes
        self._characters, self._spans, self._strong, self._boxes = outer
        level = self._styles.level(element)
        number = ""
        if self._item is not None:
            number, self._item = self._item.style.label(self._item.level, self._item.start), None
        elif level is not None and not self._lists:
            number = self._styles.heading_number(level)
        if raw.strip():
            name = CONTENTS if self._contents else self._styles.shown_name(style)
            place = Place(self._ordinals.get(element), page, None, self._part)
            self.said.append(_Said(raw, place, self._layer, name, level, number, strong, self._cell))
        for box in boxes:
            self._inside(box)

    def _say(self, text: str) -> None:
        hidden, struck, bold = self._styles.look(self._spans)
        blank = text.isspace()
        if hidden or struck:
            kind = "hidden" if hidden else "struck"
            if not blank and self._stretch != kind:
                self._count(kind)
                self._stretch = kind
            return
        if not blank:
            self._stretch = ""
            self._strong = self._strong and bold
        self._characters.append(text)

    def _span(self, element: Element) -> None:
        self._spans.append(element.get(TEXT + "style-name", ""))
        self._text_inside(element)
        self._spans.pop()

    def _field_mark(self, element: Element) -> None:
        """A form's check box. Other form fields have their answer between a start and an end, as text."""
        if element.get(FIELD + "type", "").endswith("FORMCHECKBOX"):
            said = {one.get(FIELD + "name"): one.get(FIELD + "value") for one in element.iterchildren(FIELD + "param")}
            self._say(f"{CHECKED if said.get('Checkbox_Checked') == 'true' else UNCHECKED} ")

    def _control(self, element: Element) -> None:
        if element.get(LOEXT + "showing-place-holder") == "true":
            self._count("prompts")
        else:
            self._text_inside(element)

    def _shape(self, element: Element) -> None:
        """A frame or drawing: its text is read after the paragraph that it is anchored in. Shown as picture: counted."""
        if self._spans:
            self._boxes.append(element)
        else:
            self._inside(element)

    def _note(self, element: Element) -> None:
        outer = self._layer, self._item, self._cell
        self._layer, self._item, self._cell = Layer.NOTE, None, None
        self._inside(element)
        self._layer, self._item, self._cell = outer

    def _section(self, element: Element) -> None:
        if element.get(TEXT + "display", "true") == "none":
            self._count("hidden")
        else:
            self._inside(element)

    def _table_of_contents(self, element: Element) -> None:
        self._contents += 1
        self._inside(element)
        self._contents -= 1

    def _page_break(self, _: Element) -> None:
        if self._page is not None:
            self._page += 1

    # --- lists

    def _list(self, element: Element) -> None:
        outer = self._lists
        self._lists = [*outer, self._styles.list_style(element, outer[-1] if outer else None)]
        level = len(self._lists)
        for item in element:
            is_item = item.tag == TEXT + "list-item"
            self._item = _Item(self._lists[-1], level, item.get(TEXT + "start-value")) if is_item else None
            self._inside(item)
        self._item = None
        self._lists = outer

    # --- tables

    def _table(self, table: Element) -> None:
        number, outer = self.tables, self._cell
        self.tables += 1
        row = 0
        for element, header in _rows(table, False):
            column = 0
            for cell in element.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
                columns, rows = _count_of(cell, "number-columns-spanned"), _count_of(cell, "number-rows-spanned")
                if cell.tag == TABLE + "table-cell":
                    self._cell = Cell(number, row, column, rows, columns, header, outer)
                    self._inside(cell)
                # A cell with an extent is followed by the covered cells it extends over.
                column += _count_of(cell, "number-columns-repeated")
                if column > MAX_COLUMNS:
                    raise CannotRead(
                        f"this file has a table of more than {MAX_COLUMNS:,} columns. Copy its text into a new one."
                    )
            row += _count_of(element, "number-rows-repeated")
        self._cell = outer

    def _count(self, what: str) -> None:
        self.counts[what] += 1


def _rows(parent: Element, header: bool) -> list[tuple[Element, bool]]:
    found: list[tuple[Element, bool]] = []
    for child in parent:
        if child.tag == TABLE + "table-row":
            found.append((child, header))
        elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
            found += _rows(child, header or child.tag == TABLE + "table-header-rows")
    return found


def _count_of(element: Element, name: str) -> int:
    text = element.get(TABLE + name, "1")
    return min(max(int(text), 1), 100_000) if text.isascii() and text.isdigit() and len(text) < 10 else 1
