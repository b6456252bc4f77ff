"""A table whose cells are still being filled."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shisaku.formats.cell_extents import placed
from shisaku.formats.text_builder import BlockWords, CellWords, StyledRun, TextBuilder
from shisaku.model.document import DocumentPlace, Skipped, Style


@dataclass(slots=True)
class OpenCell:
    """A cell of an open table."""

    words: list[BlockWords]
    """What is printed in it so far."""
    rows: int
    """Rows that it claims."""
    columns: int
    """Columns that it claims."""
    header: bool
    """As in `Cell`."""
    place: DocumentPlace
    """As in `Cell`."""
    style: Style
    """As in `Cell`."""


@dataclass(slots=True)
class OpenTable:
    """A table that is open."""

    place: DocumentPlace
    """Where it is."""
    name: str = ""
    """Its caption."""
    rows: list[list[OpenCell]] = field(default_factory=list)
    """Its rows so far."""
    in_row: bool = False
    """Whether its last row is open."""
    cell: OpenCell | None = None
    """The cell that is open."""

    def open_row(self) -> None:
        """Opens a row."""
        self.rows.append([])
        self.in_row = True

    def close_row(self) -> None:
        """Closes the row that is open; a cell that follows begins one of its own."""
        self.in_row = False

    def open(self, cell: OpenCell) -> None:
        """Opens a cell in the last row."""
        if not self.in_row:
            self.open_row()
        self.rows[-1].append(cell)
        self.cell = cell

    def as_lines(self) -> Iterator[BlockWords]:
        """The lines of a table within a cell: one line a row."""
        for row in self.rows:
            blocks = [words for cell in row for words in cell.words]
            runs: list[StyledRun] = []
            for words in blocks:
                runs += [StyledRun(" "), *(run for run in words.runs if isinstance(run, StyledRun))]
            if blocks:
                yield replace(blocks[0], runs=runs, kind="line", level=0)

    def append_to(self, builder: TextBuilder) -> None:
        """Append it to the text, each cell in its place."""
        self._demote()
        extents = placed([[(cell.rows, cell.columns) for cell in row] for row in self.rows])
        cells = [
            CellWords(at.row, at.column, cell.words, at.rows, at.columns, cell.header, cell.place, cell.style)
            for row, places in zip(self.rows, extents, strict=True)
            for cell, at in zip(row, places, strict=False)
        ]
        if len(cells) < sum(map(len, self.rows)):
            builder.skip(Skipped("too-large", self.place))
        builder.table(cells, self.place, name=self.name)

    def _demote(self) -> None:
        """Drop the header of a first row that is mostly empty from its first cell on: it continues the table above."""
        first = self.rows[0] if self.rows else []
        if len(first) > 2 and not first[0].words and 2 * sum(not cell.words for cell in first) > len(first):
            for cell in first:
                cell.header = False
