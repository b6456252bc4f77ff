"""Lists of Word: the number or bullet before a paragraph (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import WORD as _W
from shisaku.formats.ooxml.attribute_values import integer, switch
from shisaku.formats.ooxml.numbers import number
from shisaku.formats.ooxml.symbols import bullet
from shisaku.formats.word.word_styles import Indent, Styles, indent, letters

LEVELS = 9
_PLACES = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list."""

    start: int
    """Its first number."""
    form: str
    """Format of its numbers, or `bullet`, or `none`."""
    text: str
    """Template of the number: `%1` is the number of the first level."""
    restart: int
    """It restarts behind a number of this level (from 1) or one above; 0: never."""
    decimal: bool
    """Whether the numbers of all levels are printed in plain digits here."""
    font: str
    """Font of its bullet."""
    style: str
    """Style of the paragraphs that have this level."""
    indent: Indent
    """Where its paragraphs begin."""


def _level(element: Element, index: int) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(_W + name)
        return child.get(_W + "val", default) if child is not None else default

    # Newer formats are stated twice; a direct child, or the fallback, applies.
    form = next(
        (one.get(_W + "val", "decimal") for one in element.iter(_W + "numFmt") if one.get(_W + "val") != "custom"), "decimal"
    )
    text = "•" if element.find(_W + "lvlPicBulletId") is not None else value("lvlText", "")
    return Level(
        integer(value("start", "0")),
        form,
        text[:200],
        integer(value("lvlRestart", str(index)), index),
        bool(switch(element.find(_W + "isLgl"), _W + "val")),
        letters(element.find(_W + "rPr")).font or "",
        value("pStyle", ""),
        indent(element.find(_W + "pPr")),
    )


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """`root` is the part `numbering.xml`; None where there is none."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._own: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        for element in root.iter(_W + "abstractNum") if root is not None else ():
            name = element.get(_W + "abstractNumId", "")
            self._abstract[name] = self._levels(element)
            if (link := element.find(_W + "numStyleLink")) is not None:
                # Its levels are those of the list that a style names.
                self._links[name] = styles.look(link.get(_W + "val", "")).list_id or ""
        for element in root.iter(_W + "num") if root is not None else ():
            name = element.get(_W + "numId", "")
            abstract = element.find(_W + "abstractNumId")
            self._lists[name] = abstract.get(_W + "val", "") if abstract is not None else ""
            for override in element.findall(_W + "lvlOverride"):
                index = integer(override.get(_W + "ilvl"))
                if (first := override.find(_W + "startOverride")) is not None:
                    self._starts.setdefault(name, {})[index] = integer(first.get(_W + "val"), 1)
                self._own.setdefault(name, {}).update(self._levels(override))

    @staticmethod
    def _levels(holder: Element) -> dict[int, Level]:
        found = {}
        for element in holder.findall(_W + "lvl"):
            index = integer(element.get(_W + "ilvl"))
            if 0 <= index < LEVELS:
                found[index] = _level(element, index)
        return found

    def key(self, list_id: str) -> str:
        """Common key of the lists that are counted as one."""
        abstract = self._lists.get(list_id, "")
        if not self._abstract.get(abstract) and (linked := self._links.get(abstract, "")) in self._lists:
            return self._lists[linked]
        return abstract

    def level(self, list_id: str, index: int) -> Level | None:
        """A level of a list; None where there is none."""
        return self._own.get(list_id, {}).get(index) or self._abstract.get(self.key(list_id), {}).get(index)

    def index_of(self, list_id: str, style: str) -> int:
        """The level of a list that paragraphs of `style` have; 0 where there is none."""
        levels = {**self._abstract.get(self.key(list_id), {}), **self._own.get(list_id, {})}
        return next((index for index, level in sorted(levels.items()) if style and level.style == style), 0)

    def next(self, list_id: str, index: int) -> str:
        """Count a paragraph and return its number; empty where the list prints none."""
        level = self.level(list_id, index)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.key(list_id), [None] * LEVELS)
        first = self._starts.get(list_id, {}).get(index)
        before = counts[index]
        if first is not None and (list_id, index) not in self._restarted:
            self._restarted.add((list_id, index))
            counts[index] = first
        else:
            counts[index] = (level.start if first is None else first) if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            below = self.level(list_id, deeper)
            if below is None or index < below.restart:
                counts[deeper] = None
        if level.form == "bullet":
            return bullet(level.text, level.font)
        if level.form == "none" and not _PLACES.search(level.text):
            return level.text.strip()

        def printed(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            meant = self.level(list_id, at)
            count = counts[at]
            if meant is None:
                return ""
            value = meant.start if count is None else count
            return str(value) if level.decimal else number(value, meant.form)

        return _PLACES.sub(printed, level.text).strip()
