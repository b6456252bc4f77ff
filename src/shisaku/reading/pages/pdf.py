"""The pages of a PDF as text in reading order, each line with its place; the only room that knows PDFium.

PDFium reports the characters in the order they were drawn, which need not be the order they are read in. Here they are only
collected, with the boxes and rules drawn around them; `shisaku.reading.pages.lines` makes lines of them, and
`shisaku.reading.pages.layout` puts the lines in order.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from shisaku.errors import InputError, Message
from shisaku.reading.pages.layout import reading_order
from shisaku.reading.pages.lines import Box, Glyph, PageLine, page_lines
from shisaku.source import PrintedLine, Span

_BOLD_NAME = re.compile(r"bold|black|heavy|ultra|W[6-9]\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_HYPHENS = {0x02, 0xFFFE}
"""What PDFium reports for a hyphen at the end of a line."""
_ODD = {0x00, *_HYPHENS}
"""Codes that do not stand for themselves; those from 0xD800 on may not either."""
_FAR = 1e6
"""No coordinate of a page is larger than this."""
_MOST_SHAPES = 400
"""Drawn boxes and rules of a page that are looked at; a page with more is a picture."""
_MOST_SEGMENTS = 64
"""Segments of a path that may still be boxes and rules."""
_FLAT = 0.02
"""Width in points below which PDFium passes over a text."""
_SLANT = 1.0
"""Points by which a side of a box may be off."""
_DEEPEST_FORM = 4
"""How deep forms within forms are looked into for boxes."""
_UPRIGHT = 1.0
"""Degrees by which text may be turned and still counts as upright."""

Handle = Any
"""A pointer of PDFium."""
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Pages(NamedTuple):
    """The text of a PDF and where it is printed."""

    text: str
    """Lines in reading order, a blank line between blocks."""
    layout: tuple[PrintedLine, ...]
    """Every line of the text."""


def read_pages(data: bytes, path: str) -> Pages:
    """The text of the PDF in `data` in reading order, pages in order, with the place of every line.

    Raises InputError when it needs a password or is too damaged to be opened; `path` is for the message.
    """
    text: list[str] = []
    layout: list[PrintedLine] = []
    at, block = 0, 0
    with _document(data, path) as document:
        for number in range(1, pdfium.FPDF_GetPageCount(document) + 1):
            for lines in reading_order(*_page(document, number, path)):
                if block:
                    text.append("\n")
                    at += 1
                for line in lines:
                    layout.append(_printed(line, at, number, block))
                    text.append(line.text + "\n")
                    at += len(line.text) + 1
                block += 1
    return Pages("".join(text), tuple(layout))


def _printed(line: PageLine, at: int, page: int, block: int) -> PrintedLine:
    left, top, right, bottom = (round(value, 1) + 0.0 for value in line.box)
    return PrintedLine(Span(at, at + len(line.text)), page, (left, top, right, bottom), block, round(line.size, 1), line.bold)


# -- opening -----------------------------------------------------------------------------------------------------------


@contextmanager
def _document(data: bytes, path: str) -> Iterator[Handle]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(path, pdfium.FPDF_GetLastError())
    try:
        if pdfium.FPDF_GetPageCount(document) < 1:
            raise _damaged(path)
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(path: str, code: int) -> InputError:
    """Why PDFium did not open the file, and what to do about it."""
    if code == pdfium.FPDF_ERR_PASSWORD:
        ja = f"{path}: 開くのにパスワードが要る PDF です。パスワードを外した PDF を作って渡してください（例: qpdf --decrypt）。"
        en = f"{path}: this PDF needs a password. Make a copy without one (for example: qpdf --decrypt) and name that."
        return InputError(Message(ja, en))
    if code == pdfium.FPDF_ERR_SECURITY:
        ja = f"{path}: 対応していない方式で暗号化された PDF です。暗号化を外した PDF を作って渡してください。"
        en = f"{path}: this PDF is encrypted in a way that is not supported. Make a copy without encryption and name that."
        return InputError(Message(ja, en))
    return _damaged(path)


def _damaged(path: str, page: int | None = None) -> InputError:
    where = (f"{page} ページが", f"page {page} ") if page else ("PDF が", "this PDF ")
    ja = f"{path}: {where[0]}壊れていて読めません。元のファイルを入手し直すか、修復してください（例: qpdf 壊れた.pdf 直した.pdf）。"
    en = f"{path}: {where[1]}is damaged and cannot be read. Get the file anew, or mend it (for example: qpdf broken.pdf mended.pdf)."
    return InputError(Message(ja, en))


# -- one page ----------------------------------------------------------------------------------------------------------


def _page(document: Handle, number: int, path: str) -> tuple[list[PageLine], list[Box]]:
    """The lines of a page, in no order, and the boxes and rules that are drawn on it."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise _damaged(path, number)
    try:
        upright = _Upright.of(page)
        shapes: list[Box] = []
        flat: set[int] = set()
        for drawn, matrix in _drawn(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, upright.matrix, 0):
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_PATH and len(shapes) < _MOST_SHAPES:
                shapes += _path_boxes(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT and _widen(drawn):
                flat.add(ctypes.addressof(drawn.contents))
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise _damaged(path, number)
        try:
            return page_lines(list(_glyphs(text_page, upright, flat))), shapes
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)


class _Upright(NamedTuple):
    """How the page is turned for showing: from the file's coordinates to points from the upper left corner."""

    matrix: Matrix
    turn: int
    """Degrees by which the page is turned clockwise."""

    @classmethod
    def of(cls, page: Handle) -> "_Upright":
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        left, bottom, right, top = (_sane(value) for value in (box.left, box.bottom, box.right, box.top))
        turns = pdfium.FPDFPage_GetRotation(page) % 4
        matrices: tuple[Matrix, ...] = (
            (1, 0, 0, -1, -left, top),
            (0, 1, 1, 0, -bottom, -left),
            (-1, 0, 0, 1, right, -bottom),
            (0, -1, -1, 0, top, right),
        )
        return cls(matrices[turns], turns * 90)


def _sane(value: float) -> float:
    """`value`, or 0 where it is no coordinate (a damaged file may say anything)."""
    return value if -_FAR < value < _FAR else 0.0


class _Style(NamedTuple):
    """What all characters of one drawn text share."""

    size: float
    turn: int
    bold: bool


def _glyphs(text_page: Handle, upright: _Upright, flat: set[int]) -> Iterator[Glyph]:
    """Every character that is drawn on the page, in the order it was drawn; PDFium's own guesses at white space left out.

    `flat` tells which texts were given an outline here.
    """
    a, b, c, d, e, f = upright.matrix
    mirrored, upside_down = a + c < 0, b + d < 0
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        if not drawn and pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        text, high = _character(code, high) if high or code in _ODD or code >= 0xD800 else chr(code), 0
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        key = ctypes.addressof(drawn.contents) if drawn else 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(text_page, index, None if key in flat else drawn, upright)
        left, bottom, right, top, ox, oy = box.left, box.bottom, box.right, box.top, x.value, y.value
        if not abs(left) + abs(bottom) + abs(right) + abs(top) + abs(ox) + abs(oy) < _FAR:
            left, bottom, right, top, ox, oy = (_sane(value) for value in (left, bottom, right, top, ox, oy))
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        y0, y1 = b * left + d * bottom + f, b * right + d * top + f
        if mirrored:
            x0, x1 = x1, x0
        if upside_down:
            y0, y1 = y1, y0
        origin = a * ox + c * oy + e, b * ox + d * oy + f
        yield Glyph(text, (x0, y0, x1, y1), origin, style.size, style.turn, style.bold, key)


def _character(code: int, high: int) -> str:
    """The character of that code, after a high surrogate `high`; U+FFFD where the file does not tell which it is."""
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
    if code in _HYPHENS:
        return "-"
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


def _style(text_page: Handle, index: int, drawn: Handle, upright: _Upright) -> _Style:
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    turn = round(math.degrees(math.atan2(_sane(matrix.b), _sane(matrix.a))) - upright.turn) % 360
    if min(turn, 360 - turn) <= _UPRIGHT:
        turn = 0
    size = abs(_sane(pdfium.FPDFText_GetFontSize(text_page, index))) * math.hypot(_sane(matrix.c), _sane(matrix.d))
    extent = max(_sane(box.top) - _sane(box.bottom), 0.0)
    if turn % 180 == 0 and extent and not extent / 3 < size < extent * 5:
        size = extent
    return _Style(max(size, 0.1), turn, _is_bold(text_page, index, drawn))


def _is_bold(text_page: Handle, index: int, drawn: Handle) -> bool:
    """Whether the weight or the name of the font says so, or the letters are filled and outlined."""
    if pdfium.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT:
        return True
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), flags)
    if 0 < length <= len(name) and _BOLD_NAME.search(name.value.decode("utf-8", "replace")):
        return True
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE


# -- boxes and rules ---------------------------------------------------------------------------------------------------


def _drawn(holder: Handle, count: Any, get: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Handle, Matrix]]:
    """Everything that is drawn, with the matrix that brings its own coordinates to the page's."""
    for index in range(count(holder)):
        drawn = get(holder, index)
        if not drawn:
            continue
        inner = _product(_matrix_of(drawn), matrix)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, inner
        elif depth < _DEEPEST_FORM:
            yield from _drawn(drawn, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)


def _widen(drawn: Handle) -> bool:
    """Give a text without width an outline, in memory, and say whether that was needed.

    PDFium passes over text that has no width, and a single letter of a font that is neither in the file nor on the machine has
    none. Text with an outline is as wide as the outline at least.
    """
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top) or abs(right.value - left.value) >= _FLAT:
        return False
    pdfium.FPDFTextObj_SetTextRenderMode(drawn, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
    pdfium.FPDFPageObj_SetStrokeWidth(drawn, 1.0)
    pdfium.FPDFPageObj_Transform(drawn, *_IDENTITY)
    return True


def _path_boxes(path: Handle, matrix: Matrix) -> Iterator[Box]:
    """The bounds of every figure of a path that is a rule or a box, its corners round or not."""
    segments = pdfium.FPDFPath_CountSegments(path)
    if not 0 < segments <= _MOST_SEGMENTS:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    figure = _Figure()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from figure.boxes()
            figure = _Figure()
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            px, py = _sane(x.value), _sane(y.value)
            figure.add(_sane(a * px + c * py + e), _sane(b * px + d * py + f), kind == pdfium.FPDF_SEGMENT_BEZIERTO)
    yield from figure.boxes()


class _Figure:
    """One figure of a path, point by point."""

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self.straight = 0.0
        self.slanted = 0.0

    def add(self, x: float, y: float, curved: bool) -> None:
        if self.points:
            px, py = self.points[-1]
            across, down = abs(x - px), abs(y - py)
            if curved or min(across, down) > _SLANT:
                self.slanted += across + down
            else:
                self.straight += across + down
        self.points.append((x, y))

    def boxes(self) -> Iterator[Box]:
        """Its bounds, where most of its outline runs along the page."""
        if len(self.points) > 1 and self.slanted <= self.straight:
            xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
            yield min(xs), min(ys), max(xs), max(ys)


def _matrix_of(drawn: Handle) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _IDENTITY
    a, b, c, d, e, f = (_sane(value) for value in (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
    return a, b, c, d, e, f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
