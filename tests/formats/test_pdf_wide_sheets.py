"""Sheets that are printed over the widths of several pages, and pages that only look like it."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from tests.formats.pdf_pages import LATIN, ROW, TableSheets, grid, grids

from shisaku.formats.pdf.page_texts import pages_of
from shisaku.formats.pdf.pdf_document import read

HEADS = ("Programme", "Lead", "Project", "Details", "Cost", "Grant", "Own funds")
NAMES = ("Trees", "Seeds", "Piers", "Paths", "Wells", "Lamps", "Ponds", "Roofs", "Barns", "Docks", "Mills", "Fords")
ROWS = tuple(
    (
        "Green places" if at < 6 else "Water",
        "Parks",
        f"{name} of the town",
        f"Mend {at + 2} {name}",
        str(900 + at),
        str(310 + at),
        str(590),
    )
    for at, name in enumerate(NAMES)
)
BLOCKS = ((0, 2), (2, 4), (4, 7))
"""Which columns stand on one page."""
WIDTHS = {0: (200, 160), 2: (290, 180), 4: (110, 110, 130)}
"""How wide they are, in points."""
Rows = Sequence[Sequence[str]]


def _page(sheets: TableSheets, rows: Rows, widths: Sequence[float] = (200, 140, 100, 80), top: float = 60.0) -> None:
    """Rows without rules, words to the left of their columns and sums to the right."""
    xs = [40.0 + sum(widths[:at]) for at in range(len(widths) + 1)]
    for at, row in enumerate(rows):
        for left, right, cell in zip(xs, xs[1:], row, strict=False):
            if cell.isdigit():
                sheets.canvas.setFont(LATIN, 9)
                sheets.canvas.drawRightString(right - 6, sheets.height - top - at * ROW - 3 - 0.88 * 9, cell)
            else:
                sheets.text(left + 4, top + at * ROW + 3, [cell], 9, LATIN)


def _printed(order: Sequence[tuple[Rows, tuple[int, int]]]) -> bytes:
    sheets = TableSheets()
    for number, (rows, (first, last)) in enumerate(order):
        if number:
            sheets.next()
        _page(sheets, [row[first:last] for row in rows], WIDTHS[first])
    return sheets.pdf()


UPPER, LOWER = [HEADS, *ROWS[:7]], list(ROWS[7:])
DOWN_THEN_OVER = [(rows, block) for block in BLOCKS for rows in (UPPER, LOWER)]
OVER_THEN_DOWN = [(rows, block) for rows in (UPPER, LOWER) for block in BLOCKS]
WHOLE = [list(HEADS), *map(list, ROWS)]


@pytest.mark.parametrize("order", [DOWN_THEN_OVER, OVER_THEN_DOWN], ids=["down-then-over", "over-then-down"])
def test_rows_go_on_over_the_pages(order: Sequence[tuple[Rows, tuple[int, int]]]) -> None:
    made = read(_printed(order), "some.pdf")
    assert grid(made, 0) == WHOLE
    assert len(made.tables) == 1
    assert made.text.splitlines() == ["\t".join(row) for row in WHOLE]


def test_each_cell_has_its_own_page_and_box() -> None:
    [table] = read(_printed(DOWN_THEN_OVER), "some.pdf").tables
    first = {(cell.row, cell.column): cell for cell in table.cells}
    assert [first[1, column].place.page for column in range(7)] == [1, 1, 3, 3, 5, 5, 5]
    assert [first[9, column].place.page for column in range(7)] == [2, 2, 4, 4, 6, 6, 6]
    assert first[1, 2].place.box is not None
    assert first[1, 2].place.box[0] == pytest.approx(44, abs=1)
    assert (table.place.page, table.origin) == (1, "aligned")
    assert all(block.place.page == cell.place.page for cell in table.cells for block in cell.blocks)


def test_a_line_of_the_text_is_where_its_first_words_are_printed() -> None:
    made = read(_printed(DOWN_THEN_OVER), "some.pdf")
    line = pages_of(made).layout[1]
    assert line.page == 1
    assert line.box[2] < 300, "what stands on other pages widens nothing"


def test_title_and_page_numbers_are_around_the_rows() -> None:
    sheets = TableSheets()
    for number, (rows, (first, last)) in enumerate(DOWN_THEN_OVER, 1):
        sheets.text(290, 810, [f"Page {number}"], 9, LATIN)
        if number == 1:
            sheets.text(44, 30, ["Projects of the coming year"], 9, LATIN)
        _page(sheets, [row[first:last] for row in rows], WIDTHS[first])
        sheets.next()
    made = read(sheets.pdf(), "some.pdf")
    assert grid(made, 0) == WHOLE
    assert made.text.startswith("Projects of the coming year\n\nProgramme\tLead")
    assert made.text.splitlines()[-6:] == [f"Page {number}" for number in range(1, 7)]


LEFT = [
    ("Action", "Lead"),
    ("Plant trees along\nevery street", "Parks"),
    ("Mend the pier", "Harbour"),
    ("Open a seed\nlibrary", "Books"),
]
RIGHT = [
    ("Partners", "Steps", "By"),
    ("Schools", "Two", "2027"),
    ("Boats\nand clubs\nand crews", "One", "2028"),
    ("Shops", "Six", "2029"),
]
MORE = [("Dig wells", "Water"), ("Light paths\nat night", "Roads"), ("Thatch roofs", "Housing")]
OVER = [("Farms", "Ten", "2030"), ("Walkers", "Four", "2031"), ("Owners\nand banks\nand heirs\nof both", "Five", "2032")]


def _ruled(sheets: TableSheets, xs: Sequence[float], rows: Rows, others: Rows) -> None:
    """Rows with rules around each cell, each as high as the taller of it and of its other half."""
    top = 60.0
    for row, other in zip(rows, others, strict=True):
        bottom = top + max(ROW, max(len(cell.split("\n")) for cell in (*row, *other)) * 1.4 * 9 + 6)
        sheets.cells(xs, top, [row])
        for left, right in pairwise(xs):
            sheets.canvas.rect(left, sheets.height - bottom, right - left, bottom - top, stroke=1, fill=0)
        top = bottom


def test_a_ruled_table_goes_on_over_the_facing_page() -> None:
    sheets = TableSheets()
    left, right = [*LEFT, *MORE], [*RIGHT, *OVER]
    _ruled(sheets, (40, 200, 560), left, right)
    sheets.next()
    _ruled(sheets, (40, 120, 330, 480), right, left)
    made = read(sheets.pdf(), "some.pdf")
    lines = [[cell.replace("\n", " / ") for cell in (*one, *other)] for one, other in zip(left, right, strict=True)]
    assert [grid(made, number) for number in range(len(made.tables))] == [lines]
    assert [table.origin for table in made.tables] == ["ruled"]


def test_a_list_over_several_pages_is_not_as_wide_as_they_are_together() -> None:
    sheets = TableSheets()
    rows = [row[2:6] for row in ROWS]
    for part in (rows, rows[::-1], rows[3:] + rows[:3], rows[:11]):
        _page(sheets, part)
        sheets.next()
    assert [len(table[0]) for table in grids(sheets.pdf())] == [4, 4, 4, 4]


def test_a_form_of_two_pages_that_is_printed_twice_is_not_wide() -> None:
    first = [
        ("Name of the project", "Lead"),
        ("Aim\nin one\nline", "Parks"),
        ("Start", "May"),
        ("End\nor so", "June"),
        ("Sum", "1"),
        ("x", "y"),
    ]
    second = [("Partners", "Steps", "By"), *[("Schools", "Two", "2027")] * 6]
    sheets = TableSheets()
    for _ in range(2):
        sheets.ruled((40, 200, 560), 60, first)
        sheets.next()
        sheets.ruled((40, 120, 330, 480), 60, second)
        sheets.next()
    assert [len(table) for table in grids(sheets.pdf())] == [6, 7, 6, 7]


def test_tables_of_their_own_that_are_as_long_as_each_other_are_not_one() -> None:
    sheets = TableSheets()
    _page(sheets, [(name, "Parks", "Two") for name in NAMES])
    sheets.next()
    for at, name in enumerate(NAMES):
        for left, word in zip((40, 150, 300, 420), (name, "May", "June", "July"), strict=True):
            sheets.text(left + 4, 63 + at * ROW, [word], 9, LATIN)
    assert [len(table[0]) for table in grids(sheets.pdf())] == [3, 4]


def test_a_table_behind_a_page_of_verse_goes_on_with_nothing() -> None:
    sheets = TableSheets()
    for at, name in enumerate(NAMES):
        sheets.text(44, 63 + at * ROW, [f"{name} are what the town is known for"], 9, LATIN)
    sheets.next()
    for at in range(len(NAMES)):
        for left, word in zip((40, 150, 300, 420), (f"No. {at + 1}", "May", "June", "July"), strict=True):
            sheets.text(left + 4, 63 + at * ROW, [word], 9, LATIN)
    assert [len(table[0]) for table in grids(sheets.pdf())] == [4]
