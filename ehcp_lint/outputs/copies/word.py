"""A copy of a Word plan with the points as comments beside the words. The plan itself is not touched."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from ehcp_lint.errors import CannotRead
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.clean import shorten
from ehcp_lint.outputs.copies.said_beside import LONGEST, about, chosen_points, on_trial, overview
from ehcp_lint.outputs.copies.word_comments import NOTES_ON_COMMENTS, new_comments, remove_comments, write_comment
from ehcp_lint.outputs.copies.word_package import WordPackage, entry
from ehcp_lint.outputs.copies.word_places import Anchor, Places
from ehcp_lint.outputs.phrases import Point
from ehcp_lint.parsers.word import AUTHOR, trace_word
from ehcp_lint.plan import Plan
from ehcp_lint.report import Report

_OPEN_AND_SAVE = "Open it in Word, save it as a Word Document (.docx), and try that."


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy with points beside the words: its bytes, how many of how many places stand in it, in how many notes.

    A place is one thing to look at: what one check says of twelve lines is one point in twelve places. `trial` of the places
    are of checks on trial, which no other total counts. `mark` is what a note is called in this kind of file, `first` the one
    that sums up."""

    data: bytes = field(repr=False)
    shown: int
    points: int
    notes: int
    trial: int
    mark: str = "comment"
    first: str = "The first comment"

    @property
    def said(self) -> str:
        """ "12 places in 10 comments (2 places are from checks on trial)." """
        trial = f" ({self.trial} of all places {'is' if self.trial == 1 else 'are'} from checks on trial)" if self.trial else ""
        where = f"in {phrases.count(self.notes, self.mark)}"
        if self.shown < self.points:
            rest = f"the most binding first{trial}. {self.first} names the rest."
            return f"{self.shown} of {phrases.count(self.points, 'place')} {where}, {rest}"
        return f"{phrases.count(self.shown, 'place')} {where}{trial}."


def commented_copy(data: bytes, plan: Plan, report: Report) -> Copy:
    """`data`, a Word file that `plan` was read from, with at most `MOST` points of `report` as comments and one summary.

    Our own older comments are replaced, everyone else's stay; so does every part of the file but the text's and the
    comments'. The same file and report give the same bytes. Raises `CannotRead`."""
    if plan.source != "word":
        raise CannotRead(
            "comments go into Word files only, highlights into PDFs. Save the plan as a Word Document (.docx), or make a page: "
            "ehcp-lint check FILE --format html -o PAGE.html"
        )
    package = WordPackage(data)
    document = package.part(package.main)
    name = package.linked("comments")
    comments = new_comments() if name is None else package.part(name)
    if document is None or comments is None:
        raise CannotRead(f"a copy with comments cannot be made: its parts do not fit. {_OPEN_AND_SAVE}")
    _remove_ours(package, comments, document)
    trace = trace_word(data, document)
    if trace.reading.text != plan.text:
        raise CannotRead(f"its parts do not hold together well enough for comments. {_OPEN_AND_SAVE}")
    notes, rest = chosen_points(report)
    places = Places(plan, trace)
    if (top := places.first()) is not None:
        write_comment(comments, top, overview(report, rest))
    told: dict[str, str] = {}
    for note in notes:  # each is written before the next is sought: looking for words splits runs
        if (anchor := places.of(note[0].finding)) is not None:
            write_comment(comments, anchor, [*about(note, told), *_where(note[0], anchor)])
    package.set(package.main, document)
    package.set_comments(comments)
    shown = sum(map(len, notes))
    return Copy(package.written(), shown, shown + len(rest), len(notes), on_trial(notes, rest))


def _where(point: Point, anchor: Anchor) -> list[tuple[str, str]]:
    """The words that a comment is about, where it cannot stand on them alone."""
    if anchor.exact or not point.finding.quote:
        return []
    where = f" ({anchor.where})" if anchor.where else ""
    return [("", f'The words{where}: "{shorten(point.finding.quote, LONGEST)}"')]


def _remove_ours(package: WordPackage, comments: Any, document: Any) -> None:
    """Takes our own older comments out, with what other parts of the file say of them."""
    notes = {name: package.part(name) for name in map(package.linked, NOTES_ON_COMMENTS) if name is not None}
    if remove_comments(comments, document, AUTHOR, [root for root in notes.values() if root is not None]):
        for name, root in notes.items():
            if root is not None:
                package.set(name, root)


# --- documents that python-docx makes ----------------------------------------------------------------------------------------


def package_bytes(package: Any) -> bytes:
    """A new document of ours as a zip file that says nothing of when it was made."""
    raw, out = io.BytesIO(), io.BytesIO()
    package.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in made.namelist():
            written.writestr(entry(name), made.read(name))
    return out.getvalue()
