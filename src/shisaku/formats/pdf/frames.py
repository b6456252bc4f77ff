"""Boxes drawn around lines of a page, and boxes within boxes: the contents of one belong together."""

from dataclasses import dataclass, replace

from shisaku.formats.pdf.letters import Box, area_of
from shisaku.formats.pdf.page_blocks import extent_of
from shisaku.formats.pdf.page_lines import PageLine

_LINE_HIGH = 2.5
"""Height of what lies behind one line at most, in letters."""
_TOUCHING = 1.5
"""Points by which the edges of such boxes may be apart, or overlap."""
_WHOLE_PAGE = 0.95
"""Share of all lines' extent beyond which a box is the frame of the page."""
_WITHIN = 0.8
"""Least share of a line that a box around it covers: letters may reach a little over its edge."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawn box with what is printed in it."""

    box: Box
    items: "tuple[Item, ...]"


Item = PageLine | Frame


def shaded(boxes: list[Box], size: float) -> list[Box]:
    """The boxes, with those behind the single lines of a shaded paragraph joined: equally wide, one right below the other."""
    low = [box for box in boxes if box[3] - box[1] <= _LINE_HIGH * size]
    joined: list[Box] = []
    for box in sorted(low, key=lambda box: (round(box[0]), round(box[2]), box[1])):
        above = joined[-1] if joined else None
        if above is None or max(abs(box[0] - above[0]), abs(box[2] - above[2])) > _TOUCHING:
            joined.append(box)
        elif box[3] > above[3] + _TOUCHING:
            touches = abs(box[1] - above[3]) <= _TOUCHING
            joined[-1:] = [(above[0], above[1], above[2], box[3])] if touches else [above, box]
    return [box for box in boxes if box[3] - box[1] > _LINE_HIGH * size] + joined


def framed_lines(lines: list[PageLine], shapes: list[Box]) -> list[Item]:
    """Lines and boxes, each line in the smallest box around it, boxes in the smallest box around them."""
    extent = extent_of(line.box for line in lines)
    loose = lines
    framed: list[tuple[Box, list[Item]]] = []
    for number, shape in enumerate(sorted(shapes, key=lambda shape: (area_of(shape), shape))):
        if area_of(_common(shape, extent)) >= _WHOLE_PAGE * area_of(extent):
            continue
        split = _inside(shape, loose)
        if split is None:
            continue
        inner = [frame for frame in framed if _holds(shape, frame[0])]
        if len(inner) == 1 and not split[0]:
            continue
        if split[0] or inner:
            loose = split[1]
            framed = [frame for frame in framed if not _holds(shape, frame[0])]
            inside: list[Item] = [replace(line, frame=number) for line in split[0]]
            framed.append((shape, inside + [Frame(box, tuple(items)) for box, items in inner]))
    return [*loose, *(Frame(box, tuple(items)) for box, items in framed)]


def _inside(shape: Box, lines: list[PageLine]) -> tuple[list[PageLine], list[PageLine]] | None:
    """The lines within a shape, a little over its edges included, and all others.

    None where an edge goes through one of them: it is a picture then, not a box around words.
    """
    left, top, right, bottom = shape
    whole = area_of(shape)
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
        (inside if across * down >= _WITHIN * own and whole > own else outside).append(line)
    return inside, outside


def _holds(frame: Box, box: Box) -> bool:
    """Whether `box` lies within `frame`, a little over its edges included."""
    return area_of(_common(frame, box)) >= _WITHIN * area_of(box) and area_of(frame) > area_of(box)


def _common(one: Box, other: Box) -> Box:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3]))
