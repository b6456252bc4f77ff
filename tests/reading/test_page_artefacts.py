"""What is printed on pages and says nothing: page numbers, rules, running heads, contents pages, readings."""

import pytest

from shisaku.reading.tokens.lines import Line, lines
from shisaku.reading.tokens.page_artefacts import artefact_lines, is_ruby


def skipped(*printed: str) -> list[str]:
    found = lines("\n".join(printed))
    return [found[index].text for index in sorted(artefact_lines(found))]


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "12",
        "１２",
        "- 3 -",
        "－３－",
        "— 14 —",
        "3 / 14",
        "p. 2",
        "P.12",
        "Page 3 of 14",
        "| 7",
        "Seite 4 von 9",
        "8ページ",
        "――――",
        "-----",
        "=====",
        "……",
        "＊＊＊",
        "－" * 300,
    ],
)
def test_page_numbers_and_rules_are_page_artefacts(text: str) -> None:
    assert Line(0, text).is_page_number_or_rule


@pytest.mark.parametrize(
    "text", ["3年", "12345", "Page of the harbour", "第3", "3 苗木", "（３）", "①", "ー苗木ー", "- 3 - 苗木", "1" * 41]
)
def test_what_has_meaning_is_no_page_number(text: str) -> None:
    assert not Line(0, text).is_page_number_or_rule


def test_a_head_that_comes_back_beside_page_numbers_is_a_page_artefact() -> None:
    pages = [line for n in (1, 2, 3) for line in (f"浜の計画（案）{n}", f"砂を入れる場所{'甲乙丙'[n - 1]}", f"- {n} -")]
    assert skipped(*pages) == ["浜の計画（案）1", "- 1 -", "浜の計画（案）2", "- 2 -", "浜の計画（案）3", "- 3 -"]


@pytest.mark.parametrize("title", ["浜の計画", "浜の計画（2031年版）", "浜の計画　【概要】"])
def test_a_title_repeated_beside_a_page_number_is_a_page_artefact_but_not_the_first(title: str) -> None:
    assert sorted(artefact_lines(lines(f"{title}\n\n砂を入れる\n- 1 -\n浜の計画\n松を植える"))) == [3, 4]


@pytest.mark.parametrize("line", ["浜の", "浜の計画の改定", "（案）"])
def test_other_words_of_the_title_beside_a_page_number_are_read(line: str) -> None:
    assert skipped("（案）浜の計画", "", "砂を入れる", "- 1 -", line, "松を植える") == ["- 1 -"]


def test_a_line_that_comes_back_away_from_page_numbers_is_read() -> None:
    assert skipped("浜の計画", "○点検", "あ川", "い川", "○点検", "う川", "え川", "○点検") == []


@pytest.mark.parametrize("leader", ["…", "・", ".", "‥", "･", "．", "─"])
def test_lines_with_leaders_to_a_page_are_contents(leader: str) -> None:
    entries = [f"第１章 浜を測る {leader * 9} 1", f"第２章 松を植える {leader * 7} 12"]
    assert skipped("目　次", *entries, "第１章 浜を測る") == ["目　次", *entries]


@pytest.mark.parametrize("word", ["目次", "目　次", "Contents", "TABLE OF CONTENTS"])
def test_lines_that_end_in_pages_under_the_word_contents_are_contents(word: str) -> None:
    assert skipped(word, "浜を測る　1", "松を植える 12", "", "浜を測る") == [word, "浜を測る　1", "松を植える 12"]


def test_the_word_contents_above_no_pages_is_read() -> None:
    assert skipped("目次", "浜を測る", "松を植える") == []


def test_one_line_with_leaders_is_no_contents_page() -> None:
    assert skipped("浜を測る", "観測の機械 ………… 12", "松を植える") == []


def test_leaders_that_are_alone_belong_to_the_line_above() -> None:
    printed = ["第１章 浜を測る ………… 1", "第２章 松を植える ……… 4", "第３章 とても長い題の章", "………………… 9", "", "第１章 浜を測る"]
    assert skipped(*printed) == printed[:4]


def test_readings_between_two_lines_of_a_sentence_are_page_artefacts() -> None:
    assert skipped("苔むしたまま残", "みちしるべ", "る道標を起こす。") == ["みちしるべ"]


@pytest.mark.parametrize(
    "printed",
    [
        ("みちしるべ", "を起こす。"),
        ("道標を起こす。", "みちしるべ", "を見る"),
        ("苔むした道標", "みちしるべ", "", "松を植える"),
        ("苔むした道標", "道しるべ", "を起こす"),
    ],
    ids=["nothing above", "no kanji before it", "nothing below", "with kanji"],
)
def test_words_in_hiragana_elsewhere_are_read(printed: tuple[str, ...]) -> None:
    assert skipped(*printed) == []


@pytest.mark.parametrize(
    ("text", "ruby"), [("みちしるべ", True), ("みち しるべ", True), ("あ" * 9, False), ("ミチ", False), ("", False)]
)
def test_readings_are_short_and_in_hiragana(text: str, ruby: bool) -> None:
    assert is_ruby(text) is ruby


def test_an_empty_document_has_no_page_artefacts() -> None:
    assert artefact_lines(lines("")) == frozenset()
