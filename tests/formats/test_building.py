from collections.abc import Iterator

import pytest
from tests.formats.documents import assert_sound, grid, printed, words

from shisaku.formats.text_builder import BlockWords, CellWords, StyledRun, TextBuilder, one_line, tidied
from shisaku.model.document import Block, Skipped, Style


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("  bus \t lanes  ", "bus lanes"),
        ("bus\u00a0 lanes\u202f!", "bus lanes !"),
        ("第１\u3000 計画", "第１\u3000計画"),
        ("first \n  second", "first\nsecond"),
        ("first\r\n\r\nsecond", "first\nsecond"),
        ("first\u2028second", "first\nsecond"),
        ("co\u00adoper\u200bation\ufeff", "cooperation"),
        ("\u200ffirst\x00\x1b", "first"),
        ("bus\u200d \u200clanes", "bus lanes"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800x", "\ufffdx"),
        ("㈱ﾊﾞｽ①", "㈱ﾊﾞｽ①"),
        (" \u3000\n\u200b", ""),
    ],
)
def test_white_space_is_made_tidy_and_letters_are_left_alone(given: str, tidy: str) -> None:
    assert tidied(given) == tidy


def test_one_line_has_no_line_break() -> None:
    assert one_line(" a\nb ") == "a b"


def test_blocks_are_lines_and_gaps_blank_lines() -> None:
    builder = TextBuilder("x")
    builder.gap()
    assert builder.add(BlockWords(" Goals ", "heading", level=1)) is not None
    assert builder.add(BlockWords("\u200b \n")) is None
    builder.add(BlockWords("Buses", "item", level=1, mark=" 1. "))
    builder.gap()
    builder.gap()
    builder.add(BlockWords("Runs on\nSundays"))
    builder.gap()
    document = builder.document(title=" Plan\nof  2030", language=" ja ", fields=[("author", " A  Town "), ("none", " ")])
    assert document.text == "Goals\nBuses\n\nRuns on\nSundays"
    assert printed(document) == [
        ("heading", 1, "", "Goals"),
        ("item", 1, "1.", "Buses"),
        ("paragraph", 0, "", "Runs on\nSundays"),
    ]
    assert (document.title, document.language, document.fields) == ("Plan of 2030", "ja", (("author", "A Town"),))
    assert_sound(document)


def _added(*runs: StyledRun) -> tuple[str, Block]:
    builder = TextBuilder("x")
    builder.add(BlockWords("before"))
    block = builder.add(BlockWords(runs))
    assert block is not None
    document = builder.document()
    assert_sound(document)
    return words(document, block), block


def test_white_space_is_tidy_across_runs() -> None:
    assert (
        _added(StyledRun(" a "), StyledRun(" b\u3000"), StyledRun(" \n"), StyledRun(""), StyledRun(" c"), StyledRun("  "))[0]
        == "a b\nc"
    )


def test_bold_letters_at_the_head_are_counted_without_the_blank_behind() -> None:
    text, block = _added(StyledRun("  Night  "), StyledRun("buses ", bold=True), StyledRun(" "), StyledRun("until two"))
    assert (text, block.bold_lead) == ("Night buses until two", 0)
    text, block = _added(
        StyledRun("  Night ", bold=True), StyledRun("buses ", bold=True), StyledRun(" "), StyledRun("until two o'clock")
    )
    assert (text[: block.bold_lead], block.style.bold) == ("Night buses", False)
    text, block = _added(StyledRun("Night buses", bold=True), StyledRun(" "))
    assert (block.bold_lead, block.style.bold) == (0, True)


def test_most_letters_decide_on_bold_and_struck() -> None:
    text, block = _added(StyledRun("Open the old library", bold=True, struck=True), StyledRun(" done"))
    assert (block.style.bold, block.struck, text[: block.bold_lead]) == (True, True, "Open the old library")
    assert not _added(StyledRun("old ", struck=True), StyledRun("new and better"))[1].struck


def test_share_of_letters_that_are_a_link() -> None:
    assert _added(StyledRun("abc", linked=True), StyledRun(" d"))[1].linked == 0.75


def test_cells_of_one_line_are_divided_by_tabs_and_others_by_line_breaks() -> None:
    builder = TextBuilder("x")
    builder.add(BlockWords("Actions", "caption"))
    table = builder.table(
        [
            CellWords(1, 1, (BlockWords("Finance"), BlockWords("Roads"))),
            CellWords(0, 0, (BlockWords("Action"),), header=True),
            CellWords(0, 1, (BlockWords(" "),)),
            CellWords(0, 2, (BlockWords("Owner\there"),), header=True, style=Style(fill="#dddddd")),
            CellWords(1, 0, (BlockWords("Buses"),)),
            CellWords(2, 0, (BlockWords("Trams"),), columns=3),
        ],
        name="plan",
    )
    builder.add(BlockWords("End"))
    document = builder.document()
    assert table is not None
    assert document.text == "Actions\n\nAction\tOwner here\nBuses\nFinance\nRoads\nTrams\n\nEnd"
    assert grid(document, table) == [["Action", "", "Owner here"], ["Buses", "Finance\nRoads", None], ["Trams", None, None]]
    assert [cell.header for cell in table.cells] == [True, False, True, False, False, False]
    assert table.cells[2].style.fill == "#dddddd"
    assert_sound(document)


def test_a_table_without_words_is_none() -> None:
    builder = TextBuilder("x")
    assert builder.table([CellWords(0, 0, (BlockWords(" "),)), CellWords(0, 1)]) is None
    builder.skip(Skipped("picture"))
    document = builder.document()
    assert (document.text, document.content, document.skipped) == ("", (), (Skipped("picture"),))


@pytest.mark.parametrize("cells", [[], [CellWords(0, 0, (BlockWords(" "),))]])
def test_a_table_without_words_leaves_no_gap(cells: list[CellWords]) -> None:
    builder = TextBuilder("x")
    builder.add(BlockWords("a"))
    assert builder.table(cells) is None
    builder.add(BlockWords("b"))
    assert builder.document().text == "a\nb"


def test_cells_that_come_in_order_are_held_a_row_at_a_time() -> None:
    taken: list[int] = []

    def cells() -> Iterator[CellWords]:
        for row in range(3):
            for column in range(2):
                taken.append(len(builder.document().text))
                yield CellWords(row, column, (BlockWords(f"{row}{column}"),))

    builder = TextBuilder("x")
    made = builder.table(cells(), ordered=True)
    assert builder.document().text == "00\t01\n10\t11\n20\t21"
    assert taken == [0, 0, 0, 5, 5, 11]  # the next row is begun before one is known to have ended
    other = TextBuilder("x")
    assert made == other.table(reversed([CellWords(r, c, (BlockWords(f"{r}{c}"),)) for r in range(3) for c in range(2)]))


def test_frames_are_numbered_from_nought() -> None:
    builder = TextBuilder("x")
    assert [builder.new_frame(), builder.new_frame()] == [0, 1]
