"""What a file is, by its first bytes and not by its name, and a plain refusal for each kind that cannot be read.

A refusal is one line: what the file is and what to do next. It names neither the file (names of plans hold names of
children) nor anything in it."""

from __future__ import annotations

import re
from enum import StrEnum

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import DEFAULT, Limits, refuse_larger
from ehcp_lint.parsers.package import Package


class Format(StrEnum):
    """The formats that have a reader."""

    WORD = "word"
    PDF = "pdf"
    ODT = "odt"
    RTF = "rtf"
    TEXT = "text"


_ASK = "Ask for the plan as a Word or PDF file."
_PICTURE = "Its words cannot be read. Ask for the Word file, or for a PDF with text that can be selected."
_UNPACK = "Unpack it and check the plans inside."
_AS_DOCX = "Open it in Word and save it as a Word Document (.docx)."
_LOCKED = "Open it in Word, remove the password (File, Info, Protect Document), save it and try again."

# Files that systems leave in folders; a batch passes over them (`is_clutter`).
_CLUTTER = {
    ".ds_store": "a note that macOS leaves in folders",
    "thumbs.db": "the small pictures that Windows keeps of a folder",
    "desktop.ini": "a note that Windows leaves in folders",
}
_MAGIC: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), what, then)
    for pattern, what, then in (
        (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", "a picture", _PICTURE),
        (rb".{4}ftyp(?:hei[cfsx]|mif1|msf1|avif)", "a picture", _PICTURE),
        (rb"\xdb\xa5-\0|\x31\xbe\0\0|\xfe\x37\0\x23", "a very old Word file", _AS_DOCX),
        (rb"\xffWPC", "a WordPerfect file", _AS_DOCX),
        (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh", "a packed folder", _UNPACK),
    )
)
# The streams of an OLE2 file (everything Office wrote before 2007) are named in its directory in UTF-16.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(
    (stream.encode("utf-16-le"), what, then)
    for stream, what, then in (
        ("EncryptedPackage", "a password-protected Word file", _LOCKED),
        ("WordDocument", "a Word 97-2003 file (.doc)", _AS_DOCX),
        ("Workbook", "an Excel file", _ASK),
        ("PowerPoint Document", "a PowerPoint file", _ASK),
        ("__nameid_version", "an Outlook message", "Save the plan that is attached to it and check that."),
    )
)
_PACKAGES = (
    ("xl/", "an Excel file", _ASK),
    ("ppt/", "a PowerPoint file", _ASK),
    ("visio/", "a Visio file", _ASK),
    ("index/document.iwa", "an Apple Pages file", "Open it in Pages and export it to Word."),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_WORD_XML = re.compile(rb"Word\.Document|schemas\.microsoft\.com/office/(?:word|2006/xmlPackage)|wordprocessingml")
_TEXT_NAME = re.compile(r"^[^.]*$|\.(?:txt|text|md)$", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def identify(data: bytes, name: str, limits: Limits = DEFAULT) -> Format:
    """The format of a file by its bytes; plain text has no mark of its own, so there the name must agree.

    Raises `CannotRead` for what has no reader, each kind with its own line."""
    last = _last_part(name)
    if what := _clutter(last):
        raise CannotRead(f"this is {what}, not a plan. Leave it out.")
    if not data.strip(b"\0 \r\n\t"):
        raise CannotRead("the file is empty. Ask for it again, or open it and save it once more.", "unreadable")
    refuse_larger(len(data), limits)
    if data.startswith(b"PK"):
        return _identify_zip(data)
    if data.startswith(_OLE):
        _refuse_ole(data)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    for magic, what, then in _MAGIC:
        if magic.match(data):
            raise CannotRead(f"this is {what}. {then}")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    return _identify_text(data, last)


def is_clutter(name: str) -> bool:
    """Whether a file in a folder is not a document at all, by its name: Word's lock files and what systems leave behind."""
    return bool(_clutter(_last_part(name)))


def _last_part(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]


def _clutter(last: str) -> str:
    if last.startswith("~$"):
        return "the mark that Word keeps while somebody has a document open"
    if last.startswith("._"):
        return "a note that macOS keeps beside a file"
    return _CLUTTER.get(last.lower(), "")


def _identify_zip(data: bytes) -> Format:
    package = Package(data, "file")
    names = package.names()
    kind = package.read("mimetype") or b""
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise CannotRead(f"this is an OpenDocument file, but not a text document. {_ASK}")
    if any(name.startswith("word/") for name in names) or b"wordprocessingml" in (package.read("[Content_Types].xml") or b""):
        return Format.WORD
    for start, what, then in _PACKAGES:
        if any(name.startswith(start) for name in names):
            raise CannotRead(f"this is {what}. {then}")
    raise CannotRead(f"this is a packed folder (zip). {_UNPACK}")


def _refuse_ole(data: bytes) -> None:
    for stream, what, then in _STREAMS:
        if stream in data:
            raise CannotRead(f"this is {what}. {then}")
    raise CannotRead(f"this is an old Office file, but not a Word document. {_ASK}")


def _identify_text(data: bytes, last: str) -> Format:
    head = data[:4096]
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise CannotRead("this is a web page (HTML). Open it in Word and save it as a Word Document (.docx).")
    if head.lstrip().startswith(b"MIME-Version:"):
        raise CannotRead("this is a web page or message saved as one file. Open it in Word and save it as .docx.")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        if _WORD_XML.search(head):
            raise CannotRead("this is a Word file saved as XML. Open it in Word and save it as a Word Document (.docx).")
        raise CannotRead(f"this is an XML file. {_ASK}")
    if not head.startswith(_BOMS) and _BINARY.search(head):
        raise CannotRead(f"this is neither Word, PDF, OpenDocument, RTF nor plain text, or it is damaged. {_ASK}")
    if not _TEXT_NAME.search(last):
        raise CannotRead("this holds plain text, which its name does not say. Ask for the Word file, or rename it to .txt.")
    return Format.TEXT
