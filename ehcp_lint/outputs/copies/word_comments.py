"""Comments in the XML of a Word document: where one can stand, splitting runs to reach it, taking our own out again.

Nothing here changes a word of the document: a run that is split has the same text and look in two runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from ehcp_lint.outputs.clean import one_line
from ehcp_lint.parsers.word import AUTHOR

if TYPE_CHECKING:
    from ehcp_lint.outputs.copies.said_beside import Line
    from ehcp_lint.outputs.copies.word_places import Anchor

Element = Any  # lxml's, whatever class of python-docx's it carries

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_MAIN}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
INITIALS = "EL"
NOTES_ON_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""The parts in which later versions of Word keep more about comments: answers and what is done, lasting ids, times."""
_RANGE = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
_FORMULA = tuple(f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}" for name in ("oMath", "oMathPara"))
# Content controls whose content Word writes itself, and so without what stands in it beside text.
_SEALED = tuple(f"{W}{name}" for name in ("text", "date", "dropDownList", "comboBox", "dataBinding"))


class Found(NamedTuple):
    """What a comment can stand beside, None where there is nothing; whether it holds the words asked for and no others."""

    run: Element | None
    exact: bool = True


class Cutter:
    """Finds the run that begins, or ends, at a character of a piece; splits runs where none does yet."""

    def __init__(self) -> None:
        self._parts: dict[Element, list[tuple[int, Element]]] = defaultdict(list)  # w:t -> where each of its parts begins

    def run_from(self, element: Element, offset: int) -> Found:
        """The run whose text begins with the character at `offset` of `element`."""
        part, at = self._part(element, offset)
        run = _anchor(part)
        if run is None or part.getparent() is not run:
            return Found(run, False)
        return Found(self._split(element, run, part, at, offset))

    def run_to(self, element: Element, offset: int) -> Found:
        """The run whose text ends before the character at `offset` of `element`."""
        part, at = self._part(element, max(offset - 1, 0))
        run = _anchor(part)
        if run is None or part.getparent() is not run:
            return Found(run, False)
        length = len(part.text or "") if part.tag == f"{W}t" else 1
        if at + 1 < length:
            self._split(element, run, part, at + 1, offset)
        else:
            following = part.getnext()
            if following is not None:
                _move_from(run, following)
        return Found(run)

    def _part(self, element: Element, offset: int) -> tuple[Element, int]:
        """Which part of a split `element` holds the character at `offset`, and where in it."""
        parts = self._parts[element] or [(0, element)]
        start, part = next((start, part) for start, part in reversed(parts) if start <= offset)
        return part, offset - start

    def _split(self, element: Element, run: Element, part: Element, at: int, offset: int) -> Element:
        """The run that begins with the character `at` of `part`, split off `run` if need be."""
        if at == 0 or part.tag != f"{W}t":
            return run if _is_first(part) else _move_from(run, part)
        text = part.text or ""
        rest = deepcopy(part)
        rest.tail = None
        part.text, rest.text = text[:at], text[at:]
        for half in (part, rest):
            half.set(_SPACE, "preserve")
        part.addnext(rest)
        parts = self._parts[element] = self._parts[element] or [(0, element)]
        parts.append((offset, rest))
        parts.sort(key=lambda entry: entry[0])
        return _move_from(run, rest)


def _anchor(element: Element) -> Element | None:
    """What a comment on an element can stand beside: its run, and only that can be split; for words in a text box, where
    Word has no comments, the run that holds the box; for a formula, the formula; for a content control that must keep
    nothing but text, the control."""
    boxes = list(element.iterancestors(f"{W}txbxContent"))
    found = next((boxes[-1] if boxes else element).iterancestors(f"{W}r"), None)
    if found is None and not boxes:
        formulas = [e for e in (element, *element.iterancestors()) if e.tag in _FORMULA]
        found = formulas[-1] if formulas else None
    for control in () if found is None else found.iterancestors(f"{W}sdt"):
        if control.find(f"{W}sdtContent/{W}p") is not None or control.getparent().tag in (f"{W}tbl", f"{W}tr"):
            break
        settings = control.find(f"{W}sdtPr")
        if settings is not None and any(settings.find(tag) is not None for tag in _SEALED):
            found = control
    return found


def in_text_box(element: Element) -> bool:
    """Whether an element stands in a text box."""
    return next(element.iterancestors(f"{W}txbxContent"), None) is not None


def _is_first(child: Element) -> bool:
    before = child.getprevious()
    while before is not None and before.tag == f"{W}lastRenderedPageBreak":
        before = before.getprevious()
    return before is None or before.tag == f"{W}rPr"


def _move_from(run: Element, child: Element) -> Element:
    """A new run after `run` with its look, with `child` and all that follows it."""
    new = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    look = run.find(f"{W}rPr")
    if look is not None:
        new.append(deepcopy(look))
    while child is not None:
        following = child.getnext()
        new.append(child)
        child = following
    run.addnext(new)
    return new


def new_comments() -> Element:
    """The root of a part for comments, with none in it yet."""
    names = {"w": _MAIN, "mc": _MC, "w14": W14.strip("{}")}
    return etree.Element(f"{W}comments", {f"{{{_MC}}}Ignorable": "w14"}, nsmap=names)


def write_comment(comments: Element, anchor: Anchor, lines: Sequence[Line]) -> None:
    """Adds a comment of ours over an anchor: one paragraph a line, the lead of each in bold. It says no time."""
    taken = [int(c.get(f"{W}id", "")) for c in comments.iter(f"{W}comment") if c.get(f"{W}id", "").isdecimal()]
    number = max(taken, default=-1) + 1
    comment = etree.SubElement(comments, f"{W}comment")
    for name, value in (("id", str(number)), ("author", AUTHOR), ("initials", INITIALS)):
        comment.set(f"{W}{name}", value)
    for place, (lead, words) in enumerate(lines):
        paragraph = etree.SubElement(comment, f"{W}p")
        style = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(style, f"{W}pStyle").set(f"{W}val", "CommentText")
        if place == 0:
            run = etree.SubElement(paragraph, f"{W}r")
            look = etree.SubElement(run, f"{W}rPr")
            etree.SubElement(look, f"{W}rStyle").set(f"{W}val", "CommentReference")
            etree.SubElement(run, f"{W}annotationRef")
        if lead:
            _write(paragraph, f"{one_line(lead)} ", bold=True)
        _write(paragraph, one_line(words))
    mark(anchor.first, anchor.last, number)


def _write(paragraph: Element, text: str, *, bold: bool = False) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
    words = etree.SubElement(run, f"{W}t")
    words.set(_SPACE, "preserve")
    words.text = text


def mark(first: Element, last: Element, number: int) -> None:
    """Put the comment `number` over everything from `first` to `last`, runs or content controls."""
    make = first.makeelement
    start = make(_RANGE[0], {f"{W}id": str(number)})
    end = make(_RANGE[1], {f"{W}id": str(number)})
    reference = make(f"{W}r")
    look = make(f"{W}rPr")
    look.append(make(f"{W}rStyle", {f"{W}val": "CommentReference"}))
    reference.append(look)
    reference.append(make(f"{W}commentReference", {f"{W}id": str(number)}))
    first.addprevious(start)
    while (after := last.getnext()) is not None and _is_end(after):  # comments on one place stand in the order of their numbers
        last = after
    last.addnext(reference)
    last.addnext(end)


def _is_end(element: Element) -> bool:
    """Whether an element is the end of a comment's place, or the run with its mark."""
    return element.tag == _RANGE[1] or (element.tag == f"{W}r" and element.find(f"{W}commentReference") is not None)


def remove_comments(comments: Element, document: Element, author: str, notes: Iterable[Element] = ()) -> int:
    """Take every comment of `author` out of a document: the comments, their places, and what later parts say of them.

    Answers that someone else gave to such a comment stay, as comments of their own. Returns how many were taken out."""
    ours = [c for c in comments.findall(f"{W}comment") if c.get(f"{W}author") == author]
    numbers = {c.get(f"{W}id") for c in ours}
    paragraphs = {p.get(f"{W14}paraId") for c in ours for p in c.iter(f"{W}p")} - {None}
    for comment in ours:
        comments.remove(comment)
    for place in [e for e in document.iter(*_RANGE) if e.get(f"{W}id") in numbers]:
        place.getparent().remove(place)
    for reference in [e for e in document.iter(f"{W}commentReference") if e.get(f"{W}id") in numbers]:
        run = reference.getparent()
        run.remove(reference)
        if all(child.tag == f"{W}rPr" for child in run) and run.getparent() is not None:
            run.getparent().remove(run)
    roots = list(notes)
    lasting = {e.get(f"{_CID}durableId") for root in roots for e in root if e.get(f"{_CID}paraId") in paragraphs} - {None}
    for root in roots:
        for entry in list(root):
            if (
                entry.get(f"{W15}paraId") in paragraphs
                or entry.get(f"{_CID}paraId") in paragraphs
                or entry.get(f"{_CEX}durableId") in lasting
            ):
                root.remove(entry)
            elif entry.get(f"{W15}paraIdParent") in paragraphs:
                del entry.attrib[f"{W15}paraIdParent"]
    return len(ours)
