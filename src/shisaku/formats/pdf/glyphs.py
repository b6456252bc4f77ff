"""The letters of a page as PDFium reports them: in drawing order, which need not be reading order.

PDFium's guesses at white space are left out. Common properties of one drawn text (font, size, direction, colour, baseline)
are read once for the text; of each letter its code and its box alone.
"""

import ctypes
import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby, repeat
from typing import NamedTuple

from shisaku.formats.pdf.font_characters import BULLET, UNKNOWN, are_odd, is_symbol_font, letter
from shisaku.formats.pdf.letters import WIDE, Drawn, Letter, LetterLook, turned_width
from shisaku.formats.pdf.pdfium import DOUBLE, FLOAT, INT, POINTER, UINT, Handle, Matrix, fast, floats, sane

MOST_CHARACTERS = 60_000
"""Most characters of a page that are read; a page with more, some 20 times as many as a full page of small print, is left out."""
_BOLD_NAME = re.compile(r"bold|black|heavy|ultra|W[6-9]\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_OUTLINED = 2
"""PDF's text rendering mode of letters that are filled and outlined."""
_UPRIGHT = 1.0
"""Degrees by which text may be turned and still counts as upright."""
_BLACK = 0x40
"""Parts of a colour below which it counts as black."""
_MOST_LIGATURE = 3
"""Letters of one ligature at most."""

_count = fast("FPDFText_CountChars", INT, POINTER)
_code = fast("FPDFText_GetUnicode", UINT, POINTER, INT)
_box = fast("FPDFText_GetLooseCharBox", INT, POINTER, INT, POINTER)
_text_object = fast("FPDFText_GetTextObject", POINTER, POINTER, INT)
_is_generated = fast("FPDFText_IsGenerated", INT, POINTER, INT)
_is_unmapped = fast("FPDFText_HasUnicodeMapError", INT, POINTER, INT)
_origin = fast("FPDFText_GetCharOrigin", INT, POINTER, INT, POINTER, POINTER)
_matrix = fast("FPDFText_GetMatrix", INT, POINTER, INT, POINTER)
_font_size = fast("FPDFText_GetFontSize", DOUBLE, POINTER, INT)
_font_weight = fast("FPDFText_GetFontWeight", INT, POINTER, INT)
_font_info = fast("FPDFText_GetFontInfo", ctypes.c_ulong, POINTER, INT, POINTER, ctypes.c_ulong, POINTER)
_font = fast("FPDFTextObj_GetFont", POINTER, POINTER)
_mode = fast("FPDFTextObj_GetTextRenderMode", INT, POINTER)
_fill_colour = fast("FPDFPageObj_GetFillColor", INT, POINTER, POINTER, POINTER, POINTER, POINTER)


class PageLetters(NamedTuple):
    """The letters of a page."""

    drawn: list[Drawn]
    """Its letters, text by text as drawn."""
    letters: int
    """How many there are, white space aside, those without meaning among them."""
    unknown: int
    """How many of them the file gives no meaning to, so that they cannot be read."""
    complete: bool = True
    """False where there are too many to be read; it has no letters then."""


def page_letters(text: Handle, matrix: Matrix, turns: int, flat: set[Handle]) -> PageLetters:
    """The letters of a page. `flat` has the drawn texts that were given an outline so that PDFium reports them."""
    count = _count(text)
    if count > MOST_CHARACTERS:
        return PageLetters([], 0, 0, False)
    if count < 1:
        return PageLetters([], 0, 0)
    objects = list(map(_text_object, repeat(text), range(count)))
    codes = list(map(_code, repeat(text), range(count)))
    boxes = (FLOAT * (4 * count))()
    start = ctypes.addressof(boxes)
    deque(map(_box, repeat(text), range(count), range(start, start + 16 * count, 16)), 0)
    flat_boxes = list(boxes)
    page = _Page(text, matrix, turns, flat)
    drawn: list[Drawn] = []
    at, letters, unknown = 0, 0, 0
    for number, (handle, group) in enumerate(groupby(objects)):
        end = at + sum(1 for _ in group)
        found, missing = page.letters(number, handle or 0, at, codes[at:end], flat_boxes[4 * at : 4 * end])
        if found:
            drawn.append(found)
            letters += sum(1 for one in found if one.text != " ")
            unknown += missing
        at = end
    return PageLetters(drawn, letters, unknown)


class _Font(NamedTuple):
    bold: bool
    symbols: bool
    unmapped: bool


class _Page:
    """Fonts and looks of a page, cached."""

    def __init__(self, text: Handle, matrix: Matrix, turns: int, flat: set[Handle]) -> None:
        self.text, self.matrix, self.turns, self.flat = text, matrix, turns, flat
        self.fonts: dict[Handle, _Font] = {}
        self.looks: dict[tuple[object, ...], LetterLook] = {}
        self.six = floats((1, 0, 0, 1, 0, 0))
        self.x, self.y = DOUBLE(), DOUBLE()
        self.rgba = (UINT * 4)()
        self.name = ctypes.create_string_buffer(200)
        self.flags = INT()

    def letters(self, number: int, handle: Handle, at: int, codes: list[int], boxes: list[float]) -> tuple[Drawn, int]:
        """The letters of the drawn text `handle`, those from place `at` on in the page, and how many of them mean nothing."""
        if not handle:
            printed = [i for i in range(len(codes)) if _is_generated(self.text, at + i) != 1]
            if not printed:
                return [], 0
            found = [self._each(number, 0, at + i, [_decoded(codes[i])], boxes[4 * i : 4 * i + 4]) for i in printed]
            return [one for part in found for one in part], 0
        font = self._font(handle, at)
        texts = self._texts(at, codes, font) if font.unmapped or are_odd(codes) else list(map(chr, codes))
        missing = texts.count(UNKNOWN)
        look = self._look(handle, at, boxes, font)
        lows, highs = boxes[1::4], boxes[3::4]
        if self.turns % 2:
            lows, highs = boxes[0::4], boxes[2::4]
        straight = look.turn == 0 and max(lows) - min(lows) < 0.01 and max(highs) - min(highs) < 0.01
        if not straight or not max(map(abs, boxes)) < 1e6:
            return self._each(number, handle, at, texts, boxes), missing
        lefts, rights = self._sides(boxes)
        if len(lefts) > 1:
            _split_ligatures(texts, lefts, rights)
        base = self._base(at)
        return [Letter(t, a, b, base, look, number) for t, a, b in zip(texts, lefts, rights, strict=True) if t], missing

    def _texts(self, at: int, codes: list[int], font: _Font) -> list[str]:
        """The letters of the codes; empty where one is none, or the second half of one."""
        found, high = [], 0
        for i, code in enumerate(codes):
            if 0xD800 <= code < 0xDC00:
                high = code
                found.append("")
                continue
            text, high = letter(code, high), 0
            if (font.unmapped or code < 0x20) and text not in ("", " ", "-") and _is_unmapped(self.text, at + i):
                text = BULLET if font.symbols else UNKNOWN
            found.append(text)
        return found

    def _sides(self, boxes: list[float]) -> tuple[list[float], list[float]]:
        """Where upright letters begin and end on the page as shown."""
        a, _, c, _, e, _ = self.matrix
        near, far = (boxes[0::4], boxes[2::4]) if self.turns % 2 == 0 else (boxes[3::4], boxes[1::4])
        step = a + c
        if step < 0:
            near, far = far, near
        starts, ends = [step * value + e for value in near], [step * value + e for value in far]
        return starts, [max(pair) for pair in zip(starts, ends, strict=True)]

    def _base(self, at: int) -> float:
        x, y = self._place(at)
        _, b, _, d, _, f = self.matrix
        return b * x + d * y + f

    def _place(self, at: int) -> tuple[float, float]:
        """Origin of a letter on its baseline, in the file's coordinates."""
        _origin(self.text, at, ctypes.addressof(self.x), ctypes.addressof(self.y))
        return sane(self.x.value), sane(self.y.value)

    def _each(self, number: int, handle: Handle, at: int, texts: Sequence[str], boxes: list[float]) -> Drawn:
        """The letters of a text that is turned, runs downwards or has odd coordinates, each read by itself."""
        a, b, c, d, e, f = self.matrix
        look = self._look(handle, at, boxes, self._font(handle, at))
        cos, sin = math.cos(math.radians(look.turn)), math.sin(math.radians(look.turn))
        found, origins = [], []
        for i, text in enumerate(texts):
            if not text:
                continue
            left, top, right, bottom = (sane(value) for value in boxes[4 * i : 4 * i + 4])
            ox, oy = self._place(at + i)
            x, y = a * ox + c * oy + e, b * ox + d * oy + f
            xs = sorted((a * left + c * top + e, a * right + c * bottom + e))
            ys = sorted((b * left + d * top + f, b * right + d * bottom + f))
            if look.turn == 0:
                found.append(Letter(text, xs[0], xs[1], y, look, number))
                origins.append(x)
                continue
            begin, base = x * cos - y * sin, x * sin + y * cos
            if look.turn % 90:
                end = begin + _advance(xs[1] - xs[0], ys[1] - ys[0], look, text)
            else:
                begin, end = sorted((xs[0] * cos - ys[0] * sin, xs[1] * cos - ys[1] * sin))
            found.append(Letter(text, begin, end, base, look, number))
        return _below_each_other(found, origins) if origins else found

    def _font(self, handle: Handle, at: int) -> _Font:
        font = _font(handle) or 0 if handle else 0
        known = self.fonts.get(font)
        if known is None:
            length = _font_info(self.text, at, ctypes.addressof(self.name), len(self.name), ctypes.addressof(self.flags))
            name = self.name.value.decode("utf-8", "replace") if 0 < length <= len(self.name) else ""
            bold = _font_weight(self.text, at) >= _BOLD_WEIGHT or _BOLD_NAME.search(name) is not None
            known = self.fonts[font] = _Font(bold, is_symbol_font(name), False)
        if handle and not known.unmapped and _is_unmapped(self.text, at):
            known = self.fonts[font] = known._replace(unmapped=True)
        return known

    def _look(self, handle: Handle, at: int, boxes: list[float], font: _Font) -> LetterLook:
        _matrix(self.text, at, ctypes.addressof(self.six))
        a, b, c, d, _, _ = self.six
        mode = _mode(handle) if handle and handle not in self.flat else 0
        colour = self._colour(handle) if handle else ""
        extent = abs(boxes[1] - boxes[3]) if self.turns % 2 == 0 else abs(boxes[2] - boxes[0])
        key = (a, b, c, d, round(extent, 2), _font_size(self.text, at), mode, colour, font.bold)
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = self._new_look(at, extent, font.bold or mode == _OUTLINED, colour)
        return look

    def _new_look(self, at: int, extent: float, bold: bool, colour: str) -> LetterLook:
        a, b, c, d, _, _ = (sane(value) for value in self.six)
        turn = round(math.degrees(math.atan2(b, a)) - 90 * self.turns) % 360
        if min(turn, 360 - turn) <= _UPRIGHT:
            turn = 0
        size = abs(sane(_font_size(self.text, at))) * math.hypot(c, d)
        extent = sane(extent)
        if turn % 180 == 0 and extent and not extent / 3 < size < extent * 5:
            size = extent
        return LetterLook(max(size, 0.1), turn, bold, colour)

    def _colour(self, handle: Handle) -> str:
        start = ctypes.addressof(self.rgba)
        if not _fill_colour(handle, start, start + 4, start + 8, start + 12):
            return ""
        return colour_of(self.rgba[0], self.rgba[1], self.rgba[2])


def colour_of(red: int, green: int, blue: int) -> str:
    """`#rrggbb`, or nothing for black and nearly black."""
    return "" if max(red, green, blue) < _BLACK else f"#{red & 255:02x}{green & 255:02x}{blue & 255:02x}"


def _advance(across: float, down: float, look: LetterLook, text: str) -> float:
    """Width of a turned letter: PDFium gives the bounds of its turned box, which is as tall as its size."""
    wide = turned_width(across, down, look.size, look.turn)
    return wide if 0.1 * look.size <= wide <= 1.5 * look.size else look.size * (1.0 if text >= WIDE else 0.55)


def _below_each_other(letters: Drawn, origins: list[float]) -> Drawn:
    """The letters, with those straight below each other as wide as they are tall: their advance runs downwards."""
    below = [
        abs(x - before) <= 0.1 * lower.look.size and 0.3 * lower.look.size <= lower.base - upper.base <= 2 * lower.look.size
        for upper, lower, before, x in zip(letters, letters[1:], origins, origins[1:], strict=False)
    ]
    return [
        letter._replace(left=x, right=x + letter.look.size) if (i and below[i - 1]) or (i < len(below) and below[i]) else letter
        for i, (letter, x) in enumerate(zip(letters, origins, strict=True))
    ]


def _decoded(code: int) -> str:
    return letter(code) if are_odd([code]) else chr(code)


def _split_ligatures(texts: list[str], lefts: list[float], rights: list[float]) -> None:
    """Split the place of a ligature, which PDFium reports once, among its letters."""
    for first, last in _same_places(lefts, rights):
        if not 1 < last - first <= _MOST_LIGATURE or "".join(texts[first:last]).isspace():
            continue
        start, step = lefts[first], (rights[first] - lefts[first]) / (last - first)
        for i in range(first, last):
            lefts[i], rights[i] = start + (i - first) * step, start + (i - first + 1) * step


def _same_places(lefts: list[float], rights: list[float]) -> Iterator[tuple[int, int]]:
    if len(set(lefts)) == len(lefts):
        return
    first = 0
    for i in range(1, len(lefts) + 1):
        if i == len(lefts) or lefts[i] != lefts[first] or rights[i] != rights[first]:
            if i - first > 1 and rights[first] > lefts[first]:
                yield first, i
            first = i
