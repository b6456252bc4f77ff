"""How letters and paragraphs look in Word: their own formatting, else their styles, from each style to the one it is based on."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import TWIP, WORD, integer, switch
from shisaku.formats.ooxml.colours import hexadecimal

_HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff", "blue": "#0000ff", "red": "#ff0000", "darkBlue": "#000080",
    "darkCyan": "#008080", "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000",
    "darkGray": "#808080", "lightGray": "#c0c0c0", "black": "#000000",
}  # fmt: skip
_HEADING = re.compile(r"(?:heading|見出し|제목|标题|標題|titre|überschrift|título|titolo)\s*([1-9１-９])", re.IGNORECASE)
"""Names of the styles of headings; the levels of the built-in ones are fixed, and many programs do not write them."""
_LONGEST_CHAIN = 30
USUAL_SIZE = 10.0
"""Default size of letters in points (17.3.2.38)."""
_W = WORD


@dataclass(frozen=True, slots=True)
class Letters:
    """Formatting of letters; None where it is not set."""

    bold: bool | None = None
    size: float | None = None
    colour: str | None = None
    fill: str | None = None
    struck: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, below: "Letters") -> "Letters":
        """This formatting, and that of `below` where it is not set."""
        if self is NO_LETTERS or below is NO_LETTERS:
            return below if self is NO_LETTERS else self
        return Letters(
            below.bold if self.bold is None else self.bold,
            below.size if self.size is None else self.size,
            below.colour if self.colour is None else self.colour,
            below.fill if self.fill is None else self.fill,
            below.struck if self.struck is None else self.struck,
            below.hidden if self.hidden is None else self.hidden,
            below.font if self.font is None else self.font,
        )


NO_LETTERS = Letters()
"""Formatting of letters that set nothing."""


@dataclass(frozen=True, slots=True)
class Indent:
    """Where the lines of a paragraph begin, in points; None where it is not set."""

    left: float | None = None
    """Of all lines."""
    first: float | None = None
    """How much further in the first line is; below 0 for a hanging indent."""

    def over(self, below: "Indent") -> "Indent":
        """This indent, and that of `below` where it is not set."""
        if self is NO_INDENT:
            return below
        return Indent(below.left if self.left is None else self.left, below.first if self.first is None else self.first)


NO_INDENT = Indent()
"""Indent of a paragraph that sets none."""


@dataclass(frozen=True, slots=True)
class WordLook:
    """Formatting of a style, or of a paragraph itself."""

    letters: Letters = NO_LETTERS
    indent: Indent = NO_INDENT
    outline: int | None = None
    """Level in the outline from 0; 9 is body text."""
    list_id: str | None = None
    """The list that it is in, `w:numId`; `0` takes it out of any."""
    list_level: int | None = None
    """Level in the list from 0."""
    fill: str | None = None
    """Colour behind the paragraph."""

    def over(self, below: "WordLook") -> "WordLook":
        """This formatting, and that of `below` where it is not set."""
        if self is NO_LOOK:
            return below
        return WordLook(
            self.letters.over(below.letters),
            self.indent.over(below.indent),
            below.outline if self.outline is None else self.outline,
            below.list_id if self.list_id is None else self.list_id,
            below.list_level if self.list_level is None and self.list_id is None else self.list_level,
            below.fill if self.fill is None else self.fill,
        )


NO_LOOK = WordLook()
"""Formatting of a paragraph that sets nothing."""


def letters(properties: Element | None) -> Letters:
    """The formatting of a `w:rPr`."""
    if properties is None or not len(properties):
        return NO_LETTERS
    size, colour, fonts = properties.find(_W + "sz"), properties.find(_W + "color"), properties.find(_W + "rFonts")
    highlight = properties.find(_W + "highlight")
    fill = shade(properties.find(_W + "shd"))
    if highlight is not None:
        fill = _HIGHLIGHTS.get(highlight.get(_W + "val", ""), "")
    struck = switch(properties.find(_W + "strike"), _W + "val")
    double = switch(properties.find(_W + "dstrike"), _W + "val")
    return Letters(
        switch(properties.find(_W + "b"), _W + "val"),
        integer(size.get(_W + "val"), 0) / 2 or None if size is not None else None,
        hexadecimal(colour.get(_W + "val")) if colour is not None else None,
        fill,
        struck if double is None else double or bool(struck),
        switch(properties.find(_W + "vanish"), _W + "val"),
        (fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi")) if fonts is not None else None,
    )


def shade(element: Element | None) -> str | None:
    """Colour of a `w:shd`; None where there is none, empty where it states no colour."""
    if element is None:
        return None
    solid = element.get(_W + "val") == "solid"
    return hexadecimal(element.get(_W + ("color" if solid else "fill")))


def indent(properties: Element | None) -> Indent:
    """The indent of a `w:ind` of a `w:pPr`. Hundredths of a letter count where no length is given, as letters of 10.5 points."""
    element = properties.find(_W + "ind") if properties is not None else None
    if element is None:
        return NO_INDENT

    def length(*names: str) -> float | None:
        for name in names:
            if (stated := element.get(_W + name)) is not None:
                return integer(stated) / TWIP
            if (stated := element.get(_W + name + "Chars")) is not None:
                return integer(stated) / 100 * 10.5
        return None

    hanging, further = length("hanging"), length("firstLine")
    return Indent(length("left", "start"), -hanging if hanging is not None else further)


def look(properties: Element | None, run: Element | None = None) -> WordLook:
    """The formatting of a `w:pPr` and the `w:rPr` of its style."""
    if properties is None:
        return WordLook(letters(run)) if run is not None else NO_LOOK
    outline, listed = properties.find(_W + "outlineLvl"), properties.find(_W + "numPr")
    number, level = (listed.find(_W + "numId"), listed.find(_W + "ilvl")) if listed is not None else (None, None)
    return WordLook(
        letters(run),
        indent(properties),
        integer(outline.get(_W + "val"), 9) if outline is not None else None,
        number.get(_W + "val", "0") if number is not None else None,
        integer(level.get(_W + "val")) if level is not None else None,
        shade(properties.find(_W + "shd")),
    )


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        """`root` is the part `styles.xml`; None where there is none."""
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, WordLook] = {}
        self._default = ""
        self._base = NO_LETTERS
        for style in root.iter(_W + "style") if root is not None else ():
            name = style.get(_W + "styleId", "")
            self._styles.setdefault(name, style)
            if style.get(_W + "type") == "paragraph" and switch(style, _W + "default") and style.get(_W + "default") is not None:
                self._default = self._default or name
        if root is not None:
            self._base = letters(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        self.language = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang") if root is not None else None

    @property
    def base(self) -> Letters:
        """Default formatting of letters."""
        return self._base

    def name(self, style: str) -> str:
        """Displayed name of a style; empty where there is no such style."""
        element = self._styles.get(style or self._default)
        return _name(element) if element is not None else ""

    def look(self, style: str) -> WordLook:
        """The formatting of a style of paragraphs or letters, with those that it is based on; the default style for an empty name."""
        if style not in self._looks:
            found = NO_LOOK
            for element in self.chain(style or self._default):
                found = found.over(look(element.find(_W + "pPr"), element.find(_W + "rPr")))
                if found.outline is None and (named := _HEADING.fullmatch(_name(element))):
                    found = replace(found, outline=int(named[1]) - 1)
            self._looks[style] = found
        return self._looks[style]

    def chain(self, style: str) -> list[Element]:
        """The style and those that it is based on, nearest first."""
        chain: list[Element] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            based = chain[-1].find(_W + "basedOn")
            style = based.get(_W + "val", "") if based is not None else ""
        return chain

    def special(self, style: str, part: str) -> tuple[Letters, str] | None:
        """How a table style formats a part (`firstRow`, `firstCol`): its letters and the fill behind; None where it does not."""
        for element in self.chain(style):
            for one in element.findall(_W + "tblStylePr"):
                if one.get(_W + "type") == part:
                    return letters(one.find(_W + "rPr")), shade(one.find(f"{_W}tcPr/{_W}shd")) or ""
        return None


def _name(style: Element) -> str:
    name = style.find(_W + "name")
    return name.get(_W + "val", "") if name is not None else ""


def both(paragraph: Letters, character: Letters) -> Letters:
    """Letters of a character style in a paragraph style: what both make bold is not bold (17.7.3, toggle properties)."""
    merged = character.over(paragraph)
    return replace(merged, bold=False) if paragraph.bold and character.bold else merged
