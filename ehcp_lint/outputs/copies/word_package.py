"""The zip that a Word file is, with a few of its parts changed and all others as they were, byte for byte.

No library writes it: python-docx writes every part anew, leaves out what it does not know and turns away templates, macros
and Strict documents. What we change is the main part, the comments and the two lists that name them."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from ehcp_lint.parsers.package import Package
from ehcp_lint.parsers.word.ooxml import Relationship, is_strict, relationships, word_bytes, word_xml

Element = Any  # lxml's elements: its stubs are too loose for mypy --strict

_KIND = "Word file"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT_TYPES = "[Content_Types].xml"
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_LINK_TYPE = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class WordPackage:
    """A Word file to be written again: `part` gives the root of a part, `set` says what it is to hold.

    Raises `CannotRead` for a file that is no sound package."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data, _KIND)
        self._package.weigh()
        self._names = [entry.filename for entry in zipfile.ZipFile(io.BytesIO(data)).infolist() if not entry.is_dir()]
        self._changed: dict[str, bytes] = {}  # by the key of their names
        starts = [r.target for r in relationships(self._package, "") if r.kind == "officeDocument"]
        self.main = next((name for name in starts if name in self._package), "word/document.xml")
        self._strict = is_strict(self._package.read(self.main) or b"")
        self._links = relationships(self._package, self.main)

    def part(self, name: str) -> Element | None:
        """The root of a part, its Strict names made Transitional; None where there is no such part."""
        return word_xml(self._package, name)

    def linked(self, kind: str) -> str | None:
        """The name of the part that belongs to the main part as its `kind` ("comments"), if it is there."""
        found: Relationship | None = next((r for r in self._links if r.kind == kind and not r.external), None)
        return found.target if found and found.target in self._package else None

    def set(self, name: str, root: Element) -> None:
        """What the part is to hold from now on."""
        self._put(name, word_bytes(root, strict=self._strict))

    def set_comments(self, root: Element) -> None:
        """The comments, in the part that holds them or in a new one that the package's lists name."""
        name = self.linked("comments")
        if name is None:
            name = self._free(posixpath.join(posixpath.dirname(self.main), "comments.xml"))
            self._link(name)
        self._declare(name)
        self.set(name, root)

    def written(self) -> bytes:
        """The package as a zip file that says nothing of when, where and by which system it was made."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name in self._names:
                content = self._changed.get(_key(name))
                written.writestr(entry(name), self._package.read(name) or b"" if content is None else content)
        return out.getvalue()

    def _put(self, name: str, data: bytes) -> None:
        if _key(name) not in map(_key, self._names):
            self._names.append(name)
        self._changed[_key(name)] = data

    def _free(self, name: str) -> str:
        stem, number = name.removesuffix(".xml"), 2
        while name in self._package:
            name, number = f"{stem}{number}.xml", number + 1
        return name

    def _link(self, name: str) -> None:
        """Writes the new part into the main part's list of what belongs to it."""
        folder, file = posixpath.split(self.main)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        root = self._package.xml(path)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_LINKS.strip("{}")}"/>')
        taken, number = {line.get("Id") for line in root}, 1
        while f"rId{number}" in taken:
            number += 1
        link = _STRICT_LINK_TYPE if self._strict else _LINK_TYPE
        target = posixpath.relpath(name, folder or ".")
        etree.SubElement(root, f"{_LINKS}Relationship", {"Id": f"rId{number}", "Type": link, "Target": target})
        self._put(path, word_bytes(root))

    def _declare(self, name: str) -> None:
        """Writes the part into the package's list of what its parts are, unless it stands there."""
        root = self._package.xml(_CONTENT_TYPES)
        if root is None or any(line.get("PartName", "").lower() == f"/{name.lower()}" for line in root):
            return
        etree.SubElement(root, f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE})
        self._put(_CONTENT_TYPES, word_bytes(root))


def _key(name: str) -> str:
    """A part's name as names are compared: some programs write it with backslashes."""
    return name.replace("\\", "/").lower()


def entry(name: str) -> zipfile.ZipInfo:
    """A part's line in the zip: the same on every computer, at every time."""
    line = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    line.compress_type = zipfile.ZIP_DEFLATED
    line.create_system = 0
    return line
