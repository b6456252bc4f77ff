"""Sheets that are printed over the widths of several pages: which pages show one, and its rows over all columns.

One sheet is pages of one size that show rows and columns alone, the rows equally high on all that lie side by side, other columns
on each, the same columns on those below each other. Since separate tables can be equally long, one more sign is needed:
rows that go on beyond a page do not begin with a name there, or their heights are uneven in the same way, or there are several
pages both down and across.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.page_blocks import blocks_of, extent_of
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.page_tables import PageCell, PageTable
from shisaku.formats.pdf.ruled_grid import Area
from shisaku.formats.pdf.sheet_pages import LEVEL, SheetPage, same_columns, same_rows, shared, uneven, without_running_lines

MOST_PAGES = 100
"""Most pages one after the other that are examined together."""
_OTHER, _SAME = 0.5, 0.5
"""Share of words in the same columns at most on pages side by side, and more than that on pages below each other."""
_UNEVEN_ROWS = 3
"""Least number of rows of uneven height that show that rows are the same."""
_NEXT_LINE = 1.6
"""How far the baselines of one cell are apart at most, in letters."""
_TOUCH = 0.5
"""Points of white between columns at least."""


@dataclass(frozen=True, slots=True)
class WideCell:
    """A cell of a wide sheet."""

    page: int
    """Number of the page that it is printed on."""
    cell: PageCell


@dataclass(frozen=True, slots=True)
class WideSheet:
    """A sheet joined from pages."""

    pages: tuple[int, ...]
    """Numbers of the pages."""
    box: Box
    """Its bounds on the first of them."""
    ruled: bool
    """Whether rules show its cells."""
    cells: tuple[WideCell, ...]
    """Row by row."""
    above: tuple[tuple[int, PageLine], ...] = ()
    """Lines above it, with their pages."""
    around: tuple[tuple[int, PageLine], ...] = ()
    """Other lines around it, with their pages: what is printed at the head and foot of each page."""


_Grid = list[list[SheetPage]]
"""Pages as they lie: those side by side, from the top down."""


def wide_sheets(pages: Sequence[SheetPage]) -> list[WideSheet]:
    """The wide sheets among pages that follow each other, in order."""
    bare = without_running_lines(pages)
    found: list[WideSheet] = []
    at = 0
    while at < len(bare) - 1:
        lying = _lying(bare[at:])
        sheet = _put_together(lying, pages) if lying else None
        if sheet is not None:
            found.append(sheet)
        at += len(sheet.pages) if sheet is not None else 1
    return found


# -- which pages -------------------------------------------------------------------------------------------------------


def _lying(pages: Sequence[SheetPage]) -> _Grid:
    """How the pages from the first one on lie, where they show a wide sheet; nothing where they do not."""
    for down in range(1, len(pages) // 2 + 1):
        if not same_rows(pages[0], pages[down], True):
            continue
        columns = [list(pages[:down])]
        while _beside(columns, candidate := list(pages[len(columns) * down : (len(columns) + 1) * down])):
            columns.append(candidate)
        lying = [list(row) for row in zip(*columns, strict=True)]
        if down == 1 and len(columns) > 1:
            lying = _over_then_down(lying[0], pages)
        if len(columns) > 1 and _is_certain(lying):
            return lying
    return []


def _beside(columns: list[list[SheetPage]], pages: list[SheetPage]) -> bool:
    """Whether those pages show the rows of the columns before, and other columns than the last."""
    first = columns[0]
    if len(pages) < len(first) or any(same_columns(page, pages[0]) < _SAME for page in pages[1:]):
        return False
    rows = all(same_rows(left, page, at == 0) for at, (left, page) in enumerate(zip(first, pages, strict=True)))
    # A single column may begin where any other does, for every page has the same margin.
    several = all(page.table is not None or any(len(row) > 1 for row in page.rows) for page in (first[0], pages[0]))
    others = [columns[-1], first] if several else [columns[-1]]
    return rows and all(same_columns(pages[0], column[0]) < _OTHER for column in others)


def _over_then_down(first: list[SheetPage], pages: Sequence[SheetPage]) -> _Grid:
    """Pages side by side, and those that go on below them, printed one row of pages after the other."""
    lying = [first]
    while True:
        start = len(lying) * len(first)
        row = list(pages[start : start + len(first)])
        if len(row) < len(first) or not all(same_rows(row[0], page, False) for page in row[1:]):
            return lying
        if any(same_columns(page, above) <= _SAME for page, above in zip(row, first, strict=True)):
            return lying
        lying.append(row)


def _is_certain(lying: _Grid) -> bool:
    """Whether it is certain that those pages are not tables of equal length."""
    if sum(len(row) for row in lying) > MOST_PAGES:
        return False
    if not all(page.names_rows() for page in lying[0][1:]):
        return True
    if all(_is_uneven(row) for row in lying):
        return True
    return len(lying) > 1 and len(lying[0]) > 2 and len(lying[-1][0].levels) < len(lying[0][0].levels)


def _is_uneven(row: list[SheetPage]) -> bool:
    common = list(row[0].levels)
    for page in row[1:]:
        common = shared(common, page.levels)
    return uneven(common) >= _UNEVEN_ROWS


# -- its rows ----------------------------------------------------------------------------------------------------------


def _put_together(lying: _Grid, pages: Sequence[SheetPage]) -> WideSheet | None:
    """The sheet; None where words of two cells of a row cannot be distinguished."""
    levels = [_levels(row) for row in lying]
    if not all(levels):
        return None
    blocks = [list(block) for block in zip(*lying, strict=True)]
    cells: list[WideCell] = []
    column = 0
    for block in blocks:
        sides = _sides(block, levels[0][0]) if block[0].table is None else []
        start = 0
        for page, places in zip(block, levels, strict=True):
            made = _cells(page, sides, places) if page.table is None else _ruled_cells(page.table, places)
            if made is None:
                return None
            cells += [_moved(one, page.number, start, column) for one in made]
            start += len(places)
        column += len(sides) or max(_width(page.table) for page in block if page.table is not None)
    cells.sort(key=lambda one: (one.cell.area.row, one.cell.area.column))
    return _with_lines(cells, [page for page in pages if page.number in {one.number for row in lying for one in row}])


def _with_lines(cells: list[WideCell], pages: list[SheetPage]) -> WideSheet:
    within = {id(line) for one in cells for line in one.cell.lines}
    loose = [(page.number, line) for page in pages for row in page.rows for line in row if id(line) not in within]
    first = pages[0].number
    box = extent_of(one.cell.box for one in cells if one.page == first)
    above = [one for one in loose if one[0] == first and one[1].box[3] <= box[1] + LEVEL]
    around = [one for one in loose if one not in above]
    ruled = pages[0].table is not None
    done = cells if ruled else [WideCell(one.page, replace(one.cell, lines=_in_order(one.cell.lines))) for one in cells]
    numbers = tuple(page.number for page in pages)
    return WideSheet(numbers, box, ruled, tuple(done), _with_notes(above), _with_notes(around))


def _in_order(lines: Iterable[PageLine]) -> tuple[PageLine, ...]:
    """The lines of a cell from the top down, with the numbers of notes that are raised in them."""
    return tuple(line for block in blocks_of(list(lines), True) for line in block)


def _with_notes(lines: list[tuple[int, PageLine]]) -> tuple[tuple[int, PageLine], ...]:
    return tuple((number, part) for number, line in lines for part in _in_order([line]))


def _levels(row: list[SheetPage]) -> list[float]:
    """Heights of the rows of pages side by side; of lines, without further lines of a cell."""
    places = sorted(level for page in row for level in page.levels)
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][0] <= LEVEL:
            groups[-1].append(place)
        else:
            groups.append([place])
    if row[0].table is not None:
        return [group[0] for group in groups]
    size = row[0].rows[0][0].size
    common = [group[0] for group in groups if len(group) > 1]
    top = common[0] if common else 0.0
    alone = [g[0] for g in groups if len(g) == 1 and g[0] > top and min(abs(g[0] - one) for one in common) > _NEXT_LINE * size]
    return sorted([*common, *alone])


def _row(place: float, levels: list[float]) -> int:
    """The row that is nearest to a place."""
    at = bisect_left(levels, place)
    near = [number for number in (at - 1, at) if 0 <= number < len(levels)]
    return min(near, key=lambda number: abs(levels[number] - place))


def _ruled_cells(table: PageTable, levels: list[float]) -> list[PageCell] | None:
    """The cells of a page with rules; None where their rows are not those of the pages beside it."""
    found = []
    for cell in table.cells:
        top = _row(cell.box[1], levels)
        below = bisect_left(levels, cell.box[3] - LEVEL)
        area = Area(top, cell.area.column, max(1, below - top), cell.area.columns)
        found.append(PageCell(area, cell.box, cell.lines, cell.fill))
    taken = [(r, cell.area.column) for cell in found for r in range(cell.area.row, cell.area.row + cell.area.rows)]
    return found if len(taken) == len(set(taken)) else None


def _width(table: PageTable) -> int:
    return max(cell.area.column + cell.area.columns for cell in table.cells)


def _cells(page: SheetPage, sides: list[tuple[float, float]], levels: list[float]) -> list[PageCell] | None:
    """The cells of a page without rules; None where two words of a line are in one."""
    placed: list[tuple[int, int, PageLine]] = []
    for row in page.rows:
        if row[0].box[3] < levels[0] - LEVEL:
            continue
        columns = [_column(piece, sides) for piece in row]
        if len(set(columns)) < len(columns):
            return None
        at = _row(row[0].box[3], levels)
        placed += [(at, column, piece) for column, piece in zip(columns, row, strict=True)]
    placed.sort(key=lambda one: (one[0], one[1], one[2].box[3]))
    cells = []
    for (at, column), group in groupby(placed, key=lambda one: (one[0], one[1])):
        lines = tuple(piece for _, _, piece in group)
        cells.append(PageCell(Area(at, column, 1, 1), extent_of(line.box for line in lines), lines))
    return cells


def _column(piece: PageLine, sides: list[tuple[float, float]]) -> int:
    middle = (piece.box[0] + piece.box[2]) / 2
    return next(number for number, (_, right) in enumerate(sides) if middle <= right)


def _sides(block: list[SheetPage], top: float) -> list[tuple[float, float]]:
    """Left and right sides of the columns of pages below each other; text above `top` on the first is no cell.

    Words are set to the left and sums to the right of a column that may be wider than both: a column that only the first row has
    heads the next one, in which the first row has nothing.
    """
    head = (block[0].number, top)
    pieces = [(piece, page.number) for page in block for row in page.rows for piece in row]
    pieces = [one for one in pieces if one[1] != block[0].number or one[0].box[3] >= top - LEVEL]
    sides: list[tuple[float, float, set[tuple[int, float]]]] = []
    for piece, number in sorted(pieces, key=lambda one: one[0].box[0]):
        left, _, right, bottom = piece.box
        if sides and left - sides[-1][1] < _TOUCH:
            sides[-1] = sides[-1][0], max(sides[-1][1], right), sides[-1][2] | {(number, bottom)}
        else:
            sides.append((left, right, {(number, bottom)}))
    found: list[tuple[float, float, set[tuple[int, float]]]] = []
    for left, right, rows in sides:
        headed = found and any(_is_head(row, head) for row in found[-1][2])
        if headed and not any(_is_head(row, head) for row in rows) and not (rows & found[-1][2]):
            found[-1] = found[-1][0], right, found[-1][2] | rows
        else:
            found.append((left, right, rows))
    return [(left, right) for left, right, _ in found]


def _is_head(row: tuple[int, float], head: tuple[int, float]) -> bool:
    return row[0] == head[0] and abs(row[1] - head[1]) <= LEVEL


def _moved(cell: PageCell, page: int, rows: int, columns: int) -> WideCell:
    area = Area(cell.area.row + rows, cell.area.column + columns, cell.area.rows, cell.area.columns)
    return WideCell(page, PageCell(area, cell.box, cell.lines, cell.fill))
