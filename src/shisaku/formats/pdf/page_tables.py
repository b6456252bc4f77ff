"""Grids with the text of their cells: which of them are tables, and which are frames, charts or diagrams.

A letter belongs to the cell at its place, whatever text it was drawn with. A word that reaches over a border, as in sheets whose
columns are too narrow, stays whole.
"""

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from shisaku.formats.pdf.drawn_shapes import Drawing, Fill
from shisaku.formats.pdf.letters import MIDDLE, Box, Drawn, Letter, area_of
from shisaku.formats.pdf.page_blocks import blocks_of, turned_order
from shisaku.formats.pdf.page_lines import PageLine, page_lines
from shisaku.formats.pdf.ruled_grid import Area, RuledGrid, grid_of
from shisaku.formats.pdf.ruled_lines import Net, nets_of
from shisaku.formats.pdf.undivided import divided

_WORD_GAP = 0.25
"""Widest gap within a word, in letters."""
_FILLED = 0.08
"""Least share of the cells of a table that have text."""
_COVERED = 0.5
"""Least share of its bounds that the cells of a table cover; less is a diagram of boxes and lines between them."""
_SAME_COLUMN = 2.0
"""Points by which the columns of a table that goes on overleaf may be off."""
_INNER = 2.0
"""Points that a grid within a cell may reach over its border."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell with its text."""

    area: Area
    box: Box
    lines: tuple[PageLine, ...]
    """Its lines in reading order."""
    fill: str = ""
    """Colour behind it; empty for none or white."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page."""

    box: Box
    cells: tuple[PageCell, ...]
    """Row by row."""
    ruled: bool = True
    """Whether rules show it; else the alignment of its words."""

    @property
    def columns(self) -> tuple[float, ...]:
        """Where its columns begin, from the left."""
        return tuple(sorted({cell.box[0] for cell in self.cells}))


def grids_of(drawing: Drawing) -> tuple[list[RuledGrid], list[Net]]:
    """The grids of a page that have more than one column, and the nets of rules that separate only rows."""
    crossed, stacked = nets_of(drawing.rules)
    grids: list[RuledGrid] = []
    rows = list(stacked)
    for net in crossed:
        grid = grid_of(net)
        if grid is not None and len(grid.xs) == 2 and len(grid.areas) > 1:
            rows.append(net)
        elif grid is not None and len(grid.areas) > 1 and len(grid.xs) > 2 and _coverage(grid) >= _COVERED:
            grids.append(grid)
    return grids, rows


def _coverage(grid: RuledGrid) -> float:
    left, top, right, bottom = grid.box
    covered = sum(map(area_of, map(grid.area_box, range(len(grid.areas)))))
    return covered / max((right - left) * (bottom - top), 0.01)


def tables_of(
    grids: list[RuledGrid], drawn: list[Drawn], fills: list[Fill], overleaf: tuple[float, ...] = ()
) -> tuple[list[PageTable], list[Drawn]]:
    """The tables of a page, and the letters that are in none of them.

    `overleaf`: where the columns of the last table of the page before begin; one that goes on may be filled in a single cell.
    """
    grids = _not_nested(grids, drawn)
    inside: list[dict[int, list[Drawn]]] = [{} for _ in grids]
    loose: list[tuple[int, Drawn]] = []
    order: list[dict[int, list[int]]] = [{} for _ in grids]
    for number, letters in enumerate(drawn):
        for which, cell, part in _by_cell(letters, grids):
            if cell < 0:
                loose.append((number, part))
            else:
                inside[which].setdefault(cell, []).append(part)
                order[which].setdefault(cell, []).append(number)
    tables: list[PageTable] = []
    for which, (grid, cells) in enumerate(zip(grids, inside, strict=True)):
        if _is_table(grid, cells, overleaf):
            tables.append(_table(grid, cells, fills))
        else:
            loose += [(n, part) for cell in cells for n, part in zip(order[which][cell], cells[cell], strict=True)]
    return tables, [part for _, part in sorted(loose, key=lambda one: one[0])]


def _is_table(grid: RuledGrid, cells: dict[int, list[Drawn]], overleaf: tuple[float, ...]) -> bool:
    filled = [n for n, parts in cells.items() if any(not one.text.isspace() for part in parts for one in part)]
    if len(filled) == 1 and len(overleaf) == len(grid.xs) - 1:
        return all(abs(here - there) <= _SAME_COLUMN for here, there in zip(grid.xs, overleaf, strict=False))
    return len(filled) >= 2 and len(filled) >= _FILLED * len(grid.areas)


def _table(grid: RuledGrid, cells: dict[int, list[Drawn]], fills: list[Fill]) -> PageTable:
    colours = _colours(grid, fills)
    found = [
        PageCell(area, grid.box_of(area), tuple(lines_in(letters)) if letters else (), colours.get(number, ""))
        for number, area, letters in divided(grid, cells)
    ]
    return PageTable(grid.box, tuple(found))


def lines_in(drawn: list[Drawn]) -> list[PageLine]:
    """The lines of a cell in reading order."""
    lines = page_lines(drawn)
    if len(lines) < 2:
        return lines
    upright = [line for line in lines if line.turn == 0]
    across = [line for line in upright if not line.downwards]
    downwards = sorted((line for line in upright if line.downwards), key=lambda line: (-line.box[2], line.box[1]))
    turned = sorted((line for line in lines if line.turn != 0), key=turned_order)
    return [line for block in blocks_of(across, True) for line in block] + downwards + turned


# -- which letter in which cell ----------------------------------------------------------------------------------------


def _by_cell(letters: Drawn, grids: list[RuledGrid]) -> list[tuple[int, int, Drawn]]:
    """The letters, by grid and cell; -1, -1 for those that are in none."""
    first, last = _cell(letters[0], grids), _cell(letters[-1], grids)
    level = letters[0].look.turn == 0 and len({one.base for one in letters}) == 1
    if first == last and (level if first[1] >= 0 else not any(_meets(letters, grid) for grid in grids)):
        return [(*first, letters)]
    parts: list[tuple[int, int, Drawn]] = []
    for word in _words(letters):
        places = Counter(_cell(one, grids) for one in word)
        place = max(places, key=lambda p: (places[p], p))
        if parts and parts[-1][:2] == place:
            parts[-1][2].extend(word)
        else:
            parts.append((*place, word))
    return parts


def _meets(letters: Drawn, grid: RuledGrid) -> bool:
    left, top, right, bottom = grid.box
    return letters[0].left < right and letters[-1].right > left and top < letters[0].base < bottom + letters[0].look.size


def _cell(letter: Letter, grids: list[RuledGrid]) -> tuple[int, int]:
    x, y = middle_of(letter)
    for which, grid in enumerate(grids):
        number = grid.at(x, y)
        if number >= 0:
            return which, number
    return -1, -1


def middle_of(letter: Letter) -> tuple[float, float]:
    """The middle of a letter on the page."""
    along, up = (letter.left + letter.right) / 2, letter.base - MIDDLE * letter.look.size
    turn = letter.look.turn
    if turn == 0:
        return along, up
    a, b = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return along * a + up * b, up * a - along * b


def _words(letters: Drawn) -> list[Drawn]:
    words: list[Drawn] = []
    before: Letter | None = None
    for letter in letters:
        gap = before is None or letter.left - before.right > _WORD_GAP * letter.look.size or letter.base != before.base
        if gap or letter.text.isspace() or (before is not None and before.text.isspace()):
            words.append([letter])
        else:
            words[-1].append(letter)
        before = letter
    return words


# -- grids in cells ----------------------------------------------------------------------------------------------------


def _not_nested(grids: list[RuledGrid], drawn: list[Drawn]) -> list[RuledGrid]:
    """The grids; of those within a cell of another either the inner ones or the outer, whichever holds more letters."""
    left = sorted(grids, key=lambda grid: -area_of(grid.box))
    points = [middle_of(one) for letters in drawn for one in letters] if len(left) > 1 else []
    points.sort()
    outermost: list[RuledGrid] = []
    while left:
        outer = left.pop(0)
        inner = [grid for grid in left if _within_cell(grid, outer)]
        if inner:
            held = sum(_letters(grid, points) for grid in inner)
            if _letters(outer, points) - held < held:
                continue
            left = [grid for grid in left if grid not in inner]
        outermost.append(outer)
    return outermost


def _letters(grid: RuledGrid, points: list[tuple[float, float]]) -> int:
    box = grid.box
    first = bisect_left(points, (box[0], 0.0))
    last = bisect_left(points, (box[2], 0.0))
    return sum(box[1] <= y <= box[3] for _, y in points[first:last])


def _within_cell(inner: RuledGrid, outer: RuledGrid) -> bool:
    left, top, right, bottom = inner.box
    cell = outer.at((left + right) / 2, (top + bottom) / 2)
    if cell < 0:
        return False
    box = outer.area_box(cell)
    return box[0] - _INNER <= left and box[1] - _INNER <= top and right <= box[2] + _INNER and bottom <= box[3] + _INNER


# -- colours -----------------------------------------------------------------------------------------------------------


def _colours(grid: RuledGrid, fills: list[Fill]) -> dict[int, str]:
    """The colour behind each cell that has one."""
    mid_x = [(a + b) / 2 for a, b in zip(grid.xs, grid.xs[1:], strict=False)]
    mid_y = [(a + b) / 2 for a, b in zip(grid.ys, grid.ys[1:], strict=False)]
    painted: dict[tuple[int, int], str] = {}
    for fill in fills:
        left, top, right, bottom = fill.box
        columns = range(bisect_left(mid_x, left), bisect_left(mid_x, right))
        for row in range(bisect_left(mid_y, top), bisect_left(mid_y, bottom)):
            for column in columns:
                painted[row, column] = fill.colour
    found: dict[int, str] = {}
    for number, area in enumerate(grid.areas):
        colours = {
            painted.get((row, column), "")
            for row in range(area.row, area.row + area.rows)
            for column in range(area.column, area.column + area.columns)
        }
        if len(colours) == 1 and (colour := colours.pop()) not in ("", "#ffffff"):
            found[number] = colour
    return found
