"""What an element of HTML says of how it looks, without a style sheet: its `style` attribute, `hidden`, and usual names of classes."""

import re
from dataclasses import dataclass
from functools import lru_cache

_COLOUR = re.compile(r"#([0-9a-f]{3})\b(?![0-9a-f])|#([0-9a-f]{6})|rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)")
_SIZE = re.compile(r"([\d.]{1,8})(pt|px)$")
_POINTS = {"pt": 1.0, "px": 0.75}
_HIDDEN_NAMES = frozenset({"hidden", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "d-none", "is-hidden"})
"""Classes by which style sheets in wide use (Bootstrap, Tailwind, Bulma, WordPress) hide words from the eye."""
_ICON_NAMES = frozenset({"material-icons", "material-icons-outlined", "material-symbols-outlined", "material-symbols-rounded"})
"""Classes of fonts in which a word is drawn as a picture."""
_WAY_NAMES = frozenset(
    {
        "breadcrumb", "breadcrumbs", "topicpath", "pankuzu", "pagination", "pager", "navbar", "navigation", "nav", "menu", "global-nav",
        "globalnav", "gnav", "sidenav", "side-nav", "sidebar-nav", "sitemap", "skip-link", "skiplink", "share-buttons", "social-links",
    }
)  # fmt: skip
"""Classes, ids and roles of what leads about a site and is none of the page's own words."""
_APART_NAMES = frozenset({"badge", "pill", "tag", "chip", "label", "num", "number", "icon", "category"})
"""Classes of small labels that style sheets set apart from the words beside them."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a `style` attribute says; empty, 0 or None for what it does not say."""

    hidden: bool = False
    """Whether nothing of it is seen."""
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
    """Whether it stands on lines of its own."""
    unmarked: bool = False
    """Whether items of a list have no bullet or number."""


NO_LOOKS = Looks()
"""Of an element without a `style` attribute."""


@lru_cache(maxsize=1024)
def looks(style: str) -> Looks:
    """What the `style` attribute `style` says."""
    told = {}
    for one in style.lower().split(";"):
        name, _, value = one.partition(":")
        told[name.strip()] = value.replace("!important", "").strip()
    weight = told.get("font-weight", "")
    size = _SIZE.match(told.get("font-size", ""))
    display = told.get("display", "")
    return Looks(
        display == "none" or told.get("visibility") in ("hidden", "collapse"),
        None if not weight else weight.startswith("bold") or (weight.isdecimal() and int(weight[:4]) >= 600),
        "line-through" in told.get("text-decoration", "") + told.get("text-decoration-line", ""),
        _points(size),
        colour(told.get("color", "")),
        colour(told.get("background-color", "") or told.get("background", "")),
        display in ("block", "flex", "grid", "list-item", "table"),
        "none" in told.get("list-style", "").split() or told.get("list-style-type") == "none",
    )


def colour(value: str) -> str:
    """`#rrggbb` for a colour of CSS in figures; empty for black, white and names of colours."""
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
    """Whether a class among `names` hides its element or makes a picture of its words."""
    return not names.isdisjoint(_HIDDEN_NAMES) or not names.isdisjoint(_ICON_NAMES)


def leads(names: frozenset[str]) -> bool:
    """Whether a class, id or role among `names` is that of navigation."""
    return not names.isdisjoint(_WAY_NAMES)


def sets_apart(names: frozenset[str]) -> bool:
    """Whether a class among `names` is that of a small label beside other words."""
    return not names.isdisjoint(_APART_NAMES)


def _points(match: re.Match[str] | None) -> float:
    try:
        return round(float(match[1]) * _POINTS[match[2]], 2) if match else 0.0
    except ValueError:
        return 0.0
