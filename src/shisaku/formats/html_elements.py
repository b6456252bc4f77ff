"""Classification of single HTML elements: blocks, tiles, layout, headings, lists."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from lxml import etree

from shisaku.formats.appearance import NO_LOOKS, Looks, colour, looks, sets_apart

What = Literal["picture", "hidden", "script", "embedded"]

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
        "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    )
)  # fmt: skip
"""Elements that are displayed as blocks."""
SPACED = frozenset(
    (
        "article", "blockquote", "details", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "main", "menu", "nav", "ol", "p", "pre", "section", "ul",
    )
)  # fmt: skip
"""Blocks with white above and below, outside of lists."""
LISTS = frozenset(("ul", "ol", "menu", "dir", "dl"))
ITEMS = frozenset(("li", "dt"))
BOLD = frozenset(("b", "strong"))
STRUCK = frozenset(("del", "s", "strike"))
CAPTIONS = frozenset(("caption", "figcaption", "legend"))
NOTHING = frozenset(("style", "head", "title", "meta", "link", "base", "rt", "rp", "rtc", "colgroup", "col", "datalist"))
"""Elements of which nothing is printed in its place."""
SKIPPED: dict[str, What] = {
    "script": "script", "template": "hidden", "noscript": "hidden", "option": "hidden", "select": "hidden", "svg": "picture",
    "canvas": "picture", "math": "picture", "iframe": "embedded", "object": "embedded", "embed": "embedded", "video": "embedded",
    "audio": "embedded", "applet": "embedded", "frame": "embedded",
}  # fmt: skip
"""Elements that are not read, and as what they are skipped."""
MAIN = frozenset(("main", "article", "section"))
_CONTAINERS = frozenset(("div", "section", "article", "a", "nav", "header", "footer", "aside", "main", "figure"))
_TILES = ("div", "section", "article", "a", "figure")
_SPACES = re.compile(r"\s+")


def tiles(root: etree._Element) -> Iterator[etree._Element]:
    """Elements that repeat as siblings with the same class, hold more than one element, and hold no other tiles."""
    holding: set[etree._Element] = set()
    found: list[etree._Element] = []
    seen: dict[etree._Element, dict[tuple[str, str], int]] = {}
    for element in root.iter(*_TILES):
        above = element.getparent()
        if above is None or len(element) == 0 or (len(element) == 1 and len(element[0]) < 2):
            continue
        if above not in seen:
            seen[above] = {}
            for child in above.iterchildren(*_TILES):
                key = child.tag, child.get("class") or ""
                seen[above][key] = seen[above].get(key, 0) + 1
        name = element.get("class") or ""
        if seen[above][element.tag, name] > 1 and (name or element.tag in ("article", "figure")):
            found.append(element)
            while above is not None and above not in holding:
                holding.add(above)
                above = above.getparent()
    return (element for element in found if element not in holding)


def is_layout(table: etree._Element) -> bool:
    """Whether a table only lays out its page: by its role, with one cell, or with tables or headings and no header cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = table.iter("td", "th")
    next(cells, None)
    if next(cells, None) is None:
        return True
    if next(table.iterdescendants("table", "h1", "h2", "h3"), None) is None:
        return False
    return not any(next(row.iterchildren("th"), None) is not None for row in table.iterfind("*")) and not any(
        next(row.iterchildren("th"), None) is not None for row in table.iterfind("*/tr")
    )


def is_block(element: etree._Element) -> bool:
    """Whether it is displayed as a block."""
    return element.tag in BLOCKS or (bool(element.get("style")) and looks(element.get("style") or "").block)


def lays_out(element: etree._Element) -> bool:
    """Whether inline elements in it are separate though only a style sheet shows it: it has no words of its own."""
    if len(element) < 2 or element.tag not in _CONTAINERS or (element.tag == "div" and element.get("class") is None):
        return False
    return not (element.text or "").strip() and not any((child.tail or "").strip() for child in element)


def is_apart(element: etree._Element, laid_out: bool) -> bool:
    """Whether an inline element is separate: in one that `lays_out`, or as a small label at an end of an item."""
    if element.tag in BLOCKS:
        return False
    if laid_out:
        return True
    names = names_of(element)
    if not names or not sets_apart(names) or (element.tail or "").strip():
        return False
    above = element.getparent()
    return above is not None and above.tag == "li" and (element.getprevious() is None) != (element.getnext() is None)


def is_set_off(element: etree._Element) -> bool:
    """Whether a style sheet leaves white beside an inline element: a small label at an end of its block, a part of a heading."""
    above = element.getparent()
    if above is None or above.tag not in BLOCKS or element.get("class") is None:
        return False
    first = element.getprevious() is None and not (above.text or "").strip()
    last = element.getnext() is None and not (element.tail or "").strip()
    if (first or last) and sets_apart(names_of(element)):
        return True
    return above.tag in HEADINGS and len(above) > 1 and all(_is_part(child) for child in above) and not (above.text or "").strip()


def _is_part(element: etree._Element) -> bool:
    """Whether it may be separate in a heading: it has more than a letter, and no words behind it."""
    return element.tag == "span" and len("".join(element.itertext()).strip()) > 1 and not (element.tail or "").strip()


def names_of(element: etree._Element) -> frozenset[str]:
    """Classes, id and role of an element, in lower case."""
    names = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role"))))
    return frozenset(names.lower().split()) if names else frozenset()


def heading_level(element: etree._Element) -> int:
    """Level of a heading, from 1; 0 for others."""
    if element.get("role") == "heading":
        return min(9, max(1, whole_number(element.get("aria-level"), 2)))
    return HEADINGS.get(element.tag, 0)


def mostly_links(element: etree._Element) -> bool:
    """Whether more than half of its letters are links."""
    letters = linked = links = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            links += one.tag == "a"
            text = one.text
        else:
            links -= one.tag == "a"
            text = one.tail if one is not element else ""
        if text:
            count = len(_SPACES.sub("", text))
            letters += count
            linked += count if links else 0
    return linked * 2 > letters


def inherited(above: Looks, look: Looks, element: etree._Element) -> Looks:
    """The looks that the children of an element inherit."""
    ink = look.colour or colour(element.get("color") or "") or above.colour
    if look is NO_LOOKS and ink == above.colour:
        return above if not (above.block or above.hidden or above.unmarked) else replace(above, block=False, hidden=False)
    fill = look.fill or above.fill
    return Looks(look.hidden, None, False, look.size or above.size, ink, fill, False, look.unmarked or above.unmarked)


def whole_number(value: str | None, otherwise: int) -> int:
    """The whole number in an attribute; `otherwise` where it holds none."""
    digits = (value or "").strip()[:9]
    return int(digits) if digits.lstrip("-").isdecimal() and digits.count("-") <= 1 and digits[-1:] != "-" else otherwise
