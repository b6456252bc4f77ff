"""Columns of a page of a PDF: what is one, and what only stands beside something else."""

from tests.formats.pdf_pages import LATIN, TableSheets
from tests.reading.pages.sheet import GOTHIC

from shisaku.formats.pdf.pdf_document import read

PROSE = (
    "The town has grown for many years and will",
    "grow on. We want it to stay a good place for",
    "all who live in it, and for all who come here.",
    "Whoever has seen the harbour at night will go",
    "back there, for there is no other place like it,",
    "and none that has as many ships, lamps and cats.",
)
STEPS = (
    "Plant trees along each of the long streets and",
    "water them in the dry months of the summer.",
    "Mend the old pier before the storms of autumn",
    "so that ships can lie there the whole winter.",
)


def test_bullets_stay_with_their_items_below_a_rule_over_all_columns() -> None:
    page = TableSheets()
    page.text(40, 40, ["Programme of the town"], 9, LATIN)
    page.rule(40, 60, 550, 60)
    page.text(40, 80, PROSE, 10, LATIN)
    for at in (0, 2):
        page.text(300, 80 + at * 14, ["·"], 10, LATIN)
        page.text(316, 80 + at * 14, STEPS[at : at + 2], 10, LATIN)
    lines = read(page.pdf(), "some.pdf").text.split("\n")
    assert [line for line in lines if line in (*STEPS, *("· " + step for step in STEPS))] == [
        "· " + STEPS[0],
        STEPS[1],
        "· " + STEPS[2],
        STEPS[3],
    ]


def test_a_heading_of_several_lines_beside_running_text_is_not_mixed_with_it() -> None:
    page = TableSheets()
    page.text(40, 80, ["Housing", "Room for all who come", "to the town"], 10, LATIN)
    page.text(240, 80, PROSE, 10, LATIN)
    assert read(page.pdf(), "some.pdf").text.split() == " ".join(("Housing Room for all who come to the town", *PROSE)).split()


def test_items_beside_each_other_are_lines_of_their_own_and_go_on_below_themselves() -> None:
    page = TableSheets()
    page.text(40, 80, ["・港の桟橋を修理し、冬", "の間も船が泊まれるように"], 10, GOTHIC)
    page.text(220, 80, ["・長い通りに木を植え、夏に", "水をやる"], 10, GOTHIC)
    page.text(400, 80, ["・種の図書館を開く"], 10, GOTHIC)
    assert read(page.pdf(), "some.pdf").text.split() == [
        "・港の桟橋を修理し、冬",
        "の間も船が泊まれるように",
        "・長い通りに木を植え、夏に",
        "水をやる",
        "・種の図書館を開く",
    ]


def test_marks_without_words_are_ticks_of_a_row() -> None:
    page = TableSheets()
    page.text(40, 80, ["○", "○"], 10, GOTHIC)
    page.text(220, 80, ["○", "○"], 10, GOTHIC)
    assert read(page.pdf(), "some.pdf").text == "○ ○\n○ ○"
