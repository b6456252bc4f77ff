"""The text of a PDF with the place of every line, for those who read pages line by line."""

from collections.abc import Iterator
from typing import NamedTuple

from shisaku.model.document import Block, Document
from shisaku.model.source import PrintedLine
from shisaku.model.span import Span


class PageTexts(NamedTuple):
    """The text of a PDF and where it is printed."""

    text: str
    """Lines in reading order, a blank line between blocks."""
    layout: tuple[PrintedLine, ...]
    """Every line of the text."""


def pages_of(document: Document) -> PageTexts:
    """The text of a Document that was made of a PDF, with the place of every line of it."""
    text = document.text + "\n" if document.text else ""
    layout: list[PrintedLine] = []
    number, before = -1, None
    for stretch, blocks in _lines(document):
        first = blocks[0]
        if before is None or stretch != before or text[layout[-1].span.end : first.span.start].count("\n") > 1:
            number += 1
        before = stretch
        boxes = [block.place.box for block in blocks if block.place.box is not None and block.place.page == first.place.page]
        box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
        span = Span(first.span.start, blocks[-1].span.end)
        layout.append(PrintedLine(span, first.place.page, box, number, first.style.size, first.style.bold))
    return PageTexts(text, tuple(layout))


def _lines(document: Document) -> Iterator[tuple[int, list[Block]]]:
    """The blocks of each line of the text, with a number that goes up from cell to cell, or row to row where cells are one line."""
    stretch = 0
    for one in document.content:
        if isinstance(one, Block):
            yield stretch, [one]
            continue
        row: list[Block] = []
        for cell in one.cells:
            for block in cell.blocks:
                if row and document.text[row[-1].span.end : block.span.start] != "\t":
                    yield stretch, row
                    row = []
                row.append(block)
            stretch += 1
        if row:
            yield stretch, row
        stretch += 1
