"""Drawings over the cells: text boxes and shapes with words, pictures, charts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import integer, truth
from shisaku.formats.text_builder import BlockWords, StyledRun
from shisaku.model.document import DocumentPlace, Style

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_MOST_DEPTH = 16
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class SheetDrawing:
    """Something drawn over a sheet."""

    row: int
    """Row that its upper left corner is in, from 0."""
    column: int
    """Column that its upper left corner is in, from 0."""
    paragraphs: tuple[BlockWords, ...] = ()
    """Its words; the caller sets their place."""
    skipped: Literal["picture", "chart", "embedded", "hidden"] | None = None
    """What it is skipped as, where it is not read."""


def drawn(root: Element) -> list[SheetDrawing]:
    """The contents of a drawing, from top to bottom."""
    found: list[SheetDrawing] = []
    for anchor in root:
        if anchor.tag not in _ANCHORS:
            continue
        row, column = (_corner(anchor, name) for name in ("row", "col"))
        found += (replace(one, row=row, column=column) for child in anchor for one in _shapes(child, 0))
    return sorted(found, key=lambda one: (one.row, one.column))


def _corner(anchor: Element, name: str) -> int:
    return max(0, integer((anchor.findtext(f"from/{name}") or "").strip()))


def _shapes(element: Element, depth: int) -> Iterator[SheetDrawing]:
    if element.tag == "AlternateContent":
        # The first choice is what newer programs show; the fallback repeats it.
        element = next((child for child in element if child.tag == "Choice"), element)
        for child in element:
            yield from _shapes(child, depth + 1)
    elif element.tag not in ("sp", "cxnSp", "pic", "graphicFrame", "grpSp"):
        return
    elif _is_hidden(element):
        yield SheetDrawing(0, 0, (), "hidden")
    elif element.tag == "pic":
        yield SheetDrawing(0, 0, (), "picture")
    elif element.tag == "graphicFrame":
        kind = element.find("graphic/graphicData")
        charted = kind is not None and "chart" in kind.get("uri", "")
        yield SheetDrawing(0, 0, (), "chart" if charted else "embedded")
    elif element.tag == "grpSp":
        for child in element if depth < _MOST_DEPTH else ():
            yield from _shapes(child, depth + 1)
    else:
        body = element.find("txBody")
        words = tuple(_paragraph(paragraph) for paragraph in body.iterfind("p")) if body is not None else ()
        if any(run.text.strip() for paragraph in words for run in paragraph.runs if isinstance(run, StyledRun)):
            yield SheetDrawing(0, 0, words)


def _is_hidden(element: Element) -> bool:
    return any(truth(named.get("hidden")) for child in element for named in child.iterfind("cNvPr"))


def _paragraph(paragraph: Element) -> BlockWords:
    runs: list[StyledRun] = []
    size = 0.0
    for element in paragraph:
        if element.tag == "br":
            runs.append(StyledRun("\n"))
        elif element.tag in ("r", "fld"):
            properties = element.find("rPr")
            text = element.findtext("t") or ""
            if properties is None:
                runs.append(StyledRun(text))
                continue
            size = size or integer(properties.get("sz")) / _HUNDREDTHS
            runs.append(StyledRun(text, truth(properties.get("b")), False, properties.get("strike", "noStrike") != "noStrike"))
    layout = paragraph.find("pPr")
    mark, level = "", 0
    if layout is not None:
        bullet = layout.find("buChar")
        mark = bullet.get("char", "") if bullet is not None else ""
        level = integer(layout.get("lvl")) + (1 if mark or layout.find("buAutoNum") is not None else 0)
    return BlockWords(runs, "item" if level else "paragraph", level, mark, style=Style(size))


def placed(words: BlockWords, place: DocumentPlace, frame: int) -> BlockWords:
    """`words` in a frame, at a place."""
    return replace(words, place=place, frame=frame)
