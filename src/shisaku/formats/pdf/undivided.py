"""Cells over several columns that no rule separates although their words are in the columns: heads on a coloured band, rows whose
rules were painted over.

A cell is split at a border of columns that none of its words crosses, where the words behind it begin as far from it as those of
other cells of the column do; or where it is split into three or more, each separated by more white than words are.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from shisaku.formats.pdf.letters import Drawn
from shisaku.formats.pdf.ruled_grid import Area, RuledGrid

_WORD_GAP = 0.25
"""Widest gap within a word, in letters."""
_LEVEL = 2.0
"""Points by which words may begin further left or right than those of other cells of the column."""
_APART = 1.5
"""White between two columns of a head, in letters, at least."""
_FEWEST_PARTS = 3
"""Parts of a head whose words do not begin where others of the column do."""
_FEWEST_CELLS = 2
"""Least number of rows of a column whose cells show where its words begin."""


class _Word(NamedTuple):
    left: float
    right: float
    base: float
    size: float
    letters: int


def divided(grid: RuledGrid, cells: dict[int, list[Drawn]]) -> list[tuple[int, Area, list[Drawn]]]:
    """The cells of a grid, split where their words are: the number of the cell in the grid, its place and its letters."""
    begins = _begins(grid, cells) if any(area.columns > 1 for area in grid.areas) else {}
    found: list[tuple[int, Area, list[Drawn]]] = []
    for number, area in enumerate(grid.areas):
        drawn = cells.get(number, [])
        cuts = _cuts(grid, area, drawn, begins) if area.columns > 1 and drawn else ()
        edges = (area.column, *cuts, area.column + area.columns)
        places = [-math.inf, *(_border(grid, column, begins) for column in cuts), math.inf]
        for at, (first, last) in enumerate(pairwise(edges)):
            inside = _between(drawn, places[at], places[at + 1]) if cuts else drawn
            found.append((number, Area(area.row, first, area.rows, last - first), inside))
    return found


def _border(grid: RuledGrid, column: int, begins: dict[int, float]) -> float:
    """Where the words of a column begin at most; words of the column before may reach there from narrower columns."""
    return grid.xs[column] + max(0.0, begins.get(column, 0.0) - _LEVEL)


def _begins(grid: RuledGrid, cells: dict[int, list[Drawn]]) -> dict[int, float]:
    """How far behind the border of each column its words begin, in the cells that are of it alone."""
    lefts: dict[int, list[float]] = {}
    for number, drawn in cells.items():
        area = grid.areas[number]
        words = list(_words(drawn)) if area.columns == 1 else []
        if words:
            begin = min(word.left for word in words) - grid.xs[area.column]
            lefts.setdefault(area.column, []).extend([begin] * area.rows)
    return {column: median(found) for column, found in lefts.items() if len(found) >= _FEWEST_CELLS}


def _cuts(grid: RuledGrid, area: Area, drawn: list[Drawn], begins: dict[int, float]) -> tuple[int, ...]:
    """The columns that begin a part of the cell, but for its first."""
    words = list(_words(drawn))
    if not words or any(letters[0].look.turn for letters in drawn):
        return ()
    borders = {column: _border(grid, column, begins) for column in range(area.column + 1, area.column + area.columns)}
    free = [
        column
        for column, at in borders.items()
        if not any(word.left < at - _LEVEL and at < word.right - 0.1 * word.size for word in words)
    ]
    level = tuple(column for column in free if _is_level(words, column, grid, free, begins))
    apart = tuple(column for column in free if column in level or _is_apart(words, grid.xs[column]))
    if len(apart) + 1 >= _FEWEST_PARTS and _are_words(words, grid, (area.column, *apart)):
        return apart
    return level if level and _are_words(words, grid, (area.column, *level)) else ()


def _is_level(words: Sequence[_Word], column: int, grid: RuledGrid, free: Sequence[int], begins: dict[int, float]) -> bool:
    """Whether the words behind a border begin where those of the column do, with white before them."""
    if column not in begins:
        return False
    begin = grid.xs[column] + begins[column]
    end = next((grid.xs[other] for other in free if other > column), grid.xs[-1])
    behind = [word.left for word in words if begin - _LEVEL <= word.left < end]
    before = any(word.left < begin - _LEVEL for word in words)
    return before and bool(behind) and min(behind) <= begin + _LEVEL


def _is_apart(words: Sequence[_Word], at: float) -> bool:
    """Whether wide white separates the words before a border from those behind it on all lines that have both."""
    gaps: dict[float, tuple[float, float, float]] = {}
    for word in words:
        before, behind, size = gaps.get(round(word.base), (-1.0, -1.0, word.size))
        if word.left < at:
            before = max(before, word.right)
        else:
            behind = word.left if behind < 0 else min(behind, word.left)
        gaps[round(word.base)] = before, behind, size
    both = [(before, behind, size) for before, behind, size in gaps.values() if before >= 0 and behind >= 0]
    return bool(both) and all(behind - before >= _APART * size for before, behind, size in both)


def _are_words(words: Sequence[_Word], grid: RuledGrid, begins: Sequence[int]) -> bool:
    """Whether each part holds words of more than one letter: a single word may be set wide over a cell."""
    edges = [*(grid.xs[column] for column in begins), math.inf]
    parts = [[word for word in words if left <= word.left < right] for left, right in pairwise(edges)]
    return sum(max((word.letters for word in part), default=0) > 1 for part in parts) >= len(parts) - 1


def _words(drawn: list[Drawn]) -> Iterator[_Word]:
    letters = sorted(
        (one for text in drawn for one in text if not one.text.isspace()), key=lambda one: (round(one.base), one.left)
    )
    current: _Word | None = None
    for one in letters:
        size = one.look.size
        if current is not None and abs(one.base - current.base) <= 0.1 * size and one.left - current.right <= _WORD_GAP * size:
            current = current._replace(right=max(current.right, one.right), letters=current.letters + 1)
            continue
        if current is not None:
            yield current
        current = _Word(one.left, one.right, one.base, size, 1)
    if current is not None:
        yield current


def _between(drawn: list[Drawn], left: float, right: float) -> list[Drawn]:
    """The letters that begin between two places, each drawn text for itself."""
    parts = ([one for one in letters if left <= one.left < right] for letters in drawn)
    return [part for part in parts if any(not one.text.isspace() for one in part)]
