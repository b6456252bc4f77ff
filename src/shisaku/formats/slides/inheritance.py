"""How paragraphs of a slide look: their own properties, else those of their frame, its placeholder in the layout and the master, the master's styles, the file's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import DRAWING as _A
from shisaku.formats.ooxml.attribute_values import POINT, integer, truth
from shisaku.formats.ooxml.attribute_values import SLIDE as _P
from shisaku.formats.ooxml.colours import Theme
from shisaku.formats.ooxml.package import Package
from shisaku.formats.ooxml.symbols import bullet

TITLES = ("title", "ctrTitle")
PAGE_ARTEFACTS = ("dt", "ftr", "sldNum", "hdr")
"""Placeholders for date, footer, number and header of a slide."""
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Properties of a paragraph; None where they are not set."""

    margin: float | None = None
    """Where its lines begin, in points."""
    first: float | None = None
    """How much further in the first line begins; below 0 for a hanging indent."""
    bullet: str | None = None
    """Its bullet; empty where it has none; a numbering scheme where `numbered`."""
    numbered: bool | None = None
    """Whether `bullet` is a numbering scheme."""
    start: int | None = None
    """First number."""
    font: str | None = None
    """Font of the bullet."""
    size: float | None = None
    """Size of its letters in points."""
    bold: bool | None = None
    """Whether they are bold."""
    colour: str | None = None
    """Their colour."""

    def over(self, below: "ParagraphLook") -> "ParagraphLook":
        """These properties, and those of `below` where they are not set."""
        if self is NO_LOOK or below is NO_LOOK:
            return below if self is NO_LOOK else self
        return ParagraphLook(*(getattr(self if getattr(self, name) is not None else below, name) for name in _NAMES))

    @property
    def mark(self) -> str:
        """The bullet as it is printed; empty where there is none, or a number."""
        return bullet(self.bullet or "", self.font or "") if not self.numbered else ""


NO_LOOK = ParagraphLook()
"""Looks of a paragraph without properties."""
_NAMES = tuple(one.name for one in fields(ParagraphLook))


def look(properties: Element | None, theme: Theme, letters: str = "defRPr") -> ParagraphLook:
    """The looks set by an `a:pPr`, or a level of a list style."""
    if properties is None:
        return NO_LOOK
    bullet: str | None = None
    numbered: bool | None = None
    start: int | None = None
    font = properties.find(_A + "buFont")
    for child in properties:
        if child.tag == _A + "buNone":
            bullet, numbered = "", False
        elif child.tag == _A + "buChar":
            bullet, numbered = child.get("char", "•"), False
        elif child.tag == _A + "buBlip":
            bullet, numbered = "•", False
        elif child.tag == _A + "buAutoNum":
            bullet, numbered, start = child.get("type", "arabicPeriod"), True, integer(child.get("startAt"), 1)
    run = run_look(properties.find(_A + letters), theme)
    margin, first = properties.get("marL"), properties.get("indent")
    return ParagraphLook(
        integer(margin) / POINT if margin is not None else None,
        integer(first) / POINT if first is not None else None,
        bullet,
        numbered,
        start,
        font.get("typeface") if font is not None else None,
        run.size,
        run.bold,
        run.colour,
    )


def run_look(properties: Element | None, theme: Theme) -> ParagraphLook:
    """The looks of letters set by an `a:rPr`."""
    if properties is None:
        return NO_LOOK
    size, bold = properties.get("sz"), properties.get("b")
    return ParagraphLook(
        size=integer(size) / 100 if size is not None else None,
        bold=truth(bold) if bold is not None else None,
        colour=theme.solid(properties) or None,
    )


def levels(style: Element | None, theme: Theme) -> dict[int, ParagraphLook]:
    """The looks that a list style sets for each level, from 0."""
    found: dict[int, ParagraphLook] = {}
    for level in range(_LEVELS):
        one = style.find(f"{_A}lvl{level + 1}pPr") if style is not None else None
        if one is not None:
            found[level] = look(one, theme)
    return found


def placeholder(shape: Element) -> Element | None:
    """The `p:ph` of a shape; None where it is none."""
    return shape.find(f"./*/{_P}nvPr/{_P}ph")


def kind_of(shape: Element) -> str:
    """Type of the placeholder that a shape is; empty where it is none."""
    found = placeholder(shape)
    return found.get("type", "obj") if found is not None else ""


class Masters:
    """Layout, master and theme of a slide."""

    def __init__(self, package: Package, slide: str, usual: Element | None) -> None:
        """`slide` is the name of the slide's part; `usual` the default text style of the presentation."""
        layout = package.related(slide, "slideLayout")
        master = package.related(layout, "slideMaster")
        self._layout, self._master = package.xml(layout), package.xml(master)
        names = self._master.find(_P + "clrMap") if self._master is not None else None
        self.theme = Theme(package.xml(package.related(master, "theme")), dict(names.items()) if names is not None else {})
        styles = self._master.find(_P + "txStyles") if self._master is not None else None
        self._styles: dict[str, Mapping[int, ParagraphLook]] = {
            name: levels(styles.find(_P + name) if styles is not None else None, self.theme)
            for name in ("titleStyle", "bodyStyle", "otherStyle")
        }
        self._usual = levels(usual, self.theme)

    def ancestors(self, shape: Element) -> Iterator[Element]:
        """The placeholders that a placeholder inherits from: the layout's, then the master's."""
        mine = placeholder(shape)
        if mine is None:
            return
        kind, index = mine.get("type", "obj"), mine.get("idx", "0")
        for one in _placeholders(self._layout):
            other = placeholder(one)
            if other is not None and (
                (kind in TITLES and other.get("type") in TITLES) or (kind not in TITLES and other.get("idx", "0") == index)
            ):
                yield one
                break
        kinds = TITLES if kind in TITLES else (kind,) if kind in PAGE_ARTEFACTS else ("body",)
        for one in _placeholders(self._master):
            if kind_of(one) in kinds:
                yield one
                break

    def looks(self, shape: Element) -> Sequence[Mapping[int, ParagraphLook]]:
        """The looks set for each level of the text of a shape, nearest first."""
        chain: list[Mapping[int, ParagraphLook]] = []
        for one in (shape, *self.ancestors(shape)):
            body = one.find(_P + "txBody")
            chain.append(levels(body.find(_A + "lstStyle") if body is not None else None, self.theme))
        kind = kind_of(shape)
        if kind in TITLES:
            chain.append(self._styles["titleStyle"])
        elif kind and kind not in PAGE_ARTEFACTS:
            chain.append(self._styles["bodyStyle"])
        font = shape.find(f"{_P}style/{_A}fontRef")
        if font is not None and (colour := self.theme.colour(font)):
            chain.append(dict.fromkeys(range(_LEVELS), ParagraphLook(colour=colour)))
        return [*chain, *self.plain()]

    def plain(self) -> Sequence[Mapping[int, ParagraphLook]]:
        """The looks set for each level of text outside of placeholders."""
        return [self._usual, self._styles["otherStyle"]]


def _placeholders(root: Element | None) -> Iterator[Element]:
    tree = root.find(f"{_P}cSld/{_P}spTree") if root is not None else None
    yield from (tree.iter(_P + "sp") if tree is not None else ())


def at_level(chain: Sequence[Mapping[int, ParagraphLook]], level: int) -> ParagraphLook:
    """The looks of a level along the chain, nearest first."""
    found = NO_LOOK
    for one in chain:
        found = found.over(one.get(level, NO_LOOK))
    return found
