"""Tables of slides (ECMA-376 part 1, 21.1.3)."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import DRAWING as _A
from shisaku.formats.ooxml.attribute_values import POINT, column_name, integer, truth
from shisaku.formats.ooxml.colours import Theme, ground
from shisaku.formats.slides.inheritance import ParagraphLook
from shisaku.formats.slides.slide_text import FrameReader
from shisaku.formats.text_builder import CellWords
from shisaku.model.document import Box, DocumentPlace, Style

_WIDEST = 1000


class TableStyles:
    """How tables look by their style."""

    def __init__(self, root: Element | None) -> None:
        """`root` is the part `tableStyles.xml`; None where there is none."""
        self._styles = {one.get("styleId", ""): one for one in (root.iter(_A + "tblStyle") if root is not None else ())}

    def special(self, properties: Element | None, part: str, theme: Theme) -> tuple[ParagraphLook, str]:
        """Letters and fill of a part (`firstRow`, `firstCol`)."""
        name = properties.findtext(_A + "tableStyleId", "") if properties is not None else ""
        style = self._styles.get(name.strip())
        one = style.find(_A + part) if style is not None else None
        if one is None:
            return ParagraphLook(), ""
        text, fill = one.find(_A + "tcTxStyle"), one.find(f"{_A}tcStyle/{_A}fill")
        bold = text.get("b") if text is not None else None
        return ParagraphLook(bold=bold == "on" if bold is not None else None, colour=theme.colour(text) or None), theme.solid(
            fill
        )


def table(
    element: Element,
    frame: FrameReader,
    chain: Sequence[Mapping[int, ParagraphLook]],
    styles: TableStyles,
    box: Box | None,
    page: int,
    selector: str,
) -> list[CellWords]:
    """The cells of an `a:tbl` in `box`."""
    properties = element.find(_A + "tblPr")
    grid = element.find(_A + "tblGrid")
    widths = [integer(one.get("w")) / POINT for one in (grid.findall(_A + "gridCol") if grid is not None else ())]
    heads = {
        name: styles.special(properties, name, frame.theme) if properties is not None and truth(properties.get(name)) else None
        for name in ("firstRow", "firstCol")
    }
    cells: list[CellWords] = []
    covered: set[tuple[int, int]] = set()
    top = box[1] if box is not None else 0.0
    for row, line in enumerate(element.findall(_A + "tr")):
        height = integer(line.get("h")) / POINT
        left = box[0] if box is not None else 0.0
        for column, one in enumerate(line.findall(_A + "tc")[:_WIDEST]):
            width = widths[column] if column < len(widths) else 0.0
            if not (truth(one.get("hMerge")) or truth(one.get("vMerge")) or (row, column) in covered):
                rows, columns = (min(max(1, integer(one.get(name), 1)), _WIDEST) for name in ("rowSpan", "gridSpan"))
                while any((row, column + over) in covered for over in range(1, columns)):
                    columns -= 1
                if rows > 1 or columns > 1:
                    covered.update((row + down, column + over) for down in range(min(rows, 200)) for over in range(columns))
                    rows = min(rows, 200)
                head = (
                    heads["firstRow"]
                    if row == 0 and heads["firstRow"] is not None
                    else heads["firstCol"]
                    if column == 0
                    else None
                )
                look, fill = head or (ParagraphLook(), "")
                stated = one.find(_A + "tcPr")
                own = frame.theme.solid(stated)
                if stated is not None and stated.find(_A + "noFill") is not None:
                    fill = ""
                size = (sum(widths[column : column + columns]) or width, height)
                place = DocumentPlace(
                    page,
                    (round(left, 1), round(top, 1), round(left + size[0], 1), round(top + size[1], 1))
                    if box is not None
                    else None,
                    f"{selector}&cell={column_name(column)}{row + 1}",
                )
                body = one.find(_A + "txBody")
                words = frame.words(body, [dict.fromkeys(range(9), look), *chain], place) if body is not None else []
                cells.append(
                    CellWords(row, column, words, rows, columns, head is not None, place, Style(fill=ground(own or fill)))
                )
            left += width
        top += height
    return cells
