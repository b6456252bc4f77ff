"""Rows: what each paragraph opens with, its words, and what is printed beside them, every character in its place."""

import pytest

from shisaku.model.details import BudgetFigure
from shisaku.reading.outline.outline_rows import OutlineRow, rows
from shisaku.reading.tokens.lines import lines, unit_in
from shisaku.reading.tokens.page_artefacts import artefact_lines
from shisaku.reading.tokens.paragraphs import paragraphs


def printed_at(text: str, figure: BudgetFigure) -> str:
    """The words that are where a sum is printed."""
    assert figure.span is not None
    return text[figure.span.start : figure.span.end]


def of(text: str) -> tuple[OutlineRow, ...]:
    printed = lines(text)
    together = paragraphs(printed, artefact_lines(printed), lambda line: line.opens)
    return rows(together, unit_in(printed))


def row(text: str) -> OutlineRow:
    (found,) = of(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("１ 砂を運ぶ", "numbered", "砂を運ぶ"),
        ("第２章 松を植える", "numbered", "松を植える"),
        ("（３）貝を数える", "numbered", "貝を数える"),
        ("○砂を運ぶ", "marked", "砂を運ぶ"),
        ("・松を植える", "marked", "松を植える"),
        ("砂を運ぶ船　42億円", "priced", "砂を運ぶ船"),
        ("砂を運ぶ船　ー　港湾課", "priced", "砂を運ぶ船"),
        ("○：予算 ☆：制度", "legend", ""),
        ("砂を運ぶ", "plain", "砂を運ぶ"),
        ("2040年の砂浜", "plain", "2040年の砂浜"),
        ("3本の松", "plain", "3本の松"),
        *(
            (f"２{words}", "plain", f"２{words}")
            for words in ("世代で守る", "世紀の松", "か所を直す", "カ国と結ぶ", "ヶ月かける", "箇所を巡る", "kmの砂浜")
        ),
        *((f"２{words}", "numbered", words) for words in ("世界に開く", "カエデを植える", "かやを刈る", "所得を増やす")),
    ],
)
def test_a_row_is_of_the_kind_that_it_opens_with(text: str, kind: str, words: str) -> None:
    assert (row(text).kind, row(text).words) == (kind, words)


def test_numbers_and_marks_are_split_from_the_words() -> None:
    numbered, marked = of("（２） 砂を運ぶ\n○☆ 松を植える（再掲）")
    assert numbered.number is not None
    assert (numbered.number.printed, numbered.number.value, numbered.words) == ("（２）", 2, "砂を運ぶ")
    assert (marked.marks, marked.words, marked.restated) == ("○☆", "松を植える", True)


def test_several_marked_entries_of_a_line_are_a_row_each() -> None:
    assert [(r.marks, r.words, r.gap) for r in of("題\n\n○砂を運ぶ　○松を植える ☆貝を数える\n☆道を直す")[1:]] == [
        ("○", "砂を運ぶ", 1),
        ("○", "松を植える", 0),
        ("☆", "貝を数える", 0),
        ("☆", "道を直す", 0),
    ]


def test_a_row_with_a_sum_keeps_it_apart_with_its_place_in_the_source() -> None:
    text = "題\n○砂を運ぶ　42億円（38億円）　港湾課\n"
    found = of(text)[1]
    assert found.details.amount is not None
    assert found.details.previous is not None
    assert printed_at(text, found.details.amount) == "42億円"
    assert printed_at(text, found.details.previous) == "38億円"
    assert text[found.span.start : found.span.end] == "○砂を運ぶ　42億円（38億円）　港湾課"


def test_what_follows_a_sum_has_a_place_of_its_own_behind_the_row() -> None:
    text = "○砂を運ぶ　42億円　隔年で行う"
    found = row(text)
    (passage,) = found.details.description
    assert text[passage.span.start : passage.span.end] == passage.text == "隔年で行う"
    assert text[found.span.start : found.span.end] == "○砂を運ぶ　42億円"
    assert text[found.whole.start : found.whole.end] == text


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        (
            "1. Keep the lamp: Trim the wick every evening, before the sun goes down.",
            "Keep the lamp",
            "Trim the wick every evening,",
        ),
        ("１ 砂を運ぶ：川から減った砂を、秋のうちに船で運び入れる。", "砂を運ぶ", "川から減った砂を、"),
    ],
)
def test_sentences_behind_the_title_of_a_numbered_row_describe_it(text: str, title: str, description: str) -> None:
    found = row(text)
    assert found.words == title
    assert found.details.description[0].text.startswith(description)
    assert found.span.end <= found.details.description[0].span.start


@pytest.mark.parametrize("text", ["１ 砂：浜の砂", "○砂を運ぶ：川から減った砂を、秋のうちに船で運び入れる。"])
def test_a_colon_in_a_heading_or_an_entry_cuts_nothing_off(text: str) -> None:
    assert row(text).details.description == ()


@pytest.mark.parametrize("text", ["砂を運ぶ。　42億円", "うち　42億円", "42億円"])
def test_a_sum_behind_a_sentence_or_nothing_stays_words(text: str) -> None:
    found = row(text)
    assert (found.kind, found.words, found.details.amount) == ("plain", text, None)


def test_bare_figures_count_the_unit_that_a_line_declares_once() -> None:
    found = of("事業一覧（単位：千円）\n\n砂を運ぶ船　12,500\n松の苗　－")
    assert [(r.kind, r.details.amount and r.details.amount.amount) for r in found[1:]] == [
        ("priced", 12_500_000),
        ("priced", None),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("砂を運ぶ。", True),
        ("砂を運ぶ。12", True),
        ("砂を運ぶ（川から）。", True),
        ("川の砂は減った。松も枯れた", True),
        ("砂を運ぶ", False),
        ("Trim the wick every evening.", True),
        ("Keep the lamp", False),
        ("川の" * 46, True),
    ],
)
def test_a_row_is_a_sentence_where_it_ends_as_one_or_is_too_long_for_a_heading(text: str, sentence: bool) -> None:
    assert row(text).is_sentence is sentence


@pytest.mark.parametrize(
    ("text", "could"),
    [
        ("砂を運ぶ", True),
        ("砂を運び、", False),
        ("砂を運ぶ。", False),
        ("of the lamp", False),
        ("Keep the lamp", True),
        ("（２）２", False),
    ],
)
def test_a_clause_a_sentence_or_figures_cannot_be_a_heading(text: str, could: bool) -> None:
    assert row(text).could_head is could


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("１ 砂", "２ 松", True),
        ("１．砂", "２．松", True),
        ("１ 砂", "１．松", False),
        ("１ 砂", "（１）松", False),
        ("○砂", "◯松", True),
        ("○砂", "●松", False),
        ("Ⅰ－１ 砂", "Ⅱ－３ 松", True),
        ("1.2 砂", "1.2.3 松", False),
    ],
)
def test_rows_of_one_level_have_one_style(one: str, other: str, same: bool) -> None:
    assert (row(one).style == row(other).style) is same


def test_every_character_is_in_one_row_or_in_a_page_artefact() -> None:
    text = "題\n\n○：予算 ☆：制度\nその説明が続く\n第５章\n砂を運ぶ　42億円　隔年\n○松 ☆貝　3億円\n- 1 -\n平文である。\n"
    claimed = [at for found in of(text) for at in range(found.whole.start, found.whole.end)]
    assert len(claimed) == len(set(claimed))
    missing = {at for at, letter in enumerate(text) if not letter.isspace()} - set(claimed)
    assert "".join(text[at] for at in sorted(missing)) == "-1-"
