"""Lines of a page of a PDF that are bold at their head."""

import pytest
from tests.formats.pdf_pages import TableSheets

from shisaku.formats.pdf.document import read
from shisaku.model.document import Block

BOLD, PLAIN = "Helvetica-Bold", "Helvetica"


def leads(*runs: tuple[str, str, float]) -> list[str]:
    """What a line that is drawn run by run, each in its font and so much further to the right, has in bold at its head."""
    page = TableSheets()
    left = 40.0
    for words, font, gap in runs:
        left += gap
        page.text(left, 80, [words], 10, font)
        left += page.canvas.stringWidth(words, font, 10)
    made = read(page.pdf(), "some.pdf")
    blocks = [block for block in made.content if isinstance(block, Block)]
    return [made.text[block.span.start : block.span.start + block.bold_lead] for block in blocks]


@pytest.mark.parametrize("gap", [3.0, 12.0], ids=["one piece", "two pieces"])
def test_a_bullet_that_is_not_bold_hides_no_label_in_bold(gap: float) -> None:
    assert leads(("-", PLAIN, 0), ("New lamps.", BOLD, gap), ("We light every pier.", PLAIN, 3)) == ["- New lamps."]


def test_a_bullet_before_plain_words_has_no_label() -> None:
    assert leads(("-", BOLD, 0), ("New lamps for every pier.", PLAIN, 3)) == [""]


def test_plain_words_before_bold_ones_are_no_label() -> None:
    assert leads(("We", PLAIN, 0), ("light", BOLD, 3), ("every pier.", PLAIN, 3)) == [""]
