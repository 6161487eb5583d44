"""Reads what is neither Word nor PDF: OpenDocument and rich text by their own readers, plain text here."""

from __future__ import annotations

import codecs

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.guard import Format
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Place

# Lines up to this long may have been broken by the program that wrote them; longer ones are paragraphs.
_WIDEST_WRAPPED = 100
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_plain(data: bytes, kind: Format) -> Reading:
    """The text of an .odt, .rtf or .txt file. Raises `CannotRead`."""
    if kind is Format.ODT:
        from ehcp_lint.parsers.plain.odt import read_odt

        return read_odt(data)
    if kind is Format.RTF:
        from ehcp_lint.parsers.plain.rtf import read_rtf

        return read_rtf(data)
    return read_text(data)


def read_text(data: bytes) -> Reading:
    """The text of a plain text file, a block for each line, or for each paragraph where lines were broken to a width."""
    transcript = Transcript("text")
    for ordinal, paragraph in enumerate(_paragraphs(_decode(data).splitlines()), 1):
        transcript.add(paragraph, Place(ordinal))
    reading = transcript.finish()
    if not reading.blocks:
        raise CannotRead("this text file has no text. Check that it is the right file.", "unreadable")
    return reading


def _decode(data: bytes) -> str:
    """By the mark at its start, else UTF-8 if it is that, else the usual Windows characters."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _paragraphs(lines: list[str]) -> list[str]:
    """Joins a line to the one before where that was broken for width: it is nearly full and the next goes on in lower case."""
    widest = max(map(len, lines), default=0)
    joined: list[str] = []
    before = ""
    for line in lines:
        wrapped = widest <= _WIDEST_WRAPPED and len(before) > widest * 0.7 and line[:1].islower()
        if wrapped and joined:
            joined[-1] += f" {line}"
        elif line.strip():
            joined.append(line)
        before = line
    return joined
