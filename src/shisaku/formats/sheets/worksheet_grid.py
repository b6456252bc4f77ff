"""A worksheet as it is stored: cells with their values, what is hidden, what is merged, and its settings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from shisaku.formats.cell_words import Rich
from shisaku.formats.ooxml.attribute_values import integer, truth
from shisaku.formats.ooxml.parts import BrokenPartError, PartTooLargeError
from shisaku.formats.sheets.archive import Archive, local
from shisaku.formats.sheets.cell_references import MOST_COLUMNS, MOST_ROWS, Box, cell_at, range_of
from shisaku.formats.sheets.shared_strings import StringCollector, plain, unescaped

MOST_CELLS = 500_000
"""Most cells with words that are read of one workbook."""
MOST_EMPTY = 2_000_000
"""Most cells without words, but with a look, that are processed."""
Kind = Literal["text", "number", "truth", "error", "date"]
_KINDS: dict[str, Kind] = {"s": "text", "inlineStr": "text", "str": "text", "b": "truth", "e": "error", "d": "date"}


@dataclass(slots=True)
class SheetValue:
    """Value of a cell."""

    kind: Kind
    """Kind of the value; of a formula, that of its last result."""
    value: Rich
    """The value as written; of a shared string, the string."""
    look: int
    """Number of its look."""


@dataclass(slots=True)
class WorksheetGrid:
    """A worksheet."""

    values: dict[tuple[int, int], SheetValue] = field(default_factory=dict)
    """Values of cells, by row and column from 0."""
    looks: dict[tuple[int, int], int] = field(default_factory=dict)
    """Numbers of the looks of empty cells."""
    hidden_rows: set[int] = field(default_factory=set)
    """Rows that are hidden."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of columns that are hidden."""
    merged: list[Box] = field(default_factory=list)
    """Ranges of merged cells."""
    links: list[Box] = field(default_factory=list)
    """Ranges that are links."""
    filtered: Box | None = None
    """Range with a filter at its first row."""
    frozen: int = 0
    """Rows at the top that are frozen in view."""
    zeros: bool = True
    """Whether zeros are shown."""
    header: str = ""
    """Line at the top of each printed page, with its codes."""
    footer: str = ""
    """Line at the bottom of each printed page, with its codes."""
    uncalculated: tuple[int, int] | None = None
    """First cell whose formula was stored without a result."""
    cut_off: tuple[int, int] | None = None
    """First cell that is not read, where the limit is reached."""
    broken: bool = False
    """Whether the rest could not be read."""


class _Stop(Exception):  # noqa: N818 (it ends the reading, and is no error)
    """The limit is reached."""


class _Reader:
    """Adds the elements of a worksheet to a grid."""

    def __init__(self, strings: Sequence[Rich], looks: Collection[int], most_cells: int) -> None:
        self.grid = WorksheetGrid()
        self._strings = strings
        self._looks = looks
        self._left = most_cells
        self._empty = MOST_EMPTY
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._texts: list[str] = []
        self._collecting = False
        self._formula = False
        self._inline: StringCollector | None = None

    @property
    def next_place(self) -> tuple[int, int]:
        """The cell behind the last one read."""
        return max(0, self._row), self._column + 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "c":
            self._cell = attributes
            self._texts.clear()
            self._formula = False
        elif self._inline is not None:
            self._inline.start(name, attributes)
        elif name == "v" or name in ("oddHeader", "oddFooter"):
            self._texts.clear()
            self._collecting = True
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._inline = StringCollector()
        elif name == "row":
            self._begin_row(attributes)
        else:
            self._other(name, attributes)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "c":
            self._take()
        elif name == "v":
            self._collecting = False
        elif self._inline is not None:
            if name == "is":
                self._texts[:] = ()
            else:
                self._inline.end(name)
        elif name in ("oddHeader", "oddFooter"):
            self._collecting = False
            setattr(self.grid, name[3:].lower(), "".join(self._texts))

    def data(self, text: str) -> None:
        if self._inline is not None:
            self._inline.data(text)
        elif self._collecting:
            self._texts.append(text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = integer(attributes.get("r"), self._row + 2) - 1
        self._column = -1
        if self._row >= MOST_ROWS:
            raise _Stop
        if truth(attributes.get("hidden")) or attributes.get("ht") in ("0", "0.0"):
            self.grid.hidden_rows.add(self._row)

    def _take(self) -> None:
        attributes, inline = self._cell, self._inline
        self._inline = None
        place = cell_at(attributes.get("r", "")) or (self._row, self._column + 1)
        self._row, self._column = place
        look = integer(attributes.get("s"))
        if inline is not None:
            value: Rich = inline.taken()
        else:
            value = unescaped("".join(self._texts))
        kind: Kind = _KINDS.get(attributes.get("t", "n"), "number")
        if attributes.get("t") == "s":
            index = integer(value if isinstance(value, str) else "", -1)
            value = self._strings[index] if 0 <= index < len(self._strings) else ""
            if index >= len(self._strings):
                self.grid.broken = True
        if plain(value).strip():
            self._left -= 1
            if self._left < 0:
                self.grid.cut_off = place
                raise _Stop
            self.grid.values[place] = SheetValue(kind, value, look)
            return
        if self._formula and not attributes.get("t") and self.grid.uncalculated is None:
            self.grid.uncalculated = place
        if look in self._looks:
            self._empty -= 1
            if self._empty < 0:
                self.grid.cut_off = place
                raise _Stop
            self.grid.looks[place] = look

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        grid = self.grid
        if name == "col":
            if truth(attributes.get("hidden")) or attributes.get("width") in ("0", "0.0"):
                last = min(MOST_COLUMNS, integer(attributes.get("max"), 1))
                grid.hidden_columns.append((integer(attributes.get("min"), 1) - 1, last - 1))
        elif name == "mergeCell":
            if box := range_of(attributes.get("ref", "")):
                grid.merged.append(box)
        elif name == "hyperlink":
            if box := range_of(attributes.get("ref", "")):
                grid.links.append(box)
        elif name == "autoFilter":
            grid.filtered = range_of(attributes.get("ref", ""))
        elif name == "pane":
            if attributes.get("state", "").startswith("frozen"):
                grid.frozen = max(0, integer(attributes.get("ySplit")))
        elif name == "sheetView":
            grid.zeros = truth(attributes.get("showZeros"), True)


def read_grid(
    archive: Archive, part: str, strings: Sequence[Rich], ruled: Collection[int], most_cells: int = MOST_CELLS
) -> WorksheetGrid:
    """The worksheet of a part, as far as it can be read; `ruled` are the looks of empty cells that are returned too."""
    reader = _Reader(strings, ruled, most_cells)
    try:
        archive.parse(part, reader.start, reader.end, reader.data)
    except (_Stop, PartTooLargeError):
        reader.grid.cut_off = reader.grid.cut_off or reader.next_place
    except BrokenPartError:
        reader.grid.broken = True
    return reader.grid
