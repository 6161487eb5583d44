"""A copy of a Word plan with the points as comments beside the words. The plan itself is not touched."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from ehcp_lint.errors import CannotRead
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import ASKS, Point
from ehcp_lint.outputs.word_comments import Cutter, Element, mark, remove_comments
from ehcp_lint.parsers.text import normalise_map
from ehcp_lint.parsers.word import AUTHOR, Trace, trace_word
from ehcp_lint.plan import Block, Layer, Plan, Span
from ehcp_lint.report import Report

INITIALS = "EL"
MOST = 30  # comments beside the summary: more than that and no one reads them
_SHORT = 60  # a block up to this long is marked whole where something is missing from it
_MAIN_TYPES = tuple(
    f"application/vnd.{kind}.main+xml"
    for kind in (
        "openxmlformats-officedocument.wordprocessingml.document",
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroEnabled",
        "ms-word.template.macroEnabledTemplate",
    )
)
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_OPEN_AND_SAVE = "Open it in Word, save it as a Word Document (.docx), and try that."


@dataclass(frozen=True, slots=True)
class Copy:
    """The commented copy: its bytes, how many points stand in it as comments, of how many."""

    data: bytes = field(repr=False)
    shown: int
    points: int

    @property
    def said(self) -> str:
        """ "12 points as comments." """
        if self.shown < self.points:
            return f"{self.shown} of {phrases.count(self.points, 'point')} as comments, the most binding first."
        return f"{phrases.count(self.shown, 'point')} as comments."


def commented_copy(data: bytes, plan: Plan, report: Report) -> Copy:
    """`data`, a Word file that `plan` was read from, with at most `MOST` points of `report` as comments and one summary.

    Our own older comments are replaced, everyone else's stay. The same file and report give the same bytes."""
    if plan.source != "word":
        raise CannotRead("comments go into Word files only. Save the plan as a Word Document (.docx), or use --format html.")
    package, part = _open(data)
    document = part.document
    comments = part._comments_part.element
    remove_comments(comments, document.element, AUTHOR, _extended(part))
    trace = trace_word(data, document.element)
    if trace.reading.text != plan.text:
        raise CannotRead(f"its parts do not hold together well enough for comments. {_OPEN_AND_SAVE}")
    numbered = phrases.points(report)
    chosen = phrases.worst_first(numbered)[:MOST]
    places = _Places(plan, trace)
    _comment(part, places.first(), _summary(report, len(chosen), len(numbered)))
    told: dict[str, str] = {}
    for point in sorted(chosen, key=lambda p: p.finding.span):
        by = told.setdefault(point.finding.check, point.number)
        _comment(part, places.of(Span(*point.finding.span)), _words(point, by))
    return Copy(package_bytes(package), len(chosen), len(numbered))


def _words(point: Point, told_by: str) -> list[str]:
    """A point as a comment; why and source only with the first of its check."""
    finding = point.finding
    duty = ("On trial. " if finding.trial else "") + ASKS[finding.duty]
    lines = [f"{duty}: {finding.message}"]
    if told_by == point.number:
        lines += [f"Why: {finding.why}", f"Source: {phrases.cites(finding)}"]
        return [*lines, f"Point {point.number}, check {finding.check}."]
    return [*lines, f"Why and source: see point {told_by}. Point {point.number}, check {finding.check}."]


def _summary(report: Report, shown: int, points: int) -> list[str]:
    lines = [f"ehcp_lint: {phrases.summary(report)}"]
    if shown < points:
        lines.append(f"{shown} of the {points} are comments in this copy, the most binding first. The report has them all.")
    if notes := phrases.unread(report):
        lines.append(f"Notes on what was read: {'; '.join(notes)}.")
    if silent := phrases.cannot_tell(report):
        lines.append(f"Cannot tell: {'; '.join(silent)}.")
    if points:
        lines.append("What to do: mend the words in your plan, or set a point aside if it is right to. Then check it again.")
    return [*lines, report.footer]


def _comment(part: Any, place: tuple[Element, Element] | None, lines: Iterable[str]) -> None:
    if place is None:
        return
    comment = part.document.comments.add_comment("\n".join(map(one_line, lines)), AUTHOR, INITIALS)
    comment._comment_elm.attrib.pop("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", None)
    mark(*place, comment.comment_id)


# --- where a comment stands --------------------------------------------------------------------------------------------------


class _Places:
    """Leads from spans of the plan to runs of the document."""

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self._plan = plan
        self._pieces = {block.span.start: pieces for block, pieces in zip(plan.blocks, trace.pieces, strict=True)}
        self._cutter = Cutter()

    def first(self) -> tuple[Element, Element] | None:
        """The document's first words."""
        block = next((b for b in self._plan.blocks if _in_body(b)), None)
        return self._between(block, 0, block, len(block.text)) if block else None

    def of(self, span: Span) -> tuple[Element, Element] | None:
        """The runs that hold exactly the words of `span`; where something is missing, the words it should stand after."""
        block = self._plan.block_at(span.start)
        if block is None or not _in_body(block):
            return self.first()
        start, end = span.start - block.span.start, span.end - block.span.start
        last = self._plan.block_at(max(span.end - 1, span.start)) or block
        if start >= end:
            start, end = _where_missing(block.text, start)
        elif last is block or not _in_body(last) or last.cell != block.cell:
            last, end = block, min(end, len(block.text))
        else:
            end = span.end - last.span.start
        return self._between(block, min(start, len(block.text) - 1), last, end)

    def _between(self, first: Block, start: int, last: Block, end: int) -> tuple[Element, Element] | None:
        begins = self._find(first, start)
        ends = self._find(last, max(min(end, len(last.text)) - 1, 0))
        if begins is None or ends is None:
            return None
        one = self._cutter.run_from(begins[0], begins[1])
        two = self._cutter.run_to(ends[0], ends[2])
        return (one, two) if one is not None and two is not None else None

    def _find(self, block: Block, at: int) -> tuple[Element, int, int] | None:
        """The element that holds a character of a block, and where in the element the character begins and ends."""
        pieces = self._pieces[block.span.start]
        raw = "".join(text for _, text in pieces)
        _, offsets = normalise_map(raw)
        if at >= len(offsets):
            return None
        start = offsets[at]
        end = start + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        passed = 0
        for element, text in pieces:
            if passed <= start < passed + len(text):
                return element, start - passed, min(end - passed, len(text))
            passed += len(text)
        return None


def _in_body(block: Block) -> bool:
    return block.layer is Layer.BODY and block.place.part is None


def _where_missing(text: str, at: int) -> tuple[int, int]:
    """What to mark in a block where something is missing at an offset: a short block whole, else the word before."""
    if len(text) <= _SHORT:
        return 0, len(text)
    words = [word.span() for word in re.finditer(r"\S+", text)]
    return next((word for word in reversed(words) if word[1] <= at), words[0])


# --- the package -------------------------------------------------------------------------------------------------------------


def _open(data: bytes) -> tuple[Any, Any]:
    """The package and its main part, also of documents with macros and of templates, which python-docx turns away."""
    from docx.opc.package import Unmarshaller
    from docx.opc.part import PartFactory, XmlPart
    from docx.opc.pkgreader import PackageReader
    from docx.package import Package
    from docx.parts.document import DocumentPart

    def make(partname: Any, content_type: str, reltype: str, blob: bytes, package: Any) -> Any:
        if content_type in _MAIN_TYPES:
            return DocumentPart.load(partname, content_type, blob, package)
        if reltype == _EXTENDED:
            return XmlPart.load(partname, content_type, blob, package)
        return PartFactory(partname, content_type, reltype, blob, package)

    try:
        package = Package()
        Unmarshaller.unmarshal(PackageReader.from_file(BytesIO(data)), package, make)
        part = package.main_document_part
    except Exception as error:  # noqa: BLE001 - python-docx answers a broken package with whatever it stumbles over
        what = type(error).__name__
        raise CannotRead(f"a copy with comments cannot be made: its parts do not fit ({what}). {_OPEN_AND_SAVE}") from None
    if not isinstance(part, DocumentPart):
        raise CannotRead(f"a copy with comments cannot be made of this kind of Word file. {_OPEN_AND_SAVE}")
    return package, part


def _extended(part: Any) -> list[Element]:
    """The roots of the parts that say which comments answer which."""
    links = part.rels.values()
    return [link.target_part.element for link in links if link.reltype == _EXTENDED and not link.is_external]


def package_bytes(package: Any) -> bytes:
    """The package as a zip file that says nothing of when it was made."""
    raw, out = BytesIO(), BytesIO()
    package.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in made.infolist():
            written.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), made.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
