"""Drawings in a Word document: text boxes in reading order, and pictures, charts and embedded files, which are not read."""

from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import CHART, DIAGRAM, DRAWING, PICTURE, POINT, RELATION, VECTOR, children, integer
from shisaku.formats.ooxml.attribute_values import WORD as _W
from shisaku.formats.ooxml.box_order import reading_order
from shisaku.model.document import Box

_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
Lost = Literal["picture", "chart", "embedded", "too-large"]
_SKIPPED: dict[str, Lost] = {
    PICTURE + "pic": "picture",
    VECTOR + "imagedata": "picture",
    CHART + "chart": "chart",
    _OFFICE + "OLEObject": "embedded",
    _W + "control": "embedded",
}
_DEEPEST = 40


@dataclass(slots=True)
class WordDrawing:
    """Contents of a drawing."""

    boxes: list[tuple[Element, Box | None]] = field(default_factory=list)
    """Contents of its text boxes, and where they are, in points from a corner that all of one drawing share."""
    diagrams: list[str] = field(default_factory=list)
    """Relationships of its SmartArt."""
    skipped: list[Lost] = field(default_factory=list)
    """Skipped contents, as in `Skipped.what`."""


def drawn(elements: list[Element]) -> WordDrawing:
    """Contents of the drawings of one paragraph; text boxes in reading order where their places are known."""
    found = WordDrawing()
    for element in elements:
        before = len(found.skipped)
        _gather(element, _corner(element), found, 0)
        if element.tag == _W + "object":
            # The picture that represents it is no picture of the document.
            found.skipped[before:] = ["embedded"]
    boxes = [box for _, box in found.boxes if box is not None]
    if len(boxes) == len(found.boxes) > 1:
        found.boxes = [found.boxes[i] for i in reading_order(boxes, [True] * len(boxes))]
    return found


def _gather(element: Element, at: tuple[float, float] | None, found: WordDrawing, depth: int, box: Box | None = None) -> None:
    if depth > _DEEPEST:
        found.skipped.append("too-large")
        return
    if element.tag.endswith("}wsp") or element.tag.endswith("}grpSp") or element.tag.endswith("}wgp"):
        inner = element.find(f".//{DRAWING}xfrm")
        if inner is not None and element.tag.endswith("}wsp"):
            box = _box(inner, at)
    for child in children(element):
        if child.tag == _W + "txbxContent":
            found.boxes.append((child, box))
        elif child.tag in _SKIPPED:
            found.skipped.append(_SKIPPED[child.tag])
        elif child.tag == DIAGRAM + "relIds":
            found.diagrams.append(child.get(RELATION + "dm", ""))
        else:
            _gather(child, at, found, depth + 1, box)


def _corner(element: Element) -> tuple[float, float] | None:
    """Where an anchored drawing begins, relative to its paragraph; None where that is not a length."""
    anchor = element.find(_ANCHOR + "anchor")
    if anchor is None:
        return None
    across, down = (anchor.find(f"{_ANCHOR}{name}/{_ANCHOR}posOffset") for name in ("positionH", "positionV"))
    if across is None or down is None:
        return None
    return integer(across.text) / POINT, integer(down.text) / POINT


def _box(frame: Element, at: tuple[float, float] | None) -> Box | None:
    off, size = frame.find(DRAWING + "off"), frame.find(DRAWING + "ext")
    if at is None or off is None or size is None:
        return None
    left, top = at[0] + integer(off.get("x")) / POINT, at[1] + integer(off.get("y")) / POINT
    return (left, top, left + integer(size.get("cx")) / POINT, top + integer(size.get("cy")) / POINT)
