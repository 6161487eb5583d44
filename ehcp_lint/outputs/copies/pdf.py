"""A copy of a PDF with the points as highlights over the words, each with a note. The plan itself is not touched.

qpdf (through pikepdf) writes the copy: every stream of the file goes over as it is, and nothing but the lists of annotations
changes. A file that is protected stays so; its streams may be packed in another way, and draw the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ehcp_lint.errors import CannotRead
from ehcp_lint.extras import needs_extra
from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.copies.marked_words import words_to_mark
from ehcp_lint.outputs.copies.pdf_marks import Letters, Quad, quads
from ehcp_lint.outputs.copies.said_beside import LONGEST, Line, Note, about, chosen_points, on_trial, overview
from ehcp_lint.outputs.copies.word import Copy
from ehcp_lint.parsers.limits import DEFAULT
from ehcp_lint.parsers.pdf import trace_pdf
from ehcp_lint.parsers.word import AUTHOR
from ehcp_lint.plan import Plan
from ehcp_lint.report import Report

if TYPE_CHECKING:
    import pikepdf

_YELLOW = (1.0, 0.92, 0.4)
_ICON = 20.0  # points: a note's sign, square
_EDGE = 6.0  # points from the edge of the page, and between signs
_PRINTED = 4  # annotation flag: also on paper
_AGAIN = "Open it in the program that made it, save it again as PDF, and try that."


def highlighted_copy(
    data: bytes, plan: Plan, report: Report, password: str | None = None, most_pages: int = DEFAULT.pages
) -> Copy:
    """`data`, a PDF that `plan` was read from, with at most `MOST` highlights and a note on the first page.

    Our own older notes are replaced, everyone else's stay, and what the pages show is the same bytes. The same file and report
    give the same bytes, unless the file is encrypted: that writes other bytes each time. Raises `CannotRead`, and `BadConfig`
    where the pdf extra is missing."""
    with needs_extra("pdf", "Highlights in a PDF"):
        import pikepdf
    trace = trace_pdf(data, password, most_pages)
    if trace.reading.text != plan.text:
        raise CannotRead(f"it is not the PDF that was read. {_AGAIN}")
    notes, rest = chosen_points(report)
    letters = Letters(plan, trace)
    places = quads(data, password, [letters.of(words_to_mark(plan, note[0].finding)) for note in notes])
    told: dict[str, str] = {}
    try:
        with _opened(pikepdf, data, password) as pdf:
            pages = _Pages(pikepdf, pdf)
            pages.remove_ours()
            pages.sign(1, overview(report, rest), "Summary")
            for note, where in zip(notes, places, strict=True):
                pages.note(note, where, about(note, told))
            pages.finish()
            shown = sum(map(len, notes))
            return Copy(
                _saved(pikepdf, pdf),
                shown,
                shown + len(rest),
                len(notes),
                on_trial(notes, rest),
                "highlight",
                "The note on page 1",
            )
    except pikepdf.PasswordError:
        raise CannotRead("the password does not open this PDF. Check it, or save a copy without a password.") from None
    except (pikepdf.PdfError, pikepdf.DependencyError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        raise CannotRead(f"this PDF is not put together well enough for highlights. {_AGAIN}") from None


def _opened(pikepdf: Any, data: bytes, password: str | None) -> Any:
    """The file; without the password where it opens so, as many do that only forbid copying."""
    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        return pikepdf.open(BytesIO(data), password=password or "")


def _saved(pikepdf: Any, pdf: pikepdf.Pdf) -> bytes:
    """The copy. Annotations stay legible in the file (no object streams), so that a later run knows the copy for ours."""
    out = BytesIO()
    as_it_is = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none, "deterministic_id": True}
    how = {"encryption": True} if pdf.is_encrypted else as_it_is  # pikepdf does not offer both
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, **how)
    return out.getvalue()


class _Pages:
    """The annotations of a PDF while ours are put among them."""

    def __init__(self, pikepdf: Any, pdf: pikepdf.Pdf) -> None:
        self._pikepdf, self._pdf = pikepdf, pdf
        self._new: dict[int, list[Any]] = {}
        self._signs: dict[int, int] = {}  # how many notes without words stand on a page
        self._written = 0

    def remove_ours(self) -> None:
        """Takes out every annotation of ours and the windows that belong to them. Answers of others stay, as notes."""
        for page in self._pdf.pages:
            found = self._annotations(page)
            ours = {a.objgen for a in found if self._is_ours(a)}
            kept = [a for a in found if not self._is_ours(a) and not self._belongs(a, "/Parent", ours)]
            for annotation in kept:
                if self._belongs(annotation, "/IRT", ours):
                    for key in ("/IRT", "/RT"):
                        if key in annotation:
                            del annotation[key]
            if len(kept) < len(found):
                page.obj.Annots = self._pdf.make_indirect(self._pikepdf.Array(kept))

    def note(self, note: Note, where: Sequence[Quad], lines: Iterable[Line]) -> None:
        """A highlight over the words on their first page, others on the pages after; a sign at the edge without any."""
        pages = sorted({quad.page for quad in where if quad.page <= len(self._pdf.pages)})
        quote = note[0].finding.quote
        if not pages:
            beside = [("", f'The words: "{shorten(quote, LONGEST)}"')] if quote else []
            self.sign(note[0].finding.place.page or 1, [*lines, *beside], _subject(note))
            return
        said = list(lines)
        for page in pages:
            self._highlight(page, [quad for quad in where if quad.page == page], said, _subject(note))
            said = [("", f"This goes on from page {page}: see the note there.")]

    def sign(self, page: int, lines: Iterable[Line], subject: str) -> None:
        """A note at the edge of a page, below those that stand there."""
        page = page if page <= len(self._pdf.pages) else 1
        place = self._signs.get(page, 0)
        self._signs[page] = place + 1
        box = self._edge(page, place)
        look = f"{_colour(_YELLOW)} rg 0 0 0 RG 1 w 1 1 {_ICON - 2:g} {_ICON - 2:g} re B "
        look += " ".join(f"4 {y} m {_ICON - 4:g} {y} l S" for y in (6, 10, 14))
        form = self._form((0.0, 0.0, _ICON, _ICON), look)
        self._add(page, "/Text", box, lines, subject, form, {"/Name": self._pikepdf.Name("/Comment"), "/Open": False})

    def finish(self) -> None:
        """Puts the new annotations after those that each page has."""
        for number, new in self._new.items():
            page = self._pdf.pages[number - 1]
            page.obj.Annots = self._pdf.make_indirect(self._pikepdf.Array([*self._annotations(page), *new]))

    def _highlight(self, page: int, where: Sequence[Quad], lines: Iterable[Line], subject: str) -> None:
        box = (
            min(q.left for q in where),
            min(q.bottom for q in where),
            max(q.right for q in where),
            max(q.top for q in where),
        )
        rectangles = " ".join(f"{q.left:.2f} {q.bottom:.2f} {q.right - q.left:.2f} {q.top - q.bottom:.2f} re" for q in where)
        form = self._form(box, f"/Multiply gs {_colour(_YELLOW)} rg {rectangles} f")
        corners = [round(number, 2) for quad in where for number in _corners(quad)]
        self._add(page, "/Highlight", box, lines, subject, form, {"/QuadPoints": self._pikepdf.Array(corners)})

    def _form(self, box: Sequence[float], drawing: str) -> Any:
        """What a viewer draws for an annotation, where it does not draw it itself."""
        name = self._pikepdf.Name
        form = self._pdf.make_stream(drawing.encode("ascii"))
        form.Type, form.Subtype = name("/XObject"), name("/Form")
        form.BBox = self._pikepdf.Array([round(edge, 2) for edge in box])
        multiply = self._pikepdf.Dictionary(Type=name("/ExtGState"), BM=name("/Multiply"))
        form.Resources = self._pikepdf.Dictionary(ExtGState=self._pikepdf.Dictionary(Multiply=multiply))
        form.Group = self._pikepdf.Dictionary(S=name("/Transparency"))
        return form

    def _add(
        self, page: int, kind: str, box: Sequence[float], lines: Iterable[Line], subject: str, form: Any, more: dict[str, Any]
    ) -> None:
        self._written += 1
        words = "\n".join(" ".join(filter(None, (one_line(lead), one_line(text)))) for lead, text in lines)
        entry = {
            "/Type": self._pikepdf.Name("/Annot"),
            "/Subtype": self._pikepdf.Name(kind),
            "/Rect": self._pikepdf.Array([round(edge, 2) for edge in box]),
            "/Contents": self._pikepdf.String(words),
            "/T": self._pikepdf.String(AUTHOR),
            "/NM": self._pikepdf.String(f"{AUTHOR}-{self._written}"),
            "/Subj": self._pikepdf.String(subject),
            "/C": self._pikepdf.Array(_YELLOW),
            "/F": _PRINTED,
            "/P": self._pdf.pages[page - 1].obj,
            "/AP": self._pikepdf.Dictionary(N=form),
            **more,
        }
        self._new.setdefault(page, []).append(self._pdf.make_indirect(self._pikepdf.Dictionary(entry)))

    def _edge(self, page: int, place: int) -> tuple[float, float, float, float]:
        """The place of a sign: down the left edge of the page as a viewer shows it, in the coordinates of the file."""
        shown = self._pdf.pages[page - 1]
        left, bottom, right, top = (float(edge) for edge in shown.cropbox)
        left, right = sorted((left, right))
        bottom, top = sorted((bottom, top))
        near, far = _EDGE, _EDGE + place * (_ICON + _EDGE)
        match int(shown.obj.get("/Rotate", 0)) // 90 % 4:
            case 1:
                x, y = left + far, bottom + near
            case 2:
                x, y = right - near - _ICON, bottom + far
            case 3:
                x, y = right - far - _ICON, top - near - _ICON
            case _:
                x, y = left + near, top - far - _ICON
        return x, y, x + _ICON, y + _ICON

    def _annotations(self, page: Any) -> list[Any]:
        found = page.obj.get("/Annots")
        return list(found) if isinstance(found, self._pikepdf.Array) else []

    def _is_ours(self, annotation: Any) -> bool:
        return isinstance(annotation, self._pikepdf.Dictionary) and str(annotation.get("/T", "")) == AUTHOR

    def _belongs(self, annotation: Any, key: str, ours: set[tuple[int, int]]) -> bool:
        other = annotation.get(key) if isinstance(annotation, self._pikepdf.Dictionary) else None
        return isinstance(other, self._pikepdf.Dictionary) and other.objgen != (0, 0) and other.objgen in ours


def _subject(note: Note) -> str:
    return f"Point {note[0].number}, check {note[0].finding.check}"


def _colour(colour: Sequence[float]) -> str:
    return " ".join(f"{part:g}" for part in colour)


def _corners(quad: Quad) -> tuple[float, ...]:
    """Upper left, upper right, lower left, lower right of the words as they are read: the order that viewers expect."""
    _, left, bottom, right, top, quarter = quad
    around = [(left, top), (right, top), (right, bottom), (left, bottom)]  # clockwise from the upper left of the paper
    a, b, c, d = around[-quarter % 4 :] + around[: -quarter % 4]
    return (*a, *b, *d, *c)
