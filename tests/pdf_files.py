"""PDFs for tests, made on the spot: by reportlab's layout (`story`), by drawing (`drawn`), or object by object (`raw`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black, lightgrey
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

WIDTH, HEIGHT = A4
MARGIN = 72.0
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=13.2, spaceAfter=6)
TIGHT = ParagraphStyle("tight", BODY, spaceAfter=0)
HEAD = ParagraphStyle("head", BODY, fontName="Helvetica-Bold", fontSize=15, leading=18)
SUBHEAD = ParagraphStyle("subhead", HEAD, fontSize=13, leading=16)
BOLD = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")
LIST = ParagraphStyle("list", BODY, leftIndent=18, bulletIndent=0)
CELL = ParagraphStyle("cell", BODY, fontSize=10, leading=12, spaceAfter=4)


def p(text: str, style: ParagraphStyle = BODY, mark: str | None = None) -> Paragraph:
    return Paragraph(text, style, bulletText=mark)


def gap(points: float) -> Flowable:
    return Spacer(1, points)


def new_page() -> Flowable:
    return PageBreak()


def grid(
    *rows: Iterable[Any],
    widths: list[float] | None = None,
    repeat: int = 0,
    styles: Iterable[tuple[Any, ...]] = (),
    **more: Any,
) -> Table:
    """A ruled table. A cell is a string, or a list of what stands in it."""
    cells = [[p(cell, CELL) if isinstance(cell, str) and cell else cell for cell in row] for row in rows]
    ruled = ("GRID", (0, 0), (-1, -1), 0.5, black)
    top = ("VALIGN", (0, 0), (-1, -1), "TOP")
    return Table(cells, widths, repeatRows=repeat, style=[ruled, top, *styles], splitInRow=1, spaceAfter=12, **more)


def shaded(row: int) -> tuple[Any, ...]:
    return ("BACKGROUND", (0, row), (-1, row), lightgrey)


def story(
    *content: Flowable, header: str = "", footer: str = "", size: tuple[float, float] = A4, columns: int = 1, **document: Any
) -> bytes:
    """What reportlab makes of the content. `{}` in the header or footer is the page number."""
    out = BytesIO()
    width, height = size

    def running(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 9)
        if header:
            canvas.drawString(MARGIN, height - 40, header.format(canvas.getPageNumber()))
        if footer:
            canvas.drawString(MARGIN, 36, footer.format(canvas.getPageNumber()))

    inner, space = width - 2 * MARGIN, 24.0
    each = (inner - space * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + i * (each + space), MARGIN, each, height - 2 * MARGIN, leftPadding=0, rightPadding=0)
        for i in range(columns)
    ]
    template = BaseDocTemplate(out, pagesize=size, pageTemplates=[PageTemplate("page", frames, onPage=running)], **document)
    template.build([NextPageTemplate("page"), *content])
    return out.getvalue()


def locked(user: str, owner: str = "owner") -> StandardEncryption:
    """For `story(encrypt=...)`: opens with the user's password, forbids copying."""
    return StandardEncryption(user, owner, canCopy=0, strength=128)


def drawn(*pages: Callable[[Canvas], object], size: tuple[float, float] = A4) -> bytes:
    """One page for each function that draws on the canvas. The origin is the lower left corner."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def say(*lines: str, x: float = MARGIN, y: float = HEIGHT - MARGIN, leading: float = 13.2) -> Callable[[Canvas], None]:
    """Lines below each other, as they are: nothing is wrapped."""

    def draw(canvas: Canvas) -> None:
        for n, line in enumerate(lines):
            canvas.drawString(x, y - n * leading, line)

    return draw


def ruled(canvas: Canvas, xs: list[float], ys: list[float], rows: list[list[str]], size: float = 10) -> None:
    """A table with its lines at these places and text wrapped into its cells, to say exactly what stands on which page."""
    canvas.grid(xs, ys)
    canvas.setFont("Helvetica", size)
    for top, row in zip(ys, rows, strict=False):
        for left, right, text in zip(xs, xs[1:], row, strict=False):
            for n, line in enumerate(simpleSplit(text, "Helvetica", size, right - left - 10)):
                canvas.drawString(left + 5, top - (n + 1) * 1.2 * size, line)


def scan(canvas: Canvas) -> None:
    """A picture that fills the page."""
    canvas.drawImage(_picture(), 0, 0, WIDTH, HEIGHT)


def _picture() -> ImageReader:
    """A grey picture of 8 by 8 points, in the simplest format there is."""
    return ImageReader(BytesIO(b"P5 8 8 255\n" + bytes(range(100, 164))))


def raw(
    page: str = "", catalog: str = "", *objects: str, content: str = "BT /F 12 Tf 72 700 Td (Sam likes maths.) Tj ET"
) -> bytes:
    """A PDF of one page, by hand: what `page` and `catalog` add to their dictionaries, and further objects from number 6 on."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> {page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")
