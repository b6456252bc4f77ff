"""Text of a PDF that is printed aslant."""

import pytest
from tests.formats.pdf_pages import LATIN, TableSheets

from shisaku.formats.pdf.pdf_document import read
from shisaku.model.document import Block


def slanted(degrees: float, *lines: str, font: str = LATIN) -> bytes:
    """A page with lines below each other, all turned against the clock."""
    page = TableSheets()
    page.canvas.saveState()
    page.canvas.translate(200, 400)
    page.canvas.rotate(degrees)
    page.canvas.setFont(font, 9)
    for at, line in enumerate(lines):
        page.canvas.drawString(0, -at * 10.5, line)
    page.canvas.restoreState()
    return page.pdf()


@pytest.mark.parametrize("degrees", [7, 30, 45, 60, 115, 200, 340])
def test_wide_letters_of_slanted_words_are_followed_by_no_blank(degrees: float) -> None:
    assert read(slanted(degrees, "MMM OWOM common moments"), "some.pdf").text == "MMM OWOM common moments"


@pytest.mark.parametrize("degrees", [7, 45, 80, 300])
def test_lines_of_a_slanted_label_are_one(degrees: float) -> None:
    made = read(slanted(degrees, "Boats for the", "harbour"), "some.pdf")
    assert made.text == "Boats for the harbour"
    [label] = made.content
    assert isinstance(label, Block)
    [box] = [label.place.box]
    assert box is not None
    assert max(box[2] - box[0], box[3] - box[1]) > 40


def test_slanted_labels_apart_from_each_other_are_two() -> None:
    assert read(slanted(30, "Boats for the", "", "", "harbour"), "some.pdf").text == "Boats for the\n\nharbour"


def test_lines_that_run_straight_up_are_lines_of_their_own() -> None:
    assert read(slanted(90, "Boats for the harbour", "and lamps"), "some.pdf").text.splitlines()[0] == "Boats for the harbour"
