"""The order in which the lines of a page are read, and the blocks of text they form.

Lines inside a drawn box belong together, so boxes within boxes are ordered each by itself. Lines and boxes side by side are put in
order by recursive cuts along the widest strip of white (the XY-cut of Nagy and Seth 1984, on boxes of text as Ha, Haralick and
Phillips 1995 have it): a strip from top to bottom separates columns, one from left to right bands. A heading that spans columns
would hide the strip between them: lines that cross what nearly all others leave free are taken as bands of their own first (Breuel
2003). Side by side on the same baselines and short, lines are rows of a table and are joined.

Ready afterwards: every line is in exactly one block; turned text is in blocks of its own at the end.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from shisaku.formats.pdf.frames import Frame, Item, framed_lines, shaded
from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.page_blocks import LEADING, Block, blocks_of, extent_of, rows_of, set_wide
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.slanted import labels_aslant

_RULE = 3.0
"""A drawn box that is lower, or narrower, is a rule, in points."""
_SHRINK = 1.0
"""Part of each side of a drawn box that does not count: borders touch, and overlap a little."""
_GUTTER = 1.0
"""Least width of a strip between columns without boxes, in letters."""
_ALIKE = 0.95
"""Strips that are at least this share of the widest are cut along with it."""
_FILLED = 0.6
"""Share of a column's width that its lines fill on average where they are running text."""
_RUNNING = 0.85
"""The same of running text beside other text."""
_CLOSE = 1.5
"""From line to line of one heading at most, in letters."""
_NARROW = 3.0
"""Width of what is no column but numbers or marks in front of lines, in letters."""
_ALIGNED = 0.3
"""How far baselines may be apart and still be the same, in letters."""
_FEWEST_ROWS = 3
"""Lines of a column of running text at least."""
_CROSSING = 0.34
"""Share of lines that may cross a strip between columns, as headings over all columns do."""
_HALF = 0.5
"""Half a letter: how far a line may reach into such a strip."""
_MOST_TRIED = 60
"""Most places that are tried for such a strip."""
_MOST_STRIPS = 5
"""Most strips between columns that are examined for one cut."""
_DEEPEST = 100
"""Most cuts within each other; the rest is read from the top down."""
_MOST_LOOKS, _LEAST_LOOKS = 20, 10_000
"""How often every item of a page may be examined on average, and at least; the rest is read from the top down."""


def reading_order(lines: list[PageLine], shapes: Iterable[Box]) -> list[Block]:
    """The blocks of a page in reading order, each a list of whole lines; the placeholder of a table is a block of its own."""
    upright = [line for line in lines if line.turn == 0]
    turned = [line for line in lines if line.turn != 0]
    blocks: list[Block] = []
    if upright:
        boxes = sorted(set(shapes))
        rules = [box for box in boxes if box[3] - box[1] < _RULE <= box[2] - box[0]]
        frames = [box for box in boxes if min(box[3] - box[1], box[2] - box[0]) >= _RULE]
        leading = set_wide(upright)
        order = _Order(rules, _MOST_LOOKS * len(upright) + _LEAST_LOOKS, leading)
        order.read(framed_lines(upright, shaded(frames, median(line.size for line in upright))), 0)
        blocks = [block for leaf in order.leaves for block in blocks_of(leaf, leading=leading)]
    return blocks + [[line] for line in labels_aslant(turned)]


# -- cuts --------------------------------------------------------------------------------------------------------------


class _Order:
    """Cuts items into parts and collects, in reading order, the lines that no cut separates."""

    def __init__(self, rules: list[Box], most: int, leading: float) -> None:
        self.rules = rules
        self.left = most
        self.leading = leading
        self.leaves: list[list[PageLine]] = []

    def read(self, items: "list[Item] | tuple[Item, ...]", depth: int) -> None:
        """Append the leaves of `items`."""
        if len(items) == 1 and isinstance(items[0], Frame):
            return self.read(items[0].items, depth)
        self.left -= len(items)
        parts = self._parts(list(items)) if depth < _DEEPEST and self.left > 0 and len(items) > 1 else None
        if parts is not None:
            for part in parts:
                self.read(part, depth + 1)
            return None
        return self._uncut(items, depth)

    def _uncut(self, items: "list[Item] | tuple[Item, ...]", depth: int) -> None:
        """Read from the top down, lines between boxes together."""
        together: list[PageLine] = []
        for item in sorted(items, key=lambda item: (item.box[1], item.box[0])):
            if isinstance(item, PageLine):
                together.append(item)
                continue
            if together:
                self.leaves.append(together)
                together = []
            self.read(item.items, depth + 1)
        if together:
            self.leaves.append(together)

    def _parts(self, items: list[Item]) -> list[list[Item]] | None:
        """The items cut into at least two parts in reading order; None where no cut is called for."""
        if any(_is_downwards(item) for item in items):
            return _apart(items)
        columns = _gaps(items, 0)
        ruled = [rule for rule in self.rules if any(rule[0] < a and b < rule[2] for a, b in columns)]
        if ruled and (bands := _bands_between(items, ruled)) is not None:
            return [cell for band in bands for cell in _cells(band, [(a + b) / 2 for a, b in columns])]
        framed = any(isinstance(item, Frame) for item in items)
        size = _letter(items)
        across = [(b - a, (a + b) / 2) for a, b in columns]
        leading = max(LEADING * size, self.leading)
        down = [(b - a - (0.0 if framed else leading), (a + b) / 2) for a, b in _gaps(items, 1)]
        if not framed:
            across = _columns(items, [gap for gap in across if gap[0] >= _GUTTER * size])
            down = [gap for gap in down if gap[0] > (LEADING * size if leading <= LEADING * size else 0.0)]
        widest_across, widest_down = max(across, default=(0.0, 0.0))[0], max(down, default=(0.0, 0.0))[0]
        if max(widest_across, widest_down) <= 0:
            return _around_spanning(items, size)
        grid = framed and max(widest_across, widest_down) <= 2 * _SHRINK + 1.0 and widest_down > 0
        axis, gaps, widest = (1, down, widest_down) if grid or widest_down > widest_across else (0, across, widest_across)
        return _cut(items, axis, [middle for width, middle in gaps if width >= _ALIKE * widest])


def _side(item: Item, axis: int) -> tuple[float, float]:
    """Where the item begins and ends along an axis."""
    inset = _SHRINK if isinstance(item, Frame) else 0.0
    return item.box[axis] + inset, item.box[axis + 2] - inset


def _gaps(items: list[Item], axis: int) -> list[tuple[float, float]]:
    """The strips of white that separate the items along an axis (0: columns, 1: bands)."""
    sides = sorted(_side(item, axis) for item in items)
    gaps, reached = [], sides[0][1]
    for start, end in sides[1:]:
        if start > reached:
            gaps.append((reached, start))
        reached = max(reached, end)
    return gaps


def _cut(items: list[Item], axis: int, places: list[float]) -> list[list[Item]]:
    parts: list[list[Item]] = [[] for _ in range(len(places) + 1)]
    places = sorted(places)
    for item in items:
        middle = sum(_side(item, axis)) / 2
        parts[bisect_left(places, middle)].append(item)
    return [part for part in parts if part]


def _letter(items: list[Item]) -> float:
    """The usual size of letters."""
    sizes = [item.size for item in items if isinstance(item, PageLine)]
    return median(sizes) if sizes else 0.0


def _is_downwards(item: Item) -> bool:
    """Whether it is a line that runs downwards, or a box of nothing else."""
    return item.downwards if isinstance(item, PageLine) else all(_is_downwards(inner) for inner in item.items)


def _apart(items: list[Item]) -> list[list[Item]] | None:
    """Text that runs downwards, from the right to the left, behind all else."""
    downwards = sorted((i for i in items if _is_downwards(i)), key=lambda item: (-item.box[2], item.box[1]))
    others = [item for item in items if not _is_downwards(item)]
    parts = [*([others] if others else []), *([item] for item in downwards)]
    return parts if len(parts) > 1 else None


def _bands_between(items: list[Item], rules: list[Box]) -> list[list[Item]] | None:
    """The bands between drawn rules; None where all items are in one of them."""
    top, bottom = min(item.box[1] for item in items), max(item.box[3] for item in items)
    places = sorted({(rule[1] + rule[3]) / 2 for rule in rules if top < (rule[1] + rule[3]) / 2 < bottom})
    crossed = [p for p in places if any(item.box[1] + 0.3 * _tall(item) < p < item.box[3] - 0.3 * _tall(item) for item in items)]
    parts = _cut(items, 1, [place for place in places if place not in crossed])
    return parts if len(parts) > 1 else None


def _cells(band: list[Item], places: list[float]) -> list[list[Item]]:
    """A band of a table, cut at the strips between its columns where the words of a cell go over several lines."""
    one_line = all(isinstance(item, PageLine) for item in band) and len(rows_of(i for i in band if isinstance(i, PageLine))) == 1
    return [band] if one_line else _cut(band, 0, _behind_marks(band, places))


def _behind_marks(band: list[Item], places: list[float]) -> list[float]:
    """The places, without those before which there are only bullets: they belong to the words behind them."""
    middles = [(sum(_side(item, 0)) / 2, item) for item in band]
    found, start = [], -math.inf
    for place in sorted(places):
        inside = [item for middle, item in middles if start < middle < place]
        if not inside or not all(isinstance(item, PageLine) and not any(map(str.isalnum, item.text)) for item in inside):
            found.append(place)
            start = place
    return found


def _tall(item: Item) -> float:
    return item.box[3] - item.box[1]


def _columns(items: list[Item], gaps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The strips, given by width and middle, that separate columns; the widest are examined."""
    widest = sorted(gaps, reverse=True)[:_MOST_STRIPS]
    return [gap for gap in widest if _are_columns(items, gap[1])]


def _are_columns(items: list[Item], place: float) -> bool:
    """Whether the parts left and right of `place` are columns, not rows of a table or words separated by white."""
    lines = [item for item in items if isinstance(item, PageLine)]
    sides = [[line for line in lines if (sum(_side(line, 0)) / 2 < place) is left] for left in (True, False)]
    size = _letter(items)
    if any(box[2] - box[0] <= _NARROW * size for box in (extent_of(line.box for line in side) for side in sides)):
        return False
    fewer, more = sorted((rows_of(side) for side in sides), key=len)
    bases = sorted(row[0].box[3] for row in more)
    aligned = sum(
        bisect_left(bases, row[0].box[3] - _ALIGNED * size) < bisect_right(bases, row[0].box[3] + _ALIGNED * size)
        for row in fewer
    )
    if aligned < 0.8 * len(fewer):
        return True
    if len(fewer) >= _FEWEST_ROWS and all(_filled(side) >= _FILLED for side in sides):
        return True
    return _is_beside(fewer, more)


def _is_beside(fewer: list[list[PageLine]], more: list[list[PageLine]]) -> bool:
    """Whether the fewer rows are one heading, or note, of several lines beside running text, not labels of its parts."""
    if len(fewer) < 2 or len(more) < len(fewer) + 2 or _filled([line for row in more for line in row]) < _RUNNING:
        return False
    return all(below[0].box[3] - above[0].box[3] <= _CLOSE * below[0].size for above, below in pairwise(fewer))


def _filled(lines: list[PageLine]) -> float:
    """Average share of the width of a column that its rows fill."""
    extent = extent_of(line.box for line in lines)
    rows = rows_of(lines)
    width = extent[2] - extent[0]
    return sum(sum(line.box[2] - line.box[0] for line in row) for row in rows) / (width * len(rows)) if width else 1.0


def _around_spanning(items: list[Item], size: float) -> list[list[Item]] | None:
    """Bands above, at and below the items that alone cross a strip between columns; None where there is no such strip."""
    if len(items) < 2 * _FEWEST_ROWS + 1:
        return None
    starts = sorted({item.box[0] for item in items})
    fewest, edge = _CROSSING * len(items) + 1, None
    for start in starts[1 :: max(1, len(starts) // _MOST_TRIED)]:
        left = sum(item.box[2] <= start - _HALF * size for item in items)
        right = sum(item.box[0] >= start - _HALF * size for item in items)
        crossing = len(items) - left - right
        if min(left, right) >= _FEWEST_ROWS and 0 < crossing < fewest:
            fewest, edge = crossing, start
    if edge is None:
        return None
    bands: list[list[Item]] = [[]]
    spanning = False
    for item in sorted(items, key=lambda item: (item.box[1], item.box[0])):
        spans = item.box[0] < edge - _HALF * size < item.box[2]
        if spans != spanning and bands[-1]:
            bands.append([])
        spanning = spans
        bands[-1].append(item)
    return bands if len(bands) > 1 else None
