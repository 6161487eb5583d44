"""Damage to a PDF: to its objects, references, numbers, names, streams and cross references.

The seeds are written without packing, so that what is damaged is the document and not only its packing."""

from __future__ import annotations

import re
import zlib
from random import Random

from fuzzing.words import say_otherwise

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")
_SHOWN = re.compile(rb"\(([^()\\]{2,})\)")
NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2147483647",
    b"-2147483648",
    b"99999999999999999999",
    b"0.0000001",
    b"1e10",
    b"NaN",
    b"65536",
    b"3.4028e38",
    b"--5",
    b"400000",
)
NAMES = (
    b"/Page", b"/Pages", b"/Font", b"/XObject", b"/Form", b"/Image", b"/Type3", b"/Type0", b"/Kids", b"/Parent", b"/Contents", b"/Resources", b"/FlateDecode", b"/LZWDecode",
    b"/ASCII85Decode", b"/JBIG2Decode", b"/DCTDecode", b"/Crypt", b"/ObjStm", b"/XRef", b"/Annots", b"/Widget", b"/StructTreeRoot", b"/K", b"/Identity-H", b"/MediaBox", b"/Encoding", b"/ToUnicode",
)  # fmt: skip
OPERATORS = (
    b"q ", b"Q ", b"BT ", b"ET ", b"BT BT BT ", b"0 0 0 0 0 0 cm ", b"1e9 0 0 1e9 0 0 cm ", b"0 1 -1 0 300 300 cm ", b"0 Tf ", b"/F1 0 Tf ", b"/F1 -12 Tf ", b"/F1 100000 Tf ", b"/None 12 Tf ",
    b"1000000 Tc ", b"-500 Tw ", b"0 Tz ", b"7 Tr ", b"3 Tr ", b"(Section F) Tj ", b"<FEFF> Tj ", b"[(a) -99999 (b)] TJ ", b"T* " * 50, b"0 0 1e9 1e9 re S ", b"0 0 0 0 re f ",
    b"100 100 m 100 700 l S ", b"0 0 m 595 0 l S " * 200, b"/X Do ", b"/Span <</MCID 99999>> BDC ", b"EMC ", b"BI ID x EI ", b"1 2 3 4 5 6 7 8 9 ", b"NaN w ", b"/P <</MCID -1>> BDC ",
)  # fmt: skip


def number(data: bytes, chance: Random) -> bytes:
    """Numbers become others."""
    return _some(_NUMBER, data, chance, lambda _: chance.choice(NUMBERS))


def reference(data: bytes, chance: Random) -> bytes:
    """References point to other objects: to parents, to themselves, to nothing."""
    known = [match[1] for match in _REFERENCE.finditer(data)] or [b"1"]
    return _some(_REFERENCE, data, chance, lambda _: chance.choice((*known, b"0", b"999999")) + b" 0 R")


def name(data: bytes, chance: Random) -> bytes:
    """Names become other names, of this file or of those that mean something."""
    known = [match[0] for match in _NAME.finditer(data)] or [b"/X"]
    return _some(_NAME, data, chance, lambda _: chance.choice((*known, *NAMES)))


def drop_object(data: bytes, chance: Random) -> bytes:
    """An object is missing."""
    return _object(data, chance, lambda _: b"")


def double_object(data: bytes, chance: Random) -> bytes:
    """An object is there twice, the second time with another's body."""
    found = [match[0] for match in _OBJECT.finditer(data)]
    if not found:
        return data
    return _object(
        data, chance, lambda one: one + b"\n" + one.split(b"obj", 1)[0] + b"obj" + chance.choice(found).split(b"obj", 1)[1]
    )


def empty_object(data: bytes, chance: Random) -> bytes:
    """An object becomes null, a list, a dictionary, a number or a reference."""
    new = chance.choice(
        (
            b"null",
            b"[]",
            b"<<>>",
            b"7",
            b"(text)",
            b"true",
            b"1 0 R",
            b"[[[[[[[[]]]]]]]]",
            b"<</Kids [2 0 R]/Count 3>>",
            b"[" * 500,
        )
    )
    return _object(data, chance, lambda one: one.split(b"obj", 1)[0] + b"obj\n" + new + b"\nendobj")


def length(data: bytes, chance: Random) -> bytes:
    """A stream lies about its length."""
    return _some(_LENGTH, data, chance, lambda _: b"/Length " + chance.choice((*NUMBERS, b"4 0 R", b"(x)", b"")))


def cross_references(data: bytes, chance: Random) -> bytes:
    """The table at the end is wrong, looks elsewhere, or is missing."""
    at = data.rfind(b"xref")
    what = chance.randrange(5)
    if at < 0 or what == 0:
        return re.sub(rb"startxref\s+\d+", b"startxref\n" + chance.choice(NUMBERS), data)
    if what == 1:
        return data[:at]
    if what == 2:
        return data.replace(b"trailer\n<<", b"trailer\n<< /Prev " + str(chance.choice((at, 0, len(data), 9))).encode(), 1)
    if what == 3:
        return data[:at] + _some(_NUMBER, data[at:], chance, lambda _: chance.choice(NUMBERS))
    return data.replace(b"trailer", chance.choice((b"trailor", b"trailer << >>\ntrailer", b"trailer << /Encrypt 5 0 R >>")), 1)


def operators(data: bytes, chance: Random) -> bytes:
    """A page draws something else as well."""

    def other(match: re.Match[bytes]) -> bytes:
        body = match[1]
        at = body.find(b"\n", chance.randrange(len(body) + 1)) + 1
        new = chance.choice(OPERATORS) * chance.choice((1, 1, 1, 30))
        return b"stream\n" + body[:at] + new + body[at:] + b"\nendstream"

    return _mend_lengths(_one(_STREAM, data, chance, other))


def words(data: bytes, chance: Random) -> bytes:
    """A page says something else."""

    def other(match: re.Match[bytes]) -> bytes:
        said = say_otherwise(match[1].decode("latin-1"), chance).encode("latin-1", "replace")
        return b"(" + re.sub(rb"[\\()]", b" ", said) + b")"

    for _ in range(chance.choice((1, 3, 10))):
        data = _one(_SHOWN, data, chance, other)
    return _mend_lengths(data)


def packing(data: bytes, chance: Random) -> bytes:
    """A stream is packed and the packing damaged, packed twice, or said to be packed and is not."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    head = data.rfind(b"<<", 0, one.start())
    if head < 0:
        return data
    packed, said = one[1], b"/Filter /FlateDecode "
    what = chance.randrange(4)
    if what < 3:
        packed = zlib.compress(packed)
    if what == 1:
        packed, said = zlib.compress(packed), b"/Filter [/FlateDecode /FlateDecode] "
    if what == 2 and packed:
        at = chance.randrange(len(packed))
        packed = packed[:at] + chance.randbytes(3) + packed[at + 3 :]
    made = data[: head + 2] + said + data[head + 2 : one.start()] + b"stream\n" + packed + b"\nendstream" + data[one.end() :]
    return _mend_lengths(made)


def _some(pattern: re.Pattern[bytes], data: bytes, chance: Random, new: object) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data = _one(pattern, data, chance, new)
    return data


def _one(pattern: re.Pattern[bytes], data: bytes, chance: Random, new: object) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + new(one) + data[one.end() :]  # type: ignore[operator]


def _object(data: bytes, chance: Random, new: object) -> bytes:
    return _one(_OBJECT, data, chance, lambda match: new(match[0]))  # type: ignore[operator]


def _mend_lengths(data: bytes) -> bytes:
    """Streams that changed say how long they are now: else that would be all that a reader sees."""

    def mended(match: re.Match[bytes]) -> bytes:
        return (
            re.sub(rb"/Length \d+", b"/Length %d" % len(match[2]), match[1], count=1) + b"stream\n" + match[2] + b"\nendstream"
        )

    return re.sub(rb"(<<[^<>]*(?:<<[^<>]*>>[^<>]*)*>>\s*)stream\r?\n(.*?)\r?\nendstream", mended, data, flags=re.DOTALL)


WAYS_OF_PDFS = (
    number, number, reference, reference, name, name, drop_object, double_object, empty_object, length, cross_references, operators, operators, operators, words, words,
    words, packing,
)  # fmt: skip
