"""Positions of table cells that state only their row and column spans (HTML, "forming a table")."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_PLACES = 1_000_000
"""Most places of a grid; a table that claims more is cut."""
MOST_COLUMNS = 1_000
"""Most columns that a cell may span, as in the HTML standard."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Position of a cell."""

    row: int
    """First row, from 0."""
    column: int
    """First column, from 0."""
    rows: int
    """Rows that it spans."""
    columns: int
    """Columns that it spans."""


def placed(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[Extent]]:
    """The extent of each cell of `rows`, which are given as (row span, column span); no two overlap.

    A span of 0 rows goes to the end, one beyond the last row is cut there, one of columns already taken is cut before them;
    columns that no cell begins in are dropped. Rows whose cells do not fit (`MOST_PLACES`) get fewer extents than cells.
    """
    found = _claimed(rows)
    width = max((extent.column + 1 for extents in found for extent in extents), default=0)
    return [[Extent(one.row, one.column, one.rows, min(one.columns, width - one.column)) for one in extents] for extents in found]


def _claimed(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[Extent]]:
    height = len(rows)
    until: dict[int, int] = {}
    left = MOST_PLACES
    found: list[list[Extent]] = []
    for row, cells in enumerate(rows):
        column = 0
        extents: list[Extent] = []
        for claimed_rows, claimed_columns in cells:
            while until.get(column, 0) > row:
                column += 1
            tall = height - row if claimed_rows <= 0 else min(claimed_rows, height - row)
            wide = 1
            while wide < min(claimed_columns, MOST_COLUMNS) and until.get(column + wide, 0) <= row:
                wide += 1
            left -= tall * wide
            if left < 0:
                return found + [extents] + [[] for _ in rows[row + 1 :]]
            for at in range(column, column + wide):
                until[at] = row + tall
            extents.append(Extent(row, column, tall, wide))
            column += wide
        found.append(extents)
    return found
