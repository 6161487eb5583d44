"""Reads rich text (.rtf), as Word and LibreOffice write it: paragraphs, headings, list numbers, table cells, headers, notes.

Written here and not left to striprtf, which runs table cells together, drops list numbers and reads deleted and hidden text
as if it were shown. Rules: the RTF specification 1.9.1. Unknown words are passed over, unknown `\\*` groups left out."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.numbering import BULLET
from ehcp_lint.parsers.text import normalise
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.parsers.word_symbols import without_private
from ehcp_lint.plan import Cell, Layer, Place

_MAX_DEPTH = 1_000
_MAX_COLUMNS = 1_000
_HARDLY_ANY_TEXT = 200
_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\ ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.VERBOSE | re.DOTALL,
)
_CHARACTERS = {
    "tab": " ", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "'", "rquote": "'", "ldblquote": '"',
    "rdblquote": '"', "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "", "zwnj": "",
}  # fmt: skip
_SIGNS = {b"~": " ", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\"}
_LAYERS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), Layer.FURNITURE),
    "footnote": Layer.NOTE,
}
# Groups that hold no text of the document, or text that stands elsewhere again.
_PASSED_OVER = frozenset(
    "colortbl info fldinst datafield filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping "
    "latentstyles xmlnstbl mmathPr nonesttables nonshppict shprslt result sp bkmkstart bkmkend tc xe private atnid atnauthor "
    "atntime atndate atnref atrfstart atrfend pnseclvl pntxta pntxtb ftnsep ftnsepc aftnsep aftnsepc upr formfield objdata "
    "objclass pgptbl background template".split()
)
_OPENED = frozenset(("shpinst", "shptxt", "nesttableprops", "ud", "docvar"))  # read although they begin with \*
_CODEPAGES = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOL_CHARSET = 2


@dataclass(slots=True)
class _State:
    """What holds inside one group; a group inside it starts with a copy."""

    skip: bool = False
    collect: str = ""  # "font", "style", "number": where characters go when not into the text
    layer: Layer = Layer.BODY
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    font: int = -1
    fallback: int = 1  # characters after \u that stand for it where Unicode is not understood
    ignorable: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The paragraph being put together."""

    characters: list[str] = field(default_factory=list)
    number: str = ""
    strong: bool = True


@dataclass(slots=True)
class _Done:
    """A finished paragraph. Its cell is known when its table ends: only then are all columns known."""

    raw: str
    place: Place
    layer: Layer
    style: str
    level: int | None
    number: str
    strong: bool
    row: int | None = None
    column: int = 0


def read_rtf(data: bytes) -> Reading:
    """The text of an .rtf file. Raises `CannotRead`."""
    reader = _Reader()
    reader.read(data)
    return reader.reading()


class _Reader:
    """One pass over the file; every method named for what it takes."""

    def __init__(self) -> None:
        self._transcript = Transcript("rtf")
        self._counts: Counter[str] = Counter()
        self._state = _State()
        self._stack: list[_State] = []
        self._open = {layer: _Paragraph() for layer in Layer}
        self._ordinal = 0
        self._page = 1
        self._default = "cp1252"
        self._fonts: dict[int, int] = {}
        self._styles: dict[int, str] = {}
        self._collected = ""
        self._font_number = self._style_number = -1
        self._style, self._level, self._in_table = 0, -1, False
        self._bytes = bytearray()
        self._to_skip = 0
        self._high = 0  # the first half of a character beyond U+FFFF
        self._stretch = ""
        self._table: list[_Done] = []
        self._rows: list[tuple[list[int], bool]] = []  # right edges and whether a header, of the rows so far
        self._edges: list[int] = []
        self._header = False
        self._cells = 0
        self._tables = 0

    # --- the file

    def read(self, data: bytes) -> None:
        """Takes the whole file."""
        position = 0
        while position < len(data):
            token = _TOKEN.match(data, position)
            if token is None:  # a backslash at the very end
                break
            position = token.end()
            if (brace := token["brace"]) is not None:
                self._flush_bytes()
                if brace == b"{":
                    self._begin_group()
                else:
                    self._end_group()
            elif (word := token["word"]) is not None:
                self._flush_bytes()
                number = int(token["number"]) if token["number"] else None
                if word == b"bin":
                    position += max(number or 0, 0)
                    continue
                self._take_word(word.decode("ascii"), number)
            elif (byte := token["byte"]) is not None:
                self._take_bytes(bytes.fromhex(byte.decode("ascii")))
            elif (sign := token["sign"]) is not None:
                self._flush_bytes()
                self._take_sign(sign)
            elif (text := token["text"]) is not None:
                self._take_bytes(text)
        self._flush_bytes()
        for layer in Layer:
            self._state.layer, self._in_table = layer, False
            self._end_paragraph()
        self._end_table()

    def reading(self) -> Reading:
        """What was taken. Raises `CannotRead` where no text was."""
        for what, count in self._counts.items():
            self._transcript.notice(what, count)
        reading = self._transcript.finish()
        body = sum(len(block.text) for block in reading.blocks if block.layer is Layer.BODY)
        if not body:
            raise CannotRead("this rich text file has no text. Check that it is the right file.", "unreadable")
        if self._counts["pictures"] and body < _HARDLY_ANY_TEXT:
            self._transcript.notice("pictures", 0, lost=True)
        return reading

    def _begin_group(self) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            raise CannotRead("this rich text file nests too deeply. Open it in Word and save it as a Word Document (.docx).")
        self._stack.append(self._state)
        self._state = replace(self._state, ignorable=False)

    def _end_group(self) -> None:
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        if ended.collect and not self._state.collect:
            self._end_collecting(ended.collect)
        if ended.layer is not self._state.layer:
            self._finish_layer(ended.layer)

    def _finish_layer(self, layer: Layer) -> None:
        now, self._state.layer = self._state.layer, layer
        kept = self._style, self._level, self._in_table
        self._in_table = False
        self._end_paragraph()
        self._style, self._level, self._in_table = kept
        self._state.layer = now

    def _end_collecting(self, kind: str) -> None:
        collected, self._collected = self._collected, ""
        if kind == "number":
            self._open[self._state.layer].number = _number(collected)

    # --- characters

    def _take_bytes(self, raw: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(raw))
            self._to_skip -= skipped
            raw = raw[skipped:]
        self._bytes += raw

    def _flush_bytes(self) -> None:
        if not self._bytes:
            return
        charset = self._fonts.get(self._state.font, -1)
        page = _CODEPAGES.get(charset, self._default)
        raw, self._bytes = bytes(self._bytes), bytearray()
        if charset == _SYMBOL_CHARSET and not self._state.collect:
            self._say("".join(chr(0xF000 + b) if b > 0x20 else " " for b in raw))
        else:
            self._say(raw.decode(page, "replace"))

    def _say(self, text: str) -> None:
        state = self._state
        if state.skip or not text:
            return
        if not text.isascii():
            text, unknown = without_private(text)
            self._counts["symbols"] += unknown
        if state.collect:
            self._collect(text)
            return
        kind = "deletions" if state.deleted else "hidden" if state.hidden else "struck" if state.struck else ""
        if kind:
            if text.strip() and self._stretch != kind:
                self._counts[kind] += 1
                self._stretch = kind
            return
        paragraph = self._open[state.layer]
        if text.strip():
            self._stretch = ""
            paragraph.strong = paragraph.strong and state.bold
        paragraph.characters.append(text)

    def _collect(self, text: str) -> None:
        self._collected += text[: 1_000 - len(self._collected)] if len(self._collected) < 1_000 else ""
        if self._state.collect == "style" and ";" in text:
            self._styles[max(self._style_number, 0)] = self._collected.split(";")[0].strip()
            self._collected, self._style_number = "", -1

    def _take_sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.ignorable = True
        elif sign in b"\r\n":
            self._take_word("par", None)
        elif self._to_skip:
            self._to_skip -= 1
        else:
            self._say(_SIGNS.get(sign, ""))

    def _take_unicode(self, number: int) -> None:
        code = number % 0x10000
        self._to_skip = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._say(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._say(chr(code))

    # --- words

    def _take_word(self, word: str, number: int | None) -> None:
        if word == "u":
            self._take_unicode(number or 0)
            return
        self._to_skip = 0
        if self._take_destination(word):
            return
        if word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word in ("par", "sect", "page"):
            self._break_paragraph(word)
        elif word in ("cell", "nestcell"):
            self._end_cell(word == "cell")
        elif word in ("row", "nestrow"):
            self._end_row(word == "row")
        elif not self._take_character_property(word, number):
            self._take_paragraph_property(word, number)

    def _take_destination(self, word: str) -> bool:
        """Whether `word` says what its group is, and then what becomes of the group's characters."""
        state = self._state
        ignorable, state.ignorable = state.ignorable, False
        if word in ("fonttbl", "stylesheet"):
            state.collect, self._collected = {"fonttbl": "font", "stylesheet": "style"}[word], ""
        elif word in ("listtext", "pntext"):
            state.collect, self._collected = "number", ""
        elif word in _LAYERS:
            state.layer = _LAYERS[word]
        elif word in ("pict", "object", "annotation", "do"):
            if not state.skip:
                self._counts[{"pict": "pictures", "object": "embedded", "annotation": "comments"}.get(word, "pictures")] += 1
            state.skip = True
        elif word in _PASSED_OVER or (ignorable and word not in _OPENED and not state.collect):
            state.skip = True
        elif word == "shptxt":
            self._break_paragraph("par")
        else:
            return False
        return True

    def _take_character_property(self, word: str, number: int | None) -> bool:
        state, is_on = self._state, number != 0
        if word == "b":
            state.bold = is_on
        elif word == "v":
            state.hidden = is_on
        elif word in ("strike", "striked"):
            state.struck = is_on
        elif word == "deleted":
            state.deleted = is_on
        elif word == "plain":
            state.bold = state.hidden = state.struck = state.deleted = False
        elif word == "f":
            state.font = self._font_number = number or 0
        elif word == "uc":
            state.fallback = min(max(number or 0, 0), 16)
        else:
            return False
        return True

    def _take_paragraph_property(self, word: str, number: int | None) -> None:
        if word == "pard":
            self._style, self._level, self._in_table = 0, -1, False
        elif word == "s":
            if self._state.collect == "style":
                self._style_number = number or 0
            else:
                self._style = number or 0
        elif word == "outlinelevel":
            self._level = number or 0
        elif word == "intbl":
            self._in_table = True
        elif word == "trowd":
            self._edges, self._header = [], False
        elif word == "cellx":
            if len(self._edges) < _MAX_COLUMNS:
                self._edges.append(number or 0)
        elif word == "trhdr":
            self._header = True
        elif word == "fcharset":
            self._fonts[self._font_number] = number or 0
        elif word == "ansicpg":
            self._default = _codepage(number or 0)
        elif word == "mac":
            self._default = "mac_roman"

    # --- paragraphs and tables

    def _break_paragraph(self, word: str) -> None:
        if self._state.skip or self._state.collect:
            return
        self._end_paragraph()
        self._page += word == "page"

    def _end_paragraph(self) -> None:
        layer = self._state.layer
        paragraph, self._open[layer] = self._open[layer], _Paragraph()
        self._stretch = ""
        raw = "".join(paragraph.characters)
        if layer is Layer.BODY:
            self._ordinal += 1
            if not self._in_table:
                self._end_table()
        if not raw.strip():
            return
        place = Place(self._ordinal if layer is Layer.BODY else None)
        level = self._level + 1 if 0 <= self._level <= 8 else None
        style = self._styles.get(self._style, "")
        done = _Done(raw, place, layer, style, level, paragraph.number, paragraph.strong)
        if layer is Layer.BODY and self._in_table:
            done.row, done.column = len(self._rows), self._cells
            self._table.append(done)
        else:
            self._keep(done, None)

    def _end_cell(self, outermost: bool) -> None:
        """Ends a cell; one of a table inside a cell is read as a paragraph of that cell."""
        if self._state.skip:
            return
        self._in_table = True
        self._end_paragraph()
        self._cells += outermost

    def _end_row(self, outermost: bool) -> None:
        if self._state.skip or not outermost:
            return
        self._rows.append((self._edges, self._header))
        self._cells = 0

    def _end_table(self) -> None:
        """Gives out the cells of the table that has ended: a column is a stretch between two edges of any of its rows."""
        if not self._rows and not self._table:
            return
        if self._cells or not self._rows:
            self._rows.append((self._edges, self._header))
        edges = sorted({edge for row, _ in self._rows for edge in row})[:_MAX_COLUMNS]
        column_of = {edge: n for n, edge in enumerate(edges, 1)}
        for done in self._table:
            row, header = self._rows[min(done.row or 0, len(self._rows) - 1)]
            ends = [column_of.get(edge, len(edges)) for edge in row]
            first = ([0, *ends] + [done.column])[done.column] if done.column <= len(ends) else done.column
            last = ends[done.column] if done.column < len(ends) else first + 1
            self._keep(done, Cell(self._tables, done.row or 0, first, 1, max(last - first, 1), header))
        self._tables += 1
        self._table, self._rows, self._cells = [], [], 0

    def _keep(self, done: _Done, cell: Cell | None) -> None:
        self._transcript.add(
            done.raw,
            done.place,
            layer=done.layer,
            style=done.style,
            level=done.level,
            number=done.number,
            strong=done.strong,
            cell=cell,
        )


def _number(text: str) -> str:
    """A list number as it is shown; the many characters that serve as bullets are one."""
    label = normalise(text)
    return BULLET if len(label) == 1 and not label.isalnum() else label[:100]


def _codepage(number: int) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
