"""The pages of a PDF as a Document: its lines and tables in reading order, each with its place."""

import math
from collections.abc import Callable

from shisaku.formats.pdf import pdfium
from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.page_content import PageContent, page_content
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.page_tables import PageCell, PageTable
from shisaku.formats.pdf.wide_sheets import MOST_PAGES as MOST_TOGETHER
from shisaku.formats.pdf.wide_sheets import WideSheet, wide_sheets
from shisaku.formats.text_builder import BlockWords, CellWords, StyledRun, TextBuilder
from shisaku.model.document import Document, DocumentPlace, Skipped, Style

MOST_PAGES = 5_000
"""Most pages of a document that are read; the rest is reported as too large."""
MOST_LETTERS = 10_000_000
"""Most letters of a document that are read."""


Recogniser = Callable[[int, int, bytes, int, str], list[list[PageLine]]]
"""Recognises the lines on a page of grey pixels, block by block: width, height, pixels, dots an inch, name of the file."""


def read(data: bytes, name: str, recognise: Recogniser | None = None) -> Document:
    """The Document of the PDF in `data`, pages in order, each line a block of kind `line`.

    `recognise` reads pages without text. Raises InputError when the PDF needs a password or is too damaged to
    be opened, and whatever `recognise` raises; `name` is for the message.
    """
    builder = TextBuilder("pdf")
    waiting: list[tuple[int, PageContent]] = []
    with pdfium.opened(data, name) as document:
        count = pdfium.page_count(document)
        left, read_any = MOST_LETTERS, False
        before: PageContent | None = None
        for number in range(1, count + 1):
            if number > MOST_PAGES or left <= 0:
                builder.skip(Skipped("too-large", DocumentPlace(number)))
                break
            try:
                with pdfium.loaded_page(document, number) as page:
                    content = page_content(page, before, number)
                    read_any = True
                    if recognise and content.missed and content.missed[0][0] in ("scan", "broken"):
                        content = _recognised(page, content, name, recognise)
            except pdfium.DamagedPageError:
                builder.skip(Skipped("broken", DocumentPlace(number)))
                continue
            left -= content.letters
            before = content
            if waiting and (content.sheet is None or len(waiting) == MOST_TOGETHER or number != waiting[-1][0] + 1):
                _add_sheets(builder, waiting)
                waiting = []
            if content.sheet is None:
                _add(builder, content, number)
            else:
                waiting.append((number, content))
        _add_sheets(builder, waiting)
        if not read_any:
            raise pdfium.damaged(name)
        author = (("author", pdfium.title_of(document, "Author")),)
        return builder.document(pdfium.title_of(document), pdfium.language_of(document), fields=author)


def _recognised(page: pdfium.Handle, content: PageContent, name: str, recognise: Recogniser) -> PageContent:
    _, _, across, down = pdfium.shown(page)
    resolution = max(1, int(min(RESOLUTION, 72 * math.sqrt(MOST_PIXELS / max(1.0, across * down)))))
    width, height, pixels = pdfium.rendered(page, resolution / 72)
    blocks = recognise(width, height, pixels, resolution, name)
    return PageContent(tuple(blocks), letters=content.letters) if blocks else content


RESOLUTION = 300
"""Dots an inch at which pages are drawn for character recognition, those of usual sizes."""
MOST_PIXELS = 40_000_000
"""Pixels that a page is drawn with at most, a sheet of A2; a page may claim to be of any size."""
RECOGNISED = "ocr"
"""Name of the style of lines that character recognition found."""


def _add(builder: TextBuilder, content: PageContent, number: int) -> None:
    """Add the contents of a page."""
    frames: dict[int, int] = {}
    builder.gap()
    for block in content.blocks:
        builder.gap()
        for line in block:
            if line.table >= 0:
                _add_table(builder, content.tables[line.table], number)
                continue
            if line.frame >= 0 and line.frame not in frames:
                frames[line.frame] = builder.new_frame()
            builder.add(_words(line, number, frames.get(line.frame, -1)))
    for what, box in content.missed:
        builder.skip(Skipped(what, DocumentPlace(number, _rounded(box) if box else None)))


def _add_sheets(builder: TextBuilder, pages: list[tuple[int, PageContent]]) -> None:
    """Add the contents of pages of rows and columns, joining those that show one sheet together."""
    sheets = wide_sheets([content.sheet for _, content in pages if content.sheet is not None]) if len(pages) > 1 else []
    begins = {sheet.pages[0]: sheet for sheet in sheets}
    joined = {number for sheet in sheets for number in sheet.pages}
    for number, content in pages:
        if number in begins:
            _add_wide(builder, begins[number])
        if number not in joined:
            _add(builder, content, number)


def _add_wide(builder: TextBuilder, sheet: WideSheet) -> None:
    builder.gap()
    for number, line in sheet.above:
        builder.add(_words(line, number))
    cells = [_cell_words(one.cell, one.page) for one in sheet.cells]
    builder.table(cells, DocumentPlace(sheet.pages[0], _rounded(sheet.box)), "ruled" if sheet.ruled else "aligned", ordered=True)
    for number, line in sheet.around:
        builder.add(_words(line, number))


def _words(line: PageLine, number: int, frame: int = -1) -> BlockWords:
    style = Style(round(line.size, 1), line.bold, line.colour, line.fill, RECOGNISED if line.recognised else "")
    lead = line.bold_lead
    runs = line.text if not lead else (StyledRun(line.text[:lead], bold=True), StyledRun(line.text[lead:]))
    return BlockWords(
        runs, "note" if line.note else "line", place=DocumentPlace(number, _rounded(line.box)), style=style, frame=frame
    )


def _add_table(builder: TextBuilder, table: PageTable, number: int) -> None:
    cells = [_cell_words(cell, number) for cell in table.cells]
    builder.table(cells, DocumentPlace(number, _rounded(table.box)), "ruled" if table.ruled else "aligned")


def _cell_words(cell: PageCell, number: int) -> CellWords:
    area, words = cell.area, [_words(line, number) for line in cell.lines]
    place = DocumentPlace(number, _rounded(cell.box))
    return CellWords(area.row, area.column, words, area.rows, area.columns, place=place, style=Style(fill=cell.fill))


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(value, 1) + 0.0 for value in box)
    return left, top, right, bottom
