import pytest

from shisaku.formats.pdf.letters import Box
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.reading_order import reading_order


def line(text: str, left: float, top: float, size: float = 10, downwards: bool = False) -> PageLine:
    across, down = (size, len(text) * size) if downwards else (len(text) * size, size)
    return PageLine(text, (left, top, left + across, top + down), size, False, 0, downwards)


def order(lines: list[PageLine], shapes: tuple[Box, ...] = ()) -> list[list[str]]:
    forwards = [[line.text for line in block] for block in reading_order(lines, shapes)]
    assert forwards == [[line.text for line in block] for block in reading_order(lines[::-1], shapes[::-1])]
    return forwards


def test_a_page_without_words_has_no_blocks() -> None:
    assert order([], ((0, 0, 100, 100),)) == []


def test_boxes_in_columns_are_read_column_by_column() -> None:
    shapes = ((0, 0, 100, 80), (0, 90, 100, 200), (120, 0, 220, 120), (120, 130, 220, 200))
    lines = [line("一", 10, 10), line("二", 10, 100), line("三", 130, 10), line("四", 130, 140)]
    assert order(lines, shapes) == [["一"], ["二"], ["三"], ["四"]]


def test_headings_in_boxes_are_read_with_what_is_below_them() -> None:
    shapes = ((0, 0, 100, 20), (120, 0, 220, 20), (0, 22, 100, 200), (120, 22, 220, 200))
    lines = [line("柱一", 10, 5), line("柱二", 130, 5), line("施策一", 10, 40), line("施策二", 130, 40)]
    assert order(lines, shapes) == [["柱一"], ["施策一"], ["柱二"], ["施策二"]]


def test_boxes_that_touch_on_all_sides_are_read_row_by_row() -> None:
    shapes = ((0, 0, 100, 40), (100, 0, 200, 40), (0, 40, 100, 80), (100, 40, 200, 80))
    lines = [line("一", 10, 10), line("二", 110, 10), line("三", 10, 50), line("四", 110, 50)]
    assert order(lines, shapes) == [["一"], ["二"], ["三"], ["四"]]


def test_bands_of_boxes_are_read_band_by_band() -> None:
    shapes = ((0, 0, 60, 100), (70, 0, 300, 100), (0, 130, 60, 230), (70, 130, 300, 230))
    lines = [line("柱一", 10, 40), line("施策一", 80, 40), line("柱二", 10, 170), line("施策二", 80, 170)]
    assert order(lines, shapes) == [["柱一"], ["施策一"], ["柱二"], ["施策二"]]


def test_boxes_within_boxes_are_read_within_them() -> None:
    shapes = ((0, 0, 200, 200), (10, 40, 90, 190), (110, 40, 190, 190), (220, 0, 300, 200))
    lines = [line("外", 20, 10), line("左", 20, 60), line("右", 120, 60), line("隣", 230, 10)]
    assert order(lines, shapes) == [["外"], ["左"], ["右"], ["隣"]]


def test_a_label_on_the_edge_of_a_box_is_read_before_what_is_in_the_box() -> None:
    shapes = ((0, 20, 200, 120), (20, 10, 100, 30), (220, 20, 400, 120))
    lines = [line("見出し", 30, 15), line("中身", 10, 60), line("隣の箱", 230, 60)]
    assert order(lines, shapes) == [["見出し"], ["中身"], ["隣の箱"]]


def test_a_picture_that_cuts_through_words_is_no_box() -> None:
    words = [line("一行目の文である", 0, 0), line("二行目の文である", 0, 14), line("三行目の文である", 0, 28)]
    assert order(words, ((0, -5, 40, 20), (60, 10, 90, 60))) == [[word.text for word in words]]


def test_a_box_around_everything_changes_nothing() -> None:
    words = [line("一行目の文である", 10, 10), line("二行目の文である", 10, 24)]
    assert order(words, ((0, 0, 300, 300),)) == order(words) == [["一行目の文である", "二行目の文である"]]


def test_columns_with_lines_at_the_same_heights_are_columns_when_their_lines_are_full() -> None:
    left = [line("左の段の文が続いている", 0, 15 * n) for n in range(4)]
    right = [line("右の段の文が続いている", 125, 15 * n) for n in range(4)]
    assert order(left + right) == [[word.text for word in left], [word.text for word in right]]


def test_a_heading_over_columns_is_between_what_is_above_and_below_it() -> None:
    left = [line("左の段の文が続いている", 0, 15 * n) for n in range(9) if n != 4]
    right = [line("右の段の文が続いている", 125, 15 * n) for n in range(9) if n != 4]
    found = order([*left, *right, line("両方の段にわたる見出しがここに立っている", 10, 60)])
    assert [block[0][0] for block in found] == ["左", "右", "両", "左", "右"]
    assert [len(block) for block in found] == [4, 4, 1, 4, 4]


@pytest.mark.parametrize("mark", ["１", "①", "○"])
def test_numbers_and_marks_in_front_of_lines_are_no_column(mark: str) -> None:
    lines = [part for n in range(4) for part in (line(mark, 0, 15 * n), line("取組の名がここに印刷されている", 30, 15 * n))]
    assert order(lines) == [[f"{mark} 取組の名がここに印刷されている"] * 4]


def test_entries_set_off_on_one_line_stay_on_one_line() -> None:
    lines = [line("○林道", 0, 0), line("○橋", 120, 0), line("○水路の改修", 0, 15), line("○池", 120, 15)]
    assert order(lines) == [["○林道 ○橋", "○水路の改修 ○池"]]


def test_a_wider_strip_of_white_begins_a_block() -> None:
    assert order([line("一", 0, 0), line("二", 0, 15), line("三", 0, 40)]) == [["一", "二"], ["三"]]


def test_another_size_of_letters_begins_a_block() -> None:
    assert order([line("題", 0, 0, 16), line("文", 0, 20), line("章", 0, 34)]) == [["題"], ["文", "章"]]


def test_lines_that_run_downwards_are_read_from_the_right_behind_all_others() -> None:
    lines = [line("右の縦", 200, 0, downwards=True), line("左の縦", 150, 0, downwards=True), line("横の文", 0, 0)]
    assert order(lines) == [["横の文"], ["右の縦"], ["左の縦"]]


def test_every_line_is_in_one_block_whatever_is_drawn() -> None:
    lines = [line(f"語{n}", (n * 37) % 400, (n * 53) % 600) for n in range(60)]
    shapes = tuple((n * 17 % 300, n * 29 % 500, n * 17 % 300 + 90, n * 29 % 500 + 70) for n in range(30))
    words = " ".join(text for block in reading_order(lines, shapes) for text in (line.text for line in block)).split()
    assert sorted(words) == sorted(line.text for line in lines)


def test_the_shading_of_the_lines_of_a_paragraph_is_one_box() -> None:
    shading = ((0, 0, 200, 16), (0, 16, 200, 32), (0, 16, 200, 32), (0, 32, 200, 48))
    lines = [line("一", 10, 3), line("二", 10, 19), line("三", 10, 35)]
    assert order(lines, shading) == [["一", "二", "三"]]


def test_boxes_of_one_line_that_are_apart_stay_boxes() -> None:
    shapes = ((0, 0, 200, 16), (0, 24, 200, 40), (0, 48, 160, 64))
    lines = [line("一", 10, 3), line("二", 10, 27), line("三", 10, 51)]
    assert order(lines, shapes) == [["一"], ["二"], ["三"]]
