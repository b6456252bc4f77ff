"""A picture of the terms around a term: wider and narrower terms as a tree, incoming terms on the left, outgoing ones on the right.

Positions follow from estimated widths of the words, so the picture is reproducible and no words overlap: columns are as wide as
their widest box, boxes of a column are stacked, and lines run in the gaps between columns.

    left      middle        right
    [a]--+    [wider  ]   +-->[c]
         |   +-[term   ]--|
    [b]--+     +-[narrower] +-->[d]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from shisaku.errors import display_width
from shisaku.pages.term_labels import Text

BOX_HEIGHT = 46
"""Height of every box, with two lines of words in it."""
_GAP = 10
_BETWEEN = 56
"""Width of the gap between columns, in which lines run."""
_INDENT = 28
_MARGIN = 8
_PADDING = 12
_LABEL_EM, _NOTE_EM = 8.4, 7.5
"""Width of a narrow letter of a label (14 px) and of the note below it (12 px, monospaced); a wide one takes two."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Content of a box."""

    label: Text
    """Label."""
    note: str
    """Line below the label: name of the term, or classes joined by a property."""
    target: str
    """Link of the box, or empty."""


@dataclass(frozen=True, slots=True)
class TermBox:
    """A box with its position."""

    neighbour: Neighbour
    """Its content."""
    kind: str
    """`term` for the term itself; else `wider`, `narrower`, `beside`, `left` or `right`."""
    x: float
    """Left edge."""
    y: float
    """Upper edge."""
    width: float
    """Width."""

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return self.y + BOX_HEIGHT / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and the lines between them."""

    boxes: tuple[TermBox, ...]
    """Boxes, from left to right and top to bottom."""
    lines: tuple[tuple[str, str], ...]
    """Kinds of lines (`wider`, `beside`, `property`) with their SVG paths, drawn in the direction of the arrow."""
    width: float
    """Width of the whole."""
    height: float
    """Height of the whole."""


def picture(
    term: Neighbour,
    wider: Sequence[Neighbour] = (),
    narrower: Sequence[Neighbour] = (),
    beside: Sequence[Neighbour] = (),
    left: Sequence[Neighbour] = (),
    right: Sequence[Neighbour] = (),
) -> Picture:
    """Return the picture of a term with wider, narrower, otherwise related, incoming and outgoing terms."""
    inner = 1 if wider else 0
    tree = (
        *((n, "wider", 0) for n in wider),
        (term, "term", inner),
        *((n, "narrower", inner + 1) for n in narrower),
        *((n, "beside", inner + 1) for n in beside),
    )
    columns = (
        tuple((n, "left", 0) for n in left),
        tree,
        tuple((n, "right", 0) for n in right),
    )
    height = max(_height(len(column)) for column in columns)
    placed: list[list[TermBox]] = []
    x = float(_MARGIN + (_BETWEEN / 2 if wider and not left else 0))
    for column in columns:
        boxes = _column(column, x, aligned=column is not tree)
        placed.append(boxes)
        x = max((box.right for box in boxes), default=x - _BETWEEN) + _BETWEEN
    self_ = next(box for box in placed[1] if box.kind == "term")
    right_edge = max(box.right for box in placed[1])
    lines = (*_tree_lines(placed[1], self_), *_left_lines(placed[0], self_), *_right_lines(placed[2], self_, right_edge))
    everything = tuple(chain.from_iterable(placed))
    return Picture(everything, tuple(lines), max(box.right for box in everything) + _MARGIN, height + 2 * _MARGIN)


def _height(boxes: int) -> float:
    return boxes * (BOX_HEIGHT + _GAP) - _GAP if boxes else 0


def _column(column: Sequence[tuple[Neighbour, str, int]], x: float, aligned: bool) -> list[TermBox]:
    """Stacked boxes, indented; aligned boxes are as wide as the widest."""
    boxes = []
    for number, (neighbour, kind, indent) in enumerate(column):
        y = _MARGIN + number * (BOX_HEIGHT + _GAP)
        boxes.append(TermBox(neighbour, kind, x + indent * _INDENT, y, _width(neighbour)))
    widest = max((box.width for box in boxes), default=0)
    return [replace(box, width=widest) for box in boxes] if aligned else boxes


def _width(neighbour: Neighbour) -> float:
    label = display_width(neighbour.label.text) * _LABEL_EM
    return round(max(label, display_width(neighbour.note) * _NOTE_EM) + 2 * _PADDING, 1)


def _tree_lines(boxes: Iterable[TermBox], self_: TermBox) -> Iterable[tuple[str, str]]:
    """Lines from each narrower term up to the next wider one; terms of one level share the vertical part."""
    for box in boxes:
        if box.kind == "wider":
            trunk = box.x - 10
            yield "wider", f"M{self_.x:g} {self_.middle - 8:g}H{trunk:g}V{box.middle:g}H{box.x:g}"
        elif box.kind in ("narrower", "beside"):
            trunk = self_.x + 14
            up = f"M{box.x:g} {box.middle:g}H{trunk:g}V{self_.y + BOX_HEIGHT:g}"
            yield ("wider" if box.kind == "narrower" else "beside"), up


def _left_lines(boxes: Iterable[TermBox], self_: TermBox) -> Iterable[tuple[str, str]]:
    for box in boxes:
        yield "property", f"M{box.right:g} {box.middle:g}H{box.right + 18:g}V{self_.middle + 8:g}H{self_.x:g}"


def _right_lines(boxes: Iterable[TermBox], self_: TermBox, edge: float) -> Iterable[tuple[str, str]]:
    for box in boxes:
        yield "property", f"M{self_.right:g} {self_.middle:g}H{edge + 18:g}V{box.middle:g}H{box.x:g}"
