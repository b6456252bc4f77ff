"""Which row is under which, inferred from the numbers, marks and headings of the document itself."""

from typing import Any

import pytest

from shisaku.reading.outline.headings import plain_headings
from shisaku.reading.outline.outline_rows import rows
from shisaku.reading.outline.row_nesting import NestedRow, nest
from shisaku.reading.tokens.lines import lines
from shisaku.reading.tokens.page_artefacts import artefact_lines
from shisaku.reading.tokens.paragraphs import paragraphs


def root(text: str) -> NestedRow:
    printed = lines(text)
    found = rows(paragraphs(printed, artefact_lines(printed), lambda line: line.opens))
    return nest(found, plain_headings(found))


def tree(text: str) -> list[Any]:
    """What is under what, by words; passages in a tuple behind what they describe."""

    def nested(node: NestedRow) -> list[Any]:
        found: list[Any] = [tuple(row.words for row in node.passages)] if node.passages else []
        for child in node.children:
            found += [child.row.words, *([nested(child)] if child.children or child.passages else [])]
        return found

    return nested(root(text))


def irregular(text: str) -> list[str]:
    found, stack = [], [root(text)]
    while stack:
        node = stack.pop()
        found += [child.row.words for child in node.children if not child.regular]
        stack += node.children
    return sorted(found)


@pytest.mark.parametrize(
    "styles",
    [
        ("第１章 {}", "第１節 {}"),
        ("Ⅰ {}", "１ {}"),
        ("１．{}", "（１）{}"),
        ("（１）{}", "① {}"),
        ("１ {}", "ア {}"),
        ("① {}", "（１）{}"),
        ("（１）{}", "１ {}"),
        ("■{}", "１ {}"),
        ("１ {}", "■{}"),
        ("◆{}", "・{}"),
    ],
    ids=str,
)
def test_what_starts_anew_is_under_what_it_starts_anew_after(styles: tuple[str, str]) -> None:
    outer, inner = styles
    text = "\n".join(
        (
            outer.format("浜"),
            inner.format("砂"),
            _next(inner).format("松"),
            _next(outer).format("丘"),
            inner.format("苗"),
            _next(inner).format("道"),
        )
    )
    assert tree(text) == ["浜", ["砂", "松"], "丘", ["苗", "道"]]


def _next(style: str) -> str:
    return style.translate(str.maketrans("１Ⅰ①ア", "２Ⅱ②イ"))


def test_five_levels_are_distinguished() -> None:
    text = "第１章 浜\n第１節 砂\n１ 船\n（１）帆\nア 縄\nイ 布\n（２）舵\nア 木\n２ 杭\n（１）石\nア 川\n第２節 松\n１ 苗\n（１）種\nア 実\n第２章 丘\n"
    assert tree(text) == [
        "浜",
        ["砂", ["船", ["帆", ["縄", "布"], "舵", ["木"]], "杭", ["石", ["川"]]], "松", ["苗", ["種", ["実"]]]],
        "丘",
    ]


def test_numbers_that_run_on_under_new_headings_are_under_them() -> None:
    text = "第１ 浜\n１．砂\n２．松\n第２ 丘\n３．苗\n４．道\n第３ 町\n５．店\n"
    assert tree(text) == ["浜", ["砂", "松"], "丘", ["苗", "道"], "町", ["店"]]
    assert irregular(text) == []


def test_an_excerpt_may_begin_with_any_number() -> None:
    text = "第４章 浜\n（７）砂\n（８）松\n第５章 丘\n（９）苗\n"
    assert tree(text) == ["浜", ["砂", "松"], "丘", ["苗"]]
    assert irregular(text) == []


def test_unnumbered_headings_are_over_the_numbers_below_them() -> None:
    text = "浜を守る\n\n１．砂を入れる\n運び入れる。\n\n２．松を植える\n風を防ぐ。\n\n丘を守る\n\n３．苗を配る\n春に配る。\n"
    assert tree(text) == [
        "浜を守る",
        ["砂を入れる", [("運び入れる。",)], "松を植える", [("風を防ぐ。",)]],
        "丘を守る",
        ["苗を配る", [("春に配る。",)]],
    ]


def test_prose_describes_what_it_is_under() -> None:
    assert tree("浜の計画の趣旨を述べる。\n１ 砂\n運び入れる。\n２ 松\n風を防ぐ。\n根も張る。\n") == [
        ("浜の計画の趣旨を述べる。",),
        "砂",
        [("運び入れる。",)],
        "松",
        [("風を防ぐ。", "根も張る。")],
    ]


def test_items_with_a_sum_are_under_the_heading_before_them() -> None:
    assert tree("浜の砂\n\n砂の船　3億円\n砂の杭　1億円\n\n丘の松\n\n松の苗　2億円\n") == [
        "浜の砂",
        ["砂の船", "砂の杭"],
        "丘の松",
        ["松の苗"],
    ]


def test_a_number_that_does_not_follow_is_prose() -> None:
    text = "第１章 浜\n（１）砂\n（２）松\n（17）\n（28）貝の数\n第２章 丘\n（１）苗\n"
    assert "貝の数" not in _nodes(root(text))
    assert "貝の数" in str(tree(text))


def _nodes(node: NestedRow) -> list[str]:
    return [word for child in node.children for word in (child.row.words, *_nodes(child))]


def test_bare_figures_before_sentences_are_notes() -> None:
    text = "第１章 浜\n（１）砂を入れる\n運び入れる。\n1 浜の砂をいう。\n2 川の砂を除く。\n第２章 丘\n（１）松を植える\n3 黒松に限る。\n"
    assert _nodes(root(text)) == ["浜", "砂を入れる", "丘", "松を植える"]


def test_bare_figures_that_neither_start_at_one_nor_follow_each_other_are_notes() -> None:
    assert _nodes(root("（１）砂を入れる\n3 浜の砂\n7 川の砂\n（２）松を植える\n")) == ["砂を入れる", "松を植える"]


def test_bare_figures_that_follow_each_other_and_head_something_are_headings_of_an_excerpt() -> None:
    text = "第２節 浜\n７ 砂を入れる\n運び入れる。\n８ 松を植える\n風を防ぐ。\n第３節 丘\n９ 苗を配る\n春に配る。\n"
    assert _nodes(root(text)) == ["浜", "砂を入れる", "松を植える", "丘", "苗を配る"]


def test_a_skipped_number_still_follows() -> None:
    text = "１ 砂\n２ 松\n４ 貝\n"
    assert tree(text) == ["砂", "松", "貝"]
    assert irregular(text) == []


def test_a_list_whose_columns_were_mixed_stays_but_is_not_sure() -> None:
    text = "（１）浜の砂\n（４）丘の松\n（２）浜の貝\n（５）丘の苗\n（３）浜の道\n"
    assert sorted(_nodes(root(text))) == ["丘の松", "丘の苗", "浜の砂", "浜の貝", "浜の道"]
    assert irregular(text)


def test_no_items_have_no_places() -> None:
    assert tree("") == []
