"""State of an HTML element: set by its own name and attributes, and by the elements around it."""

from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from shisaku.formats.appearance import NO_LOOKS, Looks, hides, leads, looks
from shisaku.formats.html_elements import (
    BLOCKS,
    BOLD,
    CAPTIONS,
    LISTS,
    MAIN,
    NOTHING,
    SKIPPED,
    STRUCK,
    What,
    heading_level,
    inherited,
    is_layout,
    mostly_links,
    names_of,
)  # fmt: skip
from shisaku.model.document import BlockKind

LINES = "data-shisaku-lines"
"""Attribute in which `markdown` passes the source lines of an element, as `first,behind`, from 0."""
_PLAIN = frozenset(("span", "font", "em", "i", "u", "small", "br", "code", "wbr", "ruby", "rb", "big"))
"""Elements without meaning unless they have attributes."""
_LEADING = frozenset(("ul", "ol", "div", "section", "p", "table", "a"))
_SECTIONS = MAIN | {"aside", "header"}
_REFERENCES = frozenset(("footnote-ref", "footnote-backref", "reversefootnote"))
"""Classes of references to notes, by pandoc, kramdown and markdown-it."""


@dataclass(frozen=True, slots=True)
class ElementState:
    """State of the words of an element."""

    lines: str = ""
    """Its source lines, where `LINES` states them."""
    name: str = ""
    """Name of the innermost block."""
    heading: int = 0
    """Level of its heading, else 0."""
    depth: int = 0
    """The lists around it, within its cell."""
    kind: BlockKind = "paragraph"
    """Kind of its words, but for headings and items."""
    frame: int = -1
    """As in `Block`."""
    bold: bool = False
    """Whether its letters are bold."""
    linked: bool = False
    """Whether they are a link."""
    struck: bool = False
    """Whether they are struck out."""
    quoted: bool = False
    """Whether they are a quotation or code."""
    pre: bool = False
    """Whether line breaks of the source are meant."""
    header: bool = False
    """Whether it is in the head of a table."""
    looks: Looks = NO_LOOKS
    """The looks of its `style`, or those of the elements around it."""
    place: str = ""
    """XPath of the innermost block."""
    data: bool = False
    """Whether the innermost table around it is read as a table."""
    within: frozenset[str] = frozenset()
    """The elements article, aside, header, main and section around it."""


def entered(above: ElementState, element: etree._Element, place: str) -> ElementState:
    """The state of what is in `element`, whose innermost block is at `place`."""
    tag = element.tag
    if tag in _PLAIN and not element.attrib:
        return above if place == above.place else replace(above, place=place)
    style = element.get("style")
    look = looks(style) if style else NO_LOOKS
    depth = above.depth + (tag in LISTS)
    return ElementState(
        element.get(LINES) or above.lines,
        tag if tag in BLOCKS else above.name,
        heading_level(element) or above.heading,
        0 if above.data and tag in ("td", "th") else depth,
        _kind(above, element),
        above.frame,
        look.bold if look.bold is not None else above.bold or tag in BOLD,
        above.linked or (tag == "a" and element.get("href") is not None),
        above.struck or tag in STRUCK or look.struck,
        above.quoted or tag == "blockquote" or (tag == "pre" and element.find("code") is not None),
        above.pre or tag == "pre",
        above.header or tag == "thead",
        inherited(above.looks, look, element),
        place,
        not is_layout(element) if tag == "table" else above.data,
        above.within | {tag} if tag in _SECTIONS else above.within,
    )


def left_out(element: etree._Element, state: ElementState) -> What | Literal[""] | None:
    """What `element` is skipped as, empty where it has no words of its own; None where it is read."""
    tag = element.tag
    if tag in NOTHING:
        return ""
    if tag in SKIPPED:
        return SKIPPED[tag]
    names = names_of(element)
    hidden = element.get("hidden") is not None or state.looks.hidden or (tag == "dialog" and element.get("open") is None)
    if hidden or hides(names):
        return "hidden" if "".join(element.itertext()).strip() else ""
    if element.get("role") in ("doc-noteref", "doc-backlink") or names & _REFERENCES:
        return ""
    if tag == "sup" and len(element) == 1 and element[0].tag == "a" and (element[0].get("href") or "").startswith("#"):
        return ""
    return None


def _kind(above: ElementState, element: etree._Element) -> BlockKind:
    tag = element.tag
    if above.kind in ("artefact", "note", "caption"):
        return above.kind
    if tag in ("nav", "button") or (tag in _LEADING and leads(names_of(element))):
        return "artefact"
    if tag == "footer" and not above.within & MAIN:
        return "artefact"
    # A header that holds the title of the page is content of the page.
    if tag == "header" and not above.within & (MAIN | {"header"}) and next(element.iter("h1"), None) is None:
        return "artefact"
    if tag == "aside" and "aside" not in above.within and mostly_links(element):
        return "artefact"
    if element.get("role") in ("doc-endnotes", "doc-footnote") or "footnotes" in names_of(element):
        return "note"
    if tag in CAPTIONS:
        return "caption"
    return "paragraph" if tag in BLOCKS else above.kind
