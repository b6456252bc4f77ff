"""Words are found where they are printed, as a whole."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import GROWTH, calls

from shisaku.model.source import Span
from shisaku.reading.overrides.printed_words import PrintedWords
from shisaku.reading.text.characters import matching
from shisaku.reading.tokens.lines import lines


def quotes(text: str, words: str) -> list[str]:
    return [text[span.start : span.end] for span in PrintedWords(lines(text)).find(words, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("担当：林務課", "林務課", ["林務課"]),
        ("担当：林 務 課", "林務課", ["林 務 課"]),
        ("担当：林務\n課", "林務課", ["林務\n課"]),
        ("担当：ﾘﾝﾑ課", "リンム課", ["ﾘﾝﾑ課"]),
        ("担当：ｶﾞｲﾄﾞ課", "ガイド課", ["ｶﾞｲﾄﾞ課"]),
        ("担当：か\u3099いと\u3099課", "がいど課", ["か\u3099いと\u3099課"]),
        ("担当：林\u200b務課", "林務課", ["林\u200b務課"]),
        ("目標 １０人", "10人", ["１０人"]),
        ("BUREAU des Bois", "bureau  des bois", ["BUREAU des Bois"]),
        ("bureau des\n  bois", "bureau des bois", ["bureau des\n  bois"]),
        ("Les forêts", "les fore\u0302ts", ["Les forêts"]),
        ("산림과가 맡는다", "산림과", ["산림과"]),
        ("산림과", unicodedata.normalize("NFD", "산림과"), ["산림과"]),
        (unicodedata.normalize("NFD", "산림과"), "산림과", [unicodedata.normalize("NFD", "산림과")]),
        ("48km", "48", ["48"]),
        ("48.", "48", ["48"]),
        ("1. 1", "1", ["1", "1"]),
        ("1.\n1", "1", ["1", "1"]),
        ("㈱森", "㈱", ["㈱"]),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: str, found: list[str]) -> None:
    assert quotes(text, words) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("148人", "48人"),
        ("480", "48"),
        ("1,480", "480"),
        ("480,000", "480"),
        ("4.48", "48"),
        ("4 8", "48"),
        ("4\n8", "48"),
        ("48", "4 8"),
        ("partner", "art"),
        ("arts", "art"),
        ("des bois", "desbois"),
        ("が", "か"),
        ("か\u3099", "か"),
        ("㈱森", "株"),
        ("㎏", "k"),
        ("森", "\u200b"),
        ("森", ""),
        ("", "森"),
    ],
)
def test_a_part_of_a_word_or_number_is_no_find(text: str, words: str) -> None:
    assert quotes(text, words) == []


def test_places_on_one_line_go_before_those_over_several() -> None:
    assert quotes("林\n務課\n林務課", "林務課") == ["林務課"]


def test_every_place_is_found_up_to_six() -> None:
    assert quotes("森\n" * 3, "森") == ["森"] * 3
    assert len(quotes("森\n" * 30, "森")) == 6


def test_only_the_queried_words_are_searched() -> None:
    text = "森\n林\n森\n"
    words = PrintedWords(lines(text))
    assert words.find("森", Span(1, 5)) == [Span(4, 5)]
    assert words.find("森", Span(0, 4)) == [Span(0, 1)]
    assert PrintedWords(lines(text), {0}).find("森", Span(0, 6)) == [Span(4, 5)]


def test_a_character_is_in_its_line() -> None:
    words = PrintedWords(lines("森\n\n  林\n海"))
    assert [words.line_at(at) for at in (0, 1, 2, 5, 6, 7, 100)] == [0, 0, 1, 2, 2, 3, 3]


@given(st.lists(st.text(alphabet="aé1.森がｶ㈱各", min_size=1, max_size=4), min_size=1, max_size=6), st.data())
def test_what_is_between_blanks_is_found(pieces: list[str], data: st.DataObject) -> None:
    piece = data.draw(st.sampled_from(pieces))
    found = quotes(" ".join(pieces), piece)
    assert {matching(quote) for quote in found} == {matching(piece)}


def test_a_look_up_costs_one_search() -> None:
    def of(count: int) -> int:
        text = "".join(f"{n} 林務課が担う\n" for n in range(count))
        words = PrintedWords(lines(text))
        return calls(lambda: words.find("海", Span(0, len(text))))

    assert of(4000) <= of(400) * GROWTH
