"""PDFium: opening and closing of documents, and its functions in a form that is fast enough to be called for every character.

The only module that imports pypdfium2. Its raw functions check and convert each argument, which takes longer than most calls.
`fast` gives one of them with plain addresses for pointers, so that `map` runs over all characters of a page and PDFium writes
into one array.
"""

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from shisaku.errors import InputError
from shisaku.messages import Message

Handle = int
"""Address of an object of PDFium; 0 for none."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
POINTER, INT, UINT, FLOAT, DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float, ctypes.c_double
_FAR = 1e6
"""Largest coordinate of a page."""
_PROTOTYPE: Any = getattr(ctypes, "WINFUNCTYPE" if sys.platform == "win32" else "CFUNCTYPE")


def fast(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function of PDFium of that name, with a prototype of plain C types."""
    address = ctypes.cast(getattr(pdfium, name), POINTER).value
    return _PROTOTYPE(result, *arguments)(address)  # type: ignore[no-any-return]


def sane(value: float) -> float:
    """`value`, or 0 where it is no coordinate (a damaged file may state anything)."""
    return value if -_FAR < value < _FAR else 0.0


def floats(values: Iterable[float]) -> "ctypes.Array[ctypes.c_float]":
    """An array for PDFium to write single-precision numbers into."""
    found = list(values)
    return (FLOAT * len(found))(*found)


class DamagedPageError(Exception):
    """A page cannot be read."""


# -- documents and pages -----------------------------------------------------------------------------------------------

_page_count = fast("FPDF_GetPageCount", INT, POINTER)
_load_page = fast("FPDF_LoadPage", POINTER, POINTER, INT)
_close_page = fast("FPDF_ClosePage", None, POINTER)
_load_text = fast("FPDFText_LoadPage", POINTER, POINTER)
_close_text = fast("FPDFText_ClosePage", None, POINTER)
_bounding_box = fast("FPDF_GetPageBoundingBox", INT, POINTER, POINTER)
_rotation = fast("FPDFPage_GetRotation", INT, POINTER)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Handle]:
    """The document in `data`. Raises InputError when it needs a password or is too damaged; `name` is for the message."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(name, pdfium.FPDF_GetLastError())
    try:
        if pdfium.FPDF_GetPageCount(document) < 1:
            raise damaged(name)
        yield ctypes.cast(document, POINTER).value or 0
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(document: Handle) -> int:
    """Number of its pages."""
    return int(_page_count(document))


@contextmanager
def loaded_page(document: Handle, number: int) -> Iterator[Handle]:
    """Page `number`, from 1. Raises DamagedPageError where it cannot be read."""
    page = _load_page(document, number - 1)
    if not page:
        raise DamagedPageError(number)
    try:
        yield page
    finally:
        _close_page(page)


@contextmanager
def loaded_text(page: Handle) -> Iterator[Handle]:
    """The characters of a page. Raises DamagedPageError where they cannot be read."""
    text = _load_text(page)
    if not text:
        raise DamagedPageError
    try:
        yield text
    finally:
        _close_text(text)


def shown(page: Handle) -> tuple[Matrix, int, float, float]:
    """How the page is turned for showing: what brings the file's coordinates to points from the upper left corner, quarter turns
    clockwise, width and height as shown in points."""
    box = floats((0, 0, 0, 0))
    _bounding_box(page, ctypes.addressof(box))
    left, top, right, bottom = (sane(value) for value in box)
    turns = _rotation(page) % 4
    matrices: tuple[Matrix, ...] = (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )
    across, down = abs(right - left), abs(top - bottom)
    return (matrices[turns], turns, *((across, down) if turns % 2 == 0 else (down, across)))


def title_of(document: Handle, key: str = "Title") -> str:
    """The entry `key` of the file's information dictionary; empty where there is none."""
    handle, tag = ctypes.cast(document, pdfium.FPDF_DOCUMENT), key.encode("ascii")
    length = pdfium.FPDF_GetMetaText(handle, tag, None, 0)
    if not 2 < length <= _LONGEST_FACT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(handle, tag, buffer, length)
    return " ".join(buffer.raw[: length - 2].decode("utf-16-le", "replace").replace("\0", "").split())


_LONGEST_FACT = 2000
"""Most bytes of an entry of the information dictionary; longer ones are dropped."""


def language_of(document: Handle) -> str:
    """The language that the file states (`/Lang`), BCP 47; empty where it states none."""
    get = getattr(pdfium, "FPDFCatalog_GetLanguage", None)
    if get is None:
        return ""
    handle = ctypes.cast(document, pdfium.FPDF_DOCUMENT)
    length = get(handle, None, 0)
    if not 2 < length <= 100:
        return ""
    buffer = ctypes.create_string_buffer(length)
    get(handle, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def rendered(page: Handle, scale: float) -> tuple[int, int, bytes]:
    """Width, height and grey pixels, row by row, of the page drawn at `scale` pixels a point."""
    handle = ctypes.cast(page, pdfium.FPDF_PAGE)
    width = max(1, int(pdfium.FPDF_GetPageWidthF(handle) * scale))
    height = max(1, int(pdfium.FPDF_GetPageHeightF(handle) * scale))
    pixels = ctypes.create_string_buffer(width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, pixels, width)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return width, height, pixels.raw


# -- refusals ----------------------------------------------------------------------------------------------------------


def _refusal(name: str, code: int) -> InputError:
    """The error for a file that PDFium did not open, with what to do about it."""
    if code == pdfium.FPDF_ERR_PASSWORD:
        return InputError(Message("formats-pdf-needs-password-make-copy", name=name))
    if code == pdfium.FPDF_ERR_SECURITY:
        return InputError(Message("formats-pdf-encrypted-way-not-supported", name=name))
    return damaged(name)


def damaged(name: str) -> InputError:
    """The error for a damaged file."""
    return InputError(Message("formats-pdf-damaged-cannot-read-get", name=name))
