"""Pages with tables, drawn as office programs print them, and the grids that are read from them."""

from collections.abc import Sequence
from itertools import pairwise

from tests.reading.pages.sheet import Sheets

from shisaku.formats.pdf.pdf_document import read
from shisaku.model.document import Document

LATIN = "Helvetica"
ROW = 24.0
"""Height of a row in points."""


class TableSheets(Sheets):
    """Sheets with tables on them."""

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a line."""
        self.canvas.line(left, self.height - top, right, self.height - bottom)

    def band(self, left: float, top: float, right: float, bottom: float) -> None:
        """Colour a band, without any rule."""
        self.canvas.setFillGray(0.7)
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def cells(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], font: str = LATIN, size: float = 9) -> float:
        """Print words in rows, each cell's lines below each other, without rules; where the next row would begin."""
        for row in rows:
            for left, cell in zip(xs, row, strict=False):
                self.text(left + 4, top + 3, cell.split("\n"), size, font)
            top += max(ROW, max(len(cell.split("\n")) for cell in row) * 1.4 * size + 6)
        return top

    def ruled(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], font: str = LATIN) -> float:
        """Print rows with rules around each cell."""
        for row in rows:
            bottom = self.cells(xs, top, [row], font)
            for left, right in pairwise(xs):
                self.canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=1, fill=0)
            top = bottom
        return top


def grids(data: bytes) -> list[list[list[str]]]:
    """The words of each cell of each table, row by row; a cell over several columns stands in its first."""
    made = read(data, "some.pdf")
    return [grid(made, number) for number in range(len(made.tables))]


def grid(made: Document, number: int) -> list[list[str]]:
    """The words of the cells of a table."""
    table = made.tables[number]
    rows = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " / ".join(made.text[block.span.start : block.span.end] for block in cell.blocks)
    return rows
