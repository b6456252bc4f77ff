"""Headings that are over components and were not taken for any."""

from tests.reading.structure.inventing import document, heading, item, items_of

from shisaku.formats.text_builder import BlockWords
from shisaku.model.span import Span
from shisaku.reading.likelihood.covering import (
    covering,
    listed_entries,
    numbered_headings,
    over_tables,
    prefixed_headings,
    stated_headings,
)
from shisaku.reading.likelihood.judging import JudgedItem


def judged(*parts: tuple[BlockWords, float]) -> list[JudgedItem]:
    found = items_of(document(*(words for words, _ in parts)))
    return [
        JudgedItem(one, {"sentence": float(one.text.endswith("。"))}, exists)
        for one, (_, exists) in zip(found, parts, strict=True)
    ]


def test_lines_of_one_look_that_are_over_components_are_headings() -> None:
    found = judged(
        (BlockWords("岸壁"), 0.3), (item("岸壁を直す"), 0.8), (BlockWords("砂浜"), 0.3), (item("砂を入れる"), 0.8), (BlockWords("松林"), 0.3), (item("松を植える"), 0.8)
    )  # fmt: skip
    assert covering(found, [1, 3, 5]) == [0, 2, 4]


def test_prose_may_be_between_a_heading_and_its_components() -> None:
    found = judged(
        (heading("岸壁", 2), 0.3), (BlockWords("岸壁は古い。"), 0.0), (item("岸壁を直す"), 0.8), (heading("砂浜", 2), 0.3), (item("砂を入れる"), 0.8)
    )  # fmt: skip
    assert covering(found, [2, 4]) == [0, 3]


def test_one_line_alone_and_unlikely_lines_are_none() -> None:
    one = judged((BlockWords("岸壁"), 0.3), (item("岸壁を直す"), 0.8))
    assert covering(one, [1]) == []
    unlikely = judged(
        (BlockWords("岸壁"), 0.01), (item("岸壁を直す"), 0.8), (BlockWords("砂浜"), 0.01), (item("砂を入れる"), 0.8)
    )
    assert covering(unlikely, [1, 3]) == []


def test_sentences_are_no_headings() -> None:
    found = judged(
        (BlockWords("岸壁は古い。"), 0.3), (item("岸壁を直す"), 0.8), (BlockWords("砂は減った。"), 0.3), (item("砂を入れる"), 0.8)
    )
    assert covering(found, [1, 3]) == []


def test_a_stated_heading_over_several_components_is_one() -> None:
    found = judged(
        (heading("岸壁", 2), 0.3),
        (item("岸壁を直す"), 0.8),
        (item("杭を打つ"), 0.8),
        (heading("付録", 2), 0.3),
        (item("松"), 0.1),
    )
    assert stated_headings(found, [1, 2]) == [0]


def test_a_stated_heading_over_headings_that_are_added_is_one_too() -> None:
    found = judged(
        (heading("港", 1), 0.3),
        (heading("岸壁", 2), 0.3), (item("岸壁を直す"), 0.8), (item("杭を打つ"), 0.8),
        (heading("砂浜", 2), 0.3), (item("砂を入れる"), 0.8), (item("松を植える"), 0.8),
    )  # fmt: skip
    assert stated_headings(found, [2, 3, 5, 6]) == [0, 1, 4]


def test_the_likeliest_line_above_each_of_several_tables_is_its_heading() -> None:
    found = judged(
        (BlockWords("岸壁"), 0.3), (BlockWords("令和８年度"), 0.15), (BlockWords("砂浜"), 0.3), (BlockWords("令和８年度分"), 0.15)
    )
    tables = [Span(found[1].item.span.end, found[2].item.span.start), Span(found[3].item.span.end, found[3].item.span.end + 1)]
    assert over_tables(found, [], tables) == [0, 2]
    assert over_tables(found, [], tables[:1]) == []
    assert over_tables(found, [0, 2], tables) == []


def test_a_stated_heading_right_above_each_of_several_tables_is_its_heading_however_unlikely() -> None:
    found = judged(
        (heading("岸壁", 2), 0.01),
        (BlockWords("岸壁は古い。"), 0.0),
        (heading("砂浜", 2), 0.01),
        (BlockWords("令和８年度分"), 0.05),
    )
    tables = [Span(found[1].item.span.end, found[2].item.span.start), Span(found[2].item.span.end, found[3].item.span.start)]
    assert over_tables(found, [], tables) == [0, 2]
    assert over_tables(found, [], [tables[0], Span(found[3].item.span.end, found[3].item.span.end + 1)]) == []


def test_what_leads_to_a_list_may_be_between_a_heading_and_the_list() -> None:
    found = judged(
        (heading("岸壁", 2), 0.3), (BlockWords("次のことを行う：", "line"), 0.0), (item("岸壁を直す"), 0.8), (heading("砂浜", 2), 0.3), (item("砂を入れる"), 0.8)
    )  # fmt: skip
    assert covering(found, [2, 4]) == []
    found[1].features["ends in colon"] = 1.0
    assert covering(found, [2, 4]) == [0, 3]


def test_any_paragraph_may_be_between_a_stated_heading_and_its_components() -> None:
    parts = [
        (heading("岸壁", 2), 0.1),
        (BlockWords("海と町と"), 0.0),
        (item("岸壁を直す"), 0.8),
        (heading("砂浜", 2), 0.1),
        (item("砂を入れる"), 0.8),
    ]
    assert covering(judged(*parts), [2, 4]) == [0, 3]
    parts[1] = (BlockWords("海と町と", "line"), 0.0)
    assert covering(judged(*parts), [2, 4]) == []


def test_a_printed_line_that_comes_again_and_again_heads_no_components() -> None:
    parts = [part for n in range(3) for part in ((BlockWords("選ぶ理由", "line"), 0.3), (item(f"岸壁{n}を直す"), 0.8))]
    found = judged(*parts)
    assert covering(found, [1, 3, 5]) == [0, 2, 4]
    for one in found[::2]:
        one.features["often"] = 1.0
    assert covering(found, [1, 3, 5]) == []


def test_a_caption_heads_no_components() -> None:
    found = judged(
        (BlockWords("表１ 事業"), 0.3), (item("岸壁を直す"), 0.8), (BlockWords("表２ 工事"), 0.3), (item("砂を入れる"), 0.8)
    )
    for one in found[::2]:
        one.features["caption"] = 1.0
    assert covering(found, [1, 3]) == []


def test_what_numbers_begin_with_heads_them_however_unlikely() -> None:
    found = judged(
        (heading("2 Shore", 1), 0.01), (heading("2.1 Walls", 2), 0.02), (item("2.1.1 Mend the walls"), 0.8), (heading("3 Pines", 1), 0.01)
    )  # fmt: skip
    assert prefixed_headings(found, [2]) == [0, 1]
    assert prefixed_headings(found, [1, 2]) == [0]
    found[0].features["sentence"] = 1.0
    assert prefixed_headings(found, [2]) == [1]


# -- what is counted, and what is listed under it ----------------------------------------------------------------------


def printed(*lines: tuple[str, float]) -> list[JudgedItem]:
    found = items_of("\n\n".join(words for words, _ in lines))
    assert len(found) == len(lines)
    return [
        JudgedItem(one, {"sentence": float(one.text.endswith("。"))}, exists)
        for one, (_, exists) in zip(found, lines, strict=True)
    ]


def test_numbers_that_go_on_over_components_are_headings_however_unlikely_each_is() -> None:
    found = printed(
        ("第１章 岸壁", 0.1), ("岸壁は古い。", 0.0), ("１ 岸壁の補修", 0.8), ("２ 岸壁の延長", 0.8), ("第２章 砂浜", 0.1), ("１ 砂の補給", 0.8)
    )  # fmt: skip
    assert numbered_headings(found, [2, 3, 5]) == [0, 4]


def test_numbers_over_nothing_or_over_what_is_counted_alike_or_out_of_order_are_none() -> None:
    over_nothing = printed(("第１章 岸壁", 0.1), ("第２章 砂浜", 0.1), ("１ 砂の補給", 0.8), ("第３章 松林", 0.1))
    assert numbered_headings(over_nothing, [2]) == []
    alike = printed(("１ 岸壁", 0.1), ("２ 砂浜", 0.8), ("３ 松林", 0.8))
    assert numbered_headings(alike, [1, 2]) == []
    out_of_order = printed(("第１章 岸壁", 0.1), ("１ 岸壁の補修", 0.8), ("第５章 砂浜", 0.1), ("１ 砂の補給", 0.8))
    assert numbered_headings(out_of_order, [1, 3]) == []
    unlikely = printed(("第１章 岸壁", 0.01), ("１ 岸壁の補修", 0.8), ("第２章 砂浜", 0.01), ("１ 砂の補給", 0.8))
    assert numbered_headings(unlikely, [1, 3]) == []


def test_compound_numbers_of_an_excerpt_may_begin_in_the_middle() -> None:
    found = printed(("5.2 岸壁", 0.1), ("(1) 岸壁の補修", 0.8), ("5.3 砂浜", 0.1), ("(1) 砂の補給", 0.8))
    assert numbered_headings(found, [1, 3]) == [0, 2]
    plain = printed(("5 岸壁", 0.1), ("(1) 岸壁の補修", 0.8), ("6 砂浜", 0.1), ("(1) 砂の補給", 0.8))
    assert numbered_headings(plain, [1, 3]) == []


LISTED = (
    ("目標１ 岸壁を守る", 0.8), ("● 岸壁を直した", 0.1), ("● 杭を打った", 0.1), ("目標２ 砂浜を守る", 0.8), ("● 砂を入れた", 0.1), ("● 砂を測った", 0.1)
)  # fmt: skip


def test_lines_listed_under_nearly_each_of_several_counted_components_belong_to_it() -> None:
    assert listed_entries(printed(*LISTED), [0, 3]) == [1, 2, 4, 5]


def test_lists_under_one_of_them_or_under_unsure_ones_or_unlikely_entries_do_not() -> None:
    assert listed_entries(printed(*LISTED[:4], ("砂は減った。", 0.0)), [0, 3]) == []
    unsure = [(words, 0.4 if words[0] == "目" else exists) for words, exists in LISTED]
    assert listed_entries(printed(*unsure), [0, 3]) == []
    unlikely = [(words, 0.02 if words[0] == "●" else exists) for words, exists in LISTED]
    assert listed_entries(printed(*unlikely), [0, 3]) == []
    assert listed_entries(printed(*LISTED), [0]) == []
