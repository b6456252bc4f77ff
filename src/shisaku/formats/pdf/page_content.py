"""One page: from what PDFium reports to its lines and tables in reading order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from shisaku.formats.pdf import pdfium
from shisaku.formats.pdf.aligned import aligned_tables
from shisaku.formats.pdf.bands import banded_grids
from shisaku.formats.pdf.drawn_shapes import Drawing, Fill, drawing_of
from shisaku.formats.pdf.footnote_lines import with_footnotes
from shisaku.formats.pdf.glyphs import PageLetters, page_letters
from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.page_blocks import Block
from shisaku.formats.pdf.page_lines import PageLine, page_lines
from shisaku.formats.pdf.page_tables import PageTable, grids_of, tables_of
from shisaku.formats.pdf.reading_order import reading_order
from shisaku.formats.pdf.sheet_pages import SheetPage, sheet_page

_UNREADABLE = 0.3
"""Share of letters without meaning beyond which nothing is read from a page."""
_FEW = 30
"""Most letters of a scanned page, for a page number or a stamp."""
_SCAN = 0.7
"""Least share of a page that the picture of a scan covers, where there are letters too."""
_PICTURE = 0.01
"""Least share of a page that a reported picture covers."""
_MOST_PICTURES = 50
"""Most pictures of a page that are reported."""
_OVER = 3.0
"""Points by which drawings in a table may reach over its border."""
_THIN, _GROUND = 3.0, 0.9
"""Width in points up to which a drawn box is a rule, and share of the page from which it is the background."""
_LEAST_FILL = 4.0
"""Height in points of a colour behind a line at least."""

Missed = tuple[Literal["picture", "scan", "too-large", "broken"], Box | None]
"""What was not read of a page, and where."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """Contents of one page."""

    blocks: tuple[Block, ...] = ()
    """Its blocks in reading order; a line with a table number is a placeholder of that table."""
    tables: tuple[PageTable, ...] = ()
    """Its tables."""
    missed: tuple[Missed, ...] = ()
    """What was not read."""
    letters: int = 0
    """Number of letters examined."""
    sheet: SheetPage | None = None
    """The page as rows and columns, where it shows nothing else."""


def page_content(page: pdfium.Handle, before: PageContent | None = None, number: int = 1) -> PageContent:
    """The contents of a page; `before`: the page before it, whose last table may go on. Raises DamagedPageError."""
    matrix, turns, width, height = pdfium.shown(page)
    drawing = drawing_of(page, matrix)
    with pdfium.loaded_text(page) as text:
        found = page_letters(text, matrix, turns, drawing.flat)
    missed = _missed(found, drawing, width, height)
    if missed and missed[0][0] in ("scan", "broken"):
        return PageContent(missed=missed, letters=found.letters)
    grids, rows = grids_of(drawing)
    grids += banded_grids(rows, found.drawn)
    tables, loose = tables_of(grids, found.drawn, drawing.fills, _columns_of(before))
    lines = [_on_colour(line, drawing.fills) for line in page_lines(loose)]
    sheet = None if missed else sheet_page(number, (width, height), lines, tables, _boxed(drawing.boxes, width, height))
    aligned, lines = aligned_tables(lines, drawing.boxes)
    tables += aligned
    boxes = [box for box in drawing.boxes if not any(_within(box, table.box) for table in tables)]
    blocks = reading_order(lines + _placeholders(tables, lines), boxes)
    return PageContent(tuple(with_footnotes(blocks, height)), tuple(tables), missed, found.letters, sheet)


def _boxed(boxes: Iterable[Box], width: float, height: float) -> bool:
    """Whether a box is drawn on the page that is neither a rule nor the background."""
    return any(min(b[2] - b[0], b[3] - b[1]) > _THIN and _area(b) < _GROUND * width * height for b in boxes)


def _columns_of(page: PageContent | None) -> tuple[float, ...]:
    """Left edges of the columns of the last ruled table of a page; empty where it ends with something else."""
    ruled = [table for table in page.tables if table.ruled] if page is not None else []
    return max(ruled, key=lambda table: table.box[3]).columns if ruled else ()


def _missed(found: PageLetters, drawing: Drawing, width: float, height: float) -> tuple[Missed, ...]:
    whole = max(width * height, 1.0)
    shares = [(max(0.0, _area(_on_page(box, width, height))) / whole, box) for box in drawing.pictures]
    if found.letters > _FEW and found.unknown > _UNREADABLE * found.letters:
        return (("broken", None),)
    largest = max((share for share, _ in shares), default=0.0)
    if found.complete and ((found.letters == 0 and drawing.objects) or (found.letters <= _FEW and largest >= _SCAN)):
        return (("scan", None),)
    missed: list[Missed] = [("picture", _on_page(box, width, height)) for share, box in shares if share >= _PICTURE]
    if not (found.complete and drawing.complete):
        missed.insert(0, ("too-large", None))
    return tuple(missed[:_MOST_PICTURES])


def _on_page(box: Box, width: float, height: float) -> Box:
    left, top, right, bottom = box
    return max(0.0, left), max(0.0, top), min(width, right), min(height, bottom)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _within(box: Box, table: Box) -> bool:
    return table[0] - _OVER <= box[0] and table[1] - _OVER <= box[1] and box[2] <= table[2] + _OVER and box[3] <= table[3] + _OVER


def _placeholders(tables: list[PageTable], lines: list[PageLine]) -> list[PageLine]:
    """A placeholder line for each table, so that tables are ordered with lines."""
    sizes = Counter(round(line.size, 1) for line in lines for _ in line.text)
    size = max(sizes, key=lambda one: (sizes[one], one)) if sizes else 10.0
    return [PageLine("", table.box, size, False, table=number) for number, table in enumerate(tables)]


def _on_colour(line: PageLine, fills: list[Fill]) -> PageLine:
    """The line with the colour that it is printed on."""
    left, top, right, bottom = line.box
    middle = (top + bottom) / 2
    for (x0, y0, x1, y1), colour in reversed(fills):
        if y0 <= middle <= y1 and y1 - y0 >= _LEAST_FILL and min(right, x1) - max(left, x0) >= 0.8 * (right - left):
            return replace(line, fill=colour) if colour != "#ffffff" else line
    return line
