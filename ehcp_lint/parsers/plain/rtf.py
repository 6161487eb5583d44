"""Reads rich text (.rtf), as Word and LibreOffice write it: paragraphs, headings, list numbers, table cells, headers, notes.

Written here and not left to striprtf, which runs table cells together, drops list numbers and reads deleted and hidden text
as if it were shown. Unknown words are passed over, unknown `\\*` groups left out, as the specification asks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.plain.rtf_table import Done, Table
from ehcp_lint.parsers.plain.rtf_words import (
    CHARACTERS,
    CHARSETS,
    COLLECTED,
    COUNTED,
    LAYERS,
    OPENED,
    PASSED_OVER,
    SIGNS,
    SYMBOL_CHARSET,
    codepage,
)  # fmt: skip
from ehcp_lint.parsers.text import normalise
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.parsers.word.numbering import BULLET
from ehcp_lint.parsers.word.styles import level_of_name, shown_name
from ehcp_lint.parsers.word.symbols import CHECKED, UNCHECKED, without_private
from ehcp_lint.plan import Cell, Layer, Place

_MAX_DEPTH = 1_000
_LONGEST = 100  # characters of a style's name or a list number
_HARDLY_ANY_TEXT = 200
_CHECK_BOX, _BY_DEFAULT = 1, 25  # of \\fftype and \\ffres
_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\ ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _State:
    """What holds inside one group; a group inside it starts with a copy."""

    skip: bool = False
    ignorable: bool = False  # `\*` has been read: the next word names a group that may be left out
    collect: str = ""  # "font", "style" or "number": where characters go when not into the text
    layer: Layer = Layer.BODY
    box: int = 0  # how many text boxes deep
    form: bool = False  # in the data of a form's field
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    inserted: bool = False
    font: int = -1
    fallback: int = 1  # characters after \u that stand for it where Unicode is not understood
    style: int = 0
    level: int = -1
    in_table: bool = False


@dataclass(slots=True)
class _Open:
    """The paragraph being put together."""

    characters: list[str] = field(default_factory=list)
    number: str = ""
    strong: bool = True


def read_rtf(data: bytes) -> Reading:
    """The text of an .rtf file. Raises `CannotRead`."""
    reader = _Reader()
    reader.read(data)
    return reader.reading()


class _Reader:
    """One pass over the file."""

    def __init__(self) -> None:
        self._transcript = Transcript("rtf")
        self._counts: Counter[str] = Counter()
        self._letters = self._ordinal = self._tables = 0
        self._state = _State()
        self._stack: list[_State] = []
        self._open = {layer: _Open() for layer in Layer}
        self._around_boxes: list[_Open] = []
        self._table = Table()
        self._default = "cp1252"
        self._fonts: dict[int, int] = {}
        self._styles: dict[int, str] = {}
        self._collected = ""
        self._style_number: int | None = 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._high = 0  # the first half of a character beyond U+FFFF
        self._stretch = ""
        self._form: dict[str, int] = {}

    # --- the file

    def read(self, data: bytes) -> None:
        """Takes the whole file."""
        position = 0
        while (token := _TOKEN.match(data, position)) is not None:
            position = token.end()
            kind = token.lastgroup
            if kind in ("word", "number"):
                self._flush_bytes()
                number = int(token["number"]) if token["number"] else None
                if token["word"] == b"bin":  # so many bytes of a picture follow, whatever they are
                    position += max(number or 0, 0)
                else:
                    self._take_word(token["word"].decode("ascii"), number)
            elif kind == "text":
                self._take_bytes(token["text"])
            elif kind == "byte":
                self._take_bytes(bytes.fromhex(token["byte"].decode("ascii")))
            elif kind == "sign":
                self._flush_bytes()
                self._take_sign(token["sign"])
            elif kind == "brace":
                self._flush_bytes()
                self._to_skip = 0
                (self._begin_group if token["brace"] == b"{" else self._end_group)()
        self._flush_bytes()
        if self._stack:  # a group that never ended may have swallowed text
            raise _damaged()
        for layer in Layer:
            self._end_paragraph(_State(layer=layer))
        self._end_table()

    def reading(self) -> Reading:
        """What was taken. Raises `CannotRead` where no text was."""
        if not self._letters:
            raise CannotRead("this rich text file has no text. Check that it is the right file.", "unreadable")
        for what, count in self._counts.items():
            self._transcript.notice(what, count, lost=what == "pictures" and self._letters < _HARDLY_ANY_TEXT)
        return self._transcript.finish()

    def _begin_group(self) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            raise CannotRead("this rich text file nests too deeply. Open it in Word and save it as a Word Document (.docx).")
        self._stack.append(self._state)
        self._state = replace(self._state, ignorable=False)

    def _end_group(self) -> None:
        if not self._stack:
            raise _damaged()
        ended, self._state = self._state, self._stack.pop()
        if ended.collect == "number" and not self._state.collect:
            self._open[ended.layer].number = _number(self._collected)
        if ended.form and not self._state.form and self._form.get("fftype") == _CHECK_BOX:
            state = self._form.get("ffres", _BY_DEFAULT)
            checked = self._form.get("ffdefres", 0) if state == _BY_DEFAULT else state
            self._open[ended.layer].characters.append(f"{CHECKED if checked else UNCHECKED} ")
        if ended.layer is not self._state.layer:
            self._end_paragraph(ended)
        if ended.box > self._state.box:
            self._end_paragraph(ended)
            self._open[ended.layer] = self._around_boxes.pop()

    # --- characters

    def _take_bytes(self, raw: bytes) -> None:
        skipped = min(self._to_skip, len(raw))
        self._to_skip -= skipped
        self._bytes += raw[skipped:]

    def _flush_bytes(self) -> None:
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        charset = self._fonts.get(self._state.font, -1)
        if charset == SYMBOL_CHARSET and not self._state.collect:
            self._say("".join(chr(0xF000 + byte) if byte > 0x20 else " " for byte in raw))
        else:
            self._say(raw.decode(CHARSETS.get(charset, self._default), "replace"))

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
        gone = "deletions" if state.deleted else "hidden" if state.hidden else "struck" if state.struck else ""
        if text.strip():
            stretch = gone or ("insertions" if state.inserted else "")
            if stretch and self._stretch != stretch:
                self._counts[stretch] += 1
            self._stretch = stretch
        if not gone:
            now = self._open[state.layer]
            now.strong = now.strong and (state.bold or not text.strip())
            now.characters.append(text)

    def _collect(self, text: str) -> None:
        if len(self._collected) < _LONGEST:
            self._collected += text[:_LONGEST]
        if self._state.collect == "style" and ";" in text:
            if self._style_number is not None:
                self._styles[self._style_number] = self._collected.split(";")[0].strip()
            self._collected, self._style_number = "", 0

    def _take_sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.ignorable = True
        elif sign in b"\r\n":
            self._take_word("par", None)
        else:
            self._say(SIGNS.get(sign, ""))

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
        self._to_skip = 0
        if word == "u":
            self._take_unicode(number or 0)
        elif self._state.form:
            self._form[word] = number or 0
        elif self._take_destination(word) or self._state.skip:
            return
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif self._take_character_property(word, number):
            return
        elif self._state.collect:
            self._take_table_property(word, number)
        elif word in ("par", "sect", "page"):
            self._end_paragraph(self._state)
        elif word in ("cell", "nestcell", "row"):
            self._end_cell(word)
        else:
            self._take_paragraph_property(word, number)

    def _take_destination(self, word: str) -> bool:
        """Whether `word` says what its group is, and then what becomes of the group's characters."""
        state = self._state
        ignorable, state.ignorable = state.ignorable, False
        if word in COLLECTED:
            state.collect, self._collected = COLLECTED[word], ""
        elif word in LAYERS and not state.skip:
            state.layer, state.in_table = LAYERS[word], False
        elif word == "formfield":
            state.form = state.skip = True
            self._form = {}
        elif word in COUNTED:
            self._counts[COUNTED[word]] += not state.skip
            state.skip = True
        elif word == "shptxt" and not state.skip:
            state.box += 1
            self._around_boxes.append(self._open[state.layer])
            self._open[state.layer] = _Open()
        elif word in PASSED_OVER or (ignorable and word not in OPENED and not state.collect):
            state.skip = True
        else:
            return False
        return True

    def _take_character_property(self, word: str, number: int | None) -> bool:
        state, is_on = self._state, number != 0
        match word:
            case "b":
                state.bold = is_on
            case "v":
                state.hidden = is_on
            case "strike" | "striked":
                state.struck = is_on
            case "deleted":
                state.deleted = is_on
            case "revised":
                state.inserted = is_on
            case "plain":
                state.bold = state.hidden = state.struck = state.deleted = state.inserted = False
            case "f":
                state.font = number or 0
            case "uc":
                state.fallback = min(max(number or 0, 0), 16)
            case _:
                return False
        return True

    def _take_table_property(self, word: str, number: int | None) -> None:
        """Inside the tables of fonts and styles."""
        if word == "fcharset":
            self._fonts[self._state.font] = number or 0
        elif word == "s":
            self._style_number = number or 0
        elif word in ("cs", "ds", "ts"):  # styles of characters, sections, tables
            self._style_number = None

    def _take_paragraph_property(self, word: str, number: int | None) -> None:
        state, table = self._state, self._table
        match word:
            case "pard":
                state.style, state.level, state.in_table = 0, -1, False
            case "s":
                state.style = number or 0
            case "outlinelevel":
                state.level = number or 0
            case "intbl":
                state.in_table = True
            case "ansicpg":
                self._default = codepage(number or 0)
            case "mac":
                self._default = "mac_roman"
            case "trowd" if state.layer is Layer.BODY:
                table.edges, table.header = [], False
            case "cellx" if state.layer is Layer.BODY:
                table.end_column(number or 0)
            case "trhdr" if state.layer is Layer.BODY:
                table.header = True

    # --- paragraphs and tables

    def _end_paragraph(self, state: _State) -> None:
        done, self._open[state.layer] = self._open[state.layer], _Open()
        self._stretch = ""
        in_body = state.layer is Layer.BODY
        if in_body:
            self._ordinal += 1
            if not state.in_table and not state.box:
                self._end_table()
        raw = "".join(done.characters)
        if not raw.strip():
            return
        name = self._styles.get(state.style, "")
        level = state.level + 1 if 0 <= state.level <= 8 else level_of_name(name)
        place = Place(self._ordinal if in_body else None)
        paragraph = Done(raw, place, state.layer, shown_name(name), level, done.number, done.strong)
        if in_body and state.in_table:
            self._table.add(paragraph)
        else:
            self._keep(paragraph, None)

    def _end_cell(self, word: str) -> None:
        """Ends a cell or row. A cell of a table inside a cell is read as a paragraph of that cell."""
        table = self._table
        if word != "row":
            self._end_paragraph(replace(self._state, in_table=True))
        if self._state.layer is not Layer.BODY:
            return
        if word == "cell":
            table.cell += 1
        elif word == "row":
            table.end_row()

    def _end_table(self) -> None:
        table, self._table = self._table, Table()
        for paragraph, cell in table.placed(self._tables):
            self._keep(paragraph, cell)
        self._tables += bool(table.paragraphs)

    def _keep(self, done: Done, cell: Cell | None) -> None:
        said = done._asdict()
        del said["row"], said["cell"]
        if self._transcript.add(**said, cell=cell) and done.layer is Layer.BODY:
            self._letters += len(done.raw)


def _damaged() -> CannotRead:
    return CannotRead("this rich text file is damaged or was cut short. Ask for it again, or for the plan as a Word file.")


def _number(text: str) -> str:
    """A list number as it is shown; the many characters that serve as bullets are one (Courier's "o" among them)."""
    label = normalise(text)
    return BULLET if label == "o" or (len(label) == 1 and not label.isalnum()) else label[:_LONGEST]
