"""Tables without rules: words aligned in columns over several lines, with strips of white between.

Uncertain cases stay lines: prose in columns, lists or boxes side by side, words that happen to be aligned.
"""

import re
from collections.abc import Iterable
from statistics import median

from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.page_blocks import extent_of, rows_of
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.page_tables import PageCell, PageTable
from shisaku.formats.pdf.ruled_grid import Area

_STRIP = 1.0
"""Least width of the white between two columns, in letters."""
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
"""Rows and columns of a table without any rule."""
_APART = 3.0
"""Widest white between rows of such a table, in letters."""
_WIDE_COLUMN, _FULL = 12.0, 0.9
"""Width in letters of a column that may be prose, and the share of it that a full line fills."""
_REACH = 3.0
"""Points by which words may lie outside the rules."""
_MOST_ROWS = 400
"""Most rows of a page that are examined."""
_BULLET = re.compile(r"[・･•●○◎◆◇■□▪▫▶▷➢✓✔※*\-–—·]|[①-⑳]")
"""First characters of list items."""
_THIN = 3.0
"""Height or width in points up to which a drawn box is a rule."""

Found = tuple[list[PageTable], list[PageLine]]


def aligned_tables(lines: list[PageLine], boxes: Iterable[Box]) -> Found:
    """The tables without any rule, and the lines that are in none of them. `boxes` are drawn on the page."""
    frames = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) > _THIN]
    upright = [line for line in lines if line.turn == 0 and not line.downwards]
    rows = rows_of(upright)
    if len(rows) > _MOST_ROWS:
        return [], lines
    tables: list[PageTable] = []
    taken: set[int] = set()
    for run in _runs_of_rows(rows):
        pieces = [piece for row in run for piece in row]
        strips = _strips(pieces, _STRIP)
        if len(strips) + 1 < _FEWEST_COLUMNS or not _is_clean(run, strips) or _are_framed(run, strips, frames):
            continue
        tables.append(_table(run, _under_heads(run, strips)))
        taken |= {id(piece) for piece in pieces}
    return tables, [line for line in lines if id(line) not in taken]


def _runs_of_rows(rows: list[list[PageLine]]) -> list[list[list[PageLine]]]:
    """Rows below each other that all have as many pieces as a table has columns at least."""
    runs: list[list[list[PageLine]]] = []
    before: list[PageLine] | None = None
    for row in rows:
        if len(row) < _FEWEST_COLUMNS:
            before = None
            continue
        near = before is not None and min(p.box[1] for p in row) - max(p.box[3] for p in before) <= _APART * row[0].size
        if near:
            runs[-1].append(row)
        else:
            runs.append([row])
        before = row
    return [run for run in runs if len(run) >= _FEWEST_ROWS]


def _is_clean(run: list[list[PageLine]], strips: list[tuple[float, float]]) -> bool:
    """Whether the rows are those of a table: one piece a column, most places filled, and no prose in columns."""
    columns: list[list[PageLine]] = [[] for _ in range(len(strips) + 1)]
    rows: list[set[int]] = []
    for row in run:
        places = {_column(piece, strips) for piece in row}
        if len(places) < len(row):
            return False
        rows.append(places)
        for piece in row:
            columns[_column(piece, strips)].append(piece)
    dense = {number for number, column in enumerate(columns) if len(column) * 2 >= len(run)}
    if len(dense) < _FEWEST_COLUMNS or sum(dense <= places for places in rows) < _FEWEST_ROWS:
        return False
    lists = sum(sum(_BULLET.match(piece.text) is not None for piece in column) * 2 > len(column) for column in columns)
    return sum(map(_is_prose, columns)) < 2 and lists < 2


def _are_framed(run: list[list[PageLine]], strips: list[tuple[float, float]], frames: list[Box]) -> bool:
    """Whether a drawn box is around words of some columns and not of others."""
    extent = extent_of(piece.box for row in run for piece in row)
    for left, top, right, bottom in frames:
        if right <= extent[0] or left >= extent[2] or bottom <= extent[1] or top >= extent[3]:
            continue
        inside = [
            piece
            for row in run
            for piece in row
            if left <= (piece.box[0] + piece.box[2]) / 2 <= right and top <= (piece.box[1] + piece.box[3]) / 2 <= bottom
        ]
        if inside and len({_column(piece, strips) for piece in inside}) <= len(strips):
            return True
    return False


def _strips(pieces: list[PageLine], width: float) -> list[tuple[float, float]]:
    """The strips of white, at least `width` letters wide, that no piece reaches into."""
    if not pieces:
        return []
    least = width * median(piece.size for piece in pieces)
    sides = sorted((piece.box[0], piece.box[2]) for piece in pieces)
    strips, reached = [], sides[0][1]
    for left, right in sides[1:]:
        if left - reached >= least:
            strips.append((reached, left))
        reached = max(reached, right)
    return strips


def _column(piece: PageLine, strips: list[tuple[float, float]]) -> int:
    return sum(right <= piece.box[0] + 0.1 for _, right in strips)


def _under_heads(run: list[list[PageLine]], strips: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The strips, without those between a left-aligned head of a column and its right-aligned numbers."""
    filled = [
        {number for number, row in enumerate(run) if any(_column(p, strips) == at for p in row)} for at in range(len(strips) + 1)
    ]
    found, head_alone = [], filled[0] == {0}
    for at, strip in enumerate(strips, 1):
        under = head_alone and 0 not in filled[at]
        if not under:
            found.append(strip)
        head_alone = not under and filled[at] == {0}
    return found


def _is_prose(column: list[PageLine]) -> bool:
    """Whether most lines of a wide column go to its end."""
    extent = extent_of(piece.box for piece in column)
    width = extent[2] - extent[0]
    full = sum(piece.box[2] - piece.box[0] >= _FULL * width for piece in column)
    return width >= _WIDE_COLUMN * column[0].size and full * 2 > len(column)


def _table(run: list[list[PageLine]], strips: list[tuple[float, float]]) -> PageTable:
    cells = [
        PageCell(Area(number, _column(piece, strips), 1, 1), piece.box, (piece,))
        for number, row in enumerate(run)
        for piece in row
    ]
    return PageTable(extent_of(piece.box for row in run for piece in row), tuple(cells), False)
