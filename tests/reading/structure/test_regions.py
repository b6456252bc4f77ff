"""What is between components: fields, prose, sums and departments of the component above, and what says nothing."""

import pytest
from tests.reading.structure.inventing import document, heading, item, items_of, known
from tests.reading.tables.making import summary

from shisaku.formats.text_builder import BlockWords
from shisaku.reading.structure.between import Between, between


def found(*parts: BlockWords, owned: bool = True, lang: str = "ja", country: str = "jp") -> tuple[Between, str]:
    made = document(*parts)
    return between(items_of(made), made.text, lang, known(country), owned), made.text


def details_of(*parts: BlockWords, owned: bool = True, lang: str = "ja", country: str = "jp") -> str:
    return summary(found(*parts, owned=owned, lang=lang, country=country)[0].details)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("担当課：港湾課", " [@港湾課]"),
        ("実施期限：令和８年度末", " [by 令和８年度末]"),
        ("事業費：1,200万円", " [12,000,000]"),
        ("【港湾課】", " [@港湾課]"),
        ("1,200万円", " [12,000,000]"),
    ],
)
def test_a_field_is_of_the_component_above(text: str, details: str) -> None:
    assert details_of(BlockWords(text)) == details


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Lead: Harbour Office", " [@Harbour Office]"),
        ("Deadline: March 2028", " [by March 2028]"),
        ("Status: On track", " [is On track]"),
    ],
)
def test_a_field_in_english_is_as_well(text: str, details: str) -> None:
    assert details_of(BlockWords(text), lang="en", country="gb") == details


def test_a_field_is_of_nothing_where_nothing_is_above() -> None:
    assert details_of(BlockWords("担当課：港湾課"), owned=False) == ""


def test_a_label_alone_waits_for_its_value() -> None:
    assert details_of(BlockWords("担当課"), BlockWords("港湾課")) == " [@港湾課]"
    between_, text = found(BlockWords("担当課"), BlockWords("港湾課"))
    assert [text[span.start : span.end] for span in between_.artefacts] == ["担当課"]


def test_sentences_describe_the_component_above_in_order() -> None:
    parts = BlockWords("岸壁は古い。"), BlockWords("直す必要がある。")
    assert [passage.text for passage in found(*parts)[0].details.description] == ["岸壁は古い。", "直す必要がある。"]
    assert found(*parts, owned=False)[0].details.description == ()


def test_prose_under_a_label_is_of_the_kind_of_the_label() -> None:
    (passage,) = found(heading("現状と課題"), BlockWords("岸壁は古い。"))[0].details.description
    assert passage.kind == "situation"


def test_notes_and_navigation_hold_nothing() -> None:
    between_, text = found(BlockWords("注１ 岸壁は石造りである。", "note"), BlockWords("トップへ戻る", "artefact"))
    assert [text[span.start : span.end] for span in between_.artefacts] == ["注１ 岸壁は石造りである。", "トップへ戻る"]
    assert between_.details.description == ()


def test_a_line_that_declares_a_unit_holds_nothing_else() -> None:
    between_, text = found(BlockWords("（単位：千円）"))
    assert [text[span.start : span.end] for span in between_.artefacts] == ["（単位：千円）"]


def test_words_that_are_no_sentence_and_no_field_are_nowhere() -> None:
    between_, _ = found(item("岸壁の図"))
    assert (between_.details.description, between_.artefacts) == ((), [])


def test_all_of_a_line_that_prints_a_field_is_accounted_for() -> None:
    between_, text = found(BlockWords("担当課：港湾課"))
    assert text in [text[span.start : span.end] for span in between_.details.lines]
