"""PDF by ReportLab, whose fonts for Japanese and Korean are names that a viewer knows: none is in the file."""

from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from ..elements import Contents, Element, Heading, Item, Line, Note, Page, Table, Title
from .printed import Printed
from .wrapping import width

_FONTS = {"ja": ("HeiseiMin-W3", "HeiseiKakuGo-W5"), "ko": ("HYSMyeongJo-Medium", "HYGothic-Medium")}
_PLAIN = ("Helvetica", "Helvetica-Bold")


@cache
def _fonts(language: str) -> tuple[str, str]:
    """The fonts of running text and of headings."""
    names = _FONTS.get(language, _PLAIN)
    if language in _FONTS:
        for name in names:
            pdfmetrics.registerFont(UnicodeCIDFont(name))
    return names


def render(printed: Printed) -> bytes:
    """The file; the same bytes whenever it is made."""
    made, look = BytesIO(), printed.look
    size = landscape(A4) if look.landscape else A4
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), look.margin)
    document = SimpleDocTemplate(made, pagesize=size, invariant=1, title=printed.title, **margins)
    available = size[0] - 2 * look.margin - 12
    story = [flow for element in printed.elements for flow in _flows(element, printed, available)]

    def furnish(canvas: Any, page: Any) -> None:
        canvas.setFont(_fonts(printed.language)[0], 8)
        if look.running:
            canvas.drawString(look.margin, size[1] - 24, printed.title)
        if look.numbered:
            canvas.drawCentredString(size[0] / 2, 20, printed.page.format(n=page.page))

    document.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return made.getvalue()


def _style(printed: Printed, larger: float = 0, bold: bool = False, indent: float = 0, above: float = 0) -> ParagraphStyle:
    size = printed.look.size + larger
    wrap = None if printed.spaced and printed.language != "ko" else "CJK"
    return ParagraphStyle(
        "", fontName=_fonts(printed.language)[bold], fontSize=size, leading=size * 1.4, leftIndent=indent, spaceBefore=above, wordWrap=wrap
    )  # fmt: skip


def _flows(element: Element, printed: Printed, available: float) -> list[Any]:
    match element:
        case Title(text):
            return [_words(text, _style(printed, 6, bold=True)), Spacer(1, 14)]
        case Heading(text, level):
            larger = max(0, 4 - level) * 1.5 if printed.look.airy else 0
            return [_words(text, _style(printed, larger, bold=True, above=8))]
        case Item(text, level, mark):
            return [_words(mark + text, _style(printed, indent=12 * level))]
        case Line(text):
            return [_words(text, _style(printed))]
        case Note(text):
            return [Spacer(1, 6), _words(text, _style(printed, 8 - printed.look.size))]
        case Contents(text, level, page):
            columns = int(available / printed.look.size * 2) - 12
            return [
                _words(
                    f"{text} {'.' * max(4, columns - width(text) - 2 * level)} {page}", _style(printed, indent=10 * (level - 1))
                )
            ]
        case Page():
            return [PageBreak()]
        case Table():
            return [Spacer(1, 6), _grid(element, printed, available), Spacer(1, 6)]
        case _:
            return [_words(element.text, _style(printed, above=3))]


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _grid(table: Table, printed: Printed, available: float) -> Grid:
    style = _style(printed, -1)
    cells: list[list[Any]] = [[""] * table.width for _ in table.rows]
    drawn: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    for row, column, cell in table.placed():
        cells[row][column] = _words(cell.text, style)
        if cell.rows > 1 or cell.columns > 1:
            drawn.append(("SPAN", (column, row), (column + cell.columns - 1, row + cell.rows - 1)))
    if printed.look.ruled:
        drawn.append(("GRID", (0, 0), (-1, -1), 0.6, colors.black))
    if printed.look.shaded and table.heads:
        drawn.append(("BACKGROUND", (0, 0), (-1, table.heads - 1), colors.HexColor("#dde6f0")))
    weights = table.weights or (1.0,) * table.width
    return Grid(cells, colWidths=[available * weight / sum(weights) for weight in weights], style=drawn, repeatRows=table.heads)
