"""The files that broke plain readers of Word and PDF files when they were tried (time, memory, tracebacks), made on the spot.

Each is as small as it can be. What packs to a gigabyte is written as its packed bytes, so that making it costs nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pdf_files as d
import word_files as w
from fuzzing.packages import pack, unpack

MEGABYTE = 1 << 20
CANARY = "CANARY-of-a-file-elsewhere"


def deflated_zeros(megabytes: int, *, wrapped: bool) -> tuple[bytes, int]:
    """So many megabytes of zeros, deflated, with their checksum; `wrapped` as zlib does it. Made from one megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
    body = block * megabytes + end
    if not wrapped:
        return body, 0
    adler = (megabytes * MEGABYTE % 65521) << 16 | 1
    return b"\x78\xda" + body + struct.pack(">I", adler), adler


# --- Word


def main_part(text: str, doctype: str = "") -> bytes:
    return w.docx(main=f'<?xml version="1.0"?>{doctype}{w.document(w.p("Section A"), text)}'.encode())


def laughs() -> bytes:
    """A billion words out of ten entities."""
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return main_part("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY l0 "lol">{nested}]>')


def quadratic(size: int, times: int) -> bytes:
    """One long entity, many times."""
    return main_part(f"<w:p><w:r><w:t>{'&a;' * times}</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY a "{"a" * size}">]>')


def entity_of_a_file(path: str) -> bytes:
    return main_part("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{path}">]>')


def swelling_part(name: str, megabytes: int) -> bytes:
    """A part of zeros that says it holds little."""
    body, _ = deflated_zeros(megabytes, wrapped=False)
    stored = pack({**(unpack(w.docx(w.p("Section A"))) or {}), name: b"?" * 7})
    return _with_body(stored, name, body, 7)


def _with_body(made: bytes, name: str, body: bytes, size: int) -> bytes:
    """The zip with the packed bytes of its last member replaced; the directory says `size` for what it unpacks to."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        entry = package.getinfo(name)
        start, directory = entry.header_offset, package.start_dir
    head = bytearray(made[start : start + 30 + len(name)])
    struct.pack_into("<II", head, 18, len(body), size)
    index = bytearray(made[directory:])
    at = index.rfind(name.encode()) - 46
    struct.pack_into("<II", index, at + 20, len(body), size)
    end = index.rfind(b"PK\x05\x06")
    struct.pack_into("<I", index, end + 16, start + len(head) + len(body))
    return made[:start] + bytes(head) + body + bytes(index)


def paragraphs(megabytes: int) -> bytes:
    """Nothing but empty paragraphs."""
    return w.docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * (megabytes * MEGABYTE // 34))


def one_text(megabytes: int) -> bytes:
    return w.docx(w.p("a" * (megabytes * MEGABYTE)))


def nested(depth: int) -> bytes:
    content = w.p("Section A: I like maps.")
    for _ in range(depth):
        content = w.table(w.row(w.cell(content)))
    return w.docx(content)


def grid_span() -> bytes:
    return w.docx(w.table(w.row(w.cell("a", props='<w:gridSpan w:val="30000000"/>'))))


def many_cells() -> bytes:
    return w.docx(w.p("Section A"), w.table(*[w.row(*["x"] * 45)] * 1000))


def chain_of_parts(length: int) -> bytes:
    """Parts that each point to the next, for readers that follow."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/x"
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts = {f"word/c{n}.xml": b"<x/>" for n in range(length)}
    for n in range(length):
        parts[f"word/_rels/c{n}.xml.rels"] = (
            f'{head}<Relationship Id="r" Type="{kind}" Target="c{n + 1}.xml"/></Relationships>'.encode()
        )
    return w.docx(w.p("Section A: I like maps."), relationships=w.relationship("x", "c0.xml"), parts=parts)


def twice_the_document() -> bytes:
    made = unpack(w.docx(w.p("Section A"))) or {}
    return pack(made, ("word/document.xml", w.document(w.p("other words")).encode()))


def leads_outside() -> bytes:
    return w.docx(
        w.p("Section A"), parts={"../../../secret": CANARY.encode()}, relationships=w.relationship("styles", "../../../secret")
    )


def points_outside(address: str) -> bytes:
    """A template and a picture elsewhere, a macro, an embedded file and a chunk of another format: none may be opened."""
    outside = w.relationship("attachedTemplate", f"{address}/t.dotm", external=True) + w.relationship(
        "image", "file:///etc/hostname", external=True
    )
    inside = w.relationship("aFChunk", "chunk.html", rel_id="r7")
    parts = {
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0macro",
        "word/embeddings/x.xlsx": b"PK",
        "word/chunk.html": b"<img src='http://127.0.0.1:9/x'>",
    }
    body = [w.p("Section A: Views"), w.p("I like maps and the number seven bus."), '<w:altChunk r:id="r7"/>']
    return w.docx(*body, relationships=outside + inside, parts=parts)


def locked_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


# --- PDF


def stream(content: bytes, extra: str = "", number: int = 4) -> bytes:
    """The page of `pdf_files.raw` with these bytes as its stream."""
    made = d.raw(content="STREAM")
    return made.replace(
        b"<< /Length 6 >>\nstream\nSTREAM", f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content
    )


def inflates(megabytes: int, *, twice: bool = False) -> bytes:
    body, _ = deflated_zeros(megabytes, wrapped=True)
    if twice:
        return stream(zlib.compress(body, 9), "/Filter [/FlateDecode /FlateDecode]")
    return stream(body, "/Filter /FlateDecode")


def operators() -> bytes:
    """Three hundred thousand strings on one page."""
    return stream(zlib.compress(b"BT /F 10 Tf 70 700 Td " + b"(Sam) Tj " * 300_000 + b"ET", 9), "/Filter /FlateDecode")


def forms(levels: int, *, itself: bool = False) -> bytes:
    """Each form draws the next one twice; or one draws itself."""
    made = []
    for n in range(levels):
        following = 6 + (n if itself else min(n + 1, levels - 1))
        body = "/X Do /X Do" if n < levels - 1 or itself else "BT /F 10 Tf (a) Tj ET"
        made.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> /XObject << /X {following} 0 R >> >> /Length {len(body)} >>\nstream\n{body}\nendstream"
        )
    text = "BT /F 12 Tf 72 700 Td (Section A: I like maps.) Tj ET /X Do"
    return d.raw("", "", *made, content=text).replace(b"<< /F 5 0 R >> >> ", b"<< /F 5 0 R >> /XObject << /X 6 0 R >> >> ", 1)


def points_to_itself() -> bytes:
    return d.raw().replace(b"3 0 obj\n<<", b"3 0 obj\n3 0 R\nendobj\n9 0 obj\n<<")


def own_length() -> bytes:
    return d.raw().replace(b"/Length 48", b"/Length 4 0 R").replace(b"/Length 47", b"/Length 4 0 R")


def loop_of_tables() -> bytes:
    made = d.raw()
    at = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    return made.replace(b"/Root 1 0 R >>", f"/Root 1 0 R /Prev {at} >>".encode())


def many_kids() -> bytes:
    return d.raw().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * 200_000 + b"] /Count 200000")


def own_kid() -> bytes:
    return d.raw().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R 3 0 R] /Count 2")


def rectangles() -> bytes:
    return stream(b"BT /F 12 Tf 72 700 Td (Section A: I like maps.) Tj ET " + b"1 1 5 5 re S " * 60_000)


def long_token() -> bytes:
    return stream(b"BT /F 12 Tf (" + b"a" * (20 * MEGABYTE) + b") Tj ET")


def runs_things() -> bytes:
    """JavaScript when it opens, a program to start, and a map of characters whose name is a path."""
    actions = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >>"
    content = "BT /F 12 Tf 72 700 Td (Section A: I like maps and the number seven bus.) Tj ET"
    return d.raw("", actions, content=content).replace(
        b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /Encoding /..#2f..#2fetc#2fpasswd"
    )


def deep_arrays() -> bytes:
    return d.raw("/X " + "[" * 100_000 + "]" * 100_000)


def garbage() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 40


Maker = Callable[[], bytes]
