"""A worksheet as it is displayed: no hidden rows and columns, merged cells as one, values as their formats show them."""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shisaku.formats.cell_words import Rich
from shisaku.formats.ooxml.attribute_values import column_name
from shisaku.formats.sheet_tables import SheetCell, is_number
from shisaku.formats.sheets.cell_references import Box
from shisaku.formats.sheets.cell_styles import CellLook, Rules
from shisaku.formats.sheets.number_formats import is_date, shown_number, shown_text
from shisaku.formats.sheets.shared_strings import plain
from shisaku.formats.sheets.worksheet_grid import SheetValue, WorksheetGrid

_MOST_COVERED = 2_000_000
"""Most rows of merged ranges, counted for each range, that are processed."""
_PLAIN_LOOK = CellLook()


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell with words."""

    row: int
    """Row on the sheet, from 0."""
    column: int
    """Column on the sheet, from 0."""
    text: Rich
    """Its displayed text."""
    look: CellLook
    """How it looks."""
    linked: bool = False
    """Whether it is a link."""


@dataclass(slots=True)
class SheetView:
    """The visible contents of a sheet."""

    grid: list[SheetCell] = field(default_factory=list)
    """Cells in rows and columns that are counted without the hidden ones; `key` is their number in `cells`."""
    cells: list[SeenCell] = field(default_factory=list)
    """The same cells in rows and columns of the sheet."""
    hidden: list[str] = field(default_factory=list)
    """Hidden rows (`5:9`), columns (`C:D`) and cells with content."""
    hidden_rows: list[int] = field(default_factory=list)
    """Hidden rows, sorted."""
    unmerged: tuple[int, int] | None = None
    """First cell of the first range that is not merged, as there are too many; None where all are."""

    def place(self, cell: SheetCell) -> tuple[int, int]:
        """Row and column of a cell on the sheet."""
        seen = self.cells[cell.key]
        return seen.row, seen.column

    def visible_row(self, row: int) -> int:
        """Number of a row when hidden ones are not counted."""
        return row - bisect_left(self.hidden_rows, row)


class _Merged:
    """Ranges of merged cells: by their first cell, and the cells that they cover."""

    def __init__(self, boxes: list[Box], bottom: int, right: int) -> None:
        self.by_corner: dict[tuple[int, int], Box] = {}
        self.left_out: tuple[int, int] | None = None
        self._covered: dict[int, list[tuple[int, int, int]]] = {}
        budget = _MOST_COVERED
        for top, left, last_row, last_column in boxes:
            box = (top, left, min(last_row, max(top, bottom)), min(last_column, max(left, right)))
            budget -= box[2] - top + 1
            if budget < 0:
                self.left_out = top, left
                break
            # A damaged file may merge cells twice; cells of a table must not overlap.
            if any(self._overlaps(row, box) for row in range(top, box[2] + 1)):
                continue
            self.by_corner[top, left] = box
            for row in range(top, box[2] + 1):
                self._covered.setdefault(row, []).append((left, box[3], top))

    def _overlaps(self, row: int, box: Box) -> bool:
        return any(left <= box[3] and box[1] <= right for left, right, _ in self._covered.get(row, ()))

    def covers(self, row: int, column: int) -> bool:
        """Whether a merged range that begins elsewhere covers a cell."""
        return any(left <= column <= right and (top, left) != (row, column) for left, right, top in self._covered.get(row, ()))


class _Viewer:
    def __init__(self, grid: WorksheetGrid, looks: Sequence[CellLook], epoch: datetime) -> None:
        self._grid = grid
        self._looks = looks
        self._epoch = epoch
        self._view = SheetView(hidden_rows=sorted(grid.hidden_rows))
        used = [*grid.values, *grid.looks]
        bottom, right = max((row for row, _ in used), default=0), max((column for _, column in used), default=0)
        self._columns = sorted(
            {column for first, last in grid.hidden_columns for column in range(first, min(last, right + 1) + 1)}
        )
        self._hidden_columns = set(self._columns)
        self._merged = _Merged(grid.merged, bottom, right)
        self._view.unmerged = self._merged.left_out
        self._links = [box for box in grid.links if (box[2] - box[0]) <= bottom]
        self._linked = {
            (row, column)
            for top, left, last_row, last_column in self._links[:100_000]
            for row in range(top, min(last_row, top + 1000) + 1)
            for column in range(left, min(last_column, left + 100) + 1)
        }
        self._whole = not (self._merged.by_corner or grid.hidden_rows or self._columns)
        self._ruled = any(look.rules.any for look in looks)

    def view(self) -> SheetView:
        grid, merged = self._grid, self._merged
        hidden_cells: list[tuple[int, int]] = []
        for place, value in grid.values.items():
            if merged.by_corner and merged.covers(*place):
                continue
            seen = self._seen(place)
            if seen is None:
                hidden_cells.append(place)
            else:
                self._take(place, value, seen)
        if self._ruled:
            for place in grid.looks:
                if not merged.covers(*place) and (seen := self._seen(place)) and self._boxed(place):
                    self._view.grid.append(SheetCell(seen[0], seen[1], "", seen[2], seen[3], True))
        self._view.hidden += _named_runs({row for row, _ in hidden_cells if row in grid.hidden_rows}, lambda row: str(row + 1))
        self._view.hidden += _named_runs({column for row, column in hidden_cells if row not in grid.hidden_rows}, column_name)
        return self._view

    def _seen(self, place: tuple[int, int]) -> Box | None:
        """Where a cell is displayed, and over how many rows and columns; None where it is not."""
        row, column = place
        if self._whole:
            return row, column, 1, 1
        top, left, bottom, right = self._merged.by_corner.get(place, (row, column, row, column))
        first_row, first_column = row - bisect_left(self._view.hidden_rows, row), column - bisect_left(self._columns, column)
        if (top, left) == (bottom, right):
            return None if row in self._grid.hidden_rows or column in self._hidden_columns else (first_row, first_column, 1, 1)
        rows = bottom + 1 - bisect_left(self._view.hidden_rows, bottom + 1) - first_row
        columns = right + 1 - bisect_left(self._columns, right + 1) - first_column
        return (first_row, first_column, rows, columns) if rows > 0 and columns > 0 else None

    def _take(self, place: tuple[int, int], value: SheetValue, seen: Box) -> None:
        look = self._looks[value.look] if 0 <= value.look < len(self._looks) else _PLAIN_LOOK
        text = self._shown(value, look)
        words = plain(text).strip()
        if not words:
            if self._grid.zeros or value.kind != "number":
                self._view.hidden.append(f"{column_name(place[1])}{place[0] + 1}")
            return
        number = value.kind == "number" or is_number(words)
        cell = SheetCell(
            seen[0], seen[1], words, seen[2], seen[3], self._ruled and self._boxed(place), number, len(self._view.cells)
        )
        self._view.grid.append(cell)
        self._view.cells.append(SeenCell(*place, text, look, place in self._linked))

    def _shown(self, value: SheetValue, look: CellLook) -> Rich:
        text = value.value
        if value.kind == "text":
            return shown_text(text, look.code) if isinstance(text, str) else text
        words = plain(text).strip()
        if value.kind == "truth":
            return "TRUE" if words == "1" else "FALSE"
        try:
            if value.kind == "date":
                return shown_number(_days(words, self._epoch), look.code, self._epoch) if is_date(look.code) else words
            number = float(words) if value.kind == "number" else math.nan
        except ValueError:
            return words
        if not math.isfinite(number):
            return words
        if number == 0 and not self._grid.zeros:
            return ""
        return shown_number(number, look.code, self._epoch)

    def _boxed(self, place: tuple[int, int]) -> bool:
        """Whether rules are drawn at both sides of a cell, or above and below it."""
        row, column = place
        bottom, right = self._merged.by_corner.get(place, (row, column, row, column))[2:]
        own, end = self._rules(row, column), self._rules(bottom, right)
        if own.top and (own.bottom if row == bottom else self._rules(bottom, column).bottom):
            return True
        return (own.left or self._rules(row, column - 1).right) and (end.right or self._rules(bottom, right + 1).left)

    def _rules(self, row: int, column: int) -> Rules:
        value = self._grid.values.get((row, column))
        number = value.look if value is not None else self._grid.looks.get((row, column), -1)
        return self._looks[number].rules if 0 <= number < len(self._looks) else _PLAIN_LOOK.rules


def view_of(grid: WorksheetGrid, looks: Sequence[CellLook], epoch: datetime) -> SheetView:
    """The visible contents of a sheet; days are counted from `epoch`."""
    return _Viewer(grid, looks, epoch).view()


def _days(text: str, epoch: datetime) -> float:
    """Days from `epoch` to an ISO 8601 date. Raises ValueError where it is none."""
    moment = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=None)
    return (moment - epoch).total_seconds() / 86_400


def _named_runs(numbers: set[int], name: Callable[[int], str]) -> list[str]:
    """Runs of numbers by the names of their first and last."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [f"{name(first)}:{name(last)}" for first, last in runs]
