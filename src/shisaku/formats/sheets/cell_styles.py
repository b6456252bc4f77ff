"""How cells look: fonts, fills, rules, indents and number formats of a workbook's styles, and the colours of its theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import integer, truth
from shisaku.formats.ooxml.colours import ground, hexadecimal, ink, lightened
from shisaku.formats.sheets.number_formats import BUILT_IN
from shisaku.model.document import PLAIN, Style

T = TypeVar("T")

_PALETTE = [
    "000000",
    "ffffff",
    "ff0000",
    "00ff00",
    "0000ff",
    "ffff00",
    "ff00ff",
    "00ffff",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "c0c0c0",
    "808080",
    "9999ff",
    "993366",
    "ffffcc",
    "ccffff",
    "660066",
    "ff8080",
    "0066cc",
    "ccccff",
    "000080",
    "ff00ff",
    "ffff00",
    "00ffff",
    "800080",
    "800000",
    "008080",
    "0000ff",
    "00ccff",
    "ccffff",
    "ccffcc",
    "ffff99",
    "99ccff",
    "ff99cc",
    "cc99ff",
    "ffcc99",
    "3366ff",
    "33cccc",
    "99cc00",
    "ffcc00",
    "ff9900",
    "ff6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
]
"""Indexed colours from 8 on; those before are the first eight again (ECMA-376 part 1, 18.8.27)."""
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
"""In the order that cells number them in."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Sides of a cell at which a rule is drawn."""

    left: bool = False
    """At its left."""
    right: bool = False
    """At its right."""
    top: bool = False
    """Above it."""
    bottom: bool = False
    """Below it."""

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return self.left or self.right or self.top or self.bottom


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell looks."""

    style: Style = PLAIN
    """Its letters and their ground."""
    code: str = "General"
    """Number format."""
    indent: int = 0
    """Indent of its text from the left in steps."""
    wrapped: bool = False
    """Whether long text is wrapped."""
    struck: bool = False
    """Whether its letters are struck out."""
    rules: Rules = Rules()
    """Rules around it."""


def cell_looks(styles: Element | None, theme: Element | None) -> Sequence[CellLook]:
    """The looks that cells refer to by number."""
    if styles is None:
        return ()
    colours = _theme_colours(theme)
    codes = dict(BUILT_IN) | {
        integer(element.get("numFmtId")): element.get("formatCode", "General") for element in styles.iterfind("numFmts/numFmt")
    }
    fonts = [_font(element, colours) for element in styles.iterfind("fonts/font")]
    fills = [_fill(element, colours) for element in styles.iterfind("fills/fill")]
    rules = [_rules(element) for element in styles.iterfind("borders/border")]
    names = {
        integer(element.get("xfId")): element.get("name", "")
        for element in styles.iterfind("cellStyles/cellStyle")
        if element.get("builtinId") != "0"
    }
    looks = []
    for xf in styles.iterfind("cellXfs/xf"):
        size, bold, struck, colour = _at(fonts, xf.get("fontId"), (0.0, False, False, ""))
        alignment = xf.find("alignment")
        looks.append(
            CellLook(
                Style(size, bold, colour, _at(fills, xf.get("fillId"), ""), names.get(integer(xf.get("xfId")), "")),
                codes.get(integer(xf.get("numFmtId")), "General"),
                0 if alignment is None or alignment.get("horizontal") == "right" else max(0, integer(alignment.get("indent"))),
                alignment is not None and truth(alignment.get("wrapText")),
                struck,
                _at(rules, xf.get("borderId"), Rules()),
            )
        )
    return looks


_MOST_POINTS = 409
"""Largest size of letters, as in Excel."""


def _at(values: Sequence[T], index: str | None, default: T) -> T:
    place = integer(index, -1)
    return values[place] if 0 <= place < len(values) else default


def _font(font: Element, colours: Sequence[str]) -> tuple[float, bool, bool, str]:
    size = font.find("sz")
    try:
        points = float(size.get("val", "0")) if size is not None else 0.0
        points = points if 0 < points <= _MOST_POINTS else 0.0  # neither infinity nor a non-number is a size
    except ValueError:
        points = 0.0
    bold, strike = (found is not None and truth(found.get("val"), True) for found in (font.find("b"), font.find("strike")))
    colour = _colour(font.find("color"), colours)
    return points, bold, strike, ink(colour)


def _fill(fill: Element, colours: Sequence[str]) -> str:
    pattern = fill.find("patternFill")
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125", "gray0625"):
        return ""
    colour = _colour(pattern.find("fgColor" if pattern.get("patternType") == "solid" else "bgColor"), colours)
    return ground(colour)


def _rules(border: Element) -> Rules:
    def drawn(*sides: str) -> bool:
        return any(
            element is not None and element.get("style", "none") != "none" for element in (border.find(side) for side in sides)
        )

    return Rules(drawn("left", "start"), drawn("right", "end"), drawn("top"), drawn("bottom"))


def _theme_colours(theme: Element | None) -> Sequence[str]:
    scheme = theme.find(".//clrScheme") if theme is not None else None
    if scheme is None:
        return ()
    colours = []
    for name in _THEME:
        element = scheme.find(name)
        colour = element[0] if element is not None and len(element) else None
        colours.append(hexadecimal(colour.get("lastClr") or colour.get("val")) if colour is not None else "")
    return colours


def _colour(element: Element | None, theme: Sequence[str]) -> str:
    """`#rrggbb`; empty where it is not known."""
    if element is None:
        return ""
    colour = hexadecimal(element.get("rgb", "")[-6:]) or _at(theme, element.get("theme"), "")
    colour = colour or _indexed(integer(element.get("indexed"), -1))
    try:
        tint = max(-1.0, min(1.0, float(element.get("tint", "0"))))
    except ValueError:
        tint = 0.0
    if not colour or not tint:
        return colour
    # Above 0 it is lighter, else darker (ECMA-376 part 1, 18.8.19).
    return lightened(colour, 1 + tint, 0) if tint < 0 else lightened(colour, 1 - tint, tint)


def _indexed(index: int) -> str:
    place = index if index < 8 else index - 8
    return "#" + _PALETTE[place] if 0 <= place < len(_PALETTE) else ""
