"""The order in which the lines of a page are read, and the blocks of text they form.

Lines inside a drawn box belong together, so boxes within boxes are ordered each by itself. Lines and boxes side by side are put in
order by recursive cuts along the widest strip of white (the XY-cut of Nagy and Seth 1984, on boxes of text as Ha, Haralick and
Phillips 1995 have it): a strip from top to bottom parts columns, one from left to right parts bands. A heading that spans columns
would hide the strip between them: lines that cross what nearly all others leave free are taken as bands of their own first (Breuel
2003). Side by side on the same baselines and short, lines are rows of a table and are joined.

Ready afterwards: every line is in exactly one block; text that is turned stands in blocks of its own at the end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

from shisaku.formats.pdf.blocks import LEADING, Block, blocks_of, extent_of, rows_of, turned_order
from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.lines import PageLine

_RULE = 3.0
"""A drawn box that is lower, or narrower, is a rule, in points."""
_LINE_HIGH = 2.5
"""Height of what lies behind one line at most, in letters."""
_TOUCHING = 1.5
"""Points by which the edges of such boxes may be apart, or overlap."""
_WHOLE_PAGE = 0.95
"""Share of all lines' extent beyond which a box frames nothing in particular."""
_WITHIN = 0.8
"""Share of a line that a box around it covers at least: letters may stand a little over its edge."""
_SHRINK = 1.0
"""How much of each side of a drawn box does not count: borders touch, and overlap a little."""
_GUTTER = 1.0
"""Least width of a strip between columns without boxes, in letters."""
_ALIKE = 0.95
"""Strips that are at least this share of the widest are cut along with it."""
_FILLED = 0.6
"""Share of a column's width that its lines fill on average where they are running text."""
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
"""Places for such a strip that are tried."""
_MOST_STRIPS = 5
"""Strips between columns that are looked at for one cut."""
_DEEPEST = 100
"""How many cuts may lie within each other; what is left is read from the top down."""
_MOST_LOOKS, _LEAST_LOOKS = 20, 10_000
"""How often every item of a page may be looked at on average, and at least; what is left is read from the top down."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A drawn box with what is printed in it."""

    box: Box
    items: "tuple[_Item, ...]"


_Item = PageLine | _Frame


def reading_order(lines: list[PageLine], shapes: Iterable[Box]) -> list[Block]:
    """The blocks of a page in reading order, each a list of whole lines; a table that stands for a line is a block of its own."""
    upright = [line for line in lines if line.turn == 0]
    turned = [line for line in lines if line.turn != 0]
    blocks: list[Block] = []
    if upright:
        boxes = sorted(set(shapes))
        rules = [box for box in boxes if box[3] - box[1] < _RULE <= box[2] - box[0]]
        frames = [box for box in boxes if min(box[3] - box[1], box[2] - box[0]) >= _RULE]
        order = _Order(rules, _MOST_LOOKS * len(upright) + _LEAST_LOOKS)
        order.read(_framed(upright, _shaded(frames, median(line.size for line in upright))), 0)
        blocks = [block for leaf in order.leaves for block in blocks_of(leaf)]
    return blocks + [[line] for line in sorted(turned, key=turned_order)]


# -- boxes within boxes ------------------------------------------------------------------------------------------------


def _shaded(boxes: list[Box], size: float) -> list[Box]:
    """The boxes, those that each lie behind one line of a shaded paragraph made one: as wide as each other, one right below the other."""
    low = [box for box in boxes if box[3] - box[1] <= _LINE_HIGH * size]
    made: list[Box] = []
    for box in sorted(low, key=lambda box: (round(box[0]), round(box[2]), box[1])):
        above = made[-1] if made else None
        if above is None or max(abs(box[0] - above[0]), abs(box[2] - above[2])) > _TOUCHING:
            made.append(box)
        elif box[3] > above[3] + _TOUCHING:
            touches = abs(box[1] - above[3]) <= _TOUCHING
            made[-1:] = [(above[0], above[1], above[2], box[3])] if touches else [above, box]
    return [box for box in boxes if box[3] - box[1] > _LINE_HIGH * size] + made


def _framed(lines: list[PageLine], shapes: list[Box]) -> list[_Item]:
    """Lines and boxes, each line in the smallest box around it, boxes in the smallest box around them."""
    extent = extent_of(line.box for line in lines)
    loose = lines
    framed: list[tuple[Box, list[_Item]]] = []
    for number, shape in enumerate(sorted(shapes, key=lambda shape: (_area(shape), shape))):
        if _area(_common(shape, extent)) >= _WHOLE_PAGE * _area(extent):
            continue
        parted = _inside(shape, loose)
        if parted is None:
            continue
        inner = [frame for frame in framed if _holds(shape, frame[0])]
        if len(inner) == 1 and not parted[0]:
            continue
        if parted[0] or inner:
            loose = parted[1]
            framed = [frame for frame in framed if not _holds(shape, frame[0])]
            inside: list[_Item] = [replace(line, frame=number) for line in parted[0]]
            framed.append((shape, inside + [_Frame(box, tuple(items)) for box, items in inner]))
    return [*loose, *(_Frame(box, tuple(items)) for box, items in framed)]


def _inside(shape: Box, lines: list[PageLine]) -> tuple[list[PageLine], list[PageLine]] | None:
    """The lines within a shape, a little over its edges included, and all others.

    None where an edge goes through one of them: it is a picture then, not a box around words.
    """
    left, top, right, bottom = shape
    area = _area(shape)
    inside: list[PageLine] = []
    outside: list[PageLine] = []
    for line in lines:
        box = line.box
        across, down = min(right, box[2]) - max(left, box[0]), min(bottom, box[3]) - max(top, box[1])
        if across <= 0 or down <= 0:
            outside.append(line)
            continue
        own = (box[2] - box[0]) * (box[3] - box[1])
        if 0.1 * own < across * down < _WITHIN * own:
            return None
        (inside if across * down >= _WITHIN * own and area > own else outside).append(line)
    return inside, outside


def _holds(frame: Box, box: Box) -> bool:
    """Whether `box` lies within `frame`, a little over its edges included."""
    return _area(_common(frame, box)) >= _WITHIN * _area(box) and _area(frame) > _area(box)


def _common(one: Box, other: Box) -> Box:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


# -- cuts --------------------------------------------------------------------------------------------------------------


class _Order:
    """Cuts items apart and gathers, in reading order, the lines that no cut parts."""

    def __init__(self, rules: list[Box], most: int) -> None:
        self.rules = rules
        self.left = most
        self.leaves: list[list[PageLine]] = []

    def read(self, items: "list[_Item] | tuple[_Item, ...]", depth: int) -> None:
        """Append the leaves of `items`."""
        if len(items) == 1 and isinstance(items[0], _Frame):
            return self.read(items[0].items, depth)
        self.left -= len(items)
        parts = self._parts(list(items)) if depth < _DEEPEST and self.left > 0 and len(items) > 1 else None
        if parts is not None:
            for part in parts:
                self.read(part, depth + 1)
            return None
        return self._uncut(items, depth)

    def _uncut(self, items: "list[_Item] | tuple[_Item, ...]", depth: int) -> None:
        """From the top down, lines between boxes kept together."""
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

    def _parts(self, items: list[_Item]) -> list[list[_Item]] | None:
        """The items cut into at least two parts in reading order; None where no cut is called for."""
        if any(_is_downwards(item) for item in items):
            return _apart(items)
        columns = _gaps(items, 0)
        ruled = [rule for rule in self.rules if any(rule[0] < a and b < rule[2] for a, b in columns)]
        if ruled and (bands := _bands_between(items, ruled)) is not None:
            return [cell for band in bands for cell in _cells(band, [(a + b) / 2 for a, b in columns])]
        framed = any(isinstance(item, _Frame) for item in items)
        size = _letter(items)
        across = [(b - a, (a + b) / 2) for a, b in columns]
        down = [(b - a - (0.0 if framed else LEADING * size), (a + b) / 2) for a, b in _gaps(items, 1)]
        if not framed:
            across = _columns(items, [gap for gap in across if gap[0] >= _GUTTER * size])
            down = [gap for gap in down if gap[0] > LEADING * size]
        widest_across, widest_down = max(across, default=(0.0, 0.0))[0], max(down, default=(0.0, 0.0))[0]
        if max(widest_across, widest_down) <= 0:
            return _around_spanning(items, size)
        grid = framed and max(widest_across, widest_down) <= 2 * _SHRINK + 1.0 and widest_down > 0
        axis, gaps, widest = (1, down, widest_down) if grid or widest_down > widest_across else (0, across, widest_across)
        return _cut(items, axis, [middle for width, middle in gaps if width >= _ALIKE * widest])


def _side(item: _Item, axis: int) -> tuple[float, float]:
    """Where the item begins and ends along an axis."""
    inset = _SHRINK if isinstance(item, _Frame) else 0.0
    return item.box[axis] + inset, item.box[axis + 2] - inset


def _gaps(items: list[_Item], axis: int) -> list[tuple[float, float]]:
    """The strips of white that part the items along an axis (0: columns, 1: bands)."""
    sides = sorted(_side(item, axis) for item in items)
    gaps, reached = [], sides[0][1]
    for start, end in sides[1:]:
        if start > reached:
            gaps.append((reached, start))
        reached = max(reached, end)
    return gaps


def _cut(items: list[_Item], axis: int, places: list[float]) -> list[list[_Item]]:
    parts: list[list[_Item]] = [[] for _ in range(len(places) + 1)]
    places = sorted(places)
    for item in items:
        middle = sum(_side(item, axis)) / 2
        parts[bisect_left(places, middle)].append(item)
    return [part for part in parts if part]


def _letter(items: list[_Item]) -> float:
    """The usual size of letters."""
    sizes = [item.size for item in items if isinstance(item, PageLine)]
    return median(sizes) if sizes else 0.0


def _is_downwards(item: _Item) -> bool:
    """Whether it is a line that runs downwards, or a box of nothing else."""
    return item.downwards if isinstance(item, PageLine) else all(_is_downwards(inner) for inner in item.items)


def _apart(items: list[_Item]) -> list[list[_Item]] | None:
    """What runs downwards, from the right to the left, behind all else."""
    downwards = sorted((i for i in items if _is_downwards(i)), key=lambda item: (-item.box[2], item.box[1]))
    others = [item for item in items if not _is_downwards(item)]
    parts = [*([others] if others else []), *([item] for item in downwards)]
    return parts if len(parts) > 1 else None


def _bands_between(items: list[_Item], rules: list[Box]) -> list[list[_Item]] | None:
    """The bands between drawn rules; None where all items are in one of them."""
    top, bottom = min(item.box[1] for item in items), max(item.box[3] for item in items)
    places = sorted({(rule[1] + rule[3]) / 2 for rule in rules if top < (rule[1] + rule[3]) / 2 < bottom})
    crossed = [p for p in places if any(item.box[1] + 0.3 * _tall(item) < p < item.box[3] - 0.3 * _tall(item) for item in items)]
    parts = _cut(items, 1, [place for place in places if place not in crossed])
    return parts if len(parts) > 1 else None


def _cells(band: list[_Item], places: list[float]) -> list[list[_Item]]:
    """A band of a table, cut at the strips between its columns where the words of a cell go over several lines."""
    one_line = all(isinstance(item, PageLine) for item in band) and len(rows_of(i for i in band if isinstance(i, PageLine))) == 1
    return [band] if one_line else _cut(band, 0, places)


def _tall(item: _Item) -> float:
    return item.box[3] - item.box[1]


def _columns(items: list[_Item], gaps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those of the strips, given by width and middle, that part columns; the widest are looked at."""
    widest = sorted(gaps, reverse=True)[:_MOST_STRIPS]
    return [gap for gap in widest if _are_columns(items, gap[1])]


def _are_columns(items: list[_Item], place: float) -> bool:
    """Whether what stands left and right of `place` are columns, not rows of a table or words set off by white."""
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
    return len(fewer) >= _FEWEST_ROWS and all(_filled(side) >= _FILLED for side in sides)


def _filled(lines: list[PageLine]) -> float:
    """Share of the width of a column that its rows fill on average."""
    extent = extent_of(line.box for line in lines)
    rows = rows_of(lines)
    width = extent[2] - extent[0]
    return sum(sum(line.box[2] - line.box[0] for line in row) for row in rows) / (width * len(rows)) if width else 1.0


def _around_spanning(items: list[_Item], size: float) -> list[list[_Item]] | None:
    """Bands above, at and below what alone crosses a strip between columns; None where there is no such strip."""
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
    bands: list[list[_Item]] = [[]]
    spanning = False
    for item in sorted(items, key=lambda item: (item.box[1], item.box[0])):
        spans = item.box[0] < edge - _HALF * size < item.box[2]
        if spans != spanning and bands[-1]:
            bands.append([])
        spanning = spans
        bands[-1].append(item)
    return bands if len(bands) > 1 else None
