"""Tables of Word as grids (ECMA-376 part 1, 17.4).

A table within a cell: where it has several rows and columns it stays a table, behind the table that it is in; its place names its own number. One of a
single row or column is a box, and its contents stay where they are, among the blocks of the cell. A table that is nothing but one cell around
another table is a frame.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import WORD as _W
from shisaku.formats.ooxml.attribute_values import children, column_name, integer, switch
from shisaku.formats.ooxml.colours import ground
from shisaku.formats.text_builder import BlockWords, CellWords
from shisaku.formats.word.word_styles import NO_LETTERS, Letters, Styles, shade
from shisaku.model.document import NO_PLACE, DocumentPlace, Style

_WIDEST = 1000
_DEEPEST = 40
_WRAPPERS = {_W + name for name in ("sdtContent", "customXml", "ins", "moveTo")}


@dataclass(slots=True)
class WordGrid:
    """A table that has been read."""

    cells: list[CellWords] = field(default_factory=list)
    """Its cells."""
    place: DocumentPlace = NO_PLACE
    """Where it is."""
    name: str = ""
    """Its stated title."""
    nested: list["WordGrid"] = field(default_factory=list)
    """The tables within its cells that remain tables."""

    @property
    def is_box(self) -> bool:
        """Whether it has a single row or column."""
        return not any(cell.row for cell in self.cells) or not any(cell.column for cell in self.cells)

    def words(self) -> Iterator[BlockWords]:
        """Its contents, row by row."""
        for cell in self.cells:
            yield from cell.words


Item = BlockWords | WordGrid | None
"""A paragraph, a table, or white between them."""


def unwrapped(element: Element, depth: int = 0) -> Iterator[Element]:
    """The children of a story, a table or a row, those of content controls and tracked insertions among them."""
    for child in children(element):
        if child.tag == _W + "sdt":
            content = child.find(_W + "sdtContent")
            if content is not None and depth < _DEEPEST:
                yield from unwrapped(content, depth + 1)
        elif child.tag in _WRAPPERS:
            if depth < _DEEPEST:
                yield from unwrapped(child, depth + 1)
        else:
            yield child


def table(
    element: Element,
    selector: str,
    styles: Styles,
    read: Callable[[Element, Letters], list[Item]],
    skip: Callable[[DocumentPlace], None],
) -> list[Item]:
    """The table, and those within it that remain tables; `read` returns the contents of a cell, `skip` is called for rows that are left out."""
    properties = element.find(_W + "tblPr")
    heads = _Heads(properties, styles)
    caption = properties.find(_W + "tblCaption") if properties is not None else None
    grid = WordGrid(place=DocumentPlace(selector=selector), name=caption.get(_W + "val", "") if caption is not None else "")
    above: dict[int, int] = {}
    single: list[Item] = []
    row = 0
    for line in unwrapped(element):
        if line.tag != _W + "tr":
            continue
        facts = line.find(_W + "trPr")
        if facts is not None and (facts.find(_W + "del") is not None or switch(facts.find(_W + "hidden"), _W + "val")):
            skip(DocumentPlace(selector=f"{selector}!{row + 1}:{row + 1}"))
            continue
        column = _count(facts, "gridBefore", 0)
        head = facts is not None and bool(switch(facts.find(_W + "tblHeader"), _W + "val"))
        for one in unwrapped(line):
            if one.tag != _W + "tc":
                continue
            cell_properties = one.find(_W + "tcPr")
            span = max(1, _count(cell_properties, "gridSpan", 1))
            merge = cell_properties.find(_W + "vMerge") if cell_properties is not None else None
            goes_on = merge is not None and merge.get(_W + "val", "continue") != "restart"
            upper = above.get(column)
            place = DocumentPlace(selector=f"{selector}!{column_name(column)}{row + 1}")
            if goes_on and upper is not None and grid.cells[upper].columns == span and _end(grid.cells[upper]) == row:
                grid.cells[upper] = replace(grid.cells[upper], rows=grid.cells[upper].rows + 1)
                if any(text.text and text.text.strip() for text in one.iter(_W + "t")):
                    skip(place)
            else:
                kind = heads.kind(row, column)
                items = read(one, kind[0] if kind else NO_LETTERS)
                single = items
                words = _cell_content(items, grid)
                fill = shade(cell_properties.find(_W + "shd")) if cell_properties is not None else None
                style = Style(fill=ground(fill if fill is not None else kind[1] if kind else ""))
                above[column] = len(grid.cells)
                grid.cells.append(CellWords(row, column, words, 1, span, head or kind is not None, place, style))
            column += span
        row += 1
    if len(grid.cells) == 1 and any(isinstance(item, WordGrid) and not item.is_box for item in single):
        return single
    return [grid, *grid.nested]


def _cell_content(items: list[Item], grid: WordGrid) -> list[BlockWords]:
    """The words of a cell; tables within it that remain tables are added to `grid`."""
    words: list[BlockWords] = []
    for item in items:
        if isinstance(item, BlockWords):
            words.append(item)
        elif item is not None and item.is_box:
            words.extend(item.words())
        elif item is not None:
            grid.nested.append(item)
    return words


def _count(properties: Element | None, name: str, default: int) -> int:
    element = properties.find(_W + name) if properties is not None else None
    return min(max(0, integer(element.get(_W + "val"), default)), _WIDEST) if element is not None else default


def _end(cell: CellWords) -> int:
    return cell.row + cell.rows


class _Heads:
    """The first row and column, where the table's style formats them with bold letters or a colour."""

    def __init__(self, properties: Element | None, styles: Styles) -> None:
        self._row = self._column = None
        style = properties.find(_W + "tblStyle") if properties is not None else None
        look = properties.find(_W + "tblLook") if properties is not None else None
        if style is None or look is None:
            return
        bits = (
            int(look.get(_W + "val", "0"), 16)
            if look.get(_W + "val", "0").isalnum() and _hexadecimal(look.get(_W + "val", "0"))
            else 0
        )
        name = style.get(_W + "val", "")
        for attribute, bit, part in (("firstRow", 0x20, "firstRow"), ("firstColumn", 0x80, "firstCol")):
            stated = look.get(_W + attribute)
            on = stated in ("1", "true", "on") if stated is not None else bool(bits & bit)
            special = styles.special(name, part) if on else None
            if special is not None and (special[0].bold or special[1]):
                if part == "firstRow":
                    self._row = special
                else:
                    self._column = special

    def kind(self, row: int, column: int) -> tuple[Letters, str] | None:
        """Formatting of a cell of the first row or column; None where it has none."""
        if row == 0 and self._row is not None:
            return self._row
        return self._column if column == 0 else None


def _hexadecimal(text: str) -> bool:
    return all(c in "0123456789abcdefABCDEF" for c in text)
