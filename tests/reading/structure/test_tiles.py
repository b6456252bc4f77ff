"""Numbers above the titles that they count, and numbers of pages."""

from collections.abc import Sequence

import pytest
from tests.reading.structure.inventing import items_of

from shisaku.model.source import PrintedLine, Span

Printed = tuple[str, int, float, float]
"""Words, page, left, top."""
TILES = [
    ("港", 1, 50.0, 40.0),
    ("1", 1, 50.0, 100.0),
    ("桟橋を直す", 1, 50.0, 125.0),
    ("2", 1, 50.0, 200.0),
    ("灯をともす", 1, 50.0, 225.0),
    ("3", 2, 50.0, 60.0),
    ("種を貸す", 2, 50.0, 85.0),
    ("4", 2, 50.0, 160.0),
    ("木を植える", 2, 50.0, 185.0),
]


def _numbered(printed: Sequence[Printed]) -> list[tuple[str, str]]:
    text, layout = "", []
    for number, (words, page, left, top) in enumerate(printed):
        text += "\n\n" if text else ""
        box = (left, top, left + 12.0 * len(words), top + 12)
        layout.append(PrintedLine(Span(len(text), len(text) + len(words)), page, box, number, 12.0, False))
        text += words
    return [(one.head.printed, one.text) for one in items_of(text, layout)]


def test_numbers_above_titles_are_those_of_the_titles() -> None:
    assert _numbered(TILES) == [("", "港"), ("1", "桟橋を直す"), ("2", "灯をともす"), ("3", "種を貸す"), ("4", "木を植える")]


@pytest.mark.parametrize(
    "printed",
    [
        [(words, at // 2 + 1, left, 40.0 + 25 * (at % 2)) for at, (words, _, left, _) in enumerate(TILES[1:])],
        [(words, page, left + 200 * words.isdecimal(), top) for words, page, left, top in TILES],
        [(words, page, left, top - 70 * words.isdecimal()) for words, page, left, top in TILES],
        [("7" if words.isdecimal() else words, page, left, top) for words, page, left, top in TILES],
    ],
    ids=["one on each page", "beside the words", "far above", "not counting"],
)
def test_other_numbers_are_page_artefacts(printed: Sequence[Printed]) -> None:
    assert all(not number and not words.isdecimal() for number, words in _numbered(printed))
