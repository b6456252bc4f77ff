"""Attributes of Office Open XML as values: invalid values give the default, no function raises."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VECTOR = "{urn:schemas-microsoft-com:vml}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

POINT = 12700
"""English Metric Units in a point."""
TWIP = 20
"""Twentieths of a point, in which Word measures."""


def integer(text: str | None, default: int = 0) -> int:
    """The number in `text`, `default` where it is none or beyond a thousand million."""
    try:
        value = float(text) if text else float(default)
    except ValueError:
        return default
    return int(value) if abs(value) < 1e9 else default


def switch(element: Element | None, attribute: str) -> bool | None:
    """A truth value of Word (`<w:b/>`, `<w:b w:val="0"/>`); None where there is no element."""
    if element is None:
        return None
    return element.get(attribute, "true") not in ("0", "false", "off", "none")


def truth(text: str | None, default: bool = False) -> bool:
    """A truth value of DrawingML, `1` or `true`."""
    return default if text is None else text in ("1", "true", "on")


def local(element: Element) -> str:
    """Name of the element without its namespace."""
    return element.tag.rpartition("}")[2]


def chosen(element: Element) -> Iterator[Element]:
    """The effective children of an `mc:AlternateContent`: those of its first choice, or of the fallback where the choices are empty.

    It holds the same thing twice, for programs of different ages (ECMA-376 part 3).
    """
    for name in ("Choice", "Fallback"):
        for branch in element.findall(CHOICE + name):
            if len(branch):
                yield from branch
                return


def children(element: Element) -> Iterator[Element]:
    """The children of `element`, those of an `mc:AlternateContent` in its place."""
    for child in element:
        if child.tag == CHOICE + "AlternateContent":
            yield from chosen(child)
        else:
            yield child


@lru_cache(maxsize=4096)
def column_name(column: int) -> str:
    """Letters of a column from 0: A, B, ... Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
