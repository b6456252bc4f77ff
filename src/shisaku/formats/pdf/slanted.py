"""Labels that are printed aslant, as along the rays of a fan or on a ribbon: their lines, joined."""

import math
from dataclasses import replace

from shisaku.formats.pdf.letters import turned_width
from shisaku.formats.pdf.page_blocks import extent_of, turned_order
from shisaku.formats.pdf.page_lines import PageLine

_NEXT = (0.7, 1.6)
"""From line to line of one label, in letters."""
_ALIGNED = 0.8
"""How far lines of one label may begin, or have their middles, apart, in letters."""
_SAME_SIZE = 1.1
"""Ratio of the sizes of the lines of one label at most."""


def labels_aslant(turned: list[PageLine]) -> list[PageLine]:
    """Turned lines in reading order; slanted lines of one label are joined.

    The edges of slanted columns do not show where a line was broken, so that the lines could not be joined later.
    """
    found: list[list[PageLine]] = []
    near: list[list[PageLine]] = []
    reach = _NEXT[1] * max((line.size for line in turned), default=0.0)
    for down, line in sorted(((_frame(line)[2], line) for line in turned), key=lambda one: (one[1].turn, one[0])):
        # Only labels just above can go on, and a page may have many: each is compared with a few.
        near = [label for label in near if label[-1].turn == line.turn and down - _frame(label[-1])[2] <= reach]
        label = next((one for one in near if line.turn % 90 and _goes_on(one[-1], line)), None)
        if label is None:
            label = []
            found.append(label)
            near.append(label)
        label.append(line)
    return sorted(map(_joined, found), key=turned_order)


def _frame(line: PageLine) -> tuple[float, float, float]:
    """Where a line begins, its middle, and how far down it lies, in the frame in which it runs to the right."""
    cos, sin = math.cos(math.radians(line.turn)), math.sin(math.radians(line.turn))
    left, top, right, bottom = line.box
    x, y = (left + right) / 2, (top + bottom) / 2
    wide = turned_width(right - left, bottom - top, line.size, line.turn)
    middle, down = x * cos - y * sin, x * sin + y * cos
    return middle - wide / 2, middle, down


def _goes_on(above: PageLine, below: PageLine) -> bool:
    size = max(above.size, below.size)
    if above.turn != below.turn or above.colour != below.colour or size > _SAME_SIZE * min(above.size, below.size):
        return False
    (start, middle, down), (other_start, other_middle, other_down) = _frame(above), _frame(below)
    near = min(abs(start - other_start), abs(middle - other_middle)) <= _ALIGNED * size
    return near and _NEXT[0] * size <= other_down - down <= _NEXT[1] * size


def _joined(label: list[PageLine]) -> PageLine:
    if len(label) == 1:
        return label[0]
    box = extent_of(line.box for line in label)
    notes = tuple(note for line in label for note in line.notes)
    return replace(label[0], text=" ".join(line.text for line in label), box=box, bold_lead=0, notes=notes)
