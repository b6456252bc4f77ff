"""Where the cells of a table stand that only says how many rows and columns each extends over (HTML, "forming a table")."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_PLACES = 1_000_000
"""Places of a grid that are given out; a table that claims more is cut."""
MOST_COLUMNS = 1_000
"""Columns that a cell may extend over, as in the HTML standard."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a cell is put."""

    row: int
    """First row, from 0."""
    column: int
    """First column, from 0."""
    rows: int
    """Rows that it extends over."""
    columns: int
    """Columns that it extends over."""


def placed(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[Extent]]:
    """For each cell of `rows`, given by the rows and columns that it claims, where it is; no two overlap.

    A claim of 0 rows goes to the end, one beyond the last row is cut there, and one of columns that others have already is cut before
    them; columns that no cell begins in are none. Rows whose cells find no room (`MOST_PLACES`) get fewer extents than they have cells.
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
