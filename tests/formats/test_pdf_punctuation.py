"""Signs that a word processor draws behind the words of a line stand where they are printed."""

import pytest

from shisaku.formats.pdf.letters import Letter, LetterLook
from shisaku.formats.pdf.page_lines import page_lines

SIZE = 10.0
LOOK = LetterLook(SIZE)


def drawn(text: str, left: float, number: int, base: float = 100.0) -> list[Letter]:
    """Letters in squares; at ◇ half a square is left white, which PDFium takes for a blank."""
    found = []
    for sign in text:
        if sign == "◇":
            left += SIZE / 2
            found.append(Letter(" ", left, left, base, LOOK, number))
            continue
        found.append(Letter(sign, left, left + SIZE, base, LOOK, number))
        left += SIZE
    return found


def texts(*parts: list[Letter]) -> list[str]:
    return [line.text for line in sorted(page_lines(parts), key=lambda line: (line.box[1], line.box[0]))]


def test_a_full_stop_drawn_last_precedes_the_bracket() -> None:
    assert texts(drawn("浜を洗う◇（港湾課）", 50, 1), drawn("。", 90, 2)) == ["浜を洗う。（港湾課）"]


def test_a_comma_is_between_two_brackets() -> None:
    words = [*drawn("「浜」", 50, 1), *drawn("「港」", 85, 1)]
    assert texts(words, drawn("、", 75, 2)) == ["「浜」、「港」"]


def test_an_opening_bracket_precedes_the_word_that_its_square_ends_at() -> None:
    words = [*drawn("浜を", 50, 1), *drawn("港へ", 75, 1)]
    assert texts(words, drawn("「", 65, 2)) == ["浜を「港へ"]


@pytest.mark.parametrize(
    ("sign", "left", "base"),
    [("。", 90, 112.0), ("。", 180, 100.0), ("浜", 88, 100.0)],
    ids=["on another line", "behind the line", "no sign"],
)
def test_what_is_not_a_sign_within_the_line_stays_as_it_is(sign: str, left: float, base: float) -> None:
    found = texts(drawn("浜を洗う◇（港湾課）", 50, 1), drawn(sign, left, 2, base))
    assert "浜を洗う （港湾課）" in found
