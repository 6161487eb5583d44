"""What stands on a PDF page without being part of its text: filled-in form fields, comments, attached files."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ehcp_lint.parsers.pdf.rules import Box
from ehcp_lint.parsers.word import AUTHOR

MAX_ANNOTATIONS = 5_000  # on one page
MAX_FIELDS = 500  # read on one page
_MAX_VALUE = 20_000  # characters of one field

# FPDF_ANNOT_*: what a reviewer adds. Links, pop-ups (which repeat their note) and widgets are not comments.
_COMMENTS = frozenset({1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 18, 19})
_ON_PAPER = frozenset({3, 13})  # typed on the page, or a stamp: a person sees words that are not in the page's text
_ATTACHED, _WIDGET = 17, 20
_CHECKBOX, _RADIO, _CHOICE, _LIST, _TEXT = 2, 3, 4, 5, 6  # FPDF_FORMFIELD_*
_HIDDEN = 2 | 32  # annotation flags: hidden, no view
_CHECKED, _UNCHECKED = "☒", "☐"
_FULL_XFA = 2  # FORMTYPE_XFA_FULL: the pages hold nothing but "please open in Adobe Reader"


class Filled(NamedTuple):
    """The value of one form field and where it stands: left, bottom, right, top in the coordinates of the file."""

    text: str
    box: Box
    size: float


@dataclass(slots=True)
class Extras:
    """What one page holds besides its text."""

    filled: list[Filled] = field(default_factory=list)
    unread: int = 0
    comments: int = 0
    typed: int = 0
    attached: int = 0


@contextmanager
def form_of(c: Any, document: Any) -> Iterator[Any]:
    """PDFium's handle on the document's form, None where it has none. No script of the form ever runs: PDFium's build in
    pypdfium2 has no JavaScript engine."""
    kind = c.FPDF_GetFormType(document)
    if kind in (0, -1):
        yield None
        return
    callbacks = c.FPDF_FORMFILLINFO(version=2)  # kept alive as long as the handle
    handle = c.FPDFDOC_InitFormFillEnvironment(document, callbacks)
    try:
        yield handle or None
    finally:
        if handle:
            c.FPDFDOC_ExitFormFillEnvironment(handle)


def needs_adobe(c: Any, document: Any) -> bool:
    """Whether the file is an XFA form, which hardly any program but Adobe's can show."""
    return bool(c.FPDF_GetFormType(document) == _FULL_XFA)


def extras_of(c: Any, page: Any, form: Any) -> Extras:
    """The filled-in fields of a page, and how many comments, typed-on texts and attached files it has."""
    extras = Extras()
    for index in range(min(max(c.FPDFPage_GetAnnotCount(page), 0), MAX_ANNOTATIONS)):
        annotation = c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            _look_at(c, annotation, form, extras)
        finally:
            c.FPDFPage_CloseAnnot(annotation)
    return extras


def _look_at(c: Any, annotation: Any, form: Any, extras: Extras) -> None:
    kind = c.FPDFAnnot_GetSubtype(annotation)
    if kind == _ATTACHED:
        extras.attached += 1
    elif kind in _ON_PAPER:
        extras.typed += 1
    elif kind in _COMMENTS and _string(c.FPDFAnnot_GetStringValue, annotation, b"T") != AUTHOR:  # ours are no reviewer's
        extras.comments += bool(kind == 1 or _string(c.FPDFAnnot_GetStringValue, annotation, b"Contents"))
    elif kind == _WIDGET and not c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        _field(c, annotation, form, extras)


def _field(c: Any, annotation: Any, form: Any, extras: Extras) -> None:
    """Adds the value that a person sees in a field; buttons and signatures show none."""
    if not form or len(extras.filled) >= MAX_FIELDS:
        extras.unread += 1
        return
    kind = c.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (_CHECKBOX, _RADIO):
        shown = _string(c.FPDFAnnot_GetStringValue, annotation, b"AS")  # the state whose appearance is drawn
        text = _CHECKED if shown not in ("", "Off") or c.FPDFAnnot_IsChecked(form, annotation) else _UNCHECKED
    elif kind in (_TEXT, _CHOICE, _LIST):
        text = _string(c.FPDFAnnot_GetFormFieldValue, form, annotation)
    else:
        return
    box = c.FS_RECTF()
    if not text.strip():
        return
    if not c.FPDFAnnot_GetRect(annotation, box):
        extras.unread += 1
        return
    size = ctypes.c_float()
    known = c.FPDFAnnot_GetFontSize(form, annotation, size) and 4 <= size.value <= 40
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    extras.filled.append(
        Filled(text, (left, bottom, right, top), size.value if known else min(max((top - bottom) * 0.65, 5.0), 11.0))
    )


def _string(function: Any, *arguments: Any) -> str:
    """The text that a PDFium function writes into a buffer of UTF-16."""
    length = function(*arguments, None, 0)
    if not 2 < length <= 2 * _MAX_VALUE:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    function(*arguments, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
