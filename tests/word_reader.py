"""Reads commented Word files for the tests, with the standard library alone: neither our reader nor python-docx takes part."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = (f"{W}del", f"{W}moveFrom", f"{W}instrText", _FALLBACK)
_SHOWN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")


@dataclass(frozen=True)
class Comment:
    """One comment: what is said of it, its paragraphs, and the words that it stands over, as they are shown."""

    number: str
    author: str
    attributes: frozenset[str]
    lines: tuple[str, ...]
    words: str


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the file by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def main_name(data: bytes) -> str:
    """The name of the part that holds the text."""
    links = ET.fromstring(parts(data)["_rels/.rels"])
    return next(e.get("Target", "") for e in links if e.get("Type", "").endswith("/officeDocument")).lstrip("/")


def main_part(data: bytes) -> ET.Element:
    """The root of the part that holds the text, Strict names made Transitional."""
    text = parts(data)[main_name(data)].decode()
    strict, transitional = "http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}")
    return ET.fromstring(text.replace(strict, transitional))


def comments(data: bytes) -> list[Comment]:
    """All comments in the order of their places, each with start, end and reference."""
    name = next((n for n in parts(data) if n.startswith("word/comments") and n[13:14] in (".", "2")), None)
    if name is None:
        return []
    strict, transitional = "http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}")
    said = {e.get(f"{W}id", ""): e for e in ET.fromstring(parts(data)[name].decode().replace(strict, transitional))}
    words: dict[str, list[str]] = {}
    opened: list[str] = []
    ended: list[str] = []
    referred: list[str] = []
    for kind, what in _flow(main_part(data)):
        if kind == "start":
            opened.append(what)
            words[what] = []
        elif kind == "end":
            opened.remove(what)
            ended.append(what)
        elif kind == "reference":
            assert what in ended, "a comment's mark stands after its words"
            referred.append(what)
        else:
            for number in opened:
                words[number].append(what)
    assert not opened
    assert len(said) == len(set(said)) == len(referred) == len(words), "each comment has one place and each place a comment"
    return [
        Comment(
            number,
            said[number].get(f"{W}author", ""),
            frozenset(name.removeprefix(W) for name in said[number].attrib),
            tuple("".join(t.text or "" for t in p.iter(f"{W}t")) for p in said[number].iter(f"{W}p")),
            "".join(found).removesuffix("\n"),
        )
        for number, found in words.items()
    ]


def _flow(element: ET.Element) -> Iterator[tuple[str, str]]:
    if element.tag in _UNSEEN:
        return
    for mark, kind in zip(MARKS, ("start", "end", "reference"), strict=True):
        if element.tag == mark:
            yield kind, element.get(f"{W}id", "")
    if element.tag == f"{W}t":
        yield "text", element.text or ""
    elif element.tag in _SHOWN and f"{W}tabs" not in element.tag:
        yield "text", _SHOWN[element.tag]
    for child in element:
        if element.tag != f"{W}tabs":
            yield from _flow(child)
    if element.tag == f"{W}p":
        yield "text", "\n"


def paragraphs(data: bytes) -> list[list[tuple[str, str]]]:
    """Every paragraph, wherever it stands: each of its characters, and each thing in a run that is none, with its look."""
    found = []
    for paragraph in main_part(data).iter(f"{W}p"):
        characters: list[tuple[str, str]] = []
        for run in paragraph.iter(f"{W}r"):
            look = run.find(f"{W}rPr")
            said = "" if look is None else ET.canonicalize(ET.tostring(look, "unicode"))
            for child in run:
                if child.tag == f"{W}t":
                    characters += [(letter, said) for letter in child.text or ""]
                elif child.tag not in (f"{W}rPr", f"{W}commentReference"):
                    characters.append((child.tag, said))
        found.append(characters)
    return found


def without_comments(data: bytes) -> str:
    """The whole main part in one spelling: comments' marks taken out, runs of one look that stand side by side made one."""
    root = main_part(data)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in MARKS[:2] or (child.tag == f"{W}r" and child.find(MARKS[2]) is not None):
                assert child.tag != f"{W}r" or all(e.tag in (f"{W}rPr", MARKS[2]) for e in child)
                parent.remove(child)
        before: ET.Element | None = None
        for child in list(parent):
            if child.tag != f"{W}r" or before is None or before.tag != f"{W}r" or _look(before) != _look(child):
                before = child
                continue
            before.extend(e for e in child if e.tag != f"{W}rPr")
            parent.remove(child)
    for run in root.iter(f"{W}r"):
        before = None
        for child in list(run):
            child.attrib.pop(_SPACE, None)
            if child.tag == f"{W}t" and before is not None and before.tag == f"{W}t":
                before.text = (before.text or "") + (child.text or "")
                run.remove(child)
            else:
                before = child
    return ET.canonicalize(ET.tostring(root, "unicode"))


def _look(run: ET.Element) -> tuple[tuple[tuple[str, str], ...], str]:
    look = run.find(f"{W}rPr")
    return tuple(sorted(run.attrib.items())), "" if look is None else ET.tostring(look, "unicode")
