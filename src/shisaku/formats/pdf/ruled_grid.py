"""From connected rules to a grid of cells: two places without a rule between them are one cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.ruled_lines import TOUCH, Net, RuledLine

_COVERED = 0.15
"""Share of a side of a place that a rule may leave free at each end and still separates it from the next."""
_OPEN = 10.0
"""Points that rules across go beyond the outermost rule down where a table has no border at that side."""
_FEWEST_OPEN = 3
"""Least number of such rules."""
MOST_PLACES = 20_000
"""Most rows times columns of a grid."""
_OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Area:
    """A cell of a grid, in rows and columns."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A grid of cells on a page."""

    xs: tuple[float, ...]
    """Where columns begin and end, in points."""
    ys: tuple[float, ...]
    """Where rows begin and end."""
    areas: tuple[Area, ...]
    """Its cells, row by row."""
    owners: tuple[tuple[int, ...], ...]
    """Number of the cell of each place, row by row; -1 outside of any."""

    @property
    def box(self) -> Box:
        """All of it."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def area_box(self, number: int) -> Box:
        """A cell of it."""
        return self.box_of(self.areas[number])

    def box_of(self, area: Area) -> Box:
        """The rectangle of an area on the page."""
        return (
            self.xs[area.column],
            self.ys[area.row],
            self.xs[area.column + area.columns],
            self.ys[area.row + area.rows],
        )

    def at(self, x: float, y: float) -> int:
        """Number of the cell at a point; -1 where there is none."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return _OUTSIDE


def grid_of(net: Net) -> RuledGrid | None:
    """The grid of a net; None where its lines enclose nothing."""
    across, down = _with_open_sides(net.across, net.down), _with_open_sides(net.down, net.across)
    xs, ys = [line.at for line in down], [line.at for line in across]
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > MOST_PLACES:
        return None
    below = _borders(across, xs)
    beside = _borders(down, ys)
    owners = _owners(height, width, below, beside)
    areas: list[Area] = []
    numbers = [[_OUTSIDE] * width for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if owners[row][column] != _OUTSIDE and numbers[row][column] == _OUTSIDE:
                area = _area(owners, numbers, row, column)
                for r in range(area.row, area.row + area.rows):
                    numbers[r][area.column : area.column + area.columns] = [len(areas)] * area.columns
                areas.append(area)
    return RuledGrid(tuple(xs), tuple(ys), tuple(areas), tuple(map(tuple, numbers))) if areas else None


def _with_open_sides(lines: Sequence[RuledLine], crossing: Sequence[RuledLine]) -> list[RuledLine]:
    """The lines of one direction, with one more at a side where several that cross them go on beyond the last, equally far.

    So do tables that are open at their sides, or at the top and bottom of a page.
    """
    if not lines:
        return []
    found = list(lines)
    for side, outer in ((0, lines[0].at), (1, lines[-1].at)):
        ends = sorted(((line.stretches[-side][side], line.at) for line in crossing), reverse=side == 1)
        reached = ends[0][0]
        level = [at for end, at in ends if abs(end - reached) <= TOUCH]
        if abs(reached - outer) >= _OPEN and (reached < outer) == (side == 0) and len(level) >= _FEWEST_OPEN:
            line = RuledLine(reached, ((min(level), max(level)),))
            found = [*found, line] if side else [line, *found]
    return found


def _borders(lines: Sequence[RuledLine], places: list[float]) -> list[list[bool]]:
    """Of each line, whether it covers each stretch between neighbouring places."""
    borders = []
    for line in lines:
        row = [False] * (len(places) - 1)
        for start, end in line.stretches:
            for i in range(max(0, bisect_left(places, start) - 1), min(len(row), bisect_right(places, end))):
                slack = max(TOUCH, _COVERED * (places[i + 1] - places[i]))
                row[i] = row[i] or (start <= places[i] + slack and end >= places[i + 1] - slack)
        borders.append(row)
    return borders


def _owners(height: int, width: int, below: list[list[bool]], beside: list[list[bool]]) -> list[list[int]]:
    """Number of the region of each place: places without a border between them share one; -1 where open to the outside.

    A cell may be open at one side of the grid, as in a table that goes on overleaf.
    """
    owners = [[-2] * width for _ in range(height)]
    number = 0
    for row in range(height):
        for column in range(width):
            if owners[row][column] != -2:
                continue
            members, waiting, open_at = [], [(row, column)], set()
            owners[row][column] = number
            while waiting:
                r, c = waiting.pop()
                members.append((r, c))
                for side, (nr, nc, border) in enumerate(
                    (
                        (r - 1, c, below[r][c]),
                        (r + 1, c, below[r + 1][c]),
                        (r, c - 1, beside[c][r]),
                        (r, c + 1, beside[c + 1][r]),
                    )
                ):
                    if border:
                        continue
                    if not (0 <= nr < height and 0 <= nc < width):
                        open_at.add(side)
                    elif owners[nr][nc] == -2:
                        owners[nr][nc] = number
                        waiting.append((nr, nc))
            if len(open_at) > 1:
                for r, c in members:
                    owners[r][c] = _OUTSIDE
            number += 1
    return owners


def _area(owners: list[list[int]], numbers: list[list[int]], row: int, column: int) -> Area:
    """The largest rectangle of one owner, not yet numbered, that begins at a place: first as wide, then as tall as it goes."""
    owner = owners[row][column]
    right = column
    while right < len(owners[0]) and owners[row][right] == owner and numbers[row][right] == _OUTSIDE:
        right += 1
    bottom = row + 1
    while bottom < len(owners) and all(
        owners[bottom][c] == owner and numbers[bottom][c] == _OUTSIDE for c in range(column, right)
    ):
        bottom += 1
    return Area(row, column, bottom - row, right - column)
