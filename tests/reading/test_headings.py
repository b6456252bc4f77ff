"""Which unnumbered rows are headings, and which only name headings that follow."""

import pytest

from shisaku.model.source import Span
from shisaku.reading.outline.headings import echoes, plain_headings
from shisaku.reading.outline.outline_rows import OutlineRow, rows
from shisaku.reading.tokens.lines import lines
from shisaku.reading.tokens.page_artefacts import artefact_lines
from shisaku.reading.tokens.paragraphs import paragraphs


def of(text: str) -> tuple[OutlineRow, ...]:
    printed = lines(text)
    return rows(paragraphs(printed, artefact_lines(printed), lambda line: line.opens))


def headings(text: str) -> dict[str, str]:
    found = of(text)
    return {row.words: style for row, style in zip(found, plain_headings(found), strict=True) if style}


def typed(words: str, size: float, bold: bool = False, gap: int = 0) -> OutlineRow:
    return OutlineRow("plain", words, Span(0, 1), Span(0, 1), words, gap, size=size, bold=bold)


def test_a_row_behind_a_blank_line_and_before_an_item_is_a_heading() -> None:
    assert headings("浜の砂\n\n砂の船　3億円\n\n丘の松\n\n松の苗　2億円\n") == {"浜の砂": "heading 1", "丘の松": "heading 1"}


def test_headings_that_follow_each_other_are_one_under_the_other() -> None:
    text = "浜を守る\n\n砂を入れる\n砂の船　3億円\n\n丘を守る\n\n松を植える\n松の苗　2億円\n"
    assert headings(text) == {
        "浜を守る": "heading 2",
        "砂を入れる": "heading 1",
        "丘を守る": "heading 2",
        "松を植える": "heading 1",
    }


def test_the_line_under_an_item_describes_it_where_items_are_described() -> None:
    text = "浜の砂\n\n砂の船　3億円\n川から運び入れる\n砂の杭　1億円\n波を和らげる\n\n丘の松\n\n松の苗　2億円\n風を防ぐ\n"
    assert headings(text) == {"浜の砂": "heading 1", "丘の松": "heading 1"}


def test_a_short_row_behind_a_sentence_and_before_a_numbered_row_is_a_heading() -> None:
    text = "１ 砂を入れる\n川から砂を運び入れる。\n丘の松\n２ 松を植える\n風を防ぐ松を植える。\n"
    assert headings(text) == {"丘の松": "heading 1"}


def test_a_short_row_right_above_a_sentence_is_a_heading() -> None:
    text = "浜の砂\n川から砂を運び入れる。\n\n丘の松\n風を防ぐ松を植える。\n"
    assert headings(text) == {"浜の砂": "heading 1", "丘の松": "heading 1"}


@pytest.mark.parametrize(
    "line",
    ["川から砂を運び、", "川から砂を運び入れる。", "令和９年３月", "2031年4月1日", "図１ 浜の砂", "（注）浜の砂", "※ 浜の砂"],
)
def test_clauses_sentences_dates_and_captions_are_no_headings(line: str) -> None:
    words = of(line)[0].words
    assert words not in headings(f"丘の松\n\n松の苗　2億円\n\n{line}\n\n砂の船　3億円\n")


@pytest.mark.parametrize("line", ["図書館のしごと", "表通りの手入れ", "資料館の再開", "注文住宅の助成", "備考欄の廃止"])
def test_a_heading_may_begin_as_captions_do(line: str) -> None:
    assert line in headings(f"丘の松\n\n松の苗　2億円\n\n{line}\n\n砂の船　3億円\n")


def test_date_and_publisher_on_a_cover_are_no_headings() -> None:
    assert (
        headings("浜の計画\n\n令和９年３月\n\n凪の浦町\n\n１ 砂を入れる\n川から砂を運び入れる。\n２ 松を植える\n風を防ぐ。\n")
        == {}
    )


def test_nothing_heads_the_end_of_the_document() -> None:
    assert "凪の浦町" not in headings("丘の松\n\n松の苗　2億円\n\n凪の浦町")


@pytest.mark.parametrize(("size", "bold"), [(14.0, False), (10.0, True), (18.0, True)])
def test_in_known_type_a_row_that_is_larger_or_bolder_than_most_is_a_heading(size: float, bold: bool) -> None:
    found = [
        typed("浜の砂", size, bold),
        typed("川から砂を運び入れる。", 10.0),
        typed("丘", 10.0),
        typed("風を防ぐ松を植える。", 10.0),
    ]
    weight = "bold" if bold else "plain"
    assert plain_headings(found) == (f"type {size:.1f} {weight}", "", "", "")


def test_in_bold_text_boldness_means_nothing() -> None:
    found = [typed("浜の砂", 10.0, bold=True), typed("川の砂を入れ、", 10.0, bold=True), typed("松を植える。", 10.0, bold=True)]
    assert plain_headings(found) == ("", "", "")


def test_no_rows_have_no_headings() -> None:
    assert plain_headings(()) == ()


# -- headings that are printed again ---------------------------------------------------------------------------------------


def again(text: str) -> list[str]:
    found = of(text)
    return [found[index].words for index in sorted(echoes(found))]


def test_a_heading_printed_twice_in_a_row_is_one_heading() -> None:
    assert again("Keep the lamp\n\nKeep the lamp\n\n1. Trim the wick\n") == ["Keep the lamp"]


def test_a_list_of_at_least_three_headings_that_follow_is_an_echo() -> None:
    body = "１ 砂を入れる\n運び入れる。\n２ 松を植える\n風を防ぐ。\n３ 貝を数える\n記す。\n"
    assert again("砂を入れる\n\n松を植える\n\n貝を数える\n\n" + body) == ["砂を入れる", "松を植える", "貝を数える"]


def test_two_headings_that_come_back_apart_are_no_list() -> None:
    assert again("砂を入れる\n\n松を植える\n\n１ 砂を入れる\n運び入れる。\n２ 松を植える\n風を防ぐ。\n") == []


def test_entries_that_come_back_are_no_echo() -> None:
    assert again("○砂を運ぶ\n○松を植える\n○貝を数える\n\n題\n○砂を運ぶ\n○松を植える\n○貝を数える\n") == []
