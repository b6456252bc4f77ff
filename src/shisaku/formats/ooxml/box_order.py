"""Boxes on a page in reading order: recursive cuts (X-Y cut, Nagy and Seth 1984), and boxes that hold others.

A box that lies within a larger one is read with it. The others are cut where a band of white goes through: the top row is read first, unless the
columns are separated more clearly than the rows (twice as much white at least), as where each column has a head of its own. Cards of like height
in rows and columns are read row by row.
"""

from collections.abc import Sequence

from shisaku.model.document import Box

_WITHIN = 0.9
"""Least share of a box within another that is read with it."""
_SMALLER = 0.95
_SLACK = 4.0
"""Points by which boxes side by side may overlap; a tenth of a box that is smaller than 40 points."""
_CLEARER = 2.0
"""How much wider the white between columns must be than between rows for columns to be read first."""
_CLEAR = 0.6
"""Least share of the widest white between columns that separates them."""
_LIKE = 1.5
"""How much higher the highest card of a grid may be than the lowest."""
_BESIDE = 0.7
"""Least share of its height by which a card must overlap the others of its row."""
_MOST = 600
"""Most boxes that are cut; more are read from the top, then from the left."""


def reading_order(boxes: Sequence[Box], holders: Sequence[bool]) -> list[int]:
    """Indexes of `boxes` in reading order. `holders` marks the boxes that may be panels: what lies on a panel is read behind the panel's own
    words; what lies on another box (a table, a picture) is read before it if it lies on the upper half, else behind it.
    """
    if len(boxes) > _MOST:
        return sorted(range(len(boxes)), key=lambda i: (round(boxes[i][1] / 10), boxes[i][0], i))
    under: dict[int, list[int]] = {}
    for i in range(len(boxes)):
        around = [j for j in range(len(boxes)) if j != i and _holds(boxes[j], boxes[i])]
        holder = min(around, key=lambda j: (_area(boxes[j]), j), default=-1)
        under.setdefault(holder, []).append(i)
    order: list[int] = []
    stack: list[int] = list(reversed(_cut(under.get(-1, []), boxes)))
    done: set[int] = set()
    while stack:
        i = stack.pop()
        on_it = under.pop(i, [])
        if i in done or not on_it:
            order.append(i)
            continue
        done.add(i)
        middle = boxes[i][1] + boxes[i][3]
        before = [] if holders[i] else [j for j in on_it if boxes[j][1] + boxes[j][3] < middle]
        behind = [j for j in on_it if j not in before]
        stack.extend(reversed([*_cut(before, boxes), i, *_cut(behind, boxes)]))
    return order


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _holds(outer: Box, inner: Box) -> bool:
    area = _area(inner)
    if not area or area > _SMALLER * _area(outer):
        return False
    shared = _area((max(outer[0], inner[0]), max(outer[1], inner[1]), min(outer[2], inner[2]), min(outer[3], inner[3])))
    return shared >= _WITHIN * area


def _cut(members: list[int], boxes: Sequence[Box]) -> list[int]:
    """`members` in reading order."""
    order: list[int] = []
    rest = members
    while len(rest) > 1:
        rows, columns = _bands(rest, boxes, 1), _bands(rest, boxes, 0)
        if len(columns) > 1 and _are_cards(columns, boxes):
            return order + [i for row in zip(*columns, strict=True) for i in row]
        if len(columns) > 1 and (len(rows) == 1 or _white(columns, boxes, 0) > _CLEARER * _white(rows, boxes, 1)):
            return order + [i for column in _widest(columns, boxes) for i in (_cut(column, boxes) if len(column) > 1 else column)]
        if len(rows) == 1:
            # Nothing goes through: by tops that are as good as equal, then from the left.
            return order + sorted(rest, key=lambda i: (round(boxes[i][1] / (3 * _SLACK)), boxes[i][0], i))
        above = _above_wide(rows, boxes) if len(columns) == 1 else 1
        head = [i for row in rows[:above] for i in row]
        order += _cut(head, boxes) if len(head) > 1 else head
        rest = [i for row in rows[above:] for i in row]
    return order + rest


def _above_wide(rows: list[list[int]], boxes: Sequence[Box]) -> int:
    """Number of rows from the top that are in columns, before one that reaches over all of these; at least 1."""
    number = 1
    members = list(rows[0])
    while number < len(rows) and len(_bands(members, boxes, 0)) > 1:
        members += rows[number]
        number += 1
    return max(1, number - 1)


def _are_cards(columns: list[list[int]], boxes: Sequence[Box]) -> bool:
    """Whether boxes of like height are in rows, roughly aligned; sorts each column from the top."""
    for column in columns:
        column.sort(key=lambda i: boxes[i][1])
    heights = [boxes[i][3] - boxes[i][1] for column in columns for i in column]
    if len({len(column) for column in columns}) > 1 or max(heights) > _LIKE * min(heights):
        return False
    for row in zip(*columns, strict=True):
        shared = min(boxes[i][3] for i in row) - max(boxes[i][1] for i in row)
        if shared < _BESIDE * min(boxes[i][3] - boxes[i][1] for i in row):
            return False
    return True


def _bands(members: list[int], boxes: Sequence[Box], axis: int) -> list[list[int]]:
    """`members` split where white goes through: into columns (axis 0) or rows (axis 1)."""
    bands: list[list[int]] = []
    reach = 0.0
    for i in sorted(members, key=lambda i: (boxes[i][axis], i)):
        start, end = boxes[i][axis], boxes[i][axis + 2]
        slack = min(_SLACK, (end - start) / 10)
        if bands and start + slack < reach:
            bands[-1].append(i)
            reach = max(reach, end - slack)
        else:
            bands.append([i])
            reach = max(reach, end - slack) if bands[1:] else end - slack
    return bands


def _widest(columns: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """`columns`, joined again where there is clearly less white between them than the widest."""
    most = _white(columns, boxes, 0)
    joined = [list(columns[0])]
    for column in columns[1:]:
        if _white([joined[-1], column], boxes, 0) < _CLEAR * most:
            joined[-1] += column
        else:
            joined.append(list(column))
    return joined


def _white(bands: list[list[int]], boxes: Sequence[Box], axis: int) -> float:
    """The widest white between bands."""
    ends = [max(boxes[i][axis + 2] for i in band) for band in bands]
    starts = [min(boxes[i][axis] for i in band) for band in bands]
    return max(max(start - end, 0.1) for end, start in zip(ends[:-1], starts[1:], strict=True))
