"""Colours of DrawingML (ECMA-376 part 1, 20.1.2.3): those of a theme by name, lightened and darkened."""

import colorsys
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import DRAWING, integer, local

_HEX = re.compile("[0-9A-Fa-f]{6}")
_USUAL = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_PRESET = {
    "black": "000000",
    "white": "ffffff",
    "red": "ff0000",
    "green": "008000",
    "blue": "0000ff",
    "yellow": "ffff00",
    "gray": "808080",
}
BLACK, WHITE = "#000000", "#ffffff"


def hexadecimal(value: str | None) -> str:
    """`#rrggbb` of six digits; empty for all else (`auto`, nothing)."""
    return "#" + value.lower() if value and _HEX.fullmatch(value) else ""


class Theme:
    """The colours of a theme, and what the names of colours mean on the slides of a master."""

    def __init__(self, root: Element | None, names: Mapping[str, str] | None = None) -> None:
        """Colours of `root`, a theme part; `names` is the master's map from `bg1`, `tx1` to colours of the theme."""
        self._names = {**_USUAL, **(names or {})}
        self._colours: dict[str, str] = {}
        scheme = root.find(f"{DRAWING}themeElements/{DRAWING}clrScheme") if root is not None else None
        for slot in scheme if scheme is not None else ():
            if len(slot):
                self._colours[local(slot)] = hexadecimal(slot[0].get("val")) or hexadecimal(slot[0].get("lastClr"))

    def solid(self, element: Element | None) -> str:
        """Colour of the fill that is a child of `element`: solid, or the first colour of a gradient; empty where there is none."""
        if element is None:
            return ""
        fill = element.find(DRAWING + "solidFill")
        if fill is None:
            stops = element.find(f"{DRAWING}gradFill/{DRAWING}gsLst")
            fill = stops[0] if stops is not None and len(stops) else None
        return self.colour(fill)

    def colour(self, holder: Element | None) -> str:
        """`#rrggbb` of the colour within `holder`; empty where there is none that is known."""
        for one in holder if holder is not None else ():
            kind = local(one)
            if kind == "srgbClr":
                base = hexadecimal(one.get("val"))
            elif kind == "sysClr":
                base = hexadecimal(one.get("lastClr"))
            elif kind == "prstClr":
                base = hexadecimal(_PRESET.get(one.get("val", "")))
            elif kind == "schemeClr":
                name = one.get("val", "")
                base = self._colours.get(self._names.get(name, name), "")
            else:
                continue
            return _changed(base, one) if base else ""
        return ""


def _changed(colour: str, element: Element) -> str:
    """The colour after the changes to its lightness that `element` states, in thousandths of a per cent."""
    for change in element:
        kind, share = local(change), integer(change.get("val"), 100000) / 100000
        if kind in ("lumMod", "shade"):
            colour = lightened(colour, share, 0)
        elif kind == "lumOff":
            colour = lightened(colour, 1, share)
        elif kind == "tint":
            colour = lightened(colour, share, 1 - share)
    return colour


def lightened(colour: str, times: float, more: float) -> str:
    """`colour`, `#rrggbb`, with its lightness (0 to 1) times a factor and something added."""
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    parts = colorsys.hls_to_rgb(hue, min(max(light * times + more, 0), 1), full)
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def ink(colour: str) -> str:
    """A colour of letters as `Style.colour` has it: empty for black."""
    return "" if colour == BLACK else colour


def ground(colour: str) -> str:
    """A colour behind letters as `Style.fill` has it: empty for white."""
    return "" if colour == WHITE else colour
