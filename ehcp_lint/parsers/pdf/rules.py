"""The lines, filled boxes and pictures that are drawn on a PDF page, in the coordinates of the file."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

MAX_OBJECTS = 50_000  # on one page; more is a drawing or an attack, and nobody looks for tables there
_MAX_DEPTH = 12  # of forms within forms
_MAX_POINTS = 4_000  # of one path: a whole table may be one path, a map is not a table
THIN = 3.0  # points: a rectangle no wider than this is a line

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ALMOST_WHITE = 245
_LINE, _MOVE = 0, 2  # FPDF_SEGMENT_LINETO, FPDF_SEGMENT_MOVETO
_PATH, _PICTURE, _FORM = 2, 3, 5  # FPDF_PAGEOBJ_*


class Rule(NamedTuple):
    """A straight line as a person sees it, a stroke or a thin filled rectangle: upright where `x0` equals `x1`."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Marks:
    """What is drawn on a page besides text. Boxes and rules are left, bottom, right, top in the coordinates of the file."""

    rules: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawings: int = 0
    objects: int = 0
    busy: bool = False


def marks_of(c: Any, page: Any) -> Marks:
    """The rules, fills and pictures of a page. `c` is the module `pypdfium2.raw`."""
    marks = Marks()
    reader = _Reader(c, marks)
    count = c.FPDFPage_CountObjects(page)
    if count > MAX_OBJECTS:
        marks.busy = True
        return marks
    for index in range(count):
        reader.read(c.FPDFPage_GetObject(page, index), _SAME, 0)
    return marks


class _Reader:
    """Walks page objects, forms within forms included."""

    def __init__(self, c: Any, marks: Marks) -> None:
        self._c, self._marks = c, marks
        self._matrix = c.FS_MATRIX()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._filled, self._stroked = ctypes.c_int(), ctypes.c_int()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def read(self, handle: Any, outer: Matrix, depth: int) -> None:
        marks, c = self._marks, self._c
        marks.objects += 1
        if marks.objects > MAX_OBJECTS:
            marks.busy = True
            return
        kind = c.FPDFPageObj_GetType(handle)
        if kind == _PATH:
            self._path(handle, self._placed(handle, outer))
        elif kind == _PICTURE:
            marks.pictures.append(_bounds(_corners(self._placed(handle, outer), 0.0, 0.0, 1.0, 1.0)))
        elif kind == _FORM and depth < _MAX_DEPTH:
            inner = self._placed(handle, outer)
            for index in range(max(c.FPDFFormObj_CountObjects(handle), 0)):
                if marks.busy:
                    return
                self.read(c.FPDFFormObj_GetObject(handle, index), inner, depth + 1)

    def _placed(self, handle: Any, outer: Matrix) -> Matrix:
        """The object's own matrix followed by that of the form it stands in."""
        m = self._matrix
        if not self._c.FPDFPageObj_GetMatrix(handle, m):
            return outer
        if outer is _SAME:
            return (m.a, m.b, m.c, m.d, m.e, m.f)
        a, b, c, d, e, f = outer
        return (
            m.a * a + m.b * c, m.a * b + m.b * d, m.c * a + m.d * c, m.c * b + m.d * d,
            m.e * a + m.f * c + e, m.e * b + m.f * d + f,
        )  # fmt: skip

    def _path(self, handle: Any, matrix: Matrix) -> None:
        c = self._c
        if not c.FPDFPath_GetDrawMode(handle, self._filled, self._stroked):
            return
        filled, stroked = self._filled.value != 0, self._stroked.value != 0
        count = c.FPDFPath_CountSegments(handle)
        if not (filled or stroked) or count < 2:
            return
        if count > _MAX_POINTS:
            self._marks.drawings += 1
            return
        self._marks.objects += count // 4
        for points, straight in self._strokes(handle, count, matrix):
            box = _rectangle(points) if straight else None
            if box:
                self._box(handle, box, filled=filled, stroked=stroked)
            elif straight and stroked and not filled:
                self._segments(points)
            else:
                self._marks.drawings += 1

    def _strokes(self, handle: Any, count: int, matrix: Matrix) -> list[tuple[list[tuple[float, float]], bool]]:
        """The parts of a path between moves of the pen, and whether all of a part is straight."""
        c, x, y = self._c, self._x, self._y
        a, b, cc, d, e, f = matrix
        parts: list[tuple[list[tuple[float, float]], bool]] = []
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = c.FPDFPath_GetPathSegment(handle, index)
            kind = c.FPDFPathSegment_GetType(segment)
            if kind == _MOVE:
                if len(points) > 1:
                    parts.append((points, straight))
                points, straight = [], True
            elif kind != _LINE:
                straight = False
            c.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((a * x.value + cc * y.value + e, b * x.value + d * y.value + f))
            if c.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            parts.append((points, straight))
        return parts

    def _box(self, handle: Any, box: Box, *, filled: bool, stroked: bool) -> None:
        """A rectangle: a line if it is thin, four lines if it is stroked, a background if it is filled with a colour."""
        left, bottom, right, top = box
        rules = self._marks.rules
        if right - left <= THIN or top - bottom <= THIN:
            if right - left > THIN:
                rules.append((left, (bottom + top) / 2, right, (bottom + top) / 2))
            elif top - bottom > THIN:
                rules.append(((left + right) / 2, bottom, (left + right) / 2, top))
            return
        if stroked:
            rules += [
                (left, bottom, right, bottom),
                (left, top, right, top),
                (left, bottom, left, top),
                (right, bottom, right, top),
            ]
        elif filled and not self._white(handle):
            self._marks.fills.append(box)

    def _white(self, handle: Any) -> bool:
        known = self._c.FPDFPageObj_GetFillColor(handle, *self._colour)
        return bool(known) and (min(part.value for part in self._colour[:3]) >= _ALMOST_WHITE or self._colour[3].value == 0)

    def _segments(self, points: list[tuple[float, float]]) -> None:
        """The upright and level stretches of a stroked line."""
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x0 - x1) <= 0.5 < abs(y0 - y1):
                self._marks.rules.append(((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1)))
            elif abs(y0 - y1) <= 0.5 < abs(x0 - x1):
                self._marks.rules.append((min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2))


def _rectangle(points: list[tuple[float, float]]) -> Box | None:
    """The box that a closed path of four upright and level sides draws, else None."""
    if not 4 <= len(points) <= 6:
        return None
    box = _bounds(points)
    left, bottom, right, top = box
    corners = {(abs(x - left) <= 0.1, abs(x - right) <= 0.1, abs(y - bottom) <= 0.1, abs(y - top) <= 0.1) for x, y in points}
    if any(not (x_low or x_high) or not (y_low or y_high) for x_low, x_high, y_low, y_high in corners):
        return None
    area = sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(points, points[1:] + points[:1], strict=True)) / 2
    return box if abs(abs(area) - (right - left) * (top - bottom)) <= 0.1 + 0.01 * abs(area) else None


def _corners(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    return [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x in (x0, x1) for y in (y0, y1)]


def _bounds(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
