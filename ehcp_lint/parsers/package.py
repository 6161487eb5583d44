"""The zip of XML parts that a Word or OpenDocument file is, opened so that a hostile one is refused before it costs anything.

A zip of 2 MB can inflate to 2 GB and a few hundred bytes of DTD to a billion words. So: the directory is checked before any
part is opened, parts are inflated in pieces and counted as they come (the sizes they declare may lie), and no XML part with
a DTD is parsed. The limits and why: docs/decisions/reading-word.md. Nothing is written to disk, no
relationship to the outside is followed and no part is opened that the reader does not ask for."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ehcp_lint.errors import CannotRead

Element = Any  # lxml's elements: its stubs are too loose for mypy --strict

MEGABYTE = 1_000_000
MAX_ENTRIES = 2_000
MAX_PART = 50 * MEGABYTE
MAX_XML = 20 * MEGABYTE
MAX_TOTAL = 100 * MEGABYTE
MAX_ELEMENTS = 1_000_000
MAX_DIRECTORY = 4 * MEGABYTE  # of the zip: 2,000 entries need a tenth of it
# Repetitive plans inflate 270 times, but no plan of this size does.
MAX_RATIO, RATIO_FROM = 200, 10 * MEGABYTE
_DEFLATE = 1_032  # the most that deflate can inflate, to one
_PIECE = 1 << 18

_BROKEN = (
    BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, LookupError, OverflowError,
    struct.error,
)  # fmt: skip
# A part that begins so is read as UTF-8 by every parser, and then a DTD needs the nine bytes `<!DOCTYPE`.
_UTF8_HEAD = re.compile(
    rb"""(?:\xef\xbb\xbf)?<(?:[A-Za-z]|\?xml\ version=["']1\.0["'](?:\ encoding=["'](?:UTF|utf)-8["'])?"""
    rb"""(?:\ standalone=["'](?:yes|no)["'])?\s*\?>)""",
    re.VERBOSE,
)
_OUTSIDE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


class Package:
    """The parts of one zip, by name; `kind` names the file in refusals ("Word file").

    Names are matched without regard to case, as Open Packaging asks. Raises `CannotRead` for all that is wrong."""

    def __init__(self, data: bytes, kind: str) -> None:
        self.kind = kind
        self._data = data
        self._inflated = 0
        self._refuse_large_directory(data)
        try:
            entries = ZipFile(io.BytesIO(data)).infolist()
        except _BROKEN:
            self._damaged()
        self._entries = {_key(entry.filename): entry for entry in entries}
        self._check_directory(entries)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def names(self) -> list[str]:
        """All part names in lower case, in the zip's order."""
        return list(self._entries)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is no such part."""
        entry = self._entries.get(_key(name))
        if entry is None:
            return None
        try:
            return b"".join(self._pieces(entry))
        except _BROKEN:
            self._damaged()

    def xml(self, name: str) -> Element | None:
        """The root of an XML part; None where there is no such part or nothing in it."""
        data = self.read(name)
        return self.parse(data) if data else None

    def parse(self, data: bytes) -> Element:
        """The root of a part's bytes, which hold no DTD, no crowd of elements and no depth over 256 (libxml2's own limit)."""
        if b"<!DOCTYPE" in data or not _UTF8_HEAD.match(data):
            self._refuse_doctype(data)
        self._refuse_crowd(data)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error).lower():
                raise CannotRead(
                    f"this {self.kind} nests its tables or fields too deeply. Copy its text into a new document."
                ) from None
            self._damaged()
        if root.getroottree().docinfo.internalDTD is not None:
            self._doctype()
        return root

    def weigh(self) -> None:
        """Inflates every part, a piece at a time, where the whole could be too large: what this reader does not open, another
        library that the file is handed to may. An ordinary plan has too few bytes for a bomb and is spared."""
        entries = self._entries.values()
        if sum(max(entry.file_size, entry.compress_size * _DEFLATE) for entry in entries) <= MAX_TOTAL:
            return
        for entry in entries:
            try:
                for _ in self._pieces(entry):
                    pass
            except _BROKEN:
                continue  # a damaged picture is no reason to refuse; a damaged part is refused when it is read
        self._inflated = 0

    def _pieces(self, entry: ZipInfo) -> Iterator[bytes]:
        """A part inflated piece by piece, refused as soon as it or the whole is larger than any plan.

        Not by zipfile: that stops at the size an entry declares, and so never sees what one that lies would inflate to."""
        limit = MAX_XML if entry.filename.lower().endswith((".xml", ".rels")) else MAX_PART
        size = checksum = 0
        for piece in self._inflate(entry):
            size += len(piece)
            self._inflated += len(piece)
            if size > limit or self._inflated > MAX_TOTAL or _suspicious(size, entry.compress_size):
                self._too_large()
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if checksum != entry.CRC:
            raise BadZipFile

    def _inflate(self, entry: ZipInfo) -> Iterator[bytes]:
        begin = entry.header_offset
        if self._data[begin : begin + 4] != b"PK\x03\x04":
            raise BadZipFile
        name, extra = struct.unpack_from("<HH", self._data, begin + 26)
        begin += 30 + name + extra
        packed = memoryview(self._data)[begin : begin + entry.compress_size]
        if entry.compress_type == ZIP_STORED:
            yield bytes(packed)
            return
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        for start in range(0, len(packed), _PIECE):
            rest: bytes | memoryview = packed[start : start + _PIECE]
            while rest and not stream.eof:
                yield stream.decompress(rest, _PIECE)
                rest = stream.unconsumed_tail
        while not stream.eof:
            piece = stream.decompress(b"", _PIECE)
            if not piece:  # it was cut short
                raise BadZipFile
            yield piece

    def _check_directory(self, entries: list[ZipInfo]) -> None:
        if len(entries) > MAX_ENTRIES:
            raise CannotRead(f"this {self.kind} has more than {MAX_ENTRIES:,} parts. Copy its text into a new document.")
        if len(self._entries) < len(entries) or any(_OUTSIDE_NAME.search(entry.orig_filename) for entry in entries):
            raise CannotRead(f"this {self.kind} is not put together as it should be. {_SAVE_AGAIN}")
        if any(entry.flag_bits & 1 for entry in entries):
            raise CannotRead(f"this {self.kind} is password-protected. Open it, remove the password, save it and try again.")
        if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
            raise CannotRead(f"this {self.kind} is packed in an unusual way. {_SAVE_AGAIN}")
        if any(entry.file_size > MAX_PART for entry in entries) or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            self._too_large()

    def _refuse_large_directory(self, data: bytes) -> None:
        """zipfile reads the whole directory at once: half a million entries in 25 MB. Its size stands at the file's end."""
        end = data.rfind(b"PK\x05\x06")
        if end < 0 or len(data) < end + 22:
            self._damaged()
        size = int.from_bytes(data[end + 12 : end + 16], "little")
        long_end = data.rfind(b"PK\x06\x06")
        if size == 0xFFFFFFFF and long_end >= 0:
            size = int.from_bytes(data[long_end + 40 : long_end + 48], "little")
        if size > MAX_DIRECTORY:
            raise CannotRead(f"this {self.kind} has more than {MAX_ENTRIES:,} parts. Copy its text into a new document.")

    def _refuse_doctype(self, data: bytes) -> None:
        """Neither Word nor OpenDocument may have a DTD. A parser decides, not a pattern: UTF-16 hides from patterns."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = lambda *_: self._doctype()
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            self._damaged()

    def _refuse_crowd(self, data: bytes) -> None:
        """Every element costs memory; none can begin without a `<`, which is quick to count in any encoding."""
        marks = data.count(b"<")
        if marks > 2 * MAX_ELEMENTS:
            self._too_large()
        if marks <= MAX_ELEMENTS:
            return
        count = 0

        def begin(*_: object) -> None:
            nonlocal count
            count += 1
            if count > MAX_ELEMENTS:
                self._too_large()

        parser = expat.ParserCreate()
        parser.StartElementHandler = begin
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            self._damaged()

    def _damaged(self) -> NoReturn:
        raise CannotRead(
            f"this {self.kind} is damaged or was cut short. Ask for it again, or open it in Word and save a new copy."
        ) from None

    def _too_large(self) -> NoReturn:
        raise CannotRead(
            f"this {self.kind} unpacks to far more than a plan holds. Copy its text into a new document."
        ) from None

    def _doctype(self) -> NoReturn:
        raise CannotRead(f"this {self.kind} holds a document type declaration, which none may. {_SAVE_AGAIN}") from None


_SAVE_AGAIN = "Open it in Word, save a new copy and try that."


def _key(name: str) -> str:
    return name.replace("\\", "/").lower()


def _suspicious(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size > MAX_RATIO * max(packed, 1)
