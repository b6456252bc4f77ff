"""The shapes of a slide in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import CHART, DIAGRAM, POINT, children, integer, truth
from shisaku.formats.ooxml.attribute_values import DRAWING as _A
from shisaku.formats.ooxml.attribute_values import SLIDE as _P
from shisaku.formats.ooxml.box_order import reading_order
from shisaku.formats.slides.inheritance import PAGE_ARTEFACTS, TITLES, Masters, kind_of
from shisaku.model.document import Box

_DEEPEST = 30
ShapeKind = Literal["text", "panel", "table", "diagram", "group", "picture", "chart", "embedded", "hidden", "too-large"]


_WRITTEN = ("text", "table", "diagram", "group")


@dataclass(frozen=True, slots=True)
class _Map:
    """Maps the coordinates of a group to points of the slide."""

    across: float = 1 / POINT
    down: float = 1 / POINT
    left: float = 0.0
    top: float = 0.0

    def box(self, x: int, y: int, width: int, height: int) -> Box:
        left, top = self.left + x * self.across, self.top + y * self.down
        return (left, top, left + width * self.across, top + height * self.down)


@dataclass(slots=True, eq=False)
class SlideShape:
    """A shape."""

    kind: ShapeKind
    """Its kind; `panel`: a frame without words."""
    element: Element
    """Its element."""
    identifier: str
    """Its identifier on the slide."""
    box: Box | None
    """Where it is, in points."""
    placeholder: str = ""
    """Type of the placeholder that it is."""
    parts: list["SlideShape"] = field(default_factory=list)
    """Of a group, its members."""


def shapes(tree: Element, masters: Masters) -> list[SlideShape]:
    """The shapes of a tree of shapes, groups opened: title first, header and footer last."""
    found = _gather(tree, masters, _Map(), 0)
    titles = [shape for shape in found if shape.placeholder in TITLES]
    artefacts = [shape for shape in found if shape.placeholder in PAGE_ARTEFACTS]
    others = [shape for shape in found if shape.placeholder not in (*TITLES, *PAGE_ARTEFACTS)]
    return [*titles, *_flat(_ordered(others)), *artefacts]


def _flat(shapes: list[SlideShape]) -> Iterator[SlideShape]:
    for shape in shapes:
        if shape.kind == "group":
            yield from _flat(_ordered(shape.parts))
        else:
            yield shape


def _ordered(shapes: list[SlideShape]) -> list[SlideShape]:
    """Shapes in reading order; those without a box behind the others."""
    shapes = _ungrouped(shapes)
    placed: list[tuple[SlideShape, Box]] = [(shape, shape.box) for shape in shapes if shape.box is not None]
    written = [box for shape, box in placed if shape.kind != "panel"]
    # A panel counts where other shapes lie on it; a bar or an arrow without words separates nothing.
    placed = [
        (shape, box)
        for shape, box in placed
        if shape.kind != "panel" or (_is_plain(shape) and any(_on(box, one) for one in written))
    ]
    order = reading_order(
        [box for _, box in placed], [shape.kind not in ("table", "diagram", "picture", "chart") for shape, _ in placed]
    )
    return [placed[i][0] for i in order] + [shape for shape in shapes if shape.box is None]


def _ungrouped(shapes: list[SlideShape]) -> list[SlideShape]:
    """`shapes`; the members of a group in its place where other shapes lie among them, so that it is not read by itself."""
    while True:
        mixed = [
            group
            for group in shapes
            if group.kind == "group" and group.box is not None
            and any(one is not group and one.kind in _WRITTEN and one.box is not None and _on(group.box, one.box) for one in shapes)
        ]  # fmt: skip
        if not mixed:
            return shapes
        shapes = [part for shape in shapes for part in (shape.parts if shape in mixed else [shape])]


def _is_plain(shape: SlideShape) -> bool:
    """Whether a shape has the outline of a panel, not of an arrow, a bow or a drawing by hand."""
    geometry = shape.element.find(f"{_P}spPr/{_A}prstGeom")
    if geometry is None:
        return shape.element.find(f"{_P}spPr/{_A}custGeom") is None
    name = geometry.get("prst", "rect").lower()
    return "rect" in name or name.startswith("flowchart") or name in ("ellipse", "plaque", "frame", "bevel", "foldedcorner")


def _on(panel: Box, box: Box) -> bool:
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return panel[0] <= middle[0] <= panel[2] and panel[1] <= middle[1] <= panel[3]


def _gather(tree: Element, masters: Masters, scale: _Map, depth: int) -> list[SlideShape]:
    found: list[SlideShape] = []
    for element in children(tree):
        facts = element.find(f"./*/{_P}cNvPr")
        identifier = facts.get("id", "") if facts is not None else ""
        if facts is not None and truth(facts.get("hidden")):
            found.append(SlideShape("hidden", element, identifier, None))
        elif element.tag == _P + "grpSp":
            found.append(_group(element, masters, scale, identifier, depth))
        elif element.tag == _P + "sp":
            kind = kind_of(element)
            box = _box(element, scale) or next((b for one in masters.ancestors(element) if (b := _box(one, _Map()))), None)
            words = any((text.text or "").strip() for text in element.iter(_A + "t"))
            found.append(SlideShape("text" if words else "panel", element, identifier, box, kind))
        elif element.tag == _P + "graphicFrame":
            found.append(SlideShape(_graphic(element), element, identifier, _table_box(element, _box(element, scale), scale)))
        elif element.tag in (_P + "pic", _P + "contentPart"):
            found.append(SlideShape("picture", element, identifier, _box(element, scale)))
    return found


def _group(element: Element, masters: Masters, scale: _Map, identifier: str, depth: int) -> SlideShape:
    if depth >= _DEEPEST:
        return SlideShape("too-large", element, identifier, None)
    frame = element.find(f"{_P}grpSpPr/{_A}xfrm")
    inner = scale
    if frame is not None and (numbers := _numbers(frame)) is not None:
        child, extent = frame.find(_A + "chOff"), frame.find(_A + "chExt")
        x, y, width, height = numbers
        if child is not None and extent is not None:
            across = width / (integer(extent.get("cx")) or width or 1) * scale.across
            down = height / (integer(extent.get("cy")) or height or 1) * scale.down
            box = scale.box(x, y, width, height)
            inner = _Map(across, down, box[0] - integer(child.get("x")) * across, box[1] - integer(child.get("y")) * down)
    parts = _gather(element, masters, inner, depth + 1)
    boxes = [part.box for part in parts if part.box is not None]
    around = (
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        if boxes
        else None
    )
    return SlideShape("group", element, identifier, around, parts=parts)


def _graphic(element: Element) -> ShapeKind:
    if element.find(f".//{_A}tbl") is not None:
        return "table"
    if element.find(f".//{DIAGRAM}relIds") is not None:
        return "diagram"
    if element.find(f".//{CHART}chart") is not None or any(child.tag.endswith("}chart") for child in element.iter()):
        return "chart"
    return "embedded"


def _table_box(element: Element, box: Box | None, scale: _Map) -> Box | None:
    """The box of a frame; of a table, as large as its columns and rows are, for some programs do not write the size of its frame."""
    table = element.find(f".//{_A}tbl")
    if table is None or box is None:
        return box
    width = sum(integer(one.get("w")) for one in table.iter(_A + "gridCol")) * scale.across
    height = sum(integer(one.get("h")) for one in table.findall(_A + "tr")) * scale.down
    return (box[0], box[1], box[0] + (width or box[2] - box[0]), box[1] + (height or box[3] - box[1]))


def _numbers(frame: Element) -> tuple[int, int, int, int] | None:
    off, size = frame.find(_A + "off"), frame.find(_A + "ext")
    if off is None or size is None:
        return None
    return integer(off.get("x")), integer(off.get("y")), integer(size.get("cx")), integer(size.get("cy"))


def _box(element: Element, scale: _Map) -> Box | None:
    frame = element.find(f"{_P}spPr/{_A}xfrm")
    if frame is None:
        frame = element.find(_P + "xfrm")
    numbers = _numbers(frame) if frame is not None else None
    return scale.box(*numbers) if numbers is not None else None
