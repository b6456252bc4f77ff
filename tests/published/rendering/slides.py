"""PowerPoint: a slide a heading, what is under it in one list, or in text boxes side by side."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pptx
from pptx.util import Emu, Inches, Pt

from ..elements import Element, Heading, Item, Page, Table, Title
from .fixed_zip import fixed
from .printed import Printed

_TITLE, _CONTENT, _TITLE_ONLY = 0, 1, 5
"""Layouts of the plain template."""


def render(printed: Printed) -> bytes:
    """The archive."""
    deck = pptx.Presentation()
    opening, *rest = _slides(printed.elements)
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE])
    slide.shapes.title.text = printed.title
    _rest(slide.placeholders[1], [one for one in opening if not isinstance(one, Title | Table)])
    _tables(deck, printed.title, opening)
    for elements in rest:
        _slide(deck, elements, printed)
    made = BytesIO()
    deck.save(made)
    return fixed(made.getvalue())


def _slides(elements: tuple[Element, ...]) -> list[list[Element]]:
    """What is on each slide; the first has the title and whatever comes before the first heading."""
    found: list[list[Element]] = [[]]
    for element in elements:
        if isinstance(element, Page):
            continue
        if isinstance(element, Heading) and element.level == 1:
            found.append([])
        found[-1].append(element)
    return found


def _slide(deck: Any, elements: list[Element], printed: Printed) -> None:
    heading, below = elements[0], [one for one in elements[1:] if not isinstance(one, Table)]
    assert isinstance(heading, Heading)
    boxes = _boxes(below)
    if printed.look.frames and len(boxes) > 1 and not any(isinstance(one, Table) for one in elements):
        slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        slide.shapes.title.text = heading.text
        for at, box in enumerate(boxes):
            _frame(slide, box, at, len(boxes))
        return
    if below or not any(isinstance(one, Table) for one in elements):
        slide = deck.slides.add_slide(deck.slide_layouts[_CONTENT])
        slide.shapes.title.text = heading.text
        _rest(slide.placeholders[1], below)
    _tables(deck, heading.text, elements)


def _boxes(elements: Sequence[Element]) -> list[list[Element]]:
    """What is in each text box: a heading of the second level with what is under it."""
    found: list[list[Element]] = []
    for element in elements:
        if not found or (isinstance(element, Heading) and element.level == 2):
            found.append([])
        found[-1].append(element)
    return found


def _frame(slide: Any, elements: list[Element], at: int, count: int) -> None:
    """A text box in one of two columns."""
    rows = (count + 1) // 2
    row, column = at % rows, at // rows
    height = int(Inches(5.6)) // rows
    box = slide.shapes.add_textbox(
        Emu(int(Inches(0.4)) + column * int(Inches(4.7))), Emu(int(Inches(1.6)) + row * height), Inches(4.5), Emu(height - 60_000)
    )
    box.line.fill.solid()
    box.text_frame.word_wrap = True
    _rest(box, elements)
    for paragraph in box.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(12)


def _rest(shape: Any, elements: Sequence[Element]) -> None:
    """Paragraphs of a shape."""
    frame = shape.text_frame
    for at, element in enumerate(elements):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        deep = element.level - 1 if isinstance(element, Heading) else element.level if isinstance(element, Item) else 0
        mark = element.mark if isinstance(element, Item) and not shape.is_placeholder else ""
        paragraph.level = min(8, deep if shape.is_placeholder else 0)
        run = paragraph.add_run()
        run.text = mark + getattr(element, "text", "")
        run.font.bold = isinstance(element, Heading)


def _tables(deck: Any, heading: str, elements: list[Element]) -> None:
    """Each table on a slide of its own."""
    for table in (one for one in elements if isinstance(one, Table)):
        slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        slide.shapes.title.text = heading
        width, height = Inches(9.2), Emu(int(Inches(0.35)) * len(table.rows))
        grid = slide.shapes.add_table(len(table.rows), table.width, Inches(0.4), Inches(1.5), width, height).table
        for row, column, cell in table.placed():
            place = grid.cell(row, column)
            if cell.rows > 1 or cell.columns > 1:
                place.merge(grid.cell(row + cell.rows - 1, column + cell.columns - 1))
            place.text = cell.text
