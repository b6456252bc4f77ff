"""A table as a grid, looked up by place, however far a cell extends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from shisaku.model.document import Cell, Table
from shisaku.model.span import Span
from shisaku.reading.tables.cell_text import NO_WORDS, CellEntry, CellLine, CellText, entries_of, joined, pieces_of

_MOST_SPREAD = 64
"""Places of the grid for each cell that merged cells are spread over; beyond, a sheet has cells merged over its whole width."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its words."""

    row: int
    """First row."""
    column: int
    """First column."""
    rows: int
    """Rows that it extends over."""
    columns: int
    """Columns that it extends over."""
    pieces: tuple[CellLine, ...] = ()
    """Its lines."""
    header: bool = False
    """Whether the format states that it is a header."""
    fill: str = ""
    """Colour behind it."""
    words: CellText = NO_WORDS
    """All its words as one run."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.words.text

    @property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        return 2 * sum(len(piece.text) for piece in self.pieces if piece.style.bold) > len(self.text) > 0

    @property
    def entries(self) -> tuple[CellEntry, ...]:
        """Its paragraphs and items."""
        return entries_of(self.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its lines are."""
        return tuple(Span(piece.start, piece.end) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, or what rows on two pages make together."""

    cells: tuple[GridCell | None, ...]
    """By column; a cell that extends over several columns or rows is at each of them, None where there is none."""
    index: int
    """Its place in the grid."""
    table: int
    """Which table of the document it is of."""

    def own(self) -> Iterator[GridCell]:
        """The cells with words that begin in this row, from the left, each once."""
        seen = None
        for cell in self.cells:
            if cell is not None and cell is not seen and cell.text and cell.row == self.index:
                yield cell
            seen = cell

    def filled(self) -> Iterator[GridCell]:
        """The cells with words, those that began in a row above among them, from the left, each once."""
        seen = None
        for cell in self.cells:
            if cell is not None and cell is not seen and cell.text:
                yield cell
            seen = cell


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table, all of the same width."""

    rows: tuple[TableRow, ...]
    """The rows."""
    width: int
    """Number of columns."""

    def column(self, number: int) -> Iterator[GridCell]:
        """The cells of a column with words, from the top, each once."""
        seen = None
        for row in self.rows:
            cell = row.cells[number]
            if cell is not None and cell is not seen and cell.text:
                yield cell
            seen = cell


NO_PLACES: Mapping[int, Mapping[int, int]] = MappingProxyType({})
"""Of tables that all have the same columns."""


def grid_of(
    tables: Sequence[Table],
    text: str,
    numbers: Sequence[int],
    places: Mapping[int, Mapping[int, int]] = NO_PLACES,
    made: dict[int, tuple[GridCell, ...]] | None = None,
) -> Grid:
    """The grid of one table, or of several that are one, by their places among the `tables` of a document that prints `text`.

    `places`: for a table with other columns than the first, at which of those each of its columns is. Columns and rows that hold no
    words at all are left out of it. `made`: the cells of tables, by their places, that were made before; others are put there.
    """
    made = {} if made is None else made
    for number in numbers:
        if number not in made:
            made[number] = tuple(_cell(text, cell) for cell in tables[number].cells)
    parts = [[_placed(cell, places.get(number)) for cell in made[number]] for number in numbers]
    starts = sorted({cell.column for cells in parts for cell in cells if cell.text})
    rows: list[TableRow] = []
    for number, cells in zip(numbers, parts, strict=True):
        rows.extend(_rows(cells, starts, number))
    return Grid(tuple(rows), len(starts))


def _placed(cell: GridCell, places: Mapping[int, int] | None) -> GridCell:
    """The cell at its place among other columns: that of the nearest column to its left that has one."""
    if not places:
        return cell
    ends = [here for there, here in sorted(places.items()) if there >= cell.column + cell.columns]
    column = max((here for there, here in places.items() if there <= cell.column), default=0)
    return replace(cell, column=column, columns=max(1, (ends[0] if ends else max(places.values()) + 1) - column))


def _rows(cells: Sequence[GridCell], starts: Sequence[int], number: int) -> Iterator[TableRow]:
    spread = sum(cell.rows * cell.columns for cell in cells) <= _MOST_SPREAD * len(cells) + 4096
    places: dict[int, dict[int, GridCell]] = {}
    for cell in cells:
        rows, columns = (cell.rows, cell.columns) if spread else (1, 1)
        for row in range(cell.row, cell.row + rows):
            held = places.setdefault(row, {})
            for column in range(cell.column, cell.column + columns):
                held.setdefault(column, cell)
    for row in sorted({cell.row for cell in cells if cell.text}):
        yield TableRow(tuple(places[row].get(column) for column in starts), row, number)


def _cell(text: str, cell: Cell) -> GridCell:
    pieces = pieces_of(text, cell.blocks)
    shown = cell.style.fill or next((block.style.fill for block in cell.blocks if block.style.fill), "")
    return GridCell(cell.row, cell.column, cell.rows, cell.columns, pieces, cell.header, shown, joined(pieces))
