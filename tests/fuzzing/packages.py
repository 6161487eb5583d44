"""Damage to a zip of XML parts, as a Word or OpenDocument file is: to its members and to the trees in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from word_files import NAMESPACES

from fuzzing.raw import WAYS
from fuzzing.words import say_otherwise

Parts = dict[str, bytes]
VALUES = (
    "", "0", "-1", "1", "2", "999999999999999999999", "-999999999999", "NaN", "1.5", "true", "none", "é", "²", "x" * 5000, "restart", "continue", "../../x",
    "rId1", "Heading1", "List", "bullet", "decimal", "%1%2%3%9%10", "\u202e", "0x1", "1e9", "1 000", "+5", " 7 ", "auto", "FFFFFF", "both", "9999999", "29999999",
)  # fmt: skip
# Elements with a meaning of their own, set down where they do not belong.
SNIPPETS = tuple(
    "".join(part.split("\n"))
    for part in (
        "<w:p/>", "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:sdt/>", "<w:sdtContent/>", "<w:r/>", "<w:t>Section E</w:t>", "<w:br/>", "<w:tab/>", "<w:cr/>", "<w:noBreakHyphen/>",
        "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:tbl><w:tblGrid/><w:tr/></w:tbl>", '<w:gridSpan w:val="900"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:hMerge w:val="continue"/>',
        '<w:gridBefore w:val="5"/>', '<w:gridBefore w:val="-5"/>', "<w:ins><w:p/></w:ins>", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "<w:moveFrom/>", "<w:moveTo/>",
        '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:instrText>TOC \\o</w:instrText>", '<w:fldSimple w:instr="PAGE"/>',
        '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="99"/></w:numPr>', '<w:numPr><w:numId/></w:numPr>', '<w:pStyle w:val="Heading1"/>', '<w:outlineLvl w:val="77"/>', "<w:vanish/>", "<w:strike/>",
        "<w:hyperlink/>", '<w:footnoteReference w:id="1"/>', '<w:endnoteReference w:id="x"/>', '<w:commentReference w:id="-1"/>', '<w:altChunk r:id="rId9"/>', "<w:object/>", "<w:pict/>",
        "<w:txbxContent><w:p><w:r><w:t>Section F</w:t></w:r></w:p></w:txbxContent>", "<mc:AlternateContent/>", "<mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent>", "<m:oMath/>",
        '<w:sym w:font="Wingdings" w:char="F0FE"/>', '<w:sym w:char="ZZZZ"/>', "<w14:checkbox/>", "<w:checkBox/>", "<w:ffData/>", "<w:dropDownList/>", "<w:smartTag/>", "<w:bdo/>", "<w:ruby/>",
        "<w:sectPr/>", '<w:headerReference r:id="h1"/>', "<w:bookmarkStart/>", "<w:proofErr/>", "<w:customXml/>", "<w:rPr/>", "<w:pPr/>", "<w:tcPr/>", "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>",
    )
)  # fmt: skip
_HEAVY = 400_000  # bytes: a part that has grown beyond this is not doubled again
_XML_OK = str.maketrans("", "", "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))))


# --- the zip


def unpack(data: bytes) -> Parts | None:
    """The parts of a zip; None where it is none any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error, struct.error):
        return None


def pack(parts: Parts, twice: tuple[str, bytes] | None = None) -> bytes:
    """A zip of the parts; `twice` is one more of a name that there is already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    made = out.getvalue()
    if twice is None:
        return made
    # By hand: zipfile warns of it. A name of the same length is written and then changed into the other.
    name, data = twice
    stand_in = "~" * len(name)
    return pack({**parts, stand_in: data}).replace(stand_in.encode(), name.encode())


def drop_member(data: bytes, chance: Random) -> bytes:
    """A part is missing."""
    parts = unpack(data)
    if not parts:
        return data
    parts.pop(chance.choice(sorted(parts)))
    return pack(parts)


def double_member(data: bytes, chance: Random) -> bytes:
    """A part is there twice under one name, or once more under another."""
    parts = unpack(data)
    if not parts:
        return data
    name, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    if chance.random() < 0.5:
        return pack(parts, (name, parts[other])) if name.isascii() else data
    return pack(
        {
            **parts,
            chance.choice((f"copy/{name}", name.upper(), f"{name}.bak", f"../{name}", "word/document2.xml")): parts[other],
        }
    )


def swap_members(data: bytes, chance: Random) -> bytes:
    """Two parts stand in each other's place, or one holds what the other does."""
    parts = unpack(data)
    if not parts:
        return data
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    if chance.random() < 0.5:
        parts[one], parts[other] = parts[other], parts[one]
    else:
        parts[one] = parts[other]
    return pack(parts)


def damage_member(data: bytes, chance: Random) -> bytes:
    """The bytes of one part are damaged, in a whole zip."""
    parts = unpack(data)
    if not parts:
        return data
    name = chance.choice(sorted(parts))
    parts[name] = (
        chance.choice(WAYS)(parts[name], chance)
        if chance.random() < 0.8
        else chance.choice((b"", b"<a/>", b"\xff\xfe<", b"PK\3\4"))
    )
    return pack(parts)


def encode_otherwise(data: bytes, chance: Random) -> bytes:
    """One part is written in another encoding, or says so."""
    parts = unpack(data)
    if not parts:
        return data
    name = chance.choice([name for name in sorted(parts) if name.endswith(".xml")] or sorted(parts))
    text = parts[name].decode("utf-8", "replace")
    said = chance.choice(("UTF-8", "utf-16", "latin-1", "UTF-7", "cp037", "no-such-code", "utf-32"))
    try:
        parts[name] = f'<?xml version="1.0" encoding="{said}"?>{text}'.encode(
            chance.choice(("utf-8", "utf-16", "latin-1", "utf-32")), "replace"
        )
    except LookupError:
        return data
    return pack(parts)


# --- the trees


def tree_ways(data: bytes, chance: Random) -> bytes:
    """One part's tree is damaged in a few places."""
    parts = unpack(data)
    if not parts:
        return data
    names = [name for name in sorted(parts) if name.endswith((".xml", ".rels")) and parts[name]]
    if not names:
        return data
    main = [name for name in names if name in ("word/document.xml", "content.xml")]
    name = chance.choice(main) if main and chance.random() < 0.7 else chance.choice(names)
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return data
    if root is None:
        return data
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        with suppress(ValueError):  # a tree that was recovered may hold names that no element can be made with, "w:"
            chance.choice(TREES)(elements, chance)
    parts[name] = etree.tostring(root)
    return pack(parts)


def _delete(elements: list[Any], chance: Random) -> None:
    one = chance.choice(elements)
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _unwrap(elements: list[Any], chance: Random) -> None:
    one = chance.choice(elements)
    if (parent := one.getparent()) is not None:
        at = parent.index(one)
        parent[at : at + 1] = list(one)


def _copy(elements: list[Any], chance: Random) -> None:
    one, place = chance.choice(elements), chance.choice(elements)
    if len(etree.tostring(one)) < _HEAVY // 20:
        place.insert(chance.randrange(len(place) + 1), deepcopy(one))


def _repeat(elements: list[Any], chance: Random) -> None:
    one = chance.choice(elements)
    if (parent := one.getparent()) is not None and len(etree.tostring(one)) < 2000:
        for _ in range(chance.choice((1, 3, 60))):
            parent.insert(parent.index(one), deepcopy(one))


def _move(elements: list[Any], chance: Random) -> None:
    one, place = chance.choice(elements), chance.choice(elements)
    if one.getparent() is not None and place not in set(one.iter()):
        place.insert(chance.randrange(len(place) + 1), one)


def _deepen(elements: list[Any], chance: Random) -> None:
    """Wrapped in copies of itself or of something else, a few or a few hundred times."""
    one = chance.choice(elements)
    if (parent := one.getparent()) is None:
        return
    tag = chance.choice((one.tag, chance.choice(elements).tag))
    at, inner = parent.index(one), one
    for _ in range(chance.choice((1, 2, 8, 60, 240, 400))):
        outer = etree.Element(tag)
        outer.append(inner)
        inner = outer
    parent.insert(at, inner)


def _attribute(elements: list[Any], chance: Random) -> None:
    having = [one for one in elements if one.attrib]
    if not having:
        return
    one = chance.choice(having)
    name = chance.choice(sorted(one.attrib))
    if chance.random() < 0.15:
        del one.attrib[name]
    else:
        one.set(name, chance.choice((*VALUES, *chance.choice(having).attrib.values())).translate(_XML_OK))


def _rename(elements: list[Any], chance: Random) -> None:
    chance.choice(elements).tag = chance.choice(elements).tag


def _snippet(elements: list[Any], chance: Random) -> None:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    made = etree.fromstring(f"<x {declared}>{chance.choice(SNIPPETS)}</x>")
    place = chance.choice(elements)
    place.insert(chance.randrange(len(place) + 1), made[0])


def _words(elements: list[Any], chance: Random) -> None:
    having = [one for one in elements if one.text and one.text.strip()]
    if having:
        one = chance.choice(having)
        one.text = say_otherwise(one.text, chance).translate(_XML_OK)


def _stray(elements: list[Any], chance: Random) -> None:
    """Words where no words belong, a comment or a processing instruction."""
    one = chance.choice(elements)
    one.tail = chance.choice(("stray", " ", "\n" * 50))
    one.insert(0, chance.choice((etree.Comment("Section E"), etree.ProcessingInstruction("x", "y"), etree.Element("unknown"))))


TREES: tuple[Callable[[list[Any], Random], None], ...] = (
    _delete, _delete, _unwrap, _copy, _copy, _repeat, _move, _move, _deepen, _attribute, _attribute, _attribute, _rename, _rename, _snippet, _snippet,
    _words, _words, _words, _words, _stray,
)  # fmt: skip


def entities(data: bytes, chance: Random) -> bytes:
    """A document type declaration, with entities that swell or point elsewhere."""
    parts = unpack(data)
    if not parts:
        return data
    name = chance.choice([name for name in sorted(parts) if name.endswith(".xml")] or sorted(parts))
    inside = chance.choice(
        (
            "<!ENTITY a 'lol'>",
            "<!ENTITY a SYSTEM 'file:///etc/hostname'>",
            "<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>",
            escape("<!ENTITY"),
        )
    )
    parts[name] = f"<!DOCTYPE x [{inside}]>".encode() + parts[name]
    return pack(parts)


WAYS_OF_PACKAGES = (
    tree_ways, tree_ways, tree_ways, tree_ways, tree_ways, tree_ways, tree_ways, tree_ways, tree_ways, drop_member, double_member, swap_members, damage_member,
    encode_otherwise, entities,
)  # fmt: skip
