"""Columns that no rule separates, in tables whose rows are ruled: strips of white that the words of several rows leave free.

A strip is taken for the border of columns where it is wide, or where the words behind it begin at one place in most rows. Cells
cross it, as a heading over several columns does, the cells on both sides are one.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from shisaku.formats.pdf.letters import MIDDLE, Box, Drawn
from shisaku.formats.pdf.ruled_grid import RuledGrid, grid_of
from shisaku.formats.pdf.ruled_lines import Net, RuledLine

_STRIP, _NARROW = 0.75, 0.1
"""Least width of a strip, in letters: of any, and of one behind which words begin at one place, most of them behind more white."""
_FEWEST_BANDS = 2
"""Rows between rules with words on both sides of a strip."""
_ALIGNED, _LEVEL = 0.6, 1.5
"""Share of the printed lines with words on both sides whose words begin right behind a narrow strip, and how exactly, in points."""
_FEWEST_ALIGNED = 3
"""Least number of such lines."""
_TALLEST = 12
"""Printed lines of a row between rules at most, where no border closes the sides: more are columns of prose between rules."""
_REACH = 3.0
"""Points by which words may lie outside the rules."""
_WORD_GAP = 0.25
"""Widest gap within a word, in letters."""


class _Word(NamedTuple):
    left: float
    right: float
    middle: float
    size: float


_Row = list[_Word]
"""Words of a printed line, from the left."""


class _Band(NamedTuple):
    """Contents between two rules."""

    top: float
    bottom: float
    rows: list[_Row]


def banded_grids(nets: Sequence[Net], drawn: list[Drawn]) -> list[RuledGrid]:
    """The grids of those nets that the words on the page split into columns."""
    if not nets:
        return []
    words = [word for letters in drawn if letters[0].look.turn == 0 for word in _words(letters)]
    found: list[RuledGrid] = []
    for net in nets:
        box = _extent(net)
        inside = [word for word in words if _holds(box, word)]
        whole = _with_columns(net, box, inside) if inside else None
        grid = None if whole is None else grid_of(whole)
        if grid is not None and len(grid.xs) > 2:
            found.append(grid)
    return found


def _words(letters: Drawn) -> list[_Word]:
    words: list[_Word] = []
    open_ = False
    for letter in letters:
        if letter.text.isspace():
            open_ = False
            continue
        size = letter.look.size
        if open_ and letter.left - words[-1].right <= _WORD_GAP * size:
            words[-1] = words[-1]._replace(right=max(words[-1].right, letter.right))
        else:
            words.append(_Word(letter.left, letter.right, letter.base - MIDDLE * size, size))
        open_ = True
    return words


def _extent(net: Net) -> Box:
    ends = [stretch for line in net.across for stretch in line.stretches]
    return min(a for a, _ in ends), net.across[0].at, max(b for _, b in ends), net.across[-1].at


def _holds(box: Box, word: _Word) -> bool:
    return box[0] - _REACH <= word.left and word.right <= box[2] + _REACH and box[1] <= word.middle <= box[3]


def _with_columns(net: Net, box: Box, words: list[_Word]) -> Net | None:
    """The net with a line down each strip; None where there is none."""
    bands = _bands([line.at for line in net.across if _goes_over(line, box)], words)
    closed = len(net.down) >= 2
    if not closed and any(len(band.rows) > _TALLEST for band in bands):
        return None
    size = median(word.size for word in words)
    down = [
        RuledLine((left + right) / 2, _stretches((left + right) / 2, bands))
        for left, right in _strips([row for band in bands for row in band.rows if len(row) > 1], size)
        if _parts((left, right), bands, size)
    ]
    if not down or (not closed and len(down) + len(bands) < 4):
        return None
    ends = [RuledLine(box[0], ((box[1], box[3]),)), RuledLine(box[2], ((box[1], box[3]),))]
    return Net(net.across, tuple(sorted([*(line for line in down if line.stretches), *ends])))


def _goes_over(line: RuledLine, box: Box) -> bool:
    """Whether a rule goes over most of the width."""
    return sum(end - start for start, end in line.stretches) >= 0.5 * (box[2] - box[0])


def _bands(places: list[float], words: list[_Word]) -> list[_Band]:
    bands = []
    for top, bottom in pairwise(places):
        bands.append(_Band(top, bottom, _rows([word for word in words if top <= word.middle < bottom])))
    return bands


def _rows(words: list[_Word]) -> list[_Row]:
    rows: list[_Row] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if rows and word.middle - rows[-1][0].middle <= 0.5 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row) for row in rows]


def _strips(rows: list[_Row], size: float) -> list[tuple[float, float]]:
    """Strips that nearly all rows leave free: those crossed by a few words, as headings over columns do, are among them."""
    crossing: dict[float, int] = defaultdict(int)
    for row in rows:
        reached = row[0].left
        crossing[reached] += 1
        reached = row[0].right
        for word in row[1:]:
            if word.left - reached > _NARROW * size:
                crossing[reached] -= 1
                crossing[word.left] += 1
            reached = max(reached, word.right)
        crossing[reached] -= 1
    strips: list[tuple[float, float]] = []
    most = len(rows) // 10
    count, before, free = 0, 0.0, None
    for place in sorted(crossing):
        if count <= most and before and free is None:
            free = before
        count += crossing[place]
        if count > most and free is not None:
            strips.append((free, place))
            free = None
        before = place
    return strips


def _parts(strip: tuple[float, float], bands: list[_Band], size: float) -> bool:
    """Whether a strip is a border of columns."""
    left, right = strip
    middle = (left + right) / 2
    beside = aligned = 0
    gaps: list[float] = []
    for band in bands:
        sides = [False, False]
        for row in band.rows:
            before = [word for word in row if word.right <= middle]
            behind = [word for word in row if word.left >= middle]
            sides = [sides[0] or bool(before), sides[1] or bool(behind)]
            if before and behind and len(before) + len(behind) == len(row):
                gaps.append(behind[0].left - max(word.right for word in before))
                aligned += behind[0].left - right <= _LEVEL
        beside += all(sides)
    if beside < _FEWEST_BANDS or right - left < _NARROW * size:
        return False
    if right - left >= _STRIP * size:
        return True
    return aligned >= _FEWEST_ALIGNED and aligned >= _ALIGNED * len(gaps) and median(gaps) >= _STRIP * size


def _stretches(at: float, bands: list[_Band]) -> tuple[tuple[float, float], ...]:
    """The bands, joined, in which no words cross a strip."""
    found: list[tuple[float, float]] = []
    for band in bands:
        if any(_crosses(row, at) for row in band.rows):
            continue
        if found and found[-1][1] == band.top:
            found[-1] = found[-1][0], band.bottom
        else:
            found.append((band.top, band.bottom))
    return tuple(found)


def _crosses(row: _Row, at: float) -> bool:
    """Whether a word, or words with no more than a space between them, go over a place."""
    before = max((word.right for word in row if word.left < at), default=None)
    behind = min((word.left for word in row if word.right > at), default=None)
    return before is not None and behind is not None and behind - before <= _NARROW * row[0].size
