"""Word: with the styles that it has for headings and lists, or with nothing but letters that look like them."""

from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from ..elements import Contents, Heading, Item, Line, Note, Page, Table, Title
from .fixed_zip import fixed
from .printed import Printed


def render(printed: Printed, styled: bool) -> bytes:
    """The archive; `styled`: headings and lists are such."""
    document: Any = docx.Document()
    section, look = document.sections[0], printed.look
    if look.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = Pt(look.margin)
    document.styles["Normal"].font.size = Pt(look.size)
    if look.running:
        section.header.paragraphs[0].text = printed.title
    for element in printed.elements:
        if isinstance(element, Table):
            _table(document, element, printed)
        elif isinstance(element, Page):
            document.add_page_break()
        else:
            _paragraph(document, element, printed, styled)
    made = BytesIO()
    document.save(made)
    return fixed(made.getvalue())


def _paragraph(document: Any, element: Any, printed: Printed, styled: bool) -> None:
    look = printed.look
    match element:
        case Title(text):
            if styled:
                document.add_paragraph(text, style="Title")
            else:
                _bold(document.add_paragraph(), text, look.size + 6)
        case Heading(text, level):
            if styled:
                document.add_heading(text, level)
            else:
                _bold(document.add_paragraph(), text, look.size + max(0, 4 - level) * (2 if look.airy else 0))
        case Item(text, level, mark):
            if styled and mark:
                document.add_paragraph(text, style="List Bullet" if level == 1 else f"List Bullet {level}")
            else:
                paragraph = document.add_paragraph(mark + text)
                paragraph.paragraph_format.left_indent = Pt(12 * level)
        case Line(text, name):
            paragraph = document.add_paragraph()
            paragraph.add_run(text[:name]).bold = True
            paragraph.add_run(text[name:])
        case Note(text):
            document.add_paragraph().add_run(text).font.size = Pt(8)
        case Contents(text, level, page):
            paragraph = document.add_paragraph(f"{text}\t{page}")
            paragraph.paragraph_format.left_indent = Pt(12 * (level - 1))
        case _:
            document.add_paragraph(element.text)


def _bold(paragraph: Any, text: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _table(document: Any, table: Table, printed: Printed) -> None:
    grid = document.add_table(rows=len(table.rows), cols=table.width)
    if printed.look.ruled:
        grid.style = "Table Grid"
    for row, column, cell in table.placed():
        place = grid.cell(row, column)
        if cell.rows > 1 or cell.columns > 1:
            place = place.merge(grid.cell(row + cell.rows - 1, column + cell.columns - 1))
        place.text = cell.text
        if row < table.heads and printed.look.shaded:
            for run in place.paragraphs[0].runs:
                run.bold = True
    document.add_paragraph()  # without it Word makes one table of two that follow each other
