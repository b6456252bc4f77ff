"""How an HTML element looks without a style sheet: its `style` attribute, `hidden`, and usual names of classes."""

import re
from dataclasses import dataclass
from functools import lru_cache

_COLOUR = re.compile(r"#([0-9a-f]{3})\b(?![0-9a-f])|#([0-9a-f]{6})|rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)")
_SIZE = re.compile(r"([\d.]{1,8})(pt|px)$")
_POINTS = {"pt": 1.0, "px": 0.75}
_HIDDEN_NAMES = frozenset({"hidden", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "d-none", "is-hidden"})
"""Classes by which common style sheets (Bootstrap, Tailwind, Bulma, WordPress) hide text."""
_ICON_NAMES = frozenset({"material-icons", "material-icons-outlined", "material-symbols-outlined", "material-symbols-rounded"})
"""Classes of icon fonts, which draw a word as a picture."""
_NAVIGATION_NAMES = frozenset(
    {
        "breadcrumb", "breadcrumbs", "topicpath", "pankuzu", "pagination", "pager", "navbar", "navigation", "nav", "menu", "global-nav",
        "globalnav", "gnav", "sidenav", "side-nav", "sidebar-nav", "sitemap", "skip-link", "skiplink", "share-buttons", "social-links",
    }
)  # fmt: skip
"""Classes, ids and roles of site navigation, which is no content of the page."""
_LABEL_NAMES = frozenset({"badge", "pill", "tag", "chip", "label", "num", "number", "icon", "category"})
"""Classes of small labels that style sheets separate from the text beside them."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Properties of a `style` attribute; empty, 0 or None where the attribute does not set them."""

    hidden: bool = False
    """Whether it is invisible."""
    bold: bool | None = None
    """Whether letters are of a bold weight."""
    struck: bool = False
    """Whether letters are struck out."""
    size: float = 0.0
    """Size of letters in points."""
    colour: str = ""
    """Colour of letters, as in `Style`."""
    fill: str = ""
    """Colour behind them, as in `Style`."""
    block: bool = False
    """Whether it is displayed as a block."""
    unmarked: bool = False
    """Whether items of a list have no bullet or number."""


NO_LOOKS = Looks()
"""Looks of an element without a `style` attribute."""


@lru_cache(maxsize=1024)
def looks(style: str) -> Looks:
    """The looks that the `style` attribute `style` sets."""
    declared = {}
    for one in style.lower().split(";"):
        name, _, value = one.partition(":")
        declared[name.strip()] = value.replace("!important", "").strip()
    weight = declared.get("font-weight", "")
    size = _SIZE.match(declared.get("font-size", ""))
    display = declared.get("display", "")
    return Looks(
        display == "none" or declared.get("visibility") in ("hidden", "collapse"),
        None if not weight else weight.startswith("bold") or (weight.isdecimal() and int(weight[:4]) >= 600),
        "line-through" in declared.get("text-decoration", "") + declared.get("text-decoration-line", ""),
        _points(size),
        colour(declared.get("color", "")),
        colour(declared.get("background-color", "") or declared.get("background", "")),
        display in ("block", "flex", "grid", "list-item", "table"),
        "none" in declared.get("list-style", "").split() or declared.get("list-style-type") == "none",
    )


def colour(value: str) -> str:
    """`#rrggbb` for a CSS colour in digits; empty for black, white and named colours."""
    match = _COLOUR.search(value.lower())
    if match is None:
        return ""
    if match[1]:
        found = "#" + "".join(figure * 2 for figure in match[1])
    elif match[2]:
        found = "#" + match[2]
    else:
        found = "#" + "".join(f"{min(255, int(figure)):02x}" for figure in match.groups()[2:])
    return "" if found in ("#000000", "#ffffff") else found


def hides(names: frozenset[str]) -> bool:
    """Whether a class among `names` hides its element or turns its text into a picture."""
    return not names.isdisjoint(_HIDDEN_NAMES) or not names.isdisjoint(_ICON_NAMES)


def leads(names: frozenset[str]) -> bool:
    """Whether a class, id or role among `names` is that of navigation."""
    return not names.isdisjoint(_NAVIGATION_NAMES)


def sets_apart(names: frozenset[str]) -> bool:
    """Whether a class among `names` is that of a small label beside other words."""
    return not names.isdisjoint(_LABEL_NAMES)


def _points(match: re.Match[str] | None) -> float:
    try:
        return round(float(match[1]) * _POINTS[match[2]], 2) if match else 0.0
    except ValueError:
        return 0.0
