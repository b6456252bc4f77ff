"""The texts of SmartArt, from its data model (ECMA-376 part 1, 21.4), which states the hierarchy of points."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import DIAGRAM, DRAWING, integer

_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a diagram that has words."""

    text: str
    """Its words; a line break between its paragraphs."""
    level: int
    """Its level, from 1."""


def points(root: Element) -> list[Point]:
    """The points of a data model with words, each before those under it."""
    texts: dict[str, str] = {}
    top = ""
    for point in root.iter(DIAGRAM + "pt"):
        kind, name = point.get("type", "node"), point.get("modelId", "")
        if kind == "doc":
            top = name
        elif kind in ("node", "asst"):
            texts[name] = "\n".join(
                "".join(
                    "\n" if part.tag == DRAWING + "br" else part.text or ""
                    for part in paragraph.iter()
                    if part.tag in (DRAWING + "t", DRAWING + "br")
                )
                for paragraph in point.iter(DRAWING + "p")
            )
    under: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter(DIAGRAM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            under.setdefault(link.get("srcId", ""), []).append((integer(link.get("srcOrd")), link.get("destId", "")))
    found: list[Point] = []
    seen: set[str] = {top}
    stack = [(name, 1) for _, name in sorted(under.get(top, ()), reverse=True)]
    while stack:
        name, level = stack.pop()
        if name in seen or name not in texts:
            continue
        seen.add(name)
        if words := texts[name].strip():
            found.append(Point(words, level))
        stack.extend((child, min(level + bool(words), _DEEPEST)) for _, child in sorted(under.get(name, ()), reverse=True))
    found.extend(Point(text.strip(), 1) for name, text in texts.items() if name not in seen and text.strip())
    return found
