"""Drawings on a page besides letters: rules, filled rectangles, boxes and pictures, those within forms among them.

A path may draw one box or all rules of a table, so every segment of it is examined. Rules are drawn as strokes, as filled
rectangles that are thin, or as rows of dashes; `shisaku.formats.pdf.ruled_lines` joins them.
"""

import ctypes
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shisaku.formats.pdf.glyphs import colour_of
from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.pdfium import FLOAT, IDENTITY, INT, POINTER, UINT, Handle, Matrix, fast, floats, sane

MOST_OBJECTS = 50_000
"""Most drawn objects of a page that are examined, those within forms among them; the rest is left out."""
MOST_SEGMENTS = 60_000
"""Most segments of paths of a page that are examined; a page with more is a map or a picture made of lines."""
MOST_BOXES = 400
"""Most drawn boxes of a page that are taken for frames; a page with more is a picture."""
MOST_RULES = 12_000
"""Most rules of a page that are collected, dashes counted one by one."""
MOST_FILLS = 4_000
"""Most filled rectangles of a page that are collected."""
DEEPEST_FORM = 6
"""Depth of nested forms that are examined."""
_BOX_SEGMENTS = 64
"""Segments of a path that may still be boxes."""
_FLAT = 0.02
"""Width in points below which PDFium skips a text."""
_SLANT = 1.0
"""Points by which a side may be off and still counts as parallel to the page."""
_THIN = 3.0
"""Thickness in points up to which a filled rectangle is a rule."""
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2

_page_objects = fast("FPDFPage_CountObjects", INT, POINTER)
_page_object = fast("FPDFPage_GetObject", POINTER, POINTER, INT)
_form_objects = fast("FPDFFormObj_CountObjects", INT, POINTER)
_form_object = fast("FPDFFormObj_GetObject", POINTER, POINTER, ctypes.c_ulong)
_type = fast("FPDFPageObj_GetType", INT, POINTER)
_matrix = fast("FPDFPageObj_GetMatrix", INT, POINTER, POINTER)
_bounds = fast("FPDFPageObj_GetBounds", INT, POINTER, POINTER, POINTER, POINTER, POINTER)
_segments = fast("FPDFPath_CountSegments", INT, POINTER)
_segment = fast("FPDFPath_GetPathSegment", POINTER, POINTER, INT)
_kind = fast("FPDFPathSegment_GetType", INT, POINTER)
_point = fast("FPDFPathSegment_GetPoint", INT, POINTER, POINTER, POINTER)
_closes = fast("FPDFPathSegment_GetClose", INT, POINTER)
_draw_mode = fast("FPDFPath_GetDrawMode", INT, POINTER, POINTER, POINTER)
_fill = fast("FPDFPageObj_GetFillColor", INT, POINTER, POINTER, POINTER, POINTER, POINTER)
_stroke_width = fast("FPDFPageObj_GetStrokeWidth", INT, POINTER, POINTER)
_set_mode = fast("FPDFTextObj_SetTextRenderMode", INT, POINTER, INT)
_set_width = fast("FPDFPageObj_SetStrokeWidth", INT, POINTER, FLOAT)
_transform = fast("FPDFPageObj_Transform", None, POINTER, *([ctypes.c_double] * 6))


class DrawnRule(NamedTuple):
    """A line along the page, or a dash of one."""

    across: bool
    """Whether it runs from left to right; else from top to bottom."""
    at: float
    """Its middle: distance from the top of one that runs across, from the left of one that runs down."""
    start: float
    """Where it begins, from the left or from the top."""
    end: float
    """Where it ends."""


class Fill(NamedTuple):
    """A filled rectangle."""

    box: Box
    colour: str
    """`#rrggbb`; `#ffffff` where it covers what is below it."""


@dataclass(slots=True)
class Drawing:
    """Drawings on a page besides letters, in the order drawn."""

    rules: list[DrawnRule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    """Bounds of figures that are rules or boxes, their corners round or not."""
    pictures: list[Box] = field(default_factory=list)
    flat: set[Handle] = field(default_factory=set)
    """Drawn texts that were given an outline so that PDFium reports them."""
    objects: int = 0
    """Number of objects examined."""
    segments: int = 0
    """Number of segments examined."""
    complete: bool = True
    """False where the page exceeds a limit."""


def drawing_of(page: Handle, matrix: Matrix) -> Drawing:
    """The drawings on a page, in points from its upper left corner as shown."""
    drawing = Drawing()
    _Pen(drawing).walk(page, _page_objects, _page_object, matrix, 0)
    return drawing


class _Pen:
    """Walks over drawn objects and collects them."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.six, self.four = floats([0.0] * 6), floats([0.0] * 4)
        self.sides = tuple(ctypes.addressof(self.four) + 4 * i for i in range(4))
        self.rgba = (UINT * 4)()
        self.parts = tuple(ctypes.addressof(self.rgba) + 4 * i for i in range(4))
        self.mode, self.stroked = INT(), INT()

    def walk(self, holder: Handle, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
        """Collect everything that is drawn in a page or form."""
        for index in range(count(holder)):
            if self.drawing.objects >= MOST_OBJECTS:
                self.drawing.complete = False
                return
            self.drawing.objects += 1
            drawn = get(holder, index)
            kind = _type(drawn) if drawn else 0
            if kind == _TEXT:
                if _widened(drawn, self.sides):
                    self.drawing.flat.add(drawn)
            elif kind == _PATH:
                self._path(drawn, product(self._matrix(drawn), matrix))
            elif kind == _IMAGE:
                self.drawing.pictures.append(_spread(product(self._matrix(drawn), matrix)))
            elif kind == _FORM and depth < DEEPEST_FORM:
                self.walk(drawn, _form_objects, _form_object, product(self._matrix(drawn), matrix), depth + 1)

    def _matrix(self, drawn: Handle) -> Matrix:
        if not _matrix(drawn, ctypes.addressof(self.six)):
            return IDENTITY
        a, b, c, d, e, f = map(sane, self.six)
        return a, b, c, d, e, f

    def _path(self, path: Handle, matrix: Matrix) -> None:
        count = _segments(path)
        if count < 1:
            return
        if self.drawing.segments + count > MOST_SEGMENTS:
            self.drawing.complete = False
            return
        self.drawing.segments += count
        _draw_mode(path, ctypes.addressof(self.mode), ctypes.addressof(self.stroked))
        filled, stroked = self.mode.value != 0, self.stroked.value != 0
        if not (filled or stroked):
            return
        colour = self._colour(path) if filled else ""
        width = self._width(path, matrix) if stroked else 0.0
        for figure in self._figures(path, count, matrix):
            self._enter(figure, colour, stroked, width, count <= _BOX_SEGMENTS)

    def _figures(self, path: Handle, count: int, matrix: Matrix) -> "list[_Figure]":
        a, b, c, d, e, f = matrix
        x, y = self.four, ctypes.addressof(self.four)
        figures: list[_Figure] = []
        for index in range(count):
            segment = _segment(path, index)
            kind = _kind(segment)
            if kind == _MOVE or not figures:
                figures.append(_Figure())
            if _point(segment, y, y + 4):
                px, py = sane(x[0]), sane(x[1])
                figures[-1].add(sane(a * px + c * py + e), sane(b * px + d * py + f), kind == _BEZIER)
            if kind != _MOVE and _closes(segment):
                figures[-1].close()
        return figures

    def _colour(self, path: Handle) -> str:
        if not _fill(path, *self.parts):
            return ""
        red, green, blue, alpha = self.rgba
        return (colour_of(red, green, blue) or "#000000") if alpha > 0 else ""

    def _width(self, path: Handle, matrix: Matrix) -> float:
        _stroke_width(path, self.sides[0])
        return sane(self.four[0]) * max(abs(matrix[0]), abs(matrix[1]), abs(matrix[2]), abs(matrix[3]))

    def _enter(self, figure: "_Figure", colour: str, stroked: bool, width: float, may_be_box: bool) -> None:
        drawing = self.drawing
        if len(figure.points) < 2:
            return
        box = figure.bounds()
        across, down = box[2] - box[0], box[3] - box[1]
        if may_be_box and figure.slanted <= figure.straight and len(drawing.boxes) < MOST_BOXES:
            drawing.boxes.append(box)
        thin = min(across, down) < _THIN
        if stroked and len(drawing.rules) < MOST_RULES:
            if width > _THIN and thin and colour == "":
                half = width / 2
                drawing.fills.append(Fill((box[0] - half * (across < down), box[1] - half * (across >= down),
                                           box[2] + half * (across < down), box[3] + half * (across >= down)), "#808080"))  # fmt: skip
            else:
                drawing.rules += figure.rules()
        if colour and thin and len(drawing.rules) < MOST_RULES and not stroked:
            drawing.rules += _thin_rules(box)
        elif colour and figure.is_rectangle() and len(drawing.fills) < MOST_FILLS:
            drawing.fills.append(Fill(box, colour))


def _thin_rules(box: Box) -> list[DrawnRule]:
    """A thin filled rectangle as a rule; a dot may be of one that runs across or down."""
    left, top, right, bottom = box
    found = []
    if right - left >= bottom - top or right - left < _THIN:
        found.append(DrawnRule(True, (top + bottom) / 2, left, right))
    if right - left < bottom - top or bottom - top < _THIN:
        found.append(DrawnRule(False, (left + right) / 2, top, bottom))
    long = max(right - left, bottom - top) >= 2 * _THIN
    return found if not long or len(found) == 1 else [one for one in found if one.end - one.start >= 2 * _THIN]


def _widened(drawn: Handle, sides: tuple[int, ...]) -> bool:
    """Give a text without width an outline, in memory, and return whether that was needed.

    PDFium passes over text that has no width, and a single letter of a font that is neither in the file nor on the machine has
    none. Text with an outline is as wide as the outline at least.
    """
    left, right = FLOAT.from_address(sides[0]), FLOAT.from_address(sides[2])
    if not _bounds(drawn, *sides) or abs(right.value - left.value) >= _FLAT:
        return False
    _set_mode(drawn, 2)
    _set_width(drawn, 1.0)
    _transform(drawn, *IDENTITY)
    return True


class _Figure:
    """One figure of a path, point by point."""

    __slots__ = ("closed", "curved", "points", "slanted", "straight")

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self.curved: list[bool] = []
        self.straight = 0.0
        self.slanted = 0.0
        self.closed = False

    def add(self, x: float, y: float, curved: bool) -> None:
        """Add a point."""
        if self.points:
            px, py = self.points[-1]
            across, down = abs(x - px), abs(y - py)
            if curved or min(across, down) > _SLANT:
                self.slanted += across + down
            else:
                self.straight += across + down
        self.points.append((x, y))
        self.curved.append(curved)

    def close(self) -> None:
        """Go back to the first point."""
        self.closed = True

    def bounds(self) -> Box:
        """The least box around it."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    def is_rectangle(self) -> bool:
        """Whether its sides run along the page and enclose as much as its bounds."""
        if self.slanted or not 4 <= len(self.points) <= 6:
            return False
        left, top, right, bottom = self.bounds()
        return all(min(x - left, right - x) < _SLANT and min(y - top, bottom - y) < _SLANT for x, y in self.points)

    def rules(self) -> list[DrawnRule]:
        """Its sides that run along the page."""
        points, curved = self.points, self.curved
        if self.closed and points[0] != points[-1]:
            points, curved = [*points, points[0]], [*curved, False]
        found = []
        for (ax, ay), (bx, by), round_ in zip(points, points[1:], curved[1:], strict=False):
            if round_:
                continue
            across, down = abs(bx - ax), abs(by - ay)
            if down <= _SLANT and across > down:
                found.append(DrawnRule(True, (ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif across <= _SLANT and down > across:
                found.append(DrawnRule(False, (ax + bx) / 2, min(ay, by), max(ay, by)))
        return found


def _spread(matrix: Matrix) -> Box:
    """Bounds of a picture, a square of side 1 in its own coordinates."""
    a, b, c, d, e, f = matrix
    xs, ys = sorted((e, e + a, e + c, e + a + c)), sorted((f, f + b, f + d, f + b + d))
    return xs[0], ys[0], xs[-1], ys[-1]


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
