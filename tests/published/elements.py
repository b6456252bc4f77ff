"""What a document prints, before any format: headings, paragraphs, items, tables, in order."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str
    level: int
    """From 1, outermost first."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list."""

    text: str
    level: int
    """How deep the list is nested, from 1."""
    mark: str = ""
    """Bullet as typed, with the blank behind it; a format with lists of its own puts another."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A short line on its own: a field, an owner."""

    text: str
    name: int = 0
    """Letters at its head that are the name of a field."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note below the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A line of the contents page."""

    text: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Page:
    """A new page begins here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    rows: int = 1
    columns: int = 1
    number: float | None = None
    """The number that it holds, in formats that know numbers."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; places that a cell above or to the left extends over are left out of a row."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1
    """Rows at the top that head columns."""
    weights: tuple[float, ...] = ()
    """Of each column, its share of the width."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return sum(cell.columns for cell in self.rows[0])

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with its row and column, from 0."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken |= {(row + y, column + x) for y in range(cell.rows) for x in range(cell.columns)}
                column += cell.columns

    def filled(self, repeat: bool = False) -> list[list[str]]:
        """A word for each place of the grid; with `repeat` in each place that a cell extends over, else in its first."""
        grid = [[""] * self.width for _ in self.rows]
        for row, column, cell in self.placed():
            for y in range(cell.rows):
                for x in range(cell.columns):
                    if repeat or (x, y) == (0, 0):
                        grid[row + y][column + x] = cell.text
        return grid


Element = Title | Heading | Item | Paragraph | Line | Note | Contents | Page | Table
