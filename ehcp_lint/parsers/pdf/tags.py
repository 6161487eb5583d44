"""What a tagged PDF says of its text besides how it looks: which of it are headings, and which running lines."""

from __future__ import annotations

import ctypes
from typing import Any

_MAX_ELEMENTS = 20_000  # of the structure tree, looked at for one page
_MAX_DEPTH = 60
_ARTIFACT = "Artifact"  # PDF 32000-1, 14.8.2.2: no part of the document's text


def content_of(c: Any, handle: Any) -> tuple[int, bool]:
    """The marked-content id of a text object (-1 for none), and whether it is marked as no part of the document's text."""
    content = c.FPDFPageObj_GetMarkedContentID(handle)
    if content >= 0:
        return content, False
    name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    for index in range(min(c.FPDFPageObj_CountMarks(handle), 8)):
        mark = c.FPDFPageObj_GetMark(handle, index)
        known = c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if known and _text(name, length.value) == _ARTIFACT:
            return -1, True
    return -1, False


def tagged_headings(c: Any, page: Any) -> dict[int, int]:
    """The heading level of each marked content that the structure tree calls a heading ("H", "H1" to "H6")."""
    tree = c.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    levels: dict[int, int] = {}
    try:
        count = min(c.FPDF_StructTree_CountChildren(tree), _MAX_ELEMENTS)
        stack = [(c.FPDF_StructTree_GetChildAtIndex(tree, index), 0, 0) for index in range(count)]
        for _ in range(_MAX_ELEMENTS):
            if not stack:
                break
            element, level, depth = stack.pop()
            if not element:
                continue
            level = _heading_level(c, element) or level
            if level:
                for index in range(min(c.FPDF_StructElement_GetMarkedContentIdCount(element), 1000)):
                    levels[c.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)] = level
            if depth < _MAX_DEPTH:
                count = min(max(c.FPDF_StructElement_CountChildren(element), 0), _MAX_ELEMENTS)
                children = (c.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count))
                stack += [(child, level, depth + 1) for child in children]
    finally:
        c.FPDF_StructTree_Close(tree)
    levels.pop(-1, None)
    return levels


def _heading_level(c: Any, element: Any) -> int:
    """1 to 6 for a heading, 0 for all else. Names longer than a heading's are not looked at."""
    name = (ctypes.c_ushort * 8)()
    size = c.FPDF_StructElement_GetType(element, name, ctypes.sizeof(name))
    kind = _text(name, size) if 2 < size <= ctypes.sizeof(name) else ""
    if kind == "H":
        return 1
    return min(int(kind[1:]), 6) if kind[:1] == "H" and kind[1:].isdecimal() else 0


def _text(buffer: Any, size: int) -> str:
    """The text that PDFium wrote into a buffer of UTF-16, whose size in bytes counts a closing zero."""
    return bytes(buffer)[: max(size, 2) - 2].decode("utf-16-le", "replace")
