"""Lines of a page of a PDF: what is bold at their head, and which are one block."""

import pytest
from tests.formats.pdf_pages import TableSheets
from tests.reading.pages.sheet import GOTHIC

from shisaku.formats.pdf.pdf_document import read
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


# -- lines that are set wide -----------------------------------------------------------------------------------------------

SPEECH = (
    ("　町の港は長い間、多くの船と人とを迎えてきました。",),
    ("これからもそうであるように、桟橋を直し、灯をともし、", "倉庫を開き、冬の間も船が泊まれるようにしてまいり", "ます。"),
    (
        "　次に、図書館についてであります。種の図書館を開き、",
        "誰もが種を借り、育て、返せるようにいたします。子ど",
        "もたちにも開かれた場所としてまいります。",
    ),
)


def _spoken(pitch: float, parts: tuple[tuple[str, ...], ...], white: float) -> str:
    page = TableSheets()
    top = 60.0
    for part in parts:
        for line in part:
            page.text(60, top, [line], 12, GOTHIC)
            top += pitch
        top += white
    return read(page.pdf(), "some.pdf").text


def test_lines_of_a_speech_that_is_set_wide_are_one_block() -> None:
    assert _spoken(27, SPEECH, 0).count("\n\n") == 0


def test_more_white_parts_blocks_of_it_too() -> None:
    assert [len(part.split("\n")) for part in _spoken(27, SPEECH, 27).split("\n\n")] == [1, 3, 3]


def test_short_lines_that_are_apart_stay_apart() -> None:
    names = tuple(
        (name,)
        for name in ("港の桟橋", "種の図書館", "冬の灯", "長い通りの木", "古い倉庫", "池の魚", "丘の風車と畑と水路の手入れ")
    )
    assert _spoken(27, names, 0).count("\n\n") == len(names) - 1
